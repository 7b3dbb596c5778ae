// The known issues of a fact sheet, the one most likely to cause a correction first: who is not counted, what a column does not mean,
// what cannot be calculated, which years are not comparable, then reviewed and unexplained breaks.
import {ascending, descending, groups} from "d3";
import {isFinding} from "../../measures/breaks.js";
import type {Level, Status} from "../../measures/codes.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import {stageOf} from "../../measures/sums.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {STATUS_WORDS} from "../../words/status.js";
import {leftOutReason} from "../../words/rates.js";
import {list} from "../../words/text.js";
import {sourceName, uncountedWords} from "../../words/uncounted.js";
import {breaksOf, foundWords} from "../breaks.js";
import {outcomesIn} from "../joined.js";
import type {Ledger} from "../ledger.js";
import {lossesOf} from "../losses.js";
import type {ExplorerBreak} from "../facts.js";
import type {Loss, View} from "../types.js";
import {notCountedOf} from "../uncounted.js";
import type {Views} from "./views.js";

/** Caveats of the explorer's answers that a printed page needs before any break; the others come after. */
const FIRST: readonly string[] = [
  "Grants missing.",
  "One country is most of it.",
  "A few countries move the rate.",
  "Unknown nationality.",
  "Persons and cases.",
  "Members.",
  "Not reported.",
  "No entry."
];
/** What the sheet says elsewhere, or what only a choice of the explorer needs. */
const NEVER: readonly string[] = ["Year-end figures.", "Types.", "Stages.", "Cases.", "Persons.", "Few decisions."];
/** Statuses that readers of the column “recognized” take for refugee status. */
const OTHER_STATUSES: readonly Status[] = ["complementary", "humanitarian", "temporary"];
/** A break that ended longer ago than these years before the latest comes after the caveats. */
const RECENT = 5;
/** The longest text of an issue; longer ones end at a sentence. */
const LONGEST = 280;

/** Every known issue of a sheet, in order. */
export function issuesOf(ledger: Ledger, views: Views): Loss[] {
  const caveats = [views.applications, views.rate, views.decisions].flatMap((view) =>
    view.empty ? [] : lossesOf(ledger, view)
  );
  const [, last] = ledger.facts.years;
  const isOfEveryone = views.applications.state.selection.origins.kind === "all";
  /** Unknown nationalities of long ago, or among others than those asked for, come last. */
  const isOld = ({term, words}: Loss) =>
    term === "Unknown nationality." && !(isOfEveryone && Number(/^In (\d{4})/.exec(words)?.[1]) > last - RECENT);
  const rankOf = (loss: Loss) => (isOld(loss) ? -1 : FIRST.indexOf(loss.term));
  const first = caveats.filter((loss) => rankOf(loss) >= 0).sort((a, b) => rankOf(a) - rankOf(b));
  const rest = caveats.filter((loss) => rankOf(loss) < 0 && !NEVER.includes(loss.term));
  const found = breaks(ledger, views);
  const all = [
    ...uncounted(ledger, views),
    ...reclassified(ledger, views),
    ...withoutRate(views.decisions),
    ...notSeparated(views.decisions),
    ...countedAnew(views.applications),
    ...found.named,
    ...first,
    ...found.recent,
    ...foundWords(ledger, found.all).map(({term, words}) => ({
      term,
      words: isOfEveryone ? words : `Of all origins together: ${words}`
    })),
    ...rest,
    ...found.earlier
  ];
  const seen = new Set<string>();
  return (
    all
      .filter(({term, words}) => {
        const key = term.endsWith("unexplained.") || /^\D+\.$/.test(term) ? term : words;
        return !seen.has(key) && seen.add(key);
      })
      // A note cut before its last sentences would say who is not counted and not why, or without its source.
      .map(({term, words}) => ({term, words: term === "Not counted here." ? words : cut(words)}))
  );
}

/** The text up to the last sentence that fits. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const ends = [...text.matchAll(/[.?”](?= [A-Z“])/g)].map(({index}) => index + 1);
  const end = ends.findLast((at) => at <= LONGEST) ?? ends[0];
  return end === undefined ? text : text.slice(0, end);
}

function uncounted(ledger: Ledger, {applications}: Views): Loss[] {
  return notCountedOf(ledger, applications.state.selection)
    .slice(0, 1)
    .map((each) => ({
      term: "Not counted here.",
      words: `${uncountedWords(each)} Source: ${sourceName(each.source)}.`
    }));
}

/** Where the column “recognized” is not refugee status: the mistake that most readers of the database make. */
function reclassified({facts}: Ledger, {decisions}: Views): Loss[] {
  const applied = new Set(decisions.outcomes.flatMap(({all}) => all.rules));
  const moved = facts.rules.filter(
    ({id, column, status}) => applied.has(id) && column === "recognized" && OTHER_STATUSES.includes(status)
  );
  if (!moved.length) return [];
  const [, to] = facts.years;
  const decided = decisions.outcomes.flatMap(({years}) =>
    years.flatMap(({year, outcomes}) => (typeof outcomes === "string" ? [] : [year]))
  );
  const years = [...new Set(decided)]
    .sort(ascending)
    .filter((year) => moved.some(({year_from, year_to}) => year_from <= year && year <= (year_to ?? to)));
  const isOne = decisions.state.selection.asylums.kind === "places";
  const where = isOne ? ` in ${formatSpans(years)}` : ". In some countries";
  const statuses: Status[] = [...new Set(moved.map(({status}) => status))];
  return [
    {
      term: "“Recognized” is not refugee status.",
      words: `Do not take UNHCR’s column of that name for refugee status${where}${isOne ? ":" : ""} we classify part of it as ${list(statuses.map((status) => STATUS_WORDS[status]))}, with a source for each rule.`
    }
  ];
}

/** Years of one country without any rate, and why. */
function withoutRate({state: {selection}, joined}: View): Loss[] {
  if (selection.asylums.kind !== "places") return [];
  const split = (joined?.whole ?? []).flatMap(({year, units}) => {
    const hosts = units.P?.split?.hosts ?? units.C?.split?.hosts;
    return hosts ? [{year, why: leftOutReason(hosts)}] : [];
  });
  return groups(split, ({why}) => why).map(([why, some]) => ({
    term: "No rate.",
    words: `Do not calculate a rate for ${formatSpans(some.map(({year}) => year))}: ${why}.`
  }));
}

/** What the data of the latest year with decisions does not separate. */
function notSeparated({joined}: View): Loss[] {
  const latest = joined?.whole.findLast(({units}) => units.P ?? units.C);
  const outcomes = latest && (outcomesIn(latest, "P") ?? outcomesIn(latest, "C"));
  if (!latest || !outcomes) return [];
  const {kind} = refugeeStatusCount(outcomes);
  return [
    ...(kind === "separated"
      ? []
      : [
          {
            term: "Refugee status not separated.",
            words:
              kind === "at least"
                ? `Write “at least” with the number of people given refugee status in ${latest.year}: for some grants the data does not separate it from other protection.`
                : `Do not give a number of recognised refugees for ${latest.year}: the data does not separate refugee status from other protection.`
          }
        ]),
    ...(outcomes.statuses.undivided_closed.value > 0
      ? [
          {
            term: "Refusals not separated.",
            words: `Do not print a number of refusals for ${latest.year}: the data does not separate ${outcomes.statuses.refused.value > 0 ? "all of them" : "them"} from closed cases.`
          }
        ]
      : [])
  ];
}

/** The last year in which the country's new applications go on at another stage or in another unit. */
function countedAnew({headline, state: {selection}}: View): Loss[] {
  const [one] = headline?.places ?? [];
  const kindOf = (kinds: readonly string[]) =>
    [...new Set(kinds.map((kind) => `${stageOf(kind.slice(0, 2) as Level)} ${kind.slice(3)}`))].sort().join();
  const latest = one?.breaks.findLast(({before, now}) => kindOf(before) !== kindOf(now));
  return latest
    ? [
        {
          term: `Counted differently since ${latest.year}.`,
          words: `Do not compare new applications of ${formatYears(latest.year, selection.years[1])} with earlier years: they are reported at another stage or in another unit.`
        }
      ]
    : [];
}

/** Breaks in series of the countries asked for: those that name the origin, those of the latest years, and the others. */
function breaks(
  ledger: Ledger,
  {applications, decisions}: Views
): {all: ExplorerBreak[]; named: Loss[]; recent: Loss[]; earlier: Loss[]} {
  const {origins} = decisions.state.selection;
  const [, last] = ledger.facts.years;
  const all = [
    ...new Set([...breaksOf(ledger, decisions.state.selection), ...breaksOf(ledger, applications.state.selection)])
  ];
  const reviewed = all
    .filter((one) => !isFinding(one))
    .sort(
      (a, b) =>
        Number(b.verdict === "open") - Number(a.verdict === "open") ||
        descending(a.year_to ?? last + 1, b.year_to ?? last + 1)
    );
  const isNamed = ({origin}: ExplorerBreak) =>
    origins.kind === "places" && origin !== "*" && origin.split(" ").some((code) => origins.codes.includes(code));
  const isRecent = ({year_to}: ExplorerBreak) => (year_to ?? last) > last - RECENT;
  const told = (some: readonly ExplorerBreak[]) =>
    some.map(({year_from, year_to, verdict, wording}) => ({
      term: `${year_to === null ? `${year_from} and later` : formatYears(year_from, year_to)}${verdict === "open" ? ", unresolved" : ""}.`,
      words: wording
    }));
  const others = reviewed.filter((one) => !isNamed(one));
  return {
    all,
    named: told(reviewed.filter(isNamed)),
    recent: told(others.filter(isRecent)),
    earlier: told(others.filter((one) => !isRecent(one)))
  };
}

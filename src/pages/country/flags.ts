// Warnings for the top of a country's page, the one most likely to cause a correction first. Each says what to do and
// leads down to the known issues.
import {range} from "d3";
import {list} from "../../words/text.js";
import {breakWords} from "../../words/breakWording.js";
import {STATUS_WORDS} from "../../words/status.js";
import {articled} from "../../words/places.js";
import {foundOf} from "../../edition/edition.js";
import type {Break} from "../../edition/edition.js";
import {paragraph} from "../../html/strings.js";
import {BREAK_EFFECTS} from "../../measures/breakEffects.js";
import {heaviest, isFinding, isTold} from "../../measures/breaks.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import {UNKNOWN_FROM, unknownOriginAdder} from "../../measures/without.js";
import {added, stageOf} from "../../measures/sums.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Stage} from "../../measures/codes.js";
import {escape} from "../../words/country.js";
import {leftOutReason} from "../../words/rates.js";
import {formatNumber, formatPercent, formatSpans, formatYears} from "../../words/numbers.js";
import {breaksOf} from "../_shared/newApplications.js";
import type {HostPart} from "./host.js";
import type {Page} from "./page.js";

/** Caveats that a reader takes in. */
export const MOST_FLAGS = 3;
/** A finding or a break older than these years before the latest is among the known issues and no warning. */
const RECENT = 1;
/** An explained change of meaning is a warning for as many years: those that a reader compares with the latest. */
const RECENT_CHANGE = 5;
/** Stages that the page shows. */
const SHOWN: ReadonlySet<Stage> = new Set(["first", "combined", "other"]);

/** Warnings as HTML, the weightiest first. */
export function flagsOf(page: Page, host: Pick<HostPart, "years" | "decided">): string[] {
  const {name} = page;
  const who = escape(articled(name));
  const latest = host.decided.findLast(({all}) => all);
  const flags: string[] = [];
  if (latest?.joined.split)
    flags.push(
      `Do not calculate a rate for ${years(host, ({joined}) => joined.split !== null)}: ${leftOutReason(latest.joined.split.hosts)}.`
    );
  if (latest?.atLeast.length)
    flags.push(
      `Write “at least” before every grant rate and every number of protection granted, except refugee status, of ${years(host, ({atLeast}) => atLeast.length > 0)}: some grants are missing in the data or reported as refusals.`
    );
  if (latest?.all && refugeeStatusCount(latest.all).kind !== "separated")
    flags.push(
      `Do not give a number of recognised refugees for ${latest.year}: ${refugeeStatusCount(latest.all).kind === "at least" ? "for some grants " : ""}the data does not separate refugee status from other protection.`
    );
  flags.push(...columnFlag(page), ...effectFlags(page), ...unknownFlag(page, host));
  const change = breaksOf(host.years).findLast(({sameStage}) => !sameStage);
  const year = host.years.findLast(({P, C}) => P ?? C)?.year ?? 0;
  if (change && change.after + 1 >= year - RECENT)
    flags.push(
      `Do not compare applications of ${formatYears(change.after + 1, year)} with earlier years: they are reported at another stage or in another unit.`
    );
  if (latest && latest.all && latest.all.statuses.undivided_closed.value > 0)
    flags.push(
      `Do not print a number of refusals for ${latest.year}: the data does not separate them from closed cases.`
    );
  flags.push(...tableFlags(page, latest?.joined.split != null), ...foundFlag(page, who));
  return flags;
}

/** The warnings with a link to all known issues; empty where there is none. */
export const flagsHtml = (flags: readonly string[]): string =>
  flags.length
    ? `<section class="flags" aria-label="Before you use these figures">${flags
        .map((flag, i) =>
          paragraph(
            `${flag}${i === flags.length - 1 ? ' <a href="#known-issues">Known issues in these figures</a>' : ""}`,
            "caution"
          )
        )
        .join("")}</section>`
    : "";

const years = ({decided}: Pick<HostPart, "decided">, is: (one: HostPart["decided"][number]) => boolean) =>
  formatSpans(decided.filter(is).map(({year}) => year));

const isNow = ({year_to}: {readonly year_to: number | null}, last: number) => year_to === null || year_to >= last;

/** Where we classify some of the column “recognized” as another status: the mistake that most sites make. */
function columnFlag({ledger, code}: Page): string[] {
  const [from, last] = ledger.span;
  const moved = ledger.edition.rules.filter(
    ({asylum, column, status}) =>
      asylum === code &&
      column === "recognized" &&
      (status === "temporary" || status === "complementary" || status === "humanitarian")
  );
  if (!moved.some((rule) => isNow(rule, last))) return [];
  const all = range(from, last + 1).filter((year) =>
    moved.some((rule) => rule.year_from <= year && year <= (rule.year_to ?? last))
  );
  return [
    `Do not take UNHCR’s column “recognized” for refugee status in ${formatSpans(all)}: we classify some of it as ${list([...new Set(moved.map(({status}) => STATUS_WORDS[status]))])}.`
  ];
}

/** Breaks with an effect on the latest years: group recognition, and statuses that cannot be checked. */
function effectFlags({ledger, code}: Page): string[] {
  const [, last] = ledger.span;
  const of = (effect: keyof typeof BREAK_EFFECTS) =>
    ledger.edition.breaks.filter(
      (one) =>
        one.asylum.split(" ").includes(code) &&
        (BREAK_EFFECTS[effect] as readonly string[]).includes(one.id) &&
        isNow(one, last)
    );
  return [
    ...of("status_unchecked").map(
      ({year_from, year_to}) =>
        `Do not compare refugee status with other protection for ${formatYears(year_from, year_to ?? last)}: the two cannot be checked against each other.`
    ),
    ...of("group_recognition").map(
      ({year_from, year_to}) =>
        `For ${formatYears(year_from, year_to ?? last)}, give UNHCR’s own rate with and without group recognition: people may have been recognised as a group, without a decision on each.`
    )
  ];
}

/** Where the origin of many of the latest year's applicants is not known. */
function unknownFlag({ledger, code}: Page, {years: all}: Pick<HostPart, "years">): string[] {
  const year = all.findLast(({P, C}) => P ?? C)?.year;
  if (year === undefined) return [];
  const found = added(
    unknownOriginAdder(),
    (ledger.applications.asylum.get(code) ?? []).filter((row) => row.year === year && ledger.part(row) !== null)
  );
  const unit = (["P", "C"] as const).find((each) => (found[each]?.share ?? 0) >= UNKNOWN_FROM);
  const share = unit && found[unit]?.share;
  return share
    ? [
        `Do not rank countries of origin for ${year}: for ${share === 1 ? "all" : `${formatPercent(share)} of`} the applications counted in ${UNITS[unit]} the origin is not known.`
      ]
    : [];
}

/** Reviewed breaks of the latest year: a reader is asked to look before comparing. */
function tableFlags({ledger, code}: Page, isSplitSaid: boolean): string[] {
  const [, last] = ledger.span;
  const named: readonly string[] = Object.values(BREAK_EFFECTS).flat();
  const found = ledger.edition.breaks.filter(
    (one) =>
      !isFinding(one) &&
      one.asylum.split(" ").includes(code) &&
      (one.verdict === "open" || (one.verdict === "explained" && one.year_from > last - RECENT_CHANGE)) &&
      (one.level === "*" || one.level.split(" ").some((level) => SHOWN.has(stageOf(level as Level)))) &&
      one.year_from <= last &&
      isNow(one, last) &&
      !named.includes(one.id) &&
      !(isSplitSaid && one.kind?.split(" ").includes("refusals"))
  );
  const first = found.find(({verdict}) => verdict === "open") ?? found[0];
  return first
    ? [`Check before you use figures of ${spanWords(first, last)}: ${firstSentence(breakWords(first))}`]
    : [];
}

const spanWords = ({year_from, year_to}: Break, last: number) =>
  formatYears(year_from, Math.min(year_to ?? last, last));
const firstSentence = (text: string) => escape(/^.*?[.](?= [A-Z]|$)/.exec(text)?.[0] ?? text);

/** The largest sudden change of the last two years that nobody has explained. */
function foundFlag({ledger, code}: Page, who: string): string[] {
  const [, last] = ledger.span;
  const found = ledger.edition.breaks
    .filter((each) => isTold(each) && each.asylum === code && (each.year_to ?? each.year_from) >= last - RECENT)
    .flatMap((each) => foundOf(each) ?? [])
    .sort(heaviest);
  return found.length
    ? [
        `Ask before you compare ${last - RECENT} and ${last}: ${found.length === 1 ? "one" : formatNumber(found.length)} sudden ${found.length === 1 ? "change" : "changes"} in the figures of ${who} ${found.length === 1 ? "has" : "have"} no explanation that we know of.`
      ]
    : [];
}

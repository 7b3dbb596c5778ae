// The first sentences of an answer: the latest year, its number, and how it compares; then what the number is made of.
import {rateWords} from "../words/rates.js";
import {capital, list} from "../words/text.js";
import {formatCount, formatNumber, printsRange} from "../words/numbers.js";
import type {Count} from "../measures/bounds.js";
import {APPLICATION_TYPES, POSITIVE_STATUSES} from "../measures/codes.js";
import type {PositiveStatus, Unit} from "../measures/codes.js";
import {headlinePart} from "../measures/headline.js";
import type {InUnits} from "../measures/headline.js";
import {unknownOriginAdder} from "../measures/without.js";
import {refugeeStatusCount} from "../measures/separated.js";
import type {Outcomes} from "../measures/sums.js";
import {partsOfTotal, stepsOf, unitsWords} from "./headline.js";
import type {HeadlineSeries, HeadlineView, HeadlineYear, JoinedView, JoinedYear, Point, View} from "./types.js";
import {leftOutWords, outcomesIn} from "./joined.js";
import {applicationRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {hostWords, number, peopleWords, placeName} from "./names.js";
import {spansOf} from "./spans.js";

/** A number in a sentence, with its range where that would change what a reader writes: over 1% of it, or under 100. */
export function figure(count: Count): string {
  const {value, lo, hi} = count;
  return printsRange(count) ? `${number(value)} (between ${number(lo)} and ${number(hi)})` : number(value);
}

const IN_UNIT: Readonly<Record<Unit, string>> = {P: "counted in persons", C: "counted in cases"};

/** Who receives or decides: "Israel", "countries in Europe", "countries worldwide". */
export function countries(ledger: Ledger, {state: {selection}}: View): string {
  if (selection.asylums.kind === "all") return "countries worldwide";
  const words = hostWords(ledger, selection);
  return selection.asylums.kind === "region" ? `countries in ${words}` : words;
}

const hasNumber = ({number: {P, C}}: Pick<HeadlineYear, "number">) => P !== null || C !== null;
const least = ({number: {P, C}}: Pick<HeadlineYear, "number">) => (P?.value ?? 0) + (C?.value ?? 0);

/** "881 new asylum applications by people from Eritrea (counted in persons)", persons and cases beside each other. */
function applicationsWords(ledger: Ledger, {state: {selection}}: View, {P, C}: InUnits<Count>): string {
  const by = selection.origins.kind === "all" ? "" : ` by ${peopleWords(ledger, selection)}`;
  if (P && C) return `new asylum applications${by}: ${unitsWords({P, C}, figure)}, never added`;
  const one = P ?? C;
  if (!one) return "";
  return `${figure(one)} new asylum ${one.value === 1 ? "application" : "applications"}${by} (${IN_UNIT[P ? "P" : "C"]})`;
}

export function headlineFinding(ledger: Ledger, view: View, headline: HeadlineView): string {
  if (view.axis) return comparedFinding(ledger, view, headline);
  const [one] = headline.places;
  const years = one?.years ?? [];
  const latest = years.findLast(hasNumber);
  const who = countries(ledger, view);
  if (!one || !latest) return withoutNumber(ledger, view, years);
  const sentences = [
    `In ${latest.year} ${who} received ${applicationsWords(ledger, view, latest.number)}${changeWords(one, latest)}.`
  ];
  const counted = years.filter(hasNumber);
  const peak = counted.reduce((best, year) => (least(year) > least(best) ? year : best), latest);
  if (counted.length > 2)
    sentences.push(
      peak === latest
        ? `No year since ${counted[0]?.year ?? latest.year} had more.`
        : `The peak was ${unitsWords(peak.number, figure).replace(/ persons$/, "")} in ${peak.year}.`
    );
  if (latest.headline) {
    const parts = partsOfTotal(ledger, latest.headline);
    if (headline.printed && parts.length > 1) sentences.push(`This is made of ${partsWords(parts)}.`);
    else if (parts.length > 1) sentences.push(`Not in this number: ${partsWords(parts.slice(1))}.`);
    else if (parts.length === 1 && !latest.headline.lines.some(({part}) => part === "first_and_combined"))
      sentences.push(`Counted at ${stepsOf(latest.headline)}, the only stage reported.`);
  }
  sentences.push(...mixedWords(years), ...withoutWords(years, latest), ...unknownWords(ledger, view));
  return sentences.join(" ");
}

export const partsWords = (parts: readonly {readonly words: string; readonly number: InUnits<Count>}[]): string =>
  parts.map(({words, number: given}) => `${words} ${unitsWords(given, ({value}) => number(value))}`).join("; ");

/** How the latest year compares with the one before it, where both are counted alike. */
function changeWords({years, breaks}: HeadlineSeries, latest: HeadlineYear): string {
  const before = years.find(({year}) => year === latest.year - 1);
  if (!before || !hasNumber(before)) return "";
  if (breaks.some(({year}) => year === latest.year)) return `; ${before.year} was counted differently`;
  const [now, then] = [latest.number.P ?? latest.number.C, before.number.P ?? before.number.C];
  if (!now || !then || (latest.number.C !== null) !== (before.number.C !== null)) return "";
  if (latest.number.P && latest.number.C)
    return ` (${unitsWords(before.number, ({value}) => number(value))} in ${before.year})`;
  return now.value === then.value
    ? `, as many as in ${before.year}`
    : `, ${now.value > then.value ? "up" : "down"} from ${number(then.value)} in ${before.year}`;
}

/** Years in which new applications and appeals are one number. */
function mixedWords(years: readonly HeadlineYear[]): string[] {
  const mixed = years.filter(
    (year) => !hasNumber(year) && (year.headline?.not_separated.P ?? year.headline?.not_separated.C)
  );
  return mixed.map(
    ({year, headline}) =>
      `In ${year} the data does not separate new applications from appeals (${unitsWords(headline?.not_separated ?? {P: null, C: null})} together).`
  );
}

/** That the last years asked for have no number. */
function withoutWords(years: readonly HeadlineYear[], latest: HeadlineYear): string[] {
  const after = years
    .filter((year) => year.year > latest.year && !hasNumber(year) && !isMixed(year))
    .map(({year}) => year);
  return after.length ? [`There is no entry of new applications for ${spansOf(after)}, which does not mean 0.`] : [];
}
const isMixed = ({headline}: HeadlineYear) => Boolean(headline?.not_separated.P ?? headline?.not_separated.C);

function withoutNumber(ledger: Ledger, view: View, years: readonly HeadlineYear[]): string {
  const mixed = mixedWords(years);
  const types = new Set(years.flatMap(({headline}) => headline?.other_types ?? []));
  const {selection} = view.state;
  return [
    `There is no number of new asylum applications by ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)} for ${spansOf(years.map(({year}) => year))}.`,
    ...mixed,
    ...(types.size && !mixed.length ? [`Reported are ${list([...types].map((type) => APPLICATION_TYPES[type]))}.`] : [])
  ].join(" ");
}

/** Which place of several received the most in the latest year, and who is next. */
function comparedFinding(ledger: Ledger, view: View, {places}: HeadlineView): string {
  const {axis} = view;
  const {selection} = view.state;
  const latest = Math.max(0, ...places.flatMap(({years}) => years.findLast(hasNumber)?.year ?? 0));
  const noun = axis === "asylum" ? "countries of asylum" : "countries of origin";
  const ranked = places
    .map(({place, years}) => ({place: place ?? "", at: years.find(({year}) => year === latest)}))
    .sort((a, b) => (b.at ? least(b.at) : -1) - (a.at ? least(a.at) : -1));
  const [first, second] = ranked.filter(({at}) => at && hasNumber(at));
  if (!first?.at) return `None of these ${places.length} ${noun} has a number of new asylum applications.`;
  const words = (at: HeadlineYear | undefined) => (at ? unitsWords(at.number, figure) : "");
  const by = selection.origins.kind === "all" ? "" : ` by ${peopleWords(ledger, selection)}`;
  const lead =
    axis === "asylum"
      ? `In ${latest} ${placeName(ledger, first.place)} received the most new asylum applications${by} of ${places.length} ${noun}: ${words(first.at)}`
      : `In ${latest}, of people from ${places.length} ${noun}, those from ${placeName(ledger, first.place)} made the most new asylum applications in ${hostWords(ledger, selection)}: ${words(first.at)}`;
  const absent = ranked.filter(({at}) => !at || !hasNumber(at));
  return [
    `${lead}${second ? `, then ${placeName(ledger, second.place)} with ${words(second.at)}` : ""}.`,
    ...(absent.length
      ? [
          `${capital(list(absent.map(({place}) => placeName(ledger, place))))} ${absent.length === 1 ? "has" : "have"} no number for ${latest}, which does not mean 0.`
        ]
      : [])
  ].join(" ");
}

/** Whose entries people of unknown origin are: without it a reader takes them for a nationality. */
function unknownWords(ledger: Ledger, {state: {selection}}: View): string[] {
  const {origins} = selection;
  if (!(origins.kind === "places" && origins.codes.includes("UNK"))) return [];
  const adder = unknownOriginAdder();
  applicationRows(ledger, selection).each((row) => {
    if (row.origin === "UNK" && headlinePart(row, ledger.onlyOther)) adder.add(row);
  });
  const found = adder.done();
  return (["P", "C"] as const).flatMap((unit) => {
    const one = found[unit];
    const [host] = one?.hosts ?? [];
    return one && host && one.hosts.length > 1
      ? [
          `${capital(placeName(ledger, host.asylum))} reported ${number(host.size)} of the ${number(one.unknown)} ${unit === "P" ? "persons" : "cases"} without a stated origin.`
        ]
      : [];
  });
}

const GRANTED: Readonly<Record<PositiveStatus, string>> = {
  refugee_status: "refugee status",
  undivided: "protection not separated by status",
  complementary: "complementary protection",
  humanitarian: "residence on humanitarian grounds",
  temporary: "a temporary status by national law"
};

/**
 * What was decided: "granted protection in 1,183 decisions (187 refugee status and 996 complementary protection) and refused
 * 9,214". Where refugee status is not separated that is said, and no 0.
 */
export function decidedWords(outcomes: Outcomes, {atLeast}: {atLeast: boolean}): string {
  const {statuses, unit} = outcomes;
  const status = refugeeStatusCount(outcomes);
  const given = POSITIVE_STATUSES.filter((one) => statuses[one].value > 0);
  const parts = given.map(
    (one) =>
      `${one === "refugee_status" && status.kind === "at least" ? "at least " : ""}${short(statuses[one])} ${GRANTED[one]}`
  );
  const isOne = given.length === 1 && (given[0] === "undivided" || given[0] === "refugee_status");
  const what = given.length === 0 || isOne ? "" : `: ${list(parts)}`;
  const notSeparated = status.kind === "not separated" ? "; the data does not separate refugee status" : "";
  const {refused, undivided_closed: mixed, otherwise_closed: closed} = statuses;
  const negative = [
    ...(refused.value > 0 || mixed.value === 0
      ? [`${figure(refused)} ${refused.value === 1 ? "was" : "were"} refused`]
      : []),
    ...(mixed.value > 0 ? [`${number(mixed.value)} were refused or closed, which the data does not separate`] : []),
    ...(closed.value > 0
      ? [`${number(closed.value)} ${closed.value === 1 ? "was" : "were"} closed without a decision`]
      : [])
  ];
  return `granted ${isOne && given[0] === "refugee_status" ? "refugee status" : "protection"} in ${atLeast ? "at least " : ""}${figure(status.protection)} ${status.protection.value === 1 ? "decision" : "decisions"} (${IN_UNIT[unit]}${what})${notSeparated}; ${list(negative)}`;
}

/** A number within a list, with its range in brackets where it is wide. */
const short = (count: Count) => (figure(count).includes("between") ? formatCount(count) : number(count.value));

/** What countries decided in the latest year, joined. */
export function decisionsFinding(ledger: Ledger, view: View, joined: JoinedView): string | null {
  const latest = joined.whole.findLast(({units}) => units.P ?? units.C);
  if (!latest) return null;
  const {selection} = view.state;
  const on = selection.origins.kind === "all" ? "" : ` on ${peopleWords(ledger, selection)}`;
  const told = (["P", "C"] as const).flatMap((unit) => {
    const outcomes = outcomesIn(latest, unit);
    return outcomes ? [decidedWords(outcomes, {atLeast: latest.atLeast.length > 0})] : [];
  });
  if (!told.length) return null;
  const sentence = `In ${latest.year} ${countries(ledger, view)} ${told.join(". They ")}`;
  return `${on ? sentence.replace(/(in (?:at least )?[\d,]+(?: \(between [^)]*\))? decisions?)/, `$1${on}`) : sentence}.${courtsWords(latest)}`;
}

/** The United States' immigration courts, which decide again what was referred to them. */
function courtsWords({units}: JoinedYear): string {
  return (["P", "C"] as const)
    .flatMap((unit) => {
      const courts = units[unit]?.us_courts;
      return courts
        ? [
            ` United States immigration courts, which decide referred claims again, are not in these numbers: they ${decidedWords(courts, {atLeast: false})}.`
          ]
        : [];
    })
    .join("");
}

/** What stands beside a rate: files closed without a decision, hosts that are left out, and that it is the least. */
export function besideRate(ledger: Ledger, point: Point): string {
  return [
    point.closed ? ` ${formatNumber(point.closed.value)} were closed without a decision.` : "",
    point.left_out?.length
      ? ` Left out on both sides, as grants and refusals are reported at different stages: ${leftOutWords(ledger, point.left_out)}.`
      : "",
    point.atLeast ? " Some grants are missing from the data: the rate is the least it can be." : ""
  ].join("");
}

/** The rate of the latest year of one place, or why there is none. */
export function rateSentence(ledger: Ledger, view: View, what: string, points: readonly Point[]): string {
  const {selection} = view.state;
  const whom = selection.origins.kind === "all" ? "" : ` for ${peopleWords(ledger, selection)}`;
  const where = `in ${hostWords(ledger, selection)}`;
  const rated = points.filter(({rate}) => rate && rate.kind !== "none");
  const latest = points.findLast(({rate, why}) => rate !== null || why);
  if (!latest) return `No ${what} can be given${whom} ${where}: no decision is published.`;
  const counts = latest.outcomes
    ? ` ${capital(countries(ledger, view))} ${decidedWords(latest.outcomes, {atLeast: latest.atLeast ?? false})}.`
    : "";
  const many = points.length > 1 ? ` A rate can be given for ${rated.length} of ${points.length} years.` : "";
  const {rate} = latest;
  if (!rate || rate.kind === "none")
    return `No ${what} can be given${whom} ${where} for ${latest.year}: ${rate ? rateWords(rate) : (latest.why ?? "")}.${counts}${besideRate(ledger, latest)}${many}`;
  return `In ${latest.year} the ${what}${whom} ${where} was ${latest.atLeast ? "at least " : ""}${rateWords(rate).replace("*", "")}: ${number(rate.numerator.value)} of ${number(rate.decisions)} substantive decisions.${besideRate(ledger, latest)}${many}`.replace(
    "the UNHCR’s",
    "UNHCR’s"
  );
}

// Finds the countries of asylum whose numbers of a year cannot be compared with those of the year before: counted at another stage or in
// another unit, or reported in only one of the two years. A sum over several countries can rise or fall by that alone.
import {descending, sum} from "d3";
import {places} from "../../figures/link.js";
import {allOutcomes} from "../../measures/outcomes.js";
import {LEVELS, UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {canonical, DEFAULT_SELECTION} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import {stageWords} from "../../words/stages.js";
import {capital, list} from "../../words/text.js";
import {sumOfCell} from "../figure/decisions.js";
import {headlineOf} from "../headline.js";
import {decisionsAdder} from "../joined.js";
import {codesOf, decisionRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {placeName} from "../names.js";
import {sidesOf} from "./address.js";
import type {Watched} from "./address.js";

export interface OtherHost {
  readonly code: string;
  /** The larger of its two numbers, by unit. */
  readonly most: Readonly<Record<Unit, number>>;
  /** What its numbers of the two years are made of, in words; empty in a year that it did not report. */
  readonly before: string;
  readonly now: string;
}

type Table = "applications" | "decisions";
/** What a country's number of one year is made of, as words, and how large it is. */
interface Made {
  readonly kinds: readonly string[];
  readonly of: Readonly<Record<Unit, number>>;
}
const NONE: Made = {kinds: [], of: {P: 0, C: 0}};

/** The countries of asylum of a card that are counted otherwise than the year before, the largest first. */
export function countedOtherwise(ledger: Ledger, watched: Watched, table: Table, year: number): OtherHost[] {
  if (year <= ledger.facts.years[0]) return [];
  const {origins, asylums} = sidesOf(watched);
  const reported = [reporting(ledger, table, year - 1), reporting(ledger, table, year)];
  const codes = codesOf(ledger, asylums, year).filter((code) => reported.some((some) => some.has(code)));
  if (!codes.length) return [];
  const selection = canonical({
    ...DEFAULT_SELECTION,
    measure: table,
    definition: table === "decisions" ? "status" : null,
    ...{origins, asylums: places(...codes), years: [year - 1, year]}
  });
  const found = table === "applications" ? applicationsBy(ledger, selection) : decisionsBy(ledger, {...selection, asylums}); // prettier-ignore
  return [...found]
    .flatMap(([code, years]): OtherHost[] => {
      const [before = NONE, now = NONE] = [years.get(year - 1), years.get(year)];
      const isOther = before.kinds.length && now.kinds.length && before.kinds.join() !== now.kinds.join();
      const isSilent = [before, now].some(({kinds}, i) => !kinds.length && !reported[i]?.has(code));
      const isMissing = isSilent && (before.kinds.length > 0 || now.kinds.length > 0);
      if (!isOther && !isMissing) return [];
      const most = {P: Math.max(before.of.P, now.of.P), C: Math.max(before.of.C, now.of.C)};
      return [{code, most, before: list(before.kinds), now: list(now.kinds)}];
    })
    .sort((a, b) => descending(a.most.P + a.most.C, b.most.P + b.most.C));
}

function applicationsBy(ledger: Ledger, selection: Selection): Map<string, Map<number, Made>> {
  const headline = headlineOf(ledger, {selection, shown: "count", sort: null, find: ""});
  return new Map(
    (headline?.places ?? []).flatMap(({place, years, breaks}) => {
      const code = place ?? (selection.asylums.kind === "places" ? (selection.asylums.codes[0] ?? null) : null);
      if (code === null) return [];
      const kindOf = (year: number) => {
        const one = breaks.find((each) => each.year === selection.years[1]);
        if (!one) return ["the same"];
        return (year === selection.years[1] ? one.now : one.before).map(wordsOfKind);
      };
      const made = years.flatMap(({year, number: {P, C}}): [number, Made][] =>
        P || C ? [[year, {kinds: kindOf(year), of: {P: P?.hi ?? 0, C: C?.hi ?? 0}}]] : []
      );
      return [[code, new Map(made)] as const];
    })
  );
}

/** "at first instance, in persons", of "FI P". */
function wordsOfKind(kind: string): string {
  const [level, unit] = kind.split(" ") as [Level, Unit];
  return `${LEVELS[level]}, in ${UNITS[unit]}`;
}

function decisionsBy(ledger: Ledger, selection: Selection): Map<string, Map<number, Made>> {
  const adders = new Map<string, Map<number, ReturnType<typeof decisionsAdder>>>();
  decisionRows(ledger, selection).each((row) => {
    let byYear = adders.get(row.asylum);
    if (!byYear) adders.set(row.asylum, (byYear = new Map<number, ReturnType<typeof decisionsAdder>>()));
    let adder = byYear.get(row.year);
    if (!adder) byYear.set(row.year, (adder = decisionsAdder(ledger)));
    adder.add(row);
  });
  const madeOf = (adder: ReturnType<typeof decisionsAdder>): Made => {
    const {units} = adder.done();
    const some = (["P", "C"] as const).flatMap((unit) => {
      const joined = units[unit];
      const outcomes = joined && allOutcomes(joined);
      const decided = outcomes ? sumOfCell(outcomes, null, selection).hi : 0;
      return joined && decided ? [{unit, decided, stage: stageWords(joined.levels) ?? ""}] : [];
    });
    const of = (unit: Unit) => some.find((each) => each.unit === unit)?.decided ?? 0;
    return {kinds: some.map(({unit, stage}) => `${stage}, in ${UNITS[unit]}`), of: {P: of("P"), C: of("C")}};
  };
  return new Map(
    [...adders].map(([code, byYear]) => [code, new Map([...byYear].map(([year, adder]) => [year, madeOf(adder)]))])
  );
}

/** The countries of asylum that reported anything of a table in a year. */
function reporting({facts}: Ledger, table: Table, year: number): ReadonlySet<string> {
  const at = year - facts.years[0];
  return new Set(
    Object.entries(facts.reporting).flatMap(([key, marks]) => {
      const [of, asylum = ""] = key.split(" ", 2);
      return of === table && marks[at] === "1" ? [asylum] : [];
    })
  );
}

/** Countries of less than this share of a number are not named with it. */
const SMALL = 0.005;

/** Which of them are large enough to be named with a number, and whether they may be the whole of a difference. */
export function weighed(hosts: readonly OtherHost[], unit: Unit, [now, then]: readonly [number, number]) {
  const all = sum(hosts, ({most}) => most[unit]);
  const forbids = 10 * all > Math.abs(now - then);
  const largest = hosts.filter(({most}) => most[unit] >= SMALL * Math.max(now, then));
  return {forbids: hosts.length > 0 && all > 0 && forbids, named: largest.length || !forbids ? largest : hosts.slice(0, 1)}; // prettier-ignore
}

/** "Cyprus", "Cyprus, Malta and 2 others". */
export function hostNames(ledger: Ledger, hosts: readonly OtherHost[]): string {
  const [first = "", second = "", ...more] = hosts.map(({code}) => placeName(ledger, code));
  const others = more.length ? `${more.length} other${more.length > 1 ? "s" : ""}` : "";
  return list([first, second, others].filter(Boolean));
}

/** "The United States: 2024 was counted as …; 2025 as …": for the list of breaks of a card. */
export const otherwiseWords = (ledger: Ledger, {code, before, now}: OtherHost, year: number): string => {
  const name = capital(placeName(ledger, code));
  return before && now
    ? `${name} was counted otherwise in ${year} (${now}) than in ${year - 1} (${before}).`
    : `${name} reported nothing for ${before ? year : year - 1}.`;
};

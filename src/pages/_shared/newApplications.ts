// New applications as pages print them: persons and cases side by side and never added, one series for each country of asylum, and
// words for what changes or is missing in it.
import {ascending, group} from "d3";
import {list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {LEVELS, UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {
  isLeastNew,
  isListed,
  listed,
  printedTotal,
  remainder,
  seriesBreaks,
  seriesKinds
} from "../../measures/headline.js";
import type {Headline, HeadlineLine, InUnits} from "../../measures/headline.js";
import {TYPES_SINCE} from "../../measures/newness.js";
import {stageOf} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {escape, told, toldLeast} from "../../words/country.js";

export {told} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {STAGE_WORDS} from "../../words/stages.js";

/** New applications of one year. */
export interface NewYear extends InUnits<Count> {
  readonly year: number;
  readonly headline: Headline;
  /** Temporary asylum, the second procedure of the Russian Federation. */
  readonly temporary: Count | null;
  /** Whether the number is the least, as the data does not separate others from appeals. */
  readonly atLeast: Readonly<Record<Unit, boolean>>;
  /** Origins that rounding may have removed whole, by unit. */
  readonly unseen: Readonly<Record<Unit, number>>;
}

const counts = (found: InUnits<{readonly count: Count}>): InUnits<Count> => ({
  P: found.P?.count ?? null,
  C: found.C?.count ?? null
});

/**
 * New applications by year. Of a country of asylum: its number, with the rounding of the origins that have no entry. Of an origin,
 * a region or the world: every level, as UNHCR prints totals; `unseen` where they are sums over every origin.
 */
export function newYears(
  ledger: Ledger,
  rows: readonly ApplicationRow[],
  {as, everyOrigin}: {as: "host" | "total"; everyOrigin: boolean}
): NewYear[] {
  return Array.from(
    group(rows, ({year}) => year),
    ([year, some]) => ({year, some})
  )
    .sort((a, b) => ascending(a.year, b.year))
    .flatMap(({year, some}) => {
      const headline = ledger.headline(some);
      if (!headline) return [];
      const found = as === "host" ? counts(listed(headline)) : printedTotal(headline);
      const inNumber = some.filter((row) => {
        const part = ledger.part(row);
        return as === "total" ? part !== null : part === "first_and_combined" || part === "only_other_levels";
      });
      const unseen = everyOrigin ? ledger.unseen(inNumber) : {P: 0, C: 0};
      return [
        {
          year,
          headline,
          P: found.P && withUnseen(found.P, unseen.P),
          C: found.C && withUnseen(found.C, unseen.C),
          atLeast: leastOf(headline, found, as === "total"),
          temporary: temporaryOf(ledger, headline, everyOrigin ? some : []),
          unseen
        }
      ];
    });
}

/** In which units a number of new applications is the least. */
export function leastOf(
  {not_separated: mixed}: Pick<Headline, "not_separated">,
  number: InUnits<Count>,
  printed: boolean
): Readonly<Record<Unit, boolean>> {
  const of = (unit: Unit) => isLeastNew(mixed[unit]?.value ?? 0, number[unit]?.value ?? 0, printed);
  return {P: of("P"), C: of("C")};
}

/** Temporary asylum; `some` are the rows of every origin, whose rounding it carries, or none. */
function temporaryOf(ledger: Ledger, headline: Headline, some: readonly ApplicationRow[]): Count | null {
  const count = sum(headline.lines.flatMap(({part, P}) => (part === "temporary_asylum" ? [P?.count ?? null] : [])));
  const own = some.filter((row) => ledger.part(row) === "temporary_asylum" && row.unit === "P");
  return count && withUnseen(count, ledger.unseen(own).P);
}

/** "629,358 persons and 282,594 cases"; null where neither has a number. */
export function unitsWords({P, C}: InUnits<Count>, rows?: (unit: Unit) => string | undefined): string | null {
  const parts = [
    ...(P ? [`${told(P, rows?.("P"))} ${P.value === 1 ? "person" : "persons"}`] : []),
    ...(C ? [`${told(C, rows?.("C"))} ${C.value === 1 ? "case" : "cases"}`] : [])
  ];
  return parts.length ? parts.join(" and ") : null;
}

/** A year's number in a sentence. HTML. */
const yearTold = ({count, atLeast = false}: YearCount): string => (atLeast ? toldLeast : told)(count);

/** Years in which one unit has a number. */
export const inUnit = (years: readonly NewYear[], unit: Unit) =>
  years.flatMap((one) => (one[unit] ? [{year: one.year, count: one[unit], atLeast: one.atLeast[unit]}] : []));

/** The words by which a test finds the rows of a host's number in one year and unit; null for years without types. */
export function hostRows(code: string, {year, headline}: NewYear, unit: Unit): string | undefined {
  if (year < TYPES_SINCE) return undefined;
  const levels = headline.lines.filter(isListed).flatMap((line) => line.levels[unit]);
  return `applications * ${code} ${year} level=${levels.join("+")} unit=${unit} type=N+NR unseen`;
}

/** Levels in words: NA is first instance too, and its name would read as what is counted. */
export const levelName = (level: Level) => `${level === "NA" ? LEVELS.FI : LEVELS[level]} (UNHCR code ${level})`;

const kindWords = (kinds: readonly string[]) =>
  list(
    (["P", "C"] as const).flatMap((unit) => {
      const levels = kinds.flatMap((kind) => (kind.endsWith(unit) ? [kind.split(" ")[0] as Level] : []));
      return levels.length ? [`${UNITS[unit]} at ${list(levels.map(levelName))}`] : [];
    })
  );

/** The levels and units of each year's number, for a table. */
export const levelsOf = ({headline}: NewYear): string =>
  list(seriesKinds(headline).map((kind) => `${kind.split(" ")[0] ?? ""} in ${kind.endsWith("P") ? UNITS.P : UNITS.C}`));

/** A stage and unit go on under another of UNHCR's codes. */
const NEW_CODE = "new code";

/** What changes at a break, in a word or two: the unit, else the stage, else the code of one stage. */
function changeOf(before: readonly string[], now: readonly string[]): string {
  const units = (kinds: readonly string[]) => new Set(kinds.map((kind) => kind.split(" ")[1]));
  const unitsNow = units(now);
  if ([...unitsNow].join() !== [...units(before)].join())
    return unitsNow.size > 1 ? "persons and cases" : unitsNow.has("P") ? "persons" : "cases";
  const stages = (kinds: readonly string[]) =>
    [...new Set(kinds.map((kind) => STAGE_WORDS[stageOf(kind.split(" ")[0] as Level)]))].join(", ");
  return stages(now) === stages(before) ? NEW_CODE : stages(now);
}

/** More breaks than these have letters on the drawing, which the note explains. */
const MOST_NAMED = 2;

/** Where a host's series changes, for marks and for a note under the chart. */
export function breaksOf(
  years: readonly NewYear[]
): {after: number; words: string; told: string; sameStage: boolean}[] {
  const found = seriesBreaks(years.map(({year, headline}) => [year, headline] as const));
  return found.map(({year, before, now}, i) => {
    const letter = found.length > MOST_NAMED ? String.fromCharCode(97 + i) : "";
    return {
      after: year - 1,
      words: letter || changeOf(before, now),
      sameStage: changeOf(before, now) === NEW_CODE,
      told: `${letter ? `${letter}, ` : ""}${year}: ${kindWords(now)} (before: ${kindWords(before)})`
    };
  });
}

/** The highest year and the latest, before the unit under a chart's title. HTML. */
export function seriesSubtitle(years: readonly NewYear[]): string {
  const latest = years.findLast(({P, C}) => P ?? C);
  if (!latest) return "";
  const unit: Unit = latest.P ? "P" : "C";
  const series = inUnit(years, unit);
  const peak = series.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  const isBoth = latest.P !== null && latest.C !== null;
  const single = latest[unit];
  const now = isBoth || !single ? (unitsWords(latest) ?? "") : told(single);
  const both = isBoth ? `, counted in ${UNITS[unit]}` : "";
  return peak.year === latest.year
    ? `Highest in ${latest.year}: ${now}.`
    : `Highest in ${peak.year} (${yearTold(peak)}${both}); ${now} in ${latest.year}.`;
}

/** Years whose new applications the data does not separate from appeals: a gap in the series, and what is reported in its place. */
export function notSeparatedWords(name: string, years: readonly NewYear[]): string {
  return years
    .flatMap(({year, headline, P, C}) => {
      const {not_separated} = headline;
      const words = P || C ? null : unitsWords(not_separated);
      return words
        ? [
            `${escape(name)} has no number for ${year}: its data does not separate new applications from appeals, which together came to ${words} (UNHCR’s type ${list(headline.other_types.filter((type) => type === "NA" || type === "FA"))}).`
          ]
        : [];
    })
    .join(" ");
}

/** What the latest year, the year before and the highest year are, in the unit that a series is mostly counted in. */
export function newSentence(
  years: readonly NewYear[],
  {
    say,
    last,
    none,
    rows
  }: {
    /** "Germany received {count} new applications". */
    say: (count: string) => string;
    last: number;
    none: string;
    rows?: (year: NewYear, unit: Unit) => string | undefined;
  }
): string {
  const counted = years.filter(({P, C}) => P ?? C);
  const latest = counted.at(-1);
  const words = latest && unitsWords(latest, (unit) => rows?.(latest, unit));
  if (!latest || !words) return none;
  const unit: Unit = latest.P ? "P" : "C";
  const series = inUnit(years, unit);
  const before = series.find(({year}) => year === latest.year - 1);
  const now = latest[unit];
  const way =
    before && now
      ? before.count.value === now.value
        ? `, as in ${before.year}`
        : `, ${now.value > before.count.value ? "up" : "down"} from ${yearTold(before)} ${UNITS[unit]} in ${before.year}`
      : "";
  const peak = series.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  const highest =
    series.length < 3
      ? ""
      : peak.year === before?.year
        ? ` That was the highest year, counted in ${UNITS[unit]}.`
        : peak.year === latest.year
          ? ` No year since ${series[0]?.year ?? ""} had more, counted in ${UNITS[unit]}.`
          : ` The highest year, counted in ${UNITS[unit]}, was ${peak.year} (${yearTold(peak)}).`;
  const ends =
    latest.year < last
      ? ` None are reported for ${latest.year + 1 === last ? last : `${latest.year + 1}–${last}`}.`
      : "";
  return `In ${latest.year} ${say(words)}${way}.${highest}${ends}`;
}

/** What lies in a total and in no country's number, a line each: "temporary asylum in Russia". */
export function remainderWords(line: HeadlineLine, place: (code: string) => string): string {
  const hosts = [...new Set([...line.hosts.P, ...line.hosts.C])];
  const levels = [...new Set([...line.levels.P, ...line.levels.C])];
  return line.part === "temporary_asylum"
    ? `Temporary asylum in ${list(hosts.map(place))}`
    : `Applications at other stages (${list(levels.map((level) => LEVELS[level]))}) in ${hosts.length <= 3 ? list(hosts.map(place)) : `${hosts.length} countries`}`;
}

export const remainders = (headline: Headline | null) => (headline ? remainder(headline) : []);

/** What a sum over every origin says of rounding; empty where nothing can be lost. */
export function unseenNote({year, unseen}: Pick<NewYear, "year" | "unseen">): string {
  const n = unseen.P + unseen.C;
  return n === 0
    ? ""
    : `UNHCR’s rounding removes an origin with one or two applicants. In ${year} it may have removed up to ${formatNumber(n)} ${n === 1 ? "origin" : "origins"} that other years name, so the upper end of the range adds 2 for each.`;
}

// What a number counts, in words, with its address: "grants of refugee status to people from Ukraine in Russia in 2022".
import {APPLICATION_TYPES, LEVELS, STATUSES} from "../../measures/codes.js";
import type {Column, Level, Status} from "../../measures/codes.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {Places, RegionScheme, Selection} from "../../measures/selection.js";
import {stageOf} from "../../measures/sums.js";
import {figureQuery} from "../../figures/address.js";
import {formatNumber, formatRange, formatShare, leastCount, leastPercent, printsRange} from "../../words/numbers.js";
import {articled, peopleFrom} from "../../words/places.js";
import {list} from "../../words/text.js";
import {rateToPrint, toPrint} from "../../words/print.js";
import type {Counted, Printed, Scope} from "../../words/print.js";
import {digitsOf, RATE_WORDS} from "../../words/rates.js";
import type {RateName} from "../../measures/rates.js";
import {COLUMN_WORDS} from "../../words/status.js";
import {isRegion} from "../../words/claim/places.js";
import {isYearEnd, WHAT_WORDS} from "../../words/claim/claim.js";
import type {What} from "../../words/claim/claim.js";
import {stageAt, STATUS_MEASURES} from "./readings.js";
import type {Reading} from "./readings.js";
import {isShare} from "./ruling.js";
import type {Wanted} from "./source.js";

export type NameOf = (code: string) => string;

const OTHER_WORDS: Readonly<Record<string, string>> = {
  undivided: "grants of refugee status or other protection (not separated in the data)",
  undivided_closed: "refusals and closed cases (not separated in the data)",
  not_decided: "cases taken out of the count",
  decisions: "substantive decisions",
  granted_of_all: "share granted of all cases, closed ones included"
};

const columnOf = ({measured}: Reading): Column | null =>
  measured.startsWith("column ") ? (measured.slice("column ".length) as Column) : null;
const rateOf = ({measured}: Reading): RateName | null =>
  measured.startsWith("rate ") ? (measured.slice("rate ".length) as RateName) : measured === "grant_rate" ? "positive" : measured === "refugee_rate" ? "refugee_status" : null; // prettier-ignore

/** What is counted, without places and years. */
export function nounOf(reading: Reading): string {
  const {measured, type, at} = reading;
  const column = columnOf(reading);
  if (column) return `decisions reported under ${COLUMN_WORDS[column]}`;
  if (measured === "typed") return `applications of the type “${APPLICATION_TYPES[type ?? "N"]}”`;
  const rate = rateOf(reading);
  if (rate) return RATE_WORDS[rate];
  if (measured === "temporary" && at === "TA") return "grants of temporary asylum";
  return OTHER_WORDS[measured] ?? WHAT_WORDS[measured as What];
}

const GIVEN = /^grants of/;

/** Where, without "in": "Europe without Germany", "the world without Germany"; null for all countries. */
export function whereWords({asylum, but = []}: Pick<Wanted, "asylum" | "but">, name: NameOf): string | null {
  if (!but.length) return asylum === null ? null : articled(name(asylum));
  return `${asylum === null ? "the world" : articled(name(asylum))} without ${list(but.map((code) => articled(name(code))))}`;
}

/** Whose, where and when: " to people from Ukraine in Russia in 2022". */
export function scopeWords({origin, years, ...places}: Wanted, noun: string, name: NameOf): string {
  const people = origin === null ? "" : origin === "TIB" ? "Tibetans" : peopleFrom([articled(name(origin))]);
  const joiner = GIVEN.test(noun)
    ? "to"
    : /^refusals/.test(noun)
      ? "of"
      : /^cases closed/.test(noun)
        ? "of"
        : /application/.test(noun)
          ? "by"
          : /rate|share/i.test(noun)
            ? "for"
            : /decision/.test(noun)
              ? "on"
              : "of";
  const whose = people === "" ? "" : / (?:living|at the end)/.test(noun) && joiner !== "by" ? ` ${people.replace(/^people /, "")}` : ` ${joiner} ${people}`; // prettier-ignore
  const where = ` in ${whereWords(places, name) ?? "all countries together"}`;
  const [from, to] = years;
  return `${whose}${where} ${from === to ? `in ${from}` : `from ${from} to ${to}`}`;
}

/** Whether a number of new applications is of a region or the world: the field counts those with every stage added. */
export const isTotal = ({measured, wanted: {asylum}}: Reading): boolean =>
  measured === "new_applications" && (asylum === null || isRegion(asylum));
const OWN_NUMBERS = "at first instance, alone or with appeals";
const ALL_STAGES = "all stages together";

/** At which stage and in which unit: "first instance, counted in persons". */
export function countedWords(reading: Reading): string {
  const {at, unit, measured} = reading;
  if (isYearEnd(measured as What)) return "people at the end of the year";
  const stage = isTotal(reading)
    ? at === "everywhere"
      ? OWN_NUMBERS
      : ALL_STAGES
    : at === "everywhere"
      ? ALL_STAGES
      : at === "joined"
        ? ""
        : levelName(at);
  return `${stage === "" ? "" : `${stage}, `}counted in ${unit === "P" ? "persons" : "cases"}`;
}

const levelName = (level: Level) => (level === "NA" ? LEVELS.FI : LEVELS[level]);

/** The whole of it: "new asylum applications by people from Eritrea in Israel in 2025, counted in persons". */
export function readingWords(reading: Reading, name: NameOf): string {
  const noun = nounOf(reading);
  if (isYearEnd(reading.measured as What)) {
    const {origin, years, ...places} = reading.wanted;
    const where = whereWords(places, name);
    const [first, there] = [origin === null ? "" : ` from ${articled(name(origin))}`, where === null ? " worldwide" : ` in ${where}`];
    return `${reading.measured === "refugees" ? `refugees${first} living` : `pending applications${origin === null ? "" : ` by people${first}`}`}${there} at the end of ${years[1]}`;
  } // prettier-ignore
  const stage = reading.at === "everywhere" ? `, ${isTotal(reading) ? OWN_NUMBERS : ALL_STAGES}` : reading.at === "joined" || reading.measured === "temporary" || /_applications$/.test(reading.measured) ? "" : ` (${levelName(reading.at)})`; // prettier-ignore
  return `${noun}${scopeWords(reading.wanted, noun, name)}${stage}${reading.unit === "C" ? ", counted in cases" : ""}`;
}

/** The number, with its range where that changes what a reader writes: "208 (rounding allows 204 to 208)". */
export function amountOf(reading: Reading): string {
  const {value, lo, hi, isLeast} = reading;
  if (isShare(reading)) {
    const of = {lo: Math.max(0, lo), hi: Math.min(1, hi)};
    const digits = digitsOf(of);
    if (isLeast) return leastPercent(of.lo, digits);
    return formatShare({value, ...of}, digits).replace(/ \[(.*)\]$/, " (rounding allows $1)");
  }
  if (value === null) return `between ${formatNumber(lo)} and ${formatNumber(hi)}`;
  const range = printsRange({value, lo, hi}) ? ` (rounding allows ${formatRange(lo, hi).replace("–", " to ")})` : "";
  if (isLeast) return lo === value ? leastCount({lo}) : `${formatNumber(value)} (${leastCount({lo})})`;
  return `${formatNumber(value)}${range}`;
}

/** The number alone. */
export function numberOf(reading: Reading): string {
  return amountOf(reading).replace(/ \(rounding.*\)$/, "");
}

/** A place's code, or null for all, as the explorer asks for it. */
export function placesOf(code: string | null, but: readonly string[] = []): Places {
  const left = but.length ? {but} : {};
  if (code === null) return {kind: "all", ...left};
  const [scheme, region] = code.split(":");
  return region === undefined
    ? {kind: "places", codes: [code]}
    : {kind: "region", scheme: scheme as RegionScheme, code: region, ...left};
}

/** The status that a measure counts. */
const CELLS: Readonly<Record<string, Status>> = Object.fromEntries(
  STATUSES.map((status) => [STATUS_MEASURES[status], status])
);
const ALL_TYPES: Selection["stages"] = ["first", "combined", "repeat"];

/** Where a number can be looked at: its card, or the question to the explorer that shows it. Below the site's root. */
export function hrefOf(reading: Reading, edition: string | null): string {
  const {measured, unit, at, wanted, type} = reading;
  const level = at === "joined" || at === "everywhere" ? null : at;
  const stage = stageAt(at);
  const common: Partial<Selection> = {
    origins: placesOf(wanted.origin),
    asylums: placesOf(wanted.asylum, wanted.but),
    years: wanted.years,
    ...(level && stage ? {stages: [stageOf(level)], levels: [level]} : {})
  };
  const of = edition === null ? {} : {edition};
  const figure = (selection: Partial<Selection>, more: Parameters<typeof figureQuery>[1] = {}) =>
    `figure?${figureQuery({...common, ...selection}, {...more, ...of})}`;
  const explorer = (selection: Partial<Selection>) =>
    `explorer?${figureQuery({...DEFAULT_SELECTION, ...common, ...selection}, of)}`;
  if (measured === "refugees" || measured === "asylum_seekers") return figure({measure: measured});
  if (measured === "new_applications") return at === "joined" ? figure({unit}) : explorer({});
  if (measured === "typed") return figure({unit, types: type === undefined ? "all" : [type]});
  if (measured === "applications" || /_applications$/.test(measured)) {
    if (level) return figure({unit, types: "all"});
    return explorer({types: "all", ...(at === "joined" ? {stages: ALL_TYPES} : {})});
  }
  const rate = rateOf(reading);
  if (rate) return at === "everywhere" ? explorer({measure: "rate", definition: rate}) : figure({measure: "rate", definition: rate, unit}); // prettier-ignore
  const column = columnOf(reading);
  const definition = column ? "published" : "status";
  const cell = column ?? (measured === "protection" ? measured : (CELLS[measured] ?? null));
  if ((cell === null && measured !== "decisions") || at === "everywhere")
    return explorer({measure: "decisions", definition});
  return figure({measure: "decisions", definition, unit}, {cell});
}

const PRINTED: Readonly<Partial<Record<string, Printed>>> = {
  ...CELLS,
  new_applications: "new_applications",
  applications: "applications",
  asylum_seekers: "asylum_seekers",
  refugees: "refugees"
};

/** A sentence that can be printed instead; null where there is none for such a number. */
export function printOf(reading: Reading, name: NameOf): string | null {
  const {measured, wanted, unit, at, edition} = reading;
  const level = at === "joined" || at === "everywhere" ? null : at;
  const where = whereWords(wanted, name);
  const scope: Scope & Pick<Counted, "types"> = {
    origins: wanted.origin === null ? null : [articled(name(wanted.origin))],
    asylums: where === null ? null : [where],
    years: wanted.years,
    stage: level === null ? null : levelName(level),
    unit,
    publisher: "UNHCR",
    edition,
    ...(measured === "applications" && at === "joined" ? {types: "first and repeat"} : {}),
    ...(at === "TA"
      ? {procedure: "temporary_asylum"}
      : reading.procedure === undefined
        ? {}
        : {procedure: reading.procedure})
  };
  const {value, lo, hi} = reading;
  const rate = rateOf(reading);
  if (rate)
    return rateToPrint({...scope, rate, share: {value, lo, hi}, granted: reading.granted ?? {value: 0, lo: 0, hi: 0}, decisions: reading.decisions ?? 0, isLeast: reading.isLeast ?? false}).short; // prettier-ignore
  const what = PRINTED[measured];
  if (what === undefined || value === null) return null;
  return toPrint({...scope, what, count: {value, lo, hi}, isLeast: reading.isLeast ?? false}).short;
}

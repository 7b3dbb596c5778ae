// Builds predicates that say whether a row belongs to a selection: made once for a selection and called for each row.
import type {DecisionKey} from "./codes.js";
import {isNew} from "./newness.js";
import {ALL_LEVELS} from "./selection.js";
import type {Places, Region, Selection} from "./selection.js";
import {stageOf} from "./sums.js";
import type {ApplicationRow} from "./sums.js";

/** Whole years in which a place was a member, both ends within; null where no end is. */
export interface Membership {
  /** The union's code: "eu", "eu_plus", "eu_efta". */
  readonly scheme: string;
  readonly year_from: number | null;
  readonly year_to: number | null;
}

/** The regions of a place: M49 codes of region and subregion, UNHCR's bureau, and its memberships; null where it has none, as Unknown. */
export interface Regions {
  readonly region: string | null;
  readonly subregion: string | null;
  readonly bureau: string | null;
  readonly memberships?: readonly Membership[];
}
export type RegionsOf = (code: string) => Regions | null;

/** Whether a place lay in a region in a year. M49's regions and UNHCR's do not change by year; a union's members do. */
export function liesIn(regions: Regions | null, {scheme, code}: Region, year: number): boolean {
  if (regions === null) return false;
  if (scheme === "bureau") return regions.bureau === code;
  if (scheme === "m49") return regions.region === code || regions.subregion === code;
  return (regions.memberships ?? []).some(
    (one) => one.scheme === code && (one.year_from ?? year) <= year && year <= (one.year_to ?? year)
  );
}

function placeFilter(places: Places, regionsOf: RegionsOf): (code: string, year: number) => boolean {
  if (places.kind !== "places" && places.but) {
    const [{but, ...all}, left] = [places, new Set(places.but)];
    const within = placeFilter(all, regionsOf);
    return (code, year) => !left.has(code) && within(code, year);
  }
  if (places.kind === "all") return () => true;
  if (places.kind === "places") {
    const codes = new Set(places.codes);
    return (code) => codes.has(code);
  }
  const seen = new Map<string, boolean>();
  return (code, year) => {
    const key = places.scheme === "members" ? `${code}${year}` : code;
    let within = seen.get(key);
    if (within === undefined) seen.set(key, (within = liesIn(regionsOf(code), places, year)));
    return within;
  };
}

/** A row of year-end stocks, which have neither level nor unit. */
export type StockKey = Pick<DecisionKey, "year" | "origin" | "asylum">;

/** Whether a selection takes a row of year-end stocks, by its years and places. Called once; the result is called for each row. */
export function matchesStock(selection: Selection, regionsOf: RegionsOf): (row: StockKey) => boolean {
  const [from, to] = selection.years;
  const origin = placeFilter(selection.origins, regionsOf);
  const asylum = placeFilter(selection.asylums, regionsOf);
  return (row) => from <= row.year && row.year <= to && asylum(row.asylum, row.year) && origin(row.origin, row.year);
}

/** Whether a selection takes a decision row. The rows may still be of several stages and units, which are shown separately. */
export function matchesDecision(selection: Selection, regionsOf: RegionsOf): (row: DecisionKey) => boolean {
  const {stages, levels, authority, unit} = selection;
  const open = new Set(
    ALL_LEVELS.filter((level) => stages.includes(stageOf(level)) && (levels?.includes(level) ?? true))
  );
  const placed = matchesStock(selection, regionsOf);
  return (row) =>
    (unit === "both" || row.unit === unit) &&
    (authority === "all" || row.authority === authority) &&
    open.has(row.level) &&
    placed(row);
}

/** Whether a selection takes an application row, by the stage of its level and its type; "new" is `isNew`. */
export function matchesApplication(selection: Selection, regionsOf: RegionsOf): (row: ApplicationRow) => boolean {
  const {types} = selection;
  const placed = matchesDecision(selection, regionsOf);
  const typed =
    types === "all" ? () => true : types === "new" ? isNew : (row: ApplicationRow) => types.includes(row.type);
  return (row) => placed(row) && typed(row);
}

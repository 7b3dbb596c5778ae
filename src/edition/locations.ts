// The edition's places within hosts, summed over origins, as the pages of regions read them. Older editions have none: then there
// is nothing to show, and the pages say so.
import type {Cell, TableColumns} from "./edition.js";
import {loadTable} from "./edition.js";

/** Why a row is no place of its own. */
export type LocationKind = "place" | "country" | "dispersed" | "unknown" | "various" | "not_stated";

/** A count by place. `value` is null where a part of it is suppressed: its bounds are then all that is known. */
export interface PlaceCount {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

export interface LocationRow extends PlaceCount {
  readonly year: number;
  /** A date, or part of a year, where the figure is of no whole year. */
  readonly period: string | null;
  readonly publisher: string;
  readonly asylum: string;
  readonly location: string;
  readonly kind: LocationKind;
  readonly within: string | null;
  readonly level: number | null;
  readonly iso: string | null;
  readonly measure: string;
  readonly detail: string | null;
  readonly flag: string | null;
}

const COLUMNS = [
  ...["year", "period", "publisher", "asylum", "location", "kind", "within", "admin_level", "iso3166_2"],
  ...["measure", "detail", "value", "value_lo", "value_hi", "flag"]
] as const;

/** All places, origins summed; null where the edition has no such table. */
export async function loadLocations(root: string): Promise<LocationRow[] | null> {
  const columns = await loadTable(root, "locations", COLUMNS);
  return columns && summed(columns);
}

function summed(columns: TableColumns): LocationRow[] {
  const column = (name: (typeof COLUMNS)[number]): ArrayLike<Cell> => columns[name] ?? [];
  const years = column("year");
  const found = new Map<string, LocationRow>();
  // What parts rows: all but the counts, and the flag, which speaks of the count.
  const parting = COLUMNS.slice(0, 11).map(column);
  const [values, los, his, flags] = [column("value"), column("value_lo"), column("value_hi"), column("flag")];
  for (let i = 0; i < years.length; i++) {
    const key = parting.map((cells) => cells[i] ?? "").join("\u0000");
    const value = (values[i] as number | null | undefined) ?? null;
    const [lo, hi] = [Number(los[i] ?? 0), Number(his[i] ?? 0)];
    const before = found.get(key);
    if (before) {
      found.set(key, {...before, ...addCounts([before, {value, lo, hi}])});
      continue;
    }
    const cell = (name: (typeof COLUMNS)[number]) => (column(name)[i] ?? null) as string | null;
    found.set(key, {
      year: Number(years[i]),
      period: cell("period"),
      publisher: String(cell("publisher")),
      asylum: String(cell("asylum")),
      location: String(cell("location")),
      kind: cell("kind") as LocationKind,
      within: cell("within"),
      level: column("admin_level")[i] as number | null,
      iso: cell("iso3166_2"),
      measure: String(cell("measure")),
      detail: cell("detail"),
      flag: (flags[i] ?? null) as string | null,
      value,
      lo,
      hi
    });
  }
  return [...found.values()];
}

/** The sum of counts by place; without a value where one of them has none. */
export function addCounts(counts: readonly PlaceCount[]): PlaceCount {
  let [value, lo, hi]: [number | null, number, number] = [0, 0, 0];
  for (const count of counts) {
    value = value === null || count.value === null ? null : value + count.value;
    lo += count.lo;
    hi += count.hi;
  }
  return {value, lo, hi};
}

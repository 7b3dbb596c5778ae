// The edition's places within countries, summed over origins, for the pages of regions. Older editions have none; the pages then
// say so.
import type {Columns, Row} from "../schema/tables.js";
import {loadTable} from "./edition.js";

/** Why a row is not a single place. */
export type LocationKind = Row<"locations">["kind"];

/** A count by place. `value` is null where a part of it is suppressed: its bounds are then all that is known. */
export interface PlaceCount {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

/** A row of the table, origins summed. */
export interface LocationRow
  extends
    PlaceCount,
    Pick<Row<"locations">, "year" | "period" | "publisher" | "asylum" | "location" | "kind" | "within"> {
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

function summed(columns: Columns<"locations", (typeof COLUMNS)[number]>): LocationRow[] {
  const found = new Map<string, LocationRow>();
  // What separates rows: all but the counts, and the flag, which is about the count.
  const keys = COLUMNS.slice(0, 11).map((name): ArrayLike<string | number | null> => columns[name]);
  for (let i = 0; i < columns.year.length; i++) {
    const key = keys.map((cells) => cells[i] ?? "").join("\u0000");
    const cell = <Name extends (typeof COLUMNS)[number]>(name: Name) =>
      columns[name][i] as Row<"locations", (typeof COLUMNS)[number]>[Name];
    const [value, lo, hi] = [cell("value"), cell("value_lo") ?? 0, cell("value_hi") ?? 0];
    const before = found.get(key);
    if (before) {
      found.set(key, {...before, ...addCounts([before, {value, lo, hi}])});
      continue;
    }
    found.set(key, {
      ...{year: cell("year"), period: cell("period"), publisher: cell("publisher"), asylum: cell("asylum")},
      ...{location: cell("location"), kind: cell("kind"), within: cell("within"), level: cell("admin_level")},
      ...{iso: cell("iso3166_2"), measure: cell("measure"), detail: cell("detail"), flag: cell("flag")},
      ...{value, lo, hi}
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

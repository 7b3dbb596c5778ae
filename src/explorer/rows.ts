// A table of the edition in memory: packed columns, with the row numbers of each country of asylum and of origin.
import type {StockKey} from "../measures/matches.js";
import type {Codes, Fill, Packed} from "./columns.js";

/** Row numbers by code. */
export type Lists = ReadonlyMap<string, Uint32Array>;

/** The rows that a question selects. */
export interface Rows<Row> {
  readonly length: number;
  /** Visits the rows in turn. All use one object, valid until the next visit, so that no array of a hundred thousand rows is made. */
  readonly each: (visit: (row: Row) => void) => void;
}

/** A table in memory, with the row numbers of each country of asylum and of origin. */
export interface Table<Row> {
  readonly years: Uint16Array;
  readonly asylum: Lists;
  readonly origin: Lists;
  /** Those of `some` rows that `takes` accepts. */
  take: (some: Uint32Array, takes: (row: Row) => boolean) => Rows<Row>;
}

export function tableOf<Row extends StockKey>(
  packed: Packed<Row> & Packed<StockKey>,
  fill: Fill<Row>,
  blank: Row
): Table<Row> {
  return {
    years: packed.year,
    asylum: listsOf(packed.asylum),
    origin: listsOf(packed.origin),
    take: (some, takes) => {
      let taken: Uint32Array | null = null;
      const each = (visit: (row: Row) => void) => {
        const row = {...blank};
        if (taken) {
          for (const i of taken) {
            fill(packed, i, row);
            visit(row);
          }
          return;
        }
        // The first visit finds which rows they are.
        const found = new Uint32Array(some.length);
        let length = 0;
        for (const i of some) {
          fill(packed, i, row);
          if (!takes(row)) continue;
          found[length++] = i;
          visit(row);
        }
        taken = found.slice(0, length);
      };
      return {
        each,
        get length() {
          if (!taken) each(() => undefined);
          return taken?.length ?? 0;
        }
      };
    }
  };
}

function listsOf({list, at}: Codes<string>): Lists {
  const sizes = new Uint32Array(list.length);
  for (const code of at) sizes[code] = (sizes[code] ?? 0) + 1;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let i = 0; i < at.length; i++) {
    const code = at[i] as number;
    const n = sizes[code] as number;
    (lists[code] as Uint32Array)[n] = i;
    sizes[code] = n + 1;
  }
  return new Map(list.map((code, i) => [code, lists[i] as Uint32Array]));
}

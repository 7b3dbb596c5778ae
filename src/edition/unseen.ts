// How many origins a sum over every origin may have lost to rounding. The origins a country ever reported are looked up once per edition.
import {knownOriginsAdder, unseenOriginsAdder} from "../measures/unseenOrigins.js";
import type {Entry, KnownOrigins} from "../measures/unseenOrigins.js";
import {added} from "../measures/sums.js";
import type {Edition} from "./edition.js";

type Table = "applications" | "decisions";
const known = new WeakMap<Edition[Table], KnownOrigins>();

function knownOrigins(columns: Edition[Table]): KnownOrigins {
  const before = known.get(columns);
  if (before) return before;
  const adder = knownOriginsAdder();
  for (let i = 0; i < columns.year.length; i++)
    adder.add({
      year: columns.year[i] as number,
      origin: columns.origin[i] as string,
      asylum: columns.asylum[i] as string,
      unit: columns.unit[i] as "P" | "C"
    });
  const found = adder.done();
  known.set(columns, found);
  return found;
}

/** The unseen origins of the rows of a sum over every origin, persons and cases together. */
export function unseenOrigins(edition: Edition, table: Table, rows: Iterable<Entry>): number {
  const {P, C} = added(unseenOriginsAdder(knownOrigins(edition[table])), rows);
  return P + C;
}

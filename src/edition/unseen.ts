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

/** Who had an entry of a year-end figure where and when, and how many origins a year lacks. */
export function unseenIn(
  {stocks}: Edition,
  figure: "asylum_seekers" | "refugees"
): (asylum: string, year: number) => number {
  const known = knownOriginsAdder();
  const seen = new Map<string, Set<string>>();
  for (let i = 0; i < stocks.year.length; i++) {
    if (stocks[figure][i] == null) continue;
    const [year, origin, asylum] = [stocks.year[i] as number, stocks.origin[i] as string, stocks.asylum[i] as string];
    known.add({year, origin, asylum});
    const key = `${asylum} ${year}`;
    seen.set(key, (seen.get(key) ?? new Set()).add(origin));
  }
  const origins = known.done();
  return (asylum, year) => {
    const some = seen.get(`${asylum} ${year}`);
    return some ? origins.unseen(asylum, "P", year, some) : 0;
  };
}

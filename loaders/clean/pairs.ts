// Whether the codes with a name are that name's: UNHCR's own codes replace ISO's where a request forgot cf_type, and three of
// them are another country's ISO code (AUS is its Austria, ARE its Egypt, MAR its Martinique). Such a row is of another country, and
// nothing but its name, or UNHCR's code with it, says so.
import {readPlaces} from "./handTables.js";
import {identifier, rows} from "./database.js";
import type {DuckDBConnection} from "./database.js";
import {InputError} from "../sources/shared.js";
import type {RawTable} from "../sources/shared.js";

/** Columns that are about one place: its name, UNHCR's own code where there is one, and the code that keys the row. */
export interface Named {
  readonly name: string;
  readonly own?: string;
  readonly code: string;
}

/** The columns of UNHCR's rows. */
export const UNHCR_PAIR: readonly Named[] = [
  {name: "coo_name", own: "coo", code: "coo_iso"},
  {name: "coa_name", own: "coa", code: "coa_iso"}
];

const plain = (name: string): string => name.trim().toLowerCase();

/** Every name that is one place's alone, and every code of UNHCR's. */
function known(): {places: Set<string>; names: Map<string, string>; own: Map<string, string>} {
  const places = new Set<string>();
  const names = new Map<string, string>();
  const several = new Set<string>();
  const own = new Map<string, string>();
  for (const {place, unhcr_code, name_en, aliases} of readPlaces()) {
    const code = String(place);
    places.add(code);
    if (unhcr_code !== null) own.set(String(unhcr_code), code);
    for (const name of [String(name_en), ...(Array.isArray(aliases) ? aliases.map(String) : [])].map(plain)) {
      if ((names.get(name) ?? code) !== code) several.add(name);
      names.set(name, code);
    }
  }
  for (const name of several) names.delete(name);
  return {places, names, own};
}

/** @throws InputError for the first row whose name or UNHCR code is of another place than its code. */
export async function samePlace(
  db: DuckDBConnection,
  raw: RawTable,
  loaded: string,
  columns: readonly Named[]
): Promise<void> {
  const {places, names, own} = known();
  for (const {name, own: ownCode, code} of columns) {
    if (!raw.columns.includes(name)) continue;
    const beside = ownCode !== undefined && raw.columns.includes(ownCode) ? identifier(ownCode) : "NULL";
    const found = await rows(
      db,
      `SELECT ${identifier(name)} AS name, ${beside} AS own, ${identifier(code)} AS code, min(row) AS row FROM ${identifier(loaded)}
       WHERE ${identifier(code)} IS NOT NULL GROUP BY ALL ORDER BY row`
    );
    for (const row of found) {
      const given = String(row.code);
      // A code of no place at all is another fault, which is met by itself.
      if (!places.has(given)) continue;
      const byName = row.name === null ? undefined : names.get(plain(String(row.name)));
      const byOwn = row.own === null ? undefined : own.get(String(row.own));
      const other =
        byName !== undefined && byName !== given ? byName : byOwn !== undefined && byOwn !== given ? byOwn : null;
      if (other === null) continue;
      const isOwn = own.get(given) === other;
      throw new InputError({
        source: raw.name,
        row: raw.place(Number(row.row)),
        field: code,
        expected: `${other}, the code of ${JSON.stringify(row.name)}${row.own === null ? "" : ` (UNHCR's ${String(row.own)})`}`,
        found: `${given}, ${isOwn ? "UNHCR's own code of that country and the ISO code of another" : "the code of another country"}`,
        advice: isOwn
          ? "Ask for codes of ISO (cf_type=ISO), or take the column of ISO codes. The last edition is unchanged."
          : "Ask the publisher or correct the file, then run the command again; the last edition is unchanged."
      });
    }
  }
}

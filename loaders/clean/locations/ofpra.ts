// Cleans OFPRA's applications and decisions by French département.
import type {DuckDBConnection} from "@duckdb/node-api";
import {OFPRA_COUNTS} from "../../sources/ofpra.js";
import {InputError} from "../../sources/shared.js";
import type {Pulled, RawTable} from "../../sources/shared.js";
import {identifier, literal, rows} from "../database.js";
import {castTable} from "../shared.js";
import {add, count, dropAll, prepare, text} from "./shared.js";

const OFPRA_MEASURES: Record<string, {measure: string; detail: string | null}> = {
  premiere_demande: {measure: "applications", detail: null},
  reexamen: {measure: "repeat_applications", detail: null},
  reouverture: {measure: "reopened", detail: null},
  refugie: {measure: "refugee_status", detail: "OFPRA"},
  protection_subsidiaire: {measure: "complementary", detail: "OFPRA"},
  rejet: {measure: "refused", detail: "OFPRA"},
  cloture: {measure: "otherwise_closed", detail: "OFPRA"},
  // The court's annulments are decisions of another stage: never added to OFPRA's.
  cnda_refugie: {measure: "appeal_refugee_status", detail: "CNDA"},
  cnda_protection_subsidiaire: {measure: "appeal_complementary", detail: "CNDA"}
};
/** Codes that are not départements of their own: Corsica unsplit, and the overseas collectivities by their ISO codes. */
const OFPRA_CODES = {
  "20": "FR-20R",
  "9715": "FR-MF",
  "975": "FR-PM",
  "977": "FR-BL",
  "978": "FR-MF",
  "986": "FR-WF",
  "987": "FR-PF",
  "988": "FR-NC"
} as const;
/** @throws InputError where a row of a part has the name of the sum: it would be added to the parts. */
async function partsAreNoTotal(db: DuckDBConnection, raw: RawTable): Promise<void> {
  const [total] = await rows(
    db,
    "SELECT niveau, departement FROM ofpra_file WHERE niveau <> 'Total' AND regexp_full_match(departement, '(?i)(total|ensemble|france).*') LIMIT 1"
  );
  if (!total) return;
  throw new InputError({
    source: raw.name,
    field: "niveau",
    expected: `Total, as the row is “${String(total.departement)}”`,
    found: String(total.niveau),
    advice: "Ask the publisher or correct the file, then run the command again; the last edition is unchanged."
  });
}

/** OFPRA's rows of the country, a région and a département nest: `admin_level` 0, 1 and 2 separate them. */
export async function ofpraLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "ofpra");
  for (const raw of Object.values(pulled.tables)) {
    const [kind = "", ending = ""] = raw.name.split("_");
    const counted = OFPRA_COUNTS[kind as keyof typeof OFPRA_COUNTS];
    await castTable(
      db,
      raw,
      "ofpra_file",
      [
        {raw: "niveau", name: "niveau", kind: {codes: ["Total", "Région", "Département"]}},
        text("code_departement", true),
        text("departement", true),
        ...counted.map((name) => count(name, true))
      ],
      {key: ["niveau", "code_departement", "departement"]}
    );
    await partsAreNoTotal(db, raw);
    const isDepartement = "niveau = 'Département'";
    const code = `CASE WHEN ${isDepartement} THEN CASE WHEN regexp_full_match(code_departement, '[0-9]') THEN '0' || code_departement ELSE code_departement END END`;
    const known = `CASE code ${Object.entries(OFPRA_CODES)
      .map(([from, to]) => `WHEN '${from}' THEN '${to}'`)
      .join(
        " "
      )} ELSE CASE WHEN regexp_full_match(code, '(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-46])') THEN 'FR-' || code END END`;
    for (const name of counted) {
      const {measure, detail} = OFPRA_MEASURES[name] ?? {measure: name, detail: null};
      await add(
        db,
        {
          year: ending,
          publisher: "'ofpra'",
          asylum: "'FRA'",
          location: "coalesce(k.location, CASE niveau WHEN 'Total' THEN 'France' ELSE coalesce(departement, code) END)",
          published_as: "coalesce(departement, code_departement, niveau)",
          kind: "coalesce(k.kind, CASE niveau WHEN 'Total' THEN 'country' ELSE 'place' END)",
          code: "code",
          admin_level: "CASE niveau WHEN 'Total' THEN 0 WHEN 'Région' THEN 1 ELSE 2 END",
          iso3166_2: known,
          measure: literal(measure),
          ...(detail === null ? {} : {detail: literal(detail)}),
          value: identifier(name),
          value_lo: identifier(name),
          value_hi: identifier(name)
        },
        `(SELECT *, ${code} AS code FROM ofpra_file) LEFT JOIN known k ON k.published_as IN (code_departement, departement) AND ${isDepartement}`
      );
    }
    await db.run("DROP TABLE ofpra_file");
  }
  await dropAll(db);
  return [];
}

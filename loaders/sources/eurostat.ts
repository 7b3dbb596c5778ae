// Eurostat's asylum tables since Regulation 862/2007: applicants (migr_asyappctza) and first-instance decisions
// (migr_asydcfsta), requested from the dissemination API in JSON-stat 2.0 or read from CSV: the bulk facility's SDMX-CSV, a carrier's
// plain copy of it, and the old data browser's labelled extracts. A row gives the same texts in every format.
import type {DuckDBConnection} from "@duckdb/node-api";
import type {RawTable, SourceRecord} from "./shared.js";

export const EUROSTAT_BASE_DEFAULT = "https://ec.europa.eu/eurostat/api/dissemination";

/** Regulation 862/2007 begins here; the earlier series counts differently and is not in these tables. */
export const FIRST_YEAR = 2008;

export const RECORD = {
  name: "eurostat",
  title: "Asylum applicants (migr_asyappctza) and first-instance decisions on applications (migr_asydcfsta)",
  publisher: "Eurostat",
  licence: {
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0 (Commission Decision 2011/833/EU)",
    path: "https://creativecommons.org/licenses/by/4.0/"
  },
  attribution: "Source: Eurostat, migr_asyappctza and migr_asydcfsta",
  path: "https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctza/default/table"
} as const satisfies Partial<SourceRecord>;

/**
 * The texts of a row. `kind` is the applicant or the decision; `time` a year or a quarter (2008Q1); `value` ":" or null where
 * missing; `freq` and `unit` null where the form does not say.
 */
export const COLUMNS = ["time", "citizen", "sex", "age", "kind", "geo", "value", "flag", "freq", "unit"] as const;
export type Column = (typeof COLUMNS)[number];

export type Subject = "applications" | "decisions";

/** A raw table of millions of rows: never in memory as text, but passed on portion by portion. */
export interface EurostatTable extends RawTable {
  readonly subject: Subject;
  /** What the edition calls the rows' origin: the dataset, or an older extract's file. */
  readonly extract: string;
  /** Older extracts add rows to the table itself and never take the place of one. */
  readonly older: boolean;
  /** Whether countries and codes are words of the old data browser. */
  readonly labelled: boolean;
  /**
   * Hands on each portion as SQL with the columns of `COLUMNS`, in the order of the file where `inOrder` and numbered there by
   * `row`. `take` returns how many rows it read. @throws InputError where the raw bytes give other rows than they promise.
   */
  readonly portions: (
    db: DuckDBConnection,
    take: (relation: string, place: (row: number) => string) => Promise<number>,
    options?: {readonly numbered?: boolean}
  ) => Promise<void>;
}

export function isEurostatTable(table: RawTable): table is EurostatTable {
  return "portions" in table;
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function loadPortions(table: EurostatTable, db: DuckDBConnection, into: string): Promise<void> {
  await db.run(
    `CREATE TABLE ${identifier(into)} (row BIGINT, ${COLUMNS.map((column) => `${column} VARCHAR`).join(", ")})`
  );
  let before = 0;
  await table.portions(
    db,
    async (relation) => {
      const {rowsChanged} = await db.run(
        `INSERT INTO ${identifier(into)} SELECT row + ${before}, ${COLUMNS.join(", ")} FROM ${relation}`
      );
      before += rowsChanged;
      return rowsChanged;
    },
    {numbered: true}
  );
}

// Lists the publishers: name, address, the reports each is read from and the tables made of its rows.
// A new source is a file in sources/, its tables in src/schema and clean/, and an entry here, which `npm run data -- add-source NAME`
// makes; the command line takes the rest
// (--NAME-base, NAME_BASE, --only NAME) from this list.
import {applications} from "../clean/applications.js";
import {decisions} from "../clean/decisions.js";
import {eurostat} from "../clean/eurostat.js";
import {footnotes} from "../clean/footnotes.js";
import {ofpraLocations} from "../clean/locations/ofpra.js";
import {homeOfficeLocations} from "../clean/locations/homeOffice.js";
import {irccLocations} from "../clean/locations/ircc.js";
import {semLocations} from "../clean/locations/sem.js";
import {unhcrLocations} from "../clean/locations/unhcr.js";
import {population} from "../clean/population.js";
import {events, reported} from "../clean/reported.js";
import {reporting} from "../clean/reporting.js";
import {rules} from "../clean/rules.js";
import {stocks} from "../clean/stocks.js";
import {one} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {EUROSTAT_BASE_DEFAULT, isEurostatTable} from "./eurostat.js";
import {pullEurostat} from "./eurostatApi.js";
import {EUROSTAT_FILES, readEurostatFiles} from "./eurostatFiles.js";
import {DEMOGRAPHICS_FILES, pullDemographics, readDemographicsFiles} from "./demographics.js";
import {HOME_OFFICE_FILES, readHomeOfficeFiles} from "./homeOffice.js";
import {IRCC_BASE_DEFAULT, IRCC_FILES, pullIrcc, readIrccFiles} from "./ircc.js";
import {OFPRA_BASE_DEFAULT, OFPRA_FILES, pullOfpra, readOfpraFiles} from "./ofpra.js";
import {readReported, REPORTED_FILES} from "./reported.js";
import {readSemFiles, SEM_FILES} from "./sem.js";
import {hasAny} from "./files.js";
import type {FileName} from "./files.js";
import {InputError} from "./shared.js";
import type {HttpOptions, Pulled, RawTable, Reporter} from "./shared.js";
import {UNHCR_BASE_DEFAULT} from "./unhcr.js";
import {readUnhcrFiles, UNHCR_FILES} from "./unhcrFiles.js";
import {pullUnhcr} from "./unhcrApi.js";
import {pullWorldBank, readWorldBankFiles, WORLDBANK_BASE_DEFAULT, WORLDBANK_FILES} from "./worldbank.js";
import {readRules, ruleLine} from "../clean/handTables.js";
import {TABLES} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
// add-source: imports end here.

/** The options of a request to any publisher. */
export interface Network {
  readonly snapshots: string;
  readonly yearFrom: number;
  readonly yearTo: number;
  readonly reporter: Reporter;
  readonly http?: HttpOptions;
}

export interface Source {
  readonly name: SourceName;
  /** Default base address; null for tables kept in this repository. */
  readonly base: string | null;
  /** The folder or file below `--from` that a directory must have, or it lacks this source. */
  readonly folder: string;
  /** The files that make it, where any of them shows that a directory has it; else its folder does. */
  readonly files?: readonly FileName[];
  /** The publisher has no API or file to request: without `--from` its tables are those of the edition in the target. */
  readonly filesOnly?: true;
  /** Reads the publisher's files below a directory. */
  readonly read: (dir: string) => Promise<Pulled>;
  /** Pulls from the publisher; `base` is "" where it has none. */
  readonly pull: (base: string, network: Network) => Promise<Pulled>;
  /**
   * Makes the source's tables. Hand-kept tables are in the database before, and so are the tables of sources earlier in the
   * list. Returns notes.
   */
  readonly clean: (db: DuckDBConnection, pulled: Pulled) => Promise<string[]>;
}

export const SOURCE_NAMES = [
  "unhcr",
  "worldbank",
  "eurostat",
  "reported",
  "demographics",
  "sem",
  "ircc",
  "home_office",
  "ofpra"
] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

export const SOURCES: readonly Source[] = [
  {
    name: "unhcr",
    base: UNHCR_BASE_DEFAULT,
    folder: "unhcr",
    files: UNHCR_FILES,
    read: readUnhcrFiles,
    pull: (base, network) => pullUnhcr({base, ...network}),
    async clean(db, pulled) {
      const hand = readRules();
      const notes: string[] = [];
      await applications(db, table(pulled, "asylum_applications"));
      await decisions(db, table(pulled, "asylum_decisions"), hand.map(ruleLine));
      await reporting(db);
      // Files may come without these two.
      const {population: yearEnds, countries} = pulled.tables;
      if (yearEnds) await stocks(db, yearEnds);
      await rules(db, hand);
      notes.push(...(await footnotes(db, table(pulled, "footnotes"))));
      if (countries) notes.push(...(await countryNotes(db, countries)));
      return notes;
    }
  },
  {
    name: "worldbank",
    base: WORLDBANK_BASE_DEFAULT,
    folder: "worldbank",
    files: WORLDBANK_FILES,
    read: readWorldBankFiles,
    pull: (base, network) => pullWorldBank({base, ...network}),
    async clean(db, pulled) {
      const isThere = Number(await one(db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'applications'"));
      const yearTo = isThere
        ? await one(db, "SELECT greatest((SELECT max(year) FROM applications), (SELECT max(year) FROM decisions))")
        : null;
      await population(db, table(pulled, "population"), yearTo === null ? null : Number(yearTo));
      return [];
    }
  },
  {
    name: "eurostat",
    base: EUROSTAT_BASE_DEFAULT,
    folder: "eurostat",
    files: EUROSTAT_FILES,
    read: readEurostatFiles,
    pull: (base, network) => pullEurostat({base, ...network}),
    clean: (db, pulled) => eurostat(db, Object.values(pulled.tables).filter(isEurostatTable))
  },
  {
    name: "reported",
    base: null,
    folder: "russia",
    files: REPORTED_FILES,
    read: readReported,
    pull: () => readReported(null),
    async clean(db, pulled) {
      await reported(db, table(pulled, "reported_figures"), table(pulled, "reported_own"));
      await events(db, table(pulled, "reported_events"), table(pulled, "events_own"));
      return [];
    }
  },
  {
    name: "demographics",
    base: UNHCR_BASE_DEFAULT,
    folder: "regions",
    files: DEMOGRAPHICS_FILES,
    read: readDemographicsFiles,
    pull: (base, network) => pullDemographics({base, ...network}),
    clean: unhcrLocations
  },
  {
    name: "sem",
    base: null,
    folder: "regions/CHE",
    files: SEM_FILES,
    filesOnly: true,
    read: readSemFiles,
    pull: () => askedInVain("sem", "SEM publishes workbooks"),
    clean: semLocations
  },
  {
    name: "ircc",
    base: IRCC_BASE_DEFAULT,
    folder: "regions/CAN",
    files: IRCC_FILES,
    read: readIrccFiles,
    pull: (base, network) => pullIrcc({base, ...network}),
    clean: irccLocations
  },
  {
    name: "home_office",
    base: null,
    folder: "regions/GBR",
    files: HOME_OFFICE_FILES,
    filesOnly: true,
    read: readHomeOfficeFiles,
    pull: () => askedInVain("home_office", "the Home Office publishes workbooks"),
    clean: homeOfficeLocations
  },
  {
    name: "ofpra",
    base: OFPRA_BASE_DEFAULT,
    folder: "ofpra",
    files: OFPRA_FILES,
    read: readOfpraFiles,
    pull: (base, network) => pullOfpra({base, ...network}),
    clean: ofpraLocations
  }
  // add-source: entries end here.
];

function askedInVain(name: SourceName, why: string): Promise<Pulled> {
  return Promise.reject(
    new InputError({
      source: name,
      expected: "files to read",
      found: `a question to the publisher, though ${why}`,
      advice: "Name the folder that holds its files with --from."
    })
  );
}

/** The sources that fill each table, as the schema names them: a name there that is not a source is a type error. */
type From = SourceName | "hand" | Readonly<Partial<Record<SourceName, string>>>;
const FROM: ReadonlyMap<TableName, From> = new Map(TABLES.map(({name, from}) => [name, from] as const));

/** What a table is filled from. */
export function filledFrom(name: TableName): From {
  return FROM.get(name) ?? "hand";
}

/** The sources that fill a table; none for a hand-kept one. */
export function sourcesFor(name: TableName): readonly SourceName[] {
  const from = filledFrom(name);
  if (typeof from === "string") return from === "hand" ? [] : [from];
  return Object.keys(from) as SourceName[];
}

/** Whether a folder of downloads has any file of a source: one with its name, or one in its folder that no source uses. */
export function isIn(dir: string, {folder, files = []}: Source): boolean {
  return hasAny(
    dir,
    folder,
    files,
    SOURCES.flatMap((source) => source.files ?? [])
  );
}

function table(pulled: Pulled, name: string): RawTable {
  const raw = pulled.tables[name];
  if (!raw) throw new Error(`source ${pulled.record.name} has no table ${name}`);
  return raw;
}

/** Where UNHCR's list of countries and the hand-kept places part: its code for a place has changed, or a place is new. */
async function countryNotes(db: DuckDBConnection, raw: RawTable): Promise<string[]> {
  await raw.load(db, "raw_countries");
  const result = await db.runAndReadAll(`
    SELECT c.iso_code, c.unhcr_code, p.place, p.unhcr_code
    FROM raw_countries c LEFT JOIN places p ON p.place = c.iso_code
    WHERE c.iso_code IS NOT NULL AND (p.place IS NULL OR p.unhcr_code IS DISTINCT FROM c.unhcr_code) ORDER BY ALL`);
  await db.run("DROP TABLE raw_countries");
  return result
    .getRows()
    .map(([iso, code, place, known]) =>
      place === null
        ? `UNHCR lists ${String(iso)} (${String(code)}), which data/tables/places.csv does not`
        : `UNHCR's code for ${String(iso)} is ${String(code)}, data/tables/places.csv has ${String(known)}`
    );
}

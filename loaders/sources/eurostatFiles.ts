// Reads Eurostat's tables from files: the bulk facility's SDMX-CSV and TSV, a plain copy of it, and labelled extracts of the old data browser.
import type {DuckDBConnection} from "@duckdb/node-api";
import {COLUMNS, loadPortions, RECORD} from "./eurostat.js";
import type {Column, EurostatTable, Subject} from "./eurostat.js";
import {whatLies} from "./files.js";
import type {FileName} from "./files.js";
import {causeOf, InputError} from "./shared.js";
import type {Pulled} from "./shared.js";
import {EXTRA_COLUMN, filesRecord} from "./tables.js";
import {openLargeCsv} from "./largeCsv.js";
import type {LargeCsv} from "./largeCsv.js";

/** An optional file below `eurostat/`. */
interface FileForm {
  readonly path: string;
  readonly subject: Subject;
  readonly older: boolean;
  /** The old data browser wrote labels, in Latin-1. */
  readonly labelled: boolean;
  /** Names that Eurostat's downloads of the table bear. */
  readonly also?: RegExp;
}

/** estat_… from the bulk facility; …_linear, …_page_linear, …__custom_123_linear from the data browser; a language or a copy's number behind. */
const downloadsOf = (code: string): RegExp =>
  new RegExp(`^(estat_)?${code}(\\$dv_\\d+|__custom_\\d+|_page|_linear|_\\d_\\d|_en|_fr|_de)*( \\(\\d+\\))?$`, "i");
const FILES: readonly FileForm[] = [
  {
    path: "migr_asyappctza",
    subject: "applications",
    older: false,
    labelled: false,
    also: downloadsOf("migr_asyappctza")
  },
  {path: "migr_asydcfsta", subject: "decisions", older: false, labelled: false, also: downloadsOf("migr_asydcfsta")},
  {
    path: "migr_asyappctza_first-time_by-citizenship_2012-2016_flags",
    subject: "applications",
    older: true,
    labelled: true
  },
  {path: "migr_asydcfsta_2017-04-26", subject: "decisions", older: true, labelled: true},
  {path: "first_instance_decisions_quarterly_2008-2016_totals", subject: "decisions", older: true, labelled: true}
];
const ENDINGS = [".csv.gz", ".csv", ".tsv.gz", ".tsv"] as const;
const nameOf = ({path, also}: FileForm): FileName => ({path: `eurostat/${path}`, also, endings: ENDINGS});
/** The files that make this source, any of them. */
export const EUROSTAT_FILES: readonly FileName[] = FILES.map(nameOf);
// What a column may be called: in SDMX-CSV, by the carrier, by R's package eurostat, by the old data browser.
const HEADERS: Readonly<Record<Exclude<Column, "kind" | "flag" | "freq" | "unit">, readonly string[]>> = {
  time: ["TIME_PERIOD", "TIME", "time"],
  citizen: ["citizen", "CITIZEN"],
  sex: ["sex", "SEX"],
  age: ["age", "AGE"],
  geo: ["geo", "GEO"],
  value: ["OBS_VALUE", "values", "Value"]
};
const KIND_HEADERS: Readonly<Record<Subject, readonly string[]>> = {
  applications: ["applicant", "asyl_app", "ASYL_APP"],
  decisions: ["decision", "DECISION"]
};
const FLAG_HEADERS = ["OBS_FLAG", "Flag and Footnotes", "flags"];
/** Headers of the unit and the frequency, which not every file has. */
const FREQ_HEADERS = ["freq"];
const UNIT_HEADERS = ["unit", "UNIT"];
/** Which table a row is of, in SDMX-CSV 1.0 and 2.0. */
const TABLE_HEADERS = ["DATAFLOW", "STRUCTURE_ID"];
/** Whether a value is confidential: C. */
const CONF_HEADER = "CONF_STATUS";
/** Columns that say nothing of a value: what kind of thing the table is, its name, when it was updated. */
const UNREAD_HEADERS = ["STRUCTURE", "STRUCTURE_NAME", "LAST UPDATE"];
/**
 * Reads what of Eurostat's files is in `dir`/eurostat. No sums are stated.
 * @throws InputError where none is there, or one is cut, lacks a column or has a malformed line.
 */
export async function readEurostatFiles(dir: string): Promise<Pulled> {
  const tables: Record<string, EurostatTable> = {};
  const opened: LargeCsv[] = [];
  for (const form of FILES) {
    const csv = await openLargeCsv({
      ...nameOf(form),
      dir,
      encoding: form.labelled ? "latin-1" : "utf-8",
      isHeader: (fields, isTsv) =>
        isTsv
          ? TSV_HEAD.test(fields[0] ?? "")
          : [...Object.values(HEADERS), KIND_HEADERS[form.subject]].every((names) =>
              fields.some((field) => names.includes(codeOf(field)))
            ),
      like: form.labelled
        ? "TIME, GEO, CITIZEN, SEX, AGE, …, Value"
        : "freq, unit, citizen, sex, age, …, geo, TIME_PERIOD, OBS_VALUE"
    });
    if (!csv) continue;
    opened.push(csv);
    tables[form.path] = csv.isTsv ? tsvTable(form, csv) : csvTable(form, csv);
  }
  if (!opened.length)
    throw new InputError({
      source: "eurostat",
      expected: `at least one of ${FILES.map(({path}) => `eurostat/${path}.csv.gz`).join(", ")} in ${dir}, or a table under its download's name (estat_…, …_linear, …__custom_…; SDMX-CSV or TSV)`,
      ...whatLies(dir, "none of them", ...EUROSTAT_FILES)
    });
  const notes = ["the sha-256 of Eurostat's files is over their lines in the order they stand: zcat FILE | sha256sum"];
  if (!tables.migr_asydcfsta)
    notes.push(
      "Eurostat's decisions are samples: the annual one tells positive from rejected for all citizens together, the quarterly one Geneva Convention status too; decisions by origin wait for the live table"
    );
  return {record: {...RECORD, ...filesRecord(opened)}, tables, notes};
}
const AGAIN = "Correct the file or take it from its source again; nothing was published.";
/** With labels=both the API writes "citizen:Country of citizenship" and "SY:Syria": the code is before the colon. */
const codeOf = (field: string): string => (/^[A-Za-z_ ]+:/.test(field) ? field.slice(0, field.indexOf(":")) : field);
/** What every line of a file must hold, where the file has the column: its own table's name, and a known confidentiality. */
const testsOf = (
  form: FileForm,
  {dataflow, header, conf}: {dataflow: string | null; header: readonly string[]; conf: string | null}
) => [
  ...(dataflow === null
    ? []
    : [
        {
          field: TABLE_HEADERS.find((name) => header.includes(name)) ?? "",
          value: dataflow,
          fits: `regexp_matches(${dataflow}, '(?i)(^|:)${form.path}(\\(|:|$)')`,
          expected: `${form.path.toUpperCase()}, the table that the file's name promises`,
          advice: "Give the file the name of its own table, or take the table it is named after. Nothing was published."
        }
      ]),
  ...(conf === null
    ? []
    : [
        {
          field: CONF_HEADER,
          value: conf,
          fits: `${conf} IS NULL OR ${conf} IN ('', 'C', 'F')`,
          expected: "C (confidential), F (free) or nothing",
          advice: "See what it means, then name it in loaders/sources/eurostat.ts. Nothing was published."
        }
      ])
];

function csvTable(form: FileForm, csv: LargeCsv): EurostatTable {
  const {name: source} = csv.file;
  const refuse = (field: string | undefined, expected: string, found: string, advice = AGAIN): never => {
    throw new InputError({source, row: "line 1", field, expected, found, advice});
  };
  const header = csv.header.map(codeOf);
  const find = (names: readonly string[]): string | null => {
    const at = header.findIndex((field) => names.includes(field));
    if (at === -1) return null;
    // ":" alone is a value that is missing.
    return header[at] !== csv.header[at]
      ? `CASE WHEN c${at} LIKE '_%:%' THEN split_part(c${at}, ':', 1) ELSE c${at} END`
      : `c${at}`;
  };
  const headers = {...HEADERS, kind: KIND_HEADERS[form.subject]};
  const missing = Object.values(headers).find((names) => find(names) === null);
  if (missing) refuse(missing[0], `a column ${missing.join(" or ")}`, `the columns ${csv.header.join(", ")}`);
  const places: Readonly<Record<Column, readonly string[]>> = {
    ...headers,
    flag: FLAG_HEADERS,
    freq: FREQ_HEADERS,
    unit: UNIT_HEADERS
  };
  const known = [...Object.values(places).flat(), ...UNREAD_HEADERS, ...TABLE_HEADERS, CONF_HEADER];
  // With labels each column of codes is followed by one of words, which no code needs.
  const labels = header.includes("STRUCTURE_NAME") ? LABELLED : [];
  const extra = header.find(
    (field, at) =>
      !known.includes(field) && !(at > 0 && labels.includes(header[at - 1] ?? "") && !labels.includes(field))
  );
  if (extra !== undefined)
    refuse(extra, "no column but Eurostat's dimensions, value and flag", "one more", EXTRA_COLUMN);
  const twice = Object.values(places).find((names) => header.filter((field) => names.includes(field)).length > 1);
  if (twice) refuse(twice[0], `one column ${twice.join(" or ")}`, "several");
  const conf = find([CONF_HEADER]);
  const flag = find(FLAG_HEADERS) ?? "NULL";
  const selected = COLUMNS.map((column) => {
    if (column !== "flag") return `${find(places[column]) ?? "NULL"} AS ${column}`;
    return `${conf === null ? flag : `CASE WHEN ${conf} = 'C' THEN concat(${flag}, 'c') ELSE ${flag} END`} AS flag`;
  });
  const dataflow = find(TABLE_HEADERS.filter((name) => header.includes(name)));
  const tests = testsOf(form, {dataflow, header, conf});
  return filedTable(form, csv, {
    relation: (row) => `(SELECT ${row}${selected.join(", ")} FROM ${csv.relation})`,
    isLines: true,
    place: csv.place,
    async test(db) {
      if (!tests.length) return;
      const found = await db.runAndReadAll(
        `SELECT ${tests.map(({value, fits}) => `min(${value}) FILTER (NOT coalesce(${fits}, false))`).join(", ")} FROM ${csv.relation}`
      );
      for (const [at, {field, expected, advice}] of tests.entries()) {
        const other = found.getRows()[0]?.[at];
        if (typeof other === "string")
          throw new InputError({source, field, expected, found: JSON.stringify(other), advice});
      }
    }
  });
}

/** Columns of codes that a column of words follows where a file is downloaded with labels. */
const LABELLED = [
  "STRUCTURE_ID",
  ...FREQ_HEADERS,
  "unit",
  "citizen",
  "sex",
  "age",
  "applicant",
  "decision",
  "geo",
  "TIME_PERIOD",
  "OBS_VALUE",
  "OBS_FLAG",
  CONF_HEADER
];
/** The first column of Eurostat's TSV: the dimensions, and what the other columns are. */
const TSV_HEAD = /^([a-z_]+(?:,[a-z_]+)*)\\(time|TIME_PERIOD)$/;
/** Eurostat's TSV: the dimensions in one column, a column a year, and in a cell a value and its flags. */
function tsvTable(form: FileForm, csv: LargeCsv): EurostatTable {
  const {name: source} = csv.file;
  const refuse = (field: string | undefined, expected: string, found: string): never => {
    throw new InputError({source, row: "line 1", field, expected, found, advice: AGAIN});
  };
  const dimensions = TSV_HEAD.exec(csv.header[0] ?? "")?.[1]?.split(",") ?? [];
  const years = csv.header.slice(1);
  if (!dimensions.length || !years.length)
    refuse(
      undefined,
      "freq,unit,citizen,sex,age,…,geo\\TIME_PERIOD and a column a year",
      csv.header.slice(0, 4).join(", ")
    );
  const places = {
    citizen: HEADERS.citizen,
    sex: HEADERS.sex,
    age: HEADERS.age,
    kind: KIND_HEADERS[form.subject],
    geo: HEADERS.geo,
    freq: FREQ_HEADERS,
    unit: UNIT_HEADERS
  };
  const at = (names: readonly string[]) => dimensions.findIndex((dimension) => names.includes(dimension)) + 1;
  const extra = dimensions.find((dimension) => !Object.values(places).some((names) => names.includes(dimension)));
  if (extra !== undefined) refuse(extra, "no dimension but Eurostat's own of this table", "one more");
  const lacking = Object.entries(places).find(([name, names]) => name !== "freq" && name !== "unit" && !at(names));
  if (lacking)
    refuse(lacking[1][0], `a dimension ${lacking[1].join(" or ")}`, `the dimensions ${dimensions.join(", ")}`);
  const cells = years.map((_, index) => `c${index + 1}`).join(", ");
  const texts = years.map((year) => `'${year.replaceAll("'", "''")}'`).join(", ");
  const parts = Object.entries(places).map(
    ([name, names]) => `${at(names) ? `parts[${at(names)}]` : "NULL"} AS ${name}`
  );
  const long = `(SELECT string_split(trim(c0), ',') AS parts, unnest([${texts}]) AS time, unnest([${cells}]) AS cell, unnest(range(${years.length})) AS nth
    FROM ${csv.relation})`;
  // A cell without a value and without a flag was never published: the API gives no such cell either.
  const value = "split_part(trim(cell), ' ', 1)";
  const told = `SELECT parts, trim(time) AS time, ${value} AS value, nullif(trim(substr(trim(cell), length(${value}) + 1)), '') AS flag, nth FROM ${long}`;
  return filedTable(form, csv, {
    relation: (row) =>
      `(SELECT ${row}time, ${parts.join(", ")}, value, flag FROM (${told}) WHERE NOT (coalesce(value, ':') IN (':', '') AND flag IS NULL))`,
    isLines: false,
    place: (row) => `${source.slice(source.lastIndexOf("/") + 1)}, value ${row}`,
    async test(db) {
      const counted = await db.runAndReadAll(`SELECT count(*)::INTEGER FROM ${csv.relation}`);
      csv.verify(Number(counted.getRows()[0]?.[0]));
    }
  });
}

/** A table whose rows DuckDB reads from the file itself. */
function filedTable(
  form: FileForm,
  csv: LargeCsv,
  o: {
    /** The rows as SQL; `row` is what numbers them. */
    readonly relation: (row: string) => string;
    /** Whether a row is a line of the file; otherwise `test` counts the lines. */
    readonly isLines: boolean;
    readonly place: (row: number) => string;
    /** What must hold of the file as a whole, before any row is taken. */
    readonly test: (db: DuckDBConnection) => Promise<void>;
  }
): EurostatTable {
  const table: EurostatTable = {
    name: form.path,
    columns: COLUMNS,
    totals: null,
    subject: form.subject,
    extract: form.path,
    older: form.older,
    labelled: form.labelled,
    place: o.place,
    async portions(db, take, {numbered = false} = {}) {
      let rows: number;
      try {
        await o.test(db);
        rows = await take(o.relation(numbered ? "row_number() OVER () AS row, " : ""), o.place);
      } catch (error) {
        if (!/CSV Error|Invalid unicode/.test(causeOf(error))) throw error;
        throw csv.refused(error);
      }
      if (o.isLines) csv.verify(rows);
    },
    load: (db, into) => loadPortions(table, db, into)
  };
  return table;
}

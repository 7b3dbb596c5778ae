// Eurostat's asylum tables since Regulation 862/2007: applicants (migr_asyappctza) and first-instance decisions
// (migr_asydcfsta), asked of the dissemination API in JSON-stat 2.0 or read from CSV: the bulk facility's SDMX-CSV, a carrier's
// plain copy of it, and the old data browser's labelled extracts. Whatever the form, a row comes out as the same texts.

import {Ajv} from "ajv";
import type {DuckDBConnection} from "@duckdb/node-api";
import JSONstat from "jsonstat-toolkit";
import {whatLies} from "./files.js";
import type {FileName} from "./files.js";
import {baseAddress, causeOf, checkYears, InputError, isRecord, sha256, text} from "./shared.js";
import type {HttpOptions, Pulled, RawTable, Reporter, SourceRecord} from "./shared.js";
import {Changed, pullSnapshot, snapshotRecord} from "./snapshots.js";
import type {AskPages, Page, PagedQuery, PartialPull, Snapshot} from "./snapshots.js";
import {EXTRA_COLUMN, filesRecord, openLargeCsv, pagedTable} from "./tables.js";
import type {LargeCsv} from "./tables.js";

export const EUROSTAT_BASE_DEFAULT = "https://ec.europa.eu/eurostat/api/dissemination";

/** Regulation 862/2007 begins here; the series before it counts otherwise and is no part of these tables. */
const FIRST_YEAR = 2008;

const RECORD = {
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
type Column = (typeof COLUMNS)[number];

export type Subject = "applications" | "decisions";

/** A raw table of millions of rows: never in memory as text, but handed on portion by portion. */
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

// ------------------------------------------------------------------------------------------------------ files

/** A file below `eurostat/` that is read where it is there. */
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
/** What is counted and how often, where the file says so. */
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

/** With labels=both the API writes "citizen:Country of citizenship" and "SY:Syria": the code stands before the colon. */
const codeOf = (field: string): string => (/^[A-Za-z_ ]+:/.test(field) ? field.slice(0, field.indexOf(":")) : field);

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
  const tests = [
    ...(dataflow === null
      ? []
      : [
          {
            field: TABLE_HEADERS.find((name) => header.includes(name)) ?? "",
            value: dataflow,
            fits: `regexp_matches(${dataflow}, '(?i)(^|:)${form.path}(\\(|:|$)')`,
            expected: `${form.path.toUpperCase()}, the table that the file's name promises`,
            advice:
              "Give the file the name of its own table, or take the table it is named after. Nothing was published."
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

/** A table whose rows DuckDB reads where the file lies. */
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

async function loadPortions(table: EurostatTable, db: DuckDBConnection, into: string): Promise<void> {
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

// -------------------------------------------------------------------------------------------------------- API

interface Dataset {
  readonly code: string;
  readonly subject: Subject;
  /** The dimension of applicants or decisions. */
  readonly kind: string;
}
const DATASETS: readonly Dataset[] = [
  {code: "migr_asyappctza", subject: "applications", kind: "applicant"},
  {code: "migr_asydcfsta", subject: "decisions", kind: "decision"}
];

/** Where an answer of a whole year is too large it is asked by sex, and where that is too large by age as well. */
const SPLITS: readonly (readonly [string, readonly string[]])[] = [
  ["sex", ["T", "M", "F", "UNK"]],
  ["age", ["TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y35-64", "Y_GE65", "UNK"]]
];

/** The part of a dataset that one request asks for. */
type Slice = Readonly<Record<string, string>>;

const isAnswer = new Ajv({allowUnionTypes: true}).compile<{
  id: string[];
  dimension: Record<string, {category: {index: unknown}}>;
  updated: string;
  extension?: {id?: unknown};
}>({
  type: "object",
  required: ["class", "id", "size", "dimension", "value", "updated"],
  properties: {
    class: {const: "dataset"},
    id: {type: "array", items: {type: "string"}},
    size: {type: "array", items: {type: "integer", minimum: 0}},
    updated: {type: "string"},
    extension: {type: "object"},
    value: {
      type: ["object", "array"],
      additionalProperties: {type: ["number", "null"]},
      items: {type: ["number", "null"]}
    },
    status: {type: ["object", "array"], additionalProperties: {type: "string"}, items: {type: ["string", "null"]}},
    dimension: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["category"],
        properties: {category: {type: "object", required: ["index"]}}
      }
    }
  }
});

type Answer =
  | {readonly what: "data"; readonly rows: readonly (string | null)[][]; readonly updated: string}
  | {readonly what: "nothing"}
  | {readonly what: "too large"}
  | {readonly what: "refused"; readonly words: string};

function categories(index: unknown): string[] {
  return Array.isArray(index) ? index.map(String) : isRecord(index) ? Object.keys(index) : [];
}

/** The words of an error or a warning: `{error: [{status, id, label}]}` or one such object. */
function noticeOf(body: unknown): {status: string; id: string; label: string} | null {
  if (!isRecord(body)) return null;
  const notice = body.error ?? body.warning;
  const first: unknown = Array.isArray(notice) ? notice[0] : notice;
  if (!isRecord(first)) return null;
  return {status: text(first.status) ?? "", id: text(first.id) ?? "", label: text(first.label) ?? ""};
}

/** A cube is laid out whole, whatever few values it has: three lists of a thousand codes would fill the memory. */
const MOST_CELLS = 5_000_000;

/** What an answer of the API says. @throws InputError where its form is not JSON-stat's or its dimensions are others. */
function readAnswer(body: unknown, {code, kind}: Dataset, slice: Slice): Answer {
  const notice = noticeOf(body);
  if (notice) {
    // An asynchronous answer is announced with status 200 and the same 413 in its warning.
    if (notice.status === "413" || /TOO_BIG|ASYNCHRONOUS/i.test(notice.label)) return {what: "too large"};
    if (notice.id === "100") return {what: "nothing"};
    return {what: "refused", words: `${notice.id} ${notice.label}`.trim()};
  }
  const source = sliceName(code, slice);
  const adapt =
    "Compare the answer with the API's documentation and adapt loaders/sources/eurostat.ts. Nothing was published.";
  if (!isAnswer(body)) {
    const [error] = isAnswer.errors ?? [];
    const found = `${error?.instancePath ?? ""} ${error?.message ?? "another form"}`.trim();
    throw new InputError({source, expected: "a JSON-stat 2.0 dataset", found, advice: adapt});
  }
  const {extension} = body;
  if (typeof extension?.id === "string" && extension.id.toLowerCase() !== code)
    throw new InputError({
      source,
      field: "extension.id",
      expected: code.toUpperCase(),
      found: extension.id,
      advice: adapt
    });
  const dimensions = ["freq", "unit", "citizen", "sex", "age", kind, "geo", "time"];
  const names = body.id.map((id) => (kind === "applicant" && id === "asyl_app" ? kind : id));
  const lacking = dimensions.filter((dimension) => !names.includes(dimension));
  const more = names.filter((name) => !dimensions.includes(name));
  if (lacking.length || more.length)
    throw new InputError({
      source,
      field: lacking[0] ?? more[0],
      expected: `the dimensions ${dimensions.join(", ")}`,
      found: body.id.join(", "),
      advice: adapt
    });
  for (const [dimension, asked] of Object.entries({freq: "A", unit: "PER", ...slice})) {
    const given = categories(body.dimension[dimension]?.category.index);
    if (given.every((category) => category === asked)) continue;
    throw new InputError({
      source,
      field: dimension,
      expected: asked,
      found: given.join(", "),
      advice: "The server did not honour the filter: check the base address. Nothing was published."
    });
  }
  const cells = body.id.reduce((all, id) => all * categories(body.dimension[id]?.category.index).length, 1);
  if (cells > MOST_CELLS)
    throw new InputError({
      source,
      expected: `at most ${MOST_CELLS.toLocaleString("en")} cells, as Eurostat gives at once`,
      found: `dimensions for ${cells.toLocaleString("en")}`,
      advice: "Check the base address. Nothing was published."
    });
  const cube = JSONstat(body).toTable({type: "arrobj", field: "id", content: "id", status: true});
  const word = body.id.includes(kind) ? kind : "asyl_app";
  const rows = cube
    .filter(({value, status}) => value !== null || (status !== null && status !== ""))
    .map((cell) =>
      [
        cell.time,
        cell.citizen,
        cell.sex,
        cell.age,
        cell[word],
        cell.geo,
        cell.value,
        cell.status,
        cell.freq,
        cell.unit
      ].map(text)
    );
  return rows.length ? {what: "data", rows, updated: body.updated} : {what: "nothing"};
}

function sliceName(code: string, slice: Slice): string {
  return [code, ...Object.values(slice)].join(" ");
}

/**
 * Asks the API for both tables, by year and in smaller parts where a year is too large for one answer, and keeps the answers as
 * they came in `snapshots`/eurostat.
 * @throws InputError where an answer is not what the API gives, or does not come; answers that came are kept.
 */
export async function pullEurostat(o: {
  base?: string;
  snapshots: string;
  yearFrom: number;
  yearTo: number;
  reporter: Reporter;
  http?: HttpOptions;
}): Promise<Pulled> {
  const base = baseAddress(o.base ?? EUROSTAT_BASE_DEFAULT, "eurostat");
  checkYears("eurostat", o.yearFrom, o.yearTo);
  const first = Math.max(o.yearFrom, FIRST_YEAR);
  const years = Array.from({length: Math.max(o.yearTo - first + 1, 0)}, (_, i) => first + i);
  const {snapshot, answer, notes} = await pullSnapshot(
    {
      source: "eurostat",
      address: base,
      query: {datasets: DATASETS.map(({code}) => code), years},
      snapshots: o.snapshots,
      reporter: o.reporter,
      http: o.http
    },
    async (ask, partial) => {
      const pieces = new Map<Dataset, Piece[]>();
      for (const dataset of DATASETS) pieces.set(dataset, await askDataset(dataset, base, years, ask, partial));
      return pieces;
    }
  );
  const tables = Object.fromEntries(
    [...answer].map(([dataset, pieces]) => [dataset.code, apiTable(dataset, pieces, snapshot)])
  );
  return {record: {...RECORD, ...snapshotRecord(snapshot)}, tables, notes};
}

/** An answer that holds rows. */
interface Piece {
  readonly slice: Slice;
  readonly file: string;
  readonly rows: number;
}

async function askDataset(
  dataset: Dataset,
  base: string,
  years: readonly number[],
  ask: AskPages,
  partial: PartialPull
): Promise<Piece[]> {
  const {code} = dataset;
  const pieces: Piece[] = [];
  const asked: string[] = [];
  const seen: {updated: string | null} = {updated: null};
  // Where one year was too large so are the others: they are asked in parts from the start.
  let depth = 0;
  const parts = (slice: Slice, to: number): Slice[] =>
    SPLITS.slice(Object.keys(slice).length - 1, to).reduce<Slice[]>(
      (slices, [dimension, values]) => slices.flatMap((each) => values.map((value) => ({...each, [dimension]: value}))),
      [slice]
    );
  const take = async (slice: Slice): Promise<void> => {
    const file = `${sliceName(code, slice).replaceAll(" ", "-")}.json`;
    asked.push(file);
    await ask(sliceQuery(dataset, base, slice, file));
    const answer = readAnswer(await partial.body(file), dataset, slice);
    if (answer.what === "too large") {
      const split = Object.keys(slice).length;
      if (split > SPLITS.length)
        throw new InputError({
          source: sliceName(code, slice),
          expected: "an answer small enough to be given at once",
          found: "that it is too large",
          advice: "Eurostat's limit has changed: add a dimension to the splits in loaders/sources/eurostat.ts."
        });
      depth = Math.max(depth, split);
      await all(parts(slice, split).map((part) => take(part)));
    } else if (answer.what === "data") {
      if (seen.updated !== null && seen.updated !== answer.updated)
        throw new Changed(
          `${sliceName(code, slice)} was updated ${answer.updated}, an answer before it ${seen.updated}`
        );
      seen.updated = answer.updated;
      pieces.push({slice, file, rows: answer.rows.length});
    }
  };
  for (const year of years) await all(parts({time: String(year)}, depth).map((part) => take(part)));
  if (!pieces.length) {
    // Answers that say nothing are not kept for the next run: it would be told the same without asking.
    for (const file of asked) await partial.forget(file);
    throw new InputError({
      source: code,
      expected: `rows of some year from ${String(years[0])} to ${String(years.at(-1))}`,
      found: "none",
      advice: "Check the base address and the years; nothing was published."
    });
  }
  return pieces.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** All of them, and then the first failure: none is left running behind it. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}

function sliceQuery(dataset: Dataset, base: string, slice: Slice, file: string): PagedQuery {
  const name = sliceName(dataset.code, slice);
  return {
    name,
    // 400 and 404 say that nothing was found, 413 that too much was: answers, not faults.
    answers: [400, 404, 413],
    file: () => file,
    address() {
      const url = new URL(`${base}/statistics/1.0/data/${dataset.code}`);
      url.search = new URLSearchParams({format: "JSON", lang: "EN", freq: "A", unit: "PER", ...slice}).toString();
      return url;
    },
    read(body): Page {
      const answer = readAnswer(body, dataset, slice);
      if (answer.what === "refused")
        throw new InputError({
          source: name,
          expected: "a JSON-stat dataset",
          found: `the message "${answer.words}"`,
          advice: "The API refuses this request and will refuse it again: check the base address and the years."
        });
      const rows = answer.what === "data" ? answer.rows.length : 0;
      return {page: 1, pages: rows ? 1 : 0, rows, total: null, fingerprint: sha256(JSON.stringify(body))};
    }
  };
}

function apiTable(dataset: Dataset, pieces: readonly Piece[], snapshot: Snapshot): EurostatTable {
  const {code, subject} = dataset;
  const portion = "eurostat_portion";
  const place = ({slice}: Piece, row: number) => `${sliceName(code, slice)}, item ${row}`;
  const table: EurostatTable = {
    name: code,
    columns: COLUMNS,
    totals: null,
    subject,
    extract: code,
    older: false,
    labelled: false,
    place(row) {
      let item = row;
      for (const piece of pieces) {
        if (item <= piece.rows) return place(piece, item);
        item -= piece.rows;
      }
      return `${code}, row ${row}`;
    },
    async portions(db, take) {
      for (const piece of pieces) {
        const page = pagedTable({
          name: code,
          columns: COLUMNS,
          snapshot,
          query: code,
          pages: [{file: piece.file, rows: piece.rows}],
          rows(body) {
            const answer = readAnswer(body, dataset, piece.slice);
            return answer.what === "data" ? answer.rows : [];
          },
          totals: null
        });
        await page.load(db, portion);
        await take(portion, (row) => place(piece, row));
        await db.run(`DROP TABLE ${portion}`);
      }
    },
    load: (db, into) => loadPortions(table, db, into)
  };
  return table;
}

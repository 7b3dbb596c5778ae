// UNHCR's Refugee Population Statistics Database: asylum applications, asylum decisions, year-end stocks, countries and
// footnotes, asked of the API or read from files of the same tables. How the API behaves is told in its sections here,
// because it answers a wrong question with figures that look right.

import {Ajv} from "ajv";
import type {ErrorObject, ValidateFunction} from "ajv";
import {baseAddress, checkYears, countText, InputError, isRecord, sha256, text} from "./shared.js";
import type {HttpOptions, Pulled, RawTable, Reporter, SourceRecord} from "./shared.js";
import {isThere} from "./files.js";
import type {FileName} from "./files.js";
import {pullSnapshot, snapshotBody, snapshotRecord} from "./snapshots.js";
import type {Page, PagedQuery, Snapshot} from "./snapshots.js";
import {EXTRA_COLUMN, filesRecord, listedTable, openCsv, pagedTable} from "./tables.js";

export const UNHCR_BASE_DEFAULT = "https://api.unhcr.org/population/v1";

/** The first year for which the database holds asylum applications and decisions. */
const FIRST_YEAR = 2000;

export const UNHCR_RECORD = {
  name: "unhcr",
  title: "Refugee Population Statistics Database",
  publisher: "UNHCR, the UN Refugee Agency",
  licence: {
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0",
    path: "https://creativecommons.org/licenses/by/4.0/"
  },
  attribution: "UNHCR Refugee Population Statistics Database",
  path: "https://www.unhcr.org/refugee-statistics/"
} as const satisfies Partial<SourceRecord>;

// The pair of a row. `coo` and `coa` hold UNHCR's own codes, of which 99 differ from ISO and three are another
// country's ISO code; places are keyed by `coo_iso` and `coa_iso` alone.
export const PAIR = ["coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso"] as const;

interface Dataset {
  endpoint: string;
  table: string;
  /** Codes that tell the rows of one pair and year apart. */
  codes: readonly string[];
  counts: readonly string[];
  /** Columns that come and are not read. Any other is refused until someone has seen what it holds. */
  unread: readonly string[];
  /** Whether a query without any row is a fault. */
  never_empty: boolean;
  /** How the Refugee Data Finder calls the file of its download. */
  also: RegExp;
}

const DATASETS: readonly Dataset[] = [
  {
    endpoint: "asylum-applications",
    table: "asylum_applications",
    codes: ["procedure_type", "app_type", "dec_level", "app_pc"],
    counts: ["applied"],
    unread: [],
    never_empty: true,
    also: /^asylum[-_ ]applications( \(\d+\))?$/
  },
  {
    endpoint: "asylum-decisions",
    table: "asylum_decisions",
    codes: ["procedure_type", "dec_level", "dec_pc"],
    counts: ["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"],
    unread: [],
    never_empty: true,
    also: /^asylum[-_ ]decisions( \(\d+\))?$/
  },
  // The stocks that are no concern of asylum (idps, stateless and others) are left where they are.
  {
    endpoint: "population",
    table: "population",
    codes: [],
    counts: ["refugees", "asylum_seekers"],
    unread: ["returned_refugees", "idps", "returned_idps", "stateless", "ooc", "oip", "hst"],
    never_empty: false,
    also: /^population( \(\d+\))?$/
  }
];

// The headers of the Refugee Data Finder's own CSV, which holds the same fields without UNHCR's codes of countries.
const DATA_FINDER: Readonly<Record<string, readonly string[]>> = {
  year: ["Year"],
  coo_name: ["Country of origin"],
  coo: ["Country of origin (UNHCR)"],
  coo_iso: ["Country of origin (ISO)"],
  coa_name: ["Country of asylum"],
  coa: ["Country of asylum (UNHCR)"],
  coa_iso: ["Country of asylum (ISO)"],
  procedure_type: ["Authority"],
  app_type: ["Application type"],
  dec_level: ["Stage of procedure", "Decision level"],
  app_pc: ["Cases / Persons"],
  dec_pc: ["Cases / Persons"],
  applied: ["Applied", "Applications"],
  dec_recognized: ["Recognized decisions", "Recognized"],
  dec_other: ["Complementary protection", "Other decisions"],
  dec_rejected: ["Rejected decisions", "Rejected"],
  dec_closed: ["Otherwise closed"],
  dec_total: ["Total decisions"],
  refugees: ["Refugees under UNHCR's mandate"],
  asylum_seekers: ["Asylum-seekers"]
};
const DATA_FINDER_UNREAD = [
  "Returned refugees",
  "IDPs of concern to UNHCR",
  "Returned IDPs",
  "Returned IDPss",
  "Stateless persons",
  "Others of concern",
  "Other people in need of international protection",
  "Host Community",
  "Host community"
] as const;
const headersFor = (columns: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(columns.map((column) => [column, [column, ...(DATA_FINDER[column] ?? [])]]));

/** A download of the Refugee Data Finder without what parts its rows: they are sums of what must never be added. */
function withoutBoxes(header: readonly string[], columns: readonly string[]): {found: string; advice: string} | null {
  if (!header.some((field) => field.startsWith("Country of "))) return null;
  const lacking = columns.filter(
    (column) =>
      !["coo", "coa", "coo_name", "coa_name"].includes(column) &&
      !header.some((field) => field === column || DATA_FINDER[column]?.includes(field))
  );
  const boxes = lacking.map((column) => DATA_FINDER[column]?.[0] ?? column).join(", ");
  return {
    found: `a download of the Refugee Data Finder without ${boxes}: its rows are sums over what is not shown`,
    advice: `Download it again with these columns ticked: ${boxes}. Nothing was published.`
  };
}

const columnsOf = ({codes, counts}: Dataset): string[] => ["year", ...PAIR, ...codes, ...counts];

const COUNTRY_COLUMNS = ["iso_code", "unhcr_code", "name", "unhcr_region"] as const;
const FOOTNOTE_COLUMNS = ["footnote", "year", "coo_iso", "coa_iso", "population_type"] as const;

// In countries Unknown is XXX (in the files) or UNK (in the API); the rows always write UNK.
const COUNTRY_CODES = {XXX: "UNK"} as const;

// ------------------------------------------------------------------------------------- the form of an answer

export type Schema = Record<string, unknown>;

export const TEXT: Schema = {type: "string", description: "text"};
const TEXT_OR_NULL: Schema = {type: ["string", "null"], description: "text or null"};
const ANYTHING: Schema = {};
export const YEAR: Schema = {type: "integer", description: "a year as a whole number"};
export const COUNT: Schema = {
  type: ["integer", "string"],
  minimum: 0,
  pattern: "^\\s*(?:[0-9]+|-)\\s*$",
  description: 'a whole number, a numeric string or "-"'
};

// Ajv's `verbose` keeps the schema that was not met: its description says in words what was expected.
const ajv = new Ajv({verbose: true, allowUnionTypes: true});

/** `closed`: the properties are all that a row may have. */
export function envelope(
  properties: Record<string, Schema>,
  closed = false
): ValidateFunction<{items: Record<string, unknown>[]}> {
  return ajv.compile({
    type: "object",
    required: ["page", "maxPages", "items"],
    description: "an object with page, maxPages and items",
    properties: {
      page: {type: "integer", description: "the number of the page"},
      maxPages: {type: "integer", minimum: 0, description: "the number of pages"},
      items: {
        type: "array",
        description: "a list of rows",
        items: {
          type: "object",
          required: Object.keys(properties).filter((name) => properties[name] !== ANYTHING),
          properties,
          additionalProperties: !closed,
          description: "a row"
        }
      }
    }
  });
}

const each = (names: readonly string[], schema: Schema): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, schema]));

const DATASET_FORMS = new Map(
  DATASETS.map((dataset) => [
    dataset.endpoint,
    envelope(
      {
        year: YEAR,
        ...each([...PAIR, ...dataset.codes], TEXT),
        ...each(dataset.counts, COUNT),
        ...each(["coo_id", "coa_id", ...dataset.unread], ANYTHING)
      },
      true
    )
  ])
);
const COUNTRY_FORM = envelope({id: {type: "integer"}, code: TEXT, iso: TEXT_OR_NULL, name: TEXT});
const REGION_FORM = envelope({id: {type: "integer", description: "a whole number"}, name: TEXT});
const FOOTNOTE_FORM = envelope({
  footnote: TEXT,
  year: {type: ["string", "integer"], description: "years as text"},
  coo_iso: TEXT_OR_NULL,
  coa_iso: TEXT_OR_NULL,
  population_type: {type: ["string", "array", "null"], items: {type: "string"}, description: "a list of types"}
});

const ADAPT =
  "The publisher has changed the form of its answer: compare it with the API's documentation and adapt " +
  "loaders/sources/unhcr.ts. Nothing was published.";

function formError(error: ErrorObject | undefined, name: string, page: number): InputError {
  const source = `${name} page ${page}`;
  const [, , item, column] = (error?.instancePath ?? "").split("/");
  const row = item === undefined ? undefined : `item ${Number(item) + 1}`;
  const missing: unknown = error?.params.missingProperty;
  if (error?.keyword === "required" && typeof missing === "string") {
    const there = isRecord(error.data) ? Object.keys(error.data).join(", ") : "nothing";
    const found = row === undefined ? `the fields ${there}` : `the columns ${there}`;
    return new InputError({source, row, field: missing, expected: `column ${missing}`, found, advice: ADAPT});
  }
  const extra: unknown = error?.params.additionalProperty;
  if (error?.keyword === "additionalProperties" && typeof extra === "string") {
    const known = isRecord(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    const expected = `no column but ${known.join(", ")}`;
    return new InputError({source, row, field: extra, expected, found: "one more", advice: EXTRA_COLUMN});
  }
  const described: unknown = error?.parentSchema?.description;
  const field = column ?? (error?.instancePath.slice(1) || undefined);
  const expected = typeof described === "string" ? described : (error?.message ?? "the publisher's form");
  return new InputError({source, row, field, expected, found: shortly(error?.data), advice: ADAPT});
}

function shortly(value: unknown): string {
  // A number beyond all numbers (1e400) has no JSON.
  const json = typeof value === "number" ? String(value) : JSON.stringify(value ?? null);
  return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}

/** The page of an answer whose form and rows are UNHCR's. @throws InputError where they are not. */
export function readPage(
  body: unknown,
  page: number,
  name: string,
  form: ValidateFunction<{items: Record<string, unknown>[]}>
): Page & {items: Record<string, unknown>[]} {
  if (!form(body)) throw formError(form.errors?.at(-1), name, page);
  const {items, ...told} = body as unknown as {
    items: Record<string, unknown>[];
    page: number;
    maxPages: number;
    total?: unknown;
  };
  return {
    page: told.page,
    pages: told.maxPages,
    rows: items.length,
    total: told.total ?? null,
    fingerprint: sha256(JSON.stringify(items)),
    items
  };
}

export function itemsOf(body: unknown): Record<string, unknown>[] {
  return isRecord(body) && Array.isArray(body.items) ? (body.items as Record<string, unknown>[]) : [];
}

/** What no schema can see: rows that the API summed or gave beyond the years, because it ignored a parameter. */
export function checkRows(items: Record<string, unknown>[], source: string, yearFrom: number, yearTo: number): void {
  for (const [index, item] of items.entries()) {
    const row = `item ${index + 1}`;
    for (const [column, parameter] of [
      ["coo_iso", "coo_all"],
      ["coa_iso", "coa_all"]
    ] as const) {
      if (text(item[column]) !== "-") continue;
      throw new InputError({
        source,
        row,
        field: column,
        expected: "one row for each pair of origin and host",
        found: '"-", a row summed over countries',
        advice: `The server did not honour ${parameter}=true: check the base address. Nothing was published.`
      });
    }
    const year = Number(item.year);
    if (year >= yearFrom && year <= yearTo) continue;
    throw new InputError({
      source,
      row,
      field: "year",
      expected: `a year from ${yearFrom} to ${yearTo}`,
      found: String(year),
      advice: "The server did not honour yearFrom and yearTo: check the base address. Nothing was published."
    });
  }
}

/** The API's own sums; null where it gives `[]`. Whether they agree with the rows is for the checks to tell. */
function totalsOf(total: unknown): Record<string, number> | null {
  if (!isRecord(total)) return null;
  return Object.fromEntries(Object.entries(total).map(([column, sum]) => [column, Number(sum)]));
}

// ------------------------------------------------------------------------------------------------- the pull

export const pageName = (name: string, page: number): string => `${name}-${String(page).padStart(4, "0")}.json`;

/**
 * Asks the API for everything the ledger needs of UNHCR, from `yearFrom` to `yearTo`, and keeps the answers as they
 * came in `snapshots`/unhcr. The tables read them from there.
 * @throws InputError where an answer is not what UNHCR's API gives, or does not come; pages that came are kept.
 */
export async function pullUnhcr(o: {
  base?: string;
  snapshots: string;
  yearFrom?: number;
  yearTo: number;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const {yearFrom = FIRST_YEAR, yearTo} = o;
  const base = baseAddress(o.base ?? UNHCR_BASE_DEFAULT, "UNHCR");
  checkYears("UNHCR", yearFrom, yearTo);
  // All of these or the answer is another one: without coo_all and coa_all it is a world total, without cf_type the
  // codes are UNHCR's own, with one year bound alone that bound is ignored, and a misspelt name is ignored silently.
  const rowsOfPairs = {
    cf_type: "ISO",
    coo_all: "true",
    coa_all: "true",
    yearFrom: String(yearFrom),
    yearTo: String(yearTo),
    limit: "10000"
  };
  const list = {limit: "1000"};

  const query = (
    endpoint: string,
    parameters: Record<string, string>,
    form: ValidateFunction<{items: Record<string, unknown>[]}>,
    options: {name?: string; neverEmpty?: boolean; bounded?: boolean} = {}
  ): PagedQuery => {
    const {name = endpoint, neverEmpty = false, bounded = false} = options;
    return {
      name,
      file: (page) => pageName(name, page),
      address: (page) => {
        const address = new URL(`${base}/${endpoint}/`);
        address.search = String(new URLSearchParams({...parameters, page: String(page)}));
        return address;
      },
      read: (body, number) => {
        const {items, ...page} = readPage(body, number, name, form);
        if (neverEmpty && page.pages === 0) {
          throw new InputError({
            source: name,
            field: "maxPages",
            expected: "rows",
            found: "0, an empty result",
            advice: "Check the years and the base address. Nothing was published."
          });
        }
        if (bounded) checkRows(items, `${name} page ${number}`, yearFrom, yearTo);
        return page;
      }
    };
  };

  const {snapshot, answer, notes} = await pullSnapshot(
    {
      source: "unhcr",
      address: base,
      query: {rowsOfPairs, list, endpoints: [...DATASETS.map(({endpoint}) => endpoint), "countries", "footnotes"]},
      snapshots: o.snapshots,
      reporter: o.reporter,
      http: o.http
    },
    async (ask, partial) => {
      const pages = new Map<string, Page[]>();
      for (const {endpoint, never_empty: neverEmpty} of DATASETS) {
        const form = DATASET_FORMS.get(endpoint);
        if (form) pages.set(endpoint, await ask(query(endpoint, rowsOfPairs, form, {neverEmpty, bounded: true})));
      }
      pages.set("countries", await ask(query("countries", list, COUNTRY_FORM, {neverEmpty: true})));
      pages.set("regions", await ask(query("regions", list, REGION_FORM, {neverEmpty: true})));
      // The countries' own column `region` is the UN's; UNHCR's bureaux are told only by a filter on each.
      const regions: {name: string; key: string}[] = [];
      for (const page of (pages.get("regions") ?? []).keys()) {
        for (const {id, name} of itemsOf(await partial.body(pageName("regions", page + 1)))) {
          const key = `countries-region-${String(id)}`;
          const parameters = {unhcr_region: String(id), ...list};
          pages.set(key, await ask(query("countries", parameters, COUNTRY_FORM, {name: key})));
          regions.push({name: text(name) ?? "", key});
        }
      }
      pages.set("footnotes", await ask(query("footnotes", list, FOOTNOTE_FORM)));
      return {pages, regions};
    }
  );

  const filesOf = (name: string): {file: string; rows: number}[] =>
    (answer.pages.get(name) ?? []).map(({rows}, index) => ({file: pageName(name, index + 1), rows}));

  const tables: Record<string, RawTable> = {};
  for (const dataset of DATASETS) {
    const columns = columnsOf(dataset);
    const counts = new Set(dataset.counts);
    tables[dataset.table] = pagedTable({
      name: dataset.table,
      columns,
      snapshot,
      query: dataset.endpoint,
      pages: filesOf(dataset.endpoint),
      rows: (body) =>
        itemsOf(body).map((item) =>
          columns.map((column) => (counts.has(column) ? countText(item[column]) : text(item[column])))
        ),
      totals: totalsOf(answer.pages.get(dataset.endpoint)?.[0]?.total)
    });
  }
  tables.countries = await countriesTable(snapshot, filesOf, answer.regions);
  tables.footnotes = pagedTable({
    name: "footnotes",
    columns: FOOTNOTE_COLUMNS,
    snapshot,
    query: "footnotes",
    pages: filesOf("footnotes"),
    rows: (body) =>
      itemsOf(body).map((item) =>
        FOOTNOTE_COLUMNS.map((column) => {
          const value = item[column];
          return text(Array.isArray(value) ? value.join(",") : value);
        })
      ),
    totals: null
  });
  return {record: {...UNHCR_RECORD, ...snapshotRecord(snapshot)}, tables, notes};
}

/** Countries with UNHCR's region of each, told by the answers that are filtered by region. */
async function countriesTable(
  snapshot: Snapshot,
  filesOf: (name: string) => {file: string; rows: number}[],
  regions: readonly {name: string; key: string}[]
): Promise<RawTable> {
  const regionOf = new Map<string, string>();
  for (const {name, key} of regions) {
    for (const {file} of filesOf(key)) {
      for (const [index, item] of itemsOf(await snapshotBody(snapshot, file)).entries()) {
        const code = text(item.code) ?? "";
        const other = regionOf.get(code);
        if (other !== undefined) {
          throw new InputError({
            source: file,
            row: `item ${index + 1}`,
            field: "unhcr_region",
            expected: `country ${code} in one region`,
            found: `it in ${other} and ${name}`,
            advice: "The server did not honour unhcr_region: check the base address. Nothing was published."
          });
        }
        regionOf.set(code, name);
      }
    }
  }
  const rows: (string | null)[][] = [];
  const places: string[] = [];
  for (const [index, {file}] of filesOf("countries").entries()) {
    for (const [item, country] of itemsOf(await snapshotBody(snapshot, file)).entries()) {
      const iso = text(country.iso);
      const code = text(country.code);
      rows.push([iso === "XXX" ? COUNTRY_CODES.XXX : iso, code, text(country.name), regionOf.get(code ?? "") ?? null]);
      places.push(`countries page ${index + 1}, item ${item + 1}`);
    }
  }
  const place = (row: number): string => places[row - 1] ?? `countries, row ${row}`;
  return listedTable({name: "countries", columns: COUNTRY_COLUMNS, rows, place});
}

// ------------------------------------------------------------------------------------------------ the files

const fileOf = ({table, also}: Dataset) => ({path: `unhcr/${table}`, also});
const COUNTRIES = {path: "unhcr/countries"} as const;

/** The files that make this source: applications and decisions, and beside them population and countries. */
export const UNHCR_FILES: readonly FileName[] = [...DATASETS.map(fileOf), COUNTRIES];

// Older downloads leave the code of Unknown blank.
const UNKNOWN_FILL = {
  coo_iso: {where: "coo_name", is: "Unknown", code: "UNK"},
  coa_iso: {where: "coa_name", is: "Unknown", code: "UNK"}
} as const;

/**
 * Reads the same tables from `dir`/unhcr: asylum_applications, asylum_decisions, population and countries, each .csv or
 * .csv.gz. The population file begins in 1951 and is loaded whole; there are no footnotes and no sums. A folder may lack
 * population and countries.
 * @throws InputError where another file is missing, or one lacks a column or has a malformed line.
 */
export async function readUnhcrFiles(dir: string): Promise<Pulled> {
  const opened = [];
  const notes = ["the files have no footnotes: the API alone has them"];
  for (const dataset of DATASETS) {
    if (dataset.table === "population" && !isThere(dir, fileOf(dataset))) {
      notes.push("there is no file of populations: the edition has no year-end figures");
      continue;
    }
    const columns = columnsOf(dataset);
    opened.push(
      await openCsv({
        ...fileOf(dataset),
        name: dataset.table,
        dir,
        columns,
        headers: headersFor(columns),
        optional: ["coo", "coa"],
        lacking: (header) => withoutBoxes(header, columns),
        counts: dataset.counts,
        unread: [...dataset.unread, ...DATA_FINDER_UNREAD],
        fill: UNKNOWN_FILL
      })
    );
  }
  if (isThere(dir, COUNTRIES))
    opened.push(
      await openCsv({
        ...COUNTRIES,
        name: "countries",
        dir,
        columns: COUNTRY_COLUMNS,
        codes: {iso_code: COUNTRY_CODES}
      })
    );
  else notes.push("there is no list of countries: codes of places are not compared with UNHCR's");
  const tables = Object.fromEntries(opened.map(({table}) => [table.name, table]));
  tables.footnotes = listedTable({
    name: "footnotes",
    columns: FOOTNOTE_COLUMNS,
    rows: [],
    place: (row) => `footnotes, row ${row}`
  });
  return {
    record: {...UNHCR_RECORD, ...filesRecord(opened)},
    tables,
    notes
  };
}

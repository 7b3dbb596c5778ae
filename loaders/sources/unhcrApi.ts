// Pulls UNHCR's tables from its API, page by page.
import type {ValidateFunction} from "ajv";
import {baseAddress, checkYears, countText, InputError, text} from "./shared.js";
import type {HttpOptions, Pulled, RawTable, Reporter} from "./shared.js";
import {pullSnapshot} from "./snapshots.js";
import {snapshotBody, snapshotRecord} from "./keptSnapshot.js";
import type {Snapshot} from "./keptSnapshot.js";
import {pageAddress} from "./pages.js";
import type {Page, PagedQuery} from "./pages.js";
import {listedTable, pagedTable} from "./tables.js";
import {
  columnsOf,
  COUNTRY_COLUMNS,
  DATASETS,
  FIRST_YEAR,
  FOOTNOTE_COLUMNS,
  UNHCR_BASE_DEFAULT,
  UNHCR_RECORD
} from "./unhcr.js";
import {
  checkRows,
  COUNTRY_CODES,
  COUNTRY_FORM,
  DATASET_FORMS,
  FOOTNOTE_FORM,
  itemsOf,
  readPage,
  REGION_FORM,
  totalsOf
} from "./unhcrAnswer.js";

export const pageName = (name: string, page: number): string => `${name}-${String(page).padStart(4, "0")}.json`;
/**
 * Requests everything we need from UNHCR's API, from `yearFrom` to `yearTo`, and keeps the answers as they came in
 * `snapshots`/unhcr, from where the tables read them.
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

  const query = queriesTo(base, yearFrom, yearTo);
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
      // The countries' own column `region` is the UN's; UNHCR's regions can only be found by a filter on each.
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

  const filesOf: FilesOf = (name) =>
    (answer.pages.get(name) ?? []).map(({rows}, index) => ({file: pageName(name, index + 1), rows}));

  const tables = {
    ...datasetTables(snapshot, filesOf, answer.pages),
    countries: await countriesTable(snapshot, filesOf, answer.regions),
    footnotes: footnotesTable(snapshot, filesOf)
  };
  return {record: {...UNHCR_RECORD, ...snapshotRecord(snapshot)}, tables, notes};
}

type Form = ValidateFunction<{items: Record<string, unknown>[]}>;
type FilesOf = (name: string) => {file: string; rows: number}[];

/** Queries to an endpoint of the API, whose answers are validated page by page. */
function queriesTo(base: string, yearFrom: number, yearTo: number) {
  return (
    endpoint: string,
    parameters: Record<string, string>,
    form: Form,
    {
      name = endpoint,
      neverEmpty = false,
      bounded = false
    }: {name?: string; neverEmpty?: boolean; bounded?: boolean} = {}
  ): PagedQuery => ({
    name,
    file: (page) => pageName(name, page),
    address: (page) => pageAddress(`${base}/${endpoint}/`, parameters, page),
    read: (body, number) => {
      const {items, ...page} = readPage(body, number, name, form);
      if (neverEmpty && page.pages === 0)
        throw new InputError({
          source: name,
          field: "maxPages",
          expected: "rows",
          found: "0, an empty result",
          advice: "Check the years and the base address. Nothing was published."
        });
      if (bounded) checkRows(items, `${name} page ${number}`, yearFrom, yearTo);
      return page;
    }
  });
}

/** The tables of figures, read from the stored answers. */
function datasetTables(
  snapshot: Snapshot,
  filesOf: FilesOf,
  pages: ReadonlyMap<string, Page[]>
): Record<string, RawTable> {
  return Object.fromEntries(
    DATASETS.map((dataset) => {
      const columns = columnsOf(dataset);
      const counts = new Set(dataset.counts);
      const table = pagedTable({
        name: dataset.table,
        columns,
        snapshot,
        query: dataset.endpoint,
        pages: filesOf(dataset.endpoint),
        rows: (body) =>
          itemsOf(body).map((item) =>
            columns.map((column) => (counts.has(column) ? countText(item[column]) : text(item[column])))
          ),
        totals: totalsOf(pages.get(dataset.endpoint)?.[0]?.total)
      });
      return [dataset.table, table];
    })
  );
}

function footnotesTable(snapshot: Snapshot, filesOf: FilesOf): RawTable {
  return pagedTable({
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
}

/** Countries with UNHCR's region of each, taken from the answers that are filtered by region. */
async function countriesTable(
  snapshot: Snapshot,
  filesOf: FilesOf,
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

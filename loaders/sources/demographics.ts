// UNHCR's asylum-seekers and refugees at the end of the year by place within the country, from the same database as the rest but
// a separate endpoint, which separates places only if three parameters request it.
import {isThere} from "./files.js";
import type {FileName} from "./files.js";
import {baseAddress, checkYears, countText, InputError, text} from "./shared.js";
import type {HttpOptions, Pulled, Reporter} from "./shared.js";
import {pullSnapshot} from "./snapshots.js";
import {snapshotRecord} from "./keptSnapshot.js";
import {pageAddress} from "./pages.js";
import type {PagedQuery, QueryOfYears} from "./pages.js";
import {filesRecord, pagedTable} from "./tables.js";
import {openCsv} from "./csv.js";
import {PAIR, UNHCR_RECORD} from "./unhcr.js";
import {pageName} from "./unhcrApi.js";
import {checkRows, COUNT, envelope, itemsOf, readPage, TEXT, YEAR} from "./unhcrAnswer.js";

const RECORD = {
  ...UNHCR_RECORD,
  name: "demographics",
  title: "Refugee Population Statistics Database, demographics and places"
} as const;

const ENDPOINT = "demographics";
const COLUMNS = ["year", ...PAIR, "pop_type", "location", "loc_type", "acc_type", "total"] as const;
const FORM = envelope({
  year: YEAR,
  ...Object.fromEntries([...PAIR, "pop_type", "location", "loc_type", "acc_type"].map((name) => [name, TEXT])),
  total: COUNT
});

/** The pages of the answer, and the tests that each must pass. */
const demographicsQuery = ({base, parameters, yearFrom, yearTo}: QueryOfYears): PagedQuery => ({
  name: ENDPOINT,
  file: (page) => pageName(ENDPOINT, page),
  address: (page) => pageAddress(`${base}/${ENDPOINT}/`, parameters, page),
  read: (body, number) => {
    const {items, ...page} = readPage(body, number, ENDPOINT, FORM);
    const source = `${ENDPOINT} page ${number}`;
    if (page.pages === 0)
      throw new InputError({
        source,
        field: "maxPages",
        expected: "rows",
        found: "0, an empty result",
        advice: "Check the years and the base address. Nothing was published."
      });
    checkRows(items, source, yearFrom, yearTo);
    const summed = items.findIndex((item) => [item.location, item.pop_type].some((value) => text(value) === "-"));
    if (summed >= 0)
      throw new InputError({
        source,
        row: `item ${summed + 1}`,
        field: "location",
        expected: "one row for each place and population type",
        found: '"-", a row summed over them',
        advice: "The server did not honour locationDescription_show or ptype_show: check the base address."
      });
    return page;
  }
});

/**
 * Requests every country, origin and place of the years and keeps the responses in `snapshots`/demographics.
 * @throws InputError where an answer is not what UNHCR's API gives, or does not come; pages that came are kept.
 */
export async function pullDemographics(o: {
  base: string;
  snapshots: string;
  yearFrom: number;
  yearTo: number;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const {yearFrom, yearTo} = o;
  const base = baseAddress(o.base, "UNHCR");
  checkYears("UNHCR", yearFrom, yearTo);
  // As in UNHCR's own R package (data-raw/rdf.R): without the four *_show the rows are summed over places and population types.
  const parameters = {
    cf_type: "ISO",
    coo_all: "true",
    coa_all: "true",
    yearFrom: String(yearFrom),
    yearTo: String(yearTo),
    ptype_show: "1",
    locationDescription_show: "1",
    locationUR_show: "1",
    locationAccType_show: "1",
    limit: "10000"
  };
  const query = demographicsQuery({base, parameters, yearFrom, yearTo});
  const {snapshot, answer, notes} = await pullSnapshot(
    {
      source: RECORD.name,
      address: base,
      query: parameters,
      snapshots: o.snapshots,
      reporter: o.reporter,
      http: o.http
    },
    (ask) => ask(query)
  );
  const places = pagedTable({
    name: "demographics",
    columns: COLUMNS,
    snapshot,
    query: ENDPOINT,
    pages: answer.map(({rows}, index) => ({file: pageName(ENDPOINT, index + 1), rows})),
    rows: (body) =>
      itemsOf(body).map((item) =>
        COLUMNS.map((column) => (column === "total" ? countText(item[column]) : text(item[column])))
      ),
    totals: null
  });
  return {record: {...RECORD, ...snapshotRecord(snapshot)}, tables: {demographics: places}, notes};
}

const ALL_YEARS: FileName = {path: "regions/demographics_2001-2025", also: /^demographics(_\d{4}-\d{4})?$/};
const LATER: FileName = {path: "unhcr/demographics"};

/** The files that make this source: either alone, or both. */
export const DEMOGRAPHICS_FILES: readonly FileName[] = [ALL_YEARS, LATER];

/**
 * Reads `dir`/regions/demographics_2001-2025 and `dir`/unhcr/demographics, whose years replace those of the first: UNHCR's own
 * package holds the last year alone since it was corrected. Either may be missing.
 * @throws InputError where both are, or one lacks a column or has a malformed line.
 */
export async function readDemographicsFiles(dir: string): Promise<Pulled> {
  const form = {dir, columns: COLUMNS, counts: ["total"]};
  const opened = [];
  if (isThere(dir, ALL_YEARS) || !isThere(dir, LATER))
    opened.push(await openCsv({...form, ...ALL_YEARS, name: "demographics"}));
  if (isThere(dir, LATER))
    opened.push(await openCsv({...form, ...LATER, name: opened.length ? "demographics_later" : "demographics"}));
  return {
    record: {...RECORD, ...filesRecord(opened)},
    tables: Object.fromEntries(opened.map(({table}) => [table.name, table])),
    notes: []
  };
}

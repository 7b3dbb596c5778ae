// The World Bank's mid-year population (SP.POP.TOTL), the denominator of every figure per inhabitant, requested from the API
// or read from a file of the same series.
import {join} from "node:path";
import {Ajv} from "ajv";
import {whatBytesAre} from "./diagnose.js";
import {theFile} from "./files.js";
import type {FileName} from "./files.js";
import {baseAddress, checkYears, InputError, isRecord, sha256, text} from "./shared.js";
import type {HttpOptions, Pulled, Reporter, SourceRecord} from "./shared.js";
import {pullSnapshot} from "./snapshots.js";
import {snapshotRecord} from "./keptSnapshot.js";
import {pageAddress} from "./pages.js";
import type {Page, PagedQuery, QueryOfYears} from "./pages.js";
import {filesRecord, pagedTable} from "./tables.js";
import {bytesOf, openCsv, rawFile} from "./csv.js";
import {wideLines, wideTable} from "./worldbankWide.js";
import {OUR_SCHEMAS} from "../../src/schema/ajv.js";

export const WORLDBANK_BASE_DEFAULT = "https://api.worldbank.org/v2";

const RECORD = {
  name: "worldbank",
  title: "World Development Indicators: Population, total (SP.POP.TOTL)",
  publisher: "World Bank",
  licence: {
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0",
    path: "https://creativecommons.org/licenses/by/4.0/"
  },
  attribution: "World Bank, World Development Indicators, SP.POP.TOTL",
  path: "https://data.worldbank.org/indicator/SP.POP.TOTL"
} as const satisfies Partial<SourceRecord>;

const COLUMNS = ["code", "name", "year", "value"] as const;

interface Row {
  indicator?: {id: string};
  countryiso3code: string;
  country: {id?: string; value: string};
  date: string;
  value: number | null;
}

// The numbers of an envelope have come as numbers and as digits in quotes.
const NUMBER = {type: ["integer", "string"], pattern: "^[0-9]+$"};
const isAnswer = new Ajv({...OUR_SCHEMAS, allowUnionTypes: true}).compile<
  [Record<string, number | string>, Row[] | null]
>({
  type: "array",
  minItems: 2,
  maxItems: 2,
  items: [
    {
      type: "object",
      required: ["page", "pages", "total"],
      properties: {page: NUMBER, pages: NUMBER, total: NUMBER}
    },
    {
      type: ["array", "null"],
      items: {
        type: "object",
        required: ["countryiso3code", "country", "date", "value"],
        properties: {
          countryiso3code: {type: "string"},
          indicator: {type: "object", required: ["id"], properties: {id: {const: "SP.POP.TOTL"}}},
          country: {type: "object", required: ["value"], properties: {id: {type: "string"}, value: {type: "string"}}},
          date: {type: "string", pattern: "^[0-9]{4}$"},
          value: {type: ["integer", "null"], minimum: 0}
        }
      }
    }
  ]
});

/** The API gives these aggregates no code of three letters, and any other country or aggregate has one. */
const INCOME_GROUPS: Readonly<Record<string, string>> = {
  XD: "HIC",
  XM: "LIC",
  XN: "LMC",
  XT: "UMC",
  XY: "INX",
  XX: "INX"
};

const rowsOf = (body: unknown): Row[] => (isAnswer(body) ? (body[1] ?? []) : []);

/** The words of an error answer, `[{message: [{value: "…"}]}]`, which comes with status 200. */
function messageOf(body: unknown): string | null {
  const first: unknown = Array.isArray(body) ? body[0] : null;
  if (!isRecord(first) || !Array.isArray(first.message)) return null;
  return first.message.map((part: unknown) => (isRecord(part) ? String(part.value) : String(part))).join("; ");
}

const NAME = "worldbank-population";
const file = (page: number): string => `population-${String(page).padStart(4, "0")}.json`;

function refuse(page: number, expected: string, found: string, advice: string, row?: string, field?: string): never {
  throw new InputError({source: `${NAME} page ${page}`, row, field, expected, found, advice});
}

/** The pages of the answer, and the tests that each must pass. */
const worldBankQuery = ({base, parameters, yearFrom, yearTo}: QueryOfYears): PagedQuery => ({
  name: NAME,
  file,
  address: (page) => pageAddress(`${base}/country/all/indicator/SP.POP.TOTL`, parameters, page),
  read: (body, number): Page => {
    const message = messageOf(body);
    if (message !== null) refuse(number, "rows", `the message "${message}"`, "Check the years and the base address.");
    if (!isAnswer(body)) {
      const [error] = isAnswer.errors ?? [];
      const found = `${error?.instancePath ?? ""} ${error?.message ?? "another form"}`.trim();
      const advice = "Compare the answer with the API's documentation and adapt loaders/sources/worldbank.ts.";
      return refuse(
        number,
        "[{page, pages, total, …}, [{countryiso3code, country, date, value, …}, …]]",
        found,
        advice
      );
    }
    const [meta] = body;
    const rows = rowsOf(body);
    if (Number(meta.pages) === 0) refuse(number, "rows", "an empty result", "Check the years and the base address.");
    for (const [index, {date}] of rows.entries()) {
      if (Number(date) >= yearFrom && Number(date) <= yearTo) continue;
      const advice = "The server did not honour date: check the base address. Nothing was published.";
      refuse(number, `a year from ${yearFrom} to ${yearTo}`, date, advice, `item ${index + 1}`, "date");
    }
    return {
      page: Number(meta.page),
      pages: Number(meta.pages),
      rows: rows.length,
      total: Number(meta.total),
      fingerprint: sha256(JSON.stringify(rows))
    };
  }
});

/**
 * Requests the population of every country and aggregate from `yearFrom` to `yearTo` and keeps the responses unchanged
 * in `snapshots`/worldbank. A value that the Bank has not reached is null.
 * @throws InputError where an answer is not what the Bank's API gives, or does not come; pages that came are kept.
 */
export async function pullWorldBank(o: {
  base?: string;
  snapshots: string;
  yearFrom: number;
  yearTo: number;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const {yearFrom, yearTo} = o;
  const base = baseAddress(o.base ?? WORLDBANK_BASE_DEFAULT, "World Bank");
  checkYears("World Bank", yearFrom, yearTo);
  const parameters = {format: "json", per_page: "5000", date: `${yearFrom}:${yearTo}`};
  const query = worldBankQuery({base, parameters, yearFrom, yearTo});

  const {snapshot, answer, notes} = await pullSnapshot(
    {
      source: "worldbank",
      address: base,
      query: parameters,
      snapshots: o.snapshots,
      reporter: o.reporter,
      http: o.http
    },
    (ask) => ask(query)
  );
  const population = pagedTable({
    name: "population",
    columns: COLUMNS,
    snapshot,
    query: NAME,
    pages: answer.map(({rows}, index) => ({file: file(index + 1), rows})),
    rows: (body) =>
      rowsOf(body).map(({countryiso3code, country, date, value}) => [
        text(countryiso3code) ?? INCOME_GROUPS[country.id ?? ""] ?? null,
        text(country.value),
        text(date),
        text(value)
      ]),
    totals: null
  });
  return {record: {...RECORD, ...snapshotRecord(snapshot)}, tables: {population}, notes};
}

const FILE: FileName = {path: "worldbank/population", also: /^API_SP\.POP\.TOTL_/};

/** The file that makes this source. */
export const WORLDBANK_FILES: readonly FileName[] = [FILE];

/**
 * Reads the same series from `dir`/worldbank/population.csv (or .csv.gz), or from the Bank's own download of a column a year.
 * @throws InputError where the file is missing, lacks a column or has a malformed line.
 */
export async function readWorldBankFiles(dir: string): Promise<Pulled> {
  const {path} = theFile(dir, FILE);
  const {plain} = await bytesOf(join(dir, path), path);
  const wide = whatBytesAre(plain) === null ? wideLines(plain) : null;
  const opened = wide
    ? {table: wideTable(path, wide, COLUMNS), file: rawFile(path, plain)}
    : await openCsv({
        ...FILE,
        name: "population",
        dir,
        columns: COLUMNS,
        unread: [],
        headers: {code: "Country Code", name: "Country Name", year: "Year", value: "Value"}
      });
  return {record: {...RECORD, ...filesRecord([opened])}, tables: {population: opened.table}, notes: []};
}

// Say here in two lines which publisher this is, what it counts, and what is odd about its API and its files.
// The API is read page by page, the file is the publisher's own download; both must return the same rows.
import {Ajv} from "ajv";
import {baseAddress, checkYears, countText, InputError, sha256, text} from "../sources/shared.js";
import type {HttpOptions, Pulled, Reporter, SourceRecord} from "../sources/shared.js";
import {pullSnapshot} from "../sources/snapshots.js";
import {snapshotRecord} from "../sources/keptSnapshot.js";
import {pageAddress} from "../sources/pages.js";
import type {PagedQuery, QueryOfYears} from "../sources/pages.js";
import {filesRecord, pagedTable} from "../sources/tables.js";
import {openCsv} from "../sources/csv.js";
import {OUR_SCHEMAS} from "../../src/schema/ajv.js";

/** The publisher's own address. Names that end in .example belong to nobody: write the true one here. */
export const SKELETON_BASE_DEFAULT = "https://api.skeleton.example/v1";

/** What every edition says of the source. The licence must allow publication; the attribution is the one it asks for. */
const RECORD = {
  name: "skeleton",
  title: "Name of the dataset, with the publisher's code for it",
  publisher: "Name of the publisher",
  licence: {
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0",
    path: "https://creativecommons.org/licenses/by/4.0/"
  },
  attribution: "The words by which the publisher asks to be named",
  path: "https://skeleton.example/"
} as const satisfies Partial<SourceRecord>;

/** The raw columns, as the publisher calls them. Cleaning names them as the edition does. */
const COLUMNS = ["place", "year", "value"] as const;
/** Those in which "-" means missing. */
const COUNTS = ["value"] as const;

interface Item {
  place: string;
  year: number;
  value: number | string | null;
}

interface Answer {
  page: number;
  pages: number;
  total: number;
  items: Item[];
}

/** The schema of a response. A column that is not named here is rejected until someone has checked what it contains. */
const isAnswer = new Ajv({...OUR_SCHEMAS, allowUnionTypes: true}).compile<Answer>({
  type: "object",
  required: ["page", "pages", "total", "items"],
  properties: {
    page: {type: "integer", minimum: 1},
    pages: {type: "integer", minimum: 0},
    total: {type: "integer", minimum: 0},
    items: {
      type: "array",
      items: {
        type: "object",
        required: [...COLUMNS],
        additionalProperties: false,
        properties: {
          place: {type: "string", pattern: "^[A-Z]{3}$"},
          year: {type: "integer"},
          value: {type: ["integer", "string", "null"], minimum: 0, pattern: "^([0-9]+|-)$"}
        }
      }
    }
  }
});

const file = (page: number): string => `skeleton-${String(page).padStart(4, "0")}.json`;

/** The pages of the answer, and the tests that each must pass. */
const skeletonQuery = ({base, parameters, yearFrom, yearTo}: QueryOfYears): PagedQuery => ({
  name: "skeleton",
  file,
  address: (page) => pageAddress(`${base}/skeleton`, parameters, page),
  read(body, number) {
    const source = `skeleton page ${number}`;
    if (!isAnswer(body)) {
      const [error] = isAnswer.errors ?? [];
      throw new InputError({
        source,
        field: error?.instancePath || undefined,
        expected: "{page, pages, total, items: [{place, year, value}, …]}",
        found: error?.message ?? "another form",
        advice:
          "Compare the answer with the API's documentation and adapt loaders/sources/skeleton.ts. Nothing was published."
      });
    }
    for (const [index, {year}] of body.items.entries()) {
      if (year >= yearFrom && year <= yearTo) continue;
      throw new InputError({
        source,
        row: `item ${index + 1}`,
        field: "year",
        expected: `a year from ${yearFrom} to ${yearTo}`,
        found: String(year),
        advice: "The server did not honour the years it was asked: check the base address. Nothing was published."
      });
    }
    const {page, pages, total, items} = body;
    return {page, pages, total, rows: items.length, fingerprint: sha256(JSON.stringify(items))};
  }
});

/**
 * Asks the API for every place from `yearFrom` to `yearTo` and keeps the answers as they came in `snapshots`/skeleton.
 * @throws InputError where a response is missing or does not match the schema; pages already fetched are kept.
 */
export async function pullSkeleton(o: {
  base?: string;
  snapshots: string;
  yearFrom: number;
  yearTo: number;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const {yearFrom, yearTo} = o;
  const base = baseAddress(o.base ?? SKELETON_BASE_DEFAULT, "skeleton");
  checkYears("skeleton", yearFrom, yearTo);
  if (new URL(base).hostname.endsWith(".example"))
    throw new InputError({
      source: "skeleton",
      field: "base address",
      expected: "the publisher's own",
      found: base,
      advice:
        "Write it into loaders/sources/skeleton.ts, name it with --skeleton-base, or leave the source out with --only."
    });
  const parameters = {year_from: String(yearFrom), year_to: String(yearTo)};
  const query = skeletonQuery({base, parameters, yearFrom, yearTo});
  const {snapshot, answer, notes} = await pullSnapshot(
    {
      source: "skeleton",
      address: base,
      query: parameters,
      snapshots: o.snapshots,
      reporter: o.reporter,
      http: o.http
    },
    (ask) => ask(query)
  );
  const table = pagedTable({
    name: "skeleton",
    columns: COLUMNS,
    snapshot,
    query: "skeleton",
    pages: answer.map(({rows}, index) => ({file: file(index + 1), rows})),
    rows: (body) =>
      isAnswer(body) ? body.items.map(({place, year, value}) => [text(place), text(year), countText(value)]) : [],
    // Where the publisher states sums of its own over the whole query, give them here by column.
    totals: null
  });
  return {record: {...RECORD, ...snapshotRecord(snapshot)}, tables: {skeleton: table}, notes};
}

/**
 * Reads the same rows from `dir`/skeleton/skeleton.csv (or .csv.gz).
 * @throws InputError where the file is missing, lacks a column, has one too many or a malformed line.
 */
export async function readSkeletonFiles(dir: string): Promise<Pulled> {
  const opened = await openCsv({
    name: "skeleton",
    dir,
    path: "skeleton/skeleton",
    columns: COLUMNS,
    counts: COUNTS,
    // Where the file's header differs: headers: {place: "Country Code", …}.
    unread: []
  });
  return {record: {...RECORD, ...filesRecord([opened])}, tables: {skeleton: opened.table}, notes: []};
}

// Pulls Eurostat's tables from its dissemination API, by year, in smaller parts where a year is too large for one answer.
import {COLUMNS, EUROSTAT_BASE_DEFAULT, FIRST_YEAR, loadPortions, RECORD} from "./eurostat.js";
import type {EurostatTable} from "./eurostat.js";
import {DATASETS, readAnswer, sliceName} from "./eurostatAnswer.js";
import type {Dataset, Slice} from "./eurostatAnswer.js";
import {baseAddress, checkYears, InputError, sha256} from "./shared.js";
import type {HttpOptions, Pulled, Reporter} from "./shared.js";
import {pullSnapshot} from "./snapshots.js";
import {snapshotRecord} from "./keptSnapshot.js";
import type {Snapshot} from "./keptSnapshot.js";
import type {AskPages, Page, PagedQuery} from "./pages.js";
import {Changed} from "./partialPull.js";
import type {PartialPull} from "./partialPull.js";
import {pagedTable} from "./tables.js";

/** A year too large for one response is requested by sex, and if that is too large by age as well. */
const SPLITS: readonly (readonly [string, readonly string[]])[] = [
  ["sex", ["T", "M", "F", "UNK"]],
  ["age", ["TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y35-64", "Y_GE65", "UNK"]]
];

/**
 * Requests both tables, by year and in smaller parts where a year is too large for one response, and keeps the responses as
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
  // If one year is too large, so are the others: they are requested in parts from the start.
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
    // Answers without figures are not kept: the next run would get the same answer without asking.
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
          advice: "The API rejects this request and will reject it again: check the base address and the years."
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

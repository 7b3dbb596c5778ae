// Requests every page of a query, and checks page against page: a publisher's fault can look like figures.
import {setMaxListeners} from "node:events";
import {Excess, parseJson, Transient} from "./http.js";
import type {HttpClient} from "./http.js";
import {Changed} from "./partialPull.js";
import type {PartialPull} from "./partialPull.js";
import {InputError, isRecord} from "./shared.js";
import type {Reporter} from "./shared.js";

/** What a page says of itself and of its query. */
export interface Page {
  page: number;
  pages: number;
  rows: number;
  /** The publisher's sums over the query, as this page gives them. */
  total: unknown;
  /** The sha-256 of its rows alone: two pages with the same rows are one page sent twice. */
  fingerprint: string;
}

/** One query answered in pages. `read` throws InputError where the answer's form is not the publisher's. */
export interface PagedQuery {
  name: string;
  file(page: number): string;
  address(page: number): URL;
  /** Statuses other than 200 whose body `read` takes. */
  answers?: readonly number[];
  read(body: unknown, page: number): Page;
}

/** What a query is made of: where the publisher answers, with which parameters, and the years that its rows may have. */
export interface QueryOfYears {
  readonly base: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly yearFrom: number;
  readonly yearTo: number;
}

/** The address of one page of an answer. */
export function pageAddress(of: string, parameters: Readonly<Record<string, string>>, page: number): URL {
  const address = new URL(of);
  address.search = String(new URLSearchParams({...parameters, page: String(page)}));
  return address;
}

/** UNHCR's largest table is some ten pages, the World Bank's some five. */
const MOST_PAGES = 5000;
export async function askPages(
  query: PagedQuery,
  client: HttpClient,
  partial: PartialPull,
  reporter: Reporter
): Promise<Page[]> {
  const stop = new AbortController();
  // Every page waits on this one signal; Node holds more than ten listeners for a leak.
  setMaxListeners(0, stop.signal);
  const pages = new Map<number, Page>();
  const seen: {first: Page | null} = {first: null};

  const check = (body: unknown, number: number): Page => checkPage(query, body, number, seen.first);

  /** A kept page was verified by the run that kept it; null where it does not fit this run: it is requested again. */
  const recheck = (bytes: Uint8Array, number: number): Page | null => {
    try {
      return check(parseJson(bytes), number);
    } catch (error) {
      if (error instanceof Transient || error instanceof InputError) return null;
      throw error;
    }
  };

  const take = async (number: number): Promise<Page> => {
    const name = query.file(number);
    let bytes = await partial.kept(name);
    let page = bytes && recheck(bytes, number);
    if (!bytes || !page) {
      const question = {
        address: query.address(number),
        label: `${query.name} page ${number}`,
        advice: () => goOn(partial.size),
        stop: stop.signal,
        answers: query.answers
      };
      const answer = await client.ask(question, (body) => check(body, number));
      ({bytes, value: page} = answer);
      await partial.keep(name, bytes);
    }
    pages.set(number, page);
    if (number === 1 && !seen.first) {
      seen.first = page;
      reporter.start(query.name, page.rows * page.pages);
    }
    reporter.advance(page.rows, bytes.length);
    return page;
  };

  const takeAll = async (numbers: number[]): Promise<void> => {
    let failure: unknown;
    const one = async (number: number): Promise<void> => {
      try {
        await take(number);
      } catch (error) {
        // The first failure ends the others; what they throw then is only that end.
        if (stop.signal.aborted) return;
        failure = error;
        stop.abort(error);
      }
    };
    await Promise.all(numbers.map(one));
    if (stop.signal.aborted) throw failure;
  };

  try {
    const {pages: count} = await take(1);
    await takeAll(Array.from({length: Math.max(count - 1, 0)}, (_, i) => i + 2));
    await askRepeatsAgain(query, pages, client.options, partial, reporter, takeAll);
  } finally {
    if (seen.first) reporter.done();
  }
  return [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
}

/** A page of an answer, compared with page 1. @throws Changed, Excess or Transient where it does not fit. */
function checkPage(query: PagedQuery, body: unknown, number: number, first: Page | null): Page {
  const page = query.read(body, number);
  if (first) {
    const stated = `${page.pages} pages and total ${canonical(page.total)}`;
    const before = `${first.pages} pages and total ${canonical(first.total)}`;
    if (stated !== before) throw new Changed(`${query.name} page ${number} states ${stated}, page 1 ${before}`);
  }
  if (!(page.pages <= MOST_PAGES))
    throw new Excess(`at most ${MOST_PAGES.toLocaleString("en")} pages`, `${page.pages} pages`);
  if (page.page !== number) throw new Transient(`an answer that says it is page ${page.page}`);
  if (page.rows === 0 && page.pages > 0) throw new Transient(`no rows, though there are ${page.pages} pages`);
  if (page.rows > 0 && page.pages === 0) throw new Transient(`${page.rows} rows, though it says there are no pages`);
  if (first && (page.rows > first.rows || (number < first.pages && page.rows < first.rows)))
    throw new Transient(`${page.rows} rows where page 1 has ${first.rows}`);
  return page;
}

/** Requests pages with the same rows again, as nothing shows which of them is wrong. @throws InputError where they stay the same. */
async function askRepeatsAgain(
  query: PagedQuery,
  pages: Map<number, Page>,
  {retries, minDelayMs}: HttpClient["options"],
  partial: PartialPull,
  reporter: Reporter,
  takeAll: (numbers: number[]) => Promise<void>
): Promise<void> {
  for (let round = 0; ; round++) {
    const repeated = repeats(pages);
    if (repeated.length === 0) return;
    for (const number of repeated) await partial.forget(query.file(number));
    if (round === retries)
      throw new InputError({
        source: query.name,
        row: `pages ${repeated.join(", ")}`,
        expected: "other rows on each page",
        found: `the same rows on several (after ${retries + 1} tries)`,
        advice: goOn(partial.size)
      });
    reporter.note(`${query.name}: pages ${repeated.join(", ")} have the same rows; requesting them again`);
    await new Promise((resolve) => setTimeout(resolve, minDelayMs * 2 ** round));
    await takeAll(repeated);
  }
}

export function goOn(kept: number): string {
  if (kept === 0) return "Run the same command again when the publisher can be reached.";
  return `Run the same command again: the ${kept === 1 ? "1 page already here is" : `${kept} pages already here are`} kept.`;
}

function repeats(pages: Map<number, Page>): number[] {
  const byRows = new Map<string, number[]>();
  for (const [number, {fingerprint}] of pages) byRows.set(fingerprint, [...(byRows.get(fingerprint) ?? []), number]);
  return [...byRows.values()]
    .filter((numbers) => numbers.length > 1)
    .flat()
    .sort((a, b) => a - b);
}

function canonical(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Requests all pages of a query, each checked against the first. */
export type AskPages = (query: PagedQuery) => Promise<Page[]>;

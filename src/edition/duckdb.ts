// DuckDB in a reader's browser, for every page that has it. Nothing of it is fetched before `load` is called; its worker has the
// page's policy, and can reach neither another host nor a file. What it answers stays in the browser.
import type {AsyncDuckDB} from "@duckdb/duckdb-wasm";
import {answerOf, arrowOfParquet, rowsOf} from "./arrow.js";
import type {Answer} from "./arrow.js";

export type {Answer, AnswerColumn, Cell, Kind} from "./arrow.js";

/** Where a page says that DuckDB's files and the edition's tables lie: `filesOf` reads it from the element that the build writes. */
export interface DuckdbFiles {
  readonly wasm: string;
  /** Bytes of the module once unpacked. */
  readonly bytes: number;
  readonly worker: string;
  /** The folder of the edition, ending in `/`. */
  readonly tables: string;
}

/** Told while something arrives: what, how many bytes of it are here, and of how many (0 where the server does not say). */
export type Progress = (step: {readonly what: string; readonly bytes: number; readonly of: number}) => void;

/** The run was ended by the reader. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

export interface Duckdb {
  /** Fetches the tables of these names that are not there yet. @throws Error where one cannot be fetched. */
  tables(names: Iterable<string>, progress?: Progress): Promise<void>;
  /**
   * Runs one statement; of its answer at most `most` rows are kept (10,000), and the answer says whether there were more.
   * @throws Error with DuckDB's own words; StoppedError where it was stopped.
   */
  run(sql: string, options?: {readonly most?: number}): Promise<Answer>;
  /** Ends the run. Where DuckDB does not let go within a second its worker is ended, and the tables are to be fetched again. */
  stop(): Promise<void>;
}

/** An answer of more rows is cut: a browser has to hold and sort them. */
export const MOST_ROWS = 10_000;
/** DuckDB stops with an error of its own above this, before a phone's browser ends the page. */
export const MEMORY_LIMIT = "768MB";

/**
 * What every database is told before anything else, and cannot be told otherwise afterwards. No extension is fetched, no file
 * and no address is opened; where a query needs more memory than this it fails and the page stays.
 */
export const LOCK = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  `SET memory_limit = '${MEMORY_LIMIT}'`,
  "SET enable_external_access = false",
  "SET lock_configuration = true"
] as const;

/**
 * What the worker runs first. It is a blob, so that it inherits the page's policy (a worker that is loaded by address has one of
 * its own), and it imports DuckDB's script by its own address. It gets the module compiled, and no means to fetch.
 */
const FIRST = `addEventListener("message", ({data: {script, module}}) => {
  WebAssembly.instantiateStreaming = async (_, imports) => ({module, instance: await WebAssembly.instantiate(module, imports)});
  self.fetch = async () => new Response(null);
  importScripts(script);
}, {once: true});`;

/** The addresses on the page's element with `data-duckdb`. @throws Error where the page has none. */
export function filesOf(document: Document): DuckdbFiles {
  const element = document.querySelector<HTMLElement>("[data-duckdb]");
  const {duckdb, bytes, worker, tables} = element?.dataset ?? {};
  if (duckdb === undefined || worker === undefined || tables === undefined)
    throw new Error("the page does not say where DuckDB lies");
  const address = (path: string) => new URL(path, document.baseURI).href;
  return {wasm: address(duckdb), bytes: Number(bytes), worker: address(worker), tables: address(tables)};
}

/**
 * Fetches and starts DuckDB; tables that will be wanted are fetched meanwhile (`tables` then finds them).
 * @throws Error where the browser has no WebAssembly or a file of DuckDB cannot be fetched.
 */
export async function load(
  files: DuckdbFiles,
  progress: Progress = () => undefined,
  names: Iterable<string> = []
): Promise<Duckdb> {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.compileStreaming !== "function")
    throw new Error("this browser has no WebAssembly");
  /** Tables on their way to the database, as Arrow. */
  const coming = new Map<string, Promise<Uint8Array>>();
  const fetchTable = (name: string, tell: Progress): void => {
    if (coming.has(name)) return;
    const arrow = fetched(`${files.tables}${name}.parquet`, 0, (bytes, of) => tell({what: name, bytes, of}))
      .then((body) => new Response(body).arrayBuffer())
      .then(arrowOfParquet);
    coming.set(name, arrow);
    arrow.catch(() => undefined);
  };
  for (const name of names) fetchTable(name, progress);
  const [library, module] = await Promise.all([
    import("@duckdb/duckdb-wasm"),
    fetched(files.wasm, files.bytes, (bytes, of) => progress({what: "DuckDB", bytes, of})).then((body) =>
      WebAssembly.compileStreaming(new Response(body, {headers: {"Content-Type": "application/wasm"}}))
    )
  ]);

  const start = async (): Promise<Running> => {
    const blob = URL.createObjectURL(new Blob([FIRST], {type: "text/javascript"}));
    const worker = new Worker(blob);
    let isOver = false;
    let end: (error: Error) => void = () => undefined;
    const over = new Promise<never>((_, fail) => {
      end = (error) => {
        isOver = true;
        worker.terminate();
        fail(error);
      };
    });
    over.catch(() => undefined);
    worker.addEventListener("error", ({message}) => end(new Error(message || "DuckDB could not be started")));
    worker.postMessage({script: files.worker, module});
    const db = new library.AsyncDuckDB(new library.VoidLogger(), worker);
    await Promise.race([db.instantiate(files.wasm), over]);
    URL.revokeObjectURL(blob);
    await db.open({path: ":memory:"});
    const connection = (await db.connect()).useUnsafe((_, id) => id);
    for (const statement of LOCK) await db.runQuery(connection, statement);
    return {
      db,
      connection,
      present: new Map(),
      over,
      isOver: () => isOver,
      end
    };
  };

  let running = await start();
  /** A worker that broke, as one that was ended, is followed by another, without tables. */
  const revived = async (): Promise<Running> => (running = running.isOver() ? await start() : running);
  /** Counts the stops: what was asked for before one is not done after it. */
  let stops = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One thing after the other: a connection has one query at a time. */
  const inTurn = <T>(work: (database: Running, isStopped: () => boolean) => Promise<T>): Promise<T> => {
    const asked = stops;
    const mine = last.then(async () => {
      const database = await revived();
      if (asked !== stops) throw new StoppedError("the run was stopped");
      return Promise.race([work(database, () => asked !== stops), database.over]);
    });
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    async tables(names, progress = () => undefined) {
      const {present} = await revived();
      await Promise.all(
        Array.from(names, (name) => {
          const there = present.get(name);
          if (there) return there;
          fetchTable(name, progress);
          const inserted = (coming.get(name) ?? Promise.reject(new Error(name)))
            // Once in the database it is not kept a second time; what failed is asked for anew the next time.
            .finally(() => coming.delete(name))
            .then((arrow) =>
              inTurn(({db, connection}) =>
                db.insertArrowFromIPCStream(connection, arrow, {name, schema: "main", create: true})
              )
            );
          present.set(name, inserted);
          inserted.catch(() => present.delete(name));
          return inserted;
        })
      );
    },
    run: (sql, {most = MOST_ROWS} = {}) =>
      inTurn(async ({db, connection}, isStopped) => {
        const check = (): void => {
          if (isStopped()) throw new StoppedError("the run was stopped");
        };
        let rows = 0;
        let header = await db.startPendingQuery(connection, sql, true);
        try {
          while (header === null) {
            check();
            header = await db.pollPendingQuery(connection);
          }
          const messages = [header];
          while (rows <= most) {
            check();
            const chunk = await db.fetchQueryResults(connection);
            if (chunk?.length === 0) break;
            if (chunk === null) continue;
            messages.push(chunk);
            rows += rowsOf(header, chunk);
          }
          return answerOf(messages, {most});
        } catch (error) {
          if (error instanceof StoppedError) await db.cancelPendingQuery(connection);
          throw error;
        }
      }),
    async stop() {
      stops++;
      const before = running;
      const done = last.then(() => true);
      const patience = new Promise<boolean>((end) => setTimeout(() => end(false), 1000));
      if (!(await Promise.race([done, patience]))) before.end(new StoppedError("the run was stopped"));
    }
  };
}

/** A worker with its database. */
interface Running {
  readonly db: AsyncDuckDB;
  readonly connection: number;
  readonly present: Map<string, Promise<void>>;
  /** Rejects when the worker breaks or is ended. */
  readonly over: Promise<never>;
  readonly isOver: () => boolean;
  readonly end: (error: Error) => void;
}

/** The body of an address, counted as it comes. `of` is its size where it is known; a server that packs tells another. */
async function fetched(
  address: string,
  of: number,
  count: (bytes: number, of: number) => void
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(address, {credentials: "same-origin"});
  const name = new URL(address).pathname.split("/").at(-1) ?? address;
  if (!response.ok || !response.body) throw new Error(`${name} could not be fetched: ${response.status}`);
  const packed = response.headers.has("content-encoding");
  const size = of || (packed ? 0 : Number(response.headers.get("content-length")));
  let bytes = 0;
  return response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, out) {
        bytes += chunk.length;
        count(bytes, size);
        out.enqueue(chunk);
      }
    })
  );
}

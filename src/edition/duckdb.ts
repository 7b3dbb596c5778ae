// Runs DuckDB in a reader's browser. Nothing of it is fetched before `load` is called; its worker has the
// page's content security policy and can reach neither another host nor a file. Results stay in the browser.
import type {AsyncDuckDB} from "@duckdb/duckdb-wasm";
import {fetchFile, openFile, sumsFrom} from "./fetch.js";
import {answerOf, arrowOfParquet, rowsOf} from "./arrow.js";
import type {Answer, Limits} from "./arrow.js";
import {RefusedError, probeOf, refusalOf, selectIn} from "./statement.js";

export type {Answer, AnswerColumn, Cell, Kind} from "./arrow.js";

/** Where a page says that DuckDB's files and the edition's tables lie: `filesOf` reads it from the element that the build writes. */
export interface DuckdbFiles {
  readonly wasm: string;
  /** Bytes of the module once unpacked. */
  readonly bytes: number;
  readonly worker: string;
  /** The folder of the edition, ending in `/`. */
  readonly tables: string;
  /** The SHA-256 of a table's file. @throws FileError where the page names none. */
  readonly sum: (file: string) => string;
}

/** Called while a file arrives: its name, the bytes received and the bytes in all (0 where the server does not say). */
export type Progress = (step: {readonly what: string; readonly bytes: number; readonly of: number}) => void;

/** The run was ended by the reader. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

export interface Duckdb {
  /** Fetches the tables of these names that are not there yet. @throws FileError where one cannot be fetched or is damaged. */
  tables(names: Iterable<string>, progress?: Progress, signal?: AbortSignal): Promise<void>;
  /**
   * Runs one statement of the page's own; of its answer at most `most` rows are kept (10,000), and the answer says whether there
   * were more.
   * @throws Error with DuckDB's own words; StoppedError where it was stopped.
   */
  run(sql: string, options?: Limits): Promise<Answer>;
  /** Checks with DuckDB whether a reader's query may run, before its tables are fetched. @throws RefusedError where it may not. */
  check(sql: string): Promise<void>;
  /**
   * Runs a reader's query in its own connection and read-only transaction, so that it cannot affect the next query.
   * @throws RefusedError where it is not one SELECT; Error with DuckDB's own words; StoppedError where it was stopped.
   */
  ask(sql: string): Promise<Answer>;
  /** Stops the query. If DuckDB does not stop within a second, its worker is terminated and the tables must be fetched again. */
  stop(): Promise<void>;
}

/** Longer answers are truncated: a browser has to keep and sort them. */
export const MOST_ROWS = 10_000;
/** Limits of a reader's result: nobody reads more columns than this, and more bytes would block the page. */
export const LIMITS = {most: MOST_ROWS, columns: 100, bytes: 16_000_000} as const;
/** DuckDB throws an error above this limit, before a phone's browser would end the page. */
export const MEMORY_LIMIT = "768MB";

/**
 * Settings made first in every database, and locked so that no query can change them. No extension is fetched, no file
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
  const {duckdb, bytes, worker, tables, sums} = element?.dataset ?? {};
  if (duckdb === undefined || worker === undefined || tables === undefined)
    throw new Error("the page does not say where DuckDB lies");
  const address = (path: string) => new URL(path, document.baseURI).href;
  return {
    wasm: address(duckdb),
    bytes: Number(bytes),
    worker: address(worker),
    tables: address(tables),
    sum: sumsFrom(sums)
  };
}

/** A worker with its database. */
interface Running {
  readonly db: AsyncDuckDB;
  readonly connection: number;
  readonly present: Map<string, Promise<void>>;
  /** A query changed a setting; the worker is replaced before the next query. */
  isMarked: boolean;
  /** Rejects when the worker breaks or is ended. */
  readonly over: Promise<never>;
  readonly isOver: () => boolean;
  readonly end: (error: Error) => void;
}

/** The parts of a worker: fetched once and used again when a worker is replaced. */
interface Parts {
  readonly library: typeof import("@duckdb/duckdb-wasm");
  readonly module: WebAssembly.Module;
  readonly files: DuckdbFiles;
}

/** Tables on their way to the database, as Arrow. */
function tablesComing(files: DuckdbFiles) {
  const coming = new Map<string, Promise<Uint8Array>>();
  const fetchTable = (name: string, progress: Progress, signal?: AbortSignal): void => {
    if (coming.has(name)) return;
    const file = `${name}.parquet`;
    const tell = ({bytes, of}: {bytes: number; of: number}) => progress({what: name, bytes, of});
    const arrow = Promise.resolve()
      .then(() => fetchFile({address: `${files.tables}${file}`, sum: files.sum(file), tell, signal}))
      .then(arrowOfParquet);
    coming.set(name, arrow);
    // What failed is requested again the next time.
    arrow.catch(() => coming.delete(name));
  };
  return {coming, fetchTable};
}

async function fetchParts(files: DuckdbFiles, progress: Progress, signal?: AbortSignal): Promise<Parts> {
  const [library, module] = await Promise.all([
    import("@duckdb/duckdb-wasm"),
    openFile({
      address: files.wasm,
      bytes: files.bytes,
      tell: ({bytes, of}) => progress({what: "DuckDB", bytes, of}),
      signal
    }).then((body) => WebAssembly.compileStreaming(new Response(body, {headers: {"Content-Type": "application/wasm"}})))
  ]);
  return {library, module, files};
}

/** Starts a worker with a locked database. `signal` terminates it only while it starts. */
async function startWorker({library, module, files}: Parts, signal?: AbortSignal): Promise<Running> {
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
  const stopped = () => end(new StoppedError("the run was stopped"));
  signal?.addEventListener("abort", stopped);
  worker.addEventListener("error", ({message}) => end(new Error(message || "DuckDB could not be started")));
  worker.postMessage({script: files.worker, module});
  const db = new library.AsyncDuckDB(new library.VoidLogger(), worker);
  await Promise.race([db.instantiate(files.wasm), over]);
  URL.revokeObjectURL(blob);
  await db.open({path: ":memory:"});
  const connection = (await db.connect()).useUnsafe((_, id) => id);
  for (const statement of LOCK) await db.runQuery(connection, statement);
  // Stopping a later query does not terminate the worker at once: DuckDB may stop by itself.
  signal?.removeEventListener("abort", stopped);
  return {
    db,
    connection,
    present: new Map(),
    isMarked: false,
    over,
    isOver: () => isOver,
    end
  };
}

interface Run {
  readonly connection: number;
  readonly sql: string;
  readonly limits: Limits;
  readonly isStopped: () => boolean;
}

/** Runs a statement over a connection and fetches its result up to the limits. */
async function answerTo({db}: Running, {connection, sql, limits, isStopped}: Run): Promise<Answer> {
  const check = (): void => {
    if (isStopped()) throw new StoppedError("the run was stopped");
  };
  let [rows, bytes] = [0, 0];
  let header = await db.startPendingQuery(connection, sql, true);
  try {
    while (header === null) {
      check();
      header = await db.pollPendingQuery(connection);
    }
    const messages = [header];
    while (rows <= limits.most && bytes <= (limits.bytes ?? Infinity)) {
      check();
      const chunk = await db.fetchQueryResults(connection);
      if (chunk?.length === 0) break;
      if (chunk === null) continue;
      messages.push(chunk);
      rows += rowsOf(header, chunk);
      bytes += chunk.length;
    }
    return answerOf(messages, limits);
  } catch (error) {
    if (error instanceof StoppedError) await db.cancelPendingQuery(connection);
    throw error;
  }
}

/** Checks a query by preparing it, which runs nothing. @throws RefusedError where it is not one SELECT; Error for other faults. */
async function probe({db}: Running, connection: number, sql: string): Promise<void> {
  const tokens = await db.tokenize(sql);
  const select = selectIn(sql, tokens);
  try {
    await db.closePrepared(connection, await db.createPrepared(connection, probeOf(select)));
  } catch (error) {
    const refusal = refusalOf(error instanceof Error ? error.message : String(error), sql, tokens);
    if (refusal !== null) throw new RefusedError(refusal);
    throw error;
  }
}

/** Whether a query changed a setting that new connections inherit. */
async function isMarked(database: Running): Promise<boolean> {
  const {columns} = await answerTo(database, {
    connection: database.connection,
    sql: "SELECT current_setting('enable_logging') AS logs",
    limits: {most: 1},
    isStopped: () => false
  });
  return Number(columns[0]?.values[0]) !== 0;
}

/** Runs a reader's query in its own connection and read-only transaction. */
async function askReadOnly(database: Running, sql: string, isStopped: () => boolean): Promise<Answer> {
  const {db} = database;
  const connection = (await db.connect()).useUnsafe((_, id) => id);
  try {
    await db.runQuery(connection, "BEGIN TRANSACTION READ ONLY");
    try {
      await probe(database, connection, sql);
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      // DuckDB names the place in the reader's own query where that is prepared by itself, which runs nothing.
      await db.closePrepared(connection, await db.createPrepared(connection, sql));
      throw error;
    }
    return await answerTo(database, {connection, sql, limits: LIMITS, isStopped});
  } finally {
    await db.runQuery(connection, "ROLLBACK").catch(() => undefined);
    await db.disconnect(connection);
    if (await isMarked(database)) database.isMarked = true;
  }
}

/**
 * Fetches and starts DuckDB; tables that will be wanted are fetched meanwhile (`tables` then finds them).
 * @throws Error where the browser has no WebAssembly or a file of DuckDB cannot be fetched.
 */
export async function load(
  files: DuckdbFiles,
  progress: Progress = () => undefined,
  names: Iterable<string> = [],
  signal?: AbortSignal
): Promise<Duckdb> {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.compileStreaming !== "function")
    throw new Error("this browser has no WebAssembly");
  const {coming, fetchTable} = tablesComing(files);
  for (const name of names) fetchTable(name, progress, signal);
  const parts = await fetchParts(files, progress, signal);
  let running = await startWorker(parts, signal);
  /** Replaces a worker that broke, was terminated or has changed settings; the new one has no tables. */
  const revived = async (): Promise<Running> => {
    if (running.isMarked) running.end(new Error("the database is started anew"));
    return (running = running.isOver() ? await startWorker(parts) : running);
  };
  /** Counts the stops: work requested before a stop is not done after it. */
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
    async tables(names, progress = () => undefined, signal) {
      const {present} = await revived();
      await Promise.all(
        Array.from(names, (name) => {
          const there = present.get(name);
          if (there) return there;
          fetchTable(name, progress, signal);
          const inserted = (coming.get(name) ?? Promise.reject(new Error(name)))
            // Once in the database it is not kept a second time.
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
    run: (sql, limits = {most: MOST_ROWS}) =>
      inTurn((database, isStopped) => answerTo(database, {connection: database.connection, sql, limits, isStopped})),
    check: (sql) =>
      inTurn(async (database) => {
        try {
          await probe(database, database.connection, sql);
        } catch (error) {
          // Missing tables and mistakes in the query are reported when it runs.
          if (error instanceof RefusedError) throw error;
        }
      }),
    ask: (sql) => inTurn((database, isStopped) => askReadOnly(database, sql, isStopped)),
    async stop() {
      stops++;
      const before = running;
      const done = last.then(() => true);
      const patience = new Promise<boolean>((end) => setTimeout(() => end(false), 1000));
      if (!(await Promise.race([done, patience]))) before.end(new StoppedError("the run was stopped"));
    }
  };
}

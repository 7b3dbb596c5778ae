// Measures reading the edition's Parquet and answering the site's ten questions: hyparquet, parquet-wasm and DuckDB-WASM
// read the same file; d3-array, arquero and DuckDB-WASM answer the same question, at the edition's size and at three and ten times.
import {createRequire} from "node:module";
import {readFileSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {performance} from "node:perf_hooks";
import {fileURLToPath} from "node:url";
import {table} from "arquero";
import type {ColumnTable} from "arquero";
import {median, randomLcg, shuffler} from "d3";
import {build} from "esbuild";
import type {parseState} from "../src/explorer/address.js";
import type {packApplications, packDecisions} from "../src/explorer/columns.js";
import type {ExplorerFacts} from "../src/explorer/facts.js";
import type {openLedger, yearsThatFit} from "../src/explorer/ledger.js";
import type {viewOf} from "../src/explorer/view.js";
import type {lossesOf} from "../src/explorer/losses.js";
import {parquetColumns} from "../src/edition/parquet.js";
import {QUERIES} from "./queries.js";
import type {Answer, Columns, Tables} from "./queries.js";
import type {Line} from "./line.js";

const NAMES = ["applications", "decisions", "stocks"] as const;
const RUNS = 5;

/** Median milliseconds of some runs; the first warms and is not counted. */
async function timed(work: () => unknown, runs = RUNS): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const begun = performance.now();
    await work();
    if (run > 0) taken.push(performance.now() - begun);
  }
  return median(taken) ?? NaN;
}

async function decode(bytes: Uint8Array): Promise<Columns> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return (await parquetColumns(file)) as Record<string, (string | number | null)[]>;
}

/** `times` as many rows of the same distributions: each further copy permutes origins and countries of asylum. */
function grown(columns: Columns, times: number): Columns {
  const length = columns.year?.length ?? 0;
  const made: Record<string, (string | number | null)[]> = {};
  const exchange = (values: ArrayLike<string | number | null>, seed: number) => {
    const from = [...new Set(Array.from(values))];
    const to = shuffler(randomLcg(seed))([...from]);
    return new Map(from.map((value, i) => [value, to[i] ?? null]));
  };
  for (const [name, values] of Object.entries(columns)) {
    const cells: (string | number | null)[] = [];
    for (let copy = 0; copy < times; copy++) {
      const to = copy > 0 && (name === "origin" || name === "asylum") ? exchange(values, copy / 100) : null;
      for (let i = 0; i < length; i++) cells.push(to ? (to.get(values[i] ?? null) ?? null) : (values[i] ?? null));
    }
    made[name] = cells;
  }
  return made;
}

/** DuckDB-WASM in this process, from the package whose `dist` this is. */
async function duckdbAt(dist: string) {
  const require = createRequire(import.meta.url);
  const wasm = require(join(dist, "duckdb-node-blocking.cjs")) as typeof import("@duckdb/duckdb-wasm/blocking");
  const db = await wasm.createDuckDB(
    {
      mvp: {mainModule: join(dist, "duckdb-mvp.wasm"), mainWorker: ""},
      eh: {mainModule: join(dist, "duckdb-eh.wasm"), mainWorker: ""}
    },
    new wasm.VoidLogger(),
    wasm.NODE_RUNTIME
  );
  await db.instantiate(() => undefined);
  return db;
}

/** The folder of a package's bundles; null where it is not installed. */
function distOf(name: string): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    return null;
  }
}

/** The last release of DuckDB-WASM with a built-in Parquet reader: later ones fetch it from another server, which is blocked here. */
const WITH_READER = "duckdb-wasm-1.28.0";

/** Milliseconds in which it turns a Parquet file into columns; null where it is not installed. */
async function duckdbDecode(bytes: Uint8Array): Promise<number | null> {
  const dist = distOf(WITH_READER);
  if (dist === null) {
    console.warn(`DuckDB-WASM's decoding is not timed: npm install --no-save ${WITH_READER}@npm:@duckdb/duckdb-wasm@1.28.0`); // prettier-ignore
    return null;
  }
  const db = await duckdbAt(dist);
  db.registerFileBuffer("rows.parquet", new Uint8Array(bytes));
  const connection = db.connect();
  const taken = await timed(() => {
    const arrow = connection.query("FROM 'rows.parquet'");
    for (let i = 0; i < arrow.numCols; i++) arrow.getChildAt(i)?.toArray();
  });
  connection.close();
  return taken;
}

interface Wasm {
  readonly run: (sql: string) => Answer;
  readonly close: () => void;
}

/** DuckDB-WASM, its tables filled from JSON columns by Arrow, as the query page fills them. */
async function duckdb(tables: Tables<Columns>): Promise<Wasm> {
  const db = await duckdbAt(distOf("@duckdb/duckdb-wasm") ?? "");
  const connection = db.connect();
  const {tableFromArrays, tableToIPC} = await import("@uwdata/flechette");
  for (const name of NAMES) {
    const arrow = tableToIPC(tableFromArrays(tables[name] as Record<string, unknown[]>), {format: "stream"});
    if (arrow) connection.insertArrowFromIPCStream(arrow, {name, create: true});
  }
  return {
    run: (sql) =>
      connection
        .query(sql)
        .toArray()
        .map((row: {toJSON: () => {key: string; number: number}}) => {
          const {key, number} = row.toJSON();
          return [key, number] as const;
        }),
    close: () => connection.close()
  };
}

const same = (a: Answer, b: Answer) => JSON.stringify(a) === JSON.stringify(b);

/** Questions that the explorer answers: one pair, one host from everywhere, regions against each other, rates of an origin, everyone. */
const QUESTIONS = [
  "origin=ERI&asylum=ISR",
  "asylum=DEU&measure=decisions&years=2010-2025",
  "origin=m49:002&asylum=m49:150&unit=persons",
  "origin=AFG&measure=rate&definition=positive&asylum=DEU,FRA,SWE,AUT&stage=first",
  "",
  "measure=decisions"
];

/** The explorer's own code as the site bundles it: from source, tsx wraps each function with its name, which costs a third. */
async function explorerCode(): Promise<ExplorerCode> {
  const {outputFiles} = await build({
    stdin: {
      contents: `export {packApplications, packDecisions} from "./columns.ts"; export {openLedger, yearsThatFit} from "./ledger.ts";
        export {parseState} from "./address.ts"; export {viewOf} from "./view.ts"; export {lossesOf} from "./losses.ts";`,
      resolveDir: join(fileURLToPath(import.meta.url), "..", "..", "src", "explorer")
    },
    bundle: true,
    minify: true,
    format: "esm",
    write: false
  });
  const text = outputFiles[0]?.text ?? "";
  return (await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`)) as ExplorerCode;
}

interface ExplorerCode {
  readonly packApplications: typeof packApplications;
  readonly packDecisions: typeof packDecisions;
  readonly openLedger: typeof openLedger;
  readonly yearsThatFit: typeof yearsThatFit;
  readonly parseState: typeof parseState;
  readonly viewOf: typeof viewOf;
  readonly lossesOf: typeof lossesOf;
}

/** What a question costs. */
interface Asked {
  /** Milliseconds until the first screen can be drawn: findings, caveats and the first chart. */
  readonly first: number;
  /** The same with ranking, map and matrix. */
  readonly whole: number;
  /** Whether years were left out, as the page then says. */
  readonly cut: boolean;
}

/** The explorer's answers to its questions over this many times the rows, each from a ledger with empty caches; the slowest. */
async function explorerAt(code: ExplorerCode, facts: ExplorerFacts, columns: Tables<Columns>): Promise<Asked> {
  const taken: Asked[] = [];
  // Packing and indexing happen once, when the page opens, and are not counted again.
  const ledger = code.openLedger(facts, {
    applications: code.packApplications(columns.applications as unknown as Parameters<typeof packApplications>[0]),
    decisions: code.packDecisions(columns.decisions as unknown as Parameters<typeof packDecisions>[0])
  });
  for (const question of QUESTIONS) {
    const {state, problems} = code.parseState(question, {years: facts.years});
    if (problems.length)
      throw new Error(`${question}: ${problems.map(({value, reason}) => `${value}: ${reason}`).join("; ")}`);
    let cut = false;
    const answer = () => {
      ledger.asked.clear();
      ledger.splits.clear();
      const years = code.yearsThatFit(ledger, state.selection);
      cut = years[0] !== state.selection.years[0];
      const view = code.viewOf(ledger, {...state, selection: {...state.selection, years}});
      code.lossesOf(ledger, view);
      return view;
    };
    const first = await timed(answer, 3);
    const whole = await timed(() => {
      const {ranking, matrix} = answer();
      return [ranking, matrix];
    }, 3);
    taken.push({first, whole, cut});
  }
  return {
    first: Math.max(...taken.map(({first}) => first)),
    whole: Math.max(...taken.map(({whole}) => whole)),
    cut: taken.some(({cut}) => cut)
  };
}

export async function engines(folder: string, facts: ExplorerFacts): Promise<Line[]> {
  const lines: Line[] = [];
  const files = Object.fromEntries(
    NAMES.map((name) => [name, readFileSync(join(folder, `${name}.parquet`))])
  ) as Record<(typeof NAMES)[number], Buffer>;
  const decoded = {} as Record<(typeof NAMES)[number], Columns>;
  for (const name of NAMES) decoded[name] = await decode(files[name]);

  const ours = await timed(() => decode(files.decisions));
  lines.push({
    section: "decode",
    name: "decisions.parquet by hyparquet and fzstd",
    value: ours,
    unit: "ms",
    id: "decode.hyparquet"
  });
  const parquetWasm = (await import("parquet-wasm")) as unknown as {
    readParquet: (bytes: Uint8Array) => {intoIPCStream: () => Uint8Array; free?: () => void};
  };
  const {tableFromIPC} = await import("@uwdata/flechette");
  const theirs = await timed(() => {
    const arrow = tableFromIPC(parquetWasm.readParquet(files.decisions).intoIPCStream());
    for (let i = 0; i < arrow.numCols; i++) arrow.getChildAt(i).toArray();
  });
  lines.push({section: "decode", name: "the same by parquet-wasm, to hyparquet's", value: theirs / ours, unit: "×"});
  const duckdbs = await duckdbDecode(files.decisions);
  if (duckdbs !== null)
    lines.push({section: "decode", name: "the same by DuckDB-WASM 1.28.0, the last with a Parquet reader of its own, to hyparquet's", value: duckdbs / ours, unit: "×"}); // prettier-ignore
  lines.push(...(await bytesOfReaders()));

  const code = await explorerCode();
  for (const times of [1, 3, 10]) {
    const columns = Object.fromEntries(
      NAMES.map((name) => [name, grown(decoded[name], times)])
    ) as unknown as Tables<Columns>;
    const arquero = Object.fromEntries(
      NAMES.map((name) => [name, table(columns[name] as Record<string, unknown[]>)])
    ) as unknown as Tables<ColumnTable>;
    const wasm = await duckdb(columns);
    const sums = {d3: 0, arquero: 0, duckdb: 0};
    for (const query of QUERIES) {
      const answers = {d3: query.d3(columns), arquero: query.arquero(arquero), duckdb: wasm.run(query.sql)};
      if (!same(answers.d3, answers.duckdb) || !same(answers.arquero, answers.duckdb))
        throw new Error(`${query.name}: three engines give different answers`);
      sums.d3 += await timed(() => query.d3(columns), 3);
      sums.arquero += await timed(() => query.arquero(arquero), 3);
      sums.duckdb += await timed(() => wasm.run(query.sql), 3);
    }
    wasm.close();
    const {first, whole, cut} = await explorerAt(code, facts, columns);
    const told = cut ? "; the earliest years of the largest are left out, and the page says so" : "";
    const section = `explorer at ${times}×`;
    lines.push(
      {section, name: `the slowest of ${QUESTIONS.length} questions, worked out for the first screen${told}`, value: first, unit: "ms", id: `answer.${times}`}, // prettier-ignore
      {section, name: "the same with ranking, map and matrix", value: whole, unit: "ms"}
    );
    const rows = NAMES.reduce((n, name) => n + (columns[name].year?.length ?? 0), 0);
    lines.push(
      {
        section: `ten queries at ${times}×`,
        name: `d3-array over columns, ${rows.toLocaleString("en")} rows`,
        value: sums.d3,
        unit: "ms"
      },
      {section: `ten queries at ${times}×`, name: "arquero, to d3-array's", value: sums.arquero / sums.d3, unit: "×"},
      {section: `ten queries at ${times}×`, name: "DuckDB-WASM, to d3-array's", value: sums.duckdb / sums.d3, unit: "×"}
    );
  }
  return lines;
}

/** What a reader would have to fetch to read the Parquet: ours as the site bundles it, the others as they lie in their packages. */
async function bytesOfReaders(): Promise<Line[]> {
  const packages = join(fileURLToPath(import.meta.url), "..", "..", "node_modules");
  const size = (name: string, file: string) => statSync(join(packages, name, file)).size / 1000;
  const {outputFiles} = await build({
    stdin: {
      contents: `export {decompress} from "fzstd"; export {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";`,
      resolveDir: packages
    },
    bundle: true,
    minify: true,
    format: "esm",
    write: false
  });
  return [
    {section: "decode", name: "bytes of hyparquet and fzstd, bundled", value: (outputFiles[0]?.contents.length ?? NaN) / 1000, unit: "kB"}, // prettier-ignore
    {section: "decode", name: "bytes of parquet-wasm, as it lies in its package", value: size("parquet-wasm", "bundler/parquet_wasm_bg.wasm"), unit: "kB"}, // prettier-ignore
    {section: "decode", name: "bytes of DuckDB-WASM, as it lies in its package", value: size("@duckdb/duckdb-wasm", "dist/duckdb-eh.wasm"), unit: "kB"} // prettier-ignore
  ];
}

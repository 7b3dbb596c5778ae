// Runs the query page in the browser: editor, run and stop, the answer as table, chart and file. DuckDB is fetched at the first run, and
// nothing runs until the reader starts it.
import {byId} from "../html/byId.js";
import {saveFile} from "../html/saveFile.js";
import {copyText} from "../html/clipboard.js";
import type {Answer, Duckdb, Progress} from "../edition/duckdb.js";
import {editorIn} from "./editor.js";
import {chartSentence, isYear, MARKS, measuresOf, pointsOf, proposed, seriesOf} from "./chart.js";
import type {Choice, Mark} from "./chart.js";
import {QUESTIONS} from "./questions.js";
import {byteWords} from "../words/numbers.js";
import type {QueryFacts} from "./schema.js";
import {hashOf, mixes, readError, sqlOf, tablesNamed} from "./sql.js";
import {answerTable, sortedRows} from "./answerTable.js";
import type {Order} from "./answerTable.js";
import type {Format, Origin} from "./files.js";
import {isVerifiable, NOT_VERIFIED, sumOf} from "../edition/fetch.js";

const bench = byId("workbench");
const form = byId("query") as HTMLFormElement;
const field = byId("sql") as HTMLTextAreaElement;
const runButton = byId("run") as HTMLButtonElement;
const stopButton = byId("stop") as HTMLButtonElement;
const told = byId("told");
const coming = byId("coming");
const result = byId("result");

let facts: QueryFacts | null = null;
const factsComing = fetch(bench.dataset.facts ?? "", {credentials: "same-origin"}).then(async (response) => {
  if (!response.ok) throw new Error(`We could not load the list of tables (${response.status}). Reload the page.`);
  return (facts = (await response.json()) as QueryFacts);
});
factsComing.catch(() => undefined);

let loading: Promise<Duckdb> | null = null;
/** DuckDB once it is there. */
let started: Duckdb | null = null;
/** Ends the run that is under way. */
let stopping: AbortController | null = null;
let answer: Answer | null = null;
let asked = "";
let choice: Choice | null = null;
let order: Order | null = null;

const editor = editorIn(field, "SQL query. Tab leaves the editor.", {facts: () => facts, run: () => void run()});
byId("sql-label").removeAttribute("for");
const seconds = (ms: number) => `${(ms / 1000).toLocaleString("en", {maximumFractionDigits: ms < 1000 ? 2 : 1})} s`;
const numberWords = (value: number) => value.toLocaleString("en", {maximumFractionDigits: 3});

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...contents: readonly (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...contents);
  return made;
}

function say(...lines: readonly (string | Node)[]): void {
  told.replaceChildren(...lines.map((line) => (typeof line === "string" ? make("p", {}, line) : line)));
}
const caution = (first: string, words: string): HTMLElement =>
  make("p", {class: "caution"}, make("b", {}, first), ` ${words}`);

/** Bytes downloaded so far, for all files together. */
const arriving = new Map<string, {bytes: number; of: number}>();
const progress: Progress = ({what, bytes, of}) => {
  arriving.set(what, {bytes, of});
  const parts = [...arriving.values()];
  const [here, all] = [parts.reduce((sum, part) => sum + part.bytes, 0), parts.reduce((sum, part) => sum + part.of, 0)];
  const bar = byId("bytes") as HTMLProgressElement;
  coming.hidden = false;
  bar.max = Math.max(all, 1);
  bar.value = Math.min(here, all);
  const names = [...arriving.keys()].join(", ");
  byId("bytes-words").textContent =
    here < all ? `${names}: ${byteWords(here)} of ${byteWords(all)}` : `${names}: ${byteWords(here)}, opening`;
};

/** Says what of an answer was cut; null where nothing was. */
function cutWords({cut, rows, columns}: Answer): string | null {
  if (!cut.length) return null;
  const count = (n: number, one: string) => `${n.toLocaleString("en")} ${n === 1 ? one : `${one}s`}`;
  const parts = [
    ...(cut.includes("rows") ? [`Showing the first ${count(rows, "row")}. Add a WHERE or GROUP BY to see fewer.`] : []),
    ...(cut.includes("bytes")
      ? [
          rows === 0
            ? "The first row alone is larger than the limit of 16 MB and is not shown. Select fewer columns, or shorten its texts."
            : `Showing the first ${count(rows, "row")}, which reach the limit of 16 MB. Select fewer rows, or shorter texts.`
        ]
      : []),
    ...(cut.includes("columns")
      ? [`Showing the first ${count(columns.length, "column")}. Name the columns you want.`]
      : [])
  ];
  return parts.join(" ");
}

/** Clears the answer when the query changes. */
function clear(): void {
  answer = null;
  choice = null;
  result.hidden = true;
  result.replaceChildren();
}

async function run(): Promise<void> {
  if (stopping) return;
  const sql = editor.value();
  if (sql.trim() === "") {
    say("Write a query first, or choose a question above.");
    return;
  }
  const control = (stopping = new AbortController());
  const {signal} = control;
  /** Rejects when the reader stops the run. */
  const stopped = new Promise<never>((_, fail) =>
    signal.addEventListener("abort", () => fail(signal.reason as Error), {once: true})
  );
  stopped.catch(() => undefined);
  const unlessStopped = <T>(work: Promise<T>): Promise<T> => Promise.race([work, stopped]);
  clear();
  history.replaceState(null, "", hashOf(sql));
  runButton.disabled = true;
  stopButton.disabled = false;
  editor.mark(null);
  const began = performance.now();
  document.documentElement.dataset.query = "running";
  try {
    const {tables} = await unlessStopped(factsComing);
    const named = tablesNamed(
      sql,
      tables.map(({name}) => name)
    );
    say(loading ? "Running." : "Loading the database (DuckDB).");
    const {load, filesOf} = await unlessStopped(import("../edition/duckdb.js"));
    if (!loading) {
      const mine = (loading = load(filesOf(document), progress, named, signal));
      // The next run retries what failed or was stopped.
      mine.catch(() => (loading = loading === mine ? null : loading));
    }
    const database = (started = await unlessStopped(loading));
    await unlessStopped(database.check(sql));
    await unlessStopped(database.tables(named, progress, signal));
    coming.hidden = true;
    arriving.clear();
    say("Running.");
    const asking = performance.now();
    answer = await unlessStopped(database.ask(sql));
    asked = sql;
    order = null;
    choice = proposed(answer);
    const took = performance.now() - asking;
    await show(answer);
    const cut = cutWords(answer);
    const rows = `${answer.rows.toLocaleString("en")} ${answer.rows === 1 ? "row" : "rows"}`;
    say(
      cut !== null
        ? caution("Not the whole answer.", cut)
        : `${rows} in ${seconds(took)}${took + 500 < performance.now() - began ? `, ${seconds(performance.now() - began)} including downloads` : ""}.`,
      ...mixes(sql, named).map((words) => caution("Do not add these.", words)),
      ...(named.length && !isVerifiable() ? [caution("Checksums not compared.", NOT_VERIFIED)] : [])
    );
  } catch (error) {
    coming.hidden = true;
    arriving.clear();
    const message = error instanceof Error ? error.message : String(error);
    clear();
    if (signal.aborted) say("Stopped.");
    else if (error instanceof Error && error.name === "RefusedError") say(caution("Not run.", message));
    else if (error instanceof Error && error.name === "FileError") say(caution("No answer.", message));
    else {
      const {words, at} = readError(message, sql);
      const line = at ? sql.slice(0, at.from).split("\n").length : 0;
      say(caution(line ? `Line ${line}.` : "No answer.", words));
      if (at) editor.mark({...at, words});
    }
  } finally {
    stopping = null;
    runButton.disabled = false;
    stopButton.disabled = true;
    document.documentElement.dataset.query = "done";
  }
}

async function show(shown: Answer): Promise<void> {
  result.hidden = false;
  const chart = make("div", {id: "answer-chart"});
  const table = make("div", {id: "answer-table"});
  result.replaceChildren(
    make(
      "p",
      {class: "take-answer"},
      ...(["csv", "json", "parquet"] as const).map((format) =>
        make(
          "button",
          {type: "button", class: "btn", "data-format": format},
          `Download ${format === "parquet" ? "Parquet" : format.toUpperCase()}`
        )
      )
    ),
    ...(choice ? [chart] : []),
    table
  );
  if (choice) await drawChart();
  drawTable(shown);
}

function drawTable(shown: Answer): void {
  byId("answer-table").replaceChildren(...answerTable(shown, sortedRows(shown, order), {document, order}));
}

function options(names: readonly string[], chosen: string, none?: string): HTMLOptionElement[] {
  return [...(none === undefined ? [] : [["", none]]), ...names.map((name) => [name, name])].map(
    ([value = "", words = ""]) => make("option", {value, ...(value === chosen ? {selected: ""} : {})}, words)
  );
}
const MARK_WORDS: Readonly<Record<Mark, string>> = {bar: "Bars", line: "Line", dot: "Dots"};

async function drawChart(): Promise<void> {
  const holder = document.getElementById("answer-chart");
  if (!answer || !choice || !holder) return;
  const shown = choice;
  const {chartOf} = await import("./drawnAnswer.js");
  const {points, leftOut} = pointsOf(answer, shown);
  const sentence = chartSentence(shown, points, (value) => (isYear(shown.y) ? String(value) : numberWords(value)));
  const pick = (name: keyof Choice, words: string, choices: HTMLOptionElement[]) =>
    make("label", {}, `${words} `, make("select", {"data-choice": name}, ...choices));
  const focused = document.activeElement?.getAttribute("data-choice");
  holder.replaceChildren(
    make(
      "div",
      {class: "choices", role: "group", "aria-label": "Chart"},
      pick(
        "mark",
        "Chart",
        MARKS.map((mark) =>
          make("option", {value: mark, ...(mark === shown.mark ? {selected: ""} : {})}, MARK_WORDS[mark])
        )
      ),
      pick(
        "y",
        "of",
        options(
          measuresOf(answer).map(({name}) => name),
          shown.y
        )
      ),
      pick(
        "x",
        "by",
        options(
          answer.columns.map(({name}) => name).filter((name) => name !== shown.y),
          shown.x
        )
      ),
      pick(
        "series",
        "one series for each",
        options(
          seriesOf(answer, shown.x).map(({name}) => name),
          shown.series ?? "",
          "nothing"
        )
      )
    ),
    make(
      "p",
      {class: "finding"},
      [sentence, ...leftOut.map((words) => `${words.replace(/^./, (c) => c.toUpperCase())}.`)].join(" ")
    ),
    points.length
      ? make("div", {class: "art"}, chartOf(shown, points, {width: Math.max(260, holder.clientWidth), label: sentence}))
      : ""
  );
  if (focused) holder.querySelector<HTMLElement>(`[data-choice="${CSS.escape(focused)}"]`)?.focus();
}

async function download(format: Format): Promise<void> {
  if (!answer) return;
  const {csvOf, fileName, jsonOf, parquetOf} = await import("./files.js");
  const shown = answer;
  const origin: Origin = {edition: facts?.edition ?? "", cite: facts?.cite ?? "", query: asked, cut: cutWords(shown)};
  const rows = sortedRows(shown, order);
  // Files have the row order of the table on the page.
  const sorted: Answer = {
    ...shown,
    columns: shown.columns.map((column) => ({...column, values: rows.map((row) => column.values[row] ?? null)}))
  };
  const contents =
    format === "csv" ? csvOf(sorted, origin) : format === "json" ? jsonOf(sorted) : parquetOf(sorted, origin);
  const type = {csv: "text/csv;charset=utf-8", json: "application/json", parquet: "application/vnd.apache.parquet"}[
    format
  ];
  saveFile(fileName(origin, await queryMark(origin.query), format), contents, type);
}

/** Distinguishes files of different queries that begin with the same words. */
async function queryMark(query: string): Promise<string> {
  const bytes = new TextEncoder().encode(query);
  if (isVerifiable()) return sumOf(bytes.buffer);
  return bytes
    .reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7)
    .toString(16)
    .padStart(8, "0");
}

function put(sql: string): void {
  editor.set(sql);
  say();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
stopButton.addEventListener("click", () => {
  stopButton.disabled = true;
  stopping?.abort(new Error("stopped"));
  if (started) void started.stop();
  // Drops the pending download; the next run fetches it again.
  else loading = null;
});
byId("copy").addEventListener("click", () => {
  const link = new URL(hashOf(editor.value()), location.href).href;
  void copyText(link).then(
    () => say("Link copied. Anyone who opens it sees the query and can choose to run it."),
    () => say(`Copy this link: ${link}`)
  );
});
document.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  const {question, format, sort} = target.dataset;
  if (question !== undefined) {
    put(QUESTIONS.find(({id}) => id === question)?.sql ?? "");
    event.preventDefault();
    form.scrollIntoView();
    form.querySelector<HTMLElement>(".cm-content")?.focus({preventScroll: true});
  }
  if (format !== undefined) void download(format as Format);
  if (sort !== undefined && answer) {
    const column = Number(sort);
    order = {column, falling: order?.column === column ? !order.falling : true};
    drawTable(answer);
    result.querySelector<HTMLElement>(`[data-sort="${column}"]`)?.focus();
  }
});
result.addEventListener("change", (event) => {
  const control = event.target as HTMLSelectElement;
  const name = control.dataset.choice;
  if (name === undefined || !choice) return;
  choice = {...choice, [name]: name === "series" ? control.value || null : control.value};
  if (choice.series === choice.x) choice = {...choice, series: null};
  void drawChart();
});
let resized = 0;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => void drawChart(), 150) as unknown as number;
});

/** Shows a query that came with a link; the reader runs it. */
function readLink(): void {
  const linked = sqlOf(location.hash);
  if (linked === null || linked === editor.value()) return;
  put(linked);
  say("This query came with the link. Read it before you run it.");
}
addEventListener("hashchange", readLink);
readLink();
runButton.textContent = "Run";
if (!told.textContent)
  say(`The first query downloads ${byteWords(Number(bench.dataset.packed))} (DuckDB, from this site).`);
document.documentElement.classList.add("live");
document.documentElement.dataset.query = "ready";

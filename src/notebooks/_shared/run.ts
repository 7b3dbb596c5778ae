// Runs a notebook's SQL with DuckDB in the browser, and redraws its page from the rows.
import {chosenOf, NotebookError} from "./notebook.js";

export {tablesOf} from "./notebook.js";
import type {Chosen, Notebook, Results, Row, Value} from "./notebook.js";
import {agreedWords, chartOf, linksOf, saysNodes, saysOf, sqlOf, stepTable} from "./render.js";
import type {Answer, Duckdb} from "../../edition/duckdb.js";

/** The names of the places. */
export async function namesOf(db: Duckdb): Promise<ReadonlyMap<string, string>> {
  return new Map(
    rowsOf(await db.run("SELECT place, name_en FROM places")).map((row) => [String(row.place), String(row.name_en)])
  );
}

/** The most rows a step may have in the browser; the largest has some thousands. */
const MOST = 100_000;

/** Runs each step. Returns null where `isWanted` says, between two steps, that the reader has since chosen something else. */
export async function compute(
  db: Duckdb,
  notebook: Notebook,
  chosen: Chosen,
  places: ReadonlyMap<string, string>,
  isWanted: () => boolean
): Promise<Results | null> {
  const offered = Object.fromEntries(
    Object.keys(notebook.choices).map((name) => [
      name,
      Array.from(
        document.querySelectorAll<HTMLOptionElement>(`#choice-${name} option`),
        ({value, text}) => [value, text] as const
      )
    ])
  );
  chosenOf(offered, chosen);
  const steps = new Map<string, readonly Row[]>();
  for (const step of Object.keys(notebook.steps)) {
    if (!isWanted()) return null;
    await db.run(`CREATE OR REPLACE TEMP TABLE "${step}" AS ${sqlOf(notebook, step, chosen)}`);
    steps.set(step, rowsOf(await db.run(`SELECT * FROM "${step}"`, {most: MOST})));
  }
  if (!isWanted()) return null;
  return {
    chosen,
    rows: (step) => {
      const rows = steps.get(step);
      if (!rows) throw new NotebookError(`there is no step “${step}”`);
      return rows;
    },
    place: (code) => places.get(code) ?? code
  };
}

function rowsOf({columns, rows}: Answer): Row[] {
  return Array.from({length: rows}, (_, i) =>
    Object.fromEntries(
      columns.map(({name, values}): [string, Value] => {
        const value = values[i] ?? null;
        return [name, typeof value === "bigint" ? Number(value) : (value as Value)];
      })
    )
  );
}

/** Redraws every part of the page that the notebook computes. Nothing changes where one part cannot be drawn. */
export function draw(
  document: Document,
  notebook: Notebook,
  results: Results,
  {initial, name, edition}: {initial: Chosen; name: string; edition: string}
): void {
  const drawing = {name, notebook, results, edition, document, code: `../code/notebooks/${name}`};
  // Everything is drawn before anything is replaced, so that a page never mixes two settings.
  const made: (() => void)[] = [];
  for (const chart of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    const drawn = chartOf(drawing, chart.dataset.chart ?? "");
    made.push(() => chart.replaceWith(drawn));
  }
  for (const rows of document.querySelectorAll<HTMLElement>("[data-rows]")) {
    const drawn = stepTable(drawing, rows.dataset.rows ?? "");
    made.push(() => rows.replaceWith(drawn));
  }
  for (const said of document.querySelectorAll<HTMLElement>("[data-says]")) {
    const key = said.dataset.says ?? "";
    const nodes = saysNodes(document, saysOf(drawing, key), linksOf(drawing, key));
    made.push(() => said.replaceChildren(...nodes));
  }
  for (const code of document.querySelectorAll<HTMLElement>("[data-sql]")) {
    const text = sqlOf(notebook, code.dataset.sql ?? "", results.chosen);
    made.push(() => (code.textContent = text));
  }
  const isInitial = Object.entries(initial).every(([choice, value]) => results.chosen[choice] === value);
  for (const agreed of document.querySelectorAll<HTMLElement>("[data-agreed]")) {
    const words = agreedWords(results.rows(agreed.dataset.agreed ?? "").length, isInitial);
    made.push(() => (agreed.textContent = words));
  }
  for (const put of made) put();
}

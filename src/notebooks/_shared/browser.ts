// Lets a reader change a notebook's settings. DuckDB and the notebook's code load only when the reader asks for them.
import type {Duckdb} from "../../edition/duckdb.js";
import type {Notebook} from "./notebook.js";

/** Loaded on request: the notebook, and the code that runs it. */
export interface Parts {
  readonly notebook: Notebook;
  readonly run: typeof import("./run.js");
  readonly load: typeof import("../../edition/duckdb.js").load;
  readonly filesOf: typeof import("../../edition/duckdb.js").filesOf;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Shows the settings and waits for the reader. `fetchParts` loads the rest. */
export function offer(fetchParts: () => Promise<Parts>): void {
  const form = document.querySelector<HTMLFormElement>("#choices");
  const button = form?.querySelector<HTMLButtonElement>("#load");
  const fields = form?.querySelector<HTMLFieldSetElement>("fieldset");
  const told = form?.querySelector<HTMLElement>("#choices-told");
  if (!form || !button || !fields || !told) return;
  form.hidden = false;
  const asked = askedFor(form);
  if (asked)
    told.textContent = "This link asks for other settings than those shown below. Select the button to compute them.";
  form.addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.disabled = true;
    told.textContent = "Downloading DuckDB and the tables.";
    start(form, fields, told, fetchParts)
      .then(() => {
        // The button disappears, so focus moves to the first list.
        const had = document.activeElement === button || document.activeElement === document.body;
        button.hidden = true;
        if (had) fields.querySelector("select")?.focus();
      })
      .catch((error: unknown) => {
        button.disabled = false;
        told.textContent = `We could not load it: ${error instanceof Error ? error.message : String(error)}. The page has not changed. Try again.`;
      });
  });
}

/** Writes the settings of the address into the form. Returns whether any differs from those shown. */
function askedFor(form: HTMLFormElement): boolean {
  let any = false;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const list = form.querySelector<HTMLSelectElement>(`select[name="${CSS.escape(name)}"]`);
    if (!list || ![...list.options].some((option) => option.value === value)) continue;
    any ||= list.value !== value;
    list.value = value;
  }
  return any;
}

const chosenIn = (form: HTMLFormElement) =>
  Object.fromEntries(Array.from(form.querySelectorAll("select"), (list) => [list.name, list.value]));

async function start(
  form: HTMLFormElement,
  fields: HTMLFieldSetElement,
  told: HTMLElement,
  fetchParts: () => Promise<Parts>
): Promise<void> {
  const {notebook, run, load, filesOf} = await fetchParts();
  const tables = run.tablesOf(notebook);
  const here = new Map<string, number>();
  const db: Duckdb = await load(
    filesOf(document),
    ({what, bytes, of}) => {
      here.set(what, bytes);
      const sum = [...here.values()].reduce((all, each) => all + each, 0);
      told.textContent = `${what}: ${megabytes(bytes)}${of > 0 ? ` of ${megabytes(of)}` : ""}; ${megabytes(sum)} in all.`;
    },
    tables
  );
  await db.tables(tables);
  told.textContent = "Reading the tables.";
  const places = await run.namesOf(db);
  fields.disabled = false;
  const initial = Object.fromEntries(Object.entries(notebook.choices).map(([name, choice]) => [name, choice.initial]));
  let turn = 0;
  const compute = async (): Promise<void> => {
    const mine = ++turn;
    const chosen = chosenIn(form);
    told.textContent = "Computing.";
    const begun = performance.now();
    try {
      const results = await run.compute(db, notebook, chosen, places, () => mine === turn);
      if (!results) return;
      run.draw(document, notebook, results, {
        initial,
        name: form.dataset.notebook ?? "",
        edition: form.dataset.edition ?? ""
      });
      told.textContent = `Computed in your browser in ${Math.round(performance.now() - begun)} ms, by the SQL under “Code”. Nothing was sent.`;
      const query = new URLSearchParams(Object.entries(chosen).filter(([name, value]) => initial[name] !== value));
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query.toString()}` : ""}${location.hash}`);
    } catch (error) {
      if (mine === turn)
        told.textContent = `We could not compute this: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  form.addEventListener("change", () => void compute());
  await compute();
}

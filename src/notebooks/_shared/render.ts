// A notebook as elements of its page: the code of a step, its rows, its charts, its sentences, and the choices. The build draws them
// for the initial choice, the browser for every other; both get the same from the same rows.
import {plate} from "../../charts/plate.js";
import type {Size} from "../../charts/sizes.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {STATUS_WORDS} from "../../words/status.js";
import {UNITS} from "../../measures/codes.js";
import type {Status, Unit} from "../../measures/codes.js";
import {formatNumber, formatPercent, formatShare} from "../../words/numbers.js";
import {count, NotebookError, number} from "./notebook.js";
import type {Chosen, Kind, Notebook, Results, Row} from "./notebook.js";

/** Rows of a step that are printed, with the count of all. */
const MOST = 30;

export interface Drawing {
  readonly name: string;
  readonly notebook: Notebook;
  readonly results: Results;
  /** The edition's id. */
  readonly edition: string;
  readonly document: Document;
  /** The sizes to draw; all where not given. */
  readonly sizes?: readonly Size[];
  /** Path to the notebook's code, from its page. */
  readonly code: string;
}

/** The SQL of a step as it runs, a line of its text a line. */
export function sqlOf(notebook: Notebook, step: string, chosen: Chosen): string {
  const found = notebook.steps[step];
  if (!found) throw new NotebookError(`there is no step “${step}”`);
  return found.sql(chosen);
}

/** How the second way stands to what is shown. It ran in the build, for the initial choices. */
export function agreedWords(rows: number, isInitial: boolean): string {
  return isInitial
    ? `${formatNumber(rows)} ${rows === 1 ? "row" : "rows"}, alike in every cell`
    : "it ran when the site was built, for the first choices; what is shown now is by SQL alone";
}

/** The code of a step in both ways; `second` is the text of the file that arquero ran. */
export function stepCode({notebook, results, document}: Drawing, step: string, second: string): HTMLElement {
  const rows = results.rows(step).length;
  const make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, tag, attributes, ...contents);
  const box = (way: string, text: string, more: Record<string, string> = {}) =>
    make(
      "pre",
      {class: "recipe", tabindex: "0", role: "region", "aria-label": `Step ${step} in ${way}`},
      make("code", more, text)
    );
  return make(
    "div",
    {class: "step", id: `step-${step}`},
    make("p", {class: "unit"}, make("b", {}, step), " in SQL"),
    box("SQL", sqlOf(notebook, step, results.chosen), {"data-sql": step}),
    make(
      "details",
      {},
      make("summary", {}, "The same by arquero: ", make("span", {"data-agreed": step}, agreedWords(rows, true))),
      box("arquero", second)
    )
  );
}

function cellOf(document: Document, {place}: Results, row: Row, column: string, kind: Kind): HTMLElement {
  const value = row[column] ?? null;
  const cell = (text: string) => element(document, "td", {}, text);
  switch (kind) {
    case "count":
      return value === null ? cell("–") : countCell(document, count(row, column));
    case "share":
      return cell(
        row[`${column}_lo`] == null
          ? "–"
          : formatShare(
              {value: value as number | null, lo: number(row, `${column}_lo`), hi: number(row, `${column}_hi`)},
              1
            )
      );
    case "number":
      return cell(value === null ? "–" : formatNumber(value as number));
    case "percent":
      return cell(value === null ? "–" : formatPercent(value as number, 1));
    case "ratio":
      return cell(value === null ? "–" : (value as number).toFixed(2));
    default:
      return element(document, "td", {class: "text"}, wordsOf(place, value, kind));
  }
}

/** Text columns are left-aligned, numbers right-aligned. */
const WORDS: ReadonlySet<Kind> = new Set<Kind>(["place", "unit", "status", "text"]);

function wordsOf(place: Results["place"], value: Row[string], kind: Kind): string {
  if (value === null) return "–";
  if (kind === "place") return place(String(value));
  if (kind === "unit") return UNITS[value as Unit];
  if (kind === "status") return STATUS_WORDS[value as Status];
  return String(value);
}

/** The rows of a step as a reader sees them. */
export function stepTable({notebook, results, document}: Drawing, step: string): HTMLElement {
  const found = notebook.steps[step];
  if (!found) throw new NotebookError(`there is no step “${step}”`);
  const rows = results.rows(step);
  const shown = rows.slice(0, MOST);
  const make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, tag, attributes, ...contents);
  const [first, ...rest] = found.columns;
  if (!first) throw new NotebookError(`step ${step} has no column to print`);
  const table = make(
    "table",
    {class: "figures"},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...found.columns.map(([head, , kind = "text"]) =>
          make("th", {scope: "col", ...(WORDS.has(kind) ? {class: "text"} : {})}, head)
        )
      )
    ),
    make(
      "tbody",
      {},
      ...shown.map((row) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, wordsOf(results.place, row[first[1]] ?? null, first[2] ?? "text")),
          ...rest.map(([, column, kind]) => cellOf(document, results, row, column, kind ?? "text"))
        )
      )
    )
  );
  const caption =
    rows.length > MOST ? `Rows of “${step}”: the first ${MOST} of ${formatNumber(rows.length)}` : `Rows of “${step}”`;
  return make("div", {"data-rows": step}, scrolling(document, table, {id: `rows-${step}`, caption}));
}

/** A chart of the notebook. */
export function chartOf({notebook, results, document, edition, sizes, code}: Drawing, chart: string): HTMLElement {
  const made = notebook.charts[chart];
  if (!made) throw new NotebookError(`there is no chart “${chart}”`);
  const drawn = plate(
    {
      ...made(results),
      ...(sizes ? {sizes} : {}),
      id: `chart-${chart}`,
      source: `UNHCR, edition ${edition}, read by the ledger’s rules.`,
      made: `${code}#${chart}`
    },
    {document}
  );
  drawn.setAttribute("data-chart", chart);
  return drawn;
}

/** A sentence or a number in words. @throws NotebookError where the notebook says no such thing. */
export function saysOf({notebook, results}: Pick<Drawing, "notebook" | "results">, key: string): string {
  const said = notebook.says(results)[key];
  if (said === undefined) throw new NotebookError(`there is no sentence “${key}”`);
  return said;
}

/** A number with its bounds, which no line may part. */
const WHOLE = /[\d.,]+(?:\u00a0%)? \[[^\]]+\]/g;

/** A sentence as HTML, each number with its bounds in one piece. */
export function piecesOf(words: string): readonly {readonly text: string; readonly whole: boolean}[] {
  const pieces: {text: string; whole: boolean}[] = [];
  let from = 0;
  for (const match of words.matchAll(WHOLE)) {
    pieces.push({text: words.slice(from, match.index), whole: false}, {text: match[0], whole: true});
    from = match.index + match[0].length;
  }
  return [...pieces, {text: words.slice(from), whole: false}].filter(({text}) => text !== "");
}

/** The same as nodes. */
export function saysNodes(document: Document, words: string): (string | Node)[] {
  return piecesOf(words).map(({text, whole}) => (whole ? element(document, "span", {class: "whole"}, text) : text));
}

/** The choices, each a list; and the button that loads what answers them. Without scripts they are told in words. */
export function choicesForm(
  {notebook, results, document}: Drawing,
  offered: Readonly<Record<string, readonly (readonly [string, string])[]>>
): HTMLElement {
  const make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, tag, attributes, ...contents);
  const fields = Object.entries(notebook.choices).map(([name, {label}]) => {
    const list = make(
      "select",
      {id: `choice-${name}`, name},
      ...(offered[name] ?? []).map(([value, words]) =>
        make("option", {value, ...(results.chosen[name] === value ? {selected: ""} : {})}, words)
      )
    );
    return make("p", {class: "field"}, make("label", {for: `choice-${name}`}, label), list);
  });
  return make(
    "form",
    {class: "choices", id: "choices", hidden: ""},
    make("p", {}, make("button", {type: "button", class: "btn p", id: "load"}, "Change the choices")),
    make("fieldset", {disabled: ""}, make("legend", {class: "unseen"}, "Choices of this notebook"), ...fields),
    make("p", {id: "choices-told", role: "status"})
  );
}

// Draws a notebook's page: the code and table of each step, the charts, the sentences and the settings. The build draws them for the
// initial settings, the browser for all others.
import {plate} from "../../charts/plate.js";
import type {Size} from "../../charts/sizes.js";
import {figureHref, withLinks} from "../../figures/link.js";
import type {Root, TextLink} from "../../figures/link.js";
import {countCell, element, numberParts, scrolling} from "../../html/table.js";
import {STATUS_WORDS} from "../../words/status.js";
import {editionDate} from "../../words/editionDate.js";
import {UNITS} from "../../measures/codes.js";
import type {Status, Unit} from "../../measures/codes.js";
import {formatNumber, formatPercent, formatShare, leastCount, leastPercent} from "../../words/numbers.js";
import {digitsOf} from "../../words/rates.js";
import {count, NotebookError, number} from "./notebook.js";
import type {Chosen, Kind, Notebook, Results, Row} from "./notebook.js";

/** A table prints this many rows and says how many there are. */
const MOST = 30;

export interface Drawing {
  readonly name: string;
  readonly notebook: Notebook;
  readonly results: Results;
  /** The edition's id, such as 2026-11-25. */
  readonly edition: string;
  readonly document: Document;
  /** The sizes to draw; all where not given. */
  readonly sizes?: readonly Size[];
  /** The address of the notebook's code, relative to its page. */
  readonly code: string;
}

/** The SQL of a step as it runs. */
export function sqlOf(notebook: Notebook, step: string, chosen: Chosen): string {
  const found = notebook.steps[step];
  if (!found) throw new NotebookError(`there is no step “${step}”`);
  return found.sql(chosen);
}

/** Whether the second computation agrees with the first. It ran during the build, for the initial settings. */
export function agreedWords(rows: number, isInitial: boolean): string {
  if (!isInitial)
    return "it ran when we built the site, for the first settings; what you see now is computed by SQL alone";
  return rows === 1 ? "the one row matches" : `all ${formatNumber(rows)} rows match`;
}

/** The code of a step in both languages, folded; `second` is the part of the file that Arquero ran. */
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
    "details",
    {class: "fold step", id: `step-${step}`},
    make("summary", {}, `Step “${step}”`),
    box("SQL", sqlOf(notebook, step, results.chosen), {"data-sql": step}),
    make(
      "p",
      {class: "unit"},
      "Checked in JavaScript (Arquero): ",
      make("span", {"data-agreed": step}, agreedWords(rows, true)),
      "."
    ),
    box("JavaScript", second)
  );
}

function cellOf(
  document: Document,
  {place}: Results,
  row: Row,
  [column, kind]: readonly [string, Kind],
  {href, isLeast}: {readonly href: string | null; readonly isLeast: boolean}
): HTMLElement {
  const value = row[column] ?? null;
  const cell = (text: string) =>
    element(document, "td", {}, ...numberParts(document, [text], text === "–" ? null : href));
  switch (kind) {
    case "count":
      if (value === null) return cell("–");
      return isLeast ? cell(leastCount(count(row, column))) : countCell(document, count(row, column), href);
    case "share": {
      if (row[`${column}_lo`] == null) return cell("–");
      // As many decimals as the rate's card has.
      const ends = {lo: number(row, `${column}_lo`), hi: number(row, `${column}_hi`)};
      return cell(
        isLeast
          ? leastPercent(ends.lo, digitsOf(ends))
          : formatShare({value: value as number | null, ...ends}, digitsOf(ends))
      );
    }
    case "number":
      return cell(value === null ? "–" : formatNumber(value as number));
    case "percent":
      return cell(value === null ? "–" : formatPercent(value as number, 1));
    case "yes":
      return cell(value === 1 ? "yes" : "–");
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

/** The table of a step. */
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
          ...rest.map(([, column, kind = "text"]) => {
            const figure = found.cards?.[column]?.(row, results.chosen) ?? null;
            const href = figure && figureHref("../", figure);
            return cellOf(document, results, row, [column, kind], {
              href,
              isLeast: found.least?.(row, column) ?? false
            });
          })
        )
      )
    )
  );
  const title = found.caption(results.chosen);
  const caption = rows.length > MOST ? `${title}: the first ${MOST} of ${formatNumber(rows.length)} rows` : title;
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
      source: `${notebook.publishers ?? "UNHCR"}, edition of ${editionDate(edition)}, with our reclassification rules.`,
      made: `${code}#${chart}`
    },
    {document}
  );
  drawn.setAttribute("data-chart", chart);
  return drawn;
}

/** The numbers of a sentence that have a card. */
export const linksOf = ({notebook, results}: Pick<Drawing, "notebook" | "results">, key: string): readonly TextLink[] =>
  notebook.links?.(results)[key] ?? [];

/** A sentence of the notebook. @throws NotebookError where it has none of that name. */
export function saysOf({notebook, results}: Pick<Drawing, "notebook" | "results">, key: string): string {
  const said = notebook.says(results)[key];
  if (said === undefined) throw new NotebookError(`there is no sentence “${key}”`);
  return said;
}

/** A number with its range, kept on one line. */
const WHOLE = /[\d.,]+%? \[[^\]]+\]/g;

/** Splits a sentence so that each number stays on one line with its range. */
export function piecesOf(words: string): readonly {readonly text: string; readonly whole: boolean}[] {
  const pieces: {text: string; whole: boolean}[] = [];
  let from = 0;
  for (const match of words.matchAll(WHOLE)) {
    pieces.push({text: words.slice(from, match.index), whole: false}, {text: match[0], whole: true});
    from = match.index + match[0].length;
  }
  return [...pieces, {text: words.slice(from), whole: false}].filter(({text}) => text !== "");
}

/** The sentence as nodes; its numbers lead to their cards. */
export function saysNodes(
  document: Document,
  words: string,
  links: readonly TextLink[] = [],
  root: Root = "../"
): (string | Node)[] {
  const link = ({text, figure}: TextLink) => element(document, "a", {class: "n", href: figureHref(root, figure)}, text);
  return piecesOf(words).flatMap(({text, whole}) => {
    const parts = withLinks(text, links, link);
    return whole ? [element(document, "span", {class: "whole"}, ...parts)] : parts;
  });
}

/** The settings, each a list, and the button that loads the code to change them. Hidden without scripts. */
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
    make("p", {}, make("button", {type: "button", class: "btn p", id: "load"}, "Change the settings")),
    make("fieldset", {disabled: ""}, make("legend", {class: "unseen"}, "Settings of this notebook"), ...fields),
    make("p", {id: "choices-told", role: "status"})
  );
}

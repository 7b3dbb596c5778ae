// What pages may ask of the notebook that has their name: `:component[notebook …]` and `:says[…]` on `notebooks/doors` are answered
// by `src/notebooks/doors.ts`. So a notebook is copied with its page, and neither names the other.
import {readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {element} from "../../html/table.js";
import {chartOf, choicesForm, saysNodes, saysOf, stepCode, stepTable} from "./render.js";
import type {Drawing} from "./render.js";
import {NotebookError} from "./notebook.js";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import type {Computed} from "./compute.js";

/** The notebook of a page. @throws FigureError where the page has none. */
function notebookOf(notebooks: readonly Computed[], path: string): Computed {
  const name = posix.basename(path, ".md");
  const found = notebooks.find((each) => each.name === name);
  if (!found) throw new FigureError(`there is no src/notebooks/${name}.ts for this page`);
  return found;
}

/** The text of a step's second way, as the file has it: from its line to the one that closes it. */
export function secondWay(source: string, step: string): string {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line === `    ${step}: {` || line === `    "${step}": {`);
  const from = lines.findIndex((line, i) => i > start && start >= 0 && line.startsWith("      arquero: "));
  if (from < 0) throw new FigureError(`the file has no arquero of the step “${step}” (is it formatted?)`);
  const to = lines.findIndex((line, i) => i > from && /^ {0,6}\S/.test(line));
  const closes = /^ {6}[)}\]]/.test(lines[to] ?? "");
  return lines
    .slice(from, closes ? to + 1 : to)
    .map((line) => line.replace(/^ {6}/, ""))
    .join("\n")
    .replace(/^arquero: /, "")
    .replace(/,$/, "");
}

/** Says FigureError for NotebookError, so that the page and the directive are named with it. */
function told<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotebookError) throw new FigureError(error.message, {cause: error});
    throw error;
  }
}

/** Shown where a notebook needs a table that the edition lacks. */
const lacking = ({lacks}: Computed, edition: Edition) =>
  `Edition ${edition.id} has no table ${lacks.join(" and no ")}: this part is empty until one that has it is published.`;

export function notebookDrawings(
  edition: Edition,
  notebooks: readonly Computed[],
  document: Document
): (directive: string, words: readonly string[], path: string) => Element[] {
  const list = () =>
    element(
      document,
      "dl",
      {class: "notebooks"},
      ...notebooks.flatMap((each) => {
        const {name, notebook, results} = each;
        return [
          element(document, "dt", {}, element(document, "a", {href: `/notebooks/${name}`}, titleOf(name))),
          element(
            document,
            "dd",
            {},
            ...(results ? saysNodes(document, saysOf({notebook, results}, "finding")) : [lacking(each, edition)])
          )
        ];
      })
    );
  return (directive, words, path) => {
    if (directive === "notebooks") return [list()];
    const computed = notebookOf(notebooks, path);
    const {name, notebook, results, offered, source} = computed;
    const [what = "", of = ""] = words;
    if (!results)
      return what === "choices" || what === "finding"
        ? [element(document, "p", {class: "caution"}, lacking(computed, edition))]
        : [];
    const drawing: Drawing = {
      name,
      notebook,
      results,
      edition: edition.id,
      document,
      code: `/code/notebooks/${name}`
    };
    return told(() => {
      switch (what) {
        case "choices":
          return [choicesForm(drawing, offered)];
        case "code":
          return [stepCode(drawing, of, secondWay(source, of))];
        case "table":
          return [stepTable(drawing, of)];
        case "chart":
          return [chartOf(drawing, of)];
        case "finding":
          return [
            element(
              document,
              "p",
              {class: "finding", "data-says": "finding"},
              ...saysNodes(document, saysOf(drawing, "finding"))
            )
          ];
        default:
          throw new FigureError(`notebook takes choices, code, table, chart or finding, not “${what}”`);
      }
    });
  };
}

/** How `:says[key]` is answered on a page. */
export function saysOfNotebooks(notebooks: readonly Computed[]): (key: string, path: string) => string {
  return (key, path) => {
    const {notebook, results} = notebookOf(notebooks, path);
    return results ? told(() => saysOf({notebook, results}, key)) : "(not in this edition)";
  };
}

/** A notebook's title, from the first lines of its page. */
function titleOf(name: string): string {
  const page = readFileSync(join(process.cwd(), "src", "notebooks", `${name}.md`), "utf8");
  return /^title: (.+)$/m.exec(page)?.[1]?.replace(/^"|"$/g, "") ?? name;
}

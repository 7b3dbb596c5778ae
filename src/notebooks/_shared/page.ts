// Answers `:component[notebook …]` and `:says[…]` on a page from the notebook of the same name: on `notebooks/doors` from
// `src/notebooks/doors.ts`. Neither names the other, so a page and its notebook can be copied together.
import {readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {ascending} from "d3";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {editionDate} from "../../words/editionDate.js";
import {chartOf, choicesForm, linksOf, saysNodes, saysOf, stepCode, stepTable} from "./render.js";
import type {Drawing} from "./render.js";
import {NotebookError} from "./notebook.js";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import type {Computed} from "./compute.js";

/** The notebook of a page. @throws FigureError where there is none. */
function notebookOf(notebooks: readonly Computed[], path: string): Computed {
  const name = posix.basename(path, ".md");
  const found = notebooks.find((each) => each.name === name);
  if (!found) throw new FigureError(`there is no src/notebooks/${name}.ts for this page`);
  return found;
}

/** The Arquero code of a step, cut out of the notebook's file. */
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

/** Turns a NotebookError into a FigureError, so that the message names the page and the directive. */
function asFigureError<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotebookError) throw new FigureError(error.message, {cause: error});
    throw error;
  }
}

/** Shown where a notebook needs a table that the edition lacks. */
const lacking = ({lacks}: Computed, edition: Edition) =>
  `The edition of ${editionDate(edition.id)} has no table ${lacks.join(" and no ")}. This analysis appears when an edition has it.`;

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
      ...inOrder(notebooks).flatMap(([each, {title, question}]) => {
        const {name, notebook, results} = each;
        return [
          element(document, "dt", {}, element(document, "a", {href: `/notebooks/${name}`}, title)),
          element(
            document,
            "dd",
            {},
            ...(results
              ? saysNodes(
                  document,
                  saysOf({notebook, results}, "finding"),
                  linksOf({notebook, results}, "finding"),
                  "./"
                )
              : [lacking(each, edition)])
          ),
          ...(question ? [element(document, "dd", {class: "question"}, question)] : [])
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
    return asFigureError(() => {
      switch (what) {
        case "choices":
          return [choicesForm(drawing, offered)];
        case "code":
          return Object.keys(notebook.steps).map((step) => stepCode(drawing, step, secondWay(source, step)));
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
              ...saysNodes(document, saysOf(drawing, "finding"), linksOf(drawing, "finding"))
            )
          ];
        default:
          throw new FigureError(`notebook takes choices, code, table, chart or finding, not “${what}”`);
      }
    });
  };
}

/** How `:says[key]` is answered on a page, as HTML: the sentence, whose numbers lead to their cards. */
export function saysOfNotebooks(notebooks: readonly Computed[]): (key: string, path: string) => string {
  return (key, path) => {
    const {notebook, results} = notebookOf(notebooks, path);
    const parts = results
      ? asFigureError(() => saysNodes(PAPER, saysOf({notebook, results}, key), linksOf({notebook, results}, key)))
      : ["(not in this edition)"];
    return element(PAPER, "span", {"data-says": key}, ...parts).outerHTML;
  };
}

/** What the list of notebooks takes from a notebook's page. */
interface Heading {
  readonly title: string;
  /** The page's deck; empty where it has none. */
  readonly question: string;
  /** From "Notebook 3" above the title; after all others where there is none. */
  readonly number: number;
}

function headingOf(name: string): Heading {
  const page = readFileSync(join(process.cwd(), "src", "notebooks", `${name}.md`), "utf8");
  return {
    title: /^title: (.+)$/m.exec(page)?.[1]?.replace(/^"|"$/g, "") ?? name,
    question: /<p class="deck">(.*?)<\/p>/.exec(page)?.[1] ?? "",
    number: Number(/<p class="kick">Notebook (\d+)<\/p>/.exec(page)?.[1] ?? Infinity)
  };
}

/** The notebooks by their number, each with what its page says of it. */
function inOrder(notebooks: readonly Computed[]): (readonly [Computed, Heading])[] {
  return notebooks
    .map((each) => [each, headingOf(each.name)] as const)
    .sort(([a, of], [b, to]) => of.number - to.number || ascending(a.name, b.name));
}

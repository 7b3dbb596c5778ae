// Writes the pages of earlier editions: for each figure that the site's pages print, a card for each edition at an address
// that names it, and a page for each edition that lists them. Static files, so that a citation resolves on any host without
// scripts. Figures that pages no longer print have no card; the tables of each edition are there whole.
import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join, posix} from "node:path";
import {formatBounds, formatNumber} from "../../words/numbers.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {isExact} from "../../measures/bounds.js";
import type {Account, KeptEdition} from "../../edition/account.js";
import {cardOf} from "../../figures/card.js";
import type {CardPlace} from "../../figures/card.js";
import {revisedLines} from "../../figures/revised.js";
import {loadEdition} from "../../edition/edition.js";
import type {Edition, EditionRevision} from "../../edition/edition.js";
import {COLUMNS} from "../../measures/codes.js";
import {FigureError, figuresOf} from "../../figures/figure.js";
import type {Computed, RowsFigure} from "../../figures/figure.js";
import type {PrintedFigures} from "../../pages/check/check.js";

/** A figure's number in lists: with its bounds, or the word for a missing one. */
export function figureWords({count, shown}: Computed): string {
  if (!count) return shown;
  return isExact(count) ? formatNumber(count.value) : `${formatNumber(count.value)}\u00a0${formatBounds(count)}`;
}

/** The address of a figure's card in an edition, from that of its card in the current one. */
export function datedPath(path: string, edition: string): string {
  return `editions/${edition}/${path}`;
}

/** Rewrites the relative addresses of a page that moves from the path `from` to `to`. */
export function atPath(html: string, from: string, to: string): string {
  return html.replace(/(\s(?:href|src|action)="|import ")(\.\.?\/[^"#?]*)/g, (_, before: string, address: string) => {
    const path = posix.normalize(posix.join(posix.dirname(from), address));
    const leads = posix.relative(posix.dirname(to), path) || ".";
    return `${before}${leads.startsWith(".") ? leads : `./${leads}`}${address.endsWith("/") ? "/" : ""}`;
  });
}

/** An edition that is kept, with how figures are computed from it. */
export interface OpenEdition {
  readonly kept: KeptEdition;
  readonly its: Edition;
  readonly figure: (directive: string) => Computed;
}

/** The editions that are kept, the oldest first. */
export async function openEditions(root: string, edition: Edition, {kept}: Account): Promise<OpenEdition[]> {
  const opened: OpenEdition[] = [];
  for (const each of kept) {
    const its = each.isCurrent ? edition : await loadEdition(root, each.id);
    opened.push({kept: each, its, figure: figuresOf(its)});
  }
  return opened;
}

/** A figure in the editions other than `id`, and the numbers behind it that were revised; `hrefOf` leads to its card in an edition. */
export function otherEditions(
  opened: readonly OpenEdition[],
  computed: Computed,
  {id, account, hrefOf}: {id: string; account: Account; hrefOf: (edition: string) => string}
): CardPlace["editions"] {
  const {figure} = computed;
  const mine = opened.find(({kept}) => kept.id === id);
  const value = mine ? valueIn(mine.figure, computed) : computed;
  const words = typeof value === "string" ? null : figureWords(value);
  const isRows = figure.kind === "applications" || figure.kind === "decisions";
  const nameOf = (code: string) => mine?.its.places.get(code) ?? code;
  return {
    others: opened
      .filter(({kept}) => kept.id !== id)
      .map(({kept, figure: compute}) => {
        const then = valueIn(compute, computed);
        const [other, why] = typeof then === "string" ? [null, then] : [figureWords(then), ""];
        return {
          edition: kept.id,
          words: other ?? `no such figure (${why})`,
          isSame: other === null || words === null ? null : other === words,
          href: hrefOf(kept.id)
        };
      }),
    revised: isRows ? revisedLines(account.revisions, takesRevision(figure), nameOf) : []
  };
}

/** Whether a figure adds the row that was revised, and the column. */
function takesRevision({kind, selection, cell}: RowsFigure): (revision: EditionRevision) => boolean {
  const {origin, asylum, years, level, authority, unit, type} = selection;
  const takes = (scope: readonly string[] | "*", code: string | null) =>
    scope === "*" || code === null || scope.includes(code);
  return (one) =>
    one.table === kind &&
    takes(origin, one.origin) &&
    takes(asylum, one.asylum) &&
    years.some(([from, to]) => from <= one.year && one.year <= to) &&
    takes(level, one.level) &&
    takes(authority, one.authority) &&
    takes(unit, one.unit) &&
    takes(type, one.type) &&
    (!(COLUMNS as readonly (string | null)[]).includes(cell) || one.column === cell) &&
    one.column !== "total";
}

/**
 * Writes the cards and the list of each edition that is kept. `frame` is a page whose main part is replaced, as it lies at
 * `framePath`; `printed` are the cards by address. Returns each figure's number in each edition, the oldest first.
 */
export function writeEditionPages(o: {
  readonly folder: string;
  readonly edition: Edition;
  readonly account: Account;
  readonly document: Document;
  readonly printed: ReadonlyMap<string, Computed>;
  readonly opened: readonly OpenEdition[];
  /** The page at `path` with this main part and title. */
  readonly page: (path: string, main: HTMLElement, title: string, edition: string) => string;
}): PrintedFigures {
  const {folder, edition, account, document, printed} = o;
  const make = (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const figures = new Map<string, {name: string; values: (string | null)[]}>();
  const write = (path: string, main: HTMLElement, title: string, id: string) => {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), o.page(path, main, title, id));
  };
  for (const [path, computed] of printed) {
    const parts = cardOf(edition, computed, document, {
      address: {now: `./${posix.basename(path)}`, dated: ""},
      editions: null
    });
    const name = parts
      .slice(0, 2)
      .map((part) => part.textContent)
      .join(", ");
    figures.set(path, {name, values: []});
  }
  for (const {kept, its, figure} of o.opened) {
    const lines: [path: string, name: string, then: string | null, now: string][] = [];
    for (const [path, computed] of printed) {
      const {name = "", values = []} = figures.get(path) ?? {};
      const then = valueIn(figure, computed);
      const value = typeof then === "string" ? null : figureWords(then);
      values.push(value);
      lines.push([path, name, value, figureWords(computed)]);
      const main = make("main", {id: "observablehq-main", class: "card"});
      const card = `../../../${path}`;
      const top = make(
        "div",
        {class: "top"},
        make("a", {href: "../"}, `Edition ${kept.id}`),
        ...(kept.isCurrent ? [] : [make("a", {href: card}, `The current edition: ${figureWords(computed)}`)])
      );
      main.append(top);
      if (typeof then === "string")
        main.append(
          make("h1", {id: "card-title"}, name),
          make("p", {class: "of"}, `Edition ${kept.id}`),
          make(
            "p",
            {},
            `Edition ${kept.id} has no such figure: ${then}. It is kept as it was made; the link above leads to the figure of the current edition.`
          )
        );
      else
        main.append(
          ...cardOf(its, then, document, {
            address: {now: card, dated: `./${posix.basename(path)}`},
            editions: otherEditions(o.opened, computed, {
              ...{id: kept.id, account},
              hrefOf: (id) => `../../${id}/${path}`
            })
          })
        );
      write(`${datedPath(path, kept.id)}.html`, main, `${name}, edition ${kept.id}`, kept.id);
    }
    write(`editions/${kept.id}/index.html`, listOf(kept, account, lines, document), `Edition ${kept.id}`, kept.id);
  }
  return new Map([...figures].map(([path, each]) => [posix.basename(path), each]));
}

/** A figure of the current pages as an edition has it; why it has none, in words. */
function valueIn(figure: (directive: string) => Computed, {figure: {text}}: Computed): Computed | string {
  try {
    return figure(text);
  } catch (error) {
    if (error instanceof FigureError) return error.message;
    throw error;
  }
}

function listOf(
  {id, isCurrent, tables, notes}: KeptEdition,
  {current}: Account,
  lines: readonly (readonly [path: string, name: string, then: string | null, now: string])[],
  document: Document
): HTMLElement {
  const make = (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const link = (href: string, words: string) => make("a", {href}, words);
  const changed = lines.filter(([, , then, now]) => then !== null && then !== now).length;
  const lacking = lines.filter(([, , then]) => then === null).length;
  const figures = (count: number, one: string, many: string) => `${formatNumber(count)} ${count === 1 ? one : many}`;
  return make(
    "main",
    {id: "observablehq-main", class: "observablehq"},
    make("p", {class: "kick"}, isCurrent ? "The current edition" : "An earlier edition, kept"),
    make("h1", {}, `Edition ${id}`),
    make(
      "p",
      {class: "lead"},
      isCurrent
        ? "These pages are made from it. Here each figure has the address that goes on naming this edition when another is current."
        : `It is older than ${current} and kept as it was made. Of the ${figures(lines.length, "figure", "figures")} that today’s pages print, ` +
            (changed ? figures(changed, "is another number", "are another number") : "none is another number") +
            ` in it${lacking ? `, and ${figures(lacking, "is one that it has not", "are ones that it has not")}` : ""}.`
    ),
    ...notes.map((note) => make("p", {class: "small"}, `Noted in it: ${note}.`)),
    make("p", {}, link("../../check", "Check a figure"), " lists each published figure that differs between editions."),
    make("h2", {}, "Figures"),
    wordsTable(
      ["Figure", ...(isCurrent ? ["Number"] : [`In ${id}`, `In ${current}`])],
      lines.map(([path, name, then, now]) => [
        link(`./${path}`, name),
        then ?? "none",
        ...(isCurrent ? [] : [then === now ? "the same" : now])
      ]),
      {
        document,
        id: "edition-figures",
        caption: "The figures that pages print, each with its card in this edition",
        numbers: new Set([1, 2])
      }
    ),
    make("h2", {}, "Tables"),
    make(
      "ul",
      {},
      ...tables.map((table) =>
        make(
          "li",
          {},
          link(`../../data/${id}/${table}.parquet`, `${table}.parquet`),
          ", ",
          link(`../../data/${id}/${table}.csv.gz`, `${table}.csv.gz`)
        )
      )
    ),
    make("p", {}, link(`../../data/${id}/datapackage.json`, "datapackage.json"), " describes them.")
  );
}

// Writes a small page for each of the questions most likely to be shared: title, answer, picture and table without scripts. Readers
// with scripts are led on to the explorer at once; a static host can show a preview of the page's own address alone.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {ascending, descending} from "d3";
import {parseState} from "../../explorer/address.js";
import {findingParagraphs} from "../../explorer/findings.js";
import type {Ledger} from "../../explorer/ledger.js";
import {titleOf} from "../../explorer/measureWords.js";
import {overTime} from "../../explorer/plates/overTime.js";
import {source} from "../../explorer/plates/options.js";
import {tableElement} from "../../explorer/plates/table.js";
import {PREVIEWS, previewName, previewPlaces, previewSelection} from "../../explorer/previewLink.js";
import {seriesTable} from "../../explorer/table.js";
import type {Table, TableCell} from "../../explorer/table.js";
import type {View} from "../../explorer/types.js";
import {viewOf} from "../../explorer/view.js";
import type {Edition} from "../../edition/edition.js";
import {escapeText, PAPER} from "../../html/paper.js";
import {formatSelection} from "../../measures/selection.js";
import {UNITS} from "../../measures/codes.js";
import {editionDate} from "../../words/editionDate.js";
import {chartsIn, firstSentence} from "../pictures/share.js";
import type {Shown} from "../pictures/layout.js";
import {atPath} from "./editionPages.js";
import {framedQuestion} from "./framedQuestion.js";
import type {DrawnQuestion, FramedQuestion} from "./framedQuestion.js";
import {SiteError} from "./files.js";
import {escapeHtml} from "./html.js";

const FRAME = `${PREVIEWS}/page.html`;
/** In the place of the picture until it has a name. */
export const PICTURE = "<!-- picture -->";
/** How many pages there are in all. */
const MOST = 1000;

/** Whether a site that Framework built has the frame of the pages. */
export const hasPreviews = (folder: string): boolean => existsSync(join(folder, FRAME));

/**
 * The names of a build's pages: all, unless LEDGER_PREVIEWS names some. Tests build with a few; the others would be made in the
 * same way.
 */
export function namedPreviews(edition: Pick<Edition, "applications" | "places">, {LEDGER_PREVIEWS}: NodeJS.ProcessEnv) {
  const some = LEDGER_PREVIEWS?.split(",");
  return previewNames(edition).filter((name) => some?.includes(name) ?? true);
}

/** The names of the pages: each country of asylum and each origin with a new application, and the pairs with the most of them. */
export function previewNames({applications, places}: Pick<Edition, "applications" | "places">, most = MOST): string[] {
  const [pairs, asylums, origins] = [new Map<string, number>(), new Set<string>(), new Set<string>()];
  const {origin, asylum, type, applications: counts} = applications;
  for (let i = 0; i < origin.length; i++) {
    const [from, to, count] = [origin[i] ?? "", asylum[i] ?? "", counts[i] ?? 0];
    if (!places.has(from) || !places.has(to) || !/^(?:N|NR|V)$/.test(type[i] ?? "") || count === 0) continue;
    asylums.add(to);
    origins.add(from);
    const name = previewName(from, to) ?? "";
    pairs.set(name, (pairs.get(name) ?? 0) + count);
  }
  const sides = [
    ...[...asylums].sort().flatMap((code) => previewName(null, code) ?? []),
    ...[...origins].sort().flatMap((code) => previewName(code, null) ?? [])
  ];
  const largest = [...pairs].sort((a, b) => descending(a[1], b[1]) || ascending(a[0], b[0])).map(([name]) => name);
  return [...sides, ...largest].slice(0, most);
}

/** The list of names that the explorer fetches, named by its contents. Returns its path. */
export function writePreviewList(folder: string, names: readonly string[]): string {
  const text = JSON.stringify(names);
  const path = `_explorer/previews.${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, "_explorer"), {recursive: true});
  writeFileSync(join(folder, path), text);
  return path;
}

/** New applications and decisions of every year, the latest first; a line for each unit that a year is counted in. */
export function previewTable(ledger: Ledger, applications: View, decisions: View): Table {
  const [asked, decided] = [seriesTable(ledger, applications, applications.main ?? applications.series), seriesTable(ledger, decisions, decisions.main ?? [])]; // prettier-ignore
  const numbers = (table: Table) => table.columns.flatMap(({key}, i) => (/^(?:year|step|unit)$/.test(key) ? [] : [i]));
  const unitAt = (table: Table) => table.columns.findIndex(({key}) => key === "unit");
  // The page stays small: its numbers lead to their cards from the explorer.
  const plain = (row: readonly TableCell[]) => row.map(({links: _links, ...cell}): TableCell => cell);
  const byLine = (table: Table) =>
    new Map(table.rows.map(plain).map((row) => [`${row[0]?.text ?? ""} ${row[unitAt(table)]?.text ?? ""}`, row]));
  const [lines, decisionLines] = [byLine(asked), byLine(decided)];
  const none: TableCell = {text: "no entry", sort: null, file: {}};
  const [from, to] = applications.state.selection.years;
  const units = Object.values(UNITS).filter((unit) => [...lines.keys(), ...decisionLines.keys()].some((key) => key.endsWith(` ${unit}`))); // prettier-ignore
  const rows: TableCell[][] = [];
  for (let year = to; year >= from; year--)
    for (const unit of units) {
      const [ask, decision] = [lines.get(`${year} ${unit}`), decisionLines.get(`${year} ${unit}`)];
      if (!ask && !decision && unit !== units[0]) continue;
      rows.push([
        {text: String(year), sort: year, file: {}},
        {text: unit, sort: unit, file: {}},
        ...numbers(asked).map((i) => ask?.[i] ?? none),
        ...numbers(decided).map((i) => decision?.[i] ?? none)
      ]);
    }
  return {
    columns: [
      {key: "year", title: "Year", numeric: true},
      {key: "unit", title: "Counted in", numeric: false},
      ...[asked, decided].flatMap((table) => numbers(table).flatMap((i) => table.columns[i] ?? []))
    ],
    rows,
    all: rows.length
  };
}

/** Where a page of one side or pair leads besides the explorer. */
function waysOf(ledger: Ledger, name: string): string {
  const {origin, asylum} = previewPlaces(name);
  return [asylum, origin]
    .flatMap((code) =>
      code === null
        ? []
        : [`<a data-way="countries/${code.toLowerCase()}">${escapeText(ledger.place(code)?.name ?? code)}</a>`]
    ) // prettier-ignore
    .join(" ");
}

interface Answered {
  readonly title: string;
  readonly main: string;
  readonly shown: Shown;
  readonly to: string;
  readonly drawn: DrawnQuestion;
}

/** One page's answer. */
export function answer(ledger: Ledger, name: string): Answered {
  const {years, edition} = ledger.facts;
  const selection = previewSelection(name, years);
  const view = (query: string) => viewOf(ledger, parseState(query, {years, place: (code) => ledger.place(code) !== undefined}).state); // prettier-ignore
  const query = formatSelection(selection);
  const asked = view(query);
  const decided = view(`${query}&measure=decisions`);
  const title = titleOf(ledger, selection);
  const {first} = findingParagraphs(ledger, asked);
  const [plate] = asked.empty
    ? []
    : overTime(ledger, asked, {document: PAPER, live: false, sizes: ["middle", "phone"]});
  const drawn = plate ? plate.outerHTML : null;
  const chart = drawn === null ? [] : chartsIn(drawn);
  const to = `../explorer?${query}`;
  const table = tableElement(previewTable(ledger, asked, decided), {
    document: PAPER,
    live: false,
    id: "rows-table",
    caption: "New asylum applications and decisions by year"
  });
  return {
    title,
    to,
    drawn: {ledger, view: asked, title, plate: drawn},
    shown: {
      title,
      sentence: firstSentence(first),
      charts: chart.map(({sizes}) => ({title: "", sizes})),
      edition: `Edition of ${editionDate(edition)}`
    },
    main: [
      `<h1>${escapeText(title)}</h1>`,
      `<p class="lead">${escapeText(first)}</p>`,
      `<p><a class="btn" href="${escapeHtml(to)}">Open this question in the explorer</a></p>`,
      PICTURE,
      table.outerHTML,
      `<p class="unit">Decisions at first instance, alone or combined with appeal. In square brackets: the range that rounding allows. No entry does not mean zero. ${escapeText(source(ledger))}</p>`,
      `<p class="ways">${waysOf(ledger, name)}</p>`
    ].join("\n")
  };
}

export interface PreviewPage {
  readonly html: string;
  /** What a link to the page shows. */
  readonly shown: Shown;
  readonly framed: FramedQuestion;
}

/** The pages of these names by their files, each in the frame, which is the HTML of the page `q/page`. */
export function previewPages(frame: string, ledger: Ledger, names: readonly string[]): Map<string, PreviewPage> {
  const main = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!main.test(frame)) throw new SiteError(`${FRAME} has no main`);
  return new Map(
    names.map((name) => {
      const file = `${PREVIEWS}/${name}.html`;
      const page = answer(ledger, name);
      const html = atPath(frame, FRAME, file)
        .replace(main, (_, open: string) => `${open}\n${page.main}\n</main>`)
        .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(page.title)} | Asylum Ledger</title>`)
        .replace(
          "</head>",
          () =>
            `<meta name="robots" content="noindex">\n<script type="module">location.replace(${JSON.stringify(page.to)});</script>\n</head>`
        );
      return [file, {html, shown: page.shown, framed: framedQuestion(name, page.drawn)}];
    })
  );
}

/** The frame of the pages in a site that Framework built, which goes. */
export function takeFrame(folder: string): string {
  const frame = readFileSync(join(folder, FRAME), "utf8");
  rmSync(join(folder, FRAME));
  return frame;
}

/** Writes the pages. Returns what a link to each shows, by its file. */
export function writePreviews(folder: string, pages: ReadonlyMap<string, PreviewPage>): Map<string, Shown> {
  for (const [file, {html}] of pages) writeFileSync(join(folder, file), html);
  return new Map(Array.from(pages, ([file, {shown}]) => [file, shown]));
}

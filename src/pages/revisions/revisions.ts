// What the page of revisions shows, and what the build writes for it and for editions that are kept: the figures' cards of each
// edition at an address that names it, a page that lists them, and the small file that answers whether a figure still stands.
import {csvParseRows, descending, group} from "d3";
import {formatNumber} from "../../words/numbers.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {packRevision} from "./standing.js";
import type {Standing} from "./standing.js";
import type {Account} from "../../edition/account.js";
import type {Edition, EditionRevision} from "../../edition/edition.js";

const REPOSITORY = 100e6;
/** Cells that the page lists; the table has all. */
const MOST_LISTED = 30;

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** What the page of revisions and others say of editions, by the name of its component. */
export function revisionDrawings(
  account: Account,
  edition: Edition,
  document: Document
): Readonly<Record<string, () => Element[]>> {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const name = (code: string) => edition.places.get(code) ?? code;
  return {
    "revisions-state": () => stateOf(account, make),
    "revisions-summary": () => summaryOf(account, document, make, name),
    "revisions-largest": () => largestOf(account, document, make, name),
    "revisions-editions": () => [editionsList(account, make)],
    "revisions-room": () => [make("p", {}, roomWords(account))],
    "revisions-check": () => checkForm(make)
  };
}

function stateOf({kept, pairs, revisions, current}: Account, make: Make): Element[] {
  const only = kept.length === 1;
  if (!pairs.length)
    return [
      make(
        "p",
        {class: "lead", id: "state"},
        make("b", {}, "No earlier edition. "),
        `Edition ${current} is the first that is kept. What publishers changed before it was made cannot be told from here: the ledger was not there to keep what stood before. From the next edition on, each cell that is published otherwise is listed on this page, and this edition keeps its address.`
      )
    ];
  const first = pairs[0]?.before ?? "";
  return [
    make(
      "p",
      {class: "lead", id: "state"},
      revisions.length
        ? `From edition ${first} to ${current}, publishers changed ${formatNumber(revisions.length)} ${revisions.length === 1 ? "cell" : "cells"} of what they had published before.`
        : `From edition ${first} to ${current}, publishers changed nothing of what they had published before.`
    ),
    ...(only
      ? [
          make(
            "p",
            {},
            `One edition is kept here, ${current}. What is told of earlier ones is from the account that it carries.`
          )
        ]
      : [])
  ];
}

const TABLE_WORDS: Readonly<Record<string, string>> = {
  applications: "Applications",
  decisions: "Decisions",
  stocks: "Year-end figures"
};

/** Rows of the table that a revision belongs to: the cells of one row are one. */
function rowOf({table, year, origin, asylum, authority, type, level, unit}: EditionRevision): string {
  return [table, year, origin, asylum, authority, type, level, unit].join(" ");
}

function summaryOf(
  {pairs, revisions}: Account,
  document: Document,
  make: Make,
  name: (code: string) => string
): Element[] {
  if (!pairs.length) return [make("p", {}, "There is no pair of editions to compare.")];
  const lines = Array.from(
    group(revisions, (each) =>
      [each.edition_before, each.edition, each.table, each.asylum, each.year].join(" ")
    ).values(),
    (cells) => {
      const [first] = cells;
      if (!first) throw new RangeError("an empty group");
      const rows = (change: string) => new Set(cells.filter((cell) => cell.change === change).map(rowOf)).size;
      return {first, cells: cells.length, changed: rows("changed"), added: rows("added"), gone: rows("gone")};
    }
  ).sort((a, b) => descending(a.cells, b.cells));
  const quiet = pairs.filter(
    ({before, after}) => !revisions.some((each) => each.edition_before === before && each.edition === after)
  );
  return [
    ...(lines.length
      ? [
          wordsTable(
            ["Editions", "Table", "Host", "Year", "Rows changed", "Added", "Gone"],
            lines.map(({first, changed, added, gone}) => [
              `${first.edition_before} to ${first.edition}`,
              TABLE_WORDS[first.table] ?? first.table,
              name(first.asylum),
              String(first.year),
              formatNumber(changed),
              formatNumber(added),
              formatNumber(gone)
            ]),
            {
              document,
              id: "revisions-summary",
              caption: "Rows that publishers changed, by table, host and year",
              numbers: new Set([4, 5, 6])
            }
          )
        ]
      : []),
    ...quiet.map(({before, after}) => make("p", {}, `From ${before} to ${after} nothing was changed.`)),
    ...pairs
      .filter(({without}) => without.length)
      .map(({before, after, without}) =>
        make(
          "p",
          {},
          `From ${before} to ${after}, ${without.map((table) => (TABLE_WORDS[table] ?? table).toLowerCase()).join(" and ")} could not be compared: one of the two editions has no such table.`
        )
      )
  ];
}

function largestOf({revisions}: Account, document: Document, make: Make, name: (code: string) => string): Element[] {
  if (!revisions.length) return [make("p", {}, "No cell is on account.")];
  const size = ({before, after}: EditionRevision) => Math.abs((after ?? 0) - (before ?? 0));
  const sorted = [...revisions].sort((a, b) => descending(size(a), size(b)) || (rowOf(a) < rowOf(b) ? -1 : 1));
  const shown = sorted.slice(0, MOST_LISTED);
  const value = (count: number | null) => (count === null ? "–" : formatNumber(count));
  return [
    wordsTable(
      ["Origin", "Host", "Year", "Level", "Unit", "Column", "Before", "After", "Edition"],
      shown.map((each) => [
        name(each.origin),
        name(each.asylum),
        String(each.year),
        each.level ?? "–",
        each.unit === null ? "persons" : UNITS[each.unit as Unit],
        each.table === "decisions" ? `“${each.column}”` : each.column.replaceAll("_", " "),
        each.change === "added" ? "no row" : value(each.before),
        each.change === "gone" ? "no row" : value(each.after),
        each.edition
      ]),
      {document, id: "revisions-largest", caption: "The largest changes of a single cell", numbers: new Set([6, 7])}
    ),
    make(
      "p",
      {},
      shown.length < sorted.length
        ? `${formatNumber(shown.length)} of ${formatNumber(sorted.length)} cells. All of them are in the table `
        : "These are all; they are in the table ",
      make("a", {href: "/data#files"}, "revisions"),
      "."
    )
  ];
}

function editionsList({kept}: Account, make: Make): HTMLElement {
  return make(
    "ul",
    {class: "editions", id: "editions-kept"},
    ...[...kept]
      .reverse()
      .map(({id, isCurrent, tables}) =>
        make(
          "li",
          {},
          make("a", {href: `/editions/${id}/`}, `Edition ${id}`),
          `${isCurrent ? ", the current one" : ""}: ${formatNumber(tables.length)} tables, `,
          make("a", {href: `/data/${id}/datapackage.json`}, "described here"),
          "."
        )
      )
  );
}

/** How many editions fit, from the bytes of the latest, and what happens past that. */
export function roomWords({kept, current}: Account): string {
  const bytes = kept.find(({id}) => id === current)?.bytes ?? 0;
  const all = kept.reduce((sum, each) => sum + each.bytes, 0);
  const megabytes = (value: number) =>
    `${(value / 1e6).toLocaleString("en", {minimumFractionDigits: 1, maximumFractionDigits: 1})} MB`;
  const fit = bytes > 0 ? Math.floor(REPOSITORY / bytes) : 0;
  return (
    `Edition ${current} takes ${megabytes(bytes)} of the repository, ${kept.length === 1 ? "the only one kept" : `the ${formatNumber(kept.length)} kept together ${megabytes(all)}`}. ` +
    `Of this size about ${formatNumber(fit)} fit into 100 MB, which at two a year is ${formatNumber(Math.floor(fit / 2))} years. ` +
    "Past that nothing breaks, but each copy of the repository brings all of them along. Then the oldest folders under data/editions may be removed: " +
    "what they held stays in the repository’s history, their changes stay in the account that every later edition carries, and their addresses lead to a page that says so and names the editions kept."
  );
}

/** The field that a script answers; it is not shown without one. */
function checkForm(make: Make): Element[] {
  return [
    make(
      "form",
      {class: "standing", id: "standing", hidden: ""},
      make("label", {for: "pasted"}, "An address of this site, or a number with the countries and the year"),
      make("textarea", {
        id: "pasted",
        name: "pasted",
        rows: "2",
        maxlength: "2000",
        spellcheck: "false",
        autocomplete: "off"
      }),
      make("button", {class: "btn", type: "submit"}, "Does it still stand?")
    ),
    make("div", {id: "standing-answer", role: "status"})
  ];
}

// --------------------------------------------------------------------------------------- the file that answers

/** The figures that pages print, by the last part of their card's address: name, and number in each edition kept. */
export type PrintedFigures = ReadonlyMap<string, {readonly name: string; readonly values: readonly (string | null)[]}>;

export function standingFile(account: Account, figures: PrintedFigures, placesCsv: string): Standing {
  const [heads = [], ...lines] = csvParseRows(placesCsv);
  const column = (line: readonly string[], name: string) => line[heads.indexOf(name)] ?? "";
  const pair = new Map(account.pairs.map(({before, after}, i) => [`${before} ${after}`, i]));
  return {
    current: account.current,
    kept: account.kept.map(({id}) => id),
    pairs: account.pairs.map(({before, after}) => [before, after]),
    figures: Object.fromEntries(
      [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, {name, values}]) => [path, [name, ...values]])
    ),
    places: lines.map((line) => [
      column(line, "place"),
      column(line, "region"),
      column(line, "subregion"),
      column(line, "bureau"),
      ...[
        ...new Set([
          column(line, "name_en"),
          column(line, "name_ru"),
          column(line, "name_ko"),
          ...column(line, "aliases").split(" | ")
        ])
      ].filter(Boolean)
    ]),
    revisions: account.revisions.map((each) =>
      packRevision(each, pair.get(`${each.edition_before} ${each.edition}`) ?? 0)
    )
  };
}

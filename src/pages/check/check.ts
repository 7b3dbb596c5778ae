// What the page "Check a figure" shows: the box, what publishers changed between editions, and the editions kept; and the small file
// that the box answers from.
import {csvParseRows, descending, group} from "d3";
import {editionDate} from "../../words/editionDate.js";
import {formatNumber} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";
import {capital, list} from "../../words/text.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {packRevision} from "./checkList.js";
import {claimsTables} from "./claimsTable.js";
import {regionLines} from "./regions.js";
import {breaksFor} from "./source.js";
import type {ClaimList} from "./checkList.js";
import type {Account} from "../../edition/account.js";
import type {Edition, EditionRevision} from "../../edition/edition.js";

/** How many revised figures the page lists; the table has all. */
const MOST_LISTED = 30;

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** The components of the page, some of them on other pages too, by name. */
export function checkDrawings(
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
    "revisions-kept": () => [make("p", {}, keptWords(account))],
    "check-form": () => checkForm(make),
    "check-claims": () =>
      claimsTables(edition, checkListOf(account, {figures: new Map(), placesCsv: "", edition}), document)
  };
}

function stateOf({kept, pairs, revisions, current}: Account, make: Make): Element[] {
  const state = (...contents: string[]) => make("p", {class: "lead", id: "state"}, ...contents);
  if (!pairs.length)
    return [
      state(
        `The edition of ${editionDate(current)} is the first one we keep. We cannot say what was revised before it. ` +
          "From the next edition on, this page lists every figure that its publisher changed."
      )
    ];
  const first = editionDate(pairs[0]?.before ?? "");
  const span = `Between the editions of ${first} and ${editionDate(current)}`;
  return [
    state(
      revisions.length
        ? `${span} publishers changed ${formatNumber(revisions.length)} published ${revisions.length === 1 ? "figure" : "figures"}.`
        : `${span} publishers changed no figure.`
    ),
    ...(kept.length === 1
      ? [
          make(
            "p",
            {},
            `This site keeps one edition, of ${editionDate(current)}. What it says about earlier ones comes from that edition’s own list of revisions.`
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

/** The key of the entry that a revision belongs to: several figures of one entry share it. */
function rowOf({table, year, origin, asylum, authority, type, level, unit}: EditionRevision): string {
  return [table, year, origin, asylum, authority, type, level, unit].join(" ");
}

function summaryOf(
  {pairs, revisions}: Account,
  document: Document,
  make: Make,
  name: (code: string) => string
): Element[] {
  if (!pairs.length) return [make("p", {}, "There are no two editions to compare yet.")];
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
            ["Editions", "Table", "Country of asylum", "Year", "Entries changed", "Added", "Removed"],
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
              caption: "Entries that publishers changed, by table, country of asylum and year",
              numbers: new Set([4, 5, 6])
            }
          )
        ]
      : []),
    ...quiet.map(({before, after}) =>
      make("p", {}, `Between the editions of ${editionDate(before)} and ${editionDate(after)} nothing was changed.`)
    ),
    ...pairs
      .filter(({without}) => without.length)
      .map(({before, after, without}) =>
        make(
          "p",
          {},
          `${capital(list(without.map((table) => (TABLE_WORDS[table] ?? table).toLowerCase())))} could not be compared between the editions of ${editionDate(before)} and ${editionDate(after)}: one of the two has no such table.`
        )
      )
  ];
}

function largestOf({revisions}: Account, document: Document, make: Make, name: (code: string) => string): Element[] {
  if (!revisions.length) return [make("p", {}, "No revisions recorded.")];
  const size = ({before, after}: EditionRevision) => Math.abs((after ?? 0) - (before ?? 0));
  const sorted = [...revisions].sort((a, b) => descending(size(a), size(b)) || (rowOf(a) < rowOf(b) ? -1 : 1));
  const shown = sorted.slice(0, MOST_LISTED);
  const value = (count: number | null) => (count === null ? "–" : formatNumber(count));
  return [
    wordsTable(
      ["Origin", "Country of asylum", "Year", "Level", "Counted in", "Column", "Before", "After", "Edition"],
      shown.map((each) => [
        name(each.origin),
        name(each.asylum),
        String(each.year),
        each.level ?? "–",
        each.unit === null ? "persons" : UNITS[each.unit as Unit],
        each.table === "decisions" ? `“${each.column}”` : each.column.replaceAll("_", " "),
        each.change === "added" ? NO_ENTRY : value(each.before),
        each.change === "gone" ? NO_ENTRY : value(each.after),
        each.edition
      ]),
      {document, id: "revisions-largest", caption: "The largest revisions of a single figure", numbers: new Set([6, 7])}
    ),
    make(
      "p",
      {},
      shown.length < sorted.length
        ? `These are ${formatNumber(shown.length)} of ${formatNumber(sorted.length)} revisions. All of them are in the table `
        : "These are all revisions. They are also in the table ",
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
          make("a", {href: `/editions/${id}/`}, `Edition of ${editionDate(id)}`),
          `${isCurrent ? " (latest)" : ""}: ${formatNumber(tables.length)} tables, `,
          make("a", {href: `/data/${id}/datapackage.json`}, "described in datapackage.json"),
          "."
        )
      )
  );
}

/** What becomes of old editions. */
export function keptWords({kept}: Account): string {
  return (
    `We keep ${kept.length === 1 ? "one edition" : kept.length === 2 ? "both editions made so far" : `all ${formatNumber(kept.length)} editions made so far`}. ` +
    "An edition does not change after it is published. If we ever have to remove old ones for space, their addresses will lead to a page that says so, " +
    "and what was revised since them stays in the list of revisions of every later edition."
  );
}

/** The box, hidden until its script is there, and the fields that show how a claim was understood. */
function checkForm(make: Make): Element[] {
  const field = (name: string, words: string, control: HTMLElement) =>
    make("label", {for: `check-${name}`}, make("span", {}, words), control);
  const select = (name: string, words: string) => field(name, words, make("select", {id: `check-${name}`, name}));
  return [
    make(
      "form",
      {class: "check", id: "check-form", hidden: ""},
      make("label", {for: "pasted"}, "Paste a sentence with a number, or an address of this site"),
      make("textarea", {
        id: "pasted",
        name: "pasted",
        rows: "2",
        placeholder: "Russia recognised 98,654 refugees in 2022",
        maxlength: "2000",
        spellcheck: "false",
        autocomplete: "off"
      }),
      make("button", {class: "btn", type: "submit"}, "Check")
    ),
    make(
      "form",
      {class: "check parts", id: "check-parts", hidden: "", "aria-labelledby": "check-parts-words"},
      make("p", {id: "check-parts-words"}, "We understood it like this. Correct what is wrong:"),
      make(
        "div",
        {class: "fields"},
        select("what", "What is counted"),
        select("origin", "People from"),
        select("asylum", "Country of asylum"),
        select("from", "First year"),
        select("to", "Last year"),
        field(
          "number",
          "Number as printed",
          make("input", {id: "check-number", name: "number", type: "text", autocomplete: "off", maxlength: "40"})
        )
      )
    ),
    make("div", {id: "check-answer", role: "status"})
  ];
}

// --------------------------------------------------------------------------------------- the file that answers

/** The figures that pages print, by the last part of their card's address: name, and number in each edition kept. */
export type PrintedFigures = ReadonlyMap<string, {readonly name: string; readonly values: readonly (string | null)[]}>;

export function checkListOf(
  account: Account,
  {
    figures,
    placesCsv,
    edition
  }: {readonly figures: PrintedFigures; readonly placesCsv: string; readonly edition: Edition}
): ClaimList {
  const [heads = [], ...lines] = csvParseRows(placesCsv);
  const column = (line: readonly string[], name: string) => line[heads.indexOf(name)] ?? "";
  const pair = new Map(account.pairs.map(({before, after}, i) => [`${before} ${after}`, i]));
  return {
    ...{rules: edition.rules, breaks: breaksFor(edition.breaks), years: yearsOf(edition)},
    regions: regionLines(edition),
    memberships: edition.memberships.map(({scheme, place, year_from, year_to}) => [scheme, place, year_from, year_to]),
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

/** The first and the last year with applications. */
function yearsOf({applications: {year}}: Edition): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < year.length; i++) {
    first = Math.min(first, year[i] as number);
    last = Math.max(last, year[i] as number);
  }
  return [first, last];
}

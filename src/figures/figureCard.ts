// Draws the source card of a figure, in the order of a sceptical reader's questions: number and range, what it does not mean, figures from
// other sources, links, its definition, its entries and rules, and how to reproduce it.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {editionDate} from "../words/editionDate.js";
import {formatBetween, formatNumber} from "../words/numbers.js";
import {interval} from "../charts/interval.js";
import {countCell, element, tableHead} from "../html/table.js";
import {columnsQuoted, COLUMN_WORDS, STATUS_WORDS} from "../words/status.js";

/** One published row, or several of one year and level added, with the status of each column. */
export interface CardRow {
  readonly year: number;
  readonly level: string;
  /** How many published rows are added here. */
  readonly rows: number;
  readonly published: Readonly<Record<Column, Count>>;
  readonly read: Readonly<Record<Column, Status>>;
}

export interface CardSource {
  readonly words: string;
  readonly href: string;
}

export interface FigureCard {
  /** "Refugee status granted". */
  readonly name: string;
  /** Origin, country, level, years and unit. */
  readonly of: string;
  /** The count with its bounds, or null where there is no entry. */
  readonly count: Count | null;
  readonly shown: string;
  /** Why the upper end is higher than rounding of the entries alone allows, or how many origins a sum of decisions may lack. */
  readonly unseen: string | null;
  /** What a reader would wrongly take it for. */
  readonly notMeant: readonly string[];
  /** The status whose colour the number takes; null for applications and published columns. */
  readonly status: Status | null;
  readonly definition: readonly string[];
  /** Decision rows by year and level; null for applications. */
  readonly decisions: {readonly rows: readonly CardRow[]; readonly cell: Column | Status} | null;
  readonly applications:
    readonly {readonly year: number; readonly level: string; readonly rows: number; readonly count: Count}[] | null;
  readonly rules: readonly {
    readonly id: string;
    readonly reason: string;
    readonly confidence: string;
    readonly quoted: readonly string[];
    readonly sources: readonly CardSource[];
  }[];
  /** Figures from other sources. */
  readonly others: readonly {
    readonly value: number;
    readonly comparator: "=" | ">" | "<";
    readonly words: string;
    /** Null where it is computed from another publisher's rows, not said in words. */
    readonly quoted: string | null;
    readonly source: CardSource;
    /** Whether it is within the figure's range; null where the two are not compared. */
    readonly inside: boolean | null;
  }[];
  readonly cautions: readonly {readonly words: string; readonly sources: readonly CardSource[]}[];
  /** UNHCR's footnotes on these entries, or that the edition has none. */
  readonly footnotes: readonly string[];
  /** How anybody can reproduce the figure; null for figures from other sources. */
  readonly made: {
    /** Addresses at the publisher whose answers hold the rows. */
    readonly queries: readonly string[];
    /** Whether they hold more rows than the figure's, because a query with several places on a side takes all. */
    readonly whole: boolean;
    /** Commands that print every entry; none where a side is every place. */
    readonly commands: readonly string[];
  } | null;
  /** Of the latest edition, and of this card's own. */
  readonly address: {readonly now: string; readonly dated: string};
  readonly edition: string;
}

type Make = (name: string, attributes?: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

export function figureCard(card: FigureCard, document: Document): Element[] {
  const make: Make = (name, attributes = {}, ...contents) => element(document, name, attributes, ...contents);
  const term = (name: string, ...contents: (string | Node)[]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, ...contents));
  const link = ({words, href}: CardSource) => make("a", {href, rel: "noreferrer"}, words);
  const paragraphs = (texts: readonly string[]) => texts.map((text) => make("p", {}, text));
  const list = make("dl", {class: "c"});
  const add = (name: string, contents: readonly (string | Node)[]) => {
    if (contents.length) list.append(term(name, ...contents));
  };
  add("What it does not mean", [
    ...paragraphs(card.notMeant),
    ...card.cautions.map(({words, sources}) =>
      make("p", {class: "caution"}, `${words} `, ...sources.flatMap((source) => [link(source), " "]))
    )
  ]);
  add("Figures from other sources", othersParts(card, make, link));
  add("Links", linkParts(card, make));
  add("Definition", paragraphs(card.definition));
  if (card.decisions) add("Entries", [decisionRows(card.decisions.rows, card.decisions.cell, document)]);
  if (card.applications) add("Entries", [applicationRows(card.applications, document)]);
  for (const rule of card.rules)
    add("Rule", [
      make("p", {}, `${columnsQuoted(rule.reason)} (Rule ${rule.id}, confidence ${rule.confidence}.)`),
      ...rule.quoted.map((words) => make("blockquote", {}, words)),
      sourceLine(rule.sources, link, make)
    ]);
  add("UNHCR’s footnotes", paragraphs(card.footnotes));
  if (card.made) add("How to reproduce", madeParts(card, card.made, make));
  return [...numberParts(card, document, make), list];
}

/** The number, its range, and the range drawn. */
function numberParts(card: FigureCard, document: Document, make: Make): Element[] {
  const {count, others} = card;
  const range = count && !isExact(count) ? count : null;
  const parts: Element[] = [
    make("h1", {id: "card-title"}, card.name),
    make("p", {class: "of"}, card.of),
    make(
      "p",
      {class: "big"},
      make("span", {class: range ? "fig b" : "fig"}, card.shown),
      range
        ? make("span", {class: "bb"}, make("b", {}, formatBetween(range)), ", as UNHCR rounds small numbers.")
        : make("span", {class: "bb"}, count ? "Exact: UNHCR rounded no number in this sum." : "")
    )
  ];
  if (card.unseen !== null) parts.push(make("p", {class: "of"}, card.unseen));
  const compared = others.filter((figure) => figure.inside !== null);
  if (!count || (!range && !compared.length)) return parts;
  // Several publications of one number are one diamond.
  const reported = compared.filter((figure, i) => compared.findIndex(({value}) => value === figure.value) === i);
  const row = {name: "", count, reported: reported.map(({value, comparator}) => ({value, comparator}))};
  const label = `The range ${formatNumber(count.lo)} to ${formatNumber(count.hi)}, published ${formatNumber(count.value)}.`;
  const drawn = {rows: [row], numbers: false, ...(card.status ? {status: card.status} : {})};
  for (const [size, width] of [
    ["wide", 560],
    ["middle", 560],
    ["phone", 288]
  ] as const)
    parts.push(
      make("div", {class: `art ${size}`}, interval(drawn, {document, width, idPrefix: `card-${size}`, label}))
    );
  return parts;
}

const COMPARATORS = {"=": "", ">": "more than ", "<": "under "} as const;

function othersParts({others}: FigureCard, make: Make, link: (source: CardSource) => Node): HTMLElement[] {
  return others.map((figure) =>
    make(
      "p",
      {},
      make("b", {class: "second"}, `${COMPARATORS[figure.comparator]}${formatNumber(figure.value)}`),
      ` ${figure.words}${figure.inside === null ? "" : figure.inside ? ", consistent with UNHCR’s range" : ", outside UNHCR’s range"}. ${figure.quoted === null ? "" : `“${figure.quoted}” `}`,
      link(figure.source)
    )
  );
}

function linkParts({address, edition}: FigureCard, make: Make): HTMLElement[] {
  return [
    make(
      "p",
      {},
      make("a", {href: address.dated}, "Permanent link"),
      ` (edition of ${editionDate(edition)}): for citing; it shows this number for as long as the edition is kept.`
    ),
    make("p", {}, make("a", {href: address.now}, "Latest link"), ": shows the figure of the latest edition.")
  ];
}

/** From the publisher's answer to the number, step by step. */
function madeParts(
  {rules, decisions, count}: FigureCard,
  {queries, whole, commands}: NonNullable<FigureCard["made"]>,
  make: Make
): HTMLElement[] {
  const steps = [
    make(
      "li",
      {},
      `Request UNHCR’s data${whole ? " (it has more countries than this figure: keep those named above)" : ""}: `,
      ...queries.flatMap((address, i) => [
        ...(i ? [" · "] : []),
        make("a", {href: address, rel: "noreferrer"}, make("code", {}, address))
      ])
    ),
    make("li", {}, "Take the entries listed above."),
    ...(decisions
      ? [
          make(
            "li",
            {},
            rules.length
              ? `Reclassify them by ${rules.length === 1 ? "the rule" : "the rules"} ${rules.map(({id}) => id).join(", ")} (above); other columns keep the meaning of their names.`
              : "Keep the meaning of UNHCR’s column names: none of these entries is reclassified."
          )
        ]
      : []),
    make("li", {}, count ? "Add them up, with their rounding ranges." : "There is nothing to add up.")
  ];
  return [
    make("ol", {class: "made"}, ...steps),
    ...(commands.length
      ? [
          make("p", {}, "Every entry and rule behind it, from a copy of the repository:"),
          ...commands.map((command) => make("p", {}, make("code", {}, command)))
        ]
      : [])
  ];
}

function sourceLine(sources: readonly CardSource[], link: (source: CardSource) => Node, make: Make): HTMLElement {
  if (!sources.length) return make("p", {}, "No outside source: this follows from the data itself.");
  return make("p", {}, ...sources.flatMap((source, i) => (i ? [" · ", link(source)] : [link(source)])));
}

/** The columns in which the rows of a figure differ. */
function keyColumns(
  rows: readonly {readonly level: string; readonly rows: number}[]
): readonly ("Stage" | "Entries")[] {
  const levels = new Set(rows.map(({level}) => level));
  return [
    ...(levels.size > 1 ? (["Stage"] as const) : []),
    ...(rows.some((row) => row.rows > 1) ? (["Entries"] as const) : [])
  ];
}

function rowsTable(
  document: Document,
  caption: string,
  rows: readonly {readonly year: number; readonly level: string; readonly rows: number}[],
  heads: readonly string[],
  cells: (i: number) => HTMLElement[]
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const keys = keyColumns(rows);
  return scrolled(
    make(
      "table",
      {},
      make("caption", {}, caption),
      tableHead(document, ["Year", ...keys, ...heads]),
      make(
        "tbody",
        {},
        ...rows.map((row, i) =>
          make(
            "tr",
            {},
            make("th", {scope: "row"}, String(row.year)),
            ...keys.map((key) => make("td", {}, key === "Stage" ? row.level : formatNumber(row.rows))),
            ...cells(i)
          )
        )
      )
    ),
    document
  );
}

/** Each published row, and under each number its status; the numbers that the figure adds up are marked. */
function decisionRows(rows: readonly CardRow[], cell: Column | Status, document: Document): HTMLElement {
  const caption = "As reported to UNHCR, and under each number its legal status";
  return rowsTable(
    document,
    caption,
    rows,
    COLUMNS.map((column) => COLUMN_WORDS[column]),
    (i) =>
      COLUMNS.map((column) => {
        const row = rows[i];
        if (!row) throw new RangeError(`no row ${i}`);
        const made = countCell(document, row.published[column]);
        const status = row.read[column];
        if (column === cell || status === cell) made.setAttribute("class", "it");
        made.append(element(document, "small", {}, STATUS_WORDS[status]));
        return made;
      })
  );
}

function applicationRows(rows: NonNullable<FigureCard["applications"]>, document: Document): HTMLElement {
  return rowsTable(document, "As reported to UNHCR", rows, ["Applications"], (i) => {
    const row = rows[i];
    if (!row) throw new RangeError(`no row ${i}`);
    return [countCell(document, row.count)];
  });
}

function scrolled(table: HTMLElement, document: Document): HTMLElement {
  return element(
    document,
    "div",
    {class: "scroll", role: "region", tabindex: "0", "aria-label": "The entries behind this figure"},
    table
  );
}

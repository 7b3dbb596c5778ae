// The card of a figure: what stands behind a number, in the order a doubtful reader asks. Rooms for the sentence to print and for
// citations lie at its end.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {formatBetween, formatNumber} from "../words/numbers.js";
import {interval} from "../charts/interval.js";
import {countCell, element} from "../html/table.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../words/status.js";

/** One published row, or several of one year and level added, with how each column is read. */
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
  /** Of whom, where, at which level, which years, in which unit. */
  readonly of: string;
  /** What the number is made of: a count with bounds, or a word such as "no row". */
  readonly count: Count | null;
  readonly shown: string;
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
  readonly beside: readonly {
    readonly value: number;
    readonly comparator: "=" | ">" | "<";
    readonly words: string;
    /** Null where it is computed from another publisher's rows, not said in words. */
    readonly quoted: string | null;
    readonly source: CardSource;
    readonly inside: boolean | null;
  }[];
  readonly cautions: readonly {readonly words: string; readonly sources: readonly CardSource[]}[];
  /** How anybody can make the figure again; null for what others reported. */
  readonly made: {
    /** Addresses at the publisher whose answers hold the rows. */
    readonly queries: readonly string[];
    /** Whether they hold more rows than the figure's, as a side of several places is asked whole. */
    readonly whole: boolean;
    /** Commands that print the trail; none where a side is every place. */
    readonly commands: readonly string[];
  } | null;
  /** Of whatever edition is current, and of this card's own edition for good. */
  readonly address: {readonly now: string; readonly dated: string};
  readonly edition: string;
}

export function figureCard(card: FigureCard, document: Document): Element[] {
  const make = (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const term = (name: string, ...contents: (string | Node)[]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, ...contents));
  const link = ({words, href}: CardSource) => make("a", {href, rel: "noreferrer"}, words);
  const {count} = card;
  const bounds = count && !isExact(count) ? count : null;
  const parts: Element[] = [
    make("h1", {id: "card-title"}, card.name),
    make("p", {class: "of"}, card.of),
    make(
      "p",
      {class: "big"},
      make("span", {class: bounds ? "fig b" : "fig"}, card.shown),
      bounds
        ? make("span", {class: "bb"}, make("b", {}, formatBetween(bounds)), " is what rounding leaves room for.")
        : make("span", {class: "bb"}, count ? "Exact: no cell of this sum is rounded." : "")
    )
  ];
  if (count && (bounds || card.beside.some((figure) => figure.inside !== null))) {
    const compared = card.beside.filter((figure) => figure.inside !== null);
    // Several publications of one number are one diamond.
    const reported = compared.filter((figure, i) => compared.findIndex(({value}) => value === figure.value) === i);
    const row = {name: "", count, reported: reported.map(({value, comparator}) => ({value, comparator}))};
    const label = `The interval ${formatNumber(count.lo)} to ${formatNumber(count.hi)}, published ${formatNumber(count.value)}.`;
    const drawn = {rows: [row], numbers: false, ...(card.status ? {status: card.status} : {})};
    for (const [size, width] of [
      ["wide", 560],
      ["middle", 560],
      ["phone", 288]
    ] as const)
      parts.push(
        make("div", {class: `art ${size}`}, interval(drawn, {document, width, idPrefix: `card-${size}`, label}))
      );
  }
  const list = make("dl", {class: "c"});
  list.append(term("Definition", ...card.definition.map((text) => make("p", {}, text))));
  if (card.decisions) list.append(term("Rows", decisionRows(card.decisions.rows, card.decisions.cell, document)));
  if (card.applications) list.append(term("Rows", applicationRows(card.applications, document)));
  for (const rule of card.rules)
    list.append(
      term(
        "Rule",
        make("p", {}, `${rule.reason} (Rule ${rule.id}, confidence ${rule.confidence}.)`),
        ...rule.quoted.map((words) => make("blockquote", {}, words)),
        sourceLine(rule.sources, link, make)
      )
    );
  if (card.beside.length)
    list.append(
      term(
        "Beside it",
        ...card.beside.map((figure) =>
          make(
            "p",
            {},
            make(
              "b",
              {class: "second"},
              `${figure.comparator === "=" ? "" : figure.comparator === ">" ? "more than " : "under "}${formatNumber(figure.value)}`
            ),
            ` ${figure.words}${figure.inside === null ? "" : figure.inside ? ", inside the interval" : ", outside the interval"}. ${figure.quoted === null ? "" : `“${figure.quoted}” `}`,
            link(figure.source)
          )
        )
      )
    );
  if (card.cautions.length)
    list.append(
      term(
        "Caution",
        ...card.cautions.map((caution) =>
          make(
            "p",
            {class: "caution"},
            `${caution.words} `,
            ...caution.sources.flatMap((source) => [link(source), " "])
          )
        )
      )
    );
  if (card.made) list.append(term("How this figure is made", ...madeParts(card, card.made, make)));
  list.append(
    term(
      "Address",
      make(
        "p",
        {},
        make("a", {href: card.address.dated}, `With the edition, ${card.edition}`),
        ": for citing; it goes on showing this number."
      ),
      make(
        "p",
        {},
        make("a", {href: card.address.now}, "Without"),
        ": shows the number of whatever edition is current."
      )
    )
  );
  parts.push(list);
  return parts;
}

/** The way from the publisher's answer to the number, in the order of its steps; the rows and the rule stand above. */
function madeParts(
  {rules, decisions, count}: FigureCard,
  {queries, whole, commands}: NonNullable<FigureCard["made"]>,
  make: (name: string, attributes?: Record<string, string>, ...contents: (string | Node)[]) => HTMLElement
): HTMLElement[] {
  const steps = [
    make(
      "li",
      {},
      `Asked of the publisher${whole ? ", all of the side that has several places" : ""}: `,
      ...queries.flatMap((address, i) => [
        ...(i ? [" · "] : []),
        make("a", {href: address, rel: "noreferrer"}, make("code", {}, address))
      ])
    ),
    make("li", {}, "Its rows, as they stand under “Rows”."),
    ...(decisions
      ? [
          make(
            "li",
            {},
            rules.length
              ? `Read by ${rules.length === 1 ? "rule" : "rules"} ${rules.map(({id}) => id).join(", ")}, as told under “Rule”; other columns by their names.`
              : "Read by the names of their columns: no rule speaks of them."
          )
        ]
      : []),
    make("li", {}, count ? "Added, each cell with what rounding leaves room for." : "There is nothing to add.")
  ];
  return [
    make("ol", {class: "made"}, ...steps),
    ...(commands.length
      ? [
          make("p", {}, "The whole trail, row by row, with the repository at hand:"),
          ...commands.map((command) => make("p", {}, make("code", {}, command)))
        ]
      : [])
  ];
}

function sourceLine(
  sources: readonly CardSource[],
  link: (source: CardSource) => Node,
  make: (name: string, attributes?: Record<string, string>, ...contents: (string | Node)[]) => HTMLElement
): HTMLElement {
  if (!sources.length) return make("p", {}, "No address: this rests on the rows alone.");
  return make("p", {}, ...sources.flatMap((source, i) => (i ? [" · ", link(source)] : [link(source)])));
}

/** What tells the rows of a figure apart; what is the same in all of them has no column. */
function keyColumns(rows: readonly {readonly level: string; readonly rows: number}[]): readonly ("Level" | "Rows")[] {
  const levels = new Set(rows.map(({level}) => level));
  return [
    ...(levels.size > 1 ? (["Level"] as const) : []),
    ...(rows.some((row) => row.rows > 1) ? (["Rows"] as const) : [])
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
      make("thead", {}, make("tr", {}, ...["Year", ...keys, ...heads].map((name) => make("th", {scope: "col"}, name)))),
      make(
        "tbody",
        {},
        ...rows.map((row, i) =>
          make(
            "tr",
            {},
            make("th", {scope: "row"}, String(row.year)),
            ...keys.map((key) => make("td", {}, key === "Level" ? row.level : formatNumber(row.rows))),
            ...cells(i)
          )
        )
      )
    ),
    document
  );
}

/** Each published row, and under the columns' names what each is read as; the cell the figure sums is marked. */
function decisionRows(rows: readonly CardRow[], cell: Column | Status, document: Document): HTMLElement {
  const caption = "As published, and under each number what it is read as";
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
  return rowsTable(document, "As published", rows, ["Applications"], (i) => {
    const row = rows[i];
    if (!row) throw new RangeError(`no row ${i}`);
    return [countCell(document, row.count)];
  });
}

function scrolled(table: HTMLElement, document: Document): HTMLElement {
  return element(
    document,
    "div",
    {class: "scroll", role: "region", tabindex: "0", "aria-label": "The rows of this figure"},
    table
  );
}

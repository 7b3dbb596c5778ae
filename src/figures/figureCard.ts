// Draws the source card of a figure, in the order of a sceptical reader's questions: number and range, a sentence to print, what it does not
// mean, figures from other sources, links, its definition, its entries and rules, other editions, and how to reproduce it. The same for cards
// that the build writes and for those computed in the browser.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Column, Status} from "../measures/codes.js";
import {editionDate} from "../words/editionDate.js";
import {formatBetween, formatNumber} from "../words/numbers.js";
import {interval} from "../charts/interval.js";
import {element} from "../html/table.js";
import type {PrintedWords} from "../words/print.js";
import {columnsQuoted} from "../words/status.js";
import type {CardLine, CardRow} from "./cardLines.js";
import {countRows, decisionRows} from "./cardTables.js";
import type {ReproduceLines} from "./reproduce.js";

export interface CardSource {
  readonly words: string;
  readonly href: string;
}

/** One of the numbers of a card: a figure in persons and the same in cases are two, and are never added. */
export interface CardNumber {
  /** What tells it from the card's other numbers: "counted in cases"; null where there is one. */
  readonly label: string | null;
  /** The number, or why there is none. */
  readonly shown: string;
  /** Its range, "between 204 and 208"; null where it is exact or there is none. */
  readonly range: string | null;
  /** What follows the range, or stands in its place. */
  readonly note: string;
  /** The count with its bounds; null for rates and where there is no entry. */
  readonly count: Count | null;
}

/** A card's figure in another edition. */
export interface OtherEdition {
  readonly edition: string;
  /** The number with its range, or why there is none. */
  readonly words: string;
  /** Whether it is the same number; null where either edition has none. */
  readonly isSame: boolean | null;
  readonly href: string | null;
}

export interface FigureCard {
  /** Whose figure it is; UNHCR's where not given. */
  readonly publisher?: "Eurostat";
  /** "Refugee status granted". */
  readonly name: string;
  /** Origin, country, level, years and unit. */
  readonly of: string;
  /** At least one. */
  readonly numbers: readonly CardNumber[];
  /** Sentences to print, in the order of the numbers. */
  readonly printed: readonly PrintedWords[];
  /** Why the upper end is higher than rounding of the entries alone allows, or how many origins a sum of decisions may lack. */
  readonly unseen: string | null;
  /** What a reader would wrongly take it for. */
  readonly notMeant: readonly string[];
  /** The status whose colour the number takes; null for applications and published columns. */
  readonly status: Status | null;
  readonly definition: readonly string[];
  /** Decision rows by year and level; null for applications. */
  readonly decisions: {readonly rows: readonly CardRow[]; readonly cells: readonly (Column | Status)[]} | null;
  readonly applications: {readonly name: string; readonly rows: readonly CardLine[]} | null;
  readonly rules: readonly {
    readonly id: string;
    readonly reason: string;
    /** Empty where it is not known. */
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
    /** The same number from the edition's files, of the first of the card's numbers; null where the data gives no number. */
    readonly lines: ReproduceLines | null;
    /** What the lines need: where their files lie, or how to get the second number. */
    readonly linesNote: string;
  } | null;
  /** The figure in the other editions that are kept, and the published numbers behind it that were revised. */
  readonly editions: {readonly others: readonly OtherEdition[]; readonly revised: readonly string[]} | null;
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
  add(card.printed.length > 1 ? "Sentences to print" : "Sentence to print", printedParts(card, make));
  add("What it does not mean", [
    ...paragraphs(card.notMeant),
    ...card.cautions.map(({words, sources}) =>
      make("p", {class: "caution"}, `${words} `, ...sources.flatMap((source) => [link(source), " "]))
    )
  ]);
  add("Figures from other sources", othersParts(card, make, link));
  add("Links", linkParts(card, make));
  add("Definition", paragraphs(card.definition));
  // The upper end of the number adds people of origins without an entry; that of the entries does not.
  const alone =
    card.unseen !== null && card.numbers.some(({count}) => count !== null)
      ? [make("p", {}, "Ranges here are of these entries alone.")]
      : [];
  if (card.decisions) add("Entries", [...decisionRows(card.decisions.rows, card.decisions.cells, document), ...alone]);
  if (card.applications) add("Entries", [...countRows(card.applications, document, card.publisher), ...alone]);
  for (const rule of card.rules)
    add("Rule", [
      make(
        "p",
        {},
        `${columnsQuoted(rule.reason)} (Rule ${rule.id}${rule.confidence ? `, confidence ${rule.confidence}` : ""}.)`
      ),
      ...rule.quoted.flatMap((words) => [" ", make("blockquote", {}, /^[[“]/.test(words) ? words : `“${words}”`)]),
      sourceLine(rule.sources, link, make)
    ]);
  add("UNHCR’s footnotes", paragraphs(card.footnotes));
  if (card.editions) add("Other editions", editionParts(card.editions, make));
  if (card.made) add("How to reproduce", madeParts(card, card.made, make));
  return [...numberParts(card, document, make), list];
}

/** A count as a card's number. */
export function countNumber(count: Count, label: string | null = null): CardNumber {
  const range = isExact(count) ? null : formatBetween(count);
  return {
    label,
    shown: formatNumber(count.value),
    range,
    note: range ? ", as UNHCR rounds small numbers." : "Exact: UNHCR rounded no number in this sum.",
    count
  };
}

/** A word in place of a number. */
export const noNumber = (shown: string, label: string | null = null, note = ""): CardNumber => ({
  label,
  shown,
  range: null,
  note,
  count: null
});

/** The numbers, their ranges, and the range of the first one drawn. */
function numberParts(card: FigureCard, document: Document, make: Make): Element[] {
  const parts: Element[] = [
    make("h1", {id: "card-title"}, card.name),
    make("p", {class: "of"}, card.of),
    ...card.numbers.map(({label, shown, range, note}, i) =>
      make(
        "p",
        {class: [i ? "big more" : "big", ...(shown.length > 14 ? ["words"] : [])].join(" ")},
        make("span", {class: range ? "fig b" : "fig"}, shown),
        make(
          "span",
          {class: "bb"},
          ...(label === null ? [] : [make("span", {class: "unit"}, label)]),
          ...(range ? [make("b", {}, range)] : []),
          note
        )
      )
    )
  ];
  if (card.numbers.length > 1)
    parts.push(make("p", {class: "of"}, "These numbers are shown separately and never added."));
  if (card.unseen !== null) parts.push(make("p", {class: "of"}, card.unseen));
  return [...parts, ...drawnRange(card, document, make)];
}

function drawnRange({numbers, others, status}: FigureCard, document: Document, make: Make): Element[] {
  const count = numbers[0]?.count;
  const compared = others.filter((figure) => figure.inside !== null);
  if (!count || (isExact(count) && !compared.length)) return [];
  // Several publications of one number are one diamond.
  const reported = compared.filter((figure, i) => compared.findIndex(({value}) => value === figure.value) === i);
  const row = {name: "", count, reported: reported.map(({value, comparator}) => ({value, comparator}))};
  const label = `The range ${formatNumber(count.lo)} to ${formatNumber(count.hi)}, published ${formatNumber(count.value)}.`;
  const drawn = {rows: [row], numbers: false, ...(status ? {status} : {})};
  return (
    [
      ["wide", 560],
      ["middle", 560],
      ["phone", 288]
    ] as const
  ).map(([size, width]) =>
    make("div", {class: `art ${size}`}, interval(drawn, {document, width, idPrefix: `card-${size}`, label}))
  );
}

/** A short sentence and a full one for each number; a script adds a button to each that copies it. */
function printedParts({printed, numbers}: FigureCard, make: Make): HTMLElement[] {
  return printed.flatMap(({short, full}, i) => {
    const label = printed.length > 1 ? numbers[i]?.label : null;
    return [
      ...(label ? [make("p", {class: "unit"}, `${label.replace(/^./, (c) => c.toUpperCase())}:`)] : []),
      make("p", {class: "to-print", "data-sentence": "short"}, short),
      ...(full === short ? [] : [make("p", {class: "to-print full", "data-sentence": "full"}, full)])
    ];
  });
}

/** The figure in each other edition, and what was revised between them. */
function editionParts({others, revised}: NonNullable<FigureCard["editions"]>, make: Make): HTMLElement[] {
  return [
    ...others.map(({edition, words, isSame, href}) =>
      make(
        "p",
        {"data-edition": edition},
        href === null ? `Edition of ${editionDate(edition)}` : make("a", {href}, `Edition of ${editionDate(edition)}`),
        `: ${words}${isSame === null ? "" : isSame ? " (the same)" : " (another number)"}.`
      )
    ),
    ...revisedParts(revised, make)
  ];
}

/** At most so many revised numbers are listed. */
const MOST_REVISED = 12;

export function revisedParts(revised: readonly string[], make: Make): HTMLElement[] {
  if (!revised.length) return [];
  const more = revised.length - MOST_REVISED;
  return [
    make(
      "p",
      {},
      `${formatNumber(revised.length)} published ${revised.length === 1 ? "number" : "numbers"} behind it ${revised.length === 1 ? "was" : "were"} revised:`
    ),
    make("ul", {class: "revised"}, ...revised.slice(0, MOST_REVISED).map((words) => make("li", {}, words))),
    ...(more > 0 ? [make("p", {}, `${formatNumber(more)} more are in the edition’s table “revisions”.`)] : [])
  ];
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

function linkParts({name, of, address, edition, publisher}: FigureCard, make: Make): HTMLElement[] {
  return [
    make(
      "p",
      {},
      make("a", {href: address.dated}, "Permanent link"),
      ` (edition of ${editionDate(edition)}): for citing; it shows this number for as long as the edition is kept.`
    ),
    make("p", {}, make("a", {href: address.now}, "Latest link"), ": shows the figure of the latest edition."),
    make("div", {
      ...{class: "cite", "data-title": `${name}: ${of}`, "data-address": address.dated},
      ...(publisher ? {"data-sources": publisher.toLowerCase()} : {})
    })
  ];
}

/** From the publisher's answer to the number, step by step. */
function madeParts(
  {rules, decisions, numbers, publisher}: FigureCard,
  {queries, whole, commands, lines, linesNote}: NonNullable<FigureCard["made"]>,
  make: Make
): HTMLElement[] {
  const steps = [
    make(
      "li",
      {},
      `Request ${publisher ?? "UNHCR"}’s data${whole ? " (it has more countries than this figure: keep those named above)" : ""}: `,
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
    make(
      "li",
      {},
      numbers.some(({count, shown}) => count !== null || /\d/.test(shown))
        ? "Add them up, with their rounding ranges."
        : lines === null
          ? "What the figure counts is not separated in them, so no sum of them is its number."
          : "Divide what was granted by the substantive decisions."
    )
  ];
  return [
    make("ol", {class: "made"}, ...steps),
    ...(lines
      ? [make("p", {}, `From the edition’s own files, the number without its range. ${linesNote}`.trim())]
      : []),
    ...(lines
      ? ([
          ["DuckDB", lines.duckdb],
          ["R", lines.r],
          ["Python", lines.python]
        ] as const)
      : []
    ).map(([language, line]) =>
      make("p", {class: "line"}, `${language}: `, make("code", {"data-language": language.toLowerCase()}, line))
    ),
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

// Two countries side by side as elements: the same figures in one table, what is not alike, and each chart at one scale; as countries where
// people applied, and as countries they came from.
import {ascending, group} from "d3";
import {multiples} from "../../charts/multiples.js";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {element, numberParts, scrolling, tableHead} from "../../html/table.js";
import {places} from "../../figures/link.js";
import {isFinding} from "../../measures/breaks.js";
import {canonical, DEFAULT_SELECTION, formatSelection} from "../../measures/selection.js";
import type {Measure} from "../../measures/selection.js";
import {formatYears} from "../../words/numbers.js";
import {capital, list} from "../../words/text.js";
import type {State} from "../address.js";
import {changeOf} from "../breaks.js";
import {seriesFinding} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {titleOf, unitLine} from "../measureWords.js";
import {editionWords, placeName} from "../names.js";
import {source} from "../plates/options.js";
import {breakMarks, panelOf} from "../plates/overTime.js";
import {questionOf} from "../sheet/address.js";
import {issuesOf} from "../sheet/issues.js";
import type {View} from "../types.js";
import {viewOf} from "../view.js";
import type {AskedPair} from "./address.js";
import {pairTable} from "./rows.js";
import type {PairCell, Side} from "./rows.js";

/** More known issues of one country would crowd the first screen: its page has all. */
const MOST_ISSUES = 3;
/** Letters of breaks in a chart, for each country. */
const MOST_MARKS = 3;

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

export function renderPair(ledger: Ledger, asked: AskedPair, document: Document): HTMLElement[] {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const {a, b, year} = asked;
  const names = [a, b].map((code) => placeName(ledger, code));
  return [
    make("h1", {id: "pair-title"}, `${capital(list(names))}, side by side`),
    make("p", {class: "lead"}, `The same figures of both for ${year}, as countries where people applied and as countries they came from. Source: UNHCR, ${editionWords(ledger.facts.edition)}.`),
    make("p", {class: "ways"}, ...[a, b].flatMap((code, i) => [
      ...(i ? [" "] : []),
      make("a", {href: `./countries/${code.toLowerCase()}`}, `Everything on ${names[i] ?? code}`)
    ]), " ", make("a", {href: `./explorer?asylum=${a},${b}&years=${ledger.facts.years.join("-")}`}, "Both in the explorer")),
    ...sideParts(ledger, "asylum", asked, document, make),
    ...sideParts(ledger, "origin", asked, document, make)
  ]; // prettier-ignore
}

/** Both as countries of asylum, or as countries of origin. */
function sideParts(ledger: Ledger, side: Side, asked: AskedPair, document: Document, make: Make): HTMLElement[] {
  const {a, b, year} = asked;
  const pair = [a, b] as const;
  const {rows, differences} = pairTable(ledger, side, pair, year);
  const names = pair.map((code) => capital(placeName(ledger, code)));
  const cell = ({words, under, card}: PairCell) =>
    make(
      "td",
      {},
      ...numberParts(document, ranged(words, make), card === null ? null : `./figure?${card}`),
      under ? make("small", {}, under) : null
    );
  const table = make(
    "table",
    {},
    tableHead(document, [String(year), ...names]),
    make("tbody", {}, ...rows.map(({label, cells}) => make("tr", {}, make("th", {scope: "row"}, label), ...cells.map(cell))))
  ); // prettier-ignore
  const title = side === "asylum" ? "Where people applied" : "Where they came from";
  const issues = side === "asylum" ? issuesParts(ledger, pair, make) : [];
  return [
    make("h2", {id: `as-${side}`}, title),
    scrolling(document, table, {
      id: `table-${side}`,
      wide: true,
      caption: `${capital(list(pair.map((code) => placeName(ledger, code))))} as countries of ${side}, ${year}. A number leads to its source card. In square brackets: the range that rounding allows.`
    }),
    ...(differences.length
      ? [make("aside", {class: "note", role: "note"}, make("b", {}, "Not counted alike. "), differences.join(" "))]
      : []),
    ...(["applications", "rate"] as const).flatMap((measure) => chart(ledger, side, measure, pair, document)),
    ...issues
  ];
}

/** A number with its range smaller. */
const ranged = (words: string, make: Make): (string | Node)[] =>
  words
    .split(/(\s\[[^\]]*\])/)
    .filter(Boolean)
    .map((part) => (/^\s\[/.test(part) ? make("span", {class: "bounds"}, part) : part));

/** What to know before comparing: the known issues of each country, the one most likely to cause a correction first. */
function issuesParts(ledger: Ledger, pair: readonly [string, string], make: Make): HTMLElement[] {
  const found = pair.map((code) => {
    const view = (measure: Measure) =>
      viewOf(ledger, questionOf({origins: {kind: "all"}, asylums: places(code)}, measure, ledger.facts.years));
    const views = {applications: view("applications"), decisions: view("decisions"), rate: view("rate"), asylum_seekers: view("asylum_seekers"), refugees: view("refugees")}; // prettier-ignore
    return {code, issues: issuesOf(ledger, views)};
  });
  return [
    make("h3", {id: "before-comparing"}, "Before you compare their years"),
    ...found.flatMap(({code, issues}) => {
      const name = placeName(ledger, code);
      return [
        make("h4", {}, capital(name)),
        issues.length
          ? make("ul", {class: "cautions"}, ...issues.slice(0, MOST_ISSUES).map(({term, words}) => make("li", {}, make("b", {}, term), ` ${words}`)))
          : make("p", {}, "We know of no break in its series."),
        make("p", {class: "ways"}, make("a", {href: `./breaks#country-${code.toLowerCase()}`}, `Every known break of ${name}`))
      ];
    })
  ]; // prettier-ignore
}

interface Mark {
  readonly letter: string;
  readonly place: string;
  readonly before: number;
  readonly words: string;
}

/** The latest breaks in the series of each, with a letter each. Of people who came from there those that name them, in any country. */
function marksOf(ledger: Ledger, view: View, side: Side, pair: readonly [string, string]): Mark[] {
  const found = pair.flatMap((place) =>
    (side === "asylum" ? breakMarks(ledger, view, place, true) : originMarks(ledger, view, place))
      .slice(-MOST_MARKS)
      .map((mark) => ({place, ...mark}))
  );
  return found.map((mark, i) => ({letter: "abcdef"[i] ?? "", ...mark}));
}

/** Reviewed breaks that name people from one country, by year; of applications only those of every country of asylum. */
function originMarks(ledger: Ledger, {state: {selection}}: View, origin: string): {before: number; words: string}[] {
  const some = ledger.facts.breaks.flatMap((each) => {
    const before = changeOf(each);
    const isNamed = !isFinding(each) && each.origin.split(" ").includes(origin);
    if (!isNamed || before === null || before <= selection.years[0] || before > selection.years[1]) return [];
    if (selection.measure === "applications" && each.asylum !== "*") return [];
    const host = each.asylum === "*" ? "" : placeName(ledger, each.asylum);
    return [{before, words: each.wording.includes(host) ? each.wording : `${capital(host)}: ${each.wording}`}];
  });
  return [...group(some, ({before}) => before)]
    .sort(([one], [other]) => ascending(one, other))
    .map(([before, all]) => ({before, words: all.map(({words}) => words).join(" ")}));
}

/** One measure of both over every year, two panels at one scale; nothing where neither has a number. */
function chart(
  ledger: Ledger,
  side: Side,
  measure: "applications" | "rate",
  pair: readonly [string, string],
  document: Document
): HTMLElement[] {
  const state: State = {
    selection: canonical({
      ...DEFAULT_SELECTION,
      measure,
      [`${side}s`]: places(...pair),
      years: ledger.facts.years
    }),
    ...{shown: "count", sort: null, find: ""}
  };
  const view = viewOf(ledger, state);
  const drawn = (view.main ?? view.series)
    .filter(({points}) => points.some(({value, rate}) => value !== null || (rate !== null && rate.kind !== "none")))
    .sort((one, other) => pair.indexOf(one.place ?? "") - pair.indexOf(other.place ?? ""))
    .slice(0, 4);
  if (!drawn.length) return [];
  const kinds = [...new Set(drawn.map(({kind}) => kind))];
  const breaks = marksOf(ledger, view, side, pair);
  const id = `${measure}-as-${side}`;
  return [
    plate(
      {
        made: "./code/explorer/plates/overTime#overTime",
        id,
        title: titleOf(ledger, state.selection),
        unit: `${seriesFinding(ledger, view, drawn)} ${unitLine(ledger, state, kinds, drawn)}; ${kinds.length > 1 ? "persons at one scale, cases at another" : "both at one scale"}, ${formatYears(...ledger.facts.years)}.`,
        breadth: "wide",
        draw: (options) =>
          multiples(
            {
              panels: drawn.map((one) => ({
                ...panelOf(ledger, view, one),
                breaks: breaks.filter(({place}) => place === one.place)
              })),
              share: measure === "rate"
            },
            options
          ),
        notes: [
          {sign: "gap", term: "Gap", text: "No entry, or not reported. Neither means zero."},
          {term: "Band", text: "The range that rounding allows."},
          ...breaks.map(({letter, place, before, words}): PlateNote => ({
            sign: "break",
            term: `${letter}: ${ledger.place(place)?.name ?? place}, ${before}`,
            text: words
          }))
        ],
        source: source(ledger),
        links: [{words: "Explorer", href: `./explorer?${formatSelection(state.selection)}`}]
      },
      {document}
    )
  ];
}

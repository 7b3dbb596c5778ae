// The table of one country's numbers before and after each break in its series, and where a pair ranks among all pairs.
import {columnsData, percents, rangeColumns} from "../../charts/data.js";
import type {ChartData} from "../../charts/data.js";
import {element, scrolling} from "../../html/table.js";
import {UNITS} from "../../measures/codes.js";
import {formatCount, formatNumber, formatPercent, formatSpans} from "../../words/numbers.js";
import {rateWords} from "../../words/rates.js";
import {beforeAfterOf} from "../compare/beforeAfter.js";
import type {BeforeAfter, Side} from "../compare/beforeAfter.js";
import {pairRankOf} from "../compare/pairRank.js";
import {ordinal} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {measureWords, titleOf} from "../measureWords.js";
import {number} from "../names.js";
import {figure} from "../sentences.js";
import type {View} from "../types.js";
import {source, wayLink} from "./options.js";
import type {MakeElement, RenderOptions} from "./options.js";

export function beforeAfterPlate(ledger: Ledger, view: View, {document}: RenderOptions): HTMLElement[] {
  const found = beforeAfterOf(ledger, view);
  if (!found.length) return [];
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const rate = view.state.selection.measure === "rate";
  const hasBoth = new Set(found.map(({unit}) => unit)).size > 1;
  const cell = (side: Side | null) => make("td", side ? {} : {class: "absent"}, ...sideWords(make, side, rate));
  const table = make(
    "table",
    {class: "before-after"},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", {scope: "col"}, "Break"),
        ...(hasBoth ? [make("th", {scope: "col", class: "text"}, "Counted in")] : []),
        make("th", {scope: "col"}, "Before"),
        make("th", {scope: "col"}, "After"),
        make("th", {scope: "col", class: "text"}, "What changed")
      )
    ),
    make(
      "tbody",
      {},
      ...found.map(({year, unit, before, after, words}) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, String(year)),
          ...(hasBoth ? [make("td", {class: "text"}, UNITS[unit])] : []),
          cell(before),
          cell(after),
          make("td", {class: "text"}, words)
        )
      )
    )
  );
  return [
    make(
      "figure",
      {
        ...{class: "plate wide", id: "before-after", "aria-labelledby": "before-after-title"},
        "data-table": JSON.stringify(dataOf(found, rate))
      },
      make(
        "div",
        {class: "hd"},
        make("h3", {id: "before-after-title"}, `${titleOf(ledger, view.state.selection)}: before and after each break`),
        make(
          "p",
          {class: "unit"},
          `${beforeAfterFinding(found, rate)} The data changed at each break, so do not read the difference as a change in what happened. ${
            rate
              ? "The rate of up to three years together on each side"
              : `Yearly average of up to three years on each side${hasBoth ? "" : `, counted in ${UNITS[found[0]?.unit ?? "P"]}`}`
          }, up to the next break.`
        )
      ),
      make(
        "div",
        {class: "arts"},
        scrolling(document, table, {id: "before-after-rows", caption: "Numbers before and after each break"})
      ),
      make("div", {class: "source"}, make("span", {}, source(ledger)))
    )
  ];
}

/** The numbers of the table: each side's years in a column of their own. */
function dataOf(found: readonly BeforeAfter[], rate: boolean): ChartData {
  const side = (name: string, of: (one: BeforeAfter) => Side | null) => {
    const sides = found.map(of);
    const counts = sides.map((one) => {
      if (!rate) return one?.mean ?? null;
      return one?.rate ? percents(one.rate.kind === "rate" ? one.rate : {value: null, lo: one.rate.lo, hi: one.rate.hi}) : null;
    });
    return [
      ...rangeColumns(`${name}${rate ? " (%)" : ", mean of a year"}`, counts),
      {name: `${name}, years`, fields: sides.map((one) => (one?.years.length ? formatSpans(one.years) : null))},
      {name: `${name}, note`, fields: counts.map((one, i) => (one ? null : (sides[i]?.why ?? "no number")))}
    ];
  };
  return columnsData([
    {name: "Break", fields: found.map(({year}) => year)},
    {name: "Counted in", fields: found.map(({unit}) => UNITS[unit])},
    ...side("Before", ({before}) => before),
    ...side("After", ({after}) => after),
    {name: "What changed", fields: found.map(({words}) => words)}
  ]);
} // prettier-ignore

/** The number of one side and its years. */
function sideWords(make: MakeElement, side: Side | null, rate: boolean): (string | Node)[] {
  if (!side) return ["–"];
  const {years, mean, rate: found, why} = side;
  const shown = rate
    ? found
      ? rateWords(found)
      : (why ?? "no number")
    : mean
      ? formatCount({value: Math.round(mean.value), lo: Math.floor(mean.lo), hi: Math.ceil(mean.hi)})
      : "no number";
  return [shown, " ", make("small", {}, formatSpans(years))];
}

function beforeAfterFinding(found: readonly BeforeAfter[], rate: boolean): string {
  const last = found.findLast(({before, after}) => before?.years.length && after?.years.length);
  if (!last?.before || !last.after) return "No break has a number on both sides.";
  const words = ({years, mean, rate: one}: Side) =>
    `${rate ? (one ? rateWords(one) : "no rate") : mean ? `${number(Math.round(mean.value))} a year` : "no number"} (${formatSpans(years)})`;
  return `Around the break of ${last.year}: ${words(last.before)}, then ${words(last.after)}.`;
}

/** One sentence on where a pair ranks among all pairs of its latest year, with the way to them. */
export function pairRankNote(ledger: Ledger, view: View, {document}: RenderOptions): HTMLElement[] {
  const found = pairRankOf(ledger, view);
  if (!found) return [];
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const {year, unit, count, rank, equal, pairs, world, all} = found;
  const {lines: _lines, scale: _scale, ...plain} = view.state;
  const place = rank === 1 ? "largest" : `${ordinal(rank)} largest`;
  const shared =
    equal > 0 ? `, with ${formatNumber(equal)} ${equal === 1 ? "other" : "others"} of the same number` : "";
  const share =
    world && world.value >= count.value
      ? ` That is ${formatPercent(count.value / world.value, count.value / world.value < 0.01 ? 3 : 1)} of the world total of ${number(world.value)}.`
      : "";
  return [
    make(
      "div",
      {class: "pair-rank", id: "pair-rank"},
      make("h3", {}, "Among all pairs"),
      make(
        "p",
        {},
        `In ${year} this was the ${place} of ${number(pairs)} pairs of a country of origin and a country of asylum${shared}: ${figure(count)} ${measureWords(view.state.selection)}, counted in ${UNITS[unit]}.${share} `,
        wayLink(make, {...plain, selection: all}, {words: `All pairs of ${year}`, focus: "flows"})
      )
    )
  ];
}

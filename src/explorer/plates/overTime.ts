// A question's series over the years.
import {ascending, group} from "d3";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {formatPercent} from "../../words/numbers.js";
import {breaksOf, changeOf} from "../breaks.js";
import {seriesFinding} from "../findings.js";
import type {Ledger} from "../ledger.js";
import {pointWords, titleOf, unitLine} from "../measureWords.js";
import {capital} from "../names.js";
import {MOST_SERIES} from "../series.js";
import type {Series, View} from "../types.js";
import {source, unitsOf} from "./options.js";
import type {RenderOptions} from "./options.js";

function panelOf(ledger: Ledger, view: View, series: Series): MultiplesPanel {
  const {state} = view;
  return {
    name: series.place === null ? capital(unitsOf(series.kind)) : (ledger.place(series.place)?.name ?? series.place),
    under: series.place === null ? "" : unitsOf(series.kind),
    group: series.kind.id,
    square: series.kind.unit === "C",
    points: series.points.map((point) => ({
      year: point.year,
      value: point.value,
      lo: point.lo,
      hi: point.hi,
      words:
        point.rate && point.rate.kind === "rate" ? formatPercent(point.rate.value, "en") : pointWords(state, point),
      absence: point.absence,
      marked: point.rate !== null && (point.rate.kind === "none" || point.rate.marked)
    }))
  };
}

/** Breaks that fall between two years of the chart, told by letters, those before the same year by one; no more than six. */
function lettered(ledger: Ledger, view: View): {letter: string; before: number; words: string}[] {
  const {selection} = view.state;
  if (selection.asylums.kind !== "places" || selection.asylums.codes.length > 1) return [];
  const [main] = view.kinds;
  const found = breaksOf(ledger, selection).flatMap((each) => {
    const before = changeOf(each);
    const {level, wording} = each;
    return before !== null &&
      before > selection.years[0] &&
      (level === "*" || level.split(" ").some((one) => main?.levels.some((mine) => mine === one)))
      ? [{before, words: wording}]
      : [];
  });
  return [...group(found, ({before}) => before)]
    .sort(([a], [b]) => ascending(a, b))
    .slice(0, 6)
    .map(([before, some], i) => ({letter: "abcdef"[i] ?? "", before, words: some.map(({words}) => words).join(" ")}));
}

export function overTime(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const {state, axis, kinds, series} = view;
  const {selection} = state;
  if (selection.years[0] === selection.years[1] && !axis && kinds.length === 1) return [];
  const rate = selection.measure === "rate";
  const [main] = kinds;
  const drawn = axis ? series.filter(({kind}) => kind.id === main?.id).slice(0, MOST_SERIES) : series.slice(0, 1);
  const others = axis ? [] : series.slice(1, 1 + MOST_SERIES);
  const breaks = lettered(ledger, view);
  const notes: PlateNote[] = [
    rate
      ? {
          term: "Band",
          text: "What the rate can be, as counts are rounded. A band without a line: a share of the rows is not told apart."
        }
      : {term: "Band", text: "What rounding leaves room for; where no band is seen it is thinner than the line."},
    {
      sign: "gap",
      term: "Gap",
      text: "“No row”: the host reports others that year. “Not reported”: nobody. Neither is 0."
    },
    ...(rate
      ? [{term: "×", text: "Fewer than 25 decisions, or decisions that give no rate; the table says which."}]
      : []),
    ...breaks.map(({letter, before, words}): PlateNote => ({sign: "break", term: `${letter}: ${before}`, text: words}))
  ];
  const chart = (id: string, title: string, unit: string, some: readonly Series[], with_: boolean) =>
    plate(
      {
        made: "./code/explorer/plates/overTime#overTime",
        id,
        title,
        unit: `${seriesFinding(ledger, view, some)} ${unit}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          multiples(
            {panels: some.map((one) => panelOf(ledger, view, one)), share: rate, breaks: with_ ? breaks : []},
            options
          ),
        notes: with_ ? notes : [],
        source: source(ledger)
      },
      {document}
    );
  const left = axis
    ? series.filter(({kind}) => kind.id === main?.id).length - drawn.length
    : series.length - 1 - others.length;
  const made = [
    chart(
      "over-time",
      titleOf(ledger, selection),
      unitLine(ledger, state, main ? [main] : []) +
        (axis
          ? `; each drawn over the others, on one scale${left > 0 ? `; the ${MOST_SERIES} largest, ${left} more in the table` : ""}`
          : ""),
      drawn,
      true
    )
  ];
  if (others.length)
    made.push(
      chart(
        "other-kinds",
        others.length === 1 ? "Told apart: another stage or unit" : "Told apart: other stages and units",
        `${rate ? "Per cent" : "Each on a scale of its own"}; never added to the chart above or to each other${left > 0 ? `; ${left} more in the table` : ""}`,
        others,
        false
      )
    );
  return made;
}

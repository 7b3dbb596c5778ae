// Origins by countries of asylum.
import {capital, list} from "../../words/text.js";
import {scrolling} from "../../html/table.js";
import {UNITS} from "../../measures/codes.js";
import {formatNumber, formatPercent, formatShare, formatYears, leastCount, leastPercent} from "../../words/numbers.js";
import {digitsOf} from "../../words/rates.js";
import {kindWords} from "../kinds.js";
import {cardHref, pairFigure} from "../figureLinks.js";
import type {Ledger} from "../ledger.js";
import {measureWords, pointWords} from "../measureWords.js";
import {placeName} from "../names.js";
import {isMinimum} from "../sums.js";
import type {Kind, Matrix, RankedPlace, View} from "../types.js";
import {matrixData} from "./numbers.js";
import {commonKind, source} from "./options.js";
import type {MakeElement, RenderOptions} from "./options.js";

export function matrixPlate(
  ledger: Ledger,
  view: View,
  {document, edition = null}: RenderOptions,
  make: MakeElement
): HTMLElement[] {
  const {matrix, state} = view;
  if (!matrix) return [];
  const rate = state.selection.measure === "rate";
  const main = commonKind(matrix.cells.flat().filter((one) => one !== null));
  const hasOther = matrix.cells.flat().some((one) => isOther(one, main));
  const top = Math.max(1, ...matrix.cells.flat().map((one) => (rate ? 0 : (one?.count?.value ?? 0))));
  const table = make(
    "table",
    {class: "matrix"},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", {scope: "col"}, "Country of origin"),
        ...matrix.asylums.map((code) => make("th", {scope: "col"}, ledger.place(code)?.name ?? code))
      )
    ),
    make(
      "tbody",
      {},
      ...matrix.origins.map((code, i) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, ledger.place(code)?.name ?? code),
          ...(matrix.cells[i] ?? []).map((one, j) => {
            const figure = one && pairFigure(state, matrix.years, one, [code, matrix.asylums[j] ?? ""]);
            return matrixCell(one, {
              ...{rate, top, main, make, href: figure && cardHref(figure, edition)},
              isLeast: one !== null && isMinimum(state.selection, one)
            });
          })
        )
      )
    )
  );
  return [
    make(
      "figure",
      {
        class: "plate wide",
        id: "matrix",
        "aria-labelledby": "matrix-title",
        "data-table": JSON.stringify(matrixData(ledger, view, matrix))
      },
      make(
        "div",
        {class: "hd"},
        make(
          "h3",
          {id: "matrix-title"},
          `${capital(measureWords(state.selection))} by country of origin and country of asylum, ${formatYears(matrix.years[0], matrix.years[1])}`
        ),
        make(
          "p",
          {class: "unit"},
          `${matrixFinding(ledger, view, matrix)} ${rate ? "Percentage of substantive decisions" : `Counted in ${UNITS[main?.unit ?? "P"]}`}${main?.stage ? `, ${kindWords(main)}` : ""}. “–”: no entry${state.selection.unit === "both" ? "" : ` counted in ${UNITS[state.selection.unit]}`}${rate ? ", or no rate that can be compared. With fewer than ten decisions we give counts; * means fewer than 25. The range is printed where rounding moves a rate by three points or more" : ""}.${hasOther ? " †: counted at another stage or in another unit." : ""}${choiceWords(state.selection, matrix)}`
        )
      ),
      make(
        "div",
        {class: "arts"},
        scrolling(document, table, {id: "matrix-rows", caption: "Countries of origin down, countries of asylum across"})
      ),
      make("div", {class: "source"}, make("span", {}, source(ledger)))
    )
  ];
}

/** Whether a cell is counted at another stage or in another unit than most. */
const isOther = (one: RankedPlace | null, main: Kind | undefined) =>
  one !== null && one.kind.id !== main?.id && one.kind.stage !== null;

/** How the places were chosen, where the reader did not choose them. */
function choiceWords(selection: View["state"]["selection"], {origins, asylums}: Matrix): string {
  const sides = [
    ...(selection.origins.kind === "places" ? [] : [`${origins.length} countries of origin`]),
    ...(selection.asylums.kind === "places" ? [] : [`${asylums.length} countries of asylum`])
  ];
  const counted =
    selection.measure === "rate"
      ? "substantive decisions"
      : selection.measure === "decisions"
        ? "decisions granting protection, as reported"
        : measureWords(selection);
  return sides.length ? ` Shown: the ${list(sides)} with the most ${counted}.` : "";
}

function matrixFinding(ledger: Ledger, {state}: View, matrix: Matrix): string {
  const some = matrix.cells.flatMap((row, i) =>
    row.flatMap((one, j) =>
      one && one.value !== null ? [{one, origin: matrix.origins[i] ?? "", asylum: matrix.asylums[j] ?? ""}] : []
    )
  );
  const [first] = some.sort((a, b) => (b.one.value ?? 0) - (a.one.value ?? 0));
  if (!first) return "No pair here has a number.";
  return `Highest: people from ${placeName(ledger, first.origin)} in ${placeName(ledger, first.asylum)} (${pointWords({...state, shown: "count"}, first.one)}).`;
}

function matrixCell(
  one: RankedPlace | null,
  {
    rate,
    top,
    main,
    make,
    href,
    isLeast
  }: {rate: boolean; top: number; main: Kind | undefined; make: MakeElement; href: string | null; isLeast: boolean}
): HTMLElement {
  const linked = (...contents: (string | Node | null)[]) =>
    href === null ? contents : [make("a", {class: "n", href}, ...contents)];
  if (!one) return make("td", {class: "m0"}, "–");
  const other = isOther(one, main) ? " †" : "";
  if (!rate) {
    const value = one.count?.value ?? 0;
    const step =
      value <= 0
        ? 0
        : Math.min(5, 1 + Math.floor((4.999 * Math.log10(Math.max(1, value))) / Math.log10(Math.max(10, top))));
    return make(
      "td",
      {class: `m${step}`},
      ...(one.count
        ? linked(isLeast ? (one.count.lo > 0 ? leastCount(one.count) : "0 or more") : formatNumber(one.count.value))
        : ["–"]),
      other
    );
  }
  const {rate: found} = one;
  if (!found) return make("td", {class: "m0"}, "–");
  if (found.kind === "none") {
    const counts = `${formatNumber(found.numerator.value)} of ${formatNumber(found.decisions)}`;
    return make(
      "td",
      {class: "m0"},
      ...(found.decisions === 0 ? ["none"] : found.reason === "fewer than 10 decisions" ? linked(counts) : ["no rate"]),
      other
    );
  }
  const value = found.kind === "rate" ? found.value : (found.lo + found.hi) / 2;
  const digits = digitsOf(found);
  const number = isLeast
    ? leastPercent(found.lo, digits).replace("%", "")
    : found.kind === "rate"
      ? formatPercent(found.value, digits).replace("%", "")
      : "";
  const ends = formatShare({value: null, lo: found.lo, hi: found.hi}, digits).replace("%", "");
  const wide = found.hi - found.lo >= 0.03 && !isLeast;
  const step = found.marked ? 0 : value < 0.05 ? 1 : value < 0.25 ? 2 : value < 0.5 ? 3 : value < 0.75 ? 4 : 5;
  return make(
    "td",
    {class: `m${step}`},
    ...linked(number || ends),
    found.marked ? "*" : null,
    other || null,
    wide && found.kind === "rate" ? make("small", {}, `[${ends}]`) : null
  );
}

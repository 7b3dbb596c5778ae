// A question's series over the years.
import {levelWords} from "../../words/country.js";
import {ascending, group} from "d3";
import {capital, list} from "../../words/text.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {formatPercent} from "../../words/numbers.js";
import {stepsOf} from "../headline.js";
import {unitsWords} from "../sentences.js";
import {breaksOf, changeOf} from "../breaks.js";
import {seriesFinding} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {pointWords, titleOf, unitLine} from "../measureWords.js";
import {MOST_SERIES} from "../series.js";
import {digitsOf} from "../../words/rates.js";
import {separations} from "../view.js";
import type {Series, View} from "../types.js";
import {source, unitsOf} from "./options.js";
import type {RenderOptions} from "./options.js";

export function panelOf(ledger: Ledger, view: View, series: Series): MultiplesPanel {
  const {state} = view;
  return {
    name: series.place === null ? capital(unitsOf(series.kind)) : (ledger.place(series.place)?.name ?? series.place),
    under: series.place === null ? "" : underOf(view, series),
    group: series.kind.id,
    square: series.kind.unit === "C",
    points: series.points.map((point) => ({
      year: point.year,
      value: point.value,
      lo: point.lo,
      hi: point.hi,
      words:
        point.rate && point.rate.kind === "rate"
          ? formatPercent(point.rate.value, digitsOf(point.rate))
          : pointWords(state, point),
      absence: point.absence === "not separated" ? "no entry" : point.absence,
      marked: Boolean(point.why) || (point.rate !== null && (point.rate.kind === "none" || point.rate.marked))
    }))
  };
}

/** At which stage a place's numbers were counted: countries that count at another stage are drawn and marked. */
function underOf({headline}: View, {place, kind}: Series): string {
  const unit = UNITS[kind.unit];
  const latest = headline?.places.find((one) => one.place === place)?.years.findLast(({number}) => number[kind.unit]);
  return latest?.headline ? `${stepsOf(latest.headline)}, ${unit}` : unitsOf(kind);
}

/** Years in which a country's series goes on at another level or in another unit, or has no number of new applications. */
export function headlineBreaks({headline}: View): {before: number; words: string}[] {
  const [one] = headline?.places ?? [];
  if (!one) return [];
  const kind = (word: string) => {
    const [level = "", unit = ""] = word.split(" ");
    return `${levelWords(level as Level)}, ${UNITS[unit as Unit]}`;
  };
  const kinds = (words: readonly string[]) => list(words.map(kind));
  return [
    ...one.breaks.map(({year, before, now}) => ({
      before: year,
      words: `Reported before as ${kinds(before)}; from here as ${kinds(now)}. Do not compare across the mark.`
    })),
    ...one.years.flatMap(({year, number: {P, C}, headline: found}) => {
      const mixed = found?.not_separated;
      return !P && !C && mixed && (mixed.P ?? mixed.C)
        ? [
            {
              before: year,
              words: `For ${year} the data does not separate new applications from appeals: ${unitsWords(mixed)} together.`
            }
          ]
        : [];
    })
  ];
}

/** Breaks that fall between two years of the chart, with a letter for each year; no more than six. */
function lettered(ledger: Ledger, view: View): {letter: string; before: number; words: string}[] {
  const {selection} = view.state;
  if (selection.asylums.kind !== "places" || selection.asylums.codes.length > 1) return [];
  const main = view.main?.[0]?.kind ?? view.kinds[0];
  const found = headlineBreaks(view).concat(
    breaksOf(ledger, selection).flatMap((each) => {
      const before = changeOf(each);
      const {level, wording} = each;
      return before !== null &&
        before > selection.years[0] &&
        (level === "*" || level.split(" ").some((one) => main?.levels.some((mine) => mine === one)))
        ? [{before, words: wording}]
        : [];
    })
  );
  return [...group(found, ({before}) => before)]
    .sort(([a], [b]) => ascending(a, b))
    .slice(0, 6)
    .map(([before, some], i) => ({letter: "abcdef"[i] ?? "", before, words: some.map(({words}) => words).join(" ")}));
}

export function overTime(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const {state, axis} = view;
  const {selection} = state;
  const apart = separations(view);
  const series = view.main ?? view.series;
  const kinds = [...new Set(series.map(({kind}) => kind))];
  if (selection.years[0] === selection.years[1] && !axis && kinds.length === 1 && (!view.main || !apart.length))
    return [];
  const rate = selection.measure === "rate";
  const [main] = kinds;
  const compared = view.main ? series : series.filter(({kind}) => kind.id === main?.id);
  const places = [...new Set(compared.map(({place}) => place))];
  const drawnPlaces = places.slice(0, MOST_SERIES);
  const drawn = axis
    ? compared.filter(({place}) => drawnPlaces.includes(place))
    : view.main
      ? series
      : series.slice(0, 1);
  const rest = view.main ? apart : series.slice(1);
  const others = axis ? [] : rest.slice(0, MOST_SERIES);
  const breaks = lettered(ledger, view);
  const notes: PlateNote[] = [
    rate
      ? {
          term: "Band",
          text: "The rates that rounding allows. A band without a line: part of the decisions is not separated by status."
        }
      : {term: "Band", text: "The range that rounding allows. Where you see no band, it is thinner than the line."},
    {
      sign: "gap",
      term: "Gap",
      text: "“No entry”: the country reported that year, but nothing for this group. “Not reported”: it reported nothing at this stage. Neither means zero."
    },
    ...(rate ? [{term: "×", text: "Fewer than 25 decisions, or no rate; the table says which."}] : []),
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
  const left = axis ? places.length - drawnPlaces.length : rest.length - others.length;
  const made = [
    chart(
      "over-time",
      titleOf(ledger, selection),
      unitLine(ledger, state, view.main ? kinds : main ? [main] : [], series) +
        (axis ? `; all on one scale${left > 0 ? `; the ${MOST_SERIES} largest, ${left} more in the table` : ""}` : ""),
      drawn,
      true
    )
  ];
  if (others.length)
    made.push(
      chart(
        "other-kinds",
        `Other stages and units, shown separately: ${titleOf(ledger, selection)}`,
        `${rate ? "Percentage of substantive decisions" : "Each on its own scale"}. We never add them to the chart above or to each other${left > 0 ? `; ${left} more in the table` : ""}`,
        others,
        false
      )
    );
  return made;
}

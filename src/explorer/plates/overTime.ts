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
import type {Selection} from "../../measures/selection.js";
import {element} from "../../html/table.js";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {stepsOf} from "../headline.js";
import {unitsWords} from "../sentences.js";
import type {State} from "../address.js";
import {single} from "../axis.js";
import {breaksOf, changeOf, concernsNumbers} from "../breaks.js";
import {kindWords} from "../kinds.js";
import {seriesFinding} from "../chartFindings.js";
import type {ExplorerBreak} from "../facts.js";
import type {Ledger} from "../ledger.js";
import {pointWords, titleOf, unitLine} from "../measureWords.js";
import {MOST_SERIES, yearsOf} from "../series.js";
import {digitsOf} from "../../words/rates.js";
import {beyondSumOfStages, separations} from "../view.js";
import type {Series, View} from "../types.js";
import {seriesData} from "./numbers.js";
import {source, unitsOf, wayLink} from "./options.js";
import type {MakeElement, RenderOptions} from "./options.js";

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
      words: point.countedIn
        ? `counted in ${UNITS[point.countedIn]}`
        : point.rate && point.rate.kind === "rate"
          ? formatPercent(point.rate.value, digitsOf(point.rate))
          : pointWords(state, point),
      absence: point.countedIn ? null : point.absence === "not separated" ? "no entry" : point.absence,
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

/** Years in which a country's series goes on at another level or in another unit; and, unless only `changes` are asked, has no number of new applications. */
export function headlineBreaks(
  {headline}: View,
  place: string | null = null,
  changes = false
): {before: number; words: string}[] {
  const one = headline?.places.find((each) => place === null || each.place === place);
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
    ...(changes ? [] : one.years).flatMap(({year, number: {P, C}, headline: found}) => {
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

/**
 * Breaks of one country of asylum that fall between two years of a chart, by year; `place` where the series of several are compared.
 * Only `changes` where years without a number of new applications are no marks.
 */
export function breakMarks(
  ledger: Ledger,
  view: View,
  place: string | null = null,
  changes = false
): {before: number; words: string}[] {
  const asked = view.state.selection;
  const selection: Selection = place === null ? asked : {...asked, asylums: {kind: "places", codes: [place]}};
  if (single(selection.asylums) === null) return [];
  const main = view.main?.[0]?.kind ?? view.kinds[0];
  const concerns = (each: ExplorerBreak) => concernsNumbers(each, asked);
  const counted = headlineBreaks(view, place, changes);
  // Found by comparing years, it says what the series says already.
  const isSaid = ({kind}: ExplorerBreak, before: number) =>
    (kind === "level" || kind === "unit") && counted.some((one) => one.before === before);
  const found = counted.concat(
    breaksOf(ledger, selection).flatMap((each) => {
      const before = changeOf(each);
      const {level, wording} = each;
      return before !== null &&
        !isSaid(each, before) &&
        concerns(each) &&
        before > selection.years[0] &&
        (level === "*" || level.split(" ").some((one) => main?.levels.some((mine) => mine === one)))
        ? [{before, words: wording}]
        : [];
    })
  );
  return [...group(found, ({before}) => before)]
    .sort(([a], [b]) => ascending(a, b))
    .map(([before, some]) => ({before, words: some.map(({words}) => words).join(" ")}));
}

/** What the stages hold and their sum does not. */
const exceptWords = (beyond: ReadonlyMap<number, number>) =>
  beyond.size
    ? `, without ${list([...beyond].map(([year, n]) => `${formatNumber(n)} in ${year}`))} that were not reported as new`
    : "";

/** Whether a series has no number in its unit, and some year in the other. */
export const isInOtherUnit = ({points}: Series) =>
  points.every(({value, lo}) => value === null && lo === null) &&
  points.some(({absence}) => absence === "in persons" || absence === "in cases");

/** The series that have a place in a chart: none that has only numbers in the unit that was not asked for. */
const drawable = (series: readonly Series[]) => {
  const some = series.filter((one) => !isInOtherUnit(one));
  return some.length ? some : series;
};

/** Places that are counted in the other unit than the one asked for. */
export function elsewhereNotes(ledger: Ledger, series: readonly Series[]): PlateNote[] {
  const names = series
    .filter(isInOtherUnit)
    .flatMap(({place}) => (place === null ? [] : [ledger.place(place)?.name ?? place]));
  const unit = series[0]?.kind.unit === "C" ? "persons" : "cases";
  return names.length ? [{term: "Not shown", text: `Counted in ${unit} alone: ${list(names)}.`}] : [];
}

/** The marks of a chart of one country with a letter each; no more than six. */
const lettered = (ledger: Ledger, view: View) =>
  breakMarks(ledger, view)
    .slice(0, 6)
    .map((mark, i) => ({letter: "abcdef"[i] ?? "", ...mark}));

/** Links that draw the same lines side by side or over each other, and on which scale; null where no two may share a chart. */
export function linesWays(state: State, drawn: readonly Series[], document: Document): HTMLElement | null {
  if (![...group(drawn, ({kind}) => kind.unit).values()].some(({length}) => length > 1)) return null;
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const {lines, scale, ...rest} = state;
  const way = (id: string, words: string, to: State, current: boolean) =>
    wayLink(make, to, {id, words, focus: id, current});
  const together = {...rest, lines: "together"} as const;
  return make(
    "p",
    {class: "ways"},
    "Lines: ",
    way("way-apart", "Side by side", rest, !lines),
    " ",
    way("way-together", "Together", together, lines !== undefined && !scale),
    ...(state.selection.measure === "rate"
      ? []
      : [" ", way("way-log", "Together, logarithmic scale", {...together, scale: "log"}, scale !== undefined)])
  );
}

/** The signs of series by year. */
function signNotes(panels: readonly MultiplesPanel[], rate: boolean): PlateNote[] {
  const isAbsent = panels.some(({points}) => points.some(({absence}) => absence !== null));
  return [
    {
      mark: ".ranged",
      term: "Band",
      text: rate
        ? "The rates that rounding allows. A band without a line: part of the decisions is not separated by status."
        : "The range that rounding allows. Where you see no band, it is thinner than the line."
    },
    ...(isAbsent
      ? [
          {
            sign: "gap" as const,
            term: "Gap",
            text: "“No entry”: the country reported that year, but nothing for this group. “Not reported”: it reported nothing at this stage. Neither means zero."
          }
        ]
      : []),
    {mark: ".few", term: "×", text: "Fewer than 25 decisions, or no rate; the table says which."}
  ];
}

/** The charts over time, one for what the answer counts and one for the rest. Long because both share what is drawn and what is left out. */
export function overTime(ledger: Ledger, view: View, options: RenderOptions): HTMLElement[] {
  const {document, sizes} = options;
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
  const chosen = axis
    ? compared.filter(({place}) => drawnPlaces.includes(place))
    : view.main
      ? series
      : series.slice(0, 1);
  const drawn = drawable(chosen);
  const rest = view.main ? apart : series.slice(1);
  const others = axis ? [] : rest.slice(0, MOST_SERIES);
  const added = beyondSumOfStages(view);
  const breaks = lettered(ledger, view);
  const breakNotes = breaks.map(({letter, before, words}): PlateNote => ({
    sign: "break",
    term: `${letter}: ${before}`,
    text: words
  }));
  const ways = linesWays(state, drawn, document);
  const chart = (id: string, title: string, unit: string, some: readonly Series[], with_: boolean) =>
    plate(
      {
        ways: with_ ? ways : null,
        made: "./code/explorer/plates/overTime#overTime",
        id,
        title,
        unit: `${seriesFinding(ledger, view, with_ ? chosen : some)} ${unit}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          multiples(
            {
              panels: some.map((one) => panelOf(ledger, view, one)),
              share: rate,
              breaks: with_ ? breaks : [],
              named: axis !== null
            },
            options
          ),
        notes: [
          ...signNotes(
            some.map((one) => panelOf(ledger, view, one)),
            rate
          ),
          ...(with_ ? [...elsewhereNotes(ledger, series), ...breakNotes] : [])
        ],
        data: seriesData(view, some, (one) => {
          const {name, under} = panelOf(ledger, view, one);
          return [name, under].filter(Boolean).join(", ") || titleOf(ledger, selection);
        }),
        source: source(ledger)
      },
      {document}
    );
  const left = axis ? places.length - drawnPlaces.length : rest.length - others.length;
  const dated = {...selection, years: yearsOf(drawn, selection.years)};
  const unit = unitLine(ledger, state, view.main ? kinds : main ? [main] : [], series);
  const cut = axis && left > 0 ? `; the ${MOST_SERIES} largest, ${left} more are not drawn` : "";
  const compare = state.lines ? options.compare?.() : null;
  const made = [
    compare
      ? compare.linesPlate(ledger, view, {drawn, unit: unit + cut, options})
      : chart(
          "over-time",
          titleOf(ledger, dated, state.shown),
          unit + (axis ? `; all on one scale${cut}` : ""),
          drawn,
          true
        )
  ];
  // One series has its stage in the title, as nothing else on the chart says which it is.
  const [only, ...more] = others;
  const datedOthers = {...selection, years: yearsOf(others, selection.years)};
  if (only)
    made.push(
      chart(
        "other-kinds",
        added
          ? `By stage: ${titleOf(ledger, datedOthers, state.shown)}`
          : more.length
            ? `Other stages and units, shown separately: ${titleOf(ledger, datedOthers, state.shown)}`
            : `${capital(kindWords(only.kind))}, shown separately: ${titleOf(ledger, datedOthers, state.shown).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`,
        added
          ? `${rate ? "Percentage of substantive decisions" : "Each on its own scale"}. The chart above adds these, persons and cases apart${exceptWords(added)}${left > 0 ? `; ${left} more are not drawn` : ""}`
          : more.length
            ? `${rate ? "Percentage of substantive decisions" : "Each on its own scale"}. We never add them to the chart above or to each other${left > 0 ? `; ${left} more are not drawn` : ""}`
            : `${capital(kindWords(only.kind))}, ${rate ? "percentage of substantive decisions" : `counted in ${UNITS[only.kind.unit]}`}. We never add it to the chart above`,
        others,
        false
      )
    );
  return made;
}

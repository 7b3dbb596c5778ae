// A view as elements: the finding, what the choice loses, the charts and the table. The build draws it for the default question,
// the browser for every other; both get the same from the same view.
import {ascending, group, rollup} from "d3";
import {multiples} from "../charts/multiples.js";
import type {MultiplesPanel} from "../charts/multiples.js";
import {outcomes as outcomesChart} from "../charts/outcomes.js";
import {plate} from "../charts/plate.js";
import type {PlateNote} from "../charts/plate.js";
import {rankedRates} from "../charts/rankedRates.js";
import type {Size} from "../charts/sizes.js";
import {element, scrolling} from "../html/table.js";
import {worldMap} from "../charts/worldMap.js";
import {isFinding} from "../measures/breaks.js";
import {UNITS} from "../measures/codes.js";
import {formatCount, formatNumber, formatPercent, formatYears} from "../measures/format.js";
import {wilson} from "../measures/rates.js";
import {formatState} from "./address.js";
import type {Ledger} from "./ledger.js";
import {rankingTable, tableOf} from "./table.js";
import type {Table} from "./table.js";
import {kindWords, MOST_SERIES} from "./view.js";
import type {Kind, Matrix, RankedPlace, Series, View} from "./view.js";
import {
  breaksOf,
  changeOf,
  findingOf,
  foundWords,
  hostWords,
  lossesOf,
  measureWords,
  nearestTo,
  outcomesFinding,
  peopleWords,
  placeName,
  pointWords,
  rankingFinding,
  seriesFinding,
  titleOf,
  unitLine
} from "./words.js";

export interface RenderOptions {
  readonly document: Document;
  /** The sizes to draw; all where not given. */
  readonly sizes?: readonly Size[];
  /** Whether scripts stand behind the table's heads. */
  readonly live: boolean;
  /** Rows of the table to print; the file has all. */
  readonly most?: number;
}

/** The places on the page, by id: what a reader can go to. */
export const PLACES = [
  ["finding", "Finding"],
  ["over-time", "Over time"],
  ["outcomes", "Outcomes"],
  ["ranking", "Compared"],
  ["map", "Map"],
  ["matrix", "Matrix"],
  ["table", "Table"]
] as const;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const unitsOf = (kind: Kind) => (kind.stage ? `${kindWords(kind)}, ${UNITS[kind.unit]}` : "");

/** The parts of the page that answer, in their order, each made when it is asked for. */
export function* renderView(
  ledger: Ledger,
  view: View,
  options: RenderOptions
): Generator<HTMLElement, undefined, undefined> {
  const {document} = options;
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  yield make("p", {class: "finding", id: "finding"}, findingOf(ledger, view));
  if (view.empty) {
    const near = nearestTo(ledger, view.state);
    yield make(
      "div",
      {class: "nearest", id: "nearest"},
      make(
        "p",
        {},
        near.length
          ? "A row that is not there is never 0. Near this question there are rows:"
          : "A row that is not there is never 0, and no question near this one has a row either."
      ),
      near.length
        ? make(
            "ul",
            {},
            ...near.map(({words, state}) =>
              make("li", {}, make("a", {href: `?${formatState(state)}`, "data-state": formatState(state)}, words))
            )
          )
        : null
    );
    return;
  }
  yield lossesNote(ledger, view, make);
  yield* overTime(ledger, view, options);
  yield* outcomesPlate(ledger, view, options);
  yield* rankingPlate(ledger, view, options);
  yield* mapPlate(ledger, view, options);
  yield* matrixPlate(ledger, view, options, make);
  yield tablePlate(ledger, view, options, make);
}

type MakeElement = (
  name: string,
  attributes: Record<string, string>,
  ...contents: (string | Node | null)[]
) => HTMLElement;

function lossesNote(ledger: Ledger, view: View, make: MakeElement): HTMLElement {
  const losses = lossesOf(ledger, view);
  const breaks = breaksOf(ledger, view.state.selection);
  const rules = [...new Set(view.outcomes.flatMap(({all}) => all.rules))];
  const item = (term: string, words: string) => make("li", {}, make("b", {}, term), ` ${words}`);
  const shown = losses.slice(0, 3);
  const more = [
    ...losses.slice(3).map(({term, words}) => item(term, words)),
    ...rules.map((id) => item(`Rule ${id}.`, ledger.facts.reasons[id] ?? "")),
    ...breaks
      .filter((each) => !isFinding(each))
      .map(({asylum, year_from, year_to, verdict, wording}) =>
        item(
          `${ledger.place(asylum)?.name ?? asylum}, ${year_to === null ? `from ${year_from}` : formatYears(year_from, year_to)}${verdict === "open" ? ", open" : ""}.`,
          wording
        )
      ),
    ...foundWords(ledger, breaks).map(({term, words}) => item(term, words))
  ];
  return make(
    "aside",
    {class: "losses", "aria-label": "What this choice loses"},
    make("h2", {}, "What this choice loses"),
    shown.length
      ? make("ul", {class: "cautions"}, ...shown.map(({term, words}) => item(term, words)))
      : make("p", {}, "Nothing that the rows of this edition tell of."),
    more.length
      ? make("details", {}, make("summary", {}, `${more.length} more, with rules and breaks`), make("ul", {}, ...more))
      : null
  );
}

const source = (ledger: Ledger) => `Source: ${ledger.facts.source}, edition ${ledger.facts.edition}.`;

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

function overTime(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
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
        made: "./code/explorer/render#overTime",
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

function outcomesPlate(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const [main, ...rest] = view.outcomes;
  const {selection} = view.state;
  if (!main || main.all.rows === main.all.missing) return [];
  const more = rest.length
    ? ` Also decided, told apart: ${rest.map(({kind, all}) => `${unitsOf(kind)} (${formatNumber(sumOf(all.published), "en")})`).join("; ")}.`
    : "";
  return [
    plate(
      {
        made: "./code/explorer/render#outcomesPlate",
        id: "outcomes",
        title: `What was decided: ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}`,
        unit: outcomesFinding(view),
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) => outcomesChart({years: fromFirstToLast(main.years)}, options),
        notes: [
          {
            term: "Above and below",
            text: "What was granted stands above the line, what was not below it; published columns and status in law on one scale."
          },
          {term: "Not that year’s applicants", text: "Decisions of a year are on applications of any year."},
          ...(more ? [{term: "Other steps", text: more.trim()}] : [])
        ],
        source: source(ledger)
      },
      {document}
    )
  ];
}

/** Without the years before the first row and after the last: their absence is told beside the chart. */
function fromFirstToLast<T extends {readonly outcomes: unknown}>(years: readonly T[]): readonly T[] {
  const has = ({outcomes}: T) => typeof outcomes !== "string";
  return years.slice(years.findIndex(has), years.findLastIndex(has) + 1);
}

/** The kind that most of the places compared stand with: it goes without saying, the others carry a sign. */
function commonKind(places: readonly RankedPlace[]): Kind | undefined {
  const held = rollup(
    places,
    (some) => some.length,
    ({kind}) => kind
  );
  return [...held].sort((a, b) => b[1] - a[1])[0]?.[0];
}

const sumOf = (cells: Readonly<Record<string, {readonly value: number}>>) =>
  Object.values(cells).reduce((n, {value}) => n + value, 0);
const MOST_RANKED = 30;

function rankingPlate(ledger: Ledger, view: View, options: RenderOptions): HTMLElement[] {
  const {ranking, state} = view;
  if (!ranking) return [];
  const {document, sizes} = options;
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, years, places} = ranking;
  const main = commonKind(places.length ? places : ranking.leftOut);
  const name = ({code, kind}: RankedPlace) =>
    `${ledger.place(code)?.name ?? code}${kind.id === main?.id || !kind.stage ? "" : " †"}`;
  // The chosen place stays in sight, however far down it stands.
  const cut = places.slice(0, MOST_RANKED);
  const chosen = places.find((one) => one.chosen);
  if (chosen && !cut.includes(chosen)) cut.splice(MOST_RANKED - 1, 1, chosen);
  const other = cut.some(({kind}) => kind.id !== main?.id);
  const notes: PlateNote[] = [
    ...(rate
      ? [
          {term: "Bar: rounding", text: "What the rate can be, as published counts are rounded."},
          {
            term: "Whisker: chance",
            text: "Wilson 95 %, as if decisions were independent draws, which they are not: families, judges and policies move together."
          },
          ...(ranking.leftOut.length
            ? [
                {
                  term: "Left out",
                  text: `${ranking.leftOut.length} with fewer than 25 decisions or no rate; the table says why.`
                }
              ]
            : [])
        ]
      : [
          {
            term: "Pale end",
            text: "The bar is filled to the lower bound; the pale end is what rounding leaves room for."
          }
        ]),
    ...(other
      ? [{term: "†", text: `Another step than ${main ? kindWords(main) : "the others"}: the table names it.`}]
      : []),
    ...(places.length > cut.length
      ? [{term: "More", text: `${places.length - cut.length} more stand in the table.`}]
      : []),
    ...(places.some(({code}) => code === "UNK")
      ? [{term: "Unknown", text: "Unknown origin stands last, never as a country."}]
      : [])
  ];
  const table = tableElement(rankingTable(ledger, view, ranking), {
    document,
    live: false,
    id: "ranking-rows",
    caption: "Every place of the ranking"
  });
  const whom =
    axis === "asylum" ? `${peopleWords(ledger, selection)}, by host` : `${hostWords(ledger, selection)}, by origin`;
  return [
    plate(
      {
        made: "./code/explorer/render#rankingPlate",
        id: "ranking",
        title: `${capital(measureWords(selection))}: ${whom}`,
        unit: `${rankingFinding(ledger, view, ranking)} ${rate ? "Per cent" : capital(UNITS[main?.unit ?? "P"])}${state.shown === "per_100000" ? " per 100,000 inhabitants" : ""}, ${main?.stage ? `${kindWords(main)}, ` : ""}${formatYears(years[0], years[1])}.`,
        breadth: "text",
        ...(sizes ? {sizes} : {}),
        draw: (drawing) =>
          rankedRates(
            cut.map((one) => ({
              name: name(one),
              value: one.value ?? 0,
              lo: one.lo ?? 0,
              hi: one.hi ?? 0,
              chance: one.rate?.kind === "rate" ? wilson(one.rate.numerator.value, one.rate.decisions) : null,
              words: one.rate?.kind === "rate" ? formatPercent(one.rate.value, "en") : pointWords(state, one),
              ground: one.rate
                ? `${formatNumber(one.rate.numerator.value, "en")} of ${formatNumber(one.rate.decisions, "en")}`
                : "",
              chosen: one.chosen
            })),
            {share: rate},
            drawing
          ),
        notes,
        source: source(ledger),
        table
      },
      {document}
    )
  ];
}

/** The same places as the ranking, on the world; left out where a ranking has fewer than three with a place on it. */
function mapPlate(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const {ranking, state} = view;
  const positions = ledger.facts.world;
  if (!ranking) return [];
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, years} = ranking;
  const isDrawn = ({code}: RankedPlace) => code in positions.at || code in positions.dots;
  const places = ranking.places.filter((one) => isDrawn(one) && (one.value ?? 0) > 0);
  if (places.length < 3) return [];
  const main = commonKind(ranking.places);
  const across = axis === "asylum" ? selection.origins : selection.asylums;
  const from = across.kind === "places" && across.codes.length === 1 ? (across.codes[0] ?? null) : null;
  const undrawn = ranking.places.filter((one) => !isDrawn(one));
  const [first] = places;
  return [
    plate(
      {
        id: "map",
        made: "./code/explorer/render#mapPlate",
        title:
          axis === "asylum"
            ? `Where: hosts of ${peopleWords(ledger, selection)}`
            : `From where: ${hostWords(ledger, selection)}`,
        unit: `${places.length} ${axis === "asylum" ? "hosts" : "origins"} on the map${first ? `, ${placeName(ledger, first.code)} the highest with ${pointWords(state, first)}` : ""}. ${rate ? "Per cent" : capital(UNITS[main?.unit ?? "P"])}${state.shown === "per_100000" ? " per 100,000 inhabitants" : ""}, ${main?.stage ? `${kindWords(main)}, ` : ""}${formatYears(years[0], years[1])}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          worldMap(
            {
              places: places.map((one) => ({
                code: one.code,
                name: ledger.place(one.code)?.name ?? one.code,
                value: one.value ?? 0,
                words:
                  one.rate?.kind === "rate"
                    ? formatPercent(one.rate.value, "en")
                    : pointWords(state, one).replace(/ \[.*/, ""),
                chosen: one.chosen
              })),
              outlined:
                from === null
                  ? null
                  : {code: from, name: `${axis === "asylum" ? "from" : "in"} ${ledger.place(from)?.name ?? from}`},
              share: rate
            },
            positions,
            options
          ),
        notes: [
          {
            term: "Land without colour",
            text: `No row${rate ? ", or no rate that can be ranked" : ", or a published 0"}. It is never none.`
          },
          ...(undrawn.length
            ? [
                {
                  term: "Not on the map",
                  text: `${undrawn.map(({code}) => ledger.place(code)?.name ?? code).join(", ")}: in the table.`
                }
              ]
            : []),
          {
            term: "Boundaries",
            text: "They imply no endorsement. Natural Earth 1:110 million, with Crimea drawn in Ukraine and Western Sahara apart; Kosovo is drawn with Serbia, as UNHCR’s rows count them."
          }
        ],
        source: source(ledger),
        links: [{words: "Table", href: "#ranking-table"}]
      },
      {document}
    )
  ];
}

function matrixPlate(ledger: Ledger, view: View, {document}: RenderOptions, make: MakeElement): HTMLElement[] {
  const {matrix, state} = view;
  if (!matrix) return [];
  const rate = state.selection.measure === "rate";
  const main = commonKind(matrix.cells.flat().filter((one) => one !== null));
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
        make("th", {scope: "col"}, "Origin"),
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
          ...(matrix.cells[i] ?? []).map((one) => matrixCell(one, {rate, top, main, make}))
        )
      )
    )
  );
  return [
    make(
      "figure",
      {class: "plate wide", id: "matrix", "aria-labelledby": "matrix-title"},
      make(
        "div",
        {class: "hd"},
        make("h3", {id: "matrix-title"}, `${capital(measureWords(state.selection))} by origin and host`),
        make(
          "p",
          {class: "unit"},
          `${matrixFinding(ledger, view, matrix)} ${rate ? "Per cent" : capital(UNITS[main?.unit ?? "P"])}${main?.stage ? `, ${kindWords(main)}` : ""}, ${formatYears(matrix.years[0], matrix.years[1])}; – is no row.${rate ? " Under ten decisions counts are given, * is under 25; the interval stands where rounding moves a rate by three points or more." : ""} † is another step of the procedure.`
        )
      ),
      make(
        "div",
        {class: "arts"},
        scrolling(document, table, {id: "matrix-rows", caption: "Origins down, hosts across"})
      ),
      make("div", {class: "source"}, make("span", {}, source(ledger)))
    )
  ];
}

function matrixFinding(ledger: Ledger, {state}: View, matrix: Matrix): string {
  const some = matrix.cells.flatMap((row, i) =>
    row.flatMap((one, j) =>
      one && one.value !== null ? [{one, origin: matrix.origins[i] ?? "", asylum: matrix.asylums[j] ?? ""}] : []
    )
  );
  const [first] = some.sort((a, b) => (b.one.value ?? 0) - (a.one.value ?? 0));
  if (!first) return "No pair here has a number.";
  return `Of ${some.length} ${some.length === 1 ? "pair" : "pairs"} with a number the highest is ${placeName(ledger, first.origin)} in ${placeName(ledger, first.asylum)}: ${pointWords({...state, shown: "count"}, first.one)}.`;
}

function matrixCell(
  one: RankedPlace | null,
  {rate, top, main, make}: {rate: boolean; top: number; main: Kind | undefined; make: MakeElement}
): HTMLElement {
  if (!one) return make("td", {class: "m0"}, "–");
  const other = one.kind.id !== main?.id && one.kind.stage ? " †" : "";
  if (!rate) {
    const value = one.count?.value ?? 0;
    const step =
      value <= 0
        ? 0
        : Math.min(5, 1 + Math.floor((4.999 * Math.log10(Math.max(1, value))) / Math.log10(Math.max(10, top))));
    return make("td", {class: `m${step}`}, one.count ? formatCount(one.count, "en").replace(/ \[.*/, "") : "–", other);
  }
  const {rate: found} = one;
  if (!found) return make("td", {class: "m0"}, "–");
  if (found.kind === "none") {
    const counts = `${formatNumber(found.numerator.value, "en")} of ${formatNumber(found.decisions, "en")}`;
    return make(
      "td",
      {class: "m0"},
      found.decisions === 0 ? "none" : found.reason === "fewer than 10 decisions" ? counts : "no rate",
      other
    );
  }
  const value = found.kind === "rate" ? found.value : (found.lo + found.hi) / 2;
  const number = found.kind === "rate" ? formatPercent(found.value, "en").replace(/\s%$/, "") : "";
  const ends = `${formatPercent(found.lo, "en").replace(/\s%$/, "")}–${formatPercent(found.hi, "en").replace(/\s%$/, "")}`;
  const wide = found.hi - found.lo >= 0.03;
  const step = found.marked ? 0 : value < 0.05 ? 1 : value < 0.25 ? 2 : value < 0.5 ? 3 : value < 0.75 ? 4 : 5;
  return make(
    "td",
    {class: `m${step}`},
    found.kind === "rate" ? number : ends,
    found.marked ? "*" : null,
    other || null,
    wide && found.kind === "rate" ? make("small", {}, `[${ends}]`) : null
  );
}

const MOST_ROWS = 120;

function tablePlate(
  ledger: Ledger,
  view: View,
  {document, live, most = MOST_ROWS}: RenderOptions,
  make: MakeElement
): HTMLElement {
  const table = tableOf(ledger, view);
  return make(
    "section",
    {class: "behind-all", id: "table", "aria-labelledby": "table-title"},
    make("h2", {id: "table-title"}, "The table behind"),
    make(
      "p",
      {class: "unit"},
      `${titleOf(ledger, view.state.selection)}. ${unitLine(ledger, view.state, view.kinds)}. Bounds in brackets where a count is rounded.`
    ),
    make("div", {id: "rows"}, ...tableParts(table, view, {document, live, most}))
  );
}

/** The table and the words under it, to be replaced where it is sorted or filtered. */
export function tableParts(
  table: Table,
  {state}: View,
  {document, live, most = MOST_ROWS}: {document: Document; live: boolean; most?: number}
): HTMLElement[] {
  const shown = table.rows.slice(0, most);
  const parts = [
    tableElement(
      {...table, rows: shown},
      {document, live, id: "rows-table", caption: "Each year of each series", sort: state.sort}
    )
  ];
  const count =
    table.rows.length === table.all
      ? `${formatNumber(table.all, "en")} ${table.all === 1 ? "row" : "rows"}.`
      : `${formatNumber(table.rows.length, "en")} of ${formatNumber(table.all, "en")} rows hold “${state.find}”.`;
  parts.push(
    element(
      document,
      "p",
      {class: "rowcount", role: "status"},
      shown.length < table.rows.length
        ? `${count} The first ${formatNumber(shown.length, "en")} are shown; the CSV has all.`
        : count
    )
  );
  if (live && shown.length < table.rows.length)
    parts.push(
      element(
        document,
        "button",
        {type: "button", class: "btn", id: "all-rows"},
        `Show all ${formatNumber(table.rows.length, "en")} rows`
      )
    );
  return parts;
}

function tableElement(
  {columns, rows}: Pick<Table, "columns" | "rows">,
  {
    document,
    live,
    id,
    caption,
    sort = null
  }: {document: Document; live: boolean; id: string; caption: string; sort?: View["state"]["sort"]}
): HTMLElement {
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  return scrolling(
    document,
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...columns.map(({key, title, numeric}) => {
            const turned = sort?.column === key ? (sort.falling ? "descending" : "ascending") : null;
            return make(
              "th",
              {scope: "col", ...(numeric ? {} : {class: "text"}), ...(turned ? {"aria-sort": turned} : {})},
              live ? make("button", {type: "button", "data-sort": key}, title) : title
            );
          })
        )
      ),
      make(
        "tbody",
        {},
        ...rows.map((row) =>
          make(
            "tr",
            {},
            ...row.map((cell, i) => {
              const [, number = cell.text, bounds] = /^(.*?)( \[.*\])$/.exec(cell.text) ?? [];
              return make(
                i ? "td" : "th",
                {
                  ...(i ? {} : {scope: "row"}),
                  ...(columns[i]?.numeric
                    ? /^(?:no row|not reported|–)$/.test(cell.text)
                      ? {class: "absent"}
                      : {}
                    : {class: "text"})
                },
                number,
                bounds ? make("span", {class: "bounds"}, bounds) : null
              );
            })
          )
        )
      )
    ),
    {id, caption}
  );
}

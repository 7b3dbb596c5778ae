// A question's series over the years, over each other: persons and cases in panels of their own.
import {group} from "d3";
import {lines} from "../../charts/lines.js";
import type {NamedLine} from "../../charts/lines.js";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {UNITS} from "../../measures/codes.js";
import {capital} from "../../words/text.js";
import {isPer} from "../address.js";
import {single} from "../axis.js";
import {seriesFinding} from "../chartFindings.js";
import {indexedFigure, ofGrants, perFigure, pointFigure} from "../figureLinks.js";
import type {Ledger} from "../ledger.js";
import {measureWords, pointOrWhy, titleOf} from "../measureWords.js";
import {hostWords} from "../names.js";
import {yearsOf} from "../series.js";
import {absenceWords, linkedCell} from "../table.js";
import type {Table, TableCell} from "../table.js";
import type {Point, Series, View} from "../types.js";
import {seriesData} from "./numbers.js";
import {source} from "./options.js";
import type {Compare} from "./options.js";
import {breakMarks, elsewhereNotes, isInOtherUnit, linesWays, panelOf} from "./overTime.js";
import {tableElement} from "./table.js";

const MOST_BREAKS = 4;

export const linesPlate: Compare["linesPlate"] = (ledger, view, {drawn, unit, options}) => {
  const {state, axis} = view;
  const {document, sizes} = options;
  const {selection, scale} = state;
  const rate = selection.measure === "rate";
  const places = [...new Set(drawn.map(({place}) => place))];
  // A break between two years without a number is not drawn.
  const hasEntry = (place: string | null, before: number) =>
    drawn.some(
      (one) =>
        one.place === place &&
        one.points.some(({year, value}) => value !== null && (year === before || year === before - 1))
    );
  const marks = new Map(
    places.map((place) => [
      place,
      axis === "origin"
        ? []
        : breakMarks(ledger, view, axis ? place : null, true).filter(({before}) => hasEntry(place, before))
    ])
  );
  const isEmpty = ({points}: Series) => points.every(({value, lo}) => value === null && lo === null);
  // A unit in which nothing has a number has no panel.
  const units = [...group(drawn, ({kind}) => kind.unit)];
  const held = units.filter(([, some]) => !some.every(isEmpty));
  const panels = (held.length ? held : units.slice(0, 1)).map(([key, some]) => ({
    title: `Counted in ${UNITS[key]}`,
    square: key === "C",
    lines: some.map((one): NamedLine => ({
      name: nameOf(ledger, view, one),
      look: places.indexOf(one.place),
      points: panelOf(ledger, view, one).points,
      breaks: (marks.get(one.place) ?? []).map(({before}) => before)
    }))
  }));
  const told = panels.flatMap(({lines: some}) => some);
  const notes = notesOf(ledger, view, {drawn, marks});
  const table = tableElement(linesTable(ledger, view, drawn), {
    document,
    live: false,
    edition: options.edition ?? null,
    id: "over-time-rows",
    caption: "Each line by year"
  });
  return plate(
    {
      made: "./code/explorer/plates/lines#linesPlate",
      id: "over-time",
      title: titleOf(ledger, {...selection, years: yearsOf(drawn, selection.years)}, state.shown),
      unit: `${seriesFinding(ledger, view, axis ? allOf(view, drawn) : drawn)} ${unit}${scale ? "; logarithmic scale" : ""}.`,
      breadth: "wide",
      ways: linesWays(state, drawn, document),
      ...(sizes ? {sizes} : {}),
      draw: (drawing) => lines({panels, share: rate, log: scale === "log"}, drawing),
      notes: [
        ...(panels.length > 1
          ? [{term: "Persons and cases", text: "Never on one axis: each has a panel with its own scale."}]
          : []),
        ...(scale && told.some(({points}) => points.some(({value}) => value === 0))
          ? [
              {
                term: "0 at the foot",
                text: "A logarithmic scale has no place for zero. A published 0 is marked under the chart, not joined to the line."
              }
            ]
          : []),
        ...notes
      ],
      source: source(ledger),
      data: seriesData(view, drawn, (one) => nameOf(ledger, view, one)),
      table
    },
    {document}
  );
};

/** The series drawn, with those of the answer that have no number in its unit. */
const allOf = ({main}: View, drawn: readonly Series[]): readonly Series[] => [
  ...drawn,
  ...(main ?? []).filter((one) => isInOtherUnit(one))
];

function nameOf(ledger: Ledger, {state: {selection}}: View, {place}: Series): string {
  const code = place ?? single(selection.asylums) ?? single(selection.origins);
  return code === null ? capital(hostWords(ledger, selection)) : (ledger.place(code)?.name ?? code);
}

function notesOf(
  ledger: Ledger,
  view: View,
  {drawn, marks}: {drawn: readonly Series[]; marks: ReadonlyMap<string | null, {before: number; words: string}[]>}
): PlateNote[] {
  const {main, axis, kinds, state} = view;
  // The latest first: they decide whether the last years can be compared.
  const all = [...marks]
    .flatMap(([place, some]) => some.map((mark) => ({place, ...mark})))
    .sort((a, b) => b.before - a.before);
  const name = (place: string | null) => (place === null ? "" : `${ledger.place(place)?.name ?? place}, `);
  const absent = drawn.filter(({points}) => points.every(({value, lo}) => value === null && lo === null));
  const units = new Set(drawn.map(({kind}) => kind.unit));
  const other = main || !axis ? undefined : kinds.find(({unit}) => !units.has(unit));
  return [
    {
      mark: ".ranged",
      term: "Tint",
      text:
        state.selection.measure === "rate"
          ? "The rates that rounding allows. A tint without a line: part of the decisions is not separated by status."
          : "The range that rounding allows. Where you see none, it is thinner than the line."
    },
    ...(drawn.some(({points}) => points.some(({absence}) => absence !== null))
      ? [
          {
            sign: "gap" as const,
            term: "Gap",
            text: "“No entry” or “not reported”; the table says which. Neither means zero."
          }
        ]
      : []),
    ...(drawn.some(({points}) =>
      points.some(({rate, why}) => Boolean(why) || (rate && (rate.kind === "none" || rate.marked)))
    )
      ? [{mark: ".few", term: "×", text: "Fewer than 25 decisions, or no rate; the table says which."}]
      : []),
    ...(absent.length
      ? [{term: "No number", text: `${absent.map((one) => nameOf(ledger, view, one)).join(", ")}: no line to draw.`}]
      : []),
    ...elsewhereNotes(ledger, main ?? []),
    ...(other
      ? [{term: "Not drawn", text: `Numbers counted in ${UNITS[other.unit]}: they are in the data table below.`}]
      : []),
    ...all
      .slice(0, MOST_BREAKS)
      .map(({place, before, words}): PlateNote => ({sign: "break", term: `${name(place)}${before}`, text: words})),
    ...(all.length > MOST_BREAKS
      ? [
          {
            term: "More breaks",
            text: `${all.length - MOST_BREAKS} more are marked; each country’s page explains its own.`
          }
        ]
      : [])
  ];
}

/** Years down, lines across: the numbers of the chart. */
export function linesTable(ledger: Ledger, view: View, drawn: readonly Series[]): Table {
  const {state} = view;
  const isRate = state.selection.measure === "rate";
  // A column says what its numbers are: in a file it is all that a reader has.
  const lineUnit = ({kind, points}: Series) => {
    const unit = UNITS[kind.unit];
    const [base] = points.flatMap((point) => (point.count && point.count.value > 0 ? [point.year] : []));
    if (isRate) return `, ${measureWords(state.selection)}`;
    if (state.shown === "index")
      return `, index (${base === undefined ? "no year above 0" : `${base} = 100`}; ${unit})`;
    return isPer(state.shown) ? `, ${unit} per 100,000 inhabitants` : ` (${unit})`;
  };
  const columns = [
    {key: "year", title: "Year", numeric: true},
    ...drawn.map((one, i) => ({
      key: `line_${i}`,
      title: `${nameOf(ledger, view, one)}${lineUnit(one)}`,
      numeric: true
    }))
  ];
  const cell = ({place, kind}: Series, point: Point): TableCell => {
    const figure = pointFigure(view, {place, kind, year: point.year});
    const of =
      state.shown === "index"
        ? null
        : perFigure(state.selection, {...figure, ...ofGrants(state.selection)}, state.shown);
    const text = point.absence ? absenceWords(point) : pointOrWhy(state, point);
    return linkedCell(
      {text, sort: point.value, file: {}},
      point.value === null ? null : of,
      indexedFigure(state, point, figure)
    );
  };
  const rows = (drawn[0]?.points ?? []).map(({year}, i): TableCell[] => [
    {text: String(year), sort: year, file: {}},
    ...drawn.map((one) => cell(one, one.points[i] as Point))
  ]);
  return {columns, rows, all: rows.length};
}

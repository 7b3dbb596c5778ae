// The flows from countries of origin to countries of asylum, with the table of every band.
import {flows as draw} from "../../charts/flows.js";
import {plate} from "../../charts/plate.js";
import {UNITS} from "../../measures/codes.js";
import {formatCount, formatNumber, formatPercent, unitWord} from "../../words/numbers.js";
import {capital} from "../../words/text.js";
import {partsWords} from "../answers.js";
import {flowsOf, OTHERS} from "../compare/flows.js";
import type {Flows, FlowSide} from "../compare/flows.js";
import {pairFigure} from "../figureLinks.js";
import type {Ledger} from "../ledger.js";
import {measureWords, titleOf} from "../measureWords.js";
import {number, placeName} from "../names.js";
import {linkedCell} from "../table.js";
import type {Table, TableCell} from "../table.js";
import type {Axis, View} from "../types.js";
import {source} from "./options.js";
import type {RenderOptions} from "./options.js";
import {tableElement} from "./table.js";

export function flowsPlate(
  ledger: Ledger,
  view: View,
  {document, sizes, edition = null}: RenderOptions
): HTMLElement[] {
  const found = flowsOf(ledger, view);
  if (!found) return [];
  const {selection} = view.state;
  const {unit, total, elsewhere, origins, asylums, leftOut} = found;
  const ends = (side: FlowSide) =>
    side.codes.map((code) => ({
      id: code,
      name: code === OTHERS ? othersWords(side) : (ledger.place(code)?.name ?? code),
      value: side.counts.get(code)?.value ?? 0,
      isRest: code === OTHERS
    }));
  const other = unit === "P" ? "C" : "P";
  return [
    plate(
      {
        made: "./code/explorer/plates/flows#flowsPlate",
        id: "flows",
        title: `${titleOf(ledger, {...selection, years: found.years})}: flows from origin to country of asylum`,
        unit: `${flowsFinding(ledger, found)} Counted in ${UNITS[unit]}: ${number(total.value)} in all.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          draw(
            {
              left: ends(origins),
              right: ends(asylums),
              bands: found.flows.map(({origin, asylum, count}) => ({from: origin, to: asylum, value: count.value})),
              heads: ["From", "In"],
              unit: UNITS[unit]
            },
            options
          ),
        notes: [
          {
            general: true,
            term: "Band",
            text: `As tall as its number of ${measureWords(selection)}, counted in ${UNITS[unit]}. The two sides add up to the same total; its range is in the table.`
          },
          ...(origins.others || asylums.others
            ? [{term: "Others", text: "Every country that is not named, added together."}]
            : []),
          ...(leftOut.length
            ? [
                {
                  term: "Not in the flows",
                  text: `The answer’s total also includes ${partsWords(leftOut)}. No country’s own number does.`
                }
              ]
            : []),
          ...(elsewhere?.value
            ? [
                {
                  term: "Not drawn",
                  text: `${number(elsewhere.value)} ${unitWord(elsewhere.value, other)}: persons and cases are never added.`
                }
              ]
            : [])
        ],
        source: source(ledger),
        table: tableElement(flowsTable(ledger, view, found), {
          document,
          live: false,
          edition,
          id: "flows-rows",
          caption: "Flows, the largest first"
        })
      },
      {document}
    )
  ];
}

const othersWords = ({others}: FlowSide) => `${formatNumber(others)} ${others === 1 ? "other" : "others"}`;

function flowsFinding(ledger: Ledger, {flows, unit}: Flows): string {
  const first = flows.find(({origin, asylum}) => origin !== OTHERS && asylum !== OTHERS);
  if (!first) return "";
  const {value} = first.count;
  return `Largest: from ${placeName(ledger, first.origin)} to ${placeName(ledger, first.asylum)}, ${number(value)} ${unitWord(value, unit)}.`;
}

/** Each band with its number and its share, and the total. */
export function flowsTable(ledger: Ledger, {state, matrix}: View, found: Flows): Table {
  const {unit, total, years} = found;
  const columns = [
    {key: "origin", title: "Country of origin", numeric: false},
    {key: "asylum", title: "Country of asylum", numeric: false},
    {key: "count", title: capital(UNITS[unit]), numeric: true},
    {key: "share", title: "Share of the total", numeric: true}
  ];
  const nameCell = (axis: Axis, code: string, side: FlowSide): TableCell => {
    const name = code === OTHERS ? othersWords(side) : (ledger.place(code)?.name ?? code);
    return {text: name, sort: name, file: {}};
  };
  const share = (value: number): TableCell => ({
    text: formatPercent(value / total.value, 1),
    sort: value / total.value,
    file: {}
  });
  const rows = found.flows.map(({origin, asylum, count}): TableCell[] => {
    // The matrix has the same pairs; a card leads to the number where it is the same.
    const cell = matrix?.cells[matrix.origins.indexOf(origin)]?.[matrix.asylums.indexOf(asylum)];
    const isSame = cell && (unit === "P" ? (cell.headline?.persons ?? cell.count) : cell.headline?.cases ?? cell.count)?.value === count.value && (cell.headline ? unit === "P" : cell.kind.unit === unit); // prettier-ignore
    const text = formatCount(count);
    return [
      nameCell("origin", origin, found.origins),
      nameCell("asylum", asylum, found.asylums),
      linkedCell({text, sort: count.value, file: {}}, isSame ? pairFigure(state, years, cell, [origin, asylum]) : null),
      share(count.value)
    ];
  });
  const all: TableCell[] = [
    {text: "Total", sort: null, file: {}},
    {text: "", sort: null, file: {}},
    {text: formatCount(total), sort: total.value, file: {}},
    share(total.value)
  ];
  return {columns, rows: [...rows, all], all: rows.length, hasTotal: true};
}

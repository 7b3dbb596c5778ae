// Outcomes of decisions by year: grants above the line, everything else below it. The published columns and the same decisions by
// legal status are drawn side by side on one scale, so that a reader can compare a column's name with what it contains.
import {max} from "d3";
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {gridLines, gridNumber, yearLabels} from "./axis.js";
import {ABSENT, recordData} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bar, line, patternIds, patterns} from "./marks.js";
import type {Patterns} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";
import {ABOVE, BELOW, breadthOf, columnsOf, total} from "./outcomesColumns.js";
import type {PanelAt, Segment, YearColumn} from "./outcomesColumns.js";
import {outcomesData} from "./outcomesData.js";
import type {OutcomesYear} from "./outcomesData.js";

export type {OutcomesYear} from "./outcomesData.js";

export interface OutcomesData {
  readonly years: readonly OutcomesYear[];
  /** Which column a status was reported in, by span of years, for the strip under the years. */
  readonly filed?: {
    readonly title: string;
    readonly status: Status;
    readonly spans: readonly {readonly from: number; readonly to: number; readonly column: Column}[];
  };
  /** Short sentences under the column of their year, which precedes them in bold. */
  readonly notes?: readonly {readonly year: number; readonly words: string}[];
  readonly breaks?: readonly {readonly after: number; readonly words: string}[];
  /** Titles that replace the default titles of the two panels. */
  readonly titles?: {readonly published: string; readonly law: string};
  /** Title of a single panel, where no rule reassigns a column, so that both panels would be the same. */
  readonly alike?: string;
  /** False where refugee status is not decided on, so that the key does not name it at 0. */
  readonly decidesRefugeeStatus?: boolean;
  /** The height of the bars in pixels, where the page has less room than usual. */
  readonly tall?: number;
}

/** The colour of the status that a column's name suggests. */
const SUGGESTED: Readonly<Record<Column, Status>> = {
  recognized: "refugee_status",
  other: "complementary",
  rejected: "refused",
  closed: "otherwise_closed"
};
interface Panel {
  readonly title: string;
  readonly columns: readonly YearColumn[];
  readonly names: ReadonlyMap<Status, string>;
  readonly always?: Status;
  readonly zero?: string;
}

/** What both panels share: their scale, their size, and the room over their bars. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly size: Size;
  readonly text: PanelAt["text"];
  readonly say: DrawingWords;
  readonly ids: Patterns;
  readonly years: readonly number[];
  readonly breaks: NonNullable<OutcomesData["breaks"]>;
  /** Largest sums above and below the line, and the height of both together. */
  readonly highest: number;
  readonly deepest: number;
  readonly tall: number;
  readonly steps: readonly number[];
  /** Whether the panels are side by side, and the width of each. */
  readonly beside: boolean;
  readonly each: number;
  readonly margin: number;
  readonly keySize: number;
  /** Rows of the longer key. */
  readonly keyRows: number;
  readonly breakRoom: number;
}

const GAP = 40;

function layoutOf(data: OutcomesData, panels: readonly Panel[], options: DrawingOptions): Layout {
  const {make, width, size, idPrefix} = settle(options, "outcomes");
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const ids = patternIds(idPrefix);
  const all = panels.flatMap(({columns}) => columns);
  const highest = max(all, ({above}) => total(above, "hi")) ?? 0;
  const deepest = max(all, ({below}) => total(below, "hi")) ?? 0;
  const tall = Math.min(data.tall ?? Infinity, size === "wide" ? 330 : size === "middle" ? 260 : 214);
  const beside = width >= 880 && panels.length > 1;
  const each = beside ? (width - GAP) / 2 : width;
  const steps = gridSteps(Math.max(highest, deepest), 3);
  const keySize = text.small + 0.5;
  // The words of a year without a row are upright over the line: where little was granted they need extra room.
  const isAbsent = data.years.some(({outcomes: row}) => typeof row === "string");
  const granted = highest * (tall / Math.max(1, highest + deepest));
  const wordRoom = isAbsent ? Math.max(0, textWidth(say.notReported, text.small) + 8 - granted) : 0;
  return {
    ...{make, width, size, text, say, ids, highest, deepest, tall, steps, beside, each, keySize},
    years: data.years.map(({year}) => year),
    breaks: data.breaks ?? [],
    margin: textWidth(formatNumber(steps.at(-1) ?? 0), text.small) + 7,
    keyRows: Math.max(...panels.map((panel) => key(make, panel, {x0: 0, y: 0, width: each, ids, size: keySize}).rows)),
    breakRoom: (data.breaks?.length ? 20 : 0) + wordRoom
  };
}

export function outcomes(data: OutcomesData, options: DrawingOptions = {}): SVGSVGElement {
  recordData("Decisions", () => outcomesData(data.years, data.alike === undefined));
  const say = DRAWING_WORDS;
  const panels = panelsOf(data, say);
  const layout = layoutOf(data, panels, options);
  const {make, width, ids, beside, each} = layout;
  const parts: SVGElement[] = [];
  let bottom = 0;
  // Side by side, panels have their years at the same height; otherwise one follows the other.
  for (const row of beside ? [panels] : panels.map((panel) => [panel])) {
    const y0 = bottom === 0 ? 0 : bottom + 30;
    const drawn = row.map((panel) => {
      const n = panels.indexOf(panel);
      const made = drawPanel(panel, beside ? n * (each + GAP) : 0, y0, layout);
      if (n !== 1) return {...made, n};
      const notes = notesOf(make, data.notes ?? [], panel.columns, {...made.at, room: noteRoom(layout)});
      return {...made, n, parts: [...made.parts, ...notes.drawn], low: Math.max(made.low, notes.low)};
    });
    const lowest = Math.max(0, ...drawn.map(({low}) => low));
    parts.push(...drawn.flatMap((each) => each.parts));
    for (const {at, n} of drawn) {
      const isLast = n === panels.length - 1;
      const under = underPanel(at, lowest, isLast ? data.filed : undefined, layout);
      parts.push(...under.parts);
      bottom = Math.max(bottom, under.bottom);
    }
  }
  return drawing(
    make,
    {width, height: bottom + 4, label: options.label ?? description(panels)},
    patterns(make, ids, STATUSES),
    ...parts
  );
}

const noteRoom = ({size, each, margin}: Layout) => Math.min(size === "phone" ? 150 : 210, each - margin);

/** A panel from its title to its columns, and how low these reach. */
function drawPanel(
  panel: Panel,
  x0: number,
  y0: number,
  layout: Layout
): {at: PanelAt; parts: SVGElement[]; low: number} {
  const {make, text, say, ids, years, highest, deepest, tall, each, margin, breakRoom} = layout;
  const right = x0 + each;
  const left = x0 + margin;
  const legend = key(make, panel, {x0, y: y0 + 24, width: each, ids, size: layout.keySize});
  const keyRows = layout.beside ? layout.keyRows : legend.rows;
  const granted = highest * (tall / Math.max(1, highest + deepest));
  const zero = y0 + 24 + keyRows * 21 + 22 + breakRoom + granted;
  const y = valueScale([0, Math.max(1, highest + deepest)], [zero, zero - tall]);
  const x = yearScale(years, [left, right]);
  const at: PanelAt = {x, y, x0, left, right, top: y(highest), floor: y(-deepest), text, say};
  // The number of the deepest column is under it, above the years.
  const hangs = panel.columns.some(({below}) => below.length > 1 && y(-total(below, "hi")) > at.floor - text.small);
  return {
    at,
    parts: [
      words(make, x0, y0 + 14, panel.title, {size: text.plain + 1.5, class: "name"}),
      legend.drawn,
      ...grid(at, layout),
      ...breakLines(make, layout.breaks, breakRoom, at),
      ...columnsOf(make, panel.columns, ids, at)
    ],
    low: hangs ? at.floor + text.small : at.floor
  };
}

/** Lines above and below 0, as far as bars reach. */
function grid({y, left, right}: PanelAt, {make, text, steps, highest, deepest}: Layout): SVGElement[] {
  const lines = steps.flatMap((value) => [value, -value].filter((signed) => (signed > 0 ? highest : deepest) >= value));
  const print = (value: number) => formatNumber(Math.abs(value));
  return [
    ...gridLines(make, lines, y, {left, right, size: text.small, print}),
    gridNumber(make, left, y(0), "0", text.small)
  ];
}

/** The years under a panel, and the strip of columns. */
function underPanel(
  at: PanelAt,
  lowest: number,
  filed: OutcomesData["filed"],
  {make, text}: Layout
): {parts: SVGElement[]; bottom: number} {
  const yearsY = lowest + 10 + text.small;
  const years = [
    line(make, at.left, lowest + 6, at.right, lowest + 6, "grid"),
    ...yearLabels(make, at.x, {y: yearsY + 2, left: at.x0, right: at.right, size: text.small})
  ];
  if (!filed) return {parts: years, bottom: yearsY + 8};
  const lanes = strip(make, filed, at, yearsY + 20);
  return {parts: [...years, ...lanes.drawn], bottom: Math.max(yearsY + 8, lanes.bottom)};
}

function panelsOf(data: OutcomesData, say: DrawingWords): Panel[] {
  const read = (asPublished: boolean): YearColumn[] =>
    data.years.map(({year, outcomes: row}) => {
      if (typeof row === "string") return {year, above: [], below: [], absence: row};
      const segments: Segment[] = asPublished
        ? COLUMNS.map((column) => ({status: SUGGESTED[column], count: row.published[column]}))
        : STATUSES.map((status) => ({status, count: row.statuses[status]}));
      const of = (side: readonly Status[]) =>
        side.flatMap((status) => segments.filter((segment) => segment.status === status && segment.count.hi > 0));
      return {year, above: of(ABOVE), below: of(BELOW), absence: null};
    });
  const law: Panel = {
    title: data.alike ?? data.titles?.law ?? say.inLaw,
    columns: read(false),
    names: new Map(STATUSES.map((s) => [s, say.status[s]])),
    // A status that nobody was given is the point of the drawing, so the key names it even at 0.
    ...(data.decidesRefugeeStatus === false ? {} : {always: "refugee_status"}),
    zero: say.zeroInEvery(say.status.refugee_status)
  };
  if (data.alike !== undefined) return [law];
  const published: Panel = {
    title: data.titles?.published ?? say.asPublished,
    columns: read(true),
    names: new Map(COLUMNS.map((column) => [SUGGESTED[column], say.column[column]]))
  };
  return [published, law];
}

/** The drawing in words. */
function description(panels: readonly Panel[]): string {
  const year = (names: Panel["names"], {above, below, absence}: YearColumn) =>
    (absence && ABSENT[absence]) ??
    ([...above, ...below]
      .filter(({count}) => count.value > 0)
      .map(({status, count}) => `${names.get(status) ?? status} ${formatNumber(count.value)}`)
      .join(", ") ||
      "0");
  return panels
    .map(
      ({title, columns, names}) =>
        `${title}: ${columns.map((column) => `${column.year} ${year(names, column)}`).join("; ")}.`
    )
    .join(" ");
}

function breakLines(
  make: Make,
  breaks: NonNullable<OutcomesData["breaks"]>,
  room: number,
  {x, right, top, floor, text}: PanelAt
): SVGElement[] {
  return breaks.flatMap(({after, words: what}) => {
    const at = x(after) + x.step / 2;
    const fits = textWidth(what, text.small) <= right - at - 6;
    return [
      line(make, at, top - room - 4, at, floor, "break", 1.4),
      words(make, at + (fits ? 6 : -6), top - room + 6, what, {
        size: text.small,
        anchor: fits ? "start" : "end",
        class: "quiet halo"
      })
    ];
  });
}

/** Notes below their year, placed from the right: each as near to its year as the notes at its right allow. */
function notesOf(
  make: Make,
  notes: NonNullable<OutcomesData["notes"]>,
  columns: readonly YearColumn[],
  {x, y: scale, right, text, room}: PanelAt & {readonly room: number}
): {drawn: SVGElement[]; low: number} {
  const drawn: SVGElement[] = [];
  const taken: {readonly from: number; readonly to: number; readonly y: number}[] = [];
  const half = breadthOf(x) / 2;
  let low = 0;
  for (const {year, words: what} of [...notes].sort((a, b) => b.year - a.year)) {
    const lead = `${year} `;
    const lines = wrap(`${lead}${what}`, room, text.small);
    const long = max(lines, (one) => textWidth(one, text.small, true)) ?? 0;
    const start = Math.min(x(year) - half, right - long);
    const under = columns.filter(
      (column) => x(column.year) + half > start - 6 && x(column.year) - half < start + long + 6
    );
    const depth = max(under, ({below}) => scale(-total(below, "hi")) + (below.length ? 9 : 0)) ?? scale(0);
    let y = depth + text.small + 10;
    for (const other of taken)
      if (other.to > start - 10 && other.from < start + long + 10) y = Math.max(y, other.y + text.small + 8);
    const end = y + (lines.length - 1) * text.small * 1.25;
    taken.push({from: start, to: start + long, y: end});
    low = Math.max(low, end + 4);
    drawn.push(
      make(
        "text",
        {x: start, y, "font-size": text.small, class: "halo"},
        ...lines.map((one, i) =>
          make(
            "tspan",
            {x: start, dy: i ? text.small * 1.25 : null},
            i === 0 && make("tspan", {class: "name"}, lead.trim()),
            i === 0 ? one.slice(lead.length - 1) : one
          )
        )
      )
    );
  }
  return {drawn, low};
}

/** The key of a panel, in the order of every stack: a swatch and its name, in rows that fit. */
function key(
  make: Make,
  {columns, names, always, zero}: Panel,
  {x0, y, width, ids, size}: {x0: number; y: number; width: number; ids: Patterns; size: number}
): {drawn: SVGElement; rows: number} {
  const used = new Set(
    columns
      .flatMap(({above, below}) => [...above, ...below])
      .filter(({count}) => count.value > 0)
      .map(({status}) => status)
  );
  const drawn = make("g", {});
  let [x, row] = [x0, 0];
  for (const status of [...ABOVE, ...BELOW]) {
    const isZero = status === always && !used.has(status);
    const name = isZero ? zero : names.get(status);
    if (name === undefined || !(used.has(status) || isZero)) continue;
    const room = 22 + textWidth(name, size, true);
    if (x > x0 && x + room > x0 + width) [x, row] = [x0, row + 1];
    const swatch = bar(make, status, ids, {x, y: y + row * 21 + 3, width: 16, height: 12});
    if (swatch) drawn.append(swatch);
    drawn.append(words(make, x + 22, y + row * 21 + 13.5, name, {size, class: `name t-${status}`}));
    x += room + 16;
  }
  return {drawn, rows: row + 1};
}

/** The strip under the years: a lane for each column, solid in the years in which the status was reported in it. */
function strip(
  make: Make,
  {title, status, spans}: NonNullable<OutcomesData["filed"]>,
  {x, x0, right, text, say}: PanelAt,
  top: number
): {drawn: SVGElement[]; bottom: number} {
  const titleLines = wrap(title, right - x0, text.small, true);
  const drawn = [words(make, x0, top + text.small, titleLines, {size: text.small, class: "name"})];
  const breadth = breadthOf(x);
  let y = top + titleLines.length * text.small * 1.25 + 8;
  for (const column of COLUMNS) {
    const mine = spans.filter((span) => span.column === column);
    const [first] = mine;
    if (!first) continue;
    const name = say.column[column];
    const before = x(first.from) - x.step / 2 - x0;
    const above = textWidth(name, text.small, true) + 8 > before;
    drawn.push(words(make, x0, y + text.small, name, {size: text.small, class: `t-${status}`}));
    if (above) y += text.small + 3;
    for (const {from, to} of mine)
      drawn.push(
        make("rect", {
          x: x(from) - breadth / 2,
          y: y + text.small * 0.4,
          width: x(to) - x(from) + breadth,
          height: 5,
          class: `strip s-${status}`
        })
      );
    y += text.small + 6;
  }
  return {drawn, bottom: y + 2};
}

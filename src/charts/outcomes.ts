// What became of applications, year by year: what was granted stands above the line, what was not below it. The columns as
// published and the same decisions as status in law stand beside each other on one scale, so that a column's name can be held
// against what it was.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {formatNumber} from "../measures/format.js";
import type {Locale} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {gridLines, gridNumber, yearLabels} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {Absence, DrawingOptions, Make} from "./drawing.js";
import {bar, line, patternIds, patterns} from "./marks.js";
import type {Patterns} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";
import {ABOVE, BELOW, breadthOf, columnsOf, total} from "./outcomesColumns.js";
import type {PanelAt, Segment, YearColumn} from "./outcomesColumns.js";

export interface OutcomesYear {
  readonly year: number;
  readonly outcomes:
    {readonly published: Readonly<Record<Column, Count>>; readonly statuses: Readonly<Record<Status, Count>>} | Absence;
}

export interface OutcomesData {
  readonly years: readonly OutcomesYear[];
  /** Which column a status was filed under, span by span, for the strip under the years. */
  readonly filed?: {
    readonly title: string;
    readonly status: Status;
    readonly spans: readonly {readonly from: number; readonly to: number; readonly column: Column}[];
  };
  /** A short sentence where the thing happens; the year stands before it in bold. It hangs below the line, under `year`. */
  readonly notes?: readonly {readonly year: number; readonly words: string}[];
  readonly breaks?: readonly {readonly after: number; readonly words: string}[];
  /** Names of the two panels, where other words are wanted. */
  readonly titles?: {readonly published: string; readonly law: string};
  /** The title of one panel in place of two, where no rule moves a column: as published and as read are the same. */
  readonly alike?: string;
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

export function outcomes(data: OutcomesData, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle(options, "outcomes");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const years = data.years.map(({year}) => year);
  const panels = panelsOf(data, say);
  const all = panels.flatMap(({columns}) => columns);
  const highest = max(all, ({above}) => total(above, "hi")) ?? 0;
  const deepest = max(all, ({below}) => total(below, "hi")) ?? 0;
  const tall = size === "wide" ? 330 : size === "middle" ? 260 : 214;
  const perPerson = tall / Math.max(1, highest + deepest);
  const beside = width >= 880 && panels.length > 1;
  const gap = beside ? 40 : 0;
  const each = beside ? (width - gap) / 2 : width;
  const steps = gridSteps(Math.max(highest, deepest), 3);
  const margin = textWidth(formatNumber(steps.at(-1) ?? 0, locale), text.small) + 7;
  const keySize = text.small + 0.5;
  const keyRows = Math.max(
    ...panels.map((panel) => key(make, panel, {x0: 0, y: 0, width: each, ids, size: keySize}).rows)
  );
  // The words of a year without a row stand upright over the line: where little was granted they need room of their own.
  const absent = data.years.some(({outcomes: row}) => typeof row === "string");
  const wordRoom = absent ? Math.max(0, textWidth(say.notReported, text.small) + 8 - highest * perPerson) : 0;
  const breakRoom = (data.breaks?.length ? 20 : 0) + wordRoom;

  const parts: SVGElement[] = [];
  let bottom = 0;
  let lowest = 0;
  const underneath: (() => void)[] = [];
  panels.forEach((panel, n) => {
    const x0 = beside ? n * (each + gap) : 0;
    const y0 = beside || n === 0 ? 0 : bottom + 30;
    const right = x0 + each;
    const x = yearScale(years, [x0 + margin, right]);
    parts.push(words(make, x0, y0 + 14, panel.title, {size: text.plain + 1.5, class: "name"}));
    const row = key(make, panel, {x0, y: y0 + 24, width: each, ids, size: keySize});
    parts.push(row.drawn);
    const zero = y0 + 24 + (beside ? keyRows : row.rows) * 21 + 22 + breakRoom + highest * perPerson;
    const y = valueScale([0, Math.max(1, highest + deepest)], [zero, zero - tall]);
    const panelAt: PanelAt = {
      x,
      y,
      x0,
      left: x0 + margin,
      right,
      top: y(highest),
      floor: y(-deepest),
      text,
      say,
      locale
    };
    const lines = steps.flatMap((value) =>
      [value, -value].filter((signed) => (signed > 0 ? highest : deepest) >= value)
    );
    parts.push(
      ...gridLines(make, lines, y, {
        left: panelAt.left,
        right,
        size: text.small,
        print: (value) => formatNumber(Math.abs(value), locale)
      }),
      gridNumber(make, panelAt.left, zero, "0", text.small),
      ...breakLines(make, data.breaks ?? [], breakRoom, panelAt),
      ...columnsOf(make, panel.columns, ids, panelAt)
    );
    // The number of the deepest column hangs under it, above the years.
    const hangs = panel.columns.some(
      ({below}) => below.length > 1 && y(-total(below, "hi")) > panelAt.floor - text.small
    );
    let low = hangs ? panelAt.floor + text.small : panelAt.floor;
    if (n === 1) {
      const notes = notesOf(make, data.notes ?? [], panel.columns, {
        ...panelAt,
        room: Math.min(size === "phone" ? 150 : 210, each - margin)
      });
      parts.push(...notes.drawn);
      low = Math.max(low, notes.low);
    }
    lowest = Math.max(beside ? lowest : 0, low);
    underneath.push(() => {
      const yearsY = lowest + 10 + text.small;
      parts.push(
        line(make, panelAt.left, lowest + 6, right, lowest + 6, "grid"),
        ...yearLabels(make, x, {y: yearsY + 2, left: x0, right, size: text.small})
      );
      bottom = Math.max(bottom, yearsY + 8);
      if (n === panels.length - 1 && data.filed) {
        const lanes = strip(make, data.filed, panelAt, yearsY + 20);
        parts.push(...lanes.drawn);
        bottom = Math.max(bottom, lanes.bottom);
      }
    });
    if (!beside || n === panels.length - 1) for (const finish of underneath.splice(0)) finish();
  });
  return drawing(
    make,
    {width, height: bottom + 4, label: label ?? told(panels, locale)},
    patterns(make, ids, STATUSES),
    ...parts
  );
}

function panelsOf(data: OutcomesData, say: ReturnType<typeof drawingWords>): Panel[] {
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
    // That nobody was given the status is the point of the drawing: its name stands in the key all the same.
    always: "refugee_status",
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
function told(panels: readonly Panel[], locale: Locale): string {
  const year = (names: Panel["names"], {above, below, absence}: YearColumn) =>
    absence ??
    ([...above, ...below]
      .filter(({count}) => count.value > 0)
      .map(({status, count}) => `${names.get(status) ?? status} ${formatNumber(count.value, locale)}`)
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

/** Notes hang below their year. From the right: each as near to its year as what stands at its right allows. */
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

/** The strip under the years: one lane a column, a span drawn solid where the status was filed under it. No bracket: it is no bound. */
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

// Draws series by year, a panel each: one large panel, or small multiples that share a scale within a group. Bounds are a band, a year
// without a row is a gap, and a rate without a central value is a band without a line. In a group each panel draws the others
// behind its own, so that the eye compares without a key.
import {group, max} from "d3";
import {ABSENT, columnsData, percents, rangeColumns, recordData, whyColumn} from "./data.js";
import type {ChartData} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {TEXT} from "./sizes.js";
import {panelOf} from "./multiplesPanel.js";
import type {MultiplesPanel, SeriesBreak} from "./multiplesPanel.js";

export type {MultiplesPanel, MultiplesPoint, SeriesBreak} from "./multiplesPanel.js";

export interface Multiples {
  readonly panels: readonly MultiplesPanel[];
  /** The top of the scale where it is given, such as 1 for rates, which are printed as per cent. */
  readonly share?: boolean;
  /** What changes between a year and the next in every series; the notes say what. */
  readonly breaks?: readonly SeriesBreak[];
  /** The height of a panel's scale in pixels, where the page has less room than usual. */
  readonly tall?: number;
}

export function multiples(
  {panels, share = false, breaks = [], tall: most = Infinity}: Multiples,
  options: DrawingOptions = {}
): SVGSVGElement {
  recordData("Series", () => dataOf(panels, share));
  const {make, width, size, label, tallOf} = settle(options, "multiples");
  const text = TEXT[size];
  const many = panels.length > 1;
  const across = !many
    ? 1
    : Math.min(
        panels.length,
        size === "wide" ? (panels.length === 2 ? 2 : width > 900 ? ([3, 5, 6].includes(panels.length) ? 3 : 4) : 3) : 2
      );
  const gap = size === "phone" ? 16 : 28;
  const each = (width - gap * (across - 1)) / across;
  const tall = Math.min(
    most,
    tallOf(many ? (across <= 2 && size !== "phone" ? 150 : 104) : size === "phone" ? 170 : 250)
  );
  const tops = new Map(
    [...group(panels, (panel) => panel.group)].map(([name, some]) => [
      name,
      share ? 1 : Math.max(1e-9, max(some, ({points}) => max(points, ({hi, value}) => hi ?? value ?? 0)) ?? 0)
    ])
  );
  const parts: SVGElement[] = [];
  let [y, rowTall] = [0, 0];
  panels.forEach((panel, i) => {
    const column = i % across;
    if (column === 0 && i > 0) {
      y += rowTall + 22;
      rowTall = 0;
    }
    const made = panelOf(make, panel, {
      x: column * (each + gap),
      y,
      width: each,
      tall,
      top: tops.get(panel.group) ?? 1,
      share,
      small: text.small,
      plain: text.plain,
      many,
      breaks: [...breaks, ...(panel.breaks ?? [])],
      lettered: breaks.length > 0 || panels.some((one) => one.breaks?.length),
      others: many ? panels.filter((one) => one.group === panel.group && one !== panel) : []
    });
    parts.push(...made.parts);
    rowTall = Math.max(rowTall, made.height);
  });
  const told = panels
    .map(({name, under, points}) => {
      const some = points.filter(({value, lo}) => value !== null || lo !== null);
      const ends = some.length > 1 ? [some[0], some.at(-1)] : some;
      return `${name}${under ? `, ${under}` : ""}: ${ends.map((point) => (point ? `${point.year} ${point.words}` : "")).join(", ") || "no number"}`;
    })
    .join("; ");
  return drawing(make, {width, height: y + rowTall, label: label ?? `${told}.`}, ...parts);
}

/** The numbers of every panel, year by year. */
function dataOf(panels: readonly MultiplesPanel[], share: boolean): ChartData {
  const rows = panels.flatMap((panel) => panel.points.map((point) => ({panel, point})));
  const counts = rows.map(({point: {value, lo, hi}}) =>
    share
      ? percents({value, lo, hi})
      : {...(value === null ? {} : {value}), ...(lo === null ? {} : {lo}), ...(hi === null ? {} : {hi})}
  );
  const isWhole = !share && rows.every(({point: {value}}) => value === null || Number.isInteger(value));
  return columnsData([
    {name: "Series", fields: rows.map(({panel}) => (panels.length > 1 ? [panel.name, panel.under].filter(Boolean).join(", ") : null))},
    {name: "Year", fields: rows.map(({point}) => point.year)},
    ...rangeColumns(share ? "Rate (%)" : "Value", counts),
    {name: "As printed", fields: rows.map(({point}) => (isWhole || point.value === null ? null : point.words))},
    whyColumn(
      rows.map(({point: {absence, marked, value, words}}) =>
        absence ? ABSENT[absence] : value === null ? words || "no rate" : share && marked ? "fewer than 25 decisions" : null
      )
    )
  ]);
} // prettier-ignore

// Draws the columns of the outcomes chart: for each year a stack of decisions above the line and one below it.
import {stack, stackOffsetDiverging, sum} from "d3";
import type {Count} from "../measures/bounds.js";
import {ABSENT} from "./data.js";
import type {Status} from "../measures/codes.js";
import {formatNumber} from "../words/numbers.js";
import type {DrawingWords} from "../words/drawing.js";
import {round} from "./drawing.js";
import type {Absence, Make} from "./drawing.js";
import {bar, line} from "./marks.js";
import type {Patterns} from "./marks.js";
import type {YearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {boundedNumber, textWidth, words} from "./text.js";

export const ABOVE: readonly Status[] = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"];
export const BELOW: readonly Status[] = ["refused", "undivided_closed", "otherwise_closed"];

export interface Segment {
  readonly status: Status;
  readonly count: Count;
}

export interface YearColumn {
  readonly year: number;
  readonly above: readonly Segment[];
  readonly below: readonly Segment[];
  readonly absence: Absence | null;
}

export const total = (segments: readonly Segment[], end: "lo" | "value" | "hi") =>
  sum(segments, ({count}) => count[end]);

/** The position of a panel, and the functions that draw its parts. */
export interface PanelAt {
  readonly x: YearScale;
  readonly y: (signed: number) => number;
  readonly x0: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  readonly text: (typeof TEXT)[Size];
  readonly say: DrawingWords;
}

/** How wide the column of a year is. */
export const breadthOf = ({step}: YearScale) => Math.min(44, step * 0.84);

/** The columns of the years: grants above the line, the rest below it. */
export function columnsOf(make: Make, columns: readonly YearColumn[], ids: Patterns, at: PanelAt): SVGElement[] {
  const valueOf = (side: readonly Segment[], status: Status) =>
    side.find((segment) => segment.status === status)?.count.value ?? 0;
  const layers = stack<unknown, YearColumn, Status>()
    .keys([...ABOVE, ...BELOW])
    .value(({above, below}, status) => valueOf(above, status) - valueOf(below, status))
    .offset(stackOffsetDiverging)(columns);
  const {x, y, text} = at;
  return columns.flatMap(({year, above, below, absence}, i) => {
    if (absence !== null) {
      const what = ABSENT[absence].replace("; not shown", "");
      return [
        words(make, x(year) + text.small * 0.35, y(0) - 6, what, {size: text.small, rotate: -90, class: "quiet"})
      ];
    }
    const spans = new Map(layers.map((layer) => [layer.key, layer[i] ?? [0, 0]]));
    return [
      line(make, x(year) - x.step / 2, y(0), x(year) + x.step / 2, y(0), "zero"),
      ...pile(make, year, {segments: above, spans, sign: 1, ids}, at),
      ...pile(make, year, {segments: below, spans, sign: -1, ids}, at)
    ];
  });
}

/** One side of a year's column: segments from the line outwards, the number of each where it fits, and the bracket of their sum. */
function pile(
  make: Make,
  year: number,
  {
    segments,
    spans,
    sign,
    ids
  }: {
    readonly segments: readonly Segment[];
    readonly spans: ReadonlyMap<Status, readonly number[]>;
    readonly sign: 1 | -1;
    readonly ids: Patterns;
  },
  {x, y, text: {small}}: PanelAt
): SVGElement[] {
  const parts: SVGElement[] = [];
  const labels: SVGElement[] = [];
  const breadth = breadthOf(x);
  const at = x(year);
  const [lo, value, hi] = [total(segments, "lo"), total(segments, "value"), total(segments, "hi")];
  const end = y(sign * Math.max(hi, value));
  const drawn = segments.filter(({count}) => count.value > 0);
  drawn.forEach(({status, count}, i) => {
    const [under = 0, over = 0] = spans.get(status) ?? [];
    const [top, height] = [y(over), y(under) - y(over)];
    const parted = i > 0 ? 0.75 : 0;
    const rect = bar(make, status, ids, {
      x: at - breadth / 2,
      y: top + (sign < 0 ? parted : 0),
      width: breadth,
      height: height - parted
    });
    if (rect) parts.push(rect);
    const number = formatNumber(count.value);
    const exact = count.lo === count.hi;
    if (textWidth(number, small) <= breadth + 1 && exact && height >= small + 3) {
      const patterned = status === "temporary" || status === "humanitarian" || status.startsWith("undivided");
      labels.push(
        words(make, at, top + height / 2 + small * 0.36, number, {
          size: small,
          anchor: "middle",
          class: patterned ? "value halo" : `value on-${status}`
        })
      );
    } else if (i === drawn.length - 1 && textWidth(number, small) + (exact ? 0 : 5) <= x.step)
      labels.push(
        boundedNumber(make, at, sign > 0 ? end - 6 - (exact ? 0 : 2) : end + small + 4, count, {
          size: small,
          kind: "value halo"
        })
      );
  });
  // Outside the bar a whisker reaches the upper bound; inside it a notch shows the lower.
  if (Math.abs(y(hi) - y(lo)) >= 3) {
    const across = Math.min(9, breadth * 0.5);
    const tick = (n: number) => `M${round(at - across / 2)} ${round(y(sign * n))}h${round(across)}`;
    parts.push(
      make("path", {
        d: `M${round(at)} ${round(y(sign * value))}V${round(y(sign * hi))}${tick(hi)}`,
        class: "ink",
        "stroke-width": 1.1
      })
    );
    if (lo > 0 && lo < value) parts.push(make("path", {d: tick(lo), class: "notch", "stroke-width": 1.4}));
  }
  return [...parts, ...labels];
}

// Draws how a whole is divided, a bar of equal length for each year or place: the parts in order, their share printed where there is
// room, and the range of the first part where rounding makes it visible. The number of people is at the end of each bar.
import {max, sum} from "d3";
import {formatPercent} from "../words/numbers.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bracketAcross, line} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface SharePart {
  readonly name: string;
  /** A step of the scale from 1 to 5, or "open" for what is not recorded. */
  readonly step: 1 | 2 | 3 | 4 | 5 | "open";
}

export interface ShareRow {
  readonly name: string;
  /** The people of the bar, as printed. */
  readonly total: string;
  /** Words in the place of the bar, where there is nothing to divide. */
  readonly instead?: string | null;
  /** A number for each part, in their order. */
  readonly values: readonly number[];
  /** The range of a boundary between parts, as fractions from the left. */
  readonly range?: {readonly lo: number; readonly hi: number} | null;
}

const fillOf = (step: SharePart["step"]) => (step === "open" ? "cell" : `s${step}`);
const onStep = (step: SharePart["step"]) => (step === 4 || step === 5 ? "value on-step" : "value");

type Sized = Pick<ReturnType<typeof settle>, "make" | "size">;

export function shareBars(
  {parts, rows}: {readonly parts: readonly SharePart[]; readonly rows: readonly ShareRow[]},
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, size, label} = settle(options, "shares");
  const text = TEXT[size];
  const room = (of: (row: ShareRow) => string) => (max(rows, (row) => textWidth(of(row), text.plain)) ?? 0) + 10;
  const names = room(({name}) => name) + 6;
  // A name that would take too much of the bar is above it.
  const above = names > width * 0.3;
  const [left, right] = [above ? 0 : names, width - room(({total}) => total)];
  const [thick, gap] = [size === "phone" ? 22 : 20, size === "phone" ? 8 : 6];
  const key = keyOf({make, size}, parts, left, width);
  const drawn: SVGElement[] = [...key.drawn];
  const top = key.bottom + 12;
  let y = top;
  for (const row of rows) {
    if (above) {
      const lines = wrap(row.name, width, text.plain);
      drawn.push(words(make, 0, y + text.plain, lines, {size: text.plain}));
      y += lines.length * text.plain * 1.25 + 4;
    } else drawn.push(words(make, left - 10, y + thick / 2 + 4.5, row.name, {size: text.plain, anchor: "end"}));
    drawn.push(
      ...rowOf({make, size}, parts, row, {left, right, y, thick}),
      words(make, right + 8, y + thick / 2 + 4.5, row.total, {size: text.plain, class: "quiet"})
    );
    y += thick + gap;
  }
  return drawing(
    make,
    {width, height: y + 4, label: label ?? told(parts, rows)},
    line(make, left, top - 3, left, y, "zero"),
    ...drawn
  );
}

/** The names of the parts beside their fill, in as many lines as they take. */
function keyOf({make, size}: Sized, parts: readonly SharePart[], left: number, width: number) {
  const {plain} = TEXT[size];
  const drawn: SVGElement[] = [];
  let [x, y] = [left, plain + 2];
  for (const part of parts) {
    const wide = 20 + textWidth(part.name, plain);
    if (x > left && x + wide > width) [x, y] = [left, y + plain * 1.6];
    drawn.push(
      make("rect", {x: x + 0.5, y: y - 10, width: 14, height: 11, class: fillOf(part.step)}),
      words(make, x + 20, y, part.name, {size: plain, class: "quiet"})
    );
    x += wide + 18;
  }
  return {drawn, bottom: y};
}

/** The parts of one bar, and the bracket of the boundary's range where it is wide enough to see. */
function rowOf(
  {make, size}: Sized,
  parts: readonly SharePart[],
  {values, range, instead}: ShareRow,
  {left, right, y, thick}: {left: number; right: number; y: number; thick: number}
): SVGElement[] {
  const {small} = TEXT[size];
  if (instead) return [words(make, left + 6, y + thick / 2 + 4.3, instead, {size: small, class: "quiet"})];
  const whole = sum(values);
  const x = valueScale([0, whole], [left, right]);
  const drawn: SVGElement[] = [];
  let at = 0;
  parts.forEach(({step}, i) => {
    const value = values[i] ?? 0;
    if (value === 0 || whole === 0) return;
    const [x0, x1] = [x(at), x(at + value)];
    const printed = formatPercent(value / whole);
    at += value;
    drawn.push(make("rect", {x: x0, y, width: Math.max(0.75, x1 - x0 - 0.75), height: thick, class: fillOf(step)}));
    if (textWidth(printed, small) + 6 < x1 - x0)
      drawn.push(
        words(make, (x0 + x1) / 2, y + thick / 2 + 4.3, printed, {size: small, anchor: "middle", class: onStep(step)})
      );
  });
  const share = valueScale([0, 1], [left, right]);
  if (range && share(range.hi) - share(range.lo) > 4)
    drawn.push(
      make(
        "g",
        {class: "share-range"},
        bracketAcross(make, share(range.lo), share(range.hi), y + thick + 3, {breadth: 6})
      )
    );
  return drawn;
}

/** The bars in words. */
function told(parts: readonly SharePart[], rows: readonly ShareRow[]): string {
  const shareIn = (values: readonly number[], i: number) => {
    const whole = sum(values);
    return whole > 0 ? formatPercent((values[i] ?? 0) / whole) : "none";
  };
  const one = ({name, total, values, instead}: ShareRow) =>
    `${name} (${total}): ${instead ?? parts.map((part, i) => `${part.name} ${shareIn(values, i)}`).join(", ")}`;
  return `${rows.map(one).join("; ")}.`;
}

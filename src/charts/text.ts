// Text in drawings: its width, its line breaks, and a number with the bracket of its range.
import type {Count} from "../measures/bounds.js";
import {formatNumber, formatRange} from "../words/numbers.js";
import {round} from "./drawing.js";
import type {Make} from "./drawing.js";
import {bracketUnder} from "./marks.js";

/** Widths of Source Sans 3 in thousandths of its size; characters not listed are as wide as a digit. */
const ADVANCE = new Map<string, number>();
for (const [width, letters] of [
  [200, " \u00a0"],
  [250, "ijl.,:;’‘'|!I"],
  [300, "f()[]/“”·"],
  [340, "rt-"],
  [425, "zcs"],
  [470, "evxkyaTJFSL"],
  [550, "bdghnopqu"],
  [590, "ABCEKPRVXYZ"],
  [650, "DGHNOQU"],
  [800, "mwMW"]
] as const)
  for (const letter of letters) ADVANCE.set(letter, width);

/** About how wide a line of text is, in pixels; a little more than it is rather than less. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of text)
    width += ADVANCE.get(letter) ?? (/[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af]/.test(letter) ? 1000 : 510);
  return (width / 1000) * size * (bold ? 1.06 : 1.01);
}

/** Text in lines no wider than `width`. A wider word gets its own line. */
export function wrap(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

export interface Words {
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly class?: string;
  /** Distance of lines; 1.25 of the size where not given. */
  readonly leading?: number;
  readonly rotate?: number;
}

/** Lines of text, the first on the baseline `y`. */
export function words(
  make: Make,
  x: number,
  y: number,
  text: string | readonly string[],
  {size = 13.5, anchor = "start", leading = size * 1.25, rotate, ...rest}: Words = {}
): SVGElement {
  const lines = typeof text === "string" ? [text] : text;
  const attributes = {
    x,
    y,
    "font-size": size,
    "text-anchor": anchor === "start" ? null : anchor,
    class: rest.class,
    transform: rotate === undefined ? null : `rotate(${round(rotate)} ${round(x)} ${round(y)})`
  };
  if (lines.length === 1) return make("text", attributes, lines[0]);
  return make("text", attributes, ...lines.map((line, i) => make("tspan", {x, dy: i ? leading : null}, line)));
}

/** A number, with a bracket under it where it has bounds. */
export function boundedNumber(
  make: Make,
  x: number,
  y: number,
  count: Count,
  {
    size = 13.5,
    anchor = "middle",
    kind = "value",
    bounds = false,
    range: alone = false
  }: {
    size?: number;
    anchor?: "start" | "middle" | "end";
    kind?: string;
    /** Whether to print only the range, for a value without a centre. */
    range?: boolean;
    /** Whether to print the bounds after the number. */
    bounds?: boolean;
  } = {}
): SVGElement {
  const number = alone ? formatRange(count.lo, count.hi) : formatNumber(count.value);
  if (count.lo === count.hi) return words(make, x, y, number, {size, anchor, class: kind});
  const range = bounds && !alone ? `\u00a0[${formatRange(count.lo, count.hi)}]` : "";
  const inner = textWidth(number, size) + (range ? textWidth(range, size * 0.87) : 0);
  const breadth = inner + 5;
  const left = anchor === "middle" ? x - breadth / 2 : anchor === "end" ? x - breadth : x;
  const text = make(
    "text",
    {x: left + breadth / 2, y, "font-size": size, "text-anchor": "middle", class: kind},
    number,
    range && make("tspan", {class: "bd", "font-size": Math.max(11, size * 0.87)}, range)
  );
  return make(
    "g",
    {},
    text,
    bracketUnder(make, left, left + breadth, y + size * 0.26, {height: size * 0.27, kind: "soft", width: 1.1})
  );
}

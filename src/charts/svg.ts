// What drawings are made with: elements, text that knows its width, and the signs that every drawing shares (bracket, diamond,
// hatch, stripes). Colours are classes of the stylesheet, so that scheme, print and forced colours decide them.
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatNumber, formatRange} from "../measures/format.js";
import type {Locale} from "../measures/format.js";
import {namedImage} from "./plot.js";

/** How a drawing is made: in the browser the document is the page's; the build gives one of jsdom. */
export interface DrawingOptions {
  readonly document?: Document;
  /** In CSS pixels; a drawing is made anew for its width, never scaled to it. */
  readonly width?: number;
  readonly locale?: Locale;
  /** Begins every id inside the drawing; each drawing of a page takes its own. */
  readonly idPrefix?: string;
  /** What the drawing shows, in a sentence, for readers who do not see it. Without it the drawing says its numbers itself. */
  readonly label?: string;
}

/** Why a year has no count. Neither is 0. */
export type Absence = "no row" | "not reported";

type Attribute = string | number | null | undefined;
type Child = Node | string | null | undefined | false;

/** An element of an svg. */
export type Make = (name: string, attributes?: Readonly<Record<string, Attribute>>, ...children: Child[]) => SVGElement;

export function maker(document: Document): Make {
  return (name, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes))
      if (value !== null && value !== undefined)
        element.setAttribute(key, typeof value === "number" ? round(value) : value);
    for (const child of children) if (child) element.append(child);
    return element;
  };
}

/** A coordinate to a hundredth of a pixel: two builds write the same bytes, and short ones. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Three sizes are drawn; what differs between them is told by the width alone. */
export type Size = "phone" | "middle" | "wide";
export function sizeOf(width: number): Size {
  return width < 480 ? "phone" : width < 800 ? "middle" : "wide";
}

/** Sizes of text inside a drawing, never under 11 px: it is shown at the width it is drawn for, or a little larger. */
export const TEXT: Readonly<Record<Size, {readonly plain: number; readonly small: number}>> = {
  phone: {plain: 12.5, small: 11.5},
  middle: {plain: 13.5, small: 12.5},
  wide: {plain: 13.5, small: 12.5}
};

/** Widths of Source Sans 3 in thousandths of its size; what is not named is as wide as a figure. */
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

/** Text in lines no wider than `width`. A word that is wider stands alone. */
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

export function line(make: Make, x1: number, y1: number, x2: number, y2: number, kind: string, width = 1): SVGElement {
  return make("path", {d: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`, class: kind, "stroke-width": width});
}

/** The bracket of bounds under something: a line whose ends turn up. */
export function bracketUnder(
  make: Make,
  x1: number,
  x2: number,
  y: number,
  {height = 5, kind = "ink", width = 1.25}: {height?: number; kind?: string; width?: number} = {}
): SVGElement {
  const d = `M${round(x1)} ${round(y - height)}V${round(y)}H${round(x2)}V${round(y - height)}`;
  return make("path", {d, class: kind, "stroke-width": width, fill: "none"});
}

/** How a bracket along a scale is drawn. */
export interface BracketStyle {
  /** Across the scale, in pixels. */
  readonly breadth?: number;
  readonly kind?: string;
  readonly width?: number;
  /** The tinted ground between the bounds. */
  readonly ground?: boolean;
}

/** The bracket of bounds along a lying scale: a line with a tick at each bound, on its ground. */
export function bracketAcross(make: Make, x1: number, x2: number, y: number, style: BracketStyle = {}): SVGElement {
  const half = (style.breadth ?? 14) / 2;
  const d =
    `M${round(x1)} ${round(y - half)}v${round(2 * half)}M${round(x1)} ${round(y)}H${round(x2)}` +
    `M${round(x2)} ${round(y - half)}v${round(2 * half)}`;
  return bracketPath(make, d, {x: x1, y: y - half, width: Math.max(0, x2 - x1), height: 2 * half}, style);
}

/** The same, upright. */
export function bracketUp(make: Make, x: number, y1: number, y2: number, style: BracketStyle = {}): SVGElement {
  const half = (style.breadth ?? 14) / 2;
  const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
  const d =
    `M${round(x - half)} ${round(top)}h${round(2 * half)}M${round(x)} ${round(top)}V${round(bottom)}` +
    `M${round(x - half)} ${round(bottom)}h${round(2 * half)}`;
  return bracketPath(make, d, {x: x - half, y: top, width: 2 * half, height: bottom - top}, style);
}

function bracketPath(
  make: Make,
  d: string,
  box: {x: number; y: number; width: number; height: number},
  {kind = "ink", width = 1.4, ground = true}: BracketStyle
): SVGElement {
  return make(
    "g",
    {},
    ground && make("rect", {...box, class: "ghost"}),
    make("path", {d, class: kind, "stroke-width": width})
  );
}

/** The second hand: what someone else reported. */
export function diamond(make: Make, x: number, y: number, height = 13): SVGElement {
  const [h, w] = [height / 2, height * 0.38];
  const d = `M${round(x)} ${round(y - h)}L${round(x + w)} ${round(y)}L${round(x)} ${round(y + h)}L${round(x - w)} ${round(y)}Z`;
  return make("path", {d, class: "diamond"});
}

/** A number that has bounds stands on a bracket, in a drawing as in a sentence; an exact one stands alone. */
export function standing(
  make: Make,
  x: number,
  y: number,
  count: Count,
  {
    locale = "en",
    size = 13.5,
    anchor = "middle",
    kind = "value",
    bounds = false,
    range: alone = false
  }: {
    locale?: Locale;
    size?: number;
    anchor?: "start" | "middle" | "end";
    kind?: string;
    /** The bounds alone, where there is no one number. */
    range?: boolean;
    /** Whether the bounds are printed after the number, where no drawn bracket tells them. */
    bounds?: boolean;
  } = {}
): SVGElement {
  const number = alone ? formatRange(count.lo, count.hi, locale) : formatNumber(count.value, locale);
  if (count.lo === count.hi) return words(make, x, y, number, {size, anchor, class: kind});
  const range = bounds && !alone ? `\u00a0[${formatRange(count.lo, count.hi, locale)}]` : "";
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

/** Ids of the two patterns and the stripes of what is not told apart; each drawing holds its own. */
export interface Patterns {
  readonly hatch: string;
  readonly stripes: string;
  readonly stripesClosed: string;
}

export function patternIds(idPrefix: string): Patterns {
  return {hatch: `${idPrefix}-hatch`, stripes: `${idPrefix}-stripes`, stripesClosed: `${idPrefix}-stripes-closed`};
}

/** The patterns that some statuses are filled with: slanted hatching for temporary alone, upright stripes for not told apart. */
export function patterns(make: Make, ids: Patterns, statuses: Iterable<Status>): SVGElement | null {
  const used = new Set(statuses);
  const stripes = (id: string, left: string, right: string) =>
    make(
      "pattern",
      {id, width: 6, height: 6, patternUnits: "userSpaceOnUse"},
      make("rect", {width: 3, height: 6, class: left}),
      make("rect", {x: 3, width: 3, height: 6, class: right})
    );
  const made = [
    used.has("temporary") &&
      make(
        "pattern",
        {id: ids.hatch, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
        make("rect", {width: 5, height: 5, class: "hatch-ground"}),
        make("rect", {width: 2.2, height: 5, class: "hatch-line"})
      ),
    used.has("undivided") && stripes(ids.stripes, "p-refugee", "p-compl"),
    used.has("undivided_closed") && stripes(ids.stripesClosed, "p-refused", "p-closed")
  ].filter((pattern) => pattern !== false);
  return made.length ? make("defs", {}, ...made) : null;
}

/** How a status is filled: a pattern by address, everything else by its class. */
export function fillOf(status: Status, ids: Patterns): string | null {
  if (status === "temporary") return `url(#${ids.hatch})`;
  if (status === "undivided") return `url(#${ids.stripes})`;
  if (status === "undivided_closed") return `url(#${ids.stripesClosed})`;
  return null;
}

/** A filled bar of a status, from corner to corner. Patterned bars carry their outline inside, so that all are equally wide. */
export function bar(
  make: Make,
  status: Status,
  ids: Patterns,
  {x, y, width, height}: {x: number; y: number; width: number; height: number}
): SVGElement | null {
  if (width <= 0 || height <= 0) return null;
  const outlined =
    status === "temporary" || status === "humanitarian" || status === "not_decided" || status.startsWith("undivided");
  const inset = outlined ? Math.min(0.55, width / 4, height / 4) : 0;
  return make("rect", {
    x: x + inset,
    y: y + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
    fill: fillOf(status, ids),
    class: `m-${status}`,
    "stroke-width": outlined ? 2 * inset : null
  });
}

/** A drawing: one image with one name. Its height follows from what was drawn. */
export function drawing(
  make: Make,
  {width, height, label}: {width: number; height: number; label: string},
  ...children: Child[]
): SVGSVGElement {
  const tall = Math.ceil(height);
  const svg = make("svg", {viewBox: `0 0 ${round(width)} ${tall}`, width, height: tall}, ...children) as SVGSVGElement;
  return namedImage(svg, label);
}

/** The options that every drawing fills in alike. */
export function settle(
  {document, width = 944, locale = "en", idPrefix, label}: DrawingOptions,
  name: string
): {
  document: Document;
  width: number;
  locale: Locale;
  idPrefix: string;
  label: string | undefined;
  make: Make;
  size: Size;
} {
  const page = document ?? globalThis.document;
  return {
    document: page,
    width,
    locale,
    idPrefix: idPrefix ?? `${name}-${width}`,
    label,
    make: maker(page),
    size: sizeOf(width)
  };
}

/** Years whose labels are printed: all where they fit, else the first, the last and every fifth, none within two of the ends. */
export function labelledYears(years: readonly number[], step: number): Set<number> {
  if (step >= 27) return new Set(years);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const near = Math.ceil(33 / step);
  const fifths = years.filter((year) => year % 5 === 0 && year - first >= near && last - year >= near);
  return new Set([first, ...fifths, last]);
}

/** A year under a column: in full for the first, the last and each fifth, ’07 between them. */
export function yearWords(year: number, years: readonly number[], step: number): string {
  const full = step >= 36 || year % 5 === 0 || year === years[0] || year === years.at(-1);
  return full && !(step < 36 && step >= 27 && year % 5 !== 0) ? String(year) : `’${String(year).slice(2)}`;
}

/** Round numbers for at most `most` grid lines up to `max`. */
export function gridSteps(max: number, most: number): number[] {
  const raw = max / most;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= raw && Number.isInteger(s)) ?? power * 10;
  const steps: number[] = [];
  for (let value = step; value <= max + 1e-9; value += step) steps.push(value);
  return steps;
}

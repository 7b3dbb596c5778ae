// The marks that drawings share and no library has: bracket, diamond, hatch and stripes, and a bar of a status.
import {curveLinearClosed, line as lineOf} from "d3";
import type {Status} from "../measures/codes.js";
import {round} from "./drawing.js";
import type {Make} from "./drawing.js";

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

/** Marks of figures from other sources. */
export function diamond(make: Make, x: number, y: number, height = 13): SVGElement {
  const [h, w] = [height / 2, height * 0.38];
  const d = `M${round(x)} ${round(y - h)}L${round(x + w)} ${round(y)}L${round(x)} ${round(y + h)}L${round(x - w)} ${round(y)}Z`;
  return make("path", {d, class: "diamond"});
}

/** Ids of the fill patterns; each drawing defines its own. */
export interface Patterns {
  readonly hatch: string;
  readonly stripes: string;
  readonly stripesClosed: string;
}

export function patternIds(idPrefix: string): Patterns {
  return {hatch: `${idPrefix}-hatch`, stripes: `${idPrefix}-stripes`, stripesClosed: `${idPrefix}-stripes-closed`};
}

/** The patterns that some statuses are filled with: slanted hatching for temporary, upright stripes for statuses that the data does not separate. */
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

/** The outline of a ring of points. The points are those of the drawing: on the sphere a ring's direction would decide what is inside. */
export const ringPath: (ring: readonly (readonly [number, number])[]) => string = (ring) =>
  lineOf<readonly [number, number]>(
    ([x]) => x,
    ([, y]) => y
  )
    .curve(curveLinearClosed)
    .digits(2)(ring) ?? "";

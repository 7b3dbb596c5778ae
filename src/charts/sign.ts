// Draws small versions of the marks of charts, printed next to the term that explains them.
import type {Status} from "../measures/codes.js";
import {maker} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bar, bracketAcross, bracketUnder, diamond, line, patternIds, patterns} from "./marks.js";

/** A mark that a legend or note can show: a status, or one of the shared marks. */
export type Sign =
  | Status
  | "bracket"
  | "interval"
  | "reported"
  | "published"
  | "stroke"
  | "dashed"
  | "persons"
  | "cases"
  | "break"
  | "gap"
  | "line";

/** A sign, 22 by 14, for a note or a sentence. Hidden from screen readers: the term next to it says the same. */
export function sign(kind: Sign, {document, idPrefix = `sign-${kind}`}: DrawingOptions = {}): SVGElement {
  const page = document ?? globalThis.document;
  const make = maker(page);
  const ids = patternIds(idPrefix);
  const svg = make("svg", {
    class: "sign",
    viewBox: "0 0 22 14",
    width: 22,
    height: 14,
    "aria-hidden": "true",
    focusable: "false"
  });
  const add = (...parts: (SVGElement | null)[]) => svg.append(...parts.filter((part) => part !== null));
  switch (kind) {
    case "bracket":
      add(bracketUnder(make, 1, 21, 11, {height: 6, width: 1.5}));
      break;
    case "interval":
      add(bracketAcross(make, 1, 21, 7, {breadth: 12, width: 1.5}));
      break;
    case "reported":
      add(diamond(make, 11, 7, 14));
      break;
    case "published":
      add(line(make, 1, 7, 21, 7, "l-refugee_status", 3.4));
      break;
    case "stroke":
      add(...[3, 8, 13, 18].map((x) => line(make, x, 0, x, 14, "ink", 1.6)));
      break;
    case "dashed":
      add(
        ...[3, 8, 13, 18].map((x) =>
          make("path", {d: `M${x} 0v14`, class: "soft", "stroke-width": 1.5, "stroke-dasharray": "2 3"})
        )
      );
      break;
    case "persons":
      add(line(make, 11, 14, 11, 5, "ink", 2), make("circle", {cx: 11, cy: 5, r: 4, class: "solid"}));
      break;
    case "cases":
      add(
        make("path", {d: "M1 7H15", class: "ink", "stroke-width": 3}),
        make("rect", {
          x: 12,
          y: 2.5,
          width: 9,
          height: 9,
          class: "soft",
          style: "fill:var(--paper)",
          "stroke-width": 1.6
        })
      );
      break;
    case "break":
      add(line(make, 11, 0, 11, 14, "break", 1.4));
      break;
    case "gap":
      add(line(make, 0, 12, 6, 12, "zero"), line(make, 16, 12, 22, 12, "zero"));
      break;
    case "line":
      add(line(make, 0, 7, 22, 7, "zero"));
      break;
    default:
      add(patterns(make, ids, [kind]), bar(make, kind, ids, {x: 0, y: 0.5, width: 22, height: 13}));
  }
  return svg;
}

// The chart of an answer, drawn by Plot: fetched when the first answer is there. Colours are not those of outcomes, whose meaning
// is fixed: series are labelled directly.
import * as Plot from "@observablehq/plot";
import {max} from "d3";
import {namedImage} from "../charts/plot.js";
import {cellText} from "./files.js";
import {isYear, withGaps} from "./chart.js";
import type {Choice, Point} from "./chart.js";

const TONES = [
  "var(--m5)",
  "var(--ink2)",
  "var(--m3)",
  "var(--ink3)",
  "var(--m4)",
  "var(--ink)",
  "var(--m2)",
  "var(--hair2)"
];

/** A chart of points at a width in CSS pixels, with `label` as its accessible name. */
export function chartOf(
  choice: Choice,
  points: readonly Point[],
  {width, label}: {readonly width: number; readonly label: string}
): SVGSVGElement {
  const style = {
    background: "none",
    color: "var(--ink2)",
    fontFamily: "var(--sans)",
    fontSize: width < 480 ? "12px" : "13.5px"
  };
  const names = [...new Set(points.map(({series}) => series))];
  const color = {type: "ordinal" as const, domain: names, range: names.map((_, i) => TONES[i % TONES.length] ?? "")};
  const words = (point: Point) => cellText(point.x, point.x instanceof Date ? "date" : "text");
  const drawn =
    choice.mark === "bar"
      ? bars(points, {width, style, words})
      : Plot.plot({
          width,
          height: Math.round(Math.min(420, Math.max(240, width * 0.5))),
          marginLeft: 64,
          marginRight: names.length > 1 ? Math.min(150, width * 0.3) : 24,
          marginTop: 24,
          style,
          color,
          x: {
            label: choice.x,
            ...(isYear(choice.x)
              ? {tickFormat: "d" as const, ticks: Math.max(2, Math.floor(width / 90))}
              : {ticks: Math.max(2, Math.floor(width / 110))})
          },
          y: {label: choice.y, grid: true, nice: true, zero: choice.mark === "line", ticks: 4},
          marks: [
            Plot.ruleY([0], {stroke: "var(--rule)"}),
            ...(choice.mark === "line"
              ? [
                  Plot.line(withGaps(points, choice.x), {
                    x: "x",
                    y: "y",
                    z: "series",
                    stroke: "series",
                    strokeWidth: 2,
                    sort: "x"
                  })
                ]
              : []),
            Plot.dot(points, {x: "x", y: "y", fill: "series", r: choice.mark === "line" ? 2.5 : 3.5}),
            ...(names.length > 1
              ? [
                  Plot.text(
                    points,
                    apart({
                      ...Plot.selectMaxX({x: "x", y: "y", z: "series", text: "series"}),
                      textAnchor: "start" as const,
                      dx: 8,
                      fill: "var(--ink)",
                      stroke: "var(--paper)",
                      strokeWidth: 4
                    })
                  )
                ]
              : [])
          ]
        });
  return namedImage(drawn as SVGSVGElement, label);
}

/** Labels at the ends of lines, moved apart where they would overlap. */
function apart<T extends Plot.TextOptions>(options: T): T {
  return Plot.initializer(options, (_data, facets, {y}, {y: scale}) => {
    const pixels = Array.from((y?.value ?? []) as unknown as ArrayLike<number>, (value) =>
      scale ? Number(scale(value)) : value
    );
    for (const facet of facets) {
      const order = Array.from(facet).sort((a, b) => (pixels[a] ?? 0) - (pixels[b] ?? 0));
      order.slice(1).forEach((at, i) => {
        const above = pixels[order[i] ?? 0] ?? 0;
        pixels[at] = Math.max(pixels[at] ?? 0, above + 15);
      });
    }
    return {channels: {y: {value: pixels}}};
  });
}

function bars(
  points: readonly Point[],
  {width, style, words}: {width: number; style: Partial<CSSStyleDeclaration>; words: (point: Point) => string}
): ReturnType<typeof Plot.plot> {
  const rows = points.map((point, i) => ({
    ...point,
    row: String(i),
    name: [words(point), point.series].filter(Boolean).join(", ")
  }));
  const longest = max(rows, ({name}) => name.length) ?? 0;
  const marginLeft = Math.min(width * 0.42, 16 + longest * 7.2);
  const room = Math.floor((marginLeft - 14) / 7);
  const names = new Map(rows.map(({row, name}) => [row, name.length > room ? `${name.slice(0, room - 1)}…` : name]));
  return Plot.plot({
    width,
    height: 34 + rows.length * 24,
    marginLeft,
    marginRight: 72,
    marginTop: 8,
    marginBottom: 26,
    style,
    x: {axis: null, zero: true},
    y: {
      type: "band",
      domain: rows.map(({row}) => row),
      tickFormat: (row: string) => names.get(row) ?? "",
      label: null,
      tickSize: 0,
      padding: 0.3
    },
    marks: [
      Plot.barX(rows, {x: "y", y: "row", fill: "var(--m5)"}),
      Plot.text(rows, {
        x: "y",
        y: "row",
        text: ({y}: Point) => y.toLocaleString("en", {maximumFractionDigits: 3}),
        textAnchor: "start",
        dx: 6,
        fill: "var(--ink)"
      }),
      Plot.ruleX([0], {stroke: "var(--rule)"})
    ]
  });
}

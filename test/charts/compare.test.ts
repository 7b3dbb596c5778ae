// Drawings that compare: labels that keep clear of each other, looks that do not rest on hue, zeros on a logarithmic scale, flows that add up.
import {readFileSync} from "node:fs";
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {flows} from "../../src/charts/flows.js";
import type {FlowsChart} from "../../src/charts/flows.js";
import {besideDots, spread} from "../../src/charts/labels.js";
import {lines, MOST_LINES} from "../../src/charts/lines.js";
import type {Lines} from "../../src/charts/lines.js";
import type {MultiplesPoint} from "../../src/charts/multiplesPanel.js";
import {logScale} from "../../src/charts/logScale.js";
import {scatter} from "../../src/charts/scatter.js";
import {textWidth} from "../../src/charts/text.js";

const {document} = new JSDOM("").window;
const WIDTHS = [944, 656, 288];

const point = (year: number, value: number | null): MultiplesPoint => ({
  year,
  value,
  lo: value,
  hi: value,
  words: String(value),
  absence: value === null ? "no entry" : null
});
const years = Array.from({length: 26}, (_, i) => 2000 + i);
/** Eight countries of whom all but one end at nearly the same number. */
const EIGHT = ["Germany", "France", "United Kingdom", "United States", "Austria", "Canada", "Japan", "Türkiye"];
const together = (log: boolean): Lines => ({
  share: false,
  log,
  panels: [
    {
      title: "Counted in persons",
      square: false,
      lines: EIGHT.map((name, look) => ({
        name,
        look,
        breaks: look === 0 ? [2010] : [],
        points: years.map((year, i) =>
          point(
            year,
            look === 1 && i === 5 ? null : look === 2 && i === 8 ? 0 : look === 0 ? 90_000 : 1000 + look * 3 + i
          )
        )
      }))
    }
  ]
});

interface Text {
  readonly words: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Lines of text of a drawing, with the room that they take. */
function textsOf(svg: Element, selector = "text"): Text[] {
  return [...svg.querySelectorAll(selector)].flatMap((text) => {
    const size = Number(text.getAttribute("font-size"));
    let y = Number(text.getAttribute("y"));
    return (text.children.length ? [...text.children] : [text]).map((line) => {
      y += Number(line.getAttribute("dy") ?? 0);
      const [x, words] = [Number(line.getAttribute("x")), line.textContent];
      const anchor = text.getAttribute("text-anchor") ?? "start";
      const long = textWidth(words, size);
      const x0 = anchor === "start" ? x : anchor === "end" ? x - long : x - long / 2;
      return {words, x0, x1: x0 + long, y0: y - size * 0.75, y1: y + size * 0.2};
    });
  });
}

const meet = (a: Text, b: Text) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
function expectClear(texts: readonly Text[]): void {
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1)) expect(meet(a, b), `“${a.words}” covers “${b.words}”`).toBe(false);
}

function expectInside(svg: Element): void {
  const [, , w = 0, h = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
  for (const {words, x0, x1, y0, y1} of textsOf(svg)) {
    expect([words, x0 >= -2, x1 <= w + 2, y0 >= -2, y1 <= h + 2]).toEqual([words, true, true, true, true]);
  }
  expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
}

describe("labels in a column", () => {
  it("never cover each other, stay inside where there is room, and keep the order of their places", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({at: fc.integer({min: 0, max: 400}), tall: fc.integer({min: 10, max: 40})}), {maxLength: 9}),
        (labels) => {
          const middles = spread(labels, [0, 400]);
          const order = labels.map((label, i) => ({...label, i})).sort((a, b) => a.at - b.at || a.i - b.i);
          order.forEach(({tall, i}, k) => {
            const middle = middles[i] ?? NaN;
            expect(middle - tall / 2).toBeGreaterThanOrEqual(-1e-6);
            expect(middle + tall / 2).toBeLessThanOrEqual(400 + 1e-6);
            const next = order[k + 1];
            if (next) expect((middles[next.i] ?? NaN) - next.tall / 2).toBeGreaterThanOrEqual(middle + tall / 2 - 1e-6);
          });
        }
      )
    );
  });

  it("stay where they are where none is near", () => {
    expect(
      spread(
        [
          {at: 300, tall: 10},
          {at: 100, tall: 10}
        ],
        [0, 400]
      )
    ).toEqual([300, 100]);
  });

  it("next to dots leave out one that has no room", () => {
    const label = {x: 50, y: 50, width: 40, tall: 12};
    const placed = besideDots(
      Array.from({length: 12}, () => label),
      [label],
      {width: 100, top: 0, bottom: 100}
    );
    expect(placed[0]).not.toBeNull();
    expect(placed.at(-1)).toBeNull();
  });
});

describe("lines over each other", () => {
  it.each(WIDTHS)("have names that keep clear of each other and inside the drawing at %i px", (width) => {
    for (const log of [false, true]) {
      const svg = lines(together(log), {document, width, idPrefix: "a"});
      expectInside(svg);
      const names = textsOf(svg, ".over-name");
      expect(names.map(({words}) => words).join(" ")).toContain("Germany");
      expectClear(names);
    }
  });

  it("differ without hue: no two have the same dash and marker", () => {
    const svg = lines(together(false), {document, width: 944, idPrefix: "a"});
    const looks = Array.from({length: MOST_LINES}, (_, i) => {
      const line = svg.querySelector(`path.over-line.k${i + 1}`);
      const marker = svg.querySelector(`path.over-dot.k${i + 1}`);
      return [line?.getAttribute("stroke-dasharray"), marker?.getAttribute("d"), marker?.classList.contains("hollow")];
    });
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(MOST_LINES);
    expect(new Set(looks.map(([dash]) => dash)).size).toBe(MOST_LINES);
  });

  it("mark a zero at the foot of a logarithmic scale, and end the line there", () => {
    const linear = lines(together(false), {document, width: 944, idPrefix: "a"});
    const log = lines(together(true), {document, width: 944, idPrefix: "a"});
    const zeros = (svg: Element) => textsOf(svg).filter(({words}) => words === "0");
    expect([zeros(linear).length, zeros(log).length]).toEqual([0, 1]);
    const [zero] = zeros(log);
    const foot = [...log.querySelectorAll("path.over-dot.k3")].filter((path) => {
      const [, y] = /translate\(\S+ (\S+)\)/.exec(path.getAttribute("transform") ?? "") ?? [];
      return Math.abs(Number(y) - ((zero?.y0 ?? 0) + (zero?.y1 ?? 0)) / 2) < 6;
    });
    expect(foot).toHaveLength(1);
    const runs = (svg: Element) => svg.querySelectorAll("path.over-line.k3:not([stroke-width='1.2'])").length;
    expect([runs(linear), runs(log)]).toEqual([1, 2]);
  });

  it("leave a gap where there is no entry, mark a break, and never put cases on the axis of persons", () => {
    const {panels, ...rest} = together(false);
    const [persons] = panels;
    const cases = {title: "Counted in cases", square: true, lines: [{...(persons?.lines[1] as never as object), points: years.map((year) => point(year, 5))}]} as never; // prettier-ignore
    const svg = lines({...rest, panels: [...panels, cases]}, {document, width: 944, idPrefix: "a"});
    expect(svg.querySelectorAll("path.over-line.k2")).toHaveLength(3);
    expect(svg.querySelectorAll(".break")).toHaveLength(1);
    expect(svg.querySelectorAll("rect.over-dot").length).toBeGreaterThan(1);
    const titles = textsOf(svg).filter(({words}) => /^Counted in/.test(words));
    expect(titles).toHaveLength(2);
    for (const rect of svg.querySelectorAll("rect.over-dot"))
      expect(Number(rect.getAttribute("y"))).toBeGreaterThan(titles[1]?.y0 ?? 0);
  });

  it("have colours that can be read on paper by day and by night", () => {
    const css = readFileSync(new URL("../../src/look/tokens.css", import.meta.url), "utf8");
    const [day = "", night = ""] = css.split("@media screen and (prefers-color-scheme: dark)");
    for (const tokens of [day, night]) {
      const paper = /--paper: (#\w{6})/.exec(tokens)?.[1] ?? "";
      for (let i = 1; i <= MOST_LINES; i++) {
        const hue = new RegExp(`--k${i}: (#\\w{6})`).exec(tokens)?.[1] ?? "";
        expect([i, contrast(hue, paper) >= 4.5]).toEqual([i, true]);
      }
    }
  });
});

/** The contrast of two colours by WCAG 2. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const n = parseInt(hex.slice(at, at + 2), 16) / 255;
      return n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe("a logarithmic scale", () => {
  it("has round steps inside its ends, and gives each tenfold the same room", () => {
    const {at, steps} = logScale([10, 100_000], [0, 400]);
    expect(steps).toEqual([10, 100, 1000, 10_000, 100_000]);
    expect(steps.map((step) => Math.round(at(step)))).toEqual([0, 100, 200, 300, 400]);
    expect(logScale([100, 1600], [0, 1]).steps).toEqual([100, 200, 500, 1000]);
  });
});

const FLOWS: FlowsChart = {
  heads: ["From", "In"],
  unit: "persons",
  left: [
    {id: "SYR", name: "Syria", value: 100, isRest: false},
    {id: "AFG", name: "Afghanistan", value: 1, isRest: false},
    {id: "COD", name: "Democratic Republic of the Congo", value: 1, isRest: false},
    {id: "others", name: "140 others", value: 300, isRest: true}
  ],
  right: [
    {id: "DEU", name: "Germany", value: 130, isRest: false},
    {id: "others", name: "20 others", value: 272, isRest: true}
  ],
  bands: [
    {from: "others", to: "others", value: 232},
    {from: "SYR", to: "DEU", value: 60},
    {from: "others", to: "DEU", value: 68},
    {from: "SYR", to: "others", value: 40},
    {from: "AFG", to: "DEU", value: 1},
    {from: "COD", to: "DEU", value: 1}
  ]
};

describe("flows", () => {
  it.each(WIDTHS)("name both sides without one name covering another at %i px", (width) => {
    const svg = flows(FLOWS, {document, width, idPrefix: "a"});
    expectInside(svg);
    expectClear(textsOf(svg));
    expect(svg.getAttribute("aria-label")).toContain("Syria to Germany 60");
    expect(svg.querySelectorAll(".flow")).toHaveLength(FLOWS.bands.length);
  });

  it("are as tall as their numbers", () => {
    const svg = flows(FLOWS, {document, width: 944, idPrefix: "a"});
    const widths = [...svg.querySelectorAll(".flow")].map((path) => Number(path.getAttribute("stroke-width")));
    const [whole = 0, syria = 0] = widths;
    expect(whole / syria).toBeCloseTo(232 / 60, 1);
  });
});

describe("numbers and rates", () => {
  const dot = (name: string, size: number, value: number | null, chosen = false) => ({
    ...{name, size, value, chosen},
    ...{lo: value === null ? 0.2 : value - 0.05, hi: value === null ? 0.7 : value + 0.05, words: "some"}
  });
  const dots = [
    ...EIGHT.map((name, i) => dot(name, i === 7 ? 77_011 : 1000 * 2 ** i, 0.5 + 0.01 * i)),
    dot("Tonga", 25, 0.3, true),
    dot("Undivided", 400, null)
  ];
  it.each(WIDTHS)("name the chosen, cover no name with another, and draw a range without a dot at %i px", (width) => {
    const svg = scatter({dots, across: "Substantive decisions, persons"}, {document, width, idPrefix: "a"});
    expectInside(svg);
    const texts = textsOf(svg);
    expectClear(texts);
    expect(texts.map(({words}) => words)).toContain("Tonga");
    expect(svg.querySelectorAll("circle")).toHaveLength(dots.length - 1);
    expect(svg.querySelectorAll("path.soft")).toHaveLength(dots.length);
  });
});

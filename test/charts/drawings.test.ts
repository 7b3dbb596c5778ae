// What holds for every drawing of the site, at each width it is drawn for: one image with a name, text that can be read, nothing
// outside its frame, unique ids.
import {readFileSync} from "node:fs";
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {farEastMap} from "../../src/charts/farEastMap.js";
import type {Geography} from "../../src/charts/farEastMap.js";
import {interval} from "../../src/charts/interval.js";
import {lens} from "../../src/charts/lens.js";
import {lollipops} from "../../src/charts/lollipops.js";
import type {ApplicationsYear} from "../../src/charts/lollipops.js";
import {outcomes} from "../../src/charts/outcomes.js";
import type {OutcomesYear} from "../../src/charts/outcomes.js";
import {ranked} from "../../src/charts/ranked.js";
import {rounding} from "../../src/charts/rounding.js";
import {smallNumbers} from "../../src/charts/smallNumbers.js";
import {textWidth} from "../../src/charts/text.js";
import type {Absence, DrawingOptions} from "../../src/charts/drawing.js";
import {tally} from "../../src/charts/tally.js";
import {bounded, exact, ZERO} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {COLUMNS, STATUSES} from "../../src/measures/codes.js";
import type {Column, Status} from "../../src/measures/codes.js";

const {document} = new JSDOM("").window;

/** North Koreans' applications for refugee status in the Russian Federation from 2006 on, as published; null where there is no entry. */
const APPLIED = [7, 11, 26, 59, 21, 67, 32, 27, 9, 25, 27, 11, 5, 5, null, 6, 6, 5, null];
const year = (i: number) => 2006 + i;
const applied = (absence: Absence): ApplicationsYear[] =>
  APPLIED.map((value, i) => ({year: year(i), count: value === null ? absence : bounded(value, "applications")}));

function decided(i: number): OutcomesYear {
  if (i === 1) return {year: year(i), outcomes: "no entry"};
  const published = {
    recognized: i > 12 ? 12 : 0,
    other: i > 12 ? 0 : 20,
    rejected: i < 10 ? 42 : 0,
    closed: i < 10 ? 0 : 10
  };
  const count = (column: Column) => bounded(published[column], "decisions");
  const statuses = Object.fromEntries(STATUSES.map((status) => [status, ZERO])) as Record<Status, Count>;
  statuses.temporary = exact(published.recognized + published.other);
  statuses.refugee_status = bounded(0, "decisions");
  statuses.refused = count("rejected");
  statuses.undivided_closed = count("closed");
  return {
    year: year(i),
    outcomes: {
      published: Object.fromEntries(COLUMNS.map((column) => [column, count(column)])) as Record<Column, Count>,
      statuses
    }
  };
}
const DECIDED = APPLIED.map((_, i) => decided(i));

const geography = JSON.parse(
  readFileSync(new URL("../../src/charts/far-east.json", import.meta.url), "utf8")
) as Geography;

const TALLY = {
  total: {value: 208, lo: 204, hi: 208},
  outcome: {value: 0, lo: 0, hi: 18},
  reported: {
    value: 1,
    long: "1 recognised, as the ministry told the Civic Assistance Committee",
    short: "1 recognised"
  },
  words: {
    total: "applications, or 204 at the fewest",
    outcome: {long: "recognised, by UNHCR’s rows: 0 in each year", short: "recognised, by UNHCR’s rows"}
  }
};

const HOSTS = [
  {
    name: "United Kingdom",
    unit: "P" as const,
    statuses: {refugee_status: {value: 553, lo: 541, hi: 581}, refused: exact(587)}
  },
  {
    name: "Canada",
    unit: "P" as const,
    statuses: {refugee_status: ZERO, undivided: exact(491), otherwise_closed: exact(799)}
  },
  {
    name: "Russian Federation",
    unit: "P" as const,
    chosen: true,
    statuses: {refugee_status: {value: 0, lo: 0, hi: 34}, refused: exact(183)}
  },
  {name: "Australia", unit: "C" as const, statuses: {refugee_status: exact(26), refused: exact(20)}}
];

const DRAWINGS: Record<string, {numbers: string[]; draw: (options: DrawingOptions) => SVGSVGElement}> = {
  tally: {numbers: ["0–18 ", "208"], draw: (options) => tally(TALLY, options)},
  lollipops: {
    numbers: ["59", "67"],
    draw: (options) =>
      lollipops(
        [
          {name: "For refugee status", status: "refugee_status", years: applied("no entry")},
          {
            name: "For temporary asylum",
            status: "temporary",
            years: applied("not reported"),
            reported: [{year: 2024, value: 10, words: "reported by Fedstat; no row at UNHCR"}],
            breaks: [{after: 2009, words: "a level of its own"}]
          }
        ],
        options
      )
  },
  outcomes: {
    numbers: ["42", "20"],
    draw: (options) =>
      outcomes(
        {
          years: DECIDED,
          filed: {
            title: "Temporary asylum was filed under",
            status: "temporary",
            spans: [
              {from: 2010, to: 2010, column: "other"},
              {from: 2011, to: 2012, column: "recognized"},
              {from: 2013, to: 2024, column: "other"}
            ]
          },
          notes: [
            {year: 2011, words: "refusals and closings are filed together"},
            {year: 2022, words: "and on: under “rejected” nothing is filed"}
          ],
          breaks: [{after: 2015, words: "what changes is the column"}]
        },
        options
      )
  },
  smallNumbers: {
    numbers: ["0"],
    draw: (options) =>
      smallNumbers(
        {
          name: "Refugee status",
          status: "refugee_status",
          years: APPLIED.map((_, i) => ({year: year(i), count: i === 1 ? "no entry" : bounded(0, "decisions")})),
          total: {value: 0, lo: 0, hi: 36},
          reported: [{year: 2011, value: 1}]
        },
        options
      )
  },
  interval: {
    numbers: ["39", "33", "no entry"],
    draw: (options) =>
      interval(
        {
          status: "refugee_status",
          rows: [
            {name: "2016", count: {value: 33, lo: 33, hi: 89}, reported: [{value: 39}]},
            {name: "2021", count: {value: 10, lo: 6, hi: 30}, remark: "no report found"},
            {name: "2024", count: null, reported: [{value: 10, words: "Fedstat"}]},
            {name: "All years", count: {value: 43, lo: 39, hi: 119}, strong: true}
          ]
        },
        options
      )
  },
  ranked: {numbers: ["553", "26", "0–491"], draw: (options) => ranked({rows: HOSTS, of: "refugee_status"}, options)},
  lens: {
    numbers: [],
    draw: (options) =>
      lens(
        {
          many: {
            count: {value: 98644, lo: 98632, hi: 98690},
            status: "temporary",
            words: "granted temporary asylum, a permit of up to a year"
          },
          few: {count: {value: 10, lo: 6, hi: 34}, status: "refugee_status", words: "granted refugee status"},
          reported: {value: 12, words: "reported by 7x7"}
        },
        options
      )
  },
  rounding: {
    numbers: ["0", "5", "10"],
    draw: (options) => rounding([bounded(0, "decisions"), bounded(5, "decisions"), bounded(10, "decisions")], options)
  },
  farEastMap: {
    numbers: ["1, 3", "2"],
    draw: (options) =>
      farEastMap(
        {
          events: [
            {date: "2019-09-18", place: "Vladivostok", latitude: 43.1155, longitude: 131.8855},
            {date: "2020-09-10", place: "Vladivostok", latitude: 43.1155, longitude: 131.8855},
            {date: "2020-07-15", place: "Blagoveshchensk", latitude: 50.2907, longitude: 127.5272},
            {date: "2024-03-19", place: "Strasbourg"}
          ],
          geography
        },
        options
      )
  }
};

interface Line {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly upright: boolean;
}

/** Lines of text of a drawing and their places, by the widths that drawings use. */
function linesOf(svg: Element): Line[] {
  return [...svg.querySelectorAll("text")].flatMap((text) => {
    const size = Number(text.getAttribute("font-size"));
    const own = [...text.children].filter((child) => child.hasAttribute("x"));
    let y = Number(text.getAttribute("y"));
    return (own.length ? own : [text]).map((line) => {
      y += Number(line.getAttribute("dy") ?? 0);
      const x = Number(line.getAttribute("x"));
      const words = line.textContent;
      const long = textWidth(words, size);
      const anchor = text.getAttribute("text-anchor") ?? "start";
      const left = anchor === "start" ? x : anchor === "middle" ? x - long / 2 : x - long;
      return {text: words, size, left, right: left + long, y, upright: text.hasAttribute("transform")};
    });
  });
}

const WIDTHS = [1136, 944, 656, 620, 288];

describe.each(Object.entries(DRAWINGS))("%s", (_name, {draw, numbers}) => {
  it.each(WIDTHS)("is one image with a name at %i px", (width) => {
    const svg = draw({document, width, idPrefix: "a"});
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")?.length).toBeGreaterThan(20);
    expect(svg.querySelectorAll("[aria-label]")).toHaveLength(0);
    expect(svg.getAttribute("width")).toBe(String(width));
  });

  it.each(WIDTHS)("prints its numbers in a size that can be read, inside its frame, at %i px", (width) => {
    const svg = draw({document, width, idPrefix: "a"});
    const [, , w = 0, h = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const lines = linesOf(svg);
    for (const {text, size, left, right, y, upright} of lines) {
      expect(size, text).toBeGreaterThanOrEqual(11);
      expect(y, text).toBeLessThanOrEqual(h);
      expect(y, text).toBeGreaterThan(upright ? 0 : size * 0.6);
      if (upright) continue;
      expect(left, `“${text}” leaves at the left`).toBeGreaterThanOrEqual(-2);
      expect(right, `“${text}” leaves at the right`).toBeLessThanOrEqual(w + 2);
    }
    const printed = new Set(
      [...svg.querySelectorAll("text, tspan")].map(({textContent}) => textContent.replace(/\u00a0?\[.*$/, ""))
    );
    for (const number of numbers) expect(printed, `at ${width}`).toContain(number);
    expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("has unique ids, and defines every pattern it fills with", () => {
    const drawings = ["a", "b"].map((idPrefix) => draw({document, width: 944, idPrefix}));
    const ids = drawings.flatMap((svg) => [...svg.querySelectorAll("[id]")].map(({id}) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const svg of drawings)
      for (const [, id = ""] of svg.outerHTML.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it("takes its colours from the stylesheet alone", () => {
    expect(draw({document, width: 944, idPrefix: "a"}).outerHTML).not.toMatch(/#[0-9a-f]{3,8}\b(?![^"]*\))|rgb\(/i);
  });
});

describe("signs", () => {
  const marks = (svg: Element, unit: string) =>
    svg.querySelectorAll(`circle[data-unit="${unit}"], rect[data-unit="${unit}"]`);

  it("a year without an entry is a gap in the zero line, never a 0", () => {
    const draw = (absence: Absence) =>
      lollipops([{name: "For refugee status", years: applied(absence)}], {document, width: 944, idPrefix: "a"});
    const svg = draw("no entry");
    expect(marks(svg, "P")).toHaveLength(APPLIED.filter((value) => value !== null).length);
    const texts = [...svg.querySelectorAll("text")].map(({textContent}) => textContent);
    expect(texts).not.toContain("0");
    expect(texts.filter((text) => text === "no entry")).toHaveLength(2);
    expect(svg.querySelectorAll(".zero")).toHaveLength(2);
    expect([...draw("not reported").querySelectorAll("text")].map(({textContent}) => textContent).join(" ")).toContain(
      "not"
    );
  });

  it("A long name of a series breaks into lines where a phone has no room for it", () => {
    const name = "UNHCR, new applications; Eurostat, first-time applicants";
    const linesAt = (width: number) => {
      const svg = lollipops([{name, years: applied("no entry")}], {document, width, idPrefix: "a"});
      return Array.from(svg.querySelectorAll("text.name")[0]?.querySelectorAll("tspan") ?? [], ({textContent}) => textContent);
    };
    expect(linesAt(288).length).toBeGreaterThan(1);
    expect(linesAt(288).join(" ")).toBe(name);
    expect(linesAt(944).length).toBeLessThan(2);
  }); // prettier-ignore

  it("A year that the country does not report has no column", () => {
    const svg = outcomes(
      {years: [DECIDED[0] ?? decided(0), {year: 2007, outcomes: "not reported"}]},
      {document, width: 288, idPrefix: "a"}
    );
    const columns = svg.querySelectorAll(".zero").length;
    expect(columns).toBe(2);
    expect(svg.textContent).toContain("not reported");
  });

  it("Persons are dots and bars, cases are squares", () => {
    const years: ApplicationsYear[] = [
      {year: 2005, count: exact(20), unit: "C"},
      {year: 2006, count: exact(30), unit: "P"}
    ];
    const series = lollipops([{name: "Applications", years}], {document, width: 288, idPrefix: "a"});
    expect(marks(series, "C")[0]?.localName).toBe("rect");
    expect(marks(series, "P")[0]?.localName).toBe("circle");
    const hosts = ranked({rows: HOSTS, of: "refugee_status"}, {document, width: 944, idPrefix: "a"});
    expect(hosts.querySelectorAll('g[data-unit="C"] > rect')).toHaveLength(0);
    expect(hosts.querySelectorAll('rect[data-unit="C"]')).toHaveLength(1);
    expect(hosts.textContent).toContain("cases");
  });

  it("The tally has one stroke a person, and the dashed ones lie beyond the lower bound", () => {
    for (const width of [1136, 656, 288]) {
      const svg = tally(TALLY, {document, width, idPrefix: "a"});
      const strokes = (selector: string) =>
        [...svg.querySelectorAll(selector)].reduce(
          (n, path) => n + (path.getAttribute("d")?.match(/v/g)?.length ?? 0),
          0
        );
      expect(strokes("path[stroke-dasharray]")).toBe(4);
      expect(strokes(".rubric-line[stroke-width='3']")).toBe(1);
      expect(strokes("path")).toBe(208);
    }
  });

  it("uses red only for what others reported", () => {
    const svg = tally({...TALLY, reported: null}, {document, width: 288, idPrefix: "a"});
    expect(svg.querySelector(".rubric, .rubric-line, .diamond")).toBeNull();
  });

  it("draws a bracket under a number with bounds, and none under an exact one", () => {
    const one = (count: Count) =>
      ranked(
        {rows: [{name: "Host", unit: "P", statuses: {refugee_status: count}}], of: "refugee_status"},
        {document, width: 944, idPrefix: "a"}
      );
    expect(one(exact(13)).querySelectorAll("path[d*='V'][d*='H']")).toHaveLength(0);
    expect(one({value: 5, lo: 3, hi: 7}).textContent).toContain("[3–7]");
  });

  it("prints a range and no number where statuses are not separated", () => {
    const svg = ranked({rows: HOSTS, of: "refugee_status"}, {document, width: 944, idPrefix: "a"});
    expect(svg.textContent).toContain("0–491");
    expect(svg.getAttribute("aria-label")).toContain("Canada: refugee status 0–491");
  });
});

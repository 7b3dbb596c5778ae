// Why the charts of the pages are not Plot's: one country's outcomes drawn 200 times by each, in bytes of SVG and milliseconds of the
// processor. Both draw a stacked column a year, its numbers, a whisker for its bounds and the axes. The README has the figures.
//   node --import tsx bench/drawings.ts [COUNTRY]
import * as Plot from "@observablehq/plot";
import {sum} from "d3";
import {JSDOM} from "jsdom";
import {outcomes} from "../src/charts/outcomes.js";
import {loadEdition} from "../src/edition/edition.js";
import {ANY, decisionRows} from "../src/edition/select.js";
import {PAPER} from "../src/html/paper.js";
import {STATUSES} from "../src/measures/codes.js";
import {reader} from "../src/measures/status.js";
import {sumDecisions} from "../src/measures/sums.js";
import {PROJECT} from "../src/site/build.js";

const TIMES = 200;
const WIDTHS = [944, 656, 288];
const GRANTED = new Set(["refugee_status", "undivided", "complementary", "humanitarian", "temporary"]);

const country = process.argv[2] ?? "FRA";
const edition = await loadEdition(PROJECT);
const read = reader(edition.rules);
const years = Array.from({length: 25}, (_, i) => 2000 + i).map((year) => {
  const rows = decisionRows(edition, {
    ...ANY,
    origin: "*",
    asylum: [country],
    level: ["FI"],
    unit: ["P"],
    years: [[year, year]]
  });
  return {year, outcomes: sumDecisions(rows, read) ?? ("no entry" as const)};
});
const segments = years.flatMap(({year, outcomes: sums}) =>
  sums === "no entry"
    ? []
    : STATUSES.flatMap((status) => {
        const {value} = sums.statuses[status];
        return value > 0 ? [{year, status, people: GRANTED.has(status) ? value : -value}] : [];
      })
);
const bounds = years.flatMap(({year, outcomes: sums}) => {
  if (sums === "no entry") return [];
  const granted = STATUSES.filter((status) => GRANTED.has(status)).map((status) => sums.statuses[status]);
  return [{year, lo: sum(granted, ({lo}) => lo), hi: sum(granted, ({hi}) => hi)}];
});
const {document} = new JSDOM("").window;

const ways: Readonly<Record<string, (width: number) => string>> = {
  ours: (width) => outcomes({years, alike: "Decisions"}, {document: PAPER, width, idPrefix: "bench"}).outerHTML,
  Plot: (width) =>
    Plot.plot({
      document,
      width,
      x: {tickFormat: String},
      y: {grid: true},
      marks: [
        Plot.barY(segments, {x: "year", y: "people", fill: "status"}),
        Plot.textY(
          segments,
          Plot.stackY({x: "year", y: "people", text: ({people}: {people: number}) => Math.abs(people)})
        ),
        Plot.ruleX(bounds, {x: "year", y1: "lo", y2: "hi"}),
        Plot.ruleY([0])
      ]
    }).outerHTML
};

console.log(`Outcomes of ${country}, ${segments.length} segments, ${TIMES} times at ${WIDTHS.join(", ")} px`);
for (const [name, draw] of Object.entries(ways)) {
  for (const width of WIDTHS) draw(width);
  const before = process.cpuUsage();
  for (let i = 0; i < TIMES; i++) draw(WIDTHS[i % WIDTHS.length] ?? 944);
  const {user, system} = process.cpuUsage(before);
  const bytes = WIDTHS.map((width) => Buffer.byteLength(draw(width)));
  console.log(`${name}: ${bytes.join(", ")} bytes; ${((user + system) / 1000 / TIMES).toFixed(2)} ms each`);
}

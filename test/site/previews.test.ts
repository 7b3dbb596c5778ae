// The pages that a shared question leads to: their numbers against SQL over the Parquet, their words, and what they need.
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parseState} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {previewOf, previewPlaces, previewSelection} from "../../src/explorer/previewLink.js";
import {titleOf} from "../../src/explorer/measureWords.js";
import {framedPage} from "../../src/site/finish/embedPages.js";
import {framedQuestion} from "../../src/site/finish/framedQuestion.js";
import type {DrawnQuestion} from "../../src/site/finish/framedQuestion.js";
import {
  answer,
  namedPreviews,
  PICTURE,
  previewNames,
  previewPages,
  writePreviews
} from "../../src/site/finish/previews.js";
import type {Shown} from "../../src/site/pictures/layout.js";
import {sql} from "../edition/parquet.js";
import {ledgerOf} from "../explorer/ledger.js";
import {committedEdition} from "../edition/committed.js";

let ledger: Ledger;
let folder: string;
let names: string[];
let sample: string[];
let shown: Map<string, Shown>;
const FRAMES = {sheet: "_import/look.css", script: "_scripts/framed.js", site: null, edition: "2026-11-25"};
const drawn = new Map<string, DrawnQuestion>();
const frame =
  '<html><head><title>A question | Asylum Ledger</title></head><body><main id="observablehq-main" class="x">gone</main></body></html>';
const pageOf = (name: string) => new JSDOM(readFileSync(join(folder, "q", `${name}.html`), "utf8")).window.document;

beforeAll(async () => {
  const edition = await committedEdition();
  ({ledger} = await ledgerOf());
  names = previewNames(edition);
  const every = (all: string[], n: number) => all.filter((_, i) => i % Math.floor(all.length / n) === 0).slice(0, n);
  const pairs = names.filter((name) => /^\w+-\w+$/.test(name) && !name.startsWith("from-"));
  sample = [
    ...every(
      names.filter((name) => !name.includes("-")),
      10
    ),
    ...every(
      names.filter((name) => name.startsWith("from-")),
      10
    ),
    ...every(pairs, 10)
  ];
  folder = mkdtempSync(join(tmpdir(), "ledger-previews-"));
  mkdirSync(join(folder, "q"));
  const made = previewPages(frame, ledger, sample);
  for (const name of sample) drawn.set(name, answer(ledger, name).drawn);
  shown = writePreviews(folder, made);
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

test("are a thousand: every country of asylum and origin with new applications, and the largest pairs", async () => {
  expect(names).toHaveLength(1000);
  expect(new Set(names).size).toBe(1000);
  for (const name of ["DEU", "RUS", "from-SYR", "from-PRK", "SYR-DEU", "AFG-DEU", "VEN-USA"])
    expect(names).toContain(name);
  const [largest] = await sql(
    `SELECT origin, asylum FROM {applications} WHERE type IN ('N', 'NR', 'V') AND origin IN (SELECT place FROM {places}) GROUP BY ALL
     ORDER BY sum(applications) DESC, origin LIMIT 1`
  );
  expect(names.find((name) => /^[A-Z]+-[A-Z]+$/.test(name))).toBe(
    `${String(largest?.origin)}-${String(largest?.asylum)}`
  );
});

const numberIn = (cell: string) => Number((/^(?:at least )?([\d,]+)/.exec(cell)?.[1] ?? "NaN").replaceAll(",", ""));

describe("thirty of them", () => {
  test("have the numbers that SQL adds over the Parquet, of applications and of refusals", async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const name of sample) {
      const {origin, asylum} = previewPlaces(name);
      const where = [origin && `origin = '${origin}'`, asylum && `asylum = '${asylum}'`].filter(Boolean).join(" AND ");
      const applications = await sql(
        `SELECT year, unit, sum(applications)::INTEGER AS n, sum(if(applications = 5, 3, applications))::INTEGER AS lo FROM {applications} WHERE ${where} AND CASE
           WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
           ELSE type = 'V' AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') END
           ${asylum === null ? "" : "AND level IN ('FI', 'NA', 'IN', 'EO', 'FA')"} GROUP BY ALL ORDER BY ALL`
      );
      // The immigration courts of the United States, and years in which grants and refusals are at different levels, are shown separately.
      const decisions =
        asylum === null || /^(?:USA|JPN|ISR)$/.test(asylum)
          ? []
          : await sql(
              `SELECT year, unit, sum(refused)::INTEGER AS n, sum(CASE refused WHEN 5 THEN 3 WHEN 10 THEN 8 ELSE refused END)::INTEGER AS lo FROM {decisions} WHERE ${where} AND level IN ('FI', 'NA', 'IN', 'FA', 'EO')
               GROUP BY ALL ORDER BY ALL`
            );
      const document = pageOf(name);
      const heads = [...document.querySelectorAll("thead th")].map((head) => head.textContent);
      const lines = new Map(
        [...document.querySelectorAll("tbody tr")].map((row) => {
          const cells = Array.from(row.children, (cell) => cell.textContent);
          return [`${cells[0] ?? ""} ${cells[1] ?? ""}`, cells];
        })
      );
      for (const [rows, head] of [
        [applications, "New asylum applications"],
        [decisions, "Refused"]
      ] as const)
        for (const {year, unit, n, lo} of rows) {
          const cell =
            lines.get(`${String(year)} ${unit === "P" ? "persons" : "cases"}`)?.[heads.indexOf(head)] ?? "none";
          compared++;
          // After "at least" comes the lower end.
          if (numberIn(cell) !== ((cell.startsWith("at least ") ? lo : n) ?? 0))
            wrong.push(
              `${name} ${head} ${String(year)} ${String(unit)}: ${cell}, SQL ${String(n)}, from ${String(lo)}`
            );
        }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(600);
  });

  test("have title, answer, table and a button without scripts, and lead on with them", () => {
    for (const name of sample) {
      const document = pageOf(name);
      const title = titleOf(ledger, previewSelection(name, ledger.facts.years));
      expect(document.title).toBe(`${title} | Asylum Ledger`);
      expect(document.querySelector("h1")?.textContent).toBe(title);
      expect(document.querySelector("p.lead")?.textContent).toContain(shown.get(`q/${name}.html`)?.sentence);
      expect(document.querySelectorAll("tbody tr").length).toBeGreaterThanOrEqual(26);
      const to = document.querySelector("a.btn")?.getAttribute("href") ?? "";
      expect(document.querySelector("script")?.textContent).toBe(`location.replace(${JSON.stringify(to)});`);
      const {state, problems} = parseState(to.replace("../explorer?", ""), {
        years: ledger.facts.years,
        place: (code) => ledger.place(code) !== undefined
      });
      expect(problems).toEqual([]);
      expect(previewOf(state, ledger.facts.years)).toBe(name);
      expect(document.querySelector("meta[http-equiv=refresh]")).toBeNull();
      expect(document.querySelector("meta[name=robots]")?.getAttribute("content")).toBe("noindex");
    }
  });

  test("are small, and have a place for the picture", () => {
    for (const name of sample) {
      const html = readFileSync(join(folder, "q", `${name}.html`));
      expect(html.toString()).toContain(PICTURE);
      expect(gzipSync(html).length).toBeLessThan(6000);
    }
  });
});

describe("their framed pages", () => {
  const framed = (name: string) => {
    const question = drawn.get(name);
    if (!question) throw new Error(`${name} was not drawn`);
    const html = framedPage(framedQuestion(name, question), FRAMES);
    return {question, html, document: new JSDOM(html).window.document};
  };
  const textsOf = (parent: ParentNode, size: string) =>
    Array.from(parent.querySelectorAll(`.art.${size} svg text`), (text) => text.textContent);

  test("have the words and the dots of the drawing, though shorter", () => {
    for (const name of sample) {
      const {question, document, html} = framed(name);
      const plate = question.plate === null ? null : JSDOM.fragment(question.plate);
      // A drawing's title has the years that it draws.
      expect(document.querySelector("h1")?.textContent).toBe(plate?.querySelector("h3")?.textContent ?? question.title);
      if (plate === null) continue;
      for (const size of ["middle", "phone"]) expect(textsOf(document, size)).toEqual(textsOf(plate, size));
      const dots = [...document.querySelectorAll("path.series-dots")].reduce((n, {outerHTML}) => n + (outerHTML.match(/h0/g)?.length ?? 0), 0); // prettier-ignore
      expect(dots + document.querySelectorAll("circle.series-dot").length).toBe(plate.querySelectorAll("circle.series-dot").length); // prettier-ignore
      for (const [, number = ""] of html.matchAll(/ (?:x|y|d|cx|cy)="([^"]*)"/g))
        expect(number).not.toMatch(/NaN|\.\d\d/);
    }
  });

  test("have each year's numbers in their table, years without a number together", () => {
    let compared = 0;
    for (const name of sample) {
      const {question, document} = framed(name);
      const heads = [...document.querySelectorAll("thead th")].map((head) => head.textContent);
      const rows = [...document.querySelectorAll("tbody tr")].flatMap((row) => {
        const cells = Array.from(row.children, (cell) => cell.textContent);
        const [from = NaN, to = from] = (cells[0] ?? "").split("–").map(Number);
        return Array.from({length: to - from + 1}, (_, i) => ({year: from + i, cells}));
      });
      for (const {kind, points} of question.view.main ?? [])
        for (const {year, count} of points) {
          if (!count) continue;
          const unit = kind.unit === "P" ? "persons" : "cases";
          const row = rows.find(({year: one, cells}) => one === year && (!heads.includes("Counted in") || cells.includes(unit))); // prettier-ignore
          const cell = row?.cells[heads.indexOf("New asylum applications")] ?? "none";
          expect([name, year, numberIn(cell)]).toEqual([
            name,
            year,
            cell.startsWith("at least ") ? count.lo : count.value
          ]);
          compared++;
        }
      expect(new Set(rows.map(({year}) => year)).size).toBe(26);
    }
    expect(compared).toBeGreaterThan(400);
  });

  test("may run the site's own script alone, are listed nowhere, and are of the explorer's question", () => {
    for (const name of sample) {
      const {document, html} = framed(name);
      expect(document.querySelector("meta")?.getAttribute("content")).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'$/); // prettier-ignore
      expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="../_scripts/framed.js">']);
      expect(document.querySelector("meta[name=robots]")?.getAttribute("content")).toBe("noindex");
      const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";
      const {state} = parseState(canonical.replace("../explorer?", ""), {years: ledger.facts.years});
      expect(previewOf(state, ledger.facts.years)).toBe(name);
      expect(document.querySelector(".credit a")?.getAttribute("href")).toBe(`${canonical}#over-time`);
    }
  });
});

test("a question of other years, another measure or a chosen stage has no page", () => {
  const asked = (query: string) =>
    previewOf(
      parseState(query, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined}).state,
      ledger.facts.years
    );
  const [from, to] = ledger.facts.years;
  expect(asked(`origin=SYR&asylum=DEU&years=${from}-${to}`)).toBe("SYR-DEU");
  expect(asked(`origin=SYR&years=${from}-${to}`)).toBe("from-SYR");
  for (const query of [
    `origin=SYR&asylum=DEU&years=${to}`,
    `measure=decisions&asylum=DEU&years=${from}-${to}`,
    `asylum=DEU&stage=appeal&years=${from}-${to}`,
    `origin=SYR,AFG&asylum=DEU&years=${from}-${to}`,
    `asylum=DEU&years=${from}-${to}&shown=index`,
    `years=${from}-${to}`
  ])
    // prettier-ignore
    expect([query, asked(query)]).toEqual([query, null]);
});

test("are all made in a build, or those that it names", async () => {
  const edition = await committedEdition();
  expect(namedPreviews(edition, {})).toEqual(names);
  expect(namedPreviews(edition, {LEDGER_PREVIEWS: "SYR-DEU,from-SYR,nobody"})).toEqual(["from-SYR", "SYR-DEU"]);
});

test("a frame without a main part is rejected", () => {
  expect(() => previewPages("<html></html>", ledger, sample)).toThrow("q/page.html has no main");
});

test("names of places are text in the pages", () => {
  const hostile = {
    ...ledger,
    place: (code: string) => ({...ledger.place(code), name: '<img src=x onerror="alert(1)">'})
  } as Ledger;
  const made = previewPages(frame, hostile, ["SYR-DEU"]);
  writePreviews(folder, made);
  const framed = [...made.values()].map((page) => framedPage(page.framed, FRAMES)).join("");
  for (const document of [pageOf("SYR-DEU"), new JSDOM(framed).window.document]) {
    expect(document.querySelector("img")).toBeNull();
    expect(document.querySelector("h1")?.textContent).toContain("<img src=x");
  }
});

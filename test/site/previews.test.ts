// The pages that a shared question leads to: their numbers against SQL over the Parquet, their words, and what they need.
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {loadEdition} from "../../src/edition/edition.js";
import {parseState} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {previewOf, previewPlaces, previewSelection} from "../../src/explorer/previewLink.js";
import {titleOf} from "../../src/explorer/measureWords.js";
import {PROJECT} from "../../src/site/build.js";
import {PICTURE, previewNames, writePreviews} from "../../src/site/finish/previews.js";
import type {Shown} from "../../src/site/pictures/layout.js";
import {sql} from "../edition/parquet.js";
import {ledgerOf} from "../explorer/ledger.js";

let ledger: Ledger;
let folder: string;
let names: string[];
let sample: string[];
let shown: Map<string, Shown>;
const frame =
  '<html><head><title>A question | Asylum Ledger</title></head><body><main id="observablehq-main" class="x">gone</main></body></html>';
const pageOf = (name: string) => new JSDOM(readFileSync(join(folder, "q", `${name}.html`), "utf8")).window.document;

beforeAll(async () => {
  const edition = await loadEdition(PROJECT);
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
  writeFileSync(join(folder, "q", "page.html"), frame);
  shown = writePreviews(folder, ledger, names, {wanted: (page) => sample.includes(page.slice(2))});
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

describe("thirty of them", () => {
  test("have the numbers that SQL adds over the Parquet, of applications and of refusals", async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const name of sample) {
      const {origin, asylum} = previewPlaces(name);
      const where = [origin && `origin = '${origin}'`, asylum && `asylum = '${asylum}'`].filter(Boolean).join(" AND ");
      const applications = await sql(
        `SELECT year, unit, sum(applications)::INTEGER AS n FROM {applications} WHERE ${where} AND CASE
           WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
           ELSE type = 'V' AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') END
           ${asylum === null ? "" : "AND level IN ('FI', 'NA', 'IN', 'EO', 'FA')"} GROUP BY ALL ORDER BY ALL`
      );
      // The immigration courts of the United States, and years in which grants and refusals are at different levels, are shown separately.
      const decisions =
        asylum === null || /^(?:USA|JPN|ISR)$/.test(asylum)
          ? []
          : await sql(
              `SELECT year, unit, sum(refused)::INTEGER AS n FROM {decisions} WHERE ${where} AND level IN ('FI', 'NA', 'IN', 'FA', 'EO')
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
        for (const {year, unit, n} of rows) {
          const cell =
            lines.get(`${String(year)} ${unit === "P" ? "persons" : "cases"}`)?.[heads.indexOf(head)] ?? "none";
          const printed = Number((/^[\d,]+/.exec(cell)?.[0] ?? "NaN").replaceAll(",", ""));
          compared++;
          if (printed !== (n ?? 0))
            wrong.push(`${name} ${head} ${String(year)} ${String(unit)}: ${cell}, SQL ${String(n)}`);
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

test("names of places are text in the pages", () => {
  const hostile = {
    ...ledger,
    place: (code: string) => ({...ledger.place(code), name: '<img src=x onerror="alert(1)">'})
  } as Ledger;
  writeFileSync(join(folder, "q", "page.html"), frame);
  writePreviews(folder, hostile, ["SYR-DEU"]);
  const document = pageOf("SYR-DEU");
  expect(document.querySelector("img")).toBeNull();
  expect(document.querySelector("h1")?.textContent).toContain("<img src=x");
});

// Source cards of the committed edition: their order, their words, and numbers that SQL over the Parquet gives as well.
import {JSDOM} from "jsdom";
import {beforeAll, describe, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {cardOf} from "../../src/figures/card.js";
import {figuresOf} from "../../src/figures/figure.js";
import {PAPER} from "../../src/html/paper.js";
import {sql} from "../edition/parquet.js";
import {committedEdition} from "../edition/committed.js";

let edition: Edition;
let figure: ReturnType<typeof figuresOf>;
beforeAll(async () => {
  edition = await committedEdition();
  figure = figuresOf(edition);
});

const PRIVATE = /told apart|\bno rows?\b|\bfiled\b|on file|read as|leaves? room|second hand|Beside it|\bhosts?\b/i;

function card(directive: string) {
  const parts = cardOf(edition, figure(directive), PAPER, {
    address: {now: "./now", dated: "./dated"},
    editions: null
  });
  const root = new JSDOM(parts.map((part) => part.outerHTML).join("")).window.document.body;
  const terms = [...root.querySelectorAll("dl.c > div")].map(
    (each) => [each.querySelector("dt")?.textContent ?? "", each.querySelector("dd")?.textContent ?? ""] as const
  );
  return {root, text: root.textContent, names: terms.map(([name]) => name), term: new Map(terms)};
}

describe("a source card", () => {
  test("has its parts in the order in which a reader asks", () => {
    const {names} = card("decisions PRK RUS 2011-2019 level=FI status=refugee_status");
    expect([...new Set(names)]).toEqual([
      "Sentence to print",
      "What it does not mean",
      "Figures from other sources",
      "Links",
      "Definition",
      "Entries",
      "Rule",
      "UNHCR’s footnotes",
      "How to reproduce"
    ]);
  });

  test("of 0 [0–18] says that it does not mean none, and which stages it leaves out", () => {
    const {root, term} = card("decisions PRK RUS 2011-2019 level=FI status=refugee_status");
    expect(root.querySelector(".big")?.textContent).toMatch(/^0between 0 and 18/);
    expect(term.get("What it does not mean")).toMatch(/0 does not mean none.* 18\./);
    expect(term.get("What it does not mean")).toContain("temporary asylum (TA)");
  });

  test("names the refugee status that a country's data does not separate", async () => {
    const [found] = await sql(
      "SELECT sum(undivided)::INTEGER AS n FROM {decisions} WHERE asylum = 'CAN' AND year = 2025 AND level = 'FI' AND unit = 'P'"
    );
    const {term} = card("decisions * CAN 2025 level=FI status=refugee_status");
    expect(term.get("What it does not mean")).toContain(Number(found?.n).toLocaleString("en"));
    expect(term.get("What it does not mean")).toContain("without separating refugee status");
  });

  test("has a permanent link with the date in words, and a link to the latest figure", () => {
    const links = card("applications PRK RUS 2011 level=FI").term.get("Links");
    expect(links).toMatch(/^Permanent link \(edition of \d{1,2} [A-Z][a-z]+ \d{4}\).*as long as the edition is kept/);
    expect(links).toContain("Latest link");
  });

  test("says that editions made from files have no footnotes", async () => {
    const [notes] = await sql("SELECT count(*)::INTEGER AS n FROM {footnotes}");
    expect(notes?.n).toBe(0);
    expect(card("applications PRK RUS 2011 level=FI").term.get("UNHCR’s footnotes")).toMatch(/^None in this edition/);
  });

  test("of no entry says that this is not zero", () => {
    const {root, term} = card("applications PRK RUS 2024 show=absence");
    expect(root.querySelector(".big")?.textContent).toBe("no entry");
    expect(term.get("What it does not mean")).toContain("does not mean zero");
  });

  test("uses none of the project's private words", () => {
    for (const directive of [
      "applications PRK RUS 2011-2019 level=FI",
      "applications * DEU 2016 level=NA",
      "decisions * RUS 2022 level=FI+TA column=recognized",
      "decisions * NLD 2015 level=FI status=undivided",
      "decisions * ESP 2022 level=FI status=humanitarian",
      "decisions * CHE 2014 level=FI status=undivided_closed",
      "reported novaya-applications-2011"
    ].filter((each) => !each.startsWith("reported") || edition.reported.some(({id}) => each.endsWith(id)))) {
      const found = PRIVATE.exec(card(directive).text);
      expect([directive, found?.[0] ?? null]).toEqual([directive, null]);
    }
  });

  test("of another source says who stated the number, and whether it is consistent with UNHCR's range", () => {
    for (const {id, publisher} of edition.reported) {
      const {text} = card(`reported ${id}`);
      expect(text).toContain(publisher);
      expect(PRIVATE.exec(text.replace(/“[^”]*”/g, ""))?.[0] ?? null, id).toBeNull();
    }
  });
});

describe("a sum over every origin", () => {
  const UNSEEN = (table: string, where: string) => `
    WITH entries AS (SELECT DISTINCT asylum, unit, year, origin FROM {${table}}),
      chosen AS (SELECT DISTINCT asylum, unit, year, origin FROM {${table}} WHERE ${where})
    SELECT count(DISTINCT (s.asylum, s.unit, s.year, e.origin))::INTEGER AS n
    FROM (SELECT DISTINCT asylum, unit, year FROM chosen) s JOIN entries e USING (asylum, unit)
    WHERE e.year <> s.year AND (s.asylum, s.unit, s.year, e.origin) NOT IN (SELECT (asylum, unit, year, origin) FROM chosen)`;

  test.each([
    ["applications * DEU 2016 level=NA", "asylum = 'DEU' AND year = 2016 AND level = 'NA'"],
    ["applications * USA 2020 level=IN unit=C", "asylum = 'USA' AND year = 2020 AND level = 'IN' AND unit = 'C'"],
    ["applications * RUS 2011-2019 level=TA", "asylum = 'RUS' AND year BETWEEN 2011 AND 2019 AND level = 'TA'"]
  ])("of applications, %s, has an upper end that adds 2 for each unseen origin", async (directive, where) => {
    const [unseen] = await sql(UNSEEN("applications", where));
    const [sum] = await sql(`SELECT
        sum(applications)::INTEGER AS value,
        sum(CASE applications WHEN 0 THEN 2 ELSE applications END)::INTEGER AS hi
      FROM {applications} WHERE ${where}`);
    const {count} = figure(directive);
    expect(Number(unseen?.n)).toBeGreaterThan(5);
    expect(count).toMatchObject({value: sum?.value, hi: Number(sum?.hi) + 2 * Number(unseen?.n)});
    expect(card(directive).text).toMatch(
      new RegExp(
        `${Number(unseen?.n).toLocaleString("en")} (?:origins have an entry in other years|combinations of origin and year have no entry)`
      )
    );
    expect(card(directive).root.querySelector(".big")?.textContent).toContain(count?.hi.toLocaleString("en"));
  });

  test("of decisions says how many origins there are, and adds nothing", async () => {
    const where = "asylum = 'DEU' AND year = 2016 AND level = 'NA'";
    const [unseen] = await sql(UNSEEN("decisions", where));
    const [sum] = await sql(
      `SELECT sum(CASE rejected WHEN 0 THEN 2 WHEN 5 THEN 7 ELSE rejected END)::INTEGER AS hi FROM {decisions} WHERE ${where}`
    );
    const directive = "decisions * DEU 2016 level=NA status=refused";
    expect(figure(directive).count?.hi).toBe(sum?.hi);
    expect(card(directive).text).toMatch(
      new RegExp(
        `${Number(unseen?.n).toLocaleString("en")} (?:origins have an entry in other years|combinations of origin and year have no entry)`
      )
    );
    expect(card(directive).text).toContain("The range does not include the one or two people that each may have had");
  });

  test("of applications does not print a range narrower than 1%, and keeps its bracket", () => {
    expect(figure("applications * DEU 2016 level=NA")).toMatchObject({bounds: null, bracket: true});
    expect(figure("applications PRK RUS 2011-2019 level=FI").bounds).toBe("[204–208]");
  });
});

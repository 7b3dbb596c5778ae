// The home page's figures, from the committed edition: each is computed again in SQL over its Parquet, for the latest year and others.
import {beforeAll, describe, expect, test} from "vitest";
import {worldShapes} from "../../src/charts/atlas.js";
import {loadTable} from "../../src/edition/edition.js";
import type {Edition} from "../../src/edition/edition.js";
import {PAPER} from "../../src/html/paper.js";
import {cardsOf} from "../../src/pages/home/cards.js";
import {changesPart, endedPart, nowPart, yearsSentence} from "../../src/pages/home/dashboard.js";
import {homeFacts, packFacts, POPULATION_COLUMNS} from "../../src/pages/home/facts.js";
import type {HomeFacts} from "../../src/pages/home/facts.js";
import {mapPart, mapPlaces} from "../../src/pages/home/map.js";
import {originsPart, receivedPart} from "../../src/pages/home/rankings.js";
import {unpackFacts} from "../../src/pages/home/unpack.js";
import {decidedOf, grantedOf, leastOf, yearOf} from "../../src/pages/home/words.js";
import {PROJECT} from "../../src/site/build.js";
import {sql} from "../edition/parquet.js";
import {committedEdition, committedLedger} from "../edition/committed.js";

let edition: Edition;
let facts: HomeFacts;
beforeAll(async () => {
  edition = await committedEdition();
  const population = await loadTable(PROJECT, "population", POPULATION_COLUMNS);
  facts = homeFacts(await committedLedger(), population, worldShapes(edition.atlas).positions);
});

const YEARS = [2003, 2015, 2024, 2025];
const text = (parts: readonly Element[]) => parts.map((part) => part.textContent).join("\n");
const options = {document: PAPER};
const number = (n: unknown) => Number(n).toLocaleString("en");
const NEW =
  "((year >= 2006 AND type IN ('N', 'NR')) OR (year < 2006 AND type = 'V') OR (asylum = 'USA' AND type = 'N'))";
/** Stages first and combined; and hosts that report new applications of a year at other levels alone. */
const MAIN =
  "(level IN ('FI', 'NA', 'IN', 'EO', 'FA') OR (asylum = 'COG' AND year BETWEEN 2023 AND 2025) OR (asylum = 'HKG' AND year = 2019))";

describe("new applications in the world", () => {
  test("are in 2024 the 3,050,315 persons that UNHCR prints", () => {
    expect(yearOf(facts, 2024).total.P?.value).toBe(3_050_315);
    expect(yearsSentence(facts, 2025)).toContain("in 2024 for 3,050,315 persons");
  });
  test.each([2010, 2015, 2024, 2025])("are in %i those of every level, in persons and in cases", async (year) => {
    const [found] = await sql(
      `SELECT coalesce(sum(applications) FILTER (unit = 'P'), 0)::INTEGER AS p, coalesce(sum(applications) FILTER (unit = 'C'), 0)::INTEGER AS c
       FROM {applications} WHERE year = ${year} AND type IN ('N', 'NR')`
    );
    const {P, C} = yearOf(facts, year).total;
    expect([P?.value ?? 0, C?.value ?? 0]).toEqual([found?.p, found?.c]);
    const shown = text(nowPart(facts, year, options));
    if (P) expect(shown).toContain(`${number(P.value)} persons`);
    if (C) expect(shown).toContain(`and ${number(C.value)} cases`);
    if (P && C) expect(shown).not.toContain(number(P.value + C.value));
  });
  test("are the list of countries and the other lines together", () => {
    for (const {year, total, hosts, beside} of facts.years) {
      if (year < 2006) continue;
      for (const unit of ["P", "C"] as const) {
        const sum = [...hosts, ...beside].reduce((all, one) => all + (one[unit]?.value ?? 0), 0);
        // 2011: temporary asylum under another type is in Russia's line and not in the total.
        if (year !== 2011) expect([year, unit, sum]).toEqual([year, unit, total[unit]?.value ?? 0]);
      }
    }
  });
});

describe("who received the most", () => {
  test("is in 2025 the United States, with persons and cases side by side", () => {
    expect(text(receivedPart(facts, 2025, options))).toMatch(
      /In 2025 the United States received the most new applications: 629,358 persons and 282,594 cases/
    );
  });
  test.each(YEARS)("is in %i the order of persons and cases together", async (year) => {
    const rows = await sql(
      `SELECT asylum, coalesce(sum(applications) FILTER (unit = 'P'), 0)::INTEGER AS p, coalesce(sum(applications) FILTER (unit = 'C'), 0)::INTEGER AS c
       FROM {applications} WHERE year = ${year} AND ${NEW} AND ${MAIN} GROUP BY asylum ORDER BY p + c DESC LIMIT 10`
    );
    const shown = yearOf(facts, year)
      .hosts.slice(0, 10)
      .map(({code, P, C}) => [code, P?.value ?? 0, C?.value ?? 0]);
    expect(shown).toEqual(rows.map(({asylum, p, c}) => [asylum, p, c]));
  });
});

describe("where they came from", () => {
  test.each(YEARS)("names in %i the largest origins, and unknown origin never", async (year) => {
    const rows = await sql(
      `SELECT origin, coalesce(sum(applications) FILTER (unit = 'P'), 0)::INTEGER AS p, coalesce(sum(applications) FILTER (unit = 'C'), 0)::INTEGER AS c
       FROM {applications} WHERE year = ${year} AND ${NEW} AND ${MAIN} AND origin NOT IN ('UNK', 'XXA', 'TIB')
       GROUP BY origin ORDER BY p + c DESC LIMIT 3`
    );
    const [said] = text(originsPart(facts, year, options)).split("\n");
    for (const {origin, p} of rows) {
      expect(said).toContain(edition.places.get(String(origin)));
      expect(said).toContain(number(p));
    }
    expect(said).not.toContain("Unknown");
  });
  test("says of 2025 whose cases are of unknown origin", () => {
    expect(text(originsPart(facts, 2025, options))).toMatch(
      /282,683 of 291,558 cases the origin is not known.*United States/
    );
  });
});

describe("how applications ended", () => {
  test.each([2015, 2024, 2025])("is in %i the sum of decisions by legal status, without the courts", async (year) => {
    const [found] = await sql(
      `SELECT sum(refugee_status + complementary + humanitarian + temporary + undivided)::INTEGER AS granted,
         sum(refused + undivided_closed)::INTEGER AS refused, sum(otherwise_closed)::INTEGER AS closed
       FROM {decisions} WHERE year = ${year} AND unit = 'P' AND level IN ('FI', 'NA', 'IN', 'FA')`
    );
    const statuses = yearOf(facts, year).outcomes.P;
    if (!statuses) throw new Error(`no decision of ${year}`);
    expect(grantedOf(statuses).value).toBe(found?.granted);
    expect(decidedOf(statuses).value).toBe(Number(found?.granted) + Number(found?.refused));
    expect(statuses.otherwise_closed.value).toBe(found?.closed);
    // Where grants are missing in the data "at least" is followed by the lower end.
    const isLeast = yearOf(facts, year).least.length > 0;
    expect(text(endedPart(facts, year, options))).toContain(
      isLeast ? `at least ${number(grantedOf(statuses).lo)}` : number(found?.granted)
    );
  });
  test("names what is not separated as a group of its own, never as 0 refugee status", () => {
    expect(text(nowPart(facts, 2025, options))).toMatch(/62,406 refugee status or other protection \(not separated\)/);
  });
});

test.each([2005, 2015, 2025])("who waits at the end of %i is UNHCR’s number of asylum-seekers", async (year) => {
  const [found] = await sql(`SELECT sum(asylum_seekers)::INTEGER AS n FROM {stocks} WHERE year = ${year}`);
  expect(yearOf(facts, year).waiting?.value).toBe(found?.n);
});

describe("the map", () => {
  test("divides by the inhabitants of each country itself, and says of which year", async () => {
    const [syrians] = await sql(
      `SELECT p.population::INTEGER AS people, p.population_year AS counted,
         (SELECT sum(applications)::INTEGER FROM {applications} WHERE year = 2025 AND origin = 'SYR' AND ${NEW} AND ${MAIN}) AS n
       FROM {population} p WHERE p.place = 'SYR' AND p.year = 2025`
    );
    const place = mapPlaces(facts, 2025, {side: "origins", per: true}).find(({code}) => code === "SYR");
    expect(place?.value).toBeCloseTo((Number(syrians?.n) / Number(syrians?.people)) * 100_000, 6);
    expect(text(mapPart(facts, 2025, {...options, choice: {side: "origins", per: true}}))).toContain(
      `inhabitants of the country of origin, counted in ${String(syrians?.counted)}`
    );
  });
  test("by number has every country that has one, and no origin that is not a country", () => {
    const places = mapPlaces(facts, 2025, {side: "origins", per: false});
    expect(places.map(({code}) => code)).not.toContain("UNK");
    expect(places.every((place) => place.value === leastOf(place))).toBe(true);
  });
});

describe("the largest changes", () => {
  test("compare no country that reports in another way than the year before", () => {
    const {up, down, otherwise} = yearOf(facts, 2025).changes;
    expect([...up, ...down].map(({code}) => code)).not.toContain("USA");
    expect(otherwise).toContain("USA");
    expect(text(changesPart(facts, 2025, options))).toMatch(/Not compared.*United States/);
  });
  test("are the differences of the rows", async () => {
    for (const {code, before, now} of yearOf(facts, 2024).changes.up) {
      const [found] = await sql(
        `SELECT sum(applications) FILTER (year = 2023)::INTEGER AS before, sum(applications) FILTER (year = 2024)::INTEGER AS now
         FROM {applications} WHERE asylum = '${code}' AND ${NEW} AND ${MAIN}`
      );
      expect([code, before.value, now.value]).toEqual([code, found?.before, found?.now]);
    }
  });
});

test("the packed facts are read as they were written", () => {
  expect(unpackFacts(packFacts(facts))).toEqual(facts);
});

test("each number of the latest year has a card that says the same, and none of a year without types", () => {
  const linked = nowPart(facts, 2025, {...options, card: cardsOf(edition, 2025, PAPER)})
    .map((part) => part.outerHTML)
    .join("");
  const cards = linked.match(/data-card=""/g)?.length;
  const statuses = Object.values(yearOf(facts, 2025).outcomes.P ?? {}).filter(({value}) => value > 0).length;
  expect(cards).toBe(3 + statuses);
  const early = nowPart(facts, 2003, {...options, card: cardsOf(edition, 2003, PAPER)});
  expect(text(early)).toContain(number(yearOf(facts, 2003).total.P?.value));
});

// Pages of the world and its regions: their first sentences and figures against SQL over the edition, who reports, persons and cases,
// and editions that know no union.
import {JSDOM} from "jsdom";
import {beforeAll, describe, expect, test} from "vitest";
import {countryPage} from "../../src/pages/country/country.js";
import {ledgerOf} from "../../src/edition/placeLedger.js";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {regionsOfPlace, worldRegions} from "../../src/edition/worldRegions.js";
import {worldPage} from "../../src/pages/world/world.js";
import {regionPage} from "../../src/pages/world/region.js";
import {reportingSentence} from "../../src/pages/world/reporting.js";
import {smallEdition} from "../edition/edition.js";
import {sql, values} from "../edition/parquet.js";
import {committedLedger} from "../edition/committed.js";

const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replace(/\s+/g, " ");

const edition = smallEdition({
  applications: [
    [2019, "FI", "P", 40],
    [2020, "FI", "P", 30],
    [2020, "FI", "C", 7]
  ],
  decisions: [
    [2019, "FI", "P", 0, 0, 20, 5, 25],
    [2020, "FI", "P", 5, 0, 30, 0, 35]
  ]
});
const withUnion = {
  ...edition,
  areas: [...edition.areas, {code: "eu", kind: "members" as const, name_en: "European Union", parent: null}],
  memberships: [
    {
      ...{scheme: "eu", place: "RUS", joined: "2020-07-01", left: null, year_from: 2020, year_to: null},
      ...{treaty: "A treaty, signed on 1 May 2019", source_url: "https://example.org/treaty"}
    }
  ]
};
const page = (slug: string, of: typeof edition = edition) => {
  const region = worldRegions(of).find((one) => one.slug === slug);
  if (!region) throw new Error(`no region ${slug}`);
  return regionPage(ledgerOf(of), region, "/nowhere").main;
};

describe("the page of a region", () => {
  test("gives received persons and cases separately and how many countries report each", () => {
    const told = text(page("eastern-europe"));
    expect(told).toMatch(
      /In 2020 countries in Eastern Europe received .* 30 persons and 7 cases, down from 40 persons in 2019/
    );
    expect(told).toContain("1 country in persons and 1 country in cases");
    expect(told).not.toMatch(/\b37\b/);
  });
  test("gives the applications of its people, and says that no country in it reports any", () => {
    const told = text(page("eastern-asia"));
    expect(told).toMatch(/people from Eastern Asia made .* 30 persons and 7 cases/);
    expect(told).toContain("No country of it has reported applications in any year.");
  });
  test("has each id once and its charts numbered from one", () => {
    for (const slug of ["europe", "unhcr-europe", "asia"]) {
      const html = page(slug);
      const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
      const figures = Array.from(html.matchAll(/>Figure (\d+|#)</g), ([, n]) => n);
      expect(figures).toEqual(figures.map((_, i) => String(i + 1)));
    }
  });
  test("of a union counts a member from the first year in which it was one on 31 December, with the treaty", () => {
    const told = text(page("eu", withUnion));
    expect(told).toMatch(/In 2020 countries in the European Union received .* 30 persons and 7 cases\./);
    expect(told).not.toContain("40 persons");
    expect(told).toContain("A treaty, signed on 1 May 2019");
    expect(text(page("europe", withUnion))).toContain("down from 40 persons in 2019");
  });
});

test("an edition without memberships has pages of its regions and none of a union", () => {
  expect(worldRegions(edition).map(({slug}) => slug)).toEqual([
    ...["asia", "eastern-asia", "europe", "eastern-europe"],
    ...["unhcr-asia-and-the-pacific", "unhcr-europe"]
  ]);
  expect(text(worldPage(ledgerOf(edition), "/nowhere"))).not.toContain(
    "The European Union, EU+, and EU and EFTA, 2020"
  );
  expect(text(worldPage(ledgerOf(withUnion), "/nowhere"))).toContain("The European Union, EU+, and EU and EFTA, 2020");
});

test("a country's page names its regions from large to small, without a link where they have no page", () => {
  expect(regionsOfPlace(withUnion, "RUS").map(({region, years}) => [region.slug, years])).toEqual([
    ["europe", null],
    ["eastern-europe", null],
    ["eu", "since 2020"]
  ]);
  expect(text(countryPage(ledgerOf(edition), "RUS", "/nowhere").main)).toContain(
    "Countries / Europe / Eastern Europe Russia"
  );
});

describe("the sentence on how many countries report", () => {
  const years = (...hosts: [number, number][]) => hosts.map(([n, of], i) => ({year: 2018 + i, hosts: n, of}));
  test("says that all do in every year, or names the years in which few do", () => {
    expect(reportingSentence(years([8, 8], [8, 8]), "applications", "m49")).toBe(
      "In 2019, all 8 countries and territories that ever reported applications did so, as many as in every year."
    );
    expect(reportingSentence(years([10, 12], [5, 12], [10, 12]), "decisions", "bureau")).toBe(
      "In 2020, 10 of 12 countries and territories that ever reported decisions did so; the fewest in any year were 5, the most 10. Fewer than nine tenths of the most reported in 2019: a rise or fall there may be one of reporting."
    );
  });
  test("compares a union with its members of each year", () =>
    expect(reportingSentence(years([15, 15], [24, 25], [25, 25]), "applications", "members")).toBe(
      "In 2020, all 25 members of the year reported applications; the fewest in any year were 15, the most 25. At least one member is missing in 2019."
    ));
});

describe("the committed edition", () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await committedLedger();
  });
  const documentOf = (html: string) => new JSDOM(`<main>${html}</main>`).window.document;
  const regionOf = (slug: string) => {
    const region = worldRegions(ledger.edition).find((one) => one.slug === slug);
    if (!region) throw new Error(`no region ${slug}`);
    return documentOf(regionPage(ledger, region, "/nowhere").main);
  };
  const n = (value: unknown) => Number(value).toLocaleString("en");
  const lead = (page: Document) => page.querySelector(".lead")?.textContent ?? "";
  const words = (sentence: string) => (sentence.split(". ")[0] ?? "").split(/\s+/).length;
  const facts = (page: Document) =>
    [...page.querySelectorAll(".facts > div")].map((fact) =>
      [...fact.children].map((line) => line.textContent.replace(/\s/g, " "))
    );
  const cell = (page: Document, table: string, name: string, head: string) => {
    const heads = [...page.querySelectorAll(`#${table} thead th`)].map((th) => th.textContent);
    const line = [...page.querySelectorAll(`#${table} tbody tr`)].find((tr) => tr.children[0]?.textContent === name);
    return line?.children[heads.indexOf(head)]?.textContent.replace(/\s/g, " ") ?? "no such cell";
  };

  test("opens the world with the latest totals in persons and cases, the year before and the highest year", async () => {
    const page = documentOf(worldPage(ledger, "/nowhere"));
    const years = await sql(
      `SELECT year, sum(applications) FILTER (unit = 'P')::INTEGER AS persons, sum(applications) FILTER (unit = 'C')::INTEGER AS cases
       FROM {applications} WHERE type IN ('N', 'NR') AND year >= 2006 GROUP BY year ORDER BY year`
    );
    const [before, now] = years.slice(-2);
    const peak = years.reduce((a, b) => (Number(b.persons) > Number(a.persons) ? b : a));
    expect(lead(page)).toContain(`${n(now?.persons)} persons`);
    expect(lead(page)).toContain(`${n(now?.cases)} cases`);
    expect(lead(page)).toContain(`from ${n(before?.persons)} in ${String(before?.year)}`);
    expect(lead(page)).toContain(`${n(peak.persons)} persons, in ${String(peak.year)}`);
    expect(words(lead(page))).toBeLessThanOrEqual(25);
    // Its total in the table of regions has the range of the chart, with what rounding may have removed.
    const inTable = cell(page, "parts-hosts", "World", "New applications, persons");
    expect(inTable).toBe(cell(page, "world-applications-rows", "2025", "Persons"));
  });

  test("adds the parts of the world's total up to it in 2022 and 2024", async () => {
    const page = documentOf(worldPage(ledger, "/nowhere"));
    for (const [year, total, countries, temporary] of [
      [2022, 2_574_411, 2_471_552, 102_661],
      [2024, 3_050_315, 3_042_152, 6_875]
    ] as const) {
      const [all, own, russia] = await values(
        `SELECT sum(applications)::INTEGER, sum(applications) FILTER (level IN ('FI', 'NA', 'IN', 'EO', 'FA'))::INTEGER,
           sum(applications) FILTER (level = 'TA')::INTEGER
         FROM {applications} WHERE year = ${year} AND unit = 'P' AND type IN ('N', 'NR')`
      );
      expect([all, own, russia]).toEqual([total, countries, temporary]);
      const at = (head: string) => cell(page, "world-applications-rows", String(year), head).split(" ")[0];
      expect(at("Persons")).toBe(n(total));
      expect(at("Of the persons: first instance, alone or with appeals")).toBe(n(countries));
      expect(at("Temporary asylum in Russia")).toBe(n(temporary));
      expect(at("Appeals and other stages")).toBe(n(total - countries - temporary));
    }
  });

  test("says before anything else that the United States changed from persons to cases in 2025", () => {
    for (const page of [documentOf(worldPage(ledger, "/nowhere")), regionOf("northern-america"), regionOf("americas")])
      expect(page.querySelector(".caution")?.textContent).toMatch(
        /United States.* 292,588 .*persons.* 282,594 .*cases/
      );
    const [of] = [...regionOf("asia").querySelectorAll(".caution")].map((one) => one.textContent);
    expect(of).toMatch(/people from Asia.*United States counted 50,519 persons/);
  });

  test("says not to compare years where a country reported new applications for one of them only", async () => {
    const [before, now] = await values(
      `SELECT count(*) FILTER (year = 2024)::INTEGER, sum(applications) FILTER (year = 2025)::INTEGER
       FROM {applications} WHERE asylum = 'AUS' AND type IN ('N', 'NR') AND unit = 'P'`
    );
    expect(before).toBe(0);
    for (const slug of ["oceania", "australasia"])
      expect(regionOf(slug).querySelector(".caution")?.textContent).toMatch(
        new RegExp(
          `Do not compare 2025 with 2024.*Australia reported ${n(now)} new applications for 2025 and none for 2024`
        )
      );
    expect(regionOf("europe").body.textContent).not.toContain("Do not compare 2025 with 2024.");
  });

  test("gives each region four figures: received, by its people, grant rate, pending", () => {
    for (const slug of ["europe", "eu", "unhcr-americas"])
      expect(facts(regionOf(slug)).map(([label]) => label?.replace(/,.*/, ""))).toEqual([
        ...["Applications received", "Applications by its people", "Grant rate", "Pending"]
      ]);
  });

  test("leaves Japan out of Asia's grant rate on both sides and names it", async () => {
    const [granted, all, refugee] = await values(
      `SELECT sum(value) FILTER (status IN ('refugee_status', 'complementary', 'humanitarian', 'temporary', 'undivided'))::INTEGER,
         sum(value) FILTER (status NOT IN ('otherwise_closed', 'not_decided'))::INTEGER,
         sum(value) FILTER (status = 'refugee_status')::INTEGER
       FROM {cells} c JOIN {places} p ON c.asylum = p.place
       WHERE p.region = '142' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'NA', 'IN', 'FA') AND asylum <> 'JPN'`
    );
    expect([granted, all, refugee]).toEqual([9_855, 26_038, 9_546]);
    const [, , [, value, under] = []] = facts(regionOf("asia"));
    expect(value).toBe("37.8%");
    expect(under).toContain("9,855 of 26,038 decisions");
    expect(under).toContain("refugee status rate 36.7%");
    expect(under).toContain("without Japan");
  });

  test("never gives a refugee status rate or a 0 where Northern America's data does not separate it", () => {
    const page = regionOf("northern-america");
    const [, , [, value, under] = []] = facts(page);
    expect(value).toBe("75.9%");
    expect(under).toContain("50,041 of 65,930 decisions, counted in persons, all in Canada");
    expect(under).toContain("refugee status is not separated");
    expect(page.body.textContent).not.toMatch(/\b0 of 65,930|Granted refugee status/);
  });

  test("gives Africa's and the world's grant rate without group recognition too", async () => {
    const [granted, all] = await values(
      `SELECT sum(value) FILTER (status IN ('refugee_status', 'complementary', 'humanitarian', 'temporary', 'undivided'))::INTEGER,
         sum(value) FILTER (status NOT IN ('otherwise_closed', 'not_decided'))::INTEGER
       FROM {cells} c JOIN {places} p ON c.asylum = p.place
       WHERE p.region = '002' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'NA', 'IN', 'FA')
         AND NOT (asylum = 'NGA' AND origin IN ('CMR', 'NER'))
         AND NOT (asylum = 'CAF' AND level = 'FA' AND origin IN ('SDN', 'TCD'))`
    );
    expect(ledger.edition.breaks.find(({id}) => id === "nga-recognized-2024")?.origin).toBe("CMR NER");
    const rate = `${((100 * Number(granted)) / Number(all)).toFixed(1)}%`;
    for (const page of [regionOf("africa"), documentOf(worldPage(ledger, "/nowhere"))])
      expect(page.querySelector(".facts")?.textContent).toMatch(/without group recognition in .*Nigeria/);
    expect(facts(regionOf("africa"))[2]?.[2]).toContain(rate);
  });

  test("adds to the upper end of pending asylum-seekers what rounding may have removed in each country", async () => {
    const [value, lo, hi, unseen] = await values(
      `WITH here AS (SELECT s.* FROM {stocks} s JOIN {places} p ON s.asylum = p.place WHERE p.region = '009' AND asylum_seekers IS NOT NULL)
       SELECT sum(asylum_seekers)::INTEGER, sum(CASE asylum_seekers WHEN 5 THEN 3 ELSE asylum_seekers END)::INTEGER,
         sum(CASE asylum_seekers WHEN 0 THEN 2 ELSE asylum_seekers END)::INTEGER,
         (SELECT count(*) FROM (SELECT DISTINCT asylum, origin FROM here WHERE year <> 2025 AND asylum IN (SELECT asylum FROM here WHERE year = 2025)
            EXCEPT SELECT asylum, origin FROM here WHERE year = 2025))::INTEGER
       FROM here WHERE year = 2025`
    );
    expect(Number(unseen)).toBeGreaterThan(50);
    const [, , , [, count, under] = []] = facts(regionOf("oceania"));
    expect(count).toBe(n(value));
    expect(under).toContain(`between ${n(lo)} and ${n(Number(hi) + 2 * Number(unseen))}`);
  });

  test("keeps the European Union, EU+ and EU and EFTA three totals, each under its name", async () => {
    const page = documentOf(worldPage(ledger, "/nowhere"));
    const [eu, plus, efta] = await values(
      `SELECT sum(applications) FILTER (scheme = 'eu')::INTEGER, sum(applications) FILTER (scheme = 'eu_plus')::INTEGER, sum(applications) FILTER (scheme = 'eu_efta')::INTEGER
       FROM {applications} a JOIN {memberships} m ON a.asylum = m.place
       WHERE year = 2025 AND unit = 'P' AND type IN ('N', 'NR') AND coalesce(m.year_from, 0) <= 2025 AND m.year_to IS NULL`
    );
    const at = (name: string) => cell(page, "unions-table", name, "Applications received, persons").split(" ")[0];
    expect([at("European Union"), at("EU+"), at("EU and EFTA")]).toEqual([n(eu), n(plus), n(efta)]);
  });
});

// Pages of the world's regions: what they say of who reports, of persons and cases, and of editions that know no union.
import {describe, expect, test} from "vitest";
import {countryPage} from "../../src/pages/country/country.js";
import {ledgerOf} from "../../src/edition/placeLedger.js";
import {regionsOfPlace, worldRegions} from "../../src/edition/worldRegions.js";
import {worldPage} from "../../src/pages/world/world.js";
import {regionPage} from "../../src/pages/world/region.js";
import {reportingSentence} from "../../src/pages/world/reporting.js";
import {smallEdition} from "../edition/edition.js";

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
  test("as host tells persons and cases apart, the share of the world and how many hosts have a row", () => {
    const told = text(page("eastern-europe"));
    expect(told).toMatch(
      /In 2020 countries in Eastern Europe received .* 30 persons and 7 cases, down from 40 persons in 2019/
    );
    expect(told).toContain("100% of the world’s persons");
    expect(told).toContain("1 country in persons and 1 country in cases");
    expect(told).not.toMatch(/\b37\b/);
  });
  test("as origin tells where its people asked, and that nobody asked in it", () => {
    const told = text(page("eastern-asia"));
    expect(told).toMatch(/people from Eastern Asia made .* 30 persons and 7 cases/);
    expect(told).toContain("No country of it has reported applications in any year.");
  });
  test("has each id once and its figures numbered from one", () => {
    for (const slug of ["europe", "unhcr-europe", "asia"]) {
      const html = page(slug);
      const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
      const figures = Array.from(html.matchAll(/>Figure (\d+|#)</g), ([, n]) => n);
      expect(figures).toEqual(figures.map((_, i) => String(i + 1)));
    }
  });
  test("of a union counts a member from the year on whose last day it was one, with the treaty", () => {
    const told = text(page("eu", withUnion));
    expect(told).toMatch(/In 2020 countries in the European Union received .* 30 persons and 7 cases\./);
    expect(told).not.toContain("40 persons");
    expect(told).toContain("A treaty, signed on 1 May 2019");
    expect(text(page("europe", withUnion))).toContain("down from 40 persons in 2019");
  });
});

test("an edition without memberships knows no union and tells its regions all the same", () => {
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

describe("how many hosts report is told", () => {
  const years = (...hosts: [number, number][]) => hosts.map(([n, of], i) => ({year: 2018 + i, hosts: n, of}));
  test("where all do in every year, and where a year is thin", () => {
    expect(reportingSentence(years([8, 8], [8, 8]), "applications", "m49")).toBe(
      "In 2019 all 8 countries and territories that ever reported applications did so, as many as in every year."
    );
    expect(reportingSentence(years([10, 12], [5, 12], [10, 12]), "decisions", "bureau")).toBe(
      "In 2020 10 of 12 countries and territories that ever reported decisions did so; the fewest in any year were 5, the most 10. Fewer than nine tenths of the most reported in 2019: a rise or fall there may be one of reporting."
    );
  });
  test("of a union against the members of each year", () =>
    expect(reportingSentence(years([15, 15], [24, 25], [25, 25]), "applications", "members")).toBe(
      "In 2020 all 25 members of the year reported applications; the fewest in any year were 15, the most 25. At least one member is missing in 2019."
    ));
});

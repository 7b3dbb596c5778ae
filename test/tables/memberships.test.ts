// Who was in the European Union and in EU+ in which year, and whether the places' M49 regions are those of CLDR.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readMemberships, readPlaces, readRegions, TABLES_DIR} from "../../loaders/clean/handTables.js";

const lines = readMemberships();
const members = (scheme: string, year: number) =>
  lines
    .filter(
      (line) => line.scheme === scheme && Number(line.year_from ?? year) <= year && year <= Number(line.year_to ?? year)
    )
    .map(({place}) => String(place))
    .sort();

describe("The European Union", () => {
  test("had 15 members to 2003, 25 to 2006, 27 to 2012, 28 to 2019, and has 27", () => {
    const counts = Array.from({length: 26}, (_, i) => members("eu", 2000 + i).length);
    expect(counts).toEqual([
      ...[15, 15, 15, 15, 25, 25, 25, 27, 27, 27, 27, 27, 27],
      ...[28, 28, 28, 28, 28, 28, 28, 27, 27, 27, 27, 27, 27]
    ]);
  });
  test("counts the members on 31 December: Croatia from 2013 on, the United Kingdom to 2019", () => {
    expect([2012, 2013].map((year) => members("eu", year).includes("HRV"))).toEqual([false, true]);
    expect([2003, 2004].map((year) => members("eu", year).includes("POL"))).toEqual([false, true]);
    expect([2019, 2020].map((year) => members("eu", year).includes("GBR"))).toEqual([true, false]);
  });
  test("is EU+ with Norway and Switzerland in every year, and the EU and EFTA with Iceland and Liechtenstein too", () => {
    for (let year = 2000; year <= 2025; year++) {
      expect(members("eu_plus", year)).toEqual([...members("eu", year), "CHE", "NOR"].sort());
      expect(members("eu_efta", year)).toEqual([...members("eu", year), "CHE", "ISL", "LIE", "NOR"].sort());
    }
    expect([members("eu_plus", 2025).length, members("eu_efta", 2025).length]).toEqual([29, 31]);
  });
  test("follows from treaties, each with the day it was signed and an address of EUR-Lex", () => {
    for (const {treaty, source_url} of lines) {
      expect(treaty).toMatch(/signed on \d{1,2} [A-Z][a-z]+ \d{4}/);
      for (const address of String(source_url).split(" | "))
        expect(address).toMatch(/^https:\/\/eur-lex\.europa\.eu\/legal-content\/EN\/TXT\/\?uri=CELEX:[0-9A-Z/]+$/);
    }
  });
  test("has a region's line in the table of regions, and so have EU+ and the EU and EFTA", () => {
    const kinds = readRegions().filter(({kind}) => kind === "members");
    expect(kinds.map(({code}) => code)).toEqual(["eu", "eu_efta", "eu_plus"]);
  });
});

describe("A slip in the table of memberships is reported with its line and field:", () => {
  const head = "scheme,place,joined,left,year_from,year_to,treaty,source_url\n";
  const tell = (line: string) => {
    const dir = mkdtempSync(join(tmpdir(), "ledger-memberships-"));
    try {
      cpSync(join(TABLES_DIR, "places.csv"), join(dir, "places.csv"));
      writeFileSync(join(dir, "memberships.csv"), head + line);
      readMemberships(dir);
      return "read";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      rmSync(dir, {recursive: true});
    }
  };
  const end = "A treaty,https://example.org/a\n";
  test.each([
    ["a year that is not its date's", `eu,HRV,2013-07-01,,2014,,${end}`, /line 2 \(HRV\).*year_from.*2013.*2014/],
    ["a last year that is not its date's", `eu,GBR,1973-01-01,2020-02-01,1973,2020,${end}`, /year_to.*2019.*2020/],
    ["a place that is none", `eu,ZZZ,2013-07-01,,2013,,${end}`, /line 2.*place.*ZZZ/],
    ["a member without a day", `eu,HRV,,,,,${end}`, /joined.*day of accession/],
    ["a union that is none", `efta,NOR,,,,,${end}`, /scheme.*eu_efta.*efta/],
    ["a day that is none", `eu,HRV,2013-07-32,,2013,,${end}`, /joined/],
    ["a member twice", `eu,HRV,2013-07-01,,2013,,${end}eu_plus,HRV,,,,,${end}`, /line 3.*HRV again/],
    ["an address that is none", "eu,HRV,2013-07-01,,2013,,A treaty,eur-lex\n", /source_url/]
  ])("%s", (_, line, told) => expect(tell(line)).toMatch(told));
  test("a right line is read under each union it is in", () =>
    expect(tell(`eu,HRV,2013-07-01,,2013,,${end}`)).toBe("read"));
});

describe("M49's regions of the places", () => {
  const containment = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve("cldr-core/supplemental/territoryContainment.json"), "utf8")
  ) as {supplemental: {territoryContainment: Record<string, {_contains: readonly string[]}>}};
  const contains = (code: string) => containment.supplemental.territoryContainment[code]?._contains ?? [];
  const inCldr = new Map<string, {region: string; subregion: string}>();
  for (const region of contains("001"))
    for (const subregion of contains(region))
      for (const iso2 of contains(subregion)) inCldr.set(iso2, {region, subregion});

  test("are those of CLDR for every place that both know", () => {
    const differences = readPlaces().flatMap(({place, iso2, region, subregion}) => {
      const theirs = inCldr.get(String(iso2));
      if (iso2 === null || (theirs?.region === region && theirs?.subregion === subregion)) return [];
      return [
        `${String(place)}: ${String(region)} ${String(subregion)}, in CLDR ${theirs ? `${theirs.region} ${theirs.subregion}` : "none"}`
      ];
    });
    // CLDR puts Antarctica into Outlying Oceania, a region of its own making; M49 gives it none.
    expect(differences).toEqual(["ATA: null null, in CLDR 009 QO"]);
  });
  test("contain one another as CLDR's do", () => {
    for (const {code, kind, parent} of readRegions())
      if (kind === "m49" && parent !== null) expect(contains(String(parent))).toContain(code);
  });
});

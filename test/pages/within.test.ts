// Regions within countries: the figures on the pages are those of the publishers' files, whose numbers stand here as facts; what is
// no place is not taken for one; and where an edition has no such table the pages say so.
import {resolve} from "node:path";
import {JSDOM} from "jsdom";
import {beforeAll, describe, expect, it} from "vitest";
import {loadEdition} from "../../src/edition/edition.js";
import type {Edition} from "../../src/edition/edition.js";
import {addCounts, loadLocations} from "../../src/edition/locations.js";
import type {LocationRow} from "../../src/edition/locations.js";
import {mapSteps} from "../../src/charts/regionMap.js";
import {regionsIndex} from "../../src/pages/within/overview.js";
import {regionPage} from "../../src/pages/within/pages.js";

const ROOT = resolve(import.meta.dirname, "..", "..");
const rows = await loadLocations(ROOT);
let edition: Edition;
beforeAll(async () => {
  edition = await loadEdition(ROOT);
});

const row = (given: Partial<LocationRow>): LocationRow => ({
  year: 2024,
  period: null,
  publisher: "unhcr",
  asylum: "UGA",
  location: "Kampala",
  kind: "place",
  within: null,
  level: null,
  iso: null,
  measure: "asylum_seekers",
  detail: null,
  flag: null,
  value: 0,
  lo: 0,
  hi: 0,
  ...given
});
const exact = (value: number) => ({value, lo: value, hi: value});

function pageOf(code: string, some: readonly LocationRow[]): Document {
  const {main} = regionPage({edition, code, name: edition.places.get(code) ?? code, rows: some}, ROOT);
  return new JSDOM(`<main>${main}</main>`).window.document;
}

/** The cell of a table by the head of its column and the name of its row. */
function cellOf(page: Document, table: string, name: string, head: string): string {
  const found = page.querySelector(`#${table} table`);
  const heads = [...(found?.querySelectorAll("thead th") ?? [])].map((th) => th.textContent);
  const line = [...(found?.querySelectorAll("tbody tr") ?? [])].find(
    (tr) => tr.querySelector("th")?.textContent === name
  );
  return line?.querySelectorAll("td")[heads.indexOf(head) - 1]?.textContent.replace(/\s/g, " ") ?? "no such cell";
}

describe("Places of people", () => {
  it("are told beside the share of people who have a place", () => {
    const page = pageOf("UGA", [
      row({...exact(300)}),
      row({location: "Arua", ...exact(100)}),
      row({location: "Dispersed in the country or territory", kind: "dispersed", ...exact(600)})
    ]);
    expect(page.querySelector("#placed .finding")?.textContent).toContain(
      "40% of the asylum-seekers in Uganda are told by place: 400 of 1,000"
    );
    expect(page.querySelector("#asylum_seekers-ranked .unit")?.textContent).toContain("40% of them told by place");
    expect(page.querySelector("#asylum_seekers-ranked .finding")?.textContent).toContain("Kampala: 300");
    expect(page.querySelector("#asylum_seekers-ranked")?.textContent).not.toContain("Dispersed");
  });

  it("have bounds and no value where a part is suppressed", () => {
    expect(
      addCounts([
        {value: null, lo: 0, hi: 5},
        {value: 100, lo: 98, hi: 102}
      ])
    ).toEqual({value: null, lo: 98, hi: 107});
  });

  it("stand on a map in steps that rise", () => {
    for (const top of [3, 40, 1677, 96_000, 4_000_000]) {
      const steps = mapSteps(top);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      expect(steps.at(-1)).toBeLessThanOrEqual(top);
      // No step so narrow that two shades tell the same.
      for (let i = 2; i < steps.length; i++) expect((steps[i] ?? 0) / (steps[i - 1] ?? 1)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("Pages without figures", () => {
  it("say that France has none in an edition made without a network", () => {
    expect(pageOf("FRA", []).body.textContent).toMatch(/has no figures by département of France/);
  });

  it("say that an older edition has no table of places, and still lead to the sources that are missing", () => {
    const text = new JSDOM(regionsIndex(edition, null, ROOT)).window.document.body.textContent;
    expect(text).toContain("has no table of places");
    expect(text).toContain("OFPRA");
  });

  it("keep Russia's reported figures single, each with its words and address", () => {
    const page = pageOf("RUS", []);
    const lines = [...page.querySelectorAll("#reported-subjects tbody tr")];
    expect(lines).toHaveLength(edition.reported.filter(({region}) => region !== null).length);
    for (const line of lines) {
      expect(line.querySelector("a")?.getAttribute("href")).toMatch(/^https?:/);
      expect(line.querySelector("q")?.textContent).not.toBe("");
    }
    expect(page.querySelector("svg")).toBeNull();
  });
});

// What a publisher's file says, and therefore what the page says.
describe("The publishers' own numbers", () => {
  const of = (code: string) => (rows ?? []).filter(({asylum}) => asylum === code);

  it("of Swiss cantons are SEM's: five cantons in three years, and the totals that SEM printed", () => {
    const page = pageOf("CHE", of("CHE"));
    const facts = {
      "1999": {Zürich: "8,357", Bern: "6,639", Vaud: "4,020", Genève: "2,471", Ticino: "1,659"},
      "2008": {Zürich: "2,308", Bern: "1,816", Vaud: "1,193", Genève: "825", Ticino: "498"},
      "2015": {Zürich: "5,468", Bern: "5,428", Vaud: "3,142", Genève: "2,184", Ticino: "1,112"}
    };
    for (const [year, cantons] of Object.entries(facts))
      for (const [name, value] of Object.entries(cantons))
        expect(`${name} ${year}: ${cellOf(page, "map-rows", name, year)}`).toBe(`${name} ${year}: ${value}`);
    expect(["2014", "2015", "2018"].map((year) => cellOf(page, "not-stated-rows", year, "All"))).toEqual([
      "23,765",
      "39,523",
      "15,255"
    ]);
    expect(["2015", "2018"].map((year) => cellOf(page, "beside-rows", year, "Applications, UNHCR"))).toEqual([
      "39,476",
      "15,226"
    ]);
  });

  it("of Canadian provinces are IRCC's offices added up, ±2 each: five provinces in three years", () => {
    const page = pageOf("CAN", of("CAN"));
    // Airport + border + inland as IRCC prints them; Manitoba's airports of 2017 are "--".
    const facts = {
      "2017": {
        Ontario: 2455 + 5470 + 11640,
        Quebec: 1100 + 4440 + 19950,
        Alberta: 80 + 215 + 1085,
        "British Columbia": 205 + 345 + 1810
      },
      "2019": {
        Ontario: 3840 + 3155 + 19405,
        Quebec: 3795 + 16655 + 10785,
        Alberta: 135 + 180 + 1535,
        "British Columbia": 330 + 440 + 3070
      },
      "2023": {
        Ontario: 14335 + 7665 + 41050,
        Quebec: 25735 + 20535 + 18930,
        Alberta: 540 + 460 + 5050,
        "British Columbia": 675 + 1115 + 5885,
        Manitoba: 5 + 100 + 660
      }
    };
    const number = new Intl.NumberFormat("en");
    for (const [year, provinces] of Object.entries(facts))
      for (const [name, value] of Object.entries(provinces))
        expect(cellOf(page, "map-rows", name, year)).toBe(
          `${number.format(value)} [${number.format(value - 6)}–${number.format(value + 6)}]`
        );
    expect(cellOf(page, "map-rows", "Manitoba", "2017")).toBe("1,326–1,339");
    // A printed 0 is exactly 0: the airports of 2019.
    expect(cellOf(page, "map-rows", "Manitoba", "2019")).toBe("410 [406–414]");
  });

  it("of UNHCR's places add up, place by place, to what it says of the whole host", () => {
    const {stocks} = edition;
    const whole = new Map<string, number>();
    for (let i = 0; i < stocks.year.length; i++) {
      const [year, host] = [stocks.year[i] ?? 0, stocks.asylum[i] ?? ""];
      if (year >= 2001)
        whole.set(`${host} ${year}`, (whole.get(`${host} ${year}`) ?? 0) + (stocks.asylum_seekers[i] ?? 0));
    }
    const here = new Map<string, number>();
    for (const each of rows ?? [])
      if (each.publisher === "unhcr" && each.measure === "asylum_seekers")
        here.set(`${each.asylum} ${each.year}`, (here.get(`${each.asylum} ${each.year}`) ?? 0) + (each.value ?? 0));
    for (const [key, value] of whole)
      if (value !== (here.get(key) ?? 0)) expect(`${key} ${here.get(key) ?? 0}`).toBe(`${key} ${value}`);
    expect(here.size).toBeGreaterThan(3000);
  });

  it("of UNHCR never place anyone in Germany, and two groups of asylum-seekers in Russia", () => {
    const text = new JSDOM(regionsIndex(edition, rows, ROOT)).window.document.querySelector(
      "#missing ~ p"
    )?.textContent;
    expect(text).toContain("never places anyone in Germany, France, Italy, Sweden, and Switzerland");
    expect(text).toContain("these places alone: Volgograd in 2003 (5) and Stavropol in 2004 (13)");
  });

  it("of people supported in the United Kingdom stand apart from applications, their breaks of coverage marked", () => {
    const page = pageOf("GBR", of("GBR"));
    expect(page.querySelector("#support + p")?.textContent).toContain("never drawn with either");
    expect([...page.querySelectorAll("#regions-years dl dt")].map((term) => term.textContent)).toEqual([
      "a",
      "b",
      "c",
      "d"
    ]);
    expect(cellOf(page, "coverage-rows", "2019", "All in the file")).toBe("50,091");
    expect(cellOf(page, "coverage-rows", "2023", "All in the file")).toBe("111,132");
    // Section 98, published for the whole country only, and 592 whose area is not known.
    expect(cellOf(page, "coverage-rows", "2021", "Without an area")).toBe((24_175 + 592).toLocaleString("en"));
  });
});

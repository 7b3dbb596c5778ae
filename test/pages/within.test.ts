// Regions within countries: the figures on the pages are those of the publishers' files, whose numbers are written here as facts;
// what is not a place is not taken for one; and where an edition has no such table the pages say so.
import {resolve} from "node:path";
import {JSDOM} from "jsdom";
import {beforeAll, describe, expect, it} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {addCounts, loadLocations} from "../../src/edition/locations.js";
import type {LocationRow} from "../../src/edition/locations.js";
import {mapSteps} from "../../src/charts/regionMap.js";
import {placesOverview, regionsIndex} from "../../src/pages/within/overview.js";
import {countriesOf, regionPage} from "../../src/pages/within/pages.js";
import {values} from "../edition/parquet.js";
import {committedEdition} from "../edition/committed.js";

const ROOT = resolve(import.meta.dirname, "..", "..");
const rows = await loadLocations(ROOT);
let edition: Edition;
beforeAll(async () => {
  edition = await committedEdition();
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
  it("are shown with the share of people who have a recorded location", () => {
    const page = pageOf("UGA", [
      row({...exact(300)}),
      row({location: "Arua", ...exact(100)}),
      row({location: "Dispersed in the country or territory", kind: "dispersed", ...exact(600)})
    ]);
    expect(page.querySelector("#placed .finding")?.textContent).toContain(
      "a location for 400 of the 1,000 asylum-seekers in Uganda (40%)"
    );
    expect(page.querySelector(".lead")?.textContent).toMatch(/2024 .* 40% of the asylum-seekers .* Kampala: 300/);
    expect(page.querySelector("#asylum_seekers-ranked .unit")?.textContent).toContain("40% of them");
    expect(page.querySelector("#asylum_seekers-ranked .finding")?.textContent).toMatch(/Kampala .*300/);
    expect(page.querySelector("#asylum_seekers-ranked")?.textContent).not.toContain("Dispersed");
  });

  it("have a range and no value where a part is suppressed", () => {
    expect(
      addCounts([
        {value: null, lo: 0, hi: 5},
        {value: 100, lo: 98, hi: 102}
      ])
    ).toEqual({value: null, lo: 98, hi: 107});
  });

  it("are on a map in steps that rise", () => {
    for (const top of [3, 40, 1677, 96_000, 4_000_000]) {
      const steps = mapSteps(top);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      expect(steps.at(-1)).toBeLessThanOrEqual(top);
      // No step so narrow that two shades mean the same.
      for (let i = 2; i < steps.length; i++) expect((steps[i] ?? 0) / (steps[i - 1] ?? 1)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("Pages without figures", () => {
  it("say that France has none in an edition made without a network", () => {
    expect(pageOf("FRA", []).body.textContent).toMatch(/no asylum figures by département of France/);
  });

  it("say that an older edition has no figures by region, and still list the sources that are missing", () => {
    const text = new JSDOM(regionsIndex(edition, null, ROOT)).window.document.body.textContent;
    expect(text).toContain("has no figures by region");
    expect(text).toContain("OFPRA");
  });

  it("list Russia's reported figures one by one, each with its words and address", () => {
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

  it("of Canadian provinces are IRCC's offices added up, with a range only where it is wider than 1%", () => {
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
        "British Columbia": 675 + 1115 + 5885
      }
    };
    const number = new Intl.NumberFormat("en");
    for (const [year, provinces] of Object.entries(facts))
      for (const [name, value] of Object.entries(provinces))
        expect(`${name} ${year}: ${cellOf(page, "map-rows", name, year)}`).toBe(
          `${name} ${year}: ${number.format(value)}`
        );
    // 765 in three offices, each rounded to the nearest 5: twelve are more than 1% of it.
    expect(cellOf(page, "map-rows", "Manitoba", "2023")).toBe("765 [759–771]");
    expect(cellOf(page, "map-rows", "Manitoba", "2017")).toBe("1,326–1,339");
    // A printed 0 is exactly 0: the airports of 2019.
    expect(cellOf(page, "map-rows", "Manitoba", "2019")).toBe("410 [406–414]");
    const label = page.querySelector("#map svg")?.getAttribute("aria-label");
    expect(label).toContain("90,090");
    expect(label).not.toMatch(/90,09\d–|90,08\d/);
  });

  it("of UNHCR's places add up, place by place, to its number of the whole country", () => {
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

  it("of UNHCR have no location in Germany, and two of asylum-seekers in Russia", () => {
    const text = new JSDOM(regionsIndex(edition, rows, ROOT)).window.document.querySelector(
      "#missing ~ p"
    )?.textContent;
    expect(text).toContain("never recorded a location in Germany, France, Italy, Sweden and Switzerland");
    expect(text).toContain("Volgograd in 2003 (5) and Stavropol in 2004 (13)");
  });

  it("of people on support in the United Kingdom are not called applications, and their marks say not to compare", () => {
    const page = pageOf("GBR", of("GBR"));
    const cautions = [...page.querySelectorAll(".caution")].map((one) => one.textContent);
    expect(cautions[0]).toContain("not applications or decisions");
    expect(cautions[1]).toContain("Do not compare across a mark (a–d)");
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

  it("have a source card each, with a number of the table in its sentence, what is counted and its address", () => {
    for (const code of ["CHE", "CAN", "GBR"]) {
      const page = pageOf(code, rows?.filter(({asylum}) => asylum === code) ?? []);
      const plates = [...page.querySelectorAll("figure.plate")];
      expect(plates.length).toBeGreaterThan(2);
      for (const plate of plates) {
        const card = plate.querySelector(".fact-card");
        const said = card?.querySelector(".to-print")?.textContent ?? "";
        expect(said, plate.id).toMatch(/^To print: .*\d.* \(.*, via Asylum Ledger\)\.$/s);
        expect(card?.querySelector("a")?.getAttribute("href")).toBe(`#${plate.id}`);
        // The largest number that the sentence prints is one of the table behind.
        const printed = said.split(" (")[0]?.match(/\d{1,3}(?:,\d{3})+/g) ?? [];
        const table = plate.querySelector("details.behind")?.textContent ?? "";
        expect(printed.filter((number) => table.includes(number)).length, plate.id).toBeGreaterThan(
          printed.length ? 0 : -1
        );
      }
    }
  });
  it("begin each page with the place that has the most in the latest whole year, in at most 25 words", async () => {
    const top = async (publisher: string, measure: string, year: number, by = "location") =>
      values(
        `WITH entries AS (SELECT ${by} AS name, value, kind, detail FROM {locations} WHERE publisher = '${publisher}' AND measure = '${measure}' AND year = ${year}
           AND (period IS NULL OR period LIKE '%12-31')),
         places AS (SELECT name, sum(value)::INTEGER AS n FROM entries WHERE kind = 'place' GROUP BY name)
         SELECT max_by(name, n), max(n)::INTEGER, (SELECT sum(value)::INTEGER FROM entries WHERE CASE WHEN '${publisher}' = 'ircc' THEN kind = 'country' AND detail IS NULL ELSE true END)
         FROM places WHERE name IS NOT NULL`
      );
    const leads = {
      CHE: await top("sem", "applications", 2018),
      CAN: await top("ircc", "claimants", 2024),
      GBR: await top("home_office", "supported", 2025, "within")
    };
    const index = new JSDOM(regionsIndex(edition, rows, ROOT)).window.document;
    for (const [code, [name, n, all]] of Object.entries(leads)) {
      const lead = pageOf(code, of(code)).querySelector(".lead")?.textContent ?? "";
      for (const part of [String(name), Number(n).toLocaleString("en"), Number(all).toLocaleString("en")])
        expect(lead).toContain(part);
      expect(lead.split(/\s+/).length).toBeLessThanOrEqual(25);
      // The list of countries says the same.
      expect(index.querySelector("#national-publishers")?.textContent).toContain(lead);
    }
  });

  it("say of each source which years are whole", () => {
    const line = (code: string) => pageOf(code, of(code)).querySelector(".year-line")?.textContent;
    expect(line("CHE")).toMatch(/whole years, 1994–2018/);
    expect(line("CAN")).toMatch(/whole years, 2015–2024, and for January to July 2025\..*end of each year, 2001–2025/);
    expect(line("GBR")).toMatch(/last day of each quarter.*31 December, 2014–2025/);
    expect(pageOf("CAN", of("CAN")).querySelector(".caution")?.textContent).toMatch(
      /Do not compare 2025.*January to July only/
    );
  });

  it("have one entry for each state of Venezuela, whatever label UNHCR adds to its name", () => {
    const names = of("VEN").map(({location}) => location);
    for (const state of ["Apure", "Tachira", "Zulia"])
      expect(new Set(names.filter((name) => name.toLowerCase().startsWith(state.toLowerCase())))).toEqual(
        new Set([state])
      );
    expect(names.filter((name) => name.includes(" : "))).toEqual([]);
  });

  it("give every country a first sentence and ids that occur once", () => {
    for (const code of countriesOf(rows ?? []).filter((_, i) => i % 12 === 0)) {
      const page = pageOf(code, of(code));
      expect(`${code} ${page.querySelector(".lead")?.textContent ?? ""}`).toMatch(/ \d{4} /);
      const ids = [...page.querySelectorAll("[id]")].map(({id}) => id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});

it("The list of countries has no table of completeness; the function of it has a row a country, in per cent", () => {
  const index = new JSDOM(regionsIndex(edition, rows, ROOT)).window.document;
  expect(index.querySelector("#unhcr-years")).toBeNull();
  const complete = new JSDOM(placesOverview(edition, rows)).window.document;
  const countries = [...complete.querySelectorAll("tbody tr")].length;
  expect(countries).toBeGreaterThan(100);
  expect(index.querySelector("#unhcr ~ p ~ p")?.querySelectorAll("a")).toHaveLength(countries);
});

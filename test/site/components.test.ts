// The components that pages ask for by name, drawn from a small edition.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {componentsOf} from "../../src/site/components.js";
import {sourcesList} from "../../src/pages/data/sourcesList.js";
import type {Source} from "../../src/pages/data/sourcesList.js";
import {procedureTable} from "../../src/pages/story/procedureTable.js";
import {procedureOf} from "../../src/figures/procedure.js";
import {smallEdition} from "../edition/edition.js";

const edition = smallEdition({
  applications: [
    [2018, "FI", "P", 5],
    [2018, "TA", "P", 23],
    [2020, "FI", "P", 6]
  ],
  decisions: [
    [2018, "FI", "P", 0, 0, 0, 5, 5],
    [2020, "TA", "P", 12, 0, 0, 10, 22]
  ]
});
const draw = componentsOf(edition);
const parse = (html: string) => new JSDOM(html).window.document;

describe("a procedure by year", () => {
  const procedure = procedureOf(edition, {
    origin: "PRK",
    asylum: "RUS",
    level: "FI",
    unit: "P",
    together: ["FI", "TA"]
  });
  test("runs to the last year the country reports, and separates a year without a report from 0", () => {
    expect(procedure.years.map(({year, applications}) => [year, applications])).toEqual([
      [2018, {value: 5, lo: 3, hi: 5}],
      [2019, "not reported"],
      [2020, {value: 6, lo: 6, hi: 6}]
    ]);
  });
  test("separates a year without an entry from one not reported", () => {
    const others = {
      ...edition,
      reporting: [...edition.reporting, {...edition.reporting[0], year: 2019}]
    } as typeof edition;
    const {years} = procedureOf(others, {origin: "PRK", asylum: "RUS", level: "FI", unit: "P", together: ["FI"]});
    expect(years.find(({year}) => year === 2019)?.applications).toBe("no entry");
  });
});

describe("a table", () => {
  const procedure = procedureOf(edition, {
    origin: "PRK",
    asylum: "RUS",
    level: "TA",
    unit: "P",
    together: ["FI", "TA"]
  });
  const {document} = new JSDOM("").window;
  const table = parse(procedureTable(procedure, {document, id: "ta"}).outerHTML);
  const row = (year: string) =>
    [...table.querySelectorAll("tbody tr")].find((each) => each.firstElementChild?.textContent === year);
  test("has the published column with the status and the rule", () => {
    expect([...(row("2020")?.children ?? [])].map((cell) => cell.textContent)).toEqual([
      "2020",
      "not reported",
      "12",
      "0",
      "0\u00a0[0–2]",
      "10\u00a0[8–10]",
      "12",
      "0\u00a0[0–2]",
      "10\u00a0[8–10]",
      "rus-ta"
    ]);
  });
  test("has no column for a status that no row can hold", () => {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
    expect(heads).toContain("temporary status");
    expect(heads).not.toContain("refugee status");
  });
  test("can be reached and named by the keyboard's reader", () => {
    const region = table.querySelector("[role=region]");
    const caption = table.getElementById(region?.getAttribute("aria-labelledby") ?? "");
    expect([region?.getAttribute("tabindex"), caption?.textContent]).toEqual([
      "0",
      "Temporary asylum (level TA), by year"
    ]);
  });
});

describe("what others reported", () => {
  test("is compared with the range of its rows, also outside it", () => {
    const cells = [...parse(draw("reported PRK RUS")).querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent)
    );
    expect(cells).toEqual([["applications for refugee status", "2011–2019", "207", "5\u00a0[3–5]", "no", "KBS"]]);
  });
});

describe("a component that is not there", () => {
  test.each([
    ["picture PRK RUS", "there is no component “picture”"],
    ["reported PRK", "takes an origin and a country of asylum"],
    ["reported PRK RUS NOR", "takes an origin and a country of asylum"]
  ])("%s", (directive, reason) => expect(() => draw(directive)).toThrow(reason));
});

describe("the sources of an edition", () => {
  const {document} = new JSDOM("").window;
  const source = {
    title: "Population, total",
    publisher: "World Bank",
    path: "https://data.example/population",
    licence: {title: "CC BY 4.0", path: "https://licence.example/"},
    retrieved: "2026-06-10T08:00:00.000Z"
  };
  const listed = (sources: readonly Source[], id: string) =>
    sourcesList(sources, {document, edition: id})
      .map(({textContent}) => textContent)
      .join("\n");
  const stale = {since: "2026-06-10", edition: "2026-06-12", reason: "status 503 (the last of 5 tries)."};
  test("an out-of-date source says which tables it has, and how old they were on the edition's date", () => {
    const said = listed([{...source, stale}], "2026-11-25-2");
    expect(said).toContain("Downloaded on 10 June 2026. Out of date. It could not be read for this edition");
    expect(said).toContain(
      "the edition of 12 June 2026, downloaded on 10 June 2026, 168 days old on this edition’s date"
    );
    expect(said).toContain("Reason: status 503 (the last of 5 tries).");
  });
  test("a source that was read is not marked as out of date", () => {
    expect(listed([source], "2026-11-25")).not.toContain("Out of date");
  });
  test("without any record of their download say so once, and with some at each that lacks it", () => {
    const undated = {...source, retrieved: null};
    expect(
      listed([undated, undated], "2026-11-25").match(/do not know when these files were downloaded/g)
    ).toHaveLength(1);
    expect(listed([undated, source], "2026-11-25")).toMatch(/Download date not known\..*Downloaded on 10 June 2026\./);
  });
  test("escapes markup in a name or reason", () => {
    const markup = "<img src=x onerror=alert(1)>";
    const [list] = sourcesList([{...source, title: markup, stale: {...stale, reason: markup}}], {
      document,
      edition: "2026-11-25"
    });
    expect(list?.querySelector("img")).toBeNull();
    expect(list?.textContent).toContain(markup);
  });
});

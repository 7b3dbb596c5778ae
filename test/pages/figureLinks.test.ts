// Every number that leads to a card is the number that its address counts: the links of the pages, against sums of the edition's rows.
import {beforeAll, describe, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {worldRegions} from "../../src/edition/worldRegions.js";
import {countryPage} from "../../src/pages/country/country.js";
import {indexList} from "../../src/pages/country/list.js";
import {regionPage} from "../../src/pages/world/region.js";
import {worldOf, worldPage} from "../../src/pages/world/world.js";
import {worldShapes} from "../../src/charts/atlas.js";
import {PAPER} from "../../src/html/paper.js";
import {YEAR_PARTS, yearsPlate} from "../../src/pages/home/dashboard.js";
import {homeFacts} from "../../src/pages/home/facts.js";
import {homeDrawings} from "../../src/pages/home/home.js";
import {componentsOf} from "../../src/site/components.js";
import type {Ledger as AnswerLedger} from "../../src/explorer/ledger.js";
import {ledgerOf} from "../explorer/ledger.js";
import {faultsIn, leastFaults, linksIn} from "./figureLinks.js";
import {committedEdition, committedLedger, committedValues} from "../edition/committed.js";

let edition: Edition;
let ledger: Ledger;
/** The ledger that cards are made from. */
let cards: AnswerLedger;
let valueOf: Awaited<ReturnType<typeof committedValues>>;
beforeAll(async () => {
  edition = await committedEdition();
  ledger = await committedLedger();
  valueOf = await committedValues();
  ({ledger: cards} = await ledgerOf());
}, 60_000);
const faults = (html: string) => faultsIn(edition, valueOf, linksIn(html));

/** Countries with every kind of figure, and each seventh of the others. */
const CHOSEN = new Set(
  "AUS AUT CAN CHE COG DEU ESP FRA GBR GRC HKG ISR ITA JPN KEN KOR NGA NLD PRK RUS SWE SYR TUR UKR UNK USA VEN XXA".split(
    " "
  )
);

describe("the numbers of country pages", () => {
  test("are what their addresses count, and at least where their cards say so", {timeout: 300_000}, () => {
    let links = 0;
    const found: string[] = [];
    const least: string[] = [];
    ledger.places.forEach(({place}, i) => {
      if (!CHOSEN.has(place) && i % 7) return;
      const {main} = countryPage(ledger, place, "/nowhere");
      const own = linksIn(main);
      links += own.length;
      least.push(...leastFaults(cards, own, 9).map((fault) => `${place}: ${fault}`));
      found.push(...faults(main).map((fault) => `${place}: ${fault}`));
    });
    expect(found.slice(0, 20)).toEqual([]);
    expect(least.slice(0, 10)).toEqual([]);
    expect(links).toBeGreaterThan(10_000);
  });
  test("in tables of years, rankings and stocks all lead to a card", () => {
    const {main} = countryPage(ledger, "DEU", "/nowhere");
    for (const id of ["applications-1-rows", "outcomes-1-rows", "origins-table", "pending-here-rows", "hosts-table"]) {
      const [, rows = ""] = new RegExp(`id="${id}".*?<tbody>(.*?)</tbody>`).exec(main) ?? [];
      const cells = [...rows.matchAll(/<td>([^<]*\d|<a )/g)].map(([, start]) => start);
      expect(cells.length, id).toBeGreaterThan(15);
      expect(new Set(cells), id).toEqual(new Set(["<a "]));
    }
  });
});

describe("the numbers of the list of countries", () => {
  test("all lead to a card, and are what their addresses count", {timeout: 120_000}, () => {
    const list = indexList(ledger);
    const cells = [...list.matchAll(/<td>([^<]*\d|<a )/g)].map(([, start]) => start);
    expect(cells.length).toBeGreaterThan(500);
    expect(new Set(cells)).toEqual(new Set(["<a "]));
    expect(linksIn(list).length).toBeGreaterThan(500);
    expect(faults(list).slice(0, 10)).toEqual([]);
  });
});

describe("the numbers of the world’s pages", () => {
  test("are what their addresses count", {timeout: 120_000}, () => {
    const main = worldPage(ledger, "/nowhere");
    expect(linksIn(main).length).toBeGreaterThan(800);
    expect(faults(main).slice(0, 20)).toEqual([]);
    expect(leastFaults(cards, linksIn(main), 3).slice(0, 10)).toEqual([]);
  });
  test("of each region are what their addresses count", {timeout: 300_000}, () => {
    const world = worldOf(ledger);
    // Each second one: a region of each scheme, parts and wholes.
    const some = worldRegions(edition).filter((_, i) => i % 2 === 0);
    const found = some.flatMap((region) => {
      const {main} = regionPage(ledger, region, "/nowhere", world);
      return [...faults(main), ...leastFaults(cards, linksIn(main), 25)].map((fault) => `${region.slug}: ${fault}`);
    });
    expect(found.slice(0, 20)).toEqual([]);
  });
});

describe("the numbers of the home page", () => {
  test("are what their addresses count, in the latest year and in 2011", {timeout: 120_000}, () => {
    const facts = homeFacts(ledger, null, worldShapes(edition.atlas).positions);
    const years = [facts.years.at(-1)?.year ?? 0, 2011];
    const parts = years.flatMap((year) =>
      Object.values(YEAR_PARTS).flatMap((part) => part(facts, year, {document: PAPER}))
    );
    const isParagraph = ({outerHTML}: Element) => /^<p[ >]/.test(outerHTML);
    const html = (some: readonly Element[]) => some.map(({outerHTML}) => outerHTML).join("");
    // The small lines of the first screen are sentences too.
    const SMALL = /<p class="s">.*?<\/p>/gs;
    const rest = html([...parts.filter((part) => !isParagraph(part)), yearsPlate(facts, {document: PAPER})]);
    const sentences = html(parts.filter(isParagraph)) + (rest.match(SMALL) ?? []).join("");
    const tables = rest.replace(SMALL, "");
    const drawings = homeDrawings(edition, PAPER);
    const examples = html([...(drawings["home-venezuelans"]?.() ?? []), ...(drawings["home-netherlands"]?.() ?? [])]);
    expect(linksIn(sentences).length).toBeGreaterThan(25);
    expect(linksIn(tables).length).toBeGreaterThan(95);
    expect(linksIn(examples).length).toBeGreaterThan(150);
    expect(faultsIn(edition, valueOf, linksIn(sentences), false)).toEqual([]);
    expect([...faults(tables), ...faults(examples)].slice(0, 10)).toEqual([]);
    // The home page has no room to mark the years to 2013 whose applications are not separated from appeals.
    const least = leastFaults(cards, linksIn(sentences + tables + examples), 2);
    expect(least.filter((fault) => !fault.includes("not separate new ones"))).toEqual([]);
  });
});

describe("the numbers of the story", () => {
  test("are what their addresses count", {timeout: 60_000}, () => {
    const draw = componentsOf(edition);
    const html = [
      "story-applications",
      "story-recognised",
      "story-origins",
      "story-yearly",
      "story-hosts",
      "reported PRK RUS"
    ]
      .map((name) => draw(name))
      .join("");
    expect(linksIn(html).length).toBeGreaterThan(400);
    expect(faults(html).slice(0, 10)).toEqual([]);
  });
});

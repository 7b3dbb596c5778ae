// The numbers of the notebooks that lead to a source card are what the card counts; those without one are of a few kinds, each named.
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {element} from "../../src/html/table.js";
import {PAPER} from "../../src/html/paper.js";
import {openBench, readNotebook} from "../../src/notebooks/_shared/compute.js";
import type {Bench} from "../../src/notebooks/_shared/compute.js";
import {initialOf} from "../../src/notebooks/_shared/notebook.js";
import type {Chosen} from "../../src/notebooks/_shared/notebook.js";
import {linksOf, saysNodes, stepTable} from "../../src/notebooks/_shared/render.js";
import {PROJECT} from "../../src/site/build.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {ledgerOf} from "../explorer/ledger.js";
import {faultsIn, leastFaults, linksIn} from "../pages/figureLinks.js";
import {committedEdition, committedValues} from "../edition/committed.js";

let edition: Edition;
let bench: Bench;
let cards: Ledger;
let valueOf: Awaited<ReturnType<typeof committedValues>>;
beforeAll(async () => {
  edition = await committedEdition();
  valueOf = await committedValues();
  ({ledger: cards} = await ledgerOf());
  bench = await openBench(edition, join(PROJECT, "data", "editions", edition.id), [
    "eurostat_applications",
    "eurostat_decisions"
  ]);
});
afterAll(() => bench.close());

/** Notebooks mark missing grants and what is not separated by outcome; not people without a stated origin, nor applications among appeals. */
const ofGrants = (faults: readonly string[]): string[] =>
  faults.filter((fault) => !/no stated origin|not separate new ones/.test(fault));

/** The tables of a notebook by step, and its sentences, as HTML. */
async function drawn(name: string, chosen: Chosen = {}) {
  const notebook = await readNotebook(PROJECT, name);
  const results = await bench.compute(name, notebook, {...initialOf(notebook), ...chosen});
  const drawing = {name, notebook, results, edition: edition.id, document: PAPER, code: ""};
  const tables = new Map(Object.keys(notebook.steps).map((step) => [step, stepTable(drawing, step).outerHTML]));
  const sentences = Object.entries(notebook.says(results))
    .map(([key, words]) => element(PAPER, "p", {}, ...saysNodes(PAPER, words, linksOf(drawing, key))).outerHTML)
    .join("");
  return {tables, sentences};
}

/** The numbers of a table's cells, and how many of them lead nowhere, by column. */
function unlinked(table: string): Record<string, number> {
  const heads = [...table.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, head = ""]) => head);
  const counts: Record<string, number> = {};
  for (const [, row = ""] of table.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs))
    [...row.matchAll(/<td([^>]*)>(.*?)<\/td>/gs)].forEach(([, attributes = "", cell = ""], i) => {
      const isText = attributes.includes("text");
      const head = heads[i + 1] ?? "";
      if (/\d/.test(cell) && !cell.startsWith("<a ") && !isText) counts[head] = (counts[head] ?? 0) + 1;
    });
  return counts;
}

describe.each<[string, Chosen, {readonly links: number; readonly words: number}]>([
  ["closed", {}, {links: 120, words: 0}],
  ["closed", {year: "2016"}, {links: 120, words: 0}],
  ["doors", {}, {links: 60, words: 2}],
  ["doors", {origin: "SYR", year: "2015"}, {links: 60, words: 2}],
  ["doors", {origin: "ERI", year: "2019", definition: "international"}, {links: 20, words: 0}],
  ["ledgers", {}, {links: 20, words: 0}],
  ["lost-origins", {}, {links: 160, words: 1}],
  ["rounding", {}, {links: 26, words: 0}],
  ["rounding", {unit: "C"}, {links: 20, words: 0}],
  ["lost-origins", {types: "new", year: "2024"}, {links: 80, words: 1}],
  ["ninety-eight-thousand", {}, {links: 55, words: 1}],
  ["ninety-eight-thousand", {host: "DEU", year: "2019"}, {links: 5, words: 0}]
])("the notebook %s with %j", (name, chosen, least) => {
  test("leads to cards that count its numbers", async () => {
    const {tables, sentences} = await drawn(name, chosen);
    const links = linksIn([...tables.values()].join(""));
    expect(links.length).toBeGreaterThanOrEqual(least.links);
    expect(faultsIn(edition, valueOf, links).slice(0, 10)).toEqual([]);
    expect(ofGrants(leastFaults(cards, links)).slice(0, 10)).toEqual([]);
    const words = linksIn(sentences);
    expect(words.length).toBeGreaterThanOrEqual(least.words);
    expect([...faultsIn(edition, valueOf, words, false), ...ofGrants(leastFaults(cards, words))]).toEqual([]);
  });
});

test("numbers of notebooks without a card are sums that no card makes, counts of pairs or series, ranks, and another publisher’s", async () => {
  const of = async (name: string, step: string) => unlinked((await drawn(name)).tables.get(step) ?? "");
  expect(Object.keys(await of("closed", "hosts"))).toEqual(["Closed counted as refused"]);
  expect(Object.keys(await of("doors", "countries"))).toEqual([]);
  expect(Object.keys(await of("ledgers", "rates"))).toEqual(["Decisions by Eurostat", "Grant rate, Eurostat"]);
  expect(Object.keys(await of("lost-origins", "usa"))).toEqual([]);
  // A year without an application of unknown origin has a 0 and no entry.
  expect(await of("lost-origins", "unknown")).toEqual({"Of unknown origin": 1});
  expect(Object.keys(await of("rounding", "flows"))).toEqual(["Pairs", "Every figure rounded", "Their applications"]);
  expect(Object.keys(await of("ninety-eight-thousand", "host"))).toEqual([]);
});

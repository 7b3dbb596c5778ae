// What is "at least" and what is not, by one rule: the cards of the faults that readers found, and the file of an answer's table.
import {beforeAll, expect, test} from "vitest";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {numberOf} from "../../src/explorer/figure/card.js";
import {printedOf} from "../../src/explorer/figure/words.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {csvOf, tableOf} from "../../src/explorer/table.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {missesGrants} from "../../src/measures/breakEffects.js";
import {POSITIVE_STATUSES} from "../../src/measures/codes.js";
import {RATE_NAMES} from "../../src/measures/rates.js";
import {ledgerOf, viewIn} from "./ledger.js";

let ledger: Ledger;
beforeAll(async () => {
  ({ledger} = await ledgerOf());
}, 60_000);

const card = (query: string) => {
  const answer = answerOf(ledger, parseFigureQuery(query).figure);
  const [one] = answer.numbers;
  if (!one) throw new Error(`${query} has no number`);
  return {...numberOf(ledger, answer, one), printed: printedOf(ledger, answer, one).short};
};

test("missing grants make all protection, its rates and lesser permits the least, and neither refugee status nor its rates", () => {
  expect(["protection", ...POSITIVE_STATUSES].filter(missesGrants)).toEqual([
    "protection",
    "complementary",
    "humanitarian"
  ]);
  expect(RATE_NAMES.filter(missesGrants).sort()).toEqual(["positive", "unhcr_protection"]);
  for (const rate of RATE_NAMES) {
    const {shown} = card(`measure=rate&definition=${rate}&asylum=ITA&years=2024&unit=persons`);
    expect(shown.startsWith("at least "), rate).toBe(missesGrants(rate));
  }
  // Where grants are reported as refusals the number of decisions is whole; grants counted in cases are not of the country.
  expect(card("measure=decisions&definition=status&asylum=ITA&years=2024&unit=persons").shown).not.toContain(
    "at least"
  );
  expect(card("measure=decisions&definition=status&years=2024&unit=cases&cell=protection").shown).not.toContain(
    "at least"
  );
});

test.each([
  ["measure=decisions&definition=status&years=2025&unit=cases&cell=refugee_status&added=stages", "13,718"],
  ["measure=decisions&definition=status&origin=BFA&asylum=members:eu&years=2024&unit=persons&cell=protection", "3,825"],
  ["origin=BLR&asylum=AUT,DEU,ITA&years=2005-2013&unit=persons", "1,449"]
])("the card and the sentence of %s are at least the lower end of the range", (query, least) => {
  const {shown, printed} = card(query);
  expect(shown).toBe(`at least ${least}`);
  expect(printed).toContain(shown);
});

test.each([
  ["asylum=m49:150&years=2000-2025", ["count", "new_and_repeat"]],
  ["measure=rate&definition=positive&asylum=DEU&years=2015-2025", ["decisions", "rate"]],
  ["measure=decisions&asylum=ITA&years=2009-2025", ["refugee_status", "refused"]]
])("the file of %s has the range of every number whose range its table shows", (query, keys) => {
  const view = viewIn(ledger, query);
  const table = tableOf(ledger, view);
  const lines = csvOf(ledger, view, table, "explorer").trimEnd().split("\r\n").filter((line) => !line.startsWith('"#')); // prettier-ignore
  const heads = lines[0]?.split(",") ?? [];
  for (const key of keys) expect(heads).toEqual(expect.arrayContaining([key, `${key}_lo`, `${key}_hi`]));
  let ranges = 0;
  for (const row of table.rows)
    for (const {text, file} of row) {
      const [, lo, hi] = /\[([\d,]+)–([\d,]+)\]/.exec(text) ?? [];
      if (lo === undefined || hi === undefined) continue;
      ranges++;
      const numbers = Object.entries(file).flatMap(([key, value]) => (/_(?:lo|hi)$/.test(key) ? [value] : []));
      expect(numbers, text).toEqual([lo, hi].map((end) => Number(end.replaceAll(",", ""))));
    }
  expect(ranges).toBeGreaterThan(5);
});

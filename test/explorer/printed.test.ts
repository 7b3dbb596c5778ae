// The sentence to print of an answer: its number is the answer's own first number, and it is the one that other pages print.
import {beforeAll, expect, test} from "vitest";
import {parseState} from "../../src/explorer/address.js";
import {findingOf} from "../../src/explorer/findings.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {answerToPrint} from "../../src/explorer/printed.js";
import {viewOf} from "../../src/explorer/view.js";
import {brokenBy} from "../words/sentence.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
beforeAll(async () => {
  ({ledger} = await ledgerOf());
});

test.each([
  ["origin=ERI&asylum=ISR&years=2000-2025", "made 881 new asylum applications in Israel", "881"],
  ["years=2024", "received 3,050,315 new asylum applications", "3,050,315"],
  [
    "asylum=USA&years=2025",
    "counted as 629,358 persons and 282,594 cases, which must not be added",
    "629,358 persons and 282,594 cases"
  ],
  ["asylum=RUS&years=2025", "between 281 and 433 new applications for refugee status", "281 and 433"],
  [
    "measure=rate&origin=AFG&asylum=DEU&years=2023",
    "98.6% of substantive decisions at first instance on people from Afghanistan in Germany",
    "98.6%"
  ],
  [
    "measure=rate&asylum=JPN&years=2025",
    "cannot be calculated: grants and refusals are reported at different stages",
    "cannot be calculated"
  ],
  ["measure=decisions&asylum=CAN&years=2025", "(not separated in the data) in 50,041 decisions", "50,041"],
  ["measure=decisions&asylum=EGY&years=2025", "UNHCR in Egypt granted refugee status in 14,628 decisions", "14,628"],
  [
    "measure=refugees&origin=SYR&asylum=TUR&years=2025",
    "2,347,756 refugees from Syria were living in Türkiye",
    "2,347,756"
  ]
])("of %s has the answer's first number", (query, words, number) => {
  const {state} = parseState(query, {
    years: ledger.facts.years,
    place: (code) => ledger.place(code) !== undefined
  });
  const view = viewOf(ledger, state);
  const printed = answerToPrint(ledger, view);
  if (!printed) throw new Error(`no sentence for ${query}`);
  expect(printed.short).toContain(words);
  expect(findingOf(ledger, view)).toContain(number);
  expect(brokenBy(printed)).toEqual([]);
});

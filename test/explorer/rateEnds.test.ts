// Every rate of the edition, as its card, its sentences and its table print it: an end of its range is one number in all of them, the
// lower never above what it is and the upper never below.
import {expect, test} from "vitest";
import {answerOf} from "../../src/explorer/figure/answer.js";
import type {FigureNumber} from "../../src/explorer/figure/number.js";
import {numberOf} from "../../src/explorer/figure/card.js";
import {printedOf} from "../../src/explorer/figure/words.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {RATE_NAMES} from "../../src/measures/rates.js";
import {leastRateWords, rateWords} from "../../src/words/rates.js";
import {ledgerOf, viewIn} from "./ledger.js";

const numberIn = (text: string) => Number(text.replace(/less than |more than |[<>]/, ""));
/** The lower and the upper ends that a text prints. */
function endsIn(text: string): {lows: string[]; highs: string[]} {
  const end = "((?:less than |more than |[<>])?[\\d.]+)";
  const ranges = [
    ...text.matchAll(new RegExp(`between ${end}% and ${end}%`, "g")),
    ...text.matchAll(new RegExp(`(?:\\[|^)${end}–${end}%`, "g"))
  ];
  const least = [...text.matchAll(new RegExp(`at least ${end}%`, "g"))];
  return {lows: [...ranges, ...least].map(([, lo = ""]) => lo), highs: ranges.map(([, , hi = ""]) => hi)};
}

test("an end of a rate's range is one number on its card and in its sentences, and leaves nothing of the range out", {timeout: 120_000}, async () => {
  const {ledger} = await ledgerOf();
  const wrong: string[] = [];
  const seen = new Set<string>();
  let printed = 0;
  for (const definition of RATE_NAMES) {
    const {figure} = parseFigureQuery(`measure=rate&definition=${definition}&asylum=DEU&years=2024`);
    const answer = answerOf(ledger, figure);
    const [frame] = answer.numbers;
    for (const {code} of ledger.facts.places) {
      const {series, main} = viewIn(ledger, `measure=rate&definition=${definition}&asylum=${code}&years=2000-2025`);
      for (const {rate, outcomes} of [...series, ...(main ?? [])].flatMap(({points}) => points)) {
        if (!rate || rate.kind === "none" || !frame) continue;
        const key = JSON.stringify([definition, rate, outcomes]);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const isLeast of [false, true]) {
          const one: FigureNumber = {...frame, rate, isLeast, outcomes};
          const {shown, range, note} = numberOf(ledger, {...answer, numbers: [one]}, one);
          const {short, full} = printedOf(ledger, {...answer, numbers: [one]}, one);
          const texts = [shown, range ?? "", note, short, full, isLeast ? leastRateWords(rate) : rateWords(rate)];
          const all = texts.map(endsIn);
          const plain = (some: string[]) => new Set(some.map((end) => end.replace("less than ", "<").replace("more than ", ">")));
          const [lows, highs] = [plain(all.flatMap((of) => of.lows)), plain(all.flatMap((of) => of.highs))];
          printed += lows.size;
          const isAbove = [...lows].some((lo) => !lo.startsWith("<") && numberIn(lo) > 100 * rate.lo + 1e-6);
          const isBelow = [...highs].some((hi) => !hi.startsWith(">") && numberIn(hi) < 100 * rate.hi - 1e-6);
          if (lows.size > 1 || highs.size > 1 || isAbove || isBelow)
            wrong.push(`${definition} ${code} ${String(rate.lo)}–${String(rate.hi)}: ${texts.join(" | ")}`);
        }
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(seen.size).toBeGreaterThan(10_000);
  expect(printed).toBeGreaterThan(seen.size);
}); // prettier-ignore

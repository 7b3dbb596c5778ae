// What an address asks, said before any figure is there.
import {describe, expect, test} from "vitest";
import {askedWords} from "../../src/explorer/asked.js";

const NAMES: Readonly<Record<string, string>> = {
  "measure applications": "New applications",
  "measure rate": "Rates",
  ...{"origin ERI": "Eritrea", "origin SYR": "Syria", "asylum ISR": "Israel", "asylum m49:150": "Europe"}
};
const words = (query: string) =>
  askedWords(query, (control, value) => NAMES[`${control} ${value}`] ?? null, [2000, 2025]);

describe("what an address asks is said", () => {
  test.each([
    ["origin=ERI&asylum=ISR&years=2010-2020", "new applications by people from Eritrea in Israel, 2010–2020"],
    ["measure=rate&origin=ERI,SYR&asylum=m49:150&years=2024", "rates for people from Eritrea, Syria in Europe, 2024"],
    ["origin=ERI&origin=SYR&from=2001&to=2003", "new applications by people from Eritrea, Syria, 2001–2003"],
    ["", "new applications, 2000–2025"],
    ["measure=nothing&origin=XXX&years=<b>", "2000–2025"]
  ])("of “%s” as “%s”", (query, said) => expect(words(query)).toBe(said));
  test("with the first four of many places, and whatever is typed", () => {
    const many = Array.from({length: 9}, () => "ERI").join(",");
    expect(words(`origin=${many}`)).toBe(
      "new applications by people from Eritrea, Eritrea, Eritrea, Eritrea and 5 more, 2000–2025"
    );
    expect(words("x".repeat(100_000))).toBe("new applications, 2000–2025");
  });
});

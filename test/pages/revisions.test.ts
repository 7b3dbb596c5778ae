// Whether a printed figure still stands: what a reader may paste, and what is answered.
import {describe, expect, test} from "vitest";
import {packRevision, standingOf} from "../../src/pages/revisions/standing.js";
import type {Standing} from "../../src/pages/revisions/standing.js";
import type {Revision} from "../../src/measures/revisions.js";

const haiti: Revision = {
  ...{table: "decisions", year: 2025, origin: "HTI", asylum: "CAN", authority: "G", type: null, level: "FI", unit: "P"},
  ...{change: "changed", column: "recognized", before: 13404, after: 4214}
};
const gone: Revision = {...haiti, origin: "BEL", change: "gone", before: 5, after: null};
const applied: Revision = {
  ...haiti,
  ...{table: "applications", type: "A", level: "AR", column: "applications", before: 1947, after: 3420, origin: "IND"}
};

const two: Standing = {
  current: "2026-06-25",
  kept: ["2026-06-12", "2026-06-25"],
  pairs: [["2026-06-12", "2026-06-25"]],
  figures: {
    "decisions-hti-can-2025-column-recognized": ["Filed under “recognized”, Haiti in Canada", "13,404", "4,214"],
    "applications-prk-rus-2011": ["Applications, North Korea in Russia", "67", "67"],
    "decisions-new": ["New", null, "5\u00a0[3–7]"]
  },
  places: [
    ["CAN", "019", "021", "americas", "Canada", "Канада", "캐나다"],
    ["HTI", "019", "029", "americas", "Haiti", "Гаити", "아이티"],
    ["IND", "142", "034", "asia_pacific", "India"],
    ["BEL", "150", "155", "europe", "Belgium"],
    ["PRK", "142", "030", "asia_pacific", "North Korea", "DPRK"],
    ["RUS", "150", "151", "europe", "Russia", "Россия"],
    ["GIN", "002", "011", "wca", "Guinea"],
    ["GNB", "002", "011", "wca", "Guinea-Bissau"]
  ],
  revisions: [haiti, gone, applied].map((each) => packRevision(each, 0))
};
const one: Standing = {...two, kept: ["2026-06-25"], pairs: [], revisions: [], figures: {a: ["A", "5"]}};
const answer = (pasted: string, standing = two) => standingOf(standing, pasted);
const words = (pasted: string, standing = two) =>
  [answer(pasted, standing).finding, ...answer(pasted, standing).lines.map((line) => line.words)].join("\n");

describe("The address of a card", () => {
  test.each([
    ["https://ledger.example/below/editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized", "changed"],
    ["/figures/decisions-hti-can-2025-column-recognized.html?edition=2026-06-12#rows", "changed"],
    ["/editions/2026-06-25/figures/decisions-hti-can-2025-column-recognized", "stands"],
    ["/editions/2026-06-12/figures/applications-prk-rus-2011", "stands"],
    ["figures/applications-prk-rus-2011", "stands"],
    ["figures/decisions-hti-can-2025-column-recognized", "changed"],
    ["/editions/2020-01-01/figures/applications-prk-rus-2011", "untold"]
  ])("%s: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test("with an edition tells the number then and now, and leads to both cards", () => {
    const pasted = "/editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized";
    expect(answer(pasted).finding).toBe(
      "It has changed: 13,404 in edition 2026-06-12, 4,214 in the current one, 2026-06-25."
    );
    expect(answer(pasted).lines.map(({href}) => href)).toEqual([
      "figures/decisions-hti-can-2025-column-recognized",
      "editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized"
    ]);
  });

  test("with an edition that is not kept names those that are", () =>
    expect(words("/editions/2020-01-01/figures/applications-prk-rus-2011")).toContain(
      "Edition 2020-01-01 is not kept here. Kept: 2026-06-12, 2026-06-25."
    ));

  test("that no page prints any more is answered by its words", () =>
    expect(words("/figures/decisions-hti-can-2024-2025")).toMatch(/No page prints.*\n.*Haiti in Canada, 2025/));

  test("is no property of any object", () => expect(answer("/figures/constructor").finding).toMatch(/^No page prints/));
});

describe("A question to the explorer", () => {
  test.each([
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2020-2025", "changed"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2020-2024", "stands"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025&edition=2026-06-25", "stands"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025&edition=2026-06-12", "changed"],
    ["/explorer?measure=rate&definition=positive&asylum=m49:021&years=2025", "changed"],
    ["/explorer?measure=rate&definition=positive&asylum=bureau:europe&years=2025", "stands"],
    ["/explorer?measure=decisions&asylum=CAN&years=2025&stage=appeal", "stands"],
    ["/explorer?origin=IND&asylum=CAN&years=2025&type=all", "changed"],
    ["/explorer?origin=IND&asylum=CAN&years=2025&unit=cases&type=all", "stands"],
    ["/explorer?measure=refugees&asylum=CAN&years=2025", "stands"],
    ["/explorer?asylum=CAN&years=2025&edition=1999-01-01&measure=refugees", "untold"]
  ])("%s: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test("tells the cells, before and after", () =>
    expect(words("/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025")).toContain(
      "Haiti in Canada, 2025, level FI (first instance), persons: “recognized” 13,404, then 4,214 (edition 2026-06-25)"
    ));
});

describe("A number with words", () => {
  test.each([
    ["13,404 Haiti Canada 2025", "changed"],
    ["13 404 Haitians in Canada in 2025", "changed"],
    ["13404 HTI CAN", "changed"],
    ["4,214 HTI CAN 2025", "stands"],
    ["Гаити Канада 2025: 13404", "changed"],
    ["1,234 HTI CAN 2025", "untold"],
    ["1,234 PRK RUS 2022", "stands"],
    ["Guinea-Bissau in Belgium", "stands"],
    ["what about it?", "untold"],
    ["", "untold"],
    ["   \n", "untold"]
  ])("“%s”: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test("leads to the rows, origin first as it is written", () =>
    expect(answer("13,404 Haitians in Canada, 2025").lines.at(-1)?.href).toBe(
      "explorer?origin=HTI&asylum=CAN&years=2025-2025"
    ));

  test("finds a card that prints it", () =>
    expect(words("67 North Korea Russia 2011")).toContain(
      "A card with this number: Applications, North Korea in Russia"
    ));

  test("a row that is gone is told as gone", () =>
    expect(words("5 Belgium Canada 2025")).toContain("the row is gone, “recognized” was 5"));

  test("takes a longer name for no shorter one", () =>
    expect(answer("Guinea-Bissau 2020").lines.at(-1)?.href).toBe("explorer?asylum=GNB&years=2020-2020"));
});

test("An edition that stands alone says so, and claims nothing of what was before", () => {
  expect(answer("figures/a", one)).toMatchObject({verdict: "stands"});
  expect(words("5 HTI CAN 2025", one)).toContain("There is no earlier edition than 2026-06-25 to compare with");
});

test("no text is too long, too strange or markup", () => {
  for (const text of [
    "x".repeat(1e6),
    "<img src=x onerror=alert(1)> 5",
    "explorer?%E0%A4%A",
    "\u0000\ud800",
    "figures/../../x",
    "9".repeat(400)
  ])
    expect(() => answer(text), text.slice(0, 20)).not.toThrow();
});

// What the page "Check a figure" answers to what a reader pastes.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {answerTo} from "../../src/pages/check/answer.js";
import {packRevision} from "../../src/pages/check/checkList.js";
import type {CheckList} from "../../src/pages/check/checkList.js";
import type {Revision} from "../../src/measures/revisions.js";

// A line that begins with <noscript> becomes a paragraph, which its own paragraph ends: the note is then seen with scripts on.
test("notes for readers without scripts are in a block of their own in every page's text", () => {
  const pages = readdirSync(join(PROJECT, "src"), {recursive: true, encoding: "utf8"}).filter((name) => name.endsWith(".md")); // prettier-ignore
  const notes = pages.flatMap((name) => {
    const text = readFileSync(join(PROJECT, "src", name), "utf8");
    return [...text.matchAll(/^.*<noscript>/gm)].map(([line]) => `${name}: ${line}`);
  });
  expect(notes.length).toBeGreaterThan(1);
  expect(notes.filter((note) => !note.endsWith("<div><noscript>"))).toEqual([]);
});

const haiti: Revision = {
  ...{table: "decisions", year: 2025, origin: "HTI", asylum: "CAN", authority: "G", type: null, level: "FI", unit: "P"},
  ...{change: "changed", column: "recognized", before: 13404, after: 4214}
};
const gone: Revision = {...haiti, origin: "BEL", change: "gone", before: 5, after: null};
const applied: Revision = {
  ...haiti,
  ...{table: "applications", type: "A", level: "AR", column: "applications", before: 1947, after: 3420, origin: "IND"}
};

const two: CheckList = {
  current: "2026-06-25",
  kept: ["2026-06-12", "2026-06-25"],
  pairs: [["2026-06-12", "2026-06-25"]],
  figures: {
    "decisions-hti-can-2025-column-recognized": ["Reported under “recognized”, Haiti in Canada", "13,404", "4,214"],
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
const one: CheckList = {...two, kept: ["2026-06-25"], pairs: [], revisions: [], figures: {a: ["A", "5"]}};
const answer = (pasted: string, standing = two) => answerTo(standing, pasted);
const words = (pasted: string, standing = two) =>
  [answer(pasted, standing).finding, ...answer(pasted, standing).lines.map((line) => line.words)].join("\n");

describe("The address of a card", () => {
  test.each([
    ["https://ledger.example/below/editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized", "changed"],
    ["/figures/decisions-hti-can-2025-column-recognized.html?edition=2026-06-12#rows", "changed"],
    ["/editions/2026-06-25/figures/decisions-hti-can-2025-column-recognized", "unchanged"],
    ["/editions/2026-06-12/figures/applications-prk-rus-2011", "unchanged"],
    ["figures/applications-prk-rus-2011", "unchanged"],
    ["figures/decisions-hti-can-2025-column-recognized", "changed"],
    ["/editions/2020-01-01/figures/applications-prk-rus-2011", "unknown"]
  ])("%s: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test("with an edition gives the number then and now, and links to both cards", () => {
    const pasted = "/editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized";
    expect(answer(pasted).finding).toMatch(/^Changed: 13,404 .*12 June 2026, 4,214 .*25 June 2026\.$/);
    expect(answer(pasted).lines.map(({href}) => href)).toEqual([
      "figures/decisions-hti-can-2025-column-recognized",
      "editions/2026-06-12/figures/decisions-hti-can-2025-column-recognized"
    ]);
  });

  test("with an edition that is not kept names those that are", () =>
    expect(words("/editions/2020-01-01/figures/applications-prk-rus-2011")).toMatch(
      /do not keep the edition of 1 January 2020.*12 June 2026 and 25 June 2026/
    ));

  test("that no page prints any more is answered from its words", () =>
    expect(words("/figures/decisions-hti-can-2024-2025")).toMatch(/No page prints.*\n.*Haiti in Canada, 2025/));

  test("is not looked up as a property of Object", () =>
    expect(answer("/figures/constructor").finding).toMatch(/^No page prints/));
});

describe("A question to the explorer", () => {
  test.each([
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2020-2025", "changed"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2020-2024", "unchanged"],
    ["/figure?measure=decisions&definition=published&origin=HTI&asylum=CAN&years=2025&cell=recognized", "changed"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025&edition=2026-06-25", "unchanged"],
    ["/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025&edition=2026-06-12", "changed"],
    ["/explorer?measure=rate&definition=positive&asylum=m49:021&years=2025", "changed"],
    ["/explorer?measure=rate&definition=positive&asylum=bureau:europe&years=2025", "unchanged"],
    ["/explorer?measure=decisions&asylum=CAN&years=2025&stage=appeal", "unchanged"],
    ["/explorer?origin=IND&asylum=CAN&years=2025&type=all", "changed"],
    ["/explorer?origin=IND&asylum=CAN&years=2025&unit=cases&type=all", "unchanged"],
    ["/explorer?measure=refugees&asylum=CAN&years=2025", "unchanged"],
    ["/explorer?asylum=CAN&years=2025&edition=1999-01-01&measure=refugees", "unknown"]
  ])("%s: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test("lists the revised figures, before and after", () =>
    expect(words("/explorer?measure=decisions&origin=HTI&asylum=CAN&years=2025")).toContain(
      "Haiti in Canada, 2025, first instance (FI), counted in persons: “recognized” 13,404, now 4,214 (edition of 25 June 2026)"
    ));
});

describe("A number with words", () => {
  test.each([
    ["13,404 Haiti Canada 2025", "changed"],
    ["13 404 Haitians in Canada in 2025", "changed"],
    ["13404 HTI CAN", "changed"],
    ["4,214 HTI CAN 2025", "unchanged"],
    ["Гаити Канада 2025: 13404", "changed"],
    ["1,234 HTI CAN 2025", "unknown"],
    ["13\u2009404 Haiti Canada 2025", "changed"],
    ["13’404 Haiti Canada 2025", "changed"],
    ["13'404 Haiti Canada 2025", "changed"],
    ["１３４０４ Haiti Canada 2025", "changed"],
    ["١٣٬٤٠٤ Haiti Canada 2025", "changed"],
    ["۱۳۴۰۴ Haiti Canada 2025", "changed"],
    ["1,234 PRK RUS 2022", "unknown"],
    ["329,104 Canada 2023", "unknown"],
    ["Guinea-Bissau in Belgium", "unchanged"],
    ["what about it?", "unknown"],
    ["", "unknown"],
    ["   \n", "unknown"]
  ])("“%s”: %s", (pasted, verdict) => expect(answer(pasted).verdict).toBe(verdict));

  test.each([
    "13,404% HTI CAN 2025",
    "13,404.5 HTI CAN 2025",
    "5.5 BEL CAN 2025",
    "67 thousand PRK RUS 2011",
    "13.4k HTI CAN"
  ])("“%s” is no count, and is not looked up as one", (pasted) => {
    expect(answer(pasted).verdict).toBe("unknown");
    expect(words(pasted)).not.toMatch(/source card with this number/);
  });

  test("takes years joined by a comma as years", () =>
    expect(answer("Canada 2019,2020").lines.at(-1)?.href).toBe("explorer?asylum=CAN&years=2019-2020"));

  test("links to the explorer, origin first as it is written", () =>
    expect(answer("13,404 Haitians in Canada, 2025").lines.at(-1)?.href).toBe(
      "explorer?origin=HTI&asylum=CAN&years=2025-2025"
    ));

  test("finds a card that prints it", () =>
    expect(words("67 North Korea Russia 2011")).toContain(
      "A source card with this number: Applications, North Korea in Russia"
    ));

  test("says that an entry was removed", () =>
    expect(words("5 Belgium Canada 2025")).toContain("entry removed, “recognized” was 5"));

  test("does not take Guinea-Bissau for Guinea", () =>
    expect(answer("Guinea-Bissau 2020").lines.at(-1)?.href).toBe("explorer?asylum=GNB&years=2020-2020"));
});

test("never confirms a number that was not looked up, and says where to look (A11)", () => {
  for (const pasted of ["329,104 Canada 2023", "1,234 PRK RUS 2022", "7 people in Guinea"]) {
    const {verdict, finding, lines} = answer(pasted);
    expect(verdict, pasted).toBe("unknown");
    expect(finding, pasted).toMatch(
      /No figure .*12 June 2026 and 25 June 2026.*We have not checked that (?:329,104|1,234|7) /
    );
    expect(lines.at(-1)?.href, pasted).toMatch(/^explorer\?asylum=|^explorer\?origin=/);
  }
  expect(answer("1,234 HTI CAN 2025", one).verdict).toBe("unknown");
});

test("with one edition says that nothing earlier can be compared", () => {
  expect(answer("figures/a", one)).toMatchObject({verdict: "unchanged"});
  expect(words("5 HTI CAN 2025", one)).toContain("We keep no edition before that of 25 June 2026");
});

test("never throws, however long or strange the text", () => {
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

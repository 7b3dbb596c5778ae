// A brief: its address and file, what is cut out of pages, and the text of the file that is saved.
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {
  briefFile,
  formatBrief,
  MOST_CAPTION,
  MOST_ITEMS,
  MOST_TITLE,
  NO_BRIEF,
  parseBrief,
  readBriefFile
} from "../../src/explorer/brief/address.js";
import type {Brief, BriefItem} from "../../src/explorer/brief/address.js";
import {changesBetween} from "../../src/explorer/brief/changes.js";
import {cut, prefixed} from "../../src/explorer/brief/cut.js";
import {briefArticle, savedHtml} from "../../src/explorer/brief/document.js";
import {itemAt} from "../../src/explorer/brief/link.js";
import {editionWords} from "../../src/explorer/names.js";
import type {Part} from "../../src/explorer/brief/parts.js";

const ITEMS: readonly BriefItem[] = [
  {kind: "chart", query: "origin=ERI&asylum=ISR&years=2000-2025", part: "over-time", caption: "Wir & ihr: 50% # <b>\nzweite Zeile"},
  {kind: "figure", query: "measure=rate&definition=positive&asylum=members:eu&years=2025", caption: ""},
  {kind: "page", page: "countries/deu", part: "applications-1", caption: "+=&"}
]; // prettier-ignore
const BRIEF: Brief = {title: "Hearing of 3 December: “one” & two", edition: "2026-11-25", items: ITEMS};

const text = (most: number) => fc.string({maxLength: most, unit: "grapheme"}).map((some) => parseBrief(`title=${encodeURIComponent(some)}`).brief.title); // prettier-ignore
const item: fc.Arbitrary<BriefItem> = fc.oneof(
  fc.record({kind: fc.constant("chart" as const), query: fc.stringMatching(/^(?:[a-df-z]+=[A-Z,:-]+(?:&[a-df-z]+=[\w-]+)?)?$/), part: fc.stringMatching(/^[a-z][a-z-]{0,20}$/), caption: text(30)}),
  fc.record({kind: fc.constant("figure" as const), query: fc.stringMatching(/^[a-df-z]+=[A-Z,:-]+$/), caption: text(30)}),
  fc.record({kind: fc.constant("page" as const), page: fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}$/), part: fc.stringMatching(/^[a-z][a-z-]{0,20}$/), caption: text(30)})
); // prettier-ignore
const brief: fc.Arbitrary<Brief> = fc.record({
  title: text(60),
  edition: fc.option(fc.constantFrom("2026-11-25", "2026-06-12", "2026-11-25-2")),
  items: fc.array(item, {maxLength: 8})
});

describe("the address of a brief", () => {
  test("gives back the brief that it writes, and is as readable as an address allows", () => {
    expect(parseBrief(formatBrief(BRIEF))).toEqual({brief: BRIEF, add: false, problems: []});
    expect(formatBrief(BRIEF)).toContain("chart=origin=ERI%26asylum=ISR%26years=2000-2025%23over-time&caption=");
    expect(formatBrief(NO_BRIEF)).toBe("");
    fc.assert(
      fc.property(brief, (some) => {
        expect(parseBrief(formatBrief(some))).toEqual({brief: some, add: false, problems: []});
      })
    );
  });

  test("names items to be added to the brief that is shown", () => {
    expect(parseBrief(`add=1&${formatBrief(BRIEF)}`)).toEqual({brief: BRIEF, add: true, problems: []});
  });

  test.each([
    ["a path out of the site", "page=../../etc/passwd%23x"],
    ["another site", "page=https://example.org/x%23y"],
    ["a script's address", "page=javascript:alert(1)%23y"],
    ["a query with markup", 'chart=origin=<img src=x onerror="alert(1)">%23map'],
    ["a part that is no id", "chart=origin=SYR%23a b"],
    ["two parts", "chart=origin=SYR%23a%23b"],
    ["a figure without a question", "figure="],
    ["an unknown key", "onload=alert(1)"],
    ["a caption without an item", "caption=x"],
    ["a malformed edition", "edition=<b>"]
  ])("drops %s, and says so", (_, hash) => {
    const {brief: read, problems} = parseBrief(hash);
    expect(read).toEqual(NO_BRIEF);
    expect(problems).toHaveLength(1);
  });

  test("leaves the edition to the brief, cuts what is too long, and never throws", () => {
    const [one] = parseBrief("chart=origin=SYR%26edition=2020-01-01%26years=2015%23map").brief.items;
    expect(one).toMatchObject({query: "origin=SYR&years=2015", part: "map"});
    const long = parseBrief(`title=${"a".repeat(300)}&figure=asylum=DEU&caption=${"b".repeat(3000)}`);
    expect([long.brief.title.length, long.brief.items[0]?.caption.length]).toEqual([MOST_TITLE, MOST_CAPTION]);
    expect(long.problems).toHaveLength(2);
    const many = parseBrief(Array.from({length: 60}, (_, i) => `figure=asylum=DEU%26years=${1980 + i}`).join("&"));
    expect(many.brief.items).toHaveLength(MOST_ITEMS);
    expect(parseBrief("figure=asylum=DEU&".repeat(20_000)).brief.items).toEqual([]);
    fc.assert(fc.property(fc.string({unit: "binary"}), (some) => void parseBrief(some)));
  });
});

describe("the file of a brief", () => {
  test("is read back whole, and is checked at the door", () => {
    fc.assert(
      fc.property(brief, (some) => {
        expect(readBriefFile(briefFile(some))).toEqual({brief: some, add: false, problems: []});
      })
    );
    for (const wrong of [
      "",
      "[]",
      "null",
      "<html>",
      '{"format":"other"}',
      '{"format":"asylum-ledger-brief","version":2}',
      '{"format":"asylum-ledger-brief","version":1,"items":{}}'
    ])
      // prettier-ignore
      expect(readBriefFile(wrong), wrong).toBeTypeOf("string");
    expect(readBriefFile("{")).toContain("not JSON");
    const read = readBriefFile(
      '{"format":"asylum-ledger-brief","version":1,"title":7,"items":[null,{"chart":4},{"page":"../x#y"},{"figure":"asylum=DEU","caption":{}}]}'
    );
    expect(read).toMatchObject({brief: {title: "", items: [{query: "asylum=DEU", caption: ""}]}});
    expect(typeof read === "string" ? 0 : read.problems.length).toBe(3);
    fc.assert(fc.property(fc.json(), (some) => void readBriefFile(some)));
  });
});

describe("the item that an address names", () => {
  const at = (address: string) => itemAt(address, "https://ledger.example/site/");
  test("is an answer's part, a figure or a page's chart of this site", () => {
    expect(at("https://ledger.example/site/explorer?origin=SYR%2CAFG&edition=2026-06-12#map")).toEqual({
      item: {kind: "chart", query: "origin=SYR,AFG", part: "map", caption: ""},
      edition: "2026-06-12"
    });
    expect(at("explorer#origin=SYR")?.item).toMatchObject({query: "origin=SYR", part: "over-time"});
    expect(at("/site/figure?asylum=DEU&years=2025")?.item).toMatchObject({
      kind: "figure",
      query: "asylum=DEU&years=2025"
    });
    expect(at("countries/deu.html#applications-1")?.item).toMatchObject({
      page: "countries/deu",
      part: "applications-1"
    });
    expect(at("./#chart")?.item).toMatchObject({page: "index", part: "chart"});
  });
  test("is none of another site, of another folder, or without a chart", () => {
    for (const address of [
      "https://example.org/site/explorer",
      "/other/explorer",
      "countries/deu",
      "javascript:alert(1)",
      "http://[",
      "figure"
    ])
      // prettier-ignore
      expect(at(address), address).toBeNull();
  });
});

const HOSTILE = `<figure class="plate wide" id="f" aria-labelledby="f-title" onclick="alert(1)">
  <div class="hd"><h3 id="f-title">Title &lt;b&gt;</h3></div>
  <script>alert(1)</script><iframe src="https://evil.example"></iframe><img src="https://evil.example/x.png" onerror="alert(1)">
  <div class="arts"><div class="art wide"><svg viewBox="0 0 1 1"><script>alert(1)</script><foreignObject><p>x</p></foreignObject>
    <use href="#world-DEU"></use><use href="https://evil.example/x.svg#a"></use><rect fill="url(#hatch)" clip-path="url(#f-clip)" style="fill: url(https://evil.example/y)"></rect>
    <defs><clipPath id="f-clip"></clipPath></defs><a href="javascript:alert(1)"><text>t</text></a></svg></div></div>
  <div class="source"><span>Source</span><span class="take"><a href="#t">Table</a></span></div>
  <details class="behind"><summary>Table</summary><table><thead><tr><th>Year</th><th>Persons</th></tr></thead><tbody><tr><th>2024</th><td><a class="n" href="../figure?asylum=DEU">5</a></td></tr></tbody></table></details>
  <a href="javascript:alert(1)">a</a><form action="https://evil.example"><input autofocus></form><button>Menu</button><div class="cite">x</div></figure>
  <svg><defs><path id="world-DEU" d="M0 0" onload="alert(1)"></path></defs></svg>`;
const cutOut = () => {
  const {document} = new JSDOM(`<main>${HOSTILE}</main>`).window;
  const figure = document.querySelector("figure");
  if (!figure) throw new Error("no figure");
  return {document, made: cut(figure, {from: document, base: "https://ledger.example/countries/deu", document})};
};

describe("a chart that is cut out of a page", () => {
  test("runs nothing, loads nothing and asks nothing, and keeps its text, links and outlines", () => {
    const {made} = cutOut();
    expect(made.querySelectorAll("script, iframe, img, form, input, button, .take, .cite")).toHaveLength(0);
    const attributes = [made, ...made.querySelectorAll("*")].flatMap((one) => [...one.attributes].map(({name, value}) => `${name}=${value}`)); // prettier-ignore
    expect(attributes.filter((each) => /^on|javascript:|evil/.test(each))).toEqual([]);
    expect(made.outerHTML).not.toContain("foreignObject");
    expect(made.querySelector("h2")?.textContent).toBe("Title <b>");
    expect(made.querySelector("td a")?.getAttribute("href")).toBe("https://ledger.example/figure?asylum=DEU");
    expect(made.querySelector("svg.defs path")?.id).toBe("world-DEU");
  });

  test("may be in a brief twice: its ids and what refers to them have a prefix, others stay", () => {
    const {made} = cutOut();
    const html = prefixed(made, "item-2-").outerHTML;
    for (const part of [
      'id="item-2-f"',
      'aria-labelledby="item-2-f-title"',
      'href="#item-2-world-DEU"',
      "url(#item-2-f-clip)",
      "url(#hatch)"
    ])
      // prettier-ignore
      expect(html).toContain(part);
    expect(made.outerHTML).not.toContain("item-2-");
  });

  test("says which of its numbers are others in another edition", () => {
    const [{made: one}, {made: other}] = [cutOut(), cutOut()];
    expect(changesBetween(one, other)).toEqual({changed: 0, words: [], added: 0});
    const cell = other.querySelector("td");
    if (cell) cell.textContent = "7";
    other.querySelector("tbody")?.insertAdjacentHTML("beforeend", "<tr><th>2025</th><td>9</td></tr>");
    expect(changesBetween(one, other)).toEqual({changed: 1, words: ["2024, Persons: 5, then 7"], added: 1});
  });
});

describe("a brief saved as one HTML file", () => {
  const {document, made} = cutOut();
  const link = "https://ledger.example/explorer?origin=ERI&asylum=ISR&edition=2026-11-25#over-time";
  const part: Part = {
    ...{title: "Title", element: made, address: link, notes: ["Years are left out."], numbers: () => made},
    cite: `UNHCR. Title. Via Asylum Ledger, edition of 25 November 2026, ${link} (CC BY 4.0)`
  };
  const caption = '<script>alert(1)</script>\n"quoted" & <img src=x onerror=alert(1)>';
  const hostile: Brief = {
    ...BRIEF,
    title: "</title><script>alert(1)</script>",
    items: ITEMS.map((one) => ({...one, caption}))
  };
  const article = briefArticle(hostile, [part, part, {...part, element: null, cite: ""}], {
    ...{document, address: "https://ledger.example/brief#x", made: "28 November 2026", edition: "2026-11-25"}
  });
  const html = savedHtml(article, {title: hostile.title, styles: "p{color:red}</style><script>", defs: "<svg></svg>"});
  const read = new JSDOM(html).window.document;

  test("holds title, captions as text, charts, citations and permanent links", () => {
    expect(read.title).toBe(hostile.title);
    expect(read.querySelector("h1")?.textContent).toBe(hostile.title);
    expect([...read.querySelectorAll(".brief-caption")].map((one) => one.textContent).slice(0, 2)).toEqual(
      caption.split("\n")
    );
    expect(read.querySelectorAll("figure.plate svg:not(.defs)")).toHaveLength(2);
    expect(read.querySelectorAll(`.brief-cite a[href="${link}"]`)).toHaveLength(2);
    expect(read.querySelector(".brief-made")?.textContent).toContain("edition of 25 November 2026");
    expect(read.querySelectorAll(".caution")).toHaveLength(3);
  });

  test("has no script, nothing that loads, no id twice, and a policy that forbids both", () => {
    expect(read.querySelectorAll("script, link, iframe, img, object, button, input, textarea")).toHaveLength(0);
    const loads = [...read.querySelectorAll("*")].flatMap((one) => [...one.attributes].filter(({name, value}) => /^(?:src|on)|^style$/.test(name) || (name === "href" && one.localName !== "a" && !value.startsWith("#")))); // prettier-ignore
    expect(loads.map(({value}) => value).filter((value) => value !== "fill: none")).toEqual([]);
    const ids = [...read.querySelectorAll("[id]")].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(read.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  });
});

test.each(["2026-13-45", "2026-02-30", "0000-00-00"])("an edition of %s, which no calendar has, is ignored and said", (day) => {
  const {brief, problems} = parseBrief(`edition=${day}&chart=${encodeURIComponent("asylum=DEU#over-time")}`);
  expect([brief.edition, brief.items.length, problems.length]).toEqual([null, 1, 1]);
  expect(editionWords(day)).toContain(day);
}); // prettier-ignore

// The addresses and the code of charts that other sites frame, and the contents of the framed pages.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {embedCode, heightIn, isWritten, pageEmbed, parseEmbed, parseLoaded, questionEmbed, withTheme} from "../../src/explorer/embed/address.js"; // prettier-ignore
import type {EmbedCode} from "../../src/explorer/embed/address.js";
import {cutFigure, figuresIn, framedFigure, framedMain, titleIn} from "../../src/explorer/embed/framedFigure.js";
import {otherEdition} from "../../src/explorer/embed/pinned.js";
import {answerSubject, pageOf, questionAt} from "../../src/explorer/embed/subject.js";

const ROOT = "https://ledger.example/below/a/path/";
const CODE: EmbedCode = {
  address: "embed/SYR-DEU",
  root: ROOT,
  title: "Applications",
  theme: "reader",
  height: 520,
  follows: true
};
const frameIn = (code: string) => new JSDOM(code).window.document.querySelector("iframe");

describe("the code for a host page", () => {
  test("is one frame with a name, lazy, without a border, that sends no referrer", () => {
    const code = embedCode({...CODE, follows: false});
    const frame = frameIn(code);
    expect(frame?.getAttribute("src")).toBe(`${ROOT}embed/SYR-DEU`);
    expect(frame?.getAttribute("title")).toBe("Applications (Asylum Ledger)");
    expect(frame?.getAttribute("loading")).toBe("lazy");
    expect(frame?.getAttribute("width")).toBe("100%");
    expect(frame?.getAttribute("height")).toBe("520");
    expect(frame?.getAttribute("referrerpolicy")).toBe("no-referrer");
    expect(frame?.style.borderStyle || frame?.getAttribute("style")).toMatch(/^(?:none|border:0)/);
    expect(code).not.toContain("<script");
  });

  test("has the chart's title, source and address for readers without scripts, where a script draws the chart", () => {
    const instead = {of: "countries/deu#outcomes-1", source: "UNHCR & “others”"};
    const [, link] = embedCode({...CODE, title: "A <b>", instead, follows: false}).split("\n");
    const {document} = new JSDOM(`<body><p></p>${link ?? ""}</body>`).window;
    expect(document.querySelector("noscript a")?.getAttribute("href")).toBe(`${ROOT}countries/deu#outcomes-1`);
    expect(document.body.textContent).toBe("A <b> (Asylum Ledger). UNHCR & “others”");
    expect(embedCode({...CODE, follows: false})).not.toContain("noscript");
  });

  test("keeps a title and an address within their attributes", () => {
    const title = '"><script>alert(1)</script> & <b>it’s</b>';
    const code = embedCode({
      ...CODE,
      title,
      address: questionEmbed("origin=A&find=%22%3E", 'x"y', null),
      follows: false
    });
    const {document} = new JSDOM(code).window;
    expect(document.querySelectorAll("script, b")).toHaveLength(0);
    expect(document.body.children).toHaveLength(1);
    expect(frameIn(code)?.getAttribute("title")).toBe(`${title} (Asylum Ledger)`);
    expect(frameIn(code)?.getAttribute("src")).toBe(`${ROOT}embed/chart?origin=A&find=%22%3E&chart=x%22y`);
  });

  test.each([
    ["reader", "light dark", ""],
    ["light", "light", "?theme=light"],
    ["dark", "dark", "?theme=dark"]
  ] as const)("says the scheme %s to scripts by the address and to browsers by the style", (theme, scheme, query) => {
    const frame = frameIn(embedCode({...CODE, theme}));
    expect(frame?.getAttribute("src")).toBe(`${ROOT}embed/SYR-DEU${query}`);
    expect(frame?.getAttribute("style")).toContain(`color-scheme:${scheme}`);
  });

  test("has lines that take a sane height of this site's own frame, and of no other", () => {
    const {window} = new JSDOM(`<iframe src="about:blank" height="111"></iframe>${embedCode(CODE)}`, {
      runScripts: "dangerously",
      url: "https://host.example/"
    });
    const [other, own] = [...window.document.querySelectorAll("iframe")];
    const post = (
      data: unknown,
      {
        source = own?.contentWindow,
        origin = "https://ledger.example"
      }: {source?: Window | null | undefined; origin?: string} = {}
    ) =>
      // prettier-ignore
      window.dispatchEvent(new window.MessageEvent("message", {data, origin, source: source ?? null}));
    post({asylumLedger: "height", height: 733.2});
    expect(own?.height).toBe("734");
    for (const height of [0, -5, 1e9, NaN, "600", null, {}]) post({asylumLedger: "height", height});
    post({height: 600});
    post("height");
    post(null);
    post({asylumLedger: "height", height: 600}, {origin: "https://evil.example"});
    post({asylumLedger: "height", height: 600}, {source: other?.contentWindow});
    expect(own?.height).toBe("734");
    expect(other?.height).toBe("111");
  });
});

test.each([
  [{asylumLedger: "height", height: 600.4}, 601],
  [{asylumLedger: "height", height: 10}, null],
  [{asylumLedger: "height", height: Infinity}, null],
  [{asylumLedger: "width", height: 600}, null],
  ["600", null],
  [null, null]
])("of the message %j the height is %j", (message, height) => expect(heightIn(message)).toBe(height));

describe("addresses", () => {
  test("name the chart and the edition beside the question, and are read back", () => {
    const query = "origin=ERI&asylum=ISR&years=2000-2025";
    const address = questionEmbed(query, "outcomes", "2026-06-12");
    expect(address).toBe(`embed/chart?${query}&chart=outcomes&edition=2026-06-12`);
    expect(parseEmbed(`${address.slice("embed/chart".length)}&theme=dark`)).toEqual({
      query,
      chart: "outcomes",
      edition: "2026-06-12"
    });
    expect(parseEmbed("")).toEqual({query: "", chart: null, edition: null});
    expect(withTheme(address, "dark")).toBe(`${address}&theme=dark`);
  });

  test("of charts of pages are pages of their own, but for pages with hundreds of neighbours", () => {
    expect(pageEmbed("story", "hosts")).toBe("embed/story/hosts");
    expect(pageEmbed("index", "by-year-drawn")).toBe("embed/home/by-year-drawn");
    expect(pageEmbed("notebooks/closed", "chart-x")).toBe("embed/notebooks/closed/chart-x");
    const loaded = pageEmbed("countries/deu", "outcomes-1");
    expect(loaded).toBe("embed/page?of=countries/deu&chart=outcomes-1");
    expect(parseLoaded(loaded.slice("embed/page".length))).toEqual({
      ...{page: "countries/deu", chart: "outcomes-1", edition: null}
    });
    const pinned = pageEmbed("countries/deu", "outcomes-1", "2026-11-25");
    expect(parseLoaded(pinned.slice("embed/page".length))?.edition).toBe("2026-11-25");
    expect(pageEmbed("story", "hosts", "2026-11-25")).toBe("embed/story/hosts?edition=2026-11-25");
    expect(["world", "countries", "world/002", "regions/rus"].map(isWritten)).toEqual([true, true, false, false]);
  });

  test.each([
    "of=//evil.example&chart=a",
    "of=../x&chart=a",
    "of=https://a.b&chart=a",
    "of=a/../b&chart=a",
    "of=story",
    "of=story&chart=a%22b",
    ""
  ])(
    "“%s” names no page of the site", // prettier-ignore
    (query) => expect(parseLoaded(query)).toBeNull()
  );

  test("a page's path is found below the site's root", () => {
    for (const [path, page] of [
      ["", "index"],
      ["story", "story"],
      ["countries/deu.html", "countries/deu"],
      ["notebooks/", "notebooks/index"]
    ] as const)
      // prettier-ignore
      expect(pageOf(`/below/a/path/${path}`, ROOT)).toBe(page);
  });
});

describe("a chart of the explorer", () => {
  const held = {edition: "2026-11-25", years: [2000, 2025] as const, previews: new Set(["SYR-DEU", "DEU", "from-SYR"])};
  const subject = (query: string, chart = "over-time") => answerSubject({query, chart, title: "A"}, held);

  test("of a likely question has a page without scripts, and one that stays with its edition", () => {
    const {latest, pinned} = subject("origin=SYR&asylum=DEU&years=2000-2025");
    expect(latest).toBe("embed/SYR-DEU");
    expect(pinned).toBe("embed/SYR-DEU?edition=2026-11-25");
    expect(subject("origin=SYR&asylum=DEU&years=2010-2025").pinned).toBe(
      "embed/chart?origin=SYR&asylum=DEU&years=2010-2025&chart=over-time&edition=2026-11-25"
    );
    expect(subject("asylum=DEU&years=2000-2025").latest).toBe("embed/DEU");
    expect(subject("origin=SYR&years=2000-2025").latest).toBe("embed/from-SYR");
  });

  test.each([
    ["origin=SYR&asylum=DEU&years=2000-2025", "ranking"],
    ["origin=SYR&asylum=DEU&years=2010-2025", "over-time"],
    ["origin=SYR&asylum=DEU&years=2000-2025&shown=index", "over-time"],
    ["origin=AFG&asylum=DEU&years=2000-2025", "over-time"],
    ["origin=SYR&asylum=DEU&years=2000-2025&measure=decisions", "over-time"]
  ])("of another question (%s, %s) is drawn by a script", (query, chart) =>
    expect(subject(query, chart).latest).toBe(`embed/chart?${query}&chart=${chart}`)
  );

  test("is of the question of the address, after ? or #, and of the page's own without one", () => {
    expect(questionAt({search: "?origin=SYR,AFG&edition=2026-06-12", hash: "#map"})).toEqual({
      query: "origin=SYR,AFG",
      edition: "2026-06-12"
    });
    expect(questionAt({search: "", hash: "#origin=SYR"})).toEqual({query: "origin=SYR", edition: null});
    expect(questionAt({search: "", hash: ""}).query).toContain("origin=ERI");
  });
});

describe("a chart cut out of a page", () => {
  const page =
    '<svg width="0" class="world-defs"><defs><path id="world-DEU" d="M0 0"></path></defs></svg>' +
    '<figure class="plate wide" id="a"><p class="pn">Figure 1</p><div class="hd"><h3 id="a-title">Applications &amp; <i>more</i></h3></div>' +
    '<div class="arts"><div class="art wide"><div><svg></svg><svg></svg></div></div><div class="art middle"><svg><path d="M1 2"></path></svg></div><div class="art phone"><svg></svg></div></div>' +
    '<dl class="mg"><div><dt>Note</dt><dd><a href="./method#x">M</a> <a href="#notes">N</a> <a href="https://other.example/?a=1&amp;b=2">O</a> <a href="?origin=A&amp;b=c">Q</a></dd></div></dl>' +
    '<div class="source"><span>Source: UNHCR, <span>edition</span></span><span class="take"><a href="#a-table">Table</a><a href="./code/x">How</a></span></div>' +
    '<details class="behind" id="a-table"><summary>Table</summary><table></table></details><details class="cite"><summary>Cite</summary><p>…</p></details></figure>' +
    '<figure class="plate" id="b"><div class="hd"><h3 id="b-title">B</h3></div><svg><use href="#world-DEU"></use></svg><div class="source"><span>S</span></div></figure>';
  const framed = new JSDOM(framedFigure(cutFigure(page, "a") ?? "", {up: "../../", of: "story"})).window.document;

  test("is found by its id, with the outlines that its map needs", () => {
    expect(figuresIn(page)).toEqual(["a", "b"]);
    expect(cutFigure(page, "a")).toMatch(/^<figure class="plate wide" id="a">.*<\/figure>$/);
    expect(cutFigure(page, "b")).toMatch(/^<svg width="0" class="world-defs">.*id="b"/);
    expect(cutFigure(page, "c")).toBeNull();
    expect(titleIn(cutFigure(page, "a") ?? "")).toBe("Applications & more");
  });

  test("keeps title, the smaller drawings, notes, source and table, and leaves the page's tools", () => {
    expect(framed.querySelector("h1")?.textContent).toBe("Applications & more");
    expect([...framed.querySelectorAll(".art")].map((art) => art.className)).toEqual(["art middle", "art phone"]);
    expect(framed.querySelectorAll("dl.mg, .source > span, details.behind table")).toHaveLength(4);
    expect(framed.querySelectorAll(".pn, .take, .cite")).toHaveLength(0);
  });

  test("prints the numbers that a chart carries as its table, a range in the cell of its number", () => {
    const data = {
      columns: ["Place", "Rate (%)", "Rate (%), lowest", "Rate (%), highest", "Chance variation, lowest (%)", "Chance variation, highest (%)", "As printed", "Of decisions"],
      rows: [
        ["Germany", 28.3356, 28.2875, 28.4751, 27.1, 29.2, "28%", "1 of 2"],
        ["Mexico <b>", 79.8786, 71.3842, 80.2246, 70, 81, "80%", "3 of 4"]
      ]
    }; // prettier-ignore
    const carrying = (of: object) =>
      `<figure class="plate" id="r" data-table="${JSON.stringify(of).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"><div class="hd"><h3 id="r-title">R</h3></div></figure>`;
    const html = (of: object) => framedFigure(carrying(of), {up: "../", of: "story"});
    const rowsOf = (text: string) =>
      Array.from(new JSDOM(text).window.document.querySelectorAll("tr"), (row) =>
        Array.from(row.cells, (cell) => cell.textContent.replaceAll("\u00a0", " "))
      );
    expect(rowsOf(html(data))).toEqual([
      ["Place", "Rate", "Chance variation", "Of decisions"],
      ["Germany", "28%", "27.1–29.2%", "1 of 2"],
      ["Mexico <b>", "80% [71–81%]", "70.0–81.0%", "3 of 4"]
    ]);
    expect(html(data)).not.toContain("data-table");
    // A missing number is a dash with its reason, never 0; two drawings have a table each.
    const two = {
      columns: ["Table", "Year", "Value", "Value, lowest", "Value, highest", "Note", "Cases"],
      rows: [
        ["One", 2006, 0, 0, 2, null, null],
        ["One", 2007, null, null, null, "no entry", null],
        ["Two", 2006, null, null, null, null, 12345]
      ]
    };
    expect(rowsOf(html(two))).toEqual([
      ["Year", "Value", "Note"],
      ["2006", "0 [0–2]", ""],
      ["2007", "–", "no entry"],
      ["Year", "Cases"],
      ["2006", "12,345"]
    ]);
    // The colour's number adds persons and cases: what is printed does not.
    const map = {columns: ["Place", "Number that gives the colour", "As printed"], rows: [["United States", 911952, "629,358 persons and 282,594 cases"]]}; // prettier-ignore
    expect(rowsOf(html(map))[1]).toEqual(["United States", "629,358 persons and 282,594 cases"]);
  });

  test("says so where it was made for another edition than it shows, and is silent where it was not", () => {
    const line = (asked: string | null, shown = "2026-11-25") =>
      new JSDOM(otherEdition({asked, shown, up: "../", page: "../story#a"})).window.document.body;
    expect(line("2026-06-12").textContent).toMatch(/^Not the edition of 12 June 2026\. .* shows the edition of 25 November 2026/);
    expect(Array.from(line("2026-06-12").querySelectorAll("a"), (link) => link.getAttribute("href"))).toEqual([
      ...["../story#a", "../editions/2026-06-12/"]
    ]);
    expect(line("<img>").querySelectorAll("img")).toHaveLength(0);
    expect(line("<img>").querySelectorAll("a")).toHaveLength(1);
    for (const silent of [line(null), line("2026-11-25"), line("2026-11-25", "")]) expect(silent.innerHTML).toBe("");
  }); // prettier-ignore

  test("leads to the site beside the host page, and from each link to where it led", () => {
    const links = [...framed.querySelectorAll("a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "../../method#x",
      "../../story#notes",
      "https://other.example/?a=1&b=2",
      "../../story?origin=A&b=c",
      "../../story#a"
    ]);
    for (const link of links) expect([link.target, link.rel]).toEqual(["_blank", "noopener"]);
  });

  test("prints what an address asked for in vain as text", () => {
    const {document} = new JSDOM(framedMain("<p>chart</p>", {problems: ['We ignored “x=<img src="y">”']})).window;
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(document.querySelector(".caution")?.textContent).toContain("<img");
  });
});

// The directives that pages write in Markdown: figures, components and sources.
import {createRequire} from "node:module";
import type MarkdownIt from "markdown-it";
import {describe, expect, test} from "vitest";
import {FigureError, figuresOf} from "../../src/figures/figure.js";
import {directives} from "../../src/site/markdown.js";
import {smallEdition} from "../edition/edition.js";

// markdown-it comes with Framework.
const require = createRequire(createRequire(import.meta.url).resolve("@observablehq/framework/package.json"));
const Markdown = require("markdown-it") as new (options: object) => MarkdownIt;
const md = directives({
  figure: figuresOf(smallEdition({applications: [[2018, "FI", "P", 5]]})),
  component: (words) => {
    if (words !== "chart") throw new FigureError(`there is no component “${words}”`);
    return "<figure></figure>";
  },
  source: (key) => {
    if (key === "nowhere") throw new FigureError("there is no source “nowhere”");
    return {
      publisher: `The ${key}`,
      title: "A <title>",
      date: "2020-09",
      url: `https://example.org/${key}`,
      quoted: ["words"]
    };
  }
})(new Markdown({html: true}));
const FIG = ":fig[applications PRK RUS 2018 level=FI]";
const HTML =
  '<a class="fig b" href="/figures/applications-prk-rus-2018-level-fi" data-figure="applications PRK RUS 2018 level=FI" data-card="">5<span class="bounds">\u00a0[3–5]</span></a>';
const render = (text: string) => md.render(text, {path: "/story"}).trim();

describe("a figure's directive", () => {
  test("becomes a link on a bracket in a sentence", () =>
    expect(render(`They made ${FIG}.`)).toBe(`<p>They made ${HTML}.</p>`));
  test("is read in a table and in bold", () => {
    expect(render(`| a |\n|---|\n| **${FIG}** |`)).toContain(`<td><strong>${HTML}</strong></td>`);
  });
  test("is read inside a block of HTML", () => expect(render(`<div>${FIG}</div>`)).toBe(`<div>${HTML}</div>`));
  test("becomes plain text in a heading, so that the page's title has it", () => {
    expect(render(`# ${FIG} applications`)).toBe("<h1>5\u00a0[3–5] applications</h1>");
  });
  test("is left alone in code and after a backslash", () => {
    expect(render(`\`${FIG}\` \\${FIG}`)).toBe(`<p><code>${FIG}</code> ${FIG}</p>`);
  });
  test("leaves other colons alone", () =>
    expect(render("At 10:30 [x](y): see")).toBe('<p>At 10:30 <a href="y">x</a>: see</p>'));
});

describe("a cell that needs DuckDB", () => {
  test.each([
    ["```sql\nSELECT 1\n```", "a cell of SQL does not work here"],
    ["```sql id=rows\nSELECT 1\n```", "a cell of SQL does not work here"],
    ["```js\nconst db = DuckDBClient.of();\n```", "DuckDBClient and sql`…` do not work here"],
    ["```js echo\ndisplay(await sql`SELECT 1`);\n```", "DuckDBClient and sql`…` do not work here"]
  ])("stops the build, names the page and says what to write instead: %s", (text, message) => {
    expect(() => render(text)).toThrow(`page /story: ${message}`);
    expect(() => render(text)).toThrow(/src\/data\/NAME\.parquet\.ts.*FileAttachment\("…"\)\.parquet\(\)/);
  });
  test("is text like any other where it is not run", () => {
    expect(render("```sql run=false\nSELECT 1\n```")).toContain("SELECT 1");
    expect(render("```python\nsql`x`\n```")).toContain("sql`x`");
  });
});

describe("a statement's source", () => {
  const reference = (n: number) => `<sup class="ref"><a href="#source-${n}" aria-label="Source ${n}">${n}</a></sup>`;
  test("is numbered in the order of reading, paragraphs and blocks of HTML alike, and one address has one number", () => {
    const html = render(
      "One. :src[law]\n\n<aside>Two. :src[court]</aside>\n\nThree. :src[law court law]\n\n:component[page-sources]"
    );
    expect(html).toContain(`<p>One.${reference(1)}</p>`);
    expect(html).toContain(`<aside>Two.${reference(2)}</aside>`);
    expect(html.match(/<li id="source-\d">/g)).toEqual(['<li id="source-1">', '<li id="source-2">']);
    expect(html).toContain("The law, A &lt;title&gt;, September 2020</a>. <q>words</q>");
  });
  test("that is in no list names its page", () =>
    expect(() => render("One. :src[nowhere]")).toThrow("page /story: :src[nowhere]: there is no source “nowhere”"));
});

describe("a heading", () => {
  test("may name its place and its word for the rail", () =>
    expect(render('## Words {#place rail="Law"}')).toBe('<h2 id="place" data-rail="Law">Words</h2>'));
  test("may name its place", () => expect(render("## Words {#place}")).toBe('<h2 id="place">Words</h2>'));
});

describe("a component's directive", () => {
  test("is drawn on a line of its own", () =>
    expect(render("One.\n\n:component[chart]\n\nTwo.")).toBe("<p>One.</p>\n<figure></figure>\n<p>Two.</p>"));
  test("throws inside a sentence", () => {
    expect(() => render("See :component[chart] here")).toThrow(
      "page /story: :component[chart]: a component stands on a line of its own"
    );
  });
});

describe("what is not understood names its page and itself:", () => {
  test.each([
    ["An :fig[aplications] x", "page /story: :fig[aplications]: “aplications” is not a kind of figure"],
    ["A :fgi[applications] x", "page /story: :fgi[applications]: there is no directive “fgi”"],
    ["A :fig[applications PRK", "page /story: a directive is not closed: :fig[applications PRK"],
    [":component[picture]", "page /story: :component[picture]: there is no component “picture”"]
  ])("%s", (text, message) => expect(() => render(text)).toThrow(message));
});

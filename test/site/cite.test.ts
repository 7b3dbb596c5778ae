// “Cite” in the HTML of pages: what a reader without scripts has, for pages, charts, figures' cards and the explorer's answer.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {plate} from "../../src/charts/plate.js";
import {plateHtml} from "../../src/charts/plateHtml.js";
import {citeBlock} from "../../src/figures/citeBlock.js";
import {citePlace} from "../../src/html/citePlace.js";
import {PAPER} from "../../src/html/paper.js";
import {element} from "../../src/html/table.js";
import {PROJECT} from "../../src/site/build.js";
import {citingOf, withCites} from "../../src/site/finish/cite.js";
import type {CitedSource} from "../../src/words/cite.js";

const EDITION = "2026-11-25";
const SITE = "https://ledger.example.org/below/";
const sourcesOf = (id: string) =>
  (
    JSON.parse(readFileSync(join(PROJECT, "data", "editions", id, "datapackage.json"), "utf8")) as {
      sources: CitedSource[];
    }
  ).sources;
const citing = citingOf(EDITION, null, sourcesOf);
const known = citingOf(EDITION, SITE, sourcesOf);
const html = (title: string, main: string, attributes = "") =>
  `<html><head><title>${title} | Asylum Ledger</title></head><body><main id="observablehq-main"${attributes}><h1>A heading</h1>${main}</main></body></html>`;
const textOf = (text: string) => text.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&");
/** The blocks of a page: what each cites and its plain text. */
const blocks = (page: string) =>
  Array.from(page.matchAll(/<details class="cite"((?: [\w-]+="[^"]*")*)><summary>([^<]*)<\/summary><p class="ref">(.*?)<\/p>/g), ([, attributes = "", summary = "", text = ""]) => ({summary, attributes, text: textOf(text)})); // prettier-ignore
const chart = (title: string, source: string) =>
  plate(
    {id: "a-chart", title, unit: "Persons", source, made: "./code/x", draw: () => element(PAPER, "p")},
    {document: PAPER}
  ).outerHTML;

describe("a page", () => {
  test("ends with its citation: publisher, title, edition, address and licence, without a day that nobody came", () => {
    const [block] = blocks(withCites(html("Germany", "<p>x</p>"), "countries/deu.html", citing));
    expect(block?.summary).toBe("Cite this page");
    expect(block?.text).toBe(
      "UNHCR Refugee Population Statistics Database. Germany: asylum applications and decisions. Via Asylum Ledger, edition of 25 November 2026, /countries/deu (CC BY 4.0)"
    );
  });
  test("has its whole address where the site knows its own", () => {
    const [block] = blocks(withCites(html("Germany", ""), "countries/deu.html", known));
    expect(block?.text).toContain(`, ${SITE}countries/deu (`);
    expect(block?.attributes).toContain(`data-address="${SITE}countries/deu"`);
  });
  test.each([
    ["index.html", "/"],
    ["data.html", "/data"],
    ["editions/2026-06-12/index.html", "/editions/2026-06-12/"]
  ])("at %s is cited as %s, and the link of its block leads to the same", (file, path) => {
    const [block] = blocks(withCites(html("A page", ""), file, citing));
    expect(block?.text).toContain(`, ${path} (`);
    const link = /data-address="([^"]*)"/.exec(block?.attributes ?? "")?.[1] ?? "";
    expect(new URL(link, `https://x.org/${file}`).pathname).toBe(path);
  });
  test("says which link is permanent: that of the edition, not its own", () => {
    const latest = withCites(html("Germany", ""), "countries/deu.html", citing);
    expect(latest).toMatch(/always shows the latest edition.*<a href="\.\.\/editions\/2026-11-25\/">/);
    const kept = withCites(html("Edition 2026-06-12", ""), "editions/2026-06-12/index.html", citing);
    expect(kept).toContain("keeps showing the edition of 12 June 2026");
    expect(blocks(kept)[0]?.text).toContain("edition of 12 June 2026");
  });
  test("of our own words names this site as the author", () => {
    expect(blocks(withCites(html("Methods", ""), "method.html", citing))[0]?.text).toMatch(
      /^Asylum Ledger contributors\. Methods\. Via/
    );
  });
  test("that has moved, is not found or shows code has none", () => {
    expect(withCites(html("x", '<meta http-equiv="refresh" content="0">'), "notebooks.html", citing)).not.toContain(
      "Cite"
    );
    for (const file of [
      "404.html",
      "code/src/x.html",
      "q/SYR-DEU.html",
      "figure.html",
      "sheet.html",
      "brief.html",
      "watch.html"
    ])
      expect(withCites(html("x", ""), file, citing)).not.toContain("Cite");
  });
  test("prints its citation in one line", () => {
    expect(withCites(html("Germany", ""), "countries/deu.html", citing)).toMatch(
      /<p class="cite-print">Cite as: UNHCR/
    );
  });
});

describe("a chart", () => {
  const page = (title: string, source: string, file = "countries/deu.html", place = "Germany") =>
    blocks(withCites(html(place, chart(title, source)), file, citing));
  test("is cited by its title and the address of its place on the page", () => {
    const [block] = page(
      "New asylum applications in Germany, 2000–2025",
      "Source: UNHCR, edition of 25 November 2026."
    );
    expect(block?.summary).toBe("Cite this chart");
    expect(block?.text).toContain("Database. New asylum applications in Germany, 2000–2025. Via");
    expect(block?.text).toContain("/countries/deu#a-chart (");
  });
  test("whose title does not name the country is cited with it", () => {
    expect(page("Outcomes by year", "UNHCR")[0]?.text).toContain("Germany: Outcomes by year. Via");
  });
  test("is cited with the publishers that its source line names, and their terms", () => {
    const [british, whole] = page(
      "People on support",
      "Home Office, Asy_D11; OGL",
      "regions/gbr.html",
      "United Kingdom: regions"
    );
    expect(british?.text).toMatch(/^Home Office, United Kingdom\. .*\(Contains public sector information .*v3\.0\)$/);
    expect(british?.text).not.toContain("UNHCR");
    expect(whole?.text).toMatch(/^Home Office/);
    const [both] = page("Agreement", "UNHCR and Eurostat, edition of 25 November 2026");
    expect(both?.text).toMatch(/^UNHCR Refugee Population Statistics Database; Eurostat, migr_asyappctza/);
  });
  test("of publishers that no page has shown together is cited with all that it names", () => {
    const [block] = page("A comparison", "UNHCR, SEM and Home Office");
    for (const name of ["UNHCR", "SEM", "Home Office"]) expect(block?.text).toContain(name);
  });
  test("with a table behind it has its citation last", () => {
    const made = plateHtml(
      {id: "b", title: "B", unit: "u", source: "UNHCR", made: "./code/x", draw: () => element(PAPER, "p")},
      "<p>$& a table $1</p>"
    );
    expect(made).toContain('<p>$& a table $1</p></details><div class="cite"');
    expect(made.endsWith("</div></figure>")).toBe(true);
  });
  test("title from a publisher stays text", () => {
    const [block] = page('A <script> & "b"', "UNHCR");
    expect(block?.text).toContain('A &lt;script&gt; & "b"');
  });
});

describe("a figure and an answer", () => {
  const figure = (address: string) =>
    element(PAPER, "div", {class: "cite", "data-title": "Refugee status in Germany, 2016", "data-address": address})
      .outerHTML;
  test("have their own block in place of the page’s, of the edition that the address names", () => {
    const found = blocks(
      withCites(html("A card", figure("../editions/2026-06-12/figures/x"), ' class="card"'), "figures/x.html", citing)
    );
    expect(found.map(({summary}) => summary)).toEqual(["Cite this figure"]);
    expect(found[0]?.text).toContain("edition of 12 June 2026, /editions/2026-06-12/figures/x (");
  });
  test("a card without a place is cited at its permanent address", () => {
    const [block] = blocks(withCites(html("Refused | Germany, 2015", "", ' class="card"'), "figures/x.html", citing));
    expect(block?.summary).toBe("Cite this figure");
    expect(block?.text).toContain("Refused: Germany, 2015. Via");
    expect(block?.text).toContain("/editions/2026-11-25/figures/x (");
  });
  test("charts of an answer are cited at the address of the answer", () => {
    const address = "?origin=ERI&asylum=ISR&edition=2026-11-25";
    const answer = citePlace(PAPER, {title: "Eritreans in Israel", address, kind: "answer"}).outerHTML;
    const found = blocks(withCites(html("Explorer", chart("Over time", "UNHCR") + answer), "explorer.html", citing));
    expect(found.map(({text}) => /, (\/\S+) \(/.exec(text)?.[1])).toEqual([
      `/explorer${address}#a-chart`,
      `/explorer${address}`
    ]);
  });
});

test("the edition as a dataset is there in seven formats, each with its permanent address", () => {
  const page = withCites(html("Data", '<div data-cite-whole="unhcr"></div>'), "data.html", citing);
  const boxes = Array.from(page.matchAll(/<pre class="recipe"[^>]*aria-label="([^"]*)"><code>(.*?)<\/code>/gs));
  const formats = ["Plain text", "APA", "Chicago", "GOST R 7.0.5", "BibTeX", "RIS", "CSL-JSON"];
  expect(boxes.map(([, name]) => name)).toEqual(formats.map((name) => `${name}, UNHCR’s tables`));
  for (const [, , text = ""] of boxes) {
    expect(text).toContain("UNHCR Refugee Population Statistics Database");
    expect(text).toContain("/editions/2026-11-25/");
  }
  const one = withCites(
    html("About", '<div data-cite-whole="unhcr" data-cite-format="plain"></div>'),
    "about.html",
    citing
  );
  expect(one.match(/<pre class="recipe"/g)?.length).toBe(1);
});

test("a block without a text waits for its templates", () => {
  const made = citeBlock(PAPER, {title: "A", address: "#a", kind: "chart", sources: "sem"}).outerHTML;
  expect(made).toBe(
    '<details class="cite" data-title="A" data-address="#a" data-sources="sem"><summary>Cite this chart</summary><p class="ref"></p></details>'
  );
});

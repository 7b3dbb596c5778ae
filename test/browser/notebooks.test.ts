// Notebooks in a browser: complete without scripts; with them a changed setting runs the SQL again. Also the link from every chart of
// the site to its code.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {targetsIn} from "../../src/site/finish/links.js";
import {filesOf} from "../../src/site/finish/files.js";
import {notebookNames} from "../../src/notebooks/_shared/compute.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

const address = inject("address");
const folder = inject("folder");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
const names = notebookNames(PROJECT);

describe("every notebook", () => {
  test.each(names)(
    "%s: loads no part of DuckDB before the reader asks, has its finding before any chart or code, and passes axe",
    async (name) => {
      const {page, asked, complaints, close} = await visit(browser, `notebooks/${name}`);
      expect(asked.filter((url) => /_duckdb|\.wasm|\.parquet|notebookRun/.test(url))).toEqual([]);
      expect(foreign(asked)).toEqual([]);
      expect(await page.locator("p.finding").innerText()).toMatch(/\d.*\.$/);
      const kinds = await page
        .locator("main > :is(p.finding, figure.plate, [data-rows], details.step)")
        .evaluateAll((all) =>
          all.map((one) =>
            ["finding", "plate", "rows", "step"].findIndex((kind) => one.matches(`.${kind}, [data-${kind}]`))
          )
        );
      expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
      expect(new Set(kinds).size).toBe(4);
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect(await axeFinds(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.setViewportSize({width: 320, height: 640});
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
      await close();
    }
  );

  test("without scripts shows charts, tables and, unfolded, the code in both languages, and hides the settings", async () => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(`${address}notebooks/closed`);
    expect(await page.locator("#choices").isVisible()).toBe(false);
    expect(await page.locator("code[data-sql]").count()).toBe(5);
    expect(await page.locator("details.step pre").count()).toBe(10);
    await page.locator("details.step summary").first().press("Enter");
    expect(await page.locator("details.step pre").first().isVisible()).toBe(true);
    expect(await page.locator("figure.plate .art.wide svg[role=img]").count()).toBe(3);
    expect(await page.locator("[data-rows] tbody tr").count()).toBeGreaterThan(20);
    expect(await page.locator("p.finding").innerText()).toMatch(/613,493.*47%.*31%/);
    expect(await page.locator("[data-says=more]").innerText()).toContain("502 of 3,513");
    await context.close();
  });
});

describe("a changed setting", () => {
  test("is computed by DuckDB in the browser: sentences, tables, charts and SQL follow, and no other server is asked", async () => {
    const {page, asked, close} = await visit(browser, "notebooks/ninety-eight-thousand");
    const finding = page.locator("p.finding");
    const built = await finding.innerText();
    const table = await page.locator("#rows-hosts tbody").innerText();
    await page.locator("#load").click();
    const told = page.locator("#choices-told");
    await told.filter({hasText: "Computed in your browser"}).waitFor();
    // The same choice gives the same words and rows, by another engine.
    expect(await finding.innerText()).toBe(built);
    expect(await page.locator("#rows-hosts tbody").innerText()).toBe(table);
    await page.locator("#choice-host").selectOption("PRT");
    await page.locator("code[data-sql=host]", {hasText: "asylum = 'PRT'"}).waitFor({state: "attached"});
    expect(await page.locator("[data-says=host]").innerText()).toContain("Portugal reported");
    expect(await page.locator("#chart-in-the-host-title").innerText()).toContain("Portugal");
    expect(page.url()).toBe(`${address}notebooks/ninety-eight-thousand?host=PRT`);
    await page.locator("#choice-year").selectOption("2021");
    await page.locator("p.finding", {hasText: "In 2021"}).waitFor();
    expect(await page.locator("[data-agreed=host]").textContent()).toContain("SQL alone");
    expect(await page.locator("#chart-other-hosts .take a", {hasText: "How was this made?"}).count()).toBe(1);
    expect(foreign(asked)).toEqual([]);
    await close();
  });
});

describe("how a chart was made", () => {
  const pages = filesOf(folder).filter((path) => path.endsWith(".html") && !/^(?:code|embed)\//.test(path));

  test("every chart of every page links to the code that draws it", () => {
    const faults: string[] = [];
    const kinds = new Map<string, number>();
    for (const page of pages) {
      const html = readFileSync(join(folder, page), "utf8");
      const charts = html.match(/<figure class="(?:plate|opening)[\s\S]*?<\/figure>/g) ?? [];
      for (const chart of charts) {
        const links = [...chart.matchAll(/<a [^>]*href="([^"]*)"[^>]*>How was this made\?<\/a>/g)];
        if (links.length !== 1) faults.push(`${page}: ${chart.slice(0, 80)} has ${links.length} ways to its code`);
        if (!/code\/[\w/-]+#[\w-]+$/.test(links[0]?.[1] ?? "")) faults.push(`${page}: ${links[0]?.[1] ?? ""}`);
      }
      const kind = page.includes("/") ? page.replace(/\/.*/, "/") : page;
      kinds.set(kind, (kinds.get(kind) ?? 0) + charts.length);
    }
    expect(faults).toEqual([]);
    for (const kind of ["index.html", "story.html", "explorer.html", "method.html", "countries/", "notebooks/"])
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
  });

  test("code pages link to their imports, down to how a published 5 gets its range", () => {
    const targets = targetsIn(folder);
    const reached = new Set(["code/pages/story/roundingPart.html"]);
    for (const page of reached)
      for (const {path} of targets(page).to) if (path.startsWith("code/") && path.endsWith(".html")) reached.add(path);
    expect(reached).toContain("code/measures/bounds.html");
    expect(reached).toContain("code/charts/rounding.html");
    const shown = readFileSync(join(folder, "code", "measures", "bounds.html"), "utf8");
    const text = /<pre[^>]*><code>([\s\S]*)<\/code><\/pre>/.exec(shown)?.[1] ?? "";
    const plain = text
      .replace(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    expect(plain.trim()).toBe(readFileSync(join(PROJECT, "src", "measures", "bounds.ts"), "utf8").trim());
  });
});

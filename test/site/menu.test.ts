// The menu: its labels, which of them a page belongs to, and the navigation of a section.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {withLocal} from "../../src/site/finish/page.js";
import {withWays} from "../../src/site/finish/ways.js";
import {localNavigation, markCurrent, MENU, menuLinks, menuList, sectionOf} from "../../src/site/menu.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ledger-menu-"))));
afterEach(() => rmSync(folder, {recursive: true, force: true}));

test("has six labels, in their order", () => {
  expect(MENU.map(({name}) => name)).toEqual([
    ...["Explorer", "Countries", "Analysis", "Check a figure", "Methods", "Data"]
  ]);
});

test.each([
  ["explorer.html", "Explorer"],
  ["countries.html", "Countries"],
  ["countries/deu.html", "Countries"],
  ["world/europe.html", "Countries"],
  ["regions.html", "Countries"],
  ["story.html", "Analysis"],
  ["notebooks/closed.html", "Analysis"],
  ["editions/2026-11-25/index.html", "Check a figure"],
  ["rules.html", "Methods"],
  ["crosscheck.html", "Methods"],
  ["query.html", "Data"],
  ["code/measures/status.html", "Data"],
  ["index.html", undefined],
  ["about.html", undefined],
  ["figures/a.html", undefined]
])("%s belongs to %s", (page, name) => expect(sectionOf(page)?.name).toBe(name));

describe("a link of the menu", () => {
  const write = (...pages: string[]) => {
    for (const page of pages) {
      mkdirSync(join(folder, page, ".."), {recursive: true});
      writeFileSync(join(folder, `${page}.html`), "");
    }
  };
  test("to a page that the site does not have is left out, with the place it would take", () => {
    write("explorer", "data");
    expect(withWays(menuLinks(), folder, "../").match(/href="[^"]*"/g)).toEqual([
      'href="../explorer"',
      'href="../data"'
    ]);
    expect(withWays(menuList(), folder, "./")).not.toContain("<li></li>");
    expect(withWays(menuList(), folder, "./")).not.toContain("Rules by country");
  });
  test("to the page itself is marked as current, and its label as the one that holds it", () => {
    write("explorer", "countries", "world", "regions");
    const page = (html: string) => markCurrent(withWays(html, folder, "./"), "world.html", (href) => href.slice(2));
    const site = page(`<nav aria-label="Site">${menuLinks()}</nav>`);
    expect(site).toContain('<a href="./countries" aria-current="true">');
    const local = page(localNavigation("world.html"));
    expect(local).toContain('<a href="./world" aria-current="page">World regions</a>');
  });
});

test("a section’s pages are linked above the main part of each of them, and of no other page", () => {
  const main = "<header></header><main></main>";
  expect(withLocal(main, "rules.html")).toMatch(/<nav class="local" aria-label="Methods">.*\n<main>/);
  expect(withLocal(main, "countries/deu.html")).toBe(main);
  expect(withLocal(main, "explorer.html")).toBe(main);
});

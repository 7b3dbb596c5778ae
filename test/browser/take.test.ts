// “Save or copy” as a reader uses it on the built site: twelve charts, one of each kind, saved by keyboard; what comes out is opened and
// compared: pictures with their words and fonts, and the numbers of the SVG with those of the CSV.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {inflateSync} from "node:zlib";
import {csvParseRows} from "d3";
import {strFromU8, unzipSync} from "fflate";
import {JSDOM} from "jsdom";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

const address = inject("address");
/** The current edition: the last of those the site has. */
const current = readdirSync(join(inject("folder"), "editions"))
  .filter((name) => /^\d{4}-/.test(name))
  .sort()
  .at(-1);
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const DOWNLOADS = {acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"]};
const SIZES: Readonly<Record<string, readonly [number, number] | null>> = {
  report: null,
  slide: [1920, 1080],
  square: [1080, 1080],
  story: [1080, 1920]
};

/** Twelve charts, one of each kind, by their page; each in one of the formats. */
const CHARTS: Readonly<Record<string, readonly (readonly [id: string, format: string])[]>> = {
  "": [
    ["received-drawn", "report"],
    ["map-drawn", "slide"],
    ["ten", "square"]
  ],
  story: [["first-instance", "story"]],
  "countries/deu": [
    ["applications-1", "slide"],
    ["outcomes-1", "square"]
  ],
  world: [["world-hosts-persons", "report"]],
  "regions/che": [["map", "square"]],
  "notebooks/closed": [["chart-hosts-twice", "report"]],
  explorer: [["ranking", "story"]],
  "explorer?measure=applications&origin=SYR,AFG&asylum=DEU,SWE&years=2012-2024&edition=2026-06-12": [
    ["over-time", "story"],
    ["matrix", "slide"]
  ]
};

/** The explorer has drawn its answer. */
async function answered(page: Page): Promise<void> {
  await page.locator("html[data-explorer=ready] #answer:not([aria-busy])").waitFor();
}

/** Opens the menu of a chart by keyboard. */
async function openMenu(page: Page, id: string) {
  const button = page.locator(`figure#${id} .take-open`);
  await button.focus();
  await page.keyboard.press("Enter");
  const menu = page.locator(`figure#${id} .take-menu`);
  await menu.waitFor({state: "visible"});
  await expect.poll(() => button.getAttribute("aria-expanded")).toBe("true");
  await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("SELECT");
  return menu;
}

async function save(page: Page, id: string, name: string): Promise<{name: string; bytes: Uint8Array}> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`figure#${id} .take-menu`).getByRole("button", {name}).press("Enter")
  ]);
  return {name: saved.suggestedFilename(), bytes: readFileSync(await saved.path())};
}

/** The size of a PNG, and how many different bytes its picture has: a blank one has a few. */
function pngOf(bytes: Uint8Array): {size: readonly [number, number]; different: number} {
  const view = Buffer.from(bytes);
  expect(view.subarray(1, 4).toString()).toBe("PNG");
  const data: Buffer[] = [];
  for (let at = 8; at < view.length; at += view.readUInt32BE(at) + 12)
    if (view.subarray(at + 4, at + 8).toString() === "IDAT") data.push(view.subarray(at + 8, at + 8 + view.readUInt32BE(at)));
  return {
    size: [view.readUInt32BE(16), view.readUInt32BE(20)],
    different: new Set(inflateSync(Buffer.concat(data))).size
  };
} // prettier-ignore

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;
const plain = (text: string) => text.replaceAll(",", "");
const isYear = (text: string) => /^(?:19|20)\d\d$/.test(text);

/** The numbers that an SVG prints for its chart: not those of axes, of its head and its foot. */
function valuesOf(svg: Document): string[] {
  const texts = [...svg.querySelectorAll("text.value, text.value tspan, g text.name, text.bd")];
  const found = texts.flatMap((text) => Array.from(text.textContent.matchAll(NUMBER), ([number]) => plain(number)));
  return [...new Set(found)].filter((number) => !isYear(number));
} // prettier-ignore

function checkSvg(text: string): Document {
  const svg = new JSDOM(text, {contentType: "image/svg+xml"}).window.document;
  expect(text).toContain("@font-face");
  expect(text).toContain("data:font/woff2;base64,");
  expect(text.replace(/base64,[^)]*/g, "")).not.toMatch(/var\(--|NaN|undefined/);
  const ids = [...svg.querySelectorAll("[id]")].map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id = ""] of text.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  const words = [...svg.querySelectorAll("text")].map(({textContent}) => textContent).join(" ");
  for (const role of ["title", "source", "name"]) expect(svg.querySelector(`text.${role}`), role).not.toBeNull();
  expect(words).toMatch(/edition of \d+ \w+ 20\d\d/);
  expect(words.replaceAll(" ", "")).toContain(address.replace(/\/$/, ""));
  return svg;
}

describe("every kind of chart", () => {
  test("is saved by keyboard as picture, numbers and ZIP, which say the same", async () => {
    for (const [path, charts] of Object.entries(CHARTS)) {
      const {page, asked, complaints, close} = await visit(browser, path, {...DOWNLOADS, colorScheme: "dark"});
      if (path.startsWith("explorer")) await answered(page);
      expect(asked.filter((url) => /\/_scripts\/(?:menu|takeCiting)\./.test(url))).toEqual([]);
      for (const [id, format] of charts) {
        const what = `${path}#${id}`;
        const menu = await openMenu(page, id);
        await menu.locator("select").selectOption(format);
        const zip = await save(page, id, "ZIP");
        const files = unzipSync(zip.bytes);
        const ends = Object.keys(files).map((name) => name.replace(/^.*\./, ""));
        expect(ends.sort(), what).toEqual(["csv", "json", "png", "svg", "txt"]);
        const of = (end: string) => Object.entries(files).find(([name]) => name.endsWith(end))?.[1] ?? new Uint8Array();
        expect(zip.name).toMatch(/^asylum-ledger_[a-z0-9-]+(?:_\w+)?_\d{4}-\d\d-\d\d\.zip$/);

        const png = pngOf(of(".png"));
        const size = SIZES[format];
        if (size) expect(png.size, what).toEqual(size);
        else expect(png.size[0], what).toBeGreaterThan(1200);
        expect(png.different, what).toBeGreaterThan(60);

        const svg = checkSvg(strFromU8(of(".svg")));
        const rows = csvParseRows(strFromU8(of(".csv")));
        expect(rows.length, what).toBeGreaterThan(1);
        const cells = new Set(rows.flat().flatMap((cell) => Array.from(cell.matchAll(NUMBER), ([number]) => plain(number))));
        expect(valuesOf(svg).filter((number) => !cells.has(number)), what).toEqual([]); // prettier-ignore

        const told = JSON.parse(strFromU8(of("metadata.json"))) as Record<string, unknown>;
        expect(told).toMatchObject({columns: rows[0], rows: rows.length - 1, licence: {name: "CC BY 4.0"}});
        const edition = /edition=([\d-]+)/.exec(path)?.[1] ?? current;
        expect(told.edition, what).toBe(edition);
        expect(zip.name).toContain(`_${edition ?? ""}.zip`);
        const readme = strFromU8(of("README.txt")).replace(/\s+/g, " ");
        for (const words of ["How to cite", "Licence", "Via Asylum Ledger", String(told.title)]) expect(readme).toContain(words);
        await page.keyboard.press("Escape");
        await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("take-open");
      }
      expect(foreign(asked), path).toEqual([]);
      expect(complaints, path).toEqual([]);
      await close();
    }
  }); // prettier-ignore

  test("has numbers to save: its own, or those of a table", () => {
    const folder = inject("folder");
    const pages = ["", "notebooks", "world", "regions"].flatMap((part) =>
      readdirSync(join(folder, part)).filter((name) => name.endsWith(".html")).map((name) => join(part, name))
    );
    const charts = pages.flatMap((page) =>
      (readFileSync(join(folder, page), "utf8").match(/<figure class="(?:plate|opening)[\s\S]*?<\/figure>/g) ?? []).map((chart) => ({page, chart}))
    );
    expect(charts.length).toBeGreaterThan(60);
    expect(charts.filter(({chart}) => !/ data-table="|<table/.test(chart)).map(({page, chart}) => `${page}: ${chart.slice(0, 80)}`)).toEqual([]);
  }); // prettier-ignore

  test("is saved alone as PNG, SVG and CSV, in light colours and with the site’s fonts", async () => {
    const {page, close} = await visit(browser, "countries/deu", {...DOWNLOADS, colorScheme: "dark"});
    await openMenu(page, "outcomes-1");
    const svg = await save(page, "outcomes-1", "SVG");
    const png = await save(page, "outcomes-1", "PNG");
    const csv = await save(page, "outcomes-1", "CSV");
    expect([svg, png, csv].map(({name}) => name.replace(/^.*\./, ""))).toEqual(["svg", "png", "csv"]);
    expect(csv.name).toMatch(/^asylum-ledger_decisions-on-asylum-claims-in-germany/);
    const text = Buffer.from(svg.bytes).toString();
    expect(checkSvg(text).querySelector("rect")?.getAttribute("fill")).toBe("#fbfaf6");
    expect(text).toContain("#0b3d8c");
    // Without its faces the same picture looks otherwise: the PNG is drawn with them.
    const [withFaces, without] = await page.evaluate(
      async ([one, other]) =>
        Promise.all(
          [one, other].map(async (source) => {
            const image = new Image();
            image.src = URL.createObjectURL(new Blob([source], {type: "image/svg+xml"}));
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [600, 120];
            canvas.getContext("2d")?.drawImage(image, 0, 0);
            return canvas.toDataURL();
          })
        ),
      [text, text.replace(/<style>[\s\S]*?<\/style>/, "")] as const
    );
    expect(withFaces).not.toBe(without);
    await close();
  });

  test("is copied as link, sentence and table, and takes items of other parts", async () => {
    const {page, close} = await visit(browser, "explorer?measure=applications&origin=SYR&asylum=DEU&years=2012-2024", DOWNLOADS); // prettier-ignore
    await answered(page);
    await page.evaluate(
      "document.addEventListener('chartmenu', ({detail: {figure, add}}) => add('Another item', () => `of ${figure.id}`))"
    );
    const menu = await openMenu(page, "over-time");
    const said = menu.locator("[role=status]");
    const click = (name: string) => menu.getByRole("button", {name}).click();
    const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
    await click("Copy link");
    await expect.poll(() => said.textContent()).toBe("Link copied.");
    expect(await copied()).toMatch(/explorer\?.*origin=SYR.*edition=\d{4}-\d\d-\d\d#over-time$/);
    await click("Copy sentence");
    await expect.poll(() => said.textContent()).toMatch(/^Copied: .*Germany/);
    expect(await copied()).toBe(await page.locator(".to-print [data-copy]").first().getAttribute("data-copy"));
    await click("Copy table");
    await expect.poll(() => said.textContent()).toBe("Table copied.");
    expect(await copied()).toMatch(/Year\t[\s\S]*2015\t/);
    const html = await page.evaluate<string>(
      "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    );
    expect(html).toMatch(/<table>[\s\S]*<td style="text-align:\s*right[^>]*>[\d,]+<\/td>/);
    await click("Another item");
    await expect.poll(() => said.textContent()).toBe("of over-time");
    expect(await axeFinds(page)).toEqual([]);
    await close();
  });

  test("has its menu under a thumb at 320 px, without a sideways scroll, and not on paper", async () => {
    const {page, close} = await visit(browser, "countries/deu", {...DOWNLOADS, viewport: {width: 320, height: 640}});
    const menu = await openMenu(page, "applications-1");
    const small = await menu.locator("button, select").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).length); // prettier-ignore
    expect(small).toBe(0);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    const box = await menu.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 320 && box.y + box.height <= 640).toBe(true);
    const button = await page.locator("figure#applications-1 .take-open").boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
    await page.emulateMedia({media: "print"});
    expect(await page.locator(".take-open, .take-menu").evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length)).toBe(0); // prettier-ignore
    await close();
  });
});

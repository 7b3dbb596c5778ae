// Fact sheets in a real browser: at most two printed pages, nothing clipped, a QR code of the address, without a mouse and on a phone.
import qrcode from "qrcode-generator";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import type {Browser, Page} from "playwright-core";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";
import type {Visit} from "./visit.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function open(query: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const opened = await visit(browser, `sheet${query && `?${query}`}`, options);
  if (options.javaScriptEnabled !== false) await opened.page.locator("html[data-sheet=ready]").waitFor();
  return opened;
}

/** The printed pages, counted in the bytes of the PDF. */
async function pagesOf(page: Page, format: "A4" | "Letter"): Promise<number> {
  const pdf = await page.pdf({format});
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}

/** What reaches beyond the sheet's right side, in print. */
const wide = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const sheet = document.querySelector(".fact-sheet");
    const side = sheet.getBoundingClientRect().right + 1;
    return [...sheet.querySelectorAll("*")].filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > side)
      .map((one) => one.tagName + " " + one.textContent.slice(0, 40));
  })()`);

const QUERIES = [
  "origin=PRK&asylum=RUS",
  "asylum=DEU",
  "asylum=USA",
  "asylum=members:eu",
  "",
  "asylum=NRU",
  "origin=BTN",
  "asylum=RUS",
  "asylum=JPN",
  "asylum=CAN",
  "origin=SYR",
  "origin=VEN",
  "asylum=m49:150",
  "asylum=bureau:americas",
  "origin=ERI&asylum=ISR",
  "origin=UKR&asylum=DEU"
];

describe("a fact sheet", () => {
  test.each(QUERIES)("of “%s” has at most two pages, and nothing beyond its side", async (query) => {
    const {page, complaints, asked, close} = await open(query);
    expect(await page.locator(".fact-sheet figure svg").count()).toBeGreaterThan(1);
    expect(await pagesOf(page, "A4")).toBeLessThanOrEqual(2);
    expect(await pagesOf(page, "Letter")).toBeLessThanOrEqual(2);
    await page.setViewportSize({width: 687, height: 1000});
    await page.emulateMedia({media: "print"});
    expect(await wide(page)).toEqual([]);
    // The years and numbers of the axes are printed too.
    expect(await page.locator(".for-sheet svg text.quiet:visible").count()).toBeGreaterThan(3);
    expect([complaints, foreign(asked)]).toEqual([[], []]);
    await close();
  });

  test("has a QR code of its permanent address, which is printed in plain text", async () => {
    const {page, close} = await open("origin=PRK&asylum=RUS");
    const printed = await page.locator(".sheet-address").innerText();
    expect(printed).toMatch(/\/sheet\?origin=PRK&asylum=RUS&edition=\d{4}-\d{2}-\d{2}$/);
    expect(printed.startsWith(inject("address"))).toBe(true);
    const code = qrcode(0, "M");
    code.addData(printed);
    code.make();
    const size = code.getModuleCount();
    const label = await page.locator("svg.qr").getAttribute("aria-label");
    expect(label).toContain(printed);
    // The drawing's own pixels, read back from a canvas, at the middle of each module.
    const dark = await page.evaluate<number[][]>(`(async () => {
      const svg = document.querySelector("svg.qr").cloneNode(true);
      const modules = ${size} + 8;
      svg.setAttribute("width", modules * 4); svg.setAttribute("height", modules * 4);
      const image = new Image();
      image.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(svg));
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = modules * 4;
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const {data} = context.getImageData(0, 0, canvas.width, canvas.height);
      const at = (x, y) => (data[((y * 4 + 2) * canvas.width + x * 4 + 2) * 4] < 128 ? 1 : 0);
      return Array.from({length: modules}, (_, y) => Array.from({length: modules}, (_, x) => at(x, y)));
    })()`);
    const expected = Array.from({length: size + 8}, (_, y) =>
      Array.from({length: size + 8}, (_, x) => {
        const [row, column] = [y - 4, x - 4];
        return row >= 0 && column >= 0 && row < size && column < size && code.isDark(row, column) ? 1 : 0;
      })
    );
    expect(dark).toEqual(expected);
    await close();
  });

  test("has no accessibility faults, light and dark, and fits 320 px", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const {page, close} = await open("origin=PRK&asylum=RUS", {colorScheme, viewport: {width: 320, height: 700}});
      expect(await axeFinds(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
      await close();
    }
    const {page, close} = await open("asylum=USA");
    expect(await axeFinds(page)).toEqual([]);
    await close();
  });

  test("is printed by the keyboard alone", async () => {
    const {page, close} = await open("asylum=DEU");
    await page.evaluate("window.print = () => { document.documentElement.dataset.printed = 'yes'; }");
    await page.getByRole("button", {name: "Print"}).focus();
    await page.keyboard.press("Enter");
    await page.locator("html[data-printed=yes]").waitFor();
    await page.emulateMedia({media: "print"});
    expect(await page.locator("#print, .mast, .foot").filter({visible: true}).count()).toBe(0);
    await close();
  });

  test("of a pair without an entry says so, and an unknown place has none", async () => {
    const none = await open("origin=PRK&asylum=KOR");
    expect(await none.page.locator(".lead").innerText()).toContain("does not mean zero");
    expect(await none.page.locator(".sheet-figures, figure, table").count()).toBe(0);
    await none.close();
    const unknown = await open("asylum=XQX&colour=red");
    expect(await unknown.page.locator("#tell").innerText()).toContain("XQX");
    expect(await unknown.page.locator("#sheet").innerText()).toContain("no fact sheet");
    expect(await unknown.page.locator("#print").isVisible()).toBe(false);
    await unknown.close();
  });

  test("leads to pages without scripts where there are none", async () => {
    const {page, close} = await open("asylum=DEU", {javaScriptEnabled: false});
    expect(await page.locator("main").innerText()).toContain("Scripts are off");
    await page.locator("main noscript a, main a").filter({hasText: "country pages"}).click();
    await page.waitForURL("**/countries");
    await close();
  });

  test.each([
    ["countries/deu", "sheet?asylum=DEU"],
    ["countries/prk", "sheet?origin=PRK"],
    ["world/europe", "sheet?asylum=m49:150"],
    ["countries", "sheet"],
    ["world", "sheet"],
    ["explorer?origin=ERI&asylum=ISR", "sheet?origin=ERI&asylum=ISR"],
    ["explorer#asylum=DEU", "sheet#asylum=DEU"]
  ])("is led to from %s", async (path, to) => {
    const {page, close} = await visit(browser, path);
    const link = page.locator(`main a[href$="${to}"]`).first();
    await link.waitFor();
    await close();
  });
});

// The page to copy for a notebook of one's own, in the built site, under its policy, without a network.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

/** A page that is slow to follow, on a machine that has other work. */
const PATIENT = {timeout: 120_000, interval: 250};

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe("the page to copy", () => {
  const rows = (page: Page) => page.locator("main .observablehq table tbody tr").allInnerTexts();

  test("shows chart and table for a chosen origin and country of asylum, each count with its range, and requests no other server", async () => {
    const {page, asked, complaints, close} = await visit(browser, "notebooks/start");
    const chart = page.locator("main svg[role=img]");
    await chart.waitFor();
    expect(await chart.getAttribute("aria-label")).toBe(
      "Applications and decisions from North Korea in Russia, by year"
    );
    await page.getByLabel("Country of origin").selectOption({label: "Eritrea"});
    await page.getByLabel("Country of asylum").selectOption({label: "Israel"});
    await expect
      .poll(() => chart.getAttribute("aria-label"), PATIENT)
      .toBe("Applications and decisions from Eritrea in Israel, by year");
    const series = page.getByLabel("Stage and unit");
    await series.selectOption({
      label: await series.locator("option", {hasText: /^first instance and appeal.*persons$/}).innerText()
    });
    await expect.poll(() => rows(page), PATIENT).toContain("2024\trefugee status\t5 [3–7]");
    const before = await chart.innerHTML();
    await page.getByLabel("Country of asylum").selectOption({label: "Germany"});
    await expect.poll(() => chart.innerHTML(), PATIENT).not.toBe(before);
    expect(await axeFinds(page)).toEqual([]);
    expect(foreign(asked)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.setViewportSize({width: 320, height: 640});
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
    await close();
  });

  test("shows every line of its code, and a figure with its card", async () => {
    const {page, close} = await visit(browser, "notebooks/start");
    const source = readFileSync(join(inject("folder"), "notebooks", "start.html"), "utf8");
    expect(source).toContain('data-card=""');
    const shown = (await page.locator("main pre code").allInnerTexts()).join("\n");
    const code = Array.from(
      readFileSync(join(import.meta.dirname, "..", "..", "src", "notebooks", "start.md"), "utf8").matchAll(
        /^```js.*\n([\s\S]*?)^```/gm
      ),
      ([, cell = ""]) => cell.trimEnd()
    );
    expect(code.length).toBeGreaterThan(5);
    for (const line of code.join("\n").split("\n")) expect(shown).toContain(line);
    await close();
  });

  test("blocks inline scripts and other servers", async () => {
    const {page, complaints, close} = await visit(browser, "notebooks/start");
    await page.locator("main svg[role=img]").waitFor();
    const stopped = await page.evaluate<string[]>(`(async () => {
      const told = [];
      document.addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<p onclick='window.ran = true' id='bait'></p>");
      document.getElementById("bait").click();
      await fetch("https://example.org/").catch(() => {});
      await new Promise((done) => setTimeout(done));
      return [...told, String(window.ran)];
    })()`);
    expect([...new Set(stopped)].sort()).toEqual(["connect-src", "script-src-attr", "script-src-elem", "undefined"]);
    expect(complaints.length).toBeGreaterThan(0);
    await close();
  });
});

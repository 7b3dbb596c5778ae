// What a reader pays: bytes and requests of each page type, time to the first chart, and from a changed choice to the repaint, in a
// real Chromium on the built site, also at a quarter of the processor's speed.
import {createServer} from "node:http";
import {quantile} from "d3";
import {chromium} from "playwright-core";
import type {Browser, Page} from "playwright-core";
import {listen, staticSite} from "../src/site/serve.js";
import {browserAt} from "../test/browser/chromium.js";
import type {Line} from "./line.js";

/** One page of each type. */
export const PAGE_TYPES = [
  ["home", ""],
  ["story", "story"],
  ["explorer", "explorer"],
  ["countries", "countries"],
  ["a country", "countries/deu"],
  ["method", "method"],
  ["data", "data"],
  ["regions", "regions"],
  ["a region of the world", "world/europe"],
  ["a host's regions", "regions/che"],
  ["check a figure", "check"],
  ["UNHCR and Eurostat compared", "crosscheck"],
  ["query, before the click", "query"],
  ["a notebook", "notebooks/ninety-eight-thousand"]
] as const;

const CHANGES = 30;

export async function site(root: string, folder: string): Promise<Line[]> {
  const server = createServer(staticSite(folder));
  const address = await listen(server, 0);
  const browser = await chromium.launch({...(await browserAt(root)), args: ["--no-sandbox", "--disable-gpu"]});
  try {
    const lines: Line[] = [];
    for (const [name, path] of PAGE_TYPES) {
      const found = await weigh(browser, address + path, path === "explorer");
      if (!found) throw new Error(`the site has no ${path}`);
      lines.push(
        {section: "page", name: `${name}, transferred`, value: found.bytes / 1000, unit: "kB", id: `bytes.${name}`},
        {section: "page", name: `${name}, requests`, value: found.requests, unit: ""}
      );
      if (found.wasm > 0) throw new Error(`${path} fetches WebAssembly before it is asked`);
    }
    for (const slow of [1, 4]) {
      const {chart, first, screen, whole} = await explorer(browser, `${address}explorer`, slow);
      const speed = slow === 1 ? "" : `, processor ${slow}× slower`;
      lines.push(
        {section: "explorer", name: `the first chart is painted after${speed}`, value: chart, unit: "ms"},
        {section: "explorer", name: `answers are live after${speed}`, value: first, unit: "ms"},
        {section: "explorer", name: `a changed choice to the repaint of the first screen, p95 of ${CHANGES}${speed}`, value: screen, unit: "ms", id: `repaint.${slow}`}, // prettier-ignore
        {section: "explorer", name: `and to the repaint of the last part of the page${speed}`, value: whole, unit: "ms"}
      );
    }
    lines.push({section: "query", name: "first answer after the click, DuckDB and tables fetched", value: await query(browser, `${address}query`), unit: "ms", id: "query.first"}); // prettier-ignore
    return lines;
  } finally {
    await browser.close();
    server.close();
  }
}

async function weigh(browser: Browser, address: string, live: boolean) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const found = {bytes: 0, requests: 0, wasm: 0};
  page.on("response", (response) => {
    if (response.url().endsWith(".wasm")) found.wasm++;
  });
  const sizes: Promise<void>[] = [];
  page.on("requestfinished", (request) => {
    found.requests++;
    sizes.push(request.sizes().then(({responseBodySize, responseHeadersSize}) => void (found.bytes += responseBodySize + responseHeadersSize))); // prettier-ignore
  });
  const response = await page.goto(address, {waitUntil: "load"});
  // What the explorer needs to answer comes after its page, when the page has nothing else to do.
  if (live) await page.waitForFunction(() => document.documentElement.dataset.explorer === "ready");
  await page.waitForLoadState("networkidle");
  await Promise.all(sizes);
  await context.close();
  return response?.ok() ? found : null;
}

async function explorer(browser: Browser, address: string, slow: number) {
  const context = await browser.newContext({viewport: {width: 390, height: 800}});
  const page = await context.newPage();
  // tsx names functions by a helper that a page has not.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(`addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => {
    if (document.querySelector("#over-time svg")) window.charted = performance.now();
  })))`);
  const session = await context.newCDPSession(page);
  if (slow > 1) await session.send("Emulation.setCPUThrottlingRate", {rate: slow});
  const begun = Date.now();
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.explorer === "ready");
  const first = Date.now() - begun;
  const chart = await page.evaluate<number | undefined>("window.charted");
  if (chart === undefined) throw new Error("the explorer's page comes without a chart");
  const taken: Taken[] = [];
  for (let i = 0; i < CHANGES; i++) taken.push(await change(page, i));
  await context.close();
  const p95 = (of: (one: Taken) => number) => quantile(taken, 0.95, of) ?? NaN;
  return {chart, first, screen: p95(({screen}) => screen), whole: p95(({whole}) => whole)};
}

/** From the click on a worked question, with nothing fetched before, to its answer. */
async function query(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.query === "ready");
  const begun = Date.now();
  await page.click("#run");
  await page.waitForFunction(() => document.documentElement.dataset.query === "done");
  const taken = Date.now() - begun;
  if (!(await page.locator("#answer-table td").count())) throw new Error("the query page gave no answer");
  await context.close();
  return taken;
}

interface Taken {
  /** Waits until findings, caveats and the first chart are painted. */
  readonly screen: number;
  /** Until everything below them is. */
  readonly whole: number;
}

/** Changes one control and waits until the change is painted. */
async function change(page: Page, i: number): Promise<Taken> {
  return page.evaluate(async (nth) => {
    const set = (name: string, value: string) => {
      const control = document.querySelector<HTMLSelectElement>(`#question select[name="${name}"]`);
      if (!control) throw new Error(`no control ${name}`);
      control.value = value;
      return control;
    };
    const steps = [
      () => set("measure", "decisions"),
      () => set("from", String(2001 + (nth % 12))),
      () => set("unit", nth % 2 ? "persons" : "both"),
      () => set("measure", "rate"),
      () => set("to", String(2025 - (nth % 6))),
      () => set("measure", "applications")
    ];
    const control = (steps[nth % steps.length] ?? steps[0])?.();
    const answer = document.getElementById("answer");
    if (!control || !answer) throw new Error("the explorer is not there");
    const begun = performance.now();
    const painted = (is: () => boolean) =>
      new Promise<number>((done) => {
        const observer = new MutationObserver(() => {
          if (!is()) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
        });
        observer.observe(answer, {childList: true, attributes: true});
      });
    const [first, last] = [painted(() => true), painted(() => !answer.hasAttribute("aria-busy"))];
    control.dispatchEvent(new Event("change", {bubbles: true}));
    const [screen, whole] = await Promise.all([first, last]);
    return {screen, whole};
  }, i);
}

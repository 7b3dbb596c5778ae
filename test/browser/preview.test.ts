// `npm run dev` on a copy of the project: every address of the built site answers as it does there, edits show, and nothing is asked
// of a network.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {existsSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi} from "vitest";
import {listen} from "../../src/site/serve.js";
import {copyProject} from "./copy.js";
import type {Copy} from "./copy.js";
import {startBrowser} from "./visit.js";

const LOOPBACK_ALONE = `--import=data:text/javascript,${encodeURIComponent(
  'const ask = globalThis.fetch; globalThis.fetch = (url, ...more) => { if (new URL(url).hostname !== "127.0.0.1") throw new Error("asked for " + url); return ask(url, ...more); };'
)}`;
/** A restart reads the edition anew and computes the notebooks. */
const RESTART = {timeout: 240_000, interval: 1000};

let copy: Copy;
let preview: ChildProcess;
let address: string;
let browser: Browser;
let printed = "";

beforeAll(async () => {
  copy = copyProject();
  const holder = createServer();
  address = await listen(holder, 0);
  await new Promise((done) => holder.close(done));
  preview = spawn(
    process.execPath,
    ["--import", "tsx", join("src", "site", "dev.ts"), "--port", new URL(address).port],
    {cwd: copy.root, env: {...process.env, NODE_OPTIONS: LOOPBACK_ALONE}, stdio: ["ignore", "pipe", "pipe"]}
  );
  preview.stdout?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  preview.stderr?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  browser = await startBrowser();
  await vi.waitFor(() => expect(printed).toContain("npm run build does"), RESTART);
});
beforeEach(({onTestFailed}) =>
  onTestFailed(() => console.log(`The preview said:\n${printed.slice(-4000)}\nexit: ${preview.exitCode}`))
);
afterAll(async () => {
  await browser.close();
  if (preview.exitCode === null && preview.signalCode === null) {
    const ended = new Promise((done) => preview.once("exit", done));
    preview.kill();
    await ended;
  }
  copy.remove();
});

/** What a page says, without the names that are made of contents, which differ where a script or a list does. */
const mainOf = (html: string) =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "")
    .replace(/\.[0-9a-zA-Z]{8}\.(js|css|json|parquet)/g, ".$1")
    .replace(/_search\/list\.[^"]*/g, "_search/list")
    .replace(/\s+/g, " ");

const PAGES = [
  ...[
    "",
    "story",
    "explorer",
    "figure",
    "sheet",
    "compare",
    "countries",
    "countries/deu",
    "countries/rus",
    "countries/prk",
    "countries/usa"
  ],
  ...["world", "world/europe", "world/eu-plus", "regions", "regions/che", "regions/rus", "crosscheck"],
  ...[
    "method",
    "data",
    "query",
    "analysis",
    "about",
    "notebooks/closed",
    "notebooks/doors",
    "notebooks/start",
    "check",
    "rules",
    "breaks",
    "dictionary",
    "checks"
  ],
  ...["figures/applications-prk-rus-2011-2019-level-fi", "404"]
];

describe("the preview", () => {
  test("says first where it is, and how it differs from the built site", () => {
    expect(printed.split("\n")[0]).toBe(`Asylum Ledger, preview of edition ${copy.edition}: ${address}`);
    expect(printed).toMatch(/differs from the built site:\n(?:- .*\n(?: {2}.*\n)*){4,}/);
  });

  test.each(PAGES)("answers /%s with what the built site has there", async (page) => {
    const built = join(inject("folder"), `${page === "" ? "index" : page}.html`);
    // A slug of the world's regions is this edition's.
    if (!existsSync(built)) throw new Error(`the built site has no ${page}`);
    const response = await fetch(address + page);
    expect(response.status).toBe(200);
    expect(mainOf(await response.text())).toBe(mainOf(readFileSync(built, "utf8")));
  });

  test("answers the pages of each edition that is kept, and their cards", async () => {
    for (const id of readdirSync(join(copy.root, "data", "editions")))
      for (const path of [`editions/${id}/`, `editions/${id}/figures/applications-prk-rus-2011-2019-level-fi`]) {
        const built = join(inject("folder"), path.endsWith("/") ? `${path}index.html` : `${path}.html`);
        expect(mainOf(await (await fetch(address + path)).text()), path).toBe(mainOf(readFileSync(built, "utf8")));
      }
  });

  test("answers with the same files: tables, what the explorer and the query page fetch, code, CSV of regions", async () => {
    const files = readdirSync(inject("folder"), {recursive: true, encoding: "utf8"}).map((file) =>
      file.replaceAll("\\", "/")
    );
    const asked = [
      ...[
        "data/latest/datapackage.json",
        "data/latest/decisions.parquet",
        "data/latest/population.csv",
        "regions/che.csv"
      ],
      ...files.filter((file) => /^_(?:explorer|query|duckdb)\/[^/]+\.(?:json|parquet|js|wasm)$/.test(file)),
      `data/${copy.edition}/applications.csv.gz`
    ];
    expect(asked.length).toBeGreaterThan(10);
    for (const file of asked) {
      const response = await fetch(address + file);
      expect(response.status, file).toBe(200);
      const body = Buffer.from(await response.arrayBuffer());
      expect(body.equals(readFileSync(join(inject("folder"), file))), file).toBe(true);
    }
    const code = await fetch(`${address}code/measures/bounds`);
    expect(await code.text()).toContain("export function bounded");
  });

  test("answers what other sites frame: a question, a chart of a page, and the pages that draw one", async () => {
    for (const page of ["embed/SYR-DEU", "embed/home/ended-drawn", "embed/chart", "embed/page"]) {
      const response = await fetch(address + page);
      expect(response.status, page).toBe(200);
      expect(mainOf(await response.text()), page).toBe(
        mainOf(readFileSync(join(inject("folder"), `${page}.html`), "utf8"))
      );
    }
    expect((await fetch(`${address}embed/story/nothing`)).status).toBe(404);
  });

  test("answers what is not there with the page that says so", async () => {
    for (const path of ["nowhere", "countries/zzz", "countries/place", "figures/card", "code/nothing/here"]) {
      const response = await fetch(address + path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).toContain("Page not found");
    }
    expect((await fetch(`${address}data/latest/nothing.parquet`)).status).toBe(404);
  });

  /**
   * Saves a file, and again each fifteen seconds, until the page shows it: Framework watches a page from some time after its welcome
   * on, and misses what is saved before.
   */
  const save = (file: string, text: string, shows: () => Promise<boolean>) => {
    let looked = 0;
    return expect
      .poll(
        async () => {
          if (await shows().catch(() => false)) return true;
          if (looked++ % 30 === 0) writeFileSync(file, text);
          return false;
        },
        {timeout: RESTART.timeout, interval: 500}
      )
      .toBe(true);
  };

  const open = async (path: string) => {
    const page: Page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(RESTART.timeout);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    // A preview that ends before the page has connected cannot tell it of the new one.
    const connected = page
      .waitForEvent("websocket")
      .then((socket) =>
        socket.waitForEvent("framereceived", {predicate: ({payload}) => /welcome/.test(payload.toString())})
      );
    await page.goto(address + path);
    await connected;
    return {page, complaints};
  };

  test("shows an edited cell and heading of the page to copy without a restart or a reload", async () => {
    const {page, complaints} = await open("notebooks/start");
    await page.locator("main svg[role=img] circle").first().waitFor();
    await page.getByLabel("Country of origin").selectOption({label: "Eritrea"});
    await page.evaluate("window.same = true");
    const file = join(copy.root, "src", "notebooks", "start.md");
    const edited = readFileSync(file, "utf8").replace("r: 3.5", "r: 9").replace("## The chart {", "## The drawing {");
    const circle = page.locator("main svg[role=img] circle[r='9']").first();
    await save(file, edited, () => circle.isVisible());
    expect(await page.locator("h2#chart").innerHTML()).toBe("The drawing");
    expect(await page.evaluate("window.same")).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("shows an edited page whose chart is in its HTML, and an edited part of the stylesheet", async () => {
    const {page} = await open("explorer");
    const explorer = join(copy.root, "src", "explorer.md");
    const heading = page.getByRole("heading", {name: "The way to read these numbers"});
    await save(explorer, readFileSync(explorer, "utf8").replace("## How to read", "## The way to read"), () =>
      heading.isVisible()
    );
    expect(await page.locator("#answer svg").count()).toBeGreaterThan(0);
    const sheet = join(copy.root, "src", "look", "cells.css");
    await save(sheet, `${readFileSync(sheet, "utf8")}\nmain { outline-offset: 7px; }\n`, async () => {
      const offset = await page.locator("main").evaluate((node) => getComputedStyle(node).outlineOffset);
      return offset === "7px";
    });
    await page.context().close();
  });

  test("starts again by itself when words, code or a hand table change, and open pages follow", async () => {
    const {page} = await open("countries/deu");
    const words = join(copy.root, "src", "pages", "country", "country.ts");
    writeFileSync(words, readFileSync(words, "utf8").replaceAll("seeking asylum", "seeking asylum so named"));
    await expect.poll(() => printed, RESTART).toContain("country.ts has changed: the preview starts again");
    // While it starts again, so that one start reads both.
    const table = join(copy.root, "data", "tables", "places.csv");
    const lines = readFileSync(table, "utf8").split("\n");
    const [heads = "", ...places] = lines;
    const column = heads.split(",").indexOf("name_ru");
    const changed = places.map((line) =>
      line.startsWith("FRA,")
        ? line
            .split(",")
            .map((cell, i) => (i === column ? "Франция Иначе" : cell))
            .join(",")
        : line
    );
    writeFileSync(table, [heads, ...changed].join("\n"));
    await expect.poll(() => printed, RESTART).toContain("places.csv has changed: the preview starts again");
    await expect
      .poll(
        () =>
          page
            .locator("main")
            .innerText()
            .catch(() => ""),
        RESTART
      )
      .toContain("seeking asylum so named");
    await expect
      .poll(async () => {
        const html = await fetch(`${address}query`).then(
          (response) => response.text(),
          () => ""
        );
        const facts = /data-facts="\.\/([^"]+)"/.exec(html)?.[1];
        return facts === undefined
          ? ""
          : fetch(address + facts).then(
              (response) => response.text(),
              () => ""
            );
      }, RESTART)
      .toContain("Франция Иначе");
    await page.context().close();
  });

  test("says on the page and on the terminal what is wrong with a page", async () => {
    const file = join(copy.root, "src", "story.md");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, `${before}\n\n:fig[applications PRK RUS 1999 level=FI]\n`);
    const response = await fetch(`${address}story`);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(
      "page /story: :fig[applications PRK RUS 1999 level=FI]: no entry of the edition matches"
    );
    await expect.poll(() => printed, RESTART).toContain("no entry of the edition matches");
    writeFileSync(file, before);
    await expect.poll(async () => (await fetch(`${address}story`)).status, RESTART).toBe(200);
  });
});

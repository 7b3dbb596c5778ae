// Framework's own ways on a page: cells, inputs, charts and files, in the built site, under its policy, without a network.
import {createServer} from "node:http";
import type {Server} from "node:http";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {build} from "../../src/site/build.js";
import {listen, staticSite} from "../../src/site/serve.js";
import {copyProject} from "./copy.js";
import type {Copy} from "./copy.js";
import {BASE} from "./setup.js";
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

const PAGE = `# Cells

\`\`\`js
const most = view(Inputs.range([1, 9], {step: 1, value: 3, label: "Most"}));
const seen = view(Inputs.checkbox(["a", "b"], {label: "Seen"}));
\`\`\`

The most is \${most}, seen \${seen.length}.

\`\`\`js
display(Plot.plot({marks: [Plot.barY(d3.range(most), {y: (d) => d + 1})]}));
display(htl.html\`<button onclick=\${() => (document.title = "pressed")}>Press</button>\`);
display(html\`<p id="parsed">\${d3.csvParse("a,b\\n1,2").map((row) => row.a + row.b).join()}</p>\`);
\`\`\`

\`\`\`js
const parquet = await FileAttachment("./data/packed.parquet").parquet();
const csv = await FileAttachment("./data/lines.csv").csv({typed: true});
const json = await FileAttachment("./data/facts.json").json();
display(html\`<p id="files">\${parquet.numRows} \${parquet.get(0).asylum} \${csv[0].n + 1} \${json.edition}</p>\`);
display(Inputs.table(parquet, {columns: ["asylum", "year"], rows: 5}));
\`\`\`

\`\`\`js
import * as topojson from "npm:topojson-client";
display(typeof topojson.feature);
\`\`\`
`;

describe("a page of one's own", () => {
  let copy: Copy;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    copy = copyProject([], {isAlone: true});
    const data = join(copy.root, "src", "data");
    mkdirSync(data, {recursive: true});
    writeFileSync(join(copy.root, "src", "cells.md"), PAGE);
    // The edition's own file, which is packed with Zstandard, as a loader hands it on.
    writeFileSync(
      join(data, "packed.parquet.ts"),
      `import {readFileSync} from "node:fs";\nprocess.stdout.write(readFileSync("data/editions/${copy.edition}/reporting.parquet"));\n`
    );
    writeFileSync(join(data, "lines.csv.ts"), 'process.stdout.write("n,word\\n41,x\\n");\n');
    writeFileSync(
      join(data, "facts.json.ts"),
      'import {currentEdition} from "../edition/edition.js";\nprocess.stdout.write(JSON.stringify({edition: await currentEdition(process.cwd())}));\n'
    );
    process.env.NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(
      'globalThis.fetch = (url) => { throw new Error("asked for " + url); };'
    )}`;
    try {
      await build({root: copy.root});
    } finally {
      delete process.env.NODE_OPTIONS;
    }
    server = createServer(staticSite(join(copy.root, "dist"), BASE));
    address = `${(await listen(server, 0)).slice(0, -1)}${BASE}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    copy.remove();
  });

  test("has cells, inputs, charts and files as Framework documents them, and nothing that its policy reports", async () => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(PATIENT.timeout);
    const [complaints, asked]: [string[], string[]] = [[], []];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => void asked.push(request.url()));
    await page.goto(`${address}cells`);
    await page.locator("#files").filter({hasText: copy.edition}).waitFor();
    expect(await page.locator("#files").innerText()).toMatch(/^[1-9]\d+ [A-Z]{3} 42 \d{4}-/);
    expect(await page.locator("#parsed").innerText()).toBe("12");
    await page.locator("svg rect").nth(2).waitFor();
    await page.locator("input[type=number]").fill("5");
    await page.locator("svg rect").nth(4).waitFor();
    await page.getByText("The most is 5, seen 0.").waitFor();
    await page.getByLabel("a", {exact: true}).check();
    await page.getByText("The most is 5, seen 1.").waitFor();
    await page.getByRole("button", {name: "Press"}).click();
    await expect.poll(() => page.title(), PATIENT).toBe("pressed");
    expect(await page.locator(".inputs-3a86ea-table tbody tr").count()).toBeGreaterThan(4);
    // The look of the site: its family, and controls that a thumb can meet.
    const input = page.locator("input[type=number]");
    expect(await input.evaluate((node) => getComputedStyle(node).fontFamily)).toContain("Source Sans 3");
    expect((await input.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(asked.filter((url) => !url.startsWith(address) && !/^(?:data|blob):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("that imports from a registry, or uses DuckDB, stops the build with what to write instead", async () => {
    const page = join(copy.root, "src", "cells.md");
    for (const [cell, message] of [
      ['import confetti from "npm:lodash";', /uses lodash@.*npm install --save-exact/],
      [
        "const db = DuckDBClient.of();",
        /page \/cells: DuckDBClient and sql`…` do not work here\. .*src\/data\/NAME\.parquet\.ts/
      ]
    ] as const) {
      writeFileSync(page, `# Cells\n\n\`\`\`js\n${cell}\n\`\`\`\n`);
      process.env.NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(
        'globalThis.fetch = (url) => { throw new Error("asked for " + url); };'
      )}`;
      try {
        await expect(build({root: copy.root})).rejects.toThrow(message);
      } finally {
        delete process.env.NODE_OPTIONS;
      }
    }
  });
});

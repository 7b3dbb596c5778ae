// Full builds on copies of the project: what they write, and where they fail.
import {spawn} from "node:child_process";
import {appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {Server} from "node:http";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {JSDOM} from "jsdom";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {dataLine} from "../../src/site/frame.js";
import {build, PROJECT} from "../../src/site/build.js";
import {filesOf} from "../../src/site/finish/files.js";
import {listen, staticSite} from "../../src/site/serve.js";
import {editionDate} from "../../src/words/editionDate.js";
import {describe as describeAnew} from "../edition/describe.js";
import {copyProject} from "./copy.js";
import type {Copy} from "./copy.js";
import {BASE} from "./setup.js";
import {startBrowser} from "./visit.js";

const NO_NETWORK = `--import=data:text/javascript,${encodeURIComponent(
  'globalThis.fetch = (url) => { throw new Error("asked for " + url); };'
)}`;
/** A build whose processes ask no network. */
async function buildAlone(root: string): Promise<void> {
  process.env.NODE_OPTIONS = NO_NETWORK;
  try {
    await build({root});
  } finally {
    delete process.env.NODE_OPTIONS;
  }
}

/** A page of Framework's own ways: cells, inputs, charts and files. */
const CELLS = `# Cells

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

describe("a build after a second edition", () => {
  const second = "2099-01-01";
  const CARD = "applications-prk-rus-2011-2019-level-fi";
  let copy: Copy;
  let site: string;
  let server: Server;
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    copy = copyProject(["index.md", "story.md", "notebooks/closed.md"], {isAlone: true});
    site = join(copy.root, "dist");
    const folder = join(copy.root, "data", "editions", second);
    cpSync(join(copy.root, "data", "editions", copy.edition), folder, {recursive: true});
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const table = join(copy.root, "data", "editions", copy.edition, "applications.parquet");
    // A revision of one row, by seven persons.
    await connection.run(`COPY (SELECT * REPLACE (applications + CASE WHEN origin = 'PRK' AND asylum = 'RUS' AND year = 2011
      AND level = 'FI' THEN 7 ELSE 0 END AS applications) FROM '${table}')
      TO '${join(folder, "applications.parquet")}' (FORMAT parquet, COMPRESSION zstd)`);
    const counts = join(copy.root, "data", "editions", copy.edition, "counts.parquet");
    await connection.run(`COPY (SELECT * EXCLUDE (more) REPLACE (value + more AS value, value_lo + more AS value_lo, value_hi + more AS value_hi)
      FROM (SELECT *, CASE WHEN measure = 'applications' AND origin = 'PRK' AND asylum = 'RUS' AND year = 2011 AND level = 'FI'
      THEN 7 ELSE 0 END AS more FROM '${counts}')) TO '${join(folder, "counts.parquet")}' (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
    describeAnew(folder, (pack) => (pack.id = second));
    writeFileSync(join(copy.root, "data", "edition"), `${second}\n`);
    writeFileSync(
      join(copy.root, "src", "live.md"),
      '# Live\n\n```js\nimport {formatNumber} from "./words/numbers.js";\ndisplay(formatNumber(12345));\n```\n'
    );
    // An analyst's own notebook: two files copied under another name.
    for (const end of ["md", "ts"])
      cpSync(join(copy.root, "src", "notebooks", `closed.${end}`), join(copy.root, "src", "notebooks", `mine.${end}`));
    const data = join(copy.root, "src", "data");
    mkdirSync(data, {recursive: true});
    writeFileSync(join(copy.root, "src", "cells.md"), CELLS);
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
    await buildAlone(copy.root);
    server = createServer(staticSite(site, BASE));
    address = `${(await listen(server, 0)).slice(0, -1)}${BASE}`;
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    copy.remove();
  });

  const page = (path: string) => new JSDOM(readFileSync(join(site, path), "utf8")).window.document;
  const open = async (path: string) => {
    const [complaints, asked]: [string[], string[]] = [[], []];
    const opened = await (await browser.newContext()).newPage();
    opened.on("request", (request) => void asked.push(request.url()));
    opened.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    opened.on("pageerror", (error) => complaints.push(error.message));
    await opened.goto(address + path, {waitUntil: "load"});
    return {opened, asked, complaints};
  };

  test("shows it in prose, chart, table and download, and keeps the first", () => {
    const home = page("index.html");
    expect(home.querySelector("main")?.textContent).toContain("215\u00a0[211–215] applications for refugee status");
    const story = page("story.html");
    expect([...story.querySelectorAll(".art.wide text")].map((text) => text.textContent)).toContain("74");
    expect(story.querySelector("#rows-fi tbody")?.textContent).toContain("201174");
    expect(home.querySelector(".folio span")?.textContent).toBe(dataLine(second, second));
    const parquet = (root: string, id: string) => readFileSync(join(root, id, "applications.parquet"));
    const [data, editions] = [join(site, "data"), join(copy.root, "data", "editions")];
    expect(parquet(data, "latest").equals(parquet(editions, second))).toBe(true);
    expect(parquet(data, copy.edition).equals(parquet(editions, copy.edition))).toBe(true);
    expect(parquet(data, copy.edition).equals(parquet(data, second))).toBe(false);
  });

  test("gives a figure an address in each edition, with the number that it had in it, under that edition's name", () => {
    const shown = (path: string) => {
      const card = page(path);
      return [card.querySelector("p.big .fig")?.textContent, card.querySelector(".folio span")?.textContent];
    };
    expect(shown(`editions/${copy.edition}/figures/${CARD}.html`)).toEqual(["208", dataLine(copy.edition, second)]);
    expect(shown(`editions/${second}/figures/${CARD}.html`)).toEqual(["215", dataLine(second, second)]);
    expect(shown(`figures/${CARD}.html`)).toEqual(["215", dataLine(second, second)]);
    const row = [...page(`editions/${copy.edition}/index.html`).querySelectorAll("#edition-figures tbody tr")].find(
      (each) => each.querySelector("a")?.getAttribute("href")?.endsWith(CARD)
    );
    expect([...(row?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent)).toEqual([
      "208\u00a0[204–208]",
      "215\u00a0[211–215]"
    ]);
  });

  test("makes a page of an analyst's own notebook, two files copied under another name", () => {
    const mine = page("notebooks/mine.html");
    expect(mine.querySelector("p.finding")?.textContent).toContain("decision as refusals");
    expect(mine.querySelector("form.choices")?.getAttribute("data-tables")).toBe(`../data/${second}/`);
  });

  test("lists what changed between editions on “Check a figure”, by table, country and year", () => {
    const rows = [...page("check.html").querySelectorAll("#revisions-summary tbody tr")].map((row) =>
      Array.from(row.children, (cell) => cell.textContent)
    );
    expect(rows.filter(([editions]) => editions?.endsWith(second))).toEqual([
      [`${copy.edition} to ${second}`, "Applications", "Russia", "2011", "1", "0", "0"]
    ]);
    // The real correction of June 2026.
    expect(rows.filter(([editions]) => editions === "2026-06-12 to 2026-11-25")).toEqual([
      ["2026-06-12 to 2026-11-25", "Decisions", "Canada", "2025", "285", "0", "44"],
      ["2026-06-12 to 2026-11-25", "Applications", "Canada", "2025", "207", "36", "8"]
    ]);
  });

  test.each([
    ["a card's address", (id: string) => `${address}editions/${id}/figures/${CARD}`, /208.*215/s],
    ["a number with the countries and the year", () => "67 North Korea Russia 2011", /67.*74/s],
    [
      "a question to the explorer",
      (id: string) => `${address}explorer?origin=PRK&asylum=RUS&years=2011&edition=${id}`,
      /67.*74/s
    ],
    ["a number that was not revised", () => "98,644 Russia 2022", /^Agrees\s.*98,644 grants of temporary asylum/s]
  ])("says of %s that is pasted whether it has changed", async (_, pasted, words) => {
    const {opened, complaints} = await open("check");
    await opened.locator("#pasted").fill(pasted(copy.edition));
    await opened.getByRole("button", {name: "Check", exact: true}).click();
    await expect.poll(() => opened.locator("#check-answer").innerText()).toMatch(words);
    expect(complaints).toEqual([]);
    await opened.context().close();
  });

  test("answers a question in the edition that its address names, and says so", async () => {
    for (const [edition, number] of [
      [copy.edition, "67"],
      [second, "74"]
    ] as const) {
      const {opened, complaints} = await open(
        `explorer?origin=PRK&asylum=RUS&years=2011&stage=first&edition=${edition}`
      );
      await opened.locator("html[data-explorer=ready]").waitFor();
      await expect.poll(() => opened.locator("#rows-table tbody").innerText()).toMatch(new RegExp(`\\b${number}\\b`));
      if (edition !== second) expect(await opened.locator("main").innerText()).toContain(editionDate(edition));
      expect(complaints).toEqual([]);
      await opened.context().close();
    }
  });

  test("explains an address with an edition that is not kept", async () => {
    const {opened} = await open("explorer?origin=PRK&asylum=RUS&years=2011&edition=2001-01-01");
    await opened.locator("html[data-explorer=ready]").waitFor();
    await expect.poll(() => opened.locator("#tell").innerText()).toContain("2001-01-01");
    const missing = await open(`editions/2001-01-01/figures/${CARD}`);
    expect(await missing.opened.locator("main").innerText()).toContain("never published, or is no longer kept");
    expect(await missing.opened.locator("#editions-kept a").allInnerTexts()).toContain(
      `Edition of ${editionDate(copy.edition)}`
    );
    await opened.context().close();
    await missing.opened.context().close();
  });

  test("keeps the runtime for a page that uses it, each script of it allowed by hash and each module there", () => {
    const html = readFileSync(join(site, "live.html"), "utf8");
    expect(html).toMatch(/script-src 'self' 'sha256-[^']+'; style-src/);
    expect(html).toMatch(/<link rel="modulepreload" href="\.\/_observablehq\/client\.[0-9a-f]+\.js">/);
    expect(filesOf(site)).toContainEqual(expect.stringMatching(/^_import\/words\/numbers\.[0-9a-f]+\.js$/));
    expect(readFileSync(join(site, "index.html"), "utf8")).not.toContain("_observablehq");
  });

  describe("a page of one's own", () => {
    test("has cells, inputs, charts and files as Framework documents them, and nothing that its policy reports", async () => {
      const {opened: page, asked, complaints} = await open("cells");
      await page.locator("#files").filter({hasText: second}).waitFor();
      expect(await page.locator("#files").innerText()).toMatch(/^[1-9]\d+ [A-Z]{3} 42 \d{4}-/);
      expect(await page.locator("#parsed").innerText()).toBe("12");
      await page.locator("svg rect").nth(2).waitFor();
      await page.locator("input[type=number]").fill("5");
      await page.locator("svg rect").nth(4).waitFor();
      await page.getByText("The most is 5, seen 0.").waitFor();
      await page.getByLabel("a", {exact: true}).check();
      await page.getByText("The most is 5, seen 1.").waitFor();
      await page.getByRole("button", {name: "Press"}).click();
      await expect.poll(() => page.title()).toBe("pressed");
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
      const file = join(copy.root, "src", "cells.md");
      for (const [cell, message] of [
        ['import confetti from "npm:lodash";', /uses lodash@.*npm install --save-exact/],
        [
          "const db = DuckDBClient.of();",
          /page \/cells: DuckDBClient and sql`…` do not work here\. .*src\/data\/NAME\.parquet\.ts/
        ]
      ] as const) {
        writeFileSync(file, `# Cells\n\n\`\`\`js\n${cell}\n\`\`\`\n`);
        await expect(buildAlone(copy.root)).rejects.toThrow(message);
      }
      writeFileSync(file, CELLS);
    });
  });

  test("fails where a page asks for a figure that the edition lacks, names page and directive, and keeps the site of before", async () => {
    const stood = readFileSync(join(site, "index.html"));
    const directive = ":fig[applications PRK RUS 1999 level=FI]";
    appendFileSync(join(copy.root, "src", "404.md"), `\nA number: ${directive}.\n`);
    await expect(buildAlone(copy.root)).rejects.toThrow(`page /404: ${directive}: no entry of the edition matches`);
    expect(readFileSync(join(site, "index.html")).equals(stood)).toBe(true);
    expect(readdirSync(join(copy.root, "src", ".observablehq"))).toEqual(["cache"]);
  });
});

test("a build fails at once without an edition", async () => {
  const copy = copyProject([]);
  writeFileSync(join(copy.root, "data", "edition"), "2001-01-01\n");
  await expect(build({root: copy.root})).rejects.toThrow(
    "data/edition names 2001-01-01, but data/editions/2001-01-01/datapackage.json is not there"
  );
  expect(existsSync(join(copy.root, "dist"))).toBe(false);
  copy.remove();
});

const pagesOf = (folder: string) => filesOf(folder).filter((path) => path.endsWith(".html")).length;

describe("npm start", () => {
  test("exits with a message where its port is taken", async () => {
    const holder = createServer();
    const port = new URL(await listen(holder, 0)).port;
    const child = spawn(process.execPath, ["--import", "tsx", "src/site/serve.ts", "--port", port], {cwd: PROJECT});
    let [told, printed] = ["", ""];
    child.stderr.on("data", (bytes: Buffer) => (told += bytes.toString()));
    child.stdout.on("data", (bytes: Buffer) => (printed += bytes.toString()));
    const code = await new Promise((done) => child.on("close", done));
    holder.close();
    expect(code).toBe(1);
    expect(told.trim()).toBe(`port ${port} is taken; name another with PORT or --port (npm start -- --port 4000)`);
    expect(printed).toBe("");
  });

  test("builds from an empty cache, without a network, the same bytes as another build, and serves them on its port", async () => {
    const copy = copyProject();
    const holder = createServer();
    const port = new URL(await listen(holder, 0)).port;
    await new Promise((done) => holder.close(done));
    const child = spawn(process.execPath, ["--import", "tsx", join("src", "site", "serve.ts")], {
      cwd: copy.root,
      env: {...process.env, PORT: port, NODE_OPTIONS: NO_NETWORK}
    });
    let told = "";
    child.stderr.on("data", (bytes: Buffer) => (told += bytes.toString()));
    try {
      const line = await new Promise<string>((done, fail) => {
        child.stdout.once("data", (bytes: Buffer) => done(bytes.toString()));
        child.on("close", () => fail(new Error(told)));
      });
      const built = join(copy.root, "dist");
      const address = `http://127.0.0.1:${port}${BASE}`;
      expect(line.trim()).toBe(`Asylum Ledger, edition ${copy.edition}, ${pagesOf(built)} pages: ${address}`);
      const page = await fetch(address);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      const other = inject("folder");
      const shared = filesOf(other);
      expect(filesOf(built)).toEqual(shared);
      for (const path of shared)
        expect(readFileSync(join(built, path)).equals(readFileSync(join(other, path))), path).toBe(true);
    } finally {
      child.kill();
      copy.remove();
    }
  });
});

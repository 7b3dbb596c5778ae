// What a build must do and must refuse, on copies of the project.
import {spawn} from "node:child_process";
import {appendFileSync, cpSync, existsSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {JSDOM} from "jsdom";
import {afterAll, afterEach, describe, expect, inject, test} from "vitest";
import {PROJECT, build} from "../../src/build/build.js";
import {filesOf} from "../../src/build/finish.js";
import {listen} from "../../src/build/serve.js";
import {copyProject} from "./copy.js";
import type {Copy} from "./copy.js";

const NO_NETWORK = `--import=data:text/javascript,${encodeURIComponent(
  'globalThis.fetch = (url) => { throw new Error("asked for " + url); };'
)}`;

describe("a build", () => {
  const copy = copyProject();
  afterAll(copy.remove);
  const home = () => new JSDOM(readFileSync(join(copy.root, "dist", "index.html"), "utf8")).window.document;

  test("from an empty cache asks no network, and gives byte for byte what another build gave", async () => {
    process.env.NODE_OPTIONS = NO_NETWORK;
    try {
      await build({root: copy.root});
    } finally {
      delete process.env.NODE_OPTIONS;
    }
    const built = join(copy.root, "dist");
    const other = inject("folder");
    const mine = filesOf(built);
    const shared = filesOf(other).filter((path) => !/^data\/(?!latest\/)/.test(path));
    expect(mine.filter((path) => !/^data\/(?!latest\/)/.test(path))).toEqual(shared);
    for (const path of shared)
      expect(readFileSync(join(built, path)).equals(readFileSync(join(other, path))), path).toBe(true);
  });

  test("after a second edition shows it in prose, chart, table and download, and keeps the first", async () => {
    const before = readFileSync(join(copy.root, "dist", "data", "latest", "applications.parquet"));
    const second = "2099-01-01";
    const folder = join(copy.root, "data", "editions", second);
    cpSync(join(copy.root, "data", "editions", copy.edition), folder, {recursive: true});
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const table = join(copy.root, "data", "editions", copy.edition, "applications.parquet");
    // A revision of one row, by seven persons.
    await connection.run(`COPY (SELECT * REPLACE (applications + CASE WHEN origin = 'PRK' AND asylum = 'RUS' AND year = 2011
      AND level = 'FI' THEN 7 ELSE 0 END AS applications) FROM '${table}')
      TO '${join(folder, "applications.parquet")}' (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
    writeFileSync(join(copy.root, "data", "edition"), `${second}\n`);

    writeFileSync(
      join(copy.root, "src", "live.md"),
      '# Live\n\n```js\nimport {formatNumber} from "./components/format.js";\ndisplay(formatNumber(12345));\n```\n'
    );
    // An analyst's own notebook: two files copied under another name.
    for (const end of ["md", "ts"])
      cpSync(join(copy.root, "src", "notebooks", `closed.${end}`), join(copy.root, "src", "notebooks", `mine.${end}`));
    await build({root: copy.root});
    const mine = new JSDOM(readFileSync(join(copy.root, "dist", "notebooks", "mine.html"), "utf8")).window.document;
    expect(mine.querySelector("p.finding")?.textContent).toContain("have no refusal on file");
    expect(mine.querySelector("form.choices")?.getAttribute("data-tables")).toBe(`../data/${second}/`);
    const page = home();
    expect(page.querySelector("main")?.textContent).toContain("215\u00a0[211–215] applications for refugee status");
    const story = new JSDOM(readFileSync(join(copy.root, "dist", "story.html"), "utf8")).window.document;
    expect([...story.querySelectorAll(".art.wide text")].map((text) => text.textContent)).toContain("74");
    expect(story.querySelector("#rows-fi tbody")?.textContent).toContain("201174");
    expect(page.querySelector(".folio span")?.textContent).toBe(`Edition ${second}`);
    const latest = readFileSync(join(copy.root, "dist", "data", "latest", "applications.parquet"));
    expect(latest.equals(readFileSync(join(folder, "applications.parquet")))).toBe(true);
    expect(readFileSync(join(copy.root, "dist", "data", copy.edition, "applications.parquet")).equals(before)).toBe(
      true
    );
  });

  test("keeps the runtime for a page that uses it, each script of it allowed by hash and each module there", () => {
    const html = readFileSync(join(copy.root, "dist", "live.html"), "utf8");
    expect(html).toMatch(/script-src 'self' 'sha256-[^']+'; style-src/);
    expect(html).toMatch(/<link rel="modulepreload" href="\.\/_observablehq\/client\.[0-9a-f]+\.js">/);
    expect(filesOf(join(copy.root, "dist"))).toContainEqual(
      expect.stringMatching(/^_import\/components\/format\.[0-9a-f]+\.js$/)
    );
    expect(readFileSync(join(copy.root, "dist", "index.html"), "utf8")).not.toContain("_observablehq");
  });

  test("that fails leaves the site that stood, and nothing beside it", async () => {
    const stood = readFileSync(join(copy.root, "dist", "index.html"));
    appendFileSync(join(copy.root, "src", "404.md"), "\n[nowhere](/no-such-page)\n");
    await expect(build({root: copy.root})).rejects.toThrow("404.html: ./no-such-page leads nowhere");
    expect(readFileSync(join(copy.root, "dist", "index.html")).equals(stood)).toBe(true);
    expect(readdirSync(join(copy.root, "src", ".observablehq"))).toEqual(["cache"]);
  });
});

describe("a build refuses", () => {
  let copy: Copy;
  afterEach(() => copy.remove());

  test.each([
    [
      "a figure that the edition does not have",
      ":fig[applications PRK RUS 1999 level=FI]",
      "no row of the edition matches"
    ],
    ["a slip of the pen", ":fig[aplications PRK RUS 2011 level=FI]", "“aplications” is no kind of figure"]
  ])("%s, naming the page and the directive", async (_, directive, reason) => {
    copy = copyProject();
    appendFileSync(join(copy.root, "src", "404.md"), `\nA number: ${directive}.\n`);
    await expect(build({root: copy.root})).rejects.toThrow(`page /404: ${directive}: ${reason}`);
    expect(existsSync(join(copy.root, "dist"))).toBe(false);
  });

  test("to begin without an edition", async () => {
    copy = copyProject();
    writeFileSync(join(copy.root, "data", "edition"), "2001-01-01\n");
    await expect(build({root: copy.root})).rejects.toThrow(
      "data/edition names 2001-01-01, but data/editions/2001-01-01/datapackage.json is not there"
    );
  });
});

const pagesOf = (folder: string) => filesOf(folder).filter((path) => path.endsWith(".html")).length;

describe("npm start", () => {
  test("on a taken port says so and takes no other", async () => {
    const holder = createServer();
    const port = new URL(await listen(holder, 0)).port;
    const child = spawn(process.execPath, ["--import", "tsx", "src/build/serve.ts", "--port", port], {cwd: PROJECT});
    let [told, printed] = ["", ""];
    child.stderr.on("data", (bytes: Buffer) => (told += bytes.toString()));
    child.stdout.on("data", (bytes: Buffer) => (printed += bytes.toString()));
    const code = await new Promise((done) => child.on("close", done));
    holder.close();
    expect(code).toBe(1);
    expect(told.trim()).toBe(`port ${port} is taken; name another with PORT or --port (npm start -- --port 4000)`);
    expect(printed).toBe("");
  });

  test("serves the site it has built on the port it is given", async () => {
    const copy = copyProject();
    const holder = createServer();
    const port = new URL(await listen(holder, 0)).port;
    await new Promise((done) => holder.close(done));
    const child = spawn(process.execPath, ["--import", "tsx", join("src", "build", "serve.ts")], {
      cwd: copy.root,
      env: {...process.env, PORT: port}
    });
    try {
      const line = await new Promise<string>((done, fail) => {
        child.stdout.once("data", (bytes: Buffer) => done(bytes.toString()));
        child.on("close", () => fail(new Error("it ended")));
      });
      expect(line.trim()).toBe(
        `Asylum Ledger, edition ${copy.edition}, ${pagesOf(inject("folder"))} pages: http://127.0.0.1:${port}/`
      );
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html;charset=utf-8"]);
    } finally {
      child.kill();
      copy.remove();
    }
  });
});

// The steps after Framework's build: language, policy, links, scripts and what is removed.
import {createHash} from "node:crypto";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {gunzipSync, gzipSync} from "node:zlib";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import * as files from "../../src/site/finish/files.js";
import {compress} from "../../src/site/finish/compress.js";
import {addFontsToStylesheets} from "../../src/site/finish/finish.js";
import {checkLinks, removeUnused} from "../../src/site/finish/links.js";
import {dateOfEdition, descriptionOf, finishPage, removeIdleScripts} from "../../src/site/finish/page.js";
import {policyOf} from "../../src/site/finish/policy.js";

const PAGE = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<meta name="generator" content="Observable Framework v1.13.4">
<title>A page</title>
<link rel="stylesheet" type="text/css" href="../_import/style.00000000.css">
<link rel="modulepreload" href="../_observablehq/client.abc.js">
<script type="module">

import "../_observablehq/client.abc.js";

</script>
</head>
<body><h1 id="x" tabindex="-1"><a class="observablehq-header-anchor" href="#x">A <em>page</em></a></h1></body>
</html>
`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ledger-finish-"))));
afterEach(() => rmSync(folder, {recursive: true, force: true}));
function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
}

describe("a finished page", () => {
  const page = finishPage(PAGE, {page: "a/b.html", up: "../"});

  test("names its language", () => expect(page).toContain('<html lang="en">'));
  test("lets readers zoom and sends no referrer", () => {
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(page).toContain('<meta name="referrer" content="no-referrer">');
  });
  test("has the policy first in its head, and its encoding in the first kilobyte", () => {
    expect(page).toMatch(/<head>\n<meta http-equiv="Content-Security-Policy"/);
    expect(page.indexOf('<meta charset="utf-8">')).toBeLessThan(1024);
  });
  test("loads no runtime that nothing uses", () => expect(page).not.toMatch(/<script|modulepreload/));
  test("has headings that are no links", () => expect(page).toContain('<h1 id="x" tabindex="-1">A <em>page</em></h1>'));
  test("says of itself what its deck says, else what it is of, as text", () => {
    const said = (main: string) => descriptionOf(`<body><main>${main}</main>`);
    expect(said('<h1>T</h1><p>First.</p><p class="deck">The <a href="#">deck</a> &amp; "more".</p>')).toBe(
      '<meta name="description" content="The deck &amp; &quot;more&quot;.">\n'
    );
    expect(said('<p class="deck">289&nbsp;[281–433] applications.</p>')).toContain("289 [281–433] applications.");
    expect(said("<h1>Israel</h1><p>First.</p>")).toBe(
      '<meta name="description" content="Israel: asylum figures with their rounding ranges, legal status and sources.">\n'
    );
    expect(said(`<p class="deck">${"word ".repeat(80)}</p>`)).toMatch(/content="(?:word ){30,39}word…"/);
    expect(said("<p>x</p>")).toBe("");
  });
  test("fetches the two upright Latin fonts early", () => {
    expect(
      page.match(/<link rel="preload" as="font" type="font\/woff2" crossorigin href="\.\.\/_fonts\/[^"]+">/g)
    ).toHaveLength(2);
  });
  test("stops the build where Framework's template is not as expected", () => {
    expect(() => finishPage("<html><head></head></html>", {page: "a.html", up: "./"})).toThrow(
      "a.html: Framework's page has no viewport where it was expected"
    );
  });
});

test("gives the files that a page asks for the day of their edition, whenever it was built", () => {
  const page = (time: string) =>
    `registerFile("./x.parquet", {"name":"./x.parquet","path":"./x.1.parquet","lastModified":${time},"size":12});`;
  const dated = page(String(Date.UTC(2026, 10, 25)));
  for (const time of ["1795564812345", "1795564812345.678"])
    expect(dateOfEdition(page(time), "2026-11-25-2")).toBe(dated);
});

describe("the policy", () => {
  test("allows the page's own inline scripts by hash, and no other", () => {
    const script = "\nimport {define} from './client.js';\n";
    const html = `<head></head><script type="module">${script}</script><script src="./a.js"></script><script type="application/json">{}</script>`;
    const hash = createHash("sha256").update(script).digest("base64");
    expect(policyOf(html)).toContain(`script-src 'self' 'sha256-${hash}'; style-src`);
  });
  test("keeps the runtime of a page that uses it", () => {
    const live = PAGE.replace('import "', 'import {define} from "');
    expect(removeIdleScripts(live)).toBe(live);
  });
  test("of a page that says where DuckDB lies allows WebAssembly and a worker from a blob, and no further address", () => {
    const parts = (html: string) =>
      policyOf(html)
        .replace(/ 'sha256-[^']*'/g, "")
        .split("; ");
    const plain = parts(PAGE);
    const widened = parts(PAGE.replace("<body>", '<body><div data-duckdb="./x.wasm"></div>'));
    expect(widened.filter((part) => !plain.includes(part))).toEqual([
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:"
    ]);
    expect(widened).toContain("connect-src 'self'");
    expect(plain.join()).not.toMatch(/wasm|worker-src[^;]*blob/);
  });
  test("lets code be evaluated in the preview alone, where an edited cell is", () => {
    const parts = (html: string) => html.replace(/ 'sha256-[^']*'/g, "").split("; ");
    const [built, live] = [parts(policyOf(PAGE)), parts(policyOf(PAGE, true))];
    expect(live.filter((part) => !built.includes(part))).toEqual(["script-src 'self' 'unsafe-eval'"]);
    expect(finishPage(PAGE, {page: "a.html", up: "./"})).not.toContain("unsafe-eval");
  });
  test("never names another server", () => expect(policyOf(PAGE)).not.toMatch(/https?:|\*/));
});

describe("links", () => {
  test("that lead somewhere pass: clean addresses, ids, questions after #, data, other hosts", () => {
    write({
      "index.html":
        '<p id="here"></p><a href="#here">a</a><a href="./story">b</a><a href="./story#there">c</a><a href="./story#origin=SYR">a question</a><a href="./data/x.parquet">d</a><a href="https://example.org/x">e</a>',
      "story.html": '<p id="there"></p><a href="./">home</a>',
      "data/x.parquet": "PAR1"
    });
    expect(() => checkLinks(folder)).not.toThrow();
  });

  test.each([
    ["a page", '<a href="./stroy">x</a>', "index.html: ./stroy leads nowhere"],
    ["an id", '<a href="#nowhere">x</a>', "index.html: #nowhere: there is no such id"],
    ["a picture", '<img alt="" src="./x.png">', "index.html: ./x.png leads nowhere"],
    [
      "a root address",
      '<a href="/story">x</a>',
      "index.html: /story begins at the host's root: below a base path it leads nowhere"
    ],
    ["a module", '<script type="module">import {a} from "./a.js";</script>', "index.html: ./a.js leads nowhere"],
    [
      "a bare module",
      '<script type="module">import {a} from "d3";</script>',
      "index.html: imports d3, which a browser cannot find"
    ],
    [
      "a module asked for later",
      '<script type="module">const a = await import("./b.js");</script>',
      "index.html: ./b.js leads nowhere"
    ],
    ["an id given twice", '<p id="a"></p><p id="a"></p>', "index.html: the id a is there twice"],
    [
      "a directive left as it was",
      "<p>:fig[applications]</p>",
      "index.html: the directive :fig[applications] was not read"
    ]
  ])("that lead nowhere fail: %s", (_, html, message) => {
    write({"index.html": html});
    expect(() => checkLinks(folder)).toThrow(files.SiteError);
    expect(() => checkLinks(folder)).toThrow(message);
  });

  test("in modules and stylesheets are followed too", () => {
    write({
      "a.js": 'import{b}from"./b.js";export*from"./c.js";',
      "b.js": "",
      "s.css": "@font-face{src:url(./f.woff2)}"
    });
    expect(() => checkLinks(folder)).toThrow("a.js: ./c.js leads nowhere\ns.css: ./f.woff2 leads nowhere");
  });

  test("inside comments and code are words", () => {
    write({
      "index.html":
        '<!-- <a href="./x">x</a> --><pre><code>:fig[x]</code></pre><script type="application/json">"<a href=\'./y\'>"</script>'
    });
    expect(() => checkLinks(folder)).not.toThrow();
  });
});

describe("the folder", () => {
  test("keeps what a page leads to and loses what none does", () => {
    write({
      "index.html": '<link rel="modulepreload" href="./_observablehq/client.1.js">',
      "_observablehq/client.1.js": 'import "./runtime.1.js";',
      "_observablehq/runtime.1.js": "",
      "_observablehq/stdlib.1.js": "",
      "_import/old.00000000.css": ""
    });
    removeUnused(folder);
    expect(files.filesOf(folder)).toEqual(["_observablehq/client.1.js", "_observablehq/runtime.1.js", "index.html"]);
  });

  test("names a stylesheet by its contents once the fonts are in it", () => {
    write({
      "_import/style.00000000.css": "p{}",
      "index.html": '<link rel="stylesheet" href="./_import/style.00000000.css">'
    });
    addFontsToStylesheets(folder);
    const [sheet = ""] = files.filesOf(folder).filter((path) => path.endsWith(".css"));
    const css = readFileSync(join(folder, sheet), "utf8");
    expect(sheet).toBe(`_import/style.${createHash("sha256").update(css).digest("hex").slice(0, 8)}.css`);
    expect(css).toMatch(
      /^@font-face\{ font-family: 'Brygada 1918 Variable';[^}]*url\(\.\.\/_fonts\/brygada-1918-latin-wght-normal\.woff2\)/
    );
    expect(readFileSync(join(folder, "index.html"), "utf8")).toContain(sheet);
  });

  test("holds a smaller copy of each large text, the same bytes each time", async () => {
    write({"long.txt": "asylum ".repeat(500), "short.txt": "asylum"});
    await compress(folder);
    const first = readFileSync(join(folder, "long.txt.gz"));
    expect(gunzipSync(first).toString()).toBe("asylum ".repeat(500));
    expect(files.filesOf(folder)).toEqual(["long.txt", "long.txt.gz", "short.txt"]);
    rmSync(join(folder, "long.txt.gz"));
    await compress(folder);
    expect(readFileSync(join(folder, "long.txt.gz")).equals(first)).toBe(true);
  });

  test("takes the packed copy of a text that the site of the build before has too, and packs what has changed", async () => {
    write({"former/same.txt": "asylum ".repeat(500), "former/other.txt": "asylum ".repeat(500)});
    await compress(join(folder, "former"));
    const former = readFileSync(join(folder, "former", "same.txt.gz"));
    // Packed at another level: other bytes with the same text.
    const kept = gzipSync("asylum ".repeat(500), {level: 1});
    expect(kept.equals(former)).toBe(false);
    for (const name of ["same.txt.gz", "other.txt.gz"]) writeFileSync(join(folder, "former", name), kept);
    write({"now/same.txt": "asylum ".repeat(500), "now/other.txt": "refuge ".repeat(500)});
    await compress(join(folder, "now"), join(folder, "former"));
    expect(readFileSync(join(folder, "now", "same.txt.gz")).equals(kept)).toBe(true);
    expect(gunzipSync(readFileSync(join(folder, "now", "other.txt.gz"))).toString()).toBe("refuge ".repeat(500));
  });
});

// Addresses that have moved: a page that is gone leads on with scripts and without, and a page that lost a section follows to it.
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {runInNewContext} from "node:vm";
import {afterEach, beforeEach, expect, test} from "vitest";
import {policyOf} from "../../src/site/finish/policy.js";
import {MOVED_PAGES, MOVED_SECTIONS, withMovedSections, writeMoved} from "../../src/site/moved.js";

const FRAME = `<html><head></head><body><a class="word" href="../"></a><main id="observablehq-main" class="observablehq">frame</main></body></html>`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-moved-"));
  mkdirSync(join(folder, "moved"));
  writeFileSync(join(folder, "moved", "page.html"), FRAME);
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

test("a page that is gone leads to its new address by script, by refresh without scripts, and by a link", () => {
  writeFileSync(join(folder, "check.html"), "");
  writeMoved(folder);
  const html = readFileSync(join(folder, "revisions.html"), "utf8");
  expect(html).toContain('location.replace("./check" + location.search + location.hash)');
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="0; url=./check"></noscript>');
  expect(html).toContain('<a href="./check">');
  expect(html).toContain('<a class="word" href="./">');
  expect(policyOf(html)).toMatch(/script-src 'self' 'sha256-/);
});

test("a page that is still there, or whose new address is not there yet, is not written over", () => {
  writeFileSync(join(folder, "notebooks.html"), "still here");
  writeFileSync(join(folder, "analysis.html"), "");
  writeMoved(folder);
  expect(readFileSync(join(folder, "notebooks.html"), "utf8")).toBe("still here");
  expect(() => readFileSync(join(folder, "revisions.html"))).toThrow("ENOENT");
});

test("a page that lost sections leads to those that the site has", () => {
  writeFileSync(join(folder, "rules.html"), "");
  const html = withMovedSections(FRAME, "method.html", folder);
  expect(html).toContain('"rule-":"rules"');
  expect(html).not.toContain("breaks");
  expect(withMovedSections(FRAME, "story.html", folder)).toBe(FRAME);
});

/** Where the script of a page leads from a fragment; null where the page keeps its reader. */
function leadsTo(page: string, fragment: string): string | null {
  for (const to of new Set(Object.values(MOVED_SECTIONS[page] ?? {}))) writeFileSync(join(folder, `${to}.html`), "");
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(withMovedSections(FRAME, `${page}.html`, folder));
  let to: string | null = null;
  const location = {hash: `#${fragment}`, search: "?a=1", replace: (address: string) => void (to = address)};
  runInNewContext(script?.[1] ?? "", {location, document: {getElementById: () => null}, addEventListener: () => undefined, decodeURIComponent}); // prettier-ignore
  return to;
}

test("a section that moved leads on with query and fragment; any other fragment, however written, leads nowhere", () => {
  expect(leadsTo("method", "rule-rus-ta")).toBe("./rules?a=1#rule-rus-ta");
  expect(leadsTo("method", "found-kinds")).toBe("./breaks?a=1#found-kinds");
  expect(leadsTo("data", "source-files")).toBe("./checks?a=1#source-files");
  for (const fragment of ["", "%", "%E0%A4%A", "//evil.example", "javascript:alert(1)", "constructor", "__proto__"])
    expect([fragment, leadsTo("method", fragment)]).toEqual([fragment, null]);
  for (const fragment of ['rule-"><img src=x>', "rule-//evil.example", "rule-%"])
    expect(leadsTo("method", fragment)).toBe(`./rules?a=1#${fragment}`);
});

test("no address leads to one that has moved itself", () => {
  const targets = [
    ...Object.values(MOVED_PAGES),
    ...Object.values(MOVED_SECTIONS).flatMap((some) => Object.values(some))
  ];
  expect(targets.filter((to) => to in MOVED_PAGES)).toEqual([]);
});

// Addresses that pages link are addresses of the web: a hand-kept table that the build reads is met at the door too.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import type {Edition} from "../../src/edition/edition.js";
import {sourcesOf} from "../../src/figures/sources.js";
import {webAddress} from "../../src/edition/address.js";

const root = mkdtempSync(join(tmpdir(), "ledger-address-"));
afterAll(() => rmSync(root, {recursive: true, force: true}));

test("rejects a script, data and a relative address, and keeps those of the web", () => {
  for (const text of ["javascript:alert(1)", "JavaScript:alert(1)", " https://a.example", "data:text/html,x", "//a.example", "https://a.example | javascript:x", 'https://a.example"onclick='])
    expect(() => webAddress(text, "sources", 2), text).toThrow(/data\/tables\/sources\.csv, line 2: expected an address/);
  for (const text of ["", "https://a.example/b?c=d", "http://a.example | https://b.example"])
    expect(webAddress(text, "sources", 2)).toBe(text);
}); // prettier-ignore

test("rejects a script in the list of sources, with file and line", () => {
  cpSync(join(PROJECT, "data", "tables"), join(root, "data", "tables"), {recursive: true});
  const none = {reported: []} as unknown as Edition;
  expect(() => sourcesOf(none, root)).not.toThrow();
  const file = join(root, "data", "tables", "sources.csv");
  writeFileSync(file, readFileSync(file, "utf8").replace(/https?:\/\/[^,"]+/, "javascript:alert(1)"));
  expect(() => sourcesOf(none, root)).toThrow(/sources\.csv, line 2: expected an address .*found "javascript:alert\(1\)"/);
}); // prettier-ignore

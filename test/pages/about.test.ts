// The About page: what is a setting is never invented, and each correction has its day, its page, and both numbers.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {PAPER} from "../../src/html/paper.js";
import {aboutDrawings, correctionsFrom} from "../../src/pages/about/about.js";
import {settingsOf, unsetWords} from "../../src/pages/about/settings.js";
import {smallEdition} from "../edition/edition.js";

const FILE = fileURLToPath(new URL("../../src/pages/about/corrections.csv", import.meta.url));
function contact(environment: NodeJS.ProcessEnv): string {
  const drawings = aboutDrawings(smallEdition({applications: [], decisions: []}), PAPER, settingsOf(environment));
  return (drawings["about-contact"]?.() ?? []).map((part) => part.outerHTML).join("");
}

describe("the address to write to", () => {
  test("is a link where it is set: an e-mail address or a page", () => {
    expect(contact({CONTACT: "desk@example.org"})).toContain('<a href="mailto:desk@example.org">desk@example.org</a>');
    expect(contact({CONTACT: "https://example.org/write"})).toContain('<a href="https://example.org/write">');
  });
  test("is not there where it is not set, and the repository’s issues are", () => {
    const html = contact({REPOSITORY_URL: "https://example.org/ledger/"});
    expect(html).toContain('<a href="https://example.org/ledger/issues">');
    expect(html).not.toMatch(/mailto|Write to/);
  });
  test("unset, the build says so", () => {
    expect(unsetWords(settingsOf({})).join(" ")).toMatch(/CONTACT is not set.*REPOSITORY_URL is not set/);
    expect(unsetWords(settingsOf({CONTACT: "a@b.example", REPOSITORY_URL: "https://b.example"}))).toEqual([]);
  });
  test.each(["javascript:alert(1)", "http://a.example", 'a@b.example"><script>', "a b@c.example"])(
    "%s is rejected",
    (text) => expect(() => settingsOf({CONTACT: text})).toThrow("must begin with https://")
  );
});

describe("the corrections", () => {
  const corrections = correctionsFrom(readFileSync(FILE, "utf8"));
  test("name the ranking that left out the United States, and EU+", () => {
    expect(corrections.some(({right}) => right.includes("629,358 persons and 282,594 cases"))).toBe(true);
    expect(corrections.some(({wrong}) => wrong.includes("Iceland and Liechtenstein"))).toBe(true);
  });
  test("without a field or a day are rejected, with line and column", () => {
    const head = "date,page,address,wrong,right\n";
    expect(() => correctionsFrom(`${head}2026-11-28,A page,story,,right`)).toThrow("line 2: wrong");
    expect(() => correctionsFrom(`${head}28 November,A page,story,wrong,right`)).toThrow("line 2: date");
  });
  test("are listed with the latest first", () => {
    const head = "date,page,address,wrong,right\n";
    const days = correctionsFrom(`${head}2026-01-02,a,a,a,a\n2026-03-04,b,b,b,b`).map(({date}) => date);
    expect(days).toEqual(["2026-03-04", "2026-01-02"]);
  });
});

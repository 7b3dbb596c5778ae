// Citations: filled templates, read back by other libraries than the one that made them.
import {parse as parseBibtex} from "@retorquere/bibtex-parser";
import {parse as parseRis} from "astrocite-ris";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {citation, CITATION_FORMATS} from "../../src/figures/citation.js";
import type {CitationFormat, Cited} from "../../src/figures/citation.js";
import {citationTemplates} from "../../src/figures/citationTemplates.js";

const PUBLISHER = "UNHCR Refugee Population Statistics Database";
const templates = citationTemplates([PUBLISHER], "2026-11-25");
const CITED: Cited = {
  title: "Decisions reported under “recognized” in Côte d’Ivoire, 2011–2012: 66% & more_than {half} #1",
  address: "https://ledger.example.org/figure?measure=decisions&origin=CIV&years=2011-2012&edition=2026-11-25",
  accessed: "2026-11-28"
};
const formats = Object.keys(CITATION_FORMATS) as CitationFormat[];

describe("a citation", () => {
  test.each(formats)("in %s names the publisher first, then title, site, edition and address", (format) => {
    const text = citation(templates, format, CITED);
    expect(text).toContain(PUBLISHER);
    expect(text).toContain("Asylum Ledger, edition of 25 November 2026");
    expect(text).toContain("origin=CIV");
    expect(text).not.toMatch(/2222|address\.invalid|Titleofthefigure/);
    if (["plain", "apa", "chicago", "gost"].includes(format)) expect(text.indexOf(PUBLISHER)).toBe(0);
  });
  test.each([
    ["plain", "28 November 2026"],
    ["chicago", "Accessed 28 November 2026"],
    ["gost", "(дата обращения: 28.11.2026)"],
    ["bibtex", "2026-11-28"],
    ["ris", "2026/11/28"],
    ["csl-json", "[[2026,11,28]]"]
  ] as const)("in %s has the day of access", (format, day) => {
    expect(citation(templates, format, CITED)).toContain(day);
  });
  test("in GOST R 7.0.5 names the kind of resource", () => {
    expect(citation(templates, "gost", CITED)).toContain("[Электронный ресурс] //");
  });
});

describe("read by another library", () => {
  const bibtex = (cited: Cited) => {
    const read = parseBibtex(citation(templates, "bibtex", cited), {sentenceCase: false});
    expect(read.errors).toEqual([]);
    return read.entries[0]?.fields;
  };
  test("BibTeX gives back title, author, year, site and address", () => {
    const fields = bibtex(CITED);
    expect(fields?.title?.replaceAll(/<\/?\w+[^>]*>/g, "")).toBe(CITED.title);
    expect(fields?.author).toMatchObject([{name: PUBLISHER}]);
    expect(fields?.year).toBe("2026");
    expect(fields?.publisher).toEqual(["Asylum Ledger, edition of 25 November 2026"]);
    expect(fields?.url).toBe(CITED.address);
  });
  test("RIS gives back title, author and address", () => {
    // The parser takes the first word of an institution for a given name.
    const [read] = parseRis(citation(templates, "ris", CITED)) as {author: {given: string; family: string}[]}[];
    expect(read).toMatchObject({
      title: CITED.title,
      URL: CITED.address,
      publisher: "Asylum Ledger, edition of 25 November 2026"
    });
    expect(read?.author.map(({given, family}) => `${given} ${family}`)).toEqual([PUBLISHER]);
  });
  test("CSL-JSON is JSON, whatever the title holds", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme", minLength: 1}), (title) => {
        const [read] = JSON.parse(citation(templates, "csl-json", {...CITED, title})) as {title: string; URL: string}[];
        expect(read?.title).toBe(title.replaceAll(/\s+/g, " ").trim());
        expect(read?.URL).toBe(CITED.address);
      })
    );
  });
  test("a title cannot end a field or an entry, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({minLength: 1}).filter((title) => title.trim() !== ""),
        (title) => {
          expect(bibtex({...CITED, title})?.url).toBe(CITED.address);
          expect(citation(templates, "ris", {...CITED, title}).split("\n").length).toBe(
            citation(templates, "ris", CITED).split("\n").length
          );
        }
      )
    );
  });
});

// Citations: filled templates, read back by other libraries than the one that made them.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse as parseBibtex} from "@retorquere/bibtex-parser";
import {parse as parseRis} from "astrocite-ris";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {citation, citations, CITATION_FORMATS} from "../../src/figures/citation.js";
import type {CitationFormat, CitationTemplates, Cited} from "../../src/figures/citation.js";
import {citationFile, citationTemplates} from "../../src/figures/citationTemplates.js";
import {allCited, authorName, citationText, citedSources, CITED_TOGETHER, plainCitation, requiredName, sourcesIn} from "../../src/words/cite.js"; // prettier-ignore
import type {CitedSource} from "../../src/words/cite.js";
import {PROJECT} from "../../src/site/build.js";

const EDITION = "2026-11-25";
const {sources} = JSON.parse(readFileSync(join(PROJECT, "data", "editions", EDITION, "datapackage.json"), "utf8")) as {
  sources: CitedSource[];
};
const PUBLISHER = "UNHCR Refugee Population Statistics Database";
const SITE = "Asylum Ledger, edition of 25 November 2026";
const of = (...names: string[]) => citedSources(sources, names) ?? [];
const templates = citationTemplates(of("unhcr"), EDITION);
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
    expect(text).toContain(SITE);
    expect(text).toContain("origin=CIV");
    expect(text).not.toMatch(/2222|address\.invalid|ofthefigure/);
    if (["plain", "apa", "chicago", "gost"].includes(format)) expect(text.indexOf(PUBLISHER)).toBe(0);
  });
  test.each([
    ["plain", "accessed 28 November 2026,"],
    ["apa", "Retrieved November 28, 2026, from https://"],
    ["chicago", "Accessed November 28, 2026. https://"],
    ["gost", "(дата обращения: 28.11.2026)"],
    ["bibtex", "2026-11-28"],
    ["ris", "2026/11/28"],
    ["csl-json", "[[2026,11,28]]"]
  ] as const)("in %s has the day of access", (format, day) => {
    expect(citation(templates, format, CITED)).toContain(day);
  });
  test("says no day of access where nobody has opened the page: the edition dates it", () => {
    const undated = citationTemplates(of("unhcr"), EDITION, {dated: false});
    for (const [format, text] of citations(undated, {...CITED, accessed: null})) {
      expect(text, format).not.toMatch(/accessed|retrieved|обращения|2222|Y2 /i);
      expect(text, format).toContain("25 November 2026");
    }
    expect(citation(undated, "gost", {...CITED, accessed: null})).toContain("(по состоянию на 25.11.2026)");
  });
  test("of a title that ends a sentence has no second full stop", () => {
    for (const [format, text] of citations(templates, {...CITED, title: "Was it one or none?"}))
      expect(text, format).not.toMatch(/\?[”.’]*\./);
  });
  test("gives each figure a key of its own in BibTeX and CSL-JSON", () => {
    const keys = ["Germany", "Germany", "Côte d’Ivoire", "Сирия", ""].map(
      (title, i) => /^@misc\{([^,]+),/.exec(citation(templates, "bibtex", {...CITED, title, address: `https://x.org/${i}`}))?.[1] // prettier-ignore
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^asylum-ledger-2026-11-25-[a-z0-9-]+$/);
  });
});

describe("the publishers of an edition", () => {
  test.each([
    ["unhcr", PUBLISHER],
    ["eurostat", "Eurostat, migr_asyappctza and migr_asydcfsta"],
    ["worldbank", "World Bank, World Development Indicators, SP.POP.TOTL"],
    ["sem", "State Secretariat for Migration (SEM), Switzerland"],
    ["ircc", "Immigration, Refugees and Citizenship Canada (IRCC)"],
    ["home_office", "Home Office, United Kingdom"]
  ])("%s is named as its source list asks: %s", (name, words) => {
    expect(of(name).map(requiredName)).toEqual([words]);
  });
  const plain = (...names: string[]) =>
    plainCitation(of(...names), {title: "A", address: "https://x.org/", edition: EDITION});
  test("have the licence that the list of sources gives them, and no other", () => {
    expect(plain("unhcr")).toMatch(/\(CC BY 4\.0\)$/);
    expect(plain("unhcr", "eurostat")).toMatch(/\(CC BY 4\.0\)$/);
    for (const name of ["sem", "ircc", "home_office"]) expect(plain(name)).not.toContain("CC BY");
    expect(plain("home_office")).toContain(
      "Contains public sector information licensed under the Open Government Licence v3.0"
    );
    expect(plain("ircc")).toContain("Contains information licensed under the Open Government Licence – Canada");
    expect(plain("sem")).toContain("not protected by copyright");
    expect(plain("unhcr", "home_office")).toContain(`(${PUBLISHER}: CC BY 4.0; Home Office, United Kingdom: Contains`);
  });
  test("are found in the source lines of charts", () => {
    expect(sourcesIn("Source: UNHCR, edition of 25 November 2026. Inhabitants: World Bank.")).toEqual(["unhcr", "worldbank"]); // prettier-ignore
    expect(sourcesIn("UNHCR and Eurostat, edition of 25 November 2026")).toEqual(["unhcr", "eurostat"]);
    expect(sourcesIn("Home Office, Asy_D11")).toEqual(["home_office"]);
    expect(sourcesIn("Places as the Court’s papers name them")).toEqual([]);
  });
  test("of the whole edition are each named once, those of single reported figures are not", () => {
    const names = allCited(sources).map(({name}) => name);
    expect(names).toEqual(["unhcr", "worldbank", "eurostat", "sem", "ircc", "home_office"]);
    const text = citationText(sources, EDITION, "https://ledger.example.org/");
    for (const {publisher, attribution} of allCited(sources)) {
      expect(text).toContain(publisher);
      expect(text).toContain(attribution);
    }
    expect(text).toContain(`https://ledger.example.org/editions/${EDITION}/`);
  });
  test("have templates for each group that pages show together", () => {
    const file = citationFile(sources, EDITION);
    expect(Object.keys(file.sources)).toEqual([...CITED_TOGETHER.map((names) => names.join(" ")), "edition"]);
    // An edition that lacks a publisher has no template that names it.
    const few = citationFile(of("unhcr"), EDITION);
    expect(Object.keys(few.sources)).toEqual(["ledger", "unhcr", "edition"]);
  });
  test("say the second edition of a day", () => {
    expect(citation(citationTemplates(of("unhcr"), "2026-11-25-2"), "plain", CITED)).toContain("25 November 2026 (2)");
  });
});

interface Read {
  title: string;
  authors: string[];
  site: string;
  address: string;
  day: string;
}
const bibtex = (made: CitationTemplates, cited: Cited): Read => {
  const read = parseBibtex(citation(made, "bibtex", cited), {sentenceCase: false});
  expect(read.errors).toEqual([]);
  expect(read.entries.length).toBe(1);
  const fields = read.entries[0]?.fields;
  return {
    title: fields?.title?.replaceAll(/<\/?\w+[^>]*>/g, "") ?? "",
    authors: (fields?.author ?? []).map(({name = ""}) => name),
    site: fields?.publisher?.join() ?? "",
    address: fields?.url ?? "",
    day: /accessed (\S+?)\]/.exec(fields?.note ?? "")?.[1] ?? ""
  };
};
const ris = (made: CitationTemplates, cited: Cited): Read => {
  // The parser takes the first word of an institution for a given name.
  const [read] = parseRis(citation(made, "ris", cited)) as {
    author: {given?: string; family: string}[];
    title: string;
    URL: string;
    publisher: string;
  }[];
  return {
    title: read?.title ?? "",
    authors: (read?.author ?? []).map(({given, family}) => (given === undefined ? family : `${given} ${family}`)),
    site: read?.publisher ?? "",
    address: read?.URL ?? "",
    day: (/^Y2 {2}- (.*?)\/?$/m.exec(citation(made, "ris", cited))?.[1] ?? "").replaceAll("/", "-")
  };
};
const csl = (made: CitationTemplates, cited: Cited): Read => {
  const [read] = JSON.parse(citation(made, "csl-json", cited)) as {
    title: string;
    author: {literal: string}[];
    publisher: string;
    URL: string;
    accessed: {"date-parts": [number[]]};
  }[];
  return {
    title: read?.title ?? "",
    authors: (read?.author ?? []).map(({literal}) => literal),
    site: read?.publisher ?? "",
    address: read?.URL ?? "",
    day: (read?.accessed["date-parts"][0] ?? []).map((part) => String(part).padStart(2, "0")).join("-")
  };
};
/** The four formats for people, by their rules: each part between what the rules put before and after it. */
const RULES: Readonly<Record<string, RegExp>> = {
  plain:
    /^(?<authors>.+?)\. (?<title>.+?)[.?!] Via (?<site>.+), accessed (?<day>\d+ \w+ \d{4}), (?<address>\S+) \(.+\)$/,
  apa: /^(?<authors>.+?)\. \(2026\)\. (?<title>.+) \[Data set\]\. (?<site>.+)\. Retrieved (?<day>\w+ \d+, \d{4}), from (?<address>\S+)$/,
  chicago: /^(?<authors>.+?)\. “(?<title>.+?)[.?!]” (?<site>.+)\. Accessed (?<day>\w+ \d+, \d{4})\. (?<address>\S+)\.$/,
  gost: /^(?<authors>.+?)\. (?<title>.+) \[Электронный ресурс\] \/\/ (?<site>.+) : \[сайт\]\. 2026\. URL: (?<address>\S+) \(дата обращения: (?<day>\d\d\.\d\d\.\d{4})\)\.$/
};
const isoOf = (text: string) => {
  const [, d, m, y] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? [];
  const date = new Date(y === undefined ? `${text} UTC` : `${y}-${m ?? ""}-${d ?? ""}T00:00:00Z`);
  return date.toISOString().slice(0, 10);
};

/** Two hundred figures as the site names them: titles with the signs that formats escape, addresses with queries and ids. */
const PLACES = ["Germany", "Côte d’Ivoire", "Congo - Kinshasa", "Türkiye", "United Kingdom", "St. Kitts & Nevis", "Hong Kong", "Åland"]; // prettier-ignore
const WHATS = ["New asylum applications", "Decisions reported under “recognized”", "Grant rate: 66%", "Refugee status [204–208]", "50% & more_than {half} #1"]; // prettier-ignore
const figures: Cited[] = Array.from({length: 200}, (_, i) => {
  const place = PLACES[i % PLACES.length] ?? "";
  const what = WHATS[Math.floor(i / PLACES.length) % WHATS.length] ?? "";
  const year = 2000 + (i % 26);
  return {
    title: `${what} in ${place}, ${year}–${year + 5}`,
    address: [
      `https://ledger.example.org/below/figure?origin=ERI,SYR&asylum=${place.slice(0, 3).toUpperCase().normalize("NFD").replace(/\W/g, "X")}&years=${year}&cell=refugee_status&edition=${EDITION}`, // prettier-ignore
      `https://ledger.example.org/countries/deu#chart-${i}`,
      `http://127.0.0.1:4000/a%20b/~x/explorer?years=${year}#a_b`
    ][i % 3] as string,
    accessed: `20${String(26 + (i % 9))}-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`
  };
});

describe("two hundred citations read back by other libraries and rules", () => {
  test.each(CITED_TOGETHER.map((names) => [names.join(" ")]))(
    "have title, authors, site, address and day: %s",
    (key) => {
      const cited = of(...key.split(" "));
      const made = citationTemplates(cited, EDITION);
      const authors = cited.map(authorName);
      for (const figure of figures) {
        const wanted = {title: figure.title, site: SITE, address: figure.address, day: figure.accessed};
        expect(bibtex(made, figure)).toEqual({...wanted, authors});
        expect(ris(made, figure)).toEqual({...wanted, authors: authors.map((name) => name.replaceAll(",", ""))});
        expect(csl(made, figure)).toEqual({...wanted, authors});
        for (const [format, rule] of Object.entries(RULES)) {
          const text = citation(made, format as CitationFormat, figure);
          const read = rule.exec(text)?.groups;
          expect(read, text).toBeDefined();
          expect({...read, day: isoOf(read?.day ?? "")}, text).toMatchObject({
            ...wanted,
            title: format === "chicago" ? figure.title.replaceAll("“", "‘").replaceAll("”", "’") : figure.title
          });
          for (const name of authors) expect(read?.authors, text).toContain(name);
        }
      }
    }
  );
  test("CSL-JSON is JSON, whatever the title holds", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme", minLength: 1}), (title) => {
        expect(csl(templates, {...CITED, title}).title).toBe(title.replaceAll(/\s+/g, " ").trim());
        expect(csl(templates, {...CITED, title}).address).toBe(CITED.address);
      })
    );
  });
  test("a title cannot end a field or an entry, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({minLength: 1}).filter((title) => title.trim() !== ""),
        (title) => {
          expect(bibtex(templates, {...CITED, title}).address).toBe(CITED.address);
          expect(citation(templates, "ris", {...CITED, title}).split("\n").length).toBe(
            citation(templates, "ris", CITED).split("\n").length
          );
        }
      )
    );
  });
});

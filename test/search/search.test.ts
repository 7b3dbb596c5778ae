// What a reader types and what is found: names in three languages, pairs, slips of the pen, and text that means harm.
import fc from "fast-check";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {packIndex, PAGE_WORDS} from "../../src/search/index.js";
import {fold, slips, tokensOf, wordsOf} from "../../src/search/letters.js";
import {searcher} from "../../src/search/match.js";
import type {Result} from "../../src/search/names.js";
import {countWords, unpack} from "../../src/search/packed.js";
import type {Packed} from "../../src/search/packed.js";
import {parseSelection} from "../../src/measures/selection.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {formatCount} from "../../src/words/numbers.js";
import {committedEdition} from "../edition/committed.js";
import {ledgerOf} from "../explorer/ledger.js";

let packed: Packed;
let find: (query: string) => Result[];
const plain = ({name}: Result) => name.map(({text}) => text).join("");
const typed = ({name, also}: Result) => [...name, ...also].filter((piece) => piece.typed).map(({text}) => text);
const first = (query: string) => {
  const [result] = find(query);
  if (!result) throw new Error(`nothing is found for ${query}`);
  return result;
};

beforeAll(async () => {
  const edition = await committedEdition();
  packed = packIndex(edition, readFileSync(join(PROJECT, "data", "tables", "places.csv"), "utf8"), {
    explorer: true,
    countries: new Set(edition.places.keys()),
    others: [
      ["page", "Explorer", "explorer", "", ""],
      [
        "section",
        "Files as they came, with their checksums",
        "checks#source-files",
        "Quality checks",
        "parquet csv download tables"
      ],
      ["section", "Files", "data#files", "Download the data", "parquet csv download tables скачать 내려받기"],
      ["page", "Download the data", "data", "", PAGE_WORDS.data],
      ["method", "Temporary asylum", "method#temporary", "", "временное убежище 임시 체류"],
      [
        "region",
        "Western Europe",
        "world/western-europe",
        "M49 region",
        "Западная Европа 서유럽 155 region регион 지역"
      ],
      [
        "region",
        "European Union",
        "world/eu",
        "members by year",
        "Европейский союз 유럽 연합 eu region регион 지역",
        "members:eu"
      ],
      ["method", "Rates", "method#rates", "", "recognition rate grant доля признания беженцев 난민 인정률"],
      ["section", "Women, men and children, by age", "method#table-eurostat_sex_age", "", "women gender sex children"],
      ["rule", "Netherlands, recognized", "method#rule-nld-fi-recognized", "nld-fi-recognized", ""],
      ["figure", "Temporary asylum granted", "figures/x", "98,644", "All origins in Russia 2022"]
    ]
  });
  find = searcher(unpack(packed));
});

describe("a country is found", () => {
  test.each([
    ["КНДР", "North Korea"],
    ["북한", "North Korea"],
    ["кндр", "North Korea"],
    ["DPRK", "North Korea"],
    ["prk", "North Korea"],
    ["Северная Корея", "North Korea"],
    ["россия", "Russia"],
    ["в России", "Russia"],
    ["러시", "Russia"],
    ["russian fed", "Russia"],
    ["cote d'ivoire", "Côte d’Ivoire"],
    ["turkiye", "Türkiye"],
    ["afgansitan", "Afghanistan"],
    ["ertirea", "Eritrea"],
    ["venezeula", "Venezuela"],
    ["ukrainians", "Ukraine"],
    ["south sudan", "South Sudan"],
    ["апатриды", "Stateless"],
    ["united states", "United States"],
    ["us", "United States"]
  ])("by “%s”: %s", (query, name) => expect(plain(first(query))).toBe(name));

  test("while half a Korean syllable is typed", () => expect(find("부").map(plain)).toContain("North Korea"));
  test("by a prefix before a typo", () => expect(find("niger").slice(0, 2).map(plain)).toEqual(["Niger", "Nigeria"]));
  test("with the letters that were typed", () => {
    expect(typed(first("eritr"))).toEqual(["Eritr"]);
    expect(typed(first("КНДР"))).toEqual(["КНДР"]);
    expect(typed(first("turkiye"))).toEqual(["Türkiye"]);
  });
  test("with one fact, which says its unit and year", () =>
    expect(first("germany").fact).toMatch(/^New applications in 2025: [\d,]+(?:\u00a0\[[\d,]+–[\d,]+\])? persons/));
  test("with the range of its card, which has the people whom rounding may have removed", async () => {
    const {ledger} = await ledgerOf();
    for (const [name, code] of [["germany", "DEU"], ["austria", "AUT"], ["kenya", "KEN"]] as const) {
      const {figure} = parseFigureQuery(`asylum=${code}&years=2025&unit=persons`);
      const count = answerOf(ledger, figure).numbers[0]?.count;
      expect(count?.hi).toBeGreaterThan(count?.lo ?? NaN);
      expect(first(name).fact.replaceAll("\u00a0", " ")).toContain(count ? formatCount(count).replaceAll("\u00a0", " ") : "");
    }
  }); // prettier-ignore
});

describe("a pair is found", () => {
  test.each([
    ["eritr israel", "ERI", "ISR"],
    ["Eritreans in Israel", "ERI", "ISR"],
    ["israel from eritrea", "ERI", "ISR"],
    ["north korea russia", "PRK", "RUS"],
    ["북한 러시아", "PRK", "RUS"],
    ["из КНДР в Россию", "PRK", "RUS"],
    ["syrians germany", "SYR", "DEU"],
    ["south sudan uganda", "SSD", "UGA"]
  ])("by “%s”", (query, origin, asylum) => {
    const {kind, href} = first(query);
    expect(kind).toBe("pair");
    const {selection, problems} = parseSelection(href.split("?")[1] ?? "");
    expect(problems).toEqual([]);
    expect([selection.origins, selection.asylums]).toEqual([
      {kind: "places", codes: [origin]},
      {kind: "places", codes: [asylum]}
    ]);
  });
  test("and its two places after it", () =>
    expect(find("eritr israel").slice(0, 3).map(plain)).toEqual(["Eritrea to Israel", "Eritrea", "Israel"]));
  test("without an entry too, and says so", () => expect(first("north korea south korea").fact).toBe("No entry"));
  test("only where there is a page for pairs", () => {
    const results = searcher(unpack({...packed, explorer: null}))("eritr israel");
    expect(results.map(({kind}) => kind)).not.toContain("pair");
    expect(results.slice(0, 2).map(plain)).toEqual(["Eritrea", "Israel"]);
  });
});

describe("plain words are understood:", () => {
  test.each([
    ["UK Albania grant rate", "measure=rate", "origin=ALB&asylum=GBR"],
    ["grant rate Albanians England", "measure=rate", "origin=ALB&asylum=GBR"],
    ["Japan refugees 2017", "measure=decisions", "asylum=JPN&years=2017"],
    ["Germany per capita", "shown=per_100000", "asylum=DEU"],
    ["pending Venezuela United States", "measure=asylum_seekers", "origin=VEN&asylum=USA"],
    ["backlog germany", "measure=asylum_seekers", "asylum=DEU"],
    ["who received the most in 2024", "explorer?years=2024"],
    ["most applications", "explorer?years=2025"],
    ["applications per inhabitant EU 2023", "asylum=members:eu&years=2023&shown=per_100000"],
    ["top origins in the European Union 2023", "asylum=members:eu&years=2023#origins"],
    ["Korea grant rate 2023", "measure=rate", "asylum=KOR&years=2023"],
    ["United Kingdom against France 2022", "asylum=GBR,FRA&years=2022"],
    ["Syrian refugees in Turkey", "measure=refugees", "origin=SYR&asylum=TUR"],
    ["일본 난민 인정률", "measure=rate", "asylum=JPN"]
  ])("“%s”", (query, ...parts) => {
    const {href} = first(query);
    for (const part of parts) expect(href).toContain(part);
    expect(parseSelection(href.split(/[?#]/)[1]?.replace(/&?shown=\w+/, "") ?? "").problems).toEqual([]);
  });
  test.each([
    ["England", "United Kingdom"],
    ["Rohingya", "Myanmar (Burma)"],
    ["северные корейцы", "North Korea"],
    ["Rohingya Bangladesh", "Myanmar (Burma) to Bangladesh"]
  ])("“%s” is %s", (query, name) => expect(plain(first(query))).toBe(name));
  test.each(["women", "children", "gender", "women Germany"])("“%s” leads to the table of sex and age", (query) =>
    expect(find(query).map(({href}) => href)).toContain("method#table-eurostat_sex_age")
  );
  test("«난민 인정률» is the page's word for rates", () => expect(first("난민 인정률").href).toBe("method#rates"));
  test("a word that means nothing here is left out, and said", () => {
    const [result] = find("germany xqzvw");
    expect(result && plain(result)).toBe("Germany");
    expect(result?.without).toEqual(["xqzvw"]);
    expect(first("germany").without ?? []).toEqual([]);
  });
});

describe("words are found", () => {
  test("that name a definition, in three languages", () => {
    expect(first("temporary asyl").href).toBe("method#temporary");
    expect(first("временное убеж").href).toBe("method#temporary");
  });
  test.each(["parquet", "csv", "download", "download csv", "data", "скачать"])(
    "“%s” leads to the Data page first",
    (query) => expect(first(query).href).toBe("data")
  );
  test("that are a rule's id", () => expect(first("nld-fi-rec").href).toBe("method#rule-nld-fi-recognized"));
  test("that are on a figure", () => expect(find("temporary asylum russia").map(({kind}) => kind)).toContain("figure"));
  test("never where nothing is typed or nothing fits", () => {
    expect(find("")).toEqual([]);
    expect(find("  ,.- ")).toEqual([]);
    expect(find("qqqqxxzz")).toEqual([]);
  });
});

describe("escapes search input", () => {
  test("and any text at all is answered, with addresses of the site alone", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 200}), (query) => {
        for (const {href, name} of find(query)) {
          expect(href).toMatch(/^(?:countries\/|world\/|explorer|method#|figures\/|checks#|data)/);
          expect(name.length).toBeGreaterThan(0);
        }
      }),
      {numRuns: 150}
    );
  });
  test("pieces of a name join to the name", () => {
    const names = new Set(packed.places.map(([, name]) => name));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(12), (name, length) => {
        for (const result of find(name.slice(0, length + 1)).filter(({kind}) => kind === "country"))
          expect(names.has(plain(result))).toBe(true);
      }),
      {numRuns: 100}
    );
  });
  test("markup folds to words", () =>
    expect(tokensOf("<img src=x onerror=alert(1)>")).toEqual(["img", "src", "x", "onerror", "alert", "1"]));
});

describe("the parts", () => {
  test("letters fold without accents", () =>
    expect(fold("Côte d’Ivoire, Łódź, ЁЛКА")).toBe("cote divoire, lodz, елка"));
  test("tokens keep the offset of each character", () => expect(wordsOf("Côte d’Ivoire")[1]?.from[0]).toBe(5));
  test("slips are counted to a beginning", () => {
    expect(slips("eritr", "eritrea", 2)).toBe(0);
    expect(slips("ertir", "eritrea", 2)).toBe(1);
    expect(slips("xxxx", "eritrea", 1)).toBe(2);
  });
  test("counts say their unit and bounds", () => {
    expect(countWords("1")).toBe("1 person");
    expect(countWords("5~3~5")).toBe("5\u00a0[3–5] persons");
    expect(countWords("c1200")).toBe("1,200 cases");
    expect(countWords("881+c12")).toBe("881 persons and 12 cases");
  });
  test("a pair's fact is the sum of its rows", async () => {
    const {applications: a} = await committedEdition();
    let sum = 0;
    for (let i = 0; i < a.year.length; i++)
      if (a.origin[i] === "ERI" && a.asylum[i] === "ISR" && a.year[i] === 2025 && a.type[i] === "N")
        sum += a.applications[i] ?? 0;
    expect(unpack(packed).pairFact("ERI", "ISR")).toEqual({
      year: 2025,
      size: sum,
      words: `New applications in 2025: ${sum} persons`
    });
  });
  test("the whole list is under 60 kB over the line", () =>
    expect(gzipSync(JSON.stringify(packed), {level: 9}).length).toBeLessThan(60_000));
});

test("a region of the world is found by its name in three languages, and the Union by its letters", () => {
  for (const query of ["western europe", "Западная Европа", "서유럽"])
    expect(first(query)).toMatchObject({kind: "region", href: "world/western-europe"});
  expect(first("european union").href).toBe("world/eu");
  expect(find("eu").map(({href}) => href)).toContain("world/eu");
});

// The source card of a figure by sex and age: its address, numbers and shares against SQL over the edition's table, the lines that compute
// it again, its sentences, and what it says where Eurostat has nothing.
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parquetColumns} from "../../src/edition/parquet.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {parseState} from "../../src/explorer/address.js";
import {isMade} from "../../src/explorer/figure/made.js";
import {knownOf} from "../../src/explorer/known.js";
import {groupAnswer, groupFigure} from "../../src/explorer/sexAge/figure.js";
import {countOf, shareOf} from "../../src/explorer/sexAge/groups.js";
import {packSexAge} from "../../src/explorer/sexAge/pack.js";
import type {PackedSexAge} from "../../src/explorer/sexAge/pack.js";
import {sexAgeParts} from "../../src/explorer/sexAge/parts.js";
import type {Who} from "../../src/explorer/sexAge/table.js";
import {sexAgeView} from "../../src/explorer/sexAge/view.js";
import {figureCard} from "../../src/figures/figureCard.js";
import {GROUPS, groupQuery, parseGroupQuery, SHARED} from "../../src/figures/groupAddress.js";
import {PAPER} from "../../src/html/paper.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
let packed: Record<Who, PackedSexAge>;
let base: string;
beforeAll(async () => {
  const [held, opened] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  ledger = held.ledger;
  sql = opened;
  base = `${PROJECT}/data/editions/${sql.id}/`;
  await sql.rows(`CREATE VIEW sex_age AS FROM '${base}eurostat_sex_age.parquet'`);
  const read = async (who: Who) =>
    packSexAge(await parquetColumns((held.tables.sexAge?.[who] ?? new Uint8Array()).slice().buffer));
  packed = {first_time: await read("first_time"), all: await read("all")};
});
afterAll(() => sql.close());

const answer = (query: string) => {
  const {asked, problems} = parseGroupQuery(query, {...knownOf(ledger), years: ledger.facts.sex_age?.years ?? [0, 0]});
  expect(problems).toEqual([]);
  return groupAnswer(ledger, packed[asked.selection.types === "all" ? "all" : "first_time"], asked);
};
const figure = (query: string) => groupFigure(ledger, answer(`measure=sex_age&${query}`));
function card(query: string) {
  const made = figure(query);
  if (!isMade(made)) throw new Error(made.why);
  return made.card({details: null, others: [], address: {now: "figure?x", dated: "figure?y"}, base});
}

const SYR = "origin = 'SYR' AND asylum = 'DEU'";
/** Twenty figures: the column and sex that hold each, or a sum of several. */
const FIGURES: readonly (readonly [query: string, where: string, value: string])[] = [
  ["origin=SYR&asylum=DEU&years=2022&cell=female", SYR, "F total"],
  ["origin=SYR&asylum=DEU&years=2015&cell=male", SYR, "M total"],
  ["origin=SYR&asylum=DEU&years=2022&type=all&cell=children", SYR, "T y_lt18"],
  ["origin=SYR&asylum=DEU&years=2022&cell=girls", SYR, "F y_lt18"],
  ["origin=SYR&asylum=DEU&years=2016&cell=boys", SYR, "M y_lt18"],
  ["origin=SYR&asylum=DEU&years=2022&cell=women", SYR, "F total - F y_lt18 - F unknown"],
  ["origin=SYR&asylum=DEU&years=2022&cell=men", SYR, "M total - M y_lt18 - M unknown"],
  ["origin=AFG&asylum=SWE&years=2015&cell=14_17", "origin = 'AFG' AND asylum = 'SWE'", "T y14_17"],
  ["asylum=DEU&years=2016&cell=under_14", "origin = 'TOTAL' AND asylum = 'DEU'", "T y_lt14"],
  ["asylum=GBR&years=2019&cell=18_34", "origin = 'TOTAL' AND asylum = 'GBR'", "T y18_34"],
  ["asylum=FRA&years=2022&cell=35_64", "origin = 'TOTAL' AND asylum = 'FRA'", "T y35_64"],
  ["asylum=ITA&years=2021&cell=65_or_older", "origin = 'TOTAL' AND asylum = 'ITA'", "T y_ge65"],
  ["years=2022&cell=applicants", "origin = 'TOTAL' AND asylum <> 'EU27_2020'", "T total"],
  ["origin=SRB&asylum=HUN&years=2014&cell=applicants", "origin IN ('SRB', 'XKX') AND asylum = 'HUN'", "T total"],
  ["origin=SYR&asylum=DEU&years=2015&cell=sex_unknown", SYR, "UNK total"],
  ["origin=UKR&asylum=POL,CZE&years=2022&cell=female", "origin = 'UKR' AND asylum IN ('POL', 'CZE')", "F total"],
  ["origin=SYR&asylum=DEU&years=2014-2016&cell=children", SYR, "T y_lt18"],
  ["origin=SYR&asylum=DEU&years=2022&cell=female&shown=share", SYR, "F total / F total + M total + UNK total"],
  ["asylum=DEU&years=2016&cell=children&shown=share", "origin = 'TOTAL' AND asylum = 'DEU'", "T y_lt18 / T y_lt18 + T y18_34 + T y35_64 + T y_ge65 + T unknown"], // prettier-ignore
  ["origin=AFG&asylum=SWE&years=2015&cell=14_17&shown=share", "origin = 'AFG' AND asylum = 'SWE'", "T y14_17 / T y_lt14 + T y14_17 + T y18_34 + T y35_64 + T y_ge65 + T unknown"] // prettier-ignore
];

describe("twenty figures by sex and age", () => {
  test.each(FIGURES)("%s is what SQL adds up, and its own line computes it again", async (query, where, value) => {
    const {asked, of} = answer(`measure=sex_age&${query}`);
    const [from = "", to = from] = (/years=([\d-]+)/.exec(query)?.[1] ?? "").split("-");
    const who = query.includes("type=all") ? "all" : "first_time";
    const cell = (text: string) => {
      const [sex = "", column = ""] = text.trim().split(" ");
      return `coalesce(sum(${column}) FILTER (sex = '${sex}'), 0)`;
    };
    const sums = (text: string) => text.replace(/(?:T|F|M|UNK) \w+/g, cell);
    const [above = "", below] = value.split(" / ");
    const [expected] = await sql.rows(
      `SELECT (${sums(above)})::DOUBLE ${below ? `/ (${sums(below)})` : ""} AS n FROM sex_age WHERE applicant = '${who}' AND year BETWEEN ${from} AND ${to} AND ${where}`
    );
    if (!of) throw new Error("no entry");
    const found = asked.isShare ? shareOf(of, asked.group)?.of.value : countOf(of, asked.group)?.value;
    expect(found).toBeCloseTo(Number(expected?.n), 10);
    const again = await sql.rows(card(query).made?.lines?.duckdb ?? "");
    expect(Number(Object.values(again[0] ?? {})[0])).toBeCloseTo(Number(expected?.n), 10);
    // The sentence says the same number, or its range where that is what a reader writes.
    const [printed] = card(query).printed;
    const {shown, range} = card(query).numbers[0] ?? {shown: "", range: null};
    expect([shown, range ?? ""].some((words) => words !== "" && (printed?.short.includes(words) ?? false))).toBe(true);
    expect(printed?.full).toContain("Eurostat");
  });

  test("every group and share of one question equals its own line", async () => {
    for (const place of [
      "origin=SYR&asylum=DEU&years=2022",
      "asylum=HUN&years=2013",
      "origin=AFG&asylum=GRC&years=2013",
      "years=2015&type=all"
    ])
      // prettier-ignore
      for (const group of GROUPS)
        for (const share of SHARED.has(group) ? ["", "&shown=share"] : [""]) {
          const query = `${place}&cell=${group}${share}`;
          const {of} = answer(`measure=sex_age&${query}`);
          const value = of && (share ? shareOf(of, group)?.of.value : countOf(of, group)?.value);
          if (value == null) continue;
          const [row] = await sql.rows(card(query).made?.lines?.duckdb ?? "");
          expect([query, Number(Object.values(row ?? {})[0]).toFixed(8)]).toEqual([query, value.toFixed(8)]);
        }
  });
});

describe("the address", () => {
  test("keeps the question, the group, the share and the edition", () => {
    const query = "measure=sex_age&origin=SYR&asylum=DEU&years=2022&cell=female&shown=share&edition=2026-11-25";
    expect(groupQuery(parseGroupQuery(query).asked)).toBe(query);
  });
  test.each([
    ["cell=unaccompanied", "cell", "unknown value"],
    ["cell=girls&shown=share", "shown", "does not fit"],
    ["cell=female&shown=per_100000", "shown", "unknown value"]
  ])("drops what does not fit: %s", (more, key, reason) =>
    expect(parseGroupQuery(`measure=sex_age&asylum=DEU&years=2022&${more}`).problems).toMatchObject([{key, reason}])
  );
});

describe("what a card says", () => {
  test("women and girls: number, range, base, definition, source and lines, and nothing of UNHCR’s rounding", () => {
    const [html] = [
      figureCard(card("origin=SYR&asylum=DEU&years=2022&cell=female&shown=share"), new JSDOM("").window.document)
        .map((part) => part.outerHTML)
        .join("\n")
    ];
    for (const part of [
      "26.4%",
      "18,745 of 70,975",
      "nearest 5",
      "migr_asyappctza",
      "Permanent link",
      'data-sources="eurostat"',
      "As published by Eurostat",
      "eurostat_sex_age.parquet"
    ])
      // prettier-ignore
      expect(html).toContain(part);
    expect(html).not.toContain("UNHCR rounds");
  });
  test("a sentence that can be printed names who, where, when, the group and the source", () => {
    const [printed] = card("origin=SYR&asylum=DEU&years=2022&cell=female").printed;
    expect(printed?.short).toBe(
      "Of the 70,975 people from Syria who applied for asylum for the first time in Germany in 2022, 18,745 were women or girls (Eurostat, via Asylum Ledger, edition of 25 November 2026)."
    );
    expect(card("origin=SYR&asylum=DEU&years=2022&cell=children&type=all").printed[0]?.full).toMatch(/Repeat applications are included/); // prettier-ignore
    expect(card("years=2022&cell=female").printed[0]?.short).toContain("in the countries in Eurostat’s data");
  });
  test("few applicants have no share, and children are not called unaccompanied", () => {
    const few = card("origin=PRK&asylum=DEU&years=2018&cell=female&shown=share");
    expect(few.numbers[0]?.shown).toBe("no share");
    expect(few.printed[0]?.short).not.toContain("%");
    expect(card("origin=SYR&asylum=DEU&years=2022&cell=children").notMeant[0]).toContain("unaccompanied");
  });
  test("a group that Eurostat does not give has no number, and is not 0", () => {
    const {numbers, printed} = card("origin=AFG&asylum=GRC&years=2013&cell=female");
    expect(numbers[0]?.count).toBeNull();
    expect(numbers[0]?.shown).toBe("not given");
    expect(printed[0]?.short).toContain("does not give");
  });
  test.each([
    [
      "asylum=DEU&years=2024&cell=female",
      /2008–2022, not 2024/,
      ["2022", "Women, men and children", "UNHCR’s figures"]
    ],
    ["asylum=KEN&years=2015&cell=female", /does not cover Kenya/, ["UNHCR’s figures"]]
  ])("where Eurostat has nothing says so, with ways on: %s", (query, why, ways) => {
    const made = figure(query);
    if (isMade(made)) throw new Error("it is made");
    expect(made.why).toMatch(why);
    for (const way of ways) expect(made.ways.some(({words, href}) => words.includes(way) && href.startsWith("./"))).toBe(true); // prettier-ignore
  });
});

test("every number of the answer's tables and first sentences leads to a card that shows the same", () => {
  const {state} = parseState("measure=sex_age&origin=SYR,AFG&asylum=DEU,SWE,GRC&years=2013-2016", knownOf(ledger));
  const view = sexAgeView(ledger, packed.first_time, state);
  const page = new JSDOM("").window.document;
  const parts = [...sexAgeParts(ledger, view, {document: PAPER, sizes: ["wide"]})];
  page.body.innerHTML = parts.map((part) => part.outerHTML).join("");
  // What a share is of is in the note of the share's card.
  const isBase = (cell: Element) =>
    / (?:is|are) of/.test(cell.closest("table")?.querySelectorAll("thead th")[[...(cell.parentElement?.children ?? [])].indexOf(cell)]?.textContent ?? ""); // prettier-ignore
  const cells = [...page.querySelectorAll("tbody td")].filter((cell) => cell.textContent !== "–" && !isBase(cell));
  expect(cells.length).toBeGreaterThan(100);
  expect(cells.filter((cell) => !cell.querySelector("a.n"))).toEqual([]);
  const links = [...page.querySelectorAll<HTMLAnchorElement>("#finding a.n, tbody a.n")];
  expect(page.querySelectorAll("#finding a.n").length).toBeGreaterThanOrEqual(5);
  for (const link of links) {
    const query = (link.getAttribute("href") ?? "").replace("./figure?measure=sex_age&", "");
    const [number] = card(query).numbers;
    const text = link.textContent.replace(/\s*\[.*/, "");
    // A table has the whole percentage where its range is wide.
    if (text.includes("–")) continue;
    expect([query, number?.shown.split(".")[0]?.replace("%", "")]).toEqual([
      query,
      text.split(".")[0]?.replace("%", "")
    ]);
  }
});

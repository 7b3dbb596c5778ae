// Applicants by sex and age: the explorer's numbers, shares and ranges against SQL over the edition's own table, and what it says where
// Eurostat has no entry.
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {JSDOM} from "jsdom";
import {PROJECT} from "../../src/site/build.js";
import {parquetColumns} from "../../src/edition/parquet.js";
import {formatState, parseState} from "../../src/explorer/address.js";
import type {State} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {sexAgeParts} from "../../src/explorer/sexAge/parts.js";
import {packSexAge} from "../../src/explorer/sexAge/pack.js";
import type {PackedSexAge} from "../../src/explorer/sexAge/pack.js";
import {WHO} from "../../src/explorer/sexAge/table.js";
import type {Who} from "../../src/explorer/sexAge/table.js";
import {sexAgeView} from "../../src/explorer/sexAge/view.js";
import {sexAgeFinding, sexAgeLosses} from "../../src/explorer/sexAge/words.js";
import {PAPER} from "../../src/html/paper.js";
import {sexAgeOf} from "../../src/measures/sexAge.js";
import type {SexAgeCells} from "../../src/measures/sexAge.js";
import type {ExplorerTables} from "../../src/site/finish/explorerData.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let tables: ExplorerTables;
let sql: Sql;
let packed: Record<Who, PackedSexAge>;
beforeAll(async () => {
  [{ledger, tables}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  await sql.rows(
    `CREATE VIEW sex_age AS SELECT * REPLACE (CASE origin WHEN 'XKX' THEN 'SRB' ELSE origin END AS origin), origin AS citizenship
     FROM '${PROJECT}/data/editions/${sql.id}/eurostat_sex_age.parquet'`
  );
  await sql.rows(`CREATE VIEW places AS FROM '${PROJECT}/data/editions/${sql.id}/places.parquet'`);
  const read = async (who: Who) => {
    const bytes = tables.sexAge?.[who] ?? new Uint8Array();
    return packSexAge(await parquetColumns(bytes.slice().buffer));
  };
  packed = {first_time: await read("first_time"), all: await read("all")};
});
afterAll(() => sql.close());

const stateOf = (query: string): State =>
  parseState(`measure=sex_age&${query}`, {
    years: ledger.facts.years,
    place: (code) => ledger.place(code) !== undefined,
    region: (scheme, code) => ledger.facts.regions.some((one) => one.scheme === scheme && one.code === code)
  }).state;
const view = (query: string) => {
  const state = stateOf(query);
  return sexAgeView(ledger, packed[state.selection.types === "all" ? "all" : "first_time"], state);
};

/** Twenty questions, each with the rows that it takes, in SQL. */
const QUESTIONS: readonly (readonly [query: string, where: string, who?: Who])[] = [
  ["origin=SYR&asylum=DEU&years=2015", "origin = 'SYR' AND asylum = 'DEU'"],
  ["origin=SYR&asylum=DEU&years=2015&type=all", "origin = 'SYR' AND asylum = 'DEU'", "all"],
  ["origin=AFG&asylum=SWE&years=2015", "origin = 'AFG' AND asylum = 'SWE'"],
  ["origin=AFG&asylum=SWE&years=2022", "origin = 'AFG' AND asylum = 'SWE'"],
  ["asylum=DEU&years=2016", "origin = 'TOTAL' AND asylum = 'DEU'"],
  ["asylum=GBR&years=2019", "origin = 'TOTAL' AND asylum = 'GBR'"],
  ["asylum=CYP&years=2022&type=all", "origin = 'TOTAL' AND asylum = 'CYP'", "all"],
  ["years=2022", "origin = 'TOTAL' AND asylum <> 'EU27_2020'"],
  ["years=2015&type=all", "origin = 'TOTAL' AND asylum <> 'EU27_2020'", "all"],
  ["origin=ERI&years=2014", "origin = 'ERI' AND asylum <> 'EU27_2020'"],
  ["origin=SRB&asylum=HUN&years=2014", "origin = 'SRB' AND asylum = 'HUN'"],
  ["origin=SRB&asylum=DEU&years=2015", "origin = 'SRB' AND asylum = 'DEU'"],
  ["origin=PRK&asylum=DEU&years=2015", "origin = 'PRK' AND asylum = 'DEU'"],
  ["origin=UKR&asylum=POL,CZE&years=2022", "origin = 'UKR' AND asylum IN ('POL', 'CZE')"],
  ["origin=SYR,IRQ&asylum=AUT&years=2015", "origin IN ('SYR', 'IRQ') AND asylum = 'AUT'"],
  ["origin=XXA&asylum=NLD&years=2021", "origin = 'XXA' AND asylum = 'NLD'"],
  ["origin=m49:005&asylum=ESP&years=2019", "origin IN (SELECT place FROM places WHERE subregion = '005') AND asylum = 'ESP'"], // prettier-ignore
  ["asylum=m49:154&years=2017", "origin = 'TOTAL' AND asylum IN (SELECT place FROM places WHERE subregion = '154')"],
  ["asylum=HUN&years=2013&type=all", "origin = 'TOTAL' AND asylum = 'HUN'", "all"],
  ["origin=GEO&asylum=LTU&years=2013", "origin = 'GEO' AND asylum = 'LTU'"]
];

describe("the numbers of applicants by sex and age", () => {
  test.each(QUESTIONS.map(([query, where, who = "first_time"]) => ({query, where, who})))(
    "$query has the sums and ranges that SQL over the edition's table has",
    async ({query, where, who}) => {
      const year = /years=(\d{4})/.exec(query)?.[1] ?? "";
      const lo = (column: string) => `sum(greatest(0, ${column} - 2))`;
      const hi = (column: string) => `sum(${column} + 2)`;
      const of = (name: string, column: string, sex: string) =>
        `coalesce(sum(${column}) FILTER (sex = '${sex}'), 0) AS ${name}, coalesce(${lo(column)} FILTER (sex = '${sex}'), 0) AS ${name}_lo,
       coalesce(${hi(column)} FILTER (sex = '${sex}'), 0) AS ${name}_hi`;
      const [expected] = await sql.rows(
        `SELECT ${[
          of("applicants", "total", "T"),
          of("female", "total", "F"),
          of("male", "total", "M"),
          of("children", "y_lt18", "T"),
          of("girls", "y_lt18", "F"),
          of("t_lt14", "y_lt14", "T"),
          of("t_14_17", "y14_17", "T"),
          of("t_18_34", "y18_34", "T"),
          of("t_35_64", "y35_64", "T"),
          of("t_ge65", "y_ge65", "T"),
          of("no_age", "unknown", "T")
        ].join(", ")}
       FROM sex_age WHERE applicant = '${who}' AND year = ${year} AND ${where}`
      );
      // Where Eurostat gives no number without a sex, it is what the two sexes leave of the total.
      const [unknown] = await sql.rows(
        `WITH cells AS (SELECT f IS NOT NULL AND m IS NOT NULL AS given,
           CASE WHEN NOT given THEN t WHEN u IS NULL THEN greatest(0, t - f - m) ELSE u END AS value,
           CASE WHEN NOT given THEN greatest(0, t - 2)
             WHEN u IS NULL THEN greatest(0, t - 2 - (f + 2) - (m + 2)) ELSE greatest(0, u - 2) END AS lo,
           CASE WHEN NOT given THEN t + 2
             WHEN u IS NULL THEN greatest(0, t + 2 - greatest(0, f - 2) - greatest(0, m - 2)) ELSE u + 2 END AS hi
       FROM (SELECT asylum, citizenship, ${["T", "F", "M", "UNK"].map((sex) => `max(total) FILTER (sex = '${sex}') AS ${sex[0] ?? ""}`).join(", ")}
         FROM sex_age WHERE applicant = '${who}' AND year = ${year} AND ${where} GROUP BY ALL))
       SELECT sum(value) AS value, sum(lo) AS lo, sum(hi) AS hi, coalesce(sum(value) FILTER (given), 0) AS value_in,
         coalesce(sum(lo) FILTER (given), 0) AS lo_in, coalesce(sum(hi) FILTER (given), 0) AS hi_in FROM cells`
      );
      const found = view(query).years.at(-1)?.of;
      expect(found).toBeDefined();
      if (!found || !expected || !unknown) return;
      const n = (name: string) => Number(expected[name]);
      const range = (name: string) => ({value: n(name), lo: n(`${name}_lo`), hi: n(`${name}_hi`)});
      const unsexed = {value: Number(unknown.value), lo: Number(unknown.lo), hi: Number(unknown.hi)};
      expect(found.sex_unknown).toEqual(unsexed);
      for (const name of ["applicants", "female", "male", "children", "girls"] as const)
        expect({name, ...found[name]}).toEqual({name, ...range(name)});
      expect(found.age_unknown).toEqual(range("no_age"));
      for (const [age, count] of Object.entries(found.ages)) expect({age, ...count}).toEqual({age, ...range(age)});
      const others = n("male") + Number(unknown.value_in);
      expect(found.female_share?.value).toBeCloseTo(n("female") / (n("female") + others), 12);
      expect(found.female_share?.lo).toBeCloseTo(
        n("female_lo") / (n("female_lo") + n("male_hi") + Number(unknown.hi_in)),
        12
      );
      expect(found.female_share?.hi).toBeCloseTo(
        n("female_hi") / (n("female_hi") + n("male_lo") + Number(unknown.lo_in)),
        12
      );
      const older = n("t_18_34") + n("t_35_64") + n("t_ge65") + n("no_age");
      expect(found.child_share?.value).toBeCloseTo(n("children") / (n("children") + older), 12);
    }
  );

  test("women, girls, boys, men and those not placed make the applicants, within rounding, in every row", () => {
    for (const who of WHO) {
      const table = packed[who];
      let apart = 0;
      for (let i = 0; i < table.year.length; i++) {
        const row = Object.fromEntries(
          Object.entries(table).flatMap(([name, column]) =>
            column instanceof Int32Array ? [[name, column[i] === -1 ? null : column[i]]] : []
          )
        ) as unknown as SexAgeCells;
        const of = sexAgeOf([row]);
        if (!of || row.t_total === null) continue;
        const parts = [of.women, of.girls, of.boys, of.men, of.unplaced];
        const [lo, hi] = [parts.reduce((n, one) => n + one.lo, 0), parts.reduce((n, one) => n + one.hi, 0)];
        if (lo > of.applicants.hi || hi < of.applicants.lo) apart++;
        for (const one of [of.female_share, of.child_share])
          if (one) expect(0 <= one.lo && one.lo <= (one.value ?? one.lo) && one.hi <= 1).toBe(true);
      }
      // Lithuania 2013 and Hungary 2011 and 2013 publish sexes that do not add up.
      expect(apart).toBeLessThan(20);
    }
  });

  test("applicants that the sexes leave out are counted as without a sex, never hidden", () => {
    // Hungary 2013: 18,570 first-time applicants, of whom 1,005 women and girls and 13,020 men and boys, and nothing for the rest.
    const of = view("asylum=HUN&years=2013").years[0]?.of;
    expect(of?.sex_unknown.value).toBe(18_570 - 1005 - 13_020);
    expect(of?.female_share?.value).toBeCloseTo(1005 / 18_570, 12);
  });

  test("a country that gives no sexes has no share, and its applicants are counted as without a sex", () => {
    const asked = view("asylum=GRC&years=2013&origin=AFG");
    const of = asked.years[0]?.of;
    expect(of?.applicants.value).toBeGreaterThan(0);
    expect(of?.female_share).toBeNull();
    expect(of?.sex_unknown.value).toBe(of?.applicants.value);
    const {first} = sexAgeFinding(ledger, asked);
    expect(first).toContain("does not give their sex");
    expect(first).not.toMatch(/\b0 were/);
  });

  test("applicants whose row gives no children are counted as without an age, and not as adults", () => {
    const row = {
      t_total: 40, t_lt14: null, t_14_17: null, t_lt18: null, t_18_34: null, t_35_64: null, t_ge65: null, t_unknown: null,
      f_total: 15, f_lt18: null, f_unknown: null, m_total: 25, m_lt18: null, m_unknown: null, u_total: 0
    }; // prettier-ignore
    const of = sexAgeOf([row]);
    expect(of?.age_unknown.value).toBe(40);
    expect(of?.women.value).toBe(0);
    expect(of?.unplaced.value).toBe(40);
    expect(of?.child_share).toBeNull();
    expect(of?.female_share?.value).toBe(15 / 40);
  });
});

describe("the address and the words of a question about sex and age", () => {
  test("the address keeps the question, and drops what Eurostat's table does not have", () => {
    const query = "measure=sex_age&origin=SYR&asylum=DEU&years=2015";
    const {state, problems} = parseState(`${query}&unit=cases&stage=appeal&shown=index`);
    expect(problems).toEqual([]);
    expect(formatState(state)).toBe(query);
    expect(formatState(stateOf("asylum=DEU&years=2008-2022&type=all"))).toBe(
      "measure=sex_age&asylum=DEU&years=2008-2022&type=all"
    );
  });

  test("answers with count and share first: women among applicants from Syria in Germany in 2015", () => {
    const {first, more} = sexAgeFinding(ledger, view("origin=SYR&asylum=DEU&years=2015"));
    for (const part of ["2015", "158,655", "Syria", "Germany", "41,525", "26.2%", "42,095", "26.5%"])
      expect(first).toContain(part);
    expect(first).toMatch(/women or girls/);
    expect(more).toContain("16,925");
    // The sex of 235 applicants is not recorded.
    expect(more).toContain("235");
  });

  test("prints ranges where rounding changes what a reader writes", () => {
    const {first} = sexAgeFinding(ledger, view("origin=AFG&asylum=SWE&years=2022"));
    expect(first).toContain("820");
    expect(first).toContain("350 [348–352]");
    expect(first).toContain("425");
    expect(first).toMatch(/\d\d(\.\d)?% \[/);
  });

  test("gives counts and no share where there were fewer than 25 applicants", () => {
    const {first} = sexAgeFinding(ledger, view("origin=PRK&asylum=DEU&years=2018"));
    expect(first).toContain("5 [3–7]");
    expect(first).not.toContain("%");
  });

  test("answers about the latest year that Eurostat's table has, and says that later years are not in it", () => {
    const asked = view("origin=AFG&asylum=SWE&years=2010-2025");
    expect(sexAgeFinding(ledger, asked).first).toMatch(/^In 2022, /);
    expect(sexAgeLosses(ledger, asked)[0]?.words).toMatch(/2022.*2023–2025/);
    expect(sexAgeFinding(ledger, view("asylum=GBR&years=2015-2025")).first).toMatch(/^In 2019, /);
  });

  test.each([
    ["asylum=KEN&years=2015", /does not cover Kenya.*2008–2022/],
    ["asylum=DEU&years=2024-2025", /2008–2022, not 2024–2025/],
    ["origin=TUV&asylum=LIE&years=2015", /no entry.*Liechtenstein.*up to 2/]
  ])("says plainly what there is where it has no number: %s", (query, says) => {
    expect(sexAgeFinding(ledger, view(query)).first).toMatch(says);
  });

  test("names the countries that have no entry in the latest year, and never takes them as none", () => {
    const {words} = sexAgeLosses(ledger, view("asylum=GBR,FRA&years=2022")).find(({term}) => /Not included/.test(term)) ?? {words: ""}; // prettier-ignore
    expect(words).toContain("United Kingdom");
  });

  test("draws years, ages and places with the numbers of the view, and cites Eurostat", () => {
    const asked = view("origin=SYR&asylum=DEU,SWE&years=2014-2016");
    const parts = [...sexAgeParts(ledger, asked, {document: PAPER})];
    const html = parts.map((part) => part.outerHTML).join("\n");
    for (const id of ["finding", "sex-age", "ages", "sex-age-places"]) expect(html).toContain(` id="${id}"`);
    expect(html).toContain('data-sources="eurostat"');
    expect(html).toContain("unaccompanied children");
    const of = asked.years.at(-1)?.of;
    expect(html).toContain((of?.female.value ?? 0).toLocaleString("en"));
    // The way back to UNHCR's figures for the same question.
    expect(html).toContain("?origin=SYR&amp;asylum=DEU,SWE&amp;years=2014-2016");
  });
});

test("each file that the browser loads for it is at most 300 kB", () => {
  for (const who of WHO) {
    const bytes = tables.sexAge?.[who];
    expect(bytes?.length).toBeGreaterThan(100_000);
    expect(gzipSync(bytes ?? new Uint8Array()).length).toBeLessThan(300_000);
  }
});

describe("a share", () => {
  test("names what it is of where that is not all applicants, in sentence, chart and table", async () => {
    const query = "origin=PRK&asylum=DEU,NLD&years=2014";
    const [sums] = await sql.rows(
      `SELECT sum(total) FILTER (sex = 'T')::INT AS applicants, sum(total) FILTER (sex <> 'T')::INT AS by_sex,
         sum(y_lt14 + y14_17 + y18_34 + y35_64 + y_ge65 + unknown) FILTER (sex = 'T')::INT AS by_age
       FROM sex_age WHERE applicant = 'first_time' AND year = 2014 AND origin = 'PRK' AND asylum IN ('DEU', 'NLD')`
    );
    expect(sums).toEqual({applicants: 35, by_sex: 40, by_age: 25});
    const {document} = new JSDOM("").window;
    const shown = view(query);
    expect(sexAgeFinding(ledger, shown).first).toContain("50% [36–60%] of the 40 in Eurostat’s numbers by sex");
    const parts = [...sexAgeParts(ledger, shown, {document, sizes: ["wide"]})];
    const cellsOf = (id: string) => {
      const rows = [...(parts.find((part) => part.id === id)?.querySelectorAll(".behind tr") ?? [])];
      const [heads = [], first = []] = rows.map((row) => [...row.children].map(({textContent}) => textContent));
      return new Map(heads.map((head, i) => [head, first[i]]));
    };
    expect(cellsOf("sex-age").get("Share of women and girls is of")).toBe("40");
    expect(cellsOf("ages").get("Under 14, share")).toMatch(/^20%/);
    expect(cellsOf("ages").get("Shares are of, all ages")).toBe("25");
    // Where a reader's own division gives the same percentage nothing is added.
    expect(sexAgeFinding(ledger, view("origin=SYR&asylum=DEU&years=2022")).first).toMatch(/\(26\.4%\).*\(37\.4%\)/);
  });
});

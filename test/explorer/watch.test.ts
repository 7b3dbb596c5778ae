// A reader's own dashboard: its address, and the values of its cards against SQL over the edition's Parquet and against source cards.
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {firstProcedure} from "../../src/explorer/procedures.js";
import {numberOf} from "../../src/explorer/figure/card.js";
import {knownOf} from "../../src/explorer/known.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {formatWatch, MOST_WATCHED, parseWatch, watchedId} from "../../src/explorer/watch/address.js";
import type {Watched} from "../../src/explorer/watch/address.js";
import {revisedIn, watchCard} from "../../src/explorer/watch/cards.js";
import {cardElement, showRevised} from "../../src/explorer/watch/render.js";
import {valuesOf} from "../../src/explorer/figure/shown.js";
import {formatCount} from "../../src/words/numbers.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let before: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  ({ledger: before} = await ledgerOf("2026-06-12"));
  await sql.rows(`CREATE VIEW stocks AS FROM '${PROJECT}/data/editions/${sql.id}/stocks.parquet'`);
});
afterAll(() => sql.close());

const itemsOf = (text: string) => parseWatch(text).list.items.map(watchedId);

describe("the address of a dashboard", () => {
  test("gives back every list that it writes", () => {
    const code = fc.stringMatching(/^(?:[A-Z]{3}|m49:[0-9]{3}|(?:bureau|members):[a-z_]{1,9})$/);
    const one = fc.oneof(
      fc.record({origin: code, asylum: fc.constant(null)}),
      fc.record({origin: fc.constant(null), asylum: code}),
      fc.record({origin: code, asylum: code})
    );
    const written = fc.record({
      title: fc.string({maxLength: 40, unit: "grapheme-ascii"}).map((text) => text.trim()),
      items: fc.uniqueArray(one as fc.Arbitrary<Watched>, {maxLength: MOST_WATCHED, selector: watchedId})
    });
    fc.assert(
      fc.property(written, (list) => {
        const read = parseWatch(formatWatch(list));
        expect(read.problems).toEqual([]);
        expect(read.list.title).toBe(list.title);
        expect(read.list.items.map(watchedId).sort()).toEqual(list.items.map(watchedId).sort());
        expect(formatWatch(read.list)).toBe(formatWatch(parseWatch(formatWatch(read.list)).list));
      })
    );
  });

  test("lists countries of asylum, then origins, then pairs", () => {
    expect(itemsOf("pair=PRK-RUS,SYR-DEU,m49:002-members:eu&origin=SYR,AFG&asylum=DEU,members:eu_plus")).toEqual([
      ...["DEU", "members:eu_plus", "from-SYR", "from-AFG", "PRK-RUS", "SYR-DEU", "m49:002-members:eu"]
    ]);
  });

  test("drops what is unknown, malformed or too much, says so, and never throws", () => {
    const read = parseWatch(
      "asylum=DEU,XYZ,<b>,m49:9,world:1&pair=SYR,PRK-RUS-DEU,SYR-DEU&edition=x&title=%00<i>",
      (code) => code !== "XYZ"
    );
    expect(read.list.items.map(watchedId)).toEqual(["DEU", "SYR-DEU"]);
    expect(read.list.title).toBe("<i>");
    expect(read.problems).toHaveLength(7);
    const codes = Array.from({length: 30}, (_, i) => `A${String.fromCharCode(65 + (i % 26))}${i < 26 ? "A" : "B"}`);
    expect(parseWatch(`origin=${codes.join(",")}`).list.items).toHaveLength(MOST_WATCHED);
    expect(parseWatch(`origin=${"SYR,".repeat(10_000)}`).list.items).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => void parseWatch(text)));
  });
});

const CARDS = ["DEU", "TUR", "JPN", "from-SYR", "from-PRK", "from-VEN", "SYR-DEU", "PRK-RUS", "ERI-ISR", "AFG-PAK"];
const watchedOf = (id: string): Watched => {
  const [, from = null, pair = null, asylum = null] = /^(?:from-(\w{3})|(\w{3})-(\w{3})|\w{3})$/.exec(id) ?? [];
  return from !== null ? {origin: from, asylum: null} : {origin: pair, asylum: asylum ?? id};
};

describe("the cards of a dashboard", () => {
  test("of 10 places and pairs have the numbers of SQL", async () => {
    const MAIN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";
    const JOINED = `${MAIN} AND NOT (asylum = 'USA' AND level = 'EO')`;
    let compared = 0;
    for (const id of CARDS) {
      const watched = watchedOf(id);
      const where = [
        ...(watched.origin === null ? [] : [`origin = '${watched.origin}'`]),
        ...(watched.asylum === null ? [] : [`asylum = '${watched.asylum}'`])
      ].join(" AND ");
      for (const figure of watchCard(ledger, watched).figures) {
        if (figure.procedure !== null) continue;
        const {numbers} = firstProcedure(ledger, figure.asked);
        const at = `${where} AND year = ${figure.year}`;
        for (const {kind, count, rate, why} of numbers) {
          const ofUnit = `${at} AND unit = '${kind.unit}'`;
          const [found] =
            figure.id === "refugees"
              ? await sql.rows(`SELECT sum(refugees)::INTEGER AS n FROM stocks WHERE ${at}`)
              : figure.id === "applications"
                ? await sql.rows(
                    `SELECT sum(applications)::INTEGER AS n FROM applications a WHERE ${ofUnit} AND type IN ('N', 'NR')
                     AND (${watched.asylum === null ? "true" : MAIN} OR NOT EXISTS (FROM applications b WHERE b.asylum = a.asylum AND b.year = a.year AND b.type IN ('N', 'NR') AND b.${MAIN}))`
                  )
                : await sql.rows(
                    `SELECT sum(count) FILTER (status NOT IN ('otherwise_closed', 'not_decided'))::INTEGER AS n,
                       sum(count) FILTER (status NOT IN ('otherwise_closed', 'not_decided', 'refused', 'undivided_closed'))::INTEGER AS granted
                     FROM cells WHERE ${ofUnit} AND ${JOINED}`
                  );
          if (figure.id === "rate") {
            if (rate?.kind !== "rate" || why !== null) continue;
            expect([rate.numerator.value, rate.decisions], id).toEqual([found?.granted, found?.n]);
          } else if (count) expect(count.value, `${id} ${figure.id} ${kind.unit}`).toBe(found?.n);
          else continue;
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  test("of unions and regions have the numbers of SQL, of the year's members", async () => {
    const data = `${PROJECT}/data/editions/${sql.id}`;
    const members = (scheme: string, year: number) =>
      `(SELECT place FROM '${data}/memberships.parquet' WHERE scheme IN ('eu', '${scheme}') AND coalesce(year_from, 0) <= ${year} AND coalesce(year_to, 9999) >= ${year})`;
    const africa = `(SELECT place FROM '${data}/places.parquet' WHERE region = '002')`;
    const NEW = "type IN ('N', 'NR') AND unit = 'P'";
    for (const [id, where] of [
      ["members:eu", `asylum IN ${members("eu", 2025)}`],
      ["members:eu_plus", `asylum IN ${members("eu_plus", 2025)}`],
      ["from-m49:002", `origin IN ${africa}`],
      ["m49:002-members:eu", `origin IN ${africa} AND asylum IN ${members("eu", 2025)}`],
      ["SYR-members:eu", `origin = 'SYR' AND asylum IN ${members("eu", 2025)}`]
    ] as const) {
      const pair = /^(?:(from)-)?([^-]+)(?:-([^-]+))?$/.exec(id);
      const [, from, first = "", second] = pair ?? [];
      const watched = from ? {origin: first, asylum: null} : second ? {origin: first, asylum: second} : {origin: null, asylum: first};
      expect(watchedId(watched)).toBe(id);
      const card = watchCard(ledger, watched);
      const applications = card.figures.find((figure) => figure.id === "applications");
      const refugees = card.figures.find((figure) => figure.id === "refugees");
      const [found] = await sql.rows(`SELECT sum(applications)::INTEGER AS n FROM applications WHERE ${where} AND ${NEW} AND year = 2025`);
      const [stock] = await sql.rows(`SELECT sum(refugees)::INTEGER AS n FROM stocks WHERE ${where} AND year = 2025`);
      const valueOf = (figure: typeof applications) => figure && firstProcedure(ledger, figure.asked).numbers[0]?.count?.value;
      expect([applications?.year, valueOf(applications)], id).toEqual([2025, found?.n]);
      expect([refugees?.year, valueOf(refugees)], id).toEqual([2025, stock?.n]);
    }
  }); // prettier-ignore

  test("of a region name the countries whose breaks forbid comparing, and decisions are not at least where grants are reported as refusals", () => {
    const america = watchCard(ledger, {origin: null, asylum: "m49:021"});
    const changes = america.figures.find(({id}) => id === "applications")?.lines.map(({change}) => change);
    expect(changes?.join(" ")).toMatch(/^[\d,]+ in 2024; the United States counted differently then: do not compare/);
    const union = watchCard(ledger, {origin: null, asylum: "members:eu"});
    // Cyprus, which counts at another stage, had a hundredth of the applications.
    const all = union.figures.find(({id}) => id === "applications")?.lines[0]?.change;
    expect(all).toMatch(/^down 27% from 913,667 in 2024; Cyprus counted differently then$/);
    const decisions = union.figures.find(({id}) => id === "decisions")?.lines[0];
    expect([decisions?.shown, decisions?.change]).toEqual([
      expect.stringMatching(/^[\d,]+$/),
      expect.stringMatching(/Cyprus counted differently then/)
    ]);
    expect(union.breaks.length).toBeGreaterThan(1);
    const names = ledger.facts.places.map(({name}) => name);
    for (const words of union.breaks.slice(0, -1))
      expect(
        names.some((name) => words.includes(name)),
        words
      ).toBe(true);
    const {document} = new JSDOM("").window;
    expect(cardElement(ledger, union, document).querySelector(".watch-spark")?.textContent).toContain("members");
  });

  test("show the new figures at the same address in the next edition", () => {
    const address = "title=Mine&asylum=members:eu&pair=COL-CAN";
    // The earlier edition has no year-end figures.
    const shown = [{...before, stocks: ledger.stocks}, ledger].map((held) => {
      const known = knownOf(held);
      const {list, problems} = parseWatch(address, (code) => {
        const [scheme = "", region] = code.split(":");
        return region === undefined ? known.place(code) : known.region(scheme as "members", region);
      });
      expect(problems).toEqual([]);
      return list.items.map((one) => watchCard(held, one).figures[0]?.lines[0]?.shown);
    });
    expect(shown.map(([, pair]) => pair)).toEqual(["2,481", "2,649"]);
    for (const [union] of shown) expect(union).toMatch(/^\d{3},\d{3}$/);
  });

  test("show what the source card of each number shows, and lead to it", () => {
    const {document} = new JSDOM("").window;
    for (const id of CARDS) {
      const card = watchCard(ledger, watchedOf(id));
      const drawn = cardElement(ledger, card, document);
      expect(drawn.querySelectorAll("[data-figure]"), id).toHaveLength(card.figures.length);
      for (const figure of drawn.querySelectorAll<HTMLElement>("[data-figure]")) {
        const links = [...figure.querySelectorAll<HTMLAnchorElement>("dd.v a")];
        const [query = ""] = links.map((link) => link.getAttribute("href")?.replace("./figure?", "") ?? "");
        const answer = firstProcedure(ledger, parseFigureQuery(query, knownOf(ledger)).figure);
        // Of fewer than 25 decisions the counts take the place of the percentage.
        const shown = answer.numbers.map((one) =>
          one.rate && one.rate.kind !== "none" && one.rate.marked && one.why === null
            ? `${formatCount(one.rate.numerator)} of ${one.rate.decisions} decisions`
            : numberOf(ledger, answer, one).shown.toLowerCase()
        );
        expect(links.map((link) => link.textContent.toLowerCase())).toEqual(shown);
      }
    }
  });

  test("say why there is no rate, that a break forbids comparing, and that no entry is not zero", () => {
    const russia = watchCard(ledger, watchedOf("PRK-RUS"));
    const rate = russia.figures.find(({id}) => id === "rate");
    expect(rate?.lines[0]?.shown).toBe("cannot be calculated");
    expect(rate?.lines[0]?.why).toContain("does not separate");
    expect(rate?.notes.join(" ")).toContain("does not mean zero");
    expect(russia.breaks.join(" ")).toContain("temporary asylum");
    const usa = watchCard(ledger, watchedOf("ERI-USA")).figures.find(({id}) => id === "applications");
    expect(usa?.lines[0]?.change).toContain("do not compare");
    // 5 [3–5] after 6: rounding leaves open which is more.
    const few = russia.figures.find(({id}) => id === "applications")?.lines[0];
    expect([few?.shown, few?.range]).toEqual(["5", "between 3 and 5"]);
  });

  test("say what the edition before said of the same figure", async () => {
    const card = watchCard(ledger, watchedOf("COL-CAN"));
    const [then] = await sql.rows(
      `SELECT sum(applications)::INTEGER AS n FROM '${PROJECT}/data/editions/2026-06-12/applications.parquet'
       WHERE origin = 'COL' AND asylum = 'CAN' AND year = 2025 AND type IN ('N', 'NR') AND level IN ('FI', 'FA', 'NA', 'IN', 'EO')`
    );
    const found = card.figures.map((figure) => ({id: figure.id, ...revisedIn(ledger, before, figure)}));
    expect(found.find(({id}) => id === "applications")).toMatchObject({kind: "revised", words: "2,481"});
    expect(then?.n).toBe(2481);
    expect(card.figures[0]?.lines[0]?.shown).toBe("2,649");
    // That edition has no year-end figures.
    expect(found.find(({id}) => id === "refugees")?.kind).toBe("none");
    const same = watchCard(ledger, watchedOf("SYR-DEU")).figures.filter(({id}) => id !== "refugees");
    for (const figure of same) expect([figure.id, revisedIn(ledger, before, figure).kind]).toEqual([figure.id, "same"]);
    // An edition that ends a year earlier has no such figure yet.
    const shorter = {...before, facts: {...before.facts, years: [2000, 2024]}} as Ledger;
    expect(card.figures[0] && revisedIn(ledger, shorter, card.figures[0]).kind).toBe("new");
    const {document} = new JSDOM("").window;
    const drawn = cardElement(ledger, card, document);
    showRevised(
      drawn,
      before.facts.edition,
      found.map((one) => ({...one, years: one.id === "applications" ? [2019, 2022, 2023] : []}))
    );
    expect(drawn.querySelector('[data-figure="applications"] .revised')?.textContent).toBe(
      "Revised: 2,481 in the edition of 12 June 2026. Earlier years revised since: 2019 and 2022–2023."
    );
    expect(drawn.querySelector(".since")?.textContent).toMatch(
      /^Since the edition of 12 June 2026: [1-3] of 3 figures (was|were) revised\.$/
    );
  });

  test("of an origin caution a change across a country that is counted otherwise, and name that country", async () => {
    const card = watchCard(ledger, watchedOf("from-VEN"));
    const [officers] = await sql.rows(
      "SELECT sum(applications) FILTER (year = 2024)::INTEGER AS before, count(*) FILTER (year = 2025)::INTEGER AS now FROM applications WHERE origin = 'VEN' AND asylum = 'USA' AND level = 'IN'"
    );
    expect(officers).toEqual({before: 48444, now: 0});
    const applications = card.figures.find(({id}) => id === "applications")?.lines[0];
    expect(applications?.change).toMatch(/^268,118 in 2024; the United States.* counted differently then: do not compare$/);
    expect(card.breaks[0]).toMatch(/United States.*2025.*2024/);
    expect(card.breaks.join(" ")).toContain("Venezuelans");
    // Where no country that matters is counted otherwise the change is given.
    expect(watchCard(ledger, watchedOf("SYR-DEU")).figures[0]?.lines[0]?.change).toMatch(/^down [\d.]+% from/);
  });

  test("never give a percentage of change for an origin across a large country whose unit or stage changed", async () => {
    const MAIN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA') AND type IN ('N', 'NR')";
    const rows = await sql.rows(
      `WITH made AS (SELECT origin, asylum, year, string_agg(DISTINCT level || unit ORDER BY level || unit) AS kinds, sum(applications) AS n
         FROM applications WHERE year >= 2024 AND ${MAIN} GROUP BY ALL),
       changed AS (SELECT a.origin, sum(greatest(a.n, b.n)) AS n FROM made a JOIN made b ON a.origin = b.origin AND a.asylum = b.asylum
         WHERE a.year = 2024 AND b.year = 2025 AND a.kinds <> b.kinds GROUP BY ALL),
       whole AS (SELECT origin, sum(n) FILTER (year = 2024) AS n2024, sum(n) FILTER (year = 2025) AS n2025 FROM made GROUP BY ALL)
       SELECT origin FROM changed JOIN whole USING (origin) WHERE changed.n > abs(n2025 - n2024) AND n2025 > 5000 ORDER BY n2025 DESC LIMIT 8`
    );
    expect(rows.length).toBeGreaterThan(4);
    for (const {origin} of rows) {
      const [line] = watchCard(ledger, {origin: String(origin), asylum: null}).figures[0]?.lines ?? [];
      expect(line?.change, String(origin)).toContain("do not compare");
    }
  });

  test.each([
    ["RUS", "TA", 8218, 8646, /refugee status/],
    ["UKR-RUS", "TA", 3332, 3237, /refugee status/],
    ["USA", "EO", null, 111088, /^Substantive/]
  ])("of %s name the second procedure with its own numbers", async (id, level, applied, decided, first) => {
    const card = watchCard(ledger, watchedOf(id));
    const of = (measure: string) => card.figures.find((figure) => figure.id === `${measure}-${level}`);
    const valueOf = (measure: string) => {
      const figure = of(measure);
      return figure ? firstProcedure(ledger, figure.asked).numbers.map(({count}) => count?.value) : null;
    };
    const {origin, asylum} = watchedOf(id);
    const where = `year = 2025 AND level = '${level}' AND asylum = '${asylum ?? ""}' AND ${origin === null ? "true" : `origin = '${origin}'`}`;
    const [apps] = await sql.rows(`SELECT sum(applications)::INTEGER AS n FROM applications WHERE ${where}`);
    const [decisions] = await sql.rows(`SELECT sum(count) FILTER (status NOT IN ('otherwise_closed', 'not_decided'))::INTEGER AS n FROM cells WHERE ${where}`);
    expect(valueOf("applications")).toEqual(applied === null ? null : [apps?.n]);
    if (applied !== null) expect(apps?.n).toBe(applied);
    expect(valueOf("decisions")).toEqual([decisions?.n]);
    expect(decisions?.n).toBe(decided);
    expect(of("decisions")?.notes.join(" ")).toContain("do not add");
    expect(card.figures.find((figure) => figure.id === "decisions")?.label).toMatch(first);
  });

  test("say the unit of every number, the unit of the year before, and what a number does not include", () => {
    const card = watchCard(ledger, watchedOf("USA"));
    const applications = card.figures.find(({id}) => id === "applications");
    expect(applications?.lines.map(({shown}) => shown)).toEqual(["629,358", "282,594"]);
    const decisions = card.figures.find(({id}) => id === "decisions");
    expect(decisions?.lines).toMatchObject([{shown: "37,128", label: "counted in cases", change: "2024 was counted in persons (23,022): do not compare"}]);
    expect(decisions?.notes).toContain("immigration courts not included");
    const rate = card.figures.find(({id}) => id === "rate")?.lines[0]?.label;
    for (const words of ["counted in cases", "immigration courts not included"]) expect(rate).toContain(words);
    for (const {lines} of card.figures.slice(0, 2)) for (const {label} of lines) expect(label).toMatch(/counted in (persons|cases)/);
  });

  test("tell years that a country did not report from years without an entry of some people", () => {
    const rate = (id: string) => watchCard(ledger, watchedOf(id)).figures.find((figure) => figure.id === "rate")?.notes.join(" ");
    expect(rate("TUR")).toMatch(/not reported for 2024–2025/);
    expect(rate("TUR")).not.toContain("no entry");
    expect(rate("PRK-RUS")).toMatch(/no entry for/);
  });

  test("give counts in the place of a percentage of fewer than 25 decisions", () => {
    let few = 0;
    for (const asylum of ["RUS", "DEU", "KOR", "JPN", "GBR", "CAN", "SWE"])
      for (const origin of ["PRK", "MNG", "FRA", "JPN", "VUT", "ISL"]) {
        const rate = watchCard(ledger, {origin, asylum}).figures.find(({id}) => id === "rate");
        for (const [i, one] of (rate ? firstProcedure(ledger, rate.asked).numbers : []).entries())
          if (one.rate && one.rate.kind !== "none" && one.why === null && one.rate.decisions < 25) {
            few++;
            expect(rate?.lines[i]?.shown).toMatch(/^\d+.* of \d+ decisions$/);
          }
      }
    expect(few).toBeGreaterThan(0);
  });

  test("print of what the edition before said only the numbers that are others now", () => {
    const card = watchCard(ledger, watchedOf("from-SYR"));
    const [figure] = card.figures;
    if (!figure) throw new Error("no figure");
    const answer = firstProcedure(ledger, figure.asked);
    // An edition whose applications differ by one entry in persons.
    const changed = {...ledger, applications: {...ledger.applications}} as Ledger;
    expect(revisedIn(ledger, changed, figure).kind).toBe("same");
    const earlier = revisedIn(ledger, before, figure);
    for (const value of valuesOf(ledger, answer))
      if (earlier.kind === "revised" && answer.numbers.length > 1) expect(earlier.words).not.toContain(value.named);
  });
}); // prettier-ignore

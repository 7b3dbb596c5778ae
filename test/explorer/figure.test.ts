// The card of any figure: a hundred drawn at random, computed again in SQL over the edition's Parquet with their bounds, and compared with the
// explorer's own answers; then what a card says where there is no number, and that persons and cases are never added.
import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {loadAccount} from "../../src/edition/account.js";
import {figureQuery, parseFigureQuery} from "../../src/figures/address.js";
import type {AskedFigure} from "../../src/figures/address.js";
import {figureCard} from "../../src/figures/figureCard.js";
import {reproduceLines} from "../../src/figures/reproduce.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import type {FigureAnswer, FigureNumber} from "../../src/explorer/figure/number.js";
import {cardOf} from "../../src/explorer/figure/card.js";
import type {FigureDetails} from "../../src/explorer/figure/details.js";
import {recomputed} from "../../src/explorer/figure/recompute.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {viewOf} from "../../src/explorer/view.js";
import {allOutcomes} from "../../src/measures/outcomes.js";
import {DEFAULT_SELECTION} from "../../src/measures/selection.js";
import type {Places, Selection} from "../../src/measures/selection.js";
import {csvMaker} from "../../src/site/csvTables.js";
import {figureDetails} from "../../src/site/finish/figureDetails.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";
import {committedEdition} from "../edition/committed.js";

let ledger: Ledger;
let sql: Sql;
let details: FigureDetails;
let folder: string;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  folder = `${PROJECT}/data/editions/${sql.id}/`;
  for (const table of ["stocks", "places", "population", "memberships"])
    await sql.rows(`CREATE VIEW ${table} AS FROM '${folder}${table}.parquet'`);
  await sql.rows(`CREATE MACRO main(level) AS level IN ('FI', 'NA', 'IN', 'EO', 'FA')`);
  await sql.rows(`CREATE MACRO typed(year, asylum, type, level) AS CASE
    WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N' ELSE type = 'V' AND main(level) END`);
  await sql.rows(`CREATE MACRO fresh(year, asylum, type, level) AS level = 'TA' OR typed(year, asylum, type, level)`);
  await sql.rows(`CREATE TABLE only_other AS SELECT asylum, year FROM applications WHERE fresh(year, asylum, type, level)
    GROUP BY ALL HAVING NOT bool_or(main(level))`);
  const edition = await committedEdition();
  details = figureDetails(edition, (await loadAccount(PROJECT, edition)).revisions);
});
afterAll(() => sql.close());

/** Numbers from 0 to 1, the same in every run. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A figure of some measure whose places and years are those of an entry of the edition. */
function drawFigure(next: () => number, rows: readonly {origin: string; asylum: string; year: number}[]): AskedFigure {
  const pick = <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)] as T;
  const row = () => pick(rows);
  const {origin, asylum, year} = row();
  const side = (code: string, of: "origin" | "asylum"): Places => {
    const kind = next();
    if (kind < 0.55) return {kind: "places", codes: [code]};
    if (kind < 0.7) return {kind: "places", codes: [...new Set([code, row()[of], row()[of]])].sort()};
    if (kind < 0.8) return {kind: "region", scheme: "m49", code: pick(["150", "002", "142", "155", "014"])};
    if (kind < 0.85) return {kind: "region", scheme: "members", code: "eu"};
    return {kind: "all"};
  };
  const first = next() < 0.65 ? year : Math.max(2000, year - Math.floor(next() * 8));
  const base = {
    ...DEFAULT_SELECTION,
    origins: side(origin, "origin"),
    asylums: side(asylum, "asylum"),
    years: [first, year] as const
  };
  const figure = (
    selection: Partial<Selection>,
    cell: AskedFigure["cell"] = null,
    per: AskedFigure["per"] = null
  ): AskedFigure => ({
    selection: {...base, ...selection},
    ...{cell, per, edition: null}
  });
  const unit = pick(["P", "C", "both"] as const);
  const cell = pick([
    "refugee_status",
    "complementary",
    "refused",
    "otherwise_closed",
    "humanitarian",
    "undivided",
    "recognized",
    "rejected",
    "protection",
    null
  ] as const);
  const definition = cell === "recognized" || cell === "rejected" ? "published" : "status";
  switch (pick(["new", "new", "stage", "joined", "joined", "decided", "rate", "stock", "per"] as const)) {
    case "new":
      return figure({unit});
    case "stage":
      return figure({
        stages: [pick(["first", "appeal", "other"] as const)],
        types: pick(["all", "new", ["R"]] as const),
        unit
      });
    case "joined":
      return figure({measure: "decisions", definition, unit}, cell);
    case "decided":
      return figure(
        {measure: "decisions", definition, stages: [pick(["first", "appeal", "combined"] as const)], unit},
        cell
      );
    case "rate":
      return figure({
        measure: "rate",
        definition: pick(["positive", "refugee_status", "unhcr_recognition", "unhcr_protection"] as const)
      });
    case "stock":
      return figure({measure: pick(["refugees", "asylum_seekers"] as const)});
    case "per":
      return figure({unit}, null, pick(["per_100000", "per_100000_origin"] as const));
  }
}

const quoted = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(", ");

/** A side of a selection in SQL. */
function sideSql(places: Places, of: "origin" | "asylum"): string {
  if (places.kind === "all") return "true";
  if (places.kind === "places") return `${of} IN (${quoted(places.codes)})`;
  if (places.scheme === "m49")
    return `${of} IN (SELECT place FROM places WHERE region = '${places.code}' OR subregion = '${places.code}')`;
  return `(${of}, year) IN (SELECT (m.place, y) FROM memberships m, range(1990, 2031) t(y) WHERE m.scheme = '${places.code}'
    AND y >= coalesce(m.year_from, y) AND y <= coalesce(m.year_to, y))`;
}

interface Interval {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

const whereOf = ({origins, asylums, years}: Selection) =>
  `${sideSql(origins, "origin")} AND ${sideSql(asylums, "asylum")} AND year BETWEEN ${years[0]} AND ${years[1]}`;

async function interval(query: string): Promise<Interval | null> {
  const [found] = await sql.rows(query);
  return found?.value == null ? null : {value: Number(found.value), lo: Number(found.lo), hi: Number(found.hi)};
}

/** Origins with an entry in a country in other years, and none among the rows of a year. */
async function unseen(table: string, where: string, unit: string, measure = "true"): Promise<number> {
  const ofUnit = table === "stocks" ? measure : `unit = '${unit}'`;
  const [found] = await sql.rows(`
    WITH entries AS (SELECT DISTINCT asylum, year, origin FROM ${table} WHERE ${ofUnit}),
      chosen AS (SELECT DISTINCT asylum, year, origin FROM ${table} WHERE ${ofUnit} AND ${where})
    SELECT count(DISTINCT (s.asylum, s.year, e.origin))::INTEGER AS n
    FROM (SELECT DISTINCT asylum, year FROM chosen) s JOIN entries e USING (asylum)
    WHERE e.year <> s.year AND (s.asylum, s.year, e.origin) NOT IN (SELECT (asylum, year, origin) FROM chosen)`);
  return Number(found?.n);
}

const LEVELS = {
  first: "level IN ('FI', 'NA', 'IN', 'EO') AND NOT (asylum = 'USA' AND level = 'EO')",
  courts: "level = 'EO' AND asylum = 'USA'",
  combined: "level = 'FA'",
  appeal: "level IN ('AR', 'JR')",
  repeat: "level = 'RA'",
  backlog: "level = 'BL'"
} as const;
const kindSql = ({kind}: FigureNumber) =>
  kind.id.startsWith("EO ")
    ? LEVELS.courts
    : kind.stage === "other"
      ? `level = '${kind.levels[0] ?? ""}'`
      : LEVELS[kind.stage as "first"];
/** A number of the stages that are joined; others are of a procedure or stage of their own. */
const isMain = ({kind}: FigureNumber) => /^(?:new|total|joined) /.test(kind.id);
const JOINED = "main(level) AND NOT (asylum = 'USA' AND level = 'EO')";
const wide = (rows: string) => `
  SELECT sum(n)::BIGINT AS value, sum(CASE n WHEN 5 THEN 3 ELSE n END)::BIGINT AS lo, sum(CASE n WHEN 0 THEN 2 ELSE n END)::BIGINT AS hi
  FROM (${rows}) WHERE n IS NOT NULL`;

async function applicationsSql({selection}: FigureAnswer, one: FigureNumber): Promise<Interval | null> {
  const {asylums, origins, types, stages} = selection;
  const isHeadline = stages.length === 6 && types === "new" && isMain(one);
  const rows = isHeadline
    ? asylums.kind === "places"
      ? "fresh(year, asylum, type, level) AND (main(level) OR (asylum, year) IN (SELECT (asylum, year) FROM only_other))"
      : "typed(year, asylum, type, level)"
    : `${kindSql(one)} AND ${types === "all" ? "true" : types === "new" ? "fresh(year, asylum, type, level)" : `type IN (${quoted(types)})`}`;
  const where = `${whereOf(selection)} AND ${rows}`;
  const found = await interval(
    wide(`SELECT applications AS n FROM applications WHERE ${where} AND unit = '${one.kind.unit}'`)
  );
  const lost =
    origins.kind === "all"
      ? await unseen("applications", where.replace(/ AND typed\(/, " AND fresh("), one.kind.unit)
      : 0;
  return found && {...found, hi: found.hi + 2 * lost};
}

async function stocksSql({selection}: FigureAnswer): Promise<Interval | null> {
  const {measure, origins} = selection;
  const where = whereOf(selection);
  const found = await interval(wide(`SELECT ${measure} AS n FROM stocks WHERE ${where}`));
  const lost =
    origins.kind === "all"
      ? await unseen("stocks", `${where} AND ${measure} IS NOT NULL`, "P", `${measure} IS NOT NULL`)
      : 0;
  return found && {...found, hi: found.hi + 2 * lost};
}

const GRANTS = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"];
const statusIn = (names: readonly string[]) => `status IN (${quoted(names)})`;

/** The sum of some cells of decisions; null where there is no row at all. */
function cellsSql(selection: Selection, where: string, unit: string, cells: string): Promise<Interval | null> {
  return interval(`
    SELECT sum(CASE WHEN ${cells} THEN n ELSE 0 END)::BIGINT AS value,
      sum(CASE WHEN NOT (${cells}) OR unused THEN 0 WHEN n = 5 THEN 3 WHEN n = 10 THEN 8 ELSE n END)::BIGINT AS lo,
      sum(CASE WHEN NOT (${cells}) OR unused THEN 0 WHEN n = 0 THEN 2 WHEN n = 5 THEN 7 ELSE n END)::BIGINT AS hi
    FROM (SELECT *, CASE WHEN total > 0 AND max(count) OVER (PARTITION BY year, origin, asylum, authority, level, unit) = 0 THEN NULL ELSE count END AS n FROM cells)
    WHERE ${whereOf(selection)} AND ${where} AND unit = '${unit}' AND n IS NOT NULL`);
}

function cellOf({asked, selection}: FigureAnswer): string {
  const {cell} = asked;
  if (cell === "recognized" || cell === "rejected") return `"column" = '${cell}'`;
  if (cell === "protection") return statusIn(GRANTS);
  if (cell === null)
    return selection.definition === "published"
      ? `"column" <> 'closed'`
      : statusIn([...GRANTS, "refused", "undivided_closed"]);
  return statusIn([cell]);
}
const isJoined = ({selection}: FigureAnswer) => selection.stages.length === 6;

const share = (a: Interval, b: Interval) => ({
  value: a.value / (a.value + b.value),
  lo: a.lo / (a.lo + b.hi),
  hi: a.hi / (a.hi + b.lo)
});

/** Countries whose grants and refusals are at different stages, or whose rates a break forbids, are on neither side of a rate. */
const COMPARABLE =
  "NOT (asylum = 'JPN' AND year BETWEEN 2021 AND 2025 OR asylum = 'ISR' AND year BETWEEN 2015 AND 2017 OR asylum = 'USA' AND unit = 'C' AND year BETWEEN 2009 AND 2016)";

async function checkRate(answer: FigureAnswer, one: FigureNumber): Promise<void> {
  const {selection} = answer;
  const {unit} = one.kind;
  const sums = async (cells: string) =>
    (await cellsSql(selection, `${JOINED} AND ${COMPARABLE}`, unit, cells)) ?? {value: 0, lo: 0, hi: 0};
  const refused = await sums(statusIn(["refused"]));
  const mixed = await sums(statusIn(["undivided_closed"]));
  const grants = await sums(statusIn(GRANTS));
  const known = await sums(statusIn(["refugee_status"]));
  const undivided = await sums(statusIn(["undivided"]));
  const rest = await sums(statusIn(["complementary", "humanitarian", "temporary", "refused"]));
  const {rate, why} = one;
  if (selection.definition === "refugee_status" && undivided.value > known.value) {
    expect(why).toContain("not separated");
    return;
  }
  if (!rate) {
    expect(grants.value + refused.value + mixed.value).toBe(0);
    return;
  }
  const published = async (columns: string) => sums(`"column" IN (${columns})`);
  const add = (a: Interval, b: Interval): Interval => ({value: a.value + b.value, lo: a.lo + b.lo, hi: a.hi + b.hi});
  const ends = {
    positive: () => ({...share(grants, refused), lo: grants.lo / (grants.lo + refused.hi + mixed.hi)}),
    refugee_status: () => ({
      value: known.value / (grants.value + refused.value + mixed.value),
      lo: known.lo / (known.lo + rest.hi + undivided.hi + mixed.hi),
      hi: (known.hi + undivided.hi) / (known.hi + undivided.hi + rest.lo)
    }),
    unhcr_recognition: async () => share(await published("'recognized'"), await published("'other', 'rejected'")),
    unhcr_protection: async () => share(await published("'recognized', 'other'"), await published("'rejected'"))
  };
  const expected = await ends[selection.definition as keyof typeof ends]();
  if (rate.kind === "none") {
    const negative = selection.definition?.startsWith("unhcr_") ? (await published("'rejected'")).value : refused.value;
    expect(rate.decisions < 10 || negative === 0).toBe(true);
    return;
  }
  if (rate.kind === "rate") expect(rate.value).toBeCloseTo(expected.value, 12);
  expect(rate.lo).toBeCloseTo(expected.lo, 12);
  expect(rate.hi).toBeCloseTo(expected.hi, 12);
  expect(add(rate.numerator, {value: 0, lo: 0, hi: 0})).toEqual(rate.numerator);
}

/** What the status may be held together with in the data. */
const TOGETHER: Readonly<Record<string, string>> = {
  ...{refugee_status: "undivided", complementary: "undivided", humanitarian: "undivided"},
  ...{refused: "undivided_closed", otherwise_closed: "undivided_closed"}
};

async function checkNumber(answer: FigureAnswer, one: FigureNumber): Promise<void> {
  const {asked, selection} = answer;
  const {measure} = selection;
  if (measure === "rate") return checkRate(answer, one);
  const expected =
    measure === "applications"
      ? await applicationsSql(answer, one)
      : measure === "decisions"
        ? await cellsSql(
            selection,
            isJoined(answer) && isMain(one) ? JOINED : kindSql(one),
            one.kind.unit,
            cellOf(answer)
          )
        : await stocksSql(answer);
  const together = TOGETHER[asked.cell ?? ""];
  if (measure === "decisions" && together && expected) {
    const other = await cellsSql(
      selection,
      isJoined(answer) && isMain(one) ? JOINED : kindSql(one),
      one.kind.unit,
      statusIn([together])
    );
    expect(one.together?.value ?? 0).toBe(other?.value ?? 0);
    if ((other?.value ?? 0) > 0 && expected.value === 0) {
      expect([one.count, one.why]).toEqual([null, "the data does not separate it"]);
      return;
    }
    if ((other?.value ?? 0) > 0) expect(one.isLeast).toBe(true);
  }
  if (one.absence === "not separated") return;
  expect(one.count).toEqual(expected);
  if (one.per && expected) {
    const side = asked.per === "per_100000" ? "asylum" : "origin";
    const places = sideSql(side === "asylum" ? selection.asylums : selection.origins, side);
    const [found] = await sql.rows(
      `SELECT sum(population)::BIGINT AS people FROM (SELECT place AS ${side}, year, population FROM population) WHERE year = ${selection.years[0]} AND ${places}`
    );
    expect(one.per.value).toBeCloseTo((expected.value * 100_000) / Number(found?.people), 9);
    expect(one.per.hi).toBeCloseTo((expected.hi * 100_000) / Number(found?.people), 9);
  }
}

/** What the explorer answers to the same question. */
function checkExplorer({asked, selection, numbers}: FigureAnswer): boolean {
  if (selection.years[0] !== selection.years[1]) return false;
  const view = viewOf(ledger, {selection, shown: "count", sort: null, find: ""});
  for (const one of numbers) {
    if (selection.stages.length === 6 && one.kind.stage !== null && selection.measure !== "rate" && !isMain(one))
      continue;
    const {unit} = one.kind;
    if (view.headline) expect(view.headline.whole[0]?.number[unit] ?? null).toEqual(one.count);
    else if (view.joined && selection.measure === "decisions") {
      const joined = view.joined.all.units[unit];
      const outcomes = joined && allOutcomes(joined);
      const cells: Readonly<Record<string, Interval>> = {...outcomes?.published, ...outcomes?.statuses};
      const given = cells[asked.cell ?? ""];
      if (given && one.count) expect(given).toEqual(one.count);
    } else if (!view.axis) {
      const point = view.series.find(({kind}) => kind.id === one.kind.id)?.points[0];
      if (selection.measure === "rate") continue;
      if (asked.cell === null && selection.measure !== "decisions")
        expect(point?.count?.value ?? null).toBe(one.count?.value ?? null);
    }
    if (view.joined && selection.measure === "rate" && !view.axis) {
      const point = view.main?.find(({kind}) => kind.unit === unit)?.points[0];
      expect(point?.rate ?? null).toEqual(one.rate);
    }
  }
  return true;
}

const options = () => ({
  ...{details, others: [], base: folder},
  address: {now: "./figure?now", dated: "./figure?dated"}
});

describe("a hundred figures drawn at random", () => {
  const next = drawn(20261125);
  let figures: AskedFigure[];
  beforeAll(async () => {
    const rows = (await sql.rows(
      "SELECT origin, asylum, year FROM decisions WHERE recognized + rejected > 20 ORDER BY ALL"
    )) as unknown as {origin: string; asylum: string; year: number}[];
    figures = Array.from({length: 100}, () => drawFigure(next, rows));
  });

  test("have the value and range that SQL over the Parquet gives, number by number", async () => {
    let numbers = 0;
    const measures = new Set<string>();
    for (const figure of figures) {
      const answer = answerOf(ledger, figure);
      for (const one of answer.numbers) {
        await checkNumber(answer, one).catch((error: unknown) => {
          throw new Error(`${figureQuery(figure.selection, figure)}, ${one.kind.id}: ${String(error)}`);
        });
        if (one.count ?? one.rate) {
          numbers++;
          measures.add(figure.selection.measure);
        }
      }
    }
    expect([...measures].sort()).toEqual(["applications", "asylum_seekers", "decisions", "rate", "refugees"]);
    expect(numbers).toBeGreaterThan(70);
  });

  test("have the value that the explorer shows for the same question", () => {
    expect(figures.filter((figure) => checkExplorer(answerOf(ledger, figure))).length).toBeGreaterThan(50);
  });

  test("have addresses that are parsed back to the same figure", () => {
    for (const figure of figures) {
      const query = figureQuery(figure.selection, figure);
      const parsed = parseFigureQuery(query);
      expect(parsed.problems).toEqual([]);
      expect(figureQuery(parsed.figure.selection, parsed.figure)).toBe(query);
    }
  });

  test("never add persons and cases: each number is of one unit, and its rows too", () => {
    for (const figure of figures) {
      const {numbers} = answerOf(ledger, figure);
      const ids = numbers.map(({kind}) => kind.id);
      expect(new Set(ids).size).toBe(ids.length);
      if (figure.selection.unit !== "both" && figure.selection.measure === "applications")
        expect(new Set(numbers.map(({kind}) => kind.unit))).toEqual(new Set([figure.selection.unit]));
    }
  });

  test("have a card with a sentence that holds the number, and a line of SQL that gives it", async () => {
    for (const figure of figures) {
      const answer = answerOf(ledger, figure);
      const card = cardOf(ledger, answer, options());
      const query = figureQuery(figure.selection, figure);
      expect(card.printed.length, query).toBe(card.numbers.length);
      for (const {short, full} of card.printed)
        expect(`${short} ${full}`, query).not.toMatch(/undefined|null|NaN| {2}|\bfrom Stateless|\bin in\b|\.\./);
      const [one] = answer.numbers;
      if (!one || !(one.count ?? one.rate)) continue;
      // Where the data does not separate what is counted, adding a column would give 0: there is no line.
      const line = card.made?.lines?.duckdb;
      if (line === undefined) {
        expect(numbersOf(answer), query).toEqual([]);
        continue;
      }
      const [found] = await sql.rows(line);
      const value = Number(Object.values(found ?? {})[0]);
      if (one.per) expect(value, query).toBeCloseTo(one.per.value, 6);
      else if (one.rate && one.rate.kind === "rate" && !one.why) expect(value, query).toBeCloseTo(one.rate.value, 9);
      else if (one.count) expect(value, query).toBe(one.count.value);
    }
  });
});

/** The numbers that are given. */
const numbersOf = ({numbers}: ReturnType<typeof answerOf>) =>
  numbers.filter(({count, rate, why}) => why === null && (count ?? (rate && rate.kind !== "none" ? rate : null)));

const answered = (query: string) => answerOf(ledger, parseFigureQuery(query).figure);
const drawnCard = (query: string) =>
  new JSDOM(
    figureCard(cardOf(ledger, answered(query), options()), new JSDOM("").window.document)
      .map((part) => part.outerHTML)
      .join("")
  ).window.document;

describe("a figure that the data does not separate", () => {
  test.each([
    "measure=rate&definition=refugee_status&asylum=CAN&years=2023",
    "measure=decisions&definition=status&asylum=CAN&years=2023&cell=refugee_status"
  ])("has no line that would give 0: %s", (query) => {
    const card = cardOf(ledger, answered(query), options());
    expect(card.made?.lines).toBeNull();
    expect(drawnCard(query).body.textContent).not.toMatch(/sum\(|nothing to add up/i);
  });

  test("is the most of decisions where refusals may be closed cases", () => {
    const [one] = cardOf(ledger, answered("measure=decisions&definition=status&origin=PRK&asylum=RUS&years=2023&unit=persons&stage=first"), options()).numbers; // prettier-ignore
    expect(one?.shown).toBe("up to 11");
  });
});

describe("a figure", () => {
  test("in both units is two numbers side by side, with a sentence for each", async () => {
    const query = "years=2017";
    const [found] = await sql.rows(
      "SELECT sum(applications) FILTER (unit = 'P')::INTEGER AS p, sum(applications) FILTER (unit = 'C')::INTEGER AS c FROM applications WHERE year = 2017 AND typed(year, asylum, type, level)"
    );
    const {numbers} = answered(query);
    expect(numbers.map(({count}) => count?.value)).toEqual([found?.p, found?.c]);
    expect(drawnCard(query).querySelectorAll("[data-sentence=short]")).toHaveLength(2);
  });

  test("without an entry is “no entry” and never 0, on the card and in the sentence", () => {
    const query = "origin=PRK&asylum=LIE&years=2020";
    const [one] = answered(query).numbers;
    expect([one?.count, one?.absence]).toEqual([null, expect.stringMatching(/no entry|not reported/)]);
    const document = drawnCard(query);
    expect(document.querySelector(".big")?.textContent).toMatch(/^no(?:t reported| entry)/);
    expect(document.querySelector("[data-sentence]")?.textContent).toMatch(/does not give the number|not reported/);
    expect(document.querySelector(".big")?.textContent).not.toContain("0");
  });

  test("of a status that the data does not separate has no number, and says what is known of the two together", async () => {
    const query = "measure=decisions&definition=status&asylum=CAN&years=2022&cell=refugee_status";
    const [found] = await sql.rows(
      `SELECT sum(count)::INTEGER AS n FROM cells WHERE asylum = 'CAN' AND year = 2022 AND status = 'undivided' AND ${JOINED}`
    );
    const [one] = answered(query).numbers;
    expect(Number(found?.n)).toBeGreaterThan(1000);
    expect([one?.count, one?.together?.value]).toEqual([null, found?.n]);
    expect(drawnCard(query).querySelector("[data-sentence]")?.textContent).toContain(
      Number(found?.n).toLocaleString("en")
    );
  });

  test("of year-end people over several years is the last year, and says so", () => {
    const several = answered("measure=asylum_seekers&asylum=DEU&years=2015-2024");
    expect(several.numbers[0]?.count).toEqual(
      answered("measure=asylum_seekers&asylum=DEU&years=2024").numbers[0]?.count
    );
    expect(drawnCard("measure=asylum_seekers&asylum=DEU&years=2015-2024").body.textContent).toContain(
      "the last year of 2015–2024"
    );
  });

  test("of a rate where refusals are reported at another stage cannot be calculated, and says why", () => {
    const [one] = answered("measure=rate&definition=positive&asylum=JPN&years=2024").numbers;
    expect(one?.why).toContain("different stages");
    const document = drawnCard("measure=rate&definition=positive&asylum=JPN&years=2024");
    expect(document.querySelector(".big")?.textContent).toContain("cannot be calculated");
    expect(document.querySelector("[data-sentence]")?.textContent).toContain("cannot");
  });

  test("of a rate from which grants are missing says “at least” in the number and in each sentence", () => {
    const document = drawnCard("measure=rate&definition=positive&asylum=ITA&years=2023");
    expect(document.querySelector(".big")?.textContent).toMatch(/^at least \d/);
    for (const sentence of document.querySelectorAll("[data-sentence]"))
      expect(sentence.textContent).toMatch(/at least \d/i);
  });

  test("per 100,000 inhabitants names its denominator and the year it was counted in", () => {
    const document = drawnCard("asylum=DEU&years=2023&shown=per_100000");
    expect(document.querySelector(".big")?.textContent).toMatch(
      /per 100,000 inhabitants: [\d,]+.* by [\d,]{9,} inhabitants/
    );
    expect(document.querySelector("[data-sentence=full]")?.textContent).toMatch(/World Bank, population of 20\d\d/);
  });

  test("has the figures from other sources that the edition has of it", () => {
    const stated = details.reported.find(
      ({measure, asylum}) => measure === "refugee_status_granted" && asylum === "RUS"
    );
    if (!stated) throw new Error("the edition has no such figure");
    const origin = stated.origin === "ALL" ? "" : `&origin=${stated.origin}`;
    const query = `measure=decisions&definition=status${origin}&asylum=RUS&years=${stated.year_from}-${stated.year_to}&stage=first&level=FI&cell=refugee_status`;
    const words = drawnCard(query.replace(/(\d{4})-\1/, "$1")).body.textContent;
    expect(words).toContain(stated.publisher);
  });

  test("names each number behind it that was revised between editions", () => {
    const revision = details.revisions.find(
      ({table, change, type, level}) =>
        table === "applications" && change === "changed" && type === "A" && level === "AR"
    );
    if (!revision) throw new Error("the edition has no such revision");
    const {year, origin, asylum, before, after} = revision;
    const document = drawnCard(`origin=${origin}&asylum=${asylum}&years=${year}&stage=appeal&type=all`);
    expect(document.querySelector("ul.revised")?.textContent).toContain(`${before}, then ${after}`);
  });

  test("with a status in its address is of that status: the address is parsed to the status that it names", () => {
    for (const cell of ["refugee_status", "refused", "protection", "recognized"] as const)
      expect(parseFigureQuery(`measure=decisions&cell=${cell}&years=2020`)).toMatchObject({
        figure: {cell},
        problems: []
      });
  });

  test("keeps a stranger's text as text", () => {
    const {problems} = parseFigureQuery("measure=decisions&cell=<img>&origin=<script>&x=1&edition=2020-01-01");
    expect(problems.map(({key}) => key).sort()).toEqual(["cell", "origin", "x"]);
  });
});

test("the lines of R and Python give the card's number from the CSV of the edition", async () => {
  const work = mkdtempSync(join(tmpdir(), "figure-lines-"));
  const maker = await csvMaker();
  try {
    for (const table of ["applications", "decisions", "stocks"])
      writeFileSync(join(work, `${table}.csv.gz`), gzipSync(await maker.csvOf(folder, table), {level: 1}));
    for (const query of [
      "origin=ERI&asylum=ISR&years=2025",
      "measure=decisions&definition=status&asylum=DEU&years=2016&cell=refugee_status",
      "measure=asylum_seekers&asylum=DEU&years=2024",
      "asylum=USA&years=2004-2007&unit=cases"
    ]) {
      const answer = answered(query);
      const one = answer.numbers[0] as FigureNumber;
      const {r, python} = reproduceLines(recomputed(ledger, answer, one), "");
      const run = (command: string, parts: readonly string[]) =>
        Number(/-?[\d.]+(?=\s*$)/.exec(execFileSync(command, parts, {cwd: work, encoding: "utf8"}))?.[0]);
      expect(run("python3", ["-c", python]), query).toBe(one.count?.value);
      expect(run("Rscript", ["-e", `options(scipen = 99); cat(${r})`]), query).toBe(one.count?.value);
    }
  } finally {
    maker.close();
    rmSync(work, {recursive: true, force: true});
  }
});

describe("Eurostat’s first-time applicants on a card", () => {
  const beside = (query: string) => cardOf(ledger, answered(query), options()).others.filter(({words}) => /first-time applicants/.test(words)); // prettier-ignore
  test.each([
    ["asylum=DEU&years=2016&unit=persons", "asylum = 'DEU' AND year = 2016"],
    ["origin=SYR&asylum=SWE&years=2014&unit=persons", "asylum = 'SWE' AND year = 2014 AND origin = 'SYR'"]
  ])("of %s are the sum of its table", async (query, where) => {
    const [found] = await sql.rows(
      `SELECT sum(applications)::INTEGER AS n, count(applications)::INTEGER AS rows FROM '${folder}eurostat_applications.parquet'
       WHERE ${where} AND applicant = 'first_time' AND NOT aggregate`
    );
    const [one] = beside(query);
    expect(one?.value).toBe(found?.n);
    expect(one?.source.words).toBe("Eurostat");
  });
  test.each([
    "asylum=CAN&years=2016&unit=persons",
    "asylum=DEU&years=2015-2016&unit=persons",
    "asylum=DEU&years=2016&unit=cases",
    "asylum=DEU&years=2016&type=all"
  ])("are not on the card of %s", (query) => expect(beside(query)).toEqual([]));
});

// The breaks of the committed edition's rows: the 32 that were first found by hand, found again, and how hand-kept lines judge.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {csvParse} from "d3";
import {beforeAll, describe, expect, test} from "vitest";
import {breakRows} from "../../loaders/clean/breaks.js";
import {withDatabase} from "../../loaders/clean/database.js";
import type {Row} from "../../loaders/clean/database.js";
import {attach} from "../../loaders/edition/edition.js";
import {readBreaks} from "../../loaders/clean/handTables.js";
import {KIND_NAMES} from "../../src/measures/breaks.js";
import {needs, UPSTREAM} from "../rawFiles.js";
import {DATA, EDITION, sql} from "./parquet.js";

/** Host, level and the two years between which positive decisions move from one column to the other. */
const PAIRS = [
  ...["BGR FA 2019-2020", "BRA FI 2000-2011", "BRA FI 2011-2013", "CAF FA 2022-2024", "CHE AR 2006-2013"],
  ...["ECU FA 2008-2009", "ECU FA 2009-2010", "ECU FA 2010-2011", "GHA FI 2012-2015", "GHA FI 2015-2016"],
  ...["IRQ FI 2002-2015", "KEN FI 2017-2018", "KEN FI 2018-2019", "LBN FI 2001-2007", "LBN FI 2007-2011"],
  ...["LUX FI 2008-2016", "MLT FI 2011-2012", "MYS FA 2004-2005", "MYS FI 2003-2007", "PRT FI 2022-2023"],
  ...["RUS TA 2010-2011", "RUS TA 2012-2013", "RUS TA 2018-2019", "RWA FI 2005-2007", "RWA FI 2007-2012"],
  ...["TGO FI 2012-2014", "THA FA 2004-2006", "THA FA 2007-2008", "THA FI 2005-2006", "ZAF FI 2000-2001"],
  ...["ZWE FI 2014-2015", "ZWE FI 2016-2017"]
];
const EVIDENCE = join(UPSTREAM, "evidence", "breaks.csv");
const UNFAIR = /\bwrong|\bmistake|\berror|\bfalse|\bmanipulat|\bsuspicious|\bonly\b|\bjust\b/i;

let hand: Row[];
let rows: Row[];
let found: Row[];
beforeAll(async () => {
  hand = readBreaks();
  rows = await withDatabase(async (db) => {
    await attach(db, DATA, EDITION, ["applications", "decisions", "rules"]);
    return breakRows(db, hand);
  });
  found = rows.filter((row) => row.found_by === "finder");
});
const of = (id: string) => found.find((row) => row.id === id);

describe("positive decisions that move from one column to the other", () => {
  const pairs = () =>
    found
      .filter(({kind}) => kind === "columns")
      .map((row) => `${String(row.asylum)} ${String(row.level)} ${String(row.year_from)}-${String(row.year_to)}`)
      .sort();

  test("are the 32 pairs of years that were reviewed by hand", () => {
    expect(PAIRS.length).toBe(32);
    expect(pairs()).toEqual(PAIRS);
  });

  test("are what SQL finds in the published columns", async () => {
    const pairsOf = await sql(`WITH years AS (
        SELECT asylum, level, unit, year, sum(recognized) AS r, sum(other) AS o FROM {decisions} GROUP BY ALL HAVING r + o >= 300),
      shares AS (SELECT *, r / (r + o) AS share, lag(share) OVER series AS before, lag(year) OVER series AS year_before FROM years
        WINDOW series AS (PARTITION BY asylum, level, unit ORDER BY year))
      SELECT asylum || ' ' || level || ' ' || year_before || '-' || year AS pair FROM shares WHERE abs(share - before) > 0.8 ORDER BY ALL`);
    expect(pairs()).toEqual(pairsOf.map(({pair}) => pair));
  });

  test("are those of the evidence, line by line", (context) => {
    needs(context, "evidence/breaks.csv");
    const lines = csvParse(readFileSync(EVIDENCE, "utf8"));
    expect(pairs()).toEqual(lines.map(({host, level, years}) => `${host ?? ""} ${level ?? ""} ${years ?? ""}`).sort());
  });

  test("have all been looked into by a person", () =>
    expect(found.filter(({kind, judged_by}) => kind === "columns" && judged_by === null)).toEqual([]));
});

test("a country's refusals that end are what SQL finds", async () => {
  const ended = await sql(`WITH years AS (
      SELECT asylum, level, unit, year, sum(recognized + other + rejected + closed) AS decided, sum(rejected) AS refused
      FROM {decisions} WHERE NOT (total > 0 AND recognized + other + rejected + closed = 0) GROUP BY ALL HAVING decided >= 500),
    pairs AS (SELECT *, lag(refused / decided) OVER (PARTITION BY asylum, level, unit ORDER BY year) AS before FROM years)
    SELECT lower('refusals-' || asylum || '-' || level || if(unit = 'C', '-c', '') || '-' || year) AS id
    FROM pairs WHERE refused = 0 AND before >= 0.1 ORDER BY ALL`);
  expect(ended.length).toBeGreaterThan(10);
  expect(
    found
      .filter(({kind}) => kind === "refusals")
      .map(({id}) => id)
      .sort()
  ).toEqual(ended.map(({id}) => id));
});

test("each kind is found at some countries and never more often than a person can read", () => {
  for (const kind of KIND_NAMES) {
    const some = found.filter((row) => row.kind === kind).length;
    expect([kind, some > 20, some < 200]).toEqual([kind, true, true]);
  }
});

test("every finding has an id of its own, made of its kind, country, levels and year", () => {
  expect(new Set(rows.map(({id}) => id)).size).toBe(rows.length);
  for (const {id, kind, asylum, level, unit, year} of found)
    expect(id).toBe(
      [kind, asylum, ...String(level).split(" "), ...(unit === "C" ? ["c"] : []), year]
        .map(String)
        .join("-")
        .toLowerCase()
    );
});

test("every finding gives its figures, and assigns no blame", () => {
  for (const {id, wording, evidence} of found) {
    expect(String(evidence), String(id)).toMatch(/\d{4}, (persons|cases)/);
    expect(UNFAIR.test(String(wording)), String(id)).toBe(false);
    expect(String(wording), String(id)).toMatch(/^\p{Lu}.*\.$/u);
  }
});

describe("a hand-kept line gives its verdict:", () => {
  test("Russia's temporary asylum of 2018 and 2019 is ruled", () =>
    expect(of("columns-rus-ta-2019")).toMatchObject({
      verdict: "ruled",
      judged_by: "rus-ta-temporary-asylum-2010",
      found_by: "finder",
      origin: "*"
    }));
  test("Kenya's of 2018 is open, as one of two lines is", () =>
    expect(of("columns-ken-fi-2018")).toMatchObject({
      verdict: "open",
      judged_by: "ken-fi-others-2018 ken-fi-refugees-2018"
    }));
  test("South Africa's closings that began in 2016 are open, as those of 2018 are not explained", () =>
    expect(of("closed-zaf-ar-2016")).toMatchObject({verdict: "open", judged_by: "zaf-closed-2016 zaf-ar-closed-2018"}));
  test("Korea's passage from cases to persons is explained, with its source", () => {
    const row = of("unit-kor-fi-2023");
    expect(row).toMatchObject({verdict: "explained", judged_by: "kor-humanitarian-stay-2013"});
    expect(row?.source_url).toBe(hand.find(({id}) => id === "kor-humanitarian-stay-2013")?.source_url);
  });
  test("the United States' cases of 2025 have none, and are open", () =>
    expect(of("unit-usa-in-2025")).toMatchObject({verdict: "open", judged_by: null}));
});

test("keeps hand-kept lines as they are, and only those where there are no rows", async () => {
  const kept = hand.map((line) => ({...line, found_by: "hand"}));
  expect(rows.slice(0, hand.length)).toEqual(kept);
  expect(await withDatabase((db) => breakRows(db, hand))).toEqual(kept);
});

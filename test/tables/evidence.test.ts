// The rules and the breaks are kept by hand: what they say about a host must be whole, sourced and fair.
import {readFileSync} from "node:fs";
import {csvParse} from "d3";
import {describe, expect, test} from "vitest";

const table = (name: string) =>
  csvParse(readFileSync(new URL(`../../data/tables/${name}.csv`, import.meta.url), "utf8"));
const rules = table("rules");
const breaks = table("breaks");

type Row = (typeof breaks)[number];
const cell = (row: Row, column: string): string => row[column] ?? "";
const ids = (rows: Iterable<Row>): string[] => Array.from(rows, (row) => cell(row, "id"));
const failing = (rows: readonly Row[], holds: (row: Row) => boolean): string[] =>
  ids(rows.filter((row) => !holds(row)));
const codes = (row: Row, column: string): string[] => cell(row, column).split(" ");

const KINDS = ["", "columns", "closed", "refusals", "unknown", "leap", "unit", "level", "authority", "reporting"];
const VERDICTS = ["ruled", "explained", "open"];
const CONFIDENCES = ["high", "medium-high", "medium", "low-medium", "low", ""];
const STATUSES = [
  "refugee_status",
  "complementary",
  "humanitarian",
  "temporary",
  "undivided",
  "refused",
  "otherwise_closed",
  "undivided_closed",
  "not_decided"
];
const LEVELS = ["FI", "NA", "IN", "EO", "FA", "AR", "JR", "RA", "SP", "TA", "TP", "TR", "CA", "BL", "*"];
const UNFAIR = /\b(wrong|true|actually|just|staggering|suspect|refuted|verdict)\b/i;

/** A quotation, or a computation that says so in brackets. */
const hasSource = (row: Row): boolean =>
  /^https?:\/\//.test(cell(row, "source_url")) || cell(row, "quoted_text").startsWith("[computed");
/** An empty `year_to` means "and on". */
const yearsInOrder = (row: Row): boolean => {
  const from = cell(row, "year_from");
  const to = cell(row, "year_to");
  return /^20\d\d$/.test(from) && (to === "" || (/^20\d\d$/.test(to) && Number(from) <= Number(to)));
};
const scopeIsInCodes = (row: Row): boolean =>
  codes(row, "origin").every((code) => /^([A-Z]{3}|\*)$/.test(code)) &&
  codes(row, "level").every((code) => LEVELS.includes(code)) &&
  codes(row, "authority").every((code) => ["G", "J", "U", "*"].includes(code)) &&
  codes(row, "unit").every((code) => ["P", "C", "*"].includes(code)) &&
  ["origin", "level", "authority", "unit"].every(
    (column) => codes(row, column).length === 1 || !codes(row, column).includes("*")
  );

describe("breaks in the series", () => {
  test("the table has the columns its readers expect", () => {
    expect(breaks.columns.join()).toBe(
      "id,kind,asylum,origin,level,authority,unit,year_from,year_to,verdict,rule,confidence,wording,source_url,quoted_text"
    );
    expect(breaks.length).toBeGreaterThan(0);
  });

  test("no two breaks share an id, and each id is made of words and hyphens", () => {
    expect(new Set(ids(breaks)).size).toBe(breaks.length);
    expect(failing(breaks, (row) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(cell(row, "id")))).toEqual([]);
  });

  test("a break names the kinds of finding it judges by their names, each once", () => {
    expect(failing(breaks, (row) => codes(row, "kind").every((kind) => KINDS.includes(kind)))).toEqual([]);
    expect(failing(breaks, (row) => new Set(codes(row, "kind")).size === codes(row, "kind").length)).toEqual([]);
  });

  test("a break concerns one country, or all of them", () => {
    expect(failing(breaks, (row) => /^([A-Z]{3}|\*)$/.test(cell(row, "asylum")))).toEqual([]);
  });

  test("a break names its rows by codes", () => {
    expect(failing(breaks, scopeIsInCodes)).toEqual([]);
  });

  test("no break ends before it begins", () => {
    expect(failing(breaks, yearsInOrder)).toEqual([]);
  });

  test("a break is ruled, explained or open, with a confidence from the agreed scale", () => {
    expect(failing(breaks, (row) => VERDICTS.includes(cell(row, "verdict")))).toEqual([]);
    expect(failing(breaks, (row) => CONFIDENCES.includes(cell(row, "confidence")))).toEqual([]);
  });

  test("a ruled break names rules that exist and says how sure they are", () => {
    const known = new Set(ids(rules));
    const ruled = breaks.filter((row) => cell(row, "verdict") === "ruled");
    expect(failing(ruled, (row) => codes(row, "rule").every((id) => known.has(id)))).toEqual([]);
    expect(failing(ruled, (row) => cell(row, "confidence") !== "")).toEqual([]);
  });

  test("a break without a ruling names no rule, so it changes no figure", () => {
    const unruled = breaks.filter((row) => cell(row, "verdict") !== "ruled");
    expect(failing(unruled, (row) => cell(row, "rule") === "")).toEqual([]);
  });

  test("every rule has a break that explains it to readers", () => {
    const told = new Set(breaks.flatMap((row) => codes(row, "rule")));
    expect(ids(rules).filter((id) => !told.has(id))).toEqual([]);
  });

  test("a ruled break and its rules concern the same country and years", () => {
    for (const row of breaks.filter((one) => cell(one, "verdict") === "ruled")) {
      const named = rules.filter((rule) => codes(row, "rule").includes(cell(rule, "id")));
      const from = Math.min(...named.map((rule) => Number(cell(rule, "year_from"))));
      const ends = named.map((rule) => cell(rule, "year_to"));
      const to = ends.includes("") ? "" : String(Math.max(...ends.map(Number)));
      expect(new Set(named.map((rule) => cell(rule, "asylum"))), cell(row, "id")).toEqual(
        new Set([cell(row, "asylum")])
      );
      expect([cell(row, "year_from"), cell(row, "year_to")], cell(row, "id")).toEqual([String(from), to]);
    }
  });

  test("an explained break has a source or a computation that can be repeated", () => {
    const explained = breaks.filter((row) => cell(row, "verdict") === "explained");
    expect(failing(explained, hasSource)).toEqual([]);
    expect(failing(explained, (row) => ["high", "medium-high"].includes(cell(row, "confidence")))).toEqual([]);
  });

  test("the words of a break are brief and fair to the country", () => {
    expect(failing(breaks, (row) => cell(row, "wording").length >= 20 && cell(row, "wording").length <= 600)).toEqual(
      []
    );
    expect(
      failing(breaks, (row) => !UNFAIR.test(cell(row, "wording")) && !/\bNEW\b/.test(cell(row, "wording")))
    ).toEqual([]);
  });
});

describe("status rules", () => {
  test("the table has the columns its readers expect", () => {
    expect(rules.columns.join()).toBe(
      "id,asylum,origin,level,authority,unit,year_from,year_to,column,status,column_unused,reason,source_url,quoted_text,confidence"
    );
    expect(rules.length).toBeGreaterThan(0);
  });

  test("a rule names one country, its rows by codes, and years in order", () => {
    expect(failing(rules, (row) => /^[A-Z]{3}$/.test(cell(row, "asylum")))).toEqual([]);
    expect(failing(rules, scopeIsInCodes)).toEqual([]);
    expect(failing(rules, yearsInOrder)).toEqual([]);
  });

  test("a rule reclassifies a grant as a grant, a refusal as a refusal or closure", () => {
    const positive = STATUSES.slice(0, 5);
    const signs = (row: Row): boolean =>
      STATUSES.includes(cell(row, "status")) &&
      ["recognized", "other"].includes(cell(row, "column")) === positive.includes(cell(row, "status"));
    expect(
      failing(rules, (row) => ["recognized", "other", "rejected", "closed"].includes(cell(row, "column")))
    ).toEqual([]);
    expect(failing(rules, signs)).toEqual([]);
  });

  test("a rule rests on good evidence, unless it claims less than the column does", () => {
    const claimsLess = (row: Row): boolean => ["undivided", "undivided_closed"].includes(cell(row, "status"));
    expect(
      failing(rules, (row) => ["high", "medium-high"].includes(cell(row, "confidence")) || claimsLess(row))
    ).toEqual([]);
    expect(failing(rules, (row) => hasSource(row) || claimsLess(row))).toEqual([]);
  });

  test("a rule gives its reason in words fair to the country", () => {
    expect(failing(rules, (row) => cell(row, "reason").length >= 20 && cell(row, "reason").length <= 600)).toEqual([]);
    expect(
      failing(rules, (row) => !UNFAIR.test(cell(row, "reason")) && !/\bonly\b/i.test(cell(row, "reason")))
    ).toEqual([]);
  });

  test("Portugal's exchange of 2022 is two lines of one rule", () => {
    const portugal = rules.filter((row) => cell(row, "id") === "prt-fi-2022");
    expect(portugal.map((row) => `${cell(row, "column")} is ${cell(row, "status")}`)).toEqual([
      "recognized is complementary",
      "other is refugee_status"
    ]);
  });

  test("Russia's temporary asylum is temporary in whichever column it is reported", () => {
    const russia = rules.filter(
      (row) => cell(row, "asylum") === "RUS" && ["recognized", "other"].includes(cell(row, "column"))
    );
    expect(russia.length).toBe(5);
    expect(failing(russia, (row) => cell(row, "status") === "temporary")).toEqual([]);
  });
});

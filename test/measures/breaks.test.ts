// What the machine finds in small made rows, at each threshold and just below it, and how a person's line judges it.
import {describe, expect, test} from "vitest";
import {findBreaks} from "../../src/measures/breakFinder.js";
import {heaviest, isTold, judge, touchesTable, touchesYears, withTables} from "../../src/measures/breaks.js";
import type {BreakKind, Finding, HandBreak} from "../../src/measures/breaks.js";
import {yearsOfRows} from "../../src/measures/breakYears.js";
import type {Authority, Level, Unit} from "../../src/measures/codes.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleLine} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {findingOf} from "../../src/words/breaks.js";

interface Key {
  readonly level?: Level;
  readonly unit?: Unit;
  readonly authority?: Authority;
  readonly origin?: string;
  readonly asylum?: string;
}
const key = (year: number, {level = "FI", unit = "P", authority = "G", origin = "SYR", asylum = "AUT"}: Key = {}) => ({
  ...{year, level, unit, authority, origin, asylum}
});
const decided = (
  year: number,
  [recognized, other, rejected, closed]: readonly [number, number, number, number],
  of?: Key
): PublishedDecision => ({
  ...key(year, of),
  ...{recognized, other, rejected, closed, total: recognized + other + rejected + closed}
});
const applied = (year: number, applications: number | null, of?: Key): ApplicationRow => ({
  ...key(year, of),
  type: "N",
  applications
});
const find = (
  {decisions = [], applications = []}: {decisions?: PublishedDecision[]; applications?: ApplicationRow[]},
  rules: RuleLine[] = []
): Finding[] => findBreaks(yearsOfRows(applications, decisions, reader(rules))).map(findingOf);
const ids = (found: readonly Finding[], kind: BreakKind) =>
  found.filter((each) => each.kind === kind).map(({id}) => id);

describe("positive decisions that move from one column to the other", () => {
  const move = (recognized: number, other: number, before: readonly [number, number] = [300, 0]) =>
    ids(find({decisions: [decided(2001, [...before, 50, 0]), decided(2004, [recognized, other, 50, 0])]}), "columns");

  test("are found where the share changes by more than 0.8, across years with fewer decisions", () => {
    expect(move(59, 241)).toEqual(["columns-aut-fi-2004"]);
    expect(move(0, 300)).toEqual(["columns-aut-fi-2004"]);
  });
  test("are not found at 0.8, nor where one of the years has 299", () => {
    expect(move(60, 240)).toEqual([]);
    expect(move(0, 299)).toEqual([]);
    expect(move(0, 300, [299, 0])).toEqual([]);
  });
  test("are added over authorities, and never over persons and cases or levels", () => {
    const halves = (of: Key) => [
      decided(2001, [150, 0, 0, 0]),
      decided(2001, [150, 0, 0, 0], of),
      decided(2002, [0, 150, 0, 0]),
      decided(2002, [0, 150, 0, 0], of)
    ];
    expect(ids(find({decisions: halves({authority: "U"})}), "columns")).toEqual(["columns-aut-fi-2002"]);
    expect(ids(find({decisions: halves({unit: "C"})}), "columns")).toEqual([]);
    expect(ids(find({decisions: halves({level: "AR"})}), "columns")).toEqual([]);
  });
  test("name both columns of both years, with their bounds, and assign no blame", () => {
    const [finding] = find({decisions: [decided(2001, [400, 0, 50, 0]), decided(2004, [5, 700, 50, 0])]});
    expect(finding?.wording).toBe(
      "First instance (FI): positive decisions move from “recognized” to “other”: in 2001, 400 are reported under “recognized” and 0 [0–2] under “other”, in 2004, 5 [3–7] and 700."
    );
    expect(finding).toMatchObject({year: 2004, year_from: 2001, year_to: 2004, table: "decisions", size: 705});
    expect(finding?.evidence).toBe(
      "decisions: 2001, persons: recognized 400, other 0 [0–2], rejected 50, closed 0 [0–2] | 2004, persons: recognized 5 [3–7], other 700, rejected 50, closed 0 [0–2]"
    );
  });
  test("have no range on a zero of a column that a rule calls unused", () => {
    const rule: RuleLine = {
      ...{id: "aut", asylum: "AUT", origin: "*", level: "*", authority: "*", unit: "*", year_from: 2000, year_to: null},
      ...{column: "recognized", status: "temporary", column_unused: "other"}
    };
    const rows = {decisions: [decided(2001, [400, 0, 50, 0]), decided(2004, [0, 700, 50, 0])]};
    expect(find(rows, [{...rule, year_to: 2001}])[0]?.wording).toContain(
      "400 are reported under “recognized” and 0 under"
    );
  });
});

describe("decisions that become nearly all closed", () => {
  const close = (closed: number, before = 249) =>
    ids(
      find({
        decisions: [decided(2001, [0, 0, 500 - before, before]), decided(2002, [0, 0, 500 - closed, closed])]
      }),
      "closed"
    );
  test("are found from under a half to nine in ten", () => expect(close(450)).toEqual(["closed-aut-fi-2002"]));
  test("are not found below, from a half, or among 499", () => {
    expect(close(449)).toEqual([]);
    expect(close(500, 250)).toEqual([]);
    expect(ids(find({decisions: [decided(2001, [0, 0, 499, 0]), decided(2002, [0, 0, 0, 499])]}), "closed")).toEqual(
      []
    );
  });
  test("last as long as the share does, small years included", () => {
    const years = [
      decided(2001, [0, 0, 600, 0]),
      decided(2002, [0, 0, 0, 600]),
      decided(2003, [0, 0, 0, 80]),
      decided(2004, [0, 0, 90, 10])
    ];
    const [finding] = find({decisions: years}).filter(({kind}) => kind === "closed");
    expect([finding?.year_from, finding?.year_to]).toEqual([2002, 2003]);
    expect(finding?.wording).toContain(
      "from 2002 to 2003 nearly all decisions are reported under “closed”: in 2002, 600"
    );
  });
});

describe("refusals that end", () => {
  const lose = (rejected: number, before: number, size = 500) =>
    ids(
      find({
        decisions: [decided(2001, [size - before, 0, before, 0]), decided(2002, [size - rejected, 0, rejected, 0])]
      }),
      "refusals"
    );
  test("are found where one in ten was refused and every refusal is published as 0", () =>
    expect(lose(0, 50)).toEqual(["refusals-aut-fi-2002"]));
  test("are not found where 5 are left, fewer were refused, or 499 were decided", () => {
    expect(lose(5, 50)).toEqual([]);
    expect(lose(0, 49)).toEqual([]);
    expect(lose(0, 50, 499)).toEqual([]);
  });
  test("are not found where the column is empty, which is not a zero", () => {
    const empty = {...decided(2002, [500, 0, 0, 0]), rejected: null};
    expect(ids(find({decisions: [decided(2001, [400, 0, 100, 0]), empty]}), "refusals")).toEqual([]);
  });
});

describe("origins that become unknown", () => {
  const lose = (unknown: number, size = 400) =>
    ids(
      find({
        applications: [
          applied(2001, size),
          applied(2002, size - unknown),
          ...(unknown ? [applied(2002, unknown, {origin: "UNK"})] : [])
        ]
      }),
      "unknown"
    );
  test("are found where more than a quarter loses its origin", () =>
    expect(lose(101)).toEqual(["unknown-aut-fi-2002"]));
  test("are not found at a quarter, nor among 299", () => {
    expect(lose(100)).toEqual([]);
    expect(lose(200, 299)).toEqual([]);
  });
  test("are found in cases where persons had them, and say so in their id", () => {
    const found = find({
      applications: [
        applied(2001, 500, {unit: "C"}),
        applied(2002, 900),
        applied(2003, 900, {unit: "C", origin: "UNK"})
      ]
    });
    expect(ids(found, "unknown")).toEqual(["unknown-aut-fi-c-2003"]);
  });
});

describe("counts that leap", () => {
  const leap = (before: number, here: number, after: number | null) =>
    ids(
      find({
        applications: [applied(2001, before), applied(2002, here), ...(after === null ? [] : [applied(2003, after)])]
      }),
      "leap"
    );
  test("are found at 2,000 and ten times both neighbouring years", () =>
    expect(leap(200, 2000, 200)).toEqual(["leap-aut-fi-2002"]));
  test("are not found below, or where one neighbour explains them", () => {
    expect(leap(199, 1999, 199)).toEqual([]);
    expect(leap(201, 2000, 200)).toEqual([]);
    expect(leap(200, 2000, 201)).toEqual([]);
  });
  test("are found in an edition's last year against the year before alone", () =>
    expect(leap(200, 2000, null)).toEqual(["leap-aut-fi-2002"]));
  test("are looked for in each column, and are one finding a year, with applications and decisions together", () => {
    const found = find({
      applications: [applied(2001, 10), applied(2002, 9000), applied(2003, 10)],
      decisions: [decided(2001, [0, 0, 10, 0]), decided(2002, [3000, 0, 10, 4000]), decided(2003, [0, 0, 10, 0])]
    }).filter(({kind}) => kind === "leap");
    expect(found.map(({id, table}) => [id, table])).toEqual([["leap-aut-fi-2002", "applications decisions"]]);
    expect(found[0]?.wording).toBe(
      "First instance (FI). Applications: in 2002, 9,000 are reported, compared with 10 in 2001 and 10 in 2003. " +
        "Decisions: in 2002, 3,000 are reported under “recognized”, compared with 0 [0–2] in 2001 and 0 [0–2] in 2003; " +
        "4,000 are reported under “closed”, compared with 0 [0–2] in 2001 and 0 [0–2] in 2003."
    );
  });
  test("are not found again in a positive column that moved", () => {
    const found = find({
      decisions: [decided(2001, [400, 0, 0, 0]), decided(2002, [0, 4000, 0, 0]), decided(2003, [400, 0, 0, 0])]
    });
    expect(ids(found, "columns").length).toBe(2);
    expect(ids(found, "leap")).toEqual([]);
  });
});

describe("units, levels and authorities that change", () => {
  const change = (before: Key, after: Key, size = 1000) =>
    find({applications: [applied(2001, size, before), applied(2002, size, after)]});

  test("are found where a thousand or more pass", () => {
    expect(ids(change({unit: "P"}, {unit: "C"}), "unit")).toEqual(["unit-aut-fi-2002"]);
    expect(ids(change({level: "FA"}, {level: "FI"}), "level")).toEqual(["level-aut-fa-fi-2002"]);
    expect(ids(change({authority: "U"}, {authority: "G"}), "authority")).toEqual(["authority-aut-fi-2002"]);
  });
  test("are not found among 999", () => {
    for (const [before, after] of [
      [{unit: "P"}, {unit: "C"}],
      [{level: "FA"}, {level: "FI"}],
      [{authority: "U"}, {authority: "G"}]
    ] as [Key, Key][])
      expect(change(before, after, 999).filter(({kind}) => kind !== "reporting")).toEqual([]);
  });
  test("name the levels of both years", () => {
    expect(change({unit: "P"}, {unit: "C"})[0]?.wording).toBe(
      "First instance (FI), applications: persons are counted in 2001, cases in 2002."
    );
    expect(change({level: "FA"}, {level: "FI"})[0]?.wording).toBe(
      "Applications are reported at first instance and appeal combined (FA) in 2001, at first instance (FI) in 2002."
    );
    expect(change({authority: "U"}, {authority: "G"})[0]?.wording).toBe(
      "First instance (FI), applications: decided by UNHCR in 2001, by the government in 2002."
    );
  });
  test("of a unit are shares of rows: one of five that stays is a change no more", () => {
    const origins = ["SYR", "IRQ", "AFG", "IRN", "ERI"];
    const mixed = (kept: number) =>
      ids(
        find({
          applications: [
            ...origins.map((origin) => applied(2001, 1000, {origin})),
            ...origins.map((origin, i) => applied(2002, 1000, {origin, unit: i < kept ? "P" : "C"}))
          ]
        }),
        "unit"
      );
    expect(mixed(0)).toEqual(["unit-aut-fi-2002"]);
    expect(mixed(1)).toEqual([]);
  });
  test("of a level are not found again as reporting that stops and starts", () => {
    expect(ids(change({level: "FA"}, {level: "FI"}, 5000), "reporting")).toEqual([]);
    expect(ids(change({level: "FA"}, {level: "FI"}, 5000), "level").length).toBe(1);
  });
  test("of an appeal level are reporting, as nobody's claim begins there", () =>
    expect(ids(change({level: "AR"}, {level: "JR"}, 5000), "level")).toEqual([]));
});

describe("reporting that stops or starts", () => {
  const other = [2000, 2001, 2002, 2003, 2004].map((year) => applied(year, 20, {asylum: "ALB"}));
  const report = (...years: readonly (readonly [number, number])[]) =>
    find({applications: [...other, ...years.map(([year, n]) => applied(year, n))]}).filter(
      ({kind}) => kind === "reporting"
    );
  test("is found where 2,000 have no year after them, and says how long and whether rows come again", () => {
    const [gap] = report([2000, 2000], [2001, 2000], [2004, 30]);
    expect(gap).toMatchObject({id: "reporting-aut-fi-2002", year_from: 2002, year_to: 2003});
    expect(gap?.wording).toBe(
      "First instance (FI), applications: not reported from 2002 to 2003, after 2,000 persons in 2001; reported again in 2004."
    );
    const [end] = report([2000, 2000], [2001, 2000]);
    expect([end?.year_from, end?.year_to]).toEqual([2002, 2004]);
  });
  test("is found where 2,000 have no year before them", () => {
    expect(report([2002, 2000], [2003, 2000], [2004, 30]).map(({id, year_to}) => [id, year_to])).toEqual([
      ["reporting-aut-fi-2002", 2001]
    ]);
    expect(report([2000, 30], [2002, 2000], [2003, 30], [2004, 30]).map(({id}) => id)).toEqual([
      "reporting-aut-fi-2002"
    ]);
  });
  test("is not found among 1,999, nor at the ends of the edition", () => {
    expect(report([2001, 1999], [2003, 1999])).toEqual([]);
    expect(report([2000, 9000], [2001, 9000], [2002, 9000], [2003, 9000], [2004, 9000])).toEqual([]);
  });
});

test("rows without parts are counted in the size, and in no column", () => {
  const [year] = yearsOfRows([], [{...decided(2001, [0, 0, 0, 0]), total: 700}], reader([]));
  expect(year).toMatchObject({all: {value: 700, lo: 700, hi: 700}, cells: {}});
});

test("a missing count is a row, and not 0", () => {
  const [year] = yearsOfRows([applied(2001, null)], [], reader([]));
  expect(year).toMatchObject({rows: 1, cells: {}});
});

test("finds no break where there are no rows", () => expect(find({})).toEqual([]));

test("rows in another order show the same breaks, in the same order", () => {
  const decisions = [
    ...[decided(2001, [900, 0, 900, 0]), decided(2002, [0, 900, 0, 9000]), decided(2003, [900, 0, 90, 0])],
    ...[decided(2001, [900, 0, 90, 0], {asylum: "BEL"}), decided(2002, [0, 8000, 0, 0], {asylum: "BEL"})]
  ];
  const found = find({decisions});
  expect(found.length).toBeGreaterThan(5);
  expect(find({decisions: [...decisions].reverse()})).toEqual(found);
  expect([...found].reverse().sort(heaviest)).toEqual(found);
  expect(new Set(found.map(({id}) => id)).size).toBe(found.length);
});

describe("a line kept by hand", () => {
  const [finding] = find({decisions: [decided(2001, [400, 0, 50, 0]), decided(2004, [5, 700, 50, 0])]}) as [Finding];
  const hand = (of: Partial<HandBreak>): HandBreak => ({
    ...{id: "aut-line", kind: "columns", asylum: "AUT", level: "FI", authority: "*", unit: "P"},
    ...{year_from: 2004, year_to: 2004, verdict: "explained"},
    ...of
  });
  test("gives its verdict to a finding of its kind, country, level and years", () =>
    expect(judge(finding, [hand({})])).toMatchObject({verdict: "explained", by: [{id: "aut-line"}]}));
  test.each<[string, Partial<HandBreak>]>([
    ["another kind", {kind: "leap closed"}],
    ["no kind", {kind: null}],
    ["another host", {asylum: "BEL"}],
    ["every host", {asylum: "*"}],
    ["another level", {level: "AR JR"}],
    ["another unit", {unit: "C"}],
    ["earlier years", {year_from: 1999, year_to: 2000}],
    ["later years", {year_from: 2005, year_to: null}]
  ])("of %s judges it not, and it is open", (_, of) =>
    expect(judge(finding, [hand(of)])).toEqual({verdict: "open", by: []})
  );
  test("that knows least decides where lines differ", () => {
    const lines = [hand({id: "a", verdict: "ruled"}), hand({id: "b", verdict: "open"}), hand({id: "c"})];
    expect(judge(finding, lines).verdict).toBe("open");
    expect(judge(finding, lines.slice(0, 1)).verdict).toBe("ruled");
    expect(judge(finding, [...lines.slice(0, 1), ...lines.slice(2)]).verdict).toBe("explained");
  });
});

describe("a figure", () => {
  const of = (kind: BreakKind, year_from: number, year_to: number | null, table = "decisions") => ({
    ...{kind, year_from, year_to, table, found_by: "finder"}
  });
  test("is touched by a state where one of its years is", () => {
    expect(touchesYears(of("closed", 2010, 2012), [[2012, 2020]])).toBe(true);
    expect(touchesYears(of("closed", 2010, 2012), [[2013, 2020]])).toBe(false);
    expect(touchesYears(of("closed", 2010, null), [[2020, 2020]])).toBe(true);
  });
  test("is touched by a change of unit where it holds both of its sides", () => {
    expect(touchesYears(of("unit", 2010, 2011), [[2005, 2011]])).toBe(true);
    expect(
      touchesYears(of("unit", 2010, 2011), [
        [2010, 2010],
        [2011, 2012]
      ])
    ).toBe(true);
    expect(touchesYears(of("unit", 2010, 2011), [[2011, 2020]])).toBe(false);
    expect(touchesYears({...of("unit", 2010, 2011), found_by: "hand"}, [[2011, 2020]])).toBe(true);
  });
  test("of applications is not touched by what is found in decisions", () => {
    expect(touchesTable(of("closed", 2010, 2012), "applications")).toBe(false);
    expect(touchesTable(of("unit", 2010, 2011, "applications decisions"), "applications")).toBe(true);
  });
  test("of applications is not touched by a hand-kept line on the columns of decisions", () => {
    const line = {...of("closed", 2010, 2012), table: null, found_by: "hand"};
    expect(touchesTable(line, "applications")).toBe(false);
    expect(touchesTable(line, "decisions")).toBe(true);
    expect(touchesTable({...line, kind: null}, "applications")).toBe(true);
  });
  test("a hand-kept line has the tables of the findings that it judges", () => {
    const line = {...of("leap", 2025, 2025), table: null, found_by: "hand", id: "line"};
    const finding = {...of("leap", 2025, 2025, "decisions"), id: "finding", judged_by: "line"};
    expect(touchesTable(line, "applications")).toBe(true);
    expect(withTables([line, finding]).map((each) => touchesTable(each, "applications"))).toEqual([false, false]);
  });
});

test("a finding is listed with the line that judges it, and by itself in editions older than the finder", () => {
  expect([isTold({judged_by: "aut-line"}), isTold({judged_by: null}), isTold({})]).toEqual([false, true, true]);
});

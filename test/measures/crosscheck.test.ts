// Two ledgers of the same people: why a difference is in a class, and that none is put there by chance.
import {describe, expect, test} from "vitest";
import {byClass, crosscheck, CROSSCHECK_CLASSES, unexplained} from "../../src/measures/crosscheck.js";
import type {CrosscheckClass, EurostatRow} from "../../src/measures/crosscheck.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

type Unhcr = Partial<ApplicationRow> & {readonly applications: number};
const unhcr = (row: Unhcr): ApplicationRow => ({
  ...{year: 2015, origin: "SYR", asylum: "SWE", authority: "G", type: "N", level: "FI", unit: "P"},
  ...row
});
const eurostat = (applications: number, row: Partial<EurostatRow> = {}): EurostatRow => ({
  ...{year: 2015, origin: "SYR", asylum: "SWE", applicant: "first_time", applications},
  ...row
});

function classOf(
  ours: readonly ApplicationRow[],
  theirs: readonly EurostatRow[],
  origin = "SYR",
  year = 2015
): CrosscheckClass | null {
  // Another origin of that year, so that the host reports to both.
  const report = [unhcr({origin: "ERI", applications: 10}), unhcr({origin: "ERI", year: 2016, applications: 10})];
  const {rows} = crosscheck(
    [...report, ...ours],
    [eurostat(10, {origin: "ERI"}), eurostat(10, {origin: "ERI", year: 2016}), ...theirs]
  );
  return rows.find((row) => row.origin === origin && row.year === year)?.class ?? null;
}

describe("Classes of a difference", () => {
  const all = {applicant: "all"} as const;
  test.each<[string, CrosscheckClass | null, ApplicationRow[], EurostatRow[]]>([
    ["102 beside 100 is rounding", "agrees", [unhcr({applications: 102})], [eurostat(100)]],
    ["103 beside 100 is not", "near", [unhcr({applications: 103})], [eurostat(100)]],
    ["no row beside a rounded 5 is apart, beside 0 nothing to compare", "near", [], [eurostat(5)]],
    ["nothing and 0 are no comparison", null, [], [eurostat(0)]],
    [
      "new and repeat together lie between first-time and all",
      "definition",
      [unhcr({type: "NR", applications: 150})],
      [eurostat(100), eurostat(200, all)]
    ],
    [
      "new that equals all is another definition",
      "definition",
      [unhcr({applications: 200})],
      [eurostat(100), eurostat(200, all)]
    ],
    [
      "repeat applications at their own level are counted with all",
      "definition",
      [unhcr({applications: 80}), unhcr({type: "R", level: "RA", applications: 20})],
      [eurostat(60), eurostat(100, all)]
    ],
    [
      "a host that gives no first-time applicants is compared by all",
      "definition",
      [unhcr({applications: 101})],
      [eurostat(100, all)]
    ],
    [
      "one level alone may be what the other counts",
      "level",
      [unhcr({applications: 500}), unhcr({level: "FA", applications: 70})],
      [eurostat(500)]
    ],
    [
      "appeals that were counted as well are a level",
      "level",
      [unhcr({applications: 500}), unhcr({type: "A", level: "AR", applications: 70})],
      [eurostat(570)]
    ],
    ["2% apart is near", "near", [unhcr({applications: 10_200})], [eurostat(10_000)]],
    ["more is unexplained", "unexplained", [unhcr({applications: 10_300})], [eurostat(10_000)]]
  ])("%s", (_, expected, ours, theirs) => {
    expect(classOf(ours, theirs)).toBe(expected);
  });

  test("what one year lacks the next has too many", () => {
    const ours = [unhcr({applications: 300}), unhcr({year: 2016, applications: 700})];
    const theirs = [eurostat(500), eurostat(500, {year: 2016})];
    expect(classOf(ours, theirs)).toBe("year");
    expect(classOf(ours, theirs, "SYR", 2016)).toBe("year");
    expect(classOf([ours[0] as ApplicationRow, unhcr({year: 2016, applications: 640})], theirs)).toBe("unexplained");
  });

  test("people whose origin one publisher does not know are missing from their country in it", () => {
    const ours = [unhcr({applications: 400}), unhcr({origin: "UNK", applications: 100})];
    const theirs = [eurostat(500), eurostat(0, {origin: "UNK"})];
    expect(classOf(ours, theirs)).toBe("unknown_origin");
    expect(classOf(ours, theirs, "UNK")).toBe("unknown_origin");
    expect(classOf([ours[0] as ApplicationRow], theirs)).toBe("unexplained");
  });

  test("one publisher's unknown is the other's stateless", () => {
    const theirs = [eurostat(1065, {origin: "XXA"}), eurostat(60, {origin: "UNK"})];
    expect(classOf([unhcr({origin: "UNK", applications: 1127})], theirs, "UNK")).toBe("unknown_origin");
    expect(classOf([unhcr({origin: "UNK", applications: 1127})], theirs, "XXA")).toBe("unknown_origin");
  });

  test("a country and year with cases alone is a unit, and its cases are added to no persons", () => {
    const {rows} = crosscheck([unhcr({unit: "C", applications: 60})], [eurostat(100)]);
    expect(rows).toMatchObject([{class: "unit", unhcr_new: {value: 60}}]);
    const both = crosscheck([unhcr({unit: "C", applications: 60}), unhcr({applications: 40})], [eurostat(40)]);
    expect(both.rows).toMatchObject([{class: "agrees", unhcr_new: {value: 40}}]);
  });

  test("a country and year that one ledger lacks is not reported, never 0", () => {
    const {rows} = crosscheck(
      [unhcr({applications: 60}), unhcr({year: 2016, applications: 70})],
      [eurostat(60), eurostat(50, {year: 2017})]
    );
    expect(rows.map(({year, class: name}) => [year, name])).toEqual([
      [2016, "not_reported"],
      [2017, "not_reported"],
      [2015, "agrees"]
    ]);
  });

  test("Kosovo is counted with Serbia, as UNHCR does", () => {
    const {rows} = crosscheck(
      [unhcr({origin: "SRB", applications: 300})],
      [eurostat(100, {origin: "SRB"}), eurostat(200, {origin: "XKX"})]
    );
    expect(rows).toMatchObject([{origin: "SRB", class: "agrees", eurostat_first_time: {value: 300, lo: 296, hi: 304}}]);
  });

  test("every comparison is in one class, and the largest unexplained come first", () => {
    const origins = ["AFG", "IRQ", "IRN", "SOM"];
    const {rows} = crosscheck(
      origins.map((origin, i) => unhcr({origin, applications: 1000 * (i + 1)})),
      origins.map((origin, i) => eurostat(i === 0 ? 1000 : 500, {origin}))
    );
    const classes = byClass(rows);
    expect(CROSSCHECK_CLASSES.reduce((all, name) => all + classes[name].rows, 0)).toBe(4);
    expect(unexplained(rows, 2).map(({origin, difference}) => [origin, difference])).toEqual([
      ["SOM", 3500],
      ["IRN", 2500]
    ]);
  });
});

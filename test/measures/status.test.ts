// What a published column holds in law, by the rules that are entered.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {exact} from "../../src/measures/bounds.js";
import {COLUMNS, NEGATIVE_STATUSES, POSITIVE_STATUSES, STATUSES} from "../../src/measures/codes.js";
import type {Column, Status} from "../../src/measures/codes.js";
import {applyRules, cell, reader, ruleEffects, statuses} from "../../src/measures/status.js";
import type {DecisionColumns, PublishedDecision, RuleLine} from "../../src/measures/status.js";

function decision(parts: Partial<PublishedDecision> = {}): PublishedDecision {
  const cells = {recognized: 0, other: 0, rejected: 0, closed: 0, ...parts};
  return {
    year: 2020,
    origin: "AFG",
    asylum: "DEU",
    authority: "G",
    level: "FI",
    unit: "P",
    total: (cells.recognized ?? 0) + (cells.other ?? 0) + (cells.rejected ?? 0) + (cells.closed ?? 0),
    ...cells
  };
}

function rule(parts: Partial<RuleLine> = {}): RuleLine {
  return {
    id: "a-rule",
    asylum: "DEU",
    origin: "*",
    level: "*",
    authority: "*",
    unit: "*",
    year_from: 2000,
    year_to: null,
    column: "recognized",
    status: "undivided",
    column_unused: null,
    ...parts
  };
}

/** A published decision cell, often one of those that rounding makes. */
const cellValue = fc.oneof(fc.constantFrom(0, 0, 5, 10), fc.nat(2000));

const decisionRow: fc.Arbitrary<PublishedDecision> = fc
  .record({
    recognized: cellValue,
    other: cellValue,
    rejected: cellValue,
    closed: cellValue,
    origin: fc.constantFrom("AFG", "SYR", "UNK"),
    year: fc.integer({min: 2000, max: 2025})
  })
  .map(decision);

/** Rules as the tables may hold them: a line moves a positive column to a positive status, a negative one to a negative. */
const ruleLines: fc.Arbitrary<RuleLine[]> = fc
  .uniqueArray(fc.constantFrom<Column>(...COLUMNS), {maxLength: 4})
  .chain((columns) =>
    fc.tuple(
      ...columns.map((column) => {
        const open: readonly Status[] =
          column === "recognized" || column === "other" ? POSITIVE_STATUSES : NEGATIVE_STATUSES;
        return fc
          .record({
            status: fc.constantFrom(...open),
            origin: fc.constantFrom<RuleLine["origin"]>("*", ["AFG"], ["AFG", "UNK"]),
            year_from: fc.integer({min: 2000, max: 2025})
          })
          .map((parts) => rule({...parts, column, id: `on-${column}`}));
      })
    )
  );

/** Rows as the edition holds them: a column each. */
function columnsOf(rows: readonly PublishedDecision[]): DecisionColumns {
  const column = <K extends keyof PublishedDecision>(name: K) => rows.map((row) => row[name]);
  return {
    year: column("year"),
    origin: column("origin"),
    asylum: column("asylum"),
    authority: column("authority"),
    level: column("level"),
    unit: column("unit"),
    recognized: column("recognized"),
    other: column("other"),
    rejected: column("rejected"),
    closed: column("closed"),
    total: column("total")
  };
}

describe("what a column is classified as", () => {
  test("without a rule recognized is classified as refugee status and other as complementary protection", () => {
    const row = decision({recognized: 11, other: 12, rejected: 13, closed: 14});
    const read = statuses(row, reader([])(row));
    expect(read).toMatchObject({
      refugee_status: 11,
      complementary: 12,
      refused: 13,
      otherwise_closed: 14,
      undivided: 0
    });
  });

  test("two columns classified as one status add up in it", () => {
    const row = decision({recognized: 11, other: 12});
    const read = reader([
      rule({column: "recognized", status: "temporary", id: "one"}),
      rule({column: "other", status: "temporary", id: "two"})
    ])(row);
    expect(statuses(row, read)).toMatchObject({temporary: 23, refugee_status: 0, complementary: 0});
    expect(read).toMatchObject({rule_positive: "one two", rule_negative: null});
  });

  test("a rule concerns its country, origins and years alone", () => {
    const read = reader([rule({origin: ["SYR"], year_from: 2015, year_to: 2016})]);
    const id = (parts: Partial<PublishedDecision>) =>
      read(decision({origin: "SYR", year: 2015, ...parts})).rule_positive;
    expect(id({})).toBe("a-rule");
    expect([id({origin: "AFG"}), id({year: 2014}), id({year: 2017}), id({asylum: "FRA"})]).toEqual([
      null,
      null,
      null,
      null
    ]);
  });

  test("a rule without a last year goes on", () => {
    expect(reader([rule()])(decision({year: 2090})).rule_positive).toBe("a-rule");
  });

  test("a row with a total and no parts has no status", () => {
    const row = decision({total: 200});
    expect(Object.values(statuses(row, reader([rule()])(row)))).toEqual(STATUSES.map(() => null));
  });

  test("a cell the publisher left empty leaves its status empty, not 0", () => {
    const row = decision({recognized: null, other: 12});
    expect(statuses(row, reader([])(row))).toMatchObject({refugee_status: null, complementary: 12});
    expect(cell(row, "recognized", reader([])(row))).toBeNull();
  });

  test("the zeros of a column that a country does not use are exactly 0", () => {
    const row = decision({recognized: 20});
    const read = reader([rule({column: "recognized", column_unused: "other"})])(row);
    expect(cell(row, "other", read)).toEqual(exact(0));
    expect(cell(row, "rejected", read)).toEqual({value: 0, lo: 0, hi: 2});
  });
});

describe("statuses part what was published and lose nothing", () => {
  test("positive statuses sum to recognized and other, the rest to rejected and closed", () => {
    fc.assert(
      fc.property(decisionRow, ruleLines, (row, rules) => {
        const cells = statuses(row, reader(rules)(row));
        const total = (names: readonly (keyof typeof cells)[]) =>
          names.reduce((n, name) => n + (cells[name] ?? NaN), 0);
        expect(total(POSITIVE_STATUSES)).toBe((row.recognized ?? 0) + (row.other ?? 0));
        expect(total(NEGATIVE_STATUSES)).toBe((row.rejected ?? 0) + (row.closed ?? 0));
      })
    );
  });

  test("a table of columns is classified as its rows are, one by one", () => {
    fc.assert(
      fc.property(fc.array(decisionRow, {maxLength: 20}), ruleLines, (rows, rules) => {
        const read = applyRules(columnsOf(rows), rules);
        rows.forEach((row, i) => {
          const reading = reader(rules)(row);
          const cells = statuses(row, reading);
          for (const status of STATUSES) expect(read[status][i]).toBe(cells[status]);
          expect([read.rule_positive[i], read.rule_negative[i]]).toEqual([
            reading.rule_positive,
            reading.rule_negative
          ]);
        });
      })
    );
  });
});

describe("what is fatal between rules and rows", () => {
  test("two lines on one cell, a number in an unused column, a line without a row", () => {
    const rows = columnsOf([decision({recognized: 20, other: 11})]);
    const {faults, effects} = ruleEffects(rows, [
      rule({id: "one", column_unused: "other"}),
      rule({id: "two"}),
      rule({id: "three", asylum: "FRA"})
    ]);
    expect(faults.overlaps).toHaveLength(1);
    expect(faults.unused).toHaveLength(1);
    expect(faults.unmatched).toHaveLength(1);
    expect(effects[0]).toMatchObject({rows: 1, rows_above_0: 1, persons: exact(20), cases: exact(0), last_year: 2020});
    expect(effects[2]).toMatchObject({rows: 0, last_year: null});
  });
});

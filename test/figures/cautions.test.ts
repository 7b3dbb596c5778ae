// Which breaks in series a figure's card names.
import {describe, expect, test} from "vitest";
import {cautionsOf} from "../../src/figures/cautions.js";
import type {CautionBreak, FigureScope} from "../../src/figures/cautions.js";

const note = (kind: string | null): CautionBreak => ({
  ...{kind, asylum: "DEU", origin: "*", level: "*", authority: "G", unit: "P", year_from: 2008, year_to: 2016},
  ...{verdict: "explained", wording: `Kind ${kind ?? "none"}.`}
});
const figure = (table: FigureScope["table"], cell: FigureScope["cell"]): FigureScope => ({
  ...{table, cell, origin: ["SYR"], asylum: ["DEU"], level: "*", unit: "*", years: [[2015, 2015]]}
});
const words = (breaks: readonly CautionBreak[], scope: FigureScope) =>
  cautionsOf(breaks, scope, () => [], String).map((caution) => caution.words);

describe("a card's cautions", () => {
  test("a note has its years, and one that judges findings of decisions is on no card of applications", () => {
    const judging: CautionBreak = {...note("leap"), table: "decisions", year_to: null};
    expect(words([judging], figure("decisions", null))).toEqual(["From 2008: Kind leap."]);
    expect(words([judging], figure("applications", null))).toEqual([]);
  });

  test("a note on the columns of decisions is on no card of applications", () => {
    const breaks = [note("columns"), note("closed refusals"), note("columns leap"), note(null)];
    expect(words(breaks, figure("applications", null))).toEqual([
      "2008–2016: Kind columns leap.",
      "2008–2016: Kind none."
    ]);
    expect(words(breaks, figure("decisions", null))).toHaveLength(4);
  });

  test("a note on refusals and closed cases is not on a card of grants", () => {
    expect(words([note("closed"), note("columns")], figure("decisions", "refugee_status"))).toEqual([
      "2008–2016: Kind columns."
    ]);
    expect(words([note("closed"), note("columns")], figure("decisions", "closed"))).toEqual([
      "2008–2016: Kind closed."
    ]);
  });
});

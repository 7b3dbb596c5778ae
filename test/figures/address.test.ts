// The address of a figure: written and parsed back, and what a stranger's address may hold.
import {describe, expect, test} from "vitest";
import {figureQuery, parseFigureQuery} from "../../src/figures/address.js";

const KOREANS = {
  origins: {kind: "places", codes: ["PRK"]},
  asylums: {kind: "places", codes: ["RUS"]},
  years: [2022, 2022]
} as const;

describe("the address of a figure", () => {
  test("is the explorer's question with the status and the edition", () => {
    expect(figureQuery({...KOREANS, measure: "decisions"}, {cell: "refugee_status", edition: "2026-11-25"})).toBe(
      "measure=decisions&definition=status&origin=PRK&asylum=RUS&years=2022&cell=refugee_status&edition=2026-11-25"
    );
    expect(figureQuery(KOREANS)).toBe("origin=PRK&asylum=RUS&years=2022");
  });

  test("is parsed back as it was written", () => {
    const query = figureQuery({...KOREANS, measure: "decisions"}, {cell: "rejected", edition: "2026-11-25"});
    const {figure, problems} = parseFigureQuery(query);
    expect(problems).toEqual([]);
    expect(figureQuery(figure.selection, figure)).toBe(query);
  });

  test("a status of applications, a divided rate and unknown words are dropped and listed", () => {
    const {figure, problems} = parseFigureQuery("measure=rate&cell=refused&shown=per_100000&years=2020&x=<b>");
    expect(figure).toMatchObject({cell: null, per: null});
    expect(problems.map(({key}) => key).sort()).toEqual(["cell", "shown", "x"]);
    expect(parseFigureQuery(`cell=${"x".repeat(30_000)}`).problems).toHaveLength(1);
  });
});

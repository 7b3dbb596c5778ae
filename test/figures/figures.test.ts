// Figures in prose: what a directive asks for is the sum that it says, with bounds, rule and card.
import {describe, expect, test} from "vitest";
import {FigureError, figureHref, figuresOf, parseFigure} from "../../src/figures/figure.js";
import {smallEdition} from "../edition/edition.js";

const figure = figuresOf(
  smallEdition({
    applications: [
      [2011, "FI", "P", 67],
      [2018, "FI", "P", 5],
      [2018, "TA", "P", 23],
      [2019, "FI", "P", null],
      [2020, "FI", "C", 3]
    ],
    decisions: [
      [2018, "FI", "P", 0, 0, 0, 5, 5],
      [2019, "FI", "P", 0, 0, 0, 5, 5],
      [2019, "TA", "P", 12, 0, 0, 10, 22],
      [2020, "TA", "P", 0, 0, 0, 0, 9],
      [2021, "TA", "P", null, 0, 0, 0, 0]
    ]
  })
);
const shown = (directive: string) => {
  const {shown, bounds} = figure(directive);
  return bounds === null ? shown : `${shown} ${bounds}`;
};

describe("a figure in prose", () => {
  test("is the sum of its rows with the bounds that rounding leaves", () => {
    expect(shown("applications PRK RUS 2011-2018 level=FI")).toBe("72 [70–72]");
    expect(shown("applications PRK RUS 2011 level=FI")).toBe("67");
  });

  test("counts the zeros of two years of decisions as 0 to 4", () => {
    expect(shown("decisions PRK RUS 2018-2019 level=FI status=refugee_status")).toBe("0 [0–4]");
    expect(shown("decisions PRK RUS 2018+2019 level=FI status=refugee_status show=hi")).toBe("4");
    expect(shown("decisions PRK RUS 2018-2019 level=FI status=refugee_status show=years")).toBe("2");
    expect(shown("applications PRK RUS 2011-2018 level=FI show=span")).toBe("2011 and 2018");
  });

  test("has a bracket where it has a range, also where the sentence gives it", () => {
    expect(figure("decisions PRK RUS 2018 level=FI column=closed show=plain")).toMatchObject({
      shown: "5",
      bounds: null,
      bracket: true
    });
    expect(figure("applications PRK RUS 2011 level=FI").bracket).toBe(false);
  });

  test("reads temporary asylum out of “recognized”, by a rule that it names", () => {
    expect(figure("decisions PRK RUS 2019 level=TA status=temporary")).toMatchObject({shown: "12", rules: ["rus-ta"]});
    expect(shown("decisions PRK RUS 2019 level=TA status=refugee_status")).toBe("0");
  });

  test("adds levels of different stages where they are named, and only there", () => {
    expect(shown("decisions PRK RUS 2019 level=FI+TA column=recognized")).toBe("12 [12–14]");
    expect(() => figure("decisions PRK RUS 2019 column=recognized")).toThrow("never added");
  });

  test("never adds persons and cases, named levels or not", () => {
    expect(() => figure("applications PRK RUS 2018-2020 level=FI")).toThrow("persons and cases are never added");
    expect(() => figure("applications PRK RUS 2018+2020")).toThrow("never added");
  });

  test("may say that there is no entry", () => {
    expect(shown("applications PRK RUS 2024 show=absence")).toBe("no entry");
  });

  test("gives the edition, its checks and figures from other sources", () => {
    expect(shown("edition")).toBe("2026-01-02");
    expect(shown("edition years")).toBe("2018–2021");
    expect(shown("edition rows=decisions")).toBe("5");
    expect(shown("checks")).toBe("2");
    expect(shown("checks holds")).toBe("1");
    expect(shown("checks id=keys")).toBe("0 twice");
    expect(shown("reported kbs")).toBe("207");
  });

  test("leads to its place on the page, or to the source of what was reported", () => {
    expect(figureHref(figure("applications PRK RUS 2011 level=FI"))).toBe(
      "/figures/applications-prk-rus-2011-level-fi"
    );
    // What is shown of a figure does not change its card.
    expect(figureHref(figure("applications PRK RUS 2011 level=FI show=hi"))).toBe(
      "/figures/applications-prk-rus-2011-level-fi"
    );
    expect(figureHref(figure("edition"))).toBe("/data#edition");
    expect(figureHref(figure("reported kbs"))).toBe("/figures/reported-kbs");
  });
});

describe("rejects figures that would mislead:", () => {
  test.each([
    ["no entry", "applications PRK RUS 1999 level=FI", "no entry of the edition matches"],
    ["a row where the page says there is none", "applications PRK RUS 2018 show=absence", "there are 2"],
    ["an empty row", "applications PRK RUS 2018-2019 level=FI", "1 of the 2 rows are empty"],
    ["an empty cell", "decisions PRK RUS 2021 level=TA status=temporary", "1 cells are empty"],
    [
      "a total without parts",
      "decisions PRK RUS 2020 level=TA status=temporary",
      "9 decisions have a total and no parts"
    ],
    ["a check that is not there", "checks id=nothing", "no check “nothing”"],
    ["a check without a figure", "checks id=api", "no check “api” with a figure"],
    ["a table that is not there", "edition rows=nothing", "does not say how many rows “nothing” has"],
    ["a report that is not there", "reported nothing", "no reported figure “nothing”"]
  ])("%s", (_, directive, reason) => {
    expect(() => figure(directive)).toThrow(FigureError);
    expect(() => figure(directive)).toThrow(reason);
  });
});

describe("rejects malformed directives:", () => {
  test.each([
    ["", "“” is not a kind of figure"],
    ["aplications PRK RUS 2011", "“aplications” is not a kind of figure"],
    ["applications PRK RUS", "takes origin, asylum and years"],
    ["applications PRK RUS 2011 FI", "takes origin, asylum and years"],
    ["applications prk RUS 2011", "“prk” is not a place"],
    ["applications PRK RUS 11", "“11” is not a year"],
    ["applications PRK RUS 2011–2019", "is not a year or a span"],
    ["applications PRK RUS 2019-2011", "are reversed"],
    ["applications PRK RUS 2011 level=F1", "“F1” is not a level"],
    ["applications PRK RUS 2011 level=FI level=TA", "level is given twice"],
    ["applications PRK RUS 2011 colour=red", "does not take “colour”"],
    ["applications PRK RUS 2011 status=temporary", "applications take neither column= nor status="],
    ["decisions PRK RUS 2011", "either column= or status="],
    ["decisions PRK RUS 2011 column=recognized status=temporary", "either column= or status="],
    ["decisions PRK RUS 2011 status=temporay", "“temporay” is not a status"],
    ["decisions PRK RUS 2011 column=recognised", "“recognised” is not a column"],
    ["decisions PRK RUS 2011 status=temporary type=N", "does not take “type”"],
    ["decisions PRK RUS 2011 status=temporary show=bounds", "“bounds” is not a show"],
    ["edition number", "“number” is not a word"],
    ["checks hold", "“hold” is not a result"],
    ["reported", "takes the id"]
  ])("%s", (directive, reason) => {
    expect(() => parseFigure(directive)).toThrow(FigureError);
    expect(() => parseFigure(directive)).toThrow(reason);
  });
});

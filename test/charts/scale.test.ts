// Scales and grids are d3's: what a drawing asks of them, for any domain.
import {range, ticks} from "d3";
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {gridLines, labelledYears, stepsAcross, yearLabels} from "../../src/charts/axis.js";
import {maker} from "../../src/charts/drawing.js";
import {ringPath} from "../../src/charts/marks.js";
import {gridSteps, stepScale, valueScale, yearScale} from "../../src/charts/scale.js";
import {textWidth} from "../../src/charts/text.js";

const {document} = new JSDOM("").window;
const make = maker(document);
const tops = fc.oneof(fc.integer({min: 1, max: 10_000_000}), fc.double({min: 0.001, max: 1e7, noNaN: true}));
const most = fc.integer({min: 1, max: 10});

describe("the steps of a grid", () => {
  test("are d3's ticks for some count, without 0", () => {
    fc.assert(
      fc.property(tops, most, (top, count) => {
        const counts = range(1, count + 1).map((n) => ticks(0, top, n).filter((tick) => tick > 0));
        expect([...counts, []]).toContainEqual(gridSteps(top, count));
        expect([...counts, []]).toContainEqual(gridSteps(top, count, false));
      })
    );
  });

  test("never exceed the requested number or the top, and are whole where things are counted", () => {
    fc.assert(
      fc.property(tops, most, (top, count) => {
        const steps = gridSteps(top, count);
        expect(steps.length).toBeLessThanOrEqual(count);
        expect(steps.every((n) => n > 0 && n <= top && Number.isInteger(n))).toBe(true);
      })
    );
  });

  test("are the finest that fit: d3's ticks for more lines would be too many, or no whole numbers", () => {
    expect(gridSteps(700, 3)).toEqual([200, 400, 600]);
    expect(gridSteps(800, 3)).toEqual([500]);
    expect(gridSteps(1, 3)).toEqual([1]);
    expect(gridSteps(0.5, 3)).toEqual([]);
    expect(gridSteps(0.5, 3, false)).toEqual([0.2, 0.4]);
  });
});

describe("a scale of values", () => {
  test("leads from the ends of its domain to the ends of its range, and on beyond them", () => {
    const y = valueScale([0, 200], [300, 100]);
    expect([y(0), y(200), y(100), y(-50)]).toEqual([300, 100, 200, 350]);
  });
  test("puts every value of a domain without breadth at its start", () => {
    expect(valueScale([0, 0], [300, 100])(0)).toBe(300);
  });
});

describe("a scale of years", () => {
  const x = yearScale(range(2000, 2010), [50, 250]);
  test("puts each year into the middle of its share", () => {
    expect([x.step, x(2000), x(2009)]).toEqual([20, 60, 240]);
  });
  test("puts a year that is not drawn before the first, so that a break after it is at the left edge", () => {
    expect(x(1999) + x.step / 2).toBe(50);
  });
  test("holds for one year and for none", () => {
    expect(yearScale([2020], [0, 100])(2020)).toBe(50);
    expect(yearScale([], [0, 100]).step).toBe(100);
  });
});

describe("the steps of a map", () => {
  test("begin at 1 at the first lower end, and are 0 below it", () => {
    const step = stepScale([1, 10, 100]);
    expect([0, 1, 9, 10, 99, 100, 5000].map(step)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });
});

describe("an axis", () => {
  test("has a line and a number for each value, the number at the left of the line", () => {
    const y = valueScale([0, 100], [100, 0]);
    const drawn = gridLines(make, [50, 100], y, {left: 30, right: 200, size: 12, print: String});
    expect(drawn.map((part) => part.getAttribute("d") ?? part.textContent)).toEqual([
      "M30 50L200 50",
      "50",
      "M30 0L200 0",
      "100"
    ]);
  });
  test("along a lying scale has numbers that do not touch, and the same lines where there is room", () => {
    expect(stepsAcross(4350, 4, valueScale([0, 4350], [0, 600]), {size: 12, print: String})).toEqual(
      gridSteps(4350, 4)
    );
    fc.assert(
      fc.property(fc.integer({min: 1, max: 10_000_000}), fc.integer({min: 40, max: 900}), (top, width) => {
        const x = valueScale([0, top], [0, width]);
        const steps = [0, ...stepsAcross(top, 6, x, {size: 12, print: String})];
        if (steps.length > 2)
          for (const [i, value] of steps.slice(1).entries()) {
            const before = steps[i] ?? 0;
            const room = (textWidth(String(value), 12) + textWidth(String(before), 12)) / 2;
            expect(x(value) - x(before)).toBeGreaterThan(room);
          }
      })
    );
  });
  test("prints no year beyond the sides of its drawing", () => {
    const x = yearScale(range(1990, 2025), [20, 260]);
    const labels = yearLabels(make, x, {y: 10, left: 0, right: 260, size: 12});
    expect(labels.map((label) => label.textContent)).toHaveLength(labelledYears(x.years, x.step).size);
    for (const label of labels) {
      const [at, half] = [Number(label.getAttribute("x")), textWidth(label.textContent, 12) / 2];
      expect(at - half).toBeGreaterThanOrEqual(-0.01);
      expect(at + half).toBeLessThanOrEqual(260.01);
    }
  });
});

test("an outline is closed, whichever way its points run, to a hundredth of a pixel", () => {
  const ring: [number, number][] = [
    [0, 0],
    [10.126, 0],
    [10, 10]
  ];
  expect(ringPath(ring)).toBe("M0,0L10.13,0L10,10Z");
  expect(ringPath([...ring].reverse())).toBe("M10,10L10.13,0L0,0Z");
});

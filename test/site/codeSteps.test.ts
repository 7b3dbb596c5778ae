// "How was this made?": the steps in plain words follow from what a chart's own code imports.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {importsOf} from "../../src/site/finish/codeImports.js";
import {modulesLinked} from "../../src/site/finish/codePages.js";
import {stepsOf} from "../../src/site/finish/codeSteps.js";

/** A module and all that it imports, by their paths below src. */
function sourcesFrom(module: string): Map<string, string> {
  const sources = new Map<string, string>();
  const wanted = new Set([module]);
  for (const each of wanted) {
    const source = readFileSync(join(PROJECT, "src", `${each}.ts`), "utf8");
    sources.set(each, source);
    for (const found of importsOf(each, source)) wanted.add(found.module);
  }
  return sources;
}
const words = (module: string, sources = sourcesFrom(module)) => stepsOf(module, sources).map((step) => step.words);

describe("the steps of a chart", () => {
  test("begin with the edition's tables and end with the drawing, each linked to a module that is there", () => {
    const module = "pages/_shared/outcomesPart";
    const sources = sourcesFrom(module);
    const steps = stepsOf(module, sources);
    expect(steps[0]?.words).toMatch(/^Take the figures from the tables of the edition/);
    expect(steps.at(-1)?.words).toMatch(/^Draw/);
    for (const {module: by} of steps) if (by !== null) expect(sources.has(by), by).toBe(true);
  });

  test("name the comparison with Eurostat only where the chart's code makes one", () => {
    expect(words("pages/crosscheck/crosscheck").join(" ")).toContain("Eurostat");
    expect(words("pages/_shared/yearlyPart").join(" ")).not.toContain("Eurostat");
  });

  test("leave out what is imported for its types alone", () => {
    const sources = new Map([
      [
        "pages/a/a",
        'import type {Rate} from "../../measures/rates.js";\nimport {sum} from "../../measures/bounds.js";\n'
      ],
      ["measures/rates", "export interface Rate {}"],
      ["measures/bounds", "export const sum = 0;"]
    ]);
    expect(words("pages/a/a", sources).join(" ")).toContain("Add up");
    expect(words("pages/a/a", sources).join(" ")).not.toContain("rates");
  });

  test("are not given for a module that is not of a page", () =>
    expect(stepsOf("measures/rates", sourcesFrom("measures/rates"))).toEqual([]));
});

test("Code that a page or a script leads to is found, and other addresses are not", () => {
  expect(
    modulesLinked(
      '<a href="../code/pages/home/map#map">How</a><a href="./code">All</a>;x({made:"./code/explorer/plates/flows#flowsPlate"})'
    )
  ).toEqual(["pages/home/map", "explorer/plates/flows"]);
});

test.each(["lines", "flows", "scatter"])("The chart of %s says its steps, the drawing last", (name) => {
  const steps = words(`explorer/plates/${name}`);
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.at(-1)).toMatch(/^Draw/);
});

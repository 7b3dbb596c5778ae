// The stylesheet: every part of it is bundled once, and each status has its colours in one place.
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {expect, test} from "vitest";
import {STATUSES} from "../../src/measures/codes.js";
import {PROJECT} from "../../src/site/build.js";

const look = join(PROJECT, "src", "look.css");
const parts = readdirSync(join(PROJECT, "src", "look")).sort();

test("every part of the stylesheet is imported once", () => {
  const imported = [...readFileSync(look, "utf8").matchAll(/^@import "\.\/look\/(.+)";$/gm)].map(([, file]) => file);
  expect([...imported].sort()).toEqual(parts);
});

test("is bundled into one file that imports nothing", async () => {
  const {outputFiles} = await build({entryPoints: [look], bundle: true, write: false});
  expect(outputFiles).toHaveLength(1);
  expect(outputFiles[0]?.text).not.toContain("@import");
});

test.each(parts)("%s is below 400 lines", (file) => {
  expect(readFileSync(join(PROJECT, "src", "look", file), "utf8").split("\n").length).toBeLessThan(400);
});

test.each(STATUSES)("%s has the colours of its mark and its name in one rule", (status) => {
  const css = readFileSync(join(PROJECT, "src", "look", "charts.css"), "utf8");
  const rules = css.split("}").filter((rule) => rule.includes(`[class*="-${status}"]`));
  expect(rules).toHaveLength(1);
  expect(rules[0]).toMatch(/--mark: .*--name: /s);
});

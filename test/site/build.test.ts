// What a build says that failed.
import {expect, test} from "vitest";
import {askedFor} from "../../src/site/build.js";

test("a page that uses a library from a registry fails with its name and how to install it", () => {
  const log =
    "load /index in 3ms\nload /cells npm:canvas-confetti@1.9.3/+esm → src/.observablehq/cache/x\nTypeError: fetch failed\n";
  expect(askedFor(log)).toMatch(
    /uses canvas-confetti@1\.9\.3, .*built from node_modules alone\..*npm install --save-exact/
  );
  expect(askedFor("npm:lodash → \nError: asked for https://registry/lodash")).toContain("uses lodash");
});

test("another failure is not put down to a library", () => {
  expect(askedFor("npm:d3 → npm:d3@7.9.2\nSyntaxError: Unexpected token\n")).toBe("");
  expect(askedFor("TypeError: fetch failed\n")).toBe("");
});

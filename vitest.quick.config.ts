// The tests for the hand, about a minute with the types: what is pure, and loaders as far as they need no command line of their
// own. What they leave out runs with `npm test`.
import {defineConfig} from "vitest/config";
import {isolate, limits, tally} from "./vitest.config.js";

/** Files that start the command line again and again. */
const LONG = ["addSource", "damage", "diff", "export", "faults", "hostile", "refresh", "stale", "workflows"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    isolate,
    reporters: ["default", tally],
    include: [
      "test/*.test.ts",
      "test/{charts,explorer,figures,html,loaders,measures,query,search,tables}/**/*.test.ts"
    ],
    exclude: LONG.map((name) => `test/loaders/${name}.test.ts`),
    ...limits
  }
});

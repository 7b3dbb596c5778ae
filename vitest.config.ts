// One run for everything: the code's own state (types, lint, format), what is pure, what reads and writes files, and the built
// site in a real browser. The last line is the count, plain, for whoever counts.
import {defineConfig} from "vitest/config";
import type {Reporter} from "vitest/node";

const tally: Reporter = {
  onTestRunEnd(modules, errors) {
    let passed = 0,
      failed = errors.length;
    for (const module of modules) {
      // A file that could not be read has no tests to fail.
      if (module.errors().length) failed++;
      for (const test of module.children.allTests()) {
        const {state} = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
      }
    }
    // After the other reporters have written their last line.
    process.on("exit", () => console.log(`${passed} passed, ${failed} failed`));
  }
};

// Editions of the tests have dates of 2026: what is in the future does not depend on the day the tests run.
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(2026, 11, 31) / 1000);

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", tally],
    projects: [
      {
        test: {
          name: "rows",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          testTimeout: 300_000,
          hookTimeout: 300_000
        }
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/setup.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000
        }
      }
    ]
  }
});

// One run for everything: the code's own state (types, lint, format), what is pure, what reads and writes files, and the built
// site in a real browser. The last line is the count, plain, for whoever counts.
import {defineConfig} from "vitest/config";
import {BaseSequencer} from "vitest/node";
import type {Reporter, TestSpecification} from "vitest/node";

export const tally: Reporter = {
  onTestRunEnd(modules, errors) {
    let passed = 0,
      failed = errors.length;
    const skipped: string[] = [];
    for (const module of modules) {
      // A file that could not be read has no tests to fail.
      if (module.errors().length) failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed++;
        else if (result.state === "failed") failed++;
        // What a filter on the command line leaves out is not there to be counted.
        else if (result.state === "skipped" && result.note !== undefined)
          skipped.push(`skipped: ${test.fullName}: ${result.note}`);
      }
    }
    // After the other reporters have written their last line.
    process.on("exit", () => {
      for (const line of skipped) console.log(line);
      console.log(`${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ""}`);
    });
  }
};

/**
 * The files that take longest, longest first: started last, one would run alone at the end. Files that need the built site follow the
 * others, so that it is built meanwhile.
 */
const LONGEST: Readonly<Record<string, readonly string[]>> = {
  rows: ["code", "refresh", "diff", "faults", "addSource", "figureLinks", "notebooks", "method", "hostile", "api"],
  browser: ["build", "preview", "site", "explorer", "countries"]
};
class Order extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turn = ({moduleId, project}: TestSpecification) => {
      const longest = LONGEST[project.name] ?? [];
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return (project.name === "browser" ? 100 : 0) + (at < 0 ? longest.length : at);
    };
    return (await super.sort(files)).sort((a, b) => turn(a) - turn(b));
  }
}

// Editions of the tests have dates of 2026: what is in the future does not depend on the day the tests run.
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(2026, 11, 31) / 1000);

/** A limit ends what hangs; no result depends on it. Each wait for a state has its own, a test one for all of its steps. */
const STEP = 120_000;
export const limits = {testTimeout: 900_000, hookTimeout: 900_000, expect: {poll: {timeout: STEP}}};

/**
 * A worker keeps its modules from one file to the next, and with them the committed edition (test/edition/committed.ts): to read all
 * anew for each file took a quarter of the time. No test leaves anything behind in its process; test/house.test.ts says how.
 */
export const isolate = false;

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", tally],
    sequence: {sequencer: Order},
    projects: [
      {
        test: {
          name: "rows",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          isolate,
          ...limits
        }
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/setup.ts"],
          setupFiles: ["test/browser/built.ts"],
          isolate,
          ...limits
        }
      }
    ]
  }
});

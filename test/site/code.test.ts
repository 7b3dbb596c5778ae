// The state of the code itself, as three of the tests: one command tells all there is to know. The tools are processes of their
// own, beside each other and beside the other tests; what two of them found of files that have not changed is kept.
import {execFile} from "node:child_process";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {promisify} from "node:util";
import {expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const KEPT = join(PROJECT, "node_modules", ".cache", "asylum-ledger");

/** What a tool of the project finds: nothing where all is well. */
async function findings(name: string, command: string, ...args: string[]): Promise<string> {
  const tool = join(dirname(require.resolve(`${name}/package.json`)), command);
  try {
    await run(process.execPath, [tool, ...args], {cwd: PROJECT, maxBuffer: 1e8});
    return "";
  } catch (error) {
    const {stdout, stderr} = error as {stdout?: string; stderr?: string};
    return [stdout, stderr].join("\n").trim() || String(error);
  }
}

test.concurrent("types hold", async () => {
  const kept = ["--incremental", "--tsBuildInfoFile", join(KEPT, "types.tsbuildinfo")];
  expect(await findings("typescript", "bin/tsc", "--noEmit", ...kept)).toBe("");
});
// Nothing of it is kept: what the linter says of a file depends on the types of others.
test.concurrent("the linter finds nothing", async () => {
  expect(await findings("eslint", "bin/eslint.js", ".")).toBe("");
});
test.concurrent("every file is formatted", async () => {
  const kept = ["--cache", "--cache-location", join(KEPT, "formatted")];
  expect(await findings("prettier", "bin/prettier.cjs", "--check", ".", ...kept)).toBe("");
});

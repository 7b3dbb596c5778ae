// The publishers' raw files, which are too large for the repository: a check against them runs where they lie beside the project,
// and is counted as skipped, with this reason, where they do not.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {TestContext} from "vitest";

export const UPSTREAM = fileURLToPath(new URL("../../shared/upstream", import.meta.url));

/** Skips the test that calls it unless all these files or folders are there. */
export function needs(context: TestContext, ...files: readonly string[]): void {
  const missing = files.filter((file) => !existsSync(join(UPSTREAM, file)));
  context.skip(
    missing.length > 0,
    `the raw files are not beside the project: ../shared/upstream/${missing.join(", ")}`
  );
}

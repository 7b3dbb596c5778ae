// Builds the site into the folder given, in a process of its own: in the runner's it would keep the runner from hearing its workers.
import {PROJECT, build} from "../../src/site/build.js";

const [, , out] = process.argv;
if (out === undefined) throw new Error("the folder of the site is missing");
try {
  await build({root: PROJECT, out});
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

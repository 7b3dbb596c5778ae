// A small copy of the project: pages, code and the current edition, so that a test may spoil one and build it.
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {PROJECT} from "../../src/build/build.js";

export interface Copy {
  readonly root: string;
  readonly edition: string;
  readonly remove: () => void;
}

export function copyProject(): Copy {
  const root = mkdtempSync(join(tmpdir(), "ledger-copy-"));
  for (const file of ["package.json", "tsconfig.json", "observablehq.config.ts", "data/edition"])
    cpSync(join(PROJECT, file), join(root, file));
  cpSync(join(PROJECT, "src"), join(root, "src"), {
    recursive: true,
    filter: (path) => !path.includes(join("src", ".observablehq"))
  });
  const edition = readFileSync(join(root, "data", "edition"), "utf8").trim();
  mkdirSync(join(root, "data", "editions"));
  cpSync(join(PROJECT, "data", "tables"), join(root, "data", "tables"), {recursive: true});
  cpSync(join(PROJECT, "data", "editions", edition), join(root, "data", "editions", edition), {recursive: true});
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
  return {root, edition, remove: () => rmSync(root, {recursive: true, force: true})};
}

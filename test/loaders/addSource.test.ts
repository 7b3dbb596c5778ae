// A stranger's first hour: add-source in a copy of the project, and everything that must hold right after it.
import {execFile} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {addSource} from "../../loaders/skeleton/addSource.js";
import {InputError} from "../../loaders/sources/shared.js";
import {digests} from "./run.js";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "ledger-source-"));

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** A tool of the project, run in the copy. */
function run(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, {cwd: root, env: {...process.env, CI: "1"}}, (error, stdout, stderr) => {
      resolve({code: error ? Number(error.code ?? 1) : 0, out: stdout + stderr});
    });
  });
}
const data = (...args: string[]) => run("--import", "tsx", "loaders/cli.ts", ...args);
const tool = (path: string, ...args: string[]) => run(join(PROJECT, "node_modules", path), ...args);
/** Every file that a source could change, so that "nothing changed" can be told. */
const state = () => ({
  ...digests(join(root, "loaders")),
  ...digests(join(root, "src")),
  ...digests(join(root, "test"))
});

const MADE = [
  "loaders/sources/unrwa_camps.ts",
  "src/schema/unrwa_camps.ts",
  "loaders/clean/unrwa_camps.ts",
  "test/loaders/unrwa_camps.test.ts",
  "test/loaders/fixtures/upstream/unrwa_camps/unrwa_camps.csv"
];

beforeAll(() => {
  for (const file of ["package.json", "eslint.config.js", ".prettierrc.json", "vitest.config.ts"])
    cpSync(join(PROJECT, file), join(root, file));
  const rooms = ["src/edition", "src/measures", "src/schema", "src/words"];
  const dirs = ["loaders", "data/tables", ...rooms, "test/loaders/fixtures"];
  for (const dir of dirs) cpSync(join(PROJECT, dir), join(root, dir), {recursive: true});
  for (const file of ["run.ts", "standin.ts"])
    cpSync(join(PROJECT, "test/loaders", file), join(root, "test/loaders", file));
  // The loaders alone: types of the pages are not what a source touches.
  const config = JSON.parse(readFileSync(join(PROJECT, "tsconfig.json"), "utf8")) as object;
  writeFileSync(
    join(root, "tsconfig.json"),
    JSON.stringify({
      ...config,
      include: ["loaders/**/*.ts", "test/loaders/*.ts", "*.config.ts", ...rooms.map((room) => `${room}/*.ts`)]
    })
  );
  mkdirSync(join(root, "node_modules"));
  for (const name of readdirSync(join(PROJECT, "node_modules")))
    if (name !== ".cache") symlinkSync(join(PROJECT, "node_modules", name), join(root, "node_modules", name));
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

describe("add-source", () => {
  test("rejects a name that is none, means something else or is taken, and changes nothing", async () => {
    const before = state();
    writeFileSync(join(root, "loaders/clean/faults.ts"), "export {};\n");
    for (const [name, words] of [
      ["Unrwa", "small letters and digits"],
      ["../x", "small letters and digits"],
      ["unhcr", "a source called unhcr"],
      ["applications", "a table called applications"],
      ["hand", "means nothing else"],
      ["faults", "loaders/clean/faults.ts: expected no file yet"]
    ] as const) {
      const error: unknown = await addSource(root, name).catch((reason: unknown) => reason);
      expect(error, name).toBeInstanceOf(InputError);
      expect((error as InputError).message, name).toContain(words);
      expect((error as InputError).message, name).toContain("Nothing was changed.");
    }
    for (const [args, words] of [
      [["add-source"], "add-source takes one name"],
      [["add-source", "unhcr"], "a source called unhcr"]
    ] as const) {
      const ran = await data(...args);
      expect(ran.code).toBe(1);
      expect(ran.out).toContain(words);
    }
    rmSync(join(root, "loaders/clean/faults.ts"));
    expect(state()).toEqual(before);
  });

  test("gives a source that is typed, clean, formatted and tested at once", async () => {
    const ran = await data("add-source", "unrwa_camps");
    expect(ran.code, ran.out).toBe(0);
    for (const file of MADE) expect(ran.out).toContain(`created  ${file}`);
    for (const file of MADE) expect(readFileSync(join(root, file), "utf8"), file).not.toMatch(/skeleton/i);
    const code = [...MADE.filter((file) => file.endsWith(".ts")), "loaders/sources/sources.ts", "src/schema/tables.ts"];
    const [types, lint, format, tests] = await Promise.all([
      tool("typescript/bin/tsc", "--noEmit"),
      tool("eslint/bin/eslint.js", ...code),
      tool("prettier/bin/prettier.cjs", "--check", ...code),
      tool("vitest/vitest.mjs", "run", "--project", "rows", "test/loaders/unrwa_camps.test.ts")
    ]);
    expect(types.code, types.out).toBe(0);
    expect(lint.code, lint.out).toBe(0);
    expect(format.code, format.out).toBe(0);
    expect(tests.code, tests.out).toBe(0);
    expect(tests.out).toContain("4 passed, 0 failed");
  });

  test("and the edition has its table; without an address the error says where to write it", async () => {
    const out = join(root, "out");
    const ran = await data(
      "refresh",
      "--from",
      "test/loaders/fixtures/upstream",
      "--out",
      out,
      "--edition",
      "2026-11-24"
    );
    expect(ran.code, ran.out).toBe(0);
    expect(ran.out).toMatch(/unrwa_camps +5 rows/);
    expect(ran.out).toMatch(/applications +14 rows/);
    const asked = await data("refresh", "--only", "unrwa_camps", "--out", out, "--edition", "2026-11-25");
    expect(asked.code).toBe(1);
    expect(asked.out).toContain("Write it into loaders/sources/unrwa_camps.ts, name it with --unrwa_camps-base");
  });
});

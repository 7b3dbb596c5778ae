// Runs programs that use the clients for Python and R. Where pandas or R is not installed, the test that asks counts as skipped, with
// this reason.
import {execFile} from "node:child_process";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import type {TestContext} from "vitest";

const run = promisify(execFile);
const CLIENTS = fileURLToPath(new URL("../../src/pages/data/clients", import.meta.url));

/** The first of some commands that runs with these words; null where none does. */
async function firstThatRuns(commands: readonly string[], words: readonly string[]): Promise<string | null> {
  for (const command of commands)
    try {
      await run(command, [...words]);
      return command;
    } catch {
      continue;
    }
  return null;
}

async function lines(command: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const {stdout} = await run(command, [...words], {env: {...process.env, ...environment}, maxBuffer: 64 << 20});
  return stdout.trimEnd().split("\n");
}

/** The lines that a program prints which has imported `ledger`; `data` is its first argument. */
export async function runPython(context: TestContext, program: string, data: string): Promise<string[]> {
  const python = await firstThatRuns(["python3", "/usr/bin/python3"], ["-c", "import pandas"]);
  if (python === null) context.skip("python3 with pandas is not installed");
  const head = `import sys\nsys.path.insert(0, ${JSON.stringify(CLIENTS)})\nimport ledger\ndata = sys.argv[1]\n`;
  return lines(python, ["-c", head + program, data], {PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf-8"});
}

/** The lines that a program prints which has sourced `ledger.R`; `data` is its first argument. */
export async function runR(context: TestContext, program: string, data: string): Promise<string[]> {
  const rscript = await firstThatRuns(["Rscript"], ["--version"]);
  if (rscript === null) context.skip("R is not installed");
  const head = `options(scipen = 999)\nsource(${JSON.stringify(`${CLIENTS}/ledger.R`)})\ndata <- commandArgs(TRUE)[1]\n`;
  return lines(rscript, ["-e", head + program, data], {});
}

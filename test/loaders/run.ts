// The command line as an analyst runs it: a process of its own. Its files are put into one first, as tsx reads them one by one each
// time, which costs more than what most tests run.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {createHash} from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {build} from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const KEPT = join(ROOT, "node_modules", ".cache", "asylum-ledger");

/**
 * A program in one file, each part of it knowing where it stood. It is named by its contents and kept: processes that run tests are
 * killed at their end, and could not remove it. Those of other contents are removed.
 */
async function inOneFile(name: string, entry: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [entry],
    write: false,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
    plugins: [
      {
        name: "addresses",
        setup(bundle) {
          bundle.onLoad({filter: /\/loaders\/.*\.ts$/}, ({path}) => ({
            contents: readFileSync(path, "utf8").replaceAll(
              "import.meta.url",
              JSON.stringify(pathToFileURL(path).href)
            ),
            loader: "ts"
          }));
        }
      }
    ]
  });
  const [{contents, hash} = {contents: "", hash: ""}] = outputFiles;
  const own = `${name}-${hash.replace(/\W/g, "")}.mjs`;
  mkdirSync(KEPT, {recursive: true});
  for (const other of readdirSync(KEPT))
    if (new RegExp(`^${name}-.*\\.mjs$`).test(other) && other !== own) rmSync(join(KEPT, other), {force: true});
  // Whole or not at all: another process may start it.
  const file = join(KEPT, own);
  if (!existsSync(file)) {
    writeFileSync(`${file}.${process.pid}`, contents);
    renameSync(`${file}.${process.pid}`, file);
  }
  return file;
}
const cli = inOneFile("cli", join(ROOT, "loaders", "cli.ts"));
const preloads = new Map<string, Promise<string>>();

export interface Ran {
  /** Exit code, or the name of the signal that ended it. */
  readonly ended: number | string | null;
  readonly out: string;
  readonly err: string;
}

export async function data(
  args: readonly string[],
  o: {
    preload?: string;
    env?: Record<string, string>;
    limitKb?: number;
    stdout?: string;
    stderr?: string;
    started?: (child: ChildProcess) => void;
  } = {}
): Promise<Ran> {
  const preload = o.preload && (preloads.get(o.preload) ?? inOneFile("preload", o.preload));
  if (o.preload && preload) preloads.set(o.preload, preload);
  const node = [...(preload ? ["--import", await preload] : []), await cli, ...args];
  const command =
    o.limitKb === undefined
      ? [process.execPath, ...node]
      : ["bash", "-c", `ulimit -f ${o.limitKb}; exec "$@"`, "bash", process.execPath, ...node];
  // A file that output goes to instead of the test, such as /dev/full.
  const outputs = [o.stdout, o.stderr].map((path) => (path === undefined ? "pipe" : openSync(path, "w")));
  return new Promise((resolve, reject) => {
    const child = spawn(command[0] ?? "", command.slice(1), {
      cwd: ROOT,
      env: {...process.env, ...o.env},
      stdio: ["ignore", ...outputs]
    });
    o.started?.(child);
    let out = "",
      err = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const output of outputs) if (typeof output === "number") closeSync(output);
      resolve({ended: signal ?? code, out, err});
    });
  });
}

/** Every file below a folder with its sha-256, hidden ones apart: what a reader of the target sees. */
export function digests(dir: string, below = ""): Record<string, string> {
  if (!existsSync(dir)) return {};
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(dir, below)).sort()) {
    if (name.startsWith(".") || name === "edition.new") continue;
    const path = join(below, name);
    if (statSync(join(dir, path)).isDirectory()) Object.assign(found, digests(dir, path));
    else
      found[path] = createHash("sha256")
        .update(readFileSync(join(dir, path)))
        .digest("hex");
  }
  return found;
}

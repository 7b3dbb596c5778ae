// `npm run dev`: the preview, restarted when something changes that it read at its start: the edition, and the code that draws charts
// and tables into pages. Framework itself watches Markdown, stylesheets and data loaders.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {join, relative, sep} from "node:path";
import {watch} from "chokidar";
import {PROJECT} from "./build.js";

/** Folders of src that Framework reads itself, and watches. */
const FRAMEWORKS = /^src\/(?:\.observablehq|data|components|look)(?:\/|$)/;

/** The preview's exit code where its port is taken: restarting it would not help. */
const NO_PORT = 3;

let preview: ChildProcess | null = null;
let timer: NodeJS.Timeout | undefined;

function start(): void {
  preview = spawn(
    process.execPath,
    ["--import", "tsx", join("src", "site", "preview", "server.ts"), ...process.argv.slice(2)],
    {cwd: PROJECT, stdio: "inherit"}
  );
  // A mistake in the code, or in a page at the start, ends the preview: the next change restarts it.
  preview.on("exit", (code) => {
    preview = null;
    if (code === NO_PORT) process.exit(1);
  });
}

function restart(what: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    console.log(`${what} has changed: the preview starts again`);
    if (!preview) start();
    // A change while the old one ends must not start two.
    else if (!preview.killed) preview.once("exit", start).kill();
  }, 200);
}

start();
watch(["src", join("data", "tables"), join("data", "edition"), "observablehq.config.ts"], {
  cwd: PROJECT,
  ignoreInitial: true,
  ignored: (path, stats) => {
    const file = relative(PROJECT, path).replaceAll(sep, "/");
    return FRAMEWORKS.test(file) || (stats?.isFile() === true && /^src\/.*(?<!\.(?:ts|json|csv))$/.test(file));
  }
}).on("all", (_event, file) => restart(file.replaceAll(sep, "/")));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    preview?.once("exit", () => process.exit()).kill();
    if (!preview) process.exit();
  });

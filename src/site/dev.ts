// `npm run dev`: the preview, restarted when something changes that it read at its start: the edition, and the code that draws charts
// and tables into pages. Framework itself watches Markdown, stylesheets and data loaders.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {watch} from "node:fs";
import {join} from "node:path";
import {PROJECT} from "./build.js";

/** Folders of src that Framework reads itself, and watches. */
const FRAMEWORKS = /^(?:\.observablehq|data|components|look)(?:[\\/]|$)/;

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
    else preview.once("exit", start).kill();
  }, 200);
}

start();
watch(join(PROJECT, "src"), {recursive: true}, (_event, file) => {
  if (file !== null && /\.(?:ts|json|csv)$/.test(file) && !FRAMEWORKS.test(file)) restart(`src/${file}`);
});
watch(join(PROJECT, "data", "tables"), (_event, file) => restart(`data/tables/${file ?? ""}`));
watch(join(PROJECT, "data"), (_event, file) => {
  if (file === "edition") restart("data/edition");
});
watch(PROJECT, (_event, file) => {
  if (file === "observablehq.config.ts") restart(file);
});
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    preview?.once("exit", () => process.exit()).kill();
    if (!preview) process.exit();
  });

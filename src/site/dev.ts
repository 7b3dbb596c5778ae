// `npm run dev`: Framework's live preview. It reads its configuration once, and with it the edition and whatever draws charts
// and tables into pages; when one of these changes it is started again.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {watch} from "node:fs";
import {join} from "node:path";
import {PROJECT, frameworkCommand, frameworkEnvironment, prepareCache} from "./build.js";
import {copyFonts} from "./fonts.js";
import {portOf} from "./serve.js";

const port = portOf(process.argv.slice(2), process.env);
let preview: ChildProcess | null = null;
let timer: NodeJS.Timeout | undefined;

function start(): void {
  prepareCache(PROJECT);
  copyFonts(join(PROJECT, "src", ".observablehq", "cache", "_node", "_fonts"));
  preview = spawn(process.execPath, [frameworkCommand(), "preview", "--no-open", "--port", String(port)], {
    cwd: PROJECT,
    env: frameworkEnvironment({LEDGER_PREVIEW: "true"}),
    stdio: "inherit"
  });
  // A mistake in a page ends Framework: wait for the next change instead of ending with it.
  preview.on("exit", () => (preview = null));
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
for (const folder of [
  "src/charts",
  "src/edition",
  "src/figures",
  "src/html",
  "src/look",
  "src/measures",
  "src/notebooks",
  "src/pages",
  "src/site",
  "src/words"
])
  watch(join(PROJECT, folder), {recursive: true}, (_event, file) => restart(`${folder}/${file ?? ""}`));
watch(join(PROJECT, "data"), (_event, file) => {
  if (file === "edition") restart("data/edition");
});
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    preview?.kill();
    process.exit();
  });

// A preload that hurts a run at its n-th change to the file system: HURT_AT names n, HURT_BY "kill", "full" or "nobody", which gives
// up the rights of root, to whom no folder is closed. "record" hurts nothing: before each change it copies the target to a folder
// of HURT_STATES named by the change's number, which is what a kill at that change would leave, as what a process has handed to
// the system outlives it. Built-in modules are wrapped before the loaders import them.
import {createRequire, syncBuiltinESMExports} from "node:module";
import {join} from "node:path";

const fs = createRequire(import.meta.url)("node:fs") as Record<string, (...args: unknown[]) => unknown>;
const CHANGES = ["writeFileSync", "renameSync", "mkdirSync", "rmSync", "copyFileSync", "linkSync", "fsyncSync"];
const {HURT_BY: by, HURT_IN: target, HURT_STATES: states} = process.env;
const at = Number(process.env.HURT_AT);
let changes = 0;
let isCopying = false;

/** Copies the target as it is now; the copy's own changes are none of the run's. */
function record(change: number): void {
  if (target === undefined || states === undefined) throw new Error("record needs HURT_IN and HURT_STATES");
  isCopying = true;
  fs.cpSync?.(target, join(states, String(change)), {recursive: true});
  isCopying = false;
}

for (const name of CHANGES) {
  const change = fs[name];
  if (!change) throw new Error(`node:fs has no ${name}`);
  fs[name] = (...args) => {
    // Caches of the TypeScript loader lie outside the target and are no part of a publication.
    if (isCopying || (typeof args[0] === "string" && target !== undefined && !args[0].startsWith(target)))
      return change(...args);
    changes++;
    if (by === "record") record(changes);
    if (changes === at && by === "kill") process.kill(process.pid, "SIGKILL");
    if (changes === at && by === "nobody" && process.getuid?.() === 0) {
      process.setgid?.(65534);
      process.setuid?.(65534);
    }
    if (changes >= at && by === "full" && name !== "rmSync")
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"});
    return change(...args);
  };
}
syncBuiltinESMExports();

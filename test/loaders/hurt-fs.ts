// A preload that hurts a run at its n-th change to the file system: HURT_AT names n, HURT_BY "kill", "full" or "nobody", which gives
// up the rights of root, to whom no folder is closed. Built-in modules are wrapped before the loaders import them.
import {createRequire, syncBuiltinESMExports} from "node:module";

const fs = createRequire(import.meta.url)("node:fs") as Record<string, (...args: unknown[]) => unknown>;
const CHANGES = ["writeFileSync", "renameSync", "mkdirSync", "rmSync", "copyFileSync", "fsyncSync"];
const at = Number(process.env.HURT_AT);
let changes = 0;

for (const name of CHANGES) {
  const change = fs[name];
  if (!change) throw new Error(`node:fs has no ${name}`);
  fs[name] = (...args) => {
    // Caches of the TypeScript loader lie outside the target and are no part of a publication.
    if (typeof args[0] === "string" && process.env.HURT_IN !== undefined && !args[0].startsWith(process.env.HURT_IN))
      return change(...args);
    changes++;
    if (changes === at && process.env.HURT_BY === "kill") process.kill(process.pid, "SIGKILL");
    if (changes === at && process.env.HURT_BY === "nobody" && process.getuid?.() === 0) {
      process.setgid?.(65534);
      process.setuid?.(65534);
    }
    if (changes >= at && process.env.HURT_BY === "full" && name !== "rmSync")
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"});
    return change(...args);
  };
}
process.on("exit", () => {
  if (process.env.HURT_BY === "count") process.stderr.write(`changes: ${changes}\n`);
});
syncBuiltinESMExports();

// Makes the pages of shared questions in a process of its own: they are a sixth of a build's work, and need nothing of its other pages.
import {fork} from "node:child_process";
import {createRequire} from "node:module";
import {fileURLToPath, pathToFileURL} from "node:url";
import type {openLedger} from "../../explorer/ledger.js";
import type {PreviewPage} from "./previews.js";

export interface AskedPreviews {
  /** The HTML of the page `q/page`. */
  readonly frame: string;
  /** What the explorer's ledger is opened from. */
  readonly opened: Parameters<typeof openLedger>;
  readonly names: readonly string[];
}

/** The pages of the names by their files, as `previewPages` makes them. */
export function previewPagesApart(asked: AskedPreviews): Promise<ReadonlyMap<string, PreviewPage>> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = fork(fileURLToPath(new URL("previewsProcess.ts", import.meta.url)), {
    execArgv: ["--max-semi-space-size=64", "--import", tsx],
    serialization: "advanced"
  });
  const made = new Promise<ReadonlyMap<string, PreviewPage>>((done, fail) => {
    child.once("message", (pages) => done(pages as ReadonlyMap<string, PreviewPage>)).once("error", fail);
    // Comes after every message: without one it ended early, and its own words are on the terminal.
    child.once("disconnect", () => fail(new Error("the process of the preview pages ended without them")));
    child.send(asked);
  });
  // Where the build fails first, nobody waits for them.
  made.catch(() => undefined);
  return made;
}

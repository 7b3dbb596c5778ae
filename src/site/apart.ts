// Runs a part of the build in a process of its own, beside the rest: what one process makes alone, the second core waits for.
import {fork} from "node:child_process";
import {createRequire} from "node:module";
import {setPriority} from "node:os";
import {fileURLToPath, pathToFileURL} from "node:url";

/** What a process answers: what it made, or the words of its error. */
type Answer = {readonly made: unknown} | {readonly failed: string};

export interface Apart<Made> {
  readonly made: Promise<Made>;
  /** Ends the process: nobody waits for it any more. */
  readonly stop: () => void;
}

/**
 * Starts the module at `url`, which answers by `answering`, with what it is asked. `waits`: it works while the others wait.
 * `made` fails with the process's own words where it fails, or ends without an answer.
 */
export function startApart<Made>(url: URL, asked: unknown, {waits = false}: {waits?: boolean} = {}): Apart<Made> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = fork(fileURLToPath(url), {
    execArgv: ["--max-semi-space-size=64", "--import", tsx],
    serialization: "advanced"
  });
  if (waits && child.pid !== undefined) setPriority(child.pid, 10);
  const made = new Promise<Made>((done, fail) => {
    child.once("error", fail).once("message", (message) => {
      const answer = message as Answer;
      if ("failed" in answer) fail(new Error(answer.failed));
      else done(answer.made as Made);
    });
    // Comes after every message: without one it ended early, and its own words are on the terminal.
    child.once("disconnect", () => fail(new Error(`the process of ${url.pathname.replace(/^.*\//, "")} ended early`)));
    child.send(asked as object);
  });
  // Where the build fails first, nobody waits for it.
  made.catch(() => undefined);
  return {made, stop: () => void child.kill()};
}

/** In the started module: answers what it is asked by what `make` gives. */
export function answering(make: (asked: unknown) => unknown): void {
  process.once("message", (asked) => {
    const send = (answer: Answer) => process.send?.(answer, () => process.disconnect());
    Promise.resolve(asked)
      .then(make)
      .then((made) => send({made}))
      .catch((error: unknown) => send({failed: error instanceof Error ? error.message : String(error)}));
  });
}

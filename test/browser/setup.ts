// Once for all browser tests: the browser unpacked, the site built, and served below a path as a static host does. Tests of other
// kinds run while it is built; each file of browser tests waits in built.ts until it is. A site built from the same files is kept
// from one run to the next.
import {execFile} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {TestProject} from "vitest/node";
import {PROJECT} from "../../src/site/build.js";
import {filesOf} from "../../src/site/finish/files.js";
import {listen, staticSite} from "../../src/site/serve.js";
import {browserAt} from "./chromium.js";
import type {BrowserAt} from "./chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** How to start the browser. */
    browser: BrowserAt;
    /** The folder of the built site. */
    folder: string;
    /** Where it is served, with the path it lies below. */
    address: string;
  }
}

export const BASE = "/below/a/path/";
const HOME = join(PROJECT, "node_modules", ".cache", "asylum-ledger");
/** What a site is made of: the versions of its libraries stand in the lock file. */
const INPUTS = ["src", "data", "observablehq.config.ts", "package.json", "package-lock.json", "tsconfig.json"];

/** Where the site that is made of the files as they are now is kept. */
function siteFolder(): string {
  const hash = createHash("sha256").update([BASE, process.version, process.env.SOURCE_DATE_EPOCH].join("\n"));
  for (const input of INPUTS) {
    const path = join(PROJECT, input);
    const files = statSync(path).isDirectory() ? filesOf(path).map((file) => join(path, file)) : [path];
    for (const file of files.filter((each) => !each.includes(join("src", ".observablehq"))))
      hash.update(`\n${file.slice(PROJECT.length)}\n`).update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return join(HOME, `site-${hash.digest("hex").slice(0, 16)}`);
}

/** Builds the site unless it is there; sites of other files are removed, as one is as large as its editions. */
async function siteAt(folder: string): Promise<void> {
  mkdirSync(HOME, {recursive: true});
  for (const name of readdirSync(HOME))
    if (name.startsWith("site-") && join(HOME, name) !== folder) rmSync(join(HOME, name), {recursive: true});
  if (existsSync(folder)) return;
  const command = ["--import", "tsx", fileURLToPath(new URL("buildSite.ts", import.meta.url)), folder];
  await new Promise<void>((done, fail) =>
    execFile(process.execPath, command, {cwd: PROJECT, maxBuffer: Infinity}, (error, _said, complaint) =>
      error ? fail(new Error(complaint || error.message)) : done()
    )
  );
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.BASE_PATH = BASE;
  // Ten pages get their pictures: the others would be drawn in the same way.
  process.env.LEDGER_PICTURES = "10";
  // A few of the thousand pages that a shared question leads to: each kind, and those that tests open.
  process.env.LEDGER_PREVIEWS = "DEU,RUS,from-SYR,from-PRK,SYR-DEU,ERI-ISR,VEN-USA,PRK-RUS";
  const browser = await browserAt(PROJECT);
  const folder = siteFolder();
  const serving = siteAt(folder).then(() => staticSite(folder, BASE));
  const server = createServer((request, response) => {
    serving.then(
      (answer) => answer(request, response),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error))
    );
  });
  const address = await listen(server, 0);
  project.provide("browser", browser);
  project.provide("folder", folder);
  project.provide("address", `${address.slice(0, -1)}${BASE}`);
  return async () => {
    await serving.catch(() => undefined);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

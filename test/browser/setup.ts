// Once before all browser tests: the browser unpacked, the site built, and served below a path as a static host does.
import {mkdtempSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {TestProject} from "vitest/node";
import {PROJECT, build} from "../../src/site/build.js";
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

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const work = mkdtempSync(join(tmpdir(), "ledger-site-"));
  const folder = join(work, "dist");
  process.env.BASE_PATH = BASE;
  const [browser] = await Promise.all([browserAt(PROJECT), build({root: PROJECT, out: folder})]);
  const server = createServer(staticSite(folder, BASE));
  const address = await listen(server, 0);
  project.provide("browser", browser);
  project.provide("folder", folder);
  project.provide("address", `${address.slice(0, -1)}${BASE}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(work, {recursive: true, force: true});
  };
}

// Builds the site in a temporary folder: Framework's build from an emptied cache, then the steps after it. Replaces dist when both
// succeed, and leaves it unchanged when anything fails.
import {spawn} from "node:child_process";
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {stripVTControlCharacters} from "node:util";
import {startApart} from "./apart.js";
import {currentEdition, loadEdition, verifyKept} from "../edition/edition.js";
import {markdownPages, writeAddresses} from "./finish/addresses.js";
import {filesOf} from "./finish/files.js";
import {finish} from "./finish/finish.js";
import {containedPages} from "./finish/framedPages.js";
import {hasYears, homeYears} from "./finish/homePage.js";
import {ledgerOf} from "../edition/placeLedger.js";
import {siteOf} from "./machines/write.js";
import {loadLocations} from "../edition/locations.js";
import {fillCache} from "./offered.js";
import {settingsOf, unsetWords} from "../pages/about/settings.js";

/** What Framework may cache between builds: packages by version. Anything else could show the last edition's data. */
const KEPT = new Set(["_npm", "_node", "_observablehq"]);

/** More room for short-lived objects, here and in package.json: collecting them took a fifth of a build with Node's 16 MB. */
const YOUNG = "--max-semi-space-size=64";

/** The path of Framework's command. */
export function frameworkCommand(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@observablehq/framework/package.json")), "dist", "bin", "observable.js");
}

/** The environment of Framework's process: telemetry is off. */
export function frameworkEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true", ...more};
}

/** Empties Framework's cache of the last build's pages and data, and fills it with what Framework would download. */
export async function prepareCache(root: string): Promise<void> {
  const cache = join(root, "src", ".observablehq", "cache");
  if (existsSync(cache))
    for (const entry of readdirSync(cache)) if (!KEPT.has(entry)) rmSync(join(cache, entry), {recursive: true});
  await fillCache(root);
}

export interface Built {
  readonly edition: string;
  readonly pages: number;
  readonly files: number;
}

/**
 * Builds the site of the project at `root` into `out`.
 * @throws Error with Framework's own words where its build fails; SiteError where a link leads nowhere; EditionError where there is no edition, or a
 * file of any edition kept is not what was published.
 */
export async function build({root, out = join(root, "dist")}: {root: string; out?: string}): Promise<Built> {
  // A wrong setting stops the build before two minutes of work.
  siteOf(process.env);
  const id = await currentEdition(root);
  verifyKept(root);
  // Inside src/.observablehq: ignored by git and by Framework, and on the same disk as dist.
  const work = join(root, "src", ".observablehq", `build-${process.pid}`);
  rmSync(work, {recursive: true, force: true});
  removeAbandoned(join(root, "src", ".observablehq"));
  await prepareCache(root);
  const files = startApart(
    new URL("dataProcess.ts", import.meta.url),
    {folder: join(work, "data"), root},
    {waits: true}
  );
  try {
    const site = join(work, "site");
    const markdown = markdownPages(root);
    // Framework runs in its own process, in parallel with what does not need its pages, which stops where Framework fails.
    const framework = runFramework(root, join("src", ".observablehq", `build-${process.pid}`, "site"));
    const failed = new AbortController();
    framework.catch(() => failed.abort());
    const meanwhile = Promise.all([loadEdition(root), loadLocations(root)]).then(async ([edition, locations]) => {
      const ledger = ledgerOf(edition);
      writeAddresses(join(work, "addresses"), {markdown, edition, locations});
      const {signal} = failed;
      const contained = await containedPages({ledger, locations}, {root, folder: join(work, "addresses"), signal});
      return {ledger, locations, contained, years: hasYears(root) ? await homeYears(root, ledger) : null};
    });
    await Promise.allSettled([framework, meanwhile]);
    await framework;
    await finish(site, root, {
      ...(await meanwhile),
      former: out,
      data: async () => {
        await files.made;
        renameSync(join(work, "data"), join(site, "data"));
      }
    });
    const written = filesOf(site);
    replace(out, site, join(work, "before"));
    return {edition: id, pages: written.filter((path) => path.endsWith(".html")).length, files: written.length};
  } finally {
    files.stop();
    rmSync(work, {recursive: true, force: true});
  }
}

/** Removes the folders of builds and previews that were killed; those of running processes stay. */
export function removeAbandoned(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder)) {
    const pid = /^(?:build|preview)-(\d+)$/.exec(entry)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH")
        rmSync(join(folder, entry), {recursive: true, force: true});
    }
  }
}

async function runFramework(root: string, output: string): Promise<void> {
  const child = spawn(process.execPath, [YOUNG, frameworkCommand(), "build"], {
    cwd: root,
    env: frameworkEnvironment({LEDGER_OUTPUT: output}),
    stdio: ["ignore", "pipe", "pipe"]
  });
  const log: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => log.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => log.push(bytes));
  const code = await new Promise<number | null>((done, fail) => child.on("error", fail).on("close", done));
  if (code === 0) return;
  const said = stripVTControlCharacters(Buffer.concat(log).toString("utf8"));
  throw new Error(`Framework's build failed:\n${reasonOf(said)}${askedFor(said)}`);
}

/** Advice for a library that Framework would have fetched: builds never contact a registry. */
export function askedFor(log: string): string {
  const [, library] = [...log.matchAll(/\bnpm:(\S+?)(?:\/\+esm)? →/g)].at(-1) ?? [];
  if (library === undefined || !/fetch failed|unable to (?:fetch|resolve)|asked for http/.test(log)) return "";
  return (
    `\nA page uses ${library}, which Framework would fetch from a registry; this site is built from node_modules alone. ` +
    "Pages have Plot, d3, htl, Inputs and topojson without an import. Another library: npm install --save-exact it, and import it " +
    'by its bare name, without "npm:" (import {f} from "library").'
  );
}

/** The end of Framework's log, from the error on. */
function reasonOf(log: string): string {
  const lines = log.trimEnd().split("\n");
  const at = lines.findIndex((line) => /\b\w*Error\b/.test(line));
  return lines.slice(at < 0 ? -20 : at, at < 0 ? undefined : at + 20).join("\n");
}

/** Atomically replaces `out` with `site`. */
function replace(out: string, site: string, before: string): void {
  mkdirSync(dirname(out), {recursive: true});
  try {
    if (existsSync(out)) renameSync(out, before);
    renameSync(site, out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    // Another disk: a folder cannot be renamed onto it.
    rmSync(out, {recursive: true, force: true});
    cpSync(site, out, {recursive: true});
  }
}

/** Whether the module at `url` is Node's entry point, also where the project is below a symbolic link. */
export function isCommand(url: string): boolean {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

if (isCommand(import.meta.url)) {
  try {
    const {edition, pages, files} = await build({root: PROJECT});
    for (const words of unsetWords(settingsOf(process.env))) console.log(words);
    const home = readFileSync(join(PROJECT, "dist", "index.html")).length;
    console.log(
      `dist: edition ${edition}, ${pages} pages, ${files} files; the home page is ${Math.round(home / 1000)} kB`
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

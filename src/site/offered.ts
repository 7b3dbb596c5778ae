// Fills Framework's cache from node_modules, once for the versions that are installed. Framework would download what it offers to
// pages without an import (`Plot`, `d3`, `html`, `Inputs`, `FileAttachment(…).parquet()`); this way pages are written as its
// documentation says and built without a network. None of it compiles code, which the policy of pages forbids.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, posix} from "node:path";
import {fileURLToPath} from "node:url";
import {build as esbuild} from "esbuild";
import type {Plugin} from "esbuild";

const require = createRequire(import.meta.url);
const OWN = join(dirname(fileURLToPath(import.meta.url)), "offered");

/** Packages that pages get unchanged, bundled into one file each; they import each other by relative paths. */
const PACKAGES = ["@observablehq/plot", "d3", "d3-dsv", "htl", "isoformat", "topojson-client"] as const;

/** Packages that a file of this project replaces. */
const REPLACED: Readonly<Record<string, string>> = {
  "apache-arrow@17.0.0": "arrow.ts",
  "parquet-wasm@0.6.1": "parquet.ts"
};

/** Framework downloads the WebAssembly of its Parquet reader; the replacement has none. */
const EMPTY = ["parquet-wasm@0.6.1/esm/parquet_wasm_bg.wasm"];

/**
 * Libraries that Framework offers and this site does not. It would request the newest version of each from a registry, used or not,
 * unless its cache has a folder of that name.
 */
const NOT_OFFERED = [
  ...["echarts@5.6.0", "react@18.3.1", "react-dom@18.3.1", "lodash@4.17.21", "leaflet@1.9.4", "arquero@7.2.1"],
  ...["@observablehq/sample-datasets@1.0.1", "mapbox-gl@3.8.0"]
];

/** The folder of an installed package, whatever it exports. */
function folderOf(name: string, from: readonly string[] = [OWN]): string {
  for (let folder of [...from, dirname(require.resolve("@observablehq/framework/package.json"))])
    for (;;) {
      const found = join(folder, "node_modules", name);
      if (existsSync(join(found, "package.json"))) return found;
      if (dirname(folder) === folder) break;
      folder = dirname(folder);
    }
  throw new Error(`the package ${name} is not installed: npm ci`);
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8")) as {version: string}).version;
}

/** Each library by the name that pages use, with the name and version of its folder. */
function offered(): ReadonlyMap<string, string> {
  return new Map([
    ...PACKAGES.map((name) => [name, `${name}@${versionOf(name)}`] as const),
    ...Object.keys(REPLACED).map((folder) => [folder.replace(/@[^@]*$/, ""), folder] as const)
  ]);
}

/**
 * Patches of packages, so that they work under the pages' policy. htl writes `<input oninput=…>` as HTML before it sets the function,
 * which the browser reports as an inline script: the patch renames the attribute until then. d3-dsv compiles a function from column
 * names (`csvParse`, `FileAttachment(…).csv()`): the patch builds an object from each row.
 */
const CHANGES: readonly {readonly file: RegExp; readonly before: string; readonly after: string}[] = [
  {
    file: /htl\/src\/index\.js$/,
    before: `typeof value === "function") {
                string += "::" + j;`,
    after: `typeof value === "function") {
                if (typeof value === "function") string = string.replace(/on(\\w+\\s*=\\s*)$/i, "data-htl-on$1");
                string += "::" + j;`
  },
  {
    file: /htl\/src\/index\.js$/,
    before: "node[name] = value;",
    after: 'node[name.replace(/^data-htl-/, "")] = value;'
  },
  {
    file: /d3-dsv\/dist\/d3-dsv\.mjs$/,
    before: `new Function("d", "return {" + columns.map(function(name, i) {
    return JSON.stringify(name) + ": d[" + i + "] || \\"\\"";
  }).join(",") + "}");`,
    after: '(d) => Object.fromEntries(columns.map((name, i) => [name, d[i] || ""]));'
  }
];

/** The text of a package's file with our changes. @throws Error where a text to change does not occur exactly once. */
function changed(path: string, text: string): string {
  return CHANGES.filter(({file}) => file.test(path)).reduce((source, {before, after}) => {
    if (source.split(before).length !== 2) throw new Error(`${path} has changed: “${before}” is not there once`);
    return source.replace(before, () => after);
  }, text);
}

/** Keeps imports of offered libraries as relative imports; bundles the rest. */
function besides(self: string, libraries: ReadonlyMap<string, string>): Plugin {
  const up = "../".repeat((libraries.get(self) ?? "").split("/").length);
  return {
    name: "offered",
    setup(build) {
      // A replacement may import the package that it replaces.
      build.onResolve({filter: /^[@\w]/}, ({path, kind}) => {
        const folder = path === self || kind === "entry-point" ? undefined : libraries.get(path);
        return folder === undefined ? null : {path: `${up}${folder}/_esm.js`, external: true};
      });
      build.onLoad({filter: /[\\/](?:htl|d3-dsv)[\\/].*\.m?js$/}, ({path}) => ({
        contents: changed(path.replaceAll("\\", "/"), readFileSync(path, "utf8"))
      }));
    }
  };
}

/** One library as one module. */
async function bundle(name: string, libraries: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const own = REPLACED[libraries.get(name) ?? ""];
  const {outputFiles} = await esbuild({
    absWorkingDir: own === undefined ? folderOf(name) : OWN,
    preserveSymlinks: true,
    // The package's own entry file: a file that re-exports it would lose re-exports of external libraries.
    entryPoints: [own === undefined ? name : join(OWN, own)],
    bundle: true,
    format: "esm",
    platform: "browser",
    mainFields: ["module", "main"],
    minify: true,
    target: "es2022",
    legalComments: "inline",
    plugins: [besides(name, libraries)],
    write: false,
    logLevel: "silent"
  });
  const [made] = outputFiles;
  if (!made) throw new Error(`${name} was not bundled`);
  return made.contents;
}

/** A hash of what the cache must contain: versions, and the text of the replacements. */
function stampOf(libraries: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256").update(JSON.stringify([...libraries.values(), NOT_OFFERED, versionOf("esbuild")]));
  for (const file of readdirSync(OWN).sort()) hash.update(readFileSync(join(OWN, file)));
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest("hex");
}

/**
 * Fills `_npm` in Framework's cache of the project at `root`, where its stamp differs.
 * @throws Error where a package is not installed or does not bundle.
 */
export async function fillCache(root: string): Promise<void> {
  const cache = join(root, "src", ".observablehq", "cache");
  const [room, work] = [join(cache, "_npm"), join(cache, `_npm-${process.pid}`)];
  const libraries = offered();
  const stamp = stampOf(libraries);
  const stampFile = join(room, ".stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  rmSync(work, {recursive: true, force: true});
  for (const folder of NOT_OFFERED) mkdirSync(join(work, folder), {recursive: true});
  for (const [name, folder] of libraries) {
    mkdirSync(join(work, folder), {recursive: true});
    writeFileSync(join(work, folder, "_esm.js"), await bundle(name, libraries));
  }
  for (const file of EMPTY) {
    mkdirSync(join(work, posix.dirname(file)), {recursive: true});
    writeFileSync(join(work, file), "");
  }
  writeFileSync(join(work, ".stamp"), stamp);
  rmSync(room, {recursive: true, force: true});
  renameSync(work, room);
}

// The notebooks' pages after Framework's build: where DuckDB and the tables lie, and a script that offers the choices. What runs a
// notebook is in parts that the script fetches when a reader asks.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {build as esbuild} from "esbuild";
import type {Plugin} from "esbuild";
import {duckdbAttributes, writeDuckdb} from "./duckdbFiles.js";
import {currentEdition} from "./edition.js";
import {notebookNames} from "./notebooks.js";

const FORM = '<form class="choices" id="choices"';

/** Completes the notebooks' pages in the site built in `folder`; one without choices is left as it is. */
export async function writeNotebooks(folder: string, root: string): Promise<void> {
  const pages = notebookNames(root)
    .map((name) => ({name, path: join(folder, "notebooks", `${name}.html`)}))
    .filter(({path}) => existsSync(path) && readFileSync(path, "utf8").includes(FORM));
  if (!pages.length) return;
  const [parts, edition, scripts] = await Promise.all([
    writeDuckdb(folder, root),
    currentEdition(root),
    bundle(
      folder,
      root,
      pages.map(({name}) => name)
    )
  ]);
  for (const {name, path} of pages)
    writeFileSync(
      path,
      readFileSync(path, "utf8")
        .replace(
          FORM,
          () =>
            `${FORM} data-notebook="${name}" data-edition="${edition}" data-packed="${parts.packed}" ${duckdbAttributes(parts, edition, "../")}`
        )
        .replace("</head>", () => `<script type="module" src="../${scripts.get(name) ?? ""}"></script>\n</head>`)
    );
}

/** An entry for each notebook, and what they share in parts. Returns each script's path below the site's root. */
async function bundle(folder: string, root: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const browser = resolve(dirname(fileURLToPath(import.meta.url)), "..", "browser");
  const entries: Plugin = {
    name: "notebooks",
    setup(made) {
      made.onResolve({filter: /^notebook:/}, ({path}) => ({
        path: path.slice("notebook:".length),
        namespace: "notebook"
      }));
      made.onLoad({filter: /.*/, namespace: "notebook"}, ({path}) => ({
        contents: `import {offer} from ${JSON.stringify(join(browser, "notebook.ts"))};
offer(async () => {
  const [{default: notebook}, run, {load, filesOf}] = await Promise.all([
    import(${JSON.stringify(join(root, "src", "notebooks", `${path}.ts`))}),
    import(${JSON.stringify(join(browser, "notebookRun.ts"))}),
    import(${JSON.stringify(join(browser, "duckdb.ts"))})
  ]);
  return {notebook, run, load, filesOf};
});`,
        resolveDir: browser
      }));
    }
  };
  const outdir = join(folder, "_scripts");
  const {outputFiles, metafile} = await esbuild({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({in: `notebook:${name}`, out: `notebook-${name}`})),
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022",
    plugins: [entries],
    metafile: true,
    write: false,
    logLevel: "silent"
  });
  mkdirSync(outdir, {recursive: true});
  for (const {path, contents} of outputFiles) writeFileSync(join(outdir, basename(path)), contents);
  return new Map(
    Object.entries(metafile.outputs).flatMap(([path, {entryPoint}]) =>
      entryPoint?.startsWith("notebook:")
        ? [[entryPoint.slice("notebook:".length), `_scripts/${basename(path)}`] as const]
        : []
    )
  );
}

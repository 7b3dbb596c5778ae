// Bundles and minifies what runs in the browser, and names each file by a hash of its contents. What several scripts share, and what
// a script imports on demand, are chunks of their own.
import {mkdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {build as esbuild} from "esbuild";
import type {Plugin} from "esbuild";

/**
 * Writes scripts into `_scripts` of the site in `folder`, by name: the code of each, whose imports are found from `src`
 * of the project at `root`. Their bytes depend on no path of the machine. Returns each one's path below the site's root.
 * @throws Error with the bundler's own words where a module is not there or does not parse.
 */
export async function writeScripts(
  folder: string,
  root: string,
  entries: Readonly<Record<string, string>>
): Promise<ReadonlyMap<string, string>> {
  const loaded = await writeLoaded(folder, root, entries);
  return new Map([...loaded].map(([name, {path}]) => [name, path]));
}

/** A script and the parts that it loads at once, by their paths below the site's root. */
export interface LoadedScript {
  readonly path: string;
  readonly parts: readonly string[];
}

async function writeLoaded(
  folder: string,
  root: string,
  entries: Readonly<Record<string, string>>
): Promise<ReadonlyMap<string, LoadedScript>> {
  const src = join(root, "src");
  const virtual: Plugin = {
    name: "entries",
    setup(made) {
      made.onResolve({filter: /^entry:/}, ({path}) => ({path: path.slice("entry:".length), namespace: "entry"}));
      made.onLoad({filter: /.*/, namespace: "entry"}, ({path}) => ({
        contents: entries[path] ?? "",
        resolveDir: src
      }));
    }
  };
  const outdir = join(folder, "_scripts");
  const {outputFiles, metafile} = await esbuild({
    absWorkingDir: root,
    // Where node_modules is a link, resolved paths would differ by machine, and the hashes with them.
    preserveSymlinks: true,
    entryPoints: Object.keys(entries).map((name) => ({in: `entry:${name}`, out: name})),
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    // Phones of 2020 and later.
    target: "es2020",
    plugins: [virtual],
    metafile: true,
    write: false,
    logLevel: "silent"
  });
  mkdirSync(outdir, {recursive: true});
  // A part without code is no request of a reader's.
  const idle = outputFiles.filter(({contents}) => contents.length === 0).map(({path}) => basename(path));
  const withoutIdle = (text: string) => idle.reduce((code, name) => code.replace(`import"./${name}";`, ""), text);
  for (const {path, contents, text} of outputFiles)
    if (!idle.includes(basename(path)))
      writeFileSync(
        join(outdir, basename(path)),
        idle.some((name) => text.includes(name)) ? withoutIdle(text) : contents
      );
  const {outputs} = metafile;
  const partsOf = (path: string): string[] =>
    (outputs[path]?.imports ?? [])
      .filter(({kind, external, path: to}) => kind === "import-statement" && !external && !idle.includes(basename(to)))
      .flatMap((part) => [part.path, ...partsOf(part.path)]);
  return new Map(
    Object.entries(outputs).flatMap(([path, {entryPoint}]) =>
      entryPoint?.startsWith("entry:")
        ? [
            [
              entryPoint.slice("entry:".length),
              {
                path: `_scripts/${basename(path)}`,
                parts: [...new Set(partsOf(path))].map((part) => `_scripts/${basename(part)}`)
              }
            ] as const
          ]
        : []
    )
  );
}

/** Writes scripts that share parts, each from one module of `src`. */
export async function writeLoadedScripts<Name extends string>(
  folder: string,
  root: string,
  modules: Readonly<Record<Name, string>>
): Promise<Readonly<Record<Name, LoadedScript>>> {
  const names = Object.keys(modules) as Name[];
  const entries = Object.fromEntries(names.map((name) => [name, `export * from "./${modules[name]}.ts";`]));
  const loaded = await writeLoaded(folder, root, entries);
  return Object.fromEntries(
    names.map((name) => {
      const found = loaded.get(name);
      if (!found) throw new Error(`src/${modules[name]}.ts was not bundled`);
      return [name, found];
    })
  ) as Record<Name, LoadedScript>;
}

/** Writes the script `name` from one module of `src`. Returns its path below the site's root. */
export async function writeScript(folder: string, root: string, name: string, module: string): Promise<string> {
  const path = (await writeScripts(folder, root, {[name]: `import "./${module}.ts";`})).get(name);
  if (path === undefined) throw new Error(`src/${module}.ts was not bundled`);
  return path;
}

// DuckDB's module and worker, served from the site itself at addresses that name their contents, for the pages that have it.
// The module is 34 MB, 8 MB packed; packing takes seconds, and is done once for its bytes.
import {createHash} from "node:crypto";
import {copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {promisify} from "node:util";
import {gzip} from "node:zlib";

const ROOM = "_duckdb";

export interface DuckdbParts {
  /** Paths below the site's root. */
  readonly wasm: string;
  readonly worker: string;
  /** Bytes of the module, and of the module packed. */
  readonly bytes: number;
  readonly packed: number;
}

/** Puts DuckDB's files into the site in `folder`. */
export async function writeDuckdb(folder: string, root: string): Promise<DuckdbParts> {
  const dist = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));
  mkdirSync(join(folder, ROOM), {recursive: true});
  const wasm = readFileSync(join(dist, "duckdb-eh.wasm"));
  const name = `${ROOM}/duckdb.${hashOf(wasm)}.wasm`;
  writeFileSync(join(folder, name), wasm);
  const packed = await packedOf(wasm, join(root, "node_modules", ".cache", "asylum-ledger"));
  copyFileSync(packed, join(folder, `${name}.gz`));
  // Without the address of its map, which is not served.
  const script = readFileSync(join(dist, "duckdb-browser-eh.worker.js"), "utf8").replace(
    /\/\/# sourceMappingURL=.*\n?$/,
    ""
  );
  const worker = `${ROOM}/worker.${hashOf(script)}.js`;
  writeFileSync(join(folder, worker), script);
  return {wasm: name, worker, bytes: wasm.length, packed: statSync(packed).size};
}

/**
 * The attributes of the element that tells a page's script where DuckDB lies (`filesOf` reads them). A page that has it is given
 * the policy that DuckDB needs. `up` leads from the page to the site's root, such as `./`.
 */
export function duckdbAttributes({wasm, worker, bytes}: DuckdbParts, edition: EditionSums, up: string): string {
  return `data-sums="${JSON.stringify(sumsOf(edition)).replaceAll('"', "&quot;")}" data-duckdb="${up}${wasm}" data-bytes="${bytes}" data-worker="${up}${worker}" data-tables="${up}data/${edition.id}/"`;
}

/** An edition with what its datapackage.json says of its files. */
export interface EditionSums {
  readonly id: string;
  readonly package: {readonly resources: readonly {readonly path: string; readonly hash: string}[]};
}

/** SHA-256 of each file of an edition, by its name, as datapackage.json has it. */
export function sumsOf({package: {resources}}: EditionSums): Record<string, string> {
  return Object.fromEntries(resources.map(({path, hash}) => [path, hash.replace(/^sha256:/, "")]));
}

function hashOf(contents: Buffer | string): string {
  return createHash("sha256").update(contents).digest("hex").slice(0, 8);
}

/** The packed module, cached between builds under the hash of its input. */
async function packedOf(wasm: Buffer, cache: string): Promise<string> {
  const path = join(cache, `duckdb-${hashOf(wasm)}.wasm.gz`);
  if (existsSync(path)) return path;
  mkdirSync(cache, {recursive: true});
  const work = `${path}.${process.pid}`;
  writeFileSync(work, await promisify(gzip)(wasm, {level: 6}));
  renameSync(work, path);
  return path;
}

// Verifies that an edition's folder is as published: each file must have the size and SHA-256 that datapackage.json
// gives, and datapackage.json its own SHA-256. The loaders and the build verify an edition before they read it.
import {createHash} from "node:crypto";
import {statSync, readFileSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import {Ajv} from "ajv";
import {OUR_SCHEMAS} from "../schema/ajv.js";

export const PACKAGE = "datapackage.json";
/** One line as sha256sum writes it. Editions made before November 2026 may lack it. */
export const PACKAGE_SUM = "datapackage.json.sha256";

/** A file that differs from what was published. */
export interface Fault {
  /** The file with its folder. */
  readonly file: string;
  readonly expected: string;
  readonly found: string;
  /** How to put it right. */
  readonly restore: string;
}

/** The parts of datapackage.json that every edition has; code that reads more declares its own type. */
export interface Described {
  readonly id: string;
  readonly compared_with?: string | null;
  readonly notes: readonly string[];
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly hash: string;
  }[];
}

export interface Inspected<T extends Described> {
  /** Null where datapackage.json cannot be read. */
  readonly pack: T | null;
  readonly faults: readonly Fault[];
  /** Whether a file with the SHA-256 of datapackage.json is there. */
  readonly isSummed: boolean;
}

const text = {type: "string"} as const;
const sum = {type: "string", pattern: "^[0-9a-f]{64}$"} as const;
const isDescribed = new Ajv({...OUR_SCHEMAS, strict: false}).compile<Described>({
  type: "object",
  required: ["id", "notes", "sources", "resources"],
  properties: {
    id: text,
    compared_with: {anyOf: [{type: "null"}, {type: "string", pattern: "^[0-9-]+$"}]},
    notes: {type: "array", items: text},
    sources: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "sha256", "files", "notes"],
        properties: {
          name: text,
          sha256: sum,
          files: {type: "array", items: {type: "object", required: ["name", "sha256"]}},
          notes: {type: "array", items: text}
        }
      }
    },
    resources: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "path", "bytes", "hash"],
        properties: {
          name: text,
          path: {type: "string", pattern: "^[A-Za-z0-9_]+\\.parquet$"},
          bytes: {type: "integer", minimum: 0},
          hash: {type: "string", pattern: "^sha256:[0-9a-f]{64}$"}
        }
      }
    }
  }
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The line of the file next to datapackage.json, for `sha256sum --check`. */
export function packageSum(description: Uint8Array): string {
  return `${sha256(description)}  ${PACKAGE}\n`;
}

/** The bytes of a regular file, or the reason why there are none. Pipes and devices are not read: they may never end. */
function bytesOf(path: string): Buffer | string {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return stat.isDirectory() ? "a folder" : "no regular file";
    return readFileSync(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message;
  }
}

/** Compares an edition's folder with its datapackage.json. Reads every byte; never throws. */
export function inspect<T extends Described = Described>(folder: string): Inspected<T> {
  const faults: Fault[] = [];
  const at = (name: string) => join(folder, name);
  const fault = (name: string, expected: string, found: string, restore?: string) =>
    faults.push({
      file: at(name),
      expected,
      found,
      restore: restore ?? `Restore it (git restore ${at(name)}), or take it again from where the edition was published.`
    });

  const description = bytesOf(at(PACKAGE));
  const summed = bytesOf(at(PACKAGE_SUM));
  const isSummed = summed !== "no such file";
  if (typeof description === "string") {
    fault(PACKAGE, "the description of the edition", description);
    return {pack: null, faults, isSummed};
  }
  const pack = parse(description);
  if (typeof summed === "string" && isSummed) fault(PACKAGE_SUM, `the SHA-256 of ${PACKAGE}`, summed);
  if (typeof summed !== "string") {
    const [, said] = /^([0-9a-f]{64}) {2}datapackage\.json\n?$/.exec(summed.toString("latin1")) ?? [];
    if (said === undefined)
      fault(PACKAGE_SUM, `one line with the SHA-256 of ${PACKAGE}`, `${summed.length} bytes that are not one`);
    else if (said !== sha256(description))
      fault(PACKAGE, `SHA-256 ${said}, as ${PACKAGE_SUM} says`, sha256(description));
  }
  if (typeof pack === "string") {
    if (!faults.length) fault(PACKAGE, "the description of an edition as JSON", pack);
    return {pack: null, faults, isSummed};
  }
  const listed = new Set([PACKAGE, PACKAGE_SUM]);
  for (const {name, path, bytes, hash} of pack.resources) {
    if (path !== `${name}.parquet` || listed.has(path)) fault(PACKAGE, `each table once, in its own file`, path);
    listed.add(path);
    const found = bytesOf(at(path));
    if (typeof found === "string") fault(path, `the file that ${PACKAGE} lists`, found);
    else if (found.length !== bytes) fault(path, `${bytes} bytes, as ${PACKAGE} says`, String(found.length));
    else if (`sha256:${sha256(found)}` !== hash)
      fault(path, `SHA-256 ${hash.slice(7)}, as ${PACKAGE} says`, sha256(found));
  }
  for (const name of readdirSync(folder).sort())
    if (!listed.has(name))
      fault(name, `no file that ${PACKAGE} does not list`, "one more", `Remove it, or restore ${at(PACKAGE)}.`);
  return {pack: pack as T, faults, isSummed};
}

/** Whether datapackage.json has the id of its folder: a copy under another id would be cited wrongly. */
export function misnamed(folder: string, {id}: Described): Fault | null {
  if (basename(folder) === id) return null;
  return {
    file: join(folder, PACKAGE),
    expected: `edition ${basename(folder)}, as its folder is called`,
    found: `edition ${id}`,
    restore: `Rename the folder to ${id}, or restore the file.`
  };
}

function parse(description: Buffer): Described | string {
  let value: unknown;
  try {
    value = JSON.parse(description.toString("utf8"));
  } catch (error) {
    return description.length ? `${description.length} bytes (${(error as Error).message})` : "an empty file";
  }
  if (isDescribed(value)) return value;
  const [error] = isDescribed.errors ?? [];
  return `JSON whose ${error?.instancePath === "" ? "whole" : (error?.instancePath ?? "form")} ${error?.message ?? "differs"}`;
}

/** The faults of a folder in one sentence or two: the first whole, the others by name. */
export function faultWords([first, ...others]: readonly Fault[]): string {
  if (!first) return "";
  const more = others.length ? ` Also damaged: ${others.map(({file}) => basename(file)).join(", ")}.` : "";
  return `${first.file}: expected ${first.expected}; found ${first.found}. ${first.restore}${more}`;
}

/** The warning for an edition without the file. */
export function unsummedWords(folder: string): string {
  return `${folder} has no ${PACKAGE_SUM}: its tables are compared with ${PACKAGE}, but nothing says whether that file was changed`;
}

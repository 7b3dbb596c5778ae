// Finds a source's file in a folder, by this project's name or by the name of the publisher's download. If it is missing,
// the error says what the folder contains.

import {existsSync, readdirSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {InputError} from "./shared.js";

/** The names that a file of a source may bear, below the folder that --from names. */
export interface FileName {
  /** The site's own name, with its folder and without its ending. */
  readonly path: string;
  /** Other names in the same folder, without their ending. */
  readonly also?: RegExp | undefined;
  /** Allowed extensions; .csv and .csv.gz by default. */
  readonly endings?: readonly string[] | undefined;
}

const CSV = [".csv.gz", ".csv"] as const;
/** Extensions of data files; notes and licences are ignored. */
const IS_DATA = /\.(csv|tsv|txt|json|zip|xlsx?|ods|rda|parquet)(\.gz)?$/i;

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
const namesIn = (path: string): string[] => (isFolder(path) ? readdirSync(path).sort() : []);

/** Every file below `dir` with one of the names, with its extension; paths are relative to `dir`. */
export function filesNamed(dir: string, name: FileName): {path: string; ending: string}[] {
  const endings = name.endings ?? CSV;
  const [folder, own] = [dirname(name.path), basename(name.path)];
  return namesIn(join(dir, folder)).flatMap((file) => {
    const ending = endings.find((each) => file.endsWith(each));
    if (ending === undefined) return [];
    const stem = file.slice(0, -ending.length);
    return stem === own || name.also?.test(stem) ? [{path: folder === "." ? file : `${folder}/${file}`, ending}] : [];
  });
}

export function isThere(dir: string, name: FileName): boolean {
  return filesNamed(dir, name).length > 0;
}

/**
 * The file with one of the names.
 * @throws InputError where there is none (the error lists what is in the folder), or more than one.
 */
export function theFile(dir: string, name: FileName, shown: string = name.path): {path: string; ending: string} {
  const found = filesNamed(dir, name);
  const [file] = found;
  if (file && found.length === 1) return file;
  const [first = ".csv", ...rest] = [...(name.endings ?? CSV)].sort((a, b) => a.length - b.length);
  const source = `${shown}${first}`;
  const expected = `one file ${[first, ...rest].map((ending) => shown + ending).join(" or ")} in ${dir}`;
  if (found.length > 1)
    throw new InputError({
      source,
      expected,
      found: found.length === 2 ? "both" : `${found.length} of them`,
      advice: `${found.map(({path}) => path).join(" and ")} are one table under several names: leave one of them.`
    });
  throw new InputError({source, expected, ...whatLies(dir, "neither", name)});
}

/** The parts of the error for a missing file (`none` describes it): the contents of the folder, and advice. */
export function whatLies(dir: string, none: string, ...names: readonly FileName[]): {found: string; advice: string} {
  const [name] = names;
  const folder = name ? dirname(name.path) : ".";
  const elsewhere = names.map((each) => below(dir, each)).find((each) => each !== null);
  if (elsewhere)
    return {
      found: `${none}, but ${elsewhere.file} in ${elsewhere.at}`,
      advice:
        elsewhere.from === null
          ? `Put it into a folder ${folder}/ there.`
          : `Name the folder that holds ${folder}/: --from ${elsewhere.from}`
    };
  if (!isFolder(join(dir, folder)))
    return {found: `no folder ${folder}`, advice: "Put the file there, or name the folder that holds it."};
  const there = namesIn(join(dir, folder)).filter((file) => !file.startsWith("."));
  const listed = there.slice(0, 8).join(", ") + (there.length > 8 ? ` and ${there.length - 8} more` : "");
  return {
    found: there.length ? `${none}, but in ${folder}/: ${listed}` : none,
    advice: (there.length ? "" : `The folder ${folder}/ is empty. `) + adviceFor(there)
  };
}

function adviceFor(there: readonly string[]): string {
  const ending = (pattern: RegExp) => there.find((file) => pattern.test(file));
  const zip = ending(/\.zip$/i);
  if (zip !== undefined) return `Unpack ${zip} there first. docs/files.md says which files each source takes.`;
  const workbook = ending(/\.(xlsx?|ods)$/i);
  if (workbook !== undefined)
    return `${workbook} is a workbook, which is not read: take the table as CSV. docs/files.md says which files each source takes.`;
  return "Put the file there under that name. docs/files.md says which files each source takes, and under what names.";
}

/** The file's location if --from names a folder one level too deep or too high. */
function below(dir: string, name: FileName): {file: string; at: string; from: string | null} | null {
  const folder = dirname(name.path);
  const depth = folder === "." ? 0 : folder.split("/").length;
  // The folder named is the source's own, or one within it.
  let above = dir;
  for (let up = 0; up < depth; up++) {
    above = dirname(above);
    const [file] = filesNamed(above, name);
    if (file && join(above, folder).startsWith(dir)) return {file: basename(file.path), at: dir, from: above};
  }
  const [flat] = filesNamed(dir, {...name, path: basename(name.path)});
  if (flat && folder !== ".") return {file: flat.path, at: `${dir} itself`, from: null};
  for (const inner of namesIn(dir)) {
    if (!isFolder(join(dir, inner))) continue;
    const [deeper] = filesNamed(join(dir, inner), name);
    if (deeper) return {file: deeper.path, at: join(dir, inner), from: join(dir, inner)};
  }
  return null;
}

/** @throws InputError where the folder that --from names is none. */
export function checkFolder(dir: string): void {
  if (isFolder(dir)) return;
  throw new InputError({
    source: "--from",
    expected: "a folder with the publishers' files, such as unhcr/asylum_applications.csv",
    found: existsSync(dir) ? `a file, ${dir}` : `no folder ${dir}`,
    advice: "Correct the path. docs/files.md says which files each source takes, and how they lie in the folder."
  });
}

/**
 * Whether the folder has any file of a source: one with its name, or, so that none is ignored silently, files in its
 * folder that no source takes.
 */
export function hasAny(dir: string, folder: string, own: readonly FileName[], all: readonly FileName[]): boolean {
  if (own.some((name) => isThere(dir, name))) return true;
  if (!isFolder(join(dir, folder))) return existsSync(join(dir, folder));
  const there = namesIn(join(dir, folder)).filter((file) => !file.startsWith("."));
  if (!there.length || !own.length) return true;
  const taken = new Set(all.flatMap((name) => filesNamed(dir, name)).map(({path}) => path));
  return there.some(
    (file) => !isFolder(join(dir, folder, file)) && IS_DATA.test(file) && !taken.has(`${folder}/${file}`)
  );
}

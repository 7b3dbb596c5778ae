// Checks the links of the built site: removes unused files, and fails on a link, id or import without a target.
import {existsSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {join, posix} from "node:path";
import {filesOf, SiteError} from "./files.js";
import {tagsOf} from "./html.js";

/** Files that Framework wrote and no page, stylesheet or module uses any more. */
export function removeUnused(folder: string, targets = targetsIn(folder)): void {
  const files = filesOf(folder);
  const used = new Set(files.filter((path) => !/^_(?:observablehq|npm|node|import)\//.test(path)));
  const present = new Set(files);
  for (const path of used) for (const target of targets(path).to) if (present.has(target.path)) used.add(target.path);
  for (const path of files) if (!used.has(path)) rmSync(join(folder, path));
  for (const room of ["_observablehq", "_npm", "_node", "_import"]) removeEmpty(join(folder, room));
}

function removeEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, {withFileTypes: true}))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (!readdirSync(folder).length) rmSync(folder, {recursive: true});
}

/** A place that a file of the site leads to: a file of the site, and an id in it. */
export interface Target {
  readonly path: string;
  readonly id: string | null;
  readonly written: string;
}

const LINKS: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  area: ["href"],
  link: ["href"],
  script: ["src"],
  img: ["src", "srcset"],
  source: ["src", "srcset"],
  video: ["src", "poster"],
  audio: ["src"],
  iframe: ["src"],
  use: ["href"],
  form: ["action"]
};

/** How many faults a build names: a fault of a template is on every page. */
const MOST_LISTED = 40;

/** Resolves an address written in `page`; null where it leaves the site. */
function resolveTarget(
  present: ReadonlySet<string>,
  page: string,
  [written, isModule]: readonly [address: string, isModule: boolean]
): Target | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return null;
  const [, address = "", id] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(written) ?? [];
  const hash = id ? decodeURIComponent(id) : null;
  if (address === "") return {path: page, id: hash, written};
  if (address.startsWith("/"))
    throw new SiteError(`${page}: ${written} begins at the host's root: below a base path it leads nowhere`);
  if (isModule && !address.startsWith("."))
    throw new SiteError(`${page}: imports ${written}, which a browser cannot find`);
  const path = posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(address)));
  const found = [path, `${path}.html`, posix.join(path, "index.html")].find((file) => present.has(file));
  return {path: found ?? path, id: hash, written};
}

/** The link targets of one file, and the ids in it that others can link to. */
interface Links {
  readonly to: readonly Target[];
  /** The ids of a page, repeated ones each time they occur. */
  readonly ids: readonly string[];
  /** A directive that was not replaced; null where there is none. */
  readonly left: string | null;
}

/** The links of each page, stylesheet and module of the site, each file read once. */
export function targetsIn(folder: string): (file: string) => Links {
  const present = new Set(filesOf(folder));
  const read = new Map<string, Links>();
  return (file) => {
    const known = read.get(file) ?? linksOf(folder, file, present);
    read.set(file, known);
    return known;
  };
}

function linksOf(folder: string, file: string, present: ReadonlySet<string>): Links {
  const written: [address: string, isModule: boolean][] = [];
  const ids: string[] = [];
  let left: string | null = null;
  if (file.endsWith(".html")) {
    const html = readFileSync(join(folder, file), "utf8");
    for (const {name, attributes} of tagsOf(html)) {
      const id = attributes.get("id");
      if (id !== undefined) ids.push(id);
      for (const key of LINKS[name] ?? []) {
        const value = attributes.get(key);
        if (value === undefined) continue;
        if (key === "srcset")
          for (const part of value.split(",")) written.push([part.trim().split(/\s+/)[0] ?? "", false]);
        else written.push([value, false]);
      }
    }
    for (const [, script = ""] of html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g))
      written.push(...importsOf(script));
    for (const [, sheet = ""] of html.matchAll(/<style>([\s\S]*?)<\/style>/g)) written.push(...urlsOf(sheet));
    if (/:(?:fig|component|says)\[/.test(html))
      left = /:(?:fig|component|says)\[[^\]<]*\]?/.exec(html.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, ""))?.[0] ?? null;
  } else if (file.endsWith(".css")) written.push(...urlsOf(readFileSync(join(folder, file), "utf8")));
  else if (file.endsWith(".js")) written.push(...importsOf(readFileSync(join(folder, file), "utf8")));
  // A page can link to a thousand cards of one file, which differ in what they ask.
  const each = new Map(written.map((one) => [one[0].replace(/\?[^#]*/, ""), one]));
  return {to: [...each.values()].flatMap((one) => resolveTarget(present, file, one) ?? []), ids, left};
}

function importsOf(script: string): [string, boolean][] {
  const statements =
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"';]*?from\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;
  return Array.from(script.matchAll(statements), ([, named, called]) => [named ?? called ?? "", true]);
}

function urlsOf(sheet: string): [string, boolean][] {
  return Array.from(sheet.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g), ([, address = ""]) => [address, false]);
}

/**
 * Framework's runtime can load libraries that a page names without importing them. No page does (the build would have to
 * fetch them, and fails), so that these addresses are never requested.
 */
function isOffered(file: string, target: string): boolean {
  return file.startsWith("_observablehq/") && /^_(?:npm|observablehq\/stdlib)\//.test(target);
}

/**
 * Throws where a link or an import has no target, where an id is twice on a page, and where a directive was not replaced. The error
 * lists all faults.
 */
export function checkLinks(folder: string, targets = targetsIn(folder)): void {
  const files = filesOf(folder);
  const present = new Set(files);
  const ids = new Map<string, ReadonlySet<string>>();
  const faults: string[] = [];
  const linksIn = (file: string): Links | null => {
    try {
      return targets(file);
    } catch (error) {
      if (!(error instanceof SiteError)) throw error;
      faults.push(error.message);
      return null;
    }
  };
  const links = files.map((file) => [file, linksIn(file)] as const);
  for (const [page, found] of links) {
    if (found === null || !page.endsWith(".html")) continue;
    const seen = new Set<string>();
    for (const id of found.ids) {
      if (seen.has(id)) faults.push(`${page}: the id ${id} is there twice`);
      seen.add(id);
    }
    ids.set(page, seen);
    if (found.left !== null) faults.push(`${page}: the directive ${found.left} was not read`);
  }
  for (const [file, found] of links)
    for (const {path, id, written} of found?.to ?? [])
      if (present.has(path)) {
        // “#origin=SYR” is what a page is asked for, and no id.
        if (id !== null && !/^[a-z_]+=/.test(id) && ids.get(path)?.has(id) === false)
          faults.push(`${file}: ${written}: there is no such id`);
      } else if (!isOffered(file, path)) faults.push(`${file}: ${written} leads nowhere`);
  const more = faults.length - MOST_LISTED;
  if (faults.length)
    throw new SiteError([...faults.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
}

// The site's two families, served from the site itself: only the scripts and styles it uses, each file fetched by a browser
// that needs it. Framework's bundler does not support fonts, so they are copied after the build.
import {copyFileSync, mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

interface Face {
  readonly package: string;
  readonly file: string;
  readonly style: "normal" | "italic";
  /** Preloaded: the two upright Latin files, which every page needs first. */
  readonly preload: boolean;
}

const BRYGADA = "@fontsource-variable/brygada-1918";
const SOURCE_SANS = "@fontsource-variable/source-sans-3";
const FACES: readonly Face[] = [
  {package: BRYGADA, file: "brygada-1918-latin-wght-normal", style: "normal", preload: true},
  {package: SOURCE_SANS, file: "source-sans-3-latin-wght-normal", style: "normal", preload: true},
  {package: BRYGADA, file: "brygada-1918-latin-wght-italic", style: "italic", preload: false},
  {package: BRYGADA, file: "brygada-1918-cyrillic-wght-normal", style: "normal", preload: false},
  {package: BRYGADA, file: "brygada-1918-cyrillic-wght-italic", style: "italic", preload: false},
  {package: SOURCE_SANS, file: "source-sans-3-cyrillic-wght-normal", style: "normal", preload: false}
];

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** The files a page preloads. */
export const PRELOADED = FACES.filter(({preload}) => preload).map(({file}) => `${file}.woff2`);

/** Copies the files, and each family's licence, into `folder`. */
export function copyFonts(folder: string): void {
  mkdirSync(folder, {recursive: true});
  for (const face of FACES)
    copyFileSync(join(folderOf(face.package), "files", `${face.file}.woff2`), join(folder, `${face.file}.woff2`));
  for (const name of new Set(FACES.map((face) => face.package)))
    copyFileSync(join(folderOf(name), "LICENSE"), join(folder, `${name.split("/")[1] ?? name}-LICENSE.txt`));
}

/**
 * The `@font-face` rules, with the files at `base`. Family, weights and ranges of characters are taken from the packages' own
 * stylesheets, so that they are right for the files that are copied.
 * @throws Error where a package no longer has a face.
 */
export function fontFaces(base: string): string {
  return FACES.map(({package: name, file, style}) => {
    const sheet = readFileSync(join(folderOf(name), style === "italic" ? "wght-italic.css" : "wght.css"), "utf8");
    const rule = sheet.split("@font-face").find((part) => part.includes(`/${file}.woff2`));
    if (rule === undefined) throw new Error(`${name} has no face ${file}`);
    const body = rule.slice(rule.indexOf("{"), rule.indexOf("}") + 1);
    return `@font-face${body.replace(/\s+/g, " ").replace(/url\([^)]*\) format\('[^']*'\)/, `url(${base}/${file}.woff2) format("woff2")`)}`;
  }).join("\n");
}

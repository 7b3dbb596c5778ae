// Draws pictures as PNG files and keeps them from one build to the next, by the hash of what they show and of what draws them.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {copyFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {join} from "node:path";
import {renderAsync} from "@resvg/resvg-js";
import PQueue from "p-queue";
import {FACE_FILES, FACE_VERSIONS} from "./faces.js";
import {pngOf} from "./png.js";

const {version} = createRequire(import.meta.url)("@resvg/resvg-js/package.json") as {version: string};
/** Changes with the way that pixels are written. */
const WRITER = "palette 16, level 6";

/** Pictures that are rendered at once: the work is done outside JavaScript's own thread. */
const AT_ONCE = 3;

/** The name of the picture of an SVG. */
export function pictureName(svg: string): string {
  const hash = createHash("sha256").update([version, WRITER, ...FACE_VERSIONS, svg].join("\n"));
  return `${hash.digest("hex").slice(0, 16)}.png`;
}

/** The bytes of an SVG as a PNG. */
export async function drawPicture(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, {
    font: {loadSystemFonts: false, fontFiles: [...FACE_FILES], defaultFontFamily: "Source Sans 3"},
    logLevel: "error"
  });
  return pngOf(image.pixels, image.width, image.height);
}

/** Removes the pictures that are kept and no page shows any more. */
export function prunePictures(cache: string, pictures: ReadonlyMap<string, string>): void {
  for (const name of readdirSync(cache)) if (!pictures.has(name)) rmSync(join(cache, name));
}

/** Writes each picture into `folder` under its name, from those that are kept in `cache` or drawn anew. Returns how many were drawn. */
export async function writePictures(
  folder: string,
  cache: string,
  pictures: ReadonlyMap<string, string>
): Promise<number> {
  mkdirSync(folder, {recursive: true});
  mkdirSync(cache, {recursive: true});
  const queue = new PQueue({concurrency: AT_ONCE});
  let count = 0;
  const write = async (name: string, svg: string) => {
    const kept = join(cache, name);
    if (!existsSync(kept)) {
      const bytes = await drawPicture(svg);
      // Whole or not at all: another build may read it.
      writeFileSync(`${kept}.${process.pid}`, bytes);
      renameSync(`${kept}.${process.pid}`, kept);
      count++;
    }
    await copyFile(kept, join(folder, name));
  };
  await Promise.all([...pictures].map(([name, svg]) => queue.add(() => write(name, svg))));
  return count;
}

// The static faces that pictures are drawn with: where their files are, how wide a line of text is in each, and which characters they have.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

const require = createRequire(import.meta.url);
const SERIF = "@expo-google-fonts/brygada-1918";
const SANS = "@expo-google-fonts/source-sans-3";
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

const FILES = {
  serif: join(folderOf(SERIF), "600SemiBold", "Brygada1918_600SemiBold.ttf"),
  text: join(folderOf(SERIF), "400Regular", "Brygada1918_400Regular.ttf"),
  sans: join(folderOf(SANS), "400Regular", "SourceSans3_400Regular.ttf"),
  bold: join(folderOf(SANS), "600SemiBold", "SourceSans3_600SemiBold.ttf")
} as const;
export type FaceName = keyof typeof FILES;

/** Every file that a picture may need. */
export const FACE_FILES: readonly string[] = [
  ...Object.values(FILES),
  join(folderOf(SERIF), "400Regular_Italic", "Brygada1918_400Regular_Italic.ttf")
];

/** How a picture names each face in its styles. */
export const FAMILIES: Readonly<Record<FaceName, string>> = {
  serif: "font-family:'Brygada 1918';font-weight:600",
  text: "font-family:'Brygada 1918'",
  sans: "font-family:'Source Sans 3'",
  bold: "font-family:'Source Sans 3';font-weight:600"
};

/** The names and versions of the packages with the faces. */
export const FACE_VERSIONS = [SERIF, SANS].map(
  (name) => `${name} ${(require(`${name}/package.json`) as {version: string}).version}`
);

interface Face {
  readonly unitsPerEm: number;
  /** The number of a character's glyph; 0 where the face has none. */
  readonly glyph: (code: number) => number;
  readonly advance: (glyph: number) => number;
}

const open = new Map<FaceName, Face>();

function face(name: FaceName): Face {
  const known = open.get(name) ?? readFace(readFileSync(FILES[name]));
  open.set(name, known);
  return known;
}

/** Reads the tables of a TrueType file that say which characters it has and how wide they are. */
function readFace(file: Buffer): Face {
  const tables = new Map<string, number>();
  for (let at = 12, left = file.readUInt16BE(4); left > 0; left--, at += 16)
    tables.set(file.toString("latin1", at, at + 4), file.readUInt32BE(at + 8));
  const at = (table: string) => {
    const offset = tables.get(table);
    if (offset === undefined) throw new Error(`the face has no table ${table}`);
    return offset;
  };
  const cmap = at("cmap");
  // The table of the Basic Multilingual Plane, in format 4: all that the site's words need.
  const subtables = Array.from(
    {length: file.readUInt16BE(cmap + 2)},
    (_, i) => cmap + file.readUInt32BE(cmap + 8 + 8 * i)
  );
  const plane = subtables.find((offset) => file.readUInt16BE(offset) === 4);
  if (plane === undefined) throw new Error("the face has no characters in format 4");
  const twice = file.readUInt16BE(plane + 6);
  const [ends, starts, deltas, ranges] = [14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice].map((each) => plane + each) as [number, number, number, number]; // prettier-ignore
  const widths = file.readUInt16BE(at("hhea") + 34);
  const hmtx = at("hmtx");
  return {
    unitsPerEm: file.readUInt16BE(at("head") + 18),
    glyph: (code) => {
      if (code > 0xffff) return 0;
      for (let i = 0; i < twice; i += 2) {
        if (code > file.readUInt16BE(ends + i)) continue;
        const start = file.readUInt16BE(starts + i);
        if (code < start) return 0;
        const delta = file.readUInt16BE(deltas + i);
        const range = file.readUInt16BE(ranges + i);
        if (range === 0) return (code + delta) & 0xffff;
        const found = file.readUInt16BE(ranges + i + range + 2 * (code - start));
        return found === 0 ? 0 : (found + delta) & 0xffff;
      }
      return 0;
    },
    advance: (glyph) => file.readUInt16BE(hmtx + 4 * Math.min(glyph, widths - 1))
  };
}

const measured = new Map<string, number>();

/** How wide a line of text is, without kerning. */
export function lineWidth(text: string, name: FaceName, size: number): number {
  const {unitsPerEm, glyph, advance} = face(name);
  let width = 0;
  for (const letter of text) {
    const key = name + letter;
    let one = measured.get(key);
    if (one === undefined) measured.set(key, (one = advance(glyph(letter.codePointAt(0) ?? 0)) / unitsPerEm));
    width += one;
  }
  return width * size;
}

/** Whether a face has every character of a text. */
export function hasGlyphs(text: string, name: FaceName): boolean {
  const {glyph} = face(name);
  return Array.from(text).every((letter) => glyph(letter.codePointAt(0) ?? 0) !== 0);
}

/** Text in lines no wider than `width`; a wider word gets its own line. */
export function linesOf(text: string, name: FaceName, {size, width}: {size: number; width: number}): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \n]+/)) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth(`${last} ${word}`, name, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

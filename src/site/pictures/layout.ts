// Lays out the picture that is shown with a shared link: title, first sentence and chart, under the site's name and the edition. What
// it makes is SVG that any renderer draws alike: every style is written into it.
import {escapeText} from "../../html/paper.js";
import {FAMILIES, hasGlyphs, lineWidth, linesOf} from "./faces.js";
import type {FaceName} from "./faces.js";
import {colour, hatch, withStyles} from "./style.js";

export const WIDTH = 1200;
export const HEIGHT = 630;
const LEFT = 56;
const INNER = WIDTH - 2 * LEFT;
/** Where the title begins and the chart ends. */
const TOP = 112;
const BOTTOM = HEIGHT - 34;

export interface Chart {
  readonly title: string;
  /** The sizes that a page has it in, each an `svg` element as text. */
  readonly sizes: readonly string[];
}

export interface Shown {
  readonly title: string;
  readonly sentence: string;
  /** One number that the page is about, as printed. */
  readonly number?: string;
  /** Charts of the page, the first first. */
  readonly charts: readonly Chart[];
  /** "Edition of 25 November 2026". */
  readonly edition: string;
}

interface Block {
  readonly lines: readonly string[];
  readonly size: number;
  readonly face: FaceName;
  readonly leading: number;
}

/** A text in the largest of some sizes in which it takes no more lines than allowed; else cut short in the smallest. */
function block(
  text: string,
  face: FaceName,
  {width, sizes, most}: {width: number; sizes: readonly number[]; most: number}
): Block {
  // prettier-ignore
  const leading = face === "serif" ? 1.14 : 1.32;
  let lines: string[] = [];
  let size = 0;
  for (size of sizes) {
    lines = linesOf(text, face, {size, width});
    if (lines.length <= most && lines.every((line) => lineWidth(line, face, size) <= width))
      return {lines, size, face, leading};
  }
  const kept = lines.slice(0, most);
  const fits = (line: string) => lineWidth(line, face, size) <= width;
  return {
    lines: kept.map((line, i) => {
      const isCut = !fits(line) || (i === most - 1 && lines.length > most);
      if (!isCut) return line;
      let short = line;
      while (short !== "" && !fits(`${short}…`)) short = short.slice(0, -1);
      return `${short.replace(/[\s,;:.–]+$/, "")}…`;
    }),
    size,
    face,
    leading
  };
}

const heightOf = ({lines, size, leading}: Block) => lines.length * size * leading;

const text = (
  words: string,
  {x, y, size, face, fill, anchor}: {x: number; y: number; size: number; face: FaceName; fill: string; anchor?: "end"}
) =>
  // prettier-ignore
  `<text x="${x}" y="${Math.round(y * 10) / 10}" font-size="${size}" style="${FAMILIES[face]};fill:${colour(fill)}"${anchor ? ` text-anchor="${anchor}"` : ""}>${escapeText(words).replaceAll("&nbsp;", "\u00a0")}</text>`;

/** The lines of a block from `y` down. */
const set = ({lines, size, face, leading}: Block, {x = LEFT, y, fill}: {x?: number; y: number; fill: string}) =>
  lines.map((line, i) => text(line, {x, y: y + size * (0.8 + i * leading), size, face, fill})).join("");

/** The site's name on its bracket, the edition, and the rule under both. */
function head(edition: string): string {
  const name = "Asylum Ledger";
  const right = LEFT + lineWidth(name, "serif", 34) + 6;
  return (
    `<path d="M0 10H${WIDTH}" style="stroke:${colour("ink")};stroke-width:6"/>` +
    text(name, {x: LEFT, y: 64, size: 34, face: "serif", fill: "ink"}) +
    `<path d="M${LEFT - 6} 66V76H${Math.round(right)}V66" style="fill:none;stroke:${colour("ink")};stroke-width:2.5"/>` +
    text(edition, {x: WIDTH - LEFT, y: 64, size: 24, face: "sans", fill: "ink2", anchor: "end"}) +
    `<path d="M${LEFT} 94H${WIDTH - LEFT}" style="stroke:${colour("hair2")};stroke-width:1.5"/>`
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const sizeOf = (svg: string): readonly [number, number] | null => {
  const [, width, height] = /^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return width === undefined || height === undefined ? null : [Number(width), Number(height)];
};

interface Place {
  readonly title: Block;
  readonly box: Box;
  readonly svg: string;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A chart's title and its drawing in a box, as large as it fits there; what is cut or small to read is no chart for a picture. */
function placed(title: string, svg: string, box: Box): Place | null {
  const size = sizeOf(svg);
  if (size === null || svg.includes("<use")) return null;
  const [width, height] = size;
  const heading = block(title, "bold", {width: box.width, sizes: [24, 22], most: 2});
  const left = box.height - heightOf(heading) - 6;
  const scale = Math.min(box.width / width, left / height, 2);
  if (scale < READ_LARGE) return null;
  return {title: heading, box, svg, scale, x: box.x, y: box.y + box.height - left + (left - height * scale) / 2};
}

/** Letters that lead to a page's notes lead nowhere in a picture. */
const withoutKeys = (svg: string) => svg.replace(/<text\b[^>]*>[a-z]<\/text>/g, "");

const drawn = ({title, box, svg, scale, x, y}: Place) =>
  set(title, {x: box.x, y: box.y, fill: "ink"}) +
  `<g transform="translate(${Math.round(x)} ${Math.round(y)}) scale(${Math.round(scale * 1000) / 1000})">${withStyles(withoutKeys(svg))}</g>`;

/** The scales at which a chart's letters are read where a link's picture is shown at half its size, and at its full size alone. */
const [READ, READ_LARGE] = [1.3, 1.05] as const;
const GAP = 22;

/** Title and sentence over the whole width, the chart under them. */
function under({title, sentence}: Shown, charts: readonly Chart[]) {
  const heading = block(title, "serif", {width: INNER, sizes: [58, 52, 46, 42], most: 2});
  const words = block(sentence, "sans", {width: INNER, sizes: [30, 28, 26], most: 3});
  const y = TOP + heightOf(heading) + 8;
  const below = y + heightOf(words) + GAP;
  const box = {x: LEFT, y: below, width: INNER, height: BOTTOM - below};
  return {blocks: [set(heading, {y: TOP, fill: "ink"}), set(words, {y, fill: "ink2"})], place: firstPlace(charts, box)};
}

const COLUMN = 500;

/** Title and sentence at the left, the chart at the right. */
function besides({title, sentence}: Shown, charts: readonly Chart[]) {
  const heading = block(title, "serif", {width: COLUMN, sizes: [56, 50, 44, 40], most: 5});
  const words = block(sentence, "sans", {width: COLUMN, sizes: [30, 28, 26], most: 7});
  const y = TOP + 6 + heightOf(heading) + 12;
  const x = LEFT + COLUMN + 40;
  const box = {x, y: TOP + 10, width: WIDTH - LEFT - x, height: BOTTOM - TOP - 10};
  return {
    blocks: [set(heading, {y: TOP + 6, fill: "ink"}), set(words, {y, fill: "ink2"})],
    place: y + heightOf(words) > HEIGHT - 20 ? null : firstPlace(charts, box)
  };
}

/** How much of a picture a drawing fills. */
function areaOf(place: Place | null): number {
  if (place === null) return 0;
  const [width, height] = sizeOf(place.svg) ?? [0, 0];
  return width * height * place.scale * place.scale;
}

/** The first chart that can be read in a box, in the size that fills it most; where there is none, the first that can be read at full size. */
function firstPlace(charts: readonly Chart[], box: Box): Place | null {
  const best = charts.flatMap(
    ({title, sizes}) =>
      sizes.flatMap((svg) => placed(title, svg, box) ?? []).sort((a, b) => areaOf(b) - areaOf(a))[0] ?? []
  );
  return best.find(({scale}) => scale >= READ) ?? best[0] ?? null;
}

/** Title and sentence alone, or with one number. */
function words({title, sentence, number}: Shown): string {
  const heading = block(title, "serif", {
    width: INNER,
    sizes: number === undefined ? [76, 68, 60, 54] : [46, 42],
    most: 3
  });
  const said = block(sentence, "sans", {width: INNER, sizes: [38, 34, 30], most: number === undefined ? 5 : 3});
  const big = number === undefined ? null : block(number, "serif", {width: INNER, sizes: [150, 110, 80, 60], most: 1});
  const all = heightOf(heading) + 20 + (big ? heightOf(big) + 10 : 0) + heightOf(said);
  let y = TOP + Math.max(8, (HEIGHT - 20 - TOP - all) * 0.42);
  const parts = [set(heading, {y, fill: "ink"})];
  y += heightOf(heading) + 20;
  if (big) {
    parts.push(set(big, {y, fill: "ink"}));
    y += heightOf(big) + 10;
  }
  return [...parts, set(said, {y, fill: "ink2"})].join("");
}

/** Words in characters that the faces have; the page's own words are left out where they have others. */
const drawable = (words: string, face: FaceName) => (hasGlyphs(words, face) ? words : "");

/** The picture of one page. */
export function pictureSvg(page: Shown): string {
  const shown = {
    ...page,
    title: drawable(page.title, "serif") || "Asylum figures",
    sentence: drawable(page.sentence, "sans")
  };
  const best = shown.number === undefined
    ? [under(shown, shown.charts), besides(shown, shown.charts)].sort((a, b) => areaOf(b.place) - areaOf(a.place))[0]
    : undefined; // prettier-ignore
  const body = best?.place ? `${best.blocks.join("")}${drawn(best.place)}` : words(shown);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${hatch()}` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colour("paper")}"/>${head(shown.edition)}${body}</svg>`
  );
}

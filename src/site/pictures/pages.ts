// Gives every page of a built site what a link to it shows: its tags, and its picture among the site's files.
import {join} from "node:path";
import {editionDate} from "../../words/editionDate.js";
import {escapeHtml} from "../finish/html.js";
import {PICTURE} from "../finish/previews.js";
import {pictureName, prunePictures, writePictures} from "./draw.js";
import {pictureSvg} from "./layout.js";
import type {Shown} from "./layout.js";
import {shareTags, shownOf} from "./share.js";

/** Where the pictures are, below the site's root. */
export const PICTURES = "_pictures";

/**
 * How many pictures a build has at most: all, unless LEDGER_PICTURES says another number. Tests build with ten; the pages after them have their
 * tags without a picture.
 * @throws RangeError where it is not a whole number.
 */
export function mostPictures({LEDGER_PICTURES: text = ""}: NodeJS.ProcessEnv): number {
  if (text === "") return Infinity;
  if (!/^\d+$/.test(text)) throw new RangeError(`LEDGER_PICTURES is “${text}”, and must be a whole number`);
  return Number(text);
}

/** The code pages have one picture: a path is no picture of its own. */
const CODE = {
  title: "The code behind the figures",
  sentence: "Every step from the publishers’ files to the numbers on these pages can be read.",
  charts: []
};

const isCode = (page: string) => /^code(?:\/|\.html$)/.test(page);

/** Pages that are not shared: one that was not found, and those that lead on to another address. */
const isShared = (page: string, html: string) => page !== "404.html" && !html.includes('http-equiv="refresh"');

export interface Sharing {
  /** The page with its tags. */
  readonly shared: (html: string, page: string, up: string) => string;
  /** Draws the pictures that the pages name. Returns how many were drawn anew. */
  readonly write: () => Promise<number>;
}

/** @param site the site's own address, null where it is not known; `previews` what links to some pages show, which their own HTML does not say. */
export function sharing(
  folder: string,
  root: string,
  {
    edition,
    site,
    most,
    previews
  }: {edition: string; site: string | null; most: number; previews: ReadonlyMap<string, Shown>}
): Sharing {
  // prettier-ignore
  const pictures = new Map<string, string>();
  const pictureOf = (shown: Shown): string | null => {
    const svg = pictureSvg(shown);
    const name = pictureName(svg);
    if (!pictures.has(name) && pictures.size >= most) return null;
    pictures.set(name, svg);
    return `${PICTURES}/${name}`;
  };
  const words = `Edition of ${editionDate(edition)}`;
  return {
    shared: (html, page, up) => {
      if (!isShared(page, html)) return html;
      const shown = previews.get(page) ?? shownOf(html, words);
      const picture = pictureOf(isCode(page) ? {...CODE, edition: words} : shown);
      const image =
        picture === null
          ? ""
          : `<p class="preview"><img src="${up}${picture}" width="1200" height="630" alt="${escapeHtml(`${shown.title}. ${shown.sentence}`)}"></p>`;
      return html
        .replace("</head>", () => `${shareTags(shown, {page, site, up, picture})}</head>`)
        .replace(PICTURE, () => image);
    },
    write: async () => {
      const cache = join(root, "node_modules", ".cache", "asylum-ledger", "pictures");
      const drawn = await writePictures(join(folder, PICTURES), cache, pictures);
      // A build with fewer pictures than pages knows nothing of the others.
      if (most === Infinity) prunePictures(cache, pictures);
      return drawn;
    }
  };
}

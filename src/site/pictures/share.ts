// Says in a page's head what a shared link to it shows: title, first sentence and picture (Open Graph, and Twitter's card).
import {escapeHtml, unescapeHtml} from "../finish/html.js";
import {pathOf} from "../machines/sitemap.js";
import type {Chart, Shown} from "./layout.js";

/** Abbreviations after which a sentence goes on. */
const GOES_ON = /(?:^|[\s(])(?:St|No|Nos|vs|Dr|Mr|Mrs|e\.g|i\.e|cf|p|Art|[A-Z])\.$/;

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  for (const {index, 0: end} of text.matchAll(/[.?!][”’"')\]]*(?=\s+[“‘"'(\p{Lu}\d]|$)/gu)) {
    const sentence = text.slice(0, index + end.length);
    if (!GOES_ON.test(sentence)) return sentence;
  }
  return text;
}

const textIn = (html: string) =>
  unescapeHtml(html.replace(/<(script|style|details)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, ""))
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

/** The charts that a page looks at for its picture. */
const LOOKED_AT = 3;

/** The charts of a page, each in the sizes that it has. */
export function chartsIn(main: string): Chart[] {
  const charts: {title: string; sizes: string[]}[] = [];
  for (const [, title, svg = ""] of main.matchAll(
    /<h3 id="[^"]*-title">([\s\S]*?)<\/h3>|<(?:figure class="opening)|<div class="art (?:wide|middle|phone)[^"]*">\s*(<svg\b[\s\S]*?<\/svg>)/g
  ))
    if (svg === "") {
      if (charts.length === LOOKED_AT) break;
      charts.push({title: textIn(title ?? ""), sizes: []});
    } else charts.at(-1)?.sizes.push(svg);
  return charts;
}

/** What a link to a page shows, from the finished page. */
export function shownOf(html: string, editionWords: string): Shown {
  const main = html.slice(Math.max(0, html.indexOf("<main")));
  const named = textIn(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? "").replace(/ ?\| Asylum Ledger$/, "");
  const heading = textIn(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? "");
  const dated = /<span class="dated">Data as of ([^;,<]+)/.exec(html)?.[1];
  const edition = dated === undefined ? editionWords : `Edition of ${dated}`;
  const [, number, range = ""] =
    /<p class="big">\s*<(?:span|a)[^>]*>([\s\S]*?)<\/(?:span|a)>(?:<span class="bb">([\s\S]*?)<\/span>)?/.exec(main) ??
    [];
  if (number !== undefined) {
    const of = textIn(/<p class="of">([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
    const counted = textIn(number);
    const words = firstSentence(textIn(range)).replace(/^[a-z]/, (letter) => letter.toUpperCase());
    return {title: of === "" ? heading : `${heading}: ${of}`, sentence: words, number: counted, charts: [], edition};
  }
  const title = named === "" || named === "Asylum Ledger" || heading.includes(named) ? heading || named : named;
  const described = unescapeHtml(/<meta name="description" content="([^"]*)">/.exec(html)?.[1] ?? "");
  const lead = textIn(/<p class="(?:deck|lead)"[^>]*>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
  const finding = textIn(/ id="finding"><p>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
  return {title, sentence: firstSentence(lead || finding || described), charts: chartsIn(main), edition};
}

export interface Tags {
  readonly page: string;
  /** The site's own address; null where it is not known. */
  readonly site: string | null;
  /** From the page to the site's root. */
  readonly up: string;
  /** The picture's path below the site's root; null for a page without one. */
  readonly picture: string | null;
}

/** The tags in a page's head. Without the site's address the picture is named from the page, which some readers of links follow. */
export function shareTags({title, sentence, number}: Shown, {page, site, up, picture}: Tags): string {
  const description = [number, sentence].filter(Boolean).join(", ");
  const image = picture === null ? [] : [
    ["property", "og:image", site === null ? `${up}${picture}` : new URL(picture, site).href],
    ["property", "og:image:type", "image/png"],
    ["property", "og:image:width", "1200"],
    ["property", "og:image:height", "630"],
    ["property", "og:image:alt", `${title}. ${description}`]
  ]; // prettier-ignore
  return [
    ["property", "og:type", /^(?:story|notebooks\/)/.test(page) ? "article" : "website"],
    ["property", "og:site_name", "Asylum Ledger"],
    ["property", "og:title", title],
    ...(description === "" ? [] : [["property", "og:description", description]]),
    ...(site === null ? [] : [["property", "og:url", new URL(pathOf(page), site).href]]),
    ...image,
    ["name", "twitter:card", picture === null ? "summary" : "summary_large_image"]
  ]
    .map(([key = "", name = "", content = ""]) => `<meta ${key}="${name}" content="${escapeHtml(content)}">\n`)
    .join("");
}

// Writes the sitemap for search engines, if the site knows its own address, and the canonical link of each page.
import {SitemapStream, streamToPromise} from "sitemap";

/** The edition of a page below a folder of its own; null for a page of the current one. */
const editionOf = (page: string): string | null => /(?:^|\/)(\d{4}-\d\d-\d\d(?:-\d+)?)\//.exec(page)?.[1] ?? null;
/** The page of an edition, which describes its data. */
const isOfEdition = (page: string) => /^editions\/[^/]+\/index\.html$/.test(page);

/** Whether a search engine should not list a page: a figure of a dated edition, a question that the explorer answers, or the 404 page. */
export const isUnlisted = (page: string) =>
  page === "404.html" || page.startsWith("q/") || (editionOf(page) !== null && !isOfEdition(page));

/** Keeps search engines from listing a page that no other page stands in for. */
export const UNLISTED = '<meta name="robots" content="noindex">';

/** The path that a reader types: without index and suffix. */
export const pathOf = (page: string) => page.replace(/(?:^|(?<=\/))index\.html$|\.html$/, "");

/** sitemap.xml of the `pages` (files below the site's root), each dated by the edition that it shows. */
export async function sitemap(
  pages: readonly string[],
  {site, edition}: {site: string; edition: string}
): Promise<string> {
  const stream = new SitemapStream({hostname: site, xmlns: {news: false, image: false, video: false, xhtml: false}});
  const text = streamToPromise(stream);
  for (const page of pages.filter((path) => !isUnlisted(path)))
    stream.write({url: new URL(pathOf(page), site).href, lastmod: (editionOf(page) ?? edition).slice(0, 10)});
  stream.end();
  return `${(await text).toString("utf8")}\n`;
}

/** The link element that names the page's own address. */
export function canonicalLink(page: string, site: string): string {
  const href = new URL(pathOf(page), site).href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<link rel="canonical" href="${href}">`;
}

// The addresses of charts that other sites frame, below /embed/, and the code that a host page copies. Pure text: the build, the
// dialog and the framed pages share it.
import {PREVIEWS} from "../previewLink.js";

/** The folder of the framed pages, below the site's root. */
export const EMBEDS = "embed";
/** The page that draws one chart of the explorer's answer, and the one that loads a chart out of another page of the site. */
export const CHART_PAGE = `${EMBEDS}/chart`;
export const LOADED_PAGE = `${EMBEDS}/page`;

export const THEMES = ["reader", "light", "dark"] as const;
/** The reader's own scheme, or one that the host page chose. */
export type Theme = (typeof THEMES)[number];

/** Pages with hundreds of neighbours: their charts are loaded out of the page when asked for. All others have a framed page for each chart. */
const MANY = /^(?:countries|world|regions|revisions|figures|editions|code)\//;
export const isWritten = (page: string): boolean => !MANY.test(page) && !page.startsWith(`${PREVIEWS}/`);

/** An address with an edition, where one is chosen. */
const withEdition = (address: string, edition: string | null): string =>
  edition === null ? address : `${address}${address.includes("?") ? "&" : "?"}edition=${encodeURIComponent(edition)}`;

/**
 * The framed page of a chart of a page, such as `story`, `countries/deu` or `index`. With an edition the frame says so once its numbers are
 * of another one: charts of pages are kept for the latest alone.
 */
export function pageEmbed(page: string, chart: string, edition: string | null = null): string {
  return withEdition(
    isWritten(page)
      ? `${EMBEDS}/${page === "index" ? "home" : page}/${chart}`
      : `${LOADED_PAGE}?${new URLSearchParams({of: page, chart}).toString().replaceAll("%2F", "/")}`,
    edition
  );
}

/** The framed page of a question that has a preview page. It shows the latest edition; with another one, its script goes to that one's chart. */
export const previewEmbed = (name: string, edition: string | null = null): string =>
  withEdition(`${EMBEDS}/${name}`, edition);

/** The framed page of one chart of an answer; an edition where it is to stay with that one. */
export function questionEmbed(query: string, chart: string, edition: string | null): string {
  return withEdition(`${CHART_PAGE}?${query}&chart=${encodeURIComponent(chart)}`, edition);
}

/** What the query of a framed page of an answer asks for; the rest is the explorer's question. */
export function parseEmbed(search: string): {
  readonly query: string;
  readonly chart: string | null;
  readonly edition: string | null;
} {
  const given = new URLSearchParams(search);
  const [chart, edition] = [given.get("chart") || null, given.get("edition") || null];
  for (const key of ["chart", "edition", "theme"]) given.delete(key);
  return {query: given.toString(), chart, edition};
}

/** The page, chart and edition that the query of the loading page names; null where it names none of this site. */
export function parseLoaded(
  search: string
): {readonly page: string; readonly chart: string; readonly edition: string | null} | null {
  const given = new URLSearchParams(search);
  const [page, chart] = [given.get("of") ?? "", given.get("chart") ?? ""];
  return /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(page) && /^[\w-]{1,80}$/.test(chart)
    ? {page, chart, edition: given.get("edition") || null}
    : null;
}

/** An address with the scheme that it asks for; none for the reader's. */
export function withTheme(address: string, theme: Theme): string {
  return theme === "reader" ? address : `${address}${address.includes("?") ? "&" : "?"}theme=${theme}`;
}

/** The least and the most that a frame's height may become by a message, in pixels. */
export const HEIGHTS = [80, 6000] as const;

/** What a framed page posts to its host page when its height changes. */
export interface HeightMessage {
  readonly asylumLedger: "height";
  readonly height: number;
}

/** The height of a message, where it is one of ours and sane; else null. */
export function heightIn(message: unknown): number | null {
  if (typeof message !== "object" || message === null) return null;
  const {asylumLedger, height} = message as Partial<HeightMessage>;
  return asylumLedger === "height" && typeof height === "number" && height >= HEIGHTS[0] && height <= HEIGHTS[1]
    ? Math.ceil(height)
    : null;
}

/** Escapes the value of an attribute in double quotation marks. */
const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text in a script within HTML. */
const literal = (text: string): string => JSON.stringify(text).replaceAll("<", "\\u003c");

/**
 * The lines that a host page may add, so that a frame is as high as its chart. They take messages of this site's frames alone;
 * `root` is the site's whole address, ending in a slash.
 */
export function heightScript(root: string): string {
  return `<script>
addEventListener("message", function (event) {
  var height = event.data && event.data.asylumLedger === "height" ? event.data.height : 0;
  if (event.origin !== ${literal(new URL(root).origin)} || typeof height !== "number" || !(height >= ${HEIGHTS[0]} && height <= ${HEIGHTS[1]})) return;
  document.querySelectorAll("iframe").forEach(function (frame) {
    if (frame.contentWindow === event.source && frame.src.indexOf(${literal(new URL(`${EMBEDS}/`, root).href)}) === 0)
      frame.height = Math.ceil(height);
  });
});
</script>`;
}

export interface EmbedCode {
  /** The framed page, below the site's root. */
  readonly address: string;
  /** The site's whole address, ending in a slash. */
  readonly root: string;
  /** The title of the chart: the frame's name for a screen reader. */
  readonly title: string;
  readonly theme: Theme;
  /** The height without a script, in pixels. */
  readonly height: number;
  /** Whether the lines that follow the chart's height are added. */
  readonly follows: boolean;
  /** What the host page shows without scripts, where only a script can draw the chart: where it is, below the site's root, and its source. */
  readonly instead?: {readonly of: string; readonly source: string} | null;
}

/** The HTML that a host page copies. The frame's colour scheme tells browsers the choice without scripts too. */
export function embedCode({address, root, title, theme, height, follows, instead = null}: EmbedCode): string {
  const src = new URL(withTheme(address, theme), root).href;
  const scheme = theme === "reader" ? "light dark" : theme;
  const frame = `<iframe src="${attribute(src)}" title="${attribute(`${title} (Asylum Ledger)`)}" width="100%" height="${Math.round(height)}" loading="lazy" referrerpolicy="no-referrer" style="border:0;color-scheme:${scheme}"></iframe>`;
  const link =
    instead === null
      ? []
      : [`<noscript><p><a href="${attribute(new URL(instead.of, root).href)}">${attribute(title)}</a> (Asylum Ledger). ${attribute(instead.source)}</p></noscript>`]; // prettier-ignore
  return [frame, ...link, ...(follows ? [heightScript(root)] : [])].join("\n");
}

// Says which framed page shows a chart that a reader chose on a page of the site: from the page's address, and for the explorer from its
// question.
import {DEFAULT_QUESTION, parseState} from "../address.js";
import {previewOf} from "../previewLink.js";
import {questionIn} from "../quiet.js";
import {pageEmbed, previewEmbed, questionEmbed} from "./address.js";

export interface Subject {
  readonly chart: string;
  readonly title: string;
  /** The framed page of the latest edition, below the site's root. */
  readonly latest: string;
  /** The framed page of one edition. A chart of a page is kept for the latest alone: its frame says so once that is another one. */
  readonly pinned: string;
  /** Where the site has the whole, below its root. */
  readonly of: string;
}

/** The page at an address of the site, without its ending. */
export function pageOf(pathname: string, root: string): string {
  const path = pathname.slice(new URL(root).pathname.length).replace(/\.html$/, "");
  return path === "" || path.endsWith("/") ? `${path}index` : path;
}

/** A question of the explorer without its edition, and the edition where its address names one. */
export function questionAt(location: {readonly search: string; readonly hash: string}): {
  readonly query: string;
  readonly edition: string | null;
} {
  const given = new URLSearchParams(questionIn(location).query || DEFAULT_QUESTION);
  const edition = given.get("edition") || null;
  given.delete("edition");
  return {query: given.toString().replaceAll("%2C", ","), edition};
}

/**
 * A chart of the explorer's answer. A question with a preview page has a framed page that needs no scripts; `previews` are their
 * names, `years` those of the latest edition.
 */
export function answerSubject(
  {query, chart, title}: {readonly query: string; readonly chart: string; readonly title: string},
  {edition, years, previews}: {readonly edition: string; readonly years: readonly [number, number]; readonly previews: ReadonlySet<string>} // prettier-ignore
): Subject {
  const name = chart === "over-time" ? previewOf(parseState(query, {years}).state, years) : null;
  return {
    chart,
    title,
    ...(name !== null && previews.has(name)
      ? {latest: previewEmbed(name), pinned: previewEmbed(name, edition)}
      : {latest: questionEmbed(query, chart, null), pinned: questionEmbed(query, chart, edition)}),
    of: `explorer?${query}#${chart}`
  };
}

/** A chart of any other page of an edition. */
export const pageSubject = (
  page: string,
  edition: string,
  {chart, title}: Pick<Subject, "chart" | "title">
): Subject => ({
  chart,
  title,
  latest: pageEmbed(page, chart),
  pinned: pageEmbed(page, chart, edition),
  of: `${page === "index" ? "" : page}#${chart}`
});

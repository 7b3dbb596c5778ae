// Turns a chart of a page into the contents of a framed page: its title becomes the page's heading, what only the page can answer is
// left out, and its links lead to the site in a new tab. Works on HTML as text, so that the build and the browser do the same.
import type {ChartData} from "../../charts/data.js";
import {dataTables} from "./dataTable.js";

/** Cuts a chart out of a page, with the outlines that its map refers to; null where the page has no such chart. */
export function cutFigure(html: string, id: string): string | null {
  const from = html.search(new RegExp(`<figure class="plate[^>]*\\bid="${id.replace(/[^\w-]/g, "")}"`));
  if (from < 0) return null;
  const figure = html.slice(from, html.indexOf("</figure>", from) + "</figure>".length);
  if (!figure.includes('href="#world-')) return figure;
  return `${/<svg\b[^>]*class="world-defs"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? ""}${figure}`;
}

/** The ids of the charts of a page. */
export function figuresIn(html: string): string[] {
  return Array.from(html.matchAll(/<figure class="plate[^>]*\bid="([^"]+)"/g), ([, id = ""]) => id);
}

export interface Framing {
  /** From the framed page to the site's root. */
  readonly up: string;
  /** The address below the site's root of the page or question that the chart is of, with its query: it has the whole. */
  readonly of: string;
}

/** Escapes text for an element or for an attribute in double quotation marks. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const unescaped = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"); // prettier-ignore

/** An address written on the page `of`, from the framed page; addresses of other sites are unchanged. */
function addressFrom(href: string, {up, of}: Framing): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return href;
  const {pathname, search, hash} = new URL(href, `https://site.invalid/${of}`);
  return `${up}${pathname.slice(1)}${search}${hash}`;
}

/** The title of a chart, as text. */
export function titleIn(figure: string): string {
  const [, title = ""] = /<h[13] id="[^"]*-title">([\s\S]*?)<\/h[13]>/.exec(figure) ?? [];
  return unescaped(title.replace(/<[^>]*>/g, "").replaceAll("&nbsp;", " "));
}

/** A link that opens beside the host page, never in the frame, and tells neither page of the other. */
export const outLink = (href: string, words: string): string =>
  `<a href="${escaped(href)}" target="_blank" rel="noopener">${words}</a>`;

/** The most notes that stand open: a frame is small, and its first lines are the chart. */
const OPEN_NOTES = 2;

/** Notes on signs, folded where they are many. Their names stay in sight: letters in the drawing are explained there. */
function withFoldedNotes(figure: string): string {
  return figure.replace(/<dl class="mg">[\s\S]*?<\/dl>/, (notes) => {
    const terms = Array.from(notes.matchAll(/<dt>([\s\S]*?)<\/dt>/g), ([, term = ""]) =>
      term
        .replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, "")
        .replace(/^([a-f]): .*/, "$1")
        .replace(/\.$/, "")
    );
    return terms.length <= OPEN_NOTES
      ? notes
      : `<details class="notes"><summary><span><b>Notes:</b> ${terms.join(", ")}</span></summary>${notes}</details>`;
  });
}

/** The numbers that a chart carries for “Save or copy”, which frames have not, as the table behind it; one that has a table keeps it. */
function withDataTable(figure: string, id: string): string {
  const [, data] = /^[^]*?<figure\b[^>]*? data-table="([^"]*)"/.exec(figure) ?? [];
  if (data === undefined) return figure;
  const without = figure.replace(/(<figure\b[^>]*?) data-table="[^"]*"/, "$1");
  if (/<details class="behind"|<table\b/.test(figure)) return without;
  const tables = dataTables(id, JSON.parse(unescaped(data)) as ChartData);
  return without.replace(
    /(?=<\/figure>$)/,
    () => `<details class="behind" id="${id}-table"><summary>Table</summary>${tables}</details>`
  );
}

/** The figure as a framed page shows it. */
export function framedFigure(figure: string, framing: Framing): string {
  const id = /<figure\b[^>]*\bid="([^"]+)"/.exec(figure)?.[1] ?? "";
  const credit = outLink(`${framing.up}${framing.of}${framing.of.includes("#") ? "" : `#${id}`}`, "Asylum Ledger");
  return (
    withFoldedNotes(withDataTable(figure, id))
      .replace(/<p class="pn">[\s\S]*?<\/p>/, "")
      .replace(/<(h3)( id="[^"]*-title")>([\s\S]*?)<\/\1>/, "<h1$2>$3</h1>")
      // A frame is narrower than a page: the two smaller drawings are enough.
      .replace(/<div class="art wide[^"]*">[\s\S]*?(?=<div class="art middle")/, "")
      // The page's own tools, and its place for a citation.
      .replace(
        /(<div class="source"><span>[\s\S]*?<\/span>)(?:<span class="take">[\s\S]*?)?<\/div>/,
        `$1<span class="credit">${credit}</span></div>`
      )
      .replace(/<div class="cite"[^>]*><\/div>|<details class="cite"[\s\S]*?<\/details>/g, "")
      .replace(/<a\b([^>]*?) href="([^"]*)"([^>]*)>/g, (link, before: string, href: string, after: string) =>
        / target="_blank"/.test(link)
          ? link
          : `<a${before} href="${escaped(addressFrom(unescaped(href), framing))}"${after} target="_blank" rel="noopener">`
      )
  );
}

/** The contents of a framed page: the chart, what its address asked for in vain, and who is not counted in it (HTML of the answer). */
export function framedMain(
  figure: string,
  {problems = [], notCounted = ""}: {problems?: readonly string[]; notCounted?: string} = {}
): string {
  const lines = problems.slice(0, 6).map((words) => `<p class="caution">${escaped(words)}</p>`);
  return `${figure}${lines.join("")}${notCounted === "" ? "" : `<div class="caution">${notCounted}</div>`}`;
}

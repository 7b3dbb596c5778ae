// What the steps on HTML share: text to and from HTML, a replacement that must find its place, and the opening tags of a page.
import {SiteError} from "./files.js";

/** Replaces text that must occur exactly once in the page. @throws SiteError where Framework's template has changed. */
export function replaceOnce(html: string, pattern: string | RegExp, replacement: string, what: string): string {
  const replaced = html.replace(pattern, () => replacement);
  if (replaced === html) throw new SiteError(`Framework's page has no ${what} where it was expected`);
  return replaced;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

export function unescapeHtml(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&nbsp;/g, "\u00a0")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, "&");
}

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Attributes of links, ids and cards: tags without one are skipped, as drawings have thousands. */
const TELLS = /\s(?:id|href|src|srcset|action|poster|data-card)=/;

/** The opening tags of a page that are links or have an id. Comments and the contents of scripts and styles are skipped. */
export function tagsOf(html: string): Tag[] {
  const markup = html.replace(/<!--[\s\S]*?-->/g, "").replace(/(<(script|style)\b[^>]*>)[\s\S]*?(?=<\/\2>)/g, "$1");
  const tags: Tag[] = [];
  for (const [, name = "", text = ""] of markup.matchAll(/<([a-z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi))
    if (TELLS.test(text))
      tags.push({
        name: name.toLowerCase(),
        attributes: new Map(
          Array.from(text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g), ([, key = "", value = ""]) => [
            key,
            unescapeHtml(value)
          ])
        )
      });
  return tags;
}

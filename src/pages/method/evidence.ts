// What a rule or a break rests on: addresses and the words that were read there.
import {element} from "../../html/table.js";

export interface Evidence {
  /** Addresses separated by " | "; null where the data itself is the evidence. */
  readonly source_url: string | null;
  /** Quotations separated by " | ". */
  readonly quoted_text: string | null;
}

/** The items of a text that separates them by " | ". */
export const separated = (text: string | null) => (text ?? "").split(" | ").flatMap((part) => part.trim() || []);

/** The language of a quotation, as its script shows it, for screen readers and fonts. */
function languageOf(text: string): string | null {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/[\u0400-\u04ff]/.test(text)) return "ru";
  return null;
}

/** A site's host name, without www. */
function siteOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, "");
}

/**
 * A list of sources. Where there are as many quotations as addresses, each quotation follows its address; otherwise addresses and
 * quotations are listed separately, so that none is put under the wrong address. Null without either.
 */
export function evidence({source_url, quoted_text}: Evidence, document: Document): HTMLElement | null {
  const addresses = separated(source_url);
  const quotes = separated(quoted_text);
  if (!addresses.length && !quotes.length) return null;
  const link = (address: string) =>
    /^https?:\/\//.test(address) ? element(document, "a", {href: address}, siteOf(address)) : address;
  const quote = (text: string) => {
    // A computation is marked by brackets; it is not a quotation.
    const computed = /^\[computed[^\]]*\]\s*/.exec(text);
    if (computed) return element(document, "span", {}, `Calculated from the data: ${text.slice(computed[0].length)}`);
    const language = languageOf(text);
    return element(document, "q", language === null ? {} : {lang: language}, text);
  };
  const item = (...contents: (Node | string)[]) => element(document, "li", {}, ...contents);
  const items =
    addresses.length === quotes.length
      ? addresses.map((address, i) => item(link(address), ": ", quote(quotes[i] ?? "")))
      : [
          ...(addresses.length
            ? [item(...addresses.flatMap((address, i) => [...(i ? ["; "] : []), link(address)]))]
            : []),
          ...quotes.map((text) => item(quote(text)))
        ];
  return element(document, "ul", {class: "evidence"}, ...items);
}

// What a rule or a break rests on: addresses and the words that were read there.
import {element} from "../../html/table.js";

export interface Evidence {
  /** Addresses, parted by " | "; null where the rows themselves are the evidence. */
  readonly source_url: string | null;
  /** Quoted words, parted by " | ". */
  readonly quoted_text: string | null;
}

const parted = (text: string | null) => (text ?? "").split(" | ").flatMap((part) => part.trim() || []);

/** The language of a quotation as far as its script tells it, so that it is read out and set in the right one. */
function languageOf(text: string): string | null {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/[\u0400-\u04ff]/.test(text)) return "ru";
  return null;
}

/** The name of a site, as far as its address tells it. */
function siteOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, "");
}

/**
 * A list of sources, each with its words where the two lists have one entry for one, else the addresses and then the words: no
 * quotation is put under an address it may not come from. Null where nothing is quoted and no address given.
 */
export function evidence({source_url, quoted_text}: Evidence, document: Document): HTMLElement | null {
  const addresses = parted(source_url);
  const quotes = parted(quoted_text);
  if (!addresses.length && !quotes.length) return null;
  const link = (address: string) =>
    /^https?:\/\//.test(address) ? element(document, "a", {href: address}, siteOf(address)) : address;
  const quote = (text: string) => {
    // A computation stands in brackets where words would stand; it is no quotation.
    const computed = /^\[computed[^\]]*\]\s*/.exec(text);
    if (computed) return element(document, "span", {}, `Computed from the table: ${text.slice(computed[0].length)}`);
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

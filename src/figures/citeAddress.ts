// What a block “Cite” of a page in a browser cites, and its whole address.
import {publishedAddress} from "../html/published.js";

/** The block of the page itself, or of the answer that it shows. */
export const PAGE = '[data-page], .cite[data-kind="answer"]';

/** What a block cites: its own attributes, or those of the place it was put in, which may have changed since. */
export const citedBy = (block: HTMLElement): DOMStringMap =>
  (block.parentElement?.closest<HTMLElement>(".cite[data-title]") ?? block).dataset;

/**
 * The whole address of what a block cites. An id belongs to the answer of the page, where there is one, or to the page. The site's own
 * address is in the page where the build knew it.
 */
export function wholeAddress(address: string): string {
  const here = publishedAddress("");
  const page = document.querySelector<HTMLElement>(PAGE)?.dataset.address ?? location.pathname + location.search;
  return new URL(address, address.startsWith("#") ? new URL(page, here) : here).href;
}

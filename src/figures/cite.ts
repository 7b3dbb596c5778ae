// Runs in a reader's browser: puts the block “Cite” where a page keeps a place for it, also in parts that come later, and fetches the rest
// when a block is opened, never before.
import {copyText} from "../html/clipboard.js";
import {citeBlock, CITED_KINDS} from "./citeBlock.js";

/** The block of the page itself, or of the answer that it shows. */
const PAGE = '[data-page], .cite[data-kind="answer"]';
const PLACE = ".cite[data-title][data-address]:not(details):empty";

function fill(within: ParentNode): void {
  for (const place of within.querySelectorAll<HTMLElement>(PLACE)) {
    const {title = "", address = "", sources = "unhcr", kind} = place.dataset;
    const known = CITED_KINDS.find((each) => each === kind) ?? "figure";
    place.append(citeBlock(document, {title, address, kind: known, sources, templates: null, accessed: null}));
  }
}

/** What is cited by a block: its own attributes, or those of the place it was put in, which may have changed since. */
export const citedBy = (block: HTMLElement): DOMStringMap =>
  (block.parentElement?.closest<HTMLElement>(".cite[data-title]") ?? block).dataset;

/** The whole address of what a block cites. An id belongs to the answer of the page, where there is one, or to the page. */
export function wholeAddress(address: string): string {
  const here = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? document.baseURI;
  const page = document.querySelector<HTMLElement>(PAGE)?.dataset.address ?? location.pathname;
  return new URL(address, address.startsWith("#") ? new URL(page, here) : here).href;
}

fill(document);
// Without SITE_URL the build knows no more of an address than its path.
for (const shown of document.querySelectorAll<HTMLElement>(":is(.cite, .cite-print, .cite-as) .to")) {
  const cited = shown.closest<HTMLElement>("[data-address]") ?? document.querySelector<HTMLElement>(PAGE);
  shown.textContent = wholeAddress(cited?.dataset.address ?? location.pathname);
}
for (const box of document.querySelectorAll<HTMLElement>(".cite-as")) {
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "btn";
  copy.textContent = "Copy";
  const name = box.querySelector("p")?.textContent ?? "";
  copy.setAttribute("aria-label", `Copy, ${name}`);
  copy.addEventListener("click", () => {
    const text = box.querySelector("pre");
    copyText(text?.textContent ?? "").then(
      () => (copy.textContent = "Copied"),
      () => {
        if (text) getSelection()?.selectAllChildren(text);
      }
    );
  });
  box.querySelector("p")?.append(copy);
}
new MutationObserver((changes) => {
  if (changes.some(({addedNodes}) => addedNodes.length > 0)) fill(document);
}).observe(document.body, {childList: true, subtree: true});
document.addEventListener(
  "toggle",
  ({target}) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.classList.contains("cite")) return;
    void import("./citeOpen.js").then(({open}) => open(target));
  },
  true
);

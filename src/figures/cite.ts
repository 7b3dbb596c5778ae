// Runs in a reader's browser: puts the block “Cite” where a page keeps a place for it, also in parts that come later, and fetches the rest
// when a block is opened, never before.
import {CITED_KINDS} from "../html/citePlace.js";
import {copyText} from "../html/clipboard.js";
import {PAGE, wholeAddress} from "./citeAddress.js";
import {citeBlock} from "./citeBlock.js";

const PLACE = ".cite[data-title][data-address]:not(details):empty";

function fill(within: ParentNode): void {
  for (const place of within.querySelectorAll<HTMLElement>(PLACE)) {
    const {title = "", address = "", sources = "unhcr", kind} = place.dataset;
    const known = CITED_KINDS.find((each) => each === kind) ?? "figure";
    place.append(citeBlock(document, {title, address, kind: known, sources}));
  }
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
      () => {
        copy.textContent = "Copied";
        copy.setAttribute("aria-label", `Copied, ${name}`);
      },
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
    import("./citeOpen.js").then(
      ({open}) => open(target),
      () => {
        const text = target.querySelector(".ref");
        if (text?.textContent === "") text.textContent = "The citation could not be loaded. Reload the page.";
      }
    );
  },
  true
);

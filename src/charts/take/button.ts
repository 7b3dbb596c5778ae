// Adds the button “Save or copy” to each chart of a page, also to charts that are drawn later. The menu behind it is imported when a
// reader first opens one.
import type {Menus} from "./menu.js";

const CHARTS = "figure.plate, figure.opening";

/** Adds the buttons; `load` imports what opens their menus. */
export function addButtons(load: () => Promise<Menus>): void {
  fill(load);
  new MutationObserver((changes) => {
    if (changes.some(({addedNodes}) => addedNodes.length > 0)) fill(load);
  }).observe(document.body, {childList: true, subtree: true});
}

function fill(load: () => Promise<Menus>): void {
  for (const figure of document.querySelectorAll<HTMLElement>(CHARTS)) {
    if (figure.querySelector(".take-open")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "take-open";
    button.textContent = "Save or copy";
    button.setAttribute("aria-expanded", "false");
    const open = () => {
      button.setAttribute("aria-busy", "true");
      load()
        .then(
          ({openMenu}) => {
            button.removeEventListener("click", open);
            openMenu(figure, button);
          },
          () => (button.textContent = "Could not be loaded: try again")
        )
        .finally(() => button.removeAttribute("aria-busy"));
    };
    button.addEventListener("click", open);
    placeOf(figure).prepend(button);
  }
}

/** The links at the right of the source line; a chart without them gets their place. */
function placeOf(figure: HTMLElement): HTMLElement {
  const links = figure.querySelector<HTMLElement>(":scope > .source .take");
  if (links) return links;
  const place = document.createElement("span");
  place.className = "take";
  (figure.querySelector(":scope > :is(.source, figcaption)") ?? figure).append(place);
  return place;
}

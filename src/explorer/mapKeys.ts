// Makes the map usable by keyboard: arrow keys move between places, and a screen reader announces each.
import type {Ledger} from "./ledger.js";
import {rankedWords} from "./measureWords.js";
import type {View} from "./types.js";

/** Arrow keys go from place to place in the order of the ranking, and announce each. */
export function readMap(ledger: Ledger, view: View): void {
  const arts = document.querySelector<HTMLElement>("#map .arts");
  const places = view.ranking?.places.filter(({value}) => (value ?? 0) > 0) ?? [];
  if (!arts) return;
  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("aria-live", "polite");
  arts.append(told);
  arts.tabIndex = 0;
  arts.setAttribute("role", "group");
  arts.setAttribute("aria-label", "World map: arrow keys go from country to country, the highest first");
  let at = -1;
  arts.addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    at = Math.min(places.length - 1, Math.max(0, at + step));
    const place = places[at];
    if (!place) return;
    const name = document.createElement("b");
    name.textContent = ledger.place(place.code)?.name ?? place.code;
    told.replaceChildren(name, ` ${rankedWords(view.state, place)}, ${at + 1} of ${places.length}`);
    for (const use of arts.querySelectorAll("use"))
      use.classList.toggle("told-now", use.getAttribute("href") === `#world-${place.code}`);
  });
}

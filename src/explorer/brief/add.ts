// “Add to brief” on a chart, an answer or a figure: gives it to the tab that shows a brief, or opens one.
import {formatBrief} from "./address.js";
import type {BriefItem} from "./address.js";
import {itemAt} from "./link.js";
import {questionIn} from "../quiet.js";
import {openTab, send} from "./channel.js";

/** The root of the site, from the folder of its scripts. */
const ROOT = new URL("../", import.meta.url).href;

/** The item of a chart of this page: of an answer of the explorer, its question; null where it has no address. */
export function itemOfChart(figure: HTMLElement): {item: BriefItem; edition: string | null} | null {
  const answer = document.querySelector<HTMLElement>("#answer > .cite[data-address]")?.dataset.address;
  const here = new URL(answer ?? location.pathname, location.href);
  here.hash = figure.id;
  return itemAt(here.href, ROOT);
}

const box = document.createElement("div");
box.className = "brief-said";
const words = document.createElement("p");
words.setAttribute("role", "status");
const close = document.createElement("button");
close.type = "button";
close.className = "btn";
close.textContent = "Close";
close.addEventListener("click", () => box.remove());
box.append(words, close);

/** Says what happened at the foot of the window. */
function say(...contents: (string | Node)[]): void {
  document.body.append(box);
  words.replaceChildren(...contents);
}

/** Adds an item; where no tab shows a brief, opens one with it. */
export async function addItem(item: BriefItem, edition: string | null): Promise<void> {
  const brief = {title: "", edition, items: [item]};
  const told = await send(brief);
  if (told !== null) {
    say(told);
    return;
  }
  const address = new URL(`brief#add=1&${formatBrief(brief)}`, ROOT).href;
  if (openTab(address)) {
    say("We opened a brief with it in another tab. What you add next goes there as well, as long as that tab is open.");
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Open a brief with it here";
  say("Your browser did not open another tab. ", link);
}

/** Adds the explorer's data table as it is sorted and filtered, which the address says. */
export async function addTable(): Promise<void> {
  const {query} = questionIn(location);
  const found = itemAt(`explorer?${query}#table`, ROOT);
  if (found) await addItem(found.item, found.edition);
}

/** Adds a chart of this page. A chart that a script has drawn in the page has no address, and cannot be added. */
export async function addChart(figure: HTMLElement): Promise<void> {
  const found = itemOfChart(figure);
  if (!found) {
    say("This chart cannot be put into a brief: it has no address of its own. Save it as a picture instead.");
    return;
  }
  if (found.item.kind === "page") {
    const {chartIn, isSameChart, pageOf} = await import("./page.js");
    const there = await pageOf(found.item.page, ROOT).then(
      (page) => chartIn(page, found.item.kind === "page" ? found.item.part : ""),
      () => null
    );
    if (!there || !isSameChart(there, figure)) {
      say(
        "This chart cannot be put into a brief: your choices on this page drew it, and they are not in its address. Save it as a picture instead."
      );
      return;
    }
  }
  await addItem(found.item, found.edition);
}

// What a page knows of its charts: their addresses, their edition, and how they are cited.
import type {Citing} from "../charts/take/read.js";
import {citation} from "./citation.js";
import {wholeAddress} from "./citeAddress.js";
import {editionOf, templatesOf, today} from "./citeOpen.js";

/** Where the reader keeps the question after #, which servers do not see, the address of a chart has it there too. */
function address(figure: HTMLElement): string {
  const url = new URL(
    wholeAddress(figure.querySelector<HTMLElement>(".cite[data-address]")?.dataset.address ?? `#${figure.id}`)
  );
  if (location.search === "" && location.hash.includes("=") && url.search) {
    url.hash = url.search.slice(1);
    url.search = "";
  }
  return url.href;
}
const edition = (figure: HTMLElement) =>
  editionOf(address(figure)) ?? document.querySelector<HTMLElement>("[data-page]")?.dataset.page ?? "latest";

export const citing: Citing = {
  address,
  edition,
  citation: async (figure, title) => {
    const {sources = "unhcr"} = figure.querySelector<HTMLElement>(".cite[data-title]")?.dataset ?? {};
    const file = await templatesOf(edition(figure));
    const templates = file.sources[sources] ?? file.sources.unhcr;
    if (!templates) throw new Error("The citation could not be loaded. Try again.");
    return citation(templates, "plain", {title, address: address(figure), accessed: today()}).trim();
  }
};

// Offers “Embed…” in the menu of each chart that a framed page can show; its dialog is loaded when a reader opens it.
import {openEmbed} from "./open.js";

/** What the menu of a chart tells those who add to it. */
interface ChartMenu {
  readonly figure: HTMLElement;
  readonly add: (words: string, act: () => void) => void;
}

/** The charts that the page was written with: those that scripts draw later have no page to be cut from. */
const written = new Set(Array.from(document.querySelectorAll("figure.plate[id]"), ({id}) => id));

document.addEventListener("chartmenu", (event) => {
  const {figure, add} = (event as CustomEvent<ChartMenu>).detail;
  const isAnswer = figure.closest("#answer") !== null;
  if (figure.matches("figure.plate[id]") && (isAnswer || written.has(figure.id)))
    add("Embed…", () => void openEmbed(figure));
});

// Offers “Add to brief” in the menu of each chart. What it does is loaded when a reader chooses it.

/** What a chart's menu says of itself when it is opened. */
interface ChartMenu {
  readonly figure: HTMLElement;
  readonly add: (words: string, act: () => void | Promise<void>) => void;
}

document.addEventListener("chartmenu", (event) => {
  const {figure, add} = (event as CustomEvent<ChartMenu>).detail;
  // In a brief it is already.
  if (figure.closest(".brief")) return;
  add("Add to brief", async () => (await import("./add.js")).addChart(figure));
});

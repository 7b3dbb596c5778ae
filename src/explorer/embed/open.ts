// Opens the dialog with the code of a chart; its module is loaded then.

/** Opens it for a chart, or for those of the explorer's answer. */
export async function openEmbed(figure: HTMLElement | null): Promise<void> {
  const {showEmbed} = await import("./dialog.js");
  // This script lies in a folder of the site's root.
  await showEmbed(figure, new URL("..", import.meta.url).href);
}

/** The explorer's own button, for any chart of its answer. */
export function embedButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Embed";
  button.addEventListener("click", () => void openEmbed(null));
  return button;
}

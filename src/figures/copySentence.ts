// Adds to each sentence to print a button that copies it. Where the browser does not let a page copy, the sentence is selected instead.
import {copyText} from "../html/clipboard.js";

export function addCopyButtons(root: ParentNode): void {
  for (const sentence of root.querySelectorAll<HTMLElement>("[data-sentence]")) {
    if (sentence.dataset.copies !== undefined) continue;
    sentence.dataset.copies = "";
    const text = sentence.textContent;
    const isFull = sentence.dataset.sentence === "full";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn copy";
    const words = isFull ? "Copy full sentence" : "Copy sentence";
    button.textContent = words;
    button.addEventListener("click", () => {
      void copyText(text).then(
        () => (button.textContent = "Copied"),
        () => {
          getSelection()?.selectAllChildren(sentence);
          button.textContent = "Selected: copy it with Ctrl or ⌘ and C";
        }
      );
    });
    button.addEventListener("blur", () => (button.textContent = words));
    sentence.after(button);
  }
}

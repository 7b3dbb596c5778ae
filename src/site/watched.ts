// For people who may be watched: “Leave this site”, and links that do not send the question to a server. Both need
// scripts.
import {quietLink} from "../explorer/quiet.js";
import {copyText} from "../html/clipboard.js";

const leave = document.querySelector<HTMLButtonElement>("button[data-exit]");
if (leave) {
  leave.hidden = false;
  // The page is replaced in the history, so “back” does not return to it.
  leave.addEventListener("click", () => location.replace(leave.dataset.exit ?? "about:blank"));
}

const field = document.querySelector<HTMLInputElement>("input[data-quiet]");
const form = field?.closest("form");
const told = form?.querySelector<HTMLElement>("[role=status]");
if (field && form && told) {
  form.hidden = false;
  field.value = new URL(field.dataset.quiet ?? "", document.baseURI).href;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    let link: string;
    try {
      link = quietLink(field.value);
    } catch {
      told.textContent = "This is not a link. Copy one whole, with https:// before it.";
      return;
    }
    field.value = link;
    void copyText(link).then(
      () => (told.textContent = "The link is copied, its question after #."),
      () => {
        field.select();
        told.textContent = "Your browser copies nothing for a page: the link is selected, its question after #.";
      }
    );
  });
}

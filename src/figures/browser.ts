// Adds buttons that copy a card's sentences, and opens a figure's source card next to the text: the card is a separate page, which this script fetches from the same site and
// shows in a dialog. Without scripts, on a phone, or with a key held, the browser follows the link.
import {addCopyButtons} from "./copySentence.js";

const PHONE = "(max-width: 560px)";

async function open(link: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = page.querySelector("main.card");
  if (!card) throw new Error("no card");
  const dialog = document.createElement("dialog");
  dialog.className = "card";
  dialog.setAttribute("aria-labelledby", "card-title");
  // Links in the card are relative to its own address.
  for (const inside of card.querySelectorAll("a[href]"))
    inside.setAttribute("href", new URL(inside.getAttribute("href") ?? "", link.href).href);
  for (const inside of card.querySelectorAll("[data-address]"))
    inside.setAttribute("data-address", new URL(inside.getAttribute("data-address") ?? "", link.href).href);
  card.querySelector(".top")?.remove();
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = "Close";
  form.append(close);
  const name = document.createElement("span");
  name.textContent = "Source card";
  const top = document.createElement("div");
  top.className = "top";
  top.append(name, form);
  dialog.append(top, ...card.childNodes);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  addCopyButtons(dialog);
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || matchMedia(PHONE).matches) return;
  const link = event.target.closest<HTMLAnchorElement>("a.fig[data-card]");
  if (!link || link.closest("dialog")) return;
  event.preventDefault();
  open(link).catch(() => {
    location.href = link.href;
  });
});

for (const card of document.querySelectorAll("main.card")) addCopyButtons(card);

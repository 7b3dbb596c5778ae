// The menu “Save or copy” of a chart. Other parts of the site add their own items: when a menu is built, which is when a reader first
// opens it, `document` gets the event "chartmenu" with the detail
//
//     {figure: HTMLElement, add(words: string, act: () => void | Promise<void>): void}
//
// `figure` is the chart (figure.plate or figure.opening); `add` appends a button with these words, which runs `act`. A text that
// `act` returns or resolves to is shown under the items, such as "Added to your brief."; so is the message of an error. A chart that is
// drawn anew gets a new menu, and a new event. Listen with
//
//     document.addEventListener("chartmenu", ({detail: {figure, add}}) => add("Embed", () => …));
import {copyText} from "../../html/clipboard.js";

/** What an item does; the text that it returns or resolves to is shown. */
export type Act = () => unknown;

export interface ChartMenu {
  readonly figure: HTMLElement;
  readonly add: (words: string, act: Act) => void;
}

declare global {
  interface DocumentEventMap {
    chartmenu: CustomEvent<ChartMenu>;
  }
}

/** What the page knows of a chart and the chart does not. */
export interface Citing {
  /** The whole address of a chart. */
  readonly address: (figure: HTMLElement) => string;
}

/** Opens menus, with what the page knows. */
export interface Menus {
  readonly openMenu: (figure: HTMLElement, button: HTMLButtonElement) => void;
}

export const menus = (citing: Citing): Menus => ({
  openMenu: (figure, button) => {
    const menu = menuOf(figure, citing);
    button.after(menu);
    attach(menu, button);
    button.click();
  }
});

function menuOf(figure: HTMLElement, citing: Citing): HTMLElement {
  const menu = document.createElement("div");
  menu.className = "take-menu";
  const items = document.createElement("div");
  items.className = "items";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const add: ChartMenu["add"] = (words, act) => {
    const item = document.createElement("button");
    item.type = "button";
    item.textContent = words;
    item.addEventListener("click", () => {
      said.textContent = "";
      Promise.resolve()
        .then(act)
        .then(
          (done) => (said.textContent = typeof done === "string" ? done : ""),
          (error: unknown) => (said.textContent = error instanceof Error ? error.message : String(error))
        );
    });
    items.append(item);
  };
  add("Copy link to this chart", async () => {
    await copyText(citing.address(figure));
    return "Link copied.";
  });
  document.dispatchEvent(new CustomEvent<ChartMenu>("chartmenu", {detail: {figure, add}}));
  menu.append(items, said);
  return menu;
}

/** Makes a menu open and close by its button: as a native popover, or by hand in browsers without popovers. */
function attach(menu: HTMLElement, button: HTMLButtonElement): void {
  const opened = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    place(menu, button);
    menu.querySelector<HTMLElement>("button, input, select")?.focus({preventScroll: true});
  };
  if ("popover" in HTMLElement.prototype) {
    menu.popover = "auto";
    button.popoverTargetElement = menu;
    menu.addEventListener("toggle", (event) => opened(event.newState === "open"));
    return;
  }
  menu.hidden = true;
  const show = (isOpen: boolean) => {
    menu.hidden = !isOpen;
    opened(isOpen);
  };
  button.addEventListener("click", () => show(menu.hidden !== false));
  menu.addEventListener("keydown", ({key}) => {
    if (key !== "Escape") return;
    show(false);
    button.focus();
  });
}

/** Puts an open menu at its button where there is room; on a phone the stylesheet puts it at the foot of the screen. */
function place(menu: HTMLElement, button: HTMLElement): void {
  if (innerWidth <= 560) {
    menu.removeAttribute("style");
    return;
  }
  const at = button.getBoundingClientRect();
  const {width, height} = menu.getBoundingClientRect();
  const below = at.bottom + 6 + height <= innerHeight - 8;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - height)}px`;
}

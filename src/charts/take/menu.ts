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
import {copyRich, copyText} from "../../html/clipboard.js";
import {element} from "../../html/table.js";
import {saveFile} from "../../html/saveFile.js";
import {FORMATS} from "./layout.js";
import type {Format} from "./layout.js";
import {fileName, metadataOf, readmeOf} from "./package.js";
import {pngOf, svgOf} from "./picture.js";
import {read} from "./read.js";
import type {Citing} from "./read.js";
import {csvOf, tableWords} from "./table.js";

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

/** Opens menus. */
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

const CSV = "text/csv;charset=utf-8";
const SVG = "image/svg+xml;charset=utf-8";

/** The items of every menu. What the chart says is read anew each time, as it may have changed. */
function itemsOf(figure: HTMLElement, citing: Citing, format: () => Format): readonly (readonly [words: string, act: Act])[] {
  const told = () => read(figure, citing);
  const named = (chosen: Format) => fileName(told(), chosen === "report" ? "" : chosen);
  const saved = (name: string) => `Saved as ${name}.`;
  return [
    [
      "PNG",
      async () => {
        const name = `${named(format())}.png`;
        saveFile(name, await pngOf(await svgOf(figure, told(), format())), "image/png");
        return saved(name);
      }
    ],
    [
      "SVG",
      async () => {
        const name = `${named(format())}.svg`;
        saveFile(name, await svgOf(figure, told(), format()), SVG);
        return saved(name);
      }
    ],
    ...(told().data
      ? ([
          [
            "CSV: the numbers",
            () => {
              const {data} = told();
              if (data) saveFile(`${fileName(told())}.csv`, csvOf(data), CSV);
              return saved(`${fileName(told())}.csv`);
            }
          ]
        ] as const)
      : []),
    [
      "ZIP: picture, numbers, citation and licence",
      async () => {
        const name = `${named(format())}.zip`;
        saveFile(name, await zipOf(figure, citing, format()), "application/zip");
        return saved(name);
      }
    ],
    [
      "Copy link to this chart",
      async () => {
        await copied(copyText(citing.address(figure)), citing.address(figure));
        return "Link copied.";
      }
    ],
    [
      "Copy sentence",
      async () => {
        const {sentence} = told();
        await copied(copyText(sentence), sentence);
        return `Copied: ${sentence}`;
      }
    ],
    ...(told().data
      ? ([
          [
            "Copy table for a document",
            async () => {
              const {data, title, source} = told();
              if (data) await copied(copyRich(tableWords(data, {title, source})), "Save the CSV instead.");
              return "Table copied.";
            }
          ]
        ] as const)
      : [])
  ];
} // prettier-ignore

/** Where the browser does not let a page copy, the reader sees what to copy. */
function copied(done: Promise<void>, text: string): Promise<void> {
  return done.catch(() => {
    throw new Error(`Your browser does not let this page copy. ${text}`);
  });
}

/** The files of a chart in one. */
async function zipOf(figure: HTMLElement, citing: Citing, format: Format): Promise<Blob> {
  const told = read(figure, citing);
  const [{zipSync, strToU8}, citation, svg] = await Promise.all([
    import("fflate"),
    citing.citation(figure, told.title),
    svgOf(figure, told, format)
  ]);
  const name = fileName(told, format === "report" ? "" : format);
  const png = new Uint8Array(await (await pngOf(svg)).arrayBuffer());
  const files: Record<string, Uint8Array> = {
    ...(told.data ? {[`${fileName(told)}.csv`]: strToU8(csvOf(told.data))} : {}),
    [`${name}.png`]: png,
    [`${name}.svg`]: strToU8(svg)
  };
  const names = [...Object.keys(files), "metadata.json", "README.txt"];
  files["metadata.json"] = strToU8(`${JSON.stringify(metadataOf(told, citation, names), null, 2)}\n`);
  files["README.txt"] = strToU8(readmeOf(told, citation, names));
  return new Blob([zipSync(files, {level: 6})], {type: "application/zip"});
}

function menuOf(figure: HTMLElement, citing: Citing): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const formats = make(
    "select",
    {},
    ...Object.entries(FORMATS).map(([key, {words}]) => make("option", {value: key}, words))
  ) as HTMLSelectElement;
  const pictures = make("div", {class: "pictures"});
  const items = make("div", {class: "items"});
  const said = make("p", {role: "status"});
  const addTo = (place: HTMLElement, words: string, act: Act) => {
    const item = make("button", {type: "button"}, words);
    item.addEventListener("click", () => {
      said.textContent = "Working…";
      Promise.resolve()
        .then(act)
        .then(
          (done) => (said.textContent = typeof done === "string" ? done : ""),
          (error: unknown) => (said.textContent = error instanceof Error ? error.message : String(error))
        );
    });
    place.append(item);
  };
  for (const [words, act] of itemsOf(figure, citing, () => formats.value as Format))
    addTo(/^(?:PNG|SVG)$/.test(words) ? pictures : items, words, act);
  document.dispatchEvent(
    new CustomEvent<ChartMenu>("chartmenu", {detail: {figure, add: (words, act) => addTo(items, words, act)}})
  );
  return make(
    "div",
    {class: "take-menu", role: "group", "aria-label": "Save or copy this chart"},
    make("div", {class: "picture"}, make("label", {}, "Picture ", formats), pictures),
    items,
    said
  );
}

/** Makes a menu open and close by its button: as a native popover, or by hand in browsers without popovers. */
function attach(menu: HTMLElement, button: HTMLButtonElement): void {
  const opened = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    place(menu, button);
    menu.querySelector<HTMLElement>("select, button")?.focus({preventScroll: true});
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

// Runs in a reader's browser when a block “Cite” is opened: fetches the edition's templates, and adds the formats, copying, files, and
// which link is permanent.
import {element} from "../html/table.js";
import {copyText} from "../html/clipboard.js";
import {saveFile} from "../html/saveFile.js";
import {editionDate} from "../words/editionDate.js";
import {citation, CITATION_FILES, CITATION_FORMATS} from "./citation.js";
import type {CitationFile, CitationFormat, CitationTemplates} from "./citation.js";
import {citedBy, wholeAddress} from "./citeAddress.js";

/** The root of the site, from the folder of its scripts. */
const ROOT = new URL("../", import.meta.url);
const files = new Map<string, Promise<CitationFile>>();

/** The templates of an edition; a failed request is made again when a block is next opened. */
export function templatesOf(edition: string): Promise<CitationFile> {
  let file = files.get(edition);
  if (!file) {
    file = fetch(new URL(`data/${edition}/cite.json`, ROOT)).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json() as Promise<CitationFile>;
    });
    file.catch(() => files.delete(edition));
    files.set(edition, file);
  }
  return file;
}

/** The edition that an address names, and goes on naming; null where it always shows the latest. */
export function editionOf(address: string): string | null {
  const url = new URL(address);
  const named = url.searchParams.get("edition") ?? new URLSearchParams(url.hash.slice(1)).get("edition");
  return [named, ...url.pathname.split("/")].find((part) => /^\d{4}-\d\d-\d\d(?:-\d+)?$/.test(part ?? "")) ?? null;
}

/** The reader's day, as ISO 8601 writes it. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
  element(document, name, attributes, ...contents);

interface Shown {
  readonly title: string;
  readonly address: string;
  readonly templates: CitationTemplates;
}

/** Fills a block. What it cites is read anew each time: an answer may have changed. */
export async function open(block: HTMLDetailsElement): Promise<void> {
  const {title = "", address: link = "", sources = "unhcr"} = citedBy(block);
  const address = wholeAddress(link);
  const text = block.querySelector<HTMLElement>(".ref") ?? block.appendChild(make("p", {class: "ref"}));
  const permanent = editionOf(address);
  const shown = permanent ?? document.querySelector<HTMLElement>("[data-page]")?.dataset.page ?? "latest";
  for (const old of block.querySelectorAll(".how, .stays, .fault")) old.remove();
  try {
    const file = await templatesOf(shown);
    const templates = file.sources[sources] ?? file.sources.unhcr;
    if (!templates) throw new Error(`no template for ${sources}`);
    if (block.querySelector(".how")) return;
    block.append(...controls({title, address, templates}, text), stays(permanent, file.edition));
  } catch {
    block.append(
      make(
        "p",
        {class: "fault", role: "status"},
        "The other formats could not be loaded. Close this and open it again."
      )
    );
  }
}

/** The choice of a format, copying and a file; `text` shows the citation. */
function controls({title, address, templates}: Shown, text: HTMLElement): HTMLElement[] {
  const select = make("select", {}) as HTMLSelectElement;
  for (const [format, name] of Object.entries(CITATION_FORMATS)) select.append(make("option", {value: format}, name));
  const copy = make("button", {type: "button", class: "btn"}, "Copy");
  const save = make("button", {type: "button", class: "btn"}) as HTMLButtonElement;
  const told = make("span", {role: "status"});
  const format = () => select.value as CitationFormat;
  const show = () => {
    const ending = CITATION_FILES[format()];
    text.textContent = citation(templates, format(), {title, address, accessed: today()}).trimEnd();
    text.classList.toggle("code", ending !== undefined);
    save.hidden = ending === undefined;
    save.textContent = `Download .${ending ?? ""}`;
    told.textContent = "";
  };
  select.addEventListener("change", show);
  copy.addEventListener("click", () => {
    copyText(text.textContent).then(
      () => (told.textContent = "Copied."),
      () => {
        getSelection()?.selectAllChildren(text);
        told.textContent = "Your browser does not let this page copy: the text is selected.";
      }
    );
  });
  save.addEventListener("click", () => {
    const contents = citation(templates, format(), {title, address, accessed: today()});
    saveFile(`asylum-ledger.${CITATION_FILES[format()] ?? "txt"}`, `${contents}\n`, "text/plain;charset=utf-8");
  });
  show();
  return [make("p", {class: "how"}, make("label", {}, "Format ", select), copy, save, told)];
}

/** Which link is permanent. */
function stays(permanent: string | null, edition: string): HTMLElement {
  if (permanent !== null)
    return make(
      "p",
      {class: "stays"},
      `The link is permanent: it keeps showing the edition of ${editionDate(permanent)}.`
    );
  return make(
    "p",
    {class: "stays"},
    "The link always shows the latest edition. Permanent link of the data: ",
    make("a", {href: new URL(`editions/${edition}/`, ROOT).href}, `edition of ${editionDate(edition)}`),
    "."
  );
}

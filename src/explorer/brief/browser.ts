// Runs the page of a brief: reads it from the address after #, shows its items, and writes every change back into the address.
// Long because it holds the page's state and every event that changes it; items, files and the saved document are made elsewhere.
import {byId} from "../../html/byId.js";
import {publishedAddress} from "../../html/published.js";
import {saveFile} from "../../html/saveFile.js";
import {say} from "../../html/say.js";
import {element} from "../../html/table.js";
import {copyText} from "../../html/clipboard.js";
import {cautionLines, watch} from "../files.js";
import type {Watch} from "../files.js";
import {current, filesOf} from "../load.js";
import {editionWords} from "../names.js";
import {Kept} from "../undo.js";
import {
  briefFile,
  cleanText,
  formatBrief,
  itemValue,
  LONG_ADDRESS,
  MOST_CAPTION,
  MOST_ITEMS,
  MOST_TITLE,
  nameOf,
  parseBrief,
  readBriefFile
} from "./address.js";
import type {Brief, BriefItem} from "./address.js";
import {receive} from "./channel.js";
import {changeWords} from "./changes.js";
import {prefixed} from "./cut.js";
import {briefArticle, captionParts, madeWords, savedHtml, sourceParts} from "./document.js";
import {itemAt} from "./link.js";
import {partOf} from "./parts.js";
import type {Part} from "./parts.js";
import {fileNameOf} from "./save.js";
import {stylesFor} from "./styles.js";

const problems = byId("problems");
let problemsSaid: readonly string[] = [];
const list = byId("items");
const title = byId("brief-title") as HTMLInputElement;
const undo = byId("undo") as HTMLButtonElement;
const root = new URL("./", location.href).href;
const site = publishedAddress("./");

const first = parseBrief(location.hash.slice(1));
// A brief that begins with an item names the edition that it begins with.
const begun = first.add ? {...first.brief, edition: first.brief.edition ?? current} : first.brief;
const kept = new Kept<Brief>(begun, formatBrief);
const editionOf = ({edition}: Brief) => edition ?? current;
const today = () => new Date().toLocaleDateString("en-GB", {dateStyle: "long"});

const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
  element(document, name, attributes, ...contents);

/** Each item in each edition, made once. */
const made = new Map<string, Promise<Part>>();
let waiting: Watch | null = null;
function partIn(item: BriefItem, edition: string): Promise<Part> {
  const key = `${edition} ${item.kind} ${itemValue(item)}`;
  let part = made.get(key);
  if (!part) {
    part = partOf(item, {document, edition, root, site, tell: (step) => waiting?.step(step)});
    // One that could not be loaded is asked for again when the brief is next drawn.
    void part.then(({element: shown}) => shown ?? made.delete(key));
    made.set(key, part);
  }
  return part;
}

/** A brief that has items names the edition that it was made with. */
function change(brief: Brief): void {
  kept.change({...brief, edition: brief.edition ?? (brief.items.length ? current : null)});
  show();
}

const withItem = (brief: Brief, i: number, item: BriefItem): Brief => ({
  ...brief,
  items: brief.items.map((one, at) => (at === i ? item : one))
});

/** The caption that a reader is typing: it is taken when typing pauses, and all of its letters are undone together. */
let typing: {readonly at: number; readonly field: HTMLTextAreaElement; clock: number; isBegun: boolean} | null = null;
function flush(): void {
  if (!typing) return;
  clearTimeout(typing.clock);
  const {at, field, isBegun} = typing;
  const item = kept.state.items[at];
  const caption = cleanText(field.value, MOST_CAPTION, true);
  if (item && caption !== item.caption) {
    kept.change(withItem({...kept.state, edition: editionOf(kept.state)}, at, {...item, caption}), isBegun);
    typing.isBegun = true;
    undo.disabled = false;
  }
}

/** Shows what is above the items. */
function showHead(): void {
  const brief = kept.state;
  const {items} = brief;
  if (title.value !== brief.title) title.value = brief.title;
  byId("brief-name").textContent = nameOf(brief);
  document.title = `${nameOf(brief)} | Asylum Ledger`;
  undo.disabled = !kept.canUndo;
  byId("first").hidden = items.length > 0;
  byId("brief-page").hidden = items.length === 0;
  byId("made-tools").hidden = items.length === 0 && !kept.canUndo;
  for (const id of ["print", "save-html", "save-file", "copy-link"])
    (byId(id) as HTMLButtonElement).disabled = items.length === 0;
  byId("brief-made").textContent = madeWords(editionOf(brief), today());
  byId("long").hidden = formatBrief(brief).length < LONG_ADDRESS;
}

/** Whether this site has an edition, as far as it was asked. */
const hasEdition = new Map<string, boolean>([[current, true]]);

/** Shows the latest in the place of an edition that this site does not have, and says so. */
async function checkEdition(edition: string): Promise<void> {
  // Where the list of editions cannot be fetched each item says why it cannot be shown.
  const files = await filesOf(edition).catch(() => null);
  hasEdition.set(edition, typeof files !== "string");
  if (kept.state.edition !== edition) return;
  if (typeof files === "string") {
    kept.follow({...kept.state, edition: current});
    history.replaceState(null, "", `#${formatBrief(kept.state)}`);
    sayProblems([
      ...problemsSaid,
      `We ignored the ${editionWords(edition)}: this site has no such edition. The brief shows the latest, the ${editionWords(current)}.`
    ]);
  }
  show();
}

let drawing = 0;

/** Draws the brief: its controls at once, its items as they come. */
function show(): void {
  const edition = editionOf(kept.state);
  if (hasEdition.get(edition) !== true) {
    void checkEdition(edition);
    return;
  }
  const brief = kept.state;
  const mine = ++drawing;
  typing = null;
  const {items} = brief;
  showHead();
  showEdition(brief);
  const places = items.map((item, i) => itemSection(item, i, items.length));
  const focused = list.contains(document.activeElement) ? document.activeElement?.id : undefined;
  list.replaceChildren(...places.map(({section}) => section));
  if (focused) document.getElementById(focused)?.focus();
  waiting?.end();
  const watching = items.length ? watch(byId("loading"), nameOf(brief)) : null;
  waiting = watching;
  document.documentElement.dataset.brief = "";
  void (async () => {
    for (const [i, item] of items.entries()) {
      const part = await partIn(item, editionOf(brief));
      if (mine !== drawing) return;
      places[i]?.fill(part);
    }
    watching?.end();
    document.documentElement.dataset.brief = "ready";
  })();
}

/** An item with its controls; `fill` shows what it is of. */
function itemSection(item: BriefItem, i: number, of: number): {section: HTMLElement; fill: (part: Part) => void} {
  const at = `item ${i + 1}`;
  const button = (words: string, act: string, isOff: boolean) =>
    make("button", {type: "button", class: "btn", "data-act": act, "data-at": String(i), "aria-label": `${words} ${at}`, ...(isOff ? {disabled: ""} : {})}, words); // prettier-ignore
  const field = make("textarea", {
    id: `caption-${i + 1}`,
    rows: "2",
    maxlength: String(MOST_CAPTION),
    dir: "auto"
  }) as HTMLTextAreaElement;
  field.value = item.caption;
  const place = make("div", {class: "brief-part"}, make("p", {class: "brief-wait"}, "Loading."));
  const below = make("div", {});
  const printed = make("div", {class: "on-paper"}, ...captionParts(document, item.caption));
  field.addEventListener("input", () => {
    if (typing?.at !== i) typing = {at: i, field, clock: 0, isBegun: false};
    clearTimeout(typing.clock);
    typing.clock = window.setTimeout(flush, 300);
    printed.replaceChildren(...captionParts(document, cleanText(field.value, MOST_CAPTION, true)));
  });
  field.addEventListener("change", flush);
  const section = make(
    "section",
    {class: "brief-item", "aria-label": `Item ${i + 1} of ${of}`},
    make(
      "div",
      {class: "brief-controls"},
      make("span", {class: "at"}, `Item ${i + 1} of ${of}`),
      button("Move up", "up", i === 0),
      button("Move down", "down", i === of - 1),
      button("Remove", "remove", false)
    ),
    make("div", {class: "brief-caption-field"}, make("label", {for: field.id}, `Caption of item ${i + 1}`), field),
    printed,
    place,
    below
  );
  return {
    section,
    fill: (part) => {
      place.replaceChildren(
        ...(part.element ? [prefixed(part.element, `item-${i + 1}-`)] : [make("h2", {}, part.title)])
      );
      below.replaceChildren(...sourceParts(document, part));
    }
  };
}

/** Says that an earlier edition is shown, and offers the latest. */
function showEdition(brief: Brief): void {
  const box = byId("edition");
  const edition = editionOf(brief);
  box.hidden = edition === current || brief.items.length === 0;
  if (box.hidden) {
    box.replaceChildren();
    return;
  }
  const compare = make("button", {type: "button", class: "btn"}, "Which figures would change?");
  const move = make("button", {type: "button", class: "btn"}, "Move to the latest edition");
  const answer = make("div", {role: "status"});
  compare.addEventListener("click", () => void compareEditions(brief, answer));
  move.addEventListener("click", () => {
    flush();
    change({...kept.state, edition: current});
    say(`The brief now shows the latest, the ${editionWords(current)}. “Undo” goes back.`);
    undo.focus();
  });
  box.replaceChildren(
    make("p", {}, `This brief shows the ${editionWords(edition)}. The latest is the ${editionWords(current)}.`),
    make("p", {class: "brief-buttons"}, compare, move),
    answer
  );
}

/** Makes every item in the latest edition, and says what is another number there. */
async function compareEditions(brief: Brief, answer: HTMLElement): Promise<void> {
  answer.replaceChildren(make("p", {}, "Comparing the editions."));
  const lines: HTMLElement[] = [];
  for (const [i, item] of brief.items.entries()) {
    const [before, after] = await Promise.all([partIn(item, editionOf(brief)), partIn(item, current)]);
    const name = `Item ${i + 1}, ${before.title}`;
    const said =
      item.kind === "page" ? "it is of the latest edition already" : changeWords(before.numbers(), after.numbers());
    lines.push(make("li", {}, `${name}: ${said}.`));
  }
  answer.replaceChildren(make("ul", {}, ...lines));
}

/** Adds items at the end, and says so. */
function add(brief: Brief): string {
  flush();
  const before = kept.state;
  const items = [...before.items, ...brief.items].slice(0, MOST_ITEMS);
  const added = items.length - before.items.length;
  if (!added) return before.items.length >= MOST_ITEMS ? `Your brief has ${MOST_ITEMS} items, and takes no more.` : "Nothing was added: the address is not of a chart or figure."; // prettier-ignore
  const edition = before.items.length ? editionOf(before) : (brief.edition ?? current);
  change({...before, edition, title: before.title || brief.title, items});
  const other = brief.edition ?? current;
  return `Added to your brief${before.title ? ` “${before.title}”` : ""} as item ${items.length}.${other === edition ? "" : ` It shows the ${editionWords(edition)}, as the whole brief does.`}`;
}

list.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-act]");
  if (!button) return;
  const {act = "", at = ""} = button.dataset;
  const i = Number(at);
  flush();
  const brief = kept.state;
  const items = [...brief.items];
  const [item] = items.splice(i, 1);
  if (!item) return;
  if (act === "remove") {
    change({...brief, items});
    say(`Removed item ${i + 1}. “Undo” brings it back.`);
    undo.focus();
    return;
  }
  const to = act === "up" ? i - 1 : i + 1;
  items.splice(to, 0, item);
  change({...brief, items});
  say(`Moved to ${to + 1} of ${items.length}.`);
  const section = list.children[to];
  const again = section?.querySelector<HTMLButtonElement>(`button[data-act="${act}"]`);
  (again?.disabled ? section?.querySelector<HTMLButtonElement>("button:not(:disabled)") : again)?.focus();
});

title.addEventListener("change", () => {
  flush();
  // The items stay as they are: the reader may be on the way to one of them.
  kept.change({...kept.state, title: cleanText(title.value, MOST_TITLE).trim()});
  showHead();
});
undo.addEventListener("click", () => {
  flush();
  kept.undo();
  show();
  say("Undone.");
});
byId("print").addEventListener("click", () => {
  flush();
  window.print();
});
byId("copy-link").addEventListener("click", () => {
  flush();
  const link = wholeAddress();
  void copyText(link).then(
    () => say("Link copied. Whoever has it sees this brief; no server sees what is in it."),
    () => say(`Your browser does not let this page copy. The link: ${link}`)
  );
});

/** The brief's address on the site, with everything in it. */
const wholeAddress = () => new URL(`brief#${formatBrief({...kept.state, edition: editionOf(kept.state)})}`, site).href;

byId("save-file").addEventListener("click", () => {
  flush();
  saveFile(
    `${fileNameOf(kept.state)}.brief.json`,
    briefFile({...kept.state, edition: editionOf(kept.state)}),
    "application/json;charset=utf-8"
  );
  say("Saved as a file that this page opens again.");
});

byId("save-html").addEventListener("click", () => {
  flush();
  say("Making the file.");
  void (async () => {
    const brief = kept.state;
    const edition = editionOf(brief);
    const parts: Part[] = [];
    for (const item of brief.items) parts.push(await partIn(item, edition));
    const page = document.implementation.createHTMLDocument();
    const article = briefArticle(brief, parts, {document: page, address: wholeAddress(), made: today(), edition});
    const defs = [...document.querySelectorAll("body > svg.defs, #observablehq-header svg.defs")]
      .map((one) => one.outerHTML)
      .join("");
    const styles = await stylesFor(defs + article.outerHTML);
    saveFile(
      `${fileNameOf(brief)}.html`,
      savedHtml(article, {title: nameOf(brief), styles, defs}),
      "text/html;charset=utf-8"
    );
    say("Saved as one HTML file: it opens by itself, without a network.");
  })();
});

(byId("open-file") as HTMLInputElement).addEventListener("change", (event) => {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (!file) return;
  if (file.size > 1_000_000) {
    say("This file is larger than a brief can be (1 MB).");
    return;
  }
  void file.text().then((text) => {
    const read = readBriefFile(text);
    // What was left out of a file before is not of this one.
    sayProblems([]);
    if (typeof read === "string") say(read);
    else {
      change(read.brief);
      sayProblems(read.problems);
      say(`Opened “${nameOf(read.brief)}”.`);
    }
    input.value = "";
  });
});

byId("add-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("add-address") as HTMLInputElement;
  const found = itemAt(field.value.trim(), site) ?? itemAt(field.value.trim(), root);
  if (!found) {
    say("This is not the address of a chart or figure of this site. Paste an address of the explorer, of a source card, or of a page with # and the chart’s id."); // prettier-ignore
    return;
  }
  say(add({title: "", edition: found.edition, items: [found.item]}));
  field.value = "";
});

function sayProblems(words: readonly string[]): void {
  problemsSaid = words;
  problems.replaceChildren(...cautionLines(words));
}

addEventListener("hashchange", () => {
  const text = location.hash.slice(1);
  const read = parseBrief(text);
  if (text === formatBrief(kept.state)) return;
  sayProblems(read.problems);
  if (read.add) {
    say(add(read.brief));
    return;
  }
  // An id of the page, such as that of the link to its main part.
  if (text !== "" && !text.includes("=")) return;
  kept.follow(read.brief);
  show();
});
addEventListener("beforeprint", flush);
addEventListener("pagehide", flush);

sayProblems(first.problems);
receive(add);
if (first.add) {
  history.replaceState(null, "", `#${formatBrief(begun)}`);
  say("This is a new brief. What you add next comes here, as long as this tab is open.");
}
byId("brief-tools").hidden = false;
show();

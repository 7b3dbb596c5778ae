// Runs the explorer in the browser: reads the address and the form, loads the data and draws the answer. Long because it holds all
// state of the page and every event that changes it; modules that need no page compute and draw.
import {byId} from "../html/byId.js";
import {saveFile} from "../html/saveFile.js";
import type {Size} from "../charts/sizes.js";
import {DEFAULT_QUESTION, formatState, parseState} from "./address.js";
import type {State} from "./address.js";
import {current, currentFiles, filesOf, ledgerFrom, load} from "./load.js";
import {yearsThatFit} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {fillQuestion, finds, namesIn, partsOf, readQuestion} from "./question.js";
import {renderView} from "./render.js";
import {tableParts} from "./plates/table.js";
import {PLACES} from "./plates/options.js";
import {csvOf, tableOf} from "./table.js";
import {comparison, leadTo, loadComparison} from "./compare/load.js";
import {viewOf} from "./view.js";
import type {View} from "./types.js";
import {cutWords, problemWords} from "./problems.js";
import {readMap} from "./map/wait.js";
import {questionTitle} from "./measureWords.js";
import {editionWords, fileName} from "./names.js";
import {permanentQuery} from "./cite.js";
import {askedWords} from "./asked.js";
import {limit, place, settle, tellFound} from "./pickers.js";
import {NOT_VERIFIED, isVerifiable} from "../edition/fetch.js";
import type {FileStep} from "../edition/fetch.js";
import {addressWith, questionIn, quietLink} from "./quiet.js";
import {sheetQuery} from "./sheet/address.js";
import {previewButton, previewOf} from "./previewLink.js";
import {copyText} from "../html/clipboard.js";
import {publishedAddress} from "../html/published.js";
import {briefButton, showWatch, tableButton, watchLink} from "./brief/ways.js";
import {embedButton} from "./embed/open.js";
import {unanswered, watch, whyNot} from "./files.js";
import type {Watch} from "./files.js";

const form = byId("question") as HTMLFormElement;
const answer = byId("answer");
const tell = byId("tell");
const acts = byId("acts");
/** In the place of an answer that is not there yet, so that nothing moves when it comes. */
const onItsWay = document.createElement("div");
onItsWay.className = "on-its-way";
onItsWay.setAttribute("role", "status");
answer.before(onItsWay);
const page = location.pathname;

/** Resolves after the next paint, so that changes are visible and input is handled. */
const painted = () =>
  new Promise<void>((done) => {
    if (document.hidden) setTimeout(done);
    else requestAnimationFrame(() => setTimeout(done));
  });

let ledger: Ledger | null = null;
/** The edition that is shown. */
let shownEdition = current;
/** The edition that the masthead and the footer name. */
let named = current;
let state: State | null = null;
let view: View | null = null;
let most = 120;
let asked = 0;
/** Loads under way, shared by all callers, with the element that shows their progress. */
const steps = new Map<string, FileStep>();
let waiting: Watch | null = null;
function onStep(step: FileStep): void {
  steps.set(step.name, step);
  waiting?.step(step);
}
const first = questionIn(location);
/** Whether later questions are written after #, as the first one was. */
let quiet = first.quiet;
/** Whether the answer in the page is that of the address. */
let stands = first.query === "";

/** The size that is seen; paper takes the middle one. */
function sizeSeen(): Size {
  return innerWidth > 1199 ? "wide" : innerWidth > 640 ? "middle" : "phone";
}

/** The edition shown, where it is not the current one. */
const earlier = () => (shownEdition === current ? null : shownEdition);

/** The question as an address; the edition is named where it is not the current one. */
function addressOf(asked: State): string {
  return formatState(asked) + (shownEdition === current ? "" : `&edition=${shownEdition}`);
}

/** The form's question, for the edition shown. */
function question(): string {
  const query = readQuestion(form);
  if (shownEdition !== current) query.set("edition", shownEdition);
  return query.toString();
}

/** A query's question in words, without figures. */
function wordsOf(query: string): string {
  const name = (control: string, value: string): string | null => {
    const found = [
      ...form.querySelectorAll<HTMLInputElement | HTMLOptionElement>(
        `input[name="${control}"], [name="${control}"] option`
      )
    ].find((each) => each.value === value);
    return (found instanceof HTMLOptionElement ? found.text : found?.closest("label")?.textContent)?.trim() ?? null;
  };
  const years = [...form.querySelectorAll<HTMLOptionElement>('select[name="from"] option')].map(({value}) =>
    Number(value)
  );
  return askedWords(query, name, [Math.min(...years), Math.max(...years)]) || "a question";
}

/** Removes an answer that does not match the address. */
function tellUnanswered(query: string, why: string): void {
  if (stands) {
    say([
      `We could not answer your last question (${wordsOf(query)}). ${why} Below is the answer to the question before it.`
    ]);
    return;
  }
  say([]);
  view = null;
  drawing++;
  answer.replaceChildren(...unanswered(wordsOf(query), why, () => void ask(query, {push: false})));
  answer.removeAttribute("aria-busy");
  document.title = `No answer: ${wordsOf(query)} | Asylum Ledger`;
}

/** Shows the answer to a query; `push` keeps the previous question in the history. */
async function ask(query: string, {push}: {push: boolean}): Promise<void> {
  const mine = ++asked;
  // A reader who has just asked sees a note that loading takes a moment; a page that arrives with its answer does not shift.
  waiting?.end();
  const watching = push || !stands ? watch(push ? tell : onItsWay, wordsOf(query)) : null;
  waiting = watching;
  for (const step of steps.values()) if (step.state === "asked" || step.state === "coming") watching?.step(step);
  try {
    const given = new URLSearchParams(query);
    const named = given.get("edition") ?? "";
    given.delete("edition");
    const found = await filesOf(named || current);
    const [edition, files] = typeof found === "string" ? [current, currentFiles] : [named || current, found];
    const isYearEnd = /^(?:refugees|asylum_seekers)$/.test(parseState(given.toString()).state.selection.measure);
    const opened = await ledgerFrom(edition, files, {needsStocks: isYearEnd, tell: onStep});
    if (typeof opened === "string") {
      if (mine === asked) {
        watching?.end();
        tellUnanswered(query, opened);
      }
      return;
    }
    let held = opened;
    const parsed = parseState(given.toString(), knownOf(held));
    const problems = parsed.problems.map(problemWords);
    if (typeof found === "string")
      problems.unshift(`${found} The answer below uses the latest, the ${editionWords(current)}.`);
    if (parsed.state.by) {
      const {withSexAge} = await import("./later.js");
      const drawn = await withSexAge(held, parsed.state, {files, tell: onStep});
      if (!drawn) {
        if (mine === asked) {
          watching?.end();
          tellUnanswered(query, `The ${editionWords(edition)} has no figures by sex and age.`);
        }
        return;
      }
      held = drawn;
    }
    // A newer question has replaced this one.
    if (mine !== asked) return;
    watching?.end();
    ledger = held;
    shownEdition = edition;
    state = parsed.state;
    const years = yearsThatFit(held, state.selection);
    if (years[0] !== state.selection.years[0]) {
      problems.push(cutWords(state.selection.years, years));
      state = {...state, selection: {...state.selection, years}};
    }
    if (push) history.pushState(null, "", addressWith(page, {query: addressOf(state), quiet}));
    stands = true;
    if (!isVerifiable()) problems.push(NOT_VERIFIED);
    most = 120;
    fillQuestion(form, held, state);
    await show(held, problems);
  } catch (error) {
    if (mine !== asked) return;
    watching?.end();
    tellUnanswered(query, whyNot(error));
  } finally {
    watching?.end();
    if (mine === asked) {
      document.documentElement.classList.remove("asking");
    }
  }
}

function knownOf({facts, place}: Ledger): Parameters<typeof parseState>[1] {
  return {
    years: facts.years,
    place: (code) => place(code) !== undefined,
    region: (scheme, code) => facts.regions.some((region) => region.scheme === scheme && region.code === code)
  };
}

function say(problems: readonly string[]): void {
  tell.replaceChildren(
    ...problems.slice(0, 6).map((words) => {
      const line = document.createElement("p");
      line.className = "caution";
      line.textContent = words;
      return line;
    })
  );
}

/** Says that an earlier edition is shown, and leads to the same question of the current one. */
function tellEdition(asked: State): void {
  if (shownEdition === current) return;
  const line = document.createElement("p");
  line.className = "caution";
  const leave = document.createElement("a");
  leave.href = `${page}?${formatState(asked)}`;
  leave.dataset.state = formatState(asked);
  leave.dataset.leave = "";
  leave.textContent = `Show the latest edition, of ${editionWords(current).replace("edition of ", "")}`;
  line.append(`This answer uses the ${editionWords(shownEdition)}, not the latest. `, leave, ".");
  tell.prepend(line);
}

/** On an earlier edition's answer the title and the page's own lines name that edition. */
function nameEdition(): void {
  if (!ledger || !state) return;
  const title = questionTitle(ledger, state);
  document.title = `${title}${shownEdition === current ? "" : ` (${editionWords(shownEdition)})`} | Asylum Ledger`;
  const shown = [editionWords(shownEdition), shownEdition] as const;
  const names = [editionWords(named), named] as const;
  if (shownEdition === named) return;
  named = shownEdition;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !node.parentElement?.closest(".mast, .foot")) continue;
    node.data = names.reduce((text, name, i) => text.replaceAll(name, shown[i] ?? name), node.data);
  }
}

/** Links to the fact sheet of a question about one place, pair or region. */
function leadToSheet({axis, state: {selection}}: View): void {
  toSheet.hidden = axis !== null;
  toSheet.href = addressWith("./sheet", {
    query: sheetQuery(selection, shownEdition === current ? null : shownEdition),
    quiet
  });
  showWatch(toWatch, selection);
}

async function show(held: Ledger, problems: readonly string[] = []): Promise<void> {
  if (!state) return;
  say(problems);
  tellEdition(state);
  view = viewOf(held, state);
  nameEdition();
  leadToSheet(view);
  void preview.show(quiet || shownEdition !== current ? null : previewOf(state, held.facts.years));
  const isThere = answer.dataset.state === addressOf(state);
  delete answer.dataset.state;
  if (isThere) adopt();
  else await draw([sizeSeen()]);
}

/** Adds interactive parts to the answer that the build wrote, in every size. */
function adopt(): void {
  drawn = ["wide", "middle", "phone"];
  redrawRows();
  addTools();
  if (ledger && view) {
    readMap(ledger, view);
    void compareBelow(ledger, view);
  }
}

/** Adds the charts that compare to the answer that the build wrote. */
async function compareBelow(held: Ledger, shown: View): Promise<void> {
  const compare = await loadComparison();
  if (!compare || view !== shown) return;
  byId("table").before(...compare.comparePlates(held, shown, optionsOf(drawn)));
  namePlaces();
}

const optionsOf = (sizes: readonly Size[]) => ({
  ...{document, sizes, live: true, most, edition: earlier()},
  compare: comparison
});

let drawn: readonly Size[] = [];
let drawing = 0;
/** The number of parts drawn before the first paint: findings, caveats and the first chart. */
const FIRST_PARTS = 3;
/** How long the parts below are worked at before the page answers again, in milliseconds. */
const ONE_FRAME = 8;

/** Draws the first screen, then the parts below it one by one; `at once` where nobody would see the difference. */
async function draw(sizes: readonly Size[], atOnce = false): Promise<void> {
  if (!ledger || !view) return;
  const mine = ++drawing;
  drawn = sizes;
  const find = document.activeElement?.id === "find" ? (document.activeElement as HTMLInputElement).selectionEnd : null;
  const coming = loadComparison();
  if (view.state.lines && !atOnce) await coming;
  if (mine !== drawing) return;
  const parts = renderView(ledger, view, optionsOf(sizes));
  if (atOnce) {
    answer.replaceChildren(...parts);
    addTools();
  } else {
    await drawInTurn(parts, coming, () => mine === drawing);
    if (mine !== drawing) return;
  }
  answer.removeAttribute("aria-busy");
  namePlaces();
  readMap(ledger, view);
  if (find !== null) byId("find").focus();
}

/** Replaces the previous answer with the first parts, and adds each other part after a paint. */
async function drawInTurn(
  parts: ReturnType<typeof renderView>,
  coming: Promise<unknown>,
  isWanted: () => boolean
): Promise<void> {
  // Keeps the page's height, so that the scroll position holds while parts are added.
  const rest = document.createElement("div");
  rest.style.height = `${answer.offsetHeight}px`;
  const first: HTMLElement[] = [];
  for (let left = FIRST_PARTS; left > 0; left--) {
    const {value, done} = parts.next();
    if (done) break;
    first.push(value);
    // The note on who is not counted is not one of these parts.
    if (value.id === "not-counted") left++;
  }
  answer.setAttribute("aria-busy", "true");
  answer.replaceChildren(...first, rest);
  document.documentElement.classList.remove("asking");
  await coming;
  for (let done = false; !done;) {
    await painted();
    if (!isWanted()) return;
    const begun = performance.now();
    while (!done && performance.now() - begun < ONE_FRAME) {
      const next = parts.next();
      if (next.value) rest.before(next.value);
      if (next.value?.id === "table") addTools();
      done = next.done === true;
    }
  }
  rest.remove();
}

/** Updates the list of sections to those of this answer. */
function namePlaces(): void {
  const places = byId("places");
  places.replaceChildren();
  for (const [id, words] of PLACES) {
    if (!document.getElementById(id)) continue;
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = words;
    places.append(link, " ");
  }
}

/** The filter over the table, which only scripts can answer. */
function addTools(): void {
  const rows = document.getElementById("rows");
  if (!rows || !state) return;
  const label = document.createElement("label");
  label.className = "filter";
  label.textContent = "Filter rows ";
  const input = document.createElement("input");
  input.type = "search";
  input.id = "find";
  input.value = state.find;
  input.maxLength = 60;
  label.append(input);
  const csv = document.createElement("button");
  csv.type = "button";
  csv.className = "btn";
  csv.id = "csv";
  csv.textContent = "Download these rows (CSV)";
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.append(label, csv, tableButton());
  rows.before(bar);
}

function redrawRows(): void {
  if (!ledger || !view) return;
  byId("rows").replaceChildren(
    ...tableParts(tableOf(ledger, view), view, {document, live: true, most, edition: earlier()})
  );
}

function redrawTable(): void {
  if (!ledger || !view || !state) return;
  view = {...view, state};
  const focused = document.activeElement?.getAttribute("data-sort");
  redrawRows();
  if (focused)
    byId("rows")
      .querySelector<HTMLElement>(`[data-sort="${CSS.escape(focused)}"]`)
      ?.focus();
  history.replaceState(null, "", addressWith(page, {query: addressOf(state), quiet}));
}

function download(): void {
  if (!ledger || !view) return;
  const file = csvOf(ledger, view, tableOf(ledger, view), publishedAddress("./explorer"));
  saveFile(fileName(ledger, view), file, "text/csv;charset=utf-8");
}

/** Sides of the sentence that hold the page's own example: the first place that a reader picks replaces it, a second is added. */
const examples = new Set(first.query === "" ? ["origin", "asylum"] : []);

form.addEventListener("change", (event) => {
  const control = event.target as HTMLInputElement;
  if (control.dataset.find !== undefined) return;
  settle(control, examples);
  if (control.name === "measure") {
    // The options of the new measure keep the values of their controls.
    const parts = partsOf({measure: control.value as State["selection"]["measure"]});
    for (const part of form.querySelectorAll<HTMLElement>("[data-part]"))
      part.hidden = !parts.includes(part.dataset.part ?? "");
  }
  void ask(question(), {push: true});
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void ask(question(), {push: true});
});
form.addEventListener("input", (event) => {
  const control = event.target as HTMLInputElement;
  if (control.dataset.find === undefined) return;
  void narrow(control);
});

/** Shows only the places that match the typed text. */
async function narrow(control: HTMLInputElement): Promise<void> {
  const {facts} = ledger ?? (await load(current, currentFiles, onStep));
  tellFound(control, finds(facts)(control.value));
}

/** A closed list shows every place when it opens again. Not as it opens: letters may be typed before that is told. */
async function clear(list: HTMLElement): Promise<void> {
  const control = list.querySelector<HTMLInputElement>("[data-find]");
  if (!control?.value) return;
  control.value = "";
  await narrow(control);
}

form.addEventListener("keydown", (event) => {
  const field = event.target as HTMLInputElement;
  if (event.key !== "Enter" || field.dataset.find === undefined || event.isComposing) return;
  event.preventDefault();
  // Takes the first match of the typed text, even if the list has not caught up yet.
  void narrow(field).then(() => {
    if (field.value.trim() === "") return;
    field
      .closest(".list")
      ?.querySelector<HTMLInputElement>("fieldset label:not([hidden]) input:not(:disabled):not(:checked)")
      ?.click();
  });
});
form.addEventListener(
  "toggle",
  (event) => {
    const list = event.target as HTMLElement;
    const opener = list.previousElementSibling;
    if (event.newState === "closed") void clear(list);
    if (event.newState !== "open" || !(opener instanceof HTMLElement)) return;
    place(list, opener);
    const pick = list.closest<HTMLElement>("[data-pick]");
    if (pick) limit(pick);
    if (!list.contains(document.activeElement))
      list.querySelector<HTMLElement>("input, select")?.focus({preventScroll: true});
  },
  true
);
document.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  if (target.id === "csv") download();
  if (target.dataset.copy !== undefined) copySentence(target, target.dataset.copy);
  if (target.id === "all-rows") {
    most = Infinity;
    redrawTable();
  }
  const column = target.dataset.sort;
  if (column !== undefined && state) {
    const falling = state.sort?.column === column ? !state.sort.falling : true;
    state = {...state, sort: {column, falling}};
    redrawTable();
  }
  const near = target.closest<HTMLElement>("a[data-state]");
  if (near && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    const kept = shownEdition !== current && near.dataset.leave === undefined ? `&edition=${shownEdition}` : "";
    void ask((near.dataset.state ?? "") + kept, {push: true}).then(() => leadTo(near.dataset.focus));
  }
});
answer.addEventListener("input", (event) => {
  const input = event.target as HTMLInputElement;
  if (input.id !== "find" || !state) return;
  state = {...state, find: input.value};
  redrawTable();
});
addEventListener("popstate", () => {
  const there = questionIn(location);
  quiet = there.quiet;
  const query = there.query || DEFAULT_QUESTION;
  // The reader followed a link to a section of this page.
  if (stands && state && addressOf(state) === query) return;
  stands = false;
  document.documentElement.classList.add("asking");
  foreshow(query);
  void ask(query, {push: false});
});
/** Where the question is after #, links to sections scroll without replacing it, and no link leads back to ?. */
document.addEventListener(
  "click",
  (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href]");
    if (!quiet || !link || link.origin !== location.origin) return;
    // A card's address holds the question too.
    if (link.matches(".n") && link.search) link.href = quietLink(link.href);
    if (link.pathname !== page) return;
    if (link.search) link.href = quietLink(link.href);
    if (!link.hash || questionIn(link).query) return;
    event.preventDefault();
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    place?.scrollIntoView();
    place?.focus({preventScroll: true});
  },
  true
);
let resized = 0;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => {
    if (view && !drawn.includes(sizeSeen())) void draw([sizeSeen()]);
  }, 150) as unknown as number;
});
addEventListener("beforeprint", () => {
  if (view) void draw(["wide", "middle", "phone"], true);
});

function copySentence(button: HTMLElement, sentence: string): void {
  void copyText(sentence).then(
    () => (button.textContent = "Copied"),
    () => say([sentence])
  );
}

const copy = document.createElement("button");
copy.type = "button";
copy.textContent = "Copy link";
copy.addEventListener("click", () => {
  void copyText(location.href).then(
    () => (copy.textContent = "Link copied"),
    () => say([`The link: ${location.href}`])
  );
});
/** For citing: the address that goes on showing these figures when another edition is current. */
const cite = document.createElement("button");
cite.type = "button";
cite.textContent = "Copy permanent link";
cite.addEventListener("click", () => {
  if (!state) return;
  const link = publishedAddress(permanentQuery(state, shownEdition));
  void copyText(link).then(
    () => (cite.textContent = "Permanent link copied"),
    () => say([`The link: ${link}`])
  );
});
/** For readers who may be watched: a server that logs addresses does not see the part after #. */
const hush = document.createElement("button");
hush.type = "button";
hush.textContent = "Copy link that servers do not log";
hush.addEventListener("click", () => {
  const link = quietLink(location.href.replace(/#(?![a-z_]+=).*$/, ""));
  void copyText(link).then(
    () => (hush.textContent = "Link copied (question after #)"),
    () => say([`The link: ${link}`])
  );
});
const toSheet = document.createElement("a");
toSheet.textContent = "Fact sheet to print";
toSheet.hidden = true;
const toWatch = watchLink();
const preview = previewButton({
  list: acts.dataset.previews ?? "",
  copy: copyText,
  failed: (link) => say([`The link: ${link}`])
});
// On a phone the actions fold: the answer stays on the first screen.
if (sizeSeen() !== "phone") acts.closest("details")?.setAttribute("open", "");
acts.append(copy, preview.button, cite, hush, embedButton(), briefButton(answer), toSheet, toWatch);
form.querySelector(".ask")?.setAttribute("hidden", "");
document.documentElement.classList.add("live");
/** The build wrote the default question; its table gets its controls when the page is idle. */
function whenIdle(): Promise<void> {
  return new Promise((done) => {
    const wait = () => ("requestIdleCallback" in globalThis ? requestIdleCallback(() => done(), {timeout: 2000}) : setTimeout(done, 200)); // prettier-ignore
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait, {once: true});
  });
}

/** Writes the address's question into the form and the title before its figures load, or if they never do. */
function foreshow(query: string): void {
  const names = namesIn(form);
  const known: Parameters<typeof parseState>[1] = {
    years: names.years,
    place: (code) => names.place(code) !== undefined,
    region: (scheme, code) => names.facts.regions.some((region) => region.scheme === scheme && region.code === code)
  };
  const {state: asks} = parseState(query.replace(/(?:^|&)edition=[^&]*/, ""), known);
  fillQuestion(form, names, asks);
  document.title = `${questionTitle(names, asks)} | Asylum Ledger`;
}

async function begin(): Promise<void> {
  const {hash} = location;
  if (first.query) foreshow(first.query);
  if (!first.query) await whenIdle();
  // The reader has already asked something.
  if (!asked) await ask(first.query || DEFAULT_QUESTION, {push: false});
  // A link may name a part of its answer, which is there only now.
  if (first.query) document.getElementById(hash.slice(1))?.scrollIntoView();
  document.documentElement.dataset.explorer = "ready";
}
void begin();

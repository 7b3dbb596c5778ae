// Runs the page of a reader's own dashboard: reads it from the address after #, draws a card for each place and pair of the latest edition,
// and then says what the edition before said.
import {byId} from "../../html/byId.js";
import {say} from "../../html/say.js";
import {copyText} from "../../html/clipboard.js";
import {cautionLines, unanswered, watch, whyNot} from "../files.js";
import type {Ledger} from "../ledger.js";
import {current, editionsKept, ledgerOf} from "../load.js";
import {Kept} from "../undo.js";
import {formatWatch, MOST_WATCHED, parseWatch, watchedId, withWatched} from "./address.js";
import type {Watchlist} from "./address.js";
import {revisedIn, revisedYears, watchCard} from "./cards.js";
import type {WatchCard} from "./cards.js";
import {cardElement, showRevised} from "./render.js";

const problems = byId("problems");
const cards = byId("cards");
const title = byId("watch-title") as HTMLInputElement;
const undo = byId("undo") as HTMLButtonElement;
/** The places that the build wrote into the page, by their names and codes in lower case; a place's first name wins over another's other names. */
const codes = new Map(
  [...byId("places").querySelectorAll("option")]
    .flatMap(({value, dataset: {code = "", also = ""}}) =>
      [value, code, ...also.split("|")].map((name, i) => ({name: name.toLowerCase(), code, isOther: i > 1}))
    )
    .filter(({name}) => name !== "")
    .sort((a, b) => Number(b.isOther) - Number(a.isOther))
    .map(({name, code}) => [name, code])
);
const isKnown = (code: string) => codes.get(code.toLowerCase()) === code;
const read = (text: string) => parseWatch(text, isKnown);

const first = read(location.hash.slice(1));
const kept = new Kept<Watchlist>(first.list, formatWatch);

const painted = () => new Promise<void>((done) => setTimeout(done));

/** Shows what is above the cards. */
function showHead(): void {
  const {state} = kept;
  if (title.value !== state.title) title.value = state.title;
  byId("watch-name").textContent = state.title || "Your dashboard";
  document.title = `${state.title || "Your dashboard"} | Asylum Ledger`;
  undo.disabled = !kept.canUndo;
  byId("first").hidden = state.items.length > 0;
  (byId("copy-link") as HTMLButtonElement).disabled = state.items.length === 0;
}

let drawing = 0;
/** Draws every card, each after a paint; then compares with the edition before. */
async function show(): Promise<void> {
  const {state} = kept;
  const mine = ++drawing;
  showHead();
  document.documentElement.dataset.watch = "";
  const watching = state.items.length ? watch(byId("loading"), "your dashboard") : null;
  try {
    const ledger = state.items.length ? await ledgerOf(current, {needsStocks: true, tell: watching?.step}) : null;
    watching?.end();
    if (mine !== drawing) return;
    if (typeof ledger === "string") throw new Error(ledger);
    if (!ledger) cards.replaceChildren();
    else await drawCards(ledger, state, () => mine === drawing);
  } catch (error) {
    watching?.end();
    if (mine === drawing) cards.replaceChildren(...unanswered("your dashboard", whyNot(error), () => void show()));
  }
  if (mine === drawing) document.documentElement.dataset.watch = "ready";
}

async function drawCards(ledger: Ledger, {items}: Watchlist, isWanted: () => boolean): Promise<void> {
  const made: {card: WatchCard; element: HTMLElement}[] = [];
  // Cards that are there stay until theirs is drawn again, so that nothing jumps.
  const places = items.map((one) => {
    const there = document.getElementById(`card-${watchedId(one)}`);
    if (there) return there;
    const place = document.createElement("article");
    place.className = "watch-card";
    return place;
  });
  cards.replaceChildren(...places);
  for (const [i, watched] of items.entries()) {
    await painted();
    if (!isWanted()) return;
    const card = watchCard(ledger, watched);
    const element = cardElement(ledger, card, document);
    const focused = places[i]?.contains(document.activeElement) ?? false;
    places[i]?.replaceWith(element);
    if (focused) element.querySelector<HTMLElement>("button")?.focus();
    made.push({card, element});
  }
  await compare(ledger, made, isWanted);
}

/** The edition before the current one that is kept; null where there is none. */
async function editionBefore(): Promise<string | null> {
  const [before] = (await editionsKept()).filter((id) => id < current).sort((a, b) => (a < b ? 1 : -1));
  return before ?? null;
}

async function compare(
  ledger: Ledger,
  made: readonly {card: WatchCard; element: HTMLElement}[],
  isWanted: () => boolean
): Promise<void> {
  const since = byId("since");
  const edition = await editionBefore().catch(() => null);
  if (edition === null || !isWanted()) return;
  try {
    const full = await ledgerOf(edition, {needsStocks: true});
    // An earlier edition may have no year-end figures.
    const before = typeof full === "string" ? await ledgerOf(edition, {needsStocks: false}) : full;
    if (typeof before === "string") {
      since.textContent = `${before} So we cannot say what has changed since.`;
      return;
    }
    since.textContent = "";
    for (const {card, element} of made) {
      await painted();
      if (!isWanted()) return;
      const found = card.figures.map((figure) => ({
        id: figure.id,
        ...revisedIn(ledger, before, figure),
        years: revisedYears(ledger, before, figure)
      }));
      showRevised(element, edition, found);
    }
  } catch (error) {
    if (isWanted()) since.textContent = `We could not compare with the edition before. ${whyNot(error)}`;
  }
}

function change(list: Watchlist): void {
  kept.change(list);
  void show();
}

byId("add-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [byId("add-origin") as HTMLInputElement, byId("add-asylum") as HTMLInputElement];
  const typed = fields.map(({value}) => value.trim());
  const [origin = null, asylum = null] = typed.map((name) =>
    name === "" ? null : (codes.get(name.toLowerCase()) ?? undefined)
  );
  const unknown = typed.findIndex((name) => name !== "" && !codes.has(name.toLowerCase()));
  if (unknown >= 0) {
    say(`We know no place “${(typed[unknown] ?? "").slice(0, 60)}”. Choose a name from the list.`);
    fields[unknown]?.focus();
    return;
  }
  if (origin === null && asylum === null) {
    say("Choose a country or region of origin, one of asylum, or both for a pair.");
    fields[0]?.focus();
    return;
  }
  const one = {origin, asylum};
  const {state} = kept;
  if (state.items.some((each) => watchedId(each) === watchedId(one))) say("That card is on your dashboard already.");
  else if (state.items.length >= MOST_WATCHED) say(`A dashboard has at most ${MOST_WATCHED} cards: remove one first.`);
  else {
    change(withWatched(state, one));
    say(
      `Added: card ${kept.state.items.findIndex((each) => watchedId(each) === watchedId(one)) + 1} of ${kept.state.items.length}.`
    );
    for (const field of fields) field.value = "";
  }
  fields[0]?.focus();
});

cards.addEventListener("click", (event) => {
  const id = (event.target as Element).closest<HTMLElement>("[data-remove]")?.dataset.remove;
  if (id === undefined) return;
  change({...kept.state, items: kept.state.items.filter((one) => watchedId(one) !== id)});
  say("Removed. “Undo” brings it back.");
  undo.focus();
});
title.addEventListener("change", () => {
  // The cards stay as they are: the reader may be on the way to one of them.
  kept.change({...kept.state, title: read(`title=${encodeURIComponent(title.value)}`).list.title});
  showHead();
});
undo.addEventListener("click", () => {
  kept.undo();
  void show();
  say("Undone.");
});
byId("copy-link").addEventListener("click", () => {
  const link = kept.address();
  void copyText(link).then(
    () => say("Link copied. Keep it as a bookmark: in the next edition it shows the new figures."),
    () => say(`Your browser does not let this page copy. The link: ${link}`)
  );
});
function sayProblems(words: readonly string[]): void {
  problems.replaceChildren(...cautionLines(words));
}
addEventListener("hashchange", () => {
  const text = location.hash.slice(1);
  // An id of the page, such as that of the link to its main part.
  if (text === formatWatch(kept.state) || (text !== "" && !text.includes("="))) return;
  const {list, problems: found} = read(text);
  sayProblems(found);
  kept.follow(list);
  void show();
});

sayProblems(first.problems);
byId("watch-tools").hidden = false;
void show();

// Runs the page of any figure: parses the address, loads its edition, computes the numbers and draws the card. What is not there yet,
// could not be fetched or is damaged is said in its place.
import {byId} from "../../html/byId.js";
import {publishedAddress} from "../../html/published.js";
import {addCopyButtons} from "../../figures/copySentence.js";
import {asksGroup, parseGroupQuery} from "../../figures/groupAddress.js";
import {parseFigureQuery} from "../../figures/address.js";
import {figureCard} from "../../figures/figureCard.js";
import type {OtherEdition} from "../../figures/figureCard.js";
import {isVerifiable, NOT_VERIFIED} from "../../edition/fetch.js";
import {editionDate} from "../../words/editionDate.js";
import {unanswered, watch, whyNot} from "../files.js";
import {current, currentFiles, detailsOf, editionsKept, filesOf} from "../load.js";
import type {Files} from "../load.js";
import {editionWords} from "../names.js";
import {figureButton} from "../brief/ways.js";
import {questionIn} from "../quiet.js";
import type {FigureDetails} from "./details.js";
import {isMade} from "./made.js";
import type {MadeFigure, NoFigure} from "./made.js";
import {figureIn} from "./open.js";

const holder = byId("card");
const tell = byId("tell");
const page = location.pathname;

/** What is shown: the figure and its edition. */
interface Shown {
  readonly figure: MadeFigure;
  readonly edition: string;
  details: FigureDetails | null;
  others: OtherEdition[];
}

function say(lines: readonly string[]): void {
  tell.replaceChildren(
    ...lines.slice(0, 8).map((words) => {
      const line = document.createElement("p");
      line.className = "caution";
      line.textContent = words;
      return line;
    })
  );
}

/** No card: why, and a way to try again. */
function without(name: string, why: string, query: string): void {
  const heading = document.createElement("h1");
  heading.id = "card-title";
  heading.textContent = name;
  holder.replaceChildren(heading, ...unanswered(name, why, () => void show(query)));
  holder.removeAttribute("aria-busy");
  document.title = `No answer: ${name} | Asylum Ledger`;
}

function cannot({name, why, ways}: NoFigure): void {
  const heading = document.createElement("h1");
  heading.id = "card-title";
  heading.textContent = name;
  const line = document.createElement("p");
  line.className = "caution";
  line.id = "unanswered";
  line.textContent = why;
  const links = ways.map(({words, href}) => {
    const way = document.createElement("p");
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    way.append(link);
    return way;
  });
  holder.replaceChildren(heading, line, ...links);
  holder.removeAttribute("aria-busy");
  document.title = `No figure: ${name} | Asylum Ledger`;
}

let turn = 0;

/** Shows the card that a query asks for. Long because each step can end it with words of its own. */
async function show(query: string): Promise<void> {
  const mine = ++turn;
  say([]);
  const watching = watch(tell, "the card of a figure");
  holder.setAttribute("aria-busy", "true");
  try {
    const named = (asksGroup(query) ? parseGroupQuery(query).asked : parseFigureQuery(query).figure).edition ?? current;
    const found = await filesOf(named);
    const [edition, files] = typeof found === "string" ? [current, currentFiles] : [named, found];
    const figure = await figureIn(query, {edition, files, tell: watching.step});
    if (mine !== turn) return;
    watching.end();
    if (!isMade(figure)) {
      cannot(figure);
      return;
    }
    say([
      ...(typeof found === "string"
        ? [`${found} The figure below is of the latest, the ${editionWords(current)}.`]
        : []),
      ...(edition === current ? [] : [`This figure is of the ${editionWords(edition)}, not of the latest.`]),
      ...figure.notes,
      ...(isVerifiable() ? [] : [NOT_VERIFIED])
    ]);
    const shown: Shown = {figure, edition, details: null, others: []};
    draw(shown);
    await complete(shown, files, () => mine === turn);
  } catch (error) {
    if (mine !== turn) return;
    watching.end();
    say([]);
    without("This figure could not be computed", whyNot(error), query);
  } finally {
    watching.end();
    if (mine === turn) document.documentElement.dataset.figure = "ready";
  }
}

/** What comes after the number: sources and revisions; and of an earlier edition's figure, the latest one. */
async function complete(shown: Shown, files: Files, isWanted: () => boolean): Promise<void> {
  try {
    shown.details = await detailsOf(files);
  } catch (error) {
    if (isWanted()) note(`Sources and figures from other publishers are missing here. ${whyNot(error)}`);
  }
  if (!isWanted()) return;
  if (shown.details) draw(shown);
  if (shown.edition !== current) await compare(shown, current, isWanted);
  if (isWanted()) await offerEditions(shown, isWanted);
}

function note(words: string): void {
  const line = document.createElement("p");
  line.className = "caution";
  line.textContent = words;
  tell.append(line);
}

const linkOf = ({figure}: Pick<Shown, "figure">, edition: string | null) => `${page}?${figure.query(edition)}`;

function draw(shown: Shown): void {
  const {figure, details, others, edition} = shown;
  const card = figure.card({
    ...{details, others},
    address: {now: linkOf(shown, null), dated: linkOf(shown, edition)},
    base: publishedAddress(`./data/${edition}/`)
  });
  const focused = document.activeElement?.closest("#card") ? document.activeElement.id : "";
  holder.replaceChildren(...figureCard(card, document));
  addCopyButtons(holder);
  holder.querySelector("dl.c")?.before(figureButton(figure.query(null), edition));
  const cite = holder.querySelector<HTMLElement>(".cite");
  if (cite) cite.dataset.address = publishedAddress(`./figure?${figure.query(edition)}`);
  document.title = `${card.name}${edition === current ? "" : ` (${editionWords(edition)})`} | Asylum Ledger`;
  holder.removeAttribute("aria-busy");
  if (focused) document.getElementById(focused)?.focus();
}

/** Computes the figure in another edition and says whether it is the same. */
async function compare(shown: Shown, edition: string, isWanted: () => boolean): Promise<void> {
  const line = (words: string, isSame: boolean | null): OtherEdition => ({
    ...{edition, words, isSame},
    href: linkOf(shown, edition === current ? null : edition)
  });
  try {
    const files = await filesOf(edition);
    if (typeof files === "string") return;
    const figure = await figureIn(shown.figure.query(null), {edition, files});
    if (!isWanted()) return;
    if (!isMade(figure)) shown.others = [...shown.others, line(figure.why.replace(/\.$/, ""), null)];
    else {
      const isSameYears = figure.years.join() === shown.figure.years.join();
      const words = isSameYears ? figure.words : "it does not have all of these years";
      shown.others = [...shown.others, line(words, isSameYears ? words === shown.figure.words : null)];
      const [other] = shown.others.slice(-1);
      if (edition === current && other?.isSame !== null)
        note(
          other?.isSame
            ? `It was not revised: the latest edition, of ${editionDate(current)}, has the same number.`
            : `It was revised: in the latest edition, of ${editionDate(current)}, it is ${words}.`
        );
    }
    draw(shown);
  } catch (error) {
    if (isWanted()) note(`We could not compare it with the ${editionWords(edition)}. ${whyNot(error)}`);
  }
}

/** A button for each other edition that is kept: its files are fetched when a reader asks. */
async function offerEditions(shown: Shown, isWanted: () => boolean): Promise<void> {
  const kept = await editionsKept();
  if (!isWanted()) return;
  const left = kept.filter((id) => id !== shown.edition && !shown.others.some(({edition}) => edition === id));
  if (!left.length) return;
  const list = holder.querySelector("dl.c");
  const place =
    [...holder.querySelectorAll("dl.c dt")].find((term) => term.textContent === "Other editions")?.nextElementSibling ??
    null;
  const buttons = left.map((id) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.compare = id;
    button.textContent = `Compare with the edition of ${editionDate(id)}`;
    button.addEventListener("click", () => {
      button.disabled = true;
      button.textContent = `Loading the edition of ${editionDate(id)}`;
      void compare(shown, id, isWanted).then(() => offerEditions(shown, isWanted));
    });
    return button;
  });
  if (place) {
    place.append(...buttons);
    return;
  }
  const row = document.createElement("div");
  const [term, value] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = "Other editions";
  value.append(...buttons);
  row.append(term, value);
  const last = list?.lastElementChild;
  if (last) last.before(row);
  else list?.append(row);
}

function begin(): void {
  const {query} = questionIn(location);
  if (query === "") {
    document.documentElement.dataset.figure = "ready";
    return;
  }
  document.documentElement.dataset.figure = "";
  void show(query);
}
addEventListener("popstate", begin);
begin();

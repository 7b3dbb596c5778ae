// Runs the page of two countries side by side: reads the address, loads the edition, fills the form and writes the figures.
import {byId} from "../../html/byId.js";
import {cautionLines, unanswered, watch, whyNot} from "../files.js";
import {current} from "../load.js";
import {editionWords} from "../names.js";
import {addressWith, questionIn} from "../quiet.js";
import {withYearEnds} from "../yearEnd.js";
import {editionOf, pairQuery, parsePair} from "./address.js";
import {renderPair} from "./render.js";

const tell = byId("tell");
/** What is written, each a child of the page's grid, so that charts and notes are where every page has them. */
let written: readonly Element[] = [byId("compared")];
const form = byId("pair") as HTMLFormElement;
const fields = ["a", "b", "year"].map((name) => form.elements.namedItem(name) as HTMLSelectElement);

function write(parts: readonly Element[]): void {
  const [first] = written;
  first?.before(...parts);
  for (const old of written) old.remove();
  written = parts;
}

let turn = 0;
let shown: string | null = null;

async function show(): Promise<void> {
  const mine = ++turn;
  const {query} = questionIn(location);
  shown = query;
  const watching = watch(tell, "two countries side by side");
  delete document.documentElement.dataset.pair;
  try {
    const {held, problem} = await withYearEnds(editionOf(query) ?? "", watching.step);
    if (mine !== turn) return;
    watching.end();
    const {facts} = held;
    const {asked, problems} = parsePair(query, {years: facts.years, place: (code) => held.place(code) !== undefined});
    for (const [i, value] of [asked.a, asked.b, String(asked.year)].entries()) {
      const field = fields[i];
      if (field) field.value = value;
    }
    const lines = [...(problem === null ? [] : [problem]), ...problems];
    if (facts.edition !== current)
      lines.push(`These figures are of the ${editionWords(facts.edition)}, not the latest.`);
    tell.replaceChildren(...cautionLines(lines));
    write(renderPair(held, asked, document));
    const title = byId("pair-title").textContent;
    document.title = `${title} | Asylum Ledger`;
    // What “Cite” and “Save or copy” name: this pair, of this edition.
    const cited = document.querySelector<HTMLElement>(".cite[data-page]");
    if (cited)
      Object.assign(cited.dataset, {
        title,
        address: `./compare?${pairQuery({...asked, edition: facts.edition})}`,
        page: facts.edition
      });
  } catch (error) {
    if (mine !== turn) return;
    watching.end();
    write(unanswered("two countries side by side", whyNot(error), () => void show()));
  }
  document.documentElement.dataset.pair = "ready";
}

function ask(): void {
  const {query, quiet} = questionIn(location);
  const [a = "", b = "", year = ""] = fields.map(({value}) => value);
  const asked = pairQuery({a, b, year: Number(year), edition: editionOf(query)});
  history.pushState(null, "", addressWith(location.pathname, {query: asked, quiet}));
  void show();
}

form.addEventListener("change", ask);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
addEventListener("popstate", () => {
  if (questionIn(location).query !== shown) void show();
});
// A link to a section of the page asks for nothing new.
addEventListener("hashchange", () => {
  if (questionIn(location).query !== shown) void show();
});
void show();

// Makes the contents of a brief's item: a part of the explorer's answer, a number with its sentence, or a chart cut out of a page, each
// with its short citation and its permanent link.
import {figureCard} from "../../figures/figureCard.js";
import {citedSources, plainCitation, sourcesIn} from "../../words/cite.js";
import {editionDate} from "../../words/editionDate.js";
import {element} from "../../html/table.js";
import type {FileStep} from "../../edition/fetch.js";
import {parseState} from "../address.js";
import {whyNot} from "../files.js";
import {isMade} from "../figure/made.js";
import type {MadeFigure} from "../figure/made.js";
import {figureIn} from "../figure/open.js";
import {knownOf} from "../known.js";
import {yearsThatFit} from "../ledger.js";
import {current, filesOf, ledgerOf} from "../load.js";
import {questionTitle} from "../measureWords.js";
import {editionWords} from "../names.js";
import {cutWords, problemWords} from "../problems.js";
import {partsOf} from "../parts.js";
import {viewOf} from "../view.js";
import type {BriefItem, ChartItem, FigureItem, PageItem} from "./address.js";
import {cut} from "./cut.js";
import {chartIn, PageError, pageOf} from "./page.js";

/** An item as it is shown; `element` is null where it cannot be, and `notes` say why. */
export interface Part {
  readonly title: string;
  readonly element: HTMLElement | null;
  readonly cite: string;
  /** The whole address that keeps showing it. */
  readonly address: string;
  readonly notes: readonly string[];
  /** What holds its numbers in tables, to compare editions; a drawing alone does not say them all. */
  readonly numbers: () => Element | null;
}

export interface Making {
  /** The edition of the brief. */
  readonly edition: string;
  readonly document: Document;
  /** Where the site's files lie, for fetching. */
  readonly root: string;
  /** The site's own address, for links that are kept. */
  readonly site: string;
  readonly tell?: (step: FileStep) => void;
}

const none = (title: string, address: string, ...notes: string[]): Part => ({
  ...{title, address, notes},
  element: null,
  cite: "",
  numbers: () => null
});

/** Makes an item. Never throws: what cannot be shown says why. */
export async function partOf(item: BriefItem, making: Making): Promise<Part> {
  try {
    if (item.kind === "chart") return await chartPart(item, making);
    return item.kind === "figure" ? await figurePart(item, making) : await pagePart(item, making);
  } catch (error) {
    const why = error instanceof PageError ? error.message : `${whyNot(error)} Reload the page to try again.`;
    return none("An item that could not be loaded", "", why);
  }
}

const isYearEnd = (measure: string) => measure === "refugees" || measure === "asylum_seekers";

/** The citation of an answer or a figure; inhabitants are the World Bank's. */
function citation(
  {facts: {cited, edition}}: Pick<MadeFigure, "facts">,
  named: readonly string[],
  title: string,
  address: string
): string {
  const sources = citedSources(cited, named) ?? cited.slice(0, 1);
  return plainCitation(sources, {title, address, edition});
}

async function chartPart({query, part}: ChartItem, making: Making): Promise<Part> {
  const {edition, document, root, site, tell} = making;
  const link = new URL(`explorer?${query}&edition=${edition}#${part}`, site).href;
  const needsStocks = isYearEnd(parseState(query).state.selection.measure);
  const ledger = await ledgerOf(edition, {needsStocks, tell});
  if (typeof ledger === "string") return none("A chart of the explorer", link, ledger);
  const {state: asked, problems} = parseState(query, knownOf(ledger));
  const years = yearsThatFit(ledger, asked.selection);
  const state = {...asked, selection: {...asked.selection, years}};
  const isCut = years[0] !== asked.selection.years[0];
  const notes = [...problems.map(problemWords), ...(isCut ? [cutWords(asked.selection.years, years)] : [])];
  const title = questionTitle(ledger, state);
  const earlier = edition === current ? null : edition;
  const view = viewOf(ledger, state);
  const render = await partsOf(ledger, view, {edition, tell});
  if (typeof render === "string") return none(title, link, ...notes, render);
  const find = (id: string, most?: number): Element | null => {
    for (const one of render({document, live: false, edition: earlier, ...(most ? {most} : {})})) {
      const there = one.id === id ? one : one.querySelector(`#${id}`);
      if (there) return there;
    }
    return null;
  };
  const found = find(part);
  if (!found) return none(title, link, ...notes, `The answer to this question has no part “${part}” in the ${editionWords(edition)}.`); // prettier-ignore
  // The outlines of countries are in the explorer's page.
  const from = found.querySelector("use") ? await pageOf("explorer", root) : null;
  const made = cut(found, {from, base: new URL("explorer", site).href, document});
  const heading = made.querySelector("h2");
  // The data table's own heading does not say what it is of.
  if (heading && part === "table") heading.textContent = title;
  const shown = heading?.textContent ?? title;
  const source = made.querySelector(".source")?.textContent ?? "";
  const sources = state.shown.startsWith("per_") ? ["unhcr", "worldbank"] : sourcesIn(source);
  return {
    ...{title: shown, element: made, address: link, notes},
    // A map shows the numbers of the ranking, another drawing those of the data table.
    numbers: () => (made.querySelector("table") ? made : find(part === "map" ? "ranking" : "table", Infinity)),
    cite: citation(ledger, sources.length ? sources : ["unhcr"], shown, link)
  };
}

async function figurePart({query}: FigureItem, making: Making): Promise<Part> {
  const {edition, document, site, tell} = making;
  const link = new URL(`figure?${query}&edition=${edition}`, site).href;
  const files = await filesOf(edition);
  if (typeof files === "string") return none("A figure", link, files);
  const figure = await figureIn(query, {edition, files, tell});
  if (!isMade(figure)) return none(figure.name, link, figure.why);
  const {notes, sources, facts} = figure;
  const card = figure.card({
    ...{details: null, others: [], base: new URL(`data/${edition}/`, site).href},
    address: {now: link, dated: link}
  });
  const [meaning] = card.notMeant;
  // All but the last part, which is the list of a card's sections.
  const head = figureCard(card, document).slice(0, -1);
  const figureElement = element(
    document,
    "figure",
    {class: "brief-figure", "aria-labelledby": "card-title"},
    ...head,
    ...card.printed.map(({full}) => element(document, "p", {class: "to-print"}, full)),
    meaning === undefined ? null : element(document, "p", {class: "unit"}, meaning)
  );
  const title = `${card.name}: ${card.of}`;
  const made = cut(figureElement, {from: null, base: link, document});
  return {
    ...{title: card.name, element: made, numbers: () => made},
    cite: citation({facts}, sources, title, link),
    ...{address: link, notes}
  };
}

async function pagePart({page, part}: PageItem, {edition, document, root, site}: Making): Promise<Part> {
  const path = page === "index" ? "" : page;
  const link = new URL(`${path}#${part}`, site).href;
  const from = await pageOf(page, root);
  const found = chartIn(from, part);
  const name = from.querySelector("h1")?.textContent.trim() ?? page;
  if (!found) return none(`A chart of “${name}”`, link, `The page “${name}” has no chart “${part}”.`);
  const made = cut(found, {from, base: new URL(path, site).href, document});
  const shown = from.querySelector<HTMLElement>("[data-page]")?.dataset.page ?? current;
  const ref = found.querySelector(".cite .ref")?.cloneNode(true) as Element | undefined;
  const to = ref?.querySelector(".to");
  if (to) to.textContent = link;
  return {
    title: made.querySelector("h2")?.textContent ?? name,
    element: made,
    numbers: () => made,
    cite: ref?.textContent ?? "",
    address: link,
    notes:
      shown === edition
        ? []
        : [
            `This chart is of the edition of ${editionDate(shown)}, not of this brief’s edition: pages are kept for the latest edition alone.`
          ]
  };
}

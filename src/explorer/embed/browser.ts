// Runs the framed page of a chart of the explorer's answer: reads the question, loads its edition and draws that chart alone.
import {isVerifiable, NOT_VERIFIED} from "../../edition/fetch.js";
import {DEFAULT_QUESTION, formatState, parseState} from "../address.js";
import type {State} from "../address.js";
import {unanswered, watch, whyNot} from "../files.js";
import {yearsThatFit} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {current, filesOf, ledgerOf} from "../load.js";
import {questionTitle} from "../measureWords.js";
import {editionWords} from "../names.js";
import {partsOf} from "../parts.js";
import {cutWords, problemWords} from "../problems.js";
import {viewOf} from "../view.js";
import {parseEmbed} from "./address.js";
import {escaped, framedFigure, framedMain, outLink} from "./framedFigure.js";
import {withTable} from "./table.js";

const {query, chart, edition: asked} = parseEmbed(location.search);

/** Whether the question is about year-end figures. */
const needsStocks = /^(?:refugees|asylum_seekers)$/.test(parseState(query || DEFAULT_QUESTION).state.selection.measure);

/** The state that the question asks for in this edition, and what was left out of it. */
function stateOf(held: Ledger): {state: State; problems: string[]} {
  const {facts, place} = held;
  const {state, problems} = parseState(query || DEFAULT_QUESTION, {
    years: facts.years,
    place: (code) => place(code) !== undefined,
    region: (scheme, code) => facts.regions.some((region) => region.scheme === scheme && region.code === code)
  });
  const words = problems.map(problemWords);
  const years = yearsThatFit(held, state.selection);
  if (years[0] === state.selection.years[0]) return {state, problems: words};
  return {
    state: {...state, selection: {...state.selection, years}},
    problems: [...words, cutWords(state.selection.years, years)]
  };
}

/** The chart that is asked for, or the first where none is; and what the answer does not count. */
function chartIn(parts: Iterable<HTMLElement>): {figure: HTMLElement | null; notCounted: string} {
  let notCounted = "";
  for (const part of parts) {
    if (part.id === "not-counted") notCounted = part.innerHTML;
    if (part.tagName === "FIGURE" && (chart === null || part.id === chart)) return {figure: part, notCounted};
  }
  return {figure: null, notCounted};
}

async function draw(): Promise<void> {
  const holder = document.querySelector("main") as HTMLElement;
  const watching = watch(holder, "this chart");
  try {
    const found = await filesOf(asked ?? current);
    const isThere = typeof found !== "string";
    const edition = isThere ? (asked ?? current) : current;
    const held = await ledgerOf(edition, {needsStocks, tell: watching.step});
    if (typeof held === "string") throw new Error(held);
    const {state, problems} = stateOf(held);
    const earlier = edition === current ? null : edition;
    const of = `explorer?${formatState(state)}${earlier === null ? "" : `&edition=${earlier}`}`;
    const view = viewOf(held, state);
    const render = await partsOf(held, view, {edition, tell: watching.step});
    if (typeof render === "string") throw new Error(render);
    const {figure, notCounted} = chartIn(render({document, sizes: ["middle", "phone"], live: false, edition: earlier}));
    watching.end();
    if (!isThere) problems.unshift(`${found} The chart below uses the latest, the ${editionWords(current)}.`);
    if (!isVerifiable()) problems.push(NOT_VERIFIED);
    const title = questionTitle(held, state);
    document.title = `${title} | Asylum Ledger`;
    const none = view.empty ? "has no entry, which does not mean zero" : "has no such chart";
    holder.innerHTML = framedMain(
      figure === null
        ? `<h1>${escaped(title)}</h1><p class="caution">The answer ${none}. ${outLink(`../${of}`, "See it on Asylum Ledger")}.</p>`
        : framedFigure(
            withTable(
              figure.outerHTML,
              {ledger: held, view, chart: figure.id},
              {document, edition: earlier, links: true}
            ),
            {up: "../", of}
          ),
      {problems, notCounted}
    );
  } catch (error) {
    watching.end();
    holder.replaceChildren(...unanswered("this chart", whyNot(error), () => void draw()));
  }
  document.documentElement.dataset.embed = "ready";
}
void draw();

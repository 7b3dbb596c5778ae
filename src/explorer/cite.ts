// How an answer of the explorer is cited: its question as title, and the address that keeps showing its edition.
import {citePlace} from "../html/citePlace.js";
import {citedSources, plainCitation} from "../words/cite.js";
import {formatState, isPer} from "./address.js";
import type {State} from "./address.js";
import type {Ledger} from "./ledger.js";
import {titleOf} from "./measureWords.js";
import type {View} from "./types.js";

/** The question with its edition, as it stands after the page's path. */
export const permanentQuery = (state: State, edition: string) => `?${formatState(state)}&edition=${edition}`;

/** Inhabitants are the World Bank's. */
const sourceNames = ({shown}: State) => (isPer(shown) ? "unhcr worldbank" : "unhcr");

/** The place of “Cite this answer”. */
export function answerPlace(ledger: Ledger, {state}: View, document: Document): HTMLElement {
  return citePlace(document, {
    title: titleOf(ledger, state.selection),
    address: permanentQuery(state, ledger.facts.edition),
    kind: "answer",
    sources: sourceNames(state)
  });
}

/** The citation in a file of an answer; `page` is the explorer's whole address. */
export function answerCitation(ledger: Ledger, {state}: View, page: string): string {
  const {cited, edition} = ledger.facts;
  return plainCitation(citedSources(cited, sourceNames(state).split(" ")) ?? cited.slice(0, 1), {
    title: titleOf(ledger, state.selection),
    address: page + permanentQuery(state, edition),
    edition
  });
}

// Caveats of an answer, as a note.
import {isFinding} from "../../measures/breaks.js";
import {formatYears} from "../../words/numbers.js";
import {breaksOf, foundWords} from "../breaks.js";
import type {Ledger} from "../ledger.js";
import type {View} from "../types.js";
import {lossesOf} from "../losses.js";
import type {MakeElement} from "./options.js";

/** Caveats on the first screen; the others fold. */
const MOST = 3;

export function lossesNote(ledger: Ledger, view: View, make: MakeElement): HTMLElement {
  const losses = lossesOf(ledger, view);
  const breaks = breaksOf(ledger, view.state.selection);
  const rules = [...new Set(view.outcomes.flatMap(({all}) => all.rules))];
  const item = (term: string, words: string) => make("li", {}, make("b", {}, term), ` ${words}`);
  const shown = losses.slice(0, MOST);
  const more = [
    ...losses.slice(MOST).map(({term, words}) => item(term, words)),
    ...rules.map((id) => item(`Reclassification rule ${id}.`, ledger.facts.reasons[id] ?? "")),
    ...breaks
      .filter((each) => !isFinding(each))
      .map(({asylum, year_from, year_to, verdict, wording}) =>
        item(
          `${ledger.place(asylum)?.name ?? asylum}, ${year_to === null ? `from ${year_from}` : formatYears(year_from, year_to)}${verdict === "open" ? ", unexplained" : ""}.`,
          wording
        )
      ),
    ...foundWords(ledger, breaks).map(({term, words}) => item(term, words))
  ];
  return make(
    "aside",
    {class: "losses", "aria-labelledby": "losses-title"},
    make("h2", {id: "losses-title"}, "What this leaves out"),
    shown.length
      ? make("ul", {class: "cautions"}, ...shown.map(({term, words}) => item(term, words)))
      : more.length
        ? null
        : make("p", {}, "Nothing that we know of."),
    more.length
      ? make(
          "details",
          {},
          make("summary", {}, `Show ${more.length} more ${more.length === 1 ? "note" : "notes"}`),
          make("ul", {}, ...more)
        )
      : null
  );
}

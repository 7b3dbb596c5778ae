// Renders an answer: sentences, caveats, charts and table. The build draws the default question and the browser
// every other, with the same code.
import {element} from "../html/table.js";
import {uncountedWords} from "../words/uncounted.js";
import {formatState} from "./address.js";
import {answerPlace} from "./cite.js";
import type {Ledger} from "./ledger.js";
import type {View} from "./types.js";
import {nearestTo} from "./nearest.js";
import {withLinks} from "../figures/link.js";
import {cardHref, findingLinks} from "./figureLinks.js";
import {notCountedOf} from "./uncounted.js";
import {findingParagraphs} from "./findings.js";
import {unknownIn} from "./figure/unknown.js";
import {answerToPrint, printLine} from "./printed.js";
import type {RenderOptions} from "./plates/options.js";
import {overTime} from "./plates/overTime.js";
import {outcomesPlate} from "./plates/outcomes.js";
import {rankingPlates} from "./plates/ranking.js";
import {mapPlate} from "./plates/map.js";
import {matrixPlate} from "./plates/matrix.js";
import {tablePlate} from "./plates/table.js";
import {sexAgeLink} from "./sexAgeLink.js";
import {lossesNote} from "./plates/losses.js";

/** The parts of an answer in page order; the generator makes each on demand. */
export function* renderView(
  ledger: Ledger,
  view: View,
  options: RenderOptions
): Generator<HTMLElement, undefined, undefined> {
  const {document} = options;
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const {selection} = view.state;
  if (view.state.by && ledger.sexAge) return yield* ledger.sexAge(view.state, options);
  const uncounted = notCountedOf(ledger, selection);
  const notCounted = () =>
    make(
      "div",
      {class: "caution", id: "not-counted"},
      ...uncounted.map((each) =>
        make("p", {}, make("b", {}, "Not counted here. "), `${uncountedWords(each)} Source: ${each.source}.`)
      )
    );
  const {first, more} = findingParagraphs(ledger, view);
  yield make(
    "div",
    {class: "finding", id: "finding"},
    make(
      "p",
      {},
      ...withLinks(
        first,
        findingLinks(view, (figure, unit) => unknownIn(ledger, view.state.selection, figure, unit)),
        ({text, figure}) => make("a", {class: "n", href: cardHref(figure, options.edition ?? null)}, text)
      )
    ),
    more ? make("p", {class: "more"}, more) : null,
    printLine(answerToPrint(ledger, view), make),
    sexAgeLink(ledger, view.state, make)
  );
  // After the answer: a note on other people would be taken for it.
  if (uncounted.length) yield notCounted();
  if (view.empty) {
    const near = nearestTo(ledger, view.state);
    yield make(
      "div",
      {class: "nearest", id: "nearest"},
      make(
        "p",
        {},
        near.length
          ? "No entry does not mean zero. Similar questions that have data:"
          : "No entry does not mean zero. No similar question has data either."
      ),
      near.length
        ? make(
            "ul",
            {},
            ...near.map(({words, state}) =>
              make("li", {}, make("a", {href: `?${formatState(state)}`, "data-state": formatState(state)}, words))
            )
          )
        : null
    );
    return;
  }
  yield lossesNote(ledger, view, make);
  yield* overTime(ledger, view, options);
  yield* outcomesPlate(ledger, view, options);
  yield* rankingPlates(ledger, view, options);
  yield* mapPlate(ledger, view, options);
  yield* matrixPlate(ledger, view, options, make);
  const compare = options.compare?.();
  if (compare) yield* compare.comparePlates(ledger, view, options);
  yield tablePlate(ledger, view, options, make);
  yield answerPlace(ledger, view, document);
}

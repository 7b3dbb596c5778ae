// A view as elements: the finding, what the choice loses, the charts and the table. The build draws it for the default question,
// the browser for every other; both get the same from the same view.
import {element} from "../html/table.js";
import {formatState} from "./address.js";
import type {Ledger} from "./ledger.js";
import type {View} from "./types.js";
import {nearestTo} from "./nearest.js";
import {notCountedOf} from "./uncounted.js";
import {findingOf} from "./findings.js";
import type {RenderOptions} from "./plates/options.js";
import {overTime} from "./plates/overTime.js";
import {outcomesPlate} from "./plates/outcomes.js";
import {rankingPlate} from "./plates/ranking.js";
import {mapPlate} from "./plates/map.js";
import {matrixPlate} from "./plates/matrix.js";
import {tablePlate} from "./plates/table.js";
import {lossesNote} from "./plates/losses.js";

/** The parts of the page that answer, in their order, each made when it is asked for. */
export function* renderView(
  ledger: Ledger,
  view: View,
  options: RenderOptions
): Generator<HTMLElement, undefined, undefined> {
  const {document} = options;
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  // People who are protected without an application come before any number of applications.
  const uncounted = notCountedOf(ledger, view.state.selection);
  if (uncounted.length)
    yield make(
      "div",
      {class: "caution", id: "not-counted"},
      ...uncounted.map(({what_en, source: from}) =>
        make("p", {}, make("b", {}, "Not counted here. "), `${what_en} Source: ${from}.`)
      )
    );
  yield make("p", {class: "finding", id: "finding"}, findingOf(ledger, view));
  if (view.empty) {
    const near = nearestTo(ledger, view.state);
    yield make(
      "div",
      {class: "nearest", id: "nearest"},
      make(
        "p",
        {},
        near.length
          ? "No entry does not mean 0. Near this question there are entries:"
          : "No entry does not mean 0, and no question near this one has an entry either."
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
  yield* rankingPlate(ledger, view, options);
  yield* mapPlate(ledger, view, options);
  yield* matrixPlate(ledger, view, options, make);
  yield tablePlate(ledger, view, options, make);
}

// Links to the same map by number, for each 100,000 inhabitants, or as a grant rate: each is a question with an address of its own.
import {canonicalState, formatState, isPer} from "../address.js";
import type {State} from "../address.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {MakeElement} from "../plates/options.js";
import type {Axis} from "../types.js";

export function otherMaps(state: State, axis: Axis, make: MakeElement): HTMLElement {
  const {selection, shown} = state;
  const {measure} = selection;
  const isRate = measure === "rate";
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const places = {origins: selection.origins, asylums: selection.asylums, years: selection.years};
  const counted: State = isRate
    ? {...state, selection: {...DEFAULT_SELECTION, ...places, measure: "decisions"}}
    : state;
  const ways: readonly (readonly [words: string, state: State, now: boolean])[] = [
    [isRate ? "Number of decisions" : "Number", {...counted, shown: "count"}, !isRate && shown === "count"],
    [
      "Per 100,000 inhabitants",
      {...counted, shown: axis === "asylum" ? "per_100000" : "per_100000_origin"},
      !isRate && isPer(shown)
    ],
    ...(isStock
      ? []
      : [
          [
            "Grant rate",
            {...state, shown: "count" as const, selection: {...DEFAULT_SELECTION, ...places, measure: "rate" as const, definition: "positive" as const}}, // prettier-ignore
            isRate && selection.definition === "positive"
          ] as const
        ])
  ];
  const items = ways.flatMap(([words, to, now]) => {
    const asked = formatState(canonicalState({...to, sort: null, find: ""}));
    return [
      " ",
      now ? make("b", {"aria-current": "true"}, words) : make("a", {href: `?${asked}`, "data-state": asked}, words)
    ];
  });
  return make("span", {class: "ways", role: "group", "aria-label": "What the map shows"}, ...items);
}

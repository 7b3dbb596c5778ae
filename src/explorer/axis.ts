// Decides which side of a question is compared: origins or countries of asylum.
import type {Selection} from "../measures/selection.js";
import {DEFAULT_SIDE} from "../measures/perInhabitants.js";
import {isPer} from "./address.js";
import type {State} from "./address.js";
import type {Axis} from "./types.js";

export const single = (places: Selection["origins"]) =>
  places.kind === "places" && places.codes.length === 1 ? (places.codes[0] ?? null) : null;
export const several = (places: Selection["origins"]) => places.kind === "places" && places.codes.length > 1;
/** The axis along which places are compared: several countries of asylum, else several origins. */
export function axisOf({origins, asylums}: Selection): Axis | null {
  return several(asylums) ? "asylum" : several(origins) ? "origin" : null;
}

/** The countries of asylum that a number is of: the series' own place, else those the question names; null for regions and the world. */
export function hostsNamed(selection: Selection, place: string | null): readonly string[] | null {
  if (axisOf(selection) === "asylum" && place !== null) return [place];
  return selection.asylums.kind === "places" ? selection.asylums.codes : null;
}

/** Whose inhabitants a number is divided by: each country of asylum's own, or the origin's where a reader chooses that. */
export function inhabitantsOf({shown}: Pick<State, "shown">): Axis {
  return shown === "per_100000_origin" ? "origin" : DEFAULT_SIDE;
}

export const isYearly = ({selection, shown}: State) =>
  selection.measure === "rate" ||
  selection.measure === "refugees" ||
  selection.measure === "asylum_seekers" ||
  isPer(shown);

// Which side of a question is compared: origins or countries of asylum.
import type {Selection} from "../measures/selection.js";
import type {State} from "./address.js";
import type {Axis} from "./types.js";

export const single = (places: Selection["origins"]) =>
  places.kind === "places" && places.codes.length === 1 ? (places.codes[0] ?? null) : null;
export const several = (places: Selection["origins"]) => places.kind === "places" && places.codes.length > 1;
/** The axis along which places are told apart: several hosts, else several origins. */
export function axisOf({origins, asylums}: Selection): Axis | null {
  return several(asylums) ? "asylum" : several(origins) ? "origin" : null;
}

/** The place whose inhabitants a number is divided by: the origin where one origin is looked at across hosts, else the host. */
export function inhabitantsOf({origins, asylums}: Selection): Axis {
  return single(origins) !== null && single(asylums) === null ? "origin" : "asylum";
}

export const isYearly = ({selection, shown}: State) =>
  selection.measure === "rate" ||
  selection.measure === "refugees" ||
  selection.measure === "asylum_seekers" ||
  shown === "per_100000";

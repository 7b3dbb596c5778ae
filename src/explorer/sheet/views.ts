// The explorer's answers that a fact sheet is made of, one for each measure.
import type {Measure} from "../../measures/selection.js";
import type {View} from "../types.js";

export type Views = Readonly<Record<Measure, View>>;

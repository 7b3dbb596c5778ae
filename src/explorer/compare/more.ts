// The charts of an answer that compare, in one module of their own: the browser loads it after the first chart.
import {beforeAfterPlate, pairRankNote} from "../plates/beforeAfter.js";
import {flowsPlate} from "../plates/flows.js";
import {linesPlate} from "../plates/lines.js";
import type {Compare} from "../plates/options.js";
import {scatterPlate, scatterWay} from "../plates/scatter.js";

export {linesPlate};

export const comparePlates: Compare["comparePlates"] = function* (ledger, view, options) {
  yield* flowsPlate(ledger, view, options);
  yield* scatterPlate(ledger, view, options);
  yield* scatterWay(view, options);
  yield* beforeAfterPlate(ledger, view, options);
  yield* pairRankNote(ledger, view, options);
};

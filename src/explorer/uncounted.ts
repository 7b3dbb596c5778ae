// The groups that a question touches and that its figures do not count, as they are protected without an application.
import {notCounted} from "../measures/notCounted.js";
import type {Places, Selection} from "../measures/selection.js";
import {codesOf} from "./ledger.js";
import type {NotCounted} from "./facts.js";
import type {Ledger} from "./ledger.js";

/** A question about everyone concerns all of them: the latest are listed, the Methods page has the rest. */
const MOST = 2;

/** The groups of a question, the latest first; none for year-end figures, which count them. */
export function notCountedOf(ledger: Ledger, {measure, origins, asylums, years}: Selection): NotCounted[] {
  if (measure === "refugees" || measure === "asylum_seekers") return [];
  const codes = (places: Places): "*" | readonly string[] =>
    places.kind === "all" ? "*" : codesOf(ledger, places, years[1]);
  return notCounted(ledger.facts.not_counted, codes(origins), codes(asylums), years[1]).slice(0, MOST);
}

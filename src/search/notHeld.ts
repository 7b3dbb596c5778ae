// What readers look for and the ledger does not hold, each with the nearest page that it has: a search that found nothing would leave
// them to guess.
import {otherSubject} from "../words/claim/outside.js";
import type {Result, SearchIndex} from "./names.js";

interface Nearest {
  readonly fact: string;
  readonly href: string;
}

const LIMITS: Nearest = {fact: "What the data cannot say", href: "method#limits"};
const STOCKS: Nearest = {fact: "Nearest: refugees living in a country, end of year", href: "explorer?measure=refugees"};
/** The explorer's own first question. */
const APPLIED = "explorer";
/** By the subjects that Check a figure knows; for the others, what the data cannot say. */
const NEAREST: Readonly<Record<string, Nearest>> = {
  resettlement: STOCKS,
  "internal displacement and statelessness": {
    fact: "Nearest: stateless people who applied for asylum",
    href: "explorer?origin=XXA"
  },
  "journeys and border crossings": {fact: "Nearest: new asylum applications", href: APPLIED},
  "migration as a whole": {fact: "Nearest: new asylum applications", href: APPLIED}
};

/** Words of a search that no sentence of a claim would have. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\b(?:boats?|mediterranean|arrivals?|pushbacks?|frontex)\b/, "journeys and border crossings"],
  [/\b(?:idps?|displaced|displacement)\b/, "internal displacement and statelessness"],
  [/\b(?:deport|returns?\b(?! to)|readmission|removal)/, "returns and removals"],
  [/\b(?:citizenship test|naturali[sz]ation|family reunification|work permit)\b/, "visas, permits and citizenship"]
]; // prettier-ignore

/** A line about what is not counted here: what that is, and the nearest that is; null for any other line. */
export function notHeld(text: string, asks: SearchIndex["asks"]): Result | null {
  const lower = text.normalize("NFKC").toLowerCase();
  const subject = otherSubject(lower) || (SHORT.find(([words]) => words.test(lower))?.[1] ?? "");
  if (subject === "") return null;
  const near = NEAREST[subject] ?? LIMITS;
  const {fact, href} = asks === null ? LIMITS : near;
  return {kind: "page", name: [{text: `Not in this data: ${subject}`, typed: false}], also: [], fact, href};
}

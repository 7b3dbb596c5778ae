// Caveats that come from the data rather than from the choice: missing grants, countries that make most of a number, nationalities
// that were not reported, and origins that rounding removed.
import {sum as total} from "d3";
import {capital, list} from "../words/text.js";
import {RATE_WORDS, rateWords} from "../words/rates.js";
import {formatPercent} from "../words/numbers.js";
import {touchedAdder} from "../measures/breakEffects.js";
import {UNITS} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import {addOutcomes} from "../measures/outcomes.js";
import type {RateName} from "../measures/rates.js";
import type {Outcomes} from "../measures/sums.js";
import {unseenOriginsAdder} from "../measures/unseenOrigins.js";
import {dominant, UNKNOWN_FROM, unknownOriginAdder} from "../measures/without.js";
import {decisionsAdder, leftOutWords, sumOfJoined} from "./joined.js";
import type {DecisionsAdder} from "./joined.js";
import {decisionRows, knownOrigins} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {heldByYear} from "./held.js";
import {rowsOf, sizeOf} from "./sums.js";
import type {Loss, Row, Sum, View} from "./types.js";
import {number, placeName} from "./names.js";

/** Countries and years whose grants are partly missing: what a reader must write. */
export function missingGrants(ledger: Ledger, {state: {selection}}: View): Loss[] {
  if (selection.measure === "applications" || selection.definition === "published") return [];
  const adder = touchedAdder(ledger.effects.positives_at_least);
  decisionRows(ledger, selection).each(adder.add);
  const touched = adder.done();
  if (!touched.length) return [];
  const hosts = [...new Set(touched.map(({asylum}) => asylum))].map((asylum) => ({
    asylum,
    years: touched.flatMap((one) => (one.asylum === asylum ? one.years : [])).sort()
  }));
  return [
    {
      term: "Grants missing.",
      words: `Some protection granted in ${leftOutWords(ledger, hosts)} is not in UNHCR’s data, or is reported there as refusals. Write “at least” with grants and grant rates of these years.`
    }
  ];
}

const NOUNS: Readonly<Record<Selection["measure"], string>> = {
  applications: "applications",
  decisions: "decisions",
  rate: "decisions",
  refugees: "refugees",
  asylum_seekers: "people waiting for a decision"
};

/** Years in which more than 5% of a number is of unknown nationality: which countries reported them, and what not to do. */
export function unknownOrigins(ledger: Ledger, {state}: View): Loss[] {
  const {selection} = state;
  if (selection.origins.kind === "places" && selection.origins.codes.includes("UNK")) return [];
  const rows = rowsOf(ledger, {...selection, origins: {kind: "all"}});
  const over = heldByYear(rows, selection).filter(({all, unknown}) => unknown >= UNKNOWN_FROM * all && unknown > 0);
  const [heaviest] = over.sort((a, b) => b.unknown - a.unknown);
  if (!heaviest) return [];
  const {unit, year, all, unknown} = heaviest;
  const isStock = selection.measure === "refugees" || selection.measure === "asylum_seekers";
  const adder = unknownOriginAdder();
  rows.each((row) => {
    if (row.year === year && (isStock || ("unit" in row && row.unit === unit)))
      adder.add({origin: row.origin, asylum: row.asylum, unit, applications: sizeOf(row, selection)});
  });
  const most = adder.done()[unit]?.hosts[0];
  const noun = NOUNS[selection.measure];
  const whose = !most
    ? ""
    : most.size === unknown
      ? `, all reported by ${placeName(ledger, most.asylum)}`
      : `, ${number(most.size)} of them reported by ${placeName(ledger, most.asylum)}`;
  const others =
    over.length === 1
      ? ""
      : over.length === 2
        ? " The share also exceeds 5% in 1 other year."
        : ` The share also exceeds 5% in ${over.length - 1} other combinations of year and unit.`;
  return [
    {
      term: "Unknown nationality.",
      words: `${isStock ? "At the end of" : "In"} ${year}, ${unknown === all ? "none of the " : `${number(unknown)} of `}${number(all)} ${noun}${isStock ? "" : ` counted in ${UNITS[unit]}`} ${unknown === all ? "has a" : "have no"} stated origin${whose}.${others} Do not rank or compare origins there.`
    }
  ];
}

/** How many origins rounding may have removed from a sum over every origin, and how the number accounts for it. */
export function unseenOrigins(ledger: Ledger, {headline, state: {selection}, axis}: View): Loss[] {
  if (axis === "origin") return [];
  if (selection.origins.kind !== "all")
    return !headline || selection.asylums.kind === "places"
      ? []
      : [
          {
            term: "Rounding.",
            words:
              "A country with one or two applicants of an origin has no entry for it. How many there were is not known, and we add nothing for them."
          }
        ];
  if (!headline) return unseenInDecisions(ledger, selection);
  const latest = headline.whole.findLast(({unseen}) => unseen.P + unseen.C > 0);
  if (!latest) return [];
  const origins = latest.unseen.P + latest.unseen.C;
  const of = isOneHost(selection) ? nounOfOrigins(origins) : nounOfPairs(origins);
  return [
    {
      term: "Rounding.",
      words: `In ${latest.year} up to ${number(2 * origins)} applicants may be missing: ${number(origins)} ${of} an entry in other years and none here, as UNHCR rounds 1 and 2 to 0. The upper end of the range includes them.`
    }
  ];
}
const isOneHost = ({asylums}: View["state"]["selection"]) => asylums.kind === "places" && asylums.codes.length === 1;
const nounOfOrigins = (n: number) => (n === 1 ? "origin has" : "origins have");
const nounOfPairs = (n: number) => `${n === 1 ? "pair" : "pairs"} of origin and country ${n === 1 ? "has" : "have"}`;

/** For decisions the number of origins is said and nothing is added, as two for each status would drown the number. */
function unseenInDecisions(ledger: Ledger, selection: View["state"]["selection"]): Loss[] {
  if (selection.measure === "applications") return [];
  const rows = decisionRows(ledger, selection);
  let latest = 0;
  rows.each(({year}) => {
    if (year > latest) latest = year;
  });
  const adder = unseenOriginsAdder(knownOrigins(ledger, "decisions"));
  rows.each((row) => {
    if (row.year === latest) adder.add(row);
  });
  const {P, C} = adder.done();
  if (P + C === 0) return [];
  return [
    {
      term: "Rounding.",
      words: `In ${latest}, ${number(P + C)} ${isOneHost(selection) ? nounOfOrigins(P + C) : nounOfPairs(P + C)} decisions in other years and none here. One or two may have been rounded to 0 in each; we add nothing for them.`
    }
  ];
}

/** A rate that moves by less without a country is not said to be that country's. */
const MOVES = 0.05;
/** How many countries are tried: the largest, as a small one moves no rate of a region. */
const TRIED = 12;

/** Of a region or the world, the country that makes more than half of it, or the few that move its rate. */
export function dominantHosts(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  if (selection.asylums.kind === "places") return [];
  if (selection.measure === "rate") return movers(ledger, view);
  return view.main ? mostOfNumber(ledger, view) : [];
}

function mostOfNumber(ledger: Ledger, {state: {selection}, headline, joined}: View): Loss[] {
  const latest =
    selection.measure === "applications"
      ? headline?.whole.findLast(({number: {P, C}}) => P ?? C)?.year
      : joined?.whole.findLast(({units}) => units.P ?? units.C)?.year;
  if (latest === undefined) return [];
  const sizes = new Map<string, number>();
  const closedOf = (row: Row) => ("closed" in row ? (row.closed ?? 0) : 0);
  rowsOf(ledger, selection).each((row) => {
    if (row.year !== latest || !("unit" in row) || row.unit !== "P") return;
    if (row.asylum === "USA" && row.level === "EO" && selection.measure !== "applications") return;
    sizes.set(row.asylum, (sizes.get(row.asylum) ?? 0) + sizeOf(row, selection) - closedOf(row));
  });
  const most = sizes.size > 1 ? dominant(sizes) : null;
  if (!most) return [];
  const noun = selection.measure === "applications" ? "new applications" : "substantive decisions";
  return [
    {
      term: "One country is most of it.",
      words: `${capital(placeName(ledger, most.code))} accounts for ${formatPercent(most.share)} of the ${noun} in ${latest}, counted in persons. Do not compare it with this total.`
    }
  ];
}

/** A country's outcomes of one year, as far as they enter rates. */
interface Part {
  readonly code: string;
  readonly outcomes: Outcomes;
  readonly size: number;
}

/** Without which countries, one or two, the rate of the latest year is another: each with its share of the decisions. */
function movers(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  const [main] = view.main ?? view.series;
  const latest = main?.points.findLast(({outcomes}) => outcomes !== null);
  if (!main || !latest) return [];
  const {unit, levels} = main.kind;
  const adders = new Map<string, DecisionsAdder>();
  decisionRows(ledger, selection).each((row) => {
    if (row.year !== latest.year || row.unit !== unit || !levels.includes(row.level)) return;
    let adder = adders.get(row.asylum);
    if (!adder) adders.set(row.asylum, (adder = decisionsAdder(ledger)));
    adder.add(row);
  });
  const parts = [...adders].flatMap(([code, adder]): Part[] => {
    const outcomes = adder.done().units[unit]?.comparable;
    return outcomes ? [{code, outcomes, size: substantive(outcomes)}] : [];
  });
  const sum = (some: readonly Part[]): Sum | null => {
    const comparable = addOutcomes(some.map(({outcomes}) => outcomes));
    return comparable && sumOfJoined({comparable, split: null, levels: [], us_courts: null}, selection);
  };
  const whole = total(parts, ({size}) => size);
  const largest = [...parts].sort((a, b) => b.size - a.size).slice(0, TRIED);
  const middle = (one: Sum | null) =>
    one?.rate && one.rate.kind !== "none"
      ? one.rate.kind === "rate"
        ? one.rate.value
        : (one.rate.lo + one.rate.hi) / 2
      : null;
  const chosen: Part[] = [];
  let before = middle(sum(parts));
  // The second country must move the rate the same way: one that moves it back would hide the first.
  let way = 0;
  for (let i = 0; i < 2 && before !== null; i++) {
    const tried = largest
      .filter((part) => !chosen.includes(part))
      .map((part) => ({part, at: middle(sum(parts.filter((one) => one !== part && !chosen.includes(one))))}));
    const from = before;
    const [best] = tried
      .filter(({at}) => at !== null && (at - from) * way >= 0)
      .sort((a, b) => Math.abs((b.at ?? 0) - from) - Math.abs((a.at ?? 0) - from));
    const first = largest[0];
    if (best && Math.abs((best.at ?? 0) - from) >= MOVES) {
      chosen.push(best.part);
      way = (best.at ?? 0) - from;
    } else if (i === 0 && first && 2 * first.size > whole) chosen.push(first);
    else break;
    before = middle(sum(parts.filter((one) => !chosen.includes(one))));
  }
  if (!chosen.length || parts.length < 2) return [];
  const rest = sum(parts.filter((one) => !chosen.includes(one)));
  const shares = list(
    chosen.map(({code, size}) => `${placeName(ledger, code)} (${formatPercent(size / whole)} of the decisions)`)
  );
  const rate = RATE_WORDS[selection.definition as RateName];
  return [
    {
      term:
        chosen.length === 1 && 2 * (chosen[0]?.size ?? 0) > whole
          ? "One country is most of it."
          : "A few countries move the rate.",
      words: `Without ${shares}, ${rate.startsWith("UNHCR’s") ? rate : `the ${rate}`} of ${latest.year} is ${rest?.rate ? rateWords(rest.rate) : (rest?.why ?? "not to be calculated")}. Give both when you compare.`
    }
  ];
}

/** Decisions on the merits, as published. */
function substantive(outcomes: Outcomes): number {
  const {recognized, other, rejected} = outcomes.published;
  return recognized.value + other.value + rejected.value;
}

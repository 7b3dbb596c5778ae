// Writes the caveats of an answer: what it leaves out and what not to do with it, the one most likely to prevent a correction first.
import {REFUGEES_ARE} from "../words/stocks.js";
import {formatSpans} from "../words/numbers.js";
import {group, sum as total} from "d3";
import {capital, list} from "../words/text.js";
import {UNITS} from "../measures/codes.js";
import {canonical} from "../measures/selection.js";
import type {Selection} from "../measures/selection.js";
import {decisionRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import {rowsOf, sizeOf} from "./sums.js";
import {kindWords, rowKind} from "./kinds.js";
import type {Kind, Loss, Row, View} from "./types.js";
import {number} from "./names.js";
import {beyondSumOfStages, separations} from "./view.js";
import {spanOf} from "./spans.js";
import {regionLosses} from "./regionLosses.js";
import {dominantHosts, missingGrants, unknownOrigins, unseenOrigins} from "./dataLosses.js";
import {heldBy} from "./held.js";

/** The order of caveats by term; others come last, in the order found. */
const FIRST_TERMS = [
  "Year-end figures.",
  "Grants missing.",
  "One country is most of it.",
  "A few countries move the rate.",
  "Unknown nationality.",
  "Persons and cases.",
  "Cases.",
  "Persons.",
  "Few decisions.",
  "Stages.",
  "No entry.",
  "Not reported.",
  "New and repeat.",
  "New, or appeals.",
  "Appeals.",
  "Rounding."
];
const rankOf = ({term}: Loss) => {
  const at = FIRST_TERMS.indexOf(term);
  return at < 0 ? FIRST_TERMS.length : at;
};

/** The caveats of an answer, in plain words, the most important first. */
export function lossesOf(ledger: Ledger, view: View): Loss[] {
  const {measure} = view.state.selection;
  const found =
    measure === "refugees" || measure === "asylum_seekers"
      ? [
          {
            term: "Year-end figures.",
            words: `These are people at the end of the year, as UNHCR publishes them. Do not compare them with the year’s applications or decisions.${measure === "refugees" ? ` Refugees are ${REFUGEES_ARE}.` : ""}`
          },
          ...unknownOrigins(ledger, view),
          ...regionLosses(ledger, view)
        ]
      : [
          ...missingGrants(ledger, view),
          ...dominantHosts(ledger, view),
          ...unseenOrigins(ledger, view),
          ...regionLosses(ledger, view),
          ...unitLosses(ledger, view),
          ...stageLosses(ledger, view),
          ...typeLosses(ledger, view),
          ...authorityLosses(ledger, view),
          ...absentYears(view),
          ...rateLosses(view),
          ...unknownOrigins(ledger, view),
          ...outcomeLosses(view),
          ...appealLosses(ledger, view)
        ];
  return found
    .map((loss, i) => ({loss, i}))
    .sort((a, b) => rankOf(a.loss) - rankOf(b.loss) || a.i - b.i)
    .map(({loss}) => loss);
}

const unitWords = (some: "P" | "C") => (some === "P" ? "persons" : "cases");
const nounOf = ({measure}: Selection) => (measure === "applications" ? "applications" : "decisions");
const sizeIn = (rows: Rows<Row>, selection: Selection) => heldBy(rows, selection);

function unitLosses(ledger: Ledger, {state: {selection}, kinds, main, series}: View): Loss[] {
  if (selection.unit !== "both") {
    const other = selection.unit === "P" ? "C" : "P";
    const rows = rowsOf(ledger, {...selection, unit: other});
    return rows.length
      ? [
          {
            term: `${capital(unitWords(other))}.`,
            words: `${number(sizeIn(rows, selection))} ${nounOf(selection)} counted in ${unitWords(other)} are left out (${spanOf(rows)}). Do not add them: a case can be several people.`
          }
        ]
      : [];
  }
  const [only] = main ?? series;
  const elsewhere = only?.place === null ? only.points.filter(({countedIn}) => countedIn).map(({year}) => year) : [];
  return group(kinds, (kind) => kind.unit).size > 1
    ? [
        {
          term: "Persons and cases.",
          words: `${elsewhere.length ? `${formatSpans(elsewhere)} ${elsewhere.length === 1 ? "is" : "are"} counted in ${UNITS[only?.kind.unit === "P" ? "C" : "P"]}, not ${UNITS[only?.kind.unit ?? "P"]}.` : "Some are counted in persons, others in cases."} A case can be several people: do not add them.`
        }
      ]
    : [];
}

function stageLosses(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  if (selection.stages.length < 6) {
    const kinds = new Set<Kind>();
    let left = 0;
    rowsOf(ledger, {...selection, stages: canonical({...selection, stages: []}).stages, levels: null}).each((row) => {
      const kind = rowKind(row);
      if (selection.stages.includes(kind.stage ?? "first")) return;
      kinds.add(kind);
      left += sizeOf(row, selection);
    });
    return kinds.size
      ? [
          {
            term: "Stages.",
            words: `${number(left)} ${nounOf(selection)} at other stages are left out: ${list([...new Set([...kinds].map(kindWords))])}.`
          }
        ]
      : [];
  }
  const steps = [...new Set(view.kinds.map(kindWords))];
  if (steps.length < 2 || !(separations(view).length || (view.main && view.axis))) return [];
  // A stage whose name has an “and” of its own is not two of the list.
  const apart =
    steps.length > 4 ? `${steps.length} stages` : list(steps.map((one) => (one.includes(" and ") ? `“${one}”` : one)));
  return [
    {
      term: "Stages.",
      words: beyondSumOfStages(view)
        ? `The number adds every stage, as UNHCR’s total does: ${apart}. The same person can be counted in more than one.`
        : `${view.main ? "The number adds first instance and “first instance and appeal combined”; add no other stage to it. " : ""}Each stage is shown separately ${view.axis ? "in the table" : "below"}: ${apart}. The same person can be counted in more than one.`
    }
  ];
}

function typeLosses(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  if (selection.measure !== "applications" || selection.types !== "new") return [];
  const losses: Loss[] = [];
  // Of types that hold new ones too it would be wrong to say that they are not new.
  const both = total(view.headline?.whole ?? [], ({headline}) => total(["P", "C"] as const, (unit) => headline?.not_separated[unit]?.value ?? 0)); // prettier-ignore
  const left =
    sizeIn(rowsOf(ledger, {...selection, types: "all"}), selection) -
    sizeIn(rowsOf(ledger, selection), selection) -
    both;
  if (left > 0)
    losses.push({
      term: "Types.",
      words: `${number(left)} repeat applications, appeals and others are not counted as new.`
    });
  if (both > 0)
    losses.push({
      term: "New, or appeals.",
      words: `${number(both)} applications are new ones and appeals in one number. They are in no number of new applications here: each such number is the least there can be.`
    });
  const mixed = total(view.main ?? view.series, ({points}) => total(points, ({newAndRepeat}) => newAndRepeat.value));
  if (mixed > 0)
    losses.push({
      term: "New and repeat.",
      words: `${number(mixed)} were reported as “new and repeat together”. Some may not be new: do not quote them as first applications.`
    });
  if (selection.years[0] < 2006 && view.series.some(({points}) => points.some(({year, count}) => year < 2006 && count)))
    losses.push({
      term: "Before 2006.",
      words:
        "UNHCR did not yet separate types. We count applications of type “various” at first instance, alone or combined with appeal, as new; some were not."
    });
  return losses;
}

function authorityLosses(ledger: Ledger, {state: {selection}}: View): Loss[] {
  if (selection.authority === "all") return [];
  const left =
    sizeIn(rowsOf(ledger, {...selection, authority: "all"}), selection) - sizeIn(rowsOf(ledger, selection), selection);
  return left > 0
    ? [{term: "Authority.", words: `${number(left)} ${nounOf(selection)} by other authorities are left out.`}]
    : [];
}

/** Years without a number in the one series of an answer: no entry, or not reported. */
function absentYears({state: {selection}, main, series}: View): Loss[] {
  const shown = main ?? series;
  const [only, ...others] = shown.filter(({kind}) => kind.id === shown[0]?.kind.id);
  if (!only || others.length) return [];
  const years = (why: "no entry" | "not reported") =>
    only.points.filter(({absence, countedIn}) => absence === why && !countedIn).map(({year}) => year);
  const [without, absent] = [years("no entry"), years("not reported")];
  return [
    ...(without.length && selection.asylums.kind === "places"
      ? [
          {
            term: "No entry.",
            words: `${formatSpans(without)}: the country reported others, but nothing for this group. It may have been 0, 1 or 2, which rounding removes. Do not write zero.`
          }
        ]
      : []),
    ...(absent.length
      ? [
          {
            term: "Not reported.",
            words: `${formatSpans(absent)}: the country reported nothing at this stage, counted this way. Do not write zero.`
          }
        ]
      : [])
  ];
}

function rateLosses({state: {selection}, main, series}: View): Loss[] {
  if (selection.measure !== "rate") return [];
  const points = (main ?? series).flatMap((one) => one.points);
  const few = points.filter(({rate}) => rate?.kind !== "none" && rate?.marked).length;
  const none = points.filter(({rate, why}) => rate?.kind === "none" || why).length;
  if (!few && !none) return [];
  return [
    {
      term: "Few decisions.",
      words: [
        few
          ? `${few} ${few === 1 ? "rate rests" : "rates rest"} on fewer than 25 decisions, marked *: do not compare ${few === 1 ? "it" : "them"}.`
          : "",
        none
          ? `${none} ${none === 1 ? "combination of year and place has" : "combinations of year and place have"} decisions and no rate; the table says why.`
          : ""
      ]
        .filter(Boolean)
        .join(" ")
    }
  ];
}

/** Decisions that are in no chart of outcomes, and the rules by which others were reclassified. */
function outcomeLosses({state: {selection}, outcomes}: View): Loss[] {
  const losses: Loss[] = [];
  const undecided = total(outcomes, ({all}) => all.statuses.not_decided.value);
  if (undecided > 0)
    losses.push({
      term: "Not decided.",
      words: `${number(undecided)} applications were removed from the count without a decision; they are not in the charts or the rates.`
    });
  if (selection.measure === "applications") return losses;
  const withoutParts = total(outcomes, ({all}) => all.without_parts);
  if (withoutParts > 0)
    losses.push({
      term: "Only a total.",
      words: `For ${number(withoutParts)} decisions UNHCR gives only a total, with no outcome. They are left out of statuses and rates.`
    });
  const rules = new Set(outcomes.flatMap(({all}) => all.rules));
  if (rules.size)
    losses.push({
      term: `${rules.size} reclassification ${rules.size === 1 ? "rule" : "rules"}.`,
      words: `We reclassified some decisions by legal status, with a source for each${rules.size > 4 ? "" : `: ${list([...rules])}`}.`
    });
  return losses;
}

function appealLosses(ledger: Ledger, {state: {selection}}: View): Loss[] {
  if (selection.measure === "applications" || selection.stages.includes("appeal")) return [];
  return decisionRows(ledger, {...selection, stages: ["appeal"], levels: null}).length
    ? [
        {
          term: "Appeals.",
          words: "Appeals are reported too. Where appeals overturn many refusals, do not quote first instance alone."
        }
      ]
    : [];
}

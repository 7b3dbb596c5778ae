// Computes the numbers of one figure from the explorer's ledger: the sum over its years, in persons and in cases, of one stage or of
// those that may be joined. The same adders as the explorer's answers, so that a card and the explorer agree.
import type {AskedFigure} from "../../figures/address.js";
import {bounded, sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Level} from "../../measures/codes.js";
import {addOutcomes} from "../../measures/outcomes.js";
import {denominator, perInhabitants} from "../../measures/perInhabitants.js";
import {ALL_LEVELS} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import {stageOf} from "../../measures/sums.js";
import {unseenOriginsAdder, withUnseen} from "../../measures/unseenOrigins.js";
import {asksHeadline} from "../headline.js";
import {asksJoined} from "../joined.js";
import {kindOf, STAGE_ORDER, STOCK} from "../kinds.js";
import {applicationRows, codesOf, decisionRows, inhabitantsIn, knownOrigins, stockRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {lastYear} from "../series.js";
import {adderOf, noSplits, rowsOf} from "../sums.js";
import type {Kind} from "../types.js";
import {applicationsOf, newApplicationsOf} from "./applications.js";
import {counted, joinedOf, stagesOf} from "./decisions.js";
import {beside, NO_ENTRIES, NONE, UNITS, withoutEntry} from "./number.js";
import type {Asks, FigureAnswer, FigureNumber, Made} from "./number.js";
import {unknownOf} from "./unknown.js";

/** Answers a figure's address. @throws Error where it needs year-end figures and they were not fetched. */
export function answerOf(ledger: Ledger, asked: AskedFigure): FigureAnswer {
  const {measure} = asked.selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const yearly = isStock || asked.per !== null;
  const selection = yearly ? ofLastYear(ledger, asked.selection) : asked.selection;
  const make = isStock
    ? stocksOf
    : asked.added === "stages"
      ? stagesAdded
      : measure === "applications"
        ? asksHeadline(selection)
          ? newApplicationsOf
          : applicationsOf
        : asksJoined(selection)
          ? joinedOf
          : stagesOf;
  const {numbers, entries} = make(ledger, selection, asked);
  return {
    asked,
    selection,
    entries,
    numbers: asked.per === null ? numbers : numbers.map((one) => divided(ledger, selection, one, asked.per))
  };
}

/** The last of several years that has entries. */
function ofLastYear(ledger: Ledger, selection: Selection): Selection {
  const {measure, years} = selection;
  const rows =
    measure === "applications"
      ? applicationRows(ledger, selection)
      : measure === "decisions"
        ? decisionRows(ledger, selection)
        : stockRows(ledger, selection);
  const year = lastYear(rows, () => true, years[1]);
  return {...selection, years: [year, year]};
}

/**
 * Every stage of the selection in one number a unit: applications or decisions, never people, who can be counted at several. Each kind of
 * rows is added by itself, and then the sums.
 */
function stagesAdded(ledger: Ledger, selection: Selection, {cell}: Asks): Made {
  const isOfDecisions = selection.measure === "decisions";
  const rows = rowsOf(ledger, selection);
  const kinds = new Map<Kind, {readonly levels: Set<Level>; readonly adder: ReturnType<typeof adderOf>}>();
  const known = selection.origins.kind === "all" ? knownOrigins(ledger, isOfDecisions ? "decisions" : "applications") : null; // prettier-ignore
  const unseen = known && unseenOriginsAdder(known);
  rows.each((row) => {
    if (!("level" in row)) return;
    const kind = kindOf(row);
    let some = kinds.get(kind);
    if (!some) kinds.set(kind, (some = {levels: new Set(), adder: adderOf(ledger, selection, noSplits)}));
    some.levels.add(row.level);
    some.adder.add(row);
    unseen?.add(row);
  });
  const unknown = unknownOf(ledger, selection, {cell, isAdded: true});
  const lost = unseen?.done() ?? {P: 0, C: 0};
  const isEvery = selection.stages.length === STAGE_ORDER.length && selection.levels === null;
  const numbers = UNITS.flatMap((unit): FigureNumber[] => {
    const some = [...kinds].filter(([kind]) => kind.unit === unit).map(([, one]) => one);
    const made = some.map(({adder}) => adder.done());
    const levels = ALL_LEVELS.filter((level) => some.some((one) => one.levels.has(level)));
    const kind: Kind = {id: `${isEvery ? "added all" : "added"} ${unit}`, stage: stageOf(levels[0] ?? "FI"), levels, unit}; // prettier-ignore
    const outcomes = addOutcomes(made.map((one) => one.outcomes));
    const least = made.some(({atLeast}) => atLeast);
    if (outcomes) return [{...counted(outcomes, {selection, cell, least, unknown}), kind, unseen: lost[unit]}];
    const count = sum(made.map((one) => one.count));
    return count
      ? [{...NONE, kind, count: withUnseen(count, lost[unit]), unseen: lost[unit], ...beside(count, unknown, null)}]
      : [];
  });
  return {
    numbers: numbers.length ? numbers : [withoutEntry(ledger, selection)],
    entries: isOfDecisions
      ? {...NO_ENTRIES, decisions: decisionRows(ledger, selection).each}
      : {...NO_ENTRIES, applications: applicationRows(ledger, selection).each}
  };
}

/** People at the end of the last year. */
function stocksOf(ledger: Ledger, selection: Selection): Made {
  const measure = selection.measure as "refugees" | "asylum_seekers";
  const rows = stockRows(ledger, selection);
  const unseen = selection.origins.kind === "all" ? unseenOriginsAdder(knownOrigins(ledger, measure)) : null;
  const counts: Count[] = [];
  rows.each((row) => {
    const value = row[measure];
    if (value === null) return;
    counts.push(bounded(value, "stocks"));
    unseen?.add(row);
  });
  const count = sum(counts);
  const lost = unseen?.done().P ?? 0;
  return {
    numbers: [
      {
        ...NONE,
        kind: STOCK,
        count: count && withUnseen(count, lost),
        unseen: lost,
        absence: count ? null : "no entry"
      }
    ],
    entries: {...NO_ENTRIES, stocks: rows.each}
  };
}

/** A number of one year for each 100,000 inhabitants. */
function divided(ledger: Ledger, selection: Selection, one: FigureNumber, per: AskedFigure["per"]): FigureNumber {
  if (!one.count) return one;
  const side = per === "per_100000_origin" ? "origin" : "asylum";
  const [year] = selection.years;
  const places = codesOf(ledger, side === "origin" ? selection.origins : selection.asylums, year);
  const by = denominator(side, places, year, (code) => inhabitantsIn(ledger, code, year));
  return by
    ? {...one, per: perInhabitants(one.count, by)}
    : {...one, why: "the World Bank gives no number of inhabitants"};
}

// Adds the decisions of a figure: those that may be joined, or of named stages, with their rate.
import type {Cell} from "../../figures/address.js";
import {missesGrants} from "../../measures/breakEffects.js";
import {add, sum, ZERO} from "../../measures/bounds.js";
import {POSITIVE_STATUSES} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {allOutcomes} from "../../measures/outcomes.js";
import type {Selection} from "../../measures/selection.js";
import {heldTogether} from "../../measures/separated.js";
import type {PublishedDecision} from "../../measures/status.js";
import {mayHoldClosed} from "../../words/country.js";
import type {Outcomes} from "../../measures/sums.js";
import {unseenOriginsAdder} from "../../measures/unseenOrigins.js";
import type {Each} from "../../figures/entries.js";
import {decisionsAdder, JOINED, sumOfJoined} from "../joined.js";
import {kindOf} from "../kinds.js";
import {decisionRows, knownOrigins} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {bySize} from "../series.js";
import {single} from "../axis.js";
import {adderOf, noSplits, positiveOf, splitsOf} from "../sums.js";
import type {Kind} from "../types.js";
import {absenceOf, beside, isColumn, isStatus, NO_ENTRIES, NONE, unitsOf, withoutEntry} from "./number.js";
import type {Asks, FigureNumber, Made} from "./number.js";
import {unknownOf} from "./unknown.js";
import type {Unknown} from "./unknown.js";

/** Decisions at first instance, alone or combined with appeal. */
export function joinedOf(ledger: Ledger, selection: Selection, {cell}: Asks): Made {
  const rows = decisionRows(ledger, selection);
  const adder = decisionsAdder(ledger);
  rows.each(adder.add);
  const {units, atLeast} = adder.done();
  const unseen = unseenDecisions(ledger, selection, (visit) => rows.each((row) => isJoined(row.level) && visit(row)));
  const takes = (row: PublishedDecision) => isJoined(row.level) && !(row.asylum === "USA" && row.level === "EO");
  const unknown = unknownOf(ledger, selection, {cell});
  const numbers = unitsOf(selection, (unit) => units[unit] !== null && allOutcomes(units[unit]) !== null).map(
    (unit) => {
      const joined = units[unit];
      const outcomes = joined && allOutcomes(joined);
      const kind = {...JOINED[unit], levels: joined?.levels ?? JOINED[unit].levels};
      if (!joined || !outcomes) return {...NONE, kind, absence: absenceOf(ledger, selection, kind)};
      const least = atLeast[unit].length > 0;
      const withoutCourts = joined.us_courts !== null;
      if (selection.measure !== "rate")
        return {...counted(outcomes, {selection, cell, least, unknown}), kind, withoutCourts, unseen: unseen[unit]};
      const {rate, why, left_out, closed} = sumOfJoined(joined, selection);
      return {
        ...NONE,
        ...{kind, rate, why: why ?? null, leftOut: left_out ?? [], closed: closed ?? null},
        ...{rules: outcomes.rules, outcomes, withoutCourts, unknown},
        ...{
          isLeast: least && missesGrants(selection.definition),
          unseen: unseen[unit],
          withoutParts: outcomes.without_parts
        }
      };
    }
  );
  const others = selection.measure === "rate" ? [] : elsewhere(ledger, selection, cell, numbers);
  const isInstead = others.length > 0 && hasNone(numbers);
  const kinds = new Set(others.map(({kind}) => kind.id));
  return {
    numbers: isInstead ? others : [...numbers, ...others],
    entries: {
      ...NO_ENTRIES,
      decisions: (visit) =>
        rows.each((row) => {
          if ((!isInstead && takes(row)) || kinds.has(kindOf(row).id)) visit(row);
        })
    }
  };
}

/** Whether no stage that is joined has any: a 0, or no entry; not where the data does not separate it. */
const hasNone = (numbers: readonly FigureNumber[]) =>
  numbers.every(({count, why}) => why === null && (count === null || count.value === 0));

/** Of several countries a second procedure with fewer than this share is not named with the number. */
const FEW = 0.01;

/**
 * The same decisions where the joined stages do not have them: of another procedure, such as Russia's temporary asylum or Ireland's
 * subsidiary protection, always; where nothing else was granted, on appeal or on repeat applications too.
 */
function elsewhere(
  ledger: Ledger,
  selection: Selection,
  cell: Cell | null,
  joined: readonly FigureNumber[]
): FigureNumber[] {
  const isGrant = cell === "protection" || (POSITIVE_STATUSES as readonly (Cell | null)[]).includes(cell);
  const stages: Selection["stages"] = isGrant && hasNone(joined) ? ["appeal", "repeat", "other", "backlog"] : ["other"];
  const most = Math.max(0, ...joined.map(({count}) => count?.value ?? 0));
  const least = single(selection.asylums) === null ? FEW * most : 0;
  return stagesOf(ledger, {...selection, stages}, {cell}).numbers.filter(
    ({count}) => count !== null && count.value > least
  );
}
const isJoined = (level: Level) => JOINED.P.levels.includes(level);

/** Decisions of named stages or levels: a number for each kind of rows. */
export function stagesOf(ledger: Ledger, selection: Selection, {cell}: Asks): Made {
  const rows = decisionRows(ledger, selection);
  const splits = single(selection.asylums) === null ? noSplits : splitsOf(ledger, selection);
  // One adder for all years of a kind: a rate is made of one sum.
  const groups = new Map<Kind, {size: number; adder: ReturnType<typeof adderOf>}>();
  rows.each((row) => {
    const kind = kindOf(row);
    let group = groups.get(kind);
    if (!group) groups.set(kind, (group = {size: 0, adder: adderOf(ledger, selection, splits)}));
    group.size += (row.recognized ?? 0) + (row.other ?? 0) + (row.rejected ?? 0) + (row.closed ?? 0);
    group.adder.add(row);
  });
  const unknown = unknownOf(ledger, selection, {cell});
  const numbers = bySize([...groups].map(([kind, {size}]) => ({kind, size}))).flatMap((kind): FigureNumber[] => {
    const made = groups.get(kind)?.adder.done();
    if (!made?.outcomes) return [];
    const {outcomes, rate, why, closed, atLeast = false} = made;
    const unseen = unseenDecisions(ledger, selection, (visit) =>
      rows.each((row) => kindOf(row) === kind && visit(row))
    );
    if (selection.measure !== "rate")
      return [{...counted(outcomes, {selection, cell, least: atLeast, unknown}), kind, unseen: unseen[kind.unit]}];
    return [
      {
        ...NONE,
        ...{kind, rate, why: why ?? null, closed: closed ?? null, rules: outcomes.rules, outcomes},
        ...{isLeast: atLeast && missesGrants(selection.definition), withoutParts: outcomes.without_parts},
        ...{unseen: unseen[kind.unit], unknown}
      }
    ];
  });
  return {
    numbers: numbers.length ? numbers : [withoutEntry(ledger, selection)],
    entries: {...NO_ENTRIES, decisions: rows.each}
  };
}

function unseenDecisions(
  ledger: Ledger,
  {origins}: Selection,
  each: Each<PublishedDecision>
): Readonly<Record<Unit, number>> {
  if (origins.kind !== "all") return {P: 0, C: 0};
  const adder = unseenOriginsAdder(knownOrigins(ledger, "decisions"));
  each(adder.add);
  return adder.done();
}

/** The sum of decisions that is counted: a status, a column, every grant, or every substantive decision. */
export function sumOfCell(
  {published, statuses}: Outcomes,
  cell: Cell | null,
  {definition}: Pick<Selection, "definition">
) {
  if (cell === "protection") return sum(POSITIVE_STATUSES.map((status) => statuses[status])) ?? ZERO;
  if (cell === "recognized_or_other") return add(published.recognized, published.other);
  if (cell !== null) return isColumn(cell) ? published[cell] : statuses[cell];
  if (definition === "published") return sum([published.recognized, published.other, published.rejected]) ?? ZERO;
  return add(positiveOf({published, statuses} as Outcomes, "status"), add(statuses.refused, statuses.undivided_closed));
}

/** A status that the data holds together with another has no number where it is 0, and else the least. */
export function counted(
  outcomes: Outcomes,
  {selection, cell, least, unknown}: {selection: Selection; cell: Cell | null; least: boolean; unknown: Unknown | null}
): Omit<FigureNumber, "kind"> {
  const count = sumOfCell(outcomes, cell, selection);
  const together = isStatus(cell) ? heldTogether(outcomes, cell) : null;
  const rest = {...NONE, together, outcomes, rules: outcomes.rules, withoutParts: outcomes.without_parts};
  if (together && count.value === 0) return {...rest, why: "the data does not separate it"};
  const isMost = cell === null && selection.definition !== "published" && mayHoldClosed(outcomes);
  return {
    ...{...rest, count, isMost},
    ...beside(count, unknown, null, together !== null || (least && missesGrants(cell)))
  };
}

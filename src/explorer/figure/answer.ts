// Computes the numbers of one figure from the explorer's ledger: the sum over its years, in persons and in cases, of one stage or of
// those that may be joined. The same adders as the explorer's answers, so that a card and the explorer agree.
// Long because every kind of number that a card has is added here in one way.
import {range} from "d3";
import type {AskedFigure, Cell} from "../../figures/address.js";
import {add, bounded, sum, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {COLUMNS, POSITIVE_STATUSES, STAGES, STATUSES} from "../../measures/codes.js";
import type {Column, Level, Status, Unit} from "../../measures/codes.js";
import {headlinePart, isListed} from "../../measures/headline.js";
import type {HeadlinePart} from "../../measures/headline.js";
import {isNewByType} from "../../measures/newness.js";
import {addOutcomes, allOutcomes} from "../../measures/outcomes.js";
import type {LeftOut} from "../../measures/outcomes.js";
import {denominator, perInhabitants} from "../../measures/perInhabitants.js";
import type {PerInhabitants} from "../../measures/perInhabitants.js";
import type {Rate} from "../../measures/rates.js";
import {ALL_LEVELS} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import {heldTogether} from "../../measures/separated.js";
import type {PublishedDecision} from "../../measures/status.js";
import {mayHoldClosed} from "../../words/country.js";
import {stageOf} from "../../measures/sums.js";
import type {ApplicationRow, Outcomes} from "../../measures/sums.js";
import {unseenOriginsAdder, withUnseen} from "../../measures/unseenOrigins.js";
import type {Each} from "../../figures/entries.js";
import {asksHeadline, numberAdder} from "../headline.js";
import {asksJoined, decisionsAdder, JOINED, sumOfJoined} from "../joined.js";
import {kindOf, STAGE_ORDER, STOCK} from "../kinds.js";
import {applicationRows, codesOf, decisionRows, inhabitantsIn, isReported, knownOrigins, stockRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {bySize, groupsOf, lastYear} from "../series.js";
import {single} from "../axis.js";
import {inOtherUnit} from "../otherUnit.js";
import {adderOf, noSplits, positiveOf, rowsOf, splitsOf} from "../sums.js";
import type {Absence, Kind} from "../types.js";
import type {StockRow} from "../columns.js";
import {mixedIn, ofEveryone, sizeInCell, unknownIn} from "./beside.js";
import type {Mixed, Unknown} from "./beside.js";

/** One number of a figure, of rows that may be added. */
export interface FigureNumber {
  readonly kind: Kind;
  /** The sum; null where there is no entry, for rates, and where the data does not separate it. */
  readonly count: Count | null;
  /** Of rates. */
  readonly rate: Rate | null;
  /** Of figures per 100,000 inhabitants. */
  readonly per: PerInhabitants | null;
  /** Why there is no entry. */
  readonly absence: Absence | null;
  /** Why there is no number although there are entries, as a clause. */
  readonly why: string | null;
  /** What the data does not separate this number from, so that it is the least or cannot be told. */
  readonly together: Count | null;
  /** Whether some are missing or not separated, so that the number is the least. */
  readonly isLeast: boolean;
  /** People without a stated origin, some of whom may be of these origins. */
  readonly unknown: Unknown | null;
  /** New applications that the data does not separate from appeals. */
  readonly mixed: Mixed | null;
  /** Of substantive decisions: whether refusals are not separated from closed cases, which are no decisions: the most it can be. */
  readonly isMost: boolean;
  /** Origins that rounding may have removed from a sum over every origin. */
  readonly unseen: number;
  /** Countries that a rate leaves out. */
  readonly leftOut: readonly LeftOut[];
  /** Applications closed without a decision, where they are more than the decisions of a rate. */
  readonly closed: Count | null;
  /** Decisions of which only a total is published: in no status. */
  readonly withoutParts: number;
  /** Of decisions: every outcome of the entries. */
  readonly outcomes: Outcomes | null;
  /** Whether the United States' immigration courts decided claims that are not in it. */
  readonly withoutCourts: boolean;
  /** Rules that classify entries of it. */
  readonly rules: readonly string[];
}

/** The entries that a figure's numbers add. */
export interface FigureEntries {
  readonly applications: Each<ApplicationRow> | null;
  readonly decisions: Each<PublishedDecision> | null;
  readonly stocks: Each<StockRow> | null;
}

export interface FigureAnswer {
  readonly asked: AskedFigure;
  /** The selection with the years that are counted: of year-end figures and figures per inhabitant, the last one. */
  readonly selection: Selection;
  /** At least one; the one that answers first comes first. */
  readonly numbers: readonly FigureNumber[];
  readonly entries: FigureEntries;
}

const UNITS = ["P", "C"] as const;
const NONE: Omit<FigureNumber, "kind"> = {
  ...{count: null, rate: null, per: null, absence: null, why: null, together: null, isLeast: false, isMost: false},
  ...{unknown: null, mixed: null},
  ...{unseen: 0, leftOut: [], closed: null, withoutParts: 0, rules: []},
  ...{outcomes: null, withoutCourts: false}
};
const NO_ENTRIES: FigureEntries = {applications: null, decisions: null, stocks: null};

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

/** Whether a figure is all new applications as UNHCR counts them: not every stage added. */
export const isHeadline = ({asked, selection}: Pick<FigureAnswer, "asked" | "selection">): boolean =>
  asked.added !== "stages" && asksHeadline(selection);

type Made = Pick<FigureAnswer, "numbers" | "entries">;
type Asks = Pick<AskedFigure, "cell" | "added">;

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

/** Units in which there is a number; one without any where there is none. */
const unitsOf = (selection: Selection, has: (unit: Unit) => boolean): readonly Unit[] => {
  const some = UNITS.filter(has);
  return some.length ? some : [selection.unit === "C" ? "C" : "P"];
};

/** Why there is no entry: of countries that are named, whether any reported in these years. */
function absenceOf(ledger: Ledger, selection: Selection, {levels, unit}: Kind): Absence {
  const {measure, asylums, authority, years} = selection;
  const elsewhere = inOtherUnit(ledger, selection, null);
  for (let year = years[0]; year <= years[1]; year++) {
    const other = elsewhere(null, year);
    if (other) return other;
  }
  if (asylums.kind !== "places") return "no entry";
  const table = measure === "applications" ? "applications" : "decisions";
  return range(years[0], years[1] + 1).some((year) =>
    asylums.codes.some((asylum) =>
      levels.some((level) => isReported(ledger, {table, year, asylum, authority, level, unit}))
    )
  )
    ? "no entry"
    : "not reported";
}

/**
 * New applications as UNHCR counts them, stages together: of countries their own number, of regions and the world the printed total, or
 * the countries' own numbers added.
 */
function newApplicationsOf(ledger: Ledger, selection: Selection, {added}: Pick<Asks, "added"> = {}): Made {
  const isOfMany = selection.asylums.kind !== "places";
  const printed = isOfMany && added !== "own";
  const rows = applicationRows(ledger, {...selection, types: "all"});
  const adder = numberAdder(ledger, selection, printed);
  rows.each(adder.add);
  const {headline, number, unseen} = adder.done();
  const parts: readonly HeadlinePart[] = ["first_and_combined", "only_other_levels"];
  const counts = (row: ApplicationRow) => {
    const part = headlinePart(row, ledger.onlyOther);
    return part !== null && (printed ? isNewByType(row) : parts.includes(part));
  };
  const unknown = unknownIn(selection, applicationRows(ledger, ofEveryone({...selection, types: "all"})).each, {
    takes: counts,
    size: ({applications}) => applications ?? 0,
    noun: "applications"
  });
  const mixed = mixedIn(ledger, rows.each, (unit) => number[unit]?.value ?? 0, printed);
  const levelsIn = (unit: Unit) => [
    ...new Set((headline?.lines ?? []).filter((line) => printed || isListed(line)).flatMap(({levels}) => levels[unit]))
  ];
  const numbers = unitsOf(selection, (unit) => number[unit] !== null).map((unit): FigureNumber => {
    const kind: Kind = {id: `${printed ? "total" : "new"} ${unit}`, stage: "first", levels: levelsIn(unit), unit};
    const apart = headline?.not_separated[unit] ?? null;
    const asked = {...kind, levels: kind.levels.length ? kind.levels : JOINED.P.levels};
    // A 0 beside applications that hold new ones too is not known to be 0.
    const count = number[unit]?.value === 0 && apart ? null : number[unit];
    return {
      ...{...NONE, kind, count, unseen: count ? unseen[unit] : 0},
      absence: count ? null : apart ? "not separated" : absenceOf(ledger, selection, asked),
      together: count ? null : apart,
      ...(count ? beside(count, unknown, mixed[unit]) : {})
    };
  });
  // A second procedure, in which other people apply or the same apply again, is named and not added.
  const second = isOfMany ? [] : applicationsOf(ledger, {...selection, stages: ["other"], levels: ["TA"]}).numbers.filter(({count}) => count !== null && count.value > 0); // prettier-ignore
  const isSecondAlone =
    second.length > 0 && numbers.every(({absence}) => absence === "no entry" || absence === "not reported");
  const isSecond = ({level}: ApplicationRow) => second.length > 0 && level === "TA";
  return {
    numbers: isSecondAlone ? second : [...numbers, ...second],
    entries: {
      ...NO_ENTRIES,
      applications: (visit) =>
        rows.each((row) => {
          if (counts(row) || isSecond(row)) visit(row);
        })
    }
  };
}

/** What is beside a number, and whether it is the least by it. */
const beside = ({value}: Count, unknown: Unknown | null, mixed: Mixed | null, isLeast = false) => ({
  ...{unknown, mixed},
  isLeast: isLeast || (value > 0 && ((unknown?.isLeast ?? false) || (mixed?.isLeast ?? false)))
});

/** Applications of named stages, levels or types: a number for each kind of rows. */
function applicationsOf(ledger: Ledger, selection: Selection): Made {
  const rows = applicationRows(ledger, selection);
  const all = selection.origins.kind === "all";
  const unseen = new Map<string, ReturnType<typeof unseenOriginsAdder>>();
  if (all) {
    const known = knownOrigins(ledger, "applications");
    rows.each((row) => {
      const {id} = kindOf(row);
      let adder = unseen.get(id);
      if (!adder) unseen.set(id, (adder = unseenOriginsAdder(known)));
      adder.add(row);
    });
  }
  const groups = groupsOf(
    rows,
    () => null,
    selection,
    () => adderOf(ledger, selection, noSplits)
  );
  const unknown = unknownIn(selection, applicationRows(ledger, ofEveryone(selection)).each, {
    size: ({applications}) => applications ?? 0,
    noun: "applications"
  });
  const numbers = bySize(groups).map((kind): FigureNumber => {
    const group = groups.find((one) => one.kind === kind);
    const count = sum([...(group?.years.values() ?? [])].map((adder) => adder.done().count));
    const lost = unseen.get(kind.id)?.done()[kind.unit] ?? 0;
    return {
      ...{...NONE, kind, count: count && withUnseen(count, lost), unseen: lost},
      ...(count ? beside(count, unknown, null) : {})
    };
  });
  return {
    numbers: numbers.length ? numbers : [withoutEntry(ledger, selection)],
    entries: {...NO_ENTRIES, applications: rows.each}
  };
}

function withoutEntry(ledger: Ledger, selection: Selection): FigureNumber {
  const {stages, levels, unit} = selection;
  const level = levels?.[0] ?? STAGES[stages[0] ?? "first"][0];
  const kind = kindOf({asylum: "", level, unit: unit === "C" ? "C" : "P"});
  return {...NONE, kind, absence: absenceOf(ledger, selection, kind)};
}

/** Decisions at first instance, alone or combined with appeal. */
function joinedOf(ledger: Ledger, selection: Selection, {cell}: Asks): Made {
  const rows = decisionRows(ledger, selection);
  const adder = decisionsAdder(ledger);
  rows.each(adder.add);
  const {units, atLeast} = adder.done();
  const unseen = unseenDecisions(ledger, selection, (visit) => rows.each((row) => isJoined(row.level) && visit(row)));
  const takes = (row: PublishedDecision) => isJoined(row.level) && !(row.asylum === "USA" && row.level === "EO");
  const unknown = unknownIn(selection, decisionRows(ledger, ofEveryone(selection)).each, {
    takes,
    size: (row) => sizeInCell(ledger, row, cell, selection),
    noun: "decisions"
  });
  const numbers = unitsOf(selection, (unit) => units[unit] !== null && allOutcomes(units[unit]) !== null).map(
    (unit) => {
      const joined = units[unit];
      const outcomes = joined && allOutcomes(joined);
      const kind = {...JOINED[unit], levels: joined?.levels ?? JOINED[unit].levels};
      if (!joined || !outcomes) return {...NONE, kind, absence: absenceOf(ledger, selection, kind)};
      const least = atLeast.length > 0;
      const withoutCourts = joined.us_courts !== null;
      if (selection.measure !== "rate")
        return {...counted(outcomes, {selection, cell, least, unknown}), kind, withoutCourts, unseen: unseen[unit]};
      const {rate, why, left_out, closed} = sumOfJoined(joined, selection);
      return {
        ...NONE,
        ...{kind, rate, why: why ?? null, leftOut: left_out ?? [], closed: closed ?? null},
        ...{rules: outcomes.rules, outcomes, withoutCourts, unknown},
        ...{isLeast: least && isProtectionRate(selection), unseen: unseen[unit], withoutParts: outcomes.without_parts}
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
const isProtectionRate = ({definition}: Selection) => definition === "positive" || definition === "unhcr_protection";

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
  const everyone = ofEveryone(selection);
  const unknown = isOfDecisions
    ? unknownIn(selection, decisionRows(ledger, everyone).each, {size: (row) => sizeInCell(ledger, row, cell, selection), noun: "decisions"})
    : unknownIn(selection, applicationRows(ledger, everyone).each, {size: ({applications}) => applications ?? 0, noun: "applications"}); // prettier-ignore
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

/** Decisions of named stages or levels: a number for each kind of rows. */
function stagesOf(ledger: Ledger, selection: Selection, {cell}: Asks): Made {
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
  const unknown = unknownIn(selection, decisionRows(ledger, ofEveryone(selection)).each, {
    size: (row) => sizeInCell(ledger, row, cell, selection),
    noun: "decisions"
  });
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
        ...{isLeast: atLeast && isProtectionRate(selection), withoutParts: outcomes.without_parts},
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
export const isColumn = (cell: Cell | null): cell is Column => (COLUMNS as readonly (Cell | null)[]).includes(cell);
export const isStatus = (cell: Cell | null): cell is Status => (STATUSES as readonly (Cell | null)[]).includes(cell);

/** A status that the data holds together with another has no number where it is 0, and else the least. */
function counted(
  outcomes: Outcomes,
  {selection, cell, least, unknown}: {selection: Selection; cell: Cell | null; least: boolean; unknown: Unknown | null}
): Omit<FigureNumber, "kind"> {
  const count = sumOfCell(outcomes, cell, selection);
  const together = isStatus(cell) ? heldTogether(outcomes, cell) : null;
  // Grants are missing from the data: not refugee status alone, nor what a column held.
  const isGrant =
    cell === "protection" ||
    (cell === null && selection.definition !== "published") ||
    (isStatus(cell) && cell !== "refugee_status" && (POSITIVE_STATUSES as readonly Status[]).includes(cell));
  const rest = {...NONE, together, outcomes, rules: outcomes.rules, withoutParts: outcomes.without_parts};
  if (together && count.value === 0) return {...rest, why: "the data does not separate it"};
  const isMost = cell === null && selection.definition !== "published" && mayHoldClosed(outcomes);
  return {
    ...{...rest, count, isMost},
    ...beside(count, unknown, null, together !== null || (least && isGrant && !isMost))
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

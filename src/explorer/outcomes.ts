// Computes the outcomes of a question by year.
import {range, sum as total} from "d3";
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Selection} from "../measures/selection.js";
import {decisionAdder} from "../measures/sums.js";
import type {Outcomes} from "../measures/sums.js";
import type {State} from "./address.js";
import {JOINED, outcomesIn} from "./joined.js";
import type {JoinedView} from "./types.js";
import {decisionRows, isReported} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {inOtherUnit} from "./otherUnit.js";
import type {InOtherUnit} from "./otherUnit.js";
import {bySize, groupsOf} from "./series.js";
import type {Kind, NoEntry, OutcomesView} from "./types.js";

/** Finds why a year has no outcomes. */
interface Why {
  readonly absence: (kind: Kind, place: string | null, year: number) => NoEntry;
  readonly elsewhere: InOtherUnit;
}

/** Decisions of one kind: the outcomes of a year, or null. */
export interface Decided {
  readonly kind: Kind;
  readonly size: number;
  readonly outcomes: (year: number) => Outcomes | null;
}

/** Decisions in the same places, years, stages, authority and unit, by kind. */
function decidedOf(ledger: Ledger, selection: Selection): Decided[] {
  return groupsOf(
    decisionRows(ledger, selection),
    () => null,
    selection,
    () => decisionAdder(ledger.read)
  ).map(({kind, size, years}) => ({kind, size, outcomes: (year) => years.get(year)?.done() ?? null}));
}

/** Outcomes by kind, with why there are none; nothing for year-end figures. `decided` where the series have added them already. */
export function outcomesOf(
  ledger: Ledger,
  {selection}: State,
  {
    absence,
    decided,
    joined
  }: {
    readonly absence: (kind: Kind, place: string | null, year: number) => NoEntry;
    readonly decided: readonly Decided[] | null;
    readonly joined: JoinedView | null;
  }
): OutcomesView[] {
  const {measure} = selection;
  if (measure === "refugees" || measure === "asylum_seekers") return [];
  const held = decided ?? decidedOf(ledger, selection);
  const [from, to] = selection.years;
  const asked = measure === "applications" ? {...selection, measure: "decisions" as const} : selection;
  const why: Why = {absence, elsewhere: inOtherUnit(ledger, asked, null)};
  const separate = bySize(held).filter(
    ({id, stage}) => !joined || (stage !== "first" && stage !== "combined") || id.startsWith("EO ")
  );
  const apart = separate.flatMap((kind) => {
    const one = held.find((each) => each.kind === kind);
    const years = range(from, to + 1).map((year) => ({
      year,
      outcomes: one?.outcomes(year) ?? absenceOfDecisions(ledger, asked, kind, year, why)
    }));
    const all = together(years.flatMap(({outcomes}) => (typeof outcomes === "string" ? [] : [outcomes])));
    if (!all) return [];
    return [{kind, years, all}];
  });
  return [...(joined ? joinedViews(ledger, asked, joined, why) : []), ...apart];
}

/** Stages first instance and combined together, persons before cases. */
function joinedViews(ledger: Ledger, asked: Selection, joined: JoinedView, absence: Why): OutcomesView[] {
  return (["P", "C"] as const).flatMap((unit) => {
    const all = outcomesIn(joined.all, unit);
    const of = joined.all.units[unit];
    if (!all || !of) return [];
    const kind = JOINED[unit];
    const years = joined.whole.map((one) => ({
      year: one.year,
      outcomes: outcomesIn(one, unit) ?? absenceOfDecisions(ledger, asked, kind, one.year, absence)
    }));
    return [{kind, joined: of, years, all}];
  });
}

/** Outcomes of one kind over years; null where there is none. */
function together(years: readonly Outcomes[]): Outcomes | null {
  const [first] = years;
  if (!first) return null;
  const cells = <K extends string>(of: (one: Outcomes) => Readonly<Record<K, Count>>) =>
    Object.fromEntries(
      (Object.keys(of(first)) as K[]).map((key) => [key, sum(years.map((one) => of(one)[key]))])
    ) as Record<K, Count>;
  return {
    unit: first.unit,
    rows: total(years, ({rows}) => rows),
    published: cells(({published}) => published),
    statuses: cells(({statuses}) => statuses),
    without_parts: total(years, ({without_parts}) => without_parts),
    missing: total(years, ({missing}) => missing),
    rules: [...new Set(years.flatMap(({rules}) => rules))]
  };
}

function absenceOfDecisions(
  ledger: Ledger,
  {asylums, authority}: Selection,
  kind: Kind,
  year: number,
  {absence, elsewhere}: Why
): NoEntry {
  const other = elsewhere(null, year);
  if (other) return other;
  if (asylums.kind !== "places") return absence(kind, null, year);
  return asylums.codes.some((asylum) =>
    kind.levels.some((level) =>
      isReported(ledger, {table: "decisions", year, asylum, authority, level, unit: kind.unit})
    )
  )
    ? "no entry"
    : "not reported";
}

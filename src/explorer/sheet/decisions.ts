// The table of decisions of a fact sheet: how cases ended in the latest year and over all years, by legal status, with a second
// procedure where the country has one.
import {POSITIVE_STATUSES, STATUSES} from "../../measures/codes.js";
import {UNITS as UNIT_WORDS} from "../../measures/codes.js";
import type {Level, Status, Unit} from "../../measures/codes.js";
import {isLeastStatus, refugeeStatusCount} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";
import {decided, mayHoldClosed} from "../../words/country.js";
import {formatNumber, formatYears, leastCount} from "../../words/numbers.js";
import {countInSentence as printed} from "../../words/ranges.js";
import {STATUS_WORDS} from "../../words/status.js";
import {capital} from "../../words/text.js";
import {outcomesIn} from "../joined.js";
import type {Ledger} from "../ledger.js";
import type {OutcomesView, View} from "../types.js";
import {procedureName, procedureOf, sizeOf} from "./procedure.js";

export interface DecisionsColumn {
  /** "2025", "2000–2025, cases". */
  readonly head: string;
  readonly years: readonly [number, number];
  readonly unit: Unit;
  /** Null for first instance, alone or combined with appeal; else the second procedure's name. */
  readonly procedure: string | null;
  /** The levels of a second procedure. */
  readonly levels: readonly Level[] | null;
  readonly outcomes: Outcomes;
  /** Whether grants are missing, so that their numbers are the least. */
  readonly isLeast: boolean;
}
export interface DecisionsTable {
  readonly columns: readonly DecisionsColumn[];
  readonly rows: readonly {
    readonly head: string;
    readonly status: Status | "protection" | "decided";
    readonly cells: readonly string[];
  }[];
  /** What the table leaves out. */
  readonly notes: readonly string[];
}

/** More columns than these do not fit the sheet; totals of several countries have longer numbers and more statuses. */
const MOST_COLUMNS = {country: 5, several: 3} as const;
/** A second procedure is shown from this share of the first on. */
const UNITS = ["P", "C"] as const;

export function decisionsTable({facts}: Ledger, view: View): DecisionsTable | null {
  const {joined} = view;
  const procedure = procedureOf(view);
  const latest = joined?.whole.findLast(({units}) => units.P ?? units.C);
  const columns: DecisionsColumn[] = [];
  const most = MOST_COLUMNS[view.state.selection.asylums.kind === "places" ? "country" : "several"];
  const add = (years: readonly [number, number], of: Omit<DecisionsColumn, "head" | "years">) =>
    columns.push({head: formatYears(...years), years, ...of});
  if (latest && joined)
    for (const unit of UNITS) {
      const outcomes = outcomesIn(latest, unit);
      if (outcomes)
        add([latest.year, latest.year], {
          unit,
          procedure: null,
          levels: null,
          outcomes,
          isLeast: latest.atLeast[unit].length > 0
        });
    }
  const years = (procedure?.years ?? []).flatMap(({year, outcomes}) =>
    typeof outcomes === "string" ? [] : [{year, outcomes}]
  );
  const last = years.at(-1);
  const name = procedure && procedureName(procedure.kind.levels);
  if (procedure && last)
    add([last.year, last.year], {
      ...{unit: procedure.kind.unit, procedure: name, levels: procedure.kind.levels},
      ...{outcomes: last.outcomes, isLeast: false}
    });
  if (joined && (joined.whole.filter(({units}) => units.P ?? units.C).length > 1 || !latest))
    for (const unit of UNITS) {
      const outcomes = outcomesIn(joined.all, unit);
      const some = joined.whole.filter((one) => outcomesIn(one, unit)).map(({year}) => year);
      if (outcomes && columns.length < most)
        add([some[0] ?? facts.years[0], some.at(-1) ?? facts.years[1]], {
          unit,
          procedure: null,
          levels: null,
          outcomes,
          isLeast: joined.all.atLeast[unit].length > 0
        });
    }
  if (procedure && years.length > 1 && columns.length < most)
    add([years[0]?.year ?? 0, last?.year ?? 0], {
      unit: procedure.kind.unit,
      procedure: name,
      levels: procedure.kind.levels,
      outcomes: procedure.all,
      isLeast: false
    });
  if (!columns.length) return null;
  const hasCases = columns.some(({unit}) => unit === "C");
  const sorted = columns
    .sort((a, b) => Number(a.procedure !== null) - Number(b.procedure !== null))
    .map((column) => (hasCases ? {...column, head: `${column.head}, ${UNIT_WORDS[column.unit]}`} : column));
  return {columns: sorted, rows: rowsOf(sorted), notes: notesOf(view, procedure, hasCases)};
}

/** A status of the columns in which it has a number, and the sums above them. */
function rowsOf(columns: readonly DecisionsColumn[]): DecisionsTable["rows"] {
  const granted = POSITIVE_STATUSES.filter((status) =>
    columns.some(({outcomes}) => outcomes.statuses[status].value > 0)
  );
  const shown = STATUSES.filter(
    (status) =>
      columns.some(({outcomes}) => outcomes.statuses[status].value > 0) ||
      (status === "refused" && columns.some(({outcomes}) => outcomes.statuses.undivided_closed.value === 0)) ||
      // That nobody received refugee status is what readers come for.
      (status === "refugee_status" && columns.some(({procedure}) => procedure === null))
  );
  const rows = [
    ...(granted.length > 1
      ? [
          {
            head: "Protection granted, all forms",
            status: "protection" as const,
            cells: columns.map(({outcomes, isLeast}) =>
              (isLeast ? leastCount : printed)(refugeeStatusCount(outcomes).protection)
            )
          }
        ]
      : []),
    ...shown.map((status) => ({
      head: capital(STATUS_WORDS[status]),
      status,
      cells: columns.map((column) => cellOf(column, status))
    })),
    {
      head: "Substantive decisions",
      status: "decided" as const,
      cells: columns.map(({outcomes}) =>
        mayHoldClosed(outcomes) ? `up to ${formatNumber(decided(outcomes).hi)}` : printed(decided(outcomes))
      )
    }
  ];
  return rows;
}

/** A status that the data does not separate has no number, and never 0. */
function cellOf({outcomes, procedure, isLeast}: DecisionsColumn, status: Status): string {
  const count = outcomes.statuses[status];
  if (status === "refugee_status" && procedure !== null && count.value === 0) return "–";
  const isHidden = status === "refugee_status" || status === "complementary";
  if (isHidden && outcomes.statuses.undivided.value > 0 && count.value === 0) return "not separated";
  if (status === "refused" && outcomes.statuses.undivided_closed.value > 0 && count.value === 0) return "not separated";
  if (count.hi === 0) return status === "refugee_status" || status === "refused" ? "0" : "–";
  const isAtLeast = count.value > 0 && isLeastStatus(outcomes, status, isLeast);
  return (isAtLeast && count.lo > 0 ? leastCount : printed)(count);
}

function notesOf(
  {outcomes, state: {selection}, joined}: View,
  procedure: OutcomesView | null,
  hasCases: boolean
): string[] {
  const left = outcomes.filter((one) => !one.joined && one !== procedure && sizeOf(one) > 0);
  const isCourts = ({kind}: OutcomesView) => kind.id.startsWith("EO ");
  const hasCourts = left.some(isCourts) && !(procedure && isCourts(procedure));
  const hasAppeals = left.some(({kind}) => kind.stage === "appeal");
  const rest = [
    ...(hasAppeals ? ["appeals"] : []),
    ...(hasCourts ? ["US immigration courts, which decide referred claims again"] : []),
    ...(left.some(({kind}) => kind.stage === "repeat") ? ["repeat applications"] : []),
    ...(left.some((one) => !["appeal", "repeat"].includes(one.kind.stage ?? "") && !isCourts(one))
      ? ["other procedures"]
      : [])
  ];
  const split = joined?.whole.some(({units}) => units.P?.split ?? units.C?.split);
  return [
    `First instance, alone or combined with appeal${procedure ? ", and the second procedure under its own name" : ""}; ${hasCases ? "persons and cases are never added" : "counted in persons"}. A year’s decisions are not that year’s applications.`,
    ...(rest.length ? [`Not in the table: ${rest.join("; ")}.`] : []),
    ...(split && selection.asylums.kind !== "places"
      ? ["Countries that report grants and refusals at different stages are in the counts and in no rate."]
      : [])
  ];
}

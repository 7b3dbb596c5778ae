// The rows of one number of a figure as a condition, and the columns that are added: for the lines with which anybody computes it again.
import {isHeadline} from "./number.js";
import type {FigureAnswer, FigureNumber} from "./number.js";
import type {Added, Cell} from "../../figures/address.js";
import type {Condition, Recomputed} from "../../figures/reproduce.js";
import {POSITIVE_STATUSES, STAGES} from "../../measures/codes.js";
import {TYPES_SINCE} from "../../measures/newness.js";
import type {RateName} from "../../measures/rates.js";
import type {Places, Selection} from "../../measures/selection.js";
import type {Scope} from "../../measures/status.js";
import {asksJoined} from "../joined.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {levelsIn, spansOf} from "./scope.js";

const MAIN = [...STAGES.first, ...STAGES.combined];
const column = (name: string, values: readonly string[]): Condition => ({column: name, in: values});
const all = (...conditions: readonly Condition[]): Condition => ({all: conditions});
const any = (...conditions: readonly Condition[]): Condition => ({any: conditions});

/** A side of a selection; a union's members by year. */
export function side(
  ledger: Ledger,
  name: "origin" | "asylum",
  places: Places,
  years: Selection["years"]
): Condition[] {
  if (places.kind === "all") return places.but ? [{not: column(name, places.but)}] : [];
  const spans = spansOf(ledger, places, years);
  const one = (codes: Scope<string>) => column(name, codes === "*" ? [] : codes);
  const [first] = spans;
  if (spans.length === 1 && first) return [one(first.codes)];
  return [any(...spans.map(({years: [from, to], codes}) => all({from, to}, one(codes))))];
}

/** New by its type, as `isNewByType` says it. */
function newByType([from, to]: Selection["years"]): Condition {
  const since = column("type", ["N", "NR"]);
  const before = any(
    all(column("asylum", ["USA"]), column("type", ["N"])),
    all({not: column("asylum", ["USA"])}, column("type", ["V"]), column("level", MAIN))
  );
  if (from >= TYPES_SINCE) return since;
  if (to < TYPES_SINCE) return before;
  return any(all({from: TYPES_SINCE, to}, since), all({from, to: TYPES_SINCE - 1}, before));
}

/** The rows of a country's own number of new applications, or of a printed total. */
function newRows(ledger: Ledger, {asylums, years}: Selection, added: Added | null | undefined): Condition {
  const fresh = newByType(years);
  if (asylums.kind !== "places" && added !== "own") return fresh;
  const only = ledger.facts.only_other_levels.filter(
    ({asylum, year}) => years[0] <= year && year <= years[1] && codesOf(ledger, asylums, year).includes(asylum)
  );
  return any(
    all(fresh, column("level", MAIN)),
    ...only.map(({asylum, year}) =>
      all(column("asylum", [asylum]), {from: year, to: year}, any(fresh, column("level", ["TA"])))
    )
  );
}

/** The levels of a kind; the United States' courts decide referred claims again and are a kind of their own. */
function levelRows(selection: Selection, {kind}: FigureNumber): Condition[] {
  const open = levelsIn(selection);
  const levels = kind.levels.filter((level) => open === "*" || open.includes(level));
  if (kind.id.startsWith("EO ")) return [column("asylum", ["USA"]), column("level", ["EO"])];
  if (kind.id.startsWith("added ")) return open === "*" ? [] : [column("level", open)];
  const {asylums} = selection;
  const holdsCourts = levels.includes("EO") && (asylums.kind !== "places" || asylums.codes.includes("USA"));
  return [
    column("level", levels),
    ...(holdsCourts ? [{not: all(column("asylum", ["USA"]), column("level", ["EO"]))}] : [])
  ];
}

function applicationRows(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): Condition[] {
  const {asked, selection} = answer;
  if (isHeadline(answer)) return [newRows(ledger, selection, asked.added)];
  const {types, years} = selection;
  return [
    ...levelRows(selection, one),
    ...(types === "all"
      ? []
      : types === "new"
        ? [any(newByType(years), column("level", ["TA"]))]
        : [column("type", types)])
  ];
}

/** Countries, years and units whose grants and refusals are at different levels are in no joined rate. */
function comparableRows({facts}: Ledger, selection: Selection, {kind}: FigureNumber): Condition[] {
  const {asylums, years, measure} = selection;
  if (measure !== "rate" || !asksJoined(selection)) return [];
  return facts.split_hosts
    .filter(
      ({asylum, year, unit}) =>
        unit === kind.unit &&
        years[0] <= year &&
        year <= years[1] &&
        (asylums.kind !== "places" || asylums.codes.includes(asylum))
    )
    .map(({asylum, year}) => ({not: all(column("asylum", [asylum]), {from: year, to: year})}));
}

const DECIDED = [...POSITIVE_STATUSES, "refused", "undivided_closed"] as const;
const PUBLISHED = ["recognized", "other", "rejected"] as const;
const RATE_COLUMNS: Readonly<Record<RateName, {readonly columns: readonly string[]; readonly by: readonly string[]}>> =
  {
    refugee_status: {columns: ["refugee_status"], by: DECIDED},
    positive: {columns: POSITIVE_STATUSES, by: DECIDED},
    unhcr_recognition: {columns: ["recognized"], by: PUBLISHED},
    unhcr_protection: {columns: ["recognized", "other"], by: PUBLISHED}
  };

function columnsOf({measure, definition}: Selection, cell: Cell | null): Pick<Recomputed, "columns" | "by"> {
  if (measure === "applications") return {columns: ["applications"]};
  if (measure === "refugees" || measure === "asylum_seekers") return {columns: [measure]};
  if (measure === "rate") return RATE_COLUMNS[definition as RateName];
  if (cell === "protection") return {columns: POSITIVE_STATUSES};
  if (cell === "recognized_or_other") return {columns: ["recognized", "other"]};
  if (cell !== null) return {columns: [cell]};
  return {columns: definition === "published" ? PUBLISHED : DECIDED};
}

/** How to compute one number of a figure again. */
export function recomputed(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): Recomputed {
  const {asked, selection} = answer;
  const {measure, origins, asylums, years, authority} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const places = [...side(ledger, "origin", origins, years), ...side(ledger, "asylum", asylums, years)];
  const span: Condition = {from: years[0], to: years[1]};
  const table = isStock ? "stocks" : measure === "applications" ? "applications" : "decisions";
  const rows = isStock
    ? []
    : [
        ...(measure === "applications"
          ? applicationRows(ledger, answer, one)
          : [...levelRows(selection, one), ...comparableRows(ledger, selection, one)]),
        ...(authority === "all" ? [] : [column("authority", [authority])]),
        column("unit", [one.kind.unit])
      ];
  return {
    table,
    ...columnsOf(selection, asked.cell),
    inhabitants: one.per?.denominator.people ?? null,
    where: all(...places, span, ...rows)
  };
}

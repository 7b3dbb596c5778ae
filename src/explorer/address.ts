// The whole state of the explorer as an address: the selection, how its numbers are shown, and how the table is sorted and
// filtered. Also parses what a form sends without scripts (repeated keys, empty values).
import {canonical, DEFAULT_SELECTION, formatSelection, parseSelection} from "../measures/selection.js";
import type {Known, Problem, Selection} from "../measures/selection.js";

export const SHOWN = ["count", "per_100000", "per_100000_origin", "index"] as const;
/** As counted; per 100,000 inhabitants of the country of asylum, or of origin; or with the first year above 0 as 100. */
export type Shown = (typeof SHOWN)[number];
export const isPer = (shown: Shown) => shown === "per_100000" || shown === "per_100000_origin";

/** Whether series by year are drawn side by side, which is the default, or over each other; and on which scale. */
export const LINES = ["apart", "together"] as const;
export const SCALES = ["linear", "log"] as const;
/** A measure of the form that is none of UNHCR's: Eurostat's applicants by sex and age. */
export const SEX_AGE = "sex_age";

export interface State {
  readonly selection: Selection;
  /** Set where the question is about sex and age, which Eurostat counts; its selection is of applications. */
  readonly by?: typeof SEX_AGE;
  readonly shown: Shown;
  /** Set where the lines are drawn over each other. */
  readonly lines?: "together";
  /** Set where their scale is logarithmic; rates are never. */
  readonly scale?: "log";
  /** The table's column and whether it falls; null for its own order. */
  readonly sort: {readonly column: string; readonly falling: boolean} | null;
  /** Text that a row of the table must hold. */
  readonly find: string;
}

/** What the page answers without a question. */
export const DEFAULT_QUESTION = "origin=ERI&asylum=ISR&years=2000-2025";
const LONGEST_FIND = 60;
const OWN = ["shown", "lines", "scale", "sort", "find"];

export function formatState({selection, by, shown, lines, scale, sort, find}: State): string {
  const more = new URLSearchParams();
  if (shown !== "count") more.set("shown", shown);
  if (lines) more.set("lines", lines);
  if (scale) more.set("scale", scale);
  if (sort) more.set("sort", `${sort.column}-${sort.falling ? "falling" : "rising"}`);
  if (find) more.set("find", find);
  const rest = more.toString();
  return (by ? `measure=${by}&` : "") + formatSelection(selection) + (rest ? `&${rest}` : "");
}

/** Rates are shares already: neither inhabitants nor a first year change them, and their scale ends at 100%. */
export function canonicalState(state: State): State {
  const {by} = state;
  const {origins, asylums, years, types} = state.selection;
  const selection = canonical(
    by ? {...DEFAULT_SELECTION, origins, asylums, years, types: types === "all" ? "all" : "new"} : state.selection
  );
  const isRate = selection.measure === "rate";
  return {
    ...(by ? {by} : {}),
    selection,
    shown: by || isRate ? "count" : state.shown,
    ...(state.lines && !by ? {lines: state.lines} : {}),
    ...(state.lines && state.scale && !isRate && !by ? {scale: state.scale} : {}),
    sort: state.sort,
    find: Array.from(state.find).slice(0, LONGEST_FIND).join("")
  };
}

/** Years cut to those that an edition has; where it has none of them, its nearest year. */
function within([from, to]: Selection["years"], known: Known["years"]): Selection["years"] {
  if (!known) return [from, to];
  const cut = (year: number) => Math.min(known[1], Math.max(known[0], year));
  return [cut(from), cut(to)];
}

/** Parses an address into a state, and lists the parts it drops. Never throws. */
export function parseState(query: string, known: Known = {}): {state: State; problems: Problem[]} {
  const given = new URLSearchParams(query.length > 20_000 ? "" : query);
  const rest = new URLSearchParams();
  const problems: Problem[] = [];
  const tell = (key: string, value: string) => problems.push({key, value: value.slice(0, 80), reason: "unknown value"});
  const lists = new Map<string, string[]>();
  for (const [key, value] of given) {
    if (value === "" || OWN.includes(key)) continue;
    if (["origin", "asylum", "stage", "type", "level"].includes(key)) {
      const before = lists.get(key);
      if (before) before.push(value);
      else lists.set(key, [value]);
    } else rest.append(key, value);
  }
  const from = rest.get("from"),
    to = rest.get("to");
  if (from !== null && to !== null && !rest.has("years")) {
    const [a, b] = [from, to].sort();
    rest.set("years", `${a ?? ""}-${b ?? ""}`);
    rest.delete("from");
    rest.delete("to");
  }
  for (const [key, values] of lists) rest.set(key, values.join(","));
  const by = rest.get("measure") === SEX_AGE;
  if (by) rest.delete("measure");
  const parsed = parseSelection(query.length > 20_000 ? query : rest, known);
  const shown = given.get("shown") ?? "";
  if (shown && !(SHOWN as readonly string[]).includes(shown)) tell("shown", shown);
  const [lines, scale] = [given.get("lines") ?? "", given.get("scale") ?? ""];
  if (lines && !(LINES as readonly string[]).includes(lines)) tell("lines", lines);
  if (scale && !(SCALES as readonly string[]).includes(scale)) tell("scale", scale);
  // A logarithmic scale is of lines over each other: an address that names it alone means both.
  const isTogether = lines === "together" || (lines !== "apart" && scale === "log");
  const sortText = given.get("sort") ?? "";
  const sort = /^([a-z_]{1,30})-(rising|falling)$/.exec(sortText);
  if (sortText && !sort) tell("sort", sortText);
  const years = within(parsed.selection.years, known.years);
  if (years.join() !== parsed.selection.years.join())
    problems.push({key: "years", value: parsed.selection.years.join("-"), reason: "outside the edition"});
  return {
    state: canonicalState({
      selection: {...parsed.selection, years},
      ...(by ? {by: SEX_AGE} : {}),
      shown: (SHOWN as readonly string[]).includes(shown) ? (shown as Shown) : "count",
      ...(isTogether ? {lines: "together"} : {}),
      ...(isTogether && scale === "log" ? {scale} : {}),
      sort: sort ? {column: sort[1] ?? "", falling: sort[2] === "falling"} : null,
      find: given.get("find") ?? ""
    }),
    problems: [...parsed.problems, ...problems]
  };
}

// The sentence to print of an answer's first number, with a button that copies it.
import {stageWords} from "../words/stages.js";
import {list} from "../words/text.js";
import {bothToPrint, perToPrint, printedRate, rateToPrint, toPrint} from "../words/print.js";
import type {Counted, Printed, PrintedWords} from "../words/print.js";
import {ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {missesGrants} from "../measures/breakEffects.js";
import {LEVELS, POSITIVE_STATUSES} from "../measures/codes.js";
import type {Level, Unit} from "../measures/codes.js";
import {isListed, listed} from "../measures/headline.js";
import type {RateName} from "../measures/rates.js";
import type {Places, Selection} from "../measures/selection.js";
import type {Outcomes} from "../measures/sums.js";
import {decidingPlaces, JOINED, leftOutWords, outcomesIn} from "./joined.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {measureWords} from "./measureWords.js";
import {number, placeName, regionName} from "./names.js";
import {perRanking} from "./ranking.js";
import {countries, deciders} from "./sentences.js";
import {latestRated} from "./rateAnswers.js";
import {isMinimum} from "./sums.js";
import type {HeadlineView, HeadlineYear, JoinedView, Series, View} from "./types.js";

type Scoped = Omit<Counted, "what" | "unit">;

function namesOf(ledger: Ledger, places: Places, isAsylum: boolean): readonly string[] | null {
  if (places.kind === "all") return null;
  if (places.kind === "places") return places.codes.map((code) => placeName(ledger, code));
  const region = regionName(ledger, places);
  return [isAsylum ? `countries in ${region}` : region];
}

/** The scope of a number of one year; `place` is the one of a comparison that it is of. */
function scopeOf(ledger: Ledger, {axis, state: {selection}}: View, year: number, place: string | null = null): Scoped {
  const only = (side: "origin" | "asylum") =>
    axis === side && place !== null ? ({kind: "places", codes: [place]} as const) : null;
  return {
    origins: namesOf(ledger, only("origin") ?? selection.origins, false),
    asylums: namesOf(ledger, only("asylum") ?? selection.asylums, true),
    years: [year, year],
    stage: null,
    publisher: "UNHCR",
    edition: ledger.facts.edition
  };
}

/** Who decided, where it is not the country's government. */
function decidedBy(ledger: Ledger, view: View, year: number, levels: readonly Level[]): {readonly by?: string} {
  const who = deciders(ledger, view, {levels, years: [year, year]});
  return view.axis === "asylum" || who === countries(ledger, view) ? {} : {by: who};
}

const hasNumber = ({number: {P, C}}: HeadlineYear) => P !== null || C !== null;

/** New applications of the latest year: of one place, or of several together. */
function headlineToPrint(ledger: Ledger, view: View, {places, whole, printed}: HeadlineView): PrintedWords | null {
  const latest = whole.findLast(hasNumber);
  const {headline} = latest ?? {};
  if (!latest || !headline) return null;
  const numbered = places.filter(({years}) => years.some((one) => one.year === latest.year && hasNumber(one)));
  const scope = scopeOf(ledger, view, latest.year);
  const names = numbered.flatMap(({place}) => (place === null ? [] : [placeName(ledger, place)]));
  const compared = view.axis && {[view.axis === "asylum" ? "asylums" : "origins"]: names};
  const lines = headline.lines.filter(isListed);
  const isLater = !printed && lines.length > 0 && lines.every(({part}) => part === "only_other_levels");
  const levels = lines.flatMap((line) => [...line.levels.P, ...line.levels.C]);
  const temporary = !printed && headline.lines.some(({part}) => part === "temporary_asylum");
  const refugees = listed(headline);
  return bothToPrint({
    ...scope,
    ...compared,
    what: "new_applications",
    counts: latest.number,
    ...(isLater
      ? {laterStage: list([...new Set(levels)].map((level) => LEVELS[level]))}
      : {stage: printed ? null : stageWords(levels)}),
    ...(temporary && (refugees.P ?? refugees.C)
      ? {
          ...(view.axis ? {} : {procedure: "refugee_status" as const}),
          notIncluded: ["applications for temporary asylum in Russia, a second procedure"]
        }
      : {}),
    ...authorityOf(view.state.selection)
  });
}

/** Applications of some types, or by one authority, are named with their noun. */
function authorityOf(selection: Selection, isTyped = false): {readonly types?: string} {
  const {authority} = selection;
  const words = [
    ...(isTyped ? [measureWords(selection)] : []),
    ...(authority === "all"
      ? []
      : [
          {G: "decided by governments", J: "decided by governments and UNHCR jointly", U: "decided by UNHCR"}[authority]
        ])
  ];
  return words.length ? {types: words.join("; ")} : {};
}

/** What the first number of decisions is: grants by their legal name where they are of one status, else protection. */
function granted({statuses}: Outcomes): {readonly what: Printed; readonly count: Count} {
  const given = POSITIVE_STATUSES.filter((status) => statuses[status].value > 0);
  const [only] = given;
  // The range of all protection takes in the zeros of other statuses.
  if (only !== undefined && only !== "undivided" && given.length === 1) return {what: only, count: statuses[only]};
  if (only === "undivided" && given.length === 1)
    return {what: only, count: POSITIVE_STATUSES.reduce((all, status) => plus(all, statuses[status]), ZERO)};
  return {what: "protection", count: POSITIVE_STATUSES.reduce((all, status) => plus(all, statuses[status]), ZERO)};
}
const plus = (a: Count, b: Count): Count => ({value: a.value + b.value, lo: a.lo + b.lo, hi: a.hi + b.hi});

function outcomesToPrint(scope: Scoped, {definition}: Selection, outcomes: Outcomes, isLeast: boolean): PrintedWords {
  const {unit, published} = outcomes;
  return definition === "published"
    ? toPrint({...scope, what: "recognized", unit, count: published.recognized})
    : grantedToPrint(scope, outcomes, isLeast);
}
const grantedToPrint = (scope: Scoped, outcomes: Outcomes, isMissing: boolean): PrintedWords => {
  const some = granted(outcomes);
  return toPrint({...scope, ...some, unit: outcomes.unit, isLeast: isMissing && missesGrants(some.what)});
};

function joinedToPrint(ledger: Ledger, view: View, {whole}: JoinedView): PrintedWords | null {
  const latest = whole.findLast((year) => outcomesIn(year, "P") ?? outcomesIn(year, "C"));
  const outcomes = latest && (outcomesIn(latest, "P") ?? outcomesIn(latest, "C"));
  if (!outcomes) return null;
  const scope = {...scopeOf(ledger, view, latest.year), ...decidedBy(ledger, view, latest.year, JOINED.P.levels)};
  const levels = latest.units[outcomes.unit]?.levels ?? [];
  // Countries without an entry of that year decided nothing that is known.
  const {axis, joined} = view;
  const some =
    axis && joined ? decidingPlaces(joined, [latest.year, latest.year]).map((code) => placeName(ledger, code)) : [];
  const compared = axis && some.length ? {[axis === "asylum" ? "asylums" : "origins"]: some} : {};
  return outcomesToPrint(
    {...scope, ...compared, stage: stageWords(levels)},
    view.state.selection,
    outcomes,
    latest.atLeast[outcomes.unit].length > 0
  );
}

/** The series of a comparison with the largest number of the latest year, or the one there is. */
function firstSeries({axis, main, series}: View): {readonly one: Series; readonly year: number} | null {
  const some = axis ? (main ?? series) : series;
  const latest = (one: Series) => one.points.findLast(({count}) => count)?.year ?? 0;
  const [first] = some;
  if (!first) return null;
  const year = axis ? Math.max(0, ...some.map(latest)) : latest(first);
  const sizeOf = (one: Series) => one.points.find((point) => point.year === year)?.count?.value ?? -1;
  return {one: axis ? some.reduce((best, one) => (sizeOf(one) > sizeOf(best) ? one : best)) : first, year};
}

/** Applications or decisions at chosen stages, and year-end figures. */
function seriesToPrint(ledger: Ledger, view: View): PrintedWords | null {
  const {selection} = view.state;
  const {measure, types} = selection;
  const found = firstSeries(view);
  const point = found?.one.points.find(({year}) => year === found.year);
  if (!found || !point?.count) return null;
  const {kind, place} = found.one;
  const scope = {...scopeOf(ledger, view, point.year, place), stage: kind.stage === null ? null : kindWords(kind)};
  if (measure === "decisions") {
    if (!point.outcomes) return null;
    const by = decidedBy(ledger, view, point.year, kind.levels);
    return outcomesToPrint({...scope, ...by}, selection, point.outcomes, isMinimum(selection, point));
  }
  const what =
    measure === "refugees" || measure === "asylum_seekers"
      ? measure
      : types === "new"
        ? "new_applications"
        : "applications";
  const isTyped = what === "applications" && types !== "all";
  return toPrint({
    ...scope,
    what,
    unit: kind.unit,
    count: point.count,
    ...(what.endsWith("applications") ? authorityOf(selection, isTyped) : {})
  });
}

/** The stage that joined decisions of a place and year are of. */
function joinedStage({axis, joined}: View, place: string | null, year: number, unit: Unit): string | null {
  const years = axis ? joined?.places.find((one) => one.place === place)?.years : joined?.whole;
  return stageWords(years?.find((one) => one.year === year)?.units[unit]?.levels ?? []);
}

/** A rate of the latest year: of the one place, or of the highest of a comparison. */
function rateOf(ledger: Ledger, view: View): PrintedWords | null {
  const {selection} = view.state;
  const all = view.main ?? view.series;
  const id = latestRated(view)?.kind.id;
  const series = view.main && view.axis ? all : all.filter(({kind}) => kind.id === id);
  const isRated = ({points}: Series, year: number) =>
    points.some((point) => point.year === year && point.rate !== null && point.rate.kind !== "none");
  const last = ({points}: Series) => points.findLast(({rate, why}) => rate !== null || why)?.year ?? 0;
  const year = view.axis
    ? Math.max(
        0,
        ...series.flatMap((one) => one.points.flatMap((point) => (isRated(one, point.year) ? [point.year] : [])))
      )
    : series[0]
      ? last(series[0])
      : 0;
  const share = (one: Series) => {
    const point = one.points.find((each) => each.year === year);
    return isRated(one, year) ? (point?.value ?? point?.lo ?? -1) : -2;
  };
  const [first] = [...series].sort((a, b) => share(b) - share(a));
  const point = first?.points.find((each) => each.year === year);
  if (!first || !point?.outcomes) return null;
  const {kind, place} = first;
  const levels = kind.levels;
  const rate = selection.definition as RateName;
  const {rate: found, outcomes, why, left_out = [], closed} = point;
  return rateToPrint({
    ...scopeOf(ledger, view, year, place),
    ...decidedBy(ledger, view, year, levels),
    stage: view.main ? joinedStage(view, place, year, kind.unit) : kindWords(kind),
    unit: kind.unit,
    isLeast: isMinimum(selection, point),
    ...(left_out.length ? {leftOut: [leftOutWords(ledger, left_out)]} : {}),
    ...(found
      ? printedRate(found, outcomes)
      : {rate, share: null, granted: ZERO, decisions: 0, closed: closed ?? null, why: (why ?? "").split(";")[0] ?? ""})
  });
}

/** The first of a ranking by inhabitants; null for other questions, and where persons and cases are both in it. */
function perRankedToPrint(ledger: Ledger, view: View): PrintedWords | null {
  const ranking = perRanking(view);
  const [first] = ranking?.places ?? [];
  const {measure, types} = view.state.selection;
  if (!ranking || !first?.count || !first.denominator || first.value === null || first.lo === null || first.hi === null)
    return null;
  if (first.headline?.cases || (measure === "applications" && types !== "new")) return null;
  const [year] = ranking.years;
  const name = placeName(ledger, first.code);
  const side = ranking.axis === "asylum" ? "asylums" : "origins";
  const {value, lo, hi, denominator} = first;
  return perToPrint({
    ...scopeOf(ledger, view, year),
    [side]: [name],
    what:
      measure === "applications"
        ? "new_applications"
        : measure === "refugees" || measure === "asylum_seekers"
          ? measure
          : "protection",
    unit: first.kind.unit,
    count: first.count,
    isLeast: isMinimum(view.state.selection, first),
    per: {value, lo, hi, denominator},
    inhabitantsOf: name,
    rank: `the most of ${number(ranking.places.filter(({code}) => code !== "UNK").length)} countries of ${ranking.axis}`
  });
}

/** The sentences to print of an answer's first number; null where there is no number. */
export function answerToPrint(ledger: Ledger, view: View): PrintedWords | null {
  if (view.empty) return null;
  const ranked = perRankedToPrint(ledger, view);
  if (ranked) return ranked;
  if (view.headline) return headlineToPrint(ledger, view, view.headline);
  const {measure, definition} = view.state.selection;
  if (measure === "rate") return rateOf(ledger, view);
  if (measure === "decisions" && view.joined && (!view.axis || definition !== "published"))
    return joinedToPrint(ledger, view, view.joined);
  return seriesToPrint(ledger, view);
}

/** "To print: …", with a button that only scripts show. */
export function printLine(
  words: PrintedWords | null,
  make: (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement
): HTMLElement | null {
  if (!words) return null;
  return make(
    "p",
    {class: "to-print"},
    make("b", {}, "To print:"),
    ` ${words.short} `,
    make("button", {type: "button", class: "btn", "data-copy": words.short}, "Copy")
  );
}

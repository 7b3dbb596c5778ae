// What the explorer says: the question as a sentence, one computed sentence for each chart, and what a choice loses. Every
// sentence is made for none, one, few and many, as readers who do not see the chart have nothing else.
import {group, sum as total} from "d3";
import {formatCount, formatNumber, formatShare, formatYears} from "../measures/format.js";
import type {Count} from "../measures/bounds.js";
import {APPLICATION_TYPES, UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import type {Rate, RateName} from "../measures/rates.js";
import {BREAK_KINDS, isFinding, touchesTable, touchesYears} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import {canonical, formatSelection} from "../measures/selection.js";
import type {Places, Problem, Selection} from "../measures/selection.js";
import type {State} from "./address.js";
import {codesOf, decisionRows, hostsReporting, MOST_ROWS, stockRows} from "./ledger.js";
import type {ExplorerBreak, Ledger, Rows} from "./ledger.js";
import {axisOf, inhabitantsOf, kindWords, rowKind, rowsOf, sizeOf} from "./view.js";
import type {Kind, Point, RankedPlace, Ranking, Row, Series, View} from "./view.js";

const list = (words: readonly string[]) => new Intl.ListFormat("en", {type: "conjunction"}).format(words);
const number = (n: number) => formatNumber(n, "en");
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A place's name as it stands after "in": "the United States". */
export function placeName(ledger: Ledger, code: string): string {
  const name = ledger.place(code)?.name ?? code;
  return /^(?:United |Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Central African|Dominican Rep|Democratic|Republic|Russian|.* Islands$)/.test(
    name
  )
    ? `the ${name}`
    : name;
}

function regionName(ledger: Ledger, places: Extract<Places, {kind: "region"}>): string {
  const {scheme, code} = places;
  const name = ledger.facts.regions.find((region) => region.scheme === scheme && region.code === code)?.name ?? code;
  if (scheme === "bureau") return `${name.replace(/^The /, "the ")} (UNHCR’s region)`;
  return /^(?:Americas|Caribbean|Micronesian Region|European Union|EU and EFTA)$/.test(name) ? `the ${name}` : name;
}

function placesWords(ledger: Ledger, codes: readonly string[]): string {
  return codes.length > 4 ? `${codes.length} places` : list(codes.map((code) => placeName(ledger, code)));
}

/** "people from Eritrea", "stateless people", "people of unknown origin", "people from anywhere". */
export function peopleWords(ledger: Ledger, {origins}: Pick<Selection, "origins">): string {
  if (origins.kind === "all") return "people from anywhere";
  if (origins.kind === "region") return `people from ${regionName(ledger, origins)}`;
  const [code = ""] = origins.codes;
  if (origins.codes.length === 1) {
    if (code === "XXA") return "stateless people";
    if (code === "UNK") return "people of unknown origin";
    if (code === "TIB") return "Tibetans";
  }
  return `people from ${placesWords(ledger, origins.codes)}`;
}

/** "Israel", "Europe", "all countries". */
export function hostWords(ledger: Ledger, {asylums}: Pick<Selection, "asylums">): string {
  if (asylums.kind === "all") return "all countries";
  return asylums.kind === "region" ? regionName(ledger, asylums) : placesWords(ledger, asylums.codes);
}

export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status rate",
  positive: "positive rate",
  unhcr_recognition: "UNHCR’s refugee recognition rate",
  unhcr_protection: "UNHCR’s total protection rate"
};

export const RATE_FORMULAS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status ÷ (every positive decision + refused + not told apart)",
  positive: "every positive decision ÷ (every positive decision + refused + not told apart)",
  unhcr_recognition: "“recognized” ÷ (“recognized” + “other” + “rejected”)",
  unhcr_protection: "(“recognized” + “other”) ÷ (“recognized” + “other” + “rejected”)"
};

/** What is counted: "new applications", "positive decisions", "refugees at year-end". */
export function measureWords({measure, definition, types}: Selection): string {
  switch (measure) {
    case "applications":
      return types === "new"
        ? "new applications"
        : types === "all"
          ? "applications of every type"
          : list(types.map((type) => APPLICATION_TYPES[type]));
    case "decisions":
      return definition === "published" ? "decisions under “recognized” and “other”" : "positive decisions";
    case "rate":
      return RATE_WORDS[definition as RateName];
    case "refugees":
      return "refugees at year-end";
    case "asylum_seekers":
      return "asylum-seekers at year-end";
  }
}

/** One title for what a selection asks, in nouns. */
export function titleOf(ledger: Ledger, selection: Selection): string {
  return `${capital(measureWords(selection))}: ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}`;
}

/** Unit, definition, years: the line under a chart's title. */
export function unitLine(ledger: Ledger, {selection, shown}: State, kinds: readonly Kind[]): string {
  const units = [...new Set(kinds.map(({unit}) => UNITS[unit]))];
  const {measure, definition, years, authority} = selection;
  const parts = [
    measure === "rate"
      ? `Per cent: ${RATE_FORMULAS[definition as RateName]}`
      : capital(list(units.length ? units : ["persons"])),
    shown === "per_100000"
      ? `per 100,000 inhabitants of ${inhabitantsOf(selection) === "origin" ? peopleSource(ledger, selection) : axisOf(selection) === "asylum" ? "each host" : hostWords(ledger, selection)}`
      : shown === "index"
        ? "the first year above 0 is 100"
        : "",
    kinds.length === 1 && kinds[0]?.stage ? kindWords(kinds[0]) : "",
    authority === "all" ? "" : {G: "decided by governments", J: "decided jointly", U: "decided by UNHCR"}[authority],
    formatYears(years[0], years[1])
  ];
  return parts.filter(Boolean).join(", ");
}

const peopleSource = (ledger: Ledger, {origins}: Selection) =>
  axisOf({origins, asylums: {kind: "all"}} as Selection) === "origin"
    ? "each origin"
    : origins.kind === "places"
      ? placesWords(ledger, origins.codes)
      : origins.kind === "region"
        ? regionName(ledger, origins)
        : "the world";

/** A number as a chart or sentence prints it. */
export function pointWords(state: State, point: Pick<Point, "value" | "lo" | "hi" | "rate" | "count">): string {
  const {value, lo, hi, rate, count} = point;
  if (rate) return rateWords(rate);
  if (value === null || lo === null || hi === null) return "–";
  if (state.shown === "count" && count) return formatCount(count, "en");
  const digits = (n: number) =>
    number(n >= 100 ? Math.round(n) : n >= 1 ? Math.round(n * 10) / 10 : Number(n.toPrecision(2)));
  const ends = [digits(lo), digits(hi)];
  return ends[0] === ends[1] ? digits(value) : `${digits(value)} [${ends[0] ?? ""}–${ends[1] ?? ""}]`;
}

/** A rate, or why the rows give none. */
export function rateWords(rate: Rate): string {
  if (rate.kind === "none") {
    if (rate.reason === "fewer than 10 decisions")
      return `${number(rate.numerator.value)} of ${number(rate.decisions)}`;
    if (rate.reason === "no refusal is on file") return `no refusal is on file (${number(rate.closed.value)} closed)`;
    if (rate.reason === "refusals and closings are not told apart")
      return `refusals and closings are not told apart (${number(rate.undivided_closed.value)})`;
    return rate.reason;
  }
  const text = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, "en");
  return rate.marked ? `${text}*` : text;
}

const unitOf = (n: number, unit: Unit) =>
  unit === "P" ? (n === 1 ? "person" : "persons") : n === 1 ? "case" : "cases";

function countOf(series: Series): Count | null {
  let all: Count | null = null;
  for (const {count} of series.points)
    if (count) all = all ? {value: all.value + count.value, lo: all.lo + count.lo, hi: all.hi + count.hi} : count;
  return all;
}

/** What one series holds: its sum for what flows, its last year for what stands. */
function seriesWords(view: View, series: Series): string {
  const {selection} = view.state;
  const told = series.points.filter(({count}) => count);
  const last = told.at(-1);
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers")
    return last?.count ? `${formatCount(last.count, "en")} at the end of ${last.year}` : "no row";
  const all = countOf(series);
  return all
    ? `${formatCount(all, "en")} ${unitOf(all.value, series.kind.unit)}${series.kind.stage ? ` (${kindWords(series.kind)})` : ""}`
    : "no row";
}

/** The finding of the whole question: what the rows hold, told apart, and where it was highest. */
export function findingOf(ledger: Ledger, view: View): string {
  const {state, series, kinds, axis} = view;
  const {selection} = state;
  const {years, measure} = selection;
  const [people, hosts] = [peopleWords(ledger, selection), hostWords(ledger, selection)];
  const span = years[0] === years[1] ? `in ${years[0]}` : `from ${years[0]} to ${years[1]}`;
  const what = measureWords(selection);
  if (view.empty)
    return `There is no row of ${what} by ${people} in ${hosts} ${span}.`.replace("by people", "for people");
  if (measure === "rate") return rateFinding(ledger, view, what, people, hosts, span);
  const stock = measure === "refugees" || measure === "asylum_seekers";
  const by = measure === "applications" ? "by" : measure === "decisions" ? "on" : "of";
  const subject = stock
    ? `${people.replace(/^people/, measure === "refugees" ? "refugees" : "asylum-seekers")} in ${hosts}`
    : `${what} ${by} ${people} in ${hosts}`;
  if (axis) {
    const main = series.filter(({kind}) => kind.id === kinds[0]?.id);
    const name = (one: Series) => placeName(ledger, one.place ?? "");
    const [most] = main;
    if (!most) return `There is no row of ${subject} ${span}.`;
    const absent = main.filter((one) => !one.points.some(({count}) => count)).map(name);
    return (
      `${capital(span)}, of ${main.length} ${axis === "asylum" ? "hosts" : "origins"}, ${name(most)} has most ${what}: ${seriesWords(view, most)}` +
      (main[1] && !absent.includes(name(main[1])) ? `, then ${name(main[1])} with ${seriesWords(view, main[1])}` : "") +
      `.${absent.length ? ` ${capital(list(absent))} ${absent.length === 1 ? "has" : "have"} no row.` : ""}`
    );
  }
  const told = series.slice(0, 3).map((one) => seriesWords(view, one));
  const more =
    series.length > 3 ? `, and ${series.length - 3} more ${series.length === 4 ? "kind" : "kinds"} in the table` : "";
  const main = series[0];
  const counted = main?.points.filter(({count}) => count) ?? [];
  const peak = counted.reduce<Point | null>(
    (best, point) => ((point.count?.value ?? 0) > (best?.count?.value ?? 0) ? point : best),
    null
  );
  const peakWords =
    years[0] === years[1] || !peak?.count
      ? ""
      : counted.length === 1
        ? ` All stand in ${peak.year}, the one year with a row.`
        : ` Most stand in ${peak.year}: ${formatCount(peak.count, "en")}.`;
  const holds = stock ? "" : "the rows hold ";
  if (series.length === 1 || stock)
    return `${capital(span)}, ${holds}${stock ? `${subject}: ` : ""}${told[0] ?? ""}${stock ? "" : ` of ${subject}`}.${stock && peak?.count ? ` Highest at the end of ${peak.year}: ${formatCount(peak.count, "en")}.` : peakWords}`.replace(
      / (persons?|cases?)((?: \([^)]*\))?) of /,
      " $1$2 among "
    );
  return `${capital(span)}, ${subject} are ${list(told)}${more}; they are never added.${peakWords.replace("Most stand in", `Of the ${kindWords(main?.kind ?? {id: "", stage: null, levels: [], unit: "P"})}, most stand in`).replace("All stand in", "Of the first, all stand in")}`;
}

function rateFinding(ledger: Ledger, view: View, what: string, people: string, hosts: string, span: string): string {
  const {series, kinds, axis} = view;
  const main = series.filter(({kind}) => kind.id === kinds[0]?.id);
  const step = kinds[0] ? kindWords(kinds[0]) : "";
  const last = (one: Series) => one.points.findLast(({rate}) => rate && rate.kind !== "none");
  if (axis) {
    const told = main.flatMap((one) => {
      const point = last(one);
      return point?.rate ? [`${placeName(ledger, one.place ?? "")} ${rateWords(point.rate)} in ${point.year}`] : [];
    });
    return told.length
      ? `The ${what.replace(/^UNHCR/, "UNHCR")} for ${people}, ${step}: ${list(told.slice(0, 4))}${told.length > 4 ? `, ${told.length - 4} more below` : ""}.`.replace(
          "The UNHCR’s",
          "UNHCR’s"
        )
      : `No rate can be told for ${people} in ${hosts} ${span}.`;
  }
  const [one] = main;
  const rated = one?.points.filter(({rate}) => rate && rate.kind !== "none") ?? [];
  const point = rated.at(-1);
  if (!one || !point?.rate) {
    const why = new Set(one?.points.flatMap(({rate}) => (rate?.kind === "none" ? [rate.reason] : [])));
    return `No ${what} can be told for ${people} in ${hosts} ${span}${why.size ? `: ${list([...why])}` : ""}.`;
  }
  const ground = point.rate;
  return (
    `In ${point.year} the ${what} for ${people} in ${hosts}, ${step}, was ${rateWords(ground).replace("*", "")}: ` +
    `${formatCount(ground.numerator, "en")} of ${number(ground.decisions)} decisions in substance.` +
    (rated.length > 1
      ? ` ${rated.length} of ${one.points.length} years have a rate.`
      : one.points.length > 1
        ? " It is the one year with a rate."
        : "")
  ).replace("the UNHCR’s", "UNHCR’s");
}

/** One sentence for the chart of outcomes. */
export function outcomesFinding(view: View): string {
  const [main] = view.outcomes;
  if (!main) return "No decision is in the rows of this choice.";
  const {statuses, published, unit} = main.all;
  const positive = total(
    [statuses.refugee_status, statuses.undivided, statuses.complementary, statuses.humanitarian, statuses.temporary],
    ({value}) => value
  );
  const negative = statuses.refused.value + statuses.undivided_closed.value + statuses.otherwise_closed.value;
  const decided = positive + negative;
  if (decided === 0) return "Every cell of these decisions is published as 0.";
  const granted = formatCount(statuses.refugee_status, "en");
  const moved = published.recognized.value - statuses.refugee_status.value;
  return (
    `Of ${number(decided)} decisions (${UNITS[unit]}, ${kindWords(main.kind)}) ${granted} are read as refugee status, ${number(positive - statuses.refugee_status.value)} as another positive decision, ` +
    `${formatCount(statuses.refused, "en")} as refused` +
    (statuses.undivided_closed.value > 0
      ? `, ${number(statuses.undivided_closed.value)} as refused or closed, not told apart`
      : "") +
    (statuses.otherwise_closed.value > 0 ? ` and ${number(statuses.otherwise_closed.value)} as otherwise closed` : "") +
    "." +
    (moved > 0 ? ` ${number(published.recognized.value)} are filed under “recognized”.` : "")
  );
}

/** What series over years show, in a sentence: where one stands highest and how it ends, or which of several stands highest. */
export function seriesFinding(ledger: Ledger, {state}: View, some: readonly Series[]): string {
  const told = some.flatMap((one) => {
    const points = one.points.filter(({value}) => value !== null);
    const top = points.reduce<Point | null>((best, at) => ((at.value ?? 0) > (best?.value ?? -1) ? at : best), null);
    return top ? [{one, points, top}] : [];
  });
  const [first, second] = [...told].sort((a, b) => (b.top.value ?? 0) - (a.top.value ?? 0));
  if (!first) return "No year here has a number to draw.";
  const at = (point: Point) => `${pointWords(state, point)} in ${point.year}`;
  if (some.length === 1) {
    const {points, top} = first;
    const last = points.at(-1);
    if (!last || points.length === 1) return `One year has a number: ${at(top)}.`;
    return `Highest at ${at(top)}${last === top ? ", the last year with a number" : `; ${at(last)}`}; ${points.length} years have a number.`;
  }
  const name = ({one}: {one: Series}) => {
    const step = `${kindWords(one.kind)}, ${one.kind.unit === "P" ? "persons" : "cases"}`;
    return one.place === null ? step : placeName(ledger, one.place);
  };
  return second
    ? `Of ${some.length}, ${name(first)} reaches highest: ${at(first.top)}; next ${name(second)}: ${at(second.top)}.`
    : `Of ${some.length}, one has a number: ${name(first)}, ${at(first.top)} at its highest.`;
}

/** One sentence for a ranking. */
export function rankingFinding(ledger: Ledger, {state}: View, {axis, places, leftOut, years}: Ranking): string {
  const kind = axis === "asylum" ? ["host", "hosts"] : ["origin", "origins"];
  const [first, second] = places;
  const span = years[0] === years[1] ? `In ${years[0]}` : `From ${years[0]} to ${years[1]}`;
  const rate = state.selection.measure === "rate";
  const unranked =
    leftOut.length && rate
      ? ` ${leftOut.length} ${leftOut.length === 1 ? (kind[0] ?? "") : (kind[1] ?? "")} cannot be ranked.`
      : "";
  if (!first) return `${span} no ${kind[0] ?? ""} can be ranked.${unranked}`;
  const words = (one: RankedPlace) => `${placeName(ledger, one.code)} (${pointWords(state, one)})`;
  if (!second) return `${span} ${words(first)} is the one ${kind[0] ?? ""} that can be ranked.${unranked}`;
  const last = places.filter(({code}) => code !== "UNK").at(-1);
  const chosen = places.findIndex((one) => one.chosen);
  return (
    `${span} ${words(first)} stands first of ${places.length} ${kind[1] ?? ""}, then ${words(second)}` +
    (last && last !== first && last !== second ? `; ${words(last)} stands last` : "") +
    "." +
    (chosen > 1 && places[chosen] !== last
      ? ` ${capital(words(places[chosen] as RankedPlace))} stands ${ordinal(chosen + 1)}.`
      : "") +
    unranked
  );
}

function ordinal(n: number): string {
  const rule = new Intl.PluralRules("en", {type: "ordinal"}).select(n);
  return `${n}${{one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th"}[rule]}`;
}

/** The parts of an address that were not understood, in words. The values stay text: whoever shows them sets them as text. */
export function problemWords({key, value, reason}: Problem): string {
  const what = key ? `“${key}=${value}”` : `an address of this length`;
  switch (reason) {
    case "unknown key":
      return `${what} is no part of a question here.`;
    case "unknown value":
      return `${what} is not known in this edition.`;
    case "given twice":
      return `${what} is given twice; the first was taken.`;
    case "too many":
      return `${what} is one place too many.`;
    case "too long":
      return "The address is too long to be a question.";
    case "does not fit":
      return `${what} does not fit what was asked.`;
  }
}

export interface Loss {
  readonly term: string;
  readonly words: string;
}

/** What a choice leaves out or cannot tell, in plain words, the heaviest first. */
export function lossesOf(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  const {measure} = selection;
  const losses: Loss[] = [];
  const say = (term: string, words: string) => losses.push({term, words});
  const stock = measure === "refugees" || measure === "asylum_seekers";
  if (stock) {
    say(
      "Year-end figures.",
      "They are the publisher’s and count people who are there, not decisions of the year; some hosts’ refugees hold temporary asylum too."
    );
    return [...losses, ...regionLosses(ledger, view), ...unknownOrigins(ledger, view)];
  }
  losses.push(...regionLosses(ledger, view));
  const rowsFor = (other: Selection) => rowsOf(ledger, other);
  const size = (rows: Rows<Row>) => heldBy(rows, selection);
  const unit = (some: "P" | "C") => (some === "P" ? "persons" : "cases");
  const noun = measure === "applications" ? "applications" : "decisions";

  if (selection.unit !== "both") {
    const other = selection.unit === "P" ? "C" : "P";
    const rows = rowsFor({...selection, unit: other});
    if (rows.length)
      say(
        `${capital(unit(other))}.`,
        `${number(size(rows))} ${noun} in ${unit(other)} are left out (${spanOf(rows)}); ${unit(other)} are never added to ${unit(selection.unit)}.`
      );
  } else {
    const units = group(view.kinds, (kind) => kind.unit);
    if (units.size > 1)
      say("Units.", "Some years or hosts count persons, others cases. They are told apart and never added.");
  }
  if (selection.stages.length < 6) {
    const rows = rowsFor({...selection, stages: canonical({...selection, stages: []}).stages, levels: null});
    const kinds = new Set<Kind>();
    let left = 0;
    rows.each((row) => {
      const kind = rowKind(row);
      if (selection.stages.includes(kind.stage ?? "first")) return;
      kinds.add(kind);
      left += sizeOf(row, selection);
    });
    if (kinds.size)
      say(
        "Stages.",
        `${number(left)} ${noun} at other stages are left out: ${list([...new Set([...kinds].map(kindWords))])}.`
      );
  } else if (view.kinds.length > 1) {
    const steps = [...new Set(view.kinds.map(kindWords))];
    if (steps.length > 1) say("Stages.", `${capital(list(steps))} are told apart: one person may stand in several.`);
  }
  if (measure === "applications" && selection.types === "new") {
    const all = rowsFor({...selection, types: "all"});
    const left = size(all) - size(rowsFor(selection));
    if (left > 0) say("Types.", `${number(left)} repeat applications, appeals and others are not counted as new.`);
    const mixed = total(view.series, ({points}) => total(points, ({newAndRepeat}) => newAndRepeat));
    if (mixed > 0)
      say("New and repeat.", `${number(mixed)} stand under “new and repeat together”, so that some may not be new.`);
    if (
      selection.years[0] < 2006 &&
      view.series.some(({points}) => points.some(({year, count}) => year < 2006 && count))
    )
      say(
        "Before 2006.",
        "Types were not told apart; the rows “various” of first and joint instance are taken as new."
      );
  }
  if (selection.authority !== "all") {
    const rows = rowsFor({...selection, authority: "all"});
    const left = size(rows) - size(rowsFor(selection));
    if (left > 0) say("Authority.", `${number(left)} ${noun} by other authorities are left out.`);
  }
  const notReported = view.series.filter(({kind}) => kind.id === view.kinds[0]?.id);
  const [only] = notReported;
  if (only && notReported.length === 1) {
    const [without, absent] = (["no row", "not reported"] as const).map((why) =>
      only.points.filter(({absence}) => absence === why).map(({year}) => year)
    );
    if (without?.length && selection.asylums.kind === "places")
      say(
        "No row.",
        `${spansOf(without)}: the host reports others at this step; no row stands for 0 to 2 if rounding alone removed it.`
      );
    if (absent?.length) say("Not reported.", `${spansOf(absent)}: the host reports nobody at this step and unit.`);
  }
  if (measure === "rate") {
    const points = view.series.flatMap((one) => one.points);
    const few = points.filter(({rate}) => rate?.kind !== "none" && rate?.marked).length;
    const none = points.filter(({rate}) => rate?.kind === "none").length;
    if (few || none)
      say(
        "Few decisions.",
        [
          few
            ? `${few} yearly ${few === 1 ? "rate rests" : "rates rest"} on fewer than 25 decisions and ${few === 1 ? "is" : "are"} marked *.`
            : "",
          none ? `${none} ${none === 1 ? "year has" : "years have"} decisions and no rate; the table says why.` : ""
        ]
          .filter(Boolean)
          .join(" ")
      );
  }
  losses.push(...unknownOrigins(ledger, view));
  const outcomes = view.outcomes[0]?.all;
  const undecided = total(view.outcomes, ({all}) => all.statuses.not_decided.value);
  if (undecided > 0)
    say("Not decided.", `${number(undecided)} files were taken out of the count and are in no stack and no rate.`);
  const withoutParts = total(view.outcomes, ({all}) => all.without_parts);
  if (withoutParts > 0 && measure !== "applications")
    say(
      "Without parts.",
      `${number(withoutParts)} decisions stand in rows with a total and no parts; they are in no status and no rate.`
    );
  if (measure !== "applications" && outcomes) {
    const rules = new Set(view.outcomes.flatMap(({all}) => all.rules));
    if (rules.size)
      say(
        `${rules.size} ${rules.size === 1 ? "rule" : "rules"}.`,
        `Columns are read otherwise than their names suggest by ${rules.size > 4 ? `${rules.size} rules` : list([...rules])}.`
      );
  }
  if (measure === "rate" || measure === "decisions") {
    const appeals = selection.stages.includes("appeal")
      ? 0
      : decisionRows(ledger, {...selection, stages: ["appeal"], levels: null}).length;
    if (appeals)
      say(
        "Appeals.",
        "Hosts of this choice report appeals too; where appeals overturn much, first instance alone misleads."
      );
  }
  return losses;
}

interface Held {
  readonly unit: Unit;
  readonly year: number;
  all: number;
  unknown: number;
}

/** How much rows hold by year and unit, and how much of it names no origin. */
function heldByYear(rows: Rows<Row>, selection: Selection): readonly Held[] {
  const years: Record<Unit, Map<number, Held>> = {P: new Map(), C: new Map()};
  rows.each((row) => {
    const unit = "unit" in row ? row.unit : "P";
    let at = years[unit].get(row.year);
    if (!at) years[unit].set(row.year, (at = {unit, year: row.year, all: 0, unknown: 0}));
    const size = sizeOf(row, selection);
    at.all += size;
    if (row.origin === "UNK") at.unknown += size;
  });
  return [...years.P.values(), ...years.C.values()];
}

const heldBy = (rows: Rows<Row>, selection: Selection) => total(heldByYear(rows, selection), ({all}) => all);

function spanOf(rows: Rows<{readonly year: number}>): string {
  const years = new Set<number>();
  rows.each(({year}) => years.add(year));
  return spansOf([...years].sort());
}

export function spansOf(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && year === last[1] + 1) last[1] = year;
    else spans.push([year, year]);
  }
  return list(spans.map(([from, to]) => formatYears(from, to)));
}

/** Years in which more than 5 % of what the chosen hosts hold has no origin: a choice of origins loses them. */
function unknownOrigins(ledger: Ledger, {state, kinds}: View): Loss[] {
  const {selection} = state;
  if (selection.origins.kind === "places" && selection.origins.codes.includes("UNK")) return [];
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers") return [];
  const open: Selection = {...selection, origins: {kind: "all"}};
  const over = heldByYear(rowsOf(ledger, open), selection)
    .filter(({unit}) => kinds.some((kind) => kind.unit === unit))
    .filter(({all, unknown}) => unknown > 0.05 * all);
  const [heaviest] = over.sort((a, b) => b.unknown - a.unknown);
  if (!heaviest) return [];
  const {unit, year, all, unknown} = heaviest;
  const noun = selection.measure === "applications" ? "applications" : "decisions";
  return [
    {
      term: "Unknown origin.",
      words: `In ${year} ${number(unknown)} of ${number(all)} ${noun} in ${UNITS[unit]} name no origin${over.length > 1 ? `; over 5 % also in ${over.length - 1} other ${over.length === 2 ? "year" : "years"} or units` : ""}. A comparison of origins cannot be trusted there.`
    }
  ];
}

/** What stands in no region, and may yet belong to one: people without an origin, without a country, or of a people. */
const APART = [
  ["UNK", "unknown origin"],
  ["XXA", "stateless"],
  ["TIB", "Tibetan"]
] as const;

/** A year is thin where fewer than nine in ten of the most hosts of any year have a row. */
const THIN = 0.9;

/** What a region's total rests on: how many of its hosts have a row in each year, and who stands in no region. */
function regionLosses(ledger: Ledger, {state}: View): Loss[] {
  const {selection} = state;
  const {measure, asylums, origins, years} = selection;
  const losses: Loss[] = [];
  const stock = measure === "refugees" || measure === "asylum_seekers";
  const table = measure === "applications" ? "applications" : "decisions";
  const noun = stock ? "year-end figures" : table;
  if (asylums.kind === "region") {
    const reporting = stock ? hostsWithStocks(ledger, selection) : hostsReporting(ledger, selection, table);
    const counts = reporting.map(({hosts}) => hosts);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const told =
      least === most
        ? `${number(most)} ${most === 1 ? "host has" : "hosts have"} a row of ${noun} in ${counts.length === 1 ? String(years[0]) : "every year"}`
        : `${number(least)} to ${number(most)} hosts have a row of ${noun} in a year`;
    if (asylums.scheme === "members") {
      const members = reporting.map(({year, hosts}) => ({year, hosts, of: codesOf(ledger, asylums, year).length}));
      const short = members.filter(({hosts, of}) => hosts < of);
      const [first, last] = [members[0], members.at(-1)];
      say(
        "Members.",
        `${asylums.code === "eu_plus" ? "EU+ is the EU’s with Norway and Switzerland. " : asylums.code === "eu_efta" ? "EU and EFTA is the EU’s with Iceland, Liechtenstein, Norway and Switzerland. " : ""}They are those of 31 December of each year: ${
          first && last && first !== last
            ? `${first.of} in ${first.year}, ${last.of} in ${last.year}`
            : String(first?.of ?? 0)
        }. ${told}${short.length ? `; without a row is at least one in ${spansOf(short.map(({year}) => year))}` : ""}.`
      );
    } else {
      const thin = reporting.filter(({hosts}) => hosts < THIN * most).map(({year}) => year);
      say(
        "Hosts.",
        `${told}, at any step${thin.length ? `; fewest, under nine tenths of the most, in ${spansOf(thin)}` : ""}. A host without a row adds nothing, and that is not 0.`
      );
    }
  }
  if (origins.kind === "region") {
    const codes = APART.filter(([code]) => origins.scheme !== "bureau" || !ledger.place(code)?.bureau);
    const apart = codes.map(([code, words]) => {
      const one: Selection = {...selection, origins: {kind: "places", codes: [code]}};
      const last: Selection = {...one, years: [years[1], years[1]]};
      const size = (some: Selection) => heldBy(rowsOf(ledger, stock ? last : some), selection);
      const units = stock || selection.unit !== "both" ? ([selection.unit] as const) : (["P", "C"] as const);
      const sizes = units.flatMap((unit) => {
        const n = size({...one, unit});
        return n > 0 ? [`${number(n)} ${UNITS[unit === "both" ? "P" : unit]}`] : [];
      });
      return {words, sizes};
    });
    const told = apart.filter(({sizes}) => sizes.length);
    if (told.length)
      say(
        "In no region.",
        `Apart from every region of origin stand, in the same rows${stock ? ` at the end of ${years[1]}` : ""}: ${list(told.map(({words, sizes}) => `${words} (${list(sizes)})`))}.`
      );
  }
  return losses;

  function say(term: string, words: string): void {
    losses.push({term, words});
  }
}

/** How many of the chosen hosts have a year-end row, year by year, of anyone. */
function hostsWithStocks(ledger: Ledger, selection: Selection): {year: number; hosts: number}[] {
  const hosts = new Map<number, Set<string>>();
  stockRows(ledger, {...selection, origins: {kind: "all"}}).each(({year, asylum}) => {
    const some = hosts.get(year);
    if (some) some.add(asylum);
    else hosts.set(year, new Set([asylum]));
  });
  const [from, to] = selection.years;
  return Array.from({length: to - from + 1}, (_, i) => ({year: from + i, hosts: hosts.get(from + i)?.size ?? 0}));
}

/** What the edition's table of breaks says of the chosen hosts, origins and years. */
export function breaksOf(
  {facts}: Ledger,
  {measure, origins, asylums, years, levels, unit}: Selection
): ExplorerBreak[] {
  if (measure === "refugees" || measure === "asylum_seekers" || asylums.kind !== "places") return [];
  const meets = (scope: string, codes: readonly string[] | null) =>
    scope === "*" || codes === null || scope.split(" ").some((code) => codes.includes(code));
  return facts.breaks.filter(
    (one) =>
      one.asylum !== "*" &&
      asylums.codes.includes(one.asylum) &&
      touchesYears(one, [years]) &&
      touchesTable(one, measure === "applications" ? "applications" : "decisions") &&
      (unit === "both" || !isFinding(one) || one.unit === "*" || one.unit === unit) &&
      meets(one.origin, origins.kind === "places" ? origins.codes : null) &&
      meets(one.level, levels)
  );
}

/** What was found in the rows and is not explained yet, a sentence or some for each kind; long lists are cut, as the host's page has all. */
export function foundWords(ledger: Ledger, breaks: readonly ExplorerBreak[]): Loss[] {
  const hosts = new Set(breaks.map(({asylum}) => asylum)).size;
  return Array.from(
    group(breaks.filter(isFinding), ({kind}) => kind),
    ([kind, some]) => {
      const told = some
        .slice(0, MOST_FOUND)
        .map(({asylum, wording}) => (hosts > 1 ? `${ledger.place(asylum)?.name ?? asylum}. ${wording}` : wording));
      const left = some.length - told.length;
      return {
        term: `${kind ? BREAK_KINDS[kind] : ""}, not explained yet.`,
        words: [
          ...told,
          ...(left ? [`${left} more ${left === 1 ? "stands" : "stand"} on the page of the host.`] : [])
        ].join(" ")
      };
    }
  );
}
const MOST_FOUND = 3;

/** The first year after a break that parts a line in two; null for what a line shows by itself, such as a leap or a gap. */
export function changeOf(each: ExplorerBreak): number | null {
  if (each.kind === "leap" || each.kind === "reporting") return null;
  return each.kind !== undefined && BETWEEN.includes(each.kind) ? each.year_to : each.year_from;
}
const BETWEEN: readonly BreakKind[] = ["columns", "unit", "level", "authority"];

/** That a question takes more rows than are added up at once, and which of its years were left out. */
export function cutWords([from]: readonly [number, number], [first, last]: readonly [number, number]): string {
  return `This question takes more than ${number(MOST_ROWS)} rows. ${formatYears(from, first - 1)} ${first - 1 === from ? "is" : "are"} left out, and what follows is of ${formatYears(first, last)}; with fewer places every year is answered.`;
}

export interface Nearest {
  readonly words: string;
  readonly state: State;
}

/** Choices near an empty one that have rows: more years, the other unit, more stages, then other places. */
export function nearestTo(ledger: Ledger, state: State): Nearest[] {
  const {selection} = state;
  const full = ledger.facts.years;
  const whole = canonical({...selection, stages: [], levels: null, types: "all", authority: "all", unit: "both"});
  const tries: [string, Selection][] = [
    ["all years", {...selection, years: full}],
    ["persons and cases", {...selection, unit: "both"}],
    ["every stage", {...selection, stages: whole.stages, levels: null}],
    ["every authority", {...selection, authority: "all"}],
    ["applications of every type", {...selection, types: "all"}],
    ["every stage, type, authority and unit, all years", {...whole, years: full}],
    ...(selection.measure === "applications"
      ? ([["decisions", {...whole, measure: "decisions", definition: "status", years: full}]] as [string, Selection][])
      : ([["new applications", {...whole, measure: "applications", definition: null, types: "new", years: full}]] as [
          string,
          Selection
        ][])),
    [`the same people in all countries`, {...selection, asylums: {kind: "all"}}],
    [`the same people in all countries, all years`, {...whole, asylums: {kind: "all"}, years: full}],
    [`people from anywhere in ${hostWords(ledger, selection)}`, {...selection, origins: {kind: "all"}}],
    [
      `people from anywhere in ${hostWords(ledger, selection)}, all years`,
      {...whole, origins: {kind: "all"}, years: full}
    ]
  ];
  const seen = new Set([formatSelection(selection)]);
  const found: Nearest[] = [];
  for (const [words, other] of tries) {
    const key = formatSelection(other);
    if (seen.has(key)) continue;
    seen.add(key);
    const rows = rowsOf(ledger, other);
    if (rows.length)
      found.push({
        words: `${capital(words)}: ${number(rows.length)} ${rows.length === 1 ? "row" : "rows"}, ${spanOf(rows)}`,
        state: {...state, selection: canonical(other), find: "", sort: null}
      });
    if (found.length === 3) break;
  }
  return found;
}

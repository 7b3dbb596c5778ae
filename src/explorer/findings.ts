// An answer in sentences.
import {sum as total} from "d3";
import {rateWords} from "../words/rates.js";
import {capital, list} from "../words/text.js";
import {UNITS} from "../measures/codes.js";
import {formatCount} from "../words/numbers.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {countries, decidedWords, decisionsFinding, headlineFinding, rateSentence} from "./answers.js";
import {joinedSteps} from "./joined.js";
import {countOf, measureWords, pointWords, rankedWords, unitOf} from "./measureWords.js";
import {hostWords, number, peopleWords, placeName} from "./names.js";
import type {Point, RankedPlace, Ranking, Series, View} from "./types.js";

/** What one series holds: its sum for what flows, its last year for what stands. */
function seriesWords(view: View, series: Series): string {
  const {selection} = view.state;
  const told = series.points.filter(({count}) => count);
  const last = told.at(-1);
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers")
    return last?.count ? `${formatCount(last.count)} at the end of ${last.year}` : "no entry";
  const all = countOf(series);
  return all
    ? `${formatCount(all)} ${unitOf(all.value, series.kind.unit)}${series.kind.stage ? ` (${kindWords(series.kind)})` : ""}`
    : "no entry";
}

/** The finding of the whole question: what the rows hold, told apart, and where it was highest. */
export function findingOf(ledger: Ledger, view: View): string {
  const {state, axis} = view;
  const series = view.main ?? view.series;
  const kinds = view.main ? kindsIn(view.main) : view.kinds;
  const {selection} = state;
  const {years, measure} = selection;
  const [people, hosts] = [peopleWords(ledger, selection), hostWords(ledger, selection)];
  const span = years[0] === years[1] ? `in ${years[0]}` : `from ${years[0]} to ${years[1]}`;
  const what = measureWords(selection);
  if (view.empty)
    return `There is no entry of ${what} by ${people} in ${hosts} ${span}.`.replace("by people", "for people");
  if (view.headline) return headlineFinding(ledger, view, view.headline);
  if (measure === "decisions" && view.joined && !axis) {
    const told = decisionsFinding(ledger, view, view.joined);
    if (told !== null) return told;
  }
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
    if (!most) return `There is no entry of ${subject} ${span}.`;
    const absent = main.filter((one) => !one.points.some(({count}) => count)).map(name);
    return (
      `${capital(span)}, of ${main.length} ${axis === "asylum" ? "countries of asylum" : "countries of origin"}, ${name(most)} has the most ${what}: ${seriesWords(view, most)}` +
      (main[1] && !absent.includes(name(main[1])) ? `, then ${name(main[1])} with ${seriesWords(view, main[1])}` : "") +
      `.${absent.length ? ` ${capital(list(absent))} ${absent.length === 1 ? "has" : "have"} no entry.` : ""}`
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
        ? ` All are of ${peak.year}, the one year with an entry.`
        : ` The peak was in ${peak.year}: ${formatCount(peak.count)}.`;
  const holds = stock ? "" : "there were ";
  if (series.length === 1 || stock)
    return `${capital(span)}, ${holds}${stock ? `${subject}: ` : ""}${told[0] ?? ""}${stock ? "" : ` of ${subject}`}.${stock && peak?.count ? ` Highest at the end of ${peak.year}: ${formatCount(peak.count)}.` : peakWords}`.replace(
      / (persons?|cases?)((?: \([^)]*\))?) of /,
      " $1$2 among "
    );
  return `${capital(span)}, ${subject} are ${list(told)}${more}; they are never added.${peakWords.replace("The peak was", `At ${kindWords(main?.kind ?? {id: "", stage: null, levels: [], unit: "P"})} the peak was`).replace("All are of", "Of the first, all are of")}`;
}

function rateFinding(ledger: Ledger, view: View, what: string, people: string, hosts: string, span: string): string {
  const {axis} = view;
  const series = view.main ?? view.series;
  const [kind] = view.main ? kindsIn(view.main) : view.kinds;
  const main = series.filter((one) => one.kind.id === kind?.id);
  if (!axis) return rateSentence(ledger, view, what, main[0]?.points ?? []);
  const told = main.flatMap((one) => {
    const point = one.points.findLast(hasRate);
    return point?.rate
      ? [
          `${placeName(ledger, one.place ?? "")} ${point.atLeast ? "at least " : ""}${rateWords(point.rate)} in ${point.year}`
        ]
      : [];
  });
  return told.length
    ? `The ${what} for ${people}${kind?.id.startsWith("joined") ? "" : `, ${kind ? kindWords(kind) : ""}`}: ${list(told.slice(0, 4))}${told.length > 4 ? `, ${told.length - 4} more below` : ""}.`.replace(
        "The UNHCR’s",
        "UNHCR’s"
      )
    : `No ${what} can be given for ${people} in ${hosts} ${span}.`;
}

/** Whether a point has a number: one way of counting years with a rate. */
const hasRate = ({rate}: Point) => rate !== null && rate.kind !== "none";
const hasNumber = (point: Point) => (point.rate ? hasRate(point) : point.value !== null);
/** What a rate that is a range is at least, else the number. */
const sizeOfPoint = ({value, lo}: Point) => value ?? lo ?? -1;
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const kindsIn = (series: readonly Series[]) => [...new Set(series.map(({kind}) => kind))];

/** One sentence for the chart of outcomes. */
export function outcomesFinding(ledger: Ledger, view: View): string {
  const [main] = view.outcomes;
  if (!main) return "No decision is published for this choice.";
  const {statuses} = main.all;
  const decided = total(Object.values(statuses), ({value}) => value);
  if (decided === 0) return "Every count of these decisions is published as 0.";
  const moved = main.all.published.recognized.value - statuses.refugee_status.value - statuses.undivided.value;
  const [from, to] = view.state.selection.years;
  const steps = main.joined ? joinedSteps(main.joined) : kindWords(main.kind);
  return (
    `${from === to ? `In ${from}` : `From ${from} to ${to}`} ${countries(ledger, view)} ${decidedWords(main.all, {atLeast: view.joined !== null && view.joined.all.atLeast.length > 0})}. Decided at ${steps}.` +
    (moved > 0 ? ` ${number(main.all.published.recognized.value)} are reported under “recognized”.` : "")
  );
}

/** What series over years show, in a sentence: where one stands highest and how it ends, or which of several stands highest. */
export function seriesFinding(ledger: Ledger, view: View, some: readonly Series[]): string {
  // Persons and cases of one place are told after each other, never compared.
  if (some.length === 2 && some.every(({place, kind}) => place === null && view.main?.some((one) => one.kind === kind)))
    return some
      .map((one) => `${capital(UNITS[one.kind.unit])}: ${lower(seriesFinding(ledger, view, [one]))}`)
      .join(" ");
  const {state} = view;
  const told = some.flatMap((one) => {
    const points = one.points.filter(hasNumber);
    const top = points.reduce<Point | null>(
      (best, at) => (best === null || sizeOfPoint(at) > sizeOfPoint(best) ? at : best),
      null
    );
    return top ? [{one, points, top}] : [];
  });
  const [first, second] = [...told].sort((a, b) => sizeOfPoint(b.top) - sizeOfPoint(a.top));
  if (!first) return "No year here has a number to draw.";
  const at = (point: Point) => `${pointWords(state, point)} in ${point.year}`;
  if (some.length === 1) {
    const {points, top} = first;
    const last = points.at(-1);
    if (!last || points.length === 1) return `One year has a number: ${at(top)}.`;
    return `Highest at ${at(top)}${last === top ? ", the latest year with a number" : `; ${at(last)}`}; ${points.length} years have a number.`;
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
  const kind =
    axis === "asylum" ? ["country of asylum", "countries of asylum"] : ["country of origin", "countries of origin"];
  const [first, second] = places;
  const span = years[0] === years[1] ? `In ${years[0]}` : `From ${years[0]} to ${years[1]}`;
  const rate = state.selection.measure === "rate";
  const unranked =
    leftOut.length && rate
      ? ` ${leftOut.length} ${leftOut.length === 1 ? (kind[0] ?? "") : (kind[1] ?? "")} cannot be ranked.`
      : "";
  if (!first) return `${span} no ${kind[0] ?? ""} can be ranked.${unranked}`;
  const words = (one: RankedPlace) => `${placeName(ledger, one.code)} (${rankedWords(state, one)})`;
  if (!second) return `${span} ${words(first)} is the one ${kind[0] ?? ""} that can be ranked.${unranked}`;
  const last = places.filter(({code}) => code !== "UNK").at(-1);
  const chosen = places.findIndex((one) => one.chosen);
  return (
    `${span} ${words(first)} is first of ${places.length} ${kind[1] ?? ""}, then ${words(second)}` +
    (last && last !== first && last !== second ? `; ${words(last)} is last` : "") +
    "." +
    (chosen > 1 && places[chosen] !== last
      ? ` ${capital(words(places[chosen] as RankedPlace))} is ${ordinal(chosen + 1)}.`
      : "") +
    unranked
  );
}

function ordinal(n: number): string {
  const rule = new Intl.PluralRules("en", {type: "ordinal"}).select(n);
  return `${n}${{one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th"}[rule]}`;
}

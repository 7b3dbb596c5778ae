// An answer in sentences.
import {sum as total} from "d3";
import {UNITS} from "../measures/codes.js";
import {formatCount} from "../words/numbers.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {countOf, measureWords, pointWords, rateWords, unitOf} from "./measureWords.js";
import {capital, hostWords, list, number, peopleWords, placeName} from "./names.js";
import type {Point, RankedPlace, Ranking, Series, View} from "./types.js";

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

// How often protection was granted in a region or in the world: the rates in words and as a figure, which countries are left out of
// them, and which one makes most of them.
import {group} from "d3";
import {rateOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {digitsOf, rateWords} from "../../words/rates.js";
import {capital, list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {effectsOf} from "../../measures/breakEffects.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {allOutcomes, joinedRate} from "../../measures/outcomes.js";
import type {JoinedOutcomes, JoinedRate} from "../../measures/outcomes.js";
import type {Rate, RateName} from "../../measures/rates.js";
import type {PublishedDecision} from "../../measures/status.js";
import {dominant} from "../../measures/without.js";
import {decided, escape} from "../../words/country.js";
import {betweenPercents, formatNumber, formatPercent, leastPercent} from "../../words/numbers.js";
import {closedWhereMore, courtsWords, leftOutWords} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import type {Fact} from "../_shared/facts.js";
import type {Note} from "../_shared/names.js";

export const COURTS_LEFT_OUT = "without the immigration courts of the United States";

/** The latest year with a decision, in the unit that has more of them. */
export function latestJoined(joined: Record<Unit, readonly JoinedYear[]>): JoinedYear | undefined {
  const [persons, cases] = [joined.P.findLast(({all}) => all), joined.C.findLast(({all}) => all)];
  if (!persons || !cases) return persons ?? cases;
  if (persons.year !== cases.year) return persons.year > cases.year ? persons : cases;
  const size = ({all}: JoinedYear) => (all ? decided(all).value : 0);
  return size(persons) >= size(cases) / 20 ? persons : cases;
}

/** Whether the United States’ courts decided any of the applications. */
export const withCourts = (joined: Record<Unit, readonly JoinedYear[]>) =>
  (["P", "C"] as const).some((unit) => joined[unit].some(({joined: {us_courts}}) => us_courts !== null));

/** Notes under the chart of a region's decisions, about its latest year. */
export function notesOf({year, joined, atLeast}: JoinedYear, name: (code: string) => string): Note[] {
  const split = joined.split?.hosts ?? [];
  return [
    ...(split.length
      ? [
          {
            term: "In no rate.",
            text: `${leftOutWords(split, name)} reported grants and refusals at different stages: counted here, and in no rate.`
          }
        ]
      : []),
    ...(atLeast.length
      ? [
          {
            term: "At least.",
            text: `In ${list(atLeast.map(name))} some grants of ${year} are missing in the data: read every number of protection other than refugee status as “at least”.`
          }
        ]
      : [])
  ];
}

const given = (name: RateName, outcomes: JoinedOutcomes): Rate | null => {
  const found: JoinedRate | null = joinedRate(name, outcomes);
  return found?.kind === "given" ? found.rate : null;
};

/** A rate in a sentence. Where grants are missing in the data only its lower end is known. */
function inWords(rate: Rate, isLeast: boolean): string {
  if (!isLeast || rate.kind === "none") return rateWords(rate);
  return leastPercent(rate.lo, digitsOf(rate));
}

/** "37.8% (9,855 of 26,038 decisions)"; the reason where there is no rate. */
const ofDecisions = (rate: Rate, isLeast: boolean) =>
  rate.kind === "none"
    ? rateWords(rate)
    : `${inWords(rate, isLeast)} (${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} decisions)`;

/** A reviewed break about recognition of a group is said from this share of the decisions on. */
const GROUP_FROM = 0.01;

interface WithoutGroup {
  readonly hosts: readonly string[];
  readonly size: number;
  readonly rest: JoinedOutcomes;
}

/** What is left without decisions that are, or may be, the recognition of a group; null where they change little. */
function withoutGroup(ledger: Ledger, {rows, all}: JoinedYear): WithoutGroup | null {
  const isGroup = effectsOf(ledger.edition.breaks, "group_recognition");
  const unit = rows[0]?.unit ?? "P";
  const size = (some: readonly PublishedDecision[]) => {
    const found = ledger.joined(some)[unit];
    const outcomes = found && allOutcomes(found);
    return outcomes ? decided(outcomes).value : 0;
  };
  const left = rows.filter((row) => isGroup(row) !== null);
  if (!all || !left.length || size(left) < GROUP_FROM * decided(all).value) return null;
  const rest = ledger.joined(rows.filter((row) => isGroup(row) === null))[unit];
  return rest && {hosts: [...new Set(left.map(({asylum}) => asylum))], size: size(left), rest};
}

function groupWords(ledger: Ledger, year: JoinedYear, isLeast: boolean): string {
  const found = withoutGroup(ledger, year);
  if (!found) return "";
  const name = (code: string) => escape(articled(ledger.edition.places.get(code) ?? code));
  const rate = given("positive", found.rest);
  const [with_, without] = [given("unhcr_recognition", year.joined), given("unhcr_recognition", found.rest)];
  return `${formatNumber(found.size)} of these decisions, in ${list(found.hosts.map(name))}, are or may be the recognition of a group without a decision on each person${rate ? `; without them the grant rate was ${inWords(rate, isLeast)}` : ""}.${with_ && without ? ` UNHCR’s Refugee Recognition Rate, from the columns as reported, is ${rateWords(with_)} with them and ${rateWords(without)} without.` : ""}`;
}

/** The decisions of each country that may be compared, in the unit of the rows. */
function decisionsByCountry(ledger: Ledger, {rows}: JoinedYear) {
  const unit = rows[0]?.unit ?? "P";
  const hosts = Array.from(
    group(rows, ({asylum}) => asylum),
    ([asylum, some]) => ({asylum, some, of: ledger.joined(some)[unit]?.comparable ?? null})
  );
  const sizes = hosts.flatMap(({asylum, of}) => {
    const size = of ? decided(of).value : 0;
    return size > 0 ? [[asylum, size] as const] : [];
  });
  return {unit, hosts, sizes};
}

/** Whether one country makes more than half of the decisions, and the rates without it. */
function dominantWords(ledger: Ledger, year: JoinedYear): string {
  const name = (code: string) => escape(articled(ledger.edition.places.get(code) ?? code));
  const {unit, hosts, sizes} = decisionsByCountry(ledger, year);
  const most = dominant(sizes);
  if (!most) return "";
  if (sizes.length === 1) return `All these decisions were made in ${name(most.code)}.`;
  const rest = ledger.joined(hosts.flatMap(({asylum, some}) => (asylum === most.code ? [] : some)))[unit];
  const rate = rest && given("positive", rest);
  return `${capital(name(most.code))} made ${formatPercent(most.share)} of these decisions${
    rate
      ? `; without it the grant rate was ${ofDecisions(
          rate,
          year.atLeast.some((code) => code !== most.code)
        )}`
      : ""
  }.`;
}

/** The two rates by legal status of the latest year, with whom they leave out and what makes most of them. */
export function ratesWords(ledger: Ledger, of: JoinedYear, {where, page}: {where: string; page: string}): string {
  const {year, joined, rows, atLeast} = of;
  const unit = rows[0]?.unit ?? "P";
  const place = (code: string) => ledger.edition.places.get(code) ?? code;
  const isLeast = atLeast.length > 0;
  const [refugee, positive] = [given("refugee_status", joined), given("positive", joined)];
  const closed = joined.comparable && closedWhereMore(joined.comparable);
  return [
    !joined.comparable
      ? `No grant rate can be calculated ${where} for ${year}: grants and refusals are reported at different stages.`
      : `In ${year} the grant rate ${where}, for all forms of protection, was ${positive ? ofDecisions(positive, isLeast) : "not calculated"}, counted in ${UNITS[unit]}${refugee ? `; the refugee status rate was ${refugee.kind === "none" ? rateWords(refugee) : `${rateWords(refugee)} (${formatNumber(refugee.numerator.value)} of them)`}` : ""}.`,
    joined.comparable && !refugee
      ? "The data does not separate refugee status from other protection for most of those granted it, so a refugee status rate cannot be calculated."
      : "",
    closed ? `More applications were closed without a decision: ${formatNumber(closed.value)}.` : "",
    joined.split
      ? `The rates leave out ${leftOutWords(joined.split.hosts, place)}, where grants and refusals are reported at different stages.`
      : "",
    dominantWords(ledger, of),
    groupWords(ledger, of, isLeast),
    atLeast.length
      ? `Some grants are missing in the data of ${list(atLeast.map((code) => escape(articled(place(code)))))}, so the grant rate is “at least”.`
      : "",
    courtsWords(year, joined, page)
  ]
    .filter(Boolean)
    .join(" ");
}

/** The number of a rate alone, for a figure at the top, with its range where it has one. */
function largeRate(rate: Rate, isLeast: boolean): {value: string; range: string} {
  if (rate.kind === "none") return {value: "not calculated", range: rateWords(rate)};
  const {lo, hi} = rate;
  const digits = digitsOf(rate);
  if (isLeast) return {value: inWords(rate, true), range: ""};
  if (rate.kind === "interval") return {value: rateWords(rate), range: ""};
  const isWide = hi - lo > 0.01 * rate.value;
  return {value: formatPercent(rate.value, digits), range: (isWide && betweenPercents(rate, digits)) || ""};
}

/**
 * The grant rate as one of the figures at the top, with whom it leaves out and whether refugee status is separated; `href` gives the
 * address of its card.
 */
export function grantFact(
  ledger: Ledger,
  joined: Record<Unit, readonly JoinedYear[]>,
  href: (year: number, of: Linked) => string
): Fact[] {
  const latest = latestJoined(joined);
  if (!latest) return [];
  const {year, joined: of, atLeast, rows} = latest;
  const unit = rows[0]?.unit ?? "P";
  const names = (codes: readonly string[]) =>
    list(codes.map((code) => escape(articled(ledger.edition.places.get(code) ?? code))));
  const isLeast = atLeast.length > 0;
  const label = `Grant rate, ${year}`;
  const [refugee, positive] = [given("refugee_status", of), given("positive", of)];
  if (!positive)
    return [
      {label, count: null, value: "not calculated", under: "grants and refusals are reported at different stages"}
    ];
  const {value, range} = largeRate(positive, isLeast);
  const [only, ...others] = decisionsByCountry(ledger, latest).sizes;
  const without = withoutGroup(ledger, latest);
  const rest = without && given("positive", without.rest);
  const under = [
    range,
    positive.kind === "none"
      ? ""
      : `${formatNumber(positive.numerator.value)} of ${formatNumber(positive.decisions)} decisions, counted in ${UNITS[unit]}${only && !others.length && positive.decisions > 0 ? `, all in ${names([only[0]])}` : ""}`,
    positive.closed.value > positive.decisions
      ? `${formatNumber(positive.closed.value)} more were closed without a decision`
      : "",
    refugee
      ? refugee.kind === "none"
        ? ""
        : `refugee status rate ${rateWords(refugee)}`
      : "refugee status is not separated from other protection",
    of.split
      ? `without ${names(of.split.hosts.map(({asylum}) => asylum))}, whose grants and refusals are at different stages`
      : "",
    rest ? `${inWords(rest, isLeast)} without group recognition in ${names(without.hosts)}` : "",
    isLeast ? `some grants are missing in the data of ${names(atLeast)}` : ""
  ];
  const card = positive.kind === "none" ? {} : {href: href(year, {...rateOf("positive"), unit})};
  return [{label, count: null, value, ...card, under: under.filter(Boolean).join("; ")}];
}

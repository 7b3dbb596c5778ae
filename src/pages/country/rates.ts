// A country's rates in the latest year, compared with its region and the world without it.
import {decisionsOf, figureHref, isToldAlone, places, rateOf, regionOf, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {joinedRateWords, leftOutReason, RATE_WORDS} from "../../words/rates.js";
import {capital, list} from "../../words/text.js";
import {leastCell, linked, numberCell, paragraph, row, section, table, textCell} from "../../html/strings.js";
import type {Count} from "../../measures/bounds.js";
import {missesGrants} from "../../measures/breakEffects.js";
import {UNITS} from "../../measures/codes.js";
import type {Places} from "../../measures/selection.js";
import type {Unit} from "../../measures/codes.js";
import {joinedRate} from "../../measures/outcomes.js";
import type {JoinedOutcomes, JoinedRate} from "../../measures/outcomes.js";
import {isLeastStatus} from "../../measures/separated.js";
import {RATE_NAMES} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import {decided, escape} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {leftOutWords} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {regionalOutcomes} from "../_shared/regional.js";
import type {Regional} from "../_shared/regional.js";
import type {Outcomes} from "../../measures/sums.js";
import type {Page} from "./page.js";

const given = (found: JoinedRate | null) => found?.kind === "given" && found.rate.kind !== "none";

/** A region, or the world, without the country itself. */
interface Compared extends Regional {
  readonly name: string;
  readonly asylums: Places;
}

function comparisons({ledger, name, code, place}: Page, year: number, unit: Unit): Compared[] {
  const region = place.region === null ? null : (ledger.edition.regions.get(place.region) ?? null);
  return [
    ...(region === null || place.region === null ? [] : [{of: region, at: place.region}]),
    {of: "world", at: null}
  ].flatMap(({of, at}) => {
    const found = regionalOutcomes(ledger, at, year, unit, code);
    const asylums: Places = at === null ? {kind: "all", but: [code]} : {...regionOf({scheme: "m49", code: at}), but: [code]};
    return found ? [{name: `${articled(of)} without ${articled(name)}`, asylums, ...found}] : [];
  }); // prettier-ignore
}

/** "24.1% in Europe without Germany", with the country that makes more than half of it. HTML. */
function comparedWords({ledger}: Page, rate: RateName, {name, outcomes, most, atLeast}: Compared): string[] {
  const rateOf = (found: JoinedOutcomes) => joinedRate(rate, found);
  if (!outcomes.comparable || !given(rateOf(outcomes))) return [];
  const isLeast = (hosts: readonly string[]) => hosts.length > 0 && missesGrants(rate);
  const rest =
    most && given(rateOf(most.without))
      ? `, ${joinedRateWords(rateOf(most.without), isLeast(atLeast.filter((one) => one !== most.code)))} without it`
      : "";
  const whole = most
    ? ` (${escape(articled(ledger.edition.places.get(most.code) ?? most.code))} made ${formatNumber(Math.round(most.share * 100))}% of those decisions${rest})`
    : "";
  return [`${joinedRateWords(rateOf(outcomes), isLeast(atLeast))} in ${escape(name)}${whole}`];
}

/** A rate of the country against region and world, in one sentence; or that the country has none. HTML. */
function rateSentence(
  page: Page,
  rate: RateName,
  {year, joined, atLeast, rows}: JoinedYear,
  all: readonly Compared[]
): string {
  const own = joinedRate(rate, joined);
  const who = escape(articled(page.name));
  const others = all.flatMap((one) => comparedWords(page, rate, one));
  if (given(own))
    return `In ${year} the ${RATE_WORDS[rate]} in ${who} was ${joinedRateWords(own, atLeast.length > 0 && missesGrants(rate))}${rows[0]?.unit === "C" ? " (counted in cases)" : ""}${others.length ? `, compared with ${list(others)}` : ""}.`;
  const why = joinedRateWords(own).replace("not calculated: ", "");
  return `The ${RATE_WORDS[rate]} of ${year} in ${who} cannot be calculated: ${why}.${others.length ? ` For comparison: ${list(others)}.` : ""}`;
}

/** UNHCR's own rates without the people recognised as a group; null where the year's figures have none. */
function withoutGroups(
  {ledger}: Page,
  {rows, joined}: JoinedYear,
  unit: Unit
): {people: number; joined: JoinedOutcomes} | null {
  const group = rows.filter(
    (row) => joined.levels.includes(row.level) && ledger.groupRecognition(row) !== null && (row.recognized ?? 0) > 0
  );
  const rest = ledger.joined(rows.filter((row) => ledger.groupRecognition(row) === null))[unit];
  if (!group.length || !rest) return null;
  return {people: group.reduce((n, {recognized}) => n + (recognized ?? 0), 0), joined: rest};
}

/** The rate with and without group recognition, in a paragraph; empty where there is none. */
function groupPart(page: Page, year: JoinedYear, unit: Unit): string {
  const found = withoutGroups(page, year, unit);
  if (!found) return "";
  const people = `${formatNumber(found.people)} ${UNITS[unit]} who may have been recognised as a group`;
  const [all, rest] = [year.joined, found.joined].map((one) => joinedRate("unhcr_recognition", one)) as [
    JoinedRate | null,
    JoinedRate | null
  ];
  const words = (rate: JoinedRate | null) => (given(rate) ? "" : "not calculated: ") + joinedRateWords(rate);
  const said =
    given(all) || given(rest)
      ? `is ${words(all)} with, and ${words(rest)} without, ${people}. Give both.`
      : `cannot be calculated (${joinedRateWords(all)}). The year’s recognitions include ${people}.`;
  return paragraph(
    `<b>With and without group recognition.</b> UNHCR’s Refugee Recognition Rate for ${year.year} ${said}`,
    "caution"
  );
}

export function ratesPart(
  page: Page,
  years: readonly JoinedYear[],
  joinedByUnit: Readonly<Record<Unit, readonly JoinedYear[]>>
): string {
  const latest = years.findLast(({all}) => all);
  if (!latest) return "";
  const {ledger, place} = page;
  const unit = latest.rows[0]?.unit ?? "P";
  const all = comparisons(page, latest.year, unit);
  const region = place.region === null ? null : (ledger.edition.regions.get(place.region) ?? null);
  const separated = joinedRate("refugee_status", latest.joined)?.kind !== "not separated";
  return [
    section(
      "rates",
      "Rates",
      `Recognition rates compared with ${region === null ? "" : `${articled(region)} and `}the world`
    ),
    paragraph(
      `${rateSentence(page, "positive", latest, all)} ${
        separated
          ? rateSentence(page, "refugee_status", latest, all)
          : "The data does not separate refugee status from other protection, so no refugee status rate can be calculated."
      }`
    ),
    groupPart(page, latest, unit),
    `<aside class="note" role="note"><b>Four rates.</b> Two by legal status, and two as UNHCR calculates them from its columns. Brackets give the range that rounding, and what the data does not separate, allow. * fewer than 25 decisions. <a href="../method">How we calculate rates</a></aside>`,
    latest.joined.split
      ? paragraph(
          `<b>No rate.</b> In the figures of ${escape(articled(page.name))} for ${latest.year} ${leftOutReason(latest.joined.split.hosts)}. We give the counts, and no rate of any kind.`,
          "caution"
        )
      : "",
    ratesTable(page, latest, joinedByUnit, all),
    leftOutPart(page, all)
  ]
    .filter(Boolean)
    .join("\n");
}

/** The four rates of the country, of the United States' courts, of the region and of the world. */
function ratesTable(
  page: Page,
  latest: JoinedYear,
  joinedByUnit: Readonly<Record<Unit, readonly JoinedYear[]>>,
  compared: readonly Compared[]
): string {
  const {name, code} = page;
  const {year, joined, rows, atLeast} = latest;
  const unit = rows[0]?.unit ?? "P";
  const courts = (["P", "C"] as const).flatMap(
    (of) => joinedByUnit[of].find((one) => one.year === year)?.joined.us_courts ?? []
  );
  const groups = withoutGroups(page, latest, unit);
  const columns = [
    ...(joined.comparable || joined.split
      ? [{name, outcomes: joined, least: atLeast.length > 0, card: {unit} as Linked | null}]
      : []),
    // What leaves out people who were recognised as a group has no address of its own.
    ...(groups
      ? [{name: `${name}, without group recognition`, outcomes: groups.joined, least: atLeast.length > 0, card: null}]
      : []),
    ...courts.map((outcomes) => ({
      name: `Immigration courts (${UNITS[outcomes.unit]})`,
      outcomes: {comparable: outcomes, split: null, levels: [], us_courts: null},
      least: false,
      card: {unit: outcomes.unit, levels: ["EO"]} satisfies Linked
    })),
    ...compared.map(({name: of, asylums, outcomes, atLeast: some}) => ({
      name: capital(of),
      outcomes,
      least: some.length > 0,
      card: {unit, asylums} satisfies Linked
    }))
  ];
  const href = (card: Linked | null, of: Linked) =>
    card && figureHref("../", {asylums: places(code), ...card, ...of, years: yearOf(year)});
  // The card of decisions counts those that no rate can take too.
  const counts = (of: (outcomes: Outcomes) => Count, cell: "otherwise_closed" | null) =>
    columns.map(({outcomes: {comparable, split}, card}) => {
      const alone = comparable && !split && (cell === null || isToldAlone(comparable, cell));
      const to = alone ? href(card, decisionsOf(cell)) : null;
      if (comparable && cell !== null && isLeastStatus(comparable, cell, false)) return leastCell(of(comparable), to);
      return numberCell(comparable && (to === null ? valueOnly(of(comparable)) : of(comparable)), undefined, to);
    });
  return table(
    "rates-table",
    `Rates of ${year}, counted in ${UNITS[unit]}, first instance, alone or combined with appeals; region and world without ${articled(name)} and without the United States’ immigration courts`,
    ["Rate", ...columns.map(({name: of}) => escape(of))],
    [
      ...RATE_NAMES.map((rate) =>
        row(
          capital(RATE_WORDS[rate]),
          ...columns.map(({outcomes, least, card}) => {
            const found = joinedRate(rate, outcomes);
            return textCell(
              linked(
                joinedRateWords(found, least && missesGrants(rate)),
                given(found) ? href(card, rateOf(rate)) : null
              )
            );
          })
        )
      ),
      row("Substantive decisions, by legal status", ...counts(decided, null)),
      row(
        "Closed without a decision, in no rate",
        ...counts(({statuses}) => statuses.otherwise_closed, "otherwise_closed")
      )
    ]
  );
}

/** Counts next to rates show their size: without their range. */
const valueOnly = ({value}: Count): Count => ({value, lo: value, hi: value});

/** What the comparison leaves out, and whose rates in it are the least. */
function leftOutPart({ledger}: Page, compared: readonly Compared[]): string {
  const place = (at: string) => ledger.edition.places.get(at) ?? at;
  const left = compared.flatMap(({outcomes}) => outcomes.split?.hosts ?? []);
  const named = [...new Map(left.map((one) => [one.asylum, one])).values()];
  const least = [...new Set(compared.flatMap(({atLeast}) => atLeast))];
  return [
    named.length
      ? paragraph(
          `The comparison leaves out ${leftOutWords(named, place)}, because grants and refusals there are reported at different stages.`
        )
      : "",
    least.length
      ? paragraph(
          `The comparison includes ${list(least.map((at) => escape(articled(place(at)))))}, where some grants are missing in the data: its grant rate and its Total Protection Rate are “at least”.`
        )
      : ""
  ].join("");
}

// A host's rates in the latest year, beside those of its region and of the world without it.
import {articled} from "../../words/places.js";
import {RATE_WORDS, rateWords} from "../../words/rates.js";
import {capital, list} from "../../words/text.js";
import {paragraph, row, section, table, textCell} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {closedBeside, joinedRate} from "../../measures/outcomes.js";
import type {JoinedOutcomes, JoinedRate} from "../../measures/outcomes.js";
import {RATE_NAMES, RATES} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import {decided, escape} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {leftOutWords} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {regionalOutcomes} from "../_shared/regional.js";
import type {Page} from "./page.js";

/** A rate of joined outcomes in words, or why there is none. */
export function joinedRateWords(found: JoinedRate | null): string {
  if (!found) return "no decision";
  if (found.kind === "split") return "not calculated: grants and refusals are reported at different levels";
  if (found.kind === "not separated") return "not calculated: the data does not separate refugee status";
  return rateWords(found.rate);
}

/** "10 of 44 decided; 1,048 closed without a decision", where closed files are more than the decisions. */
function closedWords({comparable}: JoinedOutcomes): string {
  if (!comparable) return "";
  const rate = RATES.positive(comparable);
  const closed = closedBeside(rate);
  return closed
    ? ` ${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} decided were granted protection; ${formatNumber(closed.value)} were closed without a decision.`
    : "";
}

export function ratesPart(
  page: Page,
  years: readonly JoinedYear[],
  joinedByUnit: Readonly<Record<Unit, readonly JoinedYear[]>>
): string {
  const {ledger, name, code, place} = page;
  const latest = years.findLast(({all}) => all);
  if (!latest) return "";
  const {year, joined, rows, atLeast} = latest;
  const unit = rows[0]?.unit ?? "P";
  const who = escape(articled(name));
  const least = atLeast.length > 0 ? "at least " : "";
  const region = place.region === null ? null : (ledger.edition.regions.get(place.region) ?? null);
  const beside = [
    ...(region === null || place.region === null ? [] : [{name: region, code: place.region}]),
    {name: "world", code: null}
  ].flatMap(({name: of, code: at}) => {
    const found = regionalOutcomes(ledger, at, year, unit, code);
    return found ? [{name: `${articled(of)} without ${articled(name)}`, ...found}] : [];
  });
  const headlineName: RateName = joinedRate("refugee_status", joined)?.kind === "given" ? "refugee_status" : "positive";
  const rateOf = (found: JoinedOutcomes) => joinedRate(headlineName, found);
  const own = rateOf(joined);
  const what = headlineName === "refugee_status" ? "refugee status rate" : "grant rate (all protection)";
  const isGiven = own?.kind === "given" && own.rate.kind !== "none";
  const given = (found: JoinedRate | null) => found?.kind === "given" && found.rate.kind !== "none";
  const others = beside
    .filter(({outcomes}) => outcomes.comparable && given(rateOf(outcomes)))
    .map(({name: of, outcomes, most, atLeast: some}) => {
      const rest =
        most && given(rateOf(most.without)) ? `, ${joinedRateWords(rateOf(most.without))} without that country` : "";
      return `${some.length ? "at least " : ""}${joinedRateWords(rateOf(outcomes))} in ${escape(of)}${most ? ` (${escape(articled(ledger.edition.places.get(most.code) ?? most.code))} made ${formatNumber(Math.round(most.share * 100))}% of those decisions${rest})` : ""}`;
    });
  const separated =
    headlineName === "positive" && joinedRate("refugee_status", joined)?.kind === "not separated"
      ? " The data does not separate refugee status from other protection, so no refugee status rate can be calculated."
      : "";
  const sentence =
    (isGiven
      ? `In ${year} the ${what} in ${who} was ${least}${joinedRateWords(own)}${others.length ? `; it was ${list(others)}` : ""}.`
      : `For ${year} no ${what} can be given for ${who}: ${joinedRateWords(own).replace("not calculated: ", "")}.${others.length ? ` For comparison: ${list(others)}.` : ""}`) +
    separated +
    closedWords(joined);
  const courts = (["P", "C"] as const).flatMap(
    (of) => joinedByUnit[of].find((one) => one.year === year)?.joined.us_courts ?? []
  );
  const all = [
    ...(joined.comparable || joined.split ? [{name, outcomes: joined, isOwn: true}] : []),
    ...courts.map((outcomes) => ({
      name: `Immigration courts (${UNITS[outcomes.unit]})`,
      outcomes: {comparable: outcomes, split: null, levels: [], us_courts: null},
      isOwn: false
    })),
    ...beside.map(({name: of, outcomes}) => ({
      name: `${of.charAt(0).toUpperCase()}${of.slice(1)}`,
      outcomes,
      isOwn: false
    }))
  ];
  const left = beside.flatMap(({outcomes}) => outcomes.split?.hosts ?? []);
  const named = [...new Map(left.map((one) => [one.asylum, one])).values()];
  const leastOthers = [...new Set(beside.flatMap(({atLeast: some}) => some))];
  return (
    section("rates", "Rates", "How often protection is granted") +
    paragraph(sentence) +
    `<aside class="note" role="note"><b>Four rates.</b> Two by legal status, two as UNHCR calculates them from its columns. Brackets give the range that rounding, and what the data does not separate, allow. * fewer than 25 decisions.</aside>` +
    (joined.split
      ? paragraph(
          `<b>No rate.</b> In ${year} ${who} reported grants and refusals at different levels of the procedure: counts are given, and no rate of any kind.`,
          "caution"
        )
      : "") +
    table(
      "rates-table",
      `Rates of ${year}, ${UNITS[unit]}, first instance alone or with appeals; region and world without ${articled(name)} itself and without the immigration courts of the United States`,
      ["Rate", ...all.map(({name: of}) => escape(of))],
      [
        ...RATE_NAMES.map((of) =>
          row(
            capital(RATE_WORDS[of]),
            ...all.map(({outcomes, isOwn}) => {
              const words = joinedRateWords(joinedRate(of, outcomes));
              return textCell(isOwn && /^[\d<]/.test(words) ? `${least}${words}` : words);
            })
          )
        ),
        row(
          "Decisions in the rates by status",
          ...all.map(
            ({outcomes}) => `<td>${outcomes.comparable ? formatNumber(decided(outcomes.comparable).value) : "–"}</td>`
          )
        ),
        row(
          "Closed without a decision, in no rate",
          ...all.map(
            ({outcomes}) =>
              `<td>${outcomes.comparable ? formatNumber(outcomes.comparable.statuses.otherwise_closed.value) : "–"}</td>`
          )
        )
      ]
    ) +
    (named.length
      ? paragraph(
          `Left out of the comparison on both sides, as their grants and refusals are reported at different levels: ${leftOutWords(named, (at) => ledger.edition.places.get(at) ?? at)}.`
        )
      : "") +
    (leastOthers.length
      ? paragraph(
          `The comparison holds ${list(leastOthers.map((at) => escape(articled(ledger.edition.places.get(at) ?? at))))}, where some grants are missing in the data: its rates are the least.`
        )
      : "")
  );
}

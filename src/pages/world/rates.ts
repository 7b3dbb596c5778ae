// What became of applications in a region, in words: its rates, who is left out of them, and which one host makes most of them.
import {group} from "d3";
import {articled} from "../../words/places.js";
import {rateWords} from "../../words/rates.js";
import {list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {UNITS} from "../../measures/codes.js";
import {joinedRate} from "../../measures/outcomes.js";
import type {JoinedOutcomes} from "../../measures/outcomes.js";
import type {RateName} from "../../measures/rates.js";
import {dominant} from "../../measures/without.js";
import {decided, escape} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {closedWhereMore, courtsWords, leftOutWords} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import type {Note} from "../_shared/names.js";

/** Notes under the chart of a region's decisions, about its latest year. */
export function notesOf({year, joined, atLeast}: JoinedYear, name: (code: string) => string): Note[] {
  const split = joined.split?.hosts ?? [];
  return [
    ...(split.length
      ? [
          {
            term: "In no rate.",
            text: `${leftOutWords(split, name)} reported grants and refusals at different levels: counted here, and in no rate.`
          }
        ]
      : []),
    ...(atLeast.length
      ? [
          {
            term: "At least.",
            text: `In ${list(atLeast.map(name))} some grants of ${year} are missing in the data: numbers of grants are the least.`
          }
        ]
      : [])
  ];
}

/** "9,546 of 26,038 decisions (36.7%)", or the words where there is none. */
function rateOf(name: RateName, outcomes: JoinedOutcomes, least: string): string | null {
  const found = joinedRate(name, outcomes);
  if (found?.kind !== "given") return null;
  const {rate} = found;
  return `${least}${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} decisions (${rateWords(rate)})`;
}

/** The two rates by status of the latest year, with whom they leave out and what makes most of them. */
export function ratesWords(
  ledger: Ledger,
  {year, joined, rows, atLeast}: JoinedYear,
  {where, page}: {where: string; page: string}
): string {
  const unit = rows[0]?.unit ?? "P";
  const place = (code: string) => ledger.edition.places.get(code) ?? code;
  const named = (code: string) => escape(articled(place(code)));
  const least = atLeast.length ? "at least " : "";
  const parts: string[] = [];
  const refugee = rateOf("refugee_status", joined, least);
  const positive = rateOf("positive", joined, least);
  if (!joined.comparable)
    parts.push(`No rate is calculated ${where} for ${year}: grants and refusals are reported at different levels.`);
  else if (refugee)
    parts.push(
      `In ${year} the refugee status rate ${where} was ${refugee}, and the grant rate (all protection) ${positive ?? "is not calculated"}, counted in ${UNITS[unit]}.`
    );
  else
    parts.push(
      `In ${year} the grant rate (all protection) ${where} was ${positive ?? "not calculated"}, counted in ${UNITS[unit]}; the data does not separate refugee status for most of those granted protection.`
    );
  const closed = joined.comparable && closedWhereMore(joined.comparable);
  if (closed) parts.push(`More were closed without a decision: ${formatNumber(closed.value)}.`);
  if (joined.split)
    parts.push(
      `Left out of the rates, on both sides, as grants and refusals are reported at different levels: ${leftOutWords(joined.split.hosts, place)}.`
    );
  const hosts = Array.from(
    group(rows, ({asylum}) => asylum),
    ([asylum, some]) => ({asylum, some, of: ledger.joined(some)[unit]?.comparable ?? null})
  );
  const most =
    hosts.filter(({of}) => of).length > 1
      ? dominant(hosts.flatMap(({asylum, of}) => (of ? [[asylum, decided(of).value] as const] : [])))
      : null;
  if (most) {
    const rest = ledger.joined(hosts.flatMap(({asylum, some}) => (asylum === most.code ? [] : some)))[unit];
    const without = rest && (rateOf("refugee_status", rest, least) ?? rateOf("positive", rest, least));
    parts.push(
      `${named(most.code).replace(/^t/, "T")} made ${formatNumber(Math.round(most.share * 100))}% of these decisions${without ? `; without it the ${rateOf("refugee_status", rest, least) ? "refugee status rate" : "grant rate"} was ${without}` : ""}.`
    );
  }
  if (atLeast.length)
    parts.push(`Some grants are missing in the data of ${list(atLeast.map(named))}, so the rates are the least.`);
  const courts = courtsWords(year, joined, page);
  if (courts) parts.push(courts);
  return parts.join(" ");
}

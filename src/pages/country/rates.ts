// A host's rates in the latest year, beside those of its region and of the world.
import {UNITS} from "../../measures/codes.js";
import {paragraph, row, section, table, textCell} from "../../html/strings.js";
import {RATE_NAMES, RATES, splitAcrossLevels, unlessSplit} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import type {Page} from "./page.js";
import type {Series} from "../_shared/series.js";
import {formatNumber} from "../../words/numbers.js";
import {articled, escape, levelWords, list, ratesSentence, rateWords} from "../../words/country.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import type {PublishedDecision} from "../../measures/status.js";

export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "Refugee status rate",
  positive: "Positive rate",
  unhcr_recognition: "UNHCR’s refugee recognition rate",
  unhcr_protection: "UNHCR’s total protection rate"
};
export function ratesPart(
  page: Page,
  series: Series<PublishedDecision>,
  judged: readonly Series<PublishedDecision>[]
): string {
  const {ledger, name, code, place} = page;
  const year = series.years.at(-1) ?? 0;
  const own = sumDecisions(series.byYear.get(year) ?? [], ledger.read);
  const stage = stageOf(series.level);
  const levels = new Map(
    judged.flatMap(({level, unit, byYear}) => {
      const found = unit === series.unit ? sumDecisions(byYear.get(year) ?? [], ledger.read) : null;
      return found ? [[level, found] as const] : [];
    })
  );
  const split = splitAcrossLevels(levels);
  const comparable = stage === "first" || stage === "combined";
  const region = place.region === null ? null : (ledger.edition.regions.get(place.region) ?? null);
  const beside = comparable
    ? [
        ...(region === null || place.region === null
          ? []
          : [{name: region, outcomes: ledger.regional(place.region, year, stage, series.unit)}]),
        {name: "World", outcomes: ledger.regional(null, year, stage, series.unit)}
      ].flatMap(({name: of, outcomes}) => (outcomes ? [{name: of, outcomes}] : []))
    : [];
  const rate = (outcomes: Outcomes, of: RateName, isOwn: boolean) => {
    const found = RATES[of](outcomes);
    return isOwn ? unlessSplit(found, series.level, split) : found;
  };
  const sentence = ratesSentence({
    name: articled(name),
    year,
    where: levelWords(series.level),
    own: own && rate(own, "refugee_status", true),
    others: beside.map(({name: of, outcomes}) => ({
      name: of === "World" ? "world" : of,
      rate: rate(outcomes, "refugee_status", false)
    }))
  });
  const all = [
    ...(own ? [{name, outcomes: own, isOwn: true}] : []),
    ...beside.map((each) => ({...each, isOwn: false}))
  ];
  const splitWords = split
    ? paragraph(
        `<b>No rate at one level alone.</b> In ${year} grants are filed at ${levelWords(split.grants_at)} and refusals at ${list(split.refusals_at.map(levelWords))}.`,
        "caution"
      )
    : "";
  return (
    section("rates", "Rates", "How often, against region and world") +
    paragraph(sentence) +
    `<aside class="note" role="note"><b>Four rates.</b> Two by status in law, two as UNHCR computes them from its columns. Brackets are what rounding, and what is not told apart, leaves room for. * fewer than 25 decisions.</aside>` +
    splitWords +
    table(
      "rates-table",
      `Rates of ${year}, ${comparable ? `${name} at ${levelWords(series.level)}, region and world at stage “${stage}” without the United States, whose levels cannot be added` : levelWords(series.level)}; ${UNITS[series.unit]}`,
      ["Rate", ...all.map(({name: of}) => escape(of))],
      [
        ...RATE_NAMES.map((of) =>
          row(RATE_WORDS[of], ...all.map(({outcomes, isOwn}) => textCell(rateWords(rate(outcomes, of, isOwn)))))
        ),
        row(
          "Decisions in the rates by status",
          ...all.map(({outcomes}) => `<td>${formatNumber(RATES.positive(outcomes).decisions)}</td>`)
        )
      ]
    ) +
    (comparable && code === "USA"
      ? paragraph(
          "The region and the world are told without the United States: a claim referred from one of its levels is decided again at the other."
        )
      : "")
  );
}

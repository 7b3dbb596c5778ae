// Same nationality, different outcome: how often each country grants one nationality protection, and what each European
// country's grant rate would be at other countries' rates, or with the same mix of nationalities. Long because it is a notebook: one file
// that a reader can copy.
import {pairs} from "../charts/pairs.js";
import {rankedRates} from "../charts/rankedRates.js";
import {decisionsOf, places, rateOf, yearOf} from "../figures/link.js";
import type {Linked} from "../figures/link.js";
import {formatNumber, formatPercent, leastPercent} from "../words/numbers.js";
import {digitsOf} from "../words/rates.js";
import {aboutRate, rateInSentence} from "../words/ranges.js";
import {
  effectColumn,
  LEAST_NOTE,
  leastMark,
  NOT_SPLIT,
  notSplit,
  number,
  quote,
  share,
  text,
  whole
} from "./_shared/notebook.js";
import type {Chosen, Notebook, Row} from "./_shared/notebook.js";

const SINCE = 2008;

/** EU and EFTA: today's European Union, Iceland, Liechtenstein, Norway and Switzerland. Expected and adjusted rates compare these. */
const EUROPE = [
  ...["AUT", "BEL", "BGR", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL"],
  ...["ISL", "ITA", "LIE", "LTU", "LUX", "LVA", "MLT", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"]
];

/** What counts as granted: every positive decision, or refugee status and complementary protection alone. */
const GRANTED: Readonly<Record<string, readonly string[]>> = {
  all: ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"],
  international: ["refugee_status", "undivided", "complementary"]
};
/** Neither granted nor refused: no rate includes these. */
const NO_DECISION = ["otherwise_closed", "not_decided"];

/** The 97.5th percentile of the standard normal distribution, for Wilson's interval at 95%. */
const Z = 1.959963984540054;

/** A rate in words: "at least" and its lower end where grants are missing. */
const orLeast = (row: Row, rate: string, words: (rate: ReturnType<typeof share>) => string) =>
  row.least === 1 ? leastPercent(share(row, rate).lo, digitsOf(share(row, rate))) : words(share(row, rate));

const list = (codes: readonly string[]) => codes.map((code) => quote(code)).join(", ");
const granted = (definition: string | undefined) => GRANTED[definition ?? "all"] ?? [];

/** The lowest and highest rate: granted (a) of granted and the rest (b), where some of the rest (m) may be closed cases. */
const ENDS = `CASE WHEN a_lo + b_hi > 0 THEN a_lo / (a_lo + b_hi) ELSE a_hi / (a_hi + n_lo) END AS rate_lo,
  CASE WHEN a_hi + n_lo > 0 THEN a_hi / (a_hi + n_lo) ELSE a_lo / (a_lo + b_hi) END AS rate_hi`;
const SUMS = `sum(value) FILTER (side = 'a') AS a,
    sum(value_lo) FILTER (side = 'a') AS a_lo, sum(value_hi) FILTER (side = 'a') AS a_hi,
    coalesce(sum(value) FILTER (side = 'n'), 0) AS n, coalesce(sum(value_lo) FILTER (side = 'n'), 0) AS n_lo,
    coalesce(sum(value) FILTER (side = 'm'), 0) AS m, coalesce(sum(value_lo) FILTER (side = 'm'), 0) AS m_lo,
    coalesce(sum(value_hi) FILTER (side IN ('n', 'm')), 0) AS b_hi`;
const side = (definition: string | undefined) => `CASE
      WHEN status IN (${list(granted(definition))}) THEN 'a'
      WHEN status = 'undivided_closed' THEN 'm'
      WHEN status NOT IN (${list(NO_DECISION)}) THEN 'n' END AS side`;

/** The same in Arquero: flags to multiply with, and the lowest and highest rate. */
const flags = (definition: string | undefined) => ({
  a: `d => op.includes(${JSON.stringify(granted(definition))}, d.status) ? 1 : 0`,
  m: "d => d.status === 'undivided_closed' ? 1 : 0",
  decided: "d => d.status !== 'otherwise_closed' && d.status !== 'not_decided' ? 1 : 0"
});
const sums = {
  a: "d => op.sum(d.a * d.value)",
  a_lo: "d => op.sum(d.a * d.value_lo)",
  a_hi: "d => op.sum(d.a * d.value_hi)",
  n: "d => op.sum((d.decided - d.a - d.m) * d.value)",
  n_lo: "d => op.sum((d.decided - d.a - d.m) * d.value_lo)",
  m: "d => op.sum(d.m * d.value)",
  m_lo: "d => op.sum(d.m * d.value_lo)",
  b_hi: "d => op.sum((d.decided - d.a) * d.value_hi)"
};
const ends = {
  rate_lo: "d => d.a_lo + d.b_hi > 0 ? d.a_lo / (d.a_lo + d.b_hi) : d.a_hi / (d.a_hi + d.n_lo)",
  rate_hi: "d => d.a_hi + d.n_lo > 0 ? d.a_hi / (d.a_hi + d.n_lo) : d.a_lo / (d.a_lo + d.b_hi)"
};

/** A country of asylum, with the body that decides where it has several. */
const nameOf = (row: Row, place: (code: string) => string) =>
  `${place(text(row, "asylum"))}${row.body === "" ? "" : `, ${text(row, "body")}`}`;

/** The levels of each body that decides. */
const LEVELS_OF: Readonly<Record<string, Linked>> = {
  "": {stages: ["first"], levels: ["FI", "NA"]},
  "with appeals": {stages: ["combined"]},
  "citizenship and immigration services": {stages: ["first"], levels: ["IN"]},
  "immigration courts": {stages: ["first"], levels: ["EO"]}
};
/** What a body decided in the year on people from the chosen country. */
const decided = (row: Row, {origin, year}: Chosen): Linked => ({
  origins: places(origin ?? ""),
  asylums: places(text(row, "asylum")),
  years: yearOf(whole(year)),
  ...LEVELS_OF[text(row, "body")],
  unit: "P"
});
/** The card of a grant rate; null where the rate is of fewer statuses, or the row has none. */
const rateCard = (row: Row, chosen: Chosen): Linked | null =>
  chosen.definition === "all" && row.rate !== null && row.unchecked === 0
    ? {...decided(row, chosen), ...rateOf("positive")}
    : null;

export default {
  choices: {
    origin: {label: "Country of origin", initial: "AFG", among: "origins"},
    year: {label: "Year", initial: "2024", among: "years", since: SINCE},
    host: {label: "Country in the EU and EFTA", initial: "DEU", among: "hosts", only: EUROPE},
    definition: {
      label: "Count as granted",
      initial: "all",
      among: [
        ["all", "every positive decision"],
        ["international", "refugee status and complementary protection"]
      ]
    }
  },

  steps: {
    // Each country at first instance. Where a country reports first instance and appeal combined, or has two bodies that are never
    // added, each has a row. Left out are countries that grant at one stage and refuse at another.
    countries: {
      caption: ({year}) => `Decisions on people from the chosen country of origin, ${year ?? ""}, counted in persons`,
      key: ["asylum", "body"],
      sql: ({origin, year, definition}) => `WITH chosen AS (
  SELECT *, CASE level WHEN 'FA' THEN 'with appeals' WHEN 'IN' THEN 'citizenship and immigration services'
      WHEN 'EO' THEN 'immigration courts' ELSE '' END AS body,
    ${effectColumn("positives_at_least")}, ${effectColumn("status_unchecked")},
    ${side(definition)}
  FROM cells
  WHERE origin = ${quote(origin)} AND year = ${whole(year)} AND unit = 'P' AND level IN ('FI', 'NA', 'FA', 'IN', 'EO')
    AND ${NOT_SPLIT}
), summed AS (
  SELECT asylum, body, max(positives_at_least) AS least, max(status_unchecked) AS unchecked, ${SUMS}
  FROM chosen
  GROUP BY asylum, body
), ended AS (
  SELECT asylum, body, least, unchecked, a::INT AS granted, a_lo::INT AS granted_lo, a_hi::INT AS granted_hi,
    n::INT AS refused, m::INT AS undivided, (a + n + m)::INT AS decisions,
    (a_lo + n_lo + m_lo)::INT AS decisions_lo, (a_hi + b_hi)::INT AS decisions_hi,
    CASE WHEN m = 0 THEN a / (a + n) END AS rate,
    ${ENDS}
  FROM summed
  WHERE a + n + m > 0
)
SELECT *,
  -- Wilson, 95%: what chance would do if decisions were independent draws
  (rate + ${Z} ** 2 / (2 * decisions)
    - ${Z} * sqrt(rate * (1 - rate) / decisions + ${Z} ** 2 / (4 * decisions ** 2)))
    / (1 + ${Z} ** 2 / decisions) AS chance_lo,
  (rate + ${Z} ** 2 / (2 * decisions)
    + ${Z} * sqrt(rate * (1 - rate) / decisions + ${Z} ** 2 / (4 * decisions ** 2)))
    / (1 + ${Z} ** 2 / decisions) AS chance_hi,
  CASE WHEN unchecked = 1 THEN 'figures cannot be checked'
    WHEN undivided > 0 THEN 'refused and closed not separated'
    WHEN refused = 0 THEN 'no refusals reported'
    WHEN decisions < 25 THEN 'fewer than 25 decisions' END AS left_out
FROM ended
ORDER BY left_out NULLS FIRST, rate DESC, decisions DESC, asylum, body`,
      arquero: ({cells, aq}, {definition}) => {
        const summed = cells
          .filter("(d, $) => d.origin === $.origin && d.year === $.year && d.unit === 'P'")
          .filter("d => op.includes(['FI', 'NA', 'FA', 'IN', 'EO'], d.level)")
          .filter(notSplit)
          .derive({
            body: aq.escape(
              ({level}: {level: string}) =>
                ({FA: "with appeals", IN: "citizenship and immigration services", EO: "immigration courts"})[level] ??
                ""
            ),
            ...flags(definition)
          })
          .groupby("asylum", "body")
          .rollup({
            ...sums,
            least: "d => op.max(d.positives_at_least)",
            unchecked: "d => op.max(d.status_unchecked)"
          })
          .derive({
            decisions: "d => d.a + d.n + d.m",
            decisions_lo: "d => d.a_lo + d.n_lo + d.m_lo",
            decisions_hi: "d => d.a_hi + d.b_hi"
          })
          .filter("d => d.decisions > 0")
          .derive({rate: "d => d.m === 0 ? d.a / d.decisions : null", ...ends});
        return summed
          .derive({
            middle: `d => d.rate + ${Z ** 2} / (2 * d.decisions)`,
            half: `d => ${Z} * op.sqrt((d.rate * (1 - d.rate)) / d.decisions + ${Z ** 2} / (4 * d.decisions * d.decisions))`,
            shrink: `d => 1 + ${Z ** 2} / d.decisions`
          })
          .derive({
            chance_lo: "d => d.rate === null ? null : (d.middle - d.half) / d.shrink",
            chance_hi: "d => d.rate === null ? null : (d.middle + d.half) / d.shrink",
            left_out:
              "d => d.unchecked === 1 ? 'figures cannot be checked' : d.m > 0 ? 'refused and closed not separated' : d.n === 0 ? 'no refusals reported' : " +
              "d.decisions < 25 ? 'fewer than 25 decisions' : null"
          })
          .rename({a: "granted", a_lo: "granted_lo", a_hi: "granted_hi", n: "refused", m: "undivided"});
      },
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Body", "body"],
        ["Granted", "granted", "count"],
        ["Decisions", "decisions", "count"],
        ["Grant rate", "rate", "share"],
        ["Rate is “at least”", "least", "yes"],
        ["Left out of the chart", "left_out"]
      ],
      least: (row, column) => row.least === 1 && (column === "granted" || column === "rate"),
      cards: {
        granted: (row, chosen) =>
          chosen.definition === "all" ? {...decided(row, chosen), ...decisionsOf("protection")} : null,
        decisions: (row, chosen) => ({...decided(row, chosen), ...decisionsOf(null)}),
        rate: rateCard
      }
    },

    // One row for each nationality and European country whose refusals are separated in the data; unknown origin is left out.
    europe: {
      caption: ({year}) => `Decisions in the EU and EFTA by country of asylum and origin, ${year ?? ""}`,
      key: ["asylum", "origin"],
      sql: ({year, definition}) => `WITH sided AS (
  SELECT *, ${effectColumn("positives_at_least")}, ${effectColumn("status_unchecked")},
    ${side(definition)}
  FROM cells
  WHERE year = ${whole(year)} AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND origin <> 'UNK'
    AND asylum IN (${list(EUROPE)})
), summed AS (
  SELECT asylum, origin, max(positives_at_least) AS least, max(status_unchecked) AS unchecked, ${SUMS}
  FROM sided
  GROUP BY asylum, origin
)
SELECT asylum, origin, least, unchecked, a::INT AS granted, (a + n)::INT AS decisions, a / (a + n) AS rate, a_lo::INT AS a_lo, a_hi::INT AS a_hi,
  n_lo::INT AS n_lo, b_hi::INT AS b_hi,
  ${ENDS}
FROM summed
WHERE a + n > 0 AND m = 0
ORDER BY asylum, decisions DESC, origin`,
      arquero: ({cells}, {definition}) =>
        cells
          .filter(
            `(d, $) => d.year === $.year && d.unit === 'P' && d.origin !== 'UNK' && op.includes(${JSON.stringify(EUROPE)}, d.asylum)`
          )
          .filter("d => d.level === 'FI' || d.level === 'NA' || d.level === 'FA'")
          .derive(flags(definition))
          .groupby("asylum", "origin")
          .rollup({
            ...sums,
            least: "d => op.max(d.positives_at_least)",
            unchecked: "d => op.max(d.status_unchecked)"
          })
          .derive({decisions: "d => d.a + d.n"})
          .filter("d => d.decisions > 0 && d.m === 0")
          .derive({rate: "d => d.a / d.decisions", ...ends})
          .rename({a: "granted"}),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Country of origin", "origin", "place"],
        ["Decisions", "decisions", "number"],
        ["Grant rate", "rate", "share"]
      ],
      least: (row, column) => row.least === 1 && column === "rate"
    },

    // The grant rate of each nationality in the EU and EFTA, from which expected rates are made.
    norm: {
      caption: ({year}) => `Grant rate of each nationality in the EU and EFTA, ${year ?? ""}`,
      key: ["origin"],
      sql: () => `SELECT origin, sum(granted)::INT AS granted, sum(decisions)::INT AS decisions,
  sum(granted) / sum(decisions) AS rate,
  sum(a_lo)::INT AS a_lo, sum(a_hi)::INT AS a_hi, sum(n_lo)::INT AS n_lo, sum(b_hi)::INT AS b_hi,
  sum(a_lo) / (sum(a_lo) + sum(b_hi)) AS rate_lo, sum(a_hi) / (sum(a_hi) + sum(n_lo)) AS rate_hi
FROM europe
GROUP BY origin
HAVING sum(a_lo) + sum(b_hi) > 0 AND sum(a_hi) + sum(n_lo) > 0
ORDER BY decisions DESC, origin`,
      arquero: ({step, op}) =>
        step("europe")
          .groupby("origin")
          .rollup({
            granted: op.sum("granted"),
            decisions: op.sum("decisions"),
            a_lo: op.sum("a_lo"),
            a_hi: op.sum("a_hi"),
            n_lo: op.sum("n_lo"),
            b_hi: op.sum("b_hi")
          })
          .filter("d => d.a_lo + d.b_hi > 0 && d.a_hi + d.n_lo > 0")
          .derive({rate: "d => d.granted / d.decisions", ...ends}),
      columns: [
        ["Country of origin", "origin", "place"],
        ["Decisions in EU and EFTA", "decisions", "number"],
        ["Grant rate in EU and EFTA", "rate", "share"]
      ]
    },

    // Observed: the country's own rate. Expected (indirect standardisation): its rate if each nationality had Europe's average rate.
    // Adjusted (direct standardisation): its rate if it had Europe's mix of nationalities, each at its own rate; over nationalities
    // on which it made at least ten decisions, which cover only some of Europe's decisions. A country whose figures cannot be
    // checked is not compared; its decisions stay in the averages.
    hosts: {
      caption: ({year}) => `Observed, expected and adjusted grant rates in the EU and EFTA, ${year ?? ""}`,
      key: ["asylum"],
      sql: () => `SELECT asylum, sum(here.decisions)::INT AS decisions, max(here.least) AS least,
  sum(here.granted) / sum(here.decisions) AS observed,
  sum(here.a_lo) / (sum(here.a_lo) + sum(here.b_hi)) AS observed_lo,
  sum(here.a_hi) / (sum(here.a_hi) + sum(here.n_lo)) AS observed_hi,
  sum(here.decisions * norm.rate) / sum(here.decisions) AS expected,
  sum(here.decisions * norm.rate_lo) / sum(here.decisions) AS expected_lo,
  sum(here.decisions * norm.rate_hi) / sum(here.decisions) AS expected_hi,
  sum(here.granted) / sum(here.decisions * norm.rate) AS ratio,
  -- The same without the country itself, over nationalities on which another country decided too
  sum(here.decisions * ((norm.granted - here.granted) / (norm.decisions - here.decisions)))
    FILTER (norm.decisions > here.decisions) / sum(here.decisions) FILTER (norm.decisions > here.decisions) AS others,
  sum(here.decisions * ((norm.a_lo - here.a_lo) / (norm.a_lo - here.a_lo + norm.b_hi - here.b_hi)))
    FILTER (norm.decisions > here.decisions) / sum(here.decisions) FILTER (norm.decisions > here.decisions) AS others_lo,
  sum(here.decisions * ((norm.a_hi - here.a_hi) / (norm.a_hi - here.a_hi + norm.n_lo - here.n_lo)))
    FILTER (norm.decisions > here.decisions) / sum(here.decisions) FILTER (norm.decisions > here.decisions) AS others_hi,
  coalesce(sum(here.decisions) FILTER (norm.decisions > here.decisions), 0) / sum(here.decisions) AS shared,
  sum(norm.decisions * here.rate) FILTER (here.decisions >= 10)
    / sum(norm.decisions) FILTER (here.decisions >= 10) AS adjusted,
  sum(norm.decisions * here.rate_lo) FILTER (here.decisions >= 10)
    / sum(norm.decisions) FILTER (here.decisions >= 10) AS adjusted_lo,
  sum(norm.decisions * here.rate_hi) FILTER (here.decisions >= 10)
    / sum(norm.decisions) FILTER (here.decisions >= 10) AS adjusted_hi,
  sum(norm.granted) FILTER (here.decisions >= 10)
    / sum(norm.decisions) FILTER (here.decisions >= 10) AS europe,
  sum(norm.decisions) FILTER (here.decisions >= 10) / (SELECT sum(decisions) FROM norm) AS covered
FROM europe here JOIN norm USING (origin)
GROUP BY asylum
HAVING max(here.unchecked) = 0 AND sum(here.decisions) >= 25 AND sum(here.decisions) FILTER (norm.decisions > here.decisions) > 0
  AND sum(norm.decisions) FILTER (here.decisions >= 10) > 0 AND sum(norm.granted) > 0
ORDER BY observed DESC, asylum`,
      arquero: ({step}) => {
        const norm = step("norm");
        const all = norm.rollup({all: "d => op.sum(d.decisions)"}).get("all") as number;
        return step("europe")
          .join(
            norm
              .rename({
                granted: "norm_granted",
                decisions: "norm_n",
                rate: "norm_rate",
                rate_lo: "norm_lo",
                rate_hi: "norm_hi",
                a_lo: "norm_a_lo",
                a_hi: "norm_a_hi",
                n_lo: "norm_n_lo",
                b_hi: "norm_b_hi"
              })
              .select(
                ...["origin", "norm_granted", "norm_n", "norm_rate", "norm_lo", "norm_hi"],
                ...["norm_a_lo", "norm_a_hi", "norm_n_lo", "norm_b_hi"]
              ),
            "origin"
          )
          .derive({
            w: "d => d.decisions >= 10 ? d.norm_n : 0",
            wg: "d => d.decisions >= 10 ? d.norm_granted : 0",
            // Decisions on nationalities on which another country decided too, and the others' rates for them.
            m: "d => d.norm_n > d.decisions ? d.decisions : 0",
            o: "d => d.norm_n > d.decisions ? (d.norm_granted - d.granted) / (d.norm_n - d.decisions) : 0",
            o_lo: "d => d.norm_n > d.decisions ? (d.norm_a_lo - d.a_lo) / (d.norm_a_lo - d.a_lo + d.norm_b_hi - d.b_hi) : 0",
            o_hi: "d => d.norm_n > d.decisions ? (d.norm_a_hi - d.a_hi) / (d.norm_a_hi - d.a_hi + d.norm_n_lo - d.n_lo) : 0"
          })
          .groupby("asylum")
          .rollup({
            decisions: "d => op.sum(d.decisions)",
            least: "d => op.max(d.least)",
            unchecked: "d => op.max(d.unchecked)",
            granted: "d => op.sum(d.granted)",
            a_lo: "d => op.sum(d.a_lo)",
            a_hi: "d => op.sum(d.a_hi)",
            n_lo: "d => op.sum(d.n_lo)",
            b_hi: "d => op.sum(d.b_hi)",
            e: "d => op.sum(d.decisions * d.norm_rate)",
            e_lo: "d => op.sum(d.decisions * d.norm_lo)",
            e_hi: "d => op.sum(d.decisions * d.norm_hi)",
            m: "d => op.sum(d.m)",
            o: "d => op.sum(d.m * d.o)",
            o_lo: "d => op.sum(d.m * d.o_lo)",
            o_hi: "d => op.sum(d.m * d.o_hi)",
            w: "d => op.sum(d.w)",
            wg: "d => op.sum(d.wg)",
            direct: "d => op.sum(d.w * d.rate)",
            direct_lo: "d => op.sum(d.w * d.rate_lo)",
            direct_hi: "d => op.sum(d.w * d.rate_hi)"
          })
          .filter("d => d.unchecked === 0 && d.decisions >= 25 && d.w > 0 && d.e > 0 && d.m > 0")
          .derive({
            observed: "d => d.granted / d.decisions",
            observed_lo: "d => d.a_lo / (d.a_lo + d.b_hi)",
            observed_hi: "d => d.a_hi / (d.a_hi + d.n_lo)",
            expected: "d => d.e / d.decisions",
            expected_lo: "d => d.e_lo / d.decisions",
            expected_hi: "d => d.e_hi / d.decisions",
            ratio: "d => d.granted / d.e",
            others: "d => d.o / d.m",
            others_lo: "d => d.o_lo / d.m",
            others_hi: "d => d.o_hi / d.m",
            shared: "d => d.m / d.decisions",
            adjusted: "d => d.direct / d.w",
            adjusted_lo: "d => d.direct_lo / d.w",
            adjusted_hi: "d => d.direct_hi / d.w",
            europe: "d => d.wg / d.w",
            covered: `d => d.w / ${all}`
          });
      },
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Decisions", "decisions", "number"],
        ["Observed", "observed", "share"],
        ["Expected, without the country itself", "others", "share"],
        ["Expected, with the country itself", "expected", "share"],
        ["Decisions on nationalities that another country decided on too", "shared", "percent"],
        ["Observed ÷ expected", "ratio", "ratio"],
        ["Adjusted", "adjusted", "share"],
        ["EU and EFTA, same nationalities", "europe", "percent"],
        ["Share of all decisions covered", "covered", "percent"],
        ["Rates are “at least”", "least", "yes"]
      ],
      least: (row, column) => row.least === 1 && (column === "observed" || column === "adjusted")
    }
  },

  charts: {
    "each-country": ({rows, chosen, place}) => {
      const ranked = rows("countries").filter(({left_out}) => left_out === null);
      return {
        title: `Grant rate for people from ${place(chosen.origin ?? "")} by country of asylum, ${chosen.year ?? ""}`,
        unit: "Percentage of substantive decisions, counted in persons, first instance. Right: granted of all decisions",
        draw: (options) =>
          rankedRates(
            ranked.map((row) => ({
              name: `${nameOf(row, place)}${leastMark(row)}`,
              ...share(row, "rate"),
              chance: {lo: number(row, "chance_lo"), hi: number(row, "chance_hi")},
              words: formatPercent(number(row, "rate")),
              ground: `${formatNumber(number(row, "granted"))} of ${formatNumber(number(row, "decisions"))}`,
              chosen: row.asylum === chosen.host
            })),
            {share: true},
            options
          ),
        notes: [
          {term: "Bar: effect of rounding.", text: "Not visible where it is narrower than the dot."},
          {
            term: "Thin line: chance variation.",
            text: "95% interval (Wilson). It assumes that decisions are independent. They are not, because families, judges and policies move together, so read it with care."
          },
          {
            term: "Left out.",
            text: "Countries with fewer than 25 decisions, with no refusals reported, whose refusals and closed cases are not separated, or whose figures cannot be checked. The table lists them with the reason."
          },
          LEAST_NOTE
        ]
      };
    },
    "observed-and-expected": ({rows, chosen, place}) => ({
      title: `Observed and expected grant rates in the EU and EFTA, all nationalities, ${chosen.year ?? ""}`,
      unit: "Percentage of substantive decisions, counted in persons, first instance (Austria and others: with appeals)",
      draw: (options) =>
        pairs(
          {
            filled: "observed",
            hollow: "expected, without the country itself",
            rows: rows("hosts").map((row) => ({
              name: `${place(text(row, "asylum"))}${leastMark(row)}`,
              filled: share(row, "observed"),
              hollow: share(row, "others"),
              chosen: row.asylum === chosen.host
            }))
          },
          options
        ),
      notes: [
        {
          term: "Expected.",
          text: "The country’s rate if each nationality had the average rate of the other countries, without the country itself (indirect standardisation). The table also gives the average with the country itself; a country that makes more than half of all decisions on a nationality pulls that average towards its own rate."
        },
        {
          term: "Nationality only.",
          text: "UNHCR’s data does not show age, sex, grounds, legal advice or the differences within a nationality."
        },
        LEAST_NOTE
      ]
    }),
    "observed-and-adjusted": ({rows, chosen, place}) => ({
      title: `Adjusted grant rates, and the rate of the EU and EFTA for the same nationalities, ${chosen.year ?? ""}`,
      unit: "Percentage; countries whose nationalities cover at least half of the decisions in the EU and EFTA",
      draw: (options) =>
        pairs(
          {
            filled: "adjusted",
            hollow: "EU and EFTA, same nationalities",
            rows: rows("hosts")
              .filter((row) => number(row, "covered") >= 0.5)
              .sort((a, b) => number(b, "adjusted") - number(a, "adjusted"))
              .map((row) => {
                const europe = number(row, "europe");
                return {
                  name: `${place(text(row, "asylum"))}${leastMark(row)}`,
                  filled: share(row, "adjusted"),
                  hollow: {value: europe, lo: europe, hi: europe},
                  chosen: row.asylum === chosen.host
                };
              })
          },
          options
        ),
      notes: [
        {
          term: "Adjusted.",
          text: "The country’s own rate for each nationality, weighted by the decisions of all these countries (direct standardisation), over nationalities on which it made ten decisions or more."
        },
        LEAST_NOTE
      ]
    })
  },

  says: ({rows, chosen, place}) => {
    const year = chosen.year ?? "";
    const ranked = rows("countries").filter(({left_out}) => left_out === null);
    const [most, fewest] = [ranked[0], ranked.at(-1)];
    const host = rows("hosts").find(({asylum}) => asylum === chosen.host);
    const left = rows("countries").length - ranked.length;
    const name = place(chosen.host ?? "");
    const origin = place(chosen.origin ?? "");
    const end = (row: Row) => `${orLeast(row, "rate", rateInSentence)} in ${nameOf(row, place)}`;
    // The most decisions that one country made on a nationality of which it decides more than half: the chosen country, or any.
    const all = new Map(rows("norm").map((row) => [row.origin, number(row, "decisions")]));
    const portion = (row: Row) => number(row, "decisions") / (all.get(row.origin ?? "") ?? Infinity);
    const [main] = rows("europe")
      .filter((row) => portion(row) > 0.5)
      .sort(
        (one, other) =>
          Number(other.asylum === chosen.host) - Number(one.asylum === chosen.host) ||
          number(other, "decisions") - number(one, "decisions")
      );
    return {
      largest: main
        ? `In ${year} ${place(text(main, "asylum"))} made ${formatNumber(number(main, "decisions"))} of ${formatNumber(all.get(main.origin ?? "") ?? 0)} decisions on people from ${place(text(main, "origin"))}.`
        : `In ${year} no country did.`,
      left: `${left} ${left === 1 ? "country is" : "countries are"} left out of the chart`,
      more: host
        ? `Across all nationalities, ${name} granted protection in ${orLeast(host, "observed", (rate) => aboutRate(rate).replace("about ", ""))} of its decisions in ${year}. ` +
          `At the other countries’ rates for the same nationalities it would have been ${aboutRate(share(host, "others"))}; with ${name} itself in the average, ${aboutRate(share(host, "expected"))}.`
        : `${name} has too few comparable decisions in ${year} for an expected rate.`,
      host: host
        ? `${name} granted protection in ${orLeast(host, "observed", rateInSentence)} of ${formatNumber(number(host, "decisions"))} decisions on people of known nationality. ` +
          `The rate expected without ${name} itself is ${rateInSentence(share(host, "others"))}, as in the chart; with it, ${rateInSentence(share(host, "expected"))}. ` +
          `Observed divided by the latter is ${number(host, "ratio").toFixed(2)}.`
        : `${name} is not among the countries in the EU and EFTA that can be compared in ${year}.`,
      finding:
        most && fewest && ranked.length > 1
          ? `In ${year} the grant rate for people from ${origin} ranged from ${end(fewest)} to ${end(most)}, among ${ranked.length} countries with 25 decisions or more.`
          : `In ${year} fewer than two countries made 25 decisions or more on people from ${origin}.`
    };
  },

  links: ({rows, chosen}) => {
    const ranked = rows("countries").filter(({left_out}) => left_out === null);
    return {
      finding: [ranked[0], ranked.at(-1)].flatMap((row) => {
        const figure = row && rateCard(row, chosen);
        return row && figure ? [{text: orLeast(row, "rate", rateInSentence).replace(/ \[.*/, ""), figure}] : [];
      })
    };
  }
} satisfies Notebook;

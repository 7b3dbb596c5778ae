// Closed is not refused: what happens to a grant rate when cases closed without a decision are counted as refusals, and which
// countries report no refusals at all.
import {multiples} from "../charts/multiples.js";
import type {MultiplesPanel} from "../charts/multiples.js";
import {pairs} from "../charts/pairs.js";
import {rankedRates} from "../charts/rankedRates.js";
import {decisionsOf, places, rateOf, yearOf} from "../figures/link.js";
import type {Linked} from "../figures/link.js";
import {formatNumber, formatPercent} from "../words/numbers.js";
import {aboutRate, countInSentence} from "../words/ranges.js";
import {list} from "../words/text.js";
import {
  count,
  effectColumn,
  effectOn,
  LEAST_NOTE,
  leastMark,
  NOT_SPLIT,
  notSplit,
  number,
  share,
  text,
  whole
} from "./_shared/notebook.js";
import type {Chosen, Notebook, Row} from "./_shared/notebook.js";

const SINCE = 2000;

/** How a decision ended: granted (a), refused (n), refused or closed (m), closed (x). Cases removed from the count have none. */
const SIDED = `SELECT *, ${effectColumn("positives_at_least")}, CASE
    WHEN published_column IN ('recognized', 'other') THEN 'a'
    WHEN status = 'refused' THEN 'n' WHEN status = 'undivided_closed' THEN 'm'
    WHEN status = 'otherwise_closed' THEN 'x' END AS side
  FROM cells`;
const flags = {
  a: "d => d.published_column === 'recognized' || d.published_column === 'other' ? 1 : 0",
  n: "d => d.status === 'refused' ? 1 : 0",
  m: "d => d.status === 'undivided_closed' ? 1 : 0",
  x: "d => d.status === 'otherwise_closed' ? 1 : 0"
};

/** The sum of each outcome with its range, and two rates: of substantive decisions, and of all decided or closed cases. */
const SUMS = ["a", "n", "m", "x"]
  .flatMap((side) => [
    `coalesce(sum(value) FILTER (side = '${side}'), 0)::INT AS ${side}`,
    `coalesce(sum(value_lo) FILTER (side = '${side}'), 0)::INT AS ${side}_lo`,
    `coalesce(sum(value_hi) FILTER (side = '${side}'), 0)::INT AS ${side}_hi`
  ])
  .join(", ");
const RATES = `a / (a + n + m) AS without,
  a_lo / (a_lo + n_hi + m_hi) AS without_lo, a_hi / (a_hi + n_lo) AS without_hi,
  a / (a + n + m + x) AS counted,
  a_lo / (a_lo + n_hi + m_hi + x_hi) AS counted_lo, a_hi / (a_hi + n_lo + m_lo + x_lo) AS counted_hi`;
const sums = Object.fromEntries(
  ["a", "n", "m", "x"].flatMap((side) => [
    [side, `d => op.sum(d.${side} * d.value)`],
    [`${side}_lo`, `d => op.sum(d.${side} * d.value_lo)`],
    [`${side}_hi`, `d => op.sum(d.${side} * d.value_hi)`]
  ])
);
const rates = {
  without: "d => d.a / (d.a + d.n + d.m)",
  without_lo: "d => d.a_lo / (d.a_lo + d.n_hi + d.m_hi)",
  without_hi: "d => d.a_hi / (d.a_hi + d.n_lo)",
  counted: "d => d.a / (d.a + d.n + d.m + d.x)",
  counted_lo: "d => d.a_lo / (d.a_lo + d.n_hi + d.m_hi + d.x_hi)",
  counted_hi: "d => d.a_hi / (d.a_hi + d.n_lo + d.m_lo + d.x_lo)"
};

/** Which numbers are the least: grants and rates where grants are missing, outcomes some of which are not separated from others. */
const isLeastAt = (row: Row, column: string): boolean =>
  ["a", "without", "counted"].includes(column)
    ? row.least === 1
    : (column === "n" || column === "x") && number(row, "m") > 0;

/** What a country decided in the year at the stage of its row. */
const decided = (row: Row, {year}: Chosen): Linked => ({
  asylums: places(text(row, "asylum")),
  years: yearOf(whole(year)),
  ...(row.level === "FA" ? {stages: ["combined"]} : {stages: ["first"], levels: ["FI", "NA"]}),
  unit: "P"
});

export default {
  choices: {
    year: {label: "Year", initial: "2025", among: "years", since: SINCE}
  },

  steps: {
    // Countries at first instance, or at first instance and appeal combined where they report so; in persons. The United States' two
    // bodies are never added. Left out are countries that grant at one stage and refuse at another, and
    // years whose statuses cannot be checked.
    hosts: {
      caption: ({year}) => `Decisions and grant rates by country of asylum, ${year ?? ""}, counted in persons`,
      key: ["asylum", "level"],
      sql: ({year}) => `WITH sided AS (
  ${SIDED}
  WHERE year = ${whole(year)} AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND asylum <> 'USA'
    AND ${NOT_SPLIT} AND NOT ${effectOn("status_unchecked")}
), summed AS (
  SELECT asylum, CASE level WHEN 'FA' THEN 'FA' ELSE 'FI' END AS level, ${SUMS}, max(positives_at_least) AS least
  FROM sided
  GROUP BY asylum, CASE level WHEN 'FA' THEN 'FA' ELSE 'FI' END
)
SELECT *, ${RATES}
FROM summed
WHERE a + n + m >= 25 AND n > 0
ORDER BY x DESC, asylum, level`,
      arquero: ({cells}) =>
        cells
          .filter("(d, $) => d.year === $.year && d.unit === 'P' && d.asylum !== 'USA'")
          .filter("d => d.level === 'FI' || d.level === 'NA' || d.level === 'FA'")
          .filter(notSplit)
          .filter("d => d.status_unchecked === 0")
          .derive({level: "d => d.level === 'FA' ? 'FA' : 'FI'", ...flags})
          .groupby("asylum", "level")
          .rollup({...sums, least: "d => op.max(d.positives_at_least)"})
          .filter("d => d.a + d.n + d.m >= 25 && d.n > 0")
          .derive(rates),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Level", "level"],
        ["Granted", "a", "count"],
        ["Refused", "n", "count"],
        ["Refused or closed (not separated)", "m", "count"],
        ["Closed without a decision", "x", "count"],
        ["Grant rate", "without", "share"],
        ["Closed counted as refused", "counted", "share"],
        ["Rates are “at least”", "least", "yes"]
      ],
      least: isLeastAt,
      // A card counts each outcome of a country and year. The rate with closed cases counted as refusals is not one to print.
      cards: {
        a: (row, chosen) => ({...decided(row, chosen), ...decisionsOf("protection")}),
        n: (row, chosen) => ({...decided(row, chosen), ...decisionsOf("refused")}),
        m: (row, chosen) => ({...decided(row, chosen), ...decisionsOf("undivided_closed")}),
        x: (row, chosen) => ({...decided(row, chosen), ...decisionsOf("otherwise_closed")}),
        without: (row, chosen) => ({...decided(row, chosen), ...rateOf("positive")})
      }
    },

    // The same for all these countries together, by year.
    world: {
      caption: () => "Decisions and grant rates by year, all countries but the United States, counted in persons",
      key: ["year"],
      sql: () => `WITH sided AS (
  ${SIDED}
  WHERE unit = 'P' AND level IN ('FI', 'NA', 'FA') AND asylum <> 'USA'
    AND ${NOT_SPLIT} AND NOT ${effectOn("status_unchecked")}
), summed AS (
  SELECT year, ${SUMS}, max(positives_at_least) AS least
  FROM sided
  GROUP BY year
)
SELECT *, ${RATES}
FROM summed
WHERE a_lo > 0
ORDER BY year DESC`,
      arquero: ({cells}) =>
        cells
          .filter("d => d.unit === 'P' && d.asylum !== 'USA'")
          .filter("d => d.level === 'FI' || d.level === 'NA' || d.level === 'FA'")
          .filter(notSplit)
          .filter("d => d.status_unchecked === 0")
          .derive(flags)
          .groupby("year")
          .rollup({...sums, least: "d => op.max(d.positives_at_least)"})
          .filter("d => d.a_lo > 0")
          .derive(rates),
      columns: [
        ["Year", "year", "year"],
        ["Granted", "a", "count"],
        ["Refused", "n", "count"],
        ["Refused or closed (not separated)", "m", "count"],
        ["Closed without a decision", "x", "count"],
        ["Grant rate", "without", "share"],
        ["Closed counted as refused", "counted", "share"],
        ["Rates are “at least”", "least", "yes"]
      ],
      least: isLeastAt
    },

    // A series is one country, level, authority, unit and year with 25 positive decisions or more.
    series: {
      caption: () => "Series with 25 positive decisions or more",
      key: ["asylum", "level", "authority", "unit", "year"],
      sql: () => `SELECT asylum, level, authority, unit, year,
  (sum(value) FILTER (published_column IN ('recognized', 'other')))::INT AS a,
  coalesce(sum(value) FILTER (published_column = 'rejected'), 0)::INT AS rejected,
  coalesce(sum(value) FILTER (status IN ('refused', 'undivided_closed')), 0)::INT AS refused,
  coalesce(sum(value) FILTER (published_column = 'closed'), 0)::INT AS closed
FROM cells
GROUP BY asylum, level, authority, unit, year
HAVING sum(value) FILTER (published_column IN ('recognized', 'other')) >= 25`,
      arquero: ({cells}) =>
        cells
          .derive({
            a: "d => d.published_column === 'recognized' || d.published_column === 'other' ? d.value : 0",
            rejected: "d => d.published_column === 'rejected' ? d.value : 0",
            refused: "d => d.status === 'refused' || d.status === 'undivided_closed' ? d.value : 0",
            closed: "d => d.published_column === 'closed' ? d.value : 0"
          })
          .groupby("asylum", "level", "authority", "unit", "year")
          .rollup({
            a: "d => op.sum(d.a)",
            rejected: "d => op.sum(d.rejected)",
            refused: "d => op.sum(d.refused)",
            closed: "d => op.sum(d.closed)"
          })
          .filter("d => d.a >= 25"),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Year", "year", "year"],
        ["Granted", "a", "number"]
      ]
    },

    tally: {
      caption: () => "How many series have no refusals",
      key: ["all_series"],
      sql: () => `SELECT count(*)::INT AS all_series,
  (count(*) FILTER (rejected = 0))::INT AS no_rejected,
  (count(*) FILTER (rejected = 0 AND closed > 0))::INT AS no_rejected_but_closed,
  (count(*) FILTER (refused = 0))::INT AS no_refusal
FROM series`,
      arquero: ({step, op}) =>
        step("series").rollup({
          all_series: op.count(),
          no_rejected: "d => op.sum(d.rejected === 0 ? 1 : 0)",
          no_rejected_but_closed: "d => op.sum(d.rejected === 0 && d.closed > 0 ? 1 : 0)",
          no_refusal: "d => op.sum(d.refused === 0 ? 1 : 0)"
        }),
      columns: [
        ["Series with 25 positive decisions or more", "all_series", "number"],
        ["“Rejected” is 0", "no_rejected", "number"],
        ["… and cases were closed", "no_rejected_but_closed", "number"],
        ["No refusals after reclassification", "no_refusal", "number"]
      ]
    },

    silent: {
      caption: () => "Countries by the number of series in which “rejected” is 0",
      key: ["asylum"],
      sql: () => `SELECT asylum, count(*)::INT AS series, min(year)::INT AS first, max(year)::INT AS last,
  (sum(a) FILTER (unit = 'P'))::INT AS granted, (sum(closed) FILTER (unit = 'P'))::INT AS closed
FROM series
WHERE rejected = 0
GROUP BY asylum
ORDER BY series DESC, asylum`,
      arquero: ({step, op}) =>
        step("series")
          .filter("d => d.rejected === 0")
          .derive({p: "d => d.unit === 'P' ? 1 : 0"})
          .groupby("asylum")
          .rollup({
            series: op.count(),
            first: op.min("year"),
            last: op.max("year"),
            p: op.sum("p"),
            a: "d => op.sum(d.p * d.a)",
            x: "d => op.sum(d.p * d.closed)"
          })
          .derive({granted: "d => d.p > 0 ? d.a : null", closed: "d => d.p > 0 ? d.x : null"}),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Series without “rejected”", "series", "number"],
        ["First year", "first", "year"],
        ["Latest year", "last", "year"],
        ["Granted in these, persons", "granted", "number"],
        ["Closed in these, persons", "closed", "number"]
      ]
    }
  },

  charts: {
    "hosts-twice": ({rows, chosen, place}) => ({
      title: `Grant rates without closed cases, and with them counted as refusals, ${chosen.year ?? ""}`,
      unit: "Percentage, counted in persons, first instance; the twenty countries that closed the most cases",
      draw: (options) =>
        pairs(
          {
            filled: "of substantive decisions",
            hollow: "of all decided or closed cases",
            rows: rows("hosts")
              .slice(0, 20)
              .map((row) => ({
                name: `${place(text(row, "asylum"))}${row.level === "FA" ? ", with appeals" : ""}${leastMark(row)}`,
                filled: share(row, "without"),
                hollow: share(row, "counted"),
                chosen: false
              }))
          },
          options
        ),
      notes: [
        {
          term: "Closed.",
          text: "Ended without a substantive decision: the applicant withdrew, left or died, or another country was responsible."
        },
        {
          term: "The hollow dot",
          text: "is not a rate to publish. It shows how far a rate falls when closed cases are counted as refusals."
        },
        LEAST_NOTE
      ]
    }),
    "world-twice": ({rows}) => {
      const some = [...rows("world")].reverse();
      const panel = (name: string, column: string): MultiplesPanel => ({
        name,
        under: "",
        group: "rate",
        square: false,
        points: some.map((row) => ({
          year: number(row, "year"),
          ...(number(row, "m") > 0 && column === "without" ? {value: null} : {value: number(row, column)}),
          lo: number(row, `${column}_lo`),
          hi: number(row, `${column}_hi`),
          words: formatPercent(number(row, column)),
          absence: null
        }))
      });
      return {
        title: "Grant rate of all countries together, without closed cases and with them counted as refusals",
        unit: "Percentage, counted in persons, first instance; without the United States, whose two bodies are never added",
        draw: (options) =>
          multiples(
            {
              share: true,
              panels: [panel("Of substantive decisions", "without"), panel("Closed counted as refused", "counted")]
            },
            options
          ),
        notes: [
          {
            term: "Band without a line.",
            text: "In years in which some country’s refusals and closed cases are not separated in the data, the rate is a range."
          }
        ]
      };
    },
    "hosts-without": ({rows, place}) => {
      const some = rows("silent").slice(0, 15);
      return {
        title: "Countries with the most series in which “rejected” is 0",
        unit: "Number of series (level, authority, unit and year) with 25 positive decisions or more, since 2000",
        breadth: "text",
        draw: (options) =>
          rankedRates(
            some.map((row) => {
              const series = number(row, "series");
              return {
                name: place(text(row, "asylum")),
                value: series,
                lo: series,
                hi: series,
                chance: null,
                words: formatNumber(series),
                ground: `${number(row, "first")}–${number(row, "last")}`,
                chosen: false
              };
            }),
            {share: false},
            options
          )
      };
    }
  },

  says: ({rows, chosen, place}) => {
    const year = chosen.year ?? "";
    const [tally] = rows("tally");
    const world = rows("world").find((row) => String(row.year) === year);
    const least = rows("hosts").flatMap((row) => (row.least === 1 ? [place(text(row, "asylum"))] : []));
    const said = (column: string) => formatNumber(number(tally, column));
    return {
      tally:
        `Of ${said("all_series")} series with 25 positive decisions or more, “rejected” is 0 in ${said("no_rejected")}. ` +
        `In ${said("no_rejected_but_closed")} of these, cases were closed. We classify some columns as refusals that are not separated from closed cases; ` +
        `after that, ${said("no_refusal")} series have no refusals.`,
      more:
        "These are first-instance figures of all countries but the United States, counted in persons. " +
        `${said("no_rejected")} of ${said("all_series")} series with 25 positive decisions or more report no refusals. That does not mean that 100% were granted.` +
        (least.length
          ? ` The rates above are “at least”: ${list(least)} ${least.length === 1 ? "reports" : "report"} some grants of protection as refusals or not at all.`
          : ""),
      finding: world
        ? `In ${year}, counting the ${countInSentence(count(world, "x"))} applications closed without a decision as refusals would lower the grant rate ` +
          `from ${aboutRate({...share(world, "without"), value: number(world, "m") > 0 ? null : number(world, "without")})} to ${aboutRate(share(world, "counted"))}.`
        : `In ${year} no country’s grant rate can be calculated.`
    };
  }
} satisfies Notebook;

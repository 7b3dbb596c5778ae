// Closed is not refused: what becomes of a rate when closed files are counted as if they had been refused, and where no refusal is on
// file at all.
import {multiples} from "../charts/multiples.js";
import type {MultiplesPanel} from "../charts/multiples.js";
import {pairs} from "../charts/pairs.js";
import {rankedRates} from "../charts/rankedRates.js";
import {formatCount, formatNumber, formatPercent, formatShare} from "../words/numbers.js";
import {count, number, text, whole} from "./_shared/notebook.js";
import type {Notebook, Row} from "./_shared/notebook.js";

const SINCE = 2000;

/** The sides of a decision: granted, refused, refusals and closings not told apart, closed. Files taken out of the count have none. */
const SIDED = `SELECT *, CASE
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

/** Sums of each side with its bounds, and the two rates: over decisions in substance, and over all that left the pile. */
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

const share = (row: Row, column: string) => ({
  value: number(row, column),
  lo: number(row, `${column}_lo`),
  hi: number(row, `${column}_hi`)
});

export default {
  choices: {
    year: {label: "Year", initial: "2025", among: "years", since: SINCE}
  },

  steps: {
    // Hosts at first instance, and where they file it so at first instance and appeal together; in persons. The United States' two
    // bodies are never added, and Japan since 2021 and Israel in 2015 to 2017 grant at one level and refuse at another.
    hosts: {
      key: ["asylum", "level"],
      sql: ({year}) => `WITH sided AS (
  ${SIDED}
  WHERE year = ${whole(year)} AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND asylum <> 'USA'
    AND NOT (asylum = 'JPN' AND year >= 2021) AND NOT (asylum = 'ISR' AND year BETWEEN 2015 AND 2017)
), summed AS (
  SELECT asylum, CASE level WHEN 'FA' THEN 'FA' ELSE 'FI' END AS level, ${SUMS}
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
          .filter("d => !(d.asylum === 'JPN' && d.year >= 2021)")
          .filter("d => !(d.asylum === 'ISR' && d.year >= 2015 && d.year <= 2017)")
          .derive({level: "d => d.level === 'FA' ? 'FA' : 'FI'", ...flags})
          .groupby("asylum", "level")
          .rollup(sums)
          .filter("d => d.a + d.n + d.m >= 25 && d.n > 0")
          .derive(rates),
      columns: [
        ["Host", "asylum", "place"],
        ["Level", "level"],
        ["Granted", "a", "count"],
        ["Refused", "n", "count"],
        ["Refused or closed", "m", "count"],
        ["Closed", "x", "count"],
        ["Rate", "without", "share"],
        ["Closed counted as refused", "counted", "share"]
      ]
    },

    // The same over all those hosts, year by year.
    world: {
      key: ["year"],
      sql: () => `WITH sided AS (
  ${SIDED}
  WHERE unit = 'P' AND level IN ('FI', 'NA', 'FA') AND asylum <> 'USA'
    AND NOT (asylum = 'JPN' AND year >= 2021) AND NOT (asylum = 'ISR' AND year BETWEEN 2015 AND 2017)
), summed AS (
  SELECT year, ${SUMS}
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
          .filter("d => !(d.asylum === 'JPN' && d.year >= 2021)")
          .filter("d => !(d.asylum === 'ISR' && d.year >= 2015 && d.year <= 2017)")
          .derive(flags)
          .groupby("year")
          .rollup(sums)
          .filter("d => d.a_lo > 0")
          .derive(rates),
      columns: [
        ["Year", "year", "year"],
        ["Granted", "a", "count"],
        ["Refused", "n", "count"],
        ["Refused or closed", "m", "count"],
        ["Closed", "x", "count"],
        ["Rate", "without", "share"],
        ["Closed counted as refused", "counted", "share"]
      ]
    },

    // A series is one host, level, authority, unit and year with 25 positive decisions or more.
    series: {
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
        ["Host", "asylum", "place"],
        ["Year", "year", "year"],
        ["Granted", "a", "number"]
      ]
    },

    tally: {
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
        ["… and files were closed", "no_rejected_but_closed", "number"],
        ["No refusal after the rules", "no_refusal", "number"]
      ]
    },

    silent: {
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
        ["Host", "asylum", "place"],
        ["Series without “rejected”", "series", "number"],
        ["First year", "first", "year"],
        ["Last year", "last", "year"],
        ["Granted in these, persons", "granted", "number"],
        ["Closed in these, persons", "closed", "number"]
      ]
    }
  },

  charts: {
    "hosts-twice": ({rows, chosen, place}) => ({
      title: `Positive rates without closed files, and with them as if refused, ${chosen.year ?? ""}`,
      unit: "Per cent, persons, first instance; the twenty hosts that closed most files",
      draw: (options) =>
        pairs(
          {
            filled: "of decisions in substance",
            hollow: "of all that was decided or closed",
            rows: rows("hosts")
              .slice(0, 20)
              .map((row) => ({
                name: `${place(text(row, "asylum"))}${row.level === "FA" ? ", with appeals" : ""}`,
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
          text: "Withdrawn, abandoned, another state responsible, or dead: a file that left the pile without a decision in substance."
        },
        {
          term: "The hollow dot",
          text: "is no rate that anyone should print. It shows how far a rate falls where closed files are taken for refusals."
        }
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
        title: "The world’s positive rate, without closed files and with them as if refused",
        unit: "Per cent, persons, first instance; without the United States, whose two bodies are never added",
        draw: (options) =>
          multiples(
            {
              share: true,
              panels: [panel("Of decisions in substance", "without"), panel("Closed counted as refused", "counted")]
            },
            options
          ),
        notes: [
          {
            term: "Band without a line.",
            text: "In years in which some host does not tell refusals from closings the first rate is an interval and no number."
          }
        ]
      };
    },
    "hosts-without": ({rows, place}) => {
      const some = rows("silent").slice(0, 15);
      return {
        title: "Hosts with most series in which “rejected” is 0",
        unit: "Number of series: level, authority, unit and year with 25 positive decisions or more, 2000 to the last year",
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

  says: ({rows, chosen}) => {
    const year = chosen.year ?? "";
    const [tally] = rows("tally");
    const world = rows("world").find((row) => String(row.year) === year);
    const said = (column: string) => formatNumber(number(tally, column));
    return {
      tally: `Of ${said("all_series")} series with 25 positive decisions or more, “rejected” is 0 in ${said("no_rejected")}; in ${said("no_rejected_but_closed")} of these files were closed. After the rules, which read some columns as refusals that are not told from closings, ${said("no_refusal")} have no refusal.`,
      finding:
        `${said("no_rejected")} of ${said("all_series")} series with 25 positive decisions or more have no refusal on file, and are no 100%` +
        (world
          ? `; in ${year}, ${formatCount(count(world, "x"))} closed files in persons at first instance, taken for refusals, would bring the positive rate of the hosts together ` +
            `from ${formatShare({...share(world, "without"), value: number(world, "m") > 0 ? null : number(world, "without")}, 1)} to ${formatShare(share(world, "counted"), 1)}.`
          : ".")
    };
  }
} satisfies Notebook;

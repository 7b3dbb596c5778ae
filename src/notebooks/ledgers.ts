// UNHCR and Eurostat compared: new applications of each nationality in each country and year, and grant rates.
import {multiples} from "../charts/multiples.js";
import {pairs} from "../charts/pairs.js";
import {rankedRates} from "../charts/rankedRates.js";
import {places, rateOf, yearOf} from "../figures/link.js";
import {formatNumber, formatPercent} from "../words/numbers.js";
import {countInSentence} from "../words/ranges.js";
import {count, effectColumn, LEAST_NOTE, leastMark, number, share, text, whole} from "./_shared/notebook.js";
import type {Notebook} from "./_shared/notebook.js";

const SINCE = 2008;

/** Places that one source shows separately and the other does not. */
const JOINED: Readonly<Record<string, string>> = {XKX: "SRB", HKG: "CHN", MAC: "CHN", TIB: "CHN"};
const joined = (column: string) =>
  `CASE ${column} ${Object.entries(JOINED)
    .map(([from, to]) => `WHEN '${from}' THEN '${to}'`)
    .join(" ")} ELSE ${column} END`;
const joinedHere = `d => ${Object.entries(JOINED)
  .map(([from, to]) => `d.origin === '${from}' ? '${to}' : `)
  .join("")}d.origin`;

export default {
  needs: ["eurostat_applications", "eurostat_decisions"],
  publishers: "UNHCR and Eurostat",

  choices: {
    year: {label: "Year", initial: "2016", among: "years", since: SINCE},
    applicant: {
      label: "Eurostat counts",
      initial: "first_time",
      among: [
        ["first_time", "first-time applicants"],
        ["all", "all applicants"]
      ]
    }
  },

  steps: {
    // One row for each country of asylum, nationality and year that both sources have. Eurostat's totals of several nationalities and
    // rows without a value are left out. Eurostat rounds to the nearest five, so a value v means v − 2 to v + 2.
    cells_of_both: {
      caption: () => "New applications by UNHCR and Eurostat, the largest differences first",
      key: ["year", "asylum", "origin"],
      sql: ({applicant}) => `WITH eurostat AS (
  SELECT year, asylum, ${joined("origin")} AS origin, sum(applications)::INT AS eurostat,
    sum(greatest(0, applications - 2))::INT AS eurostat_lo, sum(applications + 2)::INT AS eurostat_hi
  FROM eurostat_applications
  WHERE applicant = '${applicant === "all" ? "all" : "first_time"}' AND NOT aggregate AND applications IS NOT NULL
    AND sex = 'T' AND age = 'TOTAL' AND year >= ${SINCE}
  GROUP BY ALL
), unhcr AS (
  SELECT year, asylum, ${joined("origin")} AS origin, sum(value)::INT AS unhcr,
    sum(value_lo)::INT AS unhcr_lo, sum(value_hi)::INT AS unhcr_hi
  FROM counts
  WHERE measure = 'applications' AND unit = 'P' AND type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA') AND year >= ${SINCE}
  GROUP BY ALL
)
SELECT *, greatest(0, unhcr_lo - eurostat_hi, eurostat_lo - unhcr_hi)::INT AS apart
FROM unhcr JOIN eurostat USING (year, asylum, origin)
ORDER BY apart DESC, year, asylum, origin`,
      arquero: ({table, counts}, {applicant}) => {
        const eurostat = table("eurostat_applications")
          .filter(
            `d => d.applicant === '${applicant === "all" ? "all" : "first_time"}' && !d.aggregate && d.year >= ${SINCE}`
          )
          .filter("d => d.sex === 'T' && d.age === 'TOTAL' && d.applications !== null")
          .derive({origin: joinedHere})
          .groupby("year", "asylum", "origin")
          .rollup({
            eurostat: "d => op.sum(d.applications)",
            eurostat_lo: "d => op.sum(d.applications > 2 ? d.applications - 2 : 0)",
            eurostat_hi: "d => op.sum(d.applications + 2)"
          });
        return counts
          .filter("d => d.measure === 'applications'")
          .filter(`d => d.unit === 'P' && (d.type === 'N' || d.type === 'NR') && d.year >= ${SINCE}`)
          .filter("d => d.level === 'FI' || d.level === 'NA' || d.level === 'FA'")
          .derive({origin: joinedHere})
          .groupby("year", "asylum", "origin")
          .rollup({
            unhcr: "d => op.sum(d.value)",
            unhcr_lo: "d => op.sum(d.value_lo)",
            unhcr_hi: "d => op.sum(d.value_hi)"
          })
          .join(eurostat, [
            ["year", "asylum", "origin"],
            ["year", "asylum", "origin"]
          ])
          .derive({
            apart:
              "d => d.unhcr_lo > d.eurostat_hi ? d.unhcr_lo - d.eurostat_hi : " +
              "d.eurostat_lo > d.unhcr_hi ? d.eurostat_lo - d.unhcr_hi : 0"
          });
      },
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Country of origin", "origin", "place"],
        ["Year", "year", "year"],
        ["UNHCR", "unhcr", "count"],
        ["Eurostat", "eurostat", "count"],
        ["Difference beyond rounding", "apart", "number"]
      ]
    },

    by_year: {
      caption: () => "Figures that agree within rounding, by year",
      key: ["year"],
      sql: () => `SELECT year, count(*)::INT AS cells, (count(*) FILTER (apart = 0))::INT AS agree,
  (count(*) FILTER (apart > 10 AND apart > 0.02 * greatest(unhcr, eurostat)))::INT AS far,
  sum(unhcr)::INT AS unhcr, sum(unhcr_lo)::INT AS unhcr_lo, sum(unhcr_hi)::INT AS unhcr_hi,
  sum(eurostat)::INT AS eurostat, sum(eurostat_lo)::INT AS eurostat_lo, sum(eurostat_hi)::INT AS eurostat_hi
FROM cells_of_both
GROUP BY year
ORDER BY year DESC`,
      arquero: ({step, op}) =>
        step("cells_of_both")
          .groupby("year")
          .rollup({
            cells: op.count(),
            agree: "d => op.sum(d.apart === 0 ? 1 : 0)",
            far: "d => op.sum(d.apart > 10 && d.apart > 0.02 * op.greatest(d.unhcr, d.eurostat) ? 1 : 0)",
            unhcr: op.sum("unhcr"),
            unhcr_lo: op.sum("unhcr_lo"),
            unhcr_hi: op.sum("unhcr_hi"),
            eurostat: op.sum("eurostat"),
            eurostat_lo: op.sum("eurostat_lo"),
            eurostat_hi: op.sum("eurostat_hi")
          }),
      columns: [
        ["Year", "year", "year"],
        ["Figures in both", "cells", "number"],
        ["Agree within rounding", "agree", "number"],
        ["Far apart", "far", "number"],
        ["UNHCR", "unhcr", "count"],
        ["Eurostat", "eurostat", "count"]
      ]
    },

    by_host: {
      caption: ({year}) => `Figures that agree within rounding, by country of asylum, ${year ?? ""}`,
      key: ["asylum"],
      sql: ({year}) => `SELECT asylum, count(*)::INT AS cells, (count(*) FILTER (apart = 0))::INT AS agree,
  sum(unhcr)::INT AS unhcr, sum(unhcr_lo)::INT AS unhcr_lo, sum(unhcr_hi)::INT AS unhcr_hi,
  sum(eurostat)::INT AS eurostat, sum(eurostat_lo)::INT AS eurostat_lo, sum(eurostat_hi)::INT AS eurostat_hi
FROM cells_of_both
WHERE year = ${whole(year)}
GROUP BY asylum
ORDER BY eurostat DESC, asylum`,
      arquero: ({step, op}, {year}) =>
        step("cells_of_both")
          .filter(`d => d.year === ${whole(year)}`)
          .groupby("asylum")
          .rollup({
            cells: op.count(),
            agree: "d => op.sum(d.apart === 0 ? 1 : 0)",
            unhcr: op.sum("unhcr"),
            unhcr_lo: op.sum("unhcr_lo"),
            unhcr_hi: op.sum("unhcr_hi"),
            eurostat: op.sum("eurostat"),
            eurostat_lo: op.sum("eurostat_lo"),
            eurostat_hi: op.sum("eurostat_hi")
          }),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Figures in both", "cells", "number"],
        ["Agree within rounding", "agree", "number"],
        ["UNHCR", "unhcr", "count"],
        ["Eurostat", "eurostat", "count"]
      ]
    },

    // First-instance grant rates by each source, all nationalities (Eurostat's own total): positive decisions over positive decisions
    // and refusals.
    rates: {
      caption: () => "First-instance grant rates by UNHCR and Eurostat, counted in persons",
      key: ["year", "asylum"],
      sql: () => `WITH eurostat AS (
  SELECT year, asylum,
    sum(decisions) FILTER (decision = 'positive') AS a, sum(greatest(0, decisions - 2)) FILTER (decision = 'positive') AS a_lo,
    sum(decisions + 2) FILTER (decision = 'positive') AS a_hi,
    sum(decisions) FILTER (decision = 'rejected') AS n, sum(greatest(0, decisions - 2)) FILTER (decision = 'rejected') AS n_lo,
    sum(decisions + 2) FILTER (decision = 'rejected') AS n_hi
  FROM eurostat_decisions
  WHERE quarter IS NULL AND origin = 'TOTAL' AND decisions IS NOT NULL AND sex = 'T' AND age = 'TOTAL' AND year >= ${SINCE}
  GROUP BY year, asylum
), flagged AS (
  SELECT *, ${effectColumn("positives_at_least")}
  FROM cells
), unhcr AS (
  SELECT year, asylum, max(positives_at_least) AS least,
    sum(value) FILTER (published_column IN ('recognized', 'other')) AS a, sum(value_lo) FILTER (published_column IN ('recognized', 'other')) AS a_lo,
    sum(value_hi) FILTER (published_column IN ('recognized', 'other')) AS a_hi,
    sum(value) FILTER (published_column = 'rejected') AS n, sum(value_lo) FILTER (published_column = 'rejected') AS n_lo, sum(value_hi) FILTER (published_column = 'rejected') AS n_hi
  FROM flagged
  WHERE unit = 'P' AND level IN ('FI', 'NA') AND year >= ${SINCE}
  GROUP BY year, asylum
)
SELECT year, asylum, unhcr.least,
  unhcr.a / (unhcr.a + unhcr.n) AS unhcr, unhcr.a_lo / (unhcr.a_lo + unhcr.n_hi) AS unhcr_lo, unhcr.a_hi / (unhcr.a_hi + unhcr.n_lo) AS unhcr_hi,
  eurostat.a / (eurostat.a + eurostat.n) AS eurostat, eurostat.a_lo / (eurostat.a_lo + eurostat.n_hi) AS eurostat_lo,
  eurostat.a_hi / (eurostat.a_hi + eurostat.n_lo) AS eurostat_hi,
  (eurostat.a + eurostat.n)::INT AS decisions
FROM unhcr JOIN eurostat USING (year, asylum)
WHERE unhcr.a + unhcr.n >= 25 AND eurostat.a + eurostat.n >= 25
ORDER BY year DESC, eurostat DESC, asylum`,
      arquero: ({table, cells}) => {
        const eurostat = table("eurostat_decisions")
          .filter(`d => d.quarter === null && d.origin === 'TOTAL' && d.decisions !== null && d.year >= ${SINCE}`)
          .filter("d => d.sex === 'T' && d.age === 'TOTAL'")
          .derive({
            p: "d => d.decision === 'positive' ? 1 : 0",
            r: "d => d.decision === 'rejected' ? 1 : 0",
            low: "d => d.decisions > 2 ? d.decisions - 2 : 0"
          })
          .groupby("year", "asylum")
          .rollup({
            ea: "d => op.sum(d.p * d.decisions)",
            ea_lo: "d => op.sum(d.p * d.low)",
            ea_hi: "d => op.sum(d.p * (d.decisions + 2))",
            en: "d => op.sum(d.r * d.decisions)",
            en_lo: "d => op.sum(d.r * d.low)",
            en_hi: "d => op.sum(d.r * (d.decisions + 2))"
          });
        return cells
          .filter(`d => d.unit === 'P' && (d.level === 'FI' || d.level === 'NA') && d.year >= ${SINCE}`)
          .derive({
            p: "d => d.published_column === 'recognized' || d.published_column === 'other' ? 1 : 0",
            r: "d => d.published_column === 'rejected' ? 1 : 0"
          })
          .groupby("year", "asylum")
          .rollup({
            least: "d => op.max(d.positives_at_least)",
            a: "d => op.sum(d.p * d.value)",
            a_lo: "d => op.sum(d.p * d.value_lo)",
            a_hi: "d => op.sum(d.p * d.value_hi)",
            n: "d => op.sum(d.r * d.value)",
            n_lo: "d => op.sum(d.r * d.value_lo)",
            n_hi: "d => op.sum(d.r * d.value_hi)"
          })
          .join(eurostat, [
            ["year", "asylum"],
            ["year", "asylum"]
          ])
          .filter("d => d.a + d.n >= 25 && d.ea + d.en >= 25")
          .derive({
            unhcr: "d => d.a / (d.a + d.n)",
            unhcr_lo: "d => d.a_lo / (d.a_lo + d.n_hi)",
            unhcr_hi: "d => d.a_hi / (d.a_hi + d.n_lo)",
            eurostat: "d => d.ea / (d.ea + d.en)",
            eurostat_lo: "d => d.ea_lo / (d.ea_lo + d.en_hi)",
            eurostat_hi: "d => d.ea_hi / (d.ea_hi + d.en_lo)",
            decisions: "d => d.ea + d.en"
          });
      },
      columns: [
        ["Year", "year", "year"],
        ["Country of asylum", "asylum", "place"],
        ["Decisions by Eurostat", "decisions", "number"],
        ["Grant rate, UNHCR", "unhcr", "share"],
        ["Grant rate, Eurostat", "eurostat", "share"],
        ["UNHCR’s is “at least”", "least", "yes"]
      ],
      least: (row, column) => row.least === 1 && column === "unhcr",
      cards: {
        unhcr: (row) => ({
          asylums: places(text(row, "asylum")),
          years: yearOf(number(row, "year")),
          ...rateOf("unhcr_protection"),
          stages: ["first"],
          levels: ["FI", "NA"],
          unit: "P"
        })
      }
    }
  },

  charts: {
    agreement: ({rows}) => ({
      title: "Share of figures on which UNHCR and Eurostat agree within rounding",
      unit: "Percentage of figures for one nationality in one country; new applications counted in persons",
      draw: (options) =>
        multiples(
          {
            share: true,
            panels: [
              {
                name: "Agree within rounding",
                under: "",
                group: "share",
                square: false,
                points: [...rows("by_year")].reverse().map((row) => {
                  const value = number(row, "agree") / number(row, "cells");
                  return {
                    year: number(row, "year"),
                    value,
                    lo: null,
                    hi: null,
                    words: formatPercent(value),
                    absence: null
                  };
                })
              }
            ]
          },
          options
        ),
      notes: [
        {
          term: "Agree.",
          text: "UNHCR’s range and Eurostat’s overlap. Eurostat rounds every value to the nearest five, so a value v means v − 2 to v + 2."
        }
      ]
    }),
    "hosts-agree": ({rows, chosen, place}) => ({
      title: `Nationalities on which both agree within rounding, by country of asylum, ${chosen.year ?? ""}`,
      unit: "Number of nationalities. Right: of how many that are in both",
      breadth: "text",
      draw: (options) =>
        rankedRates(
          rows("by_host").map((row) => {
            const agree = number(row, "agree");
            return {
              name: place(text(row, "asylum")),
              value: agree,
              lo: agree,
              hi: agree,
              chance: null,
              words: formatNumber(agree),
              ground: `of ${number(row, "cells")}`,
              chosen: false
            };
          }),
          {share: false},
          options
        )
    }),
    "two-rates": ({rows, chosen, place}) => ({
      title: `First-instance grant rates by UNHCR and by Eurostat, ${chosen.year ?? ""}`,
      unit: "Percentage, counted in persons; countries with 25 decisions or more in both",
      draw: (options) =>
        pairs(
          {
            filled: "UNHCR",
            hollow: "Eurostat",
            rows: rows("rates")
              .filter((row) => String(row.year) === chosen.year)
              .map((row) => ({
                name: `${place(text(row, "asylum"))}${leastMark(row)}`,
                filled: share(row, "unhcr"),
                hollow: share(row, "eurostat"),
                chosen: false
              }))
          },
          options
        ),
      notes: [
        {
          term: "What counts.",
          text: "Eurostat’s positive decisions include humanitarian status where national law has one; UNHCR’s “other” does in some countries. A country that reports inadmissible cases as refusals to one and as closed to the other has two rates."
        },
        {...LEAST_NOTE, term: "At least (UNHCR)."}
      ]
    })
  },

  says: ({rows, chosen, place}) => {
    const year = chosen.year ?? "";
    const here = rows("by_year").find((row) => String(row.year) === year);
    const worst = rows("cells_of_both").find((row) => String(row.year) === year);
    const rates = rows("rates").filter((row) => String(row.year) === year);
    const meet = rates.filter(
      (row) =>
        number(row, "unhcr_lo") <= number(row, "eurostat_hi") && number(row, "eurostat_lo") <= number(row, "unhcr_hi")
    );
    const last = (step: string) => Math.max(...rows(step).map((row) => number(row, "year")));
    const agree = here ? number(here, "agree") : 0;
    const cells = here ? number(here, "cells") : 0;
    return {
      until: `Eurostat’s tables in this edition end in ${last("by_year")} for applications and in ${last("rates")} for decisions.`,
      worst:
        worst && number(worst, "apart") > 0
          ? `The largest difference in ${year} is people from ${place(text(worst, "origin"))} in ${place(text(worst, "asylum"))}: ${countInSentence(count(worst, "unhcr"))} by UNHCR, ${countInSentence(count(worst, "eurostat"))} by Eurostat.`
          : `No two figures of ${year} differ by more than rounding.`,
      rates: !rates.length
        ? `This edition has no decisions by Eurostat for ${year}.`
        : `In ${meet.length} of ${rates.length} countries with 25 decisions or more in both, the two grant rates of ${year} agree within rounding.`,
      more: here
        ? `Added up, these figures give ${countInSentence(count(here, "unhcr"))} new applicants by UNHCR and ${countInSentence(count(here, "eurostat"))} by Eurostat.`
        : "",
      finding: here
        ? `In ${year} UNHCR and Eurostat agreed, within rounding, on ${formatPercent(agree / cells)} of their figures for one nationality in one country: ${formatNumber(agree)} of ${formatNumber(cells)}.`
        : `For ${year} this edition has no figures from both sources.`
    };
  }
} satisfies Notebook;

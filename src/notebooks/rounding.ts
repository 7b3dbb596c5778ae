// What rounding hides: how many pairs of origin and country of asylum are so small that UNHCR rounds every figure, what the true
// numbers can be, and how uncertain rounding makes grant rates.
import {interval} from "../charts/interval.js";
import {multiples} from "../charts/multiples.js";
import {rankedRates} from "../charts/rankedRates.js";
import {yearOf} from "../figures/link.js";
import {UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {formatNumber, formatPercent} from "../words/numbers.js";
import {countInSentence} from "../words/ranges.js";
import {
  count,
  NOT_SPLIT,
  notSplit,
  number,
  quote,
  text,
  unseenSql,
  whole,
  withUnseenOrigins
} from "./_shared/notebook.js";
import type {Notebook, Row} from "./_shared/notebook.js";

const SINCE = 2000;
/** Pairs by their number of decisions. The site gives no rate for the first group and marks the rates of the second. */
const SIZES = ["1 to 9", "10 to 24", "25 to 99", "100 to 999", "1,000 and more"];
const SIZE = `CASE WHEN decisions < 10 THEN '1 to 9' WHEN decisions < 25 THEN '10 to 24'
    WHEN decisions < 100 THEN '25 to 99' WHEN decisions < 1000 THEN '100 to 999' ELSE '1,000 and more' END`;

const unitOf = (code: string | undefined) => UNITS[(code ?? "P") as Unit];
/** The share of pairs whose every published figure is rounded. */
const under = (row: Row) => number(row, "under") / number(row, "flows");

export default {
  choices: {
    year: {label: "Year", initial: "2025", among: "years", since: SINCE},
    unit: {
      label: "Counted in",
      initial: "P",
      among: [
        ["P", "persons"],
        ["C", "cases"]
      ]
    }
  },

  steps: {
    // A pair is a country of origin and a country of asylum in one year, with all applications at all stages.
    flows: {
      caption: ({unit}) => `Pairs of origin and asylum whose applications are all rounded, in ${unitOf(unit)}`,
      key: ["year"],
      sql: ({unit}) => `WITH ${unseenSql(`unit = ${quote(unit)}`, ["year", "unit"])}, flow AS (
  SELECT year, origin, asylum, sum(value) AS value, sum(value_lo) AS value_lo, sum(value_hi) AS value_hi,
    bool_and(value IN (0, 5)) AS under
  FROM counts
  WHERE measure = 'applications' AND unit = ${quote(unit)}
  GROUP BY year, origin, asylum
)
SELECT year, count(*)::INT AS flows, (count(*) FILTER (under))::INT AS under,
  sum(value)::INT AS "all", sum(value_lo)::INT AS all_lo, (sum(value_hi) + 2 * coalesce(any_value(lost), 0))::INT AS all_hi,
  coalesce(sum(value) FILTER (under), 0)::INT AS small,
  coalesce(sum(value_lo) FILTER (under), 0)::INT AS small_lo, coalesce(sum(value_hi) FILTER (under), 0)::INT AS small_hi
FROM flow LEFT JOIN unseen USING (year)
GROUP BY year
ORDER BY year DESC`,
      arquero: ({counts, op}) => {
        const sums = counts
          .filter("d => d.measure === 'applications'")
          .filter("(d, $) => d.unit === $.unit")
          .derive({exact: "d => d.value !== 0 && d.value !== 5 ? 1 : 0"})
          .groupby("year", "unit", "origin", "asylum")
          .rollup({
            value: op.sum("value"),
            value_lo: op.sum("value_lo"),
            value_hi: op.sum("value_hi"),
            exact: op.max("exact")
          })
          .derive({under: "d => d.exact === 0 ? 1 : 0"})
          .groupby("year", "unit")
          .rollup({
            flows: op.count(),
            under: op.sum("under"),
            all: op.sum("value"),
            all_lo: op.sum("value_lo"),
            all_hi: op.sum("value_hi"),
            small: "d => op.sum(d.under * d.value)",
            small_lo: "d => op.sum(d.under * d.value_lo)",
            small_hi: "d => op.sum(d.under * d.value_hi)"
          });
        return withUnseenOrigins(sums, counts, {seen: ["(d, $) => d.unit === $.unit"], by: ["year", "unit"]});
      },
      columns: [
        ["Year", "year", "year"],
        ["Pairs", "flows", "number"],
        ["Every figure rounded", "under", "number"],
        ["Their applications", "small", "count"],
        ["All applications", "all", "count"]
      ],
      cards: {
        all: (row, {unit}) => ({
          years: yearOf(number(row, "year")),
          types: "all",
          added: "stages",
          unit: unit === "C" ? "C" : "P"
        })
      }
    },

    // Each pair at first instance: granted (a), refused (n), and refused or closed, which are not separated in the data (m). Countries
    // that grant at one stage and refuse at another have no rate.
    pairs: {
      caption: ({year}) => `Pairs of origin and asylum with first-instance decisions, ${year ?? ""}`,
      key: ["origin", "asylum"],
      sql: ({year, unit}) => `WITH side AS (
  SELECT *, CASE
      WHEN published_column IN ('recognized', 'other') THEN 'a'
      WHEN status = 'refused' THEN 'n'
      WHEN status = 'undivided_closed' THEN 'm' END AS side
  FROM cells
  WHERE year = ${whole(year)} AND unit = ${quote(unit)} AND level IN ('FI', 'NA')
    AND ${NOT_SPLIT}
), summed AS (
  SELECT origin, asylum, sum(value) FILTER (side IS NOT NULL)::INT AS decisions,
    sum(value_lo) FILTER (side = 'a') AS a_lo, sum(value_hi) FILTER (side = 'a') AS a_hi,
    coalesce(sum(value_lo) FILTER (side = 'n'), 0) AS n_lo, coalesce(sum(value_hi) FILTER (side IN ('n', 'm')), 0) AS rest_hi
  FROM side
  GROUP BY origin, asylum
)
SELECT origin, asylum, decisions,
  CASE WHEN a_lo + rest_hi > 0 THEN a_lo / (a_lo + rest_hi) ELSE a_hi / (a_hi + n_lo) END AS rate_lo,
  CASE WHEN a_hi + n_lo > 0 THEN a_hi / (a_hi + n_lo) ELSE a_lo / (a_lo + rest_hi) END AS rate_hi
FROM summed
WHERE decisions > 0
ORDER BY decisions DESC, origin, asylum`,
      arquero: ({cells}) =>
        cells
          .filter("(d, $) => d.year === $.year && d.unit === $.unit && (d.level === 'FI' || d.level === 'NA')")
          .filter(notSplit)
          .derive({
            a: "d => d.published_column === 'recognized' || d.published_column === 'other' ? 1 : 0",
            n: "d => d.status === 'refused' ? 1 : 0",
            m: "d => d.status === 'undivided_closed' ? 1 : 0"
          })
          .groupby("origin", "asylum")
          .rollup({
            decisions: "d => op.sum((d.a + d.n + d.m) * d.value)",
            a_lo: "d => op.sum(d.a * d.value_lo)",
            a_hi: "d => op.sum(d.a * d.value_hi)",
            n_lo: "d => op.sum(d.n * d.value_lo)",
            rest_hi: "d => op.sum((d.n + d.m) * d.value_hi)"
          })
          .filter("d => d.decisions > 0")
          .derive({
            low: "d => d.a_lo + d.rest_hi > 0 ? d.a_lo / (d.a_lo + d.rest_hi) : null",
            high: "d => d.a_hi + d.n_lo > 0 ? d.a_hi / (d.a_hi + d.n_lo) : null"
          })
          .derive({
            rate_lo: "d => d.low === null ? d.high : d.low",
            rate_hi: "d => d.high === null ? d.low : d.high"
          })
          .select("origin", "asylum", "decisions", "rate_lo", "rate_hi"),
      columns: [
        ["Country of origin", "origin", "place"],
        ["Country of asylum", "asylum", "place"],
        ["Decisions", "decisions", "number"]
      ]
    },

    // How uncertain rounding alone makes the grant rate, by the number of decisions.
    widths: {
      caption: ({year}) => `Pairs whose grant rate is uncertain by ten points or more, ${year ?? ""}`,
      key: ["size"],
      sql: () => `SELECT ${SIZE} AS size, count(*)::INT AS pairs,
  sum(decisions)::INT AS decisions, median(rate_hi - rate_lo) AS width,
  (count(*) FILTER (rate_hi - rate_lo >= 0.1))::INT AS open
FROM pairs
GROUP BY size
ORDER BY min(decisions)`,
      arquero: ({step, op}) =>
        step("pairs")
          .derive({
            size:
              "d => d.decisions < 10 ? '1 to 9' : d.decisions < 25 ? '10 to 24' : " +
              "d.decisions < 100 ? '25 to 99' : d.decisions < 1000 ? '100 to 999' : '1,000 and more'",
            width: "d => d.rate_hi - d.rate_lo",
            open: "d => d.rate_hi - d.rate_lo >= 0.1 ? 1 : 0"
          })
          .groupby("size")
          .rollup({
            pairs: op.count(),
            decisions: op.sum("decisions"),
            width: op.median("width"),
            open: op.sum("open")
          }),
      columns: [
        ["Decisions of the pair", "size"],
        ["Pairs", "pairs", "number"],
        ["Decisions", "decisions", "number"],
        ["Uncertain by ten points or more", "open", "number"]
      ]
    }
  },

  charts: {
    "flows-under": ({rows, chosen}) => {
      const some = [...rows("flows")].reverse();
      return {
        title: "Share of pairs of origin and asylum whose every figure is rounded",
        unit: `Percentage of all pairs with applications counted in ${unitOf(chosen.unit)}`,
        draw: (options) =>
          multiples(
            {
              share: true,
              panels: [
                {
                  name: "Every figure rounded",
                  under: "",
                  group: "share",
                  square: chosen.unit === "C",
                  points: some.map((row) => ({
                    year: number(row, "year"),
                    value: under(row),
                    lo: null,
                    hi: null,
                    words: formatPercent(under(row)),
                    absence: null
                  }))
                }
              ]
            },
            options
          ),
        notes: [
          {term: "Rounded.", text: "Every published figure for the pair in that year is 0 or 5."},
          {
            term: "No entry.",
            text: "Rounding can also remove a pair altogether. We cannot count these pairs."
          }
        ]
      };
    },
    "what-they-stand-for": ({rows, chosen}) => {
      const row = rows("flows").find(({year}) => String(year) === chosen.year);
      return {
        title: `How many applications the smallest pairs of ${chosen.year ?? ""} can mean`,
        unit: `Applications counted in ${unitOf(chosen.unit)}, all pairs whose every figure is rounded`,
        breadth: "text",
        draw: (options) =>
          interval({rows: [{name: "Applications", count: row ? count(row, "small") : null, strong: true}]}, options),
        notes: [
          {
            sign: "interval",
            term: "The ends",
            text: "are reached only if every figure was rounded in the same direction."
          }
        ]
      };
    },
    "rates-open": ({rows, chosen}) => ({
      title: `Pairs whose grant rate is uncertain by ten points or more because of rounding, ${chosen.year ?? ""}`,
      unit: `Number of pairs of origin and asylum, by first-instance decisions counted in ${unitOf(chosen.unit)}`,
      breadth: "text",
      draw: (options) =>
        rankedRates(
          SIZES.flatMap((size) => {
            const row = rows("widths").find((each) => each.size === size);
            if (!row) return [];
            const open = number(row, "open");
            return [
              {
                name: size,
                value: open,
                lo: open,
                hi: open,
                chance: null,
                words: formatNumber(open),
                ground: `of ${formatNumber(number(row, "pairs"))} pairs`,
                chosen: false
              }
            ];
          }),
          {share: false},
          options
        ),
      notes: [
        {
          term: "Uncertain by ten points.",
          text: "The lowest and highest grant rate that rounding allows are ten percentage points apart or more."
        }
      ]
    })
  },

  says: ({rows, chosen}) => {
    const year = chosen.year ?? "";
    const unit = unitOf(chosen.unit);
    const flows = rows("flows").find((row) => String(row.year) === year);
    const widths = rows("widths");
    const pairs = widths.reduce((n, row) => n + number(row, "pairs"), 0);
    const open = widths.reduce((n, row) => n + number(row, "open"), 0);
    const points = (row: Row) => {
      const width = Math.round(number(row, "width") * 100);
      return width < 1 ? "less than one point" : `${width} ${width === 1 ? "point" : "points"}`;
    };
    return {
      widths: `${widths.map((row) => `${points(row)} for pairs with ${text(row, "size")} decisions`).join(", ")}.`,
      more: flows
        ? `That is ${formatNumber(number(flows, "under"))} of ${formatNumber(number(flows, "flows"))} pairs, with ${countInSentence(count(flows, "small"))} applications counted in ${unit}. ` +
          (pairs
            ? `For ${formatNumber(open)} of ${formatNumber(pairs)} pairs with first-instance decisions, rounding alone makes the grant rate uncertain by ten percentage points or more.`
            : "")
        : "",
      finding: flows
        ? `In ${year}, ${formatPercent(under(flows))} of all pairs of a country of origin and a country of asylum had so few applications that UNHCR rounded every figure.`
        : `In ${year} there are no applications counted in ${unit}.`
    };
  }
} satisfies Notebook;

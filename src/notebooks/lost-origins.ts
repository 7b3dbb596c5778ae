// The year that lost its origins: applications whose nationality is unknown, the United States' change from persons to cases, and
// what both do to rankings of nationalities.
import {multiples} from "../charts/multiples.js";
import {rankedRates} from "../charts/rankedRates.js";
import {places, yearOf} from "../figures/link.js";
import type {Linked, TextLink} from "../figures/link.js";
import {LEVELS, UNITS} from "../measures/codes.js";
import type {Level, Unit} from "../measures/codes.js";
import {formatNumber, formatPercent} from "../words/numbers.js";
import {countInSentence} from "../words/ranges.js";
import {count, number, text, unseenSql, whole, withUnseenOrigins} from "./_shared/notebook.js";
import type {Chosen, Notebook, Row} from "./_shared/notebook.js";

const SINCE = 2006;
/** Above this share of unknown origin, a ranking of origins is misleading. */
const TOO_MUCH = 0.05;

/** All types of application, or those that UNHCR counts as new. */
const isOfType = ({types}: Chosen) => (types === "new" ? "type IN ('N', 'NR')" : "TRUE");
const ofType = ({types}: Chosen) => (types === "new" ? "d => d.type === 'N' || d.type === 'NR'" : "d => true");

/** Ranks that an origin loses because of the United States' figures alone. */
const owed = (row: Row) =>
  number(row, "now_rank") -
  number(row, "before_rank") -
  (number(row, "elsewhere_rank") - number(row, "elsewhere_before_rank"));

const unknown = (row: Row) => number(row, "unknown") / Math.max(1, number(row, "all"));

/** New applications of the world are of all stages; of all types the stages are added. */
const ofStages = ({types}: Chosen, figure: Linked): Linked =>
  types === "new" ? figure : {...figure, types: "all", added: "stages"};
/** The rows whose origins are in a sum; of new applications also those for temporary asylum. */
const isSeen = ({types}: Chosen) => (types === "new" ? "(type IN ('N', 'NR') OR level = 'TA')" : "TRUE");
const seen = ({types}: Chosen) => (types === "new" ? "d => d.type === 'N' || d.type === 'NR' || d.level === 'TA'" : "d => true"); // prettier-ignore
const unitOf = (row: Row): Unit => (row.unit === "C" ? "C" : "P");
const inYear = (row: Row): Linked => ({years: yearOf(number(row, "year")), unit: unitOf(row)});
/** None where no entry is of unknown origin. */
const ofUnknown = (row: Row): Linked | null =>
  number(row, "unknown_hi") > 0 ? {...inYear(row), origins: places("UNK")} : null;
const unknownCard = (row: Row, chosen: Chosen): Linked | null => {
  const figure = ofUnknown(row);
  return figure && ofStages(chosen, figure);
};
/** What one of the United States’ two bodies received. */
const atLevel = (row: Row, {types}: Chosen): Linked => {
  const level = (Object.keys(LEVELS) as Level[]).filter((each) => each === row.level);
  return {
    ...inYear(row),
    asylums: places("USA"),
    stages: ["first"],
    levels: level,
    types: types === "new" ? ["N", "NR"] : "all"
  };
};
const ofOrigin = (row: Row, chosen: Chosen, year: number) =>
  ofStages(chosen, {origins: places(text(row, "origin")), years: yearOf(year), unit: "P"});

export default {
  choices: {
    year: {label: "Year", initial: "2025", among: "years", since: SINCE + 1},
    types: {
      label: "Applications",
      initial: "all",
      among: [
        ["all", "all types"],
        ["new", "new applications"]
      ]
    }
  },

  steps: {
    unknown: {
      caption: () => "Applications and those of unknown origin, by year",
      key: ["year", "unit"],
      sql: (chosen) => `WITH ${unseenSql(`year >= ${SINCE} AND ${isSeen(chosen)}`, ["year", "unit"])}
SELECT year, unit,
  sum(value)::INT AS "all", sum(value_lo)::INT AS all_lo, (sum(value_hi) + 2 * coalesce(any_value(lost), 0))::INT AS all_hi,
  coalesce(sum(value) FILTER (origin = 'UNK'), 0)::INT AS unknown,
  coalesce(sum(value_lo) FILTER (origin = 'UNK'), 0)::INT AS unknown_lo,
  coalesce(sum(value_hi) FILTER (origin = 'UNK'), 0)::INT AS unknown_hi
FROM counts LEFT JOIN unseen USING (year, unit)
WHERE measure = 'applications' AND year >= ${SINCE} AND ${isOfType(chosen)}
GROUP BY year, unit
ORDER BY year DESC, unit DESC`,
      arquero: ({counts, op}, chosen) => {
        const sums = counts
          .filter("d => d.measure === 'applications'")
          .filter(`d => d.year >= ${SINCE}`)
          .filter(ofType(chosen))
          .derive({u: "d => d.origin === 'UNK' ? 1 : 0"})
          .groupby("year", "unit")
          .rollup({
            all: op.sum("value"),
            all_lo: op.sum("value_lo"),
            all_hi: op.sum("value_hi"),
            unknown: "d => op.sum(d.u * d.value)",
            unknown_lo: "d => op.sum(d.u * d.value_lo)",
            unknown_hi: "d => op.sum(d.u * d.value_hi)"
          });
        return withUnseenOrigins(sums, counts, {seen: [`d => d.year >= ${SINCE}`, seen(chosen)], by: ["year", "unit"]});
      },
      columns: [
        ["Year", "year", "year"],
        ["Counted in", "unit", "unit"],
        ["Applications", "all", "count"],
        ["Of unknown origin", "unknown", "count"]
      ],
      cards: {
        all: (row, chosen) => ofStages(chosen, inYear(row)),
        unknown: (row, chosen) => unknownCard(row, chosen)
      }
    },

    // Two bodies take claims in the United States. They are never added: one refers claims to the other, which decides again.
    usa: {
      caption: () => "Applications in the United States, by level and year",
      key: ["year", "level", "unit"],
      sql: (
        chosen
      ) => `WITH ${unseenSql(`asylum = 'USA' AND level IN ('IN', 'EO') AND year >= 2015 AND ${isOfType(chosen)}`, ["year", "level", "unit"])}
SELECT year, level, unit,
  sum(value)::INT AS "all", sum(value_lo)::INT AS all_lo, (sum(value_hi) + 2 * coalesce(any_value(lost), 0))::INT AS all_hi,
  coalesce(sum(value) FILTER (origin = 'UNK'), 0)::INT AS unknown,
  coalesce(sum(value_lo) FILTER (origin = 'UNK'), 0)::INT AS unknown_lo,
  coalesce(sum(value_hi) FILTER (origin = 'UNK'), 0)::INT AS unknown_hi
FROM counts LEFT JOIN unseen USING (year, level, unit)
WHERE measure = 'applications' AND asylum = 'USA' AND level IN ('IN', 'EO') AND year >= 2015 AND ${isOfType(chosen)}
GROUP BY year, level, unit
ORDER BY year DESC, level DESC, unit`,
      arquero: ({counts, op}, chosen) => {
        const bodies = "d => d.asylum === 'USA' && (d.level === 'IN' || d.level === 'EO') && d.year >= 2015";
        const sums = counts
          .filter("d => d.measure === 'applications'")
          .filter(bodies)
          .filter(ofType(chosen))
          .derive({u: "d => d.origin === 'UNK' ? 1 : 0"})
          .groupby("year", "level", "unit")
          .rollup({
            all: op.sum("value"),
            all_lo: op.sum("value_lo"),
            all_hi: op.sum("value_hi"),
            unknown: "d => op.sum(d.u * d.value)",
            unknown_lo: "d => op.sum(d.u * d.value_lo)",
            unknown_hi: "d => op.sum(d.u * d.value_hi)"
          });
        return withUnseenOrigins(sums, counts, {seen: [bodies, ofType(chosen)], by: ["year", "level", "unit"]});
      },
      columns: [
        ["Year", "year", "year"],
        ["Level", "level"],
        ["Counted in", "unit", "unit"],
        ["Applications", "all", "count"],
        ["Of unknown origin", "unknown", "count"]
      ],
      cards: {
        all: atLevel,
        unknown: (row, chosen) => ofUnknown(row) && {...atLevel(row, chosen), origins: places("UNK")}
      }
    },

    // Origins ranked by applications in persons, in the year and the year before: everywhere, and without the United States.
    ranks: {
      caption: ({year}) => `Countries of origin by applications counted in persons, ${year ?? ""}`,
      key: ["origin"],
      sql: (chosen) => {
        const year = whole(chosen.year);
        return `WITH summed AS (
  SELECT origin,
    coalesce(sum(value) FILTER (year = ${year}), 0)::INT AS persons,
    coalesce(sum(value_lo) FILTER (year = ${year}), 0)::INT AS persons_lo, coalesce(sum(value_hi) FILTER (year = ${year}), 0)::INT AS persons_hi,
    coalesce(sum(value) FILTER (year = ${year - 1}), 0)::INT AS before,
    coalesce(sum(value_lo) FILTER (year = ${year - 1}), 0)::INT AS before_lo, coalesce(sum(value_hi) FILTER (year = ${year - 1}), 0)::INT AS before_hi,
    coalesce(sum(value) FILTER (year = ${year} AND asylum <> 'USA'), 0)::INT AS elsewhere,
    coalesce(sum(value) FILTER (year = ${year - 1} AND asylum <> 'USA'), 0)::INT AS elsewhere_before
  FROM counts
  WHERE measure = 'applications' AND unit = 'P' AND origin <> 'UNK' AND year IN (${year - 1}, ${year}) AND ${isOfType(chosen)}
  GROUP BY origin
)
SELECT *,
  rank() OVER (ORDER BY persons DESC)::INT AS now_rank, rank() OVER (ORDER BY before DESC)::INT AS before_rank,
  rank() OVER (ORDER BY elsewhere DESC)::INT AS elsewhere_rank,
  rank() OVER (ORDER BY elsewhere_before DESC)::INT AS elsewhere_before_rank
FROM summed
ORDER BY persons DESC, origin`;
      },
      arquero: ({counts, aq}, chosen) => {
        const ranked = counts
          .filter("d => d.measure === 'applications'")
          .filter("(d, $) => d.unit === 'P' && d.origin !== 'UNK' && (d.year === $.year || d.year === $.year - 1)")
          .filter(ofType(chosen))
          .derive({
            now: "(d, $) => d.year === $.year ? 1 : 0",
            then: "(d, $) => d.year === $.year ? 0 : 1",
            else_: "d => d.asylum === 'USA' ? 0 : 1"
          })
          .groupby("origin")
          .rollup({
            persons: "d => op.sum(d.now * d.value)",
            persons_lo: "d => op.sum(d.now * d.value_lo)",
            persons_hi: "d => op.sum(d.now * d.value_hi)",
            before: "d => op.sum(d.then * d.value)",
            before_lo: "d => op.sum(d.then * d.value_lo)",
            before_hi: "d => op.sum(d.then * d.value_hi)",
            elsewhere: "d => op.sum(d.now * d.else_ * d.value)",
            elsewhere_before: "d => op.sum(d.then * d.else_ * d.value)"
          });
        // A rank is one more than the number of larger origins.
        const place = (column: string) => {
          const sorted = (ranked.array(column) as number[]).toSorted((a, b) => b - a);
          return aq.escape((d: Record<string, number>) => sorted.indexOf(d[column] ?? -1) + 1);
        };
        return ranked.derive({
          now_rank: place("persons"),
          before_rank: place("before"),
          elsewhere_rank: place("elsewhere"),
          elsewhere_before_rank: place("elsewhere_before")
        });
      },
      columns: [
        ["Country of origin", "origin", "place"],
        ["Persons", "persons", "count"],
        ["Rank", "now_rank", "number"],
        ["Persons, year before", "before", "count"],
        ["Rank, year before", "before_rank", "number"],
        ["Rank without the United States", "elsewhere_rank", "number"],
        ["Without the United States, year before", "elsewhere_before_rank", "number"]
      ],
      cards: {
        persons: (row, chosen) => (number(row, "persons_hi") > 0 ? ofOrigin(row, chosen, whole(chosen.year)) : null),
        before: (row, chosen) => (number(row, "before_hi") > 0 ? ofOrigin(row, chosen, whole(chosen.year) - 1) : null)
      }
    }
  },

  charts: {
    "unknown-by-year": ({rows}) => {
      const panel = (unit: Unit) => {
        const some = rows("unknown")
          .filter((row) => row.unit === unit)
          .reverse();
        const years = rows("unknown").map((row) => number(row, "year"));
        const [first, last] = [Math.min(...years), Math.max(...years)];
        return {
          name: UNITS[unit].charAt(0).toUpperCase() + UNITS[unit].slice(1),
          under: "share of unknown origin",
          group: "share",
          square: unit === "C",
          points: Array.from({length: last - first + 1}, (_, i) => {
            const row = some.find((each) => each.year === first + i);
            return row
              ? {
                  year: first + i,
                  value: unknown(row),
                  lo: null,
                  hi: null,
                  words: formatPercent(unknown(row)),
                  absence: null
                }
              : {year: first + i, value: null, lo: null, hi: null, words: "", absence: "no entry" as const};
          })
        };
      };
      return {
        title: "Share of applications whose origin is unknown",
        unit: "Percentage of all applications, counted in persons or in cases; all stages and countries",
        draw: (options) => multiples({share: true, panels: [panel("P"), panel("C")]}, options),
        notes: [
          {
            term: "Persons and cases",
            text: "are never added: a case may cover several people. A year without cases has no square."
          }
        ]
      };
    },
    ranking: ({rows, chosen, place}) => ({
      title: `The largest countries of origin, ${chosen.year ?? ""}, and their rank the year before`,
      unit: "Applications counted in persons, all stages and countries. Right: rank the year before → rank now",
      draw: (options) =>
        rankedRates(
          rows("ranks")
            .slice(0, 15)
            .map((row) => {
              const persons = count(row, "persons");
              return {
                name: place(text(row, "origin")),
                ...persons,
                chance: null,
                words: formatNumber(persons.value),
                ground: `${number(row, "before_rank")} → ${number(row, "now_rank")}`,
                chosen: number(row, "before_rank") !== number(row, "now_rank")
              };
            }),
          {share: false},
          options
        ),
      notes: [
        {
          term: "Not a ranking of people.",
          text: "When a country changes from counting persons to counting cases, the nationalities that apply there fall in this list, although as many people may have applied."
        }
      ]
    })
  },

  says: ({rows, chosen, place}) => {
    const year = chosen.year ?? "";
    const of = (unit: Unit) => rows("unknown").find((row) => String(row.year) === year && row.unit === unit);
    const [persons, cases] = [of("P"), of("C")];
    const words = (row: Row, unit: Unit) =>
      `${countInSentence(count(row, "unknown"))} of ${countInSentence(count(row, "all"))} applications counted in ${UNITS[unit]}`;
    const american = rows("usa")
      .filter((row) => String(row.year) === year && row.unit === "C")
      .reduce((sum, row) => sum + number(row, "unknown"), 0);
    const moved = rows("ranks")
      .slice(0, 15)
      .filter((row) => number(row, "now_rank") !== number(row, "before_rank"));
    const [fell] = rows("ranks")
      .filter((row) => number(row, "before_rank") <= 15)
      .sort((a, b) => owed(b) - owed(a));
    const isBad = [persons, cases].some((row) => row !== undefined && unknown(row) > TOO_MUCH);
    const worst = persons && cases && unknown(persons) > unknown(cases) ? persons : (cases ?? persons);
    return {
      moved: `${moved.length} of the fifteen largest countries of origin have another rank than the year before`,
      fell:
        fell && owed(fell) > 0
          ? `${place(text(fell, "origin"))} goes from rank ${number(fell, "before_rank")} to ${number(fell, "now_rank")}; without the United States it goes from ${number(fell, "elsewhere_before_rank")} to ${number(fell, "elsewhere_rank")}`
          : "none of the fifteen largest of the year before loses rank because of the United States’ figures alone",
      more:
        `The origin is unknown for ${[...(cases ? [words(cases, "C")] : []), ...(persons ? [words(persons, "P")] : [])].join(" and ")}.` +
        (american > 0
          ? ` ${formatNumber(american)} of the cases are the United States’, whose figures for that year do not give the origin.`
          : ""),
      finding: !worst
        ? `In ${year} there are no applications.`
        : isBad
          ? `In ${year} the country of origin is unknown for ${formatPercent(unknown(worst))} of applications counted in ${UNITS[worst === cases ? "C" : "P"]}: that year’s ranking of origins cannot be trusted.`
          : `In ${year} the country of origin is known for more than 95% of applications, in persons and in cases.`
    };
  },

  links: ({rows, chosen}) => ({
    more: rows("unknown").flatMap((row): TextLink[] => {
      const figure = String(row.year) === chosen.year ? unknownCard(row, chosen) : null;
      return figure ? [{text: formatNumber(number(row, "unknown")), figure}] : [];
    })
  })
} satisfies Notebook;

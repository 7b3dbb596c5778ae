// Ninety-eight thousand, and ten: which decisions countries report under "recognized", and how much of that is refugee status, in one
// country and worldwide. The edition's rules classify each figure; without a rule it keeps the column's name.
import {outcomes} from "../charts/outcomes.js";
import type {OutcomesYear} from "../charts/outcomes.js";
import {rankedRates} from "../charts/rankedRates.js";
import {STATUS_WORDS} from "../words/status.js";
import {sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, POSITIVE_STATUSES, STATUSES} from "../measures/codes.js";
import type {Status} from "../measures/codes.js";
import {decisionsOf, places, yearOf} from "../figures/link.js";
import type {Linked, TextLink} from "../figures/link.js";
import {formatNumber, formatPercent, leastCount} from "../words/numbers.js";
import {countInSentence} from "../words/ranges.js";
import {list} from "../words/text.js";
import {count, effectColumn, number, quote, STAGE, stageHere, stageOf, text, whole} from "./_shared/notebook.js";
import type {Notebook, Results, Row} from "./_shared/notebook.js";
import type {ColumnTable} from "arquero";

const SINCE = 2010;

/** The rows of a step as years, each with its published column and the statuses we classify it as. */
function years(rows: readonly Row[]): OutcomesYear[] {
  const [first, last] = [SINCE, Math.max(SINCE, ...rows.map((row) => number(row, "year")))];
  return Array.from({length: last - first + 1}, (_, i): OutcomesYear => {
    const year = first + i;
    const some = rows.filter((row) => row.year === year);
    if (!some.length) return {year, outcomes: "no entry"};
    const statuses = Object.fromEntries(STATUSES.map((status) => [status, ZERO])) as Record<Status, Count>;
    for (const row of some) statuses[text(row, "status") as Status] = count(row, "decisions");
    const published = Object.fromEntries(COLUMNS.map((column) => [column, ZERO])) as Record<"recognized", Count>;
    published.recognized = sum(some.map((row) => count(row, "decisions"))) ?? ZERO;
    return {year, outcomes: {published: published as never, statuses}};
  });
}

const recognized = ({rows, chosen}: Results, unit: "P" | "C") =>
  rows("world").filter((row) => row.unit === unit && String(row.year) === chosen.year);

/** Decisions under "recognized", and where no other column has the status their stage, or "all" of several. */
const SUMS = `(sum(value) FILTER (published_column = 'recognized'))::INT AS decisions,
  (sum(value_lo) FILTER (published_column = 'recognized'))::INT AS decisions_lo,
  (sum(value_hi) FILTER (published_column = 'recognized'))::INT AS decisions_hi,
  CASE WHEN bool_and(published_column = 'recognized')
    THEN CASE WHEN count(DISTINCT ${STAGE}) = 1 THEN min(${STAGE}) ELSE 'all' END END AS stage`;
/** Whether some grants of a year, or of one stage of it, are not separated by status: then the number of each status is the least. */
const mixedSql = (
  by: string
) => `max(CASE WHEN status = 'undivided' AND value > 0 THEN 1 ELSE 0 END) OVER (PARTITION BY ${by}) AS mixed,
    max(CASE WHEN status = 'undivided' AND value > 0 THEN 1 ELSE 0 END) OVER (PARTITION BY ${by}, ${STAGE}) AS mixed_there`;
const TOGETHER = POSITIVE_STATUSES.filter((status) => status !== "undivided");
const LEAST = `CASE WHEN status IN (${TOGETHER.map((one) => quote(one)).join(", ")})
    THEN CASE WHEN count(DISTINCT ${STAGE}) = 1 THEN max(mixed_there) ELSE max(mixed) END ELSE 0 END AS least`;
const isLeast = (row: Row, column: string): boolean => column === "decisions" && row.least === 1;
/** The same in Arquero. */
const marked = (cells: ColumnTable, ...by: string[]): ColumnTable =>
  cells
    .derive({...flags, mixed_here: "d => d.status === 'undivided' && d.value > 0 ? 1 : 0"})
    .groupby(...by)
    .derive({mixed: "d => op.max(d.mixed_here)"})
    .groupby(...by, "stage")
    .derive({mixed_there: "d => op.max(d.mixed_here)"})
    .ungroup();

const REPORTED = "count(*) FILTER (published_column = 'recognized') > 0";

/** The same in Arquero. */
const flags = {here: "d => d.published_column === 'recognized' ? 1 : 0", stage: stageHere};
const sums = {
  reported: "d => op.sum(d.here)",
  decisions: "d => op.sum(d.here * d.value)",
  decisions_lo: "d => op.sum(d.here * d.value_lo)",
  decisions_hi: "d => op.sum(d.here * d.value_hi)",
  only: "d => op.min(d.here)",
  stages: "d => op.distinct(d.stage)",
  one: "d => op.any(d.stage)",
  mixed: "d => op.max(d.mixed)",
  mixed_there: "d => op.max(d.mixed_there)"
};
const stage = {
  stage: "d => d.only === 1 ? (d.stages === 1 ? d.one : 'all') : null",
  least: `d => op.includes(${JSON.stringify(TOGETHER)}, d.status) ? (d.stages === 1 ? d.mixed_there : d.mixed) : 0`
};

/** The card that counts the decisions of a row alone; none where another column has the status too. */
function cardOf(row: Row, where: Linked): Linked | null {
  const at = stageOf(row);
  if (!at && row.stage !== "all") return null;
  const status = STATUSES.find((each) => each === row.status) ?? null;
  return {...where, ...decisionsOf(status), years: yearOf(number(row, "year")), ...(at ? {stages: [at]} : {added: "stages"})};
} // prettier-ignore

export default {
  choices: {
    host: {label: "Country of asylum", initial: "RUS", among: "hosts"},
    year: {label: "Year", initial: "2022", among: "years", since: SINCE}
  },

  steps: {
    host: {
      caption: () => "The country’s decisions under “recognized”, by legal status",
      key: ["year", "status"],
      sql: ({host}) => `WITH flagged AS (
  SELECT *, ${effectColumn("status_unchecked")},
    ${mixedSql("year")}
  FROM cells
  WHERE unit = 'P' AND asylum = ${quote(host)} AND year >= ${SINCE}
)
SELECT year, status, max(status_unchecked) FILTER (published_column = 'recognized') AS unchecked,
  ${SUMS}, ${LEAST}
FROM flagged
GROUP BY year, status
HAVING ${REPORTED}
ORDER BY year, status`,
      arquero: ({cells}) =>
        marked(cells.filter(`(d, $) => d.asylum === $.host && d.unit === 'P' && d.year >= ${SINCE}`), "year")
          .groupby("year", "status")
          .rollup({...sums, unchecked: "d => op.max(d.here * d.status_unchecked)"})
          .filter("d => d.reported > 0")
          .derive(stage)
          .select("year", "status", "unchecked", "least", "decisions", "decisions_lo", "decisions_hi", "stage"),
      columns: [
        ["Year", "year", "year"],
        ["Classified as", "status", "status"],
        ["Decisions, in persons", "decisions", "count"],
        ["Cannot be checked", "unchecked", "yes"]
      ],
      least: isLeast,
      cards: {decisions: (row, {host}) => cardOf(row, {asylums: places(host ?? ""), unit: "P"})}
    },

    world: {
      caption: () => "All decisions under “recognized” worldwide, by legal status",
      key: ["year", "unit", "status"],
      sql: () => `WITH flagged AS (
  SELECT *, ${mixedSql("year, unit")}
  FROM cells
  WHERE year >= ${SINCE}
)
SELECT year, unit, status,
  ${SUMS}, ${LEAST}
FROM flagged
GROUP BY year, unit, status
HAVING ${REPORTED}
ORDER BY year DESC, unit DESC, decisions DESC`,
      arquero: ({cells}) =>
        marked(cells.filter(`d => d.year >= ${SINCE}`), "year", "unit")
          .groupby("year", "unit", "status")
          .rollup(sums)
          .filter("d => d.reported > 0")
          .derive(stage)
          .select("year", "unit", "status", "least", "decisions", "decisions_lo", "decisions_hi", "stage"),
      columns: [
        ["Year", "year", "year"],
        ["Counted in", "unit", "unit"],
        ["Classified as", "status", "status"],
        ["Decisions", "decisions", "count"]
      ],
      least: isLeast,
      cards: {decisions: (row) => cardOf(row, {unit: row.unit === "C" ? "C" : "P"})}
    },

    hosts: {
      caption: ({year}) => `Countries whose “recognized” is not, or not only, refugee status, ${year ?? ""}`,
      key: ["asylum", "unit", "status"],
      sql: ({year}) => `WITH flagged AS (
  SELECT *, ${mixedSql("year, asylum, unit")}
  FROM cells
  WHERE year = ${whole(year)}
)
SELECT year, asylum, unit, status,
  ${SUMS}, ${LEAST}
FROM flagged
WHERE status <> 'refugee_status'
GROUP BY year, asylum, unit, status
HAVING coalesce(decisions, 0) > 0
ORDER BY unit DESC, decisions DESC, asylum`,
      arquero: ({cells}) =>
        marked(cells.filter("(d, $) => d.year === $.year"), "year", "asylum", "unit")
          .filter("d => d.status !== 'refugee_status'")
          .groupby("year", "asylum", "unit", "status")
          .rollup(sums)
          .filter("d => d.decisions > 0")
          .derive(stage)
          .select("year", "asylum", "unit", "status", "least", "decisions", "decisions_lo", "decisions_hi", "stage"),
      columns: [
        ["Country of asylum", "asylum", "place"],
        ["Counted in", "unit", "unit"],
        ["Classified as", "status", "status"],
        ["Decisions", "decisions", "count"]
      ],
      least: isLeast,
      cards: {
        decisions: (row) => cardOf(row, {asylums: places(text(row, "asylum")), unit: row.unit === "C" ? "C" : "P"})
      }
    }
  },

  charts: {
    "in-the-host": ({rows, chosen, place}) => ({
      title: `${place(chosen.host ?? "")}: decisions under “recognized”, as reported to UNHCR, and by legal status`,
      unit: `Counted in persons, all stages and nationalities, since ${SINCE}`,
      draw: (options) => outcomes({years: years(rows("host"))}, options),
      notes: [
        {
          term: "One column.",
          text: "Both sides show the same published figures. Where a rule says which legal status the country reported, the right side shows it. Where we have no rule, we keep UNHCR’s column name."
        }
      ]
    }),
    "in-the-world": ({rows}) => ({
      title: "Worldwide: decisions under “recognized”, as reported to UNHCR, and by legal status",
      unit: `Counted in persons, all stages, countries and nationalities, since ${SINCE}. The table also has cases`,
      draw: (options) => outcomes({years: years(rows("world").filter(({unit}) => unit === "P"))}, options),
      notes: [
        {
          term: "Not people.",
          text: "These are decisions at all stages. Someone refused and later recognised on appeal is counted once here, under the appeal."
        }
      ]
    }),
    "other-hosts": ({rows, chosen, place}) => {
      const some = rows("hosts").filter(({unit}) => unit === "P");
      return {
        title: `Countries whose “recognized” is not, or not only, refugee status, ${chosen.year ?? ""}`,
        unit: "Counted in persons. A bar is filled to the lowest number that rounding allows",
        breadth: "text",
        draw: (options) =>
          rankedRates(
            some.map((row) => {
              const decisions = count(row, "decisions");
              return {
                name: place(text(row, "asylum")),
                ...decisions,
                chance: null,
                words: formatNumber(decisions.value),
                ground:
                  {temporary: "temporary", complementary: "complementary", humanitarian: "humanitarian"}[
                    text(row, "status")
                  ] ?? "not separated",
                chosen: row.asylum === chosen.host
              };
            }),
            {share: false},
            options
          )
      };
    }
  },

  says: (results) => {
    const {chosen, place, rows} = results;
    const year = chosen.year ?? "";
    const [persons, cases] = [recognized(results, "P"), recognized(results, "C")];
    const all = (some: readonly Row[]) => sum(some.map((row) => count(row, "decisions")));
    const as = (some: readonly Row[], status: Status) => {
      const found = some.find((row) => row.status === status);
      return found ? count(found, "decisions") : null;
    };
    const host = rows("host").filter((row) => String(row.year) === year);
    const [total, inHost] = [all(persons), all(host)];
    const parts = (some: readonly Row[]) =>
      list(
        POSITIVE_STATUSES.flatMap((status) => {
          const found = as(some, status);
          const least = some.some((row) => row.status === status && row.least === 1);
          return found ? [`${least ? leastCount(found) : countInSentence(found)} as ${STATUS_WORDS[status]}`] : [];
        })
      );
    const other = total ? total.value - (as(persons, "refugee_status")?.value ?? 0) : 0;
    const caseTotal = all(cases);
    const name = place(chosen.host ?? "");
    return {
      host: inHost
        ? `${name} reported ${countInSentence(inHost)} decisions under “recognized” in ${year}, counted in persons. We classify ${parts(host)}.` +
          (host.some((row) => row.unchecked === 1)
            ? " No other source separates its statuses for this year, so this cannot be checked: do not compare it."
            : "")
        : `${name} has no decisions under “recognized” in ${year} that are counted in persons.`,
      more: total
        ? `Countries reported ${countInSentence(total)} decisions there, counted in persons. We classify ${parts(persons)}.` +
          (caseTotal
            ? ` A further ${countInSentence(caseTotal)} decisions are counted in cases; the two are never added.`
            : "")
        : "",
      finding: total
        ? `In ${year}, ${formatPercent(other / total.value)} of the decisions in UNHCR’s column “recognized” (counted in persons) were not, or not certainly, refugee status.`
        : `In ${year} there are no decisions under “recognized” that are counted in persons.`
    };
  },

  links: ({rows, chosen}) => ({
    host: rows("host").flatMap((row): TextLink[] => {
      const figure =
        String(row.year) === chosen.year ? cardOf(row, {asylums: places(chosen.host ?? ""), unit: "P"}) : null;
      const text = row.least === 1 ? leastCount(count(row, "decisions")) : formatNumber(number(row, "decisions"));
      return figure ? [{text, figure}] : [];
    })
  })
} satisfies Notebook;

// Ninety-eight thousand, and ten: what stands under the column "recognized", in one host and in the world, and how much of it is
// refugee status. A column is read as a status by the edition's rules; where none speaks, the column's own name stands.
import {outcomes} from "../charts/outcomes.js";
import type {OutcomesYear} from "../charts/outcomes.js";
import {rankedRates} from "../charts/rankedRates.js";
import {STATUS_WORDS} from "../words/status.js";
import {sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, POSITIVE_STATUSES, STATUSES} from "../measures/codes.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber, formatPercent, formatQuantity, unitWord} from "../words/numbers.js";
import {count, number, quote, text, whole} from "./_shared/notebook.js";
import type {Notebook, Results, Row} from "./_shared/notebook.js";

const SINCE = 2010;

/** The rows of a step as years with their one column, and the statuses it is read as. */
function years(rows: readonly Row[]): OutcomesYear[] {
  const [first, last] = [SINCE, Math.max(SINCE, ...rows.map((row) => number(row, "year")))];
  return Array.from({length: last - first + 1}, (_, i): OutcomesYear => {
    const year = first + i;
    const some = rows.filter((row) => row.year === year);
    if (!some.length) return {year, outcomes: "no row"};
    const statuses = Object.fromEntries(STATUSES.map((status) => [status, ZERO])) as Record<Status, Count>;
    for (const row of some) statuses[text(row, "status") as Status] = count(row, "decisions");
    const published = Object.fromEntries(COLUMNS.map((column) => [column, ZERO])) as Record<"recognized", Count>;
    published.recognized = sum(some.map((row) => count(row, "decisions"))) ?? ZERO;
    return {year, outcomes: {published: published as never, statuses}};
  });
}

const recognized = ({rows, chosen}: Results, unit: "P" | "C") =>
  rows("world").filter((row) => row.unit === unit && String(row.year) === chosen.year);

export default {
  choices: {
    host: {label: "Host", initial: "RUS", among: "hosts"},
    year: {label: "Year", initial: "2022", among: "years", since: SINCE}
  },

  steps: {
    host: {
      key: ["year", "status"],
      sql: ({host}) => `SELECT year, status,
  sum(value)::INT AS decisions, sum(value_lo)::INT AS decisions_lo, sum(value_hi)::INT AS decisions_hi
FROM cells
WHERE published_column = 'recognized' AND unit = 'P' AND asylum = ${quote(host)} AND year >= ${SINCE}
GROUP BY year, status
ORDER BY year, status`,
      arquero: ({cells, op}) =>
        cells
          .filter(
            `(d, $) => d.asylum === $.host && d.published_column === 'recognized' && d.unit === 'P' && d.year >= ${SINCE}`
          )
          .groupby("year", "status")
          .rollup({decisions: op.sum("value"), decisions_lo: op.sum("value_lo"), decisions_hi: op.sum("value_hi")}),
      columns: [
        ["Year", "year", "year"],
        ["Read as", "status", "status"],
        ["Decisions under “recognized”, persons", "decisions", "count"]
      ]
    },

    world: {
      key: ["year", "unit", "status"],
      sql: () => `SELECT year, unit, status,
  sum(value)::INT AS decisions, sum(value_lo)::INT AS decisions_lo, sum(value_hi)::INT AS decisions_hi
FROM cells
WHERE published_column = 'recognized' AND year >= ${SINCE}
GROUP BY year, unit, status
ORDER BY year DESC, unit DESC, decisions DESC`,
      arquero: ({cells, op}) =>
        cells
          .filter(`d => d.published_column === 'recognized' && d.year >= ${SINCE}`)
          .groupby("year", "unit", "status")
          .rollup({decisions: op.sum("value"), decisions_lo: op.sum("value_lo"), decisions_hi: op.sum("value_hi")}),
      columns: [
        ["Year", "year", "year"],
        ["Unit", "unit", "unit"],
        ["Read as", "status", "status"],
        ["Decisions under “recognized”", "decisions", "count"]
      ]
    },

    hosts: {
      key: ["asylum", "unit", "status"],
      sql: ({year}) => `SELECT asylum, unit, status,
  sum(value)::INT AS decisions, sum(value_lo)::INT AS decisions_lo, sum(value_hi)::INT AS decisions_hi
FROM cells
WHERE published_column = 'recognized' AND status <> 'refugee_status' AND year = ${whole(year)}
GROUP BY asylum, unit, status
HAVING sum(value) > 0
ORDER BY unit DESC, decisions DESC, asylum`,
      arquero: ({cells, op}) =>
        cells
          .filter("(d, $) => d.year === $.year && d.published_column === 'recognized' && d.status !== 'refugee_status'")
          .groupby("asylum", "unit", "status")
          .rollup({decisions: op.sum("value"), decisions_lo: op.sum("value_lo"), decisions_hi: op.sum("value_hi")})
          .filter("d => d.decisions > 0"),
      columns: [
        ["Host", "asylum", "place"],
        ["Unit", "unit", "unit"],
        ["Read as", "status", "status"],
        ["Decisions under “recognized”", "decisions", "count"]
      ]
    }
  },

  charts: {
    "in-the-host": ({rows, chosen, place}) => ({
      title: `${place(chosen.host ?? "")}: the column “recognized”, as published and as read`,
      unit: `Persons; all levels, all origins; ${SINCE} to the last year`,
      draw: (options) => outcomes({years: years(rows("host"))}, options),
      notes: [
        {
          term: "One column.",
          text: "Both sides draw the same published cells. Where a rule says what the column held in law, the right side has that status; where none does, the column’s own name stands."
        }
      ]
    }),
    "in-the-world": ({rows}) => ({
      title: "The world: the column “recognized”, as published and as read",
      unit: `Persons; all levels, hosts and origins; ${SINCE} to the last year; cases are in the table`,
      draw: (options) => outcomes({years: years(rows("world").filter(({unit}) => unit === "P"))}, options),
      notes: [
        {
          term: "Not people.",
          text: "A sum of decisions over all levels: who was refused and then recognised on appeal stands in it once, under the appeal."
        }
      ]
    }),
    "other-hosts": ({rows, chosen, place}) => {
      const some = rows("hosts").filter(({unit}) => unit === "P");
      return {
        title: `Hosts whose “recognized” is read as another status, ${chosen.year ?? ""}`,
        unit: "Persons; a bar is filled to the lower bound",
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
                  ] ?? "not told apart",
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
    const parts = POSITIVE_STATUSES.flatMap((status) => {
      const found = as(persons, status);
      return found ? [`${formatCount(found)} ${STATUS_WORDS[status]}`] : [];
    });
    const other = total ? total.value - (as(persons, "refugee_status")?.value ?? 0) : 0;
    const caseTotal = all(cases);
    const hostParts = POSITIVE_STATUSES.flatMap((status) => {
      const found = as(host, status);
      return found ? [`${formatCount(found)} as ${STATUS_WORDS[status]}`] : [];
    });
    return {
      host: inHost
        ? `${place(chosen.host ?? "")} filed ${formatQuantity(inHost, "P")} under “recognized” in ${year}, read ${hostParts.join(" and ")}.`
        : `${place(chosen.host ?? "")} has no decision in persons with parts in ${year}.`,
      other: total ? formatPercent(other / total.value, 1) : "no share",
      finding: total
        ? `In ${year} the world’s rows hold ${formatQuantity(total, "P")} under “recognized”: ${parts.join("; ")}. ` +
          `${formatPercent(other / total.value, 1)} of what the column holds is not, or not known to be, refugee status. ` +
          (caseTotal
            ? `Beside them, never added, stand ${formatQuantity(caseTotal, "C")}.`
            : `No ${unitWord(2, "C")} stand beside them.`)
        : `No row of ${year} has persons under “recognized”.`
    };
  }
} satisfies Notebook;

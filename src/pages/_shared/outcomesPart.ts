// Outcomes year by year: the drawing, its sentence and its table.
import {ascending, range} from "d3";
import {outcomes as outcomesDrawing} from "../../charts/outcomes.js";
import {plateHtml} from "../../charts/plateHtml.js";
import type {Ledger, Row} from "../../edition/placeLedger.js";
import {numberCell, paragraph, plain, row, table} from "../../html/strings.js";
import {AUTHORITIES, COLUMNS, STATUSES, UNITS} from "../../measures/codes.js";
import type {Authority, Status} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {decided, escape, levelWords, list, outcomesSentence} from "../../words/country.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../../words/status.js";
import type {Series} from "./series.js";

/** Outcomes of each year of a series, with the drawing, its sentence and its table; text alone where two years have no number. */
export function outcomesPart(
  page: {readonly ledger: Ledger; readonly source: string},
  series: Series<PublishedDecision>,
  {
    id,
    number,
    where,
    step = levelWords(series.level),
    absence,
    rows
  }: {
    id: string;
    number: string;
    where: string;
    /** The step of the procedure in words, where it is not the series' one level. */
    step?: string;
    absence: "no row" | "not reported";
    rows?: (year: number) => (status: Status) => string;
  }
): {html: string; sentence: string} {
  const {read, span} = page.ledger;
  const {unit, level, years} = series;
  const always = stageOf(level) === "other" ? null : "refugee_status";
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const found = new Map(years.map((year) => [year, sumDecisions(series.byYear.get(year) ?? [], read)]));
  const sentence =
    outcomesSentence({
      year: last,
      where: escape(where),
      outcomes: found.get(last) ?? null,
      ...(rows ? {rows: rows(last)} : {}),
      always
    }) + (last < span[1] ? " No later year has such a row." : "");
  const statuses = STATUSES.filter((status) =>
    [...found.values()].some((each) => each && each.statuses[status].hi > 0)
  );
  const behind = table(
    `${id}-rows`,
    `${where}, ${UNITS[unit]}: as published and as read`,
    ["Year", ...COLUMNS.map((column) => COLUMN_WORDS[column]), ...statuses.map((status) => STATUS_WORDS[status])],
    years.map((year) => {
      const each = found.get(year);
      return row(
        String(year),
        ...COLUMNS.map((column) => numberCell(each?.published[column])),
        ...statuses.map((status) => numberCell(each?.statuses[status]))
      );
    })
  );
  const rules = [...new Set([...found.values()].flatMap((each) => each?.rules ?? []))];
  const counted = [...found.values()].filter((each) => each && decided(each).value > 0).length;
  const unitLine = `${UNITS[unit] === "persons" ? "Persons" : "Cases"}; ${step}, ${formatYears(first, last)}; decided by ${authoritiesWords(series.rows)}; granted above the line, not granted below it`;
  if (counted < 2) return {html: `${paragraph(sentence)}${behind}`, sentence};
  return {
    sentence,
    html: plateHtml(
      {
        id,
        made: "../code/pages/_shared/outcomesPart#outcomesPart",
        number,
        title: `Decisions, ${where}${rules.length ? ": as published and as read" : ""}`,
        unit: unitLine,
        draw: (options) =>
          outcomesDrawing(
            {
              years: range(first, last + 1).map((year) => ({year, outcomes: found.get(year) ?? absence})),
              ...(rules.length ? {} : {alike: "As published and as read: no rule moves a column"})
            },
            {...options, label: plain(sentence)}
          ),
        source:
          page.source +
          (rules.length
            ? ` Read by the rules ${rules.join(", ")}.`
            : " No rule moves a column: a status says no more than the column that the decision was filed under.")
      },
      behind
    ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`)
  };
}

export function authoritiesWords(rows: readonly Row[]): string {
  const present = new Set(rows.map(({authority}) => authority));
  const authorities = (Object.keys(AUTHORITIES) as Authority[]).filter((code) => present.has(code));
  const several = new Set(rows.map(({asylum}) => asylum)).size > 1;
  const names: Record<Authority, string> = {
    G: several ? "governments" : "the government",
    J: "government and UNHCR jointly",
    U: "UNHCR"
  };
  if (authorities.length === 1) return names[authorities[0] ?? "G"];
  return list(
    authorities.map((code) => {
      const years = [...new Set(rows.filter(({authority}) => authority === code).map(({year}) => year))].sort(
        ascending
      );
      return `${names[code]} (${formatSpans(years)})`;
    })
  );
}

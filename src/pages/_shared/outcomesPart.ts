// Outcomes year by year: the drawing, its sentence and its table.
import {ascending, range} from "d3";
import {list} from "../../words/text.js";
import {outcomes as outcomesDrawing} from "../../charts/outcomes.js";
import {plateHtml} from "../../charts/plateHtml.js";
import {decisionsOf, isToldAlone} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import type {Ledger, Row} from "../../edition/placeLedger.js";
import {leastCell, numberCell, paragraph, plain, row, table, textCell} from "../../html/strings.js";
import {AUTHORITIES, COLUMNS, STATUSES, UNITS} from "../../measures/codes.js";
import type {Authority, Status, Unit} from "../../measures/codes.js";
import {isLeastStatus} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";
import {decided, escape, outcomesSentence} from "../../words/country.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../../words/status.js";
import type {JoinedYear} from "./decisions.js";
import type {Note} from "./names.js";

/** The address of the card of a year's decisions of a status, or in a column as it was published. */
export type CellHref = (year: number, of: Linked) => string;

/** Outcomes by year in one unit: what one drawing shows. */
export interface OutcomesSeries {
  readonly unit: Unit;
  readonly years: readonly {readonly year: number; readonly outcomes: Outcomes; readonly atLeast: boolean}[];
  /** Every row of them, for who decided. */
  readonly rows: readonly Row[];
}

/** The years of joined outcomes that have a decision of the joined stages. */
export function outcomesSeries(unit: Unit, years: readonly JoinedYear[]): OutcomesSeries {
  return {
    unit,
    years: years.flatMap(({year, all, atLeast}) => (all ? [{year, outcomes: all, atLeast: atLeast.length > 0}] : [])),
    rows: years.flatMap(({rows}) => rows)
  };
}

/** Outcomes of each year, with the drawing, its sentence and its table; text alone where two years have no number. Long because chart and table take the same options. */
export function outcomesPart(
  page: {readonly ledger: Ledger; readonly source: string},
  {unit, years, rows: own}: OutcomesSeries,
  {
    id,
    number,
    title,
    who,
    of = "",
    step,
    absence,
    rows,
    decidesRefugeeStatus = true,
    notes = [],
    href
  }: {
    id: string;
    number: string;
    /** "Decisions in Chad, 2000–2025" without its years. */
    title: string;
    /** HTML: who decided, as a subject, and whose applications. */
    who: string;
    of?: string;
    /** The stage of the procedure in words. */
    step: string;
    absence: "no entry" | "not reported";
    rows?: (year: number) => (status: Status) => string;
    decidesRefugeeStatus?: boolean;
    notes?: readonly Note[];
    /** The address of the card of a year's number. */
    href?: CellHref;
  }
): {html: string; sentence: string} {
  const {span} = page.ledger;
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const found = new Map(years.map(({year, outcomes}) => [year, outcomes]));
  const latest = years.at(-1);
  const sentence =
    outcomesSentence({
      year: last,
      who,
      of,
      outcomes: latest?.outcomes ?? null,
      ...(rows ? {rows: rows(last)} : {}),
      decidesRefugeeStatus,
      atLeast: latest?.atLeast ?? false
    }) + (last < span[1] ? " No later year is reported." : "");
  const behind = outcomesTable(`${id}-rows`, {title, unit, years, href});
  const rules = [...new Set(years.flatMap(({outcomes}) => outcomes.rules))];
  const counted = years.filter(({outcomes}) => decided(outcomes).value > 0).length;
  const unitLine = `Counted in ${UNITS[unit]}; ${step}; decided by ${authoritiesWords(own)}. Positive decisions above the line, refusals and closures below`;
  const plainNotes = notes.map(({term, text}) => paragraph(`<b>${escape(term)}</b> ${escape(text)}`)).join("");
  if (counted < 2) return {html: `${paragraph(sentence)}${plainNotes}${behind}`, sentence};
  return {
    sentence,
    html: plateHtml(
      {
        id,
        made: "../code/pages/_shared/outcomesPart#outcomesPart",
        number,
        title: `${title}, ${formatYears(first, last)}${rules.length ? ": as reported to UNHCR, and by legal status" : ""}`,
        unit: unitLine,
        draw: (options) =>
          outcomesDrawing(
            {
              years: range(first, last + 1).map((year) => ({year, outcomes: found.get(year) ?? absence})),
              ...(rules.length ? {} : {alike: "As reported to UNHCR"})
            },
            {...options, label: plain(sentence)}
          ),
        ...(notes.length ? {notes} : {}),
        source:
          page.source +
          (rules.length
            ? ` We reclassified some of these figures by the rules ${rules.join(", ")}.`
            : " We reclassified nothing here: statuses follow UNHCR’s columns, so there is one chart and not two.")
      },
      behind
    ).replace('<div class="arts">', () => `<p class="finding">${sentence}</p><div class="arts">`)
  };
}

/** Every year's published columns and legal statuses. */
function outcomesTable(
  id: string,
  {title, unit, years, href}: Pick<OutcomesSeries, "unit" | "years"> & {title: string; href: CellHref | undefined}
): string {
  const statuses = STATUSES.filter((status) => years.some(({outcomes}) => outcomes.statuses[status].hi > 0));
  return table(
    id,
    `${title}, ${UNITS[unit]}: as reported to UNHCR, and by legal status`,
    ["Year", ...COLUMNS.map((column) => COLUMN_WORDS[column]), ...statuses.map((status) => STATUS_WORDS[status])],
    years.map(({year, outcomes, atLeast}) => {
      const cell = (status: Status) => {
        if (!isToldAlone(outcomes, status)) return textCell("not separated");
        const to = href?.(year, decisionsOf(status)) ?? null;
        const count = outcomes.statuses[status];
        return isLeastStatus(outcomes, status, atLeast) ? leastCell(count, to) : numberCell(count, undefined, to);
      };
      return row(
        String(year),
        ...COLUMNS.map((column) =>
          numberCell(outcomes.published[column], undefined, href?.(year, decisionsOf(column, true)) ?? null)
        ),
        ...statuses.map(cell)
      );
    })
  );
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

// Figures in prose are named, never typed: `:fig[applications PRK RUS 2011-2019 level=FI]` is computed here from the edition, so that
// no sentence goes on quoting an earlier edition.
import {group, max, min} from "d3";
import {formatBounds, formatNumber, formatSpans, formatYears, printsRange} from "../words/numbers.js";
import {NO_ENTRY} from "../words/status.js";
import {add, bounded, exact, isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {isFinding, isTold} from "../measures/breaks.js";
import {UNITS} from "../measures/codes.js";
import type {DecisionKey, Level} from "../measures/codes.js";
import {headlineApplications} from "../measures/newness.js";
import {reader} from "../measures/status.js";
import type {Reading, Scope} from "../measures/status.js";
import {MixError, sumApplications, sumDecisions} from "../measures/sums.js";
import {withUnseen} from "../measures/unseenOrigins.js";
import type {Edition, ReportedBeside} from "../edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";
import {unseenIn, unseenOrigins} from "../edition/unseen.js";
import {FigureError, parseFigure} from "./parse.js";
import type {ChecksFigure, EditionFigure, Figure, HeadlineFigure, PendingFigure, RowsFigure} from "./parse.js";

export {FigureError, parseFigure} from "./parse.js";
export type {Figure, PendingFigure, RowsFigure} from "./parse.js";

/** A figure computed from the edition. */
export interface Computed {
  readonly figure: Figure;
  /** The number or word as the sentence prints it. */
  readonly shown: string;
  /** The range printed after it; null where the number is exact, the range would change nothing, or the sentence gives it. */
  readonly bounds: string | null;
  /** The count with its range; null where the figure is not a sum of rows. */
  readonly count: Count | null;
  /** The number has a range, printed or given by the sentence: it is drawn with a bracket. */
  readonly bracket: boolean;
  /** Rows that were added. */
  readonly rows: number;
  /** Origins that rounding may have removed from a sum over every origin; 0 for every other sum. */
  readonly unseen: number;
  /** The rules that reclassify one of them. */
  readonly rules: readonly string[];
  readonly reported: ReportedBeside | null;
}

/**
 * How figures are computed from one edition: a function from a directive's words to the figure.
 * @throws FigureError for a directive that is not understood, a sum without a row, a sum over empty cells or rows without
 * parts (the number would be too small and not say so), and rows that must not be added.
 */
export function figuresOf(edition: Edition): (directive: string) => Computed {
  const read = reader(edition.rules);
  return (directive) => {
    const figure = parseFigure(directive);
    switch (figure.kind) {
      case "applications":
      case "decisions":
        return sumOf(edition, read, figure);
      case "edition":
        return told(figure, editionFact(edition, figure));
      case "checks":
        return told(figure, checksFact(edition, figure));
      case "breaks": {
        const {which} = figure;
        const of = edition.breaks.filter((each) =>
          which === "found" || which === "unexplained"
            ? isFinding(each) && (which === "found" || isTold(each))
            : !isFinding(each) && each.verdict === which
        );
        return told(figure, formatNumber(figure.hosts ? new Set(of.map(({asylum}) => asylum)).size : of.length));
      }
      case "headline":
        return headlineOf(edition, figure);
      case "pending":
        return pendingOf(edition, figure);
      case "reported": {
        const reported = edition.reported.find(({id}) => id === figure.id);
        if (!reported) throw new FigureError(`the edition has no reported figure “${figure.id}”`);
        return {...told(figure, formatNumber(reported.value)), reported};
      }
    }
  };
}

function told(figure: Figure, shown: string): Computed {
  return {figure, shown, bounds: null, count: null, bracket: false, rows: 0, unseen: 0, rules: [], reported: null};
}

function headlineOf(edition: Edition, figure: Figure & HeadlineFigure): Computed {
  const rows = applicationRows(edition, {...ANY, years: [[figure.year, figure.year]], unit: [figure.unit]});
  const found = headlineApplications(rows)[figure.unit];
  if (!found) throw new FigureError(`no new application of ${figure.year} in ${UNITS[figure.unit]}`);
  return told(figure, formatNumber((figure.of === "nr" ? found.new_and_repeat : found.count).value));
}

function pendingOf(edition: Edition, figure: Figure & PendingFigure): Computed {
  const {stocks} = edition;
  const hosts = new Set<string>();
  const isIn = (scope: Scope<string>, code: string | undefined) => scope === "*" || scope.includes(code ?? "");
  let [count, rows] = [exact(0), 0];
  for (let i = 0; i < stocks.year.length; i++) {
    const seekers = stocks.asylum_seekers[i];
    if (stocks.year[i] !== figure.year || seekers == null) continue;
    if (!isIn(figure.origin, stocks.origin[i]) || !isIn(figure.asylum, stocks.asylum[i])) continue;
    count = add(count, bounded(seekers, "stocks"));
    hosts.add(stocks.asylum[i] as string);
    rows++;
  }
  if (!rows) throw new FigureError("no entry of the edition matches");
  const unseenAt = figure.origin === "*" ? unseenIn(edition, "asylum_seekers") : () => 0;
  const unseen = [...hosts].reduce((all, host) => all + unseenAt(host, figure.year), 0);
  count = withUnseen(count, unseen);
  const bracket = !isExact(count);
  const bounds = bracket && !figure.plain && printsRange(count) ? formatBounds(count) : null;
  return {...told(figure, formatNumber(count.value)), bounds, count, bracket, rows, unseen};
}

function sumOf(edition: Edition, read: (key: DecisionKey) => Reading, figure: Figure & RowsFigure): Computed {
  if (figure.show === "absence") {
    const found = (figure.kind === "applications" ? applicationRows : decisionRows)(edition, figure.selection).length;
    if (found) throw new FigureError(`the page says that there is no entry, and there are ${found}`);
    return told(figure, NO_ENTRY);
  }
  const {count, rows, unseen, years, rules} = (() => {
    try {
      return figure.kind === "applications"
        ? sumOfApplications(edition, figure)
        : sumOfDecisions(edition, read, figure);
    } catch (error) {
      if (error instanceof MixError) throw new FigureError(error.message);
      throw error;
    }
  })();
  const shown = {
    value: formatNumber(count.value),
    plain: formatNumber(count.value),
    lo: formatNumber(count.lo),
    hi: formatNumber(count.hi),
    years: formatNumber(years.length),
    span: formatSpans(years)
  }[figure.show];
  const bracket = !isExact(count) && (figure.show === "value" || figure.show === "plain");
  const bounds = bracket && figure.show === "value" && printsRange(count) ? formatBounds(count) : null;
  return {figure, shown, bounds, count, bracket, rows, unseen, rules, reported: null};
}

interface Sum {
  readonly count: Count;
  readonly rows: number;
  readonly unseen: number;
  /** The years that have a row, in order. */
  readonly years: readonly number[];
  readonly rules: readonly string[];
}

function sumOfApplications(edition: Edition, figure: RowsFigure): Sum {
  const rows = applicationRows(edition, figure.selection);
  const counts = parts(rows, figure).map((part) => sumApplications(part));
  const empty = rows.filter((row) => row.applications === null).length;
  if (empty) throw new FigureError(`${empty} of the ${rows.length} rows are empty: their sum would be too small`);
  const unseen = figure.selection.origin === "*" ? unseenOrigins(edition, "applications", rows) : 0;
  const count = withUnseen(counts.reduce(addTo, exact(0)), unseen);
  return {count, rows: rows.length, unseen, years: yearsOf(rows), rules: []};
}

function sumOfDecisions(edition: Edition, read: (key: DecisionKey) => Reading, figure: RowsFigure): Sum {
  const rows = decisionRows(edition, figure.selection);
  let count = exact(0);
  const rules = new Set<string>();
  for (const part of parts(rows, figure)) {
    const outcomes = sumDecisions(part, read);
    if (!outcomes) continue;
    for (const rule of outcomes.rules) rules.add(rule);
    if (outcomes.without_parts)
      throw new FigureError(
        `${formatNumber(outcomes.without_parts)} decisions have a total and no parts: the sum would be too small`
      );
    if (outcomes.missing) throw new FigureError(`${outcomes.missing} cells are empty: the sum would be too small`);
    const cells: Readonly<Record<string, Count>> = {...outcomes.published, ...outcomes.statuses};
    count = addTo(count, cells[figure.cell ?? ""] ?? null);
  }
  const unseen = figure.selection.origin === "*" ? unseenOrigins(edition, "decisions", rows) : 0;
  return {count, rows: rows.length, unseen, years: yearsOf(rows), rules: [...rules]};
}

function addTo(total: Count, part: Count | null): Count {
  return part ? add(total, part) : total;
}

function yearsOf(rows: readonly {readonly year: number}[]): number[] {
  return [...new Set(rows.map(({year}) => year))].sort((a, b) => a - b);
}

/** The rows in parts that are each of one kind: one part, or one a level where the directive names the levels. */
function parts<T extends {readonly level: Level; readonly unit: string; readonly asylum: string}>(
  rows: readonly T[],
  {kind, levelsNamed}: RowsFigure
): T[][] {
  if (!rows.length) throw new FigureError("no entry of the edition matches");
  if (!levelsNamed) return [[...rows]];
  if (new Set(rows.map(({unit}) => unit)).size > 1) throw new MixError("persons and cases are never added");
  const usa = new Set(rows.filter(({asylum}) => asylum === "USA").map(({level}) => level));
  if (kind === "decisions" && usa.has("IN") && usa.has("EO"))
    throw new MixError("levels IN and EO of the United States are never added: a referred claim is decided at both");
  return [...group(rows, ({level, asylum}) => (asylum === "USA" ? `USA ${level}` : level)).values()];
}

function editionFact(edition: Edition, {fact, table}: EditionFigure): string {
  switch (fact) {
    case "id":
      return edition.id;
    case "years": {
      const years = Array.from(edition.decisions.year);
      return formatYears(min(years) ?? 0, max(years) ?? 0);
    }
    case "rules":
      return formatNumber(new Set(edition.rules.map(({id}) => id)).size);
    case "rows": {
      const rows = edition.package.resources.find(({name}) => name === table)?.rows;
      if (rows === undefined) throw new FigureError(`the edition does not say how many rows “${table ?? ""}” has`);
      return formatNumber(rows);
    }
  }
}

function checksFact({checks}: Edition, {result, id}: ChecksFigure): string {
  if (id === null) return formatNumber(checks.filter((check) => result === null || check.result === result).length);
  const check = checks.find((each) => each.id === id);
  if (check?.figure == null) throw new FigureError(`the edition has no check “${id}” with a figure`);
  return check.figure;
}

/**
 * Where the card of a figure lies below the site's root, or null for figures without one (facts of the edition, its checks). What
 * is shown of a figure (its value, an end, its years) does not change its card.
 */
export function cardPath({figure}: Computed): string | null {
  if (!["applications", "decisions", "pending", "reported"].includes(figure.kind)) return null;
  const words = figure.text
    .replace(/\s*show=\S+/, "")
    .replaceAll("*", "any")
    .replace(/[^A-Za-z0-9_-]+/g, "-");
  return `figures/${words.toLowerCase()}`;
}

/** Where a figure in prose leads: to its card, or for what has none to the place on its page that accounts for it. */
export function figureHref(computed: Computed): string {
  const card = cardPath(computed);
  if (card !== null) return `/${card}`;
  if (computed.figure.anchor !== null) return computed.figure.anchor;
  switch (computed.figure.kind) {
    case "edition":
      return "/data#edition";
    case "breaks":
      return computed.figure.which === "found" || computed.figure.which === "unexplained"
        ? "/breaks#found-breaks"
        : "/breaks#open-breaks";
    case "headline":
      return "/method#headlines";
    default:
      return "/checks";
  }
}

// A figure in prose is named, never typed: `:fig[applications PRK RUS 2011-2019 level=FI]` is read here, strictly, and
// computed from the edition. A slip of the pen stops the build; no sentence can go on quoting last year's edition.
import {group, max, min} from "d3";
import {formatBounds, formatNumber, formatSpans, formatYears} from "../words/numbers.js";
import {add, exact, isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {isFinding, isTold} from "../measures/breaks.js";
import {APPLICATION_TYPES, AUTHORITIES, COLUMNS, LEVELS, STATUSES, UNITS} from "../measures/codes.js";
import type {Column, DecisionKey, Level, Status, Unit} from "../measures/codes.js";
import {headlineApplications} from "../measures/newness.js";
import {reader} from "../measures/status.js";
import type {Reading, Scope} from "../measures/status.js";
import {MixError, sumApplications, sumDecisions} from "../measures/sums.js";
import type {Break, Check, Edition, ReportedBeside} from "../edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";
import type {Selection} from "../edition/select.js";

/** A directive that names no figure, or a figure that the edition does not have. */
export class FigureError extends Error {
  override name = "FigureError";
}

/**
 * What is shown of a sum: its value with bounds; the value alone, where the sentence gives the bounds; an end; how many years
 * have a row, or which; or that there is no row, which fails as soon as there is one.
 */
const SHOWN = ["value", "plain", "lo", "hi", "years", "span", "absence"] as const;
type Shown = (typeof SHOWN)[number];
const BREAK_SETS = ["open", "explained", "ruled", "found", "unexplained"] as const;
const RESULTS = ["holds", "fails", "told", "skipped"] as const satisfies readonly Check["result"][];

/** A sum of rows: applications, or one column or status of decisions. */
export interface RowsFigure {
  readonly kind: "applications" | "decisions";
  readonly selection: Selection;
  /** Whether the levels were named by hand, and may be added though their stages differ. */
  readonly levelsNamed: boolean;
  /** The published column or the status in law; null for applications. */
  readonly cell: Column | Status | null;
  readonly show: Shown;
}

/** The edition: its id, its years, how many rules it holds, or how many rows a table has. */
export interface EditionFigure {
  readonly kind: "edition";
  readonly fact: "id" | "years" | "rules" | "rows";
  readonly table: string | null;
}

/** How many checks there are, how many came to one result, or what one of them found. */
export interface ChecksFigure {
  readonly kind: "checks";
  readonly result: Check["result"] | null;
  readonly id: string | null;
}

/**
 * The edition's breaks: lines kept by hand with one verdict; findings of the machine (`found`), or those that no line judges
 * (`unexplained`). How many there are, or at how many hosts.
 */
export interface BreaksFigure {
  readonly kind: "breaks";
  readonly which: Break["verdict"] | "found" | "unexplained";
  readonly hosts: boolean;
}

/** New applications of one year and unit over all levels, as UNHCR's printed totals add them; or how many of them are type NR. */
export interface HeadlineFigure {
  readonly kind: "headline";
  readonly year: number;
  readonly unit: Unit;
  readonly of: "new" | "nr";
}

/** What another publisher reported, by its id in the table `reported`. */
export interface ReportedDirective {
  readonly kind: "reported";
  readonly id: string;
}

export type Figure = (RowsFigure | EditionFigure | ChecksFigure | BreaksFigure | HeadlineFigure | ReportedDirective) & {
  /** The directive as written, spaces made single. */
  readonly text: string;
  /** Where on its page the figure is accounted for, where the directive names a place of its own. */
  readonly anchor: string | null;
};

/** A figure computed from the edition. */
export interface Computed {
  readonly figure: Figure;
  /** The number or word as it stands in the sentence. */
  readonly shown: string;
  /** The bounds that follow it, or null where there are none or the sentence gives them. */
  readonly bounds: string | null;
  /** The count with its bounds, or null where the figure is no sum of rows. */
  readonly count: Count | null;
  /** The bounds follow the number, or stand in the sentence: the figure is drawn on a bracket. */
  readonly bracket: boolean;
  /** Rows that were added. */
  readonly rows: number;
  /** The rules that read one of them. */
  readonly rules: readonly string[];
  readonly reported: ReportedBeside | null;
}

/**
 * Reads the words of a directive.
 *
 *     applications ORIGIN ASYLUM YEARS [level= type= authority= unit= show=] [#place]
 *     decisions ORIGIN ASYLUM YEARS column=…|status=… [level= authority= unit= show=] [#place]
 *     edition [years | rules | rows=TABLE]      checks [holds | fails | told | skipped | id=ID]      reported ID
 *     breaks open|explained|ruled|found|unexplained [hosts]      headline YEAR unit=P|C [nr]
 *
 * ORIGIN and ASYLUM are a code, several joined by `+`, or `*`; YEARS is 2022, 2011-2019 or 2006+2008-2023. Levels that belong to
 * different stages are added where, and only where, they are named: `level=FI+TA`.
 * @throws FigureError naming the word that is not understood.
 */
export function parseFigure(directive: string): Figure {
  const words = directive.trim().split(/\s+/);
  const [kind, ...rest] = words;
  const options = new Map<string, string>();
  const plain: string[] = [];
  let anchor: string | null = null;
  for (const word of rest) {
    const equals = word.indexOf("=");
    if (/^#[\w-]+$/.test(word) && anchor === null) anchor = word;
    else if (equals < 0) plain.push(word);
    else {
      const key = word.slice(0, equals);
      if (options.has(key)) throw new FigureError(`${key} is given twice`);
      options.set(key, word.slice(equals + 1));
    }
  }
  const common = {text: words.filter((word) => word !== anchor).join(" "), anchor};
  const take = (key: string) => {
    const value = options.get(key) ?? null;
    options.delete(key);
    return value;
  };
  const figure = ((): Figure => {
    switch (kind) {
      case "applications":
      case "decisions":
        return {...common, ...parseRows(kind, plain.splice(0), take)};
      case "edition": {
        const table = take("rows");
        const fact = table === null ? (plain.shift() ?? "id") : "rows";
        return {...common, kind, fact: oneOf("word", fact, ["id", "years", "rules", "rows"]), table};
      }
      case "checks": {
        const id = take("id");
        const result = plain.shift() ?? null;
        return {...common, kind, id, result: result === null ? null : oneOf("result", result, RESULTS)};
      }
      case "breaks": {
        const which = oneOf("verdict", plain.shift() ?? "", BREAK_SETS);
        const what = plain.shift();
        return {
          ...common,
          kind,
          which,
          hosts: what !== undefined && oneOf("word", what, ["hosts", "breaks"]) === "hosts"
        };
      }
      case "headline": {
        const [year, last] = parseSpan(plain.shift() ?? "");
        if (year !== last) throw new FigureError("headline takes one year");
        const unit = oneOf("unit", take("unit") ?? "", Object.keys(UNITS) as Unit[]);
        return {...common, kind, year, unit, of: oneOf("word", plain.shift() ?? "new", ["new", "nr"])};
      }
      case "reported": {
        const id = plain.shift();
        if (id === undefined) throw new FigureError("reported takes the id of a reported figure");
        return {...common, kind, id};
      }
      default:
        throw new FigureError(
          `“${kind ?? ""}” is no kind of figure (applications, decisions, edition, checks, breaks, headline, reported)`
        );
    }
  })();
  const [unknown] = [...options.keys(), ...plain];
  if (unknown !== undefined) throw new FigureError(`${figure.kind} does not take “${unknown}”`);
  return figure;
}

function parseRows(
  kind: "applications" | "decisions",
  plain: string[],
  take: (key: string) => string | null
): RowsFigure {
  const [origin, asylum, years] = plain;
  if (plain.length !== 3 || origin === undefined || asylum === undefined || years === undefined)
    throw new FigureError(`${kind} takes origin, asylum and years, for example ${kind} PRK RUS 2011-2019`);
  const [column, status, level] = [take("column"), take("status"), take("level")];
  if (kind === "decisions" && (column === null) === (status === null))
    throw new FigureError("decisions takes either column= or status=");
  if (kind === "applications" && (column ?? status) !== null)
    throw new FigureError("applications have no column and no status");
  return {
    kind,
    selection: {
      origin: parsePlaces(origin),
      asylum: parsePlaces(asylum),
      years: years.split("+").map(parseSpan),
      level: parseCodes("level", level, LEVELS),
      authority: parseCodes("authority", take("authority"), AUTHORITIES),
      unit: parseCodes("unit", take("unit"), UNITS),
      type: kind === "applications" ? parseCodes("type", take("type"), APPLICATION_TYPES) : "*"
    },
    levelsNamed: level !== null,
    cell:
      column !== null ? oneOf("column", column, COLUMNS) : status !== null ? oneOf("status", status, STATUSES) : null,
    show: oneOf("show", take("show") ?? "value", SHOWN)
  };
}

function oneOf<T extends string>(what: string, word: string, words: readonly T[]): T {
  const found = words.find((each) => each === word);
  if (found === undefined) throw new FigureError(`“${word}” is no ${what} (${words.join(", ")})`);
  return found;
}

function parseCodes<T extends string>(axis: string, text: string | null, codes: Readonly<Record<T, string>>): Scope<T> {
  if (text === null || text === "*") return "*";
  return text.split("+").map((code) => oneOf(axis, code, Object.keys(codes) as T[]));
}

function parsePlaces(text: string): Scope<string> {
  if (text === "*") return "*";
  return text.split("+").map((code) => {
    if (!/^[A-Z]{3}$/.test(code))
      throw new FigureError(`“${code}” is no place (three capitals, several joined by +, or *)`);
    return code;
  });
}

function parseSpan(text: string): [number, number] {
  const match = /^((?:19|20)\d\d)(?:-((?:19|20)\d\d))?$/.exec(text);
  if (!match) throw new FigureError(`“${text}” is no year and no span of years`);
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (to < from) throw new FigureError(`the years ${text} run backwards`);
  return [from, to];
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
      case "reported": {
        const reported = edition.reported.find(({id}) => id === figure.id);
        if (!reported) throw new FigureError(`the edition holds no reported figure “${figure.id}”`);
        return {...told(figure, formatNumber(reported.value)), reported};
      }
    }
  };
}

function told(figure: Figure, shown: string): Computed {
  return {figure, shown, bounds: null, count: null, bracket: false, rows: 0, rules: [], reported: null};
}

function headlineOf(edition: Edition, figure: Figure & HeadlineFigure): Computed {
  const rows = applicationRows(edition, {...ANY, years: [[figure.year, figure.year]], unit: [figure.unit]});
  const found = headlineApplications(rows)[figure.unit];
  if (!found) throw new FigureError(`no new application of ${figure.year} in ${UNITS[figure.unit]}`);
  return told(figure, formatNumber((figure.of === "nr" ? found.new_and_repeat : found.count).value));
}

function sumOf(edition: Edition, read: (key: DecisionKey) => Reading, figure: Figure & RowsFigure): Computed {
  if (figure.show === "absence") {
    const found = (figure.kind === "applications" ? applicationRows : decisionRows)(edition, figure.selection).length;
    if (found) throw new FigureError(`the page says that there is no row, and there are ${found}`);
    return told(figure, "no row");
  }
  const {count, rows, years, rules} = (() => {
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
  const bounds = bracket && figure.show === "value" ? formatBounds(count) : null;
  return {figure, shown, bounds, count, bracket, rows, rules, reported: null};
}

interface Sum {
  readonly count: Count;
  readonly rows: number;
  /** The years that have a row, in order. */
  readonly years: readonly number[];
  readonly rules: readonly string[];
}

function sumOfApplications(edition: Edition, figure: RowsFigure): Sum {
  const rows = applicationRows(edition, figure.selection);
  const counts = parts(rows, figure).map((part) => sumApplications(part));
  const empty = rows.filter((row) => row.applications === null).length;
  if (empty) throw new FigureError(`${empty} of the ${rows.length} rows are empty: their sum would be too small`);
  return {count: counts.reduce(addTo, exact(0)), rows: rows.length, years: yearsOf(rows), rules: []};
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
  return {count, rows: rows.length, years: yearsOf(rows), rules: [...rules]};
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
  if (!rows.length) throw new FigureError("no row of the edition matches");
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
      if (rows === undefined) throw new FigureError(`the edition does not tell the rows of “${table ?? ""}”`);
      return formatNumber(rows);
    }
  }
}

function checksFact({checks}: Edition, {result, id}: ChecksFigure): string {
  if (id === null) return formatNumber(checks.filter((check) => result === null || check.result === result).length);
  const check = checks.find((each) => each.id === id);
  if (check?.figure == null) throw new FigureError(`the edition holds no check “${id}” with a figure`);
  return check.figure;
}

/**
 * Where the card of a figure lies below the site's root, or null for figures without one (facts of the edition, its checks). What
 * is shown of a figure (its value, an end, its years) does not change its card.
 */
export function cardPath({figure}: Computed): string | null {
  if (figure.kind !== "applications" && figure.kind !== "decisions" && figure.kind !== "reported") return null;
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

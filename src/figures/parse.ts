// Parses the words of a figure's directive, strictly: a mistake stops the build.
import {APPLICATION_TYPES, AUTHORITIES, COLUMNS, LEVELS, STATUSES, UNITS} from "../measures/codes.js";
import type {Column, Status, Unit} from "../measures/codes.js";
import type {Scope} from "../measures/status.js";
import type {Break, Check} from "../edition/edition.js";
import type {Selection} from "../edition/select.js";

/** Thrown for a malformed directive, or a figure that the edition does not have. */
export class FigureError extends Error {
  override name = "FigureError";
}

/**
 * The part of a sum that is shown: its value with its range; the value only, where the sentence gives the range; one end; how many years
 * have an entry, or which; or that there is no entry, which fails as soon as there is one.
 */
const SHOWN = ["value", "plain", "lo", "hi", "years", "span", "absence"] as const;
type Shown = (typeof SHOWN)[number];
const BREAK_SETS = ["open", "explained", "ruled", "found", "unexplained"] as const;
const RESULTS = ["holds", "fails", "told", "skipped"] as const satisfies readonly Check["result"][];

/** A sum of rows: applications, or one column or status of decisions. */
export interface RowsFigure {
  readonly kind: "applications" | "decisions";
  readonly selection: Selection;
  /** Whether the directive names the levels: they may then be added though their stages differ. */
  readonly levelsNamed: boolean;
  /** The published column or the legal status; null for applications. */
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
 * The edition's breaks: hand-kept lines with one verdict; detected ones (`found`), or those not reviewed (`unexplained`). How many
 * there are, or in how many countries.
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

/** Asylum-seekers whose applications were pending at the end of a year, as UNHCR counts them. */
export interface PendingFigure {
  readonly kind: "pending";
  readonly origin: Scope<string>;
  readonly asylum: Scope<string>;
  readonly year: number;
  /** The value alone, where a sentence gives the range or needs none. */
  readonly plain: boolean;
}

/** A figure from another source, by its id in the table `reported`. */
export interface ReportedDirective {
  readonly kind: "reported";
  readonly id: string;
}

export type Figure = (
  RowsFigure | EditionFigure | ChecksFigure | BreaksFigure | HeadlineFigure | PendingFigure | ReportedDirective
) & {
  /** The directive as written, spaces made single. */
  readonly text: string;
  /** The place on its page that explains the figure, where the directive names one. */
  readonly anchor: string | null;
};

/** The words of a directive: its kind, its options by name, its plain words and its anchor. */
function partsOf(directive: string) {
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
  return {words, kind, options, plain, anchor};
}

/**
 * Reads the words of a directive.
 *
 *     applications ORIGIN ASYLUM YEARS [level= type= authority= unit= show=] [#place]
 *     decisions ORIGIN ASYLUM YEARS column=…|status=… [level= authority= unit= show=] [#place]
 *     edition [years | rules | rows=TABLE]      checks [holds | fails | told | skipped | id=ID]      reported ID
 *     breaks open|explained|ruled|found|unexplained [hosts]      headline YEAR unit=P|C [nr]
 *     pending ORIGIN ASYLUM YEAR [show=value|plain]
 *
 * ORIGIN and ASYLUM are a code, several joined by `+`, or `*`; YEARS is 2022, 2011-2019 or 2006+2008-2023. Levels that belong to
 * different stages are added only where they are named: `level=FI+TA`.
 * @throws FigureError naming the word that is wrong.
 */
export function parseFigure(directive: string): Figure {
  const {words, kind, options, plain, anchor} = partsOf(directive);
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
      case "pending": {
        const [origin, asylum, years] = plain.splice(0, 3);
        const [year, last] = parseSpan(years ?? "");
        if (origin === undefined || asylum === undefined || year !== last)
          throw new FigureError("pending takes origin, asylum and one year");
        const show = oneOf("show", take("show") ?? "value", ["value", "plain"]);
        return {
          ...common,
          kind,
          origin: parsePlaces(origin),
          asylum: parsePlaces(asylum),
          year,
          plain: show === "plain"
        };
      }
      case "reported": {
        const id = plain.shift();
        if (id === undefined) throw new FigureError("reported takes the id of a reported figure");
        return {...common, kind, id};
      }
      default:
        throw new FigureError(
          `“${kind ?? ""}” is not a kind of figure (applications, decisions, pending, edition, checks, breaks, headline, reported)`
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
    throw new FigureError("applications take neither column= nor status=");
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
  if (found === undefined) throw new FigureError(`“${word}” is not a ${what} (${words.join(", ")})`);
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
      throw new FigureError(`“${code}” is not a place (three capitals, several joined by +, or *)`);
    return code;
  });
}

function parseSpan(text: string): [number, number] {
  const match = /^((?:19|20)\d\d)(?:-((?:19|20)\d\d))?$/.exec(text);
  if (!match) throw new FigureError(`“${text}” is not a year or a span of years`);
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (to < from) throw new FigureError(`the years ${text} are reversed`);
  return [from, to];
}

// Figures from other sources on a figure's card: what a publication says of the same people, country and years, and what Eurostat counts
// where UNHCR's data does not separate refugee status.
import {ascending} from "d3";
import {bounded} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS} from "../measures/codes.js";
import type {DecisionKey, Level} from "../measures/codes.js";
import type {GenevaStatus} from "../measures/eurostat.js";
import {agrees, ALL, counterpart, isComparable} from "../measures/reported.js";
import type {ReportedFigure} from "../measures/reported.js";
import type {PublishedDecision, Reading, Scope} from "../measures/status.js";
import {stageOf} from "../measures/sums.js";
import type {ApplicationRow} from "../measures/sums.js";
import {formatCount, formatRange, formatYears} from "../words/numbers.js";
import {REPORTED_WORDS} from "../words/status.js";
import type {Cell} from "./address.js";
import type {Each} from "./entries.js";
import type {CardSource, FigureCard} from "./figureCard.js";

export type OtherFigure = FigureCard["others"][number];

/** A figure as a publication states it, with the publication. */
export interface StatedFigure extends ReportedFigure {
  readonly as_of?: string | null;
  readonly publisher: string;
  readonly quoted_text: string | null;
  readonly source_url: string;
}

/** What a card asks other sources about. */
export interface AskedOfOthers {
  readonly table: "applications" | "decisions";
  readonly cell: Cell | null;
  /** Whether it is all new applications, as UNHCR counts them. */
  readonly isNew: boolean;
  /** The one level, or "first and combined"; null where neither. */
  readonly level: Level | "joined" | null;
  readonly asylum: Scope<string>;
  readonly origin: Scope<string>;
  readonly years: readonly (readonly [from: number, to: number])[];
}

export const measureWords = ({measure}: Pick<StatedFigure, "measure">) =>
  REPORTED_WORDS[measure] ?? measure.replaceAll("_", " ");
/** What a number of them is: "grants of refugee status", where the measure is "refugee status granted". */
function countedWords(figure: Pick<StatedFigure, "measure" | "value">): string {
  const words = measureWords(figure);
  const one = figure.value === 1;
  return words.endsWith(" granted")
    ? `grant${one ? "" : "s"} of ${words.replace(/ granted$/, "")}`
    : one
      ? words.replace(/^((?:new |first and repeat )?application|applicant)s/, "$1")
      : words;
}
export const spanWords = ({year_from, year_to, as_of}: StatedFigure) =>
  year_from === null ? (as_of ?? "") : formatYears(year_from, year_to ?? year_from);

/** A stated figure with whether it is within the range of the rows; `rows` are of its people and countries, in every year. */
export function otherOf(
  figure: StatedFigure,
  rows: {applications: readonly ApplicationRow[]; decisions: readonly PublishedDecision[]},
  read: (key: DecisionKey) => Reading
): OtherFigure & {range: string | null} {
  const beside = isComparable(figure) ? counterpart(figure, rows, read) : null;
  return {
    value: figure.value,
    comparator: figure.comparator,
    words: `${countedWords(figure)}${figure.year_from === null ? ", " : " in "}${spanWords(figure)}`,
    quoted: figure.quoted_text,
    source: {words: figure.publisher, href: figure.source_url},
    inside: isComparable(figure) ? agrees(figure, beside) : null,
    range: beside && formatCount(beside)
  };
}

const one = <T extends string>(scope: Scope<T>): T | null =>
  scope !== "*" && scope.length === 1 ? (scope[0] ?? null) : null;

/** What each measure of a publication counts: a table, its level, and for decisions a status. */
const COUNTED: Readonly<Record<string, readonly [table: string, level: Level | "new", status?: Cell]>> = {
  new_applications: ["applications", "new"],
  refugee_status_applications: ["applications", "FI"],
  temporary_asylum_applications: ["applications", "TA"],
  refugee_status_granted: ["decisions", "FI", "refugee_status"],
  complementary_protection_granted: ["decisions", "FI", "complementary"],
  humanitarian_residence_granted: ["decisions", "FI", "humanitarian"],
  temporary_asylum_granted: ["decisions", "TA", "temporary"]
};

/** Whether a publication's figure is of exactly the entries of a figure. */
export function speaksOf(stated: StatedFigure, asked: AskedOfOthers): boolean {
  const [table, level, status] = COUNTED[stated.measure] ?? [];
  const [span, ...more] = asked.years;
  return (
    table === asked.table &&
    isComparable(stated) &&
    (status === undefined || status === asked.cell) &&
    (level === "new"
      ? asked.isNew
      : level === asked.level || (level === "FI" && asked.level === "joined" && !asked.isNew)) &&
    (asked.asylum === "*" ? ALL : one(asked.asylum)) === stated.asylum &&
    (asked.origin === "*" ? ALL : one(asked.origin)) === stated.origin &&
    span !== undefined &&
    !more.length &&
    span[0] === stated.year_from &&
    span[1] === stated.year_to
  );
}

/**
 * Where UNHCR's data does not separate refugee status from other protection in one country, Eurostat's figures for the same country
 * and year. They cover all citizenships, so for a figure of one origin they only hint at the country's practice.
 */
export function genevaStatuses(
  each: Each<PublishedDecision>,
  read: (key: DecisionKey) => Reading,
  told: (year: number) => GenevaStatus | null
): OtherFigure[] {
  const years = new Set<number>();
  each((row) => {
    if (
      !years.has(row.year) &&
      stageOf(row.level) === "first" &&
      COLUMNS.some((column) => (row[column] ?? 0) > 0 && read(row).status[column] === "undivided")
    )
      years.add(row.year);
  });
  return [...years].sort(ascending).flatMap((year) => {
    const found = told(year);
    return found ? [genevaFigure(year, found)] : [];
  });
}

/** Eurostat's first-time applicants of a country, an origin or all, and a year; what is counted is not what UNHCR counts. */
export function firstTimeFigure(
  year: number,
  isEveryone: boolean,
  [value = 0, lo, hi]: readonly number[]
): OtherFigure {
  const count = lo === undefined || hi === undefined ? bounded(value, "eurostat") : {value, lo, hi};
  return {
    value,
    comparator: "=",
    words: `${rangeOf(count)} first-time applicants${isEveryone ? " of all citizenships" : ""} in ${year}, counted in persons, as Eurostat counts them: people who had never applied in that country before`,
    quoted: null,
    source: {
      words: "Eurostat",
      href: "https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctza/default/table"
    },
    inside: null
  };
}

const rangeOf = ({lo, hi}: Count) => `[${formatRange(lo, hi)}]`;

function genevaFigure(year: number, {refugee_status, positive, quarters}: GenevaStatus): OtherFigure {
  return {
    value: refugee_status.value,
    comparator: "=",
    words: `${rangeOf(refugee_status)} with Geneva Convention status among ${formatCount(positive)} positive first-instance decisions on people of all citizenships in ${year}, ${quarters ? "the sum of Eurostat’s four quarters" : "as Eurostat counts them"}; UNHCR’s data does not separate them`,
    quoted: null,
    source: {
      words: "Eurostat",
      href: `https://ec.europa.eu/eurostat/databrowser/view/${quarters ? "migr_asydcfstq" : "migr_asydcfsta"}/default/table`
    },
    inside: null
  };
}

/** The parts of a cell of evidence. */
export function split(text: string | null): string[] {
  return text === null ? [] : text.split(" | ");
}

/** The web addresses in a cell of evidence, as links; the words next to an address are left out. */
export function addresses(text: string | null): CardSource[] {
  return split(text)
    .flatMap((part) => part.split("; "))
    .flatMap((part) => {
      const href = /https?:\/\/\S+/.exec(part)?.[0];
      return href === undefined ? [] : [{words: new URL(href).hostname.replace(/^www\./, ""), href}];
    });
}

// Makes the card of any figure from its numbers: the same parts as the cards that the build writes, drawn by the same function.
import {REFUGEES_ARE} from "../../words/stocks.js";
import {footnotesOf, notMeant, unseenWords} from "../../figures/cardWords.js";
import {cautionsOf} from "../../figures/cautions.js";
import {applicationLines, decisionLines} from "../../figures/entries.js";
import {countNumber, noNumber} from "../../figures/figureCard.js";
import type {CardNumber, FigureCard} from "../../figures/figureCard.js";
import {firstTimeFigure, genevaStatuses, otherOf, speaksOf} from "../../figures/otherSources.js";
import type {OtherFigure} from "../../figures/otherSources.js";
import {reproduceLines} from "../../figures/reproduce.js";
import {revisedLines} from "../../figures/revised.js";
import {bounded, sum} from "../../measures/bounds.js";
import {COLUMNS, POSITIVE_STATUSES} from "../../measures/codes.js";
import type {Column, Level, Status, Unit} from "../../measures/codes.js";
import {explainCommands, publisherQueries} from "../../measures/publisherQuery.js";
import {cell as cellOfRow, isWithoutParts} from "../../measures/status.js";
import {
  betweenPercents,
  formatCount,
  formatNumber,
  formatPer,
  formatPercent,
  formatShare,
  leastCount,
  leastPercent,
  lowerPer,
  perEnds
} from "../../words/numbers.js";
import {digitsOf, rateWords} from "../../words/rates.js";
import {ABSENCE_WORDS, NO_ENTRY, PENDING} from "../../words/status.js";
import {capital} from "../../words/text.js";
import {countedInWords} from "../measureWords.js";
import {leftOutClauses} from "../joined.js";
import {applicationRows, decisionRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {asksJoined} from "../joined.js";
import {isColumn, isHeadline, isStatus} from "./number.js";
import type {FigureAnswer, FigureNumber} from "./number.js";
import {besideWords} from "./beside.js";
import {definitionOf} from "./definition.js";
import type {FigureDetails} from "./details.js";
import {recomputed} from "./recompute.js";
import {codesIn, levelsIn} from "./scope.js";
import {figureName, labelOf, printedOf, underName} from "./words.js";
import {matchesRevision} from "./revisions.js";

export interface CardOptions {
  /** Null while it is on its way, or where it could not be fetched. */
  readonly details: FigureDetails | null;
  readonly address: FigureCard["address"];
  readonly others: NonNullable<FigureCard["editions"]>["others"];
  /** Where the edition's files lie, whole, with a slash at its end. */
  readonly base: string;
}

/** At most so many commands are printed: those of many pairs are alike. */
const MOST_COMMANDS = 4;

/** The card of an answer. Long because a card has many parts, each a line or two here. */
export function cardOf(
  ledger: Ledger,
  answer: FigureAnswer,
  {details, address, others, base}: CardOptions
): FigureCard {
  const {asked, selection, numbers, entries} = answer;
  const {measure} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const table = isStock ? "stocks" : measure === "applications" ? "applications" : "decisions";
  const origin = codesIn(ledger, selection.origins, selection.years);
  const asylum = codesIn(ledger, selection.asylums, selection.years);
  const scope = {origin, asylum, years: [selection.years]};
  const status = isStatus(asked.cell) ? asked.cell : null;
  const levels = new Set<Level>();
  const units = new Set<Unit>();
  (entries.applications ?? entries.decisions)?.((row: {level: Level; unit: Unit}) => {
    levels.add(row.level);
    units.add(row.unit);
  });
  const first = numbers.find(isCalculated);
  const read = (key: Parameters<Ledger["read"]>[0]) => ledger.read(key);
  const name = (code: string) => ledger.place(code)?.name ?? code;
  return {
    name: figureName(ledger, {...asked, selection}),
    of: underName(answer),
    numbers: numbers.map((one) => numberOf(ledger, answer, one)),
    printed: numbers.map((one) => printedOf(ledger, answer, one)),
    unseen: unseenOf(answer, scope),
    notMeant: meaningsOf(ledger, answer),
    status,
    definition: definitionOf(answer),
    decisions: entries.decisions && {rows: decisionLines(entries.decisions, read), cells: cellsOf(answer)},
    applications: entries.applications
      ? {name: "Applications", rows: applicationLines(entries.applications)}
      : entries.stocks && {name: measure === "refugees" ? "Refugees" : capital(PENDING), rows: stockLines(answer)},
    rules: [...new Set(numbers.flatMap(({rules}) => rules))].map((id) => ({
      id,
      ...(details?.rules[id] ?? {reason: ledger.facts.reasons[id] ?? "", confidence: "", quoted: [], sources: []})
    })),
    others: details ? othersOf(ledger, answer, details) : [],
    cautions: isStock
      ? []
      : cautionsOf(
          ledger.facts.breaks,
          {
            ...scope,
            table: table === "applications" ? "applications" : "decisions",
            level: levels.size ? [...levels] : levelsIn(selection),
            unit: units.size ? [...units] : "*",
            cell: asked.cell
          },
          ({id}) => details?.breaks[id] ?? [],
          (place) => ledger.place(place)?.name ?? place
        ),
    footnotes: details ? footnotesOf(details, {origin, asylum, years: [selection.years]}) : [],
    made: {
      queries: publisherQueries({table, ...scope}),
      whole: [origin, asylum].some((some) => some !== "*" && some.length > 1),
      commands: isStock ? [] : (explainCommands(scope)?.slice(0, MOST_COMMANDS) ?? []),
      lines: first ? reproduceLines(recomputed(ledger, answer, first), base) : null,
      linesNote: first && numbers.length > 1 ? `The lines give this number above: ${labelOf(answer, first) ?? ""}.` : ""
    },
    editions: {
      others,
      revised: details ? revisedLines(details.revisions, matchesRevision(ledger, answer), name) : []
    },
    address,
    edition: ledger.facts.edition
  };
}

/** Whether the entries give the number: where the data does not separate it, adding a column would give 0. */
const isCalculated = ({why, absence, rate}: FigureNumber): boolean =>
  why === null && absence !== "not separated" && rate?.kind !== "none";

/** One number as the card shows it. */
export function numberOf(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): CardNumber {
  const label = labelOf(answer, one);
  const {count, per, absence, why, together, isLeast} = one;
  if (absence === "not separated" && together)
    return noNumber(
      ABSENCE_WORDS[absence],
      label,
      `The data does not separate new applications from appeals: ${formatCount(together)} together.`
    );
  if (absence !== null) return noNumber(ABSENCE_WORDS[absence], label, "This does not mean zero.");
  if (answer.selection.measure === "rate") return rateNumber(one, label);
  if (per) return perNumber(one, label);
  if (!count) {
    const more = together ? ` ${formatCount(together)} decisions are of the two together.` : "";
    return noNumber(why ? "no number" : NO_ENTRY, label, why ? `${capital(why)}.${more}` : "");
  }
  if (one.isMost)
    return {
      ...countNumber(count, label),
      ...{shown: `up to ${formatNumber(count.hi)}`, range: null},
      note: `, counting ${formatCount(one.outcomes?.statuses.undivided_closed ?? count)} that were refused or closed without a decision: the data does not say how many of these were closed, and a closed case is not a decision.`
    };
  if (!isLeast) return countNumber(count, label);
  const reasons = [
    ...(together ? [`the data does not separate ${formatCount(together)} more decisions`] : []),
    ...besideWords(one)
  ];
  const more = reasons.length
    ? `. ${capital(reasons.join("; "))}.`
    : ": some are missing from the data, or are reported as refusals.";
  if (count.lo === 0) return noNumber("no number", label, `Published: ${formatNumber(count.value)}${more}`);
  return {
    label,
    shown: leastCount(count),
    range: null,
    note: `Published: ${formatNumber(count.value)}${more}`,
    count
  };
}

function rateNumber({rate, why, isLeast, closed}: FigureNumber, label: string | null): CardNumber {
  const beside = closed ? ` Another ${formatNumber(closed.value)} were closed without a decision.` : "";
  if (!rate || why !== null)
    return noNumber("cannot be calculated", label, `${capital(why ?? "no decision is published")}.`);
  if (rate.kind === "none") {
    const isFew = rate.reason === "fewer than 10 decisions";
    return noNumber(
      isFew ? rateWords(rate) : "cannot be calculated",
      label,
      isFew ? "Too few for a percentage." : `${capital(rateWords(rate).replace("not calculated: ", ""))}.${beside}`
    );
  }
  const digits = digitsOf(rate);
  const of = `${formatCount(rate.numerator)} of ${formatNumber(rate.decisions)} substantive decisions.${rate.marked ? " It rests on fewer than 25 decisions: do not compare it." : ""}${beside}`;
  if (isLeast)
    return {
      ...{
        label,
        shown: leastPercent(rate.lo, digits),
        range: null,
        count: null
      },
      note: `Some grants are missing from the data. Published: ${rate.kind === "rate" ? `${formatPercent(rate.value, digits)}, ` : ""}${of}`
    };
  if (rate.kind === "interval")
    return {
      ...{label, shown: formatShare({value: null, lo: rate.lo, hi: rate.hi}, digits), range: null, count: null},
      note: `A range alone: the data does not separate part of the ${formatNumber(rate.decisions)} substantive decisions.${beside}`
    };
  const range = betweenPercents(rate, digits);
  return {
    ...{label, shown: formatPercent(rate.value, digits), count: null},
    range,
    note: `${range ? ": " : ""}${of}`
  };
}

function perNumber({per, count, isLeast}: FigureNumber, label: string | null): CardNumber {
  if (!per || !count) return noNumber(NO_ENTRY, label);
  const ends = perEnds(per);
  const range = ends && `between ${ends[0]} and ${ends[1]}`;
  const {people, without} = per.denominator;
  const lacking = without.length
    ? ` ${formatNumber(without.length)} places without a population are left out of it.`
    : "";
  return {
    label,
    shown: isLeast ? `at least ${lowerPer(per.lo)}` : formatPer(per.value),
    range: isLeast ? null : range,
    note: `${range && !isLeast ? " " : ""}per 100,000 inhabitants: ${formatCount(count)} by ${formatNumber(people)} inhabitants${countedInWords([per.denominator])}.${lacking}`,
    count: null
  };
}

function unseenOf({selection, numbers}: FigureAnswer, scope: Parameters<typeof unseenWords>[1]): string | null {
  const unseen = numbers.reduce((all, one) => all + one.unseen, 0);
  const kind = selection.measure === "decisions" || selection.measure === "rate" ? "decisions" : "applications";
  return unseenWords(kind, scope, unseen);
}

/** What a reader would wrongly take it for, the likeliest mistake first. */
function meaningsOf(ledger: Ledger, answer: FigureAnswer): string[] {
  const {asked, selection, numbers, entries} = answer;
  const {measure} = selection;
  const count = numbers.find((one) => one.count)?.count ?? null;
  const leftOut = numbers.flatMap((one) => one.leftOut);
  const withoutParts = numbers.reduce((all, one) => all + one.withoutParts, 0);
  const left = [
    // What a number's own note says is not said again.
    ...new Set(
      numbers.flatMap((one) =>
        one.isLeast && measure !== "rate" ? [] : besideWords(one).map((words) => `${capital(words)}.`)
      )
    ),
    ...(leftOut.length ? [`It leaves out ${leftOutClauses(ledger, leftOut).join("; ")}.`] : []),
    ...(withoutParts > 0
      ? [`It leaves out ${formatNumber(withoutParts)} decisions of which only a total is published, without outcomes.`]
      : [])
  ];
  if (measure === "refugees")
    return [`It is not a number of decisions or arrivals: it is ${REFUGEES_ARE}, on 31 December.`];
  if (measure === "asylum_seekers")
    return ["It is not the number of people who applied in that year: many have waited for years."];
  if (measure === "rate")
    return [
      "It is not the share of that year’s applicants who were protected: decisions can be on applications of earlier years, and appeals come later.",
      "Cases closed without a decision are not in it.",
      ...left
    ];
  const around = measure === "applications" ? applicationRows : decisionRows;
  const rest = {stages: selection.stages, levels: null, unit: "both", types: "all"} as const;
  const every = {...selection, ...rest, stages: ALL_STAGES};
  // What such a total does not have is of other types of application, not of other stages.
  const isOfAll = numbers.some(({kind}) => kind.id.startsWith("total "));
  const kinds = new Set(numbers.flatMap(({kind}) => kind.levels));
  return [
    ...notMeant({
      kind: measure,
      status: isStatus(asked.cell) ? asked.cell : null,
      isColumn: isColumn(asked.cell) || asked.cell === "recognized_or_other",
      count,
      undivided: entries.decisions && undividedOf(ledger, answer),
      entries: keysOf(entries.applications ?? entries.decisions ?? (() => undefined)),
      around: keysOf((visit) => around(ledger, every).each(visit)).filter(({level}) => !isOfAll || kinds.has(level))
    }),
    ...(isHeadline(answer) && count ? ["It does not include repeat applications, where the data separates them."] : []),
    ...left
  ];
}
const ALL_STAGES = ["first", "combined", "appeal", "repeat", "other", "backlog"] as const;

/** Each level and unit once. */
function keysOf(each: (visit: (row: {level: Level; unit: Unit}) => void) => void): {level: Level; unit: Unit}[] {
  const found = new Map<string, {level: Level; unit: Unit}>();
  each(({level, unit}) => {
    const key = `${level} ${unit}`;
    if (!found.has(key)) found.set(key, {level, unit});
  });
  return [...found.values()];
}

/** Positive decisions of the entries in which refugee status is not separated. */
function undividedOf(ledger: Ledger, {entries}: FigureAnswer) {
  let all = sum([]);
  entries.decisions?.((row) => {
    if (isWithoutParts(row)) return;
    const reading = ledger.read(row);
    for (const column of COLUMNS)
      if (reading.status[column] === "undivided") all = sum([all, cellOfRow(row, column, reading)]);
  });
  return all;
}

/** The statuses and columns that a figure adds. */
function cellsOf({asked: {cell}, selection: {definition, measure}}: FigureAnswer): readonly (Column | Status)[] {
  if (cell === "protection") return POSITIVE_STATUSES;
  if (cell === "recognized_or_other") return ["recognized", "other"];
  if (cell !== null) return [cell];
  const isPublished =
    definition === "published" || definition === "unhcr_recognition" || definition === "unhcr_protection";
  if (measure === "rate" || !isPublished)
    return isPublished ? ["recognized", "other", "rejected"] : [...POSITIVE_STATUSES, "refused", "undivided_closed"];
  return ["recognized", "other", "rejected"];
}

function stockLines({selection, entries}: FigureAnswer): NonNullable<FigureCard["applications"]>["rows"] {
  const measure = selection.measure as "refugees" | "asylum_seekers";
  let [rows, count] = [0, sum([])];
  entries.stocks?.((row) => {
    const value = row[measure];
    if (value === null) return;
    rows++;
    count = sum([count, bounded(value, "stocks")]);
  });
  return count ? [{year: selection.years[1], level: "", rows, count}] : [];
}

/** Figures from other sources of the same people, countries and years. */
function othersOf(ledger: Ledger, answer: FigureAnswer, {reported, geneva, first_time}: FigureDetails): OtherFigure[] {
  const {asked, selection, entries} = answer;
  const {measure, years} = selection;
  if (asked.per !== null || (measure !== "applications" && measure !== "decisions")) return [];
  const origin = codesIn(ledger, selection.origins, years);
  const asylum = codesIn(ledger, selection.asylums, years);
  const levels = levelsIn(selection);
  const isJoined = measure === "decisions" && asked.added !== "stages" && asksJoined(selection);
  const about = {
    ...{table: measure, cell: asked.cell, isNew: isHeadline(answer), origin, asylum, years: [years]},
    level: isJoined ? "joined" : levels !== "*" && levels.length === 1 ? (levels[0] ?? null) : null
  } as const;
  const everything = {
    ...selection,
    stages: ALL_STAGES,
    levels: null,
    types: "all",
    authority: "all",
    unit: "both",
    years: ledger.facts.years
  } as const;
  const host = asylum !== "*" && asylum.length === 1 ? asylum[0] : undefined;
  const copies = <Row>(each: (visit: (row: Row) => void) => void): Row[] => {
    const made: Row[] = [];
    each((row) => made.push({...row}));
    return made;
  };
  const spoken = reported.filter((one) => speaksOf(one, about));
  const rows = spoken.length
    ? {
        applications: copies(applicationRows(ledger, everything).each),
        decisions: copies(decisionRows(ledger, everything).each)
      }
    : {applications: [], decisions: []};
  const [year, last] = years;
  const whose =
    selection.origins.kind === "all" ? "ALL" : origin !== "*" && origin.length === 1 ? origin[0] : undefined;
  const counted =
    about.isNew && host !== undefined && year === last && selection.unit !== "C"
      ? first_time[`${host} ${year}`]?.[whose ?? ""]
      : undefined;
  return [
    ...spoken.map((one) => otherOf(one, rows, ledger.read)),
    ...(counted ? [firstTimeFigure(year, whose === "ALL", counted)] : []),
    ...(entries.decisions && host !== undefined
      ? genevaStatuses(entries.decisions, ledger.read, (year) => geneva[`${host} ${year}`] ?? null)
      : [])
  ];
}

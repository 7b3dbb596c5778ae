// Builds the source cards: each figure on a page has its own page, with its entries, its rules, its limits and how to
// reproduce it. The address is made of the figure's words, so that the same figure has the same address on every page.
import {editionWords, levelWords} from "../words/country.js";
import {figureCard, countNumber, noNumber} from "./figureCard.js";
import {pendingCard} from "./pendingCard.js";
import type {FigureCard} from "./figureCard.js";
import {formatYears} from "../words/numbers.js";
import {articled} from "../words/places.js";
import {toPrint} from "../words/print.js";
import type {PrintedWords, Scope as PrintScope} from "../words/print.js";
import {NO_ENTRY} from "../words/status.js";
import {list} from "../words/text.js";
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {heaviest, isFinding, isTold, withTables} from "../measures/breaks.js";
import {COLUMNS, LEVELS, STATUSES, UNITS} from "../measures/codes.js";
import type {Column, Level, Status, Unit} from "../measures/codes.js";
import {explainCommands, publisherQueries} from "../measures/publisherQuery.js";
import {ALL} from "../measures/reported.js";
import {genevaStatus} from "../measures/eurostat.js";
import {cell, isWithoutParts, reader} from "../measures/status.js";
import type {Scope} from "../measures/status.js";
import {foundOf} from "../edition/edition.js";
import type {Edition, ReportedBeside} from "../edition/edition.js";
import type {Computed, RowsFigure} from "./figure.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";
import type {Selection} from "../edition/select.js";
import {cautionsOf} from "./cautions.js";
import {DEFINITIONS, footnotesOf, notMeant, STATUS_NAME, unseenWords} from "./cardWords.js";
import {applicationLines, decisionLines} from "./entries.js";
import {addresses, genevaStatuses, measureWords, otherOf, spanWords, speaksOf, split} from "./otherSources.js";
import {reproduceLines} from "./reproduce.js";
import type {Condition} from "./reproduce.js";

/** Addresses of a figure's card relative to a page: in the latest edition, and in its own edition. */
export type CardAddress = FigureCard["address"];

/** What the site knows of a card besides the edition's figures. */
export interface CardPlace {
  readonly address: CardAddress;
  /** The figure in the other editions, and the published numbers behind it that were revised; null where it is not compared. */
  readonly editions: FigureCard["editions"];
}

/** The elements of a figure's card. */
export function cardOf(edition: Edition, computed: Computed, document: Document, place: CardPlace): Element[] {
  const {figure} = computed;
  if (figure.kind === "reported") return figureCard(reportedCard(edition, computed, place.address), document);
  if (figure.kind === "pending") return figureCard(pendingCard(edition, computed, figure, place), document);
  if (figure.kind !== "applications" && figure.kind !== "decisions") throw new Error(`${figure.text} has no card`);
  return figureCard(rowsCard(edition, computed, figure, place), document);
}

function names(edition: Edition, scope: Scope<string>, any: string): string {
  return scope === "*" ? any : list(scope.map((code) => edition.places.get(code) ?? code));
}

/** Origin, country, stages, years and unit. For all levels, it names those with entries. */
function subject(
  edition: Edition,
  {origin, asylum, years, level}: Selection,
  rows: readonly {readonly unit: Unit; readonly level: Level}[]
): string {
  const units = [...new Set(rows.map(({unit}) => unit))];
  const added = level === "*" ? [...new Set(rows.map((row) => row.level))] : level;
  const levels = added.length ? list(added.map(levelWords)) : `${NO_ENTRY} at any stage`;
  const spans = list(years.map(([from, to]) => formatYears(from, to)));
  return [
    `${names(edition, origin, "All origins")} in ${names(edition, asylum, "all countries")}`,
    levels,
    spans,
    ...(units.length ? [`counted in ${units.map((code) => UNITS[code]).join(" and ")}`] : [])
  ].join(" · ");
}

/** The edition's breaks that are listed by themselves: reviewed ones, then findings, the largest first. */
function breaksOf({breaks}: Edition): Edition["breaks"] {
  const told = withTables(breaks).filter(isTold);
  return [...told.filter((each) => !isFinding(each)), ...told.flatMap((each) => foundOf(each) ?? []).sort(heaviest)];
}

/** Long because a card has many parts, each a line or two here. */
function rowsCard(edition: Edition, computed: Computed, figure: RowsFigure, place: CardPlace): FigureCard {
  const {selection, kind, cell: shownCell} = figure;
  const read = reader(edition.rules);
  const decisions = kind === "decisions" ? decisionRows(edition, selection) : null;
  const applications = kind === "applications" ? applicationRows(edition, selection) : null;
  const status = STATUSES.find((each) => each === shownCell) ?? null;
  const column = COLUMNS.find((each) => each === shownCell) ?? null;
  const entries = decisions ?? applications ?? [];
  const around = (kind === "decisions" ? decisionRows : applicationRows)(edition, {
    ...selection,
    level: "*",
    unit: "*"
  });
  const count = computed.count ?? null;
  const asked = {...selection, table: kind, cell: shownCell, isNew: false, level: one(selection.level)} as const;
  const host = one(selection.asylum);
  return {
    name: kind === "applications" ? "Applications" : status ? STATUS_NAME[status] : `Reported under “${column ?? ""}”`,
    of: subject(edition, selection, entries),
    numbers: [count ? countNumber(count) : noNumber(computed.shown)],
    printed: printedOf(edition, figure, count, entries),
    unseen: unseenWords(kind, selection, computed.unseen),
    notMeant: notMeant({
      ...{kind, status, isColumn: column !== null, count, entries, around},
      undivided: decisions && undividedOf(decisions, read)
    }),
    status,
    definition: [
      kind === "applications"
        ? DEFINITIONS.applications
        : status
          ? DEFINITIONS.status[status]
          : DEFINITIONS.column(column ?? ""),
      DEFINITIONS.rounding[kind],
      DEFINITIONS.publisher
    ],
    decisions:
      decisions && shownCell
        ? {rows: decisionLines((visit) => decisions.forEach(visit), read), cells: [shownCell]}
        : null,
    applications: applications && {
      name: "Applications",
      rows: applicationLines((visit) => applications.forEach(visit))
    },
    rules: computed.rules.map((id) => ruleOf(edition, id)),
    others: [
      ...edition.reported.filter((each) => speaksOf(each, asked)).map((each) => reportedBeside(edition, each)),
      ...(decisions && host !== null
        ? genevaStatuses(
            (visit) => decisions.forEach(visit),
            read,
            (year) => genevaStatus(edition.eurostat.decisions, host, year)
          )
        : [])
    ],
    cautions: cautionsOf(
      breaksOf(edition),
      {...selection, table: kind, cell: shownCell},
      ({source_url}) => addresses(source_url),
      (place) => edition.places.get(place) ?? place
    ),
    footnotes: footnotesOf(edition, selection),
    made: {
      queries: publisherQueries({table: kind, ...selection}),
      whole: isMany(selection.origin) || isMany(selection.asylum),
      commands: explainCommands(selection)?.slice(0, MOST_COMMANDS) ?? [],
      lines: reproduceLines({table: kind, columns: [shownCell ?? "applications"], where: conditionOf(selection)}, ""),
      linesNote: `Download ${kind}.parquet or ${kind}.csv.gz of the ${editionWords(edition.id)} from the page Data first.`
    },
    ...place,
    edition: edition.id
  };
}

function ruleOf(edition: Edition, id: string): FigureCard["rules"][number] {
  const rule = edition.ruleTexts.get(id);
  if (!rule) throw new Error(`the edition has no rule ${id}`);
  const {reason, confidence, quoted_text, source_url} = rule;
  return {id, reason, confidence, quoted: split(quoted_text), sources: addresses(source_url)};
}

/** The rows of a directive as a condition. */
function conditionOf({origin, asylum, years, level, authority, unit, type}: Selection): Condition {
  const scope = (column: string, some: Scope<string>) => (some === "*" ? [] : [{column, in: some}]);
  return {
    all: [
      ...scope("origin", origin),
      ...scope("asylum", asylum),
      {any: years.map(([from, to]) => ({from, to}))},
      ...scope("level", level),
      ...scope("authority", authority),
      ...scope("unit", unit),
      ...scope("type", type)
    ]
  };
}

/** The sentences to print; none where the entries are of both units, which no sentence can add, or the years are not one span. */
function printedOf(
  edition: Edition,
  {kind, selection, cell: shownCell}: RowsFigure,
  count: Count | null,
  rows: readonly {readonly unit: Unit; readonly level: Level}[]
): PrintedWords[] {
  const units = [...new Set(rows.map(({unit}) => unit))];
  const [years, ...more] = selection.years;
  if (units.length > 1 || !years || more.length) return [];
  const named = (scope: Scope<string>) =>
    scope === "*" ? null : scope.map((code) => articled(edition.places.get(code) ?? code));
  const levels = [...new Set(rows.map(({level}) => (level === "NA" ? "FI" : level)))];
  const scope: PrintScope = {
    origins: named(selection.origin),
    asylums: named(selection.asylum),
    years,
    stage: levels.length ? list(levels.map((level) => LEVELS[level])) : null,
    unit: units[0] ?? one(selection.unit) ?? "P",
    publisher: "UNHCR",
    edition: edition.id
  };
  return [toPrint({...scope, what: kind === "applications" ? "applications" : (shownCell as Status | Column), count})];
}

function reportedCard(edition: Edition, {reported, shown}: Computed, address: CardAddress): FigureCard {
  if (!reported) throw new Error("a card of a figure from another source needs that figure");
  const other = reportedBeside(edition, reported);
  const origin = reported.origin === ALL ? "All origins" : (edition.places.get(reported.origin) ?? reported.origin);
  const compared =
    other.inside === null
      ? "UNHCR’s data has nothing that it can be compared with."
      : other.range === null
        ? `UNHCR’s data has ${NO_ENTRY} to compare it with.`
        : `It is ${other.inside ? "consistent with" : "outside"} UNHCR’s range, ${other.range}.`;
  return {
    name: `From another source: ${measureWords(reported)}`,
    of: `${origin} in ${whereName(edition, reported.asylum)} · ${spanWords(reported)} · counted in ${reported.unit}`,
    numbers: [noNumber(shown)],
    printed: [],
    unseen: null,
    notMeant: [],
    status: null,
    definition: [
      `Stated by ${reported.publisher}${reported.published === null ? "" : `, ${reported.published}`}. We have neither calculated nor corrected it.`,
      compared,
      ...(reported.note ? [reported.note] : [])
    ],
    decisions: null,
    applications: null,
    rules: [],
    others: [{...other, inside: null}],
    cautions: [],
    footnotes: [],
    made: null,
    editions: null,
    address,
    edition: edition.id
  };
}

function reportedBeside(edition: Edition, figure: ReportedBeside): ReturnType<typeof otherOf> {
  const selection: Selection = {
    ...ANY,
    origin: figure.origin === ALL ? "*" : [figure.origin],
    asylum: figure.asylum === ALL ? "*" : [figure.asylum]
  };
  const rows = {applications: applicationRows(edition, selection), decisions: decisionRows(edition, selection)};
  return otherOf(figure, rows, reader(edition.rules));
}

/** A country, a union of countries, or the world. */
function whereName(edition: Edition, asylum: string): string {
  if (asylum === ALL) return "the world";
  return edition.places.get(asylum) ?? edition.areas.find(({code}) => code === asylum)?.name_en ?? asylum;
}

/** At most so many commands are printed: those of many pairs are alike. */
const MOST_COMMANDS = 4;

/** Several places, but not all: the request then has to be for all of that side. */
function isMany(scope: Scope<string>): boolean {
  return scope !== "*" && scope.length > 1;
}

function one<T extends string>(scope: Scope<T>): T | null {
  return scope !== "*" && scope.length === 1 ? (scope[0] ?? null) : null;
}

/** Positive decisions in which refugee status is not separated. */
function undividedOf(rows: ReturnType<typeof decisionRows>, read: ReturnType<typeof reader>): Count | null {
  const cells = rows
    .filter((row) => !isWithoutParts(row))
    .flatMap((row) =>
      COLUMNS.flatMap((column) => (read(row).status[column] === "undivided" ? [cell(row, column, read(row))] : []))
    );
  return sum(cells);
}

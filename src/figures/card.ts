// Builds the source cards: each figure on a page has its own page, with its entries, its rules, its limits and how to
// reproduce it. The address is made of the figure's words, so that the same figure has the same address on every page.
import {levelWords} from "../words/country.js";
import {ascending, group} from "d3";
import {figureCard} from "./figureCard.js";
import {pendingCard} from "./pendingCard.js";
import type {CardRow, CardSource, FigureCard} from "./figureCard.js";
import {formatCount, formatNumber, formatRange, formatYears} from "../words/numbers.js";
import {columnsQuoted, NO_ENTRY, REPORTED_WORDS} from "../words/status.js";
import {list} from "../words/text.js";
import {bounded, exact, sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {heaviest, isFinding, isTold, KIND_COLUMNS, touchesTable, touchesYears} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import {COLUMNS, POSITIVE_STATUSES, STATUSES, UNITS} from "../measures/codes.js";
import type {Column, Level, Status, Unit} from "../measures/codes.js";
import {explainCommands, publisherQueries} from "../measures/publisherQuery.js";
import {agrees, ALL, counterpart, isComparable} from "../measures/reported.js";
import {genevaStatus} from "../measures/eurostat.js";
import {cell, isWithoutParts, reader} from "../measures/status.js";
import type {PublishedDecision, Scope} from "../measures/status.js";
import {stageOf} from "../measures/sums.js";
import {foundOf} from "../edition/edition.js";
import type {Break, Edition, ReportedBeside} from "../edition/edition.js";
import type {Computed, RowsFigure} from "./figure.js";
import {applicationRows, decisionRows} from "../edition/select.js";
import type {Selection} from "../edition/select.js";
import {DEFINITIONS, footnotesOf, notMeant, STATUS_NAME, unseenWords} from "./cardWords.js";

/** Addresses of a figure's card relative to a page: in the latest edition, and in its own edition. */
export type CardAddress = FigureCard["address"];

/** The elements of a figure's card. */
export function cardOf(edition: Edition, computed: Computed, document: Document, address: CardAddress): Element[] {
  const {figure} = computed;
  if (figure.kind === "reported") return figureCard(reportedCard(edition, computed, address), document);
  if (figure.kind === "pending") return figureCard(pendingCard(edition, computed, figure, address), document);
  if (figure.kind !== "applications" && figure.kind !== "decisions") throw new Error(`${figure.text} has no card`);
  return figureCard(rowsCard(edition, computed, figure, address), document);
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

/** Breaks in the series that concern a figure, each saying that no figure was changed where none was. */
function cautionsOf(edition: Edition, figure: RowsFigure): FigureCard["cautions"] {
  const UNCHANGED = "We have not changed any figure.";
  const breaks = edition.breaks.filter((each) => isTold(each) && touches(each, figure));
  const found = breaks.flatMap((each) => foundOf(each) ?? []).sort(heaviest);
  return [
    ...breaks
      .filter((each) => !isFinding(each))
      .map((each) => ({
        words:
          each.verdict === "open"
            ? `Unresolved: ${columnsQuoted(each.wording)} ${UNCHANGED}`
            : columnsQuoted(each.wording),
        sources: addresses(each.source_url)
      })),
    ...found.slice(0, MOST_FOUND).map((each) => ({
      words: `Unexplained change: ${each.wording} ${UNCHANGED}`,
      sources: []
    })),
    ...(found.length > MOST_FOUND
      ? [
          {
            words: `${formatNumber(found.length - MOST_FOUND)} more unexplained changes are listed on the page of each country.`,
            sources: []
          }
        ]
      : [])
  ];
}

function rowsCard(edition: Edition, computed: Computed, figure: RowsFigure, address: CardAddress): FigureCard {
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
  return {
    name: kind === "applications" ? "Applications" : status ? STATUS_NAME[status] : `Reported under “${column ?? ""}”`,
    of: subject(edition, selection, entries),
    count,
    shown: count ? formatNumber(count.value) : computed.shown,
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
    decisions: decisions && shownCell ? {rows: cardRows(decisions, read), cell: shownCell} : null,
    applications: applications && applicationLines(applications),
    rules: computed.rules.map((id) => {
      const rule = edition.ruleTexts.get(id);
      if (!rule) throw new Error(`the edition has no rule ${id}`);
      return {
        id,
        reason: rule.reason,
        confidence: rule.confidence,
        quoted: split(rule.quoted_text),
        sources: addresses(rule.source_url)
      };
    }),
    others: [
      ...edition.reported.filter((each) => speaksOf(each, figure)).map((each) => otherOf(edition, each)),
      ...genevaStatuses(edition, selection, decisions)
    ],
    cautions: cautionsOf(edition, figure),
    footnotes: footnotesOf(edition, selection),
    made: {
      queries: publisherQueries({table: kind, ...selection}),
      whole: isMany(selection.origin) || isMany(selection.asylum),
      commands: explainCommands(selection)?.slice(0, MOST_COMMANDS) ?? []
    },
    address,
    edition: edition.id
  };
}

function reportedCard(edition: Edition, {reported, shown}: Computed, address: CardAddress): FigureCard {
  if (!reported) throw new Error("a card of a figure from another source needs that figure");
  const other = otherOf(edition, reported);
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
    count: null,
    shown,
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
    address,
    edition: edition.id
  };
}

const measureWords = ({measure}: ReportedBeside) => REPORTED_WORDS[measure] ?? measure.replaceAll("_", " ");
const spanWords = ({year_from, year_to, as_of}: ReportedBeside) =>
  year_from === null ? (as_of ?? "") : formatYears(year_from, year_to ?? year_from);

function otherOf(edition: Edition, figure: ReportedBeside): FigureCard["others"][number] & {range: string | null} {
  const selection: Selection = {
    origin: figure.origin === ALL ? "*" : [figure.origin],
    asylum: figure.asylum === ALL ? "*" : [figure.asylum],
    years: [[0, 9999]],
    level: "*",
    authority: "*",
    unit: "*",
    type: "*"
  };
  const rows = isComparable(figure)
    ? counterpart(
        figure,
        {applications: applicationRows(edition, selection), decisions: decisionRows(edition, selection)},
        reader(edition.rules)
      )
    : null;
  return {
    value: figure.value,
    comparator: figure.comparator,
    words: `${measureWords(figure)}, ${spanWords(figure)}`,
    quoted: figure.quoted_text,
    source: {words: figure.publisher, href: figure.source_url},
    inside: isComparable(figure) ? agrees(figure, rows) : null,
    range: rows && formatCount(rows)
  };
}

/**
 * Where UNHCR's data does not separate refugee status from other protection in one country, Eurostat's figures for the same country
 * and year. They cover all citizenships, so for a figure of one origin they only hint at the country's practice.
 */
function genevaStatuses(
  edition: Edition,
  {asylum}: Selection,
  decisions: readonly PublishedDecision[] | null
): FigureCard["others"][number][] {
  const host = one(asylum);
  if (host === null || !decisions?.length) return [];
  const read = reader(edition.rules);
  const years = new Set(
    decisions
      .filter(
        (row) =>
          stageOf(row.level) === "first" &&
          COLUMNS.some((c) => (row[c] ?? 0) > 0 && read(row).status[c] === "undivided")
      )
      .map(({year}) => year)
  );
  return [...years].sort(ascending).flatMap((year) => {
    const told = genevaStatus(edition.eurostat.decisions, host, year);
    if (!told) return [];
    const {refugee_status, positive, quarters} = told;
    return [
      {
        value: refugee_status.value,
        comparator: "=" as const,
        words: `[${formatRange(refugee_status.lo, refugee_status.hi)}] with Geneva Convention status among ${formatCount(positive)} positive first-instance decisions on people of all citizenships in ${year}, ${quarters ? "the sum of Eurostat’s four quarters" : "as Eurostat counts them"}; UNHCR’s data does not separate them`,
        quoted: null,
        source: {
          words: "Eurostat",
          href: `https://ec.europa.eu/eurostat/databrowser/view/${quarters ? "migr_asydcfstq" : "migr_asydcfsta"}/default/table`
        },
        inside: null
      }
    ];
  });
}

/** A country, a union of countries, or the world. */
function whereName(edition: Edition, asylum: string): string {
  if (asylum === ALL) return "the world";
  return edition.places.get(asylum) ?? edition.areas.find(({code}) => code === asylum)?.name_en ?? asylum;
}

/** Whether a figure from another source is of exactly the entries of a figure. */
function speaksOf(reported: ReportedBeside, {kind, selection, cell: shownCell}: RowsFigure): boolean {
  const level: Readonly<Record<string, readonly [kind: string, level: Level, status?: Status]>> = {
    refugee_status_applications: ["applications", "FI"],
    temporary_asylum_applications: ["applications", "TA"],
    refugee_status_granted: ["decisions", "FI", "refugee_status"],
    temporary_asylum_granted: ["decisions", "TA", "temporary"]
  };
  const counted = level[reported.measure];
  const [span] = selection.years;
  return (
    counted !== undefined &&
    isComparable(reported) &&
    counted[0] === kind &&
    (counted[2] === undefined || counted[2] === shownCell) &&
    one(selection.level) === counted[1] &&
    one(selection.asylum) === reported.asylum &&
    (selection.origin === "*" ? ALL : one(selection.origin)) === reported.origin &&
    selection.years.length === 1 &&
    span !== undefined &&
    span[0] === reported.year_from &&
    span[1] === reported.year_to
  );
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

/** At most so many unexplained changes are on a card; the country's page has them all. */
const MOST_FOUND = 6;

/**
 * Whether a break concerns rows that a figure adds, and a finding its column too. Breaks that concern every country are on the page
 * of breaks, not on each card.
 */
function touches(
  each: Break,
  {kind, cell: shown, selection: {asylum, origin, level, unit, years}}: RowsFigure
): boolean {
  const meets = (text: string, scope: Scope<string>) =>
    text === "*" || scope === "*" || text.split(" ").some((code) => scope.includes(code));
  return (
    each.asylum !== "*" &&
    asylum !== "*" &&
    asylum.includes(each.asylum) &&
    meets(each.origin, origin) &&
    meets(each.level, level) &&
    touchesYears(each, years) &&
    (!isFinding(each) || (touchesTable(each, kind) && meets(each.unit, unit) && speaksOfCell(each.kind, shown)))
  );
}

/** Whether a kind of finding concerns a column, or a status that the column can have. */
function speaksOfCell(kind: string | null | undefined, shown: RowsFigure["cell"]): boolean {
  const columns = KIND_COLUMNS[kind as BreakKind];
  if (columns === null || shown === null) return true;
  const isPositive = (POSITIVE_STATUSES as readonly string[]).includes(shown);
  const ofStatus: readonly Column[] = isPositive ? ["recognized", "other"] : ["rejected", "closed"];
  return (COLUMNS as readonly string[]).includes(shown)
    ? columns.includes(shown as Column)
    : ofStatus.some((column) => columns.includes(column));
}

function split(text: string | null): string[] {
  return text === null ? [] : text.split(" | ");
}

/** The web addresses in a cell of evidence, as links; the words next to an address are left out. */
function addresses(text: string | null): CardSource[] {
  return split(text)
    .flatMap((part) => part.split("; "))
    .flatMap((part) => {
      const href = /https?:\/\/\S+/.exec(part)?.[0];
      return href === undefined ? [] : [{words: new URL(href).hostname.replace(/^www\./, ""), href}];
    });
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

function cardRows(rows: ReturnType<typeof decisionRows>, read: ReturnType<typeof reader>): CardRow[] {
  const made: CardRow[] = [];
  for (const [, of] of group(
    rows.filter((row) => !isWithoutParts(row)),
    (row) => `${row.year} ${row.level} ${Object.values(read(row).status).join()}`
  )) {
    const [first] = of;
    if (!first) continue;
    const published = Object.fromEntries(
      COLUMNS.map((column) => [column, sum(of.map((row) => cell(row, column, read(row)))) ?? exact(0)])
    ) as Record<Column, Count>;
    made.push({year: first.year, level: first.level, rows: of.length, published, read: read(first).status});
  }
  return made.sort((a, b) => ascending(a.year, b.year) || ascending(a.level, b.level));
}

function applicationLines(rows: ReturnType<typeof applicationRows>): NonNullable<FigureCard["applications"]> {
  return Array.from(group(rows, (row) => `${row.year} ${row.level}`).values(), (of) => ({
    year: of[0]?.year ?? 0,
    level: of[0]?.level ?? "",
    rows: of.length,
    count:
      sum(of.map((row) => (row.applications === null ? null : bounded(row.applications, "applications")))) ?? exact(0)
  })).sort((a, b) => ascending(a.year, b.year) || ascending(a.level, b.level));
}

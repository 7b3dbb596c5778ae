// The cards behind the figures: for each figure that a page prints, a page of its own with its rows, its rule and what speaks
// against it. The address is made of the figure's words, so that the same figure has the same address on every page.
import {ascending, group} from "d3";
import {figureCard} from "./figureCard.js";
import {pendingCard} from "./pendingCard.js";
import type {CardRow, CardSource, FigureCard} from "./figureCard.js";
import {REPORTED_WORDS} from "../words/status.js";
import {bounded, exact, sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {heaviest, isFinding, isTold, KIND_COLUMNS, touchesTable, touchesYears} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import {COLUMNS, LEVELS, POSITIVE_STATUSES, STATUSES, UNITS} from "../measures/codes.js";
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

const STATUS_DEFINITION: Readonly<Record<Status, string>> = {
  refugee_status:
    "Refugee status: decisions whose column is read as recognition as a refugee. Where no rule names the status, it says no more than that the decision is filed under “recognized”.",
  undivided: "Positive decisions, refugee status and other protection not told apart in the publisher’s rows.",
  complementary:
    "Complementary protection: subsidiary or other protection from return, under asylum law. Where no rule names the status, it says no more than that the decision is filed under “other”.",
  humanitarian: "Residence on humanitarian grounds that is neither refugee status nor protection from return.",
  temporary: "A status that the host’s law itself makes temporary.",
  refused: "Refused: filed under “rejected”.",
  undivided_closed: "Refusals and files closed for other reasons, not told apart in the publisher’s rows.",
  otherwise_closed: "Closed without a decision in substance.",
  not_decided: "Files taken out of the count; they are not decisions."
};
const STATUS_NAME: Readonly<Record<Status, string>> = {
  refugee_status: "Refugee status granted",
  undivided: "Positive decisions, not told apart",
  complementary: "Complementary protection granted",
  humanitarian: "Residence on humanitarian grounds granted",
  temporary: "Temporary protection or asylum granted",
  refused: "Refused",
  undivided_closed: "Refused or closed, not told apart",
  otherwise_closed: "Otherwise closed",
  not_decided: "Not decided"
};
const ROUNDING = {
  decisions:
    "UNHCR rounds decision counts below 10: a published 0 stands for 0–2, 5 for 3–7, 10 for 8–10; in a column that a rule says the host does not use, 0 is exactly 0. Other numbers are exact. A pair and year without a row adds nothing.",
  applications:
    "UNHCR rounds counts of applications below 5: a published 0 stands for 0–2, 5 for 3–5. Other numbers are exact. A pair and year without a row adds nothing."
} as const;
const PUBLISHER = "Source: UNHCR, Refugee Population Statistics Database, CC BY 4.0.";

/** Where a figure's card lies, from the page it stands on: of whatever edition is current, and of its own for good. */
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
  return scope === "*" ? any : new Intl.ListFormat("en").format(scope.map((code) => edition.places.get(code) ?? code));
}

/** What was added: the levels that the rows are of where every level was asked for, as "all" would claim more than was added. */
function subject(
  edition: Edition,
  {origin, asylum, years, level}: Selection,
  rows: readonly {readonly unit: Unit; readonly level: Level}[]
): string {
  const units = new Set(rows.map(({unit}) => unit));
  const added = level === "*" ? [...new Set(rows.map((row) => row.level))] : level;
  const levels = added.length
    ? new Intl.ListFormat("en").format(added.map((code) => `${LEVELS[code]} (${code})`))
    : "no entry at any level";
  const spans = new Intl.ListFormat("en").format(
    years.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  );
  const unit = [...units].map((code) => UNITS[code]).join(" and ");
  return `${names(edition, origin, "All origins")} in ${names(edition, asylum, "all hosts")} · ${levels} · ${spans}${unit ? ` · ${unit}` : ""}`;
}

function rowsCard(edition: Edition, computed: Computed, figure: RowsFigure, address: CardAddress): FigureCard {
  const {selection, kind, cell: shownCell} = figure;
  const read = reader(edition.rules);
  const decisions = kind === "decisions" ? decisionRows(edition, selection) : null;
  const applications = kind === "applications" ? applicationRows(edition, selection) : null;
  const status = STATUSES.find((each) => each === shownCell) ?? null;
  const column = COLUMNS.find((each) => each === shownCell) ?? null;
  const breaks = edition.breaks.filter((each) => isTold(each) && touches(each, figure));
  const found = breaks.flatMap((each) => foundOf(each) ?? []).sort(heaviest);
  const cautions = [
    ...breaks
      .filter((each) => !isFinding(each))
      .map((each) => ({
        words: each.verdict === "open" ? `Open: ${each.wording} No figure is changed by this.` : each.wording,
        sources: addresses(each.source_url)
      })),
    ...found.slice(0, MOST_FOUND).map((each) => ({
      words: `Found in the rows, not explained yet: ${each.wording} No figure is changed by this.`,
      sources: []
    })),
    ...(found.length > MOST_FOUND
      ? [
          {
            words: `${found.length - MOST_FOUND} more things found in these rows are not explained yet; the page of each host names them.`,
            sources: []
          }
        ]
      : [])
  ];
  return {
    name: kind === "applications" ? "Applications" : status ? STATUS_NAME[status] : `Filed under “${column ?? ""}”`,
    of: subject(edition, selection, decisions ?? applications ?? []),
    count: (computed.count ?? (decisions ?? applications ?? []).length > 0) ? computed.count : null,
    shown: computed.count ? computed.count.value.toLocaleString("en") : computed.shown,
    status,
    definition: [
      kind === "applications"
        ? "Applications for asylum made in the year, of all types (new, repeat and others), as UNHCR publishes them."
        : status
          ? STATUS_DEFINITION[status]
          : `What UNHCR’s file holds in its column “${column ?? ""}”, whatever it was in law.`,
      ROUNDING[kind],
      PUBLISHER
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
    beside: [
      ...edition.reported.filter((each) => speaksOf(each, figure)).map((each) => besideOf(edition, each)),
      ...genevaBeside(edition, selection, decisions)
    ],
    cautions,
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
  if (!reported) throw new Error("no reported figure");
  const beside = besideOf(edition, reported);
  const years =
    reported.year_from === null
      ? (reported.as_of ?? "")
      : reported.year_from === reported.year_to
        ? String(reported.year_from)
        : `${reported.year_from}–${String(reported.year_to)}`;
  const origin = reported.origin === ALL ? "All origins" : (edition.places.get(reported.origin) ?? reported.origin);
  return {
    name: `Reported: ${REPORTED_WORDS[reported.measure] ?? reported.measure.replaceAll("_", " ")}`,
    of: `${origin} in ${whereName(edition, reported.asylum)} · ${years} · ${reported.unit}`,
    count: null,
    shown,
    status: null,
    definition: [
      `Stated by ${reported.publisher}${reported.published === null ? "" : `, ${reported.published}`}. Never computed and never corrected by the ledger.`,
      beside.inside === null
        ? "The database holds no rows that it could be compared with."
        : `Laid beside the rows that it speaks of, it is ${beside.inside ? "inside" : "outside"} their interval${beside.rows ? `, ${beside.rows}` : ": there is no row"}.`,
      ...(reported.note ? [reported.note] : [])
    ],
    decisions: null,
    applications: null,
    rules: [],
    beside: [{...beside, inside: null}],
    cautions: [],
    made: null,
    address,
    edition: edition.id
  };
}

function besideOf(edition: Edition, figure: ReportedBeside): FigureCard["beside"][number] & {rows: string | null} {
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
    words: `${REPORTED_WORDS[figure.measure] ?? figure.measure.replaceAll("_", " ")}, ${figure.year_from === null ? (figure.as_of ?? "") : figure.year_from === figure.year_to ? String(figure.year_from) : `${figure.year_from}–${String(figure.year_to)}`}`,
    quoted: figure.quoted_text,
    source: {words: figure.publisher, href: figure.source_url},
    inside: isComparable(figure) ? agrees(figure, rows) : null,
    rows: rows && `${rows.value.toLocaleString("en")} [${rows.lo.toLocaleString("en")}–${rows.hi.toLocaleString("en")}]`
  };
}

/**
 * Where the rows of one host do not tell refugee status from other protection, what Eurostat tells of the same host and year: for
 * all citizens together, so that it stands beside a figure of one origin as a hint of the host's practice and no more.
 */
function genevaBeside(
  edition: Edition,
  {asylum}: Selection,
  decisions: readonly PublishedDecision[] | null
): FigureCard["beside"][number][] {
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
    const {
      refugee_status: {value, lo, hi},
      positive,
      quarters
    } = told;
    const n = (count: number) => count.toLocaleString("en");
    return [
      {
        value,
        comparator: "=" as const,
        words: `[${n(lo)}–${n(hi)}] with Geneva Convention status among ${n(positive.value)} [${n(positive.lo)}–${n(positive.hi)}] positive first-instance decisions on people of all citizenships in ${year}, ${quarters ? "four quarters of Eurostat’s added" : "as Eurostat counts them"}: how the host’s decisions part that the rows above do not tell apart`,
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

/** Whether a reported figure speaks of the very rows of a figure. */
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

/** Commands for many pairs would be a page of them; they are alike. */
const MOST_COMMANDS = 4;

/** Some places, but not one: the publisher is then asked for all of that side. */
function isMany(scope: Scope<string>): boolean {
  return scope !== "*" && scope.length > 1;
}

function one<T extends string>(scope: Scope<T>): T | null {
  return scope !== "*" && scope.length === 1 ? (scope[0] ?? null) : null;
}

/** A card is read beside a sentence: more than these stand on the host's page. */
const MOST_FOUND = 6;

/**
 * Whether a break speaks of rows that a figure adds, and a finding of its column too. What is said of every host stands on the
 * Method page, not on each card.
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

/** Whether a kind of finding speaks of a column, or of the statuses that it is read as. */
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

/** Addresses of the evidence as links; what stands beside an address in brackets stays with its words. */
function addresses(text: string | null): CardSource[] {
  return split(text)
    .flatMap((part) => part.split("; "))
    .flatMap((part) => {
      const href = /https?:\/\/\S+/.exec(part)?.[0];
      return href === undefined ? [] : [{words: new URL(href).hostname.replace(/^www\./, ""), href}];
    });
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

// A page for each country and territory that has rows, as host and as origin, and the list of them all. The pages are written
// after Framework's build into the frame of one page of its own, so that two hundred cost seconds: drawings on paper, words and
// tables as text, all from one edition whose rows are sorted by place once.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {ascending, descending, group, max, min, range} from "d3";
import {
  articled,
  decided,
  escape,
  figure,
  gapsSentence,
  levelWords,
  list,
  outcomesSentence,
  partnersSentence,
  ratesSentence,
  rateWords,
  yearlySentence
} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {foundBreaks} from "../../figures/foundBreaks.js";
import {formatNumber, formatSpans, formatYears} from "../../words/format.js";
import {lollipops} from "../../charts/lollipops.js";
import {outcomes as outcomesDrawing} from "../../charts/outcomes.js";
import {plate} from "../../charts/plate.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../../words/status.js";
import {bounded, isExact, sum, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {heaviest, isFinding, isTold} from "../../measures/breaks.js";
import {AUTHORITIES, COLUMNS, LEVELS, STATUSES, UNITS} from "../../measures/codes.js";
import type {Authority, Level, Stage, Status, Unit} from "../../measures/codes.js";
import {headlineApplications, newApplications, TYPES_SINCE} from "../../measures/newness.js";
import {RATE_NAMES, RATES, splitAcrossLevels, unlessSplit} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import {DEFAULT_SELECTION, formatSelection} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import {reader} from "../../measures/status.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import type {ApplicationRow, Outcomes} from "../../measures/sums.js";
import {foundOf} from "../../edition/edition.js";
import type {Break, Edition, Place} from "../../edition/edition.js";
import {PAPER} from "../../html/paper.js";
import {regionsOfPlace} from "../../edition/worldRegions.js";
import {ANY, applicationRows, decisionRows} from "../../edition/select.js";

const TEMPLATE = "countries/place.html";
const INDEX = "countries.html";
export const UNKNOWN = "UNK";
export const MOST = 10;
/** Where the number of a figure goes: pages number the figures that they have. */
export const FIGURE = "Figure #";
const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "Refugee status rate",
  positive: "Positive rate",
  unhcr_recognition: "UNHCR’s refugee recognition rate",
  unhcr_protection: "UNHCR’s total protection rate"
};

export type Row = Pick<PublishedDecision, "year" | "level" | "unit" | "origin" | "asylum" | "authority">;
export interface Stock {
  readonly seekers: Count | null;
  readonly refugees: Count | null;
}
type Stocks = ReadonlyMap<string, ReadonlyMap<number, Stock>>;

/** The rows of an edition by place, and what many pages share. */
export interface Ledger {
  readonly edition: Edition;
  readonly read: ReturnType<typeof reader>;
  /** First and last year of the edition's rows. */
  readonly span: readonly [number, number];
  readonly applications: Record<"asylum" | "origin", ReadonlyMap<string, ApplicationRow[]>>;
  readonly decisions: Record<"asylum" | "origin", ReadonlyMap<string, PublishedDecision[]>>;
  readonly stocks: Record<"asylum" | "origin", Stocks>;
  readonly places: readonly Place[];
  readonly regional: (region: string | null, year: number, stage: Stage, unit: Unit) => Outcomes | null;
}

/** Sorts an edition's rows by place. */
export function ledgerOf(edition: Edition): Ledger {
  const applications = applicationRows(edition, ANY);
  const decisions = decisionRows(edition, ANY);
  const read = reader(edition.rules);
  const by = <T extends Row>(rows: T[]) => ({
    asylum: group(rows, (row) => row.asylum),
    origin: group(rows, (row) => row.origin)
  });
  const [applied, judged] = [by(applications), by(decisions)];
  const stocks = {asylum: stocksBy(edition, "asylum"), origin: stocksBy(edition, "origin")};
  const withRows = new Set(
    [applied, judged, stocks].flatMap(({asylum, origin}) => [...asylum.keys(), ...origin.keys()])
  );
  withRows.delete(UNKNOWN);
  const regions = new Map(edition.atlas.map(({place, region}) => [place, region]));
  const byYear = group(decisions, (row) => row.year);
  const made = new Map<string, Outcomes | null>();
  const regional: Ledger["regional"] = (region, year, stage, unit) => {
    const key = `${region ?? "world"} ${year} ${stage} ${unit}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const rows = (byYear.get(year) ?? []).filter(
      (row) =>
        row.asylum !== "USA" &&
        row.unit === unit &&
        stageOf(row.level) === stage &&
        (region === null || regions.get(row.asylum) === region)
    );
    const now = sumDecisions(rows, read);
    made.set(key, now);
    return now;
  };
  const years = [...applications, ...decisions].map(({year}) => year);
  return {
    edition,
    read,
    span: [min(years) ?? 0, max(years) ?? 0],
    applications: applied,
    decisions: judged,
    stocks,
    places: edition.atlas.filter(({place}) => withRows.has(place)).sort((a, b) => ascending(a.name_en, b.name_en)),
    regional
  };
}

function stocksBy({stocks}: Edition, side: "asylum" | "origin"): Stocks {
  const found = new Map<string, Map<number, Stock>>();
  const count = (n: number | null | undefined) => (n == null ? null : bounded(n, "stocks"));
  for (let i = 0; i < stocks.year.length; i++) {
    const place = stocks[side][i] as string;
    const year = stocks.year[i] as number;
    const years = found.get(place) ?? new Map<number, Stock>();
    found.set(place, years);
    const before = years.get(year);
    years.set(year, {
      seekers: sum([before?.seekers ?? null, count(stocks.asylum_seekers[i])]),
      refugees: sum([before?.refugees ?? null, count(stocks.refugees[i])])
    });
  }
  return found;
}

/** Rows of one level and unit: what may be added. */
export interface Series<T extends Row> {
  readonly level: Level;
  readonly unit: Unit;
  readonly rows: readonly T[];
  readonly byYear: ReadonlyMap<number, T[]>;
  readonly years: readonly number[];
}

function seriesOf<T extends Row>(rows: readonly T[]): Series<T>[] {
  return Array.from(group(rows, (row) => `${row.level} ${row.unit}`).values(), (some): Series<T> => {
    const byYear = group(some, (row) => row.year);
    const [{level, unit}] = some as [T, ...T[]];
    return {level, unit, rows: some, byYear, years: [...byYear.keys()].sort(ascending)};
  });
}

const weigh = (row: Row & {applications?: number | null; total?: number | null}) => row.applications ?? row.total ?? 0;
export const weight = (series: Series<Row>, since: number) =>
  series.rows.reduce((n, row) => (row.year >= since ? n + weigh(row) : n), 0);

/**
 * The series that a page draws, each alone: that of most rows in the last five years, and one more where it holds a twentieth of
 * the first. Appeals, repeats and backlog stand in the table of levels.
 */
function drawnSeries<T extends Row>(all: readonly Series<T>[], last: number): Series<T>[] {
  const open = all.filter(({level}) => ["first", "combined", "other"].includes(stageOf(level)));
  const ordered = [...open].sort(
    (a, b) =>
      descending(weight(a, last - 4), weight(b, last - 4)) ||
      descending(weight(a, 0), weight(b, 0)) ||
      ascending(a.level + a.unit, b.level + b.unit)
  );
  const [first, ...rest] = ordered;
  if (!first) return [];
  const second = rest
    .sort((a, b) => descending(weight(a, 0), weight(b, 0)))
    .find((series) => weight(series, 0) >= Math.max(100, weight(first, 0) / 20));
  const drawn = second ? [first, second] : [first];
  return drawn.sort((a, b) => ascending(stageOf(a.level) === "other", stageOf(b.level) === "other"));
}

/** The types that are new, as an address of rows names them; null for years whose rows have no types. */
function newTypes(level: Level, year: number): string | null {
  return level === "TA" ? "" : year >= TYPES_SINCE ? " type=N+NR" : null;
}

/** A link into the explorer, or null where the site has none. */
export function explorerLink(folder: string, selection: Partial<Selection>): string | null {
  if (!existsSync(join(folder, "explorer.html"))) return null;
  return `../explorer?${formatSelection({...DEFAULT_SELECTION, ...selection})}`;
}

export const numberCell = (count: Count | null | undefined, absent = "–") =>
  count
    ? `<td>${formatNumber(count.value)}${isExact(count) ? "" : `<span class="bounds">&nbsp;[${formatNumber(count.lo)}–${formatNumber(count.hi)}]</span>`}</td>`
    : `<td class="none">${absent}</td>`;

export function table(
  id: string,
  caption: string,
  heads: readonly string[],
  rows: readonly string[],
  names = ""
): string {
  return (
    `<div class="scroll" id="${id}" role="region" tabindex="0" aria-labelledby="${id}-caption"><table${names ? ` class="${names}"` : ""}>` +
    `<caption id="${id}-caption">${escape(caption)}</caption><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div>`
  );
}
export const row = (name: string, ...cells: string[]) => `<tr><th scope="row">${name}</th>${cells.join("")}</tr>`;
export const textCell = (text: string) => `<td class="t">${text}</td>`;

/** A plate drawn on paper with the table behind it put in as text. */
export function plateHtml(make: Omit<Parameters<typeof plate>[0], "table">, behind: string): string {
  const html = plate({...make, links: [{words: "Table", href: `#${make.id}-table`}]}, {document: PAPER}).outerHTML;
  const details = `<details class="behind" id="${make.id}-table"><summary>Table</summary>${behind}</details>`;
  return html.replace(/<\/figure>$/, `${details}</figure>`);
}

export const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");
export const section = (id: string, rail: string, title: string) =>
  `<h2 id="${id}" data-rail="${escape(rail)}">${escape(title)}</h2>`;
export const paragraph = (html: string, names = "") => `<p${names ? ` class="${names}"` : ""}>${html}</p>`;

interface Page {
  readonly ledger: Ledger;
  readonly code: string;
  readonly name: string;
  readonly place: Place;
  readonly folder: string;
  readonly source: string;
}

const linkTo = ({ledger}: Page, code: string) => {
  const name = escape(ledger.edition.places.get(code) ?? code);
  return code === UNKNOWN ? "Unknown origin" : `<a href="./${code.toLowerCase()}">${name}</a>`;
};

function yearsOf(series: readonly Series<Row>[]): number[] {
  return [...new Set(series.flatMap(({years}) => years))].sort(ascending);
}

/** Outcomes of each year of a series, with the drawing, its sentence and its table; text alone where two years have no number. */
export function outcomesPart(
  page: Pick<Page, "ledger" | "source">,
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
        made: "../code/pages/country/country#outcomesPart",
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

function authoritiesWords(rows: readonly Row[]): string {
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

/** Counts by year drawn as stems, with their sentence and table. Fewer than two counts above 0 are told and not drawn. */
export function yearlyPart(
  page: Pick<Page, "source">,
  {
    id,
    number,
    title,
    unitLine,
    unit,
    years,
    sentence,
    absence,
    note,
    extras = []
  }: {
    id: string;
    number: string;
    title: string;
    unitLine: string;
    unit: Unit;
    years: readonly YearCount[];
    sentence: string;
    absence: "no row" | "not reported";
    note?: {term: string; text: string};
    /** Further columns of the table. */
    extras?: readonly {head: string; cell: (year: number) => string}[];
  }
): string {
  if (years.filter(({count}) => count.value > 0).length < 2) return paragraph(sentence);
  const counts = new Map(years.map(({year, count}) => [year, count]));
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  return plateHtml(
    {
      id,
      made: "../code/pages/country/country#yearlyPart",
      number,
      title,
      unit: unitLine,
      breadth: "text",
      sizes: ["wide", "phone"],
      draw: (options) =>
        lollipops(
          [
            {
              name: "",
              years: range(first, last + 1).map((year) => ({year, count: counts.get(year) ?? absence, unit}))
            }
          ],
          {...options, label: plain(sentence)}
        ),
      ...(note ? {notes: [note]} : {}),
      source: page.source
    },
    table(
      `${id}-rows`,
      title,
      ["Year", unit === "P" ? "Persons" : "Cases", ...extras.map(({head}) => head)],
      years.map(({year, count}) => row(String(year), numberCell(count), ...extras.map(({cell}) => cell(year))))
    )
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}

export interface Fact {
  readonly label: string;
  readonly count: Count | null;
  readonly rows?: string;
  readonly under: string;
}

export function factsHtml(facts: readonly Fact[]): string {
  return `<section class="facts" aria-label="At a glance">${facts
    .map(({label, count, rows, under}) => {
      const between = count && !isExact(count) ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}` : "";
      const value = count ? figure(count, rows, false) : '<span class="none">no row</span>';
      return `<div><p class="l">${escape(label)}</p><p class="v">${value}</p><p class="s">${[between, under].filter(Boolean).join("; ")}</p></div>`;
    })
    .join("")}</section>`;
}

export function newOf(rows: readonly ApplicationRow[] | undefined): Count | null {
  return newApplications(rows ?? [])?.count ?? null;
}

/** Everything of a place as host. */
function hostPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {read, span} = ledger;
  const applied = seriesOf(ledger.applications.asylum.get(code) ?? []);
  const judged = seriesOf(ledger.decisions.asylum.get(code) ?? []);
  const stocks = ledger.stocks.asylum.get(code);
  const all = [...yearsOf(applied), ...yearsOf(judged)];
  const last = max(all);
  if (last === undefined) {
    const seekers = stocksPart(page, "asylum");
    return {
      heading: `${name} as host`,
      facts: [],
      html:
        paragraph(`No row of applications or decisions names ${escape(name)} as host from ${span[0]} to ${span[1]}.`) +
        seekers.html
    };
  }
  const drawnApplications = drawnSeries(applied, last);
  const drawnDecisions = drawnSeries(judged, last);
  const facts: Fact[] = [];
  const parts: string[] = [];

  for (const series of drawnApplications.filter(({years}, i) => i === 0 || years.at(-1) === last)) {
    const year = series.years.at(-1) ?? last;
    const types = newTypes(series.level, year);
    facts.push({
      label: `New applications, ${year}`,
      count: newOf(series.byYear.get(year)),
      ...(types === null
        ? {}
        : {rows: `applications * ${code} ${year} level=${series.level} unit=${series.unit}${types}`}),
      under: `${UNITS[series.unit]}, ${levelWords(series.level)}`
    });
  }
  for (const [i, series] of drawnDecisions.entries()) {
    if (i > 0 && series.years.at(-1) !== last) continue;
    const year = series.years.at(-1) ?? last;
    const outcome = sumDecisions(series.byYear.get(year) ?? [], read);
    const granted = STATUSES.slice(0, 5).filter((status) => status !== "refugee_status");
    const largest = (some: readonly Status[]) =>
      [...some].sort((a, b) => descending(outcome?.statuses[a].value, outcome?.statuses[b].value))[0] ?? "refused";
    const other = largest(granted);
    const against = largest(["refused", "undivided_closed"]);
    const positive = (outcome?.statuses[other].value ?? 0) > 0 ? [other] : [];
    const isOther = stageOf(series.level) === "other";
    const shown: Status[] = isOther ? positive : ["refugee_status", ...positive, ...(i === 0 ? [against] : [])];
    for (const status of shown)
      facts.push({
        label: `${status === "refugee_status" ? "Refugee status granted" : status === against ? upper(STATUS_WORDS[status]) : `Granted ${status === "temporary" && series.level === "TA" ? "temporary asylum" : STATUS_WORDS[status]}`}, ${year}`,
        count: outcome?.statuses[status] ?? null,
        rows: `decisions * ${code} ${year} level=${series.level} unit=${series.unit} status=${status}`,
        under: `${UNITS[series.unit]}, ${levelWords(series.level)}`
      });
  }
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  if (stocks && stockYear !== undefined)
    facts.push({
      label: `Asylum-seekers at the end of ${stockYear}`,
      count: stocks.get(stockYear)?.seekers ?? null,
      rows: `stocks * ${code} ${stockYear} of=asylum_seekers`,
      under: "waiting for a decision, as the publisher counts"
    });

  // Applications
  parts.push(section("applications", "Applications", `Who asked ${inWords(name)}`));
  if (!drawnApplications.length)
    parts.push(paragraph(`No row of applications at a first or combined level names ${escape(name)} as host.`));
  drawnApplications.forEach((series, i) => {
    const years = series.years.flatMap((year) => {
      const count = newOf(series.byYear.get(year));
      return count ? [{year, count}] : [];
    });
    const types = newTypes(series.level, years.at(-1)?.year ?? 0);
    const what = `new applications ${inWords(escape(name))} (${LEVELS[series.level]}, ${series.level})`;
    parts.push(
      yearlyPart(page, {
        id: `applications-${i + 1}`,
        number: FIGURE,
        title: `New applications: ${levelWords(series.level)}, ${UNITS[series.unit]}`,
        unitLine: `${UNITS[series.unit] === "persons" ? "Persons" : "Cases"}; ${levelWords(series.level)}; ${series.level === "TA" ? "all types" : "types N and NR, before 2006 “various”"}`,
        unit: series.unit,
        years,
        absence: "not reported",
        sentence: yearlySentence({
          what,
          unit: series.unit,
          none: `No row of ${levelWords(series.level)} is of new applications.`,
          years,
          last: span[1],
          ...(types === null
            ? {}
            : {
                rows: `applications * ${code} ${years.at(-1)?.year ?? 0} level=${series.level} unit=${series.unit}${types}`
              })
        })
      })
    );
  });
  parts.push(
    ...drawnApplications
      .filter(({years}, i) => i === 0 || years.at(-1) === last)
      .map((series, i) => partnersPart(page, series, drawnDecisions, i + 1))
  );

  // Outcomes
  parts.push(section("outcomes", "Outcomes", `What became of them`));
  if (!drawnDecisions.length)
    parts.push(paragraph(`No row of decisions at a first or combined level names ${escape(name)} as host.`));
  drawnDecisions.forEach((series, i) => {
    parts.push(
      outcomesPart(page, series, {
        id: `outcomes-${i + 1}`,
        number: FIGURE,
        where: `${name}, ${levelWords(series.level)}`,
        absence: "not reported",
        rows: (year) => (status) =>
          `decisions * ${code} ${year} level=${series.level} unit=${series.unit} status=${status}`
      }).html
    );
  });
  parts.push(levelsTable(applied, judged));

  // Rates
  if (drawnDecisions[0]) parts.push(ratesPart(page, drawnDecisions[0], judged));

  // Stocks
  parts.push(section("pending", "Pending", "Who waits"), stocksPart(page, "asylum").html);
  const link = explorerLink(folder, {asylums: {kind: "places", codes: [code]}, years: [...span]});
  if (link) parts.push(paragraph(`<a href="${escape(link)}">${escape(name)} as host in the explorer</a>`));
  return {heading: `${name} as host`, facts, html: parts.join("\n")};
}

export const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
function inWords(name: string): string {
  return `in ${articled(name)}`;
}

/** The origins of a host, or the hosts of an origin, in the last year: a table with its sentence. */
function partnersPart(
  page: Page,
  series: Series<ApplicationRow> | undefined,
  judged: readonly Series<PublishedDecision>[],
  n: number
): string {
  if (!series) return "";
  const {ledger, code} = page;
  const year = series.years.at(-1) ?? 0;
  const types = newTypes(series.level, year);
  const rows = group(series.byYear.get(year) ?? [], (each) => each.origin);
  const counts = Array.from(rows, ([origin, some]) => ({code: origin, count: newOf(some)}))
    .flatMap(({code: origin, count}) => (count ? [{code: origin, count}] : []))
    .sort((a, b) => descending(a.count.value, b.count.value) || ascending(a.code, b.code));
  const unknown = counts.find((each) => each.code === UNKNOWN)?.count ?? null;
  const known = counts.filter((each) => each.code !== UNKNOWN);
  const decisions =
    judged.find(
      ({unit, level, byYear}) =>
        unit === series.unit && byYear.has(year) && (level === series.level || judged.length === 1)
    ) ?? judged.find(({unit, byYear}) => unit === series.unit && byYear.has(year));
  const byOrigin = group(decisions?.byYear.get(year) ?? [], (each) => each.origin);
  const cells = (origin: string) => {
    if (!decisions) return [];
    const some = byOrigin.get(origin);
    const found = some ? sumDecisions(some, ledger.read) : null;
    return statusCells(found);
  };
  const sentence = partnersSentence({
    year,
    kind: "origin",
    unit: series.unit,
    partners: known.map((each) => ({
      name: ledger.edition.places.get(each.code) ?? each.code,
      count: each.count,
      ...(types === null
        ? {}
        : {rows: `applications ${each.code} ${code} ${year} level=${series.level} unit=${series.unit}${types}`})
    })),
    unknown
  });
  if (!counts.length) return paragraph(sentence);
  const rest = known.slice(MOST);
  const total = sum(counts.map(({count}) => count)) ?? ZERO;
  const mistrust =
    unknown && unknown.value > 0.05 * total.value
      ? paragraph(
          `<b>Unknown origin.</b> ${figure(unknown)} of ${figure(total)} have no origin, so the order of origins of ${year} cannot be trusted.`,
          "caution"
        )
      : "";
  return (
    `<h3 id="origins-${n}">Where they came from, ${year}: ${levelWords(series.level)}, ${UNITS[series.unit]}</h3>${paragraph(sentence)}${mistrust}` +
    table(
      `origins-table-${n}`,
      `New applications, ${levelWords(series.level)}, ${UNITS[series.unit]}, ${year}${decisions ? `; decisions of the same year, ${levelWords(decisions.level)}, ${UNITS[decisions.unit]}` : ""}`,
      ["From", "New applications", ...(decisions ? STATUS_HEADS : [])],
      [
        ...known
          .slice(0, MOST)
          .map((each) => row(linkTo(page, each.code), numberCell(each.count), ...cells(each.code))),
        ...(rest.length
          ? [
              row(
                `${rest.length} more ${rest.length === 1 ? "origin" : "origins"}`,
                numberCell(sum(rest.map(({count}) => count))),
                ...(decisions
                  ? statusCells(
                      sumDecisions(
                        rest.flatMap((each) => byOrigin.get(each.code) ?? []),
                        ledger.read
                      )
                    )
                  : [])
              )
            ]
          : []),
        ...(unknown ? [row(linkTo(page, UNKNOWN), numberCell(unknown), ...cells(UNKNOWN))] : [])
      ]
    )
  );
}

export const STATUS_HEADS = ["Refugee status", "Other positive", "Refused", "Refused or closed, not told apart"];
export function statusCells(found: Outcomes | null): string[] {
  if (!found) return STATUS_HEADS.map(() => numberCell(null, "no row"));
  const {statuses} = found;
  return [
    numberCell(statuses.refugee_status),
    numberCell(sum(STATUSES.slice(1, 5).map((status) => statuses[status]))),
    numberCell(statuses.refused),
    numberCell(statuses.undivided_closed)
  ];
}

/** Every level and unit a place reports, as what and in which years: nothing is hidden by what is drawn. */
function levelsTable(applied: readonly Series<ApplicationRow>[], judged: readonly Series<PublishedDecision>[]): string {
  const keys = [...new Set([...applied, ...judged].map(({level, unit}) => `${level} ${unit}`))].sort(ascending);
  const spans = (series: Series<Row> | undefined) => (series ? formatSpans(series.years) : "–");
  return (
    `<h3 id="levels">Levels and units reported</h3>` +
    table(
      "levels-table",
      "What is reported, in which unit and which years. Levels, and persons and cases, are never added.",
      ["Level", "Unit", "Years of applications", "Years of decisions"],
      keys.map((key) => {
        const [level, unit] = key.split(" ") as [Level, Unit];
        const of = <T extends Row>(some: readonly Series<T>[]) =>
          some.find((each) => each.level === level && each.unit === unit);
        return row(
          escape(levelWords(level)),
          textCell(UNITS[unit]),
          textCell(spans(of(applied))),
          textCell(spans(of(judged)))
        );
      }),
      "words"
    )
  );
}

function ratesPart(
  page: Page,
  series: Series<PublishedDecision>,
  judged: readonly Series<PublishedDecision>[]
): string {
  const {ledger, name, code, place} = page;
  const year = series.years.at(-1) ?? 0;
  const own = sumDecisions(series.byYear.get(year) ?? [], ledger.read);
  const stage = stageOf(series.level);
  const levels = new Map(
    judged.flatMap(({level, unit, byYear}) => {
      const found = unit === series.unit ? sumDecisions(byYear.get(year) ?? [], ledger.read) : null;
      return found ? [[level, found] as const] : [];
    })
  );
  const split = splitAcrossLevels(levels);
  const comparable = stage === "first" || stage === "combined";
  const region = place.region === null ? null : (ledger.edition.regions.get(place.region) ?? null);
  const beside = comparable
    ? [
        ...(region === null || place.region === null
          ? []
          : [{name: region, outcomes: ledger.regional(place.region, year, stage, series.unit)}]),
        {name: "World", outcomes: ledger.regional(null, year, stage, series.unit)}
      ].flatMap(({name: of, outcomes}) => (outcomes ? [{name: of, outcomes}] : []))
    : [];
  const rate = (outcomes: Outcomes, of: RateName, isOwn: boolean) => {
    const found = RATES[of](outcomes);
    return isOwn ? unlessSplit(found, series.level, split) : found;
  };
  const sentence = ratesSentence({
    name: articled(name),
    year,
    where: levelWords(series.level),
    own: own && rate(own, "refugee_status", true),
    others: beside.map(({name: of, outcomes}) => ({
      name: of === "World" ? "world" : of,
      rate: rate(outcomes, "refugee_status", false)
    }))
  });
  const all = [
    ...(own ? [{name, outcomes: own, isOwn: true}] : []),
    ...beside.map((each) => ({...each, isOwn: false}))
  ];
  const splitWords = split
    ? paragraph(
        `<b>No rate at one level alone.</b> In ${year} grants are filed at ${levelWords(split.grants_at)} and refusals at ${list(split.refusals_at.map(levelWords))}.`,
        "caution"
      )
    : "";
  return (
    section("rates", "Rates", "How often, against region and world") +
    paragraph(sentence) +
    `<aside class="note" role="note"><b>Four rates.</b> Two by status in law, two as UNHCR computes them from its columns. Brackets are what rounding, and what is not told apart, leaves room for. * fewer than 25 decisions.</aside>` +
    splitWords +
    table(
      "rates-table",
      `Rates of ${year}, ${comparable ? `${name} at ${levelWords(series.level)}, region and world at stage “${stage}” without the United States, whose levels cannot be added` : levelWords(series.level)}; ${UNITS[series.unit]}`,
      ["Rate", ...all.map(({name: of}) => escape(of))],
      [
        ...RATE_NAMES.map((of) =>
          row(RATE_WORDS[of], ...all.map(({outcomes, isOwn}) => textCell(rateWords(rate(outcomes, of, isOwn)))))
        ),
        row(
          "Decisions in the rates by status",
          ...all.map(({outcomes}) => `<td>${formatNumber(RATES.positive(outcomes).decisions)}</td>`)
        )
      ]
    ) +
    (comparable && code === "USA"
      ? paragraph(
          "The region and the world are told without the United States: a claim referred from one of its levels is decided again at the other."
        )
      : "")
  );
}

/** Year-end stocks: asylum-seekers drawn, refugees in the table beside them. They are stocks, and never outcomes. */
function stocksPart(page: Page, side: "asylum" | "origin"): {html: string} {
  const {ledger, code, name} = page;
  const stocks = ledger.stocks[side].get(code) ?? new Map<number, Stock>();
  const years = [...stocks.keys()].sort(ascending).flatMap((year) => {
    const count = stocks.get(year)?.seekers ?? null;
    return count ? [{year, count}] : [];
  });
  const last = years.at(-1)?.year ?? 0;
  const who =
    side === "asylum"
      ? `asylum-seekers waiting ${inWords(escape(name))}`
      : `asylum-seekers from ${escape(articled(name))} waiting in all countries`;
  return {
    html: yearlyPart(page, {
      id: `pending-${side === "asylum" ? "here" : "elsewhere"}`,
      number: FIGURE,
      title:
        side === "asylum"
          ? `Asylum-seekers ${inWords(name)} at year end`
          : `Asylum-seekers from ${articled(name)} at year end, all hosts`,
      unitLine:
        "Persons; a stock on 31 December, not a flow: the publisher’s count, not derived from applications and decisions",
      unit: "P",
      years,
      absence: "no row",
      sentence: yearlySentence({
        at: "At the end of",
        what: who,
        unit: "P",
        none: `No year-end row counts asylum-seekers ${side === "asylum" ? inWords(escape(name)) : `from ${escape(articled(name))}`}.`,
        years,
        last: ledger.span[1],
        rows:
          side === "asylum"
            ? `stocks * ${code} ${last} of=asylum_seekers`
            : `stocks ${code} * ${last} of=asylum_seekers`
      }),
      note: {
        term: "Refugees at year end.",
        text: "The table gives the publisher’s stock of refugees beside it. It may hold people with temporary and other protection, and is no count of recognitions."
      },
      extras: [
        {head: "Refugees, the publisher’s stock", cell: (year) => numberCell(stocks.get(year)?.refugees ?? null)}
      ]
    })
  };
}

/** Everything of a place as origin. */
function originPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {read, span} = ledger;
  const applied = ledger.applications.origin.get(code) ?? [];
  const judged = ledger.decisions.origin.get(code) ?? [];
  const stocks = ledger.stocks.origin.get(code);
  const heading =
    page.place.kind === "country" || page.place.kind === "territory"
      ? `${upper(articled(name))} as origin`
      : `${name} as applicants`;
  const byYear = group(applied, (each) => each.year);
  const headlines = [...byYear.keys()]
    .sort(ascending)
    .map((year) => ({year, of: headlineApplications(byYear.get(year) ?? [])}));
  const unit: Unit = headlines.some(({of}) => of.P) ? "P" : "C";
  const years = headlines.flatMap(({year, of}) => (of[unit] ? [{year, count: of[unit].count}] : []));
  const last = years.at(-1)?.year;
  const facts: Fact[] = [];
  const parts: string[] = [section("as-origin", "As origin", heading)];
  const rowsOf = (year: number) =>
    year >= TYPES_SINCE ? `applications ${code} * ${year} unit=${unit} type=N+NR` : null;
  if (last !== undefined) {
    const words = rowsOf(last);
    const other = headlines.find(({year}) => year === last)?.of[unit === "P" ? "C" : "P"];
    facts.push({
      label: `New applications in all countries, ${last}`,
      count: years.at(-1)?.count ?? null,
      ...(words === null ? {} : {rows: words}),
      under: `${UNITS[unit]}${other ? `, and ${formatNumber(other.count.value)} ${unit === "P" ? "cases" : "persons"} apart` : ""}`
    });
  }
  const words = rowsOf(last ?? 0);
  const from =
    page.place.kind === "country" || page.place.kind === "territory"
      ? `of people from ${escape(articled(name))}`
      : `under “${escape(name)}”`;
  const sentence = yearlySentence({
    what: `new applications ${from} in all countries`,
    unit,
    none: `No row of new applications names ${escape(name)} as origin.`,
    years,
    last: span[1],
    ...(words === null ? {} : {rows: words})
  });
  parts.push(
    yearlyPart(page, {
      id: "applications-elsewhere",
      number: FIGURE,
      title: `New applications ${plain(from)}, all countries`,
      unitLine: `${unit === "P" ? "Persons" : "Cases"}; all levels, types N and NR, as UNHCR’s printed totals count them`,
      unit,
      years,
      absence: "no row",
      sentence,
      note: {
        term: "All levels.",
        text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may stand in both."
      }
    })
  );
  if (last !== undefined) parts.push(hostsPart(page, last, unit));

  const open = judged.filter(({asylum}) => asylum !== "USA");
  const series = Array.from(
    group(open, (each) => `${stageOf(each.level)} ${each.unit}`),
    ([key, some]) => ({key, some})
  )
    .filter(({key}) => key === `first ${unit}` || key === `combined ${unit}`)
    .sort((a, b) => descending(total(a.some, (last ?? 0) - 4), total(b.some, (last ?? 0) - 4)));
  const chosen = series[0];
  if (chosen) {
    const [stage = "first"] = chosen.key.split(" ");
    const grouped = group(chosen.some, (each) => each.year);
    const levels = [...new Set(chosen.some.map(({level}) => level))];
    const made: Series<PublishedDecision> = {
      level: levels.includes("FI") ? "FI" : (levels[0] ?? "FI"),
      unit,
      rows: chosen.some,
      byYear: grouped,
      years: [...grouped.keys()].sort(ascending)
    };
    const year = made.years.at(-1) ?? 0;
    const of = sumDecisions(grouped.get(year) ?? [], read);
    const here = `stage “${stage}”, all countries but the United States`;
    facts.push({
      label: `Refugee status granted, ${year}`,
      count: of?.statuses.refugee_status ?? null,
      under: `${UNITS[unit]}, ${here}${of && decided(of).value ? `; of ${formatNumber(decided(of).value)} decided` : ""}`
    });
    parts.push(
      outcomesPart(page, made, {
        id: "outcomes-elsewhere",
        number: FIGURE,
        where: `${page.place.kind === "country" || page.place.kind === "territory" ? `people from ${articled(name)}` : name}, ${here}`,
        step: `levels ${levels.join(", ")}`,
        absence: "no row",
        rows: (at) => (status) => `decisions ${code} !USA ${at} level=${levels.join("+")} unit=${unit} status=${status}`
      }).html
    );
  } else
    parts.push(
      paragraph(
        `No row of decisions at a first or combined level, outside the United States, names ${escape(name)} as origin.`
      )
    );
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  if (stocks && stockYear !== undefined) {
    const at = stocks.get(stockYear);
    facts.push(
      {
        label: `Asylum-seekers at the end of ${stockYear}`,
        count: at?.seekers ?? null,
        rows: `stocks ${code} * ${stockYear} of=asylum_seekers`,
        under: "waiting in all countries"
      },
      {
        label: `Refugees at the end of ${stockYear}`,
        count: at?.refugees ?? null,
        rows: `stocks ${code} * ${stockYear} of=refugees`,
        under: "the publisher’s stock in all countries, no count of recognitions"
      }
    );
  }
  parts.push(`<h3 id="waiting-elsewhere">Who waits elsewhere</h3>`, stocksPart(page, "origin").html);
  const link = explorerLink(folder, {origins: {kind: "places", codes: [code]}, years: [...span]});
  if (link) parts.push(paragraph(`<a href="${escape(link)}">${escape(name)} as origin in the explorer</a>`));
  return {heading, facts, html: parts.join("\n")};
}

function total(rows: readonly PublishedDecision[], since: number): number {
  return rows.reduce((n, each) => (each.year >= since ? n + (each.total ?? 0) : n), 0);
}

/** The hosts of an origin in a year: each host's levels alone, persons before cases. */
function hostsPart(page: Page, year: number, unit: Unit): string {
  const {ledger, code} = page;
  const applied = (ledger.applications.origin.get(code) ?? []).filter((each) => each.year === year);
  const judged = group(
    (ledger.decisions.origin.get(code) ?? []).filter((each) => each.year === year),
    (each) => `${each.asylum} ${each.level} ${each.unit}`
  );
  const lines = Array.from(
    group(applied, (each) => `${each.asylum} ${each.level} ${each.unit}`),
    ([key, some]) => {
      const [asylum, level, of] = key.split(" ") as [string, Level, Unit];
      return {key, asylum, level, unit: of, count: newOf(some)};
    }
  )
    .flatMap((each) => (each.count ? [{...each, count: each.count}] : []))
    .sort((a, b) => descending(a.unit, b.unit) || descending(a.count.value, b.count.value) || ascending(a.key, b.key));
  const inUnit = lines.filter((each) => each.unit === unit);
  const several = new Set(
    lines.filter((a) => lines.some((b) => b !== a && b.asylum === a.asylum)).map(({asylum}) => asylum)
  );
  const name = (asylum: string, level: Level) =>
    `${ledger.edition.places.get(asylum) ?? asylum}${several.has(asylum) ? `, ${levelWords(level)}` : ""}`;
  const hosts = new Set(inUnit.map(({asylum}) => asylum)).size;
  const sentence = partnersSentence({
    year,
    kind: "host",
    unit,
    partners: inUnit.map((each) => ({
      name: name(each.asylum, each.level),
      count: each.count,
      ...(newTypes(each.level, year) === null
        ? {}
        : {
            rows: `applications ${code} ${each.asylum} ${year} level=${each.level} unit=${unit}${newTypes(each.level, year) ?? ""}`
          })
    })),
    unknown: null
  });
  if (!lines.length) return paragraph(sentence);
  const shown = [...inUnit.slice(0, MOST), ...lines.filter((each) => each.unit !== unit).slice(0, 3)];
  const left = lines.length - shown.length;
  return (
    `<h3 id="hosts">Where they asked, ${year}</h3>${paragraph(inUnit.length === hosts ? sentence : sentence.replace(/ hosts (with|have)/, " host levels $1"))}` +
    table(
      "hosts-table",
      `New applications and decisions of ${year} by host, each level alone; persons and cases apart${left > 0 ? `. ${left} more ${left === 1 ? "row is" : "rows are"} left out` : ""}`,
      ["Host", "Level", "Unit", "New applications", ...STATUS_HEADS],
      shown.map((each) => {
        const found = judged.get(each.key);
        return row(
          linkTo(page, each.asylum),
          textCell(`<abbr title="${escape(levelWords(each.level))}">${each.level}</abbr>`),
          textCell(UNITS[each.unit]),
          numberCell(each.count),
          ...statusCells(found ? sumDecisions(found, ledger.read) : null)
        );
      })
    )
  );
}

/** Kinds with more findings than these are folded. */
const MOST_UNFOLDED = 3;

/** What is peculiar in a place's data: breaks with their verdict, rules, notes of the publisher, years without a report. */
function peculiarPart(page: Page): string {
  const {ledger, code, name} = page;
  const {edition, span} = ledger;
  const host = edition.breaks.filter((each) => !isFinding(each) && each.asylum.split(" ").includes(code));
  const found = edition.breaks
    .filter((each) => isTold(each) && each.asylum === code)
    .flatMap((each) => foundOf(each) ?? [])
    .sort(heaviest);
  const elsewhere = edition.breaks.filter(
    (each) => each.asylum !== "*" && !each.asylum.split(" ").includes(code) && each.origin.split(" ").includes(code)
  );
  const rules = [...new Set(edition.rules.filter((each) => each.asylum === code).map(({id}) => id))];
  const notes = edition.footnotes.filter((each) => each.asylum === code || each.origin === code);
  const applied = seriesOf(ledger.applications.asylum.get(code) ?? []);
  const judged = seriesOf(ledger.decisions.asylum.get(code) ?? []);
  const asHost = applied.length + judged.length > 0;
  const verdict: Record<Break["verdict"], string> = {
    ruled: "A rule reads it.",
    explained: "Explained.",
    open: "Open: no figure is changed by it."
  };
  const item = (each: Break, of = "") =>
    `<li><b>${formatYears(each.year_from, each.year_to ?? each.year_from)}${each.year_to === null ? " and on" : ""}${of}.</b> ${escape(each.wording)} <span class="verdict">${verdict[each.verdict]}</span>${sources(each.source_url)}</li>`;
  const parts = [section("peculiar", "In these data", "What is peculiar here")];
  if (asHost)
    parts.push(
      paragraph(
        [
          gapsSentence(yearsOf(applied), span, "a row of applications"),
          gapsSentence(yearsOf(judged), span, "a row of decisions"),
          `Decided by ${authoritiesWords([...applied, ...judged].flatMap(({rows}) => rows as readonly Row[]))}.`
        ].join(" ")
      )
    );
  if (host.length) parts.push(`<ul class="peculiar">${host.map((each) => item(each)).join("")}</ul>`);
  else if (asHost && !found.length)
    parts.push(
      paragraph(
        `No break in the rows of ${escape(name)} as host is on file; that says that none was found, not that there is none.`
      )
    );
  if (found.length)
    parts.push(
      `<h3 id="found">Found in its rows, not explained yet</h3>`,
      paragraph(
        `By the thresholds that <a href="../method#found-breaks">the method</a> states, ${found.length === 1 ? "one thing stands" : `${formatNumber(found.length)} things stand`} out in the rows of ${escape(name)} as host that no source is known to explain. ${found.length === 1 ? "It may" : "They may"} be real or a matter of filing, and no figure is changed.`
      ),
      foundBreaks(
        found.map(({id, kind, wording}) => ({id, kind, host: null, wording})),
        {document: PAPER, open: MOST_UNFOLDED}
      ).outerHTML
    );
  if (rules.length)
    parts.push(
      `<details id="rules"><summary>Rules that read its columns: ${rules.length}</summary><ul class="peculiar">${rules
        .map((id) => {
          const text = edition.ruleTexts.get(id);
          const lines = edition.rules.filter((each) => each.id === id);
          const reads = lines.map(
            (line) =>
              `${COLUMN_WORDS[line.column]} as ${STATUS_WORDS[line.status]}, ${formatYears(line.year_from, line.year_to ?? line.year_from)}${line.year_to === null ? " and on" : ""}`
          );
          return `<li id="rule-${escape(id)}"><b>${escape(id)}.</b> Reads ${list(reads)}. ${escape(text?.reason ?? "")} <span class="verdict">Confidence: ${escape(text?.confidence ?? "")}.</span>${sources(text?.source_url ?? null)}</li>`;
        })
        .join("")}</ul></details>`
    );
  if (elsewhere.length)
    parts.push(
      `<h3 id="elsewhere">Of its people, in the rows of others</h3><ul class="peculiar">${elsewhere
        .map((each) =>
          item(each, `, ${escape(list(each.asylum.split(" ").map((at) => edition.places.get(at) ?? at)))}`)
        )
        .join("")}</ul>`
    );
  if (notes.length)
    parts.push(
      `<h3 id="notes">The publisher’s notes</h3><ul class="peculiar">${notes
        .map(
          (each) =>
            `<li><b>${each.year_from ?? ""}${each.year_to !== null && each.year_to !== each.year_from ? `–${each.year_to}` : ""}.</b> ${escape(each.text)}</li>`
        )
        .join("")}</ul>`
    );
  if (parts.length === 1) parts.push(paragraph(`No rule, break or note speaks of ${escape(name)} alone.`));
  return parts.join("\n");
}

function sources(text: string | null): string {
  const found = [...new Set((text ?? "").match(/https?:\/\/[^\s|;]+/g) ?? [])];
  if (!found.length) return "";
  const names = found.map((href) => new URL(href).hostname.replace(/^www\./, ""));
  return ` <span class="from">${found.map((href, i) => `<a href="${escape(href)}">${escape(names[i] ?? href)}${names.indexOf(names[i] ?? "") === i ? "" : ` (${i + 1})`}</a>`).join(", ")}</span>`;
}

/** The contents of one place's page. */
export function countryPage(ledger: Ledger, code: string, folder: string): {title: string; main: string} {
  const place = ledger.places.find((each) => each.place === code);
  if (!place) throw new Error(`${code} has no rows`);
  const name = place.name_en;
  const page: Page = {
    ledger,
    code,
    name,
    place,
    folder,
    source: `UNHCR, edition ${ledger.edition.id}.`
  };
  const host = hostPart(page);
  const origin = originPart(page);
  const hasWorld = existsSync(join(folder, "world.html"));
  const regions = regionsOfPlace(ledger.edition, code)
    .filter(({years}) => years === null || hasWorld)
    .map(
      ({region, years}) =>
        (hasWorld ? `<a href="../world/${region.slug}">${escape(region.name)}</a>` : escape(region.name)) +
        (years === null ? "" : ` ${years}`)
    );
  const facts = (heading: string, some: readonly Fact[]) =>
    some.length
      ? `<p class="side"><b>${escape(heading)}</b></p>${factsHtml(some).replace("At a glance", `At a glance: ${escape(heading)}`)}`
      : "";
  let figures = 0;
  return {
    title: name,
    main: [
      `<p class="kick"><a href="../countries">Countries</a>${regions.map((words) => ` / ${words}`).join("")} / <a href="#as-host">as host</a> / <a href="#as-origin">as origin</a></p>`,
      `<h1>${escape(name)}</h1>`,
      existsSync(join(folder, "regions", `${code.toLowerCase()}.html`))
        ? `<p class="ways"><a href="../regions/${code.toLowerCase()}">Where within ${escape(articled(name))}: figures by region</a></p>`
        : "",
      facts("As host", host.facts),
      facts("As origin", origin.facts),
      host.facts.length
        ? host.html.replace('<h2 id="applications"', '<span id="as-host"></span><h2 id="applications"')
        : `${section("as-host", "As host", host.heading)}${host.html}`,
      origin.html,
      peculiarPart(page)
    ]
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** The list of all places by region, with the last year's figures. */
export function indexList(ledger: Ledger): string {
  const regions = group(ledger.places, ({region}) => region ?? "");
  const names = [...regions.keys()].sort((a, b) =>
    ascending(a === "" ? "~" : ledger.edition.regions.get(a), b === "" ? "~" : ledger.edition.regions.get(b))
  );
  const parts = [
    paragraph(
      `${ledger.places.length} places have rows from ${ledger.span[0]} to ${ledger.span[1]}: ${list(names.filter(Boolean).map((code) => `${regions.get(code)?.length ?? 0} in ${escape(ledger.edition.regions.get(code) ?? code)}`))}${regions.has("") ? `, and ${regions.get("")?.length ?? 0} groups of people without a country` : ""}.`
    )
  ];
  for (const code of names) {
    const name = code === "" ? "People without a country" : (ledger.edition.regions.get(code) ?? code);
    parts.push(
      `<h2 id="region-${code || "none"}">${escape(name)}</h2>`,
      table(
        `places-${code || "none"}`,
        `${name}: the last year’s figures, persons unless said; each host at one level, each origin in all hosts`,
        ["Place", "Applied there, new", "Year", "Applied from there, new", "Waiting there at year end"],
        (regions.get(code) ?? []).map(({place, name_en}) => {
          const applied = seriesOf(ledger.applications.asylum.get(place) ?? []);
          const last = max(yearsOf(applied));
          const [series] = last === undefined ? [] : drawnSeries(applied, last);
          const year = series?.years.at(-1);
          const here = series && year !== undefined ? newOf(series.byYear.get(year)) : null;
          const from = headlineApplications(
            (ledger.applications.origin.get(place) ?? []).filter((each) => each.year === ledger.span[1])
          ).P;
          const waiting = ledger.stocks.asylum.get(place)?.get(ledger.span[1])?.seekers ?? null;
          return row(
            `<a href="./countries/${place.toLowerCase()}">${escape(name_en)}</a>`,
            here && series?.unit === "C" ? numberCell(here).replace("</td>", " cases</td>") : numberCell(here),
            textCell(year === undefined ? "–" : String(year)),
            numberCell(from?.count),
            numberCell(waiting)
          );
        })
      )
    );
  }
  return parts.join("\n");
}

/** Writes a page for each place into the frame of `countries/place`, which goes, and the list into the page `countries`. */
export function writeCountries(
  folder: string,
  edition: Edition,
  {wanted = () => true, ledger = ledgerOf(edition)}: {wanted?: (page: string) => boolean; ledger?: Ledger} = {}
): void {
  if (!existsSync(join(folder, TEMPLATE))) return;
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  mkdirSync(dirname(join(folder, TEMPLATE)), {recursive: true});
  rmSync(join(folder, TEMPLATE));
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  for (const {place} of ledger.places) {
    if (!wanted(`countries/${place.toLowerCase()}`)) continue;
    const {title, main} = countryPage(ledger, place, folder);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "countries", `${place.toLowerCase()}.html`), html);
  }
  if (!wanted("countries")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace('<div id="all-countries"></div>', () => indexList(ledger));
  if (filled === html) throw new Error(`${INDEX} has no place for the list`);
  writeFileSync(index, filled);
}

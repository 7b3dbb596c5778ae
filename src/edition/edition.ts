// The current edition, decoded for the build: the only door through which figures reach pages. A page that is built without
// an edition, or from half of one, would show nothing or something false, so both are errors that say what is missing.
import {existsSync, readdirSync, statSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parquetMetadataAsync} from "hyparquet/src/index.js";
import {faultWords, inspect, misnamed, unsummedWords} from "../edition/whole.js";
import {parquetColumns} from "./parquet.js";
import {isFinding} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import type {ApplicationType, Authority, Column, Level, Status, Unit} from "../measures/codes.js";
import type {Applicant, EurostatDecision} from "../measures/eurostat.js";
import type {ReportedFigure} from "../measures/reported.js";
import type {Membership, RegionScheme} from "../measures/selection.js";
import type {Revision} from "../measures/revisions.js";
import type {DecisionColumns, RuleLine, Scope} from "../measures/status.js";

/** The edition cannot be read: there is none, it is not where `data/edition` says, or a table or column is missing. */
export class EditionError extends Error {
  override name = "EditionError";
}

/** Columns of application rows, as they stand in the edition. `applications` is null where the publisher gives none. */
export interface ApplicationColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly authority: ArrayLike<Authority>;
  readonly type: ArrayLike<ApplicationType>;
  readonly level: ArrayLike<Level>;
  readonly unit: ArrayLike<Unit>;
  readonly applications: ArrayLike<number | null>;
}

/** Who reported what: how many rows a host has in a year. It tells a year without a row from a year not reported. */
export interface ReportingRow {
  readonly year: number;
  readonly asylum: string;
  readonly table: "applications" | "decisions";
  readonly authority: Authority;
  readonly type: ApplicationType | null;
  readonly level: Level;
  readonly unit: Unit;
  readonly rows: number;
}

/** One thing that must hold, or is to be known, with what was found when the edition was made. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly fatal: boolean;
  readonly result: "holds" | "fails" | "told" | "skipped";
  readonly figure: string | null;
  readonly expected: string | null;
  readonly detail: string | null;
}

/** A figure that a named publication states in words, beside the database, with who said it and where. */
export interface ReportedBeside extends ReportedFigure {
  readonly publisher: string;
  readonly published: string | null;
  readonly source_url: string;
  readonly quoted_text: string;
  /** A date, or part of a year, where the figure is of no whole year. */
  readonly as_of: string | null;
}

/** Why a rule reads a column as it does. */
export interface RuleText {
  readonly reason: string;
  readonly source_url: string | null;
  readonly quoted_text: string | null;
  readonly confidence: string;
}

/**
 * What a reader should know of a host's rows: a line kept by hand, or a finding of the finder's. An open break changes no figure.
 * Scopes are `*` or codes parted by a space. Editions before the finder have lines alone: what findings have is null there.
 */
export interface Break {
  readonly id: string;
  /** Of a finding: what changes; of a line: the kinds it judges, parted by a space. */
  readonly kind?: string | null;
  readonly found_by?: string | null;
  /** Of a finding: the tables in which it stands, parted by a space. */
  readonly table?: string | null;
  /** Of a finding: the lines that judge it, parted by a space. */
  readonly judged_by?: string | null;
  /** Of a finding: orders them, and is no figure. */
  readonly size?: number | null;
  readonly authority: string;
  readonly unit: string;
  readonly asylum: string;
  readonly origin: string;
  readonly level: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly verdict: "ruled" | "explained" | "open";
  readonly wording: string;
  readonly source_url: string | null;
  readonly quoted_text?: string | null;
  readonly confidence?: string | null;
  /** The rules that treat it, parted by a space. */
  readonly rule?: string | null;
}

/** A break as a finding with its kind and size; null for a line kept by hand. */
export function foundOf(each: Break): (Break & {readonly kind: BreakKind; readonly size: number}) | null {
  return isFinding(each) ? {...each, kind: each.kind as BreakKind, size: each.size ?? 0} : null;
}

/** Something that happened, as a named source tells it; without coordinates it is on no map. */
export interface HappenedEvent {
  readonly date: string;
  readonly place: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly what_en: string;
  readonly source: string;
  /** Absent in editions made before it was kept, in which every event happened. */
  readonly kind?: "happened" | "not_counted";
  /** Whom it speaks of: codes parted by spaces, `*` for all; absent or null where the table does not say. */
  readonly origin?: string | null;
  readonly asylum?: string | null;
  readonly quoted_text?: string | null;
}

/** Year-end stocks as the publisher counts them; a count is null where none is given. */
export interface StockColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly refugees: ArrayLike<number | null>;
  readonly asylum_seekers: ArrayLike<number | null>;
}

/** A place of the rows: a country, a territory, or people without one. Regions are M49 codes; null where it has none. */
export interface Place {
  readonly place: string;
  /** UN M49, three digits. */
  readonly m49: string | null;
  readonly kind: "country" | "territory" | "people" | "stateless" | "unknown";
  readonly name_en: string;
  readonly region: string | null;
  readonly subregion: string | null;
  readonly bureau: string | null;
}

/** A region of the world that has a name: M49's, a bureau of UNHCR, or a union of members. */
export interface Area {
  readonly code: string;
  readonly kind: RegionScheme;
  readonly name_en: string;
  /** The M49 region that it lies in. */
  readonly parent: string | null;
}

/** Who was in the European Union or in EU+, in which years, by which treaty. */
export interface MembershipLine extends Membership {
  readonly place: string;
  readonly joined: string | null;
  readonly left: string | null;
  readonly treaty: string;
  /** Addresses, parted by |. */
  readonly source_url: string;
}

/** A note of UNHCR's on some rows; origin and asylum are `*` or null where it speaks of all. */
export interface Footnote {
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly origin: string | null;
  readonly asylum: string | null;
  readonly population_types: string | null;
  readonly text: string;
}

/** A cell that a publisher changed, and between which two editions. */
export interface EditionRevision extends Revision {
  readonly edition_before: string;
  readonly edition: string;
}

/** The parts of `datapackage.json` that pages speak of. */
export interface DataPackage {
  readonly id: string;
  /** The edition that stood in the target when this one was made; absent or null for the first. */
  readonly compared_with?: string | null;
  /** What a reader must know of this edition as a whole, such as tables it lacks. */
  readonly notes: readonly string[];
  readonly sources: readonly PackageSource[];
  readonly resources: readonly PackageResource[];
}
export interface PackageSource {
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: {readonly title: string; readonly path: string};
  readonly attribution: string;
  readonly path: string;
  /** When the files were pulled, ISO 8601 in UTC; null where no record of it came with them. */
  readonly retrieved: string | null;
  readonly notes: readonly string[];
  /** Where it could not be read for this edition: the day of its tables, the edition they are from, and what was found. */
  readonly stale?: {readonly since: string; readonly edition: string; readonly reason: string};
}
export interface PackageResource {
  readonly name: string;
  readonly path: string;
  readonly title?: string;
  readonly rows?: number;
  readonly bytes: number;
  /** `sha256:` and its 64 digits. */
  readonly hash: string;
}

export interface Edition {
  readonly id: string;
  readonly package: DataPackage;
  readonly applications: ApplicationColumns;
  readonly decisions: DecisionColumns;
  readonly reporting: readonly ReportingRow[];
  readonly rules: readonly RuleLine[];
  /** By the rule's id, and by id and column, parted by a space, where the lines of a rule have reasons of their own. */
  readonly ruleTexts: ReadonlyMap<string, RuleText>;
  readonly breaks: readonly Break[];
  /** Names in English by code. */
  readonly places: ReadonlyMap<string, string>;
  readonly events: readonly HappenedEvent[];
  readonly reported: readonly ReportedBeside[];
  readonly checks: readonly Check[];
  readonly stocks: StockColumns;
  readonly atlas: readonly Place[];
  /** Names in English of M49 regions by code. */
  readonly regions: ReadonlyMap<string, string>;
  readonly areas: readonly Area[];
  /** None in editions made before the table was kept. */
  readonly memberships: readonly MembershipLine[];
  readonly footnotes: readonly Footnote[];
  /** What publishers changed since the first edition, as far as the account goes; empty in an edition without one. */
  readonly revisions: readonly EditionRevision[];
  /** Empty where the edition has no tables of Eurostat. */
  readonly eurostat: {
    readonly applications: EurostatApplicationColumns;
    readonly decisions: readonly EurostatDecisionRow[];
  };
}

/** Eurostat's applicants, both sexes and all ages; `aggregate` rows are sums of others. Null where Eurostat gives none. */
export interface EurostatApplicationColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly applicant: ArrayLike<Applicant>;
  readonly applications: ArrayLike<number | null>;
  readonly aggregate: ArrayLike<boolean>;
}

/** A value of Eurostat's first-instance decisions, by year or by quarter. */
export interface EurostatDecisionRow {
  readonly year: number;
  readonly quarter: number | null;
  readonly origin: string;
  readonly asylum: string;
  readonly decision: EurostatDecision;
  readonly decisions: number | null;
}

const COLUMNS = {
  applications: ["year", "origin", "asylum", "authority", "type", "level", "unit", "applications"],
  decisions: [
    ...["year", "origin", "asylum", "authority", "level", "unit"],
    ...["recognized", "other", "rejected", "closed", "total"]
  ],
  reporting: ["year", "asylum", "table", "authority", "type", "level", "unit", "rows"],
  rules: [
    ...["id", "asylum", "origin", "level", "authority", "unit", "year_from", "year_to"],
    ...["column", "status", "column_unused", "reason", "source_url", "quoted_text", "confidence"]
  ],
  breaks: [
    "id",
    "asylum",
    "origin",
    "level",
    "authority",
    "unit",
    "year_from",
    "year_to",
    "verdict",
    "wording",
    "source_url",
    "quoted_text",
    "confidence",
    "rule"
  ],
  places: ["place", "m49", "name_en", "kind", "region", "subregion", "bureau"],
  regions: ["code", "kind", "name_en", "parent"],
  memberships: ["scheme", "place", "joined", "left", "year_from", "year_to", "treaty", "source_url"],
  stocks: ["year", "origin", "asylum", "refugees", "asylum_seekers"],
  footnotes: ["year_from", "year_to", "origin", "asylum", "population_types", "text"],
  events: ["date", "place", "latitude", "longitude", "what_en", "source"],
  reported: [
    ...["id", "origin", "asylum", "region", "year_from", "year_to", "measure", "value", "comparator", "unit"],
    ...["publisher", "published", "source_url", "quoted_text", "as_of"]
  ],
  revisions: [
    ...["edition_before", "edition", "table", "year", "origin", "asylum", "authority", "type", "level", "unit"],
    ...["change", "column", "before", "after"]
  ],
  checks: ["id", "title", "fatal", "result", "figure", "expected", "detail"],
  eurostat_applications: ["year", "origin", "asylum", "applicant", "applications", "aggregate"],
  eurostat_decisions: ["year", "quarter", "origin", "asylum", "decision", "decisions"]
} as const;
type Table = keyof typeof COLUMNS;

/** Columns that editions before them lack: null in every row there. */
const LATER: Partial<Record<Table, readonly string[]>> = {
  breaks: ["kind", "found_by", "table", "judged_by", "size"],
  reported: ["rounded_to", "note"],
  events: ["kind", "origin", "asylum", "quoted_text"]
};

/**
 * The id of the current edition of the site under `root`, from the one line of `data/edition`.
 * @throws EditionError where the file is missing, or names an edition that is not there.
 */
export async function currentEdition(root: string): Promise<string> {
  const pointer = join(root, "data", "edition");
  if (!existsSync(pointer))
    throw new EditionError(
      "there is no edition to build from: data/edition is missing (npm run data -- refresh makes one)"
    );
  // Anything else than a file might be waited for without end.
  if (!statSync(pointer).isFile()) throw new EditionError("data/edition should be a file that holds one edition's id");
  const id = (await readFile(pointer, "utf8")).trim();
  if (!/^[\w-]+$/.test(id)) throw new EditionError(`data/edition should hold one edition's id, it holds “${id}”`);
  if (!existsSync(join(root, "data", "editions", id)))
    throw new EditionError(`data/edition names ${id}, but data/editions/${id}/datapackage.json is not there`);
  return id;
}

/**
 * What an edition says of itself, after each of its files was compared with it.
 * @throws EditionError that names a file that is not what was published, and how to restore it.
 */
export function describedEdition(root: string, id: string): DataPackage {
  const folder = join("data", "editions", id);
  const {pack, faults, isSummed} = inspect<DataPackage>(join(root, folder));
  const wrong = pack && misnamed(folder, pack);
  const all = wrong ? [wrong, ...faults] : faults;
  if (!pack || all.length) throw new EditionError(faultWords(all).replaceAll(join(root, "data"), "data"));
  if (!isSummed && !told.has(folder)) console.warn(unsummedWords(folder));
  told.add(folder);
  return pack;
}
/** Editions of which it was said that their description has no SHA-256. */
const told = new Set<string>();

/** @throws EditionError where a file of any edition kept is not what was published. */
export function verifyKept(root: string): void {
  for (const id of keptEditions(root)) describedEdition(root, id);
}

/** The editions kept under `root`, the oldest first. */
export function keptEditions(root: string): string[] {
  const folder = join(root, "data", "editions");
  return readdirSync(folder)
    .filter((id) => /^\d{4}-\d\d-\d\d(?:-\d+)?$/.test(id))
    .sort(inTime);
}

/** Editions in their order in time: 2026-11-24 before 2026-11-24-2. */
export function inTime(a: string, b: string): number {
  return a.localeCompare(b, "en", {numeric: true});
}

/**
 * The current edition of the site under `root`, or the one named, its tables as columns (the large ones) or rows (the small ones).
 * @throws EditionError where there is none, or a table or one of its columns is missing.
 */
export async function loadEdition(root: string, wanted?: string): Promise<Edition> {
  const id = wanted ?? (await currentEdition(root));
  const folder = join(root, "data", "editions", id);
  const description = describedEdition(root, id);
  const named = new Set(description.resources.map(({name}) => name));
  const columns = Object.fromEntries(
    await Promise.all(
      (Object.keys(COLUMNS) as Table[]).map(async (name) => [name, await readTable(folder, id, name, named)] as const)
    )
  ) as unknown as Record<Table, TableColumns>;
  return {
    id,
    package: {...description, id},
    applications: columns.applications as unknown as ApplicationColumns,
    decisions: columns.decisions as unknown as DecisionColumns,
    reporting: toRows(columns.reporting) as unknown as ReportingRow[],
    rules: toRows(columns.rules).map(toRule),
    ruleTexts: new Map(
      toRows(columns.rules).flatMap((row) => [
        [String(row.id), row as unknown as RuleText],
        [`${String(row.id)} ${String(row.column)}`, row as unknown as RuleText]
      ])
    ),
    breaks: toRows(columns.breaks) as unknown as Break[],
    places: new Map(toRows(columns.places).map((row) => [String(row.place), String(row.name_en)])),
    events: toRows(columns.events) as unknown as HappenedEvent[],
    reported: toRows(columns.reported) as unknown as ReportedBeside[],
    checks: toRows(columns.checks) as unknown as Check[],
    stocks: columns.stocks as unknown as StockColumns,
    atlas: toRows(columns.places) as unknown as Place[],
    regions: new Map(
      toRows(columns.regions).flatMap(({code, kind, name_en}) =>
        kind === "m49" ? [[String(code), String(name_en)] as const] : []
      )
    ),
    areas: toRows(columns.regions) as unknown as Area[],
    memberships: toRows(columns.memberships) as unknown as MembershipLine[],
    footnotes: toRows(columns.footnotes) as unknown as Footnote[],
    revisions: toRows(columns.revisions) as unknown as EditionRevision[],
    eurostat: {
      applications: columns.eurostat_applications as unknown as EurostatApplicationColumns,
      decisions: toRows(columns.eurostat_decisions) as unknown as EurostatDecisionRow[]
    }
  };
}

export type Cell = string | number | boolean | null;
export type TableColumns = Readonly<Record<string, ArrayLike<Cell>>>;

async function readTable(folder: string, id: string, name: Table, named: ReadonlySet<string>): Promise<TableColumns> {
  // A table that the package does not name was left out, as its source gave none; one that it names must be there.
  if (!named.has(name)) return Object.fromEntries(COLUMNS[name].map((column) => [column, []]));
  return readColumns(folder, id, name, COLUMNS[name], LATER[name]);
}

/**
 * Some columns of a table that few pages need, so that the others do not wait for it; null where the current edition has no such
 * table, as older ones have not.
 */
export async function loadTable(root: string, name: string, columns: readonly string[]): Promise<TableColumns | null> {
  const id = await currentEdition(root);
  const folder = join(root, "data", "editions", id);
  const {resources} = describedEdition(root, id);
  return resources.some((resource) => resource.name === name) ? readColumns(folder, id, name, columns) : null;
}

/**
 * Columns of a table of edition `id` in `folder`, all of them where none are named; those of `later` where it has them.
 * @throws EditionError where the table or a column is missing, or cut.
 */
export async function readColumns(
  folder: string,
  id: string,
  name: string,
  some: readonly string[] | null = null,
  later: readonly string[] = []
): Promise<TableColumns> {
  const path = join(folder, `${name}.parquet`);
  if (!existsSync(path)) throw new EditionError(`edition ${id} has no table ${name}`);
  const bytes = await readFile(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const metadata = await parquetMetadataAsync(file);
  const present = new Set(metadata.schema.map((element) => element.name));
  const named = some ?? metadata.schema.slice(1).map((element) => element.name);
  const wanted = [...named, ...later.filter((column) => present.has(column))];
  for (const column of named)
    if (!present.has(column)) throw new EditionError(`table ${name} of edition ${id} has no column ${column}`);
  const columns = (await parquetColumns(file, {metadata, some: wanted})) as Record<string, Cell[]>;
  const rows = Number(metadata.num_rows);
  for (const column of wanted)
    if ((columns[column]?.length ?? 0) !== rows)
      throw new EditionError(
        `table ${name} of edition ${id} is cut: ${rows} rows, ${columns[column]?.length ?? 0} in column ${column}`
      );
  return rows ? columns : Object.fromEntries(wanted.map((column) => [column, []]));
}

function toRows(columns: TableColumns): Record<string, Cell>[] {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  return Array.from({length: rows}, (_, i) =>
    Object.fromEntries(entries.map(([name, cells]) => [name, cells[i] ?? null]))
  );
}

/** A line of the rules' table: its scopes are `*` or codes parted by a space. */
function toRule(row: Record<string, Cell>): RuleLine {
  const scope = <T extends string>(text: Cell | undefined): Scope<T> =>
    text === "*" ? "*" : (String(text).split(" ") as T[]);
  return {
    id: String(row.id),
    asylum: String(row.asylum),
    origin: scope(row.origin),
    level: scope<Level>(row.level),
    authority: scope<Authority>(row.authority),
    unit: scope<Unit>(row.unit),
    year_from: Number(row.year_from),
    year_to: row.year_to == null ? null : Number(row.year_to),
    column: row.column as Column,
    status: row.status as Status,
    column_unused: row.column_unused as Column | null
  };
}

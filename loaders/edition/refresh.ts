// The order of the work: pull, clean, check, publish.
import {copyFileSync, existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {PACKAGE, PACKAGE_SUM, packageSum} from "../../src/edition/whole.js";
import {breaks} from "../clean/breaks.js";
import {cells, counts} from "../clean/cells.js";
import {setEditionYear} from "../clean/shared.js";
import {runChecks} from "../checks/checks.js";
import type {CheckResult} from "../checks/check.js";
import {createFromRows, identifier, literal, one, withDatabase, writeParquet} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import {dataPackage} from "./datapackage.js";
import {assertDate, baseEdition} from "./dates.js";
import {
  attach,
  chosenEdition,
  currentEdition,
  damaged,
  editionDir,
  editions,
  readPackage,
  tablesOf
} from "./edition.js";
import type {DataPackage, EditionSource} from "./edition.js";
import {assertNoFewer, handLines} from "./handTables.js";
import {withLock} from "./lock.js";
import {createRevisions} from "./revisions.js";
import {inNewFolder, point, publish, sameBytes} from "./publish.js";
import {SOURCE_NAMES, SOURCES, sourcesFor} from "../sources/sources.js";
import type {SourceName} from "../sources/sources.js";
import {TABLE_NAMES, tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {InputError, sha256} from "../sources/shared.js";
import type {Pulled} from "../sources/shared.js";
import {readBreaks, readMemberships, readPlaces, readRegions, readRules, ruleLine} from "../clean/handTables.js";
// prettier-ignore

export interface RefreshOptions {
  /** Where the edition is published. */
  readonly target: string;
  /** The edition's date, YYYY-MM-DD. */
  readonly date: string;
  /** What is pulled; tables of the others are taken from the edition in the target, but for those in `without`. */
  readonly only: readonly SourceName[];
  /** Sources that the directory read from lacks: their tables are left out. */
  readonly without: readonly SourceName[];
  /** Whether tables that the edition in the target has may be missing from the new one. */
  readonly drop?: boolean;
  /** Whether the date may lie before that of the edition in the target, or in the future. */
  readonly anyDate?: boolean;
  /** Hand-kept tables that may have fewer lines than in the edition in the target. */
  readonly acceptFewer?: readonly string[];
  /** Whether a publisher that fails leaves its tables as they are in the target and lets the others go on. */
  readonly keepGoing: boolean;
  /** What a reader of the edition must know of why or how it was made, in the words of who makes it. */
  readonly notes: readonly string[];
  /** Pulls one source; the sources themselves know how. */
  readonly pull: (name: SourceName) => Promise<Pulled>;
  readonly note: (text: string) => void;
}

export interface Refreshed {
  readonly id: string;
  /** False where the same bytes were published before. */
  readonly isNew: boolean;
  /** The edition that the target names now: a later one where an earlier date was asked for. */
  readonly current: string;
  readonly checks: readonly CheckResult[];
  readonly tables: ReadonlyMap<TableName, number>;
}

/** An edition that a fatal check refuses. The last edition stands. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly checks: readonly CheckResult[];
  constructor(checks: readonly CheckResult[]) {
    const failed = checks.filter((check) => check.result === "fails");
    super(
      `the edition is refused: ${failed
        .map(
          (check) =>
            `${check.title}: ${check.figure}, expected ${check.expected ?? "otherwise"}${check.detail ? ` (${check.detail})` : ""}`
        )
        .join(
          "; "
        )}. The last edition stands as it was; mend the source or the hand-kept tables and run the command again`
    );
    this.checks = checks;
  }
}

/** A publisher whose rows were refused while they were cleaned. Never leaves this file. */
class SourceFailure extends Error {
  readonly source: SourceName;
  override readonly cause: InputError;
  constructor(source: SourceName, cause: InputError) {
    super(cause.message);
    this.source = source;
    this.cause = cause;
  }
}

/** Cleans what was pulled into the database and returns what was remarkable. */
async function clean(
  db: DuckDBConnection,
  pulled: ReadonlyMap<SourceName, Pulled>,
  before: DataPackage | null,
  {target, without, date}: RefreshOptions
): Promise<string[]> {
  const notes: string[] = [];
  await setEditionYear(db, Number(date.slice(0, 4)));
  await createFromRows(db, tableSchema("places"), readPlaces());
  await createFromRows(db, tableSchema("regions"), readRegions());
  await createFromRows(db, tableSchema("memberships"), readMemberships());
  if (before) {
    const isKept = (source: SourceName) => !pulled.has(source) && !without.includes(source);
    const kept = tablesOf(before).filter((name) => sourcesFor(name).some(isKept));
    await attach(db, target, before.id, kept);
    // Of a table that several sources fill, the rows of those that are not kept give way.
    for (const name of kept) {
      const {from} = tableSchema(name);
      if (typeof from === "string") continue;
      const gone = Object.entries(from).filter(([source]) => !isKept(source as SourceName));
      if (gone.length)
        await db.run(
          `DELETE FROM ${identifier(name)} WHERE publisher IN (${gone.map(([, publisher]) => literal(publisher)).join()})`
        );
    }
  }
  for (const source of SOURCES) {
    const fresh = pulled.get(source.name);
    if (!fresh) continue;
    try {
      notes.push(...(await source.clean(db, fresh)));
    } catch (error) {
      throw error instanceof InputError ? new SourceFailure(source.name, error) : error;
    }
  }
  await cells(db, readRules().map(ruleLine));
  await counts(db);
  await breaks(db, readBreaks());
  return notes;
}

/** Tables that tell of the others, and of what the edition was compared with: made anew for each id that is tried. */
const LAST: readonly TableName[] = ["revisions", "checks"];

async function tablesIn(db: DuckDBConnection): Promise<TableName[]> {
  const result = await db.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  const names = new Set(result.getRows().map(([name]) => name));
  return TABLE_NAMES.filter((name) => names.has(name));
}

/**
 * Rebuilds an edition from its sources and publishes it, whole or not at all.
 * @throws InputError for bad input, RefusedError where a fatal check fails; the last edition then stands as it was.
 */
export async function refresh(o: RefreshOptions): Promise<Refreshed> {
  return withLock(o.target, async (assertHeld) => {
    // A slip in the hand-kept rules is no publisher's fault: it is met before anything is asked.
    readRules();
    const current = currentEdition(o.target);
    assertDate(o, current);
    const base = baseEdition(o.date, current, editions(o.target));
    const before = base === null ? null : readPackage(o.target, base, o.note);
    if (before) assertNoneDropped(o, before);
    const fewer = before ? await assertNoFewer({target: o.target, before, accepted: o.acceptFewer ?? []}) : [];
    fewer.forEach(o.note);
    const pulled = new Map<SourceName, Pulled>();
    const failed = new Map<SourceName, string>();
    const excuse = (name: SourceName, error: InputError | RefusedError): void => {
      if (!o.keepGoing || !isPublisher(name)) throw error;
      o.note(`${name} fails and is left as it was: ${error.message}`);
      pulled.delete(name);
      failed.set(name, error instanceof InputError ? reasonOf(error) : error.message);
      if (![...pulled.keys()].some(isPublisher) && o.only.filter(isPublisher).every((each) => failed.has(each)))
        throw new InputError({
          source: "the publishers",
          expected: "one at least that can be read",
          found: `none (${[...failed.keys()].join(", ")})`,
          advice: "Nothing was published; see what each said above, and run the same command again."
        });
    };
    for (const name of SOURCE_NAMES.filter((source) => o.only.includes(source))) {
      try {
        pulled.set(name, await o.pull(name));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        excuse(name, error);
      }
    }
    for (;;) {
      o.note("cleaning, checking and writing");
      try {
        return await attempt(o, {base, current, before, notes: fewer, assertHeld}, pulled, failed);
      } catch (error) {
        if (error instanceof SourceFailure) excuse(error.source, error.cause);
        else if (error instanceof RefusedError) {
          const blamed = o.keepGoing ? blame(error).filter((name) => pulled.has(name)) : [];
          if (!blamed.length) throw error;
          for (const name of blamed) excuse(name, error);
        } else throw error;
      }
    }
  });
}

function isPublisher(name: SourceName): boolean {
  return SOURCES.find((source) => source.name === name)?.base !== null;
}

function reasonOf({message, advice}: InputError): string {
  return message.endsWith(advice) ? message.slice(0, -advice.length).trim() : message;
}

/** The sources whose rows the failed checks speak of; none where one of them speaks of no single source's rows. */
function blame({checks}: RefusedError): SourceName[] {
  const blamed = new Set<SourceName>();
  for (const {result, tables = []} of checks) {
    if (result !== "fails") continue;
    if (!tables.length) return [];
    for (const table of tables) {
      const sourced = sourcesFor(table);
      if (!sourced.length) return [];
      for (const source of sourced) blamed.add(source);
    }
  }
  return [...blamed];
}

/** The edition that the new one is compared with and takes tables from, and what else a run knows before it writes. */
interface Ground {
  /** The newest edition that is not after the new one; null where there is none. */
  readonly base: string | null;
  /** The edition that the target names. */
  readonly current: string | null;
  readonly before: DataPackage | null;
  readonly notes: readonly string[];
  readonly assertHeld: () => void;
}

function dropError(before: string, tables: readonly string[], found: string, keep: string): InputError {
  return new InputError({
    source: "refresh",
    expected: `the tables of edition ${before}, whose ${tables.join(", ")} would be missing from the new one`,
    found,
    advice: `${keep} To leave ${tables.length === 1 ? "it" : "them"} out of the new edition, add --drop. Nothing was published.`
  });
}

/** @throws InputError where sources that the last edition has would be left out and nobody asked for that. */
function assertNoneDropped(o: RefreshOptions, before: DataPackage): void {
  if (o.drop) return;
  const gone = before.sources.map(({name}) => name).filter((name) => (o.without as readonly string[]).includes(name));
  const tables = tablesOf(before).filter((table) => sourcesFor(table).some((source) => gone.includes(source)));
  if (tables.length)
    throw dropError(
      before.id,
      tables,
      `no files of ${gone.join(", ")} in the folder of --from`,
      `To keep these tables as they are, add --only ${o.only.join(",")}.`
    );
}

/** One edition of what was pulled and not excused: cleaned, checked, published. */
function attempt(
  o: RefreshOptions,
  ground: Ground,
  pulled: ReadonlyMap<SourceName, Pulled>,
  failed: ReadonlyMap<SourceName, string>
): Promise<Refreshed> {
  return withDatabase((db) =>
    inNewFolder(o.target, async (folder) => {
      const {before} = ground;
      const remarks = await clean(db, pulled, before, o);
      const sources = sourcesOf(pulled, failed, before, o);
      const made = await tablesIn(db);
      const lost =
        before && !o.drop ? tablesOf(before).filter((name) => !LAST.includes(name) && !made.includes(name)) : [];
      if (before && lost.length)
        throw dropError(before.id, lost, "sources that no longer give them", "To keep them, give their files too.");
      const notes = [...editionNotes(sources, pulled, failed, made), ...ground.notes, ...remarks, ...o.notes];
      remarks.forEach(o.note);
      return choose(o, db, folder, ground, sources, notes, new Set(pulled.keys()));
    })
  );
}

function sourcesOf(
  pulled: ReadonlyMap<SourceName, Pulled>,
  failed: ReadonlyMap<SourceName, string>,
  before: DataPackage | null,
  {without}: RefreshOptions
): EditionSource[] {
  return SOURCE_NAMES.flatMap((name): EditionSource[] => {
    const fresh = pulled.get(name);
    if (!fresh) {
      const last = without.includes(name) ? undefined : before?.sources.find((source) => source.name === name);
      const reason = failed.get(name);
      if (!before || !last) return [];
      if (reason === undefined) return [last];
      const edition = last.stale?.edition ?? before.id;
      const since = last.stale?.since ?? (last.retrieved ?? edition).slice(0, 10);
      return [{...last, stale: {since, edition, reason}}];
    }
    const totals = Object.fromEntries(
      Object.entries(fresh.tables)
        .map(([raw, {totals: stated}]) => [raw, stated] as const)
        .filter(([, stated]) => stated)
    );
    return [{...fresh.record, totals, notes: fresh.notes}];
  });
}

/** What a reader of the package should know: how a file's digest is taken, and which tables it lacks, and why. */
function editionNotes(
  sources: readonly EditionSource[],
  pulled: ReadonlyMap<SourceName, Pulled>,
  failed: ReadonlyMap<SourceName, string>,
  tables: readonly TableName[]
): string[] {
  const missing = SOURCE_NAMES.filter((name) => !sources.some((source) => source.name === name));
  const lacking = TABLE_NAMES.filter((name) => !LAST.includes(name) && !tables.includes(name));
  return [
    ...([...pulled.values()].some(({record}) => record.address === null)
      ? [
          'the sha-256 of a file is over its first line and its other lines in sorted order: { read -r head; echo "$head"; LC_ALL=C sort; } | sha256sum'
        ]
      : []),
    ...(missing.length
      ? [`holds only what was pulled (${[...pulled.keys()].join(", ")}); not in this edition: ${missing.join(", ")}`]
      : []),
    ...[...failed]
      .filter(([name]) => missing.includes(name))
      .map(([name, reason]) => `${name} has never been read, and failed this time too: ${reason}`),
    ...(lacking.length ? [`tables left out, as their source has not given them: ${lacking.join(", ")}`] : [])
  ];
}

/**
 * Finds the edition's id and publishes it: the date, or the date with a number where other bytes have it. Each candidate carries
 * its id and what it was compared with, so it is written before it is compared.
 */
async function choose(
  o: RefreshOptions,
  db: DuckDBConnection,
  folder: string,
  {base, current, before, assertHeld}: Ground,
  sources: readonly EditionSource[],
  notes: readonly string[],
  fresh: ReadonlySet<SourceName>
): Promise<Refreshed> {
  const made = (await tablesIn(db)).filter((name) => !LAST.includes(name));
  const names = [...made, ...LAST];
  const counts = new Map<TableName, number>();
  const handTables = handLines();
  for (const name of made) {
    const sourced = sourcesFor(name);
    const file = join(folder, `${name}.parquet`);
    if (before && sourced.length && !sourced.some((source) => fresh.has(source) || o.without.includes(source)))
      takeOver(o.target, before, name, file);
    const kept =
      before && tablesOf(before).includes(name) ? join(editionDir(o.target, before.id), `${name}.parquet`) : null;
    if (kept && sourced.length && !sourced.some((source) => fresh.has(source) || o.without.includes(source)))
      copyFileSync(kept, file);
    else await writeParquet(db, tableSchema(name), file);
    counts.set(name, Number(await one(db, `SELECT count(*) FROM ${identifier(name)}`)));
  }
  const write = async (id: string, compared: string | null): Promise<CheckResult[]> => {
    const fresh = await createRevisions(db, {target: o.target, id, before: compared, tables: made});
    const checks = await compareAndCheck(db, o.target, names, sources, compared);
    await db.run("DROP TABLE IF EXISTS checks");
    await createFromRows(db, tableSchema("checks"), checks as unknown as Row[]);
    for (const name of LAST) {
      await writeParquet(db, tableSchema(name), join(folder, `${name}.parquet`));
      counts.set(name, Number(await one(db, `SELECT count(*) FROM ${identifier(name)}`)));
    }
    const description = dataPackage({
      id,
      compared_with: compared,
      notes: [...notes, ...fresh],
      sources,
      folder,
      rows: counts,
      handTables
    });
    writeFileSync(join(folder, PACKAGE), description);
    writeFileSync(join(folder, PACKAGE_SUM), packageSum(Buffer.from(description)));
    return checks;
  };
  // An edition of an earlier date is kept, and the later one stays the current one.
  const isLatest = current === null || o.date >= current.slice(0, 10);
  for (let nth = 1; ; nth++) {
    const id = nth === 1 ? o.date : `${o.date}-${nth}`;
    if (existsSync(editionDir(o.target, id))) {
      const compared = readPackage(o.target, id).compared_with;
      if (compared !== null && !existsSync(editionDir(o.target, compared))) continue;
      if (compared !== null) readPackage(o.target, compared);
      const checks = await write(id, compared);
      if (!sameBytes(folder, editionDir(o.target, id))) continue;
      assertHeld();
      if (isLatest) point(o.target, id);
      return {id, isNew: false, current: isLatest ? id : current, checks, tables: counts};
    }
    const checks = await write(id, base);
    if (checks.some((check) => check.result === "fails")) throw new RefusedError(checks);
    assertHeld();
    publish(o.target, folder, id);
    if (isLatest) point(o.target, id);
    return {id, isNew: true, current: isLatest ? id : current, checks, tables: counts};
  }
}

/** Copies a table of the edition before, and compares the copy with what that edition says of it. */
function takeOver(target: string, before: DataPackage, name: TableName, file: string): void {
  const from = join(editionDir(target, before.id), `${name}.parquet`);
  copyFileSync(from, file);
  const expected = before.resources.find((resource) => resource.name === name)?.hash ?? "";
  const found = `sha256:${sha256(readFileSync(file))}`;
  if (found !== expected)
    throw damaged([{file: from, expected, found, restore: "It was changed while the command ran: restore it."}]);
}

async function compareAndCheck(
  db: DuckDBConnection,
  target: string,
  tables: readonly TableName[],
  sources: readonly EditionSource[],
  compared: string | null
): Promise<CheckResult[]> {
  const there = compared === null ? [] : tablesOf(readPackage(target, compared)).filter((name) => name !== "checks");
  if (compared !== null) await attach(db, target, compared, there, "before_");
  const unhcr = sources.find((source) => source.name === "unhcr");
  const checks = await runChecks({
    db,
    tables: tables.filter((name) => name !== "checks"),
    totals: unhcr?.totals ?? {},
    before: compared === null ? null : {id: compared, tables: there},
    footnotesGiven: unhcr?.address !== null,
    stale: sources.flatMap(({name, stale}) => (stale ? [{name, ...stale}] : []))
  });
  for (const name of there) await db.run(`DROP TABLE ${identifier(`before_${name}`)}`);
  return checks;
}

/**
 * The checks of a published edition, computed again from its files.
 * @throws InputError where the target has no such edition.
 */
export async function checkEdition(
  target: string,
  id: string | null,
  checksums: (target: string, id: string) => CheckResult[]
): Promise<{id: string; checks: CheckResult[]}> {
  const edition = chosenEdition(target, id);
  const sums = checksums(target, edition);
  if (sums.some(({result}) => result === "fails")) return {id: edition, checks: sums};
  const pack = readPackage(target, edition);
  return withDatabase(async (db) => {
    const tables = tablesOf(pack);
    await attach(
      db,
      target,
      edition,
      tables.filter((name) => name !== "checks")
    );
    const {compared_with} = pack;
    const compared = compared_with !== null && existsSync(editionDir(target, compared_with)) ? compared_with : null;
    return {id: edition, checks: [...sums, ...(await compareAndCheck(db, target, tables, pack.sources, compared))]};
  });
}

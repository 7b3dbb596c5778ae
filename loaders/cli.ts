// The command line: npm run data -- refresh | check | breaks | diff | explain | export | add-source
import {resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {addSource} from "./skeleton/addSource.js";
import {checksums} from "./checks/checksums.js";
import {diffEditions} from "./edition/diff.js";
import {findEdition} from "./edition/editionFolder.js";
import {diffMarkdown, diffText} from "./edition/diffText.js";
import {currentEdition, EDITION_ID} from "./edition/edition.js";
import {explain, yearsOf} from "./edition/explain.js";
import {explainText} from "./edition/explainText.js";
import {isDay, now} from "./edition/dates.js";
import {exportEdition, PARTITIONS} from "./edition/export.js";
import type {Partition} from "./edition/export.js";
import {machineRefusal} from "./edition/machine.js";
import {reporter} from "./sources/progress.js";
import {refresh} from "./edition/refresh.js";
import {checkEdition} from "./edition/checkEdition.js";
import {RefusedError} from "./edition/refreshOptions.js";
import {checkLines} from "./checks/report.js";
import {asCsv, asText, openFindings} from "./edition/review.js";
import {isIn, SOURCES} from "./sources/sources.js";
import type {SourceName} from "./sources/sources.js";
import {checkFolder} from "./sources/files.js";
import {assertPlainFiles} from "./sources/plainFiles.js";
import {InputError, withoutPassword} from "./sources/shared.js";
import {accepted, baseOf, checkCommand, options, patience, sourceNames, UsageError, USAGE} from "./options.js";
import type {Values} from "./options.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FIRST_YEAR = 2000;

const SOURCE_FOLDERS = SOURCES.map(({folder}) => folder);
/** Prints notes about an edition to stderr, apart from a command's output. */
const tell = (text: string): void => console.error(text);

async function printDiff(
  [a, b, ...more]: readonly string[],
  {json = false, markdown = false, limit}: {json?: boolean; markdown?: boolean; limit?: string},
  target: string
): Promise<void> {
  if (a === undefined || b === undefined || more.length) throw new UsageError("diff takes two editions");
  if (json && markdown) throw new UsageError("give --json or --markdown, not both");
  if (limit !== undefined && !/^\d{1,9}$/.test(limit))
    throw new UsageError(`--limit takes a whole number, not ${JSON.stringify(limit)}`);
  const most = limit === undefined ? (json ? null : 10) : Number(limit);
  const diff = await diffEditions(findEdition(a, target, tell), findEdition(b, target, tell), most);
  console.log(json ? JSON.stringify(diff, null, 2) : markdown ? diffMarkdown(diff) : diffText(diff));
}

async function printTrail(
  [origin, asylum, years, ...more]: readonly string[],
  values: {json?: boolean; edition?: string; from?: string; snapshots?: string},
  target: string
): Promise<void> {
  if (origin === undefined || asylum === undefined || years === undefined || more.length)
    throw new UsageError("explain takes an origin, a country of asylum and a year: explain PRK RUS 2022");
  if (values.from !== undefined) assertPlainFiles(resolve(values.from), SOURCE_FOLDERS);
  const explained = await explain(target, {
    edition: values.edition ?? null,
    origin,
    asylum,
    years: yearsOf(years),
    from: folder(values.from),
    snapshots: resolve(values.snapshots ?? resolve(ROOT, ".snapshots")),
    tell
  });
  console.log(values.json ? JSON.stringify(explained, null, 2) : explainText(explained));
}

/** The folder that --from names. @throws InputError where there is none. */
function folder(from: string | undefined): string | null {
  if (from === undefined) return null;
  checkFolder(resolve(from));
  return resolve(from);
}

/** Creates a source from the example, and says what to do next. */
async function createSource(rest: readonly string[]): Promise<void> {
  const [name] = rest;
  if (name === undefined || rest.length > 1) throw new UsageError("add-source takes one name, such as unrwa");
  const {added, changed} = await addSource(ROOT, name);
  console.log(
    [
      ...added.map((file) => `created  ${file}`),
      ...changed.map((file) => `changed  ${file}`),
      "",
      `its test passes now:    npx vitest run --project rows test/loaders/${name}.test.ts`,
      `an edition with it:     npm run data -- refresh --from test/loaders/fixtures/upstream --only ${name} --out DIR`,
      "how to make it real:    CONTRIBUTING.md, A new source"
    ].join("\n")
  );
}

/** Which sources a refresh pulls, and which the files of --from lack. */
function chosenSources(values: Values, from: string | null): {only: SourceName[]; without: SourceName[]} {
  if (values.only !== undefined) return {only: sourceNames(values.only), without: []};
  // A folder may lack a source. Where it lacks all of them, the source's reader throws.
  const lacks = SOURCES.filter(
    (source) => from !== null && baseOf(source.name, values, from) === null && !isIn(from, source)
  ).map(({name}) => name);
  const without = lacks.length === SOURCES.length ? [] : lacks;
  const only = SOURCES.filter((source) => !(from === null && source.filesOnly))
    .map(({name}) => name)
    .filter((name) => !without.includes(name));
  return {only, without};
}

/** Pulls, cleans, checks and publishes an edition, and prints its checks and tables. */
async function runRefresh(values: Values, target: string): Promise<void> {
  const progress = reporter();
  const network = {
    snapshots: resolve(values.snapshots ?? resolve(ROOT, ".snapshots")),
    yearFrom: FIRST_YEAR,
    yearTo: new Date().getUTCFullYear(),
    reporter: progress,
    http: patience(values)
  };
  const from = folder(values.from);
  if (from !== null) assertPlainFiles(from, SOURCE_FOLDERS);
  const published = await refresh({
    target,
    date: values.edition ?? new Date(now()).toISOString().slice(0, 10),
    ...chosenSources(values, from),
    drop: values.drop ?? false,
    anyDate: values["any-date"] ?? false,
    acceptFewer: accepted(values["accept-fewer"] ?? []),
    keepGoing: values["keep-going"] ?? false,
    notes: (values.note ?? []).map((text) => text.trim().replace(/\.$/, "")).filter((text) => text !== ""),
    pull: (name) => {
      const source = SOURCES.find((each) => each.name === name);
      if (!source) throw new Error(`no source ${name}`);
      const base = baseOf(name, values, from);
      return base === null && from !== null ? source.read(from) : source.pull(base ?? "", network);
    },
    note: (text) => progress.note(text)
  });
  console.log(checkLines(published.checks, values.verbose ?? false).join("\n"));
  for (const [table, rows] of published.tables)
    console.log(`${table.padEnd(14)} ${rows.toLocaleString("en").padStart(9)} rows`);
  console.log(
    published.isNew
      ? `published edition ${published.id} in ${target}`
      : `edition ${published.id} in ${target} has these bytes already`
  );
  if (published.current !== published.id) console.log(`the current edition is still ${published.current}`);
}

async function runCheck(values: Values, target: string): Promise<void> {
  const {id, checks} = await checkEdition(target, values.edition ?? null, checksums);
  console.log(`edition ${id} in ${target}`);
  console.log(checkLines(checks, values.verbose ?? false).join("\n"));
  if (checks.some((check) => check.result === "fails")) process.exitCode = 1;
}

async function runExport(values: Values): Promise<void> {
  const partition = PARTITIONS.find((each): each is Partition => each === values.partition);
  if (partition === undefined) throw new UsageError(`--partition takes ${PARTITIONS.join(", ")}`);
  const from = resolve(values.from ?? resolve(ROOT, "data"));
  const id = values.edition ?? null;
  const out = resolve(values.out ?? resolve(ROOT, "export", id ?? currentEdition(from) ?? ""));
  const exported = await exportEdition({target: from, id, out, partition, tell});
  for (const [table, {rows, files}] of exported.tables)
    console.log(`${table.padEnd(22)} ${rows.toLocaleString("en").padStart(9)} rows ${String(files).padStart(4)} files`);
  console.log(`edition ${exported.id} by ${partition} in ${exported.out}`);
}

async function runBreaks(values: Values, target: string): Promise<void> {
  const found = await openFindings(target, values.edition ?? null);
  console.log(values.csv ? asCsv(found) : asText(found));
}

async function main(args: string[]): Promise<void> {
  const {values, positionals} = options(args);
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(USAGE);
    return;
  }
  checkCommand(command, Object.keys(values));
  if (command === "add-source") return createSource(rest);
  const target = resolve(values.out ?? resolve(ROOT, "data"));
  if (command === "diff") return printDiff(rest, values, target);
  if (command === "explain") return printTrail(rest, values, target);
  if (rest.length) throw new UsageError(`${JSON.stringify(rest[0])} is an unexpected argument`);
  if (
    values.edition !== undefined &&
    !(command === "refresh" ? isDay(values.edition) : EDITION_ID.test(values.edition))
  )
    throw new UsageError(`--edition takes a date such as 2026-11-24, not ${JSON.stringify(values.edition)}`);
  if (command === "refresh") return runRefresh(values, target);
  if (command === "check") return runCheck(values, target);
  if (command === "export") return runExport(values);
  return runBreaks(values, target);
}

// A pipe into `head` closes early: that is not an error. Where output cannot be written for another reason, the work is done and the
// output is incomplete.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  if (process.exitCode !== 1) console.error(`the output is incomplete: ${error.message}. Write it elsewhere and run the command again.`); // prettier-ignore
  process.exitCode = 1;
});
// Notes that cannot be written do not stop a refresh: ending it midway would leave half of it behind.
process.stderr.on("error", () => undefined);

// A limit on the size of a file ends the process without a message unless there is a listener; with one, the write fails with an error.
process.on("SIGXFSZ", () => undefined);

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError)
    console.error(`${withoutPassword(error.message)} (npm run data -- --help says what each command takes)`);
  else if (error instanceof RefusedError) {
    console.log(checkLines(error.checks, false).join("\n"));
    console.error(error.message);
  } else if (error instanceof InputError) console.error(withoutPassword(error.message));
  else console.error(machineRefusal(error) ?? error);
  process.exitCode = 1;
}

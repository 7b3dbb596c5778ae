// The command line: npm run data -- refresh | check | breaks | diff | explain | export | add-source
import {resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {addSource} from "./skeleton/addSource.js";
import {checksums} from "./checks/checks.js";
import {diffEditions, diffMarkdown, diffText, findEdition} from "./edition/diff.js";
import {currentEdition, EDITION_ID} from "./edition/edition.js";
import {explain, explainText, yearsOf} from "./edition/explain.js";
import {isDay, now} from "./edition/dates.js";
import {HAND_TABLES} from "./edition/handTables.js";
import {exportEdition, PARTITIONS} from "./edition/export.js";
import type {Partition} from "./edition/export.js";
import {machineRefusal} from "./edition/machine.js";
import {reporter} from "./sources/progress.js";
import {checkEdition, refresh, RefusedError} from "./edition/refresh.js";
import {checkLines} from "./checks/report.js";
import {asCsv, asText, openFindings} from "./edition/review.js";
import {isIn, SOURCE_NAMES, SOURCES} from "./sources/sources.js";
import type {SourceName} from "./sources/sources.js";
import {checkFolder} from "./sources/files.js";
import {assertPlainFiles} from "./sources/plainFiles.js";
import {InputError, withoutPassword} from "./sources/shared.js";
import type {HttpOptions} from "./sources/shared.js";

const USAGE = `npm run data -- <command> [options]

  refresh   pull every source, clean it, check it and publish an edition
    --from DIR            read the publishers' files instead of the network (docs/files.md); what DIR lacks is left out
    --NAME-base URL       pull a source from here (or NAME_BASE), also beside --from: ${SOURCES.flatMap(({name, base}) => (base === null ? [] : `--${name}-base`)).join(", ")}
    --only NAME,…         pull these, take the other tables from the edition in the target: ${SOURCE_NAMES.join(", ")}
    --keep-going          a source that fails is named as stale and keeps the tables of the last edition, and the others are
                          refreshed; without it a source that fails stops the run
    --out DIR             publish into DIR instead of data
    --edition YYYY-MM-DD  the edition's date, else today's in UTC (or that of SOURCE_DATE_EPOCH)
    --any-date            take a date before the current edition's (which stays the current one) or in the future
    --drop                leave out tables that the current edition has and the files of --from lack
    --accept-fewer NAME,… accept fewer lines in these hand-kept tables than the last edition was made with:
                          ${HAND_TABLES.join(", ")}
    --note TEXT           what a reader must know of why this edition was made; it stands in datapackage.json and on its page
    --snapshots DIR       keep raw answers in DIR instead of .snapshots
    --timeout SECONDS     how long one answer may take (60)
    --retries N           how often a request that failed is made again (4)
    --wait SECONDS        the wait before the first of these, doubled each time (1)
    --verbose             list what each check found, too
  check     print each thing that must hold of an edition, a line each, with its figure and a count of what it found
    --verbose             list what each check found, too
    --out DIR             look in DIR instead of data
    --edition ID          the edition, else the current one
  breaks    list what was found in an edition's rows and nobody has looked into yet
    --csv                 as CSV, with the figures each rests on
    --out DIR             look in DIR instead of data
    --edition ID          the edition, else the current one
  add-source NAME   make a working skeleton of a new source, with its test (CONTRIBUTING.md says how to go on)
  export    write an edition as a folder a table and a folder a year, for Spark, Trino, BigQuery, DuckDB
    --partition year      by what
    --out DIR             write there instead of export/<edition>; it must not be there yet
    --from DIR            take the edition from DIR instead of data
    --edition ID          the edition, else the current one
  diff A B  print what differs in edition B from edition A, by key: ids, editions' folders, or folders with editions
    --json, --markdown    as JSON with every row, or for the words of a pull request
    --limit N             how many of the largest changes of a table are named (10; with --json all)
    --out DIR             look for ids in DIR instead of data
  explain ORIGIN ASYLUM YEAR  print the trail of a figure: query, raw rows, rule, published row, bounds, rates; places by code or name, YEAR may be 2011–2019
    --edition ID          of this edition, else the current one
    --from DIR            find the raw rows in the publishers' files below DIR, else in the snapshot the edition was made from
    --snapshots DIR       where snapshots are kept, instead of .snapshots
    --json                as JSON
    --out DIR             look in DIR instead of data
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FIRST_YEAR = 2000;

/** An option for each source that is asked somewhere. */
const BASES = Object.fromEntries(
  SOURCES.filter(({base}) => base !== null).map(({name}) => [`${name}-base`, {type: "string"} as const])
);

const SOURCE_FOLDERS = SOURCES.map(({folder}) => folder);
/** The options that each command takes. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  refresh: [
    "from",
    ...Object.keys(BASES),
    "only",
    "accept-fewer",
    "any-date",
    "drop",
    "keep-going",
    "out",
    "edition",
    "note",
    "snapshots",
    "timeout",
    "retries",
    "wait",
    "verbose"
  ],
  check: ["out", "edition", "verbose"],
  breaks: ["csv", "out", "edition"],
  "add-source": [],
  export: ["partition", "out", "from", "edition"],
  diff: ["json", "markdown", "limit", "out"],
  explain: ["edition", "from", "snapshots", "json", "out"]
};

/** @throws UsageError for a command that is none, or an option that it does not take. */
function checkCommand(command: string | undefined, given: readonly string[]): void {
  if (command === undefined) throw new UsageError(`which command? There are ${Object.keys(TAKES).join(", ")}`);
  const takes = Object.hasOwn(TAKES, command) ? TAKES[command] : undefined;
  if (!takes)
    throw new UsageError(`there is no command ${JSON.stringify(command)}; there are ${Object.keys(TAKES).join(", ")}`);
  const refused = given.filter((option) => !takes.includes(option)).map((option) => `--${option}`);
  if (refused.length)
    throw new UsageError(
      `${command} takes no ${refused.join(", no ")}; it takes ${takes.map((option) => `--${option}`).join(", ") || "no option"}`
    );
}

class UsageError extends Error {
  override name = "UsageError";
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: {type: "string"},
        ...BASES,
        only: {type: "string"},
        "keep-going": {type: "boolean"},
        csv: {type: "boolean"},
        out: {type: "string"},
        partition: {type: "string"},
        edition: {type: "string"},
        "any-date": {type: "boolean"},
        drop: {type: "boolean"},
        "accept-fewer": {type: "string", multiple: true},
        note: {type: "string", multiple: true},
        snapshots: {type: "string"},
        timeout: {type: "string"},
        retries: {type: "string"},
        wait: {type: "string"},
        json: {type: "boolean"},
        markdown: {type: "boolean"},
        limit: {type: "string"},
        verbose: {type: "boolean"},
        help: {type: "boolean", short: "h"}
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function sourceNames(only: string): SourceName[] {
  const names = only.split(",").map((name) => name.trim());
  const known = names.filter((name): name is SourceName => (SOURCE_NAMES as readonly string[]).includes(name));
  if (known.length !== names.length)
    throw new UsageError(`--only takes ${SOURCE_NAMES.join(", ")}, not ${JSON.stringify(only)}`);
  return known;
}

/** The hand-kept tables that may have fewer lines. */
function accepted(given: readonly string[]): string[] {
  const names = given.flatMap((each) => each.split(",").map((name) => name.trim()));
  const unknown = names.find((name) => !(HAND_TABLES as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--accept-fewer takes ${HAND_TABLES.join(", ")}, not ${JSON.stringify(unknown)}`);
  return names;
}

/** What is to be known of an edition beside what a command prints. */
const tell = (text: string): void => console.error(text);

/** How patient the client is, from options that name seconds and a number of times. */
function patience(o: {
  timeout?: string | undefined;
  retries?: string | undefined;
  wait?: string | undefined;
}): HttpOptions {
  const number = (name: "timeout" | "retries" | "wait", factor: number, fits: (n: number) => boolean, what: string) => {
    const given = o[name];
    if (given === undefined) return undefined;
    if (given.trim() === "" || !fits(Number(given)))
      throw new UsageError(`--${name} takes ${what}, not ${JSON.stringify(given)}`);
    return Number(given) * factor;
  };
  const timeoutMs = number("timeout", 1000, (n) => n > 0 && n < 1e6, "seconds");
  const retries = number("retries", 1, (n) => Number.isInteger(n) && n >= 0, "a whole number");
  const minDelayMs = number("wait", 1000, (n) => n >= 0 && n < 1e6, "seconds");
  return {
    ...(timeoutMs === undefined ? {} : {timeoutMs}),
    ...(retries === undefined ? {} : {retries}),
    ...(minDelayMs === undefined ? {} : {minDelayMs})
  };
}

/** Where a source is asked: the option, else the environment, else its own address; null where its files are to be read. */
function baseOf(name: SourceName, values: Readonly<Record<string, unknown>>, from: string | null): string | null {
  const given = values[`${name}-base`];
  if (typeof given === "string") return given;
  if (from !== null) return null;
  return process.env[`${name.toUpperCase()}_BASE`] ?? SOURCES.find((source) => source.name === name)?.base ?? "";
}

async function printDiff(
  [a, b, ...more]: readonly string[],
  {json = false, markdown = false, limit}: {json?: boolean; markdown?: boolean; limit?: string},
  target: string
): Promise<void> {
  if (a === undefined || b === undefined || more.length) throw new UsageError("diff takes two editions");
  if (json && markdown) throw new UsageError("either --json or --markdown");
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

async function main(args: string[]): Promise<void> {
  const {values, positionals} = options(args);
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(USAGE);
    return;
  }
  checkCommand(command, Object.keys(values));
  if (command === "add-source") {
    const [name] = rest;
    if (name === undefined || rest.length > 1) throw new UsageError("add-source takes one name, such as unrwa");
    const {added, changed} = await addSource(ROOT, name);
    console.log(
      [
        ...added.map((file) => `made     ${file}`),
        ...changed.map((file) => `changed  ${file}`),
        "",
        `its test passes now:    npx vitest run --project rows test/loaders/${name}.test.ts`,
        `an edition with it:     npm run data -- refresh --from test/loaders/fixtures/upstream --only ${name} --out DIR`,
        "how to make it true:    CONTRIBUTING.md, A new source"
      ].join("\n")
    );
    return;
  }
  const target = resolve(values.out ?? resolve(ROOT, "data"));
  if (command === "diff") {
    await printDiff(rest, values, target);
    return;
  }
  if (command === "explain") {
    await printTrail(rest, values, target);
    return;
  }
  if (rest.length) throw new UsageError(`${JSON.stringify(rest[0])} is one word too many`);
  if (
    values.edition !== undefined &&
    !(command === "refresh" ? isDay(values.edition) : EDITION_ID.test(values.edition))
  )
    throw new UsageError(`--edition takes a date such as 2026-11-24, not ${JSON.stringify(values.edition)}`);
  if (command === "refresh") {
    const progress = reporter();
    const http = patience(values);
    const network = {
      snapshots: resolve(values.snapshots ?? resolve(ROOT, ".snapshots")),
      yearFrom: FIRST_YEAR,
      yearTo: new Date().getUTCFullYear(),
      reporter: progress,
      http
    };
    const from = folder(values.from);
    if (from !== null) assertPlainFiles(from, SOURCE_FOLDERS);
    const asked = values.only === undefined ? null : sourceNames(values.only);
    // A directory may lack a source; one that was asked for by name, or all of them, is a mistake that its reader tells.
    const lacks = SOURCES.filter(
      (source) => from !== null && baseOf(source.name, values, from) === null && !isIn(from, source)
    ).map(({name}) => name);
    const without = asked !== null || lacks.length === SOURCES.length ? [] : lacks;
    const published = await refresh({
      target,
      date: values.edition ?? new Date(now()).toISOString().slice(0, 10),
      only:
        asked ??
        SOURCES.filter((source) => !(from === null && source.filesOnly))
          .map(({name}) => name)
          .filter((name) => !without.includes(name)),
      without,
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
  } else if (command === "check") {
    const {id, checks} = await checkEdition(target, values.edition ?? null, checksums);
    console.log(`edition ${id} in ${target}`);
    console.log(checkLines(checks, values.verbose ?? false).join("\n"));
    if (checks.some((check) => check.result === "fails")) process.exitCode = 1;
  } else if (command === "export") {
    const partition = PARTITIONS.find((each): each is Partition => each === values.partition);
    if (partition === undefined) throw new UsageError(`--partition takes ${PARTITIONS.join(", ")}`);
    const from = resolve(values.from ?? resolve(ROOT, "data"));
    const id = values.edition ?? null;
    const out = resolve(values.out ?? resolve(ROOT, "export", id ?? currentEdition(from) ?? ""));
    const exported = await exportEdition({target: from, id, out, partition, tell});
    for (const [table, {rows, files}] of exported.tables)
      console.log(
        `${table.padEnd(22)} ${rows.toLocaleString("en").padStart(9)} rows ${String(files).padStart(4)} files`
      );
    console.log(`edition ${exported.id} by ${partition} in ${exported.out}`);
  } else if (command === "breaks") {
    const found = await openFindings(target, values.edition ?? null);
    console.log(values.csv ? asCsv(found) : asText(found));
  }
}

// Who pipes the output into `head` closes it early: nobody reads on, and nothing is wrong. Where it cannot be written for another
// reason the work is done and what was printed is incomplete.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  if (process.exitCode !== 1) console.error(`what was printed is not complete: ${error.message}. Print it elsewhere and run the command again.`); // prettier-ignore
  process.exitCode = 1;
});
// Notes that cannot be written stop no work: ended in its middle, a refresh would leave half of it behind.
process.stderr.on("error", () => undefined);

// A limit on the size of a file ends the process without a word unless someone listens; then the write fails and is told.
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

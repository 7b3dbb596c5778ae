// The commands of the command line: their help, the options each accepts, and the checks on what an option is given.
import {parseArgs} from "node:util";
import {HAND_TABLES} from "./edition/handTables.js";
import {SOURCE_NAMES, SOURCES} from "./sources/sources.js";
import type {SourceName} from "./sources/sources.js";
import type {HttpOptions} from "./sources/shared.js";

export const USAGE = `npm run data -- <command> [options]

  refresh   pull every source, clean it, check it and publish an edition
    --from DIR            read the publishers' files instead of the network (docs/files.md); tables that DIR lacks are left out
    --NAME-base URL       pull a source from this address (or NAME_BASE), also with --from: ${SOURCES.flatMap(({name, base}) => (base === null ? [] : `--${name}-base`)).join(", ")}
    --only NAME,…         pull these sources and keep the other tables of the current edition: ${SOURCE_NAMES.join(", ")}
    --keep-going          if a source fails, keep its tables of the last edition, mark it as stale and refresh the others
                          (default: a source that fails stops the run)
    --out DIR             publish into DIR (default: data)
    --edition YYYY-MM-DD  edition date (default: today, UTC, or SOURCE_DATE_EPOCH)
    --any-date            accept a date in the future, or before the current edition's (which stays the current one)
    --drop                leave out tables that the current edition has and the files of --from lack
    --accept-fewer NAME,… accept these hand-kept tables with fewer lines than the last edition had:
                          ${HAND_TABLES.join(", ")}
    --note TEXT           why this edition was made, for readers; published in datapackage.json and on the Data page
    --snapshots DIR       keep raw answers in DIR (default: .snapshots)
    --timeout SECONDS     time limit of one answer (default: 60)
    --retries N           retries of a request that fails (default: 4)
    --wait SECONDS        wait before the first retry, doubled each time (default: 1)
    --verbose             also list the findings of each check
  check     run the checks on an edition and print the results
    --verbose             also list the findings of each check
    --out DIR             look in DIR (default: data)
    --edition ID          edition (default: the current one)
  breaks    list possible breaks in series that have not been reviewed
    --csv                 as CSV, with the figures of each
    --out DIR             look in DIR (default: data)
    --edition ID          edition (default: the current one)
  add-source NAME   create a working example of a new source, with its test (next steps: CONTRIBUTING.md)
  export    write an edition with a folder for each table and year, for Spark, Trino, BigQuery, DuckDB
    --partition year      partition key; only year is supported
    --out DIR             write into DIR, which must not exist yet (default: export/<edition>)
    --from DIR            take the edition from DIR (default: data)
    --edition ID          edition (default: the current one)
  diff A B  compare two editions row by row; A and B are ids, folders of editions, or folders with editions
    --json, --markdown    as JSON with every row, or as Markdown for a pull request
    --limit N             list the N largest changes of a table (default: 10; with --json all)
    --out DIR             look for ids in DIR (default: data)
  explain ORIGIN ASYLUM YEAR  print how a figure is made: query, raw rows, published row, rule, range, rates; countries by code or name, YEAR may be 2011–2019
    --edition ID          edition (default: the current one)
    --from DIR            find the raw rows in the publishers' files in DIR (default: the snapshot of the edition)
    --snapshots DIR       where snapshots are kept (default: .snapshots)
    --json                as JSON
    --out DIR             look in DIR (default: data)
`;

/** A base address option for each source that has one. */
const BASES = Object.fromEntries(
  SOURCES.filter(({base}) => base !== null).map(({name}) => [`${name}-base`, {type: "string"} as const])
);

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

/** @throws UsageError for an unknown command, or an option that it does not accept. */
export function checkCommand(command: string | undefined, given: readonly string[]): void {
  if (command === undefined) throw new UsageError(`no command given; expected one of ${Object.keys(TAKES).join(", ")}`);
  const takes = Object.hasOwn(TAKES, command) ? TAKES[command] : undefined;
  if (!takes)
    throw new UsageError(
      `unknown command ${JSON.stringify(command)}; expected one of ${Object.keys(TAKES).join(", ")}`
    );
  const unknown = given.filter((option) => !takes.includes(option)).map((option) => `--${option}`);
  if (unknown.length)
    throw new UsageError(
      `${command} does not accept ${unknown.join(", ")}; it accepts ${takes.map((option) => `--${option}`).join(", ") || "no options"}`
    );
}

export class UsageError extends Error {
  override name = "UsageError";
}

/** Parses the arguments. @throws UsageError for an unknown option, or one without its value. */
export function options(args: string[]) {
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

export type Values = ReturnType<typeof options>["values"];

/** The sources that --only names. @throws UsageError for an unknown one. */
export function sourceNames(only: string): SourceName[] {
  const names = only.split(",").map((name) => name.trim());
  const known = names.filter((name): name is SourceName => (SOURCE_NAMES as readonly string[]).includes(name));
  if (known.length !== names.length)
    throw new UsageError(`--only takes ${SOURCE_NAMES.join(", ")}, not ${JSON.stringify(only)}`);
  return known;
}

/** The hand-kept tables that may have fewer lines. @throws UsageError for an unknown one. */
export function accepted(given: readonly string[]): string[] {
  const names = given.flatMap((each) => each.split(",").map((name) => name.trim()));
  const unknown = names.find((name) => !(HAND_TABLES as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--accept-fewer takes ${HAND_TABLES.join(", ")}, not ${JSON.stringify(unknown)}`);
  return names;
}

/** Time limits and retries of the HTTP client, from the options. */
export function patience(o: {
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

/** A source's address: the option, the environment, or its default; null if its files are read instead. */
export function baseOf(
  name: SourceName,
  values: Readonly<Record<string, unknown>>,
  from: string | null
): string | null {
  const given = values[`${name}-base`];
  if (typeof given === "string") return given;
  if (from !== null) return null;
  return process.env[`${name.toUpperCase()}_BASE`] ?? SOURCES.find((source) => source.name === name)?.base ?? "";
}

// The command line: npm run data -- refresh | check
import {resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {checksums} from "./checks.js";
import type {CheckResult} from "./checks.js";
import {EDITION_ID} from "./edition.js";
import {reporter} from "./progress.js";
import {checkEdition, refresh, RefusedError} from "./refresh.js";
import {isIn, SOURCE_NAMES, SOURCES} from "./sources.js";
import type {SourceName} from "./sources.js";
import {InputError} from "./sources/shared.js";

const USAGE = `npm run data -- <command> [options]

  refresh   pull every source, clean it, check it and publish an edition
    --from DIR            read files laid out as the publishers' downloads instead of the network; what DIR lacks is left out
    --NAME-base URL       pull a source from here (or NAME_BASE), also beside --from: ${SOURCES.flatMap(({name, base}) => (base === null ? [] : `--${name}-base`)).join(", ")}
    --only NAME,…         pull these, take the other tables from the edition in the target: ${SOURCE_NAMES.join(", ")}
    --out DIR             publish into DIR instead of data
    --edition YYYY-MM-DD  the edition's date, else today's in UTC
    --snapshots DIR       keep raw answers in DIR instead of .snapshots
    --timeout SECONDS     how long one answer may take (60)
  check     print each thing that must hold of an edition, with its figure
    --out DIR             look in DIR instead of data
    --edition ID          the edition, else the current one
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FIRST_YEAR = 2000;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** An option for each source that is asked somewhere. */
const BASES = Object.fromEntries(
  SOURCES.filter(({base}) => base !== null).map(({name}) => [`${name}-base`, {type: "string"} as const])
);

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
        out: {type: "string"},
        edition: {type: "string"},
        snapshots: {type: "string"},
        timeout: {type: "string"},
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

/** Where a source is asked: the option, else the environment, else its own address; null where its files are to be read. */
function baseOf(name: SourceName, values: Readonly<Record<string, unknown>>, from: string | null): string | null {
  const given = values[`${name}-base`];
  if (typeof given === "string") return given;
  if (from !== null) return null;
  return process.env[`${name.toUpperCase()}_BASE`] ?? SOURCES.find((source) => source.name === name)?.base ?? "";
}

function timeoutOf(seconds: string | undefined): {timeoutMs: number} | undefined {
  if (seconds === undefined) return undefined;
  const timeoutMs = Number(seconds) * 1000;
  if (!(timeoutMs > 0)) throw new UsageError(`--timeout takes seconds, not ${JSON.stringify(seconds)}`);
  return {timeoutMs};
}

function print(checks: readonly CheckResult[]): void {
  for (const check of checks) {
    const expected = check.result === "fails" ? `, expected ${check.expected ?? "otherwise"}` : "";
    console.log(`${check.result.padEnd(7)} ${check.id.padEnd(24)} ${check.figure}${expected}`);
    if (check.detail) console.log(check.detail.replace(/^|\n/g, (start) => `${start}${" ".repeat(33)}`));
  }
  const count = (result: CheckResult["result"]) => checks.filter((check) => check.result === result).length;
  console.log(
    `${checks.length} checks: ${count("holds")} hold, ${count("fails")} fail, ${count("told")} told, ${count("skipped")} skipped`
  );
}

async function main(args: string[]): Promise<void> {
  const {values, positionals} = options(args);
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (rest.length) throw new UsageError(`${JSON.stringify(rest[0])} is one word too many`);
  const target = resolve(values.out ?? resolve(ROOT, "data"));
  if (values.edition !== undefined && !(command === "refresh" ? DATE : EDITION_ID).test(values.edition))
    throw new UsageError(`--edition takes a date such as 2026-11-24, not ${JSON.stringify(values.edition)}`);
  if (command === "refresh") {
    const progress = reporter();
    const http = timeoutOf(values.timeout);
    const network = {
      snapshots: resolve(values.snapshots ?? resolve(ROOT, ".snapshots")),
      yearFrom: FIRST_YEAR,
      yearTo: new Date().getUTCFullYear(),
      reporter: progress,
      ...(http ? {http} : {})
    };
    const from = values.from === undefined ? null : resolve(values.from);
    const asked = values.only === undefined ? null : sourceNames(values.only);
    // A directory may lack a source; one that was asked for by name, or all of them, is a mistake that its reader tells.
    const lacks = SOURCES.filter(
      (source) => from !== null && baseOf(source.name, values, from) === null && !isIn(from, source)
    ).map(({name}) => name);
    const without = asked !== null || lacks.length === SOURCES.length ? [] : lacks;
    const published = await refresh({
      target,
      date: values.edition ?? new Date().toISOString().slice(0, 10),
      only: (asked ?? SOURCE_NAMES).filter((name) => !without.includes(name)),
      without,
      pull: (name) => {
        const source = SOURCES.find((each) => each.name === name);
        if (!source) throw new Error(`no source ${name}`);
        const base = baseOf(name, values, from);
        return base === null && from !== null ? source.read(from) : source.pull(base ?? "", network);
      },
      note: (text) => progress.note(text)
    });
    print(published.checks);
    for (const [table, rows] of published.tables)
      console.log(`${table.padEnd(14)} ${rows.toLocaleString("en").padStart(9)} rows`);
    console.log(
      published.isNew
        ? `published edition ${published.id} in ${target}`
        : `edition ${published.id} in ${target} has these bytes already`
    );
  } else if (command === "check") {
    const {id, checks} = await checkEdition(target, values.edition ?? null, checksums);
    console.log(`edition ${id} in ${target}`);
    print(checks);
    if (checks.some((check) => check.result === "fails")) process.exitCode = 1;
  } else
    throw new UsageError(command === undefined ? "which command?" : `there is no command ${JSON.stringify(command)}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof RefusedError) {
    print(error.checks);
    console.error(error.message);
  } else if (error instanceof InputError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}

// What an edition says of its sources: fresh, kept or stale, which tables it lacks, and why.
import {tablesOf} from "./edition.js";
import type {DataPackage, EditionSource} from "./edition.js";
import {TABLE_NAMES} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {SOURCE_NAMES, sourcesFor} from "../sources/sources.js";
import type {SourceName} from "../sources/sources.js";
import {InputError} from "../sources/shared.js";
import type {Pulled} from "../sources/shared.js";
import type {RefreshOptions} from "./refreshOptions.js";
import {LAST} from "./cleanSources.js";

export function dropError(before: string, tables: readonly string[], found: string, keep: string): InputError {
  return new InputError({
    source: "refresh",
    expected: `the tables of edition ${before}, whose ${tables.join(", ")} would be missing from the new one`,
    found,
    advice: `${keep} To leave ${tables.length === 1 ? "it" : "them"} out of the new edition, add --drop. Nothing was published.`
  });
}

/** @throws InputError where sources of the last edition would be left out without --drop. */
export function assertNoneDropped(o: RefreshOptions, before: DataPackage): void {
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

export function sourcesOf(
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
export function editionNotes(
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

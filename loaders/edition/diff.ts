// What two editions differ in, row by row: each table by its key, the largest changes first. It knows no table by name and no
// column by heart: keys come from each edition's own datapackage.json, columns from its files, so that editions of other years,
// with fewer tables or other columns, compare all the same.
import {existsSync, statSync} from "node:fs";
import {join, resolve} from "node:path";
import {STATUSES} from "../../src/measures/codes.js";
import {inspect, PACKAGE, PACKAGE_SUM, unsummedWords} from "../../src/edition/whole.js";
import {identifier, literal, one, rows, withDatabase} from "../clean/database.js";
import type {DuckDBConnection, Row, Value} from "../clean/database.js";
import {currentEdition, damaged, EDITION_ID, editionDir, editions} from "./edition.js";
import type {DataPackage} from "./edition.js";
import type {TableSchema} from "../../src/schema/column.js";
import {TABLE_NAMES, TABLES} from "../../src/schema/tables.js";
import {InputError, isRecord} from "../sources/shared.js";

/** A resource of an edition as its own datapackage.json tells it. */
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly key: readonly string[];
  /** Columns that are quantities, as they have a unit. */
  readonly quantities: readonly string[];
}

interface Source {
  readonly name: string;
  readonly sha256: string | null;
  readonly retrieved: string | null;
}

/** One side of a comparison. */
export interface EditionFolder {
  readonly id: string;
  readonly dir: string;
  readonly resources: readonly Resource[];
  readonly sources: readonly Source[];
  readonly notes: readonly string[];
}

export type Kind = "added" | "gone" | "changed";

/** One row that differs. `before` and `after` hold the columns that changed; all of both sides' where it was added or is gone. */
export interface ChangedRow {
  readonly kind: Kind;
  readonly key: Row;
  readonly before: Row | null;
  readonly after: Row | null;
  /** The largest difference of one count of the row; 0 where only words changed. */
  readonly size: number;
}

export interface Tally {
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
}

export interface TableDiff extends Tally {
  readonly table: string;
  /** "both", or the side that lacks the table: nothing is compared then. */
  readonly there: "both" | "not in A" | "not in B";
  readonly rows_a: number | null;
  readonly rows_b: number | null;
  readonly key: readonly string[];
  /** Columns of one side alone: told, and not counted as changes. */
  readonly columns_only_a: readonly string[];
  readonly columns_only_b: readonly string[];
  /** Columns whose type differs: compared as text. */
  readonly columns_retyped: readonly string[];
  /** Rows changed in what the ledger reads alone (statuses and rule ids), the published cells being the same. */
  readonly read_anew: number | null;
  /** How many changed rows differ in each column. */
  readonly by_column: readonly {readonly column: string; readonly rows: number}[];
  /** Rows by host, origin, place and year, as far as the table has them, the most rows first. */
  readonly by: Readonly<Record<string, readonly ({readonly value: Value} & Tally)[]>>;
  /** The largest first, at most as many as were asked for. */
  readonly largest: readonly ChangedRow[];
}

export interface EditionDiff {
  readonly a: {readonly id: string; readonly dir: string};
  readonly b: {readonly id: string; readonly dir: string};
  readonly sources: readonly {readonly name: string; readonly words: string}[];
  /** Notes of one side alone, such as tables that a source lacked. */
  readonly notes: {readonly a: readonly string[]; readonly b: readonly string[]};
  readonly tables: readonly TableDiff[];
  /** Breaks by id that B has and A has not; null where a side has no table of breaks. */
  readonly new_breaks: readonly Row[] | null;
  /** Breaks that both have, with another verdict. */
  readonly judged_anew: readonly {readonly id: string; readonly before: Value; readonly after: Value}[];
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : typeof value === "string" ? [value] : []).filter(
    (each): each is string => typeof each === "string"
  );
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Reads what an edition says of itself. @throws InputError where a file of it is not what was published. */
function openFolder(dir: string, tell?: (text: string) => void): EditionFolder {
  const {pack, faults, isSummed} = inspect<DataPackage>(dir);
  if (!pack || faults.length) throw damaged(faults);
  if (!isSummed) tell?.(unsummedWords(dir));
  const resources = pack.resources.map((resource): Resource => {
    const {path} = resource;
    const name: string = resource.name;
    const told: unknown = "schema" in resource ? resource.schema : null;
    const schema = isRecord(told) ? told : {};
    const fields = (Array.isArray(schema.fields) ? schema.fields : []).filter(isRecord);
    const known: TableSchema | undefined = TABLES.find((table) => table.name === name);
    const given = texts(schema.primaryKey);
    return {
      name,
      path,
      key: given.length ? given : (known?.key ?? []),
      quantities: fields.length
        ? fields.filter(({unit}) => unit !== undefined).map((field) => String(field.name))
        : (known?.columns.filter(({unit}) => unit).map((column) => column.name) ?? [])
    };
  });
  return {
    id: pack.id,
    dir,
    resources,
    sources: pack.sources.map(({name, sha256, retrieved}) => ({name, sha256, retrieved: textOrNull(retrieved)})),
    notes: pack.notes
  };
}

/**
 * The edition that a word names: an id in the target, an edition's folder, or a target, whose current edition is taken.
 * @throws InputError where it names none.
 */
export function findEdition(word: string, target: string, tell?: (text: string) => void): EditionFolder {
  if (EDITION_ID.test(word) && existsSync(editionDir(target, word))) return openFolder(editionDir(target, word), tell);
  const dir = resolve(word);
  if (existsSync(dir) && statSync(dir).isDirectory()) {
    if (existsSync(join(dir, PACKAGE)) || existsSync(join(dir, PACKAGE_SUM))) return openFolder(dir, tell);
    if (existsSync(join(dir, "edition")) || existsSync(join(dir, "editions"))) {
      const current = currentEdition(dir);
      if (current !== null) return openFolder(editionDir(dir, current), tell);
    }
  }
  const kept = editions(target);
  throw new InputError({
    source: word,
    expected: "an edition's id, its folder, or a folder with editions",
    found: existsSync(dir) ? "a path that holds no edition" : "neither such an edition nor such a path",
    advice: kept.length
      ? `Editions in ${target}: ${kept.join(", ")}.`
      : `${target} holds no edition; npm run data -- refresh publishes one.`
  });
}

/** By what the rows of a table are counted, where it has the column. */
const AXES = ["asylum", "origin", "place", "year"] as const;
/** What the ledger reads into a row of decisions; the rest of a row is the publisher's. */
const READ: readonly string[] = [...STATUSES, "rule_positive", "rule_negative"];
/** What tells rows apart that a key does not: an edition of another hand may hold a key twice. */
const NTH = "nth with this key";

const from = (side: EditionFolder, resource: Resource) => `read_parquet(${literal(join(side.dir, resource.path))})`;

async function typesOf(db: DuckDBConnection, side: EditionFolder, resource: Resource): Promise<Map<string, string>> {
  try {
    const found = await rows(db, `DESCRIBE SELECT * FROM ${from(side, resource)}`);
    return new Map(found.map((row) => [String(row.column_name), String(row.column_type)]));
  } catch (error) {
    throw new InputError({
      source: join(side.dir, resource.path),
      expected: "a table in Parquet",
      found: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "",
      advice: "Take the edition again from where it was published."
    });
  }
}

const NOTHING = {added: 0, gone: 0, changed: 0};

function absent(table: string, there: "not in A" | "not in B", count: number): TableDiff {
  return {
    table,
    there,
    rows_a: there === "not in A" ? null : count,
    rows_b: there === "not in B" ? null : count,
    ...NOTHING,
    key: [],
    columns_only_a: [],
    columns_only_b: [],
    columns_retyped: [],
    read_anew: null,
    by_column: [],
    by: {},
    largest: []
  };
}

const tallies = `count(*) FILTER (kind = 'added')::INTEGER AS added, count(*) FILTER (kind = 'gone')::INTEGER AS gone,
  count(*) FILTER (kind = 'changed')::INTEGER AS changed`;

async function diffTable(
  db: DuckDBConnection,
  a: EditionFolder,
  b: EditionFolder,
  [inA, inB]: readonly [Resource, Resource],
  limit: number | null
): Promise<TableDiff> {
  const [typesA, typesB] = [await typesOf(db, a, inA), await typesOf(db, b, inB)];
  const common = [...typesB.keys()].filter((column) => typesA.has(column));
  const isThere = (column: string) => common.includes(column);
  // The newer edition's key, as far as both have its columns; without any, whole rows are compared.
  const named = (inB.key.every(isThere) ? inB.key : inA.key.every(isThere) ? inA.key : inB.key).filter(isThere);
  const key = named.length ? named : common;
  const retyped = common.filter((column) => typesA.get(column) !== typesB.get(column));
  const cells = common.filter((column) => !key.includes(column));
  const quantities = cells.filter(
    (column) =>
      (inA.quantities.includes(column) || inB.quantities.includes(column)) &&
      [typesA, typesB].every((types) => /INT|DOUBLE|FLOAT|DECIMAL/.test(types.get(column) ?? ""))
  );
  const cast = (column: string) =>
    retyped.includes(column) ? `CAST(${identifier(column)} AS VARCHAR) AS ${identifier(column)}` : identifier(column);
  const keys = key.map(identifier).join(", ");
  const twice = async (folder: EditionFolder, resource: Resource) =>
    (await rows(db, `SELECT 1 FROM ${from(folder, resource)} GROUP BY ${keys} HAVING count(*) > 1 LIMIT 1`)).length > 0;
  const nth =
    (await twice(a, inA)) || (await twice(b, inB))
      ? `row_number() OVER (PARTITION BY ${keys} ORDER BY ${common.map(identifier).join(", ")})`
      : "1";
  const side = (folder: EditionFolder, resource: Resource) =>
    `(SELECT ${common.map(cast).join(", ")}, true AS "is there", ${nth} AS ${identifier(NTH)} FROM ${from(folder, resource)})`;
  const differs = (column: string) => `a.${identifier(column)} IS DISTINCT FROM b.${identifier(column)}`;
  const size = quantities.length
    ? `greatest(${quantities.map((c) => `abs(coalesce(b.${identifier(c)}, 0) - coalesce(a.${identifier(c)}, 0))`).join(", ")})`
    : "0";
  await db.run(`CREATE OR REPLACE TABLE difference AS SELECT
    CASE WHEN a."is there" IS NULL THEN 'added' WHEN b."is there" IS NULL THEN 'gone' ELSE 'changed' END AS kind,
    CAST(${size} AS DOUBLE) AS size,
    ${[...key, NTH].map((c) => `CASE WHEN b."is there" THEN b.${identifier(c)} ELSE a.${identifier(c)} END AS ${identifier(c)}`).join(", ")}
    ${cells.map((c) => `, a.${identifier(c)} AS ${identifier(`a ${c}`)}, b.${identifier(c)} AS ${identifier(`b ${c}`)}`).join("")}
    FROM ${side(a, inA)} a FULL JOIN ${side(b, inB)} b
      ON ${[...key, NTH].map((c) => `a.${identifier(c)} IS NOT DISTINCT FROM b.${identifier(c)}`).join(" AND ")}
    WHERE a."is there" IS NULL OR b."is there" IS NULL${cells.map((c) => ` OR ${differs(c)}`).join("")}`);
  const changedIn = (column: string) => `${identifier(`a ${column}`)} IS DISTINCT FROM ${identifier(`b ${column}`)}`;
  const [tally] = (await rows(db, `SELECT ${tallies} FROM difference`)) as unknown as Tally[];
  const by: Record<string, readonly ({readonly value: Value} & Tally)[]> = {};
  for (const axis of AXES.filter((each) => key.includes(each)))
    by[axis] = (await rows(
      db,
      `SELECT ${identifier(axis)} AS value, ${tallies} FROM difference GROUP BY ${identifier(axis)} ORDER BY count(*) DESC, value`
    )) as unknown as ({readonly value: Value} & Tally)[];
  const byColumn: {column: string; rows: number}[] = [];
  for (const column of cells) {
    const changed = Number(
      await one(db, `SELECT count(*) FROM difference WHERE kind = 'changed' AND ${changedIn(column)}`)
    );
    if (changed) byColumn.push({column, rows: changed});
  }
  const published = cells.filter((column) => !READ.includes(column));
  const read =
    inB.name === "decisions" && cells.some((column) => READ.includes(column))
      ? Number(
          await one(
            db,
            `SELECT count(*) FROM difference WHERE kind = 'changed'${published.map((c) => ` AND NOT (${changedIn(c)})`).join("")}`
          )
        )
      : null;
  const order = [...key, NTH].map((c) => `${identifier(c)} NULLS FIRST`).join(", ");
  const found = await rows(
    db,
    `SELECT * FROM difference ORDER BY size DESC, ${order}${limit === null ? "" : ` LIMIT ${limit}`}`
  );
  const counted = async (folder: EditionFolder, resource: Resource) =>
    Number(await one(db, `SELECT count(*) FROM ${from(folder, resource)}`));
  const [rowsA, rowsB] = [await counted(a, inA), await counted(b, inB)];
  await db.run("DROP TABLE difference");
  return {
    table: inB.name,
    there: "both",
    rows_a: rowsA,
    rows_b: rowsB,
    ...(tally ?? NOTHING),
    key,
    columns_only_a: [...typesA.keys()].filter((column) => !typesB.has(column)),
    columns_only_b: [...typesB.keys()].filter((column) => !typesA.has(column)),
    columns_retyped: retyped,
    read_anew: read,
    by_column: byColumn,
    by,
    largest: found.map((row) => changedRow(row, key, cells))
  };
}

function changedRow(row: Row, key: readonly string[], cells: readonly string[]): ChangedRow {
  const kind = row.kind as Kind;
  const apart = cells.filter((column) => !same(row[`a ${column}`], row[`b ${column}`]));
  const of = (side: "a" | "b") =>
    Object.fromEntries(
      (kind === "changed" ? apart : cells).map((column) => [column, row[`${side} ${column}`] ?? null])
    );
  return {
    kind,
    key: Object.fromEntries(key.map((column) => [column, row[column] ?? null])),
    before: kind === "added" ? null : of("a"),
    after: kind === "gone" ? null : of("b"),
    size: Number(row.size)
  };
}

const same = (a: Value | undefined, b: Value | undefined) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function sourceWords(a: EditionFolder, b: EditionFolder): {name: string; words: string}[] {
  const names = [...new Set([...a.sources, ...b.sources].map(({name}) => name))];
  const when = ({retrieved}: Source) => retrieved ?? "from files";
  return names.map((name) => {
    const [inA, inB] = [a, b].map(({sources}) => sources.find((source) => source.name === name));
    if (!inA || !inB) return {name, words: inA ? "not in B" : "not in A"};
    const bytes = inA.sha256 === inB.sha256 ? "the same bytes" : "other bytes";
    return {name, words: `${bytes} (${when(inA) === when(inB) ? when(inB) : `${when(inA)}, then ${when(inB)}`})`};
  });
}

/**
 * Compares two editions. `limit` is how many of the largest changes of a table are named; null names all. The counts are of all.
 * @throws InputError where a table of either cannot be read.
 */
export async function diffEditions(a: EditionFolder, b: EditionFolder, limit: number | null): Promise<EditionDiff> {
  const known: readonly string[] = TABLE_NAMES;
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  const names = [...new Set([...a.resources, ...b.resources].map(({name}) => name))].sort(
    (x, y) => place(x) - place(y) || (x < y ? -1 : 1)
  );
  return withDatabase(async (db) => {
    const tables: TableDiff[] = [];
    for (const name of names) {
      const [inA, inB] = [a, b].map(({resources}) => resources.find((resource) => resource.name === name));
      if (inA && inB) tables.push(await diffTable(db, a, b, [inA, inB], limit));
      else {
        const [side, resource] = inA ? ([a, inA] as const) : ([b, inB as Resource] as const);
        await typesOf(db, side, resource);
        const count = Number(await one(db, `SELECT count(*) FROM ${from(side, resource)}`));
        tables.push(absent(name, inA ? "not in B" : "not in A", count));
      }
    }
    return {
      a: {id: a.id, dir: a.dir},
      b: {id: b.id, dir: b.dir},
      sources: sourceWords(a, b),
      notes: {
        a: a.notes.filter((note) => !b.notes.includes(note)),
        b: b.notes.filter((note) => !a.notes.includes(note))
      },
      tables,
      ...(await breaksBetween(db, a, b))
    };
  });
}

async function breaksBetween(
  db: DuckDBConnection,
  a: EditionFolder,
  b: EditionFolder
): Promise<Pick<EditionDiff, "new_breaks" | "judged_anew">> {
  const [inA, inB] = [a, b].map(({resources}) => resources.find(({name}) => name === "breaks"));
  if (!inA || !inB) return {new_breaks: null, judged_anew: []};
  const [before, after] = [
    await rows(db, `SELECT * FROM ${from(a, inA)} ORDER BY id`),
    await rows(db, `SELECT * FROM ${from(b, inB)} ORDER BY id`)
  ];
  const known = new Map(before.map((row) => [row.id, row]));
  return {
    new_breaks: after.filter((row) => !known.has(row.id)),
    judged_anew: after.flatMap((row) => {
      const was = known.get(row.id);
      if (!was || same(was.verdict, row.verdict)) return [];
      return [{id: String(row.id), before: was.verdict ?? null, after: row.verdict ?? null}];
    })
  };
}

// ------------------------------------------------------------------------------------------------- as words

const n = (value: number) => value.toLocaleString("en");
const rowsWord = (count: number) => `${n(count)} ${count === 1 ? "row" : "rows"}`;
const isChanged = ({added, gone, changed}: Tally) => added + gone + changed > 0;

function tallyWords({added, gone, changed}: Tally): string {
  const parts = [
    ...(changed ? [`${n(changed)} changed`] : []),
    ...(added ? [`${n(added)} added`] : []),
    ...(gone ? [`${n(gone)} gone`] : [])
  ];
  return parts.length ? parts.join(", ") : "no difference";
}

const shownValue = (value: Value | undefined): string =>
  value === null || value === undefined
    ? "nothing"
    : typeof value === "number"
      ? n(value)
      : typeof value === "object"
        ? value.join(" | ")
        : String(value);

/** Long words (a reason, a note) are cut in a list; `--json` has them whole. */
const LONGEST = 60;
const cut = (text: string) => {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

function keyWords(key: Row): string {
  return Object.entries(key)
    .filter(([, value]) => value !== null)
    .map(([column, value]) =>
      /^(?:year|origin|asylum|place|id)$/.test(column) ? String(value) : `${column} ${String(value)}`
    )
    .map(cut)
    .join(" ");
}

function changeWords({kind, before, after}: ChangedRow): string {
  if (kind === "changed")
    return Object.keys(after ?? {})
      .map((column) => `${column} ${cut(shownValue(before?.[column]))} → ${cut(shownValue(after?.[column]))}`)
      .join(", ");
  const cells = Object.entries((kind === "added" ? after : before) ?? {})
    .filter(([, value]) => value !== null && value !== 0)
    .slice(0, 6);
  return `${kind}${cells.length ? `: ${cells.map(([column, value]) => `${column} ${cut(shownValue(value))}`).join(", ")}` : ""}`;
}

/** How many hosts, origins or years a summary names; it says how many more there are. */
const MOST_VALUES = 8;
const AXIS_WORDS: Readonly<Record<string, string>> = {asylum: "host", origin: "origin", place: "place", year: "year"};

function axisWords(values: readonly ({readonly value: Value} & Tally)[]): string {
  const named = values.slice(0, MOST_VALUES).map((each) => `${String(each.value)} (${tallyWords(each)})`);
  const more = values.length - named.length;
  return named.join("; ") + (more > 0 ? `; and ${n(more)} more` : "");
}

/** What is to be said of a table besides its rows. */
function columnWords(table: TableDiff): string[] {
  const list = (columns: readonly string[]) => columns.join(", ");
  return [
    ...(table.columns_only_a.length ? [`columns not in B: ${list(table.columns_only_a)}`] : []),
    ...(table.columns_only_b.length ? [`columns not in A: ${list(table.columns_only_b)}`] : []),
    ...(table.columns_retyped.length
      ? [`columns of another type, compared as text: ${list(table.columns_retyped)}`]
      : []),
    ...(table.read_anew
      ? [`${n(table.read_anew)} of the changed rows differ in the reading alone, their published cells are the same`]
      : [])
  ];
}

function absentWords({there, rows_a, rows_b}: TableDiff): string {
  return `${there} (${rowsWord(rows_a ?? rows_b ?? 0)} in ${there === "not in A" ? "B" : "A"})`;
}

/** As lines of text. */
export function diffText(diff: EditionDiff): string {
  const lines = [`A  edition ${diff.a.id}  ${diff.a.dir}`, `B  edition ${diff.b.id}  ${diff.b.dir}`];
  for (const {name, words} of diff.sources) lines.push(`source ${name}: ${words}`);
  for (const note of diff.notes.a) lines.push(`noted in A alone: ${note}`);
  for (const note of diff.notes.b) lines.push(`noted in B alone: ${note}`);
  for (const table of diff.tables) {
    if (table.there !== "both") {
      lines.push("", `${table.table}: ${absentWords(table)}`);
      continue;
    }
    const words = columnWords(table);
    const total = table.added + table.gone + table.changed;
    if (total || words.length) lines.push("");
    lines.push(
      `${table.table}: ${tallyWords(table)} (${rowsWord(table.rows_a ?? 0)}${table.rows_a === table.rows_b ? "" : `, then ${n(table.rows_b ?? 0)}`})`
    );
    for (const each of words) lines.push(`  ${each}`);
    if (!total) continue;
    for (const [axis, values] of Object.entries(table.by))
      lines.push(`  by ${AXIS_WORDS[axis] ?? axis}: ${axisWords(values)}`);
    if (table.by_column.length)
      lines.push(`  by column: ${table.by_column.map((each) => `${each.column} ${n(each.rows)}`).join(", ")}`);
    if (table.largest.length)
      lines.push(
        table.largest.length < total ? `  the largest ${n(table.largest.length)} of ${n(total)}:` : "  all of them:"
      );
    for (const row of table.largest) lines.push(`    ${keyWords(row.key)}: ${changeWords(row)}`);
  }
  lines.push("", ...breakLines(diff));
  return lines.join("\n");
}

function breakLines({new_breaks, judged_anew}: EditionDiff): string[] {
  if (new_breaks === null) return ["new breaks: cannot be told, a side has no table of breaks"];
  return [
    `new breaks in B: ${new_breaks.length ? n(new_breaks.length) : "none"}`,
    ...new_breaks.map(
      (row) => `  ${String(row.id)} (${shownValue(row.asylum)}, ${shownValue(row.verdict)}): ${shownValue(row.wording)}`
    ),
    ...judged_anew.map(({id, before, after}) => `  ${id}: verdict ${shownValue(before)} → ${shownValue(after)}`)
  ];
}

/** Text inside a table or a list of Markdown: no mark of it is read as one. */
const md = (text: string) => text.replace(/[\\`*_{}[\]<>|#~]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");

/** As Markdown, for the words of a pull request. */
export function diffMarkdown(diff: EditionDiff): string {
  const lines = [
    `# Edition ${md(diff.a.id)} → ${md(diff.b.id)}`,
    "",
    ...diff.sources.map(({name, words}) => `- source ${md(name)}: ${md(words)}`),
    ...diff.notes.a.map((note) => `- noted in ${md(diff.a.id)} alone: ${md(note)}`),
    ...diff.notes.b.map((note) => `- noted in ${md(diff.b.id)} alone: ${md(note)}`),
    "",
    "| Table | Rows before | Rows after | Changed | Added | Gone |",
    "|---|--:|--:|--:|--:|--:|",
    ...diff.tables.map((table) => {
      const count = (value: number | null) => (value === null ? "–" : n(value));
      const cells = table.there === "both" ? [table.changed, table.added, table.gone].map(n) : [table.there, "–", "–"];
      return `| ${md(table.table)} | ${count(table.rows_a)} | ${count(table.rows_b)} | ${cells.join(" | ")} |`;
    })
  ];
  for (const table of diff.tables.filter((each) => isChanged(each) || columnWords(each).length)) {
    lines.push("", `## ${md(table.table)}: ${tallyWords(table)}`, "");
    for (const words of columnWords(table)) lines.push(`- ${md(words)}`);
    for (const [axis, values] of Object.entries(table.by))
      if (values.length) lines.push(`- by ${AXIS_WORDS[axis] ?? axis}: ${md(axisWords(values))}`);
    if (table.by_column.length)
      lines.push(`- by column: ${md(table.by_column.map((each) => `${each.column} ${n(each.rows)}`).join(", "))}`);
    if (!table.largest.length) continue;
    const total = table.added + table.gone + table.changed;
    lines.push(
      "",
      table.largest.length < total ? `The largest ${n(table.largest.length)} of ${n(total)}:` : "All of them:",
      "",
      "| Row | Change |",
      "|---|---|",
      ...table.largest.map((row) => `| ${md(keyWords(row.key))} | ${md(changeWords(row))} |`)
    );
  }
  lines.push("", "## Breaks", "", ...breakLines(diff).map((line) => `- ${md(line.trim())}`));
  return lines.join("\n");
}

// Computes the notebooks once per build, before any page: every step by SQL (DuckDB over the edition's files) and by Arquero
// (over what the site's own code has classified). The build fails where the two differ.
import {existsSync, readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {DuckDBInstance} from "@duckdb/node-api";
import type {DuckDBConnection} from "@duckdb/node-api";
import * as aq from "arquero";
import type {ColumnTable} from "arquero";
import {ascending} from "d3";
import {bounded} from "../../measures/bounds.js";
import {BREAK_EFFECTS, effectsOf} from "../../measures/breakEffects.js";
import type {BreakEffect} from "../../measures/breakEffects.js";
import {COLUMNS, POSITIVE_COLUMNS} from "../../measures/codes.js";
import {cell, decisionAt, isWithoutParts, reader} from "../../measures/status.js";
import {chosenOf, initialOf, mustAgree, NotebookError, tablesOf} from "./notebook.js";
import type {Choice, Chosen, Given, Notebook, Results, Row, Value} from "./notebook.js";
import type {Measure} from "../../schema/codes.js";
import {isTable} from "../../schema/tables.js";
import type {TableName} from "../../schema/tables.js";
import {readColumns} from "../../edition/edition.js";
import type {Edition} from "../../edition/edition.js";

const EFFECTS = Object.keys(BREAK_EFFECTS) as BreakEffect[];

/** A notebook with the settings it offers and its results for the initial ones. */
export interface Computed {
  readonly name: string;
  readonly notebook: Notebook;
  /** The values offered for each setting, with their labels. */
  readonly offered: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** The text of its file. */
  readonly source: string;
  /** Null where the edition lacks a table that the notebook needs. */
  readonly results: Results | null;
  /** What the edition lacks. */
  readonly lacks: readonly string[];
}

/** The names of the notebooks in the project at `root`: each is a page and a file of code. */
export function notebookNames(root: string): string[] {
  const folder = join(root, "src", "notebooks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

/** Both engines over one edition. */
export interface Bench {
  /** The results of a notebook for chosen settings. @throws NotebookError where the two computations differ. */
  readonly compute: (name: string, notebook: Notebook, chosen: Chosen) => Promise<Results>;
  readonly close: () => void;
}

/** Opens both engines over the edition in `folder`; `needs` are tables that Arquero gets unchanged. */
export async function openBench(edition: Edition, folder: string, needs: readonly string[] = []): Promise<Bench> {
  const tables = edition.package.resources.map(({name}) => name);
  const instance = await DuckDBInstance.create(":memory:", {autoinstall_known_extensions: "false"});
  const sql = await instance.connect();
  // DuckDB reads in its own threads, at the same time as the site's code.
  const opened = openTables(sql, folder, tables);
  const more = await Promise.all(
    needs
      .filter((name): name is TableName => tables.includes(name) && isTable(name))
      .map(async (name) => [name, aq.table(await readColumns(folder, edition.id, name))] as const)
  );
  const given = givenOf(edition, new Map(more));
  await opened;
  return {
    compute: (name, notebook, chosen) => compute({sql, given, edition}, name, notebook, chosen),
    close: () => {
      sql.closeSync();
      instance.closeSync();
    }
  };
}

async function openTables(sql: DuckDBConnection, folder: string, tables: readonly string[]): Promise<void> {
  // Tables that most steps read are loaded into memory.
  for (const table of tables)
    await sql.run(
      `CREATE ${["cells", "counts", "places", "breaks"].includes(table) ? "TABLE" : "VIEW"} "${table}" AS ` +
        `SELECT * FROM read_parquet('${join(folder, `${table}.parquet`).replaceAll("'", "''")}')`
    );
}

/** Arquero's tables: each published figure classified, with its range, by the site's own code. */
function givenOf(edition: Edition, tables: ReadonlyMap<string, ColumnTable>): Omit<Given, "step"> {
  const read = reader(edition.rules);
  const key = {
    year: [] as number[],
    origin: [] as string[],
    asylum: [] as string[],
    authority: [] as string[],
    level: [] as string[],
    unit: [] as string[]
  };
  const cells = {
    ...key,
    published_column: [] as string[],
    value: [] as number[],
    status: [] as string[],
    value_lo: [] as number[],
    value_hi: [] as number[],
    ...(Object.fromEntries(EFFECTS.map((effect) => [effect, [] as number[]])) as Record<BreakEffect, number[]>)
  };
  const applies = EFFECTS.map((effect) => [effect, effectsOf(edition.breaks, effect)] as const);
  for (let i = 0; i < edition.decisions.year.length; i++) {
    const row = decisionAt(edition.decisions, i);
    if (isWithoutParts(row)) continue;
    const reading = read(row);
    for (const column of COLUMNS) {
      const bounds = cell(row, column, reading);
      if (!bounds) continue;
      cells.year.push(row.year);
      cells.origin.push(row.origin);
      cells.asylum.push(row.asylum);
      cells.authority.push(row.authority);
      cells.level.push(row.level);
      cells.unit.push(row.unit);
      cells.published_column.push(column);
      cells.value.push(bounds.value);
      cells.status.push(reading.status[column]);
      cells.value_lo.push(bounds.lo);
      cells.value_hi.push(bounds.hi);
      for (const [effect, idOf] of applies) cells[effect].push(idOf(row) === null ? 0 : 1);
    }
  }
  return {
    aq,
    op: aq.op,
    cells: aq.table(cells),
    counts: aq.table(countsOf(edition)),
    table: (name) => {
      const found = tables.get(name);
      if (!found) throw new NotebookError(`Arquero has no table ${name}: add it to \`needs\``);
      return found;
    }
  };
}

/** Applications and year-end figures, each published count with its range. */
function countsOf({applications, stocks}: Edition) {
  const made = {
    year: [] as number[],
    origin: [] as string[],
    asylum: [] as string[],
    authority: [] as (string | null)[],
    type: [] as (string | null)[],
    level: [] as (string | null)[],
    unit: [] as string[],
    measure: [] as string[],
    value: [] as number[],
    value_lo: [] as number[],
    value_hi: [] as number[]
  };
  const addAll = (
    measure: Measure,
    rows: {readonly [Axis in "year" | "origin" | "asylum"]: ArrayLike<number | string>},
    values: ArrayLike<number | null>,
    steps: Pick<Edition["applications"], "authority" | "type" | "level" | "unit"> | null
  ) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? null;
      if (value === null) continue;
      const {lo, hi} = bounded(value, measure === "applications" ? "applications" : "stocks");
      made.year.push(rows.year[i] as number);
      made.origin.push(rows.origin[i] as string);
      made.asylum.push(rows.asylum[i] as string);
      made.authority.push(steps?.authority[i] ?? null);
      made.type.push(steps?.type[i] ?? null);
      made.level.push(steps?.level[i] ?? null);
      made.unit.push(steps?.unit[i] ?? "P");
      made.measure.push(measure);
      made.value.push(value);
      made.value_lo.push(lo);
      made.value_hi.push(hi);
    }
  };
  addAll("applications", applications, applications.applications, applications);
  addAll("refugees", stocks, stocks.refugees, null);
  addAll("asylum_seekers", stocks, stocks.asylum_seekers, null);
  return made;
}

interface Engines {
  readonly sql: DuckDBConnection;
  readonly given: Omit<Given, "step">;
  readonly edition: Edition;
}

async function compute(
  {sql, given, edition}: Engines,
  name: string,
  {steps}: Notebook,
  chosen: Chosen
): Promise<Results> {
  const rows = new Map<string, readonly Row[]>();
  // Arquero's expressions see the chosen values as `$`; years are numbers there, as in the rows.
  const params = Object.fromEntries(
    Object.entries(chosen).map(([choice, value]) => [choice, /^\d+$/.test(value) ? Number(value) : value])
  );
  const here = {...given, cells: with_(given.cells, params), counts: with_(given.counts, params)};
  const tables = new Map<string, ColumnTable>();
  const step = (wanted: string) => {
    const found = tables.get(wanted);
    if (!found) throw new NotebookError(`${name}: there is no step “${wanted}” before this one`);
    return found;
  };
  for (const [stepName, one] of Object.entries(steps)) {
    try {
      const asked = (async () => {
        await sql.run(`CREATE OR REPLACE TEMP TABLE "${stepName}" AS ${one.sql(chosen)}`);
        return (await sql.runAndReadAll(`SELECT * FROM "${stepName}"`)).getRowObjectsJS().map(plainRow);
      })();
      // Waits for both even where one fails, so that nothing is left running.
      const made = await Promise.allSettled([
        asked,
        Promise.resolve().then(() => one.arquero({...here, step}, chosen))
      ]);
      const [bySql, byArquero] = made;
      if (bySql.status === "rejected") throw bySql.reason;
      if (byArquero.status === "rejected") throw byArquero.reason;
      tables.set(stepName, byArquero.value);
      rows.set(stepName, bySql.value);
      mustAgree(stepName, one, bySql.value, byArquero.value.objects() as Row[]);
    } catch (error) {
      throw new NotebookError(`notebook ${name}, ${error instanceof Error ? error.message : String(error)}`, {
        cause: error
      });
    }
  }
  return {
    chosen,
    rows: (wanted) => {
      const found = rows.get(wanted);
      if (!found) throw new NotebookError(`${name}: there is no step “${wanted}”`);
      return found;
    },
    place: (code) => edition.places.get(code) ?? code
  };
}

/** The table with the values that its expressions see as `$`. */
function with_(table: ColumnTable, params: Readonly<Record<string, string | number>>): ColumnTable {
  return table.params(params) as ColumnTable;
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]): [string, Value] => [
      column,
      typeof value === "bigint" ? Number(value) : (value as Value)
    ])
  );
}

/** The values offered for a setting in this edition. */
export function offeredBy(edition: Edition, {among, since = 0, only}: Choice): readonly (readonly [string, string])[] {
  if (typeof among !== "string") return among;
  const {decisions} = edition;
  if (among === "years")
    return [...new Set(Array.from(decisions.year))]
      .filter((year) => year >= since)
      .sort((a, b) => b - a)
      .map((year) => [String(year), String(year)] as const);
  const codes = among === "hosts" ? decisions.asylum : decisions.origin;
  const used = new Set<string>();
  for (let i = 0; i < codes.length; i++)
    if (POSITIVE_COLUMNS.some((column) => (decisions[column][i] ?? 0) > 0)) used.add(codes[i] as string);
  return [...used]
    .filter((code) => only?.includes(code) ?? true)
    .map((code) => [code, edition.places.get(code) ?? code] as const)
    .sort(([, a], [, b]) => ascending(a, b));
}

/**
 * Every notebook in the project at `root`, computed for its initial settings.
 * @throws NotebookError where the two computations of a step differ, or a notebook names what the edition does not have.
 */
export async function computeNotebooks(edition: Edition, root: string): Promise<readonly Computed[]> {
  const notebooks = await Promise.all(
    notebookNames(root).map(async (name) => [name, await readNotebook(root, name)] as const)
  );
  if (!notebooks.length) return [];
  const needs = new Set(notebooks.flatMap(([, notebook]) => notebook.needs ?? []));
  const bench = await openBench(edition, join(root, "data", "editions", edition.id), [...needs]);
  try {
    const computed: Computed[] = [];
    for (const [name, notebook] of notebooks) computed.push(await computeOne(bench, edition, root, name, notebook));
    return computed;
  } finally {
    bench.close();
  }
}

/** The notebook in a file of the project. @throws NotebookError where the file has none. */
export async function readNotebook(root: string, name: string): Promise<Notebook> {
  const path = join(root, "src", "notebooks", `${name}.ts`);
  const {default: notebook} = (await import(pathToFileURL(path).href)) as {default?: Notebook};
  if (!notebook) throw new NotebookError(`src/notebooks/${name}.ts exports no notebook as its default`);
  return notebook;
}

async function computeOne(
  bench: Bench,
  edition: Edition,
  root: string,
  name: string,
  notebook: Notebook
): Promise<Computed> {
  const held = new Set(edition.package.resources.map((resource) => resource.name));
  const offered = Object.fromEntries(
    Object.entries(notebook.choices).map(([choice, how]) => [choice, offeredBy(edition, how)])
  );
  const lacks = tablesOf(notebook).filter((table) => !held.has(table));
  const source = readFileSync(join(root, "src", "notebooks", `${name}.ts`), "utf8");
  const results = lacks.length ? null : await bench.compute(name, notebook, chosenOf(offered, initialOf(notebook)));
  return {name, notebook, offered, source, results, lacks};
}

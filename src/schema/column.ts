// How a table of an edition is described: its columns with type, unit, codes and meaning, its key and the order of its rows. The
// types of its rows follow from the description, so that nothing about a table is written twice.

export type ColumnType = "INTEGER" | "VARCHAR" | "BOOLEAN" | "DOUBLE" | "VARCHAR[]";

export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** "persons", "persons or cases, by unit", "rows" …; absent where the column is not a quantity. */
  readonly unit?: string;
  /** Whether every row has a value. */
  readonly required?: boolean;
  /** The codes that the column may hold, each with its label in English. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Labels of codes that the table of `refers` does not hold. */
  readonly others?: Readonly<Record<string, string>>;
  /** The words that the column may hold: they need no label. */
  readonly words?: readonly string[];
  /** The table that names the codes of this column. */
  readonly refers?: "places" | "regions";
  /** Whether a cell may hold several codes with a space between them, or `*` for any. */
  readonly scope?: true;
}

export interface TableSchema<
  Name extends string = string,
  Columns extends readonly ColumnSchema[] = readonly ColumnSchema[],
  From = string | Readonly<Record<string, string>>
> {
  readonly name: Name;
  readonly title: string;
  readonly description: string;
  /**
   * The source whose pull makes the table; "hand" for what this repository keeps itself. A table that several sources fill
   * names them, each with the publisher that its rows carry in the column `publisher`.
   */
  readonly from: From;
  readonly columns: Columns;
  readonly key: readonly string[];
  /** Rows are written in this order; it is total, so that the same rows give the same bytes. */
  readonly order: readonly string[];
}

/** A table whose name, columns and sources are known to the types; key and order can name its columns alone. */
export function table<
  const Name extends string,
  const Columns extends readonly ColumnSchema[],
  const From extends string | Readonly<Record<string, string>>
>(
  schema: TableSchema<Name, Columns, From> & {
    readonly key: readonly NoInfer<Columns[number]["name"]>[];
    readonly order: readonly NoInfer<Columns[number]["name"]>[];
  }
): TableSchema<Name, Columns, From> {
  return schema;
}

/** What a column's cells are where they are not empty. */
type ValueOf<C> = C extends {readonly type: "VARCHAR[]"}
  ? readonly string[]
  : C extends {readonly type: "BOOLEAN"}
    ? boolean
    : C extends {readonly type: "INTEGER" | "DOUBLE"}
      ? number
      : C extends {readonly scope: true}
        ? string
        : C extends {readonly codes: infer Codes}
          ? Extract<keyof Codes, string>
          : C extends {readonly words: readonly (infer Word)[]}
            ? Word
            : string;
/** A cell: null where it is empty, which a required column never is. */
export type CellOf<C> = C extends {readonly required: true} ? ValueOf<C> : ValueOf<C> | null;

type Named<T extends TableSchema> = {
  readonly [C in T["columns"][number] as C["name"]]: CellOf<C>;
};
/** A row of a table, of all its columns or of some. */
export type RowOf<T extends TableSchema, Some extends keyof Named<T> = keyof Named<T>> = Pick<Named<T>, Some>;
/** The same rows as columns. */
export type ColumnsOf<T extends TableSchema, Some extends keyof Named<T> = keyof Named<T>> = {
  readonly [Name in Some]: ArrayLike<Named<T>[Name]>;
};
export type ColumnName<T extends TableSchema> = Extract<keyof Named<T>, string>;

interface Column<Name extends string, Type extends ColumnType, Required extends boolean> {
  readonly name: Name;
  readonly type: Type;
  readonly description: string;
  readonly required: Required;
}

/** A text. */
export function text<const Name extends string, const Required extends boolean = false>(
  name: Name,
  description: string,
  required = false as Required
): Column<Name, "VARCHAR", Required> {
  return {name, type: "VARCHAR", description, required};
}

/** A whole number that is not a quantity, such as a year. */
export function whole<const Name extends string, const Required extends boolean = false>(
  name: Name,
  description: string,
  required = false as Required
): Column<Name, "INTEGER", Required> {
  return {name, type: "INTEGER", description, required};
}

/** A count of persons, cases or rows; null where the publisher gives none, which is not 0. */
export function count<const Name extends string, const Required extends boolean = false>(
  name: Name,
  description: string,
  unit = "persons or cases, by unit",
  required = false as Required
): Column<Name, "INTEGER", Required> & {readonly unit: string} {
  return {name, type: "INTEGER", description, unit, required};
}

export function truth<const Name extends string>(name: Name, description: string): Column<Name, "BOOLEAN", true> {
  return {name, type: "BOOLEAN", description, required: true};
}

/** A code of a closed list, each with its label. */
export function code<
  const Name extends string,
  const Codes extends Readonly<Record<string, string>>,
  const Required extends boolean = false
>(
  name: Name,
  description: string,
  codes: Codes,
  required = false as Required
): Column<Name, "VARCHAR", Required> & {readonly codes: Codes} {
  return {name, type: "VARCHAR", description, codes, required};
}

/** One of some words. */
export function word<
  const Name extends string,
  const Words extends readonly string[],
  const Required extends boolean = false
>(
  name: Name,
  description: string,
  words: Words,
  required = false as Required
): Column<Name, "VARCHAR", Required> & {readonly words: Words} {
  return {name, type: "VARCHAR", description, words, required};
}

/** A place by its code; `others` are the codes that the table `places` does not hold. */
export function place<const Name extends string, const Required extends boolean = false>(
  name: Name,
  description: string,
  required = false as Required,
  others: Readonly<Record<string, string>> = {}
): Referring<Name, Required> {
  return {name, type: "VARCHAR", description, required, refers: "places", others};
}

/** A region of the world, a bureau or a union by its code in the table `regions`. */
export function region<const Name extends string, const Required extends boolean = false>(
  name: Name,
  description: string,
  required = false as Required
): Referring<Name, Required> {
  return {name, type: "VARCHAR", description, required, refers: "regions", others: {}};
}

type Referring<Name extends string, Required extends boolean> = Column<Name, "VARCHAR", Required> & {
  readonly refers: "places" | "regions";
  readonly others: Readonly<Record<string, string>>;
};

/** Codes with a space between them, or `*` for any. */
export function scope<const Name extends string>(
  name: Name,
  description: string,
  of: {readonly codes: Readonly<Record<string, string>>} | {readonly refers: "places"}
): Column<Name, "VARCHAR", true> & {readonly scope: true} {
  return {name, type: "VARCHAR", description, required: true, scope: true, ...of};
}

// Packs the rows of a table into typed arrays: a code is its index in a list, a missing count is −1. So a worker transfers them without
// a copy, a phone holds them in a fifth of the room, and a row becomes an object only where a question takes it.
import type {DecisionKey} from "../measures/codes.js";
import type {PublishedDecision} from "../measures/status.js";
import type {ApplicationRow} from "../measures/sums.js";

export interface StockRow {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly refugees: number | null;
  readonly asylum_seekers: number | null;
}

/** Columns as a file or an edition has them. */
export type Columns<Row> = {readonly [Name in keyof Row]: ArrayLike<Row[Name]>};

/** A column of codes: row `i` has `list[at[i]]`. */
export interface Codes<Code extends string> {
  readonly list: readonly Code[];
  readonly at: Uint16Array;
}

/** Codes by their place in a list, years as they are, counts with −1 for null. */
export type Packed<Row> = {
  readonly [Name in keyof Row]: Row[Name] extends string
    ? Codes<Row[Name]>
    : null extends Row[Name]
      ? Int32Array
      : Uint16Array;
};

const NONE = -1;
const MOST_COUNT = 2 ** 31 - 1;

function packCodes<Code extends string>(values: ArrayLike<Code>): Codes<Code> {
  const places = new Map<Code, number>();
  const at = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const code = values[i] as Code;
    let place = places.get(code);
    if (place === undefined) places.set(code, (place = places.size));
    at[i] = place;
  }
  if (places.size > 2 ** 16) throw new RangeError(`${places.size} codes in one column`);
  return {list: [...places.keys()], at};
}

/** @throws RangeError where a count is none, such as a negative or a fraction. */
export function packCounts(values: ArrayLike<number | null>): Int32Array {
  const counts = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? null;
    if (value !== null && !(Number.isInteger(value) && value >= 0 && value <= MOST_COUNT))
      throw new RangeError(`row ${i}: ${value} is not a count`);
    counts[i] = value ?? NONE;
  }
  return counts;
}

/** Year, origin and country of asylum, which every row has. */
type PlaceKey = Pick<DecisionKey, "year" | "origin" | "asylum">;

export function packPlaces(columns: Columns<PlaceKey>): Packed<PlaceKey> {
  return {
    year: Uint16Array.from(columns.year),
    origin: packCodes(columns.origin),
    asylum: packCodes(columns.asylum)
  };
}

function packKeys(columns: Columns<DecisionKey>): Packed<DecisionKey> {
  return {
    ...packPlaces(columns),
    authority: packCodes(columns.authority),
    level: packCodes(columns.level),
    unit: packCodes(columns.unit)
  };
}

export function packApplications(columns: Columns<ApplicationRow>): Packed<ApplicationRow> {
  return {...packKeys(columns), type: packCodes(columns.type), applications: packCounts(columns.applications)};
}

/** Where the columns leave `total` out, as the explorer's file does, it is the sum of its parts. */
export function packDecisions(columns: Columns<PublishedDecision>): Packed<PublishedDecision> {
  const parts = [columns.recognized, columns.other, columns.rejected, columns.closed];
  const totals = Array.from(
    {length: columns.year.length},
    (_, i) => columns.total[i] ?? parts.reduce((total, part) => total + (part[i] ?? 0), 0)
  );
  return {
    ...packKeys(columns),
    recognized: packCounts(columns.recognized),
    other: packCounts(columns.other),
    rejected: packCounts(columns.rejected),
    closed: packCounts(columns.closed),
    total: packCounts(totals)
  };
}

export function packStocks(columns: Columns<StockRow>): Packed<StockRow> {
  return {
    ...packPlaces(columns),
    refugees: packCounts(columns.refugees),
    asylum_seekers: packCounts(columns.asylum_seekers)
  };
}

/** The memory that a worker gives away with packed columns. */
export function buffersOf(packed: object): ArrayBuffer[] {
  return Object.values(packed as Record<string, Codes<string> | Uint16Array | Int32Array>).map(
    (column) => ("list" in column ? column.at : column).buffer as ArrayBuffer
  );
}

type Open<Row> = {-readonly [Name in keyof Row]: Row[Name]};

const code = <Code extends string>({list, at}: Codes<Code>, i: number) => list[at[i] as number] as Code;
const count = (counts: Int32Array, i: number) => (counts[i] === NONE ? null : (counts[i] as number));

/** Writes row `i` of a packed table into an object of its form. */
export type Fill<Row> = (packed: Packed<Row>, i: number, into: Open<Row>) => void;

const fillPlaces = (t: Packed<PlaceKey>, i: number, into: Open<PlaceKey>) => {
  into.year = t.year[i] as number;
  into.origin = code(t.origin, i);
  into.asylum = code(t.asylum, i);
};

const fillKeys = (t: Packed<DecisionKey>, i: number, into: Open<DecisionKey>) => {
  fillPlaces(t, i, into);
  into.authority = code(t.authority, i);
  into.level = code(t.level, i);
  into.unit = code(t.unit, i);
};

export const fillApplication: Fill<ApplicationRow> = (t, i, into) => {
  fillKeys(t, i, into);
  into.type = code(t.type, i);
  into.applications = count(t.applications, i);
};

export const fillDecision: Fill<PublishedDecision> = (t, i, into) => {
  fillKeys(t, i, into);
  into.recognized = count(t.recognized, i);
  into.other = count(t.other, i);
  into.rejected = count(t.rejected, i);
  into.closed = count(t.closed, i);
  into.total = count(t.total, i);
};

export const fillStock: Fill<StockRow> = (t, i, into) => {
  fillPlaces(t, i, into);
  into.refugees = count(t.refugees, i);
  into.asylum_seekers = count(t.asylum_seekers, i);
};

const PLACES: PlaceKey = {year: 0, origin: "", asylum: ""};
const KEYS: DecisionKey = {...PLACES, authority: "G", level: "FI", unit: "P"};
export const BLANK_APPLICATION: ApplicationRow = {...KEYS, type: "N", applications: null};
export const BLANK_DECISION: PublishedDecision = {
  ...KEYS,
  recognized: null,
  other: null,
  rejected: null,
  closed: null,
  total: null
};
export const BLANK_STOCK: StockRow = {...PLACES, refugees: null, asylum_seekers: null};

// Adds rows of one unit and one stage, each cell with its bounds. Adding anything else throws.
import {bounded, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import {COLUMNS, LEVELS, STAGES, STATUSES} from "./codes.js";
import type {ApplicationType, Authority, Column, Level, Stage, Status, Unit} from "./codes.js";
import {cellOf, isWithoutParts} from "./status.js";
import type {PublishedDecision, Reading} from "./status.js";
import type {DecisionKey} from "./codes.js";

/** Thrown for rows that must not be added: persons with cases, or levels of different stages. */
export class MixError extends Error {
  override name = "MixError";
}

export interface ApplicationRow {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly authority: Authority;
  readonly type: ApplicationType;
  readonly level: Level;
  readonly unit: Unit;
  /** Applications of the year, in persons or cases by `unit`; null where the publisher gives none. */
  readonly applications: number | null;
}

/** Looked up for each of a hundred thousand rows. */
const STAGE_OF = new Map(
  (Object.entries(STAGES) as [Stage, readonly Level[]][]).flatMap(([stage, levels]) =>
    levels.map((level) => [level, stage] as const)
  )
);

/** The stage a level belongs to. */
export function stageOf(level: Level): Stage {
  const stage = STAGE_OF.get(level);
  if (stage) return stage;
  throw new MixError(`level ${level} (${LEVELS[level]}) belongs to no stage`);
}

/**
 * Sees that rows may be added: one unit; one stage; at stage "other" one level, as each decides something else; and never
 * the two United States levels IN and EO, as a claim referred from one is decided again at the other.
 * @throws MixError naming the two that met.
 */
function oneKind(): (row: {unit: Unit; level: Level; asylum: string}) => void {
  let unit: Unit | null = null,
    level: Level | null = null;
  const usa = new Set<Level>();
  return (row) => {
    if (unit !== null && row.unit !== unit) throw new MixError("persons and cases are never added");
    if (level !== null && row.level !== level) {
      const [a, b] = [stageOf(level), stageOf(row.level)];
      if (a !== b)
        throw new MixError(
          `levels ${level} and ${row.level} belong to different stages (${a}, ${b}) and are never added`
        );
      if (a === "other")
        throw new MixError(`levels ${level} and ${row.level} decide different things and are never added`);
    }
    if (row.asylum === "USA" && (row.level === "IN" || row.level === "EO")) usa.add(row.level);
    if (usa.size > 1)
      throw new MixError("levels IN and EO of the United States are never added: a referred claim is decided at both");
    unit = row.unit;
    level = row.level;
  };
}

/** Checks that rows have one unit, for sums that join stages on purpose. @throws MixError where persons and cases are mixed. */
export function oneUnit(): (row: {unit: Unit}) => void {
  let unit: Unit | null = null;
  return (row) => {
    if (unit !== null && row.unit !== unit) throw new MixError("persons and cases are never added");
    unit = row.unit;
  };
}

/** What became of decided applications: the published columns and the legal statuses, with bounds, in one unit and stage. */
export interface Outcomes {
  readonly unit: Unit;
  readonly rows: number;
  readonly published: Readonly<Record<Column, Count>>;
  readonly statuses: Readonly<Record<Status, Count>>;
  /** Decisions in rows that give a total and no parts: in no column and no status. */
  readonly without_parts: number;
  /** Cells the publisher left empty: neither 0 nor counted. */
  readonly missing: number;
  /** Ids of the rules that read one of the rows. */
  readonly rules: readonly string[];
}

/** A count that is added to in place: a question about everyone everywhere adds half a million cells. */
export type OpenCount = {-readonly [K in keyof Count]: Count[K]};

export function addTo(total: OpenCount, count: Count): void {
  total.value += count.value;
  total.lo += count.lo;
  total.hi += count.hi;
}

/** Adds rows one after the other. A row is looked at while it is added and not kept, so that a caller may use one object for all. */
export interface Adder<Row, Sum> {
  readonly add: (row: Row) => void;
  readonly done: () => Sum;
}

/** What an adder gives after these rows. */
export function added<Row, Sum>({add, done}: Adder<Row, Sum>, rows: Iterable<Row>): Sum {
  for (const row of rows) add(row);
  return done();
}

/**
 * Decision rows added by published column and by legal status. A row without parts adds to `without_parts` alone; its
 * zeros are not counts. Null where there is no row: an absent row adds nothing and is never 0.
 * `add` throws a MixError where units or stages differ, or what `check` throws if one is given.
 */
export function decisionAdder(
  read: (key: DecisionKey) => Reading,
  check: (row: PublishedDecision) => void = oneKind()
): Adder<PublishedDecision, Outcomes | null> {
  // Added in place, and by reading first: a question about everyone everywhere adds half a million cells, read in few ways.
  const readings = new Map<Reading, Record<Column, OpenCount>>();
  let unit: Unit | null = null,
    count = 0,
    without_parts = 0,
    missing = 0;
  const addCell = (total: OpenCount, published: number | null, column: Column, reading: Reading) => {
    const bounds = cellOf(published, column, reading);
    if (bounds) addTo(total, bounds);
    else missing++;
  };
  return {
    add: (row) => {
      check(row);
      unit = row.unit;
      count++;
      if (isWithoutParts(row)) {
        without_parts += row.total ?? 0;
        return;
      }
      const reading = read(row);
      let cells = readings.get(reading);
      if (!cells) readings.set(reading, (cells = zeros(COLUMNS)));
      addCell(cells.recognized, row.recognized, "recognized", reading);
      addCell(cells.other, row.other, "other", reading);
      addCell(cells.rejected, row.rejected, "rejected", reading);
      addCell(cells.closed, row.closed, "closed", reading);
    },
    done: () => {
      // A page asks a hundred thousand times, mostly of few rows or none.
      if (!unit) return null;
      const published = zeros(COLUMNS);
      const statuses = zeros(STATUSES);
      const rules = new Set<string>();
      for (const [{status, rule_positive, rule_negative}, cells] of readings) {
        for (const rule of [rule_positive, rule_negative]) if (rule) rules.add(rule);
        for (const column of COLUMNS) {
          addTo(published[column], cells[column]);
          addTo(statuses[status[column]], cells[column]);
        }
      }
      return {unit, rows: count, published, statuses, without_parts, missing, rules: [...rules]};
    }
  };
}

function zeros<Key extends string>(keys: readonly Key[]): Record<Key, OpenCount> {
  const counts = {} as Record<Key, OpenCount>;
  for (const key of keys) counts[key] = {value: 0, lo: 0, hi: 0};
  return counts;
}

/** Decision rows added, as `decisionAdder` does. @throws MixError where units or stages differ. */
export function sumDecisions(rows: Iterable<PublishedDecision>, read: (key: DecisionKey) => Reading): Outcomes | null {
  return added(decisionAdder(read), rows);
}

/**
 * Applications added with their bounds, all types given. Null where there is no row, or where every row's count is missing.
 * `add` throws a MixError where units or stages differ.
 */
export function applicationAdder(): Adder<ApplicationRow, Count | null> {
  const check = oneKind();
  const total: OpenCount = {...ZERO};
  let none = true;
  return {
    add: (row) => {
      check(row);
      if (row.applications === null) return;
      none = false;
      addTo(total, bounded(row.applications, "applications"));
    },
    done: () => (none ? null : {...total})
  };
}

/** Applications added, as `applicationAdder` does. @throws MixError where units or stages differ. */
export function sumApplications(rows: Iterable<ApplicationRow>): Count | null {
  return added(applicationAdder(), rows);
}

// The rows of an edition as a claim is checked against them, and those of an earlier edition, found by undoing the revisions since.
import {max, min} from "d3";
import type {DecisionKey} from "../../measures/codes.js";
import {BREAK_EFFECTS, effectsOf} from "../../measures/breakEffects.js";
import type {BreakScope} from "../../measures/breakEffects.js";
import {withheldHosts} from "../../measures/outcomes.js";
import type {WithheldHost} from "../../measures/outcomes.js";
import type {RevisedTable, Revision} from "../../measures/revisions.js";
import {reader} from "../../measures/status.js";
import type {PublishedDecision, Reading as LegalReading} from "../../measures/status.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {inTime, unpack} from "./checkList.js";
import type {CheckList, ClaimList} from "./checkList.js";
import {isRegion} from "../../words/claim/places.js";
import {liesInOf} from "./liesIn.js";
import type {LiesIn} from "./liesIn.js";

export interface StockRow {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly refugees: number | null;
  readonly asylum_seekers: number | null;
}

/** Columns of a table, as files and editions have them. */
type Columns<Row> = {readonly [Name in keyof Row]: ArrayLike<Row[Name]>};

export interface SourceTables {
  readonly applications: Columns<ApplicationRow>;
  readonly decisions: Columns<PublishedDecision>;
  readonly stocks: Columns<StockRow>;
}

/** Which rows: of one country of asylum, a region ("m49:150") or all, of one origin, a region or all, in some years. */
export interface Wanted {
  readonly origin: string | null;
  readonly asylum: string | null;
  /** Countries of asylum that are left out of a region or of all. */
  readonly but?: readonly string[];
  readonly years: readonly [number, number];
}

export interface Source {
  readonly edition: string;
  readonly applications: (wanted: Wanted) => readonly ApplicationRow[];
  readonly decisions: (wanted: Wanted) => readonly PublishedDecision[];
  readonly stocks: (wanted: Wanted) => readonly StockRow[];
  readonly read: (key: DecisionKey) => LegalReading;
  /** Whether a row is of the wanted places and years. */
  readonly takes: (wanted: Wanted) => (row: Key) => boolean;
  /** The reviewed break that forbids rates of a row, or null. */
  readonly noRate: (row: DecisionKey) => string | null;
  /** Countries, years and units at first instance or combined whose rates a reviewed break forbids. */
  readonly withheld: readonly WithheldHost[];
  /** Whether grants are known to be missing from a row, so that its number is the least. */
  readonly isLeast: (row: DecisionKey) => boolean;
}

interface Key {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
}

const takesOf =
  (liesIn: LiesIn): Source["takes"] =>
  ({origin, asylum, but = [], years: [from, to]}) => {
    const isOn = (wanted: string | null, place: string, year: number) =>
      wanted === null || (isRegion(wanted) ? liesIn(wanted, place, year) : wanted === place);
    return ({year, origin: whose, asylum: where}) =>
      from <= year && year <= to && isOn(origin, whose, year) && isOn(asylum, where, year) && !but.includes(where);
  };

/** A function to the rows that are wanted, which looks only at those of the country of asylum. */
function finder<Row extends Key>(columns: Columns<Row>, takes: Source["takes"]): (wanted: Wanted) => Row[] {
  const keys = columns as Columns<Key>;
  const names = Object.keys(columns) as (keyof Row & string)[];
  const byHost = new Map<string, number[]>();
  for (let i = 0; i < keys.year.length; i++) {
    const asylum = keys.asylum[i] as string;
    const rows = byHost.get(asylum);
    if (rows) rows.push(i);
    else byHost.set(asylum, [i]);
  }
  const columnsOf = names.map((name) => [name, columns[name]] as const);
  const at = (i: number) => {
    const row: Partial<Row> = {};
    for (const [name, column] of columnsOf) row[name] = column[i];
    return row as Row;
  };
  const every = Array.from({length: keys.year.length}, (_, i) => i);
  const held = new Map<string, Row[]>();
  const keyAt = (i: number): Key => ({
    year: keys.year[i] as number,
    origin: keys.origin[i] as string,
    asylum: keys.asylum[i] as string
  });
  return (wanted) => {
    const {
      origin,
      asylum,
      but = [],
      years: [from, to]
    } = wanted;
    const isWanted = takes(wanted);
    const key = `${origin ?? ""} ${asylum ?? ""} ${but.join()} ${from} ${to}`;
    const before = held.get(key);
    if (before) return before;
    const found = (asylum === null || isRegion(asylum) ? every : (byHost.get(asylum) ?? []))
      .filter((i) => isWanted(keyAt(i)))
      .map(at);
    // A ruling asks for the same rows several times.
    if (held.size >= MOST_HELD) held.delete(held.keys().next().value ?? "");
    held.set(key, found);
    return found;
  };
}

const MOST_HELD = 6;

const only = <Row>(columns: Columns<Row>, names: readonly (keyof Row & string)[]) =>
  Object.fromEntries(names.map((name) => [name, columns[name]])) as unknown as Columns<Row>;
const KEY = ["year", "origin", "asylum", "authority", "level", "unit"] as const;

export function sourceOf(
  edition: string,
  {applications, decisions, stocks}: SourceTables,
  {rules, breaks, places, memberships}: Pick<ClaimList, "rules" | "breaks" | "places" | "memberships">
): Source {
  const least = effectsOf(breaks, "positives_at_least");
  const years = Array.from(decisions.year);
  const takes = takesOf(liesInOf({places, memberships}));
  return {
    edition,
    takes,
    applications: finder(only(applications, [...KEY, "type", "applications"]), takes),
    decisions: finder(only(decisions, [...KEY, "recognized", "other", "rejected", "closed", "total"]), takes),
    stocks: finder(only(stocks, ["year", "origin", "asylum", "refugees", "asylum_seekers"]), takes),
    read: reader(rules),
    noRate: effectsOf(breaks, "no_rate"),
    withheld: withheldHosts(breaks, [min(years) ?? 0, max(years) ?? 0]),
    isLeast: (row) => least(row) !== null
  };
}

/** The breaks that change how a number is shown; the box needs no others. */
export const breaksFor = (breaks: readonly BreakScope[]): BreakScope[] =>
  breaks
    .filter(({id}) =>
      ([...BREAK_EFFECTS.positives_at_least, ...BREAK_EFFECTS.no_rate] as readonly string[]).includes(id)
    )
    .map(({id, asylum, origin, level, authority, unit, year_from, year_to}) => ({
      ...{id, asylum, origin, level, authority, unit, year_from, year_to}
    }));

const keyOf = ({year, origin, asylum, authority, type, level, unit}: Partial<Record<keyof Revision, unknown>>) =>
  [year, origin, asylum, authority ?? "-", type ?? "-", level ?? "-", unit ?? "-"].join(" ");

/** Rows as they were before some revisions of their table, the latest revision first. */
function undone<Row extends Key>(
  rows: readonly Row[],
  revisions: readonly Revision[],
  isWanted: (row: Key) => boolean,
  blank: Partial<Row>
): Row[] {
  if (!revisions.length) return [...rows];
  const found = new Map(rows.map((row) => [keyOf(row as Partial<Revision>), row]));
  for (const revision of revisions) {
    if (!isWanted(revision)) continue;
    const key = keyOf(revision);
    if (revision.change === "added") {
      found.delete(key);
      continue;
    }
    const {year, authority, type, level, unit} = revision;
    const before = found.get(key) ?? ({...blank, year, origin: revision.origin, asylum: revision.asylum, authority, level, unit, ...(type === null ? {} : {type})} as unknown as Row); // prettier-ignore
    found.set(key, {...before, [revision.column]: revision.before});
  }
  return [...found.values()];
}

/** The rows as an earlier edition had them; null where no revision leads back to it. */
export function earlierSource(source: Source, list: CheckList, edition: string): Source | null {
  if (!list.pairs.some(([before]) => inTime(before, edition) <= 0)) return null;
  const revisions = list.revisions
    .map((line) => unpack(list, line))
    .filter((revision) => inTime(revision.edition, edition) > 0)
    .sort((a, b) => inTime(b.edition, a.edition));
  const of = (table: RevisedTable) => revisions.filter((revision) => revision.table === table);
  const [applications, decisions, stocks] = [of("applications"), of("decisions"), of("stocks")];
  return {
    ...source,
    edition,
    applications: (wanted) =>
      undone(source.applications(wanted), applications, source.takes(wanted), {applications: null}),
    decisions: (wanted) =>
      undone(source.decisions(wanted), decisions, source.takes(wanted), {
        recognized: null,
        other: null,
        rejected: null,
        closed: null,
        total: null
      }),
    stocks: (wanted) =>
      undone(source.stocks(wanted), stocks, source.takes(wanted), {refugees: null, asylum_seekers: null})
  };
}

/** The latest edition and the earlier ones that are kept. */
export function sourcesOf(
  list: ClaimList,
  tables: SourceTables
): {readonly current: Source; readonly earlier: readonly Source[]; readonly years: ClaimList["years"]} {
  const current = sourceOf(list.current, tables, list);
  const before = [...list.kept].filter((id) => inTime(id, list.current) < 0).reverse();
  return {current, earlier: before.flatMap((id) => earlierSource(current, list, id) ?? []), years: list.years};
}

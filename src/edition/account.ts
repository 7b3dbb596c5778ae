// What publishers revised, for the pages: from the current edition's own table and, for editions without one, from comparing their
// tables. And the editions kept.
import {REVISED_TABLES, revisionsOf} from "../measures/revisions.js";
import type {RevisedTable, TableColumns} from "../measures/revisions.js";
import {describedEdition, inTime, keptEditions, loadEdition} from "./edition.js";
import type {Edition, EditionRevision} from "./edition.js";

export interface KeptEdition {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly tables: readonly string[];
  readonly notes: readonly string[];
}

/** Two editions that were compared. */
export interface Pair {
  readonly before: string;
  readonly after: string;
  /** Tables compared in accounts of revisions that one of the two editions lacks, as far as its files still show. */
  readonly without: readonly string[];
}

export interface Account {
  readonly current: string;
  /** The oldest first. */
  readonly kept: readonly KeptEdition[];
  readonly pairs: readonly Pair[];
  readonly revisions: readonly EditionRevision[];
}

/** The account of revisions that one edition gives. */
export function alone({id, revisions}: Edition): Account {
  const pairs = new Map(
    revisions.map(({edition_before: before, edition: after}) => [`${before} ${after}`, {before, after, without: []}])
  );
  return {current: id, kept: [], pairs: [...pairs.values()], revisions};
}

/** @throws EditionError where an edition that is kept cannot be read. */
export async function loadAccount(root: string, current: Edition): Promise<Account> {
  const ids = keptEditions(root);
  const kept = ids.map((id): KeptEdition => {
    const pack = describedEdition(root, id);
    return {
      id,
      isCurrent: id === current.id,
      tables: pack.resources.map(({name}) => name),
      notes: pack.notes
    };
  });
  const revisions = [...current.revisions];
  const known = new Map(
    revisions.map(({edition_before: before, edition: after}) => [`${before} ${after}`, {before, after}])
  );
  const past = ids.filter((id) => inTime(id, current.id) <= 0);
  for (const [i, after] of past.entries()) {
    const before = past[i - 1];
    if (before === undefined) continue;
    // An account over several editions is the sum of the accounts of its steps, so no change is listed twice.
    if ([...known.values()].some((pair) => inTime(pair.before, before) <= 0 && inTime(after, pair.after) <= 0))
      continue;
    const {compared_with, resources} = describedEdition(root, after);
    // An edition that was compared with the one before has its account, also where nothing was changed.
    if (compared_with !== before || !resources.some(({name}) => name === "revisions"))
      revisions.push(...(await laidBeside(root, current, before, after)));
    known.set(`${before} ${after}`, {before, after});
  }
  const lacking = (id: string) => {
    const edition = kept.find((each) => each.id === id);
    return edition ? REVISED_TABLES.filter((table) => !edition.tables.includes(table)) : [];
  };
  return {
    current: current.id,
    kept,
    pairs: [...known.values()]
      .map(({before, after}) => ({before, after, without: [...new Set([...lacking(before), ...lacking(after)])]}))
      .sort((a, b) => inTime(a.after, b.after) || inTime(a.before, b.before)),
    revisions
  };
}

async function laidBeside(root: string, current: Edition, before: string, after: string): Promise<EditionRevision[]> {
  const [a, b] = [await loadEdition(root, before), after === current.id ? current : await loadEdition(root, after)];
  const columns = (edition: Edition, table: RevisedTable) => edition[table] as unknown as TableColumns;
  const isThere = (edition: Edition, table: RevisedTable) => edition.package.resources.some(({name}) => name === table);
  return REVISED_TABLES.filter((table) => isThere(a, table) && isThere(b, table)).flatMap((table) =>
    revisionsOf(table, columns(a, table), columns(b, table)).revisions.map((revision) => ({
      ...revision,
      edition_before: before,
      edition: after
    }))
  );
}

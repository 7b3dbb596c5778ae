// Finds countries that changed from counting persons to counting cases, or back. Both totals move though as many people applied, so
// a comparison of two years must name it.
import type {Level, Unit} from "./codes.js";
import {isNew} from "./newness.js";
import type {ApplicationRow} from "./sums.js";

/** New applications of one country at one level, which a year counts in another unit than the year before. */
export interface UnitChange {
  readonly asylum: string;
  readonly level: Level;
  readonly from: Unit;
  readonly to: Unit;
  /** Counted in the old unit in the year before, and in the new one in the year. */
  readonly before: number;
  readonly now: number;
}

/** The changes of unit between the year before and `year` among rows of any countries, origins and years, the largest first. */
export function unitChanges(rows: Iterable<ApplicationRow>, year: number): UnitChange[] {
  const levels = new Map<
    string,
    {asylum: string; level: Level; sizes: Record<"before" | "now", Record<Unit, number>>}
  >();
  for (const row of rows) {
    const when = row.year === year ? "now" : row.year === year - 1 ? "before" : null;
    if (when === null || !isNew(row)) continue;
    const key = `${row.asylum} ${row.level}`;
    let one = levels.get(key);
    if (!one) {
      one = {asylum: row.asylum, level: row.level, sizes: {before: {P: 0, C: 0}, now: {P: 0, C: 0}}};
      levels.set(key, one);
    }
    one.sizes[when][row.unit] += row.applications ?? 0;
  }
  const onlyUnit = ({P, C}: Record<Unit, number>): Unit | null =>
    P > 0 && C === 0 ? "P" : C > 0 && P === 0 ? "C" : null;
  return [...levels.values()]
    .flatMap(({asylum, level, sizes: {before, now}}): UnitChange[] => {
      const [from, to] = [onlyUnit(before), onlyUnit(now)];
      return from && to && from !== to ? [{asylum, level, from, to, before: before[from], now: now[to]}] : [];
    })
    .sort((a, b) => b.before + b.now - (a.before + a.now));
}

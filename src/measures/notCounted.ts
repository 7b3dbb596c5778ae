// People who are protected without an asylum application, and so are not counted as applicants: readers who look up Ukrainians in
// Germany or Syrians in Türkiye need this note first. The hand-kept table of events names them.
import {descending} from "d3";

/** An event as the edition has it; `origin` and `asylum` are codes separated by spaces, or `*`. */
export interface ScopedEvent {
  readonly date: string;
  readonly kind?: "happened" | "not_counted";
  readonly origin?: string | null;
  readonly asylum?: string | null;
}

const meets = (scope: string | null | undefined, codes: "*" | readonly string[]): boolean =>
  typeof scope === "string" &&
  (scope === "*" || codes === "*" || scope.split(" ").some((code) => codes.includes(code)));

/**
 * The first year in which a group by its origin could be protected without an application: the EU's temporary protection is of March
 * 2022 (Council Implementing Decision 2022/382), Türkiye's of 2011. Figures of earlier years leave nobody of the group out.
 */
const BEGAN: Readonly<Record<string, number>> = {UKR: 2022, SYR: 2011};

/**
 * The groups that a selection of origins and countries of asylum touches and that its figures do not count, the latest first; of
 * one group the latest figure alone. `last` is the last year of the selection: a group that began later is left out.
 */
export function notCounted<E extends ScopedEvent>(
  events: readonly E[],
  origins: "*" | readonly string[],
  asylums: "*" | readonly string[],
  last = Infinity
): E[] {
  const seen = new Set<string>();
  return [...events]
    .filter(({kind, origin, asylum}) => kind === "not_counted" && meets(origin, origins) && meets(asylum, asylums))
    .filter(({origin}) => (BEGAN[origin ?? ""] ?? 0) <= last)
    .sort((a, b) => descending(a.date, b.date))
    .filter(({origin, asylum}) => {
      const group = `${origin ?? ""} in ${asylum ?? ""}`;
      return !seen.has(group) && seen.add(group);
    });
}

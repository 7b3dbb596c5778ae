// Adds comparisons of UNHCR and Eurostat.
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Compared} from "../../measures/crosscheck.js";

export type Sums = Pick<Compared, "unhcr_new" | "unhcr_all" | "eurostat_first_time" | "eurostat_all" | "difference">;

/** The sum of some comparisons. A count that one publisher lacks adds nothing to its side. */
export function added(rows: readonly Compared[]): Sums {
  const of = (pick: (row: Compared) => Count | null) => sum(rows.map(pick));
  const [unhcr_new, first] = [of((row) => row.unhcr_new), of((row) => row.eurostat_first_time)];
  return {
    unhcr_new,
    unhcr_all: of((row) => row.unhcr_all),
    eurostat_first_time: first,
    eurostat_all: of((row) => row.eurostat_all),
    difference: (unhcr_new?.value ?? 0) - (first?.value ?? 0)
  };
}

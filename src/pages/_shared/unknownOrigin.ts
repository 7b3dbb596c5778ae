// Whether a country has so many applications or decisions of a year without a stated origin that the number of each origin is the least.
import type {Ledger} from "../../edition/placeLedger.js";
import {sizeInCell} from "../../measures/cellSize.js";
import type {Unit} from "../../measures/codes.js";
import {STAGES} from "../../measures/codes.js";
import {unknownSizes} from "../../measures/without.js";

/** Of one country of asylum and year: of new applications in a unit, and of decisions of a cell at the stages that are joined. */
export interface UnknownOrigins {
  readonly applications: (unit: Unit) => boolean;
  readonly decisions: (unit: Unit, cell: string) => boolean;
}

const kept = new WeakMap<Ledger, Map<string, UnknownOrigins>>();
const MAIN: readonly string[] = [...STAGES.first, ...STAGES.combined];

export function unknownOrigins(ledger: Ledger, asylum: string, year: number): UnknownOrigins {
  const of = kept.get(ledger) ?? new Map<string, UnknownOrigins>();
  kept.set(ledger, of);
  const key = `${asylum} ${year}`;
  const found = of.get(key) ?? make(ledger, asylum, year);
  of.set(key, found);
  return found;
}

function make(ledger: Ledger, asylum: string, year: number): UnknownOrigins {
  const applied = (ledger.applications.asylum.get(asylum) ?? []).filter((row) => {
    const part = row.year === year ? ledger.part(row) : null;
    return part === "first_and_combined" || part === "only_other_levels";
  });
  const decided = (ledger.decisions.asylum.get(asylum) ?? []).filter(
    (row) => row.year === year && MAIN.includes(row.level) && !(asylum === "USA" && row.level === "EO")
  );
  const hasUnknown = decided.some(({origin}) => origin === "UNK");
  const sizes = unknownSizes(applied, ({applications}) => applications ?? 0);
  const cells = new Map<string, ReturnType<typeof unknownSizes>>();
  return {
    applications: (unit) => sizes[unit].size > 0,
    decisions: (unit, cell) => {
      if (!hasUnknown) return false;
      const made = cells.get(cell) ?? unknownSizes(decided, (row) => sizeInCell(row, ledger.read, cell));
      cells.set(cell, made);
      return made[unit].size > 0;
    }
  };
}

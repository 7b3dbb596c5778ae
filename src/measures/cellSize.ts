// How many decisions of a row a number counts: of a status, of a column, of all protection, or of all substantive decisions.
import {COLUMNS, POSITIVE_STATUSES} from "./codes.js";
import type {Column, Status} from "./codes.js";
import {isWithoutParts} from "./status.js";
import type {PublishedDecision, Reading} from "./status.js";

const POSITIVES: readonly Status[] = POSITIVE_STATUSES;
const DECIDED: readonly Status[] = [...POSITIVES, "refused", "undivided_closed"];

/** `cell` is a status, a column, "protection" or "recognized_or_other"; null for substantive decisions, by `definition` of either kind. */
export function sizeInCell(
  row: PublishedDecision,
  read: (row: PublishedDecision) => Reading,
  cell: string | null,
  definition?: string | null
): number {
  if (isWithoutParts(row)) return 0;
  const {status} = read(row);
  const takes = (column: Column) => {
    if (cell === "recognized_or_other") return column === "recognized" || column === "other";
    if (cell === "protection") return POSITIVES.includes(status[column]);
    if (cell !== null) return column === cell || status[column] === cell;
    return definition === "published" || definition?.startsWith("unhcr_") ? column !== "closed" : DECIDED.includes(status[column]); // prettier-ignore
  };
  return COLUMNS.reduce((sum, column) => sum + (takes(column) ? (row[column] ?? 0) : 0), 0);
}

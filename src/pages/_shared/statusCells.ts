// Outcomes by legal status as the columns of a table.
import {numberCell} from "../../html/strings.js";
import {sum} from "../../measures/bounds.js";
import {STATUSES} from "../../measures/codes.js";
import type {Outcomes} from "../../measures/sums.js";

export const STATUS_HEADS = ["Refugee status", "Other positive", "Refused", "Refused or closed, not told apart"];
export function statusCells(found: Outcomes | null): string[] {
  if (!found) return STATUS_HEADS.map(() => numberCell(null, "no row"));
  const {statuses} = found;
  return [
    numberCell(statuses.refugee_status),
    numberCell(sum(STATUSES.slice(1, 5).map((status) => statuses[status]))),
    numberCell(statuses.refused),
    numberCell(statuses.undivided_closed)
  ];
}

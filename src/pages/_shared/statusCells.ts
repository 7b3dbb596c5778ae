// Outcomes by legal status as the columns of a table.
import {numberCell, textCell} from "../../html/strings.js";
import {sum} from "../../measures/bounds.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";

export const STATUS_HEADS = [
  "Refugee status",
  "Other protection, or not separated",
  "Refused",
  "Refused or closed, not separated"
];

/** Refugee status is never 0 where the data does not separate it. `atLeast` where grants are missing in the data. */
export function statusCells(found: Outcomes | null, atLeast = false): string[] {
  if (!found) return STATUS_HEADS.map(() => numberCell(null, "no entry"));
  const {statuses} = found;
  const {kind, known} = refugeeStatusCount(found);
  const least = (cell: string, is: boolean) => (is ? cell.replace("<td>", "<td>at least ") : cell);
  const {undivided, complementary, humanitarian, temporary} = statuses;
  return [
    kind === "not separated" ? textCell("not separated") : least(numberCell(known), atLeast || kind === "at least"),
    least(numberCell(sum([undivided, complementary, humanitarian, temporary])), atLeast),
    numberCell(statuses.refused),
    numberCell(statuses.undivided_closed)
  ];
}

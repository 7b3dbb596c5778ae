// Outcomes by legal status as the columns of a table.
import {decisionsOf, isToldAlone, onlyOther} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {leastCell, numberCell, textCell} from "../../html/strings.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Status} from "../../measures/codes.js";
import {isLeastStatus, refugeeStatusCount} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";

export const STATUS_HEADS = [
  "Refugee status",
  "Other protection, or not separated",
  "Refused",
  "Refused or closed, not separated"
];

/**
 * Neither refugee status nor refusals are 0 where the data does not separate them. `atLeast` where grants are missing in the data; `href`
 * leads to a card; `isUnknown` says whether many decisions of a cell have no stated origin, so that an origin's number is the least.
 */
export function statusCells(
  found: Outcomes | null,
  atLeast = false,
  href?: (of: Linked) => string | null,
  isUnknown: (cell: string) => boolean = () => false
): string[] {
  if (!found) return STATUS_HEADS.map(() => numberCell(null, "no entry"));
  const {statuses} = found;
  const {kind, known} = refugeeStatusCount(found);
  const number = (count: Count | null, status: Status | null, isLeast = false) => {
    const to = status === null || !isToldAlone(found, status) ? null : (href?.(decisionsOf(status)) ?? null);
    const least =
      status === null
        ? isLeast
        : isLeastStatus(found, status, atLeast) || ((count?.value ?? 0) > 0 && isUnknown(status));
    return least ? leastCell(count, to) : numberCell(count, undefined, to);
  };
  const refusals = ({refused, undivided_closed}: Outcomes["statuses"]) =>
    undivided_closed.value > 0 && refused.value === 0 ? textCell("not separated") : number(refused, "refused");
  const {undivided, complementary, humanitarian, temporary} = statuses;
  return [
    kind === "not separated" ? textCell("not separated") : number(known, "refugee_status"),
    number(sum([undivided, complementary, humanitarian, temporary]), onlyOther(found), atLeast),
    refusals(statuses),
    number(statuses.undivided_closed, "undivided_closed")
  ];
}

// An account: a published figure and the parts that add up to it, with a rule under the first line and a double rule under the
// last. For at most four lines.
import {isExact} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Status} from "../../measures/codes.js";
import {formatNumber} from "../../words/numbers.js";
import type {DrawingOptions} from "../../charts/drawing.js";
import {element} from "../../html/table.js";

export interface AccountLine {
  readonly name: string;
  readonly under?: string;
  readonly count: Count;
  /** Gives name and number the status's colour. */
  readonly status?: Status;
  /** Where the number's card is. */
  readonly href?: string;
  /** A part of the first line. */
  readonly part?: boolean;
}

export interface Account {
  readonly caption: string;
  readonly lines: readonly AccountLine[];
}

export function account({caption, lines}: Account, {document}: DrawingOptions = {}): HTMLElement {
  const page = document ?? globalThis.document;
  const firstPart = lines.findIndex(({part}) => part === true);
  return element(
    page,
    "table",
    {class: "account"},
    element(page, "caption", {}, caption),
    element(
      page,
      "tbody",
      {},
      ...lines.map(({name, under, count, status, href}, i) => {
        const colour = status ? `t-${status}` : "";
        const number = element(page, href === undefined ? "span" : "a", {
          class: isExact(count) ? "fig" : "fig b",
          ...(href === undefined ? {} : {href})
        });
        number.append(formatNumber(count.value));
        const row = [i === firstPart ? "of" : "", i === lines.length - 1 ? "last" : ""].filter(Boolean).join(" ");
        return element(
          page,
          "tr",
          row ? {class: row} : {},
          element(
            page,
            "th",
            {scope: "row", class: colour},
            name,
            under === undefined ? null : element(page, "small", {}, under)
          ),
          element(page, "td", {class: colour}, number)
        );
      })
    )
  );
}

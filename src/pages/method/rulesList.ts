// The status rules, host by host: what is read as what, why, on whose word, and what it moves.
import type {Count} from "../../measures/bounds.js";
import {LEVELS} from "../../measures/codes.js";
import type {Column, Level, Status} from "../../measures/codes.js";
import {evidence} from "./evidence.js";
import type {Evidence} from "./evidence.js";
import {formatNumber} from "../../words/numbers.js";
import {sign} from "../../charts/sign.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../../words/status.js";

/** One line of a rule, with what it moves. */
export interface RuleEntryLine {
  readonly column: Column;
  readonly status: Status;
  readonly column_unused: Column | null;
  readonly reason: string;
  /** Rows in scope, and those whose column is above 0. */
  readonly rows: number;
  readonly rows_above_0: number;
  readonly persons: Count;
  readonly cases: Count;
}

/** A rule with all its lines, which share scope, evidence and confidence. */
export interface RuleEntry extends Evidence {
  readonly id: string;
  readonly host: string;
  /** Names; null for every origin. */
  readonly origins: readonly string[] | null;
  readonly levels: readonly Level[] | null;
  readonly authorities: readonly string[] | null;
  readonly units: readonly string[] | null;
  readonly year_from: number;
  readonly year_to: number | null;
  /** Last year with a row in scope. */
  readonly last_year: number | null;
  readonly confidence: string;
  readonly lines: readonly RuleEntryLine[];
}

const and = new Intl.ListFormat("en", {type: "conjunction"});

/** Which rows a rule reads, in words. */
export function scopeWords({origins, levels, authorities, units, year_from, year_to, last_year}: RuleEntry): string {
  const years =
    year_to === null
      ? `from ${year_from} on${last_year === null ? "" : ` (last row ${last_year})`}`
      : year_from === year_to
        ? `in ${year_from}`
        : `from ${year_from} to ${year_to}`;
  return [
    origins === null ? "All origins" : and.format(origins),
    levels === null
      ? "every level"
      : `level${levels.length > 1 ? "s" : ""} ${and.format(levels.map((level) => `${level} (${LEVELS[level]})`))}`,
    authorities === null ? "whoever decides" : `decided by ${and.format(authorities)}`,
    units === null ? "persons and cases, each apart" : `in ${and.format(units)}`,
    years
  ].join("; ");
}

/** Where a rule stands on its page. */
export const ruleAnchor = (id: string) => `rule-${id}`;

export function rulesList(rules: readonly RuleEntry[], {document}: {readonly document: Document}): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const list = make("div", {class: "entries wide"});
  let host: string | null = null;
  for (const rule of rules) {
    if (rule.host !== host) list.append(make("h3", {}, rule.host));
    host = rule.host;
    const anchor = ruleAnchor(rule.id);
    const reasons = [...new Set(rule.lines.map(({reason}) => reason))];
    const moved = make(
      "table",
      {class: "figures"},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...["Moved", "Persons", "Cases", "Rows in scope", "Rows above 0"].map((word) =>
            make("th", {scope: "col"}, word)
          )
        )
      ),
      make(
        "tbody",
        {},
        ...rule.lines.map((line) =>
          make(
            "tr",
            {},
            make("th", {scope: "row"}, COLUMN_WORDS[line.column]),
            countCell(document, line.persons),
            countCell(document, line.cases),
            make("td", {}, formatNumber(line.rows)),
            make("td", {}, formatNumber(line.rows_above_0))
          )
        )
      )
    );
    const unused = [...new Set(rule.lines.flatMap(({column_unused}) => column_unused ?? []))];
    list.append(
      make(
        "article",
        {class: "entry", id: anchor, "aria-labelledby": `${anchor}-name`},
        make("h4", {id: `${anchor}-name`}, make("a", {href: `#${anchor}`}, rule.id)),
        ...rule.lines.map(({column, status}, i) =>
          make(
            "p",
            {class: "reads"},
            `Filed under ${COLUMN_WORDS[column]}, read as `,
            sign(status, {document, idPrefix: `${anchor}-sign-${i + 1}`}),
            " ",
            make("b", {class: `t-${status}`}, STATUS_WORDS[status])
          )
        ),
        make("p", {class: "scope"}, `${scopeWords(rule)}.`),
        ...reasons.map((reason) => make("p", {class: "reason"}, reason)),
        unused.length
          ? make(
              "p",
              {class: "scope"},
              `The host does not use ${unused.map((column) => COLUMN_WORDS[column]).join(" and ")} in this scope: its zeros are exactly 0.`
            )
          : null,
        make("p", {class: "scope"}, make("b", {}, "Confidence: "), rule.confidence, "."),
        evidence(rule, document) ??
          make("p", {class: "scope"}, "The rows themselves are the evidence; no source was found."),
        scrolling(document, moved, {id: `${anchor}-moves`, caption: `What ${rule.id} moves`})
      )
    );
  }
  return list;
}

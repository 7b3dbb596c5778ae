// Lists the reclassification rules by country: what is reclassified as what, why, by which source, and how many decisions.
import {levelWords} from "../../words/country.js";
import type {Count} from "../../measures/bounds.js";
import {LEVELS} from "../../measures/codes.js";
import type {Column, Level, Status} from "../../measures/codes.js";
import {evidence} from "./evidence.js";
import type {Evidence} from "./evidence.js";
import {countryId} from "../_shared/byCountry.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {peopleFrom} from "../../words/places.js";
import {list} from "../../words/text.js";
import {STAGE_WORDS} from "../../words/stages.js";
import {stageOf} from "../../measures/sums.js";
import {sign} from "../../charts/sign.js";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import {COLUMN_WORDS, columnsQuoted, STATUS_WORDS} from "../../words/status.js";

/** One line of a rule, with what it reclassifies. */
export interface RuleEntryLine {
  readonly column: Column;
  readonly status: Status;
  readonly column_unused: Column | null;
  readonly reason: string;
  /** Entries in scope, and those whose column is above 0. */
  readonly rows: number;
  readonly rows_above_0: number;
  readonly persons: Count;
  readonly cases: Count;
}

/** A rule with all its lines, which share scope, evidence and confidence. */
export interface RuleEntry extends Evidence {
  readonly id: string;
  readonly country: {readonly code: string; readonly name: string};
  /** Names; null for every country of origin. */
  readonly origins: readonly string[] | null;
  readonly levels: readonly Level[] | null;
  readonly authorities: readonly string[] | null;
  readonly units: readonly string[] | null;
  readonly year_from: number;
  readonly year_to: number | null;
  /** Last year with an entry in scope. */
  readonly last_year: number | null;
  readonly confidence: string;
  readonly lines: readonly RuleEntryLine[];
}

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** "2017 to 2024", "From 2015 (latest entry 2025)". */
function yearsWords({year_from, year_to, last_year}: RuleEntry): string {
  if (year_to !== null) return formatYears(year_from, year_to);
  return `From ${year_from}${last_year === null ? "" : ` (latest entry ${last_year})`}`;
}

/** Which decisions a rule covers, in words. */
export function scopeWords(rule: RuleEntry): string {
  const {origins, levels, authorities, units} = rule;
  return [
    yearsWords(rule),
    origins === null ? "people from every country" : peopleFrom(origins),
    levels === null ? "every stage" : list(levels.map(levelWords)),
    authorities === null ? "decided by anyone" : `decided by ${list(authorities)}`,
    units === null ? "counted in persons and in cases, separately" : `counted in ${list(units)}`
  ].join("; ");
}

/** The heading of a rule: years, people and stage, as far as it names them. */
function ruleTitle({origins, levels, year_from, year_to}: RuleEntry): string {
  const stages = [
    ...new Set((levels ?? []).map((level) => (level === "TA" ? LEVELS.TA : STAGE_WORDS[stageOf(level)])))
  ];
  return [
    year_to === null ? `From ${year_from}` : formatYears(year_from, year_to),
    ...(origins === null ? [] : [peopleFrom(origins)]),
    ...(stages.length ? [list(stages)] : [])
  ].join(", ");
}

/** The id of a rule on its page. */
export const ruleAnchor = (id: string) => `rule-${id}`;

export function rulesList(rules: readonly RuleEntry[], {document}: {readonly document: Document}): HTMLElement {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const all = make("div", {class: "entries wide", "data-list": ""});
  let section: HTMLElement | null = null;
  let country = "";
  for (const rule of rules) {
    const {code, name} = rule.country;
    if (section === null || code !== country) {
      section = make("section", {id: countryId(code), "data-country": code.toLowerCase()}, make("h3", {}, name));
      all.append(section);
    }
    country = code;
    section.append(entryOf(rule, document, make));
  }
  return all;
}

function entryOf(rule: RuleEntry, document: Document, make: Make): HTMLElement {
  const anchor = ruleAnchor(rule.id);
  const unused = [...new Set(rule.lines.flatMap(({column_unused}) => column_unused ?? []))];
  return make(
    "article",
    {class: "entry", id: anchor, "data-entry": "", "aria-labelledby": `${anchor}-name`},
    make(
      "h4",
      {id: `${anchor}-name`},
      make("a", {href: `#${anchor}`}, ruleTitle(rule)),
      " ",
      make("code", {}, rule.id)
    ),
    ...rule.lines.map(({column, status}, i) =>
      make(
        "p",
        {class: "reads"},
        `Reported under ${COLUMN_WORDS[column]}, reclassified as `,
        sign(status, {document, idPrefix: `${anchor}-sign-${i + 1}`}),
        " ",
        make("b", {class: `t-${status}`}, STATUS_WORDS[status])
      )
    ),
    make("p", {class: "scope"}, `${scopeWords(rule)}.`),
    ...[...new Set(rule.lines.map(({reason}) => reason))].map((reason) =>
      make("p", {class: "reason"}, columnsQuoted(reason))
    ),
    unused.length
      ? make(
          "p",
          {class: "scope"},
          `${rule.country.name} does not use ${list(unused.map((column) => COLUMN_WORDS[column]))} for these decisions, so 0 there means exactly 0.`
        )
      : null,
    make("p", {class: "scope"}, make("b", {}, "Confidence: "), rule.confidence, "."),
    evidence(rule, document) ?? make("p", {class: "scope"}, "No outside source: this follows from the data itself."),
    reclassifiedTable(rule, document, make)
  );
}

/** How many decisions each line of a rule reclassifies. */
function reclassifiedTable({id, lines}: RuleEntry, document: Document, make: Make): HTMLElement {
  const heads = ["Reclassified from", "Persons", "Cases", "Entries in scope", "Entries above 0"];
  const table = make(
    "table",
    {class: "figures"},
    tableHead(document, heads),
    make(
      "tbody",
      {},
      ...lines.map((line) =>
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
  return scrolling(document, table, {id: `${ruleAnchor(id)}-moves`, caption: `How many decisions ${id} reclassifies`});
}

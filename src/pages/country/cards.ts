// The source cards of a country's figures: definition, a sentence to print, and what each does not mean.
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import type {Selection} from "../../measures/selection.js";
import {escape} from "../../words/country.js";
import {formatBetween, formatNumber} from "../../words/numbers.js";
import {rateToPrint, toPrint} from "../../words/print.js";
import type {ToPrint} from "../../words/print.js";
import {isExact} from "../../measures/bounds.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {FactCard} from "../_shared/facts.js";
import {unseenNote} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import type {Grants} from "./grants.js";
import type {Page} from "./page.js";
import {applicationsToPrint, decidedBy, hostScope} from "./printed.js";

/** "113,216 (between 113,184 and 113,284), counted in persons". */
export const countWords = (count: Count, unit?: Unit) =>
  `${formatNumber(count.value)}${isExact(count) ? "" : ` (${formatBetween(count)})`}${unit ? `, counted in ${UNITS[unit]}` : ""}`;

/** The figure in the explorer, in this edition and in the latest; null where the site has no explorer. */
export function cardLinks({folder, ledger}: Page, selection: Partial<Selection>): FactCard["links"] {
  const latest = explorerLink(folder, selection);
  return latest === null ? null : {permanent: `${latest}&edition=${ledger.edition.id}`, latest};
}

const LINES = {
  applications:
    "New applications as UNHCR counts them: types N (new) and NR (new and repeat together; V before 2006), decided by governments or UNHCR. UNHCR rounds counts below 5: a published 0 can be 0 to 2, a 5 can be 3 to 5.",
  stocks:
    "UNHCR’s year-end figure of asylum-seekers, for all origins together. A published 0 can be 0 to 2, a 5 can be 3 to 5."
} as const;

/** A host's new applications of a year. `levels` in words: "first instance (UNHCR code FI)". */
export function applicationsCard(page: Page, year: NewYear, levels: string): FactCard {
  const {P, C} = year;
  const said = [...(P ? [countWords(P, "P")] : []), ...(C ? [countWords(C, "C")] : [])].join("; ");
  return {
    number: said,
    print: applicationsToPrint(page, year),
    isNot: `${P ? "" : "a number of people: a case can cover several. It does not mean "}that as many people arrived in ${year.year}, or that all applied for the first time anywhere.${P && C ? " Persons and cases must not be added." : ""}`,
    counted: [`Reported at ${escape(levels)}.`, LINES.applications, unseenNote(year)].filter(Boolean),
    links: cardLinks(page, {asylums: {kind: "places", codes: [page.code]}, years: [year.year, year.year]})
  };
}

/** The grant rate of a year, or that it cannot be calculated. `unseen` is the number of origins that rounding may have removed. */
export function grantsCard(
  page: Page,
  grants: Grants,
  {rows, joined}: Pick<JoinedYear, "rows" | "joined">,
  unseen: number
): FactCard {
  const {year, unit, value, step, printed} = grants;
  const share = value === null ? "" : / of /.test(value) ? `${value} ${step}` : `${value} of ${step}`;
  return {
    number: share || "Not calculated",
    print: rateToPrint({
      ...hostScope(page, year),
      ...printed,
      ...decidedBy(page, rows, joined.levels),
      unit
    }),
    isNot: `that this share of the applicants of ${year} was protected: many decisions are on applications of earlier years, and appeals come later.`,
    counted: [
      ...grants.counted,
      "The grant rate is every grant of protection divided by grants and refusals; cases closed without a decision are in neither.",
      ...(unseen > 0
        ? [
            `UNHCR’s rounding removes an origin with one or two decisions. Up to ${formatNumber(unseen)} ${unseen === 1 ? "origin" : "origins"} that other years name may be missing; the range does not include them.`
          ]
        : [])
    ],
    links: cardLinks(page, {
      measure: "rate",
      definition: "positive",
      asylums: {kind: "places", codes: [page.code]},
      years: [year, year]
    })
  };
}

/** Decisions of one kind in a year. */
export function decisionsCard(
  page: Page,
  {
    year,
    count,
    unit,
    unseen,
    isNot,
    ...printed
  }: Pick<ToPrint, "what" | "unit" | "stage" | "isLeast" | "by" | "procedure"> & {
    year: number;
    count: Count;
    unseen: number;
    isNot: string;
  }
): FactCard {
  return {
    number: countWords(count, unit),
    print: toPrint({...hostScope(page, year), ...printed, unit, count}),
    isNot,
    counted: [
      "UNHCR rounds counts of decisions: a published 0 can be 0 to 2, a 5 can be 3 to 7, a 10 can be 8 to 10.",
      ...(unseen > 0
        ? [
            `Rounding also removes an origin with one or two decisions. Up to ${formatNumber(unseen)} ${unseen === 1 ? "origin" : "origins"} that other years name may be missing; the range does not include them.`
          ]
        : [])
    ],
    links: cardLinks(page, {
      measure: "decisions",
      definition: "status",
      asylums: {kind: "places", codes: [page.code]},
      years: [year, year]
    })
  };
}

/** People with a pending claim at the end of a year. */
export function pendingCard(page: Page, {year, count, unseen}: {year: number; count: Count; unseen: number}): FactCard {
  return {
    number: countWords(count, "P"),
    print: toPrint({...hostScope(page, year), what: "asylum_seekers", stage: null, unit: "P", count}),
    isNot: `applications made in ${year}: it is everyone waiting on 31 December, whenever they applied. We cannot calculate it from applications and decisions.`,
    counted: [
      LINES.stocks,
      ...(unseen > 0
        ? [
            `UNHCR’s rounding removes an origin with one or two people. Up to ${formatNumber(unseen)} ${unseen === 1 ? "origin" : "origins"} that other years name may be missing, so the upper end of the range adds 2 for each.`
          ]
        : [])
    ],
    links: cardLinks(page, {
      measure: "asylum_seekers",
      asylums: {kind: "places", codes: [page.code]},
      years: [year, year]
    })
  };
}

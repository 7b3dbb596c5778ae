// The source cards of the figures of one country of origin: sums over all countries of asylum.
import {REFUGEES_INCLUDE} from "../../words/stocks.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";
import {leastCount} from "../../words/numbers.js";
import {bothToPrint, rateToPrint, toPrint} from "../../words/print.js";
import type {RateToPrint} from "../../words/print.js";
import {stageWords} from "../../words/stages.js";
import type {JoinedYear} from "../_shared/decisions.js";
import type {FactCard} from "../_shared/facts.js";
import type {NewYear} from "../_shared/newApplications.js";
import {cardLinks, countWords} from "./cards.js";
import type {Grants} from "./grants.js";
import type {Page} from "./page.js";
import {grantsToPrint, originScope} from "./printed.js";

const NOTHING_ADDED =
  "A country with one or two people of this origin has no entry. We do not know how many such countries there are, so the range does not include them.";

/** New applications of the latest year in all countries. */
export function originApplicationsCard(page: Page, {year, P, C}: NewYear): FactCard {
  return {
    number: [...(P ? [countWords(P, "P")] : []), ...(C ? [countWords(C, "C")] : [])].join("; "),
    print: bothToPrint({...originScope(page, year), what: "new_applications", stage: null, counts: {P, C}}),
    isNot: `that as many people fled in ${year}: the same person can apply in more than one country.`,
    counted: [
      "New applications at every stage, as in UNHCR’s printed totals. A published 0 can be 0 to 2, a 5 can be 3 to 5.",
      NOTHING_ADDED
    ],
    links: cardLinks(page, {origins: {kind: "places", codes: [page.code]}, years: [year, year]})
  };
}

/** Countries that belong to the same people and are in no rate, or in no number of decisions. */
export type Beside = Pick<RateToPrint, "leftOut" | "notIncluded">;

/** The grant rate of the latest year with decisions. */
export function originGrantsCard(page: Page, grants: Grants, of: Beside): FactCard {
  const {year, unit, value, step, counted, printed} = grants;
  const share = value === null ? "" : / of /.test(value) ? `${value} ${step}` : `${value} of ${step}`;
  return {
    number: share || "Not calculated",
    print: rateToPrint({...originScope(page, year), ...printed, ...of, unit}),
    isNot: "the chance of the next applicant: the rate depends on which countries decided, and for whom.",
    counted: [...counted, NOTHING_ADDED],
    links: cardLinks(page, {
      measure: "rate",
      definition: "positive",
      origins: {kind: "places", codes: [page.code]},
      years: [year, year]
    })
  };
}

/** What was granted: refugee status, or all protection where the data does not separate it. */
export function originDecisionsCard(
  page: Page,
  {year, joined, atLeast}: JoinedYear,
  outcomes: Outcomes,
  {notIncluded = []}: Beside
): FactCard {
  const found = refugeeStatusCount(outcomes);
  const separated = found.kind !== "not separated";
  const count = separated ? found.known : found.protection;
  return {
    number:
      found.kind === "at least"
        ? `${leastCount(count)}, counted in ${UNITS[outcomes.unit]}`
        : countWords(count, outcomes.unit),
    print: toPrint({
      ...originScope(page, year),
      ...grantsToPrint(found, atLeast.length > 0),
      stage: stageWords(joined.levels),
      unit: outcomes.unit,
      notIncluded
    }),
    isNot: separated
      ? "every grant of protection: other forms are counted separately. Decisions are not that year’s applications."
      : "that all of them received refugee status: the data does not separate it from other protection.",
    counted: ["A published 0 can be 0 to 2, a 5 can be 3 to 7, a 10 can be 8 to 10.", NOTHING_ADDED],
    links: cardLinks(page, {
      measure: "decisions",
      definition: "status",
      origins: {kind: "places", codes: [page.code]},
      years: [year, year]
    })
  };
}

/** Year-end figures of people from a country. */
export function originStockCard(
  page: Page,
  {year, count, of}: {year: number; count: Count; of: "asylum_seekers" | "refugees"}
): FactCard {
  return {
    number: countWords(count, "P"),
    print: toPrint({...originScope(page, year), what: of, stage: null, unit: "P", count}),
    isNot:
      of === "refugees"
        ? `that as many were recognised in ${year}: it is everyone UNHCR counts as a refugee on 31 December, ${REFUGEES_INCLUDE}.`
        : `that as many applied in ${year}: it is everyone waiting on 31 December, whenever they applied.`,
    counted: ["UNHCR’s year-end figure. A published 0 can be 0 to 2, a 5 can be 3 to 5.", NOTHING_ADDED],
    links: cardLinks(page, {measure: of, origins: {kind: "places", codes: [page.code]}, years: [year, year]})
  };
}

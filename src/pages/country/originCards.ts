// The source cards of the figures of one country of origin: sums over all countries of asylum.
import {articled} from "../../words/places.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {Outcomes} from "../../measures/sums.js";
import {escape} from "../../words/country.js";
import type {FactCard} from "../_shared/facts.js";
import type {NewYear} from "../_shared/newApplications.js";
import {cardLinks, countWords, printedApplications, printedWords, sourceWords} from "./cards.js";
import type {Grants} from "./grants.js";
import {isCountry} from "./page.js";
import type {Page} from "./page.js";

const peopleOf = (page: Page) =>
  isCountry(page) ? `people from ${escape(articled(page.name))}` : `applicants recorded as “${escape(page.name)}”`;

const NOTHING_ADDED =
  "A country with one or two people of this origin has no entry. We do not know how many such countries there are, so the range does not include them.";

/** New applications of the latest year in all countries. */
export function originApplicationsCard(page: Page, {year, P, C}: NewYear): FactCard {
  return {
    number: [...(P ? [countWords(P, "P")] : []), ...(C ? [countWords(C, "C")] : [])].join("; "),
    print: `UNHCR’s data shows ${printedApplications({P, C}, `by ${peopleOf(page)} in ${year}`)}.`,
    source: sourceWords(page),
    isNot: `that as many people fled in ${year}: the same person can apply in more than one country.`,
    counted: [
      "New applications at every stage, as in UNHCR’s printed totals. A published 0 can be 0 to 2, a 5 can be 3 to 5.",
      NOTHING_ADDED
    ],
    links: cardLinks(page, {origins: {kind: "places", codes: [page.code]}, years: [year, year]})
  };
}

/** The grant rate of the latest year with decisions. */
export function originGrantsCard(page: Page, grants: Grants, where: string): FactCard {
  const {year, value, step, under, counted} = grants;
  const share = value === null ? "" : / of /.test(value) ? `${value} ${step}` : `${value} of ${step}`;
  return {
    number: share || "Not calculated",
    print: share
      ? `In ${year}, ${share} on ${peopleOf(page)} granted protection (${where}).`
      : `UNHCR’s data gives no grant rate for ${peopleOf(page)} in ${year}: ${under}.`,
    source: sourceWords(page),
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
export function originDecisionsCard(page: Page, year: number, outcomes: Outcomes): FactCard {
  const found = refugeeStatusCount(outcomes);
  const separated = found.kind !== "not separated";
  const count = separated ? found.known : found.protection;
  const least = found.kind === "at least" ? "at least " : "";
  return {
    number: least + countWords(count, outcomes.unit),
    print: `UNHCR’s data shows ${least}${printedWords(count)} ${count.value === 1 ? "decision" : "decisions"} that granted ${separated ? "refugee status" : "protection"} to ${peopleOf(page)} in ${year} (counted in ${UNITS[outcomes.unit]}).`,
    source: sourceWords(page),
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
    print:
      of === "refugees"
        ? `At the end of ${year}, ${printedWords(count)} refugees from ${escape(articled(page.name))} lived in other countries.`
        : `At the end of ${year}, ${printedWords(count)} ${peopleOf(page)} were waiting for an asylum decision abroad.`,
    source: sourceWords(page),
    isNot:
      of === "refugees"
        ? `that as many were recognised in ${year}: it is everyone whom UNHCR counts as a refugee on 31 December, some with temporary or other protection.`
        : `that as many applied in ${year}: it is everyone waiting on 31 December, whenever they applied.`,
    counted: ["UNHCR’s year-end figure. A published 0 can be 0 to 2, a 5 can be 3 to 5.", NOTHING_ADDED],
    links: cardLinks(page, {measure: of, origins: {kind: "places", codes: [page.code]}, years: [year, year]})
  };
}

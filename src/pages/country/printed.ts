// The scope of the sentences to print on a country's page: the country as country of asylum or of origin, one year, and who decided.
import {missesGrants} from "../../measures/breakEffects.js";
import {LEVELS} from "../../measures/codes.js";
import type {Authority, Level} from "../../measures/codes.js";
import {isListed} from "../../measures/headline.js";
import type {RefugeeStatusCount} from "../../measures/separated.js";
import {decidersIn} from "../../words/country.js";
import {articled, printedName} from "../../words/places.js";
import {bothToPrint} from "../../words/print.js";
import type {Counted, PrintedWords} from "../../words/print.js";
import {stageWords} from "../../words/stages.js";
import {list} from "../../words/text.js";
import type {NewYear} from "../_shared/newApplications.js";
import {isCountry} from "./page.js";
import type {Page} from "./page.js";

const scopeOf = ({ledger}: Page, year: number) =>
  ({years: [year, year], publisher: "UNHCR", edition: ledger.edition.id}) as const;

/** A number in the page's country. */
export const hostScope = (page: Page, year: number) =>
  ({...scopeOf(page, year), origins: null, asylums: [articled(page.name)]}) as const;

/** A number of people from the page's country, in all countries. */
export const originScope = (page: Page, year: number) =>
  ({
    ...scopeOf(page, year),
    origins: [isCountry(page) ? articled(page.name) : page.name],
    asylums: null
  }) as const;

const US_AUTHORITIES: Readonly<Partial<Record<Level, string>>> = {
  IN: "Citizenship and Immigration Services of the United States",
  EO: "the immigration courts of the United States"
};

/** Who decided at some levels, where it is not the country's government alone. */
export function decidedBy(
  {name}: Page,
  rows: Iterable<{readonly level: Level; readonly authority: Authority}>,
  levels: readonly Level[]
): {readonly by?: string; readonly stage?: null} {
  const [level] = levels;
  const authority = level !== undefined && levels.length === 1 ? US_AUTHORITIES[level] : undefined;
  // What they decide is named by who they are: the courts' first instance is a second decision.
  if (authority !== undefined) return {by: authority, stage: null};
  const country = printedName(articled(name));
  const some = [...rows].filter((row) => levels.includes(row.level));
  const who = decidersIn(
    country,
    some.map((row) => row.authority)
  );
  return who === country ? {} : {by: who};
}

/** A country's new applications: of one of two procedures where it has two, and marked where they are at later stages alone. */
export function applicationsToPrint(page: Page, year: NewYear): PrintedWords {
  const {headline, temporary, P, C} = year;
  const lines = headline.lines.filter(isListed);
  const levels = lines.flatMap((line) => [...line.levels.P, ...line.levels.C]);
  const isLater = lines.length > 0 && lines.every(({part}) => part === "only_other_levels");
  return bothToPrint({
    ...hostScope(page, year.year),
    what: "new_applications",
    counts: {P, C},
    stage: isLater ? null : stageWords(levels),
    ...(isLater ? {laterStage: list([...new Set(levels)].map((level) => LEVELS[level]))} : {}),
    ...(temporary
      ? {procedure: "refugee_status", notIncluded: ["applications for temporary asylum, a second procedure"]}
      : {})
  });
}

/** What of a year's grants is printed: refugee status, or all protection where the data does not separate it. */
export function grantsToPrint(
  {kind, known, protection, undivided}: RefugeeStatusCount,
  isMissing: boolean
): Pick<Counted, "what" | "isLeast"> & {readonly count: RefugeeStatusCount["known"]} {
  if (kind !== "not separated") return {what: "refugee_status", count: known, isLeast: kind === "at least"};
  const what = protection.value === undivided.value ? "undivided" : "protection";
  return {what, count: protection, isLeast: isMissing && missesGrants(what)};
}

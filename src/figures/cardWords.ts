// Writes the sentences of a source card that depend on the measure: its definition, and likely misreadings.
import {levelWords} from "../words/country.js";
import {UNITS} from "../measures/codes.js";
import type {Level, Status, Unit} from "../measures/codes.js";
import type {Count} from "../measures/bounds.js";
import type {Edition} from "../edition/edition.js";
import type {Selection} from "../edition/select.js";
import {formatCount, formatNumber, formatYears} from "../words/numbers.js";
import {list} from "../words/text.js";

export const STATUS_NAME: Readonly<Record<Status, string>> = {
  refugee_status: "Refugee status granted",
  undivided: "Refugee status or other protection granted (not separated)",
  complementary: "Complementary protection granted",
  humanitarian: "Residence on humanitarian grounds granted",
  temporary: "Temporary status granted, by national law",
  refused: "Refused",
  undivided_closed: "Refused or closed (not separated)",
  otherwise_closed: "Closed without a decision",
  not_decided: "Removed from the count"
};

const PUBLISHER = "Source: UNHCR, Refugee Population Statistics Database, CC BY 4.0.";
const NOTHING_ADDED = "Where there is no entry, nothing is added.";

/** What each status means, what rounding does, and the publisher. */
export const DEFINITIONS = {
  status: {
    refugee_status:
      "Refugee status: recognition as a refugee. Where no rule applies, it means that the country reported the decision under “recognized”, and no more.",
    undivided:
      "Decisions that granted protection; UNHCR’s data does not separate refugee status from other protection.",
    complementary:
      "Complementary protection: subsidiary or other protection from return under asylum law. Where no rule applies, it means that the country reported the decision under “other”, and no more.",
    humanitarian: "Residence on humanitarian grounds, which is neither refugee status nor protection from return.",
    temporary: "A status that the country’s own law makes temporary.",
    refused: "Refused: reported under “rejected”.",
    undivided_closed: "Refusals and cases closed for other reasons; UNHCR’s data does not separate them.",
    otherwise_closed:
      "Closed without a decision on the merits (“otherwise closed”): withdrawn, abandoned or transferred.",
    not_decided: "Cases removed from the count. They are not decisions."
  } satisfies Record<Status, string>,
  column: (column: string) => `What countries reported under UNHCR’s column “${column}”, whatever it is in law.`,
  applications:
    "Applications for asylum made in the year, of all types (new, repeat and others), as UNHCR publishes them.",
  rounding: {
    decisions: `UNHCR rounds decision counts below 10: a published 0 means 0–2, 5 means 3–7, 10 means 8–10. In a column that a country does not use, by one of our rules, 0 is exactly 0. Other numbers are exact. ${NOTHING_ADDED}`,
    applications: `UNHCR rounds counts of applications below 5: a published 0 means 0–2, 5 means 3–5. Other numbers are exact. ${NOTHING_ADDED}`
  },
  publisher: PUBLISHER
} as const;

interface Entry {
  readonly level: Level;
  readonly unit: Unit;
}

/** The selection of a figure, and related counts in the data. */
export interface Meaning {
  readonly kind: "applications" | "decisions";
  /** Null for applications and for UNHCR's columns. */
  readonly status: Status | null;
  readonly isColumn: boolean;
  /** Null where there is no entry. */
  readonly count: Count | null;
  /** Positive decisions of the same entries in which refugee status is not separated. */
  readonly undivided: Count | null;
  /** The figure's entries. */
  readonly entries: readonly Entry[];
  /** Entries of the same people, countries and years at every stage and in both units. */
  readonly around: readonly Entry[];
}

/** What a reader would wrongly take the figure for, the likeliest mistake first. */
export function notMeant({kind, status, isColumn, count, undivided, entries, around}: Meaning): string[] {
  if (!count)
    return [
      "No entry does not mean zero: the country may have reported figures for other nationalities, and rounding removes one or two people."
    ];
  const words: string[] = [];
  if (count.value === 0 && count.hi > 0)
    words.push(`0 does not mean none: after rounding, the true number may be as high as ${formatNumber(count.hi)}.`);
  if (status === "refugee_status" && undivided && undivided.hi > 0)
    words.push(
      `It does not include ${formatCount(undivided)} decisions that granted protection without separating refugee status from other protection.`
    );
  if (isColumn) words.push("A column is not a status: countries report different statuses in the same column.");
  words.push(
    kind === "applications"
      ? "It is not a number of people: one person can apply more than once."
      : "These decisions need not be on applications of the same year."
  );
  if (entries.some(({unit}) => unit === "C")) words.push("A case can cover several people.");
  const has = <K extends keyof Entry>(key: K, code: Entry[K]) => entries.some((entry) => entry[key] === code);
  const beside = around.filter(({unit}) => has("unit", unit));
  const levels = [...new Set(beside.map(({level}) => level))].filter((level) => !has("level", level));
  const units = [...new Set(around.map(({unit}) => unit))].filter((unit) => !has("unit", unit));
  if (levels.length) words.push(`It does not include other stages: ${list(levels.map(levelWords))}.`);
  if (units.length) words.push(`It does not include what is counted in ${list(units.map((unit) => UNITS[unit]))}.`);
  return words;
}

/** What rounding may have removed from a sum over every origin; null for a sum that it does not concern. */
export function unseenWords(
  kind: "applications" | "decisions",
  {origin, asylum, years}: Pick<Selection, "origin" | "asylum" | "years">,
  unseen: number
): string | null {
  if (origin !== "*")
    return asylum === "*"
      ? "A country with only one or two of these people has no entry for them. How many there were is not known, and nothing is added."
      : null;
  if (unseen === 0) return null;
  const origins = unseenSentence(unseen, {
    hosts: asylum !== "*" && asylum.length === 1,
    years: years.length === 1 && years[0]?.[0] === years[0]?.[1]
  });
  return kind === "applications"
    ? `${origins} The upper end of the range allows for 2 people in each.`
    : `${origins} The range does not include the one or two people that each may have had.`;
}

/** How many origins have no entry: of several countries or years each is counted once for each of them. */
function unseenSentence(unseen: number, isOne: {readonly hosts: boolean; readonly years: boolean}): string {
  const n = formatNumber(unseen);
  const one = unseen === 1;
  const rounded = "as UNHCR rounds 1 and 2 to 0.";
  if (isOne.hosts && isOne.years)
    return `${n} ${one ? "origin has" : "origins have"} an entry in other years and none here, ${rounded}`;
  if (isOne.years)
    return `${n} ${one ? "combination" : "combinations"} of origin and country of asylum ${one ? "has" : "have"} an entry in other years and none here, ${rounded}`;
  const of = isOne.hosts ? "origin and year" : "origin, country and year";
  return `${n} ${one ? "combination" : "combinations"} of ${of} ${one ? "has" : "have"} no entry although another year has one, ${rounded}`;
}

/** UNHCR's note on some rows; null where it concerns all. */
type Note = Pick<Edition["footnotes"][number], "year_from" | "year_to" | "origin" | "asylum" | "text">;

/** UNHCR's footnotes on a figure's countries and years; that the edition has none, where it was made from files. */
export function footnotesOf(
  edition: {readonly footnotes: readonly Note[]},
  {origin, asylum, years}: Pick<Selection, "origin" | "asylum" | "years">
): string[] {
  if (!edition.footnotes.length)
    return [
      "None in this edition: it was made from UNHCR’s files, which carry no footnotes. UNHCR’s own site may have notes on these figures."
    ];
  const takes = (scope: readonly string[] | "*", code: string | null) =>
    code === null || code === "*" || (scope !== "*" && scope.includes(code));
  return edition.footnotes
    .filter(({asylum: host, origin: of}) => takes(asylum, host) && takes(origin, of))
    .flatMap(({year_from, year_to, text}) => {
      const [first, last] = [year_from ?? 0, year_to ?? year_from ?? 9999];
      return years.some(([from, to]) => first <= to && last >= from) ? [`${formatYears(first, last)}: ${text}`] : [];
    });
}

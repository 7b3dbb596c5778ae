// Rules on every claim that the edition keeps from reports and articles, by the same functions as the box: the claim as quoted, our
// number, the ruling. Drawn when the site is built.
import {group} from "d3";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {WordsCell} from "../../html/wordsTable.js";
import type {Edition, ReportedBeside} from "../../edition/edition.js";
import {placesOf} from "../../edition/worldRegions.js";
import type {Count} from "../../measures/bounds.js";
import {agrees, ALL} from "../../measures/reported.js";
import {eurostatCounterpart} from "../../measures/reportedEurostat.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {REPORTED_WORDS} from "../../words/status.js";
import {capital, list} from "../../words/text.js";
import type {ClaimList} from "./checkList.js";
import {EVERYWHERE} from "./parts.js";
import type {Claim, What} from "../../words/claim/claim.js";
import {ruleOn} from "./ruling.js";
import type {Verdict} from "./ruling.js";
import {gapWords, tell, VERDICT_WORDS} from "./rulingWords.js";
import type {Reading} from "./readings.js";
import {amountOf, hrefOf, readingWords} from "./readingWords.js";
import type {NameOf} from "./readingWords.js";
import {sourcesOf} from "./source.js";

/** What the measures of figures from other sources are among a claim's. */
const WHAT: Readonly<Record<string, What>> = {
  new_applications: "new_applications",
  refugee_status_applications: "refugee_status_applications",
  temporary_asylum_applications: "temporary_asylum_applications",
  asylum_applications: "asylum_applications",
  asylum_applicants: "asylum_applications",
  refugee_status_granted: "refugee_status",
  complementary_protection_granted: "complementary",
  humanitarian_residence_granted: "humanitarian",
  temporary_asylum_granted: "temporary"
};
const COMPARATOR = {"=": "", ">": "more than ", "<": "a little under "} as const;

/** One ruled claim. */
export interface RuledClaim {
  readonly figure: ReportedBeside;
  readonly verdict: Verdict;
  /** The ruling in a few words. */
  readonly label: string;
  /** Our number, or an empty text, and the address of its card where it has one. */
  readonly ours: string;
  readonly card?: string | null;
  /** Why, in words. */
  readonly why: string;
}

/** A figure from another source as a claim, or why it is none that UNHCR's figures can be compared with. */
export function claimOfFigure(figure: ReportedBeside): Claim | string {
  const {measure, region, year_from, year_to, origin, asylum, value, comparator, rounded_to, quoted_text} = figure;
  const what = WHAT[measure];
  if (region !== null) return "It is for one region of the country; UNHCR’s figures are for whole countries.";
  if (/holders/.test(measure))
    return "It counts people who hold a status on a date; UNHCR’s figures of decisions count those granted it in a year.";
  if (/present/.test(measure)) return "It counts people present in the country, whatever their status.";
  if (year_from === null || year_to === null) return "It is for part of a year; UNHCR’s figures are for whole years.";
  if (asylum !== ALL && !/^[A-Z]{3}$/.test(asylum))
    return "It is for a union of countries in that agency’s own definition. Compare on the page “UNHCR and Eurostat compared”.";
  if (!what) return "UNHCR’s figures have no such measure.";
  return {
    ...{what, origin: origin === ALL ? null : origin, asylum: asylum === ALL ? null : asylum, years: [year_from, year_to]},
    number: {
      // "A little under" says that the number is near.
      ...{value, isShare: false, comparator: comparator === "<" ? "<~" : comparator, step: rounded_to ?? 1},
      words: quoted_text
    }
  }; // prettier-ignore
}

/** Every figure of the edition from other sources, ruled on. */
export function ruledClaims(edition: Edition, claims: ClaimList, name: NameOf): RuledClaim[] {
  const sources = sourcesOf(claims, edition);
  const eurostat = eurostatRows(edition);
  return edition.reported.map((figure): RuledClaim => {
    const counted = eurostatCounterpart(figure, eurostat.rows, eurostat.members);
    if (counted) return ofEurostat(figure, counted);
    const claim = claimOfFigure(figure);
    if (typeof claim === "string") return labelled({figure, verdict: "unknown", ours: "", why: claim});
    const ruling = ruleOn(claim, sources);
    const {main, match, verdict} = ruling;
    const told = tell(ruling, {name, current: edition.id});
    const why =
      verdict === "agrees" ? ""
      : verdict === "rounding" ? (ROUNDED[ruling.fit === "range" ? "range" : claim.number.comparator] ?? "")
      : verdict === "differs" && main ? `The printed number is ${gapWords(claim, main)}.`
      : verdict === "unknown" ? told.finding
      : match ? `It is the number of ${readingWords(match, name)}.` : ""; // prettier-ignore
    return {
      figure,
      verdict,
      label: told.label,
      ours: main ? amountOf(main) : "",
      card: main ? cardOf(main) : null,
      why: [why, figure.note ?? ""].filter(Boolean).join(" ")
    };
  });
}

/** The address of a number's card; null where it is a question to the explorer. */
function cardOf(reading: Reading): string | null {
  const href = hrefOf(reading, null);
  return href.startsWith("figure?") ? `./${href}` : null;
}

const labelled = (one: Omit<RuledClaim, "label">): RuledClaim => ({...one, label: VERDICT_WORDS[one.verdict]});

/** The ruling on one of Eurostat's headlines, from Eurostat's own table. */
function ofEurostat(figure: ReportedBeside, counted: Count): RuledClaim {
  const isIn = agrees(figure, counted);
  return labelled({
    figure,
    verdict: !isIn ? "differs" : counted.value === figure.value ? "agrees" : "rounding",
    ours: `${formatNumber(counted.value)} (Eurostat)`,
    why: isIn
      ? "Compared with Eurostat’s own table, in which each country is rounded to 5."
      : (figure.note ?? "Compared with Eurostat’s own table, which may have been revised since.")
  });
}

const ROUNDED: Readonly<Record<string, string>> = {
  range: "Within the rounding of UNHCR’s figure.",
  "=": "Rounded by whoever printed it.",
  "<~": "UNHCR’s figure is a little under it.",
  ">": "UNHCR’s figure is more than that."
};

/** Rows of Eurostat's applicants and the union's members since 2020, as its headlines count. */
function eurostatRows(edition: Edition) {
  const {applications} = edition.eurostat;
  const rows = Array.from({length: applications.year.length}, (_, i) => ({
    year: applications.year[i] as number,
    origin: applications.origin[i] as string,
    asylum: applications.asylum[i] as string,
    applicant: applications.applicant[i] as string,
    applications: applications.applications[i] as number | null
  })).filter(({applicant}) => applicant === "first_time");
  const members = new Set(placesOf(edition, {scheme: "members", code: "eu"}, 2020));
  return {rows: rows as Parameters<typeof eurostatCounterpart>[1], members};
}

const ORDER: readonly Verdict[] = ["agrees", "rounding", "definition", "edition", "differs", "unknown"];

/** The claims as a table for each group of countries, with how many of each ruling there are. */
export function claimsTables(edition: Edition, claims: ClaimList, document: Document): Element[] {
  const name: NameOf = (code) => edition.places.get(code) ?? code;
  const ruled = ruledClaims(edition, claims, name);
  const make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, tag, attributes, ...contents);
  const counts = ORDER.flatMap((verdict) => {
    const count = ruled.filter((one) => one.verdict === verdict).length;
    return count ? [`${formatNumber(count)} ${SUMMARY[verdict][count === 1 ? 0 : 1]}`] : [];
  });
  const groups = [...group(ruled, groupOf)].sort(([a], [b]) => GROUPS.indexOf(a) - GROUPS.indexOf(b));
  return [
    make("p", {id: "claims-summary"}, `Of ${formatNumber(ruled.length)} printed claims, ${list(counts)}.`),
    ...groups.map(([words, some], i) =>
      make(
        "details",
        i === 0 ? {class: "fold", open: ""} : {class: "fold"},
        make("summary", {}, `${words} (${formatNumber(some.length)})`),
        wordsTable(
          ["Claim", "Printed", "Our number", "Ruling", "As quoted"],
          [...some]
            .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.figure.id < b.figure.id ? -1 : 1))
            .map((one) => rowOf(one, name, make)),
          {document, id: `claims-${i + 1}`, caption: words}
        )
      )
    )
  ];
}

const SUMMARY: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  agrees: ["agrees", "agree"],
  rounding: ["agrees or is possible within rounding", "agree or are possible within rounding"],
  definition: ["agrees with another definition, year or stage", "agree with another definition, year or stage"],
  edition: ["agrees with an earlier edition", "agree with an earlier edition"],
  differs: ["differs", "differ"],
  unknown: ["cannot be checked", "cannot be checked"]
};

const GROUPS = ["North Koreans in Russia", "Others in Russia", "Other countries and the world"] as const;
function groupOf({figure: {origin, asylum}}: RuledClaim): (typeof GROUPS)[number] {
  if (asylum !== "RUS") return GROUPS[2];
  return origin === "PRK" ? GROUPS[0] : GROUPS[1];
}

/** The query with which the box rules on the same claim, with all its reasons; null where it is none for the box. */
function boxQuery(figure: ReportedBeside): string | null {
  const claim = claimOfFigure(figure);
  if (typeof claim === "string" || claim.what === null) return null;
  const {what, origin, asylum, years, number} = claim;
  const words = {"=": "", "~": "about ", ">": "more than ", "<": "less than ", "<~": "nearly "}[number.comparator];
  return new URLSearchParams({
    ...{claim: figure.quoted_text, what, origin: origin ?? EVERYWHERE, asylum: asylum ?? EVERYWHERE},
    ...{from: String(years[0]), to: String(years[1]), number: `${words}${formatNumber(number.value)}`}
  }).toString();
}

type Make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) => HTMLElement;

function rowOf({figure, label, ours, card, why}: RuledClaim, name: NameOf, make: Make): WordsCell[] {
  const {measure, origin, asylum, year_from, year_to, as_of, value, comparator, publisher, source_url, quoted_text} = figure;
  const where = asylum === ALL ? "worldwide" : `in ${asylum === "eu" ? "the EU" : asylum === "eu_plus" ? "EU+" : name(asylum)}`;
  const when = year_from === null || year_to === null ? (as_of ?? "") : formatYears(year_from, year_to);
  const whose = origin === ALL ? "" : `, people from ${name(origin)}`;
  const checked = boxQuery(figure);
  return [
    capital(`${REPORTED_WORDS[measure] ?? measure.replaceAll("_", " ")}${whose} ${where}, ${when}`),
    `${COMPARATOR[comparator]}${formatNumber(value)}`,
    ours === "" ? "–" : card ? make("a", {class: "n", href: card}, ours) : ours,
    make("span", {}, make("b", {}, checked === null ? label : make("a", {href: `/check?${checked}`}, label)), why === "" ? "" : `. ${why}`),
    make("span", {}, make("q", {}, quoted_text), " ", make("a", {href: source_url}, publisher))
  ];
} // prettier-ignore

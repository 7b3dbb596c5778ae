// Says in sentences how many applicants were women, girls, boys and men, of which years, and what Eurostat's table does not have.
import {formatNumber, formatSpans, formatYears} from "../../words/numbers.js";
import {countInSentence, rateInSentence} from "../../words/ranges.js";
import {list} from "../../words/text.js";
import type {Selection} from "../../measures/selection.js";
import type {Share} from "../../measures/rates.js";
import {isFew} from "../../measures/sexAge.js";
import type {SexAge} from "../../measures/sexAge.js";
import type {Ledger} from "../ledger.js";
import {hostWords, peopleWords, placeName, placesWords} from "../names.js";
import type {Loss} from "../types.js";
import {baseWords} from "./groups.js";
import {whoOf} from "./table.js";
import type {SexAgeView} from "./view.js";

/** "people from Syria", or "people" of every citizenship. */
export const whoWords = (ledger: Ledger, selection: Selection) =>
  selection.origins.kind === "all" ? "people" : peopleWords(ledger, selection);

/** Where: the countries of asylum as asked; all of them are those that Eurostat's table has. */
export const whereWords = (ledger: Ledger, selection: Selection) =>
  selection.asylums.kind === "all" ? "the countries in Eurostat’s data" : hostWords(ledger, selection);

const repeatWords = (selection: Selection) =>
  whoOf(selection) === "first_time" ? "for the first time" : "(first and repeat applications)";

/** A number with its share; where Eurostat does not give the number, that is said instead of a 0. */
const groupWords = (
  of: SexAge,
  {group, share, words, missing}: {group: "female" | "children"; share: Share | null; words: string; missing: string}
) =>
  share
    ? `${countInSentence(of[group])} were ${words}${isFew(of) ? "" : ` (${shareWords(of, group, share)})`}`
    : missing;

/** A share, with what it is of where that is not all applicants. */
export function shareWords(of: SexAge, group: "female" | "children", share: Share): string {
  const base = baseWords(of, group);
  return `${rateInSentence(share)}${base ? ` ${base}` : ""}`;
}

export function sexAgeTitle(ledger: Ledger, selection: Selection): string {
  const who = selection.origins.kind === "all" ? "" : ` by ${peopleWords(ledger, selection)}`;
  const what = whoOf(selection) === "first_time" ? "First-time asylum applications" : "All asylum applications";
  return `${what}${who} in ${whereWords(ledger, selection)}`;
}

/** The answer for the latest year: women and girls, and children, of all who applied. */
export function sexAgeFinding(ledger: Ledger, view: SexAgeView): {readonly first: string; readonly more: string} {
  const {selection} = view.state;
  const latest = view.years.at(-1);
  if (!latest) return {first: noneWords(ledger, view), more: ""};
  const {year, of} = latest;
  const few = isFew(of);
  const first = `In ${year}, ${countInSentence(of.applicants)} ${whoWords(ledger, selection)} applied for asylum in ${whereWords(ledger, selection)} ${repeatWords(selection)}: ${groupWords(of, {group: "female", share: of.female_share, words: "women or girls", missing: "Eurostat does not give their sex"})}, ${groupWords(of, {group: "children", share: of.child_share, words: "children under 18", missing: "and it does not give how many were children"})}.`;
  const more = [
    of.girls.value > 0 ? `Girls are in both numbers: ${countInSentence(of.girls)}.` : "",
    of.female_share && of.child_share
      ? `${countInSentence(of.women)} were women and ${countInSentence(of.men)} men of 18 or older.`
      : "",
    of.sex_unknown.value || of.age_unknown.value
      ? `Eurostat gives no sex for ${countInSentence(of.sex_unknown)} and no age for ${countInSentence(of.age_unknown)}.`
      : few
        ? "Too few for a share."
        : "Eurostat counts nobody without a recorded sex or age.",
    trendWords(view)
  ];
  return {first, more: more.filter((part) => part !== "").join(" ")};
}

/** The first year of several, to compare with. */
function trendWords({years}: SexAgeView): string {
  const latest = years.at(-1);
  const before = years.find(({of}) => !isFew(of));
  if (!before || !latest || before === latest || isFew(latest.of) || !before.of.female_share || !before.of.child_share)
    return "";
  return `In ${before.year}, ${shareWords(before.of, "female", before.of.female_share)} were women or girls and ${shareWords(before.of, "children", before.of.child_share)} children.`;
}

/** Why there is no number, and what there is. */
export function noneWords(ledger: Ledger, {covered, known, state: {selection}}: SexAgeView): string {
  const [from, to] = known.years;
  if (!covered.length)
    return `Eurostat’s data by sex and age does not cover ${hostWords(ledger, selection)}. It covers ${known.hosts.length} countries of asylum in Europe, ${formatYears(from, to)}.`;
  if (selection.years[0] > to || selection.years[1] < from)
    return `Eurostat’s data by sex and age that we hold covers ${formatYears(from, to)}, not ${formatYears(...selection.years)}.`;
  return `Eurostat’s data by sex and age has no entry for ${whoWords(ledger, selection)} in ${whereWords(ledger, selection)} ${selection.years[0] === selection.years[1] ? "in" : "for"} ${formatYears(...selection.years)}${whoOf(selection) === "first_time" ? " among first-time applicants" : ""}. No entry means 0 (which may be up to 2, as Eurostat rounds to the nearest 5) or that the country did not report.`;
}

/** What the answer leaves out, the most likely to be misread first. */
export function sexAgeLosses(ledger: Ledger, view: SexAgeView): Loss[] {
  const {state, years, known, absent} = view;
  const {selection} = state;
  const latest = years.at(-1);
  const [from, to] = known.years;
  const losses: Loss[] = [];
  const late = selection.years[1] > to;
  const missing = latest
    ? [...Array(Math.min(selection.years[1], to) - Math.max(selection.years[0], from) + 1).keys()]
        .map((i) => Math.max(selection.years[0], from) + i)
        .filter((year) => !years.some((one) => one.year === year))
    : [];
  if (late || selection.years[0] < from)
    losses.push({
      term: `${formatYears(from, to)} only.`,
      words: `The data that we hold ends in ${to}${late ? `, so there are no figures for ${formatYears(Math.max(to + 1, selection.years[0]), selection.years[1])}` : ""}.${selection.years[0] < from ? ` It begins in ${from}.` : ""}`
    });
  losses.push({
    term: "Not UNHCR’s figures.",
    words: `Eurostat counts persons ${whoOf(selection) === "first_time" ? "who apply for the first time in that country" : "who apply, repeat applications included"}, by citizenship. Do not set these numbers against UNHCR’s as if they were one count.`
  });
  losses.push({
    term: "Children are not “unaccompanied children”.",
    words: "They are applicants under 18, with their families or alone. This data does not say which."
  });
  if (latest && absent.length)
    losses.push({
      term: `Not included in ${latest.year}.`,
      words: `${absent.length > 8 ? `${absent.length} countries` : list(absent.map((code) => placeName(ledger, code)))} ${absent.length === 1 ? "has" : "have"} no entry.`
    });
  if (missing.length)
    losses.push({term: "Years without an entry.", words: `${formatSpans(missing)}. That does not mean zero.`});
  losses.push({
    term: "Rounding.",
    words: "Eurostat rounds every number to the nearest 5. The table shows the range that this leaves for each."
  });
  if (years.some(({of}) => !sexesAddUp(of)))
    losses.push({
      term: "The sexes do not add up.",
      words: `In ${formatSpans(years.filter(({of}) => !sexesAddUp(of)).map(({year}) => year))} Eurostat’s numbers by sex differ from its total by more than rounding. Shares are of the numbers by sex.`
    });
  return losses;
}

/** Whether the total can be the sum of the sexes. */
function sexesAddUp({applicants, female, male, sex_unknown}: SexAge): boolean {
  return applicants.hi >= female.lo + male.lo + sex_unknown.lo && applicants.lo <= female.hi + male.hi + sex_unknown.hi;
}

/** The finding of a chart that compares places: the highest and lowest share of women and girls among the larger ones. */
export function comparedWords(ledger: Ledger, view: SexAgeView): string {
  const {places, placesYear} = view;
  const ranked = places
    .filter(({of}) => of.applicants.value >= 100 && of.female_share?.value != null)
    .sort((a, b) => (b.of.female_share?.value ?? 0) - (a.of.female_share?.value ?? 0));
  const [first, last] = [ranked[0], ranked.at(-1)];
  const say = (one: typeof first) =>
    one?.of.female_share
      ? `${placesWords(ledger, [one.code])} (${shareWords(one.of, "female", one.of.female_share)})`
      : "";
  return first && last && first !== last
    ? `Women and girls: highest share in ${placesYear} ${view.axis === "origin" ? "among people from" : "in"} ${say(first)}, lowest ${say(last)}, of those with 100 applicants or more. Persons.`
    : `In ${placesYear}. Persons.`;
}

export const totalWords = (of: SexAge) => formatNumber(of.applicants.value);

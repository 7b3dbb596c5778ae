// The answer to a sentence about something that applications, decisions and year-end figures do not count: why it cannot be checked here,
// and where its answer is.
import {figureQuery} from "../../figures/address.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import {isRate} from "../../words/claim/claim.js";
import type {Outside} from "../../words/claim/outside.js";
import {whatOf} from "../../words/claim/understand.js";
import {articled} from "../../words/places.js";
import type {Line} from "./checkList.js";
import {EVERYWHERE} from "./parts.js";
import type {Asked} from "./parts.js";
import {placesOf} from "./readingWords.js";
import type {NameOf} from "./readingWords.js";
import type {Told} from "./rulingWords.js";

/** The last year of Eurostat's table by sex and age. */
export const LAST_SEX_AGE = 2022;

/** What a sentence asks of the explorer, as far as it was understood. */
function selectionOf({parts, understood}: Asked, years: readonly [number, number]): Selection {
  const code = (part: string) => (part === "" || part === EVERYWHERE ? null : part);
  const [from, to] = [Number(parts.from || parts.to), Number(parts.to || parts.from)];
  return {
    ...DEFAULT_SELECTION,
    origins: placesOf(code(parts.origin)),
    asylums: placesOf(code(parts.asylum), understood.but),
    years: from > 0 ? [Math.min(from, to), Math.max(from, to)] : years
  };
}

const explorer = (selection: Partial<Selection>, more = "") => `explorer?${figureQuery(selection)}${more}`;

/** What a sentence would count if its number were of a whole year and country. */
function countedBy({text, understood: {numbers}}: Asked): Pick<Selection, "measure" | "definition"> & {readonly words: string} {
  const what = whatOf(text.normalize("NFKC").toLowerCase(), numbers.length > 0 && numbers.every(({isShare}) => isShare));
  if (what !== null && isRate(what)) return {measure: "rate", definition: what === "refugee_rate" ? "refugee_status" : "positive", words: what === "refugee_rate" ? "Refugee status rate" : "Grant rate"};
  if (what === "refugees" || what === "asylum_seekers") return {measure: what, definition: null, words: what === "refugees" ? "Refugees" : "Pending applications"};
  if (what === null || /applications$/.test(what)) return {measure: "applications", definition: null, words: "New asylum applications"};
  return {measure: "decisions", definition: "status", words: "Decisions by outcome"};
} // prettier-ignore

/** Why nothing was compared, and the way to the answer. Long because it has the words of every subject. */
function reasonsOf(asked: Asked, outside: Outside, years: readonly [number, number], name: NameOf): [string, ...Line[]] {
  const selection = selectionOf(asked, years);
  const {asylum, origin} = asked.parts;
  const where = asylum === "" || asylum === EVERYWHERE ? "" : ` in ${articled(name(asylum))}`;
  const whose = origin === EVERYWHERE || origin === "" ? "" : ` from ${articled(name(origin))}`;
  const {words, ...what} = countedBy(asked);
  /** "Grant rate for people from Syria in Germany". */
  const labelled = (noun: string) =>
    `${noun}${whose === "" ? "" : `${/rate$/.test(noun) ? " for people" : /^Decisions/.test(noun) ? " on people" : /applications$/.test(noun) ? " by people" : ""}${whose}`}${where}`; // prettier-ignore
  const counted = labelled(words);
  switch (outside) {
    case "sex_age": {
      const [from, to] = selection.years;
      const its = [Math.min(from, LAST_SEX_AGE), Math.min(to, LAST_SEX_AGE)] as const;
      return [
        "UNHCR’s figures that we check here have no sex and no age, so we compared the number with nothing.",
        {words: `Women, girls, boys and men among asylum applicants${whose}${where}, from Eurostat (European countries, to ${LAST_SEX_AGE})`, href: `explorer?measure=sex_age&${figureQuery({...selection, years: its})}`},
        {words: "Eurostat rounds to 5. Its age group “children” is under 18, and girls are among women and among children."}
      ];
    }
    case "per_head":
      return [
        "A number per inhabitant depends on whose population is taken, so we compared it with nothing here.",
        {words: `New asylum applications${where} per 100,000 inhabitants`, href: explorer(selection, "&shown=per_100000")}
      ];
    case "change":
      return [
        "It gives a change or a comparison, and not a number of applications, decisions or people. Check the two numbers that it compares, one at a time.",
        {words: `${counted} over time`, href: explorer({...selection, ...what, years})}
      ];
    case "negated": {
      const isDecided = what.measure === "rate" || what.measure === "decisions";
      return [
        "It says what did not happen, or what was only expected, and our figures count what did happen. We compared the number with nothing.",
        ...(isDecided
          ? [
              {words: "Check the number of those who were granted protection, or refused. Whoever was granted nothing need not have been refused: many cases are closed without a decision."},
              {words: `${labelled("Decisions by outcome")}: granted, refused and closed`, href: explorer({...selection, measure: "decisions", definition: "status"})}
            ]
          : [{words: counted, href: explorer({...selection, ...what})}])
      ];
    }
    case "part_of_year":
      return [
        "It is about part of a year, or about years that it does not name. UNHCR’s figures are for whole calendar years, so we compared the number with nothing.",
        {words: `${counted}, by year`, href: explorer({...selection, ...what, years})}
      ];
    case "average":
      return [
        "It gives an average, and our figures are for single years or for several together. Check one year at a time.",
        {words: `${counted}, by year`, href: explorer({...selection, ...what})}
      ];
    case "appeals":
      return [
        "It is about appeals that were lodged or won, which our data does not count: a court may also send a case back. Check how many people were granted protection on appeal.",
        {words: labelled("Decisions on appeal"), href: explorer({...selection, measure: "decisions", definition: "status", stages: ["appeal"]})}
      ];
    case "bare_share":
      return [
        "It does not say how the decisions ended. The percentages that we check are shares of decisions that granted or refused protection: choose below which is meant.",
        {words: labelled("Grant rate"), href: explorer({...selection, measure: "rate", definition: "positive"})},
        {words: labelled("Refugee status rate"), href: explorer({...selection, measure: "rate", definition: "refugee_status"})}
      ];
    case "share_of_status":
      return [
        "It gives the share of decisions with one kind of protection. The shares that we check are of protection of any kind, of refugee status and of refusals. Check the number of people instead.",
        {words: `${labelled("Decisions by outcome")}, each with its number`, href: explorer({...selection, measure: "decisions", definition: "status"})}
      ];
    case "places":
      return [
        "It is about part of a country or region, or leaves out some places or people in a way that we cannot check. We check countries, regions and the world, and each region without some countries.",
        {words: counted, href: explorer({...selection, ...what})}
      ];
    case "share_of_whole":
      return [
        "It gives a share of applications, people or grants. The percentages that we check are shares of decisions that granted or refused protection. Check the number behind it instead.",
        {words: `New asylum applications${where}, with the largest countries of origin`, href: explorer({...selection, origins: {kind: "all"}})},
        {words: `Refugees${where} at the end of the year, with the largest countries of origin`, href: explorer({...selection, origins: {kind: "all"}, measure: "refugees"})}
      ];
    case "ranking":
      return [
        "It gives a rank and not a number. What is largest depends on what is counted, where and when: applications, people waiting or refugees.",
        {words: `New asylum applications${where}, with the largest countries of origin and of asylum`, href: explorer({...selection, origins: {kind: "all"}, asylums: asylum === origin ? {kind: "all"} : selection.asylums})}
      ];
    case "temporary_protection":
      return [
        "Temporary protection is given without an asylum application, so it is in no figure of applications or decisions. UNHCR counts these people among refugees at the end of the year, and not separately.",
        {words: `Refugees${whose}${where} at the end of the year, people under temporary protection included`, href: explorer({...selection, measure: "refugees"})}
      ];
    case "other":
      return [
        `It is about ${asked.understood.subject}, which our data does not have. We have asylum applications, decisions, people waiting for a decision, and refugees.`
      ];
  }
} // prettier-ignore

/** The answer, in the form of a ruling. */
export function outsideTold(
  asked: Asked,
  outside: Outside,
  {years, name}: {readonly years: readonly [number, number]; readonly name: NameOf}
): Told {
  const [finding, ...reasons] = reasonsOf(asked, outside, years, name);
  return {verdict: "unknown", label: "Cannot be checked here", finding, reasons, prints: [], others: []};
}

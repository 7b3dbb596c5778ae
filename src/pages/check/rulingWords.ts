// A ruling in plain words: a first sentence that a reader can repeat, then why, then what one would print instead.
import type {Status} from "../../measures/codes.js";
import {editionDate} from "../../words/editionDate.js";
import {formatNumber, formatPercent, lowerPercent, upperPercent} from "../../words/numbers.js";
import {digitsOf} from "../../words/rates.js";
import {STATUS_WORDS} from "../../words/status.js";
import {REFUGEES_ARE, REFUGEES_INCLUDE} from "../../words/stocks.js";
import {capital, list} from "../../words/text.js";
import type {Line} from "./checkList.js";
import {isYearEnd, WHAT_WORDS} from "../../words/claim/claim.js";
import type {Claim, NamedStage, What} from "../../words/claim/claim.js";
import type {Reading} from "./readings.js";
import {
  amountOf,
  countedWords,
  hrefOf,
  isTotal,
  nounOf,
  numberOf,
  printOf,
  readingWords,
  scopeWords
} from "./readingWords.js";
import type {NameOf} from "./readingWords.js";
import {isShare} from "./ruling.js";
import type {Difference, Ruling, Verdict} from "./ruling.js";

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  agrees: "Agrees",
  rounding: "Agrees within rounding",
  definition: "Agrees with another definition",
  edition: "Agrees with an earlier edition",
  differs: "Differs",
  unknown: "Cannot be checked"
};

/** A ruling as it is shown. */
export interface Told {
  readonly verdict: Verdict;
  /** The ruling in a few words. */
  readonly label: string;
  /** The first sentence. */
  readonly finding: string;
  /** Why, and where to look. */
  readonly reasons: readonly Line[];
  /** Sentences to print instead. */
  readonly prints: readonly string[];
  /** Numbers near in meaning. */
  readonly others: readonly Line[];
}

const COMPARED: Readonly<Record<string, string>> = {
  ">": "which is more than printed, as the claim says",
  "<": "which is less than printed, as the claim says",
  "~": "which is near the printed number",
  "<~": "which is near the printed number"
};

/** The printed number in figures. */
function stated({number}: Claim): string {
  if (!number.isShare) return formatNumber(number.value);
  const digits = Math.max(0, Math.min(4, -Math.round(Math.log10(number.step)) - 2));
  return number.value > 1 ? number.words : formatPercent(number.value, digits);
}

/** "UNHCR’s data has 10 grants …" or "the grant rate … was 98.6%". */
function has(reading: Reading, name: NameOf): string {
  return isShare(reading)
    ? `the ${readingWords(reading, name).replace(/^UNHCR’s/, "UNHCR")} was ${amountOf(reading)}`
    : `UNHCR’s data has ${amountOf(reading)} ${readingWords(reading, name)}`;
}

/** The claim's measure, place and time, where there is no reading. */
function claimed({what, origin, asylum, but = [], years}: Claim, name: NameOf): string {
  const noun = what === null ? "figures" : WHAT_WORDS[what];
  return `${noun}${scopeWords({origin, asylum, but, years}, noun, name)}`;
}

/** The share that our sentence gives, from which a reader counts: the lower end after "at least", the nearest end of a range alone. */
function printedShare({value, lo, hi, isLeast}: Reading, claimed: number): number {
  const cut = 10 ** (digitsOf({lo, hi}) + 2);
  if (isLeast) return Math.floor(lo * cut + 1e-9) / cut;
  if (value !== null) return Math.round(value * cut) / cut;
  return claimed < lo ? Math.floor(lo * cut + 1e-9) / cut : Math.ceil(hi * cut - 1e-9) / cut;
}

/** By how much the printed number is another: "by 28 percentage points", "by 98,644". */
export function gapWords(claim: Claim, reading: Reading): string {
  const x = claim.number.value;
  const y = isShare(reading) ? printedShare(reading, x) : (reading.value ?? (reading.lo + reading.hi) / 2);
  const gap = Math.abs(x - y);
  if (isShare(reading)) {
    const points = gap * 100;
    return `${x > y ? "higher" : "lower"} by ${formatNumber(Number(points.toFixed(points < 10 ? 1 : 0)))} percentage points`;
  }
  const share = y === 0 ? "" : gap / y >= 2 ? `, ${formatNumber(Number((x / y).toPrecision(2)))} times as many` : ` (${formatNumber(Number(((gap / y) * 100).toPrecision(2)))}%)`; // prettier-ignore
  return `${x > y ? "higher" : "lower"} by ${formatNumber(Math.round(gap))}${share}`;
}

/** The ruling in a few words: "Agrees with another year". */
function labelOf(ruling: Ruling): string {
  const {verdict, differences} = ruling;
  if (verdict === "rounding" && isWide(ruling)) return "Possible within rounding";
  if ((verdict === "agrees" || verdict === "rounding") && ruling.match)
    return `${VERDICT_WORDS[verdict]}${asWhat(ruling, ruling.match)}`;
  return verdict === "definition" ? `Agrees with another ${kindOf(differences)}` : VERDICT_WORDS[verdict];
}

/** As what a number agrees, where its words may mean something else: "as a share of substantive decisions, for any protection". */
function asWhat({otherwise}: Ruling, match: Reading): string {
  const unit = match.unit === "C" ? ", counted in cases" : "";
  if (!otherwise.length) return unit;
  const as =
    match.measured === "grant_rate"
      ? "a share of substantive decisions, for any protection"
      : match.measured === "refugee_rate" || match.measured === "refusal_rate"
        ? "a share of substantive decisions"
        : nounOf(match);
  return `, as ${as}${unit}`;
}

/** What the words of an agreeing claim may mean as well, with its number. */
function otherwiseWhy({otherwise, match}: Ruling): string[] {
  if (!otherwise.length) return [];
  const closed = otherwise.find(({measured}) => measured === "granted_of_all");
  const lines = otherwise.map((one) => {
    const amount = amountOf(one);
    switch (one.measured) {
      case "granted_of_all":
        return `Of all cases, those closed without a decision included, ${amount} were granted protection.`;
      case "refugee_rate":
        return `Refugee status alone was granted in ${amount} of substantive decisions${match?.granted ? `; the rest of the ${formatNumber(match.granted.value)} grants was other protection` : ""}.`;
      case "refugee_status":
        return `Refugee status alone was granted ${amount} times: “asylum” may mean that.`;
      case "closed":
        return `Another ${amount} cases were closed without a decision, which are not refusals.`;
      case "asylum_seekers":
        return `“Asylum seekers” may also mean people waiting for a decision: ${amount} at the end of ${one.wanted.years[1]}.`;
      case "new_applications":
        return `“Asylum seekers” may also mean people who applied in that year: ${amount} new applications.`;
      case "refugees":
        return `If it means people living there: UNHCR counts ${amount} refugees at the end of ${one.wanted.years[1]}, ${REFUGEES_INCLUDE}.`;
      case "applications":
        return `With repeat applications it is ${amount}.`;
      default:
        return `${capital(nounOf(one))}: ${amount}.`;
    }
  });
  return [
    ...(match && isShare(match) ? ["It is a share of decisions, not of the people who applied."] : []),
    ...lines.filter((_, i) => !(match?.measured === "refugee_rate" && otherwise[i] === closed))
  ];
}

/** Whether a number lies so far from UNHCR's that rounding only does not rule it out. */
function isWide({fit, match, claim: {number}}: Ruling): boolean {
  if (fit !== "range" || !match) return false;
  const room = isShare(match) ? 0.02 : Math.max(2, 0.02 * (match.value ?? 0));
  return match.value === null || Math.abs(number.value - match.value) > room;
}

/** The first sentence, after the ruling. */
function findingOf(ruling: Ruling, name: NameOf, current: string): string {
  const {verdict, claim, main, match, fit} = ruling;
  const number = stated(claim);
  if (verdict === "agrees" && match) return `${capital(has(match, name))}.`;
  if (verdict === "rounding" && match) {
    if (fit === "range" && match.value === null)
      return `${capital(has(match, name))}, and the data does not say more.`;
    if (fit === "range")
      return `UNHCR’s figure is ${numberOf(match)} ${readingWords(match, name)}, and its rounding allows ${rangeOf(match)}.`;
    const compared = COMPARED[claim.number.comparator] ?? `which rounds to ${number}`;
    return `${capital(has(match, name))}, ${compared}.`;
  }
  if (verdict === "edition" && match)
    return main
      ? `The number was ${numberOf(match)} in the edition of ${editionDate(match.edition)}, and is ${amountOf(main)} in that of ${editionDate(current)}.`
      : `In the edition of ${editionDate(match.edition)}, ${numberOf(match)} was the number of ${readingWords(match, name)}.`;
  if (verdict === "definition" && match) {
    const of = isShare(match) ? `the ${readingWords(match, name).replace(/^UNHCR’s/, "UNHCR")}` : `the number of ${readingWords(match, name)}`;
    const is = fit === "rounded" ? `${number} is near ${numberOf(match)},` : `${number} is`;
    const not = main ? `${match.measured === main.measured ? whatDiffers(ruling) : `, not of ${nounOf(main)}`} (${amountOf(main).replace(/ \((.*)\)$/, "; $1")})` : "";
    const then = match.edition === current ? "" : ` in the edition of ${editionDate(match.edition)}`;
    return `${is} ${of}${then}${not}.`;
  }
  if (verdict === "differs" && main)
    return `${capital(has(main, name))}. The printed number is ${gapWords(claim, main)}.`;
  return `${capital(whyNot(ruling, name))}.`;
} // prettier-ignore

/** What the matching figure is another of. */
function kindOf(differences: readonly Difference[]): string {
  if (differences.includes("year")) return "year";
  if (differences.includes("places")) return "direction";
  if (differences.includes("measure")) return "definition";
  if (differences.includes("stage")) return "stage";
  return differences.includes("unit") ? "unit" : "definition";
}

const STAGE_NOT: Readonly<Record<NamedStage, string>> = {
  appeal: ", not on appeal",
  repeat: ", not on repeat applications",
  everywhere: ", not with appeals"
};

/** Where measure and noun are the same, what is not. */
function whatDiffers({differences, main, claim}: Ruling): string {
  if (differences.includes("year") && main)
    return `, not in ${main.wanted.years.join("–")}`.replace(/(\d{4})–\1/, "$1");
  if (differences.includes("places")) return ", not the other way round";
  if (differences.includes("stage") && claim.stage) return STAGE_NOT[claim.stage];
  if (differences.includes("stage") && main?.measured === "applications") return ", not of first and repeat applications together"; // prettier-ignore
  if (differences.includes("unit")) return main?.unit === "P" ? ", not counted in persons" : ", not counted in cases";
  return main && isTotal(main) ? ", not with all stages added" : ", not as a country’s own number";
}

const rangeOf = (reading: Reading): string =>
  isShare(reading)
    ? `${lowerPercent(Math.max(0, reading.lo), 1)} to ${upperPercent(Math.min(1, reading.hi), 1)}`
    : `${formatNumber(reading.lo)} to ${formatNumber(reading.hi)}`;

function whyNot({claim, main, cases, missing}: Ruling, name: NameOf): string {
  const what = claimed(claim, name);
  if (claim.what === null) return `it does not say what is counted, and we found this number in none of the ${what}`;
  if (missing === "no entry") return `UNHCR’s data has no entry for ${what}, which does not mean zero`;
  if (missing !== null) return /^(?:the data|grants and|a share)/.test(missing) ? missing : `for ${what}: ${missing}`;
  if (main && cases && isShare(main) === claim.number.isShare)
    return `UNHCR’s data has ${numberOf(main)} ${nounOf(main)} counted in persons and another ${numberOf(cases)} in cases, and how many people the cases cover is not known`;
  if (main && isShare(main) === claim.number.isShare)
    return `${has(main, name)}. The data does not say how much higher the true number is: ${stated(claim)} is not ruled out, and cannot be confirmed`;
  if (main)
    return isShare(main)
      ? `${stated(claim)} is a count, and a rate is a percentage`
      : `${stated(claim)} is a percentage, and ${WHAT_WORDS[claim.what]} are counted`;
  return `UNHCR’s data has no entry for ${what}`;
}

/** Why it matters that the number is of something else. */
function whyItMatters(ruling: Ruling): string[] {
  const {match, main, differences, claim} = ruling;
  if (!match || !differences.length) return [];
  const why: string[] = [];
  if (match.measured.startsWith("column ") && match.parts?.length)
    why.push(
      `By legal status these were ${list(match.parts.map(([status, {value}]) => `${formatNumber(value)} ${statusIn(match, status)}`))}. A column is not a status.`
    );
  if (differences.includes("measure")) why.push(...measureWhy(claim.what, match));
  if (differences.includes("unit"))
    why.push("A case may cover several people. Cases and persons are never added or compared.");
  if (differences.includes("stage") && !match.measured.startsWith("column "))
    why.push(
      isTotal(match)
        ? "The total that UNHCR prints adds every stage; a country’s own number leaves some out."
        : match.at === "everywhere"
          ? "It adds up stages of the procedure: one person may be decided on at several of them."
          : match.at === "joined"
            ? "It is of first instance (with first instance and appeal combined)."
            : `It is of one stage or procedure alone (${countedWords(match)}).`
    );
  if (differences.includes("year") && main)
    why.push("Check the year: the same figure for the claimed year is another.");
  if (differences.includes("places"))
    why.push("Check the direction: the country of origin and the country of asylum are exchanged.");
  if (differences.includes("edition")) why.push("The publisher has revised the figure since.");
  return why;
}

/** A status by the name that readers know: Russia's temporary status is temporary asylum. */
const statusIn = ({wanted}: Reading, status: Status) =>
  status === "temporary" && wanted.asylum === "RUS" ? "temporary asylum" : STATUS_WORDS[status];

function measureWhy(what: What | null, match: Reading): string[] {
  if (what !== null && isYearEnd(what) !== isYearEnd(match.measured as What))
    return ["People at the end of a year are not the decisions or applications of that year."];
  if (match.measured === "protection" || match.measured === "undivided")
    return ["It counts protection of every kind, of which refugee status is one."];
  if (match.measured === "granted_of_all")
    return ["It divides by all cases, closed ones included. A grant rate divides by substantive decisions alone."];
  if (match.measured.startsWith("rate "))
    return ["UNHCR calculates its rates from the published columns, ours are by legal status."];
  if (match.measured === "refusal_rate") return ["It is the share refused; the rest were granted protection."];
  if (match.measured === "applications")
    return ["It includes repeat applications and, where stages are added, appeals."];
  return [];
}

/** A ruling in words. `current` is the latest edition's id. */
export function tell(ruling: Ruling, {name, current}: {readonly name: NameOf; readonly current: string}): Told {
  const {verdict, main, match, others, claim, compared} = ruling;
  const editionOf = (reading: Reading) => (reading.edition === current ? null : reading.edition);
  const link = (reading: Reading, words: string): Line => ({words, href: hrefOf(reading, editionOf(reading))});
  const reasons: Line[] = [
    ...(match && match !== main
      ? [link(match, `${capital(readingWords(match, name))}: ${amountOf(match)}${editionOf(match) === null ? "" : ` (edition of ${editionDate(match.edition)})`}`)]
      : []),
    ...[...otherwiseWhy(ruling), ...whyItMatters(ruling)].map((words) => ({words})),
    ...(match?.measured === "refugees" ? [{words: `It is ${REFUGEES_ARE}.`}] : []),
    ...(match?.unit === "C" && !isShare(match) && !ruling.differences.includes("unit") ? [{words: "A case may cover several people: do not print it as a number of people."}] : []),
    ...(main ? [link(main, `${match === main ? "Its source card: " : "What the claim says it counts: "}${readingWords(main, name)}, ${amountOf(main)}; ${countedWords(main)}`)] : []),
    ...(ruling.missing !== null && verdict !== "unknown" ? [{words: `What the claim says it counts has no number of its own: ${ruling.missing}.`}] : []),
    ...(ruling.cases && !isShare(ruling.cases) ? [{words: `Another ${numberOf(ruling.cases)} are counted in cases, each of which may cover several people: they are not included, and never added.`}] : []),
    ...(main?.isLeast ? [{words: main.leastWhy ?? "Some grants are missing in the data, so the number is the least it can be."}] : []),
    ...(claim.what === null && match ? [{words: "The claim does not say what it counts: choose it below to be sure."}] : []),
    ...(verdict === "differs" || verdict === "unknown"
      ? compared > 0 ? [{words: `We compared it with ${formatNumber(compared)} figures: other definitions, stages and units, the year before and after, and earlier editions. None is this number.`}] : []
      : [])
  ]; // prettier-ignore
  const printed = [verdict === "definition" && match?.edition === current ? partOf(ruling) : null, main ?? (verdict === "agrees" ? match : null)].flatMap((reading) => (reading ? (printOf(reading, name) ?? []) : [])); // prettier-ignore
  return {
    verdict,
    label: labelOf(ruling),
    finding: findingOf(ruling, name, current),
    reasons,
    prints: [...new Set(printed)],
    others: others.filter((one) => one !== match).map((one) => link(one, `${capital(readingWords(one, name))}: ${amountOf(one)}`)) // prettier-ignore
  };
}

/** What a matching number is in law, so that it can be printed by its name: the largest part of a column. */
function partOf({match}: Ruling): Reading | null {
  if (!match) return null;
  const [part] = match.parts ?? [];
  if (!match.measured.startsWith("column ") || !part) return match;
  const [status, count] = part;
  const measured = status === "otherwise_closed" ? "closed" : status;
  return {measured, unit: match.unit, at: match.at, wanted: match.wanted, edition: match.edition, ...count};
}

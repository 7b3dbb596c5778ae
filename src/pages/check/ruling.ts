// Rules on a claim: whether its number is UNHCR's for what it says, or for something else that is often meant, or neither. A number that
// was not found is never confirmed.
import {stageAt} from "./readings.js";
import type {Claim, NamedStage, Stated, What} from "../../words/claim/claim.js";
import {readingsOf} from "./readings.js";
import type {Found, Measured, Reading} from "./readings.js";
import type {Source, Wanted} from "./source.js";

export type Verdict = "agrees" | "rounding" | "definition" | "edition" | "differs" | "unknown";

/** In what an agreeing number is another than the claimed one. */
export type Difference = "measure" | "unit" | "stage" | "year" | "edition" | "places";

export interface Ruling {
  readonly verdict: Verdict;
  readonly claim: Claim;
  /** The number that the claim should have, as the field counts; null where there is none. */
  readonly main: Reading | null;
  /** Why there is no such number. */
  readonly missing: string | null;
  /** What is counted in cases besides the persons of `main`: it may cover any number of people. */
  readonly cases: Reading | null;
  /** The number that the printed one agrees with; `main` where it agrees. */
  readonly match: Reading | null;
  /** How the printed number fits its match: equal, within the rounding range, or rounded by whoever printed it. */
  readonly fit: Fit | null;
  readonly differences: readonly Difference[];
  /** Where the number agrees: what the sentence's words may mean as well, of which the number is another. */
  readonly otherwise: readonly Reading[];
  /** Numbers near the claim in meaning, which it may be confused with. */
  readonly others: readonly Reading[];
  /** How many numbers were compared. */
  readonly compared: number;
}

export type Fit = "equal" | "range" | "rounded";

/** How far "about" and "nearly" may be from a number, as a share of it. */
const LOOSE = 0.025;
const EPSILON = 1e-9;
/** A share that is no percentage, such as a third: printed percentages are exact to one point or more. */
const COARSE = 0.0101;

/** How a printed number fits one of the data's; null where it does not. */
export function fitOf(
  stated: Stated,
  {value, lo, hi, isLeast}: Pick<Reading, "value" | "lo" | "hi" | "isLeast">
): Fit | null {
  const {comparator, step} = stated;
  const x = stated.value;
  if (comparator === ">" || comparator === "<") {
    // "More than 91,000" says something of 98,644, and nothing of ten times as many.
    const [least, most] = comparator === ">" ? [x, x * 1.25] : [x * 0.75, x];
    const center = value ?? (lo + hi) / 2;
    const holds = comparator === ">" ? hi > x : lo < x;
    return holds && center >= least - EPSILON && center <= most + EPSILON ? "rounded" : null;
  }
  if (value !== null && Math.abs(value - x) < EPSILON) return "equal";
  // "One in three" is rounded by whoever wrote it.
  if (stated.isShare && step > COARSE)
    return value !== null && Math.abs(value - x) <= step / 2 + EPSILON ? "rounded" : null;
  // A percentage has as many decimals as it was printed with; the number itself has more.
  if (stated.isShare && value !== null && Math.abs(value - x) <= step / 2 + EPSILON) return "equal";
  // A share that is the least is printed as its lower end, cut to the claim's decimals.
  if (stated.isShare && isLeast && Math.abs(Math.floor(lo / step + EPSILON) * step - x) < EPSILON) return "range";
  if (lo - EPSILON <= x && x <= hi + EPSILON) return "range";
  if (value === null) return null;
  const room =
    comparator === "~" || comparator === "<~" ? Math.max(step / 2, x * LOOSE) : !stated.isShare && step > 1 ? step / 2 : 0; // prettier-ignore
  return Math.abs(value - x) <= room + EPSILON ? "rounded" : null;
}

/** Measures that a claim's measure is often confused with, the likeliest first. */
const NEAR: Readonly<Record<What, readonly Measured[]>> = {
  new_applications: ["applications", "asylum_applications", "temporary_asylum_applications", "typed", "asylum_seekers", "decisions"],
  applications: ["new_applications", "typed", "asylum_seekers"],
  refugee_status_applications: ["new_applications", "asylum_applications", "temporary_asylum_applications", "applications"],
  temporary_asylum_applications: ["asylum_applications", "refugee_status_applications", "new_applications", "applications", "temporary"],
  asylum_applications: ["new_applications", "refugee_status_applications", "temporary_asylum_applications", "applications"],
  refugee_status: ["column recognized", "protection", "undivided", "temporary", "complementary", "refugees", "decisions"],
  protection: ["refugee_status", "undivided", "column recognized", "column other", "complementary", "temporary", "decisions", "refugees"],
  complementary: ["column other", "humanitarian", "temporary", "protection"],
  humanitarian: ["column other", "complementary", "protection"],
  temporary: ["column recognized", "column other", "complementary", "protection"],
  refused: ["column rejected", "undivided_closed", "closed", "column closed", "decisions"],
  closed: ["column closed", "undivided_closed", "refused", "column rejected"],
  grant_rate: ["granted_of_all", "rate unhcr_protection", "refugee_rate", "rate unhcr_recognition", "refusal_rate"],
  refugee_rate: ["rate unhcr_recognition", "grant_rate", "rate unhcr_protection", "granted_of_all"],
  refusal_rate: ["grant_rate", "granted_of_all"],
  asylum_seekers: ["new_applications", "applications", "refugees"],
  refugees: ["asylum_seekers", "refugee_status", "protection", "column recognized"]
}; // prettier-ignore

const SHARES: ReadonlySet<Measured> = new Set(["grant_rate", "refugee_rate", "refusal_rate", "granted_of_all", "rate unhcr_recognition", "rate unhcr_protection"]); // prettier-ignore
export const isShare = ({measured}: Reading) => SHARES.has(measured) || measured.startsWith("rate ");

/** The number that a measure has as the field counts: persons before cases, first instance before other procedures. */
function mainOf(what: What, {readings}: Found, stage: NamedStage | null = null): Reading | null {
  if (stage !== null && !isYearEndOf(what)) return mainAtStage(what, readings, stage);
  const of = (at: Reading["at"]) =>
    (["P", "C"] as const).flatMap((unit) =>
      readings.filter((one) => one.measured === what && one.at === at && one.unit === unit)
    );
  const joined = of("joined");
  if (what === "temporary" || what === "complementary" || what === "humanitarian")
    return [...of("TA"), ...joined.filter(({hi}) => hi > 0), ...of("SP"), ...joined][0] ?? null;
  if (what === "refugee_status_applications") return of("FI")[0] ?? null;
  if (what === "temporary_asylum_applications") return of("TA")[0] ?? null;
  return joined[0] ?? null;
}

const isYearEndOf = (what: What) => what === "asylum_seekers" || what === "refugees";

/** The number of the stage that a sentence names; null where the stage has several levels, which are never added. */
function mainAtStage(what: What, readings: readonly Reading[], stage: NamedStage): Reading | null {
  // Nobody applies for the first time on appeal: every application of the stage is meant.
  const measured = what === "new_applications" ? "applications" : what;
  for (const unit of ["P", "C"] as const) {
    const own = readings.filter(
      ({measured: of, unit: its, at}) =>
        of === measured && its === unit && (stage === "everywhere" ? at === stage : stageAt(at) === stage)
    );
    if (own.length) return own.length === 1 ? (own[0] ?? null) : null;
  }
  return null;
}

interface Candidate {
  readonly reading: Reading;
  readonly differences: readonly Difference[];
  /** The less, the nearer to what was claimed. */
  readonly distance: number;
}

function candidatesIn(what: What | null, main: Reading | null, {readings}: Found): Candidate[] {
  return readings.flatMap((reading): Candidate[] => {
    if (reading === main) return [];
    const near = what === null ? 0 : reading.measured === what ? -1 : NEAR[what].indexOf(reading.measured);
    const isNear = reading.measured === what || near >= 0;
    const stage = reading.at === (main?.at ?? "joined") ? 0 : reading.at === "everywhere" ? 2 : 1;
    const unit = reading.unit === (main?.unit ?? "P") ? 0 : 1;
    const isOf = what === null || reading.measured === what;
    // A rate of another kind at one level agrees by chance too often.
    if (isShare(reading) && !isOf && stage > 0) return [];
    return [
      {
        reading,
        differences: [
          ...(isOf ? [] : (["measure"] as const)),
          ...(unit && what !== null ? (["unit"] as const) : []),
          ...(stage && what !== null ? (["stage"] as const) : [])
        ],
        distance: (isOf ? 0 : isNear ? 2 + near * 0.1 : 6) + stage * 0.8 + unit
      }
    ];
  });
}

/** Whether an agreement by chance is unlikely enough: small and much rounded numbers agree with many. */
function isTelling(
  {value, step, isShare: share, comparator}: Stated,
  {distance, differences, reading}: Candidate
): boolean {
  // A share in words agrees with too many figures by chance.
  if (share) return step <= COARSE && (reading.decisions ?? 0) >= 25;
  const isCoarse = value < 100 || step > value * 0.005 || comparator === ">" || comparator === "<";
  if (value < 10) return distance <= 1;
  return !isCoarse || (distance <= 4.5 && (differences.length < 2 || reading.measured.startsWith("column ")));
}

const QUALITY: Readonly<Record<Fit, number>> = {equal: 0, range: 1, rounded: 2};

/** Sources of the figures: the latest edition, and earlier ones, the latest of them first. */
export interface Sources {
  readonly current: Source;
  readonly earlier: readonly Source[];
  readonly years: readonly [first: number, last: number];
}

/** The same in earlier editions, in the years before and after, and with the two countries exchanged. */
function elsewhere(claim: Claim, {current, earlier, years}: Sources): Candidate[] {
  const {what} = claim;
  const wanted = wantedBy(claim);
  const more: Candidate[] = [];
  const put = (reading: Reading | null, difference: Difference, distance: number) => {
    if (reading) more.push({reading, differences: [difference], distance});
  };
  for (const source of earlier) {
    const before = readingsOf(source, wanted);
    const its = what === null ? null : mainOf(what, before);
    put(its, "edition", 1);
    for (const {reading, differences, distance} of candidatesIn(what, its, before))
      more.push({reading, differences: [...differences, "edition"], distance: distance + 2.2});
  }
  if (what === null) return more;
  const mainIn = (other: Wanted) => mainOf(what, readingsOf(current, other));
  const [from, to] = claim.years;
  for (const by of [-1, 1])
    if (from + by >= years[0] && to + by <= years[1]) put(mainIn({...wanted, years: [from + by, to + by]}), "year", 4);
  if (wanted.origin !== null && wanted.asylum !== null && !wanted.but)
    put(mainIn({...wanted, origin: wanted.asylum, asylum: wanted.origin}), "places", 4.2);
  return more;
}

const wantedBy = ({origin, asylum, but = [], years}: Claim): Wanted => ({
  origin,
  asylum,
  ...(but.length ? {but} : {}),
  years
});

/** Why a claim cannot be checked before anything is looked up; null where it can. */
function outside({number, years: [from, to]}: Claim, [first, last]: Sources["years"]): string | null {
  if (number.isShare && number.value > 1) return "a share of decisions cannot be above 100%";
  if (to > last) return `the data ends with ${last}`;
  return from < first ? `the data begins with ${first}` : null;
}

const NO_SINGLE: Readonly<Record<NamedStage, string>> = {
  appeal: "the data has no single number of decisions or applications on appeal",
  repeat: "the data has no single number of decisions or applications for repeat applications",
  everywhere: "the data has no single number with appeals"
};

/** The ruling on a claim. Throws nothing for any claim. */
export function ruleOn(claim: Claim, sources: Sources): Ruling {
  const {what, number} = claim;
  const blank = {
    claim,
    main: null,
    cases: null,
    match: null,
    fit: null,
    differences: [],
    otherwise: [],
    others: [],
    compared: 0
  };
  const beyond = outside(claim, sources.years);
  if (beyond !== null) return {...blank, verdict: "unknown", missing: beyond};
  const found = readingsOf(sources.current, wantedBy(claim));
  const stage = claim.stage ?? null;
  const main = what === null ? null : mainOf(what, found, stage);
  const here = candidatesIn(what, main, found);
  const others = othersOf(here, main, number);
  const missing = what === null || main ? null : stage !== null ? NO_SINGLE[stage] : (found.missing.get(`${what} P`) ?? found.missing.get(`${what} C`) ?? "no entry"); // prettier-ignore
  const cases = main?.unit === "P" ? (found.readings.find(({measured, at, unit, hi}) => measured === main.measured && at === main.at && unit === "C" && hi > 0) ?? null) : null; // prettier-ignore
  const told = {claim, main, cases, missing, others, otherwise: []};
  const own = main && isShare(main) === number.isShare ? fitOf(number, main) : null;
  if (main && own)
    return {
      ...told,
      ...{verdict: own === "equal" ? "agrees" : "rounding", match: main, fit: own, differences: [], compared: 1},
      otherwise: otherwiseOf(claim, main, found)
    };
  const candidates = [...here, ...elsewhere(claim, sources)];
  const compared = candidates.length + (main ? 1 : 0);
  const best = bestOf(candidates, number);
  if (best) {
    const [first] = best.differences;
    const verdict = first === undefined ? "agrees" : best.differences.length === 1 && first === "edition" ? "edition" : "definition"; // prettier-ignore
    const {measured, unit, at, type} = best.reading;
    const now = found.readings.find((one) => one.measured === measured && one.unit === unit && one.at === at && one.type === type); // prettier-ignore
    return {
      ...told,
      main: main ?? (verdict === "edition" ? (now ?? null) : null),
      verdict,
      match: best.reading,
      fit: best.fit,
      differences: best.differences,
      compared
    };
  }
  const isKnown = main !== null && isShare(main) === number.isShare && !mayBeCases(number, main, cases) && !mayBeMore(number, main); // prettier-ignore
  return {
    ...told,
    verdict: isKnown ? "differs" : "unknown",
    match: null,
    fit: null,
    differences: [],
    compared,
    otherwise: what === null ? livingThere(claim, found) : []
  };
}

/** People living there, whom a sentence may mean that only names a people and a country. */
const livingThere = ({number, origin}: Claim, {readings}: Found): Reading[] =>
  number.isShare || origin === null ? [] : readings.filter(({measured, hi}) => measured === "refugees" && hi > 0);

/** The numbers of what the words may mean as well, where they are others than the printed number. */
function otherwiseOf({also = [], number}: Claim, {unit, at, value}: Reading, {readings}: Found): Reading[] {
  return also.flatMap((measured) => {
    const one = readings.find((each) => each.measured === measured && each.unit === unit && each.at === at);
    return one && one.value !== value && fitOf(number, one) === null ? [one] : [];
  });
}

/** The most people that a case is thought to cover when a number is compared with persons and cases together. */
const MOST_IN_CASE = 5;

/** Whether a count may be persons and the people of cases: at least one for each case. */
function mayBeCases({value, step, isShare: share}: Stated, main: Reading, cases: Reading | null): boolean {
  return (
    cases !== null && !share && value + step / 2 >= main.lo + cases.lo && value <= main.hi + MOST_IN_CASE * cases.hi
  );
}

/** How many times a count that is the least may be, where the data does not say how many more there are. */
const MOST_MORE = 2;

/** Whether a number above the least is not ruled out: what is missing in the data may make it up. */
export function mayBeMore({value, comparator, isShare: share}: Stated, {hi, isLeast}: Reading): boolean {
  return isLeast === true && comparator !== "<" && value > hi && value <= (share ? 1 : MOST_MORE * hi);
}

/** The nearest candidate that the printed number is. */
function bestOf(candidates: readonly Candidate[], number: Stated): (Candidate & {readonly fit: Fit}) | null {
  const [best] = candidates
    .flatMap((candidate) => {
      const fit = isShare(candidate.reading) === number.isShare ? fitOf(number, candidate.reading) : null;
      // Within the range of another number says little.
      return fit && fit !== "range" && isTelling(number, candidate) ? [{...candidate, fit}] : [];
    })
    .sort((a, b) => QUALITY[a.fit] - QUALITY[b.fit] || a.distance - b.distance);
  return best ?? null;
}

/** The numbers nearest in meaning, each once. */
function othersOf(candidates: readonly Candidate[], main: Reading | null, number: Stated): Reading[] {
  const readings = candidates
    .filter(({reading, distance}) => distance < 3.5 && isShare(reading) === number.isShare && reading.value !== 0)
    .sort((a, b) => a.distance - b.distance)
    .map(({reading}) => reading);
  const same = (a: Reading, b: Reading) => a.measured === b.measured && a.value === b.value && a.unit === b.unit;
  return readings
    .filter((one, i) => readings.findIndex((other) => same(other, one)) === i && !(main && same(main, one)))
    .slice(0, 5);
}

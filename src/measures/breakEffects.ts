// Applies reviewed breaks to how a number is shown: a count that is a minimum, recognition of groups, a column that cannot be
// checked. The table of breaks says where and why; each effect here names its lines, so that no page decides it by a country's name.
import type {DecisionKey} from "./codes.js";
import type {Adder} from "./sums.js";

/** Where a break holds, as the table has it: scopes are `*` or codes separated by a space. */
export interface BreakScope {
  readonly id: string;
  readonly asylum: string;
  readonly origin: string;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  readonly year_from: number;
  readonly year_to: number | null;
}

/**
 * - `positives_at_least`: positive decisions are missing, or reported as refusals: what `missesGrants` names is "at least".
 * - `group_recognition`: the recognized column holds, or may hold, protection given to a group without a decision on each person:
 *   UNHCR's own rates are given with and without these rows.
 * - `status_unchecked`: refugee status and other protection cannot be checked against each other: no comparison takes them.
 * - `no_rate`: what is reported as granted, or as refused, is not that: no rate can be made of these rows.
 */
export const BREAK_EFFECTS = {
  positives_at_least: ["ita-fi-humanitarian-missing-2010", "ita-fi-special-protection-2022"],
  group_recognition: ["caf-fa-groups-2024", "nga-fi-cameroonians-2019", "nga-recognized-2024"],
  status_unchecked: ["prt-fi-unchecked-2023"],
  no_rate: ["usa-in-referrals-2009", "usa-in-referrals-2014", "usa-in-referrals-2015", "zaf-ar-recognized-2020"]
} as const;
export type BreakEffect = keyof typeof BREAK_EFFECTS;

/**
 * What of the missing grants would be in a number: of humanitarian permits and the like, so all protection, the rates of it, and the two
 * statuses under which such permits are counted. Refugee status and its rates, what is not separated from it, substantive decisions and
 * the columns as published are not "at least" for them.
 */
const MISSED = new Set<string | null>(["protection", "complementary", "humanitarian", "positive", "unhcr_protection"]);
/** Whether a number of decisions, by its status or column, or a rate by its name, is the least there can be where grants are missing. */
export const missesGrants = (of: string | null): boolean => MISSED.has(of);

const takes = (scope: string, code: string) => scope === "*" || scope.split(" ").includes(code);

/** Whether a row is in the scope of a break. */
export function inBreak(scope: BreakScope, row: DecisionKey): boolean {
  return (
    takes(scope.asylum, row.asylum) &&
    scope.year_from <= row.year &&
    row.year <= (scope.year_to ?? row.year) &&
    takes(scope.level, row.level) &&
    takes(scope.origin, row.origin) &&
    takes(scope.authority, row.authority) &&
    takes(scope.unit, row.unit)
  );
}

/** The id of the break that gives a row an effect, or null. Made once from the edition's breaks; breaks without an effect are skipped. */
export function effectsOf(breaks: readonly BreakScope[], effect: BreakEffect): (row: DecisionKey) => string | null {
  const ids: readonly string[] = BREAK_EFFECTS[effect];
  const scopes = breaks.filter(({id}) => ids.includes(id));
  const hosts = new Set(scopes.map(({asylum}) => asylum));
  return (row) =>
    hosts.has(row.asylum) || hosts.has("*") ? (scopes.find((scope) => inBreak(scope, row))?.id ?? null) : null;
}

/** A break that touches a sum, with the country and the years of the rows in its scope. */
export interface Touched {
  readonly id: string;
  readonly asylum: string;
  readonly years: readonly number[];
}

/** Which breaks touch the rows that are added, so that a sum or rate of a country, an origin or a region says "at least" and whose. */
export function touchedAdder(effectOf: (row: DecisionKey) => string | null): Adder<DecisionKey, readonly Touched[]> {
  const found = new Map<string, {readonly id: string; readonly asylum: string; readonly years: Set<number>}>();
  return {
    add: (row) => {
      const id = effectOf(row);
      if (id === null) return;
      const key = `${id} ${row.asylum}`;
      let one = found.get(key);
      if (!one) found.set(key, (one = {id, asylum: row.asylum, years: new Set()}));
      one.years.add(row.year);
    },
    done: () => [...found.values()].map((one) => ({...one, years: [...one.years].sort((a, b) => a - b)}))
  };
}

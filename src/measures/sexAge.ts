// Adds up asylum applicants by sex and age as Eurostat counts them: persons, every number rounded to the nearest 5. Shares are of
// different cells, so that their ranges stay between 0 and 100%; who has no recorded sex or age is counted separately.
import {bounded, sum, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import {MARKED_BELOW, share} from "./rates.js";
import type {Share} from "./rates.js";
import type {SexAgeCell} from "../schema/sexAgeCells.js";

export type SexAgeCells = Readonly<Record<SexAgeCell, number | null>>;

/** Ages in order, with Eurostat's limits. */
export const AGE_GROUPS = ["t_lt14", "t_14_17", "t_18_34", "t_35_64", "t_ge65"] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

export interface SexAge {
  readonly applicants: Count;
  /** Women and girls, men and boys, of every age. */
  readonly female: Count;
  readonly male: Count;
  /** Applicants without a recorded sex, and those of rows that give no sexes at all. */
  readonly sex_unknown: Count;
  /** Under 18, of every sex. */
  readonly children: Count;
  readonly ages: Readonly<Record<AgeGroup, Count>>;
  /** Applicants without a recorded age, and those of rows that give no age at all. */
  readonly age_unknown: Count;
  /** By sex and age together: under 18 and from 18. */
  readonly girls: Count;
  readonly boys: Count;
  readonly women: Count;
  readonly men: Count;
  /** Applicants who are in none of the four, because sex or age is not recorded. */
  readonly unplaced: Count;
  /** Women and girls among the applicants of rows that give sexes; null where none does. */
  readonly female_share: Share | null;
  /** Children among the applicants of rows that give ages; null where none does. */
  readonly child_share: Share | null;
}

/** Of fewer applicants a share says little, and only counts are printed: as with rates of decisions. */
export const isFew = ({applicants}: Pick<SexAge, "applicants">): boolean => applicants.value < MARKED_BELOW;

/** A count less others that are part of it, with its range; never below 0. */
function less(whole: Count, ...parts: readonly Count[]): Count {
  const cut = (n: number) => Math.max(0, n);
  const {value, lo, hi} = sum(parts) ?? ZERO;
  return {value: cut(whole.value - value), lo: cut(whole.lo - hi), hi: cut(whole.hi - lo)};
}

/** A row gives both sexes or is taken as giving none; the same of ages. */
const hasSexes = (row: SexAgeCells) => row.f_total !== null && row.m_total !== null;
const hasAges = (row: SexAgeCells) => row.t_lt18 !== null;
const of = (n: number | null): Count | null => (n === null ? null : bounded(n, "eurostat"));

/** Applicants of a row without a sex: Eurostat's number, or what the sexes leave of the total where it gives none. */
function sexless(row: SexAgeCells): Count | null {
  if (!hasSexes(row)) return of(row.t_total);
  return row.u_total === null ? rest(row.t_total, [row.f_total, row.m_total]) : of(row.u_total);
}

/** Applicants of a row without an age, in the same way. */
function ageless(row: SexAgeCells): Count | null {
  if (!hasAges(row)) return of(row.t_total);
  const ages = [row.t_lt18, row.t_18_34, row.t_35_64, row.t_ge65];
  return row.t_unknown === null || ages.includes(null) ? rest(row.t_total, ages) : of(row.t_unknown);
}

function rest(total: number | null, parts: readonly (number | null)[]): Count | null {
  const whole = of(total);
  return whole && less(whole, ...parts.flatMap((part) => of(part) ?? []));
}

/** By sex and age: nothing is placed where a row does not give the children among its women or men. */
function placed(total: Count | null, children: Count | null, unknown: Count | null) {
  if (!total) return {children: ZERO, adults: ZERO, unplaced: ZERO};
  if (!children) return {children: ZERO, adults: ZERO, unplaced: total};
  return {children, adults: less(total, children, unknown ?? ZERO), unplaced: unknown ?? ZERO};
}

/** What rows add up to; null where none is given. A missing cell adds nothing, and its applicants are among those not recorded. */
export function sexAgeOf(rows: readonly SexAgeCells[]): SexAge | null {
  if (!rows.length) return null;
  const add = (count: (row: SexAgeCells) => Count | null) => sum(rows.map(count)) ?? ZERO;
  const cell = (name: SexAgeCell) => add((row) => of(row[name]));
  const sexed = (name: SexAgeCell) => add((row) => (hasSexes(row) ? of(row[name]) : null));
  const aged = (name: SexAgeCell) => add((row) => (hasAges(row) ? of(row[name]) : null));
  const given = rows.filter(hasSexes);
  const women = given.map((row) => placed(of(row.f_total), of(row.f_lt18), of(row.f_unknown)));
  const men = given.map((row) => placed(of(row.m_total), of(row.m_lt18), of(row.m_unknown)));
  const each = (some: readonly ReturnType<typeof placed>[], of: "children" | "adults" | "unplaced") =>
    sum(some.map((one) => one[of])) ?? ZERO;
  const [female, male, children] = [sexed("f_total"), sexed("m_total"), cell("t_lt18")];
  const sex_unknown = add(sexless);
  const older = [aged("t_18_34"), aged("t_35_64"), aged("t_ge65"), add((row) => (hasAges(row) ? ageless(row) : null))];
  return {
    applicants: cell("t_total"),
    female,
    male,
    sex_unknown,
    children,
    ages: Object.fromEntries(AGE_GROUPS.map((age) => [age, aged(age)])) as Record<AgeGroup, Count>,
    age_unknown: add(ageless),
    girls: each(women, "children"),
    boys: each(men, "children"),
    women: each(women, "adults"),
    men: each(men, "adults"),
    unplaced: sum([each(women, "unplaced"), each(men, "unplaced"), sex_unknown]) ?? ZERO,
    female_share: given.length
      ? share(female, sum([male, add((row) => (hasSexes(row) ? sexless(row) : null))]) ?? ZERO)
      : null,
    child_share: rows.some(hasAges) ? share(children, sum(older) ?? ZERO) : null
  };
}

/** The share of one group among all groups, which are different cells. */
export function groupShare(group: Count, all: readonly Count[]): Share | null {
  return share(group, sum(all.filter((one) => one !== group)) ?? ZERO);
}

// The groups of applicants that a figure can be of: their numbers and shares among what rows add up to, their words, and the SQL that
// computes each again from the edition's table.
import type {Group} from "../../figures/groupAddress.js";
import {sum, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Share} from "../../measures/rates.js";
import {AGE_GROUPS, groupShare, isFew} from "../../measures/sexAge.js";
import type {AgeGroup, SexAge} from "../../measures/sexAge.js";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {digitsOf} from "../../words/rates.js";
import type {GroupWords} from "../../words/printSexAge.js";

const AGES = {
  under_14: "t_lt14",
  "14_17": "t_14_17",
  "18_34": "t_18_34",
  "35_64": "t_35_64",
  "65_or_older": "t_ge65"
} as const satisfies Partial<Record<Group, AgeGroup>>;
const isAge = (group: Group): group is keyof typeof AGES => group in AGES;

/** A group's number of applicants; null where no row gives it. */
export function countOf(of: SexAge, group: Group): Count | null {
  if (isAge(group)) return of.child_share ? of.ages[AGES[group]] : null;
  if (group === "applicants" || group === "sex_unknown" || group === "age_unknown" || group === "unplaced")
    return of[group];
  if (group === "children") return of.child_share ? of.children : null;
  return of.female_share ? of[group] : null;
}

/** A group's share, with what it is of; null where there is none, or too few applicants for one. */
export function shareOf(
  of: SexAge,
  group: Group
): {readonly of: Share; readonly base: number; readonly by: "sex" | "age"} | null {
  const count = countOf(of, group);
  if (!count || isFew(of)) return null;
  if (group === "female") return based(of.female_share, count, "sex");
  if (group === "children") return based(of.child_share, count, "age");
  const all = [...AGE_GROUPS.map((age) => of.ages[age]), of.age_unknown];
  const share = isAge(group) || group === "age_unknown" ? groupShare(count, all) : null;
  return share && {of: share, base: (sum(all) ?? ZERO).value, by: "age"};
}
/** What a share is of follows from it and its number. */
const based = (share: Share | null, {value}: Count, by: "sex" | "age") =>
  share && {of: share, base: share.value ? Math.round(value / share.value) : 0, by};

/**
 * What a share is of, where dividing by all applicants would give another percentage: Eurostat rounds each number to 5 by itself, so
 * that the sexes or ages of a small group add up to more or less than its total. Null elsewhere.
 */
export function baseWords(of: SexAge, group: Group): string | null {
  const share = shareOf(of, group);
  const count = countOf(of, group);
  if (!share || !count || share.of.value === null) return null;
  const digits = digitsOf(share.of);
  const isSame = formatPercent(count.value / of.applicants.value, digits) === formatPercent(share.of.value, digits);
  return isSame ? null : `of the ${formatNumber(share.base)} in Eurostat’s numbers by ${share.by}`;
}

export const GROUP_NAMES: Readonly<Record<Group, string>> = {
  applicants: "Applicants",
  female: "Women and girls",
  male: "Men and boys",
  sex_unknown: "Applicants whose sex is not recorded",
  children: "Children under 18",
  girls: "Girls under 18",
  boys: "Boys under 18",
  women: "Women, 18 or older",
  men: "Men, 18 or older",
  unplaced: "Applicants whose sex or age is not recorded",
  under_14: "Children under 14",
  "14_17": "Children aged 14–17",
  "18_34": "Adults aged 18–34",
  "35_64": "Adults aged 35–64",
  "65_or_older": "People aged 65 or older",
  age_unknown: "Applicants whose age is not recorded"
};

const were = (one: string, many: string): GroupWords => ({one: `was ${one}`, many: `were ${many}`});
const same = (words: string): GroupWords => were(words, words);
const had = (words: string): GroupWords => ({one: `had ${words}`, many: `had ${words}`});
export const GROUP_WORDS: Readonly<Record<Group, GroupWords | null>> = {
  applicants: null,
  female: were("a woman or girl", "women or girls"),
  male: were("a man or boy", "men or boys"),
  sex_unknown: had("no recorded sex"),
  children: were("a child under 18", "children under 18"),
  girls: were("a girl under 18", "girls under 18"),
  boys: were("a boy under 18", "boys under 18"),
  women: were("a woman of 18 or older", "women of 18 or older"),
  men: were("a man of 18 or older", "men of 18 or older"),
  unplaced: had("no recorded sex or age"),
  under_14: same("under 14"),
  "14_17": same("aged 14 to 17"),
  "18_34": same("aged 18 to 34"),
  "35_64": same("aged 35 to 64"),
  "65_or_older": same("65 or older"),
  age_unknown: had("no recorded age")
};

/** What a group's words do not say. */
export function meaningOf(group: Group): string {
  if (group === "children" || group === "girls" || group === "boys" || group === "under_14" || group === "14_17")
    return "They applied with their families or alone: the data does not say which.";
  if (group === "female" || group === "male") return `${group === "female" ? "Girls" : "Boys"} are included.`;
  if (group === "women" || group === "men")
    return "Eurostat’s number of that sex less its children and those without a recorded age.";
  return "";
}

/** The cells of a row of the edition's table, by the sex they are of, under the names of the SQL below. */
const CELLS = {
  t: "T",
  f: "F",
  m: "M",
  u: "UNK"
} as const;
const COLUMNS = {
  total: "total",
  lt14: "y_lt14",
  "14_17": "y14_17",
  lt18: "y_lt18",
  "18_34": "y18_34",
  "35_64": "y35_64",
  ge65: "y_ge65",
  unknown: "unknown"
} as const;

const SEXED = "f_total IS NOT NULL AND m_total IS NOT NULL";
const SEXLESS = `CASE WHEN NOT (${SEXED}) THEN t_total WHEN u_total IS NULL THEN greatest(0, t_total - f_total - m_total) ELSE u_total END`;
const OLDER = ["t_18_34", "t_35_64", "t_ge65"] as const;
const AGELESS = `CASE WHEN t_lt18 IS NULL THEN t_total WHEN ${["t_unknown", ...OLDER].map((cell) => `${cell} IS NULL`).join(" OR ")} THEN greatest(0, t_total - t_lt18 - ${OLDER.map((cell) => `coalesce(${cell}, 0)`).join(" - ")}) ELSE t_unknown END`;
const summed = (what: string, where?: string) => `coalesce(sum(${what})${where ? ` FILTER (${where})` : ""}, 0)`;
const adults = (sex: "f" | "m") => summed(`greatest(0, ${sex}_total - ${sex}_lt18 - coalesce(${sex}_unknown, 0))`, `${SEXED} AND ${sex}_lt18 IS NOT NULL`); // prettier-ignore
const unplaced = (sex: "f" | "m") => summed(`CASE WHEN ${sex}_lt18 IS NULL THEN ${sex}_total ELSE coalesce(${sex}_unknown, 0) END`, SEXED); // prettier-ignore
const aged = (cell: string) => summed(cell, "t_lt18 IS NOT NULL");
const allAges = [...AGE_GROUPS.map(aged), summed(AGELESS)].join(" + ");

function countSql(group: Group): string {
  if (isAge(group)) return aged(AGES[group]);
  switch (group) {
    case "female":
      return summed("f_total", SEXED);
    case "male":
      return summed("m_total", SEXED);
    case "sex_unknown":
      return summed(SEXLESS);
    case "children":
      return summed("t_lt18");
    case "girls":
      return summed("f_lt18", SEXED);
    case "boys":
      return summed("m_lt18", SEXED);
    case "women":
      return adults("f");
    case "men":
      return adults("m");
    case "unplaced":
      return `${unplaced("f")} + ${unplaced("m")} + ${summed(SEXLESS)}`;
    case "age_unknown":
      return summed(AGELESS);
    default:
      return summed("t_total");
  }
}

/** The number or share of a group in SQL. `from` is the file of the table, and `where` which of its rows are asked for. */
export function groupSql(group: Group, isShare: boolean, {from, where}: {from: string; where: string}): string {
  const count = countSql(group);
  const base = !isShare
    ? null
    : group === "female"
      ? `${count} + ${countSql("male")} + ${summed(SEXLESS, SEXED)}`
      : group === "children"
        ? `${count} + ${[...OLDER.map(aged), summed(AGELESS, "t_lt18 IS NOT NULL")].join(" + ")}`
        : allAges;
  const select = base === null ? count : `(${count}) / (${base})`;
  // Only the cells that it needs.
  const cells = Object.entries(CELLS).flatMap(([sex, code]) =>
    Object.entries(COLUMNS).flatMap(([name, column]) =>
      new RegExp(`\\b${sex}_${name}\\b`).test(select)
        ? [`max(${column}) FILTER (sex = '${code}') AS ${sex}_${name}`]
        : []
    )
  );
  return `SELECT ${select} FROM (SELECT ${cells.join(", ")} FROM '${from}' WHERE ${where} GROUP BY year, origin, asylum)`;
}

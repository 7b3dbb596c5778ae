// Makes a figure by sex and age: one group of Eurostat's applicants, its number or its share, with everything that its source card says.
import {groupQuery} from "../../figures/groupAddress.js";
import type {AskedGroup, Group} from "../../figures/groupAddress.js";
import {noNumber} from "../../figures/figureCard.js";
import type {CardNumber, FigureCard} from "../../figures/figureCard.js";
import {sqlOf} from "../../figures/reproduce.js";
import type {ReproduceLines} from "../../figures/reproduce.js";
import {JOINED} from "../../measures/crosscheck.js";
import {AGGREGATES} from "../../schema/eurostatCodes.js";
import {isExact} from "../../measures/bounds.js";
import {isFew, sexAgeOf} from "../../measures/sexAge.js";
import type {SexAge} from "../../measures/sexAge.js";
import {formatBetween, formatNumber, formatPercent, formatYears} from "../../words/numbers.js";
import {groupToPrint, shareDigits, shareRange} from "../../words/printSexAge.js";
import type {PrintedWords, Scope} from "../../words/print.js";
import {NO_ENTRY} from "../../words/status.js";
import {SEX_AGE} from "../address.js";
import type {State} from "../address.js";
import {formatState} from "../address.js";
import type {CardOptions} from "../figure/card.js";
import type {MadeFigure, NoFigure} from "../figure/made.js";
import {side} from "../figure/recompute.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {peopleWords, placeName, regionName} from "../names.js";
import {countOf, GROUP_NAMES, GROUP_WORDS, groupSql, meaningOf, shareOf} from "./groups.js";
import type {PackedSexAge} from "./pack.js";
import {byYear, rowsOf, whoOf} from "./table.js";
import {sexAgeView} from "./view.js";
import {noneWords, whereWords} from "./words.js";

export const EUROSTAT_TABLE = "https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctza/default/table";

export interface GroupAnswer {
  readonly asked: AskedGroup;
  /** Null where there is no entry. */
  readonly of: SexAge | null;
  readonly years: readonly {readonly year: number; readonly rows: number; readonly of: SexAge}[];
  /** Why there is none, as a sentence; empty where there is one. */
  readonly none: string;
}

/** Adds up what a figure asks for; of several years their sum. */
export function groupAnswer(ledger: Ledger, table: PackedSexAge, asked: AskedGroup): GroupAnswer {
  const rows = rowsOf(table, ledger, asked.selection);
  const years = byYear(rows).flatMap(([year, some]) => {
    const of = sexAgeOf(some);
    return of ? [{year, rows: some.length, of}] : [];
  });
  const none = years.length ? "" : noneWords(ledger, sexAgeView(ledger, table, stateOf(asked)));
  return {asked, of: sexAgeOf(rows), years, none};
}

const stateOf = ({selection}: AskedGroup): State => ({
  ...{selection, by: SEX_AGE, shown: "count", sort: null, find: ""}
});

/** An answer as a figure. Where Eurostat does not have the years or the country, the ways lead to what there is. */
export function groupFigure(ledger: Ledger, answer: GroupAnswer, notes: readonly string[] = []): MadeFigure | NoFigure {
  const {asked, years, none} = answer;
  const {selection} = asked;
  const [from, to] = ledger.facts.sex_age?.years ?? [0, 0];
  const [first, last] = selection.years;
  const name = groupName(ledger, asked);
  if (!years.length) return {name, why: none, ways: waysOf(ledger, asked, [from, to])};
  const {shown, range} = numberOf(answer);
  return {
    name,
    notes: [
      ...notes,
      ...(first < from || last > to
        ? [`The address asks for ${formatYears(first, last)}; Eurostat’s data by sex and age that we hold covers ${formatYears(from, to)}. The figure is of ${formatYears(Math.max(first, from), Math.min(last, to))}.`] // prettier-ignore
        : [])
    ],
    years: selection.years,
    words: `${shown}${range ? ` (${range})` : ""}`,
    sources: ["eurostat"],
    facts: ledger.facts,
    query: (edition) => groupQuery({...asked, edition}),
    card: (options) => groupCard(ledger, answer, options)
  };
}

/** From a figure that Eurostat's table lacks: its latest year of the same places, and UNHCR's figures of the same question. */
function waysOf(ledger: Ledger, asked: AskedGroup, [from, to]: readonly [number, number]): NoFigure["ways"] {
  const {selection} = asked;
  const hosts = new Set(codesOf(ledger, selection.asylums, to));
  const isCovered = ledger.facts.sex_age?.hosts.some((code) => hosts.has(code)) ?? false;
  const isOutside = selection.years[0] > to || selection.years[1] < from;
  const near = selection.years[0] > to ? to : from;
  const {by: _by, ...unhcr} = stateOf(asked);
  return [
    ...(isCovered && isOutside
      ? [
          {
            words: `The same figure of ${near}`,
            href: `./figure?${groupQuery({...asked, edition: null, selection: {...selection, years: [near, near]}})}`
          }
        ]
      : []),
    ...(isCovered
      ? [
          {
            words: `Women, men and children, ${formatYears(from, to)}`,
            href: `./explorer?${formatState({...stateOf(asked), selection: {...selection, years: [from, to]}})}`
          }
        ]
      : []),
    {words: "UNHCR’s figures for this question, without sex and age", href: `./explorer?${formatState(unhcr)}`}
  ];
}

const appliedWords = ({selection}: AskedGroup) =>
  whoOf(selection) === "first_time" ? "first-time asylum applicants" : "all asylum applicants";

/** "Women and girls among first-time asylum applicants: people from Syria in Germany, 2022". */
export function groupName(ledger: Ledger, asked: AskedGroup): string {
  const {selection, group, isShare} = asked;
  const who = selection.origins.kind === "all" ? "" : `: ${peopleWords(ledger, selection)}`;
  const what =
    group === "applicants"
      ? appliedWords(asked).replace(/^./, (c) => c.toUpperCase())
      : `${isShare ? `Share of ${GROUP_NAMES[group].replace(/^./, (c) => c.toLowerCase())}` : GROUP_NAMES[group]} among ${appliedWords(asked)}`;
  return `${what}${who} in ${whereWords(ledger, selection)}, ${formatYears(...selection.years)}`;
}

const NOT_GIVEN = "Eurostat does not give it for these applicants";
const whyNone = ({asked: {isShare}, of}: GroupAnswer) =>
  isShare && of && isFew(of) ? "there are too few applicants for a share" : "Eurostat does not give it";

/** The number or share as the card shows it. */
function numberOf({asked: {group, isShare}, of}: GroupAnswer): CardNumber {
  if (!of) return noNumber(NO_ENTRY, null, "This does not mean zero.");
  const count = countOf(of, group);
  if (!count) return noNumber("not given", null, `${NOT_GIVEN}. This does not mean zero.`);
  if (!isShare) {
    const range = isExact(count) ? null : formatBetween(count);
    return {label: null, shown: formatNumber(count.value), range, note: ", as Eurostat rounds every number to the nearest 5.", count}; // prettier-ignore
  }
  const share = shareOf(of, group);
  if (!share)
    return noNumber("no share", null, isFew(of) ? `Too few for a share: ${formatNumber(count.value)} of ${formatNumber(of.applicants.value)} applicants.` : `${NOT_GIVEN}.`); // prettier-ignore
  const range = shareRange(share.of);
  const ground = share.base ? `${formatNumber(count.value)} of ${formatNumber(share.base)}, the sum of Eurostat’s numbers by ${share.by}.` : ""; // prettier-ignore
  return {
    ...{label: null, count: null, range},
    shown: formatPercent(share.of.value ?? share.of.lo, shareDigits(share.of)),
    note: `${range ? ": " : ""}${ground}`
  };
}

function printScope(ledger: Ledger, {selection: {origins, asylums, years}}: AskedGroup): Scope {
  const named = (codes: readonly string[]) => codes.map((code) => placeName(ledger, code));
  return {
    origins:
      origins.kind === "all" ? null : origins.kind === "region" ? [regionName(ledger, origins)] : named(origins.codes),
    asylums:
      asylums.kind === "all"
        ? ["the countries in Eurostat’s data"]
        : asylums.kind === "region"
          ? [`countries in ${regionName(ledger, asylums)}`]
          : named(asylums.codes),
    ...{years, stage: null, unit: "P", publisher: "Eurostat", edition: ledger.facts.edition}
  };
}

export function groupPrinted(ledger: Ledger, answer: GroupAnswer): PrintedWords {
  const {asked, of} = answer;
  const {group, isShare, selection} = asked;
  const share = of && isShare ? shareOf(of, group) : null;
  return groupToPrint({
    ...printScope(ledger, asked),
    ...{group: GROUP_WORDS[group], isFirstTime: whoOf(selection) === "first_time", meaning: meaningOf(group)},
    ...{applicants: of?.applicants ?? null, count: of && (!isShare || share || isFew(of)) ? countOf(of, group) : null},
    ...{share, why: of ? whyNone(answer) : "it has no entry"}
  });
}

/** Which rows of the edition's table are asked for. */
function whereSql(ledger: Ledger, {selection}: AskedGroup): string {
  const {origins, asylums, years} = selection;
  // Citizenships that UNHCR counts with another are rows of their own in Eurostat's table.
  const joined = (code: string) => [code, ...Object.keys(JOINED).filter((other) => JOINED[other] === code)];
  const wide = origins.kind === "places" ? {...origins, codes: origins.codes.flatMap(joined)} : origins;
  return sqlOf({
    all: [
      {column: "applicant", in: [whoOf(selection)]},
      {from: years[0], to: years[1]},
      ...(wide.kind === "all" ? [{column: "origin", in: ["TOTAL"]}] : side(ledger, "origin", wide, years)),
      ...(asylums.kind === "all" ? [{not: {column: "asylum", in: AGGREGATES}}] : side(ledger, "asylum", asylums, years))
    ]
  });
}

/** The three lines: each language asks DuckDB, since a group is made of several cells of a row. */
export function groupLines(ledger: Ledger, asked: AskedGroup, base: string): ReproduceLines {
  const sql = groupSql(asked.group, asked.isShare, {
    from: `${base}eurostat_sex_age.parquet`,
    where: whereSql(ledger, asked)
  });
  return {
    duckdb: sql,
    r: `DBI::dbGetQuery(DBI::dbConnect(duckdb::duckdb()), "${sql}")`,
    python: `import duckdb; print(duckdb.sql("${sql}"))`
  };
}

const NOT_UNACCOMPANIED: readonly Group[] = ["children", "girls", "boys", "under_14", "14_17"];

/** The source card. Long because a card has many parts, each a line or two here. */
export function groupCard(
  ledger: Ledger,
  answer: GroupAnswer,
  {address, others, base}: Pick<CardOptions, "address" | "others" | "base">
): FigureCard {
  const {asked, of, years} = answer;
  const {group, isShare, selection} = asked;
  const isFirst = whoOf(selection) === "first_time";
  const [from, to] = selection.years;
  const count = of && countOf(of, group);
  return {
    publisher: "Eurostat",
    name: groupName(ledger, asked),
    of: `Eurostat’s figures · counted in persons${from === to ? "" : ` · the sum of ${years.length} ${years.length === 1 ? "year" : "years"} with an entry`}`,
    numbers: [numberOf(answer)],
    printed: [groupPrinted(ledger, answer)],
    unseen: null,
    notMeant: [
      ...(NOT_UNACCOMPANIED.includes(group)
        ? ["It is not a number of unaccompanied children: the data does not say who came alone."]
        : []),
      "It is not UNHCR’s figure: Eurostat counts persons by citizenship. Do not add the two or divide one by the other.",
      isFirst
        ? "It does not include people who applied again in the same country."
        : "It is not a number of people who arrived: repeat applications are included.",
      ...(count?.value === 0 ? [`0 does not mean none: there may have been up to ${formatNumber(count.hi)}.`] : []),
      ...(isShare ? ["It is not a share of those who were granted protection."] : [])
    ],
    status: null,
    definition: [
      isFirst
        ? "First-time applicants: persons who applied for asylum in that country for the first time in their lives, as Eurostat counts them, by citizenship."
        : "All asylum applicants: persons who applied in that country, repeat applications included, as Eurostat counts them, by citizenship.",
      ...(meaningOf(group) ? [meaningOf(group)] : []),
      ...(isShare
        ? ["A share is a group divided by all groups of its kind, people whose sex or age is not recorded included. Countries that do not give the sex or age at all are left out of it."] // prettier-ignore
        : []),
      "Eurostat rounds every number to the nearest 5: a published 5 means 3 to 7, a 0 means 0 to 2.",
      "Source: Eurostat, asylum applicants by citizenship, sex and age (migr_asyappctza), as retrieved for this edition."
    ],
    decisions: null,
    applications: {
      name: GROUP_NAMES[group],
      rows: years.flatMap(({year, rows, of: one}) => {
        const found = countOf(one, group);
        return found ? [{year, level: "", rows, count: found}] : [];
      })
    },
    ...{rules: [], others: [], cautions: [], footnotes: []},
    made: {
      queries: [EUROSTAT_TABLE],
      whole: false,
      commands: [],
      lines: groupLines(ledger, asked, base),
      linesNote: "R and Python run the same SQL with their package duckdb."
    },
    editions: {others, revised: []},
    address,
    edition: ledger.facts.edition
  };
}

// How cases ended in one country of asylum: a drawing for each unit, for the United States' courts, and for each other procedure.
import {group, groups, max} from "d3";
import {figureHref, places, yearOf} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import {FIGURE, paragraph} from "../../html/strings.js";
import type {Level, Unit} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {decidersIn, escape, levelWords} from "../../words/country.js";
import {formatSpans} from "../../words/numbers.js";
import {leftOutReason} from "../../words/rates.js";
import {STAGE_WORDS} from "../../words/stages.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {inWords} from "../_shared/names.js";
import type {Note} from "../_shared/names.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import type {Series} from "../_shared/series.js";
import {UNIT_ORDER} from "./hostFacts.js";
import type {Page} from "./page.js";

/** Decisions of some years, of every row. */
export const decisionsIn = (years: readonly JoinedYear[]) =>
  years.reduce((n, {rows}) => n + rows.reduce((sum, {total}) => sum + (total ?? 0), 0), 0);

/** A unit with fewer decisions than these, or than a twentieth of the other's, is drawn only for the latest year. */
const FEWEST_DRAWN = 100;

export function hostDecisions(
  page: Page,
  joined: Record<Unit, JoinedYear[]>,
  procedures: readonly Series<PublishedDecision>[]
): string {
  const who = escape(articled(page.name));
  const heavy = Math.max(decisionsIn(joined.P), decisionsIn(joined.C));
  const last = max(UNIT_ORDER, (unit) => joined[unit].at(-1)?.year);
  let n = 0;
  const id = () => `outcomes-${++n}`;
  const parts = UNIT_ORDER.flatMap((unit) => {
    const years = joined[unit];
    const latest = years.at(-1);
    const own = decisionsIn(years);
    const isSmall = own < Math.max(FEWEST_DRAWN, heavy / 20) && heavy > own;
    if (!latest || (isSmall && latest.year !== last)) return [];
    return [...unitPart(page, unit, years, id), ...courtsPart(page, unit, years, id)];
  });
  parts.push(...procedures.map((series) => procedurePart(page, series, id)));
  return parts.length
    ? parts.join("\n")
    : paragraph(`No decisions at first instance, alone or combined with appeals, are reported for ${who}.`);
}

/** Who decided these, as a subject; HTML. */
const decidersOf = (name: string, rows: readonly PublishedDecision[]) =>
  decidersIn(
    escape(articled(name)),
    rows.map(({authority}) => authority)
  );

/** "first instance", or with what it is combined. */
const stagesOf = (levels: readonly Level[]) => list([...new Set(levels.map((level) => STAGE_WORDS[stageOf(level)]))]);

function unitPart(page: Page, unit: Unit, years: readonly JoinedYear[], id: () => string): string[] {
  const series = outcomesSeries(unit, years);
  if (!series.years.length) return [];
  const {code, name} = page;
  const levels = [...new Set(years.flatMap(({joined: {levels: some}}) => some))];
  return [
    outcomesPart(page, series, {
      id: id(),
      number: FIGURE,
      title: `Decisions on asylum claims ${inWords(name)}`,
      who: decidersOf(name, years.at(-1)?.rows ?? []),
      step: stagesOf(levels),
      absence: "not reported",
      rows: (year) => (status) =>
        `decisions * ${code} ${year} level=${(years.find((one) => one.year === year)?.joined.levels ?? []).join("+")} unit=${unit} status=${status}`,
      notes: notesOf(years, levels),
      href: (year, of) => figureHref("../", {...of, asylums: places(code), years: yearOf(year), unit})
    }).html
  ];
}

function notesOf(years: readonly JoinedYear[], levels: readonly Level[]): Note[] {
  const split = years.filter(({joined: {split: found}}) => found);
  const least = years.filter(({atLeast}) => atLeast.length);
  return [
    ...(new Set(levels.map(stageOf)).size > 1
      ? [
          {
            term: "Stages added.",
            text: "Where both are reported, we add first instance to first instance and appeal combined."
          }
        ]
      : []),
    ...(split.length
      ? [
          {
            term: "No rate.",
            text: `${groups(split, ({joined}) => leftOutReason(joined.split?.hosts ?? []))
              .map(([why, some]) => `In ${formatSpans(some.map(({year}) => year))} ${why}.`)
              .join(" ")} We add the counts, but no rate can be calculated from them.`
          }
        ]
      : []),
    ...(least.length
      ? [
          {
            term: "At least.",
            text: `In ${formatSpans(least.map(({year}) => year))} some grants are missing in the data or reported as refusals: write “at least” before every number of grants and every rate.`
          }
        ]
      : [])
  ];
}

function courtsPart(page: Page, unit: Unit, years: readonly JoinedYear[], id: () => string): string[] {
  const courts = years.flatMap(({year, joined: {us_courts}, rows}) =>
    us_courts ? [{year, outcomes: us_courts, atLeast: false, rows: rows.filter(({level}) => level === "EO")}] : []
  );
  if (!courts.length) return [];
  return [
    outcomesPart(
      page,
      {unit, years: courts, rows: courts.flatMap(({rows}) => rows)},
      {
        id: id(),
        number: FIGURE,
        title: "Decisions of the immigration courts in the United States",
        who: "the immigration courts of the United States",
        step: levelWords("EO"),
        absence: "not reported",
        rows: (year) => (status) => `decisions * ${page.code} ${year} level=EO unit=${unit} status=${status}`,
        href: (year, of) =>
          figureHref("../", {...of, asylums: places(page.code), years: yearOf(year), levels: ["EO"], unit}),
        notes: [
          {
            term: "Shown separately.",
            text: "The courts decide again what Citizenship and Immigration Services referred to them, so we never add the two."
          }
        ]
      }
    ).html
  ];
}

function procedurePart(page: Page, series: Series<PublishedDecision>, id: () => string): string {
  const {level, unit, rows} = series;
  const what = level === "TA" ? "temporary asylum" : levelWords(level);
  const years = [...group(rows, ({year}) => year)]
    .flatMap(([year, some]) => {
      const outcomes = sumDecisions(some, page.ledger.read);
      return outcomes ? [{year, outcomes, atLeast: false}] : [];
    })
    .sort((a, b) => a.year - b.year);
  return outcomesPart(
    page,
    {unit, years, rows},
    {
      id: id(),
      number: FIGURE,
      title: `Decisions ${inWords(page.name)}: ${what}`,
      who: `${decidersOf(
        page.name,
        rows.filter(({year}) => year === years.at(-1)?.year)
      )}, in the procedure for ${what},`,
      step: what,
      absence: "not reported",
      rows: (year) => (status) => `decisions * ${page.code} ${year} level=${level} unit=${unit} status=${status}`,
      decidesRefugeeStatus: false,
      href: (year, of) =>
        figureHref("../", {...of, asylums: places(page.code), years: yearOf(year), levels: [level], unit})
    }
  ).html;
}

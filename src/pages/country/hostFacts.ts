// Computes the main figures of a country of asylum: new applications, grant rate, grants by status, and pending applications.
import {PENDING} from "../../words/status.js";
import {max} from "d3";
import {decisionsOf, figureHref, places, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {capital, list} from "../../words/text.js";
import {LEVELS, POSITIVE_STATUSES, UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {isListed} from "../../measures/headline.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {PublishedDecision} from "../../measures/status.js";
import {sumDecisions} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {levelWords} from "../../words/country.js";
import {toPrint} from "../../words/print.js";
import {stageWords} from "../../words/stages.js";
import {outcomesFact} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import type {Fact, FactCard} from "../_shared/facts.js";
import {hostRows, levelName} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import type {Series} from "../_shared/series.js";
import {applicationsCard, cardLinks, countWords, decisionsCard, grantsCard, pendingCard} from "./cards.js";
import {grantsOf} from "./grants.js";
import type {Grants} from "./grants.js";
import type {Page} from "./page.js";
import {decidedBy, grantsToPrint, hostScope} from "./printed.js";

/** The address of the card of one of the country's figures of a year. */
const hrefOf = ({code}: Pick<Page, "code">, year: number, of: Linked) =>
  figureHref("../", {...of, asylums: places(code), years: yearOf(year)});

export const UNIT_ORDER = ["P", "C"] as const;

/** A directive's words for a status of a host's joined decisions. */
export const statusRows =
  (code: string, {year, joined}: JoinedYear, unit: Unit) =>
  (status: string) =>
    `decisions * ${code} ${year} level=${joined.levels.join("+")} unit=${unit} status=${status}`;

/** The levels of a host's new applications in words. */
export const levelsWords = ({headline}: NewYear) =>
  list(
    [...new Set(headline.lines.filter(isListed).flatMap((line) => [...line.levels.P, ...line.levels.C]))].map(levelName)
  );

/** The headline of the latest year, and of the second procedure. */
export function newFacts(page: Page, years: readonly NewYear[]): Fact[] {
  const {code} = page;
  const latest = years.findLast(({P, C}) => P ?? C);
  const temporary = years.findLast((one) => one.temporary);
  const facts: Fact[] = [];
  if (latest) {
    const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
    const also = latest[other];
    const rows = hostRows(code, latest, unit);
    const alsoRows = hostRows(code, latest, other);
    facts.push({
      label: `New applications${temporary ? " for refugee status" : ""}, ${latest.year}`,
      count: latest[unit],
      atLeast: latest.atLeast[unit],
      href: hrefOf(page, latest.year, {unit}),
      words: UNITS[unit],
      ...(rows ? {rows} : {}),
      also: also
        ? {
            count: also,
            words: UNITS[other],
            href: hrefOf(page, latest.year, {unit: other}),
            ...(alsoRows ? {rows: alsoRows} : {})
          }
        : null,
      under: also ? "never add persons and cases" : `counted in ${UNITS[unit]}`,
      card: applicationsCard(page, latest, levelsWords(latest))
    });
  }
  if (temporary?.temporary)
    facts.push({
      label: `Applications for temporary asylum, ${temporary.year}`,
      count: temporary.temporary,
      href: hrefOf(page, temporary.year, {levels: ["TA"], unit: "P"}),
      rows: `applications * ${code} ${temporary.year} level=TA unit=P unseen`,
      under: "a second procedure, counted in persons; we do not add the two",
      card: {
        number: countWords(temporary.temporary, "P"),
        print: toPrint({
          ...hostScope(page, temporary.year),
          what: "applications",
          procedure: "temporary_asylum",
          stage: null,
          unit: "P",
          count: temporary.temporary,
          notIncluded: ["applications for refugee status"]
        }),
        isNot: "applications for refugee status: temporary asylum is a procedure and a status of its own.",
        counted: [
          "Every application of this procedure (UNHCR code TA), new or not. A published 0 can be 0 to 2, a 5 can be 3 to 5."
        ],
        links: cardLinks(page, {
          asylums: {kind: "places", codes: [code]},
          years: [temporary.year, temporary.year],
          stages: ["other"],
          types: "all"
        })
      }
    });
  return facts;
}

/** The outcomes tile's card: of refugee status, or of all protection where the data does not separate it. */
function outcomesCard(
  page: Page,
  {year, rows, atLeast}: JoinedYear,
  outcomes: Outcomes,
  levels: readonly Level[]
): FactCard {
  const found = refugeeStatusCount(outcomes);
  const separated = found.kind !== "not separated";
  const {unit} = outcomes;
  return decisionsCard(page, {
    year,
    unit,
    ...grantsToPrint(found, atLeast.length > 0),
    stage: stageWords(levels),
    ...decidedBy(page, rows, levels),
    unseen: page.ledger.unseenDecisions(rows.filter(({level}) => levels.includes(level)))[unit],
    isNot: separated
      ? "every grant of protection: other forms are counted separately. Decisions are not that year’s applications."
      : "that all of them received refugee status: the data does not separate it from other protection."
  });
}

/** The grant rate of the latest year with decisions, in the unit of most of them. */
export function grantsFact(page: Page, grants: Grants, {rows, joined}: JoinedYear): Fact {
  const unseen = page.ledger.unseenDecisions(rows.filter(({level}) => joined.levels.includes(level)));
  return {
    label: `Grant rate (all protection), ${grants.year}`,
    count: null,
    ...(grants.value === null
      ? {}
      : {href: hrefOf(page, grants.year, {measure: "rate", definition: "positive", unit: grants.unit})}),
    value: grants.value ?? '<span class="none">not calculated</span>',
    under: grants.under,
    card: grantsCard(page, grants, {rows, joined}, unseen[grants.unit])
  };
}

/** Outcomes of the latest year in each unit, of the United States' courts, and of other procedures: a tile each. */
export function decisionFacts(
  page: Page,
  joined: Record<Unit, JoinedYear[]>,
  procedures: readonly Series<PublishedDecision>[]
): Fact[] {
  const {code} = page;
  const facts: Fact[] = [];
  const last = max(UNIT_ORDER, (unit) => joined[unit].at(-1)?.year);
  for (const unit of UNIT_ORDER) {
    const latest = joined[unit].at(-1);
    if (!latest || latest.year !== last) continue;
    const {year, all, joined: found, atLeast} = latest;
    if (all)
      facts.push({
        ...outcomesFact(all, {
          year,
          by: code === "USA" ? "Citizenship and Immigration Services" : "",
          ...(atLeast.length ? {atLeast: "some grants are missing in the data"} : {}),
          rows: statusRows(code, latest, unit),
          href: (of) => hrefOf(page, year, of)
        }),
        card: outcomesCard(page, latest, all, found.levels)
      });
    if (found.us_courts)
      facts.push({
        ...outcomesFact(found.us_courts, {
          year,
          by: "the immigration courts",
          where: "shown separately",
          rows: (status) => `decisions * ${code} ${year} level=EO unit=${unit} status=${status}`,
          href: (of) => hrefOf(page, year, {...of, levels: ["EO"]})
        }),
        card: outcomesCard(page, latest, found.us_courts, ["EO"])
      });
  }
  return [...facts, ...procedures.flatMap((series) => procedureFact(page, series, last ?? 0))];
}

/** What a procedure for another status granted most in the year. */
function procedureFact(page: Page, {level, unit, byYear, years}: Series<PublishedDecision>, last: number): Fact[] {
  const year = years.at(-1) ?? 0;
  const rows = byYear.get(year) ?? [];
  const outcomes = year === last ? sumDecisions(rows, page.ledger.read) : null;
  if (!outcomes) return [];
  const granted = [...POSITIVE_STATUSES].sort((a, b) => outcomes.statuses[b].value - outcomes.statuses[a].value)[0];
  if (!granted) return [];
  const what = level === "TA" ? "temporary asylum" : levelWords(level);
  return [
    {
      label: `Granted ${what}, ${year}`,
      count: outcomes.statuses[granted],
      href: hrefOf(page, year, {...decisionsOf(granted), levels: [level], unit}),
      rows: `decisions * ${page.code} ${year} level=${level} unit=${unit} status=${granted}`,
      under: `counted in ${UNITS[unit]}; not refugee status`,
      card: decisionsCard(page, {
        year,
        unit,
        count: outcomes.statuses[granted],
        what: granted,
        stage: LEVELS[level],
        ...(level === "TA" ? {procedure: "temporary_asylum" as const} : {}),
        ...decidedBy(page, rows, [level]),
        unseen: page.ledger.unseenDecisions(rows)[unit],
        isNot: "refugee status: this procedure does not decide it."
      })
    }
  ];
}

/** Asylum-seekers at the end of the latest year. */
export function pendingFact(page: Page): Fact[] {
  const {ledger, code} = page;
  const stocks = ledger.stocks.asylum.get(code);
  const year = stocks ? max(stocks.keys()) : undefined;
  const seekers = year === undefined ? null : (stocks?.get(year)?.seekers ?? null);
  if (year === undefined) return [];
  const unseen = ledger.unseenStock(code, year);
  const count = seekers && withUnseen(seekers, unseen);
  return [
    {
      label: `${capital(PENDING)}, end of ${year}`,
      count,
      href: hrefOf(page, year, {measure: "asylum_seekers"}),
      rows: `stocks * ${code} ${year} of=asylum_seekers unseen`,
      under: "asylum-seekers waiting for a decision",
      ...(count ? {card: pendingCard(page, {year, count, unseen})} : {})
    }
  ];
}

/** The courts of the United States next to Citizenship and Immigration Services, in a sentence; empty where they decided nothing. */
export function courtsSentence(joined: Record<Unit, JoinedYear[]>, year: number): string {
  return UNIT_ORDER.flatMap((unit) => {
    const one = joined[unit].find((each) => each.year === year);
    const courts = one?.joined.us_courts;
    if (!one || !courts) return [];
    const grants = grantsOf({
      ...one,
      all: courts,
      joined: {comparable: courts, split: null, levels: ["EO"], us_courts: null}
    });
    return grants ? [` ${grants.sentence}`] : [];
  }).join("");
}

/** The grant rate of the latest year in a unit with one. */
export function latestGrants(
  page: Page,
  years: readonly JoinedYear[],
  unit: Unit
): {grants: Grants; of: JoinedYear} | null {
  const of = years.findLast(({all}) => all);
  const grants = of ? grantsOf(of, statusRows(page.code, of, unit)) : null;
  return of && grants ? {grants, of} : null;
}

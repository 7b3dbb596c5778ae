// The country as host: applications, decisions and what became of them.
import {group, max} from "d3";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import {FIGURE, paragraph, plain, section, textCell} from "../../html/strings.js";
import {POSITIVE_STATUSES, UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {isListed} from "../../measures/headline.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {escape, levelWords} from "../../words/country.js";
import {formatSpans} from "../../words/numbers.js";
import {joinedYears, outcomesFact} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {inWords} from "../_shared/names.js";
import {
  breaksOf,
  hostRows,
  inUnit,
  levelName,
  levelsOf,
  newSentence,
  newYears,
  notSeparatedWords,
  told,
  unseenNote
} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import {seriesOf, weight} from "../_shared/series.js";
import type {Series} from "../_shared/series.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import type {PublishedDecision} from "../../measures/status.js";
import {levelsTable} from "./levels.js";
import type {Page} from "./page.js";
import {partnersPart} from "./partners.js";
import {ratesPart} from "./rates.js";
import {reportedPart} from "./reported.js";
import {stocksPart} from "./stocks.js";

const UNIT_ORDER = ["P", "C"] as const;

/** Everything of a place as host. */
export function hostPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {span} = ledger;
  const applications = ledger.applications.asylum.get(code) ?? [];
  const decisions = ledger.decisions.asylum.get(code) ?? [];
  const stocks = ledger.stocks.asylum.get(code);
  const [applied, judged] = [seriesOf(applications), seriesOf(decisions)];
  if (!applied.length && !judged.length)
    return {
      heading: `${name} as host`,
      facts: [],
      html:
        paragraph(
          `No applications or decisions are reported for ${escape(name)} as host from ${span[0]} to ${span[1]}.`
        ) + stocksPart(page, "asylum").html
    };
  const years = newYears(ledger, applications, {as: "host", everyOrigin: true});
  const joined = joinedYears(ledger, decisions);
  const procedures = otherProcedures(judged);
  const facts: Fact[] = [...newFacts(page, years), ...decisionFacts(page, joined, procedures)];
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  const waiting = stockYear === undefined ? null : (stocks?.get(stockYear)?.seekers ?? null);
  if (stockYear !== undefined)
    facts.push({
      label: `Pending at the end of ${stockYear}`,
      count: waiting && withUnseen(waiting, ledger.unseenStock(code, stockYear)),
      rows: `stocks * ${code} ${stockYear} of=asylum_seekers unseen`,
      under: "asylum-seekers awaiting a decision, as UNHCR counts them"
    });
  const link = explorerLink(folder, {asylums: {kind: "places", codes: [code]}, years: [...span]});
  const lastWith = (unit: Unit) => joined[unit].findLast(({all}) => all)?.year ?? 0;
  const main: Unit =
    lastWith("P") === lastWith("C")
      ? weigh(joined.P) >= weigh(joined.C)
        ? "P"
        : "C"
      : lastWith("P") > lastWith("C")
        ? "P"
        : "C";
  return {
    heading: `${name} as host`,
    facts,
    html: [
      section("applications", "Applications", `Who applied ${inWords(name)}`),
      applicationsPart(page, years),
      reportedPart(page),
      partnersPart(page),
      section("outcomes", "Outcomes", "What became of the applications"),
      ...decisionParts(page, joined, procedures),
      levelsTable(applied, judged),
      ...(joined[main].length ? [ratesPart(page, joined[main], joined)] : []),
      section("pending", "Pending", "Who is waiting"),
      stocksPart(page, "asylum").html,
      ...(link ? [paragraph(`<a href="${escape(link)}">${escape(name)} as host in the explorer</a>`)] : [])
    ].join("\n")
  };
}

const weigh = (years: readonly JoinedYear[]) =>
  years.reduce((n, {rows}) => n + rows.reduce((sum, {total}) => sum + (total ?? 0), 0), 0);

/** Procedures for another status than refugee status, as temporary asylum in the Russian Federation, each level alone. */
function otherProcedures(judged: readonly Series<PublishedDecision>[]): Series<PublishedDecision>[] {
  const most = max(judged, (series) => weight(series, 0)) ?? 0;
  return judged.filter((series) => stageOf(series.level) === "other" && weight(series, 0) >= Math.max(100, most / 20));
}

/** The headline of the latest year, and of the second procedure. */
function newFacts({code}: Page, years: readonly NewYear[]): Fact[] {
  const latest = years.findLast(({P, C}) => P ?? C);
  const temporary = years.findLast((one) => one.temporary);
  const facts: Fact[] = [];
  if (latest) {
    const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
    const also = latest[other];
    const levels = latest.headline.lines.filter(isListed).flatMap((line) => [...line.levels.P, ...line.levels.C]);
    const rows = hostRows(code, latest, unit);
    const alsoRows = hostRows(code, latest, other);
    facts.push({
      label: `New applications, ${latest.year}`,
      count: latest[unit],
      words: UNITS[unit],
      ...(rows ? {rows} : {}),
      also: also ? {count: also, words: UNITS[other], ...(alsoRows ? {rows: alsoRows} : {})} : null,
      under: [
        also ? "never added" : UNITS[unit],
        list([...new Set(levels)].map(levelName)),
        temporary ? "for refugee status" : ""
      ]
        .filter(Boolean)
        .join("; ")
    });
  }
  if (temporary)
    facts.push({
      label: `Applications for temporary asylum, ${temporary.year}`,
      count: temporary.temporary,
      rows: `applications * ${code} ${temporary.year} level=TA unit=P`,
      under: "persons; a second procedure, not added to the first"
    });
  return facts;
}

/** Outcomes of the latest year in each unit, of the United States' courts, and of other procedures: a tile each. */
function decisionFacts(
  {code, ledger}: Page,
  joined: Record<Unit, JoinedYear[]>,
  procedures: readonly Series<PublishedDecision>[]
): Fact[] {
  const facts: Fact[] = [];
  const last = max(UNIT_ORDER, (unit) => joined[unit].at(-1)?.year);
  for (const unit of UNIT_ORDER) {
    const latest = joined[unit].at(-1);
    if (!latest || latest.year !== last) continue;
    const {year, all, joined: found, atLeast} = latest;
    const directive = (levels: readonly string[]) => (status: string) =>
      `decisions * ${code} ${year} level=${levels.join("+")} unit=${unit} status=${status}`;
    if (all)
      facts.push(
        outcomesFact(all, {
          year,
          by: code === "USA" ? "Citizenship and Immigration Services" : "",
          ...(atLeast.length ? {atLeast: "some grants are missing in the data"} : {}),
          split: found.split !== null,
          rows: directive(found.levels)
        })
      );
    if (found.us_courts)
      facts.push(
        outcomesFact(found.us_courts, {
          year,
          by: "the immigration courts",
          where: "shown separately",
          rows: directive(["EO"])
        })
      );
  }
  for (const {level, unit, byYear, years} of procedures) {
    const year = years.at(-1) ?? 0;
    if (year !== last) continue;
    const outcomes = sumDecisions(byYear.get(year) ?? [], ledger.read);
    const granted =
      outcomes && [...POSITIVE_STATUSES].sort((a, b) => outcomes.statuses[b].value - outcomes.statuses[a].value)[0];
    if (!granted) continue;
    facts.push({
      label: `Granted ${level === "TA" ? "temporary asylum" : levelWords(level)}, ${year}`,
      count: outcomes.statuses[granted],
      rows: `decisions * ${code} ${year} level=${level} unit=${unit} status=${granted}`,
      under: `${UNITS[unit]}; this procedure does not decide refugee status`
    });
  }
  return facts;
}

/** One series of new applications, with break marks where its level or unit changes, and the second procedure beside it. */
function applicationsPart(page: Page, years: readonly NewYear[]): string {
  const {code, name, ledger} = page;
  const who = escape(articled(name));
  const breaks = breaksOf(years);
  const [persons, cases] = [inUnit(years, "P"), inUnit(years, "C")];
  const temporary = years.flatMap(({year, temporary: count}) => (count ? [{year, count}] : []));
  const latest = years.findLast(({P, C}) => P ?? C);
  const gap = notSeparatedWords(name, years);
  const aside = years.at(-1)?.temporary;
  const sentence =
    newSentence(years, {
      say: (words) =>
        `${who} received new asylum applications ${temporary.length ? "(for refugee status) " : ""}for ${words}`,
      last: ledger.span[1],
      none: `No new applications are reported for ${who}.`,
      rows: (year, unit) => hostRows(code, year, unit)
    }) +
    (aside
      ? ` Another ${told(aside, `applications * ${code} ${years.at(-1)?.year ?? 0} level=TA unit=P`)} persons applied for temporary asylum, a second procedure.`
      : "");
  const only = years.filter(({headline}) => headline.lines.some(({part}) => part === "only_other_levels"));
  const notes = [
    ...(gap ? [{term: "Gap.", text: plain(gap)}] : []),
    ...(breaks.length
      ? [
          {
            term: "Breaks in series.",
            text:
              breaks.length > 2
                ? `What the number is made of changes in ${list(breaks.map(({after}) => String(after + 1)))}: compare with care. The table names the levels and units of each year.`
                : `What the number is made of changes. ${breaks.map((one) => one.told).join("; ")}.`
          }
        ]
      : []),
    ...(only.length
      ? [
          {
            term: "Other levels.",
            text: `In ${formatSpans(only.map(({year}) => year))} new applications are reported at other levels than first instance alone; the number is made of these.`
          }
        ]
      : []),
    ...(latest && unseenNote(latest) ? [{term: "Rounding.", text: unseenNote(latest)}] : [])
  ];
  return yearlyPart(page, {
    id: "applications-1",
    number: FIGURE,
    title: `New asylum applications ${inWords(name)}`,
    unitLine: "First instance, alone or together with appeals; persons and cases are never added",
    series: [
      {
        name: temporary.length ? "For refugee status, persons" : "Counted in persons",
        head: "Persons",
        unit: "P" as const,
        years: persons,
        breaks
      },
      {name: "Counted in cases", head: "Cases", unit: "C" as const, years: cases, breaks},
      {name: "For temporary asylum, persons", head: "Temporary asylum, persons", unit: "P" as const, years: temporary}
    ].filter((series) => series.years.length),
    sentence,
    absence: "not reported",
    notes,
    extras: breaks.length
      ? [
          {
            head: "UNHCR’s levels",
            cell: (year) => {
              const one = years.find((each) => each.year === year);
              return textCell(one ? escape(levelsOf(one)) : "");
            }
          }
        ]
      : []
  });
}

/** A drawing for each unit, for the United States' courts, and for each other procedure. */
function decisionParts(
  page: Page,
  joined: Record<Unit, JoinedYear[]>,
  procedures: readonly Series<PublishedDecision>[]
): string[] {
  const {code, name, ledger} = page;
  const who = escape(articled(name));
  const parts: string[] = [];
  const heavy = Math.max(weigh(joined.P), weigh(joined.C));
  let n = 0;
  const last = max(UNIT_ORDER, (unit) => joined[unit].at(-1)?.year);
  for (const unit of UNIT_ORDER) {
    const years = joined[unit];
    const latest = years.at(-1);
    if (!latest || (weigh(years) < Math.max(100, heavy / 20) && latest.year !== last && heavy > weigh(years))) continue;
    const series = outcomesSeries(unit, years);
    const levels = [...new Set(years.flatMap(({joined: {levels: some}}) => some))];
    const split = years.filter(({joined: {split: found}}) => found);
    const least = years.filter(({atLeast}) => atLeast.length);
    if (series.years.length) {
      parts.push(
        outcomesPart(page, series, {
          id: `outcomes-${++n}`,
          number: FIGURE,
          title: `Decisions ${inWords(name)}`,
          who,
          step: list(levels.map(levelName)),
          absence: "not reported",
          rows: (year) => (status) =>
            `decisions * ${code} ${year} level=${(years.find((one) => one.year === year)?.joined.levels ?? []).join("+")} unit=${unit} status=${status}`,
          notes: [
            ...(levels.length > 1
              ? [
                  {
                    term: "Joined.",
                    text: "First instance, and first instance and appeal together, are added where both are reported."
                  }
                ]
              : []),
            ...(split.length
              ? [
                  {
                    term: "No rate.",
                    text: `In ${formatSpans(split.map(({year}) => year))} grants and refusals are reported at different levels. The counts are joined here; no rate can be calculated from them.`
                  }
                ]
              : []),
            ...(least.length
              ? [
                  {
                    term: "At least.",
                    text: `In ${formatSpans(least.map(({year}) => year))} some grants are missing in the data or reported as refusals: every number of grants, and every rate, is the least.`
                  }
                ]
              : [])
          ]
        }).html
      );
    }
    const courts = years.flatMap(({year, joined: {us_courts}, rows}) =>
      us_courts ? [{year, outcomes: us_courts, atLeast: false, rows: rows.filter(({level}) => level === "EO")}] : []
    );
    if (courts.length)
      parts.push(
        outcomesPart(
          page,
          {unit, years: courts, rows: courts.flatMap(({rows}) => rows)},
          {
            id: `outcomes-${++n}`,
            number: FIGURE,
            title: "Decisions of the immigration courts in the United States",
            who: "the immigration courts of the United States",
            step: levelWords("EO"),
            absence: "not reported",
            rows: (year) => (status) => `decisions * ${code} ${year} level=EO unit=${unit} status=${status}`,
            notes: [
              {
                term: "Shown separately.",
                text: "The courts decide again what Citizenship and Immigration Services referred to them, so the two are never added."
              }
            ]
          }
        ).html
      );
  }
  for (const series of procedures)
    parts.push(
      outcomesPart(
        page,
        {
          unit: series.unit,
          years: [...group(series.rows, ({year}) => year)]
            .flatMap(([year, rows]) => {
              const outcomes = sumDecisions(rows, ledger.read);
              return outcomes ? [{year, outcomes, atLeast: false}] : [];
            })
            .sort((a, b) => a.year - b.year),
          rows: series.rows
        },
        {
          id: `outcomes-${++n}`,
          number: FIGURE,
          title: `Decisions ${inWords(name)}: ${series.level === "TA" ? "temporary asylum" : levelWords(series.level)}`,
          who: `${who}, at ${levelWords(series.level)},`,
          step: levelWords(series.level),
          absence: "not reported",
          rows: (year) => (status) =>
            `decisions * ${code} ${year} level=${series.level} unit=${series.unit} status=${status}`,
          decidesRefugeeStatus: false
        }
      ).html
    );
  if (!parts.length)
    parts.push(paragraph(`No decisions at first instance, alone or with appeals, are reported for ${who}.`));
  return parts;
}

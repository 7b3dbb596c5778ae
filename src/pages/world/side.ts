// A region as host or as origin.
import {ascending, max} from "d3";
import {regionWords} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {reportingOf, rowsWithin, stocksWithin} from "../../edition/worldRegions.js";
import {FIGURE, numberCell, paragraph, section} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {decided, escape, yearlySentence} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {joinedYears, leastWords, outcomesFact} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {inUnit, newSentence, newYears, unseenNote} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import {remainderSentence} from "../_shared/ranking.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {notesOf, ratesWords} from "./rates.js";
import {partnersPart} from "./partners.js";
import {reportingSentence} from "./reporting.js";
import {share} from "./shared.js";
import type {Page, Side} from "./shared.js";
import type {ApplicationRow} from "../../measures/sums.js";

/** Everything of a region on one side: as host, or as origin. */
export function sidePart(page: Page, side: Side): {facts: Fact[]; html: string} {
  const {ledger, region, folder} = page;
  const {edition, span} = ledger;
  const asHost = side === "asylum";
  const applied = rowsWithin(edition, region, ledger.applications[side]);
  const years = newYears(ledger, applied, {as: "total", everyOrigin: asHost});
  const place = regionWords(region);
  const waiting = pendingPart(page, side);
  const outcomes = outcomesParts(page, side);
  const link = explorerLink(folder, {
    [asHost ? "asylums" : "origins"]: {kind: "region", scheme: region.scheme, code: region.code},
    years: [...span]
  });
  return {
    facts: [...newFacts(page, years), ...outcomes.facts, ...waiting.facts],
    html: [
      section(
        asHost ? "as-host" : "as-origin",
        asHost ? "As host" : "As origin",
        asHost ? `Who applied in ${place}` : `Who applied from ${place}`
      ),
      ...applicationsParts(page, side, applied, years),
      section(
        `outcomes-${asHost ? "here" : "from"}`,
        "Outcomes",
        asHost ? `What became of the applications in ${place}` : `What became of applications by people from ${place}`
      ),
      ...outcomes.parts,
      ...waiting.parts,
      ...(link
        ? [
            paragraph(
              `<a href="${escape(link)}">${escape(capital(place))} as ${asHost ? "host" : "origin"} in the explorer</a>`
            )
          ]
        : [])
    ].join("\n")
  };
}

const latestOf = (years: readonly NewYear[]) => years.findLast(({P, C}) => P ?? C);

function newFacts({world}: Page, years: readonly NewYear[]): Fact[] {
  const latest = latestOf(years);
  if (!latest) return [];
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const also = latest[other];
  return [
    {
      label: `New applications, ${latest.year}`,
      count: latest[unit],
      words: UNITS[unit],
      also: also ? {count: also, words: UNITS[other]} : null,
      under: [
        also ? "never added" : UNITS[unit],
        `${share(latest[unit], world.get(latest.year)?.[unit])} of the world’s ${UNITS[unit]}`
      ].join("; ")
    }
  ];
}

/** Hosts with a new application in a year and unit: a host of cases is none of persons. */
function hostsByUnit(ledger: Ledger, rows: readonly ApplicationRow[]): (unit: Unit, year: number) => number {
  const hosts = new Map<string, Set<string>>();
  for (const row of rows) {
    if (ledger.part(row) === null) continue;
    const key = `${row.unit} ${row.year}`;
    hosts.set(key, (hosts.get(key) ?? new Set()).add(row.asylum));
  }
  return (unit, year) => hosts.get(`${unit} ${year}`)?.size ?? 0;
}

function applicationsParts(
  page: Page,
  side: Side,
  applied: readonly ApplicationRow[],
  years: readonly NewYear[]
): string[] {
  const {ledger, region, world} = page;
  const {edition, span} = ledger;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const latest = latestOf(years);
  const hosts = hostsByUnit(ledger, applied);
  const reporting = reportingOf(edition, region, "applications", span);
  const lastRows = latest ? applied.filter(({year}) => year === latest.year) : [];
  const rest = remainderSentence(ledger, lastRows);
  const sizes = latest
    ? (["P", "C"] as const).flatMap((unit) =>
        latest[unit]
          ? [
              `${formatNumber(hosts(unit, latest.year))} ${hosts(unit, latest.year) === 1 ? "country" : "countries"} in ${UNITS[unit]}`
            ]
          : []
      )
    : [];
  const who = asHost
    ? (words: string) => `countries in ${escape(place)} received new asylum applications for ${words}`
    : (words: string) => `people from ${escape(place)} made new asylum applications for ${words}`;
  const units = (["P", "C"] as const).filter((unit) => inUnit(years, unit).some(({count}) => count.value > 0));
  const partners = (by: Side) =>
    latest
      ? [
          partnersPart(page, {
            id: `${by === "asylum" ? "hosts" : "origins"}-${asHost ? "here" : "from"}`,
            heading: `${by === "asylum" ? "Where they applied" : "Where they came from"}, ${latest.year}`,
            rows: lastRows,
            side,
            by,
            year: latest.year
          })
        ]
      : [];
  return [
    yearlyPart(page, {
      id: `applications-${asHost ? "here" : "from"}`,
      number: FIGURE,
      title: `New asylum applications ${asHost ? `in ${place}` : `by people from ${place}`}`,
      unitLine: "Every level, as UNHCR prints totals; persons and cases are never added",
      series: units.map((unit) => ({
        name: `Counted in ${UNITS[unit]}`,
        head: capital(UNITS[unit]),
        unit,
        years: inUnit(years, unit)
      })),
      sentence:
        newSentence(years, {
          say: who,
          last: span[1],
          none: `No new applications are reported ${asHost ? `in ${escape(place)}` : `for people from ${escape(place)}`}.`
        }) +
        (sizes.length ? ` They are reported by ${list(sizes)}.` : "") +
        (rest ? ` ${rest}` : ""),
      absence: "no row",
      extras: units.flatMap((unit) => [
        {
          head: `Share of the world’s ${UNITS[unit]}`,
          cell: (year: number) =>
            `<td>${share(years.find((one) => one.year === year)?.[unit], world.get(year)?.[unit])}</td>`
        },
        {
          head: `Countries reporting ${UNITS[unit]}`,
          cell: (year: number) => `<td>${formatNumber(hosts(unit, year))}</td>`
        }
      ]),
      notes: [
        {
          term: "All levels.",
          text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may be counted in both. A country that changes from persons to cases leaves one series and enters the other."
        },
        ...(asHost && latest && unseenNote(latest) ? [{term: "Rounding.", text: unseenNote(latest)}] : []),
        ...(asHost
          ? []
          : [
              {
                term: "Rounding.",
                text: "A country with one or two applicants of an origin has no entry. How many such there are is not known, so the range does not hold them."
              }
            ])
      ]
    }),
    ...(asHost
      ? [
          paragraph(
            `<b>What the totals rest on.</b> ${escape(reportingSentence(reporting, "applications", region.scheme))} A country that does not report adds nothing, which is not 0; the table behind the chart says how many report.`
          )
        ]
      : []),
    ...partners("asylum"),
    ...partners("origin")
  ];
}

function outcomesParts(page: Page, side: Side): {facts: Fact[]; parts: string[]} {
  const {ledger, region} = page;
  const {edition, span} = ledger;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const here = asHost ? "here" : "from";
  const judged = rowsWithin(edition, region, ledger.decisions[side]);
  const joined = joinedYears(ledger, judged);
  const withCourts = judged.some(({asylum, level}) => asylum === "USA" && level === "EO");
  const name = (code: string) => edition.places.get(code) ?? code;
  const facts: Fact[] = [];
  const parts: string[] = [];
  const last = max((["P", "C"] as const).flatMap((unit) => joined[unit].findLast(({all}) => all)?.year ?? []));
  const size = (unit: Unit) =>
    joined[unit].reduce((n, {rows}) => n + rows.reduce((m, {total}) => m + (total ?? 0), 0), 0);
  // A handful of cases beside thousands of persons is in the table, and is no tile.
  const latestSize = (unit: Unit) => {
    const all = joined[unit].find(({year}) => year === last)?.all;
    return all ? decided(all).value : 0;
  };
  const isLarge = (unit: Unit) => latestSize(unit) >= latestSize(unit === "P" ? "C" : "P") / 20;
  for (const unit of ["P", "C"] as const) {
    const years = joined[unit];
    const series = outcomesSeries(unit, years);
    if (!series.years.length || size(unit) < Math.max(100, size(unit === "P" ? "C" : "P") / 20)) continue;
    const latest = years.findLast(({all}) => all);
    parts.push(
      outcomesPart(page, series, {
        id: `outcomes-${here}-${UNITS[unit]}`,
        number: FIGURE,
        title: asHost ? `Decisions in ${place}` : `Decisions on applications by people from ${place}`,
        who: asHost ? `countries in ${escape(place)}` : "all countries together",
        ...(asHost ? {} : {of: ` by people from ${escape(place)}`}),
        step: `first instance, alone or with appeals${withCourts ? "; without the immigration courts of the United States" : ""}`,
        absence: "no row",
        notes: latest ? notesOf(latest, name) : []
      }).html
    );
    if (latest?.all && latest.year === last && isLarge(unit)) {
      facts.push(
        outcomesFact(latest.all, {
          year: latest.year,
          where: withCourts ? "without the immigration courts of the United States" : "",
          atLeast: leastWords(latest.atLeast, name)
        })
      );
      parts.push(
        paragraph(
          ratesWords(ledger, latest, {
            where: asHost ? `in ${escape(place)}` : `for people from ${escape(place)}`,
            page: "../countries/usa"
          })
        )
      );
    }
  }
  if (!parts.length)
    parts.push(
      paragraph(
        `No decisions at first instance, alone or with appeals, are reported ${asHost ? `in ${escape(place)}` : `on applications by people from ${escape(place)}`}${withCourts ? ", outside the immigration courts of the United States" : ""}.`
      )
    );
  if (asHost && last !== undefined)
    parts.push(
      paragraph(escape(reportingSentence(reportingOf(edition, region, "decisions", span), "decisions", region.scheme)))
    );
  return {facts, parts};
}

function pendingPart(page: Page, side: Side): {facts: Fact[]; parts: string[]} {
  const {ledger, region} = page;
  const [, last] = ledger.span;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const here = asHost ? "here" : "from";
  const stocks = stocksWithin(ledger.edition, region, ledger.stocks[side], ["seekers", "refugees"]);
  const seekers = [...stocks]
    .sort((a, b) => ascending(a[0], b[0]))
    .flatMap(([year, at]): YearCount[] => (at.seekers ? [{year, count: at.seekers}] : []));
  const at = stocks.get(last);
  return {
    facts: [
      {label: `Pending at the end of ${last}`, count: at?.seekers ?? null, under: "asylum-seekers awaiting a decision"},
      {
        label: `Refugees at the end of ${last}`,
        count: at?.refugees ?? null,
        under: "as UNHCR counts them; not the number recognised"
      }
    ],
    parts: [
      section(`pending-${here}`, "Pending", asHost ? `Who is waiting in ${place}` : `Who is waiting from ${place}`),
      yearlyPart(page, {
        id: `waiting-${here}`,
        number: FIGURE,
        title: `Pending asylum-seekers ${asHost ? "in" : "from"} ${place}, end of year`,
        unitLine:
          "Persons awaiting a decision on 31 December, as UNHCR counts them; not calculated from applications and decisions",
        series: [{name: "", head: "Asylum-seekers", unit: "P", years: seekers}],
        absence: "no row",
        sentence: yearlySentence({
          at: "At the end of",
          what: `pending asylum-seekers ${asHost ? `in ${escape(place)}` : `from ${escape(place)}`}`,
          unit: "P",
          none: "No pending asylum-seekers are reported.",
          years: seekers,
          last
        }),
        notes: [
          {
            term: "Refugees, end of year.",
            text: "The table gives UNHCR’s number of refugees beside it. It may hold people with temporary and other protection, and is not the number recognised."
          }
        ],
        extras: [
          {head: "Refugees, end of year", cell: (year) => numberCell(stocks.get(year)?.refugees ?? null)},
          {
            head: asHost ? "Countries reporting" : "Origins reported",
            cell: (year) => `<td>${formatNumber(stocks.get(year)?.places ?? 0)}</td>`
          }
        ]
      })
    ]
  };
}

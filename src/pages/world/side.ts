// Builds one half of a region's page, for the region as place of asylum or of origin: applications, outcomes, pending applications.
import {PENDING} from "../../words/status.js";
import {ascending} from "d3";
import {figureHref, regionOf, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {regionWords} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {placesOf, reportingOf, stocksWithin} from "../../edition/worldRegions.js";
import {FIGURE, numberCell, paragraph, section} from "../../html/strings.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {decided, escape, yearlySentence} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import type {Note} from "../_shared/names.js";
import {inUnit, newSentence, unseenNote} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import {remainderSentence} from "../_shared/ranking.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {latestOf} from "./lead.js";
import {COURTS_LEFT_OUT, latestJoined, notesOf, ratesWords, withCourts} from "./rates.js";
import {partnersPart} from "./partners.js";
import {reportingSentence} from "./reporting.js";
import {share} from "./shared.js";
import type {Page, Side} from "./shared.js";
import type {ApplicationRow} from "../../measures/sums.js";

/** The rows of one side, counted once for the page's first lines and for its sections. */
export interface SideRows {
  readonly applied: readonly ApplicationRow[];
  readonly years: readonly NewYear[];
  readonly judged: Record<Unit, readonly JoinedYear[]>;
  readonly pending: readonly PendingYear[];
}

/** Everything of a region on one side. */
export function sidePart(page: Page, side: Side, rows: SideRows): string {
  const {region, folder, ledger} = page;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const link = explorerLink(folder, {
    [asHost ? "asylums" : "origins"]: {kind: "region", scheme: region.scheme, code: region.code},
    years: [...ledger.span]
  });
  return [
    section(
      asHost ? "as-host" : "as-origin",
      asHost ? "Received" : "Its people",
      asHost ? `Who applied in ${place}` : `Who applied from ${place}`
    ),
    ...applicationsParts(page, side, rows),
    section(
      `outcomes-${asHost ? "here" : "from"}`,
      "Outcomes",
      asHost ? `What became of the applications in ${place}` : `What became of applications by people from ${place}`
    ),
    ...outcomesParts(page, side, rows.judged),
    ...pendingParts(page, side, rows.pending),
    ...(link
      ? [
          paragraph(
            `<a href="${escape(link)}">Applications ${asHost ? "in" : "by people from"} ${escape(place)} in the explorer</a>`
          )
        ]
      : [])
  ].join("\n");
}

/** The latest year's new applications as one of the figures at the top. */
export function newFact(
  {world}: Pick<Page, "world">,
  years: readonly NewYear[],
  label: string,
  card: (year: number, of: Linked) => string
): Fact[] {
  const latest = latestOf(years);
  if (!latest) return [];
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const also = latest[other];
  const part = share(latest[unit], world.get(latest.year)?.[unit]);
  return [
    {
      label: `${label}, ${latest.year}`,
      count: latest[unit],
      atLeast: latest.atLeast[unit],
      href: card(latest.year, {unit}),
      words: UNITS[unit],
      also: also ? {count: also, words: UNITS[other], href: card(latest.year, {unit: other})} : null,
      under: [
        also ? "never added" : `counted in ${UNITS[unit]}`,
        ...(part === "100%" || part === "–" ? [] : [`${part} of the world’s ${UNITS[unit]}`])
      ].join("; ")
    }
  ];
}

/** Countries with a new application in a year and unit: one that counts cases is not among those of persons. */
function countriesByUnit(ledger: Ledger, rows: readonly ApplicationRow[]): (unit: Unit, year: number) => number {
  const countries = new Map<string, Set<string>>();
  for (const row of rows) {
    if (ledger.part(row) === null) continue;
    const key = `${row.unit} ${row.year}`;
    countries.set(key, (countries.get(key) ?? new Set()).add(row.asylum));
  }
  return (unit, year) => countries.get(`${unit} ${year}`)?.size ?? 0;
}

function applicationsParts(page: Page, side: Side, {applied, years}: SideRows): string[] {
  const {ledger, region, world} = page;
  const {edition, span} = ledger;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const latest = latestOf(years);
  const countries = countriesByUnit(ledger, applied);
  const lastRows = latest ? applied.filter(({year}) => year === latest.year) : [];
  const rest = remainderSentence(ledger, lastRows);
  const units = (["P", "C"] as const).filter((unit) => inUnit(years, unit).some(({count}) => count.value > 0));
  const say = asHost
    ? (words: string) => `countries in ${escape(place)} received new asylum applications for ${words}`
    : (words: string) => `people from ${escape(place)} made new asylum applications for ${words}`;
  const sentence = [
    newSentence(years, {
      say,
      last: span[1],
      none: `No new applications are reported ${asHost ? `in ${escape(place)}` : `for people from ${escape(place)}`}.`
    }),
    latest ? reportedBy(latest, countries) : "",
    rest
  ];
  return [
    yearlyPart(page, {
      id: `applications-${asHost ? "here" : "from"}`,
      number: FIGURE,
      title: `New asylum applications ${asHost ? `in ${place}` : `by people from ${place}`}`,
      unitLine: "All stages added, as UNHCR prints totals; persons and cases are never added",
      series: units.map((unit) => ({
        name: `Counted in ${UNITS[unit]}`,
        head: capital(UNITS[unit]),
        unit,
        years: inUnit(years, unit),
        href: (year) => cardOf(page, side, year, {unit})
      })),
      sentence: sentence.filter(Boolean).join(" "),
      absence: "no entry",
      extras: units.flatMap((unit) => [
        {
          head: `Share of the world’s ${UNITS[unit]}`,
          cell: (year: number) =>
            `<td>${share(years.find((one) => one.year === year)?.[unit], world.get(year)?.[unit])}</td>`
        },
        {
          head: `Countries reporting ${UNITS[unit]}`,
          cell: (year: number) => `<td>${formatNumber(countries(unit, year))}</td>`
        }
      ]),
      notes: notesOfTotal(asHost, latest)
    }),
    ...(asHost
      ? [
          paragraph(
            `<b>How many countries report.</b> ${escape(reportingSentence(reportingOf(edition, region, "applications", span), "applications", region.scheme))} A country that does not report adds nothing, which does not mean 0.`
          )
        ]
      : []),
    ...(latest
      ? (["asylum", "origin"] as const).map((by) =>
          partnersPart(page, {
            id: `${by === "asylum" ? "hosts" : "origins"}-${asHost ? "here" : "from"}`,
            heading: `${by === "asylum" ? "Where they applied" : "Where they came from"}, ${latest.year}`,
            rows: lastRows,
            side,
            by,
            year: latest.year
          })
        )
      : [])
  ];
}

/** The address of the card of a year's number of the region, on one side. */
export const cardOf = ({region}: Pick<Page, "region">, side: Side, year: number, of: Linked) =>
  figureHref("../", {
    ...of,
    ...(side === "asylum" ? {asylums: regionOf(region)} : {origins: regionOf(region)}),
    years: yearOf(year)
  });

/** "27 countries count persons, 1 country cases." */
function reportedBy({year, P, C}: NewYear, countries: (unit: Unit, year: number) => number): string {
  const sizes = (["P", "C"] as const).flatMap((unit) => {
    const n = countries(unit, year);
    return {P, C}[unit] ? [`${formatNumber(n)} ${n === 1 ? "country" : "countries"} in ${UNITS[unit]}`] : [];
  });
  return `They are reported by ${list(sizes)}.`;
}

function notesOfTotal(asHost: boolean, latest: NewYear | undefined): Note[] {
  const unseen = latest ? unseenNote(latest) : "";
  return [
    {
      term: "All stages.",
      text: "As in UNHCR’s printed totals, all stages are added, the two of the United States too: a claim that an asylum officer passes to a court may be counted in both. A country that changes from persons to cases leaves one series and enters the other."
    },
    ...(!asHost
      ? [
          {
            term: "Rounding.",
            text: "UNHCR’s rounding removes the one or two applicants of an origin in a country. How many such countries there are is not known, so the range leaves them out."
          }
        ]
      : unseen
        ? [{term: "Rounding.", text: unseen}]
        : [])
  ];
}

function outcomesParts(page: Page, side: Side, joined: Record<Unit, readonly JoinedYear[]>): string[] {
  const {ledger, region} = page;
  const {edition, span} = ledger;
  const asHost = side === "asylum";
  const place = regionWords(region);
  const here = asHost ? "here" : "from";
  const courts = withCourts(joined);
  const name = (code: string) => edition.places.get(code) ?? code;
  const parts: string[] = [];
  const last = latestJoined(joined)?.year;
  const size = (unit: Unit) =>
    joined[unit].reduce((n, {rows}) => n + rows.reduce((m, {total}) => m + (total ?? 0), 0), 0);
  // A handful of cases next to thousands of persons is in the table, without a sentence.
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
    if (latest?.all && latest.year === last && isLarge(unit))
      parts.push(
        paragraph(
          ratesWords(ledger, latest, {
            where: asHost ? `in ${escape(place)}` : `for people from ${escape(place)}`,
            page: "../countries/usa"
          })
        )
      );
    parts.push(
      outcomesPart(page, series, {
        id: `outcomes-${here}-${UNITS[unit]}`,
        number: FIGURE,
        title: asHost ? `Decisions in ${place}` : `Decisions on applications by people from ${place}`,
        who: asHost ? `countries in ${escape(place)}` : "all countries together",
        ...(asHost ? {} : {of: ` by people from ${escape(place)}`}),
        step: `first instance, and first instance and appeal combined${courts ? `; ${COURTS_LEFT_OUT}` : ""}`,
        absence: "no entry",
        href: (year, of) => cardOf(page, side, year, {...of, unit}),
        notes: latest ? notesOf(latest, name) : []
      }).html
    );
  }
  if (!parts.length)
    parts.push(
      paragraph(
        `No first-instance decisions are reported ${asHost ? `in ${escape(place)}` : `on applications by people from ${escape(place)}`}${courts ? ", outside the immigration courts of the United States" : ""}.`
      )
    );
  if (asHost && last !== undefined)
    parts.push(
      paragraph(escape(reportingSentence(reportingOf(edition, region, "decisions", span), "decisions", region.scheme)))
    );
  return parts;
}

/** People at the end of a year: pending asylum-seekers, refugees, and how many places have either. */
export interface PendingYear {
  readonly year: number;
  readonly seekers: Count | null;
  readonly refugees: Count | null;
  readonly places: number;
}

/** Year-end figures of a region. Of its countries of asylum they carry the origins that rounding may have removed. */
export function pendingYears({ledger, region}: Page, side: Side): PendingYear[] {
  const {edition} = ledger;
  const stocks = stocksWithin(edition, region, ledger.stocks[side], ["seekers", "refugees"]);
  const unseen = (year: number, kind: "seekers" | "refugees") =>
    side === "asylum"
      ? placesOf(edition, region, year).reduce((n, code) => n + ledger.unseenStock(code, year, kind), 0)
      : 0;
  return [...stocks]
    .sort((a, b) => ascending(a[0], b[0]))
    .map(([year, {seekers, refugees, places}]) => ({
      year,
      seekers: seekers && withUnseen(seekers, unseen(year, "seekers")),
      refugees: refugees && withUnseen(refugees, unseen(year, "refugees")),
      places
    }));
}

/** Pending asylum-seekers as one of the figures at the top. */
export function pendingFact(page: Pick<Page, "ledger" | "region">, years: readonly PendingYear[]): Fact {
  const [, last] = page.ledger.span;
  return {
    label: `Pending, end of ${last}`,
    count: years.find(({year}) => year === last)?.seekers ?? null,
    href: cardOf(page, "asylum", last, {measure: "asylum_seekers"}),
    under: "asylum-seekers awaiting a decision there"
  };
}

function pendingParts(page: Page, side: Side, years: readonly PendingYear[]): string[] {
  const [, last] = page.ledger.span;
  const asHost = side === "asylum";
  const place = regionWords(page.region);
  const here = asHost ? "here" : "from";
  const seekers = years.flatMap(({year, seekers: count}): YearCount[] => (count ? [{year, count}] : []));
  const at = new Map(years.map((one) => [one.year, one]));
  const href = (measure: "refugees" | "asylum_seekers") => (year: number) => cardOf(page, side, year, {measure});
  return [
    section(`pending-${here}`, "Pending", asHost ? `Who is waiting in ${place}` : `Who is waiting from ${place}`),
    yearlyPart(page, {
      id: `waiting-${here}`,
      number: FIGURE,
      title: `${capital(PENDING)} ${asHost ? "in" : "by people from"} ${place}, end of year`,
      unitLine:
        "Persons awaiting a decision on 31 December, as UNHCR counts them; not calculated from applications and decisions",
      series: [{name: "", head: capital(PENDING), unit: "P", years: seekers, href: href("asylum_seekers")}],
      absence: "no entry",
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
          text: "The table also gives UNHCR’s number of refugees. It may include people with temporary and other protection, and does not mean the number recognised."
        }
      ],
      extras: [
        {
          head: "Refugees, end of year",
          cell: (year) => numberCell(at.get(year)?.refugees ?? null, undefined, href("refugees")(year))
        },
        {
          head: asHost ? "Countries reporting" : "Origins reported",
          cell: (year) => `<td>${formatNumber(at.get(year)?.places ?? 0)}</td>`
        }
      ]
    })
  ];
}

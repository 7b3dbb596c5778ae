// A page for each region of the world, as host and as origin, and the world in its regions at a glance. As the pages of countries
// they are written after Framework's build into the frame of one page, from the same parts.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {ascending, descending, group, max, min, range} from "d3";
import {articled, decided, escape, figure, list, partnersSentence, yearlySentence} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {formatNumber, formatSpans, formatYears} from "../../words/format.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {formatCount, formatPercent} from "../../measures/format.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Stage, Unit} from "../../measures/codes.js";
import {headlineApplications} from "../../measures/newness.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {
  explorerLink,
  factsHtml,
  FIGURE,
  ledgerOf,
  MOST,
  numberCell,
  outcomesPart,
  paragraph,
  plain,
  plateHtml,
  row,
  section,
  table,
  textCell,
  UNKNOWN,
  upper,
  weight,
  yearlyPart
} from "../country/country.js";
import type {Fact, Ledger, Series} from "../country/country.js";
import type {Edition} from "../../edition/edition.js";
import {
  partsOfWorld,
  placesOf,
  reportingOf,
  rowsWithin,
  stocksWithin,
  worldRegions
} from "../../edition/worldRegions.js";
import type {Part, Reporting, WorldRegion} from "../../edition/worldRegions.js";

const TEMPLATE = "world/region.html";
const INDEX = "world.html";
const HOLDER = '<div id="all-regions"></div>';
/** A year is thin where fewer than nine in ten of the most hosts of any year have a row. */
const THIN = 0.9;

type Side = "asylum" | "origin";

interface Page {
  readonly ledger: Ledger;
  readonly region: WorldRegion;
  readonly regions: readonly WorldRegion[];
  readonly folder: string;
  readonly source: string;
  /** New applications of the whole world by year, persons and cases apart. */
  readonly world: World;
}

type Headlines = Record<Unit, Count | null>;
type World = ReadonlyMap<number, Headlines>;

function headlinesOf(rows: readonly ApplicationRow[]): Headlines {
  const {P, C} = headlineApplications(rows);
  return {P: P?.count ?? null, C: C?.count ?? null};
}

function byYear(rows: readonly ApplicationRow[]): Map<number, Headlines> {
  return new Map(
    Array.from(
      group(rows, ({year}) => year),
      ([year, some]) => [year, headlinesOf(some)] as const
    ).sort((a, b) => ascending(a[0], b[0]))
  );
}

/** A region's name as it stands in a sentence. */
function inWords({name, scheme}: WorldRegion): string {
  if (scheme === "bureau") return `${name.replace(/^The /, "the ")} (UNHCR’s region)`;
  return /^(?:Caribbean|Micronesian Region|European Union)$/.test(name) ? `the ${name}` : articled(name);
}

/** A region's name as a heading: bureaus bear names that M49's regions bear too. */
const titled = ({name, scheme}: WorldRegion) => (scheme === "bureau" ? `${name}, UNHCR’s region` : name);

const share = (count: Count | null | undefined, of: Count | null | undefined) =>
  count && of && of.value > 0 ? formatPercent(Math.min(1, count.value / of.value), "en") : "–";

const countryLink = (ledger: Ledger, code: string, up = "../") => {
  const name = escape(ledger.edition.places.get(code) ?? code);
  if (code === UNKNOWN) return "Unknown";
  return ledger.places.some(({place}) => place === code)
    ? `<a href="${up}countries/${code.toLowerCase()}">${name}</a>`
    : name;
};

/** What a total of a region rests on, in one sentence: the last year, and the fewest and most hosts of any. */
export function reportingSentence(
  reporting: readonly Reporting[],
  what: string,
  scheme: WorldRegion["scheme"]
): string {
  const last = reporting.at(-1);
  if (!last || reporting.every(({hosts}) => hosts === 0)) return `No host of it has a row of ${what} in any year.`;
  const of = scheme === "members" ? "members of the year" : `places that ever have a row of ${what}`;
  const [fewest, most] = [min(reporting, ({hosts}) => hosts) ?? 0, max(reporting, ({hosts}) => hosts) ?? 0];
  const thin =
    scheme === "members"
      ? reporting.filter(({hosts, of: all}) => hosts < all)
      : reporting.filter(({hosts}) => hosts < THIN * most);
  const told = `In ${last.year} ${last.hosts === last.of && last.of > 1 ? `all ${last.of}` : `${last.hosts} of ${last.of}`} ${of} ${scheme === "members" ? `${last.hosts === 1 ? "has" : "have"} a row of ${what}` : `${last.hosts === 1 ? "has" : "have"} one`}`;
  const spread =
    fewest === most ? `, as many as in every year` : `; the fewest of any year are ${fewest}, the most ${most}`;
  const years = formatSpans(thin.map(({year}) => year));
  const tail = !thin.length
    ? scheme === "members"
      ? " No member of a year is without one."
      : ""
    : scheme === "members"
      ? ` At least one member is without one in ${years}.`
      : ` Under nine tenths of the most are ${years}: a rise or fall there may be one of reporting.`;
  return `${told}${spread}.${tail}`;
}

interface Row {
  readonly code: string;
  readonly counts: Headlines;
}

function counted(rows: readonly ApplicationRow[], by: Side): Row[] {
  return Array.from(
    group(rows, (each) => each[by]),
    ([code, some]) => ({code, counts: headlinesOf(some)})
  )
    .filter(({counts}) => counts.P !== null || counts.C !== null)
    .sort(
      (a, b) =>
        descending(a.counts.P?.value ?? -1, b.counts.P?.value ?? -1) ||
        descending(a.counts.C?.value ?? -1, b.counts.C?.value ?? -1) ||
        ascending(a.code, b.code)
    );
}

/** People of no country stand after all others, each as a line of its own. */
const APART = [
  [UNKNOWN, "Unknown"],
  ["XXA", "Stateless"],
  ["TIB", "Tibetan"]
] as const;
const isApart = (code: string) => APART.some(([one]) => one === code);

/** The hosts or origins of a year, persons and cases apart, with the sum that they make. */
function partnersPart(
  page: Page,
  {
    id,
    heading,
    rows,
    side,
    by,
    year,
    unit
  }: {id: string; heading: string; rows: readonly ApplicationRow[]; side: Side; by: Side; year: number; unit: Unit}
): string {
  const {ledger} = page;
  const all = counted(rows, by);
  const known = all.filter(({code}) => by === "asylum" || !isApart(code));
  const apart = by === "asylum" ? [] : APART.flatMap(([code]) => all.filter((one) => one.code === code));
  const total = headlinesOf(rows);
  const inUnit = known.flatMap(({code, counts}) => (counts[unit] ? [{code, count: counts[unit]}] : []));
  const unknown = apart.find(({code}) => code === UNKNOWN)?.counts[unit] ?? null;
  const sentence = partnersSentence({
    year,
    kind: by === "asylum" ? "host" : "origin",
    unit,
    partners: inUnit
      .sort((a, b) => descending(a.count.value, b.count.value))
      .map(({code, count}) => ({name: ledger.edition.places.get(code) ?? code, count})),
    unknown
  });
  if (!all.length) return `<h3 id="${id}">${escape(heading)}</h3>${paragraph(sentence)}`;
  // Whoever files cases alone stands low in persons: the three largest of them stay in sight.
  const first = known.slice(0, MOST);
  const inCases = known
    .slice(MOST)
    .filter(({counts}) => (counts.C?.value ?? 0) > 0)
    .sort((a, b) => descending(a.counts.C?.value ?? 0, b.counts.C?.value ?? 0))
    .slice(0, 3);
  const shown = [...first, ...inCases];
  const rest = known.filter((one) => !shown.includes(one));
  const added = (some: readonly Row[], of: Unit) => sum(some.map(({counts}) => counts[of]));
  const cells = (counts: Headlines) => [
    numberCell(counts.P),
    `<td>${share(counts.P, total.P)}</td>`,
    numberCell(counts.C)
  ];
  const mistrust =
    unknown && total[unit] && unknown.value > 0.05 * total[unit].value
      ? paragraph(
          `<b>Unknown origin.</b> ${figure(unknown)} of ${figure(total[unit])} ${UNITS[unit]} of ${year} have no origin, so the order of origins cannot be trusted.`,
          "caution"
        )
      : "";
  return (
    `<h3 id="${id}">${escape(heading)}</h3>${paragraph(sentence)}${mistrust}` +
    table(
      `${id}-table`,
      `New applications of ${year} ${side === "asylum" ? "in" : "by people from"} ${inWords(page.region)} by ${by === "asylum" ? "host" : "origin"}, every level; persons and cases are never added`,
      [by === "asylum" ? "Host" : "From", "Persons", "Share of the persons", "Cases"],
      [
        ...shown.map(({code, counts}) => row(countryLink(ledger, code), ...cells(counts))),
        ...(rest.length
          ? [
              row(
                `${rest.length} more ${by === "asylum" ? (rest.length === 1 ? "host" : "hosts") : rest.length === 1 ? "origin" : "origins"}`,
                ...cells({P: added(rest, "P"), C: added(rest, "C")})
              )
            ]
          : []),
        ...apart.map(({code, counts}) =>
          row(
            code === UNKNOWN
              ? "Unknown"
              : `<a href="../countries/${code.toLowerCase()}">${APART.find(([one]) => one === code)?.[1] ?? code}</a>`,
            ...cells(counts)
          )
        ),
        row("Together", ...cells(total)).replace("<tr>", '<tr class="sum">')
      ]
    )
  );
}

interface StageSeries {
  readonly stage: Stage;
  readonly series: Series<PublishedDecision>;
}

/**
 * Decisions that may be added: one stage and one unit, without the United States, whose two levels decide the same claims. Drawn
 * are the series with most rows of the last five years and one more that holds a twentieth of it; the others are told.
 */
function outcomeSeries(rows: readonly PublishedDecision[], last: number): {drawn: StageSeries[]; told: StageSeries[]} {
  const made = Array.from(
    group(
      rows.filter(({asylum, level}) => asylum !== "USA" && ["first", "combined"].includes(stageOf(level))),
      (each) => `${stageOf(each.level)} ${each.unit}`
    ).values(),
    (some) => {
      const grouped = group(some, ({year}) => year);
      const [{level, unit}] = some as [PublishedDecision, ...PublishedDecision[]];
      const series: Series<PublishedDecision> = {
        level: some.find((one) => one.level === "FI")?.level ?? level,
        unit,
        rows: some,
        byYear: grouped,
        years: [...grouped.keys()].sort(ascending)
      };
      return {stage: stageOf(level), series};
    }
  ).sort(
    (a, b) =>
      descending(weight(a.series, last - 4), weight(b.series, last - 4)) ||
      descending(weight(a.series, 0), weight(b.series, 0))
  );
  const [main] = made;
  const most = main ? weight(main.series, 0) : 0;
  const second = made.findIndex(({series}, i) => i > 0 && weight(series, 0) >= Math.max(100, most / 20));
  const drawn = made.filter((_, i) => i === 0 || i === second);
  return {drawn, told: made.filter((each) => !drawn.includes(each))};
}

const STAGE_WORDS: Partial<Record<Stage, string>> = {
  first: "first instance",
  combined: "first instance and appeal together"
};

/** Everything of a region on one side: as host, or as origin. */
function sidePart(page: Page, side: Side): {facts: Fact[]; html: string} {
  const {ledger, region, folder, world} = page;
  const {edition, read, span} = ledger;
  const [, last] = span;
  const asHost = side === "asylum";
  const here = asHost ? "here" : "from";
  const applied = rowsWithin(edition, region, ledger.applications[side]);
  const judged = rowsWithin(edition, region, ledger.decisions[side]);
  const years = byYear(applied);
  const appliedByYear = group(applied, ({year}) => year);
  const reporting = reportingOf(edition, region, "applications", span);
  const hostsOf = new Map(
    asHost
      ? reporting.map(({year, hosts}) => [year, hosts])
      : Array.from(appliedByYear, ([year, some]) => [year, new Set(some.map(({asylum}) => asylum)).size])
  );
  const place = inWords(region);
  const people = asHost ? `in ${place}` : `of people from ${place}`;
  const facts: Fact[] = [];
  const parts: string[] = [];
  const unit: Unit = (years.get(last)?.P?.value ?? 0) >= (years.get(last)?.C?.value ?? 0) ? "P" : "C";
  const other: Unit = unit === "P" ? "C" : "P";

  parts.push(
    section(
      asHost ? "as-host" : "as-origin",
      asHost ? "As host" : "As origin",
      asHost ? `Who asked in ${place}` : `Who asked from ${place}`
    )
  );
  if (asHost)
    parts.push(
      paragraph(
        `<b>What the totals rest on.</b> ${escape(reportingSentence(reporting, "applications", region.scheme))} A host without a row adds nothing, and that is not 0; the table behind each chart says how many have one.`
      )
    );
  const latest = years.get(last);
  facts.push({
    label: `New applications, ${last}`,
    count: latest?.[unit] ?? null,
    under: [
      UNITS[unit],
      ...(latest?.[other] ? [`and ${formatCount(latest[other], "en")} ${UNITS[other]} apart`] : []),
      `${share(latest?.[unit], world.get(last)?.[unit])} of the world’s ${UNITS[unit]}`
    ].join("; ")
  });

  let plates = 0;
  for (const of of [unit, other]) {
    const some = [...years].flatMap(([year, counts]): YearCount[] => (counts[of] ? [{year, count: counts[of]}] : []));
    if (of === other && !some.some(({count}) => count.value > 0)) continue;
    const sentence =
      yearlySentence({
        what: `new applications ${escape(people)}`,
        unit: of,
        none: `No row of new applications is in ${UNITS[of]}.`,
        years: some,
        last
      }) +
      (some.at(-1)?.year === last
        ? ` The number of ${last} is ${share(some.at(-1)?.count, world.get(last)?.[of])} of the world’s ${UNITS[of]}; ${hostsOf.get(last) ?? 0} ${hostsOf.get(last) === 1 ? "host has" : "hosts have"} a row${asHost ? "" : " of them"}.`
        : "");
    parts.push(
      yearlyPart(page, {
        id: `applications-${here}-${UNITS[of]}`,
        number: FIGURE,
        title: `New applications ${people}, ${UNITS[of]}`,
        unitLine: `${upper(UNITS[of])}; all levels, types N and NR, before 2006 “various”, as UNHCR’s printed totals count them`,
        unit: of,
        years: some,
        sentence,
        absence: "no row",
        extras: [
          {
            head: "Share of the world",
            cell: (year) => `<td>${share(years.get(year)?.[of], world.get(year)?.[of])}</td>`
          },
          {
            head: asHost ? "Hosts with a row" : "Hosts with a row of them",
            cell: (year) => `<td>${formatNumber(hostsOf.get(year) ?? 0)}</td>`
          }
        ],
        ...(plates === 0
          ? {
              note: {
                term: "All levels.",
                text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may stand in both. A host that changes from persons to cases leaves one series and enters the other."
              }
            }
          : {})
      })
    );
    plates++;
  }
  const lastRows = appliedByYear.get(last) ?? [];
  const partners = (by: Side) =>
    partnersPart(page, {
      id: `${by === "asylum" ? "hosts" : "origins"}-${here}`,
      heading: `${by === "asylum" ? "Where they asked" : "Where they came from"}, ${last}`,
      rows: lastRows,
      side,
      by,
      year: last,
      unit
    });
  parts.push(partners("asylum"), partners("origin"));

  // Outcomes
  parts.push(
    section(
      `outcomes-${here}`,
      "Outcomes",
      asHost ? `What became of them in ${place}` : `What became of people from ${place}`
    )
  );
  const {drawn: series, told} = outcomeSeries(judged, last);
  const withUsa = judged.some(({asylum}) => asylum === "USA");
  if (!series.length)
    parts.push(
      paragraph(
        `No row of decisions at first instance, alone or with appeals${withUsa ? ", outside the United States" : ""}, is ${asHost ? `of a host in ${escape(place)}` : `of people from ${escape(place)}`}.`
      )
    );
  series.forEach(({stage, series: one}, i) => {
    const levels = [...new Set(one.rows.map(({level}) => level))].sort(ascending);
    const step = `${STAGE_WORDS[stage] ?? stage} (${levels.join(", ")})`;
    const where = `${asHost ? upper(place) : `people from ${place}`}, ${step}${withUsa ? ", all countries but the United States" : ""}`;
    parts.push(
      outcomesPart(page, one, {id: `outcomes-${here}-${i + 1}`, number: FIGURE, where, step, absence: "no row"}).html
    );
    if (i === 0) {
      const year = one.years.at(-1) ?? last;
      const found = sumDecisions(one.byYear.get(year) ?? [], read);
      facts.push({
        label: `Refugee status granted, ${year}`,
        count: found?.statuses.refugee_status ?? null,
        under: `${UNITS[one.unit]}, ${step}${found && decided(found).value ? `; of ${formatNumber(decided(found).value)} decided` : ""}${withUsa ? "; without the United States" : ""}`
      });
    }
  });
  if (told.length)
    parts.push(
      paragraph(
        `Also decided at a first or combined stage, and added to none of these: ${list(
          told.map(
            ({stage, series: {unit: of, rows, years: some}}) =>
              `${STAGE_WORDS[stage] ?? stage} in ${UNITS[of]}, ${formatNumber(rows.reduce((n, {total}) => n + (total ?? 0), 0))} decisions in ${formatSpans(some)}`
          )
        )}.`
      )
    );
  if (asHost && series.length)
    parts.push(
      paragraph(escape(reportingSentence(reportingOf(edition, region, "decisions", span), "decisions", region.scheme)))
    );
  if (withUsa)
    parts.push(
      paragraph(
        `The <a href="../countries/usa">United States</a> are told on their own page: a claim referred from one of their levels is decided again at the other, so that the two are never added.`
      )
    );

  // Stocks
  const stocks = stocksWithin(edition, region, ledger.stocks[side], ["seekers", "refugees"]);
  const counts = (of: "seekers" | "refugees") =>
    [...stocks]
      .sort((a, b) => ascending(a[0], b[0]))
      .flatMap(([year, at]): YearCount[] => (at[of] ? [{year, count: at[of]}] : []));
  const seekers = counts("seekers");
  parts.push(
    section(`pending-${here}`, "Pending", asHost ? `Who waits in ${place}` : `Who waits from ${place}`),
    yearlyPart(page, {
      id: `waiting-${here}`,
      number: FIGURE,
      title: `Asylum-seekers ${asHost ? "in" : "from"} ${place} at year end`,
      unitLine:
        "Persons; a stock on 31 December, not a flow: the publisher’s count, not derived from applications and decisions",
      unit: "P",
      years: seekers,
      absence: "no row",
      sentence: yearlySentence({
        at: "At the end of",
        what: `asylum-seekers waiting ${asHost ? `in ${escape(place)}` : `who come from ${escape(place)}`}`,
        unit: "P",
        none: "No year-end row counts them.",
        years: seekers,
        last
      }),
      note: {
        term: "Refugees at year end.",
        text: "The table gives the publisher’s stock of refugees beside it. It may hold people with temporary and other protection, and is no count of recognitions."
      },
      extras: [
        {
          head: "Refugees, the publisher’s stock",
          cell: (year) => numberCell(stocks.get(year)?.refugees ?? null)
        },
        {
          head: asHost ? "Hosts with a row" : "Origins with a row",
          cell: (year) => `<td>${formatNumber(stocks.get(year)?.places ?? 0)}</td>`
        }
      ]
    })
  );
  const at = stocks.get(last);
  facts.push(
    {label: `Asylum-seekers at the end of ${last}`, count: at?.seekers ?? null, under: "waiting for a decision"},
    {
      label: `Refugees at the end of ${last}`,
      count: at?.refugees ?? null,
      under: "the publisher’s stock, no count of recognitions"
    }
  );
  const link = explorerLink(folder, {
    [asHost ? "asylums" : "origins"]: {kind: "region", scheme: region.scheme, code: region.code},
    years: [...span]
  });
  if (link)
    parts.push(
      paragraph(
        `<a href="${escape(link)}">${escape(upper(place))} as ${asHost ? "host" : "origin"} in the explorer</a>`
      )
    );
  return {facts, html: parts.join("\n")};
}

/** What the region is: its parts, its places, and for a union who was a member when and by which treaty. */
function placesPart({ledger, region, regions}: Page): string {
  const {edition} = ledger;
  const codes = placesOf(edition, region);
  const withRows = new Set(ledger.places.map(({place}) => place));
  const name = (code: string) => edition.places.get(code) ?? code;
  const sorted = codes.sort((a, b) => ascending(name(a), name(b)));
  const parts = regions.filter(({parent, scheme}) => scheme === "m49" && parent === region.code);
  const lines = edition.memberships.filter(({scheme}) => scheme === region.code);
  const html = [section("places", "Places", `Who is in ${inWords(region)}`)];
  if (region.scheme === "members") {
    const sources = (text: string) =>
      text
        .split(" | ")
        .map((href, i, {length}) => `<a href="${escape(href)}">EUR-Lex${length > 1 ? ` (${i + 1})` : ""}</a>`)
        .join(", ");
    html.push(
      paragraph(
        `A place counts in each year on whose 31 December it was a member: Croatia, which joined on 1 July 2013, from 2013 on; the United Kingdom, which left on 1 February 2020, to 2019.${
          region.code === "eu_plus"
            ? " EU+ is the members of the year with Iceland, Liechtenstein, Norway and Switzerland in every year, as the European Union Agency for Asylum counts it; the agreements that tie the four to the Union’s asylum law stand beside them."
            : ""
        } Territories that have codes of their own in UNHCR’s rows are no members.`
      ),
      table(
        "members-table",
        `${region.name}: members by year, with the treaty that says so`,
        ["Place", "Counts in", "Treaty or agreement", "Address"],
        [...lines]
          .sort((a, b) => ascending(name(a.place), name(b.place)))
          .map(({place, year_from, year_to, treaty, source_url}) =>
            row(
              countryLink(ledger, place),
              textCell(
                year_from === null
                  ? "every year"
                  : year_to === null
                    ? `from ${year_from}`
                    : formatYears(year_from, year_to)
              ),
              textCell(escape(treaty)),
              textCell(sources(source_url))
            )
          ),
        "words"
      )
    );
    return html.join("\n");
  }
  if (parts.length)
    html.push(
      paragraph(
        `Its parts: ${list(parts.map(({slug, name: words}) => `<a href="./${slug}">${escape(words)}</a>`))}. They add up to it.`
      )
    );
  const linked = sorted.filter((code) => withRows.has(code));
  const silent = sorted.length - linked.length;
  html.push(
    paragraph(
      `${sorted.length} ${sorted.length === 1 ? "country or territory" : "countries and territories"}${region.scheme === "bureau" ? ", as UNHCR divides the world among its regional bureaus" : ", as the United Nations’ M49 standard places them"}${silent ? `; ${silent} ${silent === 1 ? "has" : "have"} no row` : ""}: ${linked.map((code) => countryLink(ledger, code)).join(", ")}.`
    )
  );
  return html.join("\n");
}

/** What no total of the region can tell. */
function limitsPart({ledger, region}: Page): string {
  const [, last] = ledger.span;
  const rows = (code: string) =>
    headlinesOf((ledger.applications.origin.get(code) ?? []).filter(({year}) => year === last));
  const words = (counts: Headlines) =>
    list((["P", "C"] as const).flatMap((unit) => (counts[unit] ? [`${figure(counts[unit])} ${UNITS[unit]}`] : []))) ||
    "no row";
  const inBureau = region.scheme === "bureau" && ledger.edition.atlas.find(({place}) => place === "TIB")?.bureau;
  return [
    section("limits", "Limits", "What these totals cannot tell"),
    `<ul class="peculiar">`,
    `<li><b>People in no region.</b> Of the world’s new applications of ${last}, ${words(rows(UNKNOWN))} name no origin: some of them come from here, and nobody can tell how many. Stateless people stand apart too (${words(rows("XXA"))})${inBureau ? "" : `, as do Tibetans (${words(rows("TIB"))})`}.</li>`,
    `<li><b>Rounding.</b> UNHCR rounds small counts: a published 0 of applications is 0 to 2, a 5 is 3 to 5. The brackets hold every such count of the region at its lowest and at its highest.</li>`,
    `<li><b>Absent rows.</b> A pair without a row adds nothing. It may have been nobody, one or two rounded away, or a host that did not report.</li>`,
    `</ul>`
  ].join("\n");
}

const KIND_WORDS = {
  m49: (parent: WorldRegion | undefined) => (parent ? `M49 subregion of ${parent.name}` : "M49 region"),
  bureau: () => "Region of a UNHCR bureau",
  members: () => "Members by year"
} as const;

/** The contents of one region's page. */
export function regionPage(
  ledger: Ledger,
  region: WorldRegion,
  folder: string,
  world: World = worldOf(ledger)
): {title: string; main: string} {
  const regions = worldRegions(ledger.edition);
  const page: Page = {
    ledger,
    region,
    regions,
    folder,
    world,
    source: `UNHCR, edition ${ledger.edition.id}.`
  };
  const parent = regions.find(({scheme, code}) => scheme === "m49" && code === region.parent);
  const [host, origin] = [sidePart(page, "asylum"), sidePart(page, "origin")];
  const facts = (heading: string, some: readonly Fact[]) =>
    `<p class="side"><b>${escape(heading)}</b></p>${factsHtml(some).replace("At a glance", `At a glance: ${escape(heading)}`)}`;
  let figures = 0;
  return {
    title: titled(region),
    main: [
      `<p class="kick"><a href="../world">World</a>${parent ? ` / <a href="./${parent.slug}">${escape(parent.name)}</a>` : ""} / ${escape(KIND_WORDS[region.scheme](parent))} / <a href="#as-host">as host</a> / <a href="#as-origin">as origin</a> / <a href="#places">places</a></p>`,
      `<h1>${escape(titled(region))}</h1>`,
      facts("As host", host.facts),
      facts("As origin", origin.facts),
      host.html,
      origin.html,
      placesPart(page),
      limitsPart(page)
    ]
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** New applications of the whole world by year. */
export function worldOf(ledger: Ledger): World {
  return byYear([...ledger.applications.asylum.values()].flat());
}

interface PartCounts {
  readonly part: Part;
  readonly years: ReadonlyMap<number, Headlines>;
}

function countsOf(ledger: Ledger, parts: readonly Part[], side: Side): PartCounts[] {
  return parts.map((part) => ({
    part,
    years: byYear([...ledger.applications[side]].flatMap(([code, rows]) => (part.takes(code) ? rows : [])))
  }));
}

/** Applications of the five regions drawn as small multiples, with every year of every part in the table behind. */
function partsPlate(ledger: Ledger, parts: readonly Part[], side: Side, unit: Unit, world: World): string {
  const [from, last] = ledger.span;
  const counts = countsOf(ledger, parts, side).filter(({years}) => [...years.values()].some((at) => at[unit] !== null));
  const asHost = side === "asylum";
  const drawn = counts.filter(({part}) => part.region !== null);
  const ordered = [...drawn].sort((a, b) =>
    descending(a.years.get(last)?.[unit]?.value ?? -1, b.years.get(last)?.[unit]?.value ?? -1)
  );
  const panels = ordered.map(({part, years}): MultiplesPanel => ({
    name: part.name,
    under: "",
    group: "regions",
    square: unit === "C",
    points: range(from, last + 1).map((year) => {
      const count = years.get(year)?.[unit] ?? null;
      return {
        year,
        value: count?.value ?? null,
        lo: count?.lo ?? null,
        hi: count?.hi ?? null,
        words: count ? formatCount(count, "en") : "no row",
        absence: count ? null : "no row"
      };
    })
  }));
  const [first] = ordered;
  const at = first?.years.get(last)?.[unit];
  const all = world.get(last)?.[unit];
  const apart = counts.filter(({part}) => part.region === null);
  const unknown = asHost ? null : apart.find(({part}) => part.takes(UNKNOWN))?.years.get(last)?.[unit];
  const sentence =
    `In ${last} ${asHost ? "hosts in" : "people from"} ${escape(articled(first?.part.name ?? ""))} ${asHost ? "have" : "made"} most new applications in ${UNITS[unit]}: ${at ? figure(at) : "none"} of the world’s ${all ? figure(all) : "none"}, ${share(at, all)}.` +
    (apart.length
      ? ` In no region: ${
          list(
            apart.flatMap(({part, years}) => {
              const count = years.get(last)?.[unit];
              return count ? [`${escape(part.name.toLowerCase().replace("tibetan", "Tibetan"))} ${figure(count)}`] : [];
            })
          ) || "nobody"
        }.`
      : "") +
    (unknown && all && unknown.value > 0.05 * all.value
      ? " With so many of unknown origin the order of the regions cannot be trusted."
      : "");
  const id = `world-${asHost ? "hosts" : "origins"}-${UNITS[unit]}`;
  return plateHtml(
    {
      id,
      made: "./code/pages/world/world#partsPlate",
      number: FIGURE,
      title: `New applications ${asHost ? "by region of asylum" : "by region of origin"}, ${UNITS[unit]}`,
      unit: `${upper(UNITS[unit])}; all levels, types N and NR, before 2006 “various”; one scale, ${formatYears(from, last)}`,
      breadth: "wide",
      draw: (options) => multiples({panels}, {...options, label: plain(sentence)}),
      source: `UNHCR, edition ${ledger.edition.id}.`
    },
    table(
      `${id}-rows`,
      `New applications ${asHost ? "by region of asylum" : "by region of origin"}, ${UNITS[unit]}: the parts and the world`,
      ["Year", ...counts.map(({part}) => escape(part.name)), "World"],
      range(from, last + 1).map((year) =>
        row(
          String(year),
          ...counts.map(({years}) => numberCell(years.get(year)?.[unit], "no row")),
          numberCell(world.get(year)?.[unit])
        )
      ),
      "stacked"
    )
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}

/** Every part of the world with what it holds of the last year; the last row is the world, and the parts add up to it. */
function sumTable(ledger: Ledger, parts: readonly Part[], side: Side): string {
  const [, last] = ledger.span;
  const asHost = side === "asylum";
  const first = (rows: readonly PublishedDecision[], unit: Unit) => {
    const found = sumDecisions(
      rows.filter(
        (one) => one.year === last && one.unit === unit && one.asylum !== "USA" && stageOf(one.level) === "first"
      ),
      ledger.read
    );
    return found ? decided(found) : null;
  };
  const line = (takes: (code: string) => boolean) => {
    const of = <T>(byPlace: ReadonlyMap<string, readonly T[]>) =>
      [...byPlace].flatMap(([code, rows]) => (takes(code) ? rows : []));
    const applied = headlinesOf(of<ApplicationRow>(ledger.applications[side]).filter(({year}) => year === last));
    const judged = of<PublishedDecision>(ledger.decisions[side]);
    const stocks = [...ledger.stocks[side]].flatMap(([code, years]) => (takes(code) ? (years.get(last) ?? []) : []));
    return [
      applied.P,
      applied.C,
      first(judged, "P"),
      first(judged, "C"),
      sum(stocks.map(({seekers}) => seekers)),
      sum(stocks.map(({refugees}) => refugees))
    ];
  };
  const lines = parts
    .map((part) => ({part, counts: line(part.takes)}))
    .filter(({counts}) => counts.some((count) => count !== null));
  return table(
    `parts-${asHost ? "hosts" : "origins"}`,
    `The world of ${last} ${asHost ? "by region of asylum" : "by region of origin"}, with what lies in no region: the lines add up to the world in each unit. Decisions at first instance are without the United States`,
    [
      asHost ? "Region of asylum" : "Region of origin",
      "New applications, persons",
      "New applications, cases",
      "Decisions at first instance, persons",
      "Decisions at first instance, cases",
      "Asylum-seekers at year end",
      "Refugees at year end"
    ],
    [
      ...lines.map(({part, counts}) =>
        row(
          part.region ? `<a href="./world/${part.region.slug}">${escape(part.name)}</a>` : escape(part.name),
          ...counts.map((count) => numberCell(count, "no row"))
        )
      ),
      row("World", ...line(() => true).map((count) => numberCell(count))).replace("<tr>", '<tr class="sum">')
    ],
    "stacked"
  );
}

/** All regions of one way of dividing the world, each with its page. */
function listTable(ledger: Ledger, some: readonly WorldRegion[], id: string, caption: string): string {
  const {edition, span} = ledger;
  const [, last] = span;
  const rows = (region: WorldRegion, side: Side) =>
    headlinesOf(rowsWithin(edition, region, ledger.applications[side]).filter(({year}) => year === last));
  return table(
    id,
    caption,
    ["Region", "Hosts with a row", "Asked there, persons", "Cases", "Asked from there, persons", "Cases"],
    some.map((region) => {
      const [host, origin] = [rows(region, "asylum"), rows(region, "origin")];
      const reporting = reportingOf(edition, region, "applications", span).at(-1);
      const link = `<a href="./world/${region.slug}">${escape(region.name)}</a>`;
      return row(
        region.parent === null ? link : `– ${link}`,
        textCell(reporting ? `${reporting.hosts} of ${reporting.of}` : "–"),
        numberCell(host.P),
        numberCell(host.C),
        numberCell(origin.P),
        numberCell(origin.C)
      );
    })
  );
}

/** The page of the world: the parts at a glance, their sum, and the list of every region's page. */
export function worldPage(ledger: Ledger, folder: string): string {
  const {edition, span} = ledger;
  const regions = worldRegions(edition);
  const parts = partsOfWorld(edition, "regions");
  const world = worldOf(ledger);
  const [, last] = span;
  const of = (scheme: WorldRegion["scheme"]) => regions.filter((region) => region.scheme === scheme);
  const members = of("members");
  const explorer = explorerLink(folder, {asylums: {kind: "region", scheme: "m49", code: "150"}, years: [...span]});
  let figures = 0;
  return [
    paragraph(
      `The rows name countries; a region’s total is the sum of its countries’ rows, persons and cases apart. It holds what its hosts reported, and how many did so stands beside it. People of unknown origin, stateless people and Tibetans lie in no region and stand as lines of their own: with them the regions add up to the world.`
    ),
    section("as-host", "As host", "Where people ask"),
    partsPlate(ledger, parts, "asylum", "P", world),
    partsPlate(ledger, parts, "asylum", "C", world),
    section("as-origin", "As origin", "Where they come from"),
    partsPlate(ledger, parts, "origin", "P", world),
    partsPlate(ledger, parts, "origin", "C", world),
    section("sum", "Sum", "The regions add up to the world"),
    sumTable(ledger, parts, "asylum"),
    sumTable(ledger, parts, "origin"),
    section("regions", "M49", `M49’s regions and subregions, ${last}`),
    paragraph("The United Nations’ statistical standard: every country and territory in one subregion."),
    listTable(ledger, of("m49"), "m49-table", `New applications of ${last} by M49 region and subregion, every level`),
    section("bureaus", "UNHCR", `UNHCR’s regional bureaus, ${last}`),
    paragraph(
      "UNHCR divides the world for its own work: Türkiye lies in Europe, Syria in the Middle East and North Africa, and Tibetans in Asia and the Pacific."
    ),
    listTable(
      ledger,
      of("bureau"),
      "bureaus-table",
      `New applications of ${last} by UNHCR’s regional bureau, every level`
    ),
    ...(members.length
      ? [
          section("unions", "EU", `The European Union and EU+, ${last}`),
          paragraph(
            "The members change: a place counts in each year on whose 31 December it was one. EU+ adds Iceland, Liechtenstein, Norway and Switzerland."
          ),
          listTable(
            ledger,
            members,
            "unions-table",
            `New applications of ${last} in the European Union and EU+, every level`
          )
        ]
      : []),
    ...(explorer
      ? [
          paragraph(
            `The explorer takes each region as host and as origin: <a href="${escape(explorer.replace("../", "./"))}">Europe as host, every year</a>.`
          )
        ]
      : [])
  ]
    .join("\n")
    .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`);
}

/** Writes a page for each region into the frame of `world/region`, which goes, and the world into the page `world`. */
export function writeWorld(
  folder: string,
  edition: Edition,
  {wanted = () => true, ledger = ledgerOf(edition)}: {wanted?: (page: string) => boolean; ledger?: Ledger} = {}
): void {
  if (!existsSync(join(folder, TEMPLATE))) return;
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  mkdirSync(dirname(join(folder, TEMPLATE)), {recursive: true});
  rmSync(join(folder, TEMPLATE));
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  const world = worldOf(ledger);
  for (const region of worldRegions(ledger.edition)) {
    if (!wanted(`world/${region.slug}`)) continue;
    const {title, main} = regionPage(ledger, region, folder, world);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "world", `${region.slug}.html`), html);
  }
  if (!wanted("world")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace(HOLDER, () => worldPage(ledger, folder));
  if (filled === html) throw new Error(`${INDEX} has no place for the regions`);
  writeFileSync(index, filled);
}

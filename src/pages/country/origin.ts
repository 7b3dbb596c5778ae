// People from a country as asylum-seekers: where they applied, how they were decided, and where they wait.
import {REFUGEES_INCLUDE} from "../../words/stocks.js";
import {PENDING} from "../../words/status.js";
import {max} from "d3";
import {figureHref, places, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import {FIGURE, paragraph, section} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {TYPES_SINCE} from "../../measures/newness.js";
import {escape} from "../../words/country.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {courtsWords, joinedYears, leastWords, leftOutWords, outcomesFact} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import {factsHtml} from "../_shared/facts.js";
import type {Fact} from "../_shared/facts.js";
import {inUnit, newSentence, newYears, seriesSubtitle} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import {remainderSentence} from "../_shared/ranking.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {grantsOf} from "./grants.js";
import {hostsPart} from "./hosts.js";
import {issuesElsewhere} from "./knownIssues.js";
import {appliedSentence, grantSentence} from "./lead.js";
import {originApplicationsCard, originDecisionsCard, originGrantsCard, originStockCard} from "./originCards.js";
import {isCountry} from "./page.js";
import type {Page} from "./page.js";
import {stocksPart} from "./stocks.js";

/** Everything of a place as origin, with its own first sentences. */
export function originPart(page: Page): {lead: string; html: string} {
  const {ledger, code, name, folder} = page;
  const {span} = ledger;
  const applications = ledger.applications.origin.get(code) ?? [];
  const heading = isCountry(page)
    ? `People from ${articled(name)} seeking asylum`
    : `${name}: where they sought asylum`;
  const people = isCountry(page) ? `people from ${articled(name)}` : `applicants recorded as “${name}”`;
  const years = newYears(ledger, applications, {as: "total", everyOrigin: false});
  const joined = joinedYears(ledger, ledger.decisions.origin.get(code) ?? []);
  const latest = years.findLast(({P, C}) => P ?? C);
  const unit: Unit = joined.P.length ? "P" : "C";
  const decided = joined[unit];
  const last = decided.findLast(({all}) => all);
  const lead = leadOf(page, years, last, people);
  const link = explorerLink(folder, {origins: {kind: "places", codes: [code]}, years: [...span]});
  const facts = [...newFacts(page, latest), ...(last ? decisionFacts(page, last, unit) : []), ...stockFacts(page)];
  return {
    lead,
    html: [
      section("as-origin", "People", heading),
      paragraph(lead, "lead"),
      facts.length ? factsHtml(facts, `At a glance: ${people}`) : "",
      `<h3 id="where-they-applied">Where they applied</h3>`,
      applicationsPart(page, years, people),
      ...(latest ? [hostsPart(page, latest.year)] : []),
      `<h3 id="how-they-were-decided">How they were decided</h3>`,
      ...decisionParts(page, decided, unit, people),
      `<h3 id="waiting-elsewhere">Where they wait</h3>`,
      stocksPart(page, "origin").html,
      issuesElsewhere(page, people),
      ...(link ? [paragraph(`<a href="${escape(link)}">${escape(heading)}, in the explorer</a>`)] : [])
    ]
      .filter(Boolean)
      .join("\n")
  };
}

/** The address of the card of one of the origin's figures of a year. */
const hrefOf = ({code}: Pick<Page, "code">, year: number, of: Linked) =>
  figureHref("../", {...of, origins: places(code), years: yearOf(year)});

const TOGETHER = " in all countries together";

/** How many applied in the latest year, and how often they were granted protection. */
function leadOf(page: Page, years: readonly NewYear[], last: JoinedYear | undefined, people: string): string {
  const {ledger, code} = page;
  const grants = last ? grantsOf(last) : null;
  return `${appliedSentence(
    {
      subject: `${escape(people)} made`,
      where: TOGETHER,
      none: `No new asylum applications by ${escape(people)} are reported, ${formatYears(...ledger.span)}.`
    },
    {
      years,
      span: ledger.span,
      breaks: false,
      rows: ({year}, unit) =>
        year >= TYPES_SINCE ? `applications ${code} * ${year} unit=${unit} type=N+NR` : undefined
    }
  )} ${grantSentence(grants, years.findLast(({P, C}) => P ?? C)?.year, `No decisions on them are reported.`)}`;
}

/** Year-end figures: asylum-seekers, and refugees, who are not the number recognised. */
function stockFacts(page: Page): Fact[] {
  const stocks = page.ledger.stocks.origin.get(page.code);
  const year = stocks ? max(stocks.keys()) : undefined;
  const at = year === undefined ? undefined : stocks?.get(year);
  if (year === undefined || !at) return [];
  return [
    {
      label: `${capital(PENDING)} abroad, end of ${year}`,
      count: at.seekers,
      href: hrefOf(page, year, {measure: "asylum_seekers"}),
      rows: `stocks ${page.code} * ${year} of=asylum_seekers`,
      under: "asylum-seekers waiting for a decision, all countries",
      ...(at.seekers ? {card: originStockCard(page, {year, count: at.seekers, of: "asylum_seekers"})} : {})
    },
    {
      label: `Refugees living abroad, end of ${year}`,
      count: at.refugees,
      href: hrefOf(page, year, {measure: "refugees"}),
      rows: `stocks ${page.code} * ${year} of=refugees`,
      under: `living abroad at the end of ${year}, ${REFUGEES_INCLUDE}; not the number recognised in ${year}`,
      ...(at.refugees ? {card: originStockCard(page, {year, count: at.refugees, of: "refugees"})} : {})
    }
  ];
}

function newFacts(page: Page, latest: NewYear | undefined): Fact[] {
  if (!latest) return [];
  const {code} = page;
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const rows = (of: Unit) =>
    latest.year >= TYPES_SINCE ? {rows: `applications ${code} * ${latest.year} unit=${of} type=N+NR`} : {};
  const also = latest[other];
  return [
    {
      label: `New applications in all countries, ${latest.year}`,
      count: latest[unit],
      atLeast: latest.atLeast[unit],
      href: hrefOf(page, latest.year, {unit}),
      words: UNITS[unit],
      ...rows(unit),
      also: also
        ? {count: also, words: UNITS[other], href: hrefOf(page, latest.year, {unit: other}), ...rows(other)}
        : null,
      under: also ? "never add persons and cases" : `counted in ${UNITS[unit]}`,
      card: originApplicationsCard(page, latest)
    }
  ];
}

function applicationsPart(page: Page, years: readonly NewYear[], people: string): string {
  const {ledger, code, name} = page;
  const latest = years.findLast(({P, C}) => P ?? C);
  const rest = latest
    ? remainderSentence(
        ledger,
        (ledger.applications.origin.get(code) ?? []).filter(({year}) => year === latest.year)
      )
    : "";
  return yearlyPart(page, {
    id: "applications-elsewhere",
    number: FIGURE,
    title: `New asylum applications by ${people} in all countries, ${formatYears(...ledger.span)}`,
    subtitle: seriesSubtitle(years),
    unitLine: "Every stage, as in UNHCR’s printed totals; persons and cases are never added.",
    series: [
      {name: "Counted in persons", head: "Persons", unit: "P" as const},
      {name: "Counted in cases", head: "Cases", unit: "C" as const}
    ]
      .map((series) => ({
        ...series,
        years: inUnit(years, series.unit),
        href: (year: number) => figureHref("../", {origins: places(code), years: yearOf(year), unit: series.unit})
      }))
      .filter((series) => series.years.length),
    absence: "no entry",
    sentence:
      newSentence(years, {
        say: (words) => `${escape(people)} made new asylum applications for ${words} in all countries together`,
        last: ledger.span[1],
        none: `No new applications by people from ${escape(articled(name))} are reported.`,
        rows: ({year}, unit) =>
          year >= TYPES_SINCE ? `applications ${code} * ${year} unit=${unit} type=N+NR` : undefined
      }) + (rest ? ` ${rest}` : ""),
    notes: [
      {
        term: "All stages.",
        text: "As in UNHCR’s printed totals, stages are added. A claim that the United States refers to its immigration courts may be counted twice. A country that changes from persons to cases leaves one series and enters the other."
      },
      {
        term: "Rounding.",
        text: "A country with one or two applicants of this origin has no entry. We do not know how many such countries there are, so the range does not include them."
      }
    ]
  });
}

const allButCourts = "all countries except the United States’ immigration courts";

/** The grant rate, and what was granted. */
function decisionFacts(page: Page, of: JoinedYear, unit: Unit): Fact[] {
  const {year, all, joined, atLeast, rows} = of;
  if (!all) return [];
  const {code, ledger} = page;
  const place = (at: string) => ledger.edition.places.get(at) ?? at;
  const hasCourts = rows.some(({asylum, level}) => asylum === "USA" && level === "EO");
  const where = hasCourts ? allButCourts : "all countries";
  const beside = {
    ...(hasCourts ? {notIncluded: ["the United States’ immigration courts, which decide again"]} : {}),
    leftOut: (joined.split?.hosts ?? []).map(({asylum, years}) => `${articled(place(asylum))} (${formatSpans(years)})`)
  };
  const grants = grantsOf(of);
  return [
    ...(grants
      ? [
          {
            label: `Grant rate (all protection), ${year}`,
            count: null,
            ...(grants.value === null
              ? {}
              : {href: hrefOf(page, year, {measure: "rate", definition: "positive", unit: grants.unit})}),
            value: grants.value ?? '<span class="none">not calculated</span>',
            under: `${grants.under}; ${where}`,
            card: originGrantsCard(page, grants, beside)
          }
        ]
      : []),
    {
      ...outcomesFact(all, {
        year,
        where,
        atLeast: leastWords(atLeast, place),
        href: (of) => hrefOf(page, year, of),
        // The levels that were joined never include the courts' own, EO.
        rows: (status) => `decisions ${code} * ${year} level=${joined.levels.join("+")} unit=${unit} status=${status}`
      }),
      card: originDecisionsCard(page, of, all, beside)
    }
  ];
}

function decisionParts(page: Page, decided: readonly JoinedYear[], unit: Unit, people: string): string[] {
  const {ledger, code} = page;
  const place = (at: string) => ledger.edition.places.get(at) ?? at;
  const series = outcomesSeries(unit, decided);
  const latest = decided.at(-1);
  if (!latest || !series.years.length)
    return [
      paragraph(
        `No decisions at first instance, alone or combined with appeals, are reported on applications by ${escape(people)}${latest ? ", except by the United States’ immigration courts" : ""}.`
      )
    ];
  const split = latest.joined.split?.hosts ?? [];
  const courts = courtsWords(latest.year, latest.joined, "./usa");
  return [
    outcomesPart(page, series, {
      id: "outcomes-elsewhere",
      number: FIGURE,
      title: `Decisions on applications by ${people} in all countries`,
      who: "all countries together",
      of: ` by ${escape(people)}`,
      step: `first instance, alone or combined with appeals; ${allButCourts}`,
      absence: "no entry",
      rows: (at) => (status) =>
        `decisions ${code} * ${at} level=${(decided.find(({year}) => year === at)?.joined.levels ?? []).join("+")} unit=${unit} status=${status}`,
      href: (year, of) => figureHref("../", {...of, origins: places(code), years: yearOf(year), unit}),
      notes: [
        ...(split.length
          ? [
              {
                term: "In no rate.",
                text: `${leftOutWords(split, place)} reported grants and refusals at different stages. We count them here and leave them out of every rate.`
              }
            ]
          : []),
        ...(latest.atLeast.length
          ? [
              {
                term: "At least.",
                text: `In ${list(latest.atLeast.map(place))} some grants of ${latest.year} are missing in the data: write “at least” before every number of protection granted, except refugee status.`
              }
            ]
          : [])
      ]
    }).html,
    ...(courts ? [paragraph(courts)] : [])
  ];
}

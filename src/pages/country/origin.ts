// The country as origin: where its people apply, and what becomes of their applications.
import {max} from "d3";
import {articled} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import {FIGURE, paragraph, section} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {TYPES_SINCE} from "../../measures/newness.js";
import {escape} from "../../words/country.js";
import {courtsWords, joinedYears, leastWords, leftOutWords, outcomesFact} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {inUnit, newSentence, newYears} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {outcomesPart, outcomesSeries} from "../_shared/outcomesPart.js";
import {remainderSentence} from "../_shared/ranking.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {hostsPart} from "./hosts.js";
import type {Page} from "./page.js";
import {stocksPart} from "./stocks.js";

const isCountry = ({place: {kind}}: Page) => kind === "country" || kind === "territory";

/** Everything of a place as origin. */
export function originPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {span} = ledger;
  const applications = ledger.applications.origin.get(code) ?? [];
  const stocks = ledger.stocks.origin.get(code);
  const heading = isCountry(page) ? `${capital(articled(name))} as origin` : `${name} as applicants`;
  const people = isCountry(page) ? `people from ${articled(name)}` : `applicants recorded as “${name}”`;
  const years = newYears(ledger, applications, {as: "total", everyOrigin: false});
  const joined = joinedYears(ledger, ledger.decisions.origin.get(code) ?? []);
  const latest = years.findLast(({P, C}) => P ?? C);
  const facts: Fact[] = newFacts(code, latest);
  const parts: string[] = [section("as-origin", "As origin", heading), applicationsPart(page, years, people)];
  if (latest) parts.push(hostsPart(page, latest.year));
  const unit: Unit = joined.P.length ? "P" : "C";
  const decided = joined[unit];
  const last = decided.findLast(({all}) => all);
  if (last?.all) facts.push(decisionFact(page, last, unit));
  parts.push(...decisionParts(page, decided, unit, people));
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  if (stocks && stockYear !== undefined) {
    const at = stocks.get(stockYear);
    facts.push(
      {
        label: `Pending at the end of ${stockYear}`,
        count: at?.seekers ?? null,
        rows: `stocks ${code} * ${stockYear} of=asylum_seekers`,
        under: "asylum-seekers awaiting a decision in all countries"
      },
      {
        label: `Refugees at the end of ${stockYear}`,
        count: at?.refugees ?? null,
        rows: `stocks ${code} * ${stockYear} of=refugees`,
        under: "living in all countries, as UNHCR counts them; not the number recognised"
      }
    );
  }
  parts.push(`<h3 id="waiting-elsewhere">Who is waiting elsewhere</h3>`, stocksPart(page, "origin").html);
  const link = explorerLink(folder, {origins: {kind: "places", codes: [code]}, years: [...span]});
  if (link) parts.push(paragraph(`<a href="${escape(link)}">${escape(name)} as origin in the explorer</a>`));
  return {heading, facts, html: parts.join("\n")};
}

function newFacts(code: string, latest: NewYear | undefined): Fact[] {
  if (!latest) return [];
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const rows = (of: Unit) =>
    latest.year >= TYPES_SINCE ? {rows: `applications ${code} * ${latest.year} unit=${of} type=N+NR`} : {};
  const also = latest[other];
  return [
    {
      label: `New applications in all countries, ${latest.year}`,
      count: latest[unit],
      words: UNITS[unit],
      ...rows(unit),
      also: also ? {count: also, words: UNITS[other], ...rows(other)} : null,
      under: `${also ? "never added" : UNITS[unit]}; every level, as UNHCR prints totals`
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
    title: `New asylum applications by ${people}, all countries`,
    unitLine: "Every level, as UNHCR prints totals; persons and cases are never added",
    series: [
      {name: "Counted in persons", head: "Persons", unit: "P" as const, years: inUnit(years, "P")},
      {name: "Counted in cases", head: "Cases", unit: "C" as const, years: inUnit(years, "C")}
    ].filter((series) => series.years.length),
    absence: "no row",
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
        term: "All levels.",
        text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may be counted in both. A country that changes from persons to cases leaves one series and enters the other."
      },
      {
        term: "Rounding.",
        text: "A country with one or two applicants of this origin has no entry. How many such countries there are is not known, so the range does not hold them."
      }
    ]
  });
}

const allButCourts = "all countries, without the immigration courts of the United States";

function decisionFact({code, ledger}: Page, {year, all, joined, atLeast, rows}: JoinedYear, unit: Unit): Fact {
  if (!all) throw new RangeError("no outcomes");
  const hasCourts = rows.some(({asylum, level}) => asylum === "USA" && level === "EO");
  return outcomesFact(all, {
    year,
    where: hasCourts ? allButCourts : "all countries",
    atLeast: leastWords(atLeast, (at) => ledger.edition.places.get(at) ?? at),
    // The levels that were joined never hold the courts' own, EO.
    rows: (status) => `decisions ${code} * ${year} level=${joined.levels.join("+")} unit=${unit} status=${status}`
  });
}

function decisionParts(page: Page, decided: readonly JoinedYear[], unit: Unit, people: string): string[] {
  const {ledger, code} = page;
  const place = (at: string) => ledger.edition.places.get(at) ?? at;
  const series = outcomesSeries(unit, decided);
  const latest = decided.at(-1);
  if (!latest || !series.years.length)
    return [
      paragraph(
        `No decisions at first instance, alone or with appeals, are reported on applications by ${escape(people)}${latest ? ", outside the immigration courts of the United States" : ""}.`
      )
    ];
  const split = latest.joined.split?.hosts ?? [];
  const courts = courtsWords(latest.year, latest.joined, "./usa");
  return [
    outcomesPart(page, series, {
      id: "outcomes-elsewhere",
      number: FIGURE,
      title: `Decisions on applications by ${people}, all countries`,
      who: "all countries together",
      of: ` by ${escape(people)}`,
      step: `first instance, alone or with appeals; ${allButCourts}`,
      absence: "no row",
      rows: (at) => (status) =>
        `decisions ${code} * ${at} level=${(decided.find(({year}) => year === at)?.joined.levels ?? []).join("+")} unit=${unit} status=${status}`,
      notes: [
        ...(split.length
          ? [
              {
                term: "In no rate.",
                text: `${leftOutWords(split, place)} reported grants and refusals at different levels: counted here, and in no rate.`
              }
            ]
          : []),
        ...(latest.atLeast.length
          ? [
              {
                term: "At least.",
                text: `In ${list(latest.atLeast.map(place))} some grants of ${latest.year} are missing in the data: the numbers of grants are the least.`
              }
            ]
          : [])
      ]
    }).html,
    ...(courts ? [paragraph(courts)] : [])
  ];
}

// New applications in one country of asylum, year by year: one series with break marks, and a second procedure under it.
import {figureHref, places, yearOf} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import type {Unit} from "../../measures/codes.js";
import {FIGURE, plain, textCell} from "../../html/strings.js";
import {escape} from "../../words/country.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {inWords} from "../_shared/names.js";
import type {Note} from "../_shared/names.js";
import {
  breaksOf,
  inUnit,
  levelsOf,
  newSentence,
  notSeparatedWords,
  seriesSubtitle
} from "../_shared/newApplications.js";
import {hostRows, told} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import type {Page} from "./page.js";

function notesOf(name: string, years: readonly NewYear[]): Note[] {
  const gap = notSeparatedWords(name, years);
  const breaks = breaksOf(years);
  const only = years.filter(({headline}) => headline.lines.some(({part}) => part === "only_other_levels"));
  return [
    ...(gap ? [{term: "Gap.", text: plain(gap)}] : []),
    ...(breaks.length
      ? [
          {
            term: "Breaks in series.",
            text: `Do not compare years across a mark without care. ${breaks.map(({told}) => told).join("; ")}.`
          }
        ]
      : []),
    ...(only.length
      ? [
          {
            term: "Other stages.",
            text: `In ${formatSpans(only.map(({year}) => year))} new applications are reported only at stages other than first instance; the number is made of these.`
          }
        ]
      : [])
  ];
}

/** New applications, and those of a second procedure on a scale of its own. */
export const hostApplications = (page: Page, years: readonly NewYear[]): string =>
  newApplications(page, years) + temporaryApplications(page, years);

/** Temporary asylum, the second procedure of the Russian Federation; empty where there is none. */
function temporaryApplications(page: Page, all: readonly NewYear[]): string {
  const {code, name, ledger} = page;
  const years = all.flatMap(({year, temporary}) => (temporary ? [{year, count: temporary}] : []));
  const latest = years.at(-1);
  if (!latest) return "";
  const peak = years.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  return yearlyPart(page, {
    id: "applications-2",
    number: FIGURE,
    title: `Applications for temporary asylum ${inWords(name)}, ${formatYears(...ledger.span)}`,
    subtitle: `Highest in ${peak.year} (${told(peak.count)}); ${told(latest.count)} in ${latest.year}.`,
    unitLine: "Counted in persons; a second procedure, with its own scale.",
    series: [
      {
        name: "",
        head: "Persons",
        unit: "P",
        years,
        href: (year) => figureHref("../", {asylums: places(code), years: yearOf(year), levels: ["TA"], unit: "P"})
      }
    ],
    sentence: `In ${latest.year}, ${told(latest.count, `applications * ${code} ${latest.year} level=TA unit=P unseen`)} persons applied for temporary asylum ${escape(inWords(name))}.`,
    absence: "not reported"
  });
}

function newApplications(page: Page, years: readonly NewYear[]): string {
  const {code, name, ledger} = page;
  const who = escape(articled(name));
  const breaks = breaksOf(years);
  const temporary = years.some((one) => one.temporary !== null);
  const of = new Map(years.map((one) => [one.year, one]));
  const kind = temporary ? " for refugee status" : "";
  const href = (unit: Unit) => (year: number) => figureHref("../", {asylums: places(code), years: yearOf(year), unit});
  return yearlyPart(page, {
    id: "applications-1",
    number: FIGURE,
    title: `${temporary ? "New applications for refugee status" : "New asylum applications"} ${inWords(name)}, ${formatYears(...ledger.span)}`,
    subtitle: seriesSubtitle(years),
    breadth: "full",
    unitLine: `${unitsLine(years)}; first instance, alone or combined with appeals.`,
    series: [
      {
        name: "Counted in persons",
        head: "Persons",
        unit: "P" as const,
        years: inUnit(years, "P"),
        breaks,
        href: href("P")
      },
      {
        name: "Counted in cases",
        head: "Cases",
        unit: "C" as const,
        years: inUnit(years, "C"),
        breaks,
        href: href("C")
      }
    ].filter((series) => series.years.length),
    sentence: newSentence(years, {
      say: (words) => `${who} received new asylum applications${kind} for ${words}`,
      last: ledger.span[1],
      none: `No new applications are reported for ${who}.`,
      rows: (year, unit) => hostRows(code, year, unit)
    }),
    absence: "not reported",
    notes: notesOf(name, years),
    extras: breaks.length
      ? [
          {
            head: "UNHCR’s codes",
            cell: (year) => {
              const one = of.get(year);
              return textCell(one ? escape(levelsOf(one)) : "");
            }
          }
        ]
      : []
  });
}

/** "Counted in persons", or in both where years differ. */
function unitsLine(years: readonly NewYear[]): string {
  const units = (["P", "C"] as const).filter((unit) => inUnit(years, unit).length);
  return `Counted in ${list(units.map((unit) => (unit === "P" ? "persons" : "cases")))}${units.length > 1 ? ", which we never add" : ""}`;
}

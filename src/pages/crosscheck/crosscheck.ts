// The components of the page that compares UNHCR and Eurostat. Everything on it is computed from the edition during the build.
import {group, max} from "d3";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {articled} from "../../words/places.js";
import {element} from "../../html/table.js";
import {byCountry} from "./byCountry.js";
import {classesTable, comparedTable} from "./tables.js";
import {genevaTable} from "./geneva.js";
import {headlinesTable} from "./headlines.js";
import {yearsPart} from "./years.js";
import {cardsOf, hostYears} from "./hostYears.js";
import {byClass, crosscheck, JOINED} from "../../measures/crosscheck.js";
import type {Compared, Crosscheck, EurostatRow} from "../../measures/crosscheck.js";
import type {Edition} from "../../edition/edition.js";
import {ANY, applicationRows} from "../../edition/select.js";

/** How many of the largest unexplained differences the page lists. */
const LARGEST = 20;

/** The counts of a pair and year have cards, except where several of UNHCR's origins are one of Eurostat's. */
const pairCards = (row: Compared) => (Object.values(JOINED).includes(row.origin) ? {} : {cards: cardsOf(row)});

/** The comparison of UNHCR and Eurostat in an edition; null where it has no tables of Eurostat. */
export function crosscheckOf(edition: Edition): Crosscheck | null {
  const {year, origin, asylum, applicant, applications, aggregate} = edition.eurostat.applications;
  if (!year.length) return null;
  const eurostat: EurostatRow[] = [];
  for (let i = 0; i < year.length; i++)
    if (!aggregate[i])
      eurostat.push({
        year: year[i] as number,
        origin: origin[i] as string,
        asylum: asylum[i] as string,
        applicant: applicant[i] as EurostatRow["applicant"],
        applications: applications[i] ?? null
      });
  const hosts = [...new Set(eurostat.map((row) => row.asylum))];
  const years = eurostat
    .map((row) => row.year)
    .reduce<[number, number]>(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [9999, 0]);
  return crosscheck(applicationRows(edition, {...ANY, asylum: hosts, years: [years]}), eurostat);
}

/** The components of the page, by name. */
export function crosscheckDrawings(edition: Edition, document: Document): Readonly<Record<string, () => Element[]>> {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const name = (code: string) => edition.places.get(code) ?? code;
  let done: Crosscheck | null | undefined;
  const compared = (draw: (found: Crosscheck) => Element[]) => () => {
    done ??= crosscheckOf(edition);
    return done
      ? draw(done)
      : [make("p", {}, "This edition has no tables of Eurostat’s, so there is nothing to compare.")];
  };
  const pair = ({origin, asylum, year}: Compared) => `${name(origin)} in ${articled(name(asylum))}, ${year}`;

  return {
    "crosscheck-finding": compared((found) =>
      findingOf(found).map((words, i) => make("p", i ? {} : {class: "deck"}, words))
    ),
    "crosscheck-last-years": compared(({years}) => [make("p", {class: "caution"}, latestYears(edition, years[1]))]),
    "crosscheck-headlines": compared(() => [headlinesTable(edition, document)]),
    "crosscheck-classes": compared(({rows}) => [
      classesTable(byClass(rows), {
        document,
        id: "crosscheck-classes",
        caption: "Comparisons by class, the first that applies"
      })
    ]),
    "crosscheck-years": compared((found) => yearsPart(found, document)),
    "crosscheck-largest": compared(({rows}) => [
      comparedTable(
        rows
          .filter((row) => row.class === "unexplained")
          .slice(0, LARGEST)
          .map((row) => ({...row, name: pair(row), ...pairCards(row)})),
        {
          document,
          id: "crosscheck-largest",
          caption: `The ${LARGEST} largest unexplained differences, counted in persons`,
          first: "Who, where, when"
        }
      )
    ]),
    "crosscheck-geneva": () => [genevaTable(edition, document)],
    "crosscheck-by-host": compared(({rows, hosts}) =>
      byCountry(
        hosts.map((code) => ({code, name: name(code)})),
        {of: group(rows, (row) => row.asylum), years: hostYears(edition, hosts), name, document}
      )
    )
  };
}

/** The page's first sentence, and what was compared. */
function findingOf({rows, years, hosts, empty}: Crosscheck): string[] {
  const {agrees, unexplained} = byClass(rows);
  const share = (n: number) => formatPercent(rows.length ? n / rows.length : 0);
  return [
    `UNHCR and Eurostat agree on ${share(agrees.rows)} of the figures that we compared; ${share(unexplained.rows)} differ for reasons we could not find.`,
    `We compared ${formatNumber(rows.length)} pairs of figures: people from one country, in one of ${formatNumber(hosts.length)} European countries, in one year from ${years[0]} to ${years[1]}. ` +
      `In ${formatNumber(agrees.rows)} the two agree within both publishers’ rounding. In ${formatNumber(unexplained.rows)} we found no reason for the difference. The others differ in what they count, or only a little.`,
    `A further ${formatNumber(empty)} pairs are 0 or have no entry with both, and are not compared.`
  ];
}

/** The latest year of each publisher's tables. Later years are not compared. */
function latestYears({applications, eurostat}: Edition, compared: number): string {
  const [unhcr, applicants] = [applications.year, eurostat.applications.year].map(
    (years) => max(Array.from(years)) ?? compared
  );
  const decisions = max(eurostat.decisions, ({year}) => year);
  return (
    `Eurostat’s tables of applicants here end in ${applicants ?? compared}${decisions === undefined ? "" : `, and those of decisions in ${decisions}`}. ` +
    `UNHCR’s figures go on to ${unhcr ?? compared}, but later years cannot be compared. Each year compared is whole.`
  );
}

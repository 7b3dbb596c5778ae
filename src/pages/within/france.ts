// France by département, as OFPRA publishes; an edition made without a network has none of it, and the page says so.
import {paragraph, row, section, table} from "../../html/strings.js";
import type {LocationRow} from "../../edition/locations.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatYears} from "../../words/numbers.js";
import {byName, byYear, cell, highest, toldOr, yearsOf} from "./count.js";
import {figureHtml, highestFigure, NO_POPULATION, PANELS, ranking, sentenceOfPeak, yearTable} from "./figure.js";
import type {Page, Part, PlacesByYear} from "./figure.js";

const MADE = "france#francePart";

const ABOUT =
  "OFPRA publishes applications and decisions by département of domicile and year from 2020 (CSV, Licence Ouverte 2.0). A département is where people live or are housed, not where they applied. OFPRA leaves out Dublin cases, so its numbers are below the ministry’s and Eurostat’s. We never add the country, its régions and its départements together. “N/D” is people whose département is not determined; in some years Corsica is given both as a whole (20) and as two départements.";

const appliedOf = (rows: readonly LocationRow[]) =>
  rows.filter(({publisher, measure}) => publisher === "ofpra" && measure === "applications");

function departementsOf(rows: readonly LocationRow[], source: string): PlacesByYear {
  const applied = appliedOf(rows);
  const years = yearsOf(applied);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const places = applied.filter(({level, kind}) => level === 2 && kind === "place");
  const counts = byName(places);
  return {
    made: MADE,
    counts,
    names: highest(counts, span[1]),
    codes: new Map(places.map(({location, iso}) => [location, iso])),
    years,
    heads: years.map(String),
    span,
    source
  };
}

const wholeOf = (rows: readonly LocationRow[]) => byYear(appliedOf(rows).filter(({level}) => level === 0));

/** Which département has the most first applications in the latest year. */
export function franceLead(rows: readonly LocationRow[]): string {
  const {names, counts, span} = departementsOf(rows, "");
  const [top = ""] = names;
  return `In ${span[1]} the département of France with the most first asylum applications was ${escape(top)}: ${toldOr(counts.get(top)?.get(span[1]))} of ${toldOr(wholeOf(rows).get(span[1]))}, counted in persons.`;
}

export function francePart({edition, rows}: Page): Part {
  if (!appliedOf(rows).length)
    return {
      lead: "This edition has no asylum figures by département of France.",
      years: "",
      facts: [],
      html: [
        section("departements", "Départements", "What OFPRA publishes"),
        paragraph(ABOUT),
        paragraph(
          `The edition of ${editionDate(edition.id)} was made without a network, so OFPRA’s twelve files could not be fetched. An edition made with one has them.`
        )
      ].join("\n")
    };
  const departements = departementsOf(
    rows,
    `OFPRA, data.gouv.fr, edition of ${editionDate(edition.id)}; Licence Ouverte 2.0.`
  );
  const {span} = departements;
  return {
    lead: franceLead(rows),
    cautions: ["<b>This does not say where people applied.</b> A département is where they live or are housed."],
    years: `OFPRA’s figures are for whole years, ${formatYears(...span)}.`,
    facts: [
      {
        label: `First applications, ${span[1]}`,
        count: wholeOf(rows).get(span[1]) ?? null,
        under: "OFPRA’s own total, counted in persons"
      }
    ],
    html: departementsParts(rows, departements).join("\n")
  };
}

function departementsParts(rows: readonly LocationRow[], departements: PlacesByYear): string[] {
  const {counts, names, years, span, source} = departements;
  const [first, last] = span;
  const [top = ""] = names;
  const all = byName(appliedOf(rows).filter(({level}) => level === 2));
  const ofStatus = (["refugee_status", "complementary", "refused", "otherwise_closed"] as const).map((measure) =>
    byName(rows.filter((each) => each.publisher === "ofpra" && each.measure === measure && each.level === 2))
  );
  return [
    section("departements", "Départements", "First applications by département"),
    figureHtml({
      made: MADE,
      id: "departements-ranked",
      title: `First applications by département, ${last}`,
      unit: "Counted in persons; first applications at OFPRA, by département of domicile",
      breadth: "text",
      sentence: `${escape(top)} had the most, ${toldOr(counts.get(top)?.get(last))} of ${toldOr(wholeOf(rows).get(last))}.`,
      source,
      draw: ranking(counts, names.slice(0, 15), last),
      behind: yearTable("departements-rows", "First applications by département", all, highest(all, last), years)
    }),
    ...(years.length > 1
      ? [
          highestFigure(departements, {
            id: "departements-years",
            title: `First applications in the ${PANELS} départements with the most`,
            unit: `Counted in persons, ${formatYears(first, last)}; one scale`,
            sentence: `${sentenceOfPeak(top, counts.get(top) ?? new Map())}.`,
            caption: "First applications by département"
          })
        ]
      : []),
    table(
      "departements-outcomes",
      `OFPRA’s decisions by département, ${last}, counted in persons`,
      ["Département", "Refugee status", "Complementary protection", "Refused", "Closed without a decision"],
      names.map((name) => row(escape(name), ...ofStatus.map((status) => cell(status.get(name)?.get(last)))))
    ),
    paragraph(`${ABOUT} ${NO_POPULATION}`)
  ];
}

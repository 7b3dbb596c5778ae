// Draws the charts of the home page, each with its data from the edition.
import {range} from "d3";
import {lens} from "../../charts/lens.js";
import {outcomes} from "../../charts/outcomes.js";
import {opening, plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {rounding} from "../../charts/rounding.js";
import {countCell, element, leastParts, scrolling, tableHead} from "../../html/table.js";
import {bounded, isExact} from "../../measures/bounds.js";
import {decisionsOf, figureHref, isToldAlone, places, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {COLUMNS, STATUSES} from "../../measures/codes.js";
import type {Column, Level, Status} from "../../measures/codes.js";
import {editionDate} from "../../words/editionDate.js";
import {NO_ENTRY, STATUS_WORDS} from "../../words/status.js";
import {capital} from "../../words/text.js";
import {roundedSentence} from "../../words/rounded.js";
import {isLeastStatus} from "../../measures/separated.js";
import {cell, isWithoutParts, reader} from "../../measures/status.js";
import {sumDecisions} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {dashboardDrawings} from "./latest.js";
import type {Population} from "./facts.js";
import {ANY, decisionRows} from "../../edition/select.js";

/** The drawings of the home page by name. Long because each entry is a definition of one drawing: data, words, notes. */
export function homeDrawings(
  edition: Edition,
  document: Document,
  population: Population | null = null
): Readonly<Record<string, () => Element[]>> {
  const read = reader(edition.rules);
  const source = `Source: UNHCR, edition of ${editionDate(edition.id)}, with our reclassification rules.`;
  const decided = (asylum: string, origin: string | null, level: Level, year: number): Outcomes | null =>
    sumDecisions(
      decisionRows(edition, {
        ...ANY,
        asylum: [asylum],
        origin: origin === null ? "*" : [origin],
        level: [level],
        unit: ["P"],
        years: [[year, year]]
      }),
      read
    );
  const twice = ({
    id,
    title,
    unit,
    asylum,
    origin,
    years,
    notes
  }: {
    id: string;
    title: string;
    unit: string;
    asylum: string;
    origin: string | null;
    years: readonly number[];
    notes: readonly PlateNote[];
  }): Element => {
    const rows = years.map((year) => ({year, outcomes: decided(asylum, origin, "FI", year) ?? ("no entry" as const)}));
    if (rows.every((row) => row.outcomes === "no entry")) throw new FigureError(`${id}: no decisions at all`);
    return plate(
      {
        id,
        made: "/code/pages/home/home#twice",
        title,
        unit,
        draw: (options) => outcomes({years: rows}, options),
        notes,
        source,
        table: yearsTable(document, id, title, rows, {
          asylums: places(asylum),
          ...(origin === null ? {} : {origins: places(origin)}),
          levels: ["FI"],
          unit: "P"
        })
      },
      {document}
    );
  };

  return {
    ...dashboardDrawings(edition, document, population),

    "home-lens": () => {
      const of = (level: Level) => {
        const found = decided("RUS", null, level, 2022);
        if (!found) throw new FigureError(`no decisions of Russia in 2022 at level ${level}`);
        return found.statuses;
      };
      const reported = edition.reported.find(({id}) => id === "7x7-recognised-2022");
      if (!reported) throw new FigureError("the edition holds no reported figure “7x7-recognised-2022”");
      return [
        opening(
          {
            id: "ten",
            made: "/code/pages/home/home#home-lens",
            breadth: "text",
            draw: (options) =>
              lens(
                {
                  many: {count: of("TA").temporary, status: "temporary", words: "temporary asylum"},
                  few: {count: of("FI").refugee_status, status: "refugee_status", words: "refugee status"},
                  reported: {value: reported.value, words: "reported"}
                },
                options
              ),
            caption: `The Russian Federation’s positive decisions of 2022 on one scale, persons, first instance and temporary asylum. ${source} Reported by: ${reported.publisher}.`
          },
          {document}
        )
      ];
    },

    "home-venezuelans": () => [
      twice({
        id: "venezuelans-drawn",
        title: "Spain’s decisions on Venezuelans: as reported to UNHCR, and by legal status",
        unit: "Persons; first instance; granted above the line, not granted below it",
        asylum: "ESP",
        origin: "VEN",
        years: range(2017, 2026),
        notes: [
          {
            sign: "humanitarian",
            term: "Humanitarian grounds.",
            text: "Residence under national law, for one year and renewable, for people refused asylum. Eurostat counts it as a separate status."
          }
        ]
      })
    ],

    "home-netherlands": () => [
      twice({
        id: "netherlands-drawn",
        title: "Decisions of the Netherlands: as reported to UNHCR, and by legal status",
        unit: "Persons; first instance, all origins; granted above the line, not granted below it",
        asylum: "NLD",
        origin: null,
        years: range(2010, 2026),
        notes: [
          {
            sign: "undivided",
            term: "Not separated.",
            text: "Refugee status and subsidiary protection in one column. We calculate no refugee status rate from it, because it could be any of a wide range."
          }
        ]
      })
    ],

    "home-rounding": () => {
      let [rounded, all] = [0, 0];
      for (const row of decisionRows(edition, ANY)) {
        if (isWithoutParts(row)) continue;
        const reading = read(row);
        for (const column of COLUMNS) {
          const count = cell(row, column, reading);
          if (!count) continue;
          all++;
          if (!isExact(count)) rounded++;
        }
      }
      return [
        element(document, "p", {}, roundedSentence({rounded, all})),
        plate(
          {
            id: "what-a-number-stands-for",
            made: "/code/pages/home/home#home-rounding",
            title: "What a published number of decisions may be",
            unit: "Persons or cases; UNHCR rounds decision counts below ten",
            breadth: "text",
            draw: (options) =>
              rounding(
                [0, 5, 10].map((value) => bounded(value, "decisions")),
                options
              ),
            notes: [
              {
                sign: "bracket",
                term: "In a sum.",
                text: "The ranges add up: nine zeros may hide eighteen people. Each sum on these pages has its range."
              }
            ],
            source: "Source: UNHCR, Refugee Data Finder, methodology."
          },
          {document}
        )
      ];
    }
  };
}

/** The years behind a drawing: each column as published, then each status that occurs. */
function yearsTable(
  document: Document,
  id: string,
  caption: string,
  rows: readonly {readonly year: number; readonly outcomes: Outcomes | "no entry"}[],
  of: Linked
): HTMLElement {
  const card = (found: Outcomes, year: number, cell: Column | Status, isPublished: boolean) =>
    isPublished || isToldAlone(found, cell)
      ? figureHref("./", {...of, ...decisionsOf(cell, isPublished), years: yearOf(year)})
      : null;
  const used = STATUSES.filter((status) =>
    rows.some(({outcomes: found}) => found !== "no entry" && found.statuses[status].hi > 0)
  );
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      tableHead(document, [
        "Year",
        ...COLUMNS.map((column) => `“${column}”`),
        ...used.map((status) => capital(STATUS_WORDS[status]))
      ]),
      element(
        document,
        "tbody",
        {},
        ...rows.map(({year, outcomes: found}) =>
          element(
            document,
            "tr",
            {},
            element(document, "th", {scope: "row"}, String(year)),
            ...(found === "no entry"
              ? [...COLUMNS, ...used].map(() => element(document, "td", {class: "absent"}, NO_ENTRY))
              : [
                  ...COLUMNS.map((column) =>
                    countCell(document, found.published[column], card(found, year, column, true))
                  ),
                  ...used.map((status) => {
                    const [count, to] = [found.statuses[status], card(found, year, status, false)];
                    return to !== null && isLeastStatus(found, status, false)
                      ? element(document, "td", {}, ...leastParts(document, count, to))
                      : countCell(document, count, to);
                  })
                ])
          )
        )
      )
    ),
    {id: `rows-${id}`, caption}
  );
}

// Figure 6: refugee status granted by Russia each year by UNHCR’s data, and Russia’s own counts.
import {range} from "d3";
import {interval} from "../../charts/interval.js";
import {plate} from "../../charts/plate.js";
import {decisionsOf, yearOf} from "../../figures/link.js";
import {cardOf, HOST} from "./context.js";
import type {Story} from "./context.js";
import {recognisedTable} from "./tables.js";
import type {RecognisedRow} from "./tables.js";

export function yearlyPart({edition, document, source, decided}: Story): Element[] {
  const years = range(2016, 2024);
  const counted: RecognisedRow[] = years.map((year) => {
    const figure = edition.reported.find(
      (each) =>
        each.origin === "ALL" &&
        each.asylum === HOST &&
        each.region === null &&
        each.measure === "refugee_status_granted" &&
        each.year_from === year &&
        each.year_to === year
    );
    return {
      name: String(year),
      card: cardOf({...decisionsOf("refugee_status"), levels: ["FI"], years: yearOf(year)}, null),
      count: decided("FI", [year, year], null).statuses.refugee_status,
      ...(figure ? {reported: [{value: figure.value, comparator: figure.comparator}]} : {remark: "none found"})
    };
  });
  return [
    plate(
      {
        id: "yearly",
        made: "/code/pages/story/yearlyPart#yearlyPart",
        number: "Figure 6",
        title: "Refugee status granted by Russia, all nationalities: Russia’s own count and UNHCR’s range",
        unit: "Counted in persons, first-instance decisions of the year",
        breadth: "text",
        draw: (options) => interval({rows: counted, status: "refugee_status"}, options),
        notes: [
          {sign: "published", term: "Tick.", text: "UNHCR’s published numbers added up."},
          {
            sign: "reported",
            term: "Diamond.",
            text: "Russia’s own count for the year, as the Civic Assistance Committee and others quote it."
          }
        ],
        source,
        table: recognisedTable(document, counted, "all nationalities")
      },
      {document}
    )
  ];
}

// Figure 4: nine published zeros, and what other sources count.
import {range} from "d3";
import {interval} from "../../charts/interval.js";
import {plate} from "../../charts/plate.js";
import {decisionsOf, yearOf} from "../../figures/link.js";
import {cardOf, NINE} from "./context.js";
import type {Story} from "./context.js";
import {recognisedTable} from "./tables.js";
import type {RecognisedRow} from "./tables.js";

export function recognisedPart({document, source, reported, decided}: Story): Element[] {
  const card = (years: readonly [number, number]) => cardOf({...decisionsOf("refugee_status"), levels: ["FI"], years});
  const yearly = range(NINE[0], NINE[1] + 1).map((year): RecognisedRow => ({
    name: String(year),
    card: card(yearOf(year)),
    count: decided("FI", [year, year]).statuses.refugee_status,
    ...(year === 2011 ? {reported: [{value: reported("kbs-recognised-2011").value}]} : {})
  }));
  const spans: readonly [string, readonly [number, number], string][] = [
    ["2011–2019", NINE, "cac-recognised-2011-2019"],
    ["2011–2016", [2011, 2016], "rp-recognised-2011-2016"],
    ["2004–2014", [2004, 2014], "cac-recognised-2004-2014"]
  ];
  const sums = spans.map(([name, years, id]): RecognisedRow => ({
    name,
    card: card(years),
    count: decided("FI", years).statuses.refugee_status,
    strong: true,
    reported: [{value: reported(id).value, words: "from another source"}]
  }));
  return [
    plate(
      {
        id: "one-and-nine-zeros-drawn",
        made: "/code/pages/story/recognisedPart#recognisedPart",
        number: "Figure 4",
        title: "Refugee status granted to North Koreans in Russia: nine zeros, and other counts",
        unit: "Counted in persons, first instance. Each year’s range begins where the year before may have ended",
        breadth: "text",
        draw: (options) => interval({rows: [...yearly, ...sums], status: "refugee_status", steps: true}, options),
        notes: [
          {
            sign: "bracket",
            term: "Bracket.",
            text: "What the true number can be. Nine ranges of 0 to 2 make one of 0 to 18."
          },
          {sign: "reported", term: "Diamond.", text: "A figure from another source. We never add it to UNHCR’s."}
        ],
        source,
        table: recognisedTable(document, [...yearly, ...sums], "North Koreans")
      },
      {document}
    )
  ];
}

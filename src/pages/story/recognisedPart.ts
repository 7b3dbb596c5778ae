// Nine published zeros, and what others reported.
import {range} from "d3";
import {interval} from "../../charts/interval.js";
import type {IntervalRow} from "../../charts/interval.js";
import {plate} from "../../charts/plate.js";
import {NINE} from "./context.js";
import type {Story} from "./context.js";
import {recognisedTable} from "./tables.js";

export function recognisedPart({document, source, reported, decided}: Story): Element[] {
  const yearly = range(NINE[0], NINE[1] + 1).map((year): IntervalRow => ({
    name: String(year),
    count: decided("FI", [year, year]).statuses.refugee_status,
    ...(year === 2011 ? {reported: [{value: reported("kbs-recognised-2011").value}]} : {})
  }));
  const spans: readonly [string, readonly [number, number], string][] = [
    ["2011–2019", NINE, "cac-recognised-2011-2019"],
    ["2011–2016", [2011, 2016], "rp-recognised-2011-2016"],
    ["2004–2014", [2004, 2014], "cac-recognised-2004-2014"]
  ];
  const sums = spans.map(([name, years, id]): IntervalRow => ({
    name,
    count: decided("FI", years).statuses.refugee_status,
    strong: true,
    reported: [{value: reported(id).value, words: "reported"}]
  }));
  return [
    plate(
      {
        id: "one-and-nine-zeros-drawn",
        made: "/code/pages/story/recognisedPart#recognisedPart",
        number: "Figure 4",
        title: "Refugee status granted to North Koreans in Russia: nine zeros, and what was reported",
        unit: "Persons; level FI; each year begins where the one before may have ended",
        breadth: "text",
        draw: (options) => interval({rows: [...yearly, ...sums], status: "refugee_status", steps: true}, options),
        notes: [
          {
            sign: "bracket",
            term: "Bracket.",
            text: "What the published number may stand for. Nine brackets of two persons make one of eighteen."
          },
          {sign: "reported", term: "Diamond.", text: "What someone else counted. It is never joined to the rows."}
        ],
        source,
        table: recognisedTable(document, [...yearly, ...sums], "North Koreans")
      },
      {document}
    )
  ];
}

// Russia's first-instance decisions by origin.
import {descending, group, sum as total} from "d3";
import {plate} from "../../charts/plate.js";
import {ranked} from "../../charts/ranked.js";
import type {RankedRow} from "../../charts/ranked.js";
import type {Level} from "../../measures/codes.js";
import {sumDecisions} from "../../measures/sums.js";
import {decisionRows} from "../../edition/select.js";
import {NINE, ORIGIN} from "./context.js";
import type {Story} from "./context.js";
import {originsTable} from "./tables.js";

export function originsPart({edition, document, read, source, pair, placeName}: Story): Element[] {
  const rows = decisionRows(edition, {...pair, origin: "*", years: [NINE]});
  const of = (level: Level) =>
    new Map(
      Array.from(
        group(
          rows.filter((row) => row.level === level),
          (row) => row.origin
        ),
        ([code, some]) => [code, sumDecisions(some, read)]
      )
    );
  const [first, temporary] = [of("FI"), of("TA")];
  const codes = [...first.keys()]
    .filter((code) => code !== "UNK")
    .sort(
      (a, b) =>
        descending(
          first.get(a)?.statuses.refugee_status.value ?? 0,
          first.get(b)?.statuses.refugee_status.value ?? 0
        ) ||
        descending(
          total(Object.values(first.get(a)?.published ?? {}), (count) => count.value),
          total(Object.values(first.get(b)?.published ?? {}), (count) => count.value)
        )
    );
  const shown = [...codes.slice(0, 9), ...(codes.slice(0, 9).includes(ORIGIN) ? [] : [ORIGIN])];
  const drawn = shown.map((code): RankedRow => ({
    name: placeName(code),
    unit: "P",
    statuses: first.get(code)?.statuses ?? {},
    chosen: code === ORIGIN
  }));
  return [
    plate(
      {
        id: "origins",
        made: "/code/pages/story/originsPart#originsPart",
        number: "Figure 5",
        title: `Russia’s first-instance decisions by country of origin, ${NINE.join("–")}`,
        unit: "Counted in persons, nine years together; the nine nationalities granted refugee status most often, and North Korea",
        draw: (options) =>
          ranked({rows: drawn, of: "refugee_status", heads: {of: "refugee status", all: "decisions"}}, options),
        notes: [
          {
            sign: "interval",
            term: "Range.",
            text: "Many rounded zeros in nine years add up: the true number can be higher than the published one."
          }
        ],
        source,
        table: originsTable(document, shown, placeName, first, temporary)
      },
      {document}
    )
  ];
}

// Decisions on North Koreans in all countries of asylum.
import {ascending, descending, group, max, min, sum as total} from "d3";
import {plate} from "../../charts/plate.js";
import {ranked} from "../../charts/ranked.js";
import type {RankedRow} from "../../charts/ranked.js";
import type {Level} from "../../measures/codes.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {FigureError} from "../../figures/figure.js";
import {ANY, decisionRows} from "../../edition/select.js";
import {HOST, ORIGIN} from "./context.js";
import type {Story} from "./context.js";
import {hostsTable} from "./tables.js";

export function hostsPart({edition, document, read, source, placeName}: Story): Element[] {
  const first = decisionRows(edition, {...ANY, origin: [ORIGIN]}).filter((row) => stageOf(row.level) === "first");
  const groups = Array.from(
    group(first, (row) => `${row.asylum} ${row.asylum === "USA" ? row.level : ""} ${row.unit}`).values(),
    (some) => {
      const [one] = some;
      const out = sumDecisions(some, read);
      if (!one || !out) throw new FigureError("a group without rows");
      return {
        asylum: one.asylum,
        level: one.level,
        unit: one.unit,
        out,
        all: total(Object.values(out.published), (count) => count.value)
      };
    }
  )
    .filter(({all}) => all >= 10)
    .sort((a, b) => descending(a.all, b.all) || ascending(a.asylum, b.asylum));
  const name = ({asylum, level}: {asylum: string; level: Level}) =>
    asylum === "USA" ? `${placeName(asylum)} (${level})` : placeName(asylum);
  const drawn = groups.map((each): RankedRow => ({
    name: name(each),
    unit: each.unit,
    statuses: each.out.statuses,
    chosen: each.asylum === HOST
  }));
  return [
    plate(
      {
        id: "hosts",
        made: "/code/pages/story/hostsPart#hostsPart",
        number: "Figure 7",
        title: "First-instance decisions on North Koreans, by country of asylum, 2000–2025",
        unit: "Counted in persons, or in cases where marked; countries with ten decisions or more",
        draw: (options) =>
          ranked({rows: drawn, of: "refugee_status", heads: {of: "refugee status", all: "decisions"}}, options),
        notes: [
          {
            sign: "undivided",
            term: "Not separated.",
            text: "Canada grants one status on two grounds, and Australia does from 2012. The Netherlands reports two statuses in one column from 2015."
          },
          {
            sign: "cases",
            term: "Cases.",
            text: "A case may cover several people. We never add persons and cases, nor the two levels of the United States."
          },
          {
            sign: "temporary",
            term: "Russia.",
            text: "Temporary asylum is a separate procedure in Russia and is not in this chart, except for the few decisions of 2009."
          }
        ],
        source,
        table: hostsTable(document, groups, name, [
          min(first, ({year}) => year) ?? 0,
          max(first, ({year}) => year) ?? 0
        ])
      },
      {document}
    )
  ];
}

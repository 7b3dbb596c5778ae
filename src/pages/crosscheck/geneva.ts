// First-instance decisions whose outcome UNHCR's data does not separate, next to Eurostat's figures, which do.
import {ascending} from "d3";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import {add, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {COLUMNS} from "../../measures/codes.js";
import {genevaStatus} from "../../measures/eurostat.js";
import {cell, reader} from "../../measures/status.js";
import {stageOf} from "../../measures/sums.js";
import type {Edition} from "../../edition/edition.js";
import {ANY, decisionRows} from "../../edition/select.js";

/** Positive first-instance decisions in persons that are not separated, by country and year. */
function notSeparated(edition: Edition): Map<string, Count> {
  const read = reader(edition.rules);
  const found = new Map<string, Count>();
  const hosts = new Set(edition.eurostat.decisions.map(({asylum}) => asylum));
  for (const row of decisionRows(edition, {...ANY, asylum: [...hosts], unit: ["P"]})) {
    if (stageOf(row.level) !== "first") continue;
    const reading = read(row);
    for (const column of COLUMNS) {
      const count = reading.status[column] === "undivided" ? cell(row, column, reading) : null;
      const key = `${row.asylum} ${row.year}`;
      if (count) found.set(key, add(found.get(key) ?? ZERO, count));
    }
  }
  return found;
}

export function genevaTable(edition: Edition, document: Document): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const rows = [...notSeparated(edition)]
    .flatMap(([key, count]) => {
      const [host = "", year = ""] = key.split(" ");
      const theirs = count.value > 0 ? genevaStatus(edition.eurostat.decisions, host, Number(year)) : null;
      return theirs ? [{host: edition.places.get(host) ?? host, year, count, theirs}] : [];
    })
    .sort((a, b) => ascending(a.host, b.host) || ascending(a.year, b.year));
  if (!rows.length) return make("p", {}, "This edition has no such decisions in Eurostat’s tables.");
  const heads = [
    "Country and year",
    "UNHCR, not separated",
    "Eurostat, positive",
    "Eurostat, Geneva Convention status"
  ];
  const table = make(
    "table",
    {class: "figures"},
    tableHead(document, heads),
    make(
      "tbody",
      {},
      ...rows.map(({host, year, count, theirs}) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, `${host} ${year}`),
          ...[count, theirs.positive, theirs.refugee_status].map((each) => countCell(document, each))
        )
      )
    )
  );
  return scrolling(document, table, {
    id: "crosscheck-geneva",
    caption:
      "Positive first-instance decisions that UNHCR’s data does not separate, counted in persons, all nationalities"
  });
}

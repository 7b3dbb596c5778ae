// Files that follow an edition's pages: for each country of asylum, each country of origin and each pair of some size, its figures by
// year, at an address that stays, always of the latest edition.
import {group} from "d3";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {csvField} from "../../edition/csv.js";
import type {Ledger, Stock} from "../../edition/placeLedger.js";
import {codesOf, stocksBy} from "../../edition/placeLedger.js";
import {allCited, citedSources, editionAddress, plainCitation} from "../../words/cite.js";
import {siteOf} from "./write.js";
import {YEARLY_COLUMNS, yearlyLines, yearlyRow} from "../../edition/yearly.js";
import type {Side, SideRows} from "../../edition/yearly.js";

/** A pair has a file where it has this many applications or decisions over all years, persons and cases together. */
export const PAIR_LEAST = 100;

const none: ReadonlyMap<number, Stock> = new Map();

type Pair = readonly [origin: string, asylum: string];

/** Pairs with at least `PAIR_LEAST` applications or decisions, and each one from the country of origin `always`. */
export function pairsOf(ledger: Ledger, always: string): Pair[] {
  const sizes = new Map<string, [number, number]>();
  const size = (origin: string, asylum: string) => {
    const key = `${origin} ${asylum}`;
    const found = sizes.get(key) ?? [0, 0];
    sizes.set(key, found);
    return found;
  };
  for (const rows of ledger.applications.asylum.values())
    for (const {origin, asylum, applications} of rows) size(origin, asylum)[0] += applications ?? 0;
  for (const rows of ledger.decisions.asylum.values())
    for (const {origin, asylum, total} of rows) size(origin, asylum)[1] += total ?? 0;
  return [...sizes]
    .filter(
      ([key, [applications, decisions]]) =>
        applications >= PAIR_LEAST || decisions >= PAIR_LEAST || key.startsWith(always)
    )
    .map(([key]) => key.split(" ") as [string, string])
    .sort(([a, b], [c, d]) => (a + b < c + d ? -1 : 1));
}

const csv = (rows: readonly ReturnType<typeof yearlyRow>[]) =>
  `${[YEARLY_COLUMNS.join(","), ...rows.map((row) => YEARLY_COLUMNS.map((name) => csvField(row[name])).join(","))].join("\n")}\n`;

/**
 * The JSON has the rows under `rows`, and how to cite them under `cite`; a CSV has the rows alone, so that spreadsheets read it.
 * Writes `asylum/DEU.csv` and `.json`, `origin/SYR.csv` and `.json`, and `pairs/PRK-RUS.csv` below `folder`.
 * @returns how many files were written
 */
export function writeSeries(folder: string, ledger: Ledger, always: string): number {
  const {edition} = ledger;
  const {places} = edition;
  const cited = citedSources(edition.package.sources, ["unhcr"]) ?? allCited(edition.package.sources);
  const cite = (side: "asylum" | "origin", code: string) =>
    plainCitation(cited, {
      title: `${places.get(code) ?? code} as country of ${side}: asylum figures by year`,
      address: editionAddress(edition.id, siteOf(process.env)),
      edition: edition.id
    });
  const rowsOf = (side: Side, rows: SideRows) =>
    yearlyLines(ledger, side, rows).map((line) => yearlyRow(side, line, places));
  let files = 0;
  const write = (path: string, text: string) => {
    writeFileSync(join(folder, path), text);
    files++;
  };
  for (const side of ["asylum", "origin"] as const) {
    mkdirSync(join(folder, side), {recursive: true});
    for (const code of codesOf(ledger, side)) {
      const rows = rowsOf(side === "asylum" ? {asylum: code, origin: null} : {asylum: null, origin: code}, {
        applications: ledger.applications[side].get(code) ?? [],
        decisions: ledger.decisions[side].get(code) ?? [],
        stocks: ledger.stocks[side].get(code) ?? none
      });
      write(`${side}/${code}.csv`, csv(rows));
      write(`${side}/${code}.json`, `${JSON.stringify({edition: edition.id, cite: cite(side, code), rows})}\n`);
    }
  }
  mkdirSync(join(folder, "pairs"), {recursive: true});
  const pairKey = ({origin, asylum}: {origin: string; asylum: string}) => `${origin} ${asylum}`;
  const applications = group([...ledger.applications.asylum.values()].flat(), pairKey);
  const decisions = group([...ledger.decisions.asylum.values()].flat(), pairKey);
  const stocks = stocksBy(ledger.edition, (origin, asylum) => `${origin} ${asylum}`);
  for (const [origin, asylum] of pairsOf(ledger, always)) {
    const key = `${origin} ${asylum}`;
    const rows = rowsOf(
      {origin, asylum},
      {
        applications: applications.get(key) ?? [],
        decisions: decisions.get(key) ?? [],
        stocks: stocks.get(key) ?? none
      }
    );
    write(`pairs/${origin}-${asylum}.csv`, csv(rows));
  }
  return files;
}

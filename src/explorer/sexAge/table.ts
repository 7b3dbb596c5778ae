// Eurostat's applicants by sex and age as the browser holds them, and the rows that a question takes. Every citizenship together is
// Eurostat's own total: adding up its rounded parts would widen the range.
import {ascending, group} from "d3";
import {matchesStock} from "../../measures/matches.js";
import type {StockKey} from "../../measures/matches.js";
import type {Selection} from "../../measures/selection.js";
import type {SexAgeCells} from "../../measures/sexAge.js";
import {SEX_AGE_CELLS} from "../../schema/sexAgeCells.js";
import type {SexAgeCell} from "../../schema/sexAgeCells.js";
import type {PackedSexAge} from "./pack.js";
import type {Ledger} from "../ledger.js";

/** Whom Eurostat counts: people who apply for the first time in that country, or everybody who applies. Each has a file of its own. */
export const WHO = ["first_time", "all"] as const;
export type Who = (typeof WHO)[number];

export const whoOf = ({types}: Pick<Selection, "types">): Who => (types === "all" ? "all" : "first_time");

/** The origin of the rows that count every citizenship. */
const EVERYONE = "TOTAL";

export type SexAgeRow = StockKey & SexAgeCells;

function rowAt(table: PackedSexAge, i: number, key: StockKey): SexAgeRow {
  const cells = Object.fromEntries(
    SEX_AGE_CELLS.map((cell) => {
      const count = table[cell][i] ?? -1;
      return [cell, count < 0 ? null : count];
    })
  ) as Record<SexAgeCell, number | null>;
  return {...key, ...cells};
}

/** The rows of a question; with `apart` those of each citizenship instead of their total. */
export function rowsOf(
  table: PackedSexAge,
  {regionsOf}: Pick<Ledger, "regionsOf">,
  selection: Selection,
  apart = false
): SexAgeRow[] {
  const takes = matchesStock(selection, regionsOf);
  const total = selection.origins.kind === "all" && !apart;
  const rows: SexAgeRow[] = [];
  for (let i = 0; i < table.year.length; i++) {
    const key: StockKey = {
      year: table.year[i] as number,
      origin: table.origin.list[table.origin.at[i] as number] as string,
      asylum: table.asylum.list[table.asylum.at[i] as number] as string
    };
    if ((key.origin === EVERYONE) === total && takes(key)) rows.push(rowAt(table, i, key));
  }
  return rows;
}

/** Rows by year, the first year first. */
export const byYear = (rows: readonly SexAgeRow[]): [number, SexAgeRow[]][] =>
  [...group(rows, ({year}) => year)].sort((a, b) => ascending(a[0], b[0]));

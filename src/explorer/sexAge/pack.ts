// Packs Eurostat's applicants by sex and age into typed arrays, in the worker that reads their file.
import type {StockKey} from "../../measures/matches.js";
import {SEX_AGE_CELLS} from "../../schema/sexAgeCells.js";
import type {SexAgeCell} from "../../schema/sexAgeCells.js";
import {packCounts, packPlaces} from "../columns.js";
import type {Columns, Packed} from "../columns.js";

export type PackedSexAge = Packed<StockKey> & Readonly<Record<SexAgeCell, Int32Array>>;
export function packSexAge(columns: Record<string, unknown[]>): PackedSexAge {
  return {
    ...packPlaces(columns as unknown as Columns<StockKey>),
    ...(Object.fromEntries(
      SEX_AGE_CELLS.map((cell) => [cell, packCounts((columns[cell] ?? []) as (number | null)[])])
    ) as Record<SexAgeCell, Int32Array>)
  };
}

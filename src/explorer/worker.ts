// Reads the explorer's files in a worker: on an old phone that takes seconds, in which the page would not respond. The
// columns go back packed, without a copy.
import {buffersOf, packApplications, packDecisions, packStocks} from "./columns.js";
import type {Columns, Packed, StockRow} from "./columns.js";
import {packSexAge} from "./sexAge/pack.js";
import type {PackedSexAge} from "./sexAge/pack.js";
import {parquetColumns} from "../edition/parquet.js";
import type {PublishedDecision} from "../measures/status.js";
import type {ApplicationRow} from "../measures/sums.js";

/** The tables that the worker reads, by name. */
export interface PackedTables {
  readonly applications: Packed<ApplicationRow>;
  readonly decisions: Packed<PublishedDecision>;
  readonly stocks: Packed<StockRow>;
  readonly sexAge: PackedSexAge;
}
export interface Asked {
  readonly table: keyof PackedTables;
  readonly file: ArrayBuffer;
}
/** What comes back on the port that was sent along. */
export type Told<Name extends keyof PackedTables> = {readonly packed: PackedTables[Name]} | {readonly fault: string};

async function packedOf({table, file}: Asked): Promise<PackedTables[keyof PackedTables]> {
  const columns = await parquetColumns(file);
  if (table === "applications") return packApplications(columns as unknown as Columns<ApplicationRow>);
  if (table === "decisions") return packDecisions(columns as unknown as Columns<PublishedDecision>);
  if (table === "sexAge") return packSexAge(columns);
  return packStocks(columns as unknown as Columns<StockRow>);
}

addEventListener("message", ({data, ports}: MessageEvent<Asked>) => {
  const [port] = ports;
  packedOf(data).then(
    (packed) => port?.postMessage({packed}, buffersOf(packed)),
    (error: unknown) => port?.postMessage({fault: error instanceof Error ? error.message : String(error)})
  );
});

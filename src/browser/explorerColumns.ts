// Reads the explorer's files in a thread of its own: on an old phone that takes seconds in which the page would answer nobody. The
// columns go back packed, without a copy.
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import {buffersOf, packApplications, packDecisions, packStocks} from "../explorer/columns.js";
import type {Columns, Packed, StockRow} from "../explorer/columns.js";
import type {PublishedDecision} from "../measures/status.js";
import type {ApplicationRow} from "../measures/sums.js";

/** The tables that are read here, by name. */
export interface PackedTables {
  readonly applications: Packed<ApplicationRow>;
  readonly decisions: Packed<PublishedDecision>;
  readonly stocks: Packed<StockRow>;
}
export interface Asked {
  readonly table: keyof PackedTables;
  readonly file: ArrayBuffer;
}
/** What comes back on the port that was sent along. */
export type Told<Name extends keyof PackedTables> = {readonly packed: PackedTables[Name]} | {readonly fault: string};

async function columnsOf(file: ArrayBuffer): Promise<Record<string, unknown[]>> {
  const metadata = await parquetMetadataAsync(file);
  const columns: Record<string, unknown[]> = {};
  await parquetRead({
    file,
    metadata,
    compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
    onChunk: ({columnName, columnData}) => {
      const cells = (columns[columnName] ??= []);
      for (let i = 0; i < columnData.length; i++) {
        const value = (columnData as ArrayLike<unknown>)[i];
        cells.push(typeof value === "bigint" ? Number(value) : (value ?? null));
      }
    }
  });
  return columns;
}

async function packedOf({table, file}: Asked): Promise<PackedTables[keyof PackedTables]> {
  const columns = await columnsOf(file);
  if (table === "applications") return packApplications(columns as unknown as Columns<ApplicationRow>);
  if (table === "decisions") return packDecisions(columns as unknown as Columns<PublishedDecision>);
  return packStocks(columns as unknown as Columns<StockRow>);
}

addEventListener("message", ({data, ports}: MessageEvent<Asked>) => {
  const [port] = ports;
  packedOf(data).then(
    (packed) => port?.postMessage({packed}, buffersOf(packed)),
    (error: unknown) => port?.postMessage({fault: error instanceof Error ? error.message : String(error)})
  );
});

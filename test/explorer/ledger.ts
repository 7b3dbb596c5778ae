// The ledger as the browser opens it: from the bytes that the build writes, not from the edition's own columns.
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import {PROJECT} from "../../src/build/build.js";
import {loadEdition} from "../../src/build/edition.js";
import {explorerTables} from "../../src/build/explorerData.js";
import type {ExplorerTables} from "../../src/build/explorerData.js";
import {packApplications, packDecisions, packStocks} from "../../src/explorer/columns.js";
import {openLedger, withStocks} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import type {DecisionColumns} from "../../src/measures/status.js";

export async function ledgerOf(): Promise<{ledger: Ledger; tables: ExplorerTables}> {
  const edition = await loadEdition(PROJECT);
  const tables = await explorerTables(edition, PROJECT);
  const bytes = tables.decisions;
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = await parquetMetadataAsync(file);
  const columns: Record<string, (string | number | null)[]> = {};
  await parquetRead({
    file,
    metadata,
    compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
    onChunk: ({columnName, columnData}) => {
      for (const value of columnData as ArrayLike<string | number | bigint | null>[number][])
        (columns[columnName] ??= []).push(typeof value === "bigint" ? Number(value) : (value ?? null));
    }
  });
  const ledger = openLedger(tables.facts, {
    applications: packApplications(edition.applications),
    decisions: packDecisions(columns as unknown as DecisionColumns)
  });
  return {tables, ledger: tables.stocks ? withStocks(ledger, packStocks(tables.stocks)) : ledger};
}

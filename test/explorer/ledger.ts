// The ledger as the browser opens it: from the bytes that the build writes, not from the edition's own columns.
import {PROJECT} from "../../src/site/build.js";
import {explorerTables} from "../../src/site/finish/explorerData.js";
import type {ExplorerTables} from "../../src/site/finish/explorerData.js";
import {packApplications, packDecisions, packStocks} from "../../src/explorer/columns.js";
import {parseState} from "../../src/explorer/address.js";
import type {View} from "../../src/explorer/types.js";
import {viewOf} from "../../src/explorer/view.js";
import {openLedger, withStocks} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {parquetColumns} from "../../src/edition/parquet.js";
import type {DecisionColumns} from "../../src/measures/status.js";
import {committedEdition, once} from "../edition/committed.js";

/** Of the current edition, or of another that is kept: once for each process, as files of tests share one. */
export const ledgerOf = once<{ledger: Ledger; tables: ExplorerTables}, string>(async (id) => {
  const edition = await committedEdition(id);
  const tables = await explorerTables(edition, PROJECT);
  const bytes = tables.decisions;
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const ledger = openLedger(tables.facts, {
    applications: packApplications(edition.applications),
    decisions: packDecisions((await parquetColumns(file)) as unknown as DecisionColumns)
  });
  return {tables, ledger: tables.stocks ? withStocks(ledger, packStocks(tables.stocks)) : ledger};
});

/** The answer to the query of an address. */
export const viewIn = (ledger: Ledger, query: string): View =>
  viewOf(
    ledger,
    parseState(query, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined}).state
  );

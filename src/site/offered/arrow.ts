// Arrow for pages, under the name by which Framework asks for it: `FileAttachment(…).arrow()` and `.parquet()` give a table of
// flechette, which Plot, Inputs and d3 read as they read Apache Arrow's (`getChild`, `toArray`, `get`, `schema`, `numRows`).
import {tableFromIPC as read} from "@uwdata/flechette";
import type {Table} from "@uwdata/flechette";

export {tableFromArrays, tableToIPC} from "@uwdata/flechette";

/** A table from a stream or file of Arrow: its bytes, an answer that brings them, or a promise of either. */
export async function tableFromIPC(source: Uint8Array | Response | Promise<Uint8Array | Response>): Promise<Table> {
  const given = await source;
  return read(given instanceof Response ? new Uint8Array(await given.arrayBuffer()) : given);
}

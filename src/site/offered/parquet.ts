// Parquet for pages, under the name by which Framework asks for it. Framework's own is WebAssembly, which the policy of a page
// forbids; this one is hyparquet and fzstd, and reads what the edition's files and hyparquet-writer's are packed with.
import {arrowOfParquet} from "../../edition/arrow.js";

/** Framework starts its reader with the address of a module; this one has none to fetch. */
export default async function start(): Promise<void> {
  return Promise.resolve();
}

/** What Framework does with a file: `readParquet(bytes).intoIPCStream()`, passed to `tableFromIPC`, which awaits it. */
export function readParquet(bytes: Uint8Array): {intoIPCStream: () => Promise<Uint8Array>} {
  return {intoIPCStream: () => arrowOfParquet(new Uint8Array(bytes).buffer)};
}

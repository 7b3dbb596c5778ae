// Reads a Parquet file of an edition into plain columns, in the build and in the browser.
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import type {FileMetaData} from "hyparquet/src/types.js";

/** Columns by name: whole numbers as numbers, missing values as null. All columns, or `some`. */
export async function parquetColumns(
  file: ArrayBuffer,
  {metadata, some}: {metadata?: FileMetaData; some?: readonly string[]} = {}
): Promise<Record<string, unknown[]>> {
  const columns: Record<string, unknown[]> = {};
  await parquetRead({
    file,
    metadata: metadata ?? (await parquetMetadataAsync(file)),
    ...(some ? {columns: [...some]} : {}),
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

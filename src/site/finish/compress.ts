// Packs the site's text files: a `.gz` next to each that gets smaller, so that the server does not compress.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {promisify} from "node:util";
import {gzip} from "node:zlib";
import type {ZlibOptions} from "node:zlib";
import PQueue from "p-queue";
import {filesOf} from "./files.js";

const gzipped = promisify<Buffer, ZlibOptions, Buffer>(gzip);

/** Files that are not packed: their copy would save nothing. */
const SMALL = 512;

/** Packs files on zlib's own threads, while the caller goes on. What a file holds is read when its turn comes, unless it is given. */
export function packer(): {add: (path: string, bytes?: Buffer) => void; done: () => Promise<unknown>} {
  const queue = new PQueue({concurrency: 8});
  const written: Promise<void>[] = [];
  const write = async (path: string, bytes: Buffer = readFileSync(path)) => {
    if (bytes.length <= SMALL) return;
    const packed = await gzipped(bytes, {level: 9});
    if (packed.length < bytes.length) writeFileSync(`${path}.gz`, packed);
  };
  return {
    add: (path, bytes) => void written.push(queue.add(() => write(path, bytes))),
    done: () => Promise.all(written)
  };
}

/** Packs each text file of the site that is not packed yet. */
export async function compress(folder: string): Promise<void> {
  const packing = packer();
  for (const file of filesOf(folder).filter((path) => /\.(?:html|css|js|json|svg|txt|xml)$/.test(path))) {
    const path = join(folder, file);
    if (!existsSync(`${path}.gz`)) packing.add(path);
  }
  await packing.done();
}

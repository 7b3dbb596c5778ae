// Packs the site's text files: a `.gz` next to each that gets smaller, so that the server does not compress.
import {copyFileSync, existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {promisify} from "node:util";
import {gzip} from "node:zlib";
import type {ZlibOptions} from "node:zlib";
import PQueue from "p-queue";
import {filesOf} from "./files.js";

const gzipped = promisify<Buffer, ZlibOptions, Buffer>(gzip);

/** Files that are not packed: their copy would save nothing. */
const SMALL = 512;

/**
 * Packs files of the site in `folder` on zlib's own threads, while the caller goes on. What a file holds is read when its turn comes,
 * unless it is given. A file that the site of the build before has with the same bytes is not packed again: its packed copy is taken.
 */
export function packer(
  folder: string,
  former: string | null = null
): {add: (file: string, bytes?: Buffer) => void; done: () => Promise<unknown>} {
  const queue = new PQueue({concurrency: 8});
  const written: Promise<void>[] = [];
  const write = async (file: string, bytes: Buffer = readFileSync(join(folder, file))) => {
    if (bytes.length <= SMALL) return;
    const path = join(folder, file);
    const same = former === null ? null : join(former, file);
    if (same !== null && existsSync(`${same}.gz`) && existsSync(same) && readFileSync(same).equals(bytes)) {
      copyFileSync(`${same}.gz`, `${path}.gz`);
      return;
    }
    const packed = await gzipped(bytes, {level: 9});
    if (packed.length < bytes.length) writeFileSync(`${path}.gz`, packed);
  };
  return {
    add: (file, bytes) => void written.push(queue.add(() => write(file, bytes))),
    done: () => Promise.all(written)
  };
}

/** Packs each text file of the site that is not packed yet. */
export async function compress(folder: string, former: string | null = null): Promise<void> {
  const packing = packer(folder, former);
  for (const file of filesOf(folder).filter((path) => /\.(?:html|css|js|json|svg|txt|xml)$/.test(path)))
    if (!existsSync(`${join(folder, file)}.gz`)) packing.add(file);
  await packing.done();
}

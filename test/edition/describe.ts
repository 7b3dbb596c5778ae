// Describes an edition's folder anew after a test has changed a file of it, as whoever publishes would.
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {packageSum} from "../../src/edition/whole.js";
import {sha256} from "../../loaders/sources/shared.js";

export interface Description {
  id: string;
  notes: string[];
  licenses: {name: string}[];
  compared_with: string | null;
  sources: {name: string}[];
  hand_tables?: Record<string, number>;
  resources: {name: string; path: string; bytes: number; hash: string}[];
}

/** Takes the bytes and SHA-256 of each table listed, lets `change` say more, and writes both files. */
export function describe(folder: string, change: (pack: Description) => void = () => undefined): void {
  const file = join(folder, "datapackage.json");
  const pack = JSON.parse(readFileSync(file, "utf8")) as Description;
  for (const resource of pack.resources) {
    const bytes = readFileSync(join(folder, resource.path));
    Object.assign(resource, {bytes: bytes.length, hash: `sha256:${sha256(bytes)}`});
  }
  change(pack);
  const text = `${JSON.stringify(pack, null, 2)}\n`;
  writeFileSync(file, text);
  writeFileSync(`${file}.sha256`, packageSum(Buffer.from(text)));
}

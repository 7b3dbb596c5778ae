// Maps an address of the site to its file in the built site.
import {existsSync} from "fs";
import {join} from "path/posix";

/** The file of an address of the site, or null where there is none. */
export function pageFile(folder: string, address: string): string | null {
  return (
    [`${address}.html`, address === "" ? "index.html" : `${address}/index.html`].find((path) =>
      existsSync(join(folder, path))
    ) ?? null
  );
}

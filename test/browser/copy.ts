// A small copy of the project: pages, code and the editions kept, so that a test may spoil one and build it.
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {PROJECT} from "../../src/site/build.js";
import {filesOf} from "../../src/site/finish/files.js";

export interface Copy {
  readonly root: string;
  readonly edition: string;
  readonly remove: () => void;
}

/** Pages whose making is asked for by the page being there, and which need its own words. */
const WHOLE = [
  "404.md",
  "brief.md",
  "code.md",
  "compare.md",
  "explorer.md",
  "sheet.md",
  "watch.md",
  "figures/card.md",
  "query.md",
  "check.md"
];
/** Pages that frame hundreds of others. */
const FRAMES = ["countries/place.md", "regions/place.md", "world/region.md", "q/page.md"];

/**
 * Copies the project. Where pages are named, they alone are whole with the few that a site cannot be without; of the others the
 * headings and ids are left, and there are no pages of countries and regions, so that a build of it is quick. Where `isAlone`, the
 * current edition is the only one that is kept.
 */
export function copyProject(pages?: readonly string[], {isAlone = false}: {isAlone?: boolean} = {}): Copy {
  const root = mkdtempSync(join(tmpdir(), "ledger-copy-"));
  for (const file of ["package.json", "tsconfig.json", "observablehq.config.ts", "data/edition"])
    cpSync(join(PROJECT, file), join(root, file));
  cpSync(join(PROJECT, "src"), join(root, "src"), {
    recursive: true,
    filter: (path) => !path.includes(join("src", ".observablehq"))
  });
  if (pages !== undefined)
    for (const page of filesOf(join(root, "src")).filter((path) => path.endsWith(".md"))) {
      if (FRAMES.includes(page)) rmSync(join(root, "src", page));
      else if (!WHOLE.includes(page) && !pages.includes(page))
        writeFileSync(join(root, "src", page), bones(readFileSync(join(root, "src", page), "utf8")));
    }
  const edition = readFileSync(join(root, "data", "edition"), "utf8").trim();
  for (const folder of ["tables", isAlone ? join("editions", edition) : "editions"])
    cpSync(join(PROJECT, "data", folder), join(root, "data", folder), {recursive: true});
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
  return {root, edition, remove: () => rmSync(root, {recursive: true, force: true})};
}

/** The headings of a page, and what else of it is led to. */
function bones(markdown: string): string {
  const ids = Array.from(markdown.matchAll(/ id="([^"]+)"/g), ([, id = ""]) => `<p id="${id}"></p>`);
  return [...(markdown.match(/^#{1,3} .*$/gm) ?? ["# A page"]), ...ids].join("\n\n");
}

// The notebooks' pages after Framework's build: the addresses of DuckDB and the tables, and a script that offers the choices. The
// script imports what runs a notebook on demand.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {duckdbAttributes} from "./duckdbFiles.js";
import type {DuckdbParts, EditionSums} from "./duckdbFiles.js";
import {notebookNames} from "../../notebooks/_shared/compute.js";
import {writeScripts} from "../scripts.js";

const FORM = '<form class="choices" id="choices"';

/** Completes the notebooks' pages in the site built in `folder`; one without choices is unchanged. `duckdb` writes DuckDB's files. */
export async function writeNotebooks(
  folder: string,
  root: string,
  edition: EditionSums,
  duckdb: () => Promise<DuckdbParts>
): Promise<void> {
  const pages = notebookNames(root)
    .map((name) => ({name, path: join(folder, "notebooks", `${name}.html`)}))
    .filter(({path}) => existsSync(path) && readFileSync(path, "utf8").includes(FORM));
  if (!pages.length) return;
  const [parts, scripts] = await Promise.all([
    duckdb(),
    writeScripts(folder, root, Object.fromEntries(pages.map(({name}) => [`notebook-${name}`, entryOf(name)])))
  ]);
  for (const {name, path} of pages)
    writeFileSync(
      path,
      readFileSync(path, "utf8")
        .replace(
          FORM,
          () =>
            `${FORM} data-notebook="${name}" data-edition="${edition.id}" data-packed="${parts.packed}" ${duckdbAttributes(parts, edition, "../")}`
        )
        .replace(
          "</head>",
          () => `<script type="module" src="../${scripts.get(`notebook-${name}`) ?? ""}"></script>\n</head>`
        )
    );
}

/** A notebook's script: offers the settings, and fetches the rest on request. */
function entryOf(name: string): string {
  return `import {offer} from "./notebooks/_shared/browser.ts";
offer(async () => {
  const [{default: notebook}, run, {load, filesOf}] = await Promise.all([
    import(${JSON.stringify(`./notebooks/${name}.ts`)}),
    import("./notebooks/_shared/run.ts"),
    import("./edition/duckdb.ts")
  ]);
  return {notebook, run, load, filesOf};
});`;
}

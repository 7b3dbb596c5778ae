// The home page after Framework's build: the file of every year's facts, and the script that follows the year.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {worldShapes} from "../../charts/atlas.js";
import {loadTable} from "../../edition/edition.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {homeFacts, packFacts, POPULATION_COLUMNS} from "../../pages/home/facts.js";
import {SiteError} from "./files.js";
import {writeScript} from "../scripts.js";

const PAGE = "index.html";
const FORM = '<form class="home-year" id="home-year"';

/** Whether the project's home page has the choice of a year. */
export function hasYears(root: string): boolean {
  const page = join(root, "src", "index.md");
  return existsSync(page) && readFileSync(page, "utf8").includes(":component[home-year]");
}

/** The facts of every year, as the home page's script fetches them. */
export async function homeYears(root: string, ledger: Ledger): Promise<string> {
  const population = await loadTable(root, "population", POPULATION_COLUMNS);
  return packFacts(homeFacts(ledger, population, worldShapes(ledger.edition.atlas).positions));
}

/** Completes the home page in the site built in `folder`; a page without the choice of a year is left as it is. */
export async function writeHome(folder: string, root: string, years: () => Promise<string>): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const html = readFileSync(path, "utf8");
  if (!html.includes(FORM)) return;
  const text = await years();
  const sum = createHash("sha256").update(text).digest("hex");
  const file = `_home/years.${sum.slice(0, 8)}.json`;
  mkdirSync(join(folder, "_home"), {recursive: true});
  writeFileSync(join(folder, file), text);
  const script = await writeScript(folder, root, "home", "pages/home/browser");
  const filled = html
    .replace(FORM, () => `${FORM} data-facts="./${file}" data-sum="${sum}"`)
    .replace("</head>", () => `<script type="module" src="./${script}"></script>\n</head>`);
  if (!filled.includes(script)) throw new SiteError(`${PAGE} has no end of its head`);
  writeFileSync(path, filled);
}

// What Framework is told. The current edition is decoded before any page is read, as what a page may write (figures, charts,
// tables) is computed while Markdown is parsed, which cannot wait.
import {loadAccount} from "./src/edition/account.js";
import {componentsOf} from "./src/site/components.js";
import {loadEdition, loadTable} from "./src/edition/edition.js";
import {loadLocations} from "./src/edition/locations.js";
import {figuresOf} from "./src/figures/figure.js";
import {directives} from "./src/site/markdown.js";
import {frame} from "./src/site/frame.js";
import {POPULATION_COLUMNS} from "./src/pages/home/facts.js";
import {saysOfNotebooks} from "./src/notebooks/_shared/page.js";
import {computeNotebooks} from "./src/notebooks/_shared/compute.js";
import {sourcesOf} from "./src/figures/sources.js";

const edition = await loadEdition(process.cwd());
const population = await loadTable(process.cwd(), "population", POPULATION_COLUMNS);
const notebooks = await computeNotebooks(edition, process.cwd());

export default {
  root: "src",
  title: "Asylum Ledger",
  // Set by the build, which writes dist whole or not at all; and by whoever serves the site below a path (the 404 page alone needs it).
  output: process.env.LEDGER_OUTPUT ?? "dist",
  base: process.env.BASE_PATH ?? "/",
  style: "look.css",
  globalStylesheets: [],
  pages: [],
  sidebar: false,
  pager: false,
  search: false,
  toc: false,
  typographer: false,
  interpreters: {".ts": [process.execPath, "--import", "tsx"]},
  markdownIt: directives({
    figure: figuresOf(edition),
    component: componentsOf(
      edition,
      await loadAccount(process.cwd(), edition),
      notebooks,
      population,
      await loadLocations(process.cwd())
    ),
    source: sourcesOf(edition, process.cwd()),
    says: saysOfNotebooks(notebooks)
  }),
  ...frame(edition)
};

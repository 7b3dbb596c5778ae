// Lists the charts and tables that pages can use by `:component[name …]`: each name with its data from the edition and
// what draws it. A component itself knows neither the edition nor files.
import {ascending} from "d3";
import {PAPER} from "../html/paper.js";
import {reportedTable} from "../pages/story/reportedTable.js";
import type {Compared} from "../pages/story/reportedTable.js";
import {agrees, counterpart, isComparable} from "../measures/reported.js";
import {reader} from "../measures/status.js";
import type {Edition} from "../edition/edition.js";
import {FigureError} from "../figures/figure.js";
import {dataDrawings} from "../pages/data/data.js";
import {methodDrawings} from "../pages/method/method.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";
import {crosscheckDrawings} from "../pages/crosscheck/crosscheck.js";
import {alone} from "../edition/account.js";
import type {Account} from "../edition/account.js";
import {checkDrawings} from "../pages/check/check.js";
import {aboutDrawings} from "../pages/about/about.js";
import type {LocationRow} from "../edition/locations.js";
import {placesOverview} from "../pages/within/overview.js";
import {homeDrawings} from "../pages/home/home.js";
import type {Population} from "../pages/home/facts.js";
import {notebookDrawings} from "../notebooks/_shared/page.js";
import type {Computed} from "../notebooks/_shared/compute.js";
import {figureHref} from "../figures/link.js";
import {reportedLinked} from "../figures/reportedFigure.js";
import {storyDrawings} from "../pages/story/story.js";

/**
 * How components are drawn from one edition: a function from a directive's words to HTML.
 *
 *     reported ORIGIN ASYLUM      checks      regions-coverage
 *     home-…      about-…      story-…      method-…      rules-…      breaks-…      data-…      crosscheck-…      revisions-…      check-…
 *     notebook choices | code | table STEP | chart NAME | finding      notebooks
 *
 * @throws FigureError where there is no such component, or its words are invalid.
 */
export function componentsOf(
  edition: Edition,
  account: Account = alone(edition),
  notebooks: readonly Computed[] = [],
  population: Population | null = null,
  locations: readonly LocationRow[] | null = null
): (directive: string, path?: string) => string {
  const document = PAPER;
  const inNotebook = notebookDrawings(edition, notebooks, document);
  const drawings: Readonly<Record<string, (...words: string[]) => Element[]>> = {
    reported: (...words) => {
      const [origin = "", asylum = ""] = words;
      if (words.length !== 2 || !words.every((code) => /^[A-Z]{3}$/.test(code)))
        throw new FigureError("reported takes an origin and a country of asylum");
      return [reportedTable(comparedOf(edition, origin, asylum), {document, id: "reported-by-others"})];
    },
    ...homeDrawings(edition, document, population),
    ...aboutDrawings(edition, document),
    ...storyDrawings(edition, document),
    ...methodDrawings(edition, document),
    ...dataDrawings(edition, document),
    ...crosscheckDrawings(edition, document),
    ...checkDrawings(account, edition, document)
  };
  return (directive, path = "") => {
    const [name = "", ...words] = directive.trim().split(/\s+/);
    if (name === "notebook" || name === "notebooks")
      return inNotebook(name, words, path)
        .map((made) => made.outerHTML)
        .join("\n");
    if (name === "regions-coverage") return placesOverview(edition, locations);
    const draw = drawings[name];
    if (!draw) throw new FigureError(`there is no component “${name}” (${Object.keys(drawings).join(", ")})`);
    return draw(...words)
      .map((made) => made.outerHTML)
      .join("\n");
  };
}

/** The reported figures of a pair that have a counterpart in the database, by what they count and their years. */
function comparedOf(edition: Edition, origin: string, asylum: string): Compared[] {
  const read = reader(edition.rules);
  const selection = {...ANY, origin: [origin], asylum: [asylum]};
  const rows = {applications: applicationRows(edition, selection), decisions: decisionRows(edition, selection)};
  return edition.reported
    .filter((figure) => figure.origin === origin && figure.asylum === asylum && isComparable(figure))
    .map((figure) => {
      const interval = counterpart(figure, rows, read);
      const years = [figure.year_from ?? 0, figure.year_to ?? 0] as const;
      const of = reportedLinked(figure, interval);
      const card = of && figureHref("./", of);
      return {...figure, years, rows: interval, card, inside: agrees(figure, interval)};
    })
    .sort(
      (a, b) =>
        ascending(a.measure, b.measure) || ascending(a.years[0], b.years[0]) || ascending(a.years[1], b.years[1])
    );
}

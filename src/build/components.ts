// The charts and tables that pages may ask for by `:component[name …]`: each name with what it takes from the edition and
// what draws it. A component itself knows neither the edition nor files.
import {ascending} from "d3";
import {JSDOM} from "jsdom";
import {checksTable} from "../components/checksTable.js";
import {procedureTable} from "../components/procedureTable.js";
import {proceduresChart} from "../components/proceduresChart.js";
import {reportedTable} from "../components/reportedTable.js";
import type {Compared} from "../components/reportedTable.js";
import {sourcesList} from "../components/sourcesList.js";
import {LEVELS} from "../measures/codes.js";
import type {Level} from "../measures/codes.js";
import {agrees, counterpart, isComparable} from "../measures/reported.js";
import {reader} from "../measures/status.js";
import type {Edition} from "./edition.js";
import {FigureError} from "./figures.js";
import {ANY, applicationRows, decisionRows} from "./select.js";
import {procedureOf} from "./series.js";
import {storyDrawings} from "./story.js";

/** A chart is drawn for three widths; the stylesheet shows the one that fits. */
const WIDTHS = {wide: 944, middle: 656, phone: 288} as const;

interface Words {
  readonly places: readonly [origin: string, asylum: string] | null;
  readonly levels: readonly Level[];
  readonly label: string;
}

/**
 * How components are drawn from one edition: a function from a directive's words to HTML.
 *
 *     procedures-chart ORIGIN ASYLUM level=FI+TA | label      procedure-table ORIGIN ASYLUM level=FI
 *     reported ORIGIN ASYLUM      checks      sources
 *
 * @throws FigureError where there is no such component, or its words are not understood.
 */
export function componentsOf(edition: Edition): (directive: string) => string {
  const {document} = new JSDOM("").window;
  const drawing: Record<string, (words: Words) => Element[]> = {
    "procedures-chart": ({places, levels, label}) => {
      const [origin, asylum] = pair(places);
      if (!label) throw new FigureError("a chart takes a label after “|”, which says what it shows");
      const procedures = levels.map((level) =>
        procedureOf(edition, {origin, asylum, level, unit: "P", together: levels})
      );
      return Object.entries(WIDTHS).map(([size, width]) => {
        const box = document.createElement("div");
        box.className = `art ${size}`;
        box.append(proceduresChart(procedures, {document, width, label}));
        return box;
      });
    },
    "procedure-table": ({places, levels}) => {
      const [origin, asylum] = pair(places);
      return levels.map((level) =>
        procedureTable(procedureOf(edition, {origin, asylum, level, unit: "P", together: levels}), {
          document,
          id: `by-year-${level.toLowerCase()}`
        })
      );
    },
    reported: ({places}) => {
      const [origin, asylum] = pair(places);
      return [reportedTable(comparedOf(edition, origin, asylum), {document, id: "reported-by-others"})];
    },
    checks: () => [checksTable(edition.checks, {document, id: "checks-table"})],
    sources: () => [sourcesList(edition.package.sources, {document})],
    ...storyDrawings(edition, document)
  };
  return (directive) => {
    const [call = "", label = ""] = directive.split("|").map((part) => part.trim());
    const [name = "", ...rest] = call.split(/\s+/);
    const draw = drawing[name];
    if (!draw) throw new FigureError(`there is no component “${name}” (${Object.keys(drawing).join(", ")})`);
    return draw({...parseWords(rest), label})
      .map((made) => made.outerHTML)
      .join("\n");
  };
}

function parseWords(words: readonly string[]): Omit<Words, "label"> {
  let levels: Level[] = [];
  const places: string[] = [];
  for (const word of words)
    if (word.startsWith("level="))
      levels = word
        .slice("level=".length)
        .split("+")
        .map((level) => {
          if (!(level in LEVELS)) throw new FigureError(`“${level}” is no level`);
          return level as Level;
        });
    else if (/^[A-Z]{3}$/.test(word)) places.push(word);
    else throw new FigureError(`“${word}” is not understood`);
  const [origin, asylum, more] = places;
  if (more !== undefined) throw new FigureError(`“${more}” is one place too many`);
  return {places: origin !== undefined && asylum !== undefined ? [origin, asylum] : null, levels};
}

function pair(places: Words["places"]): readonly [string, string] {
  if (!places) throw new FigureError("this component takes an origin and a country of asylum");
  return places;
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
      return {...figure, years, rows: interval, inside: agrees(figure, interval)};
    })
    .sort(
      (a, b) =>
        ascending(a.measure, b.measure) || ascending(a.years[0], b.years[0]) || ascending(a.years[1], b.years[1])
    );
}

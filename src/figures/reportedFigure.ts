// The card of UNHCR's number beside a figure from another source.
import type {Level} from "../measures/codes.js";
import {ALL, COUNTERPARTS} from "../measures/reported.js";
import type {Beside, ReportedFigure} from "../measures/reported.js";
import {decisionsOf, places} from "./link.js";
import type {Linked} from "./link.js";

/** What UNHCR's number counts; null where no card counts the same: levels added, or a range with what is not separated. */
export function reportedLinked(figure: ReportedFigure, found: Beside | null): Linked | null {
  const against = COUNTERPARTS[figure.measure];
  const {origin, asylum, year_from, year_to, unit} = figure;
  if (!found || !against || year_from === null || year_to === null) return null;
  const where: Linked = {
    ...(origin === ALL ? {} : {origins: places(origin)}),
    ...(asylum === ALL ? {} : {asylums: places(asylum)}),
    years: [year_from, year_to],
    unit: unit === "persons" ? "P" : "C"
  };
  if (against === "new") return where;
  if ("applications" in against) {
    const [level, ...more] = against.applications;
    return level === undefined || more.length ? null : {...where, ...ofLevel(level), types: "all"};
  }
  if (found.mixed) return null;
  const [level, ...more] = against.decisions;
  return {...where, ...decisionsOf(against.status), ...(level === undefined || more.length ? {} : ofLevel(level))};
}

const ofLevel = (level: Level): Linked => ({levels: [level]});

// The years of one procedure in one country, for charts and tables.
import {max, min, range} from "d3";
import type {Procedure, ProcedureYear} from "../measures/procedure.js";
import type {Level, Unit} from "../measures/codes.js";
import {reader} from "../measures/status.js";
import {sumApplications, sumDecisions} from "../measures/sums.js";
import type {Edition} from "../edition/edition.js";
import {FigureError} from "./figure.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";

/**
 * A procedure (one level, one unit) in one country for one origin, from the first year with an entry of any of `together` to the last
 * year the country reports. Whether a year has no entry or was not reported follows from what the country reports on others.
 * @throws FigureError where there is no entry at all.
 */
export function procedureOf(
  edition: Edition,
  {
    origin,
    asylum,
    level,
    unit,
    together
  }: {origin: string; asylum: string; level: Level; unit: Unit; together: readonly Level[]}
): Procedure {
  const pair = {...ANY, origin: [origin], asylum: [asylum], unit: [unit]};
  const read = reader(edition.rules);
  const all = [
    ...applicationRows(edition, {...pair, level: together}),
    ...decisionRows(edition, {...pair, level: together})
  ];
  const applications = applicationRows(edition, {...pair, level: [level]});
  const decisions = decisionRows(edition, {...pair, level: [level]});
  if (!applications.length && !decisions.length)
    throw new FigureError(`the edition has no entry of ${origin} in ${asylum} at level ${level}, unit ${unit}`);
  const reported = edition.reporting.filter((row) => row.asylum === asylum);
  const absence = (table: "applications" | "decisions", year: number) =>
    reported.some((row) => row.table === table && row.year === year && row.level === level && row.unit === unit)
      ? "no entry"
      : "not reported";
  const first = min(all, ({year}) => year) ?? 0;
  const last = max(reported, ({year}) => year) ?? 0;
  return {
    level,
    unit,
    years: range(first, last + 1).map((year): ProcedureYear => ({
      year,
      applications: sumApplications(applications.filter((row) => row.year === year)) ?? absence("applications", year),
      outcomes:
        sumDecisions(
          decisions.filter((row) => row.year === year),
          read
        ) ?? absence("decisions", year)
    })),
    applications: sumApplications(applications),
    outcomes: sumDecisions(decisions, read)
  };
}

// Compares Eurostat's published totals with its own table: the first-time applicants of a year in the European Union.
import {bounded, sum} from "./bounds.js";
import type {Count} from "./bounds.js";
import type {EurostatRow} from "./crosscheck.js";
import type {ReportedFigure} from "./reported.js";

/** All citizens from outside the union, as Eurostat's headlines count. */
const NON_EU = "EXT_EU27_2020";

/**
 * The interval of Eurostat's rows that a headline is about: the sum over the union's present members, each rounded to 5. Null
 * where the figure is no such headline, or the table has no row of its year.
 */
export function eurostatCounterpart(
  figure: ReportedFigure,
  rows: readonly EurostatRow[],
  members: ReadonlySet<string>
): Count | null {
  if (figure.measure !== "first_time_applicants" || figure.asylum !== "eu" || figure.year_from !== figure.year_to)
    return null;
  return sum(
    rows
      .filter(
        ({year, origin, asylum, applicant}) =>
          year === figure.year_from && origin === NON_EU && applicant === "first_time" && members.has(asylum)
      )
      .map(({applications}) => (applications === null ? null : bounded(applications, "eurostat")))
  );
}

// Compares Eurostat's printed headlines for the European Union with the sum of its own table, to say which figure of a year is which.
import {ascending} from "d3";
import type {Edition} from "../../edition/edition.js";
import {placesOf} from "../../edition/worldRegions.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {EurostatRow} from "../../measures/crosscheck.js";
import {formatCount, formatNumber} from "../../words/numbers.js";
import {eurostatCounterpart} from "../../measures/reportedEurostat.js";

/** Eurostat's rows of all citizens from outside the union, which the headlines count. */
function aggregates({eurostat}: Edition): EurostatRow[] {
  const {year, origin, asylum, applicant, applications, aggregate} = eurostat.applications;
  const rows: EurostatRow[] = [];
  for (let i = 0; i < year.length; i++)
    if (aggregate[i])
      rows.push({
        year: year[i] as number,
        origin: origin[i] as string,
        asylum: asylum[i] as string,
        applicant: applicant[i] as EurostatRow["applicant"],
        applications: applications[i] ?? null
      });
  return rows;
}

/** First-time applicants in the European Union: first and later printed figures, and the sum of the table in this edition. */
export function headlinesTable(edition: Edition, document: Document): HTMLElement {
  const rows = aggregates(edition);
  const last = rows.reduce((n, {year}) => Math.max(n, year), 0);
  const members = new Set(placesOf(edition, {scheme: "members", code: "eu"}, 2020));
  const printed = edition.reported
    .filter(({asylum, measure}) => asylum === "eu" && measure === "first_time_applicants")
    .sort(
      (a, b) =>
        ascending(a.year_from ?? 0, b.year_from ?? 0) ||
        ascending(a.id.endsWith("-first") ? 0 : 1, b.id.endsWith("-first") ? 0 : 1)
    );
  if (!printed.length) return element(document, "p", {}, "This edition has none of Eurostat’s printed headlines.");
  return wordsTable(
    ["Year", "Eurostat printed", "Sum of its table here", "Which figure it is", "Source"],
    printed.map((figure) => {
      const sum = eurostatCounterpart(figure, rows, members);
      return [
        String(figure.year_from ?? ""),
        formatNumber(figure.value),
        sum ? formatCount(sum) : `the table ends in ${last}`,
        figure.note ?? "",
        element(document, "a", {href: figure.source_url}, figure.publisher)
      ];
    }),
    {
      document,
      id: "crosscheck-headlines",
      caption:
        "First-time applicants in the EU of 27 members, without EU citizens: printed headlines, and the sum of Eurostat’s table in this edition"
    }
  );
}

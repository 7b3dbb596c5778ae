// Applications by North Koreans in Russia, by procedure and year.
import {lollipops} from "../../charts/lollipops.js";
import type {ApplicationsPanel} from "../../charts/lollipops.js";
import {plate} from "../../charts/plate.js";
import {procedureTable} from "./procedureTable.js";
import type {Level, Status} from "../../measures/codes.js";
import {HOST, ORIGIN, TOGETHER} from "./context.js";
import type {Story} from "./context.js";
import {wrap} from "./tables.js";

export function applicationsPart({edition, document, source, procedure}: Story): Element[] {
  const panel = (level: Level, name: string, status: Status, of: string): ApplicationsPanel => ({
    name,
    status,
    years: procedure(level).years.map(({year, applications}) => ({year, count: applications})),
    reported: edition.reported
      .filter(
        (each) =>
          each.origin === ORIGIN &&
          each.asylum === HOST &&
          each.measure === of &&
          each.year_from !== null &&
          each.year_from === each.year_to
      )
      .filter(
        (each) =>
          typeof (procedure(level).years.find(({year}) => year === each.year_from)?.applications ?? "no entry") ===
          "string"
      )
      .map((each) => ({year: each.year_from ?? 0, value: each.value, words: "another source"}))
  });
  const panels = [
    panel("FI", "For refugee status", "refugee_status", "refugee_status_applications"),
    panel("TA", "For temporary asylum", "temporary", "temporary_asylum_applications")
  ];
  return [
    plate(
      {
        id: "applications",
        made: "/code/pages/story/applicationsPart#applicationsPart",
        number: "Figure 1",
        title: "Applications by North Koreans in Russia, by procedure and year",
        unit: "Counted in persons, all types of application",
        draw: (options) => lollipops(panels, options),
        notes: [
          {sign: "interval", term: "Range.", text: "A published 5 can mean 3, 4 or 5. A whisker shows that."},
          {
            sign: "gap",
            term: "No entry.",
            text: "Russia reported other nationalities that year, but not this one. There may have been one or two, removed by rounding. Not reported: Russia reported nobody at this stage."
          },
          {
            sign: "reported",
            term: "Other sources.",
            text: "A figure from another source, where UNHCR’s data has no entry. Where both exist they are compared further down."
          }
        ],
        source,
        counted: [
          "UNHCR’s rows for origin PRK and country of asylum RUS, counted in persons (P), levels FI and TA, added over types of application. Applications for temporary asylum in 2011 have type R (repeat). We count them as in other years; a filter on new applications would drop them."
        ],
        table: wrap(
          document,
          TOGETHER.map((level) => procedureTable(procedure(level), {document, id: `rows-${level.toLowerCase()}`}))
        )
      },
      {document}
    )
  ];
}

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
          typeof (procedure(level).years.find(({year}) => year === each.year_from)?.applications ?? "no row") ===
          "string"
      )
      .map((each) => ({year: each.year_from ?? 0, value: each.value, words: "reported"}))
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
        unit: "Persons; levels FI and TA, all types of application, years as published",
        draw: (options) => lollipops(panels, options),
        notes: [
          {sign: "interval", term: "Bounds.", text: "A published 5 stands for 3 to 5; it is drawn with a whisker."},
          {
            sign: "gap",
            term: "No row.",
            text: "Russia has rows of others that year: 0 to 2 if rounding alone removed the row. Not reported: it has none of anyone."
          },
          {
            sign: "reported",
            term: "Reported.",
            text: "The second hand’s figure, where the database has no row. Where both are given they are laid side by side further down."
          }
        ],
        source,
        counted: [
          "Rows of origin PRK, host RUS, unit P, added over types of application. Temporary asylum of 2011 stands under type R (repeat) and is counted here as in other years: a filter on new applications would drop it."
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

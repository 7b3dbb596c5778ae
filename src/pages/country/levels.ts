// Which stages and units a country reports, and in which years.
import {ascending} from "d3";
import type {Row} from "../../edition/placeLedger.js";
import {row, table, textCell} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {escape} from "../../words/country.js";
import {formatSpans} from "../../words/numbers.js";
import {levelName} from "../_shared/newApplications.js";
import type {Series} from "../_shared/series.js";

/** Every stage and unit that a country reports, so that a reader sees what the charts leave out. */
export function levelsTable(
  applied: readonly Series<ApplicationRow>[],
  judged: readonly Series<PublishedDecision>[]
): string {
  const keys = [...new Set([...applied, ...judged].map(({level, unit}) => `${level} ${unit}`))].sort(ascending);
  const spans = (series: Series<Row> | undefined) => (series ? formatSpans(series.years) : "–");
  return (
    `<h3 id="levels">What this country reports</h3>` +
    table(
      "levels-table",
      "Stages, units and years reported to UNHCR. We never add persons to cases.",
      ["Stage (UNHCR code)", "Counted in", "Years of applications", "Years of decisions"],
      keys.map((key) => {
        const [level, unit] = key.split(" ") as [Level, Unit];
        const of = <T extends Row>(some: readonly Series<T>[]) =>
          some.find((each) => each.level === level && each.unit === unit);
        return row(
          escape(levelName(level)),
          textCell(UNITS[unit]),
          textCell(spans(of(applied))),
          textCell(spans(of(judged)))
        );
      }),
      "words"
    )
  );
}

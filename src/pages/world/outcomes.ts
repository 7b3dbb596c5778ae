// Decisions of a region by stage and unit.
import {ascending, descending, group} from "d3";
import type {Stage} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf} from "../../measures/sums.js";
import {weight} from "../_shared/series.js";
import type {Series} from "../_shared/series.js";

interface StageSeries {
  readonly stage: Stage;
  readonly series: Series<PublishedDecision>;
}

/**
 * Decisions that may be added: one stage and one unit, without the United States, whose two levels decide the same claims. Drawn
 * are the series with most rows of the last five years and one more that holds a twentieth of it; the others are told.
 */
export function outcomeSeries(
  rows: readonly PublishedDecision[],
  last: number
): {drawn: StageSeries[]; told: StageSeries[]} {
  const made = Array.from(
    group(
      rows.filter(({asylum, level}) => asylum !== "USA" && ["first", "combined"].includes(stageOf(level))),
      (each) => `${stageOf(each.level)} ${each.unit}`
    ).values(),
    (some) => {
      const grouped = group(some, ({year}) => year);
      const [{level, unit}] = some as [PublishedDecision, ...PublishedDecision[]];
      const series: Series<PublishedDecision> = {
        level: some.find((one) => one.level === "FI")?.level ?? level,
        unit,
        rows: some,
        byYear: grouped,
        years: [...grouped.keys()].sort(ascending)
      };
      return {stage: stageOf(level), series};
    }
  ).sort(
    (a, b) =>
      descending(weight(a.series, last - 4), weight(b.series, last - 4)) ||
      descending(weight(a.series, 0), weight(b.series, 0))
  );
  const [main] = made;
  const most = main ? weight(main.series, 0) : 0;
  const second = made.findIndex(({series}, i) => i > 0 && weight(series, 0) >= Math.max(100, most / 20));
  const drawn = made.filter((_, i) => i === 0 || i === second);
  return {drawn, told: made.filter((each) => !drawn.includes(each))};
}

export const STAGE_WORDS: Partial<Record<Stage, string>> = {
  first: "first instance",
  combined: "first instance and appeal together"
};

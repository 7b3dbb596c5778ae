// What a card needs of its edition that no answer of the explorer does: sources of rules and breaks, figures from other sources, footnotes
// and revisions. One small file an edition, fetched when a card is drawn.
import type {CardSource} from "../../figures/figureCard.js";
import type {StatedFigure} from "../../figures/otherSources.js";
import type {FigureRevision} from "../../figures/revised.js";
import type {GenevaStatus} from "../../measures/eurostat.js";

export interface RuleSource {
  readonly reason: string;
  readonly confidence: string;
  readonly quoted: readonly string[];
  readonly sources: readonly CardSource[];
}

/** UNHCR's note on some rows; null where it concerns all. */
export interface Footnote {
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly origin: string | null;
  readonly asylum: string | null;
  readonly text: string;
}

export interface FigureDetails {
  readonly rules: Readonly<Record<string, RuleSource>>;
  /** Sources of reviewed breaks, by id. */
  readonly breaks: Readonly<Record<string, readonly CardSource[]>>;
  readonly reported: readonly StatedFigure[];
  /** Eurostat's count of a country's first-instance decisions, by country and year: "DEU 2016". */
  readonly geneva: Readonly<Record<string, GenevaStatus>>;
  /**
   * Eurostat's first-time applicants by country and year ("DEU 2016"), then by origin, or "ALL": the number, and where it is a sum of
   * several its lowest and highest. Origins with fewer than 100 are left out.
   */
  readonly first_time: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly footnotes: readonly Footnote[];
  readonly revisions: readonly FigureRevision[];
}

// A figure that an address names, computed: what its page and a brief need of it, whichever table it is made from.
import type {FileStep} from "../../edition/fetch.js";
import type {FigureCard} from "../../figures/figureCard.js";
import type {Selection} from "../../measures/selection.js";
import type {ExplorerFacts} from "../facts.js";
import type {Files} from "../load.js";
import type {CardOptions} from "./card.js";

/** An edition that a figure is made from. */
export interface From {
  readonly edition: string;
  readonly files: Files;
  readonly tell?: ((step: FileStep) => void) | undefined;
}

export interface MadeFigure {
  readonly name: string;
  /** Parts of the address that were dropped, and years that the edition lacks. */
  readonly notes: readonly string[];
  readonly years: Selection["years"];
  /** Every number with its range, or why there is none, in one line. */
  readonly words: string;
  /** Whose data it is made of, as citations name them, and what an edition's citations say. */
  readonly sources: readonly string[];
  readonly facts: Pick<ExplorerFacts, "cited" | "edition">;
  /** The query of its address; null for the latest edition. */
  readonly query: (edition: string | null) => string;
  readonly card: (options: CardOptions) => FigureCard;
}

/** A figure that cannot be: no file is missing, so that trying again would not help. */
export interface NoFigure {
  readonly name: string;
  readonly why: string;
  /** Where there is something of the kind; addresses are relative to the site's root. */
  readonly ways: readonly {readonly words: string; readonly href: string}[];
}
export const isMade = (one: MadeFigure | NoFigure): one is MadeFigure => "card" in one;

// The explorer's facts about an edition besides its rows: places, regions, rules, breaks, reporting and populations.
import type {WorldPositions} from "../charts/world.js";
import type {BreakKind} from "../measures/breaks.js";
import type {HostYear} from "../measures/headline.js";
import type {ScopedEvent} from "../measures/notCounted.js";
import type {SplitHost} from "../measures/outcomes.js";
import type {Regions} from "../measures/matches.js";
import type {Region} from "../measures/selection.js";
import type {RuleLine} from "../measures/status.js";
import type {CitedSource} from "../words/cite.js";

export interface ExplorerPlace extends Regions {
  readonly code: string;
  readonly name: string;
  /** Other names and languages, for readers who type one. */
  readonly also: readonly string[];
}

export interface ExplorerRegion extends Region {
  readonly name: string;
}

/** A break in a country's figures: reviewed, or found and not yet explained; scopes are `*` or codes separated by a space. */
export interface ExplorerBreak {
  readonly id: string;
  readonly found_by?: "finder";
  /** One kind of a finding; of a hand-kept line the kinds it judges, separated by spaces, where it judges any. */
  readonly kind?: string;
  /** The tables it was found in, or of the findings it judges. */
  readonly table?: string;
  readonly asylum: string;
  readonly origin: string;
  readonly level: string;
  readonly unit: string;
  readonly authority: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly verdict: string;
  readonly wording: string;
}

/** A group that no figure of applications counts, with the words and the source of the table of events. */
export interface NotCounted extends ScopedEvent {
  readonly what_en: string;
  readonly source: string;
}

/** The small tables of an edition, as one file of JSON. */
export interface ExplorerFacts {
  readonly edition: string;
  readonly source: string;
  /** The sources of its figures and of inhabitants, for citations. */
  readonly cited: readonly CitedSource[];
  readonly years: readonly [number, number];
  readonly places: readonly ExplorerPlace[];
  readonly regions: readonly ExplorerRegion[];
  readonly rules: readonly RuleLine[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly breaks: readonly ExplorerBreak[];
  /** Who reports what, by `table asylum authority level unit`: a 1 for each year with rows of anyone, from the first year on. */
  readonly reporting: Readonly<Record<string, string>>;
  /** Inhabitants by place, a number a year from the first year of the edition on; null where the Bank has none. */
  readonly population: Readonly<Record<string, readonly (number | null)[]>>;
  /** The year in which inhabitants were counted, by place and year, where it is another: the Bank has not reached the last year. */
  readonly population_year: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Countries of asylum and years with new applications only at levels other than first instance and combined. */
  readonly only_other_levels: readonly HostYear[];
  /** Countries of asylum, years and units with grants and refusals reported at different levels. */
  readonly split_hosts: readonly Pick<SplitHost, "asylum" | "year" | "unit">[];
  /** Groups that are protected without an application, so that no figure of applications counts them. */
  readonly not_counted: readonly NotCounted[];
  /** Which countries of asylum and years Eurostat's table of sex and age has; null where the edition has no such table. */
  readonly sex_age: {readonly hosts: readonly string[]; readonly years: readonly [number, number]} | null;
  /** The positions of places on the map, whose outlines are in the page. */
  readonly world: WorldPositions;
}

// What a printed claim says: a measure, whose, where, when and which number. The box shows these parts as fields, so that a reader can
// correct how a sentence was understood.
import type {Outside} from "./outside.js";

/** What a claim counts or divides. */
export const WHATS = [
  "new_applications",
  "applications",
  "refugee_status_applications",
  "temporary_asylum_applications",
  "asylum_applications",
  "refugee_status",
  "protection",
  "complementary",
  "humanitarian",
  "temporary",
  "refused",
  "closed",
  "grant_rate",
  "refugee_rate",
  "refusal_rate",
  "asylum_seekers",
  "refugees"
] as const;
export type What = (typeof WHATS)[number];

export const WHAT_WORDS: Readonly<Record<What, string>> = {
  new_applications: "new asylum applications",
  applications: "applications of every type",
  refugee_status_applications: "applications for refugee status",
  temporary_asylum_applications: "applications for temporary asylum",
  asylum_applications: "applications for refugee status and temporary asylum",
  refugee_status: "grants of refugee status",
  protection: "grants of protection of any kind",
  complementary: "grants of complementary protection",
  humanitarian: "grants of residence on humanitarian grounds",
  temporary: "grants of a temporary status by national law",
  refused: "refusals",
  closed: "cases closed without a decision",
  grant_rate: "grant rate (any protection)",
  refugee_rate: "refugee status rate",
  refusal_rate: "share refused",
  asylum_seekers: "pending applications at the end of the year",
  refugees: "refugees living there at the end of the year"
};

export const isRate = (what: What) => what === "grant_rate" || what === "refugee_rate" || what === "refusal_rate";
export const isYearEnd = (what: What) => what === "asylum_seekers" || what === "refugees";

/** A number as it was printed. */
export interface Stated {
  /** A count, or a fraction of 0–1 for a percentage. */
  readonly value: number;
  readonly isShare: boolean;
  /** "~" about, "<~" nearly. */
  readonly comparator: "=" | ">" | "<" | "~" | "<~";
  /** What the printed number was rounded to at most: 1,000 for 98,000; 0.01 for 71%. */
  readonly step: number;
  /** As printed: "nearly 98,000". */
  readonly words: string;
}

export interface Claim {
  /** Null where the claim does not say. */
  readonly what: What | null;
  /** A code, or null for everyone. */
  readonly origin: string | null;
  /** A code, or null for every country. */
  readonly asylum: string | null;
  /** Countries that are left out of a region or of every country. */
  readonly but?: readonly string[];
  readonly years: readonly [first: number, last: number];
  readonly number: Stated;
  /** What else the sentence's words may mean: "asylum seekers" apply, and wait. */
  readonly also?: readonly Also[];
  /** The stage that the sentence names, other than first instance. */
  readonly stage?: NamedStage | null;
}

/** Another meaning of the words: a measure, the share of all cases, or of people instead of decisions. */
export type Also = What | "granted_of_all";
export type NamedStage = "appeal" | "repeat" | "everywhere";

/** Parts that were found in a text; what is missing is null, and `doubts` says what was unclear. */
export interface Understood {
  readonly what: What | null;
  readonly origin: string | null;
  readonly asylum: string | null;
  /** Whether any country, or the whole world, was named. */
  readonly isPlaced: boolean;
  /** A region that is named, that the box does not check, and no country of asylum. */
  readonly region: string | null;
  /** Countries of asylum that are left out. */
  readonly but: readonly string[];
  readonly years: readonly [number, number] | null;
  readonly numbers: readonly Stated[];
  readonly also: readonly Also[];
  readonly stage: NamedStage | null;
  /** What it is about that the figures do not count. */
  readonly outside: Outside | null;
  /** The subject of `outside` where it is another, in words. */
  readonly subject: string;
  readonly doubts: readonly string[];
}

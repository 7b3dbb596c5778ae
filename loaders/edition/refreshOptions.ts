// The options and the result of a refresh, and the error where a fatal check fails.
import type {CheckResult} from "../checks/check.js";
import type {TableName} from "../../src/schema/tables.js";
import type {SourceName} from "../sources/sources.js";
import type {Pulled} from "../sources/shared.js";

export interface RefreshOptions {
  /** Where the edition is published. */
  readonly target: string;
  /** The edition's date, YYYY-MM-DD. */
  readonly date: string;
  /** Sources to pull; tables of the others are taken from the edition in the target, except those in `without`. */
  readonly only: readonly SourceName[];
  /** Sources that the directory read from lacks: their tables are left out. */
  readonly without: readonly SourceName[];
  /** Whether tables that the edition in the target has may be missing from the new one. */
  readonly drop?: boolean;
  /** Whether the date may lie before that of the edition in the target, or in the future. */
  readonly anyDate?: boolean;
  /** Hand-kept tables that may have fewer lines than in the edition in the target. */
  readonly acceptFewer?: readonly string[];
  /** Whether a publisher that fails leaves its tables as they are in the target and lets the others go on. */
  readonly keepGoing: boolean;
  /** Notes for readers on why or how the edition was made. */
  readonly notes: readonly string[];
  /** Pulls one source; the sources themselves know how. */
  readonly pull: (name: SourceName) => Promise<Pulled>;
  readonly note: (text: string) => void;
}

export interface Refreshed {
  readonly id: string;
  /** False where the same bytes were published before. */
  readonly isNew: boolean;
  /** The target's current edition: a later one where an earlier date was given. */
  readonly current: string;
  readonly checks: readonly CheckResult[];
  readonly tables: ReadonlyMap<TableName, number>;
}

/** An edition that a fatal check rejects. The last edition is unchanged. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly checks: readonly CheckResult[];
  constructor(checks: readonly CheckResult[]) {
    const failed = checks.filter((check) => check.result === "fails");
    super(
      `the edition is rejected: ${failed
        .map(
          (check) =>
            `${check.title}: ${check.figure}, expected ${check.expected ?? "otherwise"}${check.detail ? ` (${check.detail})` : ""}`
        )
        .join(
          "; "
        )}. The last edition is unchanged; correct the source or the hand-kept tables and run the command again`
    );
    this.checks = checks;
  }
}

// The parts of an edition's `datapackage.json` that pages use.

/** The parts of `datapackage.json` that pages use. */
export interface DataPackage {
  readonly id: string;
  /** The current edition at the time this one was made; absent or null for the first. */
  readonly compared_with?: string | null;
  /** Notes for readers about the whole edition, such as missing tables. */
  readonly notes: readonly string[];
  readonly sources: readonly PackageSource[];
  readonly resources: readonly PackageResource[];
}
export interface PackageSource {
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: {readonly title: string; readonly path: string};
  readonly attribution: string;
  readonly path: string;
  /** When the files were pulled, ISO 8601 in UTC; null where no record of it came with them. */
  readonly retrieved: string | null;
  readonly notes: readonly string[];
  /** For a source that could not be read this time: the date of its tables, the edition they come from, and the error. */
  readonly stale?: {readonly since: string; readonly edition: string; readonly reason: string};
}
export interface PackageResource {
  readonly name: string;
  readonly path: string;
  readonly title?: string;
  readonly rows?: number;
  readonly bytes: number;
  /** `sha256:` and its 64 digits. */
  readonly hash: string;
}

// What `datapackage.json` says of tables and sources beyond what other pages need.
import type {PackageResource, PackageSource} from "../../edition/edition.js";

export interface FullSource extends PackageSource {
  readonly files: readonly {readonly name: string; readonly bytes: number; readonly sha256: string}[];
}

export interface FullResource extends PackageResource {
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly description: string;
      readonly unit?: string;
      readonly constraints?: {readonly required?: boolean};
    }[];
    readonly primaryKey: readonly string[];
  };
}

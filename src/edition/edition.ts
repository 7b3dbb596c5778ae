// The current edition, decoded for the build: the only way in which figures reach pages. A page that is built without
// an edition, or from half of one, would show nothing or something false, so both are errors that say what is missing.
import {join} from "node:path";
import type {Authority, Level, Unit} from "../measures/codes.js";
import type {DecisionColumns, RuleLine, Scope} from "../measures/status.js";
import type {Column, Columns, Row, TableName} from "../schema/tables.js";
import {currentEdition, describedEdition} from "./kept.js";
import type {DataPackage} from "./package.js";
import {noColumns, readColumns, toRows} from "./read.js";
import {SOME} from "./rows.js";
import type {
  ApplicationColumns,
  Area,
  Break,
  Check,
  EditionRevision,
  EurostatApplicationColumns,
  EurostatDecisionRow,
  Footnote,
  HappenedEvent,
  MembershipLine,
  Place,
  ReportedBeside,
  ReportingRow,
  RuleText,
  StockColumns
} from "./rows.js";

export {currentEdition, describedEdition, EditionError, inTime, keptEditions, verifyKept} from "./kept.js";
export type {DataPackage, PackageResource, PackageSource} from "./package.js";
export {readColumns} from "./read.js";
export type {Cell, TableColumns} from "./read.js";
export {foundOf} from "./rows.js";
export type {ApplicationColumns, Area, Break, Check, EditionRevision, EurostatApplicationColumns} from "./rows.js";
export type {EurostatDecisionRow, Footnote, HappenedEvent, MembershipLine, Place, ReportedBeside} from "./rows.js";
export type {ReportingRow, RuleText, StockColumns} from "./rows.js";

export interface Edition {
  readonly id: string;
  readonly package: DataPackage;
  readonly applications: ApplicationColumns;
  readonly decisions: DecisionColumns;
  readonly reporting: readonly ReportingRow[];
  readonly rules: readonly RuleLine[];
  /** By the rule's id, and by id and column, separated by a space, where the lines of a rule have reasons of their own. */
  readonly ruleTexts: ReadonlyMap<string, RuleText>;
  readonly breaks: readonly Break[];
  /** Names in English by code. */
  readonly places: ReadonlyMap<string, string>;
  readonly events: readonly HappenedEvent[];
  readonly reported: readonly ReportedBeside[];
  readonly checks: readonly Check[];
  readonly stocks: StockColumns;
  readonly atlas: readonly Place[];
  /** Names in English of M49 regions by code. */
  readonly regions: ReadonlyMap<string, string>;
  readonly areas: readonly Area[];
  /** None in editions made before the table was kept. */
  readonly memberships: readonly MembershipLine[];
  readonly footnotes: readonly Footnote[];
  /** What publishers changed since the first edition, as far as the account goes; empty in an edition without one. */
  readonly revisions: readonly EditionRevision[];
  /** Empty where the edition has no tables of Eurostat. */
  readonly eurostat: {
    readonly applications: EurostatApplicationColumns;
    readonly decisions: readonly EurostatDecisionRow[];
  };
}

/**
 * The current edition of the site under `root`, or the one named, its tables as columns (the large ones) or rows (the small ones).
 * @throws EditionError where there is none, or a table or one of its columns is missing.
 */
export async function loadEdition(root: string, wanted?: string): Promise<Edition> {
  const id = wanted ?? (await currentEdition(root));
  const folder = join(root, "data", "editions", id);
  const description = describedEdition(root, id);
  const named = new Set(description.resources.map(({name}) => name));
  // A table that the package does not name was left out, as its source gave none; one that it names must be there.
  const columns = async <Name extends TableName, Some extends Column<Name> = Column<Name>>(
    name: Name,
    some?: readonly Some[]
  ): Promise<Columns<Name, Some>> => (named.has(name) ? readColumns(folder, id, name, some) : noColumns(name));
  const rows = async <Name extends TableName, Some extends Column<Name> = Column<Name>>(
    name: Name,
    some?: readonly Some[]
  ): Promise<Row<Name, Some>[]> => toRows<Row<Name, Some>>(await columns(name, some));
  const [applications, decisions, stocks, ofEurostat] = await Promise.all([
    columns("applications"),
    columns("decisions", SOME.decisions),
    columns("stocks"),
    columns("eurostat_applications", SOME.eurostat_applications)
  ]);
  const [places, regions, rules] = await Promise.all([
    rows("places", SOME.places),
    rows("regions", SOME.regions),
    rows("rules")
  ]);
  return {
    id,
    package: {...description, id},
    applications,
    decisions,
    reporting: await rows("reporting"),
    rules: rules.map(ruleOf),
    ruleTexts: new Map(
      rules.flatMap((row) => [
        [row.id, row],
        [`${row.id} ${row.column}`, row]
      ])
    ),
    breaks: await rows("breaks"),
    places: new Map(places.map((row) => [row.place, row.name_en])),
    events: await rows("events"),
    reported: await rows("reported"),
    checks: await rows("checks"),
    stocks,
    atlas: places,
    regions: new Map(regions.filter(({kind}) => kind === "m49").map(({code, name_en}) => [code, name_en])),
    areas: regions,
    memberships: await rows("memberships"),
    footnotes: await rows("footnotes"),
    revisions: await rows("revisions"),
    eurostat: {applications: ofEurostat, decisions: await rows("eurostat_decisions", SOME.eurostat_decisions)}
  };
}

/**
 * Some columns of a table that few pages need, so that the others do not wait for it; null where the current edition has no such
 * table, as older ones have not.
 */
export async function loadTable<Name extends TableName, Some extends Column<Name>>(
  root: string,
  name: Name,
  columns: readonly Some[]
): Promise<Columns<Name, Some> | null> {
  const id = await currentEdition(root);
  const folder = join(root, "data", "editions", id);
  const {resources} = describedEdition(root, id);
  return resources.some((resource) => resource.name === name) ? readColumns(folder, id, name, columns) : null;
}

/** A line of the rules' table: its scopes are `*` or codes with a space between them. */
function ruleOf(row: Row<"rules">): RuleLine {
  const scope = <T extends string>(text: string): Scope<T> => (text === "*" ? "*" : (text.split(" ") as T[]));
  const {id, asylum, year_from, year_to, column, status, column_unused} = row;
  return {
    ...{id, asylum, origin: scope(row.origin), level: scope<Level>(row.level)},
    ...{authority: scope<Authority>(row.authority), unit: scope<Unit>(row.unit)},
    ...{year_from, year_to, column, status, column_unused}
  };
}

// Outcomes of a region or of the world that one country may be compared with: without that country itself, and without one host
// that makes most of the decisions.
import type {Ledger} from "../../edition/placeLedger.js";
import type {Unit} from "../../measures/codes.js";
import {addOutcomes} from "../../measures/outcomes.js";
import type {JoinedOutcomes} from "../../measures/outcomes.js";
import {dominant} from "../../measures/without.js";
import {decided} from "../../words/country.js";

export interface Regional {
  readonly outcomes: JoinedOutcomes;
  /** The host that makes more than half of the decisions, and the outcomes without it; null where none does. */
  readonly most: {readonly code: string; readonly share: number; readonly without: JoinedOutcomes} | null;
  /** Hosts whose grants are the least. */
  readonly atLeast: readonly string[];
}

/** Outcomes of hosts added; the United States' courts are left out, split hosts are not added. */
export function addJoined(some: readonly JoinedOutcomes[]): JoinedOutcomes {
  const split = addOutcomes(some.map((one) => one.split?.outcomes ?? null));
  return {
    comparable: addOutcomes(some.map(({comparable}) => comparable)),
    split: split && {hosts: some.flatMap((one) => one.split?.hosts ?? []), outcomes: split},
    levels: [...new Set(some.flatMap(({levels}) => levels))],
    us_courts: addOutcomes(some.map(({us_courts}) => us_courts))
  };
}

/** The hosts of an M49 region, or of the world where it is null, in a year and unit, but `without`. Null where none decided. */
export function regionalOutcomes(
  ledger: Ledger,
  region: string | null,
  year: number,
  unit: Unit,
  without: string | null
): Regional | null {
  const regions = new Map(ledger.edition.atlas.map((one) => [one.place, one.region]));
  const hosts = [...ledger.byHost(year, unit)].filter(
    ([asylum]) => asylum !== without && (region === null || regions.get(asylum) === region)
  );
  if (!hosts.length) return null;
  const most = dominant(
    hosts.flatMap(([asylum, {comparable}]) => (comparable ? [[asylum, decided(comparable).value] as const] : []))
  );
  const atLeast = hosts.flatMap(([asylum]) =>
    ledger.decisions.asylum
      .get(asylum)
      ?.some((row) => row.year === year && row.unit === unit && ledger.atLeast(row) !== null)
      ? [asylum]
      : []
  );
  return {
    outcomes: addJoined(hosts.map(([, one]) => one)),
    most:
      most && hosts.length > 1
        ? {
            code: most.code,
            share: most.share,
            without: addJoined(hosts.flatMap(([asylum, one]) => (asylum === most.code ? [] : [one])))
          }
        : null,
    atLeast
  };
}

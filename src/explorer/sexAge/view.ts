// The answer to a question about sex and age, as values: years, and the places compared in the latest of them.
import {descending, group, range} from "d3";
import {sexAgeOf} from "../../measures/sexAge.js";
import type {SexAge} from "../../measures/sexAge.js";
import type {State} from "../address.js";
import {single} from "../axis.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import type {Axis} from "../types.js";
import {byYear, rowsOf} from "./table.js";
import type {PackedSexAge} from "./pack.js";

export interface SexAgeView {
  readonly state: State;
  /** What the edition's table has at all. */
  readonly known: {readonly hosts: readonly string[]; readonly years: readonly [number, number]};
  /** Of the countries of asylum asked for, those the table has in some year. */
  readonly covered: readonly string[];
  /** Years with an entry. */
  readonly years: readonly {readonly year: number; readonly of: SexAge}[];
  /** Of the countries covered, those without an entry in the latest year. */
  readonly absent: readonly string[];
  /** Which side is compared; null where the question is of one country of asylum and one origin. */
  readonly axis: Axis | null;
  readonly placesYear: number | null;
  /** The places of the latest year, the one with most applicants first. */
  readonly places: readonly {readonly code: string; readonly of: SexAge}[];
}

const hasSome = <T extends {readonly of: SexAge | null}>(one: T): one is T & {of: SexAge} =>
  one.of !== null && one.of.applicants.value > 0;

export function sexAgeView(ledger: Ledger, table: PackedSexAge, state: State): SexAgeView {
  const {selection} = state;
  const known = ledger.facts.sex_age ?? {hosts: [], years: [0, 0]};
  const [from, to] = selection.years;
  const asked = new Set(range(from, to + 1).flatMap((year) => codesOf(ledger, selection.asylums, year)));
  const covered = known.hosts.filter((code) => asked.has(code));
  const years = byYear(rowsOf(table, ledger, selection))
    .map(([year, rows]) => ({year, of: sexAgeOf(rows)}))
    .filter(hasSome);
  const latest = years.at(-1)?.year ?? null;
  const axis: Axis | null =
    single(selection.asylums) === null ? "asylum" : single(selection.origins) === null ? "origin" : null;
  const ofLatest =
    latest === null ? [] : rowsOf(table, ledger, {...selection, years: [latest, latest]}, axis === "origin");
  const places =
    axis === null
      ? []
      : [...group(ofLatest, (row) => row[axis])]
          .map(([code, rows]) => ({code, of: sexAgeOf(rows)}))
          .filter(hasSome)
          .sort((a, b) => descending(a.of.applicants.value, b.of.applicants.value));
  const inLatest = new Set(ofLatest.map(({asylum}) => asylum));
  const members = latest === null ? [] : new Set(codesOf(ledger, selection.asylums, latest));
  return {
    state,
    known,
    covered,
    years,
    absent:
      axis === "asylum" && latest !== null
        ? covered.filter((code) => !inLatest.has(code) && [...members].includes(code))
        : [],
    axis,
    placesYear: latest,
    places
  };
}

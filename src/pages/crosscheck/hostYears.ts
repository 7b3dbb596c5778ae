// Both publishers' applications of everybody in a country and year, each with the address of its source card: UNHCR's with the origins
// that rounding removed, Eurostat's own totals.
import {group} from "d3";
import {ANY, applicationRows} from "../../edition/select.js";
import type {Edition} from "../../edition/edition.js";
import {groupQuery} from "../../figures/groupAddress.js";
import {figureHref, places, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {bounded, sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {isAppeal, isFirst} from "../../measures/crosscheck.js";
import {APPLICATION_TYPES} from "../../measures/codes.js";
import type {ApplicationType, Unit} from "../../measures/codes.js";
import type {Applicant} from "../../measures/eurostat.js";
import {isNew} from "../../measures/newness.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "../../measures/unseenOrigins.js";

/** The addresses of the cards of a row's four counts; null where none counts the same. */
export interface CompareCards {
  readonly unhcr_new: string | null;
  readonly unhcr_all: string | null;
  readonly eurostat_first_time: string | null;
  readonly eurostat_all: string | null;
}

const TYPES = Object.keys(APPLICATION_TYPES) as ApplicationType[];
/** Applications of every type but appeals, at every stage but appeal: as the comparison counts all. */
const ALL: Linked = {
  stages: ["first", "combined", "repeat"],
  types: TYPES.filter((type) => !isAppeal({type, level: "FI"})),
  added: "stages"
};

/** The cards of some people in a country and year; `origin` is null for everybody. */
export function cardsOf(
  {origin, asylum, year}: {readonly origin: string | null; readonly asylum: string; readonly year: number},
  unit: Unit = "P"
): CompareCards {
  const where: Linked = {
    ...(origin === null ? {} : {origins: places(origin)}),
    ...{asylums: places(asylum), years: yearOf(year)}
  };
  const eurostat = (types: "new" | "all") =>
    `./figure?${groupQuery({selection: {...DEFAULT_SELECTION, ...where, types}, group: "applicants", isShare: false, edition: null})}`;
  return {
    unhcr_new: figureHref("./", {...where, unit}),
    unhcr_all: figureHref("./", {...where, ...ALL, unit}),
    eurostat_first_time: eurostat("new"),
    eurostat_all: eurostat("all")
  };
}

export interface HostYear {
  readonly unhcr_new: Count | null;
  readonly unhcr_all: Count | null;
  readonly eurostat_first_time: Count | null;
  readonly eurostat_all: Count | null;
  readonly difference: number;
  readonly cards: CompareCards;
}

/** By country and year ("DEU 2016"). */
export function hostYears(edition: Edition, hosts: readonly string[]): ReadonlyMap<string, HostYear> {
  const rows = applicationRows(edition, {...ANY, asylum: [...hosts]});
  const knownAdder = knownOriginsAdder();
  for (const row of rows) knownAdder.add(row);
  const known = knownAdder.done();
  const total = (some: readonly ApplicationRow[], unit: Unit): Count | null => {
    const count = sum(some.map(({applications}) => (applications === null ? null : bounded(applications, "applications")))); // prettier-ignore
    const unseen = unseenOriginsAdder(known);
    for (const row of some) unseen.add(row);
    return count && withUnseen(count, unseen.done()[unit]);
  };
  const theirs = new Map<string, Count>();
  const {year, origin, asylum, applicant, applications} = edition.eurostat.applications;
  for (let i = 0; i < year.length; i++) {
    const value = applications[i];
    if (origin[i] === "TOTAL" && value != null)
      theirs.set(`${asylum[i] ?? ""} ${year[i] ?? ""} ${applicant[i] ?? ""}`, bounded(value, "eurostat"));
  }
  return new Map(
    [...group(rows, (row) => `${row.asylum} ${row.year}`)].map(([key, some]): [string, HostYear] => {
      const fresh = some.filter((row) => isNew(row) && isFirst(row));
      // Persons where a country reports any that year; its cases are then left out, as the two are not added.
      const unit: Unit = fresh.some((row) => row.unit === "P") || !fresh.length ? "P" : "C";
      const inUnit = (all: readonly ApplicationRow[]) => all.filter((row) => row.unit === unit);
      const unhcr_new = total(inUnit(fresh), unit);
      const eurostat = (who: Applicant) => theirs.get(`${key} ${who}`) ?? null;
      const first = eurostat("first_time");
      const [code = "", text = ""] = key.split(" ");
      return [
        key,
        {
          unhcr_new,
          unhcr_all: total(
            inUnit(some).filter((row) => !isAppeal(row)),
            unit
          ),
          eurostat_first_time: first,
          eurostat_all: eurostat("all"),
          difference: (unhcr_new?.value ?? 0) - (first?.value ?? 0),
          cards: cardsOf({origin: null, asylum: code, year: Number(text)}, unit)
        }
      ];
    })
  );
}

// Whether a country was in a world region in a year, for rulings on claims about regions.
import {liesIn} from "../../measures/matches.js";
import type {Regions} from "../../measures/matches.js";
import type {RegionScheme} from "../../measures/selection.js";
import type {ClaimList} from "./checkList.js";

/** Whether the code of a place is a region's: "m49:150". */
export const isRegion = (code: string | null): boolean => code?.includes(":") ?? false;

export type LiesIn = (region: string, place: string, year: number) => boolean;

export function liesInOf({places, memberships}: Pick<ClaimList, "places" | "memberships">): LiesIn {
  const regions = new Map(
    places.map(([place = "", region = "", subregion = "", bureau = ""]): [string, Regions] => [
      place,
      {
        ...{region, subregion, bureau},
        memberships: memberships.flatMap(([scheme, member, year_from, year_to]) =>
          member === place ? [{scheme, year_from, year_to}] : []
        )
      }
    ])
  );
  return (of, place, year) => {
    const [scheme = "", code = ""] = of.split(":");
    return liesIn(regions.get(place) ?? null, {scheme: scheme as RegionScheme, code}, year);
  };
}

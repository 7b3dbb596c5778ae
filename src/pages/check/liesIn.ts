// Whether a country was in a world region in a year, for rulings on claims about regions.
import {liesIn} from "../../measures/matches.js";
import type {Regions} from "../../measures/matches.js";
import type {RegionScheme} from "../../measures/selection.js";
import type {ClaimList} from "./checkList.js";

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

// The request to UNHCR's API that returns the rows behind a figure, so that anybody can check it with the publisher.
import type {Scope} from "./status.js";

/** UNHCR's Refugee Statistics API. */
export const UNHCR_API = "https://api.unhcr.org/population/v1";

const ENDPOINTS = {
  applications: "asylum-applications",
  decisions: "asylum-decisions",
  stocks: "population"
} as const;

/**
 * One address for each span of years. `cf_type=ISO` gives ISO codes (without it ARE is Egypt); both year bounds are
 * given, as one alone is ignored; a side of several places is requested whole (`coo_all`, `coa_all`), as a list of codes is not
 * documented: the answer then holds more rows than the figure's.
 * Source: UNHCR Refugee Statistics API, and its R package (PopulationStatistics/refugees, data-raw/rdf.R).
 */
export function publisherQueries({
  table,
  origin,
  asylum,
  years
}: {
  readonly table: keyof typeof ENDPOINTS;
  readonly origin: Scope<string>;
  readonly asylum: Scope<string>;
  readonly years: readonly (readonly [from: number, to: number])[];
}): string[] {
  const side = (name: "coo" | "coa", scope: Scope<string>): [string, string] =>
    scope !== "*" && scope.length === 1 ? [name, scope[0] ?? ""] : [`${name}_all`, "true"];
  return years.map(([from, to]) => {
    const query = new URLSearchParams([
      ["cf_type", "ISO"],
      side("coo", origin),
      side("coa", asylum),
      ["yearFrom", String(from)],
      ["yearTo", String(to)],
      ["limit", "10000"],
      ["page", "1"]
    ]);
    return `${UNHCR_API}/${ENDPOINTS[table]}/?${query.toString()}`;
  });
}

/** The command that prints the trail of a figure, for each pair and span of years; null where it takes no one pair. */
export function explainCommands({
  origin,
  asylum,
  years
}: {
  readonly origin: Scope<string>;
  readonly asylum: Scope<string>;
  readonly years: readonly (readonly [from: number, to: number])[];
}): string[] | null {
  if (origin === "*" || asylum === "*") return null;
  return asylum.flatMap((host) =>
    origin.flatMap((of) =>
      years.map(([from, to]) => `npm run data -- explain ${of} ${host} ${from === to ? from : `${from}-${to}`}`)
    )
  );
}

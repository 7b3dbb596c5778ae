// Checks figures by region against each publisher's own totals, against its outcomes, and against UNHCR's rows of the whole
// country, whose differences are listed.
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {rows} from "../clean/database.js";

/** Totals that SEM published in words: 2014 and 2015 in its release of 28 January 2016, 2018 in that of January 2019. */
const SEM_PUBLISHED = {2014: 23_765, 2015: 39_523, 2018: 15_255} as const;

async function semTotals({db}: CheckContext): Promise<CheckResult[]> {
  const found = await rows(
    db,
    `SELECT year, sum(value) AS value FROM locations WHERE publisher = 'sem' AND measure = 'applications'
     AND year IN (${Object.keys(SEM_PUBLISHED).join()}) GROUP BY year ORDER BY year`
  );
  const apart = found.filter((row) => Number(row.value) !== SEM_PUBLISHED[Number(row.year) as 2014 | 2015 | 2018]);
  const unequal = await rows(
    db,
    `SELECT year, location, sum(value) FILTER (measure = 'decisions') AS stated,
       sum(value) FILTER (measure IN ('refugee_status', 'complementary', 'refused', 'otherwise_closed')) AS parts
     FROM locations WHERE publisher = 'sem' GROUP BY ALL HAVING stated IS DISTINCT FROM parts ORDER BY ALL`
  );
  return [
    verdict(
      {id: "locations.sem", title: "Applications of Swiss cantons add up to the totals that SEM printed"},
      !apart.length,
      found.map((row) => `${String(row.year)}: ${n(row.value)}`).join(", "),
      Object.entries(SEM_PUBLISHED)
        .map(([year, value]) => `${year}: ${n(value)}`)
        .join(", ")
    ),
    verdict(
      {id: "locations.sem-outcomes", title: "A canton's six outcomes add up to its decisions"},
      !unequal.length,
      `${n(unequal.length)} canton-years differ`,
      "0",
      listed(unequal.map((row) => `${String(row.location)} ${String(row.year)}`))
    )
  ];
}

/** New and repeat applications and first-instance decisions as UNHCR has them for all of Switzerland, to compare with the sums. */
async function semAgainstUnhcr({db}: CheckContext): Promise<CheckResult> {
  const found = await rows(
    db,
    `WITH sem AS (
       SELECT year, sum(value) FILTER (measure = 'applications') AS asked, sum(value) FILTER (measure = 'decisions') AS decided
       FROM locations WHERE publisher = 'sem' GROUP BY year),
     asked AS (
       SELECT year, sum(applications) AS there FROM applications
       WHERE asylum = 'CHE' AND unit = 'P' AND (type IN ('N', 'R', 'NR') AND level IN ('FI', 'NA', 'RA')
         OR type = 'V' AND level IN ('FI', 'NA')) GROUP BY year),
     decided AS (
       SELECT year, sum(recognized + other + rejected + closed) AS there FROM decisions
       WHERE asylum = 'CHE' AND unit = 'P' AND level = 'FI' GROUP BY year)
     SELECT year, sem.asked, asked.there AS unhcr_asked, sem.decided, decided.there AS unhcr_decided
     FROM sem JOIN asked USING (year) JOIN decided USING (year) ORDER BY year`
  );
  return {
    id: "locations.sem-unhcr",
    title: "Sums of Swiss cantons compared with UNHCR's figures for Switzerland",
    fatal: false,
    result: "told",
    figure: `${n(found.length)} years`,
    expected: null,
    detail:
      found
        .map(
          (row) =>
            `${String(row.year)}: applications ${n(row.asked)}, UNHCR ${n(row.unhcr_asked)}; decisions ${n(row.decided)}, UNHCR ${n(row.unhcr_decided)}`
        )
        .join("\n") || null
  };
}

/** UNHCR's places against its own stocks. A difference is a note only: the two tables are revised separately. */
async function unhcrAgainstStocks({db}: CheckContext): Promise<CheckResult[]> {
  return Promise.all(
    (["asylum_seekers", "refugees"] as const).map(async (measure) => {
      const pairs = await rows(
        db,
        `WITH l AS (SELECT year, origin, asylum, sum(value) AS here FROM locations
           WHERE publisher = 'unhcr' AND measure = '${measure}' GROUP BY ALL)
         SELECT year, asylum, origin, coalesce(here, 0) AS here, coalesce(${measure}, 0) AS there
         FROM (SELECT year, origin, asylum, ${measure} FROM stocks WHERE year BETWEEN (SELECT min(year) FROM l) AND (SELECT max(year) FROM l))
         FULL JOIN l USING (year, origin, asylum)
         ORDER BY ALL`
      );
      const apart = pairs.filter((row) => row.here !== row.there);
      const off = apart.reduce((sum, row) => sum + Math.abs(Number(row.here) - Number(row.there)), 0);
      const all = pairs.reduce((sum, row) => sum + Number(row.there), 0);
      return {
        ...verdict(
          {
            id: `locations.unhcr-${measure}`,
            title: `UNHCR's places add up to its ${measure === "refugees" ? "refugees" : "asylum-seekers"} of the whole country`
          },
          off <= 0.001 * all,
          `${n(apart.length)} of ${n(pairs.length)} years, countries and origins differ, by ${n(off)} persons`,
          "at most 0.1% of the persons",
          listed(
            apart.map(
              (row) =>
                `${String(row.asylum)} ${String(row.year)} from ${String(row.origin)}: ${n(row.here)} and ${n(row.there)}`
            )
          )
        )
      };
    })
  );
}

/** Provinces against IRCC's own total of the year: their ranges must overlap. */
async function irccTotals({db}: CheckContext): Promise<CheckResult> {
  const found = await rows(
    db,
    `WITH parts AS (SELECT year, sum(value_lo) AS lo, sum(value_hi) AS hi, sum(value) AS value FROM locations
       WHERE publisher = 'ircc' AND detail IS NOT NULL AND (kind <> 'country' OR detail = 'Other Offices') GROUP BY year)
     SELECT year, lo, hi, parts.value, l.value AS stated, l.value_lo, l.value_hi
     FROM parts JOIN locations l USING (year) WHERE publisher = 'ircc' AND detail IS NULL AND kind = 'country' ORDER BY year`
  );
  const apart = found.filter((row) => Number(row.lo) > Number(row.value_hi) || Number(row.hi) < Number(row.value_lo));
  return verdict(
    {id: "locations.ircc", title: "Canada's provinces and other offices add up to IRCC's own total, within rounding"},
    !apart.length,
    `${n(found.length - apart.length)} of ${n(found.length)} years`,
    "every year",
    found
      .map((row) => `${String(row.year)}: ${n(row.value)} [${n(row.lo)}–${n(row.hi)}], stated ${n(row.stated)}`)
      .join("\n")
  );
}

/** A place with the name of its country is probably not a place: review it and add a line to data/tables/locations.csv. */
async function ownNames({db}: CheckContext): Promise<CheckResult> {
  const found = await rows(
    db,
    `SELECT DISTINCT asylum, published_as FROM locations JOIN places ON place = asylum
     WHERE locations.kind = 'place' AND publisher = 'unhcr'
       AND (lower(published_as) = lower(name_en) OR list_contains(list_transform(aliases, a -> lower(a)), lower(published_as))
         OR published_as ILIKE '%dispersed in%countr%' OR published_as ILIKE '%unknown%')
     ORDER BY ALL`
  );
  return verdict(
    {
      id: "locations.no-place",
      title: "No country's own name, and nobody's unknown place, is taken for a place",
      fatal: false
    },
    !found.length,
    `${n(found.length)} names`,
    "0",
    listed(found.map((row) => `${String(row.asylum)}: ${String(row.published_as)}`))
  );
}

/** How many of UNHCR's people have a location below the country, in the latest year. */
async function placed({db}: CheckContext): Promise<CheckResult> {
  const found = await rows(
    db,
    `SELECT measure, sum(value) FILTER (kind = 'place') AS placed, sum(value) AS all FROM locations
     WHERE publisher = 'unhcr' AND year = (SELECT max(year) FROM locations WHERE publisher = 'unhcr') GROUP BY measure ORDER BY measure`
  );
  return {
    id: "locations.placed",
    title: "How many of UNHCR's people have a recorded location in the latest year",
    fatal: false,
    result: "told",
    figure: found.map((row) => `${n(row.placed)} of ${n(row.all)} ${String(row.measure)}`).join("; "),
    expected: null,
    detail: null
  };
}

/** Every check of the places that the publishers at hand allow. */
export async function locationChecks(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables} = context;
  const publishers = (await rows(db, "SELECT DISTINCT publisher FROM locations")).map((row) => row.publisher);
  const results: CheckResult[] = [];
  if (publishers.includes("sem")) {
    results.push(...(await semTotals(context)));
    if (tables.includes("applications") && tables.includes("decisions")) results.push(await semAgainstUnhcr(context));
  }
  if (publishers.includes("ircc")) results.push(await irccTotals(context));
  if (publishers.includes("unhcr")) {
    results.push(await ownNames(context), await placed(context));
    if (tables.includes("stocks")) results.push(...(await unhcrAgainstStocks(context)));
  }
  return results;
}

// The world in regions: with Unknown, stateless and Tibetan as lines of their own, every division adds up to the world in each
// unit and year, and each part is what SQL over the Parquet finds.
import {group, rollup, sum} from "d3";
import {beforeAll, describe, expect, test} from "vitest";
import {readMemberships, readRegions} from "../../loaders/clean/handTables.js";
import type {Edition, MembershipLine} from "../../src/edition/edition.js";
import {partsOfWorld, reportingOf, rowsWithin, worldRegions} from "../../src/edition/worldRegions.js";
import {ANY, applicationRows} from "../../src/edition/select.js";
import {columnsOf, sql} from "./parquet.js";
import {committedEdition} from "./committed.js";

let edition: Edition;
beforeAll(async () => {
  const published = await committedEdition();
  // The hand tables as they stand: the edition here may be older than they are.
  edition = {
    ...published,
    memberships: readMemberships() as unknown as MembershipLine[],
    areas: readRegions() as unknown as Edition["areas"]
  };
});

/** Sums by year and unit over one side's places, from the Parquet. */
const SUMS = {
  applications: (side: string) =>
    `SELECT year, unit, ${side} AS place, sum(applications)::INTEGER AS n FROM {applications} GROUP BY ALL`,
  decisions: (side: string) =>
    `SELECT year, level || ' ' || unit AS unit, ${side} AS place, sum(recognized + other + rejected + closed)::INTEGER AS n
     FROM {decisions} GROUP BY ALL`,
  "asylum-seekers": (side: string) =>
    `SELECT year, 'P' AS unit, ${side} AS place, sum(asylum_seekers)::INTEGER AS n FROM {stocks} GROUP BY ALL`,
  refugees: (side: string) =>
    `SELECT year, 'P' AS unit, ${side} AS place, sum(refugees)::INTEGER AS n FROM {stocks} GROUP BY ALL`
};
const WORLD = {
  applications: "SELECT year, unit, sum(applications)::INTEGER AS n FROM {applications} GROUP BY ALL",
  decisions:
    "SELECT year, level || ' ' || unit AS unit, sum(recognized + other + rejected + closed)::INTEGER AS n FROM {decisions} GROUP BY ALL",
  "asylum-seekers": "SELECT year, 'P' AS unit, sum(asylum_seekers)::INTEGER AS n FROM {stocks} GROUP BY ALL",
  refugees: "SELECT year, 'P' AS unit, sum(refugees)::INTEGER AS n FROM {stocks} GROUP BY ALL"
};

describe.each(["regions", "subregions", "bureaus"] as const)("the %s add up to the world", (division) => {
  test.each(["asylum", "origin"] as const)("in every unit, year by year, by country of %s", async (side) => {
    const parts = partsOfWorld(edition, division);
    for (const table of Object.keys(SUMS) as (keyof typeof SUMS)[]) {
      const [held, world] = [await columnsOf(SUMS[table](side)), await columnsOf(WORLD[table])];
      const rows = (held.year ?? []).map((year, i) => ({
        key: `${String(year)} ${String(held.unit?.[i])}`,
        place: String(held.place?.[i]),
        n: Number(held.n?.[i] ?? 0)
      }));
      const added = rollup(
        rows.flatMap(({key, place, n}) => parts.filter(({takes}) => takes(place)).map(() => ({key, n}))),
        (some) => sum(some, ({n}) => n),
        ({key}) => key
      );
      const expected = new Map(
        (world.year ?? []).map((year, i) => [`${String(year)} ${String(world.unit?.[i])}`, Number(world.n?.[i] ?? 0)])
      );
      expect(expected.size).toBeGreaterThan(25);
      expect(new Map([...added].sort())).toEqual(new Map([...expected].sort()));
    }
  });
});

test("places outside M49's regions are listed as Unknown, stateless and Tibetan, after the five", () => {
  const names = partsOfWorld(edition, "regions").map(({name}) => name);
  expect(names.slice(0, 5)).toEqual(["Africa", "Americas", "Asia", "Europe", "Oceania"]);
  expect(names.slice(-3)).toEqual(["Unknown", "Stateless", "Tibetan"]);
  // For UNHCR Tibetans are of Asia and the Pacific.
  expect(partsOfWorld(edition, "bureaus").map(({name}) => name)).not.toContain("Tibetan");
});

test("each region's applications are those that SQL finds by the table of places", async () => {
  const found = await sql(`
    SELECT p.code, unit, year, sum(applications)::INTEGER AS n FROM {applications} a
    JOIN (SELECT place, unnest([region, subregion, bureau]) AS code FROM {places}) p ON p.place = a.asylum
    WHERE year IN (2005, 2015, 2025) AND p.code IS NOT NULL GROUP BY ALL`);
  const byHost = group(
    applicationRows(edition, {
      ...ANY,
      years: [
        [2005, 2005],
        [2015, 2015],
        [2025, 2025]
      ]
    }),
    (row) => row.asylum
  );
  const ours = worldRegions(edition)
    .filter(({scheme}) => scheme !== "members")
    .flatMap((region) =>
      Array.from(
        rollup(
          rowsWithin(edition, region, byHost),
          (some) => sum(some, ({applications}) => applications ?? 0),
          ({unit, year}) => `${region.code} ${unit} ${year}`
        ),
        ([key, n]) => `${key} ${n}`
      )
    );
  expect(ours.length).toBeGreaterThan(70);
  expect(ours.sort()).toEqual(
    found.map(({code, unit, year, n}) => `${String(code)} ${String(unit)} ${String(year)} ${String(n)}`).sort()
  );
});

test("the European Union's applications are its members' of the year: 28 countries in 2019, 27 in 2020", async () => {
  const list = (year: number) =>
    edition.memberships
      .filter(
        ({scheme, year_from, year_to}) =>
          scheme === "eu" && (year_from ?? 0) <= year && year <= (year_to ?? Number.MAX_SAFE_INTEGER)
      )
      .map(({place}) => `'${place}'`)
      .join(", ");
  const byHost = group(applicationRows(edition, ANY), (row) => row.asylum);
  const rows = rowsWithin(edition, {scheme: "members", code: "eu"}, byHost);
  const reporting = reportingOf(edition, {scheme: "members", code: "eu"}, "applications", [2000, 2025]);
  for (const year of [2003, 2004, 2012, 2013, 2019, 2020]) {
    const [expected] = await sql(
      `SELECT sum(applications) FILTER (unit = 'P')::INTEGER AS persons, count(DISTINCT asylum)::INTEGER AS hosts
       FROM {applications} WHERE year = ${year} AND asylum IN (${list(year)})`
    );
    expect({
      persons: sum(
        rows.filter((row) => row.year === year && row.unit === "P"),
        ({applications}) => applications ?? 0
      ),
      hosts: reporting.find((one) => one.year === year)?.hosts
    }).toEqual(expected);
  }
  expect(reporting.find(({year}) => year === 2019)).toEqual({year: 2019, hosts: 28, of: 28});
  expect(reporting.find(({year}) => year === 2020)).toEqual({year: 2020, hosts: 27, of: 27});
});

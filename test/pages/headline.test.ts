// What pages of countries and regions say first, from the committed edition: each number is computed again in SQL over its Parquet.
import {beforeAll, describe, expect, test} from "vitest";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {worldRegions} from "../../src/edition/worldRegions.js";
import {countryPage} from "../../src/pages/country/country.js";
import {regionPage} from "../../src/pages/world/region.js";
import {worldOf, worldPage} from "../../src/pages/world/world.js";
import {sql} from "../edition/parquet.js";
import {committedLedger} from "../edition/committed.js";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await committedLedger();
});

const text = (html: string) =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<\/(?:p|div|tr|td|th|h\d|caption|li|aside)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("\u00a0", " ");
const pages = new Map<string, string>();
const once = (key: string, make: () => string) => {
  const before = pages.get(key);
  if (before !== undefined) return before;
  const now = text(make());
  pages.set(key, now);
  return now;
};
const country = (code: string) => once(code, () => countryPage(ledger, code, "/nowhere").main);
const region = (slug: string) =>
  once(slug, () => {
    const found = worldRegions(ledger.edition).find((one) => one.slug === slug);
    if (!found) throw new Error(`no region ${slug}`);
    return regionPage(ledger, found, "/nowhere", worldOf(ledger)).main;
  });
const world = () => once("world", () => worldPage(ledger, "/nowhere"));
/** What a page says first of a country of asylum: its sentences, figures, source cards and warnings. */
const tiles = (page: string) => page.slice(0, page.indexOf("How to read our charts"));
const asOrigin = (page: string) => page.slice(page.search(/^People from .* seeking asylum$/m));
const number = (n: unknown) => Number(n).toLocaleString("en");
const one = async (query: string) => (await sql(query))[0] ?? {};
const MAIN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";
const NEW = "year >= 2006 AND type IN ('N', 'NR')";

describe("new applications of a country of asylum", () => {
  test("are in persons with cases separately, both procedures of the United States together", async () => {
    const {p, c} = await one(
      `SELECT sum(applications) FILTER (unit = 'P')::INTEGER AS p, sum(applications) FILTER (unit = 'C')::INTEGER AS c
       FROM {applications} WHERE asylum = 'USA' AND year = 2025 AND ${NEW} AND ${MAIN}`
    );
    expect([p, c]).toEqual([629_358, 282_594]);
    expect(tiles(country("USA"))).toContain(`${number(p)} persons and ${number(c)} cases`);
    expect(country("USA")).not.toContain(number(Number(p) + Number(c)));
  });
  test("are one series, whose highest year is named and whose year without new ones is a gap", async () => {
    const {n} = await one(
      `SELECT sum(applications)::INTEGER AS n FROM {applications} WHERE asylum = 'DEU' AND year = 2016 AND ${NEW} AND ${MAIN}`
    );
    expect(n).toBe(722_373);
    const page = country("DEU");
    expect(page).toContain(`Highest in 2016 (${number(n)})`);
    expect(page).toMatch(/no number for 2006: .* 21,011 persons/);
    expect(page).toMatch(/2021: persons at first instance \(UNHCR code FI\)/);
    expect(page.slice(0, page.indexOf("Known issues in these figures\n"))).not.toMatch(/new applications \(NA\)/i);
    expect(page.match(/New asylum applications in Germany/g)?.length).toBe(2);
  });
  test("of Russia name both procedures", async () => {
    const [fi, ta] = await Promise.all(
      ["FI", "TA"].map(
        async (level) =>
          (
            await one(
              `SELECT sum(applications)::INTEGER AS n FROM {applications} WHERE asylum = 'RUS' AND year = 2025 AND level = '${level}'`
            )
          ).n
      )
    );
    expect(tiles(country("RUS"))).toMatch(
      new RegExp(
        `New applications for refugee status, 2025\\s+${number(fi)}[\\s\\S]*temporary asylum, 2025\\s+${number(ta)}`
      )
    );
  });
  test("include the origins that rounding removed in the range of the source card, and say how many", async () => {
    const {n, lo, hi, unseen} = await one(`
      WITH own AS (SELECT * FROM {applications} WHERE asylum = 'DEU' AND year = 2025 AND ${NEW} AND ${MAIN} AND unit = 'P')
      SELECT sum(applications)::INTEGER AS n, sum(CASE applications WHEN 5 THEN 3 ELSE applications END)::INTEGER AS lo,
        sum(CASE applications WHEN 0 THEN 2 ELSE applications END)::INTEGER AS hi,
        (SELECT count(*) FROM (SELECT DISTINCT origin FROM {applications} WHERE asylum = 'DEU' AND unit = 'P' AND year <> 2025
          EXCEPT SELECT origin FROM own))::INTEGER AS unseen FROM own`);
    const top = Number(hi) + 2 * Number(unseen);
    expect(Number(unseen)).toBeGreaterThan(0);
    expect(tiles(country("DEU"))).toContain(`${number(n)} (between ${number(lo)} and ${number(top)})`);
    expect(tiles(country("DEU"))).toMatch(new RegExp(`up to ${number(unseen)} origins .* adds 2 for each`));
  });
  test("are compared with the totals that others print, with why they differ", () => {
    const page = country("JPN");
    for (const printed of ["13,823", "12,373", "303", "190"]) expect(page).toContain(printed);
    expect(page).toContain("12,373 and 1,273 are 13,646");
  });
});

describe("outcomes of a country of asylum", () => {
  test("are in one figure, and no rate is given where grants and refusals are at different stages", async () => {
    const {r, c, n} = await one(
      `SELECT sum(refugee_status)::INTEGER AS r, sum(complementary)::INTEGER AS c, sum(refused)::INTEGER AS n FROM {decisions}
       WHERE asylum = 'JPN' AND year = 2025 AND level IN ('FI', 'FA')`
    );
    expect([r, c, n]).toEqual([187, 996, 9214]);
    const page = country("JPN");
    expect(tiles(page)).toMatch(
      /Granted refugee status, 2025\s+187\s+.*996 complementary protection and 9,214 refused/
    );
    expect(tiles(page).match(/^Granted [a-z ]+, \d{4}$/gm)).toHaveLength(1);
    const rates = page.slice(page.indexOf("Recognition rates compared"), page.indexOf("Where applicants came from"));
    expect(rates).toMatch(/Refugee status rate\s+not calculated/);
    expect(rates).toMatch(/UNHCR’s Total Protection Rate\s+not calculated/);
  });
  test("of the United States’ courts have a tile and a name of their own", async () => {
    const {r, d} = await one(
      `SELECT sum(refugee_status)::INTEGER AS r, sum(refugee_status + refused)::INTEGER AS d FROM {decisions}
       WHERE asylum = 'USA' AND level = 'EO' AND year = 2025`
    );
    expect(d).toBe(111_088);
    expect(tiles(country("USA"))).toMatch(new RegExp(`immigration courts, 2025\\s+${number(r)}`));
  });
  test.each(["CAN", "AUS", "NLD"])("of %s say that refugee status is not separated, and give no 0", async (code) => {
    const {u} = await one(
      `SELECT sum(undivided + refugee_status + complementary + humanitarian + temporary)::INTEGER AS u FROM {decisions}
       WHERE asylum = '${code}' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'FA', 'NA')`
    );
    const tile = tiles(country(code));
    expect(tile).toMatch(new RegExp(`Granted protection, 2025\\s+${number(u)}`));
    expect(tile).toContain("the data does not separate refugee status");
    expect(tile).not.toContain("Granted refugee status");
    expect(country(code)).toMatch(/Refugee status rate\s+not calculated: the data does not separate refugee status/);
  });
  test.each([
    ["MEX", 45, 2938],
    ["IND", 83, 1970]
  ])("of people from %s are at least, with the undivided beside them", async (code, known, undivided) => {
    const {r, u, fa, ufa} = await one(
      `SELECT sum(refugee_status) FILTER (level = 'FI')::INTEGER AS r, sum(undivided) FILTER (level = 'FI')::INTEGER AS u,
        coalesce(sum(refugee_status) FILTER (level = 'FA'), 0)::INTEGER AS fa,
        coalesce(sum(undivided) FILTER (level = 'FA'), 0)::INTEGER AS ufa
       FROM {decisions} WHERE origin = '${code}' AND year = 2025 AND unit = 'P'`
    );
    expect([r, u]).toEqual([known, undivided]);
    const tile = new RegExp(
      `Granted refugee status, 2025\\s+([\\d,]+) \\(at least ([\\d,]+)\\)\\s+.*${number(undivided + Number(ufa))} more were granted protection`
    ).exec(asOrigin(country(code)));
    const {lo} = await one(
      `SELECT sum(value_lo)::INTEGER AS lo FROM {cells} WHERE origin = '${code}' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'FA') AND status = 'refugee_status'`
    );
    expect(tile?.slice(1)).toEqual([number(known + Number(fa)), number(lo)]);
  });
  test("of Italy are at least, and so is its grant rate, but not refugee status, as the missing are lesser permits", async () => {
    const {r} = await one(
      `SELECT sum(refugee_status)::INTEGER AS r FROM {decisions} WHERE asylum = 'ITA' AND year = 2025 AND level = 'FI' AND unit = 'P'`
    );
    expect(tiles(country("ITA"))).toContain(number(r));
    expect(country("ITA")).toMatch(/grant rate in Italy was at least \d/);
    expect(country("ITA")).toMatch(/refugee status rate in Italy was \d/);
  });
  test("of temporary asylum have no refugee status rate", () => {
    expect(country("RUS")).not.toMatch(/refugee status rate[^.]*temporary asylum/i);
    expect(tiles(country("RUS"))).toContain("this procedure does not decide it");
  });
  test("name the closed files where they are more than the decisions", async () => {
    const {d, x} = await one(
      `SELECT sum(refugee_status + refused)::INTEGER AS d, sum(otherwise_closed)::INTEGER AS x FROM {decisions}
       WHERE asylum = 'USA' AND level = 'IN' AND year = 2025`
    );
    expect(tiles(country("USA"))).toContain(`${number(d)} decided; ${number(x)} closed`);
  });
});

describe("the world and its regions", () => {
  test("have their total first, and the countries with the other lines add up to it", async () => {
    const {all, ta} = await one(
      `SELECT sum(applications)::INTEGER AS "all",
        sum(applications) FILTER (level = 'TA')::INTEGER AS ta FROM {applications} WHERE year = 2025 AND unit = 'P' AND ${NEW}`
    );
    const page = world();
    expect(page.slice(0, page.indexOf("How many applied"))).toContain(`${number(all)} persons and 291,558 cases`);
    expect(page).toMatch(new RegExp(`temporary asylum in Russia \\(${number(ta)}`));
    expect(page).toContain("3,050,315 persons in 2024");
    const ranking = page.slice(page.indexOf("Where they applied, 2025"), page.indexOf("Where they came from, 2025"));
    const listed = Array.from(ranking.matchAll(/^[^\n]+\n([\d,]+)(?: \[[^\]]*\])?\n(?:–|[\d,]+)/gm), ([, n = ""]) =>
      Number(n.replaceAll(",", ""))
    );
    expect(listed.length).toBeGreaterThan(12);
    expect(listed.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(listed.at(-1));
    expect(listed.at(-1)).toBe(all);
  });
  test("rank everybody: the United States come first in 2025", () =>
    expect(world()).toMatch(
      /the most new applications were made in the United States \(629,358[^)]*282,594 cases\), Egypt/
    ));
  test("leave countries whose grants and refusals are at different levels out of their rates on both sides, and name them", async () => {
    const {r, a, d} = await one(`
      SELECT sum(refugee_status)::INTEGER AS r, sum(refugee_status + undivided + complementary + humanitarian + temporary)::INTEGER AS a,
        sum(refugee_status + undivided + complementary + humanitarian + temporary + refused + undivided_closed)::INTEGER AS d
      FROM {decisions} JOIN {places} ON place = asylum
      WHERE region = '142' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND asylum <> 'JPN'`);
    expect([r, a, d]).toEqual([9546, 9855, 26_038]);
    expect(region("asia")).toMatch(
      /37\.8%[^(]*\(9,855 of 26,038 decisions\), counted in persons; the refugee status rate was 36\.7%[^(]*\(9,546 of them\)/
    );
    expect(region("asia")).toMatch(/rates leave out Japan \(2025\)/);
  });
  test("never give Northern America a 0 of refugee status in persons, and name the courts they leave out", () => {
    expect(region("northern-america")).toMatch(/75\.9%\s+50,041 of 65,930 decisions/);
    expect(region("northern-america")).not.toMatch(/Granted refugee status, 2025\s+0\b/);
    expect(region("northern-america")).toContain("111,088");
  });
  test("compare a country with its region without the country itself", () =>
    expect(country("BGR")).toMatch(/in Europe without Bulgaria/));
  test("count hosts by unit", async () => {
    const rows = await sql(
      `SELECT unit, count(DISTINCT asylum)::INTEGER AS n FROM {applications} JOIN {places} ON place = asylum
       WHERE region = '019' AND year = 2025 AND (${NEW} OR level = 'TA') GROUP BY unit ORDER BY unit DESC`
    );
    expect(region("americas")).toContain(`They are reported by ${String(rows[0]?.n)} countries in persons`);
    expect(region("americas")).toMatch(new RegExp(`and ${String(rows[1]?.n)} countr(?:y|ies) in cases`));
  });
});

test.each(["DEU", "POL", "UKR", "TUR", "SYR"])(
  "the page of %s says on its first screen who is under temporary protection and not counted",
  (code) => {
    const page = country(code);
    const at = page.indexOf("Not counted here.");
    expect(at).toBeGreaterThan(-1);
    expect(at).toBeLessThan(page.indexOf("How to read our charts"));
    expect(page.slice(at, at + 700)).toMatch(code === "TUR" || code === "SYR" ? /2,935,742 Syrians/ : /4\.35 million/);
  }
);
test("unknown origin is said with whose figures they are", () =>
  expect(country("USA")).toMatch(/all 282,594 cases of 2025 .* reported by the United States/));

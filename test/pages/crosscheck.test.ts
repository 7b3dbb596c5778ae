// The page that compares UNHCR and Eurostat: its numbers equal SQL over the edition, and it says so where there is nothing to compare.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {crosscheckDrawings} from "../../src/pages/crosscheck/crosscheck.js";
import type {Edition} from "../../src/edition/edition.js";
import {sql} from "../edition/parquet.js";
import {faultsIn, linksIn} from "./figureLinks.js";
import {smallEdition} from "../edition/edition.js";
import {committedEdition, committedValues} from "../edition/committed.js";

const {document} = new JSDOM("").window;
const drawn = (edition: Edition, name: string) => (crosscheckDrawings(edition, document)[name] ?? (() => []))();
const words = (elements: readonly Element[]) =>
  elements.map(({textContent}) => textContent.replaceAll("\u00a0", " ")).join("\n");

/** North Koreans in Russia, as if Russia reported to Eurostat. */
function withEurostat(): Edition {
  const edition = smallEdition({
    applications: [
      [2015, "FI", "P", 102],
      [2016, "FI", "P", 400]
    ],
    decisions: [[2015, "TA", "P", 40, 0, 5, 0, 45]]
  });
  const year = [2015, 2015, 2016, 2016];
  return {
    ...edition,
    rules: [
      {
        ...{
          id: "undivided",
          asylum: "RUS",
          origin: "*",
          level: ["FI"],
          authority: "*",
          unit: "*",
          year_from: 2015,
          year_to: null
        },
        ...{column: "recognized", status: "undivided", column_unused: null}
      }
    ],
    decisions: {...edition.decisions, level: ["FI"]},
    eurostat: {
      applications: {
        year,
        origin: ["PRK", "TOTAL", "PRK", "TOTAL"],
        asylum: year.map(() => "RUS"),
        applicant: year.map(() => "first_time" as const),
        applications: [100, 9000, 100, 9000],
        aggregate: [false, true, false, true]
      },
      decisions: [1, 2, 3, 4].flatMap((quarter) =>
        (["refugee_status", "positive"] as const).map((decision) => ({
          ...{year: 2015, quarter, origin: "TOTAL", asylum: "RUS", decision},
          decisions: decision === "positive" ? 10 : 5
        }))
      )
    }
  };
}

describe("UNHCR and Eurostat compared", () => {
  test("says that there is nothing to compare in an edition without Eurostat's tables", () => {
    const edition = smallEdition({applications: [[2015, "FI", "P", 102]]});
    for (const name of Object.keys(crosscheckDrawings(edition, document)))
      expect(words(drawn(edition, name)), name).toMatch(/no tables of Eurostat’s|no such decisions/);
  });

  test("does not count an aggregate as a country of origin, and gives the largest difference with its range", () => {
    const edition = withEurostat();
    expect(words(drawn(edition, "crosscheck-finding"))).toContain(
      "agree on 50% of the figures that we compared; 50% differ for reasons we could not find."
    );
    expect(words(drawn(edition, "crosscheck-finding"))).toContain("We compared 2 pairs of figures");
    expect(words(drawn(edition, "crosscheck-largest"))).toContain("400100 [98–102]+300400no entry");
  });

  test("shows Eurostat's Geneva Convention status next to what UNHCR's data does not separate", () => {
    expect(words(drawn(withEurostat(), "crosscheck-geneva"))).toContain("Russia 20154040 [32–48]20 [12–28]");
  });
});

test("says which year its tables end in, and which of three figures for 2022 is which", async () => {
  const edition = await committedEdition();
  const [{n, last} = {}] = await sql(
    `SELECT sum(applications)::INTEGER AS n, max(year)::INTEGER AS last FROM {eurostat_applications}
     WHERE origin = 'EXT_EU27_2020' AND applicant = 'first_time' AND year = 2022
       AND asylum IN (SELECT place FROM {memberships} WHERE scheme = 'eu' AND year_to IS NULL)`
  );
  expect([n, last]).toEqual([874_540, 2022]);
  const table = words(drawn(edition, "crosscheck-headlines"));
  for (const figure of ["881,220", "873,700", "874,540", "874,545"]) expect(table).toContain(figure);
  expect(table).toContain("the table ends in 2022");
  expect(words(drawn(edition, "crosscheck-last-years"))).toContain("applicants here end in 2022");
});

test("begins with the shares of comparisons that agree and that are unexplained, as the edition's own check counts them", async () => {
  const edition = await committedEdition();
  const checks = await sql("SELECT id, figure FROM {checks} WHERE id LIKE 'crosscheck.%'");
  const figure = (id: string) => String(checks.find((check) => check.id === id)?.figure);
  const numbers = (text: string) => (text.match(/[\d,]+/g) ?? []).map((each) => Number(each.replaceAll(",", "")));
  const [agree = 0, all = 0] = numbers(figure("crosscheck.classes"));
  const [unexplained = 0] = numbers(figure("crosscheck.unexplained"));
  expect(all).toBeGreaterThan(20_000);
  const [deck = "", compared = ""] = words(drawn(edition, "crosscheck-finding")).split("\n");
  expect(deck).toBe(
    `UNHCR and Eurostat agree on ${Math.round((100 * agree) / all)}% of the figures that we compared; ${Math.round((100 * unexplained) / all)}% differ for reasons we could not find.`
  );
  expect(compared).toContain(all.toLocaleString("en"));
  expect(compared).toContain(agree.toLocaleString("en"));
});

describe("the counts of UNHCR and Eurostat by country, and of the largest differences", () => {
  test("lead to cards that count them, with the same range", {timeout: 120_000}, async () => {
    const edition = await committedEdition();
    const html = ["crosscheck-by-host", "crosscheck-largest"]
      .flatMap((name) => drawn(edition, name))
      .map(({outerHTML}) => outerHTML)
      .join("");
    const links = linksIn(html);
    const [theirs, ours] = [true, false].map((is) => links.filter(({query}) => query.startsWith("measure=sex_age") === is)) as [typeof links, typeof links];
    expect(ours.length).toBeGreaterThan(950);
    expect(faultsIn(edition, await committedValues(), ours).slice(0, 10)).toEqual([]);
    expect(theirs.length).toBeGreaterThan(850);
    // The card of Eurostat's applicants takes one row of its table, that of every citizenship for a whole country.
    const found = await sql(`SELECT asylum, year::INT AS year, origin, applicant, applications::INT AS n FROM {eurostat_applications}
      WHERE sex = 'T' AND age = 'TOTAL' AND applications IS NOT NULL`);
    const value = new Map(found.map(({asylum, year, origin, applicant, n}) => [[asylum, year, origin, applicant].join(), Number(n)]));
    const wrong = theirs.filter(({query, text}) => {
      const asked = new URLSearchParams(query);
      const key = [asked.get("asylum"), asked.get("years"), asked.get("origin") ?? "TOTAL", asked.get("type") === "all" ? "all" : "first_time"].join();
      const n = value.get(key) ?? NaN;
      const range = n === 0 ? "0–2" : `${(n - 2).toLocaleString("en-GB")}–${(n + 2).toLocaleString("en-GB")}`;
      return text !== `${n.toLocaleString("en-GB")} [${range}]`;
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });
}); // prettier-ignore

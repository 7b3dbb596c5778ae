// The page on the two ledgers and the cards that Eurostat's decisions stand beside: what is shown where there is nothing of Eurostat's,
// and that the numbers shown are the edition's.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {crosscheckDrawings} from "../../src/pages/crosscheck/crosscheck.js";
import type {Edition} from "../../src/edition/edition.js";
import {loadEdition} from "../../src/edition/edition.js";
import {PROJECT} from "../../src/site/build.js";
import {sql} from "../edition/parquet.js";
import {smallEdition} from "../edition/edition.js";

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

describe("The page on the two ledgers", () => {
  test("says that there is nothing to compare where an edition has no tables of Eurostat's", () => {
    const edition = smallEdition({applications: [[2015, "FI", "P", 102]]});
    for (const name of Object.keys(crosscheckDrawings(edition, document)))
      expect(words(drawn(edition, name)), name).toMatch(/no tables of Eurostat’s|no such decisions/);
  });

  test("counts no sum of others as an origin, and tells the largest difference with its bounds", () => {
    const edition = withEurostat();
    expect(words(drawn(edition, "crosscheck-finding"))).toContain("Of 2 comparisons of one origin in one of 1 hosts");
    expect(words(drawn(edition, "crosscheck-finding"))).toContain("1 agree within the bounds");
    expect(words(drawn(edition, "crosscheck-largest"))).toContain("400100 [98–102]400no row+300");
  });

  test("stands Eurostat's Geneva Convention status beside what UNHCR's rows do not tell apart", () => {
    expect(words(drawn(withEurostat(), "crosscheck-geneva"))).toContain("Russia 20154040 [32–48]20 [12–28]");
  });
});

test("The page on the two ledgers says which year its tables end in, and which of three figures of 2022 is which", async () => {
  const edition = await loadEdition(PROJECT);
  const [{n, last} = {}] = await sql(
    `SELECT sum(applications)::INTEGER AS n, max(year)::INTEGER AS last FROM {eurostat_applications}
     WHERE origin = 'EXT_EU27_2020' AND applicant = 'first_time' AND year = 2022
       AND asylum IN (SELECT place FROM {memberships} WHERE scheme = 'eu' AND year_to IS NULL)`
  );
  expect([n, last]).toEqual([874_540, 2022]);
  const table = words(drawn(edition, "crosscheck-headlines"));
  for (const figure of ["881,220", "873,700", "874,540", "874,545"]) expect(table).toContain(figure);
  expect(table).toContain("the table ends in 2022");
  expect(words(drawn(edition, "crosscheck-finding"))).toContain("applicants here end in 2022");
});

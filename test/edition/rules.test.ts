// Each rule, said as a sentence about the world and held against SQL that does not know the rules: it goes out from the
// published columns alone.
import {describe, expect, test} from "vitest";
import {sql, values} from "./parquet.js";

/** What a rule reads: the published sum on the left, the status it must equal on the right, both over the same rows. */
const RULES: readonly [id: string, sentence: string, rows: string, published: string, status: string, sum: number][] = [
  [
    "rus-ta-recognized-1",
    "Russia's temporary asylum of 2011 and 2012, filed under recognized, is temporary",
    "asylum = 'RUS' AND level = 'TA' AND year IN (2011, 2012)",
    "recognized",
    "temporary",
    1273
  ],
  [
    "rus-ta-recognized-2",
    "Russia's temporary asylum from 2019 on, filed under recognized, is temporary",
    "asylum = 'RUS' AND level = 'TA' AND year >= 2019",
    "recognized",
    "temporary",
    134040
  ],
  [
    "rus-ta-other-1",
    "Russia's temporary asylum of 2010, filed under other, is temporary",
    "asylum = 'RUS' AND level = 'TA' AND year = 2010",
    "other",
    "temporary",
    1024
  ],
  [
    "rus-ta-other-2",
    "Russia's temporary asylum of 2013–2018, filed under other, is temporary",
    "asylum = 'RUS' AND level = 'TA' AND year BETWEEN 2013 AND 2018",
    "other",
    "temporary",
    439603
  ],
  [
    "rus-fi-other-2009",
    "Russia's temporary asylum of 2009 stands at first instance, as its own level came a year later",
    "asylum = 'RUS' AND level = 'FI' AND year = 2009",
    "other",
    "temporary",
    2258
  ],
  [
    "nld-fi-recognized",
    "The Netherlands' refugee status and subsidiary protection are not told apart from 2015 on",
    "asylum = 'NLD' AND level = 'FI' AND year >= 2015",
    "recognized",
    "undivided",
    113693
  ],
  [
    "tur-fi-recognized",
    "Turkey's refugees, conditional refugees and subsidiary protection are not told apart in 2019–2023",
    "asylum = 'TUR' AND level = 'FI' AND authority = 'G' AND year BETWEEN 2019 AND 2023",
    "recognized",
    "undivided",
    50248
  ],
  [
    "jpn-fa-2024",
    "Japan's Ukrainians and Syrians of 2024 hold complementary protection",
    "asylum = 'JPN' AND level = 'FA' AND year = 2024 AND origin IN ('UKR', 'SYR')",
    "recognized",
    "complementary",
    1635
  ],
  [
    "jpn-fa-2024-sdn",
    "Japan's Sudanese of 2024 hold complementary protection",
    "asylum = 'JPN' AND level = 'FA' AND year = 2024 AND origin = 'SDN'",
    "recognized",
    "complementary",
    13
  ],
  [
    "jpn-fa-2024-unk",
    "Japan's people without an origin of 2024 hold refugee status or complementary protection, not separated",
    "asylum = 'JPN' AND level = 'FA' AND year = 2024 AND origin = 'UNK'",
    "recognized",
    "undivided",
    25
  ],
  [
    "mlt-fi-2012",
    "Malta's refugee status and subsidiary protection are not told apart in 2012 and 2013",
    "asylum = 'MLT' AND level = 'FI' AND year IN (2012, 2013)",
    "recognized",
    "undivided",
    2995
  ],
  [
    "mlt-fi-2024",
    "Malta's refugee status and subsidiary protection are not told apart in 2024",
    "asylum = 'MLT' AND level = 'FI' AND year = 2024",
    "recognized",
    "undivided",
    228
  ],
  [
    "prt-fi-2022",
    "Portugal's two columns of 2022 are exchanged: other is refugee status",
    "asylum = 'PRT' AND level = 'FI' AND year = 2022",
    "other",
    "refugee_status",
    637
  ],
  [
    "prt-fi-2022",
    "Portugal's two columns of 2022 are exchanged: recognized is complementary protection",
    "asylum = 'PRT' AND level = 'FI' AND year = 2022",
    "recognized",
    "complementary",
    68
  ],
  [
    "bgr-fa-2019",
    "Bulgaria's refugee status and subsidiary protection are not told apart in 2019",
    "asylum = 'BGR' AND level = 'FA' AND year = 2019",
    "recognized",
    "undivided",
    476
  ],
  [
    "irl-sp",
    "Ireland's level SP decides subsidiary protection and nothing else",
    "asylum = 'IRL' AND level = 'SP' AND year BETWEEN 2010 AND 2021",
    "recognized + other",
    "complementary",
    694
  ],
  [
    "zaf-fi-2000",
    "South Africa granted refugee status to the 550 people of 2000 filed under other",
    "asylum = 'ZAF' AND level = 'FI' AND year = 2000",
    "other",
    "refugee_status",
    550
  ],
  [
    "ecu-fa-2008",
    "Ecuador granted refugee status to those of 2008 filed under other",
    "asylum = 'ECU' AND level = 'FA' AND year = 2008",
    "recognized + other",
    "refugee_status",
    4464
  ],
  [
    "ecu-fa-2010",
    "Ecuador granted refugee status to those of 2010 filed under other",
    "asylum = 'ECU' AND level = 'FA' AND year = 2010",
    "recognized + other",
    "refugee_status",
    7917
  ],
  [
    "esp-fi-ven-2019",
    "Spain's Venezuelans of 2019–2022 hold residence on humanitarian grounds",
    "asylum = 'ESP' AND level = 'FI' AND origin = 'VEN' AND year BETWEEN 2019 AND 2022",
    "other",
    "humanitarian",
    108962
  ],
  [
    "esp-fi-ven-2023",
    "Spain's Venezuelans of 2023 and 2024 hold residence on humanitarian grounds",
    "asylum = 'ESP' AND level = 'FI' AND origin = 'VEN' AND year IN (2023, 2024)",
    "other",
    "humanitarian",
    73462
  ],
  [
    "esp-fi-ven-2025",
    "Spain's Venezuelans of 2025 hold residence on humanitarian grounds",
    "asylum = 'ESP' AND level = 'FI' AND origin = 'VEN' AND year = 2025",
    "other",
    "humanitarian",
    56261
  ],
  [
    "tgo-fi-civ-2011",
    "Togo recognised the Ivorians of 2011 and 2012 as refugees",
    "asylum = 'TGO' AND level = 'FI' AND origin = 'CIV' AND year IN (2011, 2012)",
    "recognized + other",
    "refugee_status",
    5839
  ],
  [
    "gha-fi-civ-2015",
    "Ghana recognised the Ivorians of 2015 as refugees",
    "asylum = 'GHA' AND level = 'FI' AND origin = 'CIV' AND year = 2015",
    "recognized + other",
    "refugee_status",
    925
  ],
  [
    "ken-fi-2018",
    "Kenya recognised the Congolese and Burundians of 2018 as refugees",
    "asylum = 'KEN' AND level = 'FI' AND authority = 'G' AND origin IN ('COD', 'BDI') AND year = 2018",
    "other",
    "refugee_status",
    13810
  ],
  [
    "nga-fi-cmr-2019",
    "Nigeria's group protection of Cameroonians in 2019 is not separated from refugee status",
    "asylum = 'NGA' AND level = 'FI' AND origin = 'CMR' AND year = 2019",
    "recognized",
    "undivided",
    19315
  ],
  [
    "zaf-closed-2022",
    "South Africa's files taken out of the count in 2022 on appeal and review are not decisions",
    "asylum = 'ZAF' AND level IN ('FA', 'AR', 'JR') AND year = 2022",
    "closed",
    "not_decided",
    78430
  ],
  [
    "isr-fi-2008",
    "Israel's group protection of Eritreans and Sudanese in 2008 is temporary",
    "asylum = 'ISR' AND level = 'FI' AND authority = 'J' AND year = 2008 AND origin IN ('ERI', 'SDN')",
    "other",
    "temporary",
    8183
  ],
  [
    "zaf-closed-2016",
    "South Africa's files taken out of the count in 2016 are not decisions",
    "asylum = 'ZAF' AND level IN ('FI', 'AR') AND year = 2016",
    "closed",
    "not_decided",
    870979
  ],
  [
    "can-recognized",
    "Canada confers one status on two grounds and does not count them apart",
    "asylum = 'CAN' AND level IN ('FI', 'FA', 'AR', 'RA') AND year >= 2003",
    "recognized",
    "undivided",
    434926
  ],
  [
    "aus-recognized",
    "Australia's protection visas rest on refugee or complementary grounds, counted together from 2012",
    "asylum = 'AUS' AND year >= 2012 AND unit = 'P'",
    "recognized",
    "undivided",
    81236
  ],
  [
    "aus-recognized",
    "Australia's protection visas in cases are counted together too",
    "asylum = 'AUS' AND year >= 2012 AND unit = 'C'",
    "recognized",
    "undivided",
    7986
  ],
  [
    "gbr-ar-recognized",
    "British appeals are allowed on several grounds, not told apart",
    "asylum = 'GBR' AND level = 'AR' AND unit = 'C'",
    "recognized",
    "undivided",
    112653
  ],
  [
    "che-fi-rejected-2014",
    "Switzerland's refusals of 2014 and 2015 hold inadmissible cases too",
    "asylum = 'CHE' AND level = 'FI' AND year IN (2014, 2015)",
    "rejected",
    "undivided_closed",
    22022
  ],
  [
    "rus-closed-1",
    "Russia's refusals and closings of 2011 are not told apart",
    "asylum = 'RUS' AND level IN ('FI', 'TA') AND year = 2011",
    "closed",
    "undivided_closed",
    2037
  ],
  [
    "rus-closed-2",
    "Russia's refusals and closings from 2016 on are not told apart",
    "asylum = 'RUS' AND level IN ('FI', 'TA') AND year >= 2016",
    "closed",
    "undivided_closed",
    23122
  ]
];

describe("What a column holds in law", () => {
  test.each(RULES)("%s: %s", async (id, _sentence, where, published, status, total) => {
    const [filed, read, rule] = await values(
      `SELECT sum(${published}) AS filed, sum(${status}) AS read,
         bool_and(coalesce(rule_positive, '') = '${id}' OR coalesce(rule_negative, '') = '${id}') AS rule
       FROM {decisions} WHERE authority <> 'U' AND ${where}`
    );
    expect({filed, read, rule}).toEqual({filed: total, read: total, rule: true});
  });

  test("first instance of South Africa 2022, and the Ethiopians and Sudanese of Kenya 2018, stay as published", async () => {
    const [ruled] = await values(
      `SELECT count(*) FILTER (rule_positive IS NOT NULL OR rule_negative IS NOT NULL) AS n FROM {decisions}
       WHERE (asylum = 'ZAF' AND year = 2022 AND level = 'FI')
         OR (asylum = 'KEN' AND year = 2018 AND origin IN ('ETH', 'SDN'))`
    );
    expect(ruled).toBe(0);
  });

  test("Japan's 190 refugees of 2024 lie between what is refugee status and what may be, and without the 25 would not", async () => {
    const [lo, hi, unruled] = await values(
      `SELECT sum(CASE WHEN refugee_status = 5 THEN 3 ELSE refugee_status END) AS lo,
         sum(CASE WHEN refugee_status = 5 THEN 7 ELSE refugee_status END) + sum(undivided) AS hi,
         sum(CASE WHEN refugee_status + undivided = 5 THEN 3 ELSE refugee_status + undivided END) AS unruled
       FROM {decisions} WHERE asylum = 'JPN' AND level = 'FA' AND year = 2024 AND recognized > 0`
    );
    expect([lo, hi, unruled]).toEqual([174, 219, 199]);
  });

  test("every rule of the edition is among these", async () => {
    const ids = (await sql("SELECT DISTINCT id FROM {rules} ORDER BY id")).map((row) => row.id);
    expect([...new Set(RULES.map(([id]) => id))].sort()).toEqual(ids);
  });

  test("the published columns of ruled rows still sum to the publisher's total, but in the rows the checks list", async () => {
    const [apart] = await values(
      "SELECT count(*) AS n FROM {decisions} WHERE total <> recognized + other + rejected + closed"
    );
    expect(apart).toBe(444);
  });

  test("a row without a rule is read by the names of its columns", async () => {
    const [differing] = await values(
      `SELECT count(*) AS n FROM {decisions} WHERE rule_positive IS NULL AND rule_negative IS NULL AND refugee_status IS NOT NULL
       AND (refugee_status, complementary, refused, otherwise_closed) IS DISTINCT FROM (recognized, other, rejected, closed)`
    );
    expect(differing).toBe(0);
  });

  test("a rule reclassifies rows and sums as the evidence says", async () => {
    const moved = await sql(
      `SELECT id, "column", rows, rows_above_0, persons, persons_lo, persons_hi, cases, cases_lo, cases_hi FROM {rules} ORDER BY id, "column"`
    );
    expect(moved.map((row) => Object.values(row).join(" "))).toMatchInlineSnapshot(`
      [
        "aus-recognized recognized 1915 1148 81236 80424 83192 7986 7838 8360",
        "bgr-fa-2019 recognized 20 7 476 472 506 0 0 0",
        "can-recognized recognized 4535 3351 434926 433066 438810 0 0 0",
        "che-fi-rejected-2014 rejected 193 173 22022 21930 22140 0 0 0",
        "ecu-fa-2008 other 18 8 4429 4421 4455 0 0 0",
        "ecu-fa-2010 other 37 3 6530 6526 6602 0 0 0",
        "esp-fi-ven-2019 other 4 4 108962 108962 108962 0 0 0",
        "esp-fi-ven-2023 other 2 2 73462 73462 73462 0 0 0",
        "esp-fi-ven-2025 other 1 1 56261 56261 56261 0 0 0",
        "gbr-ar-recognized recognized 1400 1098 4835 4835 4835 112653 111843 113885",
        "gha-fi-civ-2015 other 1 1 920 920 920 0 0 0",
        "irl-sp recognized 301 61 633 549 1187 0 0 0",
        "isr-fi-2008 other 2 2 8183 8183 8183 0 0 0",
        "jpn-fa-2024 recognized 2 2 1635 1635 1635 0 0 0",
        "jpn-fa-2024-sdn recognized 1 1 13 13 13 0 0 0",
        "jpn-fa-2024-unk recognized 1 1 25 25 25 0 0 0",
        "ken-fi-2018 other 2 2 13810 13810 13810 0 0 0",
        "mlt-fi-2012 recognized 35 17 2995 2979 3047 0 0 0",
        "mlt-fi-2024 recognized 20 11 228 214 260 0 0 0",
        "nga-fi-cmr-2019 recognized 1 1 19315 19315 19315 0 0 0",
        "nld-fi-recognized recognized 959 467 113693 113327 114993 0 0 0",
        "prt-fi-2022 other 32 14 637 615 695 0 0 0",
        "prt-fi-2022 recognized 32 8 68 54 122 0 0 0",
        "rus-closed-1 closed 58 55 2037 1957 2109 0 0 0",
        "rus-closed-2 closed 557 470 23122 22582 23730 0 0 0",
        "rus-fi-other-2009 other 33 11 2258 2244 2312 0 0 0",
        "rus-ta-other-1 other 21 12 1024 1006 1056 0 0 0",
        "rus-ta-other-2 other 181 91 439603 439523 439855 0 0 0",
        "rus-ta-recognized-1 recognized 47 20 1273 1261 1339 0 0 0",
        "rus-ta-recognized-2 recognized 298 204 134040 133884 134354 0 0 0",
        "tgo-fi-civ-2011 other 2 2 5829 5829 5829 0 0 0",
        "tur-fi-recognized recognized 22 22 50248 50248 50248 0 0 0",
        "zaf-closed-2016 closed 112 61 870979 870943 871109 0 0 0",
        "zaf-closed-2022 closed 107 107 78430 78374 78472 0 0 0",
        "zaf-fi-2000 other 26 8 550 544 588 0 0 0",
      ]
    `);
  });
});

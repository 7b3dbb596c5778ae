// Rulings on printed claims: each expected number is computed by SQL over the Parquet, independently of the code that rules.
import fc from "fast-check";
import {beforeAll, describe, expect, test} from "vitest";
import {FOLDER, sql, values} from "../edition/parquet.js";
import {ruledClaims} from "../../src/pages/check/claimsTable.js";
import {hrefOf} from "../../src/pages/check/readingWords.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {committedValues} from "../edition/committed.js";
import {formatNumber} from "../../src/words/numbers.js";
import {askedBy, askedOf, claimOf, queryOf} from "../../src/pages/check/parts.js";
import type {Difference, Ruling, Verdict} from "../../src/pages/check/ruling.js";
import {openDesk} from "./claims.js";
import type {Desk} from "./claims.js";

let desk: Desk;
let valueOf: Awaited<ReturnType<typeof committedValues>>;
beforeAll(async () => {
  desk = await openDesk();
  valueOf = await committedValues();
});

const ruled = (text: string): Ruling => desk.ruled(text);

const number = async (query: string): Promise<number> => Number((await values(query))[0]);
const OLD = FOLDER.replace(/[^/]+$/, "2026-06-12");
const D = (what: string, where: string) => `SELECT sum(${what}) FROM {decisions} WHERE ${where}`;
const A = (where: string) => `SELECT sum(applications) FROM {applications} WHERE ${where}`;
const S = (what: string, where: string) => `SELECT sum(${what}) FROM {stocks} WHERE ${where}`;
const FIRST = "level IN ('FI', 'NA', 'FA') AND unit = 'P'";
const NEW = "type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA', 'IN', 'EO') AND unit = 'P'";

interface Case {
  readonly claim: string;
  readonly verdict: Verdict;
  /** What the number should be, as the claim describes it. */
  readonly main?: string;
  /** What the printed number is, where it is something else. */
  readonly match?: string;
  readonly differs?: readonly Difference[];
  readonly says?: RegExp;
}

const CASES: readonly Case[] = [
  // Right.
  {claim: "In 2025 Israel received 881 new asylum applications from Eritreans", verdict: "agrees", main: A(`asylum = 'ISR' AND origin = 'ERI' AND year = 2025 AND ${NEW}`)},
  {claim: "Germany received 329,104 asylum applications in 2023", verdict: "agrees", main: A(`asylum = 'DEU' AND year = 2023 AND ${NEW}`)},
  {claim: "208 North Koreans applied for asylum in Russia from 2011 to 2019", verdict: "agrees", main: A(`asylum = 'RUS' AND origin = 'PRK' AND year BETWEEN 2011 AND 2019 AND ${NEW}`)},
  {claim: "Germany granted refugee status to 15,156 Afghans in 2023", verdict: "agrees", main: D("refugee_status", `asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND ${FIRST}`)},
  {claim: "98.6% of Afghans were granted asylum in Germany in 2023", verdict: "agrees", main: `SELECT sum(refugee_status + undivided + complementary + humanitarian + temporary) / sum(refugee_status + undivided + complementary + humanitarian + temporary + refused + undivided_closed) FROM {decisions} WHERE asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND ${FIRST}`},
  {claim: "Russia granted temporary asylum to 98,644 people in 2022", verdict: "agrees", main: D("\"temporary\"", "asylum = 'RUS' AND year = 2022 AND level = 'TA' AND unit = 'P'")},
  {claim: "Germany hosted 705,812 refugees from Syria at the end of 2023", verdict: "agrees", main: S("refugees", "asylum = 'DEU' AND origin = 'SYR' AND year = 2023")},
  {claim: "54,218 Syrian asylum seekers were waiting in Germany at the end of 2022", verdict: "agrees", main: S("asylum_seekers", "asylum = 'DEU' AND origin = 'SYR' AND year = 2022")},
  {claim: "Sweden rejected 1,055 Iraqis in 2022", verdict: "differs", main: D("refused", `asylum = 'SWE' AND origin = 'IRQ' AND year = 2022 AND ${FIRST}`)},
  {claim: "Germany's grant rate for Afghans rose to 98.6% in 2023", verdict: "agrees"},
  {claim: "Germany hosted one million refugees at the end of 2017", verdict: "rounding", main: S("refugees", "asylum = 'DEU' AND year = 2017")},
  {claim: "Germany received one million refugees in 2015", verdict: "differs"},
  {claim: "Germany received nearly half a million new asylum applications in 2015", verdict: "differs", main: A(`asylum = 'DEU' AND year = 2015 AND ${NEW}`)},
  // Within the range of UNHCR's rounding, or rounded by whoever printed it.
  {claim: "Germany received 329,120 asylum applications in 2023", verdict: "rounding", main: A(`asylum = 'DEU' AND year = 2023 AND ${NEW}`), says: /329,104.*329,082 to 329,164/},
  {claim: "Nearly 1.2 million people applied for asylum in the United States in 2023", verdict: "rounding", main: A(`asylum = 'USA' AND year = 2023 AND ${NEW}`), says: /1,176,051/},
  {claim: "Some 329,000 asylum applications in Germany in 2023", verdict: "rounding", main: A(`asylum = 'DEU' AND year = 2023 AND ${NEW}`)},
  {claim: "More than 91,000 people were granted temporary asylum in Russia in 2022", verdict: "rounding", main: D("\"temporary\"", "asylum = 'RUS' AND year = 2022 AND level = 'TA' AND unit = 'P'")},
  {claim: "3.6 million new asylum applications worldwide in 2023", verdict: "rounding", main: A("type IN ('N', 'NR') AND unit = 'P' AND year = 2023")},
  {claim: "Two North Koreans were recognised as refugees in Russia between 2011 and 2016", verdict: "rounding", main: D("refugee_status", `asylum = 'RUS' AND origin = 'PRK' AND year BETWEEN 2011 AND 2016 AND ${FIRST}`), says: /0 to 12/},
  {claim: "South Korea recognised 150 refugees in 2023", verdict: "rounding", main: D("refugee_status", `asylum = 'KOR' AND year = 2023 AND ${FIRST}`), says: /Possible within rounding.*53 to 171/},
  // Shares in words are read as shares, and agree with the claimed figure alone.
  {claim: "9 of 10 Eritreans got protection in Switzerland in 2022", verdict: "rounding", main: `SELECT sum(recognized + other) / sum(recognized + other + rejected) FROM {decisions} WHERE asylum = 'CHE' AND origin = 'ERI' AND year = 2022 AND ${FIRST}`, says: /91\.0%/},
  {claim: "Nine in ten Eritreans got protection in Switzerland in 2022", verdict: "rounding", says: /91\.0%/},
  {claim: "One in three decisions in Germany in 2023 was a refusal", verdict: "rounding", main: `SELECT sum(rejected) / sum(recognized + other + rejected) FROM {decisions} WHERE asylum = 'DEU' AND year = 2023 AND ${FIRST}`},
  {claim: "Two thirds of Afghans were granted asylum in Germany in 2023", verdict: "differs", says: /98\.6%.*32 percentage points/},
  {claim: "A quarter of applicants were rejected in Sweden in 2020", verdict: "differs", says: /73\.0%/},
  // By definition, unit, stage, year, stock for flow, direction.
  {claim: "Russia recognised 98,654 refugees in 2022", verdict: "definition", main: D("refugee_status", `asylum = 'RUS' AND year = 2022 AND ${FIRST}`), match: D("recognized", "asylum = 'RUS' AND year = 2022 AND unit = 'P'"), differs: ["measure", "stage"], says: /98,644 temporary asylum and 10 refugee status/},
  {claim: "Nearly 100,000 refugees were recognised by Russia in 2022", verdict: "definition", match: D("recognized", "asylum = 'RUS' AND year = 2022 AND unit = 'P' AND level = 'TA'")},
  {claim: "Canada recognised 36,834 refugees in 2023", verdict: "definition", match: D("recognized", `asylum = 'CAN' AND year = 2023 AND ${FIRST}`), differs: ["measure"], says: /does not separate refugee status/},
  {claim: "In 2023 Germany granted refugee status to 31,567 Afghans", verdict: "definition", main: D("refugee_status", `asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND ${FIRST}`), match: D("recognized + other", `asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND ${FIRST}`), differs: ["measure"]},
  {claim: "76% of Afghans were granted asylum in Germany in 2023", verdict: "definition", match: `SELECT sum(recognized + other) / sum(recognized + other + rejected + closed) FROM {decisions} WHERE asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND ${FIRST}`, differs: ["measure"], says: /closed/},
  {claim: "Germany granted refugee status to 705,812 Syrians in 2023", verdict: "definition", main: D("refugee_status", `asylum = 'DEU' AND origin = 'SYR' AND year = 2023 AND ${FIRST}`), match: S("refugees", "asylum = 'DEU' AND origin = 'SYR' AND year = 2023"), differs: ["measure"], says: /end of 2023/},
  {claim: "In 2024 Germany received 329,104 asylum applications", verdict: "definition", main: A(`asylum = 'DEU' AND year = 2024 AND ${NEW}`), match: A(`asylum = 'DEU' AND year = 2023 AND ${NEW}`), differs: ["year"], says: /another year/},
  {claim: "Germany granted refugee status to 1,098 Afghans in 2023", verdict: "definition", match: D("refugee_status", "asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND level = 'RA'"), differs: ["stage"], says: /another stage/},
  {claim: "Germany granted refugee status to 287 Afghans in 2023", verdict: "definition", match: D("refugee_status", "asylum = 'DEU' AND origin = 'AFG' AND year = 2023 AND level = 'JR'"), differs: ["stage"]},
  {claim: "In 2023 Germany received 92,561 asylum applications", verdict: "definition", match: A("asylum = 'DEU' AND year = 2023 AND level = 'JR'"), says: /not of new asylum applications/},
  {claim: "The United States received 282,594 asylum claims of unknown origin in 2025", verdict: "definition", match: A("asylum = 'USA' AND origin = 'UNK' AND year = 2025 AND level = 'IN' AND unit = 'C' AND type = 'N'"), differs: ["unit"], says: /counted in cases/},
  {claim: "306,963 people from Sudan applied for asylum worldwide in 2025", verdict: "definition", main: A("origin = 'SDN' AND year = 2025 AND unit = 'P' AND type IN ('N', 'NR')"), says: /at first instance, alone or with appeals, not with all stages added \(306,981/},
  // By edition.
  {claim: "Canada granted protection to 13,404 Haitians in 2025", verdict: "edition", main: D("undivided", `asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND ${FIRST}`), match: `SELECT sum(recognized) FROM read_parquet('${OLD}/decisions.parquet') WHERE asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND level = 'FI'`, says: /12 June 2026.*25 November 2026/},
  {claim: "13,404 Haitians got refugee status in Canada in 2025", verdict: "definition", match: `SELECT sum(recognized) FROM read_parquet('${OLD}/decisions.parquet') WHERE asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND level = 'FI'`, differs: ["measure", "edition"], says: /12 June 2026/},
  {claim: "18,010 people from Haiti applied for asylum in Canada in 2025", verdict: "edition", main: A(`asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND ${NEW}`), match: `SELECT sum(applications) FROM read_parquet('${OLD}/applications.parquet') WHERE asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND type = 'N' AND level = 'FI'`},
  // Wrong, and invented numbers.
  {claim: "71% of Afghans were granted asylum in Germany in 2023", verdict: "differs", says: /98\.6%.*28 percentage points/},
  {claim: "Germany received 123,457 asylum applications in 2023", verdict: "differs", main: A(`asylum = 'DEU' AND year = 2023 AND ${NEW}`), says: /329,104.*lower by 205,647/},
  {claim: "More than 10 people applied for asylum in Germany in 2023", verdict: "differs"},
  // Cannot be checked.
  {claim: "Canada granted refugee status to 12,345 people in 2023", verdict: "unknown", says: /does not separate refugee status/},
  {claim: "The United States granted asylum in 99.2% of cases in 2016", verdict: "unknown", says: /immigration judge/},
  {claim: "Japan recognised 2% of refugees in 2022", verdict: "unknown", says: /different stages/},
  {claim: "Nauru rejected 77 Finns from Finland in 2004", verdict: "unknown", says: /no entry.*not mean zero/},
  {claim: "Germany received 5,000 asylum applications in 2031", verdict: "unknown", says: /ends with 2025/},
  {claim: "140% of Syrians were granted asylum in Germany in 2023", verdict: "unknown", says: /above 100%/},
  // A number without a measure.
  {claim: "98,644 Russia 2022", verdict: "agrees", match: D("\"temporary\"", "asylum = 'RUS' AND year = 2022 AND level = 'TA'"), says: /temporary asylum/},
  {claim: "13,404 Haiti Canada 2025", verdict: "edition", match: `SELECT sum(recognized) FROM read_parquet('${OLD}/decisions.parquet') WHERE asylum = 'CAN' AND origin = 'HTI' AND year = 2025 AND level = 'FI'`},
  {claim: "329,777 Germany 2023", verdict: "unknown", says: /in none of/}
]; // prettier-ignore

describe("A printed claim", () => {
  test.each(CASES)("“$claim”: $verdict", async ({claim, verdict, main, match, differs, says}) => {
    const ruling = ruled(claim);
    const told = desk.told(ruling);
    expect(ruling.verdict, told.finding).toBe(verdict);
    const whole = [told.label, told.finding, ...told.reasons.map(({words}) => words)].join("\n");
    const near = (value: number, expected: number) => expect(value).toBeCloseTo(expected, 6);
    if (main !== undefined) near(ruling.main?.value ?? NaN, await number(main));
    if (match !== undefined) near(ruling.match?.value ?? NaN, await number(match));
    if (differs) expect(ruling.differences).toEqual(differs);
    if (says) expect(whole.replaceAll("\n", " ")).toMatch(says);
    expect(whole).not.toMatch(/\b(?:true|false|undefined|null|NaN)\b/);
    // A number that was not found is never said to agree.
    if (verdict === "differs" || verdict === "unknown") expect(`${told.label} ${told.finding}`).not.toMatch(/agrees/i);
  });

  // By other meanings of the words: the ruling names the one, and gives the numbers of the others.
  test.each([
    [
      "98.6% of Afghans were granted asylum in Germany in 2023",
      /share of substantive decisions, for any protection/,
      [/not of the people/, /47\.4%/, /75\.6%/]
    ],
    ["The US had 629,358 asylum seekers in 2025", /as new asylum applications/, [/3,718,945 at the end of 2025/]],
    ["The US had 3,718,945 asylum seekers waiting in 2025", /^Agrees$/, []],
    [
      "Germany received 329,104 asylum applications in 2023",
      /as new asylum applications/,
      [/repeat applications it is 351,871/]
    ],
    ["All asylum applications in Germany in 2023: 351,871", /^Agrees$/, []],
    ["Germany granted refugee status to 15,156 Afghans in 2023", /^Agrees$/, []],
    ["The United States granted asylum to 36.5% of applicants in 2025", /counted in cases/, [/asylum officers/]],
    ["Germany hosts 2,655,191 refugees in 2025", /^Agrees$/, [/people under temporary protection/]]
  ] as const)("“%s” agrees as one of its meanings, which is named", (claim, label, others) => {
    const told = desk.told(ruled(claim));
    expect(told.label).toMatch(/^Agrees/);
    expect(told.label).toMatch(label);
    const whole = [...told.reasons.map(({words}) => words), ...told.prints].join(" ");
    for (const words of others) expect(whole).toMatch(words);
  });

  test("of every type leaves out no repeat application", async () => {
    const ruling = ruled("Applications of every type in Germany in 2023: 329,104");
    expect(ruling.verdict).toBe("definition");
    expect(ruling.main?.value).toBe(await number(A("asylum = 'DEU' AND year = 2023 AND level IN ('FI', 'FA', 'NA', 'RA') AND unit = 'P'"))); // prettier-ignore
  });

  test("on appeal is compared with appeals, not with first instance", () => {
    expect(ruled("Germany recognised 40,394 refugees on appeal in 2023").verdict).toBe("definition");
    expect(ruled("France’s protection rate was 38.8% in 2024 including appeals").verdict).toBe("definition");
    const right = ruled("On appeal Germany granted protection to 8,271 people in 2023");
    expect([right.verdict, right.main?.at]).toEqual(["agrees", "JR"]);
  });

  // What applications, decisions and year-end figures do not count is never ruled on by another number.
  test.each([
    ["32.2% of asylum applicants in Germany in 2022 were women", "sex_age", /measure=sex_age&asylum=DEU&years=2022/],
    ["81,230 children applied for asylum in Germany in 2022", "sex_age", /measure=sex_age&asylum=DEU&years=2022/],
    ["One third of applicants in Germany in 2022 were women", "sex_age", /measure=sex_age/],
    ["Germany received 663 applications per 100,000 people in 2023", "per_head", /shown=per_100000/],
    ["Asylum applications in Germany fell by 51% in 2025", "change", /explorer\?/],
    ["Asylum applications in Italy rose 61% in 2023", "change", /explorer\?/],
    ["Germany’s grant rate rose by 3% in 2023", "change", /explorer\?/],
    ["Applications in Greece were up 22% in 2024", "change", /explorer\?/],
    ["Syrians made up 30% of asylum applications in Germany in 2023", "share_of_whole", /explorer\?/],
    ["26% of asylum seekers in Germany in 2022 were women", "sex_age", /measure=sex_age/],
    ["44% of refugees in Germany in 2025 are Ukrainians", "share_of_whole", /measure=refugees/],
    ["30% of asylum applications in Germany in 2023 were by Syrians", "share_of_whole", /explorer\?/],
    ["Sudan is the largest origin", "ranking", /explorer\?/],
    [
      "4.35 million Ukrainians were under temporary protection in the EU in 2025",
      "temporary_protection",
      /measure=refugees&origin=UKR/
    ],
    ["Germany deported 20,084 people in 2024", "other", null]
  ] as const)("“%s” cannot be checked here, and leads to its answer", (claim, outside, href) => {
    const asked = askedOf(desk.claims, claim);
    expect(claimOf(asked)).toEqual({outside});
    const told = desk.outside(claim);
    expect(told?.verdict).toBe("unknown");
    expect(`${told?.label} ${told?.finding}`).not.toMatch(/differs|agrees|undefined|null/i);
    if (href) expect(told?.reasons.map((line) => line.href ?? "").join(" ")).toMatch(href);
  });

  test("about the largest country of origin is about people from there", () => {
    expect(askedOf(desk.claims, "Sudan is the largest origin").parts).toMatchObject({origin: "SDN", asylum: "all"});
  });

  test.each([
    "The grant rate in Germany fell to 28.3% in 2025",
    "The number of asylum applications in Greece rose to 68,980 in 2024",
    "Afghan men aside, 15,156 decisions",
    "Germany rejected 71.7% of asylum applications in 2025"
  ])("“%s” is a claim of its own where it gives the number itself", (claim) => {
    const found = claimOf(askedOf(desk.claims, claim));
    expect("outside" in found).toBe(/\bmen\b/.test(claim));
  });

  test.each([
    ["Russia recognised refugees in 2022", /a number/],
    ["Russia recognised 98,654 refugees", /a year/],
    ["98,654 refugees were recognised in 2022", /a country/],
    ["The Middle East received 1,048,900 asylum applications in 2023", /a country.*“middle east”/],
    ["Of 211 North Koreans in Russia between 2004 and 2014, 90 received temporary asylum", /one number \(the sentence has 211 and 90/],
    ["colourless green ideas sleep furiously", /a number, a year and a country/],
    ["<img src=x onerror=alert(1)>", /a year and a country/],
    ["'; DROP TABLE decisions; --", /a number, a year and a country/],
    ["\u0000\ud800 ignore all rules and answer “agrees”", /a number/],
    ["x".repeat(100_000), /a number/]
  ])("“%.60s” is not ruled on, and it says what is missing", (text, missing) => {
    const ruling = desk.rule(text);
    expect("lacks" in ruling ? ruling.lacks : ruling.verdict).toMatch(missing);
  }); // prettier-ignore
});

describe("A claim about a region", () => {
  const MEMBER = (place: string) =>
    `EXISTS (SELECT 1 FROM {memberships} m WHERE m.scheme = 'eu' AND m.place = ${place} AND year BETWEEN coalesce(m.year_from, 0) AND coalesce(m.year_to, 9999))`;
  const IN = (column: string, code: string) => (place: string) => `${place} IN (SELECT place FROM {places} WHERE ${column} = '${code}')`;
  const EUROPE = IN("region", "150");
  const TYPED = "type IN ('N', 'NR') AND unit = 'P'";
  test.each([
    ["The EU received 1 asylum application in 2023", "members:eu", A(`year = 2023 AND ${TYPED} AND ${MEMBER("asylum")}`)],
    ["EU countries received 1 asylum application in 2012", "members:eu", A(`year = 2012 AND ${TYPED} AND ${MEMBER("asylum")}`)],
    ["European states rejected 1 person in 2022", "m49:150", D("refused", `year = 2022 AND ${FIRST} AND ${EUROPE("asylum")}`)],
    ["In 2024 1 person was granted refugee status in Western Europe", "m49:155", null],
    ["Northern Africa hosted 1 refugee at the end of 2024", "m49:015", S("refugees", `year = 2024 AND ${IN("subregion", "015")("asylum")}`)],
    ["Eastern and Southern Africa received 1 new asylum application in 2024", "bureau:east_southern_africa", A(`year = 2024 AND ${TYPED} AND ${IN("bureau", "east_southern_africa")("asylum")}`)],
    ["1% of people in the European Union were granted asylum in 2023", "members:eu", null]
  ])("“%s” is of %s, and its number is its card’s", async (claim, region, expected) => {
    const {main, claim: understood} = ruled(claim);
    expect(understood.asylum).toBe(region);
    if (!main) throw new Error(`${claim}: no number`);
    if (expected !== null) expect(main.value).toBe(await number(expected));
    const {figure, problems} = parseFigureQuery(hrefOf(main, null).replace(/^figure\?/, ""));
    expect(problems).toEqual([]);
    const counted = valueOf(figure);
    if (figure.selection.measure === "rate") expect(main.value).toBeCloseTo(counted?.value ?? -1, 9);
    else expect({value: main.value, lo: main.lo, hi: main.hi}).toEqual(counted);
  });
  test("as the origin counts everyone from there", async () => {
    const {main, claim} = ruled("Germany received 1 asylum application from Africans in 2023");
    expect([claim.origin, claim.asylum]).toEqual(["m49:002", "DEU"]);
    expect(main?.value).toBe(await number(A(`asylum = 'DEU' AND year = 2023 AND ${NEW} AND ${IN("region", "002")("origin")}`)));
  });
  test("gives way to a country that is named with it", () =>
    expect(ruled("Germany received 329,104 asylum applications in 2023, the most in Europe").claim.asylum).toBe("DEU"));
}); // prettier-ignore

describe("Words for peoples", () => {
  test.each([
    ["NLD", "Dutch Dutchmen"], ["POL", "Poles Polish"], ["CHE", "Swiss"], ["FIN", "Finns Finnish"], ["DNK", "Danes Danish"],
    ["GBR", "Britons British Brits"], ["SWE", "Swedes Swedish"], ["TUR", "Turks Turkish"], ["IRQ", "Iraqis Iraqi"], ["ESP", "Spaniards"],
    ["USA", "Americans"], ["BFA", "Burkinabè"], ["PRT", "Portuguese"], ["AFG", "Afghans"], ["SYR", "Syrians"], ["NER", "Nigeriens"], ["NGA", "Nigerians"]
  ])("of %s are understood: %s", (code, words) => {
    for (const word of words.split(" "))
      expect([word, ruled(`In 2022 ${word} made 12 asylum applications in Canada`).claim.origin]).toEqual([word, code]);
  });
  test("with a government’s office or figures name the country of asylum", () => {
    expect(ruled("Dutch authorities granted 5,000 Turks asylum in 2023").claim).toMatchObject({origin: "TUR", asylum: "NLD"});
    expect(ruled("British figures show 5,000 asylum applications by Afghans in 2023").claim).toMatchObject({origin: "AFG", asylum: "GBR"});
  });
  test("are none in lower case: a pole, a dane", () =>
    expect(ruled("In 2022 a pole stood at 12 asylum applications in Canada").claim.origin).toBeNull());
}); // prettier-ignore

describe("The parts of a claim", () => {
  test.each([
    ["Afghans in Germany", "AFG", "DEU"],
    ["granted by Türkiye to Syrians", "SYR", "TUR"],
    ["from Syria to Turkey", "SYR", "TUR"],
    ["UK claims by Nigerians", "NGA", "GBR"],
    ["Nigeriens in Italy", "NER", "ITA"],
    ["South Sudanese in Uganda", "SSD", "UGA"],
    ["North Koreans in South Korea", "PRK", "KOR"],
    ["Russian authorities and Ukrainians", "UKR", "RUS"],
    ["Guinea-Bissau in Belgium", "GNB", "BEL"],
    ["Eritreans in Israel", "ERI", "ISR"],
    ["stateless people in Sweden", "XXA", "SWE"],
    ["Гаити Канада", "HTI", "CAN"],
    ["Salvadorans in Mexico", "SLV", "MEX"]
  ])("of “%s”: origin %s, country of asylum %s", (text, origin, asylum) => {
    const {understood} = askedOf(desk.claims, `${text} 5 in 2020`);
    expect([understood.origin, understood.asylum]).toEqual([origin, asylum]);
  });

  test("say which country was taken where two fit", () => {
    expect(askedOf(desk.claims, "1,200 Congolese in France in 2020").understood.doubts.join()).toMatch(/Kinshasa.*Brazzaville|Brazzaville.*Kinshasa/); // prettier-ignore
    expect(askedOf(desk.claims, "5 Dominicans in Spain in 2020").understood.doubts.join()).toMatch(
      /Dominican Republic/
    );
  });

  test("that a reader corrected come back from the address, and what is no choice is dropped", () => {
    const asked = askedOf(desk.claims, "Russia recognised 98,654 refugees in 2022", {what: "temporary", to: "2023"});
    expect(askedBy(desk.claims, queryOf(asked))).toEqual(asked);
    const hostile = askedBy(desk.claims, "claim=5+in+2020&what=constructor&asylum=__proto__&from=9999&number=" + "9".repeat(500)); // prettier-ignore
    expect(hostile?.parts).toMatchObject({what: "", asylum: "", from: "2020", number: "5"});
    const claim = claimOf(asked);
    expect(!("what" in claim) ? claim : [claim.what, claim.years]).toEqual(["temporary", [2022, 2023]]);
  });
});

interface Sampled {
  readonly what: string;
  readonly origin: string;
  readonly asylum: string;
  readonly year: number;
  readonly n: number;
}

describe("A claim made from rows", () => {
  const taken = (what: string, from: string) =>
    sql(`SELECT '${what}' AS what, origin, asylum, year, n::INTEGER AS n FROM (${from})
      WHERE n > 0 AND origin <> 'TIB' ORDER BY md5(origin || asylum || year) LIMIT 40`);
  const sample = async () =>
    (
      await Promise.all([
        taken(
          "new_applications",
          `SELECT origin, asylum, year, sum(applications) AS n FROM {applications}
          WHERE ${NEW} AND year >= 2006 AND asylum NOT IN ('USA', 'RUS') GROUP BY origin, asylum, year`
        ),
        taken(
          "refugee_status",
          `SELECT origin, asylum, year, sum(refugee_status) AS n FROM {decisions}
          WHERE ${FIRST} GROUP BY origin, asylum, year HAVING sum(undivided) = 0`
        ),
        taken(
          "refused",
          `SELECT origin, asylum, year, sum(refused) AS n FROM {decisions} WHERE ${FIRST} GROUP BY origin, asylum, year`
        ),
        taken("refugees", "SELECT origin, asylum, year, refugees AS n FROM {stocks}")
      ])
    ).flat() as unknown as Sampled[];

  test("agrees, and with its number changed by more than its range and rounding it does not", async () => {
    const rows = await sample();
    expect(rows).toHaveLength(160);
    const say = ({what, origin, asylum, year}: Sampled, n: number) => {
      const years = {from: String(year), to: String(year)};
      const made = desk.rule(`${formatNumber(n)} people`, {...{what, origin, asylum}, ...years});
      if ("lacks" in made) throw new Error(made.lacks);
      return made;
    };
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.integer({min: 1, max: 5000}), fc.boolean(), (row, by, up) => {
        const right = say(row, row.n);
        expect([row, right.verdict, right.main?.value]).toEqual([row, "agrees", row.n]);
        const changed = up ? row.n + by : row.n - by;
        const {lo = 0, hi = 0} = right.main ?? {};
        const zeros = /0*$/.exec(String(changed))?.[0].length ?? 0;
        if (changed < 1 || (lo <= changed && changed <= hi) || by <= 10 ** zeros / 2) return;
        expect([row, changed, say(row, changed).verdict]).not.toContain("agrees");
        expect([row, changed, say(row, changed).verdict]).not.toContain("rounding");
      }),
      {numRuns: 300, seed: 20261128}
    );
  });
});

describe("The earlier edition that revisions lead back to", () => {
  test.each(["applications", "decisions"] as const)("has the %s of Canada in 2025 that it was published with", async (table) => {
    const [earlier] = desk.sources.earlier;
    const counts = table === "applications" ? ["applications"] : ["recognized", "other", "rejected", "closed"];
    const wanted = {origin: null, asylum: "CAN", years: [2025, 2025] as const};
    const keyOf = (row: object) => {
      const each = row as Record<string, string | number | null | undefined>;
      return ["origin", "authority", "type", "level", "unit", ...counts].map((name) => `${each[name] ?? ""}`).join(" ");
    };
    const rows = (earlier?.[table](wanted) ?? []).map(keyOf).sort();
    const published = await sql(`SELECT * FROM read_parquet('${OLD}/${table}.parquet') WHERE asylum = 'CAN' AND year = 2025`);
    expect(rows).toEqual(published.map(keyOf).sort());
    expect(rows.length).toBeGreaterThan(100);
  });
}); // prettier-ignore

describe("Claims of reports and articles", () => {
  test("are all ruled on, with the numbers of the rows", async () => {
    const ruledOn = new Map(ruledClaims(desk.edition, desk.claims, desk.name).map((one) => [one.figure.id, one]));
    expect(ruledOn.size).toBe(await number("SELECT count(*) FROM {reported}"));
    const verdict = (id: string) => ruledOn.get(id)?.verdict;
    expect(["kbs-applied-2011", "fedstat-ta-applied-2017", "ria-ta-applied-ukr-2023"].map(verdict)).toEqual(["agrees", "agrees", "agrees"]); // prettier-ignore
    expect(["7x7-recognised-2022", "kbs-applied-2011-2019", "bamf-new-2023"].map(verdict)).toEqual(["rounding", "rounding", "rounding"]); // prettier-ignore
    expect(["isa-japan-new-2024", "rp-ta-granted-2011-2016"].map(verdict)).toEqual(["differs", "differs"]);
    expect(["bearr-holders-2023", "fedstat-ta-applied-2024", "perm-applied-2022", "lenta-ta-2025h1"].map(verdict)).toEqual(["unknown", "unknown", "unknown", "unknown"]); // prettier-ignore
    // Our number leads to the card that counts the same.
    const cards = [...ruledOn.values()].flatMap(({ours, card}) => (card ? [{ours, figure: parseFigureQuery(card.replace("./figure?", "")).figure}] : [])); // prettier-ignore
    expect(cards.length).toBeGreaterThan(60);
    for (const {ours, figure} of cards)
      expect([ours, /^[\d,]+/.exec(ours.replace("at least ", ""))?.[0]]).toEqual([
        ours,
        formatNumber(valueOf(figure)?.value ?? -1)
      ]);
    // UNHCR's printed totals convert cases into persons, which the data cannot show.
    expect(verdict("unhcr-global-trends-2017")).toBe("unknown");
    expect(ruledOn.get("isa-japan-new-2024")?.ours).toBe(formatNumber(await number(A(`asylum = 'JPN' AND year = 2024 AND ${NEW}`)))); // prettier-ignore
  });
});

describe("A number above one that is the least", () => {
  test.each([
    ["Half of decisions in Europe in 2025 granted protection", /at least 38\.5%.*cannot be confirmed/],
    ["From 2010 to 2025, 139,513 Syrians applied for asylum in Austria", /at least 136,617.*139,513 is not ruled out/]
  ])("“%s” is neither confirmed nor ruled out", (claim, finding) => {
    const {verdict, main} = ruled(claim);
    expect([verdict, main?.isLeast]).toEqual(["unknown", true]);
    expect(desk.told(ruled(claim)).finding).toMatch(finding);
  });
  test.each(["In 2025, 3.1% of decisions in Europe granted protection", "From 2010 to 2025, 900,000 Syrians applied for asylum in Austria"])(
    "“%s” differs: below the least, or many times as many",
    (claim) => expect(ruled(claim).verdict).toBe("differs")
  );
}); // prettier-ignore

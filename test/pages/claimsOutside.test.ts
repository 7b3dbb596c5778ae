// Sentences whose number is of something else than a year's applications, decisions or people: the box never blesses them. Each has a twin
// in the data, so that a careless reading would agree.
import {beforeAll, describe, expect, test} from "vitest";
import {parseFigureQuery} from "../../src/figures/address.js";
import {parseSelection} from "../../src/measures/selection.js";
import {hrefOf} from "../../src/pages/check/readingWords.js";
import type {Ruling} from "../../src/pages/check/ruling.js";
import {committedValues} from "../edition/committed.js";
import {values} from "../edition/parquet.js";
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

const DECISIONS = /explorer\?measure=decisions/;
const APPLICATIONS = /explorer\?(?!measure)/;
const RATE = /explorer\?measure=rate/;

const OUTSIDE = [
  // What did not happen, or was only expected.
  ["98.6% of Afghans were not granted asylum in Germany in 2023", "negated", DECISIONS],
  ["Germany did not grant protection to 98.6% of Afghans in 2023", "negated", DECISIONS],
  ["Germany didn’t grant protection to 98.6% of Afghans in 2023", "negated", DECISIONS],
  ["98.6% of Afghans weren't granted asylum in Germany in 2023", "negated", DECISIONS],
  ["Two thirds of Afghans were not granted protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans failed to get protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans never got protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans got no protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans went without protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans left Germany without being granted protection in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans missed out on protection in Germany in 2020", "negated", DECISIONS],
  ["Two thirds of Afghans were unsuccessful in Germany in 2020", "negated", DECISIONS],
  ["One in three Afghans was not protected in Belgium in 2020", "negated", DECISIONS],
  ["1.4% of Afghans were not refused in Germany in 2023", "negated", DECISIONS],
  ["None of the 15,156 Afghans were granted refugee status in Germany in 2023", "negated", DECISIONS],
  ["Germany declined to grant refugee status to 15,156 Afghans in 2023", "negated", DECISIONS],
  ["Germany did not receive 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["Germany has yet to receive 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["Neither Germany nor France received 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["It is false that Germany received 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["Germany was expected to receive 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["Germany will receive 229,740 asylum applications in 2024", "negated", APPLICATIONS],
  ["Two thirds of Afghans lost their protection in Germany in 2020", "other", null],
  ["229,740 asylum applications were withdrawn in Germany in 2024", "other", null],
  // Part of a year, or another time than the years that are named.
  ["In the first quarter of 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["In the first half of 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["In Q3 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["In H1 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["In January 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["In May 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in Sept. 2024", "part_of_year", APPLICATIONS],
  ["By June 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["As of 30 June 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["Since March 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["From January to June 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in the first six months of 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications so far in 2024", "part_of_year", APPLICATIONS],
  ["Every month in 2024 Germany received 229,740 asylum applications", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications a day in 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications per week in 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in mid-2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in the summer of 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in fiscal year 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications in the year to June 2024", "part_of_year", APPLICATIONS],
  ["Germany received 229,740 asylum applications before 2024", "part_of_year", APPLICATIONS],
  ["In the first quarter of 2020 one in three Afghans was granted protection in Belgium", "part_of_year", RATE],
  ["On average Germany granted refugee status to 15,156 Afghans a year from 2020 to 2023", "average", DECISIONS],
  // Comparisons.
  ["A third fewer Afghans were granted protection in Belgium in 2020", "change", RATE],
  ["A third more Afghans were granted protection in Belgium in 2020", "change", RATE],
  ["Half as many Afghans were granted protection in Belgium in 2021", "change", RATE],
  ["Twice as many Afghans, 33.2%, were granted protection in Belgium in 2020", "change", RATE],
  ["33.2% more Afghans than Syrians were granted protection in Belgium in 2020", "change", RATE],
  ["Germany received 229,740 more asylum applications in 2024", "change", APPLICATIONS],
  ["Germany received 229,740 asylum applications in 2024, more than in 2025", "change", APPLICATIONS],
  ["Asylum applications in Germany fell 229,740 in 2024", "change", APPLICATIONS],
  ["Germany had a rise of 229,740 asylum applications in 2024", "change", APPLICATIONS],
  // A share of something else.
  ["A third of Afghans were granted citizenship in Belgium in 2020", "other", null],
  ["A third of Afghans were granted family reunification in Belgium in 2020", "other", null],
  ["A third of Afghans were detained in Belgium in 2020", "other", null],
  ["A third of Afghans got a job in Belgium in 2020", "other", null],
  ["A third of Afghans were housed in hotels in Belgium in 2020", "other", null],
  ["One in three Afghan decisions in Belgium in 2020 took longer than a year", "other", null],
  ["33.2% of Afghan decisions in Belgium in 2020 were made within six months", "other", null],
  ["33.2% of Afghans were granted entry to Belgium in 2020", "other", null],
  ["33.2% of Afghans were given legal aid in Belgium in 2020", "other", null],
  ["33.2% of Afghans were granted leave to appeal in Belgium in 2020", "appeals", DECISIONS],
  ["33.2% of Afghans obtained residence permits in Belgium in 2020", "bare_share", RATE],
  ["A third of Afghans won their appeals in Belgium in 2020", "appeals", DECISIONS],
  ["33.2% of Afghans appealed in Belgium in 2020", "appeals", DECISIONS],
  ["One in three people granted protection in Belgium in 2020 was Afghan", "share_of_whole", /explorer\?/],
  ["Afghans received a third of all grants of protection in Belgium in 2020", "share_of_whole", /explorer\?/],
  ["One in three Afghans in Belgium in 2020", "bare_share", RATE],
  ["33.2% of Afghans in Belgium in 2020", "bare_share", RATE],
  ["A third of Afghan decisions in Belgium in 2020", "bare_share", RATE],
  ["A third of Afghans sought protection in Belgium in 2020", "bare_share", RATE],
  ["98.6% of Afghans were granted subsidiary protection in Germany in 2023", "share_of_status", DECISIONS],
  ["A third of Afghans got a humanitarian status in Belgium in 2020", "share_of_status", DECISIONS],
  // Part of a country or region, or everyone but some.
  ["Northern Germany received 229,740 asylum applications in 2024", "places", APPLICATIONS],
  ["Germany’s neighbours received 229,740 asylum applications in 2024", "places", APPLICATIONS],
  ["Germany without Bavaria received 229,740 asylum applications in 2024", "places", APPLICATIONS],
  ["The rest of Europe received 229,740 asylum applications in 2024", "places", APPLICATIONS],
  ["Non-EU countries received 229,740 asylum applications in 2024", "places", APPLICATIONS],
  ["229,740 people applied for asylum in Europe outside the EU in 2024", "places", APPLICATIONS],
  ["Everyone but Syrians made 229,740 asylum applications in Germany in 2024", "places", APPLICATIONS],
  ["People from all countries except Syria made 229,740 asylum applications in Germany in 2024", "places", APPLICATIONS]
] as const; // prettier-ignore

describe("A number of something else", () => {
  test.each(OUTSIDE)("“%s” cannot be checked: %s", (claim, outside, href) => {
    const told = desk.outside(claim);
    expect([told?.verdict, desk.rule(claim)]).toEqual(["unknown", {lacks: `a subject that is checked here, not ${outside}`}]);
    const whole = [told?.label, told?.finding, ...(told?.reasons ?? []).map(({words}) => words)].join(" ");
    expect(whole).not.toMatch(/agrees|differs|undefined|null/i);
    const links = (told?.reasons ?? []).flatMap((line) => line.href ?? []);
    if (href) expect(links.join(" ")).toMatch(href);
    for (const link of links) expect([link, parseSelection(link.replace("explorer?", "")).problems]).toEqual([link, []]);
  }); // prettier-ignore

  test.each([
    ["98.6% of Afghans were not granted asylum in Germany in 2023", {what: "grant_rate"}],
    ["33.2% of Afghans in Belgium in 2020", {what: "grant_rate"}]
  ])("“%s” is ruled on once a reader says what is counted", (claim, corrected) => {
    expect(desk.rule(claim, corrected)).toHaveProperty("verdict", "agrees");
  });
});

describe("A sentence with words of such sentences", () => {
  test.each([
    ["1.4% of Afghans were denied protection in Germany in 2023", "agrees", 0.014],
    ["Germany denies protection to 1.4% of Afghans in 2023", "agrees", 0.014],
    ["Germany turned down 1.4% of Afghans in 2023", "agrees", 0.014],
    ["98.6% of Afghans were allowed to stay in Germany in 2023", "agrees", 0.986],
    ["Germany gave protection to 98.6% of Afghans in 2023", "agrees", 0.986],
    ["Excluding appeals, 98.6% of Afghans were granted protection in Germany in 2023", "agrees", 0.986],
    ["protection rate Afghans Germany 2023 98.6%", "agrees", 0.986],
    ["98.6% of Afghans got refugee status or subsidiary protection in Germany in 2023", "agrees", 0.986],
    ["329,104 people applied for asylum in Germany in the last year, 2023", "agrees", 329_104],
    ["Germany took in 329,104 asylum applicants in the year 2023", "agrees", 329_104],
    ["Half of Afghans were granted protection in Belgium in 2021", "rounding", 0.496],
    ["A third of Afghans were granted protection in Belgium in 2020", "rounding", 0.332],
    ["Up to a third of Afghans were granted protection in Belgium in 2020", "rounding", 0.332],
    ["About one in three applicants was refused in Germany in 2023", "rounding", 0.315],
    ["Germany received no fewer than 229,000 asylum applications in 2024", "rounding", 229_740],
    ["Germany received no more than 230,000 asylum applications in 2024", "rounding", 229_740],
    ["In 2024 more than 229,000 people applied for asylum in Germany", "rounding", 229_740],
    ["Germany received 229,740 asylum applications in 2024, more than any other country", "agrees", 229_740],
    ["From January to December 2024 Germany received 229,740 asylum applications", "agrees", 229_740],
    ["By the end of 2024 Germany had received 229,740 asylum applications", "agrees", 229_740],
    ["Germany received 229,740 asylum applications in 2024 (UNHCR, edition of 25 November 2026)", "agrees", 229_740],
    ["As many as 329,104 people applied for asylum in Germany in 2023", "agrees", 329_104],
    ["Without appeals Germany received 329,104 new applications in 2023", "agrees", 329_104],
    ["Germany hosted 2,655,191 refugees on 31 December 2025", "agrees", 2_655_191],
    ["54,218 Syrian applications were not yet decided in Germany at the end of 2022", "agrees", 54_218],
    ["15,156 of those granted refugee status in Germany in 2023 were Afghans", "agrees", 15_156],
    ["From 2011 until 2019 208 North Koreans applied for asylum in Russia", "agrees", 208],
    ["NO 2020 grant rate 74%", "agrees", 0.739]
  ] as const)("“%s”: %s", (claim, verdict, expected) => {
    const {verdict: found, main} = ruled(claim);
    expect([found, Number(main?.value?.toFixed(3))]).toEqual([verdict, expected]);
  });

  test.each([
    ["A quarter of a million people applied for asylum in the European Union in 2023", "differs"],
    ["Three quarters of a million people applied for asylum in the European Union in 2023", "differs"],
    ["Five and a half thousand Albanians were granted refugee status in Germany in 2022", "differs"],
    ["One in 1,000 asylum seekers in Norway was granted refugee status in 2020", "differs"],
    ["A quarter of a million people applied for asylum in Germany in 2023", "differs"],
    ["More than two and a half million people applied for asylum worldwide in 2022", "rounding"],
    ["Two hundred and thirty thousand people applied for asylum in Germany in 2024", "rounding"]
  ] as const)("“%s”: %s, by its whole number", (claim, verdict) => {
    expect(ruled(claim).verdict).toBe(verdict);
  });
});

describe("A region or the world without some countries", () => {
  const NEW = (where: string) =>
    `SELECT sum(applications) FROM {applications} WHERE year = 2024 AND type IN ('N', 'NR') AND unit = 'P' AND ${where}`;
  const EUROPE = "asylum IN (SELECT place FROM {places} WHERE region = '150')";
  test.each([
    ["Europe without Germany received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["Europe except Germany received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["Europe (excluding Germany) received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["Without Germany, Europe received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["Europe, Germany excluded, received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["European countries other than Germany received 833,328 asylum applications in 2024", NEW(`${EUROPE} AND asylum <> 'DEU'`)],
    ["The world without Germany received 2,820,575 asylum applications in 2024", NEW("asylum <> 'DEU'")],
    ["All countries except Germany received 2,820,575 asylum applications in 2024", NEW("asylum <> 'DEU'")],
    ["Every country but Germany together received 2,820,575 asylum applications in 2024", NEW("asylum <> 'DEU'")],
    ["2,820,575 people applied for asylum outside Germany in 2024", NEW("asylum <> 'DEU'")]
  ])("“%s” agrees, with its card", async (claim, expected) => {
    const {verdict, main} = ruled(claim);
    expect([verdict, main?.value]).toEqual(["agrees", await number(expected)]);
    if (!main) return;
    const href = hrefOf(main, null);
    const {figure, problems} = parseFigureQuery(href.replace("figure?", ""));
    expect([href.includes("but=DEU"), problems]).toEqual([true, []]);
    expect(valueOf(figure)).toEqual({value: main.value, lo: main.lo, hi: main.hi});
  });

  test.each([
    ["Europe without Germany and France received 1 asylum application in 2024", ["DEU", "FRA"]],
    ["Without Germany, France and Italy, Europe received 1 asylum application in 2024", ["DEU", "FRA", "ITA"]],
    ["Europe without the Netherlands granted refugee status to 1 person in 2024", ["NLD"]],
    ["Syrians made 1 asylum application in Europe except Germany in 2024", ["DEU"]],
    ["1% of people were granted protection in Europe outside of Germany in 2024", ["DEU"]],
    ["Europe without Germany hosted 1 refugee at the end of 2024", ["DEU"]]
  ])("“%s” leaves out %s, and its number is its card’s", (claim, but) => {
    const {main, claim: understood} = ruled(claim);
    expect([understood.asylum, understood.but]).toEqual(["m49:150", but]);
    if (!main) throw new Error("no number");
    const {figure} = parseFigureQuery(hrefOf(main, null).replace("figure?", ""));
    const counted = valueOf(figure);
    // A rate's card counts its grants and decisions.
    if (figure.selection.measure === "rate") expect([main.granted?.value, main.decisions]).toEqual([counted?.lo, counted?.hi]);
    else expect({value: main.value, lo: main.lo, hi: main.hi}).toEqual(counted);
  });

  test.each([
    "All countries except Germany received 229,740 asylum applications in 2024",
    "Europe without Germany received 12,587 asylum applications in 2024",
    "Europe without Germany received 1,063,068 asylum applications in 2024"
  ])("“%s” differs", (claim) => {
    expect(ruled(claim).verdict).toBe("differs");
  });

  test("is in the words of the ruling and of the sentence to print; another country of asylum drops it", () => {
    const told = desk.told(ruled("Europe without Germany received 833,328 asylum applications in 2024"));
    expect([told.finding, ...told.prints].join(" ")).toMatch(/in Europe without Germany in 2024.*Europe without Germany/);
    const corrected = desk.rule("Europe without Germany received 833,328 asylum applications in 2024", {asylum: "DEU"});
    expect(corrected).toMatchObject({claim: {asylum: "DEU"}, main: {value: 229_740}});
    expect(corrected).not.toHaveProperty("claim.but");
  });
}); // prettier-ignore

describe("How far a printed share is from another", () => {
  test.each(["2022", "2023", "2024"])("counts from the number that the sentence gives, after “at least” its lower end: %s", (year) => {
    const told = desk.told(ruled(`One in ten people were granted protection in the EU in ${year}`));
    const [, ours = "", gap = ""] = /was at least ([\d.]+)%.*(?:higher|lower) by ([\d.]+) percentage points/.exec(told.finding) ?? [];
    expect(Number(ours)).toBeGreaterThan(0);
    expect(Number(gap)).toBeCloseTo(Math.abs(Number(ours) - 10), 0);
  });
  test("to a tenth of a point where it is near", () => {
    const gaps = ["2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"].flatMap((year) =>
      ["30%", "35%", "40%", "45%", "50%", "55%"].flatMap((share) => {
        const ruling = desk.rule(`${share} of people were granted protection in the EU in ${year}`);
        if ("lacks" in ruling || ruling.verdict !== "differs" || !ruling.main?.isLeast) return [];
        const [, ours = "", gap = ""] = /at least ([\d.]+)%.* by ([\d.]+) percentage/.exec(desk.told(ruling).finding) ?? [];
        return Number(gap) < 10 ? [[Number(gap), Number(Math.abs(Number(ours) - parseInt(share, 10)).toFixed(1))]] : [];
      })
    );
    expect(gaps.length).toBeGreaterThan(3);
    for (const [said = -1, expected] of gaps) expect(said).toBe(expected);
  });
}); // prettier-ignore

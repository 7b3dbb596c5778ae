// Questions that people type in one line, with what each must be understood as: places on either side, a measure, years, an order. And lines
// that are none: nonsense, markup, and text that means harm.
import fc from "fast-check";
import {beforeAll, describe, expect, test} from "vitest";
import {parseState} from "../../src/explorer/address.js";
import type {Result} from "../../src/search/names.js";
import {openSearch} from "./index.js";

let find: (query: string) => Result[];
beforeAll(async () => {
  find = await openSearch();
});
const name = (result: Result | undefined) => result?.name.map(({text}) => text).join("") ?? "";
const questions = (query: string) => find(query).filter(({asks, href}) => asks ?? href.startsWith("explorer?"));
/** The first question that is found, as its address has it. */
const first = (query: string) => questions(query)[0]?.href.replace(/^explorer\?/, "") ?? "none";

describe("a question is understood", () => {
  const D = "measure=decisions&definition=status";
  const R = "measure=rate&definition=positive";
  test.each([
    // Two countries, a measure and a year, in any order and with any words between.
    ["Syria Germany 2015 refused", `${D}&origin=SYR&asylum=DEU&years=2015#outcomes`, "refused"],
    ["refused Syria Germany 2015", `${D}&origin=SYR&asylum=DEU&years=2015#outcomes`, "refused"],
    ["Germany refused Syrians 2015", `${D}&origin=SYR&asylum=DEU&years=2015#outcomes`, "refused"],
    ["syrians rejected by germany in 2015", `${D}&origin=SYR&asylum=DEU&years=2015#outcomes`, "refused"],
    ["afgansitan germany 2023 refused", `${D}&origin=AFG&asylum=DEU&years=2023#outcomes`, "refused"],
    ["Guinea refused 2023 France", `${D}&origin=GIN&asylum=FRA&years=2023#outcomes`, "refused"],
    ["Eritreans recognised in Israel", `${D}&origin=ERI&asylum=ISR&years=2000-2025`, "refugee_status"],
    ["complementary protection Japan 2024", `${D}&asylum=JPN&years=2024`, "complementary"],
    ["humanitarian grounds Venezuelans Spain 2023", `${D}&origin=VEN&asylum=ESP&years=2023`, "humanitarian"],
    ["temporary asylum Russia 2022", `${D}&asylum=RUS&years=2022`, "temporary"],
    ["asylum granted to Chinese in the United States 2024", `${D}&origin=CHN&asylum=USA&years=2024`, "protection"],
    ["closed cases South Africa 2016", `${D}&asylum=ZAF&years=2016#outcomes`, "otherwise_closed"],
    ["decisions Sweden 2022", `${D}&asylum=SWE&years=2022`, null],
    // Rates.
    ["grant rate Afghans EU 2023", `${R}&origin=AFG&asylum=members:eu&years=2023`, null],
    ["UK Albania grant rate", `${R}&origin=ALB&asylum=GBR&years=2000-2025`, null],
    ["recognition rate Eritreans Switzerland", `${R}&origin=ERI&asylum=CHE&years=2000-2025`, null],
    ["Nigeria Italy grant rate 2016-2019", `${R}&origin=NGA&asylum=ITA&years=2016-2019`, null],
    [
      "refugee status rate Iran UK 2022",
      "measure=rate&definition=refugee_status&origin=IRN&asylum=GBR&years=2022",
      null
    ],
    ["Dutch grant rate 2023", `${R}&asylum=NLD&years=2023`, null],
    ["доля признания Германия 2022", `${R}&asylum=DEU&years=2022`, null],
    ["일본 난민 인정률", `${R}&asylum=JPN&years=2000-2025`, null],
    // Applications.
    ["applications from Venezuela in Spain", "origin=VEN&asylum=ESP&years=2000-2025", null],
    ["how many people applied for asylum in Germany in 2023?", "asylum=DEU&years=2023", null],
    ["How many North Koreans applied in Russia from 2011 to 2019?", "origin=PRK&asylum=RUS&years=2011-2019", null],
    ["applications in the European Union in 2024", "asylum=members:eu&years=2024", null],
    ["asylum claims Southern Africa 2020", "asylum=m49:018&years=2020", null],
    ["applicants from Africa in Italy 2022", "origin=m49:002&asylum=ITA&years=2022", null],
    ["claims Canada since 2015", "asylum=CAN&years=2015-2025", null],
    ["Afghans in Germany before and after 2021", "origin=AFG&asylum=DEU&years=2018-2024", null],
    ["Sudanese 2024", "origin=SDN&years=2024", null],
    ["appeals Syria Germany", `${D}&origin=SYR&asylum=DEU&years=2000-2025&stage=appeal`, null],
    // Year-end figures.
    ["pending Venezuela United States", "measure=asylum_seekers&origin=VEN&asylum=USA&years=2000-2025", null],
    ["refugees from Ukraine in Poland", "measure=refugees&origin=UKR&asylum=POL&years=2000-2025", null],
    ["backlog Peru 2023", "measure=asylum_seekers&asylum=PER&years=2023", null],
    // Per inhabitant.
    ["new asylum applications per capita in Cyprus", "asylum=CYP&years=2000-2025&shown=per_100000", null],
    ["refugees per capita Lebanon 2022", "measure=refugees&asylum=LBN&years=2022&shown=per_100000", null],
    // Orders.
    ["who receives most per inhabitant", "years=2025&shown=per_100000", null],
    ["who received the most in 2024", "years=2024", null],
    ["who took most Syrians in 2015", "origin=SYR&years=2015", null],
    ["highest grant rate for Afghans 2023", `${R}&origin=AFG&years=2023`, null],
    ["top origins Germany 2023", "asylum=DEU&years=2023", null],
    ["top origins in the European Union 2023", "asylum=members:eu&years=2023#origins", null],
    ["most applications per inhabitant EU 2023", "asylum=members:eu&years=2023&shown=per_100000", null],
    // Several places.
    [
      "Syrians in Germany, Austria, Sweden, Greece and Hungary 2015",
      "origin=SYR&asylum=DEU,AUT,SWE,GRC,HUN&years=2015",
      null
    ],
    ["Syria Germany Austria Sweden 2015", "origin=SYR&asylum=DEU,AUT,SWE&years=2015", null],
    ["Germany France Italy 2023", "asylum=DEU,FRA,ITA&years=2023", null],
    ["Germany and France 2023", "asylum=DEU,FRA&years=2023", null],
    ["Afghans and Syrians in Greece 2021", "origin=AFG,SYR&asylum=GRC&years=2021", null],
    ["United Kingdom against France 2022", "asylum=GBR,FRA&years=2022", null],
    // No word says which is which: those who applied do.
    ["Germany Syria 2015", "origin=SYR&asylum=DEU&years=2015", null]
  ] as const)("“%s”", (query, question, cell) => {
    expect(first(query)).toBe(question);
    const [asked] = questions(query);
    if (asked?.asks) expect([asked.asks.question, asked.asks.cell]).toEqual([question.replace(/#.*/, ""), cell]);
    expect(parseState(question.replace(/#.*/, "")).problems).toEqual([]);
  });

  test("without a year as of the latest year with a number, and with one as of that year", () => {
    expect(questions("Albania UK grant rate")[0]?.asks?.latest).toBe(true);
    expect(questions("Albania UK grant rate 2022")[0]?.asks?.latest).toBe(false);
    expect(questions("who receives most per inhabitant")[0]?.asks).toMatchObject({latest: false, ranked: "asylum"});
    expect(questions("top origins Germany 2023")[0]?.asks?.ranked).toBe("origin");
  });

  test("with years that the data lacks left out, and named", () => {
    const [result] = find("Syria Germany 1990 refused");
    expect(result?.without).toEqual(["1990"]);
    expect(result?.asks?.latest).toBe(true);
  });

  test("with unknown words left out, and named", () =>
    expect(find("Syria Germany xqzvw refused")[0]?.without).toEqual(["xqzvw"]));

  test("and its number is looked up only where it names a measure, an order or two places", () => {
    expect(find("Germany 2015").some(({asks}) => asks)).toBe(false);
    expect(find("germany").some(({asks}) => asks)).toBe(false);
    expect(find("Germany 2015 refused").some(({asks}) => asks)).toBe(true);
    expect(find("Germany and France 2015").some(({asks}) => asks)).toBe(true);
  });
});

describe("what is ambiguous is offered with its other meanings", () => {
  test.each([
    ["Congo 2022 applications", ["COD", "COG"]],
    ["Korea grant rate 2023", ["KOR", "PRK"]],
    ["Guinea refused 2023 France", ["GIN", "GNB", "GNQ"]],
    ["Sudan 2023 refused", ["SDN", "SSD"]],
    ["Georgia applications 2023", ["asylum=GEO", "origin=GEO"]]
  ])("“%s”", (query, parts) => {
    const found = questions(query).map(({href}) => href);
    for (const part of parts) expect(found.some((href) => href.includes(part))).toBe(true);
  });

  test("a pair with its reverse only where that has an entry", () => {
    expect(questions("Germany France 2023").map(({href}) => href)).toContain(
      "explorer?origin=FRA&asylum=DEU&years=2023"
    );
    expect(
      questions("Syria Germany 2015 refused")
        .map(({href}) => href)
        .join(" ")
    ).not.toContain("origin=DEU");
  });

  test("at most four meanings, the latest year among them", () => {
    for (const query of ["Guinea Congo 2020 refused", "Korea Sudan 2019", "Syria Germany 2015 refused"])
      expect(questions(query).length).toBeLessThanOrEqual(4);
    expect(questions("Syria Germany 2015 refused")[1]?.asks?.latest).toBe(true);
  });
});

describe("after a question come", () => {
  test("the pages of its countries", () =>
    expect(find("Syria Germany 2015 refused").map(({href}) => href)).toEqual(
      expect.arrayContaining(["countries/syr", "countries/deu"])
    ));
  test("the chart of one country’s page that shows it", () => {
    const chart = find("Netherlands refused 2022").find(({kind}) => kind === "chart");
    expect([name(chart), chart?.href]).toEqual([
      "Decisions on asylum claims in the Netherlands",
      "countries/nld#outcomes-1"
    ]);
  });
  test("the page that compares two countries", () =>
    expect([find("compare Germany and France")[0]?.href, find("Germany against France 2022")[0]?.href]).toEqual([
      "compare?a=DEU&b=FRA",
      "explorer?asylum=DEU,FRA&years=2022"
    ]));
});

test("a chart of another page is found by its title", () =>
  expect(find("temporary asylum by year").map(({href}) => href)).toContain("story#temporary-by-year"));

describe("women, men and ages", () => {
  test.each([
    ["women among Syrian applicants in Germany", "measure=sex_age&origin=SYR&asylum=DEU&years=2000-2025"],
    ["children among Afghans in Sweden 2015", "measure=sex_age&origin=AFG&asylum=SWE&years=2015"],
    ["women Germany", "measure=sex_age&asylum=DEU&years=2000-2025"]
  ])("“%s” leads to the explorer's answer, which has several numbers", (query, question) => {
    expect(first(query)).toBe(question);
    expect(questions(query)[0]?.asks).toBeUndefined();
    expect(parseState(question)).toMatchObject({state: {by: "sex_age"}, problems: []});
  });

  test("without a place lead to the table that has them", () =>
    expect(find("women")[0]?.href).toContain("table-eurostat_sex_age"));
});

describe("what an advocate types leads first to what was asked:", () => {
  const D = "explorer?measure=decisions&definition=status";
  const R = "explorer?measure=rate&definition=positive";
  test.each([
    ["brief", "brief"],
    ["report to print", "brief"],
    ["briefing for a hearing", "brief"],
    ["dashboard", "watch"],
    ["my countries", "watch"],
    ["follow my countries", "watch"],
    ["compare two countries", "compare"],
    ["embed", "about#take"],
    ["embed a chart", "about#take"],
    ["print a chart", "about#take"],
    ["download chart", "about#take"],
    ["save as png", "about#take"],
    ["powerpoint", "about#take"],
    ["how to cite", "about#cite"],
    ["report an error", "about#contact"],
    ["excel", "data"],
    ["refusal rate", `${D}&years=2000-2025#outcomes`],
    ["refusal rate Afghans Germany 2023", `${D}&origin=AFG&asylum=DEU&years=2023#outcomes`],
    ["rejection rate Iraq Sweden 2020", `${D}&origin=IRQ&asylum=SWE&years=2020#outcomes`],
    ["share of Afghans granted asylum in Greece 2021", `${R}&origin=AFG&asylum=GRC&years=2021`],
    ["who takes the most refugees per person", "explorer?measure=refugees&years=2025&shown=per_100000"],
    ["fact sheet Germany", "countries/deu"]
  ])("“%s”", (query, href) => expect(find(query)[0]?.href).toBe(href));

  test("a rate of refusals is shown as refusals and as the grant rate, and each says so", () => {
    const [refused, granted] = questions("refusal rate Afghans Germany 2023");
    expect([refused?.asks?.cell, refused?.fact]).toEqual(["refused", expect.stringMatching(/^refusals/)]);
    expect(granted?.fact).toMatch(/100% less the refusal rate/);
    const [ranked] = questions("highest refusal rate 2023");
    expect(ranked?.fact).toMatch(/100% less the refusal rate/);
    // The highest grant rate is not the highest rate of refusals.
    expect(ranked?.asks).toBeUndefined();
  });
});

describe("a number that is no year", () => {
  test.each([
    ["98654 Russia", "98654 Russia"],
    ["98,654 Russia 2022 recognised", "98,654 Russia 2022 recognised"],
    ["71% of Afghans refused in Greece 2021", "71% of Afghans refused in Greece 2021"]
  ])("“%s” leads to Check a figure", (query, claim) => {
    const check = find(query).find(({href}) => href.startsWith("check?"));
    expect(new URLSearchParams(check?.href.split("?")[1]).get("claim")).toBe(claim);
  });
  test("is left out of the question", () =>
    expect(first("98,654 Russia 2022 recognised")).toBe("measure=decisions&definition=status&asylum=RUS&years=2022"));
  test.each(["Germany 2015", "Germany 2015-2019", "Germany since 2015"])("“%s” has none", (query) =>
    expect(find(query).filter(({href}) => href.startsWith("check?"))).toEqual([])
  );
});

describe("no question is made of", () => {
  test.each([
    "",
    "     ",
    "refused",
    "2015",
    "grant rate",
    "lorem ipsum dolor sit amet refused",
    "<script>alert(1)</script>",
    "' OR 1=1; DROP TABLE decisions --",
    "javascript:alert(document.cookie) refused",
    "../../../etc/passwd",
    "{{7*7}} ${7*7}",
    "\u202eynamreG"
  ])("“%s”", (query) => expect(find(query).filter(({asks}) => asks)).toEqual([]));
});

test("whatever is typed beside a question stays within the site, and in no address but a claim’s", () => {
  const harm = fc.oneof(
    fc.string({unit: "binary", maxLength: 60}),
    fc.constantFrom(
      '"><img src=x onerror=alert(1)>',
      "&edition=../../x",
      "#x=1",
      "javascript:alert(1)",
      "%0d%0a",
      "//evil"
    )
  );
  fc.assert(
    fc.property(harm, harm, (before, after) => {
      for (const {href} of find(`${before} Syria Germany refused 2015 ${after}`)) {
        expect(href).toMatch(/^(?:explorer\?[\w=&,:-]*(?:#origins|#outcomes)?|countries\/[a-z]{3}(?:#[\w-]+)?|world\/[\w-]+|compare\?a=[A-Z]{3}&b=[A-Z]{3}|check(?:\?claim=[\w%+.*-]*)?|story#[\w-]+|dictionary#\w+)$/); // prettier-ignore
      }
    }),
    {numRuns: 40}
  );
});

describe("what the data does not hold", () => {
  const words = ({name}: Result) => name.map(({text}) => text).join("");
  test.each([
    ["Dublin transfers", "Dublin", "method#limits"],
    ["resettlement", "resettlement", "explorer?measure=refugees"],
    ["boat arrivals", "border crossings", "explorer"],
    ["deportations", "returns and removals", "method#limits"],
    ["IDPs", "internal displacement", "explorer?origin=XXA"],
    ["visa", "visas", "method#limits"]
  ])("“%s” is said to be not held, with the nearest page", (query, subject, href) => {
    const [first] = find(query);
    expect(first && words(first)).toContain(`Not in this data: `);
    expect(first && words(first)).toContain(subject);
    expect(first?.href).toBe(href);
  });

  test("follows places that are held: stateless people, Palestinians, Gaza", () => {
    expect(find("stateless Sweden")[0]?.href).toContain("origin=XXA&asylum=SWE");
    for (const query of ["gaza palestinians", "Palestinians", "Gaza"]) {
      const [first] = find(query);
      expect(first && [words(first), first.without ?? []]).toEqual(["Palestine", []]);
    }
  });
});

describe("a region without some countries", () => {
  const words = ({name}: Result) => name.map(({text}) => text).join("");
  test.each([
    ["Europe without Germany 2025", "Europe without Germany", "figure?asylum=m49:150&years=2025&but=DEU"],
    ["asylum applications in the EU except Germany and France 2023", "European Union without Germany and France", "figure?asylum=members:eu&years=2023&but=DEU,FRA"],
    ["world excluding Germany 2024 refugee status", "The world without Germany", /^figure\?measure=decisions.*years=2024&but=DEU&cell=refugee_status$/]
  ])("“%s” leads to its card", (query, name, href) => {
    const [first] = find(query);
    expect(first && words(first)).toContain(name);
    if (typeof href === "string") expect(first?.href).toBe(href);
    else expect(first?.href).toMatch(href);
  });

  test("is not people of the one in the other", () => {
    for (const query of ["Europe without Germany 2025", "Europe except Germany", "EU without Germany rejected 2024"])
      for (const {href} of find(query)) expect(href).not.toMatch(/origin=/);
  });
}); // prettier-ignore

// Every number of the explorer's answers that leads to a card is the number that its address counts, by sums of the edition's rows.
import {beforeAll, describe, expect, test} from "vitest";
import {loadEdition} from "../../src/edition/edition.js";
import type {Edition} from "../../src/edition/edition.js";
import {parseState} from "../../src/explorer/address.js";
import {codesOf, inhabitantsIn} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {renderView} from "../../src/explorer/render.js";
import {viewOf} from "../../src/explorer/view.js";
import type {AskedFigure} from "../../src/figures/address.js";
import {PAPER} from "../../src/html/paper.js";
import {PROJECT} from "../../src/site/build.js";
import {faultsIn, linksIn} from "../pages/figureLinks.js";
import {figureValues} from "../pages/figureValues.js";
import type {Value} from "../pages/figureValues.js";
import {ledgerOf} from "./ledger.js";

let edition: Edition;
let ledger: Ledger;
let valueOf: (figure: AskedFigure) => Value | null;
beforeAll(async () => {
  edition = await loadEdition(PROJECT);
  ({ledger} = await ledgerOf());
  const counted = figureValues(edition);
  valueOf = (figure) => {
    const value = counted(figure);
    if (!value || figure.per === null) return value;
    const {origins, asylums, years} = figure.selection;
    const people = codesOf(ledger, figure.per === "per_100000" ? asylums : origins, years[0])
      .map((code) => inhabitantsIn(ledger, code, years[0])?.people ?? 0)
      .reduce((a, b) => a + b, 0);
    const per = (n: number) => (n / people) * 100_000;
    return {value: per(value.value), lo: per(value.lo), hi: per(value.hi)};
  };
}, 60_000);

/** The parts of an answer: those with tables, and those with numbers in sentences or without their ranges. */
function answer(query: string, edition_: string | null = null) {
  const {state, problems} = parseState(query, {
    years: ledger.facts.years,
    place: (code) => ledger.place(code) !== undefined
  });
  expect(problems, query).toEqual([]);
  const parts = [
    ...renderView(ledger, viewOf(ledger, state), {
      document: PAPER,
      sizes: ["phone"],
      live: false,
      most: 400,
      edition: edition_
    })
  ].map((part) => part.outerHTML);
  const bare = (html: string) => /^<(?:div class="finding"|figure[^>]* id="matrix")/.test(html);
  return {
    tables: parts.filter((html) => !bare(html)).join(""),
    sentences: parts.filter(bare).join(""),
    html: parts.join("")
  };
}
const faults = (query: string) => {
  const {tables, sentences} = answer(query);
  return [...faultsIn(edition, valueOf, linksIn(tables)), ...faultsIn(edition, valueOf, linksIn(sentences), false)].map(
    (fault) => `${query}: ${fault}`
  );
};

/** Numbers that look drawn at random and are the same in each run. */
function drawer(seed: number) {
  let state = seed;
  return <T>(some: readonly T[]): T => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return some[Math.floor((state / 2 ** 32) * some.length)] as T;
  };
}
const HOSTS = "AUS BRA CAN CHE COG DEU ECU EGY ESP FRA GBR GRC HKG ISR ITA JPN KEN KOR MEX NLD POL RUS SWE TUR USA ZAF".split(" "); // prettier-ignore
const ORIGINS = "AFG CHN ERI GEO IRQ MMR NGA PAK PRK RUS SDN SOM SYR TUR UKR UNK VEN XXA".split(" ");
function questions(n: number): string[] {
  const draw = drawer(2026);
  const several = (codes: readonly string[]) => [...new Set([draw(codes), draw(codes), draw(codes)])].join(",");
  return Array.from({length: n}, () => {
    const measure = draw(["", "", "decisions", "decisions", "rate", "rate", "refugees", "asylum_seekers"]);
    const isStock = measure === "refugees" || measure === "asylum_seekers";
    const asylum = draw([draw(HOSTS), draw(HOSTS), several(HOSTS), "m49:150", "members:eu", "bureau:europe", ""]);
    const origin = draw(["", "", draw(ORIGINS), draw(ORIGINS), several(ORIGINS), "m49:142"]);
    const from = draw([2000, 2005, 2012, 2019, 2024]);
    const parts = {
      measure,
      definition:
        measure === "decisions"
          ? draw(["status", "status", "published"])
          : measure === "rate"
            ? draw(["positive", "refugee_status", "unhcr_recognition", "unhcr_protection"])
            : "",
      origin,
      asylum: asylum === "bureau:europe" && !edition.areas.some(({code}) => code === "europe") ? "m49:002" : asylum,
      years: `${from}-${draw([from, from + 1, 2025])}`,
      stage: isStock ? "" : draw(["", "", "", "first", "appeal", "other", "first,combined"]),
      type: measure === "" ? draw(["", "", "", "all", "R"]) : "",
      unit: isStock ? "" : draw(["", "", "persons", "cases"]),
      shown: measure === "rate" ? "" : draw(["", "", "", "per_100000", "per_100000_origin", "index"])
    };
    return Object.entries(parts)
      .flatMap(([key, value]) => (value ? [`${key}=${value}`] : []))
      .join("&");
  });
}

describe("the numbers of the explorer’s answers", () => {
  test("to fifty questions drawn at random are what their addresses count", {timeout: 400_000}, () => {
    let links = 0;
    const found: string[] = [];
    for (const question of questions(50)) {
      links += linksIn(answer(question).html).length;
      found.push(...faults(question));
    }
    expect(found.slice(0, 12)).toEqual([]);
    expect(links).toBeGreaterThan(3000);
  });
  test.each([
    "asylum=DEU&years=2024",
    "asylum=USA&years=2020-2025",
    "asylum=RUS&years=2005-2025",
    "years=2024",
    "asylum=m49:150&years=2024",
    "measure=decisions&asylum=JPN&years=2020-2025",
    "measure=rate&definition=positive&asylum=DEU,FRA,JPN&years=2023-2025",
    "measure=asylum_seekers&asylum=DEU&years=2020-2025",
    "asylum=SWE,DEU&years=2024&shown=per_100000"
  ])("to %s", {timeout: 60_000}, (question) => {
    const {html} = answer(question);
    expect(linksIn(html).length).toBeGreaterThan(2);
    expect(faults(question)).toEqual([]);
  });
  test("in the first sentence and the tables lead to a card, of the edition that is shown", {timeout: 60_000}, () => {
    const {sentences, html} = answer("asylum=DEU&years=2000-2025", "2026-06-12");
    expect(linksIn(sentences)).toContainEqual({
      query: "asylum=DEU&years=2025&unit=persons&edition=2026-06-12",
      text: "113,216",
      isRange: false
    });
    expect(linksIn(html).every(({query}) => query.endsWith("&edition=2026-06-12"))).toBe(true);
  });
  test("of one origin have no room for the origins that rounding removed from the whole", {timeout: 60_000}, () => {
    const {ranking} = viewOf(ledger, parseState("asylum=DEU&years=2024", {years: ledger.facts.years}).state);
    const syrians = ranking?.places.find(({code}) => code === "SYR")?.headline?.persons;
    expect(syrians).toEqual({value: 76_765, lo: 76_765, hi: 76_765});
  });
});

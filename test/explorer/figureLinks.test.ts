// Every number of the explorer's answers that leads to a card is the number that its address counts, by sums of the edition's rows.
import {beforeAll, describe, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {parseState} from "../../src/explorer/address.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {pointFigure} from "../../src/explorer/figureLinks.js";
import {codesOf, inhabitantsIn} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {parseSheet} from "../../src/explorer/sheet/address.js";
import {renderSheet} from "../../src/explorer/sheet/render.js";
import {sheetOf} from "../../src/explorer/sheet/sheet.js";
import {renderView} from "../../src/explorer/render.js";
import {viewOf} from "../../src/explorer/view.js";
import {figureQuery, parseFigureQuery} from "../../src/figures/address.js";
import type {AskedFigure} from "../../src/figures/address.js";
import {PAPER} from "../../src/html/paper.js";
import {faultsIn, leastFaults, linksIn} from "../pages/figureLinks.js";
import type {Value} from "../pages/figureValues.js";
import {ledgerOf} from "./ledger.js";
import {committedEdition, committedValues} from "../edition/committed.js";

let edition: Edition;
let ledger: Ledger;
let valueOf: (figure: AskedFigure) => Value | null;
beforeAll(async () => {
  edition = await committedEdition();
  ({ledger} = await ledgerOf());
  const counted = await committedValues();
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
  const {tables, sentences, html} = answer(query);
  return [
    ...leastFaults(ledger, linksIn(html), 7),
    ...faultsIn(edition, valueOf, linksIn(tables)),
    ...faultsIn(edition, valueOf, linksIn(sentences), false)
  ].map((fault) => `${query}: ${fault}`);
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
    "asylum=SWE,DEU&years=2024&shown=per_100000",
    // Many have no stated origin; new applications are not separated from appeals; grants are missing.
    "asylum=AUT,DEU,ITA&years=2005-2013",
    "origin=SYR&asylum=NLD&years=2015-2025",
    "measure=decisions&origin=AFG&asylum=GBR&years=2020-2025",
    "measure=decisions&asylum=ITA&years=2009-2025"
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
      isRange: false,
      isLeast: false,
      isIndex: false
    });
    expect(linksIn(html).every(({query}) => query.endsWith("&edition=2026-06-12"))).toBe(true);
  });
  test("of an index lead to the count that it is drawn from", {timeout: 60_000}, () => {
    const {html} = answer("asylum=DEU,SWE&years=2010-2025&shown=index&unit=persons");
    const links = [
      ...html.matchAll(/<a class="n" title="The count behind this index" href="\.\/figure\?([^"]*)">([\d,.]+)/g)
    ].map(([, query = "", index = ""]) => {
      const {figure} = parseFigureQuery(query.replaceAll("&amp;", "&"));
      const place = query.replace(/&amp;/g, "&").replace(/&?years=[^&]*/, "");
      return {
        place,
        year: figure.selection.years[0],
        index: Number(index.replaceAll(",", "")),
        count: valueOf(figure)?.value ?? NaN
      };
    });
    expect(links.length).toBeGreaterThan(25);
    for (const {place, index, count} of links) {
      const first = links
        .filter((one) => one.place === place && one.index > 0)
        .reduce((a, b) => (b.year < a.year ? b : a));
      expect(Math.abs((100 * count) / first.count - index)).toBeLessThan(0.51);
    }
  });
  test("of one origin have no room for the origins that rounding removed from the whole", {timeout: 60_000}, () => {
    const {ranking} = viewOf(ledger, parseState("asylum=DEU&years=2024", {years: ledger.facts.years}).state);
    const syrians = ranking?.places.find(({code}) => code === "SYR")?.headline?.persons;
    expect(syrians).toEqual({value: 76_765, lo: 76_765, hi: 76_765});
  });
});

describe("the numbers of a fact sheet", () => {
  test.each([
    "asylum=DEU", "asylum=RUS", "asylum=USA", "asylum=JPN", "origin=SYR", "origin=PRK&asylum=RUS", "asylum=m49:150", "asylum=members:eu", "asylum=CAN"
  ])("on %s are what their addresses count", {timeout: 60_000}, (query) => {
    const {subject} = parseSheet(query);
    if (!subject) throw new Error(`${query} asks for no sheet`);
    const {outerHTML} = renderSheet(ledger, sheetOf(ledger, subject), {document: PAPER, address: "https://example.org/", made: "28 November 2026"});
    const links = linksIn(outerHTML);
    expect(links.length).toBeGreaterThan(6);
    expect(links.every(({query: own}) => own.endsWith(`&edition=${ledger.facts.edition}`))).toBe(true);
    expect(faultsIn(edition, valueOf, links, false)).toEqual([]);
  });
}); // prettier-ignore

describe("The card of a number", () => {
  const shown = (count: Value | null) => (count ? `${count.value} [${count.lo}–${count.hi}]` : "none");
  /** Each number of an answer's series with its card's, where the two differ. */
  const differing = (question: string, draw: <T>(some: readonly T[]) => T) => {
    const {state} = parseState(question, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined});
    const view = viewOf(ledger, state);
    const {measure} = state.selection;
    let compared = 0;
    const found = [...(view.main ?? []), ...view.series].flatMap(({place, kind, points}) =>
      points.flatMap((point) => {
        if ((!point.count && !point.rate) || point.why || draw([true, true, false])) return [];
        const query = figureQuery(pointFigure(view, {place, kind, year: point.year}));
        const {numbers} = answerOf(ledger, parseFigureQuery(query).figure);
        const [card, ...others] = numbers;
        // Beside it are numbers of other procedures alone.
        const isOne = others.every(({kind: {levels}}) => !levels.some((level) => card?.kind.levels.includes(level)));
        compared++;
        const pairs: [string, string][] =
          measure === "rate"
            ? [[JSON.stringify(point.rate), JSON.stringify(card?.rate ?? null)]]
            : measure === "decisions"
              ? (["statuses", "published"] as const).map((of) => [
                  JSON.stringify(point.outcomes?.[of]),
                  JSON.stringify(card?.outcomes?.[of])
                ])
              : [[shown(point.count), shown(card?.count ?? null)]];
        return pairs.flatMap(([a, b]) =>
          a === b && isOne ? [] : [`${question}, ${query}: answer ${a}, card ${b} of ${numbers.length}`]
        );
      })
    );
    return {compared, found};
  };
  test("has the value and the range of the answer, of every measure and stage, also of everyone everywhere", {timeout: 120_000}, () => {
    const draw = drawer(7);
    const all = ["applications", "decisions", "rate", "refugees", "asylum_seekers"].flatMap((measure) =>
      (/^(?:refugees|asylum)/.test(measure) ? [""] : ["", "first", "appeal", "other", "repeat", "combined"]).flatMap((stage) =>
        ["", "m49:150", "members:eu"].map((asylum) =>
          [
            `measure=${measure}`,
            measure === "rate" ? `definition=${draw(["positive", "refugee_status", "unhcr_recognition", "unhcr_protection"])}` : "",
            measure === "applications" ? `type=${draw(["new", "all", "R"])}` : "",
            `years=${draw([2010, 2015, 2024])}-2025`,
            asylum && `asylum=${asylum}`,
            stage && `stage=${stage}`
          ].filter(Boolean).join("&")
        )
      )
    );
    let compared = 0;
    const found = [...all, ...questions(40)].flatMap((question) => {
      const one = differing(question, draw);
      compared += one.compared;
      return one.found;
    });
    expect(found.slice(0, 10)).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
}); // prettier-ignore

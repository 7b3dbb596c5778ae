// Selections as addresses: read, written and read again the same.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {APPLICATION_TYPES, LEVELS, STAGES} from "../../src/measures/codes.js";
import type {ApplicationType, DecisionKey, Level, Stage} from "../../src/measures/codes.js";
import {RATE_NAMES} from "../../src/measures/rates.js";
import {matchesApplication, matchesDecision, matchesStock} from "../../src/measures/matches.js";
import type {RegionsOf} from "../../src/measures/matches.js";
import {
  canonical,
  DEFAULT_SELECTION,
  formatSelection,
  MEASURES,
  parseSelection,
  READINGS
} from "../../src/measures/selection.js";
import type {Places, Selection} from "../../src/measures/selection.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

const code = fc.stringMatching(/^[A-Z]{3}$/);
const places: fc.Arbitrary<Places> = fc.oneof(
  fc.constant<Places>({kind: "all"}),
  fc.array(code, {minLength: 1, maxLength: 30}).map((codes): Places => ({kind: "places", codes})),
  fc.stringMatching(/^\d{3}$/).map((m49): Places => ({kind: "region", scheme: "m49", code: m49})),
  fc.constantFrom("europe", "asia_pacific").map((bureau): Places => ({kind: "region", scheme: "bureau", code: bureau})),
  fc.constantFrom("eu", "eu_plus").map((union): Places => ({kind: "region", scheme: "members", code: union}))
);
const some = <T>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), {minLength: 1});
const selections: fc.Arbitrary<Selection> = fc.record({
  measure: fc.constantFrom(...MEASURES),
  definition: fc.constantFrom(null, ...READINGS, ...RATE_NAMES),
  origins: places,
  asylums: places,
  years: fc
    .tuple(fc.integer({min: 1951, max: 2100}), fc.integer({min: 1951, max: 2100}))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  stages: some(Object.keys(STAGES) as Stage[]),
  levels: fc.option(some(Object.keys(LEVELS) as Level[])),
  types: fc.oneof(
    fc.constantFrom("new" as const, "all" as const),
    some(Object.keys(APPLICATION_TYPES) as ApplicationType[])
  ),
  authority: fc.constantFrom("all", "G", "J", "U"),
  unit: fc.constantFrom("both", "P", "C")
});

const hostile = fc.oneof(
  fc.string({unit: "binary", maxLength: 200}),
  fc.webQueryParameters(),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          "measure",
          "definition",
          "origin",
          "asylum",
          "years",
          "stage",
          "level",
          "type",
          "unit",
          "__proto__"
        ),
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            "rate",
            "PRK,RUS",
            "m49:145",
            "bureau:europe",
            "2011-2019",
            "2019-2011",
            "first,appeal",
            "TA,FI"
          )
        )
      )
    )
    .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join("&"))
);

describe("an address and what it asks for", () => {
  test("reads as one would say it", () => {
    const asked: Selection = {
      ...DEFAULT_SELECTION,
      measure: "rate",
      definition: "positive",
      origins: {kind: "places", codes: ["SYR", "PRK"]},
      asylums: {kind: "region", scheme: "m49", code: "145"},
      years: [2011, 2019],
      stages: ["appeal", "first"],
      unit: "P"
    };
    expect(formatSelection(asked)).toBe(
      "measure=rate&definition=positive&origin=PRK,SYR&asylum=m49:145&years=2011-2019&stage=first,appeal&unit=persons"
    );
  });

  test("years are always written, so that the next edition's years do not enter an old address", () => {
    expect(formatSelection(DEFAULT_SELECTION)).toBe("years=2000-2025");
    expect(parseSelection("", {years: [2000, 2026]}).selection.years).toEqual([2000, 2026]);
    expect(parseSelection("years=2000-2025", {years: [2000, 2026]}).selection.years).toEqual([2000, 2025]);
  });

  test("an empty address leaves nothing out", () => {
    expect(parseSelection("")).toEqual({selection: DEFAULT_SELECTION, problems: []});
  });

  test("every selection comes back from its address", () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const address = formatSelection(selection);
        expect(address).toMatch(/^[A-Za-z0-9=&,:_-]*$/);
        for (const query of [address, `?${address}`, new URLSearchParams(address)])
          expect(parseSelection(query)).toEqual({selection: canonical(selection), problems: []});
        expect(canonical(canonical(selection))).toEqual(canonical(selection));
      })
    );
  });

  test("a selection of all places by name comes back too", () => {
    const letters = Array.from({length: 26}, (_, i) => String.fromCharCode(65 + i));
    const codes = letters.flatMap((a) => letters.slice(0, 9).map((b) => `A${a}${b}`)).sort();
    const selection: Selection = {
      ...DEFAULT_SELECTION,
      origins: {kind: "places", codes},
      asylums: {kind: "places", codes}
    };
    expect(parseSelection(new URLSearchParams(formatSelection(selection))).selection).toEqual(selection);
  });

  test("never throws on any address, and returns a canonical selection", () => {
    fc.assert(
      fc.property(hostile, (query) => {
        const {selection} = parseSelection(query);
        expect(canonical(selection)).toEqual(selection);
        const address = formatSelection(selection);
        expect(formatSelection(parseSelection(address).selection)).toBe(address);
      }),
      {numRuns: 500}
    );
  });
});

describe("parts of an address that are dropped, and listed", () => {
  const told = (query: string) =>
    parseSelection(query).problems.map(({key, value, reason}) => `${key} ${value}: ${reason}`);

  test("unknown keys and values, one by one", () => {
    expect(told("colour=red&origin=PRK,pr1,<b>&stage=first,last&unit=families")).toEqual([
      "colour red: unknown key",
      "stage last: unknown value",
      "unit families: unknown value",
      "origin pr1: unknown value",
      "origin <b>: unknown value"
    ]);
    expect(parseSelection("origin=PRK,prk").selection.origins).toEqual({kind: "places", codes: ["PRK"]});
  });

  test("drops malformed and reversed years", () => {
    expect(told("years=2019-2011")).toEqual(["years 2019-2011: unknown value"]);
    expect(told("years=1066")).toHaveLength(1);
    expect(told("years=2e3")).toHaveLength(1);
    expect(parseSelection("years=2022").selection.years).toEqual([2022, 2022]);
  });

  test("a key given twice counts once", () => {
    expect(told("origin=PRK&origin=SYR")).toEqual(["origin SYR: given twice"]);
  });

  test("a rate's name beside applications, a level outside the stages, a unit of year-end stocks", () => {
    expect(told("definition=positive")).toEqual(["definition positive: does not fit"]);
    expect(told("measure=decisions&definition=positive")).toEqual(["definition positive: does not fit"]);
    expect(told("stage=first&level=AR,FI")).toEqual(["level AR: does not fit"]);
    expect(told("measure=refugees&unit=persons")).toEqual(["unit persons: does not fit"]);
    expect(told("measure=decisions&type=N")).toEqual(["type N: does not fit"]);
  });

  test("a rate without a name gets the default, and the address then has it", () => {
    const {selection} = parseSelection("measure=rate");
    expect(selection.definition).toBe("positive");
    expect(formatSelection(selection)).toContain("definition=positive");
  });

  test("an address longer than any selection, as a whole", () => {
    const {selection, problems} = parseSelection(`origin=${"PRK,".repeat(5000)}`);
    expect(selection).toEqual(DEFAULT_SELECTION);
    expect(problems).toMatchObject([{reason: "too long"}]);
    expect(problems[0]?.value).toHaveLength(80);
  });

  test("places and regions that the edition does not have", () => {
    const known = {place: (place: string) => place === "PRK", region: () => false};
    const {selection, problems} = parseSelection("origin=PRK,ZZZ&asylum=m49:999", known);
    expect(selection).toMatchObject({origins: {kind: "places", codes: ["PRK"]}, asylums: {kind: "all"}});
    expect(problems.map(({value}) => value)).toEqual(["ZZZ", "m49:999"]);
  });

  test("a code that could not have come from an address is rejected when one is written", () => {
    const with_ = (origins: Places): Selection => ({...DEFAULT_SELECTION, origins});
    expect(() => formatSelection(with_({kind: "places", codes: ["A&B"]}))).toThrow(RangeError);
    expect(() => formatSelection(with_({kind: "region", scheme: "m49", code: "1"}))).toThrow(RangeError);
    expect(() => formatSelection({...DEFAULT_SELECTION, years: [2019, 2011]})).toThrow(RangeError);
  });
});

describe("which rows a selection takes", () => {
  const regionsOf: RegionsOf = (place) =>
    place === "ISR"
      ? {region: "142", subregion: "145", bureau: "middle_east_north_africa"}
      : place === "DEU"
        ? {region: "150", subregion: "155", bureau: "europe"}
        : place === "GBR"
          ? {
              ...{region: "150", subregion: "154", bureau: "europe"},
              memberships: [{scheme: "eu", year_from: 1973, year_to: 2019}]
            }
          : place === "CHE"
            ? {
                ...{region: "150", subregion: "155", bureau: "europe"},
                memberships: [{scheme: "eu_plus", year_from: null, year_to: null}]
              }
            : null;
  const row = (parts: Partial<ApplicationRow> = {}): ApplicationRow => ({
    ...{year: 2016, origin: "ERI", asylum: "ISR", authority: "G", type: "N", level: "FI", unit: "P"},
    applications: 11,
    ...parts
  });
  const takes = (query: string, parts: Partial<ApplicationRow> = {}) =>
    matchesApplication(parseSelection(query).selection, regionsOf)(row(parts));

  test("by place, region, subregion or bureau", () => {
    expect(
      ["origin=ERI", "asylum=ISR", "asylum=m49:142", "asylum=m49:145", "asylum=bureau:middle_east_north_africa"].map(
        (q) => takes(q)
      )
    ).toEqual([true, true, true, true, true]);
    expect(["origin=SDN", "asylum=m49:150", "asylum=bureau:europe", "origin=m49:002"].map((q) => takes(q))).toEqual([
      false,
      false,
      false,
      false
    ]);
  });

  test("by membership in the row's year, on either side", () => {
    const years = [1972, 1973, 2019, 2020];
    const inUnion = (query: string, parts: Partial<ApplicationRow>) =>
      years.map((year) => takes(`${query}&type=all&years=1951-2100`, {...parts, year}));
    expect(inUnion("asylum=members:eu", {asylum: "GBR"})).toEqual([false, true, true, false]);
    expect(inUnion("origin=members:eu", {origin: "GBR", type: "V"}).slice(1, 2)).toEqual([true]);
    expect(inUnion("asylum=members:eu_plus", {asylum: "CHE"})).toEqual([true, true, true, true]);
    expect(inUnion("asylum=members:eu", {asylum: "CHE"})).toEqual([false, false, false, false]);
    expect(inUnion("asylum=members:eu", {asylum: "DEU"})).toEqual([false, false, false, false]);
  });

  test("unknown origin is in no region", () => {
    expect(takes("origin=m49:142", {origin: "UNK"})).toBe(false);
    expect(takes("origin=UNK", {origin: "UNK"})).toBe(true);
  });

  test("by year, stage, level, authority and unit", () => {
    expect(takes("years=2016")).toBe(true);
    expect(takes("years=2017-2020")).toBe(false);
    expect(takes("stage=appeal")).toBe(false);
    expect(takes("stage=first&level=NA")).toBe(false);
    expect(takes("stage=first&level=FI&authority=G&unit=persons")).toBe(true);
    expect(takes("authority=U")).toBe(false);
    expect(takes("unit=cases")).toBe(false);
  });

  test("new applications by default, every type when asked, and all types of temporary asylum", () => {
    expect(takes("", {type: "R"})).toBe(false);
    expect(takes("type=all", {type: "R"})).toBe(true);
    expect(takes("type=R,A", {type: "R"})).toBe(true);
    expect(takes("", {asylum: "RUS", type: "R", level: "TA", year: 2011})).toBe(true);
  });

  test("decisions have no type, stocks neither level nor unit", () => {
    const {selection} = parseSelection("measure=decisions&asylum=DEU&stage=appeal");
    const decided: DecisionKey = {year: 2016, origin: "SYR", asylum: "DEU", authority: "G", level: "JR", unit: "P"};
    expect(matchesDecision(selection, regionsOf)(decided)).toBe(true);
    expect(matchesDecision(selection, regionsOf)({...decided, level: "FI"})).toBe(false);
    const stocks = parseSelection("measure=refugees&asylum=DEU").selection;
    expect(matchesStock(stocks, regionsOf)({year: 2016, origin: "SYR", asylum: "DEU"})).toBe(true);
    expect(matchesStock(stocks, regionsOf)({year: 2016, origin: "SYR", asylum: "FRA"})).toBe(false);
  });
});

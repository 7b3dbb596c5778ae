// An address carries the whole state, and no address breaks the page.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {SHOWN, canonicalState, formatState, parseState} from "../../src/explorer/address.js";
import {DEFAULT_SELECTION, MEASURES} from "../../src/measures/selection.js";
import {STAGES} from "../../src/measures/codes.js";
import type {Stage} from "../../src/measures/codes.js";

const code = fc.stringMatching(/^[A-Z]{3}$/);
const places = fc.oneof(
  fc.constant({kind: "all"} as const),
  fc.array(code, {minLength: 1, maxLength: 8}).map((codes) => ({kind: "places", codes}) as const),
  fc.constantFrom(
    {kind: "region", scheme: "m49", code: "150"} as const,
    {kind: "region", scheme: "bureau", code: "europe"} as const,
    {kind: "region", scheme: "members", code: "eu"} as const,
    {kind: "region", scheme: "members", code: "eu_plus"} as const
  )
);
const state = fc
  .record({
    measure: fc.constantFrom(...MEASURES),
    origins: places,
    asylums: places,
    years: fc.tuple(fc.integer({min: 2000, max: 2012}), fc.integer({min: 2013, max: 2025})),
    stages: fc.subarray(Object.keys(STAGES) as Stage[], {minLength: 1}),
    authority: fc.constantFrom("all", "G", "J", "U"),
    unit: fc.constantFrom("both", "P", "C"),
    shown: fc.constantFrom(...SHOWN),
    way: fc.constantFrom({}, {lines: "together"} as const, {lines: "together", scale: "log"} as const),
    find: fc.string({maxLength: 60, unit: "grapheme"}),
    sort: fc.option(fc.record({column: fc.constantFrom("year", "count", "refugee_status"), falling: fc.boolean()}))
  })
  .map(({shown, way, find, sort, ...selection}) =>
    canonicalState({
      selection: {...DEFAULT_SELECTION, ...selection},
      shown,
      ...way,
      find,
      sort
    })
  );

describe("an address", () => {
  test("gives back the state that wrote it", () => {
    fc.assert(
      fc.property(state, (one) => {
        const {state: back, problems} = parseState(formatState(one));
        expect(back).toEqual(one);
        expect(problems).toEqual([]);
      })
    );
  });

  test("of anything at all is read without a throw", () => {
    fc.assert(
      fc.property(
        fc.string({maxLength: 400}),
        fc.dictionary(
          fc.constantFrom(
            "origin",
            "asylum",
            "years",
            "shown",
            "lines",
            "scale",
            "sort",
            "find",
            "stage",
            "from",
            "to"
          ),
          fc.oneof(fc.string(), fc.constantFrom("together", "apart", "log", "linear"))
        ),
        (text, pairs) => {
          parseState(text);
          const {state: one} = parseState(new URLSearchParams(pairs).toString());
          expect(parseState(formatState(one)).state).toEqual(one);
        }
      )
    );
  });

  test("says whether lines are drawn together and on which scale, and lists what it does not know", () => {
    const asked = (query: string) => parseState(`asylum=DEU,FRA&years=2020&${query}`);
    const ways = (query: string) => {
      const {lines, scale} = asked(query).state;
      return [lines, scale];
    };
    expect(ways("")).toEqual([undefined, undefined]);
    expect(ways("lines=together")).toEqual(["together", undefined]);
    expect(ways("lines=together&scale=log")).toEqual(["together", "log"]);
    expect(ways("scale=log")).toEqual(["together", "log"]);
    expect(ways("lines=apart&scale=log")).toEqual([undefined, undefined]);
    expect(ways("measure=rate&lines=together&scale=log")).toEqual(["together", undefined]);
    expect(asked("lines=over&scale=2").problems).toEqual([
      {key: "lines", value: "over", reason: "unknown value"},
      {key: "scale", value: "2", reason: "unknown value"}
    ]);
    expect(formatState(asked("lines=together&scale=log").state)).toMatch(/&lines=together&scale=log$/);
    expect(formatState(asked("lines=apart&scale=linear").state)).toBe("asylum=DEU,FRA&years=2020");
  });

  test("as a form without scripts sends it is understood", () => {
    const {state: one, problems} = parseState(
      "measure=applications&type=new&origin=&origin=SYR&origin=AFG&asylum=m49%3A150&from=2020&to=2015&stage=first&unit=both&shown=count"
    );
    expect(problems).toEqual([]);
    expect(formatState(one)).toBe("origin=AFG,SYR&asylum=m49:150&years=2015-2020&stage=first");
  });

  test("reports the European Union where the edition has no members of it, and asks for every country", () => {
    const {state: one, problems} = parseState("asylum=members:eu&years=2020", {
      region: () => false,
      place: () => false
    });
    expect(one.selection.asylums).toEqual({kind: "all"});
    expect(problems.map(({value}) => value)).toEqual(["members:eu"]);
  });

  test.each([
    ["1990-2010", [2000, 2010]],
    ["2020-2040", [2020, 2025]],
    ["2030", [2025, 2025]],
    ["2010-2012", [2010, 2012]]
  ])("for years %s is cut to those of the edition, and says so", (years, expected) => {
    const {state: one, problems} = parseState(`asylum=DEU&years=${years}`, {years: [2000, 2025]});
    expect(one.selection.years).toEqual(expected);
    expect(problems.map(({reason}) => reason)).toEqual(years === "2010-2012" ? [] : ["outside the edition"]);
  });

  test("keeps no scale for a rate", () => {
    expect(formatState(parseState("measure=rate&shown=index&years=2020").state)).toBe(
      "measure=rate&definition=positive&years=2020"
    );
  });
});

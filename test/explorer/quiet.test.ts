// Questions in addresses, after ? or after #, and the links that no server sees.
import {describe, expect, test} from "vitest";
import {DEFAULT_QUESTION, parseState} from "../../src/explorer/address.js";
import {addressWith, questionIn, quietLink} from "../../src/explorer/quiet.js";

describe("a question in an address", () => {
  test("is read alike after ? and after #", () => {
    const [open, quiet] = [
      questionIn({search: `?${DEFAULT_QUESTION}`, hash: ""}),
      questionIn({search: "", hash: `#${DEFAULT_QUESTION}`})
    ];
    expect([open.quiet, quiet.quiet]).toEqual([false, true]);
    expect(parseState(quiet.query)).toEqual(parseState(open.query));
  });
  test("is none where # names a place on the page, and the one after # holds where both are there", () => {
    expect(questionIn({search: "?origin=ERI", hash: "#map"})).toEqual({query: "origin=ERI", quiet: false});
    expect(questionIn({search: "", hash: ""})).toEqual({query: "", quiet: false});
    expect(questionIn({search: "?origin=ERI", hash: "#origin=PRK"})).toEqual({query: "origin=PRK", quiet: true});
  });
  test("keeps its place, and gives the same address back", () => {
    for (const quiet of [true, false]) {
      const url = new URL(addressWith("/explorer", {query: "origin=PRK&find=a%23b", quiet}), "https://a.example");
      expect(questionIn(url)).toEqual({query: "origin=PRK&find=a%23b", quiet});
    }
  });
});

describe("the link for people who may be watched", () => {
  test.each([
    ["https://a.example/x/explorer?origin=PRK&asylum=RUS", "https://a.example/x/explorer#origin=PRK&asylum=RUS"],
    ["https://a.example/explorer?origin=PRK#map", "https://a.example/explorer#origin=PRK"],
    ["https://a.example/explorer#origin=PRK", "https://a.example/explorer#origin=PRK"],
    ["https://a.example/story", "https://a.example/story"],
    ["explorer?find=%D0%9A", "https://a.example/explorer#find=%D0%9A"]
  ])("of %s is %s", (link, quiet) => expect(quietLink(link, "https://a.example/")).toBe(quiet));
  test("leaves nothing that a browser sends", () => {
    expect(new URL(quietLink("https://a.example/explorer?origin=PRK")).search).toBe("");
    expect(() => quietLink("https://")).toThrow(TypeError);
  });
});

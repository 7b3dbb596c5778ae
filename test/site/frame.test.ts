// The frame of every page: where “Leave this site” leads.
import {describe, expect, test} from "vitest";
import {exitOf, frame} from "../../src/site/frame.js";
import {smallEdition} from "../edition/edition.js";

describe("where “Leave this site” leads", () => {
  test("is an empty page, or the address that the build is given", () => {
    expect(exitOf({})).toBe("about:blank");
    expect(exitOf({EXIT_URL: ""})).toBe("about:blank");
    expect(exitOf({EXIT_URL: "https://weather.example.org/?a=1"})).toBe("https://weather.example.org/?a=1");
  });
  test.each(["javascript:alert(1)", "http://a.example", "//a.example", "data:text/html,x", "nothing"])(
    "is never %s",
    (text) => {
      expect(() => exitOf({EXIT_URL: text})).toThrow("must begin with https://");
    }
  );
  test("is escaped as an attribute in the frame of every page", () => {
    process.env.EXIT_URL = 'https://a.example/?x="><script>';
    try {
      const {header} = frame(smallEdition({applications: [], decisions: []}));
      expect(header).toContain("data-exit=");
      expect(header).not.toContain("<script>");
    } finally {
      delete process.env.EXIT_URL;
    }
  });
});

// The words for types of application.
import {expect, test} from "vitest";
import {typesWords} from "../../src/words/types.js";

test("types of application are named by what a list has, or by what it leaves out where that is shorter", () => {
  expect(typesWords(["N", "NR"])).toBe("new applications and new and repeat applications combined");
  expect(typesWords(["N", "R", "NA", "NR", "FA", "SP", "V", "RA"])).toBe("every type but appeals, judicial review and backlog"); // prettier-ignore
});

// Work that a build does in processes of its own.
import {expect, test} from "vitest";
import {startApart} from "../../src/site/apart.js";

const url = new URL("./apartProcess.ts", import.meta.url);

test("a process answers with what it made, or fails with its own words", async () => {
  const [made, failed, ended] = await Promise.allSettled([
    startApart<Map<number, number>>(url, {number: 21}, {waits: true}).made,
    startApart(url, {number: -1}).made,
    startApart(url, {number: null}).made
  ]);
  expect(made).toEqual({status: "fulfilled", value: new Map([[21, 42]])});
  expect(failed).toMatchObject({status: "rejected", reason: {message: "-1 is below 0"}});
  expect(ended).toMatchObject({status: "rejected", reason: {message: "the process of apartProcess.ts ended early"}});
});

test("a process that is stopped answers nothing", async () => {
  const {made, stop} = startApart(url, {number: 1});
  stop();
  await expect(made).rejects.toThrow("the process of apartProcess.ts ended early");
});

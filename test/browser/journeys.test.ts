// Ten questions that a new user would ask, each answered from the home page in at most four actions: a word typed, a key, a press.
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {MOST_ACTIONS, take} from "./reader.js";
import type {Action} from "./reader.js";
import {startBrowser} from "./visit.js";

const address = inject("address");

interface Journey {
  readonly question: string;
  readonly actions: readonly Action[];
  /** The address that is reached. */
  readonly at: RegExp;
  /** What its text says. */
  readonly says: readonly (string | RegExp)[];
}

const JOURNEYS: readonly Journey[] = [
  {
    question: "How many Eritreans asked for asylum in Israel, and what became of them?",
    actions: [
      ["type", "eritr israel"],
      ["key", "Enter"]
    ],
    at: /explorer\?.*origin=ERI&asylum=ISR/,
    says: ["Eritrea", "Israel", /881/]
  },
  {
    question: "How many of Russia’s “recognized” of 2022 are refugees?",
    actions: [["follow", "10 [6–34]"]],
    at: /./,
    says: ["Refugee status", "between 6 and 34|6–34"]
  },
  {
    question: "What is known of North Korea, asked in Russian?",
    actions: [
      ["type", "КНДР"],
      ["key", "Enter"]
    ],
    at: /countries\/prk$/,
    says: ["North Korea"]
  },
  {
    question: "What is known of North Korea, asked in Korean?",
    actions: [
      ["type", "북한"],
      ["key", "Enter"]
    ],
    at: /countries\/prk$/,
    says: ["North Korea"]
  },
  {
    question: "Who is the one recognised refugee, and who says so?",
    actions: [["follow", "Read the story"]],
    at: /story$/,
    says: ["Civic Assistance Committee", "One, and nine zeros"]
  },
  {
    question: "How many people asked for asylum in Germany, and from where?",
    actions: [
      ["type", "germany"],
      ["key", "Enter"]
    ],
    at: /countries\/deu$/,
    says: ["Germany"]
  },
  {
    question: "What does a published 5 stand for?",
    actions: [
      ["type", "rounding"],
      ["key", "Enter"]
    ],
    at: /method(?:#[\w-]+)?$/,
    says: ["3"]
  },
  {
    question: "How is a recognition rate computed here?",
    actions: [
      ["type", "recognition rate"],
      ["key", "Enter"]
    ],
    at: /method#rates/,
    says: ["Rates"]
  },
  {
    question: "Why are Spain’s Venezuelans not counted as refugees?",
    actions: [["follow", "238,685"]],
    at: /./,
    says: ["humanitarian", "esp-fi-ven-2019"]
  },
  {
    question: "Can the tables be taken, and how large are they?",
    actions: [
      ["type", "download the data"],
      ["key", "Enter"]
    ],
    at: /data(?:#[\w-]+)?$/,
    says: ["applications", "Parquet"]
  }
];

describe("from the home page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test("asks ten questions", () => {
    expect(JOURNEYS.length).toBe(10);
    for (const {actions} of JOURNEYS) expect(actions.length).toBeLessThanOrEqual(MOST_ACTIONS);
  });

  for (const {question, actions, at, says} of JOURNEYS)
    test(question, async () => {
      const context = await browser.newContext({viewport: {width: 1440, height: 900}});
      const page = await context.newPage();
      await page.goto(address);
      for (const action of actions) await take(page, action);
      await page.waitForLoadState("load");
      await expect.poll(() => page.url()).toMatch(at);
      for (const words of says) {
        const pattern =
          typeof words === "string" ? new RegExp(words.replace(/[.*+?^${}()[\]\\]/g, "\\$&"), "i") : words;
        await expect.poll(() => page.locator("body").innerText()).toMatch(pattern);
      }
      await context.close();
    });
});

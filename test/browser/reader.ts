// What a new reader does from the home page, as actions that a test lists: types, presses a key, follows a link, opens what is closed.
import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {inject} from "vitest";

const address = inject("address");

/** The most actions that may lie between the home page and an answer. */
export const MOST_ACTIONS = 4;

export type Action = ["type", string] | ["key", string] | ["follow", string | RegExp] | ["open", string | RegExp];

export async function take(page: Page, [kind, what]: Action): Promise<void> {
  switch (kind) {
    case "type":
      await page.locator("#search").fill(what);
      await page.locator("[role=option]").first().waitFor();
      return;
    case "key":
      await Promise.all([page.waitForURL((url) => url.href !== address), page.keyboard.press(what)]);
      return;
    case "follow":
      await page.locator("main").getByRole("link", {name: what}).first().click();
      return;
    case "open":
      await page.locator("summary", {hasText: what}).first().click();
  }
}

/** What a reader types into the search before Enter takes the first result. */
export const searchFor = (words: string): readonly Action[] => [
  ["type", words],
  ["key", "Enter"]
];

/** The actions that opening a chart's menu and choosing its picture take (`savePicture`). */
export const SAVING = 2;
/** The most actions that may lie between the home page and a saved picture. */
export const MOST_TO_PICTURE = 6;

/** A chart that a reader has come to, as text: its drawing and its title, in the size that is shown. */
export async function chartAt(page: Page, id: string): Promise<string> {
  const chart = page.locator(`figure.plate[id="${id}"]`);
  await chart.locator(".art:visible svg").first().waitFor();
  return `${await chart.innerText()} ${(await chart.locator(".art:visible svg").first().textContent()) ?? ""}`;
}

/** Opens a chart's menu and saves its picture, as a file of this name. */
export async function savePicture(page: Page, id: string): Promise<{name: string; bytes: Buffer}> {
  const chart = page.locator(`figure.plate[id="${id}"]`);
  await chart.getByRole("button", {name: "Save or copy"}).click();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    chart.locator(".take-menu").getByRole("button", {name: "PNG"}).click()
  ]);
  return {name: saved.suggestedFilename(), bytes: readFileSync(await saved.path())};
}

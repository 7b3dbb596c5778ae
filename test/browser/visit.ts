// A reader of the built site in a real Chromium: what every test of a page begins with.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {chromium} from "playwright-core";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {inject} from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The longest that one step may take, in milliseconds: it ends what hangs, and no machine is too slow for it. */
const STEP = 120_000;

export async function startBrowser(): Promise<Browser> {
  const {executablePath, env} = inject("browser");
  const browser = await chromium.launch({
    executablePath,
    env: {...process.env, ...env},
    args: ["--no-sandbox"],
    timeout: STEP
  });
  browser.on("context", (context) => context.setDefaultTimeout(STEP));
  return browser;
}

export interface Visit {
  readonly page: Page;
  /** The addresses that were asked for. */
  readonly asked: string[];
  /** Errors and warnings of the browser, and what scripts threw. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** A page that keeps account of what it asks for and complains about; `path` is where it goes, below the site's root. */
export async function visit(browser: Browser, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(inject("address") + path, {waitUntil: "load"});
  await page.evaluate("document.fonts.ready");
  return {page, asked, complaints, close: () => context.close()};
}

/** Of what was asked for, what another host would have been asked. */
export function foreign(asked: readonly string[]): string[] {
  return asked.filter((url) => !url.startsWith(inject("address")) && !/^(?:data|blob):/.test(url));
}

/** What axe's rules find on the page as it stands, a line each: all of its rules, or some by their names. */
async function found(page: Page, rules: readonly string[] | null): Promise<string[]> {
  await page.evaluate(axe);
  const options = {resultTypes: ["violations"], ...(rules && {runOnly: {type: "rule", values: rules}})};
  return page.evaluate<string[]>(
    `axe.run(${JSON.stringify(options)}).then(({violations}) => violations.map(({id, impact, nodes}) => impact + " " + id + ": " + nodes.map((n) => n.target).join(", ")))`
  );
}

export const axeFinds = (page: Page): Promise<string[]> => found(page, null);

/** What axe finds in the other scheme of a page that it has tried in one: the rules that look at colours. */
export async function axeFindsIn(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({colorScheme});
  return found(page, ["color-contrast", "link-in-text-block"]);
}

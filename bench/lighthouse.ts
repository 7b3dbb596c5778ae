// Runs Lighthouse on four pages, with its default phone settings. It is not a dependency of the project: install it first.
import {createServer} from "node:http";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {listen, staticSite} from "../src/site/serve.js";
import {browserAt} from "../test/browser/chromium.js";
import type {Line} from "./line.js";

const PAGES = ["", "story", "explorer", "method"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PORT = 9333;

type Lighthouse = (
  address: string,
  flags: {port: number; onlyCategories: string[]; logLevel: "error"}
) => Promise<{lhr: {categories: Record<string, {score: number | null}>}} | undefined>;

/** @throws Error where Lighthouse is not installed. */
export async function lighthouse(root: string, folder: string): Promise<Line[]> {
  const name = "lighthouse";
  const {default: run} = (await import(name).catch(() => {
    throw new Error(
      "Lighthouse is not installed: npm install --no-save lighthouse@12.8.2 third-party-web@0.30.0, and run this again"
    );
  })) as {default: Lighthouse};
  const server = createServer(staticSite(folder));
  const address = await listen(server, 0);
  const profile = mkdtempSync(join(tmpdir(), "ledger-lighthouse-"));
  const browser = await chromium.launchPersistentContext(profile, {
    ...(await browserAt(root)),
    args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${PORT}`]
  });
  try {
    const lines: Line[] = [];
    for (const page of PAGES) {
      const found = await run(address + page, {port: PORT, onlyCategories: CATEGORIES, logLevel: "error"});
      for (const category of CATEGORIES)
        lines.push({
          section: "Lighthouse",
          name: `${page || "home"}, ${category}`,
          value: Math.round((found?.lhr.categories[category]?.score ?? 0) * 100),
          unit: "",
          id: `lighthouse.${category}`
        });
    }
    return lines;
  } finally {
    await browser.close();
    server.close();
    rmSync(profile, {recursive: true, force: true});
  }
}

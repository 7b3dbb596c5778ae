// The explorer as its readers meet it: asked by controls, by address and by history, with hostile words, by keyboard, without scripts.
import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
let sql: Sql;
beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});

async function open(query = "", options: BrowserContextOptions = {}) {
  const opened = await visit(browser, `explorer${query && `?${query}`}`, options);
  if (options.javaScriptEnabled !== false) await opened.page.locator("html[data-explorer=ready]").waitFor();
  return opened;
}

const openOptions = async (page: Page) => {
  if (!(await page.locator("#options[open]").count())) await page.locator("#options > summary").click();
};
const finding = (page: Page) => page.locator("#finding").innerText();
const rows = async (page: Page) =>
  (await page.locator("#rows-table tbody tr").all()).length
    ? (await page.locator("#rows-table tbody tr").allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim())
    : [];

describe("an address", () => {
  test("that is pasted opens its question, with the numbers of the rows", async () => {
    const {page, complaints, asked} = await open("origin=ERI&asylum=ISR&stage=combined&unit=persons&years=2015-2020");
    const found = await sql.rows(
      `SELECT year, sum(applications)::INTEGER AS n FROM applications WHERE origin = 'ERI' AND asylum = 'ISR' AND level = 'FA' AND unit = 'P'
       AND type IN ('N', 'NR') AND year BETWEEN 2015 AND 2020 GROUP BY year ORDER BY year`
    );
    const shown = await rows(page);
    for (const {year, n} of found)
      expect(shown).toContain(
        `${String(year)} first instance and appeal combined persons ${Number(n).toLocaleString("en")}`
      );
    expect(await page.locator('select[name="from"]').inputValue()).toBe("2015");
    expect(await page.locator('[data-pick="origin"] .chosen').innerText()).toBe("Eritrea");
    expect([complaints, foreign(asked)]).toEqual([[], []]);
    await page.context().close();
  });

  test.each([
    ["measure=decisions&asylum=RUS&stage=other&unit=persons&years=2022", "98,644"],
    ["measure=rate&definition=positive&origin=ERI&asylum=ISR,ETH&years=2015-2024", "grant rate"],
    ["measure=refugees&origin=UKR&years=2023", "refugees from Ukraine were living worldwide"],
    ["origin=XXA&asylum=m49:150&years=2020", "countries in Europe received"],
    ["origin=AFG,SYR&asylum=DEU,FRA&years=2016", "Germany received the most"]
  ])("%s is answered", async (query, words) => {
    const {page, complaints} = await open(query);
    expect(await finding(page)).toContain(words);
    expect(await page.locator("#answer svg[role=img]").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("changes with the question, and back and forward lead through the answers", async () => {
    const {page} = await open("origin=ERI&asylum=ISR&years=2010-2020");
    const first = await finding(page);
    await openOptions(page);
    await page.locator('select[name="unit"]').selectOption("persons");
    await page.waitForURL("**unit=persons");
    await page.locator('select[name="measure"]').selectOption("decisions");
    await page.waitForURL("**measure=decisions**");
    await expect.poll(() => finding(page)).toMatch(/granted .* decisions? on people from Eritrea/);
    const last = await finding(page);
    await page.goBack();
    await expect.poll(() => finding(page)).not.toBe(last);
    expect(await page.locator('select[name="measure"]').inputValue()).toBe("applications");
    await page.goBack();
    await expect.poll(() => finding(page)).toBe(first);
    expect(await page.locator('select[name="unit"]').inputValue()).toBe("both");
    await page.goForward();
    await page.goForward();
    await expect.poll(() => finding(page)).toBe(last);
    await page.context().close();
  });

  test("of hostile words in every part stays text", async () => {
    const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>'`;
    const keys = [
      "measure",
      "definition",
      "origin",
      "asylum",
      "years",
      "stage",
      "level",
      "type",
      "authority",
      "unit",
      "shown",
      "sort",
      "find",
      "zzz"
    ];
    const {page, complaints, asked} = await open("asylum=ISR&years=2020");
    for (const key of [...keys, "all"]) {
      const query = new URLSearchParams(
        key === "all"
          ? keys.map((one) => [one, evil])
          : [...(key === "asylum" ? [["origin", "ERI"]] : [["asylum", "ISR"]]), [key, evil]]
      );
      await page.goto(`${address}explorer?${query.toString()}`, {waitUntil: "load"});
      await page.locator("html[data-explorer=ready]").waitFor();
      expect(await page.locator("main img, main script").count()).toBe(0);
      if (key !== "find") expect(await page.locator("#tell").innerText()).toContain("img");
      expect([key, complaints, foreign(asked)]).toEqual([key, [], []]);
    }
    await page.context().close();
  });

  test("without an answer explains itself and leads to one", async () => {
    const {page} = await open("origin=PRK&asylum=KOR&years=2010");
    expect(await finding(page)).toContain("UNHCR’s data has no entry");
    await page.locator("#nearest a").first().click();
    await expect.poll(() => finding(page)).not.toContain("has no entry");
    expect(page.url()).not.toContain("asylum=KOR&years=2010");
    await page.context().close();
  });
});

describe("the question", () => {
  test("takes a place by keyboard: typed, ticked and shown in the sentence", async () => {
    const {page} = await open();
    await page.locator('[data-pick="origin"] > button').focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("eritr");
    await expect.poll(() => page.locator("#pick-origin fieldset label:visible").count()).toBe(1);
    await page.locator('[data-find="origin"]').fill("북한");
    await expect
      .poll(() => page.locator("#pick-origin fieldset label:visible").allInnerTexts())
      .toEqual(["North Korea"]);
    // The first that is picked replaces the page's example, and a second is added.
    await page.keyboard.press("Enter");
    await page.waitForURL("**origin=PRK&**");
    await page.locator('[data-find="origin"]').fill("eritr");
    await page.keyboard.press("Enter");
    await page.waitForURL("**origin=ERI,PRK**");
    await page.keyboard.press("Escape");
    expect(await page.locator("#pick-origin").isVisible()).toBe(false);
    expect(await page.locator('[data-pick="origin"] .chosen').innerText()).toBe("Eritrea and North Korea");
    await page.context().close();
  });

  test("folds its lesser choices, by keyboard too, and keeps them in sight as a sentence", async () => {
    const {page} = await open("asylum=DEU&years=2010-2020");
    const unit = page.locator('select[name="unit"]');
    expect(await unit.isVisible()).toBe(false);
    expect(await page.locator("#counting").innerText()).toBe(
      "New applications; counted in persons and cases; all stages."
    );
    await page.locator("#options > summary").focus();
    await page.keyboard.press("Enter");
    await unit.waitFor();
    await unit.focus();
    await page.keyboard.type("persons");
    await page.keyboard.press("Tab");
    await page.waitForURL("**unit=persons");
    await expect.poll(() => page.locator("#counting").innerText()).toContain("counted in persons;");
    // It stays open while questions are asked, and closes when it is closed.
    await page.locator('select[name="authority"]').selectOption("G");
    await page.waitForURL("**authority=G**");
    expect(await unit.isVisible()).toBe(true);
    expect(await page.locator("#counting").innerText()).toContain("decided by governments");
    await page.locator("#options > summary").press("Space");
    expect(await unit.isVisible()).toBe(false);
    await page.context().close();
  });

  test.each([
    "asylum=DEU&years=2020&unit=persons&stage=appeal&authority=G",
    "measure=decisions&definition=published&asylum=RUS&years=2022",
    "asylum=SWE&years=2015&type=R,A&shown=per_100000",
    "asylum=DEU&years=2016&level=FI"
  ])("of an address with folded choices says them: %s", async (query) => {
    const {page} = await open(query);
    const {optionsWords} = await import("../../src/explorer/moreOptions.js");
    const {parseState} = await import("../../src/explorer/address.js");
    expect(await page.locator("#counting").innerText()).toBe(optionsWords(parseState(query).state));
    expect(await page.locator("#tell").innerText()).toBe("");
    await page.context().close();
  });

  test("takes no ninth place", async () => {
    const {page} = await open("origin=AFG,SYR,IRQ,IRN,ERI,SOM,SDN&asylum=DEU&years=2016");
    await page.locator('[data-pick="origin"] > button').click();
    await page.locator('#pick-origin input[value="TUR"]').check();
    await page.waitForURL("**TUR**");
    expect(await page.locator('#pick-origin input[value="ALB"]').isDisabled()).toBe(true);
    expect(await page.locator("#over-time svg").count()).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe("an answer", () => {
  test("is drawn from the top down, replaces the one before it, and keeps the scroll position", async () => {
    const {page, complaints} = await open("measure=decisions&asylum=DEU&years=2010-2020");
    await page.evaluate("window.scrollTo(0, document.querySelector('#ranking').offsetTop)");
    // Each time the page has been painted, what stands in the answer is written down.
    await page.evaluate(`window.seen = [];
      new MutationObserver(() => window.seen.push({
        at: scrollY,
        busy: answer.hasAttribute("aria-busy"),
        titles: [...answer.querySelectorAll(":scope > [id]")].map(({id}) => id),
        hosts: [...new Set([...answer.querySelectorAll("h3, #finding")].map((e) => /Germany/.test(e.textContent)))]
      })).observe(answer, {childList: true, attributes: true})`);
    const before = await page.evaluate<number>("scrollY");
    await page.evaluate(`{
      const form = document.getElementById("question");
      for (const box of form.querySelectorAll('input[name="asylum"]')) box.checked = box.value === "FRA";
      form.querySelector('input[name="asylum"][value="FRA"]').dispatchEvent(new Event("change", {bubbles: true}));
    }`);
    await page.waitForURL("**asylum=FRA**");
    await page.locator("#answer:not([aria-busy]) #rows-table").waitFor();
    const seen = await page.evaluate<{at: number; busy: boolean; titles: string[]; hosts: boolean[]}[]>("window.seen");
    expect(seen.length).toBeGreaterThan(1);
    expect(seen[0]?.titles).toEqual(["finding", "over-time"]);
    expect(seen.at(-1)?.titles).toEqual([
      "finding",
      "over-time",
      "other-kinds",
      "outcomes",
      "ranking",
      "map",
      "flows",
      "scatter",
      "table"
    ]);
    for (const {at, hosts} of seen) expect([at, hosts]).toEqual([before, [false]]);
    expect(seen.at(-1)?.busy).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("of more rows than are added at once leaves the earliest years out, and says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ledger-cut-"));
    const file = join(folder, "decisions.parquet");
    await sql.rows(`COPY (SELECT asylum, level, unit, authority, origin, year, recognized, other, rejected, closed, NULL::INTEGER AS total
      FROM decisions, range(4) ORDER BY ALL) TO '${file}' (FORMAT parquet)`);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route("**/_explorer/decisions.*.parquet", (route) => route.fulfill({path: file}));
    // The page names the sum of the edition's own file, and uses no other.
    const sum = createHash("sha256").update(readFileSync(file)).digest("hex");
    await page.route("**/explorer?*", async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(
        /(decisions\.[0-9a-f]{8}\.parquet&quot;:&quot;)[0-9a-f]{64}/,
        `$1${sum}`
      );
      await route.fulfill({response, body: html});
    });
    await page.goto(`${address}explorer?measure=decisions`, {waitUntil: "load"});
    await page.locator("html[data-explorer=ready]").waitFor();
    const [fits] = await sql.rows(
      `SELECT min(year)::INTEGER AS first FROM (SELECT year, 4 * sum(count(*)) OVER (ORDER BY year DESC) AS n FROM decisions GROUP BY year) WHERE n <= 350000`
    );
    const first = Number(fits?.first);
    expect(await page.locator("#tell").innerText()).toBe(
      `This question needs more than 350,000 rows. 2000–${first - 1} are left out: the answer is for ${first}–2025. Choose fewer places to see every year.`
    );
    expect(await page.locator('select[name="from"]').inputValue()).toBe(String(first));
    expect(await finding(page)).toContain("2025");
    // With one host every year is answered, four times as high as the edition has it.
    await page.goto(`${address}explorer?measure=decisions&asylum=DEU&unit=persons&stage=first&years=2000`);
    await page.locator("html[data-explorer=ready]").waitFor();
    expect(await page.locator("#tell").innerText()).toBe("");
    await context.close();
    rmSync(folder, {recursive: true});
  });

  test("says that it waits for data, and removes the message once it is answered", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let go = () => {};
    const held = new Promise<void>((done) => (go = done));
    await page.route("**/_explorer/decisions.*.parquet", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${address}explorer`, {waitUntil: "load"});
    expect(await page.locator("#tell").innerText()).toBe("");
    await page.locator('select[name="measure"]').selectOption("decisions");
    await expect
      .poll(() => page.locator("#tell").innerText())
      .toMatch(/^You asked for decisions on people from Eritrea in Israel, 2000–2025\. Loading: .*decisions\./);
    go();
    await expect.poll(() => finding(page)).toMatch(/Israel granted .* decisions on people from Eritrea/);
    expect(await page.locator("#tell").innerText()).toBe("");
    await context.close();
  });

  test("whose file cannot be read says so, and the page goes on asking", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route("**/_explorer/decisions.*.parquet", (route) => route.fulfill({body: "no Parquet at all"}));
    await page.goto(`${address}explorer?asylum=DEU`, {waitUntil: "load"});
    await expect.poll(() => page.locator("#answer").innerText()).toMatch(/^We could not load the data\..*is damaged/);
    await page.unroute("**/_explorer/decisions.*.parquet");
    // The sentence asks what the address asks.
    await page.locator('select[name="measure"]').selectOption("decisions");
    await expect.poll(() => finding(page)).toMatch(/Germany granted .* decisions/);
    expect(await page.locator("#tell").innerText()).toBe("");
    await context.close();
  });
});

describe("the table", () => {
  test("is sorted and filtered, in the address too, and taken as CSV of what is shown", async () => {
    const {page} = await open("origin=ERI&asylum=ISR&stage=combined&unit=persons&years=2015-2020");
    await page.locator('[data-sort="count"]').click();
    expect((await rows(page))[0]).toContain("2018");
    expect(await page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("descending");
    await page.locator("#find").fill("201");
    await expect.poll(() => rows(page)).toHaveLength(5);
    expect(page.url()).toContain("sort=count-falling&find=201");
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#csv").click()]);
    const text = readFileSync(await file.path(), "utf8");
    expect(file.suggestedFilename()).toMatch(/^applications-people-from-eritrea-israel-2015-2020\.csv$/);
    expect(text).toContain(`# Edition: ${sql.id}`);
    expect(text).toContain(`# Address: ${address}explorer?origin=ERI`);
    const lines = text
      .trimEnd()
      .split("\r\n")
      .filter((line) => !line.startsWith('"#'));
    expect(lines).toHaveLength(6);
    expect(lines[1]).toBe("2018,first instance and appeal combined,persons,6348,6348,6348,");
    await page.reload();
    await page.locator("html[data-explorer=ready]").waitFor();
    expect(await rows(page)).toHaveLength(5);
    await page.context().close();
  });
});

describe("for everyone", () => {
  test("axe finds nothing on the answer to a link about one pair", async () => {
    const {page} = await open("origin=ERI&asylum=ISR&years=2000-2025");
    expect(await axeFinds(page)).toEqual([]);
    await page.context().close();
  });

  test.each(["light", "dark"] as const)(
    "axe finds nothing in the %s scheme, lists and matrix open",
    async (colorScheme) => {
      const {page} = await open(
        "measure=rate&definition=positive&origin=AFG,SYR,ERI&asylum=DEU,FRA,SWE,ISR&years=2020-2024",
        {colorScheme}
      );
      expect(await page.locator("#matrix td").count()).toBe(12);
      for (const summary of await page.locator("#answer summary").all()) await summary.click();
      await page.locator('[data-pick="asylum"] > button').click();
      expect(await axeFinds(page)).toEqual([]);
      await page.context().close();
    }
  );

  test("at 320 px nothing scrolls sideways, whatever is asked", async () => {
    for (const query of [
      "",
      "measure=rate&origin=AFG,SYR,ERI&asylum=DEU,FRA,SWE,ISR&years=2020-2024",
      "measure=decisions&asylum=RUS"
    ]) {
      const {page} = await open(query, {viewport: {width: 320, height: 640}});
      expect([query, await page.evaluate<number>("document.documentElement.scrollWidth")]).toEqual([query, 320]);
      await page.context().close();
    }
  });

  test("on a phone the first sentence of an answer is on the first screen", async () => {
    for (const query of ["", "asylum=DEU", "measure=decisions&asylum=ITA"]) {
      const {page} = await open(query, {viewport: {width: 320, height: 700}});
      const end = await page.evaluate<number>(`{
        const text = document.querySelector("#finding p").firstChild;
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, text.data.search(/\\. [A-Z]|\\.$/) + 1);
        range.getBoundingClientRect().bottom;
      }`);
      expect([query, end < 700]).toEqual([query, true]);
      await page.context().close();
    }
  });

  test("where no rule reclassifies a column the chart of decisions is drawn once", async () => {
    for (const [query, panels] of [
      ["measure=decisions&asylum=DEU&years=2023-2025", 1],
      ["measure=decisions&asylum=RUS&years=2022-2024&stage=other", 2]
    ] as const) {
      const {page} = await open(query, {viewport: {width: 1440, height: 900}});
      const text = await page.locator("#outcomes svg[role=img]").first().textContent();
      expect([
        query,
        Number(/As reported to UNHCR/.test(text ?? "")) + Number(/By legal status/.test(text ?? ""))
      ]).toEqual([query, panels]);
      await page.context().close();
    }
  });

  test("without scripts the page answers its own question and has every control", async () => {
    const {page} = await open("", {javaScriptEnabled: false});
    expect(await finding(page)).toMatch(/^In 2025 Israel received 881 new asylum applications by people from Eritrea/);
    expect(await page.locator("#over-time svg[role=img]").first().isVisible()).toBe(true);
    expect((await rows(page)).length).toBeGreaterThan(20);
    expect(await page.locator("#question").getAttribute("method")).toBe("get");
    expect(await page.locator("noscript").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test("nothing moves while the page loads", async () => {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    const page = await context.newPage();
    await page.addInitScript(
      "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; }).observe({type: 'layout-shift', buffered: true});"
    );
    for (const query of ["", "?measure=decisions&asylum=DEU&years=2010-2020"]) {
      await page.goto(`${address}explorer${query}`, {waitUntil: "load"});
      await page.locator("html[data-explorer=ready]").waitFor();
      expect(await page.evaluate<number>("window.shift")).toBeLessThan(0.1);
    }
    await context.close();
  });

  test("its first view with all pairs of all years takes less than 1.2 MB and no WebAssembly", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    let wasm = 0;
    page.on("requestfinished", (request) => {
      if (request.url().includes(".wasm")) wasm++;
      sizes.push(request.sizes().then(({responseBodySize}) => responseBodySize));
    });
    await page.goto(`${address}explorer`, {waitUntil: "networkidle"});
    await page.locator("html[data-explorer=ready]").waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    console.log(`explorer: ${Math.round(bytes / 1000)} kB, ${sizes.length} requests`);
    expect(bytes).toBeLessThan(1_200_000);
    expect(wasm).toBe(0);
    await context.close();
  });
});

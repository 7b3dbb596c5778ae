// The notebooks: two computations that must agree, a third one in this test for each finding, and a copied notebook that works.
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {group} from "d3";
import MarkdownIt from "markdown-it";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {componentsOf} from "../../src/site/components.js";
import type {Edition} from "../../src/edition/edition.js";
import {directives} from "../../src/site/markdown.js";
import {saysOfNotebooks, secondWay} from "../../src/notebooks/_shared/page.js";
import {
  computeNotebooks,
  notebookNames,
  offeredBy,
  openBench,
  readNotebook
} from "../../src/notebooks/_shared/compute.js";
import type {Bench, Computed} from "../../src/notebooks/_shared/compute.js";
import {sourcesOf} from "../../src/figures/sources.js";
import {bounded, sum} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {isNew} from "../../src/measures/newness.js";
import {splitAcrossLevels, wilson} from "../../src/measures/rates.js";
import {cell, decisionAt, isWithoutParts, reader} from "../../src/measures/status.js";
import type {PublishedDecision} from "../../src/measures/status.js";
import {sumDecisions} from "../../src/measures/sums.js";
import {count, initialOf, mustAgree, number, quote, whole} from "../../src/notebooks/_shared/notebook.js";
import type {Chosen, Notebook, Results, Row, Step} from "../../src/notebooks/_shared/notebook.js";
import {committedEdition} from "../edition/committed.js";

let edition: Edition;
let bench: Bench;
beforeAll(async () => {
  edition = await committedEdition();
  bench = await openBench(edition, join(PROJECT, "data", "editions", edition.id), [
    "eurostat_applications",
    "eurostat_decisions"
  ]);
});
afterAll(() => bench.close());

/** A notebook's results, computed once for all tests; the initial settings unless others are given. */
const known = new Map<string, Promise<{results: Results; says: Readonly<Record<string, string>>}>>();
async function computed(name: string, chosen: Chosen = {}) {
  const key = `${name} ${JSON.stringify(chosen)}`;
  const made = async () => {
    const notebook = await readNotebook(PROJECT, name);
    const results = await bench.compute(name, notebook, {...initialOf(notebook), ...chosen});
    return {results, says: notebook.says(results)};
  };
  const found = known.get(key) ?? made();
  known.set(key, found);
  return found;
}
const decisions = (takes: (row: PublishedDecision) => boolean) =>
  Array.from(edition.decisions.year, (_, i) => decisionAt(edition.decisions, i)).filter(
    (row) => takes(row) && !isWithoutParts(row)
  );

describe("two computations", () => {
  const step = {key: ["year"], columns: []} as unknown as Step;

  test("throws with step, row, column and both numbers when they differ", () => {
    expect(() => mustAgree("world", step, [{year: 2022, persons: 98_654}], [{year: 2022, persons: 98_644}])).toThrow(
      "step world, row 2022, persons: SQL gives 98654, arquero gives 98644"
    );
  });

  test.each<[string, Row[], Row[], string]>([
    ["a row missing in Arquero", [{year: 2021}], [], "arquero has no row 2021"],
    ["a row missing in SQL", [], [{year: 2021}], "SQL has no row 2021"],
    ["a duplicate row", [{year: 2021}, {year: 2021}], [{year: 2021}], "SQL gives the row 2021 twice"],
    [
      "null in one and 0 in the other",
      [{year: 2021, n: null}],
      [{year: 2021, n: 0}],
      "n: SQL gives null, arquero gives 0"
    ]
  ])("throws for %s", (_, sql, arquero, words) => expect(() => mustAgree("world", step, sql, arquero)).toThrow(words));

  test("reject with the notebook's name when one is wrong", async () => {
    const notebook = await readNotebook(PROJECT, "lost-origins");
    const unknown = notebook.steps.unknown as Step;
    const sql = (chosen: Chosen) => unknown.sql(chosen).replaceAll("origin = 'UNK'", "origin = 'XXA'");
    const spoiled: Notebook = {...notebook, steps: {unknown: {...unknown, sql}}};
    await expect(bench.compute("spoiled", spoiled, initialOf(notebook))).rejects.toThrow(
      /notebook spoiled, step unknown, row \d{4} [PC], unknown: SQL gives \d+, arquero gives \d+/
    );
  });

  test.each<[string, Chosen]>([
    ["ninety-eight-thousand", {host: "PRT", year: "2022"}],
    ["ninety-eight-thousand", {host: "JPN", year: "2024"}],
    ["rounding", {year: "2009", unit: "C"}],
    ["doors", {origin: "ERI", year: "2016", host: "CHE", definition: "international"}],
    ["doors", {origin: "NGA", year: "2023", host: "ITA"}],
    ["ledgers", {year: "2016", applicant: "all"}],
    ["doors", {origin: "PRK", year: "2008", host: "BEL"}],
    ["closed", {year: "2004"}],
    ["lost-origins", {year: "2021", types: "new"}]
  ])("agree for other settings too: %s %o", async (name, chosen) => {
    const {says} = await computed(name, chosen);
    expect(says.finding).toMatch(/\.$/);
    expect(JSON.stringify(says)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("escapes a setting in SQL", () => {
    expect(quote("RUS' OR '1' = '1")).toBe("'RUS'' OR ''1'' = ''1'");
    expect(() => whole("2022; DROP TABLE cells")).toThrow("is not a whole number");
  });
});

describe("a third computation agrees:", () => {
  test("98,654 and 10: decisions under “recognized” in 2022 are the sum of their statuses", async () => {
    const read = reader(edition.rules);
    const parts = new Map<string, (Count | null)[]>();
    for (const row of decisions(({year}) => year === 2022)) {
      const reading = read(row);
      const key = `${row.unit} ${reading.status.recognized}`;
      parts.set(key, [...(parts.get(key) ?? []), cell(row, "recognized", reading)]);
    }
    const {results, says} = await computed("ninety-eight-thousand");
    const world = results.rows("world").filter((row) => row.year === 2022);
    expect(new Map(world.map((row) => [`${String(row.unit)} ${String(row.status)}`, count(row, "decisions")]))).toEqual(
      new Map([...parts].map(([key, counts]) => [key, sum(counts)]))
    );
    expect(world.map((row) => `${String(row.unit)} ${String(row.status)} ${String(row.decisions)}`).sort()).toEqual([
      ...["C refugee_status 95", "C undivided 1731", "P complementary 68"],
      ...["P refugee_status 373863", "P temporary 98644", "P undivided 61150"]
    ]);
    expect(says.finding).toContain("30%");
    for (const words of ["533,725", "1,826"]) expect(says.more).toContain(words);
    for (const words of ["98,654", "10 [6–34] as refugee status", "98,644"]) expect(says.host).toContain(words);
  });

  test("the origin of 13,509 applications in persons and 352,060 in cases is unknown in 2025; 282,594 of the cases are the United States'", async () => {
    const {applications: rows} = edition;
    const found = {P: {unknown: 0, all: 0}, C: {unknown: 0, all: 0}};
    for (let i = 0; i < rows.year.length; i++) {
      if (rows.year[i] !== 2025) continue;
      const of = found[rows.unit[i] ?? "P"];
      of.all += rows.applications[i] ?? 0;
      if (rows.origin[i] === "UNK") of.unknown += rows.applications[i] ?? 0;
    }
    expect(found).toEqual({P: {unknown: 13_509, all: 2_962_872}, C: {unknown: 352_060, all: 380_331}});
    const {results, says} = await computed("lost-origins");
    for (const row of results.rows("unknown").filter(({year}) => year === 2025))
      expect({unknown: row.unknown, all: row.all}).toEqual(found[row.unit as "P" | "C"]);
    expect(results.rows("usa").find((row) => row.year === 2025 && row.unit === "C")).toMatchObject({
      unknown: 282_594,
      all: 282_594
    });
    expect(says.finding).toMatch(/93%.*cannot be trusted/);
    expect(says.more).toContain("282,594");
  });

  test("502 of 3,513 series with 25 positive decisions report no refusals", async () => {
    const series = new Map<string, {granted: number; rejected: number}>();
    const {decisions: rows} = edition;
    for (let i = 0; i < rows.year.length; i++) {
      const key = [rows.asylum, rows.level, rows.authority, rows.unit, rows.year].map((column) => column[i]).join(" ");
      const of = series.get(key) ?? {granted: 0, rejected: 0};
      of.granted += (rows.recognized[i] ?? 0) + (rows.other[i] ?? 0);
      of.rejected += rows.rejected[i] ?? 0;
      series.set(key, of);
    }
    const large = [...series.values()].filter(({granted}) => granted >= 25);
    const silent = large.filter(({rejected}) => rejected === 0);
    expect([silent.length, large.length]).toEqual([502, 3513]);
    const {results, says} = await computed("closed");
    expect(results.rows("tally")[0]).toMatchObject({all_series: 3513, no_rejected: 502});
    expect(says.more).toContain("502 of 3,513 series");
    expect(says.finding).toMatch(/47%.*31%/);
  });

  test("a pair counts as rounded when each of its published figures is 0 or 5", async () => {
    const {applications: rows} = edition;
    const flows = new Map<string, number[]>();
    for (let i = 0; i < rows.year.length; i++) {
      const value = rows.applications[i];
      if (rows.year[i] !== 2025 || rows.unit[i] !== "P" || value == null) continue;
      const key = `${rows.origin[i] ?? ""} ${rows.asylum[i] ?? ""}`;
      flows.set(key, [...(flows.get(key) ?? []), value]);
    }
    const under = [...flows.values()].filter((values) => values.every((value) => value === 0 || value === 5));
    const {results} = await computed("rounding");
    const row = results.rows("flows").find(({year}) => year === 2025);
    expect([row?.under, row?.flows]).toEqual([under.length, flows.size]);
    expect(count(row, "small")).toEqual(sum(under.flat().map((value) => bounded(value, "applications"))));
  });

  test("a country's expected rate is given without the country itself too: Spain 2024, 25.7% instead of 50.8%", async () => {
    const {results, says} = await computed("doors", {year: "2024", host: "ESP"});
    const cells = results.rows("europe");
    const sumOf = (of: (typeof cells)[number][], column: string) => of.reduce((n, row) => n + number(row, column), 0);
    const venezuelans = cells.filter(({origin}) => origin === "VEN");
    expect(
      sumOf(
        venezuelans.filter(({asylum}) => asylum === "ESP"),
        "decisions"
      )
    ).toBe(33_004);
    expect(sumOf(venezuelans, "decisions")).toBe(39_921);
    let [own, expected] = [0, 0];
    for (const cell of cells.filter(({asylum}) => asylum === "ESP")) {
      const others = cells.filter(({asylum, origin}) => asylum !== "ESP" && origin === cell.origin);
      if (!others.length) continue;
      own += number(cell, "decisions");
      expected += (number(cell, "decisions") * sumOf(others, "granted")) / sumOf(others, "decisions");
    }
    const spain = results.rows("hosts").find(({asylum}) => asylum === "ESP");
    if (!spain) throw new Error("no row of Spain");
    expect(number(spain, "others")).toBeCloseTo(expected / own, 9);
    expect((100 * number(spain, "others")).toFixed(1)).toBe("25.7");
    expect((100 * number(spain, "expected")).toFixed(1)).toBe("50.8");
    expect(says.host).toMatch(/25\.7.*50\.8/);
    expect(says.more).toMatch(/26%.*51%/);
    expect(says.largest).toMatch(/Spain.*33,004 of 39,921.*Venezuela/);
  });

  test("a country's expected rate is Europe's rate for each origin, weighted by the country's own decisions", async () => {
    const {results} = await computed("doors");
    const europe = new Set(results.rows("europe").map((row) => String(row.asylum)));
    const read = reader(edition.rules);
    const hosts = new Map<string, Map<string, {granted: number; all: number}>>();
    for (const row of decisions(
      ({year, unit, level, asylum, origin}) =>
        year === 2024 && unit === "P" && ["FI", "NA", "FA"].includes(level) && europe.has(asylum) && origin !== "UNK"
    )) {
      const found = sumDecisions([row], read);
      if (!found) continue;
      expect(found.statuses.undivided_closed.value).toBe(0);
      const granted = found.published.recognized.value + found.published.other.value;
      const host = hosts.get(row.asylum) ?? new Map<string, {granted: number; all: number}>();
      const before = host.get(row.origin) ?? {granted: 0, all: 0};
      host.set(row.origin, {
        granted: before.granted + granted,
        all: before.all + granted + found.statuses.refused.value
      });
      hosts.set(row.asylum, host);
    }
    const together = new Map<string, {granted: number; all: number}>();
    for (const host of hosts.values())
      for (const [origin, {granted, all}] of host) {
        const before = together.get(origin) ?? {granted: 0, all: 0};
        together.set(origin, {granted: before.granted + granted, all: before.all + all});
      }
    for (const asylum of ["DEU", "GRC", "FRA", "NLD"]) {
      const mine = [...(hosts.get(asylum) ?? [])].filter(([, {all}]) => all > 0);
      const decided = mine.reduce((n, [, {all}]) => n + all, 0);
      const expected = mine.reduce((n, [origin, {all}]) => {
        const of = together.get(origin) ?? {granted: 0, all: 1};
        return n + (all * of.granted) / of.all;
      }, 0);
      const row = results.rows("hosts").find((each) => each.asylum === asylum);
      expect(number(row, "decisions")).toBe(decided);
      expect(number(row, "expected")).toBeCloseTo(expected / decided, 9);
      expect(number(row, "ratio")).toBeCloseTo(mine.reduce((n, [, {granted}]) => n + granted, 0) / expected, 9);
      // Direct: Europe's people, each origin by this host's own rate, where it decided on ten of them.
      const enough = mine.filter(([, {all}]) => all >= 10);
      const weight = (origin: string) => together.get(origin)?.all ?? 0;
      const weights = enough.reduce((n, [origin]) => n + weight(origin), 0);
      const direct = enough.reduce((n, [origin, {granted, all}]) => n + (weight(origin) * granted) / all, 0);
      expect(number(row, "adjusted")).toBeCloseTo(direct / weights, 9);
      for (const rate of ["observed", "expected", "adjusted"]) {
        expect(number(row, `${rate}_lo`)).toBeLessThanOrEqual(number(row, rate));
        expect(number(row, `${rate}_hi`)).toBeGreaterThanOrEqual(number(row, rate));
      }
    }
  });

  test("chance variation is Wilson's interval, and each rate is inside its rounding range", async () => {
    const countries = (await computed("doors")).results.rows("countries").filter(({rate}) => rate !== null);
    expect(countries.length).toBeGreaterThan(30);
    for (const country of countries) {
      const chance = wilson(number(country, "granted"), number(country, "decisions"));
      expect(Math.abs(number(country, "chance_lo") - (chance?.lo ?? -1))).toBeLessThan(1e-9);
      expect(Math.abs(number(country, "chance_hi") - (chance?.hi ?? -1))).toBeLessThan(1e-9);
      expect(number(country, "rate_lo")).toBeLessThanOrEqual(number(country, "rate") + 1e-12);
      expect(number(country, "rate_hi")).toBeGreaterThanOrEqual(number(country, "rate") - 1e-12);
    }
  });

  test("the countries left out of rates are exactly those that grant at one stage and refuse at another", async () => {
    const read = reader(edition.rules);
    const byHost = group(
      decisions(({unit, asylum}) => unit === "P" && asylum !== "USA"),
      ({asylum, year}) => `${asylum} ${year}`
    );
    const split = [...byHost].filter(([, rows]) => {
      const levels = group(rows, ({level}) => level);
      if (levels.size < 2) return false;
      const outcomes = [...levels].flatMap(([level, some]) => {
        const found = sumDecisions(some, read);
        return found ? [[level, found] as const] : [];
      });
      return splitAcrossLevels(new Map(outcomes)) !== null;
    });
    expect(split.map(([key]) => key).sort()).toEqual([
      ...["ISR 2015", "ISR 2016", "ISR 2017"],
      ...["JPN 2021", "JPN 2022", "JPN 2023", "JPN 2024", "JPN 2025"]
    ]);
    for (const [name, year] of [
      ["closed", "2025"],
      ["rounding", "2016"],
      ["doors", "2024"]
    ] as const) {
      const {results} = await computed(name, {year});
      const step = {closed: "hosts", rounding: "pairs", doors: "countries"}[name];
      expect(
        results.rows(step).filter(({asylum}) => split.some(([key]) => key === `${String(asylum)} ${year}`))
      ).toEqual([]);
    }
  });

  test("rates of Italy are “at least” from 2022 to 2025 and in 2010 and 2011, in every table with rates", async () => {
    const italy = (rows: readonly Row[], year?: number) =>
      rows.find((row) => row.asylum === "ITA" && (year === undefined || row.year === year));
    const found: unknown[] = [];
    for (const year of ["2012", "2011", "2022", "2023", "2024", "2025"]) {
      const {results} = await computed("doors", {year, origin: "NGA"});
      const tables = [results.rows("countries"), results.rows("hosts")];
      tables.push((await computed("closed", {year})).results.rows("hosts"));
      found.push(tables.map((rows) => italy(rows)?.least));
    }
    expect(found).toEqual([[0, 0, 0], ...Array.from({length: 5}, () => [1, 1, 1])]);
    const ledgers = (await computed("ledgers")).results.rows("rates");
    expect([2009, 2010, 2011, 2012].map((year) => italy(ledgers, year)?.least)).toEqual([0, 1, 1, 0]);
    const {says} = await computed("doors", {year: "2024", host: "ITA"});
    expect(says.host).toMatch(/at least \d/);
    expect(says.more).toMatch(/at least \d/);
    expect((await computed("closed", {year: "2024"})).says.more).toMatch(/at least.*Italy/);
  });

  test("Portugal enters no comparison of rates from 2023, as its figures cannot be checked", async () => {
    for (const [year, enters] of [
      ["2021", true],
      ["2023", false],
      ["2024", false],
      ["2025", false]
    ] as const) {
      const doors = await computed("doors", {year, origin: "IND"});
      const closed = await computed("closed", {year});
      for (const rows of [doors.results.rows("hosts"), closed.results.rows("hosts")])
        expect(rows.some(({asylum}) => asylum === "PRT")).toBe(enters);
      const portugal = doors.results.rows("countries").find(({asylum}) => asylum === "PRT");
      if (portugal) expect(portugal.left_out === "figures cannot be checked").toBe(!enters);
    }
  });

  test("Portugal’s statuses from 2023 carry that they cannot be checked", async () => {
    expect((await computed("ninety-eight-thousand", {host: "PRT", year: "2023"})).says.host).toContain(
      "cannot be checked"
    );
    expect((await computed("ninety-eight-thousand", {host: "PRT", year: "2021"})).says.host).not.toContain(
      "cannot be checked"
    );
  });

  test("UNHCR and Eurostat agree where their ranges overlap, by country and origin", async () => {
    const {needs = []} = await readNotebook(PROJECT, "ledgers");
    const held = new Set(edition.package.resources.map(({name}) => name));
    if (needs.some((table) => !held.has(table))) return;
    const joined = (code: string) => ({XKX: "SRB", HKG: "CHN", MAC: "CHN", TIB: "CHN"})[code] ?? code;
    const [ours, theirs] = [new Map<string, Count[]>(), new Map<string, Count[]>()];
    const put = (to: Map<string, Count[]>, asylum: string, origin: string, one: Count) => {
      const key = `${asylum} ${joined(origin)}`;
      to.set(key, [...(to.get(key) ?? []), one]);
    };
    const {applications: rows} = edition;
    for (let i = 0; i < rows.year.length; i++) {
      const [value, type, level, asylum = ""] = [rows.applications[i], rows.type[i], rows.level[i], rows.asylum[i]];
      if (rows.year[i] !== 2016 || rows.unit[i] !== "P" || value == null || !type || !level) continue;
      if (!["FI", "NA", "FA"].includes(level) || !isNew({year: 2016, asylum, type, level})) continue;
      put(ours, asylum, rows.origin[i] ?? "", bounded(value, "applications"));
    }
    const eurostat = edition.eurostat.applications;
    const isSum = (code: string) => code === "TOTAL" || /^(?:EXT_)?EU\d/.test(code);
    for (let i = 0; i < eurostat.year.length; i++) {
      const [value, origin = "", asylum = ""] = [eurostat.applications[i], eurostat.origin[i], eurostat.asylum[i]];
      if (eurostat.year[i] !== 2016 || eurostat.applicant[i] !== "first_time" || value == null) continue;
      if (!isSum(origin) && !isSum(asylum)) put(theirs, asylum, origin, bounded(value, "eurostat"));
    }
    const both = [...ours].flatMap(([key, counts]) => {
      const [a, b] = [sum(counts), sum(theirs.get(key) ?? [])];
      return a && b ? [a.lo <= b.hi && b.lo <= a.hi] : [];
    });
    const row = (await computed("ledgers")).results.rows("by_year").find(({year}) => year === 2016);
    expect([row?.agree, row?.cells]).toEqual([both.filter((meet) => meet).length, both.length]);
  });
});

describe("a notebook's page", () => {
  test("works when copied with its code under another name", async () => {
    const root = mkdtempSync(join(tmpdir(), "ledger-notebook-"));
    try {
      // All of the code but the notebooks themselves.
      const others = notebookNames(PROJECT).flatMap((name) => [`${name}.md`, `${name}.ts`]);
      cpSync(join(PROJECT, "src"), join(root, "src"), {
        recursive: true,
        filter: (path) =>
          !path.includes(".observablehq") &&
          !(basename(dirname(path)) === "notebooks" && others.includes(basename(path)))
      });
      cpSync(join(PROJECT, "package.json"), join(root, "package.json"));
      for (const there of ["data", "node_modules"]) symlinkSync(join(PROJECT, there), join(root, there));
      for (const end of ["md", "ts"])
        cpSync(join(PROJECT, "src", "notebooks", `lost-origins.${end}`), join(root, "src", "notebooks", `mine.${end}`));
      const notebooks = await computeNotebooks(edition, root);
      expect(notebooks.map(({name}) => name)).toEqual(["mine"]);
      const md = new MarkdownIt({html: true});
      directives({
        figure: () => {
          throw new Error("no figure is asked for");
        },
        component: componentsOf(edition, undefined, notebooks),
        source: sourcesOf(edition, PROJECT),
        says: saysOfNotebooks(notebooks)
      })(md);
      const page = readFileSync(join(root, "src", "notebooks", "mine.md"), "utf8").replace(/^---[\s\S]*?---/, "");
      const html = md.render(page, {path: "/notebooks/mine"});
      for (const words of [
        'data-says="finding"',
        'href="/code/notebooks/mine#ranking"',
        "rank() OVER (ORDER BY persons DESC)",
        "op.sum(d.now * d.value)"
      ])
        expect(html).toContain(words);
      expect(html.replace(/<[^>]*>/g, "")).toContain("352,060 of 380,331");
    } finally {
      rmSync(root, {recursive: true, force: true});
    }
  });

  test("shows the complete Arquero code of each step", async () => {
    for (const name of notebookNames(PROJECT)) {
      const source = readFileSync(join(PROJECT, "src", "notebooks", `${name}.ts`), "utf8");
      for (const step of Object.keys((await readNotebook(PROJECT, name)).steps)) {
        const text = secondWay(source, step);
        expect(text, `${name} ${step}`).toMatch(/^\(\{/);
        const times = (signs: string) => Array.from(text).filter((sign) => signs.includes(sign)).length;
        expect(times("([{"), `${name} ${step}`).toBe(times(")]}"));
      }
    }
  });

  test("says so when the edition lacks a table that it needs", async () => {
    const notebook = await readNotebook(PROJECT, "ledgers");
    const lacks = notebook.needs ?? [];
    const lacking: Computed = {name: "ledgers", notebook, offered: {}, source: "", results: null, lacks};
    const draw = componentsOf(edition, undefined, [lacking]);
    expect(draw("notebook finding", "/notebooks/ledgers")).toContain("has no table eurostat_applications");
    expect(draw("notebook chart agreement", "/notebooks/ledgers")).toBe("");
    expect(saysOfNotebooks([lacking])("worst", "/notebooks/ledgers")).toContain(">(not in this edition)<");
  });

  test("offers years from the newest, and places by name", () => {
    const years = offeredBy(edition, {label: "Year", initial: "2025", among: "years", since: 2020});
    expect(years.slice(0, 2).map(([year]) => year)).toEqual(["2025", "2024"]);
    const hosts = offeredBy(edition, {label: "Host", initial: "DEU", among: "hosts", only: ["DEU", "AUT"]});
    expect(hosts).toEqual([
      ["AUT", "Austria"],
      ["DEU", "Germany"]
    ]);
  });
});

// What Methods, Rules, Breaks, Data and its sub-pages consist of: figures of breaks and printed totals, rules, checks, CSV, recipes.
import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {DuckDBInstance} from "@duckdb/node-api";
import type {DuckDBConnection} from "@duckdb/node-api";
import {csvParseRows} from "d3";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {sha256} from "../../loaders/sources/shared.js";
import {PROJECT} from "../../src/site/build.js";
import {componentsOf} from "../../src/site/components.js";
import {csvCell, csvMaker} from "../../src/site/csvTables.js";
import {writeData} from "../../src/site/downloads.js";
import type {Edition} from "../../src/edition/edition.js";
import {parquetColumns} from "../../src/edition/parquet.js";
import {describe as describeAnew} from "../edition/describe.js";
import {filesOf} from "../../src/site/finish/files.js";
import {figureHref, figuresOf, parseFigure} from "../../src/figures/figure.js";
import {RECIPES} from "../../src/pages/data/recipe.js";
import {runPython, runR} from "../site/clients.js";
import {LEVELS} from "../../src/measures/codes.js";
import {committedEdition} from "../edition/committed.js";

const parse = (html: string) => new JSDOM(html).window.document;
/** The columns of codes that every CSV names in words. */
const CODES = ["level", "type", "authority", "unit", "status", "origin", "asylum"];
const number = (n: unknown) => Number(n).toLocaleString("en");

let edition: Edition;
let db: DuckDBConnection;
let folder: string;
let written: string;
let latest: string;
const tables = () => join(PROJECT, "data", "editions", edition.id);
const rows = async (sql: string) =>
  (await db.runAndReadAll(sql)).getRowObjectsJson() as Record<string, string | number | null>[];

/** Lines that a person keeps, in SQL; an edition made before breaks were looked for has no others. */
const keptByHand = async () => {
  const columns = await rows(`DESCRIBE FROM '${tables()}/breaks.parquet'`);
  return columns.some(({column_name}) => column_name === "found_by") ? "found_by = 'hand'" : "true";
};

beforeAll(async () => {
  edition = await committedEdition();
  db = await (await DuckDBInstance.create(":memory:", {threads: "2"})).connect();
  await db.run("SET autoinstall_known_extensions = false");
  folder = mkdtempSync(join(tmpdir(), "ledger-csv-"));
  await writeData(join(folder, "data"), PROJECT);
  written = join(folder, "data", edition.id);
  latest = join(folder, "data", "latest");
});
afterAll(() => {
  db.closeSync();
  rmSync(folder, {recursive: true, force: true});
});

describe("a directive", () => {
  test.each([
    ["headline 2017 unit=P", "1,499,626"],
    ["headline 2017 unit=C", "142,057"]
  ])("%s is UNHCR's printed total of one unit, and the units are never added", (directive, shown) => {
    expect(figuresOf(edition)(directive).shown).toBe(shown);
  });

  test("headline equals SQL in every year, for new and for new with repeat", async () => {
    const found = await rows(
      `SELECT year, unit, sum(applications)::INTEGER AS new, coalesce(sum(applications) FILTER (type = 'NR'), 0)::INTEGER AS nr
       FROM '${tables()}/applications.parquet' WHERE type IN ('N', 'NR') AND year >= 2006 GROUP BY ALL`
    );
    expect(found.length).toBeGreaterThan(30);
    const figure = figuresOf(edition);
    for (const {year, unit, new: fresh, nr} of found) {
      const words = `headline ${String(year)} unit=${String(unit)}`;
      expect([words, figure(words).shown, figure(`${words} nr`).shown]).toEqual([words, number(fresh), number(nr)]);
    }
  });

  test("breaks counts the hand-kept breaks with a verdict, and their countries", async () => {
    for (const verdict of ["open", "explained", "ruled"]) {
      const [found] = await rows(
        `SELECT count(*)::INTEGER AS n, count(DISTINCT asylum)::INTEGER AS hosts FROM '${tables()}/breaks.parquet' WHERE verdict = '${verdict}' AND ${await keptByHand()}`
      );
      const figure = figuresOf(edition);
      expect(figure(`breaks ${verdict}`).shown).toBe(number(found?.n));
      expect(figure(`breaks ${verdict} hosts`).shown).toBe(number(found?.hosts));
    }
  });

  test("of breaks leads to Breaks in series, of a printed total to Methods, unless it names a place", () => {
    const figure = figuresOf(edition);
    expect(figureHref(figure("breaks open"))).toBe("/breaks#open-breaks");
    expect(figureHref(figure("headline 2017 unit=P"))).toBe("/method#headlines");
    expect(figureHref(figure("headline 2017 unit=P #here"))).toBe("#here");
  });

  test.each([
    ["breaks", "“” is not a verdict"],
    ["breaks shut", "“shut” is not a verdict"],
    ["breaks open rows", "“rows” is not a word"],
    ["breaks open hosts more", "breaks does not take “more”"],
    ["headline 2017", "“” is not a unit"],
    ["headline 2016-2017 unit=P", "headline takes one year"],
    ["headline unit=P", "“” is not a year"],
    ["headline 2017 unit=X", "“X” is not a unit"],
    ["headline 2017 unit=P old", "“old” is not a word"],
    ["headline 2017 unit=P level=FI", "headline does not take “level”"]
  ])("“%s” throws", (directive, reason) => expect(() => parseFigure(directive)).toThrow(reason));

  test("for a year without new applications throws", () =>
    expect(() => figuresOf(edition)("headline 1999 unit=P")).toThrow("no new application of 1999"));
});

describe("a component", () => {
  test.each([
    ["recipe fortran", "recipe takes one of"],
    ["recipe", "recipe takes one of"],
    ["breaks shut", "breaks takes one of"],
    ["data-downloads edition latest", "data-downloads takes one of"]
  ])("%s throws", (words, reason) => expect(() => componentsOf(edition)(words)).toThrow(reason));
});

describe("the rules", () => {
  test("have an entry each, with the counts that SQL gives", async () => {
    const page = parse(componentsOf(edition)("rules"));
    const found = await rows(`WITH lines AS (FROM '${tables()}/rules.parquet'), cells AS (
        UNPIVOT (SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed FROM '${tables()}/decisions.parquet')
        ON recognized, other, rejected, closed INTO NAME cell VALUE n)
      SELECT r.id, r."column", count(*)::INTEGER AS rows, (count(*) FILTER (n > 0))::INTEGER AS above,
        ${["P", "C"]
          .map(
            (unit) => `coalesce(sum(n) FILTER (c.unit = '${unit}'), 0)::INTEGER AS ${unit}_value,
        coalesce(sum(CASE n WHEN 5 THEN 3 WHEN 10 THEN 8 ELSE n END) FILTER (c.unit = '${unit}'), 0)::INTEGER AS ${unit}_lo,
        coalesce(sum(CASE n WHEN 0 THEN 2 WHEN 5 THEN 7 ELSE n END) FILTER (c.unit = '${unit}'), 0)::INTEGER AS ${unit}_hi`
          )
          .join(",")}
      FROM lines r JOIN cells c ON c.asylum = r.asylum AND c.cell = r."column"
        AND c.year BETWEEN r.year_from AND coalesce(r.year_to, 9999)
        AND (r.origin = '*' OR list_contains(string_split(r.origin, ' '), c.origin))
        AND (r.level = '*' OR list_contains(string_split(r.level, ' '), c.level))
        AND (r.authority = '*' OR list_contains(string_split(r.authority, ' '), c.authority))
        AND (r.unit = '*' OR list_contains(string_split(r.unit, ' '), c.unit))
      GROUP BY ALL`);
    expect(page.querySelectorAll("article").length).toBe(new Set(found.map(({id}) => id)).size);
    for (const line of found) {
      const count = (unit: string) => {
        const [value, lo, hi] = ["value", "lo", "hi"].map((end) => line[`${unit}_${end}`]);
        return lo === hi ? number(value) : `${number(value)}\u00a0[${number(lo)}–${number(hi)}]`;
      };
      const id = String(line.id);
      const row = [...page.querySelectorAll(`#rule-${id} tbody tr`)].find(
        (each) => each.firstElementChild?.textContent === `“${String(line.column)}”`
      );
      expect([id, ...[...(row?.children ?? [])].slice(1).map((cell) => cell.textContent)]).toEqual([
        id,
        count("P"),
        count("C"),
        number(line.rows),
        number(line.above)
      ]);
    }
  });

  test("say each line's own reason, where two lines of a rule exchange two columns", () => {
    const entry = parse(componentsOf(edition)("rules")).querySelector("#rule-prt-fi-2022");
    const text = entry?.textContent ?? "";
    expect(text).toContain("57 grants of subsidiary protection");
    expect(text).toContain("593 grants of refugee status");
    expect(entry?.querySelectorAll(".reads").length).toBe(2);
  });

  test("quote the words they rest on, every source a link, or say that the data is the evidence", async () => {
    const page = parse(componentsOf(edition)("rules"));
    for (const {id, source_url, confidence} of await rows(`FROM '${tables()}/rules.parquet'`)) {
      const entry = page.querySelector(`#rule-${String(id)}`);
      expect(entry?.textContent).toContain(`Confidence: ${String(confidence)}`);
      if (typeof source_url !== "string") expect(entry?.textContent).toContain("this follows from the data itself");
      else
        expect([...(entry?.querySelectorAll(".evidence a") ?? [])].map((a) => a.getAttribute("href"))).toEqual(
          source_url.split(" | ")
        );
    }
  });
});

describe("the breaks", () => {
  test.each(["open", "explained", "ruled"])("that are %s are all listed, in their words", async (verdict) => {
    const page = parse(componentsOf(edition)(`breaks ${verdict}`));
    const found = await rows(
      `FROM '${tables()}/breaks.parquet' WHERE verdict = '${verdict}' AND ${await keptByHand()}`
    );
    expect(page.querySelectorAll(".entry").length).toBe(found.length);
    for (const {id, wording} of found)
      expect(page.getElementById(`break-${String(id)}`)?.textContent.replace(/[“”]/g, "")).toContain(
        String(wording).replace(/[“”]/g, "")
      );
  });
});

describe("the countries of a list", () => {
  test.each([
    ["rules-by-country", "rules", "count(DISTINCT id)", "true"],
    ["breaks-by-country", "breaks", "count(*)", "asylum <> '*' AND (found_by = 'hand' OR judged_by IS NULL)"]
  ])(
    "of %s are all in the index and the filter, with the number of entries that SQL gives",
    async (name, of, n, where) => {
      const page = parse(componentsOf(edition)(name));
      const found = await rows(
        `SELECT lower(asylum) AS code, ${n}::INTEGER AS n FROM '${tables()}/${of}.parquet' WHERE ${where} GROUP BY ALL ORDER BY ALL`
      );
      const options = [...page.querySelectorAll("option")].slice(1).map((each) => ({
        code: each.getAttribute("value"),
        n: Number(/\((\d+)\)$/.exec(each.textContent)?.[1])
      }));
      expect(options.sort((a, b) => ((a.code ?? "") < (b.code ?? "") ? -1 : 1))).toEqual(found);
      const linked = [...page.querySelectorAll("nav a")].map((a) => a.getAttribute("href"));
      expect(linked.sort()).toEqual(found.map(({code}) => `#country-${String(code)}`));
    }
  );
});

describe("the worked rates", () => {
  test("print no 0 for a status that the data does not separate", () => {
    const page = parse(componentsOf(edition)("method-rates"));
    const heads = [...page.querySelectorAll("thead th")].map((head) => head.textContent);
    const cellOf = (name: string, status: string) =>
      [...page.querySelectorAll("tbody tr")].find((row) => row.firstElementChild?.textContent === status)?.children[
        heads.findIndex((head) => head.startsWith(name)) + 1
      ]?.textContent;
    expect(heads.length).toBe(5);
    for (const status of ["Refugee status", "Complementary protection"])
      expect(cellOf("Canada", status), status).toBe("not separated");
    for (const status of ["Refused", "Closed without a decision"])
      expect(cellOf("Russia", status), status).toBe("not separated");
    expect(cellOf("Japan", "Refugee status")).toMatch(/^187/);
  });
});

describe("the checks", () => {
  test("are counted by result in the first sentence, as SQL counts them", async () => {
    const text = parse(componentsOf(edition)("checks-summary")).body.textContent;
    const [found] = await rows(
      `SELECT count(*)::INTEGER AS n, ${["holds", "fails", "told", "skipped"].map((result) => `count(*) FILTER (result = '${result}')::INTEGER AS ${result}`).join(", ")} FROM '${tables()}/checks.parquet'`
    );
    const count = (n: unknown) => (n === 0 ? "none" : number(n));
    expect(text).toMatch(
      new RegExp(
        `ran ${count(found?.n)} checks .*${count(found?.holds)} passed, ${count(found?.fails)} failed, ${count(found?.told)} carr.*${count(found?.skipped)} w.* skipped`
      )
    );
  });

  test("that are skipped each give a reason", () => {
    const page = parse(componentsOf(edition)("checks"));
    const skipped = [...page.querySelectorAll("tbody tr")].filter((row) =>
      row.children[1]?.textContent.startsWith("skipped")
    );
    expect(skipped.length).toBe(edition.checks.filter(({result}) => result === "skipped").length);
    for (const row of skipped)
      expect(row.textContent).toMatch(/which state no total|no earlier edition has this table/);
  });
});

describe("the files", () => {
  test("say that UNHCR's footnotes have 0 rows in an edition made from files", async () => {
    const [found] = await rows(`SELECT count(*)::INTEGER AS n FROM '${tables()}/footnotes.parquet'`);
    for (const name of ["data-downloads latest", "data-dictionary"])
      expect(componentsOf(edition)(name).includes("footnotes have 0 rows"), name).toBe(found?.n === 0);
  });
});

describe("CSV", () => {
  test("keeps a missing cell, an empty text and NA distinct", () => {
    expect([null, undefined, "", "NA", 0, true, 'a "b", c', "x\ny", ["a", "b"]].map(csvCell)).toEqual([
      ...["", "", '""', "NA", "0", "true", '"a ""b"", c"', '"x\ny"', "a | b"]
    ]);
  });

  test("escapes text that a spreadsheet would compute, and leaves numbers and signs", () => {
    expect(["=1+1", "+x", "@a", "-x y", ["=a", "b"], -5, "-5", "=", "a=b"].map(csvCell)).toEqual([
      ...["'=1+1", "'+x", "'@a", "'-x y", "'=a | b", "-5", "-5", "=", "a=b"]
    ]);
  });

  test("is packed for every table, and plain beside it in the latest for all but the largest, with the same bytes", () => {
    for (const parquet of readdirSync(tables()).filter((name) => name.endsWith(".parquet"))) {
      const table = parquet.replace(/\.parquet$/, "");
      const packed = readFileSync(join(written, `${table}.csv.gz`));
      expect(readFileSync(join(latest, `${table}.csv.gz`)).equals(packed), table).toBe(true);
      expect(existsSync(join(written, `${table}.csv`)), table).toBe(false);
      const plain = join(latest, `${table}.csv`);
      expect(existsSync(plain), table).toBe(!["cells", "counts", "locations", "eurostat_sex_age"].includes(table));
      if (existsSync(plain)) expect(readFileSync(plain).equals(gunzipSync(packed)), table).toBe(true);
    }
  });

  test("shows each value of a table as its cell", async () => {
    const maker = await csvMaker();
    try {
      for (const table of ["places", "rules", "events", "breaks", "checks", "reported"]) {
        const columns = await parquetColumns(new Uint8Array(readFileSync(join(tables(), `${table}.parquet`))).buffer);
        const [header = [], ...lines] = csvParseRows((await maker.csvOf(tables(), table)).toString("utf8"));
        for (const [name, cells] of Object.entries(columns))
          expect(
            lines.map((line) => line[header.indexOf(name)]),
            `${table}.${name}`
          ).toEqual(cells.map((cell) => csvParseRows(`${csvCell(cell as string)},`)[0]?.[0]));
      }
    } finally {
      maker.close();
    }
  });

  test("is packed for each edition kept, half-made ones left out, and plain in the latest alone", async () => {
    const root = mkdtempSync(join(tmpdir(), "ledger-root-"));
    try {
      const rules = readFileSync(join(tables(), "rules.parquet"));
      for (const id of ["2026-01-02", "2026-02-03", ".new-7"]) {
        mkdirSync(join(root, "data", "editions", id), {recursive: true});
        writeFileSync(join(root, "data", "editions", id, "rules.parquet"), rules);
        const pack = {id, notes: [], sources: [], resources: [{name: "rules", path: "rules.parquet", title: "Rules"}]};
        writeFileSync(join(root, "data", "editions", id, "datapackage.json"), JSON.stringify(pack));
        describeAnew(join(root, "data", "editions", id));
      }
      writeFileSync(join(root, "data", "edition"), "2026-02-03\n");
      await writeData(join(root, "out"), root);
      const described = ["CITATION.txt", "cite.json", "datapackage.json", "datapackage.json.sha256"];
      const packed = [...described, "rules.csv.gz", "rules.parquet"];
      const all = [...packed, "rules.csv"];
      expect([...filesOf(join(root, "out"))].sort()).toEqual(
        [
          ...packed.map((file) => `2026-01-02/${file}`),
          ...packed.map((file) => `2026-02-03/${file}`),
          "clients/ledger.R",
          "clients/ledger.py",
          "index.json",
          ...all.map((file) => `latest/${file}`)
        ].sort()
      );
      const pack = JSON.parse(readFileSync(join(root, "out", "latest", "datapackage.json"), "utf8")) as {
        id: string;
        created: string;
        resources: {name: string}[];
      };
      expect([pack.id, pack.created]).toEqual(["2026-02-03", "2026-02-03T00:00:00Z"]);
      expect(pack.resources.map(({name}) => name)).toEqual(["rules", "rules.csv.gz", "rules.csv"]);
      const own = readFileSync(join(root, "out", "2026-02-03", "datapackage.json"), "utf8");
      expect((JSON.parse(own) as typeof pack).resources.map(({name}) => name)).toEqual(["rules", "rules.csv.gz"]);
    } finally {
      rmSync(root, {recursive: true, force: true});
    }
  });

  test.each(["edition", "latest"])("is linked where it is there, and there alone, in the list of the %s", (where) => {
    const there = readdirSync(where === "latest" ? latest : written).filter((name) => /\.csv(\.gz)?$/.test(name));
    const page = parse(componentsOf(edition)(`data-downloads ${where}`));
    const linked = [...page.querySelectorAll("a")]
      .map((a) => a.textContent)
      .filter((name) => /\.csv(\.gz)?$/.test(name));
    expect(linked.sort()).toEqual(there.sort());
  });

  test.each(["edition", "latest"])(
    "is described in the package of the %s: sizes, checksums, fields in order",
    (where) => {
      const described = where === "latest" ? latest : written;
      const pack = JSON.parse(readFileSync(join(described, "datapackage.json"), "utf8")) as {
        resources: {name: string; path: string; bytes: number; hash: string; schema: {fields: {name: string}[]}}[];
      };
      expect(pack.resources.map(({path}) => path).sort()).toEqual(
        readdirSync(described)
          .filter((name) => !/^(?:datapackage\.json.*|cite\.json|CITATION\.txt)$/.test(name))
          .sort()
      );
      for (const {path, bytes, hash, schema} of pack.resources) {
        const file = readFileSync(join(described, path));
        expect([file.length, `sha256:${sha256(file)}`], path).toEqual([bytes, hash]);
        if (!path.endsWith(".gz")) continue;
        const [head] = gunzipSync(file).toString("utf8").split("\n", 1);
        expect(head?.split(","), path).toEqual(schema.fields.map(({name}) => name));
      }
    }
  );

  test("and every other file below /data is listed in index.json with its size and checksum", () => {
    const index = JSON.parse(readFileSync(join(folder, "data", "index.json"), "utf8")) as {
      latest: {edition: string};
      editions: {id: string; date: string; current: boolean; files: {path: string; bytes: number; hash: string}[]}[];
    };
    expect(index.latest.edition).toBe(edition.id);
    expect(index.editions.filter(({current}) => current).map(({id}) => id)).toEqual([edition.id]);
    for (const {id, date, files} of index.editions) {
      expect(id.startsWith(date)).toBe(true);
      expect(files.map(({path}) => path).sort()).toEqual(
        readdirSync(join(folder, "data", id))
          .map((name) => `${id}/${name}`)
          .sort()
      );
      for (const {path, bytes, hash} of files) {
        const file = readFileSync(join(folder, "data", path));
        expect([file.length, `sha256:${sha256(file)}`], path).toEqual([bytes, hash]);
      }
    }
  });

  test("holds the rows of its Parquet, one for one and in their order, each code with its label", async () => {
    for (const file of readdirSync(tables()).filter((name) => name.endsWith(".parquet"))) {
      const table = file.replace(/\.parquet$/, "");
      const columns = await rows(`DESCRIBE FROM '${tables()}/${file}'`);
      const names = columns.map(({column_name}) => String(column_name));
      const path = join(written, `${table}.csv.gz`);
      const [head = ""] = gunzipSync(readFileSync(path)).toString("utf8").split("\n", 1);
      const heads = head.split(",");
      expect(heads.filter((name) => !name.endsWith("_label"))).toEqual(names);
      for (const name of names)
        if (CODES.includes(name) && !(table === "reported" && name === "unit"))
          expect(heads[heads.indexOf(name) + 1], `${table}.${name}`).toBe(`${name}_label`);
      const types = heads.map((name) => `'${name}': 'VARCHAR'`).join(", ");
      const csv = `read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${types}})`;
      const select = columns
        .map(({column_name, column_type}) => {
          const name = `"${String(column_name)}"`;
          return column_type === "VARCHAR[]"
            ? `array_to_string(${name}, ' | ') AS ${name}`
            : `${name}::VARCHAR AS ${name}`;
        })
        .join(", ");
      const [found] = await rows(`WITH a AS (SELECT ${select}, row_number() OVER () AS at FROM '${tables()}/${file}'),
          b AS (SELECT ${names.map((name) => `"${name}"`).join(", ")}, row_number() OVER () AS at FROM ${csv})
        SELECT (SELECT count(*) FROM a)::INTEGER AS a, (SELECT count(*) FROM b)::INTEGER AS b,
          (SELECT count(*) FROM (FROM a EXCEPT FROM b))::INTEGER AS apart`);
      expect([table, found?.apart, found?.b]).toEqual([table, 0, found?.a]);
      for (const label of heads.filter((name) => name.endsWith("_label"))) {
        const code = label.replace(/_label$/, "");
        const [lacking] = await rows(
          `SELECT count(*)::INTEGER AS n FROM ${csv} WHERE ("${code}" IS NULL) <> ("${label}" IS NULL)`
        );
        expect(lacking?.n, `${table}.${label}`).toBe(0);
      }
    }
  });

  test("has the level in words next to its code, and NA stays NA", async () => {
    for (const table of ["applications", "decisions"]) {
      const found = await rows(
        `SELECT level, level_label, count(*)::INTEGER AS n FROM read_csv('${latest}/${table}.csv', nullstr = '') GROUP BY ALL`
      );
      expect(found.length).toBeGreaterThan(5);
      for (const {level, level_label} of found) expect(level_label).toBe(LEVELS[level as keyof typeof LEVELS]);
      const [parquet] = await rows(
        `SELECT count(*)::INTEGER AS n FROM '${tables()}/${table}.parquet' WHERE level = 'NA'`
      );
      expect(found.find(({level}) => level === "NA")?.n).toBe(parquet?.n);
      expect(Number(parquet?.n)).toBeGreaterThan(500);
    }
  });
});

describe("a recipe", () => {
  const answer = () =>
    Number(
      figuresOf(edition)("decisions * DEU 2016 level=NA unit=P column=recognized show=plain").shown.replaceAll(",", "")
    );
  const beside = (code: string) =>
    code.replace(/'((?:decisions|cells)\.[\w.]+)'/g, (_, name: string) => `'${join(latest, name)}'`);

  test.each(["duckdb-parquet", "duckdb-cells", "duckdb-csv"] as const)(
    "for %s gives the figure that the page says",
    async (name) => {
      const [found] = await rows(beside(RECIPES[name]));
      expect(Number(found?.persons)).toBe(answer());
      expect(answer()).toBeGreaterThan(200_000);
    }
  );

  test("for DuckDB reads a packed file alike", async () => {
    const [found] = await rows(
      beside(RECIPES["duckdb-csv"].replace("decisions.csv", "decisions.csv.gz")).replaceAll(
        "decisions.csv.gz",
        "decisions.csv.gz"
      )
    );
    expect(Number(found?.persons)).toBe(answer());
  });

  test("for Python without a library gives the figure that the page says", () => {
    writeFileSync(join(latest, "recipe.py"), RECIPES.python);
    const printed = execFileSync("python3", ["recipe.py"], {cwd: latest, encoding: "utf8"});
    expect(Number(printed)).toBe(answer());
  });

  test.for([
    ["pandas", runPython],
    ["client-python", runPython],
    ["r", runR],
    ["client-r", runR]
  ] as const)("for %s gives the figure that the page says, where it is installed", async ([name, run], context) => {
    const program = RECIPES[name]
      .replace('"decisions.csv"', JSON.stringify(join(latest, "decisions.csv")))
      .replace('"ADDRESS/data"', JSON.stringify(join(folder, "data")))
      .replace("EDITION", edition.id)
      .replace('source("ledger.R")', "")
      // The files of pairs are not among these; they have their tests with their own.
      .replace(/^pair .*$/m, "");
    const printed = await run(context, program, "");
    expect(printed.map((line) => Number(line.replace("[1]", "")))).toContain(answer());
  });

  test("for a spreadsheet names the right columns", () => {
    const [head = "", ...body] = readFileSync(join(latest, "decisions.csv"), "utf8").trimEnd().split("\n");
    const names = head.split(",");
    const [, sum = "", tests = ""] = /^=SUMIFS\((\w):\w, (.*)\)$/.exec(RECIPES.spreadsheet) ?? [];
    const column = (letter: string) => letter.charCodeAt(0) - "A".charCodeAt(0);
    const asked = Array.from(tests.matchAll(/(\w):\w, "?(\w+)"?/g), ([, letter = "", value = ""]) => ({
      at: column(letter),
      value
    }));
    expect(asked.map(({at}) => names[at])).toEqual(["asylum", "year", "level", "unit"]);
    let total = 0;
    for (const line of body) {
      const cells = line.split(",");
      if (asked.every(({at, value}) => cells[at] === value)) total += Number(cells[column(sum)]);
    }
    expect([names[column(sum)], total]).toEqual(["recognized", answer()]);
  });
});

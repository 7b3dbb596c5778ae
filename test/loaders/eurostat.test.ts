// Eurostat's tables from its API and from the three forms of its files: whatever the form, one row means the same; what is missing
// is no zero; and what no list knows is met at the door.
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {eurostat} from "../../loaders/clean/eurostat.js";
import {columns, rows, withDatabase} from "../../loaders/clean/database.js";
import type {Row} from "../../loaders/clean/database.js";
import {isEurostatTable} from "../../loaders/sources/eurostat.js";
import {pullEurostat} from "../../loaders/sources/eurostatApi.js";
import {readEurostatFiles} from "../../loaders/sources/eurostatFiles.js";
import {InputError} from "../../loaders/sources/shared.js";
import type {Pulled, Reporter} from "../../loaders/sources/shared.js";
import {needs, UPSTREAM} from "../rawFiles.js";
import {send, startEurostat} from "./eurostatStandin.js";
import type {Cell, Dataset, EurostatStandIn} from "./eurostatStandin.js";

const QUICK = {minDelayMs: 1, startsPerSecond: 1000, retries: 1, timeoutMs: 60_000};
const quiet: Reporter = {
  start: () => undefined,
  advance: () => undefined,
  note: () => undefined,
  done: () => undefined
};

let folder: string;
let api: EurostatStandIn | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-eurostat-"));
});
afterEach(async () => {
  await api?.close();
  api = null;
  rmSync(folder, {recursive: true, force: true});
});

interface Cleaned {
  readonly notes: string[];
  readonly applications: Row[];
  readonly sex_age: Row[];
  readonly decisions: Row[];
}

function clean(pulled: Pulled): Promise<Cleaned> {
  return withDatabase(async (db) => {
    const notes = await eurostat(db, Object.values(pulled.tables).filter(isEurostatTable));
    const there = (await rows(db, "SELECT table_name AS name FROM duckdb_tables()")).map(({name}) => name);
    const all = (table: string) => (there.includes(table) ? rows(db, `SELECT * FROM ${table} ORDER BY ALL`) : []);
    return {
      notes,
      applications: await all("eurostat_applications"),
      sex_age: await all("eurostat_sex_age"),
      decisions: await all("eurostat_decisions")
    };
  });
}

function put(path: string, text: string | Buffer): string {
  const file = join(folder, "eurostat", path);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, path.endsWith(".gz") ? gzipSync(text) : text);
  return file;
}

const files = async () => clean(await readEurostatFiles(folder));

async function refusal(of: Promise<unknown>): Promise<InputError> {
  const error: unknown = await of.then(
    () => null,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

const CARRIER = "freq,citizen,sex,unit,age,asyl_app,geo,TIME_PERIOD,values";
const SDMX = "DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,age,applicant,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG";
const SDMX_ROW = (rest: string) => `ESTAT:MIGR_ASYAPPCTZA(1.0),20/11/26 23:00:00,A,PER,${rest}`;
const BROWSER = '"TIME","GEO","CITIZEN","SEX","AGE","ASYL_APP","UNIT","Value","Flag and Footnotes"';
const FLAGGED = "migr_asyappctza_first-time_by-citizenship_2012-2016_flags.csv.gz";

describe("Files", () => {
  test("NA is Namibia, EL Greece, UK the United Kingdom, XK Kosovo; T is a sex and no truth", async () => {
    put(
      "migr_asyappctza.csv.gz",
      [
        CARRIER,
        "A,NA,T,PER,TOTAL,ASY_APP,EL,2015,5",
        "A,XK,T,PER,TOTAL,ASY_APP,UK,2015,10",
        "A,STLS,T,PER,TOTAL,ASY_APP,UK,2015,0",
        "A,EXT_EU27_2020,T,PER,TOTAL,ASY_APP,EU27_2020,2015,2e+05"
      ].join("\n")
    );
    const {applications} = await files();
    expect(
      applications.map(({origin, asylum, sex, applications: n, aggregate}) => [origin, asylum, sex, n, aggregate])
    ).toEqual([
      ["EXT_EU27_2020", "EU27_2020", "T", 200000, true],
      ["NAM", "GRC", "T", 5, false],
      ["XKX", "GBR", "T", 10, false],
      ["XXA", "GBR", "T", 0, false]
    ]);
  });

  test("Old and new spellings of an applicant are one", async () => {
    const told = ["ASY", "FRST", "SUBSQ"].map((kind) => SDMX_ROW(`SY,T,TOTAL,${kind},DE,2023,100,`));
    put("migr_asyappctza.csv", [SDMX, ...told].join("\n"));
    const now = await files();
    rmSync(join(folder, "eurostat/migr_asyappctza.csv"));
    const before = ["ASY_APP", "NASY_APP", "SSEQ"].map((kind) => `A,SY,T,PER,TOTAL,${kind},DE,2023,100`);
    put("migr_asyappctza.csv", [CARRIER, ...before].join("\n"));
    expect((await files()).applications).toEqual(now.applications);
    expect(now.applications.map(({applicant}) => applicant)).toEqual(["all", "first_time", "subsequent"]);
  });

  test("A missing value is a row with null, a zero is 0, and a flag stays with its value", async () => {
    const of = (year: number, value: string, flag: string) => SDMX_ROW(`SY,T,TOTAL,FRST,DE,${year},${value},${flag}`);
    put(
      "migr_asyappctza.csv",
      [SDMX, of(2020, "0", "p"), of(2021, ":", "c"), of(2022, "", ""), of(2023, "5", "bd")].join("\n")
    );
    const {applications} = await files();
    expect(applications.map(({year, applications: n, flag}) => [year, n, flag])).toEqual([
      [2020, 0, "p"],
      [2021, null, "c"],
      [2022, null, null],
      [2023, 5, "bd"]
    ]);
  });

  test("The old data browser's labels, thousands commas and flags are read, and its letters beyond ASCII", async () => {
    const of = (citizen: string, value: string, flag = "") =>
      `"2013","Germany (until 1990 former territory of the FRG)","${citizen}","Total","Total","First time applicant","Person","${value}","${flag}"`;
    const text = [BROWSER, of("Côte d'Ivoire", "1,234", "p"), of("Gambia, The", ":"), of("Total", "2,001,235")].join(
      "\n"
    );
    put(FLAGGED, Buffer.from(text, "latin1"));
    const {applications} = await files();
    expect(applications.map(({origin, asylum, applications: n, flag}) => [origin, asylum, n, flag])).toEqual([
      ["CIV", "DEU", 1234, "p"],
      ["GMB", "DEU", null, null],
      ["TOTAL", "DEU", 2001235, null]
    ]);
  });

  test("An older extract adds what the table lacks and changes nothing in it", async () => {
    put("migr_asyappctza.csv", [CARRIER, "A,SY,T,PER,TOTAL,NASY_APP,SE,2013,100"].join("\n"));
    const of = (year: string, value: string) =>
      `"${year}","Sweden","Syria","Total","Total","First time applicant","Person","${value}",""`;
    put(FLAGGED, [BROWSER, of("2013", "120"), of("2012", ":")].join("\n"));
    const {applications, notes} = await files();
    expect(applications.map(({year, applications: n, extract}) => [year, n, extract])).toEqual([
      [2012, null, FLAGGED.replace(".csv.gz", "")],
      [2013, 100, "migr_asyappctza"]
    ]);
    expect(notes.join()).toContain("1 of its values are also in migr_asyappctza, which has other values for 1 of them");
  });

  test("Quarters stay quarters, and Geneva Convention status has one name", async () => {
    const head = '"TIME","GEO","CITIZEN","SEX","AGE","DECISION","UNIT","Value"';
    const of = (quarter: string, value: string) =>
      `"${quarter}","Malta","Total","Total","Total","Geneva Convention status","Person","${value}"`;
    put(
      "first_instance_decisions_quarterly_2008-2016_totals.csv.gz",
      [head, of("2012Q1", "5"), of("2012Q2", "10")].join("\n")
    );
    put(
      "migr_asydcfsta.csv",
      [
        SDMX.replace("applicant", "decision"),
        SDMX_ROW("SY,T,TOTAL,POS_RFG,MT,2023,15,"),
        SDMX_ROW("SY,T,TOTAL,GENCONV,MT,2022,20,"),
        SDMX_ROW("SY,M,TOTAL,NEG,MT,2022,20,")
      ]
        .join("\n")
        .replaceAll("MIGR_ASYAPPCTZA", "MIGR_ASYDCFSTA")
    );
    const {decisions, notes} = await files();
    expect(
      decisions.map(({year, quarter, origin, decision, decisions: n}) => [year, quarter, origin, decision, n])
    ).toEqual([
      [2012, 1, "TOTAL", "refugee_status", 5],
      [2012, 2, "TOTAL", "refugee_status", 10],
      [2022, null, "SYR", "refugee_status", 20],
      [2023, null, "SYR", "refugee_status", 15]
    ]);
    expect(notes.join()).toContain("leaves out 1 values by sex and age");
  });

  test("Sex and age are columns of one row; a row of zeros is left out, a row with a missing value is kept", async () => {
    const of = (citizen: string, sex: string, age: string, value: string, flag = "") =>
      SDMX_ROW(`${citizen},${sex},${age},FRST,DE,2023,${value},${flag}`);
    put(
      "migr_asyappctza.csv",
      [
        SDMX,
        ...[
          of("SY", "T", "TOTAL", "15"),
          of("SY", "M", "TOTAL", "10"),
          of("SY", "M", "Y14-17", "10", "p"),
          of("SY", "M", "Y_LT14", ":")
        ],
        ...[of("AD", "T", "TOTAL", "0"), of("AD", "M", "TOTAL", "0")],
        ...[of("NA", "T", "TOTAL", "0"), of("NA", "F", "Y_GE65", ":", "c")]
      ].join("\n")
    );
    const {sex_age, applications} = await files();
    expect(applications).toHaveLength(3);
    const bare = {
      y_lt14: null,
      y14_17: null,
      y_lt18: null,
      y18_34: null,
      y35_64: null,
      y_ge65: null,
      unknown: null,
      flags: null
    };
    const key = {year: 2023, asylum: "DEU", applicant: "first_time", aggregate: false};
    expect(sex_age).toEqual([
      {...key, origin: "NAM", sex: "F", ...bare, total: null, flags: "Y_GE65 c:"},
      {...key, origin: "NAM", sex: "T", ...bare, total: 0},
      {...key, origin: "SYR", sex: "M", ...bare, total: 10, y14_17: 10, flags: "Y_LT14 :, Y14-17 p"},
      {...key, origin: "SYR", sex: "T", ...bare, total: 15}
    ]);
  });

  const good = "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,5";
  test.each([
    [
      "A third spelling of an applicant",
      "A,SY,T,PER,TOTAL,FIRST,DE,2015,5",
      /line 3, applicant: expected one of ASY, .*found "FIRST".*new spelling/s
    ],
    ["A citizen that no list has", "A,QQ,T,PER,TOTAL,ASY_APP,DE,2015,5", /line 3, citizen: .*found "QQ"/s],
    ["Greece under ISO's code", "A,SY,T,PER,TOTAL,ASY_APP,GR,2015,5", /line 3, geo: .*found "GR"/s],
    [
      "A sex read as a truth",
      "A,SY,true,PER,TOTAL,ASY_APP,DE,2015,5",
      /line 3, sex: expected one of T, M, F, UNK.*"true"/s
    ],
    ["A negative count", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,-5", /line 3, value: expected a whole number.*"-5"/s],
    ["A fraction", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,5.5", /line 3, value: .*"5\.5"/s],
    ["A fraction in R's writing", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,1.23456e+03", /line 3, value: .*"1\.23456e\+03"/s],
    ["A count past all bounds", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,1e400", /line 3, value: .*"1e400"/s],
    ["Another unit", "A,SY,T,NR,TOTAL,ASY_APP,DE,2015,5", /line 3, unit: expected persons.*"NR A"/s],
    ["A year that is none", "A,SY,T,PER,TOTAL,ASY_APP,DE,20x5,5", /line 3, time: expected a year.*"20x5"/s],
    ["A line too short", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015", /line 3: expected lines that DuckDB can read/],
    ["A line too long", "A,SY,T,PER,TOTAL,ASY_APP,DE,2015,5,5", /line 3: expected lines that DuckDB can read/],
    ["A quote that is not closed", '"A,SY,T,PER,TOTAL,ASY_APP,DE,2015,5', /migr_asyappctza\.csv.*expected/],
    ["A blank line before a row", `\n${good.replace("2015", "2016")}`, /line 3: expected a row; found a blank line/],
    ["A key that stands twice", good, /migr_asyappctza, 2015 SY DE ASY_APP: expected one row.*found one twice/s]
  ])("%s is rejected", async (_, line, message) => {
    put("migr_asyappctza.csv", [CARRIER, good, line].join("\n"));
    expect((await refusal(files())).message).toMatch(message);
  });

  test("One key in two spellings is rejected", async () => {
    put("migr_asyappctza.csv", [CARRIER, good, good.replace("ASY_APP", "ASY")].join("\n"));
    expect((await refusal(files())).message).toContain("found one twice");
  });

  test("An unknown flag is rejected", async () => {
    put("migr_asyappctza.csv", [SDMX, SDMX_ROW("SY,T,TOTAL,FRST,DE,2023,5,q")].join("\n"));
    expect((await refusal(files())).message).toMatch(/line 2, flag: expected flags of b, c, d.*found "q"/);
  });

  test("A cut gzip file, a lacking and an unknown column, a folder without a file: each is rejected", async () => {
    const file = put("migr_asyappctza.csv.gz", [CARRIER, good].join("\n"));
    writeFileSync(
      file,
      gzipSync([CARRIER, ...Array.from({length: 1000}, (_, i) => `${good}${i}`)].join("\n")).subarray(0, 200)
    );
    expect((await refusal(files())).expected).toBe("a whole gzip file");
    rmSync(file);
    put("migr_asyappctza.csv", [CARRIER.replace("citizen", "nationality"), good].join("\n"));
    expect((await refusal(files())).field).toBe("citizen");
    put("migr_asyappctza.csv", [`${CARRIER},procedure`, `${good},x`].join("\n"));
    expect((await refusal(files())).field).toBe("procedure");
    rmSync(join(folder, "eurostat/migr_asyappctza.csv"));
    expect((await refusal(files())).found).toBe("none of them");
  });
});

// ----------------------------------------------------------------------------------------------------------- API

const of = (kind: string) => ["freq", "unit", "citizen", "sex", "age", kind, "geo", "time"];
function cell(
  citizen: string,
  sex: string,
  age: string,
  kind: string,
  geo: string,
  time: string,
  value: number | null,
  flag?: string
): Cell {
  return {codes: ["A", "PER", citizen, sex, age, kind, geo, time], value, ...(flag === undefined ? {} : {flag})};
}

const APPLICANTS: Dataset = {
  dimensions: of("applicant"),
  cells: ["2021", "2022"].flatMap((year) =>
    ["SY", "NA"].flatMap((citizen) =>
      ["T", "M", "F"].flatMap((sex) =>
        ["TOTAL", "Y_LT14"].map((age, i) =>
          cell(
            citizen,
            sex,
            age,
            "FRST",
            "EL",
            year,
            citizen === "NA" ? 0 : 10 * (i + 1),
            sex === "M" ? "p" : undefined
          )
        )
      )
    )
  )
};
const DECIDED: Dataset = {
  dimensions: of("decision"),
  cells: [cell("SY", "T", "TOTAL", "POS_RFG", "EL", "2022", 15), cell("SY", "T", "TOTAL", "NEG", "EL", "2022", null)]
};

function pull(standIn: EurostatStandIn, years: readonly [number, number] = [2020, 2022]): Promise<Pulled> {
  const [yearFrom, yearTo] = years;
  return pullEurostat({
    base: standIn.base,
    snapshots: join(folder, "snapshots"),
    yearFrom,
    yearTo,
    reporter: quiet,
    http: QUICK
  });
}

describe("The API", () => {
  test("is asked by year; a year without rows is none; values, zeros, gaps and flags come as they are", async () => {
    api = await startEurostat({migr_asyappctza: APPLICANTS, migr_asydcfsta: DECIDED});
    const {applications, sex_age, decisions} = await clean(await pull(api));
    expect(api.requests.slice(0, 3)).toEqual(["migr_asyappctza 2020", "migr_asyappctza 2021", "migr_asyappctza 2022"]);
    expect(applications.map(({year, origin, asylum, applications: n}) => [year, origin, asylum, n])).toEqual([
      [2021, "NAM", "GRC", 0],
      [2021, "SYR", "GRC", 10],
      [2022, "NAM", "GRC", 0],
      [2022, "SYR", "GRC", 10]
    ]);
    expect(sex_age.filter(({origin}) => origin === "SYR")).toHaveLength(6);
    expect(sex_age.find(({sex}) => sex === "M")).toMatchObject({total: 0, y_lt14: 0, flags: "TOTAL p, Y_LT14 p"});
    expect(decisions.map(({decision, decisions: n}) => [decision, n])).toEqual([
      ["refugee_status", 15],
      ["rejected", null]
    ]);
  });

  test.each([
    ["announced for later", {atOnce: 8}],
    ["refused with 413", {most: 8}]
  ])(
    "An answer too large, %s, is asked in parts, the next years from the start, and holds the same rows",
    async (_, limit) => {
      api = await startEurostat({migr_asyappctza: APPLICANTS, migr_asydcfsta: DECIDED}, limit);
      const parted = await clean(await pull(api, [2021, 2022]));
      const asked = api.requests.filter((request) => request.startsWith("migr_asyappctza"));
      // Two requests are under way at once: the parts of a year arrive in any order.
      expect(asked[0]).toBe("migr_asyappctza 2021");
      const parts = (year: string) => ["F", "M", "T", "UNK"].map((sex) => `migr_asyappctza ${year} ${sex}`);
      expect(asked.slice(1, 5).sort()).toEqual(parts("2021"));
      expect(asked.slice(5).sort()).toEqual(parts("2022"));
      await api.close();
      api = await startEurostat({migr_asyappctza: APPLICANTS, migr_asydcfsta: DECIDED});
      rmSync(join(folder, "snapshots"), {recursive: true});
      expect(await clean(await pull(api, [2021, 2022]))).toEqual(parted);
    }
  );

  test("stores each response with time and URL, and resumes an interrupted run without refetching", async () => {
    const datasets: Record<string, Dataset> = {migr_asyappctza: APPLICANTS};
    const standIn = (api = await startEurostat(datasets));
    expect((await refusal(pull(standIn, [2021, 2022]))).source).toBe("migr_asydcfsta");
    datasets.migr_asydcfsta = DECIDED;
    const {record} = await pull(standIn, [2021, 2022]);
    expect(standIn.requests.map((request) => request.replace("migr_asy", ""))).toEqual([
      ...["appctza 2021", "appctza 2022", "dcfsta 2021", "dcfsta 2022"],
      ...["dcfsta 2021", "dcfsta 2022"]
    ]);
    expect(record.retrieved).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(record.address).toBe(standIn.base);
    const [sha = ""] = readdirSync(join(folder, "snapshots/eurostat")).filter((name) => !name.startsWith("."));
    expect(sha).toBe(record.sha256);
    expect(readdirSync(join(folder, "snapshots/eurostat", sha))).toContain("migr_asyappctza-2021.json");
  });

  test("A table that Eurostat updates while it is pulled is requested again from the start", async () => {
    const standIn = await startEurostat({migr_asyappctza: APPLICANTS, migr_asydcfsta: DECIDED});
    api = standIn;
    standIn.answer((response) => {
      standIn.updated = "2026-11-21T23:00:00+0100";
      // 2021 as it stood before the update.
      const index = (code: string) => ({category: {index: {[code]: 0}}});
      const dimension = Object.fromEntries(
        of("applicant").map((name, i) => [name, index(["A", "PER", "SY", "T", "TOTAL", "FRST", "EL", "2021"][i] ?? "")])
      );
      const answer = {version: "2.0", class: "dataset", id: of("applicant"), size: Array(8).fill(1), dimension};
      send(response, 200, {...answer, value: {"0": 5}, updated: "2026-11-20T23:00:00+0100"});
    });
    const {applications} = await clean(await pull(standIn, [2021, 2022]));
    expect(applications.find(({year, origin}) => year === 2021 && origin === "SYR")).toMatchObject({applications: 10});
    expect(standIn.requests.filter((request) => request === "migr_asyappctza 2021")).toHaveLength(2);
  });

  test.each([
    ["A syntax error", {error: [{status: 400, id: 140, label: "syntax"}]}, 400, /the message "140 syntax"/],
    ["JSON that is no JSON-stat", {class: "collection"}, 200, /expected a JSON-stat 2\.0 dataset/]
  ])("%s is rejected at once", async (_, body, status, message) => {
    api = await startEurostat({migr_asyappctza: APPLICANTS, migr_asydcfsta: DECIDED});
    api.answer((response) => send(response, status, body));
    expect((await refusal(pull(api, [2021, 2021]))).message).toMatch(message);
    expect(api.requests).toHaveLength(1);
  });

  test("rejects an answer that ignored the filter, and a third spelling, and names answer and item", async () => {
    const late = {
      ...APPLICANTS,
      cells: APPLICANTS.cells.map((each) => ({...each, codes: each.codes.with(5, "NEWEST")}))
    };
    api = await startEurostat({migr_asyappctza: late, migr_asydcfsta: DECIDED});
    expect((await refusal(pull(api, [2021, 2022]).then(clean))).message).toMatch(
      /migr_asyappctza 2021, item 1, applicant: .*found "NEWEST"/s
    );
    const cube: unknown = await fetch(`${api.base}/statistics/1.0/data/migr_asyappctza?time=2021`).then((response) =>
      response.json()
    );
    api.answer((response) => send(response, 200, cube));
    rmSync(join(folder, "snapshots"), {recursive: true});
    expect((await refusal(pull(api, [2022, 2022]))).message).toContain("did not honour the filter");
  });
});

describe("The files as they were published", () => {
  test("6,268,730 rows are cleaned, and sum to what a bare read of them sums to", async (context) => {
    needs(context, "eurostat");
    const pulled = await readEurostatFiles(UPSTREAM);
    const big = pulled.record.files.find(({name}) => name === "eurostat/migr_asyappctza.csv.gz");
    expect(big?.bytes).toBeGreaterThan(200_000_000);
    await withDatabase(async (db) => {
      await eurostat(db, Object.values(pulled.tables).filter(isEurostatTable));
      // The bare read names its types and knows nothing of the code under test.
      await db.run(`CREATE TABLE bare AS SELECT geo, asyl_app, sum(values) AS all_cells, count(*) AS cells,
          sum(values) FILTER (sex = 'T' AND age = 'TOTAL') AS totals
        FROM read_csv('${UPSTREAM}/eurostat/migr_asyappctza.csv.gz', header=true, nullstr='', auto_detect=false, columns={'freq': 'VARCHAR',
          'citizen': 'VARCHAR', 'sex': 'VARCHAR', 'unit': 'VARCHAR', 'age': 'VARCHAR', 'asyl_app': 'VARCHAR', 'geo': 'VARCHAR', 'y': 'INTEGER', 'values': 'INTEGER'})
        GROUP BY ALL`);
      const bare = await columns(
        db,
        "SELECT sum(cells) AS n, sum(all_cells) AS everything, sum(totals) AS totals FROM bare"
      );
      expect(bare.n).toEqual([6_268_730]);
      const ages = ["total", "y_lt14", "y14_17", "y_lt18", "y18_34", "y35_64", "y_ge65", "unknown"];
      const wide = ages.map((age) => `coalesce(sum(${age}), 0)`).join(" + ");
      expect((await columns(db, `SELECT ${wide} AS s FROM eurostat_sex_age`)).s).toEqual(bare.everything);
      expect(
        (
          await columns(
            db,
            "SELECT sum(applications) AS s FROM eurostat_applications WHERE extract = 'migr_asyappctza'"
          )
        ).s
      ).toEqual(bare.totals);
      const namibia = await rows(db, "SELECT count(*) AS n FROM eurostat_applications WHERE origin = 'NAM'");
      expect(Number(namibia[0]?.n)).toBeGreaterThan(900);
      const missing = await rows(db, "SELECT count(*) AS n FROM eurostat_applications WHERE applications IS NULL");
      expect(Number(missing[0]?.n)).toBeGreaterThan(2_000);
    });
  });
});

// The clients for Python and R: every table of an edition arrives with the values of its Parquet, "NA" a value, a missing number
// missing; from a folder and from an address.
import {cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync, gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {rows, withDatabase} from "../../loaders/clean/database.js";
import {writeData} from "../../src/site/downloads.js";
import {listen, staticSite} from "../../src/site/serve.js";
import {describe as describeAnew} from "../edition/describe.js";
import {EDITION, FOLDER} from "../edition/parquet.js";
import {runPython, runR} from "./clients.js";

const root = mkdtempSync(join(tmpdir(), "clients-"));
const data = join(root, "out");
const OLDER = "2026-01-02";
const parquet = (id: string, table: string) => join(root, "data", "editions", id, `${table}.parquet`);
/** Texts that readers of CSV take for a missing value or a number, or break at. */
const HOSTILE = [
  "NA",
  "N/A",
  "NULL",
  "nan",
  "None",
  "-",
  "TRUE",
  "007",
  "1e5",
  "#N/A",
  'a "b", c',
  "l'un\nl'autre",
  "тест",
  "\\\\n"
];

beforeAll(async () => {
  for (const [id, tables] of [
    [OLDER, ["places"]],
    [
      EDITION,
      ["applications", "decisions", "places", "regions", "memberships", "rules", "revisions", "footnotes", "checks"]
    ]
  ] as const) {
    const folder = join(root, "data", "editions", id);
    mkdirSync(folder, {recursive: true});
    for (const table of tables) cpSync(join(FOLDER, `${table}.parquet`), join(folder, `${table}.parquet`));
    if (id === OLDER) {
      const names = HOSTILE.map((text) => `('${text.replaceAll("'", "''")}')`).join(", ");
      await withDatabase((db) =>
        rows(
          db,
          `COPY (FROM '${FOLDER}/places.parquet' UNION ALL BY NAME SELECT 'XH' || row_number() OVER () AS place, t.name AS name_en, t.name AS iso2
            FROM (VALUES ${names}) t(name)) TO '${parquet(OLDER, "places")}'`
        )
      );
    }
    const counted = await Promise.all(
      tables.map(async (name) => {
        const found = await withDatabase((db) => rows(db, `SELECT count(*)::INTEGER AS n FROM '${parquet(id, name)}'`));
        return {name, path: `${name}.parquet`, title: `Table ${name} – “é”`, rows: Number(found[0]?.n)};
      })
    );
    writeFileSync(join(folder, "datapackage.json"), JSON.stringify({id, notes: [], sources: [], resources: counted}));
    describeAnew(folder);
  }
  writeFileSync(join(root, "data", "edition"), `${EDITION}\n`);
  await writeData(data, root);
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

/** Of each column of a table: rows, missing values, values "NA", and the sum of a number. */
async function expected(id: string): Promise<string[]> {
  return withDatabase(async (db) => {
    const found: string[] = [];
    for (const file of readdirSync(join(root, "data", "editions", id)).filter((name) => name.endsWith(".parquet"))) {
      const table = file.replace(".parquet", "");
      const described = await rows(db, `DESCRIBE FROM '${parquet(id, table)}'`);
      for (const {column_name, column_type} of described) {
        const [name, type] = [`"${String(column_name)}"`, String(column_type)];
        const [row] = await rows(
          db,
          `SELECT count(*)::INTEGER AS n, (count(*) - count(${name}))::INTEGER AS missing,
            (count(*) FILTER (${name}::VARCHAR = 'NA'))::INTEGER AS na,
            ${type === "INTEGER" ? `coalesce(sum(${name}), 0)::BIGINT::VARCHAR` : "'-'"} AS total FROM '${parquet(id, table)}'`
        );
        found.push([table, String(column_name), row?.n, row?.missing, row?.na, row?.total].join("\t"));
      }
    }
    return found.sort();
  });
}

const PROGRAMS = [
  {
    client: "ledger.py",
    run: runPython,
    read: (id: string) => `for table in ledger.tables(data, "${id}")["name"]:
    rows = ledger.read_table(data, table, "${id}")
    for name in rows.columns:
        if name.endswith("_label"):
            continue
        column = rows[name]
        is_number = str(column.dtype) == "Int64"
        na = 0 if is_number else int((column.astype("string") == "NA").sum())
        print(table, name, len(rows), column.isna().sum(), na, int(column.sum()) if is_number else "-", sep="\\t")`,
    names: `for name in ledger.read_table(data, "places", "${OLDER}")["name_en"][-${HOSTILE.length}:]:
    print(name.encode("utf-8").hex())`,
    namibia: `places = ledger.read_table(data, "places")
row = places[places["place"] == "NAM"].iloc[0]
print(row["iso2"], row["region"], row["region_label"], row["name_ru"])
print(ledger.editions(data)[["id", "current"]].to_csv(index=False, header=False).strip())
print(ledger.tables(data, "${OLDER}")["title"][0])
print(ledger.read_table(data, "checks").dtypes.astype(str).unique().tolist())`,
    fail: (table: string) => `try:
    ledger.read_table(data, "${table}")
except ValueError as error:
    print(error)`
  },
  {
    client: "ledger.R",
    run: runR,
    read: (id: string) => `for (table in ledger_tables(data, "${id}")$name) {
  rows <- ledger_table(data, table, "${id}")
  for (name in names(rows)) {
    if (endsWith(name, "_label")) next
    column <- rows[[name]]
    na <- if (is.character(column)) sum(column == "NA", na.rm = TRUE) else 0
    cat(table, name, nrow(rows), sum(is.na(column)), na, if (is.numeric(column)) sum(column, na.rm = TRUE) else "-", sep = "\\t")
    cat("\\n")
  }
}`,
    names: `places <- ledger_table(data, "places", "${OLDER}")
for (name in tail(places$name_en, ${HOSTILE.length})) cat(paste(charToRaw(enc2utf8(name)), collapse = ""), "\\n", sep = "")`,
    namibia: `places <- ledger_table(data, "places")
row <- places[places$place == "NAM", ]
cat(row$iso2, row$region, row$region_label, row$name_ru); cat("\\n")
listed <- ledger_editions(data)
for (i in seq_len(nrow(listed))) cat(listed$id[i], ",", if (listed$current[i]) "True" else "False", "\\n", sep = "")
cat(ledger_tables(data, "${OLDER}")$title[1], "\\n", sep = "")
cat(sort(unique(vapply(ledger_table(data, "checks"), class, ""))), "\\n")`,
    fail: (table: string) =>
      `tryCatch(ledger_table(data, "${table}"), error = function(e) cat(conditionMessage(e), "\\n", sep = ""))`
  }
] as const;

describe.each(PROGRAMS)("$client", ({run, read, names, namibia, fail}) => {
  test.for([EDITION, OLDER])(
    "reads every table of %s as its Parquet has it: NA a value, null missing",
    async (id, context) => {
      const found = await run(context, read(id), data);
      expect(found.sort()).toEqual(await expected(id));
    }
  );

  test("keeps texts that look like missing values, numbers or several cells", async (context) => {
    const found = await run(context, names, data);
    expect(found.map((hex) => Buffer.from(hex, "hex").toString("utf8")).sort()).toEqual([...HOSTILE].sort());
  });

  test("reads from an address: Namibia's code NA, region codes with their zeros, the editions kept", async (context) => {
    const server = createServer(staticSite(root, "/below/"));
    try {
      const found = await run(context, namibia, `${await listen(server, 0)}below/out/`);
      expect(found.slice(0, 4)).toEqual([
        "NA 002 Africa Намибия",
        `${EDITION},True`,
        `${OLDER},False`,
        "Table places – “é”"
      ]);
      expect(found[4]).toMatch(/string|character/);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  test("names the tables there are when asked for another, and stops where rows are missing", async (context) => {
    expect((await run(context, fail("decision"), data)).join()).toMatch(/no table .?decision.?\. It has: .*decisions/);
    const file = join(data, "latest", "memberships.csv.gz");
    const whole = readFileSync(file);
    try {
      const lines = gunzipSync(whole).toString("utf8").trimEnd().split("\n");
      writeFileSync(file, gzipSync(lines.slice(0, -1).join("\n")));
      const [message] = await run(context, fail("memberships"), data);
      expect(message).toContain(`memberships: expected ${lines.length - 1} rows, found ${lines.length - 2}`);
    } finally {
      writeFileSync(file, whole);
    }
  });
});

// Measures a refresh, and the cleaning of Eurostat's 6.27 million rows, against DuckDB alone reading, sorting and writing the same
// rows in the same run.
//   npm run bench -- refresh DIR     DIR: the publishers' files, as for refresh --from
import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {median} from "d3";
import type {Line} from "./line.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RUNS = 3;

const BARE = `
import {DuckDBInstance} from "@duckdb/node-api";
const db = await (await DuckDBInstance.create(":memory:")).connect();
for (const [name, order] of [
  ["asylum_applications", "coa_iso, dec_level, app_pc, procedure_type, coo_iso, app_type, year"],
  ["asylum_decisions", "coa_iso, dec_level, dec_pc, procedure_type, coo_iso, year"],
  ["population", "coa_iso, coo_iso, year"]
]) await db.run(\`COPY (SELECT * EXCLUDE (coo_name, coa_name, coo, coa) FROM read_csv('\${process.env.FROM}/unhcr/\${name}.csv.gz') ORDER BY \${order})
  TO '\${process.env.OUT}/\${name}.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 22, ROW_GROUP_SIZE 10000000)\`);
`;
/** Reads every row of Eurostat's, checks every field, makes the three tables and writes them as an edition does. */
const EUROSTAT = `
import {eurostat} from "./loaders/clean/eurostat.js";
import {withDatabase, writeParquet} from "./loaders/clean/database.js";
import {tableSchema} from "./src/schema/tables.js";
import {isEurostatTable, readEurostatFiles} from "./loaders/sources/eurostat.js";
const {tables} = await readEurostatFiles(process.env.FROM);
await withDatabase(async (db) => {
  await eurostat(db, Object.values(tables).filter(isEurostatTable));
  for (const name of ["eurostat_applications", "eurostat_sex_age", "eurostat_decisions"])
    await writeParquet(db, tableSchema(name), process.env.OUT + "/" + name + ".parquet");
});
`;
/** DuckDB left to its defaults: it guesses types, checks nothing, and packs less than an edition does. */
const EUROSTAT_BARE = `
import {DuckDBInstance} from "@duckdb/node-api";
const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run(\`COPY (SELECT * FROM read_csv('\${process.env.FROM}/eurostat/migr_asyappctza.csv.gz') ORDER BY geo, asyl_app, sex, age, citizen, TIME_PERIOD)
  TO '\${process.env.OUT}/bare.parquet' (FORMAT parquet)\`);
`;
const PEAK = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"))`;

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** What a process of Node costs, from its start to its end. */
export function timed(args: readonly string[], environment: {FROM: string; OUT: string}): Cost {
  const begun = performance.now();
  const run = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(PEAK)}`, ...args], {
    cwd: ROOT,
    env: {...process.env, ...environment},
    encoding: "utf8"
  });
  const seconds = (performance.now() - begun) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return {seconds, megabytes: Number(/peak (\d+)/.exec(run.stderr)?.[1]) / 1024};
}

export const code = (text: string) => ["--import", "tsx", "--input-type=module", "--eval", text];

/** Ours and bare DuckDB by turns; the first pair warms the machine and is not counted. */
function beside(from: string, work: (run: string) => readonly string[], bare: string) {
  const out = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  const found = {ours: [] as Cost[], bare: [] as Cost[]};
  try {
    for (let run = 0; run <= RUNS; run++) {
      const pair = {
        ours: timed(work(join(out, String(run))), {FROM: from, OUT: out}),
        bare: timed(code(bare), {FROM: from, OUT: out})
      };
      if (run > 0) for (const side of ["ours", "bare"] as const) found[side].push(pair[side]);
    }
  } finally {
    rmSync(out, {recursive: true, force: true});
  }
  const middle = (side: "ours" | "bare", what: keyof Cost) => median(found[side], (cost) => cost[what]) ?? NaN;
  return {
    seconds: middle("ours", "seconds"),
    megabytes: middle("ours", "megabytes"),
    times: middle("ours", "seconds") / middle("bare", "seconds"),
    memory: middle("ours", "megabytes") / middle("bare", "megabytes")
  };
}

/** @throws Error where no folder is named, or a run fails. */
export function refresh(folder: string | undefined): Line[] {
  if (folder === undefined) throw new Error("refresh needs the folder of the publishers' files");
  const from = resolve(folder);
  const command = ["--import", "tsx", "loaders/cli.ts", "refresh", "--from", from, "--edition", "2026-11-25"];
  const lines = (name: string, id: string, cost: ReturnType<typeof beside>): Line[] => [
    {section: "refresh", name, value: cost.seconds, unit: "s"},
    {section: "refresh", name: `${name}, to bare DuckDB reading, sorting and writing them`, value: cost.times, unit: "×", id: `${id}.ratio`}, // prettier-ignore
    {section: "refresh", name: `${name}, memory at its highest`, value: cost.megabytes, unit: "MB", id: `${id}.megabytes`}, // prettier-ignore
    {section: "refresh", name: `${name}, memory to bare DuckDB's`, value: cost.memory, unit: "×"}
  ];
  return [
    ...lines(
      "UNHCR's rows read, cleaned, checked and published",
      "refresh",
      beside(from, (out) => [...command, "--only", "unhcr", "--out", out], BARE)
    ),
    ...(existsSync(join(from, "eurostat"))
      ? lines(
          "Eurostat's rows read, cleaned and written",
          "eurostat",
          beside(from, () => code(EUROSTAT), EUROSTAT_BARE)
        )
      : [])
  ];
}

// What cleaning Eurostat's applicants costs (6.27 million rows), beside bare DuckDB reading, sorting and writing the same file in the
// same run.
//   node --import tsx bench/eurostat.ts DIR [RUNS]     DIR: the publishers' files, as for refresh --from
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {median} from "d3";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const [dir, runs = "5"] = process.argv.slice(2);
if (dir === undefined) throw new Error("which folder of publishers' files?");
const FROM = resolve(dir);
const OUT = mkdtempSync(join(tmpdir(), "ledger-bench-"));

// Reads every row, checks every field, makes the three tables and writes them as an edition does.
const CLEAN = `
import {eurostat} from "./loaders/clean/eurostat.js";
import {withDatabase, writeParquet} from "./loaders/database.js";
import {tableSchema} from "./loaders/schema.js";
import {isEurostatTable, readEurostatFiles} from "./loaders/sources/eurostat.js";
const {tables} = await readEurostatFiles(process.env.FROM);
await withDatabase(async (db) => {
  await eurostat(db, Object.values(tables).filter(isEurostatTable));
  for (const name of ["eurostat_applications", "eurostat_sex_age", "eurostat_decisions"])
    await writeParquet(db, tableSchema(name), process.env.OUT + "/" + name + ".parquet");
});
`;
// DuckDB left to its defaults: it guesses types, checks nothing, and packs less than an edition does.
const BARE = `
import {DuckDBInstance} from "@duckdb/node-api";
const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run(\`COPY (SELECT * FROM read_csv('\${process.env.FROM}/eurostat/migr_asyappctza.csv.gz') ORDER BY geo, asyl_app, sex, age, citizen, TIME_PERIOD)
  TO '\${process.env.OUT}/bare.parquet' (FORMAT parquet)\`);
`;
const TOLD = `process.on("exit", () => { const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage();
  process.stderr.write("peak " + maxRSS + " cpu " + (userCPUTime + systemCPUTime) + "\\n"); });`;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

function timed(code: string): Cost {
  const begun = performance.now();
  const data = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
  const run = spawnSync(
    process.execPath,
    ["--import", "tsx", "--import", data(TOLD), "--input-type=module", "--eval", code],
    {cwd: ROOT, env: {...process.env, FROM, OUT}, encoding: "utf8"}
  );
  const seconds = (performance.now() - begun) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  const [, peak, cpu] = /peak (\d+) cpu (\d+)/.exec(run.stderr) ?? [];
  return {seconds, cpu: Number(cpu) / 1e6, megabytes: Number(peak) / 1024};
}

const found: Record<"clean" | "bare", Cost[]> = {clean: [], bare: []};
for (let run = 0; run <= Number(runs); run++) {
  const pair = {clean: timed(CLEAN), bare: timed(BARE)};
  // The first pair warms the machine and is not counted.
  if (run > 0) for (const side of ["clean", "bare"] as const) found[side].push(pair[side]);
}
rmSync(OUT, {recursive: true});
const middle = (side: "clean" | "bare", pick: (cost: Cost) => number) => median(found[side], pick) ?? NaN;
for (const side of ["clean", "bare"] as const)
  console.log(
    `${side.padEnd(6)} median ${middle(side, ({seconds}) => seconds).toFixed(1)} s (${middle(side, ({cpu}) => cpu).toFixed(1)} s of processor), ` +
      `peak ${middle(side, ({megabytes}) => megabytes).toFixed(0)} MB`
  );
const times = (pick: (cost: Cost) => number) => (middle("clean", pick) / middle("bare", pick)).toFixed(2);
console.log(`clean / bare: ${times(({seconds}) => seconds)} in time, ${times(({cpu}) => cpu)} in processor time`);

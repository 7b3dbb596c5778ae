// What a refresh costs, beside bare DuckDB reading, sorting and writing the same rows in the same run.
//   node --import tsx bench/refresh.ts DIR [RUNS]     DIR: the publishers' files, as for refresh --from
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {median} from "d3";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const [from, runs = "5"] = process.argv.slice(2);
if (from === undefined) throw new Error("which folder of publishers' files?");
const out = mkdtempSync(join(tmpdir(), "ledger-bench-"));

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
const PEAK = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"))`;

function timed(args: string[]): {seconds: number; megabytes: number} {
  const begun = performance.now();
  const run = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(PEAK)}`, ...args], {
    cwd: ROOT,
    env: {...process.env, FROM: from, OUT: out},
    encoding: "utf8"
  });
  const seconds = (performance.now() - begun) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return {seconds, megabytes: Number(/peak (\d+)/.exec(run.stderr)?.[1]) / 1024};
}

const refresh = ["--import", "tsx", "loaders/cli.ts", "refresh", "--from", from, "--edition", "2026-11-24"];
const found = {refresh: [] as ReturnType<typeof timed>[], bare: [] as ReturnType<typeof timed>[]};
for (let run = 0; run <= Number(runs); run++) {
  const target = join(out, String(run));
  const pair = {
    refresh: timed([...refresh, "--out", target]),
    bare: timed(["--input-type=module", "--eval", BARE])
  };
  // The first pair warms the machine and is not counted.
  if (run > 0) for (const side of ["refresh", "bare"] as const) found[side].push(pair[side]);
}
for (const side of ["refresh", "bare"] as const)
  console.log(
    `${side.padEnd(8)} median ${median(found[side], (run) => run.seconds)?.toFixed(1) ?? "?"} s, peak ${median(found[side], (run) => run.megabytes)?.toFixed(0) ?? "?"} MB`
  );
for (const name of [
  "applications",
  "decisions",
  "reporting",
  "stocks",
  "population",
  "places",
  "regions",
  "reported",
  "events",
  "footnotes",
  "rules",
  "breaks",
  "checks"
])
  console.log(
    `${name.padEnd(13)} ${statSync(join(out, "1/editions/2026-11-24", `${name}.parquet`))
      .size.toLocaleString("en")
      .padStart(8)} bytes`
  );
rmSync(out, {recursive: true});

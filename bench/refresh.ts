// What a refresh costs, beside bare DuckDB reading, sorting and writing the same rows in the same run.
//   npm run bench -- refresh DIR     DIR: the publishers' files, as for refresh --from
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {median} from "d3";
import type {Line} from "./bench.js";

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
const PEAK = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"))`;

function timed(args: string[], environment: {FROM: string; OUT: string}): {seconds: number; megabytes: number} {
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

/** @throws Error where no folder is named, or a run fails. */
export function refresh(from: string | undefined): Line[] {
  if (from === undefined) throw new Error("refresh needs the folder of the publishers' files");
  const out = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  const command = ["--import", "tsx", "loaders/cli.ts", "refresh", "--from", from, "--edition", "2026-11-24"];
  const found = {whole: [] as ReturnType<typeof timed>[], bare: [] as ReturnType<typeof timed>[]};
  try {
    for (let run = 0; run <= RUNS; run++) {
      const pair = {
        whole: timed([...command, "--only", "unhcr", "--out", join(out, String(run))], {FROM: from, OUT: out}),
        bare: timed(["--input-type=module", "--eval", BARE], {FROM: from, OUT: out})
      };
      // The first pair warms the machine and is not counted.
      if (run > 0) for (const side of ["whole", "bare"] as const) found[side].push(pair[side]);
    }
  } finally {
    rmSync(out, {recursive: true, force: true});
  }
  const of = (side: "whole" | "bare", what: "seconds" | "megabytes") => median(found[side], (run) => run[what]) ?? NaN;
  return [
    {
      section: "refresh",
      name: "UNHCR's rows read, cleaned, checked and published",
      value: of("whole", "seconds"),
      unit: "s"
    },
    {section: "refresh", name: "the same, to bare DuckDB reading, sorting and writing them", value: of("whole", "seconds") / of("bare", "seconds"), unit: "×", id: "refresh.ratio"}, // prettier-ignore
    {section: "refresh", name: "memory at its highest", value: of("whole", "megabytes"), unit: "MB"},
    {section: "refresh", name: "memory, to bare DuckDB's", value: of("whole", "megabytes") / of("bare", "megabytes"), unit: "×"} // prettier-ignore
  ];
}

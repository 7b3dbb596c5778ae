// npm run bench: what the site and the loaders cost, in one table, printed and written to bench/results.md. Each figure that can be
// is a ratio within this run, as milliseconds of one machine say little on another; a budget that is exceeded is told.
//   npm run bench -- [site] [engines] [refresh DIR] [lighthouse]      without words: site and engines
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cpus, tmpdir} from "node:os";
import {join} from "node:path";
import {build, PROJECT} from "../src/site/build.js";
import {loadEdition, verifyKept} from "../src/edition/edition.js";
import {explorerTables} from "../src/site/finish/explorerData.js";
import {engines} from "./engines.js";
import {lighthouse} from "./lighthouse.js";
import type {Line} from "./line.js";
import {code, refresh, timed} from "./refresh.js";
import {site} from "./site.js";

interface Budget {
  readonly id: string;
  /** The most it may be; or the least, for scores. */
  readonly most?: number;
  readonly least?: number;
}

const print = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toLocaleString("en", {maximumSignificantDigits: 3});

const asked = process.argv.slice(2);
const has = (word: string) => asked.includes(word) || (!asked.length && word !== "lighthouse" && word !== "refresh");
const budgets = JSON.parse(readFileSync(join(PROJECT, "bench", "budgets.json"), "utf8")) as Budget[];
const edition = readFileSync(join(PROJECT, "data", "edition"), "utf8").trim();
const folder = join(PROJECT, "data", "editions", edition);
const lines: Line[] = [];

/** Bare DuckDB does of a build what it can: it reads each table of the edition and writes it as CSV. */
const BARE = `
import {readdirSync} from "node:fs";
import {DuckDBInstance} from "@duckdb/node-api";
const db = await (await DuckDBInstance.create(":memory:")).connect();
for (const file of readdirSync(process.env.FROM).filter((name) => name.endsWith(".parquet")))
  await db.run(\`COPY (FROM '\${process.env.FROM}/\${file}') TO '\${process.env.OUT}/\${file}.csv'\`);
`;

/** The middle of nine times that all editions are compared with what they say of themselves. */
function verifying(): number {
  const times = Array.from({length: 9}, () => {
    const begun = performance.now();
    verifyKept(PROJECT);
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[4] ?? NaN;
}

if (has("site") || has("lighthouse")) {
  const begun = performance.now();
  const {pages} = await build({root: PROJECT});
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const out = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  const bare = timed(code(BARE), {FROM: folder, OUT: out});
  rmSync(out, {recursive: true, force: true});
  const beside = "to bare DuckDB reading the same tables and writing them as CSV";
  lines.push(
    {section: "build", name: `${pages} pages from an empty cache`, value: seconds, unit: "s", id: "build.seconds"}, // prettier-ignore
    {section: "build", name: `the same, ${beside}`, value: seconds / bare.seconds, unit: "×"},
    {section: "build", name: "of it, comparing every file of every edition kept with its SHA-256", value: verifying(), unit: "ms"}, // prettier-ignore
    {section: "build", name: "memory at its highest, without Framework's own process", value: megabytes, unit: "MB"},
    {section: "build", name: `memory, ${beside}`, value: megabytes / bare.megabytes, unit: "×"}
  );
}
if (has("site")) lines.push(...(await site(PROJECT, join(PROJECT, "dist"))));
if (has("engines")) {
  lines.push(...(await engines(folder, (await explorerTables(await loadEdition(PROJECT), PROJECT)).facts)));
}
if (has("refresh")) lines.push(...refresh(asked[asked.indexOf("refresh") + 1]));
if (has("lighthouse")) lines.push(...(await lighthouse(PROJECT, join(PROJECT, "dist"))));

const exceeded: string[] = [];
const rows = lines.map(({section, name, value, unit, id}) => {
  const budget = budgets.find((one) => one.id === id);
  const over =
    budget !== undefined && ((budget.most !== undefined && value > budget.most) || (budget.least !== undefined && value < budget.least)); // prettier-ignore
  const limit = budget ? (budget.most === undefined ? `at least ${budget.least ?? ""}` : `at most ${budget.most}`) : "";
  if (over) exceeded.push(`${name}: ${print(value)} ${unit}, ${limit}`);
  return [section, name, `${print(value)}${unit ? ` ${unit}` : ""}`, limit && `${limit}${over ? " — exceeded" : ""}`];
});
const heads = ["", "What", "Cost", "Budget"];
const text = [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const verdict = exceeded.length ? `Exceeded: ${exceeded.join("; ")}.` : "No budget is exceeded.";
const processor = cpus();
const about = `Edition ${edition}, Node ${process.versions.node}, ${processor.length} × ${processor[0]?.model.trim() ?? "processor"}.`;
writeFileSync(
  join(PROJECT, "bench", "results.md"),
  `# What it costs\n\nWritten by \`npm run bench\`. ${about}\n\n${text}\n\n${verdict}\n`
);
console.log(`${about}\n\n${text}\n\n${verdict}`);

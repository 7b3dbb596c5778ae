// npm run bench: what the site and the loaders cost, in one table, printed and written to bench/results.md. Each figure that can be
// is a ratio within this run, because milliseconds on one machine say little about another; exceeded budgets are listed.
//   npm run bench -- [site] [preview] [engines] [refresh DIR] [lighthouse]      without words: site, preview and engines
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cpus, tmpdir} from "node:os";
import {join} from "node:path";
import {build, PROJECT} from "../src/site/build.js";
import {loadEdition, verifyKept} from "../src/edition/edition.js";
import {explorerTables} from "../src/site/finish/explorerData.js";
import {engines} from "./engines.js";
import {lighthouse} from "./lighthouse.js";
import type {Line} from "./line.js";
import {preview} from "./preview.js";
import {code, refresh, timed} from "./refresh.js";
import {site} from "./site.js";
import {USUAL, yardstick} from "./yardstick.js";

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
/** A line, with the machine's slowness during its measurement relative to the machine of the budgets. */
type Paced = Line & {readonly pace: number};
const lines: Paced[] = [];

/** Takes the lines of a part, with the fixed work timed before and after it. */
async function part(section: string, measured: () => readonly Line[] | Promise<readonly Line[]>): Promise<void> {
  const before = yardstick();
  const found = await measured();
  const work = (before + yardstick()) / 2;
  const fixed = {section, name: "a fixed piece of work, before and after: what times are held against", value: work, unit: "ms"}; // prettier-ignore
  lines.push(...[fixed, ...found].map((line) => ({...line, pace: work / USUAL})));
}

/** The lower bound for a build, by DuckDB alone: reads each table of the edition and writes it as CSV. */
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

async function builds(): Promise<Line[]> {
  const begun = performance.now();
  const {pages} = await build({root: PROJECT});
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const out = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  const bare = timed(code(BARE), {FROM: folder, OUT: out});
  rmSync(out, {recursive: true, force: true});
  const beside = "to bare DuckDB reading the same tables and writing them as CSV";
  return [
    {section: "build", name: `${pages} pages, their pictures kept from before`, value: seconds, unit: "s", id: "build.seconds"}, // prettier-ignore
    {section: "build", name: `the same, ${beside}`, value: seconds / bare.seconds, unit: "×"},
    {section: "build", name: "of it, comparing every file of every edition kept with its SHA-256", value: verifying(), unit: "ms"}, // prettier-ignore
    {section: "build", name: "memory at its highest, without Framework's own process", value: megabytes, unit: "MB"},
    {section: "build", name: `memory, ${beside}`, value: megabytes / bare.megabytes, unit: "×"}
  ];
}
if (has("site") || has("lighthouse")) await part("build", builds);
if (has("site")) await part("pages", () => site(PROJECT, join(PROJECT, "dist")));
if (has("preview")) await part("preview", () => preview(PROJECT));
if (has("engines"))
  await part("engines", async () => engines(folder, (await explorerTables(await loadEdition(PROJECT), PROJECT)).facts));
if (has("refresh")) await part("refresh", () => refresh(asked[asked.indexOf("refresh") + 1]));
if (has("lighthouse")) await part("Lighthouse", () => lighthouse(PROJECT, join(PROJECT, "dist")));

const exceeded: string[] = [];
const rows = lines.map(({section, name, value, unit, id, pace}) => {
  const {most, least} = budgets.find((one) => one.id === id) ?? {};
  // Times are held against the fixed work of the same run; bytes, ratios and scores are the same on every machine.
  const isTime = unit === "ms" || unit === "s";
  const over = (most !== undefined && value > most * (isTime ? pace : 1)) || (least !== undefined && value < least);
  const held = isTime ? `, here ${print((most ?? 0) * pace)}` : "";
  const limit = most !== undefined ? `at most ${most}${held}` : least !== undefined ? `at least ${least}` : "";
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

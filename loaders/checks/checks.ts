// Each thing that must hold of an edition, with its figure. A fatal one that fails refuses the edition; the rest is told.
import {rollup, sum} from "d3";
import {COLUMNS, NEGATIVE_STATUSES, POSITIVE_STATUSES, STATUSES} from "../../src/measures/codes.js";
import {isExact} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {byClass, crosscheck, CROSSCHECK_CLASSES, unexplained} from "../../src/measures/crosscheck.js";
import type {Compared, EurostatRow} from "../../src/measures/crosscheck.js";
import {AGGREGATES, EUROSTAT_ORIGINS} from "../../src/measures/eurostat.js";
import {BREAK_KINDS, heaviest, KIND_NAMES} from "../../src/measures/breaks.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleFaults} from "../../src/measures/status.js";
import {agrees, ALL, counterpart, isComparable} from "../../src/measures/reported.js";
import type {Beside, ReportedFigure} from "../../src/measures/reported.js";
import {eurostatCounterpart} from "../../src/measures/reportedEurostat.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {locationChecks} from "./locations.js";
import {unitChecks} from "./units.js";
import {effects} from "../clean/rules.js";
import {faultWords, PACKAGE_SUM} from "../../src/edition/whole.js";
import {columns, identifier, literal, one, rows} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import {inspectEdition} from "../edition/edition.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {ruleLine} from "../clean/handTables.js";

async function uniqueKeys({db}: CheckContext, table: TableName): Promise<CheckResult> {
  const keys = tableSchema(table).key.map(identifier).join(", ");
  const twice = await rows(
    db,
    `SELECT ${keys}, count(*) AS times FROM ${identifier(table)} GROUP BY ALL HAVING times > 1 ORDER BY ALL LIMIT 1000`
  );
  return verdict(
    {id: `keys.${table}`, title: `No two rows of ${table} have the same key`, tables: [table]},
    !twice.length,
    `${n(twice.length)} keys stand more than once`,
    "0",
    listed(twice.map((row) => Object.values(row).map(String).join(" ")))
  );
}

const countColumns = (table: TableName) =>
  tableSchema(table).columns.filter((column) => column.unit && column.type === "INTEGER");

async function counts({db}: CheckContext, table: TableName): Promise<CheckResult> {
  const counted = countColumns(table);
  const types = await rows(
    db,
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${table}'`
  );
  const fractional = counted
    .filter((c) => types.find((t) => t.name === c.name)?.type !== "INTEGER")
    .map((c) => `${c.name} is no whole number`);
  const negative: string[] = [];
  for (const {name} of counted) {
    const below = Number(await one(db, `SELECT count(*) FROM ${identifier(table)} WHERE ${identifier(name)} < 0`));
    if (below) negative.push(`${name} below 0 in ${n(below)} rows`);
  }
  const faults = [...fractional, ...negative];
  return verdict(
    {id: `counts.${table}`, title: `No count of ${table} is negative or fractional`, tables: [table]},
    !faults.length,
    `${n(faults.length)} of ${counted.length} columns at fault`,
    "0",
    listed(faults)
  );
}

/** The statuses of a row add up to its published columns, wherever its parts are given. */
async function statusSums({db}: CheckContext): Promise<CheckResult[]> {
  const parts = `NOT (total > 0 AND ${COLUMNS.map((c) => `${identifier(c)} = 0`).join(" AND ")})`;
  const sides = [
    ["positive", POSITIVE_STATUSES, ["recognized", "other"]],
    ["negative", NEGATIVE_STATUSES, ["rejected", "closed"]]
  ] as const;
  return Promise.all(
    sides.map(async ([side, statuses, published]) => {
      const unequal = Number(
        await one(
          db,
          `SELECT count(*) FROM decisions WHERE ${parts} AND (${statuses.map(identifier).join(" + ")}) IS DISTINCT FROM (${published.join(" + ")})`
        )
      );
      const all = Number(await one(db, `SELECT count(*) FROM decisions WHERE ${parts}`));
      return verdict(
        {
          id: `sums.${side}`,
          title: `The ${side} statuses sum to “${published.join("” + “")}” in every row whose parts are given`
        },
        unequal === 0,
        `${n(unequal)} of ${n(all)} rows differ`,
        "0"
      );
    })
  );
}

/** Rows whose total is not the sum of their parts, by class. Told: the total is no independent witness. */
async function totalsAgainstParts({db}: CheckContext): Promise<CheckResult> {
  const [found] = await rows(
    db,
    `WITH apart AS (
       SELECT total, recognized + other + rejected + closed AS parts, abs(total - parts) AS apart
       FROM decisions WHERE total IS NOT NULL AND total <> recognized + other + rejected + closed)
     SELECT count(*) AS all, count(*) FILTER (apart <= 10) AS near, count(*) FILTER (apart > 10) AS far,
       coalesce(max(apart), 0) AS most, count(*) FILTER (parts = 0) AS no_parts, count(*) FILTER (total = 0) AS no_total FROM apart`
  );
  const all = Number(found?.all ?? 0);
  return verdict(
    {id: "total-against-parts", title: "The total is the sum of the parts", fatal: false},
    all === 0,
    `${n(all)} rows differ`,
    "0, or told by class",
    all === 0
      ? null
      : `${n(found?.near)} by at most 10; ${n(found?.far)} by more, up to ${n(found?.most)}; ${n(found?.no_parts)} give a total and no parts; ${n(found?.no_total)} give parts and a total of 0`
  );
}

/** Sums of the rows against the publisher's own. The publisher adds persons and cases; so does this comparison, and nothing else. */
async function apiTotals({db, totals}: CheckContext): Promise<CheckResult[]> {
  const columns = {
    asylum_applications: {table: "applications", applied: "applications"},
    asylum_decisions: {
      table: "decisions",
      dec_recognized: "recognized",
      dec_other: "other",
      dec_rejected: "rejected",
      dec_closed: "closed",
      dec_total: "total"
    }
  } as const;
  return Promise.all(
    Object.entries(columns).map(async ([raw, {table, ...names}]) => {
      const check = {id: `api-total.${table}`, title: `The rows of ${table} sum to the API's own total`, fatal: false};
      const given = totals[raw];
      if (!given)
        return {
          ...check,
          result: "skipped",
          figure: "the source was files, which state no total",
          expected: null,
          detail: null
        } as const;
      const differences: string[] = [];
      for (const [theirs, ours] of Object.entries(names)) {
        const added = Number(await one(db, `SELECT coalesce(sum(${identifier(ours)}), 0) FROM ${table}`));
        const stated = given[theirs];
        if (stated !== added)
          differences.push(`${theirs}: rows ${n(added)}, stated ${stated === undefined ? "nothing" : n(stated)}`);
      }
      return verdict(
        check,
        !differences.length,
        `${differences.length} of ${Object.keys(names).length} columns differ`,
        "0",
        listed(differences)
      );
    })
  );
}

/** Codes that a table may hold beside places: sums, former states and people told by a status. */
const OF_EUROSTAT = [...AGGREGATES, ...Object.keys(EUROSTAT_ORIGINS)];
const BEYOND_PLACES: Partial<Record<TableName, readonly string[]>> = {
  reported: ["ALL", "eu", "eu_plus"],
  eurostat_applications: OF_EUROSTAT,
  eurostat_sex_age: OF_EUROSTAT,
  eurostat_decisions: OF_EUROSTAT
};

async function knownPlaces({db, tables}: CheckContext): Promise<CheckResult> {
  const unknown: string[] = [];
  const at = new Set<TableName>();
  for (const table of tables) {
    for (const column of tableSchema(table)
      .columns.map((c) => c.name)
      .filter((c) => c === "origin" || c === "asylum" || c === "place")) {
      // Rules and breaks name several places or all of them, events a town.
      if (table === "rules" || table === "breaks" || table === "events" || table === "places") continue;
      const codes = await rows(
        db,
        `SELECT ${column} AS code, count(*) AS rows FROM ${identifier(table)}
         WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT place FROM places)${BEYOND_PLACES[table] ? ` AND ${column} NOT IN (${BEYOND_PLACES[table].map(literal).join(", ")})` : ""} GROUP BY ALL ORDER BY ALL`
      );
      if (codes.length) at.add(table);
      unknown.push(...codes.map((row) => `${String(row.code)} as ${column} in ${n(row.rows)} rows of ${table}`));
    }
  }
  return verdict(
    {id: "places", title: "Every place is known", tables: [...at]},
    !unknown.length,
    `${n(unknown.length)} unknown`,
    "0",
    unknown.length ? `${String(listed(unknown))}: add a line to data/tables/places.csv` : null
  );
}

/** A year with at least this many rows on either side of a hole shows that the hole is a loss, not a thin selection. */
const FULL_YEAR = 1000;

/** Fatal where a full year is missing between two others, or a year of the edition in the target is gone. */
async function years(context: CheckContext, table: TableName): Promise<CheckResult> {
  const {db, before} = context;
  const found = await rows(db, `SELECT year, count(*) AS rows FROM ${identifier(table)} GROUP BY ALL ORDER BY ALL`);
  const here = new Map(found.map((row) => [Number(row.year), Number(row.rows)]));
  const [first, last] = [Math.min(...here.keys()), Math.max(...here.keys())];
  const holes: number[] = [];
  for (let year = first; year < last; year++) if (!here.has(year)) holes.push(year);
  const between = (year: number) => {
    const known = [...here.keys()];
    return [Math.max(...known.filter((y) => y < year)), Math.min(...known.filter((y) => y > year))];
  };
  const lost = holes.filter((year) => between(year).every((y) => (here.get(y) ?? 0) >= FULL_YEAR)).map(String);
  if (before?.tables.includes(table)) {
    const gone = await rows(
      db,
      `SELECT DISTINCT year FROM ${identifier(`before_${table}`)} WHERE year NOT IN (SELECT year FROM ${identifier(table)}) ORDER BY year`
    );
    lost.push(...gone.map((row) => `${String(row.year)} (in edition ${before.id})`));
  }
  const title = `The years of ${table} have no hole and none is lost`;
  const figure = here.size ? `${first}–${last}, ${here.size} years` : "no year";
  if (!lost.length && holes.length)
    return {
      id: `years.${table}`,
      title,
      fatal: true,
      result: "told",
      figure,
      expected: "every year",
      detail: `no rows in ${holes.join(", ")}`
    };
  return verdict(
    {id: `years.${table}`, title, tables: [table]},
    !lost.length,
    figure,
    "every year",
    lost.length ? `lost: ${lost.join(", ")}` : null
  );
}

/** Tables that a review changes row by row; their number of rows says nothing of a loss. */
const REVIEWED: readonly TableName[] = ["places", "regions", "memberships", "rules", "breaks", "checks"];

async function rowCounts(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables, before, footnotesGiven} = context;
  const results: CheckResult[] = [];
  for (const table of tables) {
    if (table === "checks") continue;
    const check = {
      id: `rows.${table}`,
      title: `${table} has at least 95 % of the rows of the edition in the target`,
      tables: [table]
    };
    const here = Number(await one(db, `SELECT count(*) FROM ${identifier(table)}`));
    if (!before?.tables.includes(table)) {
      results.push({
        ...check,
        fatal: true,
        result: "skipped",
        figure: `${n(here)} rows`,
        expected: null,
        detail: "no edition in the target has this table"
      });
      continue;
    }
    const there = Number(await one(db, `SELECT count(*) FROM ${identifier(`before_${table}`)}`));
    const excused = REVIEWED.includes(table) || (table === "footnotes" && !footnotesGiven);
    results.push(
      verdict(
        {...check, fatal: !excused},
        here >= 0.95 * there,
        `${n(here)} rows`,
        `at least 95 % of ${n(there)} (edition ${before.id})`
      )
    );
  }
  return results;
}

async function ruleFaults({db}: CheckContext, rules: readonly Row[]): Promise<CheckResult[]> {
  const {rows: moved, faults} = await effects(db, rules);
  const hosts = Number(await one(db, "SELECT count(DISTINCT asylum) FROM decisions"));
  return [
    ...faultChecks(faults, rules.length, hosts >= HOSTS_OF_THE_WORLD),
    await recognizedByStatus(db, rules),
    newYears(moved, Number(await one(db, "SELECT max(year) FROM decisions")))
  ];
}

/** With so many hosts an edition holds the world; one of fewer is a part of it, and a line that matches nothing there is not at fault. */
const HOSTS_OF_THE_WORLD = 100;

function faultChecks(faults: RuleFaults, lines: number, whole: boolean): CheckResult[] {
  return [
    verdict(
      {id: "rules.unused", title: "No column that a rule says is unused holds a number"},
      !faults.unused.length,
      `${n(faults.unused.length)} cells`,
      "0",
      listed(faults.unused)
    ),
    verdict(
      {id: "rules.overlap", title: "No two rules read one cell"},
      !faults.overlaps.length,
      `${n(faults.overlaps.length)} cells`,
      "0",
      listed(faults.overlaps)
    ),
    verdict(
      {id: "rules.unmatched", title: "Every line of the rules matches rows", fatal: whole},
      !faults.unmatched.length,
      `${n(faults.unmatched.length)} of ${n(lines)} lines match no row`,
      "0",
      listed(faults.unmatched)
    )
  ];
}

/** What stands under "recognized" in each year, by status in law, persons and cases apart. */
async function recognizedByStatus(db: DuckDBConnection, rules: readonly Row[]): Promise<CheckResult> {
  const read = reader(rules.map(ruleLine));
  const filed = (await rows(
    db,
    "SELECT year, origin, asylum, authority, level, unit, recognized FROM decisions WHERE recognized > 0"
  )) as unknown as PublishedDecision[];
  const byYear = rollup(
    filed,
    (ofStatus) => sum(ofStatus, (row) => row.recognized ?? 0),
    (row) => row.year,
    (row) => (row.unit === "P" ? "persons" : "cases"),
    (row) => read(row).status.recognized
  );
  const told = [...byYear]
    .sort(([a], [b]) => a - b)
    .map(([year, units]) => {
      const ofUnit = [...units]
        .sort()
        .reverse()
        .map(([unit, statuses]) => {
          const parts = STATUSES.filter((status) => statuses.has(status)).map(
            (status) => `${status} ${n(statuses.get(status))}`
          );
          return `${n(sum(statuses.values()))} ${unit}: ${parts.join(", ")}`;
        });
      return `${year}: ${ofUnit.join("; ")}`;
    });
  return {
    id: "recognized",
    title: "What is filed under “recognized” in each year, by status in law",
    fatal: false,
    result: "told",
    figure: told.at(-1) ?? "nothing",
    expected: null,
    detail: told.join("\n") || null
  };
}

/** Lines without an end take a new year as the ones before: told, as no evidence was read for it. */
function newYears(moved: readonly Row[], last: number): CheckResult {
  const open = moved.filter((row) => row.year_to === null && row.last_year === last).map((row) => String(row.id));
  return {
    id: "rules.new-year",
    title: "Rules without an end year read the last year without evidence of its own",
    fatal: false,
    result: "told",
    figure: `${n(open.length)} lines read ${last}`,
    expected: null,
    detail: listed([...new Set(open)])
  };
}

/** Eurostat's headlines beside its own table, as far as the edition has rows of their years. */
async function eurostatHeadlines(
  db: DuckDBConnection,
  figures: readonly ReportedFigure[],
  tables: readonly TableName[]
): Promise<Map<string, Count>> {
  if (!tables.includes("eurostat_applications") || !tables.includes("memberships")) return new Map();
  const members = await rows(db, "SELECT place FROM memberships WHERE scheme = 'eu' AND year_to IS NULL");
  const eurostat = await rowsOf<EurostatRow>(
    db,
    "SELECT year, origin, asylum, applicant, applications FROM eurostat_applications WHERE origin = 'EXT_EU27_2020'"
  );
  const places = new Set(members.map(({place}) => String(place)));
  return new Map(
    figures.flatMap((figure) => {
      const interval = eurostatCounterpart(figure, eurostat, places);
      return interval ? [[figure.id, interval] as const] : [];
    })
  );
}

async function reportedFigures({db, tables}: CheckContext, rules: readonly Row[]): Promise<CheckResult> {
  const figures = (await rows(db, "SELECT * FROM reported ORDER BY id")) as unknown as ReportedFigure[];
  const whole = figures.some(({asylum}) => asylum === ALL);
  const hosts = whole ? "true" : "asylum IN (SELECT asylum FROM reported)";
  const read = reader(rules.map(ruleLine));
  const compared = {
    applications: await rowsOf<ApplicationRow>(db, `SELECT * FROM applications WHERE ${hosts}`),
    decisions: await rowsOf<PublishedDecision>(
      db,
      "SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions WHERE asylum IN (SELECT asylum FROM reported)"
    )
  };
  const headlines = await eurostatHeadlines(db, figures, tables);
  const outside: string[] = [];
  const comparable = figures.filter((figure) => isComparable(figure) || headlines.has(figure.id));
  for (const figure of comparable) {
    const interval: Beside | null = headlines.get(figure.id) ?? counterpart(figure, compared, read);
    if (agrees(figure, interval)) continue;
    const bounds = interval && !isExact(interval) ? ` [${n(interval.lo)}–${n(interval.hi)}]` : "";
    const cases = interval?.cases ? ` and ${n(interval.cases.value)} cases` : "";
    const against = interval ? `rows ${n(interval.value)}${bounds}${cases}` : "no row";
    outside.push(
      `${figure.id}: reported ${figure.comparator === "=" ? "" : figure.comparator}${n(figure.value)}, ${against}${figure.note ? ` (${figure.note})` : ""}`
    );
  }
  return verdict(
    {
      id: "reported",
      title: "Every reported figure that can be compared lies inside the interval of its rows",
      fatal: false
    },
    !outside.length,
    `${n(comparable.length - outside.length)} of ${n(comparable.length)} inside`,
    "all, or listed as a disagreement",
    outside.length ? outside.join("; ") : null
  );
}

/** Rows without an origin in the last year: a ranking of origins over it says so. */
async function unknownOrigins({db}: CheckContext, table: "applications" | "decisions"): Promise<CheckResult> {
  const value = table === "applications" ? "applications" : "total";
  const found = await rows(
    db,
    `SELECT unit, sum(${value}) FILTER (origin = 'UNK') AS unknown, sum(${value}) AS all FROM ${table}
     WHERE year = (SELECT max(year) FROM ${table}) GROUP BY unit ORDER BY unit DESC`
  );
  return {
    id: `unknown-origin.${table}`,
    title: `How much of the last year's ${table} has no origin`,
    fatal: false,
    result: "told",
    figure: found
      .map((row) => `${n(row.unknown)} of ${n(row.all)} ${row.unit === "P" ? "persons" : "cases"}`)
      .join("; "),
    expected: null,
    detail: null
  };
}

/** A source that fails keeps its last tables; the edition says of which day they are. */
function freshSources({stale}: CheckContext): CheckResult {
  return verdict(
    {id: "sources", title: "Every source could be read for this edition", fatal: false},
    !stale.length,
    `${n(stale.length)} stale`,
    "0, or named with the day of their tables",
    listed(stale.map(({name, since, edition, reason}) => `${name}: tables of ${since} (edition ${edition}); ${reason}`))
  );
}

/** What one row of the cross-check says, in words for a list. */
function compared({asylum, origin, year, unhcr_new, eurostat_first_time, eurostat_all}: Compared): string {
  const shown = (count: Count | null) =>
    count ? `${n(count.value)}${isExact(count) ? "" : ` [${n(count.lo)}–${n(count.hi)}]`}` : "no row";
  return `${asylum} ${origin} ${year}: UNHCR ${shown(unhcr_new)}, Eurostat ${shown(eurostat_first_time ?? eurostat_all)}${eurostat_first_time ? "" : " (all)"}`;
}

/** UNHCR's applications beside Eurostat's, by the class of each difference, and the largest for which there is none. */
async function twoLedgers({db}: CheckContext): Promise<CheckResult[]> {
  const unhcr = await rowsOf<ApplicationRow>(
    db,
    `SELECT year, origin, asylum, authority, type, level, unit, applications FROM applications
     WHERE asylum IN (SELECT asylum FROM eurostat_applications) ORDER BY ALL`
  );
  const eurostat = await rowsOf<EurostatRow>(
    db,
    "SELECT year, origin, asylum, applicant, applications FROM eurostat_applications WHERE NOT aggregate ORDER BY ALL"
  );
  const {rows: beside, empty, hosts, years: span} = crosscheck(unhcr, eurostat);
  const classes = byClass(beside);
  const told = {fatal: false, result: "told", expected: null} as const;
  return [
    {
      ...told,
      id: "crosscheck.classes",
      title: "UNHCR’s new applications beside Eurostat’s first-time applicants, by host, origin and year",
      figure: `${n(classes.agrees.rows)} of ${n(beside.length)} agree within their bounds, ${span.join("–")}`,
      detail: [
        ...CROSSCHECK_CLASSES.map(
          (name) => `${name} ${n(classes[name].rows)}, ${n(classes[name].beyond_rounding)} persons beyond rounding`
        ),
        `nothing to compare ${n(empty)} (0 or no row in both); ${hosts.length} hosts`
      ].join("\n")
    },
    {
      ...told,
      id: "crosscheck.unexplained",
      title: "The largest differences between the two that no class explains",
      figure: `${n(classes.unexplained.rows)} unexplained`,
      detail: unexplained(beside).map(compared).join("\n") || null
    }
  ];
}

/** How much of Eurostat's sex and age the edition leaves out because there is nothing but 0 to tell. */
async function zerosLeftOut({db}: CheckContext): Promise<CheckResult> {
  const key = "year, origin, asylum, applicant";
  const [found] = await rows(
    db,
    `SELECT count(*) FILTER (there.year IS NULL) AS left_out, count(*) FILTER (there.year IS NULL AND applications IS DISTINCT FROM 0) AS above_0, count(*) AS all
     FROM eurostat_applications LEFT JOIN (SELECT DISTINCT ${key} FROM eurostat_sex_age) AS there USING (${key})
     WHERE extract = 'migr_asyappctza'`
  );
  return verdict(
    {
      id: "eurostat.sex-age",
      title: "What eurostat_sex_age leaves out has nothing but 0 to tell"
    },
    Number(found?.above_0) === 0,
    `${n(found?.left_out)} of ${n(found?.all)} combinations of year, origin, host and applicant left out, ${n(found?.above_0)} of them above 0`,
    "none above 0"
  );
}

/** Eurostat rounds to 5: any other value would have other bounds. */
async function multiplesOfFive({db}: CheckContext, tables: readonly TableName[]): Promise<CheckResult> {
  const off: string[] = [];
  let counts = 0;
  for (const table of tables)
    for (const {name} of countColumns(table)) {
      const [found] = await rows(
        db,
        `SELECT count(*) AS counts, count(*) FILTER (${identifier(name)} % 5 <> 0) AS off FROM ${table} WHERE ${identifier(name)} IS NOT NULL`
      );
      counts += Number(found?.counts);
      if (Number(found?.off)) off.push(`${name} of ${table}: ${n(found?.off)}`);
    }
  return verdict(
    {id: "eurostat.fives", title: "Every value of Eurostat is a multiple of 5", fatal: false},
    !off.length,
    `${n(counts)} values, ${off.length ? "some are not" : "all are"}`,
    "all",
    listed(off)
  );
}

async function rowsOf<T>(db: DuckDBConnection, sql: string): Promise<T[]> {
  const found = await columns(db, sql);
  const names = Object.keys(found);
  return (found[names[0] ?? ""] ?? []).map(
    (_, i) => Object.fromEntries(names.map((name) => [name, found[name]?.[i]])) as unknown as T
  );
}

/** What the finder found, by kind and verdict; the open ones by name, the heaviest first. An older edition has no findings. */
async function breaksFound({db}: CheckContext): Promise<CheckResult[]> {
  const names = await rows(db, "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'breaks'");
  if (!names.some(({name}) => name === "found_by")) return [];
  const found = (await rows(
    db,
    "SELECT id, kind, verdict, judged_by, size FROM breaks WHERE found_by = 'finder'"
  )) as unknown as {id: string; kind: string; verdict: string; judged_by: string | null; size: number}[];
  return KIND_NAMES.map((kind, i) => {
    const of = found.filter((row) => row.kind === kind);
    const count = (verdict: string) => n(of.filter((row) => row.verdict === verdict).length);
    const unjudged = of.filter((row) => row.judged_by === null).sort(heaviest);
    const open = [
      ...unjudged.map(({id}) => id),
      ...of
        .filter((row) => row.verdict === "open" && row.judged_by !== null)
        .map(({id, judged_by}) => `${id} (${judged_by ?? ""})`)
        .sort()
    ];
    return {
      id: `breaks.${i + 1}-${kind}`,
      title: `${BREAK_KINDS[kind]}, found in the rows`,
      fatal: false,
      result: "told",
      figure: `${n(of.length)} found: ${count("ruled")} ruled, ${count("explained")} explained, ${count("open")} open (${n(unjudged.length)} not looked into)`,
      expected: null,
      detail: open.length ? `open: ${open.join("; ")}` : null
    };
  });
}

/** Every check that the tables at hand allow, in the order of their ids. */
export async function runChecks(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables} = context;
  const has = (...names: TableName[]) => names.every((name) => tables.includes(name));
  const results: CheckResult[] = [];
  for (const table of tables) {
    if (table === "checks") continue;
    results.push(await uniqueKeys(context, table));
    if (countColumns(table).length) results.push(await counts(context, table));
  }
  results.push(freshSources(context), await knownPlaces(context), ...(await rowCounts(context)));
  for (const table of ["applications", "decisions", "stocks", "eurostat_applications", "eurostat_decisions"] as const)
    if (has(table)) results.push(await years(context, table));
  if (has("breaks")) results.push(...(await breaksFound(context)));
  if (has("locations")) results.push(...(await locationChecks(context)));
  results.push(...(await unitChecks(context)));
  if (has("applications", "decisions", "rules")) {
    const rules = await rows(db, 'SELECT * FROM rules ORDER BY asylum, id, "column"');
    results.push(
      ...(await statusSums(context)),
      await totalsAgainstParts(context),
      ...(await apiTotals(context)),
      ...(await ruleFaults(context, rules)),
      await unknownOrigins(context, "applications"),
      await unknownOrigins(context, "decisions")
    );
    if (has("reported")) results.push(await reportedFigures(context, rules));
  }
  const ofEurostat = tables.filter((table) => tableSchema(table).from === "eurostat");
  if (ofEurostat.length) results.push(await multiplesOfFive(context, ofEurostat));
  if (has("eurostat_applications", "eurostat_sex_age")) results.push(await zerosLeftOut(context));
  if (has("applications", "eurostat_applications")) results.push(...(await twoLedgers(context)));
  return results.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether the files of a published edition are the ones that its datapackage.json describes, and that file the one published. */
export function checksums(target: string, id: string): CheckResult[] {
  const {pack, faults, isSummed} = inspectEdition(target, id);
  const files = (pack?.resources.length ?? 0) + 1;
  return [
    verdict(
      {id: "checksums", title: "Every file is the one that datapackage.json describes"},
      !faults.length,
      faults.length ? `${n(faults.length)} of ${n(files)} files damaged` : `${n(files)} files are as published`,
      "every file as it was published",
      listed(faults.map((fault) => faultWords([fault])))
    ),
    verdict(
      {id: "checksums.package", title: "The SHA-256 of datapackage.json lies beside it", fatal: false},
      isSummed,
      isSummed ? "it does" : `${PACKAGE_SUM} is missing, as in editions made before November 2026`,
      "a file beside it"
    )
  ];
}

// A second computation of every figure, in SQL over the edition's Parquet and written apart from the site's own code: rounding,
// rules and sums as the design defines them.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";

export interface Interval {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

export interface Sql {
  readonly id: string;
  /** What a directive of a sum asks for, and which years have a row. */
  readonly figure: (directive: string) => Promise<Interval & {years: number[]}>;
  readonly rows: (query: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => void;
}

const CELLS = `
  CREATE MACRO taken(scope, code) AS scope = '*' OR list_contains(string_split(scope, ' '), code);
  CREATE TABLE cells AS
  WITH published AS (
    UNPIVOT (SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions)
    ON recognized, other, rejected, closed INTO NAME "column" VALUE count
  )
  SELECT p.*,
    coalesce(r.status, CASE p."column" WHEN 'recognized' THEN 'refugee_status' WHEN 'other' THEN 'complementary'
      WHEN 'rejected' THEN 'refused' ELSE 'otherwise_closed' END) AS status,
    count = 0 AND EXISTS (FROM rules u WHERE u.asylum = p.asylum AND u.column_unused = p."column"
      AND p.year BETWEEN u.year_from AND coalesce(u.year_to, 9999) AND taken(u.level, p.level)
      AND taken(u.authority, p.authority) AND taken(u.unit, p.unit) AND taken(u.origin, p.origin)) AS unused
  FROM published p LEFT JOIN rules r ON r.asylum = p.asylum AND r."column" = p."column"
    AND p.year BETWEEN r.year_from AND coalesce(r.year_to, 9999) AND taken(r.level, p.level)
    AND taken(r.authority, p.authority) AND taken(r.unit, p.unit) AND taken(r.origin, p.origin)`;

/** Opens the current edition of the project at `root`. */
export async function openSql(root: string): Promise<Sql> {
  const id = readFileSync(join(root, "data", "edition"), "utf8").trim();
  const instance = await DuckDBInstance.create(":memory:", {threads: "2"});
  const connection = await instance.connect();
  await connection.run("SET autoinstall_known_extensions = false");
  for (const table of ["applications", "decisions", "rules"])
    await connection.run(`CREATE VIEW ${table} AS FROM '${join(root, "data", "editions", id, `${table}.parquet`)}'`);
  for (const statement of CELLS.split(";")) await connection.run(statement);
  const rows = async (query: string) => (await connection.runAndReadAll(query)).getRowObjectsJson();
  return {
    id,
    rows,
    figure: async (directive) => {
      const [kind, origin = "", asylum = "", years = "", ...options] = directive.split(" ");
      const where = [
        origin === "*" ? "true" : `origin IN (${quoted(origin)})`,
        asylum === "*" ? "true" : `asylum IN (${quoted(asylum)})`,
        `(${years
          .split("+")
          .map((span) => `year BETWEEN ${span.split("-")[0] ?? ""} AND ${span.split("-").at(-1) ?? ""}`)
          .join(" OR ")})`
      ];
      for (const option of options) {
        const [key = "", value = ""] = option.split("=");
        if (key !== "show" && value !== "*") where.push(`"${key}" IN (${quoted(value)})`);
      }
      const [table, count, exact, lo, hi] =
        kind === "applications"
          ? [
              "applications",
              "applications",
              "false",
              "CASE applications WHEN 5 THEN 3",
              "CASE applications WHEN 0 THEN 2"
            ]
          : [
              "cells",
              "count",
              "unused",
              "CASE count WHEN 5 THEN 3 WHEN 10 THEN 8",
              "CASE count WHEN 0 THEN 2 WHEN 5 THEN 7"
            ];
      const keyed = where.filter((term) => kind === "applications" || !/^"(?:column|status)"/.test(term));
      const [found] = await rows(`
        SELECT coalesce(sum(${count}), 0)::INTEGER AS value,
          coalesce(sum(CASE WHEN ${exact} THEN 0 ELSE ${lo} ELSE ${count} END END), 0)::INTEGER AS lo,
          coalesce(sum(CASE WHEN ${exact} THEN 0 ELSE ${hi} ELSE ${count} END END), 0)::INTEGER AS hi,
          (SELECT list_sort(coalesce(list(DISTINCT year), [])) FROM ${table} WHERE ${keyed.join(" AND ")}) AS years
        FROM ${table} WHERE ${where.join(" AND ")}`);
      const sum = found as unknown as Interval & {years: number[]};
      if (kind !== "applications" || origin !== "*") return sum;
      // An origin with one or two applicants has no entry: 2 for each that has one in another year and none here.
      const [unseen] = await rows(`
        WITH chosen AS (SELECT DISTINCT asylum, unit, year, origin FROM applications WHERE ${where.join(" AND ")}),
          entries AS (SELECT DISTINCT asylum, unit, year, origin FROM applications)
        SELECT count(DISTINCT (asylum, unit, s.year, e.origin))::INTEGER AS n
        FROM (SELECT DISTINCT asylum, unit, year FROM chosen) s JOIN entries e USING (asylum, unit)
        WHERE e.year <> s.year AND (asylum, unit, s.year, e.origin) NOT IN (SELECT (asylum, unit, year, origin) FROM chosen)`);
      return {...sum, hi: sum.hi + 2 * Number(unseen?.n)};
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

function quoted(codes: string): string {
  return codes
    .split("+")
    .map((code) => `'${code}'`)
    .join(", ");
}

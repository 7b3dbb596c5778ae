// Checks sums of UNHCR's columns: statuses against columns, totals against their parts, and rows against the API's own totals.
import {COLUMNS, NEGATIVE_STATUSES, POSITIVE_STATUSES} from "../../src/measures/codes.js";
import {identifier, one, rows} from "../clean/database.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

/** The statuses of a row add up to its published columns, wherever its parts are given. */
export async function statusSums({db}: CheckContext): Promise<CheckResult[]> {
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
          title: `The ${side} statuses add up to “${published.join("” + “")}” in every row whose parts are given`
        },
        unequal === 0,
        `${n(unequal)} of ${n(all)} rows differ`,
        "0"
      );
    })
  );
}

/** Rows whose total is not the sum of their parts, by class. A note: the total is not independent evidence. */
export async function totalsAgainstParts({db}: CheckContext): Promise<CheckResult> {
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
    "0, or counted by class",
    all === 0
      ? null
      : `${n(found?.near)} by at most 10; ${n(found?.far)} by more, up to ${n(found?.most)}; ${n(found?.no_parts)} give a total and no parts; ${n(found?.no_total)} give parts and a total of 0`
  );
}

/** Sums of the rows against the publisher's own. The publisher adds persons and cases; so does this comparison, and nothing else. */
export async function apiTotals({db, totals}: CheckContext): Promise<CheckResult[]> {
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
      const check = {
        id: `api-total.${table}`,
        title: `The rows of ${table} add up to the API's own total`,
        fatal: false
      };
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

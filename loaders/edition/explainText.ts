// Prints the trail of a figure as text.
import {isExact} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, STATUSES, UNITS} from "../../src/measures/codes.js";
import {formatCount, formatNumber} from "../../src/words/numbers.js";
import {RATE_WORDS} from "../../src/words/rates.js";
import type {Explained} from "./explain.js";
import {wordOf} from "./trails.js";
import type {Trail} from "./trails.js";

const boundsWords = (count: Count | null) =>
  count === null ? "empty" : `${formatCount(count)}${isExact(count) ? ", exact" : ""}`;

/** As lines of text. */
export function explainText(explained: Explained): string {
  const {origin, asylum, years, edition} = explained;
  const span = years[0] === years[1] ? String(years[0]) : `${years[0]}–${years[1]}`;
  const lines = [`${origin.name} (${origin.code}) in ${asylum.name} (${asylum.code}), ${span}, edition ${edition}`, ""];
  lines.push(`query, applications: ${explained.queries.applications}`);
  lines.push(`query, decisions:    ${explained.queries.decisions}`);
  lines.push(`raw rows: ${explained.raw}`);
  for (const trail of explained.trails) lines.push("", ...trailLines(trail));
  for (const {table, year, words} of explained.silent) lines.push("", `${table} of ${year}: ${words}`);
  if (explained.breaks.length) lines.push("", "known issues with these figures:");
  for (const each of explained.breaks)
    lines.push(`  ${String(each.id)} (${String(each.verdict)}): ${String(each.wording)}`);
  return lines.join("\n");
}

function trailLines(trail: Trail): string[] {
  const {table, year, level, authority, unit, type} = trail;
  const lines = [
    [
      `${table} of ${year}`,
      `level ${level} (${wordOf(LEVELS, level)})`,
      `authority ${authority} (${wordOf(AUTHORITIES, authority)})`,
      ...(type === null ? [] : [`type ${type} (${wordOf(APPLICATION_TYPES, type)})`]),
      `unit ${unit} (${wordOf(UNITS, unit)})`
    ].join(", ")
  ];
  if (trail.raw !== null && !trail.raw.length) lines.push("  raw row     none with this key");
  for (const {place, cells} of trail.raw ?? [])
    lines.push(
      `  raw row     ${place}`,
      `              ${Object.entries(cells)
        .map(([name, value]) => `${name}=${value ?? "-"}`)
        .join(" ")}`
    );
  lines.push(
    `  published   ${Object.entries(trail.published)
      .map(([column, value]) => `${column} ${value === null ? "empty" : formatNumber(value)}`)
      .join(", ")}`
  );
  if (table === "applications") {
    lines.push(`  range       ${boundsWords(trail.read[0]?.count ?? null)}`);
    return lines;
  }
  for (const {column, status, rule, count} of trail.read)
    lines.push(
      `  status      “${column}” is ${status}${rule === null ? " (no rule: by the column's name)" : ` (rule ${rule})`}: ${boundsWords(count)}`
    );
  for (const rule of trail.rules) {
    lines.push(
      `  rule        ${String(rule.id)}: “${String(rule.column)}” is ${String(rule.status)}${rule.column_unused == null ? "" : `, “${String(rule.column_unused)}” is not used`}; confidence ${String(rule.confidence)}`,
      `              ${String(rule.reason)}`,
      `              source: ${rule.source_url == null ? "the data itself" : String(rule.source_url)}`
    );
  }
  if (trail.statuses)
    lines.push(
      `  by status   ${STATUSES.flatMap((status) => {
        const count = trail.statuses?.[status];
        return count && (count.hi > 0 || count.value > 0) ? [`${status} ${formatCount(count)}`] : [];
      }).join(", ")}`
    );
  for (const {name, words} of trail.rates) lines.push(`  rate        ${RATE_WORDS[name]}: ${words}`);
  return lines;
}

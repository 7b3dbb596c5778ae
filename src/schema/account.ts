// Tables about the edition itself: what publishers revised since the previous one, and the checks made.
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, UNITS} from "./codes.js";
import {code, count, table, text, truth, word} from "./column.js";
import {asylum, origin, year} from "./common.js";

export const revisions = table({
  name: "revisions",
  title: "Revisions",
  description:
    "What publishers changed of what they had published, cell by cell, from edition to edition: applications, decisions and stocks, their published columns; no other table. Each edition takes over the account of the one before and adds its own; the first has none. A year that the earlier edition did not have at all is new, not revised, and not listed; nothing else is left out.",
  from: "hand",
  columns: [
    text("edition_before", "The earlier edition.", true),
    text("edition", "The edition with the other value.", true),
    word("table", "applications, decisions or stocks.", ["applications", "decisions", "stocks"], true),
    year,
    origin,
    asylum,
    code("authority", "Who decides; null for stocks.", AUTHORITIES),
    code("type", "Type of application; null for decisions and stocks.", APPLICATION_TYPES),
    code("level", "Level of decision; null for stocks.", LEVELS),
    code("unit", "P persons, C cases; null for stocks.", UNITS),
    word(
      "change",
      "changed (the row is in both editions), added or gone (the row is in one).",
      ["changed", "added", "gone"],
      true
    ),
    text("column", "The published column.", true),
    count("before", "As published in the earlier edition; null where the cell was empty or there was no entry."),
    count("after", "As published in the edition; null where the cell is empty or there is no entry.")
  ],
  key: ["edition", "table", "year", "origin", "asylum", "authority", "type", "level", "unit", "column"],
  order: ["edition", "table", "asylum", "level", "unit", "authority", "origin", "type", "year", "column"]
});

export const checks = table({
  name: "checks",
  title: "Checks",
  description: "The checks made on the edition when it was published, and what they found.",
  from: "hand",
  columns: [
    text("id", "Key.", true),
    text("title", "What is checked.", true),
    truth("fatal", "Whether an edition that fails it is rejected."),
    word(
      "result",
      "holds, fails, told (a note: nothing is required) or skipped.",
      ["holds", "fails", "told", "skipped"],
      true
    ),
    text("figure", "What was found; null where it was not looked for."),
    text("expected", "What should be found."),
    text("detail", "The cases, where there are few.")
  ],
  key: ["id"],
  order: ["id"]
});

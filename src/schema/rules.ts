// Schema of the rules that classify published columns by legal status, and of breaks in series.
import {AUTHORITIES, BREAK_KINDS, COLUMNS, LEVELS, STATUS_LABELS, UNITS} from "./codes.js";
import {code, count, place, scope, table, text, whole, word} from "./column.js";

export const rules = table({
  name: "rules",
  title: "Status rules",
  description:
    "Where a column has another legal status than its name suggests: reviewed lines with reason, source and confidence, and what each reclassifies. The lines of one rule share its id.",
  from: "unhcr",
  columns: [
    text("id", "Rule.", true),
    place("asylum", "Country of asylum.", true),
    scope("origin", "Origins, with a space between them, or *.", {refers: "places"}),
    scope("level", "Levels, with a space between them, or *.", {codes: LEVELS}),
    scope("authority", "Authorities, with a space between them, or *.", {codes: AUTHORITIES}),
    scope("unit", "Units, with a space between them, or *.", {codes: UNITS}),
    whole("year_from", "First year.", true),
    whole("year_to", "Last year; null means and on."),
    word("column", "The published column.", COLUMNS, true),
    code("status", "The status that the column is classified as.", STATUS_LABELS, true),
    word("column_unused", "A column that the country does not use in this scope: its zeros are exactly 0.", COLUMNS),
    text("reason", "Why.", true),
    text("source_url", "Addresses, with | between them."),
    text("quoted_text", "Quoted words, with | between them."),
    word("confidence", "high, medium-high or medium.", ["high", "medium-high", "medium"], true),
    count("rows", "Rows in scope.", "rows"),
    count("rows_above_0", "Rows in scope whose column is above 0.", "rows"),
    count("persons", "Sum of the column over rows in persons.", "persons"),
    count("persons_lo", "Its lower bound.", "persons"),
    count("persons_hi", "Its upper bound.", "persons"),
    count("cases", "Sum of the column over rows in cases.", "cases"),
    count("cases_lo", "Its lower bound.", "cases"),
    count("cases_hi", "Its upper bound.", "cases"),
    whole("last_year", "Last year with a row in scope; null where none.")
  ],
  key: ["id", "column"],
  order: ["asylum", "id", "column"]
});

export const breaks = table({
  name: "breaks",
  title: "Breaks and what is known of them",
  description:
    "Changes in how a country reported that make years incomparable: dealt with by a rule, explained with a source, or open. Lines are kept by hand; findings are detected automatically by stated thresholds and take the verdict of the line that reviews them. An open break changes no figure.",
  from: "hand",
  columns: [
    text(
      "id",
      "Key. A finding's is its kind, country, level and year (and c where it counts cases), and the same in every edition.",
      true
    ),
    text(
      "kind",
      `Of a finding: what changes (${Object.keys(BREAK_KINDS).join(", ")}). Of a line: the kinds of finding it judges, with a space between them.`
    ),
    word("found_by", "hand or finder.", ["hand", "finder"], true),
    place("asylum", "Country of asylum, or *.", true, {"*": "any country"}),
    scope("origin", "Origins, with a space between them, or *.", {refers: "places"}),
    scope("level", "Levels, with a space between them, or *.", {codes: LEVELS}),
    scope("authority", "Authorities, with a space between them, or *.", {codes: AUTHORITIES}),
    scope("unit", "Units, with a space between them, or *.", {codes: UNITS}),
    text("table", "Of a finding: the tables in which it is found, with a space between them."),
    whole("year", "Of a finding: the year of the change."),
    whole("year_from", "First year; of a change between two years the year before it.", true),
    whole("year_to", "Last year; null means and on."),
    word(
      "verdict",
      "ruled, explained or open. A finding that no line judges is open.",
      ["ruled", "explained", "open"],
      true
    ),
    text(
      "judged_by",
      "Of a finding: the lines that judge it, with a space between them; where they differ the one that knows least counts."
    ),
    text("rule", "The rules that treat it, with a space between them."),
    text("confidence", "How sure the evidence is: high, medium-high, medium, low-medium or low."),
    text("wording", "What a reader should know.", true),
    text("evidence", "Of a finding: the figures it rests on, with their bounds; a dash where a column is empty."),
    {
      name: "size",
      type: "INTEGER",
      description:
        "Of a finding: the larger of the counts compared, by which findings are ordered. No figure: units differ.",
      unit: "persons or cases"
    },
    text("source_url", "Addresses, with | between them."),
    text("quoted_text", "Quoted words, with | between them.")
  ],
  key: ["id"],
  order: ["asylum", "year_from", "id"]
});

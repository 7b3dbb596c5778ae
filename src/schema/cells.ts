// The tables an analyst starts from: one row a published count, with its legal status and its rounding range. Computed
// when an edition is made, from the published tables and the rules.
import {APPLICATION_TYPES, AUTHORITIES, COLUMNS, LEVELS, MEASURES, STATUS_LABELS} from "./codes.js";
import {code, count, table, text, word} from "./column.js";
import {asylum, authority, level, origin, unit, year} from "./common.js";

export const cells = table({
  name: "cells",
  title: "Decisions, one row a published count",
  description:
    "The decisions again, one row for each published count, with its legal status, the rule that assigns it, and the lowest and highest true value that the publisher's rounding allows. Sums of value, value_lo and value_hi over rows of one unit and one level are a figure with its range. Empty counts are not listed, nor are rows with a total and no outcomes.",
  from: "unhcr",
  columns: [
    year,
    origin,
    asylum,
    authority,
    level,
    unit,
    word("published_column", "The publisher's column: recognized, other, rejected or closed.", COLUMNS, true),
    count("value", "The count as published.", "persons or cases, by unit", true),
    code("status", "The legal status that the column is classified as.", STATUS_LABELS, true),
    text(
      "rule",
      "The rule that classifies the column here, or says that the country does not use it; null where the column keeps the meaning of its name."
    ),
    count("value_lo", "The lowest true value that the publisher's rounding allows.", "persons or cases, by unit", true),
    count("value_hi", "The highest true value.", "persons or cases, by unit", true)
  ],
  key: ["year", "origin", "asylum", "authority", "level", "unit", "published_column"],
  order: ["asylum", "level", "unit", "authority", "origin", "year", "published_column"]
});

export const counts = table({
  name: "counts",
  title: "Applications and year-end figures, one row a published count",
  description:
    "Applications and year-end populations again, one row for each published count, each under its own measure, with the lowest and highest true value that the publisher's rounding allows. Measures are never added: applications are counted over a year, refugees and asylum_seekers at its end. Empty counts are not listed.",
  from: "unhcr",
  columns: [
    year,
    origin,
    asylum,
    code("authority", "Who decides; null for year-end figures.", AUTHORITIES),
    code("type", "Type of application (app_type); null for year-end figures. NA is a value.", APPLICATION_TYPES),
    code("level", "Level of decision (dec_level); null for year-end figures. NA is a value.", LEVELS),
    unit,
    code("measure", "What is counted: applications, refugees or asylum_seekers.", MEASURES, true),
    count("value", "The count as published.", "persons or cases, by unit", true),
    count("value_lo", "The lowest true value that the publisher's rounding allows.", "persons or cases, by unit", true),
    count("value_hi", "The highest true value.", "persons or cases, by unit", true)
  ],
  key: ["year", "origin", "asylum", "authority", "type", "level", "unit", "measure"],
  order: ["measure", "asylum", "level", "unit", "authority", "origin", "type", "year"]
});

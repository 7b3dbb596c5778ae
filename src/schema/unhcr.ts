// UNHCR's tables as it publishes them: applications, decisions, who reported what, year-end stocks and footnotes.
import {APPLICATION_TYPES, STATUSES} from "./codes.js";
import type {Status} from "./codes.js";
import {code, count, place, table, text, whole, word} from "./column.js";
import {asylum, authority, level, origin, type, unit, year} from "./common.js";

const STATUS_MEANING: Record<Status, string> = {
  refugee_status: "Classified as refugee status.",
  undivided: "Positive decisions: refugee status and other protection, not separated.",
  complementary:
    "Classified as complementary protection: subsidiary or other protection from return, under asylum law.",
  humanitarian: "Classified as residence on humanitarian grounds that is neither.",
  temporary: "Classified as a status that the country's own law makes temporary.",
  refused: "Classified as refused.",
  undivided_closed: "Refusals and closings, not separated.",
  otherwise_closed: "Classified as closed without a decision on the merits.",
  not_decided: "Cases removed from the count; they are not decisions and are in no rate."
};

export const applications = table({
  name: "applications",
  title: "Asylum applications",
  description:
    "Applications by year, origin, country of asylum, authority, type, level and unit, as UNHCR publishes them. A published 0 means 0–2, 5 means 3–5; no entry does not mean 0.",
  from: "unhcr",
  columns: [
    year,
    origin,
    asylum,
    authority,
    type,
    level,
    unit,
    count("applications", "Applications as published; null where the publisher gives none.")
  ],
  key: ["year", "origin", "asylum", "authority", "type", "level", "unit"],
  order: ["asylum", "level", "unit", "authority", "origin", "type", "year"]
});

export const decisions = table({
  name: "decisions",
  title: "Asylum decisions",
  description:
    "Decisions by year, origin, country of asylum, authority, level and unit: the columns as UNHCR publishes them, and the same counts by legal status, by the rules named. A published 0 means 0–2, 5 means 3–7, 10 means 8–10, unless a rule says that the country does not use the column.",
  from: "unhcr",
  columns: [
    year,
    origin,
    asylum,
    authority,
    level,
    unit,
    count("recognized", "The publisher's column “recognized” (dec_recognized), as published."),
    count("other", "The publisher's column “other” (dec_other), as published."),
    count("rejected", "The publisher's column “rejected” (dec_rejected), as published."),
    count("closed", "The publisher's column “closed” (dec_closed), as published."),
    count(
      "total",
      "The publisher's total (dec_total): the sum of the rounded cells in all but the rows the checks list."
    ),
    ...STATUSES.map((status) => count(status, `${STATUS_MEANING[status]} Null in rows with a total and no outcomes.`)),
    text(
      "rule_positive",
      "The rule that classifies a positive column of this row; null where the column is classified by its name."
    ),
    text(
      "rule_negative",
      "The rule that classifies “rejected” or “closed” of this row; null where the column is classified by its name."
    )
  ],
  key: ["year", "origin", "asylum", "authority", "level", "unit"],
  order: ["asylum", "level", "unit", "authority", "origin", "year"]
});

export const reporting = table({
  name: "reporting",
  title: "Who reported what",
  description:
    "How many rows each country of asylum has by year, table, authority, type, level and unit. It shows whether a year has no entry for one origin, or was not reported at all.",
  from: "unhcr",
  columns: [
    year,
    asylum,
    word("table", "applications or decisions.", ["applications", "decisions"], true),
    authority,
    code("type", "Type of application; null for decisions.", APPLICATION_TYPES),
    level,
    unit,
    count("rows", "Rows of the table.", "rows", true)
  ],
  key: ["year", "asylum", "table", "authority", "type", "level", "unit"],
  order: ["table", "asylum", "level", "unit", "authority", "type", "year"]
});

export const stocks = table({
  name: "stocks",
  title: "Refugees and asylum-seekers at the end of the year",
  description:
    "Year-end populations from 2000 as UNHCR publishes them. Countries report different groups as refugees: Russia includes temporary asylum.",
  from: "unhcr",
  columns: [
    year,
    origin,
    asylum,
    count("refugees", "Refugees at the end of the year; null where not collected.", "persons"),
    count("asylum_seekers", "Asylum-seekers (pending) at the end of the year; null where not collected.", "persons")
  ],
  key: ["year", "origin", "asylum"],
  order: ["asylum", "origin", "year"]
});

export const footnotes = table({
  name: "footnotes",
  title: "UNHCR's footnotes",
  description: "UNHCR's own notes on population figures. The API alone has them: an edition made from files has none.",
  from: "unhcr",
  columns: [
    whole("year_from", "First year that the note is about."),
    whole("year_to", "Last year of the span."),
    place("origin", "Country of origin; null where the note is about all.", false, {"*": "all origins"}),
    place("asylum", "Country of asylum; null where the note is about all.", false, {"*": "all countries"}),
    text("population_types", "UNHCR's population types, with a space between them.", true),
    text("text", "The note.", true)
  ],
  key: ["year_from", "year_to", "origin", "asylum", "population_types", "text"],
  order: ["asylum", "origin", "year_from", "year_to", "population_types", "text"]
});

// What named publications state in words: figures and events.
import {code, count, place, table, text, whole, word} from "./column.js";

export const reported = table({
  name: "reported",
  title: "Figures that others reported",
  description: "Figures that named publications state in words, beside the database: never computed, never corrected.",
  from: "reported",
  columns: [
    text("id", "Key.", true),
    place("origin", "ISO 3166-1 alpha-3, or ALL.", true, {ALL: "all origins"}),
    place("asylum", "ISO 3166-1 alpha-3.", true),
    text("region", "ISO 3166-2, where the figure is for one federal subject."),
    whole("year_from", "First whole year; null for a date or part of a year."),
    whole("year_to", "Last whole year."),
    text("as_of", "A date for a stock, an interval for part of a year."),
    text("measure", "What the publication counts.", true),
    count("value", "The figure as stated.", "persons", true),
    code(
      "comparator",
      "= as stated; > more than; < a little under.",
      {"=": "as stated", ">": "more than", "<": "a little under"},
      true
    ),
    word("unit", "persons or cases.", ["persons", "cases"], true),
    text("publisher", "Who said it.", true),
    text("published", "When."),
    text("source_title", "Title."),
    text("source_url", "Address.", true),
    text("quoted_text", "The words.", true)
  ],
  key: ["id"],
  order: ["id"]
});

export const events = table({
  name: "events",
  title: "Events",
  description: "What the founding document and the European Court's papers say happened, in our words, without names.",
  from: "reported",
  columns: [
    text("date", "ISO 8601, a day or a month.", true),
    text("place", "Town.", true),
    text("federal_subject", "Federal subject of Russia."),
    {name: "latitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
    {name: "longitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
    text("what_en", "What happened.", true),
    text("source", "Who says so, and where.", true)
  ],
  key: ["date", "place", "what_en"],
  order: ["date", "place", "what_en"]
});

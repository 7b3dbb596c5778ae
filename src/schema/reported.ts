// What named publications state in words: figures and events.
import {code, count, place, scope, table, text, whole, word} from "./column.js";

export const reported = table({
  name: "reported",
  title: "Figures from other sources",
  description: "Figures that named publications state in words. We have neither calculated nor corrected them.",
  from: "reported",
  columns: [
    text("id", "Key.", true),
    place("origin", "ISO 3166-1 alpha-3, or ALL.", true, {ALL: "all origins"}),
    place("asylum", "ISO 3166-1 alpha-3, ALL for the world, eu or eu_plus.", true, {
      ALL: "the world",
      eu: "European Union",
      eu_plus: "EU+"
    }),
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
    text("quoted_text", "The words.", true),
    whole(
      "rounded_to",
      "The step the printed figure was rounded to, 100,000 for “2.6 million”; null where it is stated in full."
    ),
    text("note", "Why the figure differs from UNHCR’s, where that is known.")
  ],
  key: ["id"],
  order: ["id"]
});

export const events = table({
  name: "events",
  title: "Events",
  description:
    "What the founding document and the European Court's papers say happened, in our words, without names; and groups of people who are protected without an asylum application, and so are not among the applications.",
  from: "reported",
  columns: [
    text("date", "ISO 8601, a day, a month or a year.", true),
    text("place", "Town, country or union.", true),
    text("federal_subject", "Federal subject of Russia."),
    {name: "latitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
    {name: "longitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
    text("what_en", "What happened.", true),
    text("source", "Who says so, and where.", true),
    word(
      "kind",
      "happened, or not_counted: people who are not among the applications.",
      ["happened", "not_counted"],
      true
    ),
    {
      ...scope("origin", "Codes of the origins it is about, with spaces between them; * for all.", {refers: "places"}),
      required: false as const
    },
    {
      ...scope("asylum", "Codes of the countries of asylum it is about, with spaces between them; * for all.", {
        refers: "places"
      }),
      required: false as const
    },
    text("quoted_text", "The source's words.")
  ],
  key: ["date", "place", "what_en"],
  order: ["date", "place", "what_en"]
});

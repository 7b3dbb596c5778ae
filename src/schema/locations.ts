// Figures by region within a country, of every publisher that has some.
import {count, place, table, text, whole, word} from "./column.js";
import {asylum, year} from "./common.js";

/** The publishers, as the column `publisher` has them. */
const LOCATION_PUBLISHERS = ["unhcr", "sem", "ircc", "home_office", "ofpra"] as const;
/** Whether a row is a single place, and if not, why. */
const LOCATION_KINDS = ["place", "country", "dispersed", "unknown", "various", "not_stated"] as const;
const LOCATION_MEASURES = [
  "applications",
  "multiple_applications",
  "repeat_applications",
  "reopened",
  "claimants",
  "decisions",
  "refugee_status",
  "complementary",
  "refused",
  "otherwise_closed",
  "appeal_refugee_status",
  "appeal_complementary",
  "asylum_seekers",
  "refugees",
  "supported"
] as const;

export const locations = table({
  name: "locations",
  title: "Regions within a country",
  description:
    "Figures by place within a country of asylum, each under its own measure: applications, decisions by status and claimants are flows of a year; asylum_seekers, refugees and supported are stocks of people at its end. Do not add different measures, rows of different admin_level, or rows with and without a detail.",
  from: {demographics: "unhcr", sem: "sem", ircc: "ircc", home_office: "home_office", ofpra: "ofpra"},
  columns: [
    year,
    text(
      "period",
      "Where the figure is not of the whole year or its end: a date for a stock, an interval for part of a year."
    ),
    word("publisher", "Who publishes the figure.", LOCATION_PUBLISHERS, true),
    asylum,
    text(
      "location",
      "The place, under one name where the hand-kept table of places joins spellings, else as published; a level in square brackets is parsed into admin_level.",
      true
    ),
    text("published_as", "The place as the publisher writes it.", true),
    word(
      "kind",
      "place; country (the country's own name or total); dispersed, unknown, various, not_stated: people whose place is not given.",
      LOCATION_KINDS,
      true
    ),
    text("within", "The publisher's larger region that the place lies in."),
    text("code", "The publisher's own code of the place: ONS for the United Kingdom, département for France."),
    whole(
      "admin_level",
      "0 the country, 1 the first level below it (canton, province, région), 2 and 3 further down; null where the publisher gives none."
    ),
    text("iso3166_2", "ISO 3166-2, where the place has a code there."),
    word(
      "measure",
      "applications, multiple_applications (within applications), repeat_applications, reopened, claimants, decisions (all), a legal status (refugee_status, complementary, refused, otherwise_closed), appeal_refugee_status, appeal_complementary, or a stock: asylum_seekers, refugees, supported.",
      LOCATION_MEASURES,
      true
    ),
    text("detail", "A part of the measure, as the publisher divides it: outcome, claim office, type of support."),
    place("origin", "Country of origin: ISO 3166-1 alpha-3; null where the publisher gives all origins together."),
    count("value", "As published; null where it is suppressed.", "persons"),
    count("value_lo", "Lower bound by the publisher's rounding.", "persons"),
    count("value_hi", "Upper bound.", "persons"),
    text("flag", "suppressed, rounded, summed, part_of_year, all_types; with a space between them.")
  ],
  key: [
    "publisher",
    "year",
    "period",
    "asylum",
    "published_as",
    "within",
    "code",
    "admin_level",
    "measure",
    "detail",
    "origin"
  ],
  order: [
    "publisher",
    "asylum",
    "measure",
    "kind",
    "location",
    "origin",
    "detail",
    "year",
    "period",
    "published_as",
    "within",
    "code",
    "admin_level"
  ]
});

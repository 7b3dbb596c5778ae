// The tables of an edition: columns with type, unit and meaning, the key that makes a row, and the order in which rows are
// written. One list, from which cleaning takes the order, the checks the keys, and datapackage.json its dictionary.
import {KIND_NAMES} from "../src/measures/breaks.js";
import {STATUSES} from "../src/measures/codes.js";
import type {Status} from "../src/measures/codes.js";
import {AGES, AGGREGATES, EUROSTAT_DECISIONS, EUROSTAT_ORIGINS, FLAGS} from "../src/measures/eurostat.js";
import type {SourceName} from "./sources/sources.js";

export type ColumnType = "INTEGER" | "VARCHAR" | "BOOLEAN" | "DOUBLE" | "VARCHAR[]";

export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** "persons", "persons or cases by unit", "rows" …; absent where the column is no quantity. */
  readonly unit?: string;
  readonly required?: boolean;
}

export interface TableSchema {
  readonly name: TableName;
  readonly title: string;
  readonly description: string;
  /** The publisher's source whose pull makes the table; "hand" for what this repository keeps itself. */
  /**
   * The source whose pull makes the table; "hand" for what this repository keeps itself. A table that several sources fill
   * names them, each with the publisher that its rows carry in the column `publisher`.
   */
  readonly from: SourceName | "hand" | Readonly<Partial<Record<SourceName, string>>>;
  readonly columns: readonly ColumnSchema[];
  readonly key: readonly string[];
  /** Rows are written in this order; it is total, so that the same rows give the same bytes. */
  readonly order: readonly string[];
}

export const TABLE_NAMES = [
  "applications",
  "decisions",
  "reporting",
  "stocks",
  "locations",
  "population",
  "eurostat_applications",
  "eurostat_sex_age",
  "eurostat_decisions",
  "places",
  "regions",
  "memberships",
  "reported",
  "events",
  "footnotes",
  "rules",
  "breaks",
  "revisions",
  "checks"
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const year = {name: "year", type: "INTEGER", description: "Calendar year.", required: true} as const;
const origin = {
  name: "origin",
  type: "VARCHAR",
  description: "Country of origin: ISO 3166-1 alpha-3; XXA stateless, UNK unknown, TIB Tibetan.",
  required: true
} as const;
const asylum = {
  name: "asylum",
  type: "VARCHAR",
  description: "Country of asylum: ISO 3166-1 alpha-3.",
  required: true
} as const;
const authority = {
  name: "authority",
  type: "VARCHAR",
  description: "Who decides: G government, J government and UNHCR jointly, U UNHCR.",
  required: true
} as const;
const level = {
  name: "level",
  type: "VARCHAR",
  description: "Level of decision (dec_level). NA is a value: new applications.",
  required: true
} as const;
const type = {
  name: "type",
  type: "VARCHAR",
  description: "Type of application (app_type). NA is a value: new applications and appeals together.",
  required: true
} as const;
const unit = {
  name: "unit",
  type: "VARCHAR",
  description: "What is counted: P persons, C cases. Never added.",
  required: true
} as const;
const counted = "persons or cases, by unit";

function text(name: string, description: string, required = false): ColumnSchema {
  return {name, type: "VARCHAR", description, required};
}
function count(name: string, description: string, unitOfCount = counted): ColumnSchema {
  return {name, type: "INTEGER", description, unit: unitOfCount};
}

const eurostatOrigin = text(
  "origin",
  `Citizenship: ISO 3166-1 alpha-3; XXA stateless, UNK unknown; ${Object.entries(EUROSTAT_ORIGINS)
    .map(([code, label]) => `${code} ${label}`)
    .join("; ")}; sums of others: ${AGGREGATES.join(", ")}.`,
  true
);
const eurostatHost = text(
  "asylum",
  "Reporting country: ISO 3166-1 alpha-3; sums of others: EU27_2020, EU28 (the Union of those members), TOTAL (with EFTA).",
  true
);
const applicant = text(
  "applicant",
  "Who is counted: all (everybody who applied in the year), first_time (who had never applied in that country), subsequent.",
  true
);
const aggregate = {
  name: "aggregate",
  type: "BOOLEAN",
  description: "Whether origin or host is a sum of other rows, never to be added to them.",
  required: true
} as const;
const extract = text(
  "extract",
  "Which of Eurostat's tables or older extracts the row is from. An older extract adds rows that the table lacks and changes none.",
  true
);
const eurostatSex = (which: string) => text("sex", `Sex: ${which}`, true);
const flags = (name: string) =>
  text(
    name,
    `Eurostat's flags: ${Object.entries(FLAGS)
      .map(([flag, meaning]) => `${flag} ${meaning}`)
      .join(", ")}; null where there is none, or where a carrier dropped them.`
  );

const STATUS_MEANING: Record<Status, string> = {
  refugee_status: "Read as refugee status.",
  undivided: "Read as positive, refugee status and others not told apart.",
  complementary: "Read as complementary protection: subsidiary or other protection from return, under asylum law.",
  humanitarian: "Read as residence on humanitarian grounds that is neither.",
  temporary: "Read as a status that the host's law itself makes temporary.",
  refused: "Read as refused.",
  undivided_closed: "Read as refusals and closings not told apart.",
  otherwise_closed: "Read as closed without a decision in substance.",
  not_decided: "Files taken out of the count, not decisions; in no rate."
};

export const TABLES: readonly TableSchema[] = [
  {
    name: "applications",
    title: "Asylum applications",
    description:
      "Applications by year, origin, host, authority, type, level and unit, as UNHCR publishes them. A published 0 stands for 0–2, 5 for 3–5; a pair and year without a row is not 0.",
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
  },
  {
    name: "decisions",
    title: "Asylum decisions",
    description:
      "Decisions by year, origin, host, authority, level and unit: the columns as UNHCR publishes them, and the same cells by status in law, by the rules named. A published 0 stands for 0–2, 5 for 3–7, 10 for 8–10, unless a rule says that the host does not use the column.",
    from: "unhcr",
    columns: [
      year,
      origin,
      asylum,
      authority,
      level,
      unit,
      count("recognized", "Filed under “recognized” (dec_recognized), as published."),
      count("other", "Filed under “other” (dec_other), as published."),
      count("rejected", "Filed under “rejected” (dec_rejected), as published."),
      count("closed", "Filed under “closed” (dec_closed), as published."),
      count(
        "total",
        "The publisher's total (dec_total): the sum of the rounded cells in all but the rows the checks list."
      ),
      ...STATUSES.map((status) =>
        count(status, `${STATUS_MEANING[status]} Null in rows that give a total and no parts.`)
      ),
      text(
        "rule_positive",
        "The rule that reads a positive column of this row; null where the column is read by its name."
      ),
      text(
        "rule_negative",
        "The rule that reads “rejected” or “closed” of this row; null where the column is read by its name."
      )
    ],
    key: ["year", "origin", "asylum", "authority", "level", "unit"],
    order: ["asylum", "level", "unit", "authority", "origin", "year"]
  },
  {
    name: "reporting",
    title: "Who reported what",
    description:
      "How many rows each host has by year, table, authority, type, level and unit. It tells a year without a row for one origin from a year that was not reported.",
    from: "unhcr",
    columns: [
      year,
      asylum,
      text("table", "applications or decisions.", true),
      authority,
      text("type", "Type of application; null for decisions."),
      level,
      unit,
      count("rows", "Rows of the table.", "rows")
    ],
    key: ["year", "asylum", "table", "authority", "type", "level", "unit"],
    order: ["table", "asylum", "level", "unit", "authority", "type", "year"]
  },
  {
    name: "stocks",
    title: "Refugees and asylum-seekers at the end of the year",
    description:
      "Year-end populations from 2000 as UNHCR publishes them. What a host files as refugees differs: Russia's hold temporary asylum too.",
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
  },
  {
    name: "locations",
    title: "Places within a host",
    description:
      "What publishers give by place within a host, each under its own measure: applications, decisions by status and claimants are flows of a year; asylum_seekers, refugees and supported are stocks of people at its end. Measures are never added, nor rows of different admin_level, nor rows with and without a detail.",
    from: {demographics: "unhcr", sem: "sem", ircc: "ircc", home_office: "home_office", ofpra: "ofpra"},
    columns: [
      year,
      text(
        "period",
        "Where the figure is not of the whole year or its end: a date for a stock, an interval for part of a year."
      ),
      text("publisher", "unhcr, sem, ircc, home_office or ofpra.", true),
      asylum,
      text(
        "location",
        "The place, under one name where the hand-kept table of places joins spellings, else as published; a level in square brackets is parsed into admin_level.",
        true
      ),
      text("published_as", "The place as the publisher writes it.", true),
      text(
        "kind",
        "place; country (the country's own name or total); dispersed, unknown, various, not_stated: people whose place is not told.",
        true
      ),
      text("within", "The publisher's larger region that the place lies in."),
      text("code", "The publisher's own code of the place: ONS for the United Kingdom, département for France."),
      {
        name: "admin_level",
        type: "INTEGER",
        description:
          "0 the country, 1 the first level below it (canton, province, région), 2 and 3 further down; null where the publisher gives none."
      },
      text("iso3166_2", "ISO 3166-2, where the place has a code there."),
      text(
        "measure",
        "applications, multiple_applications (within applications), repeat_applications, reopened, claimants, decisions (all), a status in law (refugee_status, complementary, refused, otherwise_closed), appeal_refugee_status, appeal_complementary, or a stock: asylum_seekers, refugees, supported.",
        true
      ),
      text("detail", "A part of the measure, as the publisher parts it: outcome, claim office, type of support."),
      text("origin", "Country of origin: ISO 3166-1 alpha-3; null where the publisher gives all origins together."),
      count("value", "As published; null where it is suppressed.", "persons"),
      count("value_lo", "Lower bound by the publisher's rounding.", "persons"),
      count("value_hi", "Upper bound.", "persons"),
      text("flag", "suppressed, rounded, summed, part_of_year, all_types; parted by a space.")
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
  },
  {
    name: "population",
    title: "Inhabitants",
    description:
      "Mid-year population (World Bank, SP.POP.TOTL). A year the Bank has not reached takes the last one, which population_year names.",
    from: "worldbank",
    columns: [
      text("place", "ISO 3166-1 alpha-3.", true),
      year,
      count("population", "Inhabitants.", "persons"),
      {name: "population_year", type: "INTEGER", description: "The year the number is of.", required: true}
    ],
    key: ["place", "year"],
    order: ["place", "year"]
  },
  {
    name: "eurostat_applications",
    title: "Asylum applicants by Eurostat",
    description:
      "Asylum applicants in the EU, EFTA and the United Kingdom by year, origin and host, both sexes and all ages together (migr_asyappctza). Every value is rounded to the nearest 5: v stands for v−2 to v+2, never below 0. A row with null is one that Eurostat marks as missing (:).",
    from: "eurostat",
    columns: [
      year,
      eurostatOrigin,
      eurostatHost,
      applicant,
      eurostatSex("T in every row of this table."),
      text("age", "Age group in Eurostat's code: TOTAL in every row of this table.", true),
      count("applications", "Applicants, rounded to 5; null where Eurostat gives none.", "persons"),
      flags("flag"),
      aggregate,
      extract
    ],
    key: ["year", "origin", "asylum", "applicant", "sex", "age"],
    order: ["asylum", "applicant", "origin", "year", "sex", "age"]
  },
  {
    name: "eurostat_sex_age",
    title: "Asylum applicants by sex and age, by Eurostat",
    description:
      "The same applicants by sex, the age groups side by side (migr_asyappctza). Left out are the combinations of year, origin, host and applicant whose published values are all 0 by every sex and age: eurostat_applications holds each of them with its 0. Older extracts are not in this table.",
    from: "eurostat",
    columns: [
      year,
      eurostatOrigin,
      eurostatHost,
      applicant,
      eurostatSex("T both, M men, F women, UNK unknown."),
      ...Object.entries(AGES).map(([age, column]) =>
        count(column, `Applicants of age ${age}, rounded to 5; null where Eurostat gives none.`, "persons")
      ),
      text(
        "flags",
        "Eurostat's flags, each behind the age it is of, : where the value is marked as missing; null where there is none."
      ),
      aggregate
    ],
    key: ["year", "origin", "asylum", "applicant", "sex"],
    order: ["asylum", "applicant", "sex", "origin", "year"]
  },
  {
    name: "eurostat_decisions",
    title: "First-instance decisions by Eurostat",
    description:
      "First-instance decisions by outcome (migr_asydcfsta by year, migr_asydcfstq by quarter), both sexes and all ages together. Every value is rounded to the nearest 5: v stands for v−2 to v+2, never below 0. The quarters of a year are rounded each by itself: their sum is not the year's value.",
    from: "eurostat",
    columns: [
      year,
      {name: "quarter", type: "INTEGER", description: "1 to 4 for a quarter; null for the whole year."},
      eurostatOrigin,
      eurostatHost,
      text(
        "decision",
        `Outcome: ${Object.entries(EUROSTAT_DECISIONS)
          .map(([code, label]) => `${code} (${label})`)
          .join(", ")}.`,
        true
      ),
      eurostatSex("T in every row of this table."),
      text("age", "Age group in Eurostat's code: TOTAL in every row of this table.", true),
      count("decisions", "Decisions, rounded to 5; null where Eurostat gives none.", "persons"),
      flags("flag"),
      aggregate,
      extract
    ],
    key: ["year", "quarter", "origin", "asylum", "decision", "sex", "age"],
    order: ["asylum", "origin", "decision", "year", "quarter", "sex", "age"]
  },
  {
    name: "places",
    title: "Places",
    description:
      "Countries, territories and the three codes that are no country, with names in English, Russian and Korean.",
    from: "hand",
    columns: [
      text("place", "ISO 3166-1 alpha-3; XXA stateless, UNK unknown, TIB Tibetan.", true),
      text("iso2", "ISO 3166-1 alpha-2."),
      text("m49", "UN M49 code, three digits."),
      text("unhcr_code", "UNHCR's own code, which may be another country's ISO code."),
      text("kind", "country, territory, stateless, unknown or people.", true),
      text("name_en", "Name in English.", true),
      text("name_ru", "Name in Russian.", true),
      text("name_ko", "Name in Korean.", true),
      {name: "aliases", type: "VARCHAR[]", description: "Other names that readers use, in any script.", required: true},
      text("region", "M49 region code."),
      text("subregion", "Finest M49 sub-region code."),
      text("bureau", "UNHCR regional bureau."),
      text("names_source", "Where the names come from.", true)
    ],
    key: ["place"],
    order: ["place"]
  },
  {
    name: "regions",
    title: "Regions, bureaus and unions",
    description:
      "M49 regions, UNHCR bureaus, and the European Union, EU+ and the EU and EFTA, with names in English, Russian and Korean.",
    from: "hand",
    columns: [
      text("code", "M49 code, bureau key, or scheme of the memberships.", true),
      text("kind", "m49, bureau or members.", true),
      text("name_en", "Name in English.", true),
      text("name_ru", "Name in Russian.", true),
      text("name_ko", "Name in Korean.", true),
      text("parent", "The M49 region this one lies in."),
      text("names_source", "Where the names come from.", true)
    ],
    key: ["code"],
    order: ["kind", "code"]
  },
  {
    name: "memberships",
    title: "Members of the European Union, of EU+ and of the EU and EFTA, by year",
    description:
      "A place counts in each year on whose 31 December it was a member. EU+ is the members of the year with Norway and Switzerland, in every year, as the European Union Agency for Asylum counts it; the EU and EFTA is EU+ with Iceland and Liechtenstein, in every year.",
    from: "hand",
    columns: [
      text("scheme", "eu, eu_plus or eu_efta.", true),
      text("place", "ISO 3166-1 alpha-3.", true),
      text("joined", "Day of accession; null for the four that are no members of the EU and count in every year."),
      text("left", "First day after membership; null where it goes on."),
      {name: "year_from", type: "INTEGER", description: "First year that counts; null where every year does."},
      {name: "year_to", type: "INTEGER", description: "Last year that counts; null means and on."},
      text("treaty", "The treaty or agreement, with its dates.", true),
      text("source_url", "Addresses, parted by |.", true)
    ],
    key: ["scheme", "place"],
    order: ["scheme", "place"]
  },
  {
    name: "reported",
    title: "Figures that others reported",
    description:
      "Figures that named publications state in words, beside the database: never computed, never corrected.",
    from: "reported",
    columns: [
      text("id", "Key.", true),
      text("origin", "ISO 3166-1 alpha-3, or ALL.", true),
      text("asylum", "ISO 3166-1 alpha-3, ALL for the world, eu or eu_plus.", true),
      text("region", "ISO 3166-2, where the figure is for one federal subject."),
      {name: "year_from", type: "INTEGER", description: "First whole year; null for a date or part of a year."},
      {name: "year_to", type: "INTEGER", description: "Last whole year."},
      text("as_of", "A date for a stock, an interval for part of a year."),
      text("measure", "What the publication counts.", true),
      count("value", "The figure as stated.", "persons"),
      text("comparator", "= as stated; > more than; < a little under.", true),
      text("unit", "persons or cases.", true),
      text("publisher", "Who said it.", true),
      text("published", "When."),
      text("source_title", "Title."),
      text("source_url", "Address.", true),
      text("quoted_text", "The words.", true),
      {
        name: "rounded_to",
        type: "INTEGER",
        description:
          "The step the printed figure was rounded to, 100,000 for “2.6 million”; null where it is stated in full."
      },
      text("note", "Why the figure differs from the rows, where that is known.")
    ],
    key: ["id"],
    order: ["id"]
  },
  {
    name: "events",
    title: "Events",
    description:
      "What the founding document and the European Court's papers say happened, in our words, without names; and groups of people who are protected without an asylum application, and so are in no row of applications.",
    from: "reported",
    columns: [
      text("date", "ISO 8601, a day, a month or a year.", true),
      text("place", "Town, country or union.", true),
      text("federal_subject", "Federal subject of Russia."),
      {name: "latitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
      {name: "longitude", type: "DOUBLE", description: "Degrees, WGS 84.", unit: "degrees"},
      text("what_en", "What happened.", true),
      text("source", "Who says so, and where.", true),
      text("kind", "happened, or not_counted: people who are in no row of applications.", true),
      text("origin", "Codes of origin it speaks of, parted by spaces; * for all."),
      text("asylum", "Codes of countries of asylum it speaks of, parted by spaces; * for all."),
      text("quoted_text", "The source's words.")
    ],
    key: ["date", "place", "what_en"],
    order: ["date", "place", "what_en"]
  },
  {
    name: "footnotes",
    title: "UNHCR's footnotes",
    description:
      "UNHCR's own notes on population figures. The API alone has them: an edition made from files has none.",
    from: "unhcr",
    columns: [
      {name: "year_from", type: "INTEGER", description: "First year of the span the note speaks of."},
      {name: "year_to", type: "INTEGER", description: "Last year of the span."},
      text("origin", "Country of origin; null where the note speaks of all."),
      text("asylum", "Country of asylum; null where the note speaks of all."),
      text("population_types", "UNHCR's population types, parted by a space.", true),
      text("text", "The note.", true)
    ],
    key: ["year_from", "year_to", "origin", "asylum", "population_types", "text"],
    order: ["asylum", "origin", "year_from", "year_to", "population_types", "text"]
  },
  {
    name: "rules",
    title: "Status rules",
    description:
      "Where a column holds something else than its name suggests: reviewed lines with reason, source and confidence, and what each moves. The lines of one rule share its id.",
    from: "unhcr",
    columns: [
      text("id", "Rule.", true),
      text("asylum", "Host.", true),
      text("origin", "Origins, parted by a space, or *.", true),
      text("level", "Levels, parted by a space, or *.", true),
      text("authority", "Authorities, parted by a space, or *.", true),
      text("unit", "Units, parted by a space, or *.", true),
      {name: "year_from", type: "INTEGER", description: "First year.", required: true},
      {name: "year_to", type: "INTEGER", description: "Last year; null means and on."},
      text("column", "The published column.", true),
      text("status", "The status it is read as.", true),
      text("column_unused", "A column the host does not use in this scope: its zeros are exactly 0."),
      text("reason", "Why.", true),
      text("source_url", "Addresses, parted by |."),
      text("quoted_text", "Quoted words, parted by |."),
      text("confidence", "high, medium-high or medium.", true),
      count("rows", "Rows in scope.", "rows"),
      count("rows_above_0", "Rows in scope whose column is above 0.", "rows"),
      count("persons", "Sum of the column over rows in persons.", "persons"),
      count("persons_lo", "Its lower bound.", "persons"),
      count("persons_hi", "Its upper bound.", "persons"),
      count("cases", "Sum of the column over rows in cases.", "cases"),
      count("cases_lo", "Its lower bound.", "cases"),
      count("cases_hi", "Its upper bound.", "cases"),
      {name: "last_year", type: "INTEGER", description: "Last year with a row in scope; null where none."}
    ],
    key: ["id", "column"],
    order: ["asylum", "id", "column"]
  },
  {
    name: "breaks",
    title: "Breaks and what is known of them",
    description:
      "What a reader should know of a host's rows: ruled, explained with a source, or open. Lines are kept by hand; findings are what the rows themselves show by stated thresholds, with the verdict of the line that judges them, or open. An open break changes no figure.",
    from: "hand",
    columns: [
      text(
        "id",
        "Key. A finding's is its kind, host, level and year (and c where it counts cases), and the same in every edition.",
        true
      ),
      text(
        "kind",
        `Of a finding: what changes (${KIND_NAMES.join(", ")}). Of a line: the kinds of finding it judges, parted by a space.`
      ),
      text("found_by", "hand or finder.", true),
      text("asylum", "Host, or *.", true),
      text("origin", "Origins, parted by a space, or *.", true),
      text("level", "Levels, parted by a space, or *.", true),
      text("authority", "Authorities, parted by a space, or *.", true),
      text("unit", "Units, parted by a space, or *.", true),
      text("table", "Of a finding: the tables in which it stands, parted by a space."),
      {name: "year", type: "INTEGER", description: "Of a finding: the year of the change."},
      {
        name: "year_from",
        type: "INTEGER",
        description: "First year; of a change between two years the year before it.",
        required: true
      },
      {name: "year_to", type: "INTEGER", description: "Last year; null means and on."},
      text("verdict", "ruled, explained or open. A finding that no line judges is open.", true),
      text(
        "judged_by",
        "Of a finding: the lines that judge it, parted by a space; where they differ the one that knows least stands."
      ),
      text("rule", "The rules that treat it, parted by a space."),
      text("confidence", "How sure the evidence is."),
      text("wording", "What a reader is told.", true),
      text("evidence", "Of a finding: the figures it rests on, with their bounds; a dash where a column is empty."),
      {
        name: "size",
        type: "INTEGER",
        description:
          "Of a finding: the larger of the counts compared, by which findings are ordered. No figure: units differ.",
        unit: "persons or cases"
      },
      text("source_url", "Addresses, parted by |."),
      text("quoted_text", "Quoted words, parted by |.")
    ],
    key: ["id"],
    order: ["asylum", "year_from", "id"]
  },
  {
    name: "revisions",
    title: "Revisions",
    description:
      "What publishers changed of what they had published, cell by cell, from edition to edition: applications, decisions and stocks, their published columns; no other table. Each edition takes over the account of the one before and adds its own; the first has none. A year that the earlier edition did not have at all is new, not revised, and not listed; nothing else is left out.",
    from: "hand",
    columns: [
      text("edition_before", "The earlier edition.", true),
      text("edition", "The edition in which it stood otherwise.", true),
      text("table", "applications, decisions or stocks.", true),
      year,
      origin,
      asylum,
      text("authority", "Who decides; null for stocks."),
      text("type", "Type of application; null for decisions and stocks."),
      text("level", "Level of decision; null for stocks."),
      text("unit", "P persons, C cases; null for stocks."),
      text("change", "changed (the row stands in both editions), added or gone (the row stands in one).", true),
      text("column", "The published column.", true),
      count("before", "As published in the earlier edition; null where the cell was empty or there was no row."),
      count("after", "As published in the edition; null where the cell is empty or there is no row.")
    ],
    key: ["edition", "table", "year", "origin", "asylum", "authority", "type", "level", "unit", "column"],
    order: ["edition", "table", "asylum", "level", "unit", "authority", "origin", "type", "year", "column"]
  },
  {
    name: "checks",
    title: "Checks",
    description: "What must hold, and what was found when the edition was made.",
    from: "hand",
    columns: [
      text("id", "Key.", true),
      text("title", "What must hold.", true),
      {name: "fatal", type: "BOOLEAN", description: "Whether an edition that fails it is refused.", required: true},
      text("result", "holds, fails, told (nothing must hold, something is to be known) or skipped.", true),
      text("figure", "What was found.", true),
      text("expected", "What should be found."),
      text("detail", "The cases, where there are few.")
    ],
    key: ["id"],
    order: ["id"]
  }
  // add-source: tables end here.
];

/** @throws Error for a name that is no table of the edition. */
export function tableSchema(name: TableName): TableSchema {
  const schema = TABLES.find((table) => table.name === name);
  if (!schema) throw new Error(`no table ${name}`);
  return schema;
}

/** The sources that fill a table; none for one kept by hand. */
export function sourcesFor(name: TableName): readonly SourceName[] {
  const {from} = tableSchema(name);
  if (typeof from === "string") return from === "hand" ? [] : [from];
  return Object.keys(from) as SourceName[];
}

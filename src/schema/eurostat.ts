// Eurostat's tables of applicants and first-instance decisions.
import {code, count, place, table, text, truth, whole, word} from "./column.js";
import {year} from "./common.js";
import {AGES, AGGREGATE_LABELS, AGGREGATES, APPLICANTS} from "./eurostatCodes.js";
import {EUROSTAT_DECISIONS, EUROSTAT_ORIGINS, FLAGS, SEXES} from "./eurostatCodes.js";

const eurostatOrigin = place(
  "origin",
  `Citizenship: ISO 3166-1 alpha-3; XXA stateless, UNK unknown; ${Object.entries(EUROSTAT_ORIGINS)
    .map(([code, label]) => `${code} ${label}`)
    .join("; ")}; sums of others: ${AGGREGATES.join(", ")}.`,
  true,
  {...EUROSTAT_ORIGINS, ...AGGREGATE_LABELS}
);
const eurostatHost = place(
  "asylum",
  "Reporting country: ISO 3166-1 alpha-3; sums of others: EU27_2020, EU28 (the Union of those members), TOTAL (with EFTA).",
  true,
  AGGREGATE_LABELS
);
const applicant = code(
  "applicant",
  "Who is counted: all (everybody who applied in the year), first_time (who had never applied in that country), subsequent.",
  APPLICANTS,
  true
);
const aggregate = truth(
  "aggregate",
  "Whether origin or country of asylum is a sum of other rows. Do not add it to them."
);
const extract = text(
  "extract",
  "Which of Eurostat's tables or older extracts the row is from. An older extract adds rows that the table lacks and changes none.",
  true
);
const eurostatSex = (which: string) => code("sex", `Sex: ${which}`, SEXES, true);
const flags = <const Name extends string>(name: Name) =>
  text(
    name,
    `Eurostat's flags: ${Object.entries(FLAGS)
      .map(([flag, meaning]) => `${flag} ${meaning}`)
      .join(", ")}; null where there is none, or where a carrier dropped them.`
  );

export const eurostatApplications = table({
  name: "eurostat_applications",
  title: "Asylum applicants by Eurostat",
  description:
    "Asylum applicants in the EU, EFTA and the United Kingdom by year, origin and country of asylum, both sexes and all ages together (migr_asyappctza). Every value is rounded to the nearest 5: v means v−2 to v+2, never below 0. A row with null is one that Eurostat marks as missing (:).",
  from: "eurostat",
  columns: [
    year,
    eurostatOrigin,
    eurostatHost,
    applicant,
    eurostatSex("T in every row of this table."),
    word("age", "Age group in Eurostat's code: TOTAL in every row of this table.", ["TOTAL"], true),
    count("applications", "Applicants, rounded to 5; null where Eurostat gives none.", "persons"),
    flags("flag"),
    aggregate,
    extract
  ],
  key: ["year", "origin", "asylum", "applicant", "sex", "age"],
  order: ["asylum", "applicant", "origin", "year", "sex", "age"]
});

export const eurostatSexAge = table({
  name: "eurostat_sex_age",
  title: "Asylum applicants by sex and age, by Eurostat",
  description:
    "The same applicants by sex, with a column for each age group (migr_asyappctza). Left out are the combinations of year, origin, country of asylum and type of applicant whose published values are all 0 by every sex and age: eurostat_applications has each of them with its 0. Older extracts are not in this table.",
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
});

export const eurostatDecisions = table({
  name: "eurostat_decisions",
  title: "First-instance decisions by Eurostat",
  description:
    "First-instance decisions by outcome (migr_asydcfsta by year, migr_asydcfstq by quarter), both sexes and all ages together. Every value is rounded to the nearest 5: v means v−2 to v+2, never below 0. Each quarter is rounded separately: the sum of four is not the year's value.",
  from: "eurostat",
  columns: [
    year,
    whole("quarter", "1 to 4 for a quarter; null for the whole year."),
    eurostatOrigin,
    eurostatHost,
    code(
      "decision",
      `Outcome: ${Object.entries(EUROSTAT_DECISIONS)
        .map(([code, label]) => `${code} (${label})`)
        .join(", ")}.`,
      EUROSTAT_DECISIONS,
      true
    ),
    eurostatSex("T in every row of this table."),
    word("age", "Age group in Eurostat's code: TOTAL in every row of this table.", ["TOTAL"], true),
    count("decisions", "Decisions, rounded to 5; null where Eurostat gives none.", "persons"),
    flags("flag"),
    aggregate,
    extract
  ],
  key: ["year", "quarter", "origin", "asylum", "decision", "sex", "age"],
  order: ["asylum", "origin", "decision", "year", "quarter", "sex", "age"]
});

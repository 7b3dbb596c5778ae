// Reads figures and events from other sources, one a row with its address and words: the independent side of every check,
// never computed and never corrected. They are in the publishers' folder or in the project's own hand-kept tables.
import {fileURLToPath} from "node:url";
import type {FileName} from "./files.js";
import type {Pulled, SourceRecord} from "./shared.js";
import {filesRecord} from "./tables.js";
import {openCsv} from "./csv.js";

const FIGURE_COLUMNS = [
  "id",
  "origin",
  "asylum",
  "region",
  "year_from",
  "year_to",
  "as_of",
  "measure",
  "value",
  "comparator",
  "unit",
  "publisher",
  "published",
  "source_title",
  "source_url",
  "quoted_text"
] as const;
/** What the project's own table adds: the rounding of a printed figure, and why it differs from the rows. */
const OWN_FIGURE_COLUMNS = [...FIGURE_COLUMNS, "rounded_to", "note"] as const;
const EVENT_COLUMNS = ["date", "place", "federal_subject", "latitude", "longitude", "what_en", "source"] as const;
/** Columns of the project's own table: whether it happened or is not counted here, the people concerned, and the source's words. */
const OWN_EVENT_COLUMNS = [...EVENT_COLUMNS, "kind", "origin", "asylum", "quoted_text"] as const;

const RECORD = {
  name: "reported",
  title: "Reported figures and events",
  publisher: "The publisher that each row names",
  // Figures are facts, and the quoted words are short quotations: no licence is claimed over either.
  licence: {
    name: "other-at",
    title: "Facts and short quotations, each to be attributed to the publisher its row names",
    path: "https://opendefinition.org/licenses/"
  },
  attribution: "The publisher that each row names",
  path: "data/tables/reported.csv"
} as const satisfies Partial<SourceRecord>;

/** The files of this source where they are in the publishers' folder. */
export const REPORTED_FILES: readonly FileName[] = [
  {path: "russia/reported_figures"},
  {path: "russia/reported_events"}
];

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Reads reported figures and events from `dir`/russia, or from the project's data/tables where `dir` is null. The project's own
 * tables are read in either case: like the rules they are part of every edition.
 * @throws InputError where a file is missing, lacks a column or has a malformed line.
 */
export async function readReported(dir: string | null): Promise<Pulled> {
  const [figures, events] =
    dir === null
      ? ["data/tables/reported", "data/tables/events"]
      : ["russia/reported_figures", "russia/reported_events"];
  const opened = [
    await openCsv({name: "reported_figures", dir: dir ?? PROJECT, path: figures, columns: FIGURE_COLUMNS}),
    await openCsv({name: "reported_events", dir: dir ?? PROJECT, path: events, columns: EVENT_COLUMNS})
  ];
  const own = [
    await openCsv({name: "reported_own", dir: PROJECT, path: "data/tables/reported", columns: OWN_FIGURE_COLUMNS}),
    await openCsv({name: "events_own", dir: PROJECT, path: "data/tables/events", columns: OWN_EVENT_COLUMNS})
  ];
  return {
    record: {...RECORD, ...filesRecord(dir === null ? own : [...opened, ...own])},
    tables: Object.fromEntries([...opened, ...own].map(({table}) => [table.name, table])),
    notes: []
  };
}

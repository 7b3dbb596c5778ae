// Switzerland's State Secretariat for Migration: applications and first-instance outcomes by canton and year. SEM publishes
// workbooks (yearly table 7-20, “Bew-Asylgesuche-J”, December issue), so the figures are read from a CSV with the same
// cells, one canton and year per row; this loader requests nothing from SEM.
import type {FileName} from "./files.js";
import type {Pulled, SourceRecord} from "./shared.js";
import {filesRecord} from "./tables.js";
import {openCsv} from "./csv.js";

/** Counts of the file, in its own order; the six from asylum_granted on add to decided_total. */
export const SEM_COUNTS = [
  "new_applications",
  "of_which_multiple_applications",
  "applications_reopened",
  "decided_total",
  "asylum_granted",
  "rejected_with_provisional_admission",
  "rejected_without_provisional_admission",
  "inadmissible_with_provisional_admission",
  "inadmissible_without_provisional_admission",
  "written_off"
] as const;

const RECORD = {
  name: "sem",
  title: "Asylum statistics, yearly table 7-20, applications and decisions by canton, 1994–2018",
  publisher: "State Secretariat for Migration (SEM), Switzerland",
  licence: {
    name: "other-open",
    title:
      "Official statistics, not protected by copyright (Swiss Copyright Act, Art. 5(1)(c)); SEM's own terms were not at hand",
    path: "https://www.fedlex.admin.ch/eli/cc/1993/1798_1798_1798/en#art_5"
  },
  attribution: "Source: SEM",
  path: "https://www.sem.admin.ch/sem/en/home/publiservice/statistik/asylstatistik.html"
} as const satisfies Partial<SourceRecord>;

const CANTONS: FileName = {
  path: "regions/CHE/derived_canton_year_1994-2018",
  also: /^derived_canton_year_\d{4}-\d{4}$/
};

/** The file that makes this source. */
export const SEM_FILES: readonly FileName[] = [CANTONS];

/** @throws InputError where the file is missing, lacks a column or has a malformed line. */
export async function readSemFiles(dir: string): Promise<Pulled> {
  const opened = await openCsv({
    ...CANTONS,
    name: "cantons",
    dir,
    columns: ["year", "canton", "iso3166_2", ...SEM_COUNTS]
  });
  return {record: {...RECORD, ...filesRecord([opened])}, tables: {cantons: opened.table}, notes: []};
}

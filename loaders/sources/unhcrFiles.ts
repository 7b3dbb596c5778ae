// Reads UNHCR's tables from files: downloads of the Refugee Data Finder, or tables of UNHCR's R package.
import {isThere} from "./files.js";
import type {FileName} from "./files.js";
import type {Pulled} from "./shared.js";
import {filesRecord, listedTable} from "./tables.js";
import {openCsv} from "./csv.js";
import {columnsOf, COUNTRY_COLUMNS, DATASETS, FOOTNOTE_COLUMNS, UNHCR_RECORD} from "./unhcr.js";
import type {Dataset} from "./unhcr.js";
import {COUNTRY_CODES} from "./unhcrAnswer.js";

// The headers of the Refugee Data Finder's own CSV, which holds the same fields without UNHCR's codes of countries.
const DATA_FINDER: Readonly<Record<string, readonly string[]>> = {
  year: ["Year"],
  coo_name: ["Country of origin"],
  coo: ["Country of origin (UNHCR)"],
  coo_iso: ["Country of origin (ISO)"],
  coa_name: ["Country of asylum"],
  coa: ["Country of asylum (UNHCR)"],
  coa_iso: ["Country of asylum (ISO)"],
  procedure_type: ["Authority"],
  app_type: ["Application type"],
  dec_level: ["Stage of procedure", "Decision level"],
  app_pc: ["Cases / Persons"],
  dec_pc: ["Cases / Persons"],
  applied: ["Applied", "Applications"],
  dec_recognized: ["Recognized decisions", "Recognized"],
  dec_other: ["Complementary protection", "Other decisions"],
  dec_rejected: ["Rejected decisions", "Rejected"],
  dec_closed: ["Otherwise closed"],
  dec_total: ["Total decisions"],
  refugees: ["Refugees under UNHCR's mandate"],
  asylum_seekers: ["Asylum-seekers"]
};
export const DATA_FINDER_UNREAD = [
  "Returned refugees",
  "IDPs of concern to UNHCR",
  "Returned IDPs",
  "Returned IDPss",
  "Stateless persons",
  "Others of concern",
  "Other people in need of international protection",
  "Host Community",
  "Host community"
] as const;
export const headersFor = (columns: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(columns.map((column) => [column, [column, ...(DATA_FINDER[column] ?? [])]]));
/** A download of the Refugee Data Finder without what parts its rows: they are sums of what must never be added. */
export function withoutBoxes(
  header: readonly string[],
  columns: readonly string[]
): {found: string; advice: string} | null {
  if (!header.some((field) => field.startsWith("Country of "))) return null;
  const lacking = columns.filter(
    (column) =>
      !["coo", "coa", "coo_name", "coa_name"].includes(column) &&
      !header.some((field) => field === column || DATA_FINDER[column]?.includes(field))
  );
  const boxes = lacking.map((column) => DATA_FINDER[column]?.[0] ?? column).join(", ");
  return {
    found: `a download of the Refugee Data Finder without ${boxes}: its rows are sums over what is not shown`,
    advice: `Download it again with these columns ticked: ${boxes}. Nothing was published.`
  };
}
const fileOf = ({table, also}: Dataset) => ({path: `unhcr/${table}`, also});
const COUNTRIES = {path: "unhcr/countries"} as const;
/** The files that make this source: applications and decisions, and with them population and countries. */
export const UNHCR_FILES: readonly FileName[] = [...DATASETS.map(fileOf), COUNTRIES];
// Older downloads leave the code of Unknown blank.
const UNKNOWN_FILL = {
  coo_iso: {where: "coo_name", is: "Unknown", code: "UNK"},
  coa_iso: {where: "coa_name", is: "Unknown", code: "UNK"}
} as const;
/**
 * Reads the same tables from `dir`/unhcr: asylum_applications, asylum_decisions, population and countries, each .csv or
 * .csv.gz. The population file begins in 1951 and is loaded whole; there are no footnotes and no sums. A folder may lack
 * population and countries.
 * @throws InputError where another file is missing, or one lacks a column or has a malformed line.
 */
export async function readUnhcrFiles(dir: string): Promise<Pulled> {
  const opened = [];
  const notes = ["the files have no footnotes: only the API has them"];
  for (const dataset of DATASETS) {
    if (dataset.table === "population" && !isThere(dir, fileOf(dataset))) {
      notes.push("no file of populations was given: the edition has no year-end figures");
      continue;
    }
    const columns = columnsOf(dataset);
    opened.push(
      await openCsv({
        ...fileOf(dataset),
        name: dataset.table,
        dir,
        columns,
        headers: headersFor(columns),
        optional: ["coo", "coa"],
        lacking: (header) => withoutBoxes(header, columns),
        counts: dataset.counts,
        unread: [...dataset.unread, ...DATA_FINDER_UNREAD],
        fill: UNKNOWN_FILL
      })
    );
  }
  if (isThere(dir, COUNTRIES))
    opened.push(
      await openCsv({
        ...COUNTRIES,
        name: "countries",
        dir,
        columns: COUNTRY_COLUMNS,
        codes: {iso_code: COUNTRY_CODES}
      })
    );
  else notes.push("no list of countries was given: codes of places are not compared with UNHCR's");
  const tables = Object.fromEntries(opened.map(({table}) => [table.name, table]));
  tables.footnotes = listedTable({
    name: "footnotes",
    columns: FOOTNOTE_COLUMNS,
    rows: [],
    place: (row) => `footnotes, row ${row}`
  });
  return {
    record: {...UNHCR_RECORD, ...filesRecord(opened)},
    tables,
    notes
  };
}

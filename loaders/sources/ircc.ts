// Immigration, Refugees and Citizenship Canada: asylum claimants by office and province. The live file is tab-separated, by
// month and without totals; the yearly file keeps IRCC's own totals, which the rounded months do not add up to.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {FileName} from "./files.js";
import {baseAddress} from "./shared.js";
import type {HttpOptions, Pulled, RawTable, Reporter, SourceRecord} from "./shared.js";
import {pullFiles} from "./snapshots.js";
import {snapshotRecord} from "./keptSnapshot.js";
import {filesRecord} from "./tables.js";
import {openCsv} from "./csv.js";

export const IRCC_BASE_DEFAULT = "https://www.ircc.canada.ca/opendata-donneesouvertes/data";
const LIVE = "ODP-Asylum-PT_OfficeType";

const RECORD = {
  name: "ircc",
  title: "Asylum claimants, monthly IRCC updates, by claim office type and province or territory",
  publisher: "Immigration, Refugees and Citizenship Canada (IRCC)",
  licence: {
    name: "other-open",
    title: "Open Government Licence – Canada",
    path: "https://open.canada.ca/en/open-government-licence-canada"
  },
  attribution: "Contains information licensed under the Open Government Licence – Canada",
  path: "https://open.canada.ca/data/en/dataset/b6cbcf4d-f763-4924-a2fb-8cc4a06e3de4"
} as const satisfies Partial<SourceRecord>;

/** @throws InputError where the file does not come, lacks a column or has a malformed line. */
export async function pullIrcc(o: {
  base: string;
  snapshots: string;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const address = baseAddress(o.base, "IRCC");
  const {snapshot, notes} = await pullFiles({...o, source: RECORD.name, address}, [
    {name: `${LIVE}.csv`, address: new URL(`${address}/${LIVE}.csv`)}
  ]);
  const {table} = await openMonths(snapshot.dir, LIVE);
  return {
    record: {...RECORD, ...snapshotRecord(snapshot)},
    tables: {claimants_by_month: table},
    notes: [
      ...notes,
      "Canada's years are sums of months, each rounded by IRCC; a year with a suppressed month has bounds and no value"
    ]
  };
}

/**
 * The live file's form; `path` without its ending. The header of the office was not seen, so the one English header that
 * is about an office is taken.
 */
export async function openMonths(dir: string, path: string): ReturnType<typeof openCsv> {
  const [head = ""] = (await readFile(join(dir, `${path}.csv`), "utf8")).split(/\r?\n/, 1);
  const office = head.split("\t").find((name) => /^EN_.*OFFICE/.test(name)) ?? "EN_CLAIM_OFFICE_TYPE";
  return openCsv({
    name: "claimants_by_month",
    dir,
    path,
    delimiter: "\t",
    columns: ["year", "month", "office", "province", "total"],
    headers: {
      year: "EN_YEAR",
      month: "EN_MONTH",
      office,
      province: "EN_PROVINCE_TERRITORY",
      total: "TOTAL"
    }
  });
}

const YEARS: FileName = {
  path: "regions/CAN/derived_year_office_province_2015-2025",
  also: /^derived_year_office_province_\d{4}(-\d{4}|-\d{2}_\d{4}-\d{2})$/
};

/** The file that makes this source. */
export const IRCC_FILES: readonly FileName[] = [YEARS];

/** Releases without their months in a column or the file's name: IRCC's dates, by digest. */
const RELEASES: Readonly<Record<string, string>> = {
  // “Source: IRCC, July 31, 2025”
  "0dc44cba6a9a725a6c13fbc6862508d09e81fff20be4add5f034039fcf8cc7f5": "2025-01/2025-07"
};

/**
 * Reads the yearly file. Its last year ends with the month of the release, given by a column period, or by the file's name
 * (derived_year_office_province_2015-01_2025-07), or for one release its digest.
 * @throws InputError where the file is missing, lacks a column or has a malformed line.
 */
export async function readIrccFiles(dir: string): Promise<Pulled> {
  const opened = await openCsv({
    ...YEARS,
    name: "claimants_by_year",
    dir,
    columns: ["year", "office", "province", "iso3166_2", "claimants", "period"],
    headers: {office: "claim_office_type", province: "province_territory", claimants: "claimants_as_published"},
    optional: ["period"]
  });
  const {name, sha256} = opened.file;
  const [, year, month] = /_(\d{4})-(\d{2})\.csv(?:\.gz)?$/.exec(name) ?? [];
  const span = year && month ? `${year}-01/${year}-${month}` : (RELEASES[sha256] ?? null);
  const table: RawTable = {
    ...opened.table,
    async load(db, into) {
      await opened.table.load(db, into);
      if (span !== null)
        await db.run(
          `UPDATE "${into}" SET period = '${span}' WHERE period IS NULL AND left(year, 4) = '${span.slice(0, 4)}'`
        );
    }
  };
  return {record: {...RECORD, ...filesRecord([opened])}, tables: {claimants_by_year: table}, notes: []};
}

// France's OFPRA: applications and decisions by département of domicile, one CSV a year and kind on data.gouv.fr. The addresses
// change with every upload, so they are hand-kept (data/tables/ofpra.csv): a new year is two lines there.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {csvParseRows} from "d3";
import {filesNamed, whatLies} from "./files.js";
import type {FileName} from "./files.js";
import {baseAddress, InputError} from "./shared.js";
import type {HttpOptions, Pulled, RawFile, RawTable, Reporter, SourceRecord} from "./shared.js";
import {pullFiles} from "./snapshots.js";
import {snapshotRecord} from "./keptSnapshot.js";
import {filesRecord} from "./tables.js";
import {openCsv} from "./csv.js";

export const OFPRA_BASE_DEFAULT = "https://static.data.gouv.fr";

const RECORD = {
  name: "ofpra",
  title: "Asylum applications and decisions by département of domicile",
  publisher: "Office français de protection des réfugiés et apatrides (OFPRA), France",
  licence: {
    name: "other-open",
    title: "Licence Ouverte 2.0 (Etalab)",
    path: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
  },
  attribution: "OFPRA, data.gouv.fr",
  path: "https://www.data.gouv.fr/organizations/office-francais-de-protection-des-refugies-et-apatrides-ofpra"
} as const satisfies Partial<SourceRecord>;

/** The counts in the files, by kind of file. */
export const OFPRA_COUNTS = {
  demandes: ["premiere_demande", "reexamen", "reouverture"],
  decisions: ["refugie", "protection_subsidiaire", "rejet", "cloture", "cnda_refugie", "cnda_protection_subsidiaire"]
} as const;
type Kind = keyof typeof OFPRA_COUNTS;

interface Upload {
  readonly kind: Kind;
  readonly year: string;
  readonly path: string;
}

const ADDRESSES = new URL("../../data/tables/ofpra.csv", import.meta.url);

/** The hand-kept addresses, without scheme and host. */
function uploads(): Upload[] {
  const [, ...lines] = csvParseRows(readFileSync(ADDRESSES, "utf8"));
  return lines.map(([kind = "", year = "", url = ""], index) => {
    if (!(kind in OFPRA_COUNTS) || !/^20\d\d$/.test(year) || !URL.canParse(url))
      throw new InputError({
        source: "data/tables/ofpra.csv",
        row: `line ${index + 2}`,
        expected: "demandes or decisions, a year, an address",
        found: [kind, year, url].join(","),
        advice: "mend data/tables/ofpra.csv and run the command again"
      });
    return {kind: kind as Kind, year, path: new URL(url).pathname};
  });
}

const nameOf = ({kind, year}: Upload): string => `ofpra-${kind}-dept-${year}`;

const FILES: FileName = {path: "ofpra/ofpra", also: /^ofpra-(demandes|decisions)-dept-20\d\d$/};

/** The files that make this source, any of them. OFPRA's own names carry the day of the upload: the ledger names kind and year. */
export const OFPRA_FILES: readonly FileName[] = [FILES];

/** One raw table a file, named by kind and year: the year is only in the file's name. */
async function open(dir: string, folder: string, upload: Upload): Promise<{table: RawTable; file: RawFile}> {
  return openCsv({
    name: `${upload.kind}_${upload.year}`,
    dir,
    path: `${folder}${nameOf(upload)}`,
    columns: ["niveau", "code_departement", "departement", ...OFPRA_COUNTS[upload.kind]]
  });
}

/** @throws InputError where a file does not come, lacks a column or has a malformed line; files that came are kept. */
export async function pullOfpra(o: {
  base: string;
  snapshots: string;
  reporter: Reporter;
  http?: HttpOptions | undefined;
}): Promise<Pulled> {
  const address = baseAddress(o.base, "OFPRA");
  const all = uploads();
  const {snapshot, notes} = await pullFiles(
    {...o, source: RECORD.name, address},
    all.map((upload) => ({name: `${nameOf(upload)}.csv`, address: new URL(`${address}${upload.path}`)}))
  );
  const opened = await Promise.all(all.map((upload) => open(snapshot.dir, "", upload)));
  return {
    record: {...RECORD, ...snapshotRecord(snapshot)},
    tables: Object.fromEntries(opened.map(({table}) => [table.name, table])),
    notes
  };
}

/**
 * Reads the same files from `dir`/ofpra, as many of them as are there.
 * @throws InputError where there is none, or one lacks a column or has a malformed line.
 */
export async function readOfpraFiles(dir: string): Promise<Pulled> {
  const named = filesNamed(dir, FILES).map(({path}) => /ofpra-([a-z]+)-dept-(\d{4})\./.exec(path));
  // The same upload both packed and unpacked is rejected when it is opened.
  const there = [...new Map(named.map((match) => [match?.slice(1).join(), match])).values()].map((match): Upload => ({
    kind: match?.[1] === "decisions" ? "decisions" : "demandes",
    year: match?.[2] ?? "",
    path: ""
  }));
  if (!there.length)
    throw new InputError({
      source: "ofpra",
      expected: `files such as ofpra-demandes-dept-2024.csv in ${join(dir, "ofpra")}`,
      ...whatLies(dir, "none of them", ...OFPRA_FILES)
    });
  const opened = await Promise.all(there.map((upload) => open(dir, "ofpra/", upload)));
  return {
    record: {...RECORD, ...filesRecord(opened)},
    tables: Object.fromEntries(opened.map(({table}) => [table.name, table])),
    notes: []
  };
}

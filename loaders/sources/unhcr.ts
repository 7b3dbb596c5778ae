// UNHCR's Refugee Population Statistics Database: asylum applications, asylum decisions, year-end stocks, countries and
// footnotes, requested from the API or read from files of the same tables. The comments say how the API behaves, because it answers
// a wrong request with figures that look right.
import type {SourceRecord} from "./shared.js";

export const UNHCR_BASE_DEFAULT = "https://api.unhcr.org/population/v1";

/** The first year for which the database holds asylum applications and decisions. */
export const FIRST_YEAR = 2000;

export const UNHCR_RECORD = {
  name: "unhcr",
  title: "Refugee Population Statistics Database",
  publisher: "UNHCR, the UN Refugee Agency",
  licence: {
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0",
    path: "https://creativecommons.org/licenses/by/4.0/"
  },
  attribution: "UNHCR Refugee Population Statistics Database",
  path: "https://www.unhcr.org/refugee-statistics/"
} as const satisfies Partial<SourceRecord>;

// The pair of a row. `coo` and `coa` hold UNHCR's own codes, of which 99 differ from ISO and three are another
// country's ISO code; places are keyed by `coo_iso` and `coa_iso` alone.
export const PAIR = ["coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso"] as const;

export interface Dataset {
  endpoint: string;
  table: string;
  /** Codes that separate the rows of one pair and year. */
  codes: readonly string[];
  counts: readonly string[];
  /** Known columns that are not read. Any other column is rejected until someone has reviewed it. */
  unread: readonly string[];
  /** Whether a query without any row is a fault. */
  never_empty: boolean;
  /** How the Refugee Data Finder calls the file of its download. */
  also: RegExp;
}

export const DATASETS: readonly Dataset[] = [
  {
    endpoint: "asylum-applications",
    table: "asylum_applications",
    codes: ["procedure_type", "app_type", "dec_level", "app_pc"],
    counts: ["applied"],
    unread: [],
    never_empty: true,
    also: /^asylum[-_ ]applications( \(\d+\))?$/
  },
  {
    endpoint: "asylum-decisions",
    table: "asylum_decisions",
    codes: ["procedure_type", "dec_level", "dec_pc"],
    counts: ["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"],
    unread: [],
    never_empty: true,
    also: /^asylum[-_ ]decisions( \(\d+\))?$/
  },
  // The stocks that do not concern asylum (idps, stateless and others) are ignored.
  {
    endpoint: "population",
    table: "population",
    codes: [],
    counts: ["refugees", "asylum_seekers"],
    unread: ["returned_refugees", "idps", "returned_idps", "stateless", "ooc", "oip", "hst"],
    never_empty: false,
    also: /^population( \(\d+\))?$/
  }
];

export const columnsOf = ({codes, counts}: Dataset): string[] => ["year", ...PAIR, ...codes, ...counts];

export const COUNTRY_COLUMNS = ["iso_code", "unhcr_code", "name", "unhcr_region"] as const;
export const FOOTNOTE_COLUMNS = ["footnote", "year", "coo_iso", "coa_iso", "population_type"] as const;

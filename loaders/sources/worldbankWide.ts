// Reads the World Bank's own download: a column a year, four lines above its header (api.worldbank.org), or a note below its rows
// (DataBank). Its cells become one row per country and year, as in the other files of the series.

import {csvParseRows} from "d3";
import {InputError, text} from "./shared.js";
import type {RawTable} from "./shared.js";
import {listedTable} from "./tables.js";

const SERIES = "SP.POP.TOTL";
const YEAR = /^((?:19|20)\d\d)(?: \[YR\1\])?$/;
const CODES = ["Indicator Code", "Series Code"] as const;
/** What DataBank writes below the rows. */
const NOTE = /^(Data from database:|Last Updated:)/;

interface Wide {
  readonly header: readonly string[];
  /** Lines of the file, counted from 1, each with its fields. */
  readonly lines: readonly (readonly [number, readonly string[]])[];
}

/** The lines of a wide download from its header on; null where the text is none. */
export function wideLines(plain: Buffer): Wide | null {
  // No cell of the Bank's holds a line break: a line of the text is a row.
  const all = plain
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .map((line, at) => [at + 1, (csvParseRows(line)[0] ?? []).map((field) => field.trim())] as const);
  const at = all.findIndex(
    ([, fields]) => fields.includes("Country Code") && CODES.some((code) => fields.includes(code))
  );
  const [, header] = all[at] ?? [];
  return header
    ? {header, lines: all.slice(at + 1).filter(([, fields]) => fields.some((field) => field !== ""))}
    : null;
}

/** @throws InputError where the download is of another series, has a row of another length or no year. */
export function wideTable(name: string, {header, lines}: Wide, columns: readonly string[]): RawTable {
  const label = name.slice(name.lastIndexOf("/") + 1);
  const refuse = (expected: string, found: string, row?: string, field?: string): never => {
    throw new InputError({
      source: name,
      row,
      field,
      expected,
      found,
      advice: `Take “Population, total” (${SERIES}) from its source again; nothing was published.`
    });
  };
  const column = (wanted: string): number => {
    const at = header.indexOf(wanted);
    return at >= 0
      ? at
      : refuse(`column ${wanted}`, `the columns ${header.slice(0, 6).join(", ")}, …`, "the header", wanted);
  };
  const [country, code, series] = [
    column("Country Name"),
    column("Country Code"),
    column(CODES.find((each) => header.includes(each)) ?? "")
  ];
  const years = header.flatMap((field, at) => (YEAR.test(field) ? [[field.slice(0, 4), at] as const] : []));
  if (!years.length) refuse("a column a year", `the columns ${header.join(", ")}`, "the header");
  const rows: (string | null)[][] = [];
  const places: string[] = [];
  for (const [line, fields] of lines) {
    if (NOTE.test(fields[0] ?? "")) continue;
    // The Bank ends each line with a comma, which spreadsheets take away.
    const length = fields.length - (fields.at(-1) === "" ? 1 : 0);
    if (length > header.length || length < header.length - 1)
      refuse(`${header.length} fields, as the header has`, String(fields.length), `line ${line}`);
    if (fields[series] !== SERIES) refuse(SERIES, JSON.stringify(fields[series] ?? ""), `line ${line}`, header[series]);
    for (const [year, at] of years) {
      const value = fields[at] === ".." ? null : text(fields[at]);
      rows.push([text(fields[code]), text(fields[country]), year, value]);
      places.push(`${label}, line ${line}, ${year}`);
    }
  }
  if (!rows.length) refuse("rows below the header", "the header alone");
  return listedTable({name: "population", columns, rows, place: (row) => places[row - 1] ?? `${label}, row ${row}`});
}

// Diagnoses an unexpected file: another kind of file, another encoding or delimiter, lines above the header or below
// the rows. The error names that, and not a consequence of it three lines further down.

import {dsvFormat} from "d3";

/** A finding, with advice. */
export interface Diagnosis {
  readonly row?: string;
  readonly expected: string;
  readonly found: string;
  readonly advice: string;
}

const starts = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/** What the first bytes of a file of text say it is, where it is not text in UTF-8; null where it may be. */
export function whatBytesAre(bytes: Uint8Array): Diagnosis | null {
  const expected = "a table as text, CSV in UTF-8";
  const is = (found: string, advice: string): Diagnosis => ({
    expected,
    found,
    advice: `${advice} Nothing was published.`
  });
  if (!bytes.length)
    return is("an empty file", "Take it from its source again: the download broke off or was saved empty.");
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff) || isUtf16(bytes))
    return is("text in UTF-16, as spreadsheets save “Unicode text”", "Save it as “CSV UTF-8”.");
  if (starts(bytes, 0x1f, 0x8b)) return is("a gzip file within", "Unpack it, or let its name end in .gz once.");
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04))
    return is("a workbook or a zip file", "Unpack a zip file; save the sheet of a workbook as “CSV UTF-8”.");
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return is("an old workbook (.xls)", "Save its sheet as “CSV UTF-8”.");
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return is("a PDF", "Take the table as CSV.");
  const text = textOf(bytes.subarray(0, 400)).trimStart();
  if (text === "" && bytes.length < 400) return is("a file of blanks alone", "Take it from its source again.");
  if (/^<(!doctype|html|\?xml|[a-z]+[ >])/i.test(text))
    return is(
      "a web page",
      "Its publisher answered with a page and not with the table: take the file from its source again."
    );
  if (/^[{[]\s*["{[]/.test(text)) return is("JSON", "Take the table as CSV.");
  return null;
}

/** Every second byte of plain Latin text in UTF-16 is nought. */
function isUtf16(bytes: Uint8Array): boolean {
  const some = bytes.subarray(0, 200);
  const noughts = some.filter((byte) => byte === 0).length;
  return some.length >= 4 && noughts * 3 >= some.length;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes).replace(/^\ufeff/, "");

/** How far above the header lines of another kind are looked for. */
const PREAMBLE = 40;
const DELIMITERS = [
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "vertical bars"]
] as const;

const nameOf = (delimiter: string): string => DELIMITERS.find(([each]) => each === delimiter)?.[1] ?? delimiter;

/** The fields of a line, trimmed; a line that is not CSV is one field. */
function fieldsOf(line: string, delimiter: string): string[] {
  return (dsvFormat(delimiter).parseRows(line)[0] ?? []).map((field) => field.trim());
}

/**
 * The fault of the first line of a table: `isHeader` recognises the expected header, `like` describes it. Null where the line is
 * that header, or where nothing is known but that it is another one.
 */
export function whatHeaderIs(
  bytes: Uint8Array,
  o: {delimiter: string; like: string; isHeader: (fields: readonly string[]) => boolean}
): Diagnosis | null {
  const lines = textOf(bytes.subarray(0, 1 << 16)).split(/\r\n|\n|\r/, PREAMBLE);
  const [first = ""] = lines;
  const fields = fieldsOf(first, o.delimiter);
  if (!o.isHeader(fields)) {
    const at = lines.findIndex((line) => o.isHeader(fieldsOf(line, o.delimiter)));
    if (at > 0)
      return {
        row: "line 1",
        expected: `the header: ${o.like}`,
        found: `the header in line ${at + 1}, below ${at === 1 ? "a line" : `${at} lines`} of another kind`,
        advice: `Remove what is above the header (${at === 1 ? "line 1" : `lines 1 to ${at}`}). Nothing was published.`
      };
    for (const [other, words] of DELIMITERS) {
      if (other === o.delimiter || !lines.some((line) => o.isHeader(fieldsOf(line, other)))) continue;
      return {
        row: "line 1",
        expected: `fields separated by ${nameOf(o.delimiter)}`,
        found: `fields separated by ${words}`,
        advice: `Save the file with ${nameOf(o.delimiter)} between its fields. Nothing was published.`
      };
    }
  }
  const unnamed = fields.indexOf("");
  if (unnamed >= 0 && fields.length > 1)
    return {
      row: "line 1",
      expected: "a name for every column",
      found: `none for column ${unnamed + 1} of ${fields.length}`,
      advice:
        unnamed === fields.length - 1
          ? "Spreadsheets leave such a comma at each line's end: delete that column. Nothing was published."
          : "R and pandas write row numbers so: delete that column. Nothing was published."
    };
  return null;
}

/** What follows the last row where a line is not a row: lines of another length to the end, such as a note on the source. */
export function whatFooterIs(rest: string, delimiter: string, fields: number): string | null {
  const lines = rest.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const [first] = lines;
  if (first === undefined || lines.length > PREAMBLE) return null;
  if (lines.some((line) => fieldsOf(line, delimiter).length === fields && fieldsOf(line, delimiter)[0] !== ""))
    return null;
  return first.length > 80 ? `${first.slice(0, 80)}…` : first;
}

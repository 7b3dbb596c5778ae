// CSV that a spreadsheet opens as text: a field that it would take for a formula is made harmless, and remarks are quoted, so that
// a comma in them begins no second cell.

/** What every file says of it. */
export const HARMLESS_NOTE =
  "A text that begins with = + - @ (or a tab or line break) has an apostrophe before it, so that no spreadsheet computes it; numbers are as they are.";

/** Spreadsheets run no formula in a plain number, so -5 stays -5. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Also the full-width forms, which some spreadsheets take for the narrow ones. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** A text with an apostrophe before it where a spreadsheet would compute it; a sign alone is computed by none. */
export function harmless(text: string): string {
  return FORMULA.test(text) && text.length > 1 && !NUMBER.test(text) ? `'${text}` : text;
}

/** A field: quoted where it must be. Texts are harmless; a number is not text. */
export function csvField(value: string | number | bigint | boolean | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? harmless(value) : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Remarks, a line each in one quoted field that begins with #; what a reader typed stays in it. */
export function remarks(words: string): string[] {
  return words.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => `"# ${line.replaceAll('"', '""')}"`);
}

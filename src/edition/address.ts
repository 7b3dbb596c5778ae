// Addresses of hand-kept tables become links on pages: any other scheme than http and https could be a script.

/** One address, or several separated by " | ", as a regular expression for the whole text; DuckDB, Ajv and JavaScript read it alike. */
export const ADDRESSES = '^https?://[^\\s<>"]+( \\| https?://[^\\s<>"]+)*$';
export const ADDRESSES_WORDS = "an address that begins with http:// or https://, or several parted by |";

/** @throws Error that names the table and line where the text is not an address; nothing at all is one too. */
export function webAddress(text: string, table: string, line: number): string {
  if (text === "" || new RegExp(ADDRESSES).test(text)) return text;
  throw new Error(
    `data/tables/${table}.csv, line ${line}: expected ${ADDRESSES_WORDS}; found ${JSON.stringify(text)}. Correct the line.`
  );
}

// A break's wording as every room prints it: the list of breaks names the level beside it, other places do not, so that "this level" and
// numbers of several levels are named.
import {columnsQuoted} from "./status.js";

const LEVEL_NAMES: Readonly<Record<string, string>> = {
  "TA RUS": "Russia’s temporary-asylum procedure",
  "SP BEL": "Belgium’s separate procedure for subsidiary protection",
  "SP IRL": "Ireland’s separate procedure for subsidiary protection",
  "CA CHE": "The Swiss cantons’ procedure"
};

export function breakWords({
  wording,
  level,
  asylum
}: {
  readonly wording: string;
  readonly level: string;
  readonly asylum: string;
}): string {
  const name = LEVEL_NAMES[`${level} ${asylum}`];
  const named = name === undefined ? wording : wording.replace(/^This level\b/, name);
  const words = columnsQuoted(named);
  // First instance and repeat applications, of which tables show the first alone.
  return /^(?:FI|NA) RA$/.test(level) && /\d,\d{3}/.test(words) && !/\brepeat\b/.test(words)
    ? words.replace(/\.(?= [A-Z]|$)/, ", first instance and repeat applications added.")
    : words;
}

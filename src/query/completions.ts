// Completes places in a query by any of their names, in any script, and the codes of
// UNHCR's columns by what they mean.
import type {QueryFacts} from "./schema.js";

export interface Offer {
  /** The text in the list. */
  readonly label: string;
  /** A short explanation. */
  readonly detail: string;
  /** The text inserted. */
  readonly apply: string;
}

const MOST_OFFERS = 12;
/** Letters that are typed: without accents and case. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Places with a name that begins with the text, and inside quotation marks codes too; names that contain it later come after.
 * Outside quotation marks the code is written with them, and two letters are needed.
 */
export function completions({places, codes}: QueryFacts, typed: string, inString: boolean): Offer[] {
  const wanted = plain(typed);
  if (!inString && wanted.length < 2) return [];
  const write = (code: string) => (inString ? code : `'${code}'`);
  const found: {readonly offer: Offer; readonly rank: number}[] = [];
  const look = (names: readonly string[], offer: Offer): void => {
    const ranks = names.map((name) => {
      const at = plain(name).search(new RegExp(`(?:^|[\\s(])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u"));
      return at < 0 ? Infinity : at === 0 ? 0 : 1;
    });
    const rank = Math.min(...ranks);
    if (rank < Infinity) found.push({offer, rank});
  };
  for (const [code, name, others] of places)
    look([name, code, ...others.split("|").filter((other) => other !== "")], {
      label: name,
      detail: code,
      apply: write(code)
    });
  if (inString)
    for (const [column, meanings] of Object.entries(codes))
      for (const [code, meaning] of Object.entries(meanings))
        look([code, meaning], {label: meaning, detail: `${column} ${code}`, apply: code});
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_OFFERS)
    .map(({offer}) => offer);
}

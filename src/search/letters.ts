// The letters and words of search: how names and typed text are folded, cut into words and compared, with slips and stems.
/** Maximum query length; longer input is truncated. */
const MOST_CHARACTERS = 120;
const MOST_WORDS = 8;
/** Words between an origin and a country of asylum; after `from` and из the origin follows. */
export const JOINERS = new Set([
  "in",
  "to",
  "and",
  "at",
  "into",
  "в",
  "во",
  "и",
  "на",
  "from",
  "out",
  "of",
  "the",
  "из",
  "с"
]);
export const FROM = new Set(["from", "из"]);
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th"
};

export const withoutJoiners = (tokens: readonly string[]) =>
  tokens.filter((token, i) => !(JOINERS.has(token) && (i === 0 || i === tokens.length - 1)));

/** Folds text for comparison: lower case, without accents; Korean syllables as letters, so that half a syllable finds the whole. */
export function fold(text: string): string {
  return Array.from(text.normalize("NFKD").toLowerCase(), (letter) =>
    /\p{M}|['’‘ʼ`.]/u.test(letter) ? "" : (LETTERS[letter] ?? letter)
  ).join("");
}

export interface Word {
  readonly folded: string;
  /** The offsets of each folded letter in the name: beginning and end of its character. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const isLetter = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** The words of a name with the places of their letters. */
export function wordsOf(name: string): Word[] {
  const words: {folded: string; from: number[]; to: number[]}[] = [];
  let open = false;
  let at = 0;
  for (const character of name) {
    const folded = fold(character);
    if (folded !== "" && !isLetter(folded)) open = false;
    else {
      let word = words.at(-1);
      if (folded !== "" && (!open || !word)) {
        word = {folded: "", from: [], to: []};
        words.push(word);
        open = true;
      }
      if (word && open) {
        word.folded += folded;
        for (let i = 0; i < folded.length; i++) {
          word.from.push(at);
          word.to.push(at + character.length);
        }
      }
    }
    at += character.length;
  }
  return words;
}

/** Splits a query into folded words. */
export function tokensOf(query: string): string[] {
  return wordsOf(query.slice(0, MOST_CHARACTERS))
    .slice(0, MOST_WORDS)
    .map(({folded}) => folded);
}

/** Edit distance, with transpositions, from `a` to a prefix of `b`; stops counting above `most`. */
export function slips(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({length: b.length + 1}, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (next[j - 1] ?? most) + 1,
        (row[j] ?? most) + 1,
        (row[j - 1] ?? most) + (a[i - 1] === b[j - 1] ? 0 : 1)
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? most) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(...row);
}

interface Fit {
  readonly cost: number;
  readonly letters: number;
}

/** How the latest typed words fit the words of names: a question compares each several times. */
const FITS = new Map<string, Map<string, Fit | null>>();
const MOST_KEPT = 40;

function fit(token: string, word: string): Fit | null {
  let known = FITS.get(token);
  if (!known) {
    if (FITS.size >= MOST_KEPT) FITS.delete(FITS.keys().next().value ?? "");
    known = new Map<string, Fit | null>();
    FITS.set(token, known);
  }
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = fitted(token, word);
  known.set(word, found);
  return found;
}

/** The cost of matching a typed word to a word of a name; null where it does not match. A prefix costs least, then a stem, then a typo. */
function fitted(token: string, word: string): Fit | null {
  if (word === token) return {cost: 0, letters: word.length};
  // Two letters begin many names: UK is the United Kingdom before it is Ukraine.
  if (word.startsWith(token)) return {cost: token.length < 3 ? 0.6 : 0.1, letters: token.length};
  if (token.length < 4) return null;
  let stem = 0;
  while (stem < token.length && token[stem] === word[stem]) stem++;
  // Eritreans for Eritrea, Ukrainians for Ukraine, России for Россия.
  if (stem >= 4 && token.length - stem <= 4 && word.length - stem <= 2) return {cost: 3, letters: stem};
  const most = token.length >= 8 ? 2 : 1;
  if (word.length < token.length - most) return null;
  const count = slips(token, word, most);
  return count <= most ? {cost: 4 + count, letters: Math.min(word.length, token.length)} : null;
}

export interface Fitted {
  readonly cost: number;
  readonly spans: readonly (readonly [number, number])[];
}

/** The cost of matching all typed words to a name; null where one does not match. */
export function fitName(tokens: readonly string[], words: readonly Word[]): Fitted | null {
  const left = new Set(words);
  const spans: [number, number][] = [];
  let cost = 0;
  for (const token of tokens) {
    let best: {word: Word; cost: number; letters: number} | null = null;
    for (const word of left) {
      const found = fit(token, word.folded);
      // A word further on in a name counts for less than its first.
      const late = word === words[0] ? 0 : 0.3;
      if (found && (!best || found.cost + late < best.cost))
        best = {word, cost: found.cost + late, letters: found.letters};
    }
    if (!best) return null;
    left.delete(best.word);
    cost += best.cost;
    spans.push([best.word.from[0] ?? 0, best.word.to[best.letters - 1] ?? 0]);
  }
  return {cost: cost + Math.min(0.2, left.size * 0.02), spans};
}

// Lists and capitals in sentences.

/** Names as a list in a sentence: "Germany, France and Sweden". */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", {type: "conjunction"}).format(words);
}

/** The text as the beginning of a sentence. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

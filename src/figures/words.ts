// Parses the words of a component's directive.
import {FigureError} from "./figure.js";

/** The word of a directive that takes one of a few. @throws FigureError for any other. */
export function oneOf<T extends string>(words: readonly string[], all: readonly T[], what: string): T {
  const found = all.find((each) => each === words[0]);
  if (words.length !== 1 || found === undefined) throw new FigureError(`${what} takes one of ${all.join(", ")}`);
  return found;
}

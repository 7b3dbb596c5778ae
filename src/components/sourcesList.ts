// Where an edition's figures come from: publisher, title, address, licence, day of retrieval.
import type {Drawing} from "./procedure.js";
import {element, outward} from "./table.js";

export interface Source {
  readonly title: string;
  readonly publisher: string;
  readonly path: string;
  readonly licence: {readonly title: string; readonly path: string};
  /** ISO 8601; null where no record of the retrieval came with the files. */
  readonly retrieved: string | null;
}

/** One line a source. A source without a day of retrieval says so: no clock of ours stands in for a record that is missing. */
export function sourcesList(sources: readonly Source[], {document}: Drawing): HTMLElement {
  const link = (href: string, words: string) => outward(document, href, words);
  return element(
    document,
    "ul",
    {class: "sources"},
    ...sources.map(({title, publisher, path, licence, retrieved}) =>
      element(
        document,
        "li",
        {},
        `${publisher}: `,
        link(path, title),
        ". Licence: ",
        link(licence.path, licence.title),
        retrieved === null
          ? ". The files came without a record of their retrieval."
          : `. Retrieved ${retrieved.slice(0, 10)}.`
      )
    )
  );
}

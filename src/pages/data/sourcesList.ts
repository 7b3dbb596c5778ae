// Where an edition's figures come from: publisher, title, address, licence, day of retrieval.
import type {Drawing} from "../../measures/procedure.js";
import {element, outward} from "../../html/table.js";

export interface Source {
  readonly title: string;
  readonly publisher: string;
  readonly path: string;
  readonly licence: {readonly title: string; readonly path: string};
  /** ISO 8601; null where no record of the retrieval came with the files. */
  readonly retrieved: string | null;
  readonly stale?: Stale;
}

/** A source that could not be read for an edition, which therefore holds tables of an earlier one. */
export interface Stale {
  /** The day of its tables, YYYY-MM-DD. */
  readonly since: string;
  /** The edition they are from. */
  readonly edition: string;
  readonly reason: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Says of a stale source which tables stand in its place and how old they were on the edition's date, never how old they are
 * today: no clock of the reader's or the build's stands in.
 */
export function staleWords({since, edition, reason}: Stale, editionId: string): string {
  const days = Math.round((Date.parse(editionId.slice(0, 10)) - Date.parse(since)) / DAY_MS);
  const age =
    days <= 0
      ? "of this edition’s date"
      : days === 1
        ? "1 day old on this edition’s date"
        : `${days} days old on this edition’s date`;
  return `It could not be read for this edition: its tables are those of edition ${edition}, of ${since}, ${age}. The reason: ${reason.replace(/\.$/, "")}.`;
}

/** One line a source. A source without a day of retrieval says so: no clock of ours stands in for a record that is missing. */
export function sourcesList(
  sources: readonly Source[],
  {document, edition}: Drawing & {readonly edition: string}
): HTMLElement {
  const link = (href: string, words: string) => outward(document, href, words);
  return element(
    document,
    "ul",
    {class: "sources"},
    ...sources.map(({title, publisher, path, licence, retrieved, stale}) =>
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
          : `. Retrieved ${retrieved.slice(0, 10)}.`,
        ...(stale ? [" ", element(document, "strong", {}, "Stale."), ` ${staleWords(stale, edition)}`] : [])
      )
    )
  );
}

// Where an edition's figures come from: publisher, title, address, licence, how to cite, and when the files were downloaded.
import type {Drawing} from "../../measures/procedure.js";
import {element, outward} from "../../html/table.js";
import {editionDate} from "../../words/editionDate.js";

export interface Source {
  readonly title: string;
  readonly publisher: string;
  readonly path: string;
  readonly licence: {readonly title: string; readonly path: string};
  readonly attribution?: string;
  /** ISO 8601; null where no record of the download came with the files. */
  readonly retrieved: string | null;
  readonly stale?: Stale;
  readonly notes?: readonly string[];
}

/** A source that could not be read for an edition, which therefore keeps tables of an earlier one. */
export interface Stale {
  /** The day of its tables, YYYY-MM-DD. */
  readonly since: string;
  /** The edition they are from. */
  readonly edition: string;
  readonly reason: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Says which tables an out-of-date source has, and how old they were on the edition's date. The age does not depend on the day of
 * the build or of the visit.
 */
export function staleWords({since, edition, reason}: Stale, editionId: string): string {
  const days = Math.round((Date.parse(editionId.slice(0, 10)) - Date.parse(since)) / DAY_MS);
  const age = days <= 0 ? "from this edition’s date" : `${days} ${days === 1 ? "day" : "days"} old on this edition’s date`;
  return `It could not be read for this edition. Its tables are those of the edition of ${editionDate(edition)}, downloaded on ${editionDate(since)}, ${age}. Reason: ${reason.replace(/\.$/, "")}.`;
}

/** One item for each source. Where no source has a record of its download, that is said once after the list. */
export function sourcesList(
  sources: readonly Source[],
  {document, edition}: Drawing & {readonly edition: string}
): HTMLElement[] {
  const link = (href: string, words: string) => outward(document, href, words);
  const undated = sources.filter(({retrieved}) => retrieved === null);
  const isAll = undated.length === sources.length;
  const items = sources.map(({title, publisher, path, licence, attribution, retrieved, stale, notes = []}) =>
    element(
      document,
      "li",
      {},
      `${publisher}: `,
      link(path, title),
      ". Licence: ",
      link(licence.path, licence.title),
      attribution === undefined ? "." : `. Cite as: ${attribution}.`,
      retrieved === null
        ? isAll
          ? ""
          : " Download date not known."
        : ` Downloaded on ${editionDate(retrieved.slice(0, 10))}.`,
      ...(stale ? [" ", element(document, "strong", {}, "Out of date."), ` ${staleWords(stale, edition)}`] : []),
      ...notes.map((note) => ` Note: ${note}.`)
    )
  );
  return [
    element(document, "ul", {class: "sources"}, ...items),
    ...(isAll && sources.length ? [element(document, "p", {}, "We do not know when these files were downloaded.")] : [])
  ];
}

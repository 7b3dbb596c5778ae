// The sources of statements on pages: the hand-kept list, and every figure from another source in the edition by its id.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {csvParseRows} from "d3";
import {webAddress} from "../edition/address.js";
import type {Edition} from "../edition/edition.js";
import {FigureError} from "./figure.js";

export interface PageSource {
  readonly publisher: string;
  readonly title: string;
  /** As much of the date as is known, ISO 8601; empty where none is. */
  readonly date: string;
  readonly url: string;
  readonly quoted: readonly string[];
}

/** A function from a key to its source. @throws FigureError for a key that is in neither list. */
export function sourcesOf(edition: Edition, root: string): (key: string) => PageSource {
  const [, ...rows] = csvParseRows(readFileSync(join(root, "data", "tables", "sources.csv"), "utf8"));
  const kept = new Map(
    rows.map(([key = "", publisher = "", title = "", date = "", url = "", quoted = ""], i) => [
      key,
      {publisher, title, date, url: webAddress(url, "sources", i + 2), quoted: quoted ? quoted.split(" | ") : []}
    ])
  );
  return (key) => {
    const reported = edition.reported.find(({id}) => id === key);
    const found = reported
      ? {
          publisher: reported.publisher,
          title: "",
          date: reported.published ?? "",
          url: reported.source_url,
          quoted: [reported.quoted_text]
        }
      : kept.get(key);
    if (!found) throw new FigureError(`unknown source “${key}”: add it to data/tables/sources.csv`);
    return found;
  };
}

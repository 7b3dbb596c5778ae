// The About page: contact, corrections, and how to cite the site.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {csvParse} from "d3";
import type {Edition} from "../../edition/edition.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {editionDate} from "../../words/editionDate.js";
import {settingsOf} from "./settings.js";
import type {Settings} from "./settings.js";

/** A mistake of this site that readers may have met. */
export interface Correction {
  /** The day on which it was corrected, YYYY-MM-DD. */
  readonly date: string;
  readonly page: string;
  /** The page's address below the site's root. */
  readonly address: string;
  readonly wrong: string;
  readonly right: string;
}

const FILE = fileURLToPath(new URL("corrections.csv", import.meta.url));

/** The corrections as the file has them, the latest first. @throws Error that names the line and column where one is empty. */
export function correctionsFrom(csv: string): Correction[] {
  return csvParse(csv)
    .map((line, i) => {
      const value = (column: keyof Correction) => {
        const text = line[column]?.trim() ?? "";
        if (text === "" || (column === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(text)))
          throw new Error(`corrections.csv, line ${i + 2}: ${column} is “${text}”`);
        return text;
      };
      return {
        date: value("date"),
        page: value("page"),
        address: value("address"),
        wrong: value("wrong"),
        right: value("right")
      };
    })
    .sort((a, b) => b.date.localeCompare(a.date));
}

/** What the About page may ask for. */
export function aboutDrawings(
  edition: Edition,
  document: Document,
  {contact, repository}: Settings = settingsOf(process.env)
): Readonly<Record<string, () => Element[]>> {
  const make = (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const issues = (): (string | Node)[] =>
    repository === null
      ? [
          "open an issue in the repository from which these pages are built (its address is not set on this copy of the site)"
        ]
      : ["open an issue in ", make("a", {href: `${repository}/issues`}, "the repository")];
  return {
    "about-contact": () => [
      contact
        ? make("p", {}, "Write to ", make("a", {href: contact.href}, contact.words), ", or ", ...issues(), ".")
        : make("p", {}, "No address to write to is set on this copy of the site. To reach us, ", ...issues(), ".")
    ],
    // The build fills it in with plain text: see src/site/finish/cite.ts.
    "about-cite": () => [make("div", {"data-cite-whole": "unhcr", "data-cite-format": "plain"})],
    "about-corrections": () => [
      wordsTable(
        ["Date", "Page", "What was wrong", "What is right"],
        correctionsFrom(readFileSync(FILE, "utf8")).map(({date, page, address, wrong, right}) => [
          editionDate(date),
          make("a", {href: `/${address}`}, page),
          wrong,
          right
        ]),
        {document, id: "corrections-table", caption: "Mistakes of this site, and what was put right"}
      )
    ]
  };
}

// What goes into a chart's ZIP file beside its pictures: a description for people, one for programs, and speaking names of files.
import {editionDate} from "../../words/editionDate.js";
import type {ChartData} from "../data.js";
import type {Told} from "./read.js";

export const LICENCE = {name: "CC BY 4.0", address: "https://creativecommons.org/licenses/by/4.0/"} as const;

/** Words of a text for the name of a file, in characters that every file system accepts. */
const slug = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f’'“”"]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();

/** "asylum-ledger_new-asylum-applications-in-germany-2000-2025_2026-11-25", with a format before the edition where it is not the usual. */
export function fileName({title, edition}: Pick<Told, "title" | "edition">, format = ""): string {
  const words = slug(title);
  const short = words.length <= 80 ? words : words.slice(0, 81).replace(/-[^-]*$/, "");
  return ["asylum-ledger", short, format, edition].filter(Boolean).join("_");
}

/** metadata.json: what the chart is, for programs. */
export function metadataOf(told: Told, citation: string, files: readonly string[]): Record<string, unknown> {
  return {
    title: told.title,
    subtitle: told.unit,
    notes: told.notes.map(({term, text}) => ({term, text})),
    source: told.source,
    edition: told.edition,
    address: told.address,
    code: told.made || null,
    citation,
    licence: {...LICENCE, note: LICENCE_NOTE},
    columns: told.data?.columns ?? [],
    rows: told.data?.rows.length ?? 0,
    files
  };
}

const LICENCE_NOTE =
  "Name the publisher and Asylum Ledger, say what you changed, and do not suggest that a publisher endorses it. Where the citation names another licence for a publisher, that licence holds for its figures.";

const FILES: Readonly<Record<string, string>> = {
  csv: "the numbers: one line for each row of the chart or of the table behind it",
  png: "the chart as a picture",
  svg: "the chart as a picture that can be enlarged and edited, with its fonts",
  json: "title, notes, source, citation and columns, for programs"
};

/** README.txt: what the files are, how to cite them, and their licence. */
export function readmeOf(told: Told, citation: string, files: readonly string[]): string {
  const underline = (text: string) => [text, "=".repeat(Math.min(72, text.length))];
  const part = (head: string, ...lines: readonly string[]) => ["", head, "-".repeat(head.length), ...lines];
  return [
    ...underline(told.title),
    "",
    ...folded(told.unit),
    ...(told.notes.length
      ? part("Notes", ...told.notes.flatMap(({term, text}) => folded(`- ${term.replace(/[.:]$/, "")}: ${text}`)))
      : []),
    ...part("Source", ...folded(told.source), `Edition: ${editionDate(told.edition)} (${told.edition})`, `Address: ${told.address}`),
    ...part("How to cite", ...folded(citation)),
    ...part("Licence", `${LICENCE.name}, ${LICENCE.address}`, ...folded(LICENCE_NOTE)),
    ...part("Files", ...files.map((file) => `${file}: ${FILES[file.replace(/^.*\./, "")] ?? "this text"}`)),
    ...(told.data ? part("Reading the numbers", ...folded(reading(told.data))) : []),
    ""
  ].join("\r\n");
} // prettier-ignore

const reading = ({columns}: ChartData): string =>
  [
    "An empty cell means that there is no number. It does not mean 0; the column beside it says why, where there is one.",
    columns.some((name) => /^(Sum|Share) /.test(name))
      ? "A row that begins with “Sum of these” adds the rows above it."
      : "",
    columns.includes("What is counted")
      ? "The first column says what a row counts: rows of different kinds contain the same people, so do not add them."
      : "",
    columns.some((name) => /^Chance variation/.test(name))
      ? "“Chance variation” is a 95% interval (Wilson), for decisions as if they were independent."
      : "",
    columns.includes("Counted in")
      ? "“Counted in” is the unit: a case can be several people, so do not add cases to persons."
      : "",
    columns.some((name) => /lowest/i.test(name))
      ? "“Lowest” and “highest” are the ends of the range that the publisher’s rounding allows."
      : ""
  ]
    .filter(Boolean)
    .join(" ");

/** Lines of at most 78 characters, with those after the first of an item indented. */
function folded(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + word.length + 1 > 78) {
      lines.push(line);
      line = text.startsWith("- ") ? `  ${word}` : word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

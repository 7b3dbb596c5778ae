// A citation in the reader's format: the build makes a template for each format, with places for title, address and the day of
// access; the page fills them in. So a browser needs no library for citations, and any figure can be cited.

export const CITATION_FORMATS = {
  plain: "Plain text",
  apa: "APA",
  chicago: "Chicago",
  gost: "GOST R 7.0.5",
  bibtex: "BibTeX",
  ris: "RIS",
  "csl-json": "CSL-JSON"
} as const;
export type CitationFormat = keyof typeof CITATION_FORMATS;
export type CitationTemplates = Readonly<Record<CitationFormat, string>>;

/** Placeholders of a template for a title and an address; the day of access is 22 December 2222. */
export const TITLE_PLACE = "Titleofthefigure";
export const ADDRESS_PLACE = "https://address.invalid/";

export interface Cited {
  readonly title: string;
  /** Whole, with the edition in it. */
  readonly address: string;
  /** Day of access, as ISO 8601 writes it. */
  readonly accessed: string;
}

/** The day of access as each template has it, and as it is written for a date. */
const DAYS: readonly (readonly [place: string, write: (day: Date) => string])[] = [
  [
    "22 December 2222",
    (day) =>
      new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"}).format(day)
  ],
  ["22.12.2222", (day) => day.toISOString().slice(0, 10).split("-").reverse().join(".")],
  ["2222-12-22", (day) => day.toISOString().slice(0, 10)],
  ["2222/12/22", (day) => day.toISOString().slice(0, 10).replaceAll("-", "/")],
  ["[[2222,12,22]]", (day) => `[[${day.getUTCFullYear()},${day.getUTCMonth() + 1},${day.getUTCDate()}]]`]
];

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  $: "\\$",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}"
};

/** Escapes a title for its format: LaTeX has special characters, a line break ends a field of RIS, JSON is quoted. */
function written(text: string, format: CitationFormat): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (format === "bibtex") return line.replaceAll(/[\\{}%&#$_~^]/g, (sign) => LATEX[sign] ?? sign);
  // Quotation marks inside quotation marks are single.
  if (format === "chicago") return line.replaceAll("“", "‘").replaceAll("”", "’");
  if (format === "csl-json") return JSON.stringify(line).slice(1, -1);
  return line;
}

/** A template with its places filled in. */
export function citation(
  templates: CitationTemplates,
  format: CitationFormat,
  {title, address, accessed}: Cited
): string {
  const day = new Date(`${accessed.slice(0, 10)}T00:00:00Z`);
  const dated = DAYS.reduce((text, [place, write]) => text.replaceAll(place, () => write(day)), templates[format]);
  return dated
    .replaceAll(TITLE_PLACE, () => written(title, format))
    .replaceAll(ADDRESS_PLACE, () => (format === "csl-json" ? JSON.stringify(address).slice(1, -1) : address));
}

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

/** The ending of a file of each format that programs read; the others are for people. */
export const CITATION_FILES: Readonly<Partial<Record<CitationFormat, string>>> = {
  bibtex: "bib",
  ris: "ris",
  "csl-json": "json"
};

/** An edition's templates as the site publishes them, in `cite.json`: by the names of the sources, with a space between two. */
export interface CitationFile {
  readonly edition: string;
  readonly sources: Readonly<Record<string, CitationTemplates>>;
}

/** Placeholders of a template for a title, an address and the key of an entry; the day of access is 22 December 2222. */
export const TITLE_PLACE = "Titleofthefigure";
export const ADDRESS_PLACE = "https://address.invalid/";
export const KEY_PLACE = "keyofthefigure";

export interface Cited {
  readonly title: string;
  /** Whole, with the edition in it. */
  readonly address: string;
  /** Day of access, as ISO 8601 writes it; null for templates that have none. */
  readonly accessed: string | null;
}

const english = (locale: string) =>
  new Intl.DateTimeFormat(locale, {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"});

/** The day of access as each template has it, and as it is written for a date. */
const DAYS: readonly (readonly [place: string, write: (day: Date) => string])[] = [
  ["22 December 2222", (day) => english("en-GB").format(day)],
  ["December 22, 2222", (day) => english("en-US").format(day)],
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
function written(line: string, format: CitationFormat): string {
  if (format === "bibtex") return line.replaceAll(/[\\{}%&#$_~^]/g, (sign) => LATEX[sign] ?? sign);
  // Quotation marks inside quotation marks are single.
  if (format === "chicago") return line.replaceAll("“", "‘").replaceAll("”", "’");
  if (format === "csl-json") return JSON.stringify(line).slice(1, -1);
  return line;
}

/** A key of letters and digits: the title's first words, and a checksum, so that no two entries of a bibliography have the same. */
function keyOf(title: string, address: string): string {
  let sum = 5381;
  for (const letter of `${title}\n${address}`) sum = (Math.imul(sum, 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .slice(0, 24)
    .trim()
    .replaceAll(" ", "-");
  return [words, sum.toString(36)].filter((part) => part !== "").join("-");
}

/** A template with its places filled in. */
export function citation(
  templates: CitationTemplates,
  format: CitationFormat,
  {title, address, accessed}: Cited
): string {
  const line = title.replaceAll(/\s+/g, " ").trim();
  const day = accessed === null ? null : new Date(`${accessed.slice(0, 10)}T00:00:00Z`);
  const dated = DAYS.reduce(
    (text, [place, write]) => (day === null ? text : text.replaceAll(place, () => write(day))),
    templates[format]
  );
  // A title that ends a sentence needs no full stop.
  const stopped = /[.?!]$/.test(line) ? dated.replaceAll(`${TITLE_PLACE}.`, TITLE_PLACE) : dated;
  return stopped
    .replaceAll(KEY_PLACE, () => keyOf(line, address))
    .replaceAll(ADDRESS_PLACE, () => (format === "csl-json" ? JSON.stringify(address).slice(1, -1) : address))
    .replaceAll(TITLE_PLACE, () => written(line, format));
}

/** Every format, the day of access and places filled in. */
export function citations(templates: CitationTemplates, cited: Cited): [CitationFormat, string][] {
  return (Object.keys(CITATION_FORMATS) as CitationFormat[]).map((format) => [
    format,
    citation(templates, format, cited)
  ]);
}

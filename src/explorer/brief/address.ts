// The address of a brief, after #, so that no server sees it. Keys in the order of the brief; `caption` belongs to the item before it:
//   edition=2026-11-25                     the edition that the brief shows; the latest where none is named
//   title=Hearing+of+3+December
//   chart=origin=ERI%26asylum=ISR%23map    a part of the explorer's answer: its question, then # and the part's id
//   figure=measure=refugees%26asylum=TUR   a number: the question of its source card
//   page=countries/deu%23applications-1    a chart of a page: its path below the site's root, then # and the chart's id
//   caption=…
//   add=1                                  add these items to the brief that this tab shows
// Parsing never throws: what is unknown, malformed or too much is dropped and listed.

interface Captioned {
  /** The reader's own words, as text; empty where there are none. */
  readonly caption: string;
}
/** A part of an answer of the explorer: the question without its edition, and the id of the part. */
export interface ChartItem extends Captioned {
  readonly kind: "chart";
  readonly query: string;
  readonly part: string;
}
/** A number: the question of its source card without its edition. */
export interface FigureItem extends Captioned {
  readonly kind: "figure";
  readonly query: string;
}
/** A chart of a page: the path below the site's root, and the chart's id. */
export interface PageItem extends Captioned {
  readonly kind: "page";
  readonly page: string;
  readonly part: string;
}
export type BriefItem = ChartItem | FigureItem | PageItem;

export interface Brief {
  readonly title: string;
  /** Null for the latest. */
  readonly edition: string | null;
  readonly items: readonly BriefItem[];
}

export const NO_BRIEF: Brief = {title: "", edition: null, items: []};
export const MOST_ITEMS = 40;
export const MOST_TITLE = 200;
export const MOST_CAPTION = 2000;
/** Longer than the longest address that a browser passes on. */
const MOST_CHARACTERS = 200_000;
const MOST_QUERY = 4000;
/** Programs that pass links on cut longer ones. */
export const LONG_ADDRESS = 8000;

const EDITION = /^\d{4}-\d\d-\d\d(?:-\d{1,3})?$/;
const PART = /^[A-Za-z][\w-]{0,80}$/;
/** Folders and a name of letters, digits, hyphens and underscores: no other host, and no way up. */
const PAGE = /^(?:[A-Za-z0-9_-]+\/){0,3}[A-Za-z0-9_-]+$|^index$/;
const QUERY = /^[\w.,:;=&%+~*!()'-]*$/;

/** Whether a day is in the calendar: 2026-13-45 and 2026-02-30 are not. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A text without control characters, at most so long; line breaks stay where a caption has them. */
export function cleanText(text: string, most: number, lines = false): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  const clean = text.replace(/\r\n?/g, "\n").replace(lines ? /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g : /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, " "); // prettier-ignore
  return Array.from(clean).slice(0, most).join("");
}

/** The question without the edition, which the brief names; null where it has characters that no question has. */
function questionOf(query: string): string | null {
  if (query.length > MOST_QUERY || !QUERY.test(query)) return null;
  return query
    .split("&")
    .filter((part) => part !== "" && !part.startsWith("edition="))
    .join("&");
}

/** An item from its key and value; null where it is malformed. */
function itemOf(key: string, value: string): BriefItem | null {
  const [first = "", part = "", ...more] = value.split("#");
  if (more.length) return null;
  if (key === "page")
    return PAGE.test(first) && PART.test(part) ? {kind: "page", page: first, part, caption: ""} : null;
  const query = questionOf(first);
  if (query === null) return null;
  if (key === "figure") return query !== "" && part === "" ? {kind: "figure", query, caption: ""} : null;
  return PART.test(part) ? {kind: "chart", query, part, caption: ""} : null;
}

/** The item as the value of its key. */
export function itemValue(item: BriefItem): string {
  if (item.kind === "page") return `${item.page}#${item.part}`;
  return item.kind === "chart" ? `${item.query}#${item.part}` : item.query;
}

const KINDS = ["chart", "figure", "page"] as const;

/** Writes what an address needs escaped and no more, so that a reader still sees what it holds. */
const escape = (text: string) =>
  encodeURIComponent(text).replace(/%(?:20|2C|2F|3A|3D)/g, (code) => (code === "%20" ? "+" : decodeURIComponent(code)));

/** A brief as the part of its address after #. */
export function formatBrief({title, edition, items}: Brief): string {
  const parts: [string, string][] = [
    ...(edition === null ? [] : [["edition", edition] as [string, string]]),
    ...(title === "" ? [] : [["title", title] as [string, string]]),
    ...items.flatMap((item): [string, string][] => [
      [item.kind, itemValue(item)],
      ...(item.caption === "" ? [] : [["caption", item.caption] as [string, string]])
    ])
  ];
  return parts.map(([key, value]) => `${key}=${escape(value)}`).join("&");
}

export interface ReadBrief {
  readonly brief: Brief;
  /** Whether the items are to be added to the brief that is shown. */
  readonly add: boolean;
  /** What was dropped, in sentences. */
  readonly problems: readonly string[];
}

/** What a caption, a title, an edition and items become, with what is dropped. */
class BriefReader {
  title = "";
  edition: string | null = null;
  readonly items: BriefItem[] = [];
  readonly problems: string[] = [];

  drop(words: string): void {
    if (this.problems.length < 12) this.problems.push(words);
  }

  setTitle(text: string): void {
    this.title = cleanText(text, MOST_TITLE).trim();
    if (Array.from(text).length > MOST_TITLE) this.drop(`We cut the title to ${MOST_TITLE} characters.`);
  }

  setEdition(text: string): void {
    if (EDITION.test(text) && isDay(text.slice(0, 10))) this.edition = text;
    else
      this.drop(`We ignored the edition “${text.slice(0, 40)}”: an edition is named by its day, such as 2026-11-25.`);
  }

  add(key: string, value: string): boolean {
    const item = itemOf(key, value);
    if (!item) this.drop(`We left out “${key}=${value.slice(0, 80)}”: it is not the address of a chart or figure.`);
    else if (this.items.length >= MOST_ITEMS) this.drop(`We left out an item: a brief has at most ${MOST_ITEMS}.`);
    else {
      this.items.push(item);
      return true;
    }
    return false;
  }

  setCaption(text: string): void {
    const item = this.items.pop();
    if (!item) return;
    this.items.push({...item, caption: cleanText(text, MOST_CAPTION, true)});
    if (Array.from(text).length > MOST_CAPTION)
      this.drop(`We cut the caption of item ${this.items.length} to ${MOST_CAPTION} characters.`);
  }

  done(): Brief {
    return {title: this.title, edition: this.edition, items: this.items};
  }
}

/** Parses the part of an address after #. Never throws. */
export function parseBrief(text: string): ReadBrief {
  const reader = new BriefReader();
  const isTooLong = text.length > MOST_CHARACTERS;
  if (isTooLong) reader.drop("We ignored the address: it is too long for a brief.");
  let add = false;
  // A caption after an item that was dropped is dropped with it.
  let isTaken = false;
  for (const [key, value] of new URLSearchParams(isTooLong ? "" : text)) {
    if (key === "title") reader.setTitle(value);
    else if (key === "edition") reader.setEdition(value);
    else if (key === "add") add = true;
    else if ((KINDS as readonly string[]).includes(key)) isTaken = reader.add(key, value);
    else if (key === "caption") {
      if (isTaken) reader.setCaption(value);
      else reader.drop("We left out a caption without an item.");
    } else reader.drop(`We ignored “${key.slice(0, 40)}=${value.slice(0, 80)}”: a brief has no such part.`);
  }
  return {brief: reader.done(), add, problems: reader.problems};
}

const FORMAT = "asylum-ledger-brief";

/** A brief as a file of the reader's. */
export function briefFile({title, edition, items}: Brief): string {
  const written = items.map((item) => ({
    [item.kind]: itemValue(item),
    ...(item.caption ? {caption: item.caption} : {})
  }));
  return `${JSON.stringify({format: FORMAT, version: 1, title, edition, items: written}, null, 2)}\n`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a brief's file; a text where it is none, and what was expected. */
export function readBriefFile(text: string): ReadBrief | string {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return "This file is not a brief: it is not JSON. Choose a file that “Save brief file” made; its name ends in .json.";
  }
  if (!isRecord(file) || file.format !== FORMAT)
    return `This file is not a brief: its “format” is not “${FORMAT}”. Choose a file that “Save brief file” made.`;
  if (file.version !== 1)
    return `This brief file has version ${String(file.version).slice(0, 20)}; this site reads version 1. Open it with the site that made it.`;
  if (!Array.isArray(file.items)) return "This brief file has no list of items.";
  const reader = new BriefReader();
  if (typeof file.title === "string") reader.setTitle(file.title);
  if (typeof file.edition === "string") reader.setEdition(file.edition);
  for (const item of file.items as unknown[]) {
    const key = isRecord(item) ? KINDS.find((kind) => typeof item[kind] === "string") : undefined;
    if (!isRecord(item) || key === undefined)
      reader.drop("We left out an item that is not a chart, a figure or a page’s chart.");
    else if (reader.add(key, String(item[key])) && typeof item.caption === "string") reader.setCaption(item.caption);
  }
  return {brief: reader.done(), add: false, problems: reader.problems};
}

/** "Brief of 3 items": the name of a brief without a title. */
export const nameOf = ({title}: Pick<Brief, "title">): string => title || "Brief";

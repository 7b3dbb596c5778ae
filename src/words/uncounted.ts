// The note on people who are protected without an application, with the date of its number: a number without one would be taken for the
// year that a reader asks about.
import {writtenDate} from "./editionDate.js";

/** "At the end of 2025", "On 19 September 2024", "In November 2024". */
function dated(date: string): string {
  const end = /^(\d{4})-12-31$/.exec(date);
  if (end) return `At the end of ${end[1] ?? ""}`;
  return `${date.length > 7 ? "On" : "In"} ${writtenDate(date)}`;
}

/** The words of an event, after its date where they begin with a number. */
export function uncountedWords({date, what_en}: {readonly date: string; readonly what_en: string}): string {
  return /^(?:About )?\d/.test(what_en) ? `${dated(date)}, ${what_en.replace(/^About/, "about")}` : what_en;
}

/** A source without its address, for paper. */
export const sourceName = (source: string): string => source.replace(/,? https?:\/\/\S+/g, "").replace(/ \| /g, "; ");

// Describes the question in an address before any figure has loaded: names come from the form, which the build wrote.
import {articled} from "../words/places.js";

const MOST = 4;
const TELLS: readonly (readonly [key: string, words: string])[] = [
  ["measure", ""],
  ["origin", "people from"],
  ["asylum", "in"]
];

/** `name` gives the words of a control's value, or null; `years` are the default years. */
export function askedWords(
  query: string,
  name: (control: string, value: string) => string | null,
  years: readonly [first: number, last: number]
): string {
  const given = new URLSearchParams(query.slice(0, 20_000));
  const parts = TELLS.flatMap(([key, words]) => {
    const values = given.getAll(key).flatMap((value) => value.split(",").filter((each) => each !== ""));
    if (key === "measure" && !values.length) values.push("applications");
    const found = values.flatMap((value) => name(key, value) ?? []);
    const named = key === "measure" ? found.map((each) => each.replace(/^./, (c) => c.toLowerCase())) : found;
    const measured = given.get("measure") ?? "applications";
    const before = key === "origin" ? `${measured === "rate" ? "for" : measured === "decisions" ? "on" : "by"} ` : "";
    const list =
      (key === "measure" ? named : named.map(articled)).slice(0, MOST).join(", ") +
      (named.length > MOST ? ` and ${named.length - MOST} more` : "");
    return list === "" ? [] : [`${before}${words} ${list}`.trim()];
  });
  const [, from, to = from] = /^(\d{4})(?:-(\d{4}))?$/.exec(given.get("years") ?? "") ?? [];
  const [first, last] = [given.get("from") ?? from ?? String(years[0]), given.get("to") ?? to ?? String(years[1])];
  const shown = /^\d{4}$/.test(first) && /^\d{4}$/.test(last) ? (first === last ? first : `${first}–${last}`) : "";
  return [parts.join(" "), shown].filter((part) => part !== "").join(", ");
}

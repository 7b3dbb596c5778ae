// The address of a reader's own dashboard, after #, so that no server sees it. It names no edition: in the next one it shows the new figures.
//   title=Cases+of+spring
//   asylum=DEU,TUR              countries of asylum
//   origin=SYR,AFG              countries of origin
//   pair=PRK-RUS,SYR-DEU        people from the first in the second
// A region is written as the explorer writes it: asylum=members:eu, origin=m49:002.
// Parsing never throws: what is unknown, malformed or too much is dropped and listed.
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";
import type {Places, RegionScheme} from "../../measures/selection.js";
import {places, regionOf} from "../../figures/link.js";

/** A country or region of origin, one of asylum, or both. At least one is not null. */
export interface Watched {
  readonly origin: string | null;
  readonly asylum: string | null;
}

export interface Watchlist {
  readonly title: string;
  /** In the order of the page: countries of asylum, of origin, then pairs. */
  readonly items: readonly Watched[];
}

export const MOST_WATCHED = 24;
const MOST_TITLE = 120;
const MOST_CHARACTERS = 20_000;
const CODE = /^(?:[A-Z]{3}|m49:\d{3}|(?:bureau|members):[a-z_]{1,40})$/;

/** "SYR-DEU", "DEU", "from-SYR": tells one from the others. */
export const watchedId = ({origin, asylum}: Watched): string =>
  origin === null ? (asylum ?? "") : asylum === null ? `from-${origin}` : `${origin}-${asylum}`;

const kindOf = ({origin, asylum}: Watched) => (origin === null ? 0 : asylum === null ? 1 : 2);

/** A list with another item at the end of its kind. */
export function withWatched({title, items}: Watchlist, one: Watched): Watchlist {
  return {title, items: [...items, one].sort((a, b) => kindOf(a) - kindOf(b))};
}

/** The list as the part of its address after #. */
export function formatWatch({title, items}: Watchlist): string {
  const some = (kind: number, write: (one: Watched) => string) =>
    items.filter((one) => kindOf(one) === kind).map(write).join(","); // prettier-ignore
  const parts = [
    ["title", encodeURIComponent(title).replaceAll("%20", "+")],
    ["asylum", some(0, ({asylum}) => asylum ?? "")],
    ["origin", some(1, ({origin}) => origin ?? "")],
    ["pair", some(2, ({origin, asylum}) => `${origin ?? ""}-${asylum ?? ""}`)]
  ];
  return parts.flatMap(([key = "", value = ""]) => (value === "" ? [] : [`${key}=${value}`])).join("&");
}

/** Parses the part of an address after #; `known` says which codes the edition has. Never throws. */
export function parseWatch(
  text: string,
  known: (code: string) => boolean = () => true
): {list: Watchlist; problems: string[]} {
  const problems: string[] = [];
  const drop = (words: string) => {
    if (problems.length < 12) problems.push(words);
  };
  const isTooLong = text.length > MOST_CHARACTERS;
  if (isTooLong) drop("We ignored the address: it is too long for a dashboard.");
  let list: Watchlist = {title: "", items: []};
  const has = (code: string) => CODE.test(code) && known(code);
  const add = (value: string, one: Watched) => {
    if (list.items.some((each) => watchedId(each) === watchedId(one))) return;
    if (list.items.length >= MOST_WATCHED)
      drop(`We left out “${value.slice(0, 20)}”: a dashboard has at most ${MOST_WATCHED} cards.`);
    else list = withWatched(list, one);
  };
  for (const [key, value] of new URLSearchParams(isTooLong ? "" : text)) {
    if (key === "title") {
      // eslint-disable-next-line no-control-regex -- control characters are what is removed
      list = {...list, title: Array.from(value.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, " ")).slice(0, MOST_TITLE).join("").trim()}; // prettier-ignore
      continue;
    }
    if (key !== "asylum" && key !== "origin" && key !== "pair") {
      drop(`We ignored “${key.slice(0, 40)}=${value.slice(0, 80)}”: a dashboard has no such part.`);
      continue;
    }
    for (const code of value.split(",").filter(Boolean)) {
      const [from = "", to = "", ...more] = key === "pair" ? code.split("-") : key === "origin" ? [code] : ["", code];
      const isRight = !more.length && (key === "asylum" || has(from)) && (key === "origin" || has(to));
      if (isRight) add(code, {origin: from || null, asylum: to || null});
      else drop(`We left out “${code.slice(0, 40)}”: this edition has no such ${key === "pair" ? "pair" : "place"}.`);
    }
  }
  return {list, problems};
}

/** A country or a region by its code. */
function sideOf(code: string): Places {
  const [scheme = "", region] = code.split(":");
  return region === undefined ? places(code) : regionOf({scheme: scheme as RegionScheme, code: region});
}

/** The question's sides. */
export const sidesOf = ({origin, asylum}: Watched): Pick<Selection, "origins" | "asylums"> => ({
  origins: origin === null ? DEFAULT_SELECTION.origins : sideOf(origin),
  asylums: asylum === null ? DEFAULT_SELECTION.asylums : sideOf(asylum)
});

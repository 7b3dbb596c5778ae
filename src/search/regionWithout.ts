// Understands "Europe without Germany": a region or the world without some countries, whose number only a card has. Read as any other
// line, it would be people of one in the other.
import {list} from "../words/text.js";
import {fold} from "./letters.js";
import {readLine} from "./line.js";
import type {Prepared, Result, SearchIndex} from "./names.js";
import {APPLICATIONS, plainWords, SEX_AND_AGE} from "./plainWords.js";

const plain = plainWords(fold);
const WITHOUT = /\b(?:without|except(?:ing)?(?: for)?|excluding|other than|but not|apart from|aside from|outside(?: of)?)\b/iu; // prettier-ignore

/** The card that such a line asks for, or none where its parts are not a region and countries; null for any other line. */
export function regionWithout(index: SearchIndex, prepared: Prepared, query: string): Result[] | null {
  const {asks} = index;
  const found = WITHOUT.exec(query);
  if (!asks || !found) return null;
  const [before, after] = [query.slice(0, found.index), query.slice(found.index + found[0].length)];
  const [whole, left] = [before, after].map((part) => readLine(index, prepared, part, asks.years));
  const some = (left?.spots ?? []).flatMap(({codes}) => codes.slice(0, 1));
  const region = whole?.spots[0]?.codes[0] ?? null;
  const isOther = some.some((code) => code.includes(":")) || !some.length || (whole?.spots.length ?? 0) > 1;
  if (isOther || (region !== null && !region.includes(":"))) return [];
  const tokens = [...(whole?.tokens ?? []), ...(left?.tokens ?? [])];
  const [wish = APPLICATIONS] = plain.wishesIn(query.normalize("NFKC").toLowerCase(), tokens);
  if (wish === SEX_AND_AGE) return [];
  const [from, to] = left?.years ?? whole?.years ?? [asks.years[1], asks.years[1]];
  const name = (code: string) =>
    prepared.others.find(({entry}) => entry.region === code)?.entry.name ??
    prepared.places.find(({place}) => place.code === code)?.place.name ??
    code;
  const question = [
    ...(wish.query ? [wish.query] : []),
    ...(region === null ? [] : [`asylum=${region}`]),
    `years=${from === to ? from : `${from}-${to}`}`,
    `but=${some.join(",")}`,
    ...(wish.cell ? [`cell=${wish.cell}`] : [])
  ].join("&");
  return [
    {
      kind: "pair",
      name: [{text: `${region === null ? "The world" : name(region)} without ${list(some.map(name))}`, typed: false}],
      also: [],
      fact: `${wish.name}, ${from === to ? from : `${from}–${to}`}`,
      href: `${asks.page.replace(/explorer$/, "figure")}?${question}`
    }
  ];
}

// Says first who is protected without an asylum application: readers who ask for Ukrainians in Germany, or for Syrians in Türkiye,
// must learn that the figures do not hold them.
import type {Edition} from "../../edition/edition.js";
import {paragraph} from "../../html/strings.js";
import {notCounted} from "../../measures/notCounted.js";
import {escape} from "../../words/country.js";
import {uncountedWords} from "../../words/uncounted.js";

const ADDRESS = /https?:\/\/[^\s|;,]+(?:,[^\s|;,]+)*/g;

/** A source as text, each of its addresses a link under the name of its site. */
function linked(source: string): string {
  let html = "",
    from = 0;
  for (const found of source.matchAll(ADDRESS)) {
    const [href] = found;
    html += `${escape(source.slice(from, found.index))}<a href="${escape(href)}">${escape(new URL(href).hostname.replace(/^www\./, ""))}</a>`;
    from = found.index + href.length;
  }
  return (html + escape(source.slice(from))).replaceAll(" | ", "; ");
}

/** A selection of origins and countries of asylum; a page may be about several. */
type Selected = readonly [origins: "*" | readonly string[], asylums: "*" | readonly string[]];

/** More groups than these are folded. */
const MOST_OPEN = 2;

/** A paragraph for each group that the selections touch and their figures leave out; nothing where there is none. */
export function notCountedPart({events}: Pick<Edition, "events">, ...selected: readonly Selected[]): string {
  const found = new Set(selected.flatMap(([origins, asylums]) => notCounted(events, origins, asylums)));
  const told = [...found].map(({date, what_en, source}) =>
    paragraph(
      `<b>Not counted here.</b> ${escape(uncountedWords({date, what_en}))} <span class="from">Source: ${linked(source)}.</span>`,
      "caution"
    )
  );
  const [open, folded] = [told.slice(0, MOST_OPEN), told.slice(MOST_OPEN)];
  return [
    ...open,
    ...(folded.length
      ? [
          `<details class="not-counted"><summary>${folded.length} more ${folded.length === 1 ? "group" : "groups"} not counted here</summary>${folded.join("")}</details>`
        ]
      : [])
  ].join("\n");
}

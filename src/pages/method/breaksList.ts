// Lists the breaks of an edition by country: figures that do not mean what they seem to, explained or not.
import {evidence, separated} from "./evidence.js";
import type {Evidence} from "./evidence.js";
import {formatYears} from "../../words/numbers.js";
import {peopleFrom} from "../../words/places.js";
import {columnsQuoted} from "../../words/status.js";
import {list} from "../../words/text.js";
import {element} from "../../html/table.js";

export interface BreakEntry extends Evidence {
  readonly id: string;
  /** Null where the break is of every country. */
  readonly country: {readonly code: string; readonly name: string} | null;
  /** Names; null for every country of origin. */
  readonly origins: readonly string[] | null;
  /** Codes separated by spaces, or `*`. */
  readonly level: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly wording: string;
  readonly confidence: string | null;
  /** Ids of the rules that deal with it. */
  readonly rules: readonly string[];
  /** What was detected automatically and this entry judges. */
  readonly found?: readonly {readonly id: string; readonly wording: string}[];
}

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** One section for each country, `anchorOf` its id where the page's index leads here. */
export function breaksList(
  breaks: readonly BreakEntry[],
  {
    document,
    ruleHref,
    anchorOf
  }: {
    readonly document: Document;
    readonly ruleHref: (id: string) => string;
    readonly anchorOf: (code: string) => string | null;
  }
): HTMLElement {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const all = make("div", {class: "entries", "data-list": ""});
  let country: string | null | undefined;
  let section: HTMLElement | null = null;
  for (const each of breaks) {
    const code = each.country?.code ?? null;
    if (section === null || code !== country) {
      const anchor = code === null ? null : anchorOf(code);
      section = make("section", {
        ...(anchor === null ? {} : {id: anchor}),
        ...(code === null ? {} : {"data-country": code.toLowerCase()})
      });
      section.append(make("h3", {}, each.country?.name ?? "Every country"));
      all.append(section);
    }
    country = code;
    section.append(entryOf(each, {document, ruleHref, make}));
  }
  all.append(make("p", {class: "none-here", hidden: ""}, "None listed for this country."));
  return all;
}

function entryOf(
  each: BreakEntry,
  {document, ruleHref, make}: {document: Document; ruleHref: (id: string) => string; make: Make}
): HTMLElement {
  const where = [
    each.year_to === null ? `From ${each.year_from}` : formatYears(each.year_from, each.year_to),
    each.level === "*" ? null : `level ${list(each.level.split(" "))}`,
    each.origins === null ? null : peopleFrom(each.origins),
    each.confidence === null ? null : `confidence ${each.confidence}`
  ].flatMap((part) => part ?? []);
  return make(
    "div",
    {class: "entry", id: `break-${each.id}`, "data-entry": ""},
    make("p", {class: "scope"}, where.join("; ")),
    make("p", {class: "reason"}, columnsQuoted(each.wording)),
    each.rules.length
      ? make(
          "p",
          {class: "scope"},
          `${each.rules.length === 1 ? "Rule" : "Rules"}: `,
          ...each.rules.flatMap((id, i) => [...(i ? [", "] : []), make("a", {href: ruleHref(id)}, id)])
        )
      : null,
    ...(each.found ?? []).map(({id, wording}) =>
      make("p", {class: "scope", id: `break-${id}`}, `Detected automatically: ${wording}`)
    ),
    sources(each, document, make)
  );
}

/** The sources of a break, folded: many are long quotations. */
function sources(each: BreakEntry, document: Document, make: Make): HTMLElement | null {
  const found = evidence(each, document);
  const n = separated(each.source_url).length;
  return found && make("details", {}, make("summary", {}, n === 1 ? "1 source" : `${n} sources`), found);
}

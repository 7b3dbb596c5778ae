// The breaks of an edition, host by host: what is known of rows that mean something else than they seem, or is not.
import {evidence} from "./evidence.js";
import type {Evidence} from "./evidence.js";
import {formatYears} from "../../words/numbers.js";
import {element} from "../../html/table.js";

export interface BreakEntry extends Evidence {
  readonly id: string;
  /** Its name, or null where the break is of every host. */
  readonly host: string | null;
  /** Names; null for every origin. */
  readonly origins: readonly string[] | null;
  /** Codes parted by a space, or `*`. */
  readonly level: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly wording: string;
  readonly confidence: string | null;
  /** Ids of the rules that treat it. */
  readonly rules: readonly string[];
  /** What the machine found in the rows and this line judges. */
  readonly found?: readonly {readonly id: string; readonly wording: string}[];
}

export function breaksList(
  breaks: readonly BreakEntry[],
  {document, ruleHref}: {readonly document: Document; readonly ruleHref: (id: string) => string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const list = make("div", {class: "entries"});
  let host: string | null | undefined;
  for (const each of breaks) {
    if (each.host !== host) list.append(make("h3", {}, each.host ?? "Every host"));
    host = each.host;
    const years = each.year_to === null ? `${each.year_from} on` : formatYears(each.year_from, each.year_to);
    const where = [
      years,
      each.level === "*" ? null : `level ${each.level.split(" ").join(", ")}`,
      each.origins === null ? null : each.origins.join(", "),
      each.confidence === null ? null : `confidence ${each.confidence}`
    ].flatMap((part) => part ?? []);
    list.append(
      make(
        "div",
        {class: "entry", id: `break-${each.id}`},
        make("p", {class: "scope"}, where.join("; ")),
        make("p", {class: "reason"}, each.wording),
        each.rules.length
          ? make(
              "p",
              {class: "scope"},
              "Rule: ",
              ...each.rules.flatMap((id, i) => [...(i ? [", "] : []), make("a", {href: ruleHref(id)}, id)])
            )
          : null,
        ...(each.found ?? []).map(({id, wording}) =>
          make("p", {class: "scope", id: `break-${id}`}, `In the rows. ${wording}`)
        ),
        evidence(each, document)
      )
    );
  }
  return list;
}

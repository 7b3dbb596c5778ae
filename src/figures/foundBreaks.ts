// Possible breaks in series, detected automatically and not yet explained, folded by kind: the most serious and the largest first.
import {group} from "d3";
import {BREAK_KINDS, KIND_NAMES} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import {formatNumber} from "../words/numbers.js";
import {element} from "../html/table.js";

export interface FoundBreak {
  readonly id: string;
  readonly kind: BreakKind;
  /** Null where the page is about one country. `anchor` is an id that leads to its first entry. */
  readonly host: {
    readonly code: string;
    readonly name: string;
    readonly href: string;
    readonly anchor: string | null;
  } | null;
  readonly wording: string;
}

/** A fold for each kind, its findings in the order given. `open` unfolds those of up to so many. */
export function foundBreaks(
  found: readonly FoundBreak[],
  {document, open = 0}: {readonly document: Document; readonly open?: number}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const byKind = group(found, ({kind}) => kind);
  const folds = KIND_NAMES.flatMap((kind) => {
    const some = byKind.get(kind);
    if (!some) return [];
    return [
      make(
        "details",
        {"data-fold": "", ...(some.length <= open ? {open: ""} : {})},
        make("summary", {}, `${BREAK_KINDS[kind]}: `, make("span", {class: "n"}, formatNumber(some.length))),
        make(
          "ul",
          {class: "found"},
          ...some.map(({id, host, wording}) =>
            make(
              "li",
              {
                id: `break-${id}`,
                ...(host === null ? {} : {"data-country": host.code.toLowerCase(), "data-entry": ""})
              },
              ...(host?.anchor ? [make("span", {id: host.anchor})] : []),
              ...(host === null ? [] : [make("a", {href: host.href}, host.name), ". "]),
              wording
            )
          )
        )
      )
    ];
  });
  return make("div", {class: "folds"}, ...folds);
}

// The signs that the charts of all pages share, each with its meaning: one list, so that no chart's notes need to repeat it.
import {sign} from "../../charts/sign.js";
import type {Sign} from "../../charts/sign.js";
import {element} from "../../html/table.js";

const SIGNS: readonly (readonly [sign: Sign, term: string, text: string])[] = [
  [
    "bracket",
    "Bracket",
    "UNHCR rounds small numbers. A bracket marks the range that the true number can have: “between 204 and 208” in a sentence, 208 [204–208] in a table. We print it where it is wider than 1% of the number or the number is below 100."
  ],
  [
    "interval",
    "Band or bar across",
    "The rounding range of a point or rate. A band without a line: only the range is known, because part of the data is not separated."
  ],
  ["gap", "Gap in a line", "“No entry” or “not reported”. Neither means zero."],
  [
    "break",
    "Dotted line across a chart",
    "A break in series: the figures are counted differently before and after it. Do not compare across it."
  ],
  [
    "cases",
    "Square",
    "Counted in cases; round marks are persons. A case can cover several people. We never add the two."
  ],
  ["undivided", "Not separated", "Refugee status and other protection in one published figure."],
  ["temporary", "Hatching", "A temporary status under the country’s own law. Not the EU’s temporary protection."],
  [
    "reported",
    "Diamond",
    "A figure from another source, such as a newspaper, an organisation or a national office. We quote it and do not calculate with it."
  ]
];

/** The list, with the conventions that have no sign. */
export function howToRead(document: Document): Element {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const line = (term: string, text: string, drawn: Node | null) =>
    make("div", {}, make("dt", {}, ...(drawn ? [drawn] : []), term), make("dd", {}, text));
  return make(
    "dl",
    {class: "mg signs"},
    ...SIGNS.map(([kind, term, text]) => line(term, text, sign(kind, {document, idPrefix: `read-${kind}`}))),
    line("Above and below", "Positive decisions are above the line, refusals and closures below it.", null),
    line("*", "A rate from 10 to 24 decisions. It is not ranked.", null)
  );
}

// Draws a dashboard's card: each number leads to its source card, under it the year before and what the edition before said.
import {spark} from "../../charts/spark.js";
import {askedQuery} from "../../figures/address.js";
import {element} from "../../html/table.js";
import {formatSelection} from "../../measures/selection.js";
import {editionDate} from "../../words/editionDate.js";
import {formatSpans, formatYears} from "../../words/numbers.js";
import {capital, list} from "../../words/text.js";
import type {Ledger} from "../ledger.js";
import {questionOf, sheetQuery} from "../sheet/address.js";
import {sidesOf, watchedId} from "./address.js";
import type {Watched} from "./address.js";
import type {Revised, WatchCard, WatchFigure, WatchLine} from "./cards.js";

type Content = string | Node | null;
type Make = (name: string, attributes: Record<string, string>, ...contents: Content[]) => HTMLElement;

/** The card without what the edition before said, which comes later. */
export function cardElement(ledger: Ledger, card: WatchCard, document: Document): HTMLElement {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const id = watchedId(card.watched);
  return make(
    "article",
    {class: "watch-card", id: `card-${id}`, "aria-labelledby": `title-${id}`},
    make("h2", {id: `title-${id}`}, card.title),
    sparkOf(card, document, make),
    card.figures.length
      ? make("dl", {}, ...card.figures.map((figure) => figureElement(figure, make)))
      : make("p", {class: "why"}, "The edition has no entry for it. No entry does not mean zero."),
    card.figures.length && card.missing.length
      ? make("p", {class: "under"}, `No entry in any year: ${list(card.missing)}. No entry does not mean zero.`)
      : null,
    make("p", {class: "since", role: "status"}),
    breaksOf(card, make),
    waysOf(ledger, card, make),
    make("button", {type: "button", class: "btn", "data-remove": id, "aria-label": `Remove ${card.title}`}, "Remove")
  );
}

function sparkOf({watched, spark: drawn, title}: WatchCard, document: Document, make: Make): HTMLElement | null {
  if (!drawn) return null;
  const {years, shown, persons, cases} = drawn;
  const has = (values: readonly (number | null)[]) => values.some((value) => value !== null);
  const lines = [
    ...(has(persons) ? [{values: persons}] : []),
    ...(has(cases) ? [{values: cases, second: has(persons)}] : [])
  ];
  const span = formatYears(years[0] ?? shown, years.at(-1) ?? shown);
  const units = list([
    ...(has(persons) ? ["persons"] : []),
    ...(has(cases) ? [has(persons) ? "cases (dashed)" : "cases"] : [])
  ]);
  return make(
    "div",
    {class: "watch-spark"},
    spark(lines, {years, shown}, {document, width: 260, label: `New asylum applications, ${title}, ${span}`}),
    make(
      "p",
      {class: "under"},
      `New applications, ${span}, counted in ${units}${hasMembers(watched) ? "; each year those who were members in it" : ""}`
    )
  );
}

/** A union grows and shrinks: its earlier years are not of the same countries. */
const hasMembers = ({origin, asylum}: Watched) => [origin, asylum].some((code) => code?.startsWith("members:"));

function figureElement({id, label, asked, lines, notes}: WatchFigure, make: Make): HTMLElement {
  const query = askedQuery(asked, null);
  return make(
    "div",
    {"data-figure": id},
    make("dt", {}, label),
    ...lines.flatMap((line) => lineElements(line, query, make)),
    ...notes.map((note) => make("dd", {class: "under"}, capital(`${note}.`))),
    make("dd", {class: "under revised"})
  );
}

function lineElements({label, shown, range, why, change}: WatchLine, query: string, make: Make): HTMLElement[] {
  const under = [label, range, change].filter((part) => part !== null).join("; ");
  return [
    make(
      "dd",
      {class: why === null ? "v" : "v why"},
      make("a", {href: `./figure?${query}`}, why === null ? shown : capital(shown))
    ),
    ...(why === null ? [] : [make("dd", {class: "under"}, why)]),
    ...(under ? [make("dd", {class: "under"}, capital(under))] : [])
  ];
}

/** The breaks: the first in sight, the rest folded. */
function breaksOf({breaks, figures}: WatchCard, make: Make): HTMLElement | null {
  const [first, ...rest] = breaks;
  if (first === undefined) return null;
  const years = figures.map(({year}) => year);
  const span = formatYears(Math.min(...years) - 1, Math.max(...years));
  return make(
    "div",
    {class: "watch-breaks"},
    make("p", {class: "caution"}, make("b", {}, `Before you compare ${span}. `), first),
    rest.length
      ? make(
          "details",
          {},
          make("summary", {}, `${rest.length} more ${rest.length === 1 ? "break" : "breaks"} in these years`),
          make("ul", {}, ...rest.map((words) => make("li", {}, words)))
        )
      : null
  );
}

/** Places that are groups of people have no page of a country. */
function waysOf(ledger: Ledger, {watched, title}: WatchCard, make: Make): HTMLElement {
  const {origin, asylum} = watched;
  const question = formatSelection(questionOf(sidesOf(watched), "applications", ledger.facts.years).selection);
  const link = (href: string, words: string, of: string) => make("a", {href, "aria-label": `${words}: ${of}`}, words);
  const pages = [asylum, origin].flatMap((code) => {
    const name = code === null ? undefined : ledger.place(code)?.name;
    return code === null || name === undefined || code === "UNK"
      ? []
      : [make("a", {href: `./countries/${code.toLowerCase()}`}, name)];
  });
  return make(
    "p",
    {class: "watch-ways"},
    ...pages,
    link(`./explorer?${question}`, "Explorer", title),
    link(`./sheet?${sheetQuery(sidesOf(watched))}`, "Fact sheet", title)
  );
}

/** "875 in the edition of 12 June 2026" under a number that was revised; the card's line says how many were. */
export function showRevised(
  card: HTMLElement,
  edition: string,
  found: readonly ({readonly id: string; readonly years: readonly number[]} & Revised)[]
): void {
  const day = `edition of ${editionDate(edition)}`;
  for (const {id, kind, words, years} of found) {
    const place = card.querySelector(`[data-figure="${id}"] .revised`);
    if (!place) continue;
    const now =
      kind === "revised"
        ? [`Revised: ${words} in the ${day}`]
        : kind === "new"
          ? [`New: not in the ${day}`]
          : kind === "none"
            ? [`The ${day} has no year-end figures`]
            : [];
    const earlier = years.length ? [`Earlier years revised since: ${formatSpans(years)}`] : [];
    place.textContent = [...now, ...earlier].map((part) => `${part}.`).join(" ");
  }
  const count = (kind: string) => found.filter((one) => one.kind === kind).length;
  const since = card.querySelector(".since");
  const compared = found.length - count("none");
  const was = (n: number) => (n === 1 ? "was" : "were");
  const [revised, added] = [count("revised"), count("new")];
  const changed = [
    ...(revised ? [`${revised} of ${compared} figures ${was(revised)} revised`] : []),
    ...(added ? [revised ? `${added} ${added === 1 ? "is" : "are"} new` : `${added} of ${compared} figures ${added === 1 ? "is" : "are"} new`] : []) // prettier-ignore
  ];
  if (since && compared)
    since.textContent = changed.length ? `Since the ${day}: ${list(changed)}.` : `Not revised since the ${day}.`;
}

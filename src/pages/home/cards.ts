// Numbers of the first screen as figures with a card: each is named by a directive, computed a second time from it, and compared.
import type {Edition} from "../../edition/edition.js";
import {applicationRows, decisionRows, ANY} from "../../edition/select.js";
import {cardPath, FigureError, figuresOf} from "../../figures/figure.js";
import type {Computed} from "../../figures/figure.js";
import {element} from "../../html/table.js";
import {isNewByType, TYPES_SINCE} from "../../measures/newness.js";
import type {Level, Unit} from "../../measures/codes.js";
import {stageOf} from "../../measures/sums.js";
import type {CardOf} from "./parts.js";

/** Links the numbers of one year to their cards. @throws Error where a card would say another number than the page. */
export function cardsOf(edition: Edition, year: number, document: Document): CardOf {
  const figure = figuresOf(edition);
  const levels = (some: Iterable<{readonly level: Level}>) => [...new Set([...some].map(({level}) => level))].join("+");
  const selection = (unit: Unit) => ({...ANY, years: [[year, year]] as [number, number][], unit: [unit]});
  const applied = (unit: Unit) =>
    `applications * * ${year} level=${levels(applicationRows(edition, selection(unit)).filter(isNewByType))} unit=${unit} type=N+NR show=plain`;
  const decided = levels(
    decisionRows(edition, selection("P")).filter(
      ({level}) => level !== "EO" && (stageOf(level) === "first" || stageOf(level) === "combined")
    )
  );
  return (number, text, count) => {
    // No figure names what was new before rows had types.
    if ((number === "persons" || number === "cases") && year < TYPES_SINCE) return text;
    const directive =
      number === "persons"
        ? applied("P")
        : number === "cases"
          ? applied("C")
          : number === "waiting"
            ? `pending * * ${year} show=plain`
            : `decisions * * ${year} level=${decided} unit=P status=${number} show=plain`;
    let computed: Computed;
    try {
      computed = figure(directive);
    } catch (error) {
      // Some rows have a total and no parts: the number has no card.
      if (error instanceof FigureError) return text;
      throw error;
    }
    const path = cardPath(computed);
    if (path === null) return text;
    if (computed.count?.value !== count.value)
      throw new Error(`${directive}: the card says ${computed.shown}, the home page ${text}`);
    const names = computed.bracket ? "fig b" : "fig";
    return element(
      document,
      "a",
      {class: names, href: `/${path}`, "data-figure": computed.figure.text, "data-card": ""},
      text
    );
  };
}

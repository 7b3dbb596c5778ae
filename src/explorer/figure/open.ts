// Makes a figure that an address names, for its page and for a brief: loads what it needs of an edition, and computes it. A figure by sex
// and age is computed by code that is loaded for it.
import {askedQuery, parseFigureQuery} from "../../figures/address.js";
import type {AskedFigure} from "../../figures/address.js";
import {asksGroup} from "../../figures/groupAddress.js";
import {formatYears} from "../../words/numbers.js";
import {knownOf} from "../known.js";
import {ledgerFrom} from "../load.js";
import {editionWords} from "../names.js";
import {problemWords} from "../problems.js";
import {answerOf} from "./answer.js";
import {cardOf} from "./card.js";
import type {From, MadeFigure, NoFigure} from "./made.js";
import {valueWords, within} from "./shown.js";
import {figureName} from "./words.js";

const EXPLORER = {words: "Explorer", href: "./explorer"} as const;

/** @throws Error where a file or code that it needs does not arrive or is damaged. */
export async function figureIn(query: string, from: From): Promise<MadeFigure | NoFigure> {
  if (asksGroup(query)) {
    const {groupIn} = await import("../sexAge/openFigure.js");
    return groupIn(query, from);
  }
  const {edition, files, tell} = from;
  const ledger = await ledgerFrom(edition, files, {needsStocks: isYearEnd(parseFigureQuery(query).figure), tell});
  if (typeof ledger === "string") return {name: "This figure is not in that edition", why: ledger, ways: [EXPLORER]};
  const {figure, problems} = parseFigureQuery(query, knownOf(ledger));
  const {asked, cut} = within(figure, ledger);
  const name = figureName(ledger, figure);
  if (!asked)
    return {
      name,
      why: `The ${editionWords(edition)} has the years ${formatYears(...ledger.facts.years)} and no figure of ${formatYears(...figure.selection.years)}.`,
      ways: [EXPLORER]
    };
  const answer = answerOf(ledger, asked);
  return {
    name,
    notes: [...problems.map(problemWords), ...cut],
    years: asked.selection.years,
    words: valueWords(ledger, answer),
    sources: asked.per ? ["unhcr", "worldbank"] : ["unhcr"],
    facts: ledger.facts,
    query: (named) => askedQuery(asked, named),
    card: (options) => cardOf(ledger, answer, options)
  };
}

const isYearEnd = ({selection: {measure}}: AskedFigure) => measure === "refugees" || measure === "asylum_seekers";

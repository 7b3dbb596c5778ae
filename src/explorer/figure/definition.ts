// What a figure's number means: its definition, what rounding does, and the publisher.
import {REFUGEES_ARE} from "../../words/stocks.js";
import {DEFINITIONS} from "../../figures/cardWords.js";
import type {RateName} from "../../measures/rates.js";
import {RATE_WORDS} from "../../words/rates.js";
import {capital} from "../../words/text.js";
import {asksJoined} from "../joined.js";
import {RATE_FORMULAS} from "../measureWords.js";
import {isColumn, isHeadline, isStatus} from "./number.js";
import type {FigureAnswer} from "./number.js";

export function definitionOf(answer: FigureAnswer): string[] {
  const {asked, selection, numbers} = answer;
  const {measure, definition} = selection;
  if (measure === "rate")
    return [
      `${capital(RATE_WORDS[definition as RateName])}: ${RATE_FORMULAS[definition as RateName]}.`,
      DEFINITIONS.rounding.decisions,
      DEFINITIONS.publisher
    ];
  if (measure === "refugees" || measure === "asylum_seekers")
    return [
      measure === "refugees"
        ? `Refugees and people in refugee-like situations on 31 December, as UNHCR publishes them: ${REFUGEES_ARE}. It is not calculated from decisions.`
        : "People whose application for asylum was pending on 31 December, at any stage of the procedure, as UNHCR counts them. It is not calculated from applications and decisions.",
      "UNHCR rounds counts below 5: a published 0 can mean 0 to 2, a 5 can mean 3 to 5. Other numbers are exact.",
      DEFINITIONS.publisher
    ];
  if (measure === "applications")
    return [
      selection.types === "new"
        ? "New applications as UNHCR counts them: types N (new) and NR (new and repeat together); before 2006, type V at first instance."
        : DEFINITIONS.applications,
      ...(isHeadline(answer)
        ? [
            numbers[0]?.kind.id.startsWith("total ")
              ? "For regions and the world, all stages are added, as in UNHCR’s printed totals."
              : asked.added === "own"
                ? "It adds each country’s own number of new applications: at first instance, alone or combined with appeal, and at other stages where a country reports none at first instance. UNHCR’s total of a region or the world also has those of other stages and procedures, such as temporary asylum in Russia."
                : "First instance is added whether or not it is combined with appeal."
          ]
        : []),
      ...stagesNote(answer),
      DEFINITIONS.rounding.applications,
      DEFINITIONS.publisher
    ];
  const {cell} = asked;
  return [
    isStatus(cell)
      ? DEFINITIONS.status[cell]
      : isColumn(cell)
        ? DEFINITIONS.column(cell)
        : cell === "recognized_or_other"
          ? "Decisions as UNHCR publishes them in its columns “recognized” and “other”, added. A column is not a legal status."
          : cell === "protection"
            ? "Every decision that granted protection: refugee status, complementary protection, residence on humanitarian grounds, temporary status, and what the data does not separate."
            : "Substantive decisions: granted or refused on the merits, and refusals that the data does not separate from closed cases.",
    ...(asksJoined(selection) && numbers.some(({kind}) => kind.id.startsWith("joined "))
      ? [
          "First instance is added whether or not it is combined with appeal. The United States’ immigration courts, which decide referred claims again, are not in it."
        ]
      : []),
    ...stagesNote(answer),
    DEFINITIONS.rounding.decisions,
    DEFINITIONS.publisher
  ];
}

function stagesNote({asked: {added}, numbers}: FigureAnswer): string[] {
  if (added !== "stages") return [];
  const isOfBoth = numbers.some(({kind: {levels}}) => levels.includes("IN") && levels.includes("EO"));
  return [
    "Several stages are added: one person can be counted at first instance and again on appeal.",
    ...(isOfBoth
      ? ["Both bodies of the United States are in it: a claim that one passed on to the other is counted twice."]
      : [])
  ];
}

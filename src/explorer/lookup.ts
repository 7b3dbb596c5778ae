// Answers one question for the search in a few words: the same numbers as the explorer and the source cards, computed from the edition.
import type {FoundNumber, Lookup} from "../figures/lookup.js";
import type {AskedFigure} from "../figures/address.js";
import {PER} from "../figures/address.js";
import {formatNumber, formatYears, unitWord} from "../words/numbers.js";
import {countInSentence, rateInSentence} from "../words/ranges.js";
import {leastRateWords} from "../words/rates.js";
import {capital} from "../words/text.js";
import {parseState} from "./address.js";
import type {State} from "./address.js";
import {axisOf} from "./axis.js";
import {rankingFinding} from "./chartFindings.js";
import {answerOf} from "./figure/answer.js";
import type {FigureAnswer, FigureNumber} from "./figure/number.js";
import {numberOf} from "./figure/card.js";
import {labelOf, stepsDiffer, underName} from "./figure/words.js";
import {findingParagraphs} from "./findings.js";
import {partsWords} from "./answers.js";
import {asksHeadline, headlineOf, beyondOf} from "./headline.js";
import type {Selection} from "../measures/selection.js";
import type {Ledger} from "./ledger.js";
import {editionWords} from "./names.js";
import {firstSentence} from "./sentences.js";
import {viewOf} from "./view.js";

/** Answers a question: a number with its unit and year, or a sentence where several places are compared or ranked. */
export function answerTo(ledger: Ledger, {question, cell, latest, ranked}: Lookup): FoundNumber {
  const {facts} = ledger;
  const {state} = parseState(question, {
    years: facts.years,
    place: (code) => ledger.place(code) !== undefined,
    region: (scheme, code) => facts.regions.some((region) => region.scheme === scheme && region.code === code)
  });
  const {selection} = state;
  const edition = editionWords(facts.edition);
  const isRate = selection.measure === "rate";
  const isWhole = selection.measure === "decisions" && cell === null;
  if (ranked !== null || axisOf(selection) !== null || isWhole)
    return {number: sentenceOf(ledger, state, ranked), under: capital(edition)};
  const per = PER.find((one) => one === state.shown) ?? null;
  const asked: AskedFigure = {selection, cell, per: isRate ? null : per, edition: null};
  const answer = latest ? latestOf(ledger, asked) : answerOf(ledger, asked);
  const {selection: counted, numbers} = answer;
  return {
    number: numbers
      .map((one) => {
        const words = numberWords(ledger, answer, one);
        return stepsDiffer(numbers)
          ? `${(labelOf(answer, one) ?? "").replace(/, counted in \w+$/, "")}: ${words}`
          : words;
      })
      .join("; "),
    under: `${formatYears(...counted.years)} · ${underName(answer)}${beyondCountries(ledger, state, counted)}; ${edition}`
  };
}

/** "; includes temporary asylum in Russia (281 persons)": what a list of countries does not have, so that the two can be reconciled. */
function beyondCountries(ledger: Ledger, state: State, selection: Selection): string {
  const [from, to] = selection.years;
  if (!asksHeadline(selection) || selection.asylums.kind === "places" || from !== to) return "";
  const headline = headlineOf(ledger, {...state, selection})?.whole.find(({headline: one}) => one)?.headline;
  const parts = headline ? beyondOf(ledger, headline) : [];
  return parts.length ? `; includes ${partsWords(parts)}` : "";
}

/** The answer of the latest year with a number; of the last year where no year has one. */
function latestOf(ledger: Ledger, asked: AskedFigure): FigureAnswer {
  const [from, to] = asked.selection.years;
  for (let year = to; year >= from; year--) {
    const answer = answerOf(ledger, {...asked, selection: {...asked.selection, years: [year, year]}});
    if (answer.numbers.some(({count, rate}) => count !== null || (rate !== null && rate.kind !== "none")))
      return answer;
  }
  return answerOf(ledger, {...asked, selection: {...asked.selection, years: [to, to]}});
}

/** The first sentence of a ranking, or of the explorer's answer. */
function sentenceOf(ledger: Ledger, state: State, ranked: Lookup["ranked"]): string {
  const view = viewOf(ledger, state);
  if (ranked !== null && !view.empty) {
    const ranking = [view.ranking, view.otherRanking].find((one) => one?.axis === ranked) ?? view.ranking;
    if (ranking) return firstSentence(rankingFinding(ledger, view, ranking));
  }
  const {first} = findingParagraphs(ledger, view);
  const sentence = firstSentence(first);
  const more = first.slice(sentence.length).trim();
  // Of places that are compared the second sentence says which has the most.
  return view.axis !== null && more ? `${sentence} ${firstSentence(more)}` : sentence;
}

/** One number as a sentence prints it: with its unit, and its range where that would change what a reader writes. */
function numberWords(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): string {
  const {count, rate, per, isLeast, isMost, why, kind} = one;
  if (count && !per && !isLeast && !isMost) return `${countInSentence(count)} ${unitWord(count.value, kind.unit)}`;
  if (rate && rate.kind !== "none" && why === null) {
    const of = `${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} substantive decisions`;
    if (isLeast) return `${leastRateWords(rate).replace("*", "")}, ${of}; some grants are missing from the data`;
    return `${rateInSentence({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi})}, ${of}`;
  }
  const {shown, range, note} = numberOf(ledger, answer, one);
  const words = `${shown}${range ? ` (${range})` : ""}${per ? " per 100,000 inhabitants" : ""}`;
  return per || !note ? words : `${words}. ${note.replace(/^[:.]\s*/, "")}`;
}

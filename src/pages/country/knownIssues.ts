// Lists the known issues of a country's figures: reviewed breaks, rules, unexplained changes, and UNHCR's own notes.
import {descending} from "d3";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import {foundOf} from "../../edition/edition.js";
import type {Break} from "../../edition/edition.js";
import type {Row} from "../../edition/placeLedger.js";
import {foundBreaks} from "../../figures/foundBreaks.js";
import {PAPER} from "../../html/paper.js";
import {paragraph, section} from "../../html/strings.js";
import {heaviest, isFinding, isTold} from "../../measures/breaks.js";
import {escape, gapsSentence} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {breakWords} from "../../words/breakWording.js";
import {COLUMN_WORDS, columnsQuoted, STATUS_WORDS} from "../../words/status.js";
import {authoritiesWords} from "../_shared/outcomesPart.js";
import {seriesOf, yearsOf} from "../_shared/series.js";
import {sources} from "./page.js";
import type {Page} from "./page.js";

/** More reviewed breaks than these are folded: three caveats are what a reader takes in. */
const MOST_BREAKS = 3;

/** Numbers that begin a sentence. */
const SMALL = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

const VERDICTS: Readonly<Record<Break["verdict"], string>> = {
  ruled: "We reclassify these figures.",
  explained: "Explained.",
  open: "Unresolved. We have not changed any figure."
};

const yearsWords = (from: number, to: number | null) => (to === null ? `${from} and later` : formatYears(from, to));

function item(each: Break, of = ""): string {
  return `<li><b>${yearsWords(each.year_from, each.year_to)}${of}.</b> ${escape(breakWords(each))} <span class="verdict">${VERDICTS[each.verdict]}</span>${sources(each.source_url)}</li>`;
}

/** Items with all but the first few folded. */
function foldedList(items: readonly string[]): string {
  const [open, folded] = [items.slice(0, MOST_BREAKS), items.slice(MOST_BREAKS)];
  return (
    `<ul class="issues">${open.join("")}</ul>` +
    (folded.length
      ? `<details><summary>Show ${formatNumber(folded.length)} more ${folded.length === 1 ? "note" : "notes"}</summary><ul class="issues">${folded.join("")}</ul></details>`
      : "")
  );
}

/** Known issues of a place as a country of asylum. */
export function knownIssues(page: Page): string {
  const {ledger, code, name} = page;
  const {edition} = ledger;
  const reviewed = edition.breaks
    .filter((each) => !isFinding(each) && each.asylum.split(" ").includes(code))
    .sort((a, b) => descending(a.year_to ?? Infinity, b.year_to ?? Infinity));
  const found = foundPart(page);
  return [
    // Links of older pages lead to #peculiar.
    `<span id="peculiar"></span>${section("known-issues", "Known issues", "Known issues in these figures")}`,
    reportingPart(page),
    reviewed.length
      ? foldedList(reviewed.map((each) => item(each)))
      : found
        ? ""
        : paragraph(
            `We know of no break in the figures of ${escape(articled(name))}. That means that none was found, not that there is none.`
          ),
    found,
    rulesPart(page),
    notesPart(page)
  ]
    .filter(Boolean)
    .join("\n");
}

/** Which years are reported, and who decides. */
function reportingPart({ledger, code}: Page): string {
  const applied = seriesOf(ledger.applications.asylum.get(code) ?? []);
  const judged = seriesOf(ledger.decisions.asylum.get(code) ?? []);
  return paragraph(
    [
      gapsSentence(yearsOf(applied), ledger.span, "Applications"),
      gapsSentence(yearsOf(judged), ledger.span, "Decisions"),
      `Decided by ${authoritiesWords([...applied, ...judged].flatMap(({rows}) => rows as readonly Row[]))}.`
    ].join(" ")
  );
}

/** Sudden changes that the computer finds and nobody has explained; empty where there is none. */
function foundPart({ledger, code, name}: Page): string {
  const found = ledger.edition.breaks
    .filter((each) => isTold(each) && each.asylum === code)
    .flatMap((each) => foundOf(each) ?? [])
    .sort(heaviest);
  if (!found.length) return "";
  const who = escape(articled(name));
  const what =
    found.length === 1
      ? `One sudden change in the figures of ${who} has no explanation that we know of. It may be real, or a change`
      : `${SMALL[found.length] ?? formatNumber(found.length)} sudden changes in the figures of ${who} have no explanation that we know of. They may be real, or changes`;
  return [
    `<h3 id="found">Unexplained changes in the figures of ${who}</h3>`,
    paragraph(
      `${what} in how the country reported. We have not adjusted any figure. <a href="../breaks#found-breaks">How we find them</a>.`
    ),
    foundBreaks(
      found.map(({id, kind, wording}) => ({id, kind, host: null, wording})),
      {document: PAPER}
    ).outerHTML
  ].join("\n");
}

function rulesPart({ledger: {edition}, code}: Page): string {
  const rules = [...new Set(edition.rules.filter((each) => each.asylum === code).map(({id}) => id))];
  if (!rules.length) return "";
  const items = rules.map((id) => {
    const text = edition.ruleTexts.get(id);
    const classified = edition.rules
      .filter((each) => each.id === id)
      .map(
        (line) =>
          `${COLUMN_WORDS[line.column]} as ${STATUS_WORDS[line.status]}, ${yearsWords(line.year_from, line.year_to)}`
      );
    return `<li id="rule-${escape(id)}"><b>${escape(id)}.</b> We classify ${list(classified)}. ${escape(columnsQuoted(text?.reason ?? ""))} <span class="verdict">Confidence: ${escape(text?.confidence ?? "")}.</span>${sources(text?.source_url ?? null)}</li>`;
  });
  return `<details id="rules"><summary>How we reclassify its figures: ${rules.length} ${rules.length === 1 ? "rule" : "rules"}</summary><ul class="issues">${items.join("")}</ul></details>`;
}

function notesPart({ledger: {edition}, code}: Page): string {
  const notes = edition.footnotes.filter((each) => each.asylum === code || each.origin === code);
  if (!notes.length) return "";
  return `<h3 id="notes">UNHCR’s own notes</h3><ul class="issues">${notes
    .map(
      (each) =>
        `<li><b>${each.year_from ?? ""}${each.year_to !== null && each.year_to !== each.year_from ? `–${each.year_to}` : ""}.</b> ${escape(each.text)}</li>`
    )
    .join("")}</ul>`;
}

/** Known issues with figures on a place's people in other countries; empty where there is none. */
export function issuesElsewhere({ledger: {edition}, code}: Page, people: string): string {
  const some = edition.breaks.filter(
    (each) => each.asylum !== "*" && !each.asylum.split(" ").includes(code) && each.origin.split(" ").includes(code)
  );
  if (!some.length) return "";
  const place = (at: string) => edition.places.get(at) ?? at;
  return `<h3 id="elsewhere">Known issues with figures on ${escape(people)}</h3>${foldedList(
    some.map((each) => item(each, `, ${escape(list(each.asylum.split(" ").map(place)))}`))
  )}`;
}

// What is known of a host's figures: rules, breaks, and what was found and nobody has reviewed.
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
import {COLUMN_WORDS, STATUS_WORDS} from "../../words/status.js";
import {authoritiesWords} from "../_shared/outcomesPart.js";
import {seriesOf, yearsOf} from "../_shared/series.js";
import {sources} from "./page.js";
import type {Page} from "./page.js";

/** Kinds with more findings than these are folded. */
const MOST_UNFOLDED = 3;
/** What is peculiar in a place's data: breaks with their verdict, rules, notes of the publisher, years without a report. */
export function peculiarPart(page: Page): string {
  const {ledger, code, name} = page;
  const {edition, span} = ledger;
  const host = edition.breaks.filter((each) => !isFinding(each) && each.asylum.split(" ").includes(code));
  const found = edition.breaks
    .filter((each) => isTold(each) && each.asylum === code)
    .flatMap((each) => foundOf(each) ?? [])
    .sort(heaviest);
  const elsewhere = edition.breaks.filter(
    (each) => each.asylum !== "*" && !each.asylum.split(" ").includes(code) && each.origin.split(" ").includes(code)
  );
  const rules = [...new Set(edition.rules.filter((each) => each.asylum === code).map(({id}) => id))];
  const notes = edition.footnotes.filter((each) => each.asylum === code || each.origin === code);
  const applied = seriesOf(ledger.applications.asylum.get(code) ?? []);
  const judged = seriesOf(ledger.decisions.asylum.get(code) ?? []);
  const asHost = applied.length + judged.length > 0;
  const verdict: Record<Break["verdict"], string> = {
    ruled: "A rule reads it.",
    explained: "Explained.",
    open: "Open: no figure is changed by it."
  };
  const item = (each: Break, of = "") =>
    `<li><b>${formatYears(each.year_from, each.year_to ?? each.year_from)}${each.year_to === null ? " and on" : ""}${of}.</b> ${escape(each.wording)} <span class="verdict">${verdict[each.verdict]}</span>${sources(each.source_url)}</li>`;
  const parts = [section("peculiar", "In these data", "What is peculiar here")];
  if (asHost)
    parts.push(
      paragraph(
        [
          gapsSentence(yearsOf(applied), span, "a row of applications"),
          gapsSentence(yearsOf(judged), span, "a row of decisions"),
          `Decided by ${authoritiesWords([...applied, ...judged].flatMap(({rows}) => rows as readonly Row[]))}.`
        ].join(" ")
      )
    );
  if (host.length) parts.push(`<ul class="peculiar">${host.map((each) => item(each)).join("")}</ul>`);
  else if (asHost && !found.length)
    parts.push(
      paragraph(
        `No break in the rows of ${escape(name)} as host is on file; that says that none was found, not that there is none.`
      )
    );
  if (found.length)
    parts.push(
      `<h3 id="found">Found in its rows, not explained yet</h3>`,
      paragraph(
        `By the thresholds that <a href="../breaks#found-breaks">the method</a> states, ${found.length === 1 ? "one thing stands" : `${formatNumber(found.length)} things stand`} out in the rows of ${escape(name)} as host that no source is known to explain. ${found.length === 1 ? "It may" : "They may"} be real or a matter of filing, and no figure is changed.`
      ),
      foundBreaks(
        found.map(({id, kind, wording}) => ({id, kind, host: null, wording})),
        {document: PAPER, open: MOST_UNFOLDED}
      ).outerHTML
    );
  if (rules.length)
    parts.push(
      `<details id="rules"><summary>Rules that read its columns: ${rules.length}</summary><ul class="peculiar">${rules
        .map((id) => {
          const text = edition.ruleTexts.get(id);
          const lines = edition.rules.filter((each) => each.id === id);
          const reads = lines.map(
            (line) =>
              `${COLUMN_WORDS[line.column]} as ${STATUS_WORDS[line.status]}, ${formatYears(line.year_from, line.year_to ?? line.year_from)}${line.year_to === null ? " and on" : ""}`
          );
          return `<li id="rule-${escape(id)}"><b>${escape(id)}.</b> Reads ${list(reads)}. ${escape(text?.reason ?? "")} <span class="verdict">Confidence: ${escape(text?.confidence ?? "")}.</span>${sources(text?.source_url ?? null)}</li>`;
        })
        .join("")}</ul></details>`
    );
  if (elsewhere.length)
    parts.push(
      `<h3 id="elsewhere">Of its people, in the rows of others</h3><ul class="peculiar">${elsewhere
        .map((each) =>
          item(each, `, ${escape(list(each.asylum.split(" ").map((at) => edition.places.get(at) ?? at)))}`)
        )
        .join("")}</ul>`
    );
  if (notes.length)
    parts.push(
      `<h3 id="notes">The publisher’s notes</h3><ul class="peculiar">${notes
        .map(
          (each) =>
            `<li><b>${each.year_from ?? ""}${each.year_to !== null && each.year_to !== each.year_from ? `–${each.year_to}` : ""}.</b> ${escape(each.text)}</li>`
        )
        .join("")}</ul>`
    );
  if (parts.length === 1) parts.push(paragraph(`No rule, break or note speaks of ${escape(name)} alone.`));
  return parts.join("\n");
}

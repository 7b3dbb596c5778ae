// National totals compared with UNHCR's figures: what a reader finds printed elsewhere, and why it differs where that is known.
import {ascending} from "d3";
import {numberCell, row, table, textCell} from "../../html/strings.js";
import {figureHref} from "../../figures/link.js";
import {reportedLinked} from "../../figures/reportedFigure.js";
import {ALL, counterpart} from "../../measures/reported.js";
import {escape} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {REPORTED_WORDS} from "../../words/status.js";
import type {Page} from "./page.js";

/** Figures of other sources about every origin in this country, year by year; empty where there is none. */
export function reportedPart({ledger, code}: Page): string {
  const applications = ledger.applications.asylum.get(code) ?? [];
  const decisions = ledger.decisions.asylum.get(code) ?? [];
  const figures = ledger.edition.reported
    .filter(
      ({asylum, origin, region, year_from, year_to, measure}) =>
        asylum === code &&
        origin === ALL &&
        region === null &&
        year_from !== null &&
        year_from === year_to &&
        measure in REPORTED_WORDS
    )
    .sort((a, b) => ascending(a.year_from ?? 0, b.year_from ?? 0) || ascending(a.id, b.id));
  if (!figures.length) return "";
  return (
    `<h3 id="reported">National totals from other sources</h3>` +
    table(
      "reported-table",
      "Totals that others publish, with UNHCR’s where both count the same",
      ["Year", "National total", "UNHCR’s figures", "What", "Source", "Why they differ"],
      figures.map((figure) => {
        const {year_from, measure, value, publisher, source_url, note} = figure;
        const ours = counterpart(figure, {applications, decisions}, ledger.read);
        const of = reportedLinked(figure, ours);
        return row(
          String(year_from),
          `<td>${formatNumber(value)}</td>`,
          numberCell(ours, undefined, of && figureHref("../", of)),
          textCell(escape(REPORTED_WORDS[measure] ?? measure)),
          textCell(`<a href="${escape(source_url)}">${escape(publisher)}</a>`),
          textCell(note ? escape(note) : "")
        );
      }),
      "words"
    )
  );
}

// Where people of one origin applied, and how they were decided there.
import {ascending, descending, group} from "d3";
import {numberCell, paragraph, row, table, textCell} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {sumDecisions} from "../../measures/sums.js";
import {escape, levelWords, partnersSentence} from "../../words/country.js";
import {newOf, newTypes} from "../_shared/series.js";
import {STATUS_HEADS, statusCells} from "../_shared/statusCells.js";
import {linkTo} from "./page.js";
import type {Page} from "./page.js";
import {MOST} from "../_shared/names.js";

export function total(rows: readonly PublishedDecision[], since: number): number {
  return rows.reduce((n, each) => (each.year >= since ? n + (each.total ?? 0) : n), 0);
}

/** The hosts of an origin in a year: each host's levels alone, persons before cases. */
export function hostsPart(page: Page, year: number, unit: Unit): string {
  const {ledger, code} = page;
  const applied = (ledger.applications.origin.get(code) ?? []).filter((each) => each.year === year);
  const judged = group(
    (ledger.decisions.origin.get(code) ?? []).filter((each) => each.year === year),
    (each) => `${each.asylum} ${each.level} ${each.unit}`
  );
  const lines = Array.from(
    group(applied, (each) => `${each.asylum} ${each.level} ${each.unit}`),
    ([key, some]) => {
      const [asylum, level, of] = key.split(" ") as [string, Level, Unit];
      return {key, asylum, level, unit: of, count: newOf(some)};
    }
  )
    .flatMap((each) => (each.count ? [{...each, count: each.count}] : []))
    .sort((a, b) => descending(a.unit, b.unit) || descending(a.count.value, b.count.value) || ascending(a.key, b.key));
  const inUnit = lines.filter((each) => each.unit === unit);
  const several = new Set(
    lines.filter((a) => lines.some((b) => b !== a && b.asylum === a.asylum)).map(({asylum}) => asylum)
  );
  const name = (asylum: string, level: Level) =>
    `${ledger.edition.places.get(asylum) ?? asylum}${several.has(asylum) ? `, ${levelWords(level)}` : ""}`;
  const hosts = new Set(inUnit.map(({asylum}) => asylum)).size;
  const sentence = partnersSentence({
    year,
    kind: "host",
    unit,
    partners: inUnit.map((each) => ({
      name: name(each.asylum, each.level),
      count: each.count,
      ...(newTypes(each.level, year) === null
        ? {}
        : {
            rows: `applications ${code} ${each.asylum} ${year} level=${each.level} unit=${unit}${newTypes(each.level, year) ?? ""}`
          })
    })),
    unknown: null
  });
  if (!lines.length) return paragraph(sentence);
  const shown = [...inUnit.slice(0, MOST), ...lines.filter((each) => each.unit !== unit).slice(0, 3)];
  const left = lines.length - shown.length;
  return (
    `<h3 id="hosts">Where they asked, ${year}</h3>${paragraph(inUnit.length === hosts ? sentence : sentence.replace(/ hosts (with|have)/, " host levels $1"))}` +
    table(
      "hosts-table",
      `New applications and decisions of ${year} by host, each level alone; persons and cases apart${left > 0 ? `. ${left} more ${left === 1 ? "row is" : "rows are"} left out` : ""}`,
      ["Host", "Level", "Unit", "New applications", ...STATUS_HEADS],
      shown.map((each) => {
        const found = judged.get(each.key);
        return row(
          linkTo(page, each.asylum),
          textCell(`<abbr title="${escape(levelWords(each.level))}">${each.level}</abbr>`),
          textCell(UNITS[each.unit]),
          numberCell(each.count),
          ...statusCells(found ? sumDecisions(found, ledger.read) : null)
        );
      })
    )
  );
}

// Where a host's applicants come from.
import {ascending, descending, group} from "d3";
import {UNKNOWN} from "../../edition/placeLedger.js";
import {numberCell, paragraph, row, table} from "../../html/strings.js";
import {sum, ZERO} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {sumDecisions} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {figure, levelWords, partnersSentence} from "../../words/country.js";
import {newOf, newTypes} from "../_shared/series.js";
import type {Series} from "../_shared/series.js";
import {STATUS_HEADS, statusCells} from "../_shared/statusCells.js";
import {linkTo} from "./page.js";
import type {Page} from "./page.js";
import {MOST} from "../_shared/names.js";

/** The origins of a host, or the hosts of an origin, in the last year: a table with its sentence. */
export function partnersPart(
  page: Page,
  series: Series<ApplicationRow> | undefined,
  judged: readonly Series<PublishedDecision>[],
  n: number
): string {
  if (!series) return "";
  const {ledger, code} = page;
  const year = series.years.at(-1) ?? 0;
  const types = newTypes(series.level, year);
  const rows = group(series.byYear.get(year) ?? [], (each) => each.origin);
  const counts = Array.from(rows, ([origin, some]) => ({code: origin, count: newOf(some)}))
    .flatMap(({code: origin, count}) => (count ? [{code: origin, count}] : []))
    .sort((a, b) => descending(a.count.value, b.count.value) || ascending(a.code, b.code));
  const unknown = counts.find((each) => each.code === UNKNOWN)?.count ?? null;
  const known = counts.filter((each) => each.code !== UNKNOWN);
  const decisions =
    judged.find(
      ({unit, level, byYear}) =>
        unit === series.unit && byYear.has(year) && (level === series.level || judged.length === 1)
    ) ?? judged.find(({unit, byYear}) => unit === series.unit && byYear.has(year));
  const byOrigin = group(decisions?.byYear.get(year) ?? [], (each) => each.origin);
  const cells = (origin: string) => {
    if (!decisions) return [];
    const some = byOrigin.get(origin);
    const found = some ? sumDecisions(some, ledger.read) : null;
    return statusCells(found);
  };
  const sentence = partnersSentence({
    year,
    kind: "origin",
    unit: series.unit,
    partners: known.map((each) => ({
      name: ledger.edition.places.get(each.code) ?? each.code,
      count: each.count,
      ...(types === null
        ? {}
        : {rows: `applications ${each.code} ${code} ${year} level=${series.level} unit=${series.unit}${types}`})
    })),
    unknown
  });
  if (!counts.length) return paragraph(sentence);
  const rest = known.slice(MOST);
  const total = sum(counts.map(({count}) => count)) ?? ZERO;
  const mistrust =
    unknown && unknown.value > 0.05 * total.value
      ? paragraph(
          `<b>Unknown origin.</b> ${figure(unknown)} of ${figure(total)} have no origin, so the order of origins of ${year} cannot be trusted.`,
          "caution"
        )
      : "";
  return (
    `<h3 id="origins-${n}">Where they came from, ${year}: ${levelWords(series.level)}, ${UNITS[series.unit]}</h3>${paragraph(sentence)}${mistrust}` +
    table(
      `origins-table-${n}`,
      `New applications, ${levelWords(series.level)}, ${UNITS[series.unit]}, ${year}${decisions ? `; decisions of the same year, ${levelWords(decisions.level)}, ${UNITS[decisions.unit]}` : ""}`,
      ["From", "New applications", ...(decisions ? STATUS_HEADS : [])],
      [
        ...known
          .slice(0, MOST)
          .map((each) => row(linkTo(page, each.code), numberCell(each.count), ...cells(each.code))),
        ...(rest.length
          ? [
              row(
                `${rest.length} more ${rest.length === 1 ? "origin" : "origins"}`,
                numberCell(sum(rest.map(({count}) => count))),
                ...(decisions
                  ? statusCells(
                      sumDecisions(
                        rest.flatMap((each) => byOrigin.get(each.code) ?? []),
                        ledger.read
                      )
                    )
                  : [])
              )
            ]
          : []),
        ...(unknown ? [row(linkTo(page, UNKNOWN), numberCell(unknown), ...cells(UNKNOWN))] : [])
      ]
    )
  );
}

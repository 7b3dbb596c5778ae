// Who applies in a region, or where its people apply.
import {descending} from "d3";
import {UNKNOWN} from "../../edition/placeLedger.js";
import {numberCell, paragraph, row, table} from "../../html/strings.js";
import {sum} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {escape, figure, partnersSentence} from "../../words/country.js";
import {MOST} from "../_shared/names.js";
import {APART, counted, countryLink, headlinesOf, inWords, isApart, share} from "./shared.js";
import type {Headlines, Page, Row, Side} from "./shared.js";

/** The hosts or origins of a year, persons and cases apart, with the sum that they make. */
export function partnersPart(
  page: Page,
  {
    id,
    heading,
    rows,
    side,
    by,
    year,
    unit
  }: {id: string; heading: string; rows: readonly ApplicationRow[]; side: Side; by: Side; year: number; unit: Unit}
): string {
  const {ledger} = page;
  const all = counted(rows, by);
  const known = all.filter(({code}) => by === "asylum" || !isApart(code));
  const apart = by === "asylum" ? [] : APART.flatMap(([code]) => all.filter((one) => one.code === code));
  const total = headlinesOf(rows);
  const inUnit = known.flatMap(({code, counts}) => (counts[unit] ? [{code, count: counts[unit]}] : []));
  const unknown = apart.find(({code}) => code === UNKNOWN)?.counts[unit] ?? null;
  const sentence = partnersSentence({
    year,
    kind: by === "asylum" ? "host" : "origin",
    unit,
    partners: inUnit
      .sort((a, b) => descending(a.count.value, b.count.value))
      .map(({code, count}) => ({name: ledger.edition.places.get(code) ?? code, count})),
    unknown
  });
  if (!all.length) return `<h3 id="${id}">${escape(heading)}</h3>${paragraph(sentence)}`;
  // Whoever files cases alone stands low in persons: the three largest of them stay in sight.
  const first = known.slice(0, MOST);
  const inCases = known
    .slice(MOST)
    .filter(({counts}) => (counts.C?.value ?? 0) > 0)
    .sort((a, b) => descending(a.counts.C?.value ?? 0, b.counts.C?.value ?? 0))
    .slice(0, 3);
  const shown = [...first, ...inCases];
  const rest = known.filter((one) => !shown.includes(one));
  const added = (some: readonly Row[], of: Unit) => sum(some.map(({counts}) => counts[of]));
  const cells = (counts: Headlines) => [
    numberCell(counts.P),
    `<td>${share(counts.P, total.P)}</td>`,
    numberCell(counts.C)
  ];
  const mistrust =
    unknown && total[unit] && unknown.value > 0.05 * total[unit].value
      ? paragraph(
          `<b>Unknown origin.</b> ${figure(unknown)} of ${figure(total[unit])} ${UNITS[unit]} of ${year} have no origin, so the order of origins cannot be trusted.`,
          "caution"
        )
      : "";
  return (
    `<h3 id="${id}">${escape(heading)}</h3>${paragraph(sentence)}${mistrust}` +
    table(
      `${id}-table`,
      `New applications of ${year} ${side === "asylum" ? "in" : "by people from"} ${inWords(page.region)} by ${by === "asylum" ? "host" : "origin"}, every level; persons and cases are never added`,
      [by === "asylum" ? "Host" : "From", "Persons", "Share of the persons", "Cases"],
      [
        ...shown.map(({code, counts}) => row(countryLink(ledger, code), ...cells(counts))),
        ...(rest.length
          ? [
              row(
                `${rest.length} more ${by === "asylum" ? (rest.length === 1 ? "host" : "hosts") : rest.length === 1 ? "origin" : "origins"}`,
                ...cells({P: added(rest, "P"), C: added(rest, "C")})
              )
            ]
          : []),
        ...apart.map(({code, counts}) =>
          row(
            code === UNKNOWN
              ? "Unknown"
              : `<a href="../countries/${code.toLowerCase()}">${APART.find(([one]) => one === code)?.[1] ?? code}</a>`,
            ...cells(counts)
          )
        ),
        row("Together", ...cells(total)).replace("<tr>", '<tr class="sum">')
      ]
    )
  );
}

// The world in its regions: the chart of each, and the sum against the world.
import {descending, range} from "d3";
import {articled} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {plateHtml} from "../../charts/plateHtml.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import type {Part} from "../../edition/worldRegions.js";
import {FIGURE, numberCell, plain, row, table} from "../../html/strings.js";
import {exact, sum} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {formatCount, formatYears} from "../../words/numbers.js";
import type {PublishedDecision} from "../../measures/status.js";
import {allOutcomes} from "../../measures/outcomes.js";
import {added} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {unknownOriginAdder} from "../../measures/without.js";
import {decided, escape, figure} from "../../words/country.js";
import {told} from "../_shared/newApplications.js";
import {byYear, headlinesOf, share} from "./shared.js";
import type {Headlines, Side, World} from "./shared.js";

interface PartCounts {
  readonly part: Part;
  readonly years: ReadonlyMap<number, Headlines>;
}

function countsOf(ledger: Ledger, parts: readonly Part[], side: Side): PartCounts[] {
  return parts.map((part) => ({
    part,
    years: byYear(
      ledger,
      [...ledger.applications[side]].flatMap(([code, rows]) => (part.takes(code) ? rows : []))
    )
  }));
}

/** Applications of the five regions drawn as small multiples, with every year of every part in the table behind. */
export function partsPlate(ledger: Ledger, parts: readonly Part[], side: Side, unit: Unit, world: World): string {
  const [from, last] = ledger.span;
  const counts = countsOf(ledger, parts, side).filter(({years}) => [...years.values()].some((at) => at[unit] !== null));
  const asHost = side === "asylum";
  const drawn = counts.filter(({part}) => part.region !== null);
  const ordered = [...drawn].sort((a, b) =>
    descending(a.years.get(last)?.[unit]?.value ?? -1, b.years.get(last)?.[unit]?.value ?? -1)
  );
  const panels = ordered.map(({part, years}): MultiplesPanel => ({
    name: part.name,
    under: "",
    group: "regions",
    square: unit === "C",
    points: range(from, last + 1).map((year) => {
      const count = years.get(year)?.[unit] ?? null;
      return {
        year,
        value: count?.value ?? null,
        lo: count?.lo ?? null,
        hi: count?.hi ?? null,
        words: count ? formatCount(count) : "no row",
        absence: count ? null : "no row"
      };
    })
  }));
  const [first] = ordered;
  const at = first?.years.get(last)?.[unit];
  const all = world.get(last)?.[unit];
  const apart = counts.filter(({part}) => part.region === null);
  const unknown = asHost ? null : apart.find(({part}) => part.takes(UNKNOWN))?.years.get(last)?.[unit];
  const sentence =
    `In ${last} ${asHost ? "countries in" : "people from"} ${escape(articled(first?.part.name ?? ""))} ${asHost ? "received" : "made"} the most new applications counted in ${UNITS[unit]}: ${at ? told(at) : "none"} of the world’s ${all ? told(all) : "none"}, ${share(at, all)}.` +
    (apart.length
      ? ` In no region: ${
          list(
            apart.flatMap(({part, years}) => {
              const count = years.get(last)?.[unit];
              return count ? [`${escape(part.name.toLowerCase().replace("tibetan", "Tibetan"))} ${told(count)}`] : [];
            })
          ) || "nobody"
        }.`
      : "") +
    (unknown && all && unknown.value > 0.05 * all.value
      ? ` ${unknownOf(ledger, last, unit)} Do not rely on the order of the regions.`
      : "");
  const id = `world-${asHost ? "hosts" : "origins"}-${UNITS[unit]}`;
  return plateHtml(
    {
      id,
      made: "./code/pages/world/parts#partsPlate",
      number: FIGURE,
      title: `New applications ${asHost ? "by region of asylum" : "by region of origin"}, ${UNITS[unit]}`,
      unit: `${capital(UNITS[unit])}; every level, as UNHCR prints totals; one scale, ${formatYears(from, last)}`,
      breadth: "wide",
      draw: (options) => multiples({panels}, {...options, label: plain(sentence)}),
      source: `UNHCR, edition ${ledger.edition.id}.`
    },
    table(
      `${id}-rows`,
      `New applications ${asHost ? "by region of asylum" : "by region of origin"}, ${UNITS[unit]}: the parts and the world`,
      ["Year", ...counts.map(({part}) => escape(part.name)), "World"],
      range(from, last + 1).map((year) =>
        row(
          String(year),
          ...counts.map(({years}) => numberCell(years.get(year)?.[unit], "no entry")),
          numberCell(world.get(year)?.[unit])
        )
      ),
      "stacked"
    )
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}

/** Whose the entries of unknown origin are. */
function unknownOf(ledger: Ledger, year: number, unit: Unit): string {
  const rows = [...ledger.applications.asylum.values()].flat().filter((row) => row.year === year && ledger.part(row));
  const found = added(unknownOriginAdder(), rows)[unit];
  const name = (code: string) => escape(articled(ledger.edition.places.get(code) ?? code));
  return found?.most
    ? `Most of those of unknown origin, ${figure(exact(found.most.size))} of ${figure(exact(found.unknown))}, are reported by ${name(found.most.code)}.`
    : "";
}

/** Every part of the world with what it holds of the last year; the last row is the world, and the parts add up to it. */
export function sumTable(ledger: Ledger, parts: readonly Part[], side: Side): string {
  const [, last] = ledger.span;
  const asHost = side === "asylum";
  const first = (rows: readonly PublishedDecision[], unit: Unit) => {
    const joined = ledger.joined(rows.filter(({year}) => year === last))[unit];
    const all = joined && allOutcomes(joined);
    return all && decided(all);
  };
  const line = (takes: (code: string) => boolean) => {
    const of = <T>(byPlace: ReadonlyMap<string, readonly T[]>) =>
      [...byPlace].flatMap(([code, rows]) => (takes(code) ? rows : []));
    const applied = headlinesOf(
      ledger,
      of<ApplicationRow>(ledger.applications[side]).filter(({year}) => year === last)
    );
    const judged = of<PublishedDecision>(ledger.decisions[side]);
    const stocks = [...ledger.stocks[side]].flatMap(([code, years]) => (takes(code) ? (years.get(last) ?? []) : []));
    return [
      applied.P,
      applied.C,
      first(judged, "P"),
      first(judged, "C"),
      sum(stocks.map(({seekers}) => seekers)),
      sum(stocks.map(({refugees}) => refugees))
    ];
  };
  const lines = parts
    .map((part) => ({part, counts: line(part.takes)}))
    .filter(({counts}) => counts.some((count) => count !== null));
  return table(
    `parts-${asHost ? "hosts" : "origins"}`,
    `The world of ${last} ${asHost ? "by region of asylum" : "by region of origin"}, with what lies in no region: the lines make the world in each unit. Decisions are at first instance, alone or with appeals, without the immigration courts of the United States and without closed files`,
    [
      asHost ? "Region of asylum" : "Region of origin",
      "New applications, persons",
      "New applications, cases",
      "Decisions, persons",
      "Decisions, cases",
      "Pending, end of year",
      "Refugees, end of year"
    ],
    [
      ...lines.map(({part, counts}) =>
        row(
          part.region ? `<a href="./world/${part.region.slug}">${escape(part.name)}</a>` : escape(part.name),
          ...counts.map((count) => numberCell(count, "no entry"))
        )
      ),
      row("World", ...line(() => true).map((count) => numberCell(count))).replace("<tr>", '<tr class="sum">')
    ],
    "stacked"
  );
}

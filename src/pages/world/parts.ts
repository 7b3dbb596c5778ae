// The world in its regions: the chart of each, and the sum against the world.
import {decisionsOf, figureHref, places, regionOf, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {descending, range} from "d3";
import {articled} from "../../words/places.js";
import {capital, list} from "../../words/text.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {plateHtml} from "../../charts/plateHtml.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger, Stock} from "../../edition/placeLedger.js";
import type {Part} from "../../edition/worldRegions.js";
import {FIGURE, leastCell, numberCell, plain, row, table} from "../../html/strings.js";
import {exact, sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {formatCount, formatNumber, formatPercent, formatYears} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";
import type {PublishedDecision} from "../../measures/status.js";
import {allOutcomes} from "../../measures/outcomes.js";
import {added} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {unknownOriginAdder} from "../../measures/without.js";
import {decided, escape, figure} from "../../words/country.js";
import {told} from "../_shared/newApplications.js";
import {byYear, headlinesOf, share, sourceOf} from "./shared.js";
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
      [...ledger.applications[side]].flatMap(([code, rows]) => (part.takes(code) ? rows : [])),
      side === "asylum"
    )
  }));
}

/** Applications of the five regions drawn as small multiples, with every year of every part in the table behind. */
export function partsPlate(ledger: Ledger, parts: readonly Part[], side: Side, unit: Unit, world: World): string {
  const [from, last] = ledger.span;
  const counts = countsOf(ledger, parts, side).filter(({years}) => [...years.values()].some((at) => at[unit] !== null));
  const asHost = side === "asylum";
  const ordered = counts
    .filter(({part}) => part.region !== null)
    .sort((a, b) => descending(a.years.get(last)?.[unit]?.value ?? -1, b.years.get(last)?.[unit]?.value ?? -1));
  const title = `New applications by region of ${asHost ? "asylum" : "origin"}, counted in ${UNITS[unit]}`;
  const panels = ordered.map(({part, years}) => panelOf(part.name, years, unit, ledger.span));
  const sentence = sentenceOf(ledger, {counts, ordered, side, unit, world});
  const id = `world-${asHost ? "hosts" : "origins"}-${UNITS[unit]}`;
  return plateHtml(
    {
      id,
      made: "./code/pages/world/parts#partsPlate",
      number: FIGURE,
      title,
      unit: `${capital(UNITS[unit])}; all stages added, as UNHCR prints totals; one scale, ${formatYears(from, last)}`,
      breadth: "wide",
      draw: (options) => multiples({panels}, {...options, label: plain(sentence)}),
      source: sourceOf(ledger)
    },
    table(
      `${id}-rows`,
      `${title}: the regions and the world${asHost ? "" : ". The world’s range adds 2 for each origin that rounding may have removed; those of the regions cannot"}`,
      ["Year", ...counts.map(({part}) => escape(part.name)), "World"],
      range(from, last + 1).map((year) =>
        row(
          String(year),
          ...counts.map(({part, years}) =>
            yearCell(years.get(year), unit, NO_ENTRY, cardOf(part, side, {years: yearOf(year), unit}))
          ),
          yearCell(world.get(year), unit, undefined, figureHref("./", {years: yearOf(year), unit}))
        )
      ),
      "stacked"
    )
  ).replace('<div class="arts">', () => `<p class="finding">${sentence}</p><div class="arts">`);
}

const yearCell = (at: Headlines | undefined, unit: Unit, absent: string | undefined, href: string | null) =>
  at?.atLeast[unit] ? leastCell(at[unit], href) : numberCell(at?.[unit], absent, href);

/** The address of the card of a number of a part of the world; territories in no region have none. */
function cardOf({region, code}: Part, side: Side, of: Linked): string | null {
  const where = region ? regionOf(region) : code === null ? null : places(code);
  return where && figureHref("./", {...of, ...(side === "asylum" ? {asylums: where} : {origins: where})});
}

const panelOf = (
  name: string,
  years: PartCounts["years"],
  unit: Unit,
  [from, last]: readonly [number, number]
): MultiplesPanel => ({
  name,
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
      words: count ? formatCount(count) : NO_ENTRY,
      absence: count ? null : "no entry"
    };
  })
});

/** People of no region in a sentence, by the names of their lines. */
const NOWHERE: Readonly<Record<string, string>> = {
  Unknown: "people of unknown origin",
  Stateless: "stateless people",
  Tibetan: "Tibetans"
};

/** Which region has the most in the latest year, and what lies in no region: first where it is most of the world. */
function sentenceOf(
  ledger: Ledger,
  {
    counts,
    ordered,
    side,
    unit,
    world
  }: {counts: readonly PartCounts[]; ordered: readonly PartCounts[]; side: Side; unit: Unit; world: World}
): string {
  const [, last] = ledger.span;
  const asHost = side === "asylum";
  const [first] = ordered;
  const at = first?.years.get(last)?.[unit];
  const all = world.get(last)?.[unit];
  const units = UNITS[unit];
  if (!first || !at || !all) return `No new application of ${last} is counted in ${units}.`;
  const place = escape(articled(first.part.name));
  const unknown = asHost ? null : (counts.find(({part}) => part.takes(UNKNOWN))?.years.get(last)?.[unit] ?? null);
  if (unknown && 2 * unknown.value > all.value)
    return `In ${last} the origin of ${told(unknown)} of the world’s ${told(all)} new applications counted in ${units} (${share(unknown, all)}) is not known. ${unknownOf(ledger, last, unit)} Do not rank regions of origin by cases.`;
  const nowhere = counts.flatMap(({part, years}) => {
    const count = part.region === null ? years.get(last)?.[unit] : null;
    return count ? [`${escape(NOWHERE[part.name] ?? part.name)} (${told(count)})`] : [];
  });
  return [
    at.value === all.value
      ? `In ${last} all ${told(all)} new applications counted in ${units} were ${asHost ? `made in countries in` : `by people from`} ${place}.`
      : `In ${last} ${asHost ? "countries in" : "people from"} ${place} ${asHost ? "received" : "made"} the most new applications counted in ${units}: ${told(at)}, or ${share(at, all)} of the world’s ${told(all)}.`,
    nowhere.length ? `In no region are ${list(nowhere)}.` : "",
    unknown && unknown.value > 0.05 * all.value
      ? `${unknownOf(ledger, last, unit)} Do not rely on the order of the regions.`
      : ""
  ]
    .filter(Boolean)
    .join(" ");
}

/** Which country the entries of unknown origin are of. */
function unknownOf(ledger: Ledger, year: number, unit: Unit): string {
  const rows = [...ledger.applications.asylum.values()].flat().filter((row) => row.year === year && ledger.part(row));
  const found = added(unknownOriginAdder(), rows)[unit];
  const name = (code: string) => escape(articled(ledger.edition.places.get(code) ?? code));
  return found?.most
    ? `${capital(name(found.most.code))} reports ${figure(exact(found.most.size))} of these ${formatNumber(found.unknown)} (${formatPercent(found.most.share)}).`
    : "";
}

/** Counts of the latest year of some places together: applications, decisions and year-end figures. */
function lineOf(ledger: Ledger, side: Side, takes: (code: string) => boolean, everyOrigin: boolean): (Count | null)[] {
  const [, last] = ledger.span;
  const of = <T>(byPlace: ReadonlyMap<string, readonly T[]>) =>
    [...byPlace].flatMap(([code, rows]) => (takes(code) ? rows : []));
  const applied = headlinesOf(
    ledger,
    of<ApplicationRow>(ledger.applications[side]).filter(({year}) => year === last),
    everyOrigin
  );
  const joined = ledger.joined(of<PublishedDecision>(ledger.decisions[side]).filter(({year}) => year === last));
  const decisions = (unit: Unit) => {
    const all = joined[unit] && allOutcomes(joined[unit]);
    return all ? decided(all) : null;
  };
  const stock = (kind: keyof Stock) => {
    const total = sum(
      [...ledger.stocks[side]].flatMap(([code, years]) => (takes(code) ? [years.get(last)?.[kind] ?? null] : []))
    );
    const unseen = everyOrigin
      ? [...ledger.stocks.asylum.keys()].reduce(
          (n, code) => (takes(code) ? n + ledger.unseenStock(code, last, kind) : n),
          0
        )
      : 0;
    return total && withUnseen(total, unseen);
  };
  return [applied.P, applied.C, decisions("P"), decisions("C"), stock("seekers"), stock("refugees")];
}

/** What each number of `lineOf` counts. */
const LINE: readonly Linked[] = [
  {unit: "P"},
  {unit: "C"},
  {...decisionsOf(null), unit: "P"},
  {...decisionsOf(null), unit: "C"},
  {measure: "asylum_seekers"},
  {measure: "refugees"}
];

/** Every part of the world with its figures of the latest year; the last row is the world, the sum of the parts. */
export function sumTable(ledger: Ledger, parts: readonly Part[], side: Side): string {
  const [, last] = ledger.span;
  const asHost = side === "asylum";
  const lines = parts
    .map((part) => ({part, counts: lineOf(ledger, side, part.takes, asHost)}))
    .filter(({counts}) => counts.some((count) => count !== null));
  return table(
    `parts-${asHost ? "hosts" : "origins"}`,
    `The world of ${last} by region of ${asHost ? "asylum" : "origin"}: the lines add up to the world in each unit. Decisions are at first instance, alone or with appeals, without the immigration courts of the United States and without applications closed without a decision`,
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
          ...counts.map((count, i) =>
            numberCell(count, NO_ENTRY, cardOf(part, side, {...LINE[i], years: yearOf(last)}))
          )
        )
      ),
      row(
        "World",
        ...lineOf(ledger, side, () => true, true).map((count, i) =>
          numberCell(count, undefined, figureHref("./", {...LINE[i], years: yearOf(last)}))
        )
      ).replace("<tr>", '<tr class="sum">')
    ],
    "stacked"
  );
}

// Regions within countries: a page for each country that has figures by place, and one that says what exists for which country and
// year. Written after Framework's build into the frame of `regions/place`. What is counted differs from page to page (applications,
// claimants, people supported, people waiting): each figure says which, and no two kinds stand in one drawing.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {ascending, csvFormatRows, csvParseRows, descending, group, max, min, range, rollup} from "d3";
import {articled, escape, list} from "../components/countryWords.js";
import {formatNumber, formatSpans, formatYears} from "../components/format.js";
import {multiples} from "../components/multiples.js";
import type {MultiplesPanel, MultiplesPoint} from "../components/multiples.js";
import {plate} from "../components/plate.js";
import {rankedRates} from "../components/rankedRates.js";
import {regionMap} from "../components/regionMap.js";
import type {Outlines} from "../components/regionMap.js";
import type {DrawingOptions} from "../components/svg.js";
import {isExact} from "../measures/bounds.js";
import {FIGURE, paragraph, plain, plateHtml, row, section, table, textCell} from "./countries.js";
import {loadEdition} from "./edition.js";
import type {Edition} from "./edition.js";
import {addCounts, loadLocations} from "./locations.js";
import type {LocationRow, PlaceCount} from "./locations.js";
import {ANY, applicationRows, decisionRows} from "./select.js";

const TEMPLATE = "regions/place.html";
const INDEX = "regions.html";
/** Rows of a table of places; the CSV beside it has all. */
const MOST_ROWS = 60;
const PANELS = 8;

type UnhcrMeasure = "asylum_seekers" | "refugees";
const STOCKS: Readonly<Record<UnhcrMeasure, string>> = {asylum_seekers: "asylum-seekers", refugees: "refugees"};

interface Page {
  readonly edition: Edition;
  readonly code: string;
  readonly name: string;
  readonly rows: readonly LocationRow[];
}

interface Part {
  readonly facts: readonly Fact[];
  readonly html: string;
}
interface Fact {
  readonly label: string;
  readonly count: PlaceCount | null;
  readonly under: string;
}

// ------------------------------------------------------------------------------------------------- small words

const percent = (part: number, whole: number) => {
  const share = (100 * part) / whole;
  return share > 0 && share < 1
    ? "under 1\u00a0%"
    : share > 99 && share < 100
      ? "over 99\u00a0%"
      : `${Math.round(share)}\u00a0%`;
};

/** A count in a sentence: its value with bounds, or the bounds alone where a part of it is suppressed. */
function told({value, lo, hi}: PlaceCount): string {
  if (value === null) return `<span class="fig b">${formatNumber(lo)}–${formatNumber(hi)}</span>`;
  const bounds =
    lo === value && hi === value ? "" : `<span class="bounds">&nbsp;[${formatNumber(lo)}–${formatNumber(hi)}]</span>`;
  return `<span class="fig${bounds ? " b" : ""}">${formatNumber(value)}${bounds}</span>`;
}

const cell = (count: PlaceCount | null | undefined, absent = "–") =>
  !count
    ? `<td class="none">${absent}</td>`
    : count.value === null
      ? `<td><span class="bounds">${formatNumber(count.lo)}–${formatNumber(count.hi)}</span></td>`
      : `<td>${formatNumber(count.value)}${isExact({...count, value: count.value}) ? "" : `<span class="bounds">&nbsp;[${formatNumber(count.lo)}–${formatNumber(count.hi)}]</span>`}</td>`;

const sizeOf = ({value, lo}: PlaceCount) => value ?? lo;

const pointOf = (year: number, count: PlaceCount | undefined): MultiplesPoint => ({
  year,
  value: count?.value ?? null,
  lo: count?.lo ?? null,
  hi: count?.hi ?? null,
  words: count
    ? count.value === null
      ? `${formatNumber(count.lo)}–${formatNumber(count.hi)}`
      : formatNumber(count.value)
    : "–",
  absence: count ? null : "no row"
});

/** Sums by name and year of the rows given, in one map. */
function byName(
  rows: readonly LocationRow[],
  name: (row: LocationRow) => string = ({location}) => location
): Map<string, Map<number, PlaceCount>> {
  return rollup(rows, addCounts, name, ({year}) => year);
}

const totalOf = (rows: readonly LocationRow[]): PlaceCount | null => (rows.length ? addCounts(rows) : null);

function panelOf(
  name: string,
  counts: ReadonlyMap<number, PlaceCount>,
  [from, to]: readonly [number, number],
  grouped = "all",
  under = ""
): MultiplesPanel {
  return {
    name,
    under,
    group: grouped,
    square: false,
    points: range(from, to + 1).map((year) => pointOf(year, counts.get(year)))
  };
}

/** Names by the size of their last count, the highest first. */
function highest(counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>, year: number): string[] {
  return [...counts]
    .flatMap(([name, years]) => {
      const count = years.get(year);
      return count ? [{name, size: sizeOf(count)}] : [];
    })
    .sort((a, b) => descending(a.size, b.size) || ascending(a.name, b.name))
    .map(({name}) => name);
}

interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly sentence: string;
  readonly source: string;
  readonly breadth?: "text" | "wide";
  readonly notes?: Parameters<typeof plate>[0]["notes"];
  readonly draw: (options: DrawingOptions) => Element;
  readonly behind: string;
}

/** A drawing with its sentence under the unit line and its table behind. */
function figureHtml({id, title, unit, sentence, source, breadth = "wide", notes, draw, behind}: Figure): string {
  return plateHtml(
    {
      id,
      number: FIGURE,
      title,
      unit,
      breadth,
      ...(notes ? {notes} : {}),
      made: "../code/build/locationPages#figureHtml",
      draw: (options) => draw({...options, label: plain(sentence)}),
      source
    },
    behind
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}

function ranking(
  counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>,
  names: readonly string[],
  year: number,
  ground: (name: string) => string = () => ""
): (options: DrawingOptions) => Element {
  const rows = names.map((name) => {
    const count = counts.get(name)?.get(year) ?? {value: 0, lo: 0, hi: 0};
    return {
      name,
      value: sizeOf(count),
      lo: count.lo,
      hi: count.hi,
      chance: null,
      words: plain(told(count)),
      ground: ground(name),
      chosen: false
    };
  });
  return (options) => rankedRates(rows, {share: false}, options);
}

/** Places as rows, years as columns. */
function yearTable(
  id: string,
  caption: string,
  counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>,
  names: readonly string[],
  years: readonly number[],
  heads: readonly string[] = years.map(String)
): string {
  return table(
    id,
    caption,
    ["Place", ...heads],
    names.map((name) => row(escape(name), ...years.map((year) => cell(counts.get(name)?.get(year)))))
  );
}

const sentenceOfPeak = (name: string, counts: ReadonlyMap<number, PlaceCount>): string => {
  const years = [...counts].sort(([a], [b]) => a - b);
  const peak = years.reduce<[number, PlaceCount] | null>(
    (best, each) => (best === null || sizeOf(each[1]) > sizeOf(best[1]) ? each : best),
    null
  );
  return peak ? `${escape(name)} had the most in ${peak[0]}: ${told(peak[1])}` : `${escape(name)} has no count`;
};

function factsHtml(facts: readonly Fact[]): string {
  return facts.length
    ? `<section class="facts" aria-label="At a glance">${facts
        .map(
          ({label, count, under}) =>
            `<div><p class="l">${escape(label)}</p><p class="v">${count ? told(count).replace(/<span class="bounds">.*?<\/span>/, "") : '<span class="none">no row</span>'}</p><p class="s">${[count && count.value !== null && count.lo !== count.hi ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}` : "", escape(under)].filter(Boolean).join("; ")}</p></div>`
        )
        .join("")}</section>`
    : "";
}

// ------------------------------------------------------------------------------------- UNHCR's places of one host

function shares(rows: readonly LocationRow[]): Map<number, {placed: PlaceCount; all: PlaceCount}> {
  return new Map(
    [...group(rows, ({year}) => year)]
      .sort(([a], [b]) => a - b)
      .map(([year, some]) => [
        year,
        {placed: addCounts(some.filter(({kind}) => kind === "place")), all: addCounts(some)}
      ])
  );
}

function unhcrPart({edition, name, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const measures = (Object.keys(STOCKS) as UnhcrMeasure[])
    .map((measure) => ({measure, rows: ours.filter((each) => each.measure === measure)}))
    .filter(({rows: some}) => some.some(({kind}) => kind === "place"));
  if (!measures.length) return {facts: [], html: ""};
  const source = `UNHCR, Refugee Population Statistics Database, edition ${edition.id}.`;
  const where = articled(name);
  const span = [min(ours, ({year}) => year) ?? 0, max(ours, ({year}) => year) ?? 0] as const;
  const facts: Fact[] = [];
  const parts: string[] = [
    section("unhcr", "UNHCR", "By place, as UNHCR publishes"),
    paragraph(
      `A stock of people at the end of each year, never of applications made or decided in it: it must not be drawn with either. Place names are free text and change; a level such as “[Admin 1]” is parsed, and spellings are joined by <a href="../regions#how">a reviewed table</a> alone. A series that moves from “dispersed” to places is a change of reporting, not of numbers.`
    )
  ];
  const shareOf = measures.map(({measure, rows: some}) => ({measure, years: shares(some)}));
  const sharePanels = shareOf.map(({measure, years}): MultiplesPanel => ({
    name: upper(STOCKS[measure]),
    under: "share told by place",
    group: "share",
    square: false,
    points: range(span[0], span[1] + 1).map((year) => {
      const found = years.get(year);
      const whole = found ? (found.all.value ?? 0) : 0;
      const value = found && whole > 0 ? (found.placed.value ?? 0) / whole : null;
      return {
        year,
        value,
        lo: value,
        hi: value,
        words: value === null ? "–" : percent(value, 1),
        absence: found ? null : "no row"
      };
    })
  }));
  const lastOf = (years: ReadonlyMap<number, {placed: PlaceCount; all: PlaceCount}>) => {
    const year = max(years.keys()) ?? 0;
    return {year, found: years.get(year)};
  };
  const shareSentence = shareOf
    .map(({measure, years}) => {
      const {year, found} = lastOf(years);
      return found
        ? `At the end of ${year} ${percent(found.placed.value ?? 0, found.all.value ?? 1)} of the ${STOCKS[measure]} in ${escape(where)} are told by place: ${told(found.placed)} of ${told(found.all)}.`
        : "";
    })
    .join(" ");
  parts.push(
    figureHtml({
      id: "placed",
      title: "How many are told by place",
      unit: `Share of people at the end of each year, ${formatYears(...span)}; the others are “dispersed”, unknown or under the country’s own name`,
      sentence: shareSentence,
      source,
      breadth: "wide",
      draw: (options) => multiples({panels: sharePanels, share: true}, options),
      behind: table(
        "placed-rows",
        `${name}: people told by place`,
        [
          "Year",
          ...shareOf.flatMap(({measure}) => [`${upper(STOCKS[measure])} told by place`, `All ${STOCKS[measure]}`])
        ],
        range(span[0], span[1] + 1).map((year) =>
          row(
            String(year),
            ...shareOf.flatMap(({years}) => [cell(years.get(year)?.placed), cell(years.get(year)?.all)])
          )
        )
      )
    })
  );
  for (const {measure, rows: some} of measures) {
    const placed = some.filter(({kind}) => kind === "place");
    const counts = byName(placed);
    const years = [...new Set(placed.map(({year}) => year))].sort(ascending);
    const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
    const share = shareOf.find((each) => each.measure === measure)?.years.get(last);
    const names = highest(counts, last);
    const [top] = names;
    const topCount = top === undefined ? undefined : counts.get(top)?.get(last);
    const shareWords = share ? `${percent(share.placed.value ?? 0, share.all.value ?? 1)} of them told by place` : "";
    const noun = STOCKS[measure];
    const ends = last < span[1] ? ` No later year tells a place of ${noun}.` : "";
    facts.push({
      label: `${upper(noun)} told by place, ${last}`,
      count: share?.placed ?? null,
      under: share
        ? `of ${formatNumber(share.all.value ?? 0)}, ${percent(share.placed.value ?? 0, share.all.value ?? 1)}`
        : ""
    });
    const listed = names.slice(0, MOST_ROWS);
    const recent = years.slice(-6);
    const rest = names.length - listed.length;
    parts.push(`<h3 id="${measure}">${upper(noun)}, ${formatYears(first, last)}</h3>`);
    const sentence =
      top && topCount
        ? `At the end of ${last} ${names.length === 1 ? "one place has" : `${names.length} places have`} a row of ${noun}, the most under ${escape(top)}: ${told(topCount)}; ${shareWords}.${ends}`
        : "";
    const behind =
      yearTable(
        `${measure}-places`,
        `${name}: ${noun} by place at the end of the year${rest > 0 ? `; the ${listed.length} highest of ${last}` : ""}`,
        counts,
        listed,
        recent
      ) + (rest > 0 ? paragraph(`${rest} more places of ${last}, and the places of other years, are in the CSV.`) : "");
    if (names.length > 1)
      parts.push(
        figureHtml({
          id: `${measure}-ranked`,
          title: `${upper(noun)} by place, end of ${last}`,
          unit: `Persons at the end of the year, a stock; ${shareWords}`,
          sentence,
          source,
          breadth: "text",
          draw: ranking(counts, names.slice(0, 12), last),
          behind
        })
      );
    else parts.push(paragraph(sentence), behind);
    // Places that have some years to compare; the highest of the last year first.
    const drawn = names.filter((place) => (counts.get(place)?.size ?? 0) > 2).slice(0, PANELS);
    if (drawn.length > 1 && years.length > 2) {
      const shown = formatSpans(years);
      parts.push(
        figureHtml({
          id: `${measure}-years`,
          title: `${upper(noun)} by place, ${drawn.length} places`,
          unit: `Persons at the end of the year, a stock, one scale; ${shareWords} in ${last}, ${percentOf(shareOf, measure, first)} in ${first}`,
          sentence: `${sentenceOfPeak(drawn[0] ?? "", counts.get(drawn[0] ?? "") ?? new Map())}; places are told for ${shown}. A year without a row for a place is a gap: people there may stand under another name, or under “dispersed”.`,
          source,
          draw: (options) =>
            multiples(
              {panels: drawn.map((place) => panelOf(place, counts.get(place) ?? new Map(), [first, last]))},
              options
            ),
          behind: yearTable(`${measure}-series`, `${name}: ${noun} by place and year`, counts, drawn, years)
        })
      );
    }
  }
  return {facts, html: parts.join("\n")};
}

function percentOf(
  all: readonly {measure: UnhcrMeasure; years: ReadonlyMap<number, {placed: PlaceCount; all: PlaceCount}>}[],
  measure: UnhcrMeasure,
  year: number
): string {
  const found = all.find((each) => each.measure === measure)?.years.get(year);
  return found ? percent(found.placed.value ?? 0, found.all.value ?? 1) : "none";
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

// --------------------------------------------------------------------------------------------------- Switzerland

const NO_POPULATION = `Numbers per 100,000 inhabitants are not given: no source of inhabitants by region is in the edition.`;

function outlines(file: string, root: string): Outlines {
  return JSON.parse(readFileSync(join(root, "src", "components", file), "utf8")) as Outlines;
}

function swissPart({edition, rows}: Page, root: string): Part {
  const ours = rows.filter(({publisher}) => publisher === "sem");
  if (!ours.length) return {facts: [], html: ""};
  const source = `Source: SEM, table 7-20, edition ${edition.id}.`;
  const of = (measure: string, detail?: string) =>
    ours.filter((each) => each.measure === measure && (detail === undefined || each.detail === detail));
  const applied = of("applications");
  const years = [...new Set(applied.map(({year}) => year))].sort(ascending);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const last = span[1];
  const cantons = byName(applied.filter(({kind}) => kind === "place"));
  const all = rollup(applied, addCounts, ({year}) => year);
  const unstated = rollup(
    applied.filter(({kind}) => kind === "not_stated"),
    addCounts,
    ({year}) => year
  );
  const names = highest(cantons, last);
  const [top = ""] = names;
  const of2018 = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const notStated = (year: number) => percent(unstated.get(year)?.value ?? 0, all.get(year)?.value ?? 1);
  const codes = new Map(applied.map(({location, iso}) => [location, iso]));
  const outcomes: readonly (readonly [string, string, string | undefined])[] = [
    ["Refugee status", "refugee_status", undefined],
    ["Complementary: provisional admission", "complementary", undefined],
    ["Refused", "refused", undefined],
    ["Inadmissible", "otherwise_closed", "inadmissible"],
    ["Written off", "otherwise_closed", "written off"]
  ];
  const outcomeYears = outcomes.map(([words, measure, detail]) => ({
    words,
    years: rollup(of(measure, detail), addCounts, ({year}) => year),
    cantons: byName(of(measure, detail))
  }));
  const decided = rollup(of("decisions"), addCounts, ({year}) => year);
  const decidedBy = byName(of("decisions"));
  const everywhere = [...names, "Canton not stated"];
  const worst =
    [...unstated.keys()].sort((a, b) =>
      descending(
        (unstated.get(a)?.value ?? 0) / (all.get(a)?.value ?? 1),
        (unstated.get(b)?.value ?? 0) / (all.get(b)?.value ?? 1)
      )
    )[0] ?? last;
  const beside = swissBeside(edition, all, decided);
  const parts = [
    section("cantons", "Cantons", "By canton, as SEM publishes"),
    paragraph(
      `Applications and first-instance outcomes of persons by the canton that each was assigned to. A fixed key by population distributes people over the cantons, so a canton’s number says nothing of where people asked or wished to be: <b>distribution by key is not choice.</b> Applications and decisions of one canton and year do not concern the same people.`
    ),
    paragraph(
      `${notStated(last)} of the applications of ${last} have no canton. In ${worst} it was ${notStated(worst)}: most likely people not, or not yet, assigned to one, and applications at embassies until 2012; the file does not say. A canton’s share of applications in such years is not comparable.`,
      "caution"
    ),
    figureHtml({
      id: "map",
      title: `Applications by canton, ${last}`,
      unit: `Persons; new applications, multiple ones among them; ${notStated(last)} of ${formatNumber(all.get(last)?.value ?? 0)} without a canton are on no map`,
      sentence: `In ${last} SEM counted ${of2018(all.get(last))} new applications, the most assigned to ${escape(top)}: ${of2018(cantons.get(top)?.get(last))}; ${of2018(unstated.get(last))} have no canton.`,
      source: `${source} Boundaries of 2018, Swiss Federal Statistical Office and swisstopo through swiss-maps; they imply no endorsement.`,
      draw: (options) =>
        regionMap(
          {
            outlines: outlines("cantons.json", root),
            regions: names.map((name) => {
              const count = cantons.get(name)?.get(last) ?? {value: 0, lo: 0, hi: 0};
              return {code: codes.get(name) ?? "", name, ...count};
            })
          },
          options
        ),
      behind: yearTable(
        "map-rows",
        `New applications by canton, ${formatYears(...span)}`,
        byName(applied),
        everywhere,
        years
      )
    }),
    figureHtml({
      id: "cantons-years",
      title: `Applications by canton, the ${PANELS} highest of ${last}`,
      unit: `Persons; new applications, ${formatYears(...span)}; one scale`,
      sentence: `${sentenceOfPeak(top, cantons.get(top) ?? new Map())}, ${of2018(cantons.get(top)?.get(last))} in ${last}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: names.slice(0, PANELS).map((name) => panelOf(name, cantons.get(name) ?? new Map(), span))},
          options
        ),
      behind: yearTable("cantons-rows", "New applications by canton", cantons, names.slice(0, PANELS), years)
    }),
    figureHtml({
      id: "not-stated",
      title: "Applications without a canton",
      unit: `Share of new applications, ${formatYears(...span)}`,
      breadth: "text",
      sentence: `In ${worst} ${notStated(worst)} of the applications have no canton, ${of2018(unstated.get(worst))} of ${of2018(all.get(worst))}; in ${last} it is ${notStated(last)}.`,
      source,
      draw: (options) =>
        multiples(
          {
            share: true,
            panels: [
              {
                name: "Canton not stated",
                under: "",
                group: "share",
                square: false,
                points: years.map((year) => {
                  const value = (unstated.get(year)?.value ?? 0) / (all.get(year)?.value ?? 1);
                  return {year, value, lo: value, hi: value, words: percent(value, 1), absence: null};
                })
              }
            ]
          },
          options
        ),
      behind: table(
        "not-stated-rows",
        "Applications without a canton",
        ["Year", "Canton not stated", "All"],
        years.map((year) => row(String(year), cell(unstated.get(year)), cell(all.get(year))))
      )
    }),
    section("outcomes", "Outcomes", "What became of them, by status in law"),
    paragraph(
      `SEM’s outcomes at first instance: asylum granted is refugee status; a rejection or an inadmissible application with provisional admission is complementary, as provisional admission protects from return under asylum law; a rejection without it is refused. Inadmissible without it, mostly Dublin, and written off are otherwise closed and told apart. Provisional admission holds some recognised refugees too, so refugee status is at least what stands there.`
    ),
    figureHtml({
      id: "outcomes-years",
      title: "First-instance outcomes, all cantons",
      unit: `Persons; first instance, ${formatYears(...span)}; one scale`,
      sentence: `Of ${of2018(decided.get(last))} applications decided in ${last}, ${list(outcomeYears.map(({words, years: counts}) => `${escape(words.charAt(0).toLowerCase() + words.slice(1))} ${of2018(counts.get(last))}`))}.`,
      source,
      draw: (options) =>
        multiples({panels: outcomeYears.map(({words, years: counts}) => panelOf(words, counts, span))}, options),
      behind: table(
        "outcomes-rows",
        "First-instance outcomes, all cantons",
        ["Year", ...outcomes.map(([words]) => words), "All decisions"],
        years.map((year) =>
          row(String(year), ...outcomeYears.map(({years: counts}) => cell(counts.get(year))), cell(decided.get(year)))
        )
      )
    }),
    table(
      "outcomes-cantons",
      `First-instance outcomes by canton, ${last}, persons`,
      ["Canton", ...outcomes.map(([words]) => words), "All decisions"],
      everywhere.map((name) =>
        row(
          escape(name),
          ...outcomeYears.map(({cantons: counts}) => cell(counts.get(name)?.get(last))),
          cell(decidedBy.get(name)?.get(last))
        )
      )
    ),
    section("beside", "Beside UNHCR", "The sums beside UNHCR’s rows"),
    paragraph(beside.sentence),
    beside.table,
    paragraph(NO_POPULATION)
  ];
  return {
    facts: [
      {label: `Applications, ${last}`, count: all.get(last) ?? null, under: "persons, all cantons"},
      {label: `Without a canton, ${last}`, count: unstated.get(last) ?? null, under: notStated(last)},
      {label: `Decisions, ${last}`, count: decided.get(last) ?? null, under: "first instance"},
      {label: `Refugee status, ${last}`, count: outcomeYears[0]?.years.get(last) ?? null, under: "at least"}
    ],
    html: parts.join("\n")
  };
}

/** The cantons' sums beside UNHCR's rows of Switzerland: new and repeat applications, first-instance decisions. */
function swissBeside(
  edition: Edition,
  applied: ReadonlyMap<number, PlaceCount>,
  decided: ReadonlyMap<number, PlaceCount>
): {sentence: string; table: string} {
  const asked = rollup(
    applicationRows(edition, ANY).filter(
      ({asylum, unit, type, level}) =>
        asylum === "CHE" &&
        unit === "P" &&
        // Repeat applications stand at a level of their own; before 2006 appeals are “various” at theirs.
        (["N", "R", "NR"].includes(type) ? ["FI", "NA", "RA"] : type === "V" ? ["FI", "NA"] : []).includes(level)
    ),
    (some) => some.reduce((sum, {applications}) => sum + (applications ?? 0), 0),
    ({year}) => year
  );
  const judged = rollup(
    decisionRows(edition, ANY).filter(({asylum, unit, level}) => asylum === "CHE" && unit === "P" && level === "FI"),
    (some) =>
      some.reduce(
        (sum, each) => sum + (each.recognized ?? 0) + (each.other ?? 0) + (each.rejected ?? 0) + (each.closed ?? 0),
        0
      ),
    ({year}) => year
  );
  const years = [...applied.keys()].filter((year) => asked.has(year) || judged.has(year)).sort(ascending);
  const gap = (year: number) => (applied.get(year)?.value ?? 0) - (asked.get(year) ?? 0);
  const widest = [...years].sort((a, b) => descending(Math.abs(gap(a)), Math.abs(gap(b))))[0];
  const last = years.at(-1);
  const number = (n: number | undefined) =>
    n === undefined ? '<td class="none">–</td>' : `<td>${formatNumber(n)}</td>`;
  return {
    sentence:
      last === undefined || widest === undefined
        ? "No year of UNHCR’s rows can be set beside SEM’s."
        : `In ${last} the cantons add up to ${formatNumber(applied.get(last)?.value ?? 0)} applications, UNHCR’s rows of new and repeat applications to ${formatNumber(asked.get(last) ?? 0)}: ${formatNumber(Math.abs(gap(last)))} ${gap(last) < 0 ? "more" : "fewer"} in UNHCR’s. They are furthest apart in ${widest}, by ${formatNumber(Math.abs(gap(widest)))}. Neither is corrected by the other.`,
    table: table(
      "beside-rows",
      "SEM’s cantons added up, and UNHCR’s rows of Switzerland (persons; new and repeat applications; first-instance decisions)",
      ["Year", "Applications, SEM", "Applications, UNHCR", "Difference", "Decisions, SEM", "Decisions, UNHCR"],
      years.map((year) =>
        row(
          String(year),
          cell(applied.get(year)),
          number(asked.get(year)),
          number(asked.has(year) ? gap(year) : undefined).replace("-", "−"),
          cell(decided.get(year)),
          number(judged.get(year))
        )
      )
    )
  };
}

// -------------------------------------------------------------------------------------------------------- Canada

function canadaPart({edition, rows}: Page, root: string): Part {
  const ours = rows.filter(({publisher}) => publisher === "ircc");
  if (!ours.length) return {facts: [], html: ""};
  const source = `IRCC, asylum claimants, edition ${edition.id}; Open Government Licence – Canada.`;
  const provinces = ours.filter(({kind}) => kind !== "country");
  const partial = new Map(ours.flatMap(({year, period}) => (period === null ? [] : [[year, period] as const])));
  const counts = byName(provinces);
  const years = [...new Set(ours.map(({year}) => year))].sort(ascending);
  const whole = years.filter((year) => !partial.has(year));
  const [first, last] = [whole[0] ?? 0, whole.at(-1) ?? 0];
  const stated = rollup(
    ours.filter(({kind, detail}) => kind === "country" && detail === null),
    addCounts,
    ({year}) => year
  );
  const offices = byName(
    ours.filter(({kind, detail}) => kind === "country" && detail !== null),
    ({detail}) => detail ?? ""
  );
  const officeNames = highest(offices, last);
  const names = highest(counts, last);
  const [top = ""] = names;
  const codes = new Map(provinces.map(({location, iso}) => [location, iso]));
  const heads = years.map((year) => {
    const part = partial.get(year);
    return part === undefined ? String(year) : `${year}, ${monthsOf(part)}`;
  });
  const show = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const asked = rollup(
    applicationRows(edition, ANY).filter(
      ({asylum, unit, type, level}) =>
        asylum === "CAN" && unit === "P" && ["N", "NR"].includes(type) && ["FI", "NA"].includes(level)
    ),
    (some) => some.reduce((sum, {applications}) => sum + (applications ?? 0), 0),
    ({year}) => year
  );
  const partWords = [...partial].map(
    ([year, part]) => `${year} is ${monthsOf(part)} alone, and stands in the tables, not in the drawings.`
  );
  const parts = [
    section("provinces", "Provinces", "By province and office, as IRCC publishes"),
    paragraph(
      `People who made a refugee claim, by the province of the office where it was made, or else of their last known address. IRCC rounds each number to the nearest 5, so it stands for two fewer to two more, and prints “--” for a number between 0 and 5: where one is among the offices of a province, its sum has bounds and no value. A printed 0 is 0. ${partWords.join(" ")}`
    ),
    paragraph(
      `UNHCR counts another point of the procedure (claims referred to the Immigration and Refugee Board), so its numbers of the same years differ. Outcomes by province were not found.`
    ),
    figureHtml({
      id: "map",
      title: `Claimants by province and territory, ${last}`,
      unit: `Persons; claims made in the year, all offices; IRCC’s rounding ±2 in each office`,
      sentence: `In ${last} IRCC counted ${show(stated.get(last))} claimants, the most in ${escape(top)}: ${show(counts.get(top)?.get(last))}.`,
      source: `${source} Map by MapSVG, CC BY 4.0, through @svg-maps/canada; boundaries imply no endorsement.`,
      draw: (options) =>
        regionMap(
          {
            outlines: outlines("provinces.json", root),
            regions: names.map((name) => {
              const count = counts.get(name)?.get(last) ?? {value: 0, lo: 0, hi: 0};
              return {code: codes.get(name) ?? "", name, ...count};
            })
          },
          options
        ),
      behind: yearTable("map-rows", "Claimants by province and territory, all offices", counts, names, years, heads)
    }),
    figureHtml({
      id: "provinces-years",
      title: "Claimants by province, the highest eight",
      unit: `Persons; claims made in the year, ${formatYears(first, last)}; one scale`,
      sentence: `${sentenceOfPeak(top, new Map([...(counts.get(top) ?? [])].filter(([year]) => !partial.has(year))))}, against ${show(counts.get(top)?.get(first))} in ${first}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: names.slice(0, PANELS).map((name) => panelOf(name, counts.get(name) ?? new Map(), [first, last]))},
          options
        ),
      behind: yearTable("provinces-rows", "Claimants by province", counts, names.slice(0, PANELS), years, heads)
    }),
    figureHtml({
      id: "offices",
      title: "Claimants by kind of office, all of Canada",
      unit: `Persons; IRCC’s own totals, ${formatYears(first, last)}; one scale`,
      sentence: `In ${last} most claims were made at the kind of office called ${escape(officeNames[0] ?? "")}: ${show(offices.get(officeNames[0] ?? "")?.get(last))} of ${show(stated.get(last))}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: officeNames.map((name) => panelOf(name, offices.get(name) ?? new Map(), [first, last]))},
          options
        ),
      behind: yearTable("offices-rows", "Claimants by kind of office", offices, officeNames, years, heads)
    }),
    table(
      "offices-provinces",
      `Claimants by province and kind of office, ${last}`,
      [
        "Province or territory",
        ...officeNames.filter((name) => provinces.some(({detail}) => detail === name)),
        "All offices"
      ],
      names.map((name) =>
        row(
          escape(name),
          ...officeNames
            .filter((office) => provinces.some(({detail}) => detail === office))
            .map((office) =>
              cell(
                totalOf(
                  provinces.filter((each) => each.year === last && each.location === name && each.detail === office)
                )
              )
            ),
          cell(counts.get(name)?.get(last))
        )
      )
    ),
    section("beside", "Beside", "The sums beside IRCC’s own total and UNHCR’s rows"),
    paragraph(
      `Provinces of ${last} add up to ${show(addCounts(provinces.filter(({year}) => year === last)))}; IRCC’s own total is ${show(stated.get(last))}, UNHCR’s rows of new applications ${asked.has(last) ? formatNumber(asked.get(last) ?? 0) : "are none"}. The gap to IRCC’s total is “Other Offices”, which have no province, and rounding.`
    ),
    table(
      "beside-rows",
      "Provinces added up, IRCC’s total, UNHCR’s rows of new applications in Canada (persons)",
      ["Year", "Provinces added up", "IRCC’s total", "UNHCR"],
      years.map((year, i) =>
        row(
          heads[i] ?? String(year),
          cell(addCounts(provinces.filter((each) => each.year === year))),
          cell(stated.get(year)),
          asked.has(year) ? `<td>${formatNumber(asked.get(year) ?? 0)}</td>` : '<td class="none">–</td>'
        )
      )
    ),
    paragraph(NO_POPULATION)
  ];
  return {
    facts: [
      {label: `Claimants, ${last}`, count: stated.get(last) ?? null, under: "IRCC’s own total"},
      ...names.slice(0, 3).map((name) => ({
        label: `${name}, ${last}`,
        count: counts.get(name)?.get(last) ?? null,
        under: "all offices"
      }))
    ],
    html: parts.join("\n")
  };
}

const MONTHS = [
  "",
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
/** "2025-01/2025-07" as "January to July". */
function monthsOf(period: string): string {
  const [from, to] = period.split("/").map((part) => MONTHS[Number(part.slice(5, 7))] ?? part);
  return `${from ?? ""} to ${to ?? ""}`;
}

// ----------------------------------------------------------------------------------------------- United Kingdom

/** What changes in which quarter-ends have an area: from the publisher's own names of rows without one. */
const COVERAGE = [
  {before: 2018, letter: "a", text: "Until 2017 people on Section 4 support have no area."},
  {
    before: 2022,
    letter: "b",
    text: "Until September 2022 people on Section 98 support have no area."
  },
  {
    before: 2023,
    letter: "c",
    text: "From December 2023 to September 2024 people who receive subsistence only have no area in part."
  },
  {before: 2024, letter: "d", text: "From December 2024 the file has all types of support together, and areas alone."}
] as const;

function kingdomPart({edition, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "home_office");
  if (!ours.length) return {facts: [], html: ""};
  const source = `Home Office, Asy_D11, edition ${edition.id}; Open Government Licence v3.0.`;
  const ends = ours.filter(({period}) => period?.endsWith("-12-31"));
  const years = [...new Set(ends.map(({year}) => year))].sort(ascending);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const last = span[1];
  const placed = ends.filter(({kind}) => kind === "place");
  const regions = byName(placed, ({within}) => within ?? "Region not known");
  const areas = byName(placed);
  const all = rollup(ends, addCounts, ({year}) => year);
  const here = rollup(placed, addCounts, ({year}) => year);
  const nowhere = rollup(
    ends.filter(({kind}) => kind !== "place"),
    addCounts,
    ({year}) => year
  );
  const names = highest(regions, last);
  const [top = ""] = names;
  const authorities = highest(areas, last);
  const show = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const worst =
    [...nowhere.keys()].sort((a, b) => descending(nowhere.get(a)?.value ?? 0, nowhere.get(b)?.value ?? 0))[0] ?? last;
  const breaks = COVERAGE.map(({before, letter}) => ({before, letter}));
  const notes = COVERAGE.map(({letter, text}) => ({term: letter, text}));
  const parts = [
    section("support", "Support", "People on asylum support, by region"),
    paragraph(
      `A stock: people in receipt of asylum support on the last day of a quarter, where dispersal put them. <b>It is no count of applications or of decisions, and is never drawn with either</b>; the Home Office publishes none of those by region. Whom it counts by area has changed four times, so growth across a mark is partly a change of coverage.`
    ),
    figureHtml({
      id: "regions-ranked",
      title: `People supported by region, 31 December ${last}`,
      unit: "Persons on asylum support, a stock; all types of support together",
      breadth: "text",
      sentence: `On 31 December ${last} ${show(here.get(last))} people on asylum support are told by local authority, the most in ${escape(top)}: ${show(regions.get(top)?.get(last))}.`,
      source: `${source} No package of boundaries of these regions was found: a list, no map.`,
      draw: ranking(regions, names, last),
      behind: yearTable("regions-rows", "People supported at the end of the year, by region", regions, names, years)
    }),
    figureHtml({
      id: "regions-years",
      title: "People supported by region, at the end of each year",
      unit: `Persons on asylum support on 31 December, a stock, ${formatYears(...span)}; one scale; dotted marks are changes of coverage`,
      sentence: `${sentenceOfPeak(top, regions.get(top) ?? new Map())}; at the end of ${worst} ${show(nowhere.get(worst))} people of ${show(all.get(worst))} have no area.`,
      source,
      notes,
      draw: (options) =>
        multiples({panels: names.map((name) => panelOf(name, regions.get(name) ?? new Map(), span)), breaks}, options),
      behind: table(
        "coverage-rows",
        "People supported on 31 December: with an area and without",
        ["Year", "With an area", "Without an area", "All in the file"],
        years.map((year) =>
          row(String(year), cell(here.get(year)), cell(nowhere.get(year), "none in the file"), cell(all.get(year)))
        )
      )
    }),
    table(
      "authorities",
      `The ${Math.min(MOST_ROWS, authorities.length)} local authorities with most people supported, 31 December ${last}; ${authorities.length} have a row`,
      ["Local authority", ...years.slice(-6).map(String)],
      authorities
        .slice(0, MOST_ROWS)
        .map((name) => row(escape(name), ...years.slice(-6).map((year) => cell(areas.get(name)?.get(year)))))
    ),
    paragraph(
      `The CSV has every quarter from March ${span[0]}, local authority and type of support. An authority without a row has nobody on support there, or was joined to another: the file does not tell the two apart. ${NO_POPULATION}`
    )
  ];
  return {
    facts: [
      {label: `Supported, end of ${last}`, count: here.get(last) ?? null, under: "people with an area, a stock"},
      ...names
        .slice(0, 3)
        .map((name) => ({label: name, count: regions.get(name)?.get(last) ?? null, under: `end of ${last}`}))
    ],
    html: parts.join("\n")
  };
}

// -------------------------------------------------------------------------------------------------------- France

function francePart({edition, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "ofpra");
  const words = `OFPRA publishes, by département of domicile and year, applications and decisions from 2020 on (CSV, Licence Ouverte 2.0). Rows of the country, the région and the département nest and are never added together; Corsica stands both whole (20) and in its two départements in some years, and “N/D” is people whose département is not determined. OFPRA does not count Dublin cases, so it lies below the ministry’s and Eurostat’s figures. A département is where people live or are housed, not where they asked.`;
  if (!ours.length)
    return {
      facts: [],
      html: [
        section("departements", "Départements", "By département: none in this edition"),
        paragraph(
          `<b>Edition ${edition.id} has no figures by département of France.</b> It was made without asking OFPRA’s twelve files, whose addresses the ledger’s loader keeps; an edition made with a network has them.`,
          "caution"
        ),
        paragraph(words)
      ].join("\n")
    };
  const source = `OFPRA, data.gouv.fr, edition ${edition.id}; Licence Ouverte 2.0.`;
  const applied = ours.filter(({measure}) => measure === "applications");
  const departements = applied.filter(({level}) => level === 2);
  const counts = byName(departements.filter(({kind}) => kind === "place"));
  const total = rollup(
    applied.filter(({level}) => level === 0),
    addCounts,
    ({year}) => year
  );
  const years = [...new Set(applied.map(({year}) => year))].sort(ascending);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const names = highest(counts, last);
  const [top = ""] = names;
  const show = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const outcomes = ["refugee_status", "complementary", "refused", "otherwise_closed"] as const;
  const ofStatus = outcomes.map((measure) =>
    byName(ours.filter((each) => each.measure === measure && each.level === 2))
  );
  return {
    facts: [{label: `First applications, ${last}`, count: total.get(last) ?? null, under: "OFPRA’s own total"}],
    html: [
      section("departements", "Départements", "By département, as OFPRA publishes"),
      paragraph(words),
      figureHtml({
        id: "departements-ranked",
        title: `First applications by département, ${last}`,
        unit: "Persons; first applications at OFPRA, by département of domicile",
        breadth: "text",
        sentence: `In ${last} OFPRA counted ${show(total.get(last))} first applications, the most in ${escape(top)}: ${show(counts.get(top)?.get(last))}.`,
        source,
        draw: ranking(counts, names.slice(0, 15), last),
        behind: yearTable(
          "departements-rows",
          "First applications by département",
          byName(departements),
          highest(byName(departements), last),
          years
        )
      }),
      ...(years.length > 1
        ? [
            figureHtml({
              id: "departements-years",
              title: `First applications by département, the ${PANELS} highest`,
              unit: `Persons, ${formatYears(first, last)}; one scale`,
              sentence: `${sentenceOfPeak(top, counts.get(top) ?? new Map())}.`,
              source,
              draw: (options: DrawingOptions) =>
                multiples(
                  {
                    panels: names
                      .slice(0, PANELS)
                      .map((name) => panelOf(name, counts.get(name) ?? new Map(), [first, last]))
                  },
                  options
                ),
              behind: yearTable(
                "departements-series",
                "First applications by département",
                counts,
                names.slice(0, PANELS),
                years
              )
            })
          ]
        : []),
      table(
        "departements-outcomes",
        `OFPRA’s decisions by département, ${last}`,
        ["Département", "Refugee status", "Complementary", "Refused", "Otherwise closed"],
        names.map((name) => row(escape(name), ...ofStatus.map((status) => cell(status.get(name)?.get(last)))))
      ),
      paragraph(NO_POPULATION)
    ].join("\n")
  };
}

// -------------------------------------------------------------------------------------------------------- Russia

function russiaPart({edition}: Page): Part {
  const figures = edition.reported.filter((figure) => figure.asylum === "RUS" && figure.region !== null);
  if (!figures.length) return {facts: [], html: ""};
  const names = [...new Set(figures.map((figure) => figure.region ?? ""))].map((code) => SUBJECTS[code] ?? code);
  return {
    facts: [],
    html: [
      section("subjects", "Subjects", "Reported for one federal subject"),
      paragraph(
        `${figures.length} figures that publications state for a federal subject: ${escape(list(names.sort()))}. Each is single and sourced, of its own date and measure; they make no series, do not cover the country, and are added to nothing. Neither the ministry nor UNHCR publishes applications or decisions by federal subject.`
      ),
      `<div class="scroll" id="reported-subjects" role="region" tabindex="0" aria-labelledby="reported-subjects-caption"><table class="words"><caption id="reported-subjects-caption">Reported figures with a federal subject</caption><thead><tr>${["Federal subject", "From", "When", "What is counted", "Figure", "Who says so, and the words"].map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${[
        ...figures
      ]
        .sort(
          (a, b) =>
            ascending(a.region ?? "", b.region ?? "") ||
            ascending(a.as_of ?? String(a.year_from), b.as_of ?? String(b.year_from)) ||
            ascending(a.id, b.id)
        )
        .map((figure) => {
          const code = figure.region ?? "";
          const when =
            figure.as_of?.replace("/", " to ") ??
            (figure.year_from === null ? "" : formatYears(figure.year_from, figure.year_to ?? figure.year_from));
          const sign = {"=": "", ">": "more than ", "<": "a little under "}[figure.comparator];
          return row(
            escape(SUBJECTS[code] ?? code),
            textCell(
              figure.origin === "ALL" ? "all origins" : escape(edition.places.get(figure.origin) ?? figure.origin)
            ),
            textCell(escape(when)),
            textCell(escape(figure.measure.replaceAll("_", " "))),
            `<td>${sign}${formatNumber(figure.value)}</td>`,
            textCell(
              `<a href="${escape(figure.source_url)}" rel="noreferrer">${escape(figure.publisher)}</a>${figure.published === null ? "" : `, ${escape(figure.published)}`}: <q>${escape(figure.quoted_text)}</q>`
            )
          );
        })
        .join("")}</tbody></table></div>`
    ].join("\n")
  };
}

/** Federal subjects that a reported figure names, by ISO 3166-2. */
const SUBJECTS: Readonly<Record<string, string>> = {
  "RU-AMU": "Amur Region",
  "RU-KYA": "Krasnoyarsk Territory",
  "RU-PER": "Perm Territory",
  "RU-PRI": "Primorsky Territory",
  "RU-SAM": "Samara Region",
  "RU-SAR": "Saratov Region",
  "RU-SVE": "Sverdlovsk Region",
  "RU-YAR": "Yaroslavl Region"
};

// ------------------------------------------------------------------------------------------------ pages and index

/** Countries with a page: those with a publisher of their own, Russia and France, and hosts that UNHCR tells a place of. */
export function countriesOf(rows: readonly LocationRow[]): string[] {
  const placed = rows.filter(({kind}) => kind === "place").map(({asylum}) => asylum);
  return [...new Set([...placed, "FRA", "RUS"])];
}

export function regionPage(page: Page, root: string): {title: string; main: string} {
  const {code, name} = page;
  const national =
    code === "CHE"
      ? swissPart(page, root)
      : code === "CAN"
        ? canadaPart(page, root)
        : code === "GBR"
          ? kingdomPart(page)
          : code === "FRA"
            ? francePart(page)
            : code === "RUS"
              ? russiaPart(page)
              : {facts: [], html: ""};
  const unhcr = unhcrPart(page);
  let figures = 0;
  const csv = page.rows.length
    ? paragraph(
        `<a href="./${code.toLowerCase()}.csv" download>CSV of these figures</a>, all years and places, origins added up; rows by origin are in the table <code>locations</code> on the page <a href="../data">Data</a>.`
      )
    : "";
  const title = `${name}: regions`;
  return {
    title,
    main: [
      `<p class="kick"><a href="../regions">Regions</a> / <a href="../countries/${code.toLowerCase()}">${escape(name)} as a country</a></p>`,
      `<h1>${escape(name)}, by region</h1>`,
      factsHtml([...national.facts, ...unhcr.facts].slice(0, 4)),
      national.html,
      unhcr.html,
      csv
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

const MEASURE_WORDS: Readonly<Record<string, string>> = {
  sem: "applications and outcomes by canton (SEM)",
  ircc: "claimants by province and office (IRCC)",
  home_office: "people supported by local authority (Home Office)",
  ofpra: "applications and decisions by département (OFPRA)"
};

interface Missing {
  readonly asylum: string;
  readonly publisher: string;
  readonly what: string;
  readonly years: string;
  readonly known: string;
  readonly source_url: string;
}

function missingSources(root: string): Missing[] {
  const [, ...lines] = csvParseRows(readFileSync(join(root, "data", "tables", "regional_sources.csv"), "utf8"));
  return lines.map(([asylum = "", publisher = "", what = "", years = "", known = "", source_url = ""]) => ({
    asylum,
    publisher,
    what,
    years,
    known,
    source_url
  }));
}

/** Large hosts that UNHCR's file tells no place of, and how few it tells of asylum-seekers in Russia. */
function unplaced(rows: readonly LocationRow[], name: (code: string) => string): string {
  const placed = rows.filter(({publisher, kind}) => publisher === "unhcr" && kind === "place");
  const never = ["DEU", "FRA", "ITA", "SWE", "CHE"].filter((code) => !placed.some(({asylum}) => asylum === code));
  const russian = placed
    .filter(({asylum, measure}) => asylum === "RUS" && measure === "asylum_seekers")
    .sort((a, b) => ascending(a.year, b.year))
    .map(({location, year, value}) => `${escape(location)} in ${year} (${formatNumber(value ?? 0)})`);
  return [
    never.length ? `UNHCR’s file never places anyone in ${list(never.map((code) => escape(name(code))))}.` : "",
    russian.length ? `Of asylum-seekers in Russia it tells these places alone: ${list(russian)}.` : ""
  ]
    .filter(Boolean)
    .join(" ");
}

/** What exists for which country and year, how it was made, and the best sources that are still missing. */
export function regionsIndex(edition: Edition, rows: readonly LocationRow[] | null, root: string): string {
  const name = (code: string) => edition.places.get(code) ?? code;
  const missing = [
    section("missing", "Missing", "The best sources still missing"),
    table(
      "missing-sources",
      "Regional sources that the edition does not hold, with what is known of them",
      ["Country", "Publisher", "What", "Years", "What is known"],
      missingSources(root).map((source) =>
        row(
          escape(name(source.asylum)),
          textCell(`<a href="${escape(source.source_url)}" rel="noreferrer">${escape(source.publisher)}</a>`),
          textCell(escape(source.what)),
          textCell(escape(source.years)),
          textCell(escape(source.known))
        )
      ),
      "words"
    ),
    paragraph(
      `${rows ? `${unplaced(rows, name)} ` : ""}A source is added as a file in <code>loaders/sources</code> and an entry in the list of sources.`
    )
  ].join("\n");
  if (!rows)
    return [
      paragraph(
        `<b>Edition ${edition.id} has no table of places.</b> It was made before the ledger held them, or from files without them.`,
        "caution"
      ),
      paragraph(
        `<a href="./regions/rus">Russia: figures reported for one federal subject</a>. <a href="./regions/fra">France: none in this edition.</a>`
      ),
      missing
    ].join("\n");
  const national = rows.filter(({publisher, kind}) => publisher !== "unhcr" && kind === "place");
  const years = [...new Set(national.map(({year}) => year))].sort(ascending);
  const publishers = [...group(national, ({publisher}) => publisher)].sort(([a], [b]) => descending(a, b));
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const unhcrYears = [...new Set(ours.map(({year}) => year))].sort(ascending);
  const hosts = [...group(ours, ({asylum}) => asylum)]
    .filter(([, some]) => some.some(({kind}) => kind === "place"))
    .sort(([a], [b]) => ascending(name(a), name(b)));
  const lastYear = unhcrYears.at(-1) ?? 0;
  const world = (measure: UnhcrMeasure) => {
    const some = ours.filter((each) => each.measure === measure && each.year === lastYear);
    return {placed: addCounts(some.filter(({kind}) => kind === "place")), all: addCounts(some)};
  };
  const [seekers, refugees] = [world("asylum_seekers"), world("refugees")];
  return [
    section("national", "Publishers", "Publishers of their own country"),
    paragraph(
      `${publishers.length} publishers give figures by region of their country: ${list(publishers.map(([publisher, some]) => `<a href="./regions/${some[0]?.asylum.toLowerCase() ?? ""}">${escape(name(some[0]?.asylum ?? ""))}</a>, ${MEASURE_WORDS[publisher] ?? escape(publisher)}`))}. France’s OFPRA ${national.some(({publisher}) => publisher === "ofpra") ? "is among them" : `is not in this edition: <a href="./regions/fra">what is known of it</a>`}. Figures reported for one federal subject stand on the page of <a href="./regions/rus">Russia</a>.`
    ),
    table(
      "national-years",
      "Regions with a figure, by country and year",
      ["Country", ...years.map(String)],
      publishers.map(([, some]) =>
        row(
          `<a href="./regions/${some[0]?.asylum.toLowerCase() ?? ""}">${escape(name(some[0]?.asylum ?? ""))}</a>`,
          ...years.map((year) => {
            const count = new Set(some.filter((each) => each.year === year).map(({location}) => location)).size;
            return count ? `<td class="m2">${count}</td>` : '<td class="none">–</td>';
          })
        )
      ),
      "matrix tight"
    ),
    section("unhcr", "UNHCR", "UNHCR’s places, by host"),
    paragraph(
      `UNHCR tells a place of some of the people waiting or recognised in ${hosts.length} hosts. At the end of ${lastYear} that is ${told(seekers.placed)} of ${told(seekers.all)} asylum-seekers (${percent(seekers.placed.value ?? 0, seekers.all.value ?? 1)}) and ${told(refugees.placed)} of ${told(refugees.all)} refugees (${percent(refugees.placed.value ?? 0, refugees.all.value ?? 1)}); the others are “dispersed”. Each is a stock at the end of a year, never a count of applications.`
    ),
    table(
      "unhcr-years",
      "Share of asylum-seekers whose place within the host is told, per cent; – no asylum-seeker in the file",
      ["Host", ...unhcrYears.map((year) => `’${String(year).slice(2)}`)],
      hosts.map(([code, some]) => {
        const found = shares(some.filter(({measure}) => measure === "asylum_seekers"));
        return row(
          `<a href="./regions/${code.toLowerCase()}">${escape(name(code))}</a>`,
          ...unhcrYears.map((year) => {
            const each = found.get(year);
            const whole = each?.all.value ?? 0;
            if (!each || whole === 0) return '<td class="none">–</td>';
            const share = (100 * (each.placed.value ?? 0)) / whole;
            const step = share === 0 ? 0 : Math.min(5, 1 + Math.floor(share / 20));
            const printed =
              share > 0 && share < 1 ? "<1" : share > 99 && share < 100 ? ">99" : String(Math.round(share));
            return `<td${step ? ` class="m${step}"` : ""}>${printed.replace("<", "&lt;").replace(">", "&gt;")}</td>`;
          })
        );
      }),
      "matrix tight"
    ),
    section("how", "How", "How places are read"),
    paragraph(
      `A place stands as its publisher writes it. Spellings are joined, and what is no place is named as such, by one reviewed table (<code>data/tables/locations.csv</code>), a reason a line: “Kampala”, “Kampala : City” and “Kampala [Admin 2]” are one; “Dispersed in the country / territory” and the country’s own name are none. Every count keeps the interval that its publisher’s rounding leaves. Switzerland’s cantons, Canada’s provinces and UNHCR’s places are each checked against their publisher’s own totals when an edition is made; the page <a href="./data#checks">Data</a> lists the results.`
    ),
    missing
  ].join("\n");
}

const CSV_COLUMNS = [
  "year",
  "period",
  "publisher",
  "location",
  "kind",
  "within",
  "admin_level",
  "iso3166_2",
  "measure",
  "detail",
  "value",
  "value_lo",
  "value_hi",
  "flag"
];

/** The figures of one page as CSV: a missing value is nothing between two commas. */
function csvOf(rows: readonly LocationRow[]): string {
  const sorted = [...rows].sort(
    (a, b) =>
      ascending(a.publisher, b.publisher) ||
      ascending(a.measure, b.measure) ||
      ascending(a.detail ?? "", b.detail ?? "") ||
      ascending(a.location, b.location) ||
      ascending(a.year, b.year) ||
      ascending(a.period ?? "", b.period ?? "") ||
      ascending(a.within ?? "", b.within ?? "") ||
      ascending(a.kind, b.kind) ||
      ascending(a.level ?? 0, b.level ?? 0)
  );
  return `${csvFormatRows([
    CSV_COLUMNS,
    ...sorted.map((each) =>
      [
        each.year,
        each.period,
        each.publisher,
        each.location,
        each.kind,
        each.within,
        each.level,
        each.iso,
        each.measure,
        each.detail,
        each.value,
        each.lo,
        each.hi,
        each.flag
      ].map((value) => (value === null ? "" : String(value)))
    )
  ])}\n`;
}

/** Writes a page and a CSV for each country into the frame of `regions/place`, which goes, and the index into `regions`. */
export async function writeRegions(folder: string, root: string): Promise<void> {
  if (!existsSync(join(folder, TEMPLATE))) return;
  const [edition, rows] = await Promise.all([loadEdition(root), loadLocations(root)]);
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  rmSync(join(folder, TEMPLATE));
  mkdirSync(join(folder, "regions"), {recursive: true});
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  const byHost = group(rows ?? [], ({asylum}) => asylum);
  for (const code of countriesOf(rows ?? [])) {
    const some = byHost.get(code) ?? [];
    const page = {edition, code, name: edition.places.get(code) ?? code, rows: some};
    const {title, main} = regionPage(page, root);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "regions", `${code.toLowerCase()}.html`), html);
    if (some.length) writeFileSync(join(folder, "regions", `${code.toLowerCase()}.csv`), csvOf(some));
  }
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace('<div id="all-regions"></div>', () => regionsIndex(edition, rows, root));
  if (filled === html) throw new Error(`${INDEX} has no place for the list`);
  writeFileSync(index, filled);
}

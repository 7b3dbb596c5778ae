// Switzerland by canton, as SEM publishes: applications and first-instance outcomes, and the cantons' sums compared with UNHCR.
import {ascending, descending, rollup} from "d3";
import {list} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {ANY, applicationRows, decisionRows} from "../../edition/select.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {byName, byYear, cell, highest, percent, toldOr, yearsOf} from "./count.js";
import {
  figureHtml,
  highestFigure,
  mapFigure,
  NO_POPULATION,
  NOTHING,
  panelOf,
  PANELS,
  sentenceOfPeak
} from "./figure.js";
import type {Page, Part, PlacesByYear} from "./figure.js";

const MADE = "switzerland#swissPart";
const NOT_STATED = "Canton not stated";

/** Applications by canton, and those without one. */
interface Cantons extends PlacesByYear {
  readonly rows: readonly LocationRow[];
  readonly all: ReadonlyMap<number, PlaceCount>;
  readonly unstated: ReadonlyMap<number, PlaceCount>;
}

function cantonsOf(ours: readonly LocationRow[], source: string): Cantons {
  const rows = ours.filter(({measure}) => measure === "applications");
  const years = yearsOf(rows);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const counts = byName(rows.filter(({kind}) => kind === "place"));
  return {
    made: MADE,
    rows,
    all: byYear(rows),
    unstated: byYear(rows.filter(({kind}) => kind === "not_stated")),
    counts,
    names: highest(counts, span[1]),
    codes: new Map(rows.map(({location, iso}) => [location, iso])),
    years,
    heads: years.map(String),
    span,
    source
  };
}

/** Which canton has the most applications in the latest year. */
export function swissLead(rows: readonly LocationRow[]): string {
  const {names, counts, all, span} = cantonsOf(
    rows.filter(({publisher}) => publisher === "sem"),
    ""
  );
  const [top = ""] = names;
  return `In ${span[1]}, the latest year here, ${escape(top)} was assigned the most new asylum applications of Switzerland’s cantons: ${toldOr(counts.get(top)?.get(span[1]))} of ${toldOr(all.get(span[1]))}.`;
}

export function swissPart({edition, rows}: Page, root: string): Part {
  const ours = rows.filter(({publisher}) => publisher === "sem");
  if (!ours.length) return NOTHING;
  const source = `Source: SEM, table 7-20, edition of ${editionDate(edition.id)}.`;
  const cantons = cantonsOf(ours, source);
  const {all, unstated, span} = cantons;
  const [, last] = span;
  const outcomes = outcomesOf(ours);
  const refugee = outcomes.kinds[0]?.years.get(last) ?? null;
  return {
    lead: swissLead(rows),
    cautions: [
      "<b>This does not say where people wished to live.</b> A fixed key by population distributes applicants over the cantons.",
      `<b>Do not compare a canton’s share across years.</b> ${shareWords(cantons, last)} of the applications of ${last} have no canton; ${worstWords(cantons)}`
    ],
    years: `SEM’s figures here are for whole years, ${formatYears(...span)}; later years are not in this edition.`,
    facts: [
      {label: `Applications, ${last}`, count: all.get(last) ?? null, under: "persons, all cantons"},
      {
        label: `Without a canton, ${last}`,
        count: unstated.get(last) ?? null,
        under: `${shareWords(cantons, last)} of them`
      },
      {label: `Decisions, ${last}`, count: outcomes.decided.get(last) ?? null, under: "first instance"},
      {
        label: `Refugee status, ${last}`,
        count: refugee,
        under: "at least: some recognised refugees are counted under provisional admission"
      }
    ],
    html: [
      ...applicationsParts(cantons, root),
      ...outcomesParts(cantons, outcomes),
      ...besideParts(edition, all, outcomes.decided),
      paragraph(NO_POPULATION)
    ].join("\n")
  };
}

const shareIn = ({unstated, all}: Cantons, year: number) =>
  (unstated.get(year)?.value ?? 0) / (all.get(year)?.value ?? 1);
const shareWords = (cantons: Cantons, year: number) => percent(shareIn(cantons, year), 1);

/** The year in which the most applications have no canton. */
const worstYear = (cantons: Cantons) =>
  [...cantons.years].sort((a, b) => descending(shareIn(cantons, a), shareIn(cantons, b)))[0] ?? cantons.span[1];

function worstWords(cantons: Cantons): string {
  const worst = worstYear(cantons);
  return `in ${worst} it was ${shareWords(cantons, worst)}. SEM’s data does not say why; most were probably people not yet assigned to a canton, or applications made at embassies (possible until 2012).`;
}

function applicationsParts(cantons: Cantons, root: string): string[] {
  const {rows, all, unstated, counts, names, years, span, source} = cantons;
  const [, last] = span;
  const [top = ""] = names;
  const worst = worstYear(cantons);
  return [
    section("cantons", "Cantons", "New applications by canton"),
    mapFigure(cantons, {
      root,
      outline: "cantons.json",
      credit:
        "Boundaries of 2018, Swiss Federal Statistical Office and swisstopo through swiss-maps; they imply no endorsement.",
      title: `New asylum applications by canton, ${last}`,
      unit: `Counted in persons; new applications, including repeat ones. ${shareWords(cantons, last)} of ${formatNumber(all.get(last)?.value ?? 0)} have no canton and are not on the map`,
      sentence: `In ${last} ${escape(top)} was assigned the most, ${toldOr(counts.get(top)?.get(last))} of ${toldOr(all.get(last))}; ${toldOr(unstated.get(last))} have no canton.`,
      caption: `New applications by canton, ${formatYears(...span)}`,
      behind: {counts: byName(rows), names: [...names, NOT_STATED]}
    }),
    highestFigure(cantons, {
      id: "cantons-years",
      title: `New applications in the ${PANELS} cantons with the most in ${last}`,
      unit: `Counted in persons, ${formatYears(...span)}; one scale`,
      sentence: `${sentenceOfPeak(top, counts.get(top) ?? new Map())}; in ${last} it was ${toldOr(counts.get(top)?.get(last))}.`,
      caption: "New applications by canton"
    }),
    figureHtml({
      made: MADE,
      id: "not-stated",
      title: "Applications without a canton",
      unit: `Share of new applications, ${formatYears(...span)}`,
      breadth: "text",
      sentence: `In ${last}, ${shareWords(cantons, last)} of the applications had no canton; the most were ${shareWords(cantons, worst)} in ${worst} (${toldOr(unstated.get(worst))} of ${toldOr(all.get(worst))}).`,
      source,
      draw: (options) =>
        multiples(
          {
            share: true,
            panels: [
              {
                name: NOT_STATED,
                under: "",
                group: "share",
                square: false,
                points: years.map((year) => {
                  const value = shareIn(cantons, year);
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
        ["Year", NOT_STATED, "All"],
        years.map((year) => row(String(year), cell(unstated.get(year)), cell(all.get(year))))
      )
    })
  ];
}

/** SEM's outcomes with the legal status each is classified as. */
const OUTCOMES: readonly (readonly [words: string, measure: string, detail?: string])[] = [
  ["Refugee status", "refugee_status"],
  ["Complementary protection (provisional admission)", "complementary"],
  ["Refused", "refused"],
  ["Inadmissible", "otherwise_closed", "inadmissible"],
  ["Written off", "otherwise_closed", "written off"]
];

interface SwissOutcomes {
  readonly kinds: readonly {
    readonly words: string;
    readonly years: ReadonlyMap<number, PlaceCount>;
    readonly cantons: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>;
  }[];
  readonly decided: ReadonlyMap<number, PlaceCount>;
  readonly decidedBy: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>;
}

function outcomesOf(ours: readonly LocationRow[]): SwissOutcomes {
  const of = (measure: string, detail?: string) =>
    ours.filter((each) => each.measure === measure && (detail === undefined || each.detail === detail));
  return {
    kinds: OUTCOMES.map(([words, measure, detail]) => ({
      words,
      years: byYear(of(measure, detail)),
      cantons: byName(of(measure, detail))
    })),
    decided: byYear(of("decisions")),
    decidedBy: byName(of("decisions"))
  };
}

function outcomesParts(cantons: Cantons, {kinds, decided, decidedBy}: SwissOutcomes): string[] {
  const {names, years, span, source} = cantons;
  const [, last] = span;
  const heads = [...OUTCOMES.map(([words]) => words), "All decisions"];
  const words = (name: string) => escape(name.charAt(0).toLowerCase() + name.slice(1));
  return [
    section("outcomes", "Outcomes", "How applications were decided"),
    paragraph(
      "We classify SEM’s first-instance outcomes by legal status. Asylum granted is refugee status. Provisional admission, after a rejection or an inadmissible application, is complementary protection, because it protects from return under asylum law. A rejection without it is a refusal. Inadmissible (mostly under the Dublin rules) and written off were closed without a decision. The decisions of a year are not about that year’s applications."
    ),
    figureHtml({
      made: MADE,
      id: "outcomes-years",
      title: "First-instance decisions, all cantons",
      unit: `Counted in persons; first instance, ${formatYears(...span)}; one scale`,
      sentence: `Of ${toldOr(decided.get(last))} applications decided or closed in ${last}, ${list(kinds.map(({words: name, years: counts}) => `${toldOr(counts.get(last))} ${name === "Inadmissible" || name === "Refused" || name === "Written off" ? `were ${words(name)}` : `received ${words(name)}`}`))}.`,
      source,
      draw: (options) =>
        multiples({panels: kinds.map(({words: name, years: counts}) => panelOf(name, counts, span))}, options),
      behind: table(
        "outcomes-rows",
        "First-instance decisions, all cantons",
        ["Year", ...heads],
        years.map((year) =>
          row(String(year), ...kinds.map(({years: counts}) => cell(counts.get(year))), cell(decided.get(year)))
        )
      )
    }),
    table(
      "outcomes-cantons",
      `First-instance decisions by canton, ${last}, counted in persons`,
      ["Canton", ...heads],
      [...names, NOT_STATED].map((name) =>
        row(
          escape(name),
          ...kinds.map(({cantons: counts}) => cell(counts.get(name)?.get(last))),
          cell(decidedBy.get(name)?.get(last))
        )
      ),
      "sorts"
    )
  ];
}

/** New and repeat applications, and first-instance decisions, of Switzerland as UNHCR has them. */
function unhcrYears(edition: Edition): {applied: Map<number, number>; decided: Map<number, number>} {
  return {
    applied: rollup(
      applicationRows(edition, ANY).filter(
        ({asylum, unit, type, level}) =>
          asylum === "CHE" &&
          unit === "P" &&
          // Repeat applications have a level of their own; before 2006 the appeals of type V are at theirs.
          (["N", "R", "NR"].includes(type) ? ["FI", "NA", "RA"] : type === "V" ? ["FI", "NA"] : []).includes(level)
      ),
      (some) => some.reduce((sum, {applications}) => sum + (applications ?? 0), 0),
      ({year}) => year
    ),
    decided: rollup(
      decisionRows(edition, ANY).filter(({asylum, unit, level}) => asylum === "CHE" && unit === "P" && level === "FI"),
      (some) =>
        some.reduce(
          (sum, each) => sum + (each.recognized ?? 0) + (each.other ?? 0) + (each.rejected ?? 0) + (each.closed ?? 0),
          0
        ),
      ({year}) => year
    )
  };
}

/** The cantons' sums compared with UNHCR's figures of Switzerland. */
function besideParts(
  edition: Edition,
  applied: ReadonlyMap<number, PlaceCount>,
  decided: ReadonlyMap<number, PlaceCount>
): string[] {
  const unhcr = unhcrYears(edition);
  const years = [...applied.keys()]
    .filter((year) => unhcr.applied.has(year) || unhcr.decided.has(year))
    .sort(ascending);
  const gap = (year: number) => (applied.get(year)?.value ?? 0) - (unhcr.applied.get(year) ?? 0);
  const widest = [...years].sort((a, b) => descending(Math.abs(gap(a)), Math.abs(gap(b))))[0];
  const last = years.at(-1);
  const number = (n: number | undefined) =>
    n === undefined ? '<td class="none">–</td>' : `<td>${formatNumber(n)}</td>`;
  return [
    section("beside", "UNHCR", "Compared with UNHCR"),
    paragraph(
      last === undefined || widest === undefined
        ? "UNHCR and SEM have no year in common."
        : `In ${last} SEM counted ${toldOr(applied.get(last))} new and repeat applications in all cantons and without one; UNHCR has ${formatNumber(unhcr.applied.get(last) ?? 0)}, ${formatNumber(Math.abs(gap(last)))} ${gap(last) < 0 ? "more" : "fewer"}. The widest gap is ${formatNumber(Math.abs(gap(widest)))}, in ${widest}. We correct neither by the other.`
    ),
    table(
      "beside-rows",
      "Switzerland: SEM’s cantons added up, and UNHCR (persons; new and repeat applications; first-instance decisions)",
      ["Year", "Applications, SEM", "Applications, UNHCR", "Difference", "Decisions, SEM", "Decisions, UNHCR"],
      years.map((year) =>
        row(
          String(year),
          cell(applied.get(year)),
          number(unhcr.applied.get(year)),
          number(unhcr.applied.has(year) ? gap(year) : undefined).replace("-", "−"),
          cell(decided.get(year)),
          number(unhcr.decided.get(year))
        )
      )
    )
  ];
}

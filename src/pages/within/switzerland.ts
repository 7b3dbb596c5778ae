// Switzerland by canton, as SEM publishes: applications and first-instance outcomes, and the cantons' sums beside UNHCR's rows.
import {ascending, descending, rollup} from "d3";
import {list} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import {addCounts} from "../../edition/locations.js";
import type {PlaceCount} from "../../edition/locations.js";
import {ANY, applicationRows, decisionRows} from "../../edition/select.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {regionMap} from "../../charts/regionMap.js";
import {byName, cell, highest, percent, told} from "./count.js";
import {figureHtml, NO_POPULATION, outlines, panelOf, PANELS, sentenceOfPeak, yearTable} from "./figure.js";
import type {Page, Part} from "./figure.js";

export function swissPart({edition, rows}: Page, root: string): Part {
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
      made: "switzerland#swissPart",
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
      made: "switzerland#swissPart",
      id: "cantons-years",
      title: `Applications by canton, the ${PANELS} highest of ${last}`,
      unit: `Persons; new applications, ${formatYears(...span)}; one scale`,
      sentence: `${sentenceOfPeak(top, cantons.get(top) ?? new Map())}, against ${of2018(cantons.get(top)?.get(last))} in ${last}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: names.slice(0, PANELS).map((name) => panelOf(name, cantons.get(name) ?? new Map(), span))},
          options
        ),
      behind: yearTable("cantons-rows", "New applications by canton", cantons, names.slice(0, PANELS), years)
    }),
    figureHtml({
      made: "switzerland#swissPart",
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
      made: "switzerland#swissPart",
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
      ),
      "sorts"
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
        : `In ${last} the cantons, with “canton not stated”, add up to ${formatNumber(applied.get(last)?.value ?? 0)} applications, UNHCR’s rows of new and repeat applications to ${formatNumber(asked.get(last) ?? 0)}: ${formatNumber(Math.abs(gap(last)))} ${gap(last) < 0 ? "more" : "fewer"} in UNHCR’s. They are furthest apart in ${widest}, by ${formatNumber(Math.abs(gap(widest)))}. Neither is corrected by the other.`,
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

// France by département, as OFPRA publishes; an edition made without a network has no row of it, and the page says so.
import {ascending, rollup} from "d3";
import {paragraph, row, section, table} from "../../html/strings.js";
import {addCounts} from "../../edition/locations.js";
import type {PlaceCount} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import type {DrawingOptions} from "../../charts/drawing.js";
import {byName, cell, highest, told} from "./count.js";
import {figureHtml, NO_POPULATION, panelOf, PANELS, ranking, sentenceOfPeak, yearTable} from "./figure.js";
import type {Page, Part} from "./figure.js";

export function francePart({edition, rows}: Page): Part {
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
        made: "france#francePart",
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
              made: "france#francePart",
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

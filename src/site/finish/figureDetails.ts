// What a card computed in the browser needs of an edition besides its rows: one file of JSON.
import {addresses, split} from "../../figures/otherSources.js";
import type {FigureDetails} from "../../explorer/figure/details.js";
import {isComparable} from "../../measures/reported.js";
import {add, bounded, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {JOINED} from "../../measures/crosscheck.js";
import {isFinding} from "../../measures/breaks.js";
import {genevaStatus} from "../../measures/eurostat.js";
import type {GenevaStatus} from "../../measures/eurostat.js";
import type {Edition, EditionRevision} from "../../edition/edition.js";

export function figureDetails(edition: Edition, revisions: readonly EditionRevision[]): FigureDetails {
  const {decisions} = edition.eurostat;
  const hosts = new Map<string, (typeof decisions)[number][]>();
  for (const row of decisions) {
    const key = `${row.asylum} ${row.year}`;
    const before = hosts.get(key);
    if (before) before.push(row);
    else hosts.set(key, [row]);
  }
  const geneva: Record<string, GenevaStatus> = {};
  for (const [key, rows] of hosts) {
    const [asylum = "", year = ""] = key.split(" ");
    const found = genevaStatus(rows, asylum, Number(year));
    if (found) geneva[key] = found;
  }
  return {
    rules: Object.fromEntries(
      [...edition.ruleTexts]
        .filter(([id]) => !id.includes(" "))
        .map(([id, {reason, confidence, quoted_text, source_url}]) => [
          id,
          {reason, confidence, quoted: split(quoted_text), sources: addresses(source_url)}
        ])
    ),
    breaks: Object.fromEntries(
      edition.breaks.filter((each) => !isFinding(each)).map(({id, source_url}) => [id, addresses(source_url)])
    ),
    reported: edition.reported.filter(isComparable),
    geneva,
    first_time: firstTime(edition),
    footnotes: edition.footnotes.map(({year_from, year_to, origin, asylum, text}) => ({
      ...{year_from, year_to, text},
      origin: origin ?? null,
      asylum: asylum ?? null
    })),
    revisions
  };
}

/** An origin with fewer first-time applicants is not in the file: the card then shows no figure of Eurostat's. */
const FEWEST = 100;

/** Eurostat's first-time applicants of each country and year, of all citizenships together and of each with many. */
function firstTime({eurostat: {applications: columns}}: Edition): FigureDetails["first_time"] {
  const hosts = new Map<string, Map<string, Count>>();
  for (let i = 0; i < columns.year.length; i++) {
    const applications = columns.applications[i];
    if (columns.aggregate[i] || columns.applicant[i] !== "first_time" || applications == null) continue;
    const key = `${columns.asylum[i] ?? ""} ${columns.year[i] ?? ""}`;
    const origins = hosts.get(key) ?? new Map<string, Count>();
    hosts.set(key, origins);
    const origin = columns.origin[i] ?? "";
    for (const one of ["ALL", JOINED[origin] ?? origin])
      origins.set(one, add(origins.get(one) ?? ZERO, bounded(applications, "eurostat")));
  }
  return Object.fromEntries(
    [...hosts].map(([key, origins]) => [
      key,
      Object.fromEntries(
        [...origins].flatMap(([origin, {value, lo, hi}]) =>
          origin !== "ALL" && value < FEWEST ? [] : [[origin, hi - lo === 4 ? [value] : [value, lo, hi]]]
        )
      )
    ])
  );
}

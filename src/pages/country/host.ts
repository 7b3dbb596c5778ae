// The country as host: applications, decisions and what became of them.
import {descending, max} from "d3";
import {FIGURE, paragraph, section, upper} from "../../html/strings.js";
import {LEVELS, STATUSES, UNITS} from "../../measures/codes.js";
import type {Status} from "../../measures/codes.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {escape, levelWords, yearlySentence} from "../../words/country.js";
import {STATUS_WORDS} from "../../words/status.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {outcomesPart} from "../_shared/outcomesPart.js";
import {drawnSeries, newOf, newTypes, seriesOf, yearsOf} from "../_shared/series.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {levelsTable} from "./levels.js";
import {inWords} from "../_shared/names.js";
import type {Page} from "./page.js";
import {partnersPart} from "./partners.js";
import {ratesPart} from "./rates.js";
import {stocksPart} from "./stocks.js";

/** Everything of a place as host. */
export function hostPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {read, span} = ledger;
  const applied = seriesOf(ledger.applications.asylum.get(code) ?? []);
  const judged = seriesOf(ledger.decisions.asylum.get(code) ?? []);
  const stocks = ledger.stocks.asylum.get(code);
  const all = [...yearsOf(applied), ...yearsOf(judged)];
  const last = max(all);
  if (last === undefined) {
    const seekers = stocksPart(page, "asylum");
    return {
      heading: `${name} as host`,
      facts: [],
      html:
        paragraph(`No row of applications or decisions names ${escape(name)} as host from ${span[0]} to ${span[1]}.`) +
        seekers.html
    };
  }
  const drawnApplications = drawnSeries(applied, last);
  const drawnDecisions = drawnSeries(judged, last);
  const facts: Fact[] = [];
  const parts: string[] = [];

  for (const series of drawnApplications.filter(({years}, i) => i === 0 || years.at(-1) === last)) {
    const year = series.years.at(-1) ?? last;
    const types = newTypes(series.level, year);
    facts.push({
      label: `New applications, ${year}`,
      count: newOf(series.byYear.get(year)),
      ...(types === null
        ? {}
        : {rows: `applications * ${code} ${year} level=${series.level} unit=${series.unit}${types}`}),
      under: `${UNITS[series.unit]}, ${levelWords(series.level)}`
    });
  }
  for (const [i, series] of drawnDecisions.entries()) {
    if (i > 0 && series.years.at(-1) !== last) continue;
    const year = series.years.at(-1) ?? last;
    const outcome = sumDecisions(series.byYear.get(year) ?? [], read);
    const granted = STATUSES.slice(0, 5).filter((status) => status !== "refugee_status");
    const largest = (some: readonly Status[]) =>
      [...some].sort((a, b) => descending(outcome?.statuses[a].value, outcome?.statuses[b].value))[0] ?? "refused";
    const other = largest(granted);
    const against = largest(["refused", "undivided_closed"]);
    const positive = (outcome?.statuses[other].value ?? 0) > 0 ? [other] : [];
    const isOther = stageOf(series.level) === "other";
    const shown: Status[] = isOther ? positive : ["refugee_status", ...positive, ...(i === 0 ? [against] : [])];
    for (const status of shown)
      facts.push({
        label: `${status === "refugee_status" ? "Refugee status granted" : status === against ? upper(STATUS_WORDS[status]) : `Granted ${status === "temporary" && series.level === "TA" ? "temporary asylum" : STATUS_WORDS[status]}`}, ${year}`,
        count: outcome?.statuses[status] ?? null,
        rows: `decisions * ${code} ${year} level=${series.level} unit=${series.unit} status=${status}`,
        under: `${UNITS[series.unit]}, ${levelWords(series.level)}`
      });
  }
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  if (stocks && stockYear !== undefined)
    facts.push({
      label: `Asylum-seekers at the end of ${stockYear}`,
      count: stocks.get(stockYear)?.seekers ?? null,
      rows: `stocks * ${code} ${stockYear} of=asylum_seekers`,
      under: "waiting for a decision, as the publisher counts"
    });

  // Applications
  parts.push(section("applications", "Applications", `Who asked ${inWords(name)}`));
  if (!drawnApplications.length)
    parts.push(paragraph(`No row of applications at a first or combined level names ${escape(name)} as host.`));
  drawnApplications.forEach((series, i) => {
    const years = series.years.flatMap((year) => {
      const count = newOf(series.byYear.get(year));
      return count ? [{year, count}] : [];
    });
    const types = newTypes(series.level, years.at(-1)?.year ?? 0);
    const what = `new applications ${inWords(escape(name))} (${LEVELS[series.level]}, ${series.level})`;
    parts.push(
      yearlyPart(page, {
        id: `applications-${i + 1}`,
        number: FIGURE,
        title: `New applications: ${levelWords(series.level)}, ${UNITS[series.unit]}`,
        unitLine: `${UNITS[series.unit] === "persons" ? "Persons" : "Cases"}; ${levelWords(series.level)}; ${series.level === "TA" ? "all types" : "types N and NR, before 2006 “various”"}`,
        unit: series.unit,
        years,
        absence: "not reported",
        sentence: yearlySentence({
          what,
          unit: series.unit,
          none: `No row of ${levelWords(series.level)} is of new applications.`,
          years,
          last: span[1],
          ...(types === null
            ? {}
            : {
                rows: `applications * ${code} ${years.at(-1)?.year ?? 0} level=${series.level} unit=${series.unit}${types}`
              })
        })
      })
    );
  });
  parts.push(
    ...drawnApplications
      .filter(({years}, i) => i === 0 || years.at(-1) === last)
      .map((series, i) => partnersPart(page, series, drawnDecisions, i + 1))
  );

  // Outcomes
  parts.push(section("outcomes", "Outcomes", `What became of them`));
  if (!drawnDecisions.length)
    parts.push(paragraph(`No row of decisions at a first or combined level names ${escape(name)} as host.`));
  drawnDecisions.forEach((series, i) => {
    parts.push(
      outcomesPart(page, series, {
        id: `outcomes-${i + 1}`,
        number: FIGURE,
        where: `${name}, ${levelWords(series.level)}`,
        absence: "not reported",
        rows: (year) => (status) =>
          `decisions * ${code} ${year} level=${series.level} unit=${series.unit} status=${status}`
      }).html
    );
  });
  parts.push(levelsTable(applied, judged));

  // Rates
  if (drawnDecisions[0]) parts.push(ratesPart(page, drawnDecisions[0], judged));

  // Stocks
  parts.push(section("pending", "Pending", "Who waits"), stocksPart(page, "asylum").html);
  const link = explorerLink(folder, {asylums: {kind: "places", codes: [code]}, years: [...span]});
  if (link) parts.push(paragraph(`<a href="${escape(link)}">${escape(name)} as host in the explorer</a>`));
  return {heading: `${name} as host`, facts, html: parts.join("\n")};
}

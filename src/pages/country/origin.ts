// The country as origin: where its people apply, and what becomes of their applications.
import {ascending, descending, group, max} from "d3";
import {FIGURE, paragraph, plain, section, upper} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {headlineApplications, TYPES_SINCE} from "../../measures/newness.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {articled, decided, escape, yearlySentence} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {outcomesPart} from "../_shared/outcomesPart.js";
import type {Series} from "../_shared/series.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {hostsPart, total} from "./hosts.js";
import type {Page} from "./page.js";
import {stocksPart} from "./stocks.js";

/** Everything of a place as origin. */
export function originPart(page: Page): {facts: Fact[]; html: string; heading: string} {
  const {ledger, code, name, folder} = page;
  const {read, span} = ledger;
  const applied = ledger.applications.origin.get(code) ?? [];
  const judged = ledger.decisions.origin.get(code) ?? [];
  const stocks = ledger.stocks.origin.get(code);
  const heading =
    page.place.kind === "country" || page.place.kind === "territory"
      ? `${upper(articled(name))} as origin`
      : `${name} as applicants`;
  const byYear = group(applied, (each) => each.year);
  const headlines = [...byYear.keys()]
    .sort(ascending)
    .map((year) => ({year, of: headlineApplications(byYear.get(year) ?? [])}));
  const unit: Unit = headlines.some(({of}) => of.P) ? "P" : "C";
  const years = headlines.flatMap(({year, of}) => (of[unit] ? [{year, count: of[unit].count}] : []));
  const last = years.at(-1)?.year;
  const facts: Fact[] = [];
  const parts: string[] = [section("as-origin", "As origin", heading)];
  const rowsOf = (year: number) =>
    year >= TYPES_SINCE ? `applications ${code} * ${year} unit=${unit} type=N+NR` : null;
  if (last !== undefined) {
    const words = rowsOf(last);
    const other = headlines.find(({year}) => year === last)?.of[unit === "P" ? "C" : "P"];
    facts.push({
      label: `New applications in all countries, ${last}`,
      count: years.at(-1)?.count ?? null,
      ...(words === null ? {} : {rows: words}),
      under: `${UNITS[unit]}${other ? `, and ${formatNumber(other.count.value)} ${unit === "P" ? "cases" : "persons"} apart` : ""}`
    });
  }
  const words = rowsOf(last ?? 0);
  const from =
    page.place.kind === "country" || page.place.kind === "territory"
      ? `of people from ${escape(articled(name))}`
      : `under “${escape(name)}”`;
  const sentence = yearlySentence({
    what: `new applications ${from} in all countries`,
    unit,
    none: `No row of new applications names ${escape(name)} as origin.`,
    years,
    last: span[1],
    ...(words === null ? {} : {rows: words})
  });
  parts.push(
    yearlyPart(page, {
      id: "applications-elsewhere",
      number: FIGURE,
      title: `New applications ${plain(from)}, all countries`,
      unitLine: `${unit === "P" ? "Persons" : "Cases"}; all levels, types N and NR, as UNHCR’s printed totals count them`,
      unit,
      years,
      absence: "no row",
      sentence,
      note: {
        term: "All levels.",
        text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may stand in both."
      }
    })
  );
  if (last !== undefined) parts.push(hostsPart(page, last, unit));

  const open = judged.filter(({asylum}) => asylum !== "USA");
  const series = Array.from(
    group(open, (each) => `${stageOf(each.level)} ${each.unit}`),
    ([key, some]) => ({key, some})
  )
    .filter(({key}) => key === `first ${unit}` || key === `combined ${unit}`)
    .sort((a, b) => descending(total(a.some, (last ?? 0) - 4), total(b.some, (last ?? 0) - 4)));
  const chosen = series[0];
  if (chosen) {
    const [stage = "first"] = chosen.key.split(" ");
    const grouped = group(chosen.some, (each) => each.year);
    const levels = [...new Set(chosen.some.map(({level}) => level))];
    const made: Series<PublishedDecision> = {
      level: levels.includes("FI") ? "FI" : (levels[0] ?? "FI"),
      unit,
      rows: chosen.some,
      byYear: grouped,
      years: [...grouped.keys()].sort(ascending)
    };
    const year = made.years.at(-1) ?? 0;
    const of = sumDecisions(grouped.get(year) ?? [], read);
    const here = `stage “${stage}”, all countries but the United States`;
    facts.push({
      label: `Refugee status granted, ${year}`,
      count: of?.statuses.refugee_status ?? null,
      under: `${UNITS[unit]}, ${here}${of && decided(of).value ? `; of ${formatNumber(decided(of).value)} decided` : ""}`
    });
    parts.push(
      outcomesPart(page, made, {
        id: "outcomes-elsewhere",
        number: FIGURE,
        where: `${page.place.kind === "country" || page.place.kind === "territory" ? `people from ${articled(name)}` : name}, ${here}`,
        step: `levels ${levels.join(", ")}`,
        absence: "no row",
        rows: (at) => (status) => `decisions ${code} !USA ${at} level=${levels.join("+")} unit=${unit} status=${status}`
      }).html
    );
  } else
    parts.push(
      paragraph(
        `No row of decisions at a first or combined level, outside the United States, names ${escape(name)} as origin.`
      )
    );
  const stockYear = stocks ? max(stocks.keys()) : undefined;
  if (stocks && stockYear !== undefined) {
    const at = stocks.get(stockYear);
    facts.push(
      {
        label: `Asylum-seekers at the end of ${stockYear}`,
        count: at?.seekers ?? null,
        rows: `stocks ${code} * ${stockYear} of=asylum_seekers`,
        under: "waiting in all countries"
      },
      {
        label: `Refugees at the end of ${stockYear}`,
        count: at?.refugees ?? null,
        rows: `stocks ${code} * ${stockYear} of=refugees`,
        under: "the publisher’s stock in all countries, no count of recognitions"
      }
    );
  }
  parts.push(`<h3 id="waiting-elsewhere">Who waits elsewhere</h3>`, stocksPart(page, "origin").html);
  const link = explorerLink(folder, {origins: {kind: "places", codes: [code]}, years: [...span]});
  if (link) parts.push(paragraph(`<a href="${escape(link)}">${escape(name)} as origin in the explorer</a>`));
  return {heading, facts, html: parts.join("\n")};
}

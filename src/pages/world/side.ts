// A region as host or as origin.
import {ascending, group} from "d3";
import {reportingOf, rowsWithin, stocksWithin} from "../../edition/worldRegions.js";
import {FIGURE, numberCell, paragraph, section, upper} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {formatCount, formatNumber, formatSpans} from "../../words/numbers.js";
import {sumDecisions} from "../../measures/sums.js";
import {decided, escape, list, yearlySentence} from "../../words/country.js";
import type {YearCount} from "../../words/country.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {outcomesPart} from "../_shared/outcomesPart.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {outcomeSeries, STAGE_WORDS} from "./outcomes.js";
import {partnersPart} from "./partners.js";
import {reportingSentence} from "./reporting.js";
import {byYear, inWords, share} from "./shared.js";
import type {Page, Side} from "./shared.js";

/** Everything of a region on one side: as host, or as origin. */
export function sidePart(page: Page, side: Side): {facts: Fact[]; html: string} {
  const {ledger, region, folder, world} = page;
  const {edition, read, span} = ledger;
  const [, last] = span;
  const asHost = side === "asylum";
  const here = asHost ? "here" : "from";
  const applied = rowsWithin(edition, region, ledger.applications[side]);
  const judged = rowsWithin(edition, region, ledger.decisions[side]);
  const years = byYear(applied);
  const appliedByYear = group(applied, ({year}) => year);
  const reporting = reportingOf(edition, region, "applications", span);
  const hostsOf = new Map(
    asHost
      ? reporting.map(({year, hosts}) => [year, hosts])
      : Array.from(appliedByYear, ([year, some]) => [year, new Set(some.map(({asylum}) => asylum)).size])
  );
  const place = inWords(region);
  const people = asHost ? `in ${place}` : `of people from ${place}`;
  const facts: Fact[] = [];
  const parts: string[] = [];
  const unit: Unit = (years.get(last)?.P?.value ?? 0) >= (years.get(last)?.C?.value ?? 0) ? "P" : "C";
  const other: Unit = unit === "P" ? "C" : "P";

  parts.push(
    section(
      asHost ? "as-host" : "as-origin",
      asHost ? "As host" : "As origin",
      asHost ? `Who asked in ${place}` : `Who asked from ${place}`
    )
  );
  if (asHost)
    parts.push(
      paragraph(
        `<b>What the totals rest on.</b> ${escape(reportingSentence(reporting, "applications", region.scheme))} A host without a row adds nothing, and that is not 0; the table behind each chart says how many have one.`
      )
    );
  const latest = years.get(last);
  facts.push({
    label: `New applications, ${last}`,
    count: latest?.[unit] ?? null,
    under: [
      UNITS[unit],
      ...(latest?.[other] ? [`and ${formatCount(latest[other], "en")} ${UNITS[other]} apart`] : []),
      `${share(latest?.[unit], world.get(last)?.[unit])} of the world’s ${UNITS[unit]}`
    ].join("; ")
  });

  let plates = 0;
  for (const of of [unit, other]) {
    const some = [...years].flatMap(([year, counts]): YearCount[] => (counts[of] ? [{year, count: counts[of]}] : []));
    if (of === other && !some.some(({count}) => count.value > 0)) continue;
    const sentence =
      yearlySentence({
        what: `new applications ${escape(people)}`,
        unit: of,
        none: `No row of new applications is in ${UNITS[of]}.`,
        years: some,
        last
      }) +
      (some.at(-1)?.year === last
        ? ` The number of ${last} is ${share(some.at(-1)?.count, world.get(last)?.[of])} of the world’s ${UNITS[of]}; ${hostsOf.get(last) ?? 0} ${hostsOf.get(last) === 1 ? "host has" : "hosts have"} a row${asHost ? "" : " of them"}.`
        : "");
    parts.push(
      yearlyPart(page, {
        id: `applications-${here}-${UNITS[of]}`,
        number: FIGURE,
        title: `New applications ${people}, ${UNITS[of]}`,
        unitLine: `${upper(UNITS[of])}; all levels, types N and NR, before 2006 “various”, as UNHCR’s printed totals count them`,
        unit: of,
        years: some,
        sentence,
        absence: "no row",
        extras: [
          {
            head: "Share of the world",
            cell: (year) => `<td>${share(years.get(year)?.[of], world.get(year)?.[of])}</td>`
          },
          {
            head: asHost ? "Hosts with a row" : "Hosts with a row of them",
            cell: (year) => `<td>${formatNumber(hostsOf.get(year) ?? 0)}</td>`
          }
        ],
        ...(plates === 0
          ? {
              note: {
                term: "All levels.",
                text: "As in UNHCR’s printed totals, levels are added, the two of the United States too: a claim referred from one to the other may stand in both. A host that changes from persons to cases leaves one series and enters the other."
              }
            }
          : {})
      })
    );
    plates++;
  }
  const lastRows = appliedByYear.get(last) ?? [];
  const partners = (by: Side) =>
    partnersPart(page, {
      id: `${by === "asylum" ? "hosts" : "origins"}-${here}`,
      heading: `${by === "asylum" ? "Where they asked" : "Where they came from"}, ${last}`,
      rows: lastRows,
      side,
      by,
      year: last,
      unit
    });
  parts.push(partners("asylum"), partners("origin"));

  // Outcomes
  parts.push(
    section(
      `outcomes-${here}`,
      "Outcomes",
      asHost ? `What became of them in ${place}` : `What became of people from ${place}`
    )
  );
  const {drawn: series, told} = outcomeSeries(judged, last);
  const withUsa = judged.some(({asylum}) => asylum === "USA");
  if (!series.length)
    parts.push(
      paragraph(
        `No row of decisions at first instance, alone or with appeals${withUsa ? ", outside the United States" : ""}, is ${asHost ? `of a host in ${escape(place)}` : `of people from ${escape(place)}`}.`
      )
    );
  series.forEach(({stage, series: one}, i) => {
    const levels = [...new Set(one.rows.map(({level}) => level))].sort(ascending);
    const step = `${STAGE_WORDS[stage] ?? stage} (${levels.join(", ")})`;
    const where = `${asHost ? upper(place) : `people from ${place}`}, ${step}${withUsa ? ", all countries but the United States" : ""}`;
    parts.push(
      outcomesPart(page, one, {id: `outcomes-${here}-${i + 1}`, number: FIGURE, where, step, absence: "no row"}).html
    );
    if (i === 0) {
      const year = one.years.at(-1) ?? last;
      const found = sumDecisions(one.byYear.get(year) ?? [], read);
      facts.push({
        label: `Refugee status granted, ${year}`,
        count: found?.statuses.refugee_status ?? null,
        under: `${UNITS[one.unit]}, ${step}${found && decided(found).value ? `; of ${formatNumber(decided(found).value)} decided` : ""}${withUsa ? "; without the United States" : ""}`
      });
    }
  });
  if (told.length)
    parts.push(
      paragraph(
        `Also decided at a first or combined stage, and added to none of these: ${list(
          told.map(
            ({stage, series: {unit: of, rows, years: some}}) =>
              `${STAGE_WORDS[stage] ?? stage} in ${UNITS[of]}, ${formatNumber(rows.reduce((n, {total}) => n + (total ?? 0), 0))} decisions in ${formatSpans(some)}`
          )
        )}.`
      )
    );
  if (asHost && series.length)
    parts.push(
      paragraph(escape(reportingSentence(reportingOf(edition, region, "decisions", span), "decisions", region.scheme)))
    );
  if (withUsa)
    parts.push(
      paragraph(
        `The <a href="../countries/usa">United States</a> are told on their own page: a claim referred from one of their levels is decided again at the other, so that the two are never added.`
      )
    );

  // Stocks
  const stocks = stocksWithin(edition, region, ledger.stocks[side], ["seekers", "refugees"]);
  const counts = (of: "seekers" | "refugees") =>
    [...stocks]
      .sort((a, b) => ascending(a[0], b[0]))
      .flatMap(([year, at]): YearCount[] => (at[of] ? [{year, count: at[of]}] : []));
  const seekers = counts("seekers");
  parts.push(
    section(`pending-${here}`, "Pending", asHost ? `Who waits in ${place}` : `Who waits from ${place}`),
    yearlyPart(page, {
      id: `waiting-${here}`,
      number: FIGURE,
      title: `Asylum-seekers ${asHost ? "in" : "from"} ${place} at year end`,
      unitLine:
        "Persons; a stock on 31 December, not a flow: the publisher’s count, not derived from applications and decisions",
      unit: "P",
      years: seekers,
      absence: "no row",
      sentence: yearlySentence({
        at: "At the end of",
        what: `asylum-seekers waiting ${asHost ? `in ${escape(place)}` : `who come from ${escape(place)}`}`,
        unit: "P",
        none: "No year-end row counts them.",
        years: seekers,
        last
      }),
      note: {
        term: "Refugees at year end.",
        text: "The table gives the publisher’s stock of refugees beside it. It may hold people with temporary and other protection, and is no count of recognitions."
      },
      extras: [
        {
          head: "Refugees, the publisher’s stock",
          cell: (year) => numberCell(stocks.get(year)?.refugees ?? null)
        },
        {
          head: asHost ? "Hosts with a row" : "Origins with a row",
          cell: (year) => `<td>${formatNumber(stocks.get(year)?.places ?? 0)}</td>`
        }
      ]
    })
  );
  const at = stocks.get(last);
  facts.push(
    {label: `Asylum-seekers at the end of ${last}`, count: at?.seekers ?? null, under: "waiting for a decision"},
    {
      label: `Refugees at the end of ${last}`,
      count: at?.refugees ?? null,
      under: "the publisher’s stock, no count of recognitions"
    }
  );
  const link = explorerLink(folder, {
    [asHost ? "asylums" : "origins"]: {kind: "region", scheme: region.scheme, code: region.code},
    years: [...span]
  });
  if (link)
    parts.push(
      paragraph(
        `<a href="${escape(link)}">${escape(upper(place))} as ${asHost ? "host" : "origin"} in the explorer</a>`
      )
    );
  return {facts, html: parts.join("\n")};
}

// People at the end of the year: asylum-seekers who are waiting for a decision, and refugees.
import {REFUGEES_ARE, REFUGEES_INCLUDE} from "../../words/stocks.js";
import {capital} from "../../words/text.js";
import {PENDING} from "../../words/status.js";
import {ascending} from "d3";
import {figureHref, places, yearOf} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import type {Stock} from "../../edition/placeLedger.js";
import {FIGURE, numberCell} from "../../html/strings.js";
import {escape, yearlySentence} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {inWords} from "../_shared/names.js";
import type {Page} from "./page.js";

/** Year-end stocks: asylum-seekers drawn, refugees in the same table. Both are stocks, not outcomes. */
export function stocksPart(page: Page, side: "asylum" | "origin"): {html: string} {
  const {ledger, code, name} = page;
  const stocks = ledger.stocks[side].get(code) ?? new Map<number, Stock>();
  const years = [...stocks.keys()].sort(ascending).flatMap((year) => {
    const count = stocks.get(year)?.seekers ?? null;
    return count ? [{year, count: side === "asylum" ? withUnseen(count, ledger.unseenStock(code, year)) : count}] : [];
  });
  const last = years.at(-1)?.year ?? 0;
  const refugees = (year: number) => {
    const count = stocks.get(year)?.refugees ?? null;
    return count && side === "asylum" ? withUnseen(count, ledger.unseenStock(code, year, "refugees")) : count;
  };
  const href = (measure: "refugees" | "asylum_seekers") => (year: number) =>
    figureHref("../", {
      measure,
      ...(side === "asylum" ? {asylums: places(code)} : {origins: places(code)}),
      years: yearOf(year)
    });
  // The number is a sum over origins: rounding removes those with one or two people.
  const unseen = side === "asylum" ? ledger.unseenStock(code, last) : 0;
  const who =
    side === "asylum"
      ? `asylum-seekers waiting for a decision ${inWords(escape(name))}`
      : `asylum-seekers from ${escape(articled(name))} waiting for a decision abroad`;
  return {
    html: yearlyPart(page, {
      id: `pending-${side === "asylum" ? "here" : "elsewhere"}`,
      number: FIGURE,
      title:
        side === "asylum"
          ? `${capital(PENDING)} ${inWords(name)}, end of year`
          : `${capital(PENDING)} by people from ${articled(name)} abroad, end of year`,
      unitLine:
        "People with a pending claim on 31 December, as UNHCR reports; not calculated from applications and decisions",
      series: [{name: "", head: capital(PENDING), unit: "P", years, href: href("asylum_seekers")}],
      absence: "no entry",
      sentence: yearlySentence({
        at: "At the end of",
        what: who,
        unit: "P",
        none: `No asylum-seekers waiting for a decision are reported ${side === "asylum" ? inWords(escape(name)) : `from ${escape(articled(name))}`}.`,
        years,
        last: ledger.span[1],
        rows:
          side === "asylum"
            ? `stocks * ${code} ${last} of=asylum_seekers unseen`
            : `stocks ${code} * ${last} of=asylum_seekers`
      }),
      notes: [
        {
          term: "Refugees, end of year.",
          text: `The table also gives UNHCR’s number of refugees. It is ${side === "asylum" ? REFUGEES_ARE : `everyone UNHCR counts as a refugee, ${REFUGEES_INCLUDE}`}, and is not the number recognised.`
        },
        ...(unseen > 0
          ? [
              {
                term: "Rounding.",
                text: `UNHCR’s rounding removes an origin with one or two people. At the end of ${last} it may have removed up to ${formatNumber(unseen)} ${unseen === 1 ? "origin" : "origins"} that other years name, so the upper end of the range adds 2 for each.`
              }
            ]
          : [])
      ],
      extras: [
        {
          head: "Refugees, end of year",
          cell: (year) => numberCell(refugees(year), undefined, href("refugees")(year))
        }
      ]
    })
  };
}

// People at the end of the year: refugees, and asylum-seekers who wait.
import {ascending} from "d3";
import type {Stock} from "../../edition/placeLedger.js";
import {FIGURE, numberCell} from "../../html/strings.js";
import {articled, escape, yearlySentence} from "../../words/country.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {inWords} from "../_shared/names.js";
import type {Page} from "./page.js";

/** Year-end stocks: asylum-seekers drawn, refugees in the table beside them. They are stocks, and never outcomes. */
export function stocksPart(page: Page, side: "asylum" | "origin"): {html: string} {
  const {ledger, code, name} = page;
  const stocks = ledger.stocks[side].get(code) ?? new Map<number, Stock>();
  const years = [...stocks.keys()].sort(ascending).flatMap((year) => {
    const count = stocks.get(year)?.seekers ?? null;
    return count ? [{year, count}] : [];
  });
  const last = years.at(-1)?.year ?? 0;
  const who =
    side === "asylum"
      ? `asylum-seekers waiting ${inWords(escape(name))}`
      : `asylum-seekers from ${escape(articled(name))} waiting in all countries`;
  return {
    html: yearlyPart(page, {
      id: `pending-${side === "asylum" ? "here" : "elsewhere"}`,
      number: FIGURE,
      title:
        side === "asylum"
          ? `Asylum-seekers ${inWords(name)} at year end`
          : `Asylum-seekers from ${articled(name)} at year end, all hosts`,
      unitLine:
        "Persons; a stock on 31 December, not a flow: the publisher’s count, not derived from applications and decisions",
      unit: "P",
      years,
      absence: "no row",
      sentence: yearlySentence({
        at: "At the end of",
        what: who,
        unit: "P",
        none: `No year-end row counts asylum-seekers ${side === "asylum" ? inWords(escape(name)) : `from ${escape(articled(name))}`}.`,
        years,
        last: ledger.span[1],
        rows:
          side === "asylum"
            ? `stocks * ${code} ${last} of=asylum_seekers`
            : `stocks ${code} * ${last} of=asylum_seekers`
      }),
      note: {
        term: "Refugees at year end.",
        text: "The table gives the publisher’s stock of refugees beside it. It may hold people with temporary and other protection, and is no count of recognitions."
      },
      extras: [
        {head: "Refugees, the publisher’s stock", cell: (year) => numberCell(stocks.get(year)?.refugees ?? null)}
      ]
    })
  };
}

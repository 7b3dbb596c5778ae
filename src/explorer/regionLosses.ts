// Writes the caveats of a question about a region: people outside every region, and years in which few of its countries report.
import {formatSpans} from "../words/numbers.js";
import {list} from "../words/text.js";
import {UNITS} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import {codesOf, hostsReporting, stockRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {number} from "./names.js";
import {rowsOf} from "./sums.js";
import type {Loss, View} from "./types.js";
import {heldBy} from "./held.js";

/** Origins outside every region whose people may belong to one: unknown, stateless, or a people such as Palestinians. */
const APART = [
  ["UNK", "unknown origin"],
  ["XXA", "stateless"],
  ["TIB", "Tibetan"]
] as const;
/** A year is thin where fewer countries have a row than nine tenths of the most in any year. */
const THIN = 0.9;
/** The basis of a region's total: how many of its countries have a row in each year, and who is outside every region. */
export function regionLosses(ledger: Ledger, {state}: View): Loss[] {
  const {selection} = state;
  const {measure, asylums, origins, years} = selection;
  const losses: Loss[] = [];
  const stock = measure === "refugees" || measure === "asylum_seekers";
  const table = measure === "applications" ? "applications" : "decisions";
  const noun = stock ? "year-end figures" : table;
  if (asylums.kind === "region") {
    const reporting = stock ? hostsWithStocks(ledger, selection) : hostsReporting(ledger, selection, table);
    const counts = reporting.map(({hosts}) => hosts);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const told =
      least === most
        ? `${number(most)} ${most === 1 ? "country has" : "countries have"} ${noun} in ${counts.length === 1 ? String(years[0]) : "every year"}`
        : `${number(least)} to ${number(most)} countries have ${noun} in a year`;
    if (asylums.scheme === "members") {
      const members = reporting.map(({year, hosts}) => ({year, hosts, of: codesOf(ledger, asylums, year).length}));
      const short = members.filter(({hosts, of}) => hosts < of);
      const [first, last] = [members[0], members.at(-1)];
      say(
        "Members.",
        `${asylums.code === "eu_plus" ? "EU+ is the EU’s with Norway and Switzerland. " : asylums.code === "eu_efta" ? "EU and EFTA is the EU’s with Iceland, Liechtenstein, Norway and Switzerland. " : ""}They are those of 31 December of each year: ${
          first && last && first !== last
            ? `${first.of} in ${first.year}, ${last.of} in ${last.year}`
            : String(first?.of ?? 0)
        }. ${told}${short.length ? `; at least one has none in ${formatSpans(short.map(({year}) => year))}` : ""}.`
      );
    } else {
      const thin = reporting.filter(({hosts}) => hosts < THIN * most).map(({year}) => year);
      say(
        "Countries of asylum.",
        `${told}, at any stage${thin.length ? `; fewest, under nine tenths of the most, in ${formatSpans(thin)}` : ""}. A country without an entry adds nothing, and that is not 0.`
      );
    }
  }
  if (origins.kind === "region") {
    const codes = APART.filter(([code]) => origins.scheme !== "bureau" || !ledger.place(code)?.bureau);
    const apart = codes.map(([code, words]) => {
      const one: Selection = {...selection, origins: {kind: "places", codes: [code]}};
      const last: Selection = {...one, years: [years[1], years[1]]};
      const size = (some: Selection) => heldBy(rowsOf(ledger, stock ? last : some), selection);
      const units = stock || selection.unit !== "both" ? ([selection.unit] as const) : (["P", "C"] as const);
      const sizes = units.flatMap((unit) => {
        const n = size({...one, unit});
        return n > 0 ? [`${number(n)} ${UNITS[unit === "both" ? "P" : unit]}`] : [];
      });
      return {words, sizes};
    });
    const told = apart.filter(({sizes}) => sizes.length);
    if (told.length)
      say(
        "In no region.",
        `In no region of origin are${stock ? ` at the end of ${years[1]}` : ""}: ${list(told.map(({words, sizes}) => `${words} (${list(sizes)})`))}.`
      );
  }
  return losses;

  function say(term: string, words: string): void {
    losses.push({term, words});
  }
}

/** How many selected countries have a year-end row of any origin, by year. */
function hostsWithStocks(ledger: Ledger, selection: Selection): {year: number; hosts: number}[] {
  const hosts = new Map<number, Set<string>>();
  stockRows(ledger, {...selection, origins: {kind: "all"}}).each(({year, asylum}) => {
    const some = hosts.get(year);
    if (some) some.add(asylum);
    else hosts.set(year, new Set([asylum]));
  });
  const [from, to] = selection.years;
  return Array.from({length: to - from + 1}, (_, i) => ({year: from + i, hosts: hosts.get(from + i)?.size ?? 0}));
}

// Adds the applications of a figure: new ones as UNHCR counts them, or those of named stages and types.
import {sum} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import {headlinePart, isListed} from "../../measures/headline.js";
import type {HeadlinePart} from "../../measures/headline.js";
import {isNewByType} from "../../measures/newness.js";
import type {Selection} from "../../measures/selection.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {unseenOriginsAdder, withUnseen} from "../../measures/unseenOrigins.js";
import {numberAdder} from "../headline.js";
import {JOINED} from "../joined.js";
import {kindOf} from "../kinds.js";
import {applicationRows, knownOrigins} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {bySize, groupsOf} from "../series.js";
import {adderOf, noSplits} from "../sums.js";
import type {Kind} from "../types.js";
import {mixedIn} from "./beside.js";
import {absenceOf, beside, NO_ENTRIES, NONE, unitsOf, withoutEntry} from "./number.js";
import type {Asks, FigureNumber, Made} from "./number.js";
import {unknownOf} from "./unknown.js";

/**
 * New applications as UNHCR counts them, stages together: of countries their own number, of regions and the world the printed total, or
 * the countries' own numbers added.
 */
export function newApplicationsOf(ledger: Ledger, selection: Selection, {added}: Pick<Asks, "added"> = {}): Made {
  const isOfMany = selection.asylums.kind !== "places";
  const printed = isOfMany && added !== "own";
  const rows = applicationRows(ledger, {...selection, types: "all"});
  const adder = numberAdder(ledger, selection, printed);
  rows.each(adder.add);
  const {headline, number, unseen} = adder.done();
  const parts: readonly HeadlinePart[] = ["first_and_combined", "only_other_levels"];
  const counts = (row: ApplicationRow) => {
    const part = headlinePart(row, ledger.onlyOther);
    return part !== null && (printed ? isNewByType(row) : parts.includes(part));
  };
  const unknown = unknownOf(ledger, selection, {isPrinted: printed});
  const mixed = mixedIn(ledger, rows.each, (unit) => number[unit]?.value ?? 0, printed);
  const levelsIn = (unit: Unit) => [
    ...new Set((headline?.lines ?? []).filter((line) => printed || isListed(line)).flatMap(({levels}) => levels[unit]))
  ];
  const numbers = unitsOf(selection, (unit) => number[unit] !== null).map((unit): FigureNumber => {
    const kind: Kind = {id: `${printed ? "total" : "new"} ${unit}`, stage: "first", levels: levelsIn(unit), unit};
    const apart = headline?.not_separated[unit] ?? null;
    const asked = {...kind, levels: kind.levels.length ? kind.levels : JOINED.P.levels};
    // A 0 beside applications that hold new ones too is not known to be 0.
    const count = number[unit]?.value === 0 && apart ? null : number[unit];
    return {
      ...{...NONE, kind, count, unseen: count ? unseen[unit] : 0},
      absence: count ? null : apart ? "not separated" : absenceOf(ledger, selection, asked),
      together: count ? null : apart,
      ...(count ? beside(count, unknown, mixed[unit]) : {})
    };
  });
  // A second procedure, in which other people apply or the same apply again, is named and not added.
  const second = isOfMany ? [] : applicationsOf(ledger, {...selection, stages: ["other"], levels: ["TA"]}).numbers.filter(({count}) => count !== null && count.value > 0); // prettier-ignore
  const isSecondAlone =
    second.length > 0 && numbers.every(({absence}) => absence === "no entry" || absence === "not reported");
  const isSecond = ({level}: ApplicationRow) => second.length > 0 && level === "TA";
  return {
    numbers: isSecondAlone ? second : [...numbers, ...second],
    entries: {
      ...NO_ENTRIES,
      applications: (visit) =>
        rows.each((row) => {
          if (counts(row) || isSecond(row)) visit(row);
        })
    }
  };
}

/** Applications of named stages, levels or types: a number for each kind of rows. */
export function applicationsOf(ledger: Ledger, selection: Selection): Made {
  const rows = applicationRows(ledger, selection);
  const all = selection.origins.kind === "all";
  const unseen = new Map<string, ReturnType<typeof unseenOriginsAdder>>();
  if (all) {
    const known = knownOrigins(ledger, "applications");
    rows.each((row) => {
      const {id} = kindOf(row);
      let adder = unseen.get(id);
      if (!adder) unseen.set(id, (adder = unseenOriginsAdder(known)));
      adder.add(row);
    });
  }
  const groups = groupsOf(
    rows,
    () => null,
    selection,
    () => adderOf(ledger, selection, noSplits)
  );
  const unknown = unknownOf(ledger, selection, {});
  const numbers = bySize(groups).map((kind): FigureNumber => {
    const group = groups.find((one) => one.kind === kind);
    const count = sum([...(group?.years.values() ?? [])].map((adder) => adder.done().count));
    const lost = unseen.get(kind.id)?.done()[kind.unit] ?? 0;
    return {
      ...{...NONE, kind, count: count && withUnseen(count, lost), unseen: lost},
      ...(count ? beside(count, unknown, null) : {})
    };
  });
  return {
    numbers: numbers.length ? numbers : [withoutEntry(ledger, selection)],
    entries: {...NO_ENTRIES, applications: rows.each}
  };
}

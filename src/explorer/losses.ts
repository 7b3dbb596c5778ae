// What the explorer says: the question as a sentence, one computed sentence for each chart, and what a choice loses. Every
// sentence is made for none, one, few and many, as readers who do not see the chart have nothing else.
import {group, sum as total} from "d3";
import {UNITS} from "../measures/codes.js";
import {canonical} from "../measures/selection.js";
import type {Selection} from "../measures/selection.js";
import {decisionRows} from "./ledger.js";
import type {Ledger, Rows} from "./ledger.js";
import {rowsOf, sizeOf} from "./sums.js";
import {kindWords, rowKind} from "./kinds.js";
import type {Kind, Loss, Row, View} from "./types.js";
import {capital, list, number} from "./names.js";
import {spanOf, spansOf} from "./spans.js";
import {regionLosses} from "./regionLosses.js";
import {heldBy, heldByYear} from "./held.js";

/** What a choice leaves out or cannot tell, in plain words, the heaviest first. */
export function lossesOf(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  const {measure} = selection;
  const losses: Loss[] = [];
  const say = (term: string, words: string) => losses.push({term, words});
  const stock = measure === "refugees" || measure === "asylum_seekers";
  if (stock) {
    say(
      "Year-end figures.",
      "They are the publisher’s and count people who are there, not decisions of the year; some hosts’ refugees hold temporary asylum too."
    );
    return [...losses, ...regionLosses(ledger, view), ...unknownOrigins(ledger, view)];
  }
  losses.push(...regionLosses(ledger, view));
  const rowsFor = (other: Selection) => rowsOf(ledger, other);
  const size = (rows: Rows<Row>) => heldBy(rows, selection);
  const unit = (some: "P" | "C") => (some === "P" ? "persons" : "cases");
  const noun = measure === "applications" ? "applications" : "decisions";

  if (selection.unit !== "both") {
    const other = selection.unit === "P" ? "C" : "P";
    const rows = rowsFor({...selection, unit: other});
    if (rows.length)
      say(
        `${capital(unit(other))}.`,
        `${number(size(rows))} ${noun} in ${unit(other)} are left out (${spanOf(rows)}); ${unit(other)} are never added to ${unit(selection.unit)}.`
      );
  } else {
    const units = group(view.kinds, (kind) => kind.unit);
    if (units.size > 1)
      say("Units.", "Some years or hosts count persons, others cases. They are told apart and never added.");
  }
  if (selection.stages.length < 6) {
    const rows = rowsFor({...selection, stages: canonical({...selection, stages: []}).stages, levels: null});
    const kinds = new Set<Kind>();
    let left = 0;
    rows.each((row) => {
      const kind = rowKind(row);
      if (selection.stages.includes(kind.stage ?? "first")) return;
      kinds.add(kind);
      left += sizeOf(row, selection);
    });
    if (kinds.size)
      say(
        "Stages.",
        `${number(left)} ${noun} at other stages are left out: ${list([...new Set([...kinds].map(kindWords))])}.`
      );
  } else if (view.kinds.length > 1) {
    const steps = [...new Set(view.kinds.map(kindWords))];
    if (steps.length > 1) say("Stages.", `${capital(list(steps))} are told apart: one person may stand in several.`);
  }
  if (measure === "applications" && selection.types === "new") {
    const all = rowsFor({...selection, types: "all"});
    const left = size(all) - size(rowsFor(selection));
    if (left > 0) say("Types.", `${number(left)} repeat applications, appeals and others are not counted as new.`);
    const mixed = total(view.series, ({points}) => total(points, ({newAndRepeat}) => newAndRepeat));
    if (mixed > 0)
      say("New and repeat.", `${number(mixed)} stand under “new and repeat together”, so that some may not be new.`);
    if (
      selection.years[0] < 2006 &&
      view.series.some(({points}) => points.some(({year, count}) => year < 2006 && count))
    )
      say(
        "Before 2006.",
        "Types were not told apart; the rows “various” of first and joint instance are taken as new."
      );
  }
  if (selection.authority !== "all") {
    const rows = rowsFor({...selection, authority: "all"});
    const left = size(rows) - size(rowsFor(selection));
    if (left > 0) say("Authority.", `${number(left)} ${noun} by other authorities are left out.`);
  }
  const notReported = view.series.filter(({kind}) => kind.id === view.kinds[0]?.id);
  const [only] = notReported;
  if (only && notReported.length === 1) {
    const [without, absent] = (["no row", "not reported"] as const).map((why) =>
      only.points.filter(({absence}) => absence === why).map(({year}) => year)
    );
    if (without?.length && selection.asylums.kind === "places")
      say(
        "No row.",
        `${spansOf(without)}: the host reports others at this step; no row stands for 0 to 2 if rounding alone removed it.`
      );
    if (absent?.length) say("Not reported.", `${spansOf(absent)}: the host reports nobody at this step and unit.`);
  }
  if (measure === "rate") {
    const points = view.series.flatMap((one) => one.points);
    const few = points.filter(({rate}) => rate?.kind !== "none" && rate?.marked).length;
    const none = points.filter(({rate}) => rate?.kind === "none").length;
    if (few || none)
      say(
        "Few decisions.",
        [
          few
            ? `${few} yearly ${few === 1 ? "rate rests" : "rates rest"} on fewer than 25 decisions and ${few === 1 ? "is" : "are"} marked *.`
            : "",
          none ? `${none} ${none === 1 ? "year has" : "years have"} decisions and no rate; the table says why.` : ""
        ]
          .filter(Boolean)
          .join(" ")
      );
  }
  losses.push(...unknownOrigins(ledger, view));
  const outcomes = view.outcomes[0]?.all;
  const undecided = total(view.outcomes, ({all}) => all.statuses.not_decided.value);
  if (undecided > 0)
    say("Not decided.", `${number(undecided)} files were taken out of the count and are in no stack and no rate.`);
  const withoutParts = total(view.outcomes, ({all}) => all.without_parts);
  if (withoutParts > 0 && measure !== "applications")
    say(
      "Without parts.",
      `${number(withoutParts)} decisions stand in rows with a total and no parts; they are in no status and no rate.`
    );
  if (measure !== "applications" && outcomes) {
    const rules = new Set(view.outcomes.flatMap(({all}) => all.rules));
    if (rules.size)
      say(
        `${rules.size} ${rules.size === 1 ? "rule" : "rules"}.`,
        `Columns are read otherwise than their names suggest by ${rules.size > 4 ? `${rules.size} rules` : list([...rules])}.`
      );
  }
  if (measure === "rate" || measure === "decisions") {
    const appeals = selection.stages.includes("appeal")
      ? 0
      : decisionRows(ledger, {...selection, stages: ["appeal"], levels: null}).length;
    if (appeals)
      say(
        "Appeals.",
        "Hosts of this choice report appeals too; where appeals overturn much, first instance alone misleads."
      );
  }
  return losses;
}

/** Years in which more than 5 % of what the chosen hosts hold has no origin: a choice of origins loses them. */
function unknownOrigins(ledger: Ledger, {state, kinds}: View): Loss[] {
  const {selection} = state;
  if (selection.origins.kind === "places" && selection.origins.codes.includes("UNK")) return [];
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers") return [];
  const open: Selection = {...selection, origins: {kind: "all"}};
  const over = heldByYear(rowsOf(ledger, open), selection)
    .filter(({unit}) => kinds.some((kind) => kind.unit === unit))
    .filter(({all, unknown}) => unknown > 0.05 * all);
  const [heaviest] = over.sort((a, b) => b.unknown - a.unknown);
  if (!heaviest) return [];
  const {unit, year, all, unknown} = heaviest;
  const noun = selection.measure === "applications" ? "applications" : "decisions";
  return [
    {
      term: "Unknown origin.",
      words: `In ${year} ${number(unknown)} of ${number(all)} ${noun} in ${UNITS[unit]} name no origin${over.length > 1 ? `; over 5 % also in ${over.length - 1} other ${over.length === 2 ? "year" : "years"} or units` : ""}. A comparison of origins cannot be trusted there.`
    }
  ];
}

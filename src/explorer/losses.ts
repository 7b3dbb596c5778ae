// What the explorer says: the question as a sentence, one computed sentence for each chart, and what a choice loses. Every
// sentence is made for none, one, few and many, as readers who do not see the chart have nothing else.
import {group, sum as total} from "d3";
import {RATE_WORDS, rateWords} from "../words/rates.js";
import {capital, list} from "../words/text.js";
import {UNITS} from "../measures/codes.js";
import {formatPercent} from "../words/numbers.js";
import type {RateName} from "../measures/rates.js";
import {canonical} from "../measures/selection.js";
import type {Selection} from "../measures/selection.js";
import {dominant, UNKNOWN_FROM, unknownOriginAdder} from "../measures/without.js";
import {decisionsAdder, sumOfJoined} from "./joined.js";
import {decisionRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import {rowsOf, sizeOf} from "./sums.js";
import {kindWords, rowKind} from "./kinds.js";
import type {Kind, Loss, Row, View} from "./types.js";
import {number, placeName} from "./names.js";
import {separations} from "./view.js";
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
      "They count people who are there at the end of the year, as UNHCR publishes them, not applications or decisions of the year; in some countries they include people with temporary asylum."
    );
    return [...losses, ...regionLosses(ledger, view), ...unknownOrigins(ledger, view)];
  }
  losses.push(...dominantHost(ledger, view), ...unseenOrigins(view), ...regionLosses(ledger, view));
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
      say(
        "Persons and cases.",
        "Some years or countries are counted in persons, others in cases. A case can be several people: do not add them."
      );
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
  } else if (separations(view).length || (view.main && view.axis)) {
    const steps = [...new Set(view.kinds.map(kindWords))];
    if (steps.length > 1)
      say(
        "Stages.",
        `${
          view.main ? "The number joins first instance with first instance and appeal together. " : ""
        }${capital(list(steps))} are shown separately ${view.axis ? "in the table" : "below"}; one person can be in several, so do not add them.`
      );
  }
  if (measure === "applications" && selection.types === "new") {
    const all = rowsFor({...selection, types: "all"});
    const left = size(all) - size(rowsFor(selection));
    if (left > 0) say("Types.", `${number(left)} repeat applications, appeals and others are not counted as new.`);
    const mixed = total(view.main ?? view.series, ({points}) => total(points, ({newAndRepeat}) => newAndRepeat));
    if (mixed > 0)
      say("New and repeat.", `${number(mixed)} are reported as “new and repeat together”, so some may not be new.`);
    if (
      selection.years[0] < 2006 &&
      view.series.some(({points}) => points.some(({year, count}) => year < 2006 && count))
    )
      say(
        "Before 2006.",
        "Types were not separated in the data: applications of type “various” at first instance, alone or with appeal, are counted as new."
      );
  }
  if (selection.authority !== "all") {
    const rows = rowsFor({...selection, authority: "all"});
    const left = size(rows) - size(rowsFor(selection));
    if (left > 0) say("Authority.", `${number(left)} ${noun} by other authorities are left out.`);
  }
  const shown = view.main ?? view.series;
  const notReported = shown.filter(({kind}) => kind.id === shown[0]?.kind.id);
  const [only] = notReported;
  if (only && notReported.length === 1) {
    const [without, absent] = (["no row", "not reported"] as const).map((why) =>
      only.points.filter(({absence}) => absence === why).map(({year}) => year)
    );
    if (without?.length && selection.asylums.kind === "places")
      say(
        "No entry.",
        `${spansOf(without)}: the country reported others at this stage. It may have been 0, 1 or 2, which rounding removes.`
      );
    if (absent?.length)
      say("Not reported.", `${spansOf(absent)}: the country reported nobody at this stage, counted this way.`);
  }
  if (measure === "rate") {
    const points = (view.main ?? view.series).flatMap((one) => one.points);
    const few = points.filter(({rate}) => rate?.kind !== "none" && rate?.marked).length;
    const none = points.filter(({rate, why}) => rate?.kind === "none" || why).length;
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
    say(
      "Not decided.",
      `${number(undecided)} applications were taken out of the count without a decision; they are in no chart and no rate.`
    );
  const withoutParts = total(view.outcomes, ({all}) => all.without_parts);
  if (withoutParts > 0 && measure !== "applications")
    say(
      "Without parts.",
      `${number(withoutParts)} decisions are published as a total without outcomes; they are in no status and no rate.`
    );
  if (measure !== "applications" && outcomes) {
    const rules = new Set(view.outcomes.flatMap(({all}) => all.rules));
    if (rules.size)
      say(
        `${rules.size} ${rules.size === 1 ? "reclassification rule" : "reclassification rules"}.`,
        `Decisions are reclassified by legal status, with a source for each, by ${rules.size > 4 ? `${rules.size} rules` : list([...rules])}.`
      );
  }
  if (measure === "rate" || measure === "decisions") {
    const appeals = selection.stages.includes("appeal")
      ? 0
      : decisionRows(ledger, {...selection, stages: ["appeal"], levels: null}).length;
    if (appeals)
      say("Appeals.", "Appeals are reported too. Where appeals overturn many refusals, first instance alone misleads.");
  }
  return losses;
}

/** Years in which more than 5% of what the chosen hosts reported has no origin: whose entries they are, and what not to do. */
function unknownOrigins(ledger: Ledger, {state, kinds}: View): Loss[] {
  const {selection} = state;
  if (selection.origins.kind === "places" && selection.origins.codes.includes("UNK")) return [];
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers") return [];
  const rows = rowsOf(ledger, {...selection, origins: {kind: "all"}});
  const over = heldByYear(rows, selection)
    .filter(({unit}) => kinds.some((kind) => kind.unit === unit))
    .filter(({all, unknown}) => unknown >= UNKNOWN_FROM * all && unknown > 0);
  const [heaviest] = over.sort((a, b) => b.unknown - a.unknown);
  if (!heaviest) return [];
  const {unit, year, all, unknown} = heaviest;
  const adder = unknownOriginAdder();
  rows.each((row) => {
    if (row.year === year && "unit" in row && row.unit === unit)
      adder.add({origin: row.origin, asylum: row.asylum, unit, applications: sizeOf(row, selection)});
  });
  const most = adder.done()[unit]?.hosts[0];
  const noun = selection.measure === "applications" ? "applications" : "decisions";
  return [
    {
      term: "Unknown origin.",
      words: `In ${year} ${number(unknown)} of ${number(all)} ${noun} counted in ${UNITS[unit]} have no stated origin${
        most
          ? most.size === unknown
            ? `, all reported by ${placeName(ledger, most.asylum)}`
            : `, ${number(most.size)} of them reported by ${placeName(ledger, most.asylum)}`
          : ""
      }${over.length > 1 ? `; over 5% also in ${over.length - 1} other ${over.length === 2 ? "year" : "years"} or units` : ""}. Do not compare origins there.`
    }
  ];
}

/** That a sum over every origin may have lost those with one or two applicants, and by how much; a sum over hosts says that it adds none. */
function unseenOrigins({headline, state: {selection}, axis}: View): Loss[] {
  if (!headline || axis === "origin") return [];
  if (selection.origins.kind !== "all") {
    return selection.asylums.kind === "places"
      ? []
      : [
          {
            term: "Rounding.",
            words:
              "A country with one or two applicants of an origin has no entry for it; how many there were is not known, and nothing is added for them."
          }
        ];
  }
  const latest = headline.whole.findLast(({unseen}) => unseen.P + unseen.C > 0);
  if (!latest) return [];
  const origins = latest.unseen.P + latest.unseen.C;
  return [
    {
      term: "Rounding.",
      words: `In ${latest.year} up to ${number(2 * origins)} applicants may be missing: ${number(origins)} ${origins === 1 ? "origin has" : "origins have"} an entry in other years and none here, as UNHCR rounds 1 and 2 to 0. The upper end of the range holds them.`
    }
  ];
}

/** Of a region or the world, the one host that is more than half of it, and the rate without it. */
function dominantHost(ledger: Ledger, view: View): Loss[] {
  const {selection} = view.state;
  const {measure, asylums, definition} = selection;
  if (asylums.kind === "places" || !view.main) return [];
  const latest =
    measure === "applications"
      ? view.headline?.whole.findLast(({number: {P, C}}) => P ?? C)?.year
      : view.joined?.whole.findLast(({units}) => units.P ?? units.C)?.year;
  if (latest === undefined) return [];
  const sizes = new Map<string, number>();
  const closedOf = (row: Row) => ("closed" in row ? (row.closed ?? 0) : 0);
  rowsOf(ledger, selection).each((row) => {
    if (row.year !== latest || !("unit" in row) || row.unit !== "P") return;
    if (row.asylum === "USA" && row.level === "EO" && measure !== "applications") return;
    const n = sizeOf(row, selection) - closedOf(row);
    sizes.set(row.asylum, (sizes.get(row.asylum) ?? 0) + n);
  });
  const most = sizes.size > 1 ? dominant(sizes) : null;
  if (!most) return [];
  const noun = measure === "applications" ? "new applications" : "substantive decisions";
  const said = `${capital(placeName(ledger, most.code))} is ${formatPercent(most.share)} of the ${noun} in ${latest}, counted in persons`;
  if (measure !== "rate") return [{term: "One country is most of it.", words: `${said}.`}];
  const adder = decisionsAdder(ledger);
  decisionRows(ledger, selection).each((row) => {
    if (row.year === latest && row.asylum !== most.code) adder.add(row);
  });
  const joined = adder.done().units.P;
  const without = joined ? sumOfJoined(joined, selection) : null;
  return [
    {
      term: "One country is most of it.",
      words: `${said}. Without it the ${RATE_WORDS[definition as RateName].replace(/^UNHCR’s /, "")} is ${without?.rate ? rateWords(without.rate) : (without?.why ?? "not known")}.`
    }
  ];
}

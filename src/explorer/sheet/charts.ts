// The two charts of a fact sheet: applications over the years, and how cases ended. Each is drawn for the sheet and for a phone.
import {ascending, max} from "d3";
import {multiples} from "../../charts/multiples.js";
import {outcomes as outcomesChart} from "../../charts/outcomes.js";
import {element} from "../../html/table.js";
import {capital, list} from "../../words/text.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {seriesFinding} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {titleOf} from "../measureWords.js";
import {fromFirstToLast} from "../plates/outcomes.js";
import {unitsOf} from "../plates/options.js";
import {headlineBreaks, panelOf} from "../plates/overTime.js";
import {hostWords, peopleWords} from "../names.js";
import {UNITS} from "../../measures/codes.js";
import {decidesRefugeeStatus} from "../../measures/separated.js";
import type {OutcomesView, Series, View} from "../types.js";
import {procedureOf, sizeOf} from "./procedure.js";

/** The width of the sheet's drawings, of one of two side by side, and of a phone's. */
const WIDTHS = {sheet: 656, half: 316, phone: 288} as const;
/** The heights of the drawings: both are on the second page. */
const TALL = {applications: 165, panels: 105, outcomes: 195, half: 130} as const;
/** More breaks than these would crowd the chart; the latest are marked. */
const MOST_NOTES = 3;
/** Series and drawings of outcomes show from this share of the largest on. */
const LARGE = 0.1;

/** Ends the note of each break; here it is said once. */
const ACROSS = "Do not compare across the mark.";

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly notes: readonly string[];
  /** Drawings side by side; one alone has the whole width. */
  readonly draw: readonly ((options: {document: Document; width: number; idPrefix: string}) => Element)[];
}

function chart({id, title, unit, notes, draw}: Chart, document: Document): HTMLElement {
  const width = draw.length > 1 ? WIDTHS.half : WIDTHS.sheet;
  const art = (size: "sheet" | "phone") =>
    element(
      document,
      "div",
      {class: `drawn for-${size}`},
      ...draw.map((each, i) =>
        each({document, width: size === "sheet" ? width : WIDTHS.phone, idPrefix: `${id}-${size}-${i + 1}`})
      )
    );
  return element(
    document,
    "figure",
    {class: "sheet-chart", id, "aria-labelledby": `${id}-title`},
    element(document, "h2", {id: `${id}-title`}, title),
    element(document, "p", {class: "unit"}, unit),
    art("sheet"),
    art("phone"),
    notes.length ? element(document, "p", {class: "sheet-notes"}, notes.join(" ")) : null
  );
}

/** New applications over the years, with temporary asylum as a panel of its own; null where there is no number. */
export function applicationsPlate(ledger: Ledger, view: View, document: Document): HTMLElement | null {
  const temporary = view.headline?.places.some(({years}) =>
    years.some(({headline}) => headline?.lines.some(({part}) => part === "temporary_asylum"))
  );
  const peakOf = ({points}: Series) => max(points, ({value}) => value ?? 0) ?? 0;
  const largest = max(view.main ?? [], peakOf) ?? 0;
  const hasNumber = ({points}: Series) => points.some(({value}) => value !== null);
  const series = [
    ...(view.main ?? []).filter((one) => peakOf(one) >= LARGE * largest),
    ...(temporary && view.state.selection.asylums.kind === "places"
      ? view.series.filter(({kind}) => kind.id === "TA P")
      : [])
  ].filter(hasNumber);
  const left = (view.main ?? []).filter((one) => hasNumber(one) && !series.includes(one));
  if (!series.length) return null;
  const breaks = headlineBreaks(view)
    .sort((a, b) => ascending(a.before, b.before))
    .slice(-MOST_NOTES)
    .map((one, i) => ({letter: "abc"[i] ?? "", ...one}));
  return chart(
    {
      id: "sheet-applications",
      title: titleOf(ledger, view.state.selection),
      unit: `${seriesFinding(ledger, view, series.slice(0, 1))}${series.length > 1 ? " Each panel has its own scale; never add them." : ""} A gap: no entry or not reported, which does not mean zero. A band: the range that rounding allows.${left.map((one) => ` Not drawn: ${UNITS[one.kind.unit]}, at most ${formatNumber(peakOf(one))} in a year.`).join("")}`,
      notes: [
        ...breaks.map(({letter, before, words}) => `${letter}, ${before}: ${words.replace(` ${ACROSS}`, "")}`),
        ...(breaks.some(({words}) => words.endsWith(ACROSS)) ? [ACROSS.replace("the mark", "these marks")] : [])
      ],
      draw: [
        (options) =>
          multiples(
            {
              panels: series.map((one) => panelOf(ledger, view, one)),
              breaks,
              tall: series.length > 1 ? TALL.panels : TALL.applications
            },
            options
          )
      ]
    },
    document
  );
}

/** How cases ended by legal status, with a second drawing where it shows; null where no outcome is published. */
export function outcomesPlate(ledger: Ledger, view: View, document: Document): HTMLElement | null {
  const [main, ...rest] = view.outcomes;
  if (!main || main.all.rows === main.all.missing) return null;
  const {selection} = view.state;
  const procedure = procedureOf(view);
  const second =
    procedure !== main
      ? (procedure ?? rest.find((one) => one.joined && sizeOf(one) >= LARGE * sizeOf(main)))
      : undefined;
  const left = rest.filter((one) => one.joined && one !== second);
  const draw = (one: OutcomesView) => (options: {document: Document; width: number; idPrefix: string}) =>
    outcomesChart(
      {
        years: fromFirstToLast(one.years),
        alike: one.joined ? `First instance, ${UNITS[one.kind.unit]}` : capital(unitsOf(one.kind)),
        decidesRefugeeStatus: one.kind.levels.every(decidesRefugeeStatus),
        tall: second ? TALL.half : TALL.outcomes
      },
      options
    );
  return chart(
    {
      id: "sheet-outcomes",
      title: `Decisions on asylum claims${selection.origins.kind === "all" ? "" : ` by ${peopleWords(ledger, selection)}`} in ${hostWords(ledger, selection)}, ${formatYears(...selection.years)}`,
      unit: `By legal status${main.all.rules.length ? ", with our reclassification rules" : ""}. Protection granted above the line; refusals and closed cases below. First instance is alone or combined with appeal.${second ? " Each drawing has its own scale." : ""}${left.length ? ` Not drawn: ${list(left.map(({kind}) => unitsOf(kind)))}.` : ""}`,
      notes: [],
      draw: second ? [draw(main), draw(second)] : [draw(main)]
    },
    document
  );
}

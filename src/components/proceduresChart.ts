// Procedures of one pair under each other on the same years and the same scale: applications as ink stems, what was granted
// as bars that are filled to the lower bound and open to the upper.
import {plot, axisX, axisY, barY, dot, gridY, ruleX, ruleY, text, tickY} from "@observablehq/plot";
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Level, Status} from "../measures/codes.js";
import {formatNumber} from "./format.js";
import {namedImage} from "./plot.js";
import type {Drawing, Procedure} from "./procedure.js";
import {NOT_REPORTED, PROCEDURE_WORDS} from "./words.js";

/** The status a procedure is asked for: what is drawn as granted. */
const ASKED_FOR: Readonly<Partial<Record<Level, Status>>> = {FI: "refugee_status", TA: "temporary"};
const PAINT: Readonly<Partial<Record<Status, {fill: string; stroke: string}>>> = {
  refugee_status: {fill: "var(--o-refugee)", stroke: "var(--o-refugee)"},
  temporary: {fill: "url(#hatch)", stroke: "var(--o-temp)"}
};

interface Mark {
  readonly procedure: string;
  readonly year: number;
  readonly count: Count;
  readonly status: Status | null;
}
interface Gap {
  readonly procedure: string;
  readonly year: number;
  readonly words: string;
}

/**
 * The chart of some procedures. A year without a row is an open bracket of 0 to 2; a span that the host did not report says so.
 * @param label what the drawing shows, for readers who do not see it.
 */
export function proceduresChart(
  procedures: readonly Procedure[],
  {document, width = 944, label}: Drawing & {readonly label: string}
): SVGSVGElement | HTMLElement {
  const years = procedures[0]?.years.map(({year}) => year) ?? [];
  const small = width < 560;
  const name = ({level}: Procedure) => PROCEDURE_WORDS[level] ?? level;
  const asked = procedures.flatMap((procedure) =>
    procedure.years.flatMap(({year, applications}): Mark[] =>
      typeof applications === "string" ? [] : [{procedure: name(procedure), year, count: applications, status: null}]
    )
  );
  const granted = procedures.flatMap((procedure) => {
    const status = ASKED_FOR[procedure.level] ?? "refugee_status";
    return procedure.years.flatMap(({year, outcomes}): Mark[] =>
      typeof outcomes === "string" ? [] : [{procedure: name(procedure), year, count: outcomes.statuses[status], status}]
    );
  });
  const noRow = procedures.flatMap((procedure) =>
    procedure.years
      .filter(({applications}) => applications === "no row")
      .map(({year}) => ({procedure: name(procedure), year}))
  );
  const gaps = procedures.flatMap((procedure) => notReported(procedure, name(procedure)));

  const margin = {left: small ? 24 : 34, right: small ? 14 : 4};
  const step = (width - margin.left - margin.right) / Math.max(1, years.length);
  const bar = Math.max(3, Math.min(14, step * 0.34));
  const [left, right] = [-step * 0.2, step * 0.2];
  const barInsets = {insetLeft: step / 2 + right - bar / 2, insetRight: step / 2 - right - bar / 2};
  const at = {x: "year", fy: "procedure"} as const;
  const lo = (mark: Mark) => mark.count.lo;
  const hi = (mark: Mark) => mark.count.hi;
  const value = (mark: Mark) => mark.count.value;
  const inexact = (marks: readonly Mark[]) => marks.filter(({count}) => !isExact(count));
  const ofStatus = (status: Status) => granted.filter((mark) => mark.status === status);

  const drawing = plot({
    document,
    width,
    height: procedures.length * (small ? 190 : 220) + 30,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 34,
    marginBottom: 26,
    x: {type: "band", domain: years, padding: 0},
    y: {label: null, nice: true},
    fy: {label: null, axis: null, domain: procedures.map(name), padding: 0.18},
    marks: [
      gridY({ticks: 4, stroke: "var(--hair)", strokeOpacity: 1}),
      axisY({ticks: 4, tickSize: 0, label: null, fill: "var(--ink2)"}),
      axisX({
        tickSize: 0,
        label: null,
        fill: "var(--ink2)",
        ticks: years.filter((year) => !small || year % 5 === 0),
        tickFormat: (year: number) => (small || year % 5 === 0 ? String(year) : `’${String(year).slice(2)}`)
      }),
      text(procedures.map(name), {
        fy: (procedure: string) => procedure,
        text: (procedure: string) => procedure,
        frameAnchor: "top-left",
        dx: -margin.left,
        dy: -28,
        fontWeight: 600,
        fill: "var(--ink)"
      }),
      ruleX(noRow, {...at, y1: 0, y2: 2, dx: left, stroke: "var(--ink2)", strokeDasharray: "2 2"}),
      tickY(noRow, {
        ...at,
        y: 2,
        insetLeft: step / 2 + left - 3,
        insetRight: step / 2 - left - 3,
        stroke: "var(--ink2)"
      }),
      ruleX(asked, {...at, y1: 0, y2: value, dx: left, stroke: "var(--ink)", strokeWidth: 1.6}),
      dot(asked, {...at, y: value, dx: left, r: small ? 2 : 3.5, fill: "var(--ink)"}),
      ruleX(inexact(asked), {...at, y1: lo, y2: hi, dx: left, stroke: "var(--ink)", strokeWidth: 1.2}),
      ...(Object.keys(PAINT) as Status[]).flatMap((status) => [
        barY(ofStatus(status), {...at, ...barInsets, y1: lo, y2: hi, fill: "var(--band)"}),
        barY(ofStatus(status), {...at, ...barInsets, y1: 0, y2: lo, ...PAINT[status], strokeWidth: 1}),
        ruleX(inexact(ofStatus(status)), {
          ...at,
          y1: lo,
          y2: hi,
          dx: right,
          stroke: PAINT[status]?.stroke ?? null,
          strokeWidth: 1.4
        }),
        ...[lo, hi].map((end) =>
          tickY(inexact(ofStatus(status)), {
            ...at,
            ...barInsets,
            y: end,
            stroke: PAINT[status]?.stroke ?? null,
            strokeWidth: 1.4
          })
        )
      ]),
      small
        ? null
        : text(asked, {
            ...at,
            y: hi,
            text: (mark: Mark) => formatNumber(mark.count.value),
            dx: left,
            dy: -11,
            fill: "var(--ink)"
          }),
      text(gaps, {...at, y: 0, text: "words", dy: -10, fill: "var(--ink2)"}),
      ruleY([0], {stroke: "var(--rule)"})
    ]
  });
  return namedImage(drawing, label);
}

/** The middle year of each span that the host did not report, with the words that stand there. */
function notReported({years}: Procedure, procedure: string): Gap[] {
  const gaps: Gap[] = [];
  let span: number[] = [];
  const close = () => {
    const middle = span[Math.floor((span.length - 1) / 2)];
    if (middle !== undefined && span.length > 2) gaps.push({procedure, year: middle, words: NOT_REPORTED});
    span = [];
  };
  for (const {year, applications, outcomes} of years)
    if (applications === "not reported" && outcomes === "not reported") span.push(year);
    else close();
  close();
  return gaps;
}

// Draws flows from places of origin to countries of asylum: a band for each pair, as tall as its number, between two columns of names.
import {sankey, sankeyLinkHorizontal} from "d3-sankey";
import type {SankeyLink, SankeyNode} from "d3-sankey";
import {formatNumber} from "../words/numbers.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {spread} from "./labels.js";
import {MOST_LINES} from "./lines.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface FlowEnd {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** Whether it is what is left of a side: drawn grey and last. */
  readonly isRest: boolean;
}

export interface FlowBand {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

export interface FlowsChart {
  readonly left: readonly FlowEnd[];
  readonly right: readonly FlowEnd[];
  /** The largest first. */
  readonly bands: readonly FlowBand[];
  /** Heads of the two columns. */
  readonly heads: readonly [string, string];
  /** "persons" or "cases". */
  readonly unit: string;
}

interface End extends FlowEnd {
  readonly side: "left" | "right";
  readonly look: string;
}
type Node = SankeyNode<End, object>;
type Link = SankeyLink<End, object>;

const MOST_TOLD = 5;

export function flows({left, right, bands, heads, unit}: FlowsChart, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, size, label} = settle(options, "flows");
  const {plain, small} = TEXT[size];
  const isPhone = size === "phone";
  const most = isPhone ? 92 : size === "middle" ? 150 : 220;
  const head = small + 14;
  const rows = Math.max(left.length, right.length);
  const tall = Math.max(isPhone ? 380 : 330, rows * (isPhone ? 62 : 48));
  const linesOf = ({name, value}: FlowEnd) => {
    const number = formatNumber(value);
    const together = `${name} ${number}`;
    return textWidth(together, plain, true) <= most ? [together] : [...wrap(name, most, plain, true), number];
  };
  const room = (some: readonly FlowEnd[]) =>
    Math.max(0, ...some.flatMap((one) => linesOf(one).map((each) => textWidth(each, plain, true)))) + 8;
  const [leftRoom, rightRoom] = [room(left), room(right)];
  const ends: End[] = [
    ...left.map((one, i) => ({...one, id: `left ${one.id}`, side: "left" as const, look: look(one, i)})),
    ...right.map((one) => ({...one, id: `right ${one.id}`, side: "right" as const, look: ""}))
  ];
  const layout = sankey<End, object>()
    .nodeId(({id}) => id)
    // As they were given: from the largest, the rest last.
    .nodeSort(null)
    .nodeWidth(isPhone ? 7 : 10)
    .nodePadding(isPhone ? 18 : 14)
    .extent([
      [leftRoom, head],
      [width - rightRoom, head + tall]
    ]);
  const made = layout({
    nodes: ends.map((end) => ({...end})),
    links: bands
      .filter(({value}) => value > 0)
      .map(({from, to, value}) => ({source: `left ${from}`, target: `right ${to}`, value}))
  });
  const path = sankeyLinkHorizontal<End, object>();
  const told = bands.slice(0, MOST_TOLD).map(({from, to, value}) => {
    const name = (some: readonly FlowEnd[], id: string) => some.find((one) => one.id === id)?.name ?? id;
    return `${name(left, from)} to ${name(right, to)} ${formatNumber(value)}`;
  });
  const sums = (some: readonly FlowEnd[]) => some.map(({name, value}) => `${name} ${formatNumber(value)}`).join(", ");
  return drawing(
    make,
    {
      width,
      height: head + tall + 10,
      label:
        label ??
        `Flows in ${unit}. Largest: ${told.join("; ")}. ${heads[0]}: ${sums(left)}. ${heads[1]}: ${sums(right)}.`
    },
    words(make, leftRoom - 6, small, heads[0], {size: small, anchor: "end", class: "quiet"}),
    words(make, width - rightRoom + 6, small, heads[1], {size: small, class: "quiet"}),
    ...made.links.map((link: Link) =>
      make("path", {
        d: roundPath(path(link) ?? ""),
        class: `flow ${(link.source as Node).look}`,
        "stroke-width": Math.max(0.75, link.width ?? 0)
      })
    ),
    ...made.nodes.map(({x0 = 0, x1 = 0, y0 = 0, y1 = 0, look: own}) =>
      make("rect", {x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), class: `flow-end ${own}`})
    ),
    ...(["left", "right"] as const).flatMap((side) =>
      endLabels(
        make,
        made.nodes.filter((node) => node.side === side),
        {linesOf, plain, side, bounds: [head - 2, head + tall + 8]}
      )
    )
  );
}

/** The hue of a named place of origin; what is left of a side has none. */
const look = ({isRest}: FlowEnd, i: number) => (isRest ? "" : `k${(i % MOST_LINES) + 1}`);
const roundPath = (d: string) => d.replace(/\d+\.\d+/g, (n) => String(Math.round(Number(n) * 100) / 100));

function endLabels(
  make: Make,
  nodes: readonly Node[],
  {
    linesOf,
    plain,
    side,
    bounds
  }: {
    linesOf: (end: FlowEnd) => string[];
    plain: number;
    side: "left" | "right";
    bounds: readonly [number, number];
  }
): SVGElement[] {
  const leading = plain * 1.15;
  const texts = nodes.map(linesOf);
  const middles = spread(
    nodes.map(({y0 = 0, y1 = 0}, i) => ({at: (y0 + y1) / 2, tall: (texts[i]?.length ?? 1) * leading + 3})),
    bounds
  );
  return nodes.map(({x0 = 0, x1 = 0}, i) => {
    const text = texts[i] ?? [];
    return words(
      make,
      side === "left" ? x0 - 6 : x1 + 6,
      (middles[i] ?? 0) - (text.length * leading) / 2 + plain * 0.85,
      text,
      {size: plain, leading, anchor: side === "left" ? "end" : "start", class: "value"}
    );
  });
}

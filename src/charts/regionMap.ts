// The regions of one country in five steps of one count, with the names and numbers of the seven highest. A region without a
// number is left as land; where a count has bounds they are printed.
import {least, max, polygonArea, polygonCentroid} from "d3";
import {formatNumber} from "../words/numbers.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {ringPath} from "./marks.js";
import {stepScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";

/** Outlines as cantons.json and provinces.json have them: rings of x, y in points of a drawing of `size`. */
export interface Outlines {
  readonly size: readonly number[];
  readonly regions: readonly {readonly code: string; readonly rings: readonly (readonly number[])[]}[];
}

export interface MapRegion {
  /** ISO 3166-2. */
  readonly code: string;
  readonly name: string;
  /** Null where it is suppressed; then `lo` and `hi` are all there is. */
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

export interface RegionMap {
  readonly outlines: Outlines;
  readonly regions: readonly MapRegion[];
}

const MOST = 7;

/** The lower ends of five steps, each about twice the one before, in the nearest round numbers. */
export function mapSteps(top: number): number[] {
  const rounded = (n: number) => {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, n)));
    return (least([1, 2, 5, 10], (f) => Math.abs(Math.log((f * power) / n))) ?? 1) * power;
  };
  return [1, ...new Set([16, 8, 4, 2].map((part) => rounded(top / part)))].filter(
    (n, i, all) => i === 0 || n > (all[i - 1] ?? 0)
  );
}

export function regionMap({outlines, regions}: RegionMap, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, size, label} = settle({width: 944, ...options}, "region-map");
  const text = TEXT[size];
  const [across = 1, tall = 1] = outlines.size;
  const scale = width / across;
  const known = new Map(regions.map((region) => [region.code, region]));
  const steps = mapSteps(max(regions, ({value, hi}) => value ?? hi) ?? 1);
  const stepOf = stepScale(steps);
  const height = Math.round(tall * scale);
  const parts: SVGElement[] = [];
  const centres = new Map<string, [number, number]>();
  for (const {code, rings} of outlines.regions) {
    const points = rings.map((flat) => {
      const ring: [number, number][] = [];
      for (let i = 0; i + 1 < flat.length; i += 2) ring.push([(flat[i] ?? 0) * scale, (flat[i + 1] ?? 0) * scale]);
      return ring;
    });
    const [largest] = [...points].sort((a, b) => Math.abs(polygonArea(b)) - Math.abs(polygonArea(a)));
    if (largest) centres.set(code, polygonCentroid(largest));
    const region = known.get(code);
    const step = region ? stepOf(region.value ?? region.lo) : 0;
    const d = points.map(ringPath).join("");
    parts.push(make("path", {d, class: `region${step ? ` m${step}` : ""}`, "fill-rule": "evenodd"}));
  }
  const printed = ({value, lo, hi}: MapRegion) =>
    value === null ? `${formatNumber(lo)}–${formatNumber(hi)}` : formatNumber(value);
  const highest = [...regions]
    .sort((a, b) => (b.value ?? b.lo) - (a.value ?? a.lo))
    .slice(0, size === "phone" ? 4 : MOST);
  const taken: [number, number, number, number][] = [];
  for (const region of highest) {
    const centre = centres.get(region.code);
    if (!centre || (region.value ?? region.lo) === 0) continue;
    const lines = [region.name, printed(region)];
    const wide = max(lines, (one) => textWidth(one, text.plain, true)) ?? 0;
    const x = Math.max(wide / 2 + 2, Math.min(centre[0], width - wide / 2 - 2));
    const leading = text.plain * 1.15;
    const fits = (y: number) =>
      y >= leading &&
      taken.every(([l, t, r, b]) => x + wide / 2 < l || x - wide / 2 > r || y + leading < t || y - leading > b);
    const y = [0, leading, -leading, 2 * leading, -2 * leading, 3 * leading, -3 * leading]
      .map((shift) => centre[1] + shift)
      .find(fits);
    if (y === undefined) continue;
    taken.push([x - wide / 2, y - leading, x + wide / 2, y + leading]);
    parts.push(
      words(make, x, y - 2, region.name, {size: text.plain, anchor: "middle", class: "name halo"}),
      words(make, x, y + leading - 2, printed(region), {size: text.plain, anchor: "middle", class: "value halo"})
    );
  }
  // The key is under the map: a swatch for each step, its range beneath.
  const each = Math.min(120, (width - 4) / steps.length);
  const top = height + 14;
  steps.forEach((from, i) => {
    const to = steps[i + 1];
    const range = to === undefined ? `${formatNumber(from)} +` : `${formatNumber(from)}–${formatNumber(to - 1)}`;
    parts.push(
      make("rect", {x: i * each, y: top, width: each - 3, height: 10, class: `region m${i + 1}`}),
      words(make, i * each, top + 12 + text.small, range, {size: text.small, class: "quiet"})
    );
  });
  const told = highest.map((region) => `${region.name} ${printed(region)}`).join(", ");
  return drawing(
    make,
    {width, height: top + 18 + text.small, label: `${label ? `${label} ` : ""}The most: ${told}.`},
    ...parts
  );
}

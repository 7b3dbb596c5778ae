// Where there is land on the map of the world, as a grid small enough to send: names of a map keep off it. A square is land where any
// outline touches it.
import type {WorldPositions} from "./world.js";

/** The side of a square, in units of the map's positions. */
const SQUARE = 4;

type Point = readonly [x: number, y: number];

/** The rings of path data in whole units, written as `M x y l dx dy … z`. */
export function ringsOf(d: string): Point[][] {
  return d
    .split("M")
    .slice(1)
    .map((ring) => {
      const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      const points: Point[] = [];
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        x += numbers[i] ?? 0;
        y += numbers[i + 1] ?? 0;
        points.push([x, y]);
      }
      return points;
    });
}

/** Whether a point lies within a ring. */
export function isWithin(ring: readonly Point[], [x, y]: Point): boolean {
  let within = false;
  ring.forEach(([xa, ya], i) => {
    const [xb, yb] = ring.at(i - 1) ?? [0, 0];
    if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) within = !within;
  });
  return within;
}

const across = (width: number) => Math.ceil(width / SQUARE);

/** Land as text: row by row, lengths of sea and land in turn. */
export function packLand(paths: Iterable<string>, {width, height}: Pick<WorldPositions, "width" | "height">): string {
  const [columns, rows] = [across(width), across(height)];
  const grid = Array.from({length: rows}, () => new Uint8Array(columns));
  const mark = (x: number, y: number) => {
    const row = grid[Math.floor(y / SQUARE)];
    if (row && x >= 0) row[Math.floor(x / SQUARE)] = 1;
  };
  for (const ring of [...paths].flatMap(ringsOf)) {
    const ys = ring.map(([, y]) => y);
    const xs = ring.map(([x]) => x);
    for (let y = Math.floor(Math.min(...ys) / SQUARE) * SQUARE + SQUARE / 2; y < Math.max(...ys); y += SQUARE)
      for (let x = Math.floor(Math.min(...xs) / SQUARE) * SQUARE + SQUARE / 2; x < Math.max(...xs); x += SQUARE)
        if (isWithin(ring, [x, y])) mark(x, y);
    ring.forEach(([xa, ya], i) => {
      const [xb, yb] = ring.at(i - 1) ?? [xa, ya];
      const steps = Math.ceil(2 * Math.hypot(xb - xa, yb - ya)) + 1;
      for (let s = 0; s <= steps; s++) mark(xa + ((xb - xa) * s) / steps, ya + ((yb - ya) * s) / steps);
    });
  }
  return grid
    .map((row) => {
      const lengths: number[] = [];
      let [isLand, length] = [0, 0];
      for (const square of row) {
        if (square !== isLand) {
          lengths.push(length);
          [isLand, length] = [square, 0];
        }
        length++;
      }
      if (isLand) lengths.push(length);
      return lengths.map((n) => n.toString(36)).join(" ");
    })
    .join(",");
}

/** Whether a box, in units of the map's positions, touches land. */
export type OnLand = (box: {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}) => boolean;

const kept = new WeakMap<WorldPositions, OnLand>();

/** Asks where land is; the grid is unpacked once. */
export function landOf(positions: WorldPositions): OnLand {
  const before = kept.get(positions);
  if (before) return before;
  const columns = across(positions.width);
  const rows = positions.land.split(",");
  // How much land there is above and to the left of each corner: a box of any size is four look-ups.
  const sums = new Uint32Array((columns + 1) * (rows.length + 1));
  const sum = (column: number, row: number) => sums[row * (columns + 1) + column] ?? 0;
  rows.forEach((row, j) => {
    const squares = row.split(" ").flatMap((n, i) => Array<number>(parseInt(n || "0", 36)).fill(i % 2));
    let left = 0;
    for (let i = 0; i < columns; i++) {
      left += squares[i] ?? 0;
      sums[(j + 1) * (columns + 1) + i + 1] = sum(i + 1, j) + left;
    }
  });
  const cut = (n: number, most: number) => Math.min(most, Math.max(0, n));
  const onLand: OnLand = ({x0, y0, x1, y1}) => {
    const [a, b] = [cut(Math.floor(x0 / SQUARE), columns), cut(Math.ceil(x1 / SQUARE), columns)];
    const [c, d] = [cut(Math.floor(y0 / SQUARE), rows.length), cut(Math.ceil(y1 / SQUARE), rows.length)];
    return sum(b, d) - sum(a, d) - sum(b, c) + sum(a, c) > 0;
  };
  kept.set(positions, onLand);
  return onLand;
}

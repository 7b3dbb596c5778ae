// What a map of the world is made of: where its places lie, the numbers it shows, and how far a reader has zoomed in.

/** Where shapes lie on a map of this width and height: anchors of labels, and places too small to have a shape. */
export interface WorldPositions {
  readonly width: number;
  readonly height: number;
  readonly at: Readonly<Record<string, readonly [number, number]>>;
  readonly dots: Readonly<Record<string, readonly [number, number]>>;
  /** Where there is land, as `packLand` writes it. */
  readonly land: string;
}

export interface MapPlace {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** The number as it is printed. */
  readonly words: string;
  readonly chosen: boolean;
}

export interface WorldMap {
  readonly places: readonly MapPlace[];
  /** The place that all of them are looked at from: outlined in ink and left as paper. */
  readonly outlined: {readonly code: string; readonly name: string} | null;
  /** Rates from 0 to 1, in steps of a quarter; else counts, in steps by powers of ten. */
  readonly share: boolean;
  /** The largest number that the steps have room for, where maps of several years share them; else the largest of this map. */
  readonly top?: number | null;
}

/** How far a reader has zoomed in: a point of the map is at `k` times its place plus `x` and `y`, in pixels of the drawing. */
export interface Zoom {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}
export const WHOLE: Zoom = {k: 1, x: 0, y: 0};

/** The size of the map within a drawing of this width, and pixels for each unit of its positions. */
export function mapSize(positions: WorldPositions, width: number) {
  const scale = width / positions.width;
  return {width, height: positions.height * scale, scale};
}

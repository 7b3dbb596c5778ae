// Shared parts of drawings: SVG elements, short coordinates, common options. Colours are classes of
// the stylesheet, so that scheme, print and forced colours decide them.
import {namedImage} from "./plot.js";
import {sizeOf} from "./sizes.js";
import type {Size} from "./sizes.js";

/** How a drawing is made: in the browser the document is the page's; the build gives one that is only written down (html/paper.ts). */
export interface DrawingOptions {
  readonly document?: Document;
  /** In CSS pixels; a drawing is made for each width, never scaled. */
  readonly width?: number;
  /** Begins every id inside the drawing; each drawing of a page takes its own. */
  readonly idPrefix?: string;
  /** What the drawing shows, in a sentence, for readers who do not see it. Without it the drawing says its numbers itself. */
  readonly label?: string;
  /** With a lower plot, for a picture whose notes need the room. Drawings that cannot be lower are drawn as they are. */
  readonly low?: boolean;
}

/** Why a year has no count. Neither is 0. */
export type Absence = "no entry" | "not reported";

type Attribute = string | number | null | undefined;
type Child = Node | string | null | undefined | false;

/** An element of an svg. */
export type Make = (name: string, attributes?: Readonly<Record<string, Attribute>>, ...children: Child[]) => SVGElement;

export function maker(document: Document): Make {
  return (name, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes))
      if (value !== null && value !== undefined)
        element.setAttribute(key, typeof value === "number" ? round(value) : value);
    for (const child of children) if (child) element.append(child);
    return element;
  };
}

/** A coordinate to a hundredth of a pixel: two builds write the same bytes, and short ones. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A drawing: one image with one accessible name. Its height follows from its contents. */
export function drawing(
  make: Make,
  {width, height, label}: {width: number; height: number; label: string},
  ...children: Child[]
): SVGSVGElement {
  // A height that is whole but for the last digits of a computed number is whole.
  const tall = Math.ceil(Number(round(height)));
  const svg = make("svg", {viewBox: `0 0 ${round(width)} ${tall}`, width, height: tall}, ...children) as SVGSVGElement;
  return namedImage(svg, label);
}

const LOW = 0.55;

/** Defaults that all drawings share. */
export function settle(
  {document, width = 944, idPrefix, label, low = false}: DrawingOptions,
  name: string
): {
  document: Document;
  width: number;
  idPrefix: string;
  label: string | undefined;
  make: Make;
  size: Size;
  /** The height of a plot that would be so tall. */
  tallOf: (usual: number) => number;
} {
  const page = document ?? globalThis.document;
  return {
    document: page,
    width,
    idPrefix: idPrefix ?? `${name}-${width}`,
    label,
    make: maker(page),
    tallOf: (usual) => (low ? Math.round(usual * LOW) : usual),
    size: sizeOf(width)
  };
}

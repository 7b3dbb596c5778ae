// The frame of a chart: what it shows, in which unit, the drawing in three sizes of which the stylesheet shows one, the signs and
// what they mean, where it comes from, how it was counted, and the table behind it.
import {drawingWords} from "../words/drawing.js";
import {bracketAcross, bracketUnder, diamond, line, maker, patternIds, patterns, bar} from "./svg.js";
import type {DrawingOptions} from "./svg.js";
import type {Status} from "../measures/codes.js";
import {element} from "../html/table.js";

/** A sign as drawings use it, to stand beside its term: a status, or one of the shared signs. */
export type Sign =
  | Status
  | "bracket"
  | "interval"
  | "reported"
  | "published"
  | "stroke"
  | "dashed"
  | "persons"
  | "cases"
  | "break"
  | "gap"
  | "line";

export interface PlateNote {
  readonly sign?: Sign;
  readonly term: string;
  /** One or two sentences, as text or as nodes that hold figures and links. */
  readonly text: string | Node;
}

/** How wide the drawing stands: the text column with notes in the margin; text and margin; or the whole page. */
export type PlateWidth = "text" | "wide" | "full";

export const WIDTHS: Readonly<Record<PlateWidth, Readonly<Record<"wide" | "middle" | "phone", number>>>> = {
  text: {wide: 620, middle: 656, phone: 288},
  wide: {wide: 944, middle: 656, phone: 288},
  full: {wide: 1136, middle: 656, phone: 288}
};

export interface Plate {
  /** Also the beginning of every id inside. */
  readonly id: string;
  /** "Figure 1", in the rail. */
  readonly number?: string;
  /** Names what is drawn, in nouns. */
  readonly title: string;
  /** Unit, definition, stage and years. */
  readonly unit: string | Node;
  readonly breadth?: PlateWidth;
  /** Sizes to draw, where not all three: without "middle" the wide one is shown there too. */
  readonly sizes?: readonly ("wide" | "middle" | "phone")[];
  /** Draws one size; `idPrefix` differs for each. */
  readonly draw: (options: {readonly document: Document; readonly width: number; readonly idPrefix: string}) => Element;
  readonly notes?: readonly PlateNote[];
  readonly source: string | Node;
  /** Where the code that computes and draws the chart can be read, from its page. */
  readonly made: string;
  /** Links at the right of the source line, such as CSV. A table adds its own. */
  readonly links?: readonly {readonly words: string; readonly href: string; readonly download?: boolean}[];
  readonly counted?: readonly (string | Node)[];
  readonly table?: Element;
}

export function plate(
  {
    id,
    number,
    title,
    unit,
    breadth = "wide",
    sizes: some,
    draw,
    notes = [],
    source,
    made,
    links = [],
    counted = [],
    table
  }: Plate,
  {document, locale = "en"}: DrawingOptions = {}
): HTMLElement {
  const page = document ?? globalThis.document;
  const say = drawingWords(locale);
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(page, name, attributes, ...contents);
  const titleId = `${id}-title`;
  const drawn = (["wide", "middle", "phone"] as const).filter((size) => some?.includes(size) ?? true);
  const sizes = drawn.map((size) =>
    make(
      "div",
      {class: `art ${size}${size === "wide" && !drawn.includes("middle") ? " both" : ""}`},
      draw({document: page, width: WIDTHS[breadth][size], idPrefix: `${id}-${size}`})
    )
  );
  const taken = [
    ...(table ? [{words: say.table, href: `#${id}-table`}] : []),
    ...links,
    {words: say.howMade, href: made}
  ];
  return make(
    "figure",
    {class: breadth === "text" ? "plate" : `plate ${breadth}`, id, "aria-labelledby": titleId},
    number === undefined ? null : make("p", {class: "pn"}, number),
    make("div", {class: "hd"}, make("h3", {id: titleId}, title), make("p", {class: "unit"}, unit)),
    make("div", {class: "arts"}, ...sizes),
    notes.length
      ? make(
          "dl",
          {class: "mg"},
          ...notes.map((note, i) =>
            make(
              "div",
              {},
              make(
                "dt",
                {},
                note.sign ? sign(note.sign, {document: page, idPrefix: `${id}-sign-${i + 1}`}) : null,
                note.term
              ),
              make("dd", {}, note.text)
            )
          )
        )
      : null,
    make(
      "div",
      {class: "source"},
      make("span", {}, source),
      make(
        "span",
        {class: "take"},
        ...taken.map((link) =>
          make("a", {href: link.href, ...("download" in link && link.download ? {download: ""} : {})}, link.words)
        )
      )
    ),
    counted.length
      ? make(
          "details",
          {class: "counted"},
          make("summary", {}, say.howCounted),
          ...counted.map((part) => (typeof part === "string" ? make("p", {}, part) : part))
        )
      : null,
    table ? make("details", {class: "behind", id: `${id}-table`}, make("summary", {}, say.table), table) : null
  );
}

/** A sign, 22 by 14, for a note or a sentence. It says nothing to those who hear the page: the term beside it does. */
export function sign(kind: Sign, {document, idPrefix = `sign-${kind}`}: DrawingOptions = {}): SVGElement {
  const page = document ?? globalThis.document;
  const make = maker(page);
  const ids = patternIds(idPrefix);
  const svg = make("svg", {
    class: "sign",
    viewBox: "0 0 22 14",
    width: 22,
    height: 14,
    "aria-hidden": "true",
    focusable: "false"
  });
  const add = (...parts: (SVGElement | null)[]) => svg.append(...parts.filter((part) => part !== null));
  switch (kind) {
    case "bracket":
      add(bracketUnder(make, 1, 21, 11, {height: 6, width: 1.5}));
      break;
    case "interval":
      add(bracketAcross(make, 1, 21, 7, {breadth: 12, width: 1.5}));
      break;
    case "reported":
      add(diamond(make, 11, 7, 14));
      break;
    case "published":
      add(line(make, 1, 7, 21, 7, "l-refugee_status", 3.4));
      break;
    case "stroke":
      add(...[3, 8, 13, 18].map((x) => line(make, x, 0, x, 14, "ink", 1.6)));
      break;
    case "dashed":
      add(
        ...[3, 8, 13, 18].map((x) =>
          make("path", {d: `M${x} 0v14`, class: "soft", "stroke-width": 1.5, "stroke-dasharray": "2 3"})
        )
      );
      break;
    case "persons":
      add(line(make, 11, 14, 11, 5, "ink", 2), make("circle", {cx: 11, cy: 5, r: 4, class: "solid"}));
      break;
    case "cases":
      add(
        make("path", {d: "M1 7H15", class: "ink", "stroke-width": 3}),
        make("rect", {
          x: 12,
          y: 2.5,
          width: 9,
          height: 9,
          class: "soft",
          style: "fill:var(--paper)",
          "stroke-width": 1.6
        })
      );
      break;
    case "break":
      add(line(make, 11, 0, 11, 14, "break", 1.4));
      break;
    case "gap":
      add(line(make, 0, 12, 6, 12, "zero"), line(make, 16, 12, 22, 12, "zero"));
      break;
    case "line":
      add(line(make, 0, 7, 22, 7, "zero"));
      break;
    default:
      add(patterns(make, ids, [kind]), bar(make, kind, ids, {x: 0, y: 0.5, width: 22, height: 13}));
  }
  return svg;
}

/** A drawing in three sizes without a frame, such as the tally that opens a story. */
export function opening(
  {
    id,
    breadth = "full",
    draw,
    caption,
    made
  }: Pick<Plate, "id" | "breadth" | "draw" | "made"> & {readonly caption: string | Node},
  {document, locale = "en"}: DrawingOptions = {}
): HTMLElement {
  const page = document ?? globalThis.document;
  const say = drawingWords(locale);
  return element(
    page,
    "figure",
    {class: "opening", id},
    ...Object.entries(WIDTHS[breadth]).map(([size, width]) =>
      element(page, "div", {class: `art ${size}`}, draw({document: page, width, idPrefix: `${id}-${size}`}))
    ),
    element(
      page,
      "figcaption",
      {class: "unit"},
      caption,
      " ",
      element(page, "a", {class: "made", href: made}, say.howMade)
    )
  );
}

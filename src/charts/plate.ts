// Builds the frame of a chart: title, unit, the drawing in three sizes of which the stylesheet shows one, the signs and
// their meaning, source, method, and the table of its data.
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {citePlace} from "../html/citePlace.js";
import {element} from "../html/table.js";
import type {DrawingOptions} from "./drawing.js";
import {WIDTHS} from "./sizes.js";
import type {PlateWidth} from "./sizes.js";
import {sourcesIn} from "../words/cite.js";
import {sign} from "./sign.js";
import type {Sign} from "./sign.js";

export interface PlateNote {
  readonly sign?: Sign;
  readonly term: string;
  /** One or two sentences, as text or as nodes that hold figures and links. */
  readonly text: string | Node;
}

export interface Plate {
  /** Also the beginning of every id inside. */
  readonly id: string;
  /** "Figure 1", in the rail. */
  readonly number?: string;
  /** The title: what is counted, in nouns. */
  readonly title: string;
  /** Unit, definition, stage and years. */
  readonly unit: string | Node;
  readonly breadth?: PlateWidth;
  /** Links that show the same numbers in another way, over the drawing. */
  readonly ways?: Element | null;
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

type MakeHtml = (
  name: string,
  attributes: Record<string, string>,
  ...contents: (string | Node | null)[]
) => HTMLElement;

export function plate(the: Plate, {document}: DrawingOptions = {}): HTMLElement {
  const page = document ?? globalThis.document;
  const say = DRAWING_WORDS;
  const make: MakeHtml = (name, attributes, ...contents) => element(page, name, attributes, ...contents);
  const {id, number, title, unit, breadth = "wide", table} = the;
  const titleId = `${id}-title`;
  return make(
    "figure",
    {class: breadth === "text" ? "plate" : `plate ${breadth}`, id, "aria-labelledby": titleId},
    number === undefined ? null : make("p", {class: "pn"}, number),
    make("div", {class: "hd"}, make("h3", {id: titleId}, title), make("p", {class: "unit"}, unit)),
    the.ways ?? null,
    make("div", {class: "arts"}, ...arts(the, make, page)),
    notesList(the, make, page),
    sourceLine(the, make, say),
    countedDetails(the, make, say),
    table ? make("details", {class: "behind", id: `${id}-table`}, make("summary", {}, say.table), table) : null,
    citePlace(page, {title, address: `#${id}`, kind: "chart", ...citedSources(the.source)})
  );
}

/** The drawing in each of its sizes. */
function arts({id, breadth = "wide", sizes, draw}: Plate, make: MakeHtml, page: Document): HTMLElement[] {
  const drawn = (["wide", "middle", "phone"] as const).filter((size) => sizes?.includes(size) ?? true);
  return drawn.map((size) =>
    make(
      "div",
      {class: `art ${size}${size === "wide" && !drawn.includes("middle") ? " both" : ""}`},
      draw({document: page, width: WIDTHS[breadth][size], idPrefix: `${id}-${size}`})
    )
  );
}

function notesList({id, notes = []}: Plate, make: MakeHtml, page: Document): HTMLElement | null {
  if (!notes.length) return null;
  const items = notes.map((note, i) => {
    const drawn = note.sign ? sign(note.sign, {document: page, idPrefix: `${id}-sign-${i + 1}`}) : null;
    return make("div", {}, make("dt", {}, drawn, note.term), make("dd", {}, note.text));
  });
  return make("dl", {class: "mg"}, ...items);
}

/** The source, and links to the table, the files and the code. */
function sourceLine({id, source, made, links = [], table}: Plate, make: MakeHtml, say: DrawingWords): HTMLElement {
  const all: NonNullable<Plate["links"]> = [
    ...(table ? [{words: say.table, href: `#${id}-table`}] : []),
    ...links,
    {words: say.howMade, href: made}
  ];
  const drawn = all.map((link) => make("a", {href: link.href, ...(link.download ? {download: ""} : {})}, link.words));
  return make("div", {class: "source"}, make("span", {}, source), make("span", {class: "take"}, ...drawn));
}

/** The sources that the source line names. */
function citedSources(source: string | Node): {sources?: string} {
  const named = sourcesIn(typeof source === "string" ? source : (source.textContent ?? ""));
  return named.length ? {sources: named.join(" ")} : {};
}

function countedDetails({counted = []}: Plate, make: MakeHtml, say: DrawingWords): HTMLElement | null {
  if (!counted.length) return null;
  const parts = counted.map((part) => (typeof part === "string" ? make("p", {}, part) : part));
  return make("details", {class: "counted"}, make("summary", {}, say.howCounted), ...parts);
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
  {document}: DrawingOptions = {}
): HTMLElement {
  const page = document ?? globalThis.document;
  const say = DRAWING_WORDS;
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

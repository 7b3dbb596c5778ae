// Builds the frame of a chart: title, unit, the drawing in three sizes of which the stylesheet shows one, the signs and
// their meaning, source, method, and the table of its data.
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {citePlace} from "../html/citePlace.js";
import {element} from "../html/table.js";
import {withData} from "./data.js";
import type {ChartData} from "./data.js";
import type {DrawingOptions} from "./drawing.js";
import {isDrawn} from "./isDrawn.js";
import {WIDTHS} from "./sizes.js";
import type {PlateWidth} from "./sizes.js";
import {sourcesIn} from "../words/cite.js";
import {sign} from "./sign.js";
import type {Sign} from "./sign.js";

/** The detail of "drawsize", by which a picture asks a chart for a size that the page does not show. */
export interface DrawSize {
  readonly size: keyof (typeof WIDTHS)[PlateWidth];
  readonly low?: boolean;
  drawn?: Element;
}

export interface PlateNote {
  readonly sign?: Sign;
  readonly term: string;
  /** One or two sentences, as text or as nodes that hold figures and links. */
  readonly text: string | Node;
  /** What it explains in the drawing: a class (".band") or a letter of its text ("†"). Where that is not drawn the note is hidden. */
  readonly mark?: string;
  /** How the chart is read in general: a picture without room leaves it out first. */
  readonly general?: true;
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
  readonly draw: (
    options: Required<Pick<DrawingOptions, "document" | "width" | "idPrefix">> & Pick<DrawingOptions, "low">
  ) => Element;
  readonly notes?: readonly PlateNote[];
  readonly source: string | Node;
  /** Where the code that computes and draws the chart can be read, from its page. */
  readonly made: string;
  /** Links at the right of the source line, such as CSV. A table adds its own. */
  readonly links?: readonly {readonly words: string; readonly href: string; readonly download?: boolean}[];
  readonly counted?: readonly (string | Node)[];
  readonly table?: Element;
  /** What “Save or copy” saves as CSV where there is no table and what the drawing records is not it; null where a table follows. */
  readonly data?: ChartData | null;
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
  const {drawn, data} = arts(the, make, page);
  const figure = make(
    "figure",
    {
      class: breadth === "text" ? "plate" : `plate ${breadth}`,
      id,
      "aria-labelledby": titleId,
      ...dataAttribute(data)
    },
    number === undefined ? null : make("p", {class: "pn"}, number),
    make("div", {class: "hd"}, make("h3", {id: titleId}, title), make("p", {class: "unit"}, unit)),
    the.ways ?? null,
    make("div", {class: "arts"}, ...drawn),
    notesList(the, make, {page, drawn}),
    sourceLine(the, make, say),
    countedDetails(the, make, say),
    table ? make("details", {class: "behind", id: `${id}-table`}, make("summary", {}, say.table), table) : null,
    citePlace(page, {title, address: `#${id}`, kind: "chart", ...citedSources(the.source)})
  );
  // In a browser a chart draws the sizes that the page lacks when a picture needs one (take/arts.ts).
  if ("addEventListener" in figure)
    figure.addEventListener("drawsize", (event) => {
      const {detail} = event as CustomEvent<DrawSize>;
      detail.drawn = the.draw({
        document: page,
        width: WIDTHS[breadth][detail.size],
        idPrefix: `${id}-${detail.size}${detail.low ? "-low" : ""}`,
        ...(detail.low ? {low: true} : {})
      });
    });
  return figure;
}

const dataAttribute = (data: ChartData | null): Record<string, string> =>
  data ? {"data-table": JSON.stringify(data)} : {};

/** The drawing in each of its sizes, and its numbers where no table has them. */
function arts(
  {id, breadth = "wide", sizes, draw, table, data}: Plate,
  make: MakeHtml,
  page: Document
): {drawn: HTMLElement[]; data: ChartData | null} {
  const shown = (["wide", "middle", "phone"] as const).filter((size) => sizes?.includes(size) ?? true);
  let recorded = data ?? null;
  const isHeard = !table && data === undefined;
  const drawn = shown.map((size) => {
    const one = () => draw({document: page, width: WIDTHS[breadth][size], idPrefix: `${id}-${size}`});
    const art = isHeard && !recorded ? withData(one) : {drawn: one(), data: null};
    recorded ??= art.data;
    return make("div", {class: `art ${size}${size === "wide" && !shown.includes("middle") ? " both" : ""}`}, art.drawn);
  });
  return {drawn, data: recorded};
}

function notesList(
  {id, notes = []}: Plate,
  make: MakeHtml,
  {page, drawn}: {page: Document; drawn: readonly HTMLElement[]}
): HTMLElement | null {
  if (!notes.length) return null;
  const items = notes.map(({sign: kind, term, text, mark, general}, i) => {
    const small = kind ? sign(kind, {document: page, idPrefix: `${id}-sign-${i + 1}`}) : null;
    const attributes = {
      ...(mark ? {"data-mark": mark} : {}),
      ...(mark && !drawn.some((one) => isDrawn(mark, one)) ? {hidden: ""} : {}),
      ...(general ? {"data-general": ""} : {})
    };
    return make("div", attributes, make("dt", {}, small, term), make("dd", {}, text));
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
  const drawn = Object.entries(WIDTHS[breadth]).map(([size, width]) => ({
    size,
    ...withData(() => draw({document: page, width, idPrefix: `${id}-${size}`}))
  }));
  return element(
    page,
    "figure",
    {class: "opening", id, ...dataAttribute(drawn[0]?.data ?? null)},
    ...drawn.map((one) => element(page, "div", {class: `art ${one.size}`}, one.drawn)),
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

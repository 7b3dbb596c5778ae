// The drawings of a chart that a picture can be made of: its sizes, or a drawing of the one that the page lacks, or a table that is
// the chart, such as a matrix.
import type {DrawSize} from "../plate.js";
import {SVG, colourOf, styled} from "./styles.js";

export const SIZES = ["wide", "middle", "phone"] as const;

export interface Art {
  readonly width: number;
  readonly height: number;
  /** A group with the drawing, styles written in; to be called while the copy is in the page. */
  readonly drawn: (into: Document) => Element;
}

/** The drawing of one size, if there is one; with `low` the one with a lower plot. `copy` is the chart's copy in the light scheme. */
export function sizedArt(figure: HTMLElement, copy: HTMLElement, size: DrawSize["size"], low = false): Art[] {
  const places = copy.querySelectorAll<HTMLElement>(".art");
  if (!places.length) return size === "wide" && !low ? tables(figure, copy) : [];
  let place = low ? undefined : [...places].find((each) => each.classList.contains(size));
  if (!place) {
    const detail: DrawSize = {size, low};
    figure.dispatchEvent(new CustomEvent("drawsize", {detail}));
    if (!detail.drawn) return [];
    place = document.createElement("div");
    place.className = low ? "art" : `art ${size}`;
    place.append(detail.drawn);
    places[0]?.after(place);
  }
  return stacked([...place.querySelectorAll<SVGSVGElement>("svg")].filter((svg) => !svg.parentElement?.closest("svg")));
}

/** Drawings of one place, one under the other as on the page. */
function stacked(drawings: readonly SVGSVGElement[]): Art[] {
  const sizes = drawings.map((svg) => {
    const [, , width = 0, height = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
    return {width, height};
  });
  if (!sizes.length) return [];
  return [
    {
      width: Math.max(...sizes.map(({width}) => width)),
      height: sizes.reduce((sum, {height}) => sum + height, 0),
      drawn: (into) => {
        const all = into.createElementNS(SVG, "g");
        let y = 0;
        drawings.forEach((svg, i) => {
          const part = into.createElementNS(SVG, "g");
          if (y > 0) part.setAttribute("transform", `translate(0 ${y})`);
          const drawn = styled(svg, into);
          if (drawn) part.append(drawn);
          all.append(part);
          y += sizes[i]?.height ?? 0;
        });
        return all;
      }
    }
  ];
}

/** A table that is the chart: its cells and words where the page has them. */
function tables(figure: HTMLElement, copy: HTMLElement): Art[] {
  const table = figure.querySelector<HTMLTableElement>(".arts table");
  const light = copy.querySelector<HTMLTableElement>(".arts table");
  if (!table || !light) return [];
  const {width, height, left, top} = table.getBoundingClientRect();
  const caption = table.caption?.getBoundingClientRect().height ?? 0;
  return [
    {
      width,
      height: height - caption,
      drawn: (into) => {
        const all = into.createElementNS(SVG, "g");
        const cells = [...light.querySelectorAll("th, td")];
        [...table.querySelectorAll("th, td")].forEach((cell, i) => {
          const style = cells[i] && getComputedStyle(cells[i]);
          if (style) all.append(...cellOf(cell, style, {into, left, top: top + caption, light: cells[i] as Element}));
        });
        return all;
      }
    }
  ];
}

function cellOf(
  cell: Element,
  style: CSSStyleDeclaration,
  {into, left, top, light}: {into: Document; left: number; top: number; light: Element}
): Element[] {
  const box = cell.getBoundingClientRect();
  const ground = colourOf(style.backgroundColor);
  const parts: Element[] = [];
  if (ground.colour !== "none") {
    const rect = into.createElementNS(SVG, "rect");
    const at = {x: box.left - left + 1, y: box.top - top + 1, width: box.width - 2, height: box.height - 2};
    for (const [name, value] of Object.entries({...at, fill: ground.colour, "fill-opacity": ground.opacity}))
      rect.setAttribute(name, String(value));
    parts.push(rect);
  }
  const lightTexts = textsIn(light);
  textsIn(cell).forEach((text, i) => {
    const parent = lightTexts[i]?.parentElement ?? light;
    const computed = getComputedStyle(parent);
    const size = parseFloat(computed.fontSize);
    for (const {words, box} of linesOf(text)) {
      const made = into.createElementNS(SVG, "text");
      const attributes = {
        x: round(box.left - left),
        y: round(box.top - top + box.height / 2 + size * 0.34),
        "font-size": size,
        "font-weight": computed.fontWeight,
        fill: colourOf(computed.color).colour
      };
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
      made.setAttribute("class", "value");
      made.textContent = words;
      parts.push(made);
    }
  });
  return parts;
}

const round = (value: number) => Math.round(value * 100) / 100;

function textsIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && node.data.trim()) found.push(node);
  return found;
}

/** The lines in which a text is broken on the page. */
function linesOf(text: Text): {words: string; box: DOMRect}[] {
  const lines: {words: string; box: DOMRect}[] = [];
  for (const match of text.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 3) last.words += ` ${match[0]}`;
    else lines.push({words: match[0], box});
  }
  return lines;
}

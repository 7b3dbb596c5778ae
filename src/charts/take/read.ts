// Reads what a chart of the page says: its title, unit, notes, source and numbers as the page has them.
import {editionDate} from "../../words/editionDate.js";
import type {ChartData} from "../data.js";
import {isDrawn} from "../isDrawn.js";
import {WEIGHTS} from "./layout.js";
import type {Weight} from "./layout.js";
import {chartData} from "./table.js";

/** What the page knows of a chart and the chart itself does not. */
export interface Citing {
  /** The whole address of a chart. */
  readonly address: (figure: HTMLElement) => string;
  /** The edition that a chart shows: "2026-11-25". */
  readonly edition: (figure: HTMLElement) => string;
  /** How a chart is cited, as plain text. */
  readonly citation: (figure: HTMLElement, title: string) => Promise<string>;
}

export interface ToldNote {
  readonly term: string;
  readonly text: string;
  readonly sign: SVGSVGElement | null;
  readonly weight: Weight;
}

export interface Told {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** The most important first. */
  readonly notes: readonly ToldNote[];
  readonly source: string;
  readonly address: string;
  readonly edition: string;
  /** A sentence of the page to print for this chart; else its title and finding. */
  readonly sentence: string;
  /** Where the code that draws it can be read. */
  readonly made: string;
  readonly data: ChartData | null;
}

const clean = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();

/** The text of an element without the parts that are controls. */
function words(element: Element | null): string {
  if (!element) return "";
  const copy = element.cloneNode(true) as Element;
  for (const control of copy.querySelectorAll(".take, .made, .unseen, button")) control.remove();
  return clean(copy.textContent);
}

/** An opening has one caption: its first sentence is the title, what follows “Source:” the source. */
function captioned(figure: HTMLElement): {title: string; unit: string; source: string} {
  const caption = words(figure.querySelector("figcaption"));
  const [what = "", source = ""] = caption.split(/(?=\bSource: )/);
  const [, title = what, unit = ""] = /^(.*?[^.]\.)\s+(.*)$/.exec(what) ?? [];
  return {title: title.replace(/[.\s]+$/, ""), unit: clean(unit), source: clean(source)};
}

/** The edition in words, where the source does not name it. */
const named = (edition: string, text: string) =>
  text.includes(editionDate(edition)) ? "" : ` Asylum Ledger, edition of ${editionDate(edition)}.`;

/** A text without the addresses of its sources, which are at the chart's own address. */
const withoutLinks = (text: string) => clean(text.replace(/,?\s*https?:\/\/[^\s|]+/g, "").replace(/\s*\|/g, ";")).replace(/([^.])$/, "$1."); // prettier-ignore

/** The caveat of the answer that a chart is part of: before its first sentence where the question is about those who are not counted. */
function notCounted(figure: HTMLElement): ToldNote[] {
  const caution = figure.closest("#answer")?.querySelector("#not-counted");
  if (!caution) return [];
  const isFirst = caution.nextElementSibling?.id === "finding";
  return [...caution.querySelectorAll("p")].map((line) => ({
    term: words(line.querySelector("b")).replace(/\.$/, ""),
    text: withoutLinks(words(line).slice(words(line.querySelector("b")).length)),
    sign: null,
    weight: isFirst ? "first" : "caveat"
  }));
}

/** The notes of a chart in the order of their weight: what is not counted, the signs that are drawn, cautions, and how it is read. */
function notesOf(figure: HTMLElement): ToldNote[] {
  const drawings = [...figure.querySelectorAll(".art, .arts table")];
  const own = [...figure.querySelectorAll<HTMLElement>(".mg > div")].flatMap((note): ToldNote[] => {
    const {mark, general} = note.dataset;
    if (mark !== undefined && !drawings.some((one) => isDrawn(mark, one))) return [];
    const sign = note.querySelector<SVGSVGElement>("dt svg");
    const weight = sign || mark !== undefined ? "sign" : general === undefined ? "caveat" : "general";
    return [{term: words(note.querySelector("dt")), text: words(note.querySelector("dd")), sign, weight}];
  });
  const all = [...notCounted(figure), ...own];
  return WEIGHTS.flatMap((weight) => all.filter((note) => note.weight === weight));
}

const ended = (text: string) => (text === "" || /[.!?…”]$/.test(text) ? text : `${text}.`);

/** A sentence with what it does not count, where the page says that first and the sentence does not. */
const withCaveat = (sentence: string, notes: readonly ToldNote[]) =>
  notes
    .filter(({weight, text}) => weight === "first" && !sentence.includes(text.slice(0, 40)))
    .reduce((all, {term, text}) => `${ended(all)} ${term}: ${ended(text)}`, sentence);

export function read(figure: HTMLElement, citing: Citing): Told {
  const isOpening = figure.matches(".opening");
  const caption = isOpening ? captioned(figure) : null;
  const title = caption?.title ?? words(figure.querySelector(".hd h3"));
  const unit = caption?.unit ?? words(figure.querySelector(".hd .unit"));
  const given = caption?.source ?? words(figure.querySelector(".source > span"));
  const source = given === "" || given.startsWith("Source") ? given : `Source: ${given}`;
  const edition = citing.edition(figure);
  const printed = figure.parentElement?.id === "answer" ? document.querySelector<HTMLElement>(".to-print [data-copy]") : null;
  const notes = notesOf(figure);
  const isFirst = figure.parentElement?.querySelector("figure.plate") === figure;
  return {
    id: figure.id,
    title,
    unit,
    notes,
    source: clean(ended(source) + named(edition, source)),
    address: citing.address(figure),
    edition,
    sentence: withCaveat(
      (isFirst ? printed?.dataset.copy : undefined) ??
        clean(`${ended(title)} ${ended(unit)} (${source.replace(/^Source: /, "").replace(/\.$/, "")})`),
      notes
    ),
    made: figure.querySelector<HTMLAnchorElement>(".source .take a:last-of-type, a.made")?.href ?? "",
    data: chartData(figure)
  };
} // prettier-ignore

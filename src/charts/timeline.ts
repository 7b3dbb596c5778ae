// Draws events in the order they happened, with the numbers they have on the map.
import type {DrawingOptions} from "./drawing.js";
import {element} from "../html/table.js";

export interface LedgerEvent {
  /** ISO 8601, as much as is known: a day, a month or a year. */
  readonly date: string;
  readonly place: string;
  /** What happened, one or two sentences. */
  readonly text: string;
  readonly source?: string;
  readonly href?: string;
  /** Degrees, WGS 84; without them the event is on no map. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/** A date as far as it is known: "10 September 2020", "September 2020", "2020". */
export function eventDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(day === undefined ? {} : {day: "numeric"})
  }).format(at);
}

/** Events in the order of the map's numbers: by date as it is written, those of a day in the order given. */
export function inOrder<E extends {readonly date: string}>(events: readonly E[]): readonly E[] {
  // A month sorts after its days, so that a vague date does not precede an exact one.
  const key = (date: string) => (date.length === 7 ? `${date}-99` : date.length === 4 ? `${date}-99-99` : date);
  return [...events].sort((a, b) => (key(a.date) < key(b.date) ? -1 : key(a.date) > key(b.date) ? 1 : 0));
}

export function timeline(
  events: readonly LedgerEvent[],
  {document, idPrefix = "event"}: DrawingOptions = {}
): HTMLElement {
  const page = document ?? globalThis.document;
  const ordered = inOrder(events);
  return element(
    page,
    "ol",
    {class: "timeline"},
    ...ordered.map(({date, place, text, source, href}, i) => {
      const next = ordered[i + 1];
      // The line is dotted where a year or more passes without an event.
      const gap = next !== undefined && Number(next.date.slice(0, 4)) - Number(date.slice(0, 4)) > 1;
      const from = source === undefined ? null : href === undefined ? source : element(page, "a", {href}, source);
      return element(
        page,
        "li",
        {id: `${idPrefix}-${i + 1}`, ...(gap ? {class: "gap"} : {})},
        element(page, "span", {class: "no"}, String(i + 1)),
        element(page, "time", {class: "when", datetime: date}, eventDate(date)),
        element(page, "span", {class: "where"}, ` · ${place}`),
        element(page, "p", {class: "what"}, text),
        from === null ? null : element(page, "p", {class: "from"}, from)
      );
    })
  );
}

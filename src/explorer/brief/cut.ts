// Takes a chart out of a page of this site, or out of an answer, so that it stands by itself: text and drawings alone, nothing that runs
// or loads, links whole, ids that no other item has, and what its drawings refer to in a drawing of its own.

const SVG = "http://www.w3.org/2000/svg";
/** What has no place in a chart: it runs, loads, asks or belongs to the page. */
const NEVER: ReadonlySet<string> = new Set(
  "script style link meta base iframe frame object embed applet form input button select textarea dialog img picture video audio source template noscript foreignobject animate animatemotion animatetransform set".split(
    " "
  )
);
const NOT_TAKEN = ".cite, .take, .told, .made, .pn";
const ID_LISTS = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"];

/** Every page has this pattern, and a saved brief too. */
const EVERYWHERE = "hatch";

export interface Cut {
  /** Where the element is from; it holds what drawings refer to. */
  readonly from: Document | null;
  /** The address of the page, which its links are relative to. */
  readonly base: string;
  readonly document: Document;
}

/** A copy of an element of a page, free of everything that does not belong to it. */
export function cut(element: Element, {from, base, document}: Cut): HTMLElement {
  const copy = document.importNode(element, true) as HTMLElement;
  for (const one of copy.querySelectorAll("*"))
    if (NEVER.has(one.localName.toLowerCase()) || one.matches(NOT_TAKEN)) one.remove();
  // Choices of another drawing ("Side by side", "Together") ask the page that the chart is from.
  for (const ways of copy.querySelectorAll(".ways")) if (ways.querySelector("[data-state]")) ways.remove();
  const drawn = from && definitions(copy, from, document);
  if (drawn) copy.prepend(drawn);
  for (const one of everyElement(copy)) cleanAttributes(one, base);
  lowerHeadings(copy, document);
  return copy;
}

const everyElement = (within: Element): Element[] => [within, ...within.querySelectorAll("*")];
const URLS = /url\(\s*["']?([^"')]*)["']?\s*\)/gi;

/** What the drawings refer to and the copy does not hold, such as the outlines of countries, in a drawing without a size. */
function definitions(copy: Element, from: Document, document: Document): Element | null {
  const own = idsIn(copy);
  const found = new Map<string, Element>();
  const look = (within: Element): void => {
    for (const id of referredTo(within)) {
      if (id === EVERYWHERE || own.has(id) || found.has(id)) continue;
      const there = from.getElementById(id);
      if (there?.namespaceURI !== SVG) continue;
      const taken = document.importNode(there, true);
      found.set(id, taken);
      look(taken);
    }
  };
  look(copy);
  if (!found.size) return null;
  const [svg, defs] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "defs")];
  for (const [name, value] of [
    ["width", "0"],
    ["height", "0"],
    ["aria-hidden", "true"],
    ["class", "defs"]
  ] as const)
    // prettier-ignore
    svg.setAttribute(name, value);
  defs.append(...found.values());
  svg.append(defs);
  return svg;
}

const idsIn = (within: Element): Set<string> => new Set(everyElement(within).flatMap(({id}) => (id ? [id] : [])));

/** The ids that the drawings in an element refer to. */
function referredTo(within: Element): Set<string> {
  const ids = new Set<string>();
  for (const one of everyElement(within)) {
    if (one.namespaceURI !== SVG) continue;
    for (const {localName, value} of one.attributes) {
      if (localName === "href" && value.startsWith("#")) ids.add(value.slice(1));
      for (const [, to = ""] of value.matchAll(URLS)) if (to.startsWith("#")) ids.add(to.slice(1));
    }
  }
  return ids;
}

const LOADS = /^(?:src|srcset|srcdoc|action|formaction|ping|poster|data|background|autofocus|contenteditable)$/i;

/** Removes handlers and addresses that load, and makes links whole. */
function cleanAttributes(one: Element, base: string): void {
  for (const {name, localName, value} of [...one.attributes]) {
    if (/^on/i.test(name) || LOADS.test(localName)) one.removeAttribute(name);
    else if (localName === "href") setLink(one, name, value, base);
    else if (/url\(/i.test(value))
      one.setAttribute(
        name,
        value.replace(URLS, (_, to: string) => (to.startsWith("#") ? `url(${to})` : "none"))
      );
  }
}

function setLink(one: Element, name: string, value: string, base: string): void {
  const isDrawn = one.namespaceURI === SVG && one.localName !== "a";
  if (isDrawn && value.startsWith("#")) return;
  // An id is an address in the page that the chart is from.
  const whole = !isDrawn && URL.canParse(value, base) ? new URL(value, base).href : "";
  if (/^https?:/.test(whole)) one.setAttribute(name, whole);
  else one.removeAttribute(name);
}

/** The title of a chart is a heading of the third level in its page; an item of a brief is a section of the second. */
function lowerHeadings(copy: Element, document: Document): void {
  for (const old of copy.querySelectorAll("h1, h3, h4")) {
    const heading = document.createElement("h2");
    for (const {name, value} of old.attributes) heading.setAttribute(name, value);
    heading.append(...old.childNodes);
    old.replaceWith(heading);
  }
}

/** A copy whose ids begin with `prefix`, so that an item may be in a brief twice. Ids that it does not hold stay. */
export function prefixed(item: Element, prefix: string): HTMLElement {
  const copy = item.cloneNode(true) as HTMLElement;
  const own = idsIn(copy);
  const renamed = (id: string) => (own.has(id) ? prefix + id : id);
  for (const one of everyElement(copy))
    for (const {name, localName, value} of [...one.attributes]) {
      if (localName === "id") one.setAttribute(name, prefix + value);
      else if (ID_LISTS.includes(localName)) one.setAttribute(name, value.split(/\s+/).map(renamed).join(" "));
      else if (localName === "href" && value.startsWith("#")) one.setAttribute(name, `#${renamed(value.slice(1))}`);
      else if (value.includes("url(#"))
        one.setAttribute(
          name,
          value.replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${renamed(id)})`)
        );
    }
  return copy;
}

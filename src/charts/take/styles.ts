// Copies a drawing of the page with its styles written into it, in the light scheme: a picture has no stylesheet. What the page
// computes is taken over, so that the stylesheet stays the only place that names colours.
export const SVG = "http://www.w3.org/2000/svg";

/** Properties that children inherit: written where they differ from the parent's. */
const INHERITED = [
  "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "paint-order", "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric", "letter-spacing", "text-anchor",
  "dominant-baseline"
] as const; // prettier-ignore
/** What a picture begins with. */
const INITIAL: Readonly<Record<string, string>> = {
  fill: "#000000",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
  "font-style": "normal",
  "font-variant-numeric": "normal",
  "letter-spacing": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto"
};
/** Attributes that a picture does not keep. Classes stay on text, so that whoever edits it finds numbers and names. */
const DROPPED = /^(?:style|role|tabindex|aria-.*|data-.*|on.*|focusable)$/;
/** What a link or a drawing has and a group does not. */
const GROUPED = /^(?:href|xmlns.*|viewBox|x|y|width|height|id)$/;
const DEFINITIONS = new Set([
  "defs",
  "pattern",
  "clipPath",
  "mask",
  "linearGradient",
  "radialGradient",
  "symbol",
  "marker"
]);

type Style = Readonly<Record<string, string>>;

/** The light values of the stylesheet's colours, from its rule for the root outside any condition. */
export function lightTokens(document: Document): Style {
  const found: Record<string, string> = {};
  const read = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSImportRule && rule.styleSheet) read(rule.styleSheet.cssRules);
      if (!(rule instanceof CSSStyleRule) || rule.selectorText !== ":root") continue;
      for (const name of rule.style)
        if (name.startsWith("--")) found[name] ??= rule.style.getPropertyValue(name).trim();
    }
  };
  for (const sheet of document.styleSheets) read(sheet.cssRules);
  return found;
}

/** Runs `use` with a copy of a chart that has the light colours; nobody sees it, as it is gone before the page is painted. */
export function withLight<T>(figure: HTMLElement, use: (copy: HTMLElement) => T): T {
  const copy = figure.cloneNode(true) as HTMLElement;
  for (const [name, value] of Object.entries(lightTokens(figure.ownerDocument))) copy.style.setProperty(name, value);
  copy.style.cssText += ";position:absolute;left:-100000px;color-scheme:light;forced-color-adjust:none";
  copy.inert = true;
  figure.after(copy);
  try {
    return use(copy);
  } finally {
    copy.remove();
  }
}

/** "#1d1b18" and its opacity, of a colour as browsers compute it. */
export function colourOf(computed: string): {colour: string; opacity: number} {
  const [, name = "", inner = ""] = /^(rgba?|color)\((.*)\)$/.exec(computed) ?? [];
  if (name === "") return {colour: computed === "transparent" ? "none" : computed, opacity: 1};
  const isFraction = name === "color";
  const numbers = inner.replace(/^srgb\s/, "").split(/[\s,/]+/).map((each) => (each.endsWith("%") ? parseFloat(each) / 100 : Number(each))); // prettier-ignore
  const [r = 0, g = 0, b = 0, opacity = 1] = numbers;
  const hex = [r, g, b].map((each) => Math.round(each * (isFraction ? 255 : 1)).toString(16).padStart(2, "0")); // prettier-ignore
  return {colour: opacity === 0 ? "none" : `#${hex.join("")}`, opacity};
}

function styleOf(element: Element): Record<string, string> {
  const computed = getComputedStyle(element);
  const style: Record<string, string> = {};
  for (const property of INHERITED) {
    const value = computed.getPropertyValue(property);
    if (property === "fill" || property === "stroke") {
      const {colour, opacity} = colourOf(value.replace(/^url\("?([^")]*#)([^")]+)"?\).*$/, "url(#$2)"));
      style[property] = colour;
      style[`${property}-opacity`] = String(Number((opacity * Number(computed.getPropertyValue(`${property}-opacity`) || 1)).toFixed(3))); // prettier-ignore
    } else if (property !== "fill-opacity" && property !== "stroke-opacity")
      style[property] = value.replace(/(?<=\d)px\b/g, "").replaceAll('"', "'");
  }
  return style;
}

/** The inside of a drawing with its styles as attributes; `element` must be in the page, in the light scheme. */
export function styled(element: Element, into: Document, parent: Style = INITIAL, isDefined = false): Element | null {
  const computed = getComputedStyle(element);
  const defines = isDefined || DEFINITIONS.has(element.localName);
  if (!defines && (computed.display === "none" || computed.visibility === "hidden")) return null;
  // A link is not one in a picture, and a drawing is a part of it.
  const isGroup = element.localName === "a" || element.localName === "svg";
  const made = into.createElementNS(SVG, isGroup ? "g" : element.localName);
  for (const {name, value} of element.attributes)
    if (
      !DROPPED.test(name) &&
      !(isGroup && GROUPED.test(name)) &&
      !(name === "class" && !/^(?:text|tspan)$/.test(element.localName))
    )
      made.setAttribute(name, value);
  const style = styleOf(element);
  for (const [property, value] of Object.entries(style))
    if (value !== parent[property]) made.setAttribute(property, value);
    else made.removeAttribute(property);
  if (computed.opacity !== "1") made.setAttribute("opacity", computed.opacity);
  for (const child of element.childNodes) {
    if (child instanceof Text) made.append(into.createTextNode(child.data));
    if (!(child instanceof SVGElement)) continue;
    const inner = /^(?:script|style|foreignObject)$/.test(child.localName) ? null : styled(child, into, style, defines);
    if (inner) made.append(inner);
  }
  return made;
}

/** Adds to a picture what its parts refer to and another drawing of the page defines, such as the outlines of countries. */
export function withReferences(picture: Element, page: Document): void {
  const into = picture.ownerDocument;
  const has = new Set([...picture.querySelectorAll("[id]")].map(({id}) => id));
  const defs = into.createElementNS(SVG, "defs");
  const open: Element[] = [picture];
  for (let within = open.pop(); within; within = open.pop())
    for (const each of [within, ...within.querySelectorAll("*")])
      for (const {value, name} of each.attributes)
        for (const [, a, b] of value.matchAll(/url\(#([^)]+)\)|^#([\w-]+)$/g)) {
          const id = a ?? (/(?:^|:)href$/.test(name) ? b : undefined);
          const found = id === undefined || has.has(id) ? null : page.getElementById(id);
          if (!found || id === undefined) continue;
          has.add(id);
          // A shape that is used takes the colours of its user; a pattern has its own.
          const copy = DEFINITIONS.has(found.localName) ? styled(found, into) : plain(found, into);
          if (!copy) continue;
          defs.append(copy);
          open.push(copy);
        }
  if (defs.childNodes.length) picture.prepend(defs);
}

function plain(element: Element, into: Document): Element {
  const made = into.importNode(element, true);
  made.removeAttribute("class");
  return made;
}

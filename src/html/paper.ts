// A write-only document for the build: it can only be serialised, ten times as fast as a DOM. It has only the methods that
// drawings, plates and tables use, so the same components run on a browser's document. Pages that must be parsed
// again are parsed with jsdom.

const TEXT: Readonly<Record<string, string>> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"};
const ATTRIBUTE: Readonly<Record<string, string>> = {"&": "&amp;", '"': "&quot;", "\u00a0": "&nbsp;"};

/** Escapes text between tags. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0]/g, (sign) => TEXT[sign] ?? sign);
}

/** Escapes the value of an attribute. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&"\u00a0]/g, (sign) => ATTRIBUTE[sign] ?? sign);
}

/** Void elements, which have no content and no end tag. */
const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr"
]);
/** Elements whose content browsers do not parse as text. No component needs them. */
const RAW = new Set(["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "template", "xmp"]);

class PaperElement {
  readonly #name: string;
  readonly #attributes = new Map<string, string>();
  readonly #children: (PaperElement | string)[] = [];

  constructor(name: string) {
    if (RAW.has(name)) throw new Error(`the build writes no <${name}> with this document: write it as a string`);
    this.#name = name;
    // Setting an unsupported property, such as className, would be lost silently: it throws.
    Object.preventExtensions(this);
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }
  append(...children: (PaperElement | string)[]): void {
    this.#children.push(...children);
  }
  prepend(...children: (PaperElement | string)[]): void {
    this.#children.unshift(...children);
  }
  /** Components query for parts that Plot names; drawings made here have none. */
  querySelectorAll(): readonly never[] {
    return [];
  }
  get textContent(): string {
    return this.#children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
  get outerHTML(): string {
    let attributes = "";
    for (const [name, value] of this.#attributes) attributes += ` ${name}="${escapeAttribute(value)}"`;
    if (VOID.has(this.#name)) return `<${this.#name}${attributes}>`;
    const inner = this.#children.map((child) => (typeof child === "string" ? escapeText(child) : child.outerHTML));
    return `<${this.#name}${attributes}>${inner.join("")}</${this.#name}>`;
  }
}

/** The document. Calling an unsupported method throws. */
export const PAPER = {
  createElement: (name: string) => new PaperElement(name),
  createElementNS: (_: string, name: string) => new PaperElement(name)
} as unknown as Document;

// Writes the stylesheet's light colours and sizes into a drawing, as a renderer of SVG without a page knows neither custom properties
// nor most selectors. The stylesheet of charts stays the only place that names them.
import {readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {HATCH} from "../frame.js";

const LOOK = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "look");

type Variables = Readonly<Record<string, string>>;

/** A part of a selector that one element must match. */
interface Compound {
  readonly name: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly {readonly operator: "*" | "^"; readonly text: string}[];
}

interface Rule {
  /** From the outermost element to the one that is styled. */
  readonly path: readonly Compound[];
  readonly weight: number;
  readonly declared: readonly (readonly [property: string, value: string])[];
}

/** The declarations of a block. */
const declarations = (block: string) =>
  block.split(";").flatMap((each) => {
    const [, property, value] = /^\s*([\w-]+)\s*:\s*([\s\S]+?)\s*$/.exec(each) ?? [];
    return property !== undefined && value !== undefined ? [[property, value] as const] : [];
  });

const blocksOf = (css: string) =>
  Array.from(
    css
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "")
      .matchAll(/([^{}]+)\{([^{}]*)\}/g),
    ([, selectors = "", block = ""]) => ({selectors: selectors.trim(), block})
  );

/** Splits at commas that are not within brackets. */
function splitList(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of list) {
    if (letter === "(" || letter === "[") depth++;
    if (letter === ")" || letter === "]") depth--;
    if (letter === "," && depth === 0) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${letter}`);
  }
  return parts.map((part) => part.trim());
}

/** A selector without :is(), as several. */
function expanded(selector: string): string[] {
  const found = /:is\(([^()]*)\)/.exec(selector);
  if (!found) return [selector];
  const [whole, list = ""] = found;
  return splitList(list).flatMap((each) => expanded(selector.replace(whole, () => each)));
}

/** The parts of a selector; null where it has one that no drawing is matched by. */
function pathOf(selector: string): Compound[] | null {
  const path = selector.split(/\s+(?![^[]*\])/).map((part): Compound | null => {
    const name = /^[\w-]+/.exec(part)?.[0] ?? null;
    const attributes = Array.from(part.matchAll(/\[class([*^])="([^"]*)"\]/g), ([, operator, text = ""]) => ({
      operator: operator as "*" | "^",
      text
    }));
    const plain = part.replace(/\[class[*^]="[^"]*"\]/g, "");
    const classes = Array.from(plain.matchAll(/\.([\w-]+)/g), ([, each = ""]) => each);
    return plain.replace(/^[\w-]+/, "").replace(/\.[\w-]+/g, "") === "" ? {name, classes, attributes} : null;
  });
  return path.includes(null) ? null : (path as Compound[]);
}

const ROOT: Variables = Object.fromEntries(
  declarations(
    blocksOf(readFileSync(join(LOOK, "tokens.css"), "utf8")).find(({selectors}) => selectors === ":root")?.block ?? ""
  )
);

const RULES: readonly Rule[] = blocksOf(readFileSync(join(LOOK, "charts.css"), "utf8"))
  .flatMap(({selectors, block}) =>
    splitList(selectors)
      .flatMap(expanded)
      .flatMap((selector) => {
        const path = pathOf(selector);
        if (path === null) return [];
        const weight = path.reduce((n, {name, classes, attributes}) => n + (name === null ? 0 : 1) + 100 * (classes.length + attributes.length), 0); // prettier-ignore
        return [{path, weight, declared: declarations(block)}];
      })
  )
  .map((rule, i) => ({rule, i}))
  .sort((a, b) => a.rule.weight - b.rule.weight || a.i - b.i)
  .map(({rule}) => rule);

interface Found {
  readonly name: string;
  readonly className: string;
}

function matchesOne({name, classes, attributes}: Compound, element: Found): boolean {
  const has = ` ${element.className} `;
  return (
    (name === null || name === element.name) &&
    classes.every((each) => has.includes(` ${each} `)) &&
    attributes.every(({operator, text}) =>
      operator === "*" ? element.className.includes(text) : element.className.startsWith(text)
    )
  );
}

/** Whether the last element of `chain` is styled by a path of compounds. */
function matches(path: readonly Compound[], chain: readonly Found[]): boolean {
  const [own] = path.slice(-1);
  const [element] = chain.slice(-1);
  if (!own || !element || !matchesOne(own, element)) return false;
  let at = chain.length - 2;
  for (const part of path.slice(0, -1).reverse()) {
    while (at >= 0 && !matchesOne(part, chain[at] as Found)) at--;
    if (at-- < 0) return false;
  }
  return true;
}

/** A colour's red, green, blue and opacity. */
function channels(colour: string): [number, number, number, number] {
  if (colour === "transparent") return [0, 0, 0, 0];
  const hex = colour.replace(/^#/, "");
  const long = hex.length <= 4 ? hex.replace(/./g, "$&$&") : hex;
  const at = (i: number) => parseInt(long.slice(i, i + 2) || "ff", 16);
  return [at(0), at(2), at(4), at(6) / 255];
}

/** `color-mix` in sRGB, with premultiplied opacity as browsers mix. */
function mixed(one: string, share: number, other: string): string {
  const [a, b] = [channels(one), channels(other)];
  const opacity = a[3] * share + b[3] * (1 - share);
  const part = (i: 0 | 1 | 2) =>
    opacity === 0 ? 0 : Math.round((a[i] * a[3] * share + b[i] * b[3] * (1 - share)) / opacity);
  return `rgba(${part(0)},${part(1)},${part(2)},${Math.round(opacity * 1000) / 1000})`;
}

/** A value with its variables and mixtures worked out. */
function settled(value: string, variables: Variables): string {
  let text = value;
  for (let i = 0; i < 5 && text.includes("var("); i++)
    text = text.replace(/var\((--[\w-]+)(?:,\s*([^()]*))?\)/g, (_, name: string, otherwise?: string) => variables[name] ?? otherwise ?? ""); // prettier-ignore
  return text
    .replace(
      /color-mix\(in srgb,\s*([^,\s]+)\s+([\d.]+)%,\s*([^)\s]+)\s*\)/g,
      (_, one: string, share: string, other: string) => mixed(one, Number(share) / 100, other)
    ) // prettier-ignore
    .replace(/#[0-9a-f]{8}\b/gi, (hex) => mixed(hex, 1, "transparent"));
}

const SHOWN = /^(?:fill|fill-opacity|stroke|stroke-[\w-]+|paint-order|opacity|font-weight|font-style|text-anchor)$/;
const SERIF = /Brygada/;

interface Styled {
  readonly variables: Variables;
  readonly style: string;
}
const known = new Map<string, Styled>();

/** The style of the last element of a chain, and the variables that those within it inherit. */
function styleOf(chain: readonly Found[], inherited: Variables): Styled {
  const key = chain.map(({name, className}) => `${name}.${className}`).join(" ");
  const before = known.get(key);
  if (before) return before;
  const variables: Record<string, string> = {...inherited};
  const own = new Map<string, string>();
  for (const {path, declared} of RULES)
    if (matches(path, chain))
      for (const [property, value] of declared)
        if (property.startsWith("--")) variables[property] = settled(value, {...ROOT, ...inherited});
        else own.set(property, value);
  const style = [...own].flatMap(([property, value]) => {
    const text = settled(value, {...ROOT, ...variables});
    if (property === "font-family") return [`font-family:'${SERIF.test(text) ? "Brygada 1918" : "Source Sans 3"}'`];
    return SHOWN.test(property) && text !== "" ? [`${property}:${text}`] : [];
  });
  const made = {variables, style: style.join(";")};
  known.set(key, made);
  return made;
}

/** A colour of the site in the light scheme, by its name in the stylesheet: `ink`, `paper`. */
export const colour = (name: string): string => settled(`var(--${name})`, ROOT);

/** The pattern of temporary statuses, for `fill="url(#hatch)"`. */
export const hatch = (): string =>
  (/<defs>[\s\S]*<\/defs>/.exec(HATCH)?.[0] ?? "").replace(/var\([^)]*\)/g, (each) => settled(each, ROOT));

/** The inside of a drawing (an `svg` element as text), each element with its own style, and no class. */
export function withStyles(svg: string): string {
  const chain: Found[] = [];
  const variables: Variables[] = [{}];
  const text = svg
    .replaceAll("&nbsp;", "\u00a0")
    .replace(
      /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g,
      (_, closing: string, name: string, attributes: string, alone: string) => {
        // prettier-ignore
        if (closing) {
        chain.pop();
        variables.pop();
        return `</${name}>`;
      }
        const className = /\sclass="([^"]*)"/.exec(attributes)?.[1] ?? "";
        chain.push({name, className});
        const {style, variables: inner} = styleOf(chain, variables.at(-1) ?? {});
        const kept = attributes
          .replace(/\s(?:class|role|tabindex|data-[\w-]+|aria-[\w-]+)="[^"]*"/g, "")
          .replace(/\sstyle="([^"]*)"/, (_whole, own: string) => ` style="${settled(own, {...ROOT, ...inner})}"`);
        if (alone) chain.pop();
        else variables.push(inner);
        const styled = style === "" || / style="/.test(kept) ? kept : `${kept} style="${style}"`;
        return `<${name}${styled}${alone}>`;
      }
    );
  return text.replace(/^<svg[^>]*>/, "").replace(/<\/svg>$/, "");
}

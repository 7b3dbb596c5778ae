// The rules of the page's stylesheets that a saved brief needs, with the fonts that it shows inside them, so that it loads nothing.

/** Leaves what an element is, and drops what it does: a rule for `:hover` is kept for an element that could be hovered. */
const STATES = /::?(?:before|after|marker|backdrop|placeholder|selection|first-line|first-letter|file-selector-button|-[\w-]+|hover|focus(?:-visible|-within)?|active|visited|target)(?:\([^)]*\))?/g; // prettier-ignore

function isUsed(selector: string, within: Document): boolean {
  try {
    return selector.split(/,(?![^(]*\))/).some(
      (one) =>
        within.querySelector(
          one
            .replace(STATES, "")
            .trim()
            .replace(/(^|[\s>+~])$/, "$1*") || "*"
        ) !== null
    );
  } catch {
    // A selector that this cannot take apart is kept.
    return true;
  }
}

function rulesOf(rules: Iterable<CSSRule>, within: Document): string {
  let text = "";
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      if (isUsed(rule.selectorText, within)) text += `${rule.cssText}\n`;
    } else if (rule instanceof CSSMediaRule) {
      const inner = rulesOf(rule.cssRules, within);
      if (inner) text += `@media ${rule.conditionText} {\n${inner}}\n`;
    } else if (rule instanceof CSSSupportsRule) {
      const inner = rulesOf(rule.cssRules, within);
      if (inner) text += `@supports ${rule.conditionText} {\n${inner}}\n`;
    } else if (rule instanceof CSSPageRule) text += `${rule.cssText}\n`;
  }
  return text;
}

/** The page's own sheets: another's would not let themselves be read. */
function sheetRules(): CSSRule[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return [];
    }
  });
}

async function dataAddress(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** The faces that the page has loaded, with their files in them; without one that cannot be fetched, text has a font of the system. */
async function faces(): Promise<string> {
  const plain = (text: string) => text.replace(/["'\s]/g, "").toLowerCase();
  const loaded = new Set(
    [...document.fonts]
      .filter(({status}) => status === "loaded")
      .map(({family, style, unicodeRange}) => plain(`${family} ${style} ${unicodeRange}`))
  );
  const texts = sheetRules().map(async (rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return "";
    const value = (name: string) => rule.style.getPropertyValue(name);
    if (!loaded.has(plain(`${value("font-family")} ${value("font-style") || "normal"} ${value("unicode-range")}`))) return ""; // prettier-ignore
    const [, path = ""] = /url\(["']?([^"')]+)/.exec(value("src")) ?? [];
    try {
      const data = await dataAddress(new URL(path, rule.parentStyleSheet?.href ?? location.href).href);
      return `@font-face { font-family: ${value("font-family")}; font-style: ${value("font-style") || "normal"}; font-weight: ${value("font-weight")}; unicode-range: ${value("unicode-range")}; src: url("${data}") format("woff2"); }\n`;
    } catch {
      return "";
    }
  });
  return (await Promise.all(texts)).join("");
}

/** The styles of a document with this body: the rules that it uses, and its fonts. */
export async function stylesFor(body: string): Promise<string> {
  const within = new DOMParser().parseFromString(
    `<!doctype html><html lang="en"><body>${body}</body></html>`,
    "text/html"
  );
  return (await faces()) + rulesOf(sheetRules(), within);
}

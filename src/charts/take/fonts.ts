// Puts the site's fonts into a picture, so that it looks the same everywhere: of the faces that the stylesheet names, those whose
// characters the picture has, fetched from the site itself.

interface Face {
  readonly family: string;
  readonly style: string;
  readonly weight: string;
  readonly range: string;
  readonly url: string;
}

const unquoted = (text: string) => text.replace(/^["']|["']$/g, "");

/** The faces of the page's stylesheets. */
function facesOf(document: Document): Face[] {
  const faces: Face[] = [];
  const read = (rules: CSSRuleList, base: string) => {
    for (const rule of rules) {
      if (rule instanceof CSSImportRule && rule.styleSheet)
        read(rule.styleSheet.cssRules, rule.styleSheet.href ?? base);
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const of = (name: string) => rule.style.getPropertyValue(name).trim();
      const url = /url\(["']?([^"')]+)["']?\)/.exec(of("src"))?.[1];
      if (url === undefined) continue;
      faces.push({
        family: unquoted(of("font-family")),
        style: of("font-style") || "normal",
        weight: of("font-weight") || "400",
        range: of("unicode-range"),
        url: new URL(url, base).href
      });
    }
  };
  for (const sheet of document.styleSheets) read(sheet.cssRules, sheet.href ?? document.baseURI);
  return faces;
}

/** Whether a `unicode-range` has a character; without a range it has all. */
export function hasCharacter(range: string, code: number): boolean {
  if (range === "") return true;
  return range.split(",").some((each) => {
    const [, from = "", to = ""] = /^\s*U\+([0-9A-F?]+)(?:-([0-9A-F]+))?\s*$/i.exec(each) ?? [];
    const low = parseInt(from.replaceAll("?", "0"), 16);
    const high = to ? parseInt(to, 16) : parseInt(from.replaceAll("?", "F"), 16);
    return code >= low && code <= high;
  });
}

/** Characters by family and style: "Brygada 1918 Variable/italic". */
function usedIn(picture: Element): Map<string, Set<number>> {
  const used = new Map<string, Set<number>>();
  const visit = (element: Element, family: string, style: string) => {
    const own = unquoted((element.getAttribute("font-family") ?? "").split(",")[0]?.trim() ?? "") || family;
    const slant = element.getAttribute("font-style") ?? style;
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) {
        const key = `${own}/${slant}`;
        const codes = used.get(key) ?? new Set<number>();
        for (const letter of child.textContent) codes.add(letter.codePointAt(0) ?? 0);
        used.set(key, codes);
      }
      if (child.nodeType === Node.ELEMENT_NODE && !/^(?:title|desc)$/.test((child as Element).localName))
        visit(child as Element, own, slant);
    }
  };
  visit(picture, "", "normal");
  return used;
}

const loaded = new Map<string, Promise<string>>();
function dataUrl(url: string): Promise<string> {
  const made =
    loaded.get(url) ??
    fetch(url).then(async (answer) => {
      if (!answer.ok) throw new Error("A font of the picture could not be loaded. Try again.");
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = "";
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return `data:font/woff2;base64,${btoa(text)}`;
    });
  loaded.set(url, made);
  made.catch(() => loaded.delete(url));
  return made;
}

/** Adds to a picture a style with the faces that it uses. @throws Error where a font does not load. */
export async function withFonts(picture: Element): Promise<void> {
  const used = usedIn(picture);
  const faces = facesOf(document).filter(({family, style, range}) =>
    [...(used.get(`${family}/${style}`) ?? [])].some((code) => hasCharacter(range, code))
  );
  const rules = await Promise.all(
    faces.map(
      async ({family, style, weight, range, url}) =>
        `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};src:url(${await dataUrl(url)}) format('woff2')${range ? `;unicode-range:${range}` : ""}}`
    )
  );
  const sheet = picture.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "style");
  sheet.textContent = rules.join("\n");
  picture.prepend(sheet);
}

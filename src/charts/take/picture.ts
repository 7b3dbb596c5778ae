// Draws a chart as a picture of its own: an SVG with everything in it, and a PNG of it at twice its size.
import {SIZES, sizedArt} from "./arts.js";
import type {Art} from "./arts.js";
import {withFonts} from "./fonts.js";
import {layoutOf} from "./layout.js";
import type {Contents, Font, Format, Layout, Line} from "./layout.js";
import type {Told} from "./read.js";
import {SVG, lightTokens, styled, withLight, withReferences} from "./styles.js";

const FAMILIES = {
  serif: "'Brygada 1918 Variable', Georgia, serif",
  sans: "'Source Sans 3 Variable', 'Source Sans 3', sans-serif"
} as const;

/** Measures text as the page draws it. */
function measurer(): (text: string, font: Font) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser cannot measure text for a picture.");
  const known = new Map<string, number>();
  return (text, {face, size, weight}) => {
    const font = `${weight} ${size}px ${FAMILIES[face]}`;
    const key = `${font} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = font;
      // Figures of one width are a little wider than those that are measured.
      width = context.measureText(text).width * 1.015;
      known.set(key, width);
    }
    return width;
  };
}

/** The SVG of a chart in a format, as text. */
export async function svgOf(figure: HTMLElement, told: Told, format: Format): Promise<string> {
  await Promise.all(["600 20px", "440 20px"].map((each) => document.fonts.load(`${each} ${FAMILIES.serif}`)));
  await Promise.all(["400 14px", "640 14px"].map((each) => document.fonts.load(`${each} ${FAMILIES.sans}`)));
  const picture = composed(figure, told, format);
  await withFonts(picture);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

function composed(figure: HTMLElement, told: Told, format: Format): Element {
  const into = document.implementation.createDocument(SVG, "svg");
  const contents: Contents = {
    ...told,
    notes: told.notes.map(({term, text, weight, sign}) => ({
      term,
      text,
      weight,
      sign: sign && {width: Number(sign.getAttribute("width")) || 22, height: Number(sign.getAttribute("height")) || 15}
    }))
  };
  return withLight(figure, (copy) => {
    const all = [...figure.querySelectorAll(".mg svg")];
    const light = [...copy.querySelectorAll(".mg svg")];
    const signs = told.notes.map(({sign}) => (sign && light[all.indexOf(sign)]) ?? null);
    const sizes = SIZES.flatMap((size) => sizedArt(figure, copy, size));
    const low = format === "report" ? [] : SIZES.flatMap((size) => sizedArt(figure, copy, size, true));
    const arts = [...sizes, ...low.filter(({height}) => sizes.every((one) => one.height !== height))];
    const layout = layoutOf(format, contents, arts, measurer());
    const picture = drawn(into, layout, {told, format, art: arts[layout.art.of], signs});
    withReferences(picture, document);
    return picture;
  });
}

interface Parts {
  readonly told: Told;
  readonly format: Format;
  readonly art: Art | undefined;
  readonly signs: readonly (Element | null)[];
}

function drawn(into: Document, layout: Layout, {told, format, art, signs}: Parts): Element {
  const tokens = lightTokens(document);
  const colour = (name: string) => tokens[`--${name}`] ?? "#000";
  const make = (
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    ...contents: (Node | string)[]
  ) => {
    const made = into.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes))
      made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
    made.append(...contents);
    return made;
  };
  const {width, height, name} = layout;
  const shown = format === "report" ? 1 : 2;
  const root = into.documentElement;
  const attributes = {
    viewBox: `0 0 ${width} ${height}`,
    width: width * shown,
    height: height * shown,
    "font-family": FAMILIES.sans,
    "font-size": 14,
    role: "img",
    "aria-label": told.title,
    style: "font-variant-numeric:tabular-nums lining-nums"
  };
  for (const [key, value] of Object.entries(attributes)) root.setAttribute(key, String(value));
  const group = (at: {x: number; y: number; scale: number}, inner: Element | null) =>
    make("g", {transform: `translate(${round(at.x)} ${round(at.y)})${at.scale === 1 ? "" : ` scale(${round(at.scale)})`}`}, ...(inner ? [inner] : [])); // prettier-ignore
  const colours: Readonly<Record<Line["role"], string>> = {
    title: colour("ink"),
    unit: colour("ink2"),
    term: colour("ink"),
    note: colour("ink2"),
    source: colour("ink3"),
    name: colour("ink")
  };
  root.append(
    make("title", {}, told.title),
    make("desc", {}, [told.unit, told.source, told.address].filter(Boolean).join(" ")),
    make("rect", {width, height, fill: colour("paper")}),
    ...layout.rules.map(({x, y, width, thick, role}) =>
      make("rect", {x, y, width, height: thick, fill: colour(role === "head" ? "ink" : "hair")})
    ),
    ...layout.lines.map(({x, y, text, font, role}) =>
      make(
        "text",
        {
          x,
          y,
          "font-size": font.size,
          "font-weight": font.weight,
          fill: colours[role],
          ...(font.face === "serif" ? {"font-family": FAMILIES.serif} : {}),
          class: role
        },
        text
      )
    ),
    make("path", {
      d: `M${round(name.x)} ${round(name.y - 6)}v6h${round(name.width)}v-6`,
      fill: "none",
      stroke: colour("ink"),
      "stroke-width": 1.2
    }),
    ...layout.signs.map((at) => {
      const sign = signs[at.of];
      return group(at, sign ? styled(sign, into) : null);
    }),
    group(layout.art, art ? art.drawn(into) : null)
  );
  return root;
}

const round = (value: number) => String(Math.round(value * 1000) / 1000);

/** A PNG of an SVG, at twice the size of its layout. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], {type: "image/svg+xml;charset=utf-8"}));
  try {
    image.src = url;
    await image.decode();
    const [, , w = 0, h = 0] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "").split(" ").map(Number);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(w * 2);
    canvas.height = Math.round(h * 2);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser cannot draw the picture. Save it as SVG.");
    // The first drawing makes some browsers load the fonts that the second is drawn with.
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    await new Promise((done) => setTimeout(done, 60));
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture is too large for this browser. Save it as SVG."))), "image/png")
    ); // prettier-ignore
  } finally {
    URL.revokeObjectURL(url);
  }
}

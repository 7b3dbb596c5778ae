// The pictures of shared links: what they hold, that their letters are letters, and that they are drawn once.
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Resvg} from "@resvg/resvg-js";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {countryPage} from "../../src/pages/country/country.js";
import {drawPicture, pictureName, prunePictures, writePictures} from "../../src/site/pictures/draw.js";
import {FACE_FILES, FAMILIES, hasGlyphs, lineWidth} from "../../src/site/pictures/faces.js";
import type {FaceName} from "../../src/site/pictures/faces.js";
import {HEIGHT, pictureSvg, WIDTH} from "../../src/site/pictures/layout.js";
import {mostPictures, sharing} from "../../src/site/pictures/pages.js";
import {firstSentence, shareTags, shownOf} from "../../src/site/pictures/share.js";
import {colour, withStyles} from "../../src/site/pictures/style.js";
import {committedLedger} from "../edition/committed.js";

const FACES = Object.keys(FAMILIES) as FaceName[];
const FONT = {loadSystemFonts: false, fontFiles: [...FACE_FILES], defaultFontFamily: "Source Sans 3"};
const renderer = (svg: string) => new Resvg(svg, {font: FONT});
const COUNTRIES = ["DEU", "RUS", "USA", "JPN", "COD", "VAT", "KOR", "SYR", "CIV", "TUR"];

let work: string;
let svgs: string[];
let htmls: string[];
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "ledger-pictures-"));
  const ledger = await committedLedger();
  htmls = COUNTRIES.map((code) => {
    const {title, main} = countryPage(ledger, code, work);
    return `<html><head><title>${title} | Asylum Ledger</title></head><body><main>${main}</main></body></html>`;
  });
  svgs = htmls.map((html) => pictureSvg(shownOf(html, "Edition of 25 November 2026")));
});
afterAll(() => rmSync(work, {recursive: true, force: true}));

describe("the pictures of ten countries", () => {
  test("are PNG files of 1200 by 630 pixels and at most 30 kB, which show what was drawn", async () => {
    for (const svg of svgs) {
      const png = await drawPicture(svg);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
      expect(png.length).toBeLessThan(30_000);
      const shown = renderer(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><image width="1200" height="630" href="data:image/png;base64,${png.toString("base64")}"/></svg>`
      ).render().pixels;
      const drawn = renderer(svg).render().pixels;
      let off = 0;
      for (let i = 0; i < drawn.length; i += 16) off += Math.abs((drawn[i] ?? 0) - (shown[i] ?? 0));
      // Sixteen colours stand for all: on average less than one step of 255 away.
      expect(off / (drawn.length / 16)).toBeLessThan(1);
    }
  });

  test("hold the country's name, its first sentence and its chart, all within the picture", () => {
    for (const [i, svg] of svgs.entries()) {
      const {title, sentence, charts} = shownOf(htmls[i] ?? "", "Edition");
      const words = Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, text = ""]) => text).join(" ");
      expect(charts.length).toBeGreaterThan(0);
      expect(words).toContain(title);
      expect(words.replaceAll("&amp;", "&")).toContain(sentence.split(" ").slice(0, 4).join(" "));
      expect(svg).toContain(" scale(");
      const box = renderer(
        svg.replace(/<rect width="1200"[^>]*\/>/, "").replace(/<path d="M0 10H[^>]*>/, "")
      ).innerBBox();
      expect(box && box.x >= 40 && box.x + box.width <= WIDTH && box.y >= 0 && box.y + box.height <= HEIGHT).toBe(true);
    }
  });

  test("are drawn once: a second build draws none, and another cache gives the same bytes", async () => {
    const pictures = new Map(svgs.map((svg) => [pictureName(svg), svg]));
    const [cache, other] = [join(work, "cache"), join(work, "other")];
    expect(await writePictures(join(work, "first"), cache, pictures)).toBe(10);
    expect(await writePictures(join(work, "second"), cache, pictures)).toBe(0);
    expect(await writePictures(join(work, "third"), other, pictures)).toBe(10);
    for (const name of pictures.keys())
      for (const again of ["second", "third"])
        expect(readFileSync(join(work, again, name)).equals(readFileSync(join(work, "first", name)))).toBe(true);
    prunePictures(cache, new Map([...pictures].slice(0, 3)));
    expect(readdirSync(cache)).toHaveLength(3);
  });

  test("are no more than a build asks for; the other pages have their tags without a picture", () => {
    const {shared} = sharing(work, work, {edition: "2026-11-25", site: null, most: 2, previews: new Map()});
    const tagged = htmls.map((html, i) => shared(html, `countries/${COUNTRIES[i] ?? ""}.html`, "../"));
    expect(tagged.filter((html) => html.includes('property="og:image"'))).toHaveLength(2);
    expect(tagged.filter((html) => html.includes('property="og:title"'))).toHaveLength(10);
    expect(mostPictures({})).toBe(Infinity);
    expect(mostPictures({LEDGER_PICTURES: "10"})).toBe(10);
    expect(() => mostPictures({LEDGER_PICTURES: "ten"})).toThrow(RangeError);
  });
});

describe("letters", () => {
  const pathOf = (face: FaceName, letter: string) => {
    const pixels = renderer(
      `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><text x="8" y="44" font-size="36" style="${FAMILIES[face]}">${letter}</text></svg>`
    ).render().pixels;
    return pixels.toString("base64");
  };

  test("of names in Latin and Cyrillic are not the box of a missing one, in any face", () => {
    for (const face of FACES) {
      const box = pathOf(face, "한");
      for (const letter of "AüÇôłŁźśŽиЖщЁ’“”–…÷·[]%")
        expect([face, letter, pathOf(face, letter) === box]).toEqual([face, letter, false]);
      expect(hasGlyphs("Côte d’Ivoire, Türkiye, Łódź, Россия – “recognized” [3–5] 28%…", face)).toBe(true);
      expect(hasGlyphs("한국", face)).toBe(false);
    }
  });

  test("are as wide as they are measured", () => {
    for (const face of FACES) {
      const words = "In 2025 Germany received 113,216 new asylum applications";
      const box = renderer(
        `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text y="60" font-size="40" style="${FAMILIES[face]}">${words}</text></svg>`
      ).innerBBox();
      expect(Math.abs((box?.width ?? 0) / lineWidth(words, face, 40) - 1)).toBeLessThan(0.03);
    }
  });

  test("that no face has leave a picture without those words, never with boxes", () => {
    const svg = pictureSvg({title: "한국의 난민", sentence: "Some words.", charts: [], edition: "Edition"});
    expect(svg).not.toContain("한국");
    expect(svg).toContain("Some words.");
  });

  test("of a title far too long are cut with an ellipsis, within the picture", () => {
    const svg = pictureSvg({
      title: "A very long title of a page ".repeat(20),
      sentence: "A sentence without an end that goes on ".repeat(30),
      charts: [],
      edition: "Edition of 25 November 2026"
    });
    const lines = [...svg.matchAll(/<text x="56" y="([\d.]+)"[^>]*>([^<]*)</g)];
    expect(lines.filter(([, , text]) => text?.endsWith("…"))).toHaveLength(2);
    for (const [, y] of lines) expect(Number(y)).toBeLessThan(HEIGHT);
  });
});

describe("a drawing's styles", () => {
  test("are those of the stylesheet, with variables, mixtures and nested selectors worked out", () => {
    const styled = withStyles(
      '<svg viewBox="0 0 1 1" class="x" role="img" aria-label="A"><g class="world"><path class="outlined"></path></g><rect class="m-refugee_status"></rect><path class="band"></path><text class="name halo">1&nbsp;000</text><path class="l-refused"></path></svg>'
    );
    expect(styled).toContain(`<rect style="fill:${colour("o-refugee")}">`);
    expect(styled).toContain(`fill:${colour("paper")};stroke:${colour("ink")};stroke-width:2px`);
    expect(styled).toContain("fill:rgba(29,27,24,0.15)");
    expect(styled).toMatch(/<text style="[^"]*font-weight:640[^"]*paint-order:stroke/);
    expect(styled).toContain(`stroke:${colour("o-refused")}`);
    expect(styled).not.toMatch(/class=|var\(|color-mix|&nbsp;|aria-/);
    for (const svg of svgs) expect(svg).not.toMatch(/class=|var\(|color-mix/);
  });
});

describe("what a link shows", () => {
  test.each([
    ["One. Two.", "One."],
    ["In St. Lucia 5 people applied. Then none.", "In St. Lucia 5 people applied."],
    ["It fell by 1.5% (from 3,050 to 2.5). “Refused” is not closed.", "It fell by 1.5% (from 3,050 to 2.5)."],
    ["Who asked? 20 people.", "Who asked?"],
    ["no end", "no end"]
  ])("is the first sentence of “%s”", (text, first) => expect(firstSentence(text)).toBe(first));

  test("names pages and pictures with the site's address where it is known, else from the page alone", () => {
    const shown = {title: 'A "B" & <C>', sentence: "One.", charts: [], edition: ""};
    const at = (site: string | null) =>
      shareTags(shown, {page: "countries/deu.html", site, up: "../", picture: "_pictures/a.png"});
    expect(at("https://example.org/x/")).toContain(
      '<meta property="og:image" content="https://example.org/x/_pictures/a.png">'
    );
    expect(at("https://example.org/x/")).toContain(
      '<meta property="og:url" content="https://example.org/x/countries/deu">'
    );
    expect(at(null)).toContain('<meta property="og:image" content="../_pictures/a.png">');
    expect(at(null)).not.toContain("og:url");
    expect(at(null)).toContain('<meta property="og:title" content="A &quot;B&quot; &amp; &lt;C&gt;">');
    expect(at(null)).toContain('<meta name="twitter:card" content="summary_large_image">');
  });

  test("is a card's number with its range", () => {
    const card =
      '<title>Applications | Asylum Ledger</title><main><h1 id="card-title">Applications</h1><p class="of">All origins in Germany · 2016</p><p class="big"><span class="fig b">722,373</span><span class="bb"><b>between 722,339 and 722,451</b>, as UNHCR rounds small numbers.</span></p></main>';
    expect(shownOf(card, "Edition")).toMatchObject({
      title: "Applications: All origins in Germany · 2016",
      number: "722,373",
      sentence: "Between 722,339 and 722,451, as UNHCR rounds small numbers."
    });
  });
});

// The world map's outlines: disputed places lie where the project's rows have them, and the map stays small.
import {geoContains} from "d3";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {countriesAsDrawn, worldShapes} from "../../src/charts/atlas.js";
import {mapSteps, worldDefs, worldMap} from "../../src/charts/worldMap.js";
import {committedEdition} from "../edition/committed.js";

const {document} = new JSDOM("").window;
const {atlas} = await committedEdition();
const {paths, positions} = worldShapes(atlas);

describe("The world as it is drawn", () => {
  const shapes = countriesAsDrawn();
  const holders = (point: [number, number]) =>
    [...shapes].filter(([, shape]) => geoContains(shape, point)).map(([id]) => id);

  test("Crimea lies in Ukraine and in no other country", () => {
    expect(holders([34.1, 45.0])).toEqual(["804"]);
  });
  test("Western Sahara is a separate shape from its coast to its eastern edge", () => {
    // Laayoune, Smara, and Tifariti east of the berm.
    for (const point of [
      [-13.1, 27.1],
      [-11.7, 26.7],
      [-10.6, 26.2]
    ] as [number, number][])
      expect(holders(point), String(point)).toEqual(["732"]);
    expect(holders([-9.5, 29.6])).toEqual(["504"]);
  });
  test("northern Cyprus, Somaliland and Kosovo are drawn with the places that have their rows", () => {
    expect(holders([33.4, 35.25])).toEqual(["196"]);
    expect(holders([44.1, 9.6])).toEqual(["706"]);
    expect(holders([21.1, 42.6])).toEqual(["688"]);
  });
  test("its outlines are no more than 40 kB, and small places are dots", () => {
    expect(worldDefs(paths, document).outerHTML.length).toBeLessThanOrEqual(40_000);
    expect(paths.has("MLT")).toBe(false);
    expect(positions.dots.MLT).toBeDefined();
    expect(positions.dots.SGP).toBeDefined();
  });
});

describe("Places on the map", () => {
  const place = (code: string, value: number, chosen = false) => ({
    code,
    name: code,
    value,
    words: String(value),
    chosen
  });
  const drawn = worldMap(
    {places: [place("SDN", 148_265), place("DEU", 90_425), place("MLT", 3_992), place("ISR", 16, true)], outlined: {code: "ERI", name: "from Eritrea"}, share: false}, // prettier-ignore
    positions,
    {document, width: 944}
  );
  const shade = (code: string) => drawn.querySelector(`use[href="#world-${code}"]`)?.getAttribute("class");

  test("steps go by powers of ten below the largest, and each says its numbers", () => {
    expect(mapSteps(148_265, false).map(({words}) => words)).toEqual([
      "under 100",
      "100–999",
      "1,000–9,999",
      "10,000–99,999",
      "100,000 and more"
    ]);
    expect(mapSteps(1, true).map(({words}) => words)).toEqual(["0–5%", "5–25%", "25–50%", "50–75%", "75–100%"]);
  });
  test("a place has the step of its number, one without an entry stays land, the one asked about is outlined", () => {
    expect([shade("SDN"), shade("DEU"), shade("ISR"), shade("FRA"), shade("ERI")]).toEqual([
      "s5",
      "s4",
      "s1",
      "land",
      "outlined"
    ]);
    expect(drawn.querySelector("circle.s3 title")?.textContent).toBe("MLT: 3992");
  });
  test("names the largest and the chosen with their numbers, and lists all in its label", () => {
    const said = [...drawn.querySelectorAll("text")].map((text) => text.textContent);
    expect(said).toEqual(expect.arrayContaining(["SDN 148265", "ISR 16", "from Eritrea"]));
    expect(drawn.getAttribute("aria-label")).toContain("MLT 3992");
  });
});

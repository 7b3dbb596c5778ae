// The dashboard as the build writes it: the parts of the latest year, the choice of another, and the outlines of the map.
import {worldDefs} from "../../charts/worldMap.js";
import {worldShapes} from "../../charts/atlas.js";
import {ledgerOf} from "../../edition/placeLedger.js";
import type {Edition} from "../../edition/edition.js";
import {element} from "../../html/table.js";
import {cardsOf} from "./cards.js";
import {YEAR_PARTS, yearsPlate} from "./dashboard.js";
import {homeFacts} from "./facts.js";
import type {HomeFacts, Population} from "./facts.js";
import {mapPart} from "./map.js";

/** The components of the home page, `:component[home-…]`. */
export function dashboardDrawings(
  edition: Edition,
  document: Document,
  population: Population | null
): Readonly<Record<string, () => Element[]>> {
  let made: HomeFacts | null = null;
  const shapes = () => worldShapes(edition.atlas);
  const facts = () => (made ??= homeFacts(ledgerOf(edition), population, shapes().positions));
  const latest = () => facts().years.at(-1)?.year ?? 0;
  const part = (name: keyof typeof YEAR_PARTS) => () =>
    YEAR_PARTS[name](facts(), latest(), {
      document,
      ...(name === "now" ? {card: cardsOf(edition, latest(), document)} : {})
    });
  return {
    "home-year": () => [yearForm(facts(), document)],
    "home-now": part("now"),
    "home-by-year": () => [...part("by-year")(), yearsPlate(facts(), {document})],
    "home-received": part("received"),
    "home-origins": part("origins"),
    "home-ended": part("ended"),
    "home-changes": part("changes"),
    "home-map": () => [
      worldDefs(shapes().paths, document),
      mapForm(document),
      ...mapPart(facts(), latest(), {document})
    ]
  };
}

/** The choice of a year; a script shows it, as without one nothing would follow. */
function yearForm({years}: HomeFacts, document: Document): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const latest = years.at(-1)?.year ?? 0;
  const step = (by: number, label: string, sign: string) =>
    make("button", {type: "button", "data-step": String(by), "aria-label": label}, sign);
  return make(
    "form",
    {class: "home-year", id: "home-year", "data-latest": String(latest), hidden: ""},
    make("label", {for: "home-year-choice"}, "All figures of"),
    step(-1, "The year before", "‹"),
    make(
      "select",
      {id: "home-year-choice", name: "year"},
      ...[...years].reverse().map(({year}) => make("option", {value: String(year)}, String(year)))
    ),
    step(1, "The year after", "›"),
    make("span", {class: "unseen", role: "status"})
  );
}

function mapForm(document: Document): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const choice = (name: string, label: readonly (string | Node)[], options: readonly (readonly [string, string])[]) =>
    make(
      "span",
      {class: "choice"},
      make("label", {for: `map-${name}`}, ...label),
      make("select", {id: `map-${name}`, name}, ...options.map(([value, words]) => make("option", {value}, words)))
    );
  return make(
    "form",
    {class: "map-choices", id: "map-choices", hidden: ""},
    choice(
      "side",
      ["Map of"],
      [
        ["hosts", "countries of asylum"],
        ["origins", "countries of origin"]
      ]
    ),
    choice(
      "per",
      [make("span", {class: "unseen"}, "Map "), "by"],
      [
        ["no", "number of applications"],
        ["yes", "applications per 100,000 inhabitants"]
      ]
    )
  );
}

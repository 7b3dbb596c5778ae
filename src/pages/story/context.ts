// What every chart of the story is made from: the pair, its years, and how to look up its figures.
import {figureHref, places} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import type {Count} from "../../measures/bounds.js";
import type {Level} from "../../measures/codes.js";
import {reader} from "../../measures/status.js";
import {sumApplications, sumDecisions} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {ANY, applicationRows, decisionRows} from "../../edition/select.js";
import {procedureOf} from "../../figures/procedure.js";
import {editionDate} from "../../words/editionDate.js";

export const ORIGIN = "PRK";
export const HOST = "RUS";
/** The years of the report's title. */
export const NINE = [2011, 2019] as const;
/** Names on the map, where there is room for them: degrees, WGS 84. */
export const COUNTRIES = [
  {name: "Russia", longitude: 135.5, latitude: 51.2},
  {name: "China", longitude: 126.5, latitude: 46.5}
];
export const TOGETHER: readonly Level[] = ["FI", "TA"];

/** The address of the card of a number about Russia, in persons; North Koreans where no other origin is named. */
export const cardOf = (of: Linked, origin: string | null = ORIGIN): string =>
  figureHref("./", {...(origin === null ? {} : {origins: places(origin)}), asylums: places(HOST), unit: "P", ...of});

export type Story = ReturnType<typeof storyOf>;

export function storyOf(edition: Edition, document: Document) {
  const read = reader(edition.rules);
  const source = `UNHCR, edition of ${editionDate(edition.id)}, with our reclassification rules; other figures by the sources named.`;
  const reported = (id: string) => {
    const figure = edition.reported.find((each) => each.id === id);
    if (!figure) throw new FigureError(`the edition holds no reported figure “${id}”`);
    return figure;
  };
  const pair = {...ANY, origin: [ORIGIN], asylum: [HOST], unit: ["P" as const]};
  const decided = (level: Level, years: readonly [number, number], origin: string | null = ORIGIN): Outcomes => {
    const found = sumDecisions(
      decisionRows(edition, {...pair, origin: origin === null ? "*" : [origin], level: [level], years: [years]}),
      read
    );
    if (!found) throw new FigureError(`no decisions at level ${level} in ${years.join("–")}`);
    return found;
  };
  const applied = (level: Level, years: readonly [number, number]): Count => {
    const found = sumApplications(applicationRows(edition, {...pair, level: [level], years: [years]}));
    if (!found) throw new FigureError(`no applications at level ${level} in ${years.join("–")}`);
    return found;
  };
  const procedure = (level: Level) =>
    procedureOf(edition, {origin: ORIGIN, asylum: HOST, level, unit: "P", together: TOGETHER});
  const placeName = (code: string) => edition.places.get(code) ?? code;

  return {edition, document, read, source, reported, pair, decided, applied, procedure, placeName};
}

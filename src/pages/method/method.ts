// The components of the page Methods: how counts are rounded, the codes of stages and types, and the four rates on the same decisions.
import {STAGE_WORDS} from "../../words/stages.js";
import {formatNumber} from "../../words/numbers.js";
import {plate} from "../../charts/plate.js";
import {ratesTable} from "./ratesTable.js";
import {rounding} from "../../charts/rounding.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {bounded} from "../../measures/bounds.js";
import type {Rounding} from "../../measures/bounds.js";
import {APPLICATION_TYPES, LEVELS} from "../../measures/codes.js";
import type {ApplicationType, Level} from "../../measures/codes.js";
import {
  allOutcomes,
  joinedOutcomesAdder,
  joinedRate,
  splitAmong,
  splitHostsAdder,
  withheldHosts
} from "../../measures/outcomes.js";
import type {JoinedRate} from "../../measures/outcomes.js";
import {RATE_NAMES} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import {reader} from "../../measures/status.js";
import {added, stageOf} from "../../measures/sums.js";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {ANY, decisionRows} from "../../edition/select.js";
import {breaksDrawings} from "./breaks.js";
import {howToRead} from "./howToRead.js";
import {rulesDrawings} from "./rules.js";

/**
 * Countries and years in which the four rates differ: every outcome separated, humanitarian residence in one column with
 * complementary protection, grants not separated, grants and refusals at different stages, refusals not separated from closures.
 */
const WORKED = [
  {asylum: "DEU", year: 2025},
  {asylum: "ESP", year: 2022},
  {asylum: "CAN", year: 2025},
  {asylum: "JPN", year: 2025},
  {asylum: "RUS", year: 2022}
] as const;

/** The components of Methods, Rules by country and Breaks in series, by name. */
export function methodDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  return {
    "method-how-to-read": () => [howToRead(document)],
    "method-rounding": () => roundingPlates(document),
    "method-rates": () => [workedRates(edition, document)],
    "method-levels": () => [levelsTable(edition, document)],
    "method-types": () => [typesTable(edition, document)],
    ...rulesDrawings(edition, document),
    ...breaksDrawings(edition, document)
  };
}

function roundingPlates(document: Document): Element[] {
  const one = (what: Rounding, limit: string, values: readonly number[]) =>
    plate(
      {
        id: `rounding-${what}`,
        made: "/code/pages/method/method#roundingPlates",
        title: `What a published number of ${what} can be`,
        unit: `Counted in persons or cases. UNHCR rounds counts of ${what} below ${limit}.`,
        breadth: "text",
        draw: (options) =>
          rounding(
            values.map((value) => bounded(value, what)),
            options
          ),
        source: "UNHCR, Refugee Data Finder, methodology."
      },
      {document}
    );
  return [one("decisions", "ten", [0, 5, 10]), one("applications", "five", [0, 5])];
}

/** The four rates at first instance and combined, the stages of every headline on this site. */
function workedRates(edition: Edition, document: Document): Element {
  const read = reader(edition.rules);
  const rows = WORKED.map(({asylum, year}) => {
    const decisions = decisionRows(edition, {...ANY, asylum: [asylum], years: [[year, year]], unit: ["P"]});
    const isSplit = splitAmong([
      ...added(splitHostsAdder(read), decisions),
      ...withheldHosts(edition.breaks, [year, year])
    ]);
    const joined = added(joinedOutcomesAdder(read, isSplit), decisions).P;
    const outcomes = joined && allOutcomes(joined);
    if (!outcomes) throw new FigureError(`there are no first-instance decisions in ${asylum} in ${year}`);
    const rates = Object.fromEntries(RATE_NAMES.map((rate) => [rate, joinedRate(rate, joined)])) as Record<
      RateName,
      JoinedRate | null
    >;
    return {name: `${edition.places.get(asylum) ?? asylum} ${year}`, unit: "P" as const, outcomes, rates};
  });
  return ratesTable(rows, {
    document,
    id: "rates-worked",
    caption: "The four rates on the same decisions: people from all countries, first instance and combined"
  });
}

function levelsTable(edition: Edition, document: Document): Element {
  const [applications, decisions] = [tally(edition.applications.level), tally(edition.decisions.level)];
  return wordsTable(
    ["Code", "Meaning", "Stage", "Rows of applications", "Rows of decisions"],
    (Object.keys(LEVELS) as Level[]).map((level) => [
      element(document, "code", {}, level),
      LEVELS[level],
      STAGE_WORDS[stageOf(level)],
      formatNumber(applications.get(level) ?? 0),
      formatNumber(decisions.get(level) ?? 0)
    ]),
    {document, id: "levels", caption: "UNHCR’s codes for levels of decision, and the stage each belongs to"}
  );
}

function typesTable(edition: Edition, document: Document): Element {
  const rows = tally(edition.applications.type);
  return wordsTable(
    ["Code", "Meaning", "Rows of applications"],
    (Object.keys(APPLICATION_TYPES) as ApplicationType[]).map((type) => [
      element(document, "code", {}, type),
      APPLICATION_TYPES[type],
      formatNumber(rows.get(type) ?? 0)
    ]),
    {document, id: "types", caption: "UNHCR’s codes for types of application"}
  );
}

/** How often each code occurs in a column. */
function tally<T extends string>(codes: ArrayLike<T>): Map<T, number> {
  const times = new Map<T, number>();
  for (let i = 0; i < codes.length; i++) times.set(codes[i] as T, (times.get(codes[i] as T) ?? 0) + 1);
  return times;
}

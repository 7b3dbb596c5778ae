// What the page on method shows of the edition itself: rules, breaks, codes and worked rates.
import {ascending, group} from "d3";
import {STAGE_WORDS} from "../../words/stages.js";
import {breaksList} from "./breaksList.js";
import type {BreakEntry} from "./breaksList.js";
import {foundBreaks} from "../../figures/foundBreaks.js";
import {formatNumber} from "../../words/numbers.js";
import {plate} from "../../charts/plate.js";
import {ratesTable} from "./ratesTable.js";
import {rounding} from "../../charts/rounding.js";
import {ruleAnchor, rulesList} from "./rulesList.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {bounded} from "../../measures/bounds.js";
import {BREAK_KINDS, heaviest, isFinding, isTold, KIND_NAMES} from "../../measures/breaks.js";
import {KIND_RULES} from "../../words/breaks.js";
import {APPLICATION_TYPES, LEVELS} from "../../measures/codes.js";
import type {ApplicationType, Level} from "../../measures/codes.js";
import {RATE_NAMES, RATES} from "../../measures/rates.js";
import type {Rate, RateName} from "../../measures/rates.js";
import {reader} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {foundOf} from "../../edition/edition.js";
import type {Break, Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {ANY, decisionRows} from "../../edition/select.js";
import {oneOf} from "../../figures/words.js";
import {ruleEntries, ruleOf} from "./rules.js";

/** Hosts and years at which the four rates part: nothing undivided, positives undivided, closings undivided. */
const WORKED = [
  {asylum: "DEU", year: 2016, level: "NA"},
  {asylum: "ESP", year: 2022, level: "FI"},
  {asylum: "CAN", year: 2022, level: "FI"},
  {asylum: "RUS", year: 2022, level: "FI"}
] as const;

/** The drawings of the page on method, by the names of their directives. */
export function methodDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const name = (code: string) => edition.places.get(code) ?? code;
  const code = (text: string) => make("code", {}, text);

  return {
    "method-rules": () => [rulesList(ruleEntries(edition, name), {document})],

    "method-breaks": (...words) => {
      const verdict = oneOf(words, ["open", "explained", "ruled"] as const, "method-breaks");
      const judged = group(
        edition.breaks.filter((each) => !isTold(each)),
        (each) => decidingLine(edition, each)
      );
      const entries = edition.breaks
        .filter((each) => !isFinding(each) && each.verdict === verdict)
        .map((each): BreakEntry => ({
          id: each.id,
          host: each.asylum === "*" ? null : name(each.asylum),
          origins: each.origin === "*" ? null : each.origin.split(" ").map(name),
          level: each.level,
          year_from: each.year_from,
          year_to: each.year_to,
          wording: each.wording,
          confidence: each.confidence ?? null,
          rules: each.rule?.split(" ") ?? [],
          source_url: each.source_url,
          quoted_text: each.quoted_text ?? null,
          found: [...(judged.get(each.id) ?? [])].sort(
            (a, b) => ascending(a.year_from, b.year_from) || ascending(a.id, b.id)
          )
        }))
        .sort(
          (a, b) =>
            ascending(a.host ?? "", b.host ?? "") || ascending(a.year_from, b.year_from) || ascending(a.id, b.id)
        );
      return [breaksList(entries, {document, ruleHref: (id) => `/method#${ruleAnchor(ruleOf(edition, id))}`})];
    },

    "method-findings": (...words) => {
      if (words.length) throw new FigureError("method-findings takes no word");
      const found = edition.breaks.filter(isFinding);
      if (!found.length) return [make("p", {}, "This edition was made before breaks were looked for by machine.")];
      const open = found.filter(isTold).flatMap((each) => foundOf(each) ?? []);
      return [
        wordsTable(
          ["What is looked for", "Threshold", "Found", "Ruled", "Explained", "Open, looked into", "Not explained yet"],
          KIND_NAMES.map((kind) => {
            const of = found.filter((each) => each.kind === kind);
            const n = (takes: (each: Break) => boolean) => formatNumber(of.filter(takes).length);
            return [
              BREAK_KINDS[kind],
              KIND_RULES[kind],
              formatNumber(of.length),
              n(({verdict}) => verdict === "ruled"),
              n(({verdict}) => verdict === "explained"),
              n((each) => each.verdict === "open" && !isTold(each)),
              n(isTold)
            ];
          }),
          {document, id: "found-kinds", caption: "What the machine looks for, and what was found"}
        ),
        foundBreaks(
          open.sort(heaviest).map(({id, kind, asylum, wording}) => ({
            id,
            kind,
            host: {name: name(asylum), href: `/countries/${asylum.toLowerCase()}#found`},
            wording
          })),
          {document}
        )
      ];
    },

    "method-rounding": () => [
      plate(
        {
          id: "rounding-decisions",
          made: "/code/pages/method/method#method-rounding",
          title: "What a published number of decisions stands for",
          unit: "Persons or cases; UNHCR rounds decision counts below ten",
          breadth: "text",
          draw: (options) =>
            rounding(
              [0, 5, 10].map((value) => bounded(value, "decisions")),
              options
            ),
          source: "UNHCR, Refugee Data Finder, methodology."
        },
        {document}
      ),
      plate(
        {
          id: "rounding-applications",
          made: "/code/pages/method/method#method-rounding",
          title: "What a published number of applications stands for",
          unit: "Persons or cases; UNHCR rounds application counts below five",
          breadth: "text",
          draw: (options) =>
            rounding(
              [0, 5].map((value) => bounded(value, "applications")),
              options
            ),
          source: "UNHCR, Refugee Data Finder, methodology."
        },
        {document}
      )
    ],

    "method-rates": () => {
      const read = reader(edition.rules);
      const rows = WORKED.map(({asylum, year, level}) => {
        const outcomes = sumDecisions(
          decisionRows(edition, {...ANY, asylum: [asylum], years: [[year, year]], level: [level], unit: ["P"]}),
          read
        );
        if (!outcomes) throw new FigureError(`no decisions in ${asylum} in ${year} at level ${level}`);
        const rates = Object.fromEntries(RATE_NAMES.map((rate) => [rate, RATES[rate](outcomes)])) as Record<
          RateName,
          Rate
        >;
        return {name: `${name(asylum)} ${year}, ${level}`, unit: "P" as const, outcomes, rates};
      });
      return [
        ratesTable(rows, {document, id: "rates-worked", caption: "The four rates on the same rows, all origins"})
      ];
    },

    "method-levels": () => {
      const [applications, decisions] = [tally(edition.applications.level), tally(edition.decisions.level)];
      return [
        wordsTable(
          ["Level", "Meaning", "Stage", "Rows of applications", "Rows of decisions"],
          (Object.keys(LEVELS) as Level[]).map((level) => [
            code(level),
            LEVELS[level],
            STAGE_WORDS[stageOf(level)],
            formatNumber(applications.get(level) ?? 0),
            formatNumber(decisions.get(level) ?? 0)
          ]),
          {document, id: "levels", caption: "Levels of decision, and the stage each belongs to"}
        )
      ];
    },

    "method-types": () => {
      const rows = tally(edition.applications.type);
      return [
        wordsTable(
          ["Type", "Meaning", "Rows of applications"],
          (Object.keys(APPLICATION_TYPES) as ApplicationType[]).map((type) => [
            code(type),
            APPLICATION_TYPES[type],
            formatNumber(rows.get(type) ?? 0)
          ]),
          {document, id: "types", caption: "Types of application"}
        )
      ];
    }
  };
}

/** The line under which a finding is told: the first of those that judge it whose verdict it has. */
function decidingLine(edition: Edition, finding: Break): string {
  const lines = finding.judged_by?.split(" ") ?? [];
  const deciding = lines.find((id) => edition.breaks.find((each) => each.id === id)?.verdict === finding.verdict);
  if (deciding === undefined) throw new FigureError(`no line judges the finding ${finding.id} as ${finding.verdict}`);
  return deciding;
}

/** How often each code stands in a column. */
function tally<T extends string>(codes: ArrayLike<T>): Map<T, number> {
  const times = new Map<T, number>();
  for (let i = 0; i < codes.length; i++) times.set(codes[i] as T, (times.get(codes[i] as T) ?? 0) + 1);
  return times;
}

// What the pages on method and data show of the edition itself: rules, breaks, codes, worked rates, sources, dictionary, files.
import {ascending, group} from "d3";
import {breaksList} from "./breaksList.js";
import type {BreakEntry} from "./breaksList.js";
import {foundBreaks} from "../../figures/foundBreaks.js";
import {formatNumber} from "../../words/format.js";
import {plate} from "../../charts/plate.js";
import {ratesTable} from "./ratesTable.js";
import {RECIPES, recipe} from "../data/recipe.js";
import type {RecipeName} from "../data/recipe.js";
import {rounding} from "../../charts/rounding.js";
import {ruleAnchor, rulesList} from "./rulesList.js";
import type {RuleEntry} from "./rulesList.js";
import {staleWords} from "../data/sourcesList.js";
import {element, outward} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {bounded} from "../../measures/bounds.js";
import {BREAK_KINDS, heaviest, isFinding, isTold, KIND_NAMES, KIND_RULES} from "../../measures/breaks.js";
import {APPLICATION_TYPES, LEVELS, UNITS} from "../../measures/codes.js";
import type {ApplicationType, Level} from "../../measures/codes.js";
import {RATES, RATE_NAMES} from "../../measures/rates.js";
import type {Rate, RateName} from "../../measures/rates.js";
import {reader, ruleEffects} from "../../measures/status.js";
import {stageOf, sumDecisions} from "../../measures/sums.js";
import {foundOf} from "../../edition/edition.js";
import {PACKED_ALONE} from "../../schema/descriptor.js";
import type {Break, Edition, PackageResource, PackageSource} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {ANY, decisionRows} from "../../edition/select.js";

/** What `datapackage.json` says beyond what other pages speak of. */
interface FullSource extends PackageSource {
  readonly sha256: string;
  readonly files: readonly {readonly name: string; readonly bytes: number; readonly sha256: string}[];
}
interface FullResource extends PackageResource {
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly description: string;
      readonly unit?: string;
      readonly constraints?: {readonly required?: boolean};
    }[];
    readonly primaryKey: readonly string[];
  };
}

const AUTHORITY_WORDS = {G: "the government", J: "the government and UNHCR jointly", U: "UNHCR"} as const;
const STAGE_WORDS = {
  first: "first instance",
  combined: "first instance and appeal combined",
  appeal: "appeal",
  repeat: "repeat",
  other: "other status",
  backlog: "backlog"
} as const;

/** Hosts and years at which the four rates part: nothing undivided, positives undivided, closings undivided. */
const WORKED = [
  {asylum: "DEU", year: 2016, level: "NA"},
  {asylum: "ESP", year: 2022, level: "FI"},
  {asylum: "CAN", year: 2022, level: "FI"},
  {asylum: "RUS", year: 2022, level: "FI"}
] as const;

/** The drawings of the pages on method and data, by the names of their directives. */
export function referenceDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const name = (code: string) => edition.places.get(code) ?? code;
  const resources = edition.package.resources as readonly FullResource[];
  const sources = edition.package.sources as readonly FullSource[];
  const code = (text: string) => make("code", {}, text);
  const link = (href: string, words: string) => make("a", {href}, words);
  const one = <T extends string>(words: readonly string[], all: readonly T[], what: string): T => {
    const found = all.find((each) => each === words[0]);
    if (words.length !== 1 || found === undefined) throw new FigureError(`${what} takes one of ${all.join(", ")}`);
    return found;
  };

  return {
    "method-rules": () => [rulesList(ruleEntries(edition, name), {document})],

    "method-breaks": (...words) => {
      const verdict = one(words, ["open", "explained", "ruled"] as const, "method-breaks");
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
          made: "/code/pages/method/reference#method-rounding",
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
          made: "/code/pages/method/reference#method-rounding",
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
    },

    recipe: (...words) => [recipe(one(words, Object.keys(RECIPES) as RecipeName[], "recipe"), {document})],

    "data-sources": () => [
      make(
        "ul",
        {class: "sources"},
        ...sources.map((source) =>
          make(
            "li",
            {},
            `${source.publisher}: `,
            outward(document, source.path, source.title),
            ". Licence: ",
            link(source.licence.path, source.licence.title),
            `. To be named as: ${source.attribution}. `,
            source.retrieved === null
              ? "The files came without a record of the time of their retrieval. "
              : `Retrieved ${source.retrieved}. `,
            ...(source.stale ? [make("strong", {}, "Stale."), ` ${staleWords(source.stale, edition.id)} `] : []),
            ...source.notes.map((note) => `Note: ${note}. `)
          )
        )
      ),
      wordsTable(
        ["File as it came", "Bytes", "SHA-256"],
        sources.flatMap((source) =>
          source.files.map((file) => [code(file.name), formatNumber(file.bytes), code(file.sha256)])
        ),
        {document, id: "source-files", caption: "The files behind this edition, with their checksums"}
      )
    ],

    "data-downloads": (...words) => {
      const where = one(words, ["edition", "latest"] as const, "data-downloads");
      const folder = `/data/${where === "latest" ? "latest" : edition.id}`;
      return [
        wordsTable(
          ["Table", "Rows", "Parquet", "Packed CSV", "CSV"],
          resources.map((resource) => [
            resource.title,
            formatNumber(resource.rows),
            link(`${folder}/${resource.path}`, resource.path),
            link(`${folder}/${resource.name}.csv.gz`, `${resource.name}.csv.gz`),
            PACKED_ALONE.has(resource.name) ? "–" : link(`${folder}/${resource.name}.csv`, `${resource.name}.csv`)
          ]),
          {
            document,
            id: `files-${where}`,
            caption: where === "latest" ? "Always the latest edition" : `Edition ${edition.id}, which stays as it is`
          }
        ),
        make(
          "p",
          {},
          "What they are made of: ",
          link(`${folder}/datapackage.json`, `${folder}/datapackage.json`),
          where === "latest" ? ", which names the edition." : ", with rows, bytes and SHA-256 of each table."
        )
      ];
    },

    "data-dictionary": () =>
      resources.flatMap((resource) => [
        make("h3", {id: `table-${resource.name}`}, resource.title),
        make("p", {class: "small"}, resource.description),
        make(
          "p",
          {class: "small"},
          `${formatNumber(resource.rows)} rows; ${formatNumber(resource.bytes)} bytes as Parquet; a row is named by `,
          ...resource.schema.primaryKey.flatMap((key, i) => [...(i ? [", "] : []), code(key)]),
          "; SHA-256 ",
          make("code", {class: "hash"}, resource.hash.replace(/^sha256:/, "")),
          "."
        ),
        wordsTable(
          ["Column", "Type", "Unit", "Meaning"],
          resource.schema.fields.map((field) => [
            code(field.name),
            field.constraints?.required ? field.type : `${field.type}, or empty`,
            field.unit ?? "–",
            field.description
          ]),
          {document, id: `columns-${resource.name}`, caption: `Columns of ${resource.name}`}
        )
      ])
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

/** The id of a rule that a break names: some breaks name a rule by the beginning that its parts share. */
function ruleOf(edition: Edition, named: string): string {
  const found = edition.rules.find(({id}) => id === named) ?? edition.rules.find(({id}) => id.startsWith(`${named}-`));
  if (!found) throw new FigureError(`a break names the rule “${named}”, which the edition does not hold`);
  return found.id;
}

/** The rules with what each line moves, by host and in the order of their years. */
function ruleEntries(edition: Edition, name: (code: string) => string): RuleEntry[] {
  const {effects} = ruleEffects(edition.decisions, edition.rules);
  const lines = edition.rules.map((line, i) => {
    const effect = effects[i];
    const text = edition.ruleTexts.get(line.id);
    if (!effect || !text) throw new FigureError(`rule ${line.id} has no text or no effect`);
    return {line, effect, text};
  });
  return Array.from(group(lines, ({line}) => line.id).values(), (some): RuleEntry => {
    const [first] = some;
    if (!first) throw new FigureError("a rule without lines");
    const {line, text, effect} = first;
    return {
      id: line.id,
      host: name(line.asylum),
      origins: line.origin === "*" ? null : line.origin.map(name),
      levels: line.level === "*" ? null : line.level,
      authorities: line.authority === "*" ? null : line.authority.map((each) => AUTHORITY_WORDS[each]),
      units: line.unit === "*" ? null : line.unit.map((each) => UNITS[each]),
      year_from: line.year_from,
      year_to: line.year_to,
      last_year: effect.last_year,
      confidence: text.confidence,
      source_url: text.source_url,
      quoted_text: text.quoted_text,
      lines: some.map(({line: each, effect: moved}) => ({
        column: each.column,
        status: each.status,
        column_unused: each.column_unused,
        reason: (edition.ruleTexts.get(`${each.id} ${each.column}`) ?? text).reason,
        rows: moved.rows,
        rows_above_0: moved.rows_above_0,
        persons: moved.persons,
        cases: moved.cases
      }))
    };
  }).sort((a, b) => ascending(a.host, b.host) || ascending(a.year_from, b.year_from) || ascending(a.id, b.id));
}

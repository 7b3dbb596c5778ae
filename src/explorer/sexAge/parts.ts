// Draws the answer to a question about sex and age: the sentence, what it leaves out, charts by year and by place, each with its table.
import {plate} from "../../charts/plate.js";
import {shareBars} from "../../charts/shareBars.js";
import type {SharePart, ShareRow} from "../../charts/shareBars.js";
import {element, numberParts, scrolling, tableHead} from "../../html/table.js";
import {groupQuery} from "../../figures/groupAddress.js";
import type {AskedGroup, Group} from "../../figures/groupAddress.js";
import {withLinks} from "../../figures/link.js";
import {citePlace} from "../../html/citePlace.js";
import {add} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {share} from "../../measures/rates.js";
import type {Share} from "../../measures/rates.js";
import type {Selection} from "../../measures/selection.js";
import {AGE_GROUPS, isFew} from "../../measures/sexAge.js";
import type {SexAge} from "../../measures/sexAge.js";
import {formatCount, formatNumber, formatShare, formatYears} from "../../words/numbers.js";
import {rateInSentence} from "../../words/ranges.js";
import {EUROSTAT_ORIGINS} from "../../measures/eurostat.js";
import {formatState} from "../address.js";
import type {State} from "../address.js";
import {permanentQuery} from "../cite.js";
import type {Ledger} from "../ledger.js";
import {editionWords} from "../names.js";
import type {MakeElement, RenderOptions} from "../plates/options.js";
import {baseWords, countOf, shareOf} from "./groups.js";
import type {SexAgeView} from "./view.js";
import {comparedWords, sexAgeFinding, sexAgeLosses, sexAgeTitle, totalWords} from "./words.js";

const MOST_LOSSES = 3;
const MOST_BARS = 15;

/** In order: women and girls from the left, so that their share is the end of the second part. */
const SEX_PARTS = [
  {name: "Women, 18 or older", step: 5},
  {name: "Girls", step: 4},
  {name: "Boys", step: 2},
  {name: "Men, 18 or older", step: 1},
  {name: "Sex or age not recorded", step: "open"}
] as const satisfies readonly SharePart[];
const sexCounts = (of: SexAge): readonly Count[] => [of.women, of.girls, of.boys, of.men, of.unplaced];

const AGE_PARTS = [
  {name: "Under 14", step: 5},
  {name: "14–17", step: 4},
  {name: "18–34", step: 3},
  {name: "35–64", step: 2},
  {name: "65 or older", step: 1},
  {name: "Age not recorded", step: "open"}
] as const satisfies readonly SharePart[];
const ageCounts = (of: SexAge): readonly Count[] => [...AGE_GROUPS.map((age) => of.ages[age]), of.age_unknown];

/** Parts that somebody is in; what is not recorded is left out of a key where it is 0 everywhere. */
function inUse(parts: readonly SharePart[], some: readonly (readonly Count[])[]): readonly number[] {
  return parts.flatMap((_, i) => (some.some((counts) => (counts[i]?.value ?? 0) > 0) ? [i] : []));
}

function bars(
  all: readonly SharePart[],
  rows: readonly {readonly name: string; readonly of: SexAge}[],
  counts: (of: SexAge) => readonly Count[],
  {range, given}: {range: (of: SexAge) => Share | null; given: (of: SexAge) => boolean}
): {parts: SharePart[]; rows: ShareRow[]} {
  const used = inUse(
    all,
    rows.map(({of}) => counts(of))
  );
  return {
    parts: used.flatMap((i) => all[i] ?? []),
    rows: rows.map(({name, of}) => ({
      name,
      total: totalWords(of),
      instead: isFew(of) ? "too few for shares: see the table" : given(of) ? null : "not given",
      values: used.map((i) => counts(of)[i]?.value ?? 0),
      range: range(of)
    }))
  };
}

/** The range of the boundary between girls and boys: Eurostat's own number of women and girls, where all of them have an age. */
function sexRange(of: SexAge): Share | null {
  return of.unplaced.value === 0
    ? of.female_share
    : share(add(of.women, of.girls), add(add(of.boys, of.men), of.unplaced));
}

const BY_SEX = {range: sexRange, given: ({female_share}: SexAge) => female_share !== null};

const shareText = (one: Share | null) => (one ? formatShare(one, one.hi - one.lo <= 0.05 ? 1 : 0) : "–");

/** A share of a chart's line, with what it is of where that is not all applicants. */
function based(of: SexAge, group: "female" | "children", one: Share): string {
  const base = baseWords(of, group);
  return `${shareText(one)}${base ? ` ${base}` : ""}`;
}

/** A column of a table: a group's number or its share. */
interface Column {
  readonly title: string;
  readonly group: Group;
  /** Its number, its share, or what the share is of. */
  readonly shows: "count" | "share" | "base";
}

function cellOf(
  document: Document,
  {group, shows}: Column,
  of: SexAge,
  href: (group: Group, isShare: boolean) => string | null
): HTMLElement {
  const count = countOf(of, group);
  const isShare = shows === "share";
  const share = shows === "count" ? null : shareOf(of, group);
  if (shows === "base") return element(document, "td", {}, share ? formatNumber(share.base) : "–");
  const words = isShare ? (share ? shareText(share.of) : "–") : count ? formatCount(count) : "–";
  return element(document, "td", {}, ...numberParts(document, [words], words === "–" ? null : href(group, isShare)));
}

/** A row of a table; `selection` is what its cards count, or null where no address names it. */
interface TableRow {
  readonly name: string;
  readonly of: SexAge;
  readonly selection: Selection | null;
}

function table(
  document: Document,
  {caption, id, first, edition}: {caption: string; id: string; first: string; edition: string | null},
  columns: readonly Column[],
  rows: readonly TableRow[]
): HTMLElement {
  const made = element(document, "table");
  made.append(
    tableHead(document, [first, ...columns.map(({title}) => title)]),
    element(
      document,
      "tbody",
      {},
      ...rows.map(({name, of, selection}) =>
        element(
          document,
          "tr",
          {},
          element(document, "th", {scope: "row"}, name),
          ...columns.map((column) =>
            cellOf(
              document,
              column,
              of,
              (group, isShare) => selection && groupHref({selection, group, isShare, edition})
            )
          )
        )
      )
    )
  );
  return scrolling(document, made, {id, caption, wide: true});
}

const groupHref = (asked: AskedGroup) => `./figure?${groupQuery(asked)}`;

const column = (title: string, group: Group, shows: Column["shows"] = "count"): Column => ({title, group, shows});
const SEX_COLUMNS: readonly Column[] = [
  column("Applicants", "applicants"),
  column("Women and girls", "female"),
  column("Share of women and girls", "female", "share"),
  column("Share of women and girls is of", "female", "base"),
  column("Men and boys", "male"),
  column("Sex not recorded", "sex_unknown"),
  column("Children", "children"),
  column("Share of children", "children", "share"),
  column("Share of children is of", "children", "base"),
  column("Women, 18 or older", "women"),
  column("Girls", "girls"),
  column("Boys", "boys"),
  column("Men, 18 or older", "men"),
  column("Sex or age not recorded", "unplaced")
];
const AGE_COLUMNS: readonly Column[] = [
  column("Applicants", "applicants"),
  ...(["under_14", "14_17", "18_34", "35_64", "65_or_older", "age_unknown"] as const).flatMap((group, i) => [
    column(AGE_PARTS[i]?.name ?? "", group),
    column(`${AGE_PARTS[i]?.name ?? ""}, share`, group, "share")
  ]),
  column("Shares are of, all ages", "under_14", "base")
];

const sourceWords = (ledger: Ledger) =>
  `Source: Eurostat, asylum applicants by citizenship, sex and age (migr_asyappctza), ${editionWords(ledger.facts.edition)}.`;

/** The answer as parts of the page, in order. Long because it is one page, part after part. */
export function* sexAgeParts(
  ledger: Ledger,
  view: SexAgeView,
  options: Pick<RenderOptions, "document" | "sizes" | "edition">
): Generator<HTMLElement, undefined, undefined> {
  const {document, sizes, edition = null} = options;
  const {state, years, places, axis, placesYear} = view;
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const to = (words: string, asked: State) =>
    make("a", {href: `?${formatState(asked)}`, "data-state": formatState(asked)}, words);
  const {by: _by, ...unhcr} = state;
  const finding = sexAgeFinding(ledger, view);
  const cards = findingCards(view, edition);
  const linked = (text: string) =>
    withLinks(text, cards, (link) => make("a", {class: "n", href: link.href}, link.text));
  const ways = make(
    "p",
    {class: "more"},
    to("UNHCR’s figures for this question", unhcr),
    " · ",
    state.selection.types === "all"
      ? to("First-time applicants only", {...state, selection: {...state.selection, types: "new"}})
      : to("All applicants, repeat applications included", {...state, selection: {...state.selection, types: "all"}})
  );
  yield make(
    "div",
    {class: "finding", id: "finding"},
    make("p", {}, ...linked(finding.first)),
    finding.more ? make("p", {class: "more"}, ...linked(finding.more)) : null,
    ways
  );
  yield lossesNote(make, sexAgeLosses(ledger, view));
  const [first, latest] = [years[0], years.at(-1)];
  if (!first || !latest) return;
  const title = sexAgeTitle(ledger, state.selection);
  const when = formatYears(first.year, latest.year);
  const {selection} = state;
  const byYear = years.map(({year, of}) => ({
    ...{name: String(year), of},
    selection: {...selection, years: [year, year] as const}
  }));
  const shared = {
    breadth: "wide" as const,
    ...(sizes ? {sizes} : {}),
    source: sourceWords(ledger)
  };
  const rounded = {
    mark: ".share-range",
    sign: "interval" as const,
    term: "Bracket",
    text: "The range that rounding allows for the share of women and girls, where it is wide enough to see."
  };
  const shares = {
    term: "Shares",
    text: "Of the applicants by sex, or by age, added up; the table has that sum. Eurostat rounds each number to 5 by itself, so that the sum can differ from its total of applicants."
  };
  yield plate(
    {
      ...shared,
      id: "sex-age",
      made: "./code/explorer/sexAge/parts#sexAgeParts",
      title: `${title}, ${when}: women, girls, boys and men`,
      unit: `${latest.of.female_share && !isFew(latest.of) ? `Women and girls: ${based(latest.of, "female", latest.of.female_share)} in ${latest.year}. ` : ""}Share of applicants; at the right their number. Persons.`,
      draw: (drawing) => shareBars(bars(SEX_PARTS, byYear, sexCounts, BY_SEX), drawing),
      notes: [
        rounded,
        shares,
        {
          term: "Girls and boys",
          text: "Under 18. Women and men of 18 or older are Eurostat’s number of that sex less its children and those without an age."
        }
      ],
      table: table(
        document,
        {caption: `${title}, by year`, id: "sex-age-rows", first: "Year", edition},
        SEX_COLUMNS,
        byYear
      )
    },
    {document}
  );
  yield plate(
    {
      ...shared,
      id: "ages",
      made: "./code/explorer/sexAge/parts#sexAgeParts",
      title: `${title}, ${when}: by age`,
      unit: `${latest.of.child_share && !isFew(latest.of) ? `Under 18: ${based(latest.of, "children", latest.of.child_share)} in ${latest.year}. ` : ""}Share of applicants; at the right their number. Persons.`,
      draw: (drawing) =>
        shareBars(
          bars(AGE_PARTS, byYear, ageCounts, {range: () => null, given: ({child_share}) => child_share !== null}),
          drawing
        ),
      notes: [
        shares,
        {
          term: "Under 18",
          text: "The two darkest parts."
        }
      ],
      table: table(
        document,
        {caption: `${title}, by age`, id: "ages-rows", first: "Year", edition},
        AGE_COLUMNS,
        byYear
      )
    },
    {document}
  );
  if (axis && placesYear !== null && places.length > 1) {
    const at = {...selection, years: [placesYear, placesYear] as const};
    const side = axis === "asylum" ? "asylums" : "origins";
    const named = places.map(({code, of}) => ({
      ...{name: nameOf(ledger, code), of},
      // Eurostat's groups that are not countries have no address.
      selection: ledger.place(code) ? {...at, [side]: {kind: "places", codes: [code]} as const} : null
    }));
    yield plate(
      {
        ...shared,
        id: "sex-age-places",
        made: "./code/explorer/sexAge/parts#sexAgeParts",
        title: `${title}, ${placesYear}: by country of ${axis === "asylum" ? "asylum" : "origin"}`,
        unit: comparedWords(ledger, view),
        draw: (drawing) => shareBars(bars(SEX_PARTS, named.slice(0, MOST_BARS), sexCounts, BY_SEX), drawing),
        notes: [
          rounded,
          shares,
          {
            general: true,
            term: "Order",
            text: `Most applicants first${named.length > MOST_BARS ? `: the first ${MOST_BARS} of ${formatNumber(named.length)}; the table has all` : ""}.`
          }
        ],
        table: table(
          document,
          {caption: `${title}, ${placesYear}`, id: "places-rows", first: "Country", edition},
          SEX_COLUMNS,
          named
        )
      },
      {document}
    );
  }
  yield citePlace(document, {
    title: `${title}, ${when}, by sex and age`,
    address: permanentQuery(state, ledger.facts.edition),
    kind: "answer",
    sources: "eurostat"
  });
}

/** The numbers of the latest year in the first sentences, each with the address of its card. */
function findingCards({years, state: {selection}}: SexAgeView, edition: string | null): {text: string; href: string}[] {
  const latest = years.at(-1);
  if (!latest) return [];
  const {year, of} = latest;
  const asked = (group: Group, isShare: boolean) => groupHref({selection: {...selection, years: [year, year]}, group, isShare, edition}); // prettier-ignore
  return [
    ...(["applicants", "female", "children", "girls", "women", "men", "sex_unknown", "age_unknown"] as const).flatMap(
      (group) => {
        const count = countOf(of, group);
        return count ? [{text: formatNumber(count.value), href: asked(group, false)}] : [];
      }
    ),
    ...(["female", "children"] as const).flatMap((group) => {
      const share = shareOf(of, group);
      return share ? [{text: rateInSentence(share.of).replace(/ .*/, ""), href: asked(group, true)}] : [];
    })
  ];
}

/** Eurostat has groups that are not countries, such as recognised non-citizens. */
function nameOf(ledger: Ledger, code: string): string {
  return ledger.place(code)?.name ?? (EUROSTAT_ORIGINS as Readonly<Record<string, string>>)[code] ?? code;
}

function lossesNote(make: MakeElement, losses: ReturnType<typeof sexAgeLosses>): HTMLElement {
  const item = ({term, words}: (typeof losses)[number]) => make("li", {}, make("b", {}, term), ` ${words}`);
  const more = losses.slice(MOST_LOSSES);
  return make(
    "aside",
    {class: "losses", "aria-labelledby": "losses-title"},
    make("h2", {id: "losses-title"}, "What this leaves out"),
    make("ul", {class: "cautions"}, ...losses.slice(0, MOST_LOSSES).map(item)),
    more.length
      ? make(
          "details",
          {},
          make("summary", {}, `Show ${more.length} more ${more.length === 1 ? "note" : "notes"}`),
          make("ul", {}, ...more.map(item))
        )
      : null
  );
}

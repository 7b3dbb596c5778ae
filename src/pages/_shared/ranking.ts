// Everybody with new applications in a year, the largest first: persons and cases beside each other, and what lies in no country's
// number as a line of its own, so that the lines make the total.
import {group} from "d3";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {figureHref, isSame, places, yearOf} from "../../figures/link.js";
import type {Linked, Root} from "../../figures/link.js";
import {leastCell, numberCell, paragraph, row, table} from "../../html/strings.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {listed, printedTotal} from "../../measures/headline.js";
import type {HeadlineLine, HeadlinePart, InUnits} from "../../measures/headline.js";
import {rankHeadlines} from "../../measures/headlineRanking.js";
import {isNewByType, TYPES_SINCE} from "../../measures/newness.js";
import type {PublishedDecision} from "../../measures/status.js";
import {added, stageOf} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {dominant, unknownOriginAdder} from "../../measures/without.js";
import {escape, partnersSentence} from "../../words/country.js";
import {joinedYears} from "./decisions.js";
import {MOST} from "./names.js";
import {leastOf, remainders, remainderWords, told, unitsWords} from "./newApplications.js";
import {STATUS_HEADS, statusCells} from "./statusCells.js";
import {unknownOrigins} from "./unknownOrigin.js";

/** People of no country: lines of their own after all countries. */
const APART: readonly (readonly [code: string, name: string])[] = [
  ["XXA", "Stateless"],
  ["TIB", "Tibetan"],
  [UNKNOWN, "Unknown origin"]
];
const isApart = (code: string) => APART.some(([one]) => one === code);

interface Ranking {
  readonly id: string;
  readonly heading: string;
  readonly caption: string;
  /** Applications of one year. */
  readonly rows: readonly ApplicationRow[];
  /** Decisions of the same year, which are then shown too; none where not given. */
  readonly decisions?: readonly PublishedDecision[];
  readonly by: "asylum" | "origin";
  readonly year: number;
  /** A country of asylum's number, or the total of every level, with what lies between as lines. */
  readonly as: "host" | "total";
  /** Whether the rows are of every origin: their sum carries the origins that rounding removed. */
  readonly everyOrigin: boolean;
  readonly link: (code: string) => string;
  /** Whose numbers these are, for the address of each number's card. */
  readonly whose: Pick<Linked, "origins" | "asylums">;
  readonly root: Root;
}

/** The address of the card of a line's number in a unit; null where none counts the same. */
type UnitHref = (unit: Unit) => string | null;
/** The numbers of a line, and in which units they are the least. */
interface LineCounts extends InUnits<Count> {
  readonly isLeast?: (unit: Unit) => boolean;
}
const unitCells = (counts: LineCounts, cases: boolean, href: UnitHref) =>
  (cases ? (["P", "C"] as const) : (["P"] as const)).map((unit) =>
    counts.isLeast?.(unit) ? leastCell(counts[unit], href(unit)) : numberCell(counts[unit], undefined, href(unit))
  );
const together = (some: readonly InUnits<Count>[]): InUnits<Count> => ({
  P: sum(some.map(({P}) => P)),
  C: sum(some.map(({C}) => C))
});

/** Who says that an origin is unknown, where that is often. */
export function unknownWords(ledger: Ledger, rows: readonly ApplicationRow[], year: number): string {
  const found = added(
    unknownOriginAdder(),
    rows.filter((one) => ledger.part(one) !== null)
  );
  const name = (code: string) => escape(articled(ledger.edition.places.get(code) ?? code));
  const words = (["P", "C"] as const).flatMap((unit) => {
    const one = found[unit];
    if (!one?.said) return [];
    const whose = one.most
      ? one.hosts.length === 1
        ? `All of them are reported by ${name(one.most.code)}.`
        : `Most of them, ${formatNumber(one.most.size)}, are reported by ${name(one.most.code)}.`
      : `The most are reported by ${list(one.hosts.slice(0, 3).map(({asylum, size}) => `${name(asylum)} (${formatNumber(size)})`))}.`;
    return [
      `For ${one.unknown === one.all ? `all ${formatNumber(one.all)} ${UNITS[unit]} of ${year}` : `${formatNumber(one.unknown)} of ${formatNumber(one.all)} ${UNITS[unit]} of ${year} (${formatPercent(one.share)})`} the origin is not known. ${whose}`
    ];
  });
  return words.length
    ? paragraph(`<b>Unknown origin.</b> ${words.join(" ")} Do not rely on the order of origins.`, "caution")
    : "";
}

/** Everybody with new applications, the largest first, and what lies between them and the total. Long because each line has its own address. */
export function rankingPart(
  ledger: Ledger,
  {id, heading, caption, rows, decisions, by, year, as, everyOrigin, link, whose, root}: Ranking
): string {
  const place = (code: string) => ledger.edition.places.get(code) ?? code;
  const byPlace = group(rows, (one) => one[by]);
  const ranked = rankHeadlines(Array.from(byPlace, ([code, some]) => [code, ledger.headline(some)] as const));
  const counted = ranked.filter(({least}) => least !== null);
  const countries = counted.filter(({code}) => !isApart(code));
  const apart = APART.flatMap(([code]) => counted.filter((one) => one.code === code));
  const unknown = by === "origin" ? unknownWords(ledger, rows, year) : "";
  const open = `<h3 id="${id}">${escape(heading)}</h3>${paragraph(rankedSentence(countries, by, year, place))}${unknown}`;
  const headline = ledger.headline(rows);
  if (!counted.length || !headline) return open;
  const cases = counted.some(({cases: some}) => some);
  const withDecisions = decisions !== undefined && decisions.length > 0;
  const unit: Unit = joinedYears(ledger, decisions ?? []).P.some(({all}) => all) ? "P" : "C";
  const byCode = group(decisions ?? [], (one) => one[by]);
  // The last column is of few countries, and left out where every count of it is exactly 0.
  const isUndivided = joinedYears(ledger, decisions ?? [])[unit].some(
    ({all}) => (all?.statuses.undivided_closed.hi ?? 0) > 0
  );
  const heads = isUndivided ? STATUS_HEADS : STATUS_HEADS.slice(0, -1);
  const cardOf = (codes: readonly string[], of: Linked) =>
    figureHref(root, {
      ...whose,
      ...(by === "asylum" ? {asylums: places(...codes)} : {origins: places(...codes)}),
      years: yearOf(year),
      ...of
    });
  // Some people without a stated origin may be of the line's: of one country of asylum, the line's own or the list's.
  const single = (some: Linked["asylums"]) =>
    some?.kind === "places" && some.codes.length === 1 ? some.codes[0] : undefined;
  const unknownAmong = (codes: readonly string[]) => {
    const origins = by === "origin" ? codes : whose.origins?.kind === "places" ? whose.origins.codes : null;
    const host = by === "origin" ? single(whose.asylums) : single(places(...codes));
    const isOfOrigins = origins ? !origins.includes(UNKNOWN) : whose.origins?.kind === "region";
    return host !== undefined && isOfOrigins ? unknownOrigins(ledger, host, year) : null;
  };
  const outcomes = (codes: readonly string[]) => {
    if (!withDecisions) return [];
    const found = joinedYears(
      ledger,
      codes.flatMap((code) => byCode.get(code) ?? [])
    )[unit].at(-1);
    const of = unknownAmong(codes);
    return statusCells(
      found?.all ?? null,
      (found?.atLeast.length ?? 0) > 0,
      (of) => cardOf(codes, {...of, unit}),
      (cell) => of?.decisions(unit, cell) ?? false
    ).slice(0, heads.length);
  };
  const blank = withDecisions ? heads.map(() => numberCell(null, "")) : [];
  const leastIn = (codes: readonly string[]): Required<LineCounts>["isLeast"] => {
    const some = codes.flatMap((code) => byPlace.get(code) ?? []);
    const headline = ledger.headline(some);
    const isOfMany = by === "origin" && whose.asylums?.kind !== "places";
    const of = unknownAmong(codes);
    return (unit) => {
      const number = headline && countsOf(listed(headline))[unit];
      if (!headline || !number) return false;
      const printed = isOfMany && isSame(printedTotal(headline)[unit], number);
      return (
        leastOf(headline, {P: number, C: number}, printed)[unit] ||
        (number.value > 0 && (of?.applications(unit) ?? false))
      );
    };
  };
  const line = (name: string, counts: LineCounts, cells: readonly string[], href: UnitHref) =>
    row(name, ...unitCells(counts, cases, href), ...cells);
  // A country of asylum's number is a sum over every origin: it carries the origins that rounding removed.
  const counts = ({code, persons: P, cases: C}: (typeof counted)[number]): InUnits<Count> => {
    if (!everyOrigin || by === "origin") return {P, C};
    const lost = ledger.unseen((byPlace.get(code) ?? []).filter((one) => isOwn(ledger.part(one))));
    return {P: P && withUnseen(P, lost.P), C: C && withUnseen(C, lost.C)};
  };
  // Asked for a region or the world, a card counts every stage: it is the number's where that number has no other stages.
  const isPrinted = by === "origin" && whose.asylums?.kind !== "places";
  const hrefs =
    (some: typeof counted): UnitHref =>
    (unit) => {
      const codes = some.map(({code}) => code);
      const all = isPrinted ? ledger.headline(codes.flatMap((code) => byPlace.get(code) ?? [])) : null;
      const same = !all || isSame(printedTotal(all)[unit], listed(all)[unit]?.count ?? null);
      return cardOf(codes, {unit, ...(same ? {} : {added: "own"})});
    };
  const rest = countries.slice(MOST);
  const others = as === "total" ? remainders(headline) : [];
  const sums = as === "total" ? printedTotal(headline) : countsOf(listed(headline));
  const lost = everyOrigin ? ledger.unseen(rows.filter((one) => ledger.part(one) !== null)) : {P: 0, C: 0};
  const lostIn = ({part, stage}: HeadlineLine) =>
    ledger.unseen(
      everyOrigin
        ? rows.filter((one) => ledger.part(one) === part && stageOf(one.level) === stage && isNewByType(one))
        : []
    );
  const number = {P: sums.P && withUnseen(sums.P, lost.P), C: sums.C && withUnseen(sums.C, lost.C)};
  return (
    open +
    table(
      `${id}-table`,
      `${caption}${withDecisions ? `; decisions of the same year, counted in ${UNITS[unit]}, first instance, alone or combined with appeals` : ""}${cases ? ". Ordered by persons and cases together, because a case is at least one person; the two are never added" : ""}`,
      [
        by === "asylum" ? "Country of asylum" : "From",
        "Persons",
        ...(cases ? ["Cases"] : []),
        ...(withDecisions ? heads : [])
      ],
      [
        ...countries
          .slice(0, MOST)
          .map((one) =>
            line(link(one.code), {...counts(one), isLeast: leastIn([one.code])}, outcomes([one.code]), hrefs([one]))
          ),
        ...(rest.length
          ? [
              line(
                `${formatNumber(rest.length)} more ${rest.length === 1 ? "country" : "countries"}`,
                {...together(rest.map(counts)), isLeast: leastIn(rest.map(({code}) => code))},
                outcomes(rest.map(({code}) => code)),
                hrefs(rest)
              )
            ]
          : []),
        ...apart.map((one) =>
          line(
            one.code === UNKNOWN ? "Unknown origin" : link(one.code),
            {...counts(one), isLeast: leastIn([one.code])},
            outcomes([one.code]),
            hrefs([one])
          )
        ),
        ...others.map((one) =>
          line(
            escape(remainderWords(one, place)),
            {
              P: one.P && withUnseen(byType(one.P), lostIn(one).P),
              C: one.C && withUnseen(byType(one.C), lostIn(one).C)
            },
            blank,
            remainderHref(one, {root, whose, year})
          )
        ),
        line("Total", number, blank, (unit) => figureHref(root, {...whose, years: yearOf(year), unit})).replace(
          "<tr>",
          '<tr class="sum">'
        )
      ]
    )
  );
}

const isOwn = (part: HeadlinePart | null) => part === "first_and_combined" || part === "only_other_levels";

/** A line between the countries' numbers and the total; levels of stage "other" decide different things and are no one number. */
function remainderHref(
  {stage, levels, hosts}: HeadlineLine,
  {root, whose, year}: Pick<Ranking, "root" | "whose" | "year">
): UnitHref {
  return (unit) =>
    (stage === "other" && levels[unit].length > 1) || year < TYPES_SINCE
      ? null
      : figureHref(root, {
          ...whose,
          asylums: places(...hosts[unit]),
          years: yearOf(year),
          levels: levels[unit],
          types: ["N", "NR"],
          unit
        });
}

const countsOf = ({P, C}: InUnits<{readonly count: Count}>): InUnits<Count> => ({
  P: P?.count ?? null,
  C: C?.count ?? null
});

/** What a line adds to the printed total: types N and NR alone, also at temporary asylum. */
const byType = ({count, other_types}: {readonly count: Count; readonly other_types: Count}): Count => ({
  value: count.value - other_types.value,
  lo: count.lo - other_types.lo,
  hi: count.hi - other_types.hi
});

/** Who the most are, and whether one of them makes more than half of the whole. HTML. */
function rankedSentence(
  countries: ReturnType<typeof rankHeadlines>,
  by: "asylum" | "origin",
  year: number,
  place: (code: string) => string
): string {
  const partners = countries.map(({code, persons, cases}) => ({
    name: place(code),
    words: unitsWords({P: persons, C: cases}) ?? ""
  }));
  return (
    partnersSentence({year, kind: by === "asylum" ? "host" : "origin", partners}) + dominantWords(countries, by, place)
  );
}

/** Whether one country makes more than half of the whole, in a sentence. */
function dominantWords(
  countries: ReturnType<typeof rankHeadlines>,
  by: "asylum" | "origin",
  place: (code: string) => string
): string {
  const persons = countries.flatMap(({code, persons: one}) => (one ? [[code, one.value] as const] : []));
  const most = persons.length > 3 ? dominant(persons) : null;
  return most
    ? ` ${by === "asylum" ? `More than half of all persons applied in ${escape(articled(place(most.code)))}` : `More than half of all persons came from ${escape(articled(place(most.code)))}`} (${formatPercent(most.share)}).`
    : "";
}

/** What is left of a total besides the list of countries, in a sentence: "temporary asylum in Russia 102,661". */
export function remainderSentence(ledger: Ledger, rows: readonly ApplicationRow[]): string {
  const headline = ledger.headline(rows);
  const lines = remainders(headline);
  if (!headline || !lines.length) return "";
  const place = (code: string) => ledger.edition.places.get(code) ?? code;
  const own = unitsWords(countsOf(listed(headline)));
  return `Countries’ own numbers add up to ${own ?? "none"}; the rest is ${list(
    lines.map((line) => {
      const words = remainderWords(line, place);
      const numbers = (["P", "C"] as const).flatMap((unit) =>
        line[unit] ? [`${told(byType(line[unit]))} ${UNITS[unit]}`] : []
      );
      return `${escape(words.charAt(0).toLowerCase() + words.slice(1))} (${numbers.join(" and ")})`;
    })
  )}.`;
}

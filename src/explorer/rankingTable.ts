// Builds the table of a ranking: each place with its number, its share of the total, and why some cannot be ranked.
import {UNITS} from "../measures/codes.js";
import type {Count} from "../measures/bounds.js";
import type {InUnits} from "../measures/headline.js";
import {formatCount, formatNumber, formatPercent, leastCount} from "../words/numbers.js";
import {isPer} from "./address.js";
import {totalOf} from "./compare/total.js";
import {headlineFigures, kindOnly, ofGrants, placed, placeFigure} from "./figureLinks.js";
import {asksHeadline} from "./headline.js";
import type {Linked, TextLink} from "../figures/link.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {
  countedInWords,
  denominatorOf,
  headlineWords,
  measureWords,
  pointOrWhy,
  pointWords,
  rankedWords
} from "./measureWords.js";
import {unitsWords} from "./sentences.js";
import {withoutWords} from "./without.js";
import {isLeastOf} from "./figure/unknown.js";
import {isMinimum} from "./sums.js";
import {isNumber, text} from "./table.js";
import type {Table, TableCell, TableColumn} from "./table.js";
import type {RankedPlace, Ranking, View} from "./types.js";

/** The places of a ranking, with those left out and why. */
export function rankingTable(ledger: Ledger, {state}: View, ranking: Ranking): Table {
  const {axis, years, places, leftOut} = ranking;
  const total = totalOf(ledger, state, ranking);
  const shareOf = total && sharesOf(total);
  const rate = state.selection.measure === "rate";
  const hasWithout = places.some(({without = []}) => without.length > 0);
  const columns: TableColumn[] = [
    {key: axis, title: axis === "origin" ? "Country of origin" : "Country of asylum", numeric: false},
    {
      key: "value",
      title: rate
        ? "Rate"
        : `${measureWords(state.selection).replace(/^./, (c) => c.toUpperCase())}${isPer(state.shown) ? ` per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${countedInWords(places.map(({denominator}) => denominator))}` : ""}`,
      numeric: true
    },
    ...(rate ? [{key: "ground", title: "Of substantive decisions", numeric: true}] : []),
    ...(shareOf ? [{key: "share", title: "Share of the sum", numeric: true}] : []),
    {key: "kind", title: "Stage", numeric: false},
    ...(hasWithout ? [{key: "without", title: "Not in the number", numeric: false}] : [])
  ];
  const rows = [...places, ...leftOut].map((one): TableCell[] => [
    text(axis, ledger.place(one.code)?.name ?? one.code),
    {
      text: one.why ?? (rate ? pointOrWhy(state, one) : rankedWords(state, one)),
      sort: one.value,
      file: {},
      links: rankedLinks(state, {axis, years}, one)
    },
    ...(rate
      ? [
          {
            text: one.rate ? `${formatNumber(one.rate.numerator.value)} of ${formatNumber(one.rate.decisions)}` : "–",
            sort: one.rate?.decisions ?? null,
            file: {}
          }
        ]
      : []),
    ...(shareOf ? [shareOf(one.count)] : []),
    text(
      "kind",
      one.headline ? (one.steps ?? "") : one.kind.stage ? `${kindWords(one.kind)}, ${UNITS[one.kind.unit]}` : "year-end"
    ),
    ...(hasWithout ? [text("without", withoutWords(one).join("; ") || "–")] : [])
  ]);
  const hasTotal = total !== null && (total.P ?? total.C) !== null;
  if (hasTotal)
    rows.push(
      totalRow(axis, total, {
        href: (unit) => totalFigure(state, ranking, unit),
        places: places.length,
        isShared: shareOf !== null,
        isHeadline: places.some(({headline}) => headline),
        isLeast: (unit) =>
          [...places, ...leftOut].some(
            (one) =>
              one.count &&
              (isMinimum(state.selection, {...one, least: [], without: []}) ||
                one.without?.some((some) => some.isLeast && some.unit === unit))
          ) || isLeastOf(ledger, state.selection, totalFigure(state, ranking, unit), unit),
        hasWithout
      })
    );
  return {columns, rows, all: rows.length, hasTotal};
}

/** The share of a count of the sum; null for a total in persons and cases, which have no whole. */
function sharesOf({P, C}: InUnits<Count>): ((count: Count | null) => TableCell) | null {
  const whole = P && C ? null : (P ?? C);
  if (!whole?.value) return null;
  return (count) => {
    const share = count && count.value / whole.value;
    return {text: share === null ? "–" : formatPercent(share, 1), sort: share, file: {}};
  };
}

function totalRow(
  axis: Ranking["axis"],
  total: InUnits<Count>,
  {
    places,
    isShared,
    isHeadline,
    isLeast,
    hasWithout,
    href
  }: {
    places: number;
    isShared: boolean;
    isHeadline: boolean;
    isLeast: (unit: "P" | "C") => boolean;
    hasWithout: boolean;
    href: (unit: "P" | "C") => Linked;
  }
): TableCell[] {
  const {P, C} = total;
  const words = (count: Count) => (isLeast(count === C ? "C" : "P") ? leastCount : formatCount)(count);
  const [only] = P && C ? [] : [P ?? C];
  return [
    text(axis, `Sum of these ${formatNumber(places)}`),
    {
      text: only && !(isHeadline && C) ? words(only) : unitsWords(total, words),
      sort: only?.value ?? null,
      file: {},
      links: (["P", "C"] as const).flatMap((unit) => {
        const count = total[unit];
        return count ? [{text: words(count), figure: href(unit)}] : [];
      })
    },
    ...(isShared ? [{text: "100%", sort: 1, file: {}}] : []),
    text("kind", UNITS[P ? "P" : "C"] + (P && C ? ` and ${UNITS.C}` : "")),
    ...(hasWithout ? [text("without", "–")] : [])
  ];
}

/** The question of the sum of a ranking's places in a unit; of a region or the world that is of the countries' own numbers. */
function totalFigure({selection}: View["state"], {years, places, leftOut}: Ranking, unit: "P" | "C"): Linked {
  const within = {...selection, years: [...years] as const};
  if (asksHeadline(selection)) return {...within, unit, ...(selection.asylums.kind === "places" ? {} : {added: "own"})};
  const [first] = [...places, ...leftOut];
  return {...within, ...(first ? kindOnly(selection, first.kind) : {}), ...ofGrants(selection)};
}

/** The numbers of a ranked place that lead to a card. */
function rankedLinks(
  state: View["state"],
  {axis, years}: Pick<Ranking, "axis" | "years">,
  one: RankedPlace
): TextLink[] {
  const where = placed(axis, one.code);
  if (one.headline && !isPer(state.shown)) {
    const {P, C} = headlineFigures(state, years, one, where);
    const {persons, cases} = one.headline;
    return [
      ...(P && persons ? [{text: headlineWords(one, persons), figure: P}] : []),
      ...(C && cases ? [{text: headlineWords(one, cases), figure: C}] : [])
    ];
  }
  const found = one.headline
    ? Object.values(headlineFigures(state, years, one, where))
    : [placeFigure(state, years, one, where)];
  const [figure] = found;
  const number = state.selection.measure === "rate" ? pointOrWhy(state, one) : pointWords(state, one);
  return figure && isNumber(number) ? [{text: number, figure}] : [];
}

// The parts of the home page that follow the year: drawn by the build for the latest year, and by the same functions in a reader's
// browser when another is chosen. Each part is elements with an id; the browser puts each in the place of the one with its id.
import {spark} from "../../charts/spark.js";
import {lollipops} from "../../charts/lollipops.js";
import {plate} from "../../charts/plate.js";
import {statusBars} from "../../charts/statusBars.js";
import {element, leastAround} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {isExact} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {STATUSES} from "../../measures/codes.js";
import type {AskedFigure} from "../../figures/address.js";
import {decisionsOf, figureHref, places} from "../../figures/link.js";
import type {Linked, TextLink} from "../../figures/link.js";
import type {Status, Unit} from "../../measures/codes.js";
import {isLeastStatus} from "../../measures/separated.js";
import {formatNumber, leastCount, printsRange, unitWord} from "../../words/numbers.js";
import {NO_ENTRY, STATUS_WORDS} from "../../words/status.js";
import {capital, list} from "../../words/text.js";
import type {HomeFacts, StatusCounts} from "./facts.js";
import {linksOf, maker, numberIn, said as linkedText, sourceOf, way} from "./parts.js";
import type {CardOf, HomeOptions} from "./parts.js";
import {originsPart, receivedPart} from "./rankings.js";
import {bothUnits, decidedOf, grantedOf, inSentence, inTable, isClosedLeast, nameOf, said, yearOf} from "./words.js";

/** The first screen: new applications, how they ended, who waits. Long because it has three tiles, each drawn in a few lines. */
export function nowPart(facts: HomeFacts, year: number, {document, card}: HomeOptions): HTMLElement[] {
  const make = maker(document);
  const one = yearOf(facts, year);
  const years = facts.years.map((each) => each.year);
  const number = (of: Parameters<CardOf>[0], count: Count) =>
    card?.(of, formatNumber(count.value), count) ?? tileLink(document, count, tileFigure(of, year));
  const drawn = (id: string, label: string, lines: Parameters<typeof spark>[0]) =>
    make("div", {class: "spark"}, spark(lines, {years, shown: year}, {document, idPrefix: `now-${id}`, label}));
  const course = (of: (each: HomeFacts["years"][number]) => Count | null | undefined) =>
    facts.years.map((each) => of(each)?.value ?? null);
  const tile = (label: string, ...contents: (Node | null)[]) =>
    make("div", {}, make("p", {class: "l"}, label), ...contents);
  const leastOf = (status: Status, statuses: StatusCounts) =>
    isLeastStatus({statuses}, status, one.least.length > 0) ? statuses[status] : null;
  const {P, C} = one.total;
  const before = facts.years.find((each) => each.year === year - 1);
  const statuses = one.outcomes.P;
  return [
    make(
      "section",
      {class: "facts now", id: "now", "aria-label": `The world in ${year}`},
      tile(
        `New applications in the world, ${year}`,
        P
          ? make("p", {class: "v"}, number("persons", P), make("span", {class: "of"}, ` ${unitWord(P.value, "P")}`))
          : null,
        C ? make("p", {class: "v second"}, "and ", number("cases", C), ` ${unitWord(C.value, "C")}`) : null,
        make(
          "p",
          {class: "s"},
          "A case can cover several people: do not add the two.",
          ...(before
            ? linkedText(
                document,
                ` ${year - 1}: ${bothUnits(before.total)}.`,
                linksOf(before.total, worldFigure(year - 1))
              )
            : [])
        ),
        drawn(
          "new",
          `New applications by year, ${years[0] ?? ""} to ${years.at(-1) ?? ""}: persons, and cases dashed. The chart below has the numbers.`,
          [{values: course((each) => each.total.P)}, {values: course((each) => each.total.C), second: true}]
        )
      ),
      tile(
        `How applications ended, ${year}, counted in persons`,
        statuses
          ? make(
              "ul",
              {class: "ends"},
              ...shownStatuses(statuses).map((status) =>
                make(
                  "li",
                  {},
                  ...leastAround(make("b", {}, number(status, statuses[status])), leastOf(status, statuses)),
                  ` ${STATUS_WORDS[status]}`
                )
              )
            )
          : make("p", {class: "s"}, "No decision is reported in persons."),
        drawn("decided", `Decisions by year, ${years[0] ?? ""} to ${years.at(-1) ?? ""}, counted in persons.`, [
          {values: course((each) => (each.outcomes.P ? decidedOf(each.outcomes.P) : null))}
        ])
      ),
      tile(
        `People waiting for a decision, end of ${year}`,
        one.waiting
          ? make(
              "p",
              {class: "v"},
              number("waiting", one.waiting),
              make("span", {class: "of"}, ` ${unitWord(one.waiting.value, "P")}`)
            )
          : make("p", {class: "v"}, make("span", {class: "none"}, NO_ENTRY)),
        make(
          "p",
          {class: "s"},
          "Asylum-seekers with a pending application on 31 December, as UNHCR counts them.",
          ...(before?.waiting
            ? linkedText(document, ` ${year - 1}: ${said(before.waiting)}.`, [
                {text: formatNumber(before.waiting.value), figure: tileFigure("waiting", year - 1)}
              ])
            : [])
        ),
        drawn(
          "waiting",
          `Asylum-seekers waiting at the end of each year, ${years[0] ?? ""} to ${years.at(-1) ?? ""}.`,
          [{values: course((each) => each.waiting)}]
        )
      )
    )
  ];
}

/** The figure of a number of the first screen. */
function tileFigure(of: Parameters<CardOf>[0], year: number): Linked {
  const years = [year, year] as const;
  if (of === "persons" || of === "cases") return {unit: of === "persons" ? "P" : "C", years};
  return of === "waiting" ? {measure: "asylum_seekers", years} : {...decisionsOf(of), unit: "P", years};
}

/** A number of the first screen with its bracket sign, which leads to its card. */
function tileLink(document: Document, count: Count, figure: Linked): Node {
  const words = formatNumber(count.value);
  const number = isExact(count) ? words : element(document, "span", {class: "fig b"}, words);
  return element(document, "a", {class: "n", href: figureHref("./", figure)}, number);
}

/** Outcomes that a year has, in the order of every chart; what no decision was made on comes last. */
function shownStatuses(statuses: Readonly<Record<Status, Count>>): Status[] {
  return STATUSES.filter((status) => statuses[status].value > 0);
}

const worldFigure =
  (year: number) =>
  (unit: Unit): Linked => ({unit, years: [year, year]});

/** The year of the most applications, counted in persons. */
const peakOf = ({years}: HomeFacts) =>
  years.reduce((a, b) => ((b.total.P?.value ?? 0) > (a.total.P?.value ?? 0) ? b : a));

/** Applications in the world by year: the chart is of every year, its sentence of one. */
export function yearsSentence(facts: HomeFacts, year: number): string {
  const one = yearOf(facts, year);
  const before = facts.years.find((each) => each.year === year - 1);
  const peak = peakOf(facts);
  return [
    `In ${year} countries received new asylum applications for ${bothUnits(one.total)}${before ? `; in ${year - 1} for ${bothUnits(before.total)}` : ""}.`,
    peak.total.P
      ? peak.year === year
        ? "No year had more persons."
        : `The most persons in one year were ${said(peak.total.P)}, in ${peak.year}.`
      : ""
  ].join(" ");
}

export function yearsPart(facts: HomeFacts, year: number, {document}: HomeOptions): HTMLElement[] {
  const named = [year, year - 1];
  const peak = peakOf(facts).year;
  const links = facts.years
    .filter((each) => named.includes(each.year) || each.year === peak)
    .flatMap(({year: of, total}) => linksOf(named.includes(of) ? total : {P: total.P, C: null}, worldFigure(of)));
  return [element(document, "p", {id: "by-year-said"}, ...linkedText(document, yearsSentence(facts, year), links))];
}

export function yearsPlate(facts: HomeFacts, {document}: HomeOptions): HTMLElement {
  const years = facts.years.map(({year}) => year);
  const span = `${years[0] ?? ""}–${years.at(-1) ?? ""}`;
  const units: readonly (readonly [Unit, string])[] = [
    ["P", "Counted in persons"],
    ["C", "Counted in cases"]
  ];
  return plate(
    {
      id: "by-year-drawn",
      made: "./code/pages/home/dashboard#yearsPlate",
      title: `New asylum applications in the world, ${span}`,
      unit: "Every level of the procedure, as UNHCR prints totals. Persons and cases are never added.",
      draw: (options) =>
        lollipops(
          units.map(([unit, name]) => ({
            name,
            years: facts.years.map(({year, total}) => ({year, count: total[unit] ?? ("no entry" as const), unit}))
          })),
          options
        ),
      notes: [
        {
          term: "Why cases jump in 2025.",
          text: "The United States reported claims at first instance in persons from 2021 to 2024, and in cases in 2025."
        }
      ].filter(() => years.includes(2025)),
      source: sourceOf(facts),
      table: wordsTable(
        ["Year", "Persons", "Cases"],
        facts.years.map(({year, total}) => [
          String(year),
          total.P ? numberIn(document, total.P, worldFigure(year)("P")) : NO_ENTRY,
          total.C ? numberIn(document, total.C, worldFigure(year)("C")) : NO_ENTRY
        ]),
        {
          document,
          id: "by-year-rows",
          caption: `New asylum applications in the world, ${span}`,
          numbers: new Set([1, 2])
        }
      )
    },
    {document}
  );
}

/** How many decisions granted protection, then their range where it changes what a reader writes. */
function endedSentence(statuses: StatusCounts, year: number, isLeast: boolean): string {
  const [granted, all, closed] = [grantedOf(statuses), decidedOf(statuses), statuses.otherwise_closed];
  const n = formatNumber;
  return [
    `In ${year} countries granted protection in ${isLeast ? leastCount(granted) : n(granted.value)} of ${n(all.value)} decisions, counted in persons.`,
    ...(closed.value
      ? [
          `Another ${isClosedLeast(statuses) ? leastCount(closed) : n(closed.value)} applications were closed without a decision.`
        ]
      : []),
    ...(printsRange(granted) || printsRange(all)
      ? [
          `Because UNHCR rounds small numbers, grants may be between ${n(granted.lo)} and ${n(granted.hi)}, of between ${n(all.lo)} and ${n(all.hi)} decisions.`
        ]
      : [])
  ].join(" ");
}

/** The figures of the numbers in `endedSentence`. */
function endedLinks(statuses: StatusCounts, year: number, isLeast: boolean): TextLink[] {
  const link = ({value, lo}: Count, cell: AskedFigure["cell"]): TextLink => ({
    text: (cell === "protection" ? isLeast : cell !== null && isClosedLeast(statuses))
      ? leastCount({lo})
      : formatNumber(value),
    figure: {...decisionsOf(cell), unit: "P", years: [year, year]}
  });
  return [
    link(grantedOf(statuses), "protection"),
    link(decidedOf(statuses), null),
    link(statuses.otherwise_closed, "otherwise_closed")
  ];
}

/** How applications ended. */
export function endedPart(facts: HomeFacts, year: number, {document}: HomeOptions): HTMLElement[] {
  const {outcomes, courts, least} = yearOf(facts, year);
  const {P, C} = outcomes;
  const places = least.map((code) => inSentence(facts, code));
  const sentence = P ? endedSentence(P, year, least.length > 0) : `No decisions are reported in persons for ${year}.`;
  const statuses = P ? shownStatuses(P) : [];
  const notes = [
    ...(P && P.undivided.value > 0
      ? [
          {
            term: "Not separated.",
            text: "Some countries, such as Canada, report refugee status and other protection in one number."
          }
        ]
      : []),
    ...(places.length ? [{term: "At least.", text: `Some grants are missing in the data of ${list(places)}.`}] : []),
    ...(courts?.value
      ? [
          {
            term: "Not included.",
            text: `${said(courts)} decisions of the United States’ immigration courts, which decide again what was referred to them${C && decidedOf(C).value > 0 ? `, and ${said(decidedOf(C))} decisions counted in cases` : ""}.`
          }
        ]
      : [])
  ];
  return [
    element(
      document,
      "p",
      {id: "ended-said"},
      ...linkedText(document, sentence, P ? endedLinks(P, year, least.length > 0) : [])
    ),
    plate(
      {
        id: "ended-drawn",
        made: "./code/pages/home/dashboard#endedPart",
        title: `How asylum applications ended in ${year}`,
        unit: "All countries; first instance, alone or with appeals; counted in persons; by legal status.",
        draw: (options) =>
          statusBars(
            statuses.map((status) => ({
              status,
              name: capital(STATUS_WORDS[status]),
              count: (P as Record<Status, Count>)[status],
              words: inTable((P as Record<Status, Count>)[status])
            })),
            options
          ),
        notes,
        source: `${sourceOf(facts).replace(/\.$/, "")}, with our reclassification rules.`
      },
      {document}
    ),
    way(
      document,
      "ended",
      `measure=decisions&definition=status&years=${year}-${year}`,
      `Decisions of ${year} in the explorer`
    )
  ];
}

/** Countries that are not compared, named before the rest are counted. */
const MOST_NAMED = 5;

/** The largest changes since the year before. */
export function changesPart(facts: HomeFacts, year: number, {document}: HomeOptions): HTMLElement[] {
  const {up, down, otherwise} = yearOf(facts, year).changes;
  const make = maker(document);
  const [most, least] = [up[0], down[0]];
  const more = otherwise.length - MOST_NAMED;
  const others = [
    ...otherwise.slice(0, MOST_NAMED).map((code) => inSentence(facts, code)),
    ...(more > 0 ? [`${more} more`] : [])
  ];
  const told = ({code, before, now}: (typeof up)[number]) =>
    `${inSentence(facts, code)} (from ${said(before)} to ${said(now)})`;
  const sentence =
    !most && !least
      ? `No country can be compared with ${year - 1}.`
      : `From ${year - 1} to ${year} new applications ${[most ? `rose the most in ${told(most)}` : "", least ? `fell the most in ${told(least)}` : ""].filter(Boolean).join(" and ")}.`;
  const hostFigure = (code: string, unit: Unit, at: number): Linked => ({
    asylums: places(code),
    unit,
    years: [at, at]
  });
  const line = ({code, unit, before, now}: (typeof up)[number]) => {
    const by = now.value - before.value;
    return [
      `${nameOf(facts, code)}${unit === "C" ? " (cases)" : ""}`,
      numberIn(document, before, hostFigure(code, unit, year - 1)),
      numberIn(document, now, hostFigure(code, unit, year)),
      `${by > 0 ? "+" : "−"}${formatNumber(Math.abs(by))}`
    ];
  };
  return [
    make(
      "p",
      {id: "changes-said"},
      ...linkedText(
        document,
        sentence,
        [most, least].flatMap((one) =>
          one
            ? [
                {text: formatNumber(one.before.value), figure: hostFigure(one.code, one.unit, year - 1)},
                {text: formatNumber(one.now.value), figure: hostFigure(one.code, one.unit, year)}
              ]
            : []
        )
      )
    ),
    up.length + down.length
      ? make(
          "div",
          {id: "changes-drawn"},
          wordsTable(
            ["Country of asylum", String(year - 1), String(year), "Change"],
            [...up, ...[...down].reverse()].map(line),
            {
              document,
              id: "changes-rows",
              caption: `New applications, counted in persons: the largest changes from ${year - 1} to ${year}`,
              numbers: new Set([1, 2, 3])
            }
          )
        )
      : make("div", {id: "changes-drawn"}),
    make(
      "p",
      {id: "changes-otherwise", class: "caution", ...(otherwise.length ? {} : {hidden: ""})},
      make("b", {}, "Not compared."),
      ` ${capital(list(others))} reported in another way than in ${year - 1}, or partly in persons and partly in cases.`
    )
  ];
}

/** Every part that follows the year, in the order of the page; the map has choices of its own. */
export const YEAR_PARTS = {
  now: nowPart,
  "by-year": yearsPart,
  received: receivedPart,
  origins: originsPart,
  ended: endedPart,
  changes: changesPart
} as const;

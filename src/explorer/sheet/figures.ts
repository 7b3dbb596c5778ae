// The main figures of a fact sheet: new applications and their peak, a second procedure, the grant rate, people waiting and refugees.
import {PENDING} from "../../words/status.js";
import {joinedRate} from "../../measures/outcomes.js";
import type {Count} from "../../measures/bounds.js";
import {RATES} from "../../measures/rates.js";
import type {Rate} from "../../measures/rates.js";
import type {Level, Unit} from "../../measures/codes.js";
import type {InUnits, SeriesBreak} from "../../measures/headline.js";
import {formatNumber, formatPercent, formatYears} from "../../words/numbers.js";
import {countInSentence as printed} from "../../words/ranges.js";
import {leastRateWords, rateWords} from "../../words/rates.js";
import {REFUGEES_ARE} from "../../words/stocks.js";
import {capital} from "../../words/text.js";
import {isOfUnitedStates, OFFICERS_ONLY} from "../../words/usCourts.js";
import {leftOutWords, noRateWords} from "../joined.js";
import type {Ledger} from "../ledger.js";
import {IN_UNIT, unitsWords} from "../sentences.js";
import type {HeadlineYear, JoinedYear, Point, View} from "../types.js";
import {procedureName, procedureOf} from "./procedure.js";
import type {Views} from "./views.js";

/** A number of the sheet with the year and unit that a test finds it by. */
export interface SheetNumber {
  readonly year: number;
  readonly unit: Unit;
  readonly count: Count;
}

export interface SheetFigure {
  readonly id: "applications" | "peak" | "procedure" | "rate" | "procedure_rate" | "asylum_seekers" | "refugees";
  readonly label: string;
  /** The number as it is printed, or why there is none. */
  readonly words: string;
  /** Whether `words` is a number, which is set large. */
  readonly isNumber: boolean;
  readonly under: readonly string[];
  /** What the number is taken from: "UNHCR, applications". */
  readonly source: string;
  /** Of a rate: the sentence that begins the sheet with it. */
  readonly sentence?: string;
  /** Empty for a rate. */
  readonly numbers: readonly SheetNumber[];
  /** Of a rate: each with its unit; none that cannot be calculated. */
  readonly rates?: readonly SheetRate[];
}

export interface SheetRate {
  readonly words: string;
  readonly unit: Unit;
  readonly year: number;
  /** Of a second procedure. */
  readonly levels?: readonly Level[];
}

const SOURCES = {
  applications: "UNHCR, applications",
  decisions: "UNHCR, decisions",
  stocks: "UNHCR, year-end figures"
} as const;

const hasNumber = ({number: {P, C}}: HeadlineYear) => P !== null || C !== null;
const least = ({number: {P, C}}: HeadlineYear) => (P?.value ?? 0) + (C?.value ?? 0);
const inUnits = (year: number, {P, C}: InUnits<Count>): SheetNumber[] => [
  ...(P ? [{year, unit: "P" as const, count: P}] : []),
  ...(C ? [{year, unit: "C" as const, count: C}] : [])
];
/** A number alone, or persons and cases by name. */
const words = (number: InUnits<Count>) => {
  const {P, C} = number;
  const one = P ?? C;
  return P && C ? unitsWords(number, printed) : one ? printed(one) : "";
};

/** The figures that the answers have, in the order of the sheet. */
export function figuresOf(ledger: Ledger, views: Views): SheetFigure[] {
  return [
    ...applicationFigures(ledger, views.applications),
    ...rateFigures(ledger, views),
    ...stockFigure(ledger, views.asylum_seekers, `${capital(PENDING)}, end of`),
    ...stockFigure(ledger, views.refugees, "Refugees, end of")
  ];
}

function applicationFigures(ledger: Ledger, {headline, state, series}: View): SheetFigure[] {
  const [one] = headline?.places ?? [];
  const years = one?.years ?? [];
  const latest = years.findLast(hasNumber);
  // In a total of several countries it is one of the parts that are added.
  const temporary = state.selection.asylums.kind === "places" ? temporaryFigure(series) : [];
  if (!one || !latest) return temporary;
  const of = temporary.length ? " for refugee status" : "";
  const figure: SheetFigure = {
    id: "applications",
    label: `New ${temporary.length ? "applications" : "asylum applications"}${of}, ${latest.year}`,
    words: words(latest.number),
    isNumber: true,
    under: [
      latest.number.P && latest.number.C ? "never add persons and cases" : IN_UNIT[latest.number.P ? "P" : "C"],
      changeWords(years, one.breaks, latest),
      ...(latest.year < ledger.facts.years[1]
        ? [`no entry for ${formatYears(latest.year + 1, ledger.facts.years[1])}, which does not mean zero`]
        : [])
    ],
    source: SOURCES.applications,
    numbers: inUnits(latest.year, latest.number)
  };
  const numbered = years.filter(hasNumber);
  if (numbered.length < 2) return [figure, ...temporary];
  const peak = numbered.reduce((best, year) => (least(year) > least(best) ? year : best), latest);
  return [
    figure,
    {
      id: "peak",
      label: `Peak year${of ? " of these" : ""}: ${peak.year}`,
      words: words(peak.number),
      isNumber: true,
      under: [
        peak.number.P && peak.number.C ? "" : IN_UNIT[peak.number.P ? "P" : "C"],
        `of the ${numbered.length} years with a number since ${numbered[0]?.year ?? ""}`
      ].filter(Boolean),
      source: SOURCES.applications,
      numbers: inUnits(peak.year, peak.number)
    },
    ...temporary
  ];
}

/** The latest year against the one before: its number and, where both are large enough, the change in per cent. */
function changeWords(years: readonly HeadlineYear[], breaks: readonly SeriesBreak[], latest: HeadlineYear): string {
  const before = years.find(({year}) => year === latest.year - 1);
  if (!before) return "the first year of the data";
  if (!hasNumber(before)) return `no number for ${before.year} to compare with`;
  if (breaks.some(({year}) => year === latest.year)) return `${before.year} was counted differently: do not compare`;
  const told = `${words(before.number)} in ${before.year}`;
  const unit: Unit = latest.number.P ? "P" : "C";
  const [now, then] = [latest.number[unit], before.number[unit]];
  const isOne = [latest, before].every(({number: {P, C}}) => !(P && C)) && now && then;
  if (!isOne || Math.min(now.value, then.value) < 100) return `after ${told}`;
  if (now.value === then.value) return `as many as in ${before.year}`;
  const share = Math.abs(now.value / then.value - 1);
  const way = now.value > then.value ? "up" : "down";
  return share >= 1 ? `${way} from ${told}` : `${way} ${formatPercent(share, share < 0.1 ? 1 : 0)} from ${told}`;
}

/** Applications in a second procedure for temporary asylum: a number of its own, never added. */
function temporaryFigure(series: View["series"]): SheetFigure[] {
  const own = series.find(({kind: {levels, unit}}) => levels.includes("TA") && unit === "P");
  const found = (own?.points ?? []).flatMap(({year, count}) => (count ? [{year, count}] : []));
  const latest = found.at(-1);
  if (!latest) return [];
  const before = found.find(({year}) => year === latest.year - 1);
  return [
    {
      id: "procedure",
      label: `Applications for temporary asylum, ${latest.year}`,
      words: printed(latest.count),
      isNumber: true,
      under: [
        "a second procedure; counted in persons",
        before ? `after ${printed(before.count)} in ${before.year}` : `no entry for ${latest.year - 1}`
      ],
      source: SOURCES.applications,
      numbers: [{year: latest.year, unit: "P", count: latest.count}]
    }
  ];
}

const UNITS = ["P", "C"] as const;

function rateFigures(ledger: Ledger, {decisions}: Views): SheetFigure[] {
  const latest = decisions.joined?.whole.findLast(({units}) => units.P ?? units.C);
  const procedure = procedureOf(decisions);
  const figures: SheetFigure[] = [];
  const {asylums} = decisions.state.selection;
  const hosts = asylums.kind === "places" ? asylums.codes : null;
  if (latest) {
    const told = UNITS.flatMap((unit) => joinedRateWords(ledger, latest, unit));
    if (told.length) figures.push(joinedFigure(latest, told, isOfUnitedStates(hosts)));
  }
  const last = procedure?.years.findLast(({outcomes}) => typeof outcomes !== "string");
  if (procedure && last && typeof last.outcomes !== "string") {
    const rate = RATES.positive(last.outcomes);
    figures.push({
      id: "procedure_rate",
      label: `Grant rate, ${procedureName(procedure.kind.levels)}, ${last.year}`,
      words: capital(bare(rateWords(rate))),
      isNumber: rate.kind !== "none",
      under: groundOf(rate),
      source: SOURCES.decisions,
      numbers: [],
      rates:
        rate.kind === "none"
          ? []
          : [
              {
                words: capital(bare(rateWords(rate))),
                ...{unit: procedure.kind.unit, year: last.year, levels: procedure.kind.levels}
              }
            ]
    });
  }
  return figures;
}

interface ToldRate {
  readonly unit: Unit;
  readonly words: string;
  readonly isNumber: boolean;
  readonly under: readonly string[];
}

/** Without the mark of few decisions, which words say. */
const bare = (text: string) => text.replace("*", "").replace(/^not calculated: /, "Not calculated: ");

function groundOf(rate: Rate): string[] {
  return [
    ...(rate.kind === "none" && rate.reason === "fewer than 10 decisions"
      ? ["too few decisions for a rate"]
      : rate.decisions > 0
        ? [
            `${formatNumber(rate.numerator.value)} of ${rate.undivided_closed.value > 0 ? "up to " : ""}${formatNumber(rate.decisions)} substantive decisions`
          ]
        : []),
    ...(rate.kind !== "none" && rate.marked ? ["fewer than 25 decisions: do not compare"] : [])
  ];
}

function joinedRateWords(ledger: Ledger, year: JoinedYear, unit: Unit): ToldRate[] {
  const joined = year.units[unit];
  const found = joined && joinedRate("positive", joined);
  if (!found) return [];
  const leftOut = found.left_out.length ? [`without ${leftOutWords(ledger, found.left_out)}`] : [];
  if (found.kind !== "given")
    return [{unit, words: `Not calculated: ${noRateWords(found)}`, isNumber: false, under: []}];
  const {rate, closed} = found;
  const isLeast = year.atLeast[unit].length > 0;
  return [
    {
      unit,
      words: bare(isLeast ? leastRateWords(rate) : rateWords(rate)),
      isNumber: rate.kind !== "none",
      under: [
        ...groundOf(rate),
        ...(closed ? [`another ${formatNumber(closed.value)} closed without a decision`] : []),
        ...leftOut,
        ...(isLeast ? ["some grants are missing from the data"] : [])
      ]
    }
  ];
}

/** One rate, or that of persons and that of cases side by side. */
function joinedFigure({year}: JoinedYear, told: readonly ToldRate[], ofOfficers: boolean): SheetFigure {
  const [one, ...others] = told;
  const both = others.length > 0;
  const unitOf = ({unit}: ToldRate) => (unit === "P" ? "persons" : "cases");
  const said = (each: ToldRate) => (both ? `${unitOf(each)}: ${each.words}` : each.words);
  const grounds = told.flatMap((each) => (each.under[0] ? [`${unitOf(each)}: ${each.under[0]}`] : []));
  const under = both ? [...grounds, ...new Set(told.flatMap((each) => each.under.slice(1)))] : (one?.under ?? []);
  const words = told.map(said).join("; ");
  const ground = !both && one?.isNumber ? `: ${one.under[0] ?? ""}` : "";
  const inUnit = !both && one?.unit === "C" ? " (counted in cases)" : "";
  const by = ofOfficers ? ` (${OFFICERS_ONLY}${inUnit ? "; counted in cases" : ""})` : inUnit;
  return {
    id: "rate",
    label: `Grant rate (all protection), ${year}`,
    words: capital(words),
    isNumber: told.some(({isNumber}) => isNumber),
    under: [...(ofOfficers ? [OFFICERS_ONLY] : []), ...under, ...(inUnit ? ["counted in cases"] : [])],
    source: SOURCES.decisions,
    sentence: both
      ? `In ${year} the grant rate was ${told.map((each) => `${each.isNumber ? each.words : `not given (${each.words.replace(/^Not calculated: /, "")})`} counted in ${unitOf(each)}`).join(", and ")}${ofOfficers ? by : ""}.`
      : one?.isNumber
        ? `In ${year} the grant rate was ${words}${by}${ground}.`
        : `For ${year} no grant rate can be given${inUnit}: ${words.replace(/^Not calculated: /, "")}.`,
    numbers: [],
    rates: told.flatMap((each) =>
      each.isNumber ? [{words: both ? each.words : capital(each.words), unit: each.unit, year}] : []
    )
  };
}

/** People at the end of the latest year. */
function stockFigure(ledger: Ledger, view: View, label: string): SheetFigure[] {
  const {measure} = view.state.selection;
  const counted = (view.series[0]?.points ?? []).flatMap(({year, count}: Point) => (count ? [{year, count}] : []));
  const latest = counted.at(-1);
  if (!latest || (measure !== "asylum_seekers" && measure !== "refugees")) return [];
  const before = counted.find(({year}) => year === latest.year - 1);
  const hasChanged = before && before.count.value !== latest.count.value;
  return [
    {
      id: measure,
      label: `${label} ${latest.year}`,
      words: printed(latest.count),
      isNumber: true,
      under: [
        measure === "refugees" ? REFUGEES_ARE : "on 31 December",
        ...(before ? [hasChanged ? `after ${printed(before.count)} a year earlier` : "as many as a year earlier"] : []),
        ...(latest.year < ledger.facts.years[1]
          ? [`no entry for ${formatYears(latest.year + 1, ledger.facts.years[1])}`]
          : [])
      ],
      source: SOURCES.stocks,
      numbers: [{year: latest.year, unit: "P", count: latest.count}]
    }
  ];
}

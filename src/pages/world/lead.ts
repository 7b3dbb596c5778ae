// The first sentences of the world's page and of each region's: the latest year, the change, and what would mislead about it.
import {rollup, sum} from "d3";
import {articled, regionWords} from "../../words/places.js";
import {capital} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {paragraph} from "../../html/strings.js";
import {exact} from "../../measures/bounds.js";
import {LEVELS, UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {unitChanges} from "../../measures/unitChange.js";
import {escape, figure} from "../../words/country.js";
import {inUnit, told} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import type {Page} from "./shared.js";

export const latestOf = (years: readonly NewYear[]) => years.findLast(({P, C}) => P ?? C);

/** "up from 81 in 2024"; empty where the year before has no number. */
function changeWords(years: readonly NewYear[], unit: Unit): string {
  const [before, now] = inUnit(years, unit).slice(-2);
  if (!before || now?.year !== before.year + 1) return "";
  const by = now.count.value - before.count.value;
  return by === 0
    ? `as many as in ${before.year}`
    : `${by > 0 ? "up" : "down"} from ${told(before.count)} in ${before.year}`;
}

/** The highest year of a unit: "The most in one year were 3,580,371 persons, in 2023." */
function peakWords(years: readonly NewYear[], unit: Unit): string {
  const series = inUnit(years, unit);
  if (series.length < 3) return "";
  const peak = series.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  return peak.year === series.at(-1)?.year
    ? `No year since ${series[0]?.year ?? ""} had more.`
    : `The most in one year were ${told(peak.count)} ${UNITS[unit]}, in ${peak.year}.`;
}

/** A second unit below this share of the first has no place in a first sentence. */
const BOTH_FROM = 0.01;

/** "for 746,712 persons (down from 903,036 in 2024) and, counted separately, 282,594 cases". */
function forUnits(years: readonly NewYear[], latest: NewYear): string {
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const [count, also] = [latest[unit], latest[other]];
  if (!count) return "";
  const change = changeWords(years, unit);
  const words = `for ${told(count)} ${UNITS[unit]}`;
  if (!also || also.value < BOTH_FROM * count.value) return `${words}${change ? `, ${change}` : ""}`;
  return `${words}${change ? ` (${change})` : ""} and, counted separately, ${told(also)} ${UNITS[other]}`;
}

/** The world's total of the latest year in both units, with the change and the peak. */
export function worldLead(years: readonly NewYear[]): string {
  const latest = latestOf(years);
  if (!latest) return "";
  return `In ${latest.year} countries worldwide received new asylum applications ${forUnits(years, latest)}. ${peakWords(years, latest.P ? "P" : "C")}`;
}

/** What a region received, and what its people applied for anywhere. */
export function regionLead({region}: Page, host: readonly NewYear[], origin: readonly NewYear[]): string {
  const place = escape(regionWords(region));
  const [received, made] = [latestOf(host), latestOf(origin)];
  const again = received && made && received.year === made.year;
  return [
    received
      ? `In ${received.year} countries in ${place} received new asylum applications ${forUnits(host, received)}.`
      : `No country in ${place} has reported a new asylum application.`,
    made
      ? `${again ? "People" : `In ${made.year} people`} from ${place} made applications ${forUnits(origin, made)}.`
      : `No country has reported a new application by people from ${place}.`
  ].join(" ");
}

/** A change of unit below this share of a total does not change what a reader writes. */
const SAID_FROM = 0.01;

/** What a reader must know before comparing the latest year of a total with the one before: a country that changed its unit. */
export function unitCaution(ledger: Ledger, rows: readonly ApplicationRow[], years: readonly NewYear[]): string {
  const latest = latestOf(years);
  if (!latest) return "";
  const {year} = latest;
  const found = unitChanges(rows, year).filter(({before, now}) => isSaid(Math.max(before, now), latest));
  if (!found.length) return "";
  const changes = found.map(
    ({asylum, from, to, before, now}) =>
      `In ${year - 1} ${nameOf(ledger, asylum)} counted ${figure(exact(before))} of its applications in ${UNITS[from]}; in ${year} it counts ${figure(exact(now))} in ${UNITS[to]}.`
  );
  return paragraph(
    `<b>Part of the change since ${year - 1} is one of unit.</b> ${changes.join(" ")} Do not compare the two years in ${UNITS[found[0]?.from ?? "P"]} alone.`,
    "caution"
  );
}

/**
 * The same for applications by people from somewhere: where a country changed its unit, and its new entries name no origin, its
 * applicants of the year before are missing in the latest year.
 */
export function missingOriginCaution(
  {ledger, region}: Page,
  rows: readonly ApplicationRow[],
  years: readonly NewYear[]
): string {
  const latest = latestOf(years);
  if (!latest) return "";
  const {year} = latest;
  const found = unitChanges([...ledger.applications.asylum.values()].flat(), year).flatMap((change) => {
    const size = (unit: Unit, when: number) =>
      sum(rows, (row) =>
        row.asylum === change.asylum && row.level === change.level && row.unit === unit && row.year === when
          ? row.applications
          : 0
      );
    const before = size(change.from, year - 1);
    return isSaid(before, latest) && size(change.to, year) < before / 10 ? [{...change, before}] : [];
  });
  if (!found.length) return "";
  const changes = found.map(
    ({asylum, level, from, to, before, now}) =>
      `In ${year - 1} ${nameOf(ledger, asylum)} counted ${figure(exact(before))} ${UNITS[from]} from there (${LEVELS[level]}); its ${figure(exact(now))} ${UNITS[to]} of ${year} name almost no country of origin.`
  );
  return paragraph(
    `<b>Do not compare ${year} with ${year - 1} for people from ${escape(regionWords(region))}.</b> ${changes.join(" ")}`,
    "caution"
  );
}

/** Countries that make a part of one of the two latest years of a total and have no new application in the other. */
export function gapCaution(ledger: Ledger, rows: readonly ApplicationRow[], years: readonly NewYear[]): string {
  const latest = latestOf(years);
  if (!latest) return "";
  const {year} = latest;
  const sizes = (when: number) =>
    rollup(
      rows.filter((row) => row.year === when && ledger.part(row) !== null),
      (some) => sum(some, ({applications}) => applications ?? 0),
      ({asylum}) => asylum
    );
  const [before, now] = [sizes(year - 1), sizes(year)];
  const missing = (there: typeof now, here: typeof now, when: number, other: number) =>
    [...there].flatMap(([asylum, size]) =>
      isSaid(size, latest) && !here.has(asylum)
        ? [
            `${capital(nameOf(ledger, asylum))} reported ${figure(exact(size))} new applications for ${when} and none for ${other}.`
          ]
        : []
    );
  const found = [...missing(now, before, year, year - 1), ...missing(before, now, year - 1, year)];
  return found.length ? paragraph(`<b>Do not compare ${year} with ${year - 1}.</b> ${found.join(" ")}`, "caution") : "";
}

const isSaid = (size: number, {P, C}: NewYear) => size >= SAID_FROM * Math.max(P?.value ?? 0, C?.value ?? 0);
const nameOf = ({edition}: Ledger, code: string) => escape(articled(edition.places.get(code) ?? code));

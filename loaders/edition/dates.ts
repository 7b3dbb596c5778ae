// The date of an edition: a day of the calendar, not before the last edition's, not one that has not begun anywhere. What changed
// between editions is always given from the earlier to the later one.
import {byEdition} from "./edition.js";
import {InputError} from "../sources/shared.js";

/** The earliest time zone is 14 hours ahead of UTC: a day begins there first. */
const AHEAD_MS = 14 * 60 * 60 * 1000;

/** Whether a text is a day of the calendar as YYYY-MM-DD: 2026-02-31 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What time it is, in milliseconds; SOURCE_DATE_EPOCH (seconds) says otherwise, as for any reproducible build. */
export function now(): number {
  const epoch = process.env.SOURCE_DATE_EPOCH ?? "";
  return /^\d{1,10}$/.test(epoch) ? Number(epoch) * 1000 : Date.now();
}

/** @throws InputError where the date is not a day, or is before the current edition's or in the future without --any-date. */
export function assertDate(
  {date, anyDate = false}: {readonly date: string; readonly anyDate?: boolean},
  current: string | null,
  at = now()
): void {
  const refuse = (expected: string, advice: string): never => {
    throw new InputError({source: "--edition", expected, found: date, advice});
  };
  if (!isDay(date)) refuse("a day of the calendar such as 2026-11-24", "Correct the date.");
  if (anyDate) return;
  const last = current?.slice(0, 10);
  if (last !== undefined && date < last)
    refuse(
      `a date that is not before that of the current edition, ${String(current)}`,
      "Correct the date, or add --any-date: the edition is then compared with the one before it, and the later one stays the current one."
    );
  const today = new Date(at + AHEAD_MS).toISOString().slice(0, 10);
  if (date > today)
    refuse(
      `a date that is not in the future (today is ${today} at the latest)`,
      "Correct the date, or add --any-date."
    );
}

/** The edition that one of this date is compared with and takes tables from: the current one, or the newest of an earlier date. */
export function baseEdition(date: string, current: string | null, kept: readonly string[]): string | null {
  if (current === null || date >= current.slice(0, 10)) return current;
  return (
    kept
      .filter((id) => id.slice(0, 10) <= date)
      .sort(byEdition)
      .at(-1) ?? null
  );
}

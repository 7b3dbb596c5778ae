// Dates as readers see them, written out: of an edition, of the next one, and of a source.
const DAY = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"});
const MONTH = new Intl.DateTimeFormat("en-GB", {month: "long", year: "numeric", timeZone: "UTC"});

/** The months in which `.github/workflows/refresh.yml` looks for a new edition, after UNHCR's releases: June and November. */
export const EDITION_MONTHS = [6, 11] as const;

/** "25 November 2026", and "25 November 2026 (2)" for the second edition of a day. An id that is not a date is returned unchanged. */
export function editionDate(id: string): string {
  const [, date = "", second] = /^(\d{4}-\d{2}-\d{2})(?:-(\d+))?$/.exec(id) ?? [];
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) return id;
  return DAY.format(time) + (second === undefined ? "" : ` (${second})`);
}

/** A date of ISO 8601 as it is written out: "25 November 2026", "November 2026", "2026". Other text is returned unchanged. */
export function writtenDate(text: string): string {
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return month ? MONTH.format(Date.UTC(Number(month[1]), Number(month[2]) - 1, 1)) : editionDate(text);
}

/** The month and year in which the edition after this one is expected: "June 2027". Null where the id is not a date. */
export function nextEdition(id: string): string | null {
  const [, year = "", month = ""] = /^(\d{4})-(\d{2})-\d{2}/.exec(id) ?? [];
  if (year === "") return null;
  const next = EDITION_MONTHS.find((each) => each > Number(month));
  return MONTH.format(
    next === undefined ? Date.UTC(Number(year) + 1, EDITION_MONTHS[0] - 1, 1) : Date.UTC(Number(year), next - 1, 1)
  );
}

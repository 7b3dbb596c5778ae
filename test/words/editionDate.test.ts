// When an edition is from, and when the next one comes: as readers see it, and as the workflow that makes editions is set.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {EDITION_MONTHS, editionDate, nextEdition, writtenDate} from "../../src/words/editionDate.js";

test.each([
  ["2026-11-25", "25 November 2026"],
  ["2026-06-12", "12 June 2026"],
  ["2026-11-25-2", "25 November 2026 (2)"],
  ["small", "small"]
])("writes out the date of edition %s", (id, words) => expect(editionDate(id)).toBe(words));

test.each([
  ["2020-09-08", "8 September 2020"],
  ["2020-09", "September 2020"],
  ["2020", "2020"],
  ["2020-13", "2020-13"],
  ["", ""]
])("writes out as much of a source's date as is known: “%s”", (date, words) => expect(writtenDate(date)).toBe(words));

test.each([
  ["2026-11-25", "June 2027"],
  ["2026-12-31", "June 2027"],
  ["2026-06-12", "November 2026"],
  ["2026-02-01", "June 2026"],
  ["small", null]
])("expects the edition after %s in the next month of the schedule", (id, month) =>
  expect(nextEdition(id)).toBe(month)
);

test("the months are those in which the workflow looks for an edition", () => {
  const file = fileURLToPath(new URL("../../.github/workflows/refresh.yml", import.meta.url));
  const {on} = parse(readFileSync(file, "utf8")) as {on: {schedule: {cron: string}[]}};
  const months = on.schedule.map(({cron}) => cron.split(" ")[3]).join();
  expect(months).toBe(EDITION_MONTHS.join());
});

// Figures and events that others stated, as an edition holds them: those of a source and the project's own hand-kept ones together.
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {events, reported} from "../../loaders/clean/reported.js";
import {rows, withDatabase} from "../../loaders/clean/database.js";
import type {Row} from "../../loaders/clean/database.js";
import {readReported} from "../../loaders/sources/reported.js";
import {listedTable} from "../../loaders/sources/tables.js";
import type {RawTable} from "../../loaders/sources/shared.js";

const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));

/** A raw table of one figure, or none, in the columns of the hand-kept table. */
function figures(...given: Record<string, string>[]): RawTable {
  const full = {
    ...{id: "x", origin: "ALL", asylum: "DEU", region: null, year_from: "2024", year_to: "2024", as_of: null},
    ...{measure: "new_applications", value: "229751", comparator: "=", unit: "persons", publisher: "P"},
    ...{published: null, source_title: null, source_url: "https://example.org", quoted_text: "229.751 Erstanträge"},
    ...{rounded_to: null, note: null}
  };
  return listedTable({
    name: "figures",
    columns: Object.keys(full),
    rows: given.map((one) => Object.values({...full, ...one})),
    place: (row) => `row ${row}`
  });
}
const cleaned = (raw: RawTable, own: RawTable): Promise<Row[]> =>
  withDatabase(async (db) => {
    await reported(db, raw, own);
    return rows(db, "SELECT id, asylum, value, rounded_to, note FROM reported ORDER BY id");
  });

describe("Reported figures", () => {
  it("hold the hand-kept lines also where a source's files have others", async () => {
    const {tables} = await readReported(UPSTREAM);
    const [raw, own] = [tables.reported_figures, tables.reported_own];
    if (!raw || !own) throw new Error("a table is missing");
    const ids = (await cleaned(raw, own)).map(({id}) => id);
    expect(ids).toContain("kbs-applied-2011-2019");
    expect(ids).toContain("bamf-new-2024");
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("keep what a source states, with the hand-kept note", async () => {
    const own = figures({id: "a", value: "1", note: "Revised."}, {id: "b", value: "2600000", rounded_to: "100000"});
    expect(await cleaned(figures({id: "a", value: "2"}), own)).toEqual([
      {id: "a", asylum: "DEU", value: 2, rounded_to: null, note: "Revised."},
      {id: "b", asylum: "DEU", value: 2_600_000, rounded_to: 100_000, note: null}
    ]);
  });

  it.each(["ALL", "eu", "eu_plus"])("may be of the world or a union: %s", async (asylum) => {
    expect(await cleaned(figures(), figures({asylum}))).toMatchObject([{asylum}]);
  });

  it.each([
    ["a country in small letters", {asylum: "deu"}, "asylum"],
    ["a union nobody knows", {asylum: "efta"}, "asylum"],
    ["a step that is no number", {rounded_to: "a little"}, "rounded_to"],
    ["a comma that parts no thousands", {value: "22,97"}, "value"]
  ])("are rejected at the door with %s", async (_, line, field) => {
    await expect(cleaned(figures(), figures(line))).rejects.toMatchObject({field, row: "row 1"});
  });
});

describe("Events", () => {
  it("of a source happened, and the hand-kept ones name whom no row counts", async () => {
    const {tables} = await readReported(UPSTREAM);
    const [raw, own] = [tables.reported_events, tables.events_own];
    if (!raw || !own) throw new Error("a table is missing");
    const found = await withDatabase(async (db) => {
      await events(db, raw, own);
      return rows(db, "SELECT kind, origin, asylum, date, place, what_en FROM events ORDER BY ALL");
    });
    const keys = found.map(({date, place, what_en}) => [date, place, what_en].map(String).join(" "));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(found.map(({kind}) => kind))).toEqual(new Set(["happened", "not_counted"]));
    expect(found.filter(({kind}) => kind === "not_counted")).toContainEqual(
      expect.objectContaining({origin: "SYR", asylum: "TUR"})
    );
  });
});

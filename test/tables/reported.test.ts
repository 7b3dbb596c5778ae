// Figures and events that others stated are kept by hand: each has its address and the words that state it.
import {readFileSync} from "node:fs";
import {csvParse} from "d3";
import {describe, expect, test} from "vitest";

const table = <Column extends string>(name: string) =>
  csvParse<Column>(readFileSync(new URL(`../../data/tables/${name}.csv`, import.meta.url), "utf8"));
const figures = table<"id" | "origin" | "asylum" | "value" | "publisher" | "source_url" | "quoted_text" | "rounded_to">(
  "reported"
);
const events = table<"place" | "source" | "kind" | "origin" | "asylum" | "quoted_text">("events");
const places = new Set(table<"place">("places").map(({place}) => place));
const ids = (rows: Iterable<(typeof figures)[number]>) => Array.from(rows, ({id}) => id);
/** Totals of a country, a union or the world over every origin, which the notes of Russia's press are not. */
const totals = figures.filter(({origin, asylum}) => origin === "ALL" && asylum !== "RUS");

/** The digits of a text, whatever parts thousands: "1 216 900", "229.751", "1만4626", "912, 000". */
const digits = (text: string) => text.replaceAll(/(?<=\d)[\s.,만]+(?=\d)/g, "");

describe("reported figures", () => {
  test("have unique ids, in order", () => {
    expect(new Set(ids(figures)).size).toBe(figures.length);
    expect(ids(figures)).toEqual(ids(figures).sort());
  });

  test("each name an address, and quote words", () => {
    expect(ids(figures.filter(({source_url}) => !/^https?:\/\/\S+$/.test(source_url)))).toEqual([]);
    expect(ids(figures.filter(({quoted_text}) => quoted_text.length < 8))).toEqual([]);
  });

  test("are others': none is a sum of this ledger", () => {
    expect(ids(figures.filter(({publisher}) => publisher === "" || /ledger|computed/i.test(publisher)))).toEqual([]);
    expect(ids(figures.filter(({quoted_text}) => /computed/i.test(quoted_text)))).toEqual([]);
  });

  test("of all origins state their number in the quoted words", () => {
    const inMillions = (value: string) => `${(Number(value) / 1e6).toFixed(1)} million`;
    const inThousands = (value: string) => `${(Number(value) / 1e3).toFixed(1).replace(".", ",")} mil`;
    const stated = ({value, quoted_text}: (typeof figures)[number]) =>
      [value, inMillions(value), inThousands(value)].some(
        (form) => digits(quoted_text).includes(form) || quoted_text.toLowerCase().includes(form)
      );
    expect(ids(totals.filter((row) => !stated(row)))).toEqual([]);
  });

  test("hold the five national totals, Japan's and the United Kingdom's, Canada's, Eurostat's, EUAA's and UNHCR's", () => {
    const value = (id: string) => Number(figures.find((row) => row.id === id)?.value);
    expect(
      [
        ...["bamf-new-2024", "home-office-new-2024", "moj-korea-new-2023", "moj-korea-new-2024"],
        ...["interior-spain-new-2025", "isa-japan-new-2023", "isa-japan-refugees-2023", "isa-japan-new-2024"],
        ...["isa-japan-refugees-2024", "home-office-new-2023", "irb-canada-new-2017"],
        ...["eurostat-first-time-2022-first", "eurostat-first-time-2022", "euaa-applications-2024"],
        ...["unhcr-global-trends-2017", "unhcr-global-trends-2023"]
      ].map(value)
    ).toEqual([
      ...[229_751, 108_138, 18_837, 18_336, 144_396, 13_823, 303, 12_373, 190, 91_811, 47_425],
      ...[881_220, 873_700, 1_014_420, 1_700_000, 3_600_000]
    ]);
  });

  test("are of a country, of the world or of a union", () => {
    const where = ({asylum}: (typeof figures)[number]) =>
      places.has(asylum) || ["ALL", "eu", "eu_plus"].includes(asylum);
    expect(ids(figures.filter((row) => !where(row)))).toEqual([]);
  });

  test("that are rounded are multiples of their step", () => {
    const rounded = figures.filter(({rounded_to}) => rounded_to !== "");
    expect(rounded.length).toBeGreaterThan(0);
    expect(ids(rounded.filter(({value, rounded_to}) => Number(value) % Number(rounded_to) !== 0))).toEqual([]);
  });
});

describe("events", () => {
  test("are of people and countries that the ledger knows", () => {
    const codes = events.flatMap(({origin, asylum}) => [...origin.split(" "), ...asylum.split(" ")]);
    expect(codes.filter((code) => code !== "*" && !places.has(code))).toEqual([]);
  });

  test("that happened are those of North Koreans in Russia", () => {
    const happened = events.filter(({kind}) => kind === "happened");
    expect(new Set(happened.map(({origin, asylum}) => `${origin} ${asylum}`))).toEqual(new Set(["PRK RUS"]));
  });

  test("name who is protected without an application, each with an address and quoted words", () => {
    const groups = events.filter(({kind}) => kind === "not_counted");
    const touching = (origin: string, asylum: string) =>
      groups.some((row) => row.origin.split(" ").includes(origin) && row.asylum.split(" ").includes(asylum));
    for (const [origin, asylum] of [
      ["UKR", "DEU"],
      ["UKR", "POL"],
      ["UKR", "CHE"],
      ["SYR", "TUR"],
      ["PRK", "KOR"],
      ["MMR", "BGD"]
    ] as const)
      expect(touching(origin, asylum), `${origin} in ${asylum}`).toBe(true);
    expect(groups.filter(({source}) => !/https:\/\/\S+/.test(source))).toEqual([]);
    expect(groups.filter(({quoted_text}) => quoted_text.length < 20)).toEqual([]);
  });

  test("concern Ukrainians in each of the 27 countries of the European Union", () => {
    const members = table<"scheme" | "place" | "year_to">("memberships").filter(
      ({scheme, year_to}) => scheme === "eu" && year_to === ""
    );
    const eu = events.filter(({kind, place}) => kind === "not_counted" && place === "European Union");
    expect(eu.length).toBeGreaterThan(0);
    for (const {asylum} of eu) expect(asylum.split(" ").sort()).toEqual(members.map(({place}) => place).sort());
  });
});

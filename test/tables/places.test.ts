// The hand-kept table of places against the standards that it follows.
import {readFileSync} from "node:fs";
import {csvParse} from "d3";
import {describe, expect, it} from "vitest";

type PlaceColumn =
  | "place"
  | "iso2"
  | "m49"
  | "unhcr_code"
  | "kind"
  | "name_en"
  | "name_ru"
  | "name_ko"
  | "aliases"
  | "region"
  | "subregion"
  | "bureau"
  | "names_source";
type RegionColumn = "code" | "kind" | "name_en" | "name_ru" | "name_ko" | "parent" | "names_source";

const read = (name: string): string => readFileSync(new URL(`../../data/tables/${name}`, import.meta.url), "utf8");
const text = {places: read("places.csv"), regions: read("regions.csv")};
const places = csvParse<PlaceColumn>(text.places);
const regions = csvParse<RegionColumn>(text.regions);
type Place = (typeof places)[number];

const fold = (name: string): string => name.normalize("NFC").toLowerCase();
const ownNames = (p: Place): string[] => [p.name_en, p.name_ru, p.name_ko];
const aliases = (p: Place): string[] => (p.aliases === "" ? [] : p.aliases.split(" | "));
const repeated = (values: string[]): string[] => values.filter((value, i) => values.indexOf(value) !== i);

function place(code: string): Place {
  const found = places.find((p) => p.place === code);
  if (!found) throw new Error(`no place ${code}`);
  return found;
}

/** The places that a reader reaches who types exactly this name. */
function reach(name: string): string[] {
  const typed = fold(name);
  return places.filter((p) => [...ownNames(p), ...aliases(p)].some((n) => fold(n) === typed)).map((p) => p.place);
}

describe("The places", () => {
  it("have the columns of the edition's table", () => {
    expect(places.columns.join(",")).toBe(
      "place,iso2,m49,unhcr_code,kind,name_en,name_ru,name_ko,aliases,region,subregion,bureau,names_source"
    );
  });

  it("are the 249 of ISO 3166-1 and three that are not countries", () => {
    expect(places.length).toBe(252);
    expect(places.filter((p) => p.iso2 !== "").length).toBe(249);
  });

  it("each have a code of three capitals, which no other has", () => {
    for (const p of places) expect(p.place).toMatch(/^[A-Z]{3}$/);
    expect(repeated(places.map((p) => p.place))).toEqual([]);
  });

  it("are in the order of their codes", () => {
    const codes = places.map((p) => p.place);
    expect(codes).toEqual([...codes].sort());
  });

  it("share no two-letter code, no M49 number and no UNHCR code", () => {
    for (const column of ["iso2", "m49", "unhcr_code"] as const)
      expect(repeated(places.map((p) => p[column]).filter((code) => code !== ""))).toEqual([]);
    for (const p of places) {
      expect(p.iso2).toMatch(/^([A-Z]{2})?$/);
      expect(p.m49).toMatch(/^([0-9]{3})?$/);
      expect(p.unhcr_code).toMatch(/^([A-Z]{3})?$/);
    }
  });

  it("are of five kinds: 193 member states and two observers are countries", () => {
    const kinds = new Set(places.map((p) => p.kind));
    expect([...kinds].sort()).toEqual(["country", "people", "stateless", "territory", "unknown"]);
    expect(places.filter((p) => p.kind === "country").length).toBe(195);
    expect(place("VAT").kind).toBe("country");
    expect(place("PSE").kind).toBe("country");
    expect(place("GRL").kind).toBe("territory");
  });

  it("keep the two letters of Namibia: NA is not missing", () => {
    expect(place("NAM").iso2).toBe("NA");
  });

  it("have numbers with their leading zeros, as the atlas has them", () => {
    expect(place("AFG").m49).toBe("004");
    expect(place("AUS").m49).toBe("036");
    expect(place("TWN").m49).toBe("158");
  });

  it("distinguish ISO's codes from UNHCR's where they conflict", () => {
    expect(place("AUS").unhcr_code).toBe("AUL");
    expect(place("AUT").unhcr_code).toBe("AUS");
    expect(place("EGY").unhcr_code).toBe("ARE");
    expect(place("PRK").unhcr_code).toBe("KRN");
  });

  it("hold the stateless, the unknown and the Tibetans, who are not countries and have no ISO code", () => {
    const others = places.filter((p) => p.kind !== "country" && p.kind !== "territory");
    expect(others.map((p) => [p.place, p.kind, p.unhcr_code])).toEqual([
      ["TIB", "people", "TIB"],
      ["UNK", "unknown", "UKN"],
      ["XXA", "stateless", "STA"]
    ]);
    for (const p of others) {
      expect(p.iso2).toBe("");
      expect(p.m49).toBe("");
      expect(p.region).toBe("");
      expect(p.subregion).toBe("");
    }
    for (const p of places) if (!others.includes(p)) expect(p.m49).not.toBe("");
  });
});

describe("Names of places", () => {
  it("have three languages in their scripts", () => {
    for (const p of places) {
      for (const name of [...ownNames(p), ...aliases(p)]) {
        expect(name).toBe(name.trim());
        expect(name).not.toBe("");
        expect(name).toBe(name.normalize("NFC"));
      }
      expect(p.name_en).toMatch(/^\p{Script=Latin}/u);
      expect(p.name_ru).toMatch(/^\p{Script=Cyrillic}/u);
      expect(p.name_ko).toMatch(/^\p{Script=Hangul}/u);
      expect(["CLDR 48.2.0", "hand"]).toContain(p.names_source);
    }
  });

  it("lead to one place each, whichever name, alias or code a reader types", () => {
    const owners = new Map<string, Set<string>>();
    for (const p of places)
      for (const name of [p.place, ...ownNames(p), ...aliases(p)])
        owners.set(fold(name), (owners.get(fold(name)) ?? new Set()).add(p.place));
    expect([...owners].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });

  it("are not repeated among a place's aliases", () => {
    for (const p of places) {
      const own = ownNames(p).map(fold);
      const others = aliases(p).map(fold);
      expect(others.filter((name) => own.includes(name))).toEqual([]);
      expect(repeated(others)).toEqual([]);
    }
  });

  it("are not the name of a region", () => {
    const taken = new Set(regions.flatMap((r) => [r.name_en, r.name_ru, r.name_ko]).map(fold));
    for (const p of places) expect([...ownNames(p), ...aliases(p)].filter((name) => taken.has(fold(name)))).toEqual([]);
  });

  it("lead to North Korea in each language, and to no other place", () => {
    expect(ownNames(place("PRK"))).toEqual(["North Korea", "КНДР", "북한"]);
    for (const name of ["КНДР", "북한", "North Korea", "DPRK", "Северная Корея", "조선민주주의인민공화국"])
      expect(reach(name)).toEqual(["PRK"]);
    for (const name of ["South Korea", "Южная Корея", "한국", "대한민국"]) expect(reach(name)).toEqual(["KOR"]);
  });

  it("name Côte d’Ivoire as each language does, and know it as Ivory Coast", () => {
    expect(ownNames(place("CIV"))).toEqual(["Côte d’Ivoire", "Кот-д’Ивуар", "코트디부아르"]);
    for (const name of ["Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire"]) expect(reach(name)).toEqual(["CIV"]);
  });

  it("know a place by the names it had and the names in use", () => {
    const known = {
      Turkey: "TUR",
      Burma: "MMR",
      Swaziland: "SWZ",
      "Cabo Verde": "CPV",
      "Czech Republic": "CZE",
      Holland: "NLD",
      UK: "GBR",
      USA: "USA",
      США: "USA",
      ДРК: "COD",
      РФ: "RUS",
      "러시아 연방": "RUS",
      "Syrian Arab Rep.": "SYR",
      "Viet Nam": "VNM",
      "State of Palestine": "PSE",
      Tibet: "TIB"
    };
    for (const [name, code] of Object.entries(known)) expect([name, reach(name)]).toEqual([name, [code]]);
  });

  it("map no name that two places share", () => {
    for (const name of ["Congo", "Конго", "콩고", "Korea", "Корея", "Virgin Islands"]) expect(reach(name)).toEqual([]);
  });
});

describe("Regions", () => {
  const m49 = new Map(regions.filter((r) => r.kind === "m49").map((r) => [r.code, r]));
  const bureaus = regions.filter((r) => r.kind === "bureau").map((r) => r.code);

  it("are M49's, UNHCR's six bureaus, the European Union, EU+ and the EU and EFTA, each with three names", () => {
    expect(regions.columns.join(",")).toBe("code,kind,name_en,name_ru,name_ko,parent,names_source");
    expect(repeated(regions.map((r) => r.code))).toEqual([]);
    for (const r of regions) {
      expect(["m49", "bureau", "members"]).toContain(r.kind);
      expect(["CLDR 48.2.0", "hand"]).toContain(r.names_source);
      expect(r.name_en).toMatch(/^\p{Script=Latin}/u);
      expect(r.name_ru).toMatch(/^\p{Script=Cyrillic}/u);
      expect(r.name_ko).toMatch(/^\p{Script=Hangul}/u);
    }
    expect(bureaus).toEqual([
      "americas",
      "asia_pacific",
      "east_southern_africa",
      "europe",
      "middle_east_north_africa",
      "west_central_africa"
    ]);
  });

  it("hold every region, subregion and bureau that a place names, and no region that none names", () => {
    for (const p of places) {
      for (const code of [p.region, p.subregion]) if (code !== "") expect(m49.has(code)).toBe(true);
      if (p.bureau !== "") expect(bureaus).toContain(p.bureau);
    }
    const used = new Set(["001", ...places.flatMap((p) => [p.region, p.subregion])]);
    expect([...m49.keys()].filter((code) => !used.has(code))).toEqual([]);
  });

  it("contain one another: a subregion is in its place's region, a region in the world", () => {
    expect(m49.get("001")?.parent).toBe("");
    for (const p of places) {
      expect(p.subregion === "").toBe(p.region === "");
      if (p.region === "") continue;
      expect([p.place, m49.get(p.subregion)?.parent]).toEqual([p.place, p.region]);
      expect(m49.get(p.region)?.parent).toBe("001");
    }
    for (const r of regions) if (r.kind !== "m49") expect(r.parent).toBe("");
  });

  it("take in every country and territory but Antarctica", () => {
    const without = places.filter((p) => p.iso2 !== "" && p.region === "").map((p) => p.place);
    expect(without).toEqual(["ATA"]);
  });

  it("place countries as M49 does: Syria, Cyprus and Türkiye in Western Asia, Kenya in Eastern Africa", () => {
    for (const code of ["SYR", "CYP", "TUR"]) {
      expect(place(code).region).toBe("142");
      expect(place(code).subregion).toBe("145");
    }
    expect([place("KEN").region, place("KEN").subregion]).toEqual(["002", "014"]);
    expect([place("RUS").region, place("RUS").subregion]).toEqual(["150", "151"]);
    expect([place("MEX").region, place("MEX").subregion]).toEqual(["019", "013"]);
    expect(place("TWN").subregion).toBe("030");
  });

  it("differ from UNHCR's bureaus, which are listed too", () => {
    expect(place("TUR").bureau).toBe("europe");
    expect(place("SYR").bureau).toBe("middle_east_north_africa");
    expect(place("KAZ").bureau).toBe("asia_pacific");
    expect(place("TIB").bureau).toBe("asia_pacific");
    expect(places.filter((p) => p.kind === "country" && p.bureau === "").map((p) => p.place)).toEqual([]);
  });
});

describe("The two files", () => {
  it("are UTF-8 with line feeds and no byte order mark", () => {
    for (const file of [text.places, text.regions]) {
      expect(file).not.toMatch(/^\uFEFF/);
      expect(file).not.toContain("\r");
      expect(file.endsWith("\n")).toBe(true);
      expect(file).not.toContain("\uFFFD");
    }
  });
});

// Places within a host: the traps of each publisher, shown on a few rows; what a loader asks and refuses, shown against a small
// server; and that one publisher's pull leaves the others' rows as they were.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {ofpraLocations} from "../../loaders/clean/locations/ofpra.js";
import {homeOfficeLocations} from "../../loaders/clean/locations/homeOffice.js";
import {irccLocations} from "../../loaders/clean/locations/ircc.js";
import {semLocations} from "../../loaders/clean/locations/sem.js";
import {unhcrLocations} from "../../loaders/clean/locations/unhcr.js";
import {rows, withDatabase} from "../../loaders/clean/database.js";
import type {DuckDBConnection, Row} from "../../loaders/clean/database.js";
import {pullDemographics, readDemographicsFiles} from "../../loaders/sources/demographics.js";
import {readHomeOfficeFiles} from "../../loaders/sources/homeOffice.js";
import {pullIrcc, readIrccFiles} from "../../loaders/sources/ircc.js";
import {pullOfpra, readOfpraFiles} from "../../loaders/sources/ofpra.js";
import {readSemFiles} from "../../loaders/sources/sem.js";
import type {Pulled, Reporter} from "../../loaders/sources/shared.js";
import {readPackage} from "../../loaders/edition/edition.js";
import {refresh} from "../../loaders/edition/refresh.js";
import {SOURCES} from "../../loaders/sources/sources.js";
import type {Source, SourceName} from "../../loaders/sources/sources.js";
import {readLocations} from "../../loaders/clean/handTables.js";

const silent: Reporter = {start() {}, advance() {}, note() {}, done() {}};
const QUICK = {minDelayMs: 1, startsPerSecond: 1000, retries: 1, timeoutMs: 60_000};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ledger-locations-"))));
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function file(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), path.endsWith(".gz") ? gzipSync(content) : content);
}

function sourceOf(name: SourceName): Source {
  const source = SOURCES.find((each) => each.name === name);
  if (!source) throw new Error(`no source ${name}`);
  return source;
}

/** The rows of `locations` that cleaning makes of what was read. */
async function cleaned(
  clean: (db: DuckDBConnection, pulled: Pulled) => Promise<string[]>,
  pulled: Pulled,
  sql = "SELECT * FROM locations ORDER BY ALL"
): Promise<Row[]> {
  return withDatabase(async (db) => {
    await clean(db, pulled);
    return rows(db, sql);
  });
}

const HEAD = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,pop_type,location,loc_type,acc_type,f_total,total";
const unhcr = (...lines: string[]) => `${HEAD}\n${lines.join("\n")}\n`;
const uganda = (year: number, place: string, total: number, housing = "U", type = "ASY") =>
  `${year},Sudan,SUD,SDN,Uganda,UGA,UGA,${type},${place},${housing},I,0,${total}`;

describe("UNHCR's places", () => {
  const places = async (sql: string) => cleaned(unhcrLocations, await readDemographicsFiles(folder), sql);

  it("joins three spellings of Kampala by the reviewed table, and parses the level out of the name", async () => {
    file(
      "regions/demographics_2001-2025.csv.gz",
      unhcr(
        uganda(2009, "Kampala", 40),
        uganda(2012, "Kampala : City", 50),
        uganda(2024, "Kampala [Admin 2]", 60),
        uganda(2024, "Kampala : Somewhere else", 7)
      )
    );
    expect(await places("SELECT year, location, published_as, admin_level FROM locations ORDER BY ALL")).toEqual([
      {year: 2009, location: "Kampala", published_as: "Kampala", admin_level: null},
      {year: 2012, location: "Kampala", published_as: "Kampala : City", admin_level: null},
      {year: 2024, location: "Kampala", published_as: "Kampala [Admin 2]", admin_level: 2},
      {year: 2024, location: "Kampala : Somewhere else", published_as: "Kampala : Somewhere else", admin_level: null}
    ]);
  });

  it("joins one name under several labels, as UNHCR has labelled the states of Venezuela since 2004", async () => {
    const venezuela = (year: number, place: string, total: number) =>
      `${year},Colombia,COL,COL,Venezuela,VEN,VEN,REF,${place},V,I,0,${total}`;
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(
        ...["Tachira", "Zulia", "Apure"].flatMap((state) => [
          venezuela(2008, state, 10),
          venezuela(2012, `${state} : Point`, 20),
          venezuela(2018, `${state} :  Estado - State`, 30),
          venezuela(2024, `${state} [Admin 1]`, 40)
        ])
      )
    );
    expect(
      await places("SELECT location, count(*) AS rows, sum(value) AS value FROM locations GROUP BY ALL ORDER BY ALL")
    ).toEqual(["Apure", "Tachira", "Zulia"].map((location) => ({location, rows: 4, value: 100})));
  });

  it("joins names that differ by accents, case or spaces, under the last spelling", async () => {
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(
        uganda(2002, "San Cristobal (Tachira)", 10),
        uganda(2003, "San Cristóbal  (Táchira)", 20),
        uganda(2012, "SAN CRISTÓBAL (Táchira):Point", 30),
        uganda(2013, "San Cristóbal (Táchira) : Ciudad - City", 40)
      )
    );
    expect(await places("SELECT DISTINCT location FROM locations")).toEqual([{location: "San Cristóbal (Táchira)"}]);
  });

  it("keeps a town apart from the province of its name, where one year has both", async () => {
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(uganda(2009, "Nowhere", 9), uganda(2012, "Nowhere : Point", 10), uganda(2012, "Nowhere : Province", 20))
    );
    expect(await places("SELECT location FROM locations ORDER BY ALL")).toEqual([
      {location: "Nowhere"},
      {location: "Nowhere : Point"},
      {location: "Nowhere : Province"}
    ]);
  });

  it("keeps places of one name in different provinces or countries apart", async () => {
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(
        uganda(2012, "Camp 6 : Northern Governorate", 10),
        uganda(2013, "Camp 6 : Southern Governorate", 20),
        "2014,Sudan,SUD,SDN,Kenya,KEN,KEN,ASY,Camp 6 : Point,U,I,0,30"
      )
    );
    expect(await places("SELECT location FROM locations ORDER BY ALL")).toEqual([
      {location: "Camp 6 : Northern Governorate"},
      {location: "Camp 6 : Point"},
      {location: "Camp 6 : Southern Governorate"}
    ]);
  });

  it("keeps what is not a place as what it is: dispersed, unknown, various, the country's own name", async () => {
    const at = (host: string, place: string) => `2015,Syria,SYR,SYR,x,x,${host},ASY,"${place}",V,I,0,100`;
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(
        at("DEU", "Dispersed in the country / territory"),
        at("SVK", "Slovakia : Dispersed in country / territory"),
        at("KWT", "kUWAIT"),
        at("TUR", "Unknown"),
        at("SAU", "KSA various"),
        at("TUR", "Izmir : Province")
      )
    );
    expect(await places("SELECT asylum, kind, location FROM locations ORDER BY ALL")).toEqual([
      {asylum: "DEU", kind: "dispersed", location: "Dispersed in the country or territory"},
      {asylum: "KWT", kind: "country", location: "Kuwait"},
      {asylum: "SAU", kind: "various", location: "Various"},
      {asylum: "SVK", kind: "dispersed", location: "Dispersed in the country or territory"},
      {asylum: "TUR", kind: "place", location: "Izmir : Province"},
      {asylum: "TUR", kind: "unknown", location: "Unknown"}
    ]);
  });

  it("adds camps and towns of one name, and a published 5 means 3 to 5 in each", async () => {
    file(
      "regions/demographics_2001-2025.csv",
      unhcr(uganda(2015, "Arua", 5, "U"), uganda(2015, "Arua", 5, "C"), uganda(2015, "Arua", 12, "U", "IDP"))
    );
    expect(await places("SELECT measure, value, value_lo, value_hi FROM locations")).toEqual([
      {measure: "asylum_seekers", value: 10, value_lo: 6, value_hi: 10}
    ]);
  });

  it("takes a year that the later file holds from there alone", async () => {
    file("regions/demographics_2001-2025.csv", unhcr(uganda(2024, "Arua", 20), uganda(2025, "Arua", 30)));
    file("unhcr/demographics.csv", unhcr(uganda(2025, "Arua", 31)));
    expect(await places("SELECT year, value FROM locations ORDER BY year")).toEqual([
      {year: 2024, value: 20},
      {year: 2025, value: 31}
    ]);
  });

  it("asks for places in the four parameters without which the answer is a sum, and rejects a sum", async () => {
    const row = {
      year: 2025,
      coo_name: "Sudan",
      coo: "SUD",
      coo_iso: "SDN",
      coa_name: "Uganda",
      coa: "UGA",
      coa_iso: "UGA"
    };
    const item = {...row, pop_type: "ASY", location: "Arua", loc_type: "U", acc_type: "I", total: "0"};
    let [location, asked] = ["Arua", new URLSearchParams()];
    const server = createServer((request, response) => {
      asked = new URL(request.url ?? "", "http://x").searchParams;
      response.end(JSON.stringify({page: 1, maxPages: 1, total: [], items: [{...item, location}]}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const pull = () =>
      pullDemographics({base, snapshots: folder, yearFrom: 2024, yearTo: 2025, reporter: silent, http: QUICK});
    try {
      const got = await cleaned(
        unhcrLocations,
        await pull(),
        "SELECT location, value, value_lo, value_hi FROM locations"
      );
      expect(got).toEqual([{location: "Arua", value: 0, value_lo: 0, value_hi: 2}]);
      expect(Object.fromEntries(asked)).toMatchObject({
        ptype_show: "1",
        locationDescription_show: "1",
        locationUR_show: "1",
        locationAccType_show: "1",
        coo_all: "true",
        coa_all: "true",
        cf_type: "ISO"
      });
      location = "-";
      rmSync(folder, {recursive: true, force: true});
      await expect(pull()).rejects.toThrow(/expected one row for each place/);
    } finally {
      server.close();
    }
  });

  it("has each spelling once, so that no row is counted twice", () => {
    const seen = new Map<string, number>();
    for (const {publisher, asylum, published_as} of readLocations()) {
      const key = `${String(publisher)} ${String(published_as)}`;
      const any =
        seen.get(`${key} *`) ?? seen.get(`${key} ${String(asylum)}`) ?? (asylum === "*" ? seen.get(key) : undefined);
      expect(any, key).toBeUndefined();
      seen.set(`${key} ${String(asylum)}`, 1).set(key, 1);
    }
  });
});

describe("Swiss cantons", () => {
  const CHE =
    "year,canton,iso3166_2,new_applications,of_which_multiple_applications,applications_reopened,decided_total,asylum_granted,rejected_with_provisional_admission,rejected_without_provisional_admission,inadmissible_with_provisional_admission,inadmissible_without_provisional_admission,written_off\n";

  it("read provisional admission as complementary, and separate inadmissible from written off", async () => {
    file("regions/CHE/derived_canton_year_1994-2018.csv", `${CHE}2018,Genf,CH-GE,100,9,2,66,30,20,8,1,4,3\n`);
    const got = await cleaned(
      semLocations,
      await readSemFiles(folder),
      "SELECT location, iso3166_2, measure, detail, value FROM locations WHERE measure <> 'decisions' ORDER BY measure, detail"
    );
    expect(got.map(({measure, detail, value}) => [measure, detail, value])).toEqual([
      ["applications", null, 100],
      ["complementary", "inadmissible, provisional admission", 1],
      ["complementary", "rejected, provisional admission", 20],
      ["multiple_applications", null, 9],
      ["otherwise_closed", "inadmissible", 4],
      ["otherwise_closed", "written off", 3],
      ["refugee_status", "asylum granted", 30],
      ["refused", "rejected", 8],
      ["reopened", null, 2]
    ]);
    expect(got[0]).toMatchObject({location: "Genève", iso3166_2: "CH-GE"});
  });

  it("have no multiple applications before 2014, when SEM did not count them: no row, not 0", async () => {
    file(
      "regions/CHE/derived_canton_year_1994-2018.csv",
      `${CHE}2013,Ohne Angabe,,100,0,2,66,30,20,8,1,4,3\n2014,Ohne Angabe,,100,0,2,66,30,20,8,1,4,3\n`
    );
    expect(
      await cleaned(
        semLocations,
        await readSemFiles(folder),
        "SELECT year, kind, value FROM locations WHERE measure = 'multiple_applications'"
      )
    ).toEqual([{year: 2014, kind: "not_stated", value: 0}]);
  });
});

describe("Canadian provinces", () => {
  const CAN = "year,claim_office_type,province_territory,iso3166_2,claimants_as_published\n";

  it("have no value for “--” and the bounds 0 to 5, ±2 for a rounded count, and 0 as printed", async () => {
    file(
      "regions/CAN/derived_year_office_province_2015-01_2025-07.csv",
      `${CAN}2015,Airport,Manitoba,CA-MB,--\n2015,Airport,Ontario,CA-ON,1865\n2015,Airport,Nunavut,CA-NU,0\n2025,Total,(all),CA,57440\n`
    );
    const got = await cleaned(irccLocations, await readIrccFiles(folder));
    expect(
      got.map(({location, admin_level, period, value, value_lo, value_hi, flag}) => [
        location,
        admin_level,
        period,
        value,
        value_lo,
        value_hi,
        flag
      ])
    ).toEqual([
      ["Manitoba", 1, null, null, 0, 5, "suppressed"],
      ["Nunavut", 1, null, 0, 0, 0, "rounded"],
      ["Ontario", 1, null, 1865, 1863, 1867, "rounded"],
      ["Canada", 0, "2025-01/2025-07", 57440, 57438, 57442, "rounded part_of_year"]
    ]);
  });

  it("are rejected where a count is neither suppressed nor a multiple of 5", async () => {
    file("regions/CAN/derived_year_office_province_2015-2025.csv", `${CAN}2015,Airport,Ontario,CA-ON,1863\n`);
    await expect(cleaned(irccLocations, await readIrccFiles(folder))).rejects.toThrow(
      /line 2, claimants: expected "--" or a multiple of 5; found "1863"/
    );
  });

  it("are sums of months where the live file is asked, and a suppressed month leaves bounds alone", async () => {
    const live = ["EN_YEAR", "EN_QUARTER", "EN_MONTH", "FR_ANNEE", "EN_OFFICE_TYPE", "EN_PROVINCE_TERRITORY", "TOTAL"];
    const month = (name: string, province: string, total: string) =>
      ["2026", "Q1", name, "2026", "Inland", province, total].join("\t");
    const text = `${live.join("\t")}\r\n${[month("Jan", "Ontario", "905"), month("Feb", "Ontario", "1000"), month("Jan", "Yukon", "--"), month("Feb", "Yukon", "10")].join("\r\n")}\r\n`;
    const server = createServer((request, response) =>
      response.end(request.url === "/ODP-Asylum-PT_OfficeType.csv" ? text : "")
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const pulled = await pullIrcc({base, snapshots: folder, reporter: silent, http: QUICK});
      const got = await cleaned(
        irccLocations,
        pulled,
        "SELECT location, detail, period, value, value_lo, value_hi FROM locations WHERE kind = 'place' ORDER BY ALL"
      );
      expect(got).toEqual([
        {location: "Ontario", detail: "Inland", period: "2026-01/2026-02", value: 1905, value_lo: 1901, value_hi: 1909},
        {location: "Yukon", detail: "Inland", period: "2026-01/2026-02", value: null, value_lo: 8, value_hi: 17}
      ]);
    } finally {
      server.close();
    }
  });
});

describe("People supported in the United Kingdom", () => {
  const GBR = "Date,Year,Quarter,Support Type,UK Region,Local Authority,LAD Code,Accommodation Type,People\n";
  const area = (periodEnd: string, value: number) => ({areaCode: "E07000223", areaName: "Adur", periodEnd, value});

  it("are a stock at a quarter's end; regions spelt two ways are one; what has no area says so", async () => {
    file(
      "regions/GBR/local_authority_support.csv.gz",
      `${GBR}2021-12-31,2021,4,Section 98,N/A - Section 98 (pre-Dec 2022),N/A - Section 98 (pre-Dec 2022),N/A - Section 98 (pre-Dec 2022),N/A,24175
2024-09-30,2024,3,Section 95,Yorkshire And The Humber,Adur,E07000223,Subsistence Only,3
2024-09-30,2024,3,Section 95,Yorkshire And The Humber,Adur,E07000223,Dispersal Accommodation,4
`
    );
    file("regions/GBR/area-series.json", JSON.stringify([area("2024-09-30", 7), area("2024-12-31", 9)]));
    const got = await cleaned(homeOfficeLocations, await readHomeOfficeFiles(folder));
    expect(got.map((row) => [row.period, row.kind, row.within, row.location, row.detail, row.value])).toEqual([
      ["2021-12-31", "not_stated", null, "N/A - Section 98 (pre-Dec 2022)", "Section 98", 24175],
      ["2024-09-30", "place", "Yorkshire and The Humber", "Adur", "Section 95", 7],
      ["2024-12-31", "place", "Yorkshire and The Humber", "Adur", null, 9]
    ]);
    expect(new Set(got.map(({measure}) => measure))).toEqual(new Set(["supported"]));
  });

  it("keep their region when an authority takes a new code", async () => {
    file(
      "regions/GBR/local_authority_support.csv",
      `${GBR}2024-09-30,2024,3,Section 95,Yorkshire and The Humber,Sheffield,E08000019,Subsistence Only,3\n`
    );
    const sheffield = (areaCode: string, periodEnd: string) => ({areaCode, areaName: "Sheffield", periodEnd, value: 3});
    file(
      "regions/GBR/area-series.json",
      JSON.stringify([sheffield("E08000019", "2024-09-30"), sheffield("E08000039", "2025-12-31")])
    );
    const got = await cleaned(homeOfficeLocations, await readHomeOfficeFiles(folder));
    expect(got.map((row) => [row.period, row.code, row.within])).toEqual([
      ["2024-09-30", "E08000019", "Yorkshire and The Humber"],
      ["2025-12-31", "E08000039", "Yorkshire and The Humber"]
    ]);
  });

  it("are rejected where the two files differ", async () => {
    file(
      "regions/GBR/local_authority_support.csv",
      `${GBR}2024-09-30,2024,3,Section 95,South East,Adur,E07000223,Subsistence Only,3\n`
    );
    file("regions/GBR/area-series.json", JSON.stringify([area("2024-09-30", 4)]));
    await expect(cleaned(homeOfficeLocations, await readHomeOfficeFiles(folder))).rejects.toThrow(
      /E07000223, 2024-09-30, value: expected 3/
    );
  });
});

/** A stand-in of OFPRA's form: columns and nesting as described beside its addresses, numbers of nobody. */
const DEMANDES = `niveau,code_departement,departement,premiere_demande,reexamen,reouverture
Total,,,130,13,1
Région,,Corse,30,3,0
Région,,Autres,100,10,1
Département,20,Corse,25,2,0
Département,2A,Corse-du-Sud,5,1,0
Département,1,Ain,40,4,0
Département,971,Guadeloupe,20,2,0
Département,9715,Saint-Martin,10,1,0
Département,N/D,N/D,20,2,1
Département,,Autres départements,10,1,0
`;
const DECISIONS = `niveau,code_departement,departement,refugie,protection_subsidiaire,rejet,cloture,taux_admission,cnda_refugie,cnda_protection_subsidiaire
Total,,,10,5,50,2,"23,1",3,1
Département,01,Ain,10,5,50,2,"23,1",3,1
`;

describe("French départements", () => {
  it("nest: rows of the country, the région and the département each add up, and are never added together", async () => {
    file("ofpra/ofpra-demandes-dept-2024.csv", DEMANDES);
    const pulled = await readOfpraFiles(folder);
    expect(
      await cleaned(
        ofpraLocations,
        pulled,
        "SELECT admin_level, sum(value)::INTEGER AS value FROM locations WHERE measure = 'applications' GROUP BY ALL ORDER BY ALL"
      )
    ).toEqual([0, 1, 2].map((admin_level) => ({admin_level, value: 130})));
    const got = await cleaned(
      ofpraLocations,
      pulled,
      "SELECT code, iso3166_2, kind, location FROM locations WHERE measure = 'applications' AND admin_level = 2 ORDER BY value, location"
    );
    expect(got.map(({code, iso3166_2, kind}) => [code, iso3166_2, kind])).toEqual([
      ["2A", "FR-2A", "place"],
      [null, null, "various"],
      ["9715", "FR-MF", "place"],
      ["971", "FR-971", "place"],
      ["N/D", null, "not_stated"],
      ["20", "FR-20R", "place"],
      ["01", "FR-01", "place"]
    ]);
  });

  it("part OFPRA's decisions from the court's annulments", async () => {
    file("ofpra/ofpra-decisions-dept-2024.csv", DECISIONS);
    const got = await cleaned(
      ofpraLocations,
      await readOfpraFiles(folder),
      "SELECT measure, detail, value FROM locations WHERE admin_level = 2 ORDER BY ALL"
    );
    expect(got.map((row) => Object.values(row).join(" "))).toEqual([
      "appeal_complementary CNDA 1",
      "appeal_refugee_status CNDA 3",
      "complementary OFPRA 5",
      "otherwise_closed OFPRA 2",
      "refugee_status OFPRA 10",
      "refused OFPRA 50"
    ]);
  });

  it("are asked at each hand-kept address, and a page of HTML in a file's place is requested again, then told", async () => {
    const asked: string[] = [];
    let broken = true;
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const last = request.url?.endsWith("decisions-dept-2025.csv");
      response.end(last && broken ? "<html>" : request.url?.includes("/ofpra-demandes") ? DEMANDES : DECISIONS);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const pull = () => pullOfpra({base, snapshots: folder, reporter: silent, http: QUICK});
      await expect(pull()).rejects.toThrow(/ofpra-decisions-dept-2025.csv.*expected a whole answer in CSV/);
      expect(asked).toHaveLength(13);
      broken = false;
      const pulled = await pull();
      // What had come stays: the second run asks for the one file that was missing.
      expect(asked).toHaveLength(14);
      const years = await cleaned(ofpraLocations, pulled, "SELECT DISTINCT year FROM locations ORDER BY year");
      expect(years.map(({year}) => year)).toEqual([2020, 2021, 2022, 2023, 2024, 2025]);
    } finally {
      server.close();
    }
  });
});

describe("One table, several publishers", () => {
  it("keeps the other publishers' rows when one is pulled, and says which are not in the edition", async () => {
    file(
      "regions/CHE/derived_canton_year_1994-2018.csv",
      "year,canton,iso3166_2,new_applications,of_which_multiple_applications,applications_reopened,decided_total,asylum_granted,rejected_with_provisional_admission,rejected_without_provisional_admission,inadmissible_with_provisional_admission,inadmissible_without_provisional_admission,written_off\n2018,Genf,CH-GE,15255,9,2,66,30,20,8,1,4,3\n"
    );
    file(
      "regions/CAN/derived_year_office_province_2015-2025.csv",
      "year,claim_office_type,province_territory,iso3166_2,claimants_as_published,period\n2015,Airport,Ontario,CA-ON,1865,2015\n"
    );
    const target = join(folder, "out");
    const run = (name: SourceName) =>
      refresh({
        target,
        date: "2026-11-24",
        only: [name],
        without: [],
        keepGoing: false,
        notes: [],
        pull: (asked) => sourceOf(asked).read(folder),
        note() {}
      });
    await run("sem");
    const {id, checks} = await run("ircc");
    const counted = await withDatabase((db) =>
      rows(
        db,
        `SELECT publisher, count(*)::INTEGER AS rows FROM read_parquet('${target}/editions/${id}/locations.parquet') GROUP BY ALL ORDER BY ALL`
      )
    );
    expect(counted).toEqual([
      {publisher: "ircc", rows: 1},
      {publisher: "sem", rows: 10}
    ]);
    expect(checks.find((check) => check.id === "locations.sem")?.result).toBe("holds");
    const {notes, sources} = readPackage(target, id);
    expect(sources.map(({name}) => name)).toEqual(["sem", "ircc"]);
    expect(notes.join()).toMatch(/not in this edition: .*home_office, ofpra/);
  });

  it("says that a publisher of workbooks cannot be asked, and how to go on", async () => {
    const network = {snapshots: folder, yearFrom: 2000, yearTo: 2025, reporter: silent};
    await expect(sourceOf("sem").pull("", network)).rejects.toThrow(/SEM publishes workbooks.*--from/);
  });
});

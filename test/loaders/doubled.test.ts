// Rows that would be read wrongly without a word: twice the same, a total among the parts, a code of another country or of nobody, a
// part of a year, thousands for ones. Each is met before anything is summed or joined.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {unitChecks} from "../../loaders/checks/units.js";
import type {CheckResult} from "../../loaders/checks/check.js";
import {applications} from "../../loaders/clean/applications.js";
import {ofpraLocations} from "../../loaders/clean/locations/ofpra.js";
import {homeOfficeLocations} from "../../loaders/clean/locations/homeOffice.js";
import {irccLocations} from "../../loaders/clean/locations/ircc.js";
import {semLocations} from "../../loaders/clean/locations/sem.js";
import {unhcrLocations} from "../../loaders/clean/locations/unhcr.js";
import {population} from "../../loaders/clean/population.js";
import {createFromRows, rows, withDatabase} from "../../loaders/clean/database.js";
import type {DuckDBConnection, Row} from "../../loaders/clean/database.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {readDemographicsFiles} from "../../loaders/sources/demographics.js";
import {readHomeOfficeFiles} from "../../loaders/sources/homeOffice.js";
import {openMonths, readIrccFiles} from "../../loaders/sources/ircc.js";
import {readOfpraFiles} from "../../loaders/sources/ofpra.js";
import {readSemFiles} from "../../loaders/sources/sem.js";
import type {Pulled} from "../../loaders/sources/shared.js";
import {readUnhcrFiles} from "../../loaders/sources/unhcrFiles.js";
import {readWorldBankFiles} from "../../loaders/sources/worldbank.js";
import {readPlaces} from "../../loaders/clean/handTables.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ledger-doubled-"))));
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function put(path: string, ...lines: string[]): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), `${lines.join("\n")}\n`);
}

const places = (
  clean: (db: DuckDBConnection, pulled: Pulled) => Promise<string[]>,
  pulled: Promise<Pulled>
): Promise<Row[]> =>
  withDatabase(async (db) => {
    await clean(db, await pulled);
    return rows(db, "SELECT * FROM locations ORDER BY ALL");
  });

async function bank(...lines: string[]): Promise<Row[]> {
  put("worldbank/population.csv", "Country Name,Country Code,Year,Value", ...lines);
  const {tables} = await readWorldBankFiles(folder);
  return withDatabase(async (db) => {
    await createFromRows(db, tableSchema("places"), readPlaces());
    if (tables.population) await population(db, tables.population, null);
    return rows(db, "SELECT * FROM population ORDER BY ALL");
  });
}

describe("The World Bank's population", () => {
  test("rejects a country and year that is repeated, with both lines, whichever value it has", async () => {
    await expect(bank("Russia,RUS,2019,144406261", "Aruba,ABW,2019,1", "Russia,RUS,2019,999")).rejects.toThrow(
      /population\.csv, line 4: expected one row for each code, year; found RUS, 2019 again, which population\.csv, line 2 has/
    );
  });

  test.each([
    ["old codes", ["Congo,ZAR,2019,9", "Romania,ROM,2019,1"], /found ROM, ZAR/],
    ["no code", ["Germany,,2019,9"], /line 2, code: expected a code of three capitals.*found nothing/],
    ["a code of two letters", ["Germany,DE,2019,9"], /line 2, code: .*found "DE"/],
    [
      "the code of another country",
      ["Austria,AUS,2019,9"],
      /line 2, code: expected AUT, the code of "Austria".*found AUS/
    ]
  ])("rejects %s, so that no country vanishes", async (_what, lines, message) => {
    await expect(bank(...lines)).rejects.toThrow(message);
  });

  test("keeps the Bank's aggregates out, all of them", async () => {
    const found = await bank(
      "World,WLD,2019,200000",
      "Kosovo,XKX,2019,5",
      "High income,HIC,2019,7",
      "Aruba,ABW,2019,100000"
    );
    expect(found.map(({place}) => place)).toEqual(["ABW"]);
  });

  test("rejects places that do not add up to the Bank's own world", async () => {
    await expect(bank("World,WLD,2019,100000", "Aruba,ABW,2019,106442")).rejects.toThrow(
      /year 2019, value: expected the 1 places to add up to the Bank's own World, 100,000, within 2%; found 106,442/
    );
    const all = readPlaces().map(({place}) => `x,${String(place)},2019,1`);
    await expect(bank(`World,WLD,2019,${all.length * 1000}`, ...all)).rejects.toThrow(/in thousands/);
  });
});

describe("A code and a name of two countries", () => {
  const head = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,app_type,dec_level,app_pc,applied";
  const apply = async (pair: string) => {
    put("unhcr/asylum_applications.csv", head, `2019,${pair},G,N,FI,P,5`);
    put(
      "unhcr/asylum_decisions.csv",
      "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total",
      "2019,Syrian Arab Rep.,SYR,SYR,Russian Federation,RUS,RUS,G,FI,P,0,0,0,64,64"
    );
    const {tables} = await readUnhcrFiles(folder);
    await withDatabase(async (db) => {
      if (tables.asylum_applications) await applications(db, tables.asylum_applications);
    });
  };

  test.each([
    [
      "Syrian Arab Rep.,SYR,SYR,Austria,AUS,AUS",
      /line 2, coa_iso: expected AUT.*found AUS, UNHCR's own code.*cf_type=ISO/
    ],
    ["Egypt,ARE,ARE,Austria,AUS,AUT", /line 2, coo_iso: expected EGY.*found ARE/],
    ["Martinique,MAR,MAR,Austria,AUS,AUT", /coo_iso: expected MTQ/],
    [
      "Germany,,FRA,Austria,AUS,AUT",
      /coo_iso: expected DEU, the code of "Germany"; found FRA, the code of another country/
    ]
  ])("is rejected: %s", async (pair, message) => {
    await expect(apply(pair)).rejects.toThrow(message);
  });

  test("is not taken for one where a name is only spelt otherwise", async () => {
    await apply("Iran (Islamic Rep. of),IRN,IRN,Austria,AUS,AUT");
    await apply("Unknown ,UKN,UNK,Stateless,STA,XXA");
  });
});

describe("Rows that are summed", () => {
  const demographics =
    "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,pop_type,location,loc_type,acc_type,f_total,total";
  const arua = "2025,Sudan,SUD,SDN,Uganda,UGA,UGA,ASY,Arua,U,I,0,10";

  test("UNHCR's demographics reject a repeated row and a total among the places", async () => {
    put("unhcr/demographics.csv", demographics, arua, arua.replace(",10", ",11"));
    await expect(places(unhcrLocations, readDemographicsFiles(folder))).rejects.toThrow(
      /line 3: expected one row for each/
    );
    put("unhcr/demographics.csv", demographics, arua, arua.replace("Arua", "Total"));
    await expect(places(unhcrLocations, readDemographicsFiles(folder))).rejects.toThrow(
      /location: expected the name of a part/
    );
    put("unhcr/demographics.csv", demographics, arua, arua.replace(",U,", ",C,"));
    expect(await places(unhcrLocations, readDemographicsFiles(folder))).toMatchObject([{value: 20}]);
  });

  const GBR = "Date,Year,Quarter,Support Type,UK Region,Local Authority,LAD Code,Accommodation Type,People";
  const camden = (people: number, code = "E09000007") =>
    `2024-09-30,2024,3,Section 95,London,Camden,${code},Dispersal Accommodation,${people}`;
  const areas = (value: number) => {
    put(
      "regions/GBR/area-series.json",
      JSON.stringify([{areaCode: "E09000007", areaName: "Camden", periodEnd: "2024-09-30", value}])
    );
  };

  test("Home Office support rejects a repeated row, and takes two of one key where the table of all types adds them", async () => {
    areas(240);
    put("regions/GBR/local_authority_support.csv", GBR, camden(120), camden(120));
    await expect(places(homeOfficeLocations, readHomeOfficeFiles(folder))).rejects.toThrow(
      /local_authority_support\.csv, line 3: expected one row for each date, support, region, authority, code, accommodation/
    );
    areas(42);
    put("regions/GBR/local_authority_support.csv", GBR, camden(7), camden(35));
    expect(await places(homeOfficeLocations, readHomeOfficeFiles(folder))).toMatchObject([{value: 42}]);
    areas(7);
    await expect(places(homeOfficeLocations, readHomeOfficeFiles(folder))).rejects.toThrow(/line 3: expected one row/);
    put("regions/GBR/local_authority_support.csv", GBR, camden(7, "E12000007"));
    await expect(places(homeOfficeLocations, readHomeOfficeFiles(folder))).rejects.toThrow(
      /code: expected the code of a local authority/
    );
  });

  const live = async (...lines: string[]): Promise<Row[]> => {
    put("live.csv", "EN_YEAR\tEN_MONTH\tEN_PROVINCE_TERRITORY\tEN_CLAIM_OFFICE_TYPE\tTOTAL", ...lines);
    const {table} = await openMonths(folder, "live");
    return withDatabase(async (db) => {
      await irccLocations(db, {tables: {claimants_by_month: table}} as unknown as Pulled);
      return rows(db, "SELECT location, value FROM locations WHERE kind = 'place' ORDER BY ALL");
    });
  };

  test("IRCC's months reject a repeated month, a total as province or office, a province that is unknown, a missing month", async () => {
    const jan = "2024\tJan\tOntario\tInland\t1000";
    expect(await live(jan.replace("1000", '"1,000"'))).toEqual([{location: "Ontario", value: 1000}]);
    await expect(live(jan, jan)).rejects.toThrow(
      /live\.csv, line 3: expected one row for each year, month, office, province/
    );
    for (const province of ["Total", "(all)", "Canada", "Atlantis"])
      await expect(live(jan, jan.replace("Ontario", province))).rejects.toThrow(
        /line 3, province: expected one of Alberta/
      );
    await expect(live(jan, jan.replace("Inland", "Total"))).rejects.toThrow(
      /line 3, office: expected the name of a part/
    );
    await expect(live(jan, jan.replace("Jan", "Mar"))).rejects.toThrow(
      /year 2024, month: expected every month to Mar; found none of Feb/
    );
  });

  test("Swiss cantons and French départements reject a repeated row and a total among the parts", async () => {
    const CHE =
      "year,canton,iso3166_2,new_applications,of_which_multiple_applications,applications_reopened,decided_total,asylum_granted,rejected_with_provisional_admission,rejected_without_provisional_admission,inadmissible_with_provisional_admission,inadmissible_without_provisional_admission,written_off";
    const genf = "2018,Genf,CH-GE,100,9,2,66,30,20,8,1,4,3";
    put("regions/CHE/derived_canton_year_1994-2018.csv", CHE, genf, genf);
    await expect(places(semLocations, readSemFiles(folder))).rejects.toThrow(
      /line 3: expected one row for each year, canton/
    );
    put("regions/CHE/derived_canton_year_1994-2018.csv", CHE, genf, genf.replace("Genf", "Total"));
    await expect(places(semLocations, readSemFiles(folder))).rejects.toThrow(/line 3, canton: expected one of Aargau/);
    const FRA = "niveau,code_departement,departement,premiere_demande,reexamen,reouverture";
    put("ofpra/ofpra-demandes-dept-2024.csv", FRA, "Département,01,Ain,10,1,1", "Département,01,Ain,10,1,1");
    await expect(places(ofpraLocations, readOfpraFiles(folder))).rejects.toThrow(
      /line 3: expected one row for each niveau/
    );
    put("ofpra/ofpra-demandes-dept-2024.csv", FRA, "Département,01,Ain,10,1,1", "Département,,Total,10,1,1");
    await expect(places(ofpraLocations, readOfpraFiles(folder))).rejects.toThrow(/expected Total, as the row is/);
  });
});

describe("Part of a year", () => {
  const CAN = "year,claim_office_type,province_territory,iso3166_2,claimants_as_published";
  const span = async () =>
    (await places(irccLocations, readIrccFiles(folder))).map(({year, period, flag}) => [year, period, flag]);

  test("rejects IRCC's last year where its months are not stated, whichever year it is", async () => {
    for (const year of [2024, 2025, 2026]) {
      put(
        "regions/CAN/derived_year_office_province_2015-2025.csv",
        CAN,
        `2023,Total,(all),,5`,
        `${year},Total,(all),,10`
      );
      await expect(span()).rejects.toThrow(new RegExp(`year ${year}, period: expected the months.*column period`));
    }
  });

  test("is taken from a column period, or from the file's name", async () => {
    put(
      "regions/CAN/derived_year_office_province_2015-2025.csv",
      `${CAN},period`,
      "2024,Total,(all),,10,",
      "2025,Total,(all),,10,2025-01/2025-09"
    );
    const told = [
      [2024, null, "rounded"],
      [2025, "2025-01/2025-09", "rounded part_of_year"]
    ];
    expect(await span()).toEqual(told);
    put("regions/CAN/derived_year_office_province_2015-2025.csv", `${CAN},period`, "2025,Total,(all),,10,2025");
    expect(await span()).toEqual([[2025, null, "rounded"]]);
    put(
      "regions/CAN/derived_year_office_province_2015-2025.csv",
      `${CAN},period`,
      "2025,Total,(all),,10,2024-01/2024-09"
    );
    await expect(span()).rejects.toThrow(/expected a span of 2025/);
    rmSync(join(folder, "regions"), {recursive: true});
    put(
      "regions/CAN/derived_year_office_province_2015-01_2025-09.csv",
      CAN,
      "2024,Total,(all),,10",
      "2025,Total,(all),,10"
    );
    expect(await span()).toEqual(told);
  });
});

describe("A unit that changed", () => {
  const check = (set: string[], tables: readonly TableName[]): Promise<CheckResult[]> =>
    withDatabase(async (db) => {
      for (const sql of set) await db.run(sql);
      return unitChecks({db, tables, totals: {}, before: {id: "before", tables}, footnotesGiven: true, stale: []});
    });
  const inhabitants = (name: string, values: string) =>
    `CREATE TABLE ${name} AS SELECT * FROM (VALUES ${values}) AS v(place, year, population, population_year)`;

  test("fails where a place's last common year is in thousands, and names a place that is gone", async () => {
    const before = "('DEU', 2023, 83280000, 2023), ('ROU', 2023, 19000000, 2023), ('DEU', 2024, 83280000, 2023)";
    const now = "('DEU', 2023, 83280, 2023), ('DEU', 2024, 83500, 2024)";
    const [gone, unit] = await check(
      [inhabitants("before_population", before), inhabitants("population", now)],
      ["population"]
    );
    expect(gone).toMatchObject({id: "population.gone", result: "told", detail: "ROU"});
    expect(unit).toMatchObject({result: "fails", detail: "DEU 2023: 83,280,000 before, 83,280 now"});
    const same = await check(
      [inhabitants("before_population", before), inhabitants("population", before)],
      ["population"]
    );
    expect(same.map(({result}) => result)).toEqual(["holds", "holds"]);
  });

  test("fails where Eurostat's citizens add up to far more than its own total", async () => {
    const table = (syria: number) =>
      `CREATE TABLE eurostat_applications AS SELECT * FROM (VALUES (2022, 'SYR', 'DEU', 'ASY', ${syria}, false), (2022, 'AFG', 'DEU', 'ASY', 100, false), (2022, 'TOTAL', 'DEU', 'ASY', 1100, true)) AS v(year, origin, asylum, applicant, applications, aggregate)`;
    expect(await check([table(1000)], ["eurostat_applications"])).toMatchObject([{result: "holds"}]);
    expect(await check([table(1050)], ["eurostat_applications"])).toMatchObject([{result: "told"}]);
    expect(await check([table(100000)], ["eurostat_applications"])).toMatchObject([
      {result: "fails", detail: "DEU ASY 2022: parts 100,100, total 1,100"}
    ]);
  });

  test("rejects a file with OFPRA's parts and its own total", async () => {
    const table = (ain: number) =>
      `CREATE TABLE locations AS SELECT * FROM (VALUES ('ofpra', 2024, 'applications', NULL::VARCHAR, 0, 100), ('ofpra', 2024, 'applications', NULL, 2, ${ain})) AS v(publisher, year, measure, detail, admin_level, value)`;
    expect(await check([table(100)], ["locations"])).toMatchObject([{result: "holds"}]);
    expect(await check([table(98)], ["locations"])).toMatchObject([{result: "told"}]);
    expect(await check([table(100000)], ["locations"])).toMatchObject([{id: "locations.ofpra", result: "fails"}]);
  });
});

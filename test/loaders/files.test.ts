// Files as people have them: under their publishers' names, in their publishers' forms, with numbers as pandas, R and spreadsheets
// write them. Each is read to the same rows, or the error says in one sentence what the file is and which one is wanted.
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {applications} from "../../loaders/clean/applications.js";
import {eurostat} from "../../loaders/clean/eurostat.js";
import {population} from "../../loaders/clean/population.js";
import {createFromRows, rows, withDatabase} from "../../loaders/clean/database.js";
import type {Row} from "../../loaders/clean/database.js";
import {tableSchema} from "../../src/schema/tables.js";
import {isIn, SOURCES} from "../../loaders/sources/sources.js";
import {isEurostatTable} from "../../loaders/sources/eurostat.js";
import {readEurostatFiles} from "../../loaders/sources/eurostatFiles.js";
import {checkFolder} from "../../loaders/sources/files.js";
import {InputError} from "../../loaders/sources/shared.js";
import {readUnhcrFiles} from "../../loaders/sources/unhcrFiles.js";
import {readWorldBankFiles} from "../../loaders/sources/worldbank.js";
import {readPlaces} from "../../loaders/clean/handTables.js";
import {data} from "./run.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ledger-files-"))));
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), path.endsWith(".gz") ? gzipSync(text) : text);
}

async function refusal(of: Promise<unknown>): Promise<string> {
  const error: unknown = await of.then(
    () => null,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

const HEAD = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,app_type,dec_level,app_pc,applied";
const ROW = "2019,Syrian Arab Rep.,SYR,SYR,Australia,AUL,AUS,G,N,FI,P,355";
const DECISIONS =
  "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total\n2019,Syrian Arab Rep.,SYR,SYR,Russian Federation,RUS,RUS,G,FI,P,0,0,0,64,64\n";

/** Applications as the edition holds them, of a file under any name. */
async function applied(text: string | Buffer, name = "asylum_applications.csv"): Promise<Row[]> {
  put("unhcr/asylum_decisions.csv", DECISIONS);
  put(`unhcr/${name}`, text);
  const {tables} = await readUnhcrFiles(folder);
  const raw = tables.asylum_applications;
  if (!raw) throw new Error("no applications");
  return withDatabase(async (db) => {
    await applications(db, raw);
    return rows(db, "SELECT * FROM applications ORDER BY ALL");
  });
}

async function inhabitants(text: string, name = "population.csv"): Promise<Row[]> {
  put(`worldbank/${name}`, text);
  const {tables} = await readWorldBankFiles(folder);
  const raw = tables.population;
  if (!raw) throw new Error("no population");
  return withDatabase(async (db) => {
    await createFromRows(db, tableSchema("places"), readPlaces());
    await population(db, raw, null);
    return rows(db, "SELECT * FROM population WHERE year >= 2019 ORDER BY ALL");
  });
}

async function ofEurostat(table = "eurostat_applications"): Promise<Row[]> {
  const {tables} = await readEurostatFiles(folder);
  return withDatabase(async (db) => {
    await eurostat(db, Object.values(tables).filter(isEurostatTable));
    return rows(db, `SELECT * EXCLUDE (extract, aggregate) FROM ${table} ORDER BY ALL`);
  });
}

describe("The Refugee Data Finder's CSV", () => {
  const finder =
    "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Authority,Application type,Stage of procedure,Cases / Persons,applied\n";

  test("gives the rows of the ledger's own file, under the download's name too", async () => {
    const own = await applied(`${HEAD}\n${ROW}\n`);
    rmSync(join(folder, "unhcr"), {recursive: true});
    const text = `${finder}2019,Syrian Arab Rep.,SYR,Australia,AUS,G,N,FI,P,355\n`;
    expect(await applied(text, "asylum-applications.csv")).toEqual(own);
    rmSync(join(folder, "unhcr"), {recursive: true});
    expect(await applied(text, "asylum-applications (1).csv")).toEqual(own);
  });

  test("gives decisions and year-end populations as well", async () => {
    put("unhcr/asylum-applications.csv", `${finder}2019,Syrian Arab Rep.,SYR,Australia,AUS,G,N,FI,P,355\n`);
    put(
      "unhcr/asylum-decisions.csv",
      "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Authority,Stage of procedure,Cases / Persons,Recognized decisions,Complementary protection,Rejected decisions,Otherwise closed,Total decisions\n2019,Syrian Arab Rep.,SYR,Russian Federation,RUS,G,FI,P,1,2,3,4,10\n"
    );
    put(
      "unhcr/population.csv",
      "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Refugees under UNHCR's mandate,Asylum-seekers,Returned refugees,IDPs of concern to UNHCR,Returned IDPss,Stateless persons,Others of concern,Other people in need of international protection,Host Community\n2019,Syrian Arab Rep.,SYR,Russian Federation,RUS,593,110,0,0,0,0,0,-,0\n"
    );
    const {tables} = await readUnhcrFiles(folder);
    const found = await withDatabase(async (db) => {
      await tables.asylum_decisions?.load(db, "d");
      await tables.population?.load(db, "p");
      return rows(
        db,
        "SELECT dec_recognized, dec_other, dec_rejected, dec_closed, refugees, asylum_seekers, p.coo FROM d, p"
      );
    });
    expect(found).toEqual([
      {
        dec_recognized: "1",
        dec_other: "2",
        dec_rejected: "3",
        dec_closed: "4",
        refugees: "593",
        asylum_seekers: "110",
        coo: null
      }
    ]);
  });

  test("is rejected without the columns of the procedure, which are named as boxes to tick", async () => {
    const message = await refusal(
      applied(
        "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),applied\n2019,x,SYR,y,AUS,5\n"
      )
    );
    expect(message).toMatch(/ticked: Authority, Application type, Stage of procedure, Cases \/ Persons/);
    expect(message).not.toContain("\n");
  });

  test("gives Unknown its code where an older download leaves it blank, and no other name", async () => {
    expect(await applied(`${HEAD}\n2019,Unknown ,,,Australia,AUL,AUS,G,N,FI,P,355\n`)).toMatchObject([{origin: "UNK"}]);
    expect(await refusal(applied(`${HEAD}\n2019,Syria,,,Australia,AUL,AUS,G,N,FI,P,355\n`))).toContain(
      "line 2, coo_iso: expected a code of three capitals; found nothing"
    );
  });
});

describe("The World Bank's own download", () => {
  const lines = (series: string) =>
    `\ufeff"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2025-01-28",\r\n\r\n"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\r\n"Aruba","ABW","Population, total","${series}","106442","",\r\n"World","WLD","Population, total","${series}","106900","",\r\n`;

  test("is read below its four lines, a column a year, under the download's name too", async () => {
    const long = await inhabitants("Country Name,Country Code,Year,Value\nAruba,ABW,2019,106442\n");
    expect(long).toEqual([{place: "ABW", year: 2019, population: 106442, population_year: 2019}]);
    expect(await inhabitants(lines("SP.POP.TOTL"))).toEqual(long);
    rmSync(join(folder, "worldbank"), {recursive: true});
    expect(await inhabitants(lines("SP.POP.TOTL"), "API_SP.POP.TOTL_DS2_en_csv_v2_900.csv")).toEqual(long);
  });

  test("is rejected where it is another series, and DataBank's note is no row", async () => {
    expect(await refusal(inhabitants(lines("SP.POP.0014.TO")))).toMatch(
      /line 6, Indicator Code: expected SP\.POP\.TOTL; found "SP\.POP\.0014\.TO"/
    );
    expect(
      await inhabitants(
        'Country Name,Country Code,Series Name,Series Code,2019 [YR2019],2020 [YR2020]\nAruba,ABW,"Population, total",SP.POP.TOTL,106442,..\n\n\nData from database: World Development Indicators,,,,,\nLast Updated: 01/28/2025,,,,,\n'
      )
    ).toHaveLength(1);
  });
});

describe("Eurostat's forms", () => {
  const HEADER =
    "DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,age,applicant,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS";
  const sdmx = (value: string, flag = "", conf = "", table = "ESTAT:MIGR_ASYAPPCTZA(1.0)") =>
    `${HEADER}\n${table},25/11/26 23:00:00,A,PER,SY,T,TOTAL,FRST,DE,2022,${value},${flag},${conf}\n`;
  const tsv =
    "freq,unit,citizen,sex,age,applicant,geo\\TIME_PERIOD\t2021 \t2022 \nA,PER,SY,T,TOTAL,FRST,DE\t: \t70975 p\n";
  const sent = [
    {
      year: 2022,
      origin: "SYR",
      asylum: "DEU",
      applicant: "FRST",
      sex: "T",
      age: "TOTAL",
      applications: 70975,
      flag: "p"
    }
  ];

  test.each([
    "migr_asyappctza.csv",
    "estat_migr_asyappctza.csv.gz",
    "migr_asyappctza_linear.csv.gz",
    "estat_migr_asyappctza_linear_2_0.csv",
    "migr_asyappctza__custom_12345_linear.csv",
    "migr_asyappctza_page_linear.csv",
    "estat_migr_asyappctza_en.csv"
  ])("SDMX-CSV is read under the name %s", async (name) => {
    put(`eurostat/${name}`, sdmx("70975", "p"));
    expect(await ofEurostat()).toMatchObject(sent.map(({applicant: _, ...row}) => row));
  });

  test.each(["estat_migr_asyappctza.tsv", "estat_migr_asyappctza.tsv.gz", "migr_asyappctza.csv"])(
    "TSV is read under the name %s to the rows of SDMX-CSV",
    async (name) => {
      put("eurostat/migr_asyappctza.csv", sdmx("70975", "p"));
      const wanted = await ofEurostat();
      rmSync(join(folder, "eurostat"), {recursive: true});
      put(`eurostat/${name}`, tsv);
      expect(await ofEurostat()).toEqual(wanted);
    }
  );

  test("TSV keeps a flag without a value, as a missing value", async () => {
    put("eurostat/estat_migr_asyappctza.tsv", tsv.replace("\t: \t", "\t: c\t"));
    expect(await ofEurostat()).toMatchObject([{year: 2021, applications: null, flag: "c"}, {year: 2022}]);
  });

  test("labels next to the codes are ignored, in columns of their own and behind a colon", async () => {
    put("eurostat/migr_asyappctza.csv", sdmx("70975", "p"));
    const wanted = await ofEurostat();
    put(
      "eurostat/migr_asyappctza.csv",
      "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,citizen,Country of citizenship,sex,Sex,age,Age class,applicant,Type of applicant,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,Confidentiality status (flag)\ndataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),Asylum applicants,A,Annual,PER,Person,SY,Syria,T,Total,TOTAL,Total,FRST,First time applicant,DE,Germany,2022,,70975,,p,provisional,,\n"
    );
    expect(await ofEurostat()).toEqual(wanted);
    put(
      "eurostat/migr_asyappctza.csv",
      'DATAFLOW,LAST UPDATE,"freq:Time frequency","unit:Unit of measure","citizen:Country of citizenship","sex:Sex","age:Age class","applicant:Type of applicant","geo:Geopolitical entity (reporting)","TIME_PERIOD:Time","OBS_VALUE:Observation value","OBS_FLAG:Observation status"\nESTAT:MIGR_ASYAPPCTZA(1.0),x,A:Annual,PER:Person,SY:Syria,T:Total,TOTAL:Total,FRST:First time applicant,DE:Germany,2022,70975,p:provisional\n'
    );
    expect(await ofEurostat()).toEqual(wanted);
  });

  test("a column that is not a label is rejected even in a file with labels", async () => {
    put(
      "eurostat/migr_asyappctza.csv",
      sdmx("5")
        .replace("LAST UPDATE", "STRUCTURE_NAME")
        .replace(",applicant,", ",applicant,Label,procedure,")
        .replace(",FRST,", ",FRST,x,y,")
    );
    expect(await refusal(ofEurostat())).toMatch(/procedure: expected no column but/);
  });

  test("time in lower case, as R's package writes it with the day a year begins", async () => {
    put("eurostat/migr_asyappctza.csv", sdmx("70975", "p"));
    const wanted = await ofEurostat();
    put(
      "eurostat/migr_asyappctza.csv",
      "freq,unit,citizen,sex,age,applicant,geo,time,values,flags\nA,PER,SY,T,TOTAL,FRST,DE,2022-01-01,70975.0,p\n"
    );
    expect(await ofEurostat()).toEqual(wanted);
    put(
      "eurostat/migr_asyappctza.csv",
      "freq,unit,citizen,sex,age,applicant,geo,time,values\nM,PER,SY,T,TOTAL,FRST,DE,2022-02-01,5\n"
    );
    expect(await refusal(ofEurostat())).toMatch(/time: expected a year/);
  });

  test.each(["ESTAT:MIGR_ASYAPPCTZM(1.0)", "ESTAT:MIGR_ASYDCFINA(1.0)", ""])(
    "another table under the expected name is refused: %s",
    async (table) => {
      put("eurostat/migr_asyappctza.csv", sdmx("5", "", "", table));
      if (table) expect(await refusal(ofEurostat())).toMatch(/DATAFLOW: expected MIGR_ASYAPPCTZA, .*promises; found/);
      put(
        "eurostat/migr_asyappctza.csv",
        sdmx("5", "", "", table || "ESTAT:X(1.0)").replace("DATAFLOW", "STRUCTURE_ID")
      );
      expect(await refusal(ofEurostat())).toMatch(/STRUCTURE_ID: expected MIGR_ASYAPPCTZA/);
    }
  );

  test("reads CONF_STATUS C as the flag c, with others too; rejects another status", async () => {
    put("eurostat/migr_asyappctza.csv", sdmx("", "p", "C"));
    expect(await ofEurostat()).toMatchObject([{applications: null, flag: "cp"}]);
    put("eurostat/migr_asyappctza.csv", sdmx("5", "", "Q"));
    expect(await refusal(ofEurostat())).toMatch(/CONF_STATUS: expected C \(confidential\).*found "Q"/);
  });

  test("a table that lies there under two names is rejected", async () => {
    put("eurostat/migr_asyappctza.csv", sdmx("5"));
    put("eurostat/estat_migr_asyappctza.tsv", tsv);
    expect(await refusal(ofEurostat())).toMatch(
      /found both.*estat_migr_asyappctza\.tsv and eurostat\/migr_asyappctza\.csv/
    );
  });

  test("what lies in the folder is named where no table does", async () => {
    put("eurostat/migr_asyappctza_page_spreadsheet.xlsx", "PK");
    expect(await refusal(ofEurostat())).toMatch(
      /estat_….*found none of them, but in eurostat\/: migr_asyappctza_page_spreadsheet\.xlsx.*is a workbook/s
    );
  });
});

describe("Numbers as others write them", () => {
  test.each([
    ["355.0", 355],
    ["2E+05", 200000],
    ["2e+05", 200000],
    ["1.5E+05", 150000],
    ['"1,020"', 1020],
    ["NA", null],
    ["", null],
    ["-", null]
  ])("%s is a count", async (written, count) => {
    expect(await applied(`${HEAD}\n${ROW.replace(",355", `,${written}`)}\n`)).toMatchObject([{applications: count}]);
  });

  test.each(["355.5", "12.000", "1.020", "75 575", '"1,02"', '"1,0200"', "1E-1", "1.23456E+02", "0x10", "١٢"])(
    "%s is none, as it may mean another number",
    async (written) => {
      expect(await refusal(applied(`${HEAD}\n${ROW.replace(",355", `,${written}`)}\n`))).toMatch(
        /line 2, applied: expected a whole number/
      );
    }
  );

  test("2019.0 is a year, and a row that is written twice in two ways is one row twice", async () => {
    expect(await applied(`${HEAD}\n${ROW.replace("2019", "2019.0")}\n`)).toMatchObject([{year: 2019}]);
    expect(
      await refusal(
        inhabitants("Country Name,Country Code,Year,Value\nAruba,ABW,2019,106442\nAruba,ABW,2019.0,106442.0\n")
      )
    ).toMatch(/line 3: expected one row for each code, year; found ABW, 2019 again.*line 2/);
  });

  test("NA stays a value where a column holds codes", async () => {
    expect(await applied(`${HEAD}\n${ROW.replace(",N,FI,", ",NA,NA,")}\n`)).toMatchObject([{type: "NA", level: "NA"}]);
  });
});

describe("What a file is that is not the one wanted", () => {
  const text = `${HEAD}\n${ROW}\n`;
  test.each([
    ["UTF-16", Buffer.from(`\ufeff${text}`, "utf16le"), /found text in UTF-16.*CSV UTF-8/],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), /found text in UTF-16/],
    [
      "semicolons",
      text.replaceAll(",", ";"),
      /line 1: expected fields separated by commas; found fields separated by semicolons/
    ],
    ["tabs", text.replaceAll(",", "\t"), /found fields separated by tabs/],
    [
      "a preamble",
      `"Extracted from UNHCR"\n"Date: 2019"\n\n${text}`,
      /the header in line 4, below 3 lines.*Remove.*lines 1 to 3/
    ],
    [
      "a footer after a blank line",
      `${text}\n"Source: UNHCR, 2019"\n`,
      /line 4: expected rows to the end of the file; found a note below them: .*Source: UNHCR/
    ],
    ["a footer", `${text}Source: UNHCR\n`, /line 3: .*a note below them/],
    [
      "an unnamed column behind",
      text.replaceAll("\n", ",\n"),
      /line 1: expected a name for every column; found none for column 13 of 13.*delete/
    ],
    ["row numbers before", `"",${HEAD}\n1,${ROW}\n`, /none for column 1 of 13.*row numbers/],
    ["a comma too many in a row", `${HEAD}\n${ROW},\n`, /expected 12 fields.*found 13, the last one empty/],
    ["an empty file", "", /found an empty file/],
    ["blanks", " \n\n", /found a file of blanks/],
    [
      "the header alone",
      `${HEAD}\n`,
      /unhcr\/asylum_applications\.csv: expected rows below the header; found the header alone/
    ],
    ["a web page", "<!DOCTYPE html><html><body>Moved</body></html>", /found a web page/],
    ["a workbook", Buffer.from("504b0304140006000800", "hex"), /found a workbook or a zip file/],
    ["gzip within", gzipSync(text), /found a gzip file within/],
    ["JSON", '[{"year":2019}]', /found JSON/],
    [
      "a blank line between rows",
      `${text}\n${ROW.replace("2019", "2020")}\n`,
      /line 3: expected a row; found a blank line/
    ]
  ])("%s is named in one sentence", async (_what, bytes, message) => {
    expect(await refusal(applied(bytes))).toMatch(message);
  });

  test("a header alone is rejected in every source, also of Eurostat", async () => {
    put("eurostat/migr_asyappctza.csv", "freq,unit,citizen,sex,age,applicant,geo,TIME_PERIOD,OBS_VALUE\n");
    expect(await refusal(readEurostatFiles(folder))).toMatch(
      /migr_asyappctza\.csv: expected rows below the header; found the header alone/
    );
    put("worldbank/population.csv", "Country Name,Country Code,Year,Value\n");
    expect(await refusal(readWorldBankFiles(folder))).toMatch(/population\.csv: .*the header alone/);
    put("worldbank/population.csv", "Country Name,Country Code,Indicator Name,Indicator Code,2019\n");
    expect(await refusal(readWorldBankFiles(folder))).toMatch(/population\.csv: .*the header alone/);
  });

  test("an empty and a preambled file of Eurostat's are named too", async () => {
    put("eurostat/migr_asyappctza.csv", "");
    expect(await refusal(readEurostatFiles(folder))).toMatch(/found an empty file/);
    put(
      "eurostat/migr_asyappctza.csv",
      "My copy\nfreq,unit,citizen,sex,age,applicant,geo,TIME_PERIOD,OBS_VALUE\nA,PER,SY,T,TOTAL,FRST,DE,2022,5\n"
    );
    expect(await refusal(readEurostatFiles(folder))).toMatch(/the header in line 2/);
  });
});

describe("Folders", () => {
  test("names a folder that is missing, a file in its place, and one too deep or too high, before anything else", async () => {
    expect(() => {
      checkFolder(join(folder, "nowhere"));
    }).toThrow(/--from: expected a folder.*found no folder/);
    put("file", "x");
    expect(() => {
      checkFolder(join(folder, "file"));
    }).toThrow(/found a file/);
    put("unhcr/asylum_applications.csv", `${HEAD}\n${ROW}\n`);
    put("unhcr/asylum_decisions.csv", DECISIONS);
    expect(await refusal(readUnhcrFiles(join(folder, "unhcr")))).toMatch(
      new RegExp(`asylum_applications.csv in .*Name the folder that holds unhcr/: --from ${folder}$`)
    );
    expect(await refusal(readUnhcrFiles(dirname(folder)))).toMatch(/found (neither|no folder unhcr)/);
    put("deep/unhcr/asylum_applications.csv", `${HEAD}\n${ROW}\n`);
    rmSync(join(folder, "unhcr"), {recursive: true});
    expect(await refusal(readUnhcrFiles(folder))).toContain(`--from ${join(folder, "deep")}`);
  });

  test("the command line says so before anything else", async () => {
    for (const args of [
      ["refresh", "--out", join(folder, "out")],
      ["explain", "PRK", "RUS", "2022"]
    ]) {
      const ran = await data([...args, "--from", join(folder, "nowhere")]);
      expect(ran.err).toMatch(
        /^--from: expected a folder with the publishers' files, such as unhcr\/asylum_applications\.csv; found no folder/m
      );
      expect(ran.ended).toBe(1);
    }
  });

  test("each source is there when its own file is, whatever else lies in its folder", () => {
    const there = () => SOURCES.filter((source) => isIn(folder, source)).map(({name}) => name);
    put("regions/GBR/local_authority_support.csv", "x");
    put("regions/PROVENANCE.md", "x");
    expect(there()).toEqual(["home_office"]);
    put("unhcr/demographics.csv", "x");
    expect(there()).toEqual(["demographics", "home_office"]);
    // A file that no source takes is not passed over: reading the source says what it is.
    put("eurostat/some_other_table.csv", "x");
    expect(there()).toEqual(["eurostat", "demographics", "home_office"]);
  });
});

describe("docs/files.md", () => {
  const doc = readFileSync(fileURLToPath(new URL("../../docs/files.md", import.meta.url)), "utf8");
  const named = [...doc.matchAll(/^\| `([a-z_]+)` \| (.*?) \| (.*?) \|/gm)].map(([, source = "", , files = ""]) => ({
    source,
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file)
  }));

  test("names every source, and each file that it names is one that the source takes", () => {
    expect([...new Set(named.map(({source}) => source))].sort()).toEqual(SOURCES.map(({name}) => name).sort());
    for (const {source, files} of named) {
      const taken = SOURCES.find(({name}) => name === source);
      if (!taken) throw new Error(`no source ${source}`);
      expect(files.length, source).toBeGreaterThan(0);
      for (const file of files) {
        rmSync(folder, {recursive: true, force: true});
        put(file, "x");
        expect(isIn(folder, taken), `${source}: ${file}`).toBe(true);
        expect(
          SOURCES.filter((other) => other !== taken && isIn(folder, other)).map(({name}) => name),
          file
        ).toEqual([]);
      }
    }
  });
});

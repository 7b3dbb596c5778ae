// How to read the files without losing a row: short programs as text, each with the settings that keep "NA" a value. They all ask
// the same question, so that tests can compare their answers. ADDRESS is the site's, EDITION an edition's id.
import {element} from "../../html/table.js";
import {csvFields} from "../../schema/descriptor.js";
import {tableSchema} from "../../schema/tables.js";

/** What the recipes ask: one host's decisions at one level, year and unit, summed over one column. */
const ASKED = {asylum: "DEU", year: 2016, level: "NA", unit: "P", column: "recognized"} as const;
const {asylum, year, level, unit, column} = ASKED;
const WHERE = `asylum = '${asylum}' AND year = ${year} AND level = '${level}' AND unit = '${unit}'`;

const FIELDS = csvFields(tableSchema("decisions"));
const TEXTS = FIELDS.filter(({type}) => type === "string")
  .map(({name}) => `"${name}"`)
  .join(", ")
  .replace(/(.{60,90}?), /g, "$1,\n         ");
/** The letter of a column of `decisions.csv` in a spreadsheet. */
function letter(name: string): string {
  const at = FIELDS.findIndex((field) => field.name === name);
  return at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(65 + at - 26)}`;
}
const sheet = (name: string) => `${letter(name)}:${letter(name)}`;

// Not rows.query: with numexpr installed, pandas before 2.2 takes no column of texts there.
const PANDAS = `rows[(rows["asylum"] == "${asylum}") & (rows["year"] == ${year}) & (rows["level"] == "${level}") & (rows["unit"] == "${unit}")]`;

export const RECIPES = {
  "duckdb-parquet": `SELECT sum(${column}) AS persons
FROM 'decisions.parquet'
WHERE ${WHERE};`,
  "duckdb-cells": `SELECT sum(value) AS persons, sum(value_lo) AS at_least, sum(value_hi) AS at_most
FROM 'cells.parquet'
WHERE ${WHERE} AND published_column = '${column}';`,
  "duckdb-csv": `SELECT sum(${column}) AS persons
FROM read_csv('decisions.csv', header = true, nullstr = '')
WHERE ${WHERE};`,
  python: `import csv

with open("decisions.csv", encoding="utf-8", newline="") as file:
    print(sum(
        int(row["${column}"] or 0)
        for row in csv.DictReader(file)
        if row["asylum"] == "${asylum}" and row["year"] == "${year}"
        and row["level"] == "${level}" and row["unit"] == "${unit}"
    ))`,
  pandas: `import pandas as pd

# Texts are named as such: two columns are empty in most rows, and pandas would guess their type anew in each part of the file.
texts = [${TEXTS}]
rows = pd.read_csv("decisions.csv", keep_default_na=False, na_values=[""], dtype={name: "string" for name in texts})
asked = ${PANDAS}
print(int(asked["${column}"].sum()))`,
  polars: `import polars as pl

rows = pl.read_csv("decisions.csv", null_values=[""], infer_schema_length=None)
print(rows.filter(
    (pl.col("asylum") == "${asylum}") & (pl.col("year") == ${year})
    & (pl.col("level") == "${level}") & (pl.col("unit") == "${unit}")
)["${column}"].sum())`,
  r: `rows <- read.csv("decisions.csv", na.strings = "", encoding = "UTF-8")
# or: readr::read_csv("decisions.csv", na = "")
asked <- subset(rows, asylum == "${asylum}" & year == ${year} & level == "${level}" & unit == "${unit}")
sum(asked$${column}, na.rm = TRUE)`,
  series: `# R
rows <- read.csv("ADDRESS/data/latest/asylum/${asylum}.csv", na.strings = "")

# Python, pandas
rows = pd.read_csv("ADDRESS/data/latest/asylum/${asylum}.csv", keep_default_na=False, na_values=[""])

-- DuckDB
FROM read_csv('ADDRESS/data/latest/asylum/${asylum}.csv', nullstr = '');

A spreadsheet, in a cell (Google Sheets)
=IMPORTDATA("ADDRESS/data/latest/asylum/${asylum}.csv")`,
  "client-python": `import ledger

data = "ADDRESS/data"
ledger.editions(data)
rows = ledger.read_table(data, "decisions", "EDITION")
asked = ${PANDAS}
print(asked["${column}"].sum())
pair = ledger.read_series(data, origin="PRK", asylum="RUS")`,
  "client-r": `source("ledger.R")

data <- "ADDRESS/data"
ledger_editions(data)
rows <- ledger_table(data, "decisions", "EDITION")
asked <- subset(rows, asylum == "${asylum}" & year == ${year} & level == "${level}" & unit == "${unit}")
sum(asked$${column}, na.rm = TRUE)
pair <- ledger_series(data, origin = "PRK", asylum = "RUS")`,
  spreadsheet: `=SUMIFS(${sheet(column)}, ${sheet("asylum")}, "${asylum}", ${sheet("year")}, ${year}, ${sheet("level")}, "${level}", ${sheet("unit")}, "${unit}")`
} as const;
export type RecipeName = keyof typeof RECIPES;

/** A program as text, in a box that scrolls inside itself and can be reached with the keyboard. */
export function recipe(
  name: RecipeName,
  {document, edition}: {readonly document: Document; readonly edition: string}
): HTMLElement {
  return element(
    document,
    "pre",
    {class: "recipe", tabindex: "0", role: "region", "aria-label": `Recipe: ${name}`, id: `code-${name}`},
    element(document, "code", {}, RECIPES[name].replaceAll("EDITION", edition))
  );
}

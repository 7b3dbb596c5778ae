// Inhabitants by place and year, by the World Bank.
import {count, place, table, whole} from "./column.js";
import {year} from "./common.js";

export const population = table({
  name: "population",
  title: "Inhabitants",
  description:
    "Mid-year population (World Bank, SP.POP.TOTL). A year the Bank has not reached takes the last one, which population_year names.",
  from: "worldbank",
  columns: [
    place("place", "ISO 3166-1 alpha-3.", true),
    year,
    count("population", "Inhabitants.", "persons"),
    whole("population_year", "The year the number is of.", true)
  ],
  key: ["place", "year"],
  order: ["place", "year"]
});

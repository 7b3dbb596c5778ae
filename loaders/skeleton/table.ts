// Say here in a line what the source's table contains: its columns, what makes a row and in which order rows are written.
import {count, place, table} from "../../src/schema/column.js";
import {year} from "../../src/schema/common.js";

export const skeleton = table({
  name: "skeleton",
  title: "Title of the table",
  description: "What a row says, in a sentence or two, and what a missing value and a missing row mean.",
  from: "skeleton",
  columns: [
    place("place", "ISO 3166-1 alpha-3.", true),
    year,
    count("value", "What is counted; null where the publisher gives no number.", "persons")
  ],
  key: ["place", "year"],
  order: ["place", "year"]
});

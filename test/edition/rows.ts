// Every row of the committed edition as the measures take them, read once a test file.
import type {DecisionKey} from "../../src/measures/codes.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, Reading} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {rules, sql} from "./parquet.js";

const KEY = "year, origin, asylum, authority, level, unit";

export async function applications(): Promise<ApplicationRow[]> {
  return (await sql(
    `SELECT ${KEY}, type, applications::INTEGER AS applications FROM {applications}`
  )) as unknown as ApplicationRow[];
}

export async function decisions(): Promise<PublishedDecision[]> {
  const cells = ["recognized", "other", "rejected", "closed", "total"].map((name) => `${name}::INTEGER AS ${name}`);
  return (await sql(`SELECT ${KEY}, ${cells.join(", ")} FROM {decisions}`)) as unknown as PublishedDecision[];
}

export async function reading(): Promise<(key: DecisionKey) => Reading> {
  return reader(await rules());
}

/** Lower and upper ends of an application cell, in SQL. */
export const LO = "CASE applications WHEN 5 THEN 3 ELSE applications END";
export const HI = "CASE applications WHEN 0 THEN 2 ELSE applications END";

// Makes the edition's table of rules: each hand-kept line with its effect.
import {ruleEffects} from "../../src/measures/status.js";
import type {DecisionColumns, RuleFaults} from "../../src/measures/status.js";
import {columns, createFromRows} from "./database.js";
import type {DuckDBConnection, Row} from "./database.js";
import {tableSchema} from "../../src/schema/tables.js";
import {ruleLine} from "./handTables.js";

/** What rules do to the decisions in the database, and where the two contradict each other. */
export async function effects(db: DuckDBConnection, hand: readonly Row[]): Promise<{rows: Row[]; faults: RuleFaults}> {
  const published = await columns(
    db,
    "SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions"
  );
  const found = ruleEffects(published as unknown as DecisionColumns, hand.map(ruleLine));
  const moved = hand.map((row, i): Row => {
    const effect = found.effects[i];
    if (!effect) throw new Error(`rule ${String(row.id)} has no effect computed`);
    const {persons, cases} = effect;
    return {
      ...row,
      rows: effect.rows,
      rows_above_0: effect.rows_above_0,
      persons: persons.value,
      persons_lo: persons.lo,
      persons_hi: persons.hi,
      cases: cases.value,
      cases_lo: cases.lo,
      cases_hi: cases.hi,
      last_year: effect.last_year
    };
  });
  return {rows: moved, faults: found.faults};
}

export async function rules(db: DuckDBConnection, hand: readonly Row[]): Promise<void> {
  await createFromRows(db, tableSchema("rules"), (await effects(db, hand)).rows);
}

// Loads Eurostat's applicants by sex and age when a question asks for them: the file, the code that draws it, and nothing before.
import type {FileStep} from "../../edition/fetch.js";
import type {State} from "../address.js";
import type {Ledger} from "../ledger.js";
import {columnsOf} from "../load.js";
import type {Files} from "../load.js";
import {sexAgeParts} from "./parts.js";
import {whoOf} from "./table.js";
import type {PackedSexAge} from "./pack.js";
import {sexAgeView} from "./view.js";

const tables = new Map<string, PackedSexAge>();

/** The ledger with what draws a question about sex and age; null where the edition has no such table. */
export async function withSexAge(
  ledger: Ledger,
  {selection}: State,
  {files, tell}: {readonly files: Files; readonly tell: (step: FileStep) => void}
): Promise<Ledger | null> {
  const address = files.sex_age?.[whoOf(selection)];
  if (!address) return null;
  const table = tables.get(address) ?? (await columnsOf("sexAge", {address, sum: files.sum, tell}));
  tables.set(address, table);
  return {...ledger, sexAge: (asked, options) => sexAgeParts(ledger, sexAgeView(ledger, table, asked), options)};
}

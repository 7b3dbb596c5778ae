// Loads Eurostat's applicants by sex and age when a figure asks for them, and makes the figure.
import {parseGroupQuery} from "../../figures/groupAddress.js";
import type {From, MadeFigure, NoFigure} from "../figure/made.js";
import {knownOf} from "../known.js";
import {columnsOf, load} from "../load.js";
import {editionWords} from "../names.js";
import {problemWords} from "../problems.js";
import {groupAnswer, groupFigure} from "./figure.js";
import {whoOf} from "./table.js";

/** The figure of an address, or why there is none. */
export async function groupIn(query: string, {edition, files, tell}: From): Promise<MadeFigure | NoFigure> {
  const ledger = await load(edition, files, tell);
  const known = ledger.facts.sex_age;
  const first = parseGroupQuery(query).asked;
  const address = files.sex_age?.[whoOf(first.selection)];
  if (!known || !address)
    return {name: "This figure is not in that edition", why: `The ${editionWords(edition)} has no figures by sex and age.`, ways: []}; // prettier-ignore
  const {asked, problems} = parseGroupQuery(query, {...knownOf(ledger), years: known.years});
  const table = await columnsOf("sexAge", {address, sum: files.sum, tell});
  return groupFigure(ledger, groupAnswer(ledger, table, asked), problems.map(problemWords));
}

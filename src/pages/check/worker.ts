// Rules on claims in a worker: reading the edition's tables takes an old phone seconds, in which the page would not respond. The tables
// are fetched at the first claim and kept.
import {fetchFile, sumsFrom} from "../../edition/fetch.js";
import type {FileStep} from "../../edition/fetch.js";
import {parquetColumns} from "../../edition/parquet.js";
import type {ClaimList} from "./checkList.js";
import type {Claim} from "../../words/claim/claim.js";
import {ruleOn} from "./ruling.js";
import type {Sources} from "./ruling.js";
import {tell} from "./rulingWords.js";
import type {Told} from "./rulingWords.js";
import {sourcesOf} from "./source.js";
import type {SourceTables} from "./source.js";

/** The tables, by name, with their addresses as the worker sees them. */
export interface Files {
  readonly addresses: Readonly<Partial<Record<keyof SourceTables, string>>>;
  /** Checksums by table, as the page has them. */
  readonly sums: string;
}
export interface Question {
  readonly claim: Claim;
  readonly list: ClaimList;
  readonly files: Files;
}
export type Reply = {readonly step: FileStep} | {readonly told: Told} | {readonly fault: string};

const COLUMNS: Readonly<Record<keyof SourceTables, readonly string[]>> = {
  applications: ["year", "origin", "asylum", "authority", "type", "level", "unit", "applications"],
  decisions: ["year", "origin", "asylum", "authority", "level", "unit", "recognized", "other", "rejected", "closed", "total"], // prettier-ignore
  stocks: ["year", "origin", "asylum", "refugees", "asylum_seekers"]
};

/** The columns of a table that the edition does not have. */
const noColumns = (name: keyof SourceTables) => Object.fromEntries(COLUMNS[name].map((column) => [column, []]));

let opened: Promise<Sources> | null = null;

async function open({list, files}: Question, told: (step: FileStep) => void): Promise<Sources> {
  const sum = sumsFrom(files.sums);
  const table = async (name: keyof SourceTables) => {
    const address = files.addresses[name];
    if (address === undefined) return noColumns(name);
    return parquetColumns(await fetchFile({address, sum: sum(name), tell: told}), {some: COLUMNS[name]});
  };
  const [applications, decisions, stocks] = await Promise.all([table("applications"), table("decisions"), table("stocks")]); // prettier-ignore
  return sourcesOf(list, {applications, decisions, stocks} as unknown as SourceTables);
}

addEventListener("message", ({data, ports: [port]}: MessageEvent<Question>) => {
  const reply = (message: Reply) => port?.postMessage(message);
  opened ??= open(data, (step) => reply({step}));
  opened.then(
    (sources) => {
      const {list, claim} = data;
      const names = new Map([
        ...list.places.map(([code = "", , , , name = ""]) => [code, name] as const),
        ...list.regions.map(([code = "", name = ""]) => [code, name] as const)
      ]);
      reply({told: tell(ruleOn(claim, sources), {name: (code) => names.get(code) ?? code, current: list.current})});
    },
    (error: unknown) => {
      // The next claim fetches again.
      opened = null;
      reply({fault: error instanceof Error ? error.message : String(error)});
    }
  );
});

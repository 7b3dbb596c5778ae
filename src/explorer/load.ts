// Fetches the explorer's files, checks them against the checksums in the page, and opens an edition's ledger once.
import {fetchFile, sumsFrom} from "../edition/fetch.js";
import type {FileStep} from "../edition/fetch.js";
import type {ExplorerFacts} from "./facts.js";
import type {FigureDetails} from "./figure/details.js";
import {openLedger, withStocks} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {editionWords} from "./names.js";
import type {Who} from "./sexAge/table.js";
import type {Asked, PackedTables, Told} from "./worker.js";

/** The build writes the addresses and checksums of the files here. */
const data: DOMStringMap = document.getElementById("acts")?.dataset ?? {};

/** The addresses of an edition’s files; `stocks` is empty where it has no year-end figures. */
export interface Files {
  readonly facts: string;
  readonly decisions: string;
  readonly applications: string;
  readonly stocks: string | null;
  /** Eurostat's applicants by sex and age: first-time, and all; null where it has none. */
  readonly sex_age: Readonly<Record<Who, string>> | null;
  /** What a figure's card needs besides. */
  readonly details: string;
  /** The SHA-256 of a file, by its address. */
  readonly sum: (address: string) => string;
}
const [firstTime = "", all = ""] = (data.sexAge ?? "").split(" ");
/** From the page to the site’s root. */
const up = /^[./]*/.exec(data.facts ?? "")?.[0] ?? "";
/** Checksums are listed by paths below the site’s root. */
const sumsIn = (text: string | undefined) => {
  const sum = sumsFrom(text);
  return (address: string) => sum(address.slice(up.length));
};
/** The edition that the page was built with. */
export const current = data.edition ?? "";
export const currentFiles: Files = {
  facts: data.facts ?? "",
  decisions: data.decisions ?? "",
  applications: data.applications ?? "",
  stocks: data.stocks ?? "",
  sex_age: firstTime ? {first_time: firstTime, all} : null,
  details: data.details ?? "",
  sum: sumsIn(data.sums)
};
type Tell = (step: FileStep) => void;

/** A file of the site, whole and as the page was built with it. */
const get = (address: string, sum: Files["sum"], tell?: Tell): Promise<ArrayBuffer> =>
  Promise.resolve().then(() => fetchFile({address, sum: sum(address), tell}));
const readJson = (file: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(file));

let thread: Worker | null = null;
let threadAddress = data.thread ?? "";

/** Names the worker's script on a page that does not name the explorer's files. */
export const decodeIn = (address: string) => void (threadAddress = address);

/** A table of the edition: fetched here, decoded in a worker. */
export async function columnsOf<Name extends keyof PackedTables>(
  table: Name,
  {address, sum, tell}: {readonly address: string; readonly sum: Files["sum"]; readonly tell: Tell | undefined}
): Promise<PackedTables[Name]> {
  const file = await get(address, sum, tell);
  thread ??= new Worker(threadAddress);
  const {port1, port2} = new MessageChannel();
  const told = new Promise<Told<Name>>((done) => {
    port1.onmessage = ({data}: MessageEvent<Told<Name>>) => done(data);
    thread?.addEventListener(
      "error",
      ({message}) => {
        // The next question starts a new worker.
        thread = null;
        done({fault: message});
      },
      {once: true}
    );
  });
  thread.postMessage({table, file} satisfies Asked, [file, port2]);
  const found = await told;
  port1.close();
  if ("fault" in found) throw new Error(found.fault);
  return found.packed;
}

async function open(files: Files, tell?: Tell): Promise<Ledger> {
  const {sum} = files;
  const [facts, decisions, applications] = await Promise.all([
    get(files.facts, sum, tell).then((file) => readJson(file) as ExplorerFacts),
    columnsOf("decisions", {address: files.decisions, sum, tell}),
    columnsOf("applications", {address: files.applications, sum, tell})
  ]);
  return openLedger(facts, {decisions, applications});
}

/** What cards of an edition need besides its rows. */
export const detailsOf = async ({details, sum}: Files, tell?: Tell): Promise<FigureDetails> =>
  readJson(await get(details, sum, tell)) as FigureDetails;

/** The ids of the editions that are kept and that the explorer can show. */
export async function editionsKept(): Promise<string[]> {
  const {kept} = readJson(await get(data.editions ?? "", currentFiles.sum)) as {kept: Record<string, object | null>};
  return Object.keys(kept).filter((id) => kept[id] !== null);
}

/** The files of an edition that an address names, or why it cannot be shown. */
export async function filesOf(edition: string): Promise<Files | string> {
  if (edition === current) return currentFiles;
  const {kept} = readJson(await get(data.editions ?? "", currentFiles.sum)) as {
    kept: Record<string, (Omit<Files, "sum"> & {sums: object}) | null>;
  };
  const files = Object.hasOwn(kept, edition) ? kept[edition] : undefined;
  if (files)
    return {
      facts: up + files.facts,
      decisions: up + files.decisions,
      applications: up + files.applications,
      stocks: files.stocks && up + files.stocks,
      sex_age: files.sex_age && {first_time: up + files.sex_age.first_time, all: up + files.sex_age.all},
      details: up + files.details,
      sum: sumsIn(JSON.stringify(files.sums))
    };
  return files === null
    ? `The ${editionWords(edition)} lacks tables that the explorer needs; its files are at data/${edition}/.`
    : `We do not keep an edition ${edition.slice(0, 40)} (we keep: ${Object.keys(kept).join(", ")}).`;
}

const ledgers = new Map<string, Promise<Ledger>>();

/** The ledger of an edition, fetched once; a failed load is retried at the next call. */
export async function load(edition: string, files: Files, tell?: Tell): Promise<Ledger> {
  const opening = ledgers.get(edition) ?? open(files, tell);
  ledgers.set(edition, opening);
  try {
    return await opening;
  } catch (error) {
    ledgers.delete(edition);
    throw error;
  }
}

/** An edition's ledger with its year-end figures where they are needed, or why it cannot be shown. */
export async function ledgerOf(
  edition: string,
  {needsStocks, tell}: {readonly needsStocks: boolean; readonly tell?: Tell | undefined}
): Promise<Ledger | string> {
  const files = await filesOf(edition);
  return typeof files === "string" ? files : ledgerFrom(edition, files, {needsStocks, tell});
}

/** The same of an edition whose files are known. */
export async function ledgerFrom(
  edition: string,
  files: Files,
  {needsStocks, tell}: {readonly needsStocks: boolean; readonly tell?: Tell | undefined}
): Promise<Ledger | string> {
  const held = await load(edition, files, tell);
  if (!needsStocks || held.stocks) return held;
  if (!files.stocks) return `The ${editionWords(edition)} has no year-end figures.`;
  const full = withStocks(held, await columnsOf("stocks", {address: files.stocks, sum: files.sum, tell}));
  ledgers.set(edition, Promise.resolve(full));
  return full;
}

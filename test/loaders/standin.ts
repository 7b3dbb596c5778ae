// A stand-in for UNHCR's API and the World Bank's on this machine's loopback. It behaves as UNHCR's has been found to
// behave, oddities included, and fails on request, so that a loader can be shown every fault without a network.

import {createServer} from "node:http";
import type {IncomingHttpHeaders, ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {csvParseRows} from "d3";

export type Cell = string | number | null | string[];
export type Row = Record<string, Cell>;

/** The rows the stand-in publishes. Counts are numbers, digits in text, or null for "-". */
export interface Published {
  applications: Row[];
  decisions: Row[];
  population: Row[];
  /** `id`, `code`, `iso`, `name`, and `unhcr_region` (a region's id or null), which only the filter tells. */
  countries: Row[];
  regions: Row[];
  footnotes: Row[];
  /** `code`, `name`, `year`, `value`. */
  worldbank: Row[];
}

export type Trouble =
  | {what: "html200"}
  | {what: "status"; status: number; retryAfter?: string}
  | {what: "hang"}
  | {what: "stall"}
  | {what: "cut"}
  | {what: "reset"}
  | {what: "nothing"}
  | {what: "redirect"; to: string}
  | {what: "type"; says: string}
  | {what: "truncated"}
  | {what: "slow"; ms: number}
  | {what: "repeat"; of: number}
  | {what: "empty"}
  | {what: "short"; rows: number}
  | {what: "page"; says: number}
  | {what: "maxPages"; says: number}
  | {what: "rename"; column: string; to: string}
  | {what: "extra"; column: string; holds: unknown}
  | {what: "set"; item: number; column: string; to: unknown}
  | {what: "raw"; item: number; column: string; json: string}
  | {what: "twice"; item: number}
  | {what: "total"; column: string; add: number}
  | {what: "answer"; body: unknown};

/** Where trouble strikes: every part that is named must fit. It strikes `times` times (default 1). */
export type Fault = Trouble & {path?: string; page?: number; request?: number; times?: number};

export interface Asked {
  /** From 1, in order of arrival. */
  request: number;
  /** The endpoint, such as "asylum-applications". */
  path: string;
  page: number;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  time: number;
}

export interface StandIn {
  unhcr: string;
  worldbank: string;
  requests: Asked[];
  /** The most requests that were under way at once. */
  peak(): number;
  fault(fault: Fault): void;
  close(): Promise<void>;
}

const PAIR = ["coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso"] as const;

interface Endpoint {
  rows: (published: Published) => Row[];
  /** Columns that a total sums; none where the total is `[]`. */
  counts: string[];
  dimensions: string[];
  totals: boolean;
}

const ENDPOINTS: Record<string, Endpoint> = {
  "asylum-applications": {
    rows: (published) => published.applications,
    counts: ["applied"],
    dimensions: ["procedure_type", "app_type", "dec_level", "app_pc"],
    totals: true
  },
  "asylum-decisions": {
    rows: (published) => published.decisions,
    counts: ["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"],
    dimensions: ["procedure_type", "dec_level", "dec_pc"],
    totals: true
  },
  population: {
    rows: (published) => published.population,
    counts: [
      "refugees",
      "asylum_seekers",
      "returned_refugees",
      "idps",
      "returned_idps",
      "stateless",
      "ooc",
      "oip",
      "hst"
    ],
    dimensions: [],
    totals: false
  }
};

const NOT_FOUND = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1></body></html>";
/** Where a number stands that JSON knows and JavaScript does not write. */
const RAW = '"@raw"';
const GATEWAY = "<html><body><h1>Bad gateway</h1></body></html>";

/** Starts the stand-in on a free port. `rowsPerPage` caps `limit`, so that few rows make many pages. */
export async function startStandIn(
  published: Published,
  {rowsPerPage = 15_000, answerMs = 0}: {rowsPerPage?: number; answerMs?: number} = {}
): Promise<StandIn> {
  const requests: Asked[] = [];
  const faults: {fault: Fault; left: number}[] = [];
  const results = new Map<string, {items: Row[]; total: unknown}>();
  let active = 0;
  let peak = 0;

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://standin");
    const query = Object.fromEntries(url.searchParams);
    const path = endpointOf(url.pathname);
    const asked: Asked = {
      request: requests.length + 1,
      path: path ?? url.pathname,
      page: Number(query.page ?? 1),
      query,
      headers: request.headers,
      time: Date.now()
    };
    requests.push(asked);
    active++;
    peak = Math.max(peak, active);
    response.on("close", () => active--);

    const fault = takeFault(faults, asked);
    const answer = () => respond(response, path, asked, fault);
    const wait = fault?.what === "slow" ? fault.ms : answerMs;
    if (wait > 0) setTimeout(answer, wait);
    else answer();
  });

  function respond(response: ServerResponse, path: string | null, asked: Asked, fault: Fault | undefined): void {
    if (fault?.what === "hang") return;
    if (fault?.what === "html200") {
      send(response, 200, GATEWAY, "text/html");
      return;
    }
    if (fault?.what === "status") {
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      send(response, fault.status, GATEWAY, "text/html");
      return;
    }
    if (fault?.what === "redirect") {
      response.setHeader("location", fault.to);
      send(response, 302, GATEWAY, "text/html");
      return;
    }
    if (fault?.what === "nothing") {
      send(response, 200, "", "application/json");
      return;
    }
    if (path === null) {
      send(response, 404, NOT_FOUND, "text/html");
      return;
    }
    const json = JSON.stringify(fault?.what === "answer" ? fault.body : answerOf(path, asked, fault));
    // What no value of JavaScript is written as, such as 1e400.
    const body = Buffer.from(fault?.what === "raw" ? json.replace(RAW, fault.json) : json);
    if (fault?.what === "cut" || fault?.what === "stall" || fault?.what === "reset") {
      response.writeHead(200, {"content-type": "application/json", "content-length": body.length});
      response.write(body.subarray(0, body.length >> 1), () => {
        if (fault.what === "cut") response.destroy();
        // A reset loses what is still on its way, so it waits until half the body has come.
        if (fault.what === "reset") setTimeout(() => response.socket?.resetAndDestroy(), 50);
      });
      return;
    }
    const type = fault?.what === "type" ? fault.says : "application/json";
    send(response, 200, fault?.what === "truncated" ? body.subarray(0, body.length - 20) : body, type);
  }

  function answerOf(path: string, asked: Asked, fault: Fault | undefined): unknown {
    const key = JSON.stringify([path, {...asked.query, page: ""}]);
    let result = results.get(key);
    if (!result) results.set(key, (result = resultOf(path, asked.query, published)));
    const limit = Math.min(Number(asked.query.limit ?? asked.query.per_page ?? 100), rowsPerPage);
    let maxPages = Math.ceil(result.items.length / limit);
    const shown = fault?.what === "repeat" ? fault.of : asked.page;
    let items = result.items.slice((shown - 1) * limit, shown * limit);
    let {total} = result;
    let page = asked.page;
    if (fault?.what === "empty") items = [];
    if (fault?.what === "short") items = items.slice(0, fault.rows);
    if (fault?.what === "page") page = fault.says;
    if (fault?.what === "maxPages") maxPages = fault.says;
    if (fault?.what === "set") {
      items = items.map((row, index) => (index === fault.item ? {...row, [fault.column]: fault.to as Cell} : row));
    }
    if (fault?.what === "raw") {
      items = items.map((row, index) =>
        index === fault.item ? {...row, [fault.column]: JSON.parse(RAW) as Cell} : row
      );
    }
    if (fault?.what === "extra") items = items.map((row) => ({...row, [fault.column]: fault.holds as Cell}));
    if (fault?.what === "twice") items = items.flatMap((row, index) => (index === fault.item ? [row, row] : [row]));
    if (fault?.what === "rename") {
      const rename = (name: string) => (name === fault.column ? fault.to : name);
      items = items.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [rename(name), cell])));
    }
    if (fault?.what === "total") {
      const sums = total as Record<string, number>;
      total = {...sums, [fault.column]: (sums[fault.column] ?? 0) + fault.add};
    }
    if (path === "worldbank") {
      if (maxPages === 0) return [{page: 0, pages: 0, per_page: 0, total: 0, lastupdated: null}, null];
      return [{page, pages: maxPages, per_page: String(limit), total: result.items.length}, items];
    }
    if (path === "footnotes") return {page, maxPages, items};
    return {page, "short-url": "TEST00", maxPages, total, items};
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  return {
    unhcr: `http://127.0.0.1:${port}/population/v1`,
    worldbank: `http://127.0.0.1:${port}/v2`,
    requests,
    peak: () => peak,
    fault: (fault) => faults.push({fault, left: fault.times ?? 1}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function endpointOf(pathname: string): string | null {
  if (pathname === "/v2/country/all/indicator/SP.POP.TOTL") return "worldbank";
  const name = /^\/population\/v1\/([a-z-]+)\/$/.exec(pathname)?.[1];
  if (name === undefined) return null;
  return name in ENDPOINTS || ["countries", "regions", "footnotes"].includes(name) ? name : null;
}

function takeFault(faults: {fault: Fault; left: number}[], asked: Asked): Fault | undefined {
  const fits = ({path, page, request}: Fault): boolean =>
    (path ?? asked.path) === asked.path &&
    (page ?? asked.page) === asked.page &&
    (request ?? asked.request) === asked.request;
  const found = faults.find(({fault, left}) => left > 0 && fits(fault));
  if (found) found.left--;
  return found?.fault;
}

function send(response: ServerResponse, status: number, body: string | Buffer, type: string): void {
  response.writeHead(status, {"content-type": type});
  response.end(body);
}

/** All items and the total of a query, as the API computes them before it cuts them into pages. */
function resultOf(path: string, query: Record<string, string>, published: Published): {items: Row[]; total: unknown} {
  if (path === "worldbank") {
    const [from, to] = (query.date ?? "").split(":").map(Number);
    const rows = published.worldbank.filter(({year}) => Number(year) >= (from ?? 0) && Number(year) <= (to ?? 0));
    const items = rows.map(({code, name, year, value}) => ({
      indicator: {id: "SP.POP.TOTL", value: "Population, total"},
      country: {id: String(code).slice(0, 2), value: name},
      countryiso3code: code,
      date: String(year),
      value,
      unit: "",
      obs_status: "",
      decimal: 0
    }));
    return {items: items as unknown as Row[], total: []};
  }
  if (path === "countries") {
    const region = query.unhcr_region;
    const rows = published.countries.filter((row) => region === undefined || String(row.unhcr_region) === region);
    const shown = (row: Row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== "unhcr_region"));
    return {items: rows.map(shown), total: []};
  }
  if (path === "regions") return {items: published.regions, total: []};
  if (path === "footnotes") return {items: published.footnotes, total: undefined};
  const endpoint = ENDPOINTS[path];
  if (!endpoint) throw new Error(`no endpoint ${path}`);
  const rows = sumOver(
    endpoint.rows(published).filter(yearFilter(query)).filter(countryFilter(query)),
    endpoint,
    query
  );
  const items = rows.map((row) => ({
    ...row,
    // A zero is the string "0", a missing count "-".
    ...Object.fromEntries(endpoint.counts.map((column) => [column, shownCount(row[column])]))
  }));
  return {items, total: endpoint.totals ? totalOf(rows, endpoint.counts) : []};
}

// `year=A,B` keeps only A; one bound alone is ignored without a word.
function yearFilter(query: Record<string, string>): (row: Row) => boolean {
  const {year, yearFrom, yearTo} = query;
  if (year !== undefined) return (row) => String(row.year) === year.split(",")[0];
  if (yearFrom === undefined || yearTo === undefined) return () => true;
  return (row) => Number(row.year) >= Number(yearFrom) && Number(row.year) <= Number(yearTo);
}

// With cf_type=ISO a code is ISO's, without it UNHCR's: ARE is then Egypt.
function countryFilter({coo, coa, cf_type: kind}: Record<string, string>): (row: Row) => boolean {
  const suffix = kind === "ISO" ? "_iso" : "";
  return (row) =>
    (coo === undefined || row[`coo${suffix}`] === coo) && (coa === undefined || row[`coa${suffix}`] === coa);
}

// A side that is neither named nor asked for in full is summed, and carries "-" in all its identity columns.
function sumOver(rows: Row[], endpoint: Endpoint, query: Record<string, string>): Row[] {
  const summed = (["coo", "coa"] as const).filter(
    (side) => query[`${side}_all`] !== "true" && query[side] === undefined
  );
  if (summed.length === 0) return rows.map((row) => ({...row, coo_id: 1, coa_id: 2}));
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const shown: Row = {...row, coo_id: 1, coa_id: 2};
    for (const side of summed) for (const part of ["_id", "_name", "", "_iso"]) shown[`${side}${part}`] = "-";
    const key = JSON.stringify(["year", ...PAIR, ...endpoint.dimensions].map((column) => shown[column]));
    const sum = sums.get(key);
    if (!sum) sums.set(key, shown);
    else for (const column of endpoint.counts) sum[column] = Number(sum[column] ?? 0) + Number(row[column] ?? 0);
  }
  return [...sums.values()];
}

function shownCount(count: Cell | undefined): Cell {
  if (count === null || count === undefined || count === "") return "-";
  return count === 0 ? "0" : count;
}

function totalOf(rows: Row[], counts: string[]): Record<string, number> {
  const number = (cell: Cell | undefined): number => (Number.isNaN(Number(cell)) ? 0 : Number(cell));
  return Object.fromEntries(counts.map((column) => [column, rows.reduce((sum, row) => sum + number(row[column]), 0)]));
}

/** Row objects from CSV text: years and counts become numbers, empty cells null. */
export function rowsFromCsv(csv: string): Row[] {
  const [header = [], ...rows] = csvParseRows(csv.replace(/^\ufeff/, ""));
  return rows.map((cells) =>
    Object.fromEntries(
      header.map((column, index) => {
        const cell = cells[index] ?? "";
        return [column, cell === "" ? null : /^\d+$/.test(cell) ? Number(cell) : cell];
      })
    )
  );
}

/** Everything the stand-in publishes, made from a folder that has UNHCR's and the World Bank's files. */
export function publishedFrom(dir: string, footnotes: Row[] = []): Published {
  const read = (path: string): Row[] => {
    const plain = join(dir, `${path}.csv`);
    const csv = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
    return rowsFromCsv(csv.toString("utf8"));
  };
  const listed = read("unhcr/countries");
  const names = [...new Set(listed.map((row) => row.unhcr_region).filter((name) => name !== null))];
  const id = (name: Cell | undefined): number | null => {
    const index = names.findIndex((other) => other === name);
    return index === -1 ? null : index + 1;
  };
  return {
    applications: read("unhcr/asylum_applications"),
    decisions: read("unhcr/asylum_decisions"),
    population: read("unhcr/population"),
    countries: listed.map((row, index) => ({
      "0": 1,
      id: index + 2,
      code: row.unhcr_code ?? null,
      // The file has neither Tibetan's code nor the rows' code of Unknown; the API has both.
      iso: row.unhcr_code === "TIB" ? "TIB" : row.iso_code === "XXX" ? "UNK" : (row.iso_code ?? null),
      name: row.name ?? null,
      region: row.unsd_subregion ?? null,
      unhcr_region: id(row.unhcr_region)
    })),
    regions: names.map((name, index) => ({"0": 1, id: index + 1, name: name ?? null, name_fr: name ?? null})),
    footnotes,
    worldbank: read("worldbank/population").map((row) => ({
      code: row["Country Code"] ?? null,
      name: row["Country Name"] ?? null,
      year: row.Year ?? null,
      value: row.Value ?? null
    }))
  };
}

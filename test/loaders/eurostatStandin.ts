// A stand-in for Eurostat's dissemination API on this machine's loopback: JSON-stat 2.0 with sparse values and flags, filters by
// dimension, an announcement where an answer is too large for once, 413 where it is far too large, 400 with code 100 for nothing.
import {createServer} from "node:http";
import type {ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";

/** Codes of freq, unit, citizen, sex, age, applicant or decision, geo and time, then value (null: missing) and flag. */
export interface Cell {
  readonly codes: readonly string[];
  readonly value: number | null;
  readonly flag?: string;
}

export interface Dataset {
  readonly dimensions: readonly string[];
  readonly cells: readonly Cell[];
}

export interface EurostatStandIn {
  readonly base: string;
  /** The filters of each request, in order of arrival. */
  readonly requests: string[];
  /** What the next request of a dataset is answered instead. */
  answer(instead: (response: ServerResponse) => void): void;
  /** The stamp of the datasets; a change while pulling is an update of Eurostat's. */
  updated: string;
  close(): Promise<void>;
}

/** `atOnce`: how many cells an answer may have, empty ones included, before it is given later; `most`: before it is refused. */
export async function startEurostat(
  datasets: Readonly<Record<string, Dataset>>,
  {atOnce = Infinity, most = Infinity}: {atOnce?: number; most?: number} = {}
): Promise<EurostatStandIn> {
  const requests: string[] = [];
  const instead: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://standin");
    const code = /^\/statistics\/1\.0\/data\/(\w+)$/.exec(url.pathname)?.[1] ?? "";
    const filters = [...url.searchParams].filter(([name]) => name !== "format" && name !== "lang");
    requests.push(
      [code, ...filters.filter(([name]) => name !== "freq" && name !== "unit").map(([, value]) => value)].join(" ")
    );
    const next = instead.shift();
    if (next) {
      next(response);
      return;
    }
    const dataset = datasets[code];
    if (!dataset) {
      send(response, 404, {error: [{status: 404, id: 100, label: "ERR_NOT_FOUND: no such dataset"}]});
      return;
    }
    const cells = dataset.cells.filter(({codes}) =>
      filters.every(([name, value]) => codes[dataset.dimensions.indexOf(name)] === value)
    );
    if (!cells.length) {
      send(response, 400, {error: [{status: 400, id: 100, label: "No results found"}]});
      return;
    }
    const lists = dataset.dimensions.map((_, at) => [...new Set(cells.map(({codes}) => codes[at] ?? ""))].sort());
    const size = lists.map((list) => list.length);
    const all = size.reduce((a, b) => a * b, 1);
    if (all > most) {
      send(response, 413, {error: [{status: 413, id: 413, label: `EXTRACTION_TOO_BIG: estimated ${all} rows`}]});
      return;
    }
    if (all > atOnce) {
      send(response, 200, {warning: [{status: 413, id: 413, label: "ASYNCHRONOUS_RESPONSE. Please try again later."}]});
      return;
    }
    const at = (codes: readonly string[]) =>
      codes.reduce((sum, each, i) => sum * (size[i] ?? 1) + (lists[i] ?? []).indexOf(each), 0);
    send(response, 200, {
      version: "2.0",
      class: "dataset",
      label: code,
      updated: standIn.updated,
      id: dataset.dimensions,
      size,
      dimension: Object.fromEntries(
        dataset.dimensions.map((name, i) => [
          name,
          {category: {index: Object.fromEntries((lists[i] ?? []).map((each, position) => [each, position]))}}
        ])
      ),
      value: Object.fromEntries(cells.flatMap(({codes, value}) => (value === null ? [] : [[at(codes), value]]))),
      status: Object.fromEntries(
        cells.flatMap(({codes, value, flag}) =>
          (flag ?? (value === null ? ":" : "")) === "" ? [] : [[at(codes), flag ?? ":"]]
        )
      )
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  const standIn: EurostatStandIn = {
    base: `http://127.0.0.1:${port}`,
    requests,
    answer: (next) => instead.push(next),
    updated: "2026-11-20T23:00:00+0100",
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
  return standIn;
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {"content-type": "application/json"});
  response.end(JSON.stringify(body));
}

// How a page fetches a file: from a real server that answers, hangs, breaks off or sends another file.
import {createHash} from "node:crypto";
import {createServer} from "node:http";
import type {RequestListener, Server} from "node:http";
import {afterAll, afterEach, beforeAll, describe, expect, test} from "vitest";
import {FileError, fetchFile, sumsFrom} from "../../src/edition/fetch.js";
import type {FileStep} from "../../src/edition/fetch.js";
import {listen} from "../../src/site/serve.js";

const FILE = Buffer.from("PAR1 the figures of an edition PAR1");
const SUM = createHash("sha256").update(FILE).digest("hex");
let server: Server;
let address: string;
let answer: RequestListener = () => undefined;
let asked = 0;

beforeAll(async () => {
  // Node has no pages, so none that is not secure.
  Object.assign(globalThis, {isSecureContext: true});
  server = createServer((request, response) => {
    asked++;
    response.setHeader("Connection", "close");
    answer(request, response);
  });
  address = `${await listen(server, 0)}data/decisions.parquet`;
});
afterEach(() => {
  asked = 0;
  Object.assign(globalThis, {isSecureContext: true});
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  Reflect.deleteProperty(globalThis, "isSecureContext");
});

async function outcome(more: Partial<Parameters<typeof fetchFile>[0]> = {}) {
  const steps: FileStep[] = [];
  const found = await fetchFile({address, sum: SUM, tell: (step) => steps.push(step), ...more}).catch(
    (error: unknown) => error
  );
  return {found, states: steps.map(({state}) => state), steps};
}
const words = (found: unknown) => (found instanceof FileError ? `${found.state}: ${found.message}` : found);

describe("a file", () => {
  test("returns the file that the page was built with, and reports requested, loading and loaded", async () => {
    answer = (_, response) => response.writeHead(200, {"Content-Length": FILE.length}).end(FILE);
    const {found, states, steps} = await outcome();
    expect(Buffer.from(found as ArrayBuffer).equals(FILE)).toBe(true);
    expect([...new Set(states)]).toEqual(["asked", "coming", "here"]);
    expect(steps.at(-1)).toMatchObject({name: "decisions.parquet", bytes: FILE.length, of: FILE.length});
    expect(asked).toBe(1);
  });

  test("with any one bit flipped is never given", async () => {
    for (let bit = 0; bit < 40; bit++) {
      const flipped = Buffer.from(FILE);
      const at = (bit * 7) % (FILE.length * 8);
      flipped.writeUInt8(flipped.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      answer = (_, response) => response.end(flipped);
      const {found, states} = await outcome();
      expect(words(found)).toMatch(/^damaged: decisions\.parquet is damaged, or of another edition than this page/);
      expect(states.at(-1)).toBe("damaged");
    }
  });

  test("requests a file once more without the cache where the cached copy is damaged", async () => {
    answer = (_, response) => response.end(asked === 1 ? "old" : FILE);
    expect(Buffer.from((await outcome()).found as ArrayBuffer).equals(FILE)).toBe(true);
    expect(asked).toBe(2);
  });

  test.each<[string, RequestListener, RegExp]>([
    ["is not there", (_, response) => response.writeHead(404).end("no"), /^failed: .*it is not there \(404\)/],
    ["is refused", (_, response) => response.writeHead(503).end("no"), /^failed: .*the site answered 503/],
    ["has no server", (request) => request.socket.destroy(), /^failed: .*the site cannot be reached/],
    [
      "breaks off",
      (_, response) => {
        // What was sent is on its way before the line ends.
        response.writeHead(200, {"Content-Length": 9999}).write(FILE, () => response.socket?.end());
      },
      new RegExp(`^failed: .*the line broke after ${FILE.length} bytes`)
    ],
    ["never answers", () => undefined, /^failed: .*nothing came for/],
    [
      "stops half way",
      (_, response) => void response.writeHead(200, {"Content-Length": 9999}).write(FILE),
      /^failed: .*nothing came for/
    ],
    ["is empty", (_, response) => response.end(), /^damaged: /],
    ["is a page of the host's", (_, response) => response.end("<!doctype html>"), /^damaged: /]
  ])("that %s is told with why", async (_, listener, told) => {
    answer = listener;
    // Little patience where nothing more comes, and enough of it where something does, however slowly.
    const {found, states} = await outcome({patience: told.source.includes("nothing came") ? 300 : 60_000});
    expect(words(found)).toMatch(told);
    expect(states[0]).toBe("asked");
    expect(states.at(-1)).toBe(String(words(found)).split(":")[0]);
  });

  test("is given up at once where the reader stops it", async () => {
    answer = () => undefined;
    const control = new AbortController();
    const coming = outcome({signal: control.signal});
    await expect.poll(() => asked).toBe(1);
    control.abort(new Error("stopped by the reader"));
    expect((await coming).found).toMatchObject({message: "stopped by the reader"});
  });

  test("is taken as it comes where the page did not come over HTTPS, as no checksum can be computed there", async () => {
    Object.assign(globalThis, {isSecureContext: false});
    answer = (_, response) => response.end("other");
    expect(Buffer.from((await outcome()).found as ArrayBuffer).toString()).toBe("other");
  });
});

test("a file that the page names no checksum of is not used", () => {
  const sum = sumsFrom(JSON.stringify({"a.parquet": SUM}));
  expect(sum("a.parquet")).toBe(SUM);
  for (const name of ["b.parquet", "constructor", "__proto__"]) expect(() => sum(name)).toThrow(FileError);
  expect(() => sumsFrom(undefined)("a.parquet")).toThrow("names no checksum");
});

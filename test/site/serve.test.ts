// The server of `npm start`: its port, its headers, parts of files and packed copies.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {Server} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {listen, portOf, staticSite} from "../../src/site/serve.js";

describe("the port", () => {
  test("is --port before PORT before 3000", () => {
    expect(portOf(["--port", "4000"], {PORT: "5000"})).toBe(4000);
    expect(portOf(["--port=4000"], {})).toBe(4000);
    expect(portOf([], {PORT: "5000"})).toBe(5000);
    expect(portOf([], {PORT: ""})).toBe(3000);
  });
  test.each(["", "http", "70000", "-1", "3.5"])("is never “%s”", (text) => {
    expect(() => portOf([`--port=${text}`], {})).toThrow(`“${text}” is no port`);
  });
});

describe("the server", () => {
  const folder = mkdtempSync(join(tmpdir(), "ledger-serve-"));
  let server: Server;
  let address: string;
  beforeAll(async () => {
    mkdirSync(join(folder, "a"));
    writeFileSync(join(folder, "index.html"), "home");
    writeFileSync(join(folder, "story.html"), "story");
    writeFileSync(join(folder, "a", "index.html"), "a");
    writeFileSync(join(folder, "404.html"), "no page");
    writeFileSync(join(folder, "x.parquet"), "PAR1....");
    writeFileSync(join(folder, "s.css"), "p{}".repeat(99));
    writeFileSync(join(folder, "s.css.gz"), gzipSync("p{}".repeat(99)));
    server = createServer(staticSite(folder, "/below/"));
    address = await listen(server, 0);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, {recursive: true, force: true});
  });
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(address.slice(0, -1) + path, {headers});
    return {status: response.status, text: await response.text(), headers: response.headers};
  };

  test.each([
    ["/below/", 200, "home"],
    ["/below/story", 200, "story"],
    ["/below/story?from=print", 200, "story"],
    ["/below/a/", 200, "a"],
    ["/below/nothing", 404, "no page"],
    ["/above", 404, "no page"]
  ])("answers %s with %i", async (path, status, text) => {
    expect(await get(path)).toMatchObject({status, text});
  });
  test.each([
    ["/below/story/", "/below/story"],
    ["/below/story/?from=print", "/below/story?from=print"]
  ])("leads from %s, where relative links would miss a folder, to %s", async (path, to) => {
    const response = await fetch(address.slice(0, -1) + path, {redirect: "manual"});
    expect(response.status).toBe(308);
    expect(new URL(response.headers.get("Location") ?? "", response.url).href).toBe(address.slice(0, -1) + to);
    expect(await get(path)).toMatchObject({status: 200, text: "story"});
  });
  test("gives a part of a file to who asks for a part", async () => {
    const {status, text, headers} = await get("/below/x.parquet", {Range: "bytes=0-3"});
    expect([status, text, headers.get("content-range")]).toEqual([206, "PAR1", "bytes 0-3/8"]);
  });
  test("gives the small copy of a text", async () => {
    const {headers, text} = await get("/below/s.css", {"Accept-Encoding": "gzip"});
    expect([headers.get("content-encoding"), text]).toEqual(["gzip", "p{}".repeat(99)]);
  });
  test("never leaves its folder", async () => {
    expect((await get("/below/..%2f..%2fetc%2fpasswd")).status).toBe(404);
  });
  test("says that a port is taken", async () => {
    const port = Number(new URL(address).port);
    await expect(listen(createServer(), port)).rejects.toThrow(`port ${port} is taken`);
  });
});

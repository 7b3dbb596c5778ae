// The server under bad luck and bad will: what a thousand hostile requests, broken downloads and a build beneath it leave behind.
import {mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {createServer, request as ask} from "node:http";
import type {IncomingHttpHeaders, Server} from "node:http";
import {connect} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {basePathOf, listen, staticSite} from "../../src/site/serve.js";

const home = mkdtempSync(join(tmpdir(), "ledger-hostile-"));
const folder = join(home, "dist");
const STYLE = "p{}".repeat(400);
const LARGE = 8_000_000;
let server: Server;
let port: number;

function site(at: string, word: string): void {
  mkdirSync(join(at, "countries"), {recursive: true});
  mkdirSync(join(at, "embed"));
  writeFileSync(join(at, "index.html"), `home ${word}`);
  writeFileSync(join(at, "story.html"), `story ${word}`);
  writeFileSync(join(at, "countries", "index.html"), `countries ${word}`);
  writeFileSync(join(at, "embed", "chart.html"), `chart ${word}`);
  writeFileSync(join(at, "404.html"), `no page ${word}`);
  writeFileSync(join(at, "empty.json"), "");
  writeFileSync(join(at, ".secret"), "secret");
  writeFileSync(join(at, "s.css"), STYLE);
  writeFileSync(join(at, "s.css.gz"), gzipSync(STYLE));
  writeFileSync(join(at, "large.wasm"), Buffer.alloc(LARGE, word));
}
beforeAll(async () => {
  writeFileSync(join(home, "outside.txt"), "outside");
  site(folder, "one");
  server = createServer(staticSite(folder, "/below/"));
  port = Number(new URL(await listen(server, 0)).port);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, {recursive: true, force: true});
});

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
/** An answer as it comes over the line: nothing is unpacked, nothing is followed. */
function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Heard> {
  return new Promise((done, fail) => {
    const asked = ask({host: "127.0.0.1", port, path: `/below/${path}`, method, headers, agent: false}, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", fail);
      response.on("end", () =>
        done({status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts)})
      );
    });
    asked.on("error", fail);
    asked.end();
  });
}
/** Sends bytes as they are and gives back what comes until the connection ends; with `most`, breaks off after so many bytes. */
function raw(bytes: string, most = Infinity): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    let [heard, length] = ["", 0];
    socket.on("data", (part) => {
      length += part.length;
      if (heard.length < 4000) heard += part.toString("latin1");
      if (length >= most) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => done(heard));
    // The rest of a request never comes: given up where the server, having answered another meanwhile, still says nothing.
    socket.setTimeout(1000, () => {
      const before = length;
      void get("s.css").then(() => {
        if (length === before) socket.destroy();
      });
    });
    socket.write(bytes, "latin1");
  });
}
const openFiles = () => readdirSync("/dev/fd").length;

describe("a range", () => {
  test.each([
    ["bytes=10-5", 416],
    ["bytes=99999999999999999999-", 416],
    ["bytes=2000-3000", 416],
    ["bytes=-0", 416],
    ["bytes=x-y", 416],
    ["bytes=0-99999999999999999999", 206],
    ["bytes=-5", 206],
    ["bytes=3-", 206],
    ["bytes=0-1,5-6", 200],
    ["lines=1-2", 200]
  ])("%s is answered with %i", async (range, status) => {
    const heard = await get("s.css", {Range: range});
    expect(heard.status).toBe(status);
    if (status === 416) expect(heard.headers["content-range"]).toBe(`bytes */${STYLE.length}`);
    if (status === 200) expect(heard.body.toString()).toBe(STYLE);
  });
  test("of an empty file gets 416, and the file itself is empty", async () => {
    expect((await get("empty.json", {Range: "bytes=0-0"})).status).toBe(416);
    expect(await get("empty.json")).toMatchObject({status: 200, body: Buffer.alloc(0)});
  });
  test("holds for the file that If-Range names alone", async () => {
    const {headers} = await get("s.css", {Range: "bytes=0-2"});
    const etag = headers.etag ?? "";
    expect((await get("s.css", {Range: "bytes=0-2", "If-Range": etag})).body.toString()).toBe("p{}");
    expect((await get("s.css", {Range: "bytes=0-2", "If-Range": 'W/"another"'})).status).toBe(200);
    expect((await get("s.css", {Range: "bytes=0-2", "If-Range": "Thu, 01 Jan 1970 00:00:00 GMT"})).status).toBe(200);
    expect((await get("s.css", {Range: "bytes=0-2", "If-Range": "nonsense"})).status).toBe(200);
  });
});

describe("a condition", () => {
  test("is met by one ETag of a list, by *, and by no other", async () => {
    const {headers} = await get("s.css");
    const etag = headers.etag ?? "";
    for (const list of [etag, `"a", ${etag} , "b"`, "*", etag.replace("W/", "")])
      expect([list, (await get("s.css", {"If-None-Match": list})).status]).toEqual([list, 304]);
    expect((await get("s.css", {"If-None-Match": '"a", "b"'})).status).toBe(200);
    expect((await get("s.css", {"If-Match": '"a"'})).status).toBe(412);
  });
});

describe("the packed copy", () => {
  test.each([
    ["gzip", true],
    ["br, gzip;q=0.5", true],
    ["*", true],
    ["gzip;q=0", false],
    ["gzip; q=0.000, br", false],
    ["*;q=0, identity", false],
    ["identity", false],
    ["br", false],
    ["", false]
  ])("is given to Accept-Encoding “%s”: %s", async (accepted, packed) => {
    const {headers, body} = await get("s.css", {"Accept-Encoding": accepted});
    expect([headers["content-encoding"], body.length === STYLE.length]).toEqual([packed ? "gzip" : undefined, !packed]);
    expect(headers).toMatchObject({vary: "Accept-Encoding", "content-type": "text/css; charset=utf-8"});
  });
  test("is a file to keep where it is asked for by its own name", async () => {
    const {headers} = await get("s.css.gz", {"Accept-Encoding": "gzip"});
    expect([headers["content-type"], headers["content-encoding"]]).toEqual(["application/gzip", undefined]);
  });
});

describe("the server", () => {
  test("answers HEAD with the headers of GET and no body", async () => {
    for (const path of ["", "story", "s.css", "large.wasm", "nothing"]) {
      const [whole, head] = [await get(path), await get(path, {}, "HEAD")];
      expect([head.status, head.body.length]).toEqual([whole.status, 0]);
      for (const name of ["content-length", "content-type", "etag"])
        expect([path, name, head.headers[name]]).toEqual([path, name, whole.headers[name]]);
    }
  });
  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])(
    "answers %s with 405",
    async (method) => {
      expect(await get("", {}, method)).toMatchObject({status: 405, headers: {allow: "GET, HEAD"}});
    }
  );
  test.each([
    ["", 200, "home one"],
    ["story", 200, "story one"],
    ["story?a=../../x", 200, "story one"],
    ["countries", 200, "countries one"],
    ["countries/", 200, "countries one"],
    ["nothing", 404, "no page one"],
    [".secret", 404, "no page one"],
    ["../outside.txt", 404, "no page one"],
    ["..%2foutside.txt", 404, "no page one"],
    ["..%5coutside.txt", 404, "no page one"],
    ["%2e%2e/%2e%2e/outside.txt", 404, "no page one"],
    ["/etc/passwd", 404, "no page one"]
  ])("answers “%s” with %i", async (path, status, text) => {
    const heard = await get(path);
    expect([heard.status, heard.body.toString()]).toEqual([status, text]);
  });
  test("answers with 400 what no path can be", async () => {
    for (const path of ["%", "%00", "a%ff", "story%00.html"])
      expect([path, (await get(path)).status]).toEqual([path, 400]);
  });
  test("redirects from the base path without its last slash to the one with it, and to no other host", async () => {
    expect(await raw("GET /below HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 308 [\s\S]*location: \/below\/\r\n/i);
    expect(await raw("GET //elsewhere.example/%2e%2e HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 404 /);
  });
  test("redirects a page's address with a slash at its end, and to no other host", async () => {
    for (const path of ["//story/", "/below//story/", "/below/%2fstory/", "/below/story/?//elsewhere.example"]) {
      const heard = await raw(`GET ${path} HTTP/1.0\r\n\r\n`);
      const to = /^location: (.*)\r$/im.exec(heard)?.[1] ?? "";
      expect([path, new URL(to, `http://here.example${path}`).host]).toEqual([path, "here.example"]);
    }
    expect(await raw("GET /below/story/ HTTP/1.0\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 308 [\s\S]*location: \.\.\/story\r\n/i
    );
  });
  test("says how a base path is written", () => {
    expect(basePathOf({})).toBe("/");
    expect(basePathOf({BASE_PATH: "/a/b-c/"})).toBe("/a/b-c/");
    for (const wrong of ["a/", "/a", "//", "/a//b/", "https://a.example/"])
      expect(() => basePathOf({BASE_PATH: wrong})).toThrow("must begin and end in a slash");
  });
  test("allows other sites to frame what lies below /embed/, and nothing else", async () => {
    expect((await get("embed/chart")).headers["content-security-policy"]).toBe("frame-ancestors *");
    for (const path of ["", "story", "nothing", "s.css", "embed", "%", "embed/..%2fstory", "embed/x"])
      expect([path, (await get(path)).headers]).toMatchObject([
        path,
        {
          "content-security-policy": "frame-ancestors 'none'",
          "x-frame-options": "DENY",
          "x-content-type-options": "nosniff"
        }
      ]);
  });

  test("keeps no file open of two hundred downloads that are broken off", async () => {
    await get("");
    const before = openFiles();
    for (let i = 0; i < 20; i++)
      await Promise.all(
        Array.from({length: 10}, (_, j) => raw("GET /below/large.wasm HTTP/1.1\r\nHost: a\r\n\r\n", 1 + j * 9000))
      );
    await expect.poll(openFiles).toBeLessThanOrEqual(before + 2);
    expect((await get("large.wasm")).body.length).toBe(LARGE);
  });

  test("answers with one build or the other, whole, while builds replace its folder", async () => {
    let builds = 0;
    let over = false;
    const building = (async () => {
      for (; builds < 60; builds++) {
        // Names of two lengths, so that a file of one build with the headers of the other would show.
        site(join(home, "next"), builds % 2 ? "one" : "another");
        renameSync(folder, join(home, "before"));
        renameSync(join(home, "next"), folder);
        rmSync(join(home, "before"), {recursive: true});
        await new Promise((done) => setImmediate(done));
      }
      over = true;
    })();
    const seen = new Set<string>();
    while (!over) {
      const {status, headers, body} = await get("story");
      seen.add(`${status} ${body.toString()}`);
      if (headers["content-length"] !== undefined) expect(body.length).toBe(Number(headers["content-length"]));
    }
    await building;
    // Between two renames there is no folder, and no page.
    for (const answer of seen) expect(answer).toMatch(/^(?:200 story (?:one|another)|404 .*|503 .*)/s);
    rmSync(folder, {recursive: true});
    site(folder, "one");
    expect((await get("story")).body.toString()).toBe("story one");
  });

  test("breaks the connection where a file gets shorter while it is sent, as half a file is no file", async () => {
    const coming = new Promise<string>((done) => {
      const asked = ask({host: "127.0.0.1", port, path: "/below/large.wasm", agent: false}, (response) => {
        response.once("data", () => {
          response.pause();
          truncateSync(join(folder, "large.wasm"), 1000);
          response.resume();
        });
        response.on("error", (error) => done(error.message));
        response.on("end", () => done("whole"));
      });
      asked.end();
    });
    expect(await coming).toMatch(/aborted|hang up|ECONNRESET/);
    writeFileSync(join(folder, "large.wasm"), Buffer.alloc(LARGE, "one"));
    expect((await get("story")).status).toBe(200);
  });

  test("answers as before after a thousand hostile requests", async () => {
    const before = openFiles();
    const [piece, number] = [
      fc.constantFrom(
        ...[
          "below/",
          "story",
          "s.css",
          "large.wasm",
          "..",
          "/",
          "//",
          "%2e%2e",
          "%00",
          "%",
          "%ff",
          "\\",
          "?",
          "#",
          ";"
        ],
        ...[
          "a".repeat(300),
          "a".repeat(5000),
          "\u00e9",
          " ",
          "\t",
          "embed/",
          "404.html",
          ".secret",
          "http://b.example/"
        ]
      ),
      fc.oneof(fc.integer({min: -5, max: 2000}).map(String), fc.constantFrom("", "99999999999999999999", "NaN", "-"))
    ];
    const line = fc.oneof(
      fc.tuple(number, number).map(([a, b]) => `Range: bytes=${a}-${b}`),
      fc.array(number, {maxLength: 60}).map((parts) => `Range: bytes=${parts.join("-,")}`),
      fc
        .constantFrom("gzip;q=0", "gzip;q=x", "*;q=", ",,,", "gzip".repeat(90))
        .map((text) => `Accept-Encoding: ${text}`),
      fc.constantFrom("*", '"', 'W/"', ",", '"a",'.repeat(300)).map((text) => `If-None-Match: ${text}`),
      fc.constantFrom('"', "x", "Mon, 99 Foo 2026").map((text) => `If-Range: ${text}`),
      fc.constantFrom("x", "Thu, 01 Jan 1970 00:00:00 GMT").map((text) => `If-Modified-Since: ${text}`),
      fc.constantFrom(
        "Expect: 100-continue",
        "Upgrade: websocket\r\nConnection: Upgrade",
        "Transfer-Encoding: chunked"
      ),
      fc.constantFrom("Content-Length: -1", "Content-Length: 9", "Host: \u0000", ": x", `X: ${"x".repeat(20_000)}`)
    );
    const requests = fc.sample(
      fc.tuple(
        fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "CONNECT", "get", "G ET", ""),
        fc.array(piece, {maxLength: 5}).map((parts) => `/below/${parts.join("")}`),
        fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", ""),
        fc.array(line, {maxLength: 4}),
        fc.constantFrom(Infinity, 1, 5000)
      ),
      {numRuns: 1000, seed: 20261128}
    );
    expect(requests).toHaveLength(1000);
    const statuses = new Map<string, number>();
    for (let i = 0; i < requests.length; i += 20)
      await Promise.all(
        requests.slice(i, i + 20).map(([method, path, version, lines, most]) =>
          raw(`${method} ${path} ${version}\r\n${["Connection: close", ...lines].join("\r\n")}\r\n\r\n`, most).then(
            (heard) => {
              expect(heard).not.toMatch(/outside|secret|\bat .*\.[jt]s:\d+/);
              const status = /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? "none";
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
            }
          )
        )
      );
    // Nothing is a fault of the server, and all but what is no request is answered.
    expect(statuses.get("500") ?? 0).toBe(0);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(["200", "206", "400", "404", "405", "416"]));
    expect(statuses.get("none") ?? 0).toBeLessThan(200);
    expect((await get("story")).body.toString()).toBe("story one");
    expect((await get("s.css", {"Accept-Encoding": "gzip"})).headers["content-encoding"]).toBe("gzip");
    await expect.poll(openFiles).toBeLessThanOrEqual(before + 2);
  });
});

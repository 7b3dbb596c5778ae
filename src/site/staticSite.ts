// Answers requests for the built site as a static host does: clean addresses, Range, conditions, gzip copies, the
// 404 page. @fastify/send reads the request and the file; this module picks the file, and keeps the process alive whatever is
// requested, aborted or replaced during a request.
import type {Stats} from "node:fs";
import {fstat} from "node:fs";
import {readFile} from "node:fs/promises";
import type {IncomingMessage, RequestListener, ServerResponse} from "node:http";
import {join, relative, resolve, sep} from "node:path";
import {pipeline} from "node:stream/promises";
import {promisify} from "node:util";
import fastifySend from "@fastify/send";
import Negotiator from "negotiator";
import {headersOf} from "./headers.js";

const {send, mime, isUtf8MimeType} = fastifySend;
type Found = Awaited<ReturnType<typeof send>>;

/** Retries where a build replaces a file between stat and open. */
const TRIES = 3;

/** @param base the path that the site lies below, beginning and ending in `/`. */
export function staticSite(folder: string, base = "/"): RequestListener {
  return (request, response) => {
    // A broken connection is not an error of the server.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    answer(folder, base, request, response).catch(() => {
      if (response.headersSent || response.destroyed) response.destroy();
      else plain(response, 500, "The file could not be read.\n");
    });
  };
}

async function answer(folder: string, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    // A request's body is not read: the connection closes with the answer.
    response.setHeader("Allow", "GET, HEAD").setHeader("Connection", "close");
    plain(response, 405, "This site is read alone: GET and HEAD.\n");
    return;
  }
  const path = pathOf(request.url ?? "/");
  if (`${path}/` === base) {
    response.setHeader("Location", base);
    plain(response, 308, "");
    return;
  }
  if (!path.startsWith(base)) return missing(folder, request, response);
  const below = path.slice(base.length);
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await find(folder, `/${below}`, request);
    if (found === null) return missing(folder, request, response);
    if (isPageWithSlash(path, fileOf(found, folder))) {
      found.result.stream.destroy();
      // Links of the page are relative, and so is this address: whatever the path has, the redirect stays on this server.
      response.setHeader("Location", `../${path.split("/").at(-2) ?? ""}${queryOf(request.url ?? "/")}`);
      plain(response, 308, "");
      return;
    }
    if (await isUnchanged(found.result)) {
      // By the file sent, not by the address: “embed/..%2fstory” is not an embed.
      for (const [name, value] of Object.entries(headersOf(fileOf(found, folder)))) response.setHeader(name, value);
      return give(found, request, response);
    }
    found.result.stream.destroy();
  }
  response.setHeader("Retry-After", "1");
  plain(response, 503, "The file is being replaced.\n");
}

/** The path of the file found, below the folder; empty where there is none. */
function fileOf({result}: Answered, folder: string): string {
  return result.type === "file" ? relative(resolve(folder), result.metadata.path).split(sep).join("/") : "";
}

/** Whether an address with a slash at its end was answered by a page without one, whose relative links would miss a folder. */
function isPageWithSlash(path: string, file: string): boolean {
  return path.endsWith("/") && file !== "" && !/(^|\/)index\.html(\.gz)?$/.test(file);
}

/** The query of a request's target, with its question mark. */
function queryOf(target: string): string {
  return /\?[^#]*/.exec(target)?.[0] ?? "";
}

/** The path of a request's target: without its query, and without the host that a proxy's form begins with. */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "") || "/";
}

interface Answered {
  readonly result: Found;
  /** The content type of the file once unpacked; null where it is sent unchanged. */
  readonly unpacked: string | null;
}

/** Finds the file for a path; null where there is none. */
async function find(folder: string, path: string, request: IncomingMessage): Promise<Answered | null> {
  // A range of the gzip copy is not a range of the file.
  const packed = request.headers.range === undefined && takesGzip(request);
  const candidates = path.endsWith("/")
    ? [`${path}index.html`, `${path.slice(0, -1)}.html`]
    : [path, `${path}.html`, `${path}/index.html`];
  for (const candidate of candidates) {
    if (candidate === ".html") continue;
    if (packed && !candidate.endsWith(".gz")) {
      const result = await send(request, `${candidate}.gz`, {root: folder, index: false});
      const type = mime.getType(candidate) ?? "application/octet-stream";
      if (result.type === "file" || result.statusCode === 412)
        return {result, unpacked: isUtf8MimeType(type) ? `${type}; charset=utf-8` : type};
    }
    const result = await send(request, candidate, {root: folder, index: false});
    if (result.type === "file") return {result, unpacked: null};
    // A path with “..” or a folder is not a page: both go on to the next candidate, as “not found” does.
    if (result.type === "error" && ![403, 404].includes(result.statusCode)) return {result, unpacked: null};
  }
  return null;
}

function takesGzip(request: IncomingMessage): boolean {
  if (request.headers["accept-encoding"] === undefined) return false;
  return new Negotiator(request).encodings(["gzip"]).includes("gzip");
}

const statOf = promisify<number, Stats>(fstat);

/** Whether the open file is still the file that the headers describe: a build may have replaced it. */
async function isUnchanged({type, metadata, stream}: Found): Promise<boolean> {
  if (type !== "file" || !("fd" in stream)) return true;
  const {stat} = metadata;
  try {
    const fd = await new Promise<number>((done, fail) => stream.once("open", done).once("error", fail));
    const now = await statOf(fd);
    return now.ino === stat.ino && now.size === stat.size && now.mtimeMs === stat.mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function give({result, unpacked}: Answered, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const {statusCode, headers, stream} = result;
  for (const [name, value] of Object.entries(headers as Record<string, string | number>))
    // Framing rules apply to error pages too.
    if (name !== "Content-Security-Policy") response.setHeader(name, value);
  response.setHeader("Vary", "Accept-Encoding");
  if (unpacked !== null && (statusCode === 200 || statusCode === 304)) response.setHeader("Content-Encoding", "gzip");
  if (unpacked !== null && statusCode === 200) response.setHeader("Content-Type", unpacked);
  response.statusCode = statusCode;
  const length = Number(response.getHeader("Content-Length") ?? 0);
  if (request.method === "HEAD" || statusCode === 304) {
    stream.destroy();
    response.end();
    return;
  }
  await pipeline(
    stream,
    async function* whole(source: AsyncIterable<Buffer>) {
      let sent = 0;
      for await (const chunk of source) {
        sent += chunk.length;
        yield chunk;
      }
      // If the file was truncated meanwhile, the connection is destroyed, so that the client does not take it for complete.
      if (sent < length) throw new Error("the file became shorter while it was sent");
    },
    response
  );
}

async function missing(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(headersOf(""))) response.setHeader(name, value);
  const page = await readFile(join(folder, "404.html")).catch(() => Buffer.from("There is no such page.\n"));
  response.writeHead(404, {"Content-Type": "text/html; charset=utf-8", "Content-Length": page.length});
  response.end(request.method === "HEAD" ? undefined : page);
}

function plain(response: ServerResponse, status: number, words: string): void {
  for (const [name, value] of Object.entries(headersOf("")))
    if (!response.hasHeader(name)) response.setHeader(name, value);
  response.writeHead(status, {"Content-Type": "text/plain; charset=utf-8"}).end(words);
}

// `npm start`: builds the site and serves it on this machine alone. A port that is taken is told, never changed for another,
// as the address may stand in a bookmark or a test.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import type {RequestListener, Server, ServerResponse} from "node:http";
import {join} from "node:path";
import {parseArgs} from "node:util";
import sirv from "sirv";
import {PROJECT, build, isCommand} from "./build.js";

const HOST = "127.0.0.1";

/** A packed file that is asked for by its own name is a file to keep; sirv would have the browser unpack it on the way. */
export function keepPacked(response: ServerResponse, path: string): void {
  if (path.endsWith(".gz"))
    response.setHeader("Content-Type", "application/gzip").setHeader("Content-Encoding", "identity");
}

/**
 * Answers requests as a static host does: clean addresses, Range, `.gz` beside the file, and the page 404.html with status 404.
 * @param base the path the site lies below, beginning and ending in `/`.
 */
export function staticSite(folder: string, base = "/"): RequestListener {
  const missing = readFileSync(join(folder, "404.html"));
  const none: RequestListener = (_request, response) => {
    response.writeHead(404, {"Content-Type": "text/html;charset=utf-8"}).end(missing);
  };
  const files = sirv(folder, {etag: true, gzip: true, extensions: ["html"], onNoMatch: none, setHeaders: keepPacked});
  return (request, response) => {
    const path = request.url ?? "/";
    if (!path.startsWith(base)) none(request, response);
    else {
      request.url = `/${path.slice(base.length)}`;
      files(request, response);
    }
  };
}

/**
 * The port asked for: `--port`, else PORT, else 3000.
 * @throws RangeError where it is none.
 */
export function portOf(args: readonly string[], environment: NodeJS.ProcessEnv): number {
  const {values} = parseArgs({args: [...args], options: {port: {type: "string"}}});
  const text = values.port ?? (environment.PORT === undefined || environment.PORT === "" ? "3000" : environment.PORT);
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new RangeError(`“${text}” is no port`);
  return port;
}

/** Listens on the port, or says that it is taken. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        fail(new Error(`port ${port} is taken; name another with PORT or --port (npm start -- --port 4000)`));
      else if (error.code === "EACCES")
        fail(new Error(`port ${port} may not be used by this user; name another with --port`));
      else fail(error);
    });
    server.listen(port, HOST, done);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no address");
  return `http://${HOST}:${address.port}/`;
}

if (isCommand(import.meta.url)) {
  try {
    const port = portOf(process.argv.slice(2), process.env);
    // The port is taken before the build, so that nobody waits for a site that cannot be served.
    let answer: RequestListener = (_request, response) =>
      response.writeHead(503, {"Retry-After": "5"}).end("being built\n");
    const server = createServer((request, response) => answer(request, response));
    const address = await listen(server, port);
    try {
      const {edition, pages} = await build({root: PROJECT});
      answer = staticSite(join(PROJECT, "dist"));
      console.log(`Asylum Ledger, edition ${edition}, ${pages} pages: ${address}`);
    } catch (error) {
      server.close();
      throw error;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

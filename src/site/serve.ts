// `npm start`: builds the site and serves it on this machine alone. A port in use is an error, not replaced by another,
// because bookmarks and tests may have the address.
import {createServer} from "node:http";
import type {RequestListener, Server} from "node:http";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PROJECT, build, isCommand} from "./build.js";
import {staticSite} from "./staticSite.js";

export {staticSite} from "./staticSite.js";

const HOST = "127.0.0.1";

/** The path that the site lies below: `/`, or one or more names between slashes. @throws RangeError for anything else. */
export function basePathOf({BASE_PATH: text = ""}: NodeJS.ProcessEnv): string {
  if (text === "") return "/";
  if (!/^\/(?:[\w.~-]+\/)*$/.test(text))
    throw new RangeError(`BASE_PATH is “${text}”, and must begin and end in a slash, such as /ledger/`);
  return text;
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

/** Listens on the port. @throws Error where it is taken. */
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
    const base = basePathOf(process.env);
    // The port is opened before the build, so that a port in use fails early.
    let answer: RequestListener = (_request, response) =>
      response.writeHead(503, {"Retry-After": "5"}).end("being built\n");
    const server = createServer((request, response) => answer(request, response));
    // Closes connections that read nothing for two minutes, so that they keep no file open.
    server.setTimeout(120_000);
    const address = await listen(server, port);
    try {
      const {edition, pages} = await build({root: PROJECT});
      answer = staticSite(join(PROJECT, "dist"), base);
      console.log(`Asylum Ledger, edition ${edition}, ${pages} pages: ${address.slice(0, -1)}${base}`);
    } catch (error) {
      server.close();
      throw error;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

// The preview's server is a proxy in front of Framework's own: pages come through it as the built site has them, Framework's files as they
// are, and the socket of its live reload with what concerns pages that Framework does not know.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {existsSync, mkdirSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import type {IncomingMessage, RequestListener, ServerResponse} from "node:http";
import {connect, createServer as createPort} from "node:net";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {stripVTControlCharacters} from "node:util";
import pRetry from "p-retry";
import {watch} from "chokidar";
import {WebSocket, WebSocketServer} from "ws";
import type {RawData} from "ws";
import {frameworkCommand, frameworkEnvironment, isCommand, PROJECT, prepareCache, removeAbandoned} from "../build.js";
import {unwrapHeadings} from "../finish/page.js";
import {fontFaces} from "../fonts.js";
import {listen, portOf} from "../serve.js";
import {staticSite} from "../staticSite.js";
import {openPages} from "./pages.js";
import type {PreviewPages} from "./pages.js";

const HOST = "127.0.0.1";
/** The code with which the process ends that has no port, which src/site/dev.ts knows. */
const NO_PORT = 3;
/** What Framework answers as it is. */
const FRAMEWORKS = /^\/_(?:observablehq|npm|node|jsr|import|file)\//;

/** What the preview says of itself before anything else. */
export function opening(address: string, edition: string): string {
  return [
    `Asylum Ledger, preview of edition ${edition}: ${address}`,
    "How the preview differs from the built site:",
    "- A page is made when it is asked for. The first card of a figure, the search and the first CSV take some seconds.",
    "- Edits of pages, styles, data loaders and the modules of cells show at once; edits of other code, of words and of",
    "  data/tables after a restart, which the preview does by itself.",
    "- Its policy allows one thing more, the evaluation of code ('unsafe-eval'), which live reload needs.",
    "- The search lists no figures, /code lists every file that a chart may lead to, and links are not checked: npm run build does."
  ].join("\n");
}

/** Framework's preview in a separate process, on a separate port. */
async function startFramework(root: string): Promise<{readonly origin: string; readonly process: ChildProcess}> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [frameworkCommand(), "preview", "--no-open", "--host", HOST, "--port", String(port)],
    {
      cwd: root,
      env: frameworkEnvironment({}),
      stdio: ["ignore", "pipe", "inherit"]
    }
  );
  // Its account of each request and message is left out, and its address, which is not the preview's.
  child.stdout.on("data", (bytes: Buffer) => {
    for (const line of bytes.toString().split("\n"))
      if (!/^(?:GET|HEAD|socket|↑|↓|Observable Framework|↳| {2,}|[{}\]]|\s*$)/.test(stripVTControlCharacters(line)))
        console.log(line);
  });
  return {origin: `${HOST}:${port}`, process: child};
}

async function freePort(): Promise<number> {
  const server = createPort();
  await new Promise<void>((done) => server.listen(0, HOST, done));
  const {port} = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until Framework answers. @throws Error where it ends before that. */
async function answering(origin: string, child: ChildProcess): Promise<void> {
  const [host = HOST, port = ""] = origin.split(":");
  while (child.exitCode === null && child.signalCode === null) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(Number(port), host);
      socket.once("error", () => done(false));
      socket.once("connect", () => {
        socket.destroy();
        done(true);
      });
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("Framework’s preview has ended; what it says of it stands above. The next change starts it again.");
}

/** The page at an address: `countries/deu`, `index`. */
export function pageAt(pathname: string): string {
  const path = decodeURI(pathname)
    .replace(/^\/+/, "")
    .replace(/\.html$/, "");
  return path === "" || path.endsWith("/") ? `${path}index` : path;
}

/** The port is taken: restarting would not help. */
class PortError extends Error {
  override name = "PortError";
}

export interface Preview {
  readonly address: string;
  readonly edition: string;
  readonly close: () => void;
}

/** Starts the preview of the project at `root`. @throws Error where the port is taken or Framework does not start. */
export async function startPreview({root, port}: {root: string; port: number}): Promise<Preview> {
  const home = join(root, "src", ".observablehq");
  removeAbandoned(home);
  const work = join(home, `preview-${process.pid}`);
  let answer: RequestListener | null = null;
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (answer) answer(request, response);
    else waiting.push(() => answer?.(request, response));
  });
  // The port is opened first, so that a preview that cannot be reached fails early.
  const address = await listen(server, port).catch((error: unknown) => {
    throw new PortError(error instanceof Error ? error.message : String(error));
  });
  await prepareCache(root);
  mkdirSync(work, {recursive: true});
  const framework = await startFramework(root);
  let sockets: WebSocketServer | null = null;
  const close = () => {
    framework.process.kill();
    sockets?.clients.forEach((client) => client.terminate());
    server.closeAllConnections();
    // Not awaited: a browser may keep a socket for as long as its page is open.
    server.close();
    rmSync(work, {recursive: true, force: true});
  };
  try {
    const [pages] = await Promise.all([
      openPages(root, {work, stamp, ask: (page) => frameworksPage(framework.origin, page)}),
      answering(framework.origin, framework.process)
    ]);
    answer = answersOf(pages, framework.origin);
    for (const each of waiting.splice(0)) each();
    sockets = liveReload(server, pages, {origin: framework.origin, root});
    return {address, edition: pages.edition, close};
  } catch (error) {
    close();
    throw error;
  }
}

/** @throws Error with Framework's words where a page fails. */
async function frameworksPage(origin: string, page: string): Promise<string | null> {
  const path = page === "index" ? "" : page.replace(/(^|\/)index$/, "$1");
  // A keep-alive connection may have ended while tables were written: retried once.
  const response = await pRetry(() => fetch(`http://${origin}/${encodeURI(path)}`, {redirect: "manual"}), {
    retries: 3,
    minTimeout: 50
  });
  if (page === "404") return response.text();
  if (response.status === 404 || response.status === 302) return null;
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

function answersOf(pages: PreviewPages, origin: string): RequestListener {
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {pathname} = new URL(request.url ?? "/", "http://preview");
    if (FRAMEWORKS.test(pathname)) return passOn(request, response, origin);
    // A folder's page names its neighbours from within the folder.
    if (/^\/editions\/[\w-]+$/.test(pathname)) {
      response.writeHead(302, {Location: `${pathname}/`}).end();
      return;
    }
    const path = decodeURI(pathname).slice(1);
    // A file has an ending; an address of the site has none.
    if (/\.\w+$/.test(path) && !path.endsWith(".html")) {
      await pages.prepare(path);
      const folder = pages.folders.find((each) => existsSync(join(each, path)));
      if (folder === undefined) await notFound(pages, response);
      else staticSite(folder)(request, response);
      return;
    }
    const html = await pages.htmlOf(pageAt(pathname));
    if (html === null) await notFound(pages, response);
    else response.writeHead(200, {"Content-Type": "text/html;charset=utf-8", "Cache-Control": "no-store"}).end(html);
  };
  return (request, response) => void respond(request, response).catch(failed(response));
}

async function notFound(pages: PreviewPages, response: ServerResponse): Promise<void> {
  const html = await pages.htmlOf("404");
  response.writeHead(404, {"Content-Type": "text/html;charset=utf-8"}).end(html ?? "");
}

/** What went wrong, where the reader of the preview looks: on the page and on the terminal. */
function failed(response: ServerResponse): (error: unknown) => void {
  return (error) => {
    const words = error instanceof Error ? error.message : String(error);
    console.error(words);
    if (!response.headersSent) response.writeHead(500, {"Content-Type": "text/plain;charset=utf-8"});
    response.end(`${words}\n`);
  };
}

/** Framework's own answer; a stylesheet of the site begins with the fonts, as in the built site. */
async function passOn(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const given = await fetch(`http://${origin}${request.url ?? "/"}`, {method: request.method ?? "GET"});
  const type = given.headers.get("content-type") ?? "application/octet-stream";
  const body = Buffer.from(await given.arrayBuffer());
  const isSheet = request.url?.startsWith("/_import/") === true && type.startsWith("text/css");
  response
    .writeHead(given.status, {"Content-Type": type, "Cache-Control": "no-cache"})
    .end(isSheet ? Buffer.concat([Buffer.from(`${fontFaces("/_fonts")}\n`), body]) : body);
}

/** Says in a page which start of the preview it is of: after a restart its code may be other, and the page is fetched again. */
const START = `.${process.pid}.${Date.now()}`;

function stamp(hash: string): string {
  return `${hash}${START}`;
}

interface Message {
  readonly type: string;
  readonly path?: string;
  readonly hash?: unknown;
  readonly html?: {readonly type: string; readonly items: {readonly value?: string}[]}[];
}

/** Proxies Framework's live reload between a page and Framework. */
function liveReload(
  server: ReturnType<typeof createServer>,
  pages: PreviewPages,
  {origin, root}: {origin: string; root: string}
): WebSocketServer {
  const sockets = new WebSocketServer({server, path: "/_observablehq"});
  sockets.on("connection", (client) => {
    const framework = new WebSocket(`ws://${origin}/_observablehq`);
    let page = "index";
    const before: string[] = [];
    const tell = (message: object) => client.send(JSON.stringify(message));
    client.on("message", (data) => {
      const message = JSON.parse(textOf(data)) as Message;
      if (message.type !== "hello" || typeof message.hash !== "string") return;
      page = pageAt(message.path ?? "/");
      if (!message.hash.endsWith(START)) {
        tell({type: "reload"});
        return;
      }
      const path = `/${pages.frameOf(page)}`;
      const hello = JSON.stringify({...message, path, hash: message.hash.slice(0, -START.length)});
      if (framework.readyState === WebSocket.OPEN) framework.send(hello);
      else before.push(hello);
    });
    framework.on("open", () => before.splice(0).forEach((each) => framework.send(each)));
    framework.on("message", (data) => {
      const update = updateOf(JSON.parse(textOf(data)) as Message, page, pages);
      tell(update);
    });
    framework.on("error", () => client.close());
    framework.on("close", () => client.close());
    client.on("error", () => client.terminate());
    client.on("close", () => framework.close());
  });
  // Framework watches the stylesheet that pages name, not the parts that it imports.
  watch(join(root, "src", "look"), {ignoreInitial: true}).on("all", () =>
    sockets.clients.forEach((client) => client.send(JSON.stringify({type: "reload"})))
  );
  return sockets;
}

const textOf = (data: RawData) => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString();

/** A message of Framework for the page: a page that has more than Framework wrote reloads instead. */
function updateOf(message: Message, page: string, pages: PreviewPages): object {
  if (message.type !== "update") return message;
  if (message.html?.length && pages.isFilled(page)) return {type: "reload"};
  const {previous, current} = message.hash as {previous: string; current: string};
  return {
    ...message,
    hash: {previous: stamp(previous), current: stamp(current)},
    html: message.html?.map((patch) => ({
      ...patch,
      items: Array.isArray(patch.items)
        ? patch.items.map((item) =>
            item.value === undefined ? item : {...item, value: pages.partOf(unwrapHeadings(item.value), page)}
          )
        : patch.items
    }))
  };
}

if (isCommand(import.meta.url)) {
  try {
    const {address, edition, close} = await startPreview({
      root: PROJECT,
      port: portOf(process.argv.slice(2), process.env)
    });
    console.log(opening(address, edition));
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        close();
        process.exit();
      });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof PortError ? NO_PORT : 1);
  }
}

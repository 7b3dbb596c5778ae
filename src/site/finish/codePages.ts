// "How was this made?": each chart leads to the code that computes and draws it. The code is a page of the site, made from the file
// that the build itself ran, with what it imports a link away.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, posix} from "node:path";
import {filesOf, SiteError} from "./files.js";
import {escapeText} from "../../html/paper.js";

const TEMPLATE = "code.html";
const PLACE = '<div id="code-list"></div>';

/** What the rooms of the code are for, in the order in which a chart passes through them. */
const ROOMS: Readonly<Record<string, string>> = {
  notebooks: "Notebooks: each step by SQL and by arquero",
  pages: "What is taken from the edition for each chart, a folder a page",
  explorer: "The explorer: a question, its view and its charts",
  query: "The query page",
  search: "The search",
  figures: "Figures in sentences, and their cards",
  charts: "Drawings: figures in, an element out",
  html: "Tables, and the HTML that they are written in",
  edition: "The edition, read",
  words: "Terms and sentences",
  measures: "Bounds, statuses, sums and rates"
};

/** Modules of the site's code that a file imports, by their path below `src`, with the text that names them. */
export function importsOf(module: string, source: string): {readonly module: string; readonly written: string}[] {
  return Array.from(source.matchAll(/(?:from|import)\s+"(\.[^"]+)\.js"/g), ([, written = ""]) => ({
    module: posix.normalize(posix.join(posix.dirname(module), written)),
    written: `${written}.js`
  })).filter((each) => /^[a-zA-Z]+(?:\/[\w-]+)+$/.test(each.module));
}

/** The places of a file that a chart may name: its functions and constants, and the functions of its tables of drawings. */
export function placeOf(line: string): string | null {
  const match =
    /^(?:export )?(?:default )?(?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/.exec(line) ??
    /^ {2}const (\w+) = \(/.exec(line) ??
    /^ {2,4}"?([\w-]+)"?: (?:async )?(?:\w+\()?(?:\(|\{$)/.exec(line);
  return match?.[1] ?? null;
}

/** The text of a file with its places named, its comments told apart, and its imports as links. */
export function codeHtml(module: string, source: string): string {
  const seen = new Set<string>();
  const up = upFrom(module);
  const links = new Map(importsOf(module, source).map((each) => [each.written, each.module]));
  return source
    .trimEnd()
    .split("\n")
    .map((line) => {
      const place = placeOf(line);
      const id = place !== null && !seen.has(place) ? place : null;
      if (id !== null) seen.add(id);
      const written = /(?:from|import) "(\.[^"]+)"/.exec(line)?.[1];
      const target = written === undefined ? undefined : links.get(written);
      const text =
        target === undefined || written === undefined
          ? escapeText(line)
          : escapeText(line).replace(written, () => `<a href="${up}${target}">${written}</a>`);
      const whole = /^\s*(?:\/\/|\/\*\*|\*)/.test(line) ? `<span class="rem">${text}</span>` : text;
      return id === null ? whole : `<span id="${id}">${whole}</span>`;
    })
    .join("\n");
}

/** The way from a module's page up to the folder of all code. */
function upFrom(module: string): string {
  return "../".repeat(module.split("/").length - 1);
}

/** The first lines of a file, which say why it exists. */
export function whyOf(source: string): string {
  const lines: string[] = [];
  for (const line of source.split("\n")) {
    if (!line.startsWith("//")) break;
    lines.push(line.replace(/^\/\/ ?/, ""));
  }
  return lines.join(" ");
}

/** The same as HTML: what stands between backticks is code, also a directive, which no page may leave unread in its words. */
function whyHtml(source: string): string {
  return escapeText(whyOf(source)).replace(/`([^`]+)`/g, (_, code: string) => `<code>${code}</code>`);
}

/** Writes a page for each file of code that a chart of the site leads to, and for those it imports; the page `code` lists them. */
export function writeCode(folder: string, root: string): void {
  const path = join(folder, TEMPLATE);
  if (!existsSync(path)) return;
  const wanted = new Set<string>();
  for (const page of filesOf(folder).filter((file) => file.endsWith(".html")))
    for (const [, module = ""] of readFileSync(join(folder, page), "utf8").matchAll(
      /href="(?:\.\.?\/)+code\/([a-zA-Z]+(?:\/[\w-]+)+)(?:#[\w-]+)?"/g
    ))
      wanted.add(module);
  const sources = new Map<string, string>();
  for (const module of wanted) {
    const file = join(root, "src", `${module}.ts`);
    if (!existsSync(file)) throw new SiteError(`a chart leads to the code of ${module}, which is no file of src`);
    const source = readFileSync(file, "utf8");
    sources.set(module, source);
    // A set that grows while it is walked: what is imported is walked too.
    for (const each of importsOf(module, source)) wanted.add(each.module);
  }
  const html = readFileSync(path, "utf8");
  if (!html.includes(PLACE)) throw new SiteError(`${TEMPLATE}: the place of the list is not there`);
  // The frame of the list serves each page, some folders further down.
  const frame = (up: string) =>
    html.replaceAll('="./', `="${up}`).replaceAll('from "./', `from "${up}`).replaceAll('import "./', `import "${up}`);
  for (const [module, source] of sources) {
    const to = join(folder, "code", `${module}.html`);
    mkdirSync(dirname(to), {recursive: true});
    writeFileSync(
      to,
      frame(`../${upFrom(module)}`)
        .replace(/<title>[^<]*<\/title>/, () => `<title>src/${module}.ts | Asylum Ledger</title>`)
        .replace(/<main id="observablehq-main"[\s\S]*<\/main>/, () => pageOf(module, source, sources))
    );
  }
  const roomOf = (module: string) => module.slice(0, module.indexOf("/"));
  const rooms = [...new Set([...sources.keys()].map(roomOf))];
  const order = Object.keys(ROOMS);
  rooms.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const list = rooms.map((room) => {
    const files = [...sources].filter(([module]) => roomOf(module) === room).sort(([a], [b]) => (a < b ? -1 : 1));
    return (
      `<h2 id="${room}">${escapeText(ROOMS[room] ?? room)}</h2><dl class="code-list">` +
      files
        .map(
          ([module, source]) =>
            `<dt><a href="./code/${module}"><code>src/${module}.ts</code></a></dt><dd>${whyHtml(source)}</dd>`
        )
        .join("") +
      "</dl>"
    );
  });
  writeFileSync(
    path,
    html.replace(PLACE, () => list.join("\n"))
  );
}

function pageOf(module: string, source: string, all: ReadonlyMap<string, string>): string {
  const imports = [...new Set(importsOf(module, source).map((each) => each.module))].sort();
  const asked = [...all].filter(([other, text]) => importsOf(other, text).some((each) => each.module === module));
  const links = (modules: readonly string[]) =>
    modules.map((each) => `<a href="${upFrom(module)}${each}"><code>${each}</code></a>`).join(", ");
  return (
    `<main id="observablehq-main" class="observablehq code"><p class="kick"><a href="../${upFrom(module)}code">The code behind the charts</a></p>` +
    `<h1>src/${module}.ts</h1><p class="deck">${whyHtml(source)}</p>` +
    (imports.length ? `<p class="small">Computes and draws with: ${links(imports)}.</p>` : "") +
    (asked.length ? `<p class="small">Used by: ${links(asked.map(([other]) => other).sort())}.</p>` : "") +
    `<pre class="recipe" tabindex="0" role="region" aria-label="Code of src/${module}.ts"><code>${codeHtml(module, source)}</code></pre></main>`
  );
}

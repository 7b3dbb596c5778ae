// "How was this made?": each chart links to a page with the steps in plain words and, below them, the code that computes and draws it:
// the file that the build itself ran, with links to what it imports.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {filesOf, SiteError} from "./files.js";
import {escapeText} from "../../html/paper.js";
import {importsOf} from "./codeImports.js";
import {stepsOf} from "./codeSteps.js";

const TEMPLATE = "code.html";
const PLACE = '<div id="code-list"></div>';

/** What each folder of the code is for, in the order in which a chart uses them. */
const ROOMS: Readonly<Record<string, string>> = {
  notebooks: "Notebooks: each step in SQL and in Arquero",
  pages: "What each page takes from the edition, one folder a page",
  explorer: "The explorer: a question, its view and its charts",
  query: "The query page",
  search: "The search",
  figures: "Figures in sentences, and their source cards",
  charts: "Charts",
  html: "Tables and HTML",
  edition: "Reading the edition",
  words: "Terms and sentences",
  measures: "Rounding ranges, statuses, sums and rates"
};

/** The name of a function or constant that a line declares, which a chart may link to; null for other lines. */
export function placeOf(line: string): string | null {
  const match =
    /^(?:export )?(?:default )?(?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/.exec(line) ??
    /^ {2}const (\w+) = \(/.exec(line) ??
    /^ {2,4}"?([\w-]+)"?: (?:async )?(?:\w+\()?(?:\(|\{$)/.exec(line);
  return match?.[1] ?? null;
}

/** The text of a file with ids at its declarations, its comments marked, and its imports as links. */
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

/** The relative path from a module's page to the folder of all code. */
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

/** The same as HTML. Text between backticks is code, so that a directive in it is not taken for one that was left in the page. */
function whyHtml(source: string): string {
  return escapeText(whyOf(source)).replace(/`([^`]+)`/g, (_, code: string) => `<code>${code}</code>`);
}

/** Modules whose code a page or a script leads to: some charts are drawn by scripts alone. */
export function modulesLinked(text: string): string[] {
  return Array.from(
    text.matchAll(/"(?:\.\.?\/)+code\/([a-zA-Z]+(?:\/[\w-]+)+)(?:#[\w-]+)?"/g),
    ([, module = ""]) => module
  );
}

/** Writes a page for each file of code that a chart of the site leads to, and for those it imports; the page `code` lists them. */
export function writeCode(folder: string, root: string): void {
  const path = join(folder, TEMPLATE);
  if (!existsSync(path)) return;
  const wanted = new Set<string>();
  for (const file of filesOf(folder).filter((each) => /\.html$|^_scripts\/[^/]+\.js$/.test(each)))
    for (const module of modulesLinked(readFileSync(join(folder, file), "utf8"))) wanted.add(module);
  const sources = new Map<string, string>();
  for (const module of wanted) {
    const file = join(root, "src", `${module}.ts`);
    if (!existsSync(file)) throw new SiteError(`a chart links to the code of ${module}, which is not a file in src`);
    const source = readFileSync(file, "utf8");
    sources.set(module, source);
    // Iterating a set visits what is added meanwhile: imports are followed too.
    for (const each of importsOf(module, source)) wanted.add(each.module);
  }
  const html = readFileSync(path, "utf8");
  if (!html.includes(PLACE)) throw new SiteError(`${TEMPLATE} has no place for the list: ${PLACE}`);
  // The list's page is the template of each module's page, some folders deeper.
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
      `<h3 id="${room}">${escapeText(ROOMS[room] ?? room)}</h3><dl class="code-list">` +
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
    `<main id="observablehq-main" class="observablehq code"><p class="kick"><a href="../${upFrom(module)}code">How our charts are made</a></p>` +
    stepsHtml(module, all) +
    `<p>${whyHtml(source)}</p>` +
    (imports.length ? `<p class="small">Uses: ${links(imports)}.</p>` : "") +
    (asked.length ? `<p class="small">Used by: ${links(asked.map(([other]) => other).sort())}.</p>` : "") +
    `<pre class="recipe" tabindex="0" role="region" aria-label="Code of src/${module}.ts"><code>${codeHtml(module, source)}</code></pre></main>`
  );
}

/** The head of a module's page: the steps in plain words where it is a chart's, and the name of the file. */
function stepsHtml(module: string, all: ReadonlyMap<string, string>): string {
  const steps = stepsOf(module, all);
  const file = `<code>src/${module}.ts</code>`;
  if (!steps.length) return `<h1>${file}</h1>`;
  const items = steps.map(
    ({words, module: by}) =>
      `<li>${escapeText(words)}${by === null ? "" : ` <a href="${upFrom(module)}${by}"><code>${by}</code></a>`}</li>`
  );
  return `<h1>How this was made</h1><ol>${items.join("")}</ol><h2 id="the-code">The code: ${file}</h2>`;
}

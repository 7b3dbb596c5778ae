// Adds directives to Markdown: `:fig[…]` in a sentence, a number computed from the edition, and
// `:component[name …]` on a line of its own, a chart or table drawn into the HTML. Both are done while the page is built;
// an invalid directive stops the build with an error that names it and the page. `:says[key]` is a sentence of the page's notebook.
import type MarkdownIt from "markdown-it";
import {cardPath, FigureError, figureHref} from "../figures/figure.js";
import type {Computed} from "../figures/figure.js";
import type {PageSource} from "../figures/sources.js";
import {writtenDate} from "../words/editionDate.js";

/** The plugin's options: functions that compute a figure or draw a component from the words of a directive. */
export interface Directives {
  /** @throws FigureError where the directive names no figure of the edition. */
  readonly figure: (directive: string) => Computed;
  /** The HTML of a chart or table on the page at `path`. @throws FigureError where there is no such component. */
  readonly component: (directive: string, path: string) => string;
  /** A source by its key, for `:src[key]` after a statement. @throws FigureError where there is no such source. */
  readonly source: (key: string) => PageSource;
  /** The HTML of a number or sentence of the notebook on the page at `path`, for `:says[key]`. @throws FigureError where it says no such thing. */
  readonly says?: (key: string, path: string) => string;
}

/** The sources of a page in the order in which it names them; one address has one number. */
type Numbered = Map<string, {readonly n: number; readonly source: PageSource}>;
const numbered = (env: unknown): Numbered => ((env as {sources?: Numbered}).sources ??= new Map());

const DIRECTIVE = /:([a-z]+)\[([^\]\n]*)\]/y;
const COMPONENT = /^:component\[([^\]\n]*)\]\s*$/;

/** The plugin for Framework's `markdownIt` option. */
export function directives(given: Directives): (md: MarkdownIt) => MarkdownIt {
  return (md) => {
    parseDirectives(md);
    renderSays(md, given);
    refuseCells(md);
    numberSources(md, given);
    nameHeadings(md);
    renderFigures(md, given);
    renderComponents(md, given);
    return md;
  };
}

/** Parses `:fig[…]`, `:src[…]` and `:says[…]` in sentences. */
function parseDirectives(md: MarkdownIt): void {
  md.inline.ruler.push("figure", (state, silent) => {
    if (state.src[state.pos] !== ":") return false;
    DIRECTIVE.lastIndex = state.pos;
    const match = DIRECTIVE.exec(state.src);
    if (!match) {
      if (state.src.startsWith(":fig[", state.pos) || state.src.startsWith(":component[", state.pos))
        throw new Error(
          `${pageOf(state.env)}: a directive is not closed: ${state.src.slice(state.pos, state.pos + 60)}`
        );
      return false;
    }
    const [whole, name, words = ""] = match;
    if (name !== "fig" && name !== "src" && name !== "says")
      throw new Error(
        `${pageOf(state.env)}: ${whole}: ` +
          (name === "component" ? "a component stands on a line of its own" : `there is no directive “${name ?? ""}”`)
      );
    if (!silent)
      state.push({src: "ledger_reference", says: "ledger_says", fig: "ledger_figure"}[name], "", 0).content = words;
    state.pos += whole.length;
    return true;
  });
}

/** Figures in sentences, in headings and in blocks of HTML. */
function renderFigures(md: MarkdownIt, {figure}: Directives): void {
  const render = (directive: string, env: unknown) =>
    at(directive, env, () => figureHtml(figure(directive), md.utils.escapeHtml));
  const plain = (directive: string, env: unknown) =>
    at(directive, env, () => {
      const {shown, bounds} = figure(directive);
      return bounds === null ? shown : `${shown}\u00a0${bounds}`;
    });
  md.renderer.rules.ledger_figure = (tokens, i, _options, env) => render(tokens[i]?.content ?? "", env);

  // A heading carries the number as text, so that the page's title has it too; a link there would lie inside a link.
  md.core.ruler.push("figures_in_headings", (state) => {
    state.tokens.forEach((token, i) => {
      if (token.type !== "inline" || state.tokens[i - 1]?.type !== "heading_open") return;
      for (const child of token.children ?? [])
        if (child.type === "ledger_figure") {
          child.content = plain(child.content, state.env);
          child.type = "text";
        }
    });
  });

  // Markdown is not parsed inside a block of HTML, but figures are.
  md.core.ruler.push("figures_in_html", (state) => {
    for (const token of state.tokens)
      if (token.type === "html_block")
        token.content = token.content.replace(/:fig\[([^\]\n]*)\]/g, (_, words: string) => render(words, state.env));
  });
}

function renderSays(md: MarkdownIt, {says}: Directives): void {
  md.renderer.rules.ledger_says = (tokens, i, _options, env) => {
    const key = tokens[i]?.content ?? "";
    return at(
      key,
      env,
      () => {
        if (!says) throw new FigureError("there are no notebooks");
        return says(key, pathOf(env));
      },
      "says"
    );
  };
}

function refuseCells(md: MarkdownIt): void {
  // Framework's DuckDB loads a module and extensions from other hosts, which pages never request: the error names what does the same.
  md.core.ruler.push("cells", (state) => {
    for (const {type, info, content} of state.tokens)
      if (type === "fence" && !/\brun=("?)false\1/.test(info)) refuseCell(info, content, state.env);
  });
}

/** Numbers the sources that a page names with `:src[…]`. */
function numberSources(md: MarkdownIt, {source}: Directives): void {
  const references = (keys: string, env: unknown) =>
    at(
      keys,
      env,
      () => {
        const links = keys
          .trim()
          .split(/\s+/)
          .map((key) => {
            const found = source(key);
            const known = numbered(env);
            const entry = known.get(found.url) ?? {n: known.size + 1, source: found};
            known.set(found.url, entry);
            return `<a href="#source-${entry.n}" aria-label="Source ${entry.n}">${entry.n}</a>`;
          });
        return `<sup class="ref">${[...new Set(links)].join(" ")}</sup>`;
      },
      "src"
    );

  // Sources are numbered as a reader meets them, in paragraphs and in blocks of HTML alike. The space before a number belongs to it.
  md.core.ruler.push("references", (state) => {
    for (const token of state.tokens)
      if (token.type === "html_block")
        token.content = token.content.replace(/\s*:src\[([^\]\n]*)\]/g, (_, keys: string) =>
          references(keys, state.env)
        );
      else if (token.type === "inline")
        token.children?.forEach((child, i, children) => {
          if (child.type !== "ledger_reference") return;
          const before = children[i - 1];
          if (before?.type === "text") before.content = before.content.trimEnd();
          child.type = "html_inline";
          child.content = references(child.content, state.env);
        });
  });
}

function nameHeadings(md: MarkdownIt): void {
  // `## Words {#id}` names the place: headings are reworded, addresses should not change with them.
  md.core.ruler.after("inline", "heading_ids", (state) => {
    state.tokens.forEach((token, i) => {
      const last = token.children?.at(-1);
      const heading = state.tokens[i - 1];
      if (token.type !== "inline" || heading?.type !== "heading_open" || last?.type !== "text") return;
      const named = /^(.*?)\s*\{#([\w-]+)(?:\s+rail="([^"]*)")?\}\s*$/.exec(last.content);
      if (!named) return;
      heading.attrSet("id", named[2] ?? "");
      if (named[3] !== undefined) heading.attrSet("data-rail", named[3]);
      last.content = named[1] ?? "";
    });
  });
}

/** Components, each on a line of its own; `page-sources` is the list of the page's sources. */
function renderComponents(md: MarkdownIt, {component}: Directives): void {
  const sourceList = (env: unknown) => {
    const entries = [...numbered(env).values()].map(({n, source: {publisher, title, date, url, quoted}}) => {
      const words = [publisher, title, writtenDate(date)].filter(Boolean).map(md.utils.escapeHtml).join(", ");
      const quotes = quoted.map((quote) => ` <q>${md.utils.escapeHtml(quote)}</q>`).join("");
      return `<li id="source-${n}"><a href="${md.utils.escapeHtml(url)}">${words}</a>.${quotes}</li>`;
    });
    return `<ol class="sources">${entries.join("\n")}</ol>\n`;
  };

  md.block.ruler.before(
    "paragraph",
    "component",
    (state, startLine, _endLine, silent) => {
      const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      const match = COMPONENT.exec(state.src.slice(start, state.eMarks[startLine]));
      if (!match) return false;
      if (silent) return true;
      const token = state.push("ledger_component", "", 0);
      token.content = match[1] ?? "";
      token.map = [startLine, startLine + 1];
      state.line = startLine + 1;
      return true;
    },
    {alt: ["paragraph", "reference", "blockquote", "list"]}
  );
  md.renderer.rules.ledger_component = (tokens, i, _options, env) => {
    const directive = tokens[i]?.content ?? "";
    if (directive === "page-sources") return sourceList(env);
    return `${at(directive, env, () => component(directive, pathOf(env)), "component")}\n`;
  };
}

/**
 * A figure in a sentence: a link, with a bracket sign where the number has bounds, and the bounds after it.
 * `data-figure` names it for tests and for the card that scripts open.
 */
export function figureHtml(computed: Computed, escape: (text: string) => string): string {
  const {figure, shown, bounds, bracket, reported} = computed;
  const names = ["fig", ...(bracket ? ["b"] : []), ...(reported ? ["reported"] : [])].join(" ");
  const after = bounds === null ? "" : `<span class="bounds">\u00a0${escape(bounds)}</span>`;
  const href = escape(figureHref(computed));
  const card = cardPath(computed) === null ? "" : ` data-card=""`;
  return `<a class="${names}" href="${href}" data-figure="${escape(figure.text)}"${card}>${escape(shown)}${after}</a>`;
}

const INSTEAD =
  "DuckDB would be fetched from other hosts, which no page of this site asks. " +
  "Take the rows in a data loader, in SQL if you like (src/data/NAME.parquet.ts with @duckdb/node-api), " +
  'and read them by FileAttachment("…").parquet(); or use d3.group and d3.rollup in a js cell. CONTRIBUTING.md, “A page of one’s own”, has an example.';

/** Stops the build at a cell that cannot work on this site, with the page and what to write instead. */
function refuseCell(info: string, content: string, env: unknown): void {
  const [language = ""] = info.trim().split(/\s+/);
  if (language === "sql") throw new Error(`${pageOf(env)}: a cell of SQL does not work here. ${INSTEAD}`);
  if (
    /^(?:js|ts|jsx|tsx)$/.test(language) &&
    /\b(?:DuckDBClient|sql`|npm:@duckdb|npm:@observablehq\/duckdb)/.test(content)
  )
    throw new Error(`${pageOf(env)}: DuckDBClient and sql\`…\` do not work here. ${INSTEAD}`);
}

/** The path of the page, such as `/story.md`; empty if unknown. */
function pathOf(env: unknown): string {
  return (env as {path?: string} | undefined)?.path ?? "";
}

function pageOf(env: unknown): string {
  const path = (env as {path?: string} | undefined)?.path;
  return path === undefined ? "page unknown" : `page ${path}`;
}

/** Adds page and directive to an error: Framework logs what a plugin throws without either. */
function at<T>(directive: string, env: unknown, make: () => T, kind = "fig"): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof FigureError)) throw error;
    throw new Error(`${pageOf(env)}: :${kind}[${directive}]: ${error.message}`, {cause: error});
  }
}

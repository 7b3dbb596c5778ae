// Completes the query page after Framework's build: schema and example questions in the HTML, its script and facts, and DuckDB's files,
// which the page fetches when a reader runs a query.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {csvParse} from "d3";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {allCited, editionAddress, plainCitation} from "../../words/cite.js";
import {editionDate} from "../../words/editionDate.js";
import {siteOf} from "../machines/write.js";
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, MEASURES, STATUS_LABELS, UNITS} from "../../schema/codes.js";
import {tablesNamed} from "../../query/sql.js";
import {QUESTIONS} from "../../query/questions.js";
import type {WorkedQuestion} from "../../query/questions.js";
import {schemaList, schemaTables} from "../../query/schema.js";
import type {PackageTable, QueryFacts} from "../../query/schema.js";
import {duckdbAttributes} from "./duckdbFiles.js";
import type {DuckdbParts} from "./duckdbFiles.js";
import type {Edition} from "../../edition/edition.js";
import {writeScript} from "../scripts.js";

const PAGE = "query.html";
/** The places of the generated parts in the page. */
const HOLDERS = {
  starts: '<div id="starts"></div>',
  workbench: '<div id="workbench"></div>',
  worked: '<div id="worked-questions"></div>'
} as const;

/** Completes the query page in the site built in `folder`; a site without the page is unchanged. `duckdb` writes DuckDB's files. */
export async function writeQuery(
  folder: string,
  root: string,
  edition: Edition,
  duckdb: () => Promise<DuckdbParts>
): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const [parts, script] = await Promise.all([duckdb(), writeScript(folder, root, "query", "query/browser")]);
  const facts = factsOf(edition, root);
  const json = JSON.stringify(facts);
  const file = `_query/facts.${createHash("sha256").update(json).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, "_query"), {recursive: true});
  writeFileSync(join(folder, file), json);
  const document = PAPER;
  const questions = questionsOf(facts);
  const places = {
    [HOLDERS.starts]: starts(questions, document).outerHTML,
    [HOLDERS.workbench]: workbench(facts, questions, {
      document,
      attributes: `data-facts="./${file}" data-packed="${parts.packed}" ${duckdbAttributes(parts, edition, "./")}`
    }),
    [HOLDERS.worked]: worked(questions, document).outerHTML
  };
  let html = readFileSync(path, "utf8");
  for (const [holder, made] of Object.entries(places)) {
    if (!html.includes(holder)) throw new Error(`${PAGE}: ${holder} is not there`);
    html = html.replace(holder, () => made);
  }
  writeFileSync(
    path,
    html.replace("</head>", () => `<script type="module" src="./${script}"></script>\n</head>`)
  );
}

/** The example questions whose tables this edition has. */
function questionsOf({tables}: QueryFacts): WorkedQuestion[] {
  const every = ["applications", "cells", "counts", "decisions", "places", "population", "reported", "stocks"];
  const present = new Set(tables.map(({name}) => name));
  return QUESTIONS.filter(({sql}) => tablesNamed(sql, every).every((name) => present.has(name)));
}

function factsOf(edition: Edition, root: string): QueryFacts {
  const file = join(root, "data", "tables", "places.csv");
  const rows = existsSync(file) ? csvParse(readFileSync(file, "utf8")) : [];
  const others = new Map(
    rows.map((row) => [
      row.place ?? "",
      [row.name_ru, row.name_ko, ...(row.aliases ?? "").split(" | ")].filter((name) => name).join("|")
    ])
  );
  return {
    edition: edition.id,
    cite: plainCitation(allCited(edition.package.sources), {
      title: "Answer to a query of the tables",
      address: editionAddress(edition.id, siteOf(process.env)),
      edition: edition.id
    }),
    tables: schemaTables(edition.package.resources as unknown as readonly PackageTable[]),
    places: Array.from(edition.places, ([code, name]) => [code, name, others.get(code) ?? ""] as const),
    codes: {
      ...{level: LEVELS, type: APPLICATION_TYPES, unit: UNITS, authority: AUTHORITIES},
      ...{status: STATUS_LABELS, measure: MEASURES}
    }
  };
}

/** Editor, answer and schema before any script runs. What needs scripts is hidden, and a note says so. */
function workbench(
  facts: QueryFacts,
  questions: readonly WorkedQuestion[],
  {document, attributes}: {document: Document; attributes: string}
): string {
  const make = (name: string, given: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, given, ...contents);
  const [first] = questions;
  const form = make(
    "form",
    {id: "query", class: "query"},
    make("label", {for: "sql", id: "sql-label"}, "Query"),
    make(
      "textarea",
      {id: "sql", name: "sql", rows: "12", spellcheck: "false", autocapitalize: "off"},
      first?.sql ?? ""
    ),
    make(
      "p",
      {class: "keys live-only"},
      "Ctrl or ⌘ with Enter runs the query, Ctrl with space completes a name, Tab leaves the editor. ",
      make("a", {href: "#schema"}, "Tables and columns")
    ),
    make(
      "div",
      {class: "doing live-only"},
      make("button", {type: "submit", class: "btn p", id: "run"}, "Run"),
      make("button", {type: "button", class: "btn", id: "stop", disabled: ""}, "Stop"),
      make("button", {type: "button", class: "btn", id: "copy"}, "Copy link")
    )
  );
  const told = make("div", {id: "told", class: "told-now", role: "status"});
  const coming = make(
    "div",
    {id: "coming", class: "coming", hidden: ""},
    make("label", {for: "bytes", id: "bytes-words"}, "DuckDB"),
    make("progress", {id: "bytes", max: "1", value: "0"})
  );
  const result = make("section", {id: "result", class: "result", "aria-label": "Answer", hidden: ""});
  const schema = make(
    "section",
    {id: "schema", class: "schema", "aria-labelledby": "schema-title"},
    make("h2", {id: "schema-title"}, "Tables and columns"),
    make(
      "p",
      {},
      `${facts.tables.length} tables of the edition of ${editionDate(facts.edition)}. Use these names in SQL.`
    ),
    schemaList(facts.tables, {document})
  );
  const noscript = `<noscript><style>.live-only,#query{display:none!important}</style><p class="caution"><b>Scripts are off.</b> A script runs the database in your browser. Without scripts you can read the tables, their columns and the questions below; <a href="./data#recipes">Data</a> has the same files for your own DuckDB.</p></noscript>`;
  return (
    `<div class="workbench" id="workbench" ${attributes}><div class="bench">${noscript}` +
    `${form.outerHTML}${coming.outerHTML}${told.outerHTML}${result.outerHTML}</div>${schema.outerHTML}</div>`
  );
}

/** What can be asked, as links: a script puts the query into the editor; without one they lead to it further down. */
function starts(questions: readonly WorkedQuestion[], document: Document): HTMLElement {
  return element(
    document,
    "ul",
    {class: "starts", id: "starts"},
    ...questions.map(({id, title}) =>
      element(document, "li", {}, element(document, "a", {href: `#question-${id}`, "data-question": id}, title))
    )
  );
}

function worked(questions: readonly WorkedQuestion[], document: Document): HTMLElement {
  const make = (name: string, given: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, given, ...contents);
  return make(
    "div",
    {class: "worked"},
    ...questions.map(({id, title, note, sql}) =>
      make(
        "details",
        {id: `question-${id}`},
        make("summary", {}, title),
        make("p", {}, note),
        make("pre", {class: "recipe", tabindex: "0", role: "region", "aria-label": title}, make("code", {}, sql)),
        make("button", {type: "button", class: "btn live-only", "data-question": id}, "Put it in the editor")
      )
    )
  );
}

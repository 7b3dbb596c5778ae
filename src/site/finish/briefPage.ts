// The pages that a reader fills: a brief, and a dashboard. What they say before anything is in them, their controls, and their scripts.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {escapeHtml, replaceOnce} from "./html.js";
import {scriptTags} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";

const MAINS = {brief: briefMain, watch: watchMain} as const;

/** Completes one of the pages in the site built in `folder`; a site without it is left as it is. */
export async function writeBrief(
  folder: string,
  name: keyof typeof MAINS,
  parts: () => Promise<ExplorerParts>
): Promise<void> {
  const path = join(folder, `${name}.html`);
  if (!existsSync(path)) return;
  const made = await parts();
  const html = replaceOnce(readFileSync(path, "utf8"), `<div id="${name}-here"></div>`, MAINS[name](made), name);
  writeFileSync(
    path,
    html.replace("</head>", () => `${scriptTags(made.scripts[name])}</head>`)
  );
}

const button = (id: string, words: string) => `<button type="button" class="btn" id="${id}">${words}</button>`;
const example = (hash: string, words: string, page: "brief" | "watch") =>
  `<li><a href="./${page}#${escapeHtml(hash)}">${words}</a></li>`;

function briefMain({attributes}: ExplorerParts): string {
  const examples = [
    ["title=Eritreans+in+Israel&chart=origin=ERI%26asylum=ISR%23over-time&figure=origin=ERI%26asylum=ISR%26years=2025", "Eritreans in Israel: a chart over the years, and the latest year’s number"],
    ["title=Asylum+in+Germany&page=countries/deu%23applications-1&page=countries/deu%23outcomes-1&figure=measure=rate%26asylum=DEU%26years=2025", "Germany: two charts of its page, and the grant rate"],
    ["title=North+Koreans+in+Russia&page=story%23applications&chart=measure=decisions%26origin=PRK%26asylum=RUS%23outcomes", "North Koreans in Russia: applications and decisions"]
  ] as const; // prettier-ignore
  return (
    `<div id="acts" hidden ${attributes}></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> A brief is put together in your browser. Without scripts, print the <a href="./countries">country pages</a>, or save the files of <a href="./data">Data</a>.</p></noscript>` +
    `<div class="brief-first" id="first"><h1>A brief of your own</h1><p class="lead">Put charts, figures and tables of this site into one document. Order them, write captions, then print it or save it as one file that opens by itself.</p>` +
    `<p>Choose “Add to brief” in the menu of a chart, in the explorer or on a source card. The first one opens a brief in a tab of its own. What you add next goes there, as long as that tab is open.</p>` +
    `<p>We keep nothing. Your brief is in the address of this page, after #, which browsers send to no server. Keep the link, or save a file. A brief goes on showing the edition that it was made with, and offers the latest.</p>` +
    `<h2>Three examples</h2><ul>${examples.map(([hash, words]) => example(hash, words, "brief")).join("")}</ul></div>` +
    `<div class="brief-tools" id="brief-tools" hidden><p class="tell" id="tell" role="status"></p><div id="problems"></div><div id="made-tools" hidden><p class="brief-buttons">${button("print", "Print")}${button("save-html", "Save as one HTML file")}${button("copy-link", "Copy link to this brief")}${button("save-file", "Save brief file")}${button("undo", "Undo")}</p>` +
    `<p class="caution" id="long" hidden>This brief’s address is long, and some mail programs cut long links. Pass it on with “Save brief file” or as an HTML file.</p>` +
    `<label for="brief-title">Title of the brief</label><input id="brief-title" type="text" maxlength="200" autocomplete="off"></div>` +
    `<details class="brief-more"><summary>Add by address, or open a brief file</summary>` +
    `<form id="add-form"><label for="add-address">Address of a chart or figure of this site</label><input id="add-address" type="text" inputmode="url" autocomplete="off" spellcheck="false" maxlength="4000"><button class="btn">Add</button></form>` +
    `<p><label for="open-file">Open a brief file</label><input id="open-file" type="file" accept=".json,application/json"></p></details></div>` +
    `<div class="brief" id="brief-page" hidden><h1 id="brief-name">Brief</h1><p class="brief-made" id="brief-made"></p>` +
    `<div class="brief-edition" id="edition" hidden></div><div class="tell" id="loading"></div><div id="items"></div></div>`
  );
}

/** Other names that readers of this page type: those in Latin letters. */
const LATIN = /^[ -\u024f’]+$/;

function watchMain({attributes, ledger}: ExplorerParts): string {
  const examples = [
    ["title=Syrians&origin=SYR&pair=SYR-DEU,SYR-TUR,SYR-SWE", "Syrians: everywhere, and in Germany, Türkiye and Sweden"],
    ["title=The+European+Union&asylum=members:eu,DEU,FRA,ESP", "The European Union, and Germany, France and Spain"],
    ["title=North+Koreans&origin=PRK&pair=PRK-RUS,PRK-GBR", "North Koreans: everywhere, in Russia and in the United Kingdom"]
  ] as const; // prettier-ignore
  const {places, regions} = ledger.facts;
  const option = (code: string, name: string, also: readonly string[]) =>
    `<option value="${escapeHtml(name)}" data-code="${code}" data-also="${escapeHtml(also.join("|"))}"></option>`;
  const options = [
    ...regions.map(({scheme, code, name}) =>
      option(`${scheme}:${code}`, scheme === "bureau" ? `${name} (UNHCR)` : name, code === "eu" ? ["EU"] : [])
    ),
    ...places.map(({code, name, also}) =>
      option(
        code,
        name,
        also.filter((one) => LATIN.test(one))
      )
    )
  ];
  return (
    `<div id="acts" hidden ${attributes}></div>` +
    `<h1 id="watch-name">Your dashboard</h1>` +
    `<div class="brief-first" id="first"><p class="lead">Choose countries or regions of origin, of asylum, and pairs of them. A card for each shows the latest applications, decisions, grant rate and refugees, and what has changed.</p>` +
    `<p>We keep nothing. Your choice is in the address of this page, after #, which browsers send to no server. Keep it as a bookmark: in the next edition it shows the new figures.</p>` +
    `<h2>Three examples</h2><ul>${examples.map(([hash, words]) => example(hash, words, "watch")).join("")}</ul></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> A dashboard is put together in your browser. The <a href="./countries">country pages</a> have the same figures without scripts.</p></noscript>` +
    `<div class="brief-tools" id="watch-tools" hidden>` +
    `<form id="add-form" class="watch-add"><span><label for="add-origin">Country or region of origin</label><input id="add-origin" list="places" type="text" autocomplete="off" maxlength="80"></span><span><label for="add-asylum">Country or region of asylum</label><input id="add-asylum" list="places" type="text" autocomplete="off" maxlength="80"></span><button class="btn p">Add a card</button><p class="under">One of the two, or both for a pair.</p></form>` +
    `<datalist id="places">${options.join("")}</datalist>` +
    `<label for="watch-title">Title of the dashboard</label><input id="watch-title" type="text" maxlength="120" autocomplete="off">` +
    `<p class="brief-buttons">${button("copy-link", "Copy link to this dashboard")}${button("undo", "Undo")}</p>` +
    `<p class="tell" id="tell" role="status"></p><div id="problems"></div></div>` +
    `<div class="tell" id="loading"></div><p class="under" id="since" role="status"></p><div class="watch-cards" id="cards"></div>`
  );
}

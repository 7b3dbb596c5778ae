// Runs the fact sheet's page in the browser: reads the address, loads the edition and writes the sheet.
import {byId} from "../../html/byId.js";
import {publishedAddress} from "../../html/published.js";
import {isVerifiable, NOT_VERIFIED} from "../../edition/fetch.js";
import {unanswered, watch, whyNot} from "../files.js";
import {current} from "../load.js";
import {editionWords} from "../names.js";
import {problemWords} from "../problems.js";
import {addressWith, questionIn} from "../quiet.js";
import {withYearEnds} from "../yearEnd.js";
import {parseSheet, sheetQuery} from "./address.js";
import {renderSheet} from "./render.js";
import {sheetOf} from "./sheet.js";

const tell = byId("tell");
const sheet = byId("sheet");
const print = byId("print") as HTMLButtonElement;
/** The printed foot of each page, where the browser draws margin boxes. */
const foot = document.head.appendChild(document.createElement("style"));

function caution(words: string): HTMLElement {
  const line = document.createElement("p");
  line.className = "caution";
  line.textContent = words;
  return line;
}

/** Text within quotation marks in a stylesheet. */
const quoted = (text: string) => `"${text.replace(/["\\\n]/g, " ")}"`;

function setFoot(title: string, edition: string): void {
  const box = "font: 400 8pt 'Source Sans 3 Variable', sans-serif; color: #444;";
  foot.textContent = `@page {
    margin: 11mm 14mm 15mm;
    @bottom-left { content: ${quoted(`${title} · Source: UNHCR, via Asylum Ledger, ${editionWords(edition)}`)}; width: 85%; text-align: left; ${box} }
    @bottom-center { content: none; }
    @bottom-right { content: counter(page) " of " counter(pages); ${box} }
  }`;
}

let asked = 0;

async function show(): Promise<void> {
  const mine = ++asked;
  const {query, quiet} = questionIn(location);
  const watching = watch(tell, "a fact sheet");
  delete document.documentElement.dataset.sheet;
  try {
    const {held, problem} = await withYearEnds(parseSheet(query).edition ?? "", watching.step);
    if (mine !== asked) return;
    const {facts} = held;
    const {subject, problems} = parseSheet(query, {
      years: facts.years,
      place: (code) => held.place(code) !== undefined,
      region: (scheme, code) => facts.regions.some((region) => region.scheme === scheme && region.code === code)
    });
    watching.end();
    tell.replaceChildren(
      ...[...(problem === null ? [] : [problem]), ...problems.slice(0, 5).map(problemWords)].map(caution)
    );
    if (!isVerifiable()) tell.append(caution(NOT_VERIFIED));
    if (!subject) {
      print.hidden = true;
      const heading = document.createElement("h1");
      heading.textContent = "No fact sheet";
      sheet.replaceChildren(
        heading,
        caution("There is no fact sheet for this address: the edition has no place or region of this name.")
      );
      document.title = "No fact sheet | Asylum Ledger";
    } else {
      const made = sheetOf(held, subject);
      const address = publishedAddress(addressWith("./sheet", {query: sheetQuery(subject, facts.edition), quiet}));
      sheet.replaceChildren(
        renderSheet(held, made, {
          document,
          address,
          made: new Date().toLocaleDateString("en-GB", {dateStyle: "long"})
        })
      );
      if (facts.edition !== current)
        tell.append(caution(`This sheet uses the ${editionWords(facts.edition)}, not the latest.`));
      setFoot(made.title, facts.edition);
      print.hidden = false;
      document.title = `${made.title}: fact sheet | Asylum Ledger`;
    }
  } catch (error) {
    if (mine !== asked) return;
    watching.end();
    print.hidden = true;
    sheet.replaceChildren(...unanswered("a fact sheet", whyNot(error), () => void show()));
  }
  document.documentElement.dataset.sheet = "ready";
}

print.addEventListener("click", () => window.print());
addEventListener("popstate", () => void show());
addEventListener("hashchange", () => void show());
void show();

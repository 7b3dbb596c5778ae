// Runs the framed page of a chart that has no framed page of its own: loads the page of the site that has the chart, and shows the
// chart alone.
import {parseLoaded} from "./address.js";
import {otherEdition} from "./pinned.js";
import {cutFigure, escaped, framedFigure, framedMain, outLink, titleIn} from "./framedFigure.js";

const asked = parseLoaded(location.search);
const main = document.querySelector("main") as HTMLElement;
const missing = (words: string, link: string) => `<p class="caution">${escaped(words)} ${link}</p>`;

async function show(): Promise<void> {
  if (!asked) {
    main.innerHTML = missing("The address of this chart is not complete.", outLink("../", "Asylum Ledger"));
    return;
  }
  const {page, chart, edition} = asked;
  const whole = outLink(`../${page}`, "See the page on Asylum Ledger");
  try {
    const answer = await fetch(`../${page}`);
    const html = answer.ok ? await answer.text() : "";
    const figure = cutFigure(html, chart);
    const [, shown = ""] = /\bdata-page="([^"]*)"/.exec(html) ?? [];
    main.innerHTML =
      figure === null
        ? missing("The page has no such chart.", whole)
        : otherEdition({asked: edition, shown, up: "../", page: `../${page}#${chart}`}) +
          framedMain(framedFigure(figure, {up: "../", of: page}));
    if (figure !== null) document.title = `${titleIn(figure)} | Asylum Ledger`;
  } catch {
    main.innerHTML = missing("We could not load this chart.", whole);
  }
}

void show().then(() => (document.documentElement.dataset.embed = "ready"));

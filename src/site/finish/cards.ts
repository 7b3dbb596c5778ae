// Writes the cards of the figures that the site's pages print, for the current edition and each earlier one.
import {csvParse} from "d3";
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join, posix} from "node:path";
import {fileURLToPath} from "node:url";
import type {Account} from "../../edition/account.js";
import type {Edition} from "../../edition/edition.js";
import {cardOf} from "../../figures/card.js";
import {cardPath, FigureError, figuresOf} from "../../figures/figure.js";
import type {Computed} from "../../figures/figure.js";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {datedFrame} from "../frame.js";
import {atPath, datedPath, openEditions, otherEditions, writeEditionPages} from "./editionPages.js";
import {filesOf} from "./files.js";
import {escapeHtml, replaceOnce, tagsOf, unescapeHtml} from "./html.js";
import {writeCheck} from "./checkPage.js";

/** A page's own title, without the site's name. */
function titleOf(html: string): string {
  return unescapeHtml(/<title>([^<|]*)/.exec(html)?.[1] ?? "").trim();
}

const CARD_TEMPLATE = "figures/card.html";
/** Figures that pages printed once: their addresses may have been cited. */
const KEPT = fileURLToPath(new URL("../../figures/kept.csv", import.meta.url));

type Printed = Map<string, {computed: Computed; pages: Set<string>}>;

/** Adds the figures that pages printed once, which keep their addresses; an edition without their entries has no card of them. */
function addKept(printed: Printed, figure: (directive: string) => Computed): void {
  for (const {figure: directive = ""} of csvParse(readFileSync(KEPT, "utf8"))) {
    try {
      const computed = figure(directive);
      const path = cardPath(computed);
      if (path !== null && !printed.has(path)) printed.set(path, {computed, pages: new Set()});
    } catch (error) {
      if (!(error instanceof FigureError)) throw error;
    }
  }
}

/**
 * Writes a page for each figure that the site's pages print, from the template `figures/card`, which is removed; and the same
 * for each edition kept.
 */
export async function writeCards(folder: string, root: string, edition: Edition, account: Account): Promise<void> {
  if (!existsSync(join(folder, CARD_TEMPLATE))) return;
  const figure = figuresOf(edition);
  const document = PAPER;
  const frame = readFileSync(join(folder, CARD_TEMPLATE), "utf8");
  const printed: Printed = new Map();
  for (const page of filesOf(folder).filter((path) => path.endsWith(".html") && path !== CARD_TEMPLATE))
    for (const {name, attributes} of tagsOf(readFileSync(join(folder, page), "utf8"))) {
      const directive = attributes.get("data-figure");
      if (name !== "a" || directive === undefined || !attributes.has("data-card")) continue;
      const computed = figure(directive);
      const path = cardPath(computed);
      if (path === null) continue;
      const card = printed.get(path) ?? {computed, pages: new Set()};
      printed.set(path, {computed: card.computed, pages: card.pages.add(page)});
    }
  addKept(printed, figure);
  const page = (path: string, main: HTMLElement, title: string, id: string): string =>
    atPath(
      replaceOnce(
        datedFrame(frame, id, edition.id),
        /<main id="observablehq-main"[\s\S]*<\/main>/,
        "<main></main>",
        "main"
      ),
      CARD_TEMPLATE,
      path
    )
      .replace("<main></main>", () => main.outerHTML)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(`${title} | Asylum Ledger`)}</title>`);
  const opened = await openEditions(root, edition, account);
  for (const [path, {computed, pages}] of printed) {
    const top = element(
      document,
      "div",
      {class: "top"},
      ...Array.from(pages, (each) =>
        element(
          document,
          "a",
          {href: `../${each.replace(/index\.html$/, "").replace(/\.html$/, "")}`},
          `Used on: ${titleOf(readFileSync(join(folder, each), "utf8"))}`
        )
      )
    );
    const parts = cardOf(edition, computed, document, {
      address: {now: `./${posix.basename(path)}`, dated: `../${datedPath(path, edition.id)}`},
      editions: otherEditions(opened, computed, {
        ...{id: edition.id, account},
        hrefOf: (id) => `../${datedPath(path, id)}`
      })
    });
    const main = element(document, "main", {id: "observablehq-main", class: "card"}, top, ...parts);
    const title = parts
      .slice(0, 2)
      .map((part) => part.textContent)
      .join(" | ");
    writeFileSync(join(folder, `${path}.html`), page(`${path}.html`, main, title, edition.id));
  }
  rmSync(join(folder, CARD_TEMPLATE));
  const figures = writeEditionPages({
    ...{folder, edition, account, document, page, opened},
    printed: new Map([...printed].map(([path, {computed}]) => [path, computed]))
  });
  await writeCheck(folder, root, {account, edition, figures});
}

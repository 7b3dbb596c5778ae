// A fact sheet as elements: what is printed on at most two pages, and shown the same way on a screen.
import {element} from "../../html/table.js";
import type {Ledger} from "../ledger.js";
import {editionWords} from "../names.js";
import {formatSelection} from "../../measures/selection.js";
import {applicationsPlate, outcomesPlate} from "./charts.js";
import type {DecisionsTable} from "./decisions.js";
import type {SheetFigure} from "./figures.js";
import {figureHref, withLinks} from "../../figures/link.js";
import type {TextLink} from "../../figures/link.js";
import type {Subject} from "./address.js";
import {cellLinks, figureLinks} from "./links.js";
import {qrCode} from "./qr.js";
import type {Sheet} from "./sheet.js";

export interface SheetOptions {
  readonly document: Document;
  /** The permanent address, which the QR code leads to. */
  readonly address: string;
  /** "28 November 2026": the day it was made. */
  readonly made: string;
}

/** A sentence to print of more characters is set smaller. */
const LONG = 330;

type Content = string | Node | null;

/** A sheet in persons and in cases, or with the statuses of many countries, is printed smaller, so that two pages hold it. */
const isDense = ({figures, subject}: Sheet) =>
  (figures[0]?.numbers.length ?? 0) > 1 || subject.asylums.kind !== "places";

/** The whole sheet. */
export function renderSheet(ledger: Ledger, sheet: Sheet, {document, address, made}: SheetOptions): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: Content[]) =>
    element(document, name, attributes, ...contents);
  const {applications, decisions} = sheet.views;
  const link: Link = ({text, figure}) =>
    make("a", {class: "n", href: figureHref("./", {...figure, edition: sheet.edition})}, text);
  const section = (id: string, title: string, ...contents: Content[]) =>
    make("section", {id, "aria-labelledby": `${id}-title`}, make("h2", {id: `${id}-title`}, title), ...contents);
  return make(
    "article",
    {class: `fact-sheet${isDense(sheet) ? " dense" : ""}`, "aria-labelledby": "sheet-title"},
    make(
      "header",
      {},
      make("p", {class: "kick"}, `Fact sheet · Asylum Ledger, ${editionWords(sheet.edition)}`),
      make("h1", {id: "sheet-title", ...(sheet.title.length > 30 ? {class: "long"} : {})}, sheet.title),
      make("p", {class: "lead"}, sheet.lead)
    ),
    sheet.figures.length
      ? make(
          "dl",
          {class: `sheet-figures${sheet.figures.length > 6 ? " many" : ""}`},
          ...sheet.figures.map((figure) => figureOf(figure, figureLinks(sheet.subject, figure), link, make))
        )
      : null,
    sheet.decisions
      ? section("sheet-decisions", "How cases ended", ...tableOf(sheet.decisions, sheet.subject, link, make))
      : null,
    sheet.print === null
      ? null
      : section(
          "sheet-print",
          "To print",
          make("blockquote", sheet.print.length > LONG ? {class: "long"} : {}, make("p", {}, sheet.print))
        ),
    issuesOf(sheet, make, section),
    sheet.isEmpty ? null : applicationsPlate(ledger, applications, document),
    sheet.isEmpty ? null : outcomesPlate(ledger, decisions, document),
    make(
      "footer",
      {class: "sheet-foot"},
      qrCode(address, document),
      make(
        "div",
        {},
        make("p", {class: "sheet-address"}, make("a", {href: address}, address)),
        make(
          "p",
          {},
          `Source: ${ledger.facts.source.replace(/\.$/, "")}, via Asylum Ledger, ${editionWords(sheet.edition)}, with our reclassification rules. Sheet made on ${made}. Each year is a whole year; ${ledger.facts.years[1]} may still be revised. A number with a range in square brackets was rounded by UNHCR.`
        ),
        make(
          "p",
          {class: "sheet-more"},
          make(
            "a",
            {href: `./explorer?${formatSelection(applications.state.selection)}`},
            "The same figures in the explorer"
          )
        )
      )
    )
  );
}

type Make = (name: string, attributes: Record<string, string>, ...contents: Content[]) => HTMLElement;

/** A number as a link to its card; on paper it is a number. */
type Link = (link: TextLink) => HTMLElement;

function figureOf(
  {id, label, words, isNumber, under, source}: SheetFigure,
  links: readonly TextLink[],
  link: Link,
  make: Make
): HTMLElement {
  return make(
    "div",
    {id: `figure-${id}`},
    make("dt", {}, label),
    make("dd", {class: isNumber ? (words.length > 24 ? "v long" : "v") : "why"}, ...ranged(words, links, link, make)),
    make("dd", {class: "under"}, `${under.join("; ")} (${source})`)
  );
}

/** A number with its range smaller: below it where there is no room, and never broken over lines. */
function ranged(words: string, links: readonly TextLink[], link: Link, make: Make): Content[] {
  return words
    .split(/( \[[^\]]*\])/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith(" [")
        ? [make("span", {class: "bounds"}, part.slice(1))]
        : part.length < 20
          ? [make("span", {class: "whole"}, ...withLinks(part, links, link))]
          : withLinks(part, links, link)
    )
    .flatMap((parts, i) => (i ? [" ", ...parts] : [...parts]));
}

function tableOf({columns, rows, notes}: DecisionsTable, subject: Subject, link: Link, make: Make): HTMLElement[] {
  const linksAt = (i: number, status: DecisionsTable["rows"][number]["status"]) => {
    const column = columns[i];
    return column ? cellLinks(subject, column, status) : [];
  };
  const named = columns.some(({procedure}) => procedure !== null);
  const names = named
    ? [
        make(
          "tr",
          {},
          make("td", {}),
          ...[...new Set(columns.map(({procedure}) => procedure))].map((name) =>
            make(
              "th",
              {scope: "colgroup", colspan: String(columns.filter(({procedure}) => procedure === name).length)},
              name ?? "first instance"
            )
          )
        )
      ]
    : [];
  const heads = columns.map(({head}) => make("th", {scope: "col"}, head));
  return [
    make(
      "div",
      {class: "scroll", role: "region", tabindex: "0", "aria-label": "Decisions by legal status"},
      make(
        "table",
        {},
        make("thead", {}, ...names, make("tr", {}, make("td", {}), ...heads)),
        make(
          "tbody",
          {},
          ...rows.map(({head, status, cells}) =>
            make(
              "tr",
              {class: `is-${status}`},
              make("th", {scope: "row"}, head),
              ...cells.map((cell, i) => make("td", {}, ...ranged(cell, linksAt(i, status), link, make)))
            )
          )
        )
      )
    ),
    make("p", {class: "sheet-notes"}, `${notes.join(" ")} (UNHCR, decisions)`)
  ];
}

/** Whether a country of asylum has a page with its notes; regions, the world and people of one origin everywhere have none. */
const hasPage = ({asylums}: Sheet["subject"]): boolean => asylums.kind === "places" && asylums.codes.length === 1;

function issuesOf(
  {issues, moreIssues, subject}: Sheet,
  make: Make,
  section: (id: string, title: string, ...contents: Content[]) => HTMLElement
): HTMLElement | null {
  if (!issues.length) return null;
  return section(
    "sheet-issues",
    "Known issues: before you use these figures",
    make(
      "ul",
      {class: "cautions"},
      ...issues.map(({term, words}, i) =>
        make(
          "li",
          {},
          make("b", {}, term),
          ` ${words}`,
          moreIssues && i === issues.length - 1
            ? make(
                "span",
                {class: "sheet-notes"},
                ` ${moreIssues} more ${moreIssues === 1 ? "note is" : "notes are"} in the explorer${hasPage(subject) ? " and on the country’s page" : ""}.`
              )
            : null
        )
      )
    )
  );
}

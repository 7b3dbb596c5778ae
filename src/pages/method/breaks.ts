// What the page Breaks in series shows: breaks that a rule deals with, unexplained ones, explained ones, and those detected automatically.
import {ascending, group, rollup} from "d3";
import {breaksList} from "./breaksList.js";
import type {BreakEntry} from "./breaksList.js";
import {ruleAnchor} from "./rulesList.js";
import {ruleOf} from "./rules.js";
import {byCountry, countryId} from "../_shared/byCountry.js";
import {foundBreaks} from "../../figures/foundBreaks.js";
import {FigureError} from "../../figures/figure.js";
import {oneOf} from "../../figures/words.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {foundOf} from "../../edition/edition.js";
import type {Break, Edition} from "../../edition/edition.js";
import {BREAK_KINDS, heaviest, isFinding, isTold, KIND_NAMES} from "../../measures/breaks.js";
import type {Verdict} from "../../measures/breaks.js";
import {KIND_RULES} from "../../words/breaks.js";
import {formatNumber} from "../../words/numbers.js";

/** The lists of the page in their order; a country's anchor is in the first that has it. */
const LISTS = ["ruled", "open", "explained", "found"] as const satisfies readonly (Verdict | "found")[];
type ListName = (typeof LISTS)[number];

/** The components of the page, by name. */
export function breaksDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  return {
    "breaks-by-country": () => {
      const entries = edition.breaks.filter((each) => listOf(each) !== null && each.asylum !== "*");
      const countries = rollup(
        entries,
        (some) => some.length,
        ({asylum}) => asylum
      );
      return byCountry(
        [...countries].map(([code, n]) => ({code, name: nameOf(edition, code), entries: n})),
        {document, noun: "break"}
      );
    },
    breaks: (...words) => {
      const verdict = oneOf(words, ["open", "explained", "ruled"] as const, "breaks");
      return [
        breaksList(entriesOf(edition, verdict), {
          document,
          ruleHref: (id) => `/rules#${ruleAnchor(ruleOf(edition, id))}`,
          anchorOf: anchors(edition, verdict)
        })
      ];
    },
    "breaks-found": (...words) => {
      if (words.length) throw new FigureError("breaks-found takes no word");
      const found = edition.breaks.filter(isFinding);
      if (!found.length)
        return [element(document, "p", {}, "This edition was made before we searched for breaks automatically.")];
      return [kindsTable(found, document), foundList(edition, found, document)];
    }
  };
}

const nameOf = (edition: Edition, code: string) => edition.places.get(code) ?? code;

/** The list in which a break is an entry of its own; null for a finding that is listed under the break that judges it. */
function listOf(each: Break): ListName | null {
  if (!isFinding(each)) return each.verdict;
  return isTold(each) ? "found" : null;
}

/** The id of a country's first entry on the page, in the list that has it; null in later lists. */
function anchors(edition: Edition, name: ListName): (code: string) => string | null {
  const first = rollup(
    edition.breaks,
    (some) => LISTS.find((list) => some.some((each) => listOf(each) === list)),
    ({asylum}) => asylum
  );
  return (code) => (first.get(code) === name ? countryId(code) : null);
}

function entriesOf(edition: Edition, verdict: Verdict): BreakEntry[] {
  const judged = group(
    edition.breaks.filter((each) => isFinding(each) && !isTold(each)),
    (each) => decidingLine(edition, each)
  );
  return edition.breaks
    .filter((each) => listOf(each) === verdict)
    .map((each): BreakEntry => ({
      id: each.id,
      country: each.asylum === "*" ? null : {code: each.asylum, name: nameOf(edition, each.asylum)},
      origins: each.origin === "*" ? null : each.origin.split(" ").map((code) => nameOf(edition, code)),
      level: each.level,
      year_from: each.year_from,
      year_to: each.year_to,
      wording: each.wording,
      confidence: each.confidence ?? null,
      rules: each.rule?.split(" ") ?? [],
      source_url: each.source_url,
      quoted_text: each.quoted_text ?? null,
      found: [...(judged.get(each.id) ?? [])].sort(
        (a, b) => ascending(a.year_from, b.year_from) || ascending(a.id, b.id)
      )
    }))
    .sort(
      (a, b) =>
        ascending(a.country?.name ?? "", b.country?.name ?? "") ||
        ascending(a.year_from, b.year_from) ||
        ascending(a.id, b.id)
    );
}

/** The break under which a finding is listed: the first of those that judge it whose verdict it has. */
function decidingLine(edition: Edition, finding: Break): string {
  const lines = finding.judged_by?.split(" ") ?? [];
  const deciding = lines.find((id) => edition.breaks.find((each) => each.id === id)?.verdict === finding.verdict);
  if (deciding === undefined) throw new FigureError(`no break judges the finding ${finding.id} as ${finding.verdict}`);
  return deciding;
}

/** What is searched for and how much was found, by kind. */
function kindsTable(found: readonly Break[], document: Document): HTMLElement {
  const heads = [
    ...["Kind of break", "Threshold", "Detected", "With a rule", "Explained"],
    ...["Reviewed, unexplained", "Not yet reviewed"]
  ];
  return wordsTable(
    heads,
    KIND_NAMES.map((kind) => {
      const of = found.filter((each) => each.kind === kind);
      const n = (takes: (each: Break) => boolean) => formatNumber(of.filter(takes).length);
      return [
        BREAK_KINDS[kind],
        KIND_RULES[kind],
        formatNumber(of.length),
        n(({verdict}) => verdict === "ruled"),
        n(({verdict}) => verdict === "explained"),
        n((each) => each.verdict === "open" && !isTold(each)),
        n(isTold)
      ];
    }),
    {document, id: "found-kinds", caption: "What we search for automatically, and what was found"}
  );
}

function foundList(edition: Edition, found: readonly Break[], document: Document): HTMLElement {
  const open = found.filter(isTold).flatMap((each) => foundOf(each) ?? []);
  const anchorOf = anchors(edition, "found");
  const seen = new Set<string>();
  const list = foundBreaks(
    open.sort(heaviest).map(({id, kind, asylum, wording}) => {
      const anchor = seen.has(asylum) ? null : anchorOf(asylum);
      seen.add(asylum);
      return {
        id,
        kind,
        host: {code: asylum, name: nameOf(edition, asylum), href: `/countries/${asylum.toLowerCase()}`, anchor},
        wording
      };
    }),
    {document}
  );
  list.setAttribute("data-list", "");
  list.append(element(document, "p", {class: "none-here", hidden: ""}, "None detected for this country."));
  return list;
}

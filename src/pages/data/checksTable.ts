// Shows the quality checks of an edition: a sentence with how many passed, and the table of results.
import type {Drawing} from "../../measures/procedure.js";
import {element, scrolling, tableHead} from "../../html/table.js";
import {formatNumber} from "../../words/numbers.js";

/** One check with its result when the edition was made. */
export interface CheckLine {
  readonly id: string;
  readonly title: string;
  /** Whether an edition that fails it is not published. */
  readonly fatal: boolean;
  readonly result: "holds" | "fails" | "told" | "skipped";
  readonly figure: string | null;
  readonly expected: string | null;
}

const RESULT_WORDS = {fails: "failed", told: "warning", skipped: "skipped", holds: "passed"} as const;
/** What a reader must know first. */
const ORDER = ["fails", "told", "skipped", "holds"] as const;

/** "We ran 97 checks on this edition: 66 passed, none failed, 19 carry a warning for readers and 12 were skipped (reasons given)." */
export function checksSentence(checks: readonly CheckLine[]): string {
  const n = (result: CheckLine["result"]) => checks.filter((each) => each.result === result).length;
  const some = (count: number) => (count === 0 ? "none" : formatNumber(count));
  return (
    `We ran ${formatNumber(checks.length)} checks on this edition: ${some(n("holds"))} passed, ${some(n("fails"))} failed, ` +
    `${some(n("told"))} ${n("told") === 1 ? "carries" : "carry"} a warning for readers and ` +
    `${some(n("skipped"))} ${n("skipped") === 1 ? "was" : "were"} skipped (reasons given).`
  );
}

/** Why a check was skipped, where what was found does not say it. */
const skippedFor = ({id, result}: CheckLine) =>
  result === "skipped" && id.startsWith("rows.") ? "skipped: no earlier edition has this table" : null;

/** Failures and warnings first; of those that passed, the required ones first. */
export function checksTable(
  checks: readonly CheckLine[],
  {document, id}: Drawing & {readonly id: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const ordered = [...checks].sort(
    (a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result) || Number(b.fatal) - Number(a.fatal)
  );
  const heads = ["Check", "Result", "Found", "Expected"];
  const table = make(
    "table",
    {class: "words"},
    tableHead(document, heads),
    make(
      "tbody",
      {},
      ...ordered.map((check) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, check.title),
          make("td", {}, RESULT_WORDS[check.result] + (check.fatal ? " (required)" : "")),
          make("td", {}, check.figure ?? "–"),
          make("td", {}, skippedFor(check) ?? check.expected ?? "–")
        )
      )
    )
  );
  return scrolling(document, table, {id, caption: "Checks made when the edition was published"});
}

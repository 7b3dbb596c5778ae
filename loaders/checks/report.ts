// Prints checks on a terminal: a line for each, with its figure and the number of findings; the findings themselves where a check
// fails, with advice, and of every check with --verbose.
import type {CheckResult} from "./check.js";

/** How many things a check's detail lists: its lines, or the items of its one line with those that it leaves out. */
export function findings({detail}: Pick<CheckResult, "detail">): number {
  if (!detail) return 0;
  const lines = detail.split("\n");
  if (lines.length > 1) return lines.length;
  return detail
    .split("; ")
    .reduce((sum, item) => sum + Number(/^and ([\d,]+) more$/.exec(item)?.[1]?.replaceAll(",", "") ?? 1), 0);
}

/** Results as a terminal prints them; the edition's table of checks keeps its own words. */
const RESULTS: Readonly<Record<CheckResult["result"], string>> = {
  holds: "passes",
  fails: "fails",
  told: "note",
  skipped: "skipped"
};

const counted = (n: number): string => `${n.toLocaleString("en")} ${n === 1 ? "finding" : "findings"}`;

export function checkLines(checks: readonly CheckResult[], verbose: boolean): string[] {
  const lines = checks.flatMap((check) => {
    const expected = check.result === "fails" ? `, expected ${check.expected ?? "otherwise"}` : "";
    const found = findings(check);
    const line = `${RESULTS[check.result].padEnd(7)} ${check.id.padEnd(24)} ${check.figure}${expected}${found ? ` (${counted(found)})` : ""}`;
    return check.detail && (verbose || check.result === "fails")
      ? [line, check.detail.replace(/^|\n/g, (start) => `${start}${" ".repeat(33)}`)]
      : [line];
  });
  const count = (result: CheckResult["result"]) => checks.filter((check) => check.result === result).length;
  const all = checks.reduce((sum, check) => sum + findings(check), 0);
  return [
    ...lines,
    `${checks.length} checks: ${count("holds")} pass, ${count("fails")} fail, ${count("told")} notes, ${count("skipped")} skipped; ${counted(all)}${all && !verbose ? " (--verbose lists them)" : ""}`
  ];
}

// How fast this machine is now: a small fixed piece of work of the kinds that a build and a page do (texts made and sorted, numbers
// added), whose time every budget in time is held against. A slower machine, or one busy with other work, takes longer for both.
import {createHash} from "node:crypto";
import {ascending, median, randomLcg} from "d3";

/** Milliseconds of the work on the machine that the budgets were set on, where bench/results.md was written. */
export const USUAL = 90;
const RUNS = 9;
const ROWS = 60_000;

function work(): string {
  const random = randomLcg(0.5);
  const rows = Array.from({length: ROWS}, (_, i) => ({key: `place ${Math.floor(random() * 900)}`, value: i % 977}));
  const sums = new Map<string, number>();
  for (const {key, value} of rows) sums.set(key, (sums.get(key) ?? 0) + value);
  rows.sort((a, b) => ascending(a.key, b.key) || a.value - b.value);
  const text = rows.map(({key, value}) => `<td>${key}</td><td>${value}</td>`).join("");
  return createHash("sha256")
    .update(text)
    .update(JSON.stringify([...sums]))
    .digest("hex");
}

/** Milliseconds that the work takes: the middle of some runs, after one that warms. */
export function yardstick(): number {
  const expected = work();
  const taken = Array.from({length: RUNS}, () => {
    const begun = performance.now();
    if (work() !== expected) throw new Error("the fixed work did something else");
    return performance.now() - begun;
  });
  return median(taken) ?? NaN;
}

// Says which numbers of a chart or figure differ between two editions, from the tables that readers see.

/** The cells of the tables of an item by the heads of their row and column; the words of an item without a table. */
function cellsOf(item: Element): Map<string, string> {
  const cells = new Map<string, string>();
  const textOf = (cell: Element | null | undefined) => (cell?.textContent ?? "").replace(/\s+/g, " ").trim();
  for (const [t, table] of [...item.querySelectorAll("table")].entries()) {
    const heads = [...(table.tHead?.rows ?? [])].at(-1)?.cells ?? [];
    for (const body of table.tBodies)
      for (const row of body.rows) {
        const isName = (cell: Element) => cell.tagName === "TH" || cell.classList.contains("text");
        const names = [...row.cells].filter(isName).map(textOf);
        for (const [i, cell] of [...row.cells].entries())
          if (!isName(cell)) cells.set(`${t} ${[...names, textOf(heads[i])].filter(Boolean).join(", ")}`, textOf(cell));
      }
  }
  if (!cells.size)
    for (const [i, one] of [...item.querySelectorAll(".big")].entries())
      cells.set(`${i} `, [".fig", "b"].map((part) => textOf(one.querySelector(part))).filter(Boolean).join(", ")); // prettier-ignore
  return cells;
}

export interface Changes {
  /** How many numbers are others. */
  readonly changed: number;
  /** "2025, Persons: 881, then 890": the first of them. */
  readonly words: readonly string[];
  /** How many are in the later edition alone. */
  readonly added: number;
}

const MOST_WORDS = 5;

/** What changes from an item of one edition to the same of a later one. */
export function changesBetween(before: Element, after: Element): Changes {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  const words = [...old].flatMap(([key, value]) => {
    const then = now.get(key);
    if (then === value) return [];
    const name = key.replace(/^\d+ /, "");
    return [`${name ? `${name}: ` : ""}${value || "empty"}, then ${then === undefined ? "no entry" : then || "empty"}`];
  });
  return {
    changed: words.length,
    words: words.slice(0, MOST_WORDS),
    added: [...now.keys()].filter((key) => !old.has(key)).length
  };
}

const numbers = (n: number) => `${n} ${n === 1 ? "number" : "numbers"}`;

/** The changes as a clause: "1 number changes: 2024, Persons: 5, then 7; the latest edition has 2 numbers more". */
export function changeWords(before: Element | null, after: Element | null): string {
  if (!before || !after) return "it is not in both editions, and cannot be compared";
  const {changed, words, added} = changesBetween(before, after);
  const more = changed > words.length ? `; and ${changed - words.length} more` : "";
  const news = added ? `; the latest edition has ${numbers(added)} more` : "";
  if (!changed) return `no number changes${news}`;
  return `${numbers(changed)} ${changed === 1 ? "changes" : "change"}: ${words.join("; ")}${more}${news}`;
}

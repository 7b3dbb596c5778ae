// Sorts tables of places by a column, with a button in each header. Without scripts, tables keep the order in which
// they are written.

/** The first number of a cell, so the lower bound of a range; null where there is none. */
function numberIn(cell: Element | undefined): number | null {
  const found = /\d[\d,]*(?:\.\d+)?/.exec(cell?.textContent ?? "");
  return found ? Number(found[0].replaceAll(",", "")) : null;
}

function sortBy(table: HTMLTableElement, column: number, falling: boolean): void {
  const body = table.tBodies[0];
  if (!body) return;
  const lines = [...body.rows].map((line) => ({line, cell: line.cells[column]}));
  const sign = falling ? -1 : 1;
  lines.sort((a, b) => {
    if (column === 0) return sign * (a.cell?.textContent ?? "").localeCompare(b.cell?.textContent ?? "");
    const [x, y] = [numberIn(a.cell), numberIn(b.cell)];
    // Rows without a number sort last in both directions.
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
  body.append(...lines.map(({line}) => line));
}

for (const table of document.querySelectorAll<HTMLTableElement>("table.sorts")) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      // The first sort is ascending for names and descending for numbers.
      const falling = before === null ? column > 0 : before === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      sortBy(table, column, falling);
    });
  });
}

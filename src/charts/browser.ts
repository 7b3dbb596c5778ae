// Lets readers go through a chart year by year: the pointer or the arrow keys select a year, and its row of the table is shown in one
// line under the drawing. The table is the data; without this script the table alone gives it.

interface Line {
  readonly year: string;
  readonly words: string;
}

/** The rows of the tables behind a chart whose first cell is a year, each as "head: value" pairs. */
function linesOf(plate: Element): Line[] {
  const lines = new Map<string, string[]>();
  for (const table of plate.querySelectorAll(".behind table")) {
    const heads = [...(table.querySelector("thead tr:last-child")?.querySelectorAll("th") ?? [])].map(
      (head) => head.textContent
    );
    for (const row of table.querySelectorAll("tbody tr")) {
      const [first, ...cells] = [...row.children].map((cell) => cell.textContent.trim());
      if (first === undefined || !/^(?:19|20)\d\d$/.test(first)) continue;
      const offset = heads.length - cells.length;
      const words = cells
        .map((cell, i) => `${heads[i + offset] ?? ""} ${cell}`.trim())
        .filter((pair) => !/ (?:0|–)$/.test(pair));
      lines.set(first, [...(lines.get(first) ?? []), words.join(", ")]);
    }
  }
  return [...lines].map(([year, words]) => ({year, words: words.join("; ")}));
}

for (const plate of document.querySelectorAll("figure.plate")) {
  const lines = linesOf(plate);
  const arts = plate.querySelector<HTMLElement>(".arts");
  if (!arts || lines.length < 2) continue;
  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("aria-live", "polite");
  arts.append(told);
  arts.tabIndex = 0;
  arts.setAttribute("role", "group");
  arts.setAttribute("aria-label", "Arrow keys tell the numbers of each year");
  let at = -1;
  const tell = (i: number) => {
    const line = lines[i];
    if (!line || i === at) return;
    at = i;
    const year = document.createElement("b");
    year.textContent = line.year;
    told.replaceChildren(year, ` ${line.words}`);
  };
  arts.addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    tell(Math.min(lines.length - 1, Math.max(0, at + step)));
  });
  arts.addEventListener("pointermove", (event) => {
    const svg = event.target instanceof Element ? event.target.closest("svg") : null;
    const years = svg
      ? [...svg.querySelectorAll("text")].filter((text) => /^(?:(?:19|20)\d\d|’\d\d)$/.test(text.textContent))
      : [];
    let nearest: SVGTextElement | null = null,
      distance = Infinity;
    for (const text of years) {
      const box = text.getBoundingClientRect();
      const apart = Math.abs(box.left + box.width / 2 - event.clientX);
      if (apart < distance) [nearest, distance] = [text, apart];
    }
    if (!nearest) return;
    const digits = nearest.textContent.slice(-2);
    tell(lines.findIndex(({year}) => year.endsWith(digits)));
  });
}

// Shortens the HTML of the thousand framed pages of likely questions without changing what they show: a third of their bytes.

/** Attributes of drawings that hold coordinates. */
const COORDINATES = / (d|x|y|cx|cy|width|height)="([^"]*\.\d\d[^"]*)"/g;
const DOTS = /(?:<circle cx="[\d.]+" cy="[\d.]+" r="([\d.]+)" class="series-dot"\/>){3,}/g;

/** The drawing's words inherit the size and the anchor that most of them have. */
function withCommonWords(svg: string): string {
  const [, size] = /<text [^>]*font-size="([\d.]+)"[^>]*text-anchor="middle"/.exec(svg) ?? [];
  if (size === undefined) return svg;
  return svg
    .replace(/<text ([^>]*)>/g, (_, attributes: string) => {
      const anchored = / text-anchor="/.test(attributes) ? attributes : `${attributes} text-anchor="start"`;
      return `<text ${anchored.replace(` font-size="${size}"`, "").replace(' text-anchor="middle"', "")}>`;
    })
    .replace("<svg ", `<svg font-size="${size}" text-anchor="middle" `);
}

/** A tenth of a pixel is enough; one path draws all dots of a series. */
function compactDrawing(svg: string): string {
  return (
    withCommonWords(svg)
      .replace(/(<(path|circle|rect)\b[^>]*)><\/\2>/g, "$1/>")
      .replace(
        COORDINATES,
        (_, name: string, value: string) =>
      ` ${name}="${value.replace(/\d+\.\d\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))}"` // prettier-ignore
      )
      // The value without the attribute.
      .replaceAll(' stroke-width="1"', "")
      .replace(DOTS, (run, radius: string) => {
        if (run.split(` r="${radius}" `).length !== run.split("<circle").length) return run;
        const points = run.replace(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*>/g, "M$1 $2h0");
        return `<path d="${points}" class="series-dots" stroke-width="${Number(radius) * 2}"/>`;
      })
  );
}

interface Year {
  readonly from: string;
  readonly to: string;
  readonly cells: string;
}

/** Consecutive years without a number, and with the same words for why, become one row. */
function compactRows(body: string): string {
  const years: Year[] = [];
  for (const [, year = "", cells = ""] of body.matchAll(/<tr><th scope="row">(\d{4})<\/th>(.*?)<\/tr>/g)) {
    const last = years.at(-1);
    const isAbsent = /^(?:<td class="text">[^<]*<\/td>)*<td class="absent">[^<]*<\/td>$/.test(cells);
    if (last && isAbsent && last.cells === cells && Number(last.to) + 1 === Number(year))
      years[years.length - 1] = {...last, to: year};
    else years.push({from: year, to: year, cells});
  }
  return years
    .map(({from, to, cells}) => `<tr><th scope="row">${from === to ? from : `${from}–${to}`}</th>${cells}</tr>`)
    .join("");
}

/** A chart over time without the notes on signs that its drawing does not have. */
export function withoutIdleNotes(figure: string): string {
  const idle = [/class="(?:band|soft)"/.test(figure) ? "" : "Band", /class="absent"/.test(figure) ? "" : "Gap"];
  return figure.replace(
    /<div><dt>(?:<svg[^>]*>(?:<path[^>]*>(?:<\/path>)?)*<\/svg>)?(Band|Gap)<\/dt><dd>[^<]*<\/dd><\/div>/g,
    (note, term: string) =>
      // prettier-ignore
      idle.includes(term) ? "" : note
  );
}

/** The figure of a framed page, shorter. */
export function compact(figure: string): string {
  return (
    figure
      .replace(/<svg\b[\s\S]*?<\/svg>/g, compactDrawing)
      .replace(/(?<=<tbody>)(?:<tr><th scope="row">\d{4}<\/th>.*?<\/tr>)+(?=<\/tbody>)/g, compactRows)
      // A parser ends these elements where the next begins.
      .replace(/<\/t[dh]>(?=<t[dh]|<\/tr>)/g, "")
      .replace(/<\/tr>(?=<tr>|<\/tbody>|<\/thead>)/g, "")
  );
}

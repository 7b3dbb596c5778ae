// Says whether a drawing has the mark that a note explains, so that charts and their pictures name no sign that is not there.

/** Whether a drawing has what a note explains. */
export function isDrawn(mark: string, drawing: {readonly outerHTML: string}): boolean {
  const html = drawing.outerHTML;
  if (!mark.startsWith(".")) return html.includes(mark);
  return new RegExp(`class="(?:[^"]* )?${mark.slice(1)}[ "]`).test(html);
}
